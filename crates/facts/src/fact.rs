//! A number that knows what it is, or the reason why there is none.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::code::CommuneCode;
use crate::{Period, Source, Unit};

/// How a figure came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Grade {
    /// Observed: counted or measured, exhaustively or by an official survey.
    A,
    /// Declared by the actor concerned.
    B,
    /// Modelled from open data.
    C,
    /// Default coefficient, taken from the literature.
    D,
}

impl Grade {
    /// The letter.
    pub fn letter(self) -> &'static str {
        match self {
            Grade::A => "A",
            Grade::B => "B",
            Grade::C => "C",
            Grade::D => "D",
        }
    }

    /// The grade of a letter.
    pub fn from_letter(letter: &str) -> Option<Grade> {
        [Grade::A, Grade::B, Grade::C, Grade::D].into_iter().find(|grade| grade.letter() == letter)
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.letter())
    }
}

/// The place a figure speaks of: a territory by its token (`16015`, `200090751`, `dep:38`) and its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// How the territory is asked for.
    pub token: String,
    /// How people call it.
    pub name: String,
}

/// Of the communes of a territory, how many have the data that a figure is computed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Communes with data.
    pub covered: usize,
    /// Communes of the territory.
    pub of: usize,
}

impl Coverage {
    /// Below this share of communes with data, a figure is not shown: `Missing::TooFewCommunes`.
    pub const THRESHOLD: f64 = 0.8;

    /// Share of the communes with data, from 0 to 1; 0 for an empty territory.
    pub fn share(self) -> f64 {
        if self.of == 0 { 0.0 } else { self.covered as f64 / self.of as f64 }
    }

    /// Whether enough communes have data for a figure to be shown.
    pub fn is_enough(self) -> bool {
        self.share() >= Self::THRESHOLD
    }
}

/// A number with its unit, place, period, source and grade.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The number, in `unit`. Always finite.
    pub value: f64,
    /// What it counts.
    pub unit: Unit,
    /// Where.
    pub place: Arc<Place>,
    /// When.
    pub period: Period,
    /// From whom. The first source is the one the figure could not do without.
    pub sources: Vec<Arc<Source>>,
    /// How it is known.
    pub grade: Grade,
    /// Over how much of the place.
    pub coverage: Coverage,
}

/// Why there is no figure. Absent data is never 0, -1 or NaN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Missing {
    /// The source says nothing of any commune of the territory.
    #[error("no commune of the territory is in the source")]
    NoData,
    /// Too few communes have data (see [`Coverage::THRESHOLD`]).
    #[error("{covered} of {of} communes have data, at least 80 % are needed")]
    TooFewCommunes {
        /// Communes with data.
        covered: usize,
        /// Communes of the territory.
        of: usize,
    },
    /// The source gives one figure for several communes, of which the territory holds only some.
    #[error("the source gives one figure for several communes that the territory does not hold together")]
    JointFigure {
        /// The communes that share one figure.
        communes: Vec<CommuneCode>,
    },
    /// There is nothing to divide by: a household size where nobody lives.
    #[error("there is nothing to relate the figure to: its denominator is zero")]
    ZeroDenominator,
    /// The figure means nothing for one commune alone, or at this scale.
    #[error("the figure has no meaning for this kind of territory")]
    NotAtThisScale,
    /// The dataset that the figure needs is not in this atlas.
    #[error("the dataset {dataset} is not in this atlas")]
    DatasetAbsent {
        /// The dataset that would fill it.
        dataset: String,
    },
}

impl Missing {
    /// Stable identifier of the reason, as in the JSON and in `locales/`.
    pub fn id(&self) -> &'static str {
        match self {
            Missing::NoData => "no-data",
            Missing::TooFewCommunes { .. } => "too-few-communes",
            Missing::JointFigure { .. } => "joint-figure",
            Missing::ZeroDenominator => "zero-denominator",
            Missing::NotAtThisScale => "not-at-this-scale",
            Missing::DatasetAbsent { .. } => "dataset-absent",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_communes_out_of_five_are_enough_and_three_are_not() {
        assert!(Coverage { covered: 4, of: 5 }.is_enough());
        assert!(!Coverage { covered: 3, of: 5 }.is_enough());
        assert!(!Coverage { covered: 0, of: 0 }.is_enough());
    }
}
