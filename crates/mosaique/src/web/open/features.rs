//! Territories as features: OGC API – Features.

use axum::Json;
use axum::extract::{Path, State as Extract};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use facts::{Lang, Siren};
use press::Words;
use press::download::{self, Set, columns};
use press::features::{self, Collection, QUERYABLES, first_instant, link};
use serde_json::{Map, Value};
use territory::geometry::{Frame, Shape, degrees};
use territory::survey::{Entry, Within};
use territory::{Kind, Survey, Territory};

use super::super::error::{Failure, Refusal};
use super::super::{State, work};
use super::asked::{Asked, shown};
use super::cursor;
use super::territories::{MOST, Place, with_next};
use crate::instance::Instance;

/// Features of a page when nobody says (OGC 17-069r4, 7.15.2).
const USUAL: usize = 10;
const LAUREATES: &str = "laureates";

/// What a collection holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    Units(Set),
    Laureates,
}

impl Held {
    const ALL: [Held; 5] = [
        Held::Units(Set::Communes),
        Held::Units(Set::Epcis),
        Held::Units(Set::Departements),
        Held::Units(Set::Regions),
        Held::Laureates,
    ];

    fn id(self) -> &'static str {
        match self {
            Held::Units(set) => set.word(),
            Held::Laureates => LAUREATES,
        }
    }

    fn named(id: &str) -> Result<Held, Failure> {
        Held::ALL
            .into_iter()
            .find(|held| held.id() == id)
            .ok_or_else(|| nothing(id, &Held::ALL.map(Held::id).join(", ")))
    }

    fn kind(self) -> Kind {
        match self {
            Held::Units(set) => set.kind(),
            Held::Laureates => Kind::Named,
        }
    }

    fn territories(self, instance: &'static Instance) -> Result<Vec<Territory>, Failure> {
        match self {
            Held::Units(set) => Ok(instance.knowledge.territories(set.kind())),
            Held::Laureates => {
                let laureates = instance.laureates.iter();
                Ok(laureates.map(|laureate| instance.resolve(&laureate.token)).collect::<Result<_, _>>()?)
            }
        }
    }

    /// The shapes of its territories, in the same order.
    fn shapes(self, instance: &'static Instance, territories: &[Territory]) -> Result<Vec<Shape>, Failure> {
        let topology = instance.topology().map_err(Failure::internal)?;
        Ok(territories.iter().map(|territory| Shape::of(topology, territory.communes())).collect())
    }

    fn describe(self, instance: &'static Instance, lang: Lang) -> Result<Collection, Failure> {
        let words = Words::of(lang);
        let topology = instance.topology().map_err(Failure::internal)?;
        // The régions hold all that has a contour.
        let all = match self {
            Held::Units(_) => instance.shapes.of(&instance.knowledge, topology, Kind::Region).to_vec(),
            Held::Laureates => self.shapes(instance, &self.territories(instance)?)?,
        };
        let corners = || all.iter().filter_map(|shape| shape.bounds);
        let low = |axis: usize| corners().map(|[low, _]| low[axis]).min().map_or(0.0, degrees);
        let high = |axis: usize| corners().map(|[_, high]| high[axis]).max().map_or(0.0, degrees);
        let (title, description) = match self {
            Held::Units(set) => {
                let plural = words.t(&format!("kind-plural-{}", set.kind().word()));
                let title = words.t1("open-dataset-title", "kind", plural.clone());
                (title, words.t1("open-ogc-collection", "kind", plural))
            }
            Held::Laureates => (words.t("open-ogc-laureates"), words.t("open-ogc-laureates-about")),
        };
        let as_of = instance.atlas().map().as_of;
        Ok(Collection { id: self.id(), title, description, bounds: [low(0), low(1), high(0), high(1)], as_of })
    }
}

fn nothing(found: &str, known: &str) -> Failure {
    let values = vec![("found", shown(found)), ("known", known.to_owned())];
    Failure::Nothing(Box::new(Refusal { key: "open-error-nothing", values }))
}

/// Checks what is asked besides the form, which is always JSON.
fn only(asked: &Asked, expected: &[&str]) -> Result<(), Failure> {
    asked.only(&[expected, &["f"]].concat())?;
    asked.one_of("f", &["json"])?;
    Ok(())
}

/// The landing page.
pub async fn landing(Extract(state): Extract<State>, asked: Asked) -> Result<Json<Value>, Failure> {
    only(&asked, &[])?;
    Ok(Json(features::landing(Words::of(asked.lang), state.public_url().as_str())))
}

/// What the service follows.
pub async fn conformance(asked: Asked) -> Result<Json<Value>, Failure> {
    only(&asked, &[])?;
    Ok(Json(features::conformance()))
}

/// All collections.
pub async fn collections(Extract(state): Extract<State>, asked: Asked) -> Result<Json<Value>, Failure> {
    only(&asked, &[])?;
    let base = state.public_url().as_str().to_owned();
    work(move || {
        let all = Held::ALL.map(|held| held.describe(state.instance(), asked.lang));
        let all = all.into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok(Json(features::collections(Words::of(asked.lang), &base, &all)))
    })
    .await?
}

