//! What the command line and the site share: the open atlas, the sessions, the names that perimeters have, the look.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, OnceLock};

use anyhow::{Context, Result};
use atlas::{Atlas, CommuneIndex, Topology};
use facts::{Lang, Localised, Problem, Source};
use press::Typefaces;
use programme::Session;
use programme::call::Steering;
use programme::session::{Laureate, NewsItem};
use rust_embed::RustEmbed;
use sha2::{Digest as _, Sha256};
use store::Store;
use territory::geometry::Shapes;
use territory::{Indicator, Kind, Knowledge, Layer, NamedPerimeter, ResolveError, Resolver, Territory, Tiles};

use crate::calls::{Calls, InForce, Texts};
use crate::downloads::Downloads;
use crate::files;
use crate::search::SiteTexts;

/// The atlas of the product, on a multiple of eight bytes so that it is read in place.
#[repr(C, align(8))]
struct Aligned<T: ?Sized>(T);

static EMBEDDED_ATLAS: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../data/france.atlas"));

/// The sessions that a new instance shows, a folder each; that of demonstration is shown by a demonstration only.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../sessions"]
struct EmbeddedSessions;

/// Styles, script, typefaces and drawings.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../frontend/dist"]
pub struct Assets;

/// The typefaces that documents and pictures are drawn with, among the assets.
pub fn typefaces() -> &'static Typefaces {
    static TYPEFACES: LazyLock<Typefaces> = LazyLock::new(|| {
        Typefaces::new(Typefaces::FILES.iter().filter_map(|name| Some(Assets::get(&format!("fonts/{name}"))?.data)))
    });
    &TYPEFACES
}

/// A session whose files have problems.
#[derive(Debug, thiserror::Error)]
#[error("{} problem(s) in the session", .0.len())]
pub struct BadSession(pub Vec<Problem>);

/// What is known, once opened. It lives as long as the program.
pub struct Instance {
    /// The analysis over the atlas.
    pub knowledge: Knowledge<'static>,
    /// The sessions shown, the newest first; there is always one.
    pub sessions: Vec<Session>,
    /// The perimeters of their laureates, in the order of the sessions.
    pub laureates: Vec<NamedPerimeter>,
    /// The shapes of the units of the map.
    pub shapes: Shapes,
    /// The tables made so far.
    pub downloads: Downloads,
    /// What was changed of the calls since their files.
    pub calls: Calls,
    topology: OnceLock<Topology>,
    atlas_sha256: OnceLock<String>,
    tiles: OnceLock<Tiles>,
    texts: [OnceLock<SiteTexts>; Lang::ALL.len()],
}

