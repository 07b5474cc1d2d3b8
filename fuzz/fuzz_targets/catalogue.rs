//! A catalogue that can be read is written and read back the same.
#![no_main]

// Included by path: the crate links DataFusion, which this reader does not need.
#[path = "../../crates/observatory/src/catalogue.rs"]
mod catalogue;

libfuzzer_sys::fuzz_target!(|text: &str| match catalogue::read("catalogue.toml", text) {
    Ok(entries) => assert_eq!(catalogue::read("catalogue.toml", &catalogue::write(&entries)), Ok(entries)),
    Err(problems) => assert!(!problems.is_empty()),
});
