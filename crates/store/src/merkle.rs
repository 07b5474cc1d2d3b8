//! Merkle trees as in Certificate Transparency: one digest for a list, and a short proof that something is in the list.
//!
//! # References
//! B. Laurie, E. Messeri, R. Stradling, *Certificate Transparency Version 2.0*, RFC 9162 (2021), section 2.1, which keeps
//! the trees of RFC 6962 (2013).

use sha2::{Digest, Sha256};

/// A SHA-256.
pub type Hash = [u8; 32];

/// The digest of one thing of the list: SHA-256(0x00 ‖ thing).
pub fn leaf(thing: &[u8]) -> Hash {
    Sha256::new().chain_update([0x00]).chain_update(thing).finalize().into()
}

/// The digest of two subtrees: SHA-256(0x01 ‖ left ‖ right). The two prefixes keep a leaf from being taken for a node.
fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([0x01]).chain_update(left).chain_update(right).finalize().into()
}

/// The root over leaves, in their order. That of no leaf is the SHA-256 of nothing.
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Sha256::digest([]).into(),
        [only] => *only,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node(&root(left), &root(right))
        }
    }
}

/// The proof that the leaf of a rank, from 0, is under the root: the digests beside its way up, from the lowest. Nothing
/// when there is no such leaf.
pub fn proof(rank: usize, leaves: &[Hash]) -> Option<Vec<Hash>> {
    if rank >= leaves.len() {
        return None;
    }
    let mut path = Vec::new();
    descend(rank, leaves, &mut path);
    Some(path)
}

fn descend(rank: usize, leaves: &[Hash], path: &mut Vec<Hash>) {
    if leaves.len() < 2 {
        return;
    }
    let at = split(leaves.len());
    let (left, right) = leaves.split_at(at);
    if rank < at {
        descend(rank, left, path);
        path.push(root(right));
    } else {
        descend(rank - at, right, path);
        path.push(root(left));
    }
}

/// The greatest power of two below a number of leaves, two at least.
fn split(leaves: usize) -> usize {
    leaves.next_power_of_two() / 2
}

/// The tree over leaves, kept: each proof of it is short work.
#[derive(Debug, Clone)]
pub struct Tree {
    /// The leaves, then what stands on them two by two; what has no neighbour stands as it is on the next level.
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// The tree over leaves, in their order.
    pub fn new(leaves: Vec<Hash>) -> Self {
        let mut levels = vec![leaves];
        while let Some(last) = levels.last().filter(|level| level.len() > 1) {
            let next = last.chunks(2).map(|pair| match pair {
                [left, right] => node(left, right),
                [only, ..] => *only,
                [] => unreachable!("chunks have one thing at least"),
            });
            let next = next.collect();
            levels.push(next);
        }
        Self { levels }
    }

