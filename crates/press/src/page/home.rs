//! The home page.

use askama::Template;
use territory::Family;

use super::laureates::Card;
use super::{Frame, Section, grades};
use crate::links::{Brand, Links};

/// The home page.
#[derive(Template)]
#[template(path = "home.html")]
pub struct HomePage<'a> {
    f: Frame,
    families: &'a [Family],
    laureates: Vec<Card>,
    laureates_lead: String,
    session_title: String,
    map: String,
    grades: Vec<(&'static str, String)>,
}

impl<'a> HomePage<'a> {
    /// From the families of the atlas, the laureates of the session and their map.
    pub fn new(
        f: Frame,
        families: &'a [Family],
        laureates: Vec<Card>,
        session_title: String,
        communes: usize,
        map: String,
    ) -> Self {
        let laureates_lead = f.w.t1("home-session-lead", "communes", f.w.number(communes as f64, 0));
        Self { grades: grades(f.w), f, families, laureates, laureates_lead, session_title, map }
    }
}
