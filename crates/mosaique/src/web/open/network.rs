//! The directory of the network, and the published replication sheets.

use axum::Json;
use axum::extract::State as Extract;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use press::Words;
use serde_json::{Value, json};

use super::super::State;
use super::super::error::Failure;
use super::super::network::{self, Directory};
use super::asked::Asked;

/// Asked again each time: who withdraws is no longer there.
fn now(value: Value) -> Response {
    ([(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))], Json(value)).into_response()
}

/// The directory.
pub async fn directory(Extract(state): Extract<State>, asked: Asked) -> Result<Response, Failure> {
    asked.only(&[])?;
    let (words, directory) = (Words::of(asked.lang), Directory::of(&state).await?);
    let territory = |entry: &network::TerritoryEntry| {
        let departement = |(code, name): &(String, String)| json!({"code": code, "name": name});
        let published = |(url, title): (String, String)| json!({"url": url, "title": title});
        json!({
            "name": words.say(&entry.name),
            "session": entry.session.identity.id,
            "url": entry.href(asked.lang),
            "departements": entry.departements.iter().map(departement).collect::<Vec<_>>(),
            "themes": entry.themes,
            "stage": entry.stage,
            "published": entry.published(words).into_iter().map(published).collect::<Vec<_>>(),
            "contact": entry.contact,
        })
    };
    let expert = |entry: &network::ExpertEntry| {
        let session = &entry.session.identity.id;
        json!({"name": entry.name, "session": session, "fields": entry.fields, "contact": entry.contact})
    };
    let territories: Vec<Value> = directory.territories.iter().map(territory).collect();
    let experts: Vec<Value> = directory.experts.iter().map(expert).collect();
    Ok(now(json!({"territories": territories, "experts": experts})))
}

/// The sheets in force.
pub async fn sheets(Extract(state): Extract<State>, asked: Asked) -> Result<Response, Failure> {
    asked.only(&[])?;
    let sheets = network::in_force(&state).await?;
    let items = sheets.iter().filter_map(|sheet| Some(network::as_json(sheet, sheet.published.as_ref()?)));
    Ok(now(json!({"items": items.collect::<Vec<_>>()})))
}
