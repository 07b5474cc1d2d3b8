//! What those who instruct look at: how complete each dossier is, what comes to its term, whom to remind, how many there
//! are. Nothing is decided here.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use facts::DepartementCode;
use serde::Serialize;

use crate::calendar::Instant;
use crate::call::{Call, Delay, Phase, Reception};
use crate::dossier::{Dossier, InternalLabel, Rules, Stage};
use crate::form::Side;
use crate::id::{DossierId, LetterId, PersonId};
use crate::role::Role;

/// Days between two reminders of a letter that is awaited.
const DAYS_BETWEEN_LETTERS: i64 = 7;
const DAY: i64 = 86_400;

/// A reminder that is due. Its key is the same each time it is worked out: what was sent under a key is not sent again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reminder {
    /// Its key.
    pub key: String,
    /// The dossier.
    pub dossier: DossierId,
    /// Whom to remind.
    pub to: Audience,
    /// Of what.
    pub of: Reminded,
    /// Since when it is due.
    pub due: Instant,
}

/// Whom to remind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "to", rename_all = "kebab-case")]
pub enum Audience {
    /// Those who make the dossier.
    People {
        /// Who.
        people: Vec<PersonId>,
    },
    /// The author of a letter, whose address is with the letter.
    LetterAuthor {
        /// The letter.
        letter: LetterId,
    },
    /// Those who have these roles in the session.
    Roles {
        /// The roles.
        roles: Vec<Role>,
    },
}

/// Of what somebody is reminded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "of", rename_all = "kebab-case")]
pub enum Reminded {
    /// The call closes, and the dossier is a draft.
    DraftBeforeClosing {
        /// How long before.
        delay: Delay,
        /// The last second.
        closes: Instant,
    },
    /// A letter is awaited.
    LetterAwaited {
        /// The letter.
        letter: LetterId,
        /// For how many weeks.
        weeks: i64,
    },
    /// Corrections are awaited.
    CorrectionAwaited {
        /// How long before the deadline.
        delay: Delay,
        /// The last second.
        deadline: Instant,
    },
    /// The deadline of corrections has passed without them.
    CorrectionOver {
        /// The last second.
        deadline: Instant,
    },
    /// A late deposit awaits a decision.
    LateDeposit,
}

/// Every reminder due at `now`, in the order of the dossiers. Where several of the same kind are due, because nobody
/// looked for a while, only the last is told.
pub fn reminders(call: &Call, dossiers: &[Dossier], now: Instant) -> Vec<Reminder> {
    dossiers.iter().flat_map(|dossier| of_dossier(call, dossier, now)).collect()
}

fn of_dossier(call: &Call, dossier: &Dossier, now: Instant) -> Vec<Reminder> {
    let people = Audience::People { people: dossier.people.keys().cloned().collect() };
    let reminder = |key: String, to: &Audience, of: Reminded, due: Instant| Reminder {
        key,
        dossier: dossier.id.clone(),
        to: to.clone(),
        of,
        due,
    };
    let id = &dossier.id;
    let mut found = Vec::new();
    let writing = match &dossier.stage {
        Stage::Draft => {
            let closes = call.closes_at();
            if let Some((delay, due)) = last_due(&call.reminders, closes, dossier.created, now) {
                let key = format!("draft-before-closing/{id}/{closes}/{delay}");
                found.push(reminder(key, &people, Reminded::DraftBeforeClosing { delay, closes }, due));
            }
            call.reception(now) == Reception::InTime
        }
        Stage::CorrectionRequested { at, deadline, .. } => {
            let deadline = *deadline;
            if let Some((delay, due)) = last_due(&call.reminders, deadline, *at, now) {
                let key = format!("correction-awaited/{id}/{deadline}/{delay}");
                found.push(reminder(key, &people, Reminded::CorrectionAwaited { delay, deadline }, due));
            }
            if now > deadline {
                let to = Audience::Roles { roles: vec![Role::Pilot, Role::Instructor] };
                let key = format!("correction-over/{id}/{deadline}");
                found.push(reminder(key, &to, Reminded::CorrectionOver { deadline }, deadline.plus_seconds(1)));
            }
            now <= deadline
        }
        Stage::LateRequested { deposit, .. } => {
            let to = Audience::Roles { roles: call.late.as_ref().map_or(Vec::new(), |late| late.who_decides.clone()) };
            found.push(reminder(format!("late-deposit/{id}/{}", deposit.at), &to, Reminded::LateDeposit, deposit.at));
            false
        }
        Stage::Reopened { until, .. } => now <= *until,
        _ => false,
    };
    for (letter, known) in
        dossier.letters.iter().filter(|(_, known)| writing && known.received.is_none() && known.refused.is_none())
    {
        let weeks = now.since(known.requested).div_euclid(DAYS_BETWEEN_LETTERS * DAY);
        let due = known.requested.plus_days(weeks * DAYS_BETWEEN_LETTERS);
        // Reminded by hand less than a day before: they know.
        let known_by_hand = known.reminded.is_some_and(|reminded| due.since(reminded) < DAY);
        if weeks >= 1 && !known_by_hand {
            let to = Audience::LetterAuthor { letter: letter.clone() };
            let of = Reminded::LetterAwaited { letter: letter.clone(), weeks };
            found.push(reminder(format!("letter-awaited/{id}/{letter}/{weeks}"), &to, of, due));
        }
    }
    found
}

