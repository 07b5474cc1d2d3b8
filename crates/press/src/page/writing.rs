//! Writing a dossier together: what is said of it, its story, what changed, its letters, a new revision of the form.

use askama::Template;

use super::{Frame, Section};
use crate::links::{Brand, Links};

/// Something said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentView {
    /// Its short name.
    pub id: String,
    /// By whom.
    pub who: String,
    /// When, and when it was changed.
    pub when: Vec<String>,
    /// The words; none when it was taken back.
    pub text: Option<String>,
    /// That it was taken back, in words.
    pub withdrawn: String,
    /// Whether who reads may change it.
    pub own: bool,
    /// Whether who reads had not read it.
    pub is_new: bool,
}

/// A discussion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadView {
    /// The short name of its first comment.
    pub id: String,
    /// What it is about.
    pub about: String,
    /// Where that is.
    pub href: Option<String>,
    /// That it is settled, in words.
    pub resolved: Option<String>,
    /// What was said, the oldest first.
    pub comments: Vec<CommentView>,
}

/// What those who make a dossier say to one another.
#[derive(Template)]
#[template(path = "dossier_comments.html")]
pub struct CommentsPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// The territory.
    pub place: String,
    /// The discussions: those that await something first.
    pub threads: Vec<ThreadView>,
    /// What one may speak of: short name, label, whether it is chosen. Empty for who may not comment.
    pub about: Vec<(String, String, bool)>,
    /// What was typed.
    pub typed: String,
    /// Where the dossier is.
    pub back: String,
    /// What is wrong.
    pub errors: Vec<String>,
}

/// A line of the whole story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryMoment {
    /// Its rank, from 1: the name of the moment after it.
    pub rank: usize,
    /// When.
    pub when: String,
    /// What.
    pub what: String,
    /// Through whom.
    pub who: String,
    /// Where the versions of the answer are, when it is one.
    pub href: Option<String>,
    /// Whether it is chosen as the first moment, and as the second.
    pub chosen: (bool, bool),
    /// Whether answers may be compared from this moment.
    pub is_moment: bool,
}

/// The whole story of a dossier.
#[derive(Template)]
#[template(path = "dossier_story.html")]
pub struct StoryPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// The territory.
    pub place: String,
    /// Where two moments are compared.
    pub compare: String,
    /// Comparisons that are often asked for: words and address.
    pub shortcuts: Vec<(String, String)>,
    /// What happened, the latest first.
    pub moments: Vec<StoryMoment>,
    /// Whether moments may be compared.
    pub may_compare: bool,
    /// Where the dossier is.
    pub back: String,
}

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// In both texts.
    Same,
    /// In the first only.
    Removed,
    /// In the second only.
    Added,
}

/// Some words of two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What became of them.
    pub kind: PieceKind,
    /// The words.
    pub text: String,
}

/// What changed in one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DifferenceView {
    /// The question, and the criterion when it is one.
    pub label: String,
    /// What happened to the answer, in words; empty when its words changed.
    pub note: String,
    /// The words, those that stayed, went and came.
    pub pieces: Vec<Piece>,
    /// Where the versions of the answer are.
    pub href: Option<String>,
}

/// What changed between two moments.
#[derive(Template)]
#[template(path = "dossier_differences.html")]
pub struct DifferencesPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// The territory.
    pub place: String,
    /// The two moments, in words.
    pub between: String,
    /// The same the other way round.
    pub swap: String,
    /// What changed.
    pub differences: Vec<DifferenceView>,
    /// Where the story is.
    pub back: String,
}

/// A version of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionView {
    /// Its number.
    pub version: u64,
    /// That it is such a version, in words.
    pub title: String,
    /// By whom and when.
    pub by: String,
    /// Whether it is the one in force.
    pub current: bool,
    /// What changed since the version before; for the first, all of it.
    pub pieces: Vec<Piece>,
    /// Whether it may be restored.
    pub restore: bool,
}

/// The versions of an answer.
#[derive(Template)]
#[template(path = "dossier_answer.html")]
pub struct AnswerVersionsPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// The territory.
    pub place: String,
    /// The question.
    pub label: String,
    /// Its short name.
    pub question: String,
    /// The version in force.
    pub base: u64,
    /// The versions, the latest first.
    pub versions: Vec<VersionView>,
    /// Where the section of the question is.
    pub back: Option<String>,
    /// Where the story is.
    pub story: String,
    /// What is wrong.
    pub errors: Vec<String>,
}

