//! How long a dossier is kept: of what those who make it must be warned, what must be erased, what stays.
//!
//! A dossier under instruction is never erased. Nothing is erased without a warning, but a draft in which nobody ever
//! wrote anything. The delays are in the call ([`crate::call::Retention`]).

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use facts::{DepartementCode, RegionCode};
use serde::{Deserialize, Serialize};

use crate::Slug;
use crate::calendar::{Date, Instant, Zone};
use crate::call::{Call, Phase, Retention};
use crate::dossier::{Dossier, PublicLabel, Stage, Warned};
use crate::form::Value;
use crate::id::{DossierId, PersonId};
use crate::reading::choice;

/// Something due about a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Due {
    /// The dossier.
    pub dossier: DossierId,
    /// By which rule.
    pub rule: RetentionRule,
    /// What is due.
    pub what: DueAct,
}

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum DueAct {
    /// Those who make it are to be told that it will be erased ([`Dossier::warn_of_erasure`]).
    Warn {
        /// From when.
        erase_from: Instant,
    },
    /// It is to be erased, but for its [`Skeleton`].
    Erase,
}

choice! {
    /// A rule of retention.
    pub enum RetentionRule {
        /// A draft in which nobody ever wrote anything.
        UntouchedDraft = "untouched-draft",
        /// A draft left alone.
        IdleDraft = "idle-draft",
        /// A dossier taken back, or not received.
        Ended = "ended",
        /// A dossier whose session is over.
        SessionOver = "session-over",
    }
}

/// What is due at `now`, in the order of the dossiers.
pub fn due(call: &Call, dossiers: &[Dossier], now: Instant) -> Vec<Due> {
    let of = |dossier: &Dossier| {
        let (rule, end) = end(call, dossier)?;
        let warning = i64::from(call.retention.warning_weeks) * 7;
        let what = match dossier.warned {
            _ if rule == RetentionRule::UntouchedDraft => (now > end).then_some(DueAct::Erase),
            Some(warned) => (now > warned.erase_from).then_some(DueAct::Erase),
            // Told late, because nobody looked for a while: the whole delay of the warning still runs.
            None => (now >= end.plus_days(-warning)).then(|| DueAct::Warn {
                erase_from: end.max(call.zone.end_of_day(call.zone.day(now.plus_days(warning)))),
            }),
        };
        Some(Due { dossier: dossier.id.clone(), rule, what: what? })
    };
    dossiers.iter().filter_map(of).collect()
}

/// Until when a dossier is kept if nobody touches it any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outlook {
    /// The dossier.
    pub dossier: DossierId,
    /// By which rule.
    pub rule: RetentionRule,
    /// From when those who make it are warned; none for a draft in which nobody ever wrote anything, or once they were.
    pub warn_from: Option<Instant>,
    /// After this second it is erased; later when the warning was late.
    pub erase_from: Instant,
    /// Whether those who make it were warned.
    pub warned: bool,
}

/// What will be erased, when and why, the soonest first. A dossier that nothing yet ends, such as one under instruction, is
/// not there.
pub fn outlook(call: &Call, dossiers: &[Dossier]) -> Vec<Outlook> {
    let warning = i64::from(call.retention.warning_weeks) * 7;
    let of = |dossier: &Dossier| {
        let (rule, end) = end(call, dossier)?;
        let is_warned_of = rule != RetentionRule::UntouchedDraft;
        let warned = dossier.warned.filter(|_| is_warned_of);
        Some(Outlook {
            dossier: dossier.id.clone(),
            rule,
            warn_from: (is_warned_of && warned.is_none()).then(|| end.plus_days(-warning)),
            erase_from: warned.map_or(end, |warned| warned.erase_from),
            warned: warned.is_some(),
        })
    };
    let mut outlook: Vec<Outlook> = dossiers.iter().filter_map(of).collect();
    outlook.sort_by(|one, other| (one.erase_from, &one.dossier).cmp(&(other.erase_from, &other.dossier)));
    outlook
}

/// Somebody who may enter, as the rule on accounts sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// Who.
    pub person: PersonId,
    /// When they last gave a sign: they came, or were given a role.
    pub seen: Instant,
    /// The warning they were sent, if they gave no sign since.
    pub warned: Option<Warned>,
    /// Whether they make a dossier that is still kept: their account is then kept with it.
    pub makes_a_dossier: bool,
}

/// What is due about somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonDue {
    /// Who.
    pub person: PersonId,
    /// What is due.
    pub what: DueAct,
}

/// After which second an account that gives no more sign is erased: at the end of the day, so many years after the last
/// one, on the clock of Paris.
pub fn account_end(rules: Retention, seen: Instant) -> Option<Instant> {
    let zone = Zone::Paris;
    Some(zone.end_of_day(zone.day(seen).plus_months(rules.person_years * 12)?))
}

