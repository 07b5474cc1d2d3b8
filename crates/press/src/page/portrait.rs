//! The portrait of a territory: as a page of the site, or as a file that stands alone.

use std::collections::BTreeSet;

use askama::Template;
use facts::{Source, Unit};
use territory::outline::Drawing;
use territory::portrait::Reading;
use territory::{Choropleth, Compared, FrenchMap, Indicator, Kind, Portrait};

use super::figure::EmbedCode;
use super::share::ShareView;
use super::{DrawnMap, Frame, Section, awaits_marked};
use crate::chart::{self, Strip};
use crate::data::axis_id;
use crate::hundred::{self, Part, Shape};
use crate::links::{Brand, Links};
use crate::map::{self, Key, Setting};
use crate::words::Words;

/// The page of a portrait.
#[derive(Template)]
#[template(path = "portrait.html")]
pub struct PortraitPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The words.
    pub w: &'static Words,
    /// The portrait.
    pub p: PortraitView,
}

/// A portrait as a file that stands alone, with its own styles and all its maps.
#[derive(Template)]
#[template(path = "portrait_file.html")]
pub struct FilePortrait<'a> {
    /// The words.
    pub w: &'static Words,
    /// Title of the document.
    pub title: String,
    /// The styles.
    pub css: &'a str,
    /// The portrait.
    pub p: PortraitView,
}

