//! A roadmap read from a file: all its faults, then what it would change, then taken.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use press::page::{RoadmapImportPage, Told};
use press::telling::roadmap as telling;
use press::{Links, Words};
use programme::Roadmap;
use programme::roadmap::ActionSheet;
use programme::roadmap::story::{Command, Frame, WrittenRoadmap};

use super::Road;
use super::reading::{Wrong, of_text, of_workbook};
use crate::web::desk::Member;
use crate::web::desk::dossiers::Given;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// The forms of a text, the one that is proposed first.
const FORMATS: [&str; 4] = ["toml", "json", "csv", "ics"];

/// What is shown: the text, its form, and what came of it.
struct Shown {
    format: String,
    text: String,
    revision: String,
    wrong: Wrong,
    preview: Option<Told>,
    status: StatusCode,
}

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let (road, written) = Road::begun(&state, lang, &entered, &id).await?;
        if !road.writes() {
            return Err(Failure::NotFound);
        }
        let (format, text, revision) = (FORMATS[0].to_owned(), String::new(), written.revision.to_string());
        let shown = Shown { format, text, revision, wrong: Wrong::default(), preview: None, status: StatusCode::OK };
        Ok(answered(&road, shown))
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

pub async fn act(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    body: Result<Multipart, MultipartRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let body = body.map_err(|rejection| Failure::Form(rejection.into_response().status()))?;
        let given = Given::read(body).await?;
        let (road, written) = Road::begun(&state, lang, &entered, &id).await?;
        if !road.writes() {
            return Err(Failure::NotFound);
        }
        let words = road.words();
        let mut shown = Shown {
            format: FORMATS.into_iter().find(|format| *format == given.one("format")).unwrap_or("toml").to_owned(),
            text: given.one("text").replace("\r\n", "\n"),
            revision: given.one("revision").to_owned(),
            wrong: Wrong::default(),
            preview: None,
            status: StatusCode::UNPROCESSABLE_ENTITY,
        };
        let mut name = format!("roadmap.{}", shown.format);
        let now = &written.roadmap;
        let read = match given.file("file") {
            Some(file) if file.name.to_lowercase().ends_with(".xlsx") => {
                let (text, read) = of_workbook(words, &file.name, file.bytes.to_vec(), now).await?;
                (shown.format, shown.text) = ("csv".to_owned(), text);
                read
            }
            Some(file) => {
                name.clone_from(&file.name);
                if let Some(format) =
                    FORMATS.into_iter().find(|format| name.to_lowercase().ends_with(&format!(".{format}")))
                {
                    shown.format = format.to_owned();
                }
                match String::from_utf8(file.bytes.to_vec()) {
                    Ok(text) => {
                        shown.text = text.replace("\r\n", "\n");
                        of_text(words, &shown.format, &name, &shown.text, (&id, now))
                    }
                    Err(_) => Err(Wrong { errors: vec![words.t("road-import-not-text")], ..Wrong::default() }),
                }
            }
            None => of_text(words, &shown.format, &name, &shown.text, (&id, now)),
        };
        let roadmap = match read {
            Ok(roadmap) => roadmap,
            Err(wrong) => {
                shown.wrong = wrong;
                return Ok(answered(&road, shown));
            }
        };
        if given.one("act") == "take" {
            let revision = shown.revision.parse().unwrap_or_default();
            match road.act(Command::Import { roadmap: Box::new(roadmap.clone()), revision }).await? {
                Ok(_) => return Ok(Redirect::to(&Links::Roadmap(id.clone()).path(lang)).into_response()),
                Err(cause) => {
                    shown.wrong.errors = road.told(&roadmap, &cause).await?;
                    shown.status = StatusCode::CONFLICT;
                }
            }
        } else {
            shown.status = StatusCode::OK;
        }
        // Looked at beside what is written now.
        shown.revision = written.revision.to_string();
        shown.preview = Some(preview(words, &written, &roadmap));
        Ok(answered(&road, shown))
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

/// What taking a roadmap would change.
fn preview(words: &Words, written: &WrittenRoadmap, after: &Roadmap) -> Told {
    let before = &written.roadmap;
    let mut lines = Vec::new();
    let (was, is) = (Frame::sheet(before), Frame::sheet(after));
    for part in Frame::NAMES {
        if Frame::fields(part).iter().any(|field| was.text(field) != is.text(field)) {
            lines.push(words.t1("road-import-frame", "part", words.t(&format!("road-part-{part}"))));
        }
    }
    for action in &after.actions {
        let title = telling::said(words, &action.title);
        let Some(known) = before.action(action.id.as_str()) else {
            lines.push(words.t1("road-import-new", "action", title));
            continue;
        };
        let (was, is) = (ActionSheet::of(known), ActionSheet::of(action));
        let fields = ActionSheet::FIELDS.iter().filter(|field| was.text(field) != is.text(field));
        let fields: Vec<String> = fields.map(|field| words.t(&format!("road-field-{field}"))).collect();
        if !fields.is_empty() {
            lines.push(words.with("road-import-changed", &[("action", title), ("fields", fields.join(", "))]));
        }
    }
    let gone = before.actions.iter().filter(|action| after.action(action.id.as_str()).is_none());
    lines.extend(gone.map(|action| words.t1("road-import-gone", "action", telling::said(words, &action.title))));
    match lines.len() {
        0 => (words.t("road-import-same"), lines),
        count => (words.count("road-import-lines", count), lines),
    }
}

fn answered(road: &Road<'_>, shown: Shown) -> Response {
    let words = road.words();
    let formats = FORMATS
        .map(|format| (format.to_owned(), words.t(&format!("road-import-format-{format}")), format == shown.format));
    let page = RoadmapImportPage {
        f: road.frame(&Links::RoadmapImport(road.id()), words.t("road-import-title")),
        workspace: road.workspace.place.name.clone(),
        problems: shown.wrong.problems,
        errors: shown.wrong.errors,
        formats: formats.into(),
        text: shown.text,
        preview: shown.preview,
        revision: shown.revision,
        back: road.back(),
    };
    private(shown.status, page_of(&page))
}
