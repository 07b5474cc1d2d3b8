//! Diversity and inequality. Pages: `docs/method/hill.md`, `docs/method/theil.md`.

/// Hill number of order 1: how many equally large classes would be as diverse, `exp(−Σ pₖ ln pₖ)`.
///
/// # Units
/// A number of classes, from 1 (one class holds all) to the number of classes (all are equal).
///
/// # Source
/// Hill (1973), Diversity and evenness, Ecology 54.
///
/// # Assumptions
/// Sizes are zero or more; a class of size zero does not count. Nothing when all sizes are zero or one is negative.
///
/// # Examples
/// ```
/// let two = solve::diversity::hill_1(&[5.0, 5.0, 0.0]).unwrap();
/// assert!((two - 2.0).abs() < 1e-12);
/// ```
pub fn hill_1(sizes: &[f64]) -> Option<f64> {
    let total: f64 = sizes.iter().sum();
    if total <= 0.0 || sizes.iter().any(|size| *size < 0.0) {
        return None;
    }
    let entropy: f64 = sizes.iter().filter(|size| **size > 0.0).map(|size| -(size / total) * (size / total).ln()).sum();
    Some(entropy.exp())
}

/// Theil's inequality index of a total shared out: `Σ sⱼ ln(N sⱼ)`.
///
/// # Units
/// None. From 0 (all equal) to ln N (one holds all).
///
/// # Source
/// Theil (1967), Economics and Information Theory.
///
/// # Assumptions
/// Amounts are zero or more; one that is zero counts in N. Nothing when there is no amount, when all are zero, or when
/// one is negative.
///
/// # Examples
/// ```
/// assert_eq!(solve::diversity::theil([3.0, 3.0, 3.0]), Some(0.0));
/// ```
pub fn theil(amounts: impl IntoIterator<Item = f64>) -> Option<f64> {
    // Σ sⱼ ln(N sⱼ) = Σ xⱼ ln xⱼ / T + ln(N / T), so that one walk is enough.
    let (mut count, mut total, mut weighted_logs) = (0usize, 0.0, 0.0);
    for amount in amounts {
        if amount < 0.0 {
            return None;
        }
        count += 1;
        total += amount;
        if amount > 0.0 {
            weighted_logs += amount * amount.ln();
        }
    }
    // Rounding may leave -1e-17 where all are equal.
    (total > 0.0).then(|| (weighted_logs / total + (count as f64 / total).ln()).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_that_holds_all_is_as_unequal_as_can_be() {
        let theil = theil([0.0, 0.0, 8.0, 0.0]).unwrap();
        assert!((theil - 4f64.ln()).abs() < 1e-12);
        assert_eq!(hill_1(&[0.0, 8.0]), Some(1.0));
    }

    #[test]
    fn nothing_shared_out_has_no_inequality() {
        assert_eq!(theil([0.0, 0.0]), None);
        assert_eq!(theil([]), None);
        assert_eq!(hill_1(&[0.0, 0.0]), None);
        assert_eq!(theil([1.0, -1.0]), None);
    }

    proptest! {
        #[test]
        fn order_and_scale_do_not_matter(mut amounts in proptest::collection::vec(0.0f64..1e6, 1..20), scale in 0.1f64..10.0) {
            let before = theil(amounts.iter().copied());
            amounts.reverse();
            let after = theil(amounts.iter().map(|amount| amount * scale));
            match (before, after) {
                (Some(a), Some(b)) => prop_assert!((a - b).abs() < 1e-9 && a <= (amounts.len() as f64).ln() + 1e-9),
                other => prop_assert_eq!(other, (None, None)),
            }
        }
    }
}
