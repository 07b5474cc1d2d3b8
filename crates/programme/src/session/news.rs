//! What a session makes known as it goes: news, publications, events.

use std::cmp::Reverse;

use facts::document::Table;
use facts::{Localised, Period};
use serde::Serialize;

use super::stage::{PublicationKind, Release};
use super::{Session, Stages};
use crate::Slug;
use crate::calendar::{Date, LocalTime, Zone};
use crate::id::{EditionId, SeminarId};
use crate::reading::{Ids, choice};

/// What a session makes known, as `news.toml` gives it; nothing when there is no such file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct News {
    /// The items, in the order of the file.
    pub list: Vec<Item>,
}

/// One thing made known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Short name, which is in its address: never given to another, publications of the stages included.
    pub id: Slug,
    /// The day it was made known.
    pub on: Date,
    /// The day it was last changed; that on which it was made known when it never was.
    pub updated: Date,
    /// What sort of thing it is.
    pub kind: NewsKind,
    /// Title shown.
    pub title: Localised,
    /// What there is to say; empty lines part paragraphs.
    pub text: Localised,
    /// Where one reads more, elsewhere.
    pub address: Option<String>,
    /// Who says it, an id of [`super::Provenance::sources`]; the session itself when it comes from its stages.
    pub source: Option<Slug>,
    /// Words of the taxonomy.
    pub themes: Vec<Slug>,
    /// When and where, for an event whose hours are known.
    pub meeting: Option<Meeting>,
    /// What it makes known, when that has a page of its own: it is read there.
    pub subject: Option<NewsSubject>,
}

/// Something that is made known and has a page of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum NewsSubject {
    /// An edition of a laureate.
    Edition(EditionId),
    /// A seminar.
    Seminar(SeminarId),
}

choice! {
    /// A sort of thing made known.
    pub enum NewsKind {
        /// Something to know.
        News = "news",
        /// A document that one can read.
        Publication = "publication",
        /// A moment at which people meet.
        Event = "event",
    }
}

/// When and where people meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meeting {
    /// When it begins, on the clock of the place.
    pub start: LocalTime,
    /// When it ends, on the clock of the place; after it began.
    pub end: LocalTime,
    /// The clock of the place.
    pub zone: Zone,
    /// Where.
    pub place: Localised,
}

impl Item {
    /// The first day of an event; the day on which anything else was made known.
    pub fn day(&self) -> Date {
        self.meeting.as_ref().map_or(self.on, |meeting| meeting.start.date())
    }
}

impl Session {
    /// All that the session made known, newest first: its news, and the publications of its stages that have a day.
    /// What has the same day is in the order of the files.
    pub fn announcements(&self) -> Vec<Item> {
        let mut items = self.news.list.clone();
        items.extend(of_stages(&self.stages));
        items.sort_by_key(|item| Reverse(item.on));
        items
    }
}

/// The publications of the stages whose day is known. One that is known by its year only is on the page of the session.
fn of_stages(stages: &Stages) -> impl Iterator<Item = Item> {
    stages.publications().filter_map(|(stage, publication)| {
        let Release::Published { on: Period::Day { year, month, day }, address } = &publication.release else {
            return None;
        };
        let on = Date::new(*year, *month, *day)?;
        Some(Item {
            id: publication.id.clone(),
            on,
            updated: on,
            kind: match publication.kind {
                PublicationKind::Document => NewsKind::Publication,
                PublicationKind::Seminar => NewsKind::Event,
            },
            title: publication.name.clone(),
            text: stage.description.clone(),
            address: Some(address.clone()),
            source: None,
            themes: Vec::new(),
            meeting: None,
            subject: None,
        })
    })
}

impl News {
    /// Reads `news.toml`. `ids` are those of the publications of the stages, which news may not take.
    pub(crate) fn read(root: Table<'_>, ids: &mut Ids, items: &Ids, sources: &Ids) -> Option<Self> {
        let list = root.tables("item").into_iter().filter_map(|table| Item::read(table, ids, items, sources)).collect();
        root.close();
        Some(Self { list })
    }
}

impl Item {
    fn read(table: Table<'_>, ids: &mut Ids, items: &Ids, sources: &Ids) -> Option<Self> {
        let (id, on) = (ids.declare(&table), table.parsed::<Date>("on"));
        let updated = table.optional_parsed::<Date>("updated").or(on);
        if let (Some(on), Some(updated)) = (on, updated)
            && updated < on
        {
            table.problem("updated", format!("{updated} found, expected {on} or later: the day it was made known"));
        }
        let kind = table.one_of("kind", NewsKind::CHOICES);
        let (title, text) = (table.localised("title"), table.localised("text"));
        let address = table.optional_text("address");
        if address.as_ref().is_some_and(|address| !address.starts_with("https://")) {
            table.problem("address", "expected an address that begins with https://");
        }
        let source = sources.refer(&table, "source");
        let themes = if table.has("themes") { items.refer_all(&table, "themes") } else { Vec::new() };
        let meeting = match kind {
            Some(NewsKind::Event) => Some(table.table("event").and_then(Meeting::read)),
            Some(_) if table.has("event") => {
                table.problem("event", "found for something that is no event, expected only with kind = \"event\"");
                None
            }
            _ => {
                table.has("event");
                None
            }
        };
        table.close();
        let meeting = match meeting {
            // An event whose hours could not be read is told already, and is no event.
            Some(read) => Some(read?),
            None => None,
        };
        Some(Self {
            id: id?,
            on: on?,
            updated: updated?,
            kind: kind?,
            title: title?,
            text: text?,
            address,
            source: Some(source?),
            themes,
            meeting,
            subject: None,
        })
    }
}

impl Meeting {
    fn read(table: Table<'_>) -> Option<Self> {
        let (start, end) = (table.parsed::<LocalTime>("start"), table.parsed::<LocalTime>("end"));
        if let (Some(start), Some(end)) = (start, end)
            && end <= start
        {
            table.problem("end", format!("{end} found, expected later than {start}"));
        }
        let (zone, place) = (table.one_of("zone", Zone::CHOICES), table.localised("place"));
        table.close();
        Some(Self { start: start?, end: end?, zone: zone?, place: place? })
    }
}
