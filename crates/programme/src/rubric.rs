//! The grid by which a jury reads a dossier: dimensions, criteria, anchored levels, and the score they give.

mod score;

use facts::Localised;
use facts::document::Table;
use serde::Serialize;

use crate::Slug;
use crate::reading::Ids;
pub use score::{DimensionScore, Score, ScoreError};

/// A grid of reading: what is looked at, with what weight, on what scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rubric {
    /// What the reader of the grid must know: who wrote the levels, why these weights.
    pub note: Localised,
    /// Source of the weights, an id of [`crate::session::Provenance::sources`].
    pub weights_source: Slug,
    /// The scale, from level 0 upwards; every criterion uses it whole.
    pub levels: Vec<Level>,
    /// The dimensions, in the order of the call.
    pub dimensions: Vec<Dimension>,
}

/// A step of the scale. Its rank in [`Rubric::levels`] is its value: 0 is the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Level {
    /// Name of the step, the same for every criterion.
    pub name: Localised,
}

/// A dimension of the call, which gathers criteria.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dimension {
    /// Short name.
    pub id: Slug,
    /// Name shown.
    pub name: Localised,
    /// What the call expects here.
    pub description: Localised,
    /// Where the dimension comes from, an id of [`crate::session::Provenance::sources`].
    pub source: Slug,
    /// Weight of the dimension relative to the others.
    pub weight: Weight,
    /// Criteria, which share the weight of the dimension.
    pub criteria: Vec<Criterion>,
}

/// One question put to a dossier.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Criterion {
    /// Short name, unique in the whole rubric.
    pub id: Slug,
    /// Name shown.
    pub name: Localised,
    /// The question, in one or two sentences.
    pub description: Localised,
    /// Who wrote the question, an id of [`crate::session::Provenance::sources`].
    pub source: Slug,
    /// Weight relative to the other criteria of the dimension.
    pub weight: Weight,
    /// Who wrote the anchors, an id of [`crate::session::Provenance::sources`].
    pub anchors_source: Slug,
    /// What a dossier of each level looks like: one text per level, from level 0.
    pub anchors: Vec<Localised>,
}

/// A weight relative to its neighbours, from 0.001 to 1000. What weighs nothing is not in the rubric.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
pub struct Weight(f64);

impl Weight {
    /// A weight, if the number is within the bounds: a million between extremes is ample, and no sum of weights overflows.
    pub fn new(number: f64) -> Option<Self> {
        (0.001..=1000.0).contains(&number).then_some(Self(number))
    }

    /// The number, without unit.
    pub fn number(self) -> f64 {
        self.0
    }
}

impl Rubric {
    /// The highest level of the scale: 4 on a scale of five levels. Zero when there is no level.
    pub fn top_level(&self) -> u8 {
        u8::try_from(self.levels.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }

    /// Every criterion of every dimension, in the order of the rubric.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.dimensions.iter().flat_map(|dimension| &dimension.criteria)
    }

    /// The criterion of that short name.
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.criteria().find(|criterion| criterion.id.as_str() == id)
    }

    /// Reads `rubric.toml`.
    pub(crate) fn read(root: Table<'_>, sources: &Ids) -> Option<Self> {
        let note = root.localised("note");
        let weights_source = sources.refer(&root, "weights_source");
        let levels = read_levels(&root);
        let mut dimension_ids = Ids::of("dimension");
        let mut criterion_ids = Ids::of("criterion");
        let dimensions = (root.tables("dimension").into_iter())
            .filter_map(|table| Dimension::read(table, &mut dimension_ids, &mut criterion_ids, sources, levels.len()))
            .collect();
        root.close();
        Some(Self { note: note?, weights_source: weights_source?, levels, dimensions })
    }
}

fn read_levels(root: &Table<'_>) -> Vec<Level> {
    let tables = root.tables("level");
    if tables.len() == 1 || tables.len() > 11 {
        root.problem("level", format!("{} level(s) found, expected 2 to 11", tables.len()));
    }
    let mut levels = Vec::new();
    for (rank, table) in tables.into_iter().enumerate() {
        let value = table.whole("value");
        if value.is_some_and(|value| value != rank as u64) {
            table.problem("value", format!("levels are written in order, expected {rank} here"));
        }
        let name = table.localised("name").unwrap_or_default();
        table.close();
        levels.push(Level { name });
    }
    levels
}

impl Dimension {
    fn read(table: Table<'_>, ids: &mut Ids, criterion_ids: &mut Ids, sources: &Ids, levels: usize) -> Option<Self> {
        let id = ids.declare(&table);
        let (name, description) = (table.localised("name"), table.localised("description"));
        let (source, weight) = (sources.refer(&table, "source"), read_weight(&table));
        let criteria = (table.tables("criterion").into_iter())
            .filter_map(|criterion| Criterion::read(criterion, criterion_ids, sources, levels))
            .collect();
        table.close();
        Some(Self { id: id?, name: name?, description: description?, source: source?, weight: weight?, criteria })
    }
}

impl Criterion {
    fn read(table: Table<'_>, ids: &mut Ids, sources: &Ids, levels: usize) -> Option<Self> {
        let id = ids.declare(&table);
        let (name, description) = (table.localised("name"), table.localised("description"));
        let (source, weight) = (sources.refer(&table, "source"), read_weight(&table));
        let anchors_source = sources.refer(&table, "anchors_source");
        let written = table.tables("anchor").len();
        let anchors = table.localised_list("anchor");
        if written > 0 && levels > 0 && written != levels {
            table.problem("anchor", format!("{written} anchor(s) found, expected one per level: {levels}"));
        }
        table.close();
        Some(Self {
            id: id?,
            name: name?,
            description: description?,
            source: source?,
            weight: weight?,
            anchors_source: anchors_source?,
            anchors,
        })
    }
}

fn read_weight(table: &Table<'_>) -> Option<Weight> {
    let number = table.number("weight")?;
    let weight = Weight::new(number);
    if weight.is_none() {
        table.problem("weight", format!("{number} found, expected a weight from 0.001 to 1000"));
    }
    weight
}
