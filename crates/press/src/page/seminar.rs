//! Seminars: those that are announced, one of them, and one being written.

use askama::Template;
use programme::Session;
use programme::seminar::{Seminar, State};

use super::{Frame, Section};
use crate::links::{Brand, Links};
use crate::words::Words;
use crate::{news, telling};

/// A line of a list of seminars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeminarCard {
    /// Where it is.
    pub href: String,
    /// Its title.
    pub title: String,
    /// When and where.
    pub about: String,
    /// How far it is.
    pub state: String,
}

impl SeminarCard {
    /// A seminar, in the language of the reader, at an address.
    pub fn new(words: &Words, seminar: &Seminar, href: String) -> Self {
        let meeting = seminar.meeting();
        let about = format!("{}, {}", news::when(words, &meeting), words.say(&meeting.place));
        let state = telling::seminar_state(words, &seminar.state);
        Self { href, title: seminar.sheet.title.clone(), about, state }
    }
}

/// What is announced in every session.
#[derive(Template)]
#[template(path = "seminars.html")]
pub struct SeminarsPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The last one first.
    pub seminars: Vec<SeminarCard>,
}

/// A seminar, in the language of the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeminarView {
    /// The session and the stage.
    pub about: String,
    /// Its title.
    pub title: String,
    /// How far it is.
    pub state: String,
    /// When.
    pub when: String,
    /// Where; nothing when it is only online.
    pub place: String,
    /// Its address online; nothing when it has none.
    pub online: String,
    /// What it is about, in paragraphs.
    pub text: Vec<String>,
    /// Hours and what happens.
    pub programme: Vec<(String, String)>,
    /// Addresses and names of the laureates that speak.
    pub laureates: Vec<(String, String)>,
    /// Addresses and titles of what is given to read.
    pub documents: Vec<(String, String)>,
    /// How one registers.
    pub registration: Vec<String>,
    /// Why it is called off.
    pub called_off: Option<String>,
    /// What was said, in paragraphs.
    pub summary: Vec<String>,
    /// How many came.
    pub present: Option<String>,
}

fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

impl SeminarView {
    /// A seminar of a session.
    pub fn new(words: &Words, session: &Session, seminar: &Seminar) -> Self {
        let (sheet, lang) = (&seminar.sheet, words.lang());
        let stage = session.stage(&sheet.stage).map(|stage| words.say(&stage.name)).unwrap_or_default();
        let laureate = |id: &programme::Slug| {
            let laureate = session.laureates.iter().find(|laureate| laureate.id == *id)?;
            Some((Links::Laureate(id.to_string()).path(lang), words.say(&laureate.name)))
        };
        let told = match &seminar.state {
            State::Held { told } => Some(told),
            _ => None,
        };
        Self {
            about: format!("{} – {stage}", words.say(&session.identity.title)),
            title: sheet.title.clone(),
            state: telling::seminar_state(words, &seminar.state),
            when: news::when(words, &seminar.meeting()),
            place: sheet.place.clone(),
            online: sheet.online.clone(),
            text: paragraphs(&sheet.about),
            programme: (sheet.programme.iter())
                .map(|slot| (format!("{:02}:{:02}", slot.hour, slot.minute), slot.what.clone()))
                .collect(),
            laureates: sheet.laureates.iter().filter_map(laureate).collect(),
            documents: sheet.documents.iter().map(|one| (one.address.clone(), one.title.clone())).collect(),
            registration: paragraphs(&sheet.registration),
            called_off: match &seminar.state {
                State::CalledOff { reason } => Some(words.t1("seminar-called-off", "reason", reason.as_str())),
                _ => None,
            },
            summary: told.map(|told| paragraphs(&told.summary)).unwrap_or_default(),
            present: told.and_then(|told| told.present).map(|n| words.count("seminar-present-count", n as usize)),
        }
    }
}

/// A seminar, for everybody.
#[derive(Template)]
#[template(path = "seminar.html")]
pub struct SeminarPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That the session is made up.
    pub made_up: Option<String>,
    /// The seminar.
    pub seminar: SeminarView,
    /// When it was last changed after it was announced.
    pub changed: Option<String>,
    /// What the laureates published at its stage: addresses and words.
    pub editions: Vec<(String, String)>,
    /// Its file for a calendar, and its data.
    pub files: (String, String),
}

/// A choice: word, words, whether it is chosen.
pub type SeminarChoice = (String, String, bool);

/// What is typed of a seminar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SeminarTyped {
    /// The stages of the session.
    pub stages: Vec<SeminarChoice>,
    /// Its title.
    pub title: String,
    /// When it begins.
    pub begins: String,
    /// When it ends.
    pub ends: String,
    /// The clocks.
    pub zones: Vec<SeminarChoice>,
    /// Where.
    pub place: String,
    /// Its address online.
    pub online: String,
    /// What it is about.
    pub about: String,
    /// Its programme, a line a part.
    pub programme: String,
    /// The laureates of the session.
    pub laureates: Vec<SeminarChoice>,
    /// What is given to read, a line a document.
    pub documents: String,
    /// How one registers.
    pub registration: String,
}

/// What may be done with a seminar that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeminarActs {
    /// How far it is.
    pub state: String,
    /// Its public page, once it has one.
    pub public: Option<String>,
    /// The version that is read.
    pub base: String,
    /// Whether it may be announced.
    pub may_announce: bool,
    /// Whether it may be called off; what is typed of why.
    pub call_off: Option<String>,
    /// Whether it may be told; what is typed of it, and of how many came.
    pub tell: Option<(String, String)>,
}

/// The seminars of a session for who writes them, or one of them.
#[derive(Template)]
#[template(path = "seminar_desk.html")]
pub struct SeminarDeskPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The session.
    pub session: String,
    /// That it is made up.
    pub made_up: Option<String>,
    /// Those that are written; none on the page of one.
    pub list: Option<Vec<SeminarCard>>,
    /// What the stages provide for.
    pub planned: Vec<String>,
    /// Whether a sheet may be written.
    pub may_write: bool,
    /// What may be done with the one that is written; none for a new one.
    pub acts: Option<SeminarActs>,
    /// What is typed.
    pub t: SeminarTyped,
    /// What is wrong.
    pub errors: Vec<String>,
}
