//! Who may enter, by which ways in, with which roles. What changes the rights of somebody is an act of the journal.

use std::collections::BTreeSet;

use facts::Lang;
use programme::id::PersonId;
use programme::role::Role;
use serde_json::json;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AnyPool, Row};

use crate::act::Record;
use crate::dialect::Lock;
use crate::entry::{Body, Salt};
use crate::outbox::{self, Outgoing};
use crate::{DatabaseError, EmailAddress, Store, Token, journal};

/// Most links to enter that one address is sent while the first of them is good.
pub const MOST_LINKS: i64 = 5;
/// Longest name of a person, in characters.
pub const LONGEST_NAME: usize = 120;
/// Longest description of a device kept, in characters.
const LONGEST_DEVICE: usize = 160;

/// Somebody who may enter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The only name that the journal has of them.
    pub id: PersonId,
    /// Their mailbox.
    pub address: EmailAddress,
    /// Their name as they wrote it; empty before they did.
    pub name: String,
    /// In which language they are written to.
    pub lang: Lang,
    /// When they first entered; nothing when they were given a role and never came.
    pub verified_at: Option<String>,
}

/// A role that somebody has in a session.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// The session.
    pub session: String,
    /// The role.
    pub role: Role,
    /// Codes of the départements (`16`) and régions (`reg:75`) it holds for; none when it holds everywhere.
    pub areas: BTreeSet<String>,
}

/// By which way somebody entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// A link sent to their mailbox.
    Link,
    /// An OpenID Connect provider.
    Provider,
    /// A passkey.
    Passkey,
    /// A button of the demonstration.
    Demonstration,
}

impl How {
    const NAMES: [(&'static str, How); 4] = [
        ("link", How::Link),
        ("provider", How::Provider),
        ("passkey", How::Passkey),
        ("demonstration", How::Demonstration),
    ];

    /// Its written name.
    pub fn as_str(self) -> &'static str {
        Self::NAMES.into_iter().find(|(_, how)| *how == self).map_or("", |(name, _)| name)
    }
}

/// A way in that is open on a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// Twelve hexadecimal digits, by which it is ended.
    pub id: String,
    /// By which way.
    pub how: How,
    /// The device, as its browser says.
    pub device: String,
    /// Since when.
    pub created_at: String,
    /// When it was last used, to a few minutes.
    pub seen_at: String,
}

/// Somebody who has entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// Who.
    pub person: Person,
    /// Their roles, in all sessions.
    pub parts: Vec<Part>,
    /// The way in that is used.
    pub login: String,
    /// Since when it is open.
    pub since: String,
    /// When it was last used, to a few minutes.
    pub seen_at: String,
}

/// When an act is done, and the random bytes that go with its entry.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'m> {
    /// Now.
    pub now: &'m str,
    /// Never used before.
    pub salt: Salt,
}

/// A new way in.
#[derive(Debug, Clone, Copy)]
pub struct Opening<'o> {
    /// What the browser will hold.
    pub login: &'o Token,
    /// The identifier of the person, if they are new.
    pub id: &'o PersonId,
    /// By which way.
    pub how: How,
    /// The device, as its browser says.
    pub device: &'o str,
    /// Until when.
    pub expires_at: &'o str,
}

/// Why somebody cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PersonError {
    /// The row is there but not as it is written.
    #[error("the person {id} cannot be read: {fault}")]
    Corrupt {
        /// Their identifier.
        id: String,
        /// What is wrong.
        fault: String,
    },
    /// The database did not answer.
    #[error("people cannot be read: {0}")]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for PersonError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(DatabaseError(error))
    }
}

/// The people of an instance.
#[derive(Debug, Clone, Copy)]
pub struct People<'s> {
    store: &'s Store,
}

impl Store {
    /// Who may enter.
    pub fn people(&self) -> People<'_> {
        People { store: self }
    }
}

