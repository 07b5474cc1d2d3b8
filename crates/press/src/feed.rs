//! Atom feeds (RFC 4287) of what sessions make known.
//!
//! Nothing is read from a clock: a feed was updated when its last item was. Identifiers are tag URIs (RFC 4151) made of
//! the host of the site, the session and the item: they stay when titles, addresses and pages change.

use atom_syndication::{Category, Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use facts::{Lang, Period};
use programme::Session;
use programme::calendar::Date;
use programme::session::NewsItem;

use crate::chart::escape;
use crate::news::NewsView;
use crate::{Links, PublicUrl, Words, news};

/// The year from which the identifiers of feeds are given: part of a tag URI, never changed.
const TAGS_SINCE: &str = "2026";

/// The feed of all sessions together, newest first.
pub fn of_all(words: &Words, url: &PublicUrl, sessions: &[&Session]) -> String {
    let title = words.t("feed-title");
    feed(words, url, sessions, &Links::Feed, &Links::News, format!("feed/{}", words.lang().code()), title)
}

/// The feed of one session, newest first.
pub fn of_session(words: &Words, url: &PublicUrl, session: &Session) -> String {
    let id = session.identity.id.to_string();
    let title = format!("{} – {}", words.t("feed-title"), words.say(&session.identity.title));
    let name = format!("{id}/feed/{}", words.lang().code());
    feed(words, url, &[session], &Links::SessionFeed(id), &Links::News, name, title)
}

fn feed(
    words: &Words,
    url: &PublicUrl,
    sessions: &[&Session],
    own: &Links,
    page: &Links,
    name: String,
    title: String,
) -> String {
    let lang = words.lang();
    let items = news::of_sessions(sessions.iter().copied());
    let updated = items.iter().map(|(_, item)| item.updated).max().or_else(|| first_day(sessions));
    let entries: Vec<Entry> = items.iter().map(|(session, item)| entry(words, url, session, item)).collect();
    let author = Person { name: words.t("product"), uri: Some(url.absolute("/")), ..Person::default() };
    let feed = Feed {
        lang: Some(lang.code().to_owned()),
        id: tag(url, &name),
        title: Text::plain(title),
        subtitle: Some(Text::plain(words.t("feed-subtitle"))),
        updated: instant(updated),
        authors: vec![author],
        generator: Some(Generator { value: "Mosaïque".to_owned(), ..Generator::default() }),
        links: links(url, lang, own, page),
        entries,
        ..Feed::default()
    };
    feed.to_string()
}

fn entry(words: &Words, url: &PublicUrl, session: &Session, item: &NewsItem) -> Entry {
    let view = NewsView::new(words, session, item);
    let lang = words.lang().code();
    let mut links = vec![link("alternate", url.absolute(&view.href), "text/html", Some(lang))];
    let elsewhere = |address: &String| Link { rel: "related".to_owned(), href: address.clone(), ..Link::default() };
    links.extend(view.address.iter().map(elsewhere));
    if let Some(calendar) = &view.calendar {
        links.push(link("related", url.absolute(calendar), "text/calendar", None));
    }
    let themes = item.themes.iter().zip(&view.themes).map(|(id, words)| (id.to_string(), words.clone()));
    let categories = std::iter::once((item.kind.as_str().to_owned(), view.kind_words.clone()))
        .chain(themes)
        .map(|(term, label)| Category { term, label: Some(label), scheme: None })
        .collect();
    Entry {
        id: tag(url, &format!("{}/{}/{lang}", session.identity.id, item.id)),
        title: Text::plain(view.title.clone()),
        published: Some(instant(Some(item.on))),
        updated: instant(Some(item.updated)),
        links,
        categories,
        content: Some(content(words, &view)),
        ..Entry::default()
    }
}

/// Date and place first, then what it says.
fn content(words: &Words, view: &NewsView) -> Content {
    let mut html = String::new();
    for (key, value) in [("letter-when", &view.when), ("letter-where", &view.place)] {
        if let Some(value) = value {
            let name = if key == "letter-when" { "when" } else { "where" };
            html.push_str(&format!("<p><strong>{}</strong></p>", escape(&words.t1(key, name, value.clone()))));
        }
    }
    for paragraph in &view.paragraphs {
        html.push_str(&format!("<p>{}</p>", escape(paragraph)));
    }
    Content { content_type: Some("html".to_owned()), value: Some(html), ..Content::default() }
}

fn links(url: &PublicUrl, lang: Lang, own: &Links, page: &Links) -> Vec<Link> {
    let mut links = vec![
        link("self", url.absolute(&own.path(lang)), "application/atom+xml", Some(lang.code())),
        link("alternate", url.absolute(&page.path(lang)), "text/html", Some(lang.code())),
    ];
    let others = Lang::ALL.into_iter().filter(|other| *other != lang);
    links
        .extend(others.map(|other| {
            link("alternate", url.absolute(&own.path(other)), "application/atom+xml", Some(other.code()))
        }));
    links
}

fn link(rel: &str, href: String, kind: &str, lang: Option<&str>) -> Link {
    Link {
        rel: rel.to_owned(),
        href,
        mime_type: Some(kind.to_owned()),
        hreflang: lang.map(str::to_owned),
        ..Link::default()
    }
}

fn tag(url: &PublicUrl, name: &str) -> String {
    format!("tag:{},{TAGS_SINCE}:{name}", url.host())
}

/// The first day of the first session: when a feed without items was made.
fn first_day(sessions: &[&Session]) -> Option<Date> {
    let year = |session: &&Session| match session.identity.years {
        Period::Year(year) | Period::Day { year, .. } | Period::Span { from: year, .. } => Date::new(year, 1, 1),
    };
    sessions.iter().filter_map(year).min()
}

/// The first instant of a day, in UTC.
fn instant(day: Option<Date>) -> FixedDateTime {
    let text = day.map_or_else(|| "1970-01-01".to_owned(), |day| day.to_string());
    FixedDateTime::parse_from_rfc3339(&format!("{text}T00:00:00Z")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::tests::session;
    use std::collections::BTreeSet;

    fn url() -> PublicUrl {
        "https://mosaique.example".parse().unwrap()
    }

    #[test]
    fn a_feed_is_read_back_with_its_identifiers_dates_and_links() {
        let session = session();
        let text = of_all(Words::of(Lang::Fr), &url(), &[&session]);
        let feed: Feed = text.parse().unwrap();
        assert_eq!(feed.id(), "tag:mosaique.example,2026:feed/fr");
        assert_eq!(feed.updated().to_rfc3339(), "2026-09-03T00:00:00+00:00");
        let relations: Vec<_> = feed.links().iter().map(|link| (link.rel(), link.href())).collect();
        assert_eq!(
            relations,
            [
                ("self", "https://mosaique.example/feed.atom"),
                ("alternate", "https://mosaique.example/fr/actualites"),
                ("alternate", "https://mosaique.example/en/feed.atom"),
            ]
        );
        let entries: Vec<_> =
            feed.entries().iter().map(|entry| (entry.id(), entry.updated().date_naive().to_string())).collect();
        assert_eq!(
            entries,
            [
                ("tag:mosaique.example,2026:2023-productifs-sobres/rencontre/fr", "2026-09-03".to_owned()),
                ("tag:mosaique.example,2026:2023-productifs-sobres/cahier/fr", "2026-08-01".to_owned()),
            ]
        );
        assert_eq!(feed.entries()[0].title().as_str(), "Rencontre\u{a0}: <b>sols</b> & eaux, «\u{a0}ici\u{a0}»");
        let html = feed.entries()[0].content().unwrap().value().unwrap();
        assert!(html.starts_with("<p><strong>Quand\u{a0}: du 6 octobre 2026"), "{html}");
        assert!(html.contains("Nouméa, salle 2") && html.contains("&lt;script&gt;") && !html.contains("<script>"));
    }

    #[test]
    fn the_same_session_gives_the_same_bytes_and_no_identifier_twice() {
        let session = session();
        let of = |lang| [of_all(Words::of(lang), &url(), &[&session]), of_session(Words::of(lang), &url(), &session)];
        assert_eq!(of(Lang::Fr), of(Lang::Fr));
        let mut ids = BTreeSet::new();
        for text in of(Lang::Fr).into_iter().chain(of(Lang::En)) {
            assert!(ids.insert(text.parse::<Feed>().unwrap().id), "each feed has an identifier of its own");
        }
        let feed: Feed = of(Lang::En)[1].parse().unwrap();
        assert_eq!(feed.links()[0].href(), "https://mosaique.example/en/feed/2023-productifs-sobres.atom");
    }

    #[test]
    fn a_session_that_says_nothing_has_an_empty_feed_as_old_as_itself() {
        let mut session = session();
        session.news.list.clear();
        let feed: Feed = of_session(Words::of(Lang::Fr), &url(), &session).parse().unwrap();
        assert!(feed.entries().is_empty());
        assert_eq!(feed.updated().to_rfc3339(), "2023-01-01T00:00:00+00:00");
    }
}
