//! The laureates, together and one by one.

use askama::Template;
use programme::session::{Laureate, Stage};

use super::{DrawnMap, EditionCard, Frame, Section, SessionCard, ShareView};
use crate::links::{Brand, Links};

/// A laureate in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its short name.
    pub id: String,
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
    /// Each session with its laureates, in the order of its call.
    pub sessions: Vec<(SessionCard, Vec<Card>)>,
    /// Their map, as SVG.
    pub map: String,
}

/// One laureate.
#[derive(Template)]
#[template(path = "laureate.html")]
pub struct LaureatePage<'a> {
    /// What surrounds the page.
    pub f: Frame,
    /// Its session.
    pub session: SessionCard,
    /// The laureate.
    pub laureate: &'a Laureate,
    /// The stages of its session.
    pub stages: &'a [Stage],
    /// What the list shows of it.
    pub card: Card,
    /// Address and name of each intercommunalité of its perimeter.
    pub members: Vec<(String, String)>,
    /// How to lead others to it.
    pub share: ShareView,
    /// What it has published.
    pub editions: Vec<EditionCard>,
    /// The map of its communes; none when no contour is known.
    pub map: Option<DrawnMap>,
}

impl LaureatePage<'_> {
    /// Whether a stage is the one that the laureate has reached.
    fn reached(&self, stage: &Stage) -> bool {
        self.laureate.stage.as_ref() == Some(&stage.id)
    }
}
