//! The jury: its panel, who reads what, the sheets, the meeting, the decision and how it is told.

use askama::Template;

use super::{Frame, Section};
use crate::links::{Brand, Links};

/// What the pages of a jury have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// The session, or the dossier.
    pub of: String,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// Where one goes from here: address and words.
    pub links: Vec<(String, String)>,
    /// What was just done, when something was.
    pub done: Option<String>,
    /// What is wrong with what was asked.
    pub errors: Vec<String>,
}

/// Somebody of the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatRow {
    /// Identifier of the person.
    pub person: String,
    /// How they are called.
    pub name: String,
    /// As what they sit.
    pub kind: String,
    /// Whether they came.
    pub stage: String,
    /// What they still have to say or read, in a few words.
    pub progress: Vec<String>,
    /// Whether they may be named president.
    pub may_preside: bool,
    /// Whether they may be released.
    pub may_release: bool,
}

/// A dossier against the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixRow {
    /// The dossier.
    pub id: String,
    /// The territory.
    pub name: String,
    /// Where it is read.
    pub href: String,
    /// A cell for each of the panel.
    pub cells: Vec<MatrixCell>,
}

/// A dossier and somebody of the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixCell {
    /// Identifier of the person.
    pub person: String,
    /// Their name and that of the territory, for who does not see the table.
    pub label: String,
    /// The tie, or how far the sheet is.
    pub told: String,
    /// Whether it is given to them; none when it may not be.
    pub given: Option<bool>,
}

/// A tie, for who holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TieRow {
    /// Identifier of the person.
    pub person: String,
    /// The dossier.
    pub dossier: String,
    /// Who is tied to what, by what.
    pub told: String,
    /// Whether it is held, and may be let go.
    pub pinned: bool,
}

/// The jury of a session, for who pilots it.
#[derive(Template)]
#[template(path = "jury.html")]
pub struct JuryPage {
    /// What surrounds the page.
    pub f: Frame,
    /// What these pages have in common.
    pub a: Around,
    /// Whether it is set up.
    pub is_open: bool,
    /// Where it is, in sentences.
    pub facts: Vec<String>,
    /// The panel.
    pub seats: Vec<SeatRow>,
    /// Those who may be invited: identifier, name, stable word of the kind, its words.
    pub candidates: Vec<(String, String, &'static str, String)>,
    /// Those who sit, in the order of the cells.
    pub heads: Vec<String>,
    /// The dossiers that go to the jury.
    pub rows: Vec<MatrixRow>,
    /// The ties.
    pub ties: Vec<TieRow>,
    /// Those whose tie may be held: identifier and name.
    pub people: Vec<(String, String)>,
    /// Dossiers: identifier and territory.
    pub dossiers: Vec<(String, String)>,
    /// Sorts of ties: word and words.
    pub kinds: Vec<(&'static str, String)>,
    /// The number of the quorum; empty for half.
    pub quorum: String,
    /// The deadline, as a field of dates and hours holds it.
    pub deadline: String,
}

/// Who would read a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveRow {
    /// The territory.
    pub name: String,
    /// Who would read it.
    pub readers: String,
    /// Who comes.
    pub comes: String,
    /// Who goes.
    pub goes: String,
    /// What lacks.
    pub lacks: Option<String>,
}

/// Who would read what.
#[derive(Template)]
#[template(path = "jury_assignment.html")]
pub struct JuryAssignmentPage {
    /// What surrounds the page.
    pub f: Frame,
    /// What these pages have in common.
    pub a: Around,
    /// Readers of each dossier, the most dossiers of each, the seed.
    pub wanted: [String; 3],
    /// Whether what is there stays as far as possible.
    pub adjust: bool,
    /// What would move.
    pub rows: Vec<MoveRow>,
    /// How many dossiers each would read.
    pub loads: Vec<(String, String)>,
    /// What is said of the whole.
    pub told: Vec<String>,
    /// The digest of what is shown.
    pub digest: String,
    /// Whether it would change something.
    pub changes: bool,
}

/// Somebody in a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendanceRow {
    /// Identifier of the person.
    pub person: String,
    /// How they are called, and as what they sit.
    pub name: String,
    /// When they were there.
    pub stays: String,
    /// Whether they are there.
    pub present: bool,
}

