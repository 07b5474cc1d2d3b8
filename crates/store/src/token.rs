//! What a link of a mail proves: that its reader has the mailbox.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// Thirty-two hexadecimal digits that nobody may guess. The store keeps the digest of it only: who reads the database
/// cannot make the link.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// The text is no token.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a token: expected 32 hexadecimal digits in small letters")]
pub struct NotAToken;

impl Token {
    /// From sixteen random bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(hex(&bytes))
    }

    /// The token, as a link holds it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    pub(crate) fn sha256(&self) -> String {
        hex(&Sha256::digest(self.0.as_bytes()))
    }
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl FromStr for Token {
    type Err = NotAToken;

    fn from_str(text: &str) -> Result<Self, NotAToken> {
        let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() == 32 && text.bytes().all(digit) { Ok(Self(text.to_owned())) } else { Err(NotAToken) }
    }
}

/// A token is not written where it could be read, such as a log.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_token_is_not_shown_and_only_its_digest_is_kept() {
        let token = Token::from_bytes([0xab; 16]);
        assert_eq!(token.as_str(), "ab".repeat(16));
        assert_eq!(format!("{token:?}"), "Token(…)");
        assert!(!token.sha256().contains(token.as_str()) && token.sha256().len() == 64);
        for text in ["", "AB", &"AB".repeat(16), &"ab".repeat(17), &"é".repeat(16)] {
            assert_eq!(text.parse::<Token>(), Err(NotAToken), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in "[0-9a-gA-F]{30,34}|.{0,40}") {
            if let Ok(token) = text.parse::<Token>() {
                prop_assert_eq!(token.as_str(), text);
            }
        }

        #[test]
        fn any_bytes_make_a_token_that_is_read_again(bytes: [u8; 16]) {
            let token = Token::from_bytes(bytes);
            prop_assert_eq!(token.as_str().parse::<Token>(), Ok(token.clone()));
        }
    }
}
