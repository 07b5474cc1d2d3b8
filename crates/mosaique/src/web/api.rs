//! The open interface: JSON and CSV.

use axum::Json;
use axum::extract::{Path, Query, State as Extract};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use facts::Lang;
use press::data::{self, PortraitJson};
use press::{Links, Words};
use serde::Deserialize;
use serde_json::json;
use territory::Portrait;

use super::error::Failure;
use super::{State, preferred_lang, work};

/// A search.
#[derive(Deserialize)]
pub struct Search {
    #[serde(default)]
    q: String,
    lang: Option<String>,
    limit: Option<String>,
}

/// Whether the program answers.
pub async fn health() -> &'static str {
    "ok\n"
}

/// What robots may read: everything but searches and comparisons, which have no end.
pub async fn robots() -> String {
    let endless = Lang::ALL.map(|lang| {
        format!("Disallow: {}\nDisallow: {}\n", Links::Search.path(lang), Links::Compare(Vec::new()).path(lang))
    });
    format!("User-agent: *\n{}", endless.concat())
}

/// Territories whose name or code answers, for suggestions and for programs.
pub async fn territories(Extract(state): Extract<State>, Query(search): Query<Search>, headers: HeaderMap) -> Response {
    let lang = search.lang.as_deref().and_then(Lang::from_code).unwrap_or_else(|| preferred_lang(&headers));
    let found = work(move || {
        let words = Words::of(lang);
        let instance = state.instance();
        let query: String = search.q.chars().take(200).collect();
        let limit = search.limit.and_then(|limit| limit.parse().ok()).unwrap_or(10_usize).clamp(1, 100);
        let hits = instance.knowledge.gazetteer().search(instance.atlas().map(), &query, limit);
        let item = |token: &str, name: &str, kind: territory::Kind, within: &str| {
            json!({
                "token": token,
                "name": name,
                "kind": kind,
                "label": words.t(&format!("kind-{}", kind.word())),
                "url": Links::Territory(token.to_owned()).path(lang),
                "detail": within,
            })
        };
        let mut items: Vec<_> =
            hits.iter().map(|hit| &hit.candidate).map(|c| item(&c.token, &c.name, c.kind, &c.within)).collect();
        // A code names a territory that no name answers.
        if items.is_empty()
            && !query.trim().is_empty()
            && let Ok(found) = instance.resolve(&query)
        {
            items.push(item(&found.token, &found.name, found.kind, ""));
        }
        json!({ "items": items })
    });
    match found.await {
        Ok(found) => Json(found).into_response(),
        Err(failure) => failure.problem(lang),
    }
}

/// A territory and its communes.
pub async fn territory(Extract(state): Extract<State>, Path(token): Path<String>, headers: HeaderMap) -> Response {
    let territory = match state.territory(&token).await {
        Ok(territory) => territory,
        Err(failure) => return failure.problem(preferred_lang(&headers)),
    };
    Json(data::territory(&territory, state.instance().atlas().map())).into_response()
}

async fn with_portrait(
    state: State,
    token: String,
    lang: Lang,
    kind: &'static str,
    write: impl FnOnce(&State, &Portrait<'_>) -> String + Send + 'static,
) -> Response {
    let written = async {
        let territory = state.territory(&token).await?;
        work(move || write(&state, &Portrait::new(&state.instance().knowledge, territory))).await
    };
    match written.await {
        Ok(text) => ([(header::CONTENT_TYPE, kind)], text).into_response(),
        Err::<_, Failure>(failure) => failure.problem(lang),
    }
}

/// A portrait as JSON.
pub async fn portrait(Extract(state): Extract<State>, Path(token): Path<String>, headers: HeaderMap) -> Response {
    with_portrait(state, token, preferred_lang(&headers), "application/json", |state, portrait| {
        PortraitJson::new(portrait, &|indicator| state.instance().sources(indicator)).text()
    })
    .await
}

/// A portrait as CSV.
pub async fn portrait_csv(Extract(state): Extract<State>, Path(token): Path<String>, headers: HeaderMap) -> Response {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    let name: String = token.chars().take(40).map(plain).collect();
    let write = |state: &State, portrait: &Portrait<'_>| {
        data::portrait_csv(portrait, &|indicator| state.instance().sources(indicator))
    };
    let mut response = with_portrait(state, token, preferred_lang(&headers), "text/csv; charset=utf-8", write).await;
    if response.status().is_success()
        && let Ok(value) = format!("attachment; filename=\"portrait-{name}.csv\"").parse()
    {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// The definitions of the indicators.
pub async fn indicators(Extract(state): Extract<State>) -> Response {
    let atlas = state.instance().atlas();
    Json(json!({ "families": atlas.families(), "items": atlas.indicators() })).into_response()
}

/// The sources of the atlas.
pub async fn sources(Extract(state): Extract<State>) -> Response {
    Json(json!({ "items": state.instance().atlas().sources() })).into_response()
}

/// The session.
pub async fn session(Extract(state): Extract<State>) -> Response {
    Json(state.session()).into_response()
}

/// The JSON Schema of a portrait.
pub async fn portrait_schema() -> Response {
    ([(header::CONTENT_TYPE, "application/schema+json")], data::PORTRAIT_SCHEMA).into_response()
}
