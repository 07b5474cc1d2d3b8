//! France coloured by an indicator, as SVG: in a page, or as a file with its title, its legend and its source.

use std::fmt::Write as _;

use territory::FrenchMap;
use territory::outline::{Drawing, Inset, Line};
use territory::theme::{Method, Theme};

use crate::chart::escape;
use crate::links::Links;
use crate::map::{FILE_STYLE, NO_DATA, SCALES, path};
use crate::words::Words;

/// A class of the legend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassKey {
    /// `mq-q1` to `mq-q5`, or `mq-qna`.
    pub class: &'static str,
    /// "from 12 to 40".
    pub words: String,
    /// How many territories, in words.
    pub count: String,
}

/// The legend: each class with how many territories are in it, and those that have no value.
pub fn legend(words: &Words, theme: &Theme<'_>) -> Vec<ClassKey> {
    let unit = theme.indicator.unit;
    let scale = SCALES[theme.classes.len()];
    let mut keys: Vec<ClassKey> = theme
        .classes
        .iter()
        .zip(scale)
        .enumerate()
        .map(|(rank, (class, css))| {
            let (from, to) = (words.value(class.from, unit), words.value(class.to, unit));
            // An equal interval begins just above the bound of the one before.
            let key = if theme.method == Method::Equal && rank > 0 { "maps-class-above" } else { "period-span" };
            let words_of = if from == to { to } else { words.with(key, &[("from", from), ("to", to)]) };
            ClassKey { class: css, words: words_of, count: words.count("maps-territories", class.count) }
        })
        .collect();
    let missing = theme.missing();
    if missing > 0 {
        let count = words.count("maps-territories", missing);
        keys.push(ClassKey { class: NO_DATA, words: words.t("portrait-map-missing"), count });
    }
    keys
}

/// How the groups of a drawing are to be coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Groups {
    /// One group a territory of the theme, in its order.
    Territories,
    /// One group a class, those without a value last.
    Classes,
}

/// France in a page that has room for it: each territory is a link with its name and value.
pub fn drawn(words: &Words, map: &FrenchMap, sheet: &(Drawing, Vec<Inset>), theme: &Theme<'_>, title: &str) -> String {
    let (drawing, insets) = sheet;
    let mut svg = String::new();
    // What is full of links is a group, not one picture.
    let _ = write!(
        svg,
        r#"<svg class="mq-map mq-map--france" viewBox="0 0 {} {}" role="group" aria-label="{}">"#,
        drawing.width,
        drawing.height + LABEL,
        escape(title)
    );
    frames(&mut svg, map, drawing, insets);
    svg.push_str(r#"<g transform="scale(.5)">"#);
    for (rank, lines) in drawing.groups.iter().enumerate().filter(|(_, lines)| !lines.is_empty()) {
        let territory = &theme.territories[rank];
        let value = theme.values[rank]
            .map_or_else(|| words.t("portrait-map-missing"), |value| words.quantity(value, theme.indicator.unit));
        let name = words.with("colon", &[("name", territory.name.clone()), ("value", value)]);
        let _ = write!(
            svg,
            r#"<a href="{}" aria-label="{name}"><path class="{}" d="{}"><title>{name}</title></path></a>"#,
            escape(&Links::Territory(territory.token.clone()).path(words.lang())),
            class(theme, theme.class_of[rank]),
            halves(lines),
            name = escape(&name),
        );
    }
    svg.push_str("</g></svg>");
    svg
}

/// A territory on a map that shows where something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// Its class: `mq-q1` to `mq-q5`, or `mq-qna`.
    pub class: &'static str,
    /// Its name and what is there.
    pub title: String,
}

