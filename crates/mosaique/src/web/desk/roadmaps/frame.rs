//! What holds the actions of a roadmap together: its span, its axes, its teams, who pays; each part has its form.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use press::Links;
use press::page::{RoadmapForm, RoadmapFormPage};
use programme::roadmap::ActionSheet;
use programme::roadmap::story::{Cause, Command, Frame, WrittenRoadmap};

use super::{Input, Road, field, group, one, sheet_fault, sheet_of};
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// A part that was sent and not written.
#[derive(Default)]
struct Sent {
    part: &'static str,
    sheet: ActionSheet,
    faults: Vec<(&'static str, String)>,
    errors: Vec<String>,
    conflict: Vec<(String, String, String)>,
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
        Ok(shown(&road, &written, Sent::default(), StatusCode::OK))
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

fn shown(road: &Road<'_>, written: &WrittenRoadmap, sent: Sent, status: StatusCode) -> Response {
    let words = road.words();
    let kept = Frame::sheet(&written.roadmap);
    let forms = Frame::NAMES.map(|part| {
        let is_sent = part == sent.part;
        let sheet = if is_sent { &sent.sheet } else { &kept };
        let of = |name: &&'static str| {
            let input = match *name {
                "title" | "title_en" | "territory" | "first" | "quarters" | "own_budget" => Input::Line,
                _ => Input::Text,
            };
            let faults = sent.faults.iter().filter(|(field, _)| is_sent && field == name);
            field(words, name, sheet, input, faults.map(|(_, told)| told.clone()).collect())
        };
        let heading = words.t(&format!("road-part-{part}"));
        RoadmapForm {
            id: part.to_owned(),
            heading: String::new(),
            lead: String::new(),
            hidden: vec![("part", part.to_owned()), ("base", written.version(part).to_string())],
            groups: vec![group(heading, Frame::fields(part).iter().map(of).collect())],
            errors: if is_sent { sent.errors.clone() } else { Vec::new() },
            submit: words.t(if is_sent && !sent.conflict.is_empty() { "road-save-anyway" } else { "road-save" }),
        }
    });
    let page = RoadmapFormPage {
        f: road.frame(&Links::RoadmapFrame(road.id()), words.t("road-frame-title")),
        workspace: road.workspace.place.name.clone(),
        lead: words.t("road-frame-lead"),
        facts: Vec::new(),
        forms: forms.into(),
        conflict: sent.conflict,
        remove: None,
        back: road.back(),
    };
    private(status, page_of(&page))
}

pub async fn save(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let Form(given) = form.map_err(|rejection| Failure::Form(rejection.status()))?;
        let (road, written) = Road::begun(&state, lang, &entered, &id).await?;
        let part = Frame::NAMES.into_iter().find(|part| *part == one(&given, "part"));
        let Some(part) = part.filter(|_| road.writes()) else { return Err(Failure::NotFound) };
        let words = road.words();
        let mut sent = Sent { part, sheet: sheet_of(&given), ..Sent::default() };
        let frame = match Frame::read(part, &sent.sheet) {
            Ok(frame) => frame,
            Err(faults) => {
                sent.faults = faults.iter().map(|fault| (fault.field, sheet_fault(words, fault))).collect();
                return Ok(shown(&road, &written, sent, StatusCode::UNPROCESSABLE_ENTITY));
            }
        };
        let base = one(&given, "base").parse().unwrap_or_default();
        let Err(cause) = road.act(Command::WriteFrame { frame, base }).await? else {
            return Ok(Redirect::to(&Links::Roadmap(id.clone()).path(lang)).into_response());
        };
        let (road, now) = Road::begun(&state, lang, &entered, &id).await?;
        sent.errors = road.told(&now.roadmap, &cause).await?;
        if !matches!(cause, Cause::Overtaken { .. }) {
            return Ok(shown(&road, &now, sent, StatusCode::UNPROCESSABLE_ENTITY));
        }
        let theirs = Frame::sheet(&now.roadmap);
        let differs = Frame::fields(part).iter().filter(|name| theirs.text(name) != sent.sheet.text(name));
        let line = |name: &&str| {
            (words.t(&format!("road-field-{name}")), theirs.text(name).to_owned(), sent.sheet.text(name).to_owned())
        };
        sent.conflict = differs.map(line).collect();
        Ok(shown(&road, &now, sent, StatusCode::CONFLICT))
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}
