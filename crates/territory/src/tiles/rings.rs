//! From closed walks along arcs to outer rings, each followed by its holes.

use std::collections::BTreeMap;

use atlas::contour::{ArcRef, Point};
use atlas::{Topology, contour};

use super::clip::Frame;
use super::{Arcs, doubled_area};

/// A ring of a territory, on the map of the world.
pub(super) struct Ring {
    /// Its arcs.
    pub arcs: Vec<ArcRef>,
    /// Whether it is a hole in the last outer ring before it.
    pub is_hole: bool,
    /// Its box.
    pub frame: Frame,
}

/// Outer rings, from the largest to the smallest, each before its holes. A ring is a hole when an odd number of others are
/// around it (even-odd rule).
pub(super) fn nested(topology: &Topology, arcs: &Arcs, lines: &[Vec<contour::ArcRef>]) -> Vec<Ring> {
    let mut rings: Vec<(Vec<ArcRef>, Vec<[i32; 2]>, Frame)> = lines
        .iter()
        .flat_map(|line| split(topology, line))
        .map(|line| {
            let points = points(arcs, &line);
            let frame = Frame::of(&points);
            (line, points, frame)
        })
        .collect();
    rings.sort_by_key(|(_, points, _)| std::cmp::Reverse(doubled_area(points).unsigned_abs()));
    // The outer ring that each belongs to: itself, or that around it.
    let mut owners: Vec<usize> = Vec::with_capacity(rings.len());
    for (rank, (_, points, frame)) in rings.iter().enumerate() {
        let around = |other: &usize| {
            let (_, line, outer) = &rings[*other];
            outer.holds(*frame) && is_around(line, points)
        };
        let holders: Vec<usize> = (0..rank).filter(around).collect();
        owners.push(if holders.len().is_multiple_of(2) { rank } else { holders[holders.len() - 1] });
    }
    let mut order: Vec<usize> = (0..rings.len()).collect();
    order.sort_by_key(|rank| (owners[*rank], *rank));
    order
        .into_iter()
        .map(|rank| {
            let (arcs, _, frame) = std::mem::take(&mut rings[rank]);
            Ring { arcs, is_hole: owners[rank] != rank, frame }
        })
        .collect()
}

/// A walk that comes twice through a point is two rings or more: each turns one way.
fn split(topology: &Topology, line: &[ArcRef]) -> Vec<Vec<ArcRef>> {
    let start = |reference: &ArcRef| -> Point {
        let arc = &topology.arcs[reference.arc as usize];
        if reference.reversed { arc[arc.len() - 1] } else { arc[0] }
    };
    let mut rings = Vec::new();
    let mut walk: Vec<ArcRef> = Vec::new();
    let mut place: BTreeMap<Point, usize> = BTreeMap::new();
    for (rank, reference) in line.iter().enumerate() {
        place.insert(start(reference), walk.len());
        walk.push(*reference);
        let end = start(&line[(rank + 1) % line.len()]);
        if let Some(from) = place.get(&end).copied() {
            let ring = walk.split_off(from);
            for passed in &ring {
                place.remove(&start(passed));
            }
            rings.push(ring);
        }
    }
    rings
}

fn points(arcs: &Arcs, ring: &[ArcRef]) -> Vec<[i32; 2]> {
    let mut points = Vec::new();
    for reference in ring {
        let range = arcs.range(reference.arc);
        let arc = &arcs.points[range.clone()];
        if reference.reversed {
            points.extend(arc[1..].iter().rev());
        } else {
            points.extend(&arc[..arc.len() - 1]);
        }
    }
    points
}

/// Whether a ring lies inside a line. They may share points, not segments: the middle of the first segment decides.
fn is_around(line: &[[i32; 2]], ring: &[[i32; 2]]) -> bool {
    let [Some(first), Some(second)] = [ring.first(), ring.get(1)] else { return false };
    // Twice the coordinates, so that a middle is whole.
    let [x, y] = [0, 1].map(|axis| i64::from(first[axis]) + i64::from(second[axis]));
    let mut inside = false;
    for (rank, from) in line.iter().enumerate() {
        let to = line[(rank + 1) % line.len()];
        let ([ax, ay], [bx, by]) = (from.map(|n| 2 * i64::from(n)), to.map(|n| 2 * i64::from(n)));
        if (ay > y) != (by > y) {
            let side = (bx - ax) * (y - ay) - (x - ax) * (by - ay);
            inside ^= (side > 0) == (by > ay);
        }
    }
    inside
}

impl Default for Frame {
    fn default() -> Self {
        Frame::NOTHING
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arc(arc: u32) -> ArcRef {
        ArcRef { arc, reversed: false }
    }

    fn square(x: i32, y: i32, side: i32) -> Vec<Point> {
        vec![[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    }

    #[test]
    fn an_island_in_a_lake_of_an_island_is_an_outer_ring() {
        let topology = Topology {
            arcs: vec![square(400, 400, 100), square(0, 0, 1000), square(300, 300, 400), square(2000, 0, 50)],
            communes: Vec::new(),
        };
        let arcs = Arcs::new(&topology);
        let lines: Vec<Vec<ArcRef>> = (0..4).map(|rank| vec![arc(rank)]).collect();
        let found: Vec<(u32, bool)> =
            nested(&topology, &arcs, &lines).iter().map(|ring| (ring.arcs[0].arc, ring.is_hole)).collect();
        assert_eq!(found, [(1, false), (2, true), (0, false), (3, false)]);
    }

    #[test]
    fn a_walk_through_a_point_twice_is_two_rings() {
        let topology = Topology {
            arcs: vec![
                vec![[0, 0], [10, 0], [10, 10]],
                vec![[10, 10], [20, 10], [20, 20], [10, 10]],
                vec![[10, 10], [0, 10], [0, 0]],
            ],
            communes: Vec::new(),
        };
        let rings = split(&topology, &[arc(0), arc(1), arc(2)]);
        assert_eq!(rings, [vec![arc(1)], vec![arc(0), arc(2)]]);
    }
}
