//! What is said of a jury: its seats, its ties, what is decided, why an act is refused.

use std::collections::BTreeMap;

use programme::Rubric;
use programme::id::{DossierId, PersonId};
use programme::jury::sheet::Confidence;
use programme::jury::{Cause, MeetingStage, Outcome, Refusal, SeatKind, SeatStage, TieKind};
use programme::role::Denial;

use super::label::right as right_words;
use crate::words::Words;

/// How people and dossiers are called, for who may know.
#[derive(Debug, Clone, Copy)]
pub struct JuryNames<'n> {
    /// People.
    pub people: &'n BTreeMap<PersonId, String>,
    /// Territories.
    pub dossiers: &'n BTreeMap<DossierId, String>,
    /// Criteria.
    pub rubric: &'n Rubric,
}

/// As what somebody sits: "membre du jury".
pub fn seat_kind(words: &Words, kind: SeatKind) -> String {
    words.t(&format!("seat-{}", kind.as_str()))
}

/// Whether they came: "siège depuis".
pub fn seat_stage(words: &Words, stage: SeatStage) -> String {
    words.t(&format!("seat-stage-{}", stage.as_str()))
}

/// What ties somebody to a dossier: "lien professionnel".
pub fn tie_kind(words: &Words, kind: TieKind) -> String {
    words.t(&format!("tie-{}", kind.as_str()))
}

/// How sure a reader is: "Plutôt sûr".
pub fn confidence(words: &Words, confidence: Confidence) -> String {
    words.t(&format!("confidence-{}", confidence.as_str()))
}

/// How far a meeting is.
pub fn meeting_stage(words: &Words, stage: MeetingStage) -> String {
    words.t(&format!("meeting-stage-{}", stage.as_str()))
}

/// What becomes of a dossier: "Sur la liste de réserve, au rang 2".
pub fn outcome(words: &Words, outcome: Outcome) -> String {
    match outcome {
        Outcome::Reserve { rank } => words.t1("outcome-reserve-rank", "rank", rank.to_string()),
        other => words.t(&format!("outcome-{}", other.as_str())),
    }
}

/// Every cause of a refusal, a sentence each.
pub fn jury_causes(words: &Words, refusal: &Refusal, names: JuryNames<'_>) -> Vec<String> {
    refusal.causes.iter().map(|cause| sentence(words, cause, names)).collect()
}

