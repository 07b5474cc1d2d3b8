//! Who receives the news by e-mail: asking, confirming, choosing, stopping. Each act is one transaction, with the mail
//! it causes.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use facts::Lang;
use programme::session::NewsKind;
use sha2::{Digest, Sha256};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AnyPool, Row};

use crate::dialect::Lock;
use crate::outbox::{self, Outgoing};
use crate::token::hex;
use crate::{DatabaseError, EmailAddress, Store, Token};

/// Most mails that requests for one address may cause in a day, whoever makes them.
pub const MOST_LETTERS: i64 = 3;

/// What one wants to receive: at least one kind of news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topics(BTreeSet<NewsKind>);

/// The text names no kinds of news.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} found, expected kinds of news parted by commas")]
pub struct NotTopics(String);

impl Topics {
    /// These kinds; nothing when there is none.
    pub fn new(kinds: impl IntoIterator<Item = NewsKind>) -> Option<Self> {
        let kinds: BTreeSet<NewsKind> = kinds.into_iter().collect();
        (!kinds.is_empty()).then_some(Self(kinds))
    }

    /// Whether a kind is among them.
    pub fn contains(&self, kind: NewsKind) -> bool {
        self.0.contains(&kind)
    }

    /// The kinds, always in the same order.
    pub fn iter(&self) -> impl Iterator<Item = NewsKind> {
        self.0.iter().copied()
    }
}

impl fmt::Display for Topics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(","))
    }
}

impl FromStr for Topics {
    type Err = NotTopics;

    fn from_str(text: &str) -> Result<Self, NotTopics> {
        let kind = |name: &str| NewsKind::CHOICES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind);
        let kinds: Option<BTreeSet<NewsKind>> = text.split(',').map(kind).collect();
        kinds.and_then(Topics::new).ok_or_else(|| NotTopics(text.chars().take(80).collect()))
    }
}

/// A subscription, confirmed or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Thirty-two hexadecimal digits.
    pub id: String,
    /// To whom.
    pub address: EmailAddress,
    /// In which language.
    pub lang: Lang,
    /// What.
    pub topics: Topics,
    /// When it was confirmed, if it was.
    pub confirmed_at: Option<String>,
    /// Up to when what was new has been told; the time of the confirmation at first.
    pub digest_at: Option<String>,
}

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The address given.
    pub address: EmailAddress,
    /// The language wanted.
    pub lang: Lang,
    /// The kinds of news wanted.
    pub topics: Topics,
    /// The sentence agreed to.
    pub consent: String,
}

/// The times around a request.
#[derive(Debug, Clone, Copy)]
pub struct Times<'t> {
    /// Now.
    pub now: &'t str,
    /// A day ago: mails caused before no longer count.
    pub day_before: &'t str,
    /// When the token ends to be good.
    pub expires_at: &'t str,
}

/// Which mail a request causes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply<'s> {
    /// One that asks to confirm: the token confirms.
    Confirm,
    /// One that says that there is a subscription, which is left as it is: the token manages it.
    Known(&'s Subscription),
}

/// What became of a request. Whoever made it is not told which: an address is nobody else's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Written, and a mail asks to confirm.
    ToConfirm,
    /// There was one already, and a mail says so.
    Known,
    /// Too many mails were caused for this address today: nothing was written.
    TooOften,
}

/// What became of a confirmation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmed {
    /// Confirmed now, and a mail says so.
    Now(Subscription),
    /// It was confirmed already: nothing was changed.
    Already(Subscription),
    /// The token is too old, or the subscription is gone.
    Stale,
}

/// What a token is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Confirming, until it expires.
    Confirm,
    /// Changing and ending, as long as the subscription lasts.
    Manage,
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Purpose::Confirm => "confirm",
            Purpose::Manage => "manage",
        }
    }
}

/// Why a subscription cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SubscriptionError {
    /// The row is there but not as it is written.
    #[error("the subscription {id} cannot be read: {fault}")]
    Corrupt {
        /// Its identifier.
        id: String,
        /// What is wrong with it.
        fault: String,
    },
    /// The database did not answer.
    #[error("subscriptions cannot be read: {0}")]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for SubscriptionError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(DatabaseError(error))
    }
}

/// The subscriptions of an instance.
#[derive(Debug, Clone, Copy)]
pub struct Subscriptions<'s> {
    store: &'s Store,
}

impl Store {
    /// Who receives the news by e-mail.
    pub fn subscriptions(&self) -> Subscriptions<'_> {
        Subscriptions { store: self }
    }
}

