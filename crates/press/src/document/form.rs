//! The form of a dossier, to be filled in by hand or read before one fills it in elsewhere.

use programme::Session;
use programme::session::{Answer, Question};
use serde::Serialize;

use super::{Common, Document, Issue, document};
use crate::links::{Links, SessionPart};
use crate::words::Words;

const WORDS: [&str; 7] = [
    "form-document",
    "form-how",
    "form-how-text",
    "form-personal-data",
    "form-other",
    "form-enclosures",
    "form-anchors",
];

#[derive(Serialize)]
struct Data {
    #[serde(flatten)]
    common: Common,
    session: String,
    theme: String,
    note: String,
    personal_data: String,
    sections: Vec<SectionData>,
}

#[derive(Serialize)]
struct SectionData {
    name: String,
    lead: Option<String>,
    questions: Vec<QuestionData>,
}

#[derive(Serialize)]
struct QuestionData {
    label: String,
    help: Option<String>,
    answer: AnswerData,
}

/// How a question is answered, ready to be drawn.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum AnswerData {
    Line,
    Text { length: u64, words: String },
    Words { open: bool, items: Vec<String> },
    Criteria { length: u64, words: String, dimensions: Vec<DimensionData> },
    Enclosure,
    Signature,
}

#[derive(Serialize)]
struct DimensionData {
    name: String,
    text: String,
    criteria: Vec<CriterionData>,
}

#[derive(Serialize)]
struct CriterionData {
    name: String,
    question: String,
    /// What the highest level of the grid looks like.
    best: Option<String>,
}

/// The form of a session.
pub(super) fn document_of(session: &Session, words: &'static Words, issue: &Issue) -> Document {
    let form = &session.application.form;
    let (title, theme) = (words.say(&session.identity.title), words.say(&session.identity.theme));
    let path = Links::Session(session.identity.id.to_string(), SessionPart::Apply).path(words.lang());
    let sections = form.sections.iter().map(|section| SectionData {
        name: words.say(&section.name),
        lead: section.lead.as_ref().map(|lead| words.say(lead)),
        questions: section.questions.iter().map(|question| question_data(session, words, question)).collect(),
    });
    let data = Data {
        common: Common::new(
            words,
            issue,
            words.t1("form-title", "session", title.clone()),
            theme.clone(),
            &path,
            &WORDS,
        ),
        session: title,
        theme,
        note: words.say(&form.note),
        personal_data: words.say(&form.personal_data),
        sections: sections.collect(),
    };
    document("form.typ", &data, Vec::new())
}

fn question_data(session: &Session, words: &Words, question: &Question) -> QuestionData {
    let most = |length: u64| words.t1("form-length", "length", words.whole(&length));
    let answer = match &question.answer {
        // On paper, what has a control on a screen is a line to write on.
        Answer::Line
        | Answer::YesNo
        | Answer::Number { .. }
        | Answer::Date
        | Answer::Email
        | Answer::Phone
        | Answer::Siren
        | Answer::Siret
        | Answer::Territory
        | Answer::Perimeter => AnswerData::Line,
        Answer::Text { length } => AnswerData::Text { length: *length, words: most(*length) },
        Answer::Words { axis } => {
            let axis = session.taxonomy.axis(axis);
            AnswerData::Words {
                open: axis.is_some_and(|axis| axis.open),
                items: axis.map_or(Vec::new(), |axis| axis.items.iter().map(|item| words.say(&item.name)).collect()),
            }
        }
        Answer::Choice { options } => {
            AnswerData::Words { open: false, items: options.iter().map(|option| words.say(&option.name)).collect() }
        }
        Answer::Criteria { length } => AnswerData::Criteria {
            length: *length,
            words: most(*length),
            dimensions: session
                .rubric
                .dimensions
                .iter()
                .map(|dimension| DimensionData {
                    name: words.say(&dimension.name),
                    text: words.say(&dimension.description),
                    criteria: dimension
                        .criteria
                        .iter()
                        .map(|criterion| CriterionData {
                            name: words.say(&criterion.name),
                            question: words.say(&criterion.description),
                            best: criterion.anchors.last().map(|anchor| words.say(anchor)),
                        })
                        .collect(),
                })
                .collect(),
        },
        Answer::Enclosure { .. } | Answer::Letter { .. } => AnswerData::Enclosure,
        Answer::Signature => AnswerData::Signature,
    };
    QuestionData { label: words.say(&question.label), help: question.help.as_ref().map(|help| words.say(help)), answer }
}
