//! The way made from a baseline to a target, report after report, as a small picture. Page: `docs/method/progress.md`.
//!
//! It is drawn in the colour of the text and keeps its size; the table beside it says the same.

use std::fmt::Write as _;

use super::escape;

/// Width and height, and where the baseline and the target lie, in units.
const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 34.0;
const FROM: f64 = 24.0;
const TO: f64 = 216.0;
/// Where the line lies.
const GROUND: f64 = 20.0;

/// The picture: `ways` are the shares of the way that were made, the first report first; those beyond an end are drawn there as
/// arrows. `label` says in words what is drawn. Empty without a share.
pub fn way(ways: &[f64], label: &str) -> String {
    if ways.is_empty() {
        return String::new();
    }
    let mut svg = format!(
        r#"<svg width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{}" fill="none" stroke="currentColor" stroke-width="2">"#,
        escape(label)
    );
    let _ = write!(svg, r#"<path d="M{FROM} {GROUND}H{TO}" stroke-opacity="0.4"/><path d="M{FROM} 12v16M{TO} 8v24"/>"#);
    let last = ways.len() - 1;
    for (rank, way) in ways.iter().enumerate() {
        let (x, fill) = (FROM + way.clamp(0.0, 1.0) * (TO - FROM), if rank == last { "currentColor" } else { "none" });
        let _ = match way {
            way if *way < 0.0 => write!(svg, r#"<path fill="{fill}" d="M{:.1} {GROUND}l8-5v10z"/>"#, x - 12.0),
            way if *way > 1.0 => write!(svg, r#"<path fill="{fill}" d="M{:.1} {GROUND}l-8-5v10z"/>"#, x + 12.0),
            _ => write!(svg, r#"<circle fill="{fill}" cx="{x:.1}" cy="{GROUND}" r="5"/>"#),
        };
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_of_the_way_is_at_a_quarter_and_what_is_beyond_an_end_is_an_arrow_there() {
        let drawn = way(&[-0.5, 0.25, 1.5], "Trois bilans");
        assert!(drawn.contains(r#"aria-label="Trois bilans""#) && drawn.contains(r#"cx="72.0""#), "{drawn}");
        assert!(
            drawn.contains("M12.0 20l8-5") && drawn.contains(r#"fill="currentColor" d="M228.0 20l-8-5"#),
            "{drawn}"
        );
        assert_eq!(way(&[], "Rien"), "");
    }
}
