//! A table as GeoJSON (RFC 7946): one territory a line, so that it can be read line by line.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};
use territory::FrenchMap;
use territory::geometry::{Ring, Shape};
use territory::survey::Entry;

use super::Content;
use super::columns::{Cell, Column, Holds, columns};

pub(super) fn write(content: Content<'_>) -> Vec<u8> {
    let columns = columns(content.survey);
    let mut text = String::from("{\"type\":\"FeatureCollection\",\"features\":[\n");
    for (rank, entry) in content.survey.entries.iter().enumerate() {
        let shape = content.shapes.get(rank);
        let last = rank + 1 == content.survey.entries.len();
        text.push_str(&feature(properties(&columns, content.map, entry), shape, &Map::new()));
        text.push_str(if last { "\n" } else { ",\n" });
    }
    text.push_str("]}\n");
    text.into_bytes()
}

/// A feature: its code as identifier, its properties, its shape, and other members.
pub fn feature(properties: Map<String, Value>, shape: Option<&Shape>, others: &Map<String, Value>) -> String {
    let id = properties.get("code").cloned().unwrap_or_default();
    let mut text = format!("{{\"type\":\"Feature\",\"id\":{id},");
    if let Some([[west, south], [east, north]]) = shape.and_then(|shape| shape.bounds) {
        let corners = [west, south, east, north].map(decimal).join(",");
        let _ = write!(text, "\"bbox\":[{corners}],");
    }
    let _ = write!(text, "\"geometry\":{},\"properties\":{}", geometry(shape), Value::Object(properties));
    for (name, value) in others {
        let _ = write!(text, ",{}:{value}", json!(name));
    }
    text.push('}');
    text
}

/// The properties of a territory: what stands in its columns, nulls where there is nothing. A reason of absence is there
/// when a figure is not: most are, and so many nulls would weigh more than the contours.
pub fn properties(columns: &[Column<'_>], map: &FrenchMap, entry: &Entry) -> Map<String, Value> {
    columns
        .iter()
        .filter(|column| !matches!(column.holds, Holds::Missing(rank, _) if entry.findings[rank].is_ok()))
        .map(|column| {
            let value = match column.cell(map, entry) {
                Cell::Text(text) => json!(text),
                Cell::Whole(number) => json!(number),
                Cell::Real(number) => json!(number),
                Cell::Empty => Value::Null,
            };
            (column.name.clone(), value)
        })
        .collect()
}

/// A geometry; `null` for what has no contour.
pub fn geometry(shape: Option<&Shape>) -> String {
    let Some(shape) = shape.filter(|shape| !shape.polygons.is_empty()) else { return "null".to_owned() };
    let polygons: Vec<String> = shape
        .polygons
        .iter()
        .map(|polygon| format!("[{}]", polygon.rings().map(ring).collect::<Vec<_>>().join(",")))
        .collect();
    match polygons.as_slice() {
        [alone] => format!("{{\"type\":\"Polygon\",\"coordinates\":{alone}}}"),
        several => format!("{{\"type\":\"MultiPolygon\",\"coordinates\":[{}]}}", several.join(",")),
    }
}

/// The points of a ring, the first again at the end.
fn ring(ring: &Ring) -> String {
    let mut text = String::with_capacity(ring.len() * 18 + 20);
    text.push('[');
    for (rank, [longitude, latitude]) in ring.iter().chain(ring.first()).enumerate() {
        let comma = if rank == 0 { "" } else { "," };
        let _ = write!(text, "{comma}[{},{}]", decimal(*longitude), decimal(*latitude));
    }
    text.push(']');
    text
}

/// A whole multiple of 10⁻⁴ degree as a decimal number, as short as it can be: `-1.5`, `48.3901`, `0`.
fn decimal(multiple: i32) -> String {
    let sign = if multiple < 0 { "-" } else { "" };
    let (whole, part) = (multiple.unsigned_abs() / 10_000, multiple.unsigned_abs() % 10_000);
    if part == 0 {
        return format!("{}{whole}", if whole == 0 { "" } else { sign });
    }
    let part = format!("{part:04}");
    format!("{sign}{whole}.{}", part.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_decimal_numbers_without_a_useless_zero() {
        assert_eq!([0, -1, 15_000, -12_345, 483_900].map(decimal), ["0", "-0.0001", "1.5", "-1.2345", "48.39"]);
    }

    #[test]
    fn what_has_no_contour_has_no_geometry() {
        assert_eq!(geometry(None), "null");
        assert_eq!(geometry(Some(&Shape::default())), "null");
    }
}
