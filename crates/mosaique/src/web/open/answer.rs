//! What all answers of the open interface have in common: other sites may read them, they have a tag, an error is a problem,
//! and what does not exist in an acceptable form is refused.

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest as _, Sha256};

use super::super::error::{Failure, Refusal};
use super::asked::{Asked, shown};
use crate::downloads::hexadecimal;

/// An answer is the same until the program is started again with another atlas or another session.
const KEPT: &str = "public, max-age=300";
/// Largest answer whose tag is found by reading it again; larger ones come with theirs.
const LARGEST: usize = 64 << 20;
const METHODS: &str = "GET, HEAD, OPTIONS";

/// Whether an address is, or would be, one of the open interface.
pub fn is_open(path: &str) -> bool {
    let below = |root: &str| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    ["/api", "/ogc", "/data", "/tiles", "/openapi.json", "/catalog.ttl", "/datapackage.json"].into_iter().any(below)
}

/// Completes the answer of a route.
pub async fn complete(mut request: Request, next: Next) -> Response {
    let method = request.method().clone();
    if method == Method::OPTIONS {
        return for_everybody(preflight());
    }
    let (parts, body) = request.into_parts();
    let asked = Asked::new(&parts);
    request = Request::from_parts(parts, body);
    // The answer to HEAD has the headers of the answer to GET, its tag among them.
    if method == Method::HEAD {
        *request.method_mut() = Method::GET;
    }
    let mut response = next.run(request).await;
    if response.status().is_success()
        && let Some(refusal) = not_acceptable(&asked.headers, response.headers())
    {
        response = refusal.into_response();
    }
    response = if response.status().is_success() { tagged(response, &asked.headers).await } else { response };
    response = problem(response, &asked);
    if method == Method::HEAD {
        response = without_body(response);
    }
    for_everybody(response)
}

/// Any page may read the answer.
fn for_everybody(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    let exposed = HeaderValue::from_static("ETag, Link, Content-Disposition");
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    headers.append(header::VARY, HeaderValue::from_static("accept, accept-language"));
    response
}

/// What a browser asks before it lets another site ask.
fn preflight() -> Response {
    let allowed: [(HeaderName, &str); 4] = [
        (header::ALLOW, METHODS),
        (header::ACCESS_CONTROL_ALLOW_METHODS, METHODS),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "Accept, Accept-Language, Content-Type, If-None-Match"),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    (StatusCode::NO_CONTENT, allowed).into_response()
}

/// Gives an answer its tag, and leaves its body out when the visitor has it already.
async fn tagged(response: Response, asked: &HeaderMap) -> Response {
    let (mut parts, body) = response.into_parts();
    let mut body = Some(body);
    if !parts.headers.contains_key(header::ETAG) {
        let bytes: Bytes = match to_bytes(body.take().unwrap_or_default(), LARGEST).await {
            Ok(bytes) => bytes,
            Err(error) => return Failure::internal(error).into_response(),
        };
        let digest = Sha256::digest(&bytes);
        if let Ok(tag) = HeaderValue::from_str(&format!("\"{}\"", hexadecimal(&digest[..16]))) {
            parts.headers.insert(header::ETAG, tag);
        }
        body = Some(Body::from(bytes));
    }
    parts.headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static(KEPT));
    let tag = parts.headers.get(header::ETAG).and_then(|tag| tag.to_str().ok()).unwrap_or_default();
    if is_known(asked, tag) {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_TYPE);
        parts.headers.remove(header::CONTENT_LENGTH);
        parts.headers.remove(header::CONTENT_DISPOSITION);
        body = None;
    }
    Response::from_parts(parts, body.unwrap_or_default())
}

/// Whether `If-None-Match` names the tag: the weak comparison of RFC 9110, since a proxy that compresses weakens tags.
fn is_known(asked: &HeaderMap, tag: &str) -> bool {
    let lists = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    lists.flat_map(|list| list.split(',')).map(str::trim).any(|one| {
        let strong = one.strip_prefix("W/").unwrap_or(one);
        one == "*" || strong == tag
    })
}

