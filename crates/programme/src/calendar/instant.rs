//! A point in time, to the second, and what it is on the clock of a place.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Date, LocalTime, NotADate, Zone, digits};

/// A second of time, the same everywhere; written in UTC, `2026-10-05T07:30:00Z`.
///
/// It is the whole second: what happens at 07:30:00.999 happens at 07:30:00, so that the last second of a delay is
/// inside it to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Instant(i64);

/// Seconds of a day.
const DAY: i64 = 86_400;

impl Instant {
    /// The second that is so many seconds after the beginning of 1970, when it is between 1700 and 2200.
    pub fn from_seconds(seconds: i64) -> Option<Self> {
        Date::from_days(seconds.div_euclid(DAY)).map(|_| Self(seconds))
    }

    /// Seconds since the beginning of 1970.
    pub fn seconds(self) -> i64 {
        self.0
    }

    /// So many seconds later, or earlier when they are negative; held between 1700 and 2200.
    pub fn plus_seconds(self, seconds: i64) -> Self {
        let (first, last) = (Date { year: 1700, month: 1, day: 1 }, Date { year: 2200, month: 12, day: 31 });
        Self(self.0.saturating_add(seconds).clamp(first.days() * DAY, last.days() * DAY + DAY - 1))
    }

    /// So many times twenty-four hours later, or earlier when they are negative.
    pub fn plus_days(self, days: i64) -> Self {
        self.plus_seconds(days.saturating_mul(DAY))
    }

    /// Seconds from `earlier` to this one; negative when it is not earlier.
    pub fn since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }

    fn parts(self) -> (Date, i64) {
        let date =
            Date::from_days(self.0.div_euclid(DAY)).expect("an instant is between 1700 and 2200 by construction");
        (date, self.0.rem_euclid(DAY))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, second) = self.parts();
        write!(f, "{date}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60)
    }
}

impl FromStr for Instant {
    type Err = NotADate;

    /// A fraction of a second is read and left out.
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let read = || {
            let local = text.strip_suffix('Z')?;
            let (whole, fraction) = local.split_once('.').unwrap_or((local, "0"));
            let plain = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
            let ClockTime { at, second } = whole.parse().ok().filter(|_| plain)?;
            Some(Self(at.seconds() + i64::from(second?)))
        };
        read().ok_or_else(|| NotADate::Instant(text.chars().take(40).collect()))
    }
}

impl TryFrom<String> for Instant {
    type Error = NotADate;
    fn try_from(text: String) -> Result<Self, NotADate> {
        text.parse()
    }
}

impl From<Instant> for String {
    fn from(instant: Instant) -> String {
        instant.to_string()
    }
}

/// An hour on the clock of a place as somebody wrote it: to the minute, `2027-01-15T12:00`, or to the second,
/// `2027-01-15T12:00:00`. It is that whole minute, or that whole second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClockTime {
    at: LocalTime,
    second: Option<u8>,
}

impl ClockTime {
    /// The hour, to the minute.
    pub fn local(self) -> LocalTime {
        self.at
    }

    /// The second, when it was written.
    pub fn second(self) -> Option<u8> {
        self.second
    }

    /// Its first second on the clock of `zone`.
    pub fn first_second(self, zone: Zone) -> Instant {
        zone.instant(self.at).plus_seconds(self.second.unwrap_or(0).into())
    }

    /// Its last second on the clock of `zone`: the fifty-ninth when it is written to the minute, itself when it is
    /// written to the second. This is the rule of the closing of a call (`docs/method/dossier.md`).
    pub fn last_second(self, zone: Zone) -> Instant {
        zone.instant(self.at).plus_seconds(self.second.unwrap_or(59).into())
    }
}

impl FromStr for ClockTime {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let read = || {
            let (minute, second) = match text.len() {
                19 => text.split_at_checked(16).and_then(|(minute, rest)| Some((minute, rest.strip_prefix(':')?)))?,
                _ => (text, ""),
            };
            let at = minute.parse().ok()?;
            let second = if second.is_empty() { None } else { Some(digits::<u8>(second, 2).filter(|s| *s < 60)?) };
            Some(Self { at, second })
        };
        read().ok_or_else(|| NotADate::Clock(text.chars().take(40).collect()))
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.second {
            None => write!(f, "{}", self.at),
            Some(second) => write!(f, "{}:{second:02}", self.at),
        }
    }
}

impl TryFrom<String> for ClockTime {
    type Error = NotADate;
    fn try_from(text: String) -> Result<Self, NotADate> {
        text.parse()
    }
}

impl From<ClockTime> for String {
    fn from(time: ClockTime) -> String {
        time.to_string()
    }
}

impl LocalTime {
    /// The hour and minute of a day.
    pub fn new(date: Date, hour: u8, minute: u8) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self { date, hour, minute })
    }

    /// Seconds since the beginning of 1970, if the clock were that of UTC.
    fn seconds(self) -> i64 {
        self.date.days() * DAY + i64::from(self.hour) * 3600 + i64::from(self.minute) * 60
    }
}

/// Whether the clock of a place shows an hour once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// As nearly every hour.
    Once,
    /// When summer ends.
    Twice,
    /// When summer begins: the clock skips it.
    Never,
}

impl Zone {
    /// The first second of an hour that its clock shows; [`Zone::offset_minutes`] says which, for the few hours that
    /// are shown twice or never.
    pub fn instant(self, at: LocalTime) -> Instant {
        Instant(at.seconds()).plus_seconds(-i64::from(self.offset_minutes(at)) * 60)
    }

