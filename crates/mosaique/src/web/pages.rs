//! The pages. Each composes what the rooms know and hands it to the press.

use std::collections::BTreeSet;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Extract};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use facts::{CommuneCode, Lang};
use press::download::Set;
use press::page::{
    ApiPage, DataPage, Download, Frame, HomePage, IndicatorsPage, MOST_IN_A_PAGE, Maps, Place, PortraitPage,
    PortraitView, Section, TerritoriesPage,
};
use press::{Links, Words, refusal};
use serde::Deserialize;
use store::{NameError, PerimeterName, SaveError};
use territory::{Choropleth, Kind, Portrait, outline};

use super::error::{Failure, page_of};
use super::sessions::{cards, france};
use super::territory_maps::SHEET;
use super::{State, lang_of, open, preferred_lang, work};
use crate::clock;

/// Most wrong lines told beside a form.
const MOST_ERRORS: usize = 20;

impl State {
    pub(super) fn frame(&self, lang: Lang, links: &Links, section: Section, title: String) -> Frame {
        Frame::new(lang, self.0.site.brand, &self.0.version, links, section, title)
    }
}

/// To the home page in the visitor's language.
pub async fn negotiate(headers: HeaderMap) -> Response {
    let home = Links::Home.path(preferred_lang(&headers));
    ([(header::VARY, "accept-language")], Redirect::temporary(&home)).into_response()
}

/// An address that leads nowhere; one that only ends with a slash too many leads to the page without it.
pub async fn nowhere(Extract(state): Extract<State>, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path();
    if open::is_open(path) {
        return Failure::NotFound.problem(preferred_lang(&headers));
    }
    match path.strip_suffix('/') {
        Some(shorter) if shorter.len() > 3 && !shorter.ends_with('/') && !shorter.starts_with("//") => {
            Redirect::permanent(shorter).into_response()
        }
        _ => Failure::NotFound.page(&state, lang_of(path)),
    }
}

/// An address that is not asked for by this method.
pub async fn wrong_method(Extract(state): Extract<State>, uri: Uri, headers: HeaderMap) -> Response {
    if open::is_open(uri.path()) {
        return Failure::Method.problem(preferred_lang(&headers));
    }
    Failure::Method.page(&state, lang_of(uri.path()))
}

/// The home page.
pub async fn home(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    let words = Words::of(lang);
    let frame = state.frame(lang, &Links::Home, Section::Home, words.t("product"));
    let instance = state.instance();
    let map = match work(move || france(instance, instance.session(), lang)).await {
        Ok(map) => map,
        Err(failure) => return failure.page(&state, lang),
    };
    let session = state.session();
    let communes = session.laureates.iter().map(|laureate| instance.perimeter_of(laureate).len()).sum();
    let laureates = cards(instance, session, lang);
    let announced = match state.announced().await {
        Ok(announced) => announced,
        Err(failure) => return failure.page(&state, lang),
    };
    let sessions = (session, announced.as_slice());
    page_of(&HomePage::new(frame, instance.atlas().families(), sessions, laureates, communes, map))
}

/// All territories, and the form to compose one.
pub async fn territories(Extract(state): Extract<State>, uri: Uri) -> Response {
    territories_page(&state, lang_of(uri.path()), Composition::default(), Vec::new())
}

/// A territory composed by a visitor.
#[derive(Deserialize, Default)]
pub struct Composition {
    #[serde(default)]
    name: String,
    #[serde(default)]
    codes: String,
}

/// The form, for who comes back to the address that it was sent to.
pub async fn compose_form(uri: Uri) -> Response {
    Redirect::to(&format!("{}#compose", Links::Territories.path(lang_of(uri.path())))).into_response()
}

/// Saves a composed territory and leads to its portrait; what is wrong is told, and the form kept.
pub async fn compose(
    Extract(state): Extract<State>,
    uri: Uri,
    form: Result<Form<Composition>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let words = Words::of(lang);
    let composition = match form {
        Ok(Form(composition)) => composition,
        Err(rejection) => return Failure::Form(rejection.status()).page(&state, lang),
    };
    let mut errors = Vec::new();
    let name = match composition.name.trim() {
        "" => None,
        name => match name.parse::<PerimeterName>() {
            Ok(name) => Some(name),
            Err(error) => {
                let told = match error {
                    NameError::Empty => words.t("error-name-empty"),
                    NameError::TooLong { found } => words.t1("error-name-long", "found", found.to_string()),
                    NameError::Control { at, .. } => words.t1("error-name-control", "at", at.to_string()),
                };
                errors.push(("name", told));
                None
            }
        },
    };
    let instance = state.instance();
    let codes = composition.codes.clone();
    let resolved = match work(move || instance.resolver().from_codes("", &codes)).await {
        Ok(resolved) => resolved,
        Err(failure) => return failure.page(&state, lang),
    };
    let territory = match resolved {
        Ok(territory) if errors.is_empty() => territory,
        Ok(_) => return territories_page(&state, lang, composition, errors),
        Err(error) => {
            let lines = refusal::lines(words, &error, MOST_ERRORS);
            errors.extend(std::iter::once(refusal::explain(words, &error).0).chain(lines).map(|told| ("codes", told)));
            return territories_page(&state, lang, composition, errors);
        }
    };
    let map = instance.atlas().map();
    let communes: BTreeSet<CommuneCode> = territory.communes().iter().map(|rank| map.at(*rank).code).collect();
    match state.0.store.perimeters().save(name, &communes, map.as_of, &clock::now()).await {
        Ok(saved) => Redirect::to(&Links::Territory(format!("perimeter:{}", saved.id)).path(lang)).into_response(),
        Err(error @ (SaveError::NoCommune | SaveError::TooMany { .. })) => {
            territories_page(&state, lang, composition, vec![("codes", error.to_string())])
        }
        Err(error) => Failure::internal(error).page(&state, lang),
    }
}

