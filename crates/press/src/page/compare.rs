//! Territories side by side: the form that adds and removes them, and the table with one indicator a row.

use askama::Template;
use facts::{Period, Source, Unit};
use territory::side_by_side::{Cell, Column, Gap, Row};
use territory::{Candidate, FrenchMap, Indicator, SideBySide};

use super::{Frame, Place, Section};
use crate::chart::{self, Lane, dots};
use crate::links::{Brand, Links};
use crate::picture::{self, Sheet};
use crate::words::Words;

/// The page of a comparison.
#[derive(Template)]
#[template(path = "compare.html")]
pub struct ComparePage {
    f: Frame,
    action: String,
    tokens: Vec<String>,
    add: String,
    asked: String,
    full: bool,
    refused: Vec<Refused>,
    proposed: Vec<Place>,
    columns: Vec<ColumnView>,
    families: Vec<FamilyView>,
    mixed: Option<String>,
    json: String,
    csv: String,
    as_of: String,
}

/// Why one of the territories that were asked for is not in the comparison.
pub struct Refused {
    /// The sentence.
    pub sentence: String,
    /// What may have been meant; each leads to the comparison with it.
    pub candidates: Vec<Place>,
}

struct ColumnView {
    letter: char,
    name: String,
    href: String,
    remove: String,
    kind: String,
    people: String,
}

struct FamilyView {
    id: String,
    name: String,
    rows: Vec<RowView>,
}

struct RowView {
    id: String,
    name: String,
    unit: String,
    source: String,
    grade: &'static str,
    grade_words: String,
    chart: String,
    svg: String,
    png: String,
    cells: Vec<CellView>,
}

struct CellView {
    letter: char,
    name: String,
    value: String,
    unit: String,
    missing: Option<String>,
    rank: Option<String>,
    gap: Option<String>,
    coverage: Option<String>,
}

/// The letter of a territory, by its place.
fn letter(rank: usize) -> char {
    char::from(b'A' + rank as u8)
}

impl ComparePage {
    /// From a comparison, which may still lack territories; `asked` is what the form keeps, `proposed` the territories
    /// that may be added with a click.
    pub fn new(
        f: Frame,
        map: &FrenchMap,
        side: &SideBySide<'_>,
        sources: &dyn Fn(&Indicator) -> Vec<Source>,
        asked: String,
        refused: Vec<Refused>,
        proposed: &[Candidate],
    ) -> Self {
        let words = f.w;
        let lang = words.lang();
        let tokens: Vec<String> = side.columns.iter().map(|column| column.territory.token.clone()).collect();
        let here = Links::Compare(tokens.clone()).path(lang);
        let api = |file: &str| {
            let query = here.split_once('?').map_or("", |(_, query)| query);
            format!("/api/v1/{file}?{query}")
        };
        let shown = tokens.len() >= territory::side_by_side::FEWEST;
        let families = side.families.iter().filter(|_| shown).map(|family| FamilyView {
            id: family.family.id.clone(),
            name: words.say(&family.family.name),
            rows: family.rows.iter().map(|row| row_view(words, side, row, &sources(row.indicator), &tokens)).collect(),
        });
        Self {
            action: Links::Compare(Vec::new()).path(lang),
            add: format!("{here}{}t=", if tokens.is_empty() { "?" } else { "&" }),
            full: tokens.len() >= territory::side_by_side::MOST,
            families: families.collect(),
            columns: side.columns.iter().enumerate().map(|(rank, c)| column(words, &tokens, c, rank)).collect(),
            mixed: mixed(words, side),
            json: api("comparison"),
            csv: api("comparison.csv"),
            as_of: words.t1("compare-map", "day", words.period(&map.as_of)),
            proposed: proposed.iter().map(|candidate| Place::compared(words, &tokens, candidate)).collect(),
            tokens,
            asked,
            refused,
            f,
        }
    }
}

impl Place {
    /// From a candidate: it leads to the comparison of it with others.
    pub fn compared(words: &Words, others: &[String], candidate: &Candidate) -> Self {
        let tokens = others.iter().cloned().chain([candidate.token.clone()]).collect();
        Self { href: Links::Compare(tokens).path(words.lang()), ..Self::new(words, candidate) }
    }
}

fn column(words: &Words, tokens: &[String], column: &Column, rank: usize) -> ColumnView {
    let territory = &column.territory;
    let others = tokens.iter().filter(|token| **token != territory.token).cloned().collect();
    ColumnView {
        letter: letter(rank),
        name: territory.name.clone(),
        href: Links::Territory(territory.token.clone()).path(words.lang()),
        remove: Links::Compare(others).path(words.lang()),
        kind: words.t(&format!("kind-{}", territory.kind.word())),
        people: match &column.population {
            Ok(fact) => words.quantity(fact.value, fact.unit),
            Err(_) => words.t("compare-people-unknown"),
        },
    }
}

/// A sentence when ranks are not taken among the same territories.
fn mixed(words: &Words, side: &SideBySide<'_>) -> Option<String> {
    let mut kinds: Vec<_> = side.columns.iter().map(|column| column.reference).collect();
    kinds.dedup();
    if kinds.len() < 2 {
        return None;
    }
    let say = |(rank, column): (usize, &Column)| {
        let among = match column.reference {
            Some(kind) => words.t1("compare-among", "kind", words.t(&format!("kind-plural-{}", kind.word()))),
            None => words.t("compare-among-none"),
        };
        words.with("colon", &[("name", letter(rank).to_string()), ("value", among)])
    };
    let list: Vec<String> = side.columns.iter().enumerate().map(say).collect();
    Some(words.t1("compare-mixed", "list", list.join(" ; ")))
}

