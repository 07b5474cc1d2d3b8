//! The map of an indicator over a territory, commune by commune, with its table.

use askama::Template;
use facts::Source;
use territory::{Choropleth, FrenchMap, Territory};

use super::maps::{OptionView, Order, RowView, Step, sort_key, steps};
use super::portrait::{head, map_alt, map_title};
use super::{Frame, Section};
use crate::links::{Brand, Links};
use crate::map::{self, Key, NO_DATA, SCALES};
use crate::words::Words;

/// What a reader chose to see of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TerritoryMapChoice {
    /// Its order.
    pub order: Order,
    /// Its page, from 1.
    pub page: usize,
}

impl TerritoryMapChoice {
    /// The choice as a query, nothing when all of it is usual: `?sort=name&page=2`.
    pub fn query(self) -> String {
        let sort = (self.order != Order::default()).then(|| format!("sort={}", self.order.word()));
        let page = (self.page > 1).then(|| format!("page={}", self.page));
        let said: Vec<String> = sort.into_iter().chain(page).collect();
        if said.is_empty() { String::new() } else { format!("?{}", said.join("&")) }
    }
}

/// What the page is made of.
pub struct TerritoryMapParts<'a> {
    /// The territory.
    pub territory: &'a Territory,
    /// The values of its communes.
    pub choropleth: &'a Choropleth<'a>,
    /// The map of France that it is on.
    pub map: &'a FrenchMap,
    /// What was chosen.
    pub choice: TerritoryMapChoice,
    /// Places in the choropleth of the communes of the page of the table, and why each has no value when it has none.
    pub rows: Vec<(usize, Option<String>)>,
    /// How many pages the table has.
    pub pages: usize,
    /// Sources of the indicator.
    pub sources: &'a [Source],
    /// The drawing; none when it is fetched from its own address.
    pub svg: Option<String>,
}

/// The page of a map.
#[derive(Template)]
#[template(path = "territory_map.html")]
pub struct TerritoryMapPage {
    f: Frame,
    name: String,
    portrait: String,
    heading: String,
    about: String,
    definition: String,
    /// The drawing, or the picture of it; none when no commune has a value.
    svg: Option<String>,
    file: String,
    csv: String,
    keys: Vec<(Key, String)>,
    source: String,
    grade: &'static str,
    grade_words: String,
    table_title: String,
    row_head: String,
    rows: Vec<RowView>,
    sorts: Vec<OptionView>,
    steps: Vec<Step>,
}

impl TerritoryMapPage {
    /// From what the door put together; the frame is of the page without a choice.
    pub fn new(mut f: Frame, parts: TerritoryMapParts<'_>) -> Self {
        let words = f.w;
        let lang = words.lang();
        let TerritoryMapParts { territory, choropleth, choice, .. } = parts;
        let indicator = choropleth.indicator;
        let page = Links::Map(territory.token.clone(), indicator.id.clone()).path(lang);
        let address = |choice: TerritoryMapChoice| format!("{page}{}", choice.query());
        f.here.push_str(&choice.query());
        f.other.push_str(&choice.query());
        let sorts = Order::ALL.map(|order| OptionView {
            value: address(TerritoryMapChoice { order, page: 1 }),
            words: words.t(sort_key(order)),
            chosen: order == choice.order,
        });
        let mut producers: Vec<&str> = parts.sources.iter().map(|source| source.producer.as_str()).collect();
        producers.dedup();
        let source = [("source", producers.join(", ")), ("period", words.period(&indicator.period))];
        let legend = map::legend(words, choropleth);
        let in_class = |class: Option<usize>| {
            choropleth.communes.iter().filter(|(_, value)| value.map(|(_, class)| class) == class).count()
        };
        let counted = |rank: usize| in_class((rank < choropleth.bounds.len()).then_some(rank));
        let keys = legend
            .iter()
            .cloned()
            .enumerate()
            .map(|(rank, key)| (key, words.count("territory-map-communes", counted(rank))));
        let keys = keys.collect();
        let count = words.number(choropleth.communes.len() as f64, 0);
        let svg = parts.svg.unwrap_or_else(|| {
            map::at_its_address(&format!("{page}.svg"), &map_alt(words, &territory.name, choropleth))
        });
        let rows =
            parts.rows.into_iter().map(|(place, reason)| row(words, choropleth, parts.map, &legend, place, reason));
        Self {
            name: territory.name.clone(),
            portrait: Links::Territory(territory.token.clone()).path(lang),
            heading: map_title(words, choropleth),
            about: words.say(&indicator.about),
            definition: format!("{}#{}", Links::Indicators.path(lang), indicator.id),
            svg: (!choropleth.bounds.is_empty()).then_some(svg),
            csv: format!("/api/v1/indicators/{}/values?kind=commune&format=csv&lang={}", indicator.id, lang.code()),
            keys,
            source: words.with("portrait-source", &source),
            grade: indicator.grade.letter(),
            grade_words: words.t(&format!("grade-{}", indicator.grade.letter())),
            table_title: words.with(
                "territory-map-table",
                &[("name", territory.name.clone()), ("indicator", head(words, indicator)), ("count", count)],
            ),
            row_head: words.t("portrait-table-commune"),
            rows: rows.collect(),
            sorts: sorts.into(),
            steps: steps(words, choice.page, parts.pages, |page| address(TerritoryMapChoice { page, ..choice })),
            file: page,
            f,
        }
    }
}

fn row(
    words: &Words,
    choropleth: &Choropleth<'_>,
    map: &FrenchMap,
    legend: &[Key],
    place: usize,
    reason: Option<String>,
) -> RowView {
    let (commune, value) = choropleth.communes[place];
    let commune = map.at(commune);
    RowView {
        href: Links::Territory(commune.code.to_string()).path(words.lang()),
        name: commune.name.to_string(),
        value: value
            .map_or_else(|| words.t("portrait-absent"), |(value, _)| words.value(value, choropleth.indicator.unit)),
        class: value.map_or(NO_DATA, |(_, class)| SCALES[choropleth.bounds.len()][class]),
        class_words: match value {
            Some((_, class)) => legend[class].words.clone(),
            None => reason.unwrap_or_else(|| words.t("portrait-map-missing")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_choice_adds_nothing_to_the_address() {
        let query = |order, page| TerritoryMapChoice { order, page }.query();
        assert_eq!(query(Order::Falling, 1), "");
        assert_eq!(query(Order::Name, 1), "?sort=name");
        assert_eq!(query(Order::Falling, 2), "?page=2");
        assert_eq!(query(Order::Rising, 3), "?sort=rising&page=3");
    }
}
