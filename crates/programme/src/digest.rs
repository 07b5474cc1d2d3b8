//! The digest of a text, and the one way in which what is digested is written.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// A SHA-256, as 64 hexadecimal digits in small letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest(String);

/// The text is no digest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a SHA-256: expected 64 hexadecimal digits in small letters")]
pub struct NotADigest(String);

impl Digest {
    /// The digest of a text, in UTF-8.
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Digest {
    type Err = NotADigest;
    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let hexadecimal = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let valid = text.len() == 64 && text.bytes().all(hexadecimal);
        if valid { Ok(Self(text.to_owned())) } else { Err(NotADigest(text.chars().take(70).collect())) }
    }
}

impl TryFrom<String> for Digest {
    type Error = NotADigest;
    fn try_from(text: String) -> Result<Self, NotADigest> {
        text.parse()
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> String {
        digest.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// `value` as JSON written in one way only: keys in the order of their UTF-16 units, no space that means nothing, texts
/// with the shortest escapes, numbers as ECMAScript writes them.
///
/// # References
/// RFC 8785, JSON Canonicalization Scheme. Whole numbers beyond ±2⁵³ are not meant for it.
pub fn canonical(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<(&String, &Value)> = fields.iter().collect();
            fields.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            text.push('{');
            for (rank, (key, value)) in fields.into_iter().enumerate() {
                if rank > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(key.as_str()).to_string());
                text.push(':');
                write(value, text);
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for (rank, item) in items.iter().enumerate() {
                if rank > 0 {
                    text.push(',');
                }
                write(item, text);
            }
            text.push(']');
        }
        Value::Number(number) => match number.as_f64().filter(|_| number.is_f64()) {
            Some(real) => text.push_str(&ecmascript(real)),
            None => text.push_str(&number.to_string()),
        },
        plain => text.push_str(&plain.to_string()),
    }
}

/// The shortest digits that give the number back, without an exponent from 10⁻⁶ to 10²¹.
fn ecmascript(real: f64) -> String {
    match real.abs() {
        0.0 => "0".to_owned(),
        1e-6..1e21 => real.to_string(),
        1e21.. => format!("{real:e}").replacen('e', "e+", 1),
        _ => format!("{real:e}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_are_written_as_the_examples_of_rfc_8785() {
        let numbers = json!([333333333.3333333, 1E30, 4.50, 2e-3, 0.000000000000000000000000001, -0.0, 20_000.0, 1e20]);
        let written = "[333333333.3333333,1e+30,4.5,0.002,1e-27,0,20000,100000000000000000000]";
        assert_eq!(canonical(&numbers), written);
    }

    #[test]
    fn the_digest_of_nothing_and_of_abc_are_those_of_the_standard() {
        // FIPS 180-2, appendix B.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Digest::of("abc").as_str(), abc);
        assert_eq!(abc.parse::<Digest>(), Ok(Digest::of("abc")));
        assert!(abc.to_uppercase().parse::<Digest>().is_err() && abc[1..].parse::<Digest>().is_err());
    }

    #[test]
    fn keys_are_sorted_by_their_utf_16_units_and_texts_escaped_as_little_as_possible() {
        // RFC 8785, section 3.2.3: the order of these keys, and the escapes of section 3.2.2.2.
        let keys = json!({ "\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5, "\u{80}": 6, "\u{f6}": 7 });
        assert_eq!(
            canonical(&keys),
            "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"\u{f6}\":7,\"\u{20ac}\":1,\"\u{1f600}\":5,\"\u{fb33}\":3}"
        );
        let text = json!(["\u{20ac}$\u{f}\nA'B\"\\\\\"/", null, true, [], {}]);
        assert_eq!(canonical(&text), "[\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\",null,true,[],{}]");
    }
}
