//! Tables to download, what describes them, and the catalogue of all.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State as Extract};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use press::download::{self, Format, Set};
use press::{Words, catalogue as dcat};

use super::super::error::{Failure, Refusal};
use super::super::{State, work};
use super::asked::{Asked, shown};

/// A table, or the description of its columns.
pub async fn download(
    Extract(state): Extract<State>,
    Path(name): Path<String>,
    asked: Asked,
) -> Result<Response, Failure> {
    asked.only(&[])?;
    if let Some(set) = name.strip_suffix(".schema.json").and_then(|word| word.parse::<Set>().ok()) {
        let schema = download::table_schema(Words::of(asked.lang), &state.instance().headings(set));
        return Ok(Json(schema).into_response());
    }
    let Some((set, format)) = download::read_name(&name) else {
        let suffixes = Format::ALL.map(Format::suffix).into_iter().chain([".schema.json"]);
        let known =
            suffixes.map(|suffix| format!("{}{suffix}", Set::Epcis)).chain(Set::ALL.map(|set| format!("{set}.csv")));
        let values = vec![("found", shown(&name)), ("known", known.collect::<Vec<_>>().join(", "))];
        return Err(Failure::Nothing(Box::new(Refusal { key: "open-error-nothing", values })));
    };
    let file = work(move || state.instance().download(set, format)).await?.map_err(Failure::internal)?;
    let kind = match format {
        Format::Csv | Format::CsvFrench => "text/csv; charset=utf-8",
        other => other.media_type(),
    };
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"mosaique-{name}\"")),
        (header::ETAG, format!("\"{}\"", &file.sha256[..32])),
    ];
    Ok((headers, Body::from(file.bytes.clone())).into_response())
}

/// The Data Package of all tables.
pub async fn package(Extract(state): Extract<State>, asked: Asked) -> Result<Response, Failure> {
    asked.only(&[])?;
    let instance = state.instance();
    let headings = Set::ALL.map(|set| (set, instance.headings(set)));
    let surveys: Vec<_> = headings.iter().map(|(set, survey)| (*set, survey)).collect();
    let size = |set, format| instance.downloads.size(set, format);
    let as_of = instance.atlas().map().as_of.to_string();
    let words = Words::of(asked.lang);
    Ok(Json(download::package(words, &surveys, &instance.sources_of_tables(), &as_of, &size)).into_response())
}

/// The catalogue as Turtle.
pub async fn catalogue(Extract(state): Extract<State>, asked: Asked) -> Result<Response, Failure> {
    asked.only(&[])?;
    let instance = state.instance();
    let sources = instance.sources_of_tables();
    let content = dcat::Content {
        base: state.public_url().as_str(),
        as_of: instance.atlas().map().as_of,
        indicators: instance.atlas().indicators(),
        sources: &sources,
        size: &|set, format| instance.downloads.size(set, format),
    };
    Ok(([(header::CONTENT_TYPE, "text/turtle; charset=utf-8")], dcat::turtle(content)).into_response())
}
