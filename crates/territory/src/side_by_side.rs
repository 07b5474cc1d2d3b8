//! A few territories side by side: each indicator for each of them, its place among its own kind, and what separates it
//! from the first. Page: `docs/method/strip.md`.

use std::sync::Arc;

use atlas::{Family, Indicator, Rule};
use facts::Fact;
use solve::shape::{Graduation, Ruler, Shape};

use crate::kind::{Finding, Kind, Territory};
use crate::knowledge::{Knowledge, Percentile};
use crate::portrait;

/// Fewer are not a comparison.
pub const FEWEST: usize = 2;
/// More would not fit side by side, on a page nor in a mind.
pub const MOST: usize = 6;

/// Territories side by side.
#[derive(Debug, Clone)]
pub struct SideBySide<'a> {
    /// The territories, in the order in which they were asked for.
    pub columns: Vec<Column>,
    /// Every family that has indicators, in the order of the programme.
    pub families: Vec<FamilyRows<'a>>,
}

/// A territory of a comparison.
#[derive(Debug, Clone)]
pub struct Column {
    /// The territory.
    pub territory: Territory,
    /// Municipal population in force.
    pub population: Finding,
    /// The kind of the territories among which it takes its place; nothing for the whole country.
    pub reference: Option<Kind>,
}

/// The indicators of a family.
#[derive(Debug, Clone)]
pub struct FamilyRows<'a> {
    /// What it is.
    pub family: &'a Family,
    /// Its indicators.
    pub rows: Vec<Row<'a>>,
}

/// An indicator for each territory.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// What it is.
    pub indicator: &'a Indicator,
    /// For each territory, in the order of the columns.
    pub cells: Vec<Cell>,
    /// A ruler that holds every value, and the middle half of each kind; nothing when there is no figure, or only one.
    pub ruler: Option<Ruler>,
}

/// An indicator for one territory.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The figure, or why there is none.
    pub finding: Finding,
    /// Place among the territories of the same kind.
    pub national: Option<Percentile>,
    /// How the values of the territories of the same kind lie.
    pub shape: Option<Arc<Shape>>,
    /// What separates it from the first territory, where that means something.
    pub gap: Option<Gap>,
}

/// What separates two figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Gap {
    /// This figure less the first, in the unit of the indicator: points when it is in hundredths.
    Difference(f64),
    /// This figure divided by the first.
    Times(f64),
}

impl Gap {
    /// What separates a figure from the first one. Nothing for a sum: that of a département and that of a commune differ by
    /// their extent before anything else. Densities, which range over five orders of magnitude, are compared by their ratio;
    /// nothing when the first is zero.
    ///
    /// # Examples
    /// 8.0 % beside 6.5 %: a difference of 1.5 points. 300 inhabitants per km² beside 100: 3 times.
    pub fn between(rule: &Rule, unit: facts::Unit, value: f64, first: f64) -> Option<Self> {
        match rule {
            Rule::Total { .. } => None,
            _ if is_density(unit) => (first > 0.0).then(|| Gap::Times(value / first)),
            _ => Some(Gap::Difference(value - first)),
        }
    }
}

fn is_density(unit: facts::Unit) -> bool {
    matches!(unit, facts::Unit::PersonsPerSquareKilometre | facts::Unit::DwellingsPerHectare)
}

impl<'a> SideBySide<'a> {
    /// Of territories, the first being the one that the others are compared with.
    pub fn new(knowledge: &Knowledge<'a>, territories: Vec<Territory>) -> Self {
        let every: Vec<usize> = (0..knowledge.indicators().len()).collect();
        Self::of(knowledge, territories, &every)
    }

