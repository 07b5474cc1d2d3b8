//! Exact nearest neighbours under a weighted mean of absolute differences (Gower 1971). Page: `docs/method/peers.md`.
//!
//! Points are sorted along their most spread axis. A search walks outwards from the place of the query on that axis and
//! stops on a side as soon as that axis alone keeps every further point beyond the k-th found: exact, and a small part of
//! the points is looked at.

use rayon::prelude::*;

/// Points of the same number of coordinates, ready for searches.
#[derive(Debug, Clone)]
pub struct Neighbours {
    axes: usize,
    weights: Vec<f64>,
    /// Axis along which points are sorted.
    sweep: usize,
    /// Identifier of each point, in the order of the sweep.
    ids: Vec<u32>,
    /// Coordinates, point after point, in the order of the sweep.
    coordinates: Vec<f64>,
}

/// A point found, and how far it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neighbour {
    /// Its identifier.
    pub id: u32,
    /// Weighted mean of the absolute differences on the axes that the query knows.
    pub distance: f64,
}

impl Neighbours {
    /// From points, each an identifier and one finite coordinate an axis, and the positive weight of each axis.
    ///
    /// # Panics
    /// If a point has another number of coordinates than there are weights, or one that is not finite.
    pub fn new(points: &[(u32, Vec<f64>)], weights: &[f64]) -> Self {
        let axes = weights.len();
        assert!(points.iter().all(|(_, p)| p.len() == axes && p.iter().all(|x| x.is_finite())), "points are complete");
        let spread = |axis: usize| {
            let mean = points.iter().map(|(_, p)| p[axis]).sum::<f64>() / points.len().max(1) as f64;
            weights[axis] * points.iter().map(|(_, p)| (p[axis] - mean).abs()).sum::<f64>()
        };
        let sweep = (0..axes).max_by(|a, b| spread(*a).total_cmp(&spread(*b))).unwrap_or(0);
        let mut order: Vec<usize> = (0..points.len()).collect();
        if axes > 0 {
            order.sort_by(|a, b| {
                points[*a].1[sweep].total_cmp(&points[*b].1[sweep]).then(points[*a].0.cmp(&points[*b].0))
            });
        }
        Self {
            axes,
            weights: weights.to_vec(),
            sweep,
            ids: order.iter().map(|rank| points[*rank].0).collect(),
            coordinates: order.iter().flat_map(|rank| points[*rank].1.iter().copied()).collect(),
        }
    }

    /// The `count` points nearest to `query`, nearest first, equal distances in the order of identifiers; `but` is left
    /// out. An axis that the query does not know is not compared. Nothing when it knows none.
    ///
    /// # Panics
    /// If the query has another number of coordinates than the points.
    pub fn nearest(&self, query: &[Option<f64>], count: usize, but: Option<u32>) -> Vec<Neighbour> {
        assert_eq!(query.len(), self.axes, "a query has one coordinate an axis");
        let known: f64 = (query.iter().zip(&self.weights)).filter(|(x, _)| x.is_some()).map(|(_, weight)| weight).sum();
        if known <= 0.0 || count == 0 {
            return Vec::new();
        }
        // An unknown axis weighs nothing; its coordinate may then be any.
        let weights: Vec<f64> =
            (query.iter().zip(&self.weights)).map(|(x, w)| if x.is_some() { w / known } else { 0.0 }).collect();
        let query: Vec<f64> = query.iter().map(|x| x.unwrap_or(0.0)).collect();
        let mut found: Vec<Neighbour> = Vec::with_capacity(count + 1);
        let mut offer = |rank: usize| -> bool {
            let point = &self.coordinates[rank * self.axes..(rank + 1) * self.axes];
            let bound = if found.len() < count { f64::INFINITY } else { found[count - 1].distance };
            if weights[self.sweep] * (point[self.sweep] - query[self.sweep]).abs() > bound {
                return false;
            }
            let mut distance = 0.0;
            for axis in 0..self.axes {
                distance += weights[axis] * (point[axis] - query[axis]).abs();
            }
            let candidate = Neighbour { id: self.ids[rank], distance };
            if distance <= bound && but != Some(candidate.id) {
                let nearer = |other: &Neighbour| (other.distance, other.id) < (candidate.distance, candidate.id);
                found.insert(found.partition_point(nearer), candidate);
                found.truncate(count);
            }
            true
        };
        let start = self.partition_point(query[self.sweep]);
        let (mut below, mut above) = (start, start);
        let (mut more_below, mut more_above) = (true, true);
        while more_below || more_above {
            more_below = more_below && below > 0 && offer(below - 1);
            below = below.saturating_sub(1);
            more_above = more_above && above < self.ids.len() && offer(above);
            above += 1;
        }
        found
    }

    /// [`Neighbours::nearest`] for many queries, on all cores. Same answers in the same order as one by one.
    pub fn nearest_of_each(&self, queries: &[(Option<u32>, Vec<Option<f64>>)], count: usize) -> Vec<Vec<Neighbour>> {
        queries.par_iter().map(|(but, query)| self.nearest(query, count, *but)).collect()
    }

    fn partition_point(&self, value: f64) -> usize {
        let (mut low, mut high) = (0, self.ids.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.coordinates[middle * self.axes + self.sweep] < value { low = middle + 1 } else { high = middle }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition, word for word.
    fn by_hand(points: &[(u32, Vec<f64>)], weights: &[f64], query: &[Option<f64>], count: usize) -> Vec<Neighbour> {
        let known: f64 = query.iter().zip(weights).filter(|(x, _)| x.is_some()).map(|(_, w)| w).sum();
        let mut all: Vec<Neighbour> = points
            .iter()
            .map(|(id, point)| Neighbour {
                id: *id,
                distance: (0..weights.len())
                    .map(|a| query[a].map_or(0.0, |x| weights[a] / known * (point[a] - x).abs()))
                    .sum(),
            })
            .collect();
        all.sort_by(|a, b| a.distance.total_cmp(&b.distance).then(a.id.cmp(&b.id)));
        all.truncate(count);
        all
    }

    #[test]
    fn a_query_that_knows_no_axis_has_no_neighbour() {
        let neighbours = Neighbours::new(&[(1, vec![0.0])], &[1.0]);
        assert_eq!(neighbours.nearest(&[None], 3, None), []);
        assert_eq!(neighbours.nearest(&[Some(2.0)], 3, None), [Neighbour { id: 1, distance: 2.0 }]);
        assert_eq!(neighbours.nearest(&[Some(2.0)], 3, Some(1)), []);
    }

    proptest! {
        #[test]
        fn the_search_finds_what_the_definition_says(
            points in proptest::collection::vec(proptest::collection::vec((-6i32..6).prop_map(f64::from), 3), 0..60),
            query in proptest::collection::vec(proptest::option::of((-6i32..6).prop_map(f64::from)), 3),
            count in 1usize..8,
        ) {
            prop_assume!(query.iter().any(Option::is_some));
            let points: Vec<(u32, Vec<f64>)> = points.into_iter().enumerate().map(|(id, p)| (id as u32, p)).collect();
            let weights = [1.0, 2.0, 0.5];
            let neighbours = Neighbours::new(&points, &weights);
            prop_assert_eq!(neighbours.nearest(&query, count, None), by_hand(&points, &weights, &query, count));
        }
    }
}
