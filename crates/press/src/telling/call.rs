//! What is said of a call that is changed: what is wrong with its fields, why it is left as it is, what changes.

use programme::Slug;
use programme::call::{RevisionCause, SheetFault, SheetWrong, SteeringCause};
use programme::form::{Form, FormChange};
use programme::role::Denial;

use super::label::phase;
use crate::words::Words;

/// The name of a field of a call, as its form has it; that of a phase comes after it.
pub fn call_field(words: &Words, field: &str) -> String {
    match field.split_once('.') {
        Some(("late", _)) | None => words.t(&format!("call-field-{}", field.replace(['.', '_'], "-"))),
        Some((of, field)) => {
            let known = programme::call::Phase::CHOICES.iter().find(|(name, _)| *name == of);
            let of = known.map_or_else(|| of.to_owned(), |(_, known)| phase(words, *known));
            let field = words.t(&format!("call-field-{}", field.replace('_', "-")));
            words.with("call-field-of-phase", &[("phase", of), ("field", field)])
        }
    }
}

/// What is wrong with a field, without its name.
pub fn sheet_wrong(words: &Words, wrong: &SheetWrong) -> String {
    match wrong {
        SheetWrong::NotATime { found } if found.is_empty() => words.t("call-wrong-no-time"),
        SheetWrong::NotATime { found } => words.t1("call-wrong-time", "found", found.as_str()),
        SheetWrong::ShownTwice => words.t("call-wrong-twice"),
        SheetWrong::NeverShown => words.t("call-wrong-never"),
        SheetWrong::NotAfter { before } => words.t1("call-wrong-not-after", "before", call_field(words, before)),
        SheetWrong::NotAChoice { found } => words.t1("call-wrong-choice", "found", found.as_str()),
        SheetWrong::NotANumber { found, least, most } => {
            let values = [("found", found.clone()), ("least", words.whole(least)), ("most", words.whole(most))];
            words.with("call-wrong-number", &values)
        }
        SheetWrong::NotACode { found } => words.t1("call-wrong-code", "found", found.as_str()),
        SheetWrong::NotADelay { found } => words.t1("call-wrong-delay", "found", found.as_str()),
        SheetWrong::NoneChosen => words.t("call-wrong-none"),
    }
}

/// A fault of a field, in a sentence that names it.
pub fn sheet_fault(words: &Words, fault: &SheetFault) -> String {
    let values = [("field", call_field(words, &fault.field)), ("wrong", sheet_wrong(words, &fault.wrong))];
    words.with("call-fault", &values)
}

/// Why a call is not revised.
pub fn revision_cause(words: &Words, cause: &RevisionCause) -> String {
    let at = |key: &str, at: &programme::calendar::Instant| words.t1(key, "at", words.moment(&at.to_string()));
    match cause {
        RevisionCause::NotAllowed { denial } => denied(words, *denial),
        RevisionCause::Nobody => words.t("cause-nobody"),
        RevisionCause::NoReason => words.t("cause-no-reason"),
        RevisionCause::NothingChanged => words.t("call-cause-nothing"),
        RevisionCause::NoCall => words.t("call-cause-no-call"),
        RevisionCause::OpeningMoved { was } => at("call-cause-opening-moved", was),
        RevisionCause::OpeningPast { is } => at("call-cause-opening-past", is),
        RevisionCause::ClosingSooner { was, is: _ } => at("call-cause-closing-sooner", was),
        RevisionCause::ClosingPast { is } => at("call-cause-closing-past", is),
        RevisionCause::LateSooner { was } => at("call-cause-late-sooner", was),
        RevisionCause::PhaseMoved { phase: moved } => words.t1("call-cause-phase-moved", "phase", phase(words, *moved)),
        RevisionCause::PhasePast { phase: past, is } => {
            let values = [("phase", phase(words, *past)), ("at", words.moment(&is.to_string()))];
            words.with("call-cause-phase-past", &values)
        }
        RevisionCause::FormRevision { found, expected } => {
            let values = [("found", words.whole(found)), ("expected", words.whole(expected))];
            words.with("call-cause-form-revision", &values)
        }
        RevisionCause::RubricHolds { since } => words.t1("call-cause-rubric-holds", "phase", phase(words, *since)),
    }
}

/// What changes in a form, in a sentence; questions are named as in the form that has them.
pub fn form_change(words: &Words, change: &FormChange, before: &Form, after: &Form) -> String {
    let question = |id: &Slug| {
        let known = after.question(id).or_else(|| before.question(id));
        known.map_or_else(|| id.to_string(), |(_, question)| words.say(&question.label))
    };
    match change {
        FormChange::Added { question: id } => words.t1("form-change-added", "question", question(id)),
        FormChange::Removed { question: id } => words.t1("form-change-removed", "question", question(id)),
        FormChange::Changed { question: id, parts } => {
            let parts = parts.iter().map(|part| words.t(&format!("form-part-{}", part.as_str())));
            let values = [("question", question(id)), ("parts", parts.collect::<Vec<_>>().join(", "))];
            words.with("form-change-changed", &values)
        }
        FormChange::Section { section } => {
            let known = after.sections.iter().find(|known| known.id == *section);
            let name = known.map_or_else(|| section.to_string(), |known| words.say(&known.name));
            words.t1("form-change-section", "section", name)
        }
        FormChange::Order => words.t("form-change-order"),
    }
}

/// Why the phase of a call is left as it is.
pub fn steering_cause(words: &Words, cause: &SteeringCause) -> String {
    match cause {
        SteeringCause::NotAllowed { denial } => denied(words, *denial),
        SteeringCause::Nobody => words.t("cause-nobody"),
        SteeringCause::NoReason => words.t("cause-no-reason"),
        SteeringCause::UntilPast { until } => words.t1("cause-until-past", "at", words.moment(&until.to_string())),
        SteeringCause::NoSuchPhase { phase: asked } => {
            words.t1("call-cause-no-such-phase", "phase", phase(words, *asked))
        }
        SteeringCause::NoOverride => words.t("call-cause-no-override"),
    }
}

fn denied(words: &Words, denial: Denial) -> String {
    words.t(match denial {
        Denial::Conflicted => "cause-conflicted",
        Denial::NoRight | Denial::SwitchedOff => "call-cause-denied",
    })
}
