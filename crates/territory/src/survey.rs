//! Every territory of a kind with where it lies and all its figures: what tables and lists of territories are made from.

use std::collections::BTreeSet;

use atlas::{FrenchMap, Indicator};
use facts::Missing;

use crate::combine::Combined;
use crate::kind::{Kind, Territory};
use crate::knowledge::Knowledge;

/// The territories of a kind.
#[derive(Debug, Clone)]
pub struct Survey<'a> {
    /// Their kind.
    pub kind: Kind,
    /// The indicators, in the order of the figures of each entry.
    pub indicators: Vec<&'a Indicator>,
    /// The territories, in the order of the map.
    pub entries: Vec<Entry>,
}

/// A territory with where it lies and all its figures.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The territory.
    pub territory: Territory,
    /// Where it lies.
    pub within: Within,
    /// Its municipal population, when that of one commune at least is known. Inhabitants.
    pub population: Option<u64>,
    /// For each indicator, its figure or why there is none.
    pub findings: Vec<Result<Combined, Missing>>,
}

/// The units of the map in which a territory has a commune, each once, sorted: ranks in the map.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Within {
    /// EPCI.
    pub epcis: BTreeSet<usize>,
    /// Départements.
    pub departements: BTreeSet<usize>,
    /// Régions.
    pub regions: BTreeSet<usize>,
}

impl<'a> Survey<'a> {
    /// Of all the territories of a kind of the map.
    pub fn new(knowledge: &Knowledge<'a>, kind: Kind) -> Self {
        Self::of(knowledge, kind, knowledge.territories(kind))
    }

    /// Of some territories of a kind; without any, it still says what would be known of them.
    pub fn of(knowledge: &Knowledge<'a>, kind: Kind, territories: Vec<Territory>) -> Self {
        Self {
            kind,
            indicators: knowledge.indicators().iter().map(|loaded| loaded.indicator).collect(),
            entries: territories.into_iter().map(|one| Entry::new(knowledge, one)).collect(),
        }
    }
}

impl Entry {
    /// Of a territory.
    pub fn new(knowledge: &Knowledge<'_>, territory: Territory) -> Self {
        let map = knowledge.atlas().map();
        let (population, known) = territory.population(map);
        Self {
            within: Within::new(map, &territory),
            population: (known > 0).then_some(population),
            findings: knowledge.indicators().iter().map(|loaded| loaded.combine(territory.communes())).collect(),
            territory,
        }
    }
}

impl Within {
    /// Of the communes of a territory.
    pub fn new(map: &FrenchMap, territory: &Territory) -> Self {
        let mut within = Within::default();
        for commune in territory.communes().iter().map(|rank| map.at(*rank)) {
            within.epcis.extend(commune.epci.map(usize::from));
            within.departements.insert(usize::from(commune.departement));
            within.regions.insert(usize::from(map.departements[usize::from(commune.departement)].region));
        }
        within
    }
}
