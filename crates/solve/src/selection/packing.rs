//! Rows that follow from what can be under way, or paid, together: the relaxation keeps each resource by itself and takes halves of
//! activities; of whole activities, on all resources at once, fewer fit.
//!
//! The row that a point misses most is looked for by a linear program over the weights of activities, to which the sets that fit
//! are added as they are missed (Boyd 1993). Weights are then rounded to whole numbers, and what fits is weighed exactly, by
//! dynamic programming over the units taken: the row is true whatever the linear program said.

use super::linear::Linear;

/// What shares some limits, each item once at most.
pub(super) struct Packing {
    /// Units that each item takes of each limit.
    pub sizes: Vec<Vec<usize>>,
    /// The limits.
    pub room: Vec<usize>,
}

/// Most states of a packing: above, it is not looked at.
pub(super) const STATES: usize = 4_096;
/// Weights are rounded to multiples of one over this, which has the divisors of most weights met.
const WHOLE: f64 = 840.0;
/// Most sets weighed in looking for one row.
const SETS: usize = 150;
/// Most items whose weights are looked for; a set of them is the bits of a number.
const ITEMS: usize = 64;

impl Packing {
    fn states(&self) -> usize {
        self.room.iter().map(|units| units + 1).product()
    }

    /// A row `Σ weight × item ≤ limit` of whole numbers that all that fits satisfies and `taken` does not, if one is found.
    pub fn missed(&self, taken: &[f64]) -> Option<(Vec<i64>, i64)> {
        let mut some: Vec<usize> = (0..taken.len()).filter(|i| taken[*i] > 1e-6).collect();
        some.sort_by(|a, b| taken[*b].total_cmp(&taken[*a]).then(a.cmp(b)));
        some.truncate(ITEMS);
        let fits_all = |units: usize| some.iter().map(|i| self.sizes[*i][units]).sum::<usize>() <= self.room[units];
        if (0..self.room.len()).all(fits_all) {
            return None;
        }
        let mut linear = Linear::new(some.iter().map(|i| taken[*i]).collect());
        let mut weights = vec![0.0; some.len()];
        for _ in 0..SETS {
            if !linear.solve(400) {
                return None;
            }
            for (at, weight) in weights.iter_mut().enumerate() {
                *weight = linear.x(at);
            }
            let reached: f64 = some.iter().zip(&weights).map(|(i, weight)| taken[*i] * weight).sum();
            if reached <= 1.001 {
                return None;
            }
            let (heaviest, set) = self.heaviest(&some, &weights);
            if heaviest <= 1.0 + 1e-6 {
                break;
            }
            let set: Vec<(usize, f64)> = (0..some.len()).filter(|at| set >> at & 1 == 1).map(|at| (at, 1.0)).collect();
            linear.add_row(&set, 1.0, f64::INFINITY);
        }
        Some(self.whole(&some, &weights, taken)).filter(|(weights, limit)| {
            let reached: f64 = weights.iter().zip(taken).map(|(weight, taken)| *weight as f64 * taken).sum();
            reached > 1.001 * *limit as f64 && *limit > 0
        })
    }

    /// The row in whole numbers; items that are not taken at all get the most weight that keeps it true, one after the other.
    fn whole(&self, some: &[usize], weights: &[f64], taken: &[f64]) -> (Vec<i64>, i64) {
        let mut whole = vec![0i64; taken.len()];
        for (i, weight) in some.iter().zip(weights) {
            whole[*i] = (weight * WHOLE).round() as i64;
        }
        let limit = self.weigh(&whole, &self.room).unwrap_or(0);
        for i in (0..taken.len()).filter(|i| !some.contains(i)) {
            let rest: Option<Vec<usize>> =
                self.room.iter().zip(&self.sizes[i]).map(|(units, size)| units.checked_sub(*size)).collect();
            // What can never be has no weight to give.
            if let Some(most) = rest.and_then(|rest| self.weigh(&whole, &rest)) {
                whole[i] = (limit - most).max(0);
            }
        }
        (whole, limit)
    }

