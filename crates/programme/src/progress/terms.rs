//! When reports are due, and when somebody is reminded of them.

use super::Report;
use crate::calendar::{Date, Zone};
use crate::workspace::Workspace;

/// After how many months a report is due.
pub const MONTHS: [u16; 3] = [6, 12, 24];
/// A report is asked for so many days before it is due.
pub const ASKED_BEFORE: i64 = 30;
/// One is reminded again so many days after it was due.
pub const LATE_AGAIN: i64 = 30;

/// A report that is, was or will be due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// How many months after the laureate was retained.
    pub months: u16,
    /// The last day to deposit it.
    pub due: Date,
    /// Where it stands.
    pub stand: Stand,
}

/// Where a report stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stand {
    /// Its day is over and it was not deposited.
    Late,
    /// It is asked for: its day comes within [`ASKED_BEFORE`] days.
    Due,
    /// Its day is further.
    Later,
    /// It was deposited.
    Received,
}

/// The reports of a workspace, in order: months are counted from the day it was opened, in Paris. A workspace that goes no
/// further owes none but those that it deposited.
pub fn terms(workspace: &Workspace, reports: &[Report], today: Date) -> Vec<Term> {
    let since = Zone::Paris.day(workspace.opened);
    let term = |months: u16| {
        let due = since.plus_months(u32::from(months))?;
        let received = reports.iter().any(|report| report.months == months && report.deposited.is_some());
        let stand = match due.days() - today.days() {
            _ if received => Stand::Received,
            _ if workspace.ended.is_some() => return None,
            left if left < 0 => Stand::Late,
            left if left <= ASKED_BEFORE => Stand::Due,
            _ => Stand::Later,
        };
        Some(Term { months, due, stand })
    };
    MONTHS.into_iter().filter_map(term).collect()
}

/// Which mail a term calls for on a day: asked for, late, late again. The number is part of its key, so that each leaves once.
pub fn ask(term: &Term, today: Date) -> Option<u8> {
    match term.stand {
        Stand::Due => Some(1),
        Stand::Late if today.days() - term.due.days() >= LATE_AGAIN => Some(3),
        Stand::Late => Some(2),
        Stand::Later | Stand::Received => None,
    }
}
