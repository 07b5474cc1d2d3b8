//! Receipts of strangers: whatever the text, it is told what differs, and what is accepted is written as it was read.
#![no_main]

use store::{PublicKey, Receipt};

libfuzzer_sys::fuzz_target!(|text: &str| {
    match Receipt::check(text, None) {
        Ok(receipt) => assert_eq!(receipt.to_text(), text),
        Err(differences) => assert!(!differences.is_empty()),
    }
    if let Some(key) = PublicKey::read(text) {
        assert_eq!(PublicKey::read(&key.as_text()), Some(key));
    }
});
