//! Sessions, their laureates, and the call in the shape of Aides-territoires.

use axum::Json;
use axum::extract::{Path, State as Extract};
use axum::response::{IntoResponse, Response};
use press::links::SessionPart;
use press::{Links, aid as call};
use programme::Session;
use serde_json::{Value, json};

use super::super::State;
use super::super::error::{Failure, Refusal};
use super::asked::{Asked, shown};

/// The session of an identifier.
fn named(state: &State, id: &str) -> Result<&'static Session, Failure> {
    let instance = state.instance();
    if let Some(session) = instance.session_of(id) {
        return Ok(session);
    }
    let known: Vec<&str> = instance.sessions.iter().map(|session| session.identity.id.as_str()).collect();
    let values = vec![("found", shown(id)), ("known", known.join(", "))];
    Err(Failure::Nothing(Box::new(Refusal { key: "open-error-nothing", values })))
}

/// The session that the site shows first: the newest.
pub async fn current(Extract(state): Extract<State>, asked: Asked) -> Result<Response, Failure> {
    asked.only(&[])?;
    Ok(Json(state.session()).into_response())
}

/// The sessions, the newest first.
pub async fn list(Extract(state): Extract<State>, asked: Asked) -> Result<Response, Failure> {
    asked.only(&[])?;
    let item = |session: &Session| {
        let identity = &session.identity;
        json!({
        "id": identity.id,
        "title": identity.title,
        "theme": identity.theme,
        "years": identity.years,
        "kind": identity.kind,
        "status": identity.status,
        "laureates": session.laureates.len(),
        "url": Links::Session(identity.id.to_string(), SessionPart::Overview).path(asked.lang),
        })
    };
    let items: Vec<Value> = state.instance().sessions.iter().map(item).collect();
    Ok(Json(json!({ "items": items })).into_response())
}

/// A session, whole.
pub async fn one(Extract(state): Extract<State>, Path(id): Path<String>, asked: Asked) -> Result<Response, Failure> {
    asked.only(&[])?;
    Ok(Json(named(&state, &id)?).into_response())
}

/// The laureates of a session, each with the token of its territory.
pub async fn laureates(
    Extract(state): Extract<State>,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, Failure> {
    asked.only(&[])?;
    let map = state.instance().atlas().map();
    let mut items: Vec<Value> = Vec::new();
    for laureate in &named(&state, &id)?.laureates {
        let territory = state.instance().resolve(&format!("laureate:{}", laureate.id))?;
        let (population, known) = territory.population(map);
        items.push(json!({
            "id": laureate.id,
            "name": laureate.name,
            "token": territory.token,
            "url": Links::Laureate(laureate.id.to_string()).path(asked.lang),
            "commune_count": territory.communes().len(),
            "population": (known > 0).then_some(population),
            "region": laureate.region,
            "departements": laureate.departements,
            "bearers": laureate.bearers,
            "note": laureate.note,
        }));
    }
    Ok(Json(json!({ "items": items })).into_response())
}

/// The call of a session in the shape of Aides-territoires.
pub async fn aid(Extract(state): Extract<State>, Path(id): Path<String>, asked: Asked) -> Result<Response, Failure> {
    asked.only(&[])?;
    let session = named(&state, &id)?;
    Ok(Json(call::aid(session, asked.lang, state.public_url().as_str())).into_response())
}
