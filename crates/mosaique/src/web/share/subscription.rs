//! Asking for the news by e-mail, confirming, choosing, stopping.
//!
//! Whoever asks is told the same whether the address is known or not. Reading a page changes nothing: a program that
//! follows the links of a mail neither confirms nor stops anything; the buttons do.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{ConnectInfo, Form, Path, State as Extract};
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use facts::Lang;
use press::page::{ButtonPage, SubscriptionPage, SubscriptionPreferencesPage, ToldPage, topics};
use press::{Links, Words, letter};
use programme::session::NewsKind;
use serde::Deserialize;
use store::subscriptions::{Confirmed, Purpose, Reply, Request, Times};
use store::{EmailAddress, NotAnAddress, Subscription, Token, Topics};

use crate::mail::letters;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};
use crate::{chance, clock};

/// Seconds for which a request may be confirmed: 48 hours.
pub const TO_CONFIRM: i64 = 48 * 3_600;
/// Seconds in a day.
const DAY: i64 = 86_400;
/// The kinds of news, all ticked at first.
const ALL: [NewsKind; 3] = [NewsKind::News, NewsKind::Publication, NewsKind::Event];

pub(super) fn routes() -> Router<State> {
    let token = || "{token}".to_owned();
    let mut router = Router::new();
    for lang in Lang::ALL {
        router = router
            .route(&Links::Subscription.path(lang), get(form).post(ask))
            .route(&Links::SubscriptionAsked.path(lang), get(asked))
            .route(&Links::SubscriptionConfirm(token()).path(lang), get(confirm_form).post(confirm))
            .route(&Links::SubscriptionEnd(token()).path(lang), get(end_form).post(end))
            .route(&Links::SubscriptionPreferences(token()).path(lang), get(preferences).post(change));
    }
    router
}

/// What the form of a request holds.
#[derive(Deserialize, Default)]
struct Asking {
    #[serde(default)]
    address: String,
    #[serde(default)]
    consent: String,
    /// Nobody sees this field; programs that fill all they find give themselves away.
    #[serde(default)]
    website: String,
    #[serde(flatten)]
    wanted: Wanted,
}

/// The kinds of news that are ticked.
#[derive(Deserialize, Default)]
struct Wanted {
    news: Option<String>,
    publication: Option<String>,
    event: Option<String>,
}

impl Wanted {
    fn kinds(&self) -> Vec<NewsKind> {
        [(&self.news, NewsKind::News), (&self.publication, NewsKind::Publication), (&self.event, NewsKind::Event)]
            .into_iter()
            .filter_map(|(ticked, kind)| ticked.is_some().then_some(kind))
            .collect()
    }
}

async fn form(Extract(state): Extract<State>, uri: Uri) -> Response {
    asking_page(&state, lang_of(uri.path()), String::new(), &ALL, Vec::new())
}

fn asking_page(
    state: &State,
    lang: Lang,
    address: String,
    chosen: &[NewsKind],
    errors: Vec<(&'static str, String)>,
) -> Response {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let words = Words::of(lang);
    let mut f = state.plain_frame(lang, &Links::Subscription, words.t("subscription-title"));
    if !errors.is_empty() {
        f.title = format!("{} – {}", words.t("error-request-title"), f.title);
    }
    let topics = topics(&f, chosen);
    (status, page_of(&SubscriptionPage { f, address, topics, errors })).into_response()
}

/// Writes a request and the mail that answers it, in one act.
async fn ask(Extract(state): Extract<State>, parts: Parts, form: Result<Form<Asking>, FormRejection>) -> Response {
    let lang = lang_of(parts.uri.path());
    let words = Words::of(lang);
    let asking = match form {
        Ok(Form(asking)) => asking,
        Err(rejection) => return Failure::Form(rejection.status()).page(&state, lang),
    };
    let kinds = asking.wanted.kinds();
    let mut errors = Vec::new();
    let address: Option<EmailAddress> = match asking.address.parse() {
        Ok(address) => Some(address),
        Err(error) => {
            errors.push(("address", explain(words, &error)));
            None
        }
    };
    let chosen = Topics::new(kinds.iter().copied());
    if chosen.is_none() {
        errors.push(("topics", words.t("error-topics-none")));
    }
    if asking.consent.is_empty() {
        errors.push(("consent", words.t("error-consent")));
    }
    let (Some(address), Some(chosen), true) = (address, chosen, errors.is_empty()) else {
        let given = asking.address.chars().take(254).collect();
        return asking_page(&state, lang, given, &kinds, errors);
    };
    let done = Redirect::to(&Links::SubscriptionAsked.path(lang)).into_response();
    if !asking.website.is_empty() {
        return done;
    }
    let now = clock::now();
    if !state.0.share.limiter.allows(client(&state, &parts), clock::seconds(&now)) {
        let f = state.plain_frame(lang, &Links::Subscription, words.t("error-too-often-title"));
        let page = ToldPage { f, paragraphs: vec![words.t("error-too-often")], again: None, mailbox: None };
        return (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "3600")], page_of(&page)).into_response();
    }
    let request = Request { address, lang, topics: chosen, consent: words.t("subscription-consent") };
    let token = match chance::token() {
        Ok(token) => token,
        Err(error) => return Failure::internal(error).page(&state, lang),
    };
    let (day_before, expires_at) = (clock::after(&now, -DAY), clock::after(&now, TO_CONFIRM));
    let times = Times { now: &now, day_before: &day_before, expires_at: &expires_at };
    let url = state.public_url();
    let write = |reply: Reply<'_>| match reply {
        Reply::Confirm => letters::confirm(url, &request.address, lang, &request.topics, &token),
        Reply::Known(subscription) => letters::known(url, subscription, &token),
    };
    match state.0.store.subscriptions().ask(&request, &token, times, write).await {
        Ok(_) => {
            state.0.share.wake.notify_one();
            done
        }
        Err(error) => Failure::internal(error).page(&state, lang),
    }
}

