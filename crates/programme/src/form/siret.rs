//! The SIRET of an establishment.

use std::fmt;
use std::str::FromStr;

use facts::Siren;
use serde::{Deserialize, Serialize};

/// The fourteen digits of an establishment: the SIREN of its legal unit, and five more. Parsing checks the key.
///
/// # References
/// The key is Luhn's. The establishments of La Poste (SIREN 356 000 000) are so many that theirs is another one: the sum
/// of the fourteen digits is a multiple of five; its head office keeps the usual key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Siret {
    siren: Siren,
    /// The five digits of the establishment, as a number.
    nic: u32,
}

/// Why a text is no SIRET.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotASiret {
    /// Not fourteen digits.
    #[error("\"{0}\" is not a SIRET: expected fourteen digits")]
    Shape(String),
    /// Fourteen digits whose key is wrong: a typing error, most of the time.
    #[error("\"{0}\" is not a SIRET: its control key is wrong, a digit was probably mistyped")]
    Key(String),
}

const LA_POSTE: &str = "356000000";

impl Siret {
    /// The legal unit.
    pub fn siren(self) -> Siren {
        self.siren
    }
}

impl FromStr for Siret {
    type Err = NotASiret;

    /// Spaces are allowed, as in `200 071 827 00012`.
    fn from_str(text: &str) -> Result<Self, NotASiret> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if digits.len() != 14 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotASiret::Shape(digits.chars().take(40).collect()));
        }
        let values = digits.bytes().map(|byte| u32::from(byte - b'0'));
        let luhn: u32 = (values.clone().rev().enumerate())
            .map(|(rank, digit)| if rank % 2 == 0 { digit } else { (digit * 2) / 10 + (digit * 2) % 10 })
            .sum();
        let post = digits.starts_with(LA_POSTE) && values.sum::<u32>().is_multiple_of(5);
        let read = || {
            let nic = digits[9..].parse().ok().filter(|_| luhn.is_multiple_of(10) || post)?;
            Some(Self { siren: digits[..9].parse().ok()?, nic })
        };
        read().ok_or(NotASiret::Key(digits.clone()))
    }
}

impl fmt::Display for Siret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:05}", self.siren, self.nic)
    }
}

impl TryFrom<String> for Siret {
    type Error = NotASiret;
    fn try_from(text: String) -> Result<Self, NotASiret> {
        text.parse()
    }
}

impl From<Siret> for String {
    fn from(siret: Siret) -> String {
        siret.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_key_is_checked_and_la_poste_has_its_own() {
        // The head office of La Poste has the usual key; its other establishments sum to a multiple of five.
        assert!("35600000000048".parse::<Siret>().is_ok());
        assert!("356 000 000 49837".parse::<Siret>().is_ok());
        assert_eq!("35600000049838".parse::<Siret>(), Err(NotASiret::Key("35600000049838".into())));
        let siret: Siret = "732 829 320 00074".parse().unwrap();
        assert_eq!((siret.to_string(), siret.siren().as_str()), ("73282932000074".into(), "732829320"));
        assert_eq!("73282932000075".parse::<Siret>(), Err(NotASiret::Key("73282932000075".into())));
        assert_eq!("7328293200007".parse::<Siret>(), Err(NotASiret::Shape("7328293200007".into())));
    }

    proptest! {
        #[test]
        fn a_digit_mistyped_is_always_found(siren in 0u32..1_000_000_000, nic in 0u32..100_000, place in 0usize..14, by in 1u8..10) {
            let text = format!("{siren:09}{nic:05}");
            prop_assume!(!text.starts_with(LA_POSTE));
            let mut bytes = text.clone().into_bytes();
            bytes[place] = b'0' + (bytes[place] - b'0' + by) % 10;
            let other = String::from_utf8(bytes).unwrap();
            prop_assume!(!other.starts_with(LA_POSTE));
            prop_assert!(text.parse::<Siret>().is_err() || other.parse::<Siret>().is_err());
        }

        #[test]
        fn no_text_breaks_the_reader(text in ".{0,20}") {
            if let Ok(siret) = text.parse::<Siret>() {
                prop_assert_eq!(siret.to_string().parse::<Siret>(), Ok(siret));
            }
        }
    }
}
