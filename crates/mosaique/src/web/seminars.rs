//! The seminars of sessions, for everybody: those that are announced, one of them, its data, its event for a calendar.

use axum::Router;
use axum::extract::{Path, State as Extract};
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use facts::Lang;
use press::page::{Section, SeminarCard, SeminarPage, SeminarView, SeminarsPage};
use press::{Links, Words, agenda};
use programme::seminar::{Seminar, State as Stage};
use programme::{Edition, Session};
use serde_json::json;

use super::error::{Failure, page_of};
use super::headers::FRESH;
use super::{State, lang_of};
use crate::editions;

pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        let one = Links::Seminar("{id}".into()).path(lang).replace("%7B", "{").replace("%7D", "}");
        router = router.route(&Links::Seminars.path(lang), get(list)).route(&one, get(seminar));
    }
    router
}

async fn list(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    let words = Words::of(lang);
    let shown = async {
        let mut all = Vec::new();
        for session in &state.instance().sessions {
            let records = state.0.store.records::<Seminar>();
            all.extend(records.of_session(session.identity.id.as_str()).await.map_err(Failure::internal)?);
        }
        all.retain(|seminar| seminar.announced.is_some());
        all.sort_by_key(|seminar| std::cmp::Reverse(seminar.sheet.zone.instant(seminar.sheet.begins)));
        let f = state.frame(lang, &Links::Seminars, Section::Laureates, words.t("seminars-title"));
        let f = f.under(&Links::Laureates, words.t("nav-laureates"));
        let card = |one: &Seminar| SeminarCard::new(words, one, Links::Seminar(one.id.to_string()).path(lang));
        Ok(page_of(&SeminarsPage { f, seminars: all.iter().map(card).collect() }))
    };
    shown.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

/// A seminar that is announced, with its session.
async fn found(state: &State, id: &str) -> Result<(Seminar, &'static Session), Failure> {
    let found = state.0.store.records::<Seminar>().find(id).await.map_err(Failure::internal)?;
    let seminar = found.filter(|seminar| seminar.announced.is_some()).ok_or(Failure::NotFound)?;
    let session = state.instance().in_force(seminar.session.as_str()).ok_or(Failure::NotFound)?.session;
    Ok((seminar, session))
}

async fn seminar(Extract(state): Extract<State>, uri: Uri, Path(asked): Path<String>) -> Response {
    let lang = lang_of(uri.path());
    let (id, suffix) = asked.split_once('.').unwrap_or((&asked, ""));
    let shown = match suffix {
        "" => page(&state, lang, id).await,
        "json" => data(&state, id).await,
        "ics" => event(&state, lang, id).await,
        _ => Err(Failure::NotFound),
    };
    shown.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn page(state: &State, lang: Lang, id: &str) -> Result<Response, Failure> {
    let (seminar, session) = found(state, id).await?;
    let words = Words::of(lang);
    let all = state.0.store.records::<Edition>().of_session(seminar.session.as_str()).await;
    let all = all.map_err(Failure::internal)?;
    let edition = |edition: &Edition| {
        let published = edition.published.as_ref()?;
        let href = Links::Edition(edition.id.to_string()).path(lang);
        Some((href, format!("{} – {}", published.content.territory, published.content.title)))
    };
    let at_stage = editions::in_force(&all).filter(|edition| edition.stage == seminar.sheet.stage);
    let links = Links::Seminar(id.to_owned());
    let file = |suffix: &str| Links::Seminar(format!("{id}.{suffix}")).path(lang);
    let later = seminar.announced.is_some_and(|announced| announced < seminar.changed);
    Ok(page_of(&SeminarPage {
        f: (state.frame(lang, &links, Section::Laureates, seminar.sheet.title.clone()))
            .under(&Links::Seminars, words.t("seminars-title")),
        made_up: state.made_up(words, &seminar.session),
        seminar: SeminarView::new(words, session, &seminar),
        changed: later.then(|| words.t1("seminar-changed", "when", words.moment(&seminar.changed.to_string()))),
        editions: at_stage.filter_map(edition).collect(),
        files: (file("ics"), file("json")),
    }))
}

async fn data(state: &State, id: &str) -> Result<Response, Failure> {
    let (seminar, _) = found(state, id).await?;
    let told = match &seminar.state {
        Stage::Held { told } => Some(told),
        _ => None,
    };
    let called_off = match &seminar.state {
        Stage::CalledOff { reason } => Some(reason),
        _ => None,
    };
    let value = json!({
        "seminar": seminar.id,
        "session": seminar.session,
        "announced": seminar.announced,
        "changed": seminar.changed,
        "called_off": called_off,
        "sheet": seminar.sheet,
        "told": told,
    });
    let mut text = serde_json::to_vec_pretty(&value).map_err(Failure::internal)?;
    text.push(b'\n');
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, FRESH)];
    Ok((headers, text).into_response())
}

async fn event(state: &State, lang: Lang, id: &str) -> Result<Response, Failure> {
    let (seminar, session) = found(state, id).await?;
    let item = editions::seminar_item(&seminar).ok_or(Failure::NotFound)?;
    let text = agenda::of_item(Words::of(lang), state.public_url(), session, &item).ok_or(Failure::NotFound)?;
    let headers = [(header::CONTENT_TYPE, "text/calendar; charset=utf-8"), (header::CACHE_CONTROL, FRESH)];
    Ok((headers, text).into_response())
}
