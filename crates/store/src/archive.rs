//! What of an instance belongs to one session, to be put in one file that needs no instance any more; and what is checked of
//! it there. The file itself is made and read by the door (`docs/operations/archive.md`).
//!
//! A subject is given as its state, the words beside it and its story: each entry of the journal with what it said, unless
//! that was erased, and the way from the entry up to the root of its day. The days of the journal go with them: a line is
//! proved without any entry of another session.

mod line;
mod reading;
mod tell;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::calls::CallError;
use crate::{DatabaseError, JournalError};

pub use line::{ClosedDay, DayFault, Days, Line, LineFault, OpenDay};
pub use reading::{CallFiles, Named, Reading};
pub use tell::{StoryFault, Unlike, is_known, tell};

/// The form of archives that this version writes and reads.
pub const FORMAT: &str = "mosaique-archive-1";

/// The kind of the session itself, in the journal.
pub const SESSION: &str = "session";
/// The kind of dossiers, in the journal.
pub const DOSSIER: &str = "dossier";

/// Something of a session, with its story.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// Its kind: `dossier`, `workspace`…
    pub kind: String,
    /// Its name.
    pub id: String,
    /// Its state; none of the session itself, nor of what was erased.
    pub state: Option<Json>,
    /// Words that people wrote, which are beside the story: an object, empty when there are none.
    pub beside: Json,
    /// What happened to it, the first event first.
    pub story: Vec<Line>,
}

/// The name of a subject.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Of {
    /// Its kind.
    pub kind: String,
    /// Its name among those of its kind.
    pub id: String,
}

/// Why a session cannot be given.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// Records of a kind that this version cannot tell again.
    #[error("records of the kind {0:?} found, which this version does not know")]
    Kind(String),
    /// A row is there but not as it is written.
    #[error("{subject} cannot be read: {fault}")]
    Corrupt {
        /// Its kind and its name.
        subject: String,
        /// What is wrong.
        fault: String,
    },
    /// The journal cannot be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The call cannot be read.
    #[error(transparent)]
    Call(#[from] CallError),
    /// The database did not answer.
    #[error("the session cannot be read: {0}")]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for ArchiveError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(DatabaseError(error))
    }
}

/// The digests of documents that a JSON names: what stands under `digest`, `sha256` or `portrait`. Not each of them is one of
/// a document.
pub fn digests(of: &Json, found: &mut std::collections::BTreeSet<String>) {
    match of {
        Json::Array(items) => items.iter().for_each(|item| digests(item, found)),
        Json::Object(fields) => {
            for (name, value) in fields {
                match value.as_str().filter(|_| matches!(name.as_str(), "digest" | "sha256" | "portrait")) {
                    Some(text) if crate::entry::hash_of(text).is_some() => {
                        found.insert(text.to_owned());
                    }
                    _ => digests(value, found),
                }
            }
        }
        _ => {}
    }
}
