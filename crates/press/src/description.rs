//! The description of the open interface: one document, written beforehand (`schemas/openapi.json`), served to programs in
//! either language and printed as a page for people.
//!
//! In the file, `title`, `summary` and `description` are in both languages; the form of a portrait comes from its own schema,
//! which is published apart.

use facts::Lang;
use serde_json::{Map, Value, json};

use crate::data::PORTRAIT_SCHEMA;

const WRITTEN: &str = include_str!("../schemas/openapi.json");
/// The properties that are in both languages in the file.
const IN_BOTH: [&str; 3] = ["title", "summary", "description"];

/// An operation of the interface, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Its place on the page: `listPeers`.
    pub id: String,
    /// Its address, with its parameters in braces.
    pub path: String,
    /// What it gives, in a few words.
    pub summary: String,
    /// What it gives, in a sentence or two.
    pub description: String,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// The media types of its answers.
    pub types: Vec<String>,
    /// An address that answers, made from the examples of its parameters.
    pub example: String,
}

/// A parameter of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Whether it is a part of the path.
    pub in_path: bool,
    /// What it is, in a sentence.
    pub description: String,
    /// The values that it may take, when they are few.
    pub values: Vec<String>,
}

/// The OpenAPI document in a language.
pub fn openapi(lang: Lang) -> Value {
    let mut document: Value = serde_json::from_str(WRITTEN).expect("a test reads the description");
    let mut portrait: Value = serde_json::from_str(PORTRAIT_SCHEMA).expect("a test reads the schema of a portrait");
    let source = portrait["$defs"]["source"].take();
    let kept = portrait.as_object_mut().expect("the schema of a portrait is an object");
    for name in ["$schema", "$id", "$defs"] {
        kept.remove(name);
    }
    point_to_components(&mut portrait);
    let schemas = document["components"]["schemas"].as_object_mut().expect("a test reads the description");
    schemas.insert("Portrait".into(), portrait);
    schemas.insert("Source".into(), source);
    localise(&mut document, lang);
    document
}

/// The operations of a document, tag after tag, each tag with its words.
pub fn operations(document: &Value) -> Vec<(String, Vec<Operation>)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let paths = document["paths"].as_object();
    let of_tag = |tag: &Value| -> Vec<Operation> {
        let all = paths.into_iter().flatten();
        all.filter(|(_, item)| item["get"]["tags"][0] == tag["name"])
            .map(|(path, item)| operation(document, path, &item["get"]))
            .collect()
    };
    document["tags"].as_array().into_iter().flatten().map(|tag| (text(&tag["description"]), of_tag(tag))).collect()
}

/// A schema of the document that stands alone: its references lead to the components that are put in it.
pub fn schema(document: &Value, schema: &Value) -> Value {
    let mut alone = json!({ "components": { "schemas": document["components"]["schemas"] } });
    if let (Some(alone), Some(schema)) = (alone.as_object_mut(), schema.as_object()) {
        alone.extend(schema.clone());
    }
    alone
}

/// What a reference of the document leads to; any other value is itself.
pub fn resolved<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    let target = value["$ref"].as_str().and_then(|reference| document.pointer(reference.strip_prefix('#')?));
    target.unwrap_or(value)
}

fn operation(document: &Value, path: &str, operation: &Value) -> Operation {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut example = path.to_owned();
    let mut query = Vec::new();
    let mut parameters = Vec::new();
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let parameter = resolved(document, parameter);
        let name = text(&parameter["name"]);
        let in_path = parameter["in"] == "path";
        let shown = match &parameter["example"] {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            Value::Array(items) => Some(items.iter().map(Value::to_string).collect::<Vec<_>>().join(",")),
            other => Some(other.to_string()),
        };
        match shown {
            Some(shown) if in_path => example = example.replace(&format!("{{{name}}}"), &shown),
            Some(_) if parameter["explode"] == true => {
                let items = parameter["example"].as_array().into_iter().flatten();
                query.extend(items.map(|item| format!("{name}={}", text(item))));
            }
            Some(shown) if query.is_empty() || path.ends_with("/values") => query.push(format!("{name}={shown}")),
            _ => {}
        }
        let values = parameter["schema"]["enum"].as_array();
        parameters.push(Parameter {
            name,
            in_path,
            description: text(&parameter["description"]),
            values: values.into_iter().flatten().map(text).collect(),
        });
    }
    if !query.is_empty() {
        example = format!("{example}?{}", query.join("&"));
    }
    Operation {
        id: text(&operation["operationId"]),
        path: path.to_owned(),
        summary: text(&operation["summary"]),
        description: text(&operation["description"]),
        parameters,
        types: operation["responses"]["200"]["content"].as_object().into_iter().flat_map(Map::keys).cloned().collect(),
        example,
    }
}

fn point_to_components(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            for (name, value) in members {
                if name == "$ref" && value == "#/$defs/source" {
                    *value = json!("#/components/schemas/Source");
                } else {
                    point_to_components(value);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(point_to_components),
        _ => {}
    }
}

/// Keeps one language of what is in both.
fn localise(value: &mut Value, lang: Lang) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let words = member.as_object().filter(|words| IN_BOTH.contains(&name.as_str()) && words.len() == 2);
                match words.and_then(|words| words.get(lang.code())).and_then(Value::as_str).map(str::to_owned) {
                    Some(words) => *member = Value::String(words),
                    None => localise(member, lang),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| localise(item, lang)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each(value: &Value, see: &mut dyn FnMut(&str, &Value)) {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    see(name, member);
                    each(member, see);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| each(item, see)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_leads_somewhere_and_every_component_is_used() {
        let document = openapi(Lang::Fr);
        let mut used = std::collections::BTreeSet::new();
        each(&document, &mut |name, value| {
            if name == "$ref" {
                let reference = value.as_str().unwrap();
                assert!(document.pointer(&reference[1..]).is_some(), "{reference}");
                used.insert(reference.split('/').take(4).collect::<Vec<_>>().join("/"));
            }
        });
        for (kind, components) in document["components"].as_object().unwrap() {
            for name in components.as_object().unwrap().keys() {
                assert!(used.contains(&format!("#/components/{kind}/{name}")), "{kind} {name} is used nowhere");
            }
        }
    }

    #[test]
    fn words_are_in_one_language_and_everything_is_said() {
        for lang in Lang::ALL {
            let document = openapi(lang);
            assert!(document["info"]["title"].is_string());
            let tags = operations(&document);
            let count: usize = tags.iter().map(|(_, operations)| operations.len()).sum();
            assert_eq!(count, document["paths"].as_object().unwrap().len(), "every operation has a known tag");
            for operation in tags.iter().flat_map(|(_, operations)| operations) {
                assert!(!operation.summary.is_empty() && !operation.description.is_empty(), "{}", operation.path);
                assert!(operation.parameters.iter().all(|parameter| !parameter.description.is_empty()));
                assert!(!operation.example.contains('{'), "{} has no example that works", operation.path);
            }
        }
        assert_ne!(openapi(Lang::Fr)["info"], openapi(Lang::En)["info"]);
    }

    #[test]
    fn the_form_of_a_portrait_is_that_of_its_own_schema() {
        let portrait = &openapi(Lang::Fr)["components"]["schemas"]["Portrait"];
        assert_eq!(
            portrait["properties"]["territory"]["properties"]["population_source"]["anyOf"][0]["$ref"],
            "#/components/schemas/Source"
        );
        assert!(portrait.get("$defs").is_none() && portrait.get("$id").is_none());
    }
}
