//! Workshops of a workspace: their calendar, one of them, its room, its paper, its minutes; the page of telephones.

use askama::Template;

use super::{Frame, Section};
use crate::links::{Brand, Links};

/// A choice of a list: its short name, its label, whether it is chosen.
pub type Choosing = (String, String, bool);

/// A workshop in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkshopRow {
    /// Where it is.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// When and where, how far it is, how many seats are taken.
    pub told: Vec<String>,
}

/// The workshops of a workspace.
#[derive(Template)]
#[template(path = "workshops.html")]
pub struct WorkshopsPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// The territory.
    pub place: String,
    /// Those to come, and those that take place.
    pub coming: Vec<WorkshopRow>,
    /// Those that are over.
    pub past: Vec<WorkshopRow>,
    /// Where the thread is.
    pub thread: String,
    /// All of them, for a calendar.
    pub agenda: String,
    /// Where one plans another.
    pub plan: Option<String>,
    /// Where the workspace is.
    pub back: String,
}

/// An act that a page offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActOffered {
    /// Its name in the form.
    pub act: &'static str,
    /// What its button says.
    pub label: String,
    /// What is asked with it, when a reason is.
    pub reason: Option<String>,
}

/// Somebody on the sheet of attendance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParticipantRow {
    /// Their name in the workshop.
    pub id: String,
    /// How they are called.
    pub name: String,
    /// Whether they have a seat, when they signed up.
    pub told: String,
    /// Whether they came.
    pub came: Option<bool>,
}

/// The address for telephones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneAddress {
    /// The address.
    pub address: String,
    /// The square to photograph.
    pub qr: String,
}

/// One workshop.
#[derive(Template)]
#[template(path = "workshop.html")]
pub struct WorkshopPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// The territory.
    pub place: String,
    /// What it is for.
    pub aim: String,
    /// How far it is.
    pub state: Vec<String>,
    /// When, where, which stage, how many seats, who runs it.
    pub facts: Vec<(String, String)>,
    /// What is done: from when, what, how long.
    pub agenda: Vec<(String, String, String)>,
    /// What is spoken of.
    pub themes: Vec<String>,
    /// What the room is asked.
    pub questions: Vec<String>,
    /// Where else one goes: address, words.
    pub links: Vec<(String, String)>,
    /// One's own place in it, and what one may do of it.
    pub own: Option<(String, Option<ActOffered>)>,
    /// What may be done.
    pub acts: Vec<ActOffered>,
    /// Those who signed up, for who runs it.
    pub attendance: Option<Vec<ParticipantRow>>,
    /// How many came besides.
    pub others: u32,
    /// Whether attendance may be taken.
    pub may_attend: bool,
    /// The address for telephones, for who runs it.
    pub phone: Option<PhoneAddress>,
    /// Where the workshops are.
    pub back: String,
    /// What is wrong.
    pub errors: Vec<String>,
}

/// What is typed of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetTyped {
    /// The stages.
    pub stages: Vec<Choosing>,
    /// The title.
    pub title: String,
    /// The aim.
    pub aim: String,
    /// The place.
    pub place: String,
    /// When it begins.
    pub begins: String,
    /// When it ends.
    pub ends: String,
    /// The clocks.
    pub zones: Vec<Choosing>,
    /// The seats.
    pub capacity: String,
    /// The agenda, one item a line, its minutes first.
    pub agenda: String,
    /// The words of the taxonomy.
    pub words: Vec<Choosing>,
    /// Themes of its own: short name and name.
    pub themes: Vec<(String, String)>,
    /// Questions: short name and text.
    pub questions: Vec<(String, String)>,
}

/// Where a workshop is planned or changed.
#[derive(Template)]
#[template(path = "workshop_sheet.html")]
pub struct WorkshopSheetPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// The territory.
    pub place: String,
    /// What is typed.
    pub t: SheetTyped,
    /// Where one comes from.
    pub back: String,
    /// What is wrong.
    pub errors: Vec<String>,
}

/// Something said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidView {
    /// Its short name.
    pub id: String,
    /// Where it is.
    pub href: String,
    /// Its words; none when they were erased.
    pub words: Option<String>,
    /// What it is about, how and when it came.
    pub about: Vec<String>,
    /// What became of it.
    pub stand: String,
    /// What it led to.
    pub became: Vec<String>,
    /// Whether it may be moderated.
    pub may: bool,
}

/// What one says something about, in the lists of a form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AboutChoices {
    /// The themes.
    pub themes: Vec<Choosing>,
    /// The questions.
    pub questions: Vec<Choosing>,
    /// The communes.
    pub communes: Vec<Choosing>,
}

