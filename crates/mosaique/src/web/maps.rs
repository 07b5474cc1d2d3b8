//! Maps of France: the page, what its script reads, and the map as a file.

use axum::extract::{Path, Query, State as Extract};
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use facts::Lang;
use press::france::{self, Groups};
use press::page::{LEVELS, MapChoice, MapParts, MapsPage, Order, Part, Section, file_texts, map_of_france_title};
use press::{Links, Words};
use serde::Deserialize;
use serde_json::json;
use territory::outline::{self, Drawing, Inset};
use territory::theme::{CLASS_COUNTS, Method};
use territory::{Kind, Layer, Theme, names};

use super::error::{Failure, page_of};
use super::kept::{self, Answer, Question};
use super::{State, lang_of, preferred_lang, tiles, work};
use crate::instance::Instance;

/// Territories on a page of the table.
const PER_PAGE: usize = 50;
/// Width of the map in the page, in units.
const SHEET: u32 = 480;
/// Above this number of territories the map is a picture fetched after the page: drawn in it, it would be most of what must
/// come before anything is read.
const MOST_IN_A_PAGE: usize = 200;
/// Width of the map as a file, in units: communes have room there.
const FILE_SHEET: u32 = 1000;
/// What the map shows to who has chosen nothing.
const FIRST_INDICATOR: &str = "density";

/// The routes of the maps.
pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        let maps = Links::Maps.path(lang);
        router = router
            .route(&maps, get(page))
            .route(&format!("{maps}/{{file}}"), get(territories))
            .route(&format!("{maps}/{{level}}/{{file}}"), get(theme))
            .route(&format!("{maps}/{{level}}/{{token}}/box.json"), get(box_of));
    }
    router
}

/// What the address says.
#[derive(Deserialize, Default)]
struct Asked {
    indicator: Option<String>,
    level: Option<String>,
    method: Option<String>,
    classes: Option<String>,
    sort: Option<String>,
    page: Option<String>,
    size: Option<String>,
}

/// The choice of an address: what is left out is chosen for the reader, what is wrong is refused.
struct Choice {
    /// Rank of the indicator.
    rank: usize,
    choice: MapChoice,
}

impl Choice {
    fn read(instance: &Instance, asked: &Asked) -> Result<Self, Failure> {
        let indicators = instance.atlas().indicators();
        let known = || indicators.iter().map(|indicator| indicator.id.as_str());
        let rank = match asked.indicator.as_deref() {
            None => known().position(|id| id == FIRST_INDICATOR).unwrap_or(0),
            Some(asked) => known()
                .position(|id| id == asked)
                .ok_or_else(|| refused("indicator", asked, known().collect::<Vec<_>>().join(", ")))?,
        };
        let indicator = indicators.get(rank).ok_or(Failure::NotFound)?.id.clone();
        let level = match asked.level.as_deref() {
            None => Kind::Epci,
            Some(asked) => level_of(asked)?,
        };
        let method = match asked.method.as_deref() {
            None => Method::default(),
            Some(asked) => Method::from_word(asked)
                .ok_or_else(|| refused("method", asked, Method::ALL.map(Method::word).join(", ")))?,
        };
        let classes = match asked.classes.as_deref() {
            None => *CLASS_COUNTS.end(),
            Some(asked) => whole(asked)
                .filter(|count| CLASS_COUNTS.contains(count))
                .ok_or_else(|| refused("classes", asked, format!("{}–{}", CLASS_COUNTS.start(), CLASS_COUNTS.end())))?,
        };
        let order = match asked.sort.as_deref() {
            None => Order::default(),
            Some(asked) => {
                Order::from_word(asked).ok_or_else(|| refused("sort", asked, Order::ALL.map(Order::word).join(", ")))?
            }
        };
        let last = pages(instance.knowledge.reference(level).map_or(0, |reference| reference.territories.len()));
        let page = match asked.page.as_deref() {
            None => 1,
            Some(asked) => whole(asked)
                .filter(|page| (1..=last).contains(page))
                .ok_or_else(|| refused("page", asked, format!("1–{last}")))?,
        };
        Ok(Self { rank, choice: MapChoice { indicator, level, method, classes, order, page } })
    }

