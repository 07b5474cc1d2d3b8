//! A dossier: how it is written by several, signed by both sides, deposited, corrected, found admissible or not.
//!
//! [`create`] and [`Dossier::act`] decide: given a state, a command and the time, they give the next state with what
//! happened, or a [`Refusal`] with everything that is wrong. They touch nothing. [`Dossier::apply`] rebuilds the state
//! from what happened. The life cycle, the versions and the rule of the closing are in `docs/method/dossier.md`.

mod act;
mod apply;
mod command;
mod deposit;
mod event;
mod history;
mod import;
mod label;
mod letter;
mod refusal;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::{BTreeMap, BTreeSet};

use facts::{DepartementCode, RegionCode};
use serde::{Deserialize, Serialize};

use crate::Slug;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::form::{Completeness, File, Form, Given, Letters, RebaseLine, Side, Value, Words, check};
use crate::id::{CommentId, DossierId, InvitationId, LetterId, PersonId};
use crate::reading::choice;
use crate::role::{ObjectRelation, Role};
pub use crate::story::Corrupt;

pub use act::create;
pub use command::{ActKind, Actor, Command, LateVerdict, ReopenTo, Rules, Verdict};
pub use deposit::{deposit, to_sign};
pub use event::{Event, Happened};
pub use history::{Version, answers_after, history};
pub use import::{Import, NoLongerOpen};
pub use label::{InternalLabel, PublicLabel};
pub use letter::Reply;
pub use refusal::{Cause, QuestionFaults, Refusal};

/// A dossier, at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// Its name.
    pub id: DossierId,
    /// The session it applies to.
    pub session: Slug,
    /// The revision of the form that it answers.
    pub revision: u64,
    /// Where it is.
    pub place: Place,
    /// When it was begun.
    pub created: Instant,
    /// When somebody last changed anything in it.
    pub touched: Instant,
    /// How far it is.
    pub stage: Stage,
    /// Those who make it.
    pub people: BTreeMap<PersonId, Capacity>,
    /// The invitations that nobody has taken up yet.
    pub invitations: BTreeMap<InvitationId, Capacity>,
    /// The answers, each with its version.
    pub answers: BTreeMap<Slug, Answered>,
    /// Answers for which a later form has no place.
    pub aside: Vec<Aside>,
    /// What those who make it say to one another, the oldest first.
    pub comments: Vec<Comment>,
    /// The letters asked for.
    pub letters: BTreeMap<LetterId, Letter>,
    /// The signatures that hold.
    pub signatures: BTreeMap<Side, Signature>,
    /// The signatures that a change has voided, and that are asked for again.
    pub voided: BTreeMap<Side, Voided>,
    /// What was deposited, the oldest first.
    pub deposits: Vec<Deposit>,
    /// When those who make it were told that it will be erased, if nothing has changed since.
    pub warned: Option<Warned>,
}

/// Where a dossier is, as it was said when it was begun; its perimeter is an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The usual name of the territory.
    pub name: String,
    /// Its départements.
    pub departements: BTreeSet<DepartementCode>,
    /// Its régions.
    pub regions: BTreeSet<RegionCode>,
}

choice! {
    /// In which capacity somebody makes a dossier.
    pub enum Capacity {
        /// Answers for it: invites, signs for the collectivité, deposits, withdraws.
        Lead = "lead",
        /// Writes it.
        CoAuthor = "co-author",
        /// Writes and signs the part of the State.
        StateService = "state-service",
    }
}

impl Dossier {
    /// Whether it was received: deposited in time or accepted late, and not taken back.
    pub fn is_received(&self) -> bool {
        use InternalLabel::{Draft, LateRefused, LateRequested, Withdrawn};
        self.last_deposit().is_some()
            && !matches!(self.internal_label(), Draft | LateRefused | LateRequested | Withdrawn)
    }
}

impl Capacity {
    /// The role that it gives in the dossier.
    pub fn role(self) -> Role {
        match self {
            Capacity::Lead => Role::TerritoryLead,
            Capacity::CoAuthor => Role::CoAuthor,
            Capacity::StateService => Role::StateService,
        }
    }
}

