//! From the measures of communes to the figure of a territory, by the rule of the indicator.
//!
//! Numerators and denominators are summed, never rates. A commune counts when it has every measure of the rule. Each rule
//! has its page in `docs/method/`.

use atlas::{Atlas, Column, CommuneIndex, Indicator, Rule, Scale};
use facts::{Area, CommuneCode, Coverage, Missing, Unit};
use solve::diversity;

/// An indicator with its columns at hand.
#[derive(Debug, Clone)]
pub struct Loaded<'a> {
    /// Its definition.
    pub indicator: &'a Indicator,
    columns: Vec<Column<'a>>,
    joints: Vec<Joint>,
}

/// A figure that a source of the indicator gives for several communes at once.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Joint {
    holder: CommuneIndex,
    others: Vec<CommuneIndex>,
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
            let joint = Joint { holder: rank(&figure.holder), others: figure.others.iter().map(rank).collect(), codes };
            // Two sources of one indicator may have the same old map.
            if !joints.contains(&joint) {
                joints.push(joint);
            }
        }
        Self { indicator, columns: columns.collect(), joints }
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
        let mut shared = 0;
        let mut cut: Vec<&Joint> = Vec::new();
        for joint in &self.joints {
            let inside = joint.others.iter().filter(|commune| holds(commune)).count();
            match (holds(&joint.holder), inside == joint.others.len()) {
                (true, true) => shared += inside,
                (false, _) if inside == 0 => {}
                _ => cut.push(joint),
            }
        }
        let is_cut = |commune: CommuneIndex| cut.iter().any(|joint| joint.holder == commune);
        let rows = communes.iter().filter(|commune| !is_cut(**commune)).map(|commune| *commune as usize);
        let (value, counted) = self.apply(rows);
        let coverage = Coverage { covered: shared + counted, of: communes.len() };
        if counted == 0 || !coverage.is_enough() {
            return Err(match cut.first() {
                Some(joint) => Missing::JointFigure { communes: joint.codes.clone() },
                None if counted == 0 => Missing::NoData,
                None => Missing::TooFewCommunes { covered: coverage.covered, of: coverage.of },
            });
        }
        let value = value.filter(|value| value.is_finite()).ok_or(Missing::ZeroDenominator)?;
        Ok(Combined { value, coverage })
    }

    /// The value over the rows that have every measure, and how many those are. Nothing to relate to, no value.
    fn apply(&self, rows: impl Iterator<Item = usize>) -> (Option<f64>, usize) {
        let columns = &self.columns;
        let mut counted = 0;
        let value = match &self.indicator.rule {
            Rule::Total { .. } => {
                let sum = rows.filter_map(|row| columns[0].get(row)).inspect(|_| counted += 1).sum::<f64>();
                Some(sum)
            }
            Rule::Ratio { factor, .. } => {
                let (above, below) = pair_sums(columns, rows, &mut counted, |a, b| (a, b));
                (below != 0.0).then(|| factor * above / below)
            }
            Rule::Density { .. } => {
                let (count, square_metres) = pair_sums(columns, rows, &mut counted, |a, b| (a, b));
                let area = Area::from_square_metres(square_metres);
                let extent = match self.indicator.unit {
                    Unit::DwellingsPerHectare => area.hectares(),
                    _ => area.square_kilometres(),
                };
                (extent > 0.0).then(|| count / extent)
            }
            Rule::WeightedMean { .. } => {
                let (weighted, weight) =
                    pair_sums(columns, rows, &mut counted, |value, weight| (value * weight, weight));
                (weight != 0.0).then(|| weighted / weight)
            }
            Rule::Theil { .. } => {
                diversity::theil(rows.filter_map(|row| columns[0].get(row)).inspect(|_| counted += 1))
            }
            Rule::Hill { .. } => {
                let mut sizes = vec![0.0; columns.len()];
                for row in rows {
                    if columns.iter().all(|column| column.get(row).is_some()) {
                        counted += 1;
                        for (size, column) in sizes.iter_mut().zip(columns) {
                            *size += column.get(row).unwrap_or_default();
                        }
                    }
                }
                diversity::hill_1(&sizes)
            }
        };
        (value, counted)
    }
}

fn pair_sums(
    columns: &[Column<'_>],
    rows: impl Iterator<Item = usize>,
    counted: &mut usize,
    of: impl Fn(f64, f64) -> (f64, f64),
) -> (f64, f64) {
    let mut sums = (0.0, 0.0);
    for row in rows {
        if let (Some(a), Some(b)) = (columns[0].get(row), columns[1].get(row)) {
            *counted += 1;
            let (x, y) = of(a, b);
            sums.0 += x;
            sums.1 += y;
        }
    }
    sums
}
