//! The columns of a table: the same in every form.

use facts::{Localised, Unit};
use territory::survey::Entry;
use territory::{FrenchMap, Indicator, Kind, Survey};

use crate::words::Words;

/// A column.
#[derive(Debug, Clone)]
pub struct Column<'a> {
    /// Its heading: letters, digits and low lines.
    pub name: String,
    /// What it holds.
    pub holds: Holds<'a>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy)]
pub enum Holds<'a> {
    /// The code of the territory, unique.
    Code,
    /// How the territory is asked for elsewhere on the site.
    Token,
    /// Its name.
    Name,
    /// SIREN of its EPCI.
    Epci,
    /// Codes of its départements, separated by spaces.
    Departements,
    /// Codes of its régions, separated by spaces.
    Regions,
    /// How many communes it has.
    Communes,
    /// Its municipal population.
    Population,
    /// The figure of the indicator of a rank.
    Value(usize, &'a Indicator),
    /// Share of the communes that the figure is known for, from 0 to 1.
    Coverage(usize, &'a Indicator),
    /// Why there is no figure.
    Missing(usize, &'a Indicator),
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A whole number.
    Whole(u64),
    /// A number.
    Real(f64),
    /// Nothing.
    Empty,
}

/// What all the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Texts.
    Text,
    /// Whole numbers.
    Whole,
    /// Numbers.
    Real,
}

/// The columns of the table of a survey. A commune is in one EPCI, one département and one région, and a figure is known
/// for the whole of it or not at all; a département is in one région.
pub fn columns<'a>(survey: &Survey<'a>) -> Vec<Column<'a>> {
    let mut columns: Vec<Column<'a>> = Vec::new();
    let mut add = |name: &str, holds: Holds<'a>| columns.push(Column { name: name.replace('-', "_"), holds });
    add("code", Holds::Code);
    add("token", Holds::Token);
    add("name", Holds::Name);
    if survey.kind == Kind::Commune {
        add("epci", Holds::Epci);
    }
    if !matches!(survey.kind, Kind::Departement | Kind::Region) {
        add("departement", Holds::Departements);
    }
    if survey.kind != Kind::Region {
        add("region", Holds::Regions);
    }
    if survey.kind != Kind::Commune {
        add("communes", Holds::Communes);
    }
    add("municipal_population", Holds::Population);
    for (rank, indicator) in survey.indicators.iter().enumerate() {
        add(&indicator.id, Holds::Value(rank, indicator));
        if survey.kind != Kind::Commune {
            add(&format!("{}_coverage", indicator.id), Holds::Coverage(rank, indicator));
        }
        add(&format!("{}_missing", indicator.id), Holds::Missing(rank, indicator));
    }
    columns
}

impl Column<'_> {
    /// What its cells are.
    pub fn cells(&self) -> Type {
        match self.holds {
            Holds::Communes | Holds::Population => Type::Whole,
            Holds::Value(..) | Holds::Coverage(..) => Type::Real,
            _ => Type::Text,
        }
    }

    /// Whether every territory has something in it.
    pub fn is_always_there(&self) -> bool {
        matches!(self.holds, Holds::Code | Holds::Token | Holds::Name | Holds::Communes)
    }

    /// The unit of its numbers.
    pub fn unit(&self) -> Option<Unit> {
        match self.holds {
            Holds::Population => Some(Unit::Persons),
            Holds::Value(_, indicator) => Some(indicator.unit),
            _ => None,
        }
    }

    /// What it is called, and what it holds, in a sentence.
    pub fn words(&self, words: &Words) -> (String, String) {
        let said = |title: &str, about: &str| (words.t(title), words.t(about));
        let of_indicator = |title: &str, about: &str, indicator: &Localised| {
            let of = |key: &str| words.t1(key, "indicator", words.say(indicator));
            (of(title), of(about))
        };
        match self.holds {
            Holds::Code => said("open-column-code-title", "open-column-code-about"),
            Holds::Token => said("open-column-token-title", "open-column-token-about"),
            Holds::Name => said("open-column-name-title", "open-column-name-about"),
            Holds::Epci => said("open-column-epci-title", "open-column-epci-about"),
            Holds::Departements => said("open-column-departement-title", "open-column-departement-about"),
            Holds::Regions => said("open-column-region-title", "open-column-region-about"),
            Holds::Communes => said("open-column-communes-title", "open-column-communes-about"),
            Holds::Population => said("open-column-population-title", "open-column-population-about"),
            Holds::Value(_, indicator) => (words.say(&indicator.name), words.say(&indicator.about)),
            Holds::Coverage(_, indicator) => {
                of_indicator("open-column-coverage-title", "open-column-coverage-about", &indicator.name)
            }
            Holds::Missing(_, indicator) => {
                of_indicator("open-column-missing-title", "open-column-missing-about", &indicator.name)
            }
        }
    }

    /// What stands in it for a territory.
    pub fn cell(&self, map: &FrenchMap, entry: &Entry) -> Cell {
        let joined = |codes: Vec<String>| if codes.is_empty() { Cell::Empty } else { Cell::Text(codes.join(" ")) };
        let within = &entry.within;
        match self.holds {
            Holds::Code => Cell::Text(entry.territory.code.clone().unwrap_or_else(|| entry.territory.token.clone())),
            Holds::Token => Cell::Text(entry.territory.token.clone()),
            Holds::Name => Cell::Text(entry.territory.name.clone()),
            Holds::Epci => joined(within.epcis.iter().map(|rank| map.epcis[*rank].siren.to_string()).collect()),
            Holds::Departements => {
                joined(within.departements.iter().map(|rank| map.departements[*rank].code.to_string()).collect())
            }
            Holds::Regions => joined(within.regions.iter().map(|rank| map.regions[*rank].code.to_string()).collect()),
            Holds::Communes => Cell::Whole(entry.territory.communes().len() as u64),
            Holds::Population => entry.population.map_or(Cell::Empty, Cell::Whole),
            Holds::Value(rank, _) => entry.findings[rank].as_ref().map_or(Cell::Empty, |found| Cell::Real(found.value)),
            Holds::Coverage(rank, _) => {
                entry.findings[rank].as_ref().map_or(Cell::Empty, |found| Cell::Real(found.coverage.share()))
            }
            Holds::Missing(rank, _) => {
                entry.findings[rank].as_ref().err().map_or(Cell::Empty, |missing| Cell::Text(missing.id().to_owned()))
            }
        }
    }
}
