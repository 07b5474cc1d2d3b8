//! Dossiers that come from Démarche numérique: where each comes from, up to when they were taken, what was written back. A
//! dossier is taken whole, with its people and its origin, in one transaction, or not at all.

use std::collections::BTreeMap;

use facts::Lang;
use programme::dossier::Dossier;
use programme::id::{DossierId, PersonId};
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use crate::act::{ActError, Record};
use crate::dialect::Lock;
use crate::dossiers::{self, Decided};
use crate::entry::{Body, Salt};
use crate::people::{self, Moment};
use crate::token::hex;
use crate::{DatabaseError, EmailAddress, Store, journal};

/// Where a dossier comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Its name here.
    pub dossier: DossierId,
    /// The session.
    pub session: String,
    /// The number of the démarche.
    pub demarche: u64,
    /// Its number there.
    pub number: u64,
    /// The identifier by which the interface knows it.
    pub node: String,
    /// Its page there.
    pub page: String,
    /// When its answers last changed there.
    pub changed_at: String,
}

/// Who deposited a dossier there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Depositor {
    /// Their address.
    pub address: EmailAddress,
    /// Their name, when it is known.
    pub name: String,
    /// A new identifier, if they are new here.
    pub new_id: PersonId,
}

/// What became of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is here now.
    New,
    /// It was here and is brought up to date.
    Updated,
    /// Nothing of it changed.
    Same,
    /// It was here and was erased: it is not taken again.
    Erased,
}

/// The bridge of an instance.
#[derive(Debug, Clone, Copy)]
pub struct Bridge<'s> {
    store: &'s Store,
}

impl Store {
    /// The dossiers that come from elsewhere.
    pub fn bridge(&self) -> Bridge<'_> {
        Bridge { store: self }
    }
}

impl Bridge<'_> {
    /// The time up to which all that changed in a démarche was taken.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn since(&self, session: &str, demarche: u64) -> Result<Option<String>, DatabaseError> {
        let select = "select since from bridge_run where session = $1 and demarche = $2";
        let row = sqlx::query_scalar(select).bind(session).bind(demarche.cast_signed());
        Ok(row.fetch_optional(&self.store.pool).await?)
    }

    /// Notes that all that had changed by `since` was taken.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn ran(&self, session: &str, demarche: u64, since: &str) -> Result<(), DatabaseError> {
        let upsert = "insert into bridge_run (session, demarche, since) values ($1, $2, $3)
             on conflict (session, demarche) do update set since = excluded.since";
        let row = sqlx::query(upsert).bind(session).bind(demarche.cast_signed()).bind(since);
        row.execute(&self.store.pool).await?;
        Ok(())
    }

    /// Where a dossier comes from; nothing when it was begun here.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn origin(&self, dossier: &DossierId) -> Result<Option<Origin>, DatabaseError> {
        let select = format!("{ORIGIN} where dossier = $1");
        let row = sqlx::query(AssertSqlSafe(select)).bind(dossier.as_str()).fetch_optional(&self.store.pool).await?;
        Ok(row.as_ref().map(read).transpose()?)
    }

    /// The dossiers of a démarche that were taken, by their number there.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_demarche(&self, session: &str, demarche: u64) -> Result<BTreeMap<u64, Origin>, DatabaseError> {
        let select = format!("{ORIGIN} where session = $1 and demarche = $2 order by number");
        let rows = sqlx::query(AssertSqlSafe(select)).bind(session).bind(demarche.cast_signed());
        let rows = rows.fetch_all(&self.store.pool).await?;
        let origins = rows.iter().map(|row| read(row).map(|origin| (origin.number, origin)));
        Ok(origins.collect::<Result<_, _>>()?)
    }

    /// Takes a dossier: `decide` is given its lead and what is here of it, and nobody writes meanwhile.
    ///
    /// # Errors
    /// `Refused` is what `decide` says; `Database` when the database does not answer. In each case nothing was written.
    pub async fn take<R>(
        &self,
        origin: &Origin,
        by: &Depositor,
        moment: Moment<'_>,
        decide: impl FnOnce(&PersonId, Option<&Dossier>) -> Result<Decided, R>,
    ) -> Result<Taken, ActError<R>> {
        let spoilt = |error: &dyn std::fmt::Display| sqlx::Error::Decode(error.to_string().into());
        let (id, session) = (origin.dossier.as_str(), origin.session.as_str());
        let mut act = self.store.begin(Lock::Journal).await?;
        let known = "select count(*) from bridge_dossier where dossier = $1";
        let known: i64 = sqlx::query_scalar(known).bind(id).fetch_one(&mut *act).await?;
        let select = "select id, state from dossier where id = $1";
        let row = sqlx::query(select).bind(id).fetch_optional(&mut *act).await?;
        let dossier = row.as_ref().map(dossiers::read).transpose().map_err(|error| spoilt(&error))?;
        if known > 0 && dossier.is_none() {
            return Ok(Taken::Erased);
        }
        let lead = people::known(&mut act, &by.address, Lang::Fr, &by.new_id, moment.now).await;
        let lead = lead.map_err(|error| spoilt(&error))?;
        if lead.name.is_empty() && !by.name.is_empty() {
            let name: String = by.name.chars().take(people::LONGEST_NAME).collect();
            let update = "update person set name = $2 where id = $1";
            sqlx::query(update).bind(lead.id.as_str()).bind(name).execute(&mut *act).await?;
        }
        let decided = decide(&lead.id, dossier.as_ref()).map_err(ActError::Refused)?;
        let taken = match (&dossier, decided.events.is_empty()) {
            (Some(_), true) => Taken::Same,
            (Some(_), false) => Taken::Updated,
            (None, _) => {
                let insert =
                    "insert into dossier (id, session, state, created_at, touched_at) values ($1, $2, '', $3, $3)";
                sqlx::query(insert).bind(id).bind(session).bind(moment.now).execute(&mut *act).await?;
                Taken::New
            }
        };
        if taken != Taken::Same {
            dossiers::write(&mut act, &decided, moment.now).await?;
        }
        sqlx::query(
            "insert into bridge_dossier (dossier, session, demarche, number, node, page, changed_at, taken_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8)
             on conflict (dossier) do update set
                node = excluded.node, page = excluded.page, changed_at = excluded.changed_at, taken_at = excluded.taken_at",
        )
        .bind(id)
        .bind(session)
        .bind(origin.demarche.cast_signed())
        .bind(origin.number.cast_signed())
        .bind(&origin.node)
        .bind(&origin.page)
        .bind(&origin.changed_at)
        .bind(moment.now)
        .execute(&mut *act)
        .await?;
        if taken != Taken::Same {
            let body = json!({ "demarche": origin.demarche, "number": origin.number, "changed_at": origin.changed_at });
            record(&mut act, "bridge-taken", id, &body, moment).await?;
        }
        act.commit().await?;
        Ok(taken)
    }

    /// The digests of what was last written in each annotation of a dossier.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn notes(&self, dossier: &DossierId) -> Result<BTreeMap<String, String>, DatabaseError> {
        let select = "select annotation, sha256 from bridge_note where dossier = $1";
        let rows = sqlx::query(select).bind(dossier.as_str()).fetch_all(&self.store.pool).await?;
        let pair = |row: &AnyRow| Ok((row.try_get("annotation")?, row.try_get("sha256")?));
        Ok(rows.iter().map(pair).collect::<Result<_, sqlx::Error>>()?)
    }

    /// Records what was written in annotations of a dossier: in the journal, and the digest of each text.
    ///
    /// # Errors
    /// When the database does not answer: then nothing was written.
    pub async fn wrote(
        &self,
        dossier: &DossierId,
        notes: &[(String, String)],
        moment: Moment<'_>,
    ) -> Result<(), DatabaseError> {
        let mut act = self.store.begin(Lock::Journal).await?;
        for (annotation, text) in notes {
            sqlx::query(
                "insert into bridge_note (dossier, annotation, sha256, written_at) values ($1, $2, $3, $4)
                 on conflict (dossier, annotation) do update set
                    sha256 = excluded.sha256, written_at = excluded.written_at",
            )
            .bind(dossier.as_str())
            .bind(annotation)
            .bind(digest(text))
            .bind(moment.now)
            .execute(&mut *act)
            .await?;
        }
        let annotations: BTreeMap<&str, &str> = notes.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
        record(&mut act, "bridge-written", dossier.as_str(), &json!({ "annotations": annotations }), moment).await?;
        act.commit().await?;
        Ok(())
    }
}

