//! An action of a roadmap, with all that is known of it.

use facts::Grade;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Fte, Payer, Quarter, Said, Totals};
use crate::Slug;
use crate::calendar::Date;
use crate::reading::choice;

/// Something that will be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Action {
    /// Short name, unique in the roadmap.
    pub id: Slug,
    /// The axis it belongs to.
    pub axis: Slug,
    /// Its title.
    pub title: Said,
    /// What it consists of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Said>,
    /// Who answers for it: an organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Who helps: organisations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<String>,
    /// How it stands.
    #[serde(flatten)]
    pub status: Status,
    /// How it ranks for those who wrote it.
    pub priority: Priority,
    /// Whether there is no roadmap without it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mandatory: bool,
    /// What it brings, beside the others of the roadmap; 0 when nobody said.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub worth: u64,
    /// How many quarters it lasts, one at least.
    pub quarters: u32,
    /// The quarter in which it begins, as it is written today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Quarter>,
    /// First quarter in which it may begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<Quarter>,
    /// Last quarter in which it may be under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<Quarter>,
    /// What others are asked to pay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub funding: Vec<Funding>,
    /// What the territory pays.
    #[serde(default, rename = "own", skip_serializing_if = "Vec::is_empty")]
    pub own_costs: Vec<OwnCost>,
    /// Whom it needs, all along.
    #[serde(default, rename = "need", skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
    /// What must be over before it begins.
    #[serde(default, rename = "depends", skip_serializing_if = "Vec::is_empty")]
    pub depends: Vec<Dependency>,
    /// Where it takes place.
    #[serde(default, rename = "site", skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<Site>,
    /// How one will know.
    #[serde(default, rename = "indicator", skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<Indicator>,
    /// Figures quoted on the day it was written, which do not change any more.
    #[serde(default, rename = "quote", skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<Quote>,
    /// What it comes from.
    #[serde(default, rename = "origin", skip_serializing_if = "Vec::is_empty")]
    pub origins: Vec<Origin>,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// How an action stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "kebab-case")]
pub enum Status {
    /// Decided, not begun.
    ToStart,
    /// Begun.
    UnderWay,
    /// Begun or not, something is in its way.
    Blocked {
        /// What.
        blocked_because: String,
    },
    /// Over.
    Done,
    /// Will not be done.
    Abandoned,
    /// Put off, without a date.
    Postponed,
    /// Proposed, not decided.
    ToDiscuss,
}

impl Status {
    /// Every written name, in the order of the declaration.
    pub const NAMES: [&'static str; 7] =
        ["to-start", "under-way", "blocked", "done", "abandoned", "postponed", "to-discuss"];

    /// The written name.
    pub fn as_str(&self) -> &'static str {
        match self {
            Status::ToStart => "to-start",
            Status::UnderWay => "under-way",
            Status::Blocked { .. } => "blocked",
            Status::Done => "done",
            Status::Abandoned => "abandoned",
            Status::Postponed => "postponed",
            Status::ToDiscuss => "to-discuss",
        }
    }

    /// The status of a written name; the reason is asked for when it is blocked, and for nothing else.
    pub fn from_name(name: &str, reason: Option<String>) -> Option<Self> {
        Some(match (name, reason) {
            ("blocked", Some(blocked_because)) => Status::Blocked { blocked_because },
            ("to-start", None) => Status::ToStart,
            ("under-way", None) => Status::UnderWay,
            ("done", None) => Status::Done,
            ("abandoned", None) => Status::Abandoned,
            ("postponed", None) => Status::Postponed,
            ("to-discuss", None) => Status::ToDiscuss,
            _ => return None,
        })
    }

    /// Whether it has a place in a timetable.
    pub fn is_planned(&self) -> bool {
        !matches!(self, Status::Abandoned | Status::Postponed)
    }

    /// Whether it began, so that its beginning is no more to be chosen.
    pub fn has_begun(&self) -> bool {
        matches!(self, Status::UnderWay | Status::Done)
    }
}

choice! {
    /// How an action ranks for those who wrote it.
    pub enum Priority {
        /// First.
        High = "high",
        /// Neither first nor last.
        Medium = "medium",
        /// After the others.
        Low = "low",
    }
}

choice! {
    /// What a funder answered.
    pub enum FundingState {
        /// Asked for, and not answered.
        Asked = "asked",
        /// Promised.
        Secured = "secured",
        /// Refused.
        Refused = "refused",
    }
}

/// What a funder is asked to commit in a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funding {
    /// The funder.
    pub funder: Slug,
    /// The grant of the funder, when it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<Slug>,
    /// The year.
    pub year: u16,
    /// Euros.
    pub euros: u64,
    /// What it answered.
    pub state: FundingState,
}

impl Funding {
    /// Who pays it: the grant, when it names one.
    pub fn payer(&self) -> Payer {
        match &self.grant {
            Some(grant) => Payer::Grant(grant.clone()),
            None => Payer::Funder(self.funder.clone()),
        }
    }
}

/// What the territory pays in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCost {
    /// The year.
    pub year: u16,
    /// Euros.
    pub euros: u64,
}

/// Whom an action needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// The team.
    pub team: Slug,
    /// Full-time people, in each of its quarters.
    pub fte: Fte,
}

