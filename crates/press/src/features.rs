//! Territories for geographic tools: the documents of OGC API – Features, part 1 (OGC 17-069r4), core and GeoJSON.

use facts::Period;
use serde_json::{Map, Value, json};

use crate::download::{Column, unit_of};
use crate::words::Words;

/// Longitude and latitude in WGS 84, in that order.
const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
const GREGORIAN: &str = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian";
/// The properties by which features may be asked for, besides `bbox` and `datetime`.
pub const QUERYABLES: [&str; 5] = ["code", "name", "departement", "region", "epci"];
const GEOJSON: &str = "application/geo+json";
const JSON: &str = "application/json";
const SCHEMA: &str = "application/schema+json";

/// A collection of features.
#[derive(Debug, Clone)]
pub struct Collection {
    /// Its identifier, in addresses: `epcis`.
    pub id: &'static str,
    /// What it is called.
    pub title: String,
    /// What it holds, in a sentence.
    pub description: String,
    /// West, south, east and north of all its features, in degrees.
    pub bounds: [f64; 4],
    /// From when on its features hold.
    pub as_of: Period,
}

/// A link of a document.
pub fn link(href: impl Into<String>, rel: &str, kind: &str, title: impl Into<String>) -> Value {
    json!({ "href": href.into(), "rel": rel, "type": kind, "title": title.into() })
}

/// The first instant of a period in UTC.
pub fn first_instant(period: Period) -> String {
    let day = match period {
        Period::Year(year) | Period::Span { from: year, .. } => format!("{year:04}-01-01"),
        day @ Period::Day { .. } => day.to_string(),
    };
    format!("{day}T00:00:00Z")
}

/// The landing page.
pub fn landing(words: &Words, base: &str) -> Value {
    let ogc = format!("{base}/ogc");
    json!({
        "title": words.t("open-service-ogc"),
        "description": words.t("open-ogc-about"),
        "links": [
            link(&ogc, "self", JSON, words.t("open-link-self")),
            link(format!("{base}/openapi.json"), "service-desc", "application/vnd.oai.openapi+json;version=3.1", words.t("open-link-description")),
            link(format!("{base}{}", crate::Links::Api.path(words.lang())), "service-doc", "text/html", words.t("open-api-title")),
            link(format!("{ogc}/conformance"), "conformance", JSON, words.t("open-link-conformance")),
            link(format!("{ogc}/collections"), "data", JSON, words.t("open-link-collections")),
        ],
    })
}

/// What the service follows.
pub fn conformance() -> Value {
    let part_1 =
        ["core", "geojson"].map(|class| format!("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{class}"));
    let part_3 = ["queryables", "queryables-query-parameters"]
        .map(|class| format!("http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/{class}"));
    json!({ "conformsTo": part_1.into_iter().chain(part_3).collect::<Vec<_>>() })
}

/// The list of collections.
pub fn collections(words: &Words, base: &str, collections: &[Collection]) -> Value {
    let each: Vec<Value> = collections.iter().map(|one| collection(words, base, one)).collect();
    json!({
        "links": [link(format!("{base}/ogc/collections"), "self", JSON, words.t("open-link-self"))],
        "collections": each,
    })
}

/// One collection.
pub fn collection(words: &Words, base: &str, collection: &Collection) -> Value {
    let here = format!("{base}/ogc/collections/{}", collection.id);
    json!({
        "id": collection.id,
        "title": collection.title,
        "description": collection.description,
        "itemType": "feature",
        "extent": {
            "spatial": { "bbox": [collection.bounds], "crs": CRS84 },
            "temporal": { "interval": [[first_instant(collection.as_of), null]], "trs": GREGORIAN },
        },
        "crs": [CRS84],
        "links": [
            link(&here, "self", JSON, words.t("open-link-self")),
            link(format!("{here}/items"), "items", GEOJSON, words.t("open-link-items")),
            link(format!("{here}/queryables"), "http://www.opengis.net/def/rel/ogc/1.0/queryables", SCHEMA, words.t("open-link-queryables")),
            link(format!("{here}/schema"), "describedby", SCHEMA, words.t("open-link-schema")),
            link("https://spdx.org/licenses/etalab-2.0", "license", "text/html", "Licence Ouverte 2.0"),
        ],
    })
}

/// What features may be asked for by, as a JSON Schema.
pub fn queryables(words: &Words, base: &str, collection: &Collection, columns: &[Column<'_>]) -> Value {
    // A filter by a unit of the map asks where a territory lies, whether the unit is among its columns or not.
    let known = |name: &&str| columns.iter().find(|column| column.name == **name);
    let mut properties: Map<String, Value> = QUERYABLES
        .iter()
        .map(|name| {
            let title = match known(name) {
                Some(column) => column.words(words).0,
                None if *name == "epci" => words.t("open-column-epci-title"),
                None if *name == "departement" => words.t("open-column-departement-title"),
                None => words.t("open-column-region-title"),
            };
            ((*name).to_owned(), json!({ "title": title, "type": "string" }))
        })
        .collect();
    properties.insert("geometry".into(), geometry(words));
    let id = format!("{base}/ogc/collections/{}/queryables", collection.id);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": id,
        "type": "object",
        "title": collection.title,
        "properties": properties,
        "additionalProperties": false,
    })
}

/// What the features of a collection hold, as a JSON Schema.
pub fn schema(words: &Words, base: &str, collection: &Collection, columns: &[Column<'_>]) -> Value {
    let mut properties: Map<String, Value> =
        columns.iter().map(|column| (column.name.clone(), column.json_schema(words))).collect();
    properties.insert("geometry".into(), geometry(words));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("{base}/ogc/collections/{}/schema", collection.id),
        "type": "object",
        "title": collection.title,
        "description": collection.description,
        "properties": properties,
    })
}

fn geometry(words: &Words) -> Value {
    json!({ "title": words.t("open-column-geometry-title"), "x-ogc-role": "primary-geometry", "format": "geometry-multipolygon" })
}

/// A page of features; `features` are already written.
pub fn page(features: &[String], links: &[Value], matched: usize) -> String {
    format!(
        "{{\"type\":\"FeatureCollection\",\"numberMatched\":{matched},\"numberReturned\":{},\"links\":{},\"features\":[\n{}\n]}}\n",
        features.len(),
        Value::Array(links.to_vec()),
        features.join(",\n"),
    )
}

impl Column<'_> {
    /// Its JSON Schema: title, description, unit, period and sources.
    pub fn json_schema(&self, words: &Words) -> Value {
        use crate::download::{Holds, Type};
        let (title, about) = self.words(words);
        let kind = match self.cells() {
            Type::Text => "string",
            Type::Whole => "integer",
            Type::Real => "number",
        };
        let mut schema = json!({ "title": title, "description": about });
        schema["type"] = if self.is_always_there() { json!(kind) } else { json!([kind, "null"]) };
        match self.holds {
            Holds::Code => schema["x-ogc-role"] = json!("id"),
            Holds::Value(_, indicator) => {
                schema["x-period"] = json!(indicator.period);
                schema["x-grade"] = json!(indicator.grade);
                schema["x-sources"] = json!(indicator.sources);
            }
            _ => {}
        }
        if let Some(unit) = self.unit() {
            schema["x-unit"] = json!(unit.id());
        }
        if let Some(unit) = unit_of(words, self.unit()) {
            schema["x-ogc-unit"] = json!(unit);
        }
        schema
    }
}
