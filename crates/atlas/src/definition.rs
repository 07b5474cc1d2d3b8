//! What an atlas says of its indicators: the words, the rule that combines measures, and all that a reader must know.

use facts::{CommuneCode, Grade, Localised, Period, Unit};
use serde::{Deserialize, Serialize};

/// A family of the programme (productive, sober, …), or the setting common to all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family {
    /// Stable identifier: `productive`.
    pub id: String,
    /// Its name.
    pub name: Localised,
    /// What it is about, in a sentence.
    pub about: Localised,
    /// The datasets that would say more of it and are not in this atlas.
    pub awaited: Vec<Awaited>,
}

/// A dataset that is not in the atlas, and what it would tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Awaited {
    /// Name of the dataset, as its producer writes it.
    pub dataset: String,
    /// Who makes it.
    pub producer: String,
    /// What a portrait would gain.
    pub brings: Localised,
}

/// Which way is better. The choice is the programme's, never a ranking of territories.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Direction {
    /// It describes; no way is better.
    Descriptive,
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Between two values is better, bounds included, in the indicator's unit.
    Band {
        /// Lower bound.
        from: f64,
        /// Upper bound.
        to: f64,
    },
}

/// At which scale an indicator has a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// One commune.
    Commune,
    /// Several communes, whatever binds them.
    Several,
}

/// How measures of communes become the figure of a territory. Column names are those of the indicator's SQL.
///
/// Each rule has its page in `docs/method/`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Rule {
    /// `Σ value`.
    Total {
        /// The measure summed.
        value: String,
    },
    /// `factor × Σ numerator / Σ denominator`.
    Ratio {
        /// The measure above.
        numerator: String,
        /// The measure below.
        denominator: String,
        /// 100 for a percentage.
        factor: f64,
    },
    /// `100 × (Σ after − Σ before) / Σ before`.
    Change {
        /// The measure at the first date.
        before: String,
        /// The measure at the second date.
        after: String,
    },
    /// `Σ count / Σ area`, the area being in square metres and the result in the indicator's unit.
    Density {
        /// The measure above.
        count: String,
        /// The area, in square metres.
        area: String,
    },
    /// `Σ value · weight / Σ weight`: the mean met by one unit of weight (an inhabitant), not by one commune.
    WeightedMean {
        /// The value of each commune.
        value: String,
        /// Its weight.
        weight: String,
    },
    /// `Σ sⱼ ln(N sⱼ)`, `sⱼ` being the share of commune j in the total and N the number of communes with data.
    Theil {
        /// The measure shared out.
        value: String,
    },
    /// Hill number of order 1, `exp(−Σ pₖ ln pₖ)`, `pₖ` being the share of class k in the territory.
    Hill {
        /// One measure a class.
        classes: Vec<String>,
    },
}

impl Rule {
    /// The measures that the rule reads, in its own order.
    pub fn measures(&self) -> Vec<&str> {
        match self {
            Rule::Total { value } | Rule::Theil { value } => vec![value],
            Rule::Ratio { numerator, denominator, .. } => vec![numerator, denominator],
            Rule::Change { before, after } => vec![before, after],
            Rule::Density { count, area } => vec![count, area],
            Rule::WeightedMean { value, weight } => vec![value, weight],
            Rule::Hill { classes } => classes.iter().map(String::as_str).collect(),
        }
    }

    /// Its name, as in the TOML of an indicator: `weighted-mean`.
    pub fn name(&self) -> &'static str {
        match self {
            Rule::Total { .. } => "total",
            Rule::Ratio { .. } => "ratio",
            Rule::Change { .. } => "change",
            Rule::Density { .. } => "density",
            Rule::WeightedMean { .. } => "weighted-mean",
            Rule::Theil { .. } => "theil",
            Rule::Hill { .. } => "hill",
        }
    }
}

/// The definition of an indicator, as its TOML gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    /// Stable identifier, English, kebab-case: `housing-vacancy`.
    pub id: String,
    /// The family it belongs to.
    pub family: String,
    /// Place in its family, smallest first.
    pub order: u64,
    /// Its name.
    pub name: Localised,
    /// What it says and how to read it.
    pub about: Localised,
    /// Unit of the figure.
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
    /// How the measures of communes are combined.
    pub rule: Rule,
    /// The formula, in words and signs.
    pub formula: Localised,
    /// Page of `docs/method` that explains it: `ratio`.
    pub method: String,
    /// The time it speaks of.
    pub period: Period,
    /// Whether its measures depend on what each commune is (its size, say) and not on sums alone: a figure that a source
    /// gives for several communes together is then left out, as it always is by the rules that look inside communes.
    pub within_commune: bool,
    /// How it is known.
    pub grade: Grade,
    /// Identifiers of its sources, the indispensable one first.
    pub sources: Vec<String>,
    /// Where it has a meaning.
    pub scales: Vec<Scale>,
}

/// One figure that a source gives for several communes of today, under the code of one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JointFigure {
    /// The source concerned.
    pub source: String,
    /// The commune whose code carries the figure.
    pub holder: CommuneCode,
    /// The other communes that it covers.
    pub others: Vec<CommuneCode>,
    /// Why, in a sentence.
    pub why: Localised,
}

/// An axis along which territories are compared to find those that are alike.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Axis {
    /// What is compared.
    pub compares: Compared,
    /// Its weight; the axes of an atlas are weighted relative to one another.
    pub weight: f64,
}

/// What an axis compares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Compared {
    /// The values of an indicator.
    Indicator {
        /// Its identifier.
        id: String,
        /// Whether logarithms are compared: for sizes and densities.
        logarithm: bool,
    },
    /// Being overseas or not.
    Overseas,
}

/// How many territories make a group of comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupSizes {
    /// For a commune.
    pub commune: usize,
    /// For an EPCI, and for any other set of communes.
    pub epci: usize,
    /// For a département.
    pub departement: usize,
    /// For a région.
    pub region: usize,
}

/// How comparable territories are found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The axes.
    pub axes: Vec<Axis>,
    /// The size of a group.
    pub sizes: GroupSizes,
}
