//! What is kept of people: the register of processings, what will be erased and when, one's own data.

use askama::Template;

use super::{Frame, Section};
use crate::legal::Publisher;
use crate::links::{Brand, Links};
use crate::register::{Delays, Processing};
use crate::words::Words;

/// A processing, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcessingView {
    /// By which a link leads to it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Headings, and what is said under each.
    pub parts: Vec<(String, Vec<String>)>,
    /// The tables that it fills.
    pub tables: Vec<String>,
}

impl ProcessingView {
    /// From the register, with the delays that are applied.
    pub fn new(words: &Words, processing: &Processing, delays: &Delays) -> Self {
        let all = |texts: &[facts::Localised]| texts.iter().map(|text| words.say(text)).collect::<Vec<_>>();
        let part = |key: &str, lines: Vec<String>| (words.t(key), lines);
        Self {
            id: processing.id.clone(),
            name: words.say(&processing.name),
            parts: vec![
                part("personal-purpose", vec![words.say(&processing.purpose)]),
                part("personal-basis", vec![words.t(&format!("personal-basis-{}", processing.basis.as_str()))]),
                part("personal-people", all(&processing.people)),
                part("personal-data", all(&processing.data)),
                part("personal-recipients", all(&processing.recipients)),
                part("personal-kept", processing.kept_in_words(words, delays)),
                part("personal-security", all(&processing.security)),
            ],
            tables: processing.tables.clone(),
        }
    }
}

/// The register of processings.
#[derive(Template)]
#[template(path = "processings.html")]
pub struct ProcessingsPage<'a> {
    /// What surrounds the page.
    pub f: Frame,
    /// Who publishes; nobody said so for a demonstration.
    pub publisher: Option<&'a Publisher>,
    /// The processings.
    pub processings: Vec<ProcessingView>,
}

/// Something that will be erased, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndView {
    /// What, and its address when it may be opened.
    pub what: (String, Option<String>),
    /// Why.
    pub why: String,
    /// When those concerned are warned, or that they were.
    pub warned: String,
    /// When it is erased.
    pub erased: String,
}

/// What will be erased of a session, when and why.
#[derive(Template)]
#[template(path = "retention.html")]
pub struct RetentionPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The delays of the session, a sentence each.
    pub rules: Vec<String>,
    /// Dossiers, the soonest erased first.
    pub dossiers: Vec<EndView>,
    /// Accounts of the people of the session.
    pub accounts: Vec<EndView>,
    /// How many dossiers were erased.
    pub erased: String,
}

/// Asking for one's data, or for their erasure.
#[derive(Template)]
#[template(path = "own_data.html")]
pub struct OwnDataPage {
    /// What surrounds the page.
    pub f: Frame,
    /// Whose.
    pub address: String,
    /// Drafts that go with them.
    pub go: Vec<String>,
    /// Dossiers that stay.
    pub stay: Vec<String>,
    /// Dossiers that hold them back: name and address.
    pub held: Vec<(String, String)>,
    /// What is wrong with the form.
    pub errors: Vec<String>,
}
