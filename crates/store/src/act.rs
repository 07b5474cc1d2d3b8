//! Decide, record, tell: what an act changes, its entry in the journal and the mails that tell of it are one transaction.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use sqlx::any::Any;
use sqlx::{AnyConnection, Transaction};

use crate::dialect::{Lock, is_passing};
use crate::entry::{ActKind, Actor, Body, Entry, Salt, Subject, is_time};
use crate::journal;
use crate::outbox::{self, Outgoing};
use crate::{DatabaseError, Store};

/// How many times an act that met another one is begun again.
const AGAIN: u32 = 5;

/// An act under way. Nothing of it is seen by anybody before it is committed, and nothing remains of it if it is not.
pub struct Act {
    transaction: Transaction<'static, Any>,
    now: String,
}

impl fmt::Debug for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Act({})", self.now)
    }
}

/// What an act records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Who acts.
    pub actor: Actor,
    /// What is done.
    pub act: ActKind,
    /// What it is about.
    pub subject: Subject,
    /// What it says.
    pub body: Body,
    /// Random bytes that go with what it says, never used before.
    pub salt: Salt,
}

/// Why an act was not done. In each case nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ActError<R> {
    /// The rules refuse it.
    #[error("{0}")]
    Refused(R),
    /// The time given is not one.
    #[error("{0:?} found as the time of an act, expected UTC to the second, such as 2026-07-01T10:00:00Z")]
    Time(String),
    /// The database did not answer, or met other acts too often.
    #[error("the act cannot be recorded: {0}")]
    Database(#[from] DatabaseError),
}

impl<R> From<sqlx::Error> for ActError<R> {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(DatabaseError(error))
    }
}

/// What an act does between its beginning and its commit.
pub type Step<'a, T, R> = Pin<Box<dyn Future<Output = Result<T, ActError<R>>> + Send + 'a>>;

impl Store {
    /// Does an act: `step` reads, decides, changes, records ([`Act::record`]) and tells ([`Act::mail`]); then all of it is
    /// committed together. Acts are done one after the other. One that met another act is begun again, a bounded number
    /// of times: `step` must do nothing outside of the act.
    ///
    /// # Errors
    /// `Refused` is what `step` says; `Time` when `now` is not a time; `Database` when the database does not answer. In
    /// each case nothing was written.
    ///
    /// # Examples
    /// ```
    /// # use store::{ActError, Body, Place, Record, Salt, Store};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let store = Store::open(&Place::Memory, "2026-07-01T10:00:00Z").await?;
    /// let record = Record {
    ///     actor: "system".parse()?,
    ///     act: "deposit".parse()?,
    ///     subject: "dossier:abc".parse()?,
    ///     body: Body::of(&serde_json::json!({ "title": "Friche" })),
    ///     salt: Salt([7; 16]),
    /// };
    /// let entry = store
    ///     .act("2026-07-01T10:00:00Z", |act| {
    ///         let record = record.clone();
    ///         Box::pin(async move { Ok::<_, ActError<String>>(act.record(&record).await?) })
    ///     })
    ///     .await?;
    /// assert_eq!(entry.seq, 1);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn act<T, R>(
        &self,
        now: &str,
        step: impl for<'a> Fn(&'a mut Act) -> Step<'a, T, R>,
    ) -> Result<T, ActError<R>> {
        if !is_time(now) {
            return Err(ActError::Time(now.chars().take(40).collect()));
        }
        let mut tried = 0;
        loop {
            match self.try_act(now, &step).await {
                Err(ActError::Database(DatabaseError(error))) if is_passing(&error) && tried < AGAIN => {
                    tried += 1;
                    tokio::time::sleep(Duration::from_millis(10 << tried)).await;
                }
                done => return done,
            }
        }
    }

    async fn try_act<T, R>(
        &self,
        now: &str,
        step: &impl for<'a> Fn(&'a mut Act) -> Step<'a, T, R>,
    ) -> Result<T, ActError<R>> {
        let mut act = Act { transaction: self.begin(Lock::Journal).await?, now: now.to_owned() };
        let done = step(&mut act).await?;
        act.transaction.commit().await?;
        Ok(done)
    }
}

impl Act {
    /// Writes the entry of the act, after the last one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn record(&mut self, record: &Record) -> Result<Entry, DatabaseError> {
        Ok(journal::append(&mut self.transaction, record, &self.now).await?)
    }

    /// Writes a mail that leaves if the act is committed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn mail(&mut self, mail: &Outgoing) -> Result<(), DatabaseError> {
        Ok(outbox::put(&mut self.transaction, mail, &self.now).await?)
    }

    /// The connection, for the other modules of the cellar.
    pub(crate) fn connection(&mut self) -> &mut AnyConnection {
        &mut self.transaction
    }
}
