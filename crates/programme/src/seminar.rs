//! Seminars of a session: those that its stages provide for and others, announced and told by its pilot. Page:
//! `docs/method/seminar.md`.
//!
//! All that is written of a seminar is to be public and names nobody but those who speak: it is kept in its story.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::calendar::{Instant, LocalTime, Zone};
use crate::call::Phase;
use crate::id::SeminarId;
use crate::reading::choice;
use crate::role::{Decision, Denial, ObjectRelation, Right, Standing};
use crate::session::Meeting;
use crate::story::{Corrupt, Story};
use crate::{Session, Slug};

choice! {
    /// A field of the sheet of a seminar.
    pub enum Field {
        /// Its title.
        Title = "title",
        /// Where.
        Place = "place",
        /// Its address, online.
        Online = "online",
        /// What it is about.
        About = "about",
        /// Its programme.
        Programme = "programme",
        /// What is given to read.
        Documents = "documents",
        /// How one registers.
        Registration = "registration",
        /// What was said.
        Summary = "summary",
        /// Why it is called off.
        Reason = "reason",
    }
}

impl Field {
    /// The most characters that it holds, of a line of it when it has lines.
    pub fn most(self) -> usize {
        match self {
            Field::Title | Field::Place | Field::Programme | Field::Documents => 200,
            Field::Online | Field::Registration | Field::Reason => 1_000,
            Field::About => 5_000,
            Field::Summary => 20_000,
        }
    }
}

/// What is written of a seminar before it takes place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The stage of the session that it belongs to.
    pub stage: Slug,
    /// Its title.
    pub title: String,
    /// When it begins, on the clock of the place.
    pub begins: LocalTime,
    /// When it ends.
    pub ends: LocalTime,
    /// The clock of the place.
    pub zone: Zone,
    /// Where; nothing when it is only online.
    pub place: String,
    /// Its address online, which begins with `https://`; nothing when it has none.
    pub online: String,
    /// What it is about; empty lines part paragraphs.
    pub about: String,
    /// Its programme, in order.
    pub programme: Vec<Slot>,
    /// The laureates of the session that speak.
    pub laureates: Vec<Slug>,
    /// What is given to read: titles and addresses.
    pub documents: Vec<Document>,
    /// How one registers; nothing when everybody may come.
    pub registration: String,
}

/// A part of the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// The hour at which it begins, 0 to 23.
    pub hour: u8,
    /// Minutes after it, 0 to 59.
    pub minute: u8,
    /// What, and who speaks.
    pub what: String,
}

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// Where it is, which begins with `https://`.
    pub address: String,
}

/// What became of a seminar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What was debated, what each brought, what follows; empty lines part paragraphs.
    pub summary: String,
    /// How many people came, when they were counted.
    pub present: Option<u32>,
}

/// How far a seminar is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    /// Being written: the pilot alone sees it.
    Draft,
    /// Announced.
    Announced,
    /// Held, and told.
    Held {
        /// What became of it.
        told: Told,
    },
    /// Called off once it was announced.
    CalledOff {
        /// Why.
        reason: String,
    },
}

/// A seminar, at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seminar {
    /// Its name.
    pub id: SeminarId,
    /// The session.
    pub session: Slug,
    /// What is written of it.
    pub sheet: Sheet,
    /// How far it is.
    pub state: State,
    /// When it was announced.
    pub announced: Option<Instant>,
    /// When it last changed.
    pub changed: Instant,
    /// How often it was written.
    pub version: u64,
}

/// What is asked of a seminar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// To write it again, from the version that was read.
    Write {
        /// The whole sheet.
        sheet: Box<Sheet>,
        /// The version that it was written from.
        base: u64,
    },
    /// To announce it.
    Announce,
    /// To call it off.
    CallOff {
        /// Why.
        reason: String,
    },
    /// To tell what became of it, once it has begun; again to correct it.
    Tell(Told),
}

