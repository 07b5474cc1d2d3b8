//! The operational roadmap of a territory: what will be done, by whom, with which money, when, and how one will know.
//! Page: `docs/method/roadmap.md`.
//!
//! A [`Roadmap`] is read from a TOML text or from its JSON, all faults at once ([`Roadmap::read`], [`Roadmap::from_json`]), and
//! written back ([`Roadmap::to_toml`], [`Roadmap::to_json`]). [`broken`] says which limits the dates as they are written do not
//! keep; [`plan::Plan`] asks the solver for dates that keep all of them, or for the limits that contradict each other.

pub mod action;
mod agreement;
mod dates;
mod path;
pub mod plan;
mod quarter;
mod read;
mod sheet;
pub mod story;
#[cfg(test)]
mod tests;
mod write;

use std::collections::BTreeMap;

use facts::{Lang, Missing};
use serde::{Deserialize, Serialize};

use crate::Slug;

pub use action::{
    Action, Dependency, Funding, FundingState, Indicator, Measure, Nature, Need, Origin, OriginKind, OwnCost, Priority,
    Quote, Site, Status, Target,
};
pub use agreement::{Disagreement, Disagrees};
pub use dates::{Broken, broken, undated};
pub use path::{Cause, Link, Slack, path, slacks};
pub use quarter::{NotAQuarter, Quarter};
pub use read::NotARoadmap;
pub use sheet::{ActionSheet, SheetFault, SheetWrong};

/// Words of a roadmap: French, and English when somebody wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Said {
    /// French.
    pub fr: String,
    /// English; the French is shown when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Said {
    /// In French only.
    pub fn french(text: impl Into<String>) -> Self {
        Self { fr: text.into(), en: None }
    }

    /// In a language, else in French.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => self.en.as_deref().unwrap_or(&self.fr),
            Lang::Fr => &self.fr,
        }
    }
}

/// Full-time people, in hundredths: sums are exact. Written as a number, `1.5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(from = "f64", into = "f64")]
pub struct Fte(u32);

impl Fte {
    /// Most people that a team has.
    pub const MOST: f64 = 10_000.0;

    /// Of a number of people, two decimals at most; none when it is negative or above [`Fte::MOST`].
    pub fn new(people: f64) -> Option<Self> {
        let hundredths = people * 100.0;
        let exact = (hundredths - hundredths.round()).abs() < 1e-6;
        ((0.0..=Self::MOST).contains(&people) && exact).then(|| Self(hundredths.round() as u32))
    }

    /// Hundredths of a full-time person.
    pub fn hundredths(self) -> u32 {
        self.0
    }

    /// From hundredths of a full-time person.
    pub fn from_hundredths(hundredths: u32) -> Self {
        Self(hundredths)
    }

    /// Full-time people.
    pub fn people(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl From<f64> for Fte {
    /// The nearest that can be written; what is no number of people is none.
    fn from(people: f64) -> Self {
        Self((people.clamp(0.0, Self::MOST) * 100.0).round() as u32)
    }
}

impl From<Fte> for f64 {
    fn from(fte: Fte) -> f64 {
        fte.people()
    }
}

/// A roadmap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Roadmap {
    /// Its title.
    pub title: Said,
    /// The place that it speaks of, in words.
    pub territory: String,
    /// What readers must know before all: that it is made up, that it is a draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Said>,
    /// Its first quarter.
    pub first: Quarter,
    /// How many quarters it covers.
    pub quarters: u32,
    /// What the territory itself can commit each year; nothing for a year that nobody knows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own_budget: Vec<Envelope>,
    /// Its axes, in order.
    #[serde(default, rename = "axis", skip_serializing_if = "Vec::is_empty")]
    pub axes: Vec<Axis>,
    /// Who works.
    #[serde(default, rename = "team", skip_serializing_if = "Vec::is_empty")]
    pub teams: Vec<Team>,
    /// Who pays.
    #[serde(default, rename = "funder", skip_serializing_if = "Vec::is_empty")]
    pub funders: Vec<Funder>,
    /// Calls and programmes of funders that are open for a time.
    #[serde(default, rename = "grant", skip_serializing_if = "Vec::is_empty")]
    pub grants: Vec<Grant>,
    /// What will be done, in the order in which it was written.
    #[serde(default, rename = "action", skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
}

/// What a roadmap is ordered by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Axis {
    /// Short name.
    pub id: Slug,
    /// Name shown.
    pub name: Said,
    /// What its actions have in common.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Said>,
}

/// People who carry actions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Short name.
    pub id: Slug,
    /// Name shown.
    pub name: Said,
    /// What it has, from which quarter on; the first holds from the beginning.
    pub capacity: Vec<Capacity>,
}

/// What a team has from a quarter on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capacity {
    /// From this quarter on.
    pub from: Quarter,
    /// Full-time people.
    pub fte: Fte,
}

impl Team {
    /// What it has in a quarter; nobody before its first.
    pub fn capacity_in(&self, quarter: Quarter) -> Fte {
        let held = self.capacity.iter().rev().find(|capacity| capacity.from <= quarter);
        held.map_or(Fte::default(), |capacity| capacity.fte)
    }
}

/// What somebody can commit in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// The year.
    pub year: u16,
    /// Euros.
    pub euros: u64,
}

/// Somebody who pays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funder {
    /// Short name.
    pub id: Slug,
    /// Name shown.
    pub name: Said,
    /// What it can commit each year; nothing for a year that nobody knows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub budget: Vec<Envelope>,
}

