//! What a session makes known, in the words of one language.

use std::cmp::Reverse;

use facts::Period;
use programme::Session;
use programme::calendar::{Date, LocalTime, Zone};
use programme::session::{Meeting, NewsItem, NewsKind, NewsSubject};

use crate::{Links, Words};

/// An item of news as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewsView {
    /// Its short name.
    pub id: String,
    /// Its page.
    pub href: String,
    /// What sort of thing it is.
    pub kind: NewsKind,
    /// The words of its kind.
    pub kind_words: String,
    /// Its title.
    pub title: String,
    /// The day it was made known, in words.
    pub on: String,
    /// The same, for programs.
    pub on_iso: String,
    /// The day it was last changed, in words, when it was.
    pub updated: Option<String>,
    /// What it says.
    pub paragraphs: Vec<String>,
    /// When it takes place, for an event.
    pub when: Option<String>,
    /// Where it takes place, for an event.
    pub place: Option<String>,
    /// Its file for a calendar, for an event.
    pub calendar: Option<String>,
    /// Where one reads more.
    pub address: Option<String>,
    /// The host of that address.
    pub host: String,
    /// Who says it.
    pub source: Option<String>,
    /// Its words of the taxonomy.
    pub themes: Vec<String>,
}

impl NewsView {
    /// The item in a language, with the names that the session gives.
    pub fn new(words: &Words, session: &Session, item: &NewsItem) -> Self {
        let lang = words.lang();
        let paragraphs = words.say(&item.text);
        let is_event = item.kind == NewsKind::Event;
        let address = item.address.as_deref().unwrap_or_default();
        let host = address.trim_start_matches("https://").split(['/', '?', '#']).next().unwrap_or_default();
        let source = item.source.as_ref().and_then(|id| session.source(id)).map(|source| words.say(&source.name));
        let theme = |id: &programme::Slug| Some(words.say(&session.taxonomy.item(id.as_str())?.1.name));
        Self {
            id: item.id.to_string(),
            href: match &item.subject {
                Some(NewsSubject::Edition(edition)) => Links::Edition(edition.to_string()).path(lang),
                Some(NewsSubject::Seminar(seminar)) => Links::Seminar(seminar.to_string()).path(lang),
                None => Links::NewsItem(item.id.to_string()).path(lang),
            },
            kind: item.kind,
            kind_words: kind(words, item.kind),
            title: words.say(&item.title),
            on: day(words, item.on),
            on_iso: item.on.to_string(),
            updated: (item.updated != item.on).then(|| day(words, item.updated)),
            paragraphs: paragraphs.split("\n\n").map(|text| text.trim().to_owned()).collect(),
            when: match &item.meeting {
                Some(meeting) => Some(when(words, meeting)),
                None => is_event.then(|| day(words, item.on)),
            },
            place: item.meeting.as_ref().map(|meeting| words.say(&meeting.place)),
            calendar: is_event.then(|| match &item.subject {
                Some(NewsSubject::Seminar(seminar)) => Links::Seminar(format!("{seminar}.ics")).path(lang),
                _ => Links::NewsEvent(item.id.to_string()).path(lang),
            }),
            address: item.address.clone(),
            host: host.to_owned(),
            source,
            themes: item.themes.iter().filter_map(theme).collect(),
        }
    }

    /// What it says first.
    pub fn lead(&self) -> &str {
        self.paragraphs.first().map_or("", String::as_str)
    }
}

/// All that sessions made known, newest first, each item with its session. What has the same day is in the order of the
/// sessions.
pub fn of_sessions<'s>(sessions: impl IntoIterator<Item = &'s Session>) -> Vec<(&'s Session, NewsItem)> {
    let items = |session: &'s Session| session.announcements().into_iter().map(move |item| (session, item));
    let mut all: Vec<(&Session, NewsItem)> = sessions.into_iter().flat_map(items).collect();
    all.sort_by_key(|(_, item)| Reverse(item.on));
    all
}

/// The last `most` items that sessions made known, newest first: what a home page shows.
pub fn latest<'s>(words: &Words, sessions: impl IntoIterator<Item = &'s Session>, most: usize) -> Vec<NewsView> {
    of_sessions(sessions).iter().take(most).map(|(session, item)| NewsView::new(words, session, item)).collect()
}

/// The words of a kind of news.
pub fn kind(words: &Words, kind: NewsKind) -> String {
    words.t(match kind {
        NewsKind::News => "news-kind-news",
        NewsKind::Publication => "news-kind-publication",
        NewsKind::Event => "news-kind-event",
    })
}

