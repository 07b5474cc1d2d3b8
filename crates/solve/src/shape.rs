//! The shape of many values: a ruler that they fit on, and how many lie along each part of it. Page:
//! `docs/method/strip.md`.

use crate::rank::Distribution;

/// How many parts of equal width a ruler is cut into: finer, a hundred départements would be a comb.
pub const PARTS: usize = 40;

/// From this many values on, one in a hundred at each end is left beyond the ruler: a single extreme among thousands would
/// otherwise press all the others together.
pub const MANY: usize = 200;

/// How a ruler is graduated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Graduation {
    /// Equal lengths for equal differences.
    Even,
    /// Equal lengths for equal ratios.
    Logarithmic,
}

/// A stretch of values as a length from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ruler {
    /// How it is graduated.
    pub graduation: Graduation,
    /// Value at its beginning; above zero when it is logarithmic.
    pub low: f64,
    /// Value at its end, above `low`.
    pub high: f64,
}

/// Values along a ruler.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// What they are placed on.
    pub ruler: Ruler,
    /// How many values lie on each part; those beyond an end are counted on the part at that end.
    pub parts: [u32; PARTS],
    /// How many lie below its beginning and above its end.
    pub beyond: [u32; 2],
    /// Lower quartile, median, upper quartile.
    pub quartiles: [f64; 3],
    /// How many values.
    pub count: usize,
}

impl Ruler {
    /// From one value to another; nothing when they do not leave room between them, or when a logarithmic one would begin
    /// at zero or below.
    pub fn new(graduation: Graduation, low: f64, high: f64) -> Option<Self> {
        let graduable = graduation == Graduation::Even || low > 0.0;
        (low.is_finite() && high.is_finite() && low < high && graduable).then_some(Self { graduation, low, high })
    }

    /// Where a value stands, from 0 to 1; one beyond an end stands at that end.
    ///
    /// # Examples
    /// ```
    /// use solve::shape::{Graduation, Ruler};
    /// let ruler = Ruler::new(Graduation::Logarithmic, 1.0, 100.0).unwrap();
    /// assert_eq!([0.0, 1.0, 10.0, 100.0, 500.0].map(|value| ruler.at(value)), [0.0, 0.0, 0.5, 1.0, 1.0]);
    /// ```
    pub fn at(&self, value: f64) -> f64 {
        let value = value.clamp(self.low, self.high);
        match self.graduation {
            Graduation::Even => (value - self.low) / (self.high - self.low),
            Graduation::Logarithmic => (value / self.low).ln() / (self.high / self.low).ln(),
        }
    }

