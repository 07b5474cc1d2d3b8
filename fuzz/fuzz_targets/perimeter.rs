//! No text breaks a perimeter's name or address, and what parses reads back as itself.
#![no_main]

// Included by path: the crate links SQLite, which these parsers do not need.
#[path = "../../crates/store/src/perimeter.rs"]
#[allow(dead_code)]
mod perimeter;

use perimeter::{PerimeterId, PerimeterName};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(name) = text.parse::<PerimeterName>() {
        assert!((1..=PerimeterName::MAX_CHARACTERS).contains(&name.as_str().chars().count()));
        assert_eq!(name.to_string().parse(), Ok(name));
    }
    if let Ok(id) = text.parse::<PerimeterId>() {
        assert_eq!((id.as_str(), id.to_string().parse()), (text, Ok(id)));
    }
});
