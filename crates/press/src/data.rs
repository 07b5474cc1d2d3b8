//! Portraits and lists as JSON and CSV.

use facts::{Coverage, Missing, Source};
use serde::Serialize;
use serde_json::json;
use territory::combine::Combined;
use territory::portrait::{Percentile, Reading};
use territory::side_by_side::{Cell, Column, Gap};
use territory::{Compared, FrenchMap, Indicator, Kind, Portrait, SideBySide, Territory};

/// The JSON Schema of a portrait, published and tested.
pub const PORTRAIT_SCHEMA: &str = include_str!("../schemas/portrait.schema.json");

/// A portrait as JSON, in the form of [`PORTRAIT_SCHEMA`]. Percentiles go from 0 to 100.
#[derive(Debug, Serialize)]
pub struct PortraitJson<'p> {
    territory: TerritoryJson<'p>,
    indicators: Vec<IndicatorJson<'p>>,
    peers: Vec<PeerJson<'p>>,
    missing: Vec<MissingJson<'p>>,
    note: &'static str,
}

#[derive(Debug, Serialize)]
struct TerritoryJson<'p> {
    token: &'p str,
    code: Option<&'p str>,
    name: &'p str,
    kind: &'static str,
    as_of: String,
    commune_count: usize,
    population: Option<u64>,
    population_period: Option<String>,
    population_source: Option<SourceJson>,
    compared_with: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct IndicatorJson<'p> {
    id: &'p str,
    family: &'p str,
    name: NameJson<'p>,
    value: Option<f64>,
    unit: &'static str,
    period: String,
    grade: &'static str,
    coverage: Option<f64>,
    source: SourceJson,
    sources: Vec<SourceJson>,
    percentile_national: Option<f64>,
    percentile_peers: Option<f64>,
    missing: Option<&'p Missing>,
}

#[derive(Debug, Serialize)]
struct NameJson<'p> {
    fr: &'p str,
    en: &'p str,
}

#[derive(Debug, Clone, Serialize)]
struct SourceJson {
    dataset: String,
    producer: String,
    vintage: String,
    licence: String,
    url: String,
}

#[derive(Debug, Serialize)]
struct PeerJson<'p> {
    code: &'p str,
    token: &'p str,
    name: &'p str,
    distance: f64,
    axes: Vec<AxisJson<'p>>,
}

#[derive(Debug, Serialize)]
struct AxisJson<'p> {
    axis: &'p str,
    own: f64,
    theirs: f64,
    share: f64,
}

#[derive(Debug, Serialize)]
struct MissingJson<'p> {
    family: &'p str,
    reason: &'static str,
    dataset: &'p str,
    producer: &'p str,
}

impl<'p> PortraitJson<'p> {
    /// Of a portrait; `sources` gives the sources of an indicator even when it has no figure.
    pub fn new(portrait: &'p Portrait<'_>, sources: &dyn Fn(&Indicator) -> Vec<Source>) -> Self {
        let population = portrait.population.as_ref().ok();
        let indicators = portrait.readings().map(|reading| indicator(reading, &sources(reading.indicator))).collect();
        let missing = portrait.families.iter().flat_map(|readings| {
            readings.family.awaited.iter().map(|awaited| MissingJson {
                family: &readings.family.id,
                reason: "dataset-absent",
                dataset: &awaited.dataset,
                producer: &awaited.producer,
            })
        });
        Self {
            territory: TerritoryJson {
                token: &portrait.territory.token,
                code: portrait.territory.code.as_deref(),
                name: &portrait.territory.name,
                kind: portrait.territory.kind.word(),
                as_of: portrait.territory.as_of.to_string(),
                commune_count: portrait.territory.communes().len(),
                population: population.map(|fact| fact.value as u64),
                population_period: population.map(|fact| fact.period.to_string()),
                population_source: population.and_then(|fact| fact.sources.first()).map(|source| source_json(source)),
                compared_with: portrait.reference.map(|kind| kind.word()),
            },
            indicators,
            peers: portrait
                .peers
                .iter()
                .map(|peer| PeerJson {
                    code: &peer.code,
                    token: &peer.token,
                    name: &peer.name,
                    distance: peer.distance,
                    axes: peer
                        .reasons
                        .iter()
                        .map(|reason| AxisJson {
                            axis: axis_id(&portrait.axes[reason.axis].compares),
                            own: reason.own,
                            theirs: reason.theirs,
                            share: reason.share,
                        })
                        .collect(),
                })
                .collect(),
            missing: missing.collect(),
            note: "percentiles are midranks from 0 to 100; coverage is the share of communes with data; see docs/method",
        }
    }