/// A dossier of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaRow {
    /// The dossier.
    pub id: String,
    /// Its rank.
    pub rank: usize,
    /// The territory.
    pub name: String,
    /// Where its scores are.
    pub href: Option<String>,
    /// What was done, in sentences.
    pub told: Vec<String>,
    /// Whether it may be taken.
    pub may_take: bool,
    /// Whether it is the one that is taken.
    pub is_taken: bool,
}

/// The meeting of a jury.
#[derive(Template)]
#[template(path = "jury_meeting.html")]
pub struct JuryMeetingPage {
    /// What surrounds the page.
    pub f: Frame,
    /// What these pages have in common.
    pub a: Around,
    /// Where the meeting is, in sentences.
    pub facts: Vec<String>,
    /// Whether who reads holds the pen.
    pub writes: bool,
    /// Whether one may be called.
    pub may_call: bool,
    /// Whether it may be opened.
    pub may_open: bool,
    /// Whether it is held.
    pub is_open: bool,
    /// Who is there.
    pub attendance: Vec<AttendanceRow>,
    /// The agenda.
    pub agenda: Vec<AgendaRow>,
    /// The minutes, in sentences, once it is over.
    pub minutes: Vec<String>,
    /// The digest to sign, for who presides.
    pub sign: Option<String>,
}

/// A dossier among the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompareRow {
    /// The territory.
    pub name: String,
    /// Where its scores are.
    pub href: String,
    /// The middle of the shares, with the lowest and the highest.
    pub total: String,
    /// The same for each criterion.
    pub cells: Vec<String>,
    /// What is decided.
    pub outcome: String,
    /// What was told.
    pub told: String,
    /// The dossier, when it may be taken from the reserve list.
    pub promote: Option<String>,
}

/// A mail as it would leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailRow {
    /// To whom.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
}

/// An appeal, for who decides upon it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppealRow {
    /// The dossier.
    pub dossier: String,
    /// The territory.
    pub name: String,
    /// Where it is, and why, in sentences.
    pub told: Vec<String>,
    /// Whether it may be examined.
    pub may_examine: bool,
    /// Whether it may be decided upon.
    pub may_decide: bool,
}

/// What a jury decides, and how it is told.
#[derive(Template)]
#[template(path = "jury_decision.html")]
pub struct JuryDecisionPage {
    /// What surrounds the page.
    pub f: Frame,
    /// What these pages have in common.
    pub a: Around,
    /// The criteria, in the order of the cells.
    pub heads: Vec<String>,
    /// Whether the scores may be seen now.
    pub scores: bool,
    /// The dossiers.
    pub rows: Vec<CompareRow>,
    /// What would be signed, in sentences.
    pub to_sign: Vec<String>,
    /// Its digest.
    pub digest: String,
    /// What was signed.
    pub signed: Vec<String>,
    /// The embargo, as a field of dates and hours holds it.
    pub embargo: String,
    /// The mails that would leave.
    pub mails: Vec<MailRow>,
    /// The dossiers that they tell of.
    pub due: Vec<String>,
    /// The appeals.
    pub appeals: Vec<AppealRow>,
    /// What may be decided on an appeal: word and words.
    pub verdicts: Vec<(&'static str, String)>,
}

/// A dossier of which one says one's tie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TieQuestion {
    /// The dossier.
    pub id: String,
    /// The territory.
    pub name: String,
    /// Where it is, who bears it.
    pub about: String,
    /// What may be said: word, words, whether it is.
    pub choices: Vec<(String, String, bool)>,
    /// That the pilot holds it, when they do.
    pub pinned: Option<String>,
}

/// A dossier to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToReadRow {
    /// The territory.
    pub name: String,
    /// Where it is read, when it may be.
    pub href: Option<String>,
    /// How far the sheet is.
    pub told: String,
    /// Whether it is locked.
    pub done: bool,
}

