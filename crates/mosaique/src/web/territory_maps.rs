//! The map of an indicator over a territory: the page, with the table of its communes, and its pictures.

use axum::Router;
use axum::extract::{Path, Query, State as Extract};
use axum::http::Uri;
use axum::response::Response;
use axum::routing::get;
use facts::Lang;
use press::map::{self, Setting};
use press::page::{MOST_IN_A_PAGE, Order, Section, TerritoryMapChoice, TerritoryMapPage, TerritoryMapParts};
use press::page::{map_alt, map_title};
use press::{Links, Words, picture};
use serde::Deserialize;
use territory::{Choropleth, Territory, names, outline};

use super::error::{Failure, page_of};
use super::maps::{refused, whole};
use super::pictures::{self, Format};
use super::{State, lang_of, work};

/// Width of the map of a territory, in units.
pub(super) const SHEET: u32 = 640;
/// Communes on a page of the table: those of all but the largest EPCI.
const PER_PAGE: usize = 150;

/// Their routes.
pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        let words = Words::of(lang);
        let territories = Links::Territories.path(lang);
        router = router.route(&format!("{territories}/{{token}}/{}/{{indicator}}", words.t("path-maps")), get(map));
    }
    router
}

/// What the address says of the table.
#[derive(Deserialize, Default)]
struct Asked {
    sort: Option<String>,
    page: Option<String>,
}

impl Asked {
    /// The choice, when the table has so many pages: what is wrong is refused.
    fn read(&self, last: usize) -> Result<TerritoryMapChoice, Failure> {
        let order = match self.sort.as_deref() {
            None => Order::default(),
            Some(asked) => {
                Order::from_word(asked).ok_or_else(|| refused("sort", asked, Order::ALL.map(Order::word).join(", ")))?
            }
        };
        let page = match self.page.as_deref() {
            None => 1,
            Some(asked) => whole(asked)
                .filter(|page| (1..=last).contains(page))
                .ok_or_else(|| refused("page", asked, format!("1–{last}")))?,
        };
        Ok(TerritoryMapChoice { order, page })
    }
}

/// A map, in a page or as a picture.
async fn map(
    Extract(state): Extract<State>,
    uri: Uri,
    Path((token, file)): Path<(String, String)>,
    asked: Query<Asked>,
) -> Response {
    let lang = lang_of(uri.path());
    let answered = async {
        let (id, format) = match Format::of(&file) {
            Some((id, format)) => (id, Some(format)),
            None => (file.as_str(), None),
        };
        let indicators = state.instance().knowledge.indicators();
        let rank = indicators.iter().position(|loaded| loaded.indicator.id == id).ok_or(Failure::NotFound)?;
        let territory = state.territory(&token).await?;
        let inner = state.clone();
        match format {
            Some(format) => pictures::answer(format, move || drawn(&inner, lang, rank, &territory)).await,
            None => work(move || page(&inner, lang, rank, &territory, &asked)).await?,
        }
    };
    answered.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

/// The map as a drawing that stands alone.
fn drawn(state: &State, lang: Lang, rank: usize, territory: &Territory) -> Result<String, Failure> {
    let words = Words::of(lang);
    let instance = state.instance();
    let choropleth = Choropleth::new(&instance.knowledge, rank, territory.communes());
    let map = instance.atlas().map();
    let topology = instance.topology().map_err(Failure::internal)?;
    let drawing = outline::draw(topology, map, territory.communes(), &[], SHEET);
    if drawing.communes.is_empty() {
        return Err(Failure::NotFound);
    }
    let title = format!("{} – {}", territory.name, map_title(words, &choropleth));
    let sources = instance.sources(choropleth.indicator);
    let credit = picture::credit(words, choropleth.indicator, &sources, &map.as_of);
    Ok(map::choropleth(words, map, &drawing, &choropleth, &title, Setting::File { credit: &credit }))
}

fn page(state: &State, lang: Lang, rank: usize, territory: &Territory, asked: &Asked) -> Result<Response, Failure> {
    let words = Words::of(lang);
    let instance = state.instance();
    let map = instance.atlas().map();
    let pages = territory.communes().len().div_ceil(PER_PAGE).max(1);
    let choice = asked.read(pages)?;
    let choropleth = Choropleth::new(&instance.knowledge, rank, territory.communes());
    // Of many communes, the drawing is fetched after the page, as it is in the portrait.
    let svg = if territory.communes().len() <= MOST_IN_A_PAGE && !choropleth.bounds.is_empty() {
        let topology = instance.topology().map_err(Failure::internal)?;
        let drawing = outline::draw(topology, map, territory.communes(), &[], SHEET);
        let alt = map_alt(words, &territory.name, &choropleth);
        Some(map::choropleth(words, map, &drawing, &choropleth, &alt, Setting::Page))
    } else {
        None
    };
    let reason = |place: usize| {
        let missing = instance.knowledge.combine(rank, &[choropleth.communes[place].0]).err();
        missing.map(|missing| words.missing(&missing))
    };
    let order = places(&choropleth, choice.order, |commune| names::plain(&map.at(commune).name));
    let shown = order.into_iter().skip((choice.page - 1) * PER_PAGE).take(PER_PAGE);
    let links = Links::Map(territory.token.clone(), choropleth.indicator.id.clone());
    let heading = map_title(words, &choropleth);
    let mut frame = state.frame(lang, &links, Section::Territories, heading);
    frame.title = format!("{} – {}", territory.name, frame.title);
    let f = frame
        .under(&Links::Territory(territory.token.clone()), territory.name.clone())
        .under(&Links::Territories, words.t("territories-title"));
    Ok(page_of(&TerritoryMapPage::new(
        f,
        TerritoryMapParts {
            territory,
            choropleth: &choropleth,
            map,
            choice,
            rows: shown.map(|place| (place, reason(place))).collect(),
            pages,
            sources: &instance.sources(choropleth.indicator),
            svg,
        },
    )))
}

/// Places of the communes in the order of the table, those without a value last.
fn places(choropleth: &Choropleth<'_>, order: Order, name: impl Fn(u32) -> String) -> Vec<usize> {
    let mut places: Vec<usize> = (0..choropleth.communes.len()).collect();
    let value = |place: usize| choropleth.communes[place].1.map(|(value, _)| value);
    match order {
        Order::Name => places.sort_by_cached_key(|place| name(choropleth.communes[*place].0)),
        Order::Rising | Order::Falling => places.sort_by(|a, b| match (value(*a), value(*b)) {
            (Some(a), Some(b)) if order == Order::Rising => a.total_cmp(&b),
            (Some(a), Some(b)) => b.total_cmp(&a),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }),
    }
    places
}
