//! Styles, script, typefaces and drawings, embedded in the program.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::instance::Assets;

/// A short text that changes with what the pages are dressed with.
pub fn version() -> String {
    let digest = Assets::get("manifest.json").map(|file| file.metadata.sha256_hash()).unwrap_or_default();
    digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// One of them. Pages ask for it with the version, so that it may be kept for a year.
pub async fn serve(Path(path): Path<String>) -> Response {
    let Some(file) = Assets::get(&path) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = match path.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "json" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")], file.data)
        .into_response()
}
