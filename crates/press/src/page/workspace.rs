//! The workspaces of laureates: those of a session, and one of them.

use std::collections::BTreeMap;

use askama::Template;

use super::{Frame, Section};
use crate::links::{Brand, Links};

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceRow {
    /// Where it is.
    pub href: String,
    /// The territory.
    pub name: String,
    /// The stage where it is.
    pub stage: String,
    /// How many promises are kept, of how many.
    pub promises: String,
    /// How many are late, in words, when some are.
    pub late: Option<String>,
    /// When something last happened.
    pub touched: String,
}

/// The workspaces of a session.
#[derive(Template)]
#[template(path = "workspaces.html")]
pub struct WorkspacesPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The session.
    pub session: String,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// The workspaces.
    pub rows: Vec<WorkspaceRow>,
    /// Laureates without one, for who may open it: value, name, whether it is chosen. None for the others.
    pub openable: Option<Vec<(String, String, bool)>>,
    /// Where the progress of them all is.
    pub follow_up: String,
    /// Where its seminars are written, for who may.
    pub seminars: Option<String>,
    /// The address given.
    pub address: String,
    /// What is wrong.
    pub errors: Vec<String>,
}

/// A stage of the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageView {
    /// Its name.
    pub name: String,
    /// Since when it was come to, if it was.
    pub since: Option<String>,
    /// Whether the workspace is there now.
    pub is_current: bool,
}

/// A promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseView {
    /// Its short name.
    pub id: String,
    /// What was promised.
    pub text: String,
    /// Where it was said.
    pub source: String,
    /// By when.
    pub due: Option<String>,
    /// How far it is, and the mark of that.
    pub status: (&'static str, String),
    /// That it is late.
    pub late: bool,
    /// Why, or what was done.
    pub said: String,
    /// When it was last told.
    pub told: String,
    /// The actions of the roadmap that keep it, by their short names.
    pub actions: String,
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskView {
    /// Its short name.
    pub id: String,
    /// What.
    pub title: String,
    /// Who does it.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<String>,
    /// When it was done.
    pub done: Option<String>,
}

/// A deliverable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliverableView {
    /// Its short name.
    pub id: String,
    /// What.
    pub name: String,
    /// At which stage, and by when.
    pub about: String,
    /// How far it is.
    pub state: String,
    /// The document: address and name.
    pub file: Option<(String, String)>,
    /// Why it was returned.
    pub reason: Option<String>,
    /// Whether one may hand it over now.
    pub may_deliver: bool,
    /// Whether one may judge it now.
    pub may_judge: bool,
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestView {
    /// Its short name.
    pub id: String,
    /// Of what.
    pub kind: String,
    /// When.
    pub when: String,
    /// Why.
    pub reason: String,
    /// How far it is, with the words of the answer.
    pub state: String,
    /// Whether one may answer it, take it back, confirm it.
    pub may: (bool, bool, bool),
}

/// A progress report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportView {
    /// Its short name.
    pub id: String,
    /// How many months after the beginning, and of which day.
    pub title: String,
    /// What was done.
    pub results: String,
    /// What was difficult.
    pub difficulties: String,
    /// What another territory could take up.
    pub reproducible: String,
    /// How far each promise was: what, how far, what was said.
    pub promises: Vec<(String, String, String)>,
    /// When it was handed in.
    pub handed_in: Option<String>,
}

/// Somebody of a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonView {
    /// Their short name.
    pub id: String,
    /// How they are called.
    pub name: String,
    /// In which capacity.
    pub capacity: String,
    /// Whether they may be put out, or leave.
    pub may_go: bool,
}

/// The workspace of a laureate.
#[derive(Template)]
#[template(path = "workspace.html")]
pub struct WorkspacePage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// That it goes no further, and why.
    pub ended: Option<String>,
    /// Where one goes from here: address and words.
    pub around: Vec<(String, String)>,
    /// The stages of the session.
    pub stages: Vec<StageView>,
    /// The stages that may still be come to: short name and name. None for who may not say it.
    pub next_stages: Vec<(String, String)>,
    /// The promises, those that are late first.
    pub promises: Vec<PromiseView>,
    /// How many promises are at each status.
    pub counts: Vec<(String, String)>,
    /// The tasks, those to be done first.
    pub tasks: Vec<TaskView>,
    /// The deliverables.
    pub deliverables: Vec<DeliverableView>,
    /// The requests, the last first.
    pub requests: Vec<RequestView>,
    /// Reports written before those of `progress`.
    pub reports: Vec<ReportView>,
    /// Those who work in it.
    pub people: Vec<PersonView>,
    /// The last things that happened: when, what, who.
    pub story: Vec<(String, String, String)>,
    /// Whether one may write, answer for it, follow it up.
    pub may: (bool, bool, bool),
    /// What the forms choose from: statuses, kinds of request, capacities, stages, owners, questions of the dossier.
    pub choices: BTreeMap<&'static str, Vec<(String, String)>>,
    /// Where acts are sent.
    pub acts: String,
    /// The act whose form is wrong, and what it held.
    pub given: BTreeMap<String, String>,
    /// What is wrong.
    pub errors: Vec<String>,
}

impl WorkspacePage {
    /// What a form held when it was refused; nothing for the other forms.
    fn held(&self, act: &str, item: &str, field: &str) -> &str {
        let of = |name: &str| self.given.get(name).map_or("", String::as_str);
        if of("act") == act && of("item") == item { of(field) } else { "" }
    }

    /// Whether a form is the one that was refused.
    fn refused(&self, act: &str, item: &str) -> bool {
        !self.errors.is_empty()
            && self.given.get("act").is_some_and(|given| given == act)
            && self.given.get("item").map_or("", String::as_str) == item
    }
}
