//! The program of the readers as its keeper runs it.

#![expect(clippy::disallowed_methods, reason = "a test runs the program and reads what it wrote")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn observatory(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mosaique-observatory")).args(arguments).output().expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn refusal(arguments: &[&str], parts: &[&str]) {
    let output = observatory(arguments);
    let message = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {message}");
    for part in parts {
        assert!(message.contains(part), "{part}: {message}");
    }
}

/// A folder with one indicator, in the family `sober`.
fn indicator(folder: &Path, id: &str, toml: &str, sql: &str) {
    std::fs::create_dir_all(folder.join("sober")).expect("a folder of the test can be written");
    std::fs::write(folder.join(format!("sober/{id}.toml")), toml).expect("a folder of the test can be written");
    std::fs::write(folder.join(format!("sober/{id}.sql")), sql).expect("a folder of the test can be written");
}

const HOUSES: &str = r#"order = 9
name = { fr = "Maisons", en = "Houses" }
about = { fr = "Part des maisons.", en = "Share of houses." }
unit = "percent"
formula = { fr = "100 × Σ maisons / Σ logements", en = "100 × Σ houses / Σ dwellings" }
method = "ratio"
period = "2021"
grade = "A"
sources = ["rp2021"]
scales = ["commune", "several"]

[direction]
kind = "descriptive"

[rule]
kind = "ratio"
numerator = "houses"
denominator = "dwellings"
factor = 100
"#;

#[test]
fn the_committed_atlas_is_what_the_committed_data_and_indicators_give() {
    let folder = tempfile::tempdir().unwrap();
    let made = folder.path().join("france.atlas");
    let output = observatory(&["build", "--output", &made.display().to_string()]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let committed = std::fs::read(root().join("data/france.atlas")).unwrap();
    assert!(std::fs::read(&made).unwrap() == committed, "run `make atlas` and commit data/france.atlas");
}

#[test]
fn an_indicator_of_ones_own_is_two_files() {
    let folder = tempfile::tempdir().unwrap();
    indicator(folder.path(), "houses-share", HOUSES, "SELECT commune, houses, dwellings FROM rp2021");
    let made = folder.path().join("own.atlas");
    let added = folder.path().display().to_string();
    assert!(observatory(&["check", "--add", &added]).status.success());
    assert!(observatory(&["build", "--add", &added, "--output", &made.display().to_string()]).status.success());
    let atlas = atlas::Atlas::open(std::fs::read(&made).unwrap()).unwrap();
    let paris = atlas.map().commune("75056".parse().unwrap()).unwrap() as usize;
    // The sum of the houses of the twenty districts, read in the file by IRIS.
    assert_eq!(atlas.measure("houses-share", "dwellings").unwrap().get(paris), Some(1_396_795.0));
    assert!(atlas.measure("houses-share", "houses").unwrap().get(paris).unwrap() > 0.0);
}

#[test]
fn faults_are_refused_with_their_file_and_line_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let made = folder.path().join("none.atlas").display().to_string();
    let added = folder.path().join("own");
    let argument = added.display().to_string();
    let arguments = ["build", "--add", argument.as_str(), "--output", made.as_str()];

    indicator(&added, "houses-share", &HOUSES.replace("percent", "percents"), "SELECT 1");
    refusal(&arguments, &["sober/houses-share.toml:4:8: unit: \"percents\" is not a unit"]);
    indicator(&added, "houses-share", HOUSES, "SELECT commune, houses,\n  dwelings AS dwellings\nFROM rp2021");
    refusal(&arguments, &["sober/houses-share.sql:2:3: ", "dwelings"]);
    indicator(&added, "houses-share", HOUSES, "SELECT commune houses dwellings FROM");
    refusal(&arguments, &["sober/houses-share.sql:1:"]);
    indicator(&added, "houses-share", HOUSES, "DROP TABLE rp2021");
    refusal(&arguments, &["sober/houses-share.sql:1:"]);
    indicator(&added, "houses-share", HOUSES, "SELECT commune, houses, dwellings FROM rp2021");
    // One text and one query at fault, in two indicators: both are told.
    indicator(&added, "rooms", &HOUSES.replace("percent", "percents"), "SELECT 1");
    indicator(&added, "houses-share", HOUSES, "SELECT houses, dwellings FROM rp2021");
    refusal(&arguments, &["sober/rooms.toml:4:8", "sober/houses-share.sql", "no column \"commune\""]);
    std::fs::remove_file(added.join("sober/rooms.toml")).unwrap();
    std::fs::remove_file(added.join("sober/rooms.sql")).unwrap();
    indicator(&added, "flats-share", HOUSES, "SELECT 1");
    refusal(&arguments, &["flats-share.toml: already a file of the product"]);
    assert!(!Path::new(&made).exists());
    refusal(&["build", "--data", "/no/such/folder"], &["cannot list"]);
}

#[test]
fn data_that_are_not_those_of_the_catalogue_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let files = std::fs::read_dir(root().join("data")).unwrap().flatten().filter(|entry| entry.path().is_file());
    for entry in files {
        std::fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    let data = folder.path().display().to_string();
    assert!(observatory(&["check", "--data", &data]).status.success());
    let changed = folder.path().join("areas.parquet");
    let mut bytes = std::fs::read(&changed).unwrap();
    bytes.push(0);
    std::fs::write(&changed, bytes).unwrap();
    refusal(&["check", "--data", &data], &["data/areas.parquet: its hash is", "run make data again"]);
    std::fs::remove_file(&changed).unwrap();
    refusal(&["check", "--data", &data], &["areas.parquet is in the catalogue and absent"]);
}
