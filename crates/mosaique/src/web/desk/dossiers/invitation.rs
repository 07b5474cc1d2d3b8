//! An invitation to write a dossier, behind the link of its mail. Reading its page changes nothing; the button does.

use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use facts::Lang;
use press::page::{ButtonPage, ToldPage};
use press::{Links, Words, telling};
use programme::dossier::Dossier;
use programme::id::InvitationId;
use store::Token;

use super::{Undone, acts};
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// The dossier and the invitation that a token is good for.
async fn found(state: &State, token: &str) -> Result<Option<(Dossier, InvitationId)>, Failure> {
    let Ok(token) = token.parse::<Token>() else { return Ok(None) };
    let dossiers = state.0.store.dossiers();
    let Some((id, invitation, _)) = dossiers.invited(&token, &state.now()).await.map_err(Failure::internal)? else {
        return Ok(None);
    };
    let dossier = dossiers.find(&id).await.map_err(Failure::internal)?;
    Ok(dossier.filter(|dossier| dossier.invitations.contains_key(&invitation)).map(|dossier| (dossier, invitation)))
}

fn stale(state: &State, lang: Lang, token: String, paragraphs: Vec<String>) -> Response {
    let f = state.desk_frame(lang, &Links::Invitation(token), Words::of(lang).t("invitation-title"));
    private(StatusCode::NOT_FOUND, page_of(&ToldPage { f, paragraphs, again: None, mailbox: None }))
}

pub async fn page(Extract(state): Extract<State>, uri: Uri, Member(_): Member, Path(token): Path<String>) -> Response {
    let lang = lang_of(uri.path());
    let words = Words::of(lang);
    match found(&state, &token).await {
        Ok(Some((dossier, invitation))) => {
            let capacity = dossier.invitations.get(&invitation).map(|capacity| telling::capacity(words, *capacity));
            let values = [("place", dossier.place.name), ("capacity", capacity.unwrap_or_default())];
            let links = Links::Invitation(token);
            let action = links.path(lang);
            let f = state.desk_frame(lang, &links, words.t("invitation-title"));
            let (text, button) = (words.with("invitation-text", &values), words.t("invitation-button"));
            private(StatusCode::OK, page_of(&ButtonPage { f, text, action, button }))
        }
        Ok(None) => stale(&state, lang, token, vec![words.t("invitation-stale")]),
        Err(failure) => failure.page(&state, lang),
    }
}

pub async fn take(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(token): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let words = Words::of(lang);
    let (dossier, invitation) = match found(&state, &token).await {
        Ok(Some(found)) => found,
        Ok(None) => return stale(&state, lang, token, vec![words.t("invitation-stale")]),
        Err(failure) => return failure.page(&state, lang),
    };
    let there = Redirect::to(&Links::Dossier(dossier.id.to_string()).path(lang)).into_response();
    match acts::join(&state, lang, &entered, (&dossier, invitation)).await {
        Ok(_) => there,
        Err(Undone::Failed(failure)) => failure.page(&state, lang),
        Err(undone) => {
            let form = state.instance().session_of(dossier.session.as_str()).map(|session| &session.application.form);
            let told = form.map(|form| undone.sentences(words, form)).unwrap_or_default();
            stale(&state, lang, token, told)
        }
    }
}
