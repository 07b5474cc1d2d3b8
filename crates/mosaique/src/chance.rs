//! The only place where chance is asked for: what nobody may guess.

use anyhow::{Context, Result};
use store::Token;

/// A new token.
///
/// # Errors
/// When the system has no randomness to give.
pub fn token() -> Result<Token> {
    Ok(Token::from_bytes(bytes()?))
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