/// Why nothing is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Who asks may not.
    NotAllowed(Denial),
    /// A field says nothing, and must.
    Missing(Field),
    /// A field, or a line of it, is too long.
    TooLong {
        /// Which.
        field: Field,
        /// Characters found.
        found: usize,
    },
    /// The session has no such stage.
    NoStage,
    /// It ends before it begins, or when it does.
    EndsFirst,
    /// Neither a place nor an address online.
    Nowhere,
    /// Something that does not begin with `https://`.
    NotAnAddress(String),
    /// The session has no such laureate.
    NoLaureate(Slug),
    /// A part of the programme that begins before the one above.
    OutOfOrder(String),
    /// It is no longer, or not yet, where this can be done.
    WrongState,
    /// It has not begun: there is nothing to tell.
    NotYet,
    /// Somebody wrote it meanwhile.
    Meanwhile,
}

/// What is needed to decide.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// The session.
    pub session: &'a Session,
    /// Its phase.
    pub phase: Phase,
    /// Who asks.
    pub who: &'a Standing,
    /// Now.
    pub now: Instant,
}

/// Something that happened to a seminar.
pub type Event = crate::story::Event<Happened>;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Happened {
    /// It was begun.
    SeminarBegun {
        /// Its name.
        seminar: SeminarId,
        /// The session.
        session: Slug,
        /// What is written of it.
        sheet: Sheet,
    },
    /// It was written again.
    SeminarWritten {
        /// What is written of it.
        sheet: Sheet,
    },
    /// It was announced.
    SeminarAnnounced,
    /// It was called off.
    SeminarCalledOff {
        /// Why.
        reason: String,
    },
    /// What became of it was told.
    SeminarTold {
        /// What.
        told: Told,
    },
}

/// Whether somebody may write the seminars of a session.
pub fn may_write(session: &Session, who: &Standing, phase: Phase) -> bool {
    session.rights.may(who, Right::Publish, &ObjectRelation::NONE, phase).is_allowed()
}

/// Begins a seminar.
///
/// # Errors
/// All that is wrong.
pub fn begin(id: SeminarId, sheet: Sheet, rules: Rules<'_>) -> Result<(Seminar, Vec<Event>), Vec<Fault>> {
    let faults: Vec<Fault> = rules.gate().into_iter().chain(sheet.faults(rules.session)).collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let session = rules.session.identity.id.clone();
    let event = rules.event(Happened::SeminarBegun { seminar: id, session, sheet });
    Ok((Seminar::begin(&event).expect("it is a beginning"), vec![event]))
}

impl Rules<'_> {
    fn gate(&self) -> Option<Fault> {
        match self.session.rights.may(self.who, Right::Publish, &ObjectRelation::NONE, self.phase) {
            Decision::Allowed => None,
            Decision::Denied { denial } => Some(Fault::NotAllowed(denial)),
        }
    }

    fn event(&self, happened: Happened) -> Event {
        Event { at: self.now, by: self.who.person.clone(), happened }
    }
}

/// What is wrong with a text: nothing there that must be, or too much.
fn text(field: Field, text: &str, must: bool) -> Option<Fault> {
    let found = text.chars().count();
    match () {
        () if must && text.trim().is_empty() => Some(Fault::Missing(field)),
        () if found > field.most() => Some(Fault::TooLong { field, found }),
        () => None,
    }
}

fn address(address: &str) -> Option<Fault> {
    (!address.starts_with("https://")).then(|| Fault::NotAnAddress(address.chars().take(80).collect()))
}

