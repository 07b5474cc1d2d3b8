//! What every answer says to the browser about safety.

use axum::Extension;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use press::Words;

/// Feeds and calendars are asked for again and again by programs: a quarter of an hour is soon enough.
pub const FRESH: &str = "public, max-age=900";

/// Nothing from elsewhere, nothing inline, no frame around us.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; \
                      frame-ancestors 'none'";
/// A drawing that stands alone carries its own styles, and nothing else.
const DRAWING_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/// A figure that other sites may show in a frame.
const FRAMED_POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
                             form-action 'none'; frame-ancestors *";

/// Marks an answer that pages of other sites may show, in a frame or as a picture.
#[derive(Debug, Clone, Copy)]
pub struct Embeddable;

impl Embeddable {
    /// The mark, as a part of an answer.
    pub fn answer() -> Extension<Self> {
        Extension(Self)
    }
}

/// Pictures of another site under the interactive map, when who runs the instance asked for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Background {
    /// Address of a tile, with `{z}`, `{x}` and `{y}`.
    pub tiles: &'static str,
    /// Where they come from; the policy of the page that shows them allows that site and no other.
    pub site: &'static str,
}

impl Background {
    /// Plan IGN, by the Géoplateforme.
    pub const IGN: Background = Background {
        tiles: "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&STYLE=normal&FORMAT=image/png\
                &LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}",
        site: "https://data.geopf.fr",
    };

    /// The policy of a page that shows it. The library fetches the pictures, then draws them.
    fn policy(self) -> HeaderValue {
        let allowed = format!("{POLICY}; connect-src 'self' {}", self.site)
            .replace("img-src 'self' data:", &format!("img-src 'self' data: blob: {}", self.site));
        HeaderValue::from_str(&allowed).expect("a policy made of our own texts")
    }
}

const ALWAYS: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), interest-cohort=()"),
];

/// A page whose address is a secret, or that speaks of somebody: kept nowhere, listed nowhere.
pub fn private(status: StatusCode, page: Response) -> Response {
    let headers = [(header::CACHE_CONTROL, "no-store"), (HeaderName::from_static("x-robots-tag"), "noindex")];
    (status, headers, page).into_response()
}

/// Whether another site sent the visitor's browser here: it says so itself, or its origin is not the host it asks.
fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => !matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let host = origin.split_once("://").map_or("", |(_, host)| host);
            !text("host").is_some_and(|ours| ours.eq_ignore_ascii_case(host))
        }
        // Neither: no browser sends a form so.
        (None, None) => false,
    }
}

/// The tag of an answer compressed on its way is weak: it stands for the same words, and no longer for the same bytes
/// (RFC 9110, 8.8.1).
pub async fn weaken(mut response: Response) -> Response {
    let headers = response.headers_mut();
    if headers.contains_key(header::CONTENT_ENCODING)
        && let Some(tag) =
            headers.get(header::ETAG).and_then(|tag| tag.to_str().ok()).filter(|tag| tag.starts_with('"'))
        && let Ok(weak) = HeaderValue::from_str(&format!("W/{tag}"))
    {
        headers.insert(header::ETAG, weak);
    }
    response
}

/// Where the public reaches the site by https, browsers never come back otherwise: for a year, this host and those below.
pub async fn only_secure(is_secure: bool, mut response: Response) -> Response {
    if is_secure {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    response
}

/// Notes what was refused to whom asks for a private page: where, by its form and not by its address, which may hold a
/// secret; and how. Not who, nor from where.
pub async fn note_refusal(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map(|route| route.as_str().to_owned());
    let method = request.method().clone();
    let response = next.run(request).await;
    let status = response.status();
    if matches!(status.as_u16(), 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429) {
        tracing::info!(%method, route = route.as_deref().unwrap_or_default(), status = status.as_u16(), "refused");
    }
    response
}

/// Adds the headers of safety, and refuses what another site would have our visitor send.
pub async fn secure(request: Request, next: Next) -> Response {
    let from_elsewhere = is_from_elsewhere(request.headers());
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if from_elsewhere && !reads && !super::share::is_one_click(request.uri().path()) {
        let words = Words::of(super::preferred_lang(request.headers()));
        return (StatusCode::FORBIDDEN, format!("{}\n", words.t("error-elsewhere"))).into_response();
    }
    let mut response = next.run(request).await;
    let is_drawing = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "image/svg+xml");
    let embeddable = response.extensions().get::<Embeddable>().is_some();
    let background = response.extensions().get::<Background>().copied();
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Open data is for everybody's pages.
    if headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN) {
        headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    }
    if embeddable {
        headers.remove(header::X_FRAME_OPTIONS);
        headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    }
    let policy = match (is_drawing, embeddable) {
        (true, _) => DRAWING_POLICY,
        (false, true) => FRAMED_POLICY,
        (false, false) => POLICY,
    };
    let policy = background.map_or(HeaderValue::from_static(policy), Background::policy);
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
    response
}
