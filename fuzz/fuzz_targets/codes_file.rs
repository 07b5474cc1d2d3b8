//! Any file of codes is a set of communes of the map, or faults with a line that is in the file.
#![no_main]

use std::sync::LazyLock;

use territory::{Atlas, Knowledge, ResolveError, Resolver};

// A dozen real communes: on the whole map, a name is searched once a second under the sanitizer.
static ATLAS: LazyLock<Atlas> =
    LazyLock::new(|| Atlas::open(include_bytes!("../seeds/atlas/tiny.atlas")).expect("run ./tiny-atlas.py"));
static KNOWLEDGE: LazyLock<Knowledge<'_>> = LazyLock::new(|| Knowledge::new(&ATLAS));

libfuzzer_sys::fuzz_target!(|text: &str| {
    match Resolver::new(&KNOWLEDGE, &[]).from_codes("a file", text) {
        Ok(found) => assert!(found.communes().is_sorted_by(|a, b| a < b)),
        Err(ResolveError::File(faults)) => assert!(faults.iter().all(|f| f.line <= text.lines().count())),
        Err(error) => assert_eq!(error, ResolveError::EmptyFile),
    }
});
