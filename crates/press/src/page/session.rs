//! The pages of the sessions: all of them, and the parts of each.

use askama::Template;
use programme::Session;
use programme::session::{Organisation, Release, Stage};

use super::laureates::Card;
use super::{Entry, Frame, Section};
use crate::document::SessionPaper;
use crate::links::{Brand, Links, SessionPart};

/// All sessions.
#[derive(Template)]
#[template(path = "sessions.html")]
pub struct SessionsPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The sessions, the newest first.
    pub sessions: Vec<SessionCard>,
}

/// A session in a list.
pub struct SessionCard {
    /// Its page.
    pub href: String,
    /// Its brochure.
    pub brochure: String,
    /// Its name.
    pub title: String,
    /// Its theme.
    pub theme: String,
    /// Its years.
    pub years: String,
    /// Its format: national, local, flash.
    pub kind: String,
    /// How far it has come.
    pub status: String,
    /// What it says in one sentence.
    pub summary: String,
    /// How many territories and communes, once they are named.
    pub laureates: Option<String>,
}

impl SessionCard {
    /// From a session.
    pub fn new(f: &Frame, session: &Session) -> Self {
        let identity = &session.identity;
        let communes = f.w.number(session.expected_communes() as f64, 0);
        let count = session.laureates.len();
        Self {
            href: f.to(Links::Session(identity.id.to_string(), SessionPart::Overview)),
            brochure: f.to(Links::Paper(identity.id.to_string(), SessionPaper::Brochure)),
            title: f.w.say(&identity.title),
            theme: f.w.say(&identity.theme),
            years: f.w.period(&identity.years),
            kind: f.w.t(&format!("session-kind-{}", identity.kind.as_str())),
            status: f.w.t(&format!("session-status-{}", identity.status.as_str())),
            summary: f.w.say(&session.presentation.summary),
            laureates: (count > 0).then(|| f.w.count_with("laureates-lead", count, "communes", &communes)),
        }
    }
}

/// The page of a part of a session.
#[derive(Template)]
#[template(path = "session.html")]
pub struct SessionPage<'a> {
    f: Frame,
    s: &'a Session,
    part: SessionPart,
    card: SessionCard,
    parts: Vec<Entry>,
    laureates: Vec<Card>,
    map: String,
}

impl<'a> SessionPage<'a> {
    /// A part of a session, with its laureates and their map for the overview.
    pub fn new(f: Frame, s: &'a Session, part: SessionPart, laureates: Vec<Card>, map: String) -> Self {
        let id = s.identity.id.to_string();
        let parts = SessionPart::ALL
            .into_iter()
            .filter(|part| *part != SessionPart::Easy || s.presentation.easy.is_some())
            .map(|other| Entry {
                href: f.to(Links::Session(id.clone(), other)),
                words: f.w.t(other.title_key()),
                current: other == part,
            })
            .collect();
        Self { card: SessionCard::new(&f, s), f, s, part, parts, laureates, map }
    }

    fn to(&self, part: SessionPart) -> String {
        self.f.to(Links::Session(self.s.identity.id.to_string(), part))
    }

    fn paper(&self, paper: SessionPaper) -> String {
        self.f.to(Links::Paper(self.s.identity.id.to_string(), paper))
    }

    fn organisations(&self) -> [(String, &'a [Organisation]); 2] {
        let governance = &self.s.governance;
        [
            (self.f.w.t("session-partners"), governance.partners.as_slice()),
            (self.f.w.t("session-experts"), governance.experts.as_slice()),
        ]
    }

    /// Laureates that are known to be at a stage.
    fn at_stage(&self, stage: &Stage) -> Vec<&Card> {
        let at = |card: &&Card| self.s.laureate(&card.id).is_some_and(|l| l.stage.as_ref() == Some(&stage.id));
        self.laureates.iter().filter(at).collect()
    }
}
