//! Writing an atlas: a draft is filled, then becomes bytes. Same draft, same bytes.

use std::collections::BTreeMap;

use facts::Source;

use crate::Topology;
use crate::container;
use crate::definition::{Comparison, Family, Indicator, JointFigure};
use crate::map::{MapRows, SECTIONS};
use crate::measure;
use crate::open::{CONTOURS, MANIFEST, Manifest, NAF, PopulationOfMap, column_section, measure_name};

/// The measures of an indicator: name of the column, one value a commune in the order of codes.
pub type Measures = BTreeMap<String, Vec<Option<f64>>>;

/// What an atlas will hold.
pub struct AtlasDraft {
    /// The map of France.
    pub map: MapRows,
    /// What the populations of the map are.
    pub population: PopulationOfMap,
    /// The contours, one entry a commune in the order of codes.
    pub contours: Topology,
    /// Families, in the order of the programme.
    pub families: Vec<Family>,
    /// Each indicator with its measures.
    pub indicators: Vec<(Indicator, Measures)>,
    /// Sources.
    pub sources: Vec<Source>,
    /// Figures that a source gives for several communes at once.
    pub joint_figures: Vec<JointFigure>,
    /// How comparable territories are found.
    pub comparison: Comparison,
    /// NAF rév. 2: code and label.
    pub naf: Vec<(String, String)>,
}

impl AtlasDraft {
    /// The bytes of the atlas. Indicators are put in the order of families, then of their own `order` and identifier;
    /// columns that are equal are kept once.
    pub fn into_bytes(mut self) -> Vec<u8> {
        let family_rank = |family: &str| self.families.iter().position(|known| known.id == family);
        self.indicators.sort_by_cached_key(|(indicator, _)| {
            (family_rank(&indicator.family), indicator.order, indicator.id.clone())
        });
        let mut kept: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
        let mut columns = BTreeMap::new();
        for (indicator, measures) in &self.indicators {
            for (name, values) in measures {
                let next = kept.len();
                let rank = *kept.entry(measure::encode(values)).or_insert(next);
                columns.insert(measure_name(&indicator.id, name), rank);
            }
        }
        let mut sections: BTreeMap<String, Vec<u8>> =
            kept.into_iter().map(|(bytes, rank)| (column_section(rank), bytes)).collect();
        for (name, table) in SECTIONS.iter().zip(self.map.tables()) {
            sections.insert((*name).to_owned(), table.into_bytes());
        }
        sections.insert(CONTOURS.to_owned(), self.contours.encode());
        let naf = self.naf.iter().map(|(code, label)| format!("{code}\t{}\n", label.replace(['\t', '\n'], " ")));
        sections.insert(NAF.to_owned(), naf.collect::<String>().into_bytes());
        self.sources.sort_by(|a, b| a.id.cmp(&b.id));
        let manifest = Manifest {
            as_of: self.map.as_of,
            population: self.population,
            families: self.families,
            indicators: self.indicators.into_iter().map(|(indicator, _)| indicator).collect(),
            sources: self.sources,
            joint_figures: self.joint_figures,
            comparison: self.comparison,
            columns,
        };
        let manifest = serde_json::to_vec_pretty(&manifest).expect("a manifest holds nothing that JSON cannot say");
        sections.insert(MANIFEST.to_owned(), manifest);
        container::write(&sections)
    }
}