/// A workshop that is run: what was said in it.
#[derive(Template)]
#[template(path = "workshop_room.html")]
pub struct WorkshopRoomPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// The workshop.
    pub workshop: String,
    /// How many, of each sort.
    pub counts: Vec<String>,
    /// What waits to be read.
    pub waiting: Vec<SaidView>,
    /// What is published.
    pub published: Vec<SaidView>,
    /// What is not shown, or has others in its place.
    pub aside: Vec<SaidView>,
    /// Why something is set aside.
    pub whys: Vec<(String, String)>,
    /// Whether one may moderate.
    pub may: bool,
    /// What may be taken down: the lists of the form.
    pub write: Option<AboutChoices>,
    /// What that form is called.
    pub write_title: String,
    /// The key of that form.
    pub key: String,
    /// What was typed.
    pub typed: String,
    /// Where the workshop is.
    pub back: String,
    /// Where paper is typed in.
    pub paper: String,
    /// What is wrong.
    pub errors: Vec<String>,
}

/// A link in words.
pub type Linked = (String, String);

/// What is reached in a thread: of each sort, the links.
pub type ReachedView = Vec<(String, Vec<Linked>)>;

/// What somebody said, its wordings, what was done to it and what became of it.
#[derive(Template)]
#[template(path = "workshop_contribution.html")]
pub struct ContributionPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// It.
    pub one: SaidView,
    /// Its wordings before: when, and the words if they are still there.
    pub wordings: Vec<(String, Option<String>)>,
    /// What was done to it, and the note.
    pub log: Vec<(String, Option<String>)>,
    /// What it was made from, or what stands in its place.
    pub kin: Vec<Linked>,
    /// What became of it.
    pub became: ReachedView,
    /// Why something is set aside.
    pub whys: Vec<(String, String)>,
    /// The key of the forms.
    pub key: String,
    /// Pieces as they were typed.
    pub pieces: Vec<String>,
    /// What it is about.
    pub about: AboutChoices,
    /// Where the room is.
    pub back: String,
    /// What is wrong.
    pub errors: Vec<String>,
}

/// A line of paper, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperRow {
    /// Its place.
    pub number: String,
    /// Its words.
    pub words: String,
    /// What it is about.
    pub about: String,
    /// What is wrong.
    pub faults: Vec<String>,
}

/// Paper that is typed in.
#[derive(Template)]
#[template(path = "workshop_paper.html")]
pub struct WorkshopPaperPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// What was pasted.
    pub typed: String,
    /// What lines are about that do not say it.
    pub about: AboutChoices,
    /// The key of the form.
    pub key: String,
    /// The lines, once they were read.
    pub rows: Vec<PaperRow>,
    /// How many, in words.
    pub counted: String,
    /// Whether all of it can be taken.
    pub may_take: bool,
    /// Where the room is.
    pub back: String,
    /// What is wrong.
    pub errors: Vec<String>,
}

/// What is typed of minutes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MinutesTyped {
    /// The version that is changed.
    pub base: String,
    /// What is to be kept.
    pub summary: String,
    /// What was decided, one a line.
    pub decisions: String,
    /// What comes next: what, who, by which day.
    pub steps: Vec<(String, String, String)>,
}

/// The minutes of a workshop.
#[derive(Template)]
#[template(path = "workshop_minutes.html")]
pub struct WorkshopMinutesPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// The workshop.
    pub workshop: String,
    /// That they are signed, or not yet.
    pub state: String,
    /// When, where, who came, what was received.
    pub facts: Vec<(String, String)>,
    /// What was done: from when, what, how long.
    pub agenda: Vec<(String, String, String)>,
    /// What is to be kept, by paragraph.
    pub summary: Vec<String>,
    /// What was said, by theme.
    pub by_theme: Vec<(String, Vec<Linked>)>,
    /// Where, as a drawing.
    pub map: Option<String>,
    /// The same as a list: the number on the map, the place, the words.
    pub places: Vec<(String, String, String)>,
    /// What was set aside, for each sort of reason.
    pub aside: Vec<String>,
    /// What was decided.
    pub decisions: Vec<String>,
    /// What comes next: what, who, by when.
    pub steps: Vec<(String, String, String)>,
    /// What is typed, for who may write.
    pub edit: Option<MinutesTyped>,
    /// The digest of what is signed, for who may sign.
    pub sign: Option<String>,
    /// Whether signed minutes may be taken up again.
    pub may_reopen: bool,
    /// Where the workshop is.
    pub back: String,
    /// What is wrong.
    pub errors: Vec<String>,
}

