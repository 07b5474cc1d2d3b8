//! The jury of a session: who sits, what binds them to the dossiers, who reads what, when they meet, what is decided of each
//! dossier, and how those who made it are told.
//!
//! Two subjects: [`Jury`], one a session, and [`Sheet`], one a reader and a dossier. [`open`] and [`Jury::act`] decide as
//! those of a dossier do; the words people write (reasons, feedback, appeals) are given beside ([`Words`]), and only
//! their digest is in what happened. The rules are told in `docs/method/jury.md`.

mod act;
mod apply;
pub mod assign;
mod command;
mod compare;
mod happened;
mod meeting;
mod refusal;
mod ruling;
pub mod sheet;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::Slug;
use crate::calendar::Instant;
use crate::dossier::{Actor, Dossier, InternalLabel};
use crate::id::{DossierId, PersonId};
use crate::reading::choice;
use crate::role::Standing;

pub use act::{Case, Done, open};
pub use command::{AppealVerdict, Command};
pub use compare::{CriterionLine, DossierLine, compare};
pub use happened::{Event, Happened};
pub use meeting::{Meeting, MeetingStage, Minutes, Stay, Taken, Vote};
pub use refusal::{Cause, Refusal};
pub use ruling::{APPEAL_DAYS, Appeal, AppealStage, Decision, Notice, Outcome, Ruling, Signatory, to_sign};
pub use sheet::Sheet;

/// The jury of a session, at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jury {
    /// The session, whose name it bears.
    pub session: Slug,
    /// When it was set up.
    pub opened: Instant,
    /// Those who are invited to sit, or sit.
    pub seats: BTreeMap<PersonId, Seat>,
    /// Who presides, and signs the minutes.
    pub president: Option<PersonId>,
    /// How many must be there.
    pub quorum: Quorum,
    /// Who reads what, each dossier by several.
    pub assignments: BTreeMap<DossierId, BTreeSet<PersonId>>,
    /// The last second for which sheets are expected.
    pub deadline: Option<Instant>,
    /// The meetings, the first one first.
    pub meetings: Vec<Meeting>,
    /// What is decided of each dossier.
    pub rulings: BTreeMap<DossierId, Ruling>,
    /// The decisions signed, the first one first.
    pub decisions: Vec<Decision>,
    /// Before when nothing is said but to those who made a dossier.
    pub embargo: Option<Instant>,
    /// What those who made a dossier were told.
    pub notices: BTreeMap<DossierId, Notice>,
    /// What was asked against a decision.
    pub appeals: BTreeMap<DossierId, Appeal>,
}

/// Somebody's place in a jury.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// As what they sit.
    pub kind: SeatKind,
    /// Whether they came.
    pub stage: SeatStage,
    /// Since when it is so.
    pub since: Instant,
    /// The subjects they know, words of the taxonomy of the session.
    pub areas: BTreeSet<Slug>,
    /// The most dossiers they read, when they say so.
    pub most: Option<u32>,
    /// Dossiers with which they said that they have no tie.
    pub clear: BTreeSet<DossierId>,
    /// Their ties.
    pub ties: BTreeMap<DossierId, Tie>,
}

choice! {
    /// As what somebody sits.
    pub enum SeatKind {
        /// Reads, scores, votes.
        Juror = "juror",
        /// Reads and advises.
        Expert = "expert",
    }
}

choice! {
    /// Whether somebody who is invited sits.
    pub enum SeatStage {
        /// They have not answered.
        Invited = "invited",
        /// They sit.
        Accepted = "accepted",
        /// They answered that they do not come.
        Declined = "declined",
        /// They sit no more.
        Left = "left",
    }
}

/// That somebody and a dossier are tied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// By what.
    pub kind: TieKind,
    /// Since when it is known.
    pub at: Instant,
    /// Who said so.
    pub by: PersonId,
    /// Whether the pilot holds it: its person cannot take it back.
    pub pinned: bool,
}

choice! {
    /// What ties somebody to a dossier.
    pub enum TieKind {
        /// A family or a friend.
        Personal = "personal",
        /// Works, or has worked, for those who bear it.
        Professional = "professional",
        /// Holds an office there, or their administration serves there.
        Institutional = "institutional",
        /// Has an interest in it.
        Financial = "financial",
        /// Helped to write it, or gave an opinion on it.
        Contribution = "contribution",
        /// Something else.
        Other = "other",
    }
}

