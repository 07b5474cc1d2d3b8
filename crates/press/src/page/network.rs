//! The directory of the network, and what one says of oneself there.

use askama::Template;

use super::{Frame, Section};
use crate::links::{Brand, Links};

/// A territory of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TerritoryRow {
    /// Where its page is, when it has one.
    pub href: Option<String>,
    /// Its name.
    pub name: String,
    /// The session.
    pub session: String,
    /// Its départements.
    pub departements: String,
    /// Its themes.
    pub themes: String,
    /// The stage that it reached.
    pub stage: String,
    /// What it published: address and words.
    pub published: Vec<(String, String)>,
    /// How it is reached, when it agreed.
    pub contact: String,
}

/// An expert of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpertRow {
    /// Their name.
    pub name: String,
    /// The session.
    pub session: String,
    /// What they know.
    pub fields: Vec<String>,
    /// How they are reached, when they gave it.
    pub contact: String,
}

/// A choice of a filter: word, words, whether it is chosen.
pub type Option3 = (String, String, bool);

/// The directory.
#[derive(Template)]
#[template(path = "network.html")]
pub struct NetworkPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The filters: name, label, choices.
    pub filters: Vec<(&'static str, String, Vec<Option3>)>,
    /// The words looked for.
    pub q: String,
    /// What is wrong with the filters.
    pub error: Option<String>,
    /// The territories.
    pub territories: Vec<TerritoryRow>,
    /// The experts.
    pub experts: Vec<ExpertRow>,
    /// How many, in sentences.
    pub counts: (String, String),
    /// Where the table is.
    pub csv: String,
}

/// What the directory says of a territory or of oneself, written by who may.
#[derive(Template)]
#[template(path = "listing.html")]
pub struct ListingPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// What is said of it, a sentence each.
    pub lead: Vec<String>,
    /// Where it stands, in a sentence.
    pub state: String,
    /// Whether one is listed.
    pub is_listed: bool,
    /// Whether one may list now.
    pub may_list: bool,
    /// Of an expert: the name and the fields. None for a territory.
    pub expert: Option<(String, String)>,
    /// How one is reached.
    pub contact: String,
    /// What is wrong.
    pub errors: Vec<String>,
}
