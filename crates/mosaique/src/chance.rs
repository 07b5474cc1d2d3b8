//! The only place where chance is asked for: what nobody may guess.

use anyhow::{Context, Result};
use programme::id::PersonId;
use store::{Salt, Token};

/// A new token.
///
/// # Errors
/// When the system has no randomness to give.
pub fn token() -> Result<Token> {
    Ok(Token::from_bytes(bytes()?))
}

/// Random bytes that go with an entry of the journal.
///
/// # Errors
/// As [`token`].
pub fn salt() -> Result<Salt> {
    Ok(Salt(bytes()?))
}

/// A new name for a person, of thirty-two hexadecimal digits.
///
/// # Errors
/// As [`token`].
pub fn person() -> Result<PersonId> {
    Ok(token()?.as_str().parse()?)
}

/// Random bytes: a salt, a key.
///
/// # Errors
/// As [`token`].
pub fn bytes<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).context("the system gives no randomness")?;
    Ok(bytes)
}
