//! A number as people write it, exact.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A decimal number, of twelve digits before the mark and six after it at most. It is kept and signed as a text, so that
/// two machines write it alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Decimal {
    millionths: i64,
}

/// The text is no number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a number: expected at most twelve digits and six decimals (1 234,5 or 1234.5)")]
pub struct NotADecimal(String);

const UNIT: i64 = 1_000_000;

impl Decimal {
    /// Whether it has no decimals.
    pub fn is_whole(self) -> bool {
        self.millionths % UNIT == 0
    }
}

impl FromStr for Decimal {
    type Err = NotADecimal;

    /// Spaces between digits are left out; the mark is a comma or a point.
    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        let read = || {
            let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            let (negative, digits) = match plain.strip_prefix(['-', '\u{2212}']) {
                Some(digits) => (true, digits),
                None => (false, plain.as_str()),
            };
            let (whole, part) = digits.split_once([',', '.']).unwrap_or((digits, "0"));
            let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            if !all_digits(whole) || !all_digits(part) || whole.len() > 12 || part.len() > 6 {
                return None;
            }
            let millionths = whole.parse::<i64>().ok()? * UNIT + format!("{part:0<6}").parse::<i64>().ok()?;
            Some(Self { millionths: if negative { -millionths } else { millionths } })
        };
        read().ok_or_else(|| NotADecimal(text.chars().take(40).collect()))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.millionths < 0 { "-" } else { "" };
        let (whole, part) = (self.millionths.abs() / UNIT, self.millionths.abs() % UNIT);
        let part = format!("{part:06}");
        match part.trim_end_matches('0') {
            "" => write!(f, "{sign}{whole}"),
            part => write!(f, "{sign}{whole}.{part}"),
        }
    }
}

impl TryFrom<String> for Decimal {
    type Error = NotADecimal;
    fn try_from(text: String) -> Result<Self, NotADecimal> {
        text.parse()
    }
}

impl From<Decimal> for String {
    fn from(number: Decimal) -> String {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_read_as_the_french_and_the_english_write_it() {
        for (text, plain) in [
            ("1\u{202f}234,50", "1234.5"),
            (" 12 ", "12"),
            ("-0,000001", "-0.000001"),
            ("\u{2212}3", "-3"),
            ("007.10", "7.1"),
            ("-0", "0"),
            ("999999999999.999999", "999999999999.999999"),
        ] {
            assert_eq!(text.parse::<Decimal>().unwrap().to_string(), plain, "{text}");
        }
        for text in ["", "-", ",5", "5,", "1e3", "1.2.3", "1234567890123", "0.1234567", "NaN", "١"] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_number_reads_back_as_itself_and_keeps_its_order(a in -10_000_000i64..10_000_000, b in -10_000_000i64..10_000_000) {
            let number = |millionths| Decimal { millionths };
            prop_assert_eq!(number(a).to_string().parse::<Decimal>(), Ok(number(a)));
            prop_assert_eq!(number(a) < number(b), a < b);
        }
    }
}