impl Subscriptions<'_> {
    /// Writes what somebody asks for, to be confirmed, and the mail that `write` makes of it. An address that is
    /// subscribed already stays as it is. `token` must be new.
    ///
    /// # Errors
    /// `Corrupt` when the row of that address was spoilt, `Database` when the database does not answer: then nothing was
    /// written.
    pub async fn ask(
        &self,
        request: &Request,
        token: &Token,
        times: Times<'_>,
        write: impl FnOnce(Reply<'_>) -> Outgoing,
    ) -> Result<Asked, SubscriptionError> {
        let mut act = self.store.begin(Lock::Subscriptions).await?;
        let known = by_address(&mut act, &request.address).await?;
        let id = match &known {
            Some(known) => {
                let (letters, since) = letters(&mut act, &known.id).await?;
                let (letters, since) =
                    if since.as_str() < times.day_before { (0, times.now.to_owned()) } else { (letters, since) };
                if letters >= MOST_LETTERS {
                    return Ok(Asked::TooOften);
                }
                let count = "update subscription set letters = $2, letters_since = $3 where id = $1";
                sqlx::query(count).bind(&known.id).bind(letters + 1).bind(since).execute(&mut *act).await?;
                known.id.clone()
            }
            None => {
                let mut id = hex(&Sha256::digest(format!("subscription:{}", token.as_str())));
                id.truncate(32);
                id
            }
        };
        let asked = match &known {
            Some(known) if known.confirmed_at.is_some() => {
                keep_token(&mut act, token, &id, Purpose::Manage, times.now, None).await?;
                outbox::put(&mut act, &write(Reply::Known(known)), times.now).await?;
                Asked::Known
            }
            _ => {
                sqlx::query(
                    "insert into subscription
                        (id, address, lang, topics, consent, asked_at, letters, letters_since)
                     values ($1, $2, $3, $4, $5, $6, 1, $6)
                     on conflict (address) do update set
                        lang = excluded.lang, topics = excluded.topics, consent = excluded.consent,
                        asked_at = excluded.asked_at",
                )
                .bind(&id)
                .bind(request.address.as_str())
                .bind(request.lang.code())
                .bind(request.topics.to_string())
                .bind(&request.consent)
                .bind(times.now)
                .execute(&mut *act)
                .await?;
                keep_token(&mut act, token, &id, Purpose::Confirm, times.now, Some(times.expires_at)).await?;
                outbox::put(&mut act, &write(Reply::Confirm), times.now).await?;
                Asked::ToConfirm
            }
        };
        act.commit().await?;
        Ok(asked)
    }

    /// Confirms a subscription, with the mail that `write` makes of it and `manage`, a new token. Confirming twice is the
    /// same act.
    ///
    /// # Errors
    /// As [`Subscriptions::ask`].
    pub async fn confirm(
        &self,
        token: &Token,
        manage: &Token,
        now: &str,
        write: impl FnOnce(&Subscription) -> Outgoing,
    ) -> Result<Confirmed, SubscriptionError> {
        let mut act = self.store.begin(Lock::Subscriptions).await?;
        let Some(found) = by_token(&mut act, token, Purpose::Confirm, now).await? else { return Ok(Confirmed::Stale) };
        if found.confirmed_at.is_some() {
            return Ok(Confirmed::Already(found));
        }
        let update = "update subscription set confirmed_at = $2, digest_at = $2 where id = $1";
        sqlx::query(update).bind(&found.id).bind(now).execute(&mut *act).await?;
        keep_token(&mut act, manage, &found.id, Purpose::Manage, now, None).await?;
        outbox::put(&mut act, &write(&found), now).await?;
        act.commit().await?;
        Ok(Confirmed::Now(Subscription { confirmed_at: Some(now.into()), digest_at: Some(now.into()), ..found }))
    }

    /// The subscription that a token is good for at `now`.
    ///
    /// # Errors
    /// As [`Subscriptions::ask`].
    pub async fn find(
        &self,
        token: &Token,
        purpose: Purpose,
        now: &str,
    ) -> Result<Option<Subscription>, SubscriptionError> {
        let mut conn = self.store.pool.acquire().await?;
        by_token(&mut conn, token, purpose, now).await
    }

    /// Changes what a subscriber receives; nothing when the token is good for nothing.
    ///
    /// # Errors
    /// As [`Subscriptions::ask`].
    pub async fn change(
        &self,
        token: &Token,
        lang: Lang,
        topics: &Topics,
        now: &str,
    ) -> Result<Option<Subscription>, SubscriptionError> {
        let mut act = self.store.begin(Lock::Subscriptions).await?;
        let Some(found) = by_token(&mut act, token, Purpose::Manage, now).await? else { return Ok(None) };
        let update = "update subscription set lang = $2, topics = $3 where id = $1";
        sqlx::query(update).bind(&found.id).bind(lang.code()).bind(topics.to_string()).execute(&mut *act).await?;
        act.commit().await?;
        Ok(Some(Subscription { lang, topics: topics.clone(), ..found }))
    }

    /// Ends a subscription and removes all that is kept of it, the mails that were still to leave included; whether there
    /// was one. Ending twice is the same act.
    ///
    /// # Errors
    /// As [`Subscriptions::ask`].
    pub async fn end(&self, token: &Token, now: &str) -> Result<bool, SubscriptionError> {
        let mut act = self.store.begin(Lock::Subscriptions).await?;
        let Some(found) = by_token(&mut act, token, Purpose::Manage, now).await? else { return Ok(false) };
        for (delete, key) in [
            ("delete from outbox where state = 'waiting' and recipient = $1", found.address.as_str()),
            ("delete from subscription_token where subscription = $1", found.id.as_str()),
            ("delete from subscription where id = $1", found.id.as_str()),
        ] {
            sqlx::query(delete).bind(key).execute(&mut *act).await?;
        }
        act.commit().await?;
        Ok(true)
    }

    /// Every confirmed subscription, in the order of its identifier.
    ///
    /// # Errors
    /// As [`Subscriptions::ask`].
    pub async fn confirmed(&self) -> Result<Vec<Subscription>, SubscriptionError> {
        let rows = sqlx::query(
            "select id, address, lang, topics, confirmed_at, digest_at from subscription
             where confirmed_at is not null order by id",
        )
        .fetch_all(&self.store.pool)
        .await?;
        rows.iter().map(read).collect()
    }

    /// Removes the requests that nobody confirmed in time; how many.
    ///
    /// # Errors
    /// As [`Subscriptions::ask`].
    pub async fn purge(&self, now: &str) -> Result<u64, SubscriptionError> {
        let mut act = self.store.begin(Lock::Subscriptions).await?;
        sqlx::query("delete from subscription_token where expires_at <= $1").bind(now).execute(&mut *act).await?;
        let removed = sqlx::query(
            "delete from subscription where confirmed_at is null
             and not exists (select 1 from subscription_token where subscription_token.subscription = subscription.id)",
        )
        .execute(&mut *act)
        .await?
        .rows_affected();
        act.commit().await?;
        Ok(removed)
    }
}

