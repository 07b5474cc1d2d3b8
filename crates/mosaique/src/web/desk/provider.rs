//! Entering by a provider of identities: going there, coming back, leaving.
//!
//! What ties who comes back to who went is a cookie of this browser: the state, the nonce and the verifier are worked out
//! from it, and it is good once, for ten minutes. One goes there by a link, not by a form: browsers hold the redirections of
//! a form to the sites of its page, and a provider sends people on to others.

use axum::Router;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State as Extract};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::get;
use facts::Lang;
use press::page::ToldPage;
use press::{Links, Words};
use serde::Deserialize;
use store::Token;
use store::people::{How, Moment, Opening, Person};
use store::providers::{Attempt, Binding, Entering};

use super::door::{self, cookie, held_as, local, short_cookie};
use super::sign_in::{device, send_link, too_often};
use crate::provider::{BACK, Fault, LEFT, Provider, Told};
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::share::subscription::client;
use crate::web::{State, lang_of, preferred_lang};
use crate::{chance, clock};

/// The name of what a browser holds while it is at the provider.
const GOING: &str = "-provider";
/// The name of what a browser holds while its account waits for a proof of its address.
pub const CLAIM: &str = "-claim";
/// Seconds within which one comes back: ten minutes.
const GOOD: i64 = 600;
/// Seconds within which the address of an account is proved: half an hour, as a link.
const PROVED_WITHIN: i64 = 1_800;

pub fn routes() -> Router<State> {
    let router = Router::new().route(BACK, get(back)).route(LEFT, get(come_home));
    Lang::ALL.into_iter().fold(router, |router, lang| router.route(&Links::Provider.path(lang), get(go)))
}

/// Where one wants to go afterwards, and whether it is to bind an account to one's space.
#[derive(Deserialize, Default)]
struct Going {
    #[serde(default)]
    next: String,
    #[serde(default)]
    attach: String,
}

async fn go(Extract(state): Extract<State>, parts: Parts, going: Result<Query<Going>, QueryRejection>) -> Response {
    let lang = lang_of(parts.uri.path());
    let Some(provider) = state.0.share.provider.clone() else { return Failure::NotFound.page(&state, lang) };
    let sign_in = || Redirect::to(&Links::SignIn.path(lang)).into_response();
    // Another site does not send people in: it could have them enter without their knowing.
    let site = parts.headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
    if site.is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return sign_in();
    }
    let now = state.now();
    if !state.0.tries.allows(client(&state, &parts), clock::seconds(&now)) {
        return too_often(&state, lang);
    }
    let going = going.map(|Query(going)| going).unwrap_or_default();
    let person = match (going.attach.as_str(), door::entered(&state, &parts.headers).await) {
        ("", _) => None,
        (_, Ok(Some(entered))) if door::is_fresh(&entered, &now) => Some(entered.person.id),
        (_, Ok(Some(_))) => return super::ways::stale(&state, lang),
        (_, Ok(None)) => return sign_in(),
        (_, Err(failure)) => return failure.page(&state, lang),
    };
    let attempt = Attempt { person, lang, next: local(&going.next).unwrap_or_default() };
    let until = clock::after(&now, GOOD);
    let begun = async {
        let token = chance::token().map_err(Failure::internal)?;
        let address = provider.address(&token, clock::seconds(&now)).await.map_err(Wrong::Fault)?;
        let kept = state.0.store.providers().begin(&token, &attempt, (&now, &until)).await;
        kept.map_err(Failure::internal)?;
        Ok::<_, Wrong>((token, address))
    };
    match begun.await {
        Ok((token, address)) => {
            let cookie = [(header::SET_COOKIE, short_cookie(&state, GOING, Some((&token, GOOD))))];
            let page = private(StatusCode::SEE_OTHER, [(header::LOCATION, address)].into_response());
            (cookie, page).into_response()
        }
        Err(Wrong::Fault(fault)) => told_fault(&state, lang, &provider, &fault),
        Err(Wrong::Ours(failure)) => failure.page(&state, lang),
    }
}

/// Of whom the fault is: theirs or ours.
enum Wrong {
    Fault(Fault),
    Ours(Failure),
}

impl From<Failure> for Wrong {
    fn from(failure: Failure) -> Self {
        Self::Ours(failure)
    }
}

/// What the provider sends back.
#[derive(Deserialize, Default)]
struct Back {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    error: String,
    iss: Option<String>,
}

