//! The documents of the site, as PDF.

use std::hash::{DefaultHasher, Hasher};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State as Extract};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use facts::Lang;
use press::document::{Issue, SessionPaper};
use press::{Links, Words};
use quick_cache::sync::Cache;
use tokio::sync::Semaphore;

use super::error::Failure;
use super::{State, lang_of, work};
use crate::documents::{file_name, issue, portrait_sheet, session_paper};

/// The addresses of the documents.
pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        let sheet = format!(
            "/{}/{}/{{token}}/{}",
            lang.code(),
            Words::of(lang).t("path-territories"),
            Words::of(lang).t("path-portrait-sheet")
        );
        router = router.route(&sheet, get(portrait));
        for paper in SessionPaper::ALL {
            let file = Words::of(lang).t(paper.path_key());
            let at = |key: &str| format!("/{}/{}", lang.code(), Words::of(lang).t(key));
            let newest = move |Extract(state): Extract<State>| async move {
                let id = state.session().identity.id.to_string();
                Redirect::temporary(&Links::Paper(id, paper).path(lang)).into_response()
            };
            let serve = move |state: Extract<State>, headers: HeaderMap, Path(id): Path<String>| {
                session(state, headers, lang, id, paper)
            };
            router = router
                .route(&format!("{}/{file}", at("path-session")), get(newest))
                .route(&format!("{}/{{id}}/{file}", at("path-sessions")), get(serve));
        }
    }
    router
}

/// A document in memory, with what tells it from another.
#[derive(Clone)]
pub struct Stored {
    pdf: Bytes,
    tag: HeaderValue,
}

/// What is asked: which document, in which language, on which day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Asked {
    path: String,
    issue: Issue,
}

/// The last documents printed.
pub type Kept = Cache<Asked, Stored>;

/// How many documents are kept: some hundreds of kilobytes each.
const MOST_KEPT: usize = 64;
/// How many are printed at a time: each keeps a processor busy, and pages must be served meanwhile.
static PRINTED_AT_A_TIME: Semaphore = Semaphore::const_new(1);

/// None yet.
pub fn kept() -> Kept {
    Cache::new(MOST_KEPT)
}

/// The portrait sheet of a territory.
async fn portrait(Extract(state): Extract<State>, uri: Uri, headers: HeaderMap, Path(token): Path<String>) -> Response {
    let lang = lang_of(uri.path());
    let printed = async {
        let territory = state.territory(&token).await?;
        let links = Links::PortraitSheet(territory.token.clone());
        if territory.token != token {
            return Ok(Redirect::to(&links.path(lang)).into_response());
        }
        let name = file_name(&["portrait", &territory.name, territory.code.as_deref().unwrap_or_default()], lang);
        let instance = state.instance();
        let print = move |issue: &Issue| portrait_sheet(instance, lang, territory, issue);
        answer(&state, &headers, links.path(lang), &name, print).await
    };
    printed.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

/// A document of a session.
async fn session(
    Extract(state): Extract<State>,
    headers: HeaderMap,
    lang: Lang,
    id: String,
    paper: SessionPaper,
) -> Response {
    let instance = state.instance();
    let Some(session) = instance.session_of(&id) else { return Failure::NotFound.page(&state, lang) };
    let stem = Words::of(lang).t(paper.path_key());
    let name = file_name(&[stem.trim_end_matches(".pdf"), &id], lang);
    // A revision of the call is another document.
    let revision = instance.in_force(&id).map_or(0, |call| call.revisions.len());
    let path = format!("{}#{revision}", Links::Paper(id, paper).path(lang));
    let print = move |issue: &Issue| session_paper(instance, session, lang, paper, issue);
    answer(&state, &headers, path, &name, print).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

/// The document at a path: as it was kept, or printed now. Who has it already is told so.
pub async fn answer(
    state: &State,
    headers: &HeaderMap,
    path: String,
    name: &str,
    print: impl FnOnce(&Issue) -> anyhow::Result<Vec<u8>> + Send + 'static,
) -> Result<Response, Failure> {
    let asked = Asked { path, issue: issue(Some(state.public_url().to_string())) };
    let issue = asked.issue.clone();
    let printed = state.0.documents.get_or_insert_async(&asked, async {
        let _turn = PRINTED_AT_A_TIME.acquire().await.map_err(Failure::internal)?;
        let pdf = work(move || print(&issue)).await?.map_err(|error| Failure::internal(format!("{error:#}")))?;
        let mut hasher = DefaultHasher::new();
        hasher.write(&pdf);
        let tag = HeaderValue::from_str(&format!("\"{:016x}\"", hasher.finish())).map_err(Failure::internal)?;
        Ok::<_, Failure>(Stored { pdf: pdf.into(), tag })
    });
    let Stored { pdf, tag } = printed.await?;
    let known = headers.get_all(header::IF_NONE_MATCH).iter().any(|known| *known == tag);
    let kept = [(header::ETAG, tag), (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"))];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    let shown = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")),
    ];
    Ok((kept, shown, pdf).into_response())
}
