//! Short permanent addresses. A code leads to a page of this site that is there, or nowhere.

use axum::Router;
use axum::extract::{Path, State as Extract};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use press::{Links, SessionPart, short};

use crate::web::error::Failure;
use crate::web::{State, preferred_lang};

pub(super) fn routes() -> Router<State> {
    Router::new().route("/s/{code}", get(lead))
}

async fn lead(Extract(state): Extract<State>, Path(code): Path<String>, headers: HeaderMap) -> Response {
    let Some((lang, links)) = short::page(&code) else {
        return Failure::NotFound.page(&state, preferred_lang(&headers));
    };
    let links = match links {
        Links::Territory(token) => match state.territory(&token).await {
            Ok(territory) => Links::Territory(territory.token),
            Err(failure) => return failure.page(&state, lang),
        },
        Links::Laureate(id) if state.instance().laureate(&id).is_none() => {
            return Failure::NotFound.page(&state, lang);
        }
        Links::NewsItem(id) if state.instance().announcement(&id).is_none() => {
            return Failure::NotFound.page(&state, lang);
        }
        Links::Session(id, part) if !has_part(&state, &id, part) => return Failure::NotFound.page(&state, lang),
        links => links,
    };
    Redirect::permanent(&links.path(lang)).into_response()
}

fn has_part(state: &State, id: &str, part: SessionPart) -> bool {
    let session = state.instance().session_of(id);
    session.is_some_and(|session| part != SessionPart::Easy || session.presentation.easy.is_some())
}
