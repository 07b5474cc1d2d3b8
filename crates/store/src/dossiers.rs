//! Dossiers: each act changes the state, writes what happened in the journal and the mails that tell of it, all in one
//! transaction. The rules are those of `programme::dossier`; here they are asked while nobody else writes.

mod memo;

use programme::dossier::{Dossier, Event};
use programme::id::{CommentId, DossierId, InvitationId, LetterId};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

use crate::act::{ActError, Record};
use crate::dialect::Lock;
use crate::entry::{Body, Salt};
use crate::letters::{Asked, LetterLink};
use crate::outbox::{self, Outgoing};
use crate::{DatabaseError, EmailAddress, Entry, JournalError, Store, Token, comments, journal, letters};

pub use memo::Memo;

/// What was decided of a dossier, to be written.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The state.
    pub dossier: Dossier,
    /// What happened, each with random bytes never used before. Nothing is written when nothing happened.
    pub events: Vec<(Event, Salt)>,
    /// The mails that tell of it.
    pub mails: Vec<Outgoing>,
    /// An invitation that is sent, by the token of its mail.
    pub invitation: Option<Sent>,
    /// What the journal must not hold.
    pub beside: Vec<Beside>,
}

/// Something that is written beside a story, and can be erased.
#[derive(Debug, Clone)]
pub enum Beside {
    /// The words of a comment, in the place of those it had.
    Comment {
        /// Which.
        comment: CommentId,
        /// The words.
        text: String,
    },
    /// A comment whose words are erased.
    CommentErased {
        /// Which.
        comment: CommentId,
    },
    /// A demand of a letter.
    Asked(Asked),
    /// The link of a mail that asks for a letter.
    Link(LetterLink),
    /// That the author of a letter was reminded.
    Reminded {
        /// Which letter.
        letter: LetterId,
    },
    /// Why a letter is refused.
    Reply {
        /// Which letter.
        letter: LetterId,
        /// Why.
        text: String,
    },
}

/// An invitation that is sent to somebody.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Its name in the dossier.
    pub id: InvitationId,
    /// What the link of the mail proves.
    pub token: Token,
    /// To whom.
    pub address: EmailAddress,
    /// Until when it may be taken up.
    pub expires_at: String,
}

/// Why a dossier cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DossierError {
    /// The row is there but not as it is written.
    #[error("the dossier {id} cannot be read: {fault}")]
    Corrupt {
        /// Its name.
        id: String,
        /// What is wrong.
        fault: String,
    },
    /// The state is not what follows from its story.
    #[error("the dossier {id} is not what its story in the journal says")]
    OtherStory {
        /// Its name.
        id: String,
    },
    /// Its story cannot be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The database did not answer.
    #[error("dossiers cannot be read: {0}")]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for DossierError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(DatabaseError(error))
    }
}

/// The dossiers of an instance.
#[derive(Debug, Clone, Copy)]
pub struct Dossiers<'s> {
    pub(crate) store: &'s Store,
}

impl Store {
    /// The dossiers.
    pub fn dossiers(&self) -> Dossiers<'_> {
        Dossiers { store: self }
    }
}

