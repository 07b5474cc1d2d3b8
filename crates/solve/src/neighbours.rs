//! Exact nearest neighbours under a weighted mean of absolute differences (Gower 1971). Page: `docs/method/peers.md`.
//!
//! Points are parted at the middle of their widest axis, and again, down to leaves of a few: a k-d tree (Bentley 1975)
//! of boxes as square as can be, each drawn tight around its points. A search goes first where the box is nearest, and
//! leaves out a box that lies beyond the k-th point found. The distance to a box is summed in the order of the axes, as
//! that to a point is; rounding never makes it larger than that to a point inside, so the answer is exact to the last tie.

use rayon::prelude::*;

/// Points of the same number of coordinates, ready for searches.
#[derive(Debug, Clone)]
pub struct Neighbours {
    weights: Vec<f64>,
    /// The tree, each node before those that it holds.
    nodes: Vec<Node>,
    /// For each node, the box of its points: on each axis, the lowest then the highest coordinate.
    boxes: Vec<[f64; 2]>,
    /// Identifier of each point, leaf after leaf.
    ids: Vec<u32>,
    /// Coordinates, block after block of a leaf; in a block, axis after axis, so that points are measured side by side.
    coordinates: Vec<f64>,
}

#[derive(Debug, Clone, Copy)]
enum Node {
    /// Two parts: the first is the next node, the second is this one.
    Parts(usize),
    /// Points of these ranks.
    Leaf { from: usize, to: usize },
}

/// Most points of a block, and of a leaf unless more stand at the same place: few enough for a tight box, enough to measure
/// several at once.
const BLOCK: usize = 32;

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
        let complete = |point: &[f64]| point.len() == weights.len() && point.iter().all(|x| x.is_finite());
        assert!(points.iter().all(|(_, point)| complete(point)), "points are complete");
        let (ids, coordinates) = (Vec::with_capacity(points.len()), Vec::with_capacity(points.len() * weights.len()));
        let mut tree = Self { weights: weights.to_vec(), nodes: Vec::new(), boxes: Vec::new(), ids, coordinates };
        let mut points: Vec<(u32, &[f64])> = points.iter().map(|(id, point)| (*id, point.as_slice())).collect();
        if !points.is_empty() {
            tree.grow(&mut points);
        }
        tree
    }

    /// Adds the node of these points and those that it holds.
    fn grow(&mut self, points: &mut [(u32, &[f64])]) {
        let extents: Vec<[f64; 2]> = (0..self.weights.len())
            .map(|axis| {
                let along = || points.iter().map(|(_, point)| point[axis]);
                [along().fold(f64::INFINITY, f64::min), along().fold(f64::NEG_INFINITY, f64::max)]
            })
            .collect();
        let width = |axis: &usize| self.weights[*axis] * (extents[*axis][1] - extents[*axis][0]);
        let widest = (0..extents.len()).max_by(|a, b| width(a).total_cmp(&width(b)));
        let widest = widest.filter(|axis| points.len() > BLOCK && width(axis) > 0.0);
        self.boxes.extend(&extents);
        let node = self.nodes.len();
        self.nodes.push(Node::Leaf { from: self.ids.len(), to: self.ids.len() + points.len() });
        let Some(axis) = widest else {
            for block in points.chunks(BLOCK) {
                self.ids.extend(block.iter().map(|(id, _)| id));
                for axis in 0..extents.len() {
                    self.coordinates.extend(block.iter().map(|(_, point)| point[axis]));
                }
            }
            return;
        };
        let [low, high] = extents[axis];
        // The middle of two neighbouring numbers is one of them: the highest is kept apart all the same.
        let is_second = |(_, point): &(u32, &[f64])| point[axis] > low.midpoint(high) || point[axis] == high;
        points.sort_unstable_by_key(is_second);
        let (first, second) = points.split_at_mut(points.partition_point(|point| !is_second(point)));
        self.grow(first);
        self.nodes[node] = Node::Parts(self.nodes.len());
        self.grow(second);
    }

    /// The `count` points nearest to `query`, nearest first, equal distances in the order of identifiers; `but` is left
    /// out. An axis that the query does not know is not compared. Nothing when it knows none.
    ///
    /// # Panics
    /// If the query has another number of coordinates than the points.
    pub fn nearest(&self, query: &[Option<f64>], count: usize, but: Option<u32>) -> Vec<Neighbour> {
        assert_eq!(query.len(), self.weights.len(), "a query has one coordinate an axis");
        let known: f64 = (query.iter().zip(&self.weights)).filter(|(x, _)| x.is_some()).map(|(_, weight)| weight).sum();
        if known <= 0.0 || count == 0 || self.nodes.is_empty() {
            return Vec::new();
        }
        // An unknown axis weighs nothing; its coordinate may then be any.
        let along = |(x, weight): (&Option<f64>, &f64)| x.map_or((0.0, 0.0), |x| (x, weight / known));
        let axes: Vec<(f64, f64)> = query.iter().zip(&self.weights).map(along).collect();
        let mut search = Search { tree: self, axes, count, but, found: Vec::with_capacity(count + 1) };
        search.visit(0);
        search.found
    }

    /// [`Neighbours::nearest`] for many queries, on all cores. Same answers in the same order as one by one.
    pub fn nearest_of_each(&self, queries: &[(Option<u32>, Vec<Option<f64>>)], count: usize) -> Vec<Vec<Neighbour>> {
        queries.par_iter().map(|(but, query)| self.nearest(query, count, *but)).collect()
    }
}

