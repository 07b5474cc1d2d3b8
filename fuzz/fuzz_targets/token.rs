//! Any text in an address names a territory of the real map or is refused; the token of what was found finds it again.
#![no_main]

use std::sync::LazyLock;

use territory::{Atlas, Knowledge, Resolver};

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/france.atlas");
    Atlas::open(std::fs::read(path).expect("the atlas is in the repository")).expect("the atlas opens")
});
static KNOWLEDGE: LazyLock<Knowledge<'_>> = LazyLock::new(|| Knowledge::new(&ATLAS));

libfuzzer_sys::fuzz_target!(|text: &str| {
    let resolver = Resolver::new(&KNOWLEDGE, &[]);
    match resolver.resolve(text) {
        Ok(found) => assert_eq!(resolver.resolve(&found.token).as_ref(), Ok(&found)),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
