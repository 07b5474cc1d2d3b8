//! Days and hours as those who run a session write them: a date, an hour on the clock of a place, and the time zone of
//! that place, from which the hour in UTC follows.

use std::fmt;
use std::str::FromStr;

mod instant;

use serde::{Deserialize, Serialize};

use crate::reading::choice;
pub use instant::{ClockTime, Instant, Shown};

/// A day of the Gregorian calendar, written `2026-10-05`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// An hour of a day on the clock of a place, written `2026-10-05T09:30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LocalTime {
    date: Date,
    hour: u8,
    minute: u8,
}

/// The text is neither what a day nor what an hour is written like.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotADate {
    /// Not a day, or one that does not exist.
    #[error("\"{0}\" is not a day: expected a day that exists, as 2026-10-05")]
    Date(String),
    /// Not an hour of a day.
    #[error("\"{0}\" is not an hour of a day: expected one such as 2026-10-05T09:30")]
    Time(String),
    /// Not an hour of a day, to the minute or to the second.
    #[error("\"{0}\" is not an hour of a day: expected one such as 2026-10-05T09:30 or 2026-10-05T09:30:00")]
    Clock(String),
    /// Not a time in UTC.
    #[error("\"{0}\" is not a time in UTC: expected one such as 2026-10-05T07:30:00Z")]
    Instant(String),
}

