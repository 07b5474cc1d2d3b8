//! The words of choices: labels, phases, buttons, rights, sorts.

use programme::call::Phase;
use programme::dossier::{ActKind, Capacity, CorrectionReason, InternalLabel, LateVerdict, PublicLabel, Verdict};
use programme::form::{FileType, Side};
use programme::role::Right;
use programme::session::BearerKind;

use crate::words::Words;

/// Where a dossier is, for those who instruct it: "Corrigé, à relire".
pub fn internal_label(words: &Words, label: InternalLabel) -> String {
    words.t(&format!("internal-label-{}", label.as_str()))
}

/// What a dossier has become, for everybody: "Reçu".
pub fn public_label(words: &Words, label: PublicLabel) -> String {
    words.t(&format!("public-label-{}", label.as_str()))
}

/// In which capacity somebody makes a dossier, as the role that it gives: "porteur du dossier".
pub fn capacity(words: &Words, capacity: Capacity) -> String {
    words.t(&format!("role-{}", capacity.role().as_str()))
}

/// A side of a dossier: "service de l'État".
pub fn side(words: &Words, side: Side) -> String {
    words.t(&format!("side-{}", side.as_str()))
}

/// A phase of a call: "Lecture et notation".
pub fn phase(words: &Words, phase: Phase) -> String {
    words.t(&format!("phase-{}", phase.as_str()))
}

/// The words of a button: "Déposer le dossier".
pub fn act(words: &Words, act: ActKind) -> String {
    words.t(&format!("act-{}", act.as_str()))
}

/// What is wrong with what was deposited: "Réponses incomplètes".
pub fn correction_reason(words: &Words, reason: CorrectionReason) -> String {
    words.t(&format!("correction-reason-{}", reason.as_str()))
}

/// Whether a dossier goes to the jury: "Recevable".
pub fn verdict(words: &Words, verdict: Verdict) -> String {
    words.t(&format!("verdict-{}", verdict.as_str()))
}

/// Whether a late deposit is received: "Recevoir malgré le retard".
pub fn late_verdict(words: &Words, verdict: LateVerdict) -> String {
    words.t(&format!("late-verdict-{}", verdict.as_str()))
}

/// A right, as a few words: "dépôt du dossier".
pub fn right(words: &Words, right: Right) -> String {
    words.t(&format!("right-{}", right.as_str()))
}

/// A type of document: "texte OpenDocument (ODT)".
pub fn file_type(words: &Words, file_type: FileType) -> String {
    words.t(&format!("file-type-{}", file_type.as_str()))
}

/// The legal form of a bearer: "communauté de communes".
pub fn bearer(words: &Words, kind: BearerKind) -> String {
    words.t(&format!("bearer-{}", kind.as_str()))
}

/// A kind of answer, by its written name ([`programme::form::Answer::kind`]): "un nombre". One that is not known, of
/// another time, is something else.
pub fn answer_kind(words: &Words, kind: &str) -> String {
    let key = format!("answer-kind-{kind}");
    words.t(if words.knows(&key) { &key } else { "answer-kind-unknown" })
}
