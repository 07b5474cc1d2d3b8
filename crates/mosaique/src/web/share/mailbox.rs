//! The mails of a demonstration, which leave nowhere. Only in a demonstration.

use axum::Router;
use axum::extract::State as Extract;
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use facts::Lang;
use press::page::MailboxPage;
use press::{Links, Words};

use crate::web::error::{Failure, page_of};
use crate::web::{State, lang_of, work};
use crate::{files, mail};

/// Most mails on the page.
const MOST: usize = 30;

pub(super) fn routes() -> Router<State> {
    Lang::ALL.into_iter().fold(Router::new(), |router, lang| router.route(&Links::Mailbox.path(lang), get(list)))
}

async fn list(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    let Some(folder) = state.0.share.mailbox.clone() else { return Failure::NotFound.page(&state, lang) };
    let found = work(move || files::last_of_folder(&folder, ".eml", MOST)).await;
    let (mails, more) = match found.and_then(|found| found.map_err(Failure::internal)) {
        Ok(found) => found,
        Err(failure) => return failure.page(&state, lang),
    };
    let mails = mails.iter().map(|bytes| mail::read(bytes)).collect();
    let frame = state.plain_frame(lang, &Links::Mailbox, Words::of(lang).t("mailbox-title"));
    let private = [(header::CACHE_CONTROL, "no-store"), (header::HeaderName::from_static("x-robots-tag"), "noindex")];
    (private, page_of(&MailboxPage { f: frame, mails, more })).into_response()
}
