//! A call changed once it is announced: what may be changed, by whom, until when.
//!
//! A revision gives new texts for some files of a session. What has begun is not moved, a closing that was announced never
//! comes sooner, a form keeps its revisions apart, the grid of the jury holds once it reads.

use serde::{Deserialize, Serialize};

use super::Phase;
use crate::Session;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::id::PersonId;
use crate::role::{Decision, Denial, ObjectRelation, Right, Standing};

/// The files of a session that are changed on screen.
pub const REVISED_FILES: [&str; 3] = ["call.toml", "application.toml", "rubric.toml"];

/// That the call of a session was changed: what its journal says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revised {
    /// The number of the revision: 1, then one more each time.
    pub number: u64,
    /// The files changed, each with the digest of its new text.
    pub files: Vec<(String, Digest)>,
    /// Why.
    pub reason: String,
    /// Who did it.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// Why a call was left as it is: everything that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("refused: {causes:?}")]
pub struct RevisionRefusal {
    /// The causes, at least one.
    pub causes: Vec<RevisionCause>,
}

/// One cause of a [`RevisionRefusal`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "cause", rename_all = "kebab-case")]
pub enum RevisionCause {
    /// Who asks may not.
    NotAllowed {
        /// Why not.
        denial: Denial,
    },
    /// Nobody is known to ask.
    Nobody,
    /// No reason was given.
    NoReason,
    /// Nothing is changed.
    NothingChanged,
    /// There would be no call any more.
    NoCall,
    /// The opening is past, and moved.
    OpeningMoved {
        /// When it was.
        was: Instant,
    },
    /// The opening would be past already.
    OpeningPast {
        /// When it would be.
        is: Instant,
    },
    /// The call is open, and would close sooner than announced.
    ClosingSooner {
        /// The last second announced.
        was: Instant,
        /// What it would be.
        is: Instant,
    },
    /// The closing would be past already.
    ClosingPast {
        /// What it would be.
        is: Instant,
    },
    /// The call is closed, and late deposits would end sooner than announced.
    LateSooner {
        /// The last second announced.
        was: Instant,
    },
    /// A phase has begun, and its beginning is moved or taken away.
    PhaseMoved {
        /// The phase.
        phase: Phase,
    },
    /// A phase would have begun already.
    PhasePast {
        /// The phase.
        phase: Phase,
        /// When it would have begun.
        is: Instant,
    },
    /// The questions change, and the revision of the form does not.
    FormRevision {
        /// The revision found.
        found: u64,
        /// The revision expected.
        expected: u64,
    },
    /// The jury has begun to read with the grid that would be changed.
    RubricHolds {
        /// Since when.
        since: Phase,
    },
}

/// Whether a session may go from `before` to `after`, in a phase, at a moment. `phase` is that of the call, by its calendar
/// or by hand.
///
/// # Errors
/// [`RevisionRefusal`], with every cause.
pub fn revise(
    before: &Session,
    after: &Session,
    phase: Phase,
    who: &Standing,
    reason: &str,
    now: Instant,
) -> Result<(), RevisionRefusal> {
    let mut causes = Vec::new();
    if let Decision::Denied { denial } = before.rights.may(who, Right::EditCall, &ObjectRelation::NONE, phase) {
        causes.push(RevisionCause::NotAllowed { denial });
    }
    if who.person.is_none() {
        causes.push(RevisionCause::Nobody);
    }
    if reason.trim().is_empty() {
        causes.push(RevisionCause::NoReason);
    }
    causes.extend(faults(before, after, phase, now));
    if causes.is_empty() { Ok(()) } else { Err(RevisionRefusal { causes }) }
}

