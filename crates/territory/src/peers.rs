//! Territories that are alike: nearest by Gower's distance on structural axes. Page: `docs/method/peers.md`.

use atlas::{Compared, Comparison};
use solve::neighbours::Neighbours;

/// The territories of a kind, placed along the axes.
#[derive(Debug)]
pub struct Field {
    /// Extent of each axis among the territories of the kind; zero when all are equal.
    ranges: Vec<f64>,
    neighbours: Neighbours,
}

/// How much one axis adds to the distance between two territories.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contribution {
    /// Rank of the axis in the comparison.
    pub axis: usize,
    /// What is compared, on the side of the territory; before the logarithm.
    pub own: f64,
    /// What is compared, on the side of the peer; before the logarithm.
    pub theirs: f64,
    /// Its share of the distance, from 0 to 1; 0 when the distance is 0.
    pub share: f64,
}

/// How far apart two territories are along one axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Apart {
    /// Rank of the axis in the comparison.
    pub axis: usize,
    /// What is compared, on each side, before the logarithm; none when it is not known.
    pub own: Option<f64>,
    /// The same of the other.
    pub theirs: Option<f64>,
    /// The difference as a share of the extent of the axis: 0 when alike, 1 for its two ends, more beyond them. None when a side
    /// is not known, or when all are equal along the axis.
    pub part: Option<f64>,
}

/// Value of an axis, comparable: its logarithm when sizes are compared. A size of zero has none.
pub fn coordinate(compared: &Compared, value: f64) -> Option<f64> {
    match compared {
        Compared::Indicator { logarithm: true, .. } => (value > 0.0).then(|| value.ln()),
        _ => Some(value),
    }
}

impl Field {
    /// From the values of each territory along each axis. Only territories that have all of them are candidates.
    pub fn new(comparison: &Comparison, territories: &[Vec<Option<f64>>]) -> Self {
        let complete: Vec<(u32, Vec<f64>)> = territories
            .iter()
            .enumerate()
            .filter_map(|(id, values)| {
                Some((id as u32, coordinates(comparison, values).into_iter().collect::<Option<_>>()?))
            })
            .collect();
        let ranges: Vec<f64> = (0..comparison.axes.len())
            .map(|axis| {
                let along = || complete.iter().map(|(_, point)| point[axis]);
                along().fold(f64::MIN, f64::max) - along().fold(f64::MAX, f64::min)
            })
            .map(|range| if range.is_finite() { range.max(0.0) } else { 0.0 })
            .collect();
        // An axis along which all are equal tells nothing: it is dropped by scaling it to nothing.
        let scaled: Vec<(u32, Vec<f64>)> = complete
            .into_iter()
            .map(|(id, point)| (id, point.iter().zip(&ranges).map(|(x, range)| scale(*x, *range)).collect()))
            .collect();
        let weights: Vec<f64> = comparison
            .axes
            .iter()
            .zip(&ranges)
            .map(|(axis, range)| if *range > 0.0 { axis.weight } else { 0.0 })
            .collect();
        Self { neighbours: Neighbours::new(&scaled, &weights), ranges }
    }

    /// The `count` nearest territories to one of these values, but for one, with their distance. Nothing when less than
    /// half of the axes, by weight, are known: the likeness would be of something else.
    pub fn nearest(
        &self,
        comparison: &Comparison,
        values: &[Option<f64>],
        count: usize,
        but: Option<u32>,
    ) -> Vec<(u32, f64)> {
        let found = self.neighbours.nearest(&self.query(comparison, values), count, but);
        found.into_iter().map(|neighbour| (neighbour.id, neighbour.distance)).collect()
    }

    /// [`Field::nearest`] for every territory at once.
    pub fn nearest_of_each(
        &self,
        comparison: &Comparison,
        territories: &[Vec<Option<f64>>],
        count: usize,
    ) -> Vec<Vec<u32>> {
        let queries: Vec<_> = territories
            .iter()
            .enumerate()
            .map(|(id, values)| (Some(id as u32), self.query(comparison, values)))
            .collect();
        let found = self.neighbours.nearest_of_each(&queries, count);
        found.into_iter().map(|group| group.into_iter().map(|neighbour| neighbour.id).collect()).collect()
    }

    fn query(&self, comparison: &Comparison, values: &[Option<f64>]) -> Vec<Option<f64>> {
        let point = coordinates(comparison, values);
        let weight_of = |known: bool| -> f64 {
            let axes = comparison.axes.iter().zip(&point).zip(&self.ranges);
            axes.filter(|((_, x), range)| **range > 0.0 && (!known || x.is_some()))
                .map(|((axis, _), _)| axis.weight)
                .sum()
        };
        if weight_of(true) * 2.0 < weight_of(false) {
            return vec![None; point.len()];
        }
        point.iter().zip(&self.ranges).map(|(x, range)| x.filter(|_| *range > 0.0).map(|x| scale(x, *range))).collect()
    }

