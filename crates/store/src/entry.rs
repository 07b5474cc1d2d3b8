//! An entry of the journal: what it says, and how its digest follows from it and from the entry before.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::merkle::Hash;
use crate::token::hex;

/// What the digest of an entry begins with, so that it is never that of anything else.
const ENTRY: &str = "mosaique journal entry 1\n";
/// The same for a body.
const BODY: &str = "mosaique journal body 1\n";
/// The same for a day.
const DAY: &str = "mosaique journal day 1\n";

/// What comes before the first entry, and before the first day.
pub const GENESIS: Hash = [0; 32];

/// One act, as it is recorded.
///
/// Its digest is the SHA-256 of `mosaique journal entry 1`, an end of line, then seven fields, each after its length in
/// bytes (eight bytes, the greatest first): `seq` (eight bytes, the greatest first), `at`, `actor`, `act`, `subject` (UTF-8),
/// `body_sha256`, `previous` (thirty-two bytes). With the lengths, no two entries have the same writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its rank, from 1, without a gap.
    pub seq: u64,
    /// When, in UTC: `2026-07-01T10:00:00Z`. Never before the entry that precedes.
    pub at: String,
    /// Who, by an identifier that says nothing of them, or `system`.
    pub actor: String,
    /// What was done.
    pub act: String,
    /// What it is about: `dossier:abc`.
    pub subject: String,
    /// The digest of the body, with its salt.
    pub body_sha256: Hash,
    /// The digest of the entry before; zeros for the first.
    pub previous: Hash,
    /// The digest of all the above.
    pub hash: Hash,
}

impl Entry {
    /// The digest that follows from the other fields.
    pub fn computed(&self) -> Hash {
        let mut digest = Fields::new(ENTRY);
        digest.add(&self.seq.to_be_bytes());
        for text in [&self.at, &self.actor, &self.act, &self.subject] {
            digest.add(text.as_bytes());
        }
        digest.add(&self.body_sha256);
        digest.add(&self.previous);
        digest.end()
    }

    /// The day, in UTC: `2026-07-01`.
    pub fn day(&self) -> &str {
        day_of(&self.at)
    }
}

/// A closed day of the journal: one digest for all its entries, chained to the day before.
///
/// Its digest is the SHA-256 of `mosaique journal day 1`, an end of line, then, each after its length as in an entry: `day`,
/// `first_seq`, `last_seq`, `root`, `previous`, `closed_at`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The day, in UTC: `2026-07-01`.
    pub day: String,
    /// Its first entry.
    pub first_seq: u64,
    /// Its last entry.
    pub last_seq: u64,
    /// The root of the tree whose leaves are the digests of its entries (see [`crate::merkle`]).
    pub root: Hash,
    /// The digest of the closed day before, whatever lies between; zeros for the first.
    pub previous: Hash,
    /// When it was closed: on a later day.
    pub closed_at: String,
    /// The digest of all the above.
    pub hash: Hash,
}

impl Day {
    /// The digest that follows from the other fields.
    pub fn computed(&self) -> Hash {
        let mut digest = Fields::new(DAY);
        digest.add(self.day.as_bytes());
        digest.add(&self.first_seq.to_be_bytes());
        digest.add(&self.last_seq.to_be_bytes());
        digest.add(&self.root);
        digest.add(&self.previous);
        digest.add(self.closed_at.as_bytes());
        digest.end()
    }
}

/// A digest over fields, each after its length.
pub(crate) struct Fields(Sha256);

impl Fields {
    pub(crate) fn new(domain: &str) -> Self {
        Self(Sha256::new_with_prefix(domain))
    }

    pub(crate) fn add(&mut self, field: &[u8]) {
        self.0.update((field.len() as u64).to_be_bytes());
        self.0.update(field);
    }

    pub(crate) fn end(self) -> Hash {
        self.0.finalize().into()
    }
}

/// The day of a time.
pub(crate) fn day_of(at: &str) -> &str {
    at.get(..10).unwrap_or(at)
}