/// How the maps of a portrait are given.
pub enum Maps<'a> {
    /// Each behind its address; the first of the setting drawn in the page, unless there are more communes than
    /// [`MOST_IN_A_PAGE`], which need no drawing.
    Linked(Option<&'a Drawing>),
    /// All drawn in the page.
    Drawn(&'a Drawing),
}

/// A portrait in words, ready for a template.
pub struct PortraitView {
    standalone: bool,
    kind: String,
    within: Vec<(String, String)>,
    name: String,
    communes: String,
    communes_word: String,
    people: Option<String>,
    people_note: String,
    figures: String,
    figures_of: String,
    json: String,
    csv: String,
    sheet: String,
    indicators: String,
    compare: String,
    share: Option<ShareView>,
    free_note: bool,
    joint: Vec<String>,
    hundreds: Vec<HundredView>,
    families: Vec<FamilyView>,
    peers_lead: String,
    peers: Vec<PeerView>,
    members_title: String,
    member_heads: Vec<String>,
    members: Vec<MemberView>,
}

/// What the territory would be with a hundred inhabitants, or a hundred dwellings.
struct HundredView {
    title: String,
    svg: String,
    /// Drawing, number and words of each part.
    parts: Vec<(String, String, String)>,
    grade: &'static str,
    grade_words: String,
    source: String,
}

struct FamilyView {
    id: String,
    name: String,
    about: String,
    tiles: Vec<TileView>,
    map: Option<DrawnMap>,
    /// As HTML.
    awaits: Vec<String>,
}

enum MapView {
    None,
    /// `keys` again beside the picture, whose own are small on a phone.
    Linked {
        /// The page that has it with the table of its communes; its pictures have the same address, with `.svg` and `.png`.
        page: String,
        alt: String,
        keys: Vec<Key>,
    },
    Drawn {
        svg: String,
        keys: Vec<Key>,
    },
}

struct TileView {
    id: String,
    name: String,
    wide: bool,
    told: Told,
    map: MapView,
    /// Address of the figure alone; its pictures have the same, with `.svg` and `.png`.
    figure: String,
    /// The code that puts it in a page of another site.
    code: String,
}

struct PeerView {
    href: String,
    name: String,
    distance: String,
    bar: String,
    reason: String,
}

struct MemberView {
    href: String,
    name: String,
    people: String,
    values: Vec<String>,
}

/// The tables of more communes than this are in the data to download.
const MOST_MEMBERS: usize = 250;
/// Above this number of communes the map is fetched from its own address, after the page: drawn in it, that of a région
/// is nine tenths of what must come before anything is read.
pub const MOST_IN_A_PAGE: usize = 200;
/// The indicator drawn at the head of the page.
const HEAD_MAP: &str = "density";
/// The indicators of the table of communes.
const TABLE: [&str; 3] = ["density", "ageing-index", "housing-vacancy"];

/// The indicators that share a whole, each with its class and its shape.
type Shares = [(&'static str, &'static str, Shape); 3];

/// The mosaics at the head of a portrait: title, and the indicators that share the whole.
const HUNDREDS: [(&str, Shares); 2] = [
    (
        "portrait-hundred-people",
        [
            ("youth-share", "mq-h-dynamics", Shape::Quarter),
            ("working-age-share", "mq-h-productive", Shape::Square),
            ("seniors-share", "mq-h-immaterial-value", Shape::Disc),
        ],
    ),
    (
        "portrait-hundred-dwellings",
        [
            ("main-homes", "mq-h-accessible", Shape::Square),
            ("secondary-homes", "mq-h-material-value", Shape::Half),
            ("housing-vacancy", "mq-h-mutations", Shape::Frame),
        ],
    ),
];

impl PortraitView {
    /// From a portrait; `sources` gives those of an indicator, `choropleths` its values by commune, in the order of the
    /// portrait's readings.
    pub fn new(
        words: &'static Words,
        portrait: &Portrait<'_>,
        map: &FrenchMap,
        sources: &dyn Fn(&Indicator) -> Vec<Source>,
        choropleths: &[Choropleth<'_>],
        maps: &Maps<'_>,
    ) -> Self {
        let lang = words.lang();
        let territory = &portrait.territory;
        let several = territory.communes().len() > 1;
        let drawing = match maps {
            Maps::Linked(drawing) => *drawing,
            Maps::Drawn(drawing) => Some(*drawing),
        };
        let drawable = several && drawing.is_none_or(|drawing| !drawing.communes.is_empty());
        let drawn = |drawing: &Drawing, choropleth: &Choropleth<'_>| {
            let title = map_alt(words, &portrait.territory.name, choropleth);
            (map::choropleth(words, map, drawing, choropleth, &title, Setting::Page), map::legend(words, choropleth))
        };
        let choropleth_of = |id: &str| choropleths.iter().find(|choropleth| choropleth.indicator.id == id);
        let map_of = |id: &str| match (choropleth_of(id).filter(|c| drawable && !c.bounds.is_empty()), maps) {
            (None, _) => MapView::None,
            (Some(choropleth), Maps::Drawn(drawing)) => {
                let (svg, keys) = drawn(drawing, choropleth);
                MapView::Drawn { svg, keys }
            }
            (Some(choropleth), Maps::Linked(_)) => MapView::Linked {
                page: Links::Map(territory.token.clone(), id.to_owned()).path(lang),
                alt: map_alt(words, &portrait.territory.name, choropleth),
                keys: map::legend(words, choropleth),
            },
        };
        let head_map = |choropleth: &Choropleth<'_>| {
            let title = map_title(words, choropleth);
            let page = Links::Map(territory.token.clone(), choropleth.indicator.id.clone()).path(lang);
            let Some(drawing) = drawing else {
                let alt = map_alt(words, &territory.name, choropleth);
                let svg = map::at_its_address(&format!("{page}.svg"), &alt);
                return DrawnMap { title, svg, keys: Vec::new(), page };
            };
            let (svg, keys) = drawn(drawing, choropleth);
            DrawnMap { title, svg, keys, page }
        };
        let families = portrait
            .families
            .iter()
            .map(|readings| FamilyView {
                id: readings.family.id.clone(),
                name: words.say(&readings.family.name),
                about: words.say(&readings.family.about),
                tiles: readings
                    .readings
                    .iter()
                    .enumerate()
                    .map(|(rank, reading)| {
                        tile(
                            words,
                            portrait,
                            reading,
                            &sources(reading.indicator),
                            rank == 0,
                            map_of(&reading.indicator.id),
                        )
                    })
                    .collect(),
                map: readings
                    .readings
                    .iter()
                    .find(|reading| reading.indicator.id == HEAD_MAP && matches!(maps, Maps::Linked(_)))
                    .and_then(|reading| choropleth_of(&reading.indicator.id))
                    .filter(|choropleth| drawable && !choropleth.bounds.is_empty())
                    .map(head_map),
                awaits: awaits_marked(words, readings.family),
            })
            .collect();
        let figures = portrait.readings().filter(|reading| reading.finding.is_ok()).count();
        let population = portrait.population.as_ref().ok();
        let api = format!("/api/v1/territories/{}/portrait", crate::links::escape(&territory.token));
        let table: Vec<&Choropleth<'_>> = TABLE.iter().filter_map(|id| choropleth_of(id)).collect();
        Self {
            standalone: matches!(maps, Maps::Drawn(_)),
            kind: kind_line(words, portrait, map),
            within: within(words, portrait, map),
            name: territory.name.clone(),
            communes: words.number(territory.communes().len() as f64, 0),
            communes_word: words.count("portrait-communes", territory.communes().len()),
            people: population.map(|fact| words.number(fact.value, 0)),
            people_note: population
                .map_or(String::new(), |fact| words.t1("portrait-people-note", "period", words.period(&fact.period))),
            figures: figures.to_string(),
            figures_of: words.t1("portrait-figures-of", "of", portrait.readings().count().to_string()),
            csv: format!("{api}.csv"),
            sheet: Links::PortraitSheet(territory.token.clone()).path(lang),
            json: api,
            indicators: Links::Indicators.path(lang),
            compare: Links::Compare(compared(portrait)).path(lang),
            share: None,
            free_note: matches!(territory.kind, Kind::Free | Kind::Named),
            joint: portrait
                .joint_figures
                .iter()
                .map(|joint| words.t1("portrait-joint", "why", joint.why.get(lang)))
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
            hundreds: HUNDREDS
                .iter()
                .filter_map(|(title, parts)| a_hundred(words, portrait, sources, title, parts))
                .collect(),
            families,
            peers_lead: peers_lead(words, portrait),
            peers: peers(words, portrait),
            members_title: territory.name.clone(),
            member_heads: table.iter().map(|choropleth| head(words, choropleth.indicator)).collect(),
            members: if several && territory.communes().len() <= MOST_MEMBERS {
                members(words, territory.communes(), map, &table)
            } else {
                Vec::new()
            },
        }
    }
}