impl People<'_> {
    pub(crate) fn store(&self) -> &Store {
        self.store
    }

    /// Writes a link to enter, and the mail that holds it; whether it was, for an address is not sent more than
    /// [`MOST_LINKS`] at a time. Whoever asks is told the same in each case.
    ///
    /// # Errors
    /// When the database does not answer: then nothing was written.
    pub async fn ask(
        &self,
        address: &EmailAddress,
        lang: Lang,
        token: &Token,
        (now, expires_at): (&str, &str),
        mail: &Outgoing,
    ) -> Result<bool, DatabaseError> {
        let mut act = self.store.begin(Lock::People).await?;
        sqlx::query("delete from sign_in where expires_at <= $1").bind(now).execute(&mut *act).await?;
        let count = "select count(*) from sign_in where address = $1";
        let sent: i64 = sqlx::query_scalar(count).bind(address.as_str()).fetch_one(&mut *act).await?;
        if sent >= MOST_LINKS {
            return Ok(false);
        }
        let insert = "insert into sign_in (sha256, address, lang, created_at, expires_at) values ($1, $2, $3, $4, $5)";
        sqlx::query(insert)
            .bind(token.sha256())
            .bind(address.as_str())
            .bind(lang.code())
            .bind(now)
            .bind(expires_at)
            .execute(&mut *act)
            .await?;
        outbox::put(&mut act, mail, now).await?;
        act.commit().await?;
        Ok(true)
    }

    /// Whose mailbox a link was sent to, while it is good.
    ///
    /// # Errors
    /// `Corrupt` when its row was spoilt, `Database` when the database does not answer.
    pub async fn asked(&self, token: &Token, now: &str) -> Result<Option<EmailAddress>, PersonError> {
        let mut conn = self.store.pool.acquire().await?;
        Ok(link(&mut conn, token, now).await?.map(|(address, _)| address))
    }

    /// Uses a link: it is good once. Its reader is known from then on, and has a way in. Nothing when the link is not, or
    /// no longer, good. All the links of that mailbox go with it.
    ///
    /// # Errors
    /// As [`People::asked`]; then nothing was written.
    pub async fn enter(
        &self,
        token: &Token,
        opening: Opening<'_>,
        moment: Moment<'_>,
    ) -> Result<Option<Person>, PersonError> {
        let mut act = self.store.begin(Lock::Journal).await?;
        let Some((address, lang)) = link(&mut act, token, moment.now).await? else { return Ok(None) };
        sqlx::query("delete from sign_in where address = $1").bind(address.as_str()).execute(&mut *act).await?;
        let person = open(&mut act, &address, lang, opening, moment).await?;
        act.commit().await?;
        Ok(Some(person))
    }

    /// Opens a way in for an address that something else than a link proved: a provider that verified it, a passkey, a
    /// button of the demonstration.
    ///
    /// # Errors
    /// As [`People::enter`].
    pub async fn welcome(
        &self,
        address: &EmailAddress,
        lang: Lang,
        opening: Opening<'_>,
        moment: Moment<'_>,
    ) -> Result<Person, PersonError> {
        let mut act = self.store.begin(Lock::Journal).await?;
        let person = open(&mut act, address, lang, opening, moment).await?;
        act.commit().await?;
        Ok(person)
    }

    /// Who holds a way in, at `now`. That it was used is noted when the last time is before `noted_before`.
    ///
    /// # Errors
    /// As [`People::asked`].
    pub async fn entered(&self, login: &Token, now: &str, noted_before: &str) -> Result<Option<Entered>, PersonError> {
        let select =
            "select p.id, p.address, p.name, p.lang, p.verified_at, l.id as login, l.created_at as since, l.seen_at
             from login l
             join person p on p.id = l.person where l.sha256 = $1 and l.expires_at > $2";
        let row = sqlx::query(select).bind(login.sha256()).bind(now).fetch_optional(&self.store.pool).await?;
        let Some(row) = row else { return Ok(None) };
        let person = read(&row)?;
        let seen_at: String = row.try_get("seen_at")?;
        if seen_at.as_str() < noted_before {
            let update = "update login set seen_at = $2 where sha256 = $1";
            sqlx::query(update).bind(login.sha256()).bind(now).execute(&self.store.pool).await?;
            let update = "update person set seen_at = $2 where id = $1";
            sqlx::query(update).bind(person.id.as_str()).bind(now).execute(&self.store.pool).await?;
        }
        let parts = parts_of(&self.store.pool, &person.id).await?;
        Ok(Some(Entered { person, parts, login: row.try_get("login")?, since: row.try_get("since")?, seen_at }))
    }

    /// The ways in that are open, the last used first.
    ///
    /// # Errors
    /// As [`People::asked`].
    pub async fn logins(&self, person: &PersonId, now: &str) -> Result<Vec<Login>, PersonError> {
        let select = "select id, how, device, created_at, seen_at from login
             where person = $1 and expires_at > $2 order by seen_at desc, id";
        let rows = sqlx::query(select).bind(person.as_str()).bind(now).fetch_all(&self.store.pool).await?;
        rows.iter().map(|row| read_login(row, person)).collect()
    }

    /// Ends the way in that a browser holds, whoever's it is; whether there was one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget(&self, login: &Token) -> Result<bool, DatabaseError> {
        let done = sqlx::query("delete from login where sha256 = $1").bind(login.sha256());
        Ok(done.execute(&self.store.pool).await?.rows_affected() > 0)
    }

    /// Ends a way in of somebody, or all of them; how many ended. Ending twice is the same act.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn leave(&self, person: &PersonId, login: Option<&str>) -> Result<u64, DatabaseError> {
        let delete = "delete from login where person = $1 and (id = $2 or $2 = '')";
        let done = sqlx::query(delete).bind(person.as_str()).bind(login.unwrap_or_default());
        Ok(done.execute(&self.store.pool).await?.rows_affected())
    }

    /// Writes how somebody is called, and in which language they are written to.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn call(&self, person: &PersonId, name: &str, lang: Lang) -> Result<(), DatabaseError> {
        let name: String = name.trim().chars().take(LONGEST_NAME).collect();
        let update = "update person set name = $2, lang = $3 where id = $1";
        sqlx::query(update).bind(person.as_str()).bind(name).bind(lang.code()).execute(&self.store.pool).await?;
        Ok(())
    }

    /// The person of an identifier.
    ///
    /// # Errors
    /// As [`People::asked`].
    pub async fn find(&self, id: &PersonId) -> Result<Option<Person>, PersonError> {
        let select = "select id, address, name, lang, verified_at from person where id = $1";
        let row = sqlx::query(select).bind(id.as_str()).fetch_optional(&self.store.pool).await?;
        row.as_ref().map(read).transpose()
    }

    /// Who holds an address, known from then on when nobody was: they have not entered yet.
    ///
    /// # Errors
    /// As [`People::enter`].
    pub async fn meet(
        &self,
        address: &EmailAddress,
        lang: Lang,
        new_id: &PersonId,
        now: &str,
    ) -> Result<Person, PersonError> {
        let mut act = self.store.begin(Lock::Journal).await?;
        let person = known(&mut act, address, lang, new_id, now).await?;
        act.commit().await?;
        Ok(person)
    }

    /// Gives a role to the holder of an address, who need not have entered yet, with the mail that tells them when there
    /// is one. Giving it again changes where it holds.
    ///
    /// # Errors
    /// As [`People::enter`].
    pub async fn give(
        &self,
        by: Option<&PersonId>,
        (address, lang, new_id): (&EmailAddress, Lang, &PersonId),
        part: &Part,
        mail: Option<&Outgoing>,
        moment: Moment<'_>,
    ) -> Result<PersonId, PersonError> {
        let mut act = self.store.begin(Lock::Journal).await?;
        let person = known(&mut act, address, lang, new_id, moment.now).await?;
        let areas = part.areas.iter().map(String::as_str).collect::<Vec<_>>().join(",");
        sqlx::query(
            "insert into part (person, session, role, areas, given_at) values ($1, $2, $3, $4, $5)
             on conflict (person, session, role) do update set areas = excluded.areas, given_at = excluded.given_at",
        )
        .bind(person.id.as_str())
        .bind(&part.session)
        .bind(part.role.as_str())
        .bind(&areas)
        .bind(moment.now)
        .execute(&mut *act)
        .await?;
        let body = json!({ "session": part.session, "role": part.role, "areas": part.areas });
        record(&mut act, by, "give-role", &person.id, &body, moment).await?;
        if let Some(mail) = mail {
            outbox::put(&mut act, mail, moment.now).await?;
        }
        act.commit().await?;
        Ok(person.id)
    }

    /// Takes a role away; whether they had it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn take(
        &self,
        by: Option<&PersonId>,
        person: &PersonId,
        session: &str,
        role: Role,
        moment: Moment<'_>,
    ) -> Result<bool, DatabaseError> {
        let mut act = self.store.begin(Lock::Journal).await?;
        let delete = "delete from part where person = $1 and session = $2 and role = $3";
        let done =
            sqlx::query(delete).bind(person.as_str()).bind(session).bind(role.as_str()).execute(&mut *act).await?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        record(&mut act, by, "take-role", person, &json!({ "session": session, "role": role }), moment).await?;
        act.commit().await?;
        Ok(true)
    }

    /// The person of an address.
    ///
    /// # Errors
    /// As [`People::asked`].
    pub async fn of_address(&self, address: &EmailAddress) -> Result<Option<Person>, PersonError> {
        let select = "select id, address, name, lang, verified_at from person where address = $1";
        let row = sqlx::query(select).bind(address.as_str()).fetch_optional(&self.store.pool).await?;
        row.as_ref().map(read).transpose()
    }

    /// Who has a role in a session, in the order of addresses.
    ///
    /// # Errors
    /// As [`People::asked`].
    pub async fn of_session(&self, session: &str) -> Result<Vec<(Person, Part)>, PersonError> {
        let select = "select p.id, p.address, p.name, p.lang, p.verified_at, t.session, t.role, t.areas from part t
             join person p on p.id = t.person where t.session = $1 order by p.address, t.role";
        let rows = sqlx::query(select).bind(session).fetch_all(&self.store.pool).await?;
        rows.iter().map(|row| Ok((read(row)?, read_part(row)?))).collect()
    }

    /// Removes the ways in and the links whose time is over.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn purge(&self, now: &str) -> Result<u64, DatabaseError> {
        let mut gone = 0;
        for delete in [
            "delete from login where expires_at <= $1",
            "delete from sign_in where expires_at <= $1",
            "delete from provider_attempt where expires_at <= $1",
            "delete from provider_claim where expires_at <= $1",
            "delete from passkey_ceremony where expires_at <= $1",
        ] {
            gone += sqlx::query(delete).bind(now).execute(&self.store.pool).await?.rows_affected();
        }
        Ok(gone)
    }
}

