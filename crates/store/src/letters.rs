//! Letters asked of people who have no account: to whom a demand was sent, the links of its mails, what was answered. What the
//! dossier keeps of a letter is in its story; see [`crate::dossiers`].

use std::collections::BTreeMap;

use facts::Lang;
use programme::id::{DossierId, LetterId};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use crate::dialect::Lock;
use crate::dossiers::{DossierError, Dossiers};
use crate::outbox::{self, Outgoing};
use crate::{EmailAddress, Token};

/// A demand of a letter, as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The letter.
    pub letter: LetterId,
    /// The dossier.
    pub dossier: DossierId,
    /// To whom.
    pub address: EmailAddress,
    /// In which function; empty when it was not said.
    pub position: String,
    /// The language they are written to in.
    pub lang: Lang,
    /// Until when its links open anything.
    pub expires_at: String,
    /// When they were last reminded.
    pub reminded_at: Option<String>,
    /// When one of its links was first opened.
    pub seen_at: Option<String>,
    /// Why they refuse, if they said so.
    pub reply: Option<String>,
}

/// A link of a mail that asks for a letter.
#[derive(Debug, Clone)]
pub struct LetterLink {
    /// The letter.
    pub letter: LetterId,
    /// What the link proves.
    pub token: Token,
    /// Until when it opens, and with it the links sent before.
    pub expires_at: String,
}

const COLUMNS: &str = "a.id, a.dossier, a.address, a.position, a.lang, a.expires_at, a.reminded_at, a.seen_at, a.reply";

impl Dossiers<'_> {
    /// The demand that a link is good for.
    ///
    /// # Errors
    /// When the database does not answer, or its row was spoilt.
    pub async fn asked(&self, token: &Token, now: &str) -> Result<Option<Asked>, DossierError> {
        let select = format!(
            "select {COLUMNS} from letter_link l join letter_ask a on a.id = l.letter
             where l.sha256 = $1 and a.expires_at > $2"
        );
        let select = sqlx::query(sqlx::AssertSqlSafe(select)).bind(token.sha256()).bind(now);
        select.fetch_optional(&self.store.pool).await?.as_ref().map(read).transpose()
    }

    /// The demands of a dossier, by letter. Those whose time is over are not there any more.
    ///
    /// # Errors
    /// As [`Dossiers::asked`].
    pub async fn asks(&self, dossier: &DossierId) -> Result<BTreeMap<LetterId, Asked>, DossierError> {
        let select = format!("select {COLUMNS} from letter_ask a where a.dossier = $1");
        let rows = sqlx::query(sqlx::AssertSqlSafe(select)).bind(dossier.as_str());
        let rows = rows.fetch_all(&self.store.pool).await?;
        rows.iter().map(|row| read(row).map(|asked| (asked.letter.clone(), asked))).collect()
    }

    /// Notes that the link of a demand was opened. Only the first time counts.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn opened(&self, letter: &LetterId, now: &str) -> Result<(), DossierError> {
        let update = "update letter_ask set seen_at = $2 where id = $1 and seen_at is null";
        sqlx::query(update).bind(letter.as_str()).bind(now).execute(&self.store.pool).await?;
        Ok(())
    }

    /// Reminds the author of a letter, unless that very mail was written before; whether it was written now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn remind(&self, link: &LetterLink, mail: &Outgoing, now: &str) -> Result<bool, DossierError> {
        let mut act = self.store.begin(Lock::Journal).await?;
        let known = outbox::is_known(&mut act, &mail.key).await?;
        if !known {
            add_link(&mut act, link).await?;
            note_reminder(&mut act, &link.letter, now).await?;
            outbox::put(&mut act, mail, now).await?;
        }
        act.commit().await?;
        Ok(!known)
    }

    /// Erases the demands whose links no longer open anything, with the addresses they were sent to; how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_letters(&self, now: &str) -> Result<u64, DossierError> {
        let mut act = self.store.begin(Lock::Journal).await?;
        let delete = "delete from letter_link where letter in (select id from letter_ask where expires_at <= $1)";
        sqlx::query(delete).bind(now).execute(&mut *act).await?;
        let delete = sqlx::query("delete from letter_ask where expires_at <= $1").bind(now);
        let erased = delete.execute(&mut *act).await?.rows_affected();
        act.commit().await?;
        Ok(erased)
    }
}

