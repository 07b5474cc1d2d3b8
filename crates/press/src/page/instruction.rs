//! The dossiers of a session, for who instructs them.

use askama::Template;

use super::{Frame, Section};
use crate::links::{Brand, Links};

/// A dossier that was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstructionRow {
    /// Where it is read.
    pub href: String,
    /// The territory.
    pub name: String,
    /// The inner step.
    pub inner: String,
    /// What everybody may read of it.
    pub public: String,
    /// When it was deposited.
    pub deposited: String,
    /// The term that runs for it.
    pub deadline: Option<String>,
    /// What it still awaits.
    pub lacks: Vec<String>,
    /// The rules of the call that it does not meet.
    pub rules: Vec<String>,
}

/// A département where dossiers were begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceRow {
    /// Its name.
    pub name: String,
    /// Dossiers begun.
    pub begun: String,
    /// Of these, dossiers deposited.
    pub deposited: String,
}

/// The dossiers of a session, for who instructs them.
#[derive(Template)]
#[template(path = "instruction.html")]
pub struct InstructionPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The session.
    pub session: String,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// How many dossiers are at each inner step.
    pub labels: Vec<(String, String)>,
    /// What comes to its term: when, and what.
    pub deadlines: Vec<(String, String)>,
    /// The dossiers received.
    pub received: Vec<InstructionRow>,
    /// The dossiers begun: the territory, and since when. What is written there is not told.
    pub begun: Vec<(String, String)>,
    /// France, drawn.
    pub map: String,
    /// The départements where dossiers were begun.
    pub places: Vec<PlaceRow>,
    /// Where dossiers are taken out: address and form.
    pub exports: Vec<(String, String)>,
}
