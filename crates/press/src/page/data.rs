//! Data and method.

use askama::Template;
use facts::Source;

use super::{Frame, Section, grades};
use crate::download::{Format, Set, path, schema_path};
use crate::links::{Brand, Links};
use crate::words::Words;

/// Data and method.
#[derive(Template)]
#[template(path = "data.html")]
pub struct DataPage {
    f: Frame,
    sources: Vec<Source>,
    grades: Vec<(&'static str, String)>,
    downloads: Vec<Download>,
    forms: Vec<(String, String)>,
}

/// The files of a kind of territory.
pub struct Download {
    /// The kind, in words.
    pub kind: String,
    /// How many territories they hold, in words.
    pub rows: String,
    /// Address, form and size in words of each file; no size before the file is made.
    pub files: Vec<(String, String, String)>,
    /// Address of the description of the columns.
    pub schema: String,
}

impl Download {
    /// The files of a set of so many territories; `size` gives the bytes of a file that has been made.
    pub fn new(words: &Words, set: Set, rows: usize, size: &dyn Fn(Set, Format) -> Option<usize>) -> Self {
        let file = |format| {
            let size = size(set, format).map_or_else(String::new, |bytes| in_words(words, bytes));
            (path(set, format), format.words(words), size)
        };
        Self {
            kind: words.t(&format!("kind-plural-{}", set.kind().word())),
            rows: words.whole(&(rows as u64)),
            files: Format::ALL.into_iter().map(file).collect(),
            schema: schema_path(set),
        }
    }
}

/// A size of a file: kilobytes of a thousand bytes under a million, megabytes above.
fn in_words(words: &Words, bytes: usize) -> String {
    if bytes < 1_000_000 {
        words.t1("open-kilobytes", "size", words.number((bytes as f64 / 1e3).ceil(), 0))
    } else {
        words.t1("open-megabytes", "size", words.number(bytes as f64 / 1e6, 1))
    }
}

impl DataPage {
    /// From the sources of the atlas and the files that can be downloaded.
    pub fn new(f: Frame, sources: &[Source], downloads: Vec<Download>) -> Self {
        let sources = sources
            .iter()
            .map(|source| Source {
                dataset: f.w.set(&source.dataset),
                vintage: f.w.set(&source.vintage),
                sha256: source.sha256.chars().take(12).collect(),
                ..source.clone()
            })
            .collect();
        let about = |format| match format {
            Format::Csv => f.w.t("open-about-csv"),
            Format::CsvFrench => f.w.t("open-about-csv-french"),
            Format::Xlsx => f.w.t("open-about-xlsx"),
            Format::Parquet => f.w.t("open-about-parquet"),
            Format::GeoJson => f.w.t("open-about-geojson"),
        };
        let forms = Format::ALL.into_iter().map(|format| (format.words(f.w), about(format))).collect();
        Self { grades: grades(f.w), f, sources, downloads, forms }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use facts::Lang;

    #[test]
    fn sizes_are_told_in_the_unit_that_one_reads() {
        let words = Words::of(Lang::Fr);
        assert_eq!(in_words(words, 1), "1\u{a0}ko");
        assert_eq!(in_words(words, 999_001), "1\u{202f}000\u{a0}ko");
        assert_eq!(in_words(words, 1_260_000), "1,3\u{a0}Mo");
    }
}
