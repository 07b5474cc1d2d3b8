//! The portrait sheet: a territory on a few pages of paper.

use std::collections::BTreeMap;

use facts::{Source, Unit};
use serde::Serialize;
use territory::outline::Drawing;
use territory::portrait::{Percentile, Reading};
use territory::{Choropleth, FrenchMap, Indicator, Kind, Portrait};

use super::{Common, Document, Issue, document, drawing};
use crate::links::Links;
use crate::map;
use crate::page::portrait::{head, kind_line, map_title, peer_reason, peers_lead};
use crate::page::{awaits, grades};
use crate::words::Words;

/// What a portrait sheet is made of.
pub struct Sheet<'a> {
    /// The portrait.
    pub portrait: &'a Portrait<'a>,
    /// The communes of France.
    pub map: &'a FrenchMap,
    /// The sources of an indicator.
    pub sources: &'a dyn Fn(&Indicator) -> Vec<Source>,
    /// Its map; none when no contour is known, or nothing to show on it.
    pub surroundings: Option<Surroundings<'a>>,
}

/// A map over the communes of the territory, or over those around it when it is a single commune.
pub struct Surroundings<'a> {
    /// The drawing; the territory is its group when it is a part of it.
    pub drawing: &'a Drawing,
    /// The values drawn.
    pub choropleth: &'a Choropleth<'a>,
    /// What is drawn, when that is more than the territory.
    pub within: Option<String>,
}

/// Most comparable territories on paper: the site has them all.
const MOST_PEERS: usize = 12;

const WORDS: [&str; 20] = [
    "sheet-document",
    "document-indicator",
    "document-value",
    "document-median",
    "document-period",
    "document-grade",
    "document-rank",
    "document-peers",
    "document-rank-help",
    "document-strip-help",
    "document-absent",
    "document-not-ranked",
    "portrait-peers-title",
    "document-peer",
    "document-distance",
    "document-reason",
    "portrait-awaits",
    "document-awaits-lead",
    "document-sources",
    "document-sources-lead",
];

#[derive(Serialize)]
struct Data {
    #[serde(flatten)]
    common: Common,
    name: String,
    kind: String,
    token: String,
    facts: Vec<Labelled>,
    notes: Vec<String>,
    map: Option<MapData>,
    no_map: String,
    grades: Vec<(&'static str, String)>,
    families: Vec<FamilyData>,
    peers_lead: String,
    peers: Vec<PeerData>,
    awaits: Vec<AwaitsData>,
    sources: Vec<SourceData>,
}

#[derive(Serialize)]
struct Labelled {
    label: String,
    value: String,
}

#[derive(Serialize)]
struct MapData {
    title: String,
    alt: String,
    source: String,
    /// Width over height.
    shape: f64,
    keys: Vec<KeyData>,
}

#[derive(Serialize)]
struct KeyData {
    colour: String,
    words: String,
}

#[derive(Serialize)]
struct FamilyData {
    id: String,
    name: String,
    about: String,
    rows: Vec<RowData>,
}

#[derive(Serialize)]
struct RowData {
    name: String,
    value: String,
    /// Under the number; empty when it is written with it.
    unit: String,
    missing: Option<String>,
    median: String,
    period: String,
    grade: &'static str,
    coverage: Option<String>,
    national: Option<PlaceData>,
    peers: Option<PlaceData>,
}

/// A place among others: from 0 to 1, and in words.
#[derive(Serialize)]
struct PlaceData {
    share: f64,
    words: String,
}

#[derive(Serialize)]
struct PeerData {
    name: String,
    distance: String,
    reason: String,
}

#[derive(Serialize)]
struct AwaitsData {
    family: String,
    id: String,
    datasets: Vec<String>,
}

#[derive(Serialize)]
struct SourceData {
    dataset: String,
    detail: String,
    url: String,
    used: String,
}

impl Sheet<'_> {
    /// The sheet as a document.
    pub fn document(&self, words: &'static Words, issue: &Issue) -> Document {
        let portrait = self.portrait;
        let territory = &portrait.territory;
        let title = words.t1("sheet-title", "name", territory.name.clone());
        let path = Links::Territory(territory.token.clone()).path(words.lang());
        let kind = kind_line(words, portrait, self.map);
        let description = words.with("sheet-description", &[("name", territory.name.clone()), ("kind", kind.clone())]);
        let mut notes: Vec<String> = Vec::new();
        if matches!(territory.kind, Kind::Free | Kind::Named) {
            notes.push(words.t("portrait-kind-free-note"));
        }
        let mut joint: Vec<String> = portrait
            .joint_figures
            .iter()
            .map(|joint| words.t1("portrait-joint", "why", joint.why.get(words.lang())))
            .collect();
        joint.sort();
        joint.dedup();
        notes.extend(joint);
        let data = Data {
            common: Common::new(words, issue, title, description, &path, &WORDS),
            name: territory.name.clone(),
            kind,
            token: territory.token.clone(),
            facts: self.facts(words),
            notes,
            map: self.surroundings.as_ref().map(|surroundings| self.map_data(words, surroundings)),
            no_map: words.t("sheet-no-map"),
            grades: grades(words),
            families: self.families(words),
            peers_lead: peers_lead(words, portrait),
            peers: portrait
                .peers
                .iter()
                .take(MOST_PEERS)
                .map(|peer| PeerData {
                    name: peer.name.clone(),
                    distance: words.number(peer.distance, 3),
                    reason: match peer_reason(words, portrait, peer) {
                        Some(values) => words.with("sheet-reason", &values),
                        None => words.t("portrait-peers-same"),
                    },
                })
                .collect(),
            awaits: portrait
                .families
                .iter()
                .filter(|family| !family.family.awaited.is_empty())
                .map(|family| AwaitsData {
                    family: words.say(&family.family.name),
                    id: family.family.id.clone(),
                    datasets: awaits(words, family.family),
                })
                .collect(),
            sources: self.sources(words),
        };
        let drawings = self.surroundings.iter().map(|surroundings| {
            ("map.svg".to_owned(), drawing::choropleth(surroundings.drawing, surroundings.choropleth))
        });
        document("portrait.typ", &data, drawings.collect())
    }

