//! The progress of all the laureates of a session, for who follows them: what is late, what is blocked, and why.

use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use facts::Lang;
use press::links::SessionPart;
use press::page::{FollowUpPage, FollowUpRow};
use press::{Links, Words, telling};
use programme::calendar::{Date, Zone};
use programme::progress::{MONTHS, Reach, Report, Stand, terms};
use programme::role::Right;
use programme::workspace::Workspace;
use store::people::Entered;

use super::{stand, title};
use crate::web::desk::Member;
use crate::web::desk::workspaces::Workroom;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(session): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    shown(&state, lang, &entered, &session).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn shown(state: &State, lang: Lang, entered: &Entered, session: &str) -> Result<Response, Failure> {
    let room = Workroom::of(state, lang, entered, session)?;
    if !room.may_all(Right::FollowUp) {
        return Err(Failure::NotFound);
    }
    let words = room.words;
    let store = &state.0.store;
    let workspaces = store.records::<Workspace>().of_session(session).await.map_err(Failure::internal)?;
    let reports = store.records::<Report>().of_session(session).await.map_err(Failure::internal)?;
    let today = Zone::Paris.day(room.now);
    let mut rows: Vec<(bool, usize, FollowUpRow)> = workspaces
        .iter()
        .map(|workspace| {
            let own: Vec<Report> = reports.iter().filter(|r| r.workspace == workspace.id).cloned().collect();
            row(words, workspace, &own, today)
        })
        .collect();
    // What is late first, then what is blocked.
    rows.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then_with(|| a.2.name.cmp(&b.2.name)));
    let late = rows.iter().filter(|(late, ..)| *late).count();
    let blocked: usize = rows.iter().map(|(_, blocked, _)| blocked).sum();
    let title_of = words.say(&room.session.identity.title);
    let f = state.desk_frame(lang, &Links::FollowUp(session.to_owned()), words.t("follow-up-title"));
    let f = f.under(&Links::Workspaces(session.to_owned()), words.t("workspaces-title"));
    let page = FollowUpPage {
        f: f.under(&Links::Session(session.to_owned(), SessionPart::Overview), title_of.clone()),
        session: title_of,
        made_up: room.made_up(),
        columns: MONTHS.iter().map(|months| title(words, *months)).collect(),
        rows: rows.into_iter().map(|(.., row)| row).collect(),
        told: vec![words.count("follow-up-late-count", late), words.count("follow-up-blocked-count", blocked)],
    };
    Ok(private(StatusCode::OK, page_of(&page)))
}

/// A laureate: whether something is late, how much is blocked, and in words.
fn row(words: &Words, workspace: &Workspace, reports: &[Report], today: Date) -> (bool, usize, FollowUpRow) {
    let terms = terms(workspace, reports, today);
    let cell = |months: &u16| match terms.iter().find(|term| term.months == *months) {
        Some(term) => {
            let values = [("stand", stand(words, term.stand)), ("day", press::news::day(words, term.due))];
            words.with("follow-up-term", &values)
        }
        None => words.t("follow-up-no-term"),
    };
    let late = terms.iter().filter(|term| term.stand == Stand::Late).count();
    let promises = workspace.promises.values().filter(|promise| Workspace::is_late(promise, today)).count();
    let mut told = Vec::new();
    told.extend((late > 0).then(|| words.count("follow-up-late-reports", late)));
    told.extend((promises > 0).then(|| words.count("follow-up-late-promises", promises)));
    let deposited = reports.iter().filter_map(|report| Some((report.months, report.deposited.as_ref()?)));
    let last = deposited.max_by_key(|(months, _)| *months).map(|(_, deposited)| deposited);
    let counts = last.map_or_else(
        || words.t("follow-up-no-report"),
        |last| {
            let counts = Reach::CHOICES.iter().zip(last.counts()).filter(|(_, n)| *n > 0);
            let of = |((_, reach), n): (&(&str, Reach), usize)| {
                words.with("colon", &[("name", telling::reach(words, *reach)), ("value", words.number(n as f64, 0))])
            };
            counts.map(of).collect::<Vec<_>>().join(", ")
        },
    );
    let blocked: Vec<(String, String)> = last
        .map(|last| last.blocked().into_iter().map(|(what, why)| (what.to_owned(), why.to_owned())).collect())
        .unwrap_or_default();
    let is_late = !told.is_empty();
    let row = FollowUpRow {
        href: Links::Progress(workspace.id.to_string()).path(words.lang()),
        name: workspace.place.name.clone(),
        terms: MONTHS.iter().map(cell).collect(),
        late: told.join(", "),
        counts,
        blocked,
    };
    (is_late, row.blocked.len(), row)
}
