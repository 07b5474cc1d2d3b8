//! Mails that are to leave. They are written in the same transaction as the act that asks for them ([`put`]), taken one
//! at a time by whoever sends, and settled: sent, to be tried again, or given up.
//!
//! A mail leaves at least once. Whoever takes one holds it for a while; if they stop between sending and saying so, it is
//! taken again later and sent again, under the same [`Due::id`], from which its Message-ID is made.

use facts::Lang;
use sha2::{Digest, Sha256};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

use crate::token::hex;
use crate::{DatabaseError, EmailAddress, Store};

/// What a mail is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterKind {
    /// Asks to confirm a subscription.
    Confirm,
    /// Says that there is a subscription already.
    Known,
    /// Says that a subscription is confirmed.
    Welcome,
    /// Tells what is new.
    Digest,
    /// A link to enter.
    Enter,
    /// Tells somebody of a role.
    Role,
    /// Invites somebody to write a dossier.
    Invite,
    /// Asks somebody for a letter.
    Letter,
    /// Tells what became of a dossier.
    Dossier,
    /// Warns somebody of what will be erased.
    Erasure,
    /// Tries whether mails leave.
    Test,
}

impl LetterKind {
    const NAMES: [(&'static str, LetterKind); 11] = [
        ("confirm", LetterKind::Confirm),
        ("known", LetterKind::Known),
        ("welcome", LetterKind::Welcome),
        ("digest", LetterKind::Digest),
        ("enter", LetterKind::Enter),
        ("role", LetterKind::Role),
        ("invite", LetterKind::Invite),
        ("letter", LetterKind::Letter),
        ("dossier", LetterKind::Dossier),
        ("erasure", LetterKind::Erasure),
        ("test", LetterKind::Test),
    ];

    /// Its written name.
    pub fn as_str(self) -> &'static str {
        Self::NAMES.into_iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// Whether a mail was written under a key.
pub(crate) async fn is_known(conn: &mut AnyConnection, key: &str) -> Result<bool, sqlx::Error> {
    let count = sqlx::query_scalar("select count(*) from outbox where id = $1").bind(id_of(key));
    let known: i64 = count.fetch_one(conn).await?;
    Ok(known > 0)
}

/// A mail to be written in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// What makes it the same mail when it is written twice: `digest:SUBSCRIPTION:TIME`.
    pub key: String,
    /// What it is for.
    pub kind: LetterKind,
    /// To whom.
    pub to: EmailAddress,
    /// In which language.
    pub lang: Lang,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same in HTML.
    pub html: String,
    /// The address that ends the subscription in one click, for a mail that comes of one.
    pub unsubscribe: Option<String>,
}

/// A mail that is due, held by who took it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Thirty-two hexadecimal digits that follow from the key.
    pub id: String,
    /// What it is for.
    pub kind: LetterKind,
    /// To whom.
    pub to: EmailAddress,
    /// In which language.
    pub lang: Lang,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same in HTML.
    pub html: String,
    /// The address that ends the subscription in one click.
    pub unsubscribe: Option<String>,
    /// When it was written.
    pub created_at: String,
    /// How many times it was taken, this one included.
    pub attempts: u32,
}

/// How many mails are in each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// To be sent, now or later.
    pub waiting: u64,
    /// Sent.
    pub sent: u64,
    /// Given up.
    pub refused: u64,
}

/// Why a mail cannot be taken.
#[derive(Debug, thiserror::Error)]
pub enum TakeError {
    /// The row is there but not as it is written. It is held, like one that was taken.
    #[error("the mail {id} cannot be read: {fault}")]
    Corrupt {
        /// Its identifier.
        id: String,
        /// What is wrong with it.
        fault: String,
    },
    /// The database did not answer.
    #[error("the outbox cannot be read: {0}")]
    Database(#[from] DatabaseError),
}

/// The mails of an instance.
#[derive(Debug, Clone, Copy)]
pub struct Outbox<'s> {
    store: &'s Store,
}

