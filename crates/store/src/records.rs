//! Records: subjects of the procedure after the dossiers, all kept in one way. Each act changes the state, writes what
//! happened in the journal, the words that go beside and the mails that tell of it, all in one transaction. The rules are
//! those of `programme`; here they are asked while nobody else writes.

use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;

use programme::Edition;
use programme::id::PersonId;
use programme::jury::{Jury, Sheet as Scores};
use programme::network::Listing;
use programme::progress::Report;
use programme::replication::Sheet;
use programme::roadmap::story::WrittenRoadmap;
use programme::seminar::Seminar;
use programme::story::{Event, Story};
use programme::thread::Item;
use programme::workshop::{Contribution, Workshop};
use programme::workspace::Workspace;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

use crate::act::{ActError, Record};
use crate::dialect::Lock;
use crate::entry::{Body, Salt};
use crate::outbox::{self, Outgoing};
use crate::{DatabaseError, Entry, JournalError, Store, journal};

/// What was decided of a subject, to be written.
#[derive(Debug, Clone)]
pub struct Kept<T: Story> {
    /// The state.
    pub state: T,
    /// What happened, each with random bytes never used before. Nothing is written when nothing happened.
    pub events: Vec<(Event<T::Happened>, Salt)>,
    /// The mails that tell of it.
    pub mails: Vec<Outgoing>,
    /// What the journal must not hold.
    pub texts: Vec<Text>,
}

/// Words that are written beside a record, and can be erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Under which name: they take the place of those of the same name.
    pub name: String,
    /// Whose they are, when somebody wrote them.
    pub author: Option<PersonId>,
    /// The words; none erases them.
    pub body: Option<String>,
}

/// Why a record cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The row is there but not as it is written.
    #[error("the record {subject} cannot be read: {fault}")]
    Corrupt {
        /// Its kind and its name.
        subject: String,
        /// What is wrong.
        fault: String,
    },
    /// The state is not what follows from its story.
    #[error("the record {subject} is not what its story in the journal says")]
    OtherStory {
        /// Its kind and its name.
        subject: String,
    },
    /// Its story cannot be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The database did not answer.
    #[error("records cannot be read: {0}")]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for RecordError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(DatabaseError(error))
    }
}

/// The records of a kind.
#[derive(Debug)]
pub struct Records<'s, T> {
    store: &'s Store,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Records<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Records<'_, T> {}

impl Store {
    /// The records of a kind.
    pub fn records<T: Story>(&self) -> Records<'_, T> {
        Records { store: self, kind: PhantomData }
    }
}

