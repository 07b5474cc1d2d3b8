//! All that can be said of any territory from one atlas, with what is worked out once kept.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use atlas::{Atlas, CommuneIndex, Compared};
use facts::Missing;
use solve::rank::{self, Distribution};
use solve::shape::Shape;

use crate::combine::{Combined, Loaded};
use crate::kind::{Kind, Territory};
use crate::names::Gazetteer;
use crate::peers::Field;

/// The territories of a kind, with the value of every indicator and their place among one another.
pub struct Reference {
    /// The territories, in the order of the map.
    pub territories: Vec<Territory>,
    /// The rank of the territory of a token.
    by_token: HashMap<String, usize>,
    /// For each indicator, the value of each territory.
    pub values: Vec<Vec<Option<f64>>>,
    /// For each indicator, the values at hand, sorted.
    pub distributions: Vec<Distribution>,
    /// For each indicator, how the values at hand lie along a ruler; nothing when all are equal.
    pub shapes: Vec<Option<Arc<Shape>>>,
    /// For each territory, its value along each axis of comparison.
    pub along_axes: Vec<Vec<Option<f64>>>,
    /// The territories placed along the axes.
    pub field: Field,
}

/// A place among others, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Percentile {
    /// Share of the others that have less, equals counting for a half.
    pub share: f64,
    /// How many have a figure, the territory included.
    pub among: usize,
}

/// The analysis of an atlas.
pub struct Knowledge<'a> {
    atlas: &'a Atlas,
    indicators: Vec<Loaded<'a>>,
    references: [OnceLock<Reference>; 4],
    gazetteer: OnceLock<Gazetteer>,
}

/// The kinds that serve as references, in the order of `Knowledge::references`.
const REFERENCES: [Kind; 4] = [Kind::Commune, Kind::Epci, Kind::Departement, Kind::Region];

impl<'a> Knowledge<'a> {
    /// Over an open atlas.
    pub fn new(atlas: &'a Atlas) -> Self {
        let indicators = atlas.indicators().iter().map(|indicator| Loaded::new(atlas, indicator)).collect();
        Self { atlas, indicators, references: Default::default(), gazetteer: OnceLock::new() }
    }

    /// The atlas.
    pub fn atlas(&self) -> &'a Atlas {
        self.atlas
    }

    /// Its indicators, in the order of the atlas.
    pub fn indicators(&self) -> &[Loaded<'a>] {
        &self.indicators
    }

    /// The names of the map, for searches.
    pub fn gazetteer(&self) -> &Gazetteer {
        self.gazetteer.get_or_init(|| Gazetteer::new(self.atlas.map()))
    }

    /// The value of an indicator, by its rank, for a set of communes.
    ///
    /// # Errors
    /// The reason why there is none.
    pub fn combine(&self, indicator: usize, communes: &[CommuneIndex]) -> Result<Combined, Missing> {
        self.indicators[indicator].combine(communes)
    }

    /// The territories among which those of a kind take their rank; nothing for the whole country.
    pub fn reference(&self, kind: Kind) -> Option<&Reference> {
        let kind = kind.reference()?;
        let rank = REFERENCES.iter().position(|known| *known == kind)?;
        Some(self.references[rank].get_or_init(|| self.work_out(kind)))
    }

    /// Every territory of a kind of the map, in its order.
    pub fn territories(&self, kind: Kind) -> Vec<Territory> {
        let map = self.atlas.map();
        let unit = |token: String, code: String, name: &str, communes: &[CommuneIndex]| {
            // An overseas collectivity without a commune on the map would be no territory.
            (!communes.is_empty())
                .then(|| Territory::new(token, Some(code), kind, name.to_owned(), map.as_of, communes.to_vec()))
        };
        match kind {
            Kind::Commune => (0..map.communes.len() as CommuneIndex)
                .filter_map(|rank| {
                    let commune = map.at(rank);
                    unit(commune.code.to_string(), commune.code.to_string(), &commune.name, &[rank])
                })
                .collect(),
            Kind::Epci => {
                let epcis = map.epcis.iter();
                epcis.filter_map(|e| unit(e.siren.to_string(), e.siren.to_string(), &e.name, &e.communes)).collect()
            }
            Kind::Departement => {
                let departements = map.departements.iter();
                departements
                    .filter_map(|d| unit(format!("dep:{}", d.code), d.code.to_string(), &d.name, &d.communes))
                    .collect()
            }
            Kind::Region => {
                let regions = map.regions.iter();
                regions
                    .filter_map(|r| unit(format!("reg:{}", r.code), r.code.to_string(), &r.name, &r.communes))
                    .collect()
            }
            Kind::Named | Kind::Free | Kind::Country => Vec::new(),
        }
    }

    /// The value of a territory along each axis of comparison.
    pub fn along_axes(&self, communes: &[CommuneIndex]) -> Vec<Option<f64>> {
        let axes = self.atlas.comparison().axes.iter();
        axes.map(|axis| match &axis.compares {
            Compared::Overseas => Some(self.overseas_share(communes)),
            Compared::Indicator { id, .. } => {
                let rank = self.indicators.iter().position(|loaded| loaded.indicator.id == *id)?;
                self.combine(rank, communes).ok().map(|combined| combined.value)
            }
        })
        .collect()
    }

    /// How many territories make the group that one of a kind is compared with.
    pub fn group_size(&self, kind: Kind) -> usize {
        let sizes = &self.atlas.comparison().sizes;
        match kind {
            Kind::Commune => sizes.commune,
            Kind::Departement => sizes.departement,
            Kind::Region => sizes.region,
            Kind::Epci | Kind::Named | Kind::Free | Kind::Country => sizes.epci,
        }
    }

    /// The peers of every territory of a kind, nearest first, as ranks in its reference.
    pub fn groups(&self, kind: Kind) -> Vec<Vec<u32>> {
        self.reference(kind).map_or(Vec::new(), |reference| {
            let count = self.group_size(kind);
            reference.field.nearest_of_each(self.atlas.comparison(), &reference.along_axes, count)
        })
    }

    /// Share of the communes that are overseas, from 0 to 1.
    fn overseas_share(&self, communes: &[CommuneIndex]) -> f64 {
        let map = self.atlas.map();
        let overseas = communes.iter().filter(|commune| is_overseas(map.at(**commune).code.as_str()));
        overseas.count() as f64 / communes.len() as f64
    }

    fn work_out(&self, kind: Kind) -> Reference {
        let territories = self.territories(kind);
        let (values, distributions) = self.values_of_each(&territories).into_iter().unzip();
        let values: Vec<Vec<Option<f64>>> = values;
        let axes: Vec<Option<usize>> = self
            .atlas
            .comparison()
            .axes
            .iter()
            .map(|axis| match &axis.compares {
                Compared::Overseas => None,
                Compared::Indicator { id, .. } => self.indicators.iter().position(|loaded| loaded.indicator.id == *id),
            })
            .collect();
        let along_axes: Vec<Vec<Option<f64>>> = territories
            .iter()
            .enumerate()
            .map(|(rank, territory)| {
                let along = |axis: &Option<usize>| match axis {
                    None => Some(self.overseas_share(territory.communes())),
                    Some(indicator) => values[*indicator][rank],
                };
                axes.iter().map(along).collect()
            })
            .collect();
        let field = Field::new(self.atlas.comparison(), &along_axes);
        let distributions: Vec<Distribution> = distributions;
        let shapes = distributions.iter().map(|distribution| Shape::of(distribution).map(Arc::new)).collect();
        let by_token = territories.iter().enumerate().map(|(rank, one)| (one.token.clone(), rank)).collect();
        Reference { territories, by_token, values, distributions, shapes, along_axes, field }
    }
}