    /// The text, two spaces a level.
    pub fn text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("a portrait holds nothing that JSON cannot say");
        text.push('\n');
        text
    }
}

/// A territory and its communes as JSON.
pub fn territory(territory: &Territory, map: &FrenchMap) -> serde_json::Value {
    let (population, known) = territory.population(map);
    let communes = territory.communes().iter().map(|rank| map.at(*rank));
    let communes: Vec<_> = communes
        .map(|commune| json!({ "code": commune.code, "name": &*commune.name, "population": commune.population }))
        .collect();
    json!({
        "token": territory.token,
        "code": territory.code,
        "kind": territory.kind,
        "name": territory.name,
        "as_of": territory.as_of,
        "commune_count": communes.len(),
        "population": (known > 0).then_some(population),
        "communes": communes,
    })
}

/// The name of an axis in JSON: that of its indicator, or `overseas`.
pub fn axis_id(compared: &Compared) -> &str {
    match compared {
        Compared::Indicator { id, .. } => id,
        Compared::Overseas => "overseas",
    }
}

/// The figure of an indicator for one territory among those of its kind.
#[derive(Debug, Clone)]
pub struct Value<'v> {
    /// The territory.
    pub territory: &'v Territory,
    /// The figure, or why there is none.
    pub found: Result<Combined, Missing>,
    /// Its place among the territories of its kind.
    pub percentile: Option<Percentile>,
}

/// The values of an indicator over territories of a kind as JSON; `next` is the address of the next page.
pub fn values(
    indicator: &Indicator,
    kind: Kind,
    sources: &[Source],
    values: &[Value<'_>],
    next: Option<&str>,
) -> serde_json::Value {
    let item = |value: &Value<'_>| {
        let found = value.found.as_ref().ok();
        json!({
            "token": value.territory.token,
            "code": value.territory.code,
            "name": value.territory.name,
            "value": found.map(|found| found.value),
            "coverage": found.map(|found| found.coverage.share()),
            "percentile": value.percentile.map(percent),
            "missing": value.found.as_ref().err().map(Missing::id),
        })
    };
    json!({
        "indicator": indicator.id,
        "name": indicator.name,
        "kind": kind,
        "unit": indicator.unit.id(),
        "period": indicator.period,
        "grade": indicator.grade,
        "sources": sources.iter().map(source_json).collect::<Vec<_>>(),
        "items": values.iter().map(item).collect::<Vec<_>>(),
        "next": next,
    })
}