fn territories_page(state: &State, lang: Lang, given: Composition, errors: Vec<(&'static str, String)>) -> Response {
    let words = Words::of(lang);
    let knowledge = &state.instance().knowledge;
    let places = |kind: Kind| {
        let place = |t: territory::Territory| Place {
            href: Links::Territory(t.token).path(lang),
            name: t.name,
            kind: words.t(&format!("kind-{}", kind.word())),
            detail: t.code.unwrap_or_default(),
        };
        knowledge.territories(kind).into_iter().map(place).collect::<Vec<_>>()
    };
    let mut regions = places(Kind::Region);
    regions.sort_by_key(|place| territory::names::plain(&place.name));
    let mut f = state.frame(lang, &Links::Territories, Section::Territories, words.t("territories-title"));
    if !errors.is_empty() {
        f.title = format!("{} – {}", words.t("error-request-title"), f.title);
    }
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = TerritoriesPage {
        f,
        regions,
        departements: places(Kind::Departement),
        name: given.name,
        codes: given.codes,
        errors,
    };
    (status, page_of(&page)).into_response()
}

/// The portrait of a territory.
pub async fn portrait(Extract(state): Extract<State>, uri: Uri, Path(token): Path<String>) -> Response {
    let lang = lang_of(uri.path());
    let words = Words::of(lang);
    let printed = async {
        let territory = state.territory(&token).await?;
        // One address a territory: a name or an old way of writing leads to it.
        if territory.token != token {
            return Ok(Redirect::to(&Links::Territory(territory.token).path(lang)).into_response());
        }
        let inner = state.clone();
        work(move || {
            let instance = inner.instance();
            let portrait = Portrait::new(&instance.knowledge, territory);
            let communes = portrait.territory.communes();
            let map = instance.atlas().map();
            let topology = instance.topology().map_err(Failure::internal)?;
            let drawing =
                (communes.len() <= MOST_IN_A_PAGE).then(|| outline::draw(topology, map, communes, &[], SHEET));
            let count = instance.knowledge.indicators().len();
            let choropleths: Vec<_> =
                (0..count).map(|rank| Choropleth::new(&instance.knowledge, rank, communes)).collect();
            let sources = |indicator: &_| instance.sources(indicator);
            let links = Links::Territory(portrait.territory.token.clone());
            let p = PortraitView::new(words, &portrait, map, &sources, &choropleths, &Maps::Linked(drawing.as_ref()))
                .shared(words, inner.public_url().as_str(), &links.path(lang));
            let frame = inner.frame(lang, &links, Section::Territories, portrait.territory.name.clone());
            let f = frame.under(&Links::Territories, words.t("territories-title"));
            Ok(page_of(&PortraitPage { f, w: words, p }))
        })
        .await?
    };
    printed.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

/// All indicators.
pub async fn indicators(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    let title = Words::of(lang).t("indicators-title");
    let frame = state.frame(lang, &Links::Indicators, Section::Indicators, title);
    let instance = state.instance();
    let sources = |indicator: &_| instance.sources(indicator);
    page_of(&IndicatorsPage::new(frame, instance.atlas().families(), instance.atlas().indicators(), &sources))
}

/// Data and method.
pub async fn data(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    let frame = state.frame(lang, &Links::Data, Section::Data, Words::of(lang).t("data-title"));
    let instance = state.instance();
    let size = |set, format| instance.downloads.size(set, format);
    let map = instance.atlas().map();
    let downloads = Set::ALL.map(|set| {
        let rows = match set {
            Set::Communes => map.communes.len(),
            Set::Epcis => map.epcis.iter().filter(|epci| !epci.communes.is_empty()).count(),
            Set::Departements => map.departements.iter().filter(|one| !one.communes.is_empty()).count(),
            Set::Regions => map.regions.iter().filter(|one| !one.communes.is_empty()).count(),
        };
        Download::new(Words::of(lang), set, rows, &size)
    });
    page_of(&DataPage::new(frame, instance.atlas().sources(), downloads.into()))
}

/// The open interface, printed from its description.
pub async fn api(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    let words = Words::of(lang);
    let frame = state.frame(lang, &Links::Api, Section::Data, words.t("open-api-title"));
    page_of(&ApiPage::new(frame.under(&Links::Data, words.t("data-title")), open::description(lang)))
}