impl<T: Story> Records<'_, T> {
    /// Writes a subject that begins, if there is none of its name: whether it was written. `now` is the time of its events.
    ///
    /// # Errors
    /// When the database does not answer: then nothing was written.
    pub async fn begin(&self, begun: &Kept<T>, now: &str) -> Result<bool, DatabaseError> {
        let mut act = self.store.begin(Lock::Journal).await?;
        let state = &begun.state;
        let insert = "insert into record (kind, id, session, parent, state, created_at, touched_at)
            values ($1, $2, $3, $4, '', $5, $5) on conflict (kind, id) do nothing";
        let inserted = sqlx::query(insert)
            .bind(T::KIND)
            .bind(state.id())
            .bind(state.session().as_str())
            .bind(state.parent())
            .bind(now)
            .execute(&mut *act)
            .await?;
        if inserted.rows_affected() == 0 {
            return Ok(false);
        }
        write(&mut act, begun, now).await?;
        act.commit().await?;
        Ok(true)
    }

    /// Does an act on a subject: `decide` is given its state, and nobody writes meanwhile. The state as it is then; nothing
    /// when there is none of that name.
    ///
    /// # Errors
    /// `Refused` is what `decide` says; `Database` when the database does not answer or the row was spoilt. In each case
    /// nothing was written.
    pub async fn act<R>(
        &self,
        id: &str,
        now: &str,
        decide: impl FnOnce(&T) -> Result<Kept<T>, R>,
    ) -> Result<Option<T>, ActError<R>> {
        let mut act = self.store.begin(Lock::Journal).await?;
        let select = "select kind, id, state from record where kind = $1 and id = $2";
        let row = sqlx::query(select).bind(T::KIND).bind(id).fetch_optional(&mut *act).await?;
        let Some(row) = row else { return Ok(None) };
        let state = read::<T>(&row).map_err(|error| sqlx::Error::Decode(error.to_string().into()))?;
        let kept = decide(&state).map_err(ActError::Refused)?;
        if !kept.events.is_empty() {
            write(&mut act, &kept, now).await?;
        }
        act.commit().await?;
        Ok(Some(kept.state))
    }

    /// The subject of a name.
    ///
    /// # Errors
    /// `Corrupt` when its row was spoilt, `Database` when the database does not answer.
    pub async fn find(&self, id: &str) -> Result<Option<T>, RecordError> {
        let select = "select kind, id, state from record where kind = $1 and id = $2";
        let row = sqlx::query(select).bind(T::KIND).bind(id).fetch_optional(&self.store.pool).await?;
        row.as_ref().map(read).transpose()
    }

    /// Those of a session, the first begun first.
    ///
    /// # Errors
    /// As [`Records::find`].
    pub async fn of_session(&self, session: &str) -> Result<Vec<T>, RecordError> {
        self.list(
            "select kind, id, state from record where kind = $1 and session = $2 order by created_at, id",
            session,
        )
        .await
    }

    /// Those that are part of something, the first begun first.
    ///
    /// # Errors
    /// As [`Records::find`].
    pub async fn of_parent(&self, parent: &str) -> Result<Vec<T>, RecordError> {
        self.list("select kind, id, state from record where kind = $1 and parent = $2 order by created_at, id", parent)
            .await
    }

    async fn list(&self, select: &'static str, of: &str) -> Result<Vec<T>, RecordError> {
        sqlx::query(select).bind(T::KIND).bind(of).fetch_all(&self.store.pool).await?.iter().map(read).collect()
    }

    /// What happened to a subject, the first event first, each with its entry of the journal. What was erased is left out.
    ///
    /// # Errors
    /// As [`Records::find`], and when the journal cannot be read.
    pub async fn story(&self, id: &str) -> Result<Vec<(Entry, Event<T::Happened>)>, RecordError> {
        let journal = self.store.journal();
        let subject = subject(T::KIND, id);
        let mut story = Vec::new();
        for entry in journal.about(&subject).await? {
            let Some((body, _)) = journal.body(entry.seq).await? else { continue };
            match serde_json::from_str(body.as_str()) {
                Ok(event) => story.push((entry, event)),
                Err(error) => {
                    return Err(RecordError::Corrupt { subject, fault: format!("entry {}: {error}", entry.seq) });
                }
            }
        }
        Ok(story)
    }

    /// The words beside a subject, by their names. Those that were erased are not there.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn texts(&self, id: &str) -> Result<BTreeMap<String, String>, RecordError> {
        let select = "select name, body from record_text where kind = $1 and id = $2";
        let rows = sqlx::query(select).bind(T::KIND).bind(id).fetch_all(&self.store.pool).await?;
        rows.iter().map(|row| Ok((row.try_get("name")?, row.try_get("body")?))).collect()
    }

    /// The words beside each of those that are part of something, by the name of the subject and their own.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn texts_of_parent(&self, parent: &str) -> Result<BTreeMap<(String, String), String>, RecordError> {
        let select = "select t.id, t.name, t.body from record_text t join record r on r.kind = t.kind and r.id = t.id
            where r.kind = $1 and r.parent = $2";
        let rows = sqlx::query(select).bind(T::KIND).bind(parent).fetch_all(&self.store.pool).await?;
        rows.iter().map(|row| Ok(((row.try_get("id")?, row.try_get("name")?), row.try_get("body")?))).collect()
    }

    /// Every record of the kind that cannot be read, or is not what follows from its story; a story of which something was
    /// erased is not told again.
    pub(crate) async fn faults(&self) -> Result<Vec<RecordError>, sqlx::Error> {
        let mut faults = Vec::new();
        let select = "select kind, id, state from record where kind = $1 order by id";
        for row in sqlx::query(select).bind(T::KIND).fetch_all(&self.store.pool).await? {
            let state = match read::<T>(&row) {
                Ok(state) => state,
                Err(error) => {
                    faults.push(error);
                    continue;
                }
            };
            let subject = subject(T::KIND, state.id());
            match (self.story(state.id()).await, self.store.journal().about(&subject).await) {
                (Ok(story), Ok(entries)) if story.len() == entries.len() => {
                    let told = T::fold(story.iter().map(|(_, event)| event));
                    if told.as_ref() != Ok(&state) {
                        faults.push(RecordError::OtherStory { subject });
                    }
                }
                (Ok(_), Ok(_)) => {}
                (Err(error), _) => faults.push(error),
                (_, Err(error)) => faults.push(error.into()),
            }
        }
        Ok(faults)
    }
}

