//! The site and its open interface.

mod api;
mod assets;
mod compare;
pub(crate) mod desk;
mod documents;
mod editions;
mod error;
mod figures;
pub mod headers;
mod kept;
mod legal;
mod maps;
mod network;
mod open;
mod pages;
mod personal;
mod pictures;
mod search;
mod seminars;
mod sessions;
mod share;
mod territory_maps;
#[cfg(test)]
pub(crate) mod tests;
mod tiles;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware;
use axum::routing::{get, post};
use facts::Lang;
use press::legal::Publisher;
use press::{Brand, Links, PublicUrl, Words};
use programme::Session;
use store::{PerimeterId, Store};
use territory::{Kind, ResolveError, Territory};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

use crate::instance::{DEMONSTRATION, Instance};

pub use desk::LETTER_OPENS;
pub use editions::as_json as edition_json;
pub use share::Settings;

/// What every request is answered from.
#[derive(Clone)]
pub struct State(Arc<Inner>);

/// Whose site it is, and where.
pub struct Site {
    /// Its look.
    pub brand: Brand,
    /// Who publishes it, once declared.
    pub publisher: Option<Publisher>,
    /// The address under which the public reaches it.
    pub public_url: PublicUrl,
    /// What lies under the interactive map, when something does.
    pub background: Option<headers::Background>,
}

struct Inner {
    instance: &'static Instance,
    store: Store,
    site: Site,
    /// Changes when styles or scripts change, so that browsers fetch them again.
    version: String,
    documents: documents::Kept,
    /// Answers worked out once.
    kept: kept::Kept,
    /// What it takes to write to readers.
    share: Settings,
    /// Counts requests for a link to enter.
    doors: share::Limiter,
    /// Earlier revisions of forms that dossiers answer.
    forms: desk::Forms,
    /// Dates of roadmaps that are being worked out.
    works: desk::Works,
    /// Counts tries with a provider or a passkey.
    tries: share::Limiter,
    /// Counts what telephones send to workshops.
    phones: share::Limiter,
    /// The sessions with what their laureates have published among their news; read again after each publication.
    announced: Mutex<Option<Arc<Vec<Session>>>>,
}

/// Largest body accepted: the codes of every commune of France, one a line, three times over.
const LARGEST_BODY: usize = 1 << 20;
/// Longest time a request may take.
const LONGEST: Duration = Duration::from_secs(20);

impl State {
    /// From an open instance, its database, and what is said of the site.
    pub fn new(instance: &'static Instance, store: Store, site: Site) -> Self {
        let version = assets::version();
        let (share, documents, kept) = (Settings::default(), documents::kept(), kept::empty());
        let (doors, tries) = (share::Limiter::of(desk::MOST_LINKS), share::Limiter::of(desk::MOST_TRIES));
        let phones = share::Limiter::of(desk::MOST_SENT);
        let (forms, works) = (desk::Forms::default(), desk::Works::default());
        Self(Arc::new(Inner {
            instance,
            store,
            site,
            version,
            documents,
            kept,
            share,
            doors,
            tries,
            phones,
            announced: Mutex::default(),
            forms,
            works,
        }))
    }

    fn publisher(&self) -> Option<&Publisher> {
        self.0.site.publisher.as_ref()
    }

    /// The same with other settings, before it is shared.
    pub fn with(self, share: Settings) -> Self {
        let inner = Arc::into_inner(self.0).expect("a state is set up before it is shared");
        Self(Arc::new(Inner { share, ..inner }))
    }

    fn instance(&self) -> &'static Instance {
        self.0.instance
    }

    fn session(&self) -> &'static Session {
        self.0.instance.session()
    }

    /// Whether it is a demonstration, in which nothing that people write is real.
    fn is_demonstration(&self) -> bool {
        self.0.share.mailbox.is_some()
    }

    /// That what people wrote in a session is made up, to be said on each page that shows it; nothing on a real site.
    fn made_up(&self, words: &Words, session: &programme::Slug) -> Option<String> {
        match session.as_str() {
            DEMONSTRATION => Some(words.t("dossier-made-up")),
            _ => self.is_demonstration().then(|| words.t("story-made-up")),
        }
    }

    /// The sessions, with what their laureates have published among their news.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn announced(&self) -> Result<Arc<Vec<Session>>, error::Failure> {
        let kept = || self.0.announced.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(announced) = kept().clone() {
            return Ok(announced);
        }
        let read = crate::editions::announced(&self.0.store, &self.instance().sessions).await;
        let announced = Arc::new(read.map_err(error::Failure::internal)?);
        *kept() = Some(announced.clone());
        Ok(announced)
    }

    /// That something was published: what is made known is read again.
    fn has_published(&self) {
        *self.0.announced.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The territory of a token: on the map, in the session, or saved.
    async fn territory(&self, token: &str) -> Result<Territory, error::Failure> {
        let Some(id) = token.strip_prefix("perimeter:") else {
            return Ok(self.instance().resolve(token)?);
        };
        let unknown = || ResolveError::Unknown { asked: token.chars().take(80).collect(), suggestions: Vec::new() };
        let id: PerimeterId = id.parse().map_err(|_| unknown())?;
        let saved = self.0.store.perimeters().find(&id).await.map_err(error::Failure::internal)?.ok_or_else(unknown)?;
        let map = self.instance().atlas().map();
        let communes: Vec<u32> = saved.communes.iter().filter_map(|code| map.commune(*code)).collect();
        if communes.is_empty() {
            return Err(unknown().into());
        }
        let name =
            saved.name.map_or_else(|| self.instance().resolver().free(communes.clone(), None).name, |n| n.to_string());
        Ok(Territory::new(token.to_owned(), None, Kind::Named, name, map.as_of, communes))
    }
}

