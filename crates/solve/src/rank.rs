//! Midrank percentiles. Formula and limit cases: `docs/method/percentile.md`.

/// Values sorted once, so that any number can be placed among them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Distribution {
    sorted: Vec<f64>,
}

impl Distribution {
    /// From values in any order. Values that are not finite are left out.
    pub fn new(values: impl IntoIterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = values.into_iter().filter(|value| value.is_finite()).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        Self { sorted }
    }

    /// How many values.
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// The values, smallest first.
    pub fn values(&self) -> &[f64] {
        &self.sorted
    }

    /// Percentile of a value that is one of the distribution: `(#{x < v} + ½ (#{x = v} − 1)) / (n − 1)`, from 0 to 1.
    ///
    /// Nothing when the distribution has fewer than two values: a percentile among nobody says nothing.
    ///
    /// # Examples
    /// ```
    /// let distribution = solve::rank::Distribution::new([1.0, 2.0, 2.0, 3.0]);
    /// assert_eq!([1.0, 2.0, 3.0].map(|v| distribution.percentile_of_member(v)), [Some(0.0), Some(0.5), Some(1.0)]);
    /// ```
    pub fn percentile_of_member(&self, value: f64) -> Option<f64> {
        let (below, equal) = self.place(value);
        (self.len() > 1).then(|| (below as f64 + 0.5 * equal.saturating_sub(1) as f64) / (self.len() - 1) as f64)
    }

    /// Percentile of a value that is not one of the distribution: `(#{x < v} + ½ #{x = v}) / n`.
    ///
    /// Nothing when the distribution is empty.
    pub fn percentile_of_stranger(&self, value: f64) -> Option<f64> {
        let (below, equal) = self.place(value);
        (!self.is_empty()).then(|| (below as f64 + 0.5 * equal as f64) / self.len() as f64)
    }

    /// The value under which a share of the distribution lies, by linear interpolation between order statistics
    /// (definition 7 of Hyndman and Fan 1996). Nothing when the distribution is empty.
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let last = self.len().checked_sub(1)?;
        let position = share.clamp(0.0, 1.0) * last as f64;
        let (low, high) = (position.floor() as usize, position.ceil() as usize);
        Some(self.sorted[low] + (self.sorted[high] - self.sorted[low]) * (position - low as f64))
    }

    fn place(&self, value: f64) -> (usize, usize) {
        let below = self.sorted.partition_point(|other| *other < value);
        let equal = self.sorted[below..].partition_point(|other| *other <= value);
        (below, equal)
    }
}

/// [`Distribution::percentile_of_stranger`] among a few values in any order, without sorting them, and how many they are.
///
/// # Examples
/// ```
/// assert_eq!(solve::rank::percentile_among([3.0, 1.0, 2.0, 2.0], 2.0), Some((0.5, 4)));
/// assert_eq!(solve::rank::percentile_among([], 2.0), None);
/// ```
pub fn percentile_among(values: impl IntoIterator<Item = f64>, value: f64) -> Option<(f64, usize)> {
    let (mut below, mut equal, mut count) = (0, 0, 0);
    for other in values {
        below += usize::from(other < value);
        equal += usize::from(other == value);
        count += 1;
    }
    (count > 0).then(|| ((below as f64 + 0.5 * equal as f64) / count as f64, count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_value_alone_has_no_percentile() {
        assert_eq!(Distribution::new([5.0]).percentile_of_member(5.0), None);
        assert_eq!(Distribution::new([]).percentile_of_stranger(5.0), None);
    }

    #[test]
    fn equal_values_all_stand_in_the_middle() {
        assert_eq!(Distribution::new([7.0; 9]).percentile_of_member(7.0), Some(0.5));
    }

    #[test]
    fn quantiles_are_interpolated_between_neighbours() {
        let distribution = Distribution::new([4.0, 1.0, 3.0, 2.0]);
        assert_eq!([0.0, 0.5, 1.0].map(|share| distribution.quantile(share)), [Some(1.0), Some(2.5), Some(4.0)]);
    }

    proptest! {
        #[test]
        fn sorted_or_not_a_stranger_has_the_same_place(
            values in proptest::collection::vec((-9i32..9).prop_map(f64::from), 0..30), value in (-9i32..9).prop_map(f64::from),
        ) {
            let sorted = Distribution::new(values.iter().copied());
            let expected = sorted.percentile_of_stranger(value).map(|share| (share, sorted.len()));
            prop_assert_eq!(percentile_among(values, value), expected);
        }

        #[test]
        fn percentiles_lie_between_0_and_1_keep_the_order_and_average_to_a_half(
            values in proptest::collection::vec((-50i32..50).prop_map(f64::from), 2..40),
        ) {
            let distribution = Distribution::new(values.iter().copied());
            let of = |value| distribution.percentile_of_member(value).unwrap();
            for pair in values.windows(2) {
                prop_assert!((0.0..=1.0).contains(&of(pair[0])));
                prop_assert!(pair[0] > pair[1] || of(pair[0]) <= of(pair[1]));
            }
            let mean = values.iter().map(|value| of(*value)).sum::<f64>() / values.len() as f64;
            prop_assert!((mean - 0.5).abs() < 1e-9);
        }
    }
}
