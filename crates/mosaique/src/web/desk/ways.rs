//! How somebody may enter: accounts of the provider, passkeys. Changing it takes having entered lately.

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::FormRejection;
use axum::extract::{DefaultBodyLimit, Form, State as Extract};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use facts::Lang;
use press::page::{BoundView, PasskeyView, ToldPage, WaysView};
use press::{Links, Words};
use serde::Deserialize;
use serde_json::json;
use store::passkeys::{Added, Passkey};
use store::people::{Entered, Moment};

use super::Member;
use super::door;
use super::passkeys::{LARGEST, Sent, answer, asked, failed, is_json, refused};
use super::sign_in::with_next;
use crate::passkey::{GOOD, Site, challenge_of_new};
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};
use crate::{chance, clock};

pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        router = router
            .route(&Links::Ways.path(lang), post(change))
            .route(&Links::WaysChallenge.path(lang), post(challenge))
            .route(&Links::WaysPasskey.path(lang), post(add));
    }
    router.layer(DefaultBodyLimit::max(LARGEST))
}

/// How somebody may enter, in words.
pub async fn view(state: &State, lang: Lang, entered: &Entered) -> Result<WaysView, Failure> {
    let words = Words::of(lang);
    let person = &entered.person.id;
    let bound = state.0.store.providers().of(person).await.map_err(Failure::internal)?;
    let passkeys = state.0.store.passkeys().of(person).await.map_err(Failure::internal)?;
    let provider = state.0.share.provider.as_ref();
    let named = |issuer: &str| match provider {
        Some(provider) if provider.issuer() == issuer => provider.name().to_owned(),
        _ => issuer.to_owned(),
    };
    let bound = bound.into_iter().map(|bound| BoundView {
        key: bound.key(),
        provider: named(&bound.account.issuer),
        siret: bound.account.siret,
        since: words.moment(&bound.created_at),
    });
    let passkeys = passkeys.into_iter().map(|passkey| PasskeyView {
        key: passkey.key(),
        since: words.moment(&passkey.created_at),
        used: passkey.used_at.as_deref().map(|used| words.moment(used)),
        name: passkey.name,
    });
    let attach = format!("{}?attach=1", Links::Provider.path(lang));
    Ok(WaysView {
        provider: provider.map(|provider| (provider.name().to_owned(), attach)),
        bound: bound.collect(),
        may_add: Site::new(state.public_url()).is_some(),
        passkeys: passkeys.collect(),
    })
}

/// What is told to who entered too long ago to change this.
pub fn stale(state: &State, lang: Lang) -> Response {
    let words = Words::of(lang);
    let f = state.desk_frame(lang, &Links::Account, words.t("ways-stale-title"));
    let again = with_next(&Links::SignIn.path(lang), &Links::Account.path(lang));
    let again = Some((again, words.t("ways-again")));
    let page = ToldPage { f, paragraphs: vec![words.t("ways-stale")], again, mailbox: None };
    private(StatusCode::FORBIDDEN, page_of(&page))
}

/// What is done, to which way of entering.
#[derive(Deserialize)]
struct Changing {
    act: String,
    #[serde(default)]
    key: String,
    #[serde(default)]
    name: String,
}

async fn change(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    form: Result<Form<Changing>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let now = state.now();
    let changing = match form {
        Ok(Form(changing)) => changing,
        Err(rejection) => return Failure::Form(rejection.status()).page(&state, lang),
    };
    if !door::is_fresh(&entered, &now) {
        return stale(&state, lang);
    }
    let done = async {
        let moment = Moment { now: &now, salt: chance::salt()? };
        let (person, key) = (&entered.person.id, changing.key.as_str());
        anyhow::Ok(match changing.act.as_str() {
            "detach" => state.0.store.providers().detach(person, key, moment).await?,
            "remove" => state.0.store.passkeys().remove(person, key, moment).await?,
            "rename" => state.0.store.passkeys().rename(person, key, &changing.name).await?,
            _ => false,
        })
    };
    match done.await {
        Ok(true) => Redirect::to(&format!("{}#ways", Links::Account.path(lang))).into_response(),
        Ok(false) => Failure::NotFound.page(&state, lang),
        Err(error) => Failure::internal(error).page(&state, lang),
    }
}

async fn challenge(Extract(state): Extract<State>, uri: Uri, Member(entered): Member) -> Response {
    let lang = lang_of(uri.path());
    let now = state.now();
    let Some(site) = Site::new(state.public_url()) else {
        return refused(lang, StatusCode::NOT_FOUND, "passkey-failed");
    };
    if !door::is_fresh(&entered, &now) {
        return refused(lang, StatusCode::FORBIDDEN, "ways-stale");
    }
    let (person, until) = (&entered.person, clock::after(&now, GOOD));
    let given = async {
        let challenge = site.ask_new(person, &state.0.store.passkeys().of(&person.id).await?)?;
        let passkeys = state.0.store.passkeys();
        passkeys.begin(&challenge.bytes, Some(&person.id), &challenge.state, (&now, &until)).await?;
        anyhow::Ok(challenge)
    };
    match given.await {
        Ok(challenge) => asked(challenge),
        Err(error) => failed(lang, &error),
    }
}

async fn add(
    Extract(state): Extract<State>,
    uri: Uri,
    headers: HeaderMap,
    Member(entered): Member,
    body: Bytes,
) -> Response {
    let lang = lang_of(uri.path());
    let now = state.now();
    let wrong = |status| refused(lang, status, "passkey-failed");
    let Some(site) = Site::new(state.public_url()) else { return wrong(StatusCode::NOT_FOUND) };
    if !is_json(&headers) {
        return wrong(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    if !door::is_fresh(&entered, &now) {
        return refused(lang, StatusCode::FORBIDDEN, "ways-stale");
    }
    let Ok(sent) = serde_json::from_slice::<Sent<'_>>(&body) else { return wrong(StatusCode::BAD_REQUEST) };
    let given = sent.credential.get().as_bytes();
    let Ok(challenge) = challenge_of_new(given) else { return wrong(StatusCode::BAD_REQUEST) };
    let person = &entered.person.id;
    let state_of = match state.0.store.passkeys().take(&challenge, Some(person), &now).await {
        Ok(Some(kept)) => kept,
        Ok(None) => return wrong(StatusCode::FORBIDDEN),
        Err(error) => return failed(lang, &error),
    };
    let new = match site.check_new(&state_of, given) {
        Ok(new) => new,
        Err(refusal) => {
            tracing::info!(?refusal, "a passkey was not kept");
            return wrong(StatusCode::FORBIDDEN);
        }
    };
    let name = if sent.name.trim().is_empty() { Words::of(lang).t("ways-passkeys-title") } else { sent.name };
    let (id, fixed, moving, transports) = (new.id, new.fixed, new.moving, new.transports);
    let passkey = Passkey { id, name, fixed, moving, transports, created_at: now.clone(), used_at: None };
    let added = async {
        let moment = Moment { now: &now, salt: chance::salt()? };
        anyhow::Ok(state.0.store.passkeys().add(person, &passkey, moment).await?)
    };
    match added.await {
        Ok(Added::Done) => {
            let next = format!("{}#passkeys", Links::Account.path(lang));
            answer(StatusCode::OK, &json!({ "next": next }))
        }
        Ok(Added::Known) => refused(lang, StatusCode::CONFLICT, "passkey-known"),
        Ok(Added::TooMany) => refused(lang, StatusCode::CONFLICT, "passkey-too-many"),
        Err(error) => failed(lang, &error),
    }
}