async fn asked(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    let keys = ["subscription-asked", "subscription-asked-nothing"];
    told(&state, lang, &Links::SubscriptionAsked, StatusCode::OK, "subscription-asked-title", &keys, false)
}

async fn confirm_form(Extract(state): Extract<State>, uri: Uri, Path(token): Path<String>) -> Response {
    let lang = lang_of(uri.path());
    let words = Words::of(lang);
    let links = Links::SubscriptionConfirm(token.clone());
    let found = match find(&state, &token, Purpose::Confirm).await {
        Ok(Some(found)) => found,
        Ok(None) => return stale(&state, lang, &links),
        Err(failure) => return failure.page(&state, lang),
    };
    let wanted = letter::topics(words, found.topics.iter());
    let text = words.with("subscription-confirm", &[("address", found.address.masked()), ("topics", wanted)]);
    button(&state, lang, &links, "subscription-confirm-title", text, "subscription-confirm-button")
}

async fn confirm(Extract(state): Extract<State>, uri: Uri, Path(token): Path<String>) -> Response {
    let lang = lang_of(uri.path());
    let links = Links::SubscriptionConfirm(token.clone());
    let Ok(token) = token.parse::<Token>() else { return stale(&state, lang, &links) };
    let manage = match chance::token() {
        Ok(token) => token,
        Err(error) => return Failure::internal(error).page(&state, lang),
    };
    let write = |found: &Subscription| letters::welcome(state.public_url(), found, &manage);
    match state.0.store.subscriptions().confirm(&token, &manage, &clock::now(), write).await {
        Ok(Confirmed::Stale) => stale(&state, lang, &links),
        Ok(Confirmed::Now(_) | Confirmed::Already(_)) => {
            state.0.share.wake.notify_one();
            let keys = ["subscription-confirmed"];
            told(&state, lang, &links, StatusCode::OK, "subscription-confirmed-title", &keys, false)
        }
        Err(error) => Failure::internal(error).page(&state, lang),
    }
}

async fn end_form(Extract(state): Extract<State>, uri: Uri, Path(token): Path<String>) -> Response {
    let lang = lang_of(uri.path());
    let links = Links::SubscriptionEnd(token.clone());
    let found = match find(&state, &token, Purpose::Manage).await {
        Ok(Some(found)) => found,
        Ok(None) => return stale(&state, lang, &links),
        Err(failure) => return failure.page(&state, lang),
    };
    let text = Words::of(lang).t1("subscription-end", "address", found.address.masked());
    button(&state, lang, &links, "subscription-end-title", text, "subscription-end-button")
}

/// Ends a subscription: by the button, or in one click from a mail program (RFC 8058), whose body is not needed. A
/// subscription that is ended already is ended.
async fn end(Extract(state): Extract<State>, uri: Uri, Path(token): Path<String>) -> Response {
    let lang = lang_of(uri.path());
    let links = Links::SubscriptionEnd(token.clone());
    let Ok(token) = token.parse::<Token>() else { return stale(&state, lang, &links) };
    match state.0.store.subscriptions().end(&token, &clock::now()).await {
        Ok(_) => {
            let keys = ["subscription-ended"];
            told(&state, lang, &links, StatusCode::OK, "subscription-ended-title", &keys, true)
        }
        Err(error) => Failure::internal(error).page(&state, lang),
    }
}

/// What the form of preferences holds.
#[derive(Deserialize)]
struct Changing {
    lang: Option<String>,
    #[serde(flatten)]
    wanted: Wanted,
}

