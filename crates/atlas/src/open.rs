//! Opening an atlas: everything is checked once, then read without a copy.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use facts::{Period, Source};
use serde::{Deserialize, Serialize};

use crate::container::{self, ContainerError};
use crate::definition::{Compared, Comparison, Family, Indicator, JointFigure};
use crate::map::{self, FrenchMap};
use crate::measure::Column;
use crate::{Topology, measure};

#[cfg(target_endian = "big")]
compile_error!("the columns of an atlas are read in place and are little-endian");

/// Why an atlas cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AtlasError {
    /// The file is no container of sections.
    #[error(transparent)]
    Container(#[from] ContainerError),
    /// A section that every atlas has is not there.
    #[error("the atlas has no section \"{0}\"")]
    NoSection(String),
    /// A section cannot be read.
    #[error("section \"{section}\" of the atlas cannot be read: {what}")]
    Unreadable {
        /// The section.
        section: String,
        /// What is wrong.
        what: String,
    },
}

/// All that is not the map, the contours or a measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) as_of: Period,
    pub(crate) population: PopulationOfMap,
    pub(crate) families: Vec<Family>,
    pub(crate) indicators: Vec<Indicator>,
    pub(crate) sources: Vec<Source>,
    pub(crate) joint_figures: Vec<JointFigure>,
    pub(crate) comparison: Comparison,
    /// Column of each measure: `housing-vacancy/vacant` → `3`. Equal columns are kept once.
    pub(crate) columns: BTreeMap<String, usize>,
}

/// What the populations of the map are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PopulationOfMap {
    /// Identifier of their source.
    pub source: String,
    /// The time they speak of.
    pub period: Period,
}

pub(crate) const MANIFEST: &str = "manifest";
pub(crate) const CONTOURS: &str = "contours";
pub(crate) const NAF: &str = "naf";

pub(crate) fn column_section(rank: usize) -> String {
    format!("column/{rank:04}")
}

/// The bytes under an atlas: embedded, mapped or read, always starting on a multiple of eight.
type Bytes = Box<dyn AsRef<[u8]> + Send + Sync>;

struct Words(Vec<u64>, usize);

impl AsRef<[u8]> for Words {
    fn as_ref(&self) -> &[u8] {
        &bytemuck::cast_slice(&self.0)[..self.1]
    }
}

/// An open atlas.
pub struct Atlas {
    bytes: Bytes,
    sections: BTreeMap<String, Range<usize>>,
    manifest: Manifest,
    map: FrenchMap,
}

impl std::fmt::Debug for Atlas {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Atlas({} communes, {} indicators)", self.map.communes.len(), self.manifest.indicators.len())
    }
}

impl Atlas {
    /// Opens the bytes of an atlas; those that do not start on a multiple of eight are copied once.
    ///
    /// # Errors
    /// Any [`AtlasError`]. After this, nothing in the atlas is out of bounds or refers to nothing.
    pub fn open(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<Atlas, AtlasError> {
        let bytes: Bytes = if bytes.as_ref().as_ptr().addr() % 8 == 0 {
            Box::new(bytes)
        } else {
            let found = bytes.as_ref();
            let mut words = vec![0u64; found.len().div_ceil(8)];
            bytemuck::cast_slice_mut::<u64, u8>(&mut words)[..found.len()].copy_from_slice(found);
            Box::new(Words(words, found.len()))
        };
        let all = (*bytes).as_ref();
        let sections = container::sections(all)?;
        let text = |name: &str| -> Result<&str, AtlasError> {
            let range = sections.get(name).ok_or_else(|| AtlasError::NoSection(name.to_owned()))?;
            std::str::from_utf8(&all[range.clone()]).map_err(|error| unreadable(name, error.to_string()))
        };
        let manifest: Manifest =
            serde_json::from_str(text(MANIFEST)?).map_err(|error| unreadable(MANIFEST, error.to_string()))?;
        let mut tables = [""; 5];
        for (table, name) in tables.iter_mut().zip(map::SECTIONS) {
            *table = text(name)?;
        }
        let map = map::decode(manifest.as_of, tables)
            .map_err(|map::BadRow(table, line, what)| unreadable(table, format!("line {line}: {what}")))?;
        let atlas = Atlas { sections, manifest, map, bytes };
        atlas.check()?;
        Ok(atlas)
    }

    /// Everything that later reads rely on.
    fn check(&self) -> Result<(), AtlasError> {
        let mut read = BTreeSet::new();
        for (name, rank) in self.manifest.columns.iter().filter(|(_, rank)| read.insert(**rank)) {
            self.read_column(*rank).ok_or_else(|| unreadable(name, "its column is absent or malformed".into()))?;
        }
        for indicator in &self.manifest.indicators {
            for measure in indicator.rule.measures() {
                let name = measure_name(&indicator.id, measure);
                if !self.manifest.columns.contains_key(&name) {
                    return Err(AtlasError::NoSection(name));
                }
            }
            if !self.manifest.families.iter().any(|family| family.id == indicator.family) {
                return Err(unreadable(MANIFEST, format!("{} is of no family", indicator.id)));
            }
            for source in &indicator.sources {
                if self.source(source).is_none() {
                    return Err(unreadable(MANIFEST, format!("{} cites the unknown source {source}", indicator.id)));
                }
            }
        }
        for axis in &self.manifest.comparison.axes {
            if let Compared::Indicator { id, .. } = &axis.compares
                && self.indicator(id).is_none()
            {
                return Err(unreadable(MANIFEST, format!("an axis compares the unknown indicator {id}")));
            }
            if !(axis.weight > 0.0 && axis.weight.is_finite()) {
                return Err(unreadable(MANIFEST, format!("an axis has the weight {}", axis.weight)));
            }
        }
        for joint in &self.manifest.joint_figures {
            for code in joint.others.iter().chain([&joint.holder]) {
                if self.map.commune(*code).is_none() {
                    return Err(unreadable(MANIFEST, format!("a joint figure names {code}, which is not on the map")));
                }
            }
        }
        if self.source(&self.manifest.population.source).is_none() {
            return Err(unreadable(MANIFEST, "the populations of the map have no source".into()));
        }
        Ok(())
    }

    /// The map of France.
    pub fn map(&self) -> &FrenchMap {
        &self.map
    }

    /// What the populations of the map are.
    pub fn population_of_map(&self) -> &PopulationOfMap {
        &self.manifest.population
    }

    /// Families, in the order of the programme.
    pub fn families(&self) -> &[Family] {
        &self.manifest.families
    }

    /// Indicators, in the order of families and of their own `order`.
    pub fn indicators(&self) -> &[Indicator] {
        &self.manifest.indicators
    }

    /// The indicator of an identifier.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.manifest.indicators.iter().find(|indicator| indicator.id == id)
    }

