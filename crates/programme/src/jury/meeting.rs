//! A meeting of a jury: who was there when, what was taken, and its minutes.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Jury, SeatKind};
use crate::calendar::Instant;
use crate::digest::{Digest, canonical};
use crate::id::{DossierId, PersonId};
use crate::reading::choice;

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// For when it is called.
    pub when: Instant,
    /// Where.
    pub place: String,
    /// The dossiers, in order.
    pub agenda: Vec<DossierId>,
    /// How far it is.
    pub stage: MeetingStage,
    /// When it began.
    pub opened: Option<Instant>,
    /// When it ended.
    pub closed: Option<Instant>,
    /// When each person was there.
    pub attendance: BTreeMap<PersonId, Vec<Stay>>,
    /// The dossiers taken, in the order in which they were.
    pub taken: Vec<Taken>,
    /// Its minutes, once they are signed.
    pub minutes: Option<Minutes>,
}

choice! {
    /// How far a meeting is.
    pub enum MeetingStage {
        /// It is called.
        Called = "called",
        /// It is held.
        Open = "open",
        /// It is over.
        Closed = "closed",
    }
}

/// From when to when somebody was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// When they came.
    pub from: Instant,
    /// When they left; none while they are there.
    pub to: Option<Instant>,
}

/// A dossier that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Which.
    pub dossier: DossierId,
    /// When.
    pub at: Instant,
    /// The jurors who took part.
    pub present: BTreeSet<PersonId>,
    /// Those who left for it, being tied to it.
    pub recused: BTreeSet<PersonId>,
    /// The vote, when there was one.
    pub vote: Option<Vote>,
}

/// What a vote gave: numbers, and nobody's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// For.
    pub yes: u32,
    /// Against.
    pub no: u32,
    /// Neither.
    pub abstained: u32,
}

impl Vote {
    /// How many voices.
    pub fn voices(self) -> u64 {
        u64::from(self.yes) + u64::from(self.no) + u64::from(self.abstained)
    }
}

/// Minutes that were signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: PersonId,
    /// Their digest.
    pub digest: Digest,
}

impl Meeting {
    /// Whether somebody is there.
    pub fn is_there(&self, person: &PersonId) -> bool {
        self.attendance.get(person).and_then(|stays| stays.last()).is_some_and(|stay| stay.to.is_none())
    }

    /// Those who are there.
    pub fn present(&self) -> impl Iterator<Item = &PersonId> {
        self.attendance.keys().filter(|person| self.is_there(person))
    }

    /// The last time a dossier was taken.
    pub fn taken_of(&self, dossier: &DossierId) -> Option<&Taken> {
        self.taken.iter().rev().find(|taken| taken.dossier == *dossier)
    }
}

impl Jury {
    /// The last meeting.
    pub fn meeting(&self) -> Option<&Meeting> {
        self.meetings.last()
    }

    /// Whether a meeting was ever opened: from then on a locked sheet changes with a reason.
    pub fn has_met(&self) -> bool {
        self.meetings.iter().any(|meeting| meeting.opened.is_some())
    }

    /// Jurors who are in the last meeting, and may take part in what is said of a dossier; of all of them without one.
    pub fn able(&self, dossier: Option<&DossierId>) -> BTreeSet<PersonId> {
        let Some(meeting) = self.meeting() else { return BTreeSet::new() };
        let jurors = self.jurors().map(|(person, _)| person).filter(|person| meeting.is_there(person));
        jurors.filter(|person| !dossier.is_some_and(|dossier| self.is_tied(person, dossier))).cloned().collect()
    }

    /// How many jurors must be there for a dossier, of those who have no tie with it; for none, of all of them.
    pub fn needed(&self, dossier: Option<&DossierId>) -> usize {
        let may = |person: &&PersonId| !dossier.is_some_and(|dossier| self.is_tied(person, dossier));
        self.quorum.needed(self.jurors().map(|(person, _)| person).filter(may).count())
    }

    /// The minutes of the last meeting in their one writing: nothing but what was recorded of it.
    pub fn minutes(&self) -> Option<String> {
        let meeting = self.meeting()?;
        let rulings = meeting.agenda.iter().filter_map(|dossier| {
            let ruling = self.rulings.get(dossier)?;
            let reason = &ruling.reason;
            Some((dossier.as_str().to_owned(), json!({ "outcome": ruling.outcome, "reason": reason })))
        });
        let rulings: serde_json::Map<String, serde_json::Value> = rulings.collect();
        let seats = self.seats.iter().filter(|(_, seat)| seat.sits());
        let panel: BTreeMap<&PersonId, SeatKind> = seats.map(|(person, seat)| (person, seat.kind)).collect();
        Some(canonical(&json!({ "minutes": {
            "session": self.session,
            "meeting": self.meetings.len(),
            "when": meeting.when,
            "place": meeting.place,
            "opened": meeting.opened,
            "closed": meeting.closed,
            "president": self.president,
            "panel": panel,
            "quorum": self.needed(None),
            "attendance": meeting.attendance,
            "agenda": meeting.agenda,
            "taken": meeting.taken,
            "rulings": rulings,
        }})))
    }
}