async fn back(Extract(state): Extract<State>, parts: Parts, back: Result<Query<Back>, QueryRejection>) -> Response {
    let lang = preferred_lang(&parts.headers);
    let Some(provider) = state.0.share.provider.clone() else { return Failure::NotFound.page(&state, lang) };
    let back = back.map(|Query(back)| back).unwrap_or_default();
    let mut answer = match come_back(&state, &provider, &parts.headers, &back, lang).await {
        Ok(answer) => answer,
        Err((lang, Wrong::Fault(fault))) => told_fault(&state, lang, &provider, &fault),
        Err((lang, Wrong::Ours(failure))) => failure.page(&state, lang),
    };
    // Good once, whatever came of it.
    answer.headers_mut().append(header::SET_COOKIE, short_cookie(&state, GOING, None));
    answer
}

async fn come_back(
    state: &State,
    provider: &Provider,
    headers: &HeaderMap,
    back: &Back,
    lang: Lang,
) -> Result<Response, (Lang, Wrong)> {
    let now = state.now();
    let stale = |lang| Ok(told(state, lang, provider, StatusCode::BAD_REQUEST, "stale"));
    let ours = |error: &dyn std::fmt::Display| Wrong::Ours(Failure::internal(error));
    let Some(token) = held_as(state, headers, GOING) else { return stale(lang) };
    let attempt = state.0.store.providers().take(&token, &now).await.map_err(|error| (lang, ours(&error)))?;
    let Some(attempt) = attempt else { return stale(lang) };
    let lang = attempt.lang;
    let from_elsewhere = back.iss.as_ref().is_some_and(|iss| iss != provider.issuer());
    if !Provider::is_state_of(&token, &back.state) || from_elsewhere {
        return stale(lang);
    }
    if !back.error.is_empty() || back.code.is_empty() {
        let known = matches!(back.error.as_str(), "access_denied" | "login_required" | "consent_required");
        tracing::info!(refused = known, "the provider sent somebody back without a code");
        return Ok(told(state, lang, provider, StatusCode::FORBIDDEN, "denied"));
    }
    let said = provider.told(&token, &back.code, clock::seconds(&now)).await;
    let said = said.map_err(|fault| (lang, Wrong::Fault(fault)))?;
    let answer = match &attempt.person {
        Some(_) => attach(state, provider, headers, &attempt, &said).await,
        None => enter(state, provider, headers, &attempt, &said).await,
    };
    answer.map_err(|error| (lang, ours(&error)))
}

/// Binds the account to the space from which one went, if it is still open here.
async fn attach(
    state: &State,
    provider: &Provider,
    headers: &HeaderMap,
    attempt: &Attempt,
    said: &Told,
) -> anyhow::Result<Response> {
    let (now, lang) = (state.now(), attempt.lang);
    let entered = door::entered(state, headers).await.map_err(|_| anyhow::anyhow!("who is here is not known"))?;
    let Some(entered) = entered.filter(|entered| Some(&entered.person.id) == attempt.person.as_ref()) else {
        return Ok(told(state, lang, provider, StatusCode::BAD_REQUEST, "stale"));
    };
    let moment = Moment { now: &now, salt: chance::salt()? };
    match state.0.store.providers().attach(&said.account, &entered.person.id, moment).await? {
        Binding::Done => Ok(Redirect::to(&format!("{}#ways", Links::Account.path(lang))).into_response()),
        Binding::Taken => Ok(told(state, lang, provider, StatusCode::CONFLICT, "taken")),
    }
}

/// Lets in the holder of the account, or has them prove their address first.
async fn enter(
    state: &State,
    provider: &Provider,
    headers: &HeaderMap,
    attempt: &Attempt,
    said: &Told,
) -> anyhow::Result<Response> {
    let (now, lang) = (state.now(), attempt.lang);
    let (login, id, salt) = (chance::token()?, chance::person()?, chance::salt()?);
    let expires_at = clock::after(&now, door::OPEN);
    let opening =
        Opening { login: &login, id: &id, how: How::Provider, device: device(headers), expires_at: &expires_at };
    let verified = said.address.as_ref().filter(|(_, verified)| *verified).map(|(address, _)| (address, lang));
    let providers = state.0.store.providers();
    let entering = providers.enter(&said.account, verified, opening, Moment { now: &now, salt });
    match entering.await? {
        Entering::In(person) => {
            door::renew(state, headers).await?;
            name_them(state, &person, &said.name).await?;
            state.0.store.providers().note_session(&login, provider.issuer(), &said.id_token).await?;
            let next = local(&attempt.next).unwrap_or_else(|| Links::Account.path(lang));
            Ok(([(header::SET_COOKIE, cookie(state, Some(&login)))], Redirect::to(&next)).into_response())
        }
        Entering::Unproved => unproved(state, provider, attempt, said).await,
    }
}

