//! The map page: an indicator over all of France, in classes, with its table.

use askama::Template;
use facts::Source;
use territory::theme::{CLASS_COUNTS, Method, Theme};
use territory::tiles::{DEEPEST, Layer};
use territory::{Family, Indicator, Kind};

use super::{Frame, Section};
use crate::france::{self, ClassKey, FileTexts};
use crate::links::{Brand, Links};
use crate::map::{NO_DATA, SCALES};
use crate::words::Words;

/// What a reader chose to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapChoice {
    /// Identifier of the indicator.
    pub indicator: String,
    /// Kind of the territories.
    pub level: Kind,
    /// How classes are made.
    pub method: Method,
    /// How many classes.
    pub classes: usize,
    /// Order of the table.
    pub order: Order,
    /// Page of the table, from 1.
    pub page: usize,
}

/// Order of the table of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// From the largest value to the smallest.
    #[default]
    Falling,
    /// From the smallest value to the largest.
    Rising,
    /// By name.
    Name,
}

impl Order {
    /// Every order.
    pub const ALL: [Order; 3] = [Order::Falling, Order::Rising, Order::Name];

    /// Stable word: `falling`, `rising`, `name`.
    pub fn word(self) -> &'static str {
        match self {
            Order::Falling => "falling",
            Order::Rising => "rising",
            Order::Name => "name",
        }
    }

    /// The order of a stable word.
    pub fn from_word(word: &str) -> Option<Order> {
        Self::ALL.into_iter().find(|order| order.word() == word)
    }
}

/// The kinds of territory that a map shows.
pub const LEVELS: [Kind; 4] = [Kind::Commune, Kind::Epci, Kind::Departement, Kind::Region];

impl MapChoice {
    /// What makes the classes, as a query: `method=jenks&classes=5`.
    fn classes_query(&self) -> String {
        format!("method={}&classes={}", self.method.word(), self.classes)
    }

    /// The whole choice as a query.
    pub fn query(&self) -> String {
        let mut query = format!("indicator={}&level={}&{}", self.indicator, self.level.word(), self.classes_query());
        if self.order != Order::default() {
            query.push_str(&format!("&sort={}", self.order.word()));
        }
        if self.page > 1 {
            query.push_str(&format!("&page={}", self.page));
        }
        query
    }

    fn address(&self, words: &Words) -> String {
        format!("{}?{}", Links::Maps.path(words.lang()), self.query())
    }

    /// Address of the map as a file.
    fn file(&self, words: &Words) -> String {
        let maps = Links::Maps.path(words.lang());
        format!("{maps}/{}/{}.svg?{}", self.level.word(), self.indicator, self.classes_query())
    }

    /// Address of the map as a picture of the page, without a word.
    pub fn picture(&self, words: &Words) -> String {
        format!("{}&size=page", self.file(words))
    }

    /// Layer of tiles of the level.
    pub fn layer(&self) -> Layer {
        Layer::ALL.into_iter().find(|layer| layer.kind() == self.level).unwrap_or(Layer::Epcis)
    }
}

/// A choice of a list.
pub(super) struct OptionView {
    pub(super) value: String,
    pub(super) words: String,
    pub(super) chosen: bool,
}

/// A territory of the table of a map.
pub(super) struct RowView {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) value: String,
    pub(super) class: &'static str,
    pub(super) class_words: String,
}

/// A page of the table, or a gap between two.
pub(super) struct Step {
    pub(super) number: String,
    pub(super) href: String,
    pub(super) current: bool,
}

/// A part of France to show: its name and its box (west, south, east, north, in degrees).
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its box.
    pub bounds: [f64; 4],
}

/// What the map page is made of.
pub struct MapParts<'a> {
    /// What was chosen.
    pub choice: MapChoice,
    /// Families of indicators, for the list.
    pub families: &'a [Family],
    /// All indicators, for the list.
    pub indicators: &'a [Indicator],
    /// What is shown.
    pub theme: &'a Theme<'a>,
    /// What is drawn where no script runs, when it is not the same: at the level of communes, the EPCI.
    pub aggregate: Option<&'a Theme<'a>>,
    /// The drawing, or the picture of it.
    pub svg: String,
    /// Ranks of the territories of the page of the table, and why each has no value when it has none.
    pub rows: Vec<(usize, Option<String>)>,
    /// How many pages the table has.
    pub pages: usize,
    /// Sources of the indicator.
    pub sources: Vec<Source>,
    /// Parts of France that the interactive map can go to, the mainland first.
    pub parts: Vec<Part>,
    /// Address, between braces, of the tiles of the background, when there is one.
    pub background: Option<&'static str>,
}

