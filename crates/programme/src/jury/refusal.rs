//! Why an act on a jury or on a sheet is refused: everything that is wrong, not only the first thing.

use super::{Outcome, SeatStage};
use crate::Slug;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::id::{DossierId, PersonId};
use crate::role::{Denial, Right};

/// Why an act is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("refused: {causes:?}")]
pub struct Refusal {
    /// The causes, at least one.
    pub causes: Vec<Cause>,
}

/// One cause of a [`Refusal`]; the words are those of the locales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// Nobody is known to ask.
    Nobody,
    /// Who asks may not.
    NotAllowed {
        /// The right that lacks.
        right: Right,
        /// Why it lacks.
        denial: Denial,
    },
    /// Who asks does not sit in the jury.
    NoSeat,
    /// Somebody has no seat there, or none of that kind.
    NotSitting {
        /// Who.
        person: PersonId,
    },
    /// The seat is not at a stage where that is done.
    SeatIs {
        /// Where it is.
        stage: SeatStage,
    },
    /// The taxonomy has no such word.
    UnknownArea {
        /// The word.
        area: Slug,
    },
    /// No such dossier goes to the jury.
    UnknownDossier {
        /// The dossier.
        dossier: DossierId,
    },
    /// Nothing is said of any dossier.
    NothingSaid,
    /// The pilot holds that tie.
    Pinned {
        /// With which dossier.
        dossier: DossierId,
    },
    /// The pilot holds no tie there.
    NotPinned,
    /// A reader has a tie with the dossier.
    Tied {
        /// Who.
        person: PersonId,
        /// With which dossier.
        dossier: DossierId,
    },
    /// A text is needed, and is empty.
    NoReason,
    /// A text is too long.
    TextTooLong {
        /// Its characters.
        length: u64,
        /// The most.
        limit: u64,
    },
    /// A moment is given that is past.
    Past {
        /// The moment.
        moment: Instant,
    },
    /// A number that makes no sense here.
    Number {
        /// The number.
        found: u64,
        /// The least.
        least: u64,
        /// The most.
        most: u64,
    },
    /// The last meeting is not over.
    MeetingRuns,
    /// No meeting is at a stage where that is done.
    NoMeeting,
    /// The agenda does not have the dossier.
    NotOnAgenda {
        /// Which.
        dossier: DossierId,
    },
    /// A dossier stands twice.
    Twice {
        /// Which.
        dossier: DossierId,
    },
    /// Too few are there.
    Quorum {
        /// How many are.
        present: u64,
        /// How many must be.
        needed: u64,
    },
    /// Somebody is there already, or is not.
    Attendance {
        /// Who.
        person: PersonId,
        /// Whether they are there.
        present: bool,
    },
    /// The dossier was not taken in the meeting.
    NotTaken {
        /// Which.
        dossier: DossierId,
    },
    /// More voices than jurors.
    TooManyVoices {
        /// Voices.
        found: u64,
        /// Jurors.
        most: u64,
    },
    /// What was decided is signed.
    Signed {
        /// Of which dossier.
        dossier: DossierId,
    },
    /// Nobody presides.
    NoPresident,
    /// Only who presides signs the minutes.
    NotThePresident,
    /// The minutes are signed, or the meeting is not over.
    NoMinutes,
    /// The minutes of the last meeting are not signed.
    MinutesUnsigned,
    /// What was signed is not what there is.
    SignedSomethingElse {
        /// The digest that was signed.
        yours: Digest,
        /// That of what there is.
        current: Digest,
    },
    /// There is nothing to sign, or nothing to tell.
    NothingDue,
    /// The ranks of the reserve list are not 1, 2, 3 and so on.
    Ranks {
        /// The ranks there are.
        found: Vec<u32>,
    },
    /// Nobody was told, or it was decided otherwise: that is not asked of such a dossier.
    OutcomeIs {
        /// What was decided, when something was.
        outcome: Option<Outcome>,
    },
    /// A deadline has passed.
    DeadlinePassed {
        /// Its last second.
        deadline: Instant,
    },
    /// There is no appeal at such a stage.
    NoAppeal,
    /// An appeal was made already.
    AppealMade,
    /// The rubric has no such criterion.
    UnknownCriterion {
        /// Which.
        criterion: Slug,
    },
    /// A level outside of the scale.
    Level {
        /// Of which criterion.
        criterion: Slug,
        /// The level.
        level: u8,
        /// The highest.
        top: u8,
    },
    /// A criterion has neither a level nor "cannot judge".
    NoLevel {
        /// Which.
        criterion: Slug,
    },
    /// A criterion has no reason.
    NoReasonFor {
        /// Which.
        criterion: Slug,
    },
    /// The sheet does not say how sure its reader is.
    NoConfidence,
    /// The opinion is empty.
    NoOpinion,
    /// The sheet was written elsewhere meanwhile.
    Conflict {
        /// The version that was before the eyes of who writes.
        base: u64,
        /// The version there is.
        version: u64,
    },
    /// The sheet is locked.
    Locked,
    /// The sheet is not locked.
    NotLocked,
    /// The jury has not met: a locked sheet is changed in its meeting.
    NotMet,
    /// The change changes nothing.
    Unchanged,
    /// The sheet is somebody else's.
    NotTheReader,
}

impl Refusal {
    /// Refuses if there is a cause; each is told once.
    ///
    /// # Errors
    /// Itself, with the causes.
    pub(super) fn unless_empty(causes: Vec<Cause>) -> Result<(), Self> {
        let mut told: Vec<Cause> = Vec::new();
        for cause in causes {
            if !told.contains(&cause) {
                told.push(cause);
            }
        }
        if told.is_empty() { Ok(()) } else { Err(Self { causes: told }) }
    }
}
