//! What the session makes known and how one keeps being told: news, feeds, calendars, subscriptions, short addresses.

pub mod limiter;
mod mailbox;
mod news;
mod short;
pub mod subscription;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::HeaderName;
use facts::Lang;
use press::page::{Frame, Section, ShareLinks};
use press::{Links, PublicUrl};
use store::{Key, Shelf, Token};
use tokio::sync::Notify;

use super::State;
use crate::clock::Clock;
use crate::provider::Provider;

pub use limiter::Limiter;

/// What the site must be told to write to its readers.
#[derive(Default)]
pub struct Settings {
    /// The folder of mails to show, for a demonstration.
    pub mailbox: Option<PathBuf>,
    /// The header in which a front server says who asks.
    pub client_header: Option<HeaderName>,
    /// Wakes the job that sends mails.
    pub wake: Arc<Notify>,
    /// Counts requests for a subscription by who makes them.
    pub limiter: Limiter,
    /// The clock, which a demonstration sets forward.
    pub clock: Arc<Clock>,
    /// Where a demonstration keeps where its clock is.
    pub clock_file: Option<PathBuf>,
    /// The key by which receipts are signed.
    pub signing: Option<Key>,
    /// Where the documents of dossiers are kept.
    pub shelf: Option<Shelf>,
    /// The provider of identities by which one may enter.
    pub provider: Option<Arc<Provider>>,
    /// How long it takes at least to say that a dossier is not there, whether it is hidden or does not exist.
    pub absence: Duration,
}

/// The routes of these pages.
pub fn routes() -> Router<State> {
    Router::new().merge(news::routes()).merge(short::routes()).merge(subscription::routes()).merge(mailbox::routes())
}

/// Whether a path ends a subscription in one click (RFC 8058): mail programs and their servers send there, from
/// elsewhere and without a cookie. The token is the proof; a path without one is not exempt.
pub fn is_one_click(path: &str) -> bool {
    let token = |lang: Lang| path.strip_prefix(&Links::SubscriptionEnd(String::new()).path(lang)).map(str::to_owned);
    Lang::ALL.into_iter().filter_map(token).any(|token| token.parse::<Token>().is_ok())
}

impl State {
    /// The address under which the public reaches the site.
    pub fn public_url(&self) -> &PublicUrl {
        &self.0.site.public_url
    }

    /// Now, as ISO 8601 in UTC, on the clock of the site.
    pub fn now(&self) -> String {
        self.0.share.clock.now()
    }

    /// The short address, the feed and the subscription, for a page.
    pub fn share_links(&self, lang: Lang, links: &Links) -> ShareLinks {
        ShareLinks::new(self.public_url(), links, lang)
    }

    pub fn plain_frame(&self, lang: Lang, links: &Links, title: String) -> Frame {
        self.frame(lang, links, Section::Elsewhere, title)
    }
}