    /// Sources, sorted by identifier.
    pub fn sources(&self) -> &[Source] {
        &self.manifest.sources
    }

    /// The source of an identifier.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.manifest.sources.iter().find(|source| source.id == id)
    }

    /// Figures that a source gives for several communes at once.
    pub fn joint_figures(&self) -> &[JointFigure] {
        &self.manifest.joint_figures
    }

    /// How comparable territories are found.
    pub fn comparison(&self) -> &Comparison {
        &self.manifest.comparison
    }

    /// A measure of an indicator, by the name of its column in the indicator's SQL.
    pub fn measure(&self, indicator: &str, measure: &str) -> Option<Column<'_>> {
        let rank = self.manifest.columns.get(&measure_name(indicator, measure))?;
        self.read_column(*rank)
    }

    /// The contours, decoded.
    ///
    /// # Errors
    /// When the section is absent or malformed.
    pub fn contours(&self) -> Result<Topology, AtlasError> {
        let topology = Topology::decode(self.section(CONTOURS)?)
            .ok_or_else(|| unreadable(CONTOURS, "malformed arcs or rings".into()))?;
        if topology.communes.len() == self.map.communes.len() {
            Ok(topology)
        } else {
            Err(unreadable(CONTOURS, "not one entry a commune".into()))
        }
    }

    /// The sub-classes, classes, groups, divisions and sections of NAF rév. 2: code and label.
    ///
    /// # Errors
    /// When the section is absent or not text.
    pub fn naf(&self) -> Result<impl Iterator<Item = (&str, &str)>, AtlasError> {
        let text = std::str::from_utf8(self.section(NAF)?).map_err(|error| unreadable(NAF, error.to_string()))?;
        Ok(text.lines().filter_map(|line| line.split_once('\t')))
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> &[u8] {
        (*self.bytes).as_ref()
    }

    /// Length of the file, in bytes.
    pub fn size(&self) -> usize {
        (*self.bytes).as_ref().len()
    }

    fn section(&self, name: &str) -> Result<&[u8], AtlasError> {
        let range = self.sections.get(name).ok_or_else(|| AtlasError::NoSection(name.to_owned()))?;
        Ok(&(*self.bytes).as_ref()[range.clone()])
    }

    fn read_column(&self, rank: usize) -> Option<Column<'_>> {
        measure::Column::decode(self.section(&column_section(rank)).ok()?, self.map.communes.len())
    }
}

pub(crate) fn measure_name(indicator: &str, measure: &str) -> String {
    format!("{indicator}/{measure}")
}

fn unreadable(section: &str, what: String) -> AtlasError {
    AtlasError::Unreadable { section: section.to_owned(), what }
}
