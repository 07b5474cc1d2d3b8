//! What is decided of a dossier, signed, told, and asked against.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{AppealVerdict, Jury};
use crate::Slug;
use crate::calendar::Instant;
use crate::call::Phase;
use crate::digest::{Digest, canonical};
use crate::id::{DossierId, PersonId};

/// Days in which an appeal is received, from the notice: two months, which are never longer.
pub const APPEAL_DAYS: i64 = 62;

/// What becomes of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// It is retained.
    Retained,
    /// It is retained if another one is not.
    Reserve {
        /// Its rank in the list, from 1.
        rank: u32,
    },
    /// It is not.
    NotRetained,
    /// The jury decides later.
    Deferred,
}

impl Outcome {
    /// The stable word of each.
    pub const WORDS: [&'static str; 4] = ["retained", "reserve", "not-retained", "deferred"];

    /// Its stable word, without its rank.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Retained => "retained",
            Outcome::Reserve { .. } => "reserve",
            Outcome::NotRetained => "not-retained",
            Outcome::Deferred => "deferred",
        }
    }
}

/// What was decided of a dossier. Its words are kept beside: `reason:DOSSIER`, or `promotion:DOSSIER` once it comes from the
/// reserve list, and `feedback:DOSSIER:CRITERION`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// What becomes of it.
    pub outcome: Outcome,
    /// When it was decided.
    pub at: Instant,
    /// Who wrote it down.
    pub by: PersonId,
    /// Why.
    pub reason: Digest,
    /// What is said of each criterion to those who made it.
    pub feedback: BTreeMap<Slug, Digest>,
    /// Whether it is signed.
    pub signed: bool,
}

/// Who signs, as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatory {
    /// Their name.
    pub name: String,
    /// In what capacity.
    pub function: String,
}

/// A decision that was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: PersonId,
    /// As it is printed.
    pub signatory: Signatory,
    /// What becomes of each dossier.
    pub outcomes: BTreeMap<DossierId, Outcome>,
    /// The digest of [`to_sign`].
    pub digest: Digest,
}

/// What those who made a dossier were told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// When they were last told.
    pub at: Instant,
    /// What.
    pub outcome: Outcome,
    /// How many times they were told something: once, and once more after each change.
    pub times: u32,
    /// Whether an answer to an appeal is to be told.
    pub answer_due: bool,
}

/// What was asked against a decision. Its words are kept beside: `appeal:DOSSIER`, `appeal-answer:DOSSIER`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appeal {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: PersonId,
    /// Why.
    pub reason: Digest,
    /// How far it is.
    pub stage: AppealStage,
}

/// How far an appeal is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "kebab-case")]
pub enum AppealStage {
    /// It is asked for.
    Requested,
    /// It is examined.
    Examined {
        /// Since when.
        at: Instant,
    },
    /// It is decided upon.
    Decided {
        /// When.
        at: Instant,
        /// By whom.
        by: PersonId,
        /// What.
        verdict: AppealVerdict,
        /// Why.
        reason: Digest,
    },
}

/// What a decision is signed upon, in its one writing: each dossier with what becomes of it.
pub fn to_sign(session: &Slug, outcomes: &BTreeMap<DossierId, Outcome>) -> String {
    canonical(&json!({ "decision": { "session": session, "outcomes": outcomes } }))
}

impl Jury {
    /// What may be signed now: decided, not put off, not signed yet.
    pub fn to_be_signed(&self) -> BTreeMap<DossierId, Outcome> {
        let ruled = self.rulings.iter().filter(|(_, ruling)| !ruling.signed && ruling.outcome != Outcome::Deferred);
        ruled.map(|(dossier, ruling)| (dossier.clone(), ruling.outcome)).collect()
    }

    /// What those who made dossiers are still to be told: what was signed, and they do not know.
    pub fn to_be_told(&self) -> BTreeMap<DossierId, Outcome> {
        let signed = self.rulings.iter().filter(|(_, ruling)| ruling.signed);
        let due = signed.filter(|(dossier, ruling)| match self.notices.get(*dossier) {
            None => true,
            Some(notice) => notice.outcome != ruling.outcome || notice.answer_due,
        });
        due.map(|(dossier, ruling)| (dossier.clone(), ruling.outcome)).collect()
    }

    /// What became of a dossier, for those who made it (`is_own`) or for others: nothing before they were told, and for
    /// others nothing before the embargo ends or, without one, before the decision is published.
    pub fn told(&self, dossier: &DossierId, is_own: bool, phase: Phase, now: Instant) -> Option<Outcome> {
        let notice = self.notices.get(dossier)?;
        let public = match self.embargo {
            Some(until) => now >= until,
            None => phase == Phase::Published,
        };
        (is_own || public).then_some(notice.outcome)
    }

    /// The last second in which an appeal on a dossier is received; none when nobody was told.
    pub fn appeal_until(&self, dossier: &DossierId) -> Option<Instant> {
        self.notices.get(dossier).map(|notice| notice.at.plus_days(APPEAL_DAYS))
    }
}
