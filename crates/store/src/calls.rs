//! What pilots change in a call: revisions of its files, phases put by hand, and the draft of a revision. Revisions and
//! phases are acts: what is written, and the entry of the journal that tells of it, are one transaction.

use std::collections::BTreeMap;

use programme::call::{Revised, Steering, SteeringEvent};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use crate::act::{ActError, Record};
use crate::dialect::Lock;
use crate::entry::{Body, Salt};
use crate::outbox::{self, Outgoing};
use crate::{DatabaseError, Store, journal};

/// Texts of files, by name.
pub type Files = BTreeMap<String, String>;

/// A revision of the files of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Its number: 1, then one more each time.
    pub number: u64,
    /// The files that it changes, whole.
    pub files: Files,
    /// Why.
    pub reason: String,
    /// Identifier of who made it.
    pub by: String,
    /// When.
    pub at: String,
}

/// A revision that is prepared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The revision that it starts from; 0 for the files of the session.
    pub base: u64,
    /// The files changed, whole.
    pub files: Files,
    /// Identifier of who wrote last.
    pub by: String,
    /// When.
    pub at: String,
}

/// What was done to the call of a session: enough to know whether what is kept in memory is still right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Its last revision; 0 when there is none.
    pub revision: u64,
    /// Moves with each change.
    pub version: u64,
}

/// Why the call of a session cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// A row is there but not as it is written.
    #[error("the call of {session} cannot be read: {fault}")]
    Corrupt {
        /// The session.
        session: String,
        /// What is wrong.
        fault: String,
    },
    /// The text of a revision is not that of which the journal has the digest.
    #[error("revision {number} of the call of {session} is not what the journal says")]
    OtherText {
        /// The session.
        session: String,
        /// The number.
        number: u64,
    },
    /// The database did not answer.
    #[error("calls cannot be read: {0}")]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for CallError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(DatabaseError(error))
    }
}

/// Why a revision was not published.
#[derive(Debug, thiserror::Error)]
#[error("revision {found} was published meanwhile, expected to follow revision {base}")]
pub struct Overtaken {
    /// The revision that was started from.
    pub base: u64,
    /// The last one.
    pub found: u64,
}

/// The calls of an instance.
#[derive(Debug, Clone, Copy)]
pub struct Calls<'s> {
    store: &'s Store,
}

impl Store {
    /// The calls.
    pub fn calls(&self) -> Calls<'_> {
        Calls { store: self }
    }
}

