//! The form of a dossier: what a territory that applies is asked, section by section, on which condition.

mod condition;
mod kind;

use std::collections::BTreeSet;

use facts::Localised;
use facts::document::Table;
use serde::{Deserialize, Serialize};

use crate::Slug;
use crate::reading::{Ids, choice};

pub use condition::Condition;
pub use kind::{Answer, Choice, FileType, LONGEST_LINE, LetterFrom, LetterKind};

/// The form of a dossier, in one of its revisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Its revision: 1, then one more each time a published form changes.
    pub revision: u64,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormSection {
    /// Short name.
    pub id: Slug,
    /// Heading.
    pub name: Localised,
    /// What to know before answering.
    pub lead: Option<Localised>,
    /// Who writes it and signs it.
    pub owner: Side,
    /// On which condition it is asked; always, when there is none.
    pub when: Option<Condition>,
    /// The questions, in order.
    pub questions: Vec<Question>,
}

choice! {
    /// A side of a dossier: who writes a section of it and signs it.
    pub enum Side {
        /// Those who bear the project.
        Collectivite = "collectivite",
        /// The service of the State that commits itself with them.
        StateService = "state-service",
    }
}

/// One question of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Short name, unique in the whole form; it stays from one revision to the next.
    pub id: Slug,
    /// The question, as the label of its answer.
    pub label: Localised,
    /// What is expected.
    pub help: Option<Localised>,
    /// Whether a dossier without an answer is incomplete.
    pub required: bool,
    /// Whether the answer is personal data: shown to fewer people, never published, forgotten first.
    pub personal: bool,
    /// Whether the answer may be published once the decision is.
    pub public: bool,
    /// On which condition it is asked; always, when there is none.
    pub when: Option<Condition>,
    /// How one answers.
    pub answer: Answer,
}

impl Form {
    /// Every question of every section, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    /// The question of that short name, with its section.
    pub fn question(&self, id: &Slug) -> Option<(&FormSection, &Question)> {
        (self.sections.iter())
            .find_map(|section| Some((section, section.questions.iter().find(|question| question.id == *id)?)))
    }

    /// The sides whose signature the form asks for: those that own a section with a question of kind `signature`.
    pub fn signatories(&self) -> BTreeSet<Side> {
        let signed = |section: &&FormSection| section.questions.iter().any(|q| q.answer == Answer::Signature);
        self.sections.iter().filter(signed).map(|section| section.owner).collect()
    }

    /// Reads the field `form` of `application.toml`.
    pub(crate) fn read(table: Table<'_>, axes: &Ids, items: &Ids, sources: &Ids) -> Option<Self> {
        let revision = if table.has("revision") { table.whole("revision") } else { Some(1) };
        if revision == Some(0) {
            table.problem("revision", "0 found, expected 1 or more");
        }
        let source = sources.refer(&table, "source");
        let (note, personal_data) = (table.localised("note"), table.localised("personal_data"));
        let (mut section_ids, mut question_ids) = (Ids::of("section of the form"), Ids::of("question of the form"));
        let tables = table.tables("section");
        let mut read = Reading { sections: &mut section_ids, questions: &mut question_ids, axes, items, whole: true };
        let mut sections = Vec::new();
        for section in &tables {
            sections.extend(FormSection::read(section, &mut read));
        }
        // A condition may name a question that comes later: they are judged once all questions are known.
        if read.whole {
            condition::judge(&tables, &sections);
        }
        for section in tables {
            section.close();
        }
        table.close();
        Some(Self { revision: revision?, source: source?, note: note?, personal_data: personal_data?, sections })
    }
}

/// What the sections of a form share while they are read.
struct Reading<'i> {
    sections: &'i mut Ids,
    questions: &'i mut Ids,
    axes: &'i Ids,
    items: &'i Ids,
    /// Whether every section and question could be read so far.
    whole: bool,
}

impl FormSection {
    fn read(table: &Table<'_>, read: &mut Reading<'_>) -> Option<Self> {
        let (id, name, lead) =
            (read.sections.declare(table), table.localised("name"), table.optional_localised("lead"));
        let owner = if table.has("owner") { table.one_of("owner", Side::CHOICES) } else { Some(Side::Collectivite) };
        let when = Condition::read_field(table, read.items);
        let mut questions = Vec::new();
        for question in table.tables("question") {
            let found = Question::read(&question, read);
            read.whole &= found.is_some();
            questions.extend(found);
            question.close();
        }
        let section = (|| Some(Self { id: id?, name: name?, lead, owner: owner?, when: when?, questions }))();
        read.whole &= section.is_some();
        section
    }
}

impl Question {
    fn read(table: &Table<'_>, read: &mut Reading<'_>) -> Option<Self> {
        let (id, label, help) =
            (read.questions.declare(table), table.localised("label"), table.optional_localised("help"));
        let (required, personal, public) = (table.flag("required"), table.flag("personal"), table.flag("public"));
        if personal && public {
            table
                .problem("public", "found with personal = true, expected one of them: personal data are not published");
        }
        let when = Condition::read_field(table, read.items);
        let answer = Answer::read(table, read.axes);
        Some(Self { id: id?, label: label?, help, required, personal, public, when: when?, answer: answer? })
    }
}
