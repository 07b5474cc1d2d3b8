//! A folder of indicators of which one definition is a stranger's: a shelf, or problems.
#![no_main]

// Included by path: the crate links DataFusion, which these readers do not need.
#[path = "../../crates/observatory/src/indicator.rs"]
mod indicator;

use std::collections::{BTreeMap, BTreeSet};

const FOLDER: [(&str, &str); 3] = [
    ("families.toml", include_str!("../../indicators/families.toml")),
    (
        "peers.toml",
        "[size]\ncommune = 9\nepci = 9\ndepartement = 9\nregion = 9\n[[axis]]\noverseas = true\nweight = 1\n",
    ),
    ("setting/density.sql", include_str!("../../indicators/setting/density.sql")),
];

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut files: BTreeMap<_, _> = FOLDER.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
    files.insert("setting/density.toml".into(), text.to_owned());
    let (shelf, problems) = indicator::read(&files, &BTreeSet::from(["rp2021", "areas"].map(str::to_owned)));
    assert_eq!(shelf.queries.is_empty(), !problems.is_empty());
});