impl PortraitView {
    /// The same, with what it takes to lead others to it in the site at `origin` (`https://mosaique.example`), the page
    /// being at `path`: its address, and the code of each figure.
    #[must_use]
    pub fn shared(mut self, words: &Words, origin: &str, path: &str) -> Self {
        self.share = Some(ShareView::new(words, origin, path, &self.name));
        for tile in self.families.iter_mut().flat_map(|family| &mut family.tiles) {
            let title = format!("{} – {}", tile.name, self.name);
            tile.code = EmbedCode::new(&format!("{origin}{}", tile.figure), &title).text();
        }
        self
    }
}

/// How many of its peers a territory is compared with to begin with.
const FIRST_COMPARED: usize = 3;

/// A territory and the nearest of its peers.
fn compared(portrait: &Portrait<'_>) -> Vec<String> {
    let peers = portrait.peers.iter().take(FIRST_COMPARED).map(|peer| peer.token.clone());
    std::iter::once(portrait.territory.token.clone()).chain(peers).collect()
}

/// "Density by commune (inhabitants per km²)".
pub fn map_title(words: &Words, choropleth: &Choropleth<'_>) -> String {
    words.t1("portrait-map-title", "indicator", head(words, choropleth.indicator))
}

/// The words in the place of a map: what it shows of whom, in how many classes.
pub fn map_alt(words: &Words, name: &str, choropleth: &Choropleth<'_>) -> String {
    let values = [
        ("name", name.to_owned()),
        ("indicator", head(words, choropleth.indicator)),
        ("classes", choropleth.bounds.len().to_string()),
    ];
    words.with("portrait-map-alt", &values)
}

