//! What is said of workshops, of what is said in them, and of the thread: what became of something, why an act is refused.

use programme::thread;
use programme::workshop::contribution::{Replacing, Stand};
use programme::workshop::paper::{LineFault, MOST_LINES, PaperFault};
use programme::workshop::{Cause, Refusal};

use crate::words::Words;

/// What became of a contribution: "Écartée : essai".
pub fn stand(words: &Words, stand: &Stand) -> String {
    match stand {
        Stand::Received => words.t("stand-received"),
        Stand::Published { .. } => words.t("stand-published"),
        Stand::SetAside { why, .. } => {
            words.t1("stand-set-aside", "why", words.t(&format!("set-aside-{}", why.as_str())))
        }
        Stand::Replaced { how: Replacing::Split, .. } => words.t("stand-split"),
        Stand::Replaced { how: Replacing::Join, .. } => words.t("stand-join"),
        Stand::TakenBack { .. } => words.t("stand-taken-back"),
    }
}

/// Every cause of a refusal, in order, each said once.
pub fn workshop_causes(words: &Words, refusal: &Refusal) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for sentence in refusal.causes.iter().map(|cause| workshop_cause(words, cause)) {
        if !told.contains(&sentence) {
            told.push(sentence);
        }
    }
    told
}

fn field(words: &Words, name: &str) -> String {
    words.t(&format!("workshop-field-{name}"))
}

fn workshop_cause(words: &Words, cause: &Cause) -> String {
    let named = |key: &str, name: &str| words.t1(key, "name", name);
    match cause {
        Cause::Nobody => words.t("workshop-cause-nobody"),
        Cause::NotAllowed { .. } => words.t("workshop-cause-not-allowed"),
        Cause::WrongState { state } => {
            let state = words.t(&format!("workshop-state-{}", state.as_str())).to_lowercase();
            words.t1("workshop-cause-wrong-state", "state", state)
        }
        Cause::UnknownStage { stage } => named("workshop-cause-unknown-stage", stage.as_str()),
        Cause::UnknownTheme { theme } => named("workshop-cause-unknown-theme", theme.as_str()),
        Cause::UnknownQuestion { question } => named("workshop-cause-unknown-question", question.as_str()),
        Cause::Unknown => words.t("workshop-cause-unknown"),
        Cause::Twice { id } => named("workshop-cause-twice", id.as_str()),
        Cause::Empty { field: name } => words.t1("workshop-cause-empty", "field", field(words, name)),
        Cause::TextTooLong { field: name, length, limit } => too_long(words, name, *length, *limit),
        Cause::EndsBeforeBeginning { begins, ends } => {
            let hour = |at: &programme::calendar::LocalTime| at.to_string().replace('T', " ");
            words.with("workshop-cause-ends-before", &[("begins", hour(begins)), ("ends", hour(ends))])
        }
        Cause::AgendaTooLong { minutes, available } => {
            let values = [("minutes", minutes.to_string()), ("available", available.to_string())];
            words.with("workshop-cause-agenda-too-long", &values)
        }
        Cause::NoDuration { item } => words.t1("workshop-cause-no-duration", "item", item.as_str()),
        Cause::TooMany { what, limit } => too_many(words, what, *limit),
        Cause::Capacity { capacity, most } => {
            let values = [("found", capacity.to_string()), ("most", most.to_string())];
            words.with("workshop-cause-capacity", &values)
        }
        Cause::BelowSeated { capacity, seated } => {
            let values = [("found", capacity.to_string()), ("seated", seated.to_string())];
            words.with("workshop-cause-below-seated", &values)
        }
        Cause::AlreadySignedUp => words.t("workshop-cause-already-signed-up"),
        Cause::StillAsked { id } => named("workshop-cause-still-asked", id.as_str()),
        Cause::Conflict { base, version } => conflict(words, *base, *version),
        Cause::NoMinutes => words.t("workshop-cause-no-minutes"),
        Cause::NoAttendance => words.t("workshop-cause-no-attendance"),
        Cause::Unmoderated { count } => words.count("workshop-cause-unmoderated", *count as usize),
        Cause::SignedSomethingElse { .. } => words.t("workshop-cause-signed-something-else"),
        Cause::Nowhere => words.t("workshop-cause-nowhere"),
        Cause::OtherWords => words.t("workshop-cause-other-words"),
        Cause::NotThere => words.t("workshop-cause-not-there"),
        Cause::NoReason => words.t("workshop-cause-no-reason"),
        Cause::Alone => words.t("workshop-cause-alone"),
        Cause::OtherWorkshop => words.t("workshop-cause-other-workshop"),
    }
}

