//! Progress reports: those of a laureate, one of them, and those of all the laureates of a session.

use askama::Template;

use super::{Frame, Section};
use crate::links::{Brand, Links};

/// A report that is, was or will be due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermView {
    /// After how many months.
    pub title: String,
    /// The last day, in words.
    pub due: String,
    /// Where it stands.
    pub stand: String,
    /// Where it is read or written; none before it is begun, for who may not begin it.
    pub href: Option<String>,
}

/// An indicator over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorLine {
    /// The action.
    pub action: String,
    /// Its name.
    pub name: String,
    /// What it was before, with its day.
    pub baseline: String,
    /// What is aimed at, with its day.
    pub target: String,
    /// What each report said.
    pub cells: Vec<String>,
    /// The way made, drawn; empty without a figure.
    pub drawn: String,
}

/// The reports of a workspace.
#[derive(Template)]
#[template(path = "progress.html")]
pub struct ProgressPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// The territory.
    pub place: String,
    /// When each is due.
    pub terms: Vec<TermView>,
    /// The reports that were deposited: after how many months.
    pub columns: Vec<String>,
    /// Each promise and action, with what each report said of it.
    pub rows: Vec<(String, Vec<String>)>,
    /// Each indicator.
    pub indicators: Vec<IndicatorLine>,
    /// What is blocked by the last report, and why.
    pub blocked: Vec<(String, String)>,
    /// What is wrong.
    pub errors: Vec<String>,
}

/// An indicator in the form of an action.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndicatorField {
    /// Its short name.
    pub id: String,
    /// Its name and its unit.
    pub name: String,
    /// What it was before, and what is aimed at.
    pub beside: String,
    /// The figure typed.
    pub value: String,
    /// The day of the measure.
    pub on: String,
    /// The source.
    pub source: String,
    /// Why it cannot be measured.
    pub reason: String,
    /// What is known of it, in words.
    pub told: String,
}

/// A promise or an action in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldView {
    /// The name of the part: `promise:ITEM`, `action:ACTION`.
    pub part: String,
    /// An anchor of its own.
    pub anchor: String,
    /// What was promised or planned.
    pub title: String,
    /// Where it was said, or how it stands in the roadmap.
    pub about: String,
    /// The version before the eyes of who writes.
    pub version: String,
    /// The states: word, words, whether it is chosen.
    pub states: Vec<(String, String, bool)>,
    /// How far, in words; none before it is told.
    pub state: Option<String>,
    /// What was done, or why.
    pub said: String,
    /// What is in its way.
    pub blocked: String,
    /// Its indicators.
    pub indicators: Vec<IndicatorField>,
    /// Whether its form is the one that was refused.
    pub open: bool,
}

/// A progress report.
#[derive(Template)]
#[template(path = "progress_report.html")]
pub struct ProgressReportPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// The territory.
    pub place: String,
    /// Where it stands, in a sentence.
    pub state: String,
    /// Whether one may write it, and deposit it.
    pub may: (bool, bool),
    /// Whether it was deposited.
    pub is_frozen: bool,
    /// The version of the texts, the day, results, difficulties, what can be taken up.
    pub texts: [String; 5],
    /// The promises and the reservations.
    pub promises: Vec<ToldView>,
    /// The actions.
    pub actions: Vec<ToldView>,
    /// How much is told, of how much.
    pub told: String,
    /// What is wrong.
    pub errors: Vec<String>,
}

/// A laureate among those that are followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpRow {
    /// Where its reports are.
    pub href: String,
    /// The territory.
    pub name: String,
    /// Where each report stands.
    pub terms: Vec<String>,
    /// What is late, in words.
    pub late: String,
    /// How far what was promised is, by the last report.
    pub counts: String,
    /// What is blocked by the last report, and why.
    pub blocked: Vec<(String, String)>,
}

/// The progress of the laureates of a session.
#[derive(Template)]
#[template(path = "follow_up.html")]
pub struct FollowUpPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The session.
    pub session: String,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// The reports that are asked for: after how many months.
    pub columns: Vec<String>,
    /// The laureates, those that are late first.
    pub rows: Vec<FollowUpRow>,
    /// In sentences: how many are late, how much is blocked.
    pub told: Vec<String>,
}