pub(crate) fn head(words: &Words, indicator: &Indicator) -> String {
    let (name, unit) = (words.say(&indicator.name), words.unit(indicator.unit));
    if unit.is_empty() { name } else { format!("{name} ({unit})") }
}

/// What a territory is and where: "Communauté… , Charente (16), Nouvelle-Aquitaine".
pub(crate) fn kind_line(words: &Words, portrait: &Portrait<'_>, map: &FrenchMap) -> String {
    let territory = &portrait.territory;
    let mut departements: Vec<u16> = territory.communes().iter().map(|commune| map.at(*commune).departement).collect();
    departements.dedup();
    departements.sort_unstable();
    departements.dedup();
    let mut line = vec![words.t(&format!("kind-{}", territory.kind.word()))];
    if !matches!(territory.kind, Kind::Departement | Kind::Region | Kind::Country) && departements.len() <= 6 {
        line.extend(departements.iter().map(|rank| {
            let departement = &map.departements[usize::from(*rank)];
            format!("{} ({})", departement.name, departement.code)
        }));
    }
    line.join(", ")
}

/// The territories that hold this one, the nearest first: where a commune's neighbours and services are.
fn within(words: &Words, portrait: &Portrait<'_>, map: &FrenchMap) -> Vec<(String, String)> {
    let territory = &portrait.territory;
    let first = map.at(territory.communes()[0]);
    let departement = &map.departements[usize::from(first.departement)];
    let region = &map.regions[usize::from(departement.region)];
    let epci = first.epci.map(|rank| &map.epcis[usize::from(rank)]).filter(|_| territory.kind == Kind::Commune);
    let holds = |communes: &[u32]| territory.communes().iter().all(|commune| communes.binary_search(commune).is_ok());
    let mut places = Vec::new();
    if let Some(epci) = epci {
        places.push((epci.siren.to_string(), epci.name.to_string()));
    }
    if territory.kind != Kind::Departement && territory.kind != Kind::Region && holds(&departement.communes) {
        places.push((format!("dep:{}", departement.code), departement.name.to_string()));
    }
    if territory.kind != Kind::Region && holds(&region.communes) && region.communes != departement.communes {
        places.push((format!("reg:{}", region.code), region.name.to_string()));
    }
    places.into_iter().map(|(token, name)| (Links::Territory(token).path(words.lang()), name)).collect()
}

fn tile(
    words: &Words,
    portrait: &Portrait<'_>,
    reading: &Reading<'_>,
    sources: &[Source],
    wide: bool,
    map: MapView,
) -> TileView {
    let indicator = reading.indicator;
    TileView {
        id: indicator.id.clone(),
        name: words.say(&indicator.name),
        wide,
        told: Told::new(words, portrait, reading, sources),
        map,
        figure: Links::Figure(portrait.territory.token.clone(), indicator.id.clone()).path(words.lang()),
        code: String::new(),
    }
}

/// A figure in words, with all that goes with it.
pub(super) struct Told {
    pub(super) value: String,
    pub(super) unit: String,
    pub(super) missing: Option<String>,
    pub(super) strip: String,
    pub(super) rank: String,
    pub(super) grade: &'static str,
    pub(super) grade_words: String,
    pub(super) source: String,
    pub(super) coverage: Option<String>,
}