/// Somebody of a dossier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemberRow {
    /// Their name.
    pub name: String,
    /// In which capacity.
    pub capacity: String,
    /// By which acts on them name them.
    pub id: String,
    /// Whether it is who reads.
    pub is_self: bool,
    /// Whether the lead may be given to them.
    pub hand_over: bool,
    /// Whether they may be removed.
    pub put_out: bool,
    /// Whether it is who reads, and they may leave.
    pub leave: bool,
    /// The invitation that may be taken back.
    pub revoke: Option<String>,
}

impl MemberRow {
    /// Whether anything may be done about them.
    pub fn has_acts(&self) -> bool {
        self.hand_over || self.put_out || self.leave
    }
}

/// What becomes of one answer with the form in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFormLine {
    /// The question.
    pub label: String,
    /// What becomes of it.
    pub outcome: String,
    /// What was answered.
    pub text: String,
}

/// What becomes of a dossier with the form in force.
#[derive(Template)]
#[template(path = "dossier_form.html")]
pub struct NewFormPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// From which revision to which.
    pub lead: String,
    /// How many answers are kept as they are.
    pub kept: String,
    /// The answers to look at again, the new questions, the answers set aside.
    pub parts: Vec<(String, Vec<NewFormLine>)>,
    /// Where acts are sent, and the words of the button, for who may.
    pub rebase: Option<(String, String)>,
    /// Where the dossier is.
    pub back: String,
}

/// An answer for which the form has no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsideView {
    /// The question, and in which revision it was asked.
    pub label: String,
    /// The answer.
    pub text: String,
}

/// A letter that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterView {
    /// Its short name.
    pub id: String,
    /// Of whom.
    pub from: String,
    /// Where it is, in words, the latest last.
    pub told: Vec<String>,
    /// Whether its author may be reminded by mail.
    pub remind: bool,
    /// Whether it may be asked for no more.
    pub cancel: bool,
    /// Whether it may be enclosed by hand.
    pub receive: bool,
    /// The document: name and address.
    pub document: Option<(String, String)>,
}

/// A question that asks for a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterAskView {
    /// Its short name.
    pub id: String,
    /// The question.
    pub label: String,
    /// What is expected.
    pub help: String,
    /// The letters.
    pub letters: Vec<LetterView>,
    /// Whether one may be asked for.
    pub may_ask: bool,
    /// What was typed: name, function, address, word.
    pub typed: [String; 4],
    /// What is wrong with it.
    pub errors: Vec<String>,
}

/// The letters of a dossier.
#[derive(Template)]
#[template(path = "dossier_letters.html")]
pub struct LettersPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// The territory.
    pub place: String,
    /// The questions that ask for a letter.
    pub asked: Vec<LetterAskView>,
    /// What is wrong with another act.
    pub errors: Vec<String>,
    /// Where the dossier is.
    pub back: String,
}

/// What the author of a letter may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyOffered {
    /// What may be uploaded, in words.
    pub file: String,
    /// Whether there is one already, which would be replaced.
    pub replaces: bool,
}

/// What the author of a letter reads by the link of their mail.
#[derive(Template)]
#[template(path = "letter_reply.html")]
pub struct LetterReplyPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// What is asked, and until when.
    pub asked: Vec<String>,
    /// What is expected.
    pub help: String,
    /// Where the letter is.
    pub told: Vec<String>,
    /// Whether something was just recorded.
    pub thanks: bool,
    /// The dossier in short: question and answer.
    pub summary: Vec<(String, String)>,
    /// What may be done; nothing once the dossier receives no letter.
    pub offered: Option<ReplyOffered>,
    /// What was typed.
    pub typed: String,
    /// What is wrong.
    pub errors: Vec<String>,
}

/// A figure of the portrait of a perimeter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenRow {
    /// The indicator.
    pub name: String,
    /// Its value with its unit, or why there is none.
    pub value: String,
    /// Its value in the atlas of today, when it is another one.
    pub now: Option<String>,
    /// The period.
    pub period: String,
    /// Where it comes from.
    pub source: String,
}

/// The portrait of the perimeter of a dossier: frozen with the deposit, or as it would be.
#[derive(Template)]
#[template(path = "dossier_portrait.html")]
pub struct FrozenPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// The territory.
    pub place: String,
    /// Whether it is frozen, and what has changed since.
    pub told: Vec<String>,
    /// What it is of: label and value.
    pub facts: Vec<(String, String)>,
    /// Whether it is frozen.
    pub is_frozen: bool,
    /// Where it is as a file, when it is frozen.
    pub file: Option<String>,
    /// The figures.
    pub rows: Vec<FrozenRow>,
    /// Where the dossier is.
    pub back: String,
}
