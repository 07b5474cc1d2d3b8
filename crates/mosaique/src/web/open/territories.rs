//! Territories, their portraits and those that are like them.

use axum::Json;
use axum::extract::{Path, State as Extract};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use facts::{DepartementCode, Lang, RegionCode};
use press::data::{self, PortraitJson};
use press::{Links, Words};
use serde_json::{Value, json};
use territory::survey::Within;
use territory::{Kind, Portrait, SideBySide, Territory};

use super::super::error::Failure;
use super::super::{State, compare, work};
use super::asked::Asked;
use super::cursor;

/// Most items of a page.
pub const MOST: usize = 1_000;
/// Items of a page when nobody says.
pub const USUAL: usize = 100;
/// Results of a search when nobody says.
const FOUND: usize = 10;
/// Most letters of a search.
pub const LONGEST_SEARCH: usize = 200;
/// The kinds that can be listed, the largest territories first.
const LISTED: [Kind; 4] = [Kind::Region, Kind::Departement, Kind::Epci, Kind::Commune];

/// The kinds of the units of the map, by their words.
pub const KINDS: [&str; 4] = ["commune", "epci", "departement", "region"];

/// The kind of a word of [`KINDS`].
pub fn kind_of(word: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.word() == word)
}

/// A page that has a next one says so in its headers too.
pub fn with_next(answer: impl IntoResponse, next: Option<&str>) -> Response {
    let mut response = answer.into_response();
    if let Some(link) = next.and_then(|next| HeaderValue::from_str(&format!("<{next}>; rel=\"next\"")).ok()) {
        response.headers_mut().insert(header::LINK, link);
    }
    response
}

/// Where a territory must lie: a département, a région, an EPCI, as ranks in the map.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
    pub departement: Option<usize>,
    pub region: Option<usize>,
    pub epci: Option<usize>,
}

impl Place {
    /// From `departement` and `region`.
    ///
    /// # Errors
    /// When one of them is no code of the map.
    pub fn asked(state: &State, asked: &Asked) -> Result<Self, Failure> {
        let map = state.instance().atlas().map();
        let departement = || "01 – 95, 2A, 2B, 971 – 989";
        let region = || map.regions.iter().map(|region| region.code.to_string()).collect::<Vec<_>>().join(", ");
        let departement = match asked.parsed::<DepartementCode>("departement", departement())? {
            None => None,
            Some(code) => Some(map.departement(code).ok_or_else(|| asked.refused("departement", departement()))?),
        };
        let region = match asked.parsed::<RegionCode>("region", &region())? {
            None => None,
            Some(code) => Some(map.region(code).ok_or_else(|| asked.refused("region", &region()))?),
        };
        Ok(Self { departement, region, epci: None })
    }

    /// Whether a territory has a commune there.
    pub fn holds(&self, within: &Within) -> bool {
        let one =
            |asked: Option<usize>, of: &std::collections::BTreeSet<usize>| asked.is_none_or(|rank| of.contains(&rank));
        one(self.departement, &within.departements)
            && one(self.region, &within.regions)
            && one(self.epci, &within.epcis)
    }
}

/// Territories whose name or code answers, or all of them.
pub async fn list(Extract(state): Extract<State>, asked: Asked) -> Result<Response, Failure> {
    asked.only(&["q", "kind", "departement", "region", "limit", "cursor"])?;
    let kind = asked.one_of("kind", &KINDS)?.and_then(kind_of);
    let place = Place::asked(&state, &asked)?;
    let limit = asked.limit(MOST)?;
    asked.short("q", LONGEST_SEARCH)?;
    work(move || match asked.get("q") {
        Some(query) => {
            let items = found(&state, query, asked.lang, kind, place, limit.unwrap_or(FOUND));
            Ok(Json(json!({ "items": items, "next": null })).into_response())
        }
        None => listed(&state, &asked, kind, place, limit.unwrap_or(USUAL)),
    })
    .await?
}

