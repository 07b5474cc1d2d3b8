//! Sorting answers by what they are: what is kept by the choices made, and what each other choice would keep.

use std::collections::{BTreeMap, BTreeSet};

/// Answers kept by choices, and counts of the values of each facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facets<V: Ord> {
    /// The ranks of the answers that pass every facet, in order.
    pub kept: Vec<usize>,
    /// For each facet, its values and how many answers there would be were that value alone chosen in it, the choices of
    /// the other facets being what they are.
    pub counts: Vec<BTreeMap<V, usize>>,
}

impl<V: Ord + Copy> Facets<V> {
    /// Of answers that have values in each facet: `answers[rank][facet]`. An answer passes a facet when nothing is chosen
    /// there, or when it has one of the values chosen.
    ///
    /// # Examples
    /// ```
    /// use solve::search::Facets;
    /// // Two facets: a colour, and any number of sizes.
    /// let answers = [[vec![1], vec![10, 20]], [vec![2], vec![20]], [vec![1], vec![]]];
    /// let facets = Facets::new(&answers, &[[1].into(), [20].into()]);
    /// assert_eq!(facets.kept, [0]);
    /// assert_eq!(facets.counts[0], [(1, 1), (2, 1)].into());
    /// assert_eq!(facets.counts[1], [(10, 1), (20, 1)].into());
    /// ```
    pub fn new<const N: usize>(answers: &[[Vec<V>; N]], chosen: &[BTreeSet<V>; N]) -> Self {
        let mut kept = Vec::new();
        let mut counts = vec![BTreeMap::new(); N];
        for (rank, values) in answers.iter().enumerate() {
            let passes =
                |facet: usize| chosen[facet].is_empty() || values[facet].iter().any(|v| chosen[facet].contains(v));
            let failed: Vec<usize> = (0..N).filter(|facet| !passes(*facet)).collect();
            if failed.is_empty() {
                kept.push(rank);
            }
            for (facet, counts) in counts.iter_mut().enumerate() {
                if failed.iter().all(|other| *other == facet) {
                    for value in values[facet].iter().collect::<BTreeSet<_>>() {
                        *counts.entry(*value).or_default() += 1;
                    }
                }
            }
        }
        Self { kept, counts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::{btree_set, vec};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_count_is_what_its_choice_would_keep(
            answers in vec([vec(0u8..4, 0..3), vec(0u8..4, 0..3), vec(0u8..4, 0..3)], 0..30),
            chosen in [btree_set(0u8..4, 0..3), btree_set(0u8..4, 0..3), btree_set(0u8..4, 0..3)],
        ) {
            let facets = Facets::new(&answers, &chosen);
            for facet in 0..3 {
                for value in 0u8..4 {
                    let mut alone = chosen.clone();
                    alone[facet] = [value].into();
                    let kept = Facets::new(&answers, &alone).kept.len();
                    prop_assert_eq!(facets.counts[facet].get(&value).copied().unwrap_or(0), kept);
                }
            }
        }
    }
}
