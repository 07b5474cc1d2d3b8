//! Sessions, their laureates, and the call in the shape of Aides-territoires.

use axum::Json;
use axum::extract::{Path, State as Extract};
use axum::response::{IntoResponse, Response};
use press::{Links, aid as call};
use programme::Session;
use serde_json::{Value, json};

use super::super::State;
use super::super::error::{Failure, Refusal};
use super::asked::{Asked, shown};
use super::base::base_of;

/// The session of an identifier.
fn named(state: &State, id: &str) -> Result<&'static Session, Failure> {
    let session = state.session();
    if session.identity.id.as_str() == id {
        return Ok(session);
    }
    let values = vec![("found", shown(id)), ("known", session.identity.id.as_str().to_owned())];
    Err(Failure::Nothing(Box::new(Refusal { key: "open-error-nothing", values })))
}

/// The session that the site shows.
pub async fn current(Extract(state): Extract<State>, asked: Asked) -> Result<Response, Failure> {
    asked.only(&[])?;
    Ok(Json(state.session()).into_response())
}

/// The sessions.
pub async fn list(Extract(state): Extract<State>, asked: Asked) -> Result<Response, Failure> {
    asked.only(&[])?;
    let session = state.session();
    let identity = &session.identity;
    let item = json!({
        "id": identity.id,
        "title": identity.title,
        "theme": identity.theme,
        "years": identity.years,
        "kind": identity.kind,
        "status": identity.status,
        "laureates": session.laureates.len(),
        "url": Links::Session.path(asked.lang),
    });
    Ok(Json(json!({ "items": [item] })).into_response())
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
    Ok(Json(call::aid(session, asked.lang, &base_of(&asked.headers)?)).into_response())
}
