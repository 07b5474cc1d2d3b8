//! How long what people gave is kept.

use facts::document::Table;
use serde::{Deserialize, Serialize};

/// How long dossiers and what they say of people are kept.
///
/// # References
/// The defaults are those of Démarche numérique, the State's tool for dossiers: twelve months once the procedure is over
/// and sixty at most, three months for a draft left alone, two weeks for one that was never touched, a warning two weeks
/// before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retention {
    /// Months after the decision is public, or after the withdrawal.
    pub months: u32,
    /// Months without a change after which a draft goes.
    pub draft_months: u32,
    /// Weeks after which a draft that never had an answer goes.
    pub untouched_weeks: u32,
    /// Weeks between the warning and the erasure.
    pub warning_weeks: u32,
    /// Years without a sign after which a person's account goes.
    pub person_years: u32,
}

impl Default for Retention {
    fn default() -> Self {
        Self { months: 12, draft_months: 3, untouched_weeks: 2, warning_weeks: 2, person_years: 2 }
    }
}

impl Retention {
    pub(super) fn read(table: Table<'_>) -> Option<Self> {
        let default = Self::default();
        let read = |key: &'static str, default: u32, most: u32| {
            if !table.has(key) {
                return Some(default);
            }
            let found = table.whole(key)?;
            let number = u32::try_from(found).ok().filter(|number| (1..=most).contains(number));
            if number.is_none() {
                table.problem(key, format!("{found} found, expected from 1 to {most}"));
            }
            number
        };
        let retention = (
            read("months", default.months, 60),
            read("draft_months", default.draft_months, 24),
            read("untouched_weeks", default.untouched_weeks, 52),
            read("warning_weeks", default.warning_weeks, 12),
            read("person_years", default.person_years, 5),
        );
        table.close();
        let (months, draft_months, untouched_weeks, warning_weeks, person_years) = retention;
        Some(Self {
            months: months?,
            draft_months: draft_months?,
            untouched_weeks: untouched_weeks?,
            warning_weeks: warning_weeks?,
            person_years: person_years?,
        })
    }
}
