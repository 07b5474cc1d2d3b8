//! Finding a territory: all of them, and a composition.

use askama::Template;
use territory::Candidate;

use super::{Frame, Section};
use crate::links::{Brand, Links};
use crate::words::Words;

/// A territory in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its portrait.
    pub href: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// Where it is, or its code.
    pub detail: String,
}

impl Place {
    /// From a candidate of a search.
    pub fn new(words: &Words, candidate: &Candidate) -> Self {
        Self {
            href: Links::Territory(candidate.token.clone()).path(words.lang()),
            name: candidate.name.clone(),
            kind: words.t(&format!("kind-{}", candidate.kind.word())),
            detail: candidate.within.clone(),
        }
    }
}

/// All territories, and the form to compose one.
#[derive(Template)]
#[template(path = "territories.html")]
pub struct TerritoriesPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The régions.
    pub regions: Vec<Place>,
    /// The départements.
    pub departements: Vec<Place>,
    /// The name that was given, kept when something is wrong.
    pub name: String,
    /// The codes that were given, kept when something is wrong.
    pub codes: String,
    /// What is wrong: identifier of the field, and the sentence.
    pub errors: Vec<(&'static str, String)>,
}

impl TerritoriesPage {
    fn is_wrong(&self, field: &str) -> bool {
        self.errors.iter().any(|(wrong, _)| *wrong == field)
    }
}
