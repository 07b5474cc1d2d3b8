//! A roadmap written back: JSON and TOML of the same fields.

use serde_json::Value;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table};

use super::Roadmap;

impl Roadmap {
    /// Its JSON, which [`Roadmap::from_json`] reads back.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("texts and finite numbers have a form in JSON");
        text.push('\n');
        text
    }

    /// Its TOML, which [`Roadmap::read`] reads back.
    pub fn to_toml(&self) -> String {
        let value = serde_json::to_value(self).expect("texts and finite numbers have a form in JSON");
        toml(&value).expect("a roadmap is an object with numbers that TOML holds")
    }
}

/// An object of JSON as TOML; what is null is absent. None when it is no object, or has a number that TOML does not hold.
pub(crate) fn toml(value: &Value) -> Option<String> {
    let mut document = DocumentMut::new();
    *document.as_table_mut() = table(value, 0)?;
    Some(document.to_string())
}

fn table(value: &Value, depth: usize) -> Option<Table> {
    let mut table = Table::new();
    let (nested, plain): (Vec<_>, Vec<_>) =
        value.as_object()?.iter().filter(|(_, value)| !value.is_null()).partition(|(_, value)| is_nested(value, depth));
    for (key, value) in plain {
        table.insert(key, Item::Value(inline(value)?));
    }
    for (key, value) in nested {
        let rows = value.as_array()?.iter().map(|row| self::table(row, depth + 1));
        table.insert(key, Item::ArrayOfTables(rows.collect::<Option<ArrayOfTables>>()?));
    }
    Some(table)
}

/// Axes, teams, actions and what an action has many of are written one field a line; envelopes are short.
fn is_nested(value: &Value, depth: usize) -> bool {
    let long = |row: &Value| row.as_object().is_some_and(|row| depth == 0 && row.contains_key("id") || row.len() > 5);
    value.as_array().is_some_and(|rows| !rows.is_empty() && rows.iter().all(Value::is_object) && rows.iter().any(long))
}

fn inline(value: &Value) -> Option<toml_edit::Value> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(flag) => (*flag).into(),
        Value::String(text) => text.as_str().into(),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => whole.into(),
            None if number.is_u64() => return None,
            None => number.as_f64()?.into(),
        },
        Value::Array(items) => {
            let present = items.iter().filter(|item| !item.is_null());
            toml_edit::Value::Array(present.map(inline).collect::<Option<Array>>()?)
        }
        Value::Object(fields) => {
            let mut table = InlineTable::new();
            for (key, value) in fields.iter().filter(|(_, value)| !value.is_null()) {
                table.insert(key, inline(value)?);
            }
            toml_edit::Value::InlineTable(table)
        }
    })
}