/// The same as CSV, one territory a line; UTF-8, comma, point for decimals.
pub fn values_csv(indicator: &Indicator, sources: &[Source], values: &[Value<'_>]) -> String {
    let number = |value: Option<f64>| value.map_or(String::new(), |value| value.to_string());
    let cited = sources.iter().map(|source| format!("{}, {}, {}", source.producer, source.dataset, source.vintage));
    let cited = cited.collect::<Vec<_>>().join("; ");
    let header =
        ["token", "code", "name", "value", "unit", "period", "grade", "coverage", "percentile", "missing", "source"];
    let mut rows = vec![header.map(str::to_owned)];
    rows.extend(values.iter().map(|value| {
        let found = value.found.as_ref().ok();
        [
            value.territory.token.clone(),
            value.territory.code.clone().unwrap_or_default(),
            value.territory.name.clone(),
            number(found.map(|found| found.value)),
            indicator.unit.id().to_owned(),
            indicator.period.to_string(),
            indicator.grade.letter().to_owned(),
            number(found.map(|found| found.coverage.share())),
            number(value.percentile.map(percent)),
            value.found.as_ref().err().map_or(String::new(), |missing| missing.id().to_owned()),
            cited.clone(),
        ]
    }));
    csv_text(rows)
}

/// Territories side by side as JSON: the territories, then each indicator with one figure a territory, in the same order.
/// Percentiles go from 0 to 100; a difference is this figure less the first, a ratio this figure by the first.
pub fn comparison(side: &SideBySide<'_>, sources: &dyn Fn(&Indicator) -> Vec<Source>) -> serde_json::Value {
    let territories = side.columns.iter().map(|column| {
        let territory = &column.territory;
        json!({
            "token": territory.token,
            "code": territory.code,
            "name": territory.name,
            "kind": territory.kind.word(),
            "as_of": territory.as_of.to_string(),
            "commune_count": territory.communes().len(),
            "population": column.population.as_ref().ok().map(|fact| fact.value as u64),
            "compared_with": column.reference.map(Kind::word),
        })
    });
    let figure = |(column, cell): (&Column, &Cell)| {
        let fact = cell.finding.as_ref().ok();
        let quartiles = cell.shape.as_deref().map(|shape| shape.quartiles);
        json!({
            "territory": column.territory.token,
            "value": fact.map(|fact| fact.value),
            "coverage": fact.map(|fact| fact.coverage.share()),
            "percentile_national": cell.national.map(percent),
            "kind_quartiles": quartiles,
            "difference": match cell.gap { Some(Gap::Difference(difference)) => Some(difference), _ => None },
            "ratio": match cell.gap { Some(Gap::Times(times)) => Some(times), _ => None },
            "missing": cell.finding.as_ref().err(),
        })
    };
    let indicators = side.rows().map(|row| {
        let indicator = row.indicator;
        json!({
            "id": indicator.id,
            "family": indicator.family,
            "name": { "fr": indicator.name.fr, "en": indicator.name.en },
            "unit": indicator.unit.id(),
            "period": indicator.period.to_string(),
            "grade": indicator.grade.letter(),
            "sources": sources(indicator).iter().map(source_json).collect::<Vec<_>>(),
            "figures": side.columns.iter().zip(&row.cells).map(figure).collect::<Vec<_>>(),
        })
    });
    json!({ "territories": territories.collect::<Vec<_>>(), "indicators": indicators.collect::<Vec<_>>() })
}

/// The same as CSV, one indicator of one territory a line.
pub fn comparison_csv(side: &SideBySide<'_>, sources: &dyn Fn(&Indicator) -> Vec<Source>) -> String {
    let number = |value: Option<f64>| value.map_or(String::new(), |value| value.to_string());
    let header = [
        "territory",
        "territory_name",
        "territory_kind",
        "indicator",
        "family",
        "value",
        "unit",
        "period",
        "grade",
        "coverage",
        "percentile_national",
        "compared_with",
        "kind_median",
        "difference_to_first",
        "ratio_to_first",
        "missing",
        "dataset",
        "producer",
        "vintage",
        "licence",
    ];
    let mut rows = vec![header.map(str::to_owned)];
    for row in side.rows() {
        let indicator = row.indicator;
        let sources = sources(indicator);
        let source = sources.first().expect("an indicator cites at least one source");
        for (column, cell) in side.columns.iter().zip(&row.cells) {
            let fact = cell.finding.as_ref().ok();
            let (difference, ratio) = match cell.gap {
                Some(Gap::Difference(difference)) => (Some(difference), None),
                Some(Gap::Times(times)) => (None, Some(times)),
                None => (None, None),
            };
            rows.push([
                column.territory.token.clone(),
                column.territory.name.clone(),
                column.territory.kind.word().to_owned(),
                indicator.id.clone(),
                indicator.family.clone(),
                number(fact.map(|fact| fact.value)),
                indicator.unit.id().to_owned(),
                indicator.period.to_string(),
                indicator.grade.letter().to_owned(),
                number(fact.map(|fact| fact.coverage.share())),
                number(cell.national.map(percent)),
                column.reference.map_or(String::new(), |kind| kind.word().to_owned()),
                number(cell.shape.as_deref().map(|shape| shape.quartiles[1])),
                number(difference),
                number(ratio),
                cell.finding.as_ref().err().map_or(String::new(), |missing| missing.id().to_owned()),
                source.dataset.clone(),
                source.producer.clone(),
                source.vintage.clone(),
                source.licence.clone(),
            ]);
        }
    }
    csv_text(rows)
}

/// A place from 0 to 100. Six decimals are more than any rank can mean, and hide the last bit of a division.
fn percent(percentile: Percentile) -> f64 {
    (percentile.share * 1e8).round() / 1e6
}

/// Rows as CSV: UTF-8, comma, point for decimals.
fn csv_text<const N: usize>(rows: Vec<[String; N]>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(|field| safe(field))).expect("writing to memory does not fail");
    }
    let bytes = writer.into_inner().expect("writing to memory does not fail");
    String::from_utf8(bytes).expect("every field is text")
}

