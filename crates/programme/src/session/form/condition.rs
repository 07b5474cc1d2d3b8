//! On which condition a section or a question is asked.

use std::collections::BTreeMap;

use facts::document::Table;
use serde::{Deserialize, Serialize};

use super::{Answer, FormSection};
use crate::Slug;
use crate::reading::Ids;

/// A condition on other answers. The answer to a question that is not itself asked counts as absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// The answer to `question` is `is`: the option chosen, `yes` or `no`.
    Is {
        /// The question.
        question: Slug,
        /// Its answer.
        is: Slug,
    },
    /// `has` is among the words ticked.
    Has {
        /// The question.
        question: Slug,
        /// The word.
        has: Slug,
    },
    /// `question` has an answer.
    Answered {
        /// The question.
        question: Slug,
    },
    /// All of these hold.
    All(Vec<Condition>),
    /// At least one of these holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

/// How deep conditions may be one inside another.
const DEEPEST: usize = 8;

impl Condition {
    /// The questions on which it depends.
    pub fn questions(&self) -> Vec<&Slug> {
        match self {
            Condition::Is { question, .. } | Condition::Has { question, .. } | Condition::Answered { question } => {
                vec![question]
            }
            Condition::All(parts) | Condition::Any(parts) => parts.iter().flat_map(Condition::questions).collect(),
            Condition::Not(part) => part.questions(),
        }
    }

    /// Reads the field `when`, which may be absent; nothing at all when it is there and cannot be read.
    pub(super) fn read_field(table: &Table<'_>, items: &Ids) -> Option<Option<Self>> {
        if !table.has("when") {
            return Some(None);
        }
        let when = table.table("when")?;
        let condition = Self::read(&when, items, 1);
        when.close();
        condition.map(Some)
    }

    fn read(table: &Table<'_>, items: &Ids, depth: usize) -> Option<Self> {
        let forms: Vec<&'static str> =
            ["question", "all", "any", "not"].into_iter().filter(|key| table.has(key)).collect();
        let [form] = forms.as_slice() else {
            // What stands beside is known, so that one fault is not told twice.
            let _ = ["is", "has", "answered"].map(|key| table.has(key));
            table.problem("question", "found no condition or several, expected one of question, all, any, not");
            return None;
        };
        if depth > DEEPEST {
            table.problem(form, format!("conditions found more than {DEEPEST} deep, expected fewer"));
            return None;
        }
        let inner = |part: &Table<'_>| Self::read(part, items, depth + 1);
        match *form {
            "question" => Self::read_one(table, items),
            "not" => {
                let part = table.table("not")?;
                let condition = inner(&part);
                part.close();
                condition.map(|part| Self::Not(Box::new(part)))
            }
            key => {
                let tables = table.tables(key);
                let written = tables.len();
                let mut parts = Vec::new();
                for part in tables {
                    parts.extend(inner(&part));
                    part.close();
                }
                let whole = parts.len() == written && written > 0;
                whole.then(|| if key == "all" { Self::All(parts) } else { Self::Any(parts) })
            }
        }
    }

    fn read_one(table: &Table<'_>, items: &Ids) -> Option<Self> {
        let question = table.parsed::<Slug>("question");
        let tests: Vec<&str> = ["is", "has", "answered"].into_iter().filter(|key| table.has(key)).collect();
        match tests.as_slice() {
            ["is"] => Some(Self::Is { is: table.parsed("is")?, question: question? }),
            ["has"] => Some(Self::Has { has: items.refer(table, "has")?, question: question? }),
            ["answered"] => {
                let condition = Self::Answered { question: question? };
                Some(if table.flag("answered") { condition } else { Self::Not(Box::new(condition)) })
            }
            _ => {
                table.problem("question", "found without a test or with several, expected one of is, has, answered");
                None
            }
        }
    }
}