impl Calls<'_> {
    /// Where each call is; a call that nobody changed has none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn marks(&self) -> Result<BTreeMap<String, Mark>, DatabaseError> {
        let rows = sqlx::query("select session, revision, version from call_state").fetch_all(&self.store.pool).await?;
        let mark = |row: &AnyRow| {
            let mark = Mark { revision: number(row, "revision")?, version: number(row, "version")? };
            Ok((row.try_get("session")?, mark))
        };
        Ok(rows.iter().map(mark).collect::<Result<_, sqlx::Error>>()?)
    }

    /// The revisions of a session, the first one first, and what was done by hand to its phases.
    ///
    /// # Errors
    /// `Corrupt` when a row was spoilt, `Database` when the database does not answer.
    pub async fn of_session(&self, session: &str) -> Result<(Vec<Revision>, Steering), CallError> {
        let mut reading = self.store.pool.acquire().await?;
        Ok((revisions(&mut reading, session).await?, steering(&mut reading, session).await?.0))
    }

    /// Publishes a revision of the files of a session, which follows `revised.number - 1`, and drops its draft. `mails` leave if it is.
    ///
    /// # Errors
    /// `Refused` when another one was published meanwhile; `Database` when the database does not answer. In each case
    /// nothing was written.
    pub async fn publish(
        &self,
        session: &str,
        revised: &Revised,
        files: &Files,
        mails: &[Outgoing],
        salt: Salt,
    ) -> Result<(), ActError<Overtaken>> {
        let now = revised.at.to_string();
        let mut act = self.store.begin(Lock::Journal).await?;
        let (_, mark) = steering(&mut act, session).await.map_err(decode)?;
        let base = revised.number.saturating_sub(1);
        if mark.revision != base {
            return Err(ActError::Refused(Overtaken { base, found: mark.revision }));
        }
        let insert = "insert into call_revision (session, number, files, reason, made_by, made_at)
            values ($1, $2, $3, $4, $5, $6)";
        sqlx::query(insert)
            .bind(session)
            .bind(revised.number as i64)
            .bind(text(files)?)
            .bind(&revised.reason)
            .bind(revised.by.as_str())
            .bind(&now)
            .execute(&mut *act)
            .await?;
        let mark = Mark { revision: revised.number, version: mark.version + 1 };
        keep(&mut act, session, None, mark).await?;
        sqlx::query("delete from call_draft where session = $1").bind(session).execute(&mut *act).await?;
        let body = serde_json::to_value(revised).map_err(encode)?;
        record(&mut act, session, revised.by.as_str(), "call-revised", &body, salt, &now).await?;
        for mail in mails {
            outbox::put(&mut act, mail, &now).await?;
        }
        act.commit().await?;
        Ok(())
    }

    /// Does something by hand to the phases of a session: `decide` is given what was done before, and nobody writes
    /// meanwhile.
    ///
    /// # Errors
    /// `Refused` is what `decide` says; `Database` when the database does not answer or the row was spoilt. In each case
    /// nothing was written.
    pub async fn steer<R>(
        &self,
        session: &str,
        now: &str,
        salt: Salt,
        decide: impl FnOnce(&Steering) -> Result<(Steering, SteeringEvent), R>,
    ) -> Result<Steering, ActError<R>> {
        let mut act = self.store.begin(Lock::Journal).await?;
        let (before, mark) = steering(&mut act, session).await.map_err(decode)?;
        let (after, event) = decide(&before).map_err(ActError::Refused)?;
        keep(&mut act, session, Some(&after), Mark { version: mark.version + 1, ..mark }).await?;
        let body = serde_json::to_value(&event).map_err(encode)?;
        let (by, kind) = match &event {
            SteeringEvent::PhaseOverridden { act } => (&act.by, "phase-overridden"),
            SteeringEvent::OverrideEnded { by, .. } => (by, "override-ended"),
        };
        record(&mut act, session, by.as_str(), kind, &body, salt, now).await?;
        act.commit().await?;
        Ok(after)
    }

    /// What is prepared for a session.
    ///
    /// # Errors
    /// As [`Calls::of_session`].
    pub async fn draft(&self, session: &str) -> Result<Option<Draft>, CallError> {
        let select = "select base, files, touched_by, touched_at from call_draft where session = $1";
        let row = sqlx::query(select).bind(session).fetch_optional(&self.store.pool).await?;
        let Some(row) = row else { return Ok(None) };
        let (by, at) = (row.try_get("touched_by")?, row.try_get("touched_at")?);
        Ok(Some(Draft { base: number(&row, "base")?, files: files(&row, session)?, by, at }))
    }

    /// Keeps what is prepared for a session, in the place of what was: nothing, or what was last touched at `seen`.
    /// Whether it was kept: another one may have written meanwhile.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn keep_draft(&self, session: &str, draft: &Draft, seen: Option<&str>) -> Result<bool, DatabaseError> {
        let mut act = self.store.begin(Lock::Journal).await?;
        let delete = "delete from call_draft where session = $1 and touched_at = $2";
        sqlx::query(delete).bind(session).bind(seen.unwrap_or_default()).execute(&mut *act).await?;
        let insert = "insert into call_draft (session, base, files, touched_by, touched_at) values ($1, $2, $3, $4, $5)
            on conflict (session) do nothing";
        let kept = sqlx::query(insert)
            .bind(session)
            .bind(draft.base as i64)
            .bind(text(&draft.files)?)
            .bind(&draft.by)
            .bind(&draft.at)
            .execute(&mut *act)
            .await?
            .rows_affected()
            == 1;
        if kept {
            act.commit().await?;
        }
        Ok(kept)
    }

    /// Drops what is prepared for a session.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_draft(&self, session: &str) -> Result<(), DatabaseError> {
        sqlx::query("delete from call_draft where session = $1").bind(session).execute(&self.store.pool).await?;
        Ok(())
    }
}

