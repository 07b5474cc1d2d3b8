//! The presentation of the session.

use askama::Template;
use programme::Session;
use programme::session::Release;

use super::{Frame, Section};
use crate::document::SessionPaper;
use crate::links::{Brand, Links};

/// The presentation of the session.
#[derive(Template)]
#[template(path = "session.html")]
pub struct SessionPage<'a> {
    /// What surrounds the page.
    pub f: Frame,
    /// The session.
    pub s: &'a Session,
}
