//! The home page.

use askama::Template;
use programme::Session;
use territory::Family;

use super::laureates::Card;
use super::{Frame, Section, grades};
use crate::links::{Brand, Links, SessionPart};
use crate::news::{self, NewsView};

/// How many items of news it shows.
const NEWS: usize = 3;

/// The home page.
#[derive(Template)]
#[template(path = "home.html")]
pub struct HomePage<'a> {
    f: Frame,
    families: &'a [Family],
    laureates: Vec<Card>,
    laureates_lead: String,
    session_title: String,
    session_href: String,
    map: String,
    news: Vec<NewsView>,
    grades: Vec<(&'static str, String)>,
}

impl<'a> HomePage<'a> {
    /// From the families of the atlas, the sessions (the newest first), and the laureates of the first with the number of
    /// their communes and their map.
    pub fn new(
        f: Frame,
        families: &'a [Family],
        sessions: (&Session, &[Session]),
        laureates: Vec<Card>,
        communes: usize,
        map: String,
    ) -> Self {
        let (session, all) = sessions;
        let news = news::latest(f.w, all, NEWS);
        let laureates_lead = f.w.t1("home-session-lead", "communes", f.w.number(communes as f64, 0));
        let session_title = f.w.say(&session.identity.theme);
        let session_href = f.to(Links::Session(session.identity.id.to_string(), SessionPart::Overview));
        Self { grades: grades(f.w), f, families, laureates, laureates_lead, session_title, session_href, map, news }
    }
}