/// What is kept of a text that was written in an annotation.
pub fn digest(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

const ORIGIN: &str = "select dossier, session, demarche, number, node, page, changed_at from bridge_dossier";

fn read(row: &AnyRow) -> Result<Origin, sqlx::Error> {
    let dossier: String = row.try_get("dossier")?;
    Ok(Origin {
        dossier: dossier.parse().map_err(|error| sqlx::Error::Decode(Box::new(error)))?,
        session: row.try_get("session")?,
        demarche: row.try_get::<i64, _>("demarche")?.unsigned_abs(),
        number: row.try_get::<i64, _>("number")?.unsigned_abs(),
        node: row.try_get("node")?,
        page: row.try_get("page")?,
        changed_at: row.try_get("changed_at")?,
    })
}

/// An entry about what passed over the bridge: beside the story of the dossier, which it does not change.
async fn record(
    conn: &mut sqlx::AnyConnection,
    act: &str,
    dossier: &str,
    body: &serde_json::Value,
    moment: Moment<'_>,
) -> Result<(), sqlx::Error> {
    let subject = format!("bridge:{dossier}");
    let name = |text: &str| sqlx::Error::Encode(format!("{text:?} is no name of the journal").into());
    let mut salt = [0; 16];
    salt.copy_from_slice(&Sha256::new_with_prefix(moment.salt.0).chain_update(&subject).finalize()[..16]);
    let record = Record {
        actor: "system".parse().map_err(|_| name("system"))?,
        act: act.parse().map_err(|_| name(act))?,
        subject: subject.parse().map_err(|_| name(&subject))?,
        body: Body::of(body),
        salt: Salt(salt),
    };
    journal::append(conn, &record, moment.now).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::on_each;

    const NOW: &str = "2026-12-01T10:00:00Z";

    #[tokio::test]
    async fn up_to_when_a_demarche_was_taken_is_remembered_by_session() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            assert_eq!(store.bridge().since("2027", 12).await.unwrap(), None);
            store.bridge().ran("2027", 12, NOW).await.unwrap();
            store.bridge().ran("2027", 12, "2026-12-02T10:00:00Z").await.unwrap();
            assert_eq!(store.bridge().since("2027", 12).await.unwrap().as_deref(), Some("2026-12-02T10:00:00Z"));
            assert_eq!(store.bridge().since("2027", 13).await.unwrap(), None);
            assert_eq!(store.bridge().of_demarche("2027", 12).await.unwrap(), BTreeMap::new());
        })
        .await;
    }
}