impl Dossiers<'_> {
    /// Writes a dossier that begins. `now` is the time of its events.
    ///
    /// # Errors
    /// When the database does not answer, or has a dossier of that name: then nothing was written.
    pub async fn begin(&self, begun: &Decided, now: &str) -> Result<(), DatabaseError> {
        let mut act = self.store.begin(Lock::Journal).await?;
        let (id, session) = (begun.dossier.id.as_str(), begun.dossier.session.as_str());
        let insert = "insert into dossier (id, session, state, created_at, touched_at) values ($1, $2, '', $3, $3)";
        sqlx::query(insert).bind(id).bind(session).bind(now).execute(&mut *act).await?;
        write(&mut act, begun, now).await?;
        act.commit().await?;
        Ok(())
    }

    /// Does an act on a dossier: `decide` is given its state, and nobody writes meanwhile. The dossier as it is then;
    /// nothing when there is none of that name.
    ///
    /// # Errors
    /// `Refused` is what `decide` says; `Database` when the database does not answer or the row was spoilt. In each case
    /// nothing was written.
    pub async fn act<R>(
        &self,
        id: &DossierId,
        now: &str,
        decide: impl FnOnce(&Dossier) -> Result<Decided, R>,
    ) -> Result<Option<Dossier>, ActError<R>> {
        let mut act = self.store.begin(Lock::Journal).await?;
        let select = "select id, state from dossier where id = $1";
        let Some(row) = sqlx::query(select).bind(id.as_str()).fetch_optional(&mut *act).await? else { return Ok(None) };
        let dossier = read(&row).map_err(|error| sqlx::Error::Decode(error.to_string().into()))?;
        let decided = decide(&dossier).map_err(ActError::Refused)?;
        if !decided.events.is_empty() {
            write(&mut act, &decided, now).await?;
        }
        act.commit().await?;
        Ok(Some(decided.dossier))
    }

    /// The dossier of a name.
    ///
    /// # Errors
    /// `Corrupt` when its row was spoilt, `Database` when the database does not answer.
    pub async fn find(&self, id: &DossierId) -> Result<Option<Dossier>, DossierError> {
        let select = "select id, state from dossier where id = $1";
        let row = sqlx::query(select).bind(id.as_str()).fetch_optional(&self.store.pool).await?;
        row.as_ref().map(read).transpose()
    }

    /// The dossiers of a session, the first begun first.
    ///
    /// # Errors
    /// As [`Dossiers::find`].
    pub async fn of_session(&self, session: &str) -> Result<Vec<Dossier>, DossierError> {
        let select = "select id, state from dossier where session = $1 order by created_at, id";
        let rows = sqlx::query(select).bind(session).fetch_all(&self.store.pool).await?;
        self.store.memo.read(session, &rows)
    }

    /// Every dossier, the first begun first.
    ///
    /// # Errors
    /// As [`Dossiers::find`].
    pub async fn all(&self) -> Result<Vec<Dossier>, DossierError> {
        let select = "select id, state from dossier order by created_at, id";
        sqlx::query(select).fetch_all(&self.store.pool).await?.iter().map(read).collect()
    }

    /// What happened to a dossier, the first event first, each with its entry of the journal. What was erased is left out.
    ///
    /// # Errors
    /// As [`Dossiers::find`], and when the journal cannot be read.
    pub async fn story(&self, id: &DossierId) -> Result<Vec<(Entry, Event)>, DossierError> {
        let journal = self.store.journal();
        let mut story = Vec::new();
        for entry in journal.about(&subject(id)).await? {
            let Some((body, _)) = journal.body(entry.seq).await? else { continue };
            match serde_json::from_str(body.as_str()) {
                Ok(event) => story.push((entry, event)),
                Err(error) => {
                    return Err(DossierError::Corrupt {
                        id: id.to_string(),
                        fault: format!("entry {}: {error}", entry.seq),
                    });
                }
            }
        }
        Ok(story)
    }

    /// To whom the invitations of a dossier that are not taken up were sent, and until when.
    ///
    /// # Errors
    /// When the database does not answer, or a row was spoilt.
    pub async fn invitations(&self, id: &DossierId) -> Result<Vec<(InvitationId, String, String)>, DossierError> {
        let select = "select id, address, expires_at from invitation where dossier = $1 order by expires_at, id";
        let rows = sqlx::query(select).bind(id.as_str()).fetch_all(&self.store.pool).await?;
        let corrupt =
            |error: programme::id::NotAnId| DossierError::Corrupt { id: id.to_string(), fault: error.to_string() };
        let read = |row: &AnyRow| {
            let invitation: String = row.try_get("id")?;
            Ok((invitation.parse().map_err(corrupt)?, row.try_get("address")?, row.try_get("expires_at")?))
        };
        rows.iter().map(read).collect()
    }

    /// The dossier and the invitation that a link is good for, with the address that it was sent to.
    ///
    /// # Errors
    /// When the database does not answer, or its row was spoilt.
    pub async fn invited(
        &self,
        token: &Token,
        now: &str,
    ) -> Result<Option<(DossierId, InvitationId, String)>, DossierError> {
        let select = "select id, dossier, address from invitation where sha256 = $1 and expires_at > $2";
        let row = sqlx::query(select).bind(token.sha256()).bind(now).fetch_optional(&self.store.pool).await?;
        let Some(row) = row else { return Ok(None) };
        let (id, dossier): (String, String) = (row.try_get("id")?, row.try_get("dossier")?);
        let corrupt =
            |error: programme::id::NotAnId| DossierError::Corrupt { id: dossier.clone(), fault: error.to_string() };
        Ok(Some((dossier.parse().map_err(corrupt)?, id.parse().map_err(corrupt)?, row.try_get("address")?)))
    }
}

pub(crate) fn subject(id: &DossierId) -> String {
    format!("dossier:{id}")
}

