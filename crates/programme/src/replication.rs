//! Replication sheets: what another territory may take up of an action or of a whole roadmap, and which published sheets
//! could work elsewhere. Page: `docs/method/replication.md`.
//!
//! A published sheet never changes; a correction is another one, that says why. The order of the sheets that are proposed to a
//! territory follows from two things that are shown, what lacks and how near the territories are: it is no score.

mod rank;
mod sheet;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use facts::CommuneCode;
use serde::{Deserialize, Serialize};

use crate::Slug;
use crate::calendar::Instant;
use crate::digest::{Digest, canonical};
use crate::edition::QuotedFact;
use crate::id::{PersonId, SheetId, WorkspaceId};
use crate::progress::FrozenIndicator;
use crate::reading::choice;
use crate::roadmap::Totals;

pub use rank::{Answer, Candidate, Ranked, rank};
pub use sheet::{Event, Happened, begin, corrected_by, name};

/// A replication sheet, at one moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name.
    pub id: SheetId,
    /// The workspace of the laureate.
    pub workspace: WorkspaceId,
    /// The session.
    pub session: Slug,
    /// What it is about.
    pub about: About,
    /// 1 for the first, then one more at each correction.
    pub number: u32,
    /// Why it corrects the one before, when it does.
    pub corrects: Option<String>,
    /// What is written by hand, until it is published.
    pub draft: Draft,
    /// What was published.
    pub published: Option<Published>,
}

/// What a sheet is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "kebab-case")]
pub enum About {
    /// The whole roadmap.
    Roadmap,
    /// One of its actions.
    Action {
        /// Which.
        action: Slug,
    },
}

/// What is written by hand in a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Its title.
    pub title: String,
    /// To which need it answers.
    pub need: String,
    /// What it brought.
    pub results: String,
    /// What was difficult.
    pub difficulties: String,
    /// What another territory can take up.
    pub reproducible: String,
    /// In which context it was done.
    pub context: String,
    /// What it costs, in words.
    pub costs: String,
    /// What it takes to do it, each with a few words.
    pub prerequisites: BTreeMap<Prerequisite, String>,
    /// The themes of the session that it is about.
    pub themes: BTreeSet<Slug>,
    /// How many times it was written.
    pub version: u64,
}

choice! {
    /// What it takes to do an action somewhere else.
    pub enum Prerequisite {
        /// Skills in the teams.
        Skills = "skills",
        /// Engineering: studies, a project manager.
        Engineering = "engineering",
        /// Land or buildings that are owned, or can be bought.
        Land = "land",
        /// Rules of planning that allow it.
        Regulation = "regulation",
        /// Money to begin, and to go on.
        Finance = "finance",
        /// Partners who take part.
        Partners = "partners",
        /// An authority that has the competence, and a political carrier.
        Governance = "governance",
        /// Data and knowledge of the place.
        Knowledge = "knowledge",
        /// People who ask for it.
        Demand = "demand",
    }
}

/// What was published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: PersonId,
    /// The digest of the content, in its one writing.
    pub digest: Digest,
    /// The content.
    pub content: Content,
}

/// The form of the content that this version writes.
pub const SCHEMA: &str = "mosaique-sheet-1";

/// What a sheet holds, for good.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// The form of this content.
    pub schema: String,
    /// The territory.
    pub territory: String,
    /// Its communes.
    pub communes: BTreeSet<CommuneCode>,
    /// What is written by hand.
    pub written: Draft,
    /// The last report that was deposited: how many months after, and its indicators of what the sheet is about.
    pub measures: Option<Measures>,
    /// What it cost by the roadmap, in euros; none without a roadmap.
    pub costs: Option<Totals>,
    /// Its place along the axes by which territories are compared, as it was on the day.
    pub profile: Vec<Along>,
    /// The other figures of the territory, as they were on the day.
    pub facts: Vec<QuotedFact>,
}

/// What a report said of the indicators.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measures {
    /// After how many months.
    pub months: u16,
    /// When the report was deposited.
    pub at: Instant,
    /// The indicators.
    pub indicators: Vec<FrozenIndicator>,
}

/// The place of a territory along an axis of comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Along {
    /// The axis: an indicator, or `overseas`.
    pub axis: String,
    /// Its value, before any logarithm; none when it is missing.
    pub value: Option<f64>,
    /// The figure in words, with its unit, its period and its source; none when it is missing, and for `overseas`.
    pub fact: Option<QuotedFact>,
}

impl Content {
    /// The digest of the content, in its one writing.
    pub fn digest(&self) -> Digest {
        let value = serde_json::to_value(self).expect("texts, lists and finite numbers have a form in JSON");
        Digest::of(&canonical(&value))
    }
}