    fn facts(&self, words: &Words) -> Vec<Labelled> {
        let portrait = self.portrait;
        let communes = portrait.territory.communes().len();
        let known = portrait.readings().filter(|reading| reading.finding.is_ok()).count();
        let mut facts = vec![Labelled {
            label: words.count("portrait-communes", communes),
            value: words.number(communes as f64, 0),
        }];
        facts.push(match &portrait.population {
            Ok(fact) => Labelled {
                label: words.t1("sheet-people", "period", words.period(&fact.period)),
                value: words.number(fact.value, 0),
            },
            Err(missing) => Labelled { label: words.missing(missing), value: words.t("document-absent") },
        });
        facts.push(Labelled {
            label: words.t("portrait-figures"),
            value: words.with(
                "sheet-figures",
                &[("known", known.to_string()), ("of", portrait.readings().count().to_string())],
            ),
        });
        facts
    }

    fn map_data(&self, words: &Words, surroundings: &Surroundings<'_>) -> MapData {
        let choropleth = surroundings.choropleth;
        let place = surroundings.within.clone().unwrap_or_else(|| self.portrait.territory.name.clone());
        let keys = map::legend(words, choropleth);
        let (lowest, highest) = (choropleth.lowest, choropleth.bounds.last().copied());
        let value =
            |value: Option<f64>| value.map_or(String::new(), |value| words.value(value, choropleth.indicator.unit));
        let values = [
            ("place", place),
            ("indicator", head(words, choropleth.indicator)),
            ("period", words.period(&choropleth.indicator.period)),
            ("communes", words.number(surroundings.drawing.communes.len() as f64, 0)),
            ("classes", choropleth.bounds.len().to_string()),
            ("lowest", value(lowest)),
            ("highest", value(highest)),
        ];
        let title = match &surroundings.within {
            None => map_title(words, choropleth),
            Some(within) => {
                words.with("sheet-map-within", &[("title", map_title(words, choropleth)), ("within", within.clone())])
            }
        };
        MapData {
            title,
            alt: words.with("sheet-map-alt", &values),
            source: words.t("portrait-map-source"),
            shape: f64::from(surroundings.drawing.width) / f64::from(surroundings.drawing.height.max(1)),
            keys: keys
                .into_iter()
                .map(|key| KeyData { colour: key.class.trim_start_matches("mq-").to_owned(), words: key.words })
                .collect(),
        }
    }

    fn families(&self, words: &Words) -> Vec<FamilyData> {
        let filled = self.portrait.families.iter().filter(|family| !family.readings.is_empty());
        filled
            .map(|family| FamilyData {
                id: family.family.id.clone(),
                name: words.say(&family.family.name),
                about: words.say(&family.family.about),
                rows: family.readings.iter().map(|reading| row(words, reading)).collect(),
            })
            .collect()
    }

    /// Each source once, with the number of indicators made of it.
    fn sources(&self, words: &Words) -> Vec<SourceData> {
        let mut uses: BTreeMap<String, (Source, usize)> = BTreeMap::new();
        for reading in self.portrait.readings() {
            for source in (self.sources)(reading.indicator) {
                uses.entry(source.id.clone()).or_insert_with(|| (source, 0)).1 += 1;
            }
        }
        if let Ok(fact) = &self.portrait.population {
            for source in &fact.sources {
                uses.entry(source.id.clone()).or_insert_with(|| (Source::clone(source), 0));
            }
        }
        uses.into_values()
            .map(|(source, count)| SourceData {
                detail: words.with(
                    "sheet-source",
                    &[("producer", source.producer), ("vintage", source.vintage), ("licence", source.licence)],
                ),
                dataset: source.dataset,
                url: source.url,
                used: if count == 0 { words.t("sheet-source-people") } else { words.count("sheet-source-used", count) },
            })
            .collect()
    }
}

fn row(words: &Words, reading: &Reading<'_>) -> RowData {
    let indicator = reading.indicator;
    let fact = reading.finding.as_ref().ok();
    let partial = fact.map(|fact| fact.coverage).filter(|coverage| coverage.covered < coverage.of);
    let place = |percentile: Percentile| PlaceData {
        share: percentile.share,
        words: words.t1("sheet-above", "share", words.rank(percentile.share)),
    };
    let percent = indicator.unit == Unit::Percent;
    let written =
        |value: f64| if percent { words.quantity(value, indicator.unit) } else { words.value(value, indicator.unit) };
    RowData {
        name: words.say(&indicator.name),
        value: fact.map_or(String::new(), |fact| written(fact.value)),
        unit: if percent { String::new() } else { words.unit(indicator.unit) },
        missing: reading.finding.as_ref().err().map(|missing| words.missing(missing)),
        median: reading.spread.map_or(String::new(), |spread| written(spread[2])),
        period: words.period(&indicator.period),
        grade: indicator.grade.letter(),
        coverage: partial.map(|coverage| {
            let counts =
                [("covered", words.number(coverage.covered as f64, 0)), ("of", words.number(coverage.of as f64, 0))];
            words.with("portrait-coverage", &counts)
        }),
        national: reading.national.map(place),
        peers: reading.peers.map(place),
    }
}
