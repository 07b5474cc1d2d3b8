//! The form of a dossier: what a territory that applies is asked, section by section.

use facts::Localised;
use facts::document::Table;
use serde::Serialize;

use crate::Slug;
use crate::reading::Ids;

/// The form of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Form {
    /// Who wrote the questions, an id of [`super::Provenance::sources`].
    pub source: Slug,
    /// What readers must know of where the questions come from.
    pub note: Localised,
    /// What becomes of the names and addresses that are asked for.
    pub personal_data: Localised,
    /// The sections, in order.
    pub sections: Vec<FormSection>,
}

/// Questions on one subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormSection {
    /// Short name.
    pub id: Slug,
    /// Heading.
    pub name: Localised,
    /// What to know before answering.
    pub lead: Option<Localised>,
    /// The questions, in order.
    pub questions: Vec<Question>,
}

/// One question of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// Short name, unique in the whole form.
    pub id: Slug,
    /// The question, as the label of its answer.
    pub label: Localised,
    /// What is expected.
    pub help: Option<Localised>,
    /// How one answers.
    pub answer: Answer,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Answer {
    /// In one line.
    Line,
    /// In a text.
    Text {
        /// At most, in characters.
        length: u64,
    },
    /// By ticking words of the taxonomy.
    Words {
        /// The axis, an id of [`super::Taxonomy::axes`].
        axis: Slug,
    },
    /// In one text for each criterion of the rubric.
    Criteria {
        /// Each at most, in characters.
        length: u64,
    },
    /// By enclosing a document.
    Enclosure,
    /// By signing.
    Signature,
}

/// Longest answer that a form may ask for, in characters: some eight pages.
const LONGEST: u64 = 20_000;

impl Form {
    /// Every question of every section, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    /// Reads the field `form` of `application.toml`.
    pub(crate) fn read(table: Table<'_>, axes: &Ids, sources: &Ids) -> Option<Self> {
        let source = sources.refer(&table, "source");
        let (note, personal_data) = (table.localised("note"), table.localised("personal_data"));
        let (mut section_ids, mut question_ids) = (Ids::of("section of the form"), Ids::of("question of the form"));
        let sections = (table.tables("section").into_iter())
            .filter_map(|section| FormSection::read(section, &mut section_ids, &mut question_ids, axes))
            .collect();
        table.close();
        Some(Self { source: source?, note: note?, personal_data: personal_data?, sections })
    }
}

impl FormSection {
    fn read(table: Table<'_>, ids: &mut Ids, question_ids: &mut Ids, axes: &Ids) -> Option<Self> {
        let (id, name, lead) = (ids.declare(&table), table.localised("name"), table.optional_localised("lead"));
        let questions = (table.tables("question").into_iter())
            .filter_map(|question| Question::read(question, question_ids, axes))
            .collect();
        table.close();
        Some(Self { id: id?, name: name?, lead, questions })
    }
}

impl Question {
    fn read(table: Table<'_>, ids: &mut Ids, axes: &Ids) -> Option<Self> {
        let (id, label, help) = (ids.declare(&table), table.localised("label"), table.optional_localised("help"));
        let answer = Answer::read(&table, axes);
        table.close();
        Some(Self { id: id?, label: label?, help, answer: answer? })
    }
}

impl Answer {
    fn read(table: &Table<'_>, axes: &Ids) -> Option<Self> {
        let length = || {
            let length = table.whole("length")?;
            let allowed = (1..=LONGEST).contains(&length);
            if !allowed {
                table.problem("length", format!("{length} found, expected from 1 to {LONGEST} characters"));
            }
            allowed.then_some(length)
        };
        match table.one_of("kind", &KINDS)? {
            Kind::Line => Some(Self::Line),
            Kind::Text => Some(Self::Text { length: length()? }),
            Kind::Words => Some(Self::Words { axis: axes.refer(table, "axis")? }),
            Kind::Criteria => Some(Self::Criteria { length: length()? }),
            Kind::Enclosure => Some(Self::Enclosure),
            Kind::Signature => Some(Self::Signature),
        }
    }
}

/// The kinds of answer, as they are written.
#[derive(Clone, Copy)]
enum Kind {
    Line,
    Text,
    Words,
    Criteria,
    Enclosure,
    Signature,
}

const KINDS: [(&str, Kind); 6] = [
    ("line", Kind::Line),
    ("text", Kind::Text),
    ("words", Kind::Words),
    ("criteria", Kind::Criteria),
    ("enclosure", Kind::Enclosure),
    ("signature", Kind::Signature),
];