/// Keeps the digest of a token.
pub(crate) async fn keep_token(
    conn: &mut AnyConnection,
    token: &Token,
    subscription: &str,
    purpose: Purpose,
    now: &str,
    expires_at: Option<&str>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into subscription_token (sha256, subscription, purpose, created_at, expires_at)
         values ($1, $2, $3, $4, $5)",
    )
    .bind(token.sha256())
    .bind(subscription)
    .bind(purpose.as_str())
    .bind(now)
    .bind(expires_at)
    .execute(conn)
    .await?;
    Ok(())
}

async fn by_token(
    conn: &mut AnyConnection,
    token: &Token,
    purpose: Purpose,
    now: &str,
) -> Result<Option<Subscription>, SubscriptionError> {
    let row = sqlx::query(
        "select id, address, lang, topics, confirmed_at, digest_at from subscription where id = (
            select subscription from subscription_token
            where sha256 = $1 and purpose = $2 and (expires_at is null or expires_at > $3)
         )",
    )
    .bind(token.sha256())
    .bind(purpose.as_str())
    .bind(now)
    .fetch_optional(conn)
    .await?;
    row.as_ref().map(read).transpose()
}

async fn by_address(
    conn: &mut AnyConnection,
    address: &EmailAddress,
) -> Result<Option<Subscription>, SubscriptionError> {
    let select = "select id, address, lang, topics, confirmed_at, digest_at from subscription where address = $1";
    let row = sqlx::query(select).bind(address.as_str()).fetch_optional(conn).await?;
    row.as_ref().map(read).transpose()
}

async fn letters(conn: &mut AnyConnection, id: &str) -> Result<(i64, String), sqlx::Error> {
    let select = "select letters, letters_since from subscription where id = $1";
    let row = sqlx::query(select).bind(id).fetch_one(conn).await?;
    Ok((row.try_get("letters")?, row.try_get("letters_since")?))
}

