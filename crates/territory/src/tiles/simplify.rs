//! Which points of an arc each zoom keeps.
//!
//! A point counts for the triangle that it makes with its neighbours. The point of the smallest triangle is left out first,
//! its neighbours count anew, and so on; what a point counted when it was left out says from which zoom it is seen. It is done
//! once an arc, for all zooms and all layers.
//!
//! # References
//! Visvalingam and Whyatt 1993, "Line generalisation by repeated elimination of points", *The Cartographic Journal* 30.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{DEEPEST, shift};

/// A triangle under this many square units of a tile is not seen: a pixel where a tile is drawn 512 pixels wide, its side
/// being eight units.
const UNSEEN: u64 = 64;

/// From which zoom each point of an arc is kept. Both ends always are; all points are at the deepest zoom.
pub(super) fn zooms(points: &[[i32; 2]]) -> Vec<u8> {
    let mut zooms = vec![DEEPEST; points.len()];
    let last = points.len().saturating_sub(1);
    let mut before: Vec<usize> = (0..points.len()).map(|rank| rank.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (0..points.len()).map(|rank| (rank + 1).min(last)).collect();
    let triangle = |a: usize, b: usize, c: usize| {
        let side = |to: usize| [0, 1].map(|axis| i64::from(points[to][axis] - points[a][axis]));
        let (first, second) = (side(b), side(c));
        (first[0] * second[1] - second[0] * first[1]).unsigned_abs()
    };
    // Of triangles alike, the first point goes first.
    let mut heap: BinaryHeap<Reverse<(u64, usize)>> =
        (1..last).map(|rank| Reverse((triangle(rank - 1, rank, rank + 1), rank))).collect();
    let mut counts: Vec<u64> = vec![0; points.len()];
    for Reverse((count, rank)) in &heap {
        counts[*rank] = *count;
    }
    let mut gone = vec![false; points.len()];
    let mut reached = 0;
    while let Some(Reverse((count, rank))) = heap.pop() {
        if gone[rank] || counts[rank] != count {
            continue;
        }
        gone[rank] = true;
        // A point that counts for less than one already left out is not more visible than it.
        reached = count.max(reached);
        zooms[rank] = seen_from(reached);
        let (left, right) = (before[rank], after[rank]);
        (after[left], before[right]) = (right, left);
        for neighbour in [left, right].into_iter().filter(|neighbour| (1..last).contains(neighbour)) {
            counts[neighbour] = triangle(before[neighbour], neighbour, after[neighbour]);
            heap.push(Reverse((counts[neighbour], neighbour)));
        }
    }
    for end in [0, last] {
        zooms[end] = 0;
    }
    zooms
}

/// The first zoom where a triangle, of this doubled area on the map of the world, is seen.
fn seen_from(doubled: u64) -> u8 {
    (0..DEEPEST).find(|zoom| doubled >= (2 * UNSEEN) << (2 * shift(*zoom))).unwrap_or(DEEPEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_point_on_the_way_goes_and_a_summit_stays() {
        // A unit of zoom 4 is 2^14 of the world: a spike of eight units by sixteen is a triangle of 64.
        let unit = 1 << shift(4);
        let arc = [[0, 0], [4 * unit, 0], [8 * unit, 0], [12 * unit, 16 * unit], [16 * unit, 0], [99 * unit, 0]];
        assert_eq!(zooms(&arc), [0, DEEPEST, 4, 4, 4, 0].map(|zoom| zoom));
    }

    #[test]
    fn an_arc_of_two_points_keeps_both() {
        assert_eq!(zooms(&[[0, 0], [1, 1]]), [0, 0]);
    }

    proptest! {
        #[test]
        fn the_direction_of_the_walk_does_not_move_the_ends_and_zooms_are_in_range(
            points in proptest::collection::vec([0i32..1 << 20, 0i32..1 << 20], 2..40),
        ) {
            let found = zooms(&points);
            prop_assert_eq!((found[0], found[points.len() - 1]), (0, 0));
            prop_assert!(found.iter().all(|zoom| *zoom <= DEEPEST));
        }
    }
}
