//! What is kept of oneself: a copy of it, and its erasure. Both ask that one signed in not long ago: a session left open on
//! a shared machine is not enough.

use axum::Router;
use axum::body::Body;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State as Extract};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use facts::Lang;
use press::page::{OwnDataPage, ToldPage};
use press::{Links, Words};
use programme::dossier::Dossier;
use programme::erasure::Fate;
use serde::Deserialize;
use store::ActError;
use store::erasures::Why;
use store::people::{Entered, Moment};
use tokio::sync::mpsc;

use super::Member;
use super::door::{cookie, query};
use crate::person_zip::Copy;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};
use crate::{chance, clock};

/// Seconds after which one signs in again before one's data is given or erased: half an hour.
const RECENT: i64 = 1_800;

pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        router = router
            .route(&Links::OwnData.path(lang), get(page).post(erase))
            .route(&Links::OwnDataFile.path(lang), post(file).get(back));
    }
    router
}

/// Nothing when one signed in not long ago; else, where one does.
async fn too_long_ago(state: &State, lang: Lang, entered: &Entered) -> Result<Option<Response>, Failure> {
    let now = state.now();
    let logins = state.0.store.people().logins(&entered.person.id, &now).await.map_err(Failure::internal)?;
    let since = logins.iter().find(|login| login.id == entered.login).map(|login| login.created_at.as_str());
    if since.is_some_and(|since| clock::after(since, RECENT) >= now) {
        return Ok(None);
    }
    let (sign_in, next) = (Links::SignIn.path(lang), query(&Links::OwnData.path(lang)));
    Ok(Some(Redirect::to(&format!("{sign_in}?next={next}")).into_response()))
}

async fn page(Extract(state): Extract<State>, uri: Uri, Member(entered): Member) -> Response {
    let lang = lang_of(uri.path());
    shown(&state, lang, &entered, Vec::new()).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn shown(state: &State, lang: Lang, entered: &Entered, errors: Vec<String>) -> Result<Response, Failure> {
    let words = Words::of(lang);
    let fates = state.0.store.erasures().fates(&entered.person.id).await.map_err(Failure::internal)?;
    let of = |fate: Fate| fates.iter().filter(move |(_, one)| *one == fate).map(|(dossier, _)| dossier);
    let names = |fate: Fate| of(fate).map(|dossier| dossier.place.name.clone()).collect();
    let f = state.desk_frame(lang, &Links::OwnData, words.t("own-data-title"));
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = OwnDataPage {
        f: f.under(&Links::Account, words.t("account-title")),
        address: entered.person.address.to_string(),
        go: names(Fate::Goes),
        stay: names(Fate::Stays),
        held: of(Fate::HoldsBack)
            .map(|dossier| (dossier.place.name.clone(), Links::Dossier(dossier.id.to_string()).path(lang)))
            .collect(),
        errors,
    };
    Ok(private(status, page_of(&page)))
}

/// Whoever signs in again comes back to the page: a file is asked for by its button.
async fn back(uri: Uri) -> Response {
    Redirect::to(&Links::OwnData.path(lang_of(uri.path()))).into_response()
}

async fn file(Extract(state): Extract<State>, uri: Uri, Member(entered): Member) -> Response {
    let lang = lang_of(uri.path());
    sent(&state, lang, &entered).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn sent(state: &State, lang: Lang, entered: &Entered) -> Result<Response, Failure> {
    if let Some(elsewhere) = too_long_ago(state, lang, entered).await? {
        return Ok(elsewhere);
    }
    let file = state.0.store.people().file(&entered.person.id).await.map_err(Failure::internal)?;
    let file = file.ok_or(Failure::NotFound)?;
    let (give, take) = mpsc::channel(2);
    let state = state.clone();
    tokio::spawn(async move {
        let copy = Copy {
            store: &state.0.store,
            shelf: state.0.share.shelf.as_ref(),
            words: Words::of(lang),
            site: state.public_url().as_str().to_owned(),
            now: state.now(),
        };
        if let Err(error) = copy.send(&file, &give).await {
            tracing::error!(error = format!("{error:#}"), "a copy of somebody's data was not finished");
            // The answer has begun: breaking it off is how its reader learns that it is not whole.
            let _ = give.send(Err(std::io::Error::other("not finished"))).await;
        }
    });
    let pieces = futures_util::stream::unfold(take, async |mut take| take.recv().await.map(|piece| (piece, take)));
    let headers = [
        (header::CONTENT_TYPE, "application/zip"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"mosaique-donnees.zip\""),
    ];
    Ok(private(StatusCode::OK, (headers, Body::from_stream(pieces)).into_response()))
}

/// What the form holds.
#[derive(Deserialize, Default)]
struct Sure {
    #[serde(default)]
    sure: String,
}

async fn erase(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    form: Result<Form<Sure>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let sure = match form {
        Ok(Form(form)) => form.sure == "yes",
        Err(rejection) => return Failure::Form(rejection.status()).page(&state, lang),
    };
    erased(&state, lang, &entered, sure).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn erased(state: &State, lang: Lang, entered: &Entered, sure: bool) -> Result<Response, Failure> {
    let words = Words::of(lang);
    if let Some(elsewhere) = too_long_ago(state, lang, entered).await? {
        return Ok(elsewhere);
    }
    if !sure {
        return shown(state, lang, entered, vec![words.t("own-data-not-sure")]).await;
    }
    let now = state.now();
    let moment = Moment { now: &now, salt: chance::salt().map_err(Failure::internal)? };
    let instance = state.instance();
    let session = |dossier: &Dossier| instance.session_of(dossier.session.as_str());
    let erasures = state.0.store.erasures();
    match erasures.person(&entered.person.id, Why::Asked { by_them: true }, &session, moment).await {
        Ok(_) => {}
        // The page says which dossiers.
        Err(ActError::Refused(_)) => return shown(state, lang, entered, vec![words.t("own-data-held")]).await,
        Err(error) => return Err(Failure::internal(error)),
    }
    if let Some(shelf) = &state.0.share.shelf
        && let Err(error) = erasures.sweep(shelf, &now).await
    {
        tracing::warn!(%error, "files are taken off the shelf at the next round");
    }
    let f = state.desk_frame(lang, &Links::OwnData, words.t("own-data-erased-title"));
    let paragraphs = vec![words.t("own-data-erased")];
    let page = page_of(&ToldPage { f, paragraphs, again: None, mailbox: None });
    Ok(private(StatusCode::OK, ([(header::SET_COOKIE, cookie(state, None))], page).into_response()))
}
