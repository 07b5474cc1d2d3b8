//! What changed between two states of the answers, word by word for texts.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::Value;
use crate::Slug;
use crate::reading::choice;

/// What changed in one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerDiff {
    /// The question.
    pub question: Slug,
    /// What changed.
    pub change: Change,
}

/// A change of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum Change {
    /// There was none.
    Added {
        /// What there is.
        value: Value,
    },
    /// There is none any more.
    Removed {
        /// What there was.
        value: Value,
    },
    /// A text changed.
    Text {
        /// The whole of both texts, in order.
        spans: Vec<Span>,
    },
    /// The texts of some criteria changed.
    Criteria {
        /// The whole of both texts, for each criterion that changed.
        texts: BTreeMap<Slug, Vec<Span>>,
    },
    /// Something that is no text changed.
    Replaced {
        /// What there was.
        before: Value,
        /// What there is.
        after: Value,
    },
}

/// Some words that stayed, went or came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// What became of them.
    pub kind: SpanKind,
    /// The words, with their spaces.
    pub text: String,
}

choice! {
    /// What became of some words.
    pub enum SpanKind {
        /// They are in both texts.
        Same = "same",
        /// They are in the first only.
        Removed = "removed",
        /// They are in the second only.
        Added = "added",
    }
}

/// What changed between two states of the answers, by question; an answer that is empty is none.
pub fn diff(before: &BTreeMap<Slug, Value>, after: &BTreeMap<Slug, Value>) -> Vec<AnswerDiff> {
    let questions: BTreeSet<&Slug> = before.keys().chain(after.keys()).collect();
    let given = |answers: &BTreeMap<Slug, Value>, question: &Slug| {
        answers.get(question).filter(|value| !value.is_empty()).cloned()
    };
    let changed = |question: &Slug| match (given(before, question), given(after, question)) {
        (None, None) => None,
        (None, Some(value)) => Some(Change::Added { value }),
        (Some(value), None) => Some(Change::Removed { value }),
        (Some(before), Some(after)) if before == after => None,
        (Some(Value::Text { text: before }), Some(Value::Text { text: after })) => {
            Some(Change::Text { spans: diff_text(&before, &after) })
        }
        (Some(Value::Criteria { texts: before }), Some(Value::Criteria { texts: after })) => {
            let criteria: BTreeSet<&Slug> = before.keys().chain(after.keys()).collect();
            let text =
                |texts: &BTreeMap<Slug, String>, criterion: &Slug| texts.get(criterion).cloned().unwrap_or_default();
            let texts = (criteria.into_iter())
                .map(|criterion| (criterion.clone(), text(&before, criterion), text(&after, criterion)))
                .filter(|(_, before, after)| before != after)
                .map(|(criterion, before, after)| (criterion, diff_text(&before, &after)));
            Some(Change::Criteria { texts: texts.collect() })
        }
        (Some(before), Some(after)) => Some(Change::Replaced { before, after }),
    };
    let change = |question: &Slug| Some(AnswerDiff { question: question.clone(), change: changed(question)? });
    questions.into_iter().filter_map(change).collect()
}

/// The most pieces of a text that are compared: the longest answer that a form may ask for has some 7 000. The time taken
/// grows with their number times that of the differences.
const MOST_PIECES: usize = 10_000;

/// Both texts in words; in lines when there are too many words; whole when there are too many lines.
fn cut<'t>(before: &'t str, after: &'t str) -> (Vec<&'t str>, Vec<&'t str>) {
    let few = |pieces: &(Vec<&str>, Vec<&str>)| pieces.0.len().max(pieces.1.len()) <= MOST_PIECES;
    let words = (before.split_word_bounds().collect(), after.split_word_bounds().collect());
    if few(&words) {
        return words;
    }
    let lines = (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    if few(&lines) { lines } else { (vec![before], vec![after]) }
}

/// What changed between two texts. The words that stayed and those that went make the first, in order; those that stayed
/// and those that came make the second.
///
/// # References
/// Words as Unicode Standard Annex 29 cuts them; Myers, "An O(ND) difference algorithm and its variations" (1986).
pub fn diff_text(before: &str, after: &str) -> Vec<Span> {
    let (old, new) = cut(before, after);
    let mut spans: Vec<Span> = Vec::new();
    let mut push = |kind: SpanKind, words: &[&str]| {
        let text = words.concat();
        match spans.last_mut().filter(|last| last.kind == kind) {
            _ if text.is_empty() => {}
            Some(last) => last.text.push_str(&text),
            None => spans.push(Span { kind, text }),
        }
    };
    for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (tag, was, is) = operation.as_tag_tuple();
        if tag == DiffTag::Equal {
            push(SpanKind::Same, &old[was]);
        } else {
            push(SpanKind::Removed, &old[was]);
            push(SpanKind::Added, &new[is]);
        }
    }
    spans
}
