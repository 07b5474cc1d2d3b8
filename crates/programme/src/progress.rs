//! Progress reports: how far a laureate is, 6, 12 and 24 months after it was retained. Page: `docs/method/progress.md`.
//!
//! A report takes up each promise, each reservation of the jury, each action of the roadmap and each of its indicators. It is
//! written in parts, each with a version of its own; once deposited it holds what was promised and aimed at as it was then,
//! and never changes.

mod act;
mod happened;
mod terms;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Slug;
use crate::calendar::{Date, Instant};
use crate::id::{ItemId, PersonId, ReportId, WorkspaceId};
use crate::reading::choice;
use crate::roadmap::{Said, Target};
use crate::workspace::PromiseSource;

pub use act::{Cause, Command, Refusal, Subject, begin, name};
pub use happened::{Event, Happened};
pub use terms::{ASKED_BEFORE, LATE_AGAIN, MONTHS, Stand, Term, ask, terms};

/// A progress report, at one moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Its name.
    pub id: ReportId,
    /// The workspace of the laureate.
    pub workspace: WorkspaceId,
    /// The session.
    pub session: Slug,
    /// How many months after: one of [`MONTHS`].
    pub months: u16,
    /// When it was begun.
    pub begun: Instant,
    /// What is written.
    pub draft: Draft,
    /// How often each part was written, by the name of the part; none before the first time.
    pub versions: BTreeMap<String, u64>,
    /// What was deposited.
    pub deposited: Option<Deposited>,
}

/// What is written in a report.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The day it speaks of.
    pub as_of: Option<Date>,
    /// What was done, in their words.
    pub results: String,
    /// What was difficult.
    pub difficulties: String,
    /// What another territory could take up, and under which conditions.
    pub reproducible: String,
    /// How far each promise and each reservation is.
    pub promises: BTreeMap<ItemId, Told>,
    /// How far each action is.
    pub actions: BTreeMap<Slug, ActionTold>,
}

/// How far something is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// How far.
    pub state: Reach,
    /// What was done; the reason, when it is abandoned.
    pub said: String,
    /// What is in its way, when something is.
    pub blocked: Option<String>,
}

/// How far an action is, with its indicators.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ActionTold {
    /// The action itself.
    pub told: Told,
    /// Its indicators, by their short names.
    pub indicators: BTreeMap<Slug, Measured>,
}

choice! {
    /// How far something that was promised or planned is.
    pub enum Reach {
        /// It is reached.
        Reached = "reached",
        /// A part of it is.
        Partly = "partly",
        /// It is not.
        NotReached = "not-reached",
        /// It will not be: the reason is told.
        Abandoned = "abandoned",
    }
}

/// What is known of an indicator on the day of a report: a figure, or why there is none. Never a guess.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "measured", rename_all = "kebab-case")]
pub enum Measured {
    /// It was measured again.
    Value {
        /// The figure, in the unit of the indicator.
        value: f64,
        /// The day of the measure.
        on: Date,
        /// Where the figure comes from.
        source: String,
    },
    /// It cannot be measured now.
    Missing {
        /// Why.
        reason: String,
    },
}

/// What was deposited: it no longer changes, whatever becomes of the workspace and of the roadmap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Deposited {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: PersonId,
    /// The promises and the reservations.
    pub promises: Vec<FrozenPromise>,
    /// The actions.
    pub actions: Vec<FrozenAction>,
}

/// A promise as it was on the day of the deposit, and how far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenPromise {
    /// Its name.
    pub item: ItemId,
    /// Where it was said.
    pub source: PromiseSource,
    /// What was promised.
    pub text: String,
    /// The last day to keep it, if one was said.
    pub due: Option<Date>,
    /// How far it is.
    pub told: Told,
}

/// An action as it was on the day of the deposit, and how far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrozenAction {
    /// Its short name.
    pub action: Slug,
    /// Its title.
    pub title: Said,
    /// How far it is.
    pub told: Told,
    /// Its indicators.
    pub indicators: Vec<FrozenIndicator>,
}

/// An indicator beside its baseline and its target, as they were on the day of the deposit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrozenIndicator {
    /// Its short name.
    pub indicator: Slug,
    /// Its name.
    pub name: Said,
    /// Its unit, in words.
    pub unit: String,
    /// What it was before.
    pub baseline: Option<Target>,
    /// What is aimed at: the next target after the measure, else the last one.
    pub target: Option<Target>,
    /// What is known of it.
    pub measured: Measured,
}

/// The target that a figure of a day is read beside: the first one of that day or later, else the last one; none without any.
pub fn aimed_at(targets: &[Target], on: Option<Date>) -> Option<Target> {
    let mut sorted: Vec<Target> = targets.to_vec();
    sorted.sort_by_key(|target| target.on);
    let next = on.and_then(|on| sorted.iter().find(|target| target.on >= on).copied());
    next.or_else(|| sorted.last().copied())
}

impl FrozenIndicator {
    /// The share of the way from the baseline to the target that was made: 0 at the baseline, 1 at the target, more beyond it,
    /// negative when one went back. None without a figure, a baseline or a target, or when both are equal.
    pub fn way(&self) -> Option<f64> {
        let Measured::Value { value, .. } = self.measured else { return None };
        let (baseline, target) = (self.baseline?.value, self.target?.value);
        (baseline != target).then(|| (value - baseline) / (target - baseline))
    }
}

impl Deposited {
    /// What is blocked, with the reason: each promise and each action that says one.
    pub fn blocked(&self) -> Vec<(&str, &str)> {
        let promises = self.promises.iter().map(|promise| (promise.text.as_str(), &promise.told));
        let actions = self.actions.iter().map(|action| (action.title.fr.as_str(), &action.told));
        promises.chain(actions).filter_map(|(what, told)| Some((what, told.blocked.as_deref()?))).collect()
    }

    /// How many promises and actions are at each state, in the order of [`Reach`].
    pub fn counts(&self) -> [usize; 4] {
        let told = self.promises.iter().map(|p| &p.told).chain(self.actions.iter().map(|action| &action.told));
        let mut counts = [0; 4];
        for told in told {
            let rank = Reach::CHOICES.iter().position(|(_, state)| *state == told.state);
            counts[rank.expect("every state is a choice")] += 1;
        }
        counts
    }

    /// The indicator of an action, when the report took it up.
    pub fn indicator(&self, action: &Slug, indicator: &Slug) -> Option<&FrozenIndicator> {
        let action = self.actions.iter().find(|known| known.action == *action)?;
        action.indicators.iter().find(|known| known.indicator == *indicator)
    }
}
