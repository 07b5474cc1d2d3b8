//! What is said of a seminar.

use programme::seminar::{Fault, Field, State};

use crate::words::Words;

/// What is wrong, a sentence each.
pub fn seminar_faults(words: &Words, faults: &[Fault]) -> Vec<String> {
    let number = |n: usize| words.number(n as f64, 0);
    let field = |field: Field| words.t(&format!("seminar-field-{}", field.as_str()));
    let found = |key: &str, found: &str| words.t1(key, "found", found);
    let told = |fault: &Fault| match fault {
        Fault::NotAllowed(_) => words.t("seminar-fault-not-allowed"),
        Fault::Missing(which) => words.t1("seminar-fault-missing", "field", field(*which)),
        Fault::TooLong { field: which, found } => words.with(
            "seminar-fault-too-long",
            &[("field", field(*which)), ("found", number(*found)), ("most", number(which.most()))],
        ),
        Fault::NoStage => words.t("seminar-fault-no-stage"),
        Fault::EndsFirst => words.t("seminar-fault-ends-first"),
        Fault::Nowhere => words.t("seminar-fault-nowhere"),
        Fault::NotAnAddress(text) => found("seminar-fault-address", text),
        Fault::NoLaureate(id) => found("seminar-fault-no-laureate", id.as_str()),
        Fault::OutOfOrder(what) => found("seminar-fault-order", what),
        Fault::WrongState => words.t("seminar-fault-wrong-state"),
        Fault::NotYet => words.t("seminar-fault-not-yet"),
        Fault::Meanwhile => words.t("seminar-fault-meanwhile"),
    };
    faults.iter().map(told).collect()
}

/// How far a seminar is.
pub fn seminar_state(words: &Words, state: &State) -> String {
    words.t(match state {
        State::Draft => "seminar-state-draft",
        State::Announced => "seminar-state-announced",
        State::Held { .. } => "seminar-state-held",
        State::CalledOff { .. } => "seminar-state-called-off",
    })
}
