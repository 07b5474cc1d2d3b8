//! Classes for a map. Page: `docs/method/classes.md`.

/// Upper bounds of at most `count` classes of about the same number of values: class k holds the values above bound k−1
/// and up to bound k, included. Equal values are never split, so there may be fewer classes; the last bound is the
/// largest value. No value, no class.
///
/// # Examples
/// ```
/// assert_eq!(solve::classes::quantiles(&[1.0, 2.0, 3.0, 4.0], 2), [2.0, 4.0]);
/// assert_eq!(solve::classes::quantiles(&[1.0, 1.0, 1.0, 4.0], 4), [1.0, 4.0]);
/// ```
pub fn quantiles(values: &[f64], count: usize) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let mut bounds: Vec<f64> = (1..=count)
        .filter_map(|class| (class * sorted.len()).div_ceil(count).checked_sub(1))
        .filter_map(|rank| sorted.get(rank).copied())
        .collect();
    bounds.dedup();
    bounds
}

/// Upper bounds of `count` classes of the same width between the smallest value and the largest. A class may hold no value.
/// The last bound is the largest value itself. Equal values make one class; no value, none.
///
/// # Examples
/// ```
/// assert_eq!(solve::classes::equal_intervals(&[0.0, 1.0, 10.0], 4), [2.5, 5.0, 7.5, 10.0]);
/// assert_eq!(solve::classes::equal_intervals(&[3.0, 3.0], 4), [3.0]);
/// ```
pub fn equal_intervals(values: &[f64], count: usize) -> Vec<f64> {
    let finite = || values.iter().copied().filter(|value| value.is_finite());
    let Some((low, high)) = finite().min_by(f64::total_cmp).zip(finite().max_by(f64::total_cmp)) else {
        return Vec::new();
    };
    let mut bounds: Vec<f64> = (1..count).map(|class| low + (high - low) * class as f64 / count as f64).collect();
    bounds.truncate(if low < high { count } else { 0 });
    bounds.extend((count > 0).then_some(high));
    // Where the values are nearer to one another than numbers can tell, two bounds may be one.
    bounds.dedup();
    bounds
}

/// Upper bounds of the `count` classes that keep like with like: of all ways to cut the sorted values, the one with the
/// smallest sum of squared differences between each value and the mean of its class. Fewer distinct values make fewer
/// classes; of two cuts as good, the lower one.
///
/// The answer is exact for any number of values. The optimum of the first i values in k classes is the best, over j, of the
/// optimum of the first j in k − 1 classes and the cost of the rest as one class; the best j never goes down when i goes up,
/// which leaves n log n costs to look at, a class, instead of n².
///
/// # References
/// Fisher 1958, "On grouping for maximum homogeneity", *Journal of the American Statistical Association* 53; Jenks 1967,
/// "The data model concept in statistical mapping"; Wang and Song 2011, "Ckmeans.1d.dp", *The R Journal* 3.
///
/// # Examples
/// ```
/// assert_eq!(solve::classes::jenks(&[1.0, 2.0, 3.0, 10.0, 11.0, 50.0], 3), [3.0, 11.0, 50.0]);
/// ```
pub fn jenks(values: &[f64], count: usize) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let costs = Costs::new(&sorted);
    let distinct = costs.values.len();
    let count = count.min(distinct);
    if count == 0 {
        return Vec::new();
    }
    // With one class: the cost of the first i + 1 values. Then, class after class, the start of the last class.
    let mut best: Vec<f64> = (0..distinct).map(|last| costs.of(0, last)).collect();
    let mut starts: Vec<Vec<usize>> = Vec::new();
    for class in 1..count {
        let mut next = vec![f64::INFINITY; distinct];
        let mut start = vec![0; distinct];
        // Ranges of ends still to be settled, each with the range in which its start must be.
        let mut open = vec![(class, distinct - 1, class, distinct - 1)];
        while let Some((first, last, low, high)) = open.pop() {
            let end = usize::midpoint(first, last);
            for from in low..=high.min(end) {
                let cost = best[from - 1] + costs.of(from, end);
                if cost < next[end] {
                    (next[end], start[end]) = (cost, from);
                }
            }
            if end > first {
                open.push((first, end - 1, low, start[end]));
            }
            if end < last {
                open.push((end + 1, last, start[end], high));
            }
        }
        best = next;
        starts.push(start);
    }
    let mut bounds = Vec::with_capacity(count);
    let mut end = distinct - 1;
    for start in starts.iter().rev() {
        bounds.push(costs.values[end]);
        end = start[end] - 1;
    }
    bounds.push(costs.values[end]);
    bounds.reverse();
    bounds
}

/// Sums over sorted values, from which the cost of any run of them follows at once.
struct Costs {
    /// Distinct values, in order.
    values: Vec<f64>,
    /// Before each distinct value: how many values, their sum, and the sum of their squares, as differences with the mean
    /// of all, so that large numbers close together do not lose their digits.
    before: Vec<[f64; 3]>,
}

impl Costs {
    fn new(sorted: &[f64]) -> Self {
        let mean = sorted.iter().sum::<f64>() / sorted.len().max(1) as f64;
        let (mut values, mut before, mut sums) = (Vec::new(), Vec::new(), [0.0; 3]);
        for value in sorted {
            if values.last() != Some(value) {
                values.push(*value);
                before.push(sums);
            }
            let apart = value - mean;
            sums = [sums[0] + 1.0, sums[1] + apart, sums[2] + apart * apart];
        }
        before.push(sums);
        Self { values, before }
    }

