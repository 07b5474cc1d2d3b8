#![doc = include_str!("../README.md")]

mod act;
pub mod address;
pub mod archive;
pub mod attachments;
pub mod backup;
pub mod bridge;
pub mod calls;
pub mod check;
pub mod comments;
mod dialect;
pub mod digests;
pub mod dossiers;
pub mod entry;
pub mod erasures;
pub mod forms;
pub mod instance;
pub mod journal;
pub mod letters;
pub mod merkle;
mod migration;
pub mod open;
pub mod outbox;
pub mod passkeys;
pub mod people;
pub mod perimeter;
pub mod perimeters;
pub mod person_file;
pub mod providers;
pub mod receipt;
pub mod records;
pub mod subscriptions;
#[cfg(test)]
mod testing;
pub mod token;

use std::sync::Arc;

use sqlx::any::Any;
use sqlx::{AnyPool, Transaction};

use dialect::Lock;

pub use act::{Act, ActError, Record, Step};
pub use address::{EmailAddress, NotAnAddress};
pub use attachments::{AddError, Attachment, AttachmentError, Attachments, Shelf, ShelfError};
pub use calls::Calls;
pub use check::Fault;
pub use dialect::Dialect;
pub use digests::Digests;
pub use dossiers::{DossierError, Dossiers};
pub use entry::{ActKind, Actor, Body, Day, Entry, NotAnIdentifier, Salt, Subject};
pub use erasures::Erasures;
pub use instance::{Instance, InstanceError};
pub use journal::{Journal, JournalError, JournalFault, NotErased, Proof};
pub use open::{OpenError, Place};
pub use outbox::{Due, LetterKind, Outbox, Outgoing};
pub use people::{People, Person};
pub use perimeter::{CorruptPerimeter, NameError, NotAPerimeterId, Perimeter, PerimeterId, PerimeterName, RowFault};
pub use perimeters::{FindError, Perimeters, SaveError, Saved};
pub use receipt::{Difference, Key, PublicKey, Receipt};
pub use records::{Kept, RecordError, Records, Text};
pub use subscriptions::{Subscription, Subscriptions, Topics};
pub use token::Token;

/// The state of an instance, open. Cloning it shares the same connections.
#[derive(Debug, Clone)]
pub struct Store {
    pool: AnyPool,
    dialect: Dialect,
    memo: Arc<dossiers::Memo>,
}

impl Store {
    /// The perimeters that visitors saved.
    pub fn perimeters(&self) -> Perimeters<'_> {
        Perimeters { store: self }
    }

    /// Which database the state is kept in.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Begins a transaction that writes and holds a lock.
    pub(crate) async fn begin(&self, lock: Lock) -> Result<Transaction<'static, Any>, sqlx::Error> {
        dialect::begin(&self.pool, self.dialect, lock).await
    }

    /// Waits for the acts under way, then closes every connection; the clones of this store are closed too. What was
    /// written is then in one file, without a log beside it, when it is in a file.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// The database refused an act or did not answer: a full disk, a lock held too long, a damaged file. Never a fault of
/// what was asked.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct DatabaseError(#[from] sqlx::Error);
