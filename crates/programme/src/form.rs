//! Answers to the form of a dossier: what they may be, what they lack, what becomes of them when the form changes.
//!
//! The form itself is read from the files of the session ([`crate::session::Form`]). A [`Value`] keeps what somebody
//! typed, right or wrong, so that nothing is lost while it is written; [`check()`] says what is wrong with it, the same
//! for every co-author, and [`normal`] gives the one writing of it that is signed and deposited.

mod changes;
mod check;
mod decimal;
mod diff;
mod fault;
mod rebase;
mod sheet;
mod siret;
#[cfg(test)]
pub(crate) mod tests;
mod value;

pub use crate::session::{Answer, Choice, Condition, FileType, Form, FormSection, Question, Side};
pub use changes::{FormChange, QuestionPart, changes};
pub use check::{Completeness, Given, Letters, QuestionState, SectionState, State, asked, check};
pub use decimal::{Decimal, NotADecimal};
pub use diff::{AnswerDiff, Change, Span, SpanKind, diff, diff_text};
pub use fault::Fault;
pub use rebase::{RebaseLine, RebaseOutcome, rebase};
pub use sheet::{FormSheet, NEW_KINDS, QuestionSheet, QuestionWrong};
pub use siret::{NotASiret, Siret};
pub(crate) use value::file_faults;
pub use value::{File, Value, Words, characters, fits, normal};