/// Writes a state, what happened, and the mails.
pub(crate) async fn write(conn: &mut AnyConnection, decided: &Decided, now: &str) -> Result<(), sqlx::Error> {
    let Decided { dossier, events, mails, invitation, beside } = decided;
    let encode = |error: &dyn std::fmt::Display| sqlx::Error::Encode(error.to_string().into());
    let state = serde_json::to_string(dossier).map_err(|error| encode(&error))?;
    let update = "update dossier set state = $2, touched_at = $3 where id = $1";
    sqlx::query(update).bind(dossier.id.as_str()).bind(state).bind(now).execute(&mut *conn).await?;
    for (event, salt) in events {
        let body = serde_json::to_value(event).map_err(|error| encode(&error))?;
        let kind = body["happened"]["event"].as_str().unwrap_or("event");
        let actor = event.by.as_ref().map_or("system", |by| by.as_str());
        let record = Record {
            actor: actor.parse().map_err(|error| encode(&error))?,
            act: kind.parse().map_err(|error| encode(&error))?,
            subject: subject(&dossier.id).parse().map_err(|error| encode(&error))?,
            body: Body::of(&body),
            salt: *salt,
        };
        journal::append(conn, &record, now).await?;
    }
    // An invitation that the dossier no longer has is taken up, or taken back.
    let select = "select id from invitation where dossier = $1";
    for row in sqlx::query(select).bind(dossier.id.as_str()).fetch_all(&mut *conn).await? {
        let id: String = row.try_get("id")?;
        if !dossier.invitations.keys().any(|held| held.as_str() == id) {
            sqlx::query("delete from invitation where id = $1").bind(id).execute(&mut *conn).await?;
        }
    }
    if let Some(sent) = invitation {
        let insert = "insert into invitation (sha256, id, dossier, address, expires_at) values ($1, $2, $3, $4, $5)";
        sqlx::query(insert)
            .bind(sent.token.sha256())
            .bind(sent.id.as_str())
            .bind(dossier.id.as_str())
            .bind(sent.address.as_str())
            .bind(&sent.expires_at)
            .execute(&mut *conn)
            .await?;
    }
    letters::keep(conn, &dossier.id, |id| dossier.letters.keys().any(|letter| letter.as_str() == id)).await?;
    for written in beside {
        match written {
            Beside::Comment { comment, text } => comments::write(conn, &dossier.id, comment, text).await?,
            Beside::CommentErased { comment } => comments::erase(conn, &dossier.id, comment).await?,
            Beside::Asked(asked) => letters::write(conn, asked).await?,
            Beside::Link(link) => letters::add_link(conn, link).await?,
            Beside::Reminded { letter } => letters::note_reminder(conn, letter, now).await?,
            Beside::Reply { letter, text } => letters::answer(conn, letter, text).await?,
        }
    }
    for mail in mails {
        outbox::put(conn, mail, now).await?;
    }
    Ok(())
}

pub(crate) fn read(row: &AnyRow) -> Result<Dossier, DossierError> {
    let (id, state): (String, String) = (row.try_get("id")?, row.try_get("state")?);
    let dossier: Dossier = serde_json::from_str(&state)
        .map_err(|error| DossierError::Corrupt { id: id.clone(), fault: error.to_string() })?;
    if dossier.id.as_str() != id {
        return Err(DossierError::Corrupt { fault: format!("its state is that of {}", dossier.id), id });
    }
    Ok(dossier)
}

/// Every dossier that cannot be read, or is not what follows from its story; a story of which something was erased is not
/// told again.
pub(crate) async fn faults(store: &Store) -> Result<Vec<DossierError>, sqlx::Error> {
    let mut faults = Vec::new();
    let rows = sqlx::query(AssertSqlSafe("select id, state from dossier order by id")).fetch_all(&store.pool).await?;
    for row in &rows {
        let dossier = match read(row) {
            Ok(dossier) => dossier,
            Err(error) => {
                faults.push(error);
                continue;
            }
        };
        let id = dossier.id.to_string();
        let entries = store.journal().about(&subject(&dossier.id)).await;
        match (store.dossiers().story(&dossier.id).await, entries) {
            (Ok(story), Ok(entries)) if story.len() == entries.len() => {
                let told = Dossier::fold(story.iter().map(|(_, event)| event));
                if told.as_ref() != Ok(&dossier) {
                    faults.push(DossierError::OtherStory { id });
                }
            }
            (Ok(_), Ok(_)) => {}
            (Err(error), _) => faults.push(error),
            (_, Err(error)) => faults.push(error.into()),
        }
    }
    Ok(faults)
}

#[cfg(test)]
mod tests;
