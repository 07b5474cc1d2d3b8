//! Drawings for documents, as SVG with their own colours: paper has no style sheet.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use territory::Choropleth;
use territory::outline::{Drawing, Line};

use super::colours;
use crate::map::{self, NO_DATA, SCALES};

fn colour(name: &str) -> &'static str {
    colours().get(name).map_or("#000", String::as_str)
}

fn open(drawing: &Drawing) -> String {
    let (width, height) = (drawing.width.max(1), drawing.height.max(1));
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">"#
    )
}

fn figure(lines: &[Line], fill: &str) -> String {
    format!(r#"<path fill="{fill}" fill-rule="evenodd" d="{}"/>"#, map::path(lines))
}

/// Communes, all of one colour, and around them the outline.
pub(super) fn perimeter(drawing: &Drawing) -> String {
    let mut svg = open(drawing);
    let border = if drawing.communes.len() > 400 { 0.25 } else { 0.8 };
    let d: String = drawing.communes.iter().map(|(_, lines)| map::path(lines)).collect();
    let (fill, ink) = (colour("productive-tint"), colour("ink"));
    let _ = write!(
        svg,
        r#"<path fill="{fill}" fill-rule="evenodd" stroke="{ink}" stroke-width="{border}" stroke-linejoin="round" d="{d}"/>"#
    );
    let outline = map::path(&drawing.outline);
    let _ = write!(svg, r#"<path fill="none" stroke="{ink}" stroke-width="2" stroke-linejoin="round" d="{outline}"/>"#);
    svg.push_str("</svg>");
    svg
}

/// The classes of a choropleth, one path each, and around them the outline; the groups of the drawing are outlined too.
pub(super) fn choropleth(drawing: &Drawing, choropleth: &Choropleth<'_>) -> String {
    let scale = SCALES[choropleth.bounds.len()];
    let class_of = |value: Option<(f64, usize)>| value.map_or(NO_DATA, |(_, class)| scale[class]);
    let classes: BTreeMap<u32, &str> =
        choropleth.communes.iter().map(|(commune, value)| (*commune, class_of(*value))).collect();
    let mut by_class: BTreeMap<&str, String> = BTreeMap::new();
    for (commune, lines) in &drawing.communes {
        let class = classes.get(commune).copied().unwrap_or(NO_DATA);
        by_class.entry(class).or_default().push_str(&map::path(lines));
    }
    let mut svg = open(drawing);
    // Borders thin out as communes crowd, or they would cover them.
    let border = if drawing.communes.len() > 400 { 0.25 } else { 0.8 };
    for (class, d) in by_class {
        let fill = colour(class.trim_start_matches("mq-"));
        let _ = write!(
            svg,
            r##"<path fill="{fill}" fill-rule="evenodd" stroke="#fff" stroke-width="{border}" stroke-linejoin="round" d="{d}"/>"##
        );
    }
    let ink = colour("ink");
    let mut outline = |lines: &[Line], width: f64| {
        let _ = write!(
            svg,
            r#"<path fill="none" stroke="{ink}" stroke-width="{width}" stroke-linejoin="round" d="{}"/>"#,
            map::path(lines)
        );
    };
    outline(&drawing.outline, 1.4);
    for group in &drawing.groups {
        outline(group, 3.0);
    }
    svg.push_str("</svg>");
    svg
}

/// France as a ground of tesserae, with perimeters over it, in colours of the site that take turns.
pub(super) fn france(drawing: &Drawing, fills: &[&str]) -> String {
    let mut svg = open(drawing);
    let _ = write!(
        svg,
        r#"<path fill="none" stroke="{}" stroke-width="13" stroke-dasharray="13 3" d="{}"/>"#,
        colour("land"),
        map::tesserae(drawing)
    );
    for (lines, fill) in drawing.groups.iter().zip(fills.iter().cycle()) {
        svg.push_str(&figure(lines, colour(fill)));
    }
    svg.push_str("</svg>");
    svg
}

/// The shape of a territory, in one colour of the site.
pub(super) fn silhouette(drawing: &Drawing, name: &str) -> String {
    format!("{}{}</svg>", open(drawing), figure(&drawing.outline, colour(name)))
}