/// The map page.
#[derive(Template)]
#[template(path = "maps.html")]
pub struct MapsPage {
    f: Frame,
    indicators: Vec<(String, Vec<OptionView>)>,
    levels: Vec<OptionView>,
    methods: Vec<OptionView>,
    counts: Vec<OptionView>,
    heading: String,
    about: String,
    definition: String,
    keys: Vec<ClassKey>,
    method_words: String,
    svg: String,
    /// Title, classes, and page of what is drawn in the place of what was chosen.
    aggregate: Option<(String, Vec<ClassKey>, String)>,
    empty: Option<String>,
    source: String,
    grade: &'static str,
    grade_words: String,
    svg_file: String,
    data: MapData,
    parts: Vec<(String, String)>,
    table_title: String,
    row_head: String,
    rows: Vec<RowView>,
    sorts: Vec<OptionView>,
    steps: Vec<Step>,
}

/// What the script reads.
struct MapData {
    tiles: String,
    zooms: String,
    layer: &'static str,
    names: String,
    values: String,
    portrait: String,
    /// How a name and a value are written together, with `{name}` and `{value}`.
    pair: String,
    background: &'static str,
}

impl MapsPage {
    /// From what the door put together.
    pub fn new(mut f: Frame, parts: MapParts<'_>) -> Self {
        let words = f.w;
        let (theme, choice) = (parts.theme, &parts.choice);
        let query = choice.query();
        f.here = format!("{}?{query}", f.here);
        f.other = format!("{}?{query}", f.other);
        let maps = Links::Maps.path(words.lang());
        let option = |value: &str, words: String, chosen: bool| OptionView { value: value.to_owned(), words, chosen };
        let indicators = parts.families.iter().map(|family| {
            let of = parts.indicators.iter().filter(|indicator| indicator.family == family.id);
            let list = of.map(|i| option(&i.id, words.say(&i.name), i.id == choice.indicator)).collect::<Vec<_>>();
            (words.say(&family.name), list)
        });
        let sorts = Order::ALL.map(|order| OptionView {
            value: MapChoice { order, page: 1, ..choice.clone() }.address(words),
            words: words.t(sort_key(order)),
            chosen: order == choice.order,
        });
        let indicator = theme.indicator;
        let mut producers: Vec<&str> = parts.sources.iter().map(|source| source.producer.as_str()).collect();
        producers.dedup();
        let source = [("source", producers.join(", ")), ("period", words.period(&indicator.period))];
        let heading = title(words, theme);
        let keys = france::legend(words, theme);
        Self {
            indicators: indicators.filter(|(_, list)| !list.is_empty()).collect(),
            levels: LEVELS
                .map(|level| {
                    option(level.word(), words.t(&format!("kind-plural-{}", level.word())), level == choice.level)
                })
                .into(),
            methods: Method::ALL.map(|m| option(m.word(), words.t(method_keys(m).0), m == choice.method)).into(),
            counts: CLASS_COUNTS.map(|n| option(&n.to_string(), n.to_string(), n == choice.classes)).collect(),
            about: words.say(&indicator.about),
            definition: format!("{}#{}", Links::Indicators.path(words.lang()), indicator.id),
            keys: keys.clone(),
            method_words: words.t(method_keys(choice.method).1),
            svg: parts.svg,
            aggregate: parts.aggregate.map(|theme| {
                let own = MapChoice { level: theme.kind, page: 1, ..choice.clone() };
                (title(words, theme), france::legend(words, theme), own.address(words))
            }),
            empty: theme.classes.is_empty().then(|| words.t("maps-empty")),
            source: words.with("portrait-source", &source),
            grade: indicator.grade.letter(),
            grade_words: words.t(&format!("grade-{}", indicator.grade.letter())),
            svg_file: choice.file(words),
            data: MapData {
                tiles: format!("/tiles/{}/{{z}}/{{x}}/{{y}}.mvt", choice.layer().word()),
                zooms: format!("{}-{DEEPEST}", choice.layer().shallowest()),
                layer: choice.layer().word(),
                names: format!("{maps}/{}.json", choice.level.word()),
                values: format!("{maps}/{}/{}.json?{}", choice.level.word(), indicator.id, choice.classes_query()),
                portrait: format!("{}/", Links::Territories.path(words.lang())),
                pair: words.with("colon", &[("name", "{name}".into()), ("value", "{value}".into())]),
                background: parts.background.unwrap_or_default(),
            },
            parts: parts
                .parts
                .into_iter()
                .map(|part| (part.name, part.bounds.map(|degrees| format!("{degrees:.3}")).join(",")))
                .collect(),
            table_title: words.with(
                "maps-table-title",
                &[("title", heading.clone()), ("count", words.number(theme.territories.len() as f64, 0))],
            ),
            row_head: words.t("maps-table-territory"),
            rows: parts.rows.into_iter().map(|(rank, reason)| row(words, theme, &keys, rank, reason)).collect(),
            sorts: sorts.into(),
            steps: steps(words, choice.page, parts.pages, |page| MapChoice { page, ..choice.clone() }.address(words)),
            heading,
            f,
        }
    }
}

