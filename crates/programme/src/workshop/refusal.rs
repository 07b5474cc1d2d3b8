//! Why an act on a workshop or a contribution is refused: everything that is wrong, not only the first thing.

use serde::{Deserialize, Serialize};

use super::Label;
use crate::Slug;
use crate::calendar::LocalTime;
use crate::digest::Digest;
use crate::role::{Denial, Right};

/// Why an act is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("refused: {causes:?}")]
pub struct Refusal {
    /// The causes, at least one.
    pub causes: Vec<Cause>,
}

impl Refusal {
    pub(super) fn unless_empty(causes: Vec<Cause>) -> Result<(), Self> {
        if causes.is_empty() { Ok(()) } else { Err(Self { causes }) }
    }
}

/// One cause of a [`Refusal`]; the words are those of the locales.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "cause", rename_all = "kebab-case")]
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
    /// The workshop is not at a stage where that is done.
    WrongState {
        /// Where it is.
        state: Label,
    },
    /// The session has no stage of that name.
    UnknownStage {
        /// The name.
        stage: Slug,
    },
    /// The taxonomy, or the workshop, has no theme of that name.
    UnknownTheme {
        /// The name.
        theme: Slug,
    },
    /// The workshop asks no question of that name.
    UnknownQuestion {
        /// The name.
        question: Slug,
    },
    /// Something is named that is not there.
    Unknown,
    /// Two things have the same name.
    Twice {
        /// The name.
        id: Slug,
    },
    /// A text that is needed is not there.
    Empty {
        /// Of which field.
        field: String,
    },
    /// A text is too long.
    TextTooLong {
        /// Of which field.
        field: String,
        /// Its characters.
        length: u64,
        /// The most.
        limit: u64,
    },
    /// It would end before it begins.
    EndsBeforeBeginning {
        /// Its beginning.
        begins: LocalTime,
        /// Its end.
        ends: LocalTime,
    },
    /// The agenda takes longer than the workshop.
    AgendaTooLong {
        /// What it takes, in minutes.
        minutes: i64,
        /// What there is.
        available: i64,
    },
    /// Something of the agenda takes no time.
    NoDuration {
        /// What.
        item: String,
    },
    /// There are too many of something.
    TooMany {
        /// Of what.
        what: String,
        /// The most.
        limit: u64,
    },
    /// There are no seats, or too many.
    Capacity {
        /// The seats given.
        capacity: u32,
        /// The most.
        most: u32,
    },
    /// Fewer seats than those who have one already.
    BelowSeated {
        /// The seats given.
        capacity: u32,
        /// How many have one.
        seated: u32,
    },
    /// Somebody signed up already.
    AlreadySignedUp,
    /// A theme or a question was taken away to which contributions may refer.
    StillAsked {
        /// The name.
        id: Slug,
    },
    /// The minutes were changed meanwhile.
    Conflict {
        /// The version that was before the eyes of who writes.
        base: u64,
        /// The version there is.
        version: u64,
    },
    /// The minutes were not written.
    NoMinutes,
    /// Attendance was not taken.
    NoAttendance,
    /// Contributions wait to be read.
    Unmoderated {
        /// How many.
        count: u64,
    },
    /// What is signed is not what there is.
    SignedSomethingElse {
        /// The digest of what was before the eyes of who signs.
        yours: Digest,
        /// The digest of what there is.
        current: Digest,
    },
    /// A place on the map is nowhere.
    Nowhere,
    /// Other words were received under the same key.
    OtherWords,
    /// The contribution is not at a stage where that is done.
    NotThere,
    /// What is done to the contribution needs a reason.
    NoReason,
    /// It is split into fewer than two pieces, or fewer than two are joined.
    Alone,
    /// Contributions of different workshops are joined.
    OtherWorkshop,
}
