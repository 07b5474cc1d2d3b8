//! A subject of the procedure whose state follows from what happened to it.

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

/// What happened does not follow from what happened before.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Corrupt {
    /// The first event is not a beginning, or there is none.
    #[error("no beginning found, expected one first")]
    NoBeginning,
    /// An event has no author.
    #[error("an event without an author found, expected one")]
    NoAuthor,
    /// An event names something that is not there.
    #[error("\"{0}\" is named and is not there")]
    Unknown(String),
}

/// A state that follows from its events.
pub trait Story: Sized + Clone + PartialEq + Serialize + DeserializeOwned {
    /// What it is.
    const KIND: &'static str;
    /// What happens to it.
    type Happened: Serialize + DeserializeOwned;
    /// The state after the first event.
    fn begin(event: &Event<Self::Happened>) -> Result<Self, Corrupt>;
    /// The state after one more.
    fn apply(self, event: &Event<Self::Happened>) -> Result<Self, Corrupt>;
    /// Its name.
    fn id(&self) -> &str;
    /// Its session.
    fn session(&self) -> &Slug;
    /// What it is of.
    fn parent(&self) -> Option<&str>;
}
