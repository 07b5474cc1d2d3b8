//! Sections with right checksums and any content: refused, or an atlas of which every portrait can be drawn.
#![no_main]

use atlas::{Atlas, container};
use territory::{Kind, Knowledge, Portrait};

const NAMES: &str = "manifest map/communes map/epcis map/departements map/regions map/formers naf contours \
                     column/0000 column/0001";

libfuzzer_sys::fuzz_target!(|text: &[u8]| {
    // Sections are separated by a line feed and a byte that no UTF-8 text holds.
    let mut contents = text.split(|byte| *byte == 0xff);
    let sections = NAMES.split(' ').map(|name| (name.to_owned(), contents.next().unwrap_or_default().to_vec()));
    let Ok(atlas) = Atlas::open(container::write(&sections.collect())) else { return };
    let knowledge = Knowledge::new(&atlas);
    for territory in Kind::ALL.into_iter().flat_map(|kind| knowledge.territories(kind).into_iter().take(3)) {
        let portrait = Portrait::new(&knowledge, territory);
        assert!(portrait.readings().filter_map(|reading| reading.finding.as_ref().ok()).all(|f| f.value.is_finite()));
    }
});
