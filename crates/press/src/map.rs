//! Maps as SVG: a choropleth of communes, and the laureates on the map of France.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use territory::outline::{Drawing, Line};
use territory::{Choropleth, FrenchMap};

use crate::chart::escape;
use crate::picture::wrapped;
use crate::words::Words;

/// A class of the legend: its CSS class and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// `mq-q1` to `mq-q5`, or `mq-qna`.
    pub class: &'static str,
    /// "from 12 to 40".
    pub words: String,
}

/// CSS class of each class, when there are as many as an index: few classes are spread over the whole scale.
pub(crate) const SCALES: [&[&str]; 6] = [
    &[],
    &["mq-q3"],
    &["mq-q2", "mq-q4"],
    &["mq-q1", "mq-q3", "mq-q5"],
    &["mq-q1", "mq-q2", "mq-q4", "mq-q5"],
    &["mq-q1", "mq-q2", "mq-q3", "mq-q4", "mq-q5"],
];

/// CSS class of what has no data.
pub(crate) const NO_DATA: &str = "mq-qna";

/// The legend of a choropleth.
pub fn legend(words: &Words, choropleth: &Choropleth<'_>) -> Vec<Key> {
    let unit = choropleth.indicator.unit;
    let intervals = choropleth.intervals();
    let scale = SCALES[intervals.len()];
    let mut keys: Vec<Key> = intervals
        .iter()
        .zip(scale)
        .map(|((low, high), class)| {
            let (low, high) = (words.value(*low, unit), words.value(*high, unit));
            Key {
                class,
                words: if low == high { low } else { words.with("period-span", &[("from", low), ("to", high)]) },
            }
        })
        .collect();
    if choropleth.communes.iter().any(|(_, value)| value.is_none()) {
        keys.push(Key { class: NO_DATA, words: words.t("portrait-map-missing") });
    }
    keys
}

/// Whether the drawing is put in a page, which has the colours, or stands alone and carries its own with its legend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting<'a> {
    /// In a page.
    Page,
    /// A file of its own, which says where it comes from.
    File {
        /// See [`crate::picture::credit`].
        credit: &'a [String],
    },
}

/// Width of a map that stands alone, at least, in units: its legend and its credit need the room.
const FILE_WIDTH: u32 = 420;
/// Letters of the credit on a line of a hundred units.
const CREDIT_LETTERS: u32 = 19;

/// Above this number of communes, names are left out of the drawing: the table and the data have them.
const MOST_NAMED: usize = 300;

