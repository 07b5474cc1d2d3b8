//! The portrait of a territory: every indicator, its place among others, those that are alike, and what is missing.

use std::sync::Arc;

use atlas::{Axis, Family, Indicator};
use facts::{Coverage, Fact, Grade, Missing, Unit};

use solve::shape::Shape;

use crate::kind::{Finding, Kind, Territory};
use crate::knowledge::Knowledge;
pub use crate::knowledge::Percentile;
use crate::peers::Contribution;

/// How many comparable territories are shown beside a figure.
pub const NEAREST: usize = 10;

/// One indicator of a portrait.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    /// What it is.
    pub indicator: &'a Indicator,
    /// The figure, or why there is none.
    pub finding: Finding,
    /// Place among the territories of the same kind.
    pub national: Option<Percentile>,
    /// Place among comparable territories.
    pub peers: Option<Percentile>,
    /// Tenth, lower quartile, median, upper quartile and ninetieth percentile among the territories of the same kind.
    pub spread: Option<[f64; 5]>,
    /// How the values of the territories of the same kind lie along a ruler.
    pub shape: Option<Arc<Shape>>,
    /// Values of the nearest comparable territories that have one, [`NEAREST`] at most.
    pub nearest: Vec<f64>,
}

/// The readings of a family.
#[derive(Debug, Clone)]
pub struct FamilyReadings<'a> {
    /// What it is, with the datasets that it awaits.
    pub family: &'a Family,
    /// Its indicators; none in a family whose data are not in the atlas.
    pub readings: Vec<Reading<'a>>,
}

/// A comparable territory.
#[derive(Debug, Clone, PartialEq)]
pub struct Peer {
    /// How it is asked for.
    pub token: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Gower's distance, from 0 (alike on every axis) to 1.
    pub distance: f64,
    /// What each axis adds to the distance, the largest first.
    pub reasons: Vec<Contribution>,
}

/// The portrait of a territory.
#[derive(Debug, Clone)]
pub struct Portrait<'a> {
    /// The territory.
    pub territory: Territory,
    /// Municipal population in force, with its own source and period.
    pub population: Finding,
    /// Every family, in the order of the programme.
    pub families: Vec<FamilyReadings<'a>>,
    /// Comparable territories, nearest first.
    pub peers: Vec<Peer>,
    /// The axes along which they were found.
    pub axes: &'a [Axis],
    /// The kind of the territories that it is compared with; nothing for the whole country.
    pub reference: Option<Kind>,
    /// Figures of a source given for several communes, of which the territory holds some.
    pub joint_figures: Vec<&'a atlas::JointFigure>,
}

impl<'a> Portrait<'a> {
    /// Works out the portrait of a territory.
    pub fn new(knowledge: &Knowledge<'a>, territory: Territory) -> Portrait<'a> {
        let atlas = knowledge.atlas();
        let reference = knowledge.reference(territory.kind);
        let member = reference.and_then(|reference| reference.same_communes(&territory));
        let along_axes = knowledge.along_axes(territory.communes());
        let peers = reference.map_or(Vec::new(), |reference| {
            let count = knowledge.group_size(territory.kind);
            reference.field.nearest(atlas.comparison(), &along_axes, count, member.map(|rank| rank as u32))
        });
        let group: Vec<u32> = peers.iter().map(|(rank, _)| *rank).collect();
        let place = Arc::new(territory.place());
        let mut readings = knowledge.indicators().iter().enumerate().map(|(rank, loaded)| {
            let indicator = loaded.indicator;
            let combined = loaded.combine(territory.communes());
            let value = combined.as_ref().ok().map(|combined| combined.value);
            let national = value.and_then(|value| reference?.percentile(rank, value, member));
            let among_peers = value.and_then(|value| reference?.percentile_among(&group, rank, value));
            let spread = reference.and_then(|reference| reference.spread(rank));
            let shape = reference.and_then(|reference| reference.shape(rank));
            let nearest = reference.map_or(Vec::new(), |reference| {
                group.iter().take(NEAREST).filter_map(|peer| reference.values[rank][*peer as usize]).collect()
            });
            let finding = combined.map(|combined| Fact {
                value: combined.value,
                unit: indicator.unit,
                place: place.clone(),
                period: indicator.period,
                sources: loaded.sources.clone(),
                grade: indicator.grade,
                coverage: combined.coverage,
            });
            Reading { indicator, finding, national, peers: among_peers, spread, shape, nearest }
        });
        let mut by_family: Vec<FamilyReadings<'a>> =
            atlas.families().iter().map(|family| FamilyReadings { family, readings: Vec::new() }).collect();
        for reading in &mut readings {
            if let Some(family) = by_family.iter_mut().find(|f| f.family.id == reading.indicator.family) {
                family.readings.push(reading);
            }
        }
        drop(readings);
        let peers = peers
            .iter()
            .filter_map(|(rank, distance)| {
                let reference = reference?;
                let other = &reference.territories[*rank as usize];
                let theirs = &reference.along_axes[*rank as usize];
                Some(Peer {
                    token: other.token.clone(),
                    code: other.code.clone().unwrap_or_else(|| other.token.clone()),
                    name: other.name.clone(),
                    distance: *distance,
                    reasons: reference.field.explain(atlas.comparison(), &along_axes, theirs),
                })
            })
            .collect();
        let holds =
            |code| atlas.map().commune(code).is_some_and(|rank| territory.communes().binary_search(&rank).is_ok());
        let joint_figures = atlas
            .joint_figures()
            .iter()
            .filter(|joint| joint.others.iter().chain([&joint.holder]).any(|code| holds(*code)))
            .collect();
        Portrait {
            population: population(knowledge, &territory),
            families: by_family,
            peers,
            axes: &atlas.comparison().axes,
            reference: territory.kind.reference(),
            joint_figures,
            territory,
        }
    }

    /// Every reading, family after family.
    pub fn readings(&self) -> impl Iterator<Item = &Reading<'a>> {
        self.families.iter().flat_map(|family| &family.readings)
    }

    /// The reading of an indicator.
    pub fn reading(&self, id: &str) -> Option<&Reading<'a>> {
        self.readings().find(|reading| reading.indicator.id == id)
    }
}

/// The municipal population of the map.
pub(crate) fn population(knowledge: &Knowledge<'_>, territory: &Territory) -> Finding {
    let atlas = knowledge.atlas();
    let (value, covered) = territory.population(atlas.map());
    let coverage = Coverage { covered, of: territory.communes().len() };
    if covered == 0 {
        return Err(Missing::NoData);
    }
    let of_map = atlas.population_of_map();
    Ok(Fact {
        value: value as f64,
        unit: Unit::Persons,
        place: Arc::new(territory.place()),
        period: of_map.period,
        sources: atlas.source(&of_map.source).cloned().map(Arc::new).into_iter().collect(),
        grade: Grade::A,
        coverage,
    })
}