impl Date {
    /// The day of that number, when there is one between 1700 and 2200.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let exists = (1700..=2200).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_of_month(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Days since the first of January 1970; negative before. Howard Hinnant, "chrono-compatible low-level date
    /// algorithms", `days_from_civil`: years begin in March, so that the leap day is the last of its year.
    pub fn days(self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// The day that is so many days after the first of January 1970, when there is one between 1700 and 2200. Howard
    /// Hinnant, `civil_from_days`.
    pub fn from_days(days: i64) -> Option<Self> {
        if !(-100_000..=100_000).contains(&days) {
            return None;
        }
        let days = days + 719_468;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// The day so many months later; the last day of the month when it is shorter (31 January + 1 is 28 February).
    /// Nothing after 2200.
    pub fn plus_months(self, months: u32) -> Option<Self> {
        let count = u32::from(self.year) * 12 + u32::from(self.month) - 1 + months;
        let (year, month) = (u16::try_from(count / 12).ok()?, (count % 12) as u8 + 1);
        Self::new(year, month, self.day.min(days_of_month(year, month)))
    }

    /// The day after.
    pub fn next(self) -> Self {
        let Self { year, month, day } = self;
        if day < days_of_month(year, month) {
            Self { day: day + 1, ..self }
        } else if month < 12 {
            Self { month: month + 1, day: 1, ..self }
        } else {
            Self { year: year + 1, month: 1, day: 1 }
        }
    }

    /// The day before.
    pub fn previous(self) -> Self {
        let Self { year, month, day } = self;
        if day > 1 {
            Self { day: day - 1, ..self }
        } else if month > 1 {
            Self { month: month - 1, day: days_of_month(year, month - 1), ..self }
        } else {
            Self { year: year - 1, month: 12, day: 31 }
        }
    }

    /// Its place in the week, 0 for Sunday: the first of January 1970 was a Thursday.
    fn weekday(self) -> u8 {
        (self.days() + 4).rem_euclid(7) as u8
    }
}

impl LocalTime {
    /// The day.
    pub fn date(self) -> Date {
        self.date
    }

    /// The hour, 0 to 23.
    pub fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, 0 to 59.
    pub fn minute(self) -> u8 {
        self.minute
    }
}

choice! {
    /// The clock of a place of France.
    pub enum Zone {
        /// Metropolitan France: UTC+1, in summer UTC+2.
        Paris = "Europe/Paris",
        /// Guadeloupe: UTC−4.
        Guadeloupe = "America/Guadeloupe",
        /// Martinique: UTC−4.
        Martinique = "America/Martinique",
        /// Saint-Barthélemy: UTC−4.
        SaintBarthelemy = "America/St_Barthelemy",
        /// Saint-Martin: UTC−4.
        SaintMartin = "America/Marigot",
        /// Guyane: UTC−3.
        Cayenne = "America/Cayenne",
        /// Saint-Pierre-et-Miquelon: UTC−3, in summer UTC−2.
        Miquelon = "America/Miquelon",
        /// La Réunion: UTC+4.
        Reunion = "Indian/Reunion",
        /// Mayotte: UTC+3.
        Mayotte = "Indian/Mayotte",
        /// Nouvelle-Calédonie: UTC+11.
        Noumea = "Pacific/Noumea",
        /// Polynésie française, but for the Marquises and the Gambier: UTC−10.
        Tahiti = "Pacific/Tahiti",
        /// Wallis-et-Futuna: UTC+12.
        Wallis = "Pacific/Wallis",
    }
}

impl Zone {
    /// What its clock is ahead of UTC at an hour that it shows, in minutes.
    ///
    /// An hour that the clock shows twice, when summer ends, is taken the first time; one that it skips, when summer
    /// begins, is taken as if it were still winter.
    ///
    /// # Source
    /// Time zone database (IANA), rules in force since 1996 (Paris) and 2007 (Miquelon, which follows Canada).
    pub fn offset_minutes(self, at: LocalTime) -> i16 {
        let (winter, summer) = match self {
            Zone::Paris => (60, Some(european_summer(at))),
            Zone::Miquelon => (-180, Some(american_summer(at))),
            Zone::Guadeloupe | Zone::Martinique | Zone::SaintBarthelemy | Zone::SaintMartin => (-240, None),
            Zone::Cayenne => (-180, None),
            Zone::Reunion => (240, None),
            Zone::Mayotte => (180, None),
            Zone::Noumea => (660, None),
            Zone::Tahiti => (-600, None),
            Zone::Wallis => (720, None),
        };
        if summer == Some(true) { winter + 60 } else { winter }
    }

    /// The hour in UTC, of an hour that its clock shows.
    pub fn utc(self, at: LocalTime) -> LocalTime {
        let minutes = i16::from(at.hour) * 60 + i16::from(at.minute) - self.offset_minutes(at);
        let date = match minutes {
            ..0 => at.date.previous(),
            1440.. => at.date.next(),
            _ => at.date,
        };
        let minutes = minutes.rem_euclid(1440);
        LocalTime { date, hour: (minutes / 60) as u8, minute: (minutes % 60) as u8 }
    }
}

/// From the last Sunday of March, 2 o'clock in winter time, to the last Sunday of October, 3 o'clock in summer time
/// (directive 2000/84/EC).
fn european_summer(at: LocalTime) -> bool {
    let year = at.date.year;
    let (begin, end) = (last_sunday(year, 3), last_sunday(year, 10));
    at >= (LocalTime { date: begin, hour: 3, minute: 0 }) && at < (LocalTime { date: end, hour: 3, minute: 0 })
}

/// From the second Sunday of March, 2 o'clock, to the first Sunday of November, 2 o'clock.
fn american_summer(at: LocalTime) -> bool {
    let year = at.date.year;
    let (begin, end) = (sunday_from(year, 3, 8), sunday_from(year, 11, 1));
    at >= (LocalTime { date: begin, hour: 3, minute: 0 }) && at < (LocalTime { date: end, hour: 2, minute: 0 })
}

fn last_sunday(year: u16, month: u8) -> Date {
    let last = Date { year, month, day: days_of_month(year, month) };
    Date { day: last.day - last.weekday(), ..last }
}

/// The first Sunday on or after a day of the first half of a month.
fn sunday_from(year: u16, month: u8, day: u8) -> Date {
    let first = Date { year, month, day };
    Date { day: day + (7 - first.weekday()) % 7, ..first }
}

fn days_of_month(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn digits<T: FromStr>(text: &str, length: usize) -> Option<T> {
    let plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let read = || {
            let mut parts = text.splitn(3, '-');
            Date::new(digits(parts.next()?, 4)?, digits(parts.next()?, 2)?, digits(parts.next()?, 2)?)
        };
        read().ok_or_else(|| NotADate::Date(text.chars().take(40).collect()))
    }
}

impl FromStr for LocalTime {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let read = || {
            let (date, time) = text.split_once('T')?;
            let (hour, minute) = time.split_once(':')?;
            let (hour, minute): (u8, u8) = (digits(hour, 2)?, digits(minute, 2)?);
            let date = date.parse().ok()?;
            (hour < 24 && minute < 60).then_some(LocalTime { date, hour, minute })
        };
        read().ok_or_else(|| NotADate::Time(text.chars().take(40).collect()))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.date, self.hour, self.minute)
    }
}

