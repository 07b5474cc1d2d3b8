//! The minutes of a workshop: what is written by hand, beside what follows from the records.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::contribution::{Contribution, SetAside, Stand, counted};
use super::{Theme, Workshop};
use crate::Slug;
use crate::calendar::{Date, Instant};
use crate::digest::canonical;
use crate::id::PersonId;

/// What is written by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// 1 for the first writing, then one more at each change.
    pub version: u64,
    /// When they were last changed.
    pub at: Instant,
    /// By whom.
    pub by: PersonId,
    /// What is to be kept of the workshop.
    pub summary: String,
    /// What was decided.
    pub decisions: Vec<String>,
    /// What comes next.
    pub next_steps: Vec<NextStep>,
}

/// Something that is to be done after a workshop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextStep {
    /// What.
    pub what: String,
    /// By which organisation or function.
    pub who: String,
    /// By which day.
    pub by: Option<Date>,
}

impl Minutes {
    pub(super) fn says_as(&self, other: &Self) -> bool {
        (&self.summary, &self.decisions, &self.next_steps) == (&other.summary, &other.decisions, &other.next_steps)
    }
}

/// What the records of a workshop say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assembled<'c> {
    /// The workshop.
    pub workshop: &'c Workshop,
    /// How many had signed up and not cancelled.
    pub expected: u64,
    /// How many of them had no seat.
    pub waiting: u64,
    /// How many came.
    pub present: u64,
    /// What was published, by theme in the order of the sheet, then what is of none.
    pub by_theme: Vec<(Option<&'c Theme>, Vec<&'c Contribution>)>,
    /// What is on the map.
    pub on_the_map: Vec<&'c Contribution>,
    /// How many wait to be read.
    pub unread: u64,
    /// How many were set aside, for each sort of reason.
    pub set_aside: BTreeMap<SetAside, u64>,
    /// How many were received by each channel, whatever became of them; pieces and joinings left out.
    pub received: BTreeMap<super::contribution::Channel, u64>,
}

/// Assembles the minutes of a workshop from all its contributions.
pub fn assemble<'c>(workshop: &'c Workshop, contributions: &'c [Contribution]) -> Assembled<'c> {
    let all = counted(contributions);
    let published: Vec<&Contribution> =
        all.iter().copied().filter(|one| matches!(one.stand, Stand::Published { .. })).collect();
    let of = |theme: Option<&Slug>| -> Vec<&Contribution> {
        published.iter().copied().filter(|one| one.about.theme.as_ref() == theme).collect()
    };
    let mut by_theme: Vec<_> = workshop.sheet.themes.iter().map(|theme| (Some(theme), of(Some(&theme.id)))).collect();
    by_theme.push((None, of(None)));
    by_theme.retain(|(theme, list)| theme.is_some() || !list.is_empty());
    let mut set_aside = BTreeMap::new();
    let mut received = BTreeMap::new();
    for one in &all {
        if let Stand::SetAside { why, .. } = &one.stand {
            *set_aside.entry(*why).or_default() += 1;
        }
        if one.origin.is_none() {
            *received.entry(one.channel).or_default() += 1;
        }
    }
    Assembled {
        workshop,
        expected: workshop.expected().count() as u64,
        waiting: workshop.waiting().count() as u64,
        present: workshop.present(),
        on_the_map: published.iter().copied().filter(|one| one.about.spot.is_some()).collect(),
        by_theme,
        unread: all.iter().filter(|one| one.stand == Stand::Received).count() as u64,
        set_aside,
        received,
    }
}

impl Assembled<'_> {
    /// What is signed, in its one writing: counts, the sheet, what is written by hand, and for each published contribution its
    /// name and the digest of its words. The words themselves are not there: they can be erased, and the signature still holds.
    pub fn record(&self) -> String {
        let workshop = self.workshop;
        let contributions: Vec<_> = (self.by_theme.iter())
            .flat_map(|(theme, list)| list.iter().map(move |one| (theme, one)))
            .map(|(theme, one)| json!({
                "id": one.id, "theme": theme.map(|theme| &theme.id), "words": one.wording().digest, "about": one.about,
            }))
            .collect();
        let minutes = workshop.minutes.as_ref().map(|minutes| {
            json!({
                "version": minutes.version, "summary": minutes.summary, "decisions": minutes.decisions,
                "next-steps": minutes.next_steps,
            })
        });
        canonical(&json!({
            "workshop": workshop.id,
            "sheet": workshop.sheet,
            "attendance": { "expected": self.expected, "waiting": self.waiting, "present": self.present },
            "received": named(&self.received, |channel| channel.as_str()),
            "set-aside": named(&self.set_aside, |why| why.as_str()),
            "contributions": contributions,
            "minutes": minutes,
        }))
    }
}

fn named<K: Copy>(counts: &BTreeMap<K, u64>, name: impl Fn(K) -> &'static str) -> BTreeMap<&'static str, u64> {
    counts.iter().map(|(key, count)| (name(*key), *count)).collect()
}