/// Every record of every kind that cannot be read, or is not what follows from its story.
pub(crate) async fn faults(store: &Store) -> Result<Vec<RecordError>, sqlx::Error> {
    let mut faults = store.records::<Workspace>().faults().await?;
    faults.extend(store.records::<Edition>().faults().await?);
    faults.extend(store.records::<Jury>().faults().await?);
    faults.extend(store.records::<Scores>().faults().await?);
    faults.extend(store.records::<Workshop>().faults().await?);
    faults.extend(store.records::<Contribution>().faults().await?);
    faults.extend(store.records::<Item>().faults().await?);
    faults.extend(store.records::<WrittenRoadmap>().faults().await?);
    faults.extend(store.records::<Report>().faults().await?);
    faults.extend(store.records::<Sheet>().faults().await?);
    faults.extend(store.records::<Listing>().faults().await?);
    faults.extend(store.records::<Seminar>().faults().await?);
    Ok(faults)
}

fn subject(kind: &str, id: &str) -> String {
    format!("{kind}:{id}")
}

/// Writes a state, what happened, the words beside and the mails.
async fn write<T: Story>(conn: &mut AnyConnection, kept: &Kept<T>, now: &str) -> Result<(), sqlx::Error> {
    let encode = |error: &dyn std::fmt::Display| sqlx::Error::Encode(error.to_string().into());
    let id = kept.state.id();
    let state = serde_json::to_string(&kept.state).map_err(|error| encode(&error))?;
    let update = "update record set state = $3, touched_at = $4, parent = $5 where kind = $1 and id = $2";
    sqlx::query(update)
        .bind(T::KIND)
        .bind(id)
        .bind(state)
        .bind(now)
        .bind(kept.state.parent())
        .execute(&mut *conn)
        .await?;
    for (event, salt) in &kept.events {
        let body = serde_json::to_value(event).map_err(|error| encode(&error))?;
        let act = body["happened"]["event"].as_str().unwrap_or("event");
        let actor = event.by.as_ref().map_or("system", |by| by.as_str());
        let record = Record {
            actor: actor.parse().map_err(|error| encode(&error))?,
            act: act.parse().map_err(|error| encode(&error))?,
            subject: subject(T::KIND, id).parse().map_err(|error| encode(&error))?,
            body: Body::of(&body),
            salt: *salt,
        };
        journal::append(conn, &record, now).await?;
    }
    for text in &kept.texts {
        write_text(conn, (T::KIND, id), text).await?;
    }
    for mail in &kept.mails {
        outbox::put(conn, mail, now).await?;
    }
    Ok(())
}

async fn write_text(conn: &mut AnyConnection, (kind, id): (&str, &str), text: &Text) -> Result<(), sqlx::Error> {
    let Some(body) = &text.body else {
        let delete = "delete from record_text where kind = $1 and id = $2 and name = $3";
        sqlx::query(delete).bind(kind).bind(id).bind(&text.name).execute(conn).await?;
        return Ok(());
    };
    let upsert = "insert into record_text (kind, id, name, author, body) values ($1, $2, $3, $4, $5)
        on conflict (kind, id, name) do update set author = excluded.author, body = excluded.body";
    sqlx::query(upsert)
        .bind(kind)
        .bind(id)
        .bind(&text.name)
        .bind(text.author.as_ref().map(|author| author.as_str()))
        .bind(body)
        .execute(conn)
        .await?;
    Ok(())
}

fn read<T: Story>(row: &AnyRow) -> Result<T, RecordError> {
    let (kind, id, state): (String, String, String) = (row.try_get("kind")?, row.try_get("id")?, row.try_get("state")?);
    let corrupt = |fault: String| RecordError::Corrupt { subject: subject(&kind, &id), fault };
    let found: T = serde_json::from_str(&state).map_err(|error| corrupt(error.to_string()))?;
    if found.id() != id {
        return Err(corrupt(format!("its state is that of {}", found.id())));
    }
    Ok(found)
}

/// Removes the records that are part of `parent`, and what is part of them; their subjects in the journal.
pub(crate) async fn remove_of(conn: &mut AnyConnection, parent: &str) -> Result<BTreeSet<String>, sqlx::Error> {
    let mut subjects = BTreeSet::new();
    let mut parents = vec![parent.to_owned()];
    while let Some(parent) = parents.pop() {
        let select = "select kind, id from record where parent = $1";
        for row in sqlx::query(select).bind(&parent).fetch_all(&mut *conn).await? {
            let (kind, id): (String, String) = (row.try_get("kind")?, row.try_get("id")?);
            for delete in [
                "delete from record_text where kind = $1 and id = $2",
                "delete from record where kind = $1 and id = $2",
            ] {
                sqlx::query(AssertSqlSafe(delete)).bind(&kind).bind(&id).execute(&mut *conn).await?;
            }
            subjects.insert(subject(&kind, &id));
            parents.push(id);
        }
    }
    Ok(subjects)
}

#[cfg(test)]
mod tests;
