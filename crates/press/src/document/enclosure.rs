//! A document made up for a demonstration, which says so.

use serde::Serialize;

use super::{Common, Document, Issue, document};
use crate::words::Words;

#[derive(Serialize)]
struct Data<'d> {
    #[serde(flatten)]
    common: Common,
    kind: String,
    name: &'d str,
    notice: String,
    paragraphs: Vec<&'d str>,
}

/// A sheet of one page: its name and its paragraphs.
pub fn enclosure(words: &'static Words, issue: &Issue, name: &str, text: &str) -> Document {
    let data = Data {
        common: Common::new(words, issue, name.to_owned(), words.t("story-made-up"), "", &[]),
        kind: words.t("story-enclosure"),
        name,
        notice: words.t("story-made-up"),
        paragraphs: text.lines().filter(|line| !line.trim().is_empty()).collect(),
    };
    document("enclosure.typ", &data, Vec::new())
}