/// How many of a jury must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "kebab-case")]
pub enum Quorum {
    /// Half of those who may sit, rounded up.
    Half,
    /// A number.
    Number {
        /// Of jurors.
        jurors: u32,
    },
}

impl Quorum {
    /// How many are needed when `may_sit` may.
    pub fn needed(self, may_sit: usize) -> usize {
        match self {
            Quorum::Half => may_sit.div_ceil(2),
            Quorum::Number { jurors } => jurors as usize,
        }
    }
}

/// Words that go beside what happened, by their name; none erases them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Under which name.
    pub name: String,
    /// The words.
    pub body: Option<String>,
}

/// Whether a dossier is one that somebody of a jury must say their ties with: it was received, and was not put aside.
pub fn is_listed(dossier: &Dossier) -> bool {
    dossier.is_received() && dossier.internal_label() != InternalLabel::Inadmissible
}

/// Whether a dossier goes to the jury.
pub fn is_judged(dossier: &Dossier) -> bool {
    dossier.internal_label() == InternalLabel::Admissible
}

impl Seat {
    /// Whether they sit.
    pub fn sits(&self) -> bool {
        self.stage == SeatStage::Accepted
    }

    /// Whether they said what binds them to a dossier.
    pub fn has_said(&self, dossier: &DossierId) -> bool {
        self.clear.contains(dossier) || self.ties.contains_key(dossier)
    }
}

impl Jury {
    /// The seat of somebody who sits.
    pub fn sitting(&self, person: &PersonId) -> Option<&Seat> {
        self.seats.get(person).filter(|seat| seat.sits())
    }

    /// Those who sit as jurors.
    pub fn jurors(&self) -> impl Iterator<Item = (&PersonId, &Seat)> {
        self.seats.iter().filter(|(_, seat)| seat.sits() && seat.kind == SeatKind::Juror)
    }

    /// Whether somebody has a tie with a dossier, whatever became of their seat.
    pub fn is_tied(&self, person: &PersonId, dossier: &DossierId) -> bool {
        self.seats.get(person).is_some_and(|seat| seat.ties.contains_key(dossier))
    }

    /// Whether a dossier is given to somebody who sits and has no tie with it.
    pub fn is_assigned(&self, person: &PersonId, dossier: &DossierId) -> bool {
        self.sitting(person).is_some()
            && !self.is_tied(person, dossier)
            && self.assignments.get(dossier).is_some_and(|readers| readers.contains(person))
    }

    /// The dossiers of `dossiers` of which somebody has not said their tie.
    pub fn unsaid<'d>(&self, person: &PersonId, dossiers: &'d [Dossier]) -> Vec<&'d Dossier> {
        let said = |dossier: &&Dossier| self.seats.get(person).is_some_and(|seat| seat.has_said(&dossier.id));
        dossiers.iter().filter(|dossier| is_listed(dossier) && !said(dossier)).collect()
    }

    /// Whether everybody who sits has said their ties with every dossier of `dossiers`.
    pub fn is_ready(&self, dossiers: &[Dossier]) -> bool {
        let mut sitting = self.seats.iter().filter(|(_, seat)| seat.sits());
        sitting.all(|(person, _)| self.unsaid(person, dossiers).is_empty())
    }
}

/// What binds somebody to a dossier, as the jury of its session knows it: no jury, nothing said. `own_locked` is whether their
/// sheet of it is locked.
pub fn actor<'a>(jury: Option<&Jury>, standing: &'a Standing, dossier: &DossierId, own_locked: bool) -> Actor<'a> {
    let Some((jury, person)) = jury.zip(standing.person.as_ref()) else {
        return Actor { undeclared: true, ..Actor::plain(standing) };
    };
    let said = jury.sitting(person).is_some_and(|seat| seat.has_said(dossier));
    Actor {
        standing,
        assigned: jury.is_assigned(person, dossier),
        conflicted: jury.is_tied(person, dossier),
        own_score_locked: own_locked,
        undeclared: !said,
    }
}
