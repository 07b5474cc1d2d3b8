//! Backups of strangers, and their manifests: whatever the bytes, it is told what is wrong, without a database.
#![no_main]

use std::io::Cursor;

use store::backup::{Manifest, verify};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Err(faults) = verify(&mut Cursor::new(bytes)) {
        assert!(!faults.is_empty());
    }
    if let Ok(manifest) = serde_json::from_slice::<Manifest>(bytes) {
        let text = serde_json::to_string(&manifest).unwrap();
        assert_eq!(serde_json::to_string(&serde_json::from_str::<Manifest>(&text).unwrap()).unwrap(), text);
    }
});