impl Instance {
    /// Opens the atlas and the sessions: those embedded, or those of a file and of folders.
    ///
    /// # Errors
    /// When the atlas cannot be opened, or [`BadSession`] with every problem of every session.
    pub fn open(atlas: Option<&Path>, folders: &[PathBuf]) -> Result<&'static Instance> {
        let texts = match folders {
            [] => embedded_sessions(false),
            folders => folders.iter().map(|folder| files::folder_texts(folder)).collect::<Result<_>>()?,
        };
        Self::of(atlas, &texts)
    }

    /// Opens what is embedded, with the session of demonstration after the others.
    ///
    /// # Errors
    /// As [`Instance::open`].
    pub fn demonstration() -> Result<&'static Instance> {
        Self::of(None, &embedded_sessions(true))
    }

    fn of(atlas: Option<&Path>, texts: &[Texts]) -> Result<&'static Instance> {
        let atlas = match atlas {
            None => Atlas::open(&EMBEDDED_ATLAS.0).context("the embedded atlas")?,
            Some(path) => Atlas::open(files::map(path)?).with_context(|| path.display().to_string())?,
        };
        let knowledge = Knowledge::new(Box::leak(Box::new(atlas)));
        let (sessions, files) = read_sessions(texts)?;
        let laureates = laureate_perimeters(&sessions, &knowledge)?;
        one_name_each(&sessions)?;
        Ok(Box::leak(Box::new(Instance {
            knowledge,
            sessions,
            laureates,
            shapes: Shapes::default(),
            downloads: Downloads::default(),
            calls: Calls::of(files),
            topology: OnceLock::new(),
            atlas_sha256: OnceLock::new(),
            tiles: OnceLock::new(),
            texts: Default::default(),
        })))
    }

    /// The session shown first: the newest.
    pub fn session(&'static self) -> &'static Session {
        let first = &self.sessions[0];
        self.session_of(first.identity.id.as_str()).unwrap_or(first)
    }

    /// The session of a short name, with what was changed of its call.
    pub fn session_of(&'static self, id: &str) -> Option<&'static Session> {
        self.in_force(id).map(|in_force| in_force.session)
    }

    /// The sessions, the newest first, with what was changed of their calls.
    pub fn sessions_in_force(&'static self) -> Vec<&'static Session> {
        self.sessions.iter().map(|session| self.session_of(session.identity.id.as_str()).unwrap_or(session)).collect()
    }

    /// The session of a short name as its files make it.
    fn first_of(&'static self, id: &str) -> Option<&'static Session> {
        self.sessions.iter().find(|session| session.identity.id.as_str() == id)
    }

    /// The call of a session as it is in force.
    pub fn in_force(&'static self, id: &str) -> Option<InForce> {
        static BY_THE_CALENDAR: Steering = Steering { overrides: Vec::new() };
        let first = |session| InForce { session, steering: &BY_THE_CALENDAR, revisions: &[] };
        self.calls.in_force(id).or_else(|| self.first_of(id).map(first))
    }

    /// Reads again the calls that were changed.
    ///
    /// # Errors
    /// As [`Calls::refresh`].
    pub async fn refresh_calls(&'static self, store: &Store) -> Result<()> {
        self.calls.refresh(store, |id| self.first_of(id)).await
    }

    /// An item of news by its short name, with its session: no two sessions of an instance give the same name.
    pub fn announcement(&self, id: &str) -> Option<(&Session, NewsItem)> {
        self.sessions.iter().find_map(|session| {
            let item = session.announcements().into_iter().find(|item| item.id.as_str() == id)?;
            Some((session, item))
        })
    }

    /// A laureate by its short name, with its session: no two sessions of an instance give the same name.
    pub fn laureate(&self, id: &str) -> Option<(&Session, &Laureate)> {
        self.sessions.iter().find_map(|session| Some((session, session.laureate(id)?)))
    }

    /// The communes of a laureate.
    pub fn perimeter_of(&self, laureate: &Laureate) -> &[CommuneIndex] {
        let token = token_of(laureate);
        self.laureates.iter().find(|perimeter| perimeter.token == token).map_or(&[], |perimeter| &perimeter.communes)
    }

    /// The atlas.
    pub fn atlas(&self) -> &'static Atlas {
        self.knowledge.atlas()
    }

    /// The SHA-256 of the atlas, worked out at the first use.
    pub fn atlas_sha256(&self) -> &str {
        let digits = |bytes: &[u8]| Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        self.atlas_sha256.get_or_init(|| digits(self.atlas().bytes()))
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

    /// The territories of every layer, ready to be cut in tiles; prepared at the first use.
    ///
    /// # Errors
    /// When the atlas has no contours that can be read.
    pub fn tiles(&self) -> Result<&Tiles> {
        let topology = self.topology()?;
        Ok(self.tiles.get_or_init(|| {
            let as_of = self.atlas().map().as_of;
            let territories = |layer: Layer| match layer {
                Layer::Laureates => {
                    let named = |p: &NamedPerimeter| {
                        Territory::new(p.token.clone(), None, Kind::Named, p.name.clone(), as_of, p.communes.clone())
                    };
                    self.laureates.iter().map(named).collect()
                }
                layer => self.knowledge.territories(layer.kind()),
            };
            Tiles::new(topology, &Layer::ALL.map(|layer| (layer, territories(layer))))
        }))
    }

    /// What the site says in a language, for searches; read at the first use.
    pub fn texts(&self, lang: Lang) -> &SiteTexts {
        self.texts[lang as usize].get_or_init(|| SiteTexts::new(self, lang))
    }

    /// Reads all that is searched, so that no visitor waits for it.
    pub fn prepare_search(&self) {
        self.knowledge.gazetteer();
        for lang in Lang::ALL {
            self.texts(lang);
        }
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

/// The files of each embedded session, that of demonstration if it is wanted.
fn embedded_sessions(demonstration: bool) -> Vec<Texts> {
    let mut folders: BTreeMap<String, Texts> = BTreeMap::new();
    for path in EmbeddedSessions::iter() {
        let Some((folder, name)) = path.split_once('/') else { continue };
        if folder == DEMONSTRATION && !demonstration {
            continue;
        }
        let text = EmbeddedSessions::get(&path).and_then(|file| String::from_utf8(file.data.into_owned()).ok());
        folders.entry(folder.to_owned()).or_default().extend(text.map(|text| (name.to_owned(), text)));
    }
    folders.into_values().collect()
}

/// Reads a session from the names and texts of its files.
///
/// # Errors
/// [`BadSession`], with every problem of every file.
pub fn read_session(files: &[(String, String)]) -> Result<Session, BadSession> {
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Session::read(&files).map_err(BadSession)
}

/// The session whose territories, dossiers and dates are made up.
pub const DEMONSTRATION: &str = "demonstration";

/// Reads sessions that live side by side, and puts the newest first; what is made up comes last.
/// Gives with them the files that each was read from.
fn read_sessions(folders: &[Texts]) -> Result<(Vec<Session>, BTreeMap<String, Texts>), BadSession> {
    let (mut sessions, mut problems): (Vec<Session>, Vec<Problem>) = Default::default();
    let mut files = BTreeMap::new();
    for texts in folders {
        match read_session(texts) {
            Ok(session) if sessions.iter().any(|other| other.identity.id == session.identity.id) => {
                let message = format!("\"{}\" is also the id of another session given", session.identity.id);
                problems.push(Problem { field: "id".into(), ..Problem::of_file("session.toml", message) });
            }
            Ok(session) => {
                files.insert(session.identity.id.to_string(), texts.clone());
                sessions.push(session);
            }
            Err(bad) => problems.extend(bad.0),
        }
    }
    let is_made_up = |session: &Session| session.identity.id.as_str() == DEMONSTRATION;
    sessions.sort_by(|a, b| {
        let by_age = (b.identity.years.years(), &a.identity.id).cmp(&(a.identity.years.years(), &b.identity.id));
        is_made_up(a).cmp(&is_made_up(b)).then(by_age)
    });
    if problems.is_empty() { Ok((sessions, files)) } else { Err(BadSession(problems)) }
}

/// News are addressed by their name alone: no two sessions of an instance may give the same.
fn one_name_each(sessions: &[Session]) -> Result<(), BadSession> {
    let (mut names, mut problems) = (BTreeSet::new(), Vec::new());
    for item in sessions.iter().flat_map(Session::announcements) {
        if !names.insert(item.id.clone()) {
            let message = format!("\"{}\" is already news of another session, expected one of its own", item.id);
            problems.push(Problem { field: "id".into(), ..Problem::of_file("news.toml", message) });
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(BadSession(problems)) }
}

/// The token of the territory of a laureate.
pub fn token_of(laureate: &Laureate) -> String {
    format!("laureate:{}", laureate.id)
}

/// The communes of each laureate on the map of the atlas.
fn laureate_perimeters(sessions: &[Session], knowledge: &Knowledge<'_>) -> Result<Vec<NamedPerimeter>, BadSession> {
    let map = knowledge.atlas().map();
    let mut problems = Vec::new();
    let mut perimeters: Vec<NamedPerimeter> = Vec::new();
    for (rank, laureate) in sessions.iter().flat_map(|session| session.laureates.iter().enumerate()) {
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
        let token = token_of(laureate);
        if perimeters.iter().any(|other| other.token == token) {
            problem(
                "id",
                format!("\"{}\" is already a laureate of another session, expected one of its own", laureate.id),
            );
        }
        perimeters.push(NamedPerimeter { token, name, communes });
    }
    if problems.is_empty() { Ok(perimeters) } else { Err(BadSession(problems)) }
}
