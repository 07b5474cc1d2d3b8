//! The mosaic of a hundred: what a territory would be if it had a hundred inhabitants, or a hundred dwellings, one
//! tessera each. Page: `docs/method/hundred.md`.

use std::fmt::Write as _;

use crate::chart::escape;

/// How many tesserae.
pub const HUNDRED: usize = 100;

/// The shape of a tessera: it says the part, so that colour is never alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// The whole square.
    Square,
    /// A quarter of a disc.
    Quarter,
    /// A disc.
    Disc,
    /// A square cut along its diagonal.
    Half,
    /// The outline of a square.
    Frame,
}

/// A part of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// How many of the hundred.
    pub count: usize,
    /// CSS class of its colour.
    pub class: &'static str,
    /// Its shape.
    pub shape: Shape,
    /// What it is.
    pub words: String,
}

/// Whole numbers that add up to a hundred and are nearest to shares of a whole (largest remainder; of equal remainders,
/// the first). Nothing when the shares are no parts of one whole: negative, not finite, or nothing at all.
pub fn of_a_hundred(shares: &[f64]) -> Option<Vec<usize>> {
    let whole: f64 = shares.iter().sum();
    if !(whole > 0.0 && whole.is_finite()) || shares.iter().any(|share| *share < 0.0) {
        return None;
    }
    let exact: Vec<f64> = shares.iter().map(|share| share / whole * HUNDRED as f64).collect();
    let mut counts: Vec<usize> = exact.iter().map(|share| share.floor() as usize).collect();
    let mut order: Vec<usize> = (0..exact.len()).collect();
    order.sort_by(|a, b| exact[*b].fract().total_cmp(&exact[*a].fract()).then(a.cmp(b)));
    let left = HUNDRED.saturating_sub(counts.iter().sum());
    for rank in order.into_iter().take(left) {
        counts[rank] += 1;
    }
    Some(counts)
}

/// Side of a tessera with its joint, and without, in units.
const STEP: usize = 12;
const SIDE: usize = 11;
/// Tesserae in a row.
const ROW: usize = 10;

/// The mosaic as SVG; `label` says in words what is drawn.
pub fn mosaic(parts: &[Part], label: &str) -> String {
    let size = ROW * STEP;
    let mut svg = format!(
        r#"<svg class="mq-hundred__mosaic" viewBox="0 0 {size} {size}" role="img" aria-label="{}">"#,
        escape(label)
    );
    let mut next = 0;
    for part in parts {
        let mut d = String::new();
        for rank in next..(next + part.count).min(HUNDRED) {
            let (x, y) = (rank % ROW * STEP, rank / ROW * STEP);
            let _ = write!(d, "M{x} {y}{}", outline(part.shape));
        }
        next += part.count;
        if !d.is_empty() {
            let _ = write!(svg, r#"<path class="{}" d="{d}"/>"#, part.class);
        }
    }
    svg.push_str("</svg>");
    svg
}

/// A part alone, for the legend.
pub fn key(part: &Part) -> String {
    let class = part.class;
    format!(
        r#"<svg class="mq-hundred__key" viewBox="0 0 {SIDE} {SIDE}" aria-hidden="true"><path class="{class}" d="M0 0{}"/></svg>"#,
        outline(part.shape)
    )
}

/// Path data of a tessera from its upper left corner, holes by the even-odd rule.
fn outline(shape: Shape) -> &'static str {
    match shape {
        Shape::Square => "h11v11h-11z",
        Shape::Quarter => "h11a11 11 0 0 1-11 11z",
        Shape::Disc => "m5.5 0a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11z",
        Shape::Half => "v11h11z",
        Shape::Frame => "h11v11h-11zm3 3v5h5v-5z",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_remainders_complete_the_hundred() {
        // 33.3, 33.3, 33.3: of equal remainders, the first.
        assert_eq!(of_a_hundred(&[1.0, 1.0, 1.0]), Some(vec![34, 33, 33]));
        // France in 2021: 82.1 main, 9.8 secondary, 8.1 vacant.
        assert_eq!(of_a_hundred(&[82.1, 9.8, 8.1]), Some(vec![82, 10, 8]));
        assert_eq!(of_a_hundred(&[99.6, 0.4, 0.0]), Some(vec![100, 0, 0]));
    }

    #[test]
    fn what_is_no_part_of_a_whole_gives_nothing() {
        assert_eq!(of_a_hundred(&[]), None);
        assert_eq!(of_a_hundred(&[0.0, 0.0]), None);
        assert_eq!(of_a_hundred(&[5.0, -1.0]), None);
        assert_eq!(of_a_hundred(&[f64::NAN, 1.0]), None);
    }

    #[test]
    fn a_mosaic_has_a_hundred_tesserae_in_ten_rows() {
        let part = |count, shape| Part { count, class: "a", shape, words: String::new() };
        let svg = mosaic(&[part(60, Shape::Square), part(40, Shape::Frame)], "60 & 40");
        assert_eq!(svg.matches("h11v11h-11z").count(), 100);
        assert!(svg.contains("M108 108h11") && svg.contains("60 &amp; 40"));
    }
}