struct Search<'a> {
    tree: &'a Neighbours,
    /// Coordinate of the query on each axis, and the share of the axis in the distance.
    axes: Vec<(f64, f64)>,
    count: usize,
    but: Option<u32>,
    /// The nearest so far, nearest first.
    found: Vec<Neighbour>,
}

impl Search<'_> {
    /// Distance of the furthest point that is still of interest.
    fn reach(&self) -> f64 {
        if self.found.len() < self.count { f64::INFINITY } else { self.found[self.count - 1].distance }
    }

    fn visit(&mut self, node: usize) {
        match self.tree.nodes[node] {
            Node::Parts(second) => {
                let mut parts = [node + 1, second].map(|part| (self.distance_to_box(part), part));
                if parts[1].0 < parts[0].0 {
                    parts.reverse();
                }
                for (distance, part) in parts {
                    if distance <= self.reach() {
                        self.visit(part);
                    }
                }
            }
            Node::Leaf { from, to } => {
                for from in (from..to).step_by(BLOCK) {
                    self.measure(from, to.min(from + BLOCK));
                }
            }
        }
    }

    fn distance_to_box(&self, node: usize) -> f64 {
        let sides = &self.tree.boxes[node * self.axes.len()..][..self.axes.len()];
        let gaps =
            self.axes.iter().zip(sides).map(|((x, share), [low, high])| share * (low - x).max(x - high).max(0.0));
        gaps.sum()
    }

    /// Measures the points of a block and keeps those that are near.
    fn measure(&mut self, from: usize, to: usize) {
        let size = to - from;
        let points = &self.tree.coordinates[from * self.axes.len()..to * self.axes.len()];
        let mut distances = [0.0; BLOCK];
        for ((x, share), coordinates) in self.axes.iter().zip(points.chunks_exact(size)) {
            for (distance, coordinate) in distances.iter_mut().zip(coordinates) {
                *distance += share * (coordinate - x).abs();
            }
        }
        for (&id, &distance) in self.tree.ids[from..to].iter().zip(&distances) {
            if distance <= self.reach() && self.but != Some(id) {
                let nearer = |other: &Neighbour| (other.distance, other.id) < (distance, id);
                self.found.insert(self.found.partition_point(nearer), Neighbour { id, distance });
                self.found.truncate(self.count);
            }
        }
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

    #[test]
    fn many_points_at_one_place_are_found_in_the_order_of_their_identifiers() {
        let points: Vec<(u32, Vec<f64>)> = (0..100).rev().map(|id| (id, vec![1.0])).collect();
        let found = Neighbours::new(&points, &[1.0]).nearest(&[Some(3.0)], 100, Some(7));
        assert!(found.iter().map(|neighbour| neighbour.id).eq((0..100).filter(|id| *id != 7)));
    }

    proptest! {
        #[test]
        fn the_search_finds_what_the_definition_says(
            points in proptest::collection::vec(proptest::collection::vec((-6i32..6).prop_map(f64::from), 3), 0..200),
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