impl Told {
    pub(super) fn new(words: &Words, portrait: &Portrait<'_>, reading: &Reading<'_>, sources: &[Source]) -> Self {
        let indicator = reading.indicator;
        let fact = reading.finding.as_ref().ok();
        let (strip, rank) = strip_and_rank(words, portrait, reading);
        let mut producers: Vec<&str> = sources.iter().map(|source| source.producer.as_str()).collect();
        producers.dedup();
        // A percentage is read with its sign; other units stand under the number.
        let percent = indicator.unit == Unit::Percent;
        let shown = |value: f64| {
            if percent { words.quantity(value, indicator.unit) } else { words.value(value, indicator.unit) }
        };
        let coverage = fact.map(|fact| fact.coverage).filter(|c| c.covered < c.of).map(|coverage| {
            let values =
                [("covered", words.number(coverage.covered as f64, 0)), ("of", words.number(coverage.of as f64, 0))];
            words.with("portrait-coverage", &values)
        });
        let source = [("source", producers.join(", ")), ("period", words.period(&indicator.period))];
        Self {
            value: fact.map_or(String::new(), |fact| shown(fact.value)),
            unit: if percent { String::new() } else { words.unit(indicator.unit) },
            missing: reading.finding.as_ref().err().map(|missing| words.missing(missing)),
            strip,
            rank,
            grade: indicator.grade.letter(),
            grade_words: words.t(&format!("grade-{}", indicator.grade.letter())),
            source: words.with("portrait-source", &source),
            coverage,
        }
    }
}

/// The strip of a figure among those of its kind, and its rank in a sentence.
fn strip_and_rank(words: &Words, portrait: &Portrait<'_>, reading: &Reading<'_>) -> (String, String) {
    let Ok(fact) = &reading.finding else { return Default::default() };
    let (Some(kind), Some(national)) = (portrait.reference, reading.national) else {
        return (String::new(), words.t("portrait-alone"));
    };
    let kind = words.t(&format!("kind-plural-{}", kind.word()));
    let share = words.rank(national.share);
    let mut rank = words.with("portrait-above", &[("share", share.clone()), ("kind", kind.clone())]);
    if let Some(peers) = reading.peers {
        rank = format!("{rank} {}", words.t1("portrait-above-peers", "share", words.rank(peers.share)));
    }
    let strip = reading.shape.as_deref().map_or(String::new(), |shape| {
        let strip = Strip { shape, value: fact.value, nearest: &reading.nearest, unit: reading.indicator.unit };
        chart::strip(words, &strip, &chart::strip::alternative(words, &strip, &kind, &share))
    });
    (strip, rank)
}