fn lanes(words: &Words, columns: &[Column], row: &Row<'_>) -> Vec<Lane> {
    let lane = |(rank, (column, cell)): (usize, (&Column, &Cell))| Lane {
        letter: letter(rank),
        name: column.territory.name.clone(),
        finding: cell.finding.as_ref().map(|fact| fact.value).map_err(|missing| words.missing(missing)),
        quartiles: cell.shape.as_deref().map(|shape| shape.quartiles),
    };
    columns.iter().zip(&row.cells).enumerate().map(lane).collect()
}

fn row_view(words: &Words, side: &SideBySide<'_>, row: &Row<'_>, sources: &[Source], tokens: &[String]) -> RowView {
    let indicator = row.indicator;
    let mut producers: Vec<&str> = sources.iter().map(|source| source.producer.as_str()).collect();
    producers.dedup();
    let source = [("source", producers.join(", ")), ("period", words.period(&indicator.period))];
    let chart = row.ruler.map_or(String::new(), |ruler| {
        let lanes = lanes(words, &side.columns, row);
        let label = dots::alternative(words, indicator.unit, &lanes);
        chart::dots(words, &ruler, indicator.unit, &lanes, &label)
    });
    let picture =
        |kind: &str| Links::ComparePicture(tokens.to_vec(), format!("{}.{kind}", indicator.id)).path(words.lang());
    RowView {
        id: indicator.id.clone(),
        name: words.say(&indicator.name),
        unit: if indicator.unit == Unit::Percent { String::new() } else { words.unit(indicator.unit) },
        source: words.with("portrait-source", &source),
        grade: indicator.grade.letter(),
        grade_words: words.t(&format!("grade-{}", indicator.grade.letter())),
        chart,
        svg: picture("svg"),
        png: picture("png"),
        cells: side
            .columns
            .iter()
            .zip(&row.cells)
            .enumerate()
            .map(|(rank, (c, cell))| cell_view(words, indicator.unit, c, cell, rank))
            .collect(),
    }
}

fn cell_view(words: &Words, unit: Unit, column: &Column, cell: &Cell, rank: usize) -> CellView {
    let fact = cell.finding.as_ref().ok();
    // A percentage is read with its sign; other units stand after the number, smaller.
    let percent = unit == Unit::Percent;
    let shown = |value: f64| if percent { words.quantity(value, unit) } else { words.value(value, unit) };
    let kind = |kind: territory::Kind| words.t(&format!("kind-plural-{}", kind.word()));
    CellView {
        letter: letter(rank),
        name: column.territory.name.clone(),
        value: fact.map_or(String::new(), |fact| shown(fact.value)),
        unit: if percent { String::new() } else { words.unit(unit) },
        missing: cell.finding.as_ref().err().map(|missing| words.missing(missing)),
        rank: cell.national.zip(column.reference).map(|(national, reference)| {
            words.with("portrait-above", &[("share", words.rank(national.share)), ("kind", kind(reference))])
        }),
        gap: cell.gap.map(|gap| gap_words(words, unit, gap)),
        coverage: fact.map(|fact| fact.coverage).filter(|coverage| coverage.covered < coverage.of).map(|coverage| {
            let count = |number: usize| words.number(number as f64, 0);
            words.with("portrait-coverage", &[("covered", count(coverage.covered)), ("of", count(coverage.of))])
        }),
    }
}

/// What separates a figure from the first: "+1.5 points", "3.0 times".
fn gap_words(words: &Words, unit: Unit, gap: Gap) -> String {
    match gap {
        Gap::Times(times) => words.t1("compare-times", "times", words.number(times, if times < 10.0 { 1 } else { 0 })),
        Gap::Difference(difference) => {
            let number = words.number(difference, unit.decimals());
            let nothing = !number.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
            let sign = if difference > 0.0 && !nothing { "+" } else { "" };
            let key = match unit {
                _ if nothing => "compare-same",
                Unit::Percent => "compare-points",
                _ => "compare-difference",
            };
            words.t1(key, "difference", format!("{sign}{number}"))
        }
    }
}

/// One indicator of a comparison as a picture that stands alone; nothing when there is no ruler to draw it on.
pub fn comparison_picture(
    words: &Words,
    side: &SideBySide<'_>,
    row: &Row<'_>,
    sources: &[Source],
    as_of: &Period,
) -> Option<String> {
    let names: Vec<&str> = side.columns.iter().map(|column| column.territory.name.as_str()).collect();
    let sheet = Sheet {
        title: super::portrait::head(words, row.indicator),
        subtitle: names.join(", "),
        credit: picture::credit(words, row.indicator, sources, as_of),
    };
    Some(chart::dots_file(words, &row.ruler?, row.indicator.unit, &lanes(words, &side.columns, row), &sheet))
}

#[cfg(test)]
mod tests {
    use super::*;
    use facts::Lang;

    #[test]
    fn what_separates_two_figures_has_its_sign_and_nothing_has_none() {
        let say = |unit, gap| gap_words(Words::of(Lang::En), unit, gap);
        assert_eq!(say(Unit::Percent, Gap::Difference(1.5)), "+1.5 points");
        assert_eq!(say(Unit::PersonsPerHousehold, Gap::Difference(-0.25)), "\u{2212}0.25");
        assert_eq!(say(Unit::Percent, Gap::Difference(0.01)), "no difference");
        assert_eq!(say(Unit::DwellingsPerHectare, Gap::Times(3.04)), "3.0 times");
    }
}