/// What one reads for a jury, and one's ties.
#[derive(Template)]
#[template(path = "readings.html")]
pub struct ReadingsPage {
    /// What surrounds the page.
    pub f: Frame,
    /// What these pages have in common.
    pub a: Around,
    /// Where one is, in sentences.
    pub facts: Vec<String>,
    /// Whether one is invited and has not answered.
    pub may_answer: bool,
    /// Whether one sits.
    pub sits: bool,
    /// The dossiers of which one says one's tie.
    pub ties: Vec<TieQuestion>,
    /// The dossiers to read.
    pub rows: Vec<ToReadRow>,
    /// The subjects one may know: word, words, whether one does.
    pub areas: Vec<(String, String, bool)>,
    /// The most dossiers that one reads.
    pub most: String,
}

/// A criterion of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetQuestion {
    /// The criterion.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The question.
    pub about: String,
    /// The levels: value, name, anchor, whether it is the one.
    pub levels: Vec<(String, String, String, bool)>,
    /// The reason.
    pub reason: String,
    /// What is said of it, once it is locked.
    pub told: String,
}

/// A dossier with its sheet beside it.
#[derive(Template)]
#[template(path = "dossier_reading.html")]
pub struct DossierReadingPage {
    /// What surrounds the page.
    pub f: Frame,
    /// What these pages have in common.
    pub a: Around,
    /// What is answered: headings, each with questions and answers.
    pub sections: Vec<(String, Vec<(String, String)>)>,
    /// Documents: name and address.
    pub documents: Vec<(String, String)>,
    /// Where the sheet is, in sentences.
    pub facts: Vec<String>,
    /// The version that is before the eyes.
    pub base: u64,
    /// Whether it is written, or only read.
    pub writes: bool,
    /// Whether a level may be changed with a reason.
    pub may_change: bool,
    /// The criteria; none for an expert.
    pub questions: Vec<SheetQuestion>,
    /// The opinion.
    pub opinion: String,
    /// How sure one is: word, words, whether it is.
    pub confidence: Vec<(&'static str, String, bool)>,
    /// What was changed since it was locked.
    pub changes: Vec<String>,
}

/// What a reader says of a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Who.
    pub who: String,
    /// The level.
    pub level: String,
    /// Why.
    pub why: String,
}

/// A criterion and what the readers say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreRow {
    /// The criterion.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The middle, with the lowest and the highest.
    pub told: String,
    /// Each reader.
    pub said: Vec<Said>,
    /// What is said of it to those who made the dossier.
    pub feedback: String,
}

/// What the sheets say of a dossier.
#[derive(Template)]
#[template(path = "dossier_scores.html")]
pub struct DossierScoresPage {
    /// What surrounds the page.
    pub f: Frame,
    /// What these pages have in common.
    pub a: Around,
    /// Where it is among the others, in sentences.
    pub facts: Vec<String>,
    /// By criterion.
    pub rows: Vec<ScoreRow>,
    /// Opinions: who, and what.
    pub opinions: Vec<(String, String)>,
    /// What was changed since the sheets were locked.
    pub changes: Vec<String>,
    /// What may be decided, for who writes it down: word, words, whether it is.
    pub outcomes: Vec<(&'static str, String, bool)>,
    /// The rank in the reserve list.
    pub rank: String,
    /// Why.
    pub reason: String,
    /// The dossier before and the one after, in the order of the table.
    pub around: (Option<String>, Option<String>),
}

/// What became of a dossier, for those who made it.
#[derive(Template)]
#[template(path = "dossier_outcome.html")]
pub struct DossierOutcomePage {
    /// What surrounds the page.
    pub f: Frame,
    /// What these pages have in common.
    pub a: Around,
    /// What became of it.
    pub outcome: String,
    /// Why, and since when.
    pub told: Vec<String>,
    /// By criterion: its name, the level, what is said.
    pub feedback: Vec<(String, String, String)>,
    /// Who signed.
    pub signatory: String,
    /// The letter.
    pub letter: String,
    /// Where the appeal is, in sentences.
    pub appeal: Vec<String>,
    /// Whether one may appeal.
    pub may_appeal: bool,
    /// What was written and is not sent.
    pub typed: String,
}