fn found(state: &State, query: &str, lang: Lang, kind: Option<Kind>, place: Place, limit: usize) -> Vec<Value> {
    let instance = state.instance();
    let map = instance.atlas().map();
    let suits = |territory: &Territory| {
        kind.is_none_or(|kind| kind == territory.kind) && place.holds(&Within::new(map, territory))
    };
    // Filters leave some of what is found out: all that may answer is then looked at.
    let filtered = kind.is_some() || place.departement.is_some() || place.region.is_some();
    let most = if filtered { MOST } else { limit };
    let hits = instance.knowledge.gazetteer().search(map, query, most);
    let mut items: Vec<Value> = Vec::new();
    for candidate in hits.into_iter().map(|hit| hit.candidate) {
        if let Ok(territory) = instance.resolve(&candidate.token)
            && suits(&territory)
            && items.len() < limit
        {
            items.push(item(state, &territory, &candidate.within, lang));
        }
    }
    // A code names a territory that no name answers.
    if items.is_empty()
        && !query.trim().is_empty()
        && let Ok(territory) = instance.resolve(query)
        && suits(&territory)
    {
        items.push(item(state, &territory, "", lang));
    }
    items
}

fn listed(state: &State, asked: &Asked, kind: Option<Kind>, place: Place, limit: usize) -> Result<Response, Failure> {
    let instance = state.instance();
    let map = instance.atlas().map();
    let kinds = LISTED.into_iter().filter(|one| kind.is_none_or(|kind| kind == *one));
    let references = kinds.filter_map(|kind| instance.knowledge.reference(kind));
    let territories: Vec<&Territory> = references
        .flat_map(|reference| &reference.territories)
        .filter(|territory| place.holds(&Within::new(map, territory)))
        .collect();
    let scope = format!("territories {kind:?} {place:?}");
    let (page, next) = cursor::page(&territories, &scope, asked.get("cursor"), limit, |territory| &territory.token)?;
    let next = next.map(|cursor| asked.with(&[("cursor", &cursor)]));
    let items: Vec<Value> = page
        .iter()
        .map(|territory| {
            let within = Within::new(map, territory);
            let detail = match territory.kind {
                Kind::Region => String::new(),
                Kind::Departement => names(within.regions.iter().map(|rank| &*map.regions[*rank].name)),
                _ => names(within.departements.iter().map(|rank| &*map.departements[*rank].name)),
            };
            item(state, territory, &detail, asked.lang)
        })
        .collect();
    Ok(with_next(Json(json!({ "items": items, "next": next })), next.as_deref()))
}

fn names<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

fn item(state: &State, territory: &Territory, detail: &str, lang: Lang) -> Value {
    let (population, known) = territory.population(state.instance().atlas().map());
    json!({
        "token": territory.token,
        "code": territory.code,
        "name": territory.name,
        "kind": territory.kind,
        "label": Words::of(lang).t(&format!("kind-{}", territory.kind.word())),
        "url": Links::Territory(territory.token.clone()).path(lang),
        "detail": detail,
        "commune_count": territory.communes().len(),
        "population": (known > 0).then_some(population),
    })
}

/// A territory and its communes.
pub async fn one(Extract(state): Extract<State>, Path(token): Path<String>, asked: Asked) -> Result<Response, Failure> {
    asked.only(&[])?;
    let territory = state.territory(&token).await?;
    let map = state.instance().atlas().map();
    let mut answer = data::territory(&territory, map);
    let within = Within::new(map, &territory);
    let place = |code: String, name: &str| json!({ "code": code, "name": name });
    let epcis = within.epcis.iter().map(|rank| &map.epcis[*rank]).map(|e| place(e.siren.to_string(), &e.name));
    answer["epcis"] = epcis.collect();
    let departements = within.departements.iter().map(|rank| &map.departements[*rank]);
    answer["departements"] = departements.map(|d| place(d.code.to_string(), &d.name)).collect();
    let regions = within.regions.iter().map(|rank| &map.regions[*rank]);
    answer["regions"] = regions.map(|r| place(r.code.to_string(), &r.name)).collect();
    Ok(Json(answer).into_response())
}

