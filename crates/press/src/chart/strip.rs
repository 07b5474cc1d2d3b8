//! Where a figure stands among those of a kind: the heap of all values on a ruler, their middle half, the nearest
//! comparable territories, and the territory. Page: `docs/method/strip.md`.

use std::fmt::Write as _;

use facts::Unit;
use territory::{Graduation, Shape};

use super::{LENGTH, MARGIN, WIDTH, ends, escape, write_ends};
use crate::picture::{self, Sheet};
use crate::words::Words;

/// What a strip shows.
#[derive(Debug, Clone, Copy)]
pub struct Strip<'a> {
    /// How the values of all territories of the kind lie.
    pub shape: &'a Shape,
    /// The figure of the territory.
    pub value: f64,
    /// Figures of the nearest comparable territories.
    pub nearest: &'a [f64],
    /// Unit of them all.
    pub unit: Unit,
}

/// Where the ruler lies, in units under the top.
const GROUND: f64 = 30.0;
/// Height of the tallest part.
const TALLEST: f64 = 26.0;

/// The strip in a page, which has its colours; `label` says in words what is drawn.
pub fn strip(words: &Words, strip: &Strip<'_>, label: &str) -> String {
    let mut svg = format!(r#"<svg viewBox="0 0 {WIDTH:.0} 54" role="img" aria-label="{}">"#, escape(label));
    svg.push_str(&drawing(strip));
    svg.push_str(r#"<g class="mq-strip__text">"#);
    write_ends(&mut svg, &ends_of(words, strip), MARGIN, LENGTH, 52.0);
    svg.push_str("</g></svg>");
    svg
}

/// The strip in words, for who does not see it: how many territories of a kind, their middle half and median, the figure
/// and its rank, `rank` being the number that a visitor reads.
pub fn alternative(words: &Words, strip: &Strip<'_>, kind: &str, rank: &str) -> String {
    let write = |value: f64| words.quantity(value, strip.unit);
    let values = [
        ("count", words.number(strip.shape.count as f64, 0)),
        ("kind", kind.to_owned()),
        ("lower", write(strip.shape.quartiles[0])),
        ("median", write(strip.shape.quartiles[1])),
        ("upper", write(strip.shape.quartiles[2])),
        ("value", write(strip.value)),
        ("rank", rank.to_owned()),
    ];
    let key = match strip.shape.ruler.graduation {
        Graduation::Even => "strip-alternative",
        Graduation::Logarithmic => "strip-alternative-logarithmic",
    };
    words.with(key, &values)
}

/// The strip as a picture that stands alone, on a sheet that says what it is; `kind` is that of the territories compared.
pub fn strip_file(words: &Words, strip: &Strip<'_>, kind: &str, name: &str, sheet: &Sheet) -> String {
    const SCALE: f64 = 2.7;
    let mut body = format!(r#"<g transform="scale({SCALE})">{}</g>"#, drawing(strip));
    body.push_str(r#"<g class="mq-strip__text">"#);
    write_ends(&mut body, &ends_of(words, strip), MARGIN * SCALE, LENGTH * SCALE, 130.0);
    body.push_str("</g>");
    let median = words.quantity(strip.shape.quartiles[1], strip.unit);
    let count = words.number(strip.shape.count as f64, 0);
    let mut keys = vec![
        (
            r#"<path class="mq-strip__mark" d="M8-8l7 8-7 8-7-8z"/>"#,
            words.with("colon", &[("name", name.to_owned()), ("value", words.quantity(strip.value, strip.unit))]),
        ),
        (
            r#"<path class="mq-strip__heap" d="M0 6V0h4v-4h4v-3h4v8h4v5z"/>"#,
            words.with("strip-key-heap", &[("count", count), ("kind", kind.to_owned())]),
        ),
        (r#"<rect class="mq-strip__band" x="0" y="-3" width="16" height="6"/>"#, words.t("strip-key-band")),
        (r#"<path class="mq-strip__median" d="M8-8v16"/>"#, words.t1("strip-key-median", "median", median)),
    ];
    if !strip.nearest.is_empty() {
        keys.push((
            r#"<path class="mq-strip__peers" d="M3-5v10M9-5v10M13-5v10"/>"#,
            words.count("strip-key-peers", strip.nearest.len()),
        ));
    }
    let mut y = 162.0;
    for (drawn, text) in keys {
        let _ = write!(body, r#"<g transform="translate(16 {y:.0})">{drawn}</g>"#);
        let _ = write!(body, r#"<text x="44" y="{:.0}">{}</text>"#, y + 4.0, escape(&text));
        y += 22.0;
    }
    picture::on_sheet(words, sheet, WIDTH * SCALE, y, &body)
}

fn ends_of(words: &Words, strip: &Strip<'_>) -> [String; 3] {
    let beyond = strip.shape.beyond.map(|count| count > 0);
    ends(words, &strip.shape.ruler, strip.unit, beyond)
}

/// All but the texts, in units.
fn drawing(strip: &Strip<'_>) -> String {
    let ruler = &strip.shape.ruler;
    let at = |value: f64| MARGIN + LENGTH * ruler.at(value);
    let mut svg = String::with_capacity(900);
    let _ = write!(svg, r#"<path class="mq-strip__heap" d="{}"/>"#, heap(&strip.shape.parts));
    let [lower, median, upper] = strip.shape.quartiles.map(at);
    let _ = write!(
        svg,
        r#"<path class="mq-strip__ruler" d="M{MARGIN} {GROUND}h{LENGTH}"/><rect class="mq-strip__band" x="{lower:.1}" y="{GROUND}" width="{:.1}" height="4"/><path class="mq-strip__median" d="M{median:.1} 2V36"/>"#,
        upper - lower
    );
    if !strip.nearest.is_empty() {
        svg.push_str(r#"<path class="mq-strip__peers" d=""#);
        for value in strip.nearest {
            let _ = write!(svg, "M{:.1} 36v6", at(*value));
        }
        svg.push_str(r#""/>"#);
    }
    let x = at(strip.value);
    // Beyond an end, the mark points to where the figure is.
    let mark = match strip.value {
        value if value < ruler.low => "l8-7v14z",
        value if value > ruler.high => "l-8-7v14z",
        _ => "m0-8l6 8-6 8-6-8z",
    };
    let _ = write!(svg, r#"<path class="mq-strip__mark" d="M{x:.1} {GROUND}{mark}"/>"#);
    svg
}

/// The heap of values: a column a part, as high as it holds values. What holds any is seen.
fn heap(parts: &[u32]) -> String {
    let step = LENGTH / parts.len() as f64;
    let most = parts.iter().copied().max().unwrap_or(0).max(1);
    let height = |count: u32| match count {
        0 => 0,
        count => ((TALLEST * f64::from(count) / f64::from(most)).round() as u32).max(1),
    };
    let mut d = format!("M{MARGIN} {GROUND}");
    let mut rank = 0;
    while rank < parts.len() {
        let tall = height(parts[rank]);
        let start = rank;
        while rank < parts.len() && height(parts[rank]) == tall {
            rank += 1;
        }
        let _ = write!(d, "V{}h{}", GROUND - f64::from(tall), step * (rank - start) as f64);
    }
    let _ = write!(d, "V{GROUND}z");
    d
}

#[cfg(test)]
mod tests {
    use super::*;
    use facts::Lang;
    use territory::Ruler;

    fn shape() -> Shape {
        let mut parts = [0; 40];
        (parts[0], parts[1], parts[2], parts[39]) = (1, 300, 300, 3);
        Shape {
            ruler: Ruler::new(Graduation::Even, 0.0, 40.0).unwrap(),
            parts,
            beyond: [0, 3],
            quartiles: [1.2, 2.0, 2.8],
            count: 604,
        }
    }

    #[test]
    fn the_heap_is_one_line_and_what_holds_one_value_is_seen() {
        assert_eq!(heap(&shape().parts), "M6 30V29h6V4h12V30h216V29h6V30z");
        assert_eq!(heap(&[0, 0]), "M6 30V30h240V30z");
    }

    #[test]
    fn the_mark_stays_on_the_ruler_and_points_to_what_is_beyond_it() {
        let of = |value| drawing(&Strip { shape: &shape(), value, nearest: &[], unit: Unit::Percent });
        assert!(of(20.0).contains(r#"d="M126.0 30m0-8l6 8-6 8-6-8z""#));
        assert!(of(0.0).contains(r#"d="M6.0 30m0"#));
        assert!(of(99.0).contains(r#"d="M246.0 30l-8-7v14z""#));
        assert!(of(-1.0).contains(r#"d="M6.0 30l8-7v14z""#));
    }

    #[test]
    fn the_ends_are_written_with_what_lies_beyond_and_words_cannot_close_the_drawing() {
        let shape = shape();
        let svg = strip(
            Words::of(Lang::Fr),
            &Strip { shape: &shape, value: 3.0, nearest: &[1.0, 2.0], unit: Unit::Percent },
            "\"><script>",
        );
        assert!(svg.contains(">0,0</text>") && svg.contains(">&gt; 40,0</text>"), "{svg}");
        assert!(svg.contains("&quot;&gt;&lt;script&gt;"));
        assert!(svg.contains(r#"d="M12.0 36v6M18.0 36v6""#), "{svg}");
        assert!(svg.len() < 1_100, "{} bytes", svg.len());
    }

    #[test]
    fn who_does_not_see_it_is_told_the_same() {
        let shape = shape();
        let drawn = Strip { shape: &shape, value: 3.0, nearest: &[], unit: Unit::Percent };
        let said = alternative(Words::of(Lang::En), &drawn, "communes", "76");
        for part in ["604 communes", "1.2%", "2.0%", "2.8%", "3.0%", "76"] {
            assert!(said.contains(part), "{part}: {said}");
        }
    }
}
