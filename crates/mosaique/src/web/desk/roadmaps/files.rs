//! A roadmap as a file: its actions as a table, the whole of it as JSON or TOML, its dates for a calendar, a booklet on paper.

use axum::Router;
use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use facts::Lang;
use press::table::{Table, TableCell, TableColumn, TableFormat};
use press::telling::roadmap as telling;
use press::{Links, Words, agenda};
use programme::Roadmap;
use programme::roadmap::ActionSheet;
use store::people::Entered;

use super::Road;
use crate::documents;
use crate::web::desk::Member;
use crate::web::error::Failure;
use crate::web::headers::private;
use crate::web::{State, work};

/// How the files end.
pub const SUFFIXES: [&str; 6] = ["csv", "xlsx", "json", "toml", "ics", "pdf"];

/// A route for each form of file.
pub fn routes(lang: Lang) -> Router<State> {
    SUFFIXES.into_iter().fold(Router::new(), |router, suffix| {
        let at = Links::RoadmapFile("{id}".into(), suffix.into()).path(lang);
        let file = move |Extract(state): Extract<State>, Member(entered): Member, Path(id): Path<String>| async move {
            let written = written(&state, lang, &entered, &id, suffix).await;
            written.unwrap_or_else(|failure| failure.page(&state, lang))
        };
        router.route(&at.replace("%7B", "{").replace("%7D", "}"), get(file))
    })
}

async fn written(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    suffix: &'static str,
) -> Result<Response, Failure> {
    let (road, written) = Road::begun(state, lang, entered, id).await?;
    let (words, roadmap) = (road.words(), written.roadmap.clone());
    let table = |format: TableFormat| {
        let made_at = road.room.now.to_string();
        let table = table(words, &roadmap, made_at, road.notices(Some(&roadmap)));
        (format.media_type(), work(move || table.write(words, format)))
    };
    let (media, bytes) = match suffix {
        "csv" => {
            let (media, bytes) = table(TableFormat::Csv);
            (media, bytes.await?)
        }
        "xlsx" => {
            let (media, bytes) = table(TableFormat::Xlsx);
            (media, bytes.await?)
        }
        "json" => ("application/json", roadmap.to_json().into_bytes()),
        "toml" => ("application/toml; charset=utf-8", roadmap.to_toml().into_bytes()),
        "ics" => {
            let last = written.versions.values().map(|version| version.at).max().unwrap_or(road.room.now);
            let day = last.to_string().get(..10).and_then(|day| day.parse().ok()).ok_or(Failure::Internal)?;
            let text = agenda::of_roadmap(words, state.public_url(), &roadmap, id, day);
            ("text/calendar; charset=utf-8", text.into_bytes())
        }
        _ => {
            let issue = documents::issue(Some(state.public_url().to_string()));
            let (id, notices) = (id.to_owned(), road.room.made_up().into_iter().collect());
            let print = move || documents::roadmap_booklet(words, &roadmap, &id, notices, &issue);
            let pdf = work(print).await?.map_err(|error| Failure::internal(format!("{error:#}")))?;
            ("application/pdf", pdf)
        }
    };
    let how = if suffix == "pdf" { "inline" } else { "attachment" };
    let named = format!("{how}; filename=\"{}-{id}.{suffix}\"", words.t("path-road-file"));
    let headers = [(header::CONTENT_TYPE, media.to_owned()), (header::CONTENT_DISPOSITION, named)];
    Ok(private(StatusCode::OK, (headers, bytes).into_response()))
}

/// A row an action; the columns are the fields of its form, so that it can be read back.
pub fn table(words: &Words, roadmap: &Roadmap, made_at: String, notes: Vec<String>) -> Table {
    let column = |name: &&str| TableColumn { name: (*name).to_owned(), words: words.t(&format!("road-field-{name}")) };
    let rows = roadmap.actions.iter().map(|action| {
        let sheet = ActionSheet::of(action);
        let cell = |name: &&str| match (*name, sheet.text(name)) {
            (_, "") => TableCell::Empty,
            ("worth" | "quarters", text) => text.parse().map_or(TableCell::Empty, TableCell::Whole),
            (_, text) => TableCell::Text(text.to_owned()),
        };
        ActionSheet::FIELDS.iter().map(cell).collect()
    });
    Table {
        title: words.t1("road-of", "title", telling::said(words, &roadmap.title)),
        made_at,
        notes,
        columns: ActionSheet::FIELDS.iter().map(column).collect(),
        rows: rows.collect(),
    }
}