/// France in a page with territories told apart by their class, in the order of the drawing's groups. What it shows must be
/// told beside it in a table.
pub fn marked(map: &FrenchMap, sheet: &(Drawing, Vec<Inset>), marked: &[Marked], title: &str) -> String {
    let (drawing, insets) = sheet;
    let mut svg = String::new();
    let _ = write!(
        svg,
        r#"<svg class="mq-map mq-map--france" viewBox="0 0 {} {}" role="img" aria-label="{}">"#,
        drawing.width,
        drawing.height + LABEL,
        escape(title)
    );
    frames(&mut svg, map, drawing, insets);
    svg.push_str(r#"<g transform="scale(.5)">"#);
    for (lines, mark) in drawing.groups.iter().zip(marked).filter(|(lines, _)| !lines.is_empty()) {
        let (class, title) = (mark.class, escape(&mark.title));
        let _ = write!(svg, r#"<path class="{class}" d="{}"><title>{title}</title></path>"#, halves(lines));
    }
    svg.push_str("</g></svg>");
    svg
}

/// France in a page, when it has too many territories to be drawn in it: a picture at the address `src`, as high as a sheet.
pub fn at_its_address(src: &str, sheet: &(Drawing, Vec<Inset>), title: &str) -> String {
    let (width, height) = size(&sheet.0);
    let (src, alt) = (escape(src), escape(title));
    format!(
        r#"<img class="mq-map mq-map--france" src="{src}" alt="{alt}" width="{width}" height="{height}" loading="lazy">"#
    )
}

/// That picture: the drawing alone, since the page has the title, the legend and the source.
pub fn picture(map: &FrenchMap, sheet: &(Drawing, Vec<Inset>), theme: &Theme<'_>) -> String {
    let (drawing, insets) = sheet;
    let (width, height) = size(drawing);
    let mut svg = String::new();
    let _ = write!(
        svg,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">{FILE_STYLE}<rect width="{width}" height="{height}" fill="{PAPER}"/>"#,
    );
    frames(&mut svg, map, drawing, insets);
    svg.push_str(r#"<g transform="scale(.5)">"#);
    classes(&mut svg, drawing, Groups::Territories, theme, halves);
    svg.push_str("</g></svg>");
    svg
}

/// Width and height of a sheet with the names under its insets.
fn size(drawing: &Drawing) -> (u32, u32) {
    (drawing.width, drawing.height + LABEL)
}

/// France as a file that stands alone.
pub fn file(
    words: &Words,
    map: &FrenchMap,
    sheet: &(Drawing, Vec<Inset>),
    groups: Groups,
    theme: &Theme<'_>,
    texts: &FileTexts,
) -> String {
    let (drawing, insets) = sheet;
    let keys = legend(words, theme);
    let under = drawing.height + LABEL;
    let lines = texts.source.len() as u32;
    let (width, height) = (drawing.width, under + 44 + 20 * keys.len() as u32 + 14 * lines + 10);
    let mut svg = String::new();
    let _ = write!(
        svg,
        r#"<svg class="mq-map" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{}">{FILE_STYLE}<rect width="{width}" height="{height}" fill="{PAPER}"/>"#,
        escape(&texts.title)
    );
    frames(&mut svg, map, drawing, insets);
    classes(&mut svg, drawing, groups, theme, path);
    let _ = write!(svg, r#"<text class="t" x="6" y="{}">{}</text>"#, under + 24, escape(&texts.title));
    for (rank, key) in keys.iter().enumerate() {
        let y = under + 36 + 20 * rank as u32;
        let _ = write!(
            svg,
            r#"<rect class="{}" x="6" y="{y}" width="22" height="14"/><text x="36" y="{}">{}</text>"#,
            key.class,
            y + 12,
            escape(&format!("{} ({})", key.words, key.count))
        );
    }
    for (rank, line) in texts.source.iter().enumerate() {
        let y = under + 52 + 20 * keys.len() as u32 + 14 * rank as u32;
        let _ = write!(svg, r#"<text class="s" x="6" y="{y}">{}</text>"#, escape(line));
    }
    svg.push_str("</svg>");
    svg
}

/// The words of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileTexts {
    /// What it shows.
    pub title: String,
    /// Method, source and contours, a line each.
    pub source: Vec<String>,
}

/// Ground of a file: what prints and slides have.
const PAPER: &str = "#fff";
/// Room for the names under the insets, in units.
const LABEL: u32 = 18;

fn class(theme: &Theme<'_>, class: Option<usize>) -> &'static str {
    class.map_or(NO_DATA, |class| SCALES[theme.classes.len()][class])
}

/// The frames of the overseas départements, with their names.
fn frames(svg: &mut String, map: &FrenchMap, drawing: &Drawing, insets: &[Inset]) {
    for Inset { departement, frame: [x, y, width, height] } in insets {
        let _ = write!(
            svg,
            r#"<rect class="mq-map__frame" fill="none" stroke="{FRAME}" x="{x}" y="{y}" width="{width}" height="{height}"/><text class="mq-map__place" x="{}" y="{}">{}</text>"#,
            x + 2,
            drawing.height + 14,
            escape(&map.departements[*departement].name)
        );
    }
}

/// Sides of the frames where no style sheet says better.
const FRAME: &str = "#9a958a";

/// Path data in whole halves of a unit: nearly half as heavy as in tenths, and still under what the eye sees in a page.
fn halves(lines: &[Line]) -> String {
    let half = |tenths: i32| (2 * tenths + 5).div_euclid(10) * 10;
    let lines = lines.iter().map(|line| {
        let mut line: Line = line.iter().map(|point| point.map(half)).collect();
        line.dedup();
        line
    });
    path(&lines.filter(|line| line.len() > 2).collect::<Vec<_>>())
}

/// One path a class, its data written by `data`.
fn classes(svg: &mut String, drawing: &Drawing, groups: Groups, theme: &Theme<'_>, data: impl Fn(&[Line]) -> String) {
    let classes = (0..theme.classes.len()).map(Some).chain([None]);
    for (rank, of) in classes.enumerate() {
        let mut d = String::new();
        match groups {
            Groups::Classes => d.push_str(&data(drawing.groups.get(rank).map_or(&[], Vec::as_slice))),
            Groups::Territories => {
                let members = theme.class_of.iter().zip(&drawing.groups).filter(|(class, _)| **class == of);
                members.for_each(|(_, lines)| d.push_str(&data(lines)));
            }
        }
        if !d.is_empty() {
            let _ = write!(svg, r#"<path class="{}" d="{d}"/>"#, class(theme, of));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_a_unit_are_whole_and_a_line_that_shrinks_to_nothing_goes() {
        let square = vec![[0, 0], [100, 0], [100, 52], [0, 53]];
        let speck = vec![[10, 10], [11, 10], [10, 11]];
        assert_eq!(halves(&[square, speck]), "M0 0l20 0 0 10 -20 1z");
    }
}
