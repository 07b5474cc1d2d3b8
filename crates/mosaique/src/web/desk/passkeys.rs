//! Entering with a passkey. Whatever is wrong, the same is told: nobody learns who has one.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State as Extract};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use facts::Lang;
use press::{Links, Words};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use store::people::{How, Moment, Opening, PersonError};
use store::{DatabaseError, Token};

use super::door::{self, cookie, local};
use super::sign_in::device;
use crate::passkey::{Answer, Challenge, GOOD, Refusal, Site};
use crate::web::headers::private;
use crate::web::share::subscription::client;
use crate::web::{State, lang_of};
use crate::{chance, clock};

/// Largest answer of a device, in bytes: a key of RSA with its certificate takes a few thousand.
pub const LARGEST: usize = 64 << 10;

pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        router = router
            .route(&Links::PasskeyChallenge.path(lang), post(challenge))
            .route(&Links::Passkey.path(lang), post(enter));
    }
    router.layer(DefaultBodyLimit::max(LARGEST))
}

/// What the script of a page sends.
#[derive(Deserialize)]
pub struct Sent<'s> {
    /// What the device answers.
    #[serde(borrow)]
    pub credential: &'s RawValue,
    /// How the passkey is to be called, when it is new.
    #[serde(default)]
    pub name: String,
    /// Where one wants to go afterwards.
    #[serde(default)]
    pub next: String,
}

/// Whether a body is said to be JSON: a form of another site cannot say so.
pub fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// An answer for the script.
pub fn answer(status: StatusCode, body: &Value) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    private(status, (kind, body.to_string()).into_response())
}

/// A sentence for the script to show.
pub fn refused(lang: Lang, status: StatusCode, key: &str) -> Response {
    answer(status, &json!({ "error": Words::of(lang).t(key) }))
}

/// A fault of ours, for the script to show.
pub fn failed(lang: Lang, error: &dyn std::fmt::Display) -> Response {
    tracing::error!(%error, "a request failed");
    refused(lang, StatusCode::INTERNAL_SERVER_ERROR, "error-server")
}

/// A challenge for the script.
pub fn asked(challenge: Challenge) -> Response {
    private(StatusCode::OK, ([(header::CONTENT_TYPE, "application/json")], challenge.options).into_response())
}

async fn challenge(Extract(state): Extract<State>, parts: Parts) -> Response {
    let lang = lang_of(parts.uri.path());
    let now = state.now();
    let Some(site) = Site::new(state.public_url()) else {
        return refused(lang, StatusCode::NOT_FOUND, "passkey-failed");
    };
    if !state.0.tries.allows(client(&state, &parts), clock::seconds(&now)) {
        return refused(lang, StatusCode::TOO_MANY_REQUESTS, "error-too-often");
    }
    let until = clock::after(&now, GOOD);
    let given = async {
        let challenge = site.ask()?;
        state.0.store.passkeys().begin(&challenge.bytes, None, &challenge.state, (&now, &until)).await?;
        anyhow::Ok(challenge)
    };
    match given.await {
        Ok(challenge) => asked(challenge),
        Err(error) => failed(lang, &error),
    }
}

/// Why nobody enters: something is wrong with the answer, or with us.
enum Wrong {
    Answer(Refusal),
    Ours(anyhow::Error),
}

impl From<Refusal> for Wrong {
    fn from(refusal: Refusal) -> Self {
        Self::Answer(refusal)
    }
}

impl From<anyhow::Error> for Wrong {
    fn from(error: anyhow::Error) -> Self {
        Self::Ours(error)
    }
}

impl From<PersonError> for Wrong {
    fn from(error: PersonError) -> Self {
        Self::Ours(error.into())
    }
}

impl From<DatabaseError> for Wrong {
    fn from(error: DatabaseError) -> Self {
        Self::Ours(error.into())
    }
}

async fn enter(Extract(state): Extract<State>, parts: Parts, body: Bytes) -> Response {
    let lang = lang_of(parts.uri.path());
    if !is_json(&parts.headers) {
        return refused(lang, StatusCode::UNSUPPORTED_MEDIA_TYPE, "passkey-failed");
    }
    if !state.0.tries.allows(client(&state, &parts), clock::seconds(&state.now())) {
        return refused(lang, StatusCode::TOO_MANY_REQUESTS, "error-too-often");
    }
    let Ok(sent) = serde_json::from_slice::<Sent<'_>>(&body) else {
        return refused(lang, StatusCode::BAD_REQUEST, "passkey-failed");
    };
    match let_in(&state, &parts.headers, sent.credential.get().as_bytes()).await {
        Ok(login) => {
            let next = local(&sent.next).unwrap_or_else(|| Links::Account.path(lang));
            let told = answer(StatusCode::OK, &json!({ "next": next }));
            ([(header::SET_COOKIE, cookie(&state, Some(&login)))], told).into_response()
        }
        Err(Wrong::Answer(refusal)) => {
            tracing::info!(?refusal, "nobody entered with a passkey");
            refused(lang, StatusCode::FORBIDDEN, "passkey-failed")
        }
        Err(Wrong::Ours(error)) => failed(lang, &error),
    }
}

/// Checks an answer, and opens a way in.
async fn let_in(state: &State, headers: &HeaderMap, answer: &[u8]) -> Result<Token, Wrong> {
    let site = Site::new(state.public_url()).ok_or(Refusal::Unknown)?;
    let (now, passkeys) = (state.now(), state.0.store.passkeys());
    let answer = Answer::read(answer)?;
    // Taken out first: whatever is wrong with the answer, its challenge is no longer good.
    let kept = passkeys.take(&answer.challenge()?, None, &now).await?.ok_or(Refusal::Stale)?;
    let whose = answer.person()?;
    let passkey = passkeys.find(&whose, &answer.passkey()?).await?.ok_or(Refusal::Unknown)?;
    let moving = site.check(&kept, &answer, &whose, &passkey)?;
    let (login, id, salt) = (chance::token()?, chance::person()?, chance::salt()?);
    let expires_at = clock::after(&now, door::OPEN);
    let opening =
        Opening { login: &login, id: &id, how: How::Passkey, device: device(headers), expires_at: &expires_at };
    let entered = passkeys.enter(&passkey, &moving, opening, Moment { now: &now, salt }).await?;
    entered.ok_or(Refusal::Stale)?;
    door::renew(state, headers).await?;
    Ok(login)
}

#[cfg(test)]
mod tests;
