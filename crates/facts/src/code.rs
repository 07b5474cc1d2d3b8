//! Codes of the French map: valid once they exist.
//!
//! Commune, département and région codes are those of the Code officiel géographique (INSEE); `Siren` is the identifier
//! of a legal unit in the SIRENE register, which is also how an EPCI is named.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Why a text is not the code it claims to be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Not the shape of a commune code.
    #[error("\"{0}\" is not a commune code: expected two digits, 2A or 2B, then three digits (16015, 2A004, 97411)")]
    Commune(String),
    /// Not the shape of a département code.
    #[error("\"{0}\" is not a département code: expected 01 to 95, 2A, 2B, or 971 to 989")]
    Departement(String),
    /// Not the shape of a région code.
    #[error("\"{0}\" is not a région code: expected two digits, or 975 to 989")]
    Region(String),
    /// Not nine digits.
    #[error("\"{0}\" is not a SIREN: expected nine digits")]
    SirenShape(String),
    /// Nine digits whose Luhn key is wrong: a typing error, most of the time.
    #[error("\"{0}\" is not a SIREN: its control key is wrong, a digit was probably mistyped")]
    SirenKey(String),
}

/// A fixed-size ASCII code, cheap to copy and to compare.
macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $len:literal, $error:ident, $valid:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name([u8; $len]);

        impl $name {
            /// The code as it is written.
            pub fn as_str(&self) -> &str {
                let end = self.0.iter().position(|b| *b == 0).unwrap_or($len);
                std::str::from_utf8(&self.0[..end]).expect("a code is ASCII by construction")
            }
        }

        impl FromStr for $name {
            type Err = CodeError;

            fn from_str(text: &str) -> Result<Self, CodeError> {
                let upper = text.trim().to_ascii_uppercase();
                let bytes = upper.as_bytes();
                let valid: fn(&[u8]) -> bool = $valid;
                if bytes.len() > $len || !valid(bytes) {
                    return Err(CodeError::$error(text.trim().chars().take(40).collect()));
                }
                let mut code = [0; $len];
                code[..bytes.len()].copy_from_slice(bytes);
                Ok(Self(code))
            }
        }

        impl TryFrom<String> for $name {
            type Error = CodeError;
            fn try_from(text: String) -> Result<Self, CodeError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> String {
                code.as_str().to_owned()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.as_str())
            }
        }
    };
}

fn digits(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_digit)
}

/// Two digits, or the two départements of Corsica.
fn metropolitan_prefix(bytes: &[u8]) -> bool {
    digits(bytes) || bytes == b"2A" || bytes == b"2B"
}

code!(
    /// Code of a commune in the Code officiel géographique: `16015`, `2A004`, `97411`.
    CommuneCode, 5, Commune, |b| b.len() == 5 && metropolitan_prefix(&b[..2]) && digits(&b[2..])
);
code!(
    /// Code of a département, or of an overseas collectivity that takes its place: `16`, `2A`, `974`, `988`.
    DepartementCode, 3, Departement, |b| match b.len() {
        2 => metropolitan_prefix(b) && b != b"97" && b != b"98",
        3 => digits(b) && (b.starts_with(b"97") || b.starts_with(b"98")),
        _ => false,
    }
);
code!(
    /// Code of a région, or of an overseas collectivity that takes its place: `84`, `01`, `988`.
    RegionCode, 3, Region, |b| match b.len() {
        2 => digits(b),
        3 => digits(b) && (b.starts_with(b"97") || b.starts_with(b"98")),
        _ => false,
    }
);
code!(
    /// SIREN of a legal unit; here, most often, of an EPCI. Parsing checks the Luhn key.
    SirenDigits, 9, SirenShape, |b| b.len() == 9 && digits(b)
);

/// SIREN of a legal unit; here, most often, of an EPCI. Nine digits whose Luhn key is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Siren(SirenDigits);

impl Siren {
    /// The nine digits, without spaces.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl FromStr for Siren {
    type Err = CodeError;

    /// Spaces are allowed, as in `200 090 751`.
    fn from_str(text: &str) -> Result<Self, CodeError> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let siren: SirenDigits = compact.parse()?;
        // Luhn: from the right, every second digit is doubled, 9 taken off when it exceeds 9; the sum divides by 10.
        let sum: u32 = (siren.0.iter().rev().enumerate())
            .map(|(rank, byte)| {
                let digit = u32::from(byte - b'0');
                if rank % 2 == 0 { digit } else { (digit * 2) / 10 + (digit * 2) % 10 }
            })
            .sum();
        if sum.is_multiple_of(10) { Ok(Self(siren)) } else { Err(CodeError::SirenKey(compact)) }
    }
}

impl TryFrom<String> for Siren {
    type Error = CodeError;
    fn try_from(text: String) -> Result<Self, CodeError> {
        text.parse()
    }
}

impl From<Siren> for String {
    fn from(siren: Siren) -> String {
        siren.as_str().to_owned()
    }
}

impl fmt::Display for Siren {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn communes_of_the_mainland_corsica_and_overseas_are_codes() {
        for code in ["16015", "2A004", "2b033", "97411", "97502", "98735"] {
            assert_eq!(code.parse::<CommuneCode>().unwrap().as_str(), code.to_uppercase());
        }
    }

    #[test]
    fn what_is_not_a_commune_code_says_what_was_found_and_what_was_expected() {
        for code in ["", "1601", "160155", "2C004", "1A001", "Angou", "16 15", "é6015"] {
            let error = code.parse::<CommuneCode>().unwrap_err().to_string();
            assert!(error.contains(code.trim()) && error.contains("expected"), "{error}");
        }
    }

    #[test]
    fn a_mistyped_siren_is_told_from_a_text_of_another_shape() {
        assert!("200090751".parse::<Siren>().is_ok());
        assert!("200 090 751".parse::<Siren>().is_ok());
        assert_eq!("200090752".parse::<Siren>(), Err(CodeError::SirenKey("200090752".into())));
        assert_eq!("20009075".parse::<Siren>(), Err(CodeError::SirenShape("20009075".into())));
    }

    #[test]
    fn departements_and_regions_have_their_own_shapes() {
        assert!("2A".parse::<DepartementCode>().is_ok());
        assert!("974".parse::<DepartementCode>().is_ok());
        assert!("97".parse::<DepartementCode>().is_err());
        assert!("84".parse::<RegionCode>().is_ok());
        assert!("2A".parse::<RegionCode>().is_err());
    }

    proptest! {
        #[test]
        fn no_text_breaks_a_parser_and_a_code_reads_back_as_itself(text in ".{0,12}") {
            if let Ok(code) = text.parse::<CommuneCode>() {
                prop_assert_eq!(code.to_string().parse::<CommuneCode>(), Ok(code));
            }
            let _ = text.parse::<Siren>();
            let _ = text.parse::<DepartementCode>();
            let _ = text.parse::<RegionCode>();
        }
    }
}