impl TryFrom<String> for Date {
    type Error = NotADate;
    fn try_from(text: String) -> Result<Self, NotADate> {
        text.parse()
    }
}

impl TryFrom<String> for LocalTime {
    type Error = NotADate;
    fn try_from(text: String) -> Result<Self, NotADate> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.to_string()
    }
}

impl From<LocalTime> for String {
    fn from(time: LocalTime) -> String {
        time.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn utc(zone: Zone, text: &str) -> String {
        zone.utc(text.parse().unwrap()).to_string()
    }

    #[test]
    fn only_days_that_exist_are_days() {
        for text in ["2024-02-29", "2026-12-31", "1700-01-01"] {
            assert_eq!(date(text).to_string(), text);
        }
        for text in ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "+026-01-01", "26-01-01", "", "2026"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        for text in ["2026-10-05", "2026-10-05T9:30", "2026-10-05T24:00", "2026-10-05T09:30Z", "2026-02-30T10:00"] {
            assert!(text.parse::<LocalTime>().is_err(), "{text}");
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        // date -u -d 2026-10-05 +%s gives 1 791 158 400, which is 20 731 days.
        assert_eq!((date("1970-01-01").days(), date("2026-10-05").days(), date("1969-12-31").days()), (0, 20_731, -1));
        assert_eq!(date("2024-02-28").next(), date("2024-02-29"));
        assert_eq!(date("2025-12-31").next(), date("2026-01-01"));
    }

    #[test]
    fn summer_begins_and_ends_at_the_hour_the_law_says() {
        // Last Sundays of March and October 2026: the 29th and the 25th.
        for (text, minutes) in [
            ("2026-03-29T01:59", 60),
            ("2026-03-29T03:00", 120),
            ("2026-10-25T02:59", 120),
            ("2026-10-25T03:00", 60),
            ("2026-07-14T10:00", 120),
            ("2026-12-24T10:00", 60),
        ] {
            assert_eq!(Zone::Paris.offset_minutes(text.parse().unwrap()), minutes, "{text}");
        }
        // Second Sunday of March and first of November 2026: the 8th and the 1st.
        for (text, minutes) in [
            ("2026-03-08T01:59", -180),
            ("2026-03-08T03:00", -120),
            ("2026-11-01T01:59", -120),
            ("2026-11-01T02:00", -180),
        ] {
            assert_eq!(Zone::Miquelon.offset_minutes(text.parse().unwrap()), minutes, "{text}");
        }
    }

    #[test]
    fn the_same_hour_on_two_clocks_is_not_the_same_instant() {
        for (zone, local) in [
            (Zone::Paris, "2026-10-05T09:30"),
            (Zone::Reunion, "2026-10-05T11:30"),
            (Zone::Noumea, "2026-10-05T18:30"),
            (Zone::Guadeloupe, "2026-10-05T03:30"),
        ] {
            assert_eq!(utc(zone, local), "2026-10-05T07:30", "{}", zone.as_str());
        }
        assert_eq!(utc(Zone::Noumea, "2026-01-01T08:00"), "2025-12-31T21:00");
        assert_eq!(utc(Zone::Tahiti, "2026-02-28T20:00"), "2026-03-01T06:00");
    }

    proptest! {
        #[test]
        fn each_day_is_one_more_than_the_day_before(year in 1700u16..2200, month in 1u8..=12, day in 1u8..=28) {
            let date = Date::new(year, month, day).unwrap();
            prop_assert_eq!(date.next().days(), date.days() + 1);
            prop_assert_eq!(date.next().previous(), date);
            prop_assert_eq!(date.to_string().parse::<Date>(), Ok(date));
        }

        #[test]
        fn no_text_breaks_the_readers(text in ".{0,24}") {
            if let Ok(date) = text.parse::<Date>() {
                prop_assert_eq!(date.to_string(), text.clone());
            }
            if let Ok(time) = text.parse::<LocalTime>() {
                prop_assert_eq!(time.to_string(), text);
            }
        }
    }
}
