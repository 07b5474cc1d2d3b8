//! What becomes of an answer when the form changes.

use programme::form::RebaseOutcome;

use super::label::answer_kind;
use super::{after_colon, fault, in_a_row};
use crate::words::Words;

/// What becomes of an answer, in a sentence.
pub fn rebase(words: &Words, outcome: &RebaseOutcome) -> String {
    match outcome {
        RebaseOutcome::Kept => words.t("rebase-kept"),
        RebaseOutcome::KeptTooLong { by } => words.count("rebase-too-long", *by as usize),
        RebaseOutcome::KeptWithFaults { faults } => {
            let told = in_a_row(faults.iter().map(|one| fault(words, one)));
            words.t1("rebase-with-faults", "faults", after_colon(&told))
        }
        RebaseOutcome::KindChanged { from, to } => {
            let values = [("from", answer_kind(words, from)), ("to", answer_kind(words, to))];
            words.with("rebase-kind-changed", &values)
        }
        RebaseOutcome::QuestionGone => words.t("rebase-question-gone"),
        RebaseOutcome::NewQuestion => words.t("rebase-new-question"),
    }
}
