//! Whether communes touch one another: two do when their contours share a line. A commune in several pieces of ground is
//! one; water between two communes parts them.

use std::collections::BTreeMap;

use atlas::{CommuneIndex, Topology};

/// In how many groups communes are, each of those that touch one another; none when a commune has no contour.
pub fn pieces(topology: &Topology, communes: &[CommuneIndex]) -> Option<usize> {
    let mut group: Vec<usize> = (0..communes.len()).collect();
    let mut holders: BTreeMap<u32, usize> = BTreeMap::new();
    for (rank, commune) in communes.iter().enumerate() {
        let rings = topology.communes.get(*commune as usize).filter(|rings| !rings.is_empty())?;
        for reference in rings.iter().flatten() {
            match holders.get(&reference.arc) {
                None => drop(holders.insert(reference.arc, rank)),
                Some(other) => {
                    let (one, two) = (root(&mut group, rank), root(&mut group, *other));
                    group[one] = two;
                }
            }
        }
    }
    Some((0..communes.len()).filter(|rank| group[*rank] == *rank).count())
}

/// The commune that stands for the group of another; the way to it is made shorter.
fn root(group: &mut [usize], mut rank: usize) -> usize {
    while group[rank] != rank {
        group[rank] = group[group[rank]];
        rank = group[rank];
    }
    rank
}

#[cfg(test)]
mod tests {
    use atlas::contour::ArcRef;

    use super::*;

    /// Three squares in a row and one apart; the second has an islet.
    fn topology() -> Topology {
        let line = |x: i32| vec![[x, 0], [x, 1]];
        let arc = |arc: u32| ArcRef { arc, reversed: false };
        Topology {
            arcs: (0..8).map(line).collect(),
            communes: vec![
                vec![vec![arc(0), arc(1)]],
                vec![vec![arc(1), arc(2)], vec![arc(6)]],
                vec![vec![arc(2), arc(3)]],
                vec![vec![arc(4), arc(5)]],
                vec![],
            ],
        }
    }

    #[test]
    fn communes_that_share_a_line_are_one_piece() {
        let topology = topology();
        assert_eq!(pieces(&topology, &[0, 1, 2]), Some(1));
        assert_eq!(pieces(&topology, &[2, 0, 1]), Some(1));
        assert_eq!(pieces(&topology, &[0, 2]), Some(2), "the one between them is not there");
        assert_eq!(pieces(&topology, &[0, 1, 3]), Some(2));
        assert_eq!(pieces(&topology, &[]), Some(0));
    }

    #[test]
    fn without_a_contour_nobody_can_tell() {
        assert_eq!(pieces(&topology(), &[0, 4]), None);
        assert_eq!(pieces(&topology(), &[0, 99]), None);
    }
}
