//! A saved perimeter: what it is, and how its content gives its address.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use facts::{CommuneCode, Period};
use sha2::{Digest, Sha256};

/// A set of communes that a visitor composed and saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Perimeter {
    /// Its address, which follows from what comes next.
    pub id: PerimeterId,
    /// What its author called it; `None` when they did not.
    pub name: Option<PerimeterName>,
    /// Its communes: never empty.
    pub communes: BTreeSet<CommuneCode>,
    /// The state of the map in which those codes are communes.
    pub as_of: Period,
    /// When it was saved first, as it was given then. Not part of the content that gives the address.
    pub saved_at: String,
}

impl Perimeter {
    /// A perimeter with the address that follows from its content.
    pub(crate) fn new(
        name: Option<PerimeterName>,
        communes: BTreeSet<CommuneCode>,
        as_of: Period,
        saved_at: String,
    ) -> Self {
        Self { id: PerimeterId::of(name.as_ref(), &communes, as_of), name, communes, as_of, saved_at }
    }

    /// Whether two perimeters are the same thing, whenever each was saved.
    pub(crate) fn same_content(&self, other: &Perimeter) -> bool {
        (&self.name, &self.communes, self.as_of) == (&other.name, &other.communes, other.as_of)
    }

    /// Reads what a row holds, and checks that its content still gives its address.
    pub(crate) fn from_row(id: &str, row: PerimeterRow) -> Result<Self, CorruptPerimeter> {
        let read = || {
            let name = row.name.map(|name| name.parse().map_err(RowFault::Name)).transpose()?;
            let as_of = row.as_of.parse().map_err(|_| RowFault::AsOf(row.as_of))?;
            let perimeter = Self::new(name, split(&row.communes)?, as_of, row.saved_at);
            if perimeter.id.as_str() == id { Ok(perimeter) } else { Err(RowFault::Digest(perimeter.id)) }
        };
        read().map_err(|fault| CorruptPerimeter { id: id.to_owned(), fault })
    }
}

/// The columns of a row, beside its id.
#[derive(Debug)]
pub(crate) struct PerimeterRow {
    pub(crate) name: Option<String>,
    pub(crate) as_of: String,
    pub(crate) communes: String,
    pub(crate) saved_at: String,
}

/// A row that the store did not write so: somebody changed the database by hand, or the disk is failing. The perimeter
/// exists, or existed, and cannot be given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("perimeter {id} is corrupt: {fault}")]
pub struct CorruptPerimeter {
    /// The id as it is in the row.
    pub id: String,
    /// What is wrong with the row.
    pub fault: RowFault,
}

/// What is wrong with the row of a perimeter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowFault {
    /// A column is not a text, or is absent.
    #[error("{0}")]
    Column(String),
    /// The name is not one that is accepted.
    #[error("{0}")]
    Name(NameError),
    /// The state of the map is not a period.
    #[error("\"{0}\" found as the state of the map, expected a period")]
    AsOf(String),
    /// The communes are not codes of five characters, each after the one before.
    #[error("\"{found}\" found at byte {at} of the communes, expected a commune code greater than the one before")]
    Communes {
        /// What is there.
        found: String,
        /// Where, from 0.
        at: usize,
    },
    /// The content reads, and is not the one that was saved under this address.
    #[error("its content is that of {0}")]
    Digest(PerimeterId),
}

/// The codes one after the other, as they are kept.
pub(crate) fn join(communes: &BTreeSet<CommuneCode>) -> String {
    communes.iter().map(CommuneCode::as_str).collect()
}

fn split(text: &str) -> Result<BTreeSet<CommuneCode>, RowFault> {
    const CODE: usize = 5;
    let mut communes = BTreeSet::new();
    for (rank, bytes) in text.as_bytes().chunks(CODE).enumerate() {
        let found = String::from_utf8_lossy(bytes).into_owned();
        // `as_str` compared: a parser that forgives (" 1601", "2a004") reads what was never written.
        let code = found.parse::<CommuneCode>().ok().filter(|code| code.as_str() == found);
        match code.filter(|code| communes.last() < Some(code)) {
            Some(code) => communes.insert(code),
            None => return Err(RowFault::Communes { found, at: rank * CODE }),
        };
    }
    if communes.is_empty() { Err(RowFault::Communes { found: String::new(), at: 0 }) } else { Ok(communes) }
}

/// What somebody calls a perimeter: 1 to 120 characters, without blanks around and without characters that do not show.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PerimeterName(String);

/// Why a text names no perimeter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing but blanks.
    #[error("empty name found, expected 1 to {} characters", PerimeterName::MAX_CHARACTERS)]
    Empty,
    /// More characters than a title holds.
    #[error("name of {found} characters found, expected at most {}", PerimeterName::MAX_CHARACTERS)]
    TooLong {
        /// How many there are.
        found: usize,
    },
    /// A character that does not show, or that changes how the others are read.
    #[error("U+{:04X} found as character {at} of the name, expected no control character", u32::from(*.found))]
    Control {
        /// The character.
        found: char,
        /// Its rank in the name without the blanks around, from 1.
        at: usize,
    },
}

