//! Dossiers: those of a session, one of them, a section to be written.

use askama::Template;

use super::writing::{AsideView, MemberRow};
use super::{Frame, Section};
use crate::links::{Brand, Links};

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierRow {
    /// Where it is read, for who may.
    pub href: Option<String>,
    /// The territory.
    pub name: String,
    /// What it has become, for everybody.
    pub label: String,
    /// The inner step, for who may see it.
    pub inner: Option<String>,
    /// How much is filled in.
    pub progress: Option<String>,
    /// When it was last changed.
    pub touched: String,
}

/// The dossiers of a session.
#[derive(Template)]
#[template(path = "dossiers.html")]
pub struct DossiersPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The session.
    pub session: String,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// From when until when dossiers are received, and the phase.
    pub calendar: Vec<String>,
    /// How many there are, for who may know.
    pub counts: Option<String>,
    /// The dossiers.
    pub rows: Vec<DossierRow>,
    /// Whether inner steps are shown.
    pub with_inner: bool,
    /// Where those who pilot or instruct go from here: address and words.
    pub around: Vec<(String, String)>,
    /// Whether one may be begun.
    pub may_begin: bool,
    /// The territory given.
    pub territory: String,
    /// What is wrong with the form.
    pub errors: Vec<String>,
}

/// A section, on the page of its dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionRow {
    /// Where it is read or written.
    pub href: String,
    /// Its heading.
    pub name: String,
    /// Who writes it.
    pub owner: String,
    /// What it lacks, in words; nothing when it is complete.
    pub lacks: Option<String>,
}

/// A signature that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureRow {
    /// The side, in words.
    pub side: String,
    /// Its stable word.
    pub word: &'static str,
    /// Where it is.
    pub told: String,
    /// The digest of what would be signed, and the words agreed to, for who may sign.
    pub sign: Option<(String, String)>,
}