/// Whether a text is a time as the journal writes it: `2026-07-01T10:00:00Z`.
pub(crate) fn is_time(text: &str) -> bool {
    text.len() == 20
        && text.bytes().zip("0000-00-00T00:00:00Z".bytes()).all(|(found, form)| match form {
            b'0' => found.is_ascii_digit(),
            sign => found == sign,
        })
}

/// Sixteen random bytes beside a body: without them, who has the digest of a short body could find it by trying.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salt(pub [u8; 16]);

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(…)")
    }
}

impl Salt {
    /// As hexadecimal digits.
    pub fn hex(self) -> String {
        hex(&self.0)
    }
}

/// What an act says, as canonical JSON: fields in the order of their bytes, no blank, so that one thing has one writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body(String);

impl Body {
    /// The writing of a value.
    pub fn of(value: &serde_json::Value) -> Self {
        let mut text = String::new();
        write_canonical(value, &mut text);
        Self(text)
    }

    /// A text that was written so, as it is kept: it is not read.
    pub(crate) fn kept(text: String) -> Self {
        Self(text)
    }

    /// The JSON.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its digest with a salt: SHA-256 of `mosaique journal body 1`, an end of line, the salt, the text.
    pub fn sha256(&self, salt: Salt) -> Hash {
        body_sha256(&self.0, salt)
    }
}

/// See [`Body::sha256`].
pub(crate) fn body_sha256(text: &str, salt: Salt) -> Hash {
    Sha256::new_with_prefix(BODY).chain_update(salt.0).chain_update(text).finalize().into()
}

fn write_canonical(value: &serde_json::Value, text: &mut String) {
    use serde_json::Value;
    match value {
        Value::Array(items) => {
            text.push('[');
            for (rank, item) in items.iter().enumerate() {
                if rank > 0 {
                    text.push(',');
                }
                write_canonical(item, text);
            }
            text.push(']');
        }
        Value::Object(fields) => {
            let mut names: Vec<&String> = fields.keys().collect();
            names.sort();
            text.push('{');
            for (rank, name) in names.into_iter().enumerate() {
                if rank > 0 {
                    text.push(',');
                }
                text.push_str(&Value::String(name.clone()).to_string());
                text.push(':');
                write_canonical(&fields[name], text);
            }
            text.push('}');
        }
        plain => text.push_str(&plain.to_string()),
    }
}

/// Thirty-two bytes from sixty-four hexadecimal digits in small letters.
pub(crate) fn hash_of(text: &str) -> Option<Hash> {
    bytes_of(text)
}

/// Bytes from twice as many hexadecimal digits in small letters.
pub(crate) fn bytes_of<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(bytes)
}

