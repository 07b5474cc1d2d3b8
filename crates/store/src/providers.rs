//! Accounts of a provider of OpenID Connect, and whose they are. What a provider says was verified before it comes here.

use facts::Lang;
use programme::id::PersonId;
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use crate::dialect::Lock;
use crate::people::{self, Moment, Opening, Person, PersonError};
use crate::token::hex;
use crate::{DatabaseError, EmailAddress, Store, Token};

/// An account, and what its provider says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The provider.
    pub issuer: String,
    /// What it calls the account: unique there, and for ever.
    pub subject: String,
    /// The establishment of its holder: fourteen digits.
    pub siret: Option<String>,
    /// How sure the provider is of who holds it (`acr`).
    pub assurance: Option<String>,
}

/// An account bound to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The account, as it was told last.
    pub account: Account,
    /// Since when it is bound.
    pub created_at: String,
    /// When it was last entered with.
    pub seen_at: String,
}

impl Bound {
    /// Twelve hexadecimal digits, by which it is unbound.
    pub fn key(&self) -> String {
        key(&self.account.issuer, &self.account.subject)
    }
}

/// A way to the provider from which somebody comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Who wants the account bound to their space; nobody when it is to enter.
    pub person: Option<PersonId>,
    /// In which language they read.
    pub lang: Lang,
    /// Where they go afterwards; empty for their space.
    pub next: String,
}

/// What became of an account that somebody came with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entering {
    /// It is theirs: a way in is open.
    In(Person),
    /// It is nobody's yet, and nothing proves whose it is.
    Unproved,
}

/// What became of an account that somebody wants bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// It is, from now on or already.
    Done,
    /// It is somebody else's.
    Taken,
}

/// Accounts of providers.
#[derive(Debug, Clone, Copy)]
pub struct Providers<'s> {
    store: &'s Store,
}

impl Store {
    /// Accounts of providers, and whose they are.
    pub fn providers(&self) -> Providers<'_> {
        Providers { store: self }
    }
}

