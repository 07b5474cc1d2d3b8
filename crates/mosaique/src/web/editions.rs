//! What laureates publish, for everybody: the list of editions, one of them, its data, its document.

use axum::Router;
use axum::extract::{Path, State as Extract};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use facts::Lang;
use press::page::{EditionCard, EditionPage, EditionView, EditionsPage, Section, corrected_by};
use press::{Links, Words, document};
use programme::edition::{Published, name};
use programme::workspace::{Origin, Workspace};
use programme::{Edition, Session, Slug};
use serde_json::json;

use super::documents::answer;
use super::error::{Failure, page_of};
use super::{State, lang_of};
use crate::documents::{file_name, print};
use crate::editions;

pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        let one = Links::Edition("{id}".into()).path(lang).replace("%7B", "{").replace("%7D", "}");
        router = router.route(&Links::Editions.path(lang), get(list)).route(&one, get(edition));
    }
    router
}

/// The editions in force, of every session, the newest first.
///
/// # Errors
/// When the store does not answer.
pub async fn in_force(state: &State) -> Result<Vec<Edition>, Failure> {
    let mut found = Vec::new();
    for session in &state.instance().sessions {
        let records = state.0.store.records::<Edition>();
        let all = records.of_session(session.identity.id.as_str()).await.map_err(Failure::internal)?;
        found.extend(editions::in_force(&all).cloned());
    }
    found.sort_by_key(|edition| std::cmp::Reverse(edition.published.as_ref().map(|published| published.at)));
    Ok(found)
}

/// An edition as a line of a list.
pub fn card(words: &Words, edition: &Edition) -> Option<EditionCard> {
    let Published { at, content, .. } = edition.published.as_ref()?;
    Some(EditionCard {
        href: Links::Edition(edition.id.to_string()).path(words.lang()),
        title: content.title.clone(),
        about: format!("{} – {}", content.territory, words.say(&content.stage)),
        when: words.moment(&at.to_string()),
    })
}

/// The editions in force of a laureate that the files of a session name, the newest first.
///
/// # Errors
/// When the store does not answer.
pub async fn of_laureate(state: &State, session: &Session, laureate: &Slug) -> Result<Vec<Edition>, Failure> {
    let (store, id) = (&state.0.store, session.identity.id.as_str());
    let spaces = store.records::<Workspace>().of_session(id).await.map_err(Failure::internal)?;
    let origin = Origin::Laureate { laureate: laureate.clone() };
    let Some(space) = spaces.into_iter().find(|space| space.origin == origin) else { return Ok(Vec::new()) };
    let all = store.records::<Edition>().of_parent(space.id.as_str()).await.map_err(Failure::internal)?;
    let mut found: Vec<Edition> = editions::in_force(&all).cloned().collect();
    found.sort_by_key(|edition| std::cmp::Reverse(edition.published.as_ref().map(|published| published.at)));
    Ok(found)
}

async fn list(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    let words = Words::of(lang);
    let shown = async {
        let editions = in_force(&state).await?;
        let f = state.frame(lang, &Links::Editions, Section::Laureates, words.t("editions-title"));
        let f = f.under(&Links::Laureates, words.t("nav-laureates"));
        let editions = editions.iter().filter_map(|edition| card(words, edition)).collect();
        Ok(page_of(&EditionsPage { f, editions }))
    };
    shown.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

/// An edition, with those of the same workspace; not found before it is published.
async fn found(state: &State, id: &str) -> Result<(Edition, Published, Vec<Edition>), Failure> {
    let records = state.0.store.records::<Edition>();
    let edition = records.find(id).await.map_err(Failure::internal)?.ok_or(Failure::NotFound)?;
    let published = edition.published.clone().ok_or(Failure::NotFound)?;
    let siblings = records.of_parent(edition.workspace.as_str()).await.map_err(Failure::internal)?;
    Ok((edition, published, siblings))
}

async fn edition(Extract(state): Extract<State>, uri: Uri, headers: HeaderMap, Path(asked): Path<String>) -> Response {
    let lang = lang_of(uri.path());
    let (id, suffix) = asked.split_once('.').unwrap_or((&asked, ""));
    let shown = match suffix {
        "" => page(&state, lang, id).await,
        "json" => data(&state, id).await,
        "pdf" => paper(&state, lang, &headers, id).await,
        _ => Err(Failure::NotFound),
    };
    shown.unwrap_or_else(|failure| failure.page(&state, lang))
}

fn told(words: &Words, edition: &Edition, published: &Published) -> String {
    let when = words.moment(&published.at.to_string());
    words.with("edition-published", &[("number", edition.number.to_string()), ("when", when)])
}

async fn page(state: &State, lang: Lang, id: &str) -> Result<Response, Failure> {
    let (edition, published, siblings) = found(state, id).await?;
    let words = Words::of(lang);
    let at = |id: &str| Links::Edition(id.to_owned()).path(lang);
    let before = edition.number.checked_sub(1).and_then(|number| name(&edition.workspace, &edition.stage, number));
    let corrects = edition
        .corrects
        .as_ref()
        .zip(before)
        .map(|(reason, before)| (words.t1("edition-corrects", "reason", reason.as_str()), at(before.as_str())));
    let later = corrected_by(&edition, &siblings);
    let links = Links::Edition(id.to_owned());
    let f = state.frame(lang, &links, Section::Laureates, published.content.title.clone());
    let file = |suffix: &str| at(&format!("{id}.{suffix}"));
    Ok(page_of(&EditionPage {
        f: f.under(&Links::Editions, words.t("editions-title")),
        made_up: state.made_up(words, &edition.session),
        edition: EditionView::new(words, &published.content),
        published: told(words, &edition, &published),
        corrects,
        corrected: later.map(|later| (at(later.id.as_str()), words.t("edition-corrected"))),
        digest: published.digest.to_string(),
        files: vec![(file("pdf"), words.t("edition-file-pdf")), (file("json"), words.t("edition-file-json"))],
    }))
}

/// An edition as data: what it is, its content, its digest.
pub fn as_json(edition: &Edition, published: &Published) -> serde_json::Value {
    json!({
        "edition": edition.id,
        "workspace": edition.workspace,
        "session": edition.session,
        "stage": edition.stage,
        "number": edition.number,
        "corrects": edition.corrects,
        "published": published.at,
        "sha256": published.digest,
        "content": published.content,
    })
}

async fn data(state: &State, id: &str) -> Result<Response, Failure> {
    let (edition, published, _) = found(state, id).await?;
    let mut text = serde_json::to_string_pretty(&as_json(&edition, &published)).map_err(Failure::internal)?;
    text.push('\n');
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600")),
    ];
    Ok((headers, text).into_response())
}

async fn paper(state: &State, lang: Lang, headers: &HeaderMap, id: &str) -> Result<Response, Failure> {
    let (edition, published, siblings) = found(state, id).await?;
    let words = Words::of(lang);
    let corrected = corrected_by(&edition, &siblings).map(|_| words.t("edition-corrected"));
    let around = (state.made_up(words, &edition.session), told(words, &edition, &published), corrected);
    let path = format!("{}.pdf#{}", Links::Edition(id.to_owned()).path(lang), around.2.is_some());
    let file = file_name(&["edition", &published.content.territory, edition.stage.as_str()], lang);
    let id = id.to_owned();
    let made = move |issue: &document::Issue| print(&document::edition(words, issue, &id, &published.content, around));
    answer(state, headers, path, &file, made).await
}
