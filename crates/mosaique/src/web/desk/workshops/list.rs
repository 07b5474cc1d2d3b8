//! The workshops of a workspace, on a page and as a calendar.

use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use facts::Lang;
use press::page::{WorkshopRow, WorkshopsPage};
use press::{Links, Words, agenda};
use programme::role::Right;
use programme::workshop::{Actor, Label, Rules, Workshop};

use super::{among, span};
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let shown = async {
        let (room, workspace, mut workshops, relation) = among(&state, lang, &entered, &id).await?;
        let words = room.words;
        let rules = Rules { session: room.session, phase: room.phase };
        let actor = Actor { standing: &room.standing, relation };
        let may_run = rules.may(&actor, Right::RunWorkshop).is_allowed();
        workshops.sort_by_key(Workshop::begins);
        let is_past = |one: &&Workshop| matches!(one.state.label(), Label::Closed | Label::Minuted | Label::Cancelled);
        let mut past: Vec<WorkshopRow> = workshops.iter().filter(is_past).map(|one| row(words, one)).collect();
        past.reverse();
        let links = Links::Workshops(id.clone());
        let back = Links::Workspace(id.clone());
        let f = state.desk_frame(lang, &links, words.t("workshops-title")).under(&back, workspace.place.name.clone());
        Ok(private(
            StatusCode::OK,
            page_of(&WorkshopsPage {
                f,
                made_up: room.made_up(),
                place: workspace.place.name.clone(),
                coming: workshops.iter().filter(|one| !is_past(one)).map(|one| row(words, one)).collect(),
                past,
                thread: Links::Thread(id.clone()).path(lang),
                agenda: Links::WorkshopsAgenda(id.clone()).path(lang),
                plan: may_run.then(|| Links::WorkshopNew(id.clone()).path(lang)),
                back: back.path(lang),
            }),
        ))
    };
    shown.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

fn row(words: &Words, workshop: &Workshop) -> WorkshopRow {
    let sheet = &workshop.sheet;
    let seats = words.count_with(
        "workshop-seats",
        workshop.expected().count(),
        "capacity",
        &words.whole(&u64::from(sheet.capacity)),
    );
    let label = workshop.state.label();
    let mut told =
        vec![span(words, sheet), sheet.place.clone(), words.t(&format!("workshop-state-{}", label.as_str()))];
    if matches!(label, Label::Planned | Label::Open) {
        told.push(seats);
    }
    WorkshopRow { href: Links::Workshop(workshop.id.to_string()).path(words.lang()), title: sheet.title.clone(), told }
}

pub async fn agenda(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let shown = async {
        let (room, workspace, workshops, _) = among(&state, lang, &entered, &id).await?;
        let name = room.words.t1("workshops-calendar", "place", workspace.place.name.as_str());
        Ok(calendar(&state, lang, name, &workshops.iter().collect::<Vec<_>>()))
    };
    shown.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

/// Workshops as a calendar.
pub fn calendar(state: &State, lang: Lang, name: String, workshops: &[&Workshop]) -> Response {
    let text = agenda::of_workshops(Words::of(lang), state.public_url(), name, workshops);
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"mosaique-ateliers.ics\""),
    ];
    private(StatusCode::OK, (headers, text).into_response())
}
