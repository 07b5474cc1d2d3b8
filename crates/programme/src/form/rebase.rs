//! What becomes of the answers when the form changes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::value::{Words, fits, normal};
use super::{Answer, Fault, Form, Value};
use crate::Slug;

/// What becomes of one answer or of one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RebaseLine {
    /// The question.
    pub question: Slug,
    /// What becomes of it.
    pub outcome: RebaseOutcome,
}

/// What becomes of an answer. Nothing is thrown away: what the new form has no place for is kept aside and shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum RebaseOutcome {
    /// Kept as it is.
    Kept,
    /// Kept, and to be shortened.
    KeptTooLong {
        /// How many characters too many, in all.
        by: u64,
    },
    /// Kept, and to be corrected.
    KeptWithFaults {
        /// What the new form finds wrong.
        faults: Vec<Fault>,
    },
    /// The question is answered in another way now: kept aside.
    KindChanged {
        /// The kind it had.
        from: String,
        /// The kind it has.
        to: String,
    },
    /// The question is gone: kept aside.
    QuestionGone,
    /// The question is new, and awaits an answer.
    NewQuestion,
}

impl RebaseOutcome {
    /// Whether the answer leaves the form.
    pub fn sets_aside(&self) -> bool {
        matches!(self, RebaseOutcome::KindChanged { .. } | RebaseOutcome::QuestionGone)
    }
}

/// What becomes of `answers` from the form `old` to the form `new`: a line for each answer and each new question, in the
/// order of the new form, then what is gone in the order of the old one.
pub fn rebase(old: &Form, new: &Form, answers: &BTreeMap<Slug, Value>, words: Words<'_>) -> Vec<RebaseLine> {
    let mut lines = Vec::new();
    for question in new.questions() {
        let before = old.question(&question.id).map(|(_, question)| question);
        let outcome = match (before, answers.get(&question.id)) {
            (None, _) => RebaseOutcome::NewQuestion,
            (Some(_), None) => continue,
            (Some(before), Some(value)) => match same_kind(&before.answer, &question.answer) {
                true if fits(&question.answer, value) => kept(normal(question, value, words)),
                _ => RebaseOutcome::KindChanged {
                    from: before.answer.kind().to_owned(),
                    to: question.answer.kind().to_owned(),
                },
            },
        };
        lines.push(RebaseLine { question: question.id.clone(), outcome });
    }
    let gone = old.questions().filter(|question| new.question(&question.id).is_none());
    for question in gone.filter(|question| answers.contains_key(&question.id)) {
        lines.push(RebaseLine { question: question.id.clone(), outcome: RebaseOutcome::QuestionGone });
    }
    lines
}

/// A line may become a text, and a text a line: what was written stays what it was.
fn same_kind(before: &Answer, now: &Answer) -> bool {
    let written = |answer: &Answer| matches!(answer, Answer::Line | Answer::Text { .. });
    let axis = |answer: &Answer| match answer {
        Answer::Words { axis } => Some(axis.clone()),
        _ => None,
    };
    written(before) && written(now) || before.kind() == now.kind() && axis(before) == axis(now)
}

fn kept(read: Result<Value, Vec<Fault>>) -> RebaseOutcome {
    let Err(faults) = read else { return RebaseOutcome::Kept };
    let over = |fault: &Fault| match fault {
        Fault::TooLong { by, .. } => Some(*by),
        _ => None,
    };
    match faults.iter().map(over).collect::<Option<Vec<u64>>>() {
        Some(over) => RebaseOutcome::KeptTooLong { by: over.iter().sum() },
        None => RebaseOutcome::KeptWithFaults { faults },
    }
}
