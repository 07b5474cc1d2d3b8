//! What a session hands out: its framing document, its dossier form, its brochure.

use programme::Session;
use programme::session::{DocumentKind, Laureate, Organisation, Release, Statement, Status};
use serde::Serialize;
use territory::outline::Drawing;

use super::{Common, Document, Issue, document, drawing};
use crate::links::{Links, SessionPart};
use crate::words::Words;

/// A document of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SessionPaper {
    /// What the call asks, of whom, by which rules.
    Framing,
    /// What a territory fills in to apply.
    Form,
    /// The session for everybody: theme, ambitions, laureates, stages.
    Brochure,
}

impl SessionPaper {
    /// Every document of a session.
    pub const ALL: [SessionPaper; 3] = [SessionPaper::Framing, SessionPaper::Form, SessionPaper::Brochure];

    /// `framing`, `form`, `brochure`.
    pub fn word(self) -> &'static str {
        match self {
            SessionPaper::Framing => "framing",
            SessionPaper::Form => "form",
            SessionPaper::Brochure => "brochure",
        }
    }

    /// The key of the last part of its address.
    pub fn path_key(self) -> &'static str {
        match self {
            SessionPaper::Framing => "path-framing",
            SessionPaper::Form => "path-form",
            SessionPaper::Brochure => "path-brochure",
        }
    }
}

impl From<DocumentKind> for SessionPaper {
    fn from(kind: DocumentKind) -> Self {
        match kind {
            DocumentKind::Framing => SessionPaper::Framing,
            DocumentKind::Form => SessionPaper::Form,
        }
    }
}

/// The shape of a laureate, and what the map says of it.
pub struct Silhouette {
    /// Its communes, outlined.
    pub drawing: Drawing,
    /// How many communes.
    pub communes: usize,
    /// How many inhabitants, when known.
    pub people: Option<u64>,
}

/// What the documents of a session are made of.
pub struct SessionDocument<'a> {
    /// The session.
    pub session: &'a Session,
    /// France, with the perimeters of the laureates as its groups, in their order.
    pub france: &'a Drawing,
    /// One for each laureate, in their order.
    pub silhouettes: &'a [Silhouette],
}

const FRAMING_WORDS: [&str; 17] = [
    "framing-document",
    "framing-about",
    "framing-context",
    "framing-bounds-label",
    "framing-weight",
    "framing-calendar",
    "framing-language",
    "session-dimensions",
    "session-taxonomy",
    "session-stages",
    "session-governance",
    "session-pilot",
    "session-partners",
    "session-experts",
    "session-apply",
    "session-sources",
    "framing-status",
];

const BROCHURE_WORDS: [&str; 10] = [
    "brochure-document",
    "brochure-call",
    "brochure-laureates",
    "laureate-bearers",
    "laureate-services",
    "session-stages",
    "session-governance",
    "session-partners",
    "session-experts",
    "brochure-more",
];

#[derive(Serialize)]
struct Named {
    name: String,
    text: String,
}

#[derive(Serialize)]
struct Texts {
    title: String,
    paragraphs: Vec<String>,
    statements: Vec<Named>,
}

#[derive(Serialize)]
struct DimensionData {
    name: String,
    text: String,
    criteria: Vec<CriterionData>,
}

#[derive(Serialize)]
struct CriterionData {
    name: String,
    question: String,
    weight: String,
}

#[derive(Serialize)]
struct AxisData {
    name: String,
    text: String,
    items: Vec<String>,
}

#[derive(Serialize)]
struct StageData {
    name: String,
    text: String,
    publications: Vec<String>,
}

#[derive(Serialize)]
struct GovernanceData {
    paragraphs: Vec<String>,
    pilot: Named,
    partners: Vec<Named>,
    experts: Vec<Named>,
}

#[derive(Serialize)]
struct FramingData {
    #[serde(flatten)]
    common: Common,
    session: String,
    theme: String,
    summary: String,
    status: String,
    paragraphs: Vec<String>,
    ambitions: Texts,
    objectives: Texts,
    bounds: String,
    rubric_note: String,
    dimensions: Vec<DimensionData>,
    taxonomy_note: String,
    axes: Vec<AxisData>,
    stages_note: String,
    follow_up: String,
    means: Vec<String>,
    stages: Vec<StageData>,
    governance: GovernanceData,
    calendar: String,
    language: String,
    apply: Vec<String>,
    apply_note: String,
    documents: Vec<Named>,
    provenance: String,
    sources: Vec<Named>,
}

#[derive(Serialize)]
struct BrochureData {
    #[serde(flatten)]
    common: Common,
    session: String,
    theme: String,
    summary: String,
    paragraphs: Vec<String>,
    ambitions: Texts,
    dimensions: Vec<Named>,
    laureates_title: String,
    map_alt: String,
    /// Width over height of the map of France.
    shape: f64,
    laureates: Vec<LaureateData>,
    follow_up: String,
    stages: Vec<StageData>,
    governance: GovernanceData,
    source: String,
}

