//! A territory: a dated set of communes, of a kind.

use atlas::{CommuneIndex, FrenchMap};
use facts::{Fact, Period, Place};
use serde::{Deserialize, Serialize};

/// What binds the communes of a territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// One commune.
    Commune,
    /// An EPCI with its own taxation.
    Epci,
    /// A département, or the overseas collectivity in its place.
    Departement,
    /// A région, or the overseas collectivity in its place.
    Region,
    /// A perimeter that has a name: that of a laureate, or one saved by a visitor.
    Named,
    /// Any other set of communes.
    Free,
    /// All of France.
    Country,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 7] =
        [Kind::Commune, Kind::Epci, Kind::Departement, Kind::Region, Kind::Named, Kind::Free, Kind::Country];

    /// Stable word: `commune`, `epci`, `departement`, `region`, `named`, `free`, `country`.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Commune => "commune",
            Kind::Epci => "epci",
            Kind::Departement => "departement",
            Kind::Region => "region",
            Kind::Named => "named",
            Kind::Free => "free",
            Kind::Country => "country",
        }
    }

    /// The kind of territories among which a territory of this kind takes its rank; nothing for the whole country.
    ///
    /// A set of communes that is no unit of the map is placed among the EPCI, the nearest thing in size and purpose.
    pub fn reference(self) -> Option<Kind> {
        match self {
            Kind::Named | Kind::Free => Some(Kind::Epci),
            Kind::Country => None,
            other => Some(other),
        }
    }
}

/// A set of communes on the day of the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Territory {
    /// How it is asked for: `16015`, `200071827`, `dep:16`, `reg:75`, `laureate:grand-calais`, `16015+16374`.
    pub token: String,
    /// Its code alone, when it is a unit of the map.
    pub code: Option<String>,
    /// What binds its communes.
    pub kind: Kind,
    /// How people call it.
    pub name: String,
    /// The day of the map.
    pub as_of: Period,
    /// Its communes, in the order of the map, each once, at least one.
    communes: Vec<CommuneIndex>,
}

impl Territory {
    /// A set of communes; their order and repetitions do not matter.
    ///
    /// # Panics
    /// If there is no commune: a territory is somewhere.
    pub fn new(
        token: String,
        code: Option<String>,
        kind: Kind,
        name: String,
        as_of: Period,
        mut communes: Vec<CommuneIndex>,
    ) -> Self {
        communes.sort_unstable();
        communes.dedup();
        assert!(!communes.is_empty(), "a territory has at least one commune");
        Self { token, code, kind, name, as_of, communes }
    }

    /// Its communes, in the order of the map.
    pub fn communes(&self) -> &[CommuneIndex] {
        &self.communes
    }

    /// The place that its facts speak of.
    pub fn place(&self) -> Place {
        Place { token: self.token.clone(), name: self.name.clone() }
    }

    /// Sum of the municipal populations of its communes, and how many of them have one.
    pub fn population(&self, map: &FrenchMap) -> (u64, usize) {
        self.communes
            .iter()
            .filter_map(|commune| map.at(*commune).population)
            .fold((0, 0), |(sum, count), population| (sum + u64::from(population), count + 1))
    }
}

/// A fact or the reason why there is none.
pub type Finding = Result<Fact, facts::Missing>;
