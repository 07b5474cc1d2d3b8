//! Subjects of the procedure are what happened to them: a state that follows from events, one after the other.
//!
//! A subject (a dossier, a jury, the workspace of a laureate) decides in pure functions; what it decides is events, and
//! [`Story::apply`] makes the next state of them. Whoever keeps it writes both at once, and may tell the state again from
//! the events at any time.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::Slug;
use crate::calendar::Instant;
use crate::id::PersonId;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event<H> {
    /// When.
    pub at: Instant,
    /// Through whom; nobody, when the calendar did it.
    pub by: Option<PersonId>,
    /// What.
    pub happened: H,
}

impl<H> Event<H> {
    /// Through whom.
    ///
    /// # Errors
    /// [`Corrupt::NoAuthor`] when nobody is named.
    pub fn author(&self) -> Result<PersonId, Corrupt> {
        self.by.clone().ok_or(Corrupt::NoAuthor)
    }
}

/// What happened does not follow from what happened before: it is damaged, or not all of it is there. This is no refusal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Corrupt {
    /// The first event is not a beginning, or there is none.
    #[error("no beginning found, expected one first")]
    NoBeginning,
    /// It begins twice.
    #[error("it begins twice, expected once")]
    TwoBeginnings,
    /// An event has no author.
    #[error("an event without an author found, expected one")]
    NoAuthor,
    /// An event names something that is not there.
    #[error("\"{0}\" is named and is not there")]
    Unknown(String),
    /// A version does not follow the one before.
    #[error("version {found} of \"{of}\" found, expected {expected}")]
    Version {
        /// Of what.
        of: String,
        /// The version found.
        found: u64,
        /// The version expected.
        expected: u64,
    },
}

/// A subject that is kept as what happened to it.
///
/// Neither the state nor the events hold words that somebody may ask to have erased: those are kept beside, by name.
pub trait Story: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The kind of subject, as the journal names it: `workspace` in `workspace:ID`. Plain ASCII.
    const KIND: &'static str;

    /// What happens to it; its JSON is an object whose field `event` names the kind of event.
    type Happened: Clone + Serialize + DeserializeOwned + Send + Sync + 'static;

    /// The state after its beginning.
    ///
    /// # Errors
    /// [`Corrupt::NoBeginning`] when the event is none.
    fn begin(event: &Event<Self::Happened>) -> Result<Self, Corrupt>;

    /// The state after `event`.
    ///
    /// # Errors
    /// [`Corrupt`], when it does not follow from this state.
    fn apply(self, event: &Event<Self::Happened>) -> Result<Self, Corrupt>;

    /// Its name, unique among those of its kind: 1 to 64 ASCII letters, digits, hyphens and underscores.
    fn id(&self) -> &str;

    /// The session it belongs to.
    fn session(&self) -> &Slug;

    /// The name of what it is part of: a dossier, a workspace; none when it stands on its own.
    fn parent(&self) -> Option<&str>;

    /// The state after `events`, the first of which begins it.
    ///
    /// # Errors
    /// [`Corrupt`], when they do not follow one another.
    fn fold<'e>(events: impl IntoIterator<Item = &'e Event<Self::Happened>>) -> Result<Self, Corrupt> {
        let mut events = events.into_iter();
        let first = Self::begin(events.next().ok_or(Corrupt::NoBeginning)?)?;
        events.try_fold(first, Self::apply)
    }

    /// The state after each of `happened`, with the events they make: `by` and `now` are those of all of them.
    ///
    /// # Panics
    /// When what was decided does not follow from the state: a fault of who decided.
    fn after(
        self,
        happened: impl IntoIterator<Item = Self::Happened>,
        by: Option<&PersonId>,
        now: Instant,
    ) -> (Self, Vec<Event<Self::Happened>>) {
        let mut events = Vec::new();
        let mut state = self;
        for happened in happened {
            let event = Event { at: now, by: by.cloned(), happened };
            state = state.apply(&event).expect("what was just decided follows from the state");
            events.push(event);
        }
        (state, events)
    }
}
