//! An action of a roadmap: its form, all its faults at once; what somebody else wrote meanwhile is shown beside.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use press::Links;
use press::page::{RoadmapForm, RoadmapFormPage};
use press::telling::roadmap as telling;
use programme::roadmap::story::{Cause, Command, WrittenRoadmap, key};
use programme::roadmap::{Action, ActionSheet, Priority, Said, Status};

use super::{Input, Road, field, field_of, group, one, sheet_fault, sheet_of, told_in_field};
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

type Fields = Vec<(String, String)>;

/// What is shown of a form: what it holds, and what is wrong with it.
struct Shown {
    /// The action, none for a new one.
    id: Option<String>,
    sheet: ActionSheet,
    base: u64,
    faults: Vec<(&'static str, String)>,
    errors: Vec<String>,
    conflict: Vec<(String, String, String)>,
    status: StatusCode,
}

impl Shown {
    fn of(id: Option<String>, sheet: ActionSheet, base: u64) -> Self {
        let (faults, errors, conflict) = Default::default();
        Self { id, sheet, base, faults, errors, conflict, status: StatusCode::OK }
    }
}

pub async fn new(
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
        let axis = written.roadmap.axes.first().map(|axis| axis.id.clone()).ok_or(Failure::NotFound)?;
        let blank = Action::new(axis.clone(), axis, Said::default());
        let mut sheet = ActionSheet::of(&blank);
        sheet.0.insert("id".into(), String::new());
        Ok(answered(&road, &written, Shown::of(None, sheet, 0)))
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, action)): Path<(String, String)>,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let (road, written) = Road::begun(&state, lang, &entered, &id).await?;
        let found = written.roadmap.action(&action).ok_or(Failure::NotFound)?;
        let (sheet, base) = (ActionSheet::of(found), written.version(&key(&found.id)));
        Ok(answered(&road, &written, Shown::of(Some(action.clone()), sheet, base)))
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

pub async fn add(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    sent(&state, &uri, &entered, (&id, None), form).await
}

pub async fn save(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, action)): Path<(String, String)>,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    sent(&state, &uri, &entered, (&id, Some(action)), form).await
}

async fn sent(
    state: &State,
    uri: &Uri,
    entered: &store::people::Entered,
    (id, action): (&str, Option<String>),
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let Form(given) = form.map_err(|rejection| Failure::Form(rejection.status()))?;
        let (road, written) = Road::begun(state, lang, entered, id).await?;
        if !road.writes() {
            return Err(Failure::NotFound);
        }
        match written_down(&road, &written, action, &given).await? {
            None => Ok(Redirect::to(&Links::Roadmap(id.to_owned()).path(lang)).into_response()),
            Some(shown) => Ok(answered(&road, &written, shown)),
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(state, lang))
}

/// Writes what a form says; what is shown instead, when it was not done.
async fn written_down(
    road: &Road<'_>,
    written: &WrittenRoadmap,
    action: Option<String>,
    given: &[(String, String)],
) -> Result<Option<Shown>, Failure> {
    let words = road.words();
    let base: u64 = one(given, "base").parse().unwrap_or_default();
    let mut sheet = sheet_of(given);
    if let Some(action) = &action {
        sheet.0.insert("id".into(), action.clone());
    }
    let mut shown = Shown::of(action.clone(), sheet, base);
    shown.status = StatusCode::UNPROCESSABLE_ENTITY;
    let command = if one(given, "act") == "remove" {
        let slug = action.clone().and_then(|action| action.parse().ok()).ok_or(Failure::NotFound)?;
        shown.sheet = written
            .roadmap
            .action(action.as_deref().unwrap_or_default())
            .map(ActionSheet::of)
            .ok_or(Failure::NotFound)?;
        Command::RemoveAction { action: slug, base }
    } else {
        let read = match shown.sheet.read() {
            Ok(read) => read,
            Err(faults) => {
                shown.faults = faults.iter().map(|fault| (fault.field, sheet_fault(words, fault))).collect();
                return Ok(Some(shown));
            }
        };
        Command::WriteAction { action: Box::new(read), base }
    };
    let asked = command.clone();
    let Err(cause) = road.act(command).await? else { return Ok(None) };
    let now = road.room.state.0.store.records::<WrittenRoadmap>().find(road.workspace.id.as_str()).await;
    let now = now.map_err(Failure::internal)?.ok_or(Failure::NotFound)?;
    match (&cause, &asked) {
        (Cause::Taken, _) => shown.faults = vec![("id", words.t("road-taken"))],
        (Cause::Disagrees(found), Command::WriteAction { action, .. }) => {
            // Those of this action stand beside its fields; the others are told with where they are.
            let own = now.roadmap.disagreements_of(action);
            let is_own = |one: &&programme::roadmap::Disagreement| own.contains(one) && one.of.is_some();
            shown.faults = found.iter().filter(is_own).map(|one| (field_of(one), told_in_field(words, one))).collect();
            let rest: Vec<_> = found.iter().filter(|one| !is_own(one)).cloned().collect();
            shown.errors = road.told(&now.roadmap, &Cause::Disagrees(rest)).await?;
        }
        (Cause::Overtaken { .. }, Command::WriteAction { action, .. }) => {
            shown.status = StatusCode::CONFLICT;
            shown.errors = road.told(&now.roadmap, &cause).await?;
            if let Some(theirs) = now.roadmap.action(action.id.as_str()) {
                let (theirs, yours) = (ActionSheet::of(theirs), ActionSheet::of(action));
                let differs = ActionSheet::FIELDS.iter().filter(|name| theirs.text(name) != yours.text(name));
                let line = |name: &&str| {
                    (words.t(&format!("road-field-{name}")), theirs.text(name).to_owned(), yours.text(name).to_owned())
                };
                shown.conflict = differs.map(line).collect();
                // Once compared, it may be saved over it.
                shown.base = now.version(&key(&action.id));
            }
        }
        _ => {
            shown.errors = road.told(&now.roadmap, &cause).await?;
            if matches!(cause, Cause::Overtaken { .. }) {
                shown.status = StatusCode::CONFLICT;
            }
        }
    }
    Ok(Some(shown))
}