impl PerimeterName {
    /// A title, with room for two of the longest names: Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson has 45 characters.
    pub const MAX_CHARACTERS: usize = 120;

    /// The name, without blanks around.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Control characters, and those that Unicode calls format or separators and that a reader would not see: ends of line,
/// changes of direction (by which a name could disguise what follows it on a page), blanks of no width. The two joiners
/// (U+200C, U+200D) stay: some scripts cannot be written without them.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{AD}' | '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

impl FromStr for PerimeterName {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let name = text.trim();
        if name.is_empty() {
            return Err(NameError::Empty);
        }
        let found = name.chars().count();
        if found > Self::MAX_CHARACTERS {
            return Err(NameError::TooLong { found });
        }
        match name.chars().enumerate().find(|(_, character)| is_hidden(*character)) {
            Some((rank, found)) => Err(NameError::Control { found, at: rank + 1 }),
            None => Ok(Self(name.to_owned())),
        }
    }
}

impl fmt::Display for PerimeterName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// The permanent address of a perimeter: twelve characters that follow from its content, the same on every instance.
///
/// They are the first 60 bits of a SHA-256, in Crockford's base 32, which has neither `i`, `l`, `o` nor `u`: an address
/// read aloud or copied by hand is not mistaken. A million saved perimeters meet by accident with probability
/// 10¹² / 2 / 2⁶⁰ < 10⁻⁶; saving then refuses, and never overwrites.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PerimeterId([u8; PerimeterId::LENGTH]);

/// The text is not the address of a perimeter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not the address of a perimeter: expected 12 digits or lower-case letters other than i, l, o and u")]
pub struct NotAPerimeterId(String);

/// Douglas Crockford, *Base 32*, <https://www.crockford.com/base32.html>, in lower case.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl PerimeterId {
    /// Twelve characters of five bits: 60 bits.
    pub const LENGTH: usize = 12;

    /// The address of a content. The canonical text has four lines: its own name and version, the state of the map, the
    /// sorted codes one after the other, the name (empty when there is none). A name is never empty and has no end of
    /// line: two contents never have the same text.
    fn of(name: Option<&PerimeterName>, communes: &BTreeSet<CommuneCode>, as_of: Period) -> Self {
        let name = name.map_or("", PerimeterName::as_str);
        let digest = Sha256::digest(format!("mosaique perimeter 1\n{as_of}\n{}\n{name}", join(communes)));
        let mut head = [0; 8];
        head.copy_from_slice(&digest[..8]);
        let bits = u64::from_be_bytes(head);
        Self(std::array::from_fn(|rank| ALPHABET[(bits >> (59 - 5 * rank)) as usize & 31]))
    }

    /// The address as it is written.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("the alphabet is ASCII")
    }
}

impl FromStr for PerimeterId {
    type Err = NotAPerimeterId;

    /// Strict: one perimeter has one address.
    fn from_str(text: &str) -> Result<Self, NotAPerimeterId> {
        let id = <[u8; Self::LENGTH]>::try_from(text.as_bytes()).ok();
        id.filter(|id| id.iter().all(|byte| ALPHABET.contains(byte)))
            .map(Self)
            .ok_or_else(|| NotAPerimeterId(text.chars().take(40).collect()))
    }
}

