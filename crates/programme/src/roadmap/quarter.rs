//! A quarter of a year.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::calendar::Date;

/// A quarter of a year, written `2027-Q1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Quarter {
    year: u16,
    number: u8,
}

/// The text is no quarter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a quarter: expected one of the years 2000 to 2150, as 2027-Q1")]
pub struct NotAQuarter(String);

impl Quarter {
    /// The quarter of that number, 1 to 4, of a year from 2000 to 2150.
    pub fn new(year: u16, number: u8) -> Option<Self> {
        ((2000..=2150).contains(&year) && (1..=4).contains(&number)).then_some(Self { year, number })
    }

    /// Its year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// Its number, 1 to 4.
    pub fn number(self) -> u8 {
        self.number
    }

    /// Quarters since the first of the year 0.
    pub fn index(self) -> i32 {
        i32::from(self.year) * 4 + i32::from(self.number) - 1
    }

    /// The quarter so many later.
    pub fn plus(self, quarters: u32) -> Self {
        Self::at(self.index() + quarters as i32)
    }

    /// The quarter of an index; one of the year 0 for an index below zero.
    pub(super) fn at(index: i32) -> Self {
        let index = index.max(0) as u32;
        Self { year: (index / 4) as u16, number: (index % 4) as u8 + 1 }
    }

    /// Quarters from another to this one; negative when it comes before.
    pub fn since(self, other: Quarter) -> i32 {
        self.index() - other.index()
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        Date::new(self.year.clamp(1700, 2200), self.number * 3 - 2, 1).expect("the first of a month is a day")
    }

    /// The quarter of a day.
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), number: (day.month() - 1) / 3 + 1 }
    }
}

impl FromStr for Quarter {
    type Err = NotAQuarter;

    /// Also the French way, `2027-T1`.
    fn from_str(text: &str) -> Result<Self, NotAQuarter> {
        let read = || {
            let (year, number) = text.split_once('-')?;
            let number = number.strip_prefix(['Q', 'T'])?;
            let plain = |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
            (plain(year, 4) && plain(number, 1)).then_some(())?;
            Quarter::new(year.parse().ok()?, number.parse().ok()?)
        };
        read().ok_or_else(|| NotAQuarter(text.chars().take(40).collect()))
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-Q{}", self.year, self.number)
    }
}

impl TryFrom<String> for Quarter {
    type Error = NotAQuarter;
    fn try_from(text: String) -> Result<Self, NotAQuarter> {
        text.parse()
    }
}

impl From<Quarter> for String {
    fn from(quarter: Quarter) -> String {
        quarter.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_follows_another_over_the_year() {
        let quarter: Quarter = "2027-Q4".parse().unwrap();
        assert_eq!(quarter.plus(1).to_string(), "2028-Q1");
        assert_eq!(quarter.plus(1).since(quarter), 1);
        assert_eq!("2027-T4".parse::<Quarter>().unwrap(), quarter);
        assert_eq!(quarter.first_day().to_string(), "2027-10-01");
        assert_eq!(Quarter::of("2027-12-31".parse().unwrap()), quarter);
        for text in ["2027-Q5", "2027Q1", "27-Q1", "2027-q1", "1999-Q1", "", "2027-Q"] {
            assert!(text.parse::<Quarter>().is_err(), "{text}");
        }
    }
}
