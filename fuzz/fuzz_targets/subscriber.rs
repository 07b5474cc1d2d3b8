//! No text breaks the readers of addresses and tokens, and what is read holds nothing that could forge a header.
#![no_main]

// Included by path: the crate links SQLite, which these parsers do not need.
#[path = "../../crates/store/src/address.rs"]
#[allow(dead_code)]
mod address;
#[path = "../../crates/store/src/token.rs"]
#[allow(dead_code)]
mod token;

use address::EmailAddress;
use token::Token;

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(address) = text.parse::<EmailAddress>() {
        assert!(address.as_str().bytes().all(|byte| byte.is_ascii_graphic()));
        assert!(address.masked().ends_with(address.as_str().split('@').nth(1).unwrap()));
        assert_eq!(address.to_string().parse(), Ok(address));
    }
    if let Ok(token) = text.parse::<Token>() {
        assert_eq!(token.as_str(), text);
    }
});
