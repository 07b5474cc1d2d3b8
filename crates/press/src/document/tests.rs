use super::*;
use crate::typefaces::built;
use facts::Lang;
use programme::Session;
use serde_json::json;

fn printer() -> Printer {
    Printer::new(built()).unwrap()
}

fn issue() -> Issue {
    Issue { today: Period::Day { year: 2026, month: 11, day: 23 }, site: Some("https://mosaique.example".into()) }
}
