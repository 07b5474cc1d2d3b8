//! The bridge with Démarche numérique: dossiers deposited there are taken here, and how far they are is written back there as
//! private annotations. What a champ is here is decided by `programme::bridge`; here it is asked, fetched and handed over.

pub mod client;
pub mod pull;
pub mod push;
#[cfg(test)]
mod server;
#[cfg(test)]
mod tests;
mod wire;

use serde::Serialize;

/// Something that is wrong with one dossier: nothing of it was taken, or written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Its number there; none when not even that could be read.
    pub dossier: Option<u64>,
    /// The champ, or the annotation.
    pub champ: Option<String>,
    /// What.
    #[serde(flatten)]
    pub what: What,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum What {
    /// The champ does not match the correspondence.
    Champ {
        /// How.
        #[serde(flatten)]
        fault: programme::bridge::Fault,
    },
    /// The dossier could not be read there.
    Unread {
        /// What was answered.
        said: String,
    },
    /// Who deposited it has no address that can be written to.
    Address {
        /// What was found.
        found: String,
    },
    /// It has no name of a territory.
    Place,
    /// A document cannot be taken.
    Document {
        /// Its name.
        name: String,
        /// Why not.
        why: DocumentFault,
    },
    /// It changed there and was decided upon here.
    Decided {
        /// Where it is here.
        label: String,
    },
    /// Nobody of that address instructs it there.
    Instructor {
        /// The address.
        address: String,
    },
    /// The annotation is not there.
    Annotation,
    /// What was written was refused there.
    Refused {
        /// What was answered.
        said: String,
    },
}

/// Why a document cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum DocumentFault {
    /// It comes from a host that is not allowed.
    Host {
        /// The host.
        host: String,
    },
    /// It is too heavy.
    Heavy {
        /// The limit, in bytes.
        limit: u64,
    },
    /// It was not answered, or not whole.
    Unanswered {
        /// Why.
        said: String,
    },
    /// Its bytes are of no known sort.
    Sort,
    /// It was found infected there.
    Infected,
}
