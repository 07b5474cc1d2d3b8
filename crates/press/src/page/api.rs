//! The open interface, printed from its own description.

use askama::Template;
use serde_json::Value;

use super::{Frame, Section};
use crate::description::{self, Operation};
use crate::links::{Brand, Links};

/// The open interface.
#[derive(Template)]
#[template(path = "api.html")]
pub struct ApiPage {
    f: Frame,
    lead: String,
    tags: Vec<(String, Vec<Operation>)>,
}

impl ApiPage {
    /// From the description of the interface in the language of the page.
    pub fn new(f: Frame, document: &Value) -> Self {
        let lead = document["info"]["description"].as_str().map(|text| f.w.set(text)).unwrap_or_default();
        let mut tags = description::operations(document);
        for (_, operations) in &mut tags {
            for operation in operations {
                operation.description = f.w.set(&operation.description);
                operation.summary = f.w.set(&operation.summary);
                for parameter in &mut operation.parameters {
                    parameter.description = f.w.set(&parameter.description);
                }
            }
        }
        Self { f, lead, tags }
    }
}
