//! What is printed for a workshop: a poster, its agenda, cards to fill in.

use serde::Serialize;

use super::{Common, Document, Issue, document};
use crate::links::Links;
use crate::words::Words;

const WORDS: [&str; 11] = [
    "poster-phone",
    "poster-no-account",
    "poster-cards",
    "poster-card-theme",
    "poster-card-words",
    "poster-card-data",
    "workshop-agenda",
    "workshop-agenda-from",
    "workshop-agenda-what",
    "workshop-agenda-long",
    "workshop-themes",
];

/// What a poster is made of: words that are finished.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Poster {
    /// The workshop.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub aim: String,
    /// The territory.
    pub place: String,
    /// When.
    pub when: String,
    /// Where.
    pub venue: String,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// The address for telephones, and its square.
    pub phone: Option<(String, String)>,
    /// What the square is, in words.
    pub qr_alt: String,
    /// What is done: from when, what, how long.
    pub agenda: Vec<(String, String, String)>,
    /// What is spoken of.
    pub themes: Vec<String>,
    /// A card each.
    pub cards: Vec<String>,
}

#[derive(Serialize)]
struct Data<'p> {
    #[serde(flatten)]
    common: Common,
    place: &'p str,
    aim: &'p str,
    when: &'p str,
    venue: &'p str,
    made_up: Option<&'p str>,
    address_phone: Option<&'p str>,
    qr_alt: &'p str,
    agenda: &'p [(String, String, String)],
    themes: &'p [String],
    cards: &'p [String],
}

impl Poster {
    /// As a document.
    pub fn document(&self, words: &'static Words, issue: &Issue) -> Document {
        let path = Links::Workshop(self.id.clone()).path(words.lang());
        let data = Data {
            common: Common::new(words, issue, self.title.clone(), words.t("poster-document"), &path, &WORDS),
            place: &self.place,
            aim: &self.aim,
            when: &self.when,
            venue: &self.venue,
            made_up: self.made_up.as_deref(),
            address_phone: self.phone.as_ref().map(|(address, _)| address.as_str()),
            qr_alt: &self.qr_alt,
            agenda: &self.agenda,
            themes: &self.themes,
            cards: &self.cards,
        };
        let drawings = self.phone.iter().map(|(_, qr)| ("qr.svg".to_owned(), qr.clone())).collect();
        document("poster.typ", &data, drawings)
    }
}
