//! The mail that asks for a progress report.

use super::{Content, Letter};
use crate::{PublicUrl, Words};

/// What the mail says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportAsked {
    /// The territory.
    pub place: String,
    /// After how many months the report is due.
    pub months: u16,
    /// The last day, in words.
    pub due: String,
    /// Whether it is over.
    pub late: bool,
}

/// Asks for a progress report, or reminds of one that is late.
pub fn report(words: &Words, url: &PublicUrl, told: &ReportAsked, href: &str) -> Letter {
    let values = || [("place", told.place.clone()), ("due", told.due.clone())];
    let count = usize::from(told.months);
    let subject = words.count_with_all("letter-progress-subject", count, &values());
    let key = if told.late { "letter-progress-late" } else { "letter-progress-asked" };
    let paragraphs = vec![words.count_with_all(key, count, &values()), words.t("letter-progress-holds")];
    Content::new(words, subject, paragraphs)
        .action(words.t("letter-progress-action"), href.to_owned())
        .note(words.t1("letter-why-progress", "site", url.as_str()))
        .print()
}
