//! Passkeys, and the challenges that wait for an answer. What a device answers is checked by the caller; the bytes that it
//! checks with are kept here as they are.

use programme::id::PersonId;
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::dialect::Lock;
use crate::people::{self, Moment, Opening, Person, PersonError};
use crate::token::hex;
use crate::{DatabaseError, Store};

/// Most passkeys that one person has.
pub const MOST_PASSKEYS: i64 = 10;
/// Longest name of a passkey, in characters.
pub const LONGEST_NAME: usize = 60;
/// Most challenges that wait at once; beyond, those that end first are forgotten.
const MOST_CEREMONIES: i64 = 20_000;

/// A passkey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// What the device calls it, in base64url.
    pub id: String,
    /// What its holder calls it.
    pub name: String,
    /// Its public key.
    pub fixed: Vec<u8>,
    /// Its counter, and whether it is copied elsewhere.
    pub moving: Vec<u8>,
    /// By which ways its device is reached, as eight bits.
    pub transports: u8,
    /// Since when.
    pub created_at: String,
    /// When it was last entered with.
    pub used_at: Option<String>,
}

impl Passkey {
    /// Twelve hexadecimal digits, by which it is removed.
    pub fn key(&self) -> String {
        key(&self.id)
    }
}

/// What became of a passkey that is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is kept.
    Done,
    /// Its identifier is known already: of this person or of another.
    Known,
    /// There are [`MOST_PASSKEYS`] already.
    TooMany,
}

/// The passkeys of an instance.
#[derive(Debug, Clone, Copy)]
pub struct Passkeys<'s> {
    store: &'s Store,
}

impl Store {
    /// Passkeys and their challenges.
    pub fn passkeys(&self) -> Passkeys<'_> {
        Passkeys { store: self }
    }
}

