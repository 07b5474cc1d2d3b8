//! What a dossier lacks, question by question: the same answer for every co-author and for who instructs.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::value::{Words, normal};
use super::{Answer, Condition, Fault, Form, Question, Side, Value};
use crate::Slug;

/// What was given so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// The answers.
    pub answers: BTreeMap<Slug, Value>,
    /// What became of the letters, by question.
    pub letters: BTreeMap<Slug, Letters>,
    /// The sides whose signature holds.
    pub signed: BTreeSet<Side>,
}

/// What became of the letters asked for by one question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Letters {
    /// Asked of somebody, and not there.
    pub awaited: u64,
    /// There.
    pub received: u64,
}

/// What a dossier lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completeness {
    /// The revision of the form.
    pub revision: u64,
    /// Its sections, in order.
    pub sections: Vec<SectionState>,
}

/// What a section lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionState {
    /// The section.
    pub id: Slug,
    /// Who writes it.
    pub owner: Side,
    /// Its questions, in order.
    pub questions: Vec<QuestionState>,
}

/// How far one question is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionState {
    /// The question.
    pub id: Slug,
    /// Whether an answer is required.
    pub required: bool,
    /// How far it is.
    pub state: State,
}

/// How far an answer is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    /// Its condition does not hold.
    NotAsked,
    /// There is no answer, and none is required.
    Empty,
    /// The answer is right.
    Complete,
    /// Something is wrong, all of which is told.
    Wanting {
        /// What is wrong.
        faults: Vec<Fault>,
    },
}

/// What every section and question of `form` lacks.
pub fn check(form: &Form, given: &Given, words: Words<'_>) -> Completeness {
    let asked = asked(form, &given.answers);
    let sections = form.sections.iter().map(|section| SectionState {
        id: section.id.clone(),
        owner: section.owner,
        questions: (section.questions.iter())
            .map(|question| QuestionState {
                id: question.id.clone(),
                required: question.required,
                state: match asked.contains(&question.id) {
                    true => state(question, section.owner, given, words),
                    false => State::NotAsked,
                },
            })
            .collect(),
    });
    Completeness { revision: form.revision, sections: sections.collect() }
}

fn state(question: &Question, owner: Side, given: &Given, words: Words<'_>) -> State {
    let wanting = |fault| State::Wanting { faults: vec![fault] };
    match &question.answer {
        // A form that asks for a signature is not complete without it.
        Answer::Signature if given.signed.contains(&owner) => State::Complete,
        Answer::Signature => wanting(Fault::SignatureMissing { side: owner }),
        Answer::Letter { .. } => match given.letters.get(&question.id).copied().unwrap_or_default() {
            Letters { received: 1.., awaited: 0 } => State::Complete,
            Letters { awaited: 1.., received } if question.required && received == 0 => wanting(Fault::LetterAwaited),
            Letters { received: 1.., .. } => State::Complete,
            _ if question.required => wanting(Fault::LetterNotRequested),
            _ => State::Empty,
        },
        _ => match given.answers.get(&question.id).filter(|value| !value.is_empty()) {
            None if question.required => wanting(Fault::Missing),
            None => State::Empty,
            Some(value) => match normal(question, value, words) {
                Ok(_) => State::Complete,
                Err(faults) => State::Wanting { faults },
            },
        },
    }
}

/// The questions that are asked, given the answers: those whose condition and that of whose section hold.
pub fn asked(form: &Form, answers: &BTreeMap<Slug, Value>) -> BTreeSet<Slug> {
    let mut known = BTreeMap::new();
    let ids: Vec<&Slug> = form.questions().map(|question| &question.id).collect();
    ids.into_iter().filter(|id| is_asked(form, id, answers, &mut known)).cloned().collect()
}

/// A question being judged is taken for not asked, so that a circle, which no form that was read has, would end.
fn is_asked(form: &Form, id: &Slug, answers: &BTreeMap<Slug, Value>, known: &mut BTreeMap<Slug, bool>) -> bool {
    if let Some(known) = known.get(id) {
        return *known;
    }
    let Some((section, question)) = form.question(id) else { return false };
    known.insert(id.clone(), false);
    let mut conditions = section.when.iter().chain(&question.when);
    let asked = conditions.all(|condition| holds(form, condition, answers, known));
    known.insert(id.clone(), asked);
    asked
}

fn holds(
    form: &Form,
    condition: &Condition,
    answers: &BTreeMap<Slug, Value>,
    known: &mut BTreeMap<Slug, bool>,
) -> bool {
    let mut value = |question: &Slug| {
        let asked = is_asked(form, question, answers, known);
        answers.get(question).filter(|value| asked && !value.is_empty())
    };
    match condition {
        Condition::Is { question, is } => match value(question) {
            Some(Value::Choice { option }) => option == is,
            Some(Value::YesNo { yes }) => is.as_str() == if *yes { "yes" } else { "no" },
            _ => false,
        },
        Condition::Has { question, has } => {
            matches!(value(question), Some(Value::Words { items, .. }) if items.contains(has))
        }
        Condition::Answered { question } => value(question).is_some(),
        Condition::All(parts) => parts.iter().all(|part| holds(form, part, answers, known)),
        Condition::Any(parts) => parts.iter().any(|part| holds(form, part, answers, known)),
        Condition::Not(part) => !holds(form, part, answers, known),
    }
}

impl Completeness {
    /// Every question, in order, with the side that owns it.
    pub fn questions(&self) -> impl Iterator<Item = (Side, &QuestionState)> {
        self.sections.iter().flat_map(|section| section.questions.iter().map(|question| (section.owner, question)))
    }

    /// What is wrong, question by question.
    pub fn faults(&self) -> impl Iterator<Item = (Side, &Slug, &[Fault])> {
        self.questions().filter_map(|(side, question)| match &question.state {
            State::Wanting { faults } => Some((side, &question.id, faults.as_slice())),
            _ => None,
        })
    }

    /// Whether nothing is wrong.
    pub fn is_complete(&self) -> bool {
        self.faults().next().is_none()
    }

    /// Whether nothing but signatures lacks to what a side writes: it can be signed.
    pub fn is_ready_to_sign(&self, by: Side) -> bool {
        let unsigned = |fault: &Fault| matches!(fault, Fault::SignatureMissing { .. });
        self.faults().filter(|(side, ..)| *side == by).all(|(.., faults)| faults.iter().all(unsigned))
    }

    /// Questions that are right, and those that are asked and required or answered: `(9, 12)`.
    pub fn progress(&self) -> (u64, u64) {
        let states = || self.questions().map(|(_, question)| &question.state);
        let complete = states().filter(|state| **state == State::Complete).count() as u64;
        let wanting = states().filter(|state| matches!(state, State::Wanting { .. })).count() as u64;
        (complete, complete + wanting)
    }
}
