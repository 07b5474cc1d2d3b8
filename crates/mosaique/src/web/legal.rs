//! Who publishes, what is kept of visitors, every page: for people, and for the programs that look for it.

use axum::Router;
use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use facts::Lang;
use press::page::{AccessibilityPage, Entry, LegalNoticePage, PersonalDataPage, Section, SiteMapPage};
use press::sitemap::{self, Part};
use press::{Links, SessionPart, Words, accessibility};
use territory::Kind;

use super::error::page_of;
use super::{State, lang_of, work};
use crate::clock;

/// The addresses of these pages.
pub fn routes() -> Router<State> {
    let mut router = Router::new()
        .route("/sitemap.xml", get(index))
        .route("/sitemaps/{file}", get(part))
        .route("/.well-known/security.txt", get(security))
        .route("/favicon.ico", get(async || Redirect::permanent("/assets/favicon.svg")));
    for lang in Lang::ALL {
        let at = |key: &str| format!("/{}/{}", lang.code(), Words::of(lang).t(key));
        router = router
            .route(&at("path-legal-notice"), get(notice))
            .route(&at("path-personal-data"), get(personal_data))
            .route(&at("path-accessibility"), get(statement))
            .route(&at("path-site-map"), get(site_map));
    }
    router
}

async fn notice(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    let f = state.frame(lang, &Links::LegalNotice, Section::Elsewhere, Words::of(lang).t("legal-notice-title"));
    page_of(&LegalNoticePage { f, publisher: state.publisher() })
}

async fn personal_data(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    let f = state.frame(lang, &Links::PersonalData, Section::Elsewhere, Words::of(lang).t("personal-data-title"));
    page_of(&PersonalDataPage { f, publisher: state.publisher() })
}

async fn statement(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    let f = state.frame(lang, &Links::Accessibility, Section::Elsewhere, Words::of(lang).t("accessibility-title"));
    page_of(&AccessibilityPage::new(f, accessibility::of_this_site(), state.publisher()))
}

/// The pages that are not portraits, in groups: key of the title, and each page with its name.
fn groups(state: &State, lang: Lang) -> Vec<(String, Vec<(Links, String)>)> {
    let words = Words::of(lang);
    let named = |pages: &[(Links, &str)]| pages.iter().map(|(links, key)| (links.clone(), words.t(key))).collect();
    let mut groups = vec![(
        words.t("product"),
        named(&[
            (Links::Home, "home"),
            (Links::Territories, "nav-territories"),
            (Links::Maps, "nav-maps"),
            (Links::Indicators, "nav-indicators"),
            (Links::Data, "nav-data"),
            (Links::Sessions, "nav-sessions"),
            (Links::Laureates, "nav-laureates"),
            (Links::Editions, "editions-title"),
            (Links::Seminars, "seminars-title"),
            (Links::Network, "network-title"),
            (Links::NetworkActions, "network-actions-title"),
            (Links::News, "news-title"),
            (Links::Subscription, "subscription-title"),
            (Links::Compare(Vec::new()), "compare-title"),
            (Links::Accessibility, "accessibility-title"),
            (Links::LegalNotice, "legal-notice-title"),
            (Links::PersonalData, "personal-data-title"),
            (Links::Processings, "processings-title"),
        ]),
    )];
    for session in &state.instance().sessions {
        let parts = SessionPart::ALL
            .into_iter()
            .filter(|part| *part != SessionPart::Easy || session.presentation.easy.is_some())
            .map(|part| (Links::Session(session.identity.id.to_string(), part), words.t(part.title_key())));
        let laureates = session.laureates.iter().map(|l| (Links::Laureate(l.id.to_string()), words.say(&l.name)));
        let news = (session.announcements().into_iter())
            .map(|item| (Links::NewsItem(item.id.to_string()), words.say(&item.title)));
        groups.push((words.say(&session.identity.title), parts.chain(laureates).chain(news).collect()));
    }
    groups
}

async fn site_map(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    let words = Words::of(lang);
    let entry = |(links, words): (Links, String)| Entry { href: links.path(lang), words, current: false };
    let mut groups: Vec<(String, Vec<Entry>)> = groups(&state, lang)
        .into_iter()
        .map(|(title, pages)| (title, pages.into_iter().map(entry).collect()))
        .collect();
    let regions = state.instance().knowledge.territories(Kind::Region);
    let regions = regions.into_iter().map(|region| entry((Links::Territory(region.token), region.name)));
    groups.push((words.t("site-map-portraits"), regions.collect()));
    let f = state.frame(lang, &Links::SiteMap, Section::Elsewhere, words.t("site-map-title"));
    page_of(&SiteMapPage { f, groups })
}

const XML: [(header::HeaderName, &str); 2] =
    [(header::CONTENT_TYPE, "application/xml; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=86400")];

async fn index(Extract(state): Extract<State>) -> Response {
    (XML, sitemap::index(state.public_url().as_str())).into_response()
}

async fn part(Extract(state): Extract<State>, Path(file): Path<String>) -> Response {
    let Some(part) = Part::all().into_iter().find(|part| part.file() == file) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let written = work(move || {
        let pages: Vec<Links> =
            groups(&state, Lang::Fr).into_iter().flat_map(|(_, pages)| pages).map(|(links, _)| links).collect();
        sitemap::part(state.public_url().as_str(), part, &pages, state.instance().atlas().map())
    });
    match written.await {
        Ok(text) => (XML, text).into_response(),
        Err(failure) => failure.problem(Lang::Fr),
    }
}

/// How long the file may be believed (RFC 9116 asks for less than a year).
const BELIEVED: i64 = 180;

/// Where faults of security are told (RFC 9116). A demonstration leads to its legal notice.
async fn security(Extract(state): Extract<State>) -> Response {
    let base = state.public_url();
    let notice = format!("{base}{}", Links::LegalNotice.path(Lang::Fr));
    let contact = state.publisher().map_or_else(|| notice.clone(), |publisher| publisher.security().href());
    let expires = clock::in_days(BELIEVED);
    let text = format!(
        "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: fr, en\nPolicy: {notice}\nCanonical: {base}/.well-known/security.txt\n"
    );
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