/// The address and the language of a link that is good at `now`.
async fn link(conn: &mut AnyConnection, token: &Token, now: &str) -> Result<Option<(EmailAddress, Lang)>, PersonError> {
    let select = "select address, lang from sign_in where sha256 = $1 and expires_at > $2";
    let row = sqlx::query(select).bind(token.sha256()).bind(now).fetch_optional(conn).await?;
    let Some(row) = row else { return Ok(None) };
    let corrupt = |fault: String| PersonError::Corrupt { id: "of a link to enter".to_owned(), fault };
    let address: String = row.try_get("address")?;
    let lang: String = row.try_get("lang")?;
    let lang = Lang::from_code(&lang).ok_or_else(|| corrupt(format!("unknown language {lang:?}")))?;
    Ok(Some((address.parse().map_err(|error| corrupt(format!("{error}")))?, lang)))
}

/// Makes somebody known if they are not, and their address proved; gives them a way in.
pub(crate) async fn open(
    conn: &mut AnyConnection,
    address: &EmailAddress,
    lang: Lang,
    opening: Opening<'_>,
    moment: Moment<'_>,
) -> Result<Person, PersonError> {
    let mut person = known(conn, address, lang, opening.id, moment.now).await?;
    if person.verified_at.is_none() {
        let update = "update person set verified_at = $2 where id = $1";
        sqlx::query(update).bind(person.id.as_str()).bind(moment.now).execute(&mut *conn).await?;
        person.verified_at = Some(moment.now.to_owned());
    }
    let_in(conn, &person.id, opening, moment).await?;
    Ok(person)
}