/// What is printed for a workshop: a poster, cards to fill in, the agenda.
#[derive(Template)]
#[template(path = "workshop_poster.html")]
pub struct WorkshopPosterPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// The territory.
    pub place: String,
    /// When.
    pub when: String,
    /// Where.
    pub venue: String,
    /// What it is for.
    pub aim: String,
    /// The address for telephones.
    pub phone: Option<PhoneAddress>,
    /// What is done: from when, what, how long.
    pub agenda: Vec<(String, String, String)>,
    /// What is spoken of.
    pub themes: Vec<String>,
    /// A card each: what the room is asked.
    pub cards: Vec<String>,
    /// Where the workshop is.
    pub back: String,
    /// The same as a document.
    pub file: String,
}

/// Something that a telephone sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSaid {
    /// Its short name.
    pub id: String,
    /// Its words.
    pub words: Option<String>,
    /// When, and what became of it.
    pub told: Vec<String>,
    /// What it led to.
    pub became: Vec<String>,
    /// Whether it may be taken back.
    pub may_take_back: bool,
}

/// The page of telephones, without account.
#[derive(Template)]
#[template(path = "workshop_phone.html")]
pub struct WorkshopPhonePage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// When and where.
    pub told: Vec<String>,
    /// What it is for.
    pub aim: String,
    /// Whether contributions are received now.
    pub is_open: bool,
    /// What is said of it otherwise.
    pub closed: String,
    /// What one says something about.
    pub about: AboutChoices,
    /// The key of the form.
    pub key: String,
    /// What was typed.
    pub typed: String,
    /// What was just done.
    pub done: Option<String>,
    /// What this telephone sent.
    pub own: Vec<OwnSaid>,
    /// Whether one may sign up.
    pub may_sign_up: bool,
    /// Whether one may give one's seat back.
    pub may_cancel: bool,
    /// One's place in it.
    pub place: Option<String>,
    /// What is wrong.
    pub errors: Vec<String>,
}

/// An item in a column of the thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadRow {
    /// Where it is.
    pub href: String,
    /// Its title.
    pub title: String,
    /// What it comes from, what comes from it.
    pub told: Vec<String>,
}

/// The thread of a workspace.
#[derive(Template)]
#[template(path = "thread.html")]
pub struct ThreadPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// The territory.
    pub place: String,
    /// The columns as a picture; none when there is nothing.
    pub svg: Option<String>,
    /// The same as lists: of each sort, the items, and where one is added.
    pub columns: Vec<(String, Vec<ThreadRow>, Option<Linked>)>,
    /// Those that no longer hold.
    pub withdrawn: Vec<ThreadRow>,
    /// Where the workshops are.
    pub back: String,
}

/// A position as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PositionView {
    /// What is claimed.
    pub claim: String,
    /// Who holds it.
    pub held_by: String,
    /// What is said for it.
    pub arguments_for: Vec<String>,
    /// What is said against it.
    pub arguments_against: Vec<String>,
    /// What is known, and where it is read.
    pub evidence: Vec<(String, String)>,
}

/// A position as it is typed: claim, kinds of actors, then lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PositionTyped {
    /// What is claimed.
    pub claim: String,
    /// Kinds of actors.
    pub held_by: Vec<Choosing>,
    /// For, one a line.
    pub arguments_for: String,
    /// Against, one a line.
    pub arguments_against: String,
    /// What is known, one a line: the text, a bar, its source.
    pub evidence: String,
}

/// What is typed of an item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemTyped {
    /// The version that is changed; empty for a new one.
    pub base: String,
    /// The title.
    pub title: String,
    /// The text.
    pub text: String,
    /// The positions of a controversy; none for what is none.
    pub positions: Vec<PositionTyped>,
    /// The action of the roadmap; none for what is none.
    pub action: Option<String>,
    /// Items that it may come from.
    pub items: Vec<Choosing>,
    /// Contributions that it may come from.
    pub contributions: Vec<Choosing>,
    /// What it comes from that is not of the workspace, one a line.
    pub elsewhere: String,
}

/// An item of the thread, with where it comes from and what comes from it.
#[derive(Template)]
#[template(path = "thread_item.html")]
pub struct ThreadItemPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// What it is.
    pub sort: String,
    /// The text, by paragraph.
    pub text: Vec<String>,
    /// That it no longer holds, when and why.
    pub withdrawn: Option<String>,
    /// The positions.
    pub positions: Vec<PositionView>,
    /// Where it comes from.
    pub from: ReachedView,
    /// What comes from it.
    pub into: ReachedView,
    /// Whether it was written already.
    pub is_there: bool,
    /// What is typed, for who may write.
    pub edit: Option<ItemTyped>,
    /// Acts that are offered.
    pub acts: Vec<ActOffered>,
    /// Where the thread is.
    pub back: String,
    /// What is wrong.
    pub errors: Vec<String>,
}
