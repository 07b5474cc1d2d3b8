//! A session of the Atelier des territoires, read from the files that describe it.
//!
//! A session is data: theme, rubric, taxonomy, governance, laureates and stages are in the files of a folder, never in
//! code, so that a national, a local and a flash atelier are three folders. [`Session::read`] tells every problem of
//! every file at once.

mod application;
#[cfg(test)]
mod faults;
mod form;
mod governance;
mod identity;
mod laureate;
mod news;
mod perimeter;
mod presentation;
mod stage;
mod taxonomy;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeMap;

use facts::Problem;
use facts::document::{Document, Table};
use serde::Serialize;

use crate::reading::Ids;
use crate::{Call, Rights, Rubric, Slug};

pub use application::{Application, ApplicationDocument, DocumentKind};
pub use form::{
    Answer, Choice, Condition, FileType, Form, FormSection, LONGEST_LINE, LetterFrom, LetterKind, Question, Side,
};
pub use governance::{Body, Governance, Organisation, OrganisationKind};
pub use identity::{Identity, ProgrammeKind, Provenance, Source, SourceKind, Status};
pub use laureate::{Bearer, BearerKind, Departement, Laureate, Region, StateService};
pub use news::{Item as NewsItem, Meeting, News, NewsKind, NewsSubject};
pub use perimeter::{Epci, Perimeter, PerimeterCheck};
pub use presentation::{Ambitions, Bounds, EasyPart, EasyText, Objectives, Presentation, Statement};
pub use stage::{FollowUp, Publication, PublicationKind, Release, Stage, Stages};
pub use taxonomy::{Axis, Family, Item, Taxonomy};

/// A session of the programme, whole.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Session {
    /// What it is called, when it runs, where its facts come from.
    pub identity: Identity,
    /// The texts of the call.
    pub presentation: Presentation,
    /// The grid of the jury.
    pub rubric: Rubric,
    /// The words by which dossiers, actions and publications are sorted.
    pub taxonomy: Taxonomy,
    /// Who pilots, who sits, who helps.
    pub governance: Governance,
    /// What happens, in order, and what each stage publishes.
    pub stages: Stages,
    /// How one applies.
    pub application: Application,
    /// The laureates, in the order of the call; none before they are named.
    pub laureates: Vec<Laureate>,
    /// What it makes known as it goes; nothing when it says nothing.
    pub news: News,
    /// Its calendar and its rules; none when dossiers are not received here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<Call>,
    /// Who may do what; the table of the product when it changes no line of it.
    #[serde(skip)]
    pub rights: Rights,
}

impl Session {
    /// The files of a session's folder. `laureates.toml` comes once laureates are named, `news.toml` when there is
    /// something to say, `call.toml` when dossiers are received here, `rights.toml` when rights are changed; the others
    /// always.
    pub const FILES: [&'static str; 11] = [
        "session.toml",
        "presentation.toml",
        "rubric.toml",
        "taxonomy.toml",
        "governance.toml",
        "stages.toml",
        "application.toml",
        "laureates.toml",
        "news.toml",
        "call.toml",
        "rights.toml",
    ];

    /// Reads a session from `(path inside its folder, text)` pairs, in any order.
    ///
    /// # Errors
    ///
    /// Every problem of every file, sorted by file and place: files missing, unknown or given twice, faults of syntax,
    /// fields absent, unknown or of another type, identifiers taken twice or that name nothing, and what contradicts
    /// itself (a laureate without communes, a stage out of order, a number of laureates outside the bounds of the call).
    pub fn read(files: &[(&str, &str)]) -> Result<Self, Vec<Problem>> {
        let mut folder = Folder::open(files);
        let session = folder.session();
        let problems = folder.close();
        match session {
            Some(session) if problems.is_empty() => Ok(session),
            _ => Err(problems),
        }
    }

    /// The laureate of that short name.
    pub fn laureate(&self, id: &str) -> Option<&Laureate> {
        self.laureates.iter().find(|laureate| laureate.id.as_str() == id)
    }

    /// The stage of that short name.
    pub fn stage(&self, id: &Slug) -> Option<&Stage> {
        self.stages.list.iter().find(|stage| stage.id == *id)
    }

    /// The source of that short name.
    pub fn source(&self, id: &Slug) -> Option<&Source> {
        self.identity.provenance.sources.iter().find(|source| source.id == *id)
    }

