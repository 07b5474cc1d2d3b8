//! The description of a table for programs: Table Schema and Data Package (Frictionless Data, version 1).

use facts::{Missing, Source, Unit};
use serde_json::{Value, json};
use territory::Survey;

use super::columns::{Column, Holds, Type, columns};
use super::{Format, Set, path};
use crate::catalogue::LICENCE_OUVERTE;
use crate::words::Words;

/// Why a figure may be absent, in the words of the tables.
fn reasons() -> [&'static str; 6] {
    [
        Missing::NoData,
        Missing::TooFewCommunes { covered: 0, of: 0 },
        Missing::JointFigure { communes: Vec::new() },
        Missing::ZeroDenominator,
        Missing::NotAtThisScale,
        Missing::DatasetAbsent { dataset: String::new() },
    ]
    .map(|missing| missing.id())
}

/// The unit of a column in words; nothing when it has none.
pub fn unit_of(words: &Words, unit: Option<Unit>) -> Option<String> {
    unit.map(|unit| words.unit(unit)).filter(|words| !words.is_empty())
}

/// The Table Schema of the CSV of a survey.
pub fn table_schema(words: &Words, survey: &Survey<'_>) -> Value {
    let fields: Vec<Value> = columns(survey).iter().map(|column| field(words, column)).collect();
    json!({
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "fields": fields,
        "missingValues": [""],
        "primaryKey": "code",
    })
}

fn field(words: &Words, column: &Column<'_>) -> Value {
    let (title, about) = column.words(words);
    let kind = match column.cells() {
        Type::Text => "string",
        Type::Whole => "integer",
        Type::Real => "number",
    };
    let mut constraints = serde_json::Map::new();
    if column.is_always_there() {
        constraints.insert("required".into(), json!(true));
    }
    match column.holds {
        Holds::Code | Holds::Token => {
            constraints.insert("unique".into(), json!(true));
        }
        Holds::Communes => {
            constraints.insert("minimum".into(), json!(1));
        }
        Holds::Population => {
            constraints.insert("minimum".into(), json!(0));
        }
        Holds::Coverage(..) => {
            constraints.insert("minimum".into(), json!(0));
            constraints.insert("maximum".into(), json!(1));
        }
        Holds::Missing(..) => {
            constraints.insert("enum".into(), json!(reasons()));
        }
        _ => {}
    }
    let mut field = json!({ "name": column.name, "type": kind, "title": title, "description": about });
    if !constraints.is_empty() {
        field["constraints"] = Value::Object(constraints);
    }
    if let Some(unit) = column.unit() {
        field["unit"] = json!(unit.id());
    }
    if let Holds::Value(_, indicator) = column.holds {
        field["indicator"] = json!(indicator.id);
        field["period"] = json!(indicator.period);
        field["grade"] = json!(indicator.grade);
        field["sources"] = json!(indicator.sources);
    }
    field
}

/// The Data Package of all the tables. `size` gives the bytes of a file that has been made.
pub fn package(
    words: &Words,
    surveys: &[(Set, &Survey<'_>)],
    sources: &[Source],
    as_of: &str,
    size: &dyn Fn(Set, Format) -> Option<usize>,
) -> Value {
    let mut resources = Vec::new();
    for (set, survey) in surveys {
        for format in Format::ALL {
            let mut resource = json!({
                "name": format!("{set}{}", format.suffix().replace('.', "-")),
                "title": title(words, *set, format),
                // Relative to the address of the package, as the form asks.
                "path": path(*set, format).trim_start_matches('/'),
                "format": format.suffix().rsplit('.').next(),
                "mediatype": format.media_type(),
            });
            if let Some(bytes) = size(*set, format) {
                resource["bytes"] = json!(bytes);
            }
            if format != Format::GeoJson {
                resource["profile"] = json!("tabular-data-resource");
                resource["schema"] = table_schema(words, survey);
            }
            if matches!(format, Format::Csv | Format::CsvFrench) {
                resource["encoding"] = json!("utf-8");
            }
            if format == Format::CsvFrench {
                resource["dialect"] = json!({ "delimiter": ";" });
                for field in resource["schema"]["fields"].as_array_mut().into_iter().flatten() {
                    if field["type"] == "number" {
                        field["decimalChar"] = json!(",");
                    }
                }
            }
            resources.push(resource);
        }
    }
    let sources: Vec<Value> = sources
        .iter()
        .map(|source| json!({ "title": format!("{}, {}, {}", source.producer, source.dataset, source.vintage), "path": source.url }))
        .collect();
    json!({
        "profile": "data-package",
        "name": "mosaique",
        "title": words.t("open-package-title"),
        "description": words.t("open-package-about"),
        "version": as_of,
        "licenses": [{ "name": "etalab-2.0", "title": "Licence Ouverte 2.0", "path": LICENCE_OUVERTE }],
        "sources": sources,
        "resources": resources,
    })
}

/// What a file is, in a few words.
fn title(words: &Words, set: Set, format: Format) -> String {
    let plural = words.t(&format!("kind-plural-{}", set.kind().word()));
    words.with("open-file-title", &[("kind", plural), ("format", format.words(words))])
}

impl Format {
    /// What it is called.
    pub fn words(self, words: &Words) -> String {
        match self {
            Format::Csv => words.t("open-format-csv"),
            Format::CsvFrench => words.t("open-format-csv-french"),
            Format::Xlsx => words.t("open-format-xlsx"),
            Format::Parquet => words.t("open-format-parquet"),
            Format::GeoJson => words.t("open-format-geojson"),
        }
    }
}
