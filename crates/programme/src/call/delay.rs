//! A length of time as a calendar writes it.

use std::fmt;
use std::str::FromStr;

use facts::document::Table;
use serde::{Deserialize, Serialize};

/// A length of time written `14d` (days of twenty-four hours) or `36h`, of a year at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Delay {
    hours: u32,
}

/// The text is no delay.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a delay: expected a number of days or of hours, as 14d or 36h, of a year at most")]
pub struct NotADelay(String);

impl Delay {
    /// Its length in seconds.
    pub fn seconds(self) -> i64 {
        i64::from(self.hours) * 3600
    }
}

impl FromStr for Delay {
    type Err = NotADelay;

    fn from_str(text: &str) -> Result<Self, NotADelay> {
        let read = || {
            let (number, factor) =
                text.strip_suffix('d').map(|n| (n, 24)).or(text.strip_suffix('h').map(|n| (n, 1)))?;
            let plain = (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
            let hours = number.parse::<u32>().ok().filter(|_| plain)? * factor;
            (1..=366 * 24).contains(&hours).then_some(Self { hours })
        };
        read().ok_or_else(|| NotADelay(text.chars().take(40).collect()))
    }
}

impl fmt::Display for Delay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.hours {
            days if days.is_multiple_of(24) => write!(f, "{}d", days / 24),
            hours => write!(f, "{hours}h"),
        }
    }
}

impl TryFrom<String> for Delay {
    type Error = NotADelay;
    fn try_from(text: String) -> Result<Self, NotADelay> {
        text.parse()
    }
}

impl From<Delay> for String {
    fn from(delay: Delay) -> String {
        delay.to_string()
    }
}

/// Reads a list of delays that may be absent; the longest first, each once.
pub(super) fn read_list(table: &Table<'_>, key: &'static str) -> Vec<Delay> {
    let mut delays: Vec<Delay> = Vec::new();
    for text in table.optional_texts(key) {
        match text.parse::<Delay>() {
            Err(error) => table.problem(key, error.to_string()),
            Ok(delay) if delays.contains(&delay) => {
                table.problem(key, format!("\"{text}\" is written twice, expected once"));
            }
            Ok(delay) => delays.push(delay),
        }
    }
    delays.sort_by(|a, b| b.cmp(a));
    delays
}