/// How far a dossier is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "kebab-case")]
pub enum Stage {
    /// It is written.
    Draft,
    /// Its lead asks that it be received after the closing.
    LateRequested {
        /// Why it is late.
        reason: String,
        /// What would be received.
        deposit: Deposit,
    },
    /// It was not received, being late.
    LateRefused {
        /// When.
        at: Instant,
        /// By whom.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// It is deposited.
    Submitted {
        /// When.
        at: Instant,
        /// Whether it was received after the closing.
        late: bool,
    },
    /// Those who instruct it ask for corrections.
    CorrectionRequested {
        /// When.
        at: Instant,
        /// By whom.
        by: PersonId,
        /// What is wrong.
        reason: CorrectionReason,
        /// The questions to correct.
        questions: BTreeSet<Slug>,
        /// What is expected.
        message: String,
        /// The last second in which corrections are received, set once and for all at the request.
        deadline: Instant,
    },
    /// It was deposited again, corrected.
    Resubmitted {
        /// When.
        at: Instant,
    },
    /// It goes to the jury.
    Admissible {
        /// When.
        at: Instant,
        /// By whom.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// It does not go to the jury.
    Inadmissible {
        /// When.
        at: Instant,
        /// By whom.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// Its lead took it back.
    Withdrawn {
        /// When.
        at: Instant,
        /// By whom.
        by: PersonId,
        /// Why, if they said so.
        reason: Option<String>,
    },
    /// It is written again, by exception.
    Reopened {
        /// When.
        at: Instant,
        /// By whom.
        by: PersonId,
        /// Why.
        reason: String,
        /// The last second in which it may be deposited again.
        until: Instant,
    },
}

choice! {
    /// What is wrong with what was deposited.
    pub enum CorrectionReason {
        /// Something is not right.
        Incorrect = "incorrect",
        /// Something lacks.
        Incomplete = "incomplete",
        /// Something is no longer so.
        Outdated = "outdated",
    }
}

/// The answer to a question, now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The answer; none when it was taken away.
    pub value: Option<Value>,
    /// 1 for the first, then one more at each change.
    pub version: u64,
    /// When it was changed.
    pub at: Instant,
    /// By whom.
    pub by: PersonId,
}

/// An answer for which a later form has no place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// The question it answered.
    pub question: Slug,
    /// The answer.
    pub value: Value,
    /// The revision in which it had its place.
    pub revision: u64,
}

/// Something said by those who make a dossier, of a question or of the whole. Its words are not here: they are kept where
/// they can be erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Its name.
    pub id: CommentId,
    /// The question it is about; none when it is about the whole dossier.
    pub question: Option<Slug>,
    /// The first comment of the thread, when it is another one.
    #[serde(default)]
    pub thread: Option<CommentId>,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: PersonId,
    /// When its words were last changed.
    #[serde(default)]
    pub edited: Option<Instant>,
    /// When it was taken back.
    #[serde(default)]
    pub withdrawn: Option<Instant>,
    /// For the first of a thread: that the thread asks for nothing more.
    #[serde(default)]
    pub resolved: Option<Resolved>,
}

/// That a thread asks for nothing more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolved {
    /// Since when.
    pub at: Instant,
    /// Who said so.
    pub by: PersonId,
}

/// A letter asked of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The question that asks for it.
    pub question: Slug,
    /// Of whom, as those who make the dossier call them.
    pub from: String,
    /// When it was asked for.
    pub requested: Instant,
    /// When they were last reminded.
    pub reminded: Option<Instant>,
    /// When they answered that they will not write it.
    #[serde(default)]
    pub refused: Option<Instant>,
    /// The letter, once it is there.
    pub received: Option<Received>,
}

/// A letter that is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// When.
    pub at: Instant,
    /// The document.
    pub file: File,
}

/// A signature, of what a side had written at that moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: PersonId,
    /// The digest of [`to_sign`].
    pub digest: Digest,
}

/// A signature that no longer holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voided {
    /// When.
    pub at: Instant,
    /// The question whose change voided it; none when the form changed.
    pub question: Option<Slug>,
    /// Who had signed.
    pub signatory: PersonId,
}

/// What was deposited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deposit {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: PersonId,
    /// Whether it was after the closing.
    pub late: bool,
    /// The revision of the form.
    pub revision: u64,
    /// The answers, in their one writing.
    pub answers: BTreeMap<Slug, Value>,
    /// The digest of [`deposit()`], which the receipt bears.
    pub digest: Digest,
    /// The digest of the portrait of the perimeter that was frozen with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portrait: Option<Digest>,
}

/// What somebody is told of a dossier, beyond what everybody is who may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Knowing {
    /// Of the inner steps of its examination.
    pub inside: bool,
    /// Of what those who make it say to one another.
    pub comments: bool,
}

/// A warning that a dossier will be erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warned {
    /// When it was given.
    pub at: Instant,
    /// From when it will be erased.
    pub erase_from: Instant,
}