impl Store {
    /// The mails that are to leave.
    pub fn outbox(&self) -> Outbox<'_> {
        Outbox { store: self }
    }
}

impl Outbox<'_> {
    /// Writes a mail that comes of no other act. Writing it twice is the same act.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put(&self, mail: &Outgoing, now: &str) -> Result<(), DatabaseError> {
        let mut conn = self.store.pool.acquire().await?;
        Ok(put(&mut conn, mail, now).await?)
    }

    /// The same, and whether it was not written yet.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_once(&self, mail: &Outgoing, now: &str) -> Result<bool, DatabaseError> {
        let known: i64 = sqlx::query_scalar("select count(*) from outbox where id = $1")
            .bind(id_of(&mail.key))
            .fetch_one(&self.store.pool)
            .await?;
        if known == 0 {
            self.put(mail, now).await?;
        }
        Ok(known == 0)
    }

    /// Takes the mail that has been due for longest at `now`, and holds it until `held_until`: nobody else takes it
    /// before. Nothing when none is due.
    ///
    /// # Errors
    /// `Corrupt` when its row was spoilt, `Database` when the database does not answer.
    pub async fn take(&self, now: &str, held_until: &str) -> Result<Option<Due>, TakeError> {
        let choice = self.store.dialect.skip_locked();
        let row = sqlx::query(AssertSqlSafe(format!(
            "update outbox set held_until = $2, attempts = attempts + 1
             where state = 'waiting' and held_until <= $1 and id = (
                select id from outbox where state = 'waiting' and due_at <= $1 and held_until <= $1
                order by due_at, id limit 1 {choice}
             )
             returning id, kind, recipient, lang, subject, body_text, body_html, unsubscribe, created_at, attempts",
        )))
        .bind(now)
        .bind(held_until)
        .fetch_optional(&self.store.pool)
        .await
        .map_err(DatabaseError)?;
        row.map(|row| read(&row)).transpose()
    }

    /// Says that a mail has left; what it said and to whom is erased.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sent(&self, id: &str, now: &str) -> Result<(), DatabaseError> {
        self.settle(id, "sent", None, now).await
    }

    /// Says that a mail is given up, and why; what it said and to whom is erased.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn refused(&self, id: &str, why: &str, now: &str) -> Result<(), DatabaseError> {
        self.settle(id, "refused", Some(why), now).await
    }

    async fn settle(&self, id: &str, state: &str, why: Option<&str>, now: &str) -> Result<(), DatabaseError> {
        sqlx::query(
            "update outbox set state = $2, last_error = $3, settled_at = $4, held_until = '',
                recipient = null, subject = null, body_text = null, body_html = null, unsubscribe = null
             where id = $1 and state = 'waiting'",
        )
        .bind(id)
        .bind(state)
        .bind(why)
        .bind(now)
        .execute(&self.store.pool)
        .await?;
        Ok(())
    }

    /// Says that a mail did not leave, why, and when to try again.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn later(&self, id: &str, why: &str, due_at: &str) -> Result<(), DatabaseError> {
        let update =
            "update outbox set last_error = $2, due_at = $3, held_until = '' where id = $1 and state = 'waiting'";
        sqlx::query(update).bind(id).bind(why).bind(due_at).execute(&self.store.pool).await?;
        Ok(())
    }

    /// How many mails are in each state.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn counts(&self) -> Result<Counts, DatabaseError> {
        let mut counts = Counts::default();
        for row in
            sqlx::query("select state, count(*) as n from outbox group by state").fetch_all(&self.store.pool).await?
        {
            let n = row.try_get::<i64, _>("n")?.unsigned_abs();
            match row.try_get::<String, _>("state")?.as_str() {
                "sent" => counts.sent = n,
                "refused" => counts.refused = n,
                _ => counts.waiting = n,
            }
        }
        Ok(counts)
    }

    /// Removes what is left of the mails settled before a time.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget(&self, before: &str) -> Result<u64, DatabaseError> {
        let delete = "delete from outbox where state <> 'waiting' and settled_at < $1";
        Ok(sqlx::query(delete).bind(before).execute(&self.store.pool).await?.rows_affected())
    }
}