/// Gives somebody who is known a way in.
pub(crate) async fn let_in(
    conn: &mut AnyConnection,
    person: &PersonId,
    opening: Opening<'_>,
    moment: Moment<'_>,
) -> Result<(), sqlx::Error> {
    let update = "update person set seen_at = $2 where id = $1";
    sqlx::query(update).bind(person.as_str()).bind(moment.now).execute(&mut *conn).await?;
    let sha256 = opening.login.sha256();
    let device: String = opening.device.chars().filter(|c| !c.is_control()).take(LONGEST_DEVICE).collect();
    sqlx::query(
        "insert into login (sha256, id, person, how, device, created_at, seen_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $6, $7)",
    )
    .bind(&sha256)
    .bind(&sha256[..12])
    .bind(person.as_str())
    .bind(opening.how.as_str())
    .bind(device)
    .bind(moment.now)
    .bind(opening.expires_at)
    .execute(&mut *conn)
    .await?;
    record(conn, Some(person), "enter", person, &json!({ "how": opening.how.as_str() }), moment).await
}

/// The person of an identifier, of whom a row speaks: they are there.
pub(crate) async fn person_of(conn: &mut AnyConnection, id: &str) -> Result<Person, PersonError> {
    let select = "select id, address, name, lang, verified_at from person where id = $1";
    read(&sqlx::query(select).bind(id).fetch_one(conn).await?)
}