    /// Communes of all the laureates together, as the files expect them.
    pub fn expected_communes(&self) -> u64 {
        self.laureates.iter().fold(0, |sum, laureate| sum.saturating_add(laureate.check.communes))
    }
}

/// The texts of a folder, and what is wrong with the folder itself.
struct Folder<'t> {
    documents: BTreeMap<&'static str, Document<'t>>,
    problems: Vec<Problem>,
}

impl<'t> Folder<'t> {
    fn open(files: &[(&str, &'t str)]) -> Self {
        let mut folder = Self { documents: BTreeMap::new(), problems: Vec::new() };
        for (path, text) in files {
            let Some(name) = Session::FILES.into_iter().find(|name| name == path) else {
                let message = format!("unknown file, expected one of {}", Session::FILES.join(", "));
                folder.problems.push(Problem::of_file(path, message));
                continue;
            };
            if folder.documents.contains_key(name) {
                folder.problems.push(Problem::of_file(name, "file given twice, expected once"));
                continue;
            }
            folder.documents.insert(name, Document::parse(name, text));
        }
        folder
    }

    fn session(&mut self) -> Option<Session> {
        let mut sources = Ids::of("source of session.toml");
        let identity = self.read("session.toml", |root| Identity::read(root, &mut sources));
        let named = identity.as_ref().map(|identity| identity.status.names_laureates());
        let (mut axes, mut items) = (Ids::of("axis"), Ids::of("item of taxonomy.toml"));
        let taxonomy = self.read("taxonomy.toml", |root| Taxonomy::read(root, &mut axes, &mut items));
        let presentation = self.read("presentation.toml", |root| Presentation::read(root, &items));
        let rubric = self.read("rubric.toml", |root| Rubric::read(root, &sources));
        let mut organisations = Ids::of("organisation of governance.toml");
        let governance = self.read("governance.toml", |root| Governance::read(root, &mut organisations));
        let mut publications = Ids::of("publication or news");
        let mut stage_ids = Ids::of("stage of stages.toml");
        let stages = self.read("stages.toml", |root| {
            Stages::read(root, &mut stage_ids, &mut publications, &organisations, &sources, &items)
        });
        let application = self.read("application.toml", |root| Application::read(root, &axes, &items, &sources));
        let bounds = presentation.as_ref().map(|presentation: &Presentation| presentation.objectives.laureates);
        let laureates = match named {
            Some(false) => self.no_laureates(),
            // A status that could not be read forbids nothing: the laureates are read if they are there.
            None if !self.documents.contains_key("laureates.toml") => None,
            _ => self.read("laureates.toml", |root| laureate::read(root, bounds, &items, &stage_ids, &sources)),
        };
        let news = match self.documents.contains_key("news.toml") {
            true => self.read("news.toml", |root| News::read(root, &mut publications, &items, &sources)),
            false => Some(News::default()),
        };
        let call = match self.documents.contains_key("call.toml") {
            true => self.read("call.toml", |root| Call::read(root).map(Some)),
            false => Some(None),
        };
        let known = call.as_ref().and_then(Option::as_ref);
        let rights = match self.documents.contains_key("rights.toml") {
            true => self.read("rights.toml", |root| Some(Rights::read(root, known))),
            false => Some(known.map_or_else(Rights::default, Rights::of)),
        };
        Some(Session {
            identity: identity?,
            presentation: presentation?,
            rubric: rubric?,
            taxonomy: taxonomy?,
            governance: governance?,
            stages: stages?,
            application: application?,
            laureates: laureates?,
            news: news?,
            call: call?,
            rights: rights?,
        })
    }

    fn read<T>(&mut self, name: &'static str, read: impl FnOnce(Table<'_>) -> Option<T>) -> Option<T> {
        let Some(document) = self.documents.get(name) else {
            self.problems.push(Problem::of_file(name, "missing file"));
            return None;
        };
        read(document.root())
    }

    fn no_laureates(&mut self) -> Option<Vec<Laureate>> {
        if self.documents.contains_key("laureates.toml") {
            let message = "file found, expected none while the status of the session names no laureate";
            self.problems.push(Problem::of_file("laureates.toml", message));
        }
        Some(Vec::new())
    }

    fn close(self) -> Vec<Problem> {
        let mut problems = self.problems;
        problems.extend(self.documents.into_values().flat_map(Document::into_problems));
        problems.sort();
        problems.dedup();
        problems
    }
}
