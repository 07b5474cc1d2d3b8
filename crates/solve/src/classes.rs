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

    proptest! {
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
