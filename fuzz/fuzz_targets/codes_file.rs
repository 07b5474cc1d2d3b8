//! Any file of codes is a set of communes of the real map, or faults with a line that is in the file.
#![no_main]

use std::sync::LazyLock;

use territory::{Atlas, Knowledge, ResolveError, Resolver};

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/france.atlas");
    Atlas::open(std::fs::read(path).expect("the atlas is in the repository")).expect("the atlas opens")
});
static KNOWLEDGE: LazyLock<Knowledge<'_>> = LazyLock::new(|| Knowledge::new(&ATLAS));

libfuzzer_sys::fuzz_target!(|text: &str| {
    match Resolver::new(&KNOWLEDGE, &[]).from_codes("a file", text) {
        Ok(found) => assert!(found.communes().is_sorted_by(|a, b| a < b)),
        Err(ResolveError::File(faults)) => assert!(faults.iter().all(|f| f.line <= text.lines().count())),
        Err(error) => assert_eq!(error, ResolveError::EmptyFile),
    }
});
