//! Entering by a link sent to one's mailbox.
//!
//! Whoever asks is told the same whether the address is known or not. Following the link changes nothing: a program that
//! follows the links of a mail does not use it up; the button does.

use axum::Router;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Path, Query, State as Extract};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::get;
use facts::Lang;
use press::page::{ButtonPage, SignInPage, ToldPage};
use press::{Links, Words};
use serde::Deserialize;
use store::people::{How, Moment, Opening};
use store::{EmailAddress, Token};

use super::door::{self, cookie, local, query};
use super::provider::CLAIM;
use crate::mail::letters;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::share::subscription::{client, explain};
use crate::web::{State, lang_of};
use crate::{chance, clock, passkey};

/// Seconds for which a link to enter is good: half an hour.
pub const GOOD: i64 = 1_800;

pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        router = router
            .route(&Links::SignIn.path(lang), get(form).post(ask))
            .route(&Links::SignInSent.path(lang), get(sent))
            .route(&Links::Enter("{token}".into()).path(lang), get(enter_form).post(enter));
    }
    router
}

/// What the address says; a query that cannot be read says nothing.
type Asked = Result<Query<Asking>, QueryRejection>;

/// What the form holds, and the address.
#[derive(Deserialize, Default)]
struct Asking {
    #[serde(default)]
    address: String,
    #[serde(default)]
    next: String,
    /// Nobody sees this field; programs that fill all they find give themselves away.
    #[serde(default)]
    website: String,
}

async fn form(Extract(state): Extract<State>, uri: Uri, asked: Asked) -> Response {
    let next = asked.ok().and_then(|Query(asked)| local(&asked.next)).unwrap_or_default();
    asking_page(&state, lang_of(uri.path()), String::new(), next, Vec::new())
}

fn asking_page(state: &State, lang: Lang, address: String, next: String, errors: Vec<String>) -> Response {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let key = if errors.is_empty() { "sign-in-title" } else { "error-request-title" };
    let f = state.desk_frame(lang, &Links::SignIn, Words::of(lang).t(key));
    let going = with_next(&Links::Provider.path(lang), &next);
    let provider = state.0.share.provider.as_ref().map(|provider| (provider.name().to_owned(), going));
    let passkeys = passkey::Site::new(state.public_url()).is_some();
    private(status, page_of(&SignInPage { f, address, next, errors, provider, passkeys }))
}

async fn ask(Extract(state): Extract<State>, parts: Parts, form: Result<Form<Asking>, FormRejection>) -> Response {
    let lang = lang_of(parts.uri.path());
    let words = Words::of(lang);
    let asking = match form {
        Ok(Form(asking)) => asking,
        Err(rejection) => return Failure::Form(rejection.status()).page(&state, lang),
    };
    let next = local(&asking.next).unwrap_or_default();
    let address: EmailAddress = match asking.address.parse() {
        Ok(address) => address,
        Err(error) => {
            let given = asking.address.chars().take(254).collect();
            return asking_page(&state, lang, given, next, vec![explain(words, &error)]);
        }
    };
    let done = Redirect::to(&Links::SignInSent.path(lang)).into_response();
    if !asking.website.is_empty() {
        return done;
    }
    if !state.0.doors.allows(client(&state, &parts), clock::seconds(&state.now())) {
        return too_often(&state, lang);
    }
    match send_link(&state, &address, lang, &next).await {
        Ok(()) => done,
        Err(error) => Failure::internal(error).page(&state, lang),
    }
}

/// What is told to who asks too often.
pub fn too_often(state: &State, lang: Lang) -> Response {
    let words = Words::of(lang);
    let f = state.desk_frame(lang, &Links::SignIn, words.t("error-too-often-title"));
    let page = ToldPage { f, paragraphs: vec![words.t("error-too-often")], again: None, mailbox: None };
    let page = private(StatusCode::TOO_MANY_REQUESTS, page_of(&page));
    ([(header::RETRY_AFTER, "3600")], page).into_response()
}

