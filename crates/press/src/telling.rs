//! What is said of a dossier, in the reader's language: where it is, what happened to it, what is wrong with it.
//!
//! A sentence ends with a full stop; a line of a story, a label, a button do not. Roles, sides, rights and sorts begin
//! with a small letter, since they come inside sentences; labels, phases, reasons and buttons stand alone.
//!
//! What people wrote is not repeated, save the name of a document or the word that is refused; nobody is named.
//! [`cause()`] never says at which inner step a dossier is. [`happened()`] tells whatever event it is given: those who
//! make a dossier must not be told that it was admitted or rejected before the decision is public, and the caller sees
//! to that.

mod call;
mod cause;
mod fault;
mod jury;
mod label;
mod progress;
mod rebase;
pub mod roadmap;
mod rule;
mod seminar;
mod story;
#[cfg(test)]
mod tests;
mod workshop;
mod workspace;

use programme::form::Form;
use programme::{Rubric, Session, Slug};

pub use call::{call_field, form_change, revision_cause, sheet_fault, sheet_wrong, steering_cause};
pub use cause::{cause, causes};
pub use fault::{fault, fault_of};
pub use jury::{JuryNames, confidence, jury_causes, meeting_stage, outcome, seat_kind, seat_stage, tie_kind};
pub use label::{
    act, answer_kind, bearer, capacity, correction_reason, file_type, internal_label, late_verdict, phase,
    public_label, right, side, verdict,
};
pub use progress::{figure, measured, progress_causes, reach, sheet_about};
pub use rebase::rebase;
pub use rule::ineligible;
pub use seminar::{seminar_faults, seminar_state};
pub use story::happened;
pub use workshop::{paper_fault, paper_line_fault, stand, thread_causes, workshop_causes};
pub use workspace::{workspace_cause, workspace_happened};

use crate::words::Words;

/// Where the names of questions and criteria are. A form is enough; a session also names the criteria of its rubric.
#[derive(Debug, Clone, Copy)]
pub struct Names<'n> {
    /// The form that the dossier answers.
    pub form: &'n Form,
    /// The rubric whose criteria it answers; without it, a criterion is told without its name.
    pub rubric: Option<&'n Rubric>,
}

impl<'n> From<&'n Form> for Names<'n> {
    fn from(form: &'n Form) -> Self {
        Self { form, rubric: None }
    }
}

impl<'n> From<&'n Session> for Names<'n> {
    /// The form of today, and the rubric.
    fn from(session: &'n Session) -> Self {
        Self { form: &session.application.form, rubric: Some(&session.rubric) }
    }
}

impl Names<'_> {
    /// The label of a question, or that the form has it no more.
    fn question(&self, words: &Words, id: &Slug) -> String {
        let known = self.form.question(id);
        known.map_or_else(|| words.t("question-gone"), |(_, question)| words.say(&question.label))
    }
}

/// Several sentences in a row, each said once.
fn in_a_row(sentences: impl IntoIterator<Item = String>) -> String {
    let mut told: Vec<String> = Vec::new();
    for sentence in sentences {
        if !told.contains(&sentence) {
            told.push(sentence);
        }
    }
    told.join(" ")
}

/// A sentence as it comes after a colon: its first letter is small, unless it begins an acronym.
fn after_colon(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next();
    match first {
        Some(first) if !letters.as_str().starts_with(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => sentence.to_owned(),
    }
}
