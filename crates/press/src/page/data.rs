//! Data and method.

use askama::Template;
use facts::Source;

use super::{Frame, Section, grades};
use crate::links::{Brand, Links};

/// Data and method.
#[derive(Template)]
#[template(path = "data.html")]
pub struct DataPage {
    f: Frame,
    sources: Vec<Source>,
    grades: Vec<(&'static str, String)>,
}

impl DataPage {
    /// From the sources of the atlas.
    pub fn new(f: Frame, sources: &[Source]) -> Self {
        let sources = sources
            .iter()
            .map(|source| Source {
                dataset: f.w.set(&source.dataset),
                vintage: f.w.set(&source.vintage),
                sha256: source.sha256.chars().take(12).collect(),
                ..source.clone()
            })
            .collect();
        Self { grades: grades(f.w), f, sources }
    }
}
