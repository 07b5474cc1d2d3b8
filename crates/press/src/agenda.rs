//! Events for calendars (iCalendar, RFC 5545).
//!
//! Hours are given in UTC, worked out from the clock of the place: a calendar shows them on the clock of its reader and
//! needs no table of time zones from us. The words give the hour on the clock of the place. Nothing is read from a clock:
//! an event is stamped with the day it was last changed.

mod reading;

pub use reading::{ActionDates, EventFault, dates_of_roadmap};

use icalendar::{Calendar, Component as _, Event, EventLike as _, Property};
use programme::calendar::{Date, Instant, LocalTime};
use programme::session::{NewsItem, NewsKind};
use programme::workshop::{Label, Workshop};
use programme::{Roadmap, Session};

use crate::news::NewsView;
use crate::telling::roadmap as telling;
use crate::{Links, PublicUrl, Words, gantt, news};

/// The events of sessions, the first to come first; a calendar without events when there is none.
pub fn of_all(words: &Words, url: &PublicUrl, sessions: &[&Session]) -> String {
    let mut events = news::of_sessions(sessions.iter().copied());
    events.retain(|(_, item)| item.kind == NewsKind::Event);
    events.sort_by_key(|(_, item)| item.day());
    print(words, url, &events)
}

/// One event; nothing when the item is no event.
pub fn of_item(words: &Words, url: &PublicUrl, session: &Session, item: &NewsItem) -> Option<String> {
    (item.kind == NewsKind::Event).then(|| print(words, url, &[(session, item.clone())]))
}

/// The dates of a roadmap: one event an action that has one, whole days from the first of its first quarter. `changed` is the day on
/// which it was last written, `id` names it among the others of the site.
pub fn of_roadmap(words: &Words, url: &PublicUrl, roadmap: &Roadmap, id: &str, changed: Date) -> String {
    let title = telling::said(words, &roadmap.title);
    let mut calendar = empty(words, words.t1("road-agenda-title", "title", title));
    let page = url.absolute(&Links::Roadmap(id.to_owned()).path(words.lang()));
    for (action, start) in gantt::rows(roadmap, &gantt::written(roadmap)) {
        let mut event = Event::new();
        event.uid(&format!("{}.{id}.roadmap@{}", action.id, url.host()));
        event.add_property("DTSTAMP", stamp(changed));
        for (key, quarter) in [("DTSTART", start), ("DTEND", action.over(start))] {
            let mut property = Property::new(key, compact(quarter.first_day()));
            event.append_property(property.add_parameter("VALUE", "DATE").done());
        }
        let status = telling::action_status(words, &action.status);
        let said = action.description.iter().map(|text| telling::said(words, text));
        let text: Vec<String> =
            [status].into_iter().chain(said).chain(action.owner.clone()).chain([page.clone()]).collect();
        event.summary(&telling::said(words, &action.title)).description(&text.join("\n\n")).url(&page);
        calendar.push(event.done());
    }
    calendar.to_string()
}

/// Workshops, those called off told as such; `name` is that of the calendar. One that was changed takes the place of what a
/// calendar had of it.
pub fn of_workshops(words: &Words, url: &PublicUrl, name: String, workshops: &[&Workshop]) -> String {
    let mut calendar = empty(words, name);
    for workshop in workshops {
        let page = url.absolute(&Links::Workshop(workshop.id.to_string()).path(words.lang()));
        let sheet = &workshop.sheet;
        let mut event = Event::new();
        event.uid(&format!("{}.workshop@{}", workshop.id, url.host()));
        for (key, moment) in [
            ("DTSTAMP", workshop.changed),
            ("LAST-MODIFIED", workshop.changed),
            ("DTSTART", workshop.begins()),
            ("DTEND", workshop.ends()),
        ] {
            event.add_property(key, instant(moment));
        }
        event.add_property("SEQUENCE", workshop.edition.saturating_sub(1).to_string());
        if workshop.state.label() == Label::Cancelled {
            event.add_property("STATUS", "CANCELLED");
        }
        event.location(&sheet.place).summary(&sheet.title).url(&page);
        event.description(&format!("{}\n\n{page}", sheet.aim));
        calendar.push(event.done());
    }
    calendar.to_string()
}

fn instant(at: Instant) -> String {
    at.to_string().replace(['-', ':'], "")
}

fn print(words: &Words, url: &PublicUrl, events: &[(&Session, NewsItem)]) -> String {
    let mut calendar = empty(words, words.t("agenda-title"));
    for (session, item) in events {
        calendar.push(event(words, url, session, item));
    }
    calendar.to_string()
}