/// One mosaic of a hundred; none when one of its shares is missing.
fn a_hundred(
    words: &Words,
    portrait: &Portrait<'_>,
    sources: &dyn Fn(&Indicator) -> Vec<Source>,
    title: &str,
    parts: &[(&str, &'static str, Shape)],
) -> Option<HundredView> {
    let readings: Vec<&Reading<'_>> = parts.iter().filter_map(|(id, ..)| portrait.reading(id)).collect();
    let shares: Vec<f64> =
        readings.iter().filter_map(|reading| reading.finding.as_ref().ok().map(|fact| fact.value)).collect();
    if shares.len() != parts.len() {
        return None;
    }
    let counts = hundred::of_a_hundred(&shares)?;
    let parts: Vec<Part> = (parts.iter().zip(&readings).zip(counts))
        .map(|(((_, class, shape), reading), count)| Part {
            count,
            class,
            shape: *shape,
            words: words.say(&reading.indicator.name).to_lowercase(),
        })
        .collect();
    let title = words.t(title);
    let said: Vec<String> = parts.iter().map(|part| format!("{} {}", part.count, part.words)).collect();
    let label = words.with("colon", &[("name", title.clone()), ("value", said.join(", "))]);
    let indicator = readings[0].indicator;
    let mut producers: Vec<String> = sources(indicator).into_iter().map(|source| source.producer).collect();
    producers.dedup();
    let source = [("source", producers.join(", ")), ("period", words.period(&indicator.period))];
    Some(HundredView {
        title,
        svg: hundred::mosaic(&parts, &label),
        parts: parts.iter().map(|part| (hundred::key(part), part.count.to_string(), part.words.clone())).collect(),
        grade: indicator.grade.letter(),
        grade_words: words.t(&format!("grade-{}", indicator.grade.letter())),
        source: words.with("portrait-source", &source),
    })
}

fn axis_name(words: &Words, portrait: &Portrait<'_>, compared: &Compared) -> String {
    match compared {
        Compared::Overseas => words.t("axis-overseas"),
        Compared::Indicator { .. } => {
            let indicator = portrait.reading(axis_id(compared)).map(|reading| reading.indicator);
            indicator.map_or(String::new(), |indicator| words.say(&indicator.name).to_lowercase())
        }
    }
}

pub(crate) fn peers_lead(words: &Words, portrait: &Portrait<'_>) -> String {
    let Some(kind) = portrait.reference.filter(|_| !portrait.peers.is_empty()) else {
        return words.t("portrait-peers-none");
    };
    let axes = portrait.axes.iter().map(|axis| axis_name(words, portrait, &axis.compares));
    let values = [
        ("count", portrait.peers.len().to_string()),
        ("kind", words.t(&format!("kind-plural-{}", kind.word()))),
        ("axes", axes.collect::<Vec<_>>().join(", ")),
    ];
    words.with("portrait-peers-lead", &values)
}

/// What sets a peer apart most, as the values of a sentence; nothing when it is the same on every axis.
pub(crate) fn peer_reason(
    words: &Words,
    portrait: &Portrait<'_>,
    peer: &territory::portrait::Peer,
) -> Option<[(&'static str, String); 4]> {
    let reason = peer.reasons.first().filter(|reason| reason.share > 0.0)?;
    let compared = &portrait.axes[reason.axis].compares;
    let unit = portrait.reading(axis_id(compared)).map(|reading| reading.indicator.unit);
    let write = |value: f64| unit.map_or_else(|| words.number(value, 0), |unit| words.quantity(value, unit));
    Some([
        ("axis", axis_name(words, portrait, compared)),
        ("own", write(reason.own)),
        ("theirs", write(reason.theirs)),
        ("share", words.hundredths(reason.share)),
    ])
}

fn peers(words: &Words, portrait: &Portrait<'_>) -> Vec<PeerView> {
    let farthest = portrait.peers.last().map_or(0.0, |peer| peer.distance);
    portrait
        .peers
        .iter()
        .map(|peer| {
            let reason = match peer_reason(words, portrait, peer) {
                None => words.t("portrait-peers-same"),
                Some(values) => words.with("portrait-peers-reason", &values),
            };
            let bar = if farthest > 0.0 { 100.0 * peer.distance / farthest } else { 0.0 };
            PeerView {
                href: Links::Territory(peer.token.clone()).path(words.lang()),
                name: peer.name.clone(),
                distance: words.t1("portrait-peers-distance", "distance", words.number(peer.distance, 3)),
                bar: format!("{bar:.1}"),
                reason,
            }
        })
        .collect()
}

fn members(words: &Words, communes: &[u32], map: &FrenchMap, table: &[&Choropleth<'_>]) -> Vec<MemberView> {
    let mut members: Vec<(Option<u32>, MemberView)> = communes
        .iter()
        .enumerate()
        .map(|(rank, commune)| {
            let commune = map.at(*commune);
            let value = |choropleth: &&Choropleth<'_>| {
                let value = choropleth.communes.get(rank).and_then(|(_, value)| *value);
                value.map_or("·".to_owned(), |(value, _)| words.value(value, choropleth.indicator.unit))
            };
            let member = MemberView {
                href: Links::Territory(commune.code.to_string()).path(words.lang()),
                name: commune.name.to_string(),
                people: commune.population.map_or("·".to_owned(), |people| words.number(f64::from(people), 0)),
                values: table.iter().map(value).collect(),
            };
            (commune.population, member)
        })
        .collect();
    members.sort_by_key(|(population, _)| std::cmp::Reverse(*population));
    members.into_iter().map(|(_, member)| member).collect()
}