    fn theme(&self, instance: &'static Instance) -> Result<Theme<'static>, Failure> {
        self.theme_at(instance, self.choice.level)
    }

    fn theme_at(&self, instance: &'static Instance, level: Kind) -> Result<Theme<'static>, Failure> {
        let MapChoice { method, classes, .. } = self.choice;
        Theme::new(&instance.knowledge, self.rank, level, method, classes).ok_or(Failure::NotFound)
    }
}

pub(super) fn refused(name: &'static str, found: &str, expected: String) -> Failure {
    Failure::Parameter { name, found: found.to_owned(), expected }
}

fn level_of(word: &str) -> Result<Kind, Failure> {
    let level = LEVELS.into_iter().find(|level| level.word() == word);
    level.ok_or_else(|| refused("level", word, LEVELS.map(Kind::word).join(", ")))
}

pub(super) fn whole(text: &str) -> Option<usize> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn pages(territories: usize) -> usize {
    territories.div_ceil(PER_PAGE).max(1)
}

/// The page.
async fn page(Extract(state): Extract<State>, uri: Uri, asked: Query<Asked>) -> Response {
    let lang = lang_of(uri.path());
    let words = Words::of(lang);
    let printed = async {
        let instance = state.instance();
        let choice = Choice::read(instance, &asked)?;
        let inner = state.clone();
        work(move || {
            let theme = choice.theme(instance)?;
            // All the communes would weigh more than the rest of the page.
            let aggregate = match theme.kind {
                Kind::Commune => Some(choice.theme_at(instance, Kind::Epci)?),
                _ => None,
            };
            let drawn = aggregate.as_ref().unwrap_or(&theme);
            let sheet = sheet(instance, drawn.kind)?;
            let map = instance.atlas().map();
            let title = map_of_france_title(words, drawn);
            let svg = if drawn.territories.len() <= MOST_IN_A_PAGE {
                france::drawn(words, map, sheet, drawn, &title)
            } else {
                let address = MapChoice { level: drawn.kind, ..choice.choice.clone() }.picture(words);
                france::at_its_address(&address, sheet, &title)
            };
            let order = ranks(&theme, choice.choice.order);
            let shown = order.iter().skip((choice.choice.page - 1) * PER_PAGE).take(PER_PAGE);
            let reason = |rank: &usize| theme.reason(&instance.knowledge, *rank).map(|missing| words.missing(&missing));
            let frame = inner.frame(lang, &Links::Maps, Section::Maps, words.t("maps-heading"));
            Ok(page_of(&MapsPage::new(
                frame,
                MapParts {
                    rows: shown.map(|rank| (*rank, reason(rank))).collect(),
                    pages: pages(theme.territories.len()),
                    families: instance.atlas().families(),
                    indicators: instance.atlas().indicators(),
                    sources: instance.sources(theme.indicator),
                    parts: parts(instance, words)?,
                    background: inner.0.site.background.map(|background| background.tiles),
                    choice: choice.choice,
                    aggregate: aggregate.as_ref(),
                    theme: &theme,
                    svg,
                },
            )))
        })
        .await?
    };
    let mut response = printed.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang));
    if let Some(background) = state.0.site.background {
        response.extensions_mut().insert(background);
    }
    response
}

/// Ranks of the territories in the order of the table, those without a value last.
fn ranks(theme: &Theme<'_>, order: Order) -> Vec<usize> {
    let mut ranks: Vec<usize> = (0..theme.territories.len()).collect();
    match order {
        Order::Name => ranks.sort_by_cached_key(|rank| names::plain(&theme.territories[*rank].name)),
        Order::Rising | Order::Falling => ranks.sort_by(|a, b| match (theme.values[*a], theme.values[*b]) {
            (Some(a), Some(b)) if order == Order::Rising => a.total_cmp(&b),
            (Some(a), Some(b)) => b.total_cmp(&a),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }),
    }
    ranks
}