/// A short text that identifies, and says nothing more.
macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $what:literal, $most:literal, $accepted:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// As it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NotAnIdentifier;

            fn from_str(text: &str) -> Result<Self, NotAnIdentifier> {
                let accepted: fn(&str) -> bool = $accepted;
                if text.len() <= $most && accepted(text) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(NotAnIdentifier { found: text.chars().take(80).collect(), expected: $what })
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

/// The text does not identify what it should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{found:?} found, expected {expected}")]
pub struct NotAnIdentifier {
    /// What was written.
    pub found: String,
    /// What was expected.
    pub expected: &'static str,
}

fn is_word(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn is_opaque(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

identifier! {
    /// Who acts: an identifier that says nothing of them (a name or an address would stay in the journal for ever), or
    /// `system`.
    Actor, "1 to 64 letters, digits, dashes, points or underscores", 64, is_opaque
}
identifier! {
    /// What is done: `deposit`, `erase-body`.
    ActKind, "1 to 64 small letters, digits or dashes, a letter first", 64, is_word
}
identifier! {
    /// What an act is about: `dossier:abc`.
    Subject, "a kind and an identifier, such as dossier:abc, of at most 100 characters", 100, |text| {
        text.split_once(':').is_some_and(|(kind, id)| is_word(kind) && is_opaque(id))
    }
}

impl Actor {
    /// The program itself.
    pub fn system() -> Self {
        Self("system".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn entry() -> Entry {
        Entry {
            seq: 1,
            at: "2026-07-01T10:00:00Z".into(),
            actor: "system".into(),
            act: "deposit".into(),
            subject: "dossier:abc".into(),
            body_sha256: Body::of(&json!({})).sha256(Salt([7; 16])),
            previous: GENESIS,
            hash: GENESIS,
        }
    }

    #[test]
    fn digests_given_once_are_given_for_ever() {
        // Found apart from this program, with hashlib of Python, from the description above.
        assert_eq!(
            hex(&Body::of(&json!({})).sha256(Salt([7; 16]))),
            "0926494129da8fbef0591a06f823120ee5a3f6000728c133c85dacc1027eb65b"
        );
        assert_eq!(hex(&entry().computed()), "5e6a851ab359e8c06a1a77644e25dd724b0c8f9f161bb156a03960da13ef4f1e");
        let day = Day {
            day: "2026-07-01".into(),
            first_seq: 1,
            last_seq: 3,
            root: [1; 32],
            previous: GENESIS,
            closed_at: "2026-07-02T00:00:01Z".into(),
            hash: GENESIS,
        };
        assert_eq!(hex(&day.computed()), "a7148ed4cf3d801c542d3a1664cbbed03312cf1496dfc17e926d2045c5c65155");
    }

    #[test]
    fn one_value_has_one_writing() {
        let value: serde_json::Value =
            serde_json::from_str(r#"{ "b" : [1, 2.5, null, true], "a": {"z":"é\"\n\u0000", "y":{}} , "A":-0}"#)
                .unwrap();
        assert_eq!(Body::of(&value).as_str(), r#"{"A":-0.0,"a":{"y":{},"z":"é\"\n\u0000"},"b":[1,2.5,null,true]}"#);
    }

    #[test]
    fn identifiers_hold_no_name_nor_address() {
        for good in ["system", "u-0aB_9.x"] {
            assert!(good.parse::<Actor>().is_ok(), "{good}");
        }
        for bad in ["", "camille@exemple.fr", "Camille Martin", "é", &"a".repeat(65)] {
            assert!(bad.parse::<Actor>().is_err(), "{bad}");
        }
        assert!("deposit-2".parse::<ActKind>().is_ok() && "dossier:a.B-2".parse::<Subject>().is_ok());
        for bad in ["Deposit", "2nd", "", "de posit"] {
            assert!(bad.parse::<ActKind>().is_err(), "{bad}");
        }
        for bad in ["dossier", "dossier:", ":a", "dossier:a:b", "Dossier:a"] {
            assert!(bad.parse::<Subject>().is_err(), "{bad}");
        }
        assert_eq!(
            "a b".parse::<ActKind>().unwrap_err().to_string(),
            "\"a b\" found, expected 1 to 64 small letters, digits or dashes, a letter first"
        );
    }

    #[test]
    fn a_time_is_written_in_one_way() {
        assert!(is_time("2026-07-01T10:00:00Z"));
        for bad in ["2026-07-01T10:00:00", "2026-07-01T10:00:00.5Z", "2026-07-01 10:00:00Z", "é026-07-01T10:00:0Z", ""]
        {
            assert!(!is_time(bad), "{bad}");
        }
    }

    #[test]
    fn any_field_changes_the_digest_and_a_text_moved_from_one_field_to_the_next_too() {
        let base = entry();
        let others = [
            Entry { seq: 2, ..base.clone() },
            Entry { at: "2026-07-01T10:00:01Z".into(), ..base.clone() },
            Entry { actor: "systemd".into(), act: "eposit".into(), ..base.clone() },
            Entry { act: "deposits".into(), ..base.clone() },
            Entry { subject: "dossier:abd".into(), ..base.clone() },
            Entry { body_sha256: [1; 32], ..base.clone() },
            Entry { previous: [1; 32], ..base.clone() },
        ];
        for other in others {
            assert_ne!(other.computed(), base.computed(), "{other:?}");
        }
    }

    proptest! {
        #[test]
        fn bytes_go_to_digits_and_back(bytes: [u8; 32], text in "[0-9a-fA-F]{60,68}") {
            prop_assert_eq!(hash_of(&hex(&bytes)), Some(bytes));
            if let Some(hash) = hash_of(&text) {
                prop_assert_eq!(hex(&hash), text);
            }
        }
    }
}