    /// The same, of some indicators only, by their ranks.
    pub fn of(knowledge: &Knowledge<'a>, territories: Vec<Territory>, indicators: &[usize]) -> Self {
        let column = |territory: Territory| Column {
            population: portrait::population(knowledge, &territory),
            reference: territory.kind.reference(),
            territory,
        };
        let columns: Vec<Column> = territories.into_iter().map(column).collect();
        let families = knowledge.atlas().families().iter().map(|family| {
            let ranks = indicators.iter().filter(|rank| knowledge.indicators()[**rank].indicator.family == family.id);
            FamilyRows { family, rows: ranks.map(|rank| row(knowledge, &columns, *rank)).collect() }
        });
        Self { families: families.filter(|family| !family.rows.is_empty()).collect(), columns }
    }

    /// Every row, family after family.
    pub fn rows(&self) -> impl Iterator<Item = &Row<'a>> {
        self.families.iter().flat_map(|family| &family.rows)
    }
}

fn row<'a>(knowledge: &Knowledge<'a>, columns: &[Column], rank: usize) -> Row<'a> {
    let loaded = &knowledge.indicators()[rank];
    let indicator = loaded.indicator;
    let mut first = None;
    let cells: Vec<Cell> = columns
        .iter()
        .enumerate()
        .map(|(column, Column { territory, .. })| {
            let reference = knowledge.reference(territory.kind);
            let combined = loaded.combine(territory.communes());
            let value = combined.as_ref().ok().map(|combined| combined.value);
            let member = reference.and_then(|reference| reference.same_communes(territory));
            let national = value.and_then(|value| reference?.percentile(rank, value, member));
            if column == 0 {
                first = value;
            }
            let gap = match (column, first, value) {
                (1.., Some(first), Some(value)) => Gap::between(&indicator.rule, indicator.unit, value, first),
                _ => None,
            };
            let finding = combined.map(|combined| Fact {
                value: combined.value,
                unit: indicator.unit,
                place: Arc::new(territory.place()),
                period: indicator.period,
                sources: loaded.sources.clone(),
                grade: indicator.grade,
                coverage: combined.coverage,
            });
            Cell { finding, national, shape: reference.and_then(|reference| reference.shape(rank)), gap }
        })
        .collect();
    let ruler = ruler(&cells);
    Row { indicator, cells, ruler }
}

/// A ruler that holds every value and the middle half of each kind. It is logarithmic when that of a kind is and its end is
/// ten times its beginning: what is less far apart is read on an even one.
fn ruler(cells: &[Cell]) -> Option<Ruler> {
    let values = cells.iter().filter_map(|cell| cell.finding.as_ref().ok()).map(|fact| fact.value);
    let shapes = || cells.iter().filter(|cell| cell.finding.is_ok()).filter_map(|cell| cell.shape.as_deref());
    let quartiles = shapes().flat_map(|shape| shape.quartiles);
    let (low, high) = values.chain(quartiles).fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
    let skewed = shapes().any(|shape| shape.ruler.graduation == Graduation::Logarithmic) && high >= 10.0 * low;
    let logarithmic = skewed.then(|| Ruler::new(Graduation::Logarithmic, low, high));
    logarithmic.flatten().or_else(|| Ruler::new(Graduation::Even, low, high))
}

#[cfg(test)]
mod tests {
    use super::*;
    use facts::Unit;

    #[test]
    fn sums_are_not_compared_shares_are_by_points_and_densities_by_ratio() {
        let total = Rule::Total { value: "p".into() };
        let ratio = Rule::Ratio { numerator: "a".into(), denominator: "b".into(), factor: 100.0 };
        assert_eq!(Gap::between(&total, Unit::Persons, 10.0, 5.0), None);
        assert_eq!(Gap::between(&ratio, Unit::Percent, 8.0, 6.5), Some(Gap::Difference(1.5)));
        let density = Unit::PersonsPerSquareKilometre;
        assert_eq!(Gap::between(&ratio, density, 300.0, 100.0), Some(Gap::Times(3.0)));
        assert_eq!(Gap::between(&ratio, density, 300.0, 0.0), None, "nothing is so many times nothing");
    }
}
