//! What one may do with a jury.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Outcome, Quorum, SeatKind, Signatory, TieKind, Vote};
use crate::Slug;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::id::{DossierId, PersonId};
use crate::role::Right;

/// An act asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Invites somebody to sit. Whoever carries this out has checked that they have the role in the session.
    Invite {
        /// Who.
        person: PersonId,
        /// As what.
        kind: SeatKind,
    },
    /// Answers one's own invitation.
    Answer {
        /// Whether one comes.
        accept: bool,
    },
    /// Somebody sits no more.
    Release {
        /// Who.
        person: PersonId,
    },
    /// Says what somebody knows, and how much they read: of oneself, or of another by the pilot.
    Describe {
        /// Who.
        person: PersonId,
        /// The subjects, words of the taxonomy.
        areas: BTreeSet<Slug>,
        /// The most dossiers they read.
        most: Option<u32>,
    },
    /// Names who presides.
    Preside {
        /// Who.
        person: PersonId,
    },
    /// Sets how many must be there.
    SetQuorum {
        /// How many.
        quorum: Quorum,
    },
    /// Says one's own ties.
    Declare {
        /// With each dossier: none, or which.
        said: BTreeMap<DossierId, Option<TieKind>>,
    },
    /// Holds a tie that its person cannot take back.
    Pin {
        /// Whose.
        person: PersonId,
        /// With which dossier.
        dossier: DossierId,
        /// Which.
        kind: TieKind,
        /// Why.
        reason: String,
    },
    /// Holds it no more.
    Lift {
        /// Whose.
        person: PersonId,
        /// With which dossier.
        dossier: DossierId,
        /// Why.
        reason: String,
    },
    /// Gives dossiers to read, each to those named, in the place of those it had.
    Assign {
        /// The readers of each.
        readers: BTreeMap<DossierId, BTreeSet<PersonId>>,
        /// The seed, when they were worked out.
        seed: Option<u64>,
    },
    /// Sets the last second for which sheets are expected.
    SetDeadline {
        /// When; none takes it away.
        deadline: Option<Instant>,
    },
    /// Calls a meeting, once the one before is over.
    CallMeeting {
        /// When.
        when: Instant,
        /// Where.
        place: String,
        /// The dossiers, in order; none named: all that are not decided upon.
        agenda: Vec<DossierId>,
    },
    /// Orders its agenda.
    OrderAgenda {
        /// The dossiers, in order.
        agenda: Vec<DossierId>,
    },
    /// Begins it.
    OpenMeeting,
    /// Somebody comes into it.
    Arrive {
        /// Who.
        person: PersonId,
    },
    /// Somebody leaves it.
    Depart {
        /// Who.
        person: PersonId,
    },
    /// Takes a dossier of the agenda.
    Take {
        /// Which.
        dossier: DossierId,
    },
    /// Writes down a vote on the dossier that is taken.
    Vote {
        /// On which.
        dossier: DossierId,
        /// What it gives.
        vote: Vote,
    },
    /// Writes down what the jury decides of a dossier that was taken.
    Rule {
        /// Of which.
        dossier: DossierId,
        /// What becomes of it.
        outcome: Outcome,
        /// Why: those who made it read it.
        reason: String,
        /// What is said of each criterion to those who made it.
        feedback: BTreeMap<Slug, String>,
    },
    /// Ends the meeting.
    CloseMeeting,
    /// Signs the minutes of the last meeting, as its president.
    SignMinutes {
        /// The digest of what was before the eyes of who signs.
        digest: Digest,
    },
    /// Signs the decision.
    SignDecision {
        /// By whom, as it is printed.
        signatory: Signatory,
        /// The digest of what was before the eyes of who signs.
        digest: Digest,
    },
    /// Sets the moment before which nothing is said to others.
    SetEmbargo {
        /// When; none takes it away.
        until: Option<Instant>,
    },
    /// Tells those who made the dossiers what became of them. Who asks twice tells once: what was told already is left out.
    Notify {
        /// Which dossiers, of those that are due.
        dossiers: BTreeSet<DossierId>,
    },
    /// Asks that a decision be examined again.
    Appeal {
        /// On which dossier.
        dossier: DossierId,
        /// Why.
        reason: String,
    },
    /// Begins to examine it.
    ExamineAppeal {
        /// On which dossier.
        dossier: DossierId,
    },
    /// Decides upon it.
    DecideAppeal {
        /// On which dossier.
        dossier: DossierId,
        /// What is decided.
        verdict: AppealVerdict,
        /// Why: those who made it read it.
        reason: String,
    },
    /// Retains a dossier of the reserve list.
    Promote {
        /// Which.
        dossier: DossierId,
        /// Why.
        reason: String,
    },
}

/// What is decided upon an appeal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "kebab-case")]
pub enum AppealVerdict {
    /// Something else is decided.
    Granted {
        /// What becomes of the dossier.
        outcome: Outcome,
    },
    /// What was decided stands.
    Rejected,
}

impl Command {
    /// The right over the session that it asks for; none where being the person concerned is what counts.
    pub fn right(&self) -> Option<Right> {
        use Command::*;
        Some(match self {
            Answer { .. } | Declare { .. } => Right::DeclareConflict,
            Invite { .. }
            | Release { .. }
            | Preside { .. }
            | SetQuorum { .. }
            | Pin { .. }
            | Lift { .. }
            | Assign { .. }
            | SetDeadline { .. } => Right::Assign,
            CallMeeting { .. }
            | OrderAgenda { .. }
            | OpenMeeting
            | Arrive { .. }
            | Depart { .. }
            | Take { .. }
            | Vote { .. }
            | Rule { .. }
            | CloseMeeting
            | SignDecision { .. }
            | SetEmbargo { .. }
            | Notify { .. }
            | ExamineAppeal { .. }
            | DecideAppeal { .. }
            | Promote { .. } => Right::Decide,
            Describe { .. } | SignMinutes { .. } | Appeal { .. } => return None,
        })
    }
}
