//! The pages of the sessions and of their laureates.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use axum::Router;
use axum::extract::{Path, State as Extract};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use facts::Lang;
use press::map::{self, Marked, Setting};
use press::page::{
    Card, DrawnMap, LaureatePage, LaureatesPage, Section, SessionCard, SessionPage, SessionsPage, ShareView,
};
use press::{Links, SessionPart, Words};
use programme::Session;
use programme::session::Laureate;
use territory::{Choropleth, outline};

use super::error::{Failure, page_of};
use super::{State, editions, lang_of, work};
use crate::instance::{Instance, token_of};

/// Width of the map of France, in units.
const FRANCE: u32 = 460;

/// The addresses of these pages.
pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        let words = Words::of(lang);
        let at = |key: &str| format!("/{}/{}", lang.code(), words.t(key));
        let sessions = at("path-sessions");
        router = router
            .route(&at("path-session"), get(newest))
            .route(&sessions, get(all))
            .route(&format!("{sessions}/{{id}}"), get(overview))
            .route(&format!("{sessions}/{{id}}/{{part}}"), get(part))
            .route(&at("path-laureates"), get(laureates))
            .route(&format!("{}/{{id}}", at("path-laureates")), get(laureate));
    }
    router
}

/// To the newest session.
async fn newest(Extract(state): Extract<State>, uri: Uri) -> Response {
    let id = state.session().identity.id.to_string();
    Redirect::temporary(&Links::Session(id, SessionPart::Overview).path(lang_of(uri.path()))).into_response()
}

/// All sessions.
async fn all(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    let f = state.frame(lang, &Links::Sessions, Section::Session, Words::of(lang).t("sessions-title"));
    let sessions = state.instance().sessions.iter().map(|session| SessionCard::new(&f, session)).collect();
    page_of(&SessionsPage { f, sessions })
}

/// A session at a glance.
async fn overview(Extract(state): Extract<State>, uri: Uri, Path(id): Path<String>) -> Response {
    page(&state, lang_of(uri.path()), &id, SessionPart::Overview).await
}

/// A part of a session.
async fn part(Extract(state): Extract<State>, uri: Uri, Path((id, name)): Path<(String, String)>) -> Response {
    let lang = lang_of(uri.path());
    let named = |part: &SessionPart| *part != SessionPart::Overview && Words::of(lang).t(part.path_key()) == name;
    match SessionPart::ALL.into_iter().find(named) {
        Some(part) => page(&state, lang, &id, part).await,
        None => Failure::NotFound.page(&state, lang),
    }
}

async fn page(state: &State, lang: Lang, id: &str, part: SessionPart) -> Response {
    let words = Words::of(lang);
    let instance = state.instance();
    let Some(session) = instance.session_of(id) else { return Failure::NotFound.page(state, lang) };
    if part == SessionPart::Easy && session.presentation.easy.is_none() {
        return Failure::NotFound.page(state, lang);
    }
    let name = words.say(&session.identity.title);
    let title = if part == SessionPart::Overview { name.clone() } else { words.t(part.title_key()) };
    let links = |part| Links::Session(id.to_owned(), part);
    let mut f = state.frame(lang, &links(part), Section::Session, title);
    if part != SessionPart::Overview {
        f = f.under(&links(SessionPart::Overview), name);
    }
    let f = f.under(&Links::Sessions, words.t("sessions-title"));
    let map = match work(move || france(instance, session, lang)).await {
        Ok(map) => map,
        Err(failure) => return failure.page(state, lang),
    };
    page_of(&SessionPage::new(f, session, part, cards(instance, session, lang), map))
}

/// The laureates of every session.
async fn laureates(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    let words = Words::of(lang);
    let instance = state.instance();
    let map = match work(move || france(instance, instance.session(), lang)).await {
        Ok(map) => map,
        Err(failure) => return failure.page(&state, lang),
    };
    let communes: usize = instance.laureates.iter().map(|perimeter| perimeter.communes.len()).sum();
    let lead =
        words.count_with("laureates-lead", instance.laureates.len(), "communes", &words.number(communes as f64, 0));
    let f = state.frame(lang, &Links::Laureates, Section::Laureates, words.t("nav-laureates"));
    let named = instance.sessions.iter().filter(|session| !session.laureates.is_empty());
    let sessions = named.map(|session| (SessionCard::new(&f, session), cards(instance, session, lang))).collect();
    page_of(&LaureatesPage { f, lead, sessions, map })
}