/// What must be over before an action begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependency {
    /// The action that comes before.
    pub on: Slug,
    /// Quarters between its end and the beginning of the other.
    #[serde(default, skip_serializing_if = "is_none")]
    pub lag: u32,
}

fn is_none(number: &u32) -> bool {
    *number == 0
}

/// Where an action takes place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// Name shown.
    pub name: String,
    /// Its commune.
    pub commune: facts::CommuneCode,
    /// Longitude and latitude in degrees, WGS 84, when they are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    /// Latitude.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
}

choice! {
    /// What an indicator tells of an action.
    pub enum Nature {
        /// What was done.
        Output = "output",
        /// What it changed for those concerned.
        Result = "result",
        /// What it changed for the territory.
        Impact = "impact",
    }
}

/// How one will know what an action brought.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    /// Short name, unique in the action.
    pub id: Slug,
    /// Name shown.
    pub name: Said,
    /// Its unit, in words.
    pub unit: String,
    /// What it tells.
    pub nature: Nature,
    /// Where the figures come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Why it cannot be measured now; it then has no measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_measurable: Option<String>,
    /// What it was before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Target>,
    /// What is aimed at, day by day.
    #[serde(default, rename = "target", skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Target>,
    /// What was measured, day by day.
    #[serde(default, rename = "measure", skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
}

/// A figure aimed at, or known, on a day.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// The day.
    pub on: Date,
    /// The figure, in the unit of the indicator.
    pub value: f64,
}

/// A figure that was measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// The day.
    pub on: Date,
    /// The figure, in the unit of the indicator.
    pub value: f64,
    /// Who measured it, when it is not the source of the indicator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A figure as it was quoted: it stays as it is when the source changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// What it is about.
    pub label: String,
    /// The figure, as it was written.
    pub value: String,
    /// Its unit, in words.
    pub unit: String,
    /// Where.
    pub place: String,
    /// When.
    pub period: String,
    /// From whom.
    pub source: String,
    /// How it is known.
    pub grade: Grade,
    /// SHA-256 of all this, [`Quote::sealed`].
    pub digest: String,
}

impl Quote {
    /// The digest that its words must have: SHA-256, in hexadecimal, of the fields in the order of the declaration, one a line.
    pub fn sealed(&self) -> String {
        let Self { label, value, unit, place, period, source, grade, digest: _ } = self;
        let text = [label, value, unit, place, period, source, grade.letter()].join("\n");
        Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

choice! {
    /// What an action may come from.
    pub enum OriginKind {
        /// What somebody said in a workshop.
        Contribution = "contribution",
        /// A challenge.
        Challenge = "challenge",
        /// A controversy.
        Controversy = "controversy",
        /// An option.
        Option = "option",
        /// A promise of the dossier, or a reservation of the jury.
        Promise = "promise",
    }
}

/// What an action comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Of which kind it is.
    pub kind: OriginKind,
    /// The identifier by which it is kept.
    pub id: String,
}

impl Action {
    /// An action with nothing but its names: to be filled in.
    pub fn new(id: Slug, axis: Slug, title: Said) -> Self {
        Self {
            id,
            axis,
            title,
            description: None,
            owner: None,
            partners: Vec::new(),
            status: Status::ToStart,
            priority: Priority::Medium,
            mandatory: false,
            worth: 0,
            quarters: 1,
            start: None,
            earliest: None,
            latest: None,
            funding: Vec::new(),
            own_costs: Vec::new(),
            needs: Vec::new(),
            depends: Vec::new(),
            sites: Vec::new(),
            indicators: Vec::new(),
            quotes: Vec::new(),
            origins: Vec::new(),
        }
    }

    /// Whether it must be in every timetable: it is said, or it began.
    pub fn is_needed(&self) -> bool {
        self.status.is_planned() && (self.mandatory || self.status.has_begun())
    }

    /// The quarter after its last one, when it begins in `start`.
    pub fn over(&self, start: Quarter) -> Quarter {
        start.plus(self.quarters)
    }

    /// What is asked of whom, in which year: what was refused is asked of nobody.
    pub fn payments(&self) -> Vec<(Payer, u16, u64)> {
        let asked = self.funding.iter().filter(|line| line.state != FundingState::Refused);
        let funding = asked.map(|line| (line.payer(), line.year, line.euros));
        funding.chain(self.own_costs.iter().map(|cost| (Payer::Own, cost.year, cost.euros))).collect()
    }

    /// Its euros.
    pub fn totals(&self) -> Totals {
        let of = |state| self.funding.iter().filter(|line| line.state == state).map(|line| line.euros).sum();
        Totals {
            asked: of(FundingState::Asked),
            secured: of(FundingState::Secured),
            refused: of(FundingState::Refused),
            own: self.own_costs.iter().map(|cost| cost.euros).sum(),
        }
    }

    /// What it needs of a team.
    pub fn need_of(&self, team: &str) -> Fte {
        Fte::from_hundredths(
            self.needs.iter().filter(|need| need.team.as_str() == team).map(|need| need.fte.hundredths()).sum(),
        )
    }

    /// The years, other than the first, in which it is paid: a timetable commits it whole when it begins.
    pub fn is_paid_over_years(&self) -> bool {
        let mut years = self.payments().into_iter().map(|(_, year, _)| year);
        years.next().is_some_and(|first| years.any(|year| year != first))
    }
}