    /// How many leaves it has.
    pub fn len(&self) -> usize {
        self.levels[0].len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its root, which is [`root`] of its leaves.
    pub fn root(&self) -> Hash {
        let top = self.levels.last().and_then(|level| level.first());
        top.copied().unwrap_or_else(|| root(&[]))
    }

    /// The proof of a leaf, which is [`proof`] among its leaves.
    pub fn proof(&self, rank: usize) -> Option<Vec<Hash>> {
        self.levels[0].get(rank)?;
        let beside = |(height, level): (usize, &Vec<Hash>)| level.get((rank >> height) ^ 1).copied();
        Some(self.levels.iter().enumerate().filter_map(beside).collect())
    }
}

/// The root that a proof leads to from a leaf of a rank, from 0, among so many; nothing when the proof has not the length
/// that these want. To be compared with the root that one knows (RFC 9162, 2.1.3.2).
pub fn follow(leaf: &Hash, rank: u64, leaves: u64, proof: &[Hash]) -> Option<Hash> {
    if rank >= leaves {
        return None;
    }
    let (mut rank, mut last) = (rank, leaves - 1);
    let mut reached = *leaf;
    for beside in proof {
        if last == 0 {
            return None;
        }
        if rank & 1 == 1 || rank == last {
            reached = node(beside, &reached);
            while rank & 1 == 0 && rank != 0 {
                rank >>= 1;
                last >>= 1;
            }
        } else {
            reached = node(&reached, beside);
        }
        rank >>= 1;
        last >>= 1;
    }
    (last == 0).then_some(reached)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::hex;
    use proptest::prelude::*;

    /// The leaves and roots of the tests of reference of Certificate Transparency, which are those of RFC 6962:
    /// <https://github.com/google/certificate-transparency>, `cpp/merkletree/merkle_tree_test.cc`.
    const INPUTS: [&[u8]; 8] = [
        b"",
        &[0x00],
        &[0x10],
        &[0x20, 0x21],
        &[0x30, 0x31],
        &[0x40, 0x41, 0x42, 0x43],
        &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
    ];
    const ROOTS: [&str; 9] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    fn leaves(number: usize) -> Vec<Hash> {
        (0..number).map(|rank| leaf(&rank.to_be_bytes())).collect()
    }

    #[test]
    fn the_roots_are_those_of_the_reference() {
        let all: Vec<Hash> = INPUTS.iter().map(|input| leaf(input)).collect();
        for (number, expected) in ROOTS.iter().enumerate() {
            assert_eq!(hex(&root(&all[..number])), *expected, "{number} leaves");
        }
    }

    #[test]
    fn a_proof_is_the_one_of_the_example_of_the_rfc() {
        // RFC 6962, 2.1.3: in a tree of seven leaves, the proof of d0 is b, h, l; of d3: c, g, l; of d4: f, j, k; of d6: i, k.
        let all = leaves(7);
        let (a, b, c, d, e, f, j) = (all[0], all[1], all[2], all[3], all[4], all[5], all[6]);
        let (g, h, i) = (node(&a, &b), node(&c, &d), node(&e, &f));
        let (k, l) = (node(&g, &h), node(&i, &j));
        assert_eq!(proof(0, &all).unwrap(), [b, h, l]);
        assert_eq!(proof(3, &all).unwrap(), [c, g, l]);
        assert_eq!(proof(4, &all).unwrap(), [f, j, k]);
        assert_eq!(proof(6, &all).unwrap(), [i, k]);
        assert_eq!(root(&all), node(&k, &l));
        assert_eq!(proof(7, &all), None);
    }

    #[test]
    fn every_leaf_of_every_small_tree_has_a_proof_that_leads_to_the_root() {
        for number in 1..=130 {
            let all = leaves(number);
            for rank in 0..number {
                let path = proof(rank, &all).unwrap();
                assert_eq!(follow(&all[rank], rank as u64, number as u64, &path), Some(root(&all)), "{rank}/{number}");
            }
        }
    }

    #[test]
    fn a_tree_that_is_kept_has_the_same_root_and_the_same_proofs() {
        for number in 0..=130 {
            let all = leaves(number);
            let tree = Tree::new(all.clone());
            assert_eq!((tree.root(), tree.len(), tree.is_empty()), (root(&all), number, number == 0));
            for rank in 0..=number {
                assert_eq!(tree.proof(rank), proof(rank, &all), "{rank}/{number}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_flipped_bit_another_rank_or_another_length_leads_elsewhere(
            number in 2usize..70, rank in 0usize..70, bit in 0usize..256, at in 0usize..8,
        ) {
            let all = leaves(number);
            let rank = rank % number;
            let path = proof(rank, &all).unwrap();
            let (of, top) = (number as u64, Some(root(&all)));
            let flip = |hash: &Hash| { let mut other = *hash; other[bit / 8] ^= 1 << (bit % 8); other };
            prop_assert_ne!(follow(&flip(&all[rank]), rank as u64, of, &path), top);
            let mut other = path.clone();
            let at = at % path.len();
            other[at] = flip(&path[at]);
            prop_assert_ne!(follow(&all[rank], rank as u64, of, &other), top);
            for wrong in (0..number).filter(|wrong| *wrong != rank) {
                prop_assert_ne!(follow(&all[rank], wrong as u64, of, &path), top);
            }
            prop_assert_ne!(follow(&all[rank], rank as u64, of, &path[..path.len() - 1]), top);
            let longer: Vec<Hash> = path.iter().copied().chain([all[0]]).collect();
            prop_assert_ne!(follow(&all[rank], rank as u64, of, &longer), top);
            prop_assert_eq!(follow(&all[rank], of, of, &path), None);
        }
    }
}
