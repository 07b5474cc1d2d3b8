//! Which limits the dates of a roadmap do not keep, each told with what it is about.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Action, Fte, Payer, Quarter, Roadmap, envelope};
use crate::Slug;

/// A limit that dates do not keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "limit", rename_all = "kebab-case")]
pub enum Broken {
    /// More is asked of an envelope than it holds.
    Envelope {
        /// Whose envelope.
        payer: Payer,
        /// Of which year.
        year: u16,
        /// Euros asked.
        asked: u64,
        /// Euros that it holds.
        holds: u64,
        /// Who asks.
        actions: Vec<Slug>,
    },
    /// More people are needed than a team has.
    Team {
        /// The team.
        team: Slug,
        /// In which quarter.
        quarter: Quarter,
        /// Full-time people needed.
        asked: Fte,
        /// Full-time people there.
        holds: Fte,
        /// Who needs them.
        actions: Vec<Slug>,
    },
    /// An action begins before what it waits for is over.
    Dependency {
        /// What comes before.
        before: Slug,
        /// What waits.
        after: Slug,
        /// First quarter in which it may begin, by this dependency.
        ready: Quarter,
        /// When it begins.
        begins: Quarter,
    },
    /// An action begins before its first quarter, or is under way after its last.
    Window {
        /// The action.
        action: Slug,
        /// When it begins.
        begins: Quarter,
        /// First quarter in which it may begin.
        from: Quarter,
        /// Last quarter in which it may begin; before `from` when there is no room.
        to: Quarter,
    },
    /// An action begins while the grant that pays it is closed.
    Grant {
        /// The action.
        action: Slug,
        /// The grant.
        grant: Slug,
        /// When it begins.
        begins: Quarter,
    },
}

/// What the dates of a roadmap, as they are written, do not keep. Actions without a date keep the limits of time: see [`undated`].
pub fn broken(roadmap: &Roadmap) -> Vec<Broken> {
    let planned = roadmap.actions.iter().filter(|action| action.status.is_planned());
    broken_at(roadmap, &planned.map(|action| (action, action.start)).collect::<Vec<_>>(), |action, _| action.payments())
}

/// Planned actions whose beginning nobody wrote.
pub fn undated(roadmap: &Roadmap) -> Vec<&Action> {
    roadmap.actions.iter().filter(|action| action.status.is_planned() && action.start.is_none()).collect()
}

/// The same at other dates: payments of several years follow their action.
pub(super) fn broken_when(roadmap: &Roadmap, starts: &[(&Action, Option<Quarter>)]) -> Vec<Broken> {
    broken_at(roadmap, starts, |action, start| {
        let mut payments = action.payments();
        let first = payments.iter().map(|(_, year, _)| *year).min();
        if let (Some(start), Some(first)) = (start, first) {
            for (_, year, _) in &mut payments {
                *year = *year - first + start.year();
            }
        }
        payments
    })
}

type Payments = Vec<(Payer, u16, u64)>;

fn broken_at(
    roadmap: &Roadmap,
    starts: &[(&Action, Option<Quarter>)],
    payments: impl Fn(&Action, Option<Quarter>) -> Payments,
) -> Vec<Broken> {
    let mut found = Vec::new();
    let mut asked: BTreeMap<(Payer, u16), (u64, Vec<Slug>)> = BTreeMap::new();
    for (action, start) in starts {
        for (payer, year, euros) in payments(action, *start).into_iter().filter(|(_, _, euros)| *euros > 0) {
            let entry = asked.entry((payer, year)).or_default();
            entry.0 += euros;
            if entry.1.last() != Some(&action.id) {
                entry.1.push(action.id.clone());
            }
        }
    }
    for ((payer, year), (asked, actions)) in asked {
        if let Ok(holds) = envelope(roadmap.budget_of(&payer), year)
            && asked > holds
        {
            found.push(Broken::Envelope { payer, year, asked, holds, actions });
        }
    }
    for team in &roadmap.teams {
        for quarter in roadmap.span() {
            let under_way = |(action, start): &&(&Action, Option<Quarter>)| {
                start.is_some_and(|start| start <= quarter && quarter < action.over(start))
            };
            let needs = starts.iter().filter(under_way).map(|(action, _)| (action, action.need_of(team.id.as_str())));
            let needs: Vec<_> = needs.filter(|(_, fte)| *fte > Fte::default()).collect();
            let asked = Fte::from_hundredths(needs.iter().map(|(_, fte)| fte.hundredths()).sum());
            let holds = team.capacity_in(quarter);
            if asked > holds {
                let actions = needs.iter().map(|(action, _)| action.id.clone()).collect();
                found.push(Broken::Team { team: team.id.clone(), quarter, asked, holds, actions });
            }
        }
    }
    let when: BTreeMap<&Slug, (&Action, Option<Quarter>)> =
        starts.iter().map(|(action, start)| (&action.id, (*action, *start))).collect();
    for (action, start) in starts {
        let Some(begins) = *start else { continue };
        for dependency in &action.depends {
            if let Some((before, Some(first))) = when.get(&dependency.on) {
                let ready = before.over(*first).plus(dependency.lag);
                if begins < ready {
                    let (before, after) = (dependency.on.clone(), action.id.clone());
                    found.push(Broken::Dependency { before, after, ready, begins });
                }
            }
        }
        if !action.status.has_begun() {
            window(roadmap, action, begins, &mut found);
        }
    }
    found
}

fn window(roadmap: &Roadmap, action: &Action, begins: Quarter, found: &mut Vec<Broken>) {
    let from = action.earliest.unwrap_or(roadmap.first).max(roadmap.first);
    let last = action.latest.unwrap_or(roadmap.last()).min(roadmap.last());
    if begins < from || action.over(begins).since(last) > 1 {
        let to = Quarter::at(last.index() + 1 - action.quarters as i32);
        found.push(Broken::Window { action: action.id.clone(), begins, from, to });
    }
    for grant in super::plan::grants_of(roadmap, action) {
        if begins < grant.opens || begins > grant.closes {
            found.push(Broken::Grant { action: action.id.clone(), grant: grant.id.clone(), begins });
        }
    }
}