impl fmt::Display for PerimeterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for PerimeterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PerimeterId({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn communes(codes: &[&str]) -> BTreeSet<CommuneCode> {
        codes.iter().map(|code| code.parse().unwrap()).collect()
    }

    fn perimeter(name: Option<&str>, codes: &[&str], as_of: &str) -> Perimeter {
        Perimeter::new(name.map(|name| name.parse().unwrap()), communes(codes), as_of.parse().unwrap(), String::new())
    }

    fn row(perimeter: &Perimeter) -> PerimeterRow {
        PerimeterRow {
            name: perimeter.name.as_ref().map(ToString::to_string),
            as_of: perimeter.as_of.to_string(),
            communes: join(&perimeter.communes),
            saved_at: perimeter.saved_at.clone(),
        }
    }

    #[test]
    fn an_address_given_once_is_given_for_ever() {
        // printf 'mosaique perimeter 1\n2026-01-01\n160152A004\nTour' | sha256sum, first 60 bits in base 32.
        let tour = perimeter(Some("Tour"), &["2A004", "16015"], "2026-01-01");
        assert_eq!(tour.id.as_str(), "exv0sh8mgv27");
        assert_eq!(perimeter(None, &["2A004", "16015"], "2026-01-01").id.as_str(), "26tmvjnh0ae8");
    }

    #[test]
    fn another_name_another_commune_or_another_state_of_the_map_is_another_address() {
        let addresses: BTreeSet<_> = [
            perimeter(None, &["16015"], "2026"),
            perimeter(Some("16015"), &["16015"], "2026"),
            perimeter(Some("Angoulême"), &["16015"], "2026"),
            perimeter(None, &["16015", "16016"], "2026"),
            perimeter(None, &["16015"], "2025"),
            perimeter(None, &["16015"], "2026-01-01"),
        ]
        .map(|perimeter| perimeter.id)
        .into();
        assert_eq!(addresses.len(), 6);
    }

    #[test]
    fn what_is_not_an_address_says_what_was_found_and_what_was_expected() {
        for text in ["", "0123456789a", "0123456789abc", "0123456789aU", "0123456789al", "0123456789é", " 123456789ab"]
        {
            assert_eq!(
                text.parse::<PerimeterId>().unwrap_err().to_string(),
                format!(
                    "\"{text}\" is not the address of a perimeter: \
                     expected 12 digits or lower-case letters other than i, l, o and u"
                )
            );
        }
        assert_eq!("x".repeat(1000).parse::<PerimeterId>().unwrap_err().0, "x".repeat(40));
    }

    #[test]
    fn a_name_loses_the_blanks_around_it_and_keeps_those_inside() {
        assert_eq!(" \u{a0}L'Haÿ-les-Roses  et ses voisins\n".parse::<PerimeterName>().unwrap().as_str(), {
            "L'Haÿ-les-Roses  et ses voisins"
        });
    }

    #[test]
    fn a_name_of_120_characters_is_the_longest() {
        let longest = "é".repeat(120);
        assert_eq!(longest.parse::<PerimeterName>().unwrap().as_str(), longest);
        assert_eq!(
            "é".repeat(121).parse::<PerimeterName>().unwrap_err().to_string(),
            "name of 121 characters found, expected at most 120"
        );
    }

    #[test]
    fn a_blank_name_and_a_hidden_character_say_what_was_found_and_what_was_expected() {
        assert_eq!(
            " \t\n".parse::<PerimeterName>().unwrap_err().to_string(),
            "empty name found, expected 1 to 120 characters"
        );
        for (name, found, at) in [
            ("a\nb", "U+000A", 2),
            (" a\u{0}", "U+0000", 2),
            ("\u{7f}", "U+007F", 1),
            ("a\u{202e}b", "U+202E", 2),
            ("\u{200b}", "U+200B", 1),
            ("ab\u{2028}c", "U+2028", 3),
        ] {
            assert_eq!(
                name.parse::<PerimeterName>().unwrap_err().to_string(),
                format!("{found} found as character {at} of the name, expected no control character")
            );
        }
    }

    #[test]
    fn each_way_a_row_can_be_corrupt_has_its_words() {
        let kept = perimeter(Some("Tour"), &["16015", "2A004"], "2026");
        let id = kept.id;
        let other = perimeter(Some("Tour"), &["16015", "2A005"], "2026").id;
        let unnamed = perimeter(None, &["16015", "2A004"], "2026").id;
        let communes = |found: &str, at| {
            format!(
                "\"{found}\" found at byte {at} of the communes, expected a commune code greater than the one before"
            )
        };
        let cases = [
            (PerimeterRow { communes: "160152C004".into(), ..row(&kept) }, communes("2C004", 5)),
            (PerimeterRow { communes: "160152a004".into(), ..row(&kept) }, communes("2a004", 5)),
            (PerimeterRow { communes: "2A00416015".into(), ..row(&kept) }, communes("16015", 5)),
            (PerimeterRow { communes: "1601516015".into(), ..row(&kept) }, communes("16015", 5)),
            (PerimeterRow { communes: "160152A0".into(), ..row(&kept) }, communes("2A0", 5)),
            (PerimeterRow { communes: "1601é2A004".into(), ..row(&kept) }, communes("1601\u{fffd}", 0)),
            (PerimeterRow { communes: String::new(), ..row(&kept) }, communes("", 0)),
            (PerimeterRow { as_of: "hier".into(), ..row(&kept) }, {
                "\"hier\" found as the state of the map, expected a period".into()
            }),
            (PerimeterRow { name: Some("a\u{7}".into()), ..row(&kept) }, {
                "U+0007 found as character 2 of the name, expected no control character".into()
            }),
            (PerimeterRow { communes: "160152A005".into(), ..row(&kept) }, format!("its content is that of {other}")),
            (PerimeterRow { name: None, ..row(&kept) }, format!("its content is that of {unnamed}")),
        ];
        for (row, words) in cases {
            let error = Perimeter::from_row(id.as_str(), row).unwrap_err();
            assert_eq!(error.to_string(), format!("perimeter {id} is corrupt: {words}"));
        }
        assert_eq!(Perimeter::from_row(id.as_str(), row(&kept)), Ok(kept));
    }

    proptest! {
        #[test]
        fn no_text_breaks_a_parser_and_what_is_read_reads_back_as_itself(text in "(?s).{0,130}", codes in ".{0,20}") {
            if let Ok(name) = text.parse::<PerimeterName>() {
                prop_assert_eq!(name.to_string().parse(), Ok(name));
            }
            let _ = text.parse::<PerimeterId>();
            if let Ok(communes) = split(&codes) {
                prop_assert_eq!(join(&communes), codes);
            }
        }

        #[test]
        fn every_address_that_is_given_is_an_address(number in 0u32..100_000) {
            let id = perimeter(None, &[&format!("{number:05}")], "2026").id;
            prop_assert_eq!(id.to_string().parse(), Ok(id));
        }
    }
}
