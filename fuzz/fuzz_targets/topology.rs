//! Contours that decode encode back to equal contours, and every ring can be walked.
#![no_main]

use atlas::Topology;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some(topology) = Topology::decode(bytes) else { return };
    for ring in topology.communes.iter().flatten() {
        assert!(topology.ring_points(ring).count() >= ring.len());
    }
    assert_eq!(Topology::decode(&topology.encode()), Some(topology));
});