    /// The most weight that fits in some room, exactly.
    fn weigh(&self, weights: &[i64], room: &[usize]) -> Option<i64> {
        let table = Table::new(room);
        let mut most = vec![0i64; table.states];
        for (i, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight > 0) {
            table.each(&self.sizes[i], |with, without| most[with] = most[with].max(most[without] + weight));
        }
        most.last().copied()
    }

    /// The heaviest set that fits, as bits.
    fn heaviest(&self, some: &[usize], weights: &[f64]) -> (f64, u64) {
        let table = Table::new(&self.room);
        let mut most = vec![(0.0f64, 0u64); table.states];
        for (at, (i, weight)) in some.iter().zip(weights).enumerate().filter(|(_, (_, weight))| **weight > 0.0) {
            table.each(&self.sizes[*i], |with, without| {
                let (before, set) = most[without];
                if before + weight > most[with].0 + 1e-12 {
                    most[with] = (before + weight, set | 1 << at);
                }
            });
        }
        most[self.states() - 1]
    }
}

/// Numbers of units taken, as one number.
struct Table {
    states: usize,
    room: Vec<usize>,
}

impl Table {
    fn new(room: &[usize]) -> Self {
        Self { states: room.iter().map(|units| units + 1).product(), room: room.to_vec() }
    }

    /// For each state that holds an item, from the fullest: it, and what it is without the item.
    fn each(&self, size: &[usize], mut act: impl FnMut(usize, usize)) {
        if size.iter().zip(&self.room).any(|(size, units)| size > units) {
            return;
        }
        let offset = size.iter().zip(&self.room).fold(0, |at, (size, units)| at * (units + 1) + size);
        let mut now = self.room.clone();
        let mut state = self.states - 1;
        loop {
            act(state, state - offset);
            // The next state down in which no limit holds less than the item takes.
            let mut at = now.len();
            let mut step = 1;
            loop {
                if at == 0 {
                    return;
                }
                at -= 1;
                if now[at] > size[at] {
                    now[at] -= 1;
                    state -= step;
                    break;
                }
                let up = self.room[at] - size[at];
                now[at] = self.room[at];
                state += step * up;
                step *= self.room[at] + 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whole items by every subset.
    fn most(packing: &Packing, weights: &[i64]) -> i64 {
        let fits = |set: &usize| {
            (0..packing.room.len()).all(|k| {
                let inside = (0..weights.len()).filter(|i| set >> i & 1 == 1);
                inside.map(|i| packing.sizes[i][k]).sum::<usize>() <= packing.room[k]
            })
        };
        let weight = |set: usize| (0..weights.len()).filter(|i| set >> i & 1 == 1).map(|i| weights[i]).sum();
        (0..1 << weights.len()).filter(fits).map(weight).max().unwrap_or(0)
    }

    #[test]
    fn three_items_of_two_thirds_are_one() {
        let packing = Packing { sizes: vec![vec![2], vec![2], vec![2]], room: vec![3] };
        let (weights, limit) = packing.missed(&[0.5, 0.5, 0.5]).expect("a row");
        assert!(weights.iter().all(|weight| *weight == limit), "{weights:?} {limit}");
        assert_eq!(packing.missed(&[0.5, 0.5, 0.0]), None);
    }

    #[test]
    fn rows_hold_for_all_that_fits_and_not_for_the_point() {
        let mut random = crate::schedule::Random(7);
        let mut found = 0;
        for _ in 0..400 {
            let n = 2 + random.below(7) as usize;
            let kinds = 1 + random.below(3) as usize;
            let room: Vec<usize> = (0..kinds).map(|_| random.below(8) as usize).collect();
            let sizes = (0..n).map(|_| (0..kinds).map(|_| random.below(5) as usize).collect()).collect();
            let packing = Packing { sizes, room };
            let taken: Vec<f64> = (0..n).map(|_| random.below(5) as f64 / 4.0).collect();
            if let Some((weights, limit)) = packing.missed(&taken) {
                found += 1;
                assert!(most(&packing, &weights) <= limit);
                assert!(weights.iter().zip(&taken).map(|(w, x)| *w as f64 * x).sum::<f64>() > limit as f64);
            }
        }
        assert!(found > 100, "{found}");
    }
}
