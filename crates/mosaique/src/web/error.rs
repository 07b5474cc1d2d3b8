//! What went wrong, as a page for people or as a problem for programs. The sentences that visitors read are here and in
//! the locales only.

use askama::Template;
use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use facts::Lang;
use press::page::{ErrorPage, Frame, Place, Section};
use press::{Links, Words, refusal};
use serde_json::json;
use territory::ResolveError;

use super::State;

/// What went wrong.
#[derive(Debug)]
pub enum Failure {
    /// The address leads nowhere.
    NotFound,
    /// The address is not asked for by this method.
    Method,
    /// The form cannot be read.
    Form(StatusCode),
    /// The demand is refused, for the reason of the sentence.
    Refused(StatusCode, String),
    /// The text names no territory.
    Territory(ResolveError),
    /// Our fault: logged, and told without its detail.
    Internal,
}

impl From<ResolveError> for Failure {
    fn from(error: ResolveError) -> Self {
        Failure::Territory(error)
    }
}

impl Failure {
    /// Logs the cause; the visitor is told that it is our fault.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        tracing::error!(%cause, "a request failed");
        Failure::Internal
    }

    /// What the visitor is told.
    pub fn sentence(&self, words: &Words) -> String {
        self.words(words).1
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Failure::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Failure::Method => StatusCode::METHOD_NOT_ALLOWED,
            Failure::Form(status) | Failure::Refused(status, _) => *status,
            Failure::Territory(ResolveError::Malformed(_) | ResolveError::TooLong { .. } | ResolveError::Empty) => {
                StatusCode::BAD_REQUEST
            }
            Failure::Territory(_) | Failure::NotFound => StatusCode::NOT_FOUND,
        }
    }

    fn words(&self, words: &Words) -> (String, String, Vec<territory::Candidate>) {
        match self {
            Failure::NotFound => (words.t("error-title"), words.t("error-not-found"), Vec::new()),
            Failure::Method => (words.t("error-request-title"), words.t("error-method"), Vec::new()),
            Failure::Form(_) => (words.t("error-request-title"), words.t("error-form"), Vec::new()),
            Failure::Refused(_, sentence) => (words.t("error-request-title"), sentence.clone(), Vec::new()),
            Failure::Internal => (words.t("error-server-title"), words.t("error-server"), Vec::new()),
            Failure::Territory(error) => {
                let (sentence, candidates) = refusal::explain(words, error);
                (words.t("error-request-title"), sentence, candidates)
            }
        }
    }

    /// As a page.
    pub fn page(&self, state: &State, lang: Lang) -> Response {
        let words = Words::of(lang);
        let (title, message, candidates) = self.words(words);
        let frame = Frame::new(lang, state.0.site.brand, &state.0.version, &Links::Home, Section::Elsewhere, title);
        let places = candidates.iter().map(|candidate| Place::new(words, candidate)).collect();
        let page = ErrorPage { f: frame, status: self.status().as_u16(), message, places };
        (self.status(), page_of(&page)).into_response()
    }

    /// As a problem (RFC 9457).
    pub fn problem(&self, lang: Lang) -> Response {
        let (title, detail, candidates) = self.words(Words::of(lang));
        let problem = json!({
            "type": "about:blank",
            "title": title,
            "status": self.status().as_u16(),
            "detail": detail,
            "candidates": candidates,
        });
        let mut response = (self.status(), Json(problem)).into_response();
        let kind = header::HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response
    }
}

/// A page printed; one that could not be is our fault.
pub fn page_of(page: &impl Template) -> Response {
    match page.render() {
        Ok(text) => Html(text).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be printed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