/// A call or a programme of a funder: what it pays begins while it is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Short name.
    pub id: Slug,
    /// Whose it is.
    pub funder: Slug,
    /// Name shown.
    pub name: Said,
    /// First quarter in which an action that it pays may begin.
    pub opens: Quarter,
    /// Last quarter in which an action that it pays may begin.
    pub closes: Quarter,
    /// What it can commit each year; nothing for a year that nobody knows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub budget: Vec<Envelope>,
}

/// Who pays a part of an action.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "payer", content = "id", rename_all = "kebab-case")]
pub enum Payer {
    /// The territory itself.
    Own,
    /// A funder.
    Funder(Slug),
    /// A grant of a funder, beside what the funder holds.
    Grant(Slug),
}

/// What an envelope holds in a year, or that nobody knows: it then limits nothing.
pub fn envelope(budget: &[Envelope], year: u16) -> Result<u64, Missing> {
    budget.iter().find(|envelope| envelope.year == year).map(|envelope| envelope.euros).ok_or(Missing::NoData)
}

impl Roadmap {
    /// Most quarters that a roadmap covers.
    pub const QUARTERS: u32 = 80;
    /// Most actions of a roadmap.
    pub const ACTIONS: usize = 500;
    /// Most euros of one line.
    pub const LINE: u64 = 1_000_000_000;
    /// Most worth of one action.
    pub const WORTH: u64 = 1_000_000;
    /// Most quarters that an action lasts, or that one waits after another.
    pub const DURATION: u32 = 80;

    /// Its last quarter.
    pub fn last(&self) -> Quarter {
        self.first.plus(self.quarters.max(1) - 1)
    }

    /// Its quarters, in order.
    pub fn span(&self) -> impl Iterator<Item = Quarter> + use<> {
        let first = self.first;
        (0..self.quarters).map(move |rank| first.plus(rank))
    }

    /// The years that it touches, in order.
    pub fn years(&self) -> impl Iterator<Item = u16> + use<> {
        self.first.year()..=self.last().year()
    }

    /// The action of that short name.
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.actions.iter().find(|action| action.id.as_str() == id)
    }

    /// The axis of that short name.
    pub fn axis(&self, id: &str) -> Option<&Axis> {
        self.axes.iter().find(|axis| axis.id.as_str() == id)
    }

    /// The team of that short name.
    pub fn team(&self, id: &str) -> Option<&Team> {
        self.teams.iter().find(|team| team.id.as_str() == id)
    }

    /// The funder of that short name.
    pub fn funder(&self, id: &str) -> Option<&Funder> {
        self.funders.iter().find(|funder| funder.id.as_str() == id)
    }

    /// The grant of that short name.
    pub fn grant(&self, id: &str) -> Option<&Grant> {
        self.grants.iter().find(|grant| grant.id.as_str() == id)
    }

    /// What is known of the envelopes of a payer.
    pub fn budget_of(&self, payer: &Payer) -> &[Envelope] {
        match payer {
            Payer::Own => &self.own_budget,
            Payer::Funder(id) => self.funder(id.as_str()).map_or(&[], |funder| &funder.budget),
            Payer::Grant(id) => self.grant(id.as_str()).map_or(&[], |grant| &grant.budget),
        }
    }

    /// Everybody who may pay: the territory, funders, grants.
    pub fn payers(&self) -> Vec<Payer> {
        let funders = self.funders.iter().map(|funder| Payer::Funder(funder.id.clone()));
        let grants = self.grants.iter().map(|grant| Payer::Grant(grant.id.clone()));
        std::iter::once(Payer::Own).chain(funders).chain(grants).collect()
    }

    /// Years in which somebody is asked for money and nobody knows what they hold: nothing is then limited.
    pub fn unknown_envelopes(&self) -> Vec<(Payer, u16)> {
        let mut unknown: BTreeMap<(Payer, u16), ()> = BTreeMap::new();
        for action in self.actions.iter().filter(|action| action.status.is_planned()) {
            for (payer, year, _) in action.payments() {
                if envelope(self.budget_of(&payer), year).is_err() {
                    unknown.insert((payer, year), ());
                }
            }
        }
        unknown.into_keys().collect()
    }

    /// The same with the dates of a timetable: planned actions that it leaves out have none.
    pub fn dated(&self, starts: &BTreeMap<Slug, Quarter>) -> Self {
        let mut dated = self.clone();
        for action in dated.actions.iter_mut().filter(|action| action.status.is_planned() && !action.status.has_begun())
        {
            action.start = starts.get(&action.id).copied();
        }
        dated
    }

    /// Euros of all actions that are not abandoned, by state of the request, and those of the territory.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        for action in self.actions.iter().filter(|action| action.status != Status::Abandoned) {
            totals.add(&action.totals());
        }
        totals
    }
}

/// Euros, by who was asked and what they answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Asked for, and not answered.
    pub asked: u64,
    /// Promised.
    pub secured: u64,
    /// Refused: somebody else is to be found.
    pub refused: u64,
    /// Paid by the territory.
    pub own: u64,
}

impl Totals {
    /// What it all costs.
    pub fn cost(&self) -> u64 {
        self.asked + self.secured + self.refused + self.own
    }

    fn add(&mut self, other: &Totals) {
        self.asked += other.asked;
        self.secured += other.secured;
        self.refused += other.refused;
        self.own += other.own;
    }
}