/// A map that stays at its own address, in the place of its drawing.
pub fn at_its_address(src: &str, alt: &str) -> String {
    let (src, alt) = (escape(src), escape(alt));
    format!(r#"<img src="{src}" alt="{alt}" width="640" height="480" loading="lazy">"#)
}

/// The choropleth as SVG.
///
/// In a page of few communes, each is a path with its name and value; of many, each class is one path.
pub fn choropleth(
    words: &Words,
    map: &FrenchMap,
    drawing: &Drawing,
    choropleth: &Choropleth<'_>,
    title: &str,
    setting: Setting<'_>,
) -> String {
    let scale = SCALES[choropleth.bounds.len()];
    let values: BTreeMap<u32, Option<(f64, usize)>> = choropleth.communes.iter().copied().collect();
    let class_of = |commune: u32| values.get(&commune).copied().flatten().map_or(NO_DATA, |(_, class)| scale[class]);
    let keys = legend(words, choropleth);
    let (width, titles, credit) = match setting {
        Setting::Page => (drawing.width.max(1), Vec::new(), Vec::new()),
        Setting::File { credit } => {
            let width = drawing.width.max(FILE_WIDTH);
            let lines = credit.iter().cloned().chain([words.t("portrait-map-source")]);
            let wrap = |line: String| wrapped(&line, (width * CREDIT_LETTERS / 100) as usize);
            (width, wrapped(title, (width / 8) as usize), lines.flat_map(wrap).collect::<Vec<_>>())
        }
    };
    let below = match setting {
        Setting::Page => 0,
        Setting::File { .. } => 18 + 18 * titles.len() + 20 * keys.len() + 13 * credit.len(),
    };
    let height = drawing.height + below as u32;
    let mut svg = String::new();
    let _ = write!(
        svg,
        r#"<svg class="mq-map" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{}">"#,
        escape(title)
    );
    if setting != Setting::Page {
        svg.push_str(FILE_STYLE);
        let _ = write!(svg, r##"<rect width="{width}" height="{height}" fill="#fff"/>"##);
    }
    if drawing.communes.len() <= MOST_NAMED {
        for (commune, lines) in &drawing.communes {
            let value = values.get(commune).copied().flatten().map_or_else(
                || words.t("portrait-map-missing"),
                |(value, _)| words.quantity(value, choropleth.indicator.unit),
            );
            let named = [("name", map.at(*commune).name.to_string()), ("value", value)];
            let name = escape(&words.with("colon", &named));
            let _ =
                write!(svg, r#"<path class="{}" d="{}"><title>{name}</title></path>"#, class_of(*commune), path(lines));
        }
    } else {
        let mut by_class: BTreeMap<&str, String> = BTreeMap::new();
        for (commune, lines) in &drawing.communes {
            by_class.entry(class_of(*commune)).or_default().push_str(&path(lines));
        }
        for (class, d) in by_class {
            let _ = write!(svg, r#"<path class="{class}" d="{d}"/>"#);
        }
    }
    let _ = write!(svg, r#"<path class="mq-map__outline" d="{}"/>"#, path(&drawing.outline));
    let mut y = drawing.height + 6;
    for line in &titles {
        let _ = write!(svg, r#"<text class="t" x="6" y="{}">{}</text>"#, y + 14, escape(line));
        y += 18;
    }
    for key in keys.iter().filter(|_| setting != Setting::Page) {
        let words = escape(&key.words);
        let _ = write!(
            svg,
            r#"<rect class="{}" x="6" y="{}" width="22" height="14"/><text x="36" y="{}">{words}</text>"#,
            key.class,
            y + 3,
            y + 15
        );
        y += 20;
    }
    for line in &credit {
        y += 13;
        let _ = write!(svg, r#"<text class="s" x="6" y="{}">{}</text>"#, y, escape(line));
    }
    svg.push_str("</svg>");
    svg
}

/// Colours of a map that stands alone: one hue, from light to dark, told apart in grey and by colour-blind eyes.
pub(crate) const FILE_STYLE: &str = "<style>path{stroke:#fff;stroke-width:.4;fill-rule:evenodd}.mq-q1{fill:#e3eef0}.mq-q2{fill:#aed0d3}\
.mq-q3{fill:#6fa9b0}.mq-q4{fill:#347d88}.mq-q5{fill:#0b4a57}.mq-qna{fill:#d9d4c8}\
.mq-map__outline{fill:none;stroke:#22313a;stroke-width:1}text{font-family:'Atkinson Hyperlegible Next',sans-serif;font-size:12px;fill:#22313a}.t{font-weight:bold;font-size:14px}\
.s{font-size:10px}</style>";

/// A perimeter on the map of France.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// Where it leads.
    pub href: String,
    /// Its name.
    pub name: String,
}

/// France with perimeters, numbered in their order. The drawing's groups are the perimeters, in the same order.
pub fn france(drawing: &Drawing, marked: &[Marked], label: &str) -> String {
    let mut svg = format!(
        r#"<svg class="mq-france" viewBox="0 0 {} {}" role="group" aria-label="{}">"#,
        drawing.width,
        drawing.height,
        escape(label)
    );
    let _ = write!(svg, r#"<path class="mq-france__ground" d="{}"/>"#, tesserae(drawing));
    for (rank, (lines, mark)) in drawing.groups.iter().zip(marked).enumerate() {
        let Some([x, y]) = middle(lines) else { continue };
        let (number, name) = (rank + 1, escape(&mark.name));
        let _ = write!(
            svg,
            r#"<a href="{}" aria-label="{number}. {name}"><path class="mq-france__perimeter" d="{}"/><rect class="mq-france__place" x="{}" y="{}" width="18" height="18"/><text class="mq-france__number" x="{x}" y="{}" aria-hidden="true">{number}</text></a>"#,
            escape(&mark.href),
            path(lines),
            x - 9,
            y - 9,
            y + 5
        );
    }
    svg.push_str("</svg>");
    svg
}

/// Places on a territory, each with its number: several at the same place share a mark. Where each stands is in units of the
/// drawing.
pub fn spots(drawing: &Drawing, places: &[(usize, [f64; 2])], label: &str) -> String {
    let mut svg = format!(
        r#"<svg class="mq-map mq-spots" viewBox="0 0 {} {}" role="img" aria-label="{}">"#,
        drawing.width,
        drawing.height,
        escape(label)
    );
    for (_, lines) in &drawing.communes {
        let _ = write!(svg, r#"<path class="mq-spots__ground" d="{}"/>"#, path(lines));
    }
    let _ = write!(svg, r#"<path class="mq-map__outline" d="{}"/>"#, path(&drawing.outline));
    let mut told: Vec<([i64; 2], Vec<usize>)> = Vec::new();
    for (number, place) in places {
        let at = place.map(|units| units.round() as i64);
        match told.iter_mut().find(|(known, _)| *known == at) {
            Some((_, numbers)) => numbers.push(*number),
            None => told.push((at, vec![*number])),
        }
    }
    for ([x, y], numbers) in told {
        let numbers = match numbers[..] {
            [one] => one.to_string(),
            _ => format!("{}+", numbers[0]),
        };
        let _ = write!(
            svg,
            r#"<circle class="mq-spots__mark" cx="{x}" cy="{y}" r="12"/><text class="mq-spots__number" x="{x}" y="{}">{numbers}</text>"#,
            y + 4
        );
    }
    svg.push_str("</svg>");
    svg
}

/// The middle of a commune on a drawing, in units; nothing when it is not drawn.
pub fn middle_of(drawing: &Drawing, commune: u32) -> Option<[f64; 2]> {
    let (_, lines) = drawing.communes.iter().find(|(drawn, _)| *drawn == commune)?;
    middle(lines).map(|place| place.map(f64::from))
}

/// Side of a tessera of the ground, in units; the style sheet cuts the runs at this step.
const TESSERA: i32 = 16;

/// The ground as a mosaic: the squares whose middle is inside the outline, in horizontal runs.
pub(crate) fn tesserae(drawing: &Drawing) -> String {
    let mut d = String::new();
    let (columns, rows) = (drawing.width as i32 / TESSERA, drawing.height as i32 / TESSERA);
    for row in 0..=rows {
        let y = row * TESSERA + TESSERA / 2;
        // Where the horizontal line crosses the outline, from left to right: inside between odd and even crossings.
        let mut crossings: Vec<f64> = Vec::new();
        for line in &drawing.outline {
            for (rank, from) in line.iter().enumerate() {
                let to = line[(rank + 1) % line.len()];
                if (from[1] <= y * 10) != (to[1] <= y * 10) {
                    let share = f64::from(y * 10 - from[1]) / f64::from(to[1] - from[1]);
                    crossings.push(f64::from(from[0]) + share * f64::from(to[0] - from[0]));
                }
            }
        }
        let inside = |column: i32| {
            let x = f64::from((column * TESSERA + TESSERA / 2) * 10);
            crossings.iter().filter(|crossing| **crossing < x).count() % 2 == 1
        };
        let mut column = 0;
        while column <= columns {
            let start = column;
            while column <= columns && inside(column) {
                column += 1;
            }
            if column > start {
                let _ = write!(d, "M{} {y}H{}", start * TESSERA + 1, column * TESSERA - 2);
            }
            column += 1;
        }
    }
    d
}

/// The middle of the box around lines, in units.
fn middle(lines: &[Line]) -> Option<[i32; 2]> {
    let points = || lines.iter().flatten();
    let axis = |axis: usize| {
        let (low, high) = (points().map(|p| p[axis]).min()?, points().map(|p| p[axis]).max()?);
        Some((low + high) / 20)
    };
    Some([axis(0)?, axis(1)?])
}

/// Closed lines as path data, each point relative to the one before.
pub(crate) fn path(lines: &[Line]) -> String {
    let mut d = String::new();
    for line in lines {
        let mut at = [0, 0];
        for (rank, point) in line.iter().enumerate() {
            let (x, y) = (point[0] - at[0], point[1] - at[1]);
            let letter = match rank {
                0 => 'M',
                1 => 'l',
                _ => ' ',
            };
            let _ = write!(d, "{letter}{}{}", tenths(x), separated(&tenths(y)));
            at = *point;
        }
        d.push('z');
    }
    d
}

/// A number of tenths, as short as it can be: `-.5`, `12`, `3.4`.
fn tenths(number: i32) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let (whole, part) = (number.unsigned_abs() / 10, number.unsigned_abs() % 10);
    match (whole, part) {
        (whole, 0) => format!("{}{whole}", if whole == 0 { "" } else { sign }),
        (0, part) => format!("{sign}.{part}"),
        (whole, part) => format!("{sign}{whole}.{part}"),
    }
}

/// A minus sign separates two numbers by itself.
fn separated(number: &str) -> String {
    if number.starts_with('-') { number.to_owned() } else { format!(" {number}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_data_are_relative_and_short() {
        assert_eq!(path(&[vec![[10, 5], [25, 5], [25, -10]]]), "M1 .5l1.5 0 0-1.5z");
    }

    #[test]
    fn tenths_are_written_without_a_useless_zero() {
        assert_eq!([0, 3, -3, 10, -10, 34, -34].map(tenths), ["0", ".3", "-.3", "1", "-1", "3.4", "-3.4"]);
    }

    #[test]
    fn the_ground_is_made_of_the_squares_inside_the_outline() {
        let square = vec![[0, 0], [480, 0], [480, 320], [0, 320]];
        let hole = vec![[160, 0], [320, 0], [320, 160], [160, 160]];
        let drawing = Drawing { width: 48, height: 32, outline: vec![square, hole], ..Drawing::default() };
        assert_eq!(tesserae(&drawing), "M1 8H14M33 8H46M1 24H46");
    }

    #[test]
    fn the_middle_of_nothing_is_nowhere() {
        assert_eq!(middle(&[]), None);
        assert_eq!(middle(&[vec![[0, 0], [100, 40]]]), Some([5, 2]));
    }
}