#[derive(Serialize)]
struct LaureateData {
    name: String,
    region: String,
    departements: String,
    figures: String,
    bearers: Vec<String>,
    services: Vec<String>,
    drawing: Option<String>,
    /// Where it is on the map of France, from 0 to 1 on each side.
    at: Option<[f64; 2]>,
}

impl SessionDocument<'_> {
    /// One of the documents of the session.
    pub fn document(&self, paper: SessionPaper, words: &'static Words, issue: &Issue) -> Document {
        match paper {
            SessionPaper::Framing => self.framing(words, issue),
            SessionPaper::Form => super::form::document_of(self.session, words, issue),
            SessionPaper::Brochure => self.brochure(words, issue),
        }
    }

    fn framing(&self, words: &'static Words, issue: &Issue) -> Document {
        let session = self.session;
        let say = |text: &_| words.say(text);
        let (title, theme) = (say(&session.identity.title), say(&session.identity.theme));
        let path = Links::Session(session.identity.id.to_string(), SessionPart::Overview).path(words.lang());
        let name = words.t1("framing-title", "session", title.clone());
        let presentation = &session.presentation;
        let bounds = presentation.objectives.laureates;
        let data = FramingData {
            common: Common::new(words, issue, name, theme.clone(), &path, &FRAMING_WORDS),
            session: title,
            theme,
            summary: say(&presentation.summary),
            status: status(words, session.identity.status),
            paragraphs: presentation.paragraphs.iter().map(say).collect(),
            ambitions: Texts {
                title: say(&presentation.ambitions.title),
                paragraphs: presentation.ambitions.paragraphs.iter().map(say).collect(),
                statements: statements(words, &presentation.ambitions.statements),
            },
            objectives: Texts {
                title: say(&presentation.objectives.title),
                paragraphs: presentation.objectives.paragraphs.iter().map(say).collect(),
                statements: statements(words, &presentation.objectives.statements),
            },
            bounds: words.with("framing-bounds", &[("min", bounds.min.to_string()), ("max", bounds.max.to_string())]),
            rubric_note: say(&session.rubric.note),
            dimensions: session
                .rubric
                .dimensions
                .iter()
                .map(|dimension| DimensionData {
                    name: say(&dimension.name),
                    text: say(&dimension.description),
                    criteria: dimension
                        .criteria
                        .iter()
                        .map(|criterion| CriterionData {
                            name: say(&criterion.name),
                            question: say(&criterion.description),
                            weight: weight(words, criterion.weight.number()),
                        })
                        .collect(),
                })
                .collect(),
            taxonomy_note: say(&session.taxonomy.note),
            axes: session
                .taxonomy
                .axes
                .iter()
                .map(|axis| AxisData {
                    name: say(&axis.name),
                    text: say(&axis.description),
                    items: axis.items.iter().map(|item| say(&item.name)).collect(),
                })
                .collect(),
            stages_note: say(&session.stages.note),
            follow_up: say(&session.stages.follow_up.description),
            means: session.stages.follow_up.means.iter().map(say).collect(),
            stages: stages(words, session),
            governance: governance(words, session),
            calendar: say(&session.identity.calendar_note),
            language: say(&session.identity.language_note),
            apply: session.application.paragraphs.iter().map(say).collect(),
            apply_note: say(&session.application.note),
            documents: session
                .application
                .documents
                .iter()
                .map(|document| Named { name: say(&document.name), text: say(&document.description) })
                .collect(),
            provenance: say(&session.identity.provenance.note),
            sources: session
                .identity
                .provenance
                .sources
                .iter()
                .map(|source| Named { name: say(&source.name), text: say(&source.note) })
                .collect(),
        };
        document("framing.typ", &data, Vec::new())
    }

    fn brochure(&self, words: &'static Words, issue: &Issue) -> Document {
        let session = self.session;
        let say = |text: &_| words.say(text);
        let (title, theme) = (say(&session.identity.title), say(&session.identity.theme));
        let path = Links::Session(session.identity.id.to_string(), SessionPart::Overview).path(words.lang());
        let presentation = &session.presentation;
        let mut drawings = vec![("france.svg".to_owned(), drawing::france(self.france, &FILLS))];
        let mut laureates = Vec::new();
        for (rank, laureate) in session.laureates.iter().enumerate() {
            let silhouette = self.silhouettes.get(rank);
            let shape = silhouette.map(|silhouette| &silhouette.drawing).filter(|drawing| !drawing.outline.is_empty());
            if let Some(shape) = shape {
                drawings.push((file_of(rank), drawing::silhouette(shape, FILLS[rank % FILLS.len()])));
            }
            laureates.push(self.laureate(words, laureate, rank, silhouette, shape.is_some()));
        }
        let data = BrochureData {
            common: Common::new(
                words,
                issue,
                words.t1("brochure-title", "session", title.clone()),
                theme.clone(),
                &path,
                &BROCHURE_WORDS,
            ),
            session: title,
            theme,
            summary: say(&presentation.summary),
            paragraphs: presentation.paragraphs.iter().map(say).collect(),
            ambitions: Texts {
                title: say(&presentation.ambitions.title),
                paragraphs: presentation.ambitions.paragraphs.iter().map(say).collect(),
                statements: statements(words, &presentation.ambitions.statements),
            },
            dimensions: session
                .rubric
                .dimensions
                .iter()
                .map(|dimension| Named { name: say(&dimension.name), text: say(&dimension.description) })
                .collect(),
            laureates_title: words.count("brochure-laureates-count", session.laureates.len()),
            map_alt: words.t1(
                "brochure-map-alt",
                "places",
                laureates
                    .iter()
                    .map(|laureate| format!("{} ({})", laureate.name, laureate.region))
                    .collect::<Vec<_>>()
                    .join(", "),
            ),
            shape: f64::from(self.france.width) / f64::from(self.france.height.max(1)),
            laureates,
            follow_up: say(&session.stages.follow_up.description),
            stages: stages(words, session),
            governance: governance(words, session),
            source: say(&session.identity.provenance.note),
        };
        document("brochure.typ", &data, drawings)
    }

    fn laureate(
        &self,
        words: &Words,
        laureate: &Laureate,
        rank: usize,
        silhouette: Option<&Silhouette>,
        drawn: bool,
    ) -> LaureateData {
        // The upper right corner of the box around it: the number stands there, and covers nothing.
        let points = || self.france.groups.get(rank).into_iter().flatten().flatten();
        let corner = points().map(|p| p[0]).max().zip(points().map(|p| p[1]).min());
        let share = |tenths: i32, of: u32| f64::from(tenths) / 10.0 / f64::from(of.max(1));
        let mut figures = Vec::new();
        if let Some(silhouette) = silhouette {
            let communes = words.number(silhouette.communes as f64, 0);
            figures.push(format!("{communes} {}", words.count("portrait-communes", silhouette.communes)));
            figures.extend(silhouette.people.map(|people| words.count("brochure-people", people as usize)));
        }
        LaureateData {
            name: words.say(&laureate.name),
            region: laureate.region.name.clone(),
            departements: laureate
                .departements
                .iter()
                .map(|departement| format!("{} ({})", departement.name, departement.code))
                .collect::<Vec<_>>()
                .join(", "),
            figures: figures.join(", "),
            bearers: laureate.bearers.iter().map(|bearer| words.say(&bearer.name)).collect(),
            services: laureate.state_services.iter().map(|service| words.say(&service.name)).collect(),
            drawing: drawn.then(|| file_of(rank)),
            at: corner.map(|(x, y)| [share(x, self.france.width), share(y, self.france.height)]),
        }
    }
}