    /// How far apart two territories are, axis by axis, and in all: the distance of Gower over the axes that both have. No distance
    /// when these are less than half, by weight: the likeness would be of something else.
    pub fn apart(
        &self,
        comparison: &Comparison,
        own: &[Option<f64>],
        theirs: &[Option<f64>],
    ) -> (Vec<Apart>, Option<f64>) {
        let (mut known, mut all, mut sum) = (0.0, 0.0, 0.0);
        let axes = comparison.axes.iter().enumerate().map(|(rank, axis)| {
            let (own, theirs) = (own.get(rank).copied().flatten(), theirs.get(rank).copied().flatten());
            let at = |value: Option<f64>| coordinate(&axis.compares, value?);
            let range = self.ranges[rank];
            let part = at(own).zip(at(theirs)).filter(|_| range > 0.0).map(|(x, y)| (x - y).abs() / range);
            all += if range > 0.0 { axis.weight } else { 0.0 };
            if let Some(part) = part {
                known += axis.weight;
                sum += axis.weight * part;
            }
            Apart { axis: rank, own, theirs, part }
        });
        let axes: Vec<Apart> = axes.collect();
        (axes, (known > 0.0 && known * 2.0 >= all).then(|| sum / known))
    }

    /// What each axis adds to the distance between two territories, the largest first.
    pub fn explain(&self, comparison: &Comparison, own: &[Option<f64>], theirs: &[Option<f64>]) -> Vec<Contribution> {
        let mut contributions: Vec<Contribution> = Vec::new();
        for (rank, axis) in comparison.axes.iter().enumerate() {
            let (Some(a), Some(b)) = (own[rank], theirs[rank]) else { continue };
            let (Some(x), Some(y)) = (coordinate(&axis.compares, a), coordinate(&axis.compares, b)) else { continue };
            if self.ranges[rank] > 0.0 {
                let part = axis.weight * (x - y).abs() / self.ranges[rank];
                contributions.push(Contribution { axis: rank, own: a, theirs: b, share: part });
            }
        }
        let total: f64 = contributions.iter().map(|contribution| contribution.share).sum();
        for contribution in &mut contributions {
            contribution.share = if total > 0.0 { contribution.share / total } else { 0.0 };
        }
        contributions.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.axis.cmp(&b.axis)));
        contributions
    }
}

fn coordinates(comparison: &Comparison, values: &[Option<f64>]) -> Vec<Option<f64>> {
    comparison.axes.iter().zip(values).map(|(axis, value)| coordinate(&axis.compares, (*value)?)).collect()
}

fn scale(x: f64, range: f64) -> f64 {
    if range > 0.0 { x / range } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use atlas::{Axis, GroupSizes};

    fn comparison() -> Comparison {
        let axis =
            |id: &str, logarithm, weight| Axis { compares: Compared::Indicator { id: id.into(), logarithm }, weight };
        let sizes = GroupSizes { commune: 2, epci: 2, departement: 2, region: 2 };
        Comparison {
            axes: vec![axis("population", true, 1.0), axis("seniors-share", false, 1.0), axis("flat", false, 1.0)],
            sizes,
        }
    }

    /// Population, seniors' share, and an axis along which all are equal.
    fn territories() -> Vec<Vec<Option<f64>>> {
        [(100.0, 10.0), (1_000.0, 20.0), (10_000.0, 30.0), (0.0, 20.0)]
            .map(|(population, seniors)| vec![Some(population), Some(seniors), Some(5.0)])
            .to_vec()
    }

    #[test]
    fn the_nearest_are_found_on_the_axes_that_tell_something() {
        let field = Field::new(&comparison(), &territories());
        let found = field.nearest(&comparison(), &territories()[0], 5, Some(0));
        // From (100, 10) to (1 000, 20): half the range of each of the two axes that differ.
        assert_eq!(found.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [1, 2]);
        assert!((found[0].1 - 0.5).abs() < 1e-12 && (found[1].1 - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_territory_known_on_less_than_half_of_the_axes_has_no_peer() {
        let field = Field::new(&comparison(), &territories());
        assert_eq!(field.nearest(&comparison(), &[None, None, Some(5.0)], 5, None), []);
        assert_eq!(field.nearest(&comparison(), &[Some(100.0), None, None], 1, None).len(), 1);
    }

    #[test]
    fn two_territories_are_apart_axis_by_axis_and_nothing_is_said_of_those_known_too_little() {
        let field = Field::new(&comparison(), &territories());
        let (axes, distance) = field.apart(&comparison(), &territories()[0], &[Some(1_000.0), Some(40.0), Some(5.0)]);
        // One decade of two, 30 points of an extent of 20, and an axis that tells nothing.
        let parts: Vec<Option<f64>> = axes.iter().map(|axis| axis.part).collect();
        assert!((parts[0].unwrap() - 0.5).abs() < 1e-12 && parts[1] == Some(1.5) && parts[2].is_none());
        assert!((distance.unwrap() - 1.0).abs() < 1e-12);
        let (axes, distance) = field.apart(&comparison(), &territories()[0], &[None, None, Some(5.0)]);
        assert_eq!((axes[0].own, axes[0].part, distance), (Some(100.0), None, None));
    }

    #[test]
    fn the_reasons_share_out_the_whole_distance() {
        let field = Field::new(&comparison(), &territories());
        let reasons = field.explain(&comparison(), &territories()[0], &[Some(100.0), Some(30.0), Some(5.0)]);
        assert_eq!((reasons[0].axis, reasons[0].share), (1, 1.0));
        assert_eq!(reasons.iter().map(|reason| reason.share).sum::<f64>(), 1.0);
    }
}
