//! Telling subscribers what is new: when each item was first seen here, when digests were last sent, and writing one.

use std::collections::BTreeMap;

use sqlx::Row;

use crate::dialect::Lock;
use crate::outbox::{self, Outgoing};
use crate::subscriptions::{Purpose, Subscription, keep_token};
use crate::{DatabaseError, Store, Token};

/// What this instance remembers of the digests it sent.
#[derive(Debug, Clone, Copy)]
pub struct Digests<'s> {
    store: &'s Store,
}

impl Store {
    /// What was told to subscribers, and when.
    pub fn digests(&self) -> Digests<'_> {
        Digests { store: self }
    }
}

impl Digests<'_> {
    /// Notes that items of a session are there; those that were noted before keep their time.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn see(&self, session: &str, items: &[String], now: &str) -> Result<(), DatabaseError> {
        let mut act = self.store.begin(Lock::Digests).await?;
        for item in items {
            let insert = "insert into news_seen (session, item, seen_at) values ($1, $2, $3)
                          on conflict (session, item) do nothing";
            sqlx::query(insert).bind(session).bind(item).bind(now).execute(&mut *act).await?;
        }
        Ok(act.commit().await?)
    }

    /// When each item of a session was first seen here.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn seen(&self, session: &str) -> Result<BTreeMap<String, String>, DatabaseError> {
        let select = "select item, seen_at from news_seen where session = $1";
        let rows = sqlx::query(select).bind(session).fetch_all(&self.store.pool).await?;
        Ok(rows
            .iter()
            .map(|row| Ok((row.try_get("item")?, row.try_get("seen_at")?)))
            .collect::<Result<_, sqlx::Error>>()?)
    }

    /// When digests were last sent; never, at first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_run(&self) -> Result<Option<String>, DatabaseError> {
        Ok(sqlx::query_scalar("select at from digest_run where id = 1").fetch_optional(&self.store.pool).await?)
    }

    /// Notes that digests were sent.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn ran(&self, now: &str) -> Result<(), DatabaseError> {
        let upsert = "insert into digest_run (id, at) values (1, $1) on conflict (id) do update set at = excluded.at";
        sqlx::query(upsert).bind(now).execute(&self.store.pool).await?;
        Ok(())
    }

    /// Writes a digest for a subscriber, who is then told up to `now`, with the token by which they may change or end
    /// it. False, and nothing written, when they were told in between, or have ended their subscription.
    ///
    /// # Errors
    /// When the database does not answer: then nothing was written.
    pub async fn write(
        &self,
        to: &Subscription,
        token: &Token,
        mail: &Outgoing,
        now: &str,
    ) -> Result<bool, DatabaseError> {
        let mut act = self.store.begin(Lock::Subscriptions).await?;
        let update = "update subscription set digest_at = $3 where id = $1 and digest_at = $2";
        let told = sqlx::query(update).bind(&to.id).bind(to.digest_at.as_deref()).bind(now).execute(&mut *act).await?;
        if told.rows_affected() == 0 {
            return Ok(false);
        }
        keep_token(&mut act, token, &to.id, Purpose::Manage, now, None).await?;
        outbox::put(&mut act, mail, now).await?;
        act.commit().await?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LetterKind;
    use crate::subscriptions::{Confirmed, Request, Times};
    use crate::testing::on_each;
    use facts::Lang;

    const NOW: &str = "2026-07-01T10:00:00Z";
    const LATER: &str = "2026-07-08T10:00:00Z";

    fn mail(key: &str) -> Outgoing {
        Outgoing {
            key: key.into(),
            kind: LetterKind::Digest,
            to: "camille@exemple.fr".parse().unwrap(),
            lang: Lang::Fr,
            subject: String::new(),
            text: String::new(),
            html: String::new(),
            unsubscribe: None,
        }
    }

    async fn subscribed(store: &Store) -> Subscription {
        let request = Request {
            address: "camille@exemple.fr".parse().unwrap(),
            lang: Lang::Fr,
            topics: "news".parse().unwrap(),
            consent: String::new(),
        };
        let times = Times { now: NOW, day_before: "2026-06-30T10:00:00Z", expires_at: LATER };
        let (ask, manage) = (Token::from_bytes([1; 16]), Token::from_bytes([2; 16]));
        store.subscriptions().ask(&request, &ask, times, |_| mail("ask")).await.unwrap();
        match store.subscriptions().confirm(&ask, &manage, NOW, |_| mail("welcome")).await.unwrap() {
            Confirmed::Now(subscription) => subscription,
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn an_item_keeps_the_time_at_which_it_was_first_seen() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            store.digests().see("s", &["a".into()], NOW).await.unwrap();
            store.digests().see("s", &["a".into(), "b".into()], LATER).await.unwrap();
            store.digests().see("other", &["a".into()], LATER).await.unwrap();
            let seen = store.digests().seen("s").await.unwrap();
            assert_eq!(seen, BTreeMap::from([("a".into(), NOW.into()), ("b".into(), LATER.into())]));
        })
        .await;
    }

    #[tokio::test]
    async fn a_digest_is_written_once_even_by_two_that_run_at_once() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            let to = subscribed(&store).await;
            let before = store.outbox().counts().await.unwrap().waiting;
            let write = |rank: u8| {
                let (store, to) = (store.clone(), to.clone());
                async move {
                    store.digests().write(&to, &Token::from_bytes([rank; 16]), &mail("digest"), LATER).await.unwrap()
                }
            };
            assert_eq!([write(3).await, write(4).await], [true, false]);
            assert_eq!(store.outbox().counts().await.unwrap().waiting, before + 1);
            let told = store.subscriptions().find(&Token::from_bytes([3; 16]), Purpose::Manage, LATER).await.unwrap();
            assert_eq!(told.unwrap().digest_at.as_deref(), Some(LATER));
            assert!(
                store
                    .subscriptions()
                    .find(&Token::from_bytes([4; 16]), Purpose::Manage, LATER)
                    .await
                    .unwrap()
                    .is_none()
            );
        })
        .await;
    }

    #[tokio::test]
    async fn the_last_run_is_remembered() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            assert_eq!(store.digests().last_run().await.unwrap(), None);
            for at in [NOW, LATER] {
                store.digests().ran(at).await.unwrap();
                assert_eq!(store.digests().last_run().await.unwrap().as_deref(), Some(at));
            }
        })
        .await;
    }
}
