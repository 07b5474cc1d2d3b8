//! Where a dossier is, in the words of those who instruct it and in those that everybody may read.

use super::{Dossier, Stage};
use crate::call::Phase;
use crate::jury::Outcome;
use crate::reading::choice;

choice! {
    /// Where a dossier is, for those who instruct it.
    pub enum InternalLabel {
        /// It is written.
        Draft = "draft",
        /// It is asked that it be received late.
        LateRequested = "late-requested",
        /// It was not received, being late.
        LateRefused = "late-refused",
        /// It is deposited, and waits to be read.
        Submitted = "submitted",
        /// Corrections are awaited.
        CorrectionRequested = "correction-requested",
        /// Corrections are there, and wait to be read.
        Resubmitted = "resubmitted",
        /// It goes to the jury.
        Admissible = "admissible",
        /// It does not.
        Inadmissible = "inadmissible",
        /// It was taken back.
        Withdrawn = "withdrawn",
        /// It is written again, by exception.
        Reopened = "reopened",
    }
}

choice! {
    /// What a dossier has become, for those who made it and for everybody. It never shows the inner steps: between the
    /// deposit and the publication it says that the dossier was received, whatever was decided meanwhile.
    pub enum PublicLabel {
        /// It is written.
        InPreparation = "in-preparation",
        /// It was received.
        Received = "received",
        /// Its authors are asked for corrections.
        CorrectionRequested = "correction-requested",
        /// It was not received, being late.
        NotReceived = "not-received",
        /// It was taken back.
        Withdrawn = "withdrawn",
        /// It was examined by the jury.
        Examined = "examined",
        /// It was found not to meet the rules of the call.
        NotAdmissible = "not-admissible",
        /// The jury retained it.
        Retained = "retained",
        /// It is on the reserve list.
        Reserve = "reserve",
        /// The jury did not retain it.
        NotRetained = "not-retained",
    }
}

impl Dossier {
    /// Where it is, for those who instruct it.
    pub fn internal_label(&self) -> InternalLabel {
        match self.stage {
            Stage::Draft => InternalLabel::Draft,
            Stage::LateRequested { .. } => InternalLabel::LateRequested,
            Stage::LateRefused { .. } => InternalLabel::LateRefused,
            Stage::Submitted { .. } => InternalLabel::Submitted,
            Stage::CorrectionRequested { .. } => InternalLabel::CorrectionRequested,
            Stage::Resubmitted { .. } => InternalLabel::Resubmitted,
            Stage::Admissible { .. } => InternalLabel::Admissible,
            Stage::Inadmissible { .. } => InternalLabel::Inadmissible,
            Stage::Withdrawn { .. } => InternalLabel::Withdrawn,
            Stage::Reopened { .. } => InternalLabel::Reopened,
        }
    }

    /// What it has become, for who was told `outcome` of it ([`crate::jury::Jury::told`] says to whom that is due).
    pub fn label_told(&self, phase: Phase, outcome: Option<Outcome>) -> PublicLabel {
        match (&self.stage, outcome) {
            (Stage::Admissible { .. }, Some(Outcome::Retained)) => PublicLabel::Retained,
            (Stage::Admissible { .. }, Some(Outcome::Reserve { .. })) => PublicLabel::Reserve,
            (Stage::Admissible { .. }, Some(Outcome::NotRetained)) => PublicLabel::NotRetained,
            _ => self.public_label(phase),
        }
    }

    /// What it has become, for everybody, in a phase of the call, before anything is told of the decision.
    pub fn public_label(&self, phase: Phase) -> PublicLabel {
        let published = phase == Phase::Published;
        match self.stage {
            Stage::Draft | Stage::Reopened { .. } => PublicLabel::InPreparation,
            Stage::LateRefused { .. } => PublicLabel::NotReceived,
            Stage::CorrectionRequested { .. } => PublicLabel::CorrectionRequested,
            Stage::Withdrawn { .. } => PublicLabel::Withdrawn,
            Stage::Admissible { .. } if published => PublicLabel::Examined,
            Stage::Inadmissible { .. } if published => PublicLabel::NotAdmissible,
            Stage::LateRequested { .. }
            | Stage::Submitted { .. }
            | Stage::Resubmitted { .. }
            | Stage::Admissible { .. }
            | Stage::Inadmissible { .. } => PublicLabel::Received,
        }
    }
}