/// The rule on accounts where several sessions have each their own: the longest of each delay.
pub fn of_accounts<'c>(calls: impl IntoIterator<Item = &'c Call>) -> Retention {
    let longest = |one: Option<Retention>, other: Retention| {
        Some(one.map_or(other, |one| Retention {
            person_years: one.person_years.max(other.person_years),
            warning_weeks: one.warning_weeks.max(other.warning_weeks),
            ..one
        }))
    };
    calls.into_iter().map(|call| call.retention).fold(None, longest).unwrap_or_default()
}

/// What is due about accounts at `now`, in the order given.
pub fn accounts_due(rules: Retention, people: &[Presence], now: Instant) -> Vec<PersonDue> {
    let warning = i64::from(rules.warning_weeks) * 7;
    let of = |one: &Presence| {
        let end = account_end(rules, one.seen).filter(|_| !one.makes_a_dossier)?;
        let what = match one.warned {
            Some(warned) => (now > warned.erase_from).then_some(DueAct::Erase),
            None => (now >= end.plus_days(-warning)).then(|| DueAct::Warn {
                erase_from: end.max(Zone::Paris.end_of_day(Zone::Paris.day(now.plus_days(warning)))),
            }),
        };
        Some(PersonDue { person: one.person.clone(), what: what? })
    };
    people.iter().filter_map(of).collect()
}

/// The last second for which a dossier is kept, and by which rule; none when nothing yet ends it.
fn end(call: &Call, dossier: &Dossier) -> Option<(RetentionRule, Instant)> {
    let (zone, retention) = (call.zone, &call.retention);
    let months_after = |from: Instant, months: u32| Some(zone.end_of_day(zone.day(from).plus_months(months)?));
    match &dossier.stage {
        Stage::Draft => {
            let untouched = dossier.answers.is_empty() && dossier.comments.is_empty() && dossier.letters.is_empty();
            if untouched && dossier.people.len() == 1 {
                let days = i64::from(retention.untouched_weeks) * 7;
                return Some((
                    RetentionRule::UntouchedDraft,
                    zone.end_of_day(zone.day(dossier.touched.plus_days(days))),
                ));
            }
            Some((RetentionRule::IdleDraft, months_after(dossier.touched, retention.draft_months)?))
        }
        Stage::Withdrawn { at, .. } | Stage::LateRefused { at, .. } => {
            Some((RetentionRule::Ended, months_after(*at, retention.months)?))
        }
        // Decided upon: kept until the session is over, and for the delay of the call. A session that publishes nothing
        // has no end here: nothing is erased by itself.
        Stage::Admissible { .. } | Stage::Inadmissible { .. } => {
            let published = call.phase(Phase::Published)?.begins?;
            Some((RetentionRule::SessionOver, months_after(published, retention.months)?))
        }
        Stage::LateRequested { .. }
        | Stage::Submitted { .. }
        | Stage::CorrectionRequested { .. }
        | Stage::Resubmitted { .. }
        | Stage::Reopened { .. } => None,
    }
}

/// What stays of a dossier that is erased: nothing that names or quotes anybody, enough to count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skeleton {
    /// The session.
    pub session: Slug,
    /// The départements.
    pub departements: BTreeSet<DepartementCode>,
    /// The régions.
    pub regions: BTreeSet<RegionCode>,
    /// The day it was begun, on the calendar of the call.
    pub begun: Date,
    /// The day it was first deposited.
    pub deposited: Option<Date>,
    /// What it had become.
    pub label: PublicLabel,
    /// The words of the taxonomy that it had ticked, by question; words of one's own are left out.
    pub words: BTreeMap<Slug, BTreeSet<Slug>>,
    /// How many communes its perimeter had; none when it had none.
    pub communes: Option<u64>,
    /// How many took part.
    pub people: u64,
    /// How many questions were answered.
    pub answers: u64,
    /// How many letters were received.
    pub letters: u64,
    /// How many times it was deposited.
    pub deposits: u64,
}

/// The skeleton of a dossier. What was deposited counts, rather than what was being written.
pub fn skeleton(call: &Call, dossier: &Dossier) -> Skeleton {
    let answers = dossier.last_deposit().map_or_else(|| dossier.values(), |deposit| deposit.answers.clone());
    let ticked = |(question, value): (&Slug, &Value)| match value {
        Value::Words { items, .. } if !items.is_empty() => Some((question.clone(), items.clone())),
        _ => None,
    };
    let communes = |value: &Value| match value {
        Value::Perimeter { communes, .. } => Some(communes.len() as u64),
        _ => None,
    };
    Skeleton {
        session: dossier.session.clone(),
        departements: dossier.place.departements.clone(),
        regions: dossier.place.regions.clone(),
        begun: call.zone.day(dossier.created),
        deposited: dossier.deposits.first().map(|deposit| call.zone.day(deposit.at)),
        label: dossier.public_label(Phase::Published),
        words: answers.iter().filter_map(ticked).collect(),
        communes: answers.values().find_map(communes),
        people: dossier.people.len() as u64,
        answers: answers.len() as u64,
        letters: dossier.letters.values().filter(|letter| letter.received.is_some()).count() as u64,
        deposits: dossier.deposits.len() as u64,
    }
}