impl Providers<'_> {
    /// Writes that a browser goes to the provider.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin(
        &self,
        token: &Token,
        attempt: &Attempt,
        (now, expires_at): (&str, &str),
    ) -> Result<(), DatabaseError> {
        let over = "delete from provider_attempt where expires_at <= $1";
        sqlx::query(over).bind(now).execute(&self.store.pool).await?;
        let insert = "insert into provider_attempt (sha256, person, lang, next, created_at, expires_at)
             values ($1, $2, $3, $4, $5, $6)";
        sqlx::query(insert)
            .bind(token.sha256())
            .bind(attempt.person.as_ref().map(PersonId::as_str))
            .bind(attempt.lang.code())
            .bind(&attempt.next)
            .bind(now)
            .bind(expires_at)
            .execute(&self.store.pool)
            .await?;
        Ok(())
    }

    /// Takes out the way by which a browser comes back: it is good once.
    ///
    /// # Errors
    /// `Corrupt` when its row was spoilt, `Database` when the database does not answer.
    pub async fn take(&self, token: &Token, now: &str) -> Result<Option<Attempt>, PersonError> {
        let delete = "delete from provider_attempt where sha256 = $1 returning person, lang, next, expires_at";
        let row = sqlx::query(delete).bind(token.sha256()).fetch_optional(&self.store.pool).await?;
        let Some(row) = row else { return Ok(None) };
        let corrupt = |fault: String| PersonError::Corrupt { id: "of a way to the provider".to_owned(), fault };
        let expires_at: String = row.try_get("expires_at")?;
        let (person, lang): (Option<String>, String) = (row.try_get("person")?, row.try_get("lang")?);
        let attempt = Attempt {
            person: person.map(|id| id.parse()).transpose().map_err(|error| corrupt(format!("{error}")))?,
            lang: Lang::from_code(&lang).ok_or_else(|| corrupt(format!("unknown language {lang:?}")))?,
            next: row.try_get("next")?,
        };
        Ok((expires_at.as_str() > now).then_some(attempt))
    }

    /// Lets in the holder of an account: the person it is bound to; else, when the provider verified an address, the
    /// person of that address, to whom it is bound from then on. An address never leads to somebody who has another
    /// account of that provider: it may have been given to a successor.
    ///
    /// # Errors
    /// As [`Providers::take`]; then nothing was written.
    pub async fn enter(
        &self,
        account: &Account,
        verified: Option<(&EmailAddress, Lang)>,
        opening: Opening<'_>,
        moment: Moment<'_>,
    ) -> Result<Entering, PersonError> {
        let mut act = self.store.begin(Lock::Journal).await?;
        if let Some(id) = holder(&mut act, account).await? {
            tell(&mut act, account, moment.now).await?;
            let person = people::person_of(&mut act, &id).await?;
            people::let_in(&mut act, &person.id, opening, moment).await?;
            act.commit().await?;
            return Ok(Entering::In(person));
        }
        let Some((address, lang)) = verified else { return Ok(Entering::Unproved) };
        let others = "select count(*) from provider_account a join person p on p.id = a.person
             where a.issuer = $1 and p.address = $2";
        let others: i64 =
            sqlx::query_scalar(others).bind(&account.issuer).bind(address.as_str()).fetch_one(&mut *act).await?;
        if others > 0 {
            return Ok(Entering::Unproved);
        }
        let person = people::open(&mut act, address, lang, opening, moment).await?;
        bind(&mut act, account, &person.id, moment).await?;
        act.commit().await?;
        Ok(Entering::In(person))
    }

    /// Binds an account to the space of somebody who has entered otherwise.
    ///
    /// # Errors
    /// As [`Providers::take`]; then nothing was written.
    pub async fn attach(
        &self,
        account: &Account,
        person: &PersonId,
        moment: Moment<'_>,
    ) -> Result<Binding, PersonError> {
        let mut act = self.store.begin(Lock::Journal).await?;
        match holder(&mut act, account).await? {
            Some(id) if id == person.as_str() => tell(&mut act, account, moment.now).await?,
            Some(_) => return Ok(Binding::Taken),
            None => bind(&mut act, account, person, moment).await?,
        }
        act.commit().await?;
        Ok(Binding::Done)
    }

    /// Unbinds an account of somebody, by its [key](Bound::key); whether there was one. Other ways in stay open.
    ///
    /// # Errors
    /// As [`Providers::take`]; then nothing was written.
    pub async fn detach(&self, person: &PersonId, asked: &str, moment: Moment<'_>) -> Result<bool, PersonError> {
        let mut act = self.store.begin(Lock::Journal).await?;
        let select = "select issuer, subject, siret, assurance, created_at, seen_at from provider_account
             where person = $1 order by issuer, subject";
        let rows = sqlx::query(select).bind(person.as_str()).fetch_all(&mut *act).await?;
        let found = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?.into_iter().find(|b| b.key() == asked);
        let Some(Bound { account, .. }) = found else { return Ok(false) };
        let delete = "delete from provider_account where issuer = $1 and subject = $2";
        sqlx::query(delete).bind(&account.issuer).bind(&account.subject).execute(&mut *act).await?;
        let body = json!({ "issuer": account.issuer });
        people::record(&mut act, Some(person), "detach-provider", person, &body, moment).await?;
        act.commit().await?;
        Ok(true)
    }

    /// The accounts of somebody, in the order in which they were bound.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of(&self, person: &PersonId) -> Result<Vec<Bound>, DatabaseError> {
        let select = "select issuer, subject, siret, assurance, created_at, seen_at from provider_account
             where person = $1 order by created_at, issuer, subject";
        let rows = sqlx::query(select).bind(person.as_str()).fetch_all(&self.store.pool).await?;
        Ok(rows.iter().map(read).collect::<Result<Vec<_>, _>>()?)
    }

    /// Keeps an account that nothing proves whose it is, for the browser that came with it, until its holder has followed
    /// a link sent to its address.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn keep(
        &self,
        token: &Token,
        account: &Account,
        address: &EmailAddress,
        (now, expires_at): (&str, &str),
    ) -> Result<(), DatabaseError> {
        let insert = "insert into provider_claim
             (sha256, issuer, subject, address, siret, assurance, created_at, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8)";
        sqlx::query(insert)
            .bind(token.sha256())
            .bind(&account.issuer)
            .bind(&account.subject)
            .bind(address.as_str())
            .bind(account.siret.as_deref())
            .bind(account.assurance.as_deref())
            .bind(now)
            .bind(expires_at)
            .execute(&self.store.pool)
            .await?;
        Ok(())
    }

    /// Binds what was kept for a browser to who has just proved the address; whether there was something. It is taken out
    /// in any case.
    ///
    /// # Errors
    /// As [`Providers::take`]; then nothing was written.
    pub async fn prove(&self, token: &Token, person: &Person, moment: Moment<'_>) -> Result<bool, PersonError> {
        let mut act = self.store.begin(Lock::Journal).await?;
        let delete = "delete from provider_claim where sha256 = $1
             returning issuer, subject, siret, assurance, address, expires_at";
        let row = sqlx::query(delete).bind(token.sha256()).fetch_optional(&mut *act).await?;
        let Some(row) = row else { return Ok(false) };
        let (address, expires_at): (String, String) = (row.try_get("address")?, row.try_get("expires_at")?);
        let account = read_account(&row)?;
        let good = expires_at.as_str() > moment.now && address == person.address.as_str();
        let bound = good && holder(&mut act, &account).await?.is_none();
        if bound {
            bind(&mut act, &account, &person.id, moment).await?;
        }
        act.commit().await?;
        Ok(bound)
    }

    /// Keeps what the provider asks for when its session is left, with a way in.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note_session(&self, login: &Token, issuer: &str, id_token: &str) -> Result<(), DatabaseError> {
        let insert = "insert into provider_session (login, issuer, id_token) values ($1, $2, $3)
             on conflict (login) do update set issuer = excluded.issuer, id_token = excluded.id_token";
        sqlx::query(insert).bind(login.sha256()).bind(issuer).bind(id_token).execute(&self.store.pool).await?;
        Ok(())
    }

    /// What the provider asks for to leave the session that goes with a way in, when there is one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn session(&self, login: &Token, issuer: &str) -> Result<Option<String>, DatabaseError> {
        let select = "select id_token from provider_session where login = $1 and issuer = $2";
        let found = sqlx::query_scalar(select).bind(login.sha256()).bind(issuer);
        Ok(found.fetch_optional(&self.store.pool).await?)
    }
}

