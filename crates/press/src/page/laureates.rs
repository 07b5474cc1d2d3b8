//! The laureates, together and one by one.

use askama::Template;
use programme::session::Laureate;

use super::{DrawnMap, Frame, Section};
use crate::document::SessionPaper;
use crate::links::{Brand, Links};

/// A laureate in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its page.
    pub href: String,
    /// Its portrait.
    pub portrait: String,
    /// Its name.
    pub name: String,
    /// Its région.
    pub region: String,
    /// Its départements.
    pub departements: String,
    /// How many communes.
    pub communes: String,
    /// How many inhabitants.
    pub people: String,
    /// What that population is.
    pub people_note: String,
}

/// All laureates.
#[derive(Template)]
#[template(path = "laureates.html")]
pub struct LaureatesPage {
    /// What surrounds the page.
    pub f: Frame,
    /// How many territories and communes.
    pub lead: String,
    /// The laureates, in the order of the call.
    pub laureates: Vec<Card>,
    /// Their map, as SVG.
    pub map: String,
}

/// One laureate.
#[derive(Template)]
#[template(path = "laureate.html")]
pub struct LaureatePage<'a> {
    /// What surrounds the page.
    pub f: Frame,
    /// The laureate.
    pub laureate: &'a Laureate,
    /// What the list shows of it.
    pub card: Card,
    /// Address and name of each intercommunalité of its perimeter.
    pub members: Vec<(String, String)>,
    /// The map of its communes; none when no contour is known.
    pub map: Option<DrawnMap>,
}