/// Sends a link to enter.
pub async fn send_link(state: &State, address: &EmailAddress, lang: Lang, next: &str) -> anyhow::Result<()> {
    let now = state.now();
    let token = chance::token()?;
    let href = state.public_url().absolute(&with_next(&Links::Enter(token.as_str().to_owned()).path(lang), next));
    let mail = letters::enter(state.public_url(), address, lang, &token, &href);
    let until = clock::after(&now, GOOD);
    if state.0.store.people().ask(address, lang, &token, (&now, &until), &mail).await? {
        state.0.share.wake.notify_one();
    }
    Ok(())
}

pub fn with_next(path: &str, next: &str) -> String {
    if next.is_empty() { path.to_owned() } else { format!("{path}?next={}", query(next)) }
}

async fn sent(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    told(
        &state,
        lang,
        &Links::SignInSent,
        StatusCode::OK,
        "sign-in-sent-title",
        &["sign-in-sent", "sign-in-sent-nothing"],
    )
}

fn told(state: &State, lang: Lang, links: &Links, status: StatusCode, title: &str, paragraphs: &[&str]) -> Response {
    let words = Words::of(lang);
    let f = state.desk_frame(lang, links, words.t(title));
    let paragraphs = paragraphs.iter().map(|key| words.t(key)).collect();
    let mailbox = state.0.share.mailbox.as_ref().map(|_| Links::Mailbox.path(lang));
    let again = Some((Links::SignIn.path(lang), words.t("sign-in-again")));
    private(status, page_of(&ToldPage { f, paragraphs, again, mailbox }))
}

fn stale(state: &State, lang: Lang) -> Response {
    told(state, lang, &Links::SignIn, StatusCode::NOT_FOUND, "sign-in-stale-title", &["sign-in-stale"])
}

async fn enter_form(Extract(state): Extract<State>, uri: Uri, Path(token): Path<String>, asked: Asked) -> Response {
    let lang = lang_of(uri.path());
    let words = Words::of(lang);
    let Ok(good) = token.parse::<Token>() else { return stale(&state, lang) };
    match state.0.store.people().asked(&good, &state.now()).await {
        Ok(Some(address)) => {
            let links = Links::Enter(token);
            let next = asked.ok().and_then(|Query(asked)| local(&asked.next)).unwrap_or_default();
            let f = state.desk_frame(lang, &links, words.t("sign-in-enter-title"));
            let text = words.t1("sign-in-enter", "address", address.as_str());
            let page = ButtonPage {
                f,
                text,
                action: with_next(&links.path(lang), &next),
                button: words.t("sign-in-enter-button"),
            };
            private(StatusCode::OK, page_of(&page))
        }
        Ok(None) => stale(&state, lang),
        Err(error) => Failure::internal(error).page(&state, lang),
    }
}

async fn enter(
    Extract(state): Extract<State>,
    uri: Uri,
    Path(token): Path<String>,
    asked: Asked,
    headers: HeaderMap,
) -> Response {
    let lang = lang_of(uri.path());
    let Ok(token) = token.parse::<Token>() else { return stale(&state, lang) };
    let now = state.now();
    let done = async {
        let (login, id, salt) = (chance::token()?, chance::person()?, chance::salt()?);
        let expires_at = clock::after(&now, door::OPEN);
        let opening =
            Opening { login: &login, id: &id, how: How::Link, device: device(&headers), expires_at: &expires_at };
        let moment = Moment { now: &now, salt };
        let Some(person) = state.0.store.people().enter(&token, opening, moment).await? else { return Ok(None) };
        door::renew(&state, &headers).await?;
        // An account of the provider that waited for this proof, in this browser.
        if let Some(claim) = door::held_as(&state, &headers, CLAIM) {
            state.0.store.providers().prove(&claim, &person, Moment { now: &now, salt: chance::salt()? }).await?;
        }
        anyhow::Ok(Some(login))
    };
    match done.await {
        Ok(Some(login)) => {
            let next =
                asked.ok().and_then(|Query(asked)| local(&asked.next)).unwrap_or_else(|| Links::Account.path(lang));
            let given = [cookie(&state, Some(&login)), door::short_cookie(&state, CLAIM, None)];
            (AppendHeaders(given.map(|given| (header::SET_COOKIE, given))), Redirect::to(&next)).into_response()
        }
        Ok(None) => stale(&state, lang),
        Err(error) => Failure::internal(error).page(&state, lang),
    }
}

/// The device, as its browser says.
pub fn device(headers: &HeaderMap) -> &str {
    headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
