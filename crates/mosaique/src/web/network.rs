//! The network, for everybody: its directory, published replication sheets, and which of them could work in a territory.

mod actions;
mod directory;

use axum::Router;
use axum::extract::{Path, State as Extract};
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use facts::Lang;
use press::page::{Section, SheetPage, SheetView};
use press::{Links, Words, telling};
use programme::replication::{About, Published, Sheet, corrected_by, name};
use serde_json::{Value, json};

use super::error::{Failure, page_of};
use super::{State, lang_of};

pub use directory::{Directory, ExpertEntry, TerritoryEntry};

pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        let one = Links::Sheet("{id}".into()).path(lang).replace("%7B", "{").replace("%7D", "}");
        router = router
            .route(&Links::Network.path(lang), get(directory::page))
            .route(&Links::NetworkTable.path(lang), get(directory::table))
            .route(&Links::NetworkActions.path(lang), get(actions::page))
            .route(&one, get(sheet));
    }
    router
}

/// The sheets in force, of every session, by name.
///
/// # Errors
/// When the store does not answer.
pub async fn in_force(state: &State) -> Result<Vec<Sheet>, Failure> {
    let mut found = Vec::new();
    for session in &state.instance().sessions {
        let records = state.0.store.records::<Sheet>();
        let all = records.of_session(session.identity.id.as_str()).await.map_err(Failure::internal)?;
        let last = |sheet: &&Sheet| sheet.published.is_some() && corrected_by(sheet, &all).is_none();
        found.extend(all.iter().filter(last).cloned());
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(found)
}

/// A sheet as data: what it is, its content, its digest.
pub fn as_json(sheet: &Sheet, published: &Published) -> Value {
    json!({
        "sheet": sheet.id,
        "workspace": sheet.workspace,
        "session": sheet.session,
        "subject": sheet.about,
        "number": sheet.number,
        "corrects": sheet.corrects,
        "published": published.at,
        "sha256": published.digest,
        "content": published.content,
    })
}

async fn sheet(Extract(state): Extract<State>, uri: Uri, Path(asked): Path<String>) -> Response {
    let lang = lang_of(uri.path());
    let shown = match asked.strip_suffix(".json") {
        Some(id) => data(&state, id).await,
        None => page(&state, lang, &asked).await,
    };
    shown.unwrap_or_else(|failure| failure.page(&state, lang))
}

/// A sheet, with those of the same workspace; not found before it is published.
async fn found(state: &State, id: &str) -> Result<(Sheet, Published, Vec<Sheet>), Failure> {
    let records = state.0.store.records::<Sheet>();
    let sheet = records.find(id).await.map_err(Failure::internal)?.ok_or(Failure::NotFound)?;
    let published = sheet.published.clone().ok_or(Failure::NotFound)?;
    let siblings = records.of_parent(sheet.workspace.as_str()).await.map_err(Failure::internal)?;
    Ok((sheet, published, siblings))
}

async fn page(state: &State, lang: Lang, id: &str) -> Result<Response, Failure> {
    let (sheet, published, siblings) = found(state, id).await?;
    let words = Words::of(lang);
    let at = |id: &str| Links::Sheet(id.to_owned()).path(lang);
    let before = sheet.number.checked_sub(1).and_then(|number| name(&sheet.workspace, &sheet.about, number));
    let corrects = sheet.corrects.as_ref().zip(before);
    // The title of an action is that of its sheet; the roadmap may have changed since.
    let about = match &sheet.about {
        About::Roadmap => telling::sheet_about(words, None, &sheet.about),
        About::Action { .. } => words.t("sheet-about-action"),
    };
    let f =
        state.frame(lang, &Links::Sheet(id.to_owned()), Section::Laureates, published.content.written.title.clone());
    let when = words.moment(&published.at.to_string());
    Ok(page_of(&SheetPage {
        f: f.under(&Links::Network, words.t("network-title")),
        made_up: state.made_up(words, &sheet.session),
        about,
        sheet: SheetView::new(words, &published.content),
        published: words.with("sheet-published", &[("number", sheet.number.to_string()), ("when", when)]),
        corrects: corrects
            .map(|(reason, before)| (words.t1("sheet-corrects", "reason", reason.as_str()), at(before.as_str()))),
        corrected: corrected_by(&sheet, &siblings).map(|later| at(later.id.as_str())),
        digest: published.digest.to_string(),
        json: at(&format!("{id}.json")),
    }))
}

async fn data(state: &State, id: &str) -> Result<Response, Failure> {
    let (sheet, published, _) = found(state, id).await?;
    let mut text = serde_json::to_string_pretty(&as_json(&sheet, &published)).map_err(Failure::internal)?;
    text.push('\n');
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600")),
    ];
    Ok((headers, text).into_response())
}