/// A day in words.
pub fn day(words: &Words, date: Date) -> String {
    words.period(&Period::Day { year: date.year(), month: date.month(), day: date.day() })
}

/// When people meet, with the clock that is meant.
pub fn when(words: &Words, meeting: &Meeting) -> String {
    let (start, end) = (meeting.start, meeting.end);
    let zone = words.t(zone_key(meeting.zone));
    let (from, to) = (hour(words, start), hour(words, end));
    if start.date() == end.date() {
        return words
            .with("news-day", &[("date", day(words, start.date())), ("from", from), ("to", to), ("zone", zone)]);
    }
    let (first, last) = (day(words, start.date()), day(words, end.date()));
    words.with("news-days", &[("first", first), ("from", from), ("last", last), ("to", to), ("zone", zone)])
}

/// An hour, on the clock that is meant.
pub fn hour(words: &Words, time: LocalTime) -> String {
    let hour = time.hour().to_string();
    match time.minute() {
        0 => words.t1("news-hour-sharp", "hour", hour),
        minute => words.with("news-hour", &[("hour", hour), ("minute", format!("{minute:02}"))]),
    }
}

fn zone_key(zone: Zone) -> &'static str {
    match zone {
        Zone::Paris => "zone-paris",
        Zone::Guadeloupe => "zone-guadeloupe",
        Zone::Martinique => "zone-martinique",
        Zone::SaintBarthelemy => "zone-saint-barthelemy",
        Zone::SaintMartin => "zone-saint-martin",
        Zone::Cayenne => "zone-cayenne",
        Zone::Miquelon => "zone-miquelon",
        Zone::Reunion => "zone-reunion",
        Zone::Mayotte => "zone-mayotte",
        Zone::Noumea => "zone-noumea",
        Zone::Tahiti => "zone-tahiti",
        Zone::Wallis => "zone-wallis",
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use facts::Lang;

    macro_rules! file {
        ($name:literal) => {
            ($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../sessions/2023-productifs-sobres/", $name)))
        };
    }

    /// News as somebody might write them to do harm, with an event that begins the day before in UTC.
    pub(crate) const NEWS: &str = r#"
[[item]]
id = "rencontre"
on = "2026-09-01"
updated = "2026-09-03"
kind = "event"
title = { fr = "Rencontre : <b>sols</b> & eaux, « ici »", en = "Meeting: <b>soils</b> & water; here, \\ now" }
text = { fr = "Premier.\n\nSecond ]]> & <script>.", en = "First.\n\nSecond ]]> & <script>." }
source = "mosaique"
themes = ["commons"]
event = { start = "2026-10-06T08:30", end = "2026-10-07T17:00", zone = "Pacific/Noumea", place = { fr = "Nouméa, salle 2", en = "Nouméa, room 2" } }
[[item]]
id = "cahier"
on = "2026-08-01"
kind = "publication"
title = { fr = "Un cahier", en = "A booklet" }
text = { fr = "À lire.", en = "To be read." }
address = "https://example.org/cahier?a=1&b=2"
source = "mosaique"
"#;

    pub(crate) fn session() -> Session {
        let files = [
            file!("session.toml"),
            file!("presentation.toml"),
            file!("rubric.toml"),
            file!("taxonomy.toml"),
            file!("governance.toml"),
            file!("stages.toml"),
            file!("application.toml"),
            file!("laureates.toml"),
            ("news.toml", NEWS),
        ];
        Session::read(&files).unwrap()
    }

    #[test]
    fn an_event_says_when_and_where_with_its_clock() {
        let session = session();
        let fr = latest(Words::of(Lang::Fr), [&session], 3);
        assert_eq!(fr[0].when.as_deref(), Some("du 6 octobre 2026, 8 h 30, au 7 octobre 2026, 17 h (heure de Nouméa)"));
        assert_eq!(fr[0].place.as_deref(), Some("Nouméa, salle 2"));
        assert_eq!(fr[0].calendar.as_deref(), Some("/fr/actualites/rencontre.ics"));
        assert_eq!(fr[0].updated.as_deref(), Some("3 septembre 2026"));
        assert_eq!((fr[1].when.as_ref(), fr[1].host.as_str()), (None, "example.org"));
        let en = latest(Words::of(Lang::En), [&session], 1);
        assert_eq!(en.len(), 1);
        assert_eq!(en[0].when.as_deref(), Some("from 6 October 2026, 8:30, to 7 October 2026, 17:00 (Nouméa time)"));
        assert_eq!(en[0].paragraphs.len(), 2);
    }
}
