//! The time a figure speaks of.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A year, a day, or a span of years, written `2021`, `2026-01-01`, `2015/2021`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Period {
    /// A whole year, such as a census vintage.
    Year(u16),
    /// The state of things on a day.
    Day {
        /// Year.
        year: u16,
        /// Month, 1 to 12.
        month: u8,
        /// Day of the month, 1 to 31.
        day: u8,
    },
    /// From one year to another.
    Span {
        /// First year.
        from: u16,
        /// Last year, after the first.
        to: u16,
    },
}

/// The text is no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a period: expected a year (2021), a day (2026-01-01) or a span of years (2015/2021)")]
pub struct NotAPeriod(String);

fn year(text: &str) -> Option<u16> {
    let year = text.parse().ok()?;
    (text.len() == 4 && (1700..=2200).contains(&year)).then_some(year)
}

fn two_digits(text: &str, range: std::ops::RangeInclusive<u8>) -> Option<u8> {
    let number = text.parse().ok()?;
    (text.len() == 2 && range.contains(&number)).then_some(number)
}

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let read = || {
            if let Some((from, to)) = text.split_once('/') {
                let (from, to) = (year(from)?, year(to)?);
                return (from < to).then_some(Period::Span { from, to });
            }
            let mut parts = text.splitn(3, '-');
            let first = year(parts.next()?)?;
            match (parts.next(), parts.next()) {
                (None, None) => Some(Period::Year(first)),
                (Some(month), Some(day)) => {
                    Some(Period::Day { year: first, month: two_digits(month, 1..=12)?, day: two_digits(day, 1..=31)? })
                }
                _ => None,
            }
        };
        read().ok_or_else(|| NotAPeriod(text.chars().take(40).collect()))
    }
}

impl Period {
    /// The first and the last year that it touches.
    pub fn years(&self) -> (u16, u16) {
        match *self {
            Period::Year(year) | Period::Day { year, .. } => (year, year),
            Period::Span { from, to } => (from, to),
        }
    }
}

impl TryFrom<String> for Period {
    type Error = NotAPeriod;
    fn try_from(text: String) -> Result<Self, NotAPeriod> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> String {
        period.to_string()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Year(year) => write!(f, "{year:04}"),
            Period::Day { year, month, day } => write!(f, "{year:04}-{month:02}-{day:02}"),
            Period::Span { from, to } => write!(f, "{from:04}/{to:04}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_year_a_day_and_a_span_are_periods() {
        for text in ["2021", "2026-01-01", "2015/2021"] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_span_that_goes_back_or_a_month_thirteen_is_refused() {
        for text in ["2021/2015", "2021-13-01", "21", "2021-1-1", "", "2021-01", "hier"] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in ".{0,20}") {
            if let Ok(period) = text.parse::<Period>() {
                prop_assert_eq!(period.to_string().parse::<Period>(), Ok(period));
            }
        }
    }
}