pub(crate) async fn revisions(conn: &mut AnyConnection, session: &str) -> Result<Vec<Revision>, CallError> {
    let select = "select number, files, reason, made_by, made_at from call_revision where session = $1 order by number";
    let rows = sqlx::query(select).bind(session).fetch_all(conn).await?;
    let revision = |row: &AnyRow| {
        Ok(Revision {
            number: number(row, "number")?,
            files: files(row, session)?,
            reason: row.try_get("reason")?,
            by: row.try_get("made_by")?,
            at: row.try_get("made_at")?,
        })
    };
    rows.iter().map(revision).collect()
}

/// What was done by hand to the phases of a session, and where its call is.
pub(crate) async fn steering(conn: &mut AnyConnection, session: &str) -> Result<(Steering, Mark), CallError> {
    let select = "select revision, version, steering from call_state where session = $1";
    let Some(row) = sqlx::query(select).bind(session).fetch_optional(conn).await? else {
        return Ok((Steering::default(), Mark { revision: 0, version: 0 }));
    };
    let text: String = row.try_get("steering")?;
    let steering = serde_json::from_str(&text)
        .map_err(|error| CallError::Corrupt { session: session.to_owned(), fault: error.to_string() })?;
    Ok((steering, Mark { revision: number(&row, "revision")?, version: number(&row, "version")? }))
}

/// Writes where a call is, and what was done to its phases when that changed.
async fn keep(
    conn: &mut AnyConnection,
    session: &str,
    steering: Option<&Steering>,
    mark: Mark,
) -> Result<(), sqlx::Error> {
    let none = serde_json::to_string(&Steering::default()).map_err(encode)?;
    let insert = "insert into call_state (session, revision, steering, version) values ($1, $2, $3, $4)
        on conflict (session) do update set revision = excluded.revision, version = excluded.version";
    let (revision, version) = (mark.revision as i64, mark.version as i64);
    sqlx::query(insert).bind(session).bind(revision).bind(none).bind(version).execute(&mut *conn).await?;
    if let Some(steering) = steering {
        let state = serde_json::to_string(steering).map_err(encode)?;
        let update = "update call_state set steering = $2 where session = $1";
        sqlx::query(update).bind(session).bind(state).execute(conn).await?;
    }
    Ok(())
}

async fn record(
    conn: &mut AnyConnection,
    session: &str,
    by: &str,
    kind: &str,
    body: &serde_json::Value,
    salt: Salt,
    now: &str,
) -> Result<(), sqlx::Error> {
    let record = Record {
        actor: by.parse().map_err(encode)?,
        act: kind.parse().map_err(encode)?,
        subject: subject(session).parse().map_err(encode)?,
        body: Body::of(body),
        salt,
    };
    journal::append(conn, &record, now).await?;
    Ok(())
}

fn subject(session: &str) -> String {
    format!("session:{session}")
}

fn number(row: &AnyRow, column: &str) -> Result<u64, sqlx::Error> {
    let number: i64 = row.try_get(column)?;
    Ok(number.unsigned_abs())
}

fn files(row: &AnyRow, session: &str) -> Result<Files, CallError> {
    let text: String = row.try_get("files")?;
    serde_json::from_str(&text)
        .map_err(|error| CallError::Corrupt { session: session.to_owned(), fault: error.to_string() })
}

fn text(files: &Files) -> Result<String, sqlx::Error> {
    serde_json::to_string(files).map_err(encode)
}

fn encode(error: impl std::fmt::Display) -> sqlx::Error {
    sqlx::Error::Encode(error.to_string().into())
}