/// "Vacant dwellings (%), by EPCI, 2021".
pub fn title(words: &Words, theme: &Theme<'_>) -> String {
    let indicator = theme.indicator;
    let (name, unit) = (words.say(&indicator.name), words.unit(indicator.unit));
    let head = if unit.is_empty() { name } else { format!("{name} ({unit})") };
    let level = words.t(match theme.kind {
        Kind::Commune => "maps-by-commune",
        Kind::Departement => "maps-by-departement",
        Kind::Region => "maps-by-region",
        _ => "maps-by-epci",
    });
    words.with("maps-title", &[("indicator", head), ("level", level), ("period", words.period(&indicator.period))])
}

/// The words of the map as a file.
pub fn file_texts(words: &Words, theme: &Theme<'_>, sources: &[Source]) -> FileTexts {
    let name = |source: &Source| format!("{}, {} ({})", source.producer, source.dataset, source.licence);
    let mut named: Vec<String> = sources.iter().map(name).collect();
    named.dedup();
    let about = words.t(method_keys(theme.method).0);
    let values = [("method", about), ("grade", theme.indicator.grade.letter().to_owned())];
    let mut source = vec![words.with("maps-file-method", &values)];
    source.extend(named.into_iter().map(|name| words.t1("maps-file-source", "source", name)));
    source.push(words.t("maps-attribution"));
    FileTexts { title: title(words, theme), source }
}

pub(super) fn sort_key(order: Order) -> &'static str {
    match order {
        Order::Falling => "maps-sort-falling",
        Order::Rising => "maps-sort-rising",
        Order::Name => "maps-sort-name",
    }
}

/// Keys of the name of a method and of what it does.
fn method_keys(method: Method) -> (&'static str, &'static str) {
    match method {
        Method::Quantiles => ("maps-method-quantiles", "maps-method-quantiles-about"),
        Method::Jenks => ("maps-method-jenks", "maps-method-jenks-about"),
        Method::Equal => ("maps-method-equal", "maps-method-equal-about"),
    }
}

fn row(words: &Words, theme: &Theme<'_>, keys: &[ClassKey], rank: usize, reason: Option<String>) -> RowView {
    let territory = &theme.territories[rank];
    let class = theme.class_of[rank];
    let value = theme.values[rank].map(|value| words.value(value, theme.indicator.unit));
    RowView {
        href: Links::Territory(territory.token.clone()).path(words.lang()),
        name: territory.name.clone(),
        value: value.unwrap_or_else(|| words.t("portrait-absent")),
        class: class.map_or(NO_DATA, |class| SCALES[theme.classes.len()][class]),
        class_words: match (class, reason) {
            (Some(class), _) => keys[class].words.clone(),
            (None, reason) => reason.unwrap_or_else(|| words.t("portrait-map-missing")),
        },
    }
}

/// The first page, those around the current one, and the last; an empty address is a gap.
pub(super) fn steps(words: &Words, current: usize, pages: usize, address: impl Fn(usize) -> String) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut before = 0;
    for page in (1..=pages).filter(|page| *page == 1 || *page == pages || page.abs_diff(current) <= 1) {
        if page > before + 1 {
            steps.push(Step { number: "…".into(), href: String::new(), current: false });
        }
        before = page;
        let href = format!("{}#table", address(page));
        steps.push(Step { number: words.number(page as f64, 0), href, current: page == current });
    }
    if pages > 1 { steps } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use facts::Lang;

    #[test]
    fn the_pages_of_a_long_table_are_its_ends_and_those_around() {
        let address = |page| {
            let choice = MapChoice {
                indicator: "density".into(),
                level: Kind::Commune,
                method: Method::Jenks,
                classes: 4,
                order: Order::Name,
                page,
            };
            choice.address(Words::of(Lang::Fr))
        };
        let words = Words::of(Lang::Fr);
        let numbers =
            |page, pages| steps(words, page, pages, address).into_iter().map(|step| step.number).collect::<Vec<_>>();
        assert_eq!(numbers(1, 1), Vec::<String>::new());
        assert_eq!(numbers(1, 3), ["1", "2", "3"]);
        assert_eq!(numbers(5, 9), ["1", "…", "4", "5", "6", "…", "9"]);
        assert_eq!(
            steps(words, 2, 3, address)[2].href,
            "/fr/cartes?indicator=density&level=commune&method=jenks&classes=4&sort=name&page=3#table"
        );
    }
}
