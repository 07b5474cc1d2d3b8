//! News: pages, feeds, calendars.

use axum::Router;
use axum::extract::{Path, State as Extract};
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use facts::Lang;
use press::news::NewsView;
use press::page::{NewsItemPage, NewsPage};
use press::{Links, Words, agenda, feed};
use programme::Session;

use crate::web::error::{Failure, page_of};
use crate::web::headers::FRESH;
use crate::web::{State, lang_of};

pub(super) fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        let news = Links::News.path(lang);
        router = router
            .route(&news, get(list))
            .route(&format!("{news}/{{id}}"), get(item))
            .route(&Links::Agenda.path(lang), get(all_events))
            .route(&Links::Feed.path(lang), get(feed_of_all))
            .route(&Links::SessionFeed("{id}".into()).path(lang).replace(".atom", ""), get(feed_of_session));
    }
    router
}

async fn list(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    match state.announced().await {
        Ok(sessions) => {
            let frame = state.plain_frame(lang, &Links::News, Words::of(lang).t("news-title"));
            page_of(&NewsPage::new(frame, &sessions, state.share_links(lang, &Links::News)))
        }
        Err(failure) => failure.page(&state, lang),
    }
}

/// An item, or its event for a calendar when `.ics` is asked for.
async fn item(Extract(state): Extract<State>, uri: Uri, Path(asked): Path<String>) -> Response {
    let lang = lang_of(uri.path());
    let words = Words::of(lang);
    let (id, is_event) = asked.strip_suffix(".ics").map_or((asked.as_str(), false), |id| (id, true));
    let Some((session, item)) = state.instance().announcement(id) else {
        return Failure::NotFound.page(&state, lang);
    };
    if is_event {
        return match agenda::of_item(words, state.public_url(), session, &item) {
            Some(event) => calendar(event),
            None => Failure::NotFound.page(&state, lang),
        };
    }
    let view = NewsView::new(words, session, &item);
    let links = Links::NewsItem(item.id.to_string());
    let frame = state.plain_frame(lang, &links, view.title.clone()).under(&Links::News, words.t("news-title"));
    page_of(&NewsItemPage { f: frame, item: view, share: state.share_links(lang, &links) })
}

async fn all_events(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    match state.announced().await {
        Ok(sessions) => {
            let sessions: Vec<&Session> = sessions.iter().collect();
            calendar(agenda::of_all(Words::of(lang), state.public_url(), &sessions))
        }
        Err(failure) => failure.page(&state, lang),
    }
}

async fn feed_of_all(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    match state.announced().await {
        Ok(sessions) => atom(feed::of_all(Words::of(lang), state.public_url(), &sessions.iter().collect::<Vec<_>>())),
        Err(failure) => failure.page(&state, lang),
    }
}

async fn feed_of_session(Extract(state): Extract<State>, uri: Uri, Path(asked): Path<String>) -> Response {
    let lang = lang_of(uri.path());
    let sessions = match state.announced().await {
        Ok(sessions) => sessions,
        Err(failure) => return failure.page(&state, lang),
    };
    let named = asked.strip_suffix(".atom");
    match sessions.iter().find(|session| Some(session.identity.id.as_str()) == named) {
        Some(session) => atom(feed::of_session(Words::of(lang), state.public_url(), session)),
        None => Failure::NotFound.page(&state, lang),
    }
}

fn atom(feed: String) -> Response {
    let kind = "application/atom+xml; charset=utf-8";
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, FRESH)], feed).into_response()
}

fn calendar(events: String) -> Response {
    let kind = "text/calendar; charset=utf-8";
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, FRESH)], events).into_response()
}