fn decode(error: CallError) -> sqlx::Error {
    match error {
        CallError::Database(DatabaseError(error)) => error,
        other => sqlx::Error::Decode(other.to_string().into()),
    }
}

/// Every call that cannot be read, or of which a text is not that of the journal.
pub(crate) async fn faults(store: &Store) -> Result<Vec<CallError>, sqlx::Error> {
    let mut faults = Vec::new();
    let select = "select session from call_state union select session from call_revision order by session";
    let sessions: Vec<String> = sqlx::query_scalar(select).fetch_all(&store.pool).await?;
    for session in sessions {
        let (mut told, mut erased) = (BTreeMap::<u64, Revised>::new(), 0);
        let journal = store.journal();
        for entry in journal.about(&subject(&session)).await.unwrap_or_default() {
            let Ok(Some((body, _))) = journal.body(entry.seq).await else {
                erased += usize::from(entry.act == "call-revised");
                continue;
            };
            if let Ok(revised) = serde_json::from_str::<Revised>(body.as_str()) {
                told.insert(revised.number, revised);
            }
        }
        let (revisions, mark) = match store.calls().of_session(&session).await {
            Ok((revisions, _)) => (revisions, store.calls().marks().await.map_err(|DatabaseError(error)| error)?),
            Err(error) => {
                faults.push(error);
                continue;
            }
        };
        for revision in &revisions {
            let digests = revision.files.iter().map(|(name, text)| (name.clone(), programme::digest::Digest::of(text)));
            // Of a revision whose reason named somebody who was erased, the journal says nothing any more.
            let is_told = match told.get(&revision.number) {
                Some(told) => told.files == digests.collect::<Vec<_>>(),
                None => revisions.len() <= told.len() + erased,
            };
            if !is_told {
                faults.push(CallError::OtherText { session: session.clone(), number: revision.number });
            }
        }
        let last = revisions.last().map_or(0, |revision| revision.number);
        if mark.get(&session).is_none_or(|mark| mark.revision != last) {
            let fault = format!("its last revision is {last}, and its state says otherwise");
            faults.push(CallError::Corrupt { session, fault });
        }
    }
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use programme::call::{Phase, SteeringCommand};
    use programme::digest::Digest;

    use super::*;
    use crate::testing::on_each;

    const NOW: &str = "2026-12-01T10:00:00Z";
    const SESSION: &str = "demonstration";
    const PILOT: &str = "0123456789abcdef0123456789abcdef";

    fn revised(number: u64, files: &Files) -> Revised {
        Revised {
            number,
            files: files.iter().map(|(name, text)| (name.clone(), Digest::of(text))).collect(),
            reason: "Fermeture de fin d'année.".into(),
            by: PILOT.parse().unwrap(),
            at: NOW.parse().unwrap(),
        }
    }

    fn files(text: &str) -> Files {
        [("call.toml".to_owned(), text.to_owned())].into()
    }

    #[tokio::test]
    async fn revisions_follow_each_other_and_the_journal_tells_of_them() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            let calls = store.calls();
            assert!(calls.marks().await.unwrap().is_empty());
            calls.publish(SESSION, &revised(1, &files("one")), &files("one"), &[], Salt([1; 16])).await.unwrap();
            let overtaken = calls.publish(SESSION, &revised(1, &files("x")), &files("x"), &[], Salt([2; 16])).await;
            assert!(matches!(overtaken, Err(ActError::Refused(Overtaken { base: 0, found: 1 }))));
            calls.publish(SESSION, &revised(2, &files("two")), &files("two"), &[], Salt([3; 16])).await.unwrap();
            let (revisions, steering) = calls.of_session(SESSION).await.unwrap();
            assert_eq!(revisions.iter().map(|one| one.files["call.toml"].as_str()).collect::<Vec<_>>(), ["one", "two"]);
            assert_eq!(steering, Steering::default());
            assert_eq!(calls.marks().await.unwrap()[SESSION], Mark { revision: 2, version: 2 });
            assert_eq!(store.journal().about("session:demonstration").await.unwrap().len(), 2);
            assert!(store.check().await.is_empty());
            sqlx::query("update call_revision set files = '{\"call.toml\":\"tw0\"}' where number = 2")
                .execute(&store.pool)
                .await
                .unwrap();
            let told = store.check().await.iter().map(ToString::to_string).collect::<Vec<_>>();
            assert_eq!(told, ["revision 2 of the call of demonstration is not what the journal says"]);
        })
        .await;
    }

    #[tokio::test]
    async fn a_phase_is_put_by_hand_and_kept() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            let (calls, call) = (store.calls(), programme_call());
            let who = programme::role::Standing {
                person: Some(PILOT.parse().unwrap()),
                roles: [programme::role::Role::Pilot].into(),
                ..Default::default()
            };
            let command = SteeringCommand::OverridePhase { phase: Phase::Scoring, reason: "Essai".into(), until: None };
            let (rights, now) = (programme::Rights::default(), NOW.parse().unwrap());
            let steer = |before: &Steering| {
                let (after, events) = before.act(command.clone(), &call, &rights, &who, now)?;
                Ok::<_, programme::call::SteeringRefusal>((after, events.into_iter().next().unwrap()))
            };
            let after = calls.steer(SESSION, NOW, Salt([1; 16]), steer).await.unwrap();
            assert_eq!(after.phase_at(&call, now), Phase::Scoring);
            assert_eq!(calls.of_session(SESSION).await.unwrap().1, after);
            let nothing = SteeringCommand::EndOverride { reason: String::new() };
            let refused = calls
                .steer(SESSION, NOW, Salt([2; 16]), |before: &Steering| {
                    before.act(nothing, &call, &rights, &who, now).map(|_| unreachable!())
                })
                .await;
            assert!(matches!(refused, Err(ActError::<programme::call::SteeringRefusal>::Refused(_))));
            // A revision leaves the phase where it was put.
            calls.publish(SESSION, &revised(1, &files("one")), &files("one"), &[], Salt([3; 16])).await.unwrap();
            assert_eq!(calls.of_session(SESSION).await.unwrap().1, after);
            assert!(store.check().await.is_empty());
        })
        .await;
    }

    #[tokio::test]
    async fn two_who_prepare_a_revision_do_not_write_over_each_other() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            let calls = store.calls();
            let draft = |text: &str, at: &str| Draft { base: 0, files: files(text), by: PILOT.into(), at: at.into() };
            assert!(calls.keep_draft(SESSION, &draft("one", "t1"), None).await.unwrap());
            assert!(!calls.keep_draft(SESSION, &draft("other", "t2"), None).await.unwrap());
            assert!(calls.keep_draft(SESSION, &draft("two", "t3"), Some("t1")).await.unwrap());
            assert!(!calls.keep_draft(SESSION, &draft("late", "t4"), Some("t1")).await.unwrap());
            assert_eq!(calls.draft(SESSION).await.unwrap(), Some(draft("two", "t3")));
            calls.publish(SESSION, &revised(1, &files("two")), &files("two"), &[], Salt([1; 16])).await.unwrap();
            assert_eq!(calls.draft(SESSION).await.unwrap(), None);
            calls.keep_draft(SESSION, &draft("one", "t1"), None).await.unwrap();
            calls.drop_draft(SESSION).await.unwrap();
            assert_eq!(calls.draft(SESSION).await.unwrap(), None);
        })
        .await;
    }

    fn programme_call() -> programme::Call {
        let file = |name: &str| {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sessions/demonstration/");
            #[allow(clippy::disallowed_methods, reason = "a test reads the session of demonstration")]
            std::fs::read_to_string(format!("{folder}{name}")).ok()
        };
        let texts: Vec<(&str, String)> =
            programme::Session::FILES.into_iter().filter_map(|name| Some((name, file(name)?))).collect();
        let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        programme::Session::read(&texts).unwrap().call.unwrap()
    }
}