/// A calendar without events.
fn empty(words: &Words, name: String) -> Calendar {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0".to_owned()),
        ("PRODID", format!("-//Mosaique//{}", words.lang().code().to_uppercase())),
        ("CALSCALE", "GREGORIAN".to_owned()),
        ("METHOD", "PUBLISH".to_owned()),
        ("X-WR-CALNAME", name),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    calendar
}

fn event(words: &Words, url: &PublicUrl, session: &Session, item: &NewsItem) -> Event {
    let view = NewsView::new(words, session, item);
    let page = url.absolute(&view.href);
    let mut event = Event::new();
    // One event in both languages: who takes both calendars has it once.
    event.uid(&format!("{}.{}@{}", item.id, session.identity.id, url.host()));
    event.add_property("DTSTAMP", stamp(item.updated));
    event.add_property("LAST-MODIFIED", stamp(item.updated));
    match &item.meeting {
        Some(meeting) => {
            event.add_property("DTSTART", utc(meeting.zone.utc(meeting.start)));
            event.add_property("DTEND", utc(meeting.zone.utc(meeting.end)));
            event.location(&words.say(&meeting.place));
        }
        // A whole day, which ends when the next begins.
        None => {
            for (key, date) in [("DTSTART", item.on), ("DTEND", item.on.next())] {
                let mut property = Property::new(key, compact(date));
                event.append_property(property.add_parameter("VALUE", "DATE").done());
            }
        }
    }
    let when = view.when.iter().map(|when| words.t1("letter-when", "when", when.clone()));
    let text: Vec<String> = when.chain(view.paragraphs).chain([page.clone()]).collect();
    event.summary(&view.title).description(&text.join("\n\n")).url(&page);
    event.done()
}

fn compact(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

fn stamp(date: Date) -> String {
    format!("{}T000000Z", compact(date))
}

fn utc(time: LocalTime) -> String {
    format!("{}T{:02}{:02}00Z", compact(time.date()), time.hour(), time.minute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::tests::session;
    use facts::Lang;
    use icalendar::{CalendarDateTime, DatePerhapsTime};

    fn url() -> PublicUrl {
        "https://mosaique.example".parse().unwrap()
    }

    #[test]
    fn an_event_is_read_back_at_its_hour_in_utc() {
        let session = session();
        let text = of_all(Words::of(Lang::En), &url(), &[&session]);
        let calendar: Calendar = text.parse().unwrap();
        assert_eq!(calendar.components.len(), 1);
        let event = calendar.components[0].as_event().unwrap();
        assert_eq!(event.get_uid(), Some("rencontre.2023-productifs-sobres@mosaique.example"));
        // Half past eight in Nouméa, UTC+11, is half past nine the evening before.
        let Some(DatePerhapsTime::DateTime(CalendarDateTime::Utc(start))) = event.get_start() else { panic!("{text}") };
        assert_eq!(start.to_rfc3339(), "2026-10-05T21:30:00+00:00");
        assert_eq!(event.get_timestamp().unwrap().to_rfc3339(), "2026-09-03T00:00:00+00:00");
        assert!(text.contains("LOCATION:Nouméa\\, room 2\r\n"), "{text}");
        assert!(text.contains("SUMMARY:Meeting: <b>soils</b> & water\\; here\\, \\\\ now\r\n"), "{text}");
        assert!(text.lines().all(|line| line.len() <= 75), "lines are folded");
        assert!(!text.replace("\r\n", "").contains('\n'), "lines end with a return and a feed");
    }

    #[test]
    fn the_same_event_is_the_same_bytes_and_has_one_name_in_both_languages() {
        let session = session();
        let item = session.announcements()[0].clone();
        let of = |lang| of_item(Words::of(lang), &url(), &session, &item).unwrap();
        assert_eq!(of(Lang::Fr), of(Lang::Fr));
        let uid = |text: &str| text.lines().find(|line| line.starts_with("UID")).map(str::to_owned);
        assert_eq!(uid(&of(Lang::Fr)), uid(&of(Lang::En)));
        assert_eq!(of_item(Words::of(Lang::Fr), &url(), &session, &session.announcements()[1]), None);
    }

    #[test]
    fn an_event_without_hours_takes_its_whole_day() {
        let mut session = session();
        session.news.list[0].meeting = None;
        let text = of_all(Words::of(Lang::Fr), &url(), &[&session]);
        assert!(
            text.contains("DTSTART;VALUE=DATE:20260901\r\n") && text.contains("DTEND;VALUE=DATE:20260902\r\n"),
            "{text}"
        );
    }
}