    /// The hour that its clock shows at an instant, to the minute.
    pub fn clock(self, instant: Instant) -> LocalTime {
        let shown = |minutes: i64| {
            let (date, second) = instant.plus_seconds(minutes * 60).parts();
            LocalTime { date, hour: (second / 3600) as u8, minute: (second / 60 % 60) as u8 }
        };
        // Winter is what the clock keeps in the middle of January, in the northern hemisphere as elsewhere.
        let january = LocalTime { date: Date { month: 1, day: 15, ..instant.parts().0 }, hour: 0, minute: 0 };
        let winter = self.offset_minutes(january);
        // It is summer when the hour of summer is one that the clock shows in summer. The hour shown twice is thus that
        // of summer the first time, and that of winter the second.
        let summer = shown(i64::from(winter) + 60);
        if self.offset_minutes(summer) == winter + 60 { summer } else { shown(winter.into()) }
    }

    /// The day on its calendar at an instant.
    pub fn day(self, instant: Instant) -> Date {
        self.clock(instant).date()
    }

    /// The last second of a day on its calendar.
    pub fn end_of_day(self, date: Date) -> Instant {
        let midnight = LocalTime { date: date.next(), hour: 0, minute: 0 };
        self.instant(midnight).plus_seconds(-1)
    }

    /// Whether its clock shows an hour once, twice or never.
    pub fn shows(self, at: LocalTime) -> Shown {
        let instant = self.instant(at);
        if self.clock(instant) != at {
            Shown::Never
        } else if self.clock(instant.plus_seconds(3600)) == at {
            Shown::Twice
        } else {
            Shown::Once
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn instant(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn a_minute_lasts_to_its_last_second_and_a_second_to_its_end() {
        let last = |text: &str, zone: Zone| text.parse::<ClockTime>().unwrap().last_second(zone).to_string();
        assert_eq!(last("2027-01-15T12:00", Zone::Paris), "2027-01-15T11:00:59Z");
        assert_eq!(last("2027-01-15T12:00:00", Zone::Paris), "2027-01-15T11:00:00Z");
        assert_eq!(last("2027-01-15T23:59:59", Zone::Noumea), "2027-01-15T12:59:59Z");
        assert_eq!(last("2027-07-15T12:00", Zone::Miquelon), "2027-07-15T14:00:59Z");
        assert_eq!(instant("2027-01-15T11:00:59.999Z"), instant("2027-01-15T11:00:59Z"));
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in
            ["2027-01-15T12", "2027-01-15T12:00:60", "2027-01-15T12:00:0", "2027-01-15T12:00+00:00", "2027-01-15é:00"]
        {
            assert!(text.parse::<ClockTime>().is_err(), "{text}");
        }
        for text in ["2027-01-15T12:00:00", "2027-01-15T12:00Z", "2027-01-15T12:00:00.Z", "2027-02-30T12:00:00Z", "Z"] {
            assert!(text.parse::<Instant>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_hour_shown_twice_and_the_hour_skipped_are_known() {
        let shows = |zone: Zone, text: &str| zone.shows(text.parse().unwrap());
        assert_eq!(shows(Zone::Paris, "2026-10-25T02:30"), Shown::Twice);
        assert_eq!(shows(Zone::Paris, "2026-10-25T03:00"), Shown::Once);
        assert_eq!(shows(Zone::Paris, "2026-03-29T02:00"), Shown::Never);
        assert_eq!(shows(Zone::Paris, "2026-03-29T03:00"), Shown::Once);
        assert_eq!(shows(Zone::Miquelon, "2026-11-01T01:15"), Shown::Twice);
        assert_eq!(shows(Zone::Miquelon, "2026-03-08T02:15"), Shown::Never);
        assert_eq!(shows(Zone::Reunion, "2026-10-25T02:30"), Shown::Once);
    }

    #[test]
    fn a_day_ends_when_the_next_begins_even_when_it_has_twenty_five_hours() {
        let date: Date = "2026-10-25".parse().unwrap();
        assert_eq!(Zone::Paris.end_of_day(date).to_string(), "2026-10-25T22:59:59Z");
        assert_eq!(Zone::Tahiti.end_of_day(date).to_string(), "2026-10-26T09:59:59Z");
    }

    #[test]
    fn months_are_added_to_the_end_of_shorter_ones() {
        let later = |text: &str, months| text.parse::<Date>().unwrap().plus_months(months).unwrap().to_string();
        assert_eq!(later("2026-11-30", 3), "2027-02-28");
        assert_eq!(later("2026-11-02", 12), "2027-11-02");
        assert_eq!(later("2026-12-31", 0), "2026-12-31");
    }

    fn zones() -> impl Strategy<Value = Zone> {
        (0..Zone::CHOICES.len()).prop_map(|rank| Zone::CHOICES[rank].1)
    }

    proptest! {
        #[test]
        fn an_instant_reads_back_as_itself(seconds in -8_000_000_000i64..7_000_000_000) {
            let instant = Instant::from_seconds(seconds).unwrap();
            prop_assert_eq!(instant.to_string().parse::<Instant>(), Ok(instant));
        }

        #[test]
        fn the_clock_of_a_place_leads_back_to_the_instant(zone in zones(), minutes in 28_000_000i64..40_000_000) {
            let instant = Instant::from_seconds(minutes * 60).unwrap();
            let local = zone.clock(instant);
            let back = zone.instant(local);
            // The second passage of an hour shown twice leads back to the first.
            let again = zone.shows(local) == Shown::Twice;
            prop_assert!(back == instant || again && instant.since(back) == 3600, "{instant} {local} {back}");
            prop_assert!(zone.end_of_day(local.date()) >= instant);
        }

        #[test]
        fn no_text_breaks_the_readers_of_time(text in ".{0,28}") {
            if let Ok(time) = text.parse::<ClockTime>() {
                prop_assert_eq!(time.to_string(), text.clone());
            }
            let _ = text.parse::<Instant>();
        }
    }
}
