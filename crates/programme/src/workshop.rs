//! Workshops of a laureate's workspace: planned, run, closed, their minutes signed; and what the room said.
//!
//! A [`Workshop`] is one story; each [`Contribution`] is another one, because sixty telephones write at once. [`plan`],
//! [`Workshop::act`], [`contribution::receive`] and [`Contribution::moderate`] decide and touch nothing. What is personal
//! (names given without an account, the words of contributions, notes of moderation) is in no state and in no event: it is
//! kept beside, under the keys that [`texts`] gives, where it can be erased. The rules are in `docs/method/workshop.md`.

mod act;
mod apply;
pub mod contribution;
mod event;
pub mod minutes;
pub mod paper;
mod refusal;
mod sheet;
#[cfg(test)]
pub(crate) mod tests;
pub mod texts;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::calendar::Instant;
use crate::call::Phase;
use crate::digest::Digest;
use crate::id::{ParticipantId, PersonId, WorkshopId, WorkspaceId};
use crate::reading::choice;
use crate::role::{Decision, ObjectRelation, Right, Role, Standing};
use crate::{Session, Slug};

pub use act::{Command, MOST_PARTICIPANTS, plan};
pub use contribution::Contribution;
pub use event::Happened;
pub use minutes::{Minutes, NextStep};
pub use refusal::{Cause, Refusal};
pub use sheet::{AgendaItem, Question, Sheet, Theme};

/// A workshop, at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workshop {
    /// Its name.
    pub id: WorkshopId,
    /// The session of its workspace.
    pub session: Slug,
    /// The workspace that holds it.
    pub workspace: WorkspaceId,
    /// When it was planned.
    pub created: Instant,
    /// What is said of it beforehand.
    pub sheet: Sheet,
    /// 1 when it is planned, one more at each change of the sheet: who has its calendar entry knows that it changed.
    pub edition: u64,
    /// When the sheet was last changed.
    pub changed: Instant,
    /// How far it is.
    pub state: State,
    /// The digest of the secret of the address for telephones; none before it is made.
    pub phone: Option<Digest>,
    /// Who runs it.
    pub facilitators: BTreeSet<PersonId>,
    /// Those who signed up, the first first. Those who cancelled stay, without a seat.
    pub participants: Vec<Participant>,
    /// How many came besides, who are counted and not named.
    pub others: u32,
    /// Whether attendance was taken.
    pub attendance: Option<Instant>,
    /// Its minutes, as they are written.
    pub minutes: Option<Minutes>,
}

/// How far a workshop is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    /// It is announced: one signs up.
    Planned,
    /// It takes place: contributions are received.
    Open {
        /// Since when.
        at: Instant,
    },
    /// It is over. What telephones could not send is still received for a while.
    Closed {
        /// Since when.
        at: Instant,
    },
    /// Its minutes are signed: nothing of it changes any more.
    Minuted {
        /// When.
        at: Instant,
        /// By whom.
        by: PersonId,
        /// The digest of what was signed.
        digest: Digest,
    },
    /// It will not take place.
    Cancelled {
        /// When.
        at: Instant,
        /// Why.
        reason: String,
    },
}

choice! {
    /// How far a workshop is, without what it carries.
    pub enum Label {
        /// [`State::Planned`].
        Planned = "planned",
        /// [`State::Open`].
        Open = "open",
        /// [`State::Closed`].
        Closed = "closed",
        /// [`State::Minuted`].
        Minuted = "minuted",
        /// [`State::Cancelled`].
        Cancelled = "cancelled",
    }
}

impl State {
    /// Without what it carries.
    pub fn label(&self) -> Label {
        match self {
            State::Planned => Label::Planned,
            State::Open { .. } => Label::Open,
            State::Closed { .. } => Label::Closed,
            State::Minuted { .. } => Label::Minuted,
            State::Cancelled { .. } => Label::Cancelled,
        }
    }
}

/// Somebody who signed up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Their name in the workshop.
    pub id: ParticipantId,
    /// When they signed up.
    pub at: Instant,
    /// How they are known.
    pub who: Who,
    /// When they cancelled.
    pub cancelled: Option<Instant>,
    /// Whether they came; nothing before it was said.
    pub came: Option<bool>,
}