fn sentence(words: &Words, cause: &Cause, names: JuryNames<'_>) -> String {
    let person = |id: &PersonId| names.people.get(id).cloned().unwrap_or_else(|| words.t("dossier-someone"));
    let place = |id: &DossierId| names.dossiers.get(id).cloned().unwrap_or_else(|| words.t("cause-jury-a-dossier"));
    let criterion = |id: &programme::Slug| {
        names.rubric.criterion(id.as_str()).map_or_else(|| id.to_string(), |found| words.say(&found.name))
    };
    let who = |key: &str, id: &PersonId| words.t1(key, "who", person(id));
    let what = |key: &str, id: &DossierId| words.t1(key, "place", place(id));
    let of = |key: &str, id: &programme::Slug| words.t1(key, "criterion", criterion(id));
    let at =
        |key: &str, instant: &programme::calendar::Instant| words.t1(key, "at", words.moment(&instant.to_string()));
    match cause {
        Cause::Nobody => words.t("cause-nobody"),
        Cause::NotAllowed { right, denial } => {
            let key = match denial {
                Denial::NoRight => "cause-jury-not-allowed",
                Denial::Conflicted => "cause-jury-conflicted",
                Denial::SwitchedOff => "cause-jury-switched-off",
            };
            words.t1(key, "right", right_words(words, *right))
        }
        Cause::NoSeat => words.t("cause-jury-no-seat"),
        Cause::NotSitting { person } => who("cause-jury-not-sitting", person),
        Cause::SeatIs { stage } => words.t1("cause-jury-seat-is", "stage", seat_stage(words, *stage)),
        Cause::UnknownArea { area } => words.t1("cause-jury-unknown-area", "found", area.as_str()),
        Cause::UnknownDossier { dossier } => what("cause-jury-unknown-dossier", dossier),
        Cause::NothingSaid => words.t("cause-jury-nothing-said"),
        Cause::Pinned { dossier } => what("cause-jury-pinned", dossier),
        Cause::NotPinned => words.t("cause-jury-not-pinned"),
        Cause::Tied { person: id, dossier } => {
            words.with("cause-jury-tied", &[("who", person(id)), ("place", place(dossier))])
        }
        Cause::NoReason => words.t("cause-no-reason"),
        Cause::TextTooLong { length, limit } => {
            let [length, limit, by] = [*length, *limit, length.saturating_sub(*limit)].map(|n| words.whole(&n));
            words.with("cause-text-too-long", &[("length", length), ("limit", limit), ("by", by)])
        }
        Cause::Past { moment } => at("cause-until-past", moment),
        Cause::Number { found, least, most } => {
            let values = [("found", found), ("least", least), ("most", most)].map(|(name, n)| (name, words.whole(n)));
            words.with("cause-jury-number", &values)
        }
        Cause::MeetingRuns => words.t("cause-jury-meeting-runs"),
        Cause::NoMeeting => words.t("cause-jury-no-meeting"),
        Cause::NotOnAgenda { dossier } => what("cause-jury-not-on-agenda", dossier),
        Cause::Twice { dossier } => what("cause-jury-twice", dossier),
        Cause::Quorum { present, needed } => {
            words.with("cause-jury-quorum", &[("present", words.whole(present)), ("needed", words.whole(needed))])
        }
        Cause::Attendance { person, present: true } => who("cause-jury-there", person),
        Cause::Attendance { person, present: false } => who("cause-jury-not-there", person),
        Cause::NotTaken { dossier } => what("cause-jury-not-taken", dossier),
        Cause::TooManyVoices { found, most } => {
            words.with("cause-jury-voices", &[("found", words.whole(found)), ("most", words.whole(most))])
        }
        Cause::Signed { dossier } => what("cause-jury-signed", dossier),
        Cause::NoPresident => words.t("cause-jury-no-president"),
        Cause::NotThePresident => words.t("cause-jury-not-the-president"),
        Cause::NoMinutes => words.t("cause-jury-no-minutes"),
        Cause::MinutesUnsigned => words.t("cause-jury-minutes-unsigned"),
        Cause::SignedSomethingElse { .. } => words.t("cause-jury-signed-something-else"),
        Cause::NothingDue => words.t("cause-jury-nothing-due"),
        Cause::Ranks { found } => {
            let ranks = found.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
            words.t1("cause-jury-ranks", "found", ranks)
        }
        Cause::OutcomeIs { outcome: Some(found) } => words.t1("cause-jury-outcome", "outcome", outcome(words, *found)),
        Cause::OutcomeIs { outcome: None } => words.t("cause-jury-no-outcome"),
        Cause::DeadlinePassed { deadline } => at("cause-deadline-passed", deadline),
        Cause::NoAppeal => words.t("cause-jury-no-appeal"),
        Cause::AppealMade => words.t("cause-jury-appeal-made"),
        Cause::UnknownCriterion { criterion: id } => of("cause-jury-unknown-criterion", id),
        Cause::Level { criterion: id, level, top } => {
            let values = [("criterion", criterion(id)), ("level", level.to_string()), ("top", top.to_string())];
            words.with("cause-jury-level", &values)
        }
        Cause::NoLevel { criterion: id } => of("cause-jury-no-level", id),
        Cause::NoReasonFor { criterion: id } => of("cause-jury-no-reason-for", id),
        Cause::NoConfidence => words.t("cause-jury-no-confidence"),
        Cause::NoOpinion => words.t("cause-jury-no-opinion"),
        Cause::Conflict { .. } => words.t("cause-jury-conflict"),
        Cause::Locked => words.t("cause-jury-locked"),
        Cause::NotLocked => words.t("cause-jury-not-locked"),
        Cause::NotMet => words.t("cause-jury-not-met"),
        Cause::Unchanged => words.t("cause-jury-unchanged"),
        Cause::NotTheReader => words.t("cause-jury-not-the-reader"),
    }
}
