//! The open interface: search, territories, indicators, sessions, features and tiles for geographic tools, tables to
//! download, catalogue.
//!
//! Its contract is `crates/press/schemas/openapi.json`; a test compares it with [`routes`] and with the answers.

mod answer;
mod asked;
mod cursor;
mod features;
mod files;
mod indicators;
mod network;
mod sessions;
mod territories;
#[cfg(test)]
mod tests;

use axum::routing::{MethodRouter, get};
use axum::{Router, middleware};
use facts::Lang;
use press::description;

pub use self::asked::Asked;
pub use self::territories::LONGEST_SEARCH;
use super::State;
use super::error::Failure;

pub use self::answer::is_open;

/// Every address of the interface and what answers there, each by GET alone.
fn routes() -> Vec<(&'static str, MethodRouter<State>)> {
    vec![
        ("/api/v1", get(start)),
        ("/api/v1/search", get(super::search::api)),
        ("/api/v1/territories", get(territories::list)),
        ("/api/v1/territories/{token}", get(territories::one)),
        ("/api/v1/territories/{token}/portrait", get(territories::portrait)),
        ("/api/v1/territories/{token}/portrait.csv", get(territories::portrait_csv)),
        ("/api/v1/territories/{token}/peers", get(territories::peers)),
        ("/api/v1/comparison", get(territories::comparison)),
        ("/api/v1/comparison.csv", get(territories::comparison_csv)),
        ("/api/v1/indicators", get(indicators::list)),
        ("/api/v1/indicators/{id}", get(indicators::one)),
        ("/api/v1/indicators/{id}/values", get(indicators::values)),
        ("/api/v1/sources", get(indicators::sources)),
        ("/api/v1/session", get(sessions::current)),
        ("/api/v1/sessions", get(sessions::list)),
        ("/api/v1/sessions/{session}", get(sessions::one)),
        ("/api/v1/sessions/{session}/laureates", get(sessions::laureates)),
        ("/api/v1/sessions/{session}/aid", get(sessions::aid)),
        ("/api/v1/network", get(network::directory)),
        ("/api/v1/network/sheets", get(network::sheets)),
        ("/api/v1/schemas/portrait.json", get(territories::portrait_schema)),
        ("/ogc", get(features::landing)),
        ("/ogc/conformance", get(features::conformance)),
        ("/ogc/collections", get(features::collections)),
        ("/ogc/collections/{collection}", get(features::collection)),
        ("/ogc/collections/{collection}/queryables", get(features::queryables)),
        ("/ogc/collections/{collection}/schema", get(features::schema)),
        ("/ogc/collections/{collection}/items", get(features::items)),
        ("/ogc/collections/{collection}/items/{feature}", get(features::item)),
        ("/tiles/{file}", get(super::tiles::description)),
        ("/tiles/{layer}/{z}/{x}/{file}", get(super::tiles::tile)),
        ("/data/{file}", get(files::download)),
        ("/datapackage.json", get(files::package)),
        ("/catalog.ttl", get(files::catalogue)),
        ("/openapi.json", get(document)),
    ]
}

/// The routes of the interface, with what all its answers have in common.
pub fn router() -> Router<State> {
    let all = routes().into_iter().fold(Router::new(), |router, (path, method)| router.route(path, method));
    all.method_not_allowed_fallback(|| async { Failure::Method }).route_layer(middleware::from_fn(answer::complete))
}

/// Where one begins.
async fn start(asked: Asked) -> Result<axum::Json<serde_json::Value>, Failure> {
    asked.only(&[])?;
    Ok(axum::Json(serde_json::json!({
        "version": "1",
        "description": "/openapi.json",
        "documentation": press::Links::Api.path(asked.lang),
        "search": "/api/v1/search",
        "territories": "/api/v1/territories",
        "indicators": "/api/v1/indicators",
        "sources": "/api/v1/sources",
        "sessions": "/api/v1/sessions",
        "network": "/api/v1/network",
        "features": "/ogc",
        "tiles": "/tiles/communes.json",
        "catalogue": "/catalog.ttl",
    })))
}

/// The description of the interface.
async fn document(asked: Asked) -> Result<axum::Json<serde_json::Value>, Failure> {
    asked.only(&[])?;
    Ok(axum::Json(self::description(asked.lang).clone()))
}

/// The description, put together once a language.
pub fn description(lang: Lang) -> &'static serde_json::Value {
    use std::sync::LazyLock;
    static FRENCH: LazyLock<serde_json::Value> = LazyLock::new(|| description::openapi(Lang::Fr));
    static ENGLISH: LazyLock<serde_json::Value> = LazyLock::new(|| description::openapi(Lang::En));
    match lang {
        Lang::Fr => &FRENCH,
        Lang::En => &ENGLISH,
    }
}
