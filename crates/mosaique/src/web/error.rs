//! What went wrong, as a page for people or as a problem for programs. The sentences that visitors read are here and in
//! the locales only.

use std::sync::Arc;

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
    /// A choice in the address is none of those that there are.
    Parameter {
        /// Which one.
        name: &'static str,
        /// What was found.
        found: String,
        /// What is expected, in words or as a list.
        expected: String,
    },
    /// Something of the address is not what is expected.
    Asked(Box<Refusal>),
    /// Nothing has this name where it is looked for.
    Nothing(Box<Refusal>),
    /// The answer does not exist in a form that the visitor accepts.
    NotAcceptable(Box<Refusal>),
    /// The request was refused before it was understood.
    Unread(StatusCode),
    /// Our fault: logged, and told without its detail.
    Internal,
}

/// What was found and what is expected, as a sentence of the locales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Key of the sentence.
    pub key: &'static str,
    /// What stands in it.
    pub values: Vec<(&'static str, String)>,
}

impl Refusal {
    /// A request refused for what its address says.
    #[expect(clippy::new_ret_no_self, reason = "a refusal is always met as a failure")]
    pub fn new<const N: usize>(key: &'static str, values: [(&'static str, String); N]) -> Failure {
        Failure::Asked(Box::new(Refusal { key, values: values.to_vec() }))
    }
}

/// Told later, in the language that the request asks for: see `open::answer`.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
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
            Failure::Form(status) | Failure::Refused(status, _) | Failure::Unread(status) => *status,
            Failure::NotAcceptable(_) => StatusCode::NOT_ACCEPTABLE,
            Failure::Parameter { .. }
            | Failure::Asked(_)
            | Failure::Territory(ResolveError::Malformed(_) | ResolveError::TooLong { .. } | ResolveError::Empty) => {
                StatusCode::BAD_REQUEST
            }
            Failure::Territory(_) | Failure::NotFound | Failure::Nothing(_) => StatusCode::NOT_FOUND,
        }
    }

    fn words(&self, words: &Words) -> (String, String, Vec<territory::Candidate>) {
        match self {
            Failure::NotFound => (words.t("error-title"), words.t("error-not-found"), Vec::new()),
            Failure::Method => (words.t("error-request-title"), words.t("error-method"), Vec::new()),
            Failure::Form(_) => (words.t("error-request-title"), words.t("error-form"), Vec::new()),
            Failure::Refused(_, sentence) => (words.t("error-request-title"), sentence.clone(), Vec::new()),
            Failure::Parameter { name, found, expected } => {
                let found = found.chars().filter(|letter| !letter.is_control()).take(80).collect();
                let values = [("name", (*name).to_owned()), ("found", found), ("expected", expected.clone())];
                (words.t("error-request-title"), words.with("error-parameter", &values), Vec::new())
            }
            Failure::Asked(refusal) | Failure::Nothing(refusal) | Failure::NotAcceptable(refusal) => {
                (words.t("error-request-title"), words.with(refusal.key, &refusal.values), Vec::new())
            }
            Failure::Unread(status) if status.is_client_error() => {
                (words.t("error-request-title"), words.t("open-error-request"), Vec::new())
            }
            Failure::Internal | Failure::Unread(_) => {
                (words.t("error-server-title"), words.t("error-server"), Vec::new())
            }
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