/// Acts that are offered, each with what it needs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offered {
    /// Deposit: the words of the button, and whether a reason is asked for.
    pub submit: Option<(&'static str, String, bool)>,
    /// Take back.
    pub withdraw: Option<String>,
    /// Invite, in which capacities: word and words.
    pub invite: Option<Vec<(&'static str, String)>>,
    /// Ask for corrections: of which questions, for which reasons.
    pub correction: Option<Correction>,
    /// The rules of the call that it does not meet, for who decides whether it is admissible.
    pub rules: Vec<String>,
    /// Decide whether it is admissible: word and words.
    pub eligibility: Option<Vec<(&'static str, String)>>,
    /// Accept or refuse a late deposit: word and words.
    pub late: Option<Vec<(&'static str, String)>>,
    /// Open again.
    pub reopen: Option<Reopening>,
}

/// What an opening again chooses from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reopening {
    /// To whom it goes back: word, words, whether it is chosen.
    pub to: Vec<(&'static str, String, bool)>,
    /// The day that is proposed as a term.
    pub until: String,
}

/// What a demand of corrections chooses from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Correction {
    /// The questions: short name and label.
    pub questions: Vec<(String, String)>,
    /// The reasons: word and words.
    pub reasons: Vec<(&'static str, String)>,
}

/// A line of the story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryRow {
    /// When.
    pub when: String,
    /// What.
    pub what: String,
    /// Through whom.
    pub who: String,
}

/// A dossier.
#[derive(Template)]
#[template(path = "dossier.html")]
pub struct DossierPage {
    /// What surrounds the page.
    pub f: Frame,
    /// Where acts are sent.
    pub acts: String,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// Where it is: for everybody, and inside.
    pub labels: Vec<String>,
    /// What its readers must know: corrections asked for, a late deposit.
    pub notices: Vec<String>,
    /// The sections.
    pub sections: Vec<SectionRow>,
    /// What lacks, in sentences, for those who make it.
    pub lacks: Option<Vec<String>>,
    /// Who works on it, and what may be done about them.
    pub people: Vec<MemberRow>,
    /// What else there is to see of it: words and address.
    pub links: Vec<(String, String)>,
    /// That the form has changed, and where it is told what becomes of the answers.
    pub new_form: Option<(String, String)>,
    /// Answers for which the form has no place.
    pub aside: Vec<AsideView>,
    /// The signatures asked for.
    pub signatures: Vec<SignatureRow>,
    /// What was deposited last: in words, and where its receipt is.
    pub deposited: Option<(String, String)>,
    /// The acts offered.
    pub offered: Offered,
    /// What happened.
    pub story: Vec<StoryRow>,
    /// What is wrong with the act asked for.
    pub errors: Vec<String>,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Control {
    /// One line, of a type of HTML, with its unit.
    Line {
        /// Type of the field.
        kind: &'static str,
        /// What is written.
        value: String,
        /// What is counted.
        unit: String,
    },
    /// A text.
    Text {
        /// What is written.
        value: String,
        /// How long it may be, in words.
        length: String,
        /// Lines shown.
        rows: usize,
    },
    /// Communes: as text, and on a map where there is a script.
    Perimeter {
        /// What is written.
        value: String,
        /// What is said of the communes: how many, how many people, whether they touch.
        about: Vec<String>,
        /// Addresses of the boxes in which the map begins.
        boxes: String,
        /// The zooms that the communes have tiles for.
        zooms: String,
    },
    /// Words to tick: short name, words, whether it is ticked; words of one's own when the list is open.
    Words {
        /// The words.
        items: Vec<(String, String, bool)>,
        /// One's own.
        other: Option<String>,
    },
    /// A text for each criterion: short name, criterion, text.
    Criteria {
        /// The criteria.
        items: Vec<(String, String, String)>,
        /// How long each may be, in words.
        length: String,
    },
    /// One of a few answers: short name, words, whether it is chosen.
    Choice {
        /// The answers.
        options: Vec<(String, String, bool)>,
    },
    /// Documents: digest, name and size.
    Files {
        /// The documents.
        files: Vec<(String, String)>,
        /// What may be added, in words, and the types as a file field says them.
        add: Option<(String, String)>,
    },
    /// A letter: where it is, whether it may be asked for, and the letters that may be recorded.
    Letter {
        /// Where each is, in words.
        told: Vec<String>,
        /// Whether one may be asked for.
        ask: bool,
        /// Those that are awaited: short name and author.
        awaited: Vec<(String, String)>,
        /// Where they are asked for by mail and followed.
        manage: String,
    },
    /// A signature, given on the page of the dossier.
    Signature,
}

impl Control {
    /// The same, where one types, holding what was typed instead.
    #[must_use]
    pub fn holding(mut self, typed: &str) -> Self {
        if let Control::Line { value, .. } | Control::Text { value, .. } | Control::Perimeter { value, .. } = &mut self
        {
            typed.clone_into(value);
        }
        self
    }
}

/// An answer that somebody else gave meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictView {
    /// Who.
    pub who: String,
    /// Their answer, as text.
    pub theirs: String,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionView {
    /// Its short name.
    pub id: String,
    /// The question.
    pub label: String,
    /// What is expected.
    pub help: String,
    /// Whether an answer is required.
    pub required: bool,
    /// Whether it is personal data.
    pub personal: bool,
    /// The version that is before the eyes of who answers.
    pub base: u64,
    /// What is wrong with the answer.
    pub faults: Vec<String>,
    /// How it is answered.
    pub control: Control,
    /// What is read, for who cannot write.
    pub read: String,
    /// What was sent and is not written, when nothing can be written any more.
    pub kept: Option<String>,
    /// The documents that may be opened: name and address.
    pub documents: Vec<(String, String)>,
    /// An answer that somebody else gave meanwhile.
    pub conflict: Option<ConflictView>,
    /// What else there is about it: what was said of it, its versions. Words and address.
    pub links: Vec<(String, String)>,
}

/// A section of a dossier.
#[derive(Template)]
#[template(path = "dossier_section.html")]
pub struct DossierSectionPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// The territory.
    pub place: String,
    /// The heading.
    pub heading: String,
    /// What to know before answering.
    pub lead: String,
    /// Where the dossier is.
    pub back: String,
    /// The sections before and after.
    pub around: (Option<String>, Option<String>),
    /// Whether one may write.
    pub may_write: bool,
    /// Whether it was just saved.
    pub saved: bool,
    /// Whether communes are chosen on a map.
    pub has_map: bool,
    /// Whether somebody answered at the same time.
    pub has_conflict: bool,
    /// The questions that are asked.
    pub questions: Vec<QuestionView>,
    /// What is wrong.
    pub errors: Vec<String>,
}
