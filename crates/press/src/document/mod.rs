//! Documents on paper: the portrait sheet of a territory, and what a session hands out. Each is a template of `documents/`,
//! filled with values and printed as PDF/UA-1 through Typst. See `docs/documents/README.md`.
//!
//! Values reach a template as data (`data.json`), never as Typst source: nothing that a name holds can be run.

mod decision;
mod dossier;
mod drawing;
mod edition;
mod enclosure;
mod form;
mod portrait;
mod poster;
mod printer;
mod roadmap;
mod session;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use facts::Period;
use serde::Serialize;
use serde_json::Value;

pub use decision::DecisionLetter;
pub use dossier::{DossierSheet, PaperSection};
pub use edition::edition;
pub use enclosure::enclosure;
pub use portrait::{Sheet, Surroundings};
pub use poster::Poster;
pub use printer::{Diagnostic, DocumentError, Printed, Printer, TypefaceError};
pub use roadmap::{booklet, payers, summary};
pub use session::{SessionDocument, SessionPaper, Silhouette};

use crate::words::Words;

/// A document ready to be printed: a template and what fills it.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    template: &'static str,
    data: Value,
    /// Drawings that the template asks for by name, as SVG.
    drawings: Vec<(String, String)>,
}

/// What every document is told besides its own values.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Issue {
    /// The day it is printed.
    pub today: Period,
    /// Scheme and host of the site, without a slash at the end, when known: addresses are printed in full.
    pub site: Option<String>,
}

impl Issue {
    /// An address of the site, when the site is known: a path alone leads nowhere from paper.
    fn address(&self, path: &str) -> String {
        self.site.as_ref().map_or(String::new(), |site| format!("{site}{path}"))
    }
}

/// What every template finds in its data.
#[derive(Serialize)]
struct Common {
    lang: &'static str,
    title: String,
    /// What it is, for who has only its properties.
    description: String,
    /// The day it was printed: year, month, day; empty when that is not a day.
    date: Vec<u16>,
    /// "Printed on 23 November 2026".
    printed: String,
    /// Where it is on the site; empty when the site is not known.
    address: String,
    colours: &'static BTreeMap<String, String>,
    words: BTreeMap<&'static str, String>,
}

/// Keys of the words that every template uses.
const COMMON_WORDS: [&str; 5] = ["product", "document-page", "document-of", "document-contents", "document-online"];

impl Common {
    fn new(
        words: &Words,
        issue: &Issue,
        title: String,
        description: String,
        path: &str,
        keys: &[&'static str],
    ) -> Self {
        let date = match issue.today {
            Period::Day { year, month, day } => vec![year, u16::from(month), u16::from(day)],
            _ => Vec::new(),
        };
        Self {
            lang: words.lang().code(),
            title,
            description,
            date,
            printed: words.t1("document-printed", "day", words.period(&issue.today)),
            address: issue.address(path),
            colours: colours(),
            words: COMMON_WORDS.iter().chain(keys).map(|key| (*key, words.t(key))).collect(),
        }
    }
}

/// The colours of the site, on paper: those of `tokens.css`, by their names there.
fn colours() -> &'static BTreeMap<String, String> {
    static COLOURS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        let tokens = include_str!("../../../../frontend/src/css/tokens.css");
        let name_and_value = |declaration: &str| {
            let (name, value) = declaration.rsplit_once(':')?;
            let (_, name) = name.rsplit_once("--mq-")?;
            value.trim().starts_with('#').then(|| (name.trim().to_owned(), value.trim().to_owned()))
        };
        tokens.split(';').filter_map(name_and_value).collect()
    });
    &COLOURS
}

/// A document of a template, with its values.
fn document(template: &'static str, data: &impl Serialize, drawings: Vec<(String, String)>) -> Document {
    let data = serde_json::to_value(data).expect("texts, numbers and lists have a form in JSON");
    Document { template, data, drawings }
}

#[cfg(test)]
mod tests;