/// Whoever never said how they are called is called as the provider says.
async fn name_them(state: &State, person: &Person, name: &str) -> anyhow::Result<()> {
    if person.name.is_empty() && !name.is_empty() {
        state.0.store.people().call(&person.id, name, person.lang).await?;
    }
    Ok(())
}

/// Sends a link to the address that the provider does not say it verified; the account waits for it in this browser.
async fn unproved(state: &State, provider: &Provider, attempt: &Attempt, said: &Told) -> anyhow::Result<Response> {
    let (now, lang) = (state.now(), attempt.lang);
    let Some((address, _)) = &said.address else {
        return Ok(told(state, lang, provider, StatusCode::FORBIDDEN, "addressless"));
    };
    let token: Token = chance::token()?;
    let until = clock::after(&now, PROVED_WITHIN);
    state.0.store.providers().keep(&token, &said.account, address, (&now, &until)).await?;
    send_link(state, address, lang, &attempt.next).await?;
    let words = Words::of(lang);
    let values = [("name", provider.name().to_owned()), ("address", address.to_string())];
    let f = state.desk_frame(lang, &Links::SignIn, words.t("provider-unproved-title"));
    let mailbox = state.0.share.mailbox.as_ref().map(|_| Links::Mailbox.path(lang));
    let page = ToldPage { f, paragraphs: vec![words.with("provider-unproved", &values)], again: None, mailbox };
    let page = private(StatusCode::OK, page_of(&page));
    Ok(([(header::SET_COOKIE, short_cookie(state, CLAIM, Some((&token, PROVED_WITHIN))))], page).into_response())
}

/// Where a browser goes to leave the provider too, when it came by it.
pub async fn farewell(state: &State, headers: &HeaderMap) -> Option<String> {
    let provider = state.0.share.provider.as_ref()?;
    let login = door::held(state, headers)?;
    let id_token = state.0.store.providers().session(&login, provider.issuer()).await.ok()??;
    provider.farewell(&id_token, clock::seconds(&state.now())).await
}

/// One has left here, and goes on to leave the provider: at once where the browser follows, else by the link.
pub fn left(state: &State, lang: Lang, address: &str) -> Response {
    let words = Words::of(lang);
    let name = state.0.share.provider.as_ref().map_or("", |provider| provider.name());
    let f = state.desk_frame(lang, &Links::SignIn, words.t("provider-left-title"));
    let paragraphs = vec![words.t1("provider-left", "name", name)];
    let again = Some((address.to_owned(), words.t1("provider-leave", "name", name)));
    let page = private(StatusCode::OK, page_of(&ToldPage { f, paragraphs, again, mailbox: None }));
    // Not a redirection: that of a form may not lead to another site.
    let follow = HeaderValue::from_str(&format!("0; url={address}")).ok();
    let follow = follow.map(|follow| (HeaderName::from_static("refresh"), follow));
    (AppendHeaders(follow), page).into_response()
}

async fn come_home(headers: HeaderMap, _: Uri) -> Response {
    Redirect::to(&Links::Home.path(preferred_lang(&headers))).into_response()
}

fn told_fault(state: &State, lang: Lang, provider: &Provider, fault: &Fault) -> Response {
    // Written with its marks of end of line told, not made: the provider may say anything.
    tracing::warn!(?fault, "nobody entered by the provider");
    let (status, what) = match fault {
        Fault::Unreachable(_) => (StatusCode::BAD_GATEWAY, "down"),
        Fault::Refused(_) => (StatusCode::BAD_REQUEST, "stale"),
        Fault::Untrusted(_) => (StatusCode::BAD_GATEWAY, "untrusted"),
        Fault::Weak { .. } => (StatusCode::FORBIDDEN, "weak"),
    };
    told(state, lang, provider, status, what)
}

fn told(state: &State, lang: Lang, provider: &Provider, status: StatusCode, what: &str) -> Response {
    let words = Words::of(lang);
    let say = |key: &str| words.t1(key, "name", provider.name());
    let f = state.desk_frame(lang, &Links::SignIn, say(&format!("provider-{what}-title")));
    let paragraphs = vec![say(&format!("provider-{what}"))];
    let again = Some((Links::SignIn.path(lang), words.t("provider-again")));
    private(status, page_of(&ToldPage { f, paragraphs, again, mailbox: None }))
}

#[cfg(test)]
mod tests;