/// One laureate.
async fn laureate(Extract(state): Extract<State>, uri: Uri, Path(id): Path<String>) -> Response {
    let lang = lang_of(uri.path());
    let words = Words::of(lang);
    let instance = state.instance();
    let Some((session, laureate)) = instance.laureate(&id) else { return Failure::NotFound.page(&state, lang) };
    let Some(card) = card(instance, laureate, lang) else { return Failure::NotFound.page(&state, lang) };
    let members = laureate
        .perimeter
        .epcis
        .iter()
        .map(|epci| (Links::Territory(epci.siren.to_string()).path(lang), epci.name.clone()));
    let frame = state.frame(lang, &Links::Laureate(id), Section::Laureates, card.name.clone());
    let name = card.name.clone();
    let drawn = work(move || density_map(instance, lang, laureate, &name));
    let map = match drawn.await {
        Ok(map) => map,
        Err(failure) => return failure.page(&state, lang),
    };
    let published = match editions::of_laureate(&state, session, &laureate.id).await {
        Ok(published) => published,
        Err(failure) => return failure.page(&state, lang),
    };
    let f = frame.under(&Links::Laureates, words.t("nav-laureates"));
    page_of(&LaureatePage {
        editions: published.iter().filter_map(|edition| editions::card(words, edition)).collect(),
        session: SessionCard::new(&f, session),
        share: ShareView::new(words, state.public_url().as_str(), &card.href, &card.name),
        f,
        laureate,
        stages: &session.stages.list,
        members: members.collect(),
        card,
        map,
    })
}

/// The laureates of a session as they are listed, with their figures of today.
pub fn cards(instance: &Instance, session: &Session, lang: Lang) -> Vec<Card> {
    session.laureates.iter().filter_map(|laureate| card(instance, laureate, lang)).collect()
}

fn card(instance: &Instance, laureate: &Laureate, lang: Lang) -> Option<Card> {
    let words = Words::of(lang);
    let token = token_of(laureate);
    let territory = instance.resolve(&token).ok()?;
    let (people, _) = territory.population(instance.atlas().map());
    let departements: Vec<_> = laureate.departements.iter().map(|d| format!("{} ({})", d.name, d.code)).collect();
    let period = words.period(&instance.atlas().population_of_map().period);
    Some(Card {
        id: laureate.id.to_string(),
        href: Links::Laureate(laureate.id.to_string()).path(lang),
        portrait: Links::Territory(token).path(lang),
        name: words.say(&laureate.name),
        region: laureate.region.name.clone(),
        departements: departements.join(", "),
        communes: words.number(territory.communes().len() as f64, 0),
        people: words.number(people as f64, 0),
        people_note: words.t1("portrait-people-note", "period", period),
    })
}

/// The laureates of a session on the map of France, drawn once for each session and language.
pub fn france(instance: &'static Instance, session: &Session, lang: Lang) -> String {
    static DRAWN: Mutex<BTreeMap<(String, &'static str), String>> = Mutex::new(BTreeMap::new());
    let mut drawn = DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    let key = (session.identity.id.to_string(), lang.code());
    if let Some(map) = drawn.get(&key) {
        return map.clone();
    }
    let draw = || {
        let words = Words::of(lang);
        let map = instance.atlas().map();
        let all: Vec<u32> = (0..map.communes.len() as u32).collect();
        let groups: Vec<Vec<u32>> =
            session.laureates.iter().map(|laureate| instance.perimeter_of(laureate).to_vec()).collect();
        let marked: Vec<Marked> = session
            .laureates
            .iter()
            .map(|l| Marked { href: Links::Laureate(l.id.to_string()).path(lang), name: words.say(&l.name) })
            .collect();
        let topology = instance.topology().ok()?;
        let drawing = outline::draw(topology, map, &all, &groups, FRANCE);
        Some(map::france(&drawing, &marked, &words.t("laureates-map")))
    };
    drawn.entry(key).or_insert_with(|| draw().unwrap_or_default()).clone()
}

/// The density of the communes of a perimeter, drawn in a page.
fn density_map(instance: &'static Instance, lang: Lang, laureate: &Laureate, name: &str) -> Option<DrawnMap> {
    let words = Words::of(lang);
    let map = instance.atlas().map();
    let communes = instance.perimeter_of(laureate);
    let rank = instance.knowledge.indicators().iter().position(|loaded| loaded.indicator.id == "density")?;
    let choropleth = Choropleth::new(&instance.knowledge, rank, communes);
    let drawing = outline::draw(instance.topology().ok()?, map, communes, &[], FRANCE);
    let title = press::page::map_title(words, &choropleth);
    let label = format!("{name} – {title}");
    let svg = map::choropleth(words, map, &drawing, &choropleth, &label, Setting::Page);
    let page = Links::Map(token_of(laureate), choropleth.indicator.id.clone()).path(lang);
    Some(DrawnMap { title, svg, keys: map::legend(words, &choropleth), page })
}
