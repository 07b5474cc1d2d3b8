//! Indicators: what they are, where they come from, and what they are worth everywhere.

use axum::Json;
use axum::extract::{Path, State as Extract};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use press::data::{self, Value as Figure};
use serde_json::json;
use territory::{Indicator, Territory};

use super::super::error::{Failure, Refusal};
use super::super::{State, work};
use super::asked::{Asked, shown};
use super::cursor;
use super::territories::{KINDS, MOST, USUAL, kind_of, with_next};

/// The definitions of the indicators.
pub async fn list(Extract(state): Extract<State>, asked: Asked) -> Result<Response, Failure> {
    asked.only(&[])?;
    let atlas = state.instance().atlas();
    Ok(Json(json!({ "families": atlas.families(), "items": atlas.indicators() })).into_response())
}

/// The rank and the definition of an indicator.
fn named(state: &State, id: &str) -> Result<(usize, &'static Indicator), Failure> {
    let indicators = state.instance().atlas().indicators();
    indicators.iter().enumerate().find(|(_, indicator)| indicator.id == id).ok_or_else(|| {
        let known = indicators.iter().map(|indicator| indicator.id.as_str()).collect::<Vec<_>>().join(", ");
        Failure::Nothing(Box::new(Refusal {
            key: "open-error-nothing",
            values: vec![("found", shown(id)), ("known", known)],
        }))
    })
}

/// One definition.
pub async fn one(Extract(state): Extract<State>, Path(id): Path<String>, asked: Asked) -> Result<Response, Failure> {
    asked.only(&[])?;
    let (_, indicator) = named(&state, &id)?;
    let instance = state.instance();
    let family = instance.atlas().families().iter().find(|family| family.id == indicator.family);
    let answer = json!({ "indicator": indicator, "family": family, "sources": instance.sources(indicator) });
    Ok(Json(answer).into_response())
}

/// The values of an indicator over all territories of a kind.
pub async fn values(Extract(state): Extract<State>, Path(id): Path<String>, asked: Asked) -> Result<Response, Failure> {
    asked.only(&["kind", "format", "limit", "cursor"])?;
    let (rank, indicator) = named(&state, &id)?;
    let Some(kind) = asked.one_of("kind", &KINDS)?.and_then(kind_of) else {
        let values = [("name", "kind".to_owned()), ("expected", KINDS.join(", "))];
        return Err(Refusal::new("open-error-needed", values));
    };
    let as_csv = asked.one_of("format", &["json", "csv"])? == Some("csv");
    let limit = asked.limit(MOST)?.unwrap_or(if as_csv { usize::MAX } else { USUAL });
    work(move || {
        let instance = state.instance();
        let Some(reference) = instance.knowledge.reference(kind) else { return Err(Failure::NotFound) };
        let territories: Vec<(usize, &Territory)> = reference.territories.iter().enumerate().collect();
        let scope = format!("values {id} {kind:?}");
        let (page, next) = cursor::page(&territories, &scope, asked.get("cursor"), limit, |(_, one)| &one.token)?;
        let next = next.map(|cursor| asked.with(&[("cursor", &cursor)]));
        let figures: Vec<Figure<'_>> = page
            .iter()
            .map(|(member, territory)| {
                let found = instance.knowledge.combine(rank, territory.communes());
                let place =
                    found.as_ref().ok().and_then(|found| reference.percentile(rank, found.value, Some(*member)));
                Figure { territory, found, percentile: place }
            })
            .collect();
        let sources = instance.sources(indicator);
        let answer = if as_csv {
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}-{}.csv\"", indicator.id, kind.word())),
            ];
            (headers, data::values_csv(indicator, &sources, &figures)).into_response()
        } else {
            Json(data::values(indicator, kind, &sources, &figures, next.as_deref())).into_response()
        };
        Ok(with_next(answer, next.as_deref()))
    })
    .await?
}

/// The sources of the atlas.
pub async fn sources(Extract(state): Extract<State>, asked: Asked) -> Result<Response, Failure> {
    asked.only(&[])?;
    Ok(Json(json!({ "items": state.instance().atlas().sources() })).into_response())
}