/// Tells every condition that names no question, that no answer can meet, or that depends on itself. The tables are
/// those of the sections, in order, all of which could be read.
pub(super) fn judge(tables: &[Table<'_>], sections: &[FormSection]) {
    let questions: BTreeMap<&Slug, &Answer> = sections
        .iter()
        .flat_map(|section| &section.questions)
        .map(|question| (&question.id, &question.answer))
        .collect();
    // What a question depends on: its own condition, and that of its section.
    let mut depends: BTreeMap<&Slug, Vec<&Slug>> = BTreeMap::new();
    for section in sections {
        let common: Vec<&Slug> = section.when.iter().flat_map(Condition::questions).collect();
        for question in &section.questions {
            let own = question.when.iter().flat_map(Condition::questions);
            depends.insert(&question.id, common.iter().copied().chain(own).collect());
        }
    }
    for (table, section) in tables.iter().zip(sections) {
        if let Some(when) = &section.when {
            tell(table, when, &questions);
            // Told at the questions that have a condition of their own, when they are those that close the circle.
            let mut plain = section.questions.iter().filter(|question| question.when.is_none());
            if let Some(path) = plain.find_map(|question| circle(&question.id, &depends)) {
                table.problem("when", format!("the condition depends on itself: {path}"));
            }
        }
        for (table, question) in table.tables("question").iter().zip(&section.questions) {
            let Some(when) = &question.when else { continue };
            tell(table, when, &questions);
            if let Some(path) = circle(&question.id, &depends) {
                table.problem("when", format!("the condition depends on itself: {path}"));
            }
        }
    }
}

fn tell(table: &Table<'_>, condition: &Condition, questions: &BTreeMap<&Slug, &Answer>) {
    let fault = |message: String| table.problem("when", message);
    let asked = |question: &Slug| {
        let answer = questions.get(question).copied();
        if answer.is_none() {
            fault(format!("\"{question}\" names no question of the form"));
        }
        answer
    };
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| tell(table, part, questions)),
        Condition::Not(part) => tell(table, part, questions),
        Condition::Is { question, is } => match asked(question) {
            Some(Answer::Choice { options }) if options.iter().any(|option| option.id == *is) => {}
            Some(Answer::YesNo) if matches!(is.as_str(), "yes" | "no") => {}
            Some(Answer::Choice { .. } | Answer::YesNo) => {
                fault(format!("\"{is}\" is no answer to \"{question}\", expected one of its answers"));
            }
            Some(other) => {
                let kind = other.kind();
                fault(format!(
                    "\"{question}\" is of kind {kind}, expected choice or yes-no for a condition with \"is\""
                ));
            }
            None => {}
        },
        Condition::Has { question, .. } => match asked(question) {
            Some(Answer::Words { .. }) | None => {}
            Some(other) => {
                let kind = other.kind();
                fault(format!("\"{question}\" is of kind {kind}, expected words for a condition with \"has\""));
            }
        },
        Condition::Answered { question } => {
            if let Some(kind @ (Answer::Letter { .. } | Answer::Signature)) = asked(question) {
                let kind = kind.kind();
                fault(format!("\"{question}\" is of kind {kind}, expected a question that is answered in the form"));
            }
        }
    }
}

/// The way by which a question depends on itself, when it does.
fn circle(from: &Slug, depends: &BTreeMap<&Slug, Vec<&Slug>>) -> Option<String> {
    let mut seen: Vec<&Slug> = Vec::new();
    let mut paths: Vec<Vec<&Slug>> = vec![vec![from]];
    while let Some(path) = paths.pop() {
        for next in path.last().and_then(|last| depends.get(*last)).into_iter().flatten() {
            if *next == from {
                return Some(path.iter().chain([next]).map(|id| id.as_str()).collect::<Vec<_>>().join(" → "));
            }
            if !seen.contains(next) {
                seen.push(next);
                paths.push(path.iter().copied().chain([*next]).collect());
            }
        }
    }
    None
}