impl Dossier {
    /// The answers there are.
    pub fn values(&self) -> BTreeMap<Slug, Value> {
        let given = |(question, answered): (&Slug, &Answered)| Some((question.clone(), answered.value.clone()?));
        self.answers.iter().filter_map(given).collect()
    }

    /// What was last deposited: it is what those who instruct and judge read, whatever is being written since.
    pub fn last_deposit(&self) -> Option<&Deposit> {
        match &self.stage {
            Stage::LateRequested { deposit, .. } => Some(deposit),
            _ => self.deposits.last(),
        }
    }

    /// When something last changed that `knowing` is told of: an inner step of the examination changes nothing for those
    /// who are not told of it, nor a comment for those who do not read comments.
    pub fn changed(&self, knowing: Knowing) -> Instant {
        if knowing == (Knowing { inside: true, comments: true }) {
            return self.touched;
        }
        let answers = self.answers.values().map(|answered| answered.at);
        let signed = self.signatures.values().map(|s| s.at).chain(self.voided.values().map(|voided| voided.at));
        let letters = self.letters.values().flat_map(|letter| {
            let received = letter.received.as_ref().map(|received| received.at);
            [Some(letter.requested), letter.reminded, letter.refused, received].into_iter().flatten()
        });
        let deposits = self.deposits.iter().map(|deposit| deposit.at).chain(self.last_deposit().map(|last| last.at));
        let comments = self.comments.iter().filter(|_| knowing.comments);
        let comments = comments.flat_map(|comment| {
            let resolved = comment.resolved.as_ref().map(|resolved| resolved.at);
            [Some(comment.at), comment.edited, comment.withdrawn, resolved].into_iter().flatten()
        });
        let stage = match &self.stage {
            Stage::Admissible { at, .. } | Stage::Inadmissible { at, .. } => knowing.inside.then_some(*at),
            Stage::CorrectionRequested { at, .. }
            | Stage::Withdrawn { at, .. }
            | Stage::Reopened { at, .. }
            | Stage::LateRefused { at, .. } => Some(*at),
            _ => None,
        };
        let all = answers.chain(signed).chain(letters).chain(deposits).chain(comments).chain(stage);
        all.fold(self.created, Instant::max)
    }

    /// How many comments somebody has not read who has read the first `seen`: their own and those taken back left out.
    pub fn unread(&self, person: &PersonId, seen: usize) -> usize {
        let others = |comment: &&Comment| comment.by != *person && comment.withdrawn.is_none();
        self.comments.iter().skip(seen).filter(others).count()
    }

    /// What binds `actor` and this dossier.
    pub fn relation(&self, actor: &Actor<'_>) -> ObjectRelation {
        let who = actor.standing;
        let capacity = who.person.as_ref().and_then(|person| self.people.get(person));
        ObjectRelation {
            own: capacity.map(|capacity| capacity.role()),
            territory: !self.place.departements.is_disjoint(&who.departements)
                || !self.place.regions.is_disjoint(&who.regions),
            assigned: actor.assigned,
            conflicted: actor.conflicted,
            deposited: self.last_deposit().is_some(),
            own_score_locked: actor.own_score_locked,
            undeclared: actor.undeclared,
        }
    }

    /// What it lacks, by the form that it answers.
    pub fn completeness(&self, form: &Form, words: Words<'_>) -> Completeness {
        check(form, &self.given(form, words), words)
    }

    /// What was given: answers, letters, and signatures of what is written now.
    pub fn given(&self, form: &Form, words: Words<'_>) -> Given {
        let mut letters: BTreeMap<Slug, Letters> = BTreeMap::new();
        for letter in self.letters.values() {
            let count = letters.entry(letter.question.clone()).or_default();
            match (&letter.received, letter.refused) {
                (Some(_), _) => count.received += 1,
                (None, Some(_)) => {}
                (None, None) => count.awaited += 1,
            }
        }
        let holds = |(side, signature): &(&Side, &Signature)| {
            signature.digest == Digest::of(&to_sign(self, form, words, **side))
        };
        let signed = self.signatures.iter().filter(holds).map(|(side, _)| *side).collect();
        Given { answers: self.values(), letters, signed }
    }

    /// The lines of what an answer of this dossier would become with `new`, without doing it.
    pub fn rebase_report(&self, old: &Form, new: &Form, words: Words<'_>) -> Vec<RebaseLine> {
        crate::form::rebase(old, new, &self.values(), words)
    }
}