fn answered(road: &Road<'_>, written: &WrittenRoadmap, shown: Shown) -> Response {
    let words = road.words();
    let title = match shown.id.as_ref().and_then(|id| written.roadmap.action(id)) {
        Some(action) => telling::said(words, &action.title),
        None => words.t("road-action-new"),
    };
    let links = match &shown.id {
        Some(id) => Links::RoadmapAction(road.id(), id.clone()),
        None => Links::RoadmapNewAction(road.id()),
    };
    let writes = road.writes();
    let facts = if writes { Vec::new() } else { facts(road, &shown.sheet) };
    let forms = if writes { vec![form(road, written, &shown)] } else { Vec::new() };
    let version = words.t1("road-action-read-lead", "version", shown.base.to_string());
    let page = RoadmapFormPage {
        f: road.frame(&links, title),
        workspace: road.workspace.place.name.clone(),
        lead: if writes { words.t("road-action-lead") } else { version },
        facts,
        forms,
        conflict: shown.conflict,
        remove: (writes && shown.id.is_some()).then(|| shown.base.to_string()),
        back: road.back(),
    };
    private(shown.status, page_of(&page))
}

/// What an action says, for who only reads it.
fn facts(road: &Road<'_>, sheet: &ActionSheet) -> Vec<(String, String)> {
    let words = road.words();
    let told = ActionSheet::FIELDS.iter().filter(|name| !sheet.text(name).is_empty());
    told.map(|name| {
        let text = match *name {
            "status" => telling::action_status_name(words, sheet.text(name)),
            "priority" => words.t(&format!("road-priority-{}", sheet.text(name))),
            _ => sheet.text(name).to_owned(),
        };
        (words.t(&format!("road-field-{name}")), text)
    })
    .collect()
}

fn form(road: &Road<'_>, written: &WrittenRoadmap, shown: &Shown) -> RoadmapForm {
    let (words, roadmap) = (road.words(), &written.roadmap);
    let of = |name: &'static str, input: Input| {
        let faults = shown.faults.iter().filter(|(field, _)| *field == name).map(|(_, told)| told.clone());
        field(words, name, &shown.sheet, input, faults.collect())
    };
    let axes = roadmap.axes.iter().map(|axis| (axis.id.to_string(), telling::said(words, &axis.name))).collect();
    let statuses = Status::NAMES.map(|name| (name.to_owned(), telling::action_status_name(words, name))).to_vec();
    let priorities = Priority::CHOICES.iter().map(|(name, one)| ((*name).to_owned(), telling::priority(words, *one)));
    let mut what = vec![of("axis", Input::Choice(axes)), of("title", Input::Line), of("title_en", Input::Line)];
    if shown.id.is_none() {
        what.insert(0, of("id", Input::Line));
    }
    what.extend([of("description", Input::Text), of("description_en", Input::Text)]);
    what.extend([of("owner", Input::Line), of("partners", Input::Text)]);
    let stand = vec![
        of("status", Input::Choice(statuses)),
        of("blocked_because", Input::Text),
        of("priority", Input::Choice(priorities.collect())),
        of("worth", Input::Line),
        of("mandatory", Input::Flag),
    ];
    let when = ["quarters", "start", "earliest", "latest"].map(|name| of(name, Input::Line)).into();
    let texts = |names: &[&'static str]| names.iter().map(|name| of(name, Input::Text)).collect::<Vec<_>>();
    let groups = vec![
        group(words.t("road-group-what"), what),
        group(words.t("road-group-stand"), stand),
        group(words.t("road-group-when"), when),
        group(words.t("road-group-money"), texts(&["funding", "own"])),
        group(words.t("road-group-who"), texts(&["needs", "depends"])),
        group(words.t("road-group-where"), texts(&["sites", "indicators"])),
        group(words.t("road-group-quotes"), texts(&["quotes", "origins"])),
    ];
    RoadmapForm {
        id: "action".into(),
        heading: String::new(),
        lead: String::new(),
        hidden: vec![("act", "write".into()), ("base", shown.base.to_string())],
        groups,
        errors: shown.errors.clone(),
        submit: words.t(if shown.conflict.is_empty() { "road-save" } else { "road-save-anyway" }),
    }
}
