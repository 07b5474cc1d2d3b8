//! What the session makes known, and how one keeps being told.

use askama::Template;
use facts::Lang;
use programme::Session;

use super::{Frame, Section};
use crate::links::{Brand, Links};
use crate::news::NewsView;
use crate::{PublicUrl, short};

/// All the news.
#[derive(Template)]
#[template(path = "news.html")]
pub struct NewsPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The items, newest first.
    pub items: Vec<NewsView>,
    /// The feed of each session, with its words.
    pub feeds: Vec<(String, String)>,
    /// The calendar, when there are events.
    pub agenda: Option<String>,
    /// How one keeps being told.
    pub share: ShareLinks,
}

/// One item of news.
#[derive(Template)]
#[template(path = "news_item.html")]
pub struct NewsItemPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The item.
    pub item: NewsView,
    /// How one keeps being told.
    pub share: ShareLinks,
}

/// The short address of a page, the feed and the subscription: what `share_links.html` prints, under the name `share`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareLinks {
    /// The short address, whole, for pages that have one.
    pub short: Option<String>,
    /// The feed.
    pub feed: String,
    /// The page on which one subscribes.
    pub subscription: String,
}

impl ShareLinks {
    /// For the page that stands at `links`.
    pub fn new(url: &PublicUrl, links: &Links, lang: Lang) -> Self {
        let short = short::code(links, lang).map(|code| url.absolute(&Links::Short(code).path(lang)));
        Self { short, feed: Links::Feed.path(lang), subscription: Links::Subscription.path(lang) }
    }
}

impl NewsPage {
    /// All the news of sessions.
    pub fn new(f: Frame, sessions: &[Session], share: ShareLinks) -> Self {
        let items = crate::news::latest(f.w, sessions, usize::MAX);
        let lang = f.w.lang();
        let agenda = items.iter().any(|item| item.calendar.is_some()).then(|| Links::Agenda.path(lang));
        let feed = |session: &Session| {
            let href = Links::SessionFeed(session.identity.id.to_string()).path(lang);
            (href, f.w.t1("feed-session-link", "session", f.w.say(&session.identity.title)))
        };
        let feeds = sessions.iter().map(feed).collect();
        Self { f, items, feeds, agenda, share }
    }
}
