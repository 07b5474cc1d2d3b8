//! Whole tables for who works with data: every territory of a kind with every indicator, as CSV, XLSX, Parquet and
//! GeoJSON, with the description of their columns. Same survey, same bytes.

mod columns;
mod csv;
mod geojson;
mod parquet;
mod schema;
mod xlsx;

use std::fmt;
use std::str::FromStr;

use facts::Source;
use territory::geometry::Shape;
use territory::{FrenchMap, Kind, Survey};

pub use columns::{Column, Holds, Type, columns};
pub use geojson::{feature, geometry, properties};
pub use schema::{package, table_schema, unit_of};

/// What a table is written from.
#[derive(Clone, Copy)]
pub struct Content<'a> {
    /// The territories and their figures.
    pub survey: &'a Survey<'a>,
    /// The map they are on.
    pub map: &'a FrenchMap,
    /// The sources of the indicators, each once, and that of the map.
    pub sources: &'a [Source],
    /// The shape of each territory, in the order of the survey; for GeoJSON only.
    pub shapes: &'a [Shape],
}

/// A form in which a table is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Comma, point for decimals, UTF-8 (RFC 4180).
    Csv,
    /// What a spreadsheet set to French opens: semicolon, comma for decimals, UTF-8 with its mark.
    CsvFrench,
    /// A workbook: figures, definitions, sources.
    Xlsx,
    /// Columns, compressed with Snappy.
    Parquet,
    /// Polygons in WGS 84 (RFC 7946).
    GeoJson,
}

/// A kind of territory that has its tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Set {
    /// Communes.
    Communes,
    /// EPCI.
    Epcis,
    /// Départements.
    Departements,
    /// Régions.
    Regions,
}

/// The text names no set of territories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotASet;

impl Set {
    /// Every set, the smallest territories first.
    pub const ALL: [Set; 4] = [Set::Communes, Set::Epcis, Set::Departements, Set::Regions];

    /// Its word in addresses: `communes`, `epcis`, `departements`, `regions`.
    pub fn word(self) -> &'static str {
        match self {
            Set::Communes => "communes",
            Set::Epcis => "epcis",
            Set::Departements => "departements",
            Set::Regions => "regions",
        }
    }

    /// The kind of its territories.
    pub fn kind(self) -> Kind {
        match self {
            Set::Communes => Kind::Commune,
            Set::Epcis => Kind::Epci,
            Set::Departements => Kind::Departement,
            Set::Regions => Kind::Region,
        }
    }

    /// The set of a kind, when it has one.
    pub fn of(kind: Kind) -> Option<Set> {
        Set::ALL.into_iter().find(|set| set.kind() == kind)
    }
}

impl FromStr for Set {
    type Err = NotASet;
    fn from_str(word: &str) -> Result<Self, NotASet> {
        Set::ALL.into_iter().find(|set| set.word() == word).ok_or(NotASet)
    }
}

impl fmt::Display for Set {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl Format {
    /// Every form.
    pub const ALL: [Format; 5] = [Format::Csv, Format::CsvFrench, Format::Xlsx, Format::Parquet, Format::GeoJson];

    /// What its file is called, after the word of the set.
    pub fn suffix(self) -> &'static str {
        match self {
            Format::Csv => ".csv",
            Format::CsvFrench => ".fr.csv",
            Format::Xlsx => ".xlsx",
            Format::Parquet => ".parquet",
            Format::GeoJson => ".geojson",
        }
    }

    /// Its media type, without parameters.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Csv | Format::CsvFrench => "text/csv",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format::Parquet => "application/vnd.apache.parquet",
            Format::GeoJson => "application/geo+json",
        }
    }

    /// Its word in the list of file types of the Publications Office of the European Union.
    pub fn file_type(self) -> &'static str {
        match self {
            Format::Csv | Format::CsvFrench => "CSV",
            Format::Xlsx => "XLSX",
            Format::Parquet => "PARQUET",
            Format::GeoJson => "GEOJSON",
        }
    }

    /// The bytes of a table.
    pub fn write(self, content: Content<'_>) -> Vec<u8> {
        match self {
            Format::Csv => csv::write(content, csv::Dialect::International),
            Format::CsvFrench => csv::write(content, csv::Dialect::French),
            Format::Xlsx => xlsx::write(content),
            Format::Parquet => parquet::write(content),
            Format::GeoJson => geojson::write(content),
        }
    }
}

/// The address of a table on the site.
pub fn path(set: Set, format: Format) -> String {
    format!("/data/{set}{}", format.suffix())
}

/// The address of the description of the columns of a set.
pub fn schema_path(set: Set) -> String {
    format!("/data/{set}.schema.json")
}

/// The set and the form of the last part of an address: `epcis.csv`.
pub fn read_name(name: &str) -> Option<(Set, Format)> {
    let (word, suffix) = name.split_at_checked(name.find('.')?)?;
    let format = Format::ALL.into_iter().find(|format| format.suffix() == suffix)?;
    Some((word.parse().ok()?, format))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_reads_back_from_its_name() {
        for set in Set::ALL {
            for format in Format::ALL {
                let path = path(set, format);
                assert_eq!(read_name(path.strip_prefix("/data/").unwrap()), Some((set, format)), "{path}");
            }
        }
        for name in ["", ".", "epcis", "epcis.", "epcis.ods", ".csv", "epci.csv", "epcis.csv.gz", "é.csv"] {
            assert_eq!(read_name(name), None, "{name}");
        }
    }
}
