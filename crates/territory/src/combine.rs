//! From the measures of communes to the figure of a territory, by the rule of the indicator.
//!
//! Numerators and denominators are summed, never rates. A commune counts when it has every measure of the rule. Each rule
//! has its page in `docs/method/`.

use std::sync::Arc;

use atlas::{Atlas, Column, CommuneIndex, Indicator, Rule, Scale};
use facts::{Area, CommuneCode, Coverage, Missing, Source, Unit};
use solve::diversity;

/// An indicator with its columns at hand.
#[derive(Debug, Clone)]
pub struct Loaded<'a> {
    /// Its definition.
    pub indicator: &'a Indicator,
    /// Its sources, the indispensable one first.
    pub sources: Vec<Arc<Source>>,
    columns: Vec<Column<'a>>,
    joints: Vec<Joint>,
}

/// A figure that a source of the indicator gives for several communes at once.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Joint {
    /// Sorted.
    communes: Vec<CommuneIndex>,
    codes: Vec<CommuneCode>,
}

/// A value and over how much of the territory it is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Combined {
    /// The value, in the unit of the indicator. Always finite.
    pub value: f64,
    /// Communes with data, of all.
    pub coverage: Coverage,
}

impl<'a> Loaded<'a> {
    /// Finds the columns of an indicator of the atlas.
    pub fn new(atlas: &'a Atlas, indicator: &'a Indicator) -> Self {
        let columns = indicator.rule.measures().into_iter().map(|measure| {
            atlas.measure(&indicator.id, measure).expect("opening the atlas checked every measure of every rule")
        });
        let rank = |code: &CommuneCode| atlas.map().commune(*code).expect("opening the atlas checked joint figures");
        let mut joints: Vec<Joint> = Vec::new();
        for figure in atlas.joint_figures().iter().filter(|figure| indicator.sources.contains(&figure.source)) {
            let mut codes: Vec<CommuneCode> = figure.others.iter().copied().chain([figure.holder]).collect();
            codes.sort();
            let joint = Joint { communes: codes.iter().map(rank).collect(), codes };
            // Two sources of one indicator may have the same old map.
            if !joints.contains(&joint) {
                joints.push(joint);
            }
        }
        let sources = indicator.sources.iter().filter_map(|id| atlas.source(id)).cloned().map(Arc::new);
        Self { indicator, sources: sources.collect(), columns: columns.collect(), joints }
    }

    /// The figure of a set of communes, sorted and each once.
    ///
    /// # Errors
    /// The reason why there is none.
    pub fn combine(&self, communes: &[CommuneIndex]) -> Result<Combined, Missing> {
        let scale = if communes.len() == 1 { Scale::Commune } else { Scale::Several };
        if !self.indicator.scales.contains(&scale) {
            return Err(Missing::NotAtThisScale);
        }
        let holds = |commune: &CommuneIndex| communes.binary_search(commune).is_ok();
        let (mut whole, mut cut): (Vec<&Joint>, Vec<&Joint>) = (Vec::new(), Vec::new());
        for joint in &self.joints {
            let inside = joint.communes.iter().filter(|commune| holds(commune)).count();
            if inside == joint.communes.len() && !self.looks_inside_communes() {
                whole.push(joint);
            } else if inside > 0 {
                cut.push(joint);
            }
        }
        let (value, covered) = self.apply(communes, &whole, &cut);
        let coverage = Coverage { covered, of: communes.len() };
        if covered == 0 || !coverage.is_enough() {
            return Err(match cut.first() {
                Some(joint) => Missing::JointFigure { communes: joint.codes.clone() },
                None if covered == 0 => Missing::NoData,
                None => Missing::TooFewCommunes { covered, of: coverage.of },
            });
        }
        let value = value.filter(|value| value.is_finite()).ok_or(Missing::ZeroDenominator)?;
        Ok(Combined { value, coverage })
    }

    /// Whether the figure depends on what each commune is, and not on sums alone: a figure given for several communes
    /// together then tells nothing of it.
    fn looks_inside_communes(&self) -> bool {
        self.indicator.within_commune || matches!(self.indicator.rule, Rule::Theil { .. } | Rule::WeightedMean { .. })
    }

    /// The value, and over how many communes it is known. Nothing to relate to, no value.
    fn apply(&self, communes: &[CommuneIndex], whole: &[&Joint], cut: &[&Joint]) -> (Option<f64>, usize) {
        let mut sums = vec![0.0; self.columns.len()];
        let covered;
        let value = match &self.indicator.rule {
            Rule::WeightedMean { .. } => {
                let (mut weighted, mut weight) = (0.0, 0.0);
                covered = self.each(communes, whole, cut, |row| {
                    weighted += row[0] * row[1];
                    weight += row[1];
                });
                (weight != 0.0).then(|| weighted / weight)
            }
            Rule::Theil { .. } => {
                let mut amounts = Vec::with_capacity(communes.len());
                covered = self.each(communes, whole, cut, |row| amounts.push(row[0]));
                diversity::theil(amounts)
            }
            rule => {
                covered = self.each(communes, whole, cut, |row| {
                    for (sum, value) in sums.iter_mut().zip(row) {
                        *sum += value;
                    }
                });
                match rule {
                    Rule::Total { .. } => Some(sums[0]),
                    Rule::Ratio { factor, .. } => (sums[1] != 0.0).then(|| factor * sums[0] / sums[1]),
                    Rule::Change { .. } => (sums[0] != 0.0).then(|| 100.0 * (sums[1] - sums[0]) / sums[0]),
                    Rule::Density { .. } => {
                        let area = Area::from_square_metres(sums[1]);
                        let extent = match self.indicator.unit {
                            Unit::DwellingsPerHectare => area.hectares(),
                            _ => area.square_kilometres(),
                        };
                        (extent > 0.0).then(|| sums[0] / extent)
                    }
                    _ => diversity::hill_1(&sums),
                }
            }
        };
        (value, covered)
    }

    /// Gives the measures of each commune that has them all, then of each figure shared by communes that are all there,
    /// its measures being summed over them; those that are cut are left out. Says how many communes that makes.
    fn each(&self, communes: &[CommuneIndex], whole: &[&Joint], cut: &[&Joint], mut row: impl FnMut(&[f64])) -> usize {
        let apart = |commune: &CommuneIndex| whole.iter().chain(cut).any(|joint| joint.communes.contains(commune));
        let nobody_apart = whole.is_empty() && cut.is_empty();
        let mut values = vec![0.0; self.columns.len()];
        let mut covered = 0;
        for commune in communes.iter().filter(|commune| nobody_apart || !apart(commune)) {
            let measures = self.columns.iter().zip(&mut values);
            let complete = measures
                .into_iter()
                .all(|(column, slot)| column.get(*commune as usize).inspect(|value| *slot = *value).is_some());
            if complete {
                covered += 1;
                row(&values);
            }
        }
        for joint in whole {
            let sum = |column: &Column<'_>| {
                let known = joint.communes.iter().filter_map(|commune| column.get(*commune as usize));
                known.fold(None, |sum: Option<f64>, value| Some(sum.unwrap_or(0.0) + value))
            };
            if let Some(values) = self.columns.iter().map(sum).collect::<Option<Vec<f64>>>() {
                covered += joint.communes.len();
                row(&values);
            }
        }
        covered
    }
}
