//! The page of an error: what happened, and what to do next.

use askama::Template;

use super::{Frame, Place, Section};
use crate::links::{Brand, Links};

/// The page of an error.
#[derive(Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The HTTP status.
    pub status: u16,
    /// What happened.
    pub message: String,
    /// Territories that may have been meant.
    pub places: Vec<Place>,
}
