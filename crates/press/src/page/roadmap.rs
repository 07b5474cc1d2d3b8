//! The roadmap of a laureate, for those who write it and those who follow it.

use askama::Template;

use super::{FieldInput, Frame, Section};
use crate::links::{Brand, Links};

/// An action in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionRow {
    /// Where it is looked at.
    pub href: String,
    /// Its title.
    pub title: String,
    /// Who answers for it.
    pub owner: String,
    /// How it stands.
    pub status: String,
    /// How it ranks, and whether it must be done.
    pub priority: String,
    /// When it begins and ends.
    pub dates: String,
    /// What it costs, and what of it is not secured.
    pub cost: String,
}

/// The actions of an axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AxisRows {
    /// The axis.
    pub name: String,
    /// What its actions have in common.
    pub description: String,
    /// Its actions.
    pub rows: Vec<ActionRow>,
}

/// A site: its number on the map, its name, its commune, the action.
pub type SiteRow = (usize, String, String, String);

/// A roadmap, axis after axis.
#[derive(Template)]
#[template(path = "roadmap.html")]
pub struct RoadmapPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The workspace.
    pub workspace: String,
    /// What readers must know before all.
    pub notices: Vec<String>,
    /// What it adds up to, and what its dates do not keep, in sentences.
    pub told: Vec<String>,
    /// What the dates as written do not keep.
    pub broken: Vec<String>,
    /// Where one goes from here: address and words.
    pub around: Vec<(String, String)>,
    /// The files: address and words.
    pub files: Vec<(String, String)>,
    /// What may be asked of the list: the axes, the statuses: word, words, whether it is chosen.
    pub axes: Vec<(String, String, bool)>,
    /// The statuses.
    pub statuses: Vec<(String, String, bool)>,
    /// Words looked for.
    pub q: String,
    /// The actions.
    pub groups: Vec<AxisRows>,
    /// The bars, drawn; nothing when no action has a date.
    pub gantt: String,
    /// Their key: drawing and words.
    pub key: Vec<(String, String)>,
    /// The map of sites, drawn; nothing when there is none.
    pub map: String,
    /// The sites.
    pub sites: Vec<SiteRow>,
    /// Whether it may be begun here.
    pub may_begin: bool,
}

/// A form of the roadmap: an action, or a part of its frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoadmapForm {
    /// Where it is in the page.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// What to know.
    pub lead: String,
    /// What is sent beside: names and values.
    pub hidden: Vec<(&'static str, String)>,
    /// Its fields, by subject.
    pub groups: Vec<super::FieldGroup>,
    /// What is wrong, in sentences.
    pub errors: Vec<String>,
    /// The words of its button.
    pub submit: String,
}

/// Forms of the roadmap.
#[derive(Template)]
#[template(path = "roadmap_form.html")]
pub struct RoadmapFormPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The workspace.
    pub workspace: String,
    /// What to know before anything.
    pub lead: String,
    /// What is told of what is shown: labels and values.
    pub facts: Vec<(String, String)>,
    /// The forms; none for who may only read.
    pub forms: Vec<RoadmapForm>,
    /// What somebody else wrote meanwhile: field, what they wrote, what was given here.
    pub conflict: Vec<(String, String, String)>,
    /// The version seen, for who may take it out.
    pub remove: Option<String>,
    /// Where one comes from: address and words.
    pub back: (String, String),
}

/// A line of the timetable: address, action, axis, begins, ends, alone, in its chain, whether it is critical.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateRow {
    /// The action.
    pub title: String,
    /// Its axis.
    pub axis: String,
    /// When it begins.
    pub begins: String,
    /// When it ends.
    pub ends: String,
    /// How much it may be late alone.
    pub alone: String,
    /// How much it may be late with those after it.
    pub chain: String,
    /// Whether it is on the critical path.
    pub critical: bool,
}

/// A title and lines.
pub type Told = (String, Vec<String>);

/// The dates of a roadmap, worked out.
#[derive(Template)]
#[template(path = "roadmap_schedule.html")]
pub struct RoadmapSchedulePage {
    /// What surrounds the page.
    pub f: Frame,
    /// The workspace.
    pub workspace: String,
    /// What is under way, in a sentence.
    pub under_way: Option<String>,
    /// What is wrong with what was asked.
    pub errors: Vec<String>,
    /// What is proved, in sentences.
    pub proof: Vec<String>,
    /// That the roadmap was written since.
    pub stale: Option<String>,
    /// Limits that contradict each other.
    pub contradiction: Option<Told>,
    /// The timetable.
    pub rows: Vec<DateRow>,
    /// What has no place.
    pub left: Vec<String>,
    /// The bars.
    pub gantt: String,
    /// Their key.
    pub key: Vec<(String, String)>,
    /// The critical path: action, quarter, why not earlier.
    pub path: Vec<(String, String, String)>,
    /// The smallest roadmap.
    pub minimal: Option<Told>,
    /// What changes without some money.
    pub change: Option<Told>,
    /// What else is to be known, in sentences.
    pub notes: Vec<String>,
    /// Money that may be refused: word, words, whether it is chosen.
    pub payers: Vec<(String, String, bool)>,
    /// Years: word, words, whether it is chosen.
    pub years: Vec<(String, String, bool)>,
    /// Whether the dates may be taken, and the revision that they were worked out over.
    pub take: Option<String>,
    /// Where one comes from.
    pub back: (String, String),
}

/// A roadmap read from a file, before it is taken.
#[derive(Template)]
#[template(path = "roadmap_import.html")]
pub struct RoadmapImportPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The workspace.
    pub workspace: String,
    /// What is wrong: where, and what.
    pub problems: Vec<(String, String)>,
    /// What is wrong, in sentences of the reader's language.
    pub errors: Vec<String>,
    /// The form of the text: word, words, whether it is chosen.
    pub formats: Vec<(String, String, bool)>,
    /// The text.
    pub text: String,
    /// What it would change.
    pub preview: Option<Told>,
    /// The revision beside which it was looked at.
    pub revision: String,
    /// Where one comes from.
    pub back: (String, String),
}
