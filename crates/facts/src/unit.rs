//! Units: in the type where code computes, in a value where an indicator's text names it.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A surface.
///
/// # Units
/// Held in square metres; built and read by the name of a unit. Never negative.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Area(f64);

impl Area {
    /// From square metres.
    pub fn from_square_metres(square_metres: f64) -> Self {
        Self(square_metres.max(0.0))
    }

    /// From hectares: 1 ha = 10 000 m².
    pub fn from_hectares(hectares: f64) -> Self {
        Self::from_square_metres(hectares * 1e4)
    }

    /// In square metres.
    pub fn square_metres(self) -> f64 {
        self.0
    }

    /// In hectares.
    pub fn hectares(self) -> f64 {
        self.0 / 1e4
    }

    /// In square kilometres: 1 km² = 1 000 000 m².
    pub fn square_kilometres(self) -> f64 {
        self.0 / 1e6
    }
}

impl Add for Area {
    type Output = Area;
    fn add(self, other: Area) -> Area {
        Area(self.0 + other.0)
    }
}

impl Sum for Area {
    fn sum<I: Iterator<Item = Area>>(areas: I) -> Area {
        areas.fold(Area::default(), Add::add)
    }
}

macro_rules! units {
    ($($(#[$doc:meta])* $variant:ident = $id:literal, $decimals:literal;)+) => {
        /// The unit of an indicator's value. Its identifier is what an indicator's TOML writes; its words, in each
        /// language, are in `locales/`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub enum Unit { $($(#[$doc])* $variant,)+ }

        impl Unit {
            /// Every unit.
            pub const ALL: &[Unit] = &[$(Unit::$variant,)+];

            /// Stable identifier: `persons`, `percent`, `persons-per-square-kilometre`.
            pub fn id(self) -> &'static str {
                match self { $(Unit::$variant => $id,)+ }
            }

            /// How many decimals say all that the figure knows.
            pub fn decimals(self) -> usize {
                match self { $(Unit::$variant => $decimals,)+ }
            }
        }
    };
}

units! {
    /// Inhabitants, counted at their usual residence.
    Persons = "persons", 0;
    /// Dwellings.
    Dwellings = "dwellings", 0;
    /// Square kilometres.
    SquareKilometres = "square-kilometres", 1;
    /// Inhabitants per square kilometre.
    PersonsPerSquareKilometre = "persons-per-square-kilometre", 1;
    /// Dwellings per hectare.
    DwellingsPerHectare = "dwellings-per-hectare", 2;
    /// Inhabitants per main home.
    PersonsPerHousehold = "persons-per-household", 2;
    /// A share of a whole, in hundredths.
    Percent = "percent", 1;
    /// So many of one thing for a hundred of another.
    PerHundred = "per-hundred", 1;
    /// How many equally large classes would be as diverse (Hill number).
    EffectiveNumber = "effective-number", 2;
    /// A number without dimension, such as an inequality index.
    Index = "index", 3;
}

/// The identifier names no unit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a unit: expected one of {known}", known = Unit::ALL.iter().map(|u| u.id()).collect::<Vec<_>>().join(", "))]
pub struct UnknownUnit(String);

impl FromStr for Unit {
    type Err = UnknownUnit;
    fn from_str(id: &str) -> Result<Self, UnknownUnit> {
        Unit::ALL.iter().copied().find(|unit| unit.id() == id).ok_or_else(|| UnknownUnit(id.to_owned()))
    }
}

impl TryFrom<String> for Unit {
    type Error = UnknownUnit;
    fn try_from(id: String) -> Result<Self, UnknownUnit> {
        id.parse()
    }
}

impl From<Unit> for String {
    fn from(unit: Unit) -> String {
        unit.id().to_owned()
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_square_kilometre_is_a_hundred_hectares() {
        let area = Area::from_hectares(100.0);
        assert_eq!((area.square_kilometres(), area.square_metres()), (1.0, 1_000_000.0));
        assert_eq!([area, area].into_iter().sum::<Area>().hectares(), 200.0);
    }

    #[test]
    fn every_unit_reads_back_from_its_identifier() {
        for unit in Unit::ALL {
            assert_eq!(unit.id().parse(), Ok(*unit));
        }
        assert!("hab".parse::<Unit>().unwrap_err().to_string().contains("persons-per-household"));
    }
}
