//! Who publishes, what is kept of visitors, and every page.

use askama::Template;

use super::{Entry, Frame, Section};
use crate::accessibility::{Evaluation, Status};
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

/// The statement on accessibility (arrêté du 20 septembre 2019, annex): what was found, where, by which means.
#[derive(Template)]
#[template(path = "accessibility.html")]
pub struct AccessibilityPage<'a> {
    f: Frame,
    evaluation: &'a Evaluation,
    publisher: Option<&'a Publisher>,
    level: String,
    rate: Option<String>,
    counts: Vec<(String, usize)>,
    /// Number, title and note of each criterion that is not met.
    faults: Vec<(&'a str, String, String)>,
    how: String,
}

impl<'a> AccessibilityPage<'a> {
    /// From an evaluation.
    pub fn new(f: Frame, evaluation: &'a Evaluation, publisher: Option<&'a Publisher>) -> Self {
        let w = f.w;
        let level = format!("accessibility-level-{}", evaluation.level().word());
        let rate = evaluation.rate().map(|rate| {
            let values = [("rate", w.number(rate, 1)), ("reference", evaluation.reference.clone())];
            w.with("accessibility-rate", &values)
        });
        let statuses = [
            (Status::Conform, "accessibility-conform"),
            (Status::NotConform, "accessibility-not-conform"),
            (Status::NotApplicable, "accessibility-not-applicable"),
            (Status::NotChecked, "accessibility-not-checked"),
        ];
        let counts = statuses.map(|(status, key)| (w.t(key), evaluation.count(status))).to_vec();
        let note = |criterion: &crate::accessibility::Criterion| criterion.note.as_ref().map(|note| w.say(note));
        let faults = evaluation
            .faults()
            .map(|fault| (fault.number.as_str(), w.say(&fault.title), note(fault).unwrap_or_default()))
            .collect();
        let date = evaluation.date.parse().map_or_else(|_| evaluation.date.clone(), |date| w.period(&date));
        let how = w.t1("accessibility-date", "date", date);
        Self { f, evaluation, publisher, level, rate, counts, faults, how }
    }
}