/// How a participant is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "kebab-case")]
pub enum Who {
    /// By their account.
    Account {
        /// Who.
        person: PersonId,
    },
    /// By a name, kept beside, and the secret that their telephone holds.
    Named {
        /// The digest of the secret; none for somebody whom a facilitator wrote down.
        device: Option<Digest>,
    },
}

/// The rules by which a workshop is decided upon.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'s> {
    /// The session.
    pub session: &'s Session,
    /// The phase of its call; published when it has none.
    pub phase: Phase,
}

/// Who acts, and what binds them to the workspace.
#[derive(Debug, Clone, Copy)]
pub struct Actor<'a> {
    /// Who they are in the session.
    pub standing: &'a Standing,
    /// What binds them to the workspace, or to the workshop.
    pub relation: ObjectRelation,
}

impl Rules<'_> {
    /// Whether an actor may.
    pub fn may(&self, actor: &Actor<'_>, right: Right) -> Decision {
        self.session.rights.may(actor.standing, right, &actor.relation, self.phase)
    }

    fn gate(&self, actor: &Actor<'_>, right: Right) -> Option<Cause> {
        match self.may(actor, right) {
            Decision::Allowed => None,
            Decision::Denied { denial } => Some(Cause::NotAllowed { right, denial }),
        }
    }
}

/// Whoever holds the address of a workshop for telephones takes part in it, without being known.
pub fn holder_of_the_address(standing: &Standing) -> Actor<'_> {
    let own = Some(Role::WorkshopParticipant);
    Actor { standing, relation: ObjectRelation { own, ..ObjectRelation::NONE } }
}

impl Workshop {
    /// Seconds after the closing for which contributions that telephones kept are received: two days.
    pub const PHONES_CATCH_UP: i64 = 2 * 86_400;

    /// What binds somebody to this workshop: their part in the workspace, or else having signed up.
    pub fn relation(&self, standing: &Standing, in_workspace: ObjectRelation) -> ObjectRelation {
        let signed_up = standing.person.as_ref().is_some_and(|person| self.participant_of(person).is_some());
        let own = in_workspace.own.or(signed_up.then_some(Role::WorkshopParticipant));
        ObjectRelation { own, ..in_workspace }
    }

    /// The participant who has an account, if they signed up and did not cancel.
    pub fn participant_of(&self, person: &PersonId) -> Option<&Participant> {
        let them = |one: &&Participant| matches!(&one.who, Who::Account { person: known } if known == person);
        self.expected().find(them)
    }

    /// The participant that a telephone signed up.
    pub fn participant_with(&self, device: &Digest) -> Option<&Participant> {
        let them = |one: &&Participant| matches!(&one.who, Who::Named { device: Some(known) } if known == device);
        self.expected().find(them)
    }

    /// Those who signed up and did not cancel, the first first.
    pub fn expected(&self) -> impl Iterator<Item = &Participant> {
        self.participants.iter().filter(|one| one.cancelled.is_none())
    }

    /// Those who have a seat: the first who signed up, as many as there are seats.
    pub fn seated(&self) -> impl Iterator<Item = &Participant> {
        self.expected().take(self.sheet.capacity as usize)
    }

    /// Those who wait for one.
    pub fn waiting(&self) -> impl Iterator<Item = &Participant> {
        self.expected().skip(self.sheet.capacity as usize)
    }

    /// Whether somebody waits for a seat.
    pub fn waits(&self, id: &ParticipantId) -> bool {
        self.waiting().any(|one| one.id == *id)
    }

    /// How many came: those named and those counted.
    pub fn present(&self) -> u64 {
        let named = self.participants.iter().filter(|one| one.came == Some(true)).count() as u64;
        named + u64::from(self.others)
    }

    /// Whether a contribution sent from a telephone is received at `now`.
    pub fn receives_from_phones(&self, now: Instant) -> bool {
        match self.state {
            State::Open { .. } => true,
            State::Closed { at } => now.since(at) <= Self::PHONES_CATCH_UP,
            _ => false,
        }
    }

    /// When it begins.
    pub fn begins(&self) -> Instant {
        self.sheet.zone.instant(self.sheet.begins)
    }

    /// When it ends.
    pub fn ends(&self) -> Instant {
        self.sheet.zone.instant(self.sheet.ends)
    }
}
