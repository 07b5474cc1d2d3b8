//! What is wrong with an answer.

use serde::{Deserialize, Serialize};

use super::{Decimal, FileType, Side};
use crate::Slug;

/// One thing wrong with an answer, with what was found and what is expected; the words are those of the locales.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "kebab-case")]
pub enum Fault {
    /// An answer is required, and there is none.
    Missing,
    /// The text of a criterion is required, and there is none.
    CriterionMissing {
        /// The criterion.
        criterion: Slug,
    },
    /// The text is too long.
    TooLong {
        /// The criterion, when the answer is one of several.
        criterion: Option<Slug>,
        /// Its characters, as people count them.
        length: u64,
        /// The most.
        limit: u64,
        /// How many too many.
        by: u64,
    },
    /// The answer is of another kind than the question: the form changed under it.
    OtherKind,
    /// A line has line breaks.
    NotOneLine,
    /// The text is no number.
    NotANumber,
    /// The number has decimals.
    NotWhole,
    /// The number is too small.
    TooSmall {
        /// The least.
        least: Decimal,
    },
    /// The number is too large.
    TooLarge {
        /// The most.
        most: Decimal,
    },
    /// The text is no day that exists.
    NotADate,
    /// The text is no address of mail.
    NotAnEmail,
    /// The text is no telephone number.
    NotAPhone,
    /// Not nine digits.
    SirenShape,
    /// Nine digits whose key is wrong.
    SirenKey,
    /// Not fourteen digits.
    SiretShape,
    /// Fourteen digits whose key is wrong.
    SiretKey,
    /// The text is no token of a territory.
    NotATerritory,
    /// The perimeter has no commune.
    NoCommune,
    /// A word is not on the list.
    UnknownWord {
        /// The word.
        word: Slug,
    },
    /// The list is closed, and a word was added.
    ListIsClosed,
    /// The answer chosen is not offered.
    UnknownChoice {
        /// The answer.
        option: Slug,
    },
    /// The rubric has no such criterion.
    UnknownCriterion {
        /// The criterion.
        criterion: Slug,
    },
    /// A document of a type that is not accepted.
    FileType {
        /// Its name.
        name: String,
        /// Its type.
        found: FileType,
    },
    /// A document too heavy.
    FileTooHeavy {
        /// Its name.
        name: String,
        /// Its size, in bytes.
        bytes: u64,
        /// The most, in bytes.
        limit: u64,
    },
    /// Too many documents.
    TooManyFiles {
        /// How many.
        files: u64,
        /// The most.
        most: u64,
    },
    /// The letter was asked for, and is not there.
    LetterAwaited,
    /// The letter was not asked for.
    LetterNotRequested,
    /// The side has not signed what is written now.
    SignatureMissing {
        /// The side.
        side: Side,
    },
}
