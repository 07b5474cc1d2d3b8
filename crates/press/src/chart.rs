//! Small drawings made of a few figures.

pub mod columns;
pub mod dots;
pub mod strip;
pub mod way;

use std::fmt::Write as _;

use facts::Unit;
use territory::{Graduation, Ruler};

use crate::words::Words;

pub use columns::{Boxed, columns};
pub use dots::{Lane, dots, dots_file};
pub use strip::{Strip, strip, strip_file};
pub use way::way;

/// Room on each side of a ruler, for the mark that stands at its end.
const MARGIN: f64 = 6.0;
/// Length of a ruler, in units of the drawing.
const LENGTH: f64 = 240.0;
/// Width of a drawing in a page.
const WIDTH: f64 = LENGTH + 2.0 * MARGIN;

/// What is written under a ruler: its ends, and between them the unit, and that it is logarithmic when it is. `beyond`
/// says whether values lie below its beginning and above its end.
fn ends(words: &Words, ruler: &Ruler, unit: Unit, beyond: [bool; 2]) -> [String; 3] {
    let end = |value: f64, beyond: bool, key: &str| {
        let value = words.value(value, unit);
        if beyond { words.t1(key, "value", value) } else { value }
    };
    let unit_words = words.unit(unit);
    let between = match ruler.graduation {
        Graduation::Even => unit_words,
        Graduation::Logarithmic if unit_words.is_empty() => words.t("strip-logarithmic"),
        Graduation::Logarithmic => words.t1("strip-unit-logarithmic", "unit", unit_words),
    };
    [end(ruler.low, beyond[0], "strip-less"), between, end(ruler.high, beyond[1], "strip-more")]
}

/// The three texts of [`ends`] as SVG, along a ruler that begins at `left` and is `length` long.
fn write_ends(svg: &mut String, ends: &[String; 3], left: f64, length: f64, y: f64) {
    for (text, x, anchor) in
        [(&ends[0], left, "start"), (&ends[1], left + length / 2.0, "middle"), (&ends[2], left + length, "end")]
    {
        let text = escape(text);
        let _ = write!(svg, r#"<text x="{x:.0}" y="{y:.0}" text-anchor="{anchor}">{text}</text>"#);
    }
}

/// Text as it stands in XML.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // XML has no way to write the other control characters.
            letter if letter.is_control() && letter != '\n' && letter != '\t' => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}