async fn with_portrait<T: Send + 'static>(
    state: State,
    token: &str,
    write: impl FnOnce(&State, &Portrait<'_>) -> T + Send + 'static,
) -> Result<T, Failure> {
    let territory = state.territory(token).await?;
    work(move || write(&state, &Portrait::new(&state.instance().knowledge, territory))).await
}

/// A portrait as JSON.
pub async fn portrait(
    Extract(state): Extract<State>,
    Path(token): Path<String>,
    asked: Asked,
) -> Result<Response, Failure> {
    asked.only(&[])?;
    let text = with_portrait(state, &token, |state, portrait| {
        PortraitJson::new(portrait, &|indicator| state.instance().sources(indicator)).text()
    });
    Ok(([(header::CONTENT_TYPE, "application/json")], text.await?).into_response())
}

/// A portrait as CSV.
pub async fn portrait_csv(
    Extract(state): Extract<State>,
    Path(token): Path<String>,
    asked: Asked,
) -> Result<Response, Failure> {
    asked.only(&[])?;
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    let name: String = token.chars().take(40).map(plain).collect();
    let text = with_portrait(state, &token, |state, portrait| {
        data::portrait_csv(portrait, &|indicator| state.instance().sources(indicator))
    });
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"portrait-{name}.csv\"")),
    ];
    Ok((headers, text.await?).into_response())
}

/// The territories that are like one, and why.
pub async fn peers(
    Extract(state): Extract<State>,
    Path(token): Path<String>,
    asked: Asked,
) -> Result<Response, Failure> {
    asked.only(&[])?;
    let answer = with_portrait(state, &token, |state, portrait| {
        let form = serde_json::to_value(PortraitJson::new(portrait, &|indicator| state.instance().sources(indicator)));
        let axes = portrait.axes.iter();
        let axes: Vec<Value> =
            axes.map(|axis| json!({ "axis": data::axis_id(&axis.compares), "weight": axis.weight })).collect();
        json!({
            "token": portrait.territory.token,
            "compared_with": portrait.reference,
            "axes": axes,
            "items": form.map(|mut form| form["peers"].take()).unwrap_or_default(),
        })
    });
    Ok(Json(answer.await?).into_response())
}

/// The JSON Schema of a portrait.
pub async fn portrait_schema(asked: Asked) -> Result<Response, Failure> {
    asked.only(&[])?;
    Ok(([(header::CONTENT_TYPE, "application/schema+json")], data::PORTRAIT_SCHEMA).into_response())
}

/// Territories side by side; nothing is left out in silence.
async fn side_by_side<T: Send + 'static>(
    state: State,
    asked: &Asked,
    write: impl FnOnce(&State, &SideBySide<'_>) -> T + Send + 'static,
) -> Result<T, Failure> {
    asked.only_with(&[], &["t"])?;
    let texts = asked.every("t").iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let territories = compare::exactly(&state, Words::of(asked.lang), &texts.collect::<Vec<_>>()).await?;
    work(move || write(&state, &SideBySide::new(&state.instance().knowledge, territories))).await
}

/// A comparison as JSON.
pub async fn comparison(Extract(state): Extract<State>, asked: Asked) -> Result<Response, Failure> {
    let answer = side_by_side(state, &asked, |state, side| {
        data::comparison(side, &|indicator| state.instance().sources(indicator))
    });
    Ok(Json(answer.await?).into_response())
}

/// A comparison as CSV.
pub async fn comparison_csv(Extract(state): Extract<State>, asked: Asked) -> Result<Response, Failure> {
    let text = side_by_side(state, &asked, |state, side| {
        data::comparison_csv(side, &|indicator| state.instance().sources(indicator))
    });
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"comparison.csv\""),
    ];
    Ok((headers, text.await?).into_response())
}