/// The last delay before `end` that has begun at `now`, if it began after `since`: nobody is reminded of what they have
/// just been told.
fn last_due(delays: &[Delay], end: Instant, since: Instant, now: Instant) -> Option<(Delay, Instant)> {
    let due = |delay: &Delay| (*delay, end.plus_seconds(-delay.seconds()));
    let begun = delays.iter().map(due).filter(|(_, due)| *due <= now && now <= end);
    begun.max_by_key(|(_, due)| *due).filter(|(_, due)| *due > since)
}

/// What comes to its term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// Its last second, or the first of a phase.
    pub at: Instant,
    /// What it is.
    pub what: DeadlineKind,
}

/// A sort of term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum DeadlineKind {
    /// The call closes.
    Closing,
    /// Late deposits are no longer asked for.
    LateClosing,
    /// A phase begins.
    PhaseBegins {
        /// Which.
        phase: Phase,
    },
    /// Corrections are due.
    Correction {
        /// The dossier.
        dossier: DossierId,
    },
    /// A dossier opened again is due.
    Reopened {
        /// The dossier.
        dossier: DossierId,
    },
}

/// What comes to its term from `now` on, the soonest first.
pub fn deadlines(call: &Call, dossiers: &[Dossier], now: Instant) -> Vec<Deadline> {
    let mut found = vec![Deadline { at: call.closes_at(), what: DeadlineKind::Closing }];
    found.extend(call.late_until().map(|at| Deadline { at, what: DeadlineKind::LateClosing }));
    found.extend(
        call.phases.iter().filter_map(|rule| {
            Some(Deadline { at: rule.begins?, what: DeadlineKind::PhaseBegins { phase: rule.phase } })
        }),
    );
    found.extend(dossiers.iter().filter_map(|dossier| {
        let name = dossier.id.clone();
        match dossier.stage {
            Stage::CorrectionRequested { deadline: at, .. } => {
                Some(Deadline { at, what: DeadlineKind::Correction { dossier: name } })
            }
            Stage::Reopened { until: at, .. } => Some(Deadline { at, what: DeadlineKind::Reopened { dossier: name } }),
            _ => None,
        }
    }));
    found.retain(|deadline| deadline.at >= now);
    found.sort_by_key(|deadline| deadline.at);
    found
}

/// A line of the table of instruction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overview {
    /// The dossier.
    pub dossier: DossierId,
    /// The name of its territory.
    pub place: String,
    /// Where it is.
    pub label: InternalLabel,
    /// Questions that are right, and those asked and required or answered; none when its form is not at hand.
    pub progress: Option<(u64, u64)>,
    /// Letters awaited.
    pub letters_awaited: u64,
    /// Sides whose signature is asked for and lacks.
    pub unsigned: BTreeSet<Side>,
    /// The deadline that runs for it.
    pub deadline: Option<Instant>,
    /// When it was last changed.
    pub touched: Instant,
}

/// The table of instruction, in the order of the dossiers. Who shows it asks `Rights::may` for each line first.
pub fn overview(rules: &Rules<'_>, dossiers: &[Dossier]) -> Vec<Overview> {
    let line = |dossier: &Dossier| {
        let form = rules.form_of(dossier.revision);
        let given = form.map(|form| dossier.given(form, rules.words()));
        let unsigned = form.zip(given.as_ref()).map(|(form, given)| &form.signatories() - &given.signed);
        Overview {
            dossier: dossier.id.clone(),
            place: dossier.place.name.clone(),
            label: dossier.internal_label(),
            progress: form.map(|form| dossier.completeness(form, rules.words()).progress()),
            letters_awaited: dossier.letters.values().filter(|letter| letter.received.is_none()).count() as u64,
            unsigned: unsigned.unwrap_or_default(),
            deadline: match dossier.stage {
                Stage::CorrectionRequested { deadline, .. } => Some(deadline),
                Stage::Reopened { until, .. } => Some(until),
                _ => None,
            },
            touched: dossier.touched,
        }
    };
    dossiers.iter().map(line).collect()
}

/// Numbers of dossiers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// In all.
    pub dossiers: u64,
    /// By where they are; what is not there is zero.
    pub by_label: BTreeMap<InternalLabel, u64>,
    /// By département: begun, and deposited. A dossier over several départements counts in each.
    pub by_departement: BTreeMap<DepartementCode, Begun>,
}

/// Dossiers of a place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Begun {
    /// Begun, deposited or not.
    pub begun: u64,
    /// Deposited.
    pub deposited: u64,
}

/// Numbers of `dossiers`.
pub fn counts(dossiers: &[Dossier]) -> Counts {
    let mut counts = Counts::default();
    for dossier in dossiers {
        counts.dossiers += 1;
        *counts.by_label.entry(dossier.internal_label()).or_default() += 1;
        for departement in &dossier.place.departements {
            let place = counts.by_departement.entry(*departement).or_default();
            place.begun += 1;
            place.deposited += u64::from(dossier.last_deposit().is_some());
        }
    }
    counts
}
