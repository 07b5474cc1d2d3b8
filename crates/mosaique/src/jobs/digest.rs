//! Telling subscribers what is new since they were last told: newest first, nothing when nothing is new.

use std::collections::BTreeMap;

use anyhow::Result;
use press::news::{self, NewsView};
use press::{PublicUrl, Words};
use programme::Session;
use programme::session::NewsItem;
use store::{Outgoing, Store, Subscription, Token};

use crate::mail::letters;
use crate::{chance, clock};

/// How often subscribers are told what is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// At most once a day.
    Daily,
    /// At most once a week.
    Weekly,
    /// Only when somebody asks for it on the command line.
    Never,
}

impl Pace {
    /// Whether it is time, at `now`, when it was last done at `last`.
    pub fn is_due(self, last: Option<&str>, now: &str) -> bool {
        let period = match self {
            Pace::Daily => 86_400,
            Pace::Weekly => 7 * 86_400,
            Pace::Never => return false,
        };
        last.is_none_or(|last| clock::seconds(now) >= clock::seconds(last) + period)
    }
}

/// A digest that is to be written.
pub struct Planned {
    /// To whom.
    pub to: Subscription,
    /// The token by which they change or end their subscription.
    pub token: Token,
    /// The mail.
    pub mail: Outgoing,
}

/// Notes what is there, and writes the digests when it is time; how many were written.
///
/// # Errors
/// When the database does not answer or the system has no randomness to give.
pub async fn run_if_due(store: &Store, sessions: &[Session], url: &PublicUrl, pace: Pace, now: &str) -> Result<usize> {
    see(store, sessions, now).await?;
    if !pace.is_due(store.digests().last_run().await?.as_deref(), now) {
        return Ok(0);
    }
    let written = write(store, plan(store, sessions, url, now).await?, now).await?;
    Ok(written)
}

/// Notes the items that are there: each is new from now on for those who were told before.
///
/// # Errors
/// When the database does not answer.
pub async fn see(store: &Store, sessions: &[Session], now: &str) -> Result<()> {
    for session in sessions {
        let items: Vec<String> = published([session], now).map(|(_, item)| item.id.to_string()).collect();
        store.digests().see(session.identity.id.as_str(), &items, now).await?;
    }
    Ok(())
}

/// The digests to write at `now`, without writing anything.
///
/// # Errors
/// When the database does not answer or the system has no randomness to give.
pub async fn plan(store: &Store, sessions: &[Session], url: &PublicUrl, now: &str) -> Result<Vec<Planned>> {
    let mut seen = BTreeMap::new();
    for session in sessions {
        seen.insert(session.identity.id.as_str(), store.digests().seen(session.identity.id.as_str()).await?);
    }
    let mut planned = Vec::new();
    for to in store.subscriptions().confirmed().await? {
        let told = to.digest_at.as_deref().unwrap_or_default();
        let is_new = |session: &Session, item: &NewsItem| {
            let seen = seen.get(session.identity.id.as_str()).and_then(|seen| seen.get(item.id.as_str()));
            seen.is_none_or(|seen| seen.as_str() > told)
        };
        let words = Words::of(to.lang);
        let items: Vec<NewsView> = published(sessions, now)
            .filter(|(session, item)| to.topics.contains(item.kind) && is_new(session, item))
            .map(|(session, item)| NewsView::new(words, session, &item))
            .collect();
        if items.is_empty() {
            continue;
        }
        let token = chance::token()?;
        let mail = letters::digest(url, &to, &items, &token);
        planned.push(Planned { to, token, mail });
    }
    Ok(planned)
}

/// Writes the digests in the outbox, each with what its subscriber was told, and notes that it was done.
///
/// # Errors
/// When the database does not answer: those that were written stay written, the others are planned again.
pub async fn write(store: &Store, planned: Vec<Planned>, now: &str) -> Result<usize> {
    let mut written = 0;
    for Planned { to, token, mail } in planned {
        written += usize::from(store.digests().write(&to, &token, &mail, now).await?);
    }
    store.digests().ran(now).await?;
    Ok(written)
}

/// What is made known by `now`, newest first: an item dated of tomorrow waits.
fn published<'s>(
    sessions: impl IntoIterator<Item = &'s Session>,
    now: &str,
) -> impl Iterator<Item = (&'s Session, NewsItem)> {
    let today = now.split('T').next().unwrap_or_default().to_owned();
    news::of_sessions(sessions).into_iter().filter(move |(_, item)| item.on.to_string() <= today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_due_a_day_or_a_week_after_the_last_to_the_second_and_at_once_when_there_was_none() {
        let last = Some("2026-07-01T10:00:00Z");
        for (pace, last, now, due) in [
            (Pace::Daily, last, "2026-07-02T09:59:59Z", false),
            (Pace::Daily, last, "2026-07-02T10:00:00Z", true),
            (Pace::Weekly, last, "2026-07-08T09:59:59Z", false),
            (Pace::Weekly, last, "2026-07-08T10:00:00Z", true),
            (Pace::Weekly, None, "2026-07-01T10:00:00Z", true),
            (Pace::Never, None, "2026-07-01T10:00:00Z", false),
        ] {
            assert_eq!(pace.is_due(last, now), due, "{pace:?} {now}");
        }
    }
}