/// Colours of the laureates, one after the other.
const FILLS: [&str; 6] = [
    "productive-fill",
    "accessible-fill",
    "material-value-fill",
    "immaterial-value-fill",
    "resilient-fill",
    "mutations-fill",
];

fn file_of(rank: usize) -> String {
    format!("laureate-{rank}.svg")
}

fn statements(words: &Words, statements: &[Statement]) -> Vec<Named> {
    statements
        .iter()
        .map(|statement| Named { name: words.say(&statement.name), text: words.say(&statement.text) })
        .collect()
}

fn stages(words: &Words, session: &Session) -> Vec<StageData> {
    let release = |release: &Release| match release {
        Release::Awaited => words.t("session-publication-awaited"),
        Release::Published { on, address } => format!("{}, {address}", words.period(on)),
    };
    let stages = session.stages.list.iter().map(|stage| StageData {
        name: words.say(&stage.name),
        text: words.say(&stage.description),
        publications: stage
            .publications
            .iter()
            .map(|publication| format!("{} – {}", words.say(&publication.name), release(&publication.release)))
            .collect(),
    });
    stages.collect()
}

fn governance(words: &Words, session: &Session) -> GovernanceData {
    let named = |organisation: &Organisation| {
        let name = words.say(&organisation.name);
        Named {
            name: match &organisation.acronym {
                Some(acronym) if !name.contains(acronym.as_str()) => format!("{name} ({acronym})"),
                _ => name,
            },
            text: words.say(&organisation.role),
        }
    };
    GovernanceData {
        paragraphs: session.governance.paragraphs.iter().map(|paragraph| words.say(paragraph)).collect(),
        pilot: named(&session.governance.pilot),
        partners: session.governance.partners.iter().map(named).collect(),
        experts: session.governance.experts.iter().map(named).collect(),
    }
}

fn status(words: &Words, status: Status) -> String {
    words.t(match status {
        Status::Announced => "framing-announced",
        Status::Open => "framing-open",
        Status::UnderReview => "framing-under-review",
        Status::LaureatesNamed => "framing-laureates-named",
        Status::Completed => "framing-completed",
    })
}

/// A weight with no more decimals than it has.
fn weight(words: &Words, weight: f64) -> String {
    let decimals = (0..3).find(|decimals| (weight * 10f64.powi(*decimals)).fract() == 0.0).unwrap_or(3);
    words.number(weight, decimals as usize)
}
