//! A call: when dossiers are received, through which phases it goes, who may apply, what is kept how long.
//!
//! The calendar is in `call.toml` of the session. Hours are those of the clock of one zone. **A closing written to the
//! minute includes that whole minute; written to the second, that whole second**: see `docs/method/dossier.md`. A call
//! is always in exactly one phase; an act of the pilot may put it in another for a time ([`Steering`]).

mod delay;
mod eligibility;
mod phase;
mod retention;
mod revision;
mod sheet;
mod steering;
#[cfg(test)]
pub(crate) mod tests;

use facts::Localised;
use facts::document::Table;
use serde::{Deserialize, Serialize};

use crate::calendar::{ClockTime, Instant, Shown, Zone};
use crate::role::Role;

pub use delay::{Delay, NotADelay};
pub use eligibility::{Applicant, Eligibility, Ineligible, Overseas};
pub use phase::{Phase, PhaseRule, ScoresSeen, Seen, Switches};
pub use retention::Retention;
pub use revision::{REVISED_FILES, Revised, RevisionCause, RevisionRefusal, faults as revision_faults, revise};
pub use sheet::{CallSheet, PhaseSheet, RETENTION, SheetFault, SheetWrong};
pub use steering::{PhaseOverride, Steering, SteeringCause, SteeringCommand, SteeringEvent, SteeringRefusal};

/// The rules and the calendar of a call, as `call.toml` gives them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// What readers must know of this calendar.
    pub note: Option<Localised>,
    /// The clock of every hour of the call.
    pub zone: Zone,
    /// From when dossiers are received, its first second included.
    pub opening: ClockTime,
    /// Until when dossiers are received, its last second included.
    pub closing: ClockTime,
    /// On which condition a dossier is received after the closing; none when it never is.
    pub late: Option<LateRule>,
    /// Its phases, in order.
    pub phases: Vec<PhaseRule>,
    /// Who may apply.
    pub eligibility: Eligibility,
    /// How long before the closing those who have a draft are reminded of it, the longest first.
    pub reminders: Vec<Delay>,
    /// How long what people gave is kept.
    pub retention: Retention,
}

/// On which condition a dossier is received after the closing. A reason is always asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateRule {
    /// Until when it may be asked for, its last second included.
    pub until: ClockTime,
    /// Who accepts or refuses.
    pub who_decides: Vec<Role>,
}

/// What the calendar says of a deposit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reception {
    /// The call is not open yet.
    TooEarly,
    /// It is open.
    InTime,
    /// It is closed, and a late deposit may be asked for.
    Late,
    /// It is closed.
    Closed,
}

impl Call {
    /// The first second of the opening.
    pub fn opens_at(&self) -> Instant {
        self.opening.first_second(self.zone)
    }

    /// The last second in which a dossier is received.
    pub fn closes_at(&self) -> Instant {
        self.closing.last_second(self.zone)
    }

    /// The last second in which a late deposit may be asked for.
    pub fn late_until(&self) -> Option<Instant> {
        self.late.as_ref().map(|late| late.until.last_second(self.zone))
    }

    /// What the calendar says of a deposit at `now`.
    pub fn reception(&self, now: Instant) -> Reception {
        if now < self.opens_at() {
            Reception::TooEarly
        } else if now <= self.closes_at() {
            Reception::InTime
        } else if self.late_until().is_some_and(|until| now <= until) {
            Reception::Late
        } else {
            Reception::Closed
        }
    }

    /// The phase in which the calendar puts `now`. What an act of the pilot changes is in [`Steering::phase_at`].
    pub fn phase_at(&self, now: Instant) -> Phase {
        let begun = |rule: &&PhaseRule| rule.begins.is_none_or(|begins| begins <= now);
        self.phases.iter().rev().find(begun).map_or(Phase::Preparation, |rule| rule.phase)
    }

    /// The rule of a phase; none when the call does not go through it.
    pub fn phase(&self, phase: Phase) -> Option<&PhaseRule> {
        self.phases.iter().find(|rule| rule.phase == phase)
    }

