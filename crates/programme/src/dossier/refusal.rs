//! Why an act on a dossier is refused: everything that is wrong, not only the first thing.

use serde::{Deserialize, Serialize};

use super::InternalLabel;
use crate::Slug;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::form::{Fault, Side, Value};
use crate::id::PersonId;
use crate::role::{Denial, Right};

/// Why an act is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("refused: {causes:?}")]
pub struct Refusal {
    /// The causes, at least one.
    pub causes: Vec<Cause>,
}

/// What is wrong with one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionFaults {
    /// The question.
    pub question: Slug,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

/// One cause of a [`Refusal`]; the words are those of the locales.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "cause", rename_all = "kebab-case")]
pub enum Cause {
    /// Nobody is known to ask.
    Nobody,
    /// Who asks may not. Outside it is told as absence to who may not even see the dossier.
    NotAllowed {
        /// The right that lacks.
        right: Right,
        /// Why it lacks.
        denial: Denial,
    },
    /// The rule of late deposits names others to decide.
    NotADecider,
    /// Only an agent of a service of the State takes part for the State.
    NotOfTheState,
    /// The service serves no département and no région of the dossier.
    OutOfTerritory,
    /// The dossier is not at a stage where that is done.
    WrongStage {
        /// Where it is.
        stage: InternalLabel,
    },
    /// The call is not open yet.
    NotOpen {
        /// Its first second.
        opens: Instant,
    },
    /// The call is closed.
    Closed {
        /// Its last second.
        closed: Instant,
    },
    /// A deadline has passed.
    DeadlinePassed {
        /// Its last second.
        deadline: Instant,
    },
    /// A deadline is not over: the decision waits for it.
    DeadlineRunning {
        /// Its last second.
        deadline: Instant,
    },
    /// An end is given that is past.
    UntilPast {
        /// The end given.
        until: Instant,
    },
    /// The call is closed, and a reason is needed to ask that the dossier be received late.
    LateNeedsReason {
        /// The last second in which it may be asked for.
        until: Instant,
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
    /// The form has no such question.
    UnknownQuestion {
        /// The question.
        question: Slug,
    },
    /// No question is named.
    NoQuestion,
    /// Corrections were asked for on other questions.
    NotToCorrect {
        /// The question.
        question: Slug,
    },
    /// A question of another kind is meant.
    OtherKind {
        /// The question.
        question: Slug,
        /// Its kind.
        kind: String,
    },
    /// An answer that no draft keeps, being far too heavy.
    TooHeavy {
        /// Its bytes.
        bytes: u64,
        /// The most.
        limit: u64,
    },
    /// Somebody else changed the same answer in the meantime. Nothing is lost: both are here.
    Conflict {
        /// The question.
        question: Slug,
        /// The version that was before the eyes of who answers.
        base: u64,
        /// The version there is.
        version: u64,
        /// The answer there is.
        theirs: Option<Value>,
        /// Who gave it.
        by: PersonId,
        /// The answer that was to be written.
        yours: Option<Value>,
    },
    /// Answers lack or are wrong.
    Incomplete {
        /// Each with what is wrong.
        questions: Vec<QuestionFaults>,
    },
    /// The form asks for no signature of that side.
    SignatureNotAsked {
        /// The side.
        side: Side,
    },
    /// What was signed is not what is written now.
    SignedSomethingElse {
        /// The digest that was signed.
        yours: Digest,
        /// The digest of what is written.
        current: Digest,
    },
    /// The form has a later revision: the dossier must be brought to it first.
    OutdatedForm {
        /// The revision that the dossier answers.
        revision: u64,
        /// That of today.
        current: u64,
    },
    /// The dossier answers the form of today.
    FormUnchanged,
    /// The revision that the dossier answers is not at hand.
    UnknownRevision {
        /// The revision.
        revision: u64,
    },
    /// Something is there already under that name.
    NameTaken,
    /// Nothing is there under that name.
    Unknown,
    /// The person takes part already.
    AlreadyIn,
    /// The person takes no part.
    NotIn {
        /// The person.
        person: PersonId,
    },
    /// The lead is given to somebody who takes part for the State, or who has it already.
    NotForTheLead,
    /// A comment is somebody else's: only its author changes it.
    NotTheAuthor,
    /// A comment was taken back.
    CommentWithdrawn,
    /// The author of the letter answered that they will not write it.
    LetterRefused,
    /// The dossier would be left without a lead.
    LastLead,
    /// Too many take part, or are invited to.
    TooManyPeople {
        /// The most.
        most: u64,
    },
    /// Too many letters, or comments, are kept with the dossier.
    TooMany {
        /// The most.
        most: u64,
    },
    /// The letter is there already.
    LetterReceived,
    /// They were reminded a short while ago.
    RemindedRecently {
        /// When.
        last: Instant,
        /// From when they may be reminded again.
        again: Instant,
    },
    /// The document is not accepted.
    BadFile {
        /// What is wrong with it.
        faults: Vec<Fault>,
    },
    /// A number of days that is not allowed.
    Days {
        /// The number.
        days: u32,
        /// The most.
        most: u32,
    },
    /// In this phase, or in that of the end that is given, those who make the dossier may not write.
    NobodyCouldWrite,
    /// It was never deposited: there is nothing to instruct.
    NeverDeposited,
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