fn read(row: &AnyRow) -> Result<Subscription, SubscriptionError> {
    let id: String = row.try_get("id")?;
    let corrupt = |fault: String| SubscriptionError::Corrupt { id: id.clone(), fault };
    let text = |column| row.try_get::<String, _>(column).map_err(|error| corrupt(error.to_string()));
    let perhaps = |column| row.try_get::<Option<String>, _>(column).map_err(|error| corrupt(error.to_string()));
    Ok(Subscription {
        address: text("address")?.parse().map_err(|error| corrupt(format!("{error}")))?,
        lang: Lang::from_code(&text("lang")?).ok_or_else(|| corrupt("unknown language".to_owned()))?,
        topics: text("topics")?.parse().map_err(|error: NotTopics| corrupt(error.to_string()))?,
        confirmed_at: perhaps("confirmed_at")?,
        digest_at: perhaps("digest_at")?,
        id: id.clone(),
    })
}

/// Every row that cannot be read.
pub(crate) async fn faults(pool: &AnyPool) -> Result<Vec<SubscriptionError>, sqlx::Error> {
    let rows = sqlx::query("select id, address, lang, topics, confirmed_at, digest_at from subscription order by id")
        .fetch_all(pool)
        .await?;
    Ok(rows.iter().filter_map(|row| read(row).err()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LetterKind;
    use crate::testing::on_each;
    use proptest::prelude::*;

    const NOW: &str = "2026-07-01T10:00:00Z";
    const TIMES: Times<'static> =
        Times { now: NOW, day_before: "2026-06-30T10:00:00Z", expires_at: "2026-07-03T10:00:00Z" };

    fn token(rank: u8) -> Token {
        Token::from_bytes([rank; 16])
    }

    fn request() -> Request {
        Request {
            address: "camille@exemple.fr".parse().unwrap(),
            lang: Lang::Fr,
            topics: "event,publication".parse().unwrap(),
            consent: "J'accepte.".into(),
        }
    }

    fn mail(kind: LetterKind, key: &str) -> Outgoing {
        let to = request().address;
        let (subject, text, html) = (String::new(), String::new(), String::new());
        Outgoing { key: key.into(), kind, to, lang: Lang::Fr, subject, text, html, unsubscribe: None }
    }

    async fn ask(store: &Store, rank: u8, times: Times<'_>) -> Asked {
        let write = |reply: Reply<'_>| match reply {
            Reply::Confirm => mail(LetterKind::Confirm, &format!("confirm:{rank}")),
            Reply::Known(_) => mail(LetterKind::Known, &format!("known:{rank}")),
        };
        store.subscriptions().ask(&request(), &token(rank), times, write).await.unwrap()
    }

    async fn confirm(store: &Store, rank: u8, manage: u8, now: &str) -> Confirmed {
        let write = |_: &Subscription| mail(LetterKind::Welcome, &format!("welcome:{rank}"));
        store.subscriptions().confirm(&token(rank), &token(manage), now, write).await.unwrap()
    }

    async fn count(store: &Store, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&store.pool).await.unwrap()
    }

    #[tokio::test]
    async fn nobody_is_subscribed_before_they_confirm_and_confirming_twice_is_once() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            assert_eq!(ask(&store, 1, TIMES).await, Asked::ToConfirm);
            assert_eq!(store.subscriptions().confirmed().await.unwrap(), []);
            let Confirmed::Now(subscription) = confirm(&store, 1, 2, NOW).await else { panic!("not confirmed") };
            assert_eq!(subscription.topics.to_string(), "publication,event");
            assert!(matches!(confirm(&store, 1, 3, NOW).await, Confirmed::Already(_)));
            assert_eq!(store.subscriptions().confirmed().await.unwrap(), [subscription]);
            assert_eq!(store.outbox().counts().await.unwrap().waiting, 2, "one to confirm, one to welcome");
        })
        .await;
    }

    #[tokio::test]
    async fn a_token_is_good_until_the_last_second_and_for_one_purpose_only() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            ask(&store, 1, TIMES).await;
            let find = |rank, purpose, now| {
                let store = store.clone();
                async move { store.subscriptions().find(&token(rank), purpose, now).await.unwrap().is_some() }
            };
            assert!(find(1, Purpose::Confirm, "2026-07-03T09:59:59Z").await);
            assert!(!find(1, Purpose::Confirm, "2026-07-03T10:00:00Z").await);
            assert!(!find(1, Purpose::Manage, NOW).await, "what confirms neither changes nor ends");
            assert!(!find(9, Purpose::Confirm, NOW).await);
            assert_eq!(confirm(&store, 1, 2, "2026-07-03T10:00:00Z").await, Confirmed::Stale);
            assert!(!store.subscriptions().end(&token(1), NOW).await.unwrap());
        })
        .await;
    }

    #[tokio::test]
    async fn an_address_that_is_subscribed_is_left_as_it_is_and_told_by_mail() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            ask(&store, 1, TIMES).await;
            confirm(&store, 1, 2, NOW).await;
            assert_eq!(ask(&store, 3, TIMES).await, Asked::Known);
            assert_eq!(store.subscriptions().confirmed().await.unwrap().len(), 1);
            assert!(store.subscriptions().find(&token(3), Purpose::Manage, NOW).await.unwrap().is_some());
            assert_eq!(count(&store, "select count(*) from outbox where kind = 'known'").await, 1);
        })
        .await;
    }

    #[tokio::test]
    async fn requests_for_one_address_cause_three_mails_a_day_and_no_more() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            let asked = [ask(&store, 1, TIMES).await, ask(&store, 2, TIMES).await, ask(&store, 3, TIMES).await];
            assert_eq!(asked, [Asked::ToConfirm; 3]);
            assert_eq!(ask(&store, 4, TIMES).await, Asked::TooOften);
            assert_eq!(store.outbox().counts().await.unwrap().waiting, 3);
            let next_day = Times { now: "2026-07-02T10:00:01Z", day_before: "2026-07-01T10:00:01Z", ..TIMES };
            assert_eq!(ask(&store, 5, next_day).await, Asked::ToConfirm);
            assert!(matches!(confirm(&store, 1, 6, NOW).await, Confirmed::Now(_)), "the first link is still good");
        })
        .await;
    }

    #[tokio::test]
    async fn what_ends_is_erased_with_the_mails_that_were_still_to_leave() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            ask(&store, 1, TIMES).await;
            confirm(&store, 1, 2, NOW).await;
            assert!(store.subscriptions().end(&token(2), NOW).await.unwrap());
            assert!(!store.subscriptions().end(&token(2), NOW).await.unwrap(), "twice is once");
            for table in ["select count(*) from subscription", "select count(*) from subscription_token"] {
                assert_eq!(count(&store, table).await, 0, "{table}");
            }
            assert_eq!(count(&store, "select count(*) from outbox where recipient is not null").await, 0);
            assert_eq!(confirm(&store, 1, 3, NOW).await, Confirmed::Stale);
            assert_eq!(ask(&store, 4, TIMES).await, Asked::ToConfirm, "one may come back");
        })
        .await;
    }

    #[tokio::test]
    async fn what_is_wanted_can_be_changed_by_who_holds_a_link() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            ask(&store, 1, TIMES).await;
            confirm(&store, 1, 2, NOW).await;
            let news = Topics::new([NewsKind::News]).unwrap();
            let changed = store.subscriptions().change(&token(2), Lang::En, &news, NOW).await.unwrap().unwrap();
            assert_eq!((changed.lang, changed.topics.to_string()), (Lang::En, "news".to_owned()));
            assert_eq!(store.subscriptions().confirmed().await.unwrap(), [changed]);
            assert_eq!(store.subscriptions().change(&token(1), Lang::En, &news, NOW).await.unwrap(), None);
        })
        .await;
    }

    #[tokio::test]
    async fn requests_that_nobody_confirmed_in_time_are_erased_and_subscriptions_stay() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            ask(&store, 1, TIMES).await;
            assert_eq!(store.subscriptions().purge("2026-07-03T09:59:59Z").await.unwrap(), 0);
            assert_eq!(store.subscriptions().purge("2026-07-03T10:00:00Z").await.unwrap(), 1);
            assert_eq!(count(&store, "select count(*) from subscription").await, 0);
            ask(&store, 2, TIMES).await;
            confirm(&store, 2, 3, NOW).await;
            assert_eq!(store.subscriptions().purge("2027-01-01T00:00:00Z").await.unwrap(), 0);
            assert_eq!(store.subscriptions().confirmed().await.unwrap().len(), 1);
        })
        .await;
    }

    #[tokio::test]
    async fn no_token_is_written_and_a_refused_act_leaves_nothing() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            ask(&store, 1, TIMES).await;
            // The same token again: the act fails at the token, after the row and before the mail.
            let written =
                store.subscriptions().ask(&request(), &token(1), TIMES, |_| mail(LetterKind::Confirm, "x")).await;
            assert!(matches!(written, Err(SubscriptionError::Database(_))));
            assert_eq!(count(&store, "select letters from subscription").await, 1);
            assert_eq!(store.outbox().counts().await.unwrap().waiting, 1);
            let kept = "select count(*) from subscription_token where sha256 like '%01010101%'";
            assert_eq!(count(&store, kept).await, 0);
        })
        .await;
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader_of_topics(text in "[a-z,]{0,40}") {
            if let Ok(topics) = text.parse::<Topics>() {
                prop_assert_eq!(topics.to_string().parse::<Topics>(), Ok(topics));
            }
        }
    }
}
