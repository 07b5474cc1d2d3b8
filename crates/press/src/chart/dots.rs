//! Several territories on one ruler, each on a line of its own with the middle half and the median of its kind.

use std::fmt::Write as _;

use facts::Unit;
use territory::Ruler;

use super::{ends, escape, write_ends};
use crate::picture::{self, Sheet};
use crate::words::Words;

/// The line of a territory.
#[derive(Debug, Clone)]
pub struct Lane {
    /// Its letter in the comparison.
    pub letter: char,
    /// Its name.
    pub name: String,
    /// Its figure, or why there is none, in words.
    pub finding: Result<f64, String>,
    /// Lower quartile, median and upper quartile of its kind.
    pub quartiles: Option<[f64; 3]>,
}

/// Where the ruler begins, after the letters.
const LEFT: f64 = 18.0;
/// Its length.
const LENGTH: f64 = 228.0;
/// Height of a line.
const STEP: f64 = 15.0;

/// The lines in a page, which has their colours; `label` says in words what is drawn.
pub fn dots(words: &Words, ruler: &Ruler, unit: Unit, lanes: &[Lane], label: &str) -> String {
    let height = STEP * lanes.len() as f64;
    let mut svg = format!(r#"<svg viewBox="0 0 252 {:.0}" role="img" aria-label="{}">"#, height + 14.0, escape(label));
    for (rank, lane) in lanes.iter().enumerate() {
        let y = STEP * (rank as f64 + 0.5);
        let _ = write!(svg, r#"<text class="mq-dots__letter" x="0" y="{:.1}">{}</text>"#, y + 4.0, lane.letter);
        svg.push_str(&line(ruler, lane, LEFT, LENGTH, y));
    }
    svg.push_str(r#"<g class="mq-strip__text">"#);
    write_ends(&mut svg, &ends(words, ruler, unit, [false, false]), LEFT, LENGTH, height + 11.0);
    svg.push_str("</g></svg>");
    svg
}

/// The lines in words: each territory with its figure or why there is none, and the median of its kind.
pub fn alternative(words: &Words, unit: Unit, lanes: &[Lane]) -> String {
    let say = |lane: &Lane| {
        let value = match &lane.finding {
            Ok(value) => words.quantity(*value, unit),
            Err(why) => why.clone(),
        };
        let named = [("letter", lane.letter.to_string()), ("name", lane.name.clone()), ("value", value)];
        match lane.quartiles.filter(|_| lane.finding.is_ok()) {
            None => words.with("dots-lane", &named),
            Some([_, median, _]) => {
                let [letter, name, value] = named;
                words.with("dots-lane-median", &[letter, name, value, ("median", words.quantity(median, unit))])
            }
        }
    };
    lanes.iter().map(say).collect::<Vec<_>>().join(" ")
}

/// The lines as a picture that stands alone, on a sheet that says what it is.
pub fn dots_file(words: &Words, ruler: &Ruler, unit: Unit, lanes: &[Lane], sheet: &Sheet) -> String {
    const WIDTH: f64 = 680.0;
    const TALL: f64 = 44.0;
    let (left, length) = (12.0, WIDTH - 24.0);
    let mut body = String::new();
    for (rank, lane) in lanes.iter().enumerate() {
        let top = TALL * rank as f64;
        let value = match &lane.finding {
            Ok(value) => words.quantity(*value, unit),
            Err(why) => why.clone(),
        };
        let named = [("letter", lane.letter.to_string()), ("name", lane.name.clone()), ("value", value)];
        let text = escape(&picture::shortened(&words.with("dots-lane", &named), 95));
        let _ = write!(body, r#"<text x="{left}" y="{:.0}">{text}</text>"#, top + 14.0);
        body.push_str(&line(ruler, lane, left, length, top + 28.0));
    }
    let mut y = TALL * lanes.len() as f64 + 12.0;
    body.push_str(r#"<g class="mq-strip__text">"#);
    write_ends(&mut body, &ends(words, ruler, unit, [false, false]), left, length, y);
    body.push_str("</g>");
    y += 24.0;
    let key = escape(&words.t("dots-key"));
    let _ = write!(
        body,
        r#"<rect class="mq-strip__band" x="{left}" y="{:.0}" width="24" height="6"/><path class="mq-strip__median" d="M{:.0} {:.0}v12"/><text x="{:.0}" y="{:.0}">{key}</text>"#,
        y - 3.0,
        left + 12.0,
        y - 6.0,
        left + 34.0,
        y + 4.0
    );
    picture::on_sheet(words, sheet, WIDTH, y + 14.0, &body)
}

/// A line: the ruler, the middle half of the kind, its median, and the figure.
fn line(ruler: &Ruler, lane: &Lane, left: f64, length: f64, y: f64) -> String {
    let at = |value: f64| left + length * ruler.at(value);
    let mut svg = format!(r#"<path class="mq-strip__ruler" d="M{left} {y}h{length}"/>"#);
    if let Some([lower, median, upper]) = lane.quartiles {
        let (lower, median, upper) = (at(lower), at(median), at(upper));
        let _ = write!(
            svg,
            r#"<rect class="mq-strip__band" x="{lower:.1}" y="{}" width="{:.1}" height="6"/><path class="mq-strip__median" d="M{median:.1} {}v12"/>"#,
            y - 3.0,
            upper - lower,
            y - 6.0
        );
    }
    if let Ok(value) = lane.finding {
        let _ = write!(svg, r#"<path class="mq-strip__mark" d="M{:.1} {y}m0-6l5 6-5 6-5-6z"/>"#, at(value));
    }
    svg
}

#[cfg(test)]
mod tests {
    use super::*;
    use facts::Lang;
    use territory::Graduation;

    fn lanes() -> Vec<Lane> {
        let lane =
            |letter, finding| Lane { letter, name: format!("T{letter}"), finding, quartiles: Some([1.0, 2.0, 3.0]) };
        vec![lane('A', Ok(5.0)), lane('B', Err("rien".into()))]
    }

    #[test]
    fn all_stand_on_one_ruler_and_what_is_absent_has_no_mark() {
        let ruler = Ruler::new(Graduation::Even, 0.0, 10.0).unwrap();
        let svg = dots(Words::of(Lang::Fr), &ruler, Unit::Percent, &lanes(), "x");
        assert_eq!(svg.matches("mq-strip__mark").count(), 1);
        assert_eq!(svg.matches("mq-strip__median").count(), 2);
        assert!(svg.contains("M132.0 7.5m0-6"), "18 + 228 / 2: {svg}");
    }

    #[test]
    fn who_does_not_see_it_is_told_each_figure_its_median_and_why_one_is_absent() {
        let said = alternative(Words::of(Lang::En), Unit::Percent, &lanes());
        assert_eq!(said, "A: TA, 5.0%, median of its kind 2.0%. B: TB, rien.");
    }
}