impl Passkeys<'_> {
    /// Keeps what a challenge that was given must be checked with; for whom, when it is to add a passkey.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin(
        &self,
        challenge: &[u8],
        person: Option<&PersonId>,
        state: &[u8],
        (now, expires_at): (&str, &str),
    ) -> Result<(), DatabaseError> {
        let mut act = self.store.begin(Lock::People).await?;
        sqlx::query("delete from passkey_ceremony where expires_at <= $1").bind(now).execute(&mut *act).await?;
        let waiting: i64 = sqlx::query_scalar("select count(*) from passkey_ceremony").fetch_one(&mut *act).await?;
        if waiting >= MOST_CEREMONIES {
            let delete = "delete from passkey_ceremony where sha256 in
                 (select sha256 from passkey_ceremony order by expires_at, sha256 limit 1000)";
            sqlx::query(delete).execute(&mut *act).await?;
        }
        let insert = "insert into passkey_ceremony (sha256, person, state, created_at, expires_at)
             values ($1, $2, $3, $4, $5)";
        sqlx::query(insert)
            .bind(hex(&Sha256::digest(challenge)))
            .bind(person.map(PersonId::as_str))
            .bind(hex(state))
            .bind(now)
            .bind(expires_at)
            .execute(&mut *act)
            .await?;
        act.commit().await?;
        Ok(())
    }

    /// Takes out what a challenge must be checked with: it is good once, whatever comes of it. Nothing when it was given to
    /// somebody else, or never, or is over.
    ///
    /// # Errors
    /// `Corrupt` when its row was spoilt, `Database` when the database does not answer.
    pub async fn take(
        &self,
        challenge: &[u8],
        person: Option<&PersonId>,
        now: &str,
    ) -> Result<Option<Vec<u8>>, PersonError> {
        let delete = "delete from passkey_ceremony where sha256 = $1 returning person, state, expires_at";
        let row = sqlx::query(delete).bind(hex(&Sha256::digest(challenge))).fetch_optional(&self.store.pool).await?;
        let Some(row) = row else { return Ok(None) };
        let (held, expires_at): (Option<String>, String) = (row.try_get("person")?, row.try_get("expires_at")?);
        if held.as_deref() != person.map(PersonId::as_str) || expires_at.as_str() <= now {
            return Ok(None);
        }
        Ok(Some(bytes(&row, "state", "of a challenge")?))
    }

    /// Adds a passkey to the ways in of somebody.
    ///
    /// # Errors
    /// As [`Passkeys::take`]; then nothing was written.
    pub async fn add(&self, person: &PersonId, passkey: &Passkey, moment: Moment<'_>) -> Result<Added, PersonError> {
        let mut act = self.store.begin(Lock::Journal).await?;
        let count = "select count(*) from passkey where person = $1";
        let count: i64 = sqlx::query_scalar(count).bind(person.as_str()).fetch_one(&mut *act).await?;
        if count >= MOST_PASSKEYS {
            return Ok(Added::TooMany);
        }
        let insert = "insert into passkey (id, person, name, fixed, moving, transports, created_at)
             values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing";
        let done = sqlx::query(insert)
            .bind(&passkey.id)
            .bind(person.as_str())
            .bind(named(&passkey.name))
            .bind(hex(&passkey.fixed))
            .bind(hex(&passkey.moving))
            .bind(passkey.transports.to_string())
            .bind(moment.now)
            .execute(&mut *act)
            .await?;
        if done.rows_affected() == 0 {
            return Ok(Added::Known);
        }
        let body = json!({ "passkey": passkey.key() });
        people::record(&mut act, Some(person), "add-passkey", person, &body, moment).await?;
        act.commit().await?;
        Ok(Added::Done)
    }

    /// A passkey of somebody, by its identifier.
    ///
    /// # Errors
    /// As [`Passkeys::take`].
    pub async fn find(&self, person: &PersonId, id: &str) -> Result<Option<Passkey>, PersonError> {
        let select = "select id, name, fixed, moving, transports, created_at, used_at from passkey
             where person = $1 and id = $2";
        let row = sqlx::query(select).bind(person.as_str()).bind(id).fetch_optional(&self.store.pool).await?;
        row.as_ref().map(read).transpose()
    }

    /// The passkeys of somebody, in the order in which they were added.
    ///
    /// # Errors
    /// As [`Passkeys::take`].
    pub async fn of(&self, person: &PersonId) -> Result<Vec<Passkey>, PersonError> {
        let select = "select id, name, fixed, moving, transports, created_at, used_at from passkey
             where person = $1 order by created_at, id";
        let rows = sqlx::query(select).bind(person.as_str()).fetch_all(&self.store.pool).await?;
        rows.iter().map(read).collect()
    }

    /// Opens a way in for the holder of a passkey whose answer was checked, from what it was to what it is now. Nothing when
    /// it was removed, or used, since it was read: two copies of one passkey that answer at once are not both let in.
    ///
    /// # Errors
    /// As [`Passkeys::take`]; then nothing was written.
    pub async fn enter(
        &self,
        passkey: &Passkey,
        moving: &[u8],
        opening: Opening<'_>,
        moment: Moment<'_>,
    ) -> Result<Option<Person>, PersonError> {
        let mut act = self.store.begin(Lock::Journal).await?;
        let update = "update passkey set moving = $3, used_at = $4 where id = $1 and moving = $2 returning person";
        let row = sqlx::query(update)
            .bind(&passkey.id)
            .bind(hex(&passkey.moving))
            .bind(hex(moving))
            .bind(moment.now)
            .fetch_optional(&mut *act)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let id: String = row.try_get("person")?;
        let person = people::person_of(&mut act, &id).await?;
        people::let_in(&mut act, &person.id, opening, moment).await?;
        act.commit().await?;
        Ok(Some(person))
    }

    /// Writes what its holder calls a passkey; whether it is there.
    ///
    /// # Errors
    /// As [`Passkeys::take`].
    pub async fn rename(&self, person: &PersonId, asked: &str, name: &str) -> Result<bool, PersonError> {
        let Some(passkey) = self.of(person).await?.into_iter().find(|p| p.key() == asked) else { return Ok(false) };
        let update = "update passkey set name = $3 where person = $1 and id = $2";
        let done = sqlx::query(update).bind(person.as_str()).bind(&passkey.id).bind(named(name));
        Ok(done.execute(&self.store.pool).await?.rows_affected() > 0)
    }

    /// Removes a passkey of somebody, by its [key](Passkey::key); whether it was there. Other ways in stay open.
    ///
    /// # Errors
    /// As [`Passkeys::take`]; then nothing was written.
    pub async fn remove(&self, person: &PersonId, asked: &str, moment: Moment<'_>) -> Result<bool, PersonError> {
        let Some(passkey) = self.of(person).await?.into_iter().find(|p| p.key() == asked) else { return Ok(false) };
        let mut act = self.store.begin(Lock::Journal).await?;
        let delete = "delete from passkey where person = $1 and id = $2";
        let done = sqlx::query(delete).bind(person.as_str()).bind(&passkey.id).execute(&mut *act).await?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        let body = json!({ "passkey": asked });
        people::record(&mut act, Some(person), "remove-passkey", person, &body, moment).await?;
        act.commit().await?;
        Ok(true)
    }
}

fn key(id: &str) -> String {
    hex(&Sha256::digest(id))[..12].to_owned()
}

/// A name on one line, of a length that a table holds.
fn named(name: &str) -> String {
    let line = name.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect()
}

fn bytes(row: &AnyRow, column: &'static str, whose: &str) -> Result<Vec<u8>, PersonError> {
    let text: String = row.try_get(column)?;
    let digits = || PersonError::Corrupt { id: whose.to_owned(), fault: format!("{column} is not hexadecimal") };
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return Err(digits());
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).map_err(|_| digits())).collect()
}

fn read(row: &AnyRow) -> Result<Passkey, PersonError> {
    let id: String = row.try_get("id")?;
    let whose = format!("of the passkey {}", key(&id));
    let transports: String = row.try_get("transports")?;
    Ok(Passkey {
        name: row.try_get("name")?,
        fixed: bytes(row, "fixed", &whose)?,
        moving: bytes(row, "moving", &whose)?,
        transports: transports.parse().map_err(|_| PersonError::Corrupt {
            id: whose.clone(),
            fault: format!("transports {transports:?} are no number under 256"),
        })?,
        created_at: row.try_get("created_at")?,
        used_at: row.try_get("used_at")?,
        id,
    })
}

#[cfg(test)]
mod tests;