    /// The first and the last second of a phase; nothing before the first, nothing after the last one, and nothing at
    /// all when the call does not go through it.
    pub fn span(&self, phase: Phase) -> Option<(Option<Instant>, Option<Instant>)> {
        let rank = self.phases.iter().position(|rule| rule.phase == phase)?;
        let end = self.phases.get(rank + 1).and_then(|next| next.begins).map(|begins| begins.plus_seconds(-1));
        Some((self.phases[rank].begins, end))
    }

    /// What is open to whom in a phase.
    pub fn switches(&self, phase: Phase) -> Switches {
        self.phase(phase).map_or_else(|| phase.switches(), |rule| rule.switches)
    }

    /// Reads `call.toml`.
    pub(crate) fn read(root: Table<'_>) -> Option<Self> {
        let note = root.optional_localised("note");
        let zone = root.one_of("zone", Zone::CHOICES);
        let (opening, closing) = (read_time(&root, "opening", zone), read_time(&root, "closing", zone));
        let bounds = zone.zip(opening.zip(closing)).map(|(zone, (opening, closing))| Bounds {
            zone,
            opens: opening.first_second(zone),
            closes: closing.last_second(zone),
        });
        let bounds = bounds.filter(|bounds| {
            let right = bounds.opens < bounds.closes;
            if !right {
                root.problem("closing", "found before the opening, expected after it");
            }
            right
        });
        let late = root.optional_table("late").and_then(|table| LateRule::read(table, zone, bounds));
        let phases = PhaseRule::read_all(&root, bounds, late.as_ref());
        let eligibility =
            root.optional_table("eligibility").map_or_else(|| Some(Eligibility::default()), Eligibility::read);
        let reminders = delay::read_list(&root, "reminders");
        let retention = root.optional_table("retention").map_or_else(|| Some(Retention::default()), Retention::read);
        root.close();
        Some(Self {
            note,
            zone: zone?,
            opening: opening?,
            closing: closing?,
            late,
            phases,
            eligibility: eligibility?,
            reminders,
            retention: retention?,
        })
    }
}

/// What the other hours of a call must agree with.
#[derive(Clone, Copy)]
struct Bounds {
    zone: Zone,
    opens: Instant,
    closes: Instant,
}

impl LateRule {
    fn read(table: Table<'_>, zone: Option<Zone>, bounds: Option<Bounds>) -> Option<Self> {
        let until = read_time(&table, "until", zone);
        if let Some((until, bounds)) = until.zip(bounds)
            && until.last_second(bounds.zone) <= bounds.closes
        {
            table.problem("until", format!("{until} found, expected later than the closing"));
        }
        let may = [(Role::Pilot.as_str(), Role::Pilot), (Role::Instructor.as_str(), Role::Instructor)];
        let names = table.texts("who_decides");
        let mut who_decides: Vec<Role> = Vec::new();
        for name in &names {
            match may.iter().find(|(known, _)| known == name) {
                Some((_, role)) if !who_decides.contains(role) => who_decides.push(*role),
                Some(_) => table.problem("who_decides", format!("\"{name}\" is written twice, expected once")),
                None => table.problem("who_decides", format!("\"{name}\" found, expected one of pilot, instructor")),
            }
        }
        if table.has("who_decides") && names.is_empty() {
            table.problem("who_decides", "empty list, expected at least one of pilot, instructor");
        }
        table.close();
        Some(Self { until: until?, who_decides })
    }
}

/// An hour that the clock of the call shows once: what is shown twice or never is no hour to set a right by.
fn read_time(table: &Table<'_>, key: &'static str, zone: Option<Zone>) -> Option<ClockTime> {
    let time = table.parsed::<ClockTime>(key)?;
    let shown = zone.map_or(Shown::Once, |zone| zone.shows(time.local()));
    let fault = match shown {
        Shown::Once => return Some(time),
        Shown::Twice => "twice on that clock: summer time ends",
        Shown::Never => "by no clock: summer time begins",
    };
    table.problem(key, format!("{time} is shown {fault} that night, expected an hour shown once"));
    None
}