/// The person of an address, written now if there is none.
pub(crate) async fn known(
    conn: &mut AnyConnection,
    address: &EmailAddress,
    lang: Lang,
    new_id: &PersonId,
    now: &str,
) -> Result<Person, PersonError> {
    let insert = "insert into person (id, address, name, lang, created_at) values ($1, $2, '', $3, $4)
         on conflict (address) do nothing";
    sqlx::query(insert)
        .bind(new_id.as_str())
        .bind(address.as_str())
        .bind(lang.code())
        .bind(now)
        .execute(&mut *conn)
        .await?;
    let select = "select id, address, name, lang, verified_at from person where address = $1";
    read(&sqlx::query(select).bind(address.as_str()).fetch_one(conn).await?)
}

pub(crate) async fn record(
    conn: &mut AnyConnection,
    by: Option<&PersonId>,
    act: &str,
    person: &PersonId,
    body: &serde_json::Value,
    moment: Moment<'_>,
) -> Result<(), sqlx::Error> {
    let name = |text: &str| sqlx::Error::Encode(format!("{text:?} is no name of the journal").into());
    let actor = by.map_or("system", PersonId::as_str);
    let subject = format!("person:{person}");
    let record = Record {
        actor: actor.parse().map_err(|_| name(actor))?,
        act: act.parse().map_err(|_| name(act))?,
        subject: subject.parse().map_err(|_| name(&subject))?,
        body: Body::of(body),
        salt: moment.salt,
    };
    journal::append(conn, &record, moment.now).await?;
    Ok(())
}

pub(crate) async fn parts_of(pool: &AnyPool, person: &PersonId) -> Result<Vec<Part>, PersonError> {
    let select = "select person as id, session, role, areas from part where person = $1 order by session, role";
    sqlx::query(select).bind(person.as_str()).fetch_all(pool).await?.iter().map(read_part).collect()
}

pub(crate) fn read(row: &AnyRow) -> Result<Person, PersonError> {
    let id: String = row.try_get("id")?;
    let corrupt = |fault: String| PersonError::Corrupt { id: id.clone(), fault };
    let text = |column| row.try_get::<String, _>(column).map_err(|error| corrupt(error.to_string()));
    let lang = text("lang")?;
    Ok(Person {
        id: id.parse().map_err(|error| corrupt(format!("{error}")))?,
        address: text("address")?.parse().map_err(|error| corrupt(format!("{error}")))?,
        name: text("name")?,
        lang: Lang::from_code(&lang).ok_or_else(|| corrupt(format!("unknown language {lang:?}")))?,
        verified_at: row.try_get("verified_at").map_err(|error| corrupt(error.to_string()))?,
    })
}

fn read_part(row: &AnyRow) -> Result<Part, PersonError> {
    let (id, role): (String, String) = (row.try_get("id")?, row.try_get("role")?);
    let found = Role::CHOICES.iter().find(|(name, _)| *name == role).map(|(_, role)| *role);
    let role = found.ok_or_else(|| PersonError::Corrupt { id, fault: format!("unknown role {role:?}") })?;
    let areas: String = row.try_get("areas")?;
    let areas = areas.split(',').filter(|area| !area.is_empty()).map(str::to_owned).collect();
    Ok(Part { session: row.try_get("session")?, role, areas })
}

fn read_login(row: &AnyRow, person: &PersonId) -> Result<Login, PersonError> {
    let how: String = row.try_get("how")?;
    let found = How::NAMES.into_iter().find(|(name, _)| *name == how).map(|(_, how)| how);
    let corrupt = || PersonError::Corrupt { id: person.to_string(), fault: format!("unknown way in {how:?}") };
    Ok(Login {
        id: row.try_get("id")?,
        how: found.ok_or_else(corrupt)?,
        device: row.try_get("device")?,
        created_at: row.try_get("created_at")?,
        seen_at: row.try_get("seen_at")?,
    })
}

/// Everybody that cannot be read.
pub(crate) async fn faults(pool: &AnyPool) -> Result<Vec<PersonError>, sqlx::Error> {
    let people = "select id, address, name, lang, verified_at from person order by id";
    let parts = "select person as id, session, role, areas from part order by person, session, role";
    let mut faults: Vec<PersonError> =
        sqlx::query(people).fetch_all(pool).await?.iter().filter_map(|row| read(row).err()).collect();
    faults.extend(sqlx::query(parts).fetch_all(pool).await?.iter().filter_map(|row| read_part(row).err()));
    Ok(faults)
}

#[cfg(test)]
mod tests;