fn key(issuer: &str, subject: &str) -> String {
    hex(&Sha256::digest(format!("{issuer}\n{subject}")))[..12].to_owned()
}

/// Whom an account is bound to.
async fn holder(conn: &mut AnyConnection, account: &Account) -> Result<Option<String>, sqlx::Error> {
    let select = "select person from provider_account where issuer = $1 and subject = $2";
    sqlx::query_scalar(select).bind(&account.issuer).bind(&account.subject).fetch_optional(conn).await
}

/// Writes what the provider says today of an account that is bound.
async fn tell(conn: &mut AnyConnection, account: &Account, now: &str) -> Result<(), sqlx::Error> {
    let update = "update provider_account set siret = $3, assurance = $4, seen_at = $5
         where issuer = $1 and subject = $2";
    sqlx::query(update)
        .bind(&account.issuer)
        .bind(&account.subject)
        .bind(account.siret.as_deref())
        .bind(account.assurance.as_deref())
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

async fn bind(
    conn: &mut AnyConnection,
    account: &Account,
    person: &PersonId,
    moment: Moment<'_>,
) -> Result<(), sqlx::Error> {
    let insert = "insert into provider_account (issuer, subject, person, siret, assurance, created_at, seen_at)
         values ($1, $2, $3, $4, $5, $6, $6)";
    sqlx::query(insert)
        .bind(&account.issuer)
        .bind(&account.subject)
        .bind(person.as_str())
        .bind(account.siret.as_deref())
        .bind(account.assurance.as_deref())
        .bind(moment.now)
        .execute(&mut *conn)
        .await?;
    let body = json!({ "issuer": account.issuer });
    people::record(conn, Some(person), "attach-provider", person, &body, moment).await
}

fn read_account(row: &AnyRow) -> Result<Account, sqlx::Error> {
    Ok(Account {
        issuer: row.try_get("issuer")?,
        subject: row.try_get("subject")?,
        siret: row.try_get("siret")?,
        assurance: row.try_get("assurance")?,
    })
}

fn read(row: &AnyRow) -> Result<Bound, sqlx::Error> {
    Ok(Bound { account: read_account(row)?, created_at: row.try_get("created_at")?, seen_at: row.try_get("seen_at")? })
}

#[cfg(test)]
mod tests;