    /// Whether a value lies between its ends, both included.
    pub fn holds(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

impl Shape {
    /// Of a distribution. Nothing when all values are equal, or there is none: there is nothing to draw along a length.
    ///
    /// The ruler goes from the lowest to the highest value, or from the first to the ninety-ninth percentile when there are
    /// [`MANY`]. It is logarithmic when the median would stand in the first fifth of an even one, and at most one value in
    /// twenty is zero or below.
    pub fn of(distribution: &Distribution) -> Option<Self> {
        let count = distribution.len();
        let share = if count < MANY { 0.0 } else { 0.01 };
        let quantile = |share| distribution.quantile(share);
        let (low, median, high) = (quantile(share)?, quantile(0.5)?, quantile(1.0 - share)?);
        let skewed = median - low < (high - low) / 5.0;
        let nothing = distribution.values().partition_point(|value| *value <= 0.0);
        let logarithmic = (skewed && nothing * 20 <= count)
            .then(|| Ruler::new(Graduation::Logarithmic, low.max(*distribution.values().get(nothing)?), high));
        let even = || Ruler::new(Graduation::Even, low, high);
        // Nearly all are equal, and the ends that were cut are all that differs: then nothing is cut.
        let whole = || Ruler::new(Graduation::Even, quantile(0.0)?, quantile(1.0)?);
        let ruler = logarithmic.flatten().or_else(even).or_else(whole)?;
        let mut parts = [0; PARTS];
        for value in distribution.values() {
            parts[((ruler.at(*value) * PARTS as f64) as usize).min(PARTS - 1)] += 1;
        }
        let below = distribution.values().partition_point(|value| *value < ruler.low);
        let within = distribution.values().partition_point(|value| *value <= ruler.high);
        Some(Self {
            ruler,
            parts,
            beyond: [below as u32, (count - within) as u32],
            quartiles: [quantile(0.25)?, median, quantile(0.75)?],
            count,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shape(values: impl IntoIterator<Item = f64>) -> Option<Shape> {
        Shape::of(&Distribution::new(values))
    }

    #[test]
    fn values_that_are_all_equal_have_no_shape() {
        assert_eq!(shape([]), None);
        assert_eq!(shape([4.0; 30]), None);
        assert_eq!(Ruler::new(Graduation::Even, 1.0, 1.0), None);
        assert_eq!(Ruler::new(Graduation::Logarithmic, 0.0, 1.0), None);
    }

    #[test]
    fn few_values_are_all_on_the_ruler_and_many_leave_one_in_a_hundred_beyond_each_end() {
        let few = shape((0..100).map(f64::from)).unwrap();
        assert_eq!((few.ruler.low, few.ruler.high, few.beyond), (0.0, 99.0, [0, 0]));
        let many = shape((0..=1000).map(f64::from)).unwrap();
        assert_eq!((many.ruler.low, many.ruler.high, many.beyond), (10.0, 990.0, [10, 10]));
        assert_eq!(many.quartiles, [250.0, 500.0, 750.0]);
        assert_eq!(many.parts[0], 25 + 10, "1001 values, 24.5 a part, and those beyond");
    }

    #[test]
    fn sizes_are_drawn_by_ratios_and_shares_by_differences() {
        let sizes = shape((0..300).map(|rank| 10f64.powf(f64::from(rank) / 60.0))).unwrap();
        assert_eq!(sizes.ruler.graduation, Graduation::Logarithmic);
        let inner = &sizes.parts[1..PARTS - 1];
        assert!(inner.iter().max().unwrap() - inner.iter().min().unwrap() <= 1, "even along its logarithm: {inner:?}");
        let shares = shape((0..300).map(|rank| f64::from(rank % 101))).unwrap();
        assert_eq!(shares.ruler.graduation, Graduation::Even);
    }

    #[test]
    fn a_few_zeros_are_left_beyond_a_logarithmic_ruler_and_many_forbid_it() {
        let sizes = |zeros: usize| (0..zeros).map(|_| 0.0).chain((0..95).map(|rank| 1.2f64.powi(rank)));
        let few = shape(sizes(5)).unwrap();
        assert_eq!((few.ruler.graduation, few.ruler.low, few.beyond), (Graduation::Logarithmic, 1.0, [5, 0]));
        assert_eq!(few.parts[0], 5 + 3, "1, 1.2 and 1.44 are on the first part, with the zeros");
        let many = shape(sizes(6)).unwrap();
        assert_eq!((many.ruler.graduation, many.ruler.low), (Graduation::Even, 0.0));
    }

    #[test]
    fn when_only_the_ends_differ_they_are_not_cut() {
        let nearly_all = (0..1000).map(|rank| if rank == 0 { 5.0 } else { 0.0 });
        let shape = shape(nearly_all).unwrap();
        assert_eq!((shape.ruler.low, shape.ruler.high, shape.beyond), (0.0, 5.0, [0, 0]));
    }

    proptest! {
        #[test]
        fn every_value_is_counted_once_and_order_is_kept(
            values in proptest::collection::vec(-1e6f64..1e6, 2..400),
        ) {
            let Some(shape) = shape(values.iter().copied()) else { return Ok(()) };
            prop_assert_eq!(shape.parts.iter().sum::<u32>() as usize, values.len());
            for pair in values.windows(2) {
                let [one, other] = [shape.ruler.at(pair[0]), shape.ruler.at(pair[1])];
                prop_assert!((0.0..=1.0).contains(&one));
                prop_assert!(pair[0] > pair[1] || one <= other);
            }
            prop_assert_eq!(
                values.iter().filter(|value| !shape.ruler.holds(**value)).count(),
                (shape.beyond[0] + shape.beyond[1]) as usize
            );
        }
    }
}