impl Knowledge<'_> {
    /// The values of each indicator over territories, and their distribution. Indicators are shared out between threads of
    /// our own: this runs while others wait for it, where a common pool could wait for itself.
    fn values_of_each(&self, territories: &[Territory]) -> Vec<(Vec<Option<f64>>, Distribution)> {
        let column = |loaded: &Loaded<'_>| {
            let value =
                |territory: &Territory| loaded.combine(territory.communes()).ok().map(|combined| combined.value);
            let values: Vec<Option<f64>> = territories.iter().map(value).collect();
            let distribution = Distribution::new(values.iter().copied().flatten());
            (values, distribution)
        };
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let share = self.indicators.len().div_ceil(threads).max(1);
        std::thread::scope(|scope| {
            let shares: Vec<_> = self
                .indicators
                .chunks(share)
                .map(|indicators| scope.spawn(move || indicators.iter().map(column).collect::<Vec<_>>()))
                .collect();
            shares.into_iter().flat_map(|share| share.join().expect("combining measures does not panic")).collect()
        })
    }
}

impl Reference {
    /// Rank of the territory of the reference that holds exactly these communes.
    pub fn same_communes(&self, territory: &Territory) -> Option<usize> {
        let code = territory.code.as_deref();
        // A unit of the map is found by its code; another set may still be the same as one of them.
        let same = |other: &Territory| other.communes() == territory.communes();
        match code {
            Some(_) => self.by_token.get(&territory.token).copied(),
            None => self.territories.iter().position(same),
        }
    }

    /// Place of a value of an indicator in the whole reference; `member` is the rank in it of the territory that has the
    /// value, when it is there. Nothing among too few.
    pub fn percentile(&self, indicator: usize, value: f64, member: Option<usize>) -> Option<Percentile> {
        let distribution = &self.distributions[indicator];
        let (share, among) = match member {
            Some(_) => (distribution.percentile_of_member(value)?, distribution.len()),
            None => (distribution.percentile_of_stranger(value)?, distribution.len() + 1),
        };
        (among > FEWEST).then_some(Percentile { share, among })
    }

    /// Place of a value of an indicator among a group of the reference that the territory is not in. Nothing among too
    /// few.
    pub fn percentile_among(&self, group: &[u32], indicator: usize, value: f64) -> Option<Percentile> {
        let values = &self.values[indicator];
        let figures = group.iter().filter_map(|rank| values[*rank as usize]);
        let (share, others) = rank::percentile_among(figures, value)?;
        (others >= FEWEST).then_some(Percentile { share, among: others + 1 })
    }

    /// How the values of an indicator lie along a ruler. Nothing among too few, or when all are equal.
    pub fn shape(&self, indicator: usize) -> Option<Arc<Shape>> {
        self.shapes[indicator].clone().filter(|shape| shape.count > FEWEST)
    }

    /// Tenth, lower quartile, median, upper quartile and ninetieth percentile of an indicator. Nothing among too few.
    pub fn spread(&self, indicator: usize) -> Option<[f64; 5]> {
        let distribution = &self.distributions[indicator];
        let mut spread = [0.0; 5];
        for (slot, share) in spread.iter_mut().zip([0.1, 0.25, 0.5, 0.75, 0.9]) {
            *slot = distribution.quantile(share)?;
        }
        (distribution.len() > FEWEST).then_some(spread)
    }
}

/// Fewer figures than this make no percentile: it would say more of chance than of the territory.
const FEWEST: usize = 5;

/// Overseas départements and collectivities have codes from 97 on.
pub(crate) fn is_overseas(commune: &str) -> bool {
    commune.starts_with("97") || commune.starts_with("98")
}