/// France with one group a territory of a level, drawn once.
pub(super) fn sheet(instance: &'static Instance, level: Kind) -> Result<&'static (Drawing, Vec<Inset>), Failure> {
    static DRAWN: [std::sync::OnceLock<(Drawing, Vec<Inset>)>; LEVELS.len()] =
        [const { std::sync::OnceLock::new() }; LEVELS.len()];
    let rank = LEVELS.iter().position(|known| *known == level).ok_or(Failure::NotFound)?;
    let topology = instance.topology().map_err(Failure::internal)?;
    Ok(DRAWN[rank].get_or_init(|| {
        let territories = instance.knowledge.territories(level);
        let groups: Vec<Vec<u32>> = territories.iter().map(|territory| territory.communes().to_vec()).collect();
        outline::france(topology, instance.atlas().map(), &groups, SHEET)
    }))
}

/// The mainland, then each overseas département that has a contour.
fn parts(instance: &'static Instance, words: &Words) -> Result<Vec<Part>, Failure> {
    let tiles = instance.tiles().map_err(Failure::internal)?;
    let map = instance.atlas().map();
    let mut parts = vec![Part { name: words.t("maps-mainland"), bounds: [f64::MAX, f64::MAX, f64::MIN, f64::MIN] }];
    for departement in &map.departements {
        let code = departement.code.to_string();
        let Some(bounds) = tiles.bounds_of(Layer::Departements, &format!("dep:{code}")) else { continue };
        if code.starts_with('9') && code.len() == 3 {
            parts.push(Part { name: departement.name.to_string(), bounds });
        } else {
            let mainland = &mut parts[0].bounds;
            for side in 0..4 {
                let wider = if side < 2 { f64::min } else { f64::max };
                mainland[side] = wider(mainland[side], bounds[side]);
            }
        }
    }
    Ok(parts)
}

/// Tokens and names of the territories of a level, in the order of the identifiers of tiles.
async fn territories(Extract(state): Extract<State>, Path(file): Path<String>, headers: HeaderMap) -> Response {
    let answered = async {
        let level = level_of(file.strip_suffix(".json").ok_or(Failure::NotFound)?)?;
        kept::answer(&state, Question::Names(level), &headers, move |state| {
            let territories = state.instance().knowledge.territories(level);
            let (tokens, names): (Vec<_>, Vec<_>) = territories.into_iter().map(|t| (t.token, t.name)).unzip();
            tiles::json(json!({ "tokens": tokens, "names": names }).to_string())
        })
        .await
    };
    answered.await.unwrap_or_else(|failure: Failure| failure.problem(preferred_lang(&headers)))
}

/// West, south, east and north of a territory, in degrees.
async fn box_of(
    Extract(state): Extract<State>,
    Path((level, token)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let found = async {
        let level = level_of(&level)?;
        let layer = Layer::ALL.into_iter().find(|layer| layer.kind() == level).ok_or(Failure::NotFound)?;
        let instance = state.instance();
        let bounds = work(move || instance.tiles().map(|tiles| tiles.bounds_of(layer, &token))).await?;
        let bounds = bounds.map_err(Failure::internal)?.ok_or(Failure::NotFound)?;
        Ok(Json(json!({ "bounds": bounds.map(|degrees| (degrees * 1e4).round() / 1e4) })).into_response())
    };
    found.await.unwrap_or_else(|failure: Failure| failure.problem(preferred_lang(&headers)))
}

/// An indicator over the territories of a level: values and classes for programs, or a map as a file.
async fn theme(
    Extract(state): Extract<State>,
    uri: Uri,
    Path((level, file)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let lang = lang_of(uri.path());
    let answered = async {
        let instance = state.instance();
        let (indicator, form) = file.rsplit_once('.').ok_or(Failure::NotFound)?;
        let asked = Asked { indicator: Some(indicator.to_owned()), level: Some(level), ..asked };
        let choice = Choice::read(instance, &asked)?;
        let MapChoice { level, method, classes, .. } = choice.choice;
        match form {
            "json" => {
                let question = Question::Values(choice.rank, level, method, classes, lang);
                kept::answer(&state, question, &headers, move |_| tiles::json(values(&choice.theme(instance)?, lang)))
                    .await
            }
            "svg" if asked.size.is_some() => {
                let theme = choice.theme(instance)?;
                // Communes are drawn in a file of their own, where there is room for them.
                let fits = asked.size.as_deref() == Some("page") && level != Kind::Commune;
                fits.then_some(())
                    .ok_or_else(|| refused("size", asked.size.as_deref().unwrap_or_default(), "page".into()))?;
                let question = Question::Picture(choice.rank, level, method, classes);
                kept::answer(&state, question, &headers, move |_| {
                    let svg = france::picture(instance.atlas().map(), sheet(instance, level)?, &theme);
                    Answer::new(Some(svg.into_bytes()), "image/svg+xml")
                })
                .await
            }
            "svg" => {
                let question = Question::Map(choice.rank, level, method, classes, lang);
                kept::answer(&state, question, &headers, move |_| {
                    let svg = map_file(instance, &choice.theme(instance)?, lang)?;
                    Answer::new(Some(svg.into_bytes()), "image/svg+xml")
                })
                .await
            }
            _ => Err(Failure::NotFound),
        }
    };
    answered.await.unwrap_or_else(|failure: Failure| failure.problem(lang))
}

/// The values in the order of the names, as precise as they are shown, with the class of each: a digit, or a dot without.
fn values(theme: &Theme<'_>, lang: Lang) -> String {
    let (words, unit) = (Words::of(lang), theme.indicator.unit);
    let scale = 10_f64.powi(unit.decimals() as i32);
    let values: Vec<Option<f64>> =
        theme.values.iter().map(|value| value.map(|v| (v * scale).round() / scale)).collect();
    let classes: String =
        theme.class_of.iter().map(|class| class.map_or('.', |class| (b'0' + class as u8) as char)).collect();
    json!({
        "indicator": theme.indicator.id,
        // How a value is written with its unit.
        "quantity": words.quantity(0.0, unit).replacen(&words.value(0.0, unit), "{value}", 1),
        "decimals": unit.decimals(),
        "bounds": theme.classes.iter().map(|class| class.to).collect::<Vec<_>>(),
        "values": values,
        "classes": classes,
    })
    .to_string()
}

/// The map as a file: communes of a class as one figure, other territories from their own drawing.
fn map_file(instance: &'static Instance, theme: &Theme<'_>, lang: Lang) -> Result<String, Failure> {
    let words = Words::of(lang);
    let map = instance.atlas().map();
    let topology = instance.topology().map_err(Failure::internal)?;
    let (groups, kind): (Vec<Vec<u32>>, _) = if theme.kind == Kind::Commune {
        let classes = (0..theme.classes.len()).map(Some).chain([None]);
        let of = |class: Option<usize>| {
            let members = theme.territories.iter().zip(&theme.class_of).filter(move |(_, of)| **of == class);
            members.flat_map(|(territory, _)| territory.communes().iter().copied()).collect()
        };
        (classes.map(of).collect(), Groups::Classes)
    } else {
        (theme.territories.iter().map(|t| t.communes().to_vec()).collect(), Groups::Territories)
    };
    let sheet = outline::france(topology, map, &groups, FILE_SHEET);
    let texts = file_texts(words, theme, &instance.sources(theme.indicator));
    Ok(france::file(words, map, &sheet, kind, theme, &texts))
}