fn source_json(source: &Source) -> SourceJson {
    SourceJson {
        dataset: source.dataset.clone(),
        producer: source.producer.clone(),
        vintage: source.vintage.clone(),
        licence: source.licence.clone(),
        url: source.url.clone(),
    }
}

fn indicator<'p>(reading: &'p Reading<'_>, sources: &[Source]) -> IndicatorJson<'p> {
    let definition = reading.indicator;
    let fact = reading.finding.as_ref().ok();
    let sources: Vec<SourceJson> = sources.iter().map(source_json).collect();
    let share = |percentile: Option<Percentile>| percentile.map(percent);
    IndicatorJson {
        id: &definition.id,
        family: &definition.family,
        name: NameJson { fr: &definition.name.fr, en: &definition.name.en },
        value: fact.map(|fact| fact.value),
        unit: definition.unit.id(),
        period: definition.period.to_string(),
        grade: definition.grade.letter(),
        coverage: fact.map(|fact| fact.coverage).map(Coverage::share),
        source: sources.first().cloned().expect("an indicator cites at least one source"),
        sources,
        percentile_national: share(reading.national),
        percentile_peers: share(reading.peers),
        missing: reading.finding.as_ref().err(),
    }
}

/// A portrait as CSV, one indicator a line; UTF-8, comma, point for decimals.
pub fn portrait_csv(portrait: &Portrait<'_>, sources: &dyn Fn(&Indicator) -> Vec<Source>) -> String {
    let header = [
        "territory",
        "territory_name",
        "indicator",
        "family",
        "value",
        "unit",
        "period",
        "grade",
        "coverage",
        "percentile_national",
        "percentile_peers",
        "missing",
        "dataset",
        "producer",
        "vintage",
        "licence",
    ];
    let number = |value: Option<f64>| value.map_or(String::new(), |value| value.to_string());
    let mut rows = vec![header.map(str::to_owned)];
    for reading in portrait.readings() {
        let json = indicator(reading, &sources(reading.indicator));
        rows.push([
            portrait.territory.token.clone(),
            portrait.territory.name.clone(),
            json.id.to_owned(),
            json.family.to_owned(),
            number(json.value),
            json.unit.to_owned(),
            json.period,
            json.grade.to_owned(),
            number(json.coverage),
            number(json.percentile_national),
            number(json.percentile_peers),
            json.missing.map_or(String::new(), |missing| missing.id().to_owned()),
            json.source.dataset,
            json.source.producer,
            json.source.vintage,
            json.source.licence,
        ]);
    }
    csv_text(rows)
}

/// A field that a spreadsheet would take for a formula is kept as text. Numbers, even negative, are left alone.
pub(crate) fn safe(field: &str) -> String {
    let formula =
        field.starts_with(['=', '+', '@', '\t', '\r']) || (field.starts_with('-') && field.parse::<f64>().is_err());
    if formula { format!("'{field}") } else { field.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_looks_like_a_formula_stays_a_text() {
        assert_eq!(safe("=1+1"), "'=1+1");
        assert_eq!(safe("-1.5"), "-1.5");
        assert_eq!(safe("-x"), "'-x");
        assert_eq!(safe("Angoulême"), "Angoulême");
    }
}
