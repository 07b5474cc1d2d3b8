//! Who publishes, what is kept of visitors, and every page.

use askama::Template;

use super::{Entry, Frame, Section};
use crate::legal::Publisher;
use crate::links::{Brand, Links};

/// Who publishes, who hosts, under which licences.
#[derive(Template)]
#[template(path = "legal_notice.html")]
pub struct LegalNoticePage<'a> {
    /// What surrounds the page.
    pub f: Frame,
    /// Who publishes; nobody said so for a demonstration.
    pub publisher: Option<&'a Publisher>,
}

/// What is kept of visitors, and their rights.
#[derive(Template)]
#[template(path = "personal_data.html")]
pub struct PersonalDataPage<'a> {
    /// What surrounds the page.
    pub f: Frame,
    /// Who publishes; nobody said so for a demonstration.
    pub publisher: Option<&'a Publisher>,
}

/// Every page but the portraits.
#[derive(Template)]
#[template(path = "site_map.html")]
pub struct SiteMapPage {
    /// What surrounds the page.
    pub f: Frame,
    /// Title of each group, and its pages.
    pub groups: Vec<(String, Vec<Entry>)>,
}
