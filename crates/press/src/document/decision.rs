//! What became of a dossier, as a letter on paper.

use serde::Serialize;

use super::{Common, Document, Issue, document};
use crate::links::Links;
use crate::words::Words;

/// What a letter of decision is made of: words that are finished.
#[derive(Debug, Clone, Default)]
pub struct DecisionLetter {
    /// The dossier.
    pub id: String,
    /// The session.
    pub session: String,
    /// The territory.
    pub name: String,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// What became of the dossier.
    pub outcome: String,
    /// Why, and what follows.
    pub paragraphs: Vec<String>,
    /// By criterion: its name, what is said of it.
    pub feedback: Vec<(String, Vec<String>)>,
    /// Who signs, in what capacity.
    pub signatory: String,
}

#[derive(Serialize)]
struct Data<'d> {
    #[serde(flatten)]
    common: Common,
    session: &'d str,
    name: &'d str,
    made_up: Option<&'d str>,
    outcome: &'d str,
    paragraphs: Vec<&'d str>,
    feedback: Vec<Line<'d>>,
    signatory: &'d str,
}

#[derive(Serialize)]
struct Line<'d> {
    name: &'d str,
    text: &'d [String],
}

impl DecisionLetter {
    /// The letter as a document.
    pub fn document(&self, words: &'static Words, issue: &Issue) -> Document {
        let path = Links::DossierOutcome(self.id.clone()).path(words.lang());
        let title = words.t1("outcome-paper-title", "name", self.name.as_str());
        let lines = self.paragraphs.iter().flat_map(|text| text.lines()).filter(|line| !line.trim().is_empty());
        let data = Data {
            common: Common::new(words, issue, title, self.session.clone(), &path, &["outcome-feedback-title"]),
            session: &self.session,
            name: &self.name,
            made_up: self.made_up.as_deref(),
            outcome: &self.outcome,
            paragraphs: lines.collect(),
            feedback: self.feedback.iter().map(|(name, text)| Line { name, text }).collect(),
            signatory: &self.signatory,
        };
        document("decision.typ", &data, Vec::new())
    }
}