fn too_long(words: &Words, name: &str, length: u64, limit: u64) -> String {
    let values = [("field", field(words, name)), ("length", words.whole(&length)), ("limit", words.whole(&limit))];
    words.with("workshop-cause-text-too-long", &values)
}

fn too_many(words: &Words, what: &str, limit: u64) -> String {
    words.with("workshop-cause-too-many", &[("field", field(words, what)), ("limit", words.whole(&limit))])
}

fn conflict(words: &Words, base: u64, version: u64) -> String {
    words.with("workshop-cause-conflict", &[("base", base.to_string()), ("version", version.to_string())])
}

/// Every cause of a refusal to write an item of the thread, in order, each said once.
pub fn thread_causes(words: &Words, refusal: &thread::Refusal) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for sentence in refusal.causes.iter().map(|cause| thread_cause(words, cause)) {
        if !told.contains(&sentence) {
            told.push(sentence);
        }
    }
    told
}

fn thread_cause(words: &Words, cause: &thread::Cause) -> String {
    use thread::Cause;
    match cause {
        Cause::Nobody => words.t("workshop-cause-nobody"),
        Cause::NotAllowed { .. } => words.t("workshop-cause-not-allowed"),
        Cause::Empty { field: name } => words.t1("workshop-cause-empty", "field", field(words, name)),
        Cause::TextTooLong { field: name, length, limit } => too_long(words, name, *length, *limit),
        Cause::TooMany { what, limit } => too_many(words, what, *limit),
        Cause::NoSource => words.t("thread-cause-no-source"),
        Cause::UnknownSource { .. } => words.t("thread-cause-unknown-source"),
        Cause::SourceAfter { rung, .. } => {
            let rung = words.t(&format!("rung-{}", rung.as_str())).to_lowercase();
            words.t1("thread-cause-source-after", "rung", rung)
        }
        Cause::OnePosition => words.t("thread-cause-one-position"),
        Cause::HeldByNobody { claim } => words.t1("thread-cause-held-by-nobody", "claim", claim.as_str()),
        Cause::OtherRung => words.t("thread-cause-other-rung"),
        Cause::ActionTaken { action } => words.t1("thread-cause-action-taken", "action", action.as_str()),
        Cause::Conflict { base, version } => conflict(words, *base, *version),
        Cause::StillUsed { by } => words.count("thread-cause-still-used", *by as usize),
        Cause::Withdrawn => words.t("thread-cause-withdrawn"),
    }
}

/// What is wrong with paper as a whole.
pub fn paper_fault(words: &Words, fault: &PaperFault) -> String {
    match fault {
        PaperFault::Nothing => words.t("paper-nothing"),
        PaperFault::TooMany { found } => {
            words.with("paper-too-many", &[("found", found.to_string()), ("limit", MOST_LINES.to_string())])
        }
        PaperFault::Column(name) => words.t1("paper-column", "name", name.as_str()),
        PaperFault::ColumnTwice(name) => words.t1("paper-column-twice", "name", name.as_str()),
        PaperFault::Unreadable(why) => words.t1("paper-unreadable", "why", why.as_str()),
    }
}

/// What is wrong with a line of paper.
pub fn paper_line_fault(words: &Words, fault: &LineFault) -> String {
    let named = |key: &str, name: &str| words.t1(key, "name", name);
    match fault {
        LineFault::Words(cause) => workshop_cause(words, cause),
        LineFault::Theme(name) => named("paper-theme", name),
        LineFault::Question(name) => named("paper-question", name),
        LineFault::Commune(name) => named("paper-commune", name),
        LineFault::Point(name) => named("paper-point", name),
        LineFault::Cells { found, columns } => {
            words.with("paper-cells", &[("found", found.to_string()), ("columns", columns.to_string())])
        }
    }
}
