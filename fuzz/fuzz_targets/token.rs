//! Any text in an address names a territory of the map or is refused; the token of what was found finds it again.
#![no_main]

use std::sync::LazyLock;

use territory::{Atlas, Knowledge, Resolver};

// A dozen real communes: on the whole map, a name is searched once a second under the sanitizer.
static ATLAS: LazyLock<Atlas> =
    LazyLock::new(|| Atlas::open(include_bytes!("../seeds/atlas/tiny.atlas")).expect("run ./tiny-atlas.py"));
static KNOWLEDGE: LazyLock<Knowledge<'_>> = LazyLock::new(|| Knowledge::new(&ATLAS));

libfuzzer_sys::fuzz_target!(|text: &str| {
    let resolver = Resolver::new(&KNOWLEDGE, &[]);
    match resolver.resolve(text) {
        Ok(found) => assert_eq!(resolver.resolve(&found.token).as_ref(), Ok(&found)),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