    /// Sum of squared differences with their mean, of the distinct values of ranks `from` to `to`, each as often as it is.
    fn of(&self, from: usize, to: usize) -> f64 {
        let [count, sum, squares] = std::array::from_fn(|rank| self.before[to + 1][rank] - self.before[from][rank]);
        if from == to { 0.0 } else { (squares - sum * sum / count).max(0.0) }
    }
}

/// The class of a value, from 0: the first whose bound is not under it. Above every bound, the last class.
pub fn class_of(bounds: &[f64], value: f64) -> usize {
    bounds.partition_point(|bound| *bound < value).min(bounds.len().saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn few_values_make_few_classes() {
        assert_eq!(quantiles(&[], 5), Vec::<f64>::new());
        assert_eq!(quantiles(&[3.0], 5), [3.0]);
        assert_eq!(quantiles(&[1.0, 2.0], 5), [1.0, 2.0]);
    }

    /// Every way to cut the sorted values in at most `count` classes, and the least cost.
    fn least_cost(sorted: &[f64], count: usize) -> f64 {
        let cost = |run: &[f64]| {
            let mean = run.iter().sum::<f64>() / run.len() as f64;
            run.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>()
        };
        let whole = cost(sorted);
        if count == 1 {
            return whole;
        }
        (1..sorted.len()).map(|cut| least_cost(&sorted[..cut], count - 1) + cost(&sorted[cut..])).fold(whole, f64::min)
    }

    #[test]
    fn the_breaks_are_those_that_mapclassify_finds() {
        // mapclassify 2.10.0, FisherJenks and EqualInterval, on the same values.
        let values = [12.0, 4.5, 4.5, 7.2, 30.1, 31.0, 8.8, 100.4, 99.9, 3.2, 15.0, 15.5, 47.3, 4.4, 61.2, 8.9];
        assert_eq!(jenks(&values, 3), [15.5, 61.2, 100.4]);
        assert_eq!(jenks(&values, 4), [15.5, 31.0, 61.2, 100.4]);
        assert_eq!(jenks(&values, 5), [8.9, 15.5, 31.0, 61.2, 100.4]);
        let equal = equal_intervals(&values, 4);
        assert!(equal.iter().zip([27.5, 51.8, 76.1, 100.4]).all(|(found, known)| (found - known).abs() < 1e-12));
    }

    #[test]
    fn values_alike_or_absent_make_one_class_or_none() {
        for cut in [jenks, equal_intervals] {
            assert_eq!(cut(&[], 5), Vec::<f64>::new());
            assert_eq!(cut(&[f64::NAN], 5), Vec::<f64>::new());
            assert_eq!(cut(&[4.0, 4.0, 4.0], 5), [4.0]);
            assert_eq!(cut(&[1.0, 4.0], 0), Vec::<f64>::new());
            assert_eq!(cut(&[1.0, 4.0], 1), [4.0]);
        }
    }

    proptest! {
        #[test]
        fn natural_breaks_cost_the_least_of_all_cuts(
            values in proptest::collection::vec((-30i32..30).prop_map(f64::from), 1..12), count in 1usize..5,
        ) {
            let bounds = jenks(&values, count);
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            let mut distinct = sorted.clone();
            distinct.dedup();
            prop_assert_eq!(bounds.len(), count.min(distinct.len()));
            let mut found = 0.0;
            for class in 0..bounds.len() {
                let of: Vec<f64> = values.iter().copied().filter(|value| class_of(&bounds, *value) == class).collect();
                prop_assert!(!of.is_empty());
                found += least_cost(&of, 1);
            }
            prop_assert!((found - least_cost(&sorted, count)).abs() < 1e-6, "{} {:?}", found, bounds);
        }

        #[test]
        fn equal_intervals_have_one_width_and_hold_every_value(
            values in proptest::collection::vec((-500i32..500).prop_map(|n| f64::from(n) / 7.0), 2..40), count in 1usize..8,
        ) {
            let bounds = equal_intervals(&values, count);
            let (low, high) = (values.iter().copied().fold(f64::MAX, f64::min), values.iter().copied().fold(f64::MIN, f64::max));
            prop_assert_eq!(*bounds.last().unwrap(), high);
            if low < high {
                prop_assert_eq!(bounds.len(), count);
                let mut from = low;
                for bound in &bounds {
                    prop_assert!((bound - from - (high - low) / count as f64).abs() < 1e-9);
                    from = *bound;
                }
            }
        }

        #[test]
        fn every_value_is_in_a_class_and_classes_keep_the_order(
            values in proptest::collection::vec((-20i32..20).prop_map(f64::from), 1..60), count in 1usize..8,
        ) {
            let bounds = quantiles(&values, count);
            prop_assert!(bounds.len() <= count && bounds.is_sorted());
            prop_assert_eq!(*bounds.last().unwrap(), values.iter().copied().fold(f64::MIN, f64::max));
            for value in &values {
                let class = class_of(&bounds, *value);
                prop_assert!(*value <= bounds[class]);
                prop_assert!(class == 0 || *value > bounds[class - 1]);
            }
        }
    }
}
