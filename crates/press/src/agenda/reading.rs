//! The dates of a roadmap, as a calendar gives them back.

use icalendar::{Calendar, CalendarDateTime, Component as _, DatePerhapsTime};
use programme::Slug;
use programme::calendar::Date;

/// When an action is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionDates {
    /// The action.
    pub action: Slug,
    /// Its first day.
    pub first: Date,
    /// The day after its last, when the calendar says one.
    pub over: Option<Date>,
}

/// Why an event of a calendar gives no dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventFault {
    /// The text is no calendar: what the reader says.
    NoCalendar(String),
    /// The event is none of the roadmap: its title, or its name.
    Foreign(String),
    /// The event of an action has no first day, one that no calendar has, or is over before it begins.
    NoDates(Slug),
    /// An action has two events.
    Twice(Slug),
}

/// The dates in the calendar of a roadmap, in the order of its events; those that were called off are left out. `id` names the
/// roadmap, as [`super::of_roadmap`] wrote it.
///
/// # Errors
/// Everything that is wrong.
pub fn dates_of_roadmap(text: &str, id: &str) -> Result<Vec<ActionDates>, Vec<EventFault>> {
    let calendar: Calendar = text.parse().map_err(|error| vec![EventFault::NoCalendar(error)])?;
    let (mut found, mut faults) = (Vec::<ActionDates>::new(), Vec::new());
    for event in calendar.components.iter().filter_map(|component| component.as_event()) {
        if event.property_value("STATUS") == Some("CANCELLED") {
            continue;
        }
        let uid = event.get_uid().unwrap_or_default();
        let named = uid.split_once(&format!(".{id}.roadmap@")).and_then(|(action, _)| action.parse::<Slug>().ok());
        let Some(action) = named else {
            faults.push(EventFault::Foreign(event.get_summary().unwrap_or(uid).to_owned()));
            continue;
        };
        let over = event.get_end().map(|end| day(&end));
        match (event.get_start().and_then(|start| day(&start)), over) {
            _ if found.iter().any(|known| known.action == action) => faults.push(EventFault::Twice(action)),
            (Some(first), Some(Some(over))) if over > first => {
                found.push(ActionDates { action, first, over: Some(over) });
            }
            (Some(first), None) => found.push(ActionDates { action, first, over: None }),
            _ => faults.push(EventFault::NoDates(action)),
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

/// The day that is written, on the clock on which it is written.
fn day(at: &DatePerhapsTime) -> Option<Date> {
    let day = match at {
        DatePerhapsTime::Date(day) => *day,
        DatePerhapsTime::DateTime(CalendarDateTime::Floating(time)) => time.date(),
        DatePerhapsTime::DateTime(CalendarDateTime::Utc(time)) => time.date_naive(),
        DatePerhapsTime::DateTime(CalendarDateTime::WithTimezone { date_time, .. }) => date_time.date(),
    };
    day.to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(uid: &str, lines: &str) -> String {
        format!("BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:Halle\r\n{lines}END:VEVENT\r\n")
    }

    fn calendar(events: &[String]) -> String {
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{}END:VCALENDAR\r\n", events.concat())
    }

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn days_and_hours_are_the_days_that_are_written() {
        let text = calendar(&[
            event("halle.r1.roadmap@x", "DTSTART;VALUE=DATE:20270701\r\nDTEND;VALUE=DATE:20280101\r\n"),
            event("rue.r1.roadmap@x", "DTSTART;TZID=Europe/Paris:20270702T090000\r\n"),
            event("pont.r1.roadmap@x", "STATUS:CANCELLED\r\n"),
        ]);
        let slug = |text: &str| text.parse::<Slug>().unwrap();
        let found = dates_of_roadmap(&text, "r1").unwrap();
        let halle = ActionDates { action: slug("halle"), first: date("2027-07-01"), over: Some(date("2028-01-01")) };
        let rue = ActionDates { action: slug("rue"), first: date("2027-07-02"), over: None };
        assert_eq!(found, [halle, rue]);
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let whole = "DTSTART;VALUE=DATE:20270701\r\n";
        let text = calendar(&[
            event("autre@x", whole),
            event("halle.r1.roadmap@x", "DTSTART;VALUE=DATE:20270701\r\nDTEND;VALUE=DATE:20270701\r\n"),
            event("rue.r1.roadmap@x", whole),
            event("rue.r1.roadmap@x", whole),
            event("pont.r1.roadmap@x", ""),
        ]);
        let faults = dates_of_roadmap(&text, "r1").unwrap_err();
        let [halle, rue, pont] = ["halle", "rue", "pont"].map(|text| text.parse::<Slug>().unwrap());
        let foreign = EventFault::Foreign("Halle".into());
        assert_eq!(faults, [foreign, EventFault::NoDates(halle), EventFault::Twice(rue), EventFault::NoDates(pont)]);
        assert!(matches!(dates_of_roadmap("bonjour", "r1").unwrap_err()[..], [EventFault::NoCalendar(_)]));
    }
}
