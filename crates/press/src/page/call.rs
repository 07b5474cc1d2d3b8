//! A call, for who pilots it: its phase, its calendar, its files, what is prepared.

use askama::Template;

use super::{Frame, Section};
use crate::links::{Brand, Links};

/// A line of what was done: when, what, by whom, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallAct {
    /// When.
    pub when: String,
    /// What.
    pub what: String,
    /// By whom.
    pub who: String,
    /// Why.
    pub why: String,
}

/// Where a call is, and what may be done to it.
#[derive(Template)]
#[template(path = "call.html")]
pub struct CallPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The session.
    pub session: String,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// Where it is, in sentences.
    pub told: Vec<String>,
    /// What is prepared: in a sentence, and where it is looked at.
    pub draft: Option<(String, String)>,
    /// Where its calendar, its questions and its files are changed: address and words.
    pub changes: Vec<(String, String)>,
    /// Where one goes from here: address and words.
    pub around: Vec<(String, String)>,
    /// The phases: word, words, whether it is chosen; none for who may not.
    pub phases: Vec<(&'static str, String, bool)>,
    /// Whether a phase was put by hand, and holds.
    pub by_hand: bool,
    /// The end given.
    pub until: String,
    /// The reason given.
    pub reason: String,
    /// What was done, the newest first.
    pub acts: Vec<CallAct>,
    /// What is wrong with the act asked for.
    pub errors: Vec<String>,
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldView {
    /// Its name.
    pub name: String,
    /// Its words.
    pub label: String,
    /// What to know before filling it in.
    pub hint: String,
    /// How it is filled in.
    pub input: FieldInput,
    /// What is wrong with it.
    pub faults: Vec<String>,
}

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldInput {
    /// One line, of a type of HTML.
    Line {
        /// Type of the field.
        kind: &'static str,
        /// What it holds.
        value: String,
    },
    /// A text.
    Text {
        /// What it holds.
        value: String,
    },
    /// One of a few: word, words, whether it is chosen.
    Choice {
        /// The choices.
        options: Vec<(String, String, bool)>,
    },
    /// Several of a few: word, words, whether it is ticked.
    Several {
        /// The choices.
        options: Vec<(String, String, bool)>,
    },
    /// Yes or no.
    Flag {
        /// Whether it is ticked.
        is: bool,
    },
}

/// Fields on one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldGroup {
    /// The subject.
    pub heading: String,
    /// What to know.
    pub lead: String,
    /// The fields.
    pub fields: Vec<FieldView>,
}

/// A form of fields by subject: the calendar of a call, a question.
#[derive(Template)]
#[template(path = "call_sheet.html")]
pub struct CallSheetPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The session.
    pub session: String,
    /// What to know before changing anything.
    pub lead: String,
    /// The state of the draft that is shown, sent back with the form.
    pub seen: String,
    /// The fields.
    pub groups: Vec<FieldGroup>,
    /// What is wrong, in sentences.
    pub errors: Vec<String>,
    /// Where one comes from: address and words.
    pub back: (String, String),
}

/// A file of a session, as a text.
#[derive(Template)]
#[template(path = "call_file.html")]
pub struct CallFilePage {
    /// What surrounds the page.
    pub f: Frame,
    /// The session.
    pub session: String,
    /// The state of the draft that is shown, sent back with the form.
    pub seen: String,
    /// The text.
    pub text: String,
    /// Lines of the field.
    pub rows: usize,
    /// What is wrong: where, and what.
    pub problems: Vec<(String, String)>,
    /// What else is wrong, in sentences.
    pub errors: Vec<String>,
    /// Where one comes from: address and words.
    pub back: (String, String),
}

/// Words of a text that stayed, went or came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinePiece {
    /// They stayed.
    Same(String),
    /// They went.
    Gone(String),
    /// They came.
    New(String),
}

/// What is prepared, beside what is in force.
#[derive(Template)]
#[template(path = "call_draft.html")]
pub struct CallDraftPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The session.
    pub session: String,
    /// By whom and when it was last changed.
    pub touched: String,
    /// The state of the draft that is shown, sent back with the form.
    pub seen: String,
    /// What is wrong with its files: where, and what.
    pub problems: Vec<(String, String)>,
    /// Why it could not be published, besides the reason that is asked for.
    pub refused: Vec<String>,
    /// What changes in the calendar: field, what it was, what it is.
    pub fields: Vec<(String, String, String)>,
    /// What changes in the questions, in sentences.
    pub questions: Vec<String>,
    /// Each file, with its lines.
    pub files: Vec<(String, Vec<LinePiece>)>,
    /// What the changes lead to: address and words.
    pub previews: Vec<(String, String)>,
    /// The reason given.
    pub reason: String,
    /// What is wrong with the act asked for.
    pub errors: Vec<String>,
    /// Where one comes from: address and words.
    pub back: (String, String),
}

/// A question, in the list of those of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionLine {
    /// Where it is changed.
    pub href: String,
    /// Its short name.
    pub id: String,
    /// The question.
    pub label: String,
    /// How it is answered.
    pub kind: String,
    /// Whether an answer is required.
    pub required: bool,
    /// Whether it comes first in its section.
    pub first: bool,
    /// Whether it comes last.
    pub last: bool,
}

/// A section of a form, with its questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallSection {
    /// Its heading.
    pub name: String,
    /// Its questions.
    pub questions: Vec<QuestionLine>,
    /// Where one is added.
    pub add: String,
}

/// The questions of a form, to be changed one by one.
#[derive(Template)]
#[template(path = "call_questions.html")]
pub struct CallQuestionsPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The session.
    pub session: String,
    /// The state of the draft that is shown, sent back with each form.
    pub seen: String,
    /// The sections.
    pub sections: Vec<CallSection>,
    /// Where what is prepared is looked at, when something is.
    pub draft: Option<String>,
    /// Where the whole text is changed.
    pub file: String,
    /// What is wrong with the act asked for.
    pub errors: Vec<String>,
    /// Where one comes from: address and words.
    pub back: (String, String),
}