async fn preferences(Extract(state): Extract<State>, uri: Uri, Path(token): Path<String>) -> Response {
    let lang = lang_of(uri.path());
    match find(&state, &token, Purpose::Manage).await {
        Ok(Some(found)) => {
            let kinds: Vec<NewsKind> = found.topics.iter().collect();
            preferences_page(&state, lang, token, &kinds, found.lang, false, Vec::new())
        }
        Ok(None) => stale(&state, lang, &Links::SubscriptionPreferences(token)),
        Err(failure) => failure.page(&state, lang),
    }
}

async fn change(
    Extract(state): Extract<State>,
    uri: Uri,
    Path(token): Path<String>,
    form: Result<Form<Changing>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let links = Links::SubscriptionPreferences(token.clone());
    let changing = match form {
        Ok(Form(changing)) => changing,
        Err(rejection) => return Failure::Form(rejection.status()).page(&state, lang),
    };
    let Ok(proof) = token.parse::<Token>() else { return stale(&state, lang, &links) };
    let kinds = changing.wanted.kinds();
    let wanted = changing.lang.as_deref().and_then(Lang::from_code).unwrap_or(lang);
    let Some(topics) = Topics::new(kinds.iter().copied()) else {
        let errors = vec![Words::of(lang).t("error-topics-none")];
        return preferences_page(&state, lang, token, &kinds, wanted, false, errors);
    };
    match state.0.store.subscriptions().change(&proof, wanted, &topics, &clock::now()).await {
        Ok(Some(_)) => preferences_page(&state, lang, token, &kinds, wanted, true, Vec::new()),
        Ok(None) => stale(&state, lang, &links),
        Err(error) => Failure::internal(error).page(&state, lang),
    }
}

fn preferences_page(
    state: &State,
    lang: Lang,
    token: String,
    chosen: &[NewsKind],
    wanted: Lang,
    saved: bool,
    errors: Vec<String>,
) -> Response {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let links = Links::SubscriptionPreferences(token.clone());
    let f = state.plain_frame(lang, &links, Words::of(lang).t("subscription-preferences-title"));
    let page = SubscriptionPreferencesPage {
        action: links.path(lang),
        end: Links::SubscriptionEnd(token).path(lang),
        topics: topics(&f, chosen),
        french: wanted == Lang::Fr,
        saved,
        errors,
        f,
    };
    private(status, page_of(&page))
}

/// The subscription that a token of a link is good for.
async fn find(state: &State, token: &str, purpose: Purpose) -> Result<Option<Subscription>, Failure> {
    let Ok(token) = token.parse::<Token>() else { return Ok(None) };
    state.0.store.subscriptions().find(&token, purpose, &clock::now()).await.map_err(Failure::internal)
}

fn button(state: &State, lang: Lang, links: &Links, title: &str, text: String, button: &str) -> Response {
    let words = Words::of(lang);
    let f = state.plain_frame(lang, links, words.t(title));
    let page = ButtonPage { f, text, action: links.path(lang), button: words.t(button) };
    private(StatusCode::OK, page_of(&page))
}

fn stale(state: &State, lang: Lang, links: &Links) -> Response {
    told(state, lang, links, StatusCode::NOT_FOUND, "subscription-stale-title", &["subscription-stale"], true)
}

fn told(
    state: &State,
    lang: Lang,
    links: &Links,
    status: StatusCode,
    title: &str,
    paragraphs: &[&str],
    again: bool,
) -> Response {
    let words = Words::of(lang);
    let f = state.plain_frame(lang, links, words.t(title));
    let paragraphs = paragraphs.iter().map(|key| words.t(key)).collect();
    let mailbox = state.0.share.mailbox.as_ref().map(|_| Links::Mailbox.path(lang));
    let again = again.then(|| (Links::Subscription.path(lang), words.t("subscription-again")));
    private(status, page_of(&ToldPage { f, paragraphs, again, mailbox }))
}

pub fn explain(words: &Words, error: &NotAnAddress) -> String {
    match error {
        NotAnAddress::Empty => words.t("error-address-empty"),
        NotAnAddress::TooLong { found } => words.t1("error-address-long", "found", found.to_string()),
        NotAnAddress::Character { found } => words.t1("error-address-ascii", "found", found.to_string()),
        NotAnAddress::Form { found } => words.t1("error-address-at", "found", found.as_str()),
    }
}

/// Who asks: what the front server says when it is told to say it (the last address of a list, which is the one it
/// wrote itself), else where the connection comes from.
pub fn client(state: &State, parts: &Parts) -> IpAddr {
    let said = state.0.share.client_header.as_ref().and_then(|name| parts.headers.get(name));
    let said = said.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    let connected = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    said.or(connected).unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST))
}
