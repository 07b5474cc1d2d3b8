//! The only place where chance is asked for: what nobody may guess.

use anyhow::{Context, Result};
use store::Token;

/// A new token.
///
/// # Errors
/// When the system has no randomness to give.
pub fn token() -> Result<Token> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).context("the system gives no randomness")?;
    Ok(Token::from_bytes(bytes))
}
