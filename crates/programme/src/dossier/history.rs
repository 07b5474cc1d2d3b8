//! The story of the answers, from what happened.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Event, Happened};
use crate::Slug;
use crate::calendar::Instant;
use crate::form::Value;
use crate::id::PersonId;

/// A version of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Its number, from 1.
    pub version: u64,
    /// The answer; none when it was taken away.
    pub value: Option<Value>,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
}

/// Every version of the answer to a question, the oldest first.
pub fn history(events: &[Event], question: &Slug) -> Vec<Version> {
    let version = |event: &Event| match &event.happened {
        Happened::QuestionAnswered { question: answered, value, version } if answered == question => {
            Some(Version { version: *version, value: value.clone(), at: event.at, by: event.by.clone() })
        }
        _ => None,
    };
    events.iter().filter_map(version).collect()
}

/// The answers after the first `count` of `events`; two of these are compared by [`crate::form::diff()`].
pub fn answers_after(events: &[Event], count: usize) -> BTreeMap<Slug, Value> {
    let mut answers = BTreeMap::new();
    for event in events.iter().take(count) {
        match &event.happened {
            Happened::QuestionAnswered { question, value: Some(value), .. } => {
                answers.insert(question.clone(), value.clone());
            }
            Happened::QuestionAnswered { question, value: None, .. } => drop(answers.remove(question)),
            Happened::DossierRebased { lines, .. } => {
                for line in lines.iter().filter(|line| line.outcome.sets_aside()) {
                    answers.remove(&line.question);
                }
            }
            _ => {}
        }
    }
    answers
}
