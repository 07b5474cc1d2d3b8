//! What happened to a jury.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{AppealVerdict, Outcome, Quorum, SeatKind, SeatStage, Signatory, TieKind, Vote};
use crate::Slug;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::id::{DossierId, PersonId};

/// Something that happened to a jury.
pub type Event = crate::story::Event<Happened>;

/// What happened. Of words, there is only the digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Happened {
    /// The jury of a session was set up.
    JuryOpened {
        /// Of which session.
        session: Slug,
    },
    /// Somebody was invited to sit.
    SeatOffered {
        /// Who.
        person: PersonId,
        /// As what.
        kind: SeatKind,
    },
    /// Somebody answered, or sits no more.
    SeatChanged {
        /// Who.
        person: PersonId,
        /// What became of their seat.
        stage: SeatStage,
    },
    /// What somebody knows, and how much they read.
    SeatDescribed {
        /// Who.
        person: PersonId,
        /// The subjects.
        areas: BTreeSet<Slug>,
        /// The most dossiers.
        most: Option<u32>,
    },
    /// Somebody presides.
    PresidentNamed {
        /// Who.
        person: PersonId,
    },
    /// How many must be there was set.
    QuorumSet {
        /// How many.
        quorum: Quorum,
    },
    /// Somebody said their ties.
    TiesDeclared {
        /// Who.
        person: PersonId,
        /// With each dossier: none, or which.
        said: BTreeMap<DossierId, Option<TieKind>>,
    },
    /// The pilot holds a tie.
    TiePinned {
        /// Whose.
        person: PersonId,
        /// With which dossier.
        dossier: DossierId,
        /// Which.
        kind: TieKind,
        /// Why.
        reason: Digest,
    },
    /// The pilot holds a tie no more: its person has not said theirs.
    TieLifted {
        /// Whose.
        person: PersonId,
        /// With which dossier.
        dossier: DossierId,
        /// Why.
        reason: Digest,
    },
    /// Dossiers were given to read.
    DossiersAssigned {
        /// The readers of each, in the place of those it had.
        readers: BTreeMap<DossierId, BTreeSet<PersonId>>,
        /// The seed, when they were worked out.
        seed: Option<u64>,
    },
    /// The last second for which sheets are expected was set.
    DeadlineSet {
        /// When.
        deadline: Option<Instant>,
    },
    /// A meeting was called.
    MeetingCalled {
        /// When.
        when: Instant,
        /// Where.
        place: String,
        /// The dossiers, in order.
        agenda: Vec<DossierId>,
    },
    /// The agenda of the last meeting was changed.
    AgendaOrdered {
        /// The dossiers, in order.
        agenda: Vec<DossierId>,
    },
    /// The last meeting began.
    MeetingOpened,
    /// Somebody came into it.
    Arrived {
        /// Who.
        person: PersonId,
    },
    /// Somebody left it.
    Departed {
        /// Who.
        person: PersonId,
    },
    /// A dossier was taken; those who are tied to it left for as long.
    DossierTaken {
        /// Which.
        dossier: DossierId,
        /// The jurors who took part.
        present: BTreeSet<PersonId>,
        /// Those who left for it.
        recused: BTreeSet<PersonId>,
    },
    /// There was a vote on it.
    VoteTaken {
        /// On which.
        dossier: DossierId,
        /// What it gave.
        vote: Vote,
    },
    /// It was decided what becomes of it.
    DossierRuled {
        /// Of which.
        dossier: DossierId,
        /// What.
        outcome: Outcome,
        /// Why.
        reason: Digest,
        /// What is said of each criterion to those who made it.
        feedback: BTreeMap<Slug, Digest>,
    },
    /// The last meeting ended.
    MeetingClosed,
    /// Its minutes were signed.
    MinutesSigned {
        /// Of which meeting, from 1.
        meeting: u32,
        /// Their digest.
        digest: Digest,
    },
    /// The decision was signed.
    DecisionSigned {
        /// By whom, as it is printed.
        signatory: Signatory,
        /// What becomes of each dossier.
        outcomes: BTreeMap<DossierId, Outcome>,
        /// The digest of what is signed.
        digest: Digest,
    },
    /// The moment was set before which nothing is said to others.
    EmbargoSet {
        /// When.
        until: Option<Instant>,
    },
    /// Those who made dossiers were told.
    DossiersNotified {
        /// Of what became of each.
        outcomes: BTreeMap<DossierId, Outcome>,
    },
    /// A decision was appealed against.
    AppealLodged {
        /// On which dossier.
        dossier: DossierId,
        /// Why.
        reason: Digest,
    },
    /// The appeal is examined.
    AppealExamined {
        /// On which dossier.
        dossier: DossierId,
    },
    /// The appeal was decided upon.
    AppealDecided {
        /// On which dossier.
        dossier: DossierId,
        /// What was decided.
        verdict: AppealVerdict,
        /// Why.
        reason: Digest,
    },
    /// A dossier of the reserve list is retained.
    ReservePromoted {
        /// Which.
        dossier: DossierId,
        /// Why.
        reason: Digest,
    },
}
