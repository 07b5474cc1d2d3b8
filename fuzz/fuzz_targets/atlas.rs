//! Bytes that are no atlas are refused; an atlas that opens has every measure it speaks of, for every commune.
#![no_main]

use atlas::Atlas;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(atlas) = Atlas::open(bytes.to_vec()) else { return };
    let last = atlas.map().communes.len();
    for indicator in atlas.indicators() {
        for measure in indicator.rule.measures() {
            let column = atlas.measure(&indicator.id, measure).expect("opening checked the measures of rules");
            (0..last).for_each(|commune| assert!(column.get(commune).is_none_or(f64::is_finite)));
        }
    }
    let _ = (atlas.contours(), atlas.naf().map(Iterator::count));
});
