//! Why an act is refused, and what to do next.

use programme::calendar::Instant;
use programme::dossier::{Cause, InternalLabel, QuestionFaults, Refusal};
use programme::form::Fault;
use programme::role::{Denial, Right};

use super::label::{answer_kind, right as right_words};
use super::{Names, after_colon, fault, in_a_row};
use crate::words::Words;

/// Every cause of a refusal, in order.
pub fn causes<'n>(words: &Words, refusal: &Refusal, names: impl Into<Names<'n>>) -> Vec<String> {
    let names = names.into();
    refusal.causes.iter().flat_map(|one| cause(words, one, names)).collect()
}

/// A cause in a sentence; answers that lack or are wrong have a line for each question.
pub fn cause<'n>(words: &Words, cause: &Cause, names: impl Into<Names<'n>>) -> Vec<String> {
    let names = names.into();
    match cause {
        Cause::Incomplete { questions } => {
            questions.iter().map(|question| incomplete(words, question, names)).collect()
        }
        one => vec![sentence(words, one, names)],
    }
}

fn sentence(words: &Words, cause: &Cause, names: Names<'_>) -> String {
    let at = |key, instant: &Instant| words.t1(key, "at", words.moment(&instant.to_string()));
    match cause {
        Cause::Nobody => words.t("cause-nobody"),
        Cause::NotAllowed { right, denial } => not_allowed(words, *right, *denial),
        Cause::NotADecider => words.t("cause-not-a-decider"),
        Cause::NotOfTheState => words.t("cause-not-of-the-state"),
        Cause::OutOfTerritory => words.t("cause-out-of-territory"),
        Cause::WrongStage { stage } => words.t(wrong_stage(*stage)),
        Cause::NotOpen { opens } => at("cause-not-open", opens),
        Cause::Closed { closed } => at("cause-closed", closed),
        Cause::DeadlinePassed { deadline } => at("cause-deadline-passed", deadline),
        Cause::DeadlineRunning { deadline } => at("cause-deadline-running", deadline),
        Cause::UntilPast { until } => at("cause-until-past", until),
        Cause::LateNeedsReason { until } => at("cause-late-needs-reason", until),
        Cause::NoReason => words.t("cause-no-reason"),
        Cause::TextTooLong { length, limit } => {
            let [length, limit, by] = [*length, *limit, length.saturating_sub(*limit)].map(|n| words.whole(&n));
            words.with("cause-text-too-long", &[("length", length), ("limit", limit), ("by", by)])
        }
        Cause::UnknownQuestion { question } => words.t1("cause-unknown-question", "found", question.as_str()),
        Cause::NoQuestion => words.t("cause-no-question"),
        Cause::NotToCorrect { question } => {
            words.t1("cause-not-to-correct", "question", names.question(words, question))
        }
        Cause::OtherKind { question, kind } => {
            let values = [("question", names.question(words, question)), ("kind", answer_kind(words, kind))];
            words.with("cause-other-kind", &values)
        }
        Cause::TooHeavy { bytes, limit } => {
            let [found, limit] = [*bytes, *limit].map(|bytes| fault::weight(words, bytes));
            words.with("cause-too-heavy", &[("found", found), ("limit", limit)])
        }
        // Both answers are in the cause: a page shows them side by side, a sentence does not quote them.
        Cause::Conflict { question, base, version, theirs: _, by: _, yours: _ } => {
            let values = [("question", names.question(words, question)), ("version", words.whole(version))];
            words.count_with_all("cause-conflict", *base as usize, &values)
        }
        Cause::Incomplete { questions } => {
            in_a_row(questions.iter().map(|question| incomplete(words, question, names)))
        }
        Cause::SignatureNotAsked { side } => words.t1("cause-signature-not-asked", "side", side.as_str()),
        Cause::SignedSomethingElse { yours: _, current: _ } => words.t("cause-signed-something-else"),
        Cause::OutdatedForm { revision, current } => {
            let values = [("revision", words.whole(revision)), ("current", words.whole(current))];
            words.with("cause-outdated-form", &values)
        }
        Cause::FormUnchanged => words.t("cause-form-unchanged"),
        Cause::UnknownRevision { revision } => words.t1("cause-unknown-revision", "revision", words.whole(revision)),
        Cause::NameTaken => words.t("cause-name-taken"),
        Cause::Unknown => words.t("cause-unknown"),
        Cause::AlreadyIn => words.t("cause-already-in"),
        Cause::NotIn { person: _ } => words.t("cause-not-in"),
        Cause::NotForTheLead => words.t("cause-not-for-the-lead"),
        Cause::NotTheAuthor => words.t("cause-not-the-author"),
        Cause::CommentWithdrawn => words.t("cause-comment-withdrawn"),
        Cause::LetterRefused => words.t("cause-letter-refused"),
        Cause::LastLead => words.t("cause-last-lead"),
        Cause::TooManyPeople { most } => words.t1("cause-too-many-people", "most", words.whole(most)),
        Cause::TooMany { most } => words.t1("cause-too-many", "most", words.whole(most)),
        Cause::LetterReceived => words.t("cause-letter-received"),
        Cause::RemindedRecently { last, again } => {
            let [last, again] = [last, again].map(|instant| words.moment(&instant.to_string()));
            words.with("cause-reminded-recently", &[("last", last), ("again", again)])
        }
        Cause::BadFile { faults } => words.t1("cause-bad-file", "faults", told(words, faults, names)),
        Cause::Days { days, most } => {
            words.count_with_all("cause-days", *days as usize, &[("most", words.whole(&u64::from(*most)))])
        }
        Cause::NobodyCouldWrite => words.t("cause-nobody-could-write"),
        Cause::NeverDeposited => words.t("cause-never-deposited"),
    }
}

fn not_allowed(words: &Words, right: Right, denial: Denial) -> String {
    match denial {
        Denial::NoRight => words.t1("cause-no-right", "right", right_words(words, right)),
        Denial::Conflicted => words.t("cause-conflicted"),
        Denial::SwitchedOff => words.t1("cause-switched-off", "right", right_words(words, right)),
    }
}

/// From the deposit on, one sentence whatever was decided meanwhile: those who make a dossier do not learn it from a
/// refusal.
fn wrong_stage(stage: InternalLabel) -> &'static str {
    match stage {
        InternalLabel::Draft => "cause-stage-preparation",
        InternalLabel::Reopened => "cause-stage-reopened",
        InternalLabel::CorrectionRequested => "cause-stage-correction",
        InternalLabel::LateRequested
        | InternalLabel::Submitted
        | InternalLabel::Resubmitted
        | InternalLabel::Admissible
        | InternalLabel::Inadmissible => "cause-stage-received",
        InternalLabel::LateRefused => "cause-stage-not-received",
        InternalLabel::Withdrawn => "cause-stage-withdrawn",
    }
}

/// What is wrong with one question, after its label; a label that asks has its own mark, and needs no colon.
fn incomplete(words: &Words, of: &QuestionFaults, names: Names<'_>) -> String {
    let (question, faults) = (names.question(words, &of.question), told(words, &of.faults, names));
    if question.ends_with(['?', '!', '.', ':']) {
        return words.with("cause-incomplete-of-a-question", &[("question", question), ("faults", faults)]);
    }
    words.with("cause-incomplete", &[("question", question), ("faults", after_colon(&faults))])
}

fn told(words: &Words, faults: &[Fault], names: Names<'_>) -> String {
    in_a_row(faults.iter().map(|one| fault::tell(words, one, names.rubric)))
}