impl From<sqlx::Error> for TakeError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(DatabaseError(error))
    }
}

/// The identifier of a mail.
pub(crate) fn id_of(key: &str) -> String {
    let mut id = hex(&Sha256::digest(format!("mail:{key}")));
    id.truncate(32);
    id
}

/// Writes a mail, in the transaction of the act that asks for it.
pub(crate) async fn put(conn: &mut AnyConnection, mail: &Outgoing, now: &str) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into outbox (id, kind, recipient, lang, subject, body_text, body_html, unsubscribe,
            created_at, state, due_at, held_until, attempts)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', $9, '', 0)
         on conflict (id) do nothing",
    )
    .bind(id_of(&mail.key))
    .bind(mail.kind.as_str())
    .bind(mail.to.as_str())
    .bind(mail.lang.code())
    .bind(&mail.subject)
    .bind(&mail.text)
    .bind(&mail.html)
    .bind(mail.unsubscribe.as_deref())
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<Due, TakeError> {
    let id: String = row.try_get("id")?;
    let corrupt = |fault: String| TakeError::Corrupt { id: id.clone(), fault };
    let text = |column| row.try_get::<String, _>(column).map_err(|error| corrupt(error.to_string()));
    let kind = text("kind")?;
    let found = LetterKind::NAMES.into_iter().find(|(name, _)| *name == kind);
    let to: EmailAddress = text("recipient")?.parse().map_err(|error| corrupt(format!("{error}")))?;
    let lang = Lang::from_code(&text("lang")?).ok_or_else(|| corrupt("unknown language".to_owned()))?;
    Ok(Due {
        kind: found.map(|(_, kind)| kind).ok_or_else(|| corrupt(format!("unknown kind {kind:?}")))?,
        to,
        lang,
        subject: text("subject")?,
        text: text("body_text")?,
        html: text("body_html")?,
        unsubscribe: row.try_get("unsubscribe").map_err(|error: sqlx::Error| corrupt(error.to_string()))?,
        created_at: text("created_at")?,
        attempts: row.try_get::<i64, _>("attempts").map_or(0, |n| n.try_into().unwrap_or(u32::MAX)),
        id: id.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{on_each, on_each_kept};

    const NOW: &str = "2026-07-01T10:00:00Z";
    const SOON: &str = "2026-07-01T10:05:00Z";

    fn mail(key: &str) -> Outgoing {
        Outgoing {
            key: key.to_owned(),
            kind: LetterKind::Test,
            to: "camille@exemple.fr".parse().unwrap(),
            lang: Lang::Fr,
            subject: "Essai".into(),
            text: "Bonjour".into(),
            html: "<p>Bonjour</p>".into(),
            unsubscribe: None,
        }
    }

    #[tokio::test]
    async fn a_mail_written_twice_is_one_mail_with_one_identifier() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            for _ in 0..2 {
                store.outbox().put(&mail("a"), NOW).await.unwrap();
            }
            assert_eq!(store.outbox().counts().await.unwrap(), Counts { waiting: 1, ..Counts::default() });
            let due = store.outbox().take(NOW, SOON).await.unwrap().unwrap();
            assert_eq!((due.id.as_str(), due.attempts, due.text.as_str()), (id_of("a").as_str(), 1, "Bonjour"));
        })
        .await;
    }

    #[tokio::test]
    async fn a_mail_that_is_held_is_not_taken_and_is_taken_again_under_the_same_name_when_its_holder_is_gone() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            store.outbox().put(&mail("a"), NOW).await.unwrap();
            let first = store.outbox().take(NOW, SOON).await.unwrap().unwrap();
            assert_eq!(store.outbox().take("2026-07-01T10:04:59Z", SOON).await.unwrap(), None);
            let again = store.outbox().take(SOON, "2026-07-01T10:10:00Z").await.unwrap().unwrap();
            assert_eq!((again.id, again.attempts), (first.id, 2));
        })
        .await;
    }

    #[tokio::test]
    async fn mails_leave_in_the_order_in_which_they_are_due_and_those_to_be_tried_later_wait() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            store.outbox().put(&mail("late"), "2026-07-01T09:59:00Z").await.unwrap();
            store.outbox().put(&mail("early"), "2026-07-01T09:58:00Z").await.unwrap();
            let first = store.outbox().take(NOW, SOON).await.unwrap().unwrap();
            assert_eq!(first.id, id_of("early"));
            store.outbox().later(&first.id, "421", SOON).await.unwrap();
            assert_eq!(store.outbox().take(NOW, SOON).await.unwrap().unwrap().id, id_of("late"));
            assert_eq!(store.outbox().take(NOW, SOON).await.unwrap(), None);
            assert_eq!(store.outbox().take(SOON, "2026-07-01T10:06:00Z").await.unwrap().unwrap().id, id_of("late"));
        })
        .await;
    }

    #[tokio::test]
    async fn once_a_mail_is_settled_nothing_of_what_it_said_or_of_whom_it_was_for_remains() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            for (key, sent) in [("a", true), ("b", false)] {
                store.outbox().put(&mail(key), NOW).await.unwrap();
                let due = store.outbox().take(NOW, SOON).await.unwrap().unwrap();
                match sent {
                    true => store.outbox().sent(&due.id, NOW).await.unwrap(),
                    false => store.outbox().refused(&due.id, "550", NOW).await.unwrap(),
                }
            }
            assert_eq!(store.outbox().counts().await.unwrap(), Counts { waiting: 0, sent: 1, refused: 1 });
            let kept: i64 = sqlx::query_scalar(
                "select count(*) from outbox where recipient is not null or subject is not null
                or body_text is not null or body_html is not null or unsubscribe is not null",
            )
            .fetch_one(&store.pool)
            .await
            .unwrap();
            assert_eq!(kept, 0);
            // Written again, for instance by a job that was killed before it noted that it had: still sent once.
            store.outbox().put(&mail("a"), SOON).await.unwrap();
            assert_eq!(store.outbox().take(SOON, SOON).await.unwrap(), None);
            assert_eq!(store.outbox().forget(SOON).await.unwrap(), 2);
            assert_eq!(store.outbox().counts().await.unwrap(), Counts::default());
        })
        .await;
    }

    #[tokio::test]
    async fn a_mail_whose_row_was_spoilt_is_told_from_a_database_that_does_not_answer() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            store.outbox().put(&mail("a"), NOW).await.unwrap();
            sqlx::query("update outbox set recipient = 'nobody'").execute(&store.pool).await.unwrap();
            assert!(matches!(store.outbox().take(NOW, SOON).await, Err(TakeError::Corrupt { .. })));
            assert_eq!(
                store.outbox().take(NOW, SOON).await.unwrap(),
                None,
                "it is held, and does not block the others"
            );
            store.close().await;
            assert!(matches!(store.outbox().take(NOW, SOON).await, Err(TakeError::Database(_))));
        })
        .await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn two_that_take_at_once_never_take_the_same() {
        on_each_kept(async |base| {
            let store = base.open(NOW).await;
            for rank in 0..12 {
                store.outbox().put(&mail(&format!("{rank}")), NOW).await.unwrap();
            }
            let takers: Vec<_> = (0..4)
                .map(|_| {
                    let store = store.clone();
                    tokio::spawn(async move {
                        let mut taken = Vec::new();
                        while let Some(due) = store.outbox().take(NOW, SOON).await.unwrap() {
                            taken.push(due.id);
                        }
                        taken
                    })
                })
                .collect();
            let mut all = Vec::new();
            for taker in takers {
                all.extend(taker.await.unwrap());
            }
            all.sort();
            all.dedup();
            assert_eq!(all.len(), 12);
        })
        .await;
    }
}
