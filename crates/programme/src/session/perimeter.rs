//! The communes of a laureate, and what they must add up to.

use facts::document::Table;
use facts::{CommuneCode, Period, Siren};
use serde::Serialize;

use super::laureate::Departement;
use crate::Slug;
use crate::reading::Ids;

/// The communes of a laureate: those of its EPCI, and those named one by one. Several EPCI make a union.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Perimeter {
    /// EPCI taken whole.
    pub epcis: Vec<Epci>,
    /// Communes named one by one, besides those of the EPCI.
    pub communes: Vec<CommuneCode>,
}

/// An établissement public de coopération intercommunale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Epci {
    /// Its SIREN.
    pub siren: Siren,
    /// Its name, which is not translated.
    pub name: String,
    /// How many communes it must have on the map of [`PerimeterCheck::map`].
    pub communes: u64,
}

/// What the communes of a laureate must add up to, on a dated map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PerimeterCheck {
    /// The map of communes on which this was counted.
    pub map: Period,
    /// Communes.
    pub communes: u64,
    /// Municipal population, in inhabitants.
    pub population: u64,
    /// Where the figures come from, an id of [`super::Provenance::sources`].
    pub source: Slug,
}

impl Perimeter {
    /// Communes, if every EPCI has as many as it says.
    pub fn expected_communes(&self) -> u64 {
        self.epcis.iter().fold(self.communes.len() as u64, |sum, epci| sum.saturating_add(epci.communes))
    }

    /// Reads the fields `epci` and `communes` of a laureate; nothing when a part of them cannot be read, so that no sum
    /// is judged on the rest. `taken` are the EPCI already read: an EPCI is in one perimeter.
    pub(crate) fn read(laureate: &Table<'_>, departements: &[Departement], taken: &mut Vec<Siren>) -> Option<Self> {
        let communes = read_communes(laureate, departements);
        let tables = laureate.optional_tables("epci");
        if tables.is_empty() && communes.as_ref().is_some_and(Vec::is_empty) && !laureate.has("epci") {
            laureate.problem("epci", "no EPCI and no commune found, expected at least one of either");
            return None;
        }
        let written = tables.len();
        let epcis: Vec<Epci> = tables.into_iter().filter_map(|epci| Epci::read(epci, taken)).collect();
        let communes = communes?;
        (epcis.len() == written).then_some(Self { epcis, communes })
    }
}

fn read_communes(laureate: &Table<'_>, departements: &[Departement]) -> Option<Vec<CommuneCode>> {
    let texts = laureate.optional_texts("communes");
    let mut communes: Vec<CommuneCode> = Vec::new();
    for text in &texts {
        match text.parse::<CommuneCode>() {
            Err(error) => laureate.problem("communes", error.to_string()),
            Ok(code) if communes.contains(&code) => {
                laureate.problem("communes", format!("\"{code}\" is written twice, expected once"));
            }
            Ok(code) => {
                let inside = |departement: &Departement| code.as_str().starts_with(departement.code.as_str());
                if !departements.is_empty() && !departements.iter().any(inside) {
                    laureate.problem("communes", format!("\"{code}\" is not in a département of the laureate"));
                }
                communes.push(code);
            }
        }
    }
    (communes.len() == texts.len()).then_some(communes)
}

impl Epci {
    fn read(table: Table<'_>, taken: &mut Vec<Siren>) -> Option<Self> {
        let siren = table.parsed::<Siren>("siren");
        match siren {
            Some(siren) if taken.contains(&siren) => {
                table.problem("siren", format!("{siren} is already in the perimeter of a laureate, expected once"));
            }
            siren => taken.extend(siren),
        }
        let (name, communes) = (table.text("name"), table.whole("communes"));
        table.close();
        Some(Self { siren: siren?, name: name?, communes: communes? })
    }
}

impl PerimeterCheck {
    /// Reads the field `check` of a laureate and compares it with the perimeter, if that could be read.
    pub(crate) fn read(table: Table<'_>, perimeter: Option<&Perimeter>, sources: &Ids) -> Option<Self> {
        let (map, source) = (table.parsed("map"), sources.refer(&table, "source"));
        let (communes, population) = (table.whole("communes"), table.whole("population"));
        if let (Some(communes), Some(sum)) = (communes, perimeter.map(Perimeter::expected_communes))
            && communes != sum
        {
            table.problem("communes", format!("{communes} found, expected {sum}: the sum over the perimeter"));
        }
        table.close();
        Some(Self { map: map?, communes: communes?, population: population?, source: source? })
    }
}