/// What is wrong with going from `before` to `after`, whoever asks.
pub fn faults(before: &Session, after: &Session, phase: Phase, now: Instant) -> Vec<RevisionCause> {
    let mut causes = Vec::new();
    if before == after {
        causes.push(RevisionCause::NothingChanged);
    }
    match (&before.call, &after.call) {
        (Some(_), None) => causes.push(RevisionCause::NoCall),
        (Some(was), Some(is)) => {
            let (opened, closed) = (was.opens_at() <= now, was.closes_at() < now);
            if was.opens_at() != is.opens_at() {
                if opened {
                    causes.push(RevisionCause::OpeningMoved { was: was.opens_at() });
                } else if is.opens_at() < now {
                    causes.push(RevisionCause::OpeningPast { is: is.opens_at() });
                }
            }
            if is.closes_at() != was.closes_at() {
                if is.closes_at() < now {
                    causes.push(RevisionCause::ClosingPast { is: is.closes_at() });
                } else if opened && is.closes_at() < was.closes_at() {
                    causes.push(RevisionCause::ClosingSooner { was: was.closes_at(), is: is.closes_at() });
                }
            }
            if let Some(until) = was.late_until().filter(|until| closed && now <= *until)
                && is.late_until().is_none_or(|is| is < until)
                && is.closes_at() < until
            {
                causes.push(RevisionCause::LateSooner { was: until });
            }
            // The first three phases follow from the opening and the closing.
            for phase in [Phase::Scoring, Phase::Deliberation, Phase::Decision, Phase::Published] {
                let begins = |call: &super::Call| call.phase(phase).and_then(|rule| rule.begins);
                match (begins(was), begins(is)) {
                    (Some(was), is) if was <= now && is != Some(was) => {
                        causes.push(RevisionCause::PhaseMoved { phase });
                    }
                    (was, Some(is)) if is < now && was != Some(is) => {
                        causes.push(RevisionCause::PhasePast { phase, is });
                    }
                    _ => {}
                }
            }
        }
        (None, _) => {}
    }
    let (was, is) = (&before.application.form, &after.application.form);
    let expected = if was.sections == is.sections { was.revision } else { was.revision + 1 };
    if is.revision != expected {
        causes.push(RevisionCause::FormRevision { found: is.revision, expected });
    }
    if before.rubric != after.rubric && phase >= Phase::Scoring {
        causes.push(RevisionCause::RubricHolds { since: Phase::Scoring });
    }
    causes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::tests::pilot;
    use crate::session::tests::DEMONSTRATION;

    /// The session of demonstration with some words of its files replaced.
    fn session(changes: &[(&str, &str)]) -> Session {
        let files: Vec<(&str, String)> = DEMONSTRATION
            .iter()
            .map(|(name, text)| {
                let change = |text: String, (from, to): &(&str, &str)| text.replace(from, to);
                (*name, changes.iter().fold((*text).to_owned(), change))
            })
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
        Session::read(&files).unwrap()
    }

    fn found(changes: &[(&str, &str)], now: &str) -> Vec<RevisionCause> {
        let (before, now) = (session(&[]), now.parse().unwrap());
        let phase = before.call.as_ref().unwrap().phase_at(now);
        faults(&before, &session(changes), phase, now)
    }

    const BEFORE: &str = "2026-10-01T10:00:00Z";
    const OPEN: &str = "2026-11-23T10:00:00Z";
    const CLOSED: &str = "2027-01-16T10:00:00Z";
    const READING: &str = "2027-02-20T10:00:00Z";
    const CLOSING: &str = "closing = \"2027-01-15T12:00\"";
    const LATE: &str = "until = \"2027-01-18T12:00\"";

    #[test]
    fn a_closing_that_is_announced_never_comes_sooner() {
        let (later, sooner) =
            ((CLOSING, "closing = \"2027-01-17T12:00\""), (CLOSING, "closing = \"2027-01-10T12:00\""));
        assert_eq!(found(&[later], OPEN), []);
        assert_eq!(found(&[sooner], BEFORE), []);
        assert!(matches!(found(&[sooner], OPEN)[..], [RevisionCause::ClosingSooner { .. }]));
        let past = (CLOSING, "closing = \"2026-11-20T12:00\"");
        assert!(matches!(found(&[past], OPEN)[..], [RevisionCause::ClosingPast { .. }]));
        // A call that is closed may be opened again, for everybody.
        assert_eq!(found(&[later], CLOSED), []);
        let no_late = [(LATE, "until = \"2027-01-16T12:00\"")];
        assert!(matches!(found(&no_late, CLOSED)[..], [RevisionCause::LateSooner { .. }]));
        assert_eq!(found(&no_late, OPEN), []);
    }

    #[test]
    fn what_has_begun_is_not_moved_and_nothing_is_made_to_have_begun() {
        let opening = |day| [("opening = \"2026-11-02T09:00\"", day)];
        assert_eq!(found(&opening("opening = \"2026-11-05T09:00\""), BEFORE), []);
        let moved = found(&opening("opening = \"2026-11-05T09:00\""), OPEN);
        assert!(matches!(moved[..], [RevisionCause::OpeningMoved { .. }]));
        let past = found(&opening("opening = \"2026-09-05T09:00\""), BEFORE);
        assert!(matches!(past[..], [RevisionCause::OpeningPast { .. }]));
        let scoring = |day| [("begins = \"2027-02-08T09:00\"", day)];
        let moved = found(&scoring("begins = \"2027-02-09T09:00\""), READING);
        assert_eq!(moved, [RevisionCause::PhaseMoved { phase: Phase::Scoring }]);
        let past = found(&scoring("begins = \"2027-01-19T09:00\""), "2027-01-25T10:00:00Z");
        assert!(matches!(past[..], [RevisionCause::PhasePast { phase: Phase::Scoring, .. }]));
        assert_eq!(found(&scoring("begins = \"2027-02-09T09:00\""), OPEN), []);
    }

    #[test]
    fn a_form_that_changes_has_a_revision_of_its_own_and_one_that_does_not_keeps_its_own() {
        let label = ("Nom du territoire\"", "Nom complet du territoire\"");
        let revision = ("revision = 1", "revision = 2");
        assert_eq!(found(&[label], OPEN), [RevisionCause::FormRevision { found: 1, expected: 2 }]);
        assert_eq!(found(&[label, revision], OPEN), []);
        assert_eq!(found(&[revision], OPEN), [RevisionCause::FormRevision { found: 2, expected: 1 }]);
        let note = ("ces questions sont des exemples", "ces questions ne sont que des exemples");
        assert_eq!(found(&[note], OPEN), []);
    }

    #[test]
    fn the_grid_holds_once_the_jury_reads() {
        let text = DEMONSTRATION.iter().find(|(name, _)| *name == "rubric.toml").unwrap().1;
        let name = text.lines().find(|line| line.contains("fr = \"")).unwrap();
        let changed = name.replacen("fr = \"", "fr = \"Autre : ", 1);
        assert_eq!(found(&[(name, &changed)], OPEN), []);
        assert_eq!(found(&[(name, &changed)], READING), [RevisionCause::RubricHolds { since: Phase::Scoring }]);
    }

    #[test]
    fn only_a_pilot_with_a_reason_and_something_to_change() {
        let (before, now) = (session(&[]), OPEN.parse().unwrap());
        let refused = revise(&before, &before, Phase::Open, &Standing::default(), " ", now).unwrap_err();
        assert_eq!(
            refused.causes,
            [
                RevisionCause::NotAllowed { denial: Denial::NoRight },
                RevisionCause::Nobody,
                RevisionCause::NoReason,
                RevisionCause::NothingChanged,
            ]
        );
        let after = session(&[(CLOSING, "closing = \"2027-01-17T12:00\"")]);
        assert_eq!(revise(&before, &after, Phase::Open, &pilot(), "Fermeture de fin d'année.", now), Ok(()));
    }
}