/// The refusal of an answer that `Accept` leaves out.
fn not_acceptable(asked: &HeaderMap, answered: &HeaderMap) -> Option<Failure> {
    let wanted: Vec<&str> = asked.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
    let wanted = wanted.join(",");
    let offered = answered.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let offered = offered.split(';').next().unwrap_or_default().trim();
    if wanted.trim().is_empty() || accepts(&wanted, offered) {
        return None;
    }
    let values = vec![("offered", offered.to_owned()), ("found", shown(&wanted))];
    Some(Failure::NotAcceptable(Box::new(Refusal { key: "open-error-not-acceptable", values })))
}

/// Whether a list of media ranges holds a media type; what is written in JSON is acceptable as JSON.
fn accepts(wanted: &str, offered: &str) -> bool {
    let is_json = offered == "application/json" || offered.ends_with("+json");
    let family = offered.split('/').next().unwrap_or_default();
    // The narrowest range decides (RFC 9110, 12.5.1).
    let narrowness = |range: &str| match range {
        range if range.eq_ignore_ascii_case(offered) => Some(3),
        "application/json" if is_json => Some(2),
        "*/*" => Some(0),
        range => range.strip_suffix("/*").filter(|one| one.eq_ignore_ascii_case(family)).map(|_| 1),
    };
    let ranges = wanted.split(',').filter_map(|one| {
        let mut parts = one.split(';').map(str::trim);
        let narrow = narrowness(parts.next()?)?;
        let quality = parts.find_map(|part| part.strip_prefix("q=")).and_then(|quality| quality.parse::<f32>().ok());
        Some((narrow, quality.unwrap_or(1.0)))
    });
    ranges.max_by_key(|(narrow, _)| *narrow).is_some_and(|(_, quality)| quality > 0.0)
}

/// An error becomes a problem, in the language asked.
fn problem(response: Response, asked: &Asked) -> Response {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let failure = match response.extensions().get::<Arc<Failure>>() {
        Some(failure) => failure.clone(),
        None => Arc::new(Failure::Unread(status)),
    };
    let mut told = failure.problem(asked.lang);
    if let Some(allow) = response.headers().get(header::ALLOW) {
        told.headers_mut().insert(header::ALLOW, allow.clone());
    }
    told
}

fn without_body(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let length = axum::body::HttpBody::size_hint(&body).exact();
    if let Some(length) = length.filter(|_| parts.status != StatusCode::NOT_MODIFIED) {
        parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    Response::from_parts(parts, Body::empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrowest_range_decides_what_is_acceptable() {
        for (wanted, offered, expected) in [
            ("*/*", "text/csv", true),
            ("application/json", "application/json", true),
            ("application/json", "application/geo+json", true),
            ("application/json", "text/csv", false),
            ("text/*", "text/csv", true),
            ("text/html", "application/json", false),
            ("text/html, */*;q=0.1", "application/json", true),
            ("*/*, text/csv;q=0", "text/csv", false),
            ("text/csv;q=0.5, text/*;q=0", "text/csv", true),
        ] {
            assert_eq!(accepts(wanted, offered), expected, "{wanted} for {offered}");
        }
    }

    #[test]
    fn a_tag_is_known_whether_weak_or_in_a_list() {
        let asked = |list: &str| HeaderMap::from_iter([(header::IF_NONE_MATCH, list.parse().unwrap())]);
        for known in ["\"a\"", "W/\"a\"", "\"b\", \"a\"", "*"] {
            assert!(is_known(&asked(known), "\"a\""), "{known}");
        }
        assert!(!is_known(&asked("\"b\""), "\"a\"") && !is_known(&HeaderMap::new(), "\"a\""));
    }

    #[test]
    fn addresses_of_the_interface_are_told_from_pages() {
        for open in ["/api/v1/nothing", "/ogc", "/data/x", "/openapi.json"] {
            assert!(is_open(open), "{open}");
        }
        for page in ["/", "/fr/donnees", "/database", "/apiary", "/assets/app.css"] {
            assert!(!is_open(page), "{page}");
        }
    }
}
