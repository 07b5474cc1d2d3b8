//! Whether communes are of one piece: two touch when they share a part of a border, not a mere point.

use std::collections::BTreeMap;

use atlas::{CommuneIndex, Topology};

/// In how many pieces communes are: each is a set of communes that are reached from one another across shared borders. A commune
/// without a contour is left out; none when none has one. An island is a piece of its own, and a commune is one whatever its
/// own shape.
pub fn pieces(topology: &Topology, communes: &[CommuneIndex]) -> Option<usize> {
    let known: Vec<&Vec<Vec<atlas::contour::ArcRef>>> = (communes.iter())
        .filter_map(|commune| topology.communes.get(*commune as usize))
        .filter(|rings| !rings.is_empty())
        .collect();
    let mut leader: Vec<usize> = (0..known.len()).collect();
    fn find(leader: &mut [usize], mut rank: usize) -> usize {
        while leader[rank] != rank {
            leader[rank] = leader[leader[rank]];
            rank = leader[rank];
        }
        rank
    }
    let mut holder: BTreeMap<u32, usize> = BTreeMap::new();
    for (rank, rings) in known.iter().enumerate() {
        for arc in rings.iter().flatten() {
            let other = *holder.entry(arc.arc).or_insert(rank);
            let (one, other) = (find(&mut leader, rank), find(&mut leader, other));
            leader[one] = other;
        }
    }
    let count = (0..leader.len()).filter(|rank| leader[*rank] == *rank).count();
    (count > 0).then_some(count)
}

#[cfg(test)]
mod tests {
    use atlas::contour::ArcRef;

    use super::*;

    #[test]
    fn communes_that_share_an_arc_are_of_one_piece_and_those_without_a_contour_count_for_nothing() {
        let arc = |arc: u32| ArcRef { arc, reversed: false };
        let back = |arc: u32| ArcRef { arc, reversed: true };
        // The first two share arc 1, the second and the third share arc 2; the fourth stands alone; the last has no contour.
        let communes = vec![
            vec![vec![arc(0), arc(1)]],
            vec![vec![back(1), arc(2)]],
            vec![vec![back(2), arc(3)]],
            vec![vec![arc(4)], vec![arc(5)]],
            Vec::new(),
        ];
        let topology = Topology { arcs: Vec::new(), communes };
        assert_eq!(pieces(&topology, &[0, 1, 2]), Some(1));
        assert_eq!(pieces(&topology, &[0, 2]), Some(2), "what joined them is not chosen");
        assert_eq!(pieces(&topology, &[0, 1, 3, 4]), Some(2));
        assert_eq!(pieces(&topology, &[4]), None);
        assert_eq!(pieces(&topology, &[]), None);
    }
}
