//! A whole dossier on paper, at any moment of its life.

use serde::Serialize;
use territory::outline::Drawing;

use super::{Common, Document, Issue, document, drawing};
use crate::links::Links;
use crate::words::Words;

const WORDS: [&str; 10] = [
    "dossier-paper-draft",
    "dossier-paper-perimeter",
    "dossier-paper-none",
    "letters-title",
    "dossier-signatures-title",
    "dossier-people-title",
    "frozen-title",
    "frozen-indicator",
    "frozen-value",
    "frozen-period",
];

/// A section of a dossier: its name, who writes it, questions with their answers; an answer that is not there is none.
pub type PaperSection = (String, String, Vec<(String, Option<String>)>);

/// What a dossier on paper is made of: words that are finished, as who asks for it may read them.
#[derive(Debug, Clone, Default)]
pub struct DossierSheet {
    /// Its name.
    pub id: String,
    /// The session.
    pub session: String,
    /// The territory.
    pub name: String,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// Whether it is not deposited.
    pub is_draft: bool,
    /// Where it is: labels, deposit, digest of the receipt.
    pub state: Vec<String>,
    /// Key figures of the perimeter: label and value.
    pub facts: Vec<(String, String)>,
    /// The communes of the perimeter.
    pub communes: String,
    /// The sections.
    pub sections: Vec<PaperSection>,
    /// Where each letter is.
    pub letters: Vec<String>,
    /// Where each signature is.
    pub signatures: Vec<String>,
    /// Who makes it, for who may know.
    pub people: Vec<String>,
    /// What is said of the portrait of the perimeter.
    pub figures_lead: Vec<String>,
    /// The portrait: indicator, value, period.
    pub figures: Vec<(String, String, String)>,
}

#[derive(Serialize)]
struct Data<'d> {
    #[serde(flatten)]
    common: Common,
    session: &'d str,
    name: &'d str,
    kind: String,
    made_up: Option<&'d str>,
    draft: Option<String>,
    state: &'d [String],
    facts: Vec<Labelled<'d>>,
    communes: &'d str,
    map: Option<MapData>,
    sections: Vec<SectionData<'d>>,
    letters: &'d [String],
    signatures: &'d [String],
    people: &'d [String],
    figures_lead: &'d [String],
    figures: Vec<FigureData<'d>>,
}

#[derive(Serialize)]
struct Labelled<'d> {
    label: &'d str,
    value: &'d str,
}

#[derive(Serialize)]
struct MapData {
    alt: String,
    source: String,
    /// Width over height.
    shape: f64,
}

#[derive(Serialize)]
struct SectionData<'d> {
    name: &'d str,
    owner: &'d str,
    answers: Vec<AnswerData<'d>>,
}

#[derive(Serialize)]
struct AnswerData<'d> {
    label: &'d str,
    text: Option<Vec<&'d str>>,
}

#[derive(Serialize)]
struct FigureData<'d> {
    name: &'d str,
    value: &'d str,
    period: &'d str,
}

impl DossierSheet {
    /// The dossier as a document, with the drawing of its perimeter when there is one.
    pub fn document(&self, words: &'static Words, issue: &Issue, perimeter: Option<&Drawing>) -> Document {
        let path = Links::Dossier(self.id.clone()).path(words.lang());
        let title = words.t1("dossier-paper-title", "name", self.name.as_str());
        let perimeter = perimeter.filter(|drawing| !drawing.communes.is_empty());
        let data = Data {
            common: Common::new(words, issue, title.clone(), self.session.clone(), &path, &WORDS),
            session: &self.session,
            name: &self.name,
            kind: words.t("dossier-paper-kind"),
            made_up: self.made_up.as_deref(),
            draft: self.is_draft.then(|| words.t("dossier-paper-is-draft")),
            state: &self.state,
            facts: self.facts.iter().map(|(label, value)| Labelled { label, value }).collect(),
            communes: &self.communes,
            map: perimeter.map(|drawing| MapData {
                alt: words.with(
                    "dossier-paper-map",
                    &[("name", self.name.clone()), ("communes", words.number(drawing.communes.len() as f64, 0))],
                ),
                source: words.t("maps-attribution"),
                shape: f64::from(drawing.width) / f64::from(drawing.height.max(1)),
            }),
            sections: self.sections.iter().map(section).collect(),
            letters: &self.letters,
            signatures: &self.signatures,
            people: &self.people,
            figures_lead: &self.figures_lead,
            figures: (self.figures.iter()).map(|(name, value, period)| FigureData { name, value, period }).collect(),
        };
        let drawings = perimeter.map(|drawing| ("map.svg".to_owned(), drawing::perimeter(drawing)));
        document("dossier.typ", &data, drawings.into_iter().collect())
    }
}

fn section((name, owner, answers): &PaperSection) -> SectionData<'_> {
    let answers = answers.iter().map(|(label, text)| AnswerData {
        label,
        text: text.as_ref().map(|text| text.lines().filter(|line| !line.trim().is_empty()).collect()),
    });
    SectionData { name, owner, answers: answers.collect() }
}