/// Works out, before anybody asks, what takes longest to work out.
pub fn prepare(state: &State) {
    if let Err(failure) = tiles::prepare(state) {
        tracing::warn!(?failure, "the first tiles are not prepared");
    }
}

/// Effort of the compression of pages, of 9: the usual 6 takes half the time more for a twentieth less.
const EFFORT: CompressionLevel = CompressionLevel::Precise(4);

/// The whole site.
pub fn router(state: State) -> Router {
    let is_secure = state.public_url().as_str().starts_with("https://");
    whole()
        .fallback(pages::nowhere)
        .method_not_allowed_fallback(pages::wrong_method)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST))
        .layer(middleware::from_fn(headers::secure))
        .layer(middleware::map_response(move |response| headers::only_secure(is_secure, response)))
        .layer(CompressionLayer::new().quality(EFFORT))
        .layer(middleware::map_response(headers::weaken))
        .layer(TraceLayer::new_for_http())
        .with_state(state)
}

/// Every route of the site.
fn whole() -> Router<State> {
    let mut router = Router::new()
        .route("/", get(pages::negotiate))
        .route("/healthz", get(api::health))
        .route("/robots.txt", get(api::robots))
        .route("/assets/{*path}", get(assets::serve))
        .merge(open::router())
        .merge(maps::routes());
    for lang in Lang::ALL {
        let words = Words::of(lang);
        let at = |key: &str| format!("/{}/{}", lang.code(), words.t(key));
        let territories = at("path-territories");
        router = router
            .route(&format!("/{}", lang.code()), get(pages::home))
            .route(&format!("/{}/", lang.code()), get(pages::home))
            .route(&territories, get(pages::territories))
            .route(&format!("{territories}/{}", words.t("path-compose")), post(pages::compose).get(pages::compose_form))
            .route(&format!("{territories}/{{token}}"), get(pages::portrait))
            .route(&at("path-indicators"), get(pages::indicators))
            .route(&at("path-data"), get(pages::data))
            .route(&Links::Api.path(lang), get(pages::api));
    }
    router
        .merge(territory_maps::routes())
        .merge(compare::routes())
        .merge(figures::routes())
        .merge(documents::routes())
        .merge(sessions::routes())
        .merge(editions::routes())
        .merge(seminars::routes())
        .merge(network::routes())
        .merge(legal::routes())
        .merge(personal::routes())
        .merge(search::routes())
        .merge(share::routes())
        .merge(desk::routes())
}

/// The language of an address: its first part.
fn lang_of(path: &str) -> Lang {
    path.trim_start_matches('/').split('/').next().and_then(Lang::from_code).unwrap_or_default()
}

/// The language that the visitor's browser prefers, of those we speak.
fn preferred_lang(headers: &HeaderMap) -> Lang {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let preference = |tag: &str| {
        let (tag, parameters) = tag.split_once(';').unwrap_or((tag, ""));
        let quality = parameters.trim().strip_prefix("q=").map_or(Some(1.0), |quality| quality.parse::<f32>().ok())?;
        Some((quality, Lang::from_code(tag.trim())?))
    };
    // The first of those that are preferred equally.
    let best = asked.split(',').filter_map(preference).fold(None, |best: Option<(f32, Lang)>, one| match best {
        Some(best) if best.0 >= one.0 => Some(best),
        _ => Some(one),
    });
    best.map(|(_, lang)| lang).unwrap_or_default()
}

/// Works something out on a thread that may be kept busy.
async fn work<T: Send + 'static>(task: impl FnOnce() -> T + Send + 'static) -> Result<T, error::Failure> {
    tokio::task::spawn_blocking(task).await.map_err(error::Failure::internal)
}