/// Writes a demand, without a link.
pub(crate) async fn write(conn: &mut AnyConnection, asked: &Asked) -> Result<(), sqlx::Error> {
    let insert =
        "insert into letter_ask (id, dossier, address, position, lang, expires_at) values ($1, $2, $3, $4, $5, $6)";
    sqlx::query(insert)
        .bind(asked.letter.as_str())
        .bind(asked.dossier.as_str())
        .bind(asked.address.as_str())
        .bind(&asked.position)
        .bind(asked.lang.code())
        .bind(&asked.expires_at)
        .execute(conn)
        .await?;
    Ok(())
}

/// Writes one more link to a demand, and until when all of them open.
pub(crate) async fn add_link(conn: &mut AnyConnection, link: &LetterLink) -> Result<(), sqlx::Error> {
    let insert = "insert into letter_link (sha256, letter) values ($1, $2)";
    sqlx::query(insert).bind(link.token.sha256()).bind(link.letter.as_str()).execute(&mut *conn).await?;
    let update = "update letter_ask set expires_at = $2 where id = $1";
    sqlx::query(update).bind(link.letter.as_str()).bind(&link.expires_at).execute(conn).await?;
    Ok(())
}

/// Notes that a reminder was sent.
pub(crate) async fn note_reminder(conn: &mut AnyConnection, letter: &LetterId, now: &str) -> Result<(), sqlx::Error> {
    let update = "update letter_ask set reminded_at = $2 where id = $1";
    sqlx::query(update).bind(letter.as_str()).bind(now).execute(conn).await?;
    Ok(())
}

/// Writes why a letter is refused.
pub(crate) async fn answer(conn: &mut AnyConnection, letter: &LetterId, reply: &str) -> Result<(), sqlx::Error> {
    let update = "update letter_ask set reply = $2 where id = $1";
    sqlx::query(update).bind(letter.as_str()).bind(reply).execute(conn).await?;
    Ok(())
}

/// Erases the demands of a dossier that it does not have any more.
pub(crate) async fn keep(
    conn: &mut AnyConnection,
    dossier: &DossierId,
    kept: impl Fn(&str) -> bool,
) -> Result<(), sqlx::Error> {
    let select = sqlx::query("select id from letter_ask where dossier = $1").bind(dossier.as_str());
    for row in select.fetch_all(&mut *conn).await? {
        let id: String = row.try_get("id")?;
        if !kept(&id) {
            sqlx::query("delete from letter_link where letter = $1").bind(&id).execute(&mut *conn).await?;
            sqlx::query("delete from letter_ask where id = $1").bind(&id).execute(&mut *conn).await?;
        }
    }
    Ok(())
}

fn read(row: &AnyRow) -> Result<Asked, DossierError> {
    let (id, dossier): (String, String) = (row.try_get("id")?, row.try_get("dossier")?);
    let corrupt = |fault: String| DossierError::Corrupt { id: dossier.clone(), fault: format!("letter {id}: {fault}") };
    let (address, lang): (String, String) = (row.try_get("address")?, row.try_get("lang")?);
    Ok(Asked {
        letter: id.parse().map_err(|error: programme::id::NotAnId| corrupt(error.to_string()))?,
        dossier: dossier.parse().map_err(|error: programme::id::NotAnId| corrupt(error.to_string()))?,
        address: address.parse().map_err(|error: crate::NotAnAddress| corrupt(error.to_string()))?,
        position: row.try_get("position")?,
        lang: Lang::from_code(&lang).ok_or_else(|| corrupt(format!("language {lang:?}")))?,
        expires_at: row.try_get("expires_at")?,
        reminded_at: row.try_get("reminded_at")?,
        seen_at: row.try_get("seen_at")?,
        reply: row.try_get("reply")?,
    })
}