impl Sheet {
    /// All that is wrong with it.
    pub fn faults(&self, session: &Session) -> Vec<Fault> {
        let mut faults = Vec::new();
        faults.extend(session.stage(&self.stage).is_none().then_some(Fault::NoStage));
        faults.extend(text(Field::Title, &self.title, true));
        faults.extend((self.ends <= self.begins).then_some(Fault::EndsFirst));
        faults.extend((self.place.trim().is_empty() && self.online.is_empty()).then_some(Fault::Nowhere));
        faults.extend(text(Field::Place, &self.place, false));
        faults.extend(text(Field::Online, &self.online, false));
        faults.extend(Some(&self.online).filter(|online| !online.is_empty()).and_then(|online| address(online)));
        faults.extend(text(Field::About, &self.about, true));
        for slot in &self.programme {
            faults.extend(text(Field::Programme, &slot.what, true));
        }
        let late = self.programme.windows(2).filter(|two| (two[1].hour, two[1].minute) < (two[0].hour, two[0].minute));
        // A seminar of several days begins again each morning.
        if self.begins.date() == self.ends.date() {
            faults.extend(late.map(|two| Fault::OutOfOrder(two[1].what.clone())));
        }
        let known = |id: &&Slug| session.laureates.iter().any(|laureate| laureate.id == **id);
        faults.extend(self.laureates.iter().filter(|id| !known(id)).cloned().map(Fault::NoLaureate));
        for document in &self.documents {
            faults.extend(text(Field::Documents, &document.title, true));
            faults.extend(address(&document.address));
        }
        faults.extend(text(Field::Registration, &self.registration, false));
        faults
    }
}

impl Seminar {
    /// When and where it takes place, for a calendar.
    pub fn meeting(&self) -> Meeting {
        let sheet = &self.sheet;
        let place = [&sheet.place, &sheet.online].into_iter().find(|text| !text.is_empty()).cloned();
        let place = facts::Localised::same(place.unwrap_or_default());
        Meeting { start: sheet.begins, end: sheet.ends, zone: sheet.zone, place }
    }

    /// Decides.
    ///
    /// # Errors
    /// All that is wrong.
    pub fn act(&self, command: Command, rules: Rules<'_>) -> Result<(Self, Vec<Event>), Vec<Fault>> {
        let mut faults: Vec<Fault> = rules.gate().into_iter().collect();
        let happened = match command {
            Command::Write { sheet, base } => {
                faults.extend((base != self.version).then_some(Fault::Meanwhile));
                faults.extend(matches!(self.state, State::CalledOff { .. }).then_some(Fault::WrongState));
                faults.extend(sheet.faults(rules.session));
                Happened::SeminarWritten { sheet: *sheet }
            }
            Command::Announce => {
                faults.extend((self.state != State::Draft).then_some(Fault::WrongState));
                // What the session says may have changed since.
                faults.extend(self.sheet.faults(rules.session));
                Happened::SeminarAnnounced
            }
            Command::CallOff { reason } => {
                faults.extend((self.state != State::Announced).then_some(Fault::WrongState));
                faults.extend(text(Field::Reason, &reason, true));
                Happened::SeminarCalledOff { reason }
            }
            Command::Tell(told) => {
                let open = matches!(self.state, State::Announced | State::Held { .. });
                faults.extend((!open).then_some(Fault::WrongState));
                let begun = self.sheet.zone.instant(self.sheet.begins) <= rules.now;
                faults.extend((!begun).then_some(Fault::NotYet));
                faults.extend(text(Field::Summary, &told.summary, true));
                Happened::SeminarTold { told }
            }
        };
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(self.clone().after([happened], rules.who.person.as_ref(), rules.now))
    }
}

impl Story for Seminar {
    const KIND: &'static str = "seminar";
    type Happened = Happened;

    fn begin(event: &Event) -> Result<Self, Corrupt> {
        let Happened::SeminarBegun { seminar, session, sheet } = event.happened.clone() else {
            return Err(Corrupt::NoBeginning);
        };
        let (announced, changed) = (None, event.at);
        Ok(Self { id: seminar, session, sheet, state: State::Draft, announced, changed, version: 1 })
    }

    fn apply(mut self, event: &Event) -> Result<Self, Corrupt> {
        match event.happened.clone() {
            Happened::SeminarBegun { .. } => return Err(Corrupt::TwoBeginnings),
            Happened::SeminarWritten { sheet } => self.sheet = sheet,
            Happened::SeminarAnnounced => {
                self.state = State::Announced;
                self.announced = Some(event.at);
            }
            Happened::SeminarCalledOff { reason } => self.state = State::CalledOff { reason },
            Happened::SeminarTold { told } => self.state = State::Held { told },
        }
        self.version += 1;
        self.changed = event.at;
        Ok(self)
    }

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn session(&self) -> &Slug {
        &self.session
    }

    fn parent(&self) -> Option<&str> {
        None
    }
}
