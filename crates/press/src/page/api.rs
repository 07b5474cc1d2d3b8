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
        let said = |text: &str| marked(&f.w.set(text));
        let lead = document["info"]["description"].as_str().map(said).unwrap_or_default();
        let mut tags = description::operations(document);
        for (_, operations) in &mut tags {
            for operation in operations {
                operation.description = said(&operation.description);
                operation.summary = f.w.set(&operation.summary);
                for parameter in &mut operation.parameters {
                    parameter.description = said(&parameter.description);
                }
            }
        }
        Self { f, lead, tags }
    }
}

/// A text of the description as markup: what stands between grave accents is code, the rest is text.
fn marked(text: &str) -> String {
    let pieces = text.split('`').map(crate::chart::escape).enumerate();
    pieces.map(|(rank, piece)| if rank % 2 == 1 { format!("<code>{piece}</code>") } else { piece }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_between_grave_accents_is_code_and_nothing_else_is_markup() {
        assert_eq!(marked("`a<b` & `c`"), "<code>a&lt;b</code> &amp; <code>c</code>");
    }
}
