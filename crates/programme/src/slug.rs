//! The short name by which the files of a session call a thing.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A short name that goes unchanged into an address: `rives-du-rhone`.
///
/// Small ASCII letters, digits and single hyphens between them, 60 characters at most.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// The text is no short name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a short name: expected at most 60 small letters, digits and single hyphens (rives-du-rhone)")]
pub struct NotASlug(String);

impl Slug {
    /// The name as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = NotASlug;

    fn from_str(text: &str) -> Result<Self, NotASlug> {
        let word = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if text.len() <= 60 && text.split('-').all(word) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotASlug(text.chars().take(70).collect()))
        }
    }
}

impl TryFrom<String> for Slug {
    type Error = NotASlug;
    fn try_from(text: String) -> Result<Self, NotASlug> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> String {
        slug.0
    }
}

/// A map keyed by `Slug` is asked with a plain text.
impl Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_name_is_small_letters_digits_and_single_hyphens() {
        for text in ["rives-du-rhone", "2023-productifs-sobres", "dge"] {
            assert_eq!(text.parse::<Slug>().unwrap().as_str(), text);
        }
        for text in ["", "Rives", "rives--rhone", "-rives", "rives-", "rives du rhône", &"a".repeat(61)] {
            let error = text.parse::<Slug>().unwrap_err().to_string();
            assert!(error.contains("is not a short name: expected"), "{error}");
        }
        assert!("a".repeat(60).parse::<Slug>().is_ok());
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in ".{0,70}") {
            if let Ok(slug) = text.parse::<Slug>() {
                prop_assert_eq!(slug.as_str(), text);
            }
        }
    }
}