/// One collection.
pub async fn collection(
    Extract(state): Extract<State>,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Json<Value>, Failure> {
    only(&asked, &[])?;
    let (held, base) = (Held::named(&id)?, state.public_url().as_str().to_owned());
    let found = work(move || (held.describe(state.instance(), asked.lang), asked)).await?;
    Ok(Json(features::collection(Words::of(found.1.lang), &base, &found.0?)))
}

/// What features may be asked for by.
pub async fn queryables(extract: Extract<State>, id: Path<String>, asked: Asked) -> Result<Response, Failure> {
    describe(extract, id, asked, features::queryables).await
}

/// What features hold.
pub async fn schema(extract: Extract<State>, id: Path<String>, asked: Asked) -> Result<Response, Failure> {
    describe(extract, id, asked, features::schema).await
}

type Describe = fn(&Words, &str, &Collection, &[download::Column<'_>]) -> Value;

async fn describe(
    Extract(state): Extract<State>,
    Path(id): Path<String>,
    asked: Asked,
    write: Describe,
) -> Result<Response, Failure> {
    only(&asked, &[])?;
    let (held, base) = (Held::named(&id)?, state.public_url().as_str().to_owned());
    work(move || {
        let instance = state.instance();
        let survey = Survey::of(&instance.knowledge, held.kind(), Vec::new());
        let collection = held.describe(instance, asked.lang)?;
        let document = write(Words::of(asked.lang), &base, &collection, &columns(&survey));
        Ok(([(header::CONTENT_TYPE, "application/schema+json")], document.to_string()).into_response())
    })
    .await?
}

/// A page of features.
pub async fn items(Extract(state): Extract<State>, Path(id): Path<String>, asked: Asked) -> Result<Response, Failure> {
    only(&asked, &[&QUERYABLES[..], &["bbox", "datetime", "limit", "cursor"]].concat())?;
    let (held, base) = (Held::named(&id)?, state.public_url().as_str().to_owned());
    let limit = asked.limit_at_most(MOST)?.unwrap_or(USUAL);
    let frame = asked.get("bbox").map(read_frame).transpose()?;
    let since = first_instant(state.instance().atlas().map().as_of);
    let holds = asked.get("datetime").map(|text| still_holds(text, &since)).transpose()?.unwrap_or(true);
    let mut place = Place::asked(&state, &asked)?;
    if let Some(siren) = asked.parsed::<Siren>("epci", "SIREN")? {
        let rank = state.instance().atlas().map().epci(siren);
        place.epci = Some(rank.ok_or_else(|| asked.refused("epci", "SIREN"))?);
    }
    work(move || {
        let instance = state.instance();
        let map = instance.atlas().map();
        let topology = instance.topology().map_err(Failure::internal)?;
        let territories = if holds { held.territories(instance)? } else { Vec::new() };
        let own;
        let shapes: &[Shape] = match held {
            Held::Units(set) => instance.shapes.of(&instance.knowledge, topology, set.kind()),
            Held::Laureates => {
                own = held.shapes(instance, &territories)?;
                &own
            }
        };
        let suits = |(rank, territory): &(usize, Territory)| {
            asked.get("code").is_none_or(|code| code_of(territory) == code)
                && asked.get("name").is_none_or(|name| territory.name == name)
                && place.holds(&Within::new(map, territory))
                && frame.is_none_or(|frame| shapes[*rank].meets(frame))
        };
        let matched: Vec<(usize, Territory)> = territories.into_iter().enumerate().filter(suits).collect();
        let filters = ["code", "name", "bbox", "datetime"].map(|name| asked.get(name));
        let scope = format!("features {} {place:?} {filters:?}", held.id());
        let (page, next) = cursor::page(&matched, &scope, asked.get("cursor"), limit, |(_, one)| &one.token)?;
        let words = Words::of(asked.lang);
        let here = format!("{base}/ogc/collections/{}", held.id());
        let mut links = vec![
            link(format!("{base}{}", asked.with(&[])), "self", "application/geo+json", words.t("open-link-self")),
            link(&here, "collection", "application/json", words.t("open-link-collection")),
        ];
        let next = next.map(|cursor| format!("{base}{}", asked.with(&[("cursor", &cursor)])));
        if let Some(next) = &next {
            links.push(link(next, "next", "application/geo+json", words.t("open-link-next")));
        }
        let survey = Survey::of(&instance.knowledge, held.kind(), Vec::new());
        let columns = columns(&survey);
        let written: Vec<String> = page
            .iter()
            .map(|(rank, territory)| {
                let entry = Entry::new(&instance.knowledge, territory.clone());
                download::feature(download::properties(&columns, map, &entry), shapes.get(*rank), &Map::new())
            })
            .collect();
        let text = features::page(&written, &links, matched.len());
        let answer = ([(header::CONTENT_TYPE, "application/geo+json")], text);
        Ok(with_next(answer, next.as_deref()))
    })
    .await?
}

/// One feature.
pub async fn item(
    Extract(state): Extract<State>,
    Path((id, code)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Failure> {
    only(&asked, &[])?;
    let (held, base) = (Held::named(&id)?, state.public_url().as_str().to_owned());
    work(move || {
        let instance = state.instance();
        let territories = held.territories(instance)?;
        let territory = territories.into_iter().find(|territory| code_of(territory) == code);
        let territory = territory.ok_or_else(|| nothing(&code, &format!("/ogc/collections/{}/items", held.id())))?;
        let topology = instance.topology().map_err(Failure::internal)?;
        let shape = Shape::of(topology, territory.communes());
        let words = Words::of(asked.lang);
        let here = format!("{base}/ogc/collections/{}", held.id());
        let links = [
            link(format!("{base}{}", asked.with(&[])), "self", "application/geo+json", words.t("open-link-self")),
            link(&here, "collection", "application/json", words.t("open-link-collection")),
        ];
        let entry = Entry::new(&instance.knowledge, territory);
        let survey = Survey::of(&instance.knowledge, held.kind(), Vec::new());
        let properties = download::properties(&columns(&survey), instance.atlas().map(), &entry);
        let others = Map::from_iter([("links".to_owned(), Value::Array(links.to_vec()))]);
        let text = download::feature(properties, Some(&shape), &others);
        Ok(([(header::CONTENT_TYPE, "application/geo+json")], format!("{text}\n")).into_response())
    })
    .await?
}

/// The identifier of a feature: its code, or its token when it has none.
fn code_of(territory: &Territory) -> &str {
    territory.code.as_deref().unwrap_or(&territory.token)
}

/// Four numbers, or six with heights, which do not matter.
fn read_frame(text: &str) -> Result<Frame, Failure> {
    let number = |part: &str| part.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    let numbers: Option<Vec<f64>> = text.split(',').map(number).collect();
    let frame = match numbers.as_deref() {
        Some(&[west, south, east, north] | &[west, south, _, east, north, _]) => {
            let ranges = west.abs() <= 180.0 && east.abs() <= 180.0 && south >= -90.0 && north <= 90.0;
            (ranges && south <= north).then_some(Frame { west, south, east, north })
        }
        _ => None,
    };
    frame.ok_or_else(|| Refusal::new("open-error-bbox", [("found", shown(text))]))
}

/// Whether a territory that holds since an instant still does at an instant, or at some time of an interval (RFC 3339).
fn still_holds(text: &str, since: &str) -> Result<bool, Failure> {
    let refused = || Refusal::new("open-error-datetime", [("found", shown(text))]);
    let end = |part: &str| match part {
        "" | ".." => Some(None),
        part => instant(part).map(Some),
    };
    let since = instant(since).ok_or_else(refused)?;
    match text.split_once('/') {
        None => Ok(instant(text).ok_or_else(refused)? >= since),
        Some((first, last)) => match (end(first), end(last)) {
            (Some(Some(first)), Some(Some(last))) if first > last => Err(refused()),
            (Some(None), Some(None)) => Ok(true),
            (Some(_), Some(None)) => Ok(true),
            (Some(_), Some(Some(last))) => Ok(last >= since),
            _ => Err(refused()),
        },
    }
}

/// An instant, or the first one of a day.
fn instant(text: &str) -> Option<jiff::Timestamp> {
    match text.len() {
        10 => format!("{text}T00:00:00Z").parse().ok(),
        _ => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_has_four_numbers_or_six() {
        let frame = |text: &str| read_frame(text).ok().map(|f| [f.west, f.south, f.east, f.north]);
        assert_eq!(frame("0,45.5,0.4,45.8"), Some([0.0, 45.5, 0.4, 45.8]));
        assert_eq!(frame("0,45.5,-10,0.4,45.8,9000"), Some([0.0, 45.5, 0.4, 45.8]));
        assert_eq!(frame("170,-30,-170,-20"), Some([170.0, -30.0, -170.0, -20.0]));
        for wrong in
            ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "0,50,1,40", "0,0,0,inf", "0,0,0,NaN", "0,-91,0,0", "0,0,181,0"]
        {
            assert_eq!(frame(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_territory_holds_from_the_day_of_the_map_on() {
        let since = "2026-01-01T00:00:00Z";
        for (text, expected) in [
            ("2026-06-01T12:00:00Z", true),
            ("2026-01-01", true),
            ("2025-12-31T23:59:59Z", false),
            ("2025-12-31T23:00:00-02:00", true),
            ("../..", true),
            ("2020-01-01/2021-01-01", false),
            ("2020-01-01/..", true),
            ("../2020-01-01", false),
            ("/2030-01-01T00:00:00Z", true),
        ] {
            assert_eq!(still_holds(text, since).ok(), Some(expected), "{text}");
        }
        for wrong in ["", "hier", "2026", "2026-13-01", "2026-01-01/2025-01-01", "a/b", "2026-01-01/x", "1/2/3"] {
            assert!(still_holds(wrong, since).is_err(), "{wrong}");
        }
    }
}
