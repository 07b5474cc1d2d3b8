//! What the command line and the site share: the open atlas, the session, the names that perimeters have, the look.

use std::borrow::Cow;
use std::path::Path;
use std::sync::OnceLock;

use anyhow::{Context, Result};
use atlas::{Atlas, Topology};
use facts::{Localised, Problem, Source};
use programme::Session;
use rust_embed::RustEmbed;
use territory::geometry::Shapes;
use territory::{Indicator, Knowledge, NamedPerimeter, ResolveError, Resolver, Territory};

use crate::downloads::Downloads;
use crate::files;

/// The atlas of the product, on a multiple of eight bytes so that it is read in place.
#[repr(C, align(8))]
struct Aligned<T: ?Sized>(T);

static EMBEDDED_ATLAS: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../data/france.atlas"));

/// The session that a new instance shows.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../sessions/2023-productifs-sobres"]
struct EmbeddedSession;

/// Styles, script, typefaces and drawings.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../frontend/dist"]
pub struct Assets;

/// A session whose files have problems.
#[derive(Debug, thiserror::Error)]
#[error("{} problem(s) in the session", .0.len())]
pub struct BadSession(pub Vec<Problem>);

/// What is known, once opened. It lives as long as the program.
pub struct Instance {
    /// The analysis over the atlas.
    pub knowledge: Knowledge<'static>,
    /// The session shown.
    pub session: Session,
    /// The perimeters of its laureates.
    pub laureates: Vec<NamedPerimeter>,
    /// The shapes of the units of the map.
    pub shapes: Shapes,
    /// The tables made so far.
    pub downloads: Downloads,
    topology: OnceLock<Topology>,
}

impl Instance {
    /// Opens the atlas and the session: those embedded, or those of a file and a folder.
    ///
    /// # Errors
    /// When the atlas cannot be opened, or [`BadSession`] with every problem of the session.
    pub fn open(atlas: Option<&Path>, session: Option<&Path>) -> Result<&'static Instance> {
        let atlas = match atlas {
            None => Atlas::open(&EMBEDDED_ATLAS.0).context("the embedded atlas")?,
            Some(path) => Atlas::open(files::map(path)?).with_context(|| path.display().to_string())?,
        };
        let knowledge = Knowledge::new(Box::leak(Box::new(atlas)));
        let session = match session {
            None => read_session(&embedded_session()),
            Some(folder) => read_session(&files::folder_texts(folder)?),
        }?;
        let laureates = laureate_perimeters(&session, &knowledge)?;
        Ok(Box::leak(Box::new(Instance {
            knowledge,
            session,
            laureates,
            shapes: Shapes::default(),
            downloads: Downloads::default(),
            topology: OnceLock::new(),
        })))
    }

    /// The atlas.
    pub fn atlas(&self) -> &'static Atlas {
        self.knowledge.atlas()
    }

    /// The contours, decoded at the first use.
    ///
    /// # Errors
    /// When the atlas has none that can be read.
    pub fn topology(&self) -> Result<&Topology> {
        if let Some(topology) = self.topology.get() {
            return Ok(topology);
        }
        let topology = self.atlas().contours()?;
        Ok(self.topology.get_or_init(|| topology))
    }

    /// The territory that a text names.
    ///
    /// # Errors
    /// Why it names none.
    pub fn resolve(&self, text: &str) -> Result<Territory, ResolveError> {
        self.resolver().resolve(text)
    }

    /// What finds territories.
    pub fn resolver(&self) -> Resolver<'_> {
        Resolver::new(&self.knowledge, &self.laureates)
    }

    /// The sources of an indicator, the indispensable one first.
    pub fn sources(&self, indicator: &Indicator) -> Vec<Source> {
        indicator.sources.iter().filter_map(|id| self.atlas().source(id)).cloned().collect()
    }
}

/// Identifier of the source of the contours, in the catalogue of embedded data.
const CONTOURS: &str = "contours";

impl Instance {
    /// What the tables of all territories are made from, each source once: those of the indicators, of the map, of the
    /// contours.
    pub fn sources_of_tables(&self) -> Vec<Source> {
        let atlas = self.atlas();
        let mut ids: Vec<&str> = Vec::new();
        let of_indicators = atlas.indicators().iter().flat_map(|indicator| &indicator.sources).map(String::as_str);
        for id in of_indicators.chain([atlas.population_of_map().source.as_str(), CONTOURS]) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids.into_iter().filter_map(|id| atlas.source(id)).cloned().collect()
    }
}

/// The files of the embedded session.
pub fn embedded_session() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = EmbeddedSession::iter()
        .filter_map(|name| {
            let data: Cow<'static, [u8]> = EmbeddedSession::get(&name)?.data;
            Some((name.to_string(), String::from_utf8(data.into_owned()).ok()?))
        })
        .collect();
    files.sort();
    files
}

/// Reads a session from the names and texts of its files.
///
/// # Errors
/// [`BadSession`], with every problem of every file.
pub fn read_session(files: &[(String, String)]) -> Result<Session, BadSession> {
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Session::read(&files).map_err(BadSession)
}

/// The communes of each laureate on the map of the atlas.
fn laureate_perimeters(session: &Session, knowledge: &Knowledge<'_>) -> Result<Vec<NamedPerimeter>, BadSession> {
    let map = knowledge.atlas().map();
    let mut problems = Vec::new();
    let mut perimeters = Vec::new();
    for (rank, laureate) in session.laureates.iter().enumerate() {
        let mut communes = Vec::new();
        let mut problem = |field: &str, message: String| {
            problems.push(Problem {
                file: "laureates.toml".into(),
                at: None,
                field: format!("laureate[{}].{field}", rank + 1),
                message,
            });
        };
        for epci in &laureate.perimeter.epcis {
            match map.epci(epci.siren) {
                Some(found) => communes.extend_from_slice(&map.epcis[found].communes),
                None => problem(
                    "epci",
                    format!("{} ({}) is not an EPCI of the map of {}", epci.siren, epci.name, map.as_of),
                ),
            }
        }
        for code in &laureate.perimeter.communes {
            match map.commune(*code) {
                Some(found) => communes.push(found),
                None => problem("communes", format!("{code} is not a commune of the map of {}", map.as_of)),
            }
        }
        communes.sort_unstable();
        communes.dedup();
        if communes.len() as u64 != laureate.check.communes {
            problem(
                "check",
                format!("{} communes found on the map, {} expected", communes.len(), laureate.check.communes),
            );
        }
        let Localised { fr: name, .. } = laureate.name.clone();
        perimeters.push(NamedPerimeter { token: format!("laureate:{}", laureate.id), name, communes });
    }
    if problems.is_empty() { Ok(perimeters) } else { Err(BadSession(problems)) }
}
