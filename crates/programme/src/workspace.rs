//! The workspace of a laureate: its people, the stages it goes through, what was promised and how far it is, its tasks and
//! deliverables, what it asks to change, and its progress reports.
//!
//! As for a dossier, [`Workspace::act`] decides and [`Story::apply`] makes the next state of what happened. The rules are
//! told in `docs/method/workspace.md`.

mod act;
mod command;
mod happened;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use facts::CommuneCode;
use serde::{Deserialize, Serialize};

use crate::Slug;
use crate::calendar::{Date, Instant};
use crate::dossier::Place;
use crate::form::File;
use crate::id::{DossierId, ItemId, PersonId, WorkspaceId};
use crate::reading::choice;
use crate::role::{ObjectRelation, Role, Standing};

pub use act::{Cause, Opening, Refusal, Rules, open};
pub use command::{Command, DeliverableVerdict, RequestVerdict};
pub use happened::{Event, Happened};

/// The workspace of a laureate, at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workspace {
    /// Its name.
    pub id: WorkspaceId,
    /// The session whose laureate it is.
    pub session: Slug,
    /// Whose it is.
    pub origin: Origin,
    /// Where it is.
    pub place: Place,
    /// Its communes.
    pub communes: BTreeSet<CommuneCode>,
    /// When it was opened.
    pub opened: Instant,
    /// When something last happened in it.
    pub touched: Instant,
    /// Those who work in it.
    pub people: BTreeMap<PersonId, Capacity>,
    /// The stages it has come to, the first one first.
    pub stages: Vec<Passage>,
    /// What was promised, and the reservations of the jury.
    pub promises: BTreeMap<ItemId, Promise>,
    /// What is to be done.
    pub tasks: BTreeMap<ItemId, Task>,
    /// What is to be handed over.
    pub deliverables: BTreeMap<ItemId, Deliverable>,
    /// What it asks to change.
    pub requests: BTreeMap<ItemId, Request>,
    /// Its progress reports.
    pub reports: BTreeMap<ItemId, Report>,
    /// That it goes no further.
    pub ended: Option<Ended>,
}

/// Whose a workspace is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "kebab-case")]
pub enum Origin {
    /// Of a dossier that the jury retained.
    Dossier {
        /// Which.
        dossier: DossierId,
    },
    /// Of a laureate that the files of the session name.
    Laureate {
        /// Which.
        laureate: Slug,
    },
}

choice! {
    /// In which capacity somebody works in a workspace.
    pub enum Capacity {
        /// Answers for it, for the collectivité.
        Lead = "lead",
        /// Works in it, for the collectivité or a partner.
        Member = "member",
        /// Is of the team that assists it: its mandataire, an expert.
        Team = "team",
        /// Works in it for a service of the State.
        StateService = "state-service",
    }
}

impl Capacity {
    /// The role that it gives in the workspace.
    pub fn role(self) -> Role {
        match self {
            Capacity::Lead => Role::TerritoryLead,
            Capacity::Member => Role::CoAuthor,
            Capacity::Team => Role::Expert,
            Capacity::StateService => Role::StateService,
        }
    }
}

/// That a stage of the session was come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The stage, of `stages.toml`.
    pub stage: Slug,
    /// Since when.
    pub since: Instant,
}

/// Something that was promised, or that the jury asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// Where it was said.
    pub source: PromiseSource,
    /// What, in one or two sentences.
    pub text: String,
    /// The last day to keep it, if one was said.
    pub due: Option<Date>,
    /// How far it is.
    pub status: PromiseStatus,
    /// Why, when it is changed or dropped; what was done, otherwise, if they say so.
    pub said: String,
    /// When its status was last told.
    pub told: Instant,
    /// The actions of the roadmap that keep it.
    pub actions: BTreeSet<Slug>,
}

/// Where a promise was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "source", rename_all = "kebab-case")]
pub enum PromiseSource {
    /// In the dossier.
    Dossier {
        /// In the answer to which question.
        question: Slug,
    },
    /// By the jury: a reservation that it made.
    Jury,
    /// In the workspace, since.
    Workspace,
}

choice! {
    /// How far a promise is.
    pub enum PromiseStatus {
        /// Nothing was told of it yet.
        Open = "open",
        /// It is being kept.
        UnderWay = "under-way",
        /// It is kept.
        Kept = "kept",
        /// It is kept otherwise than it was promised.
        Changed = "changed",
        /// It will not be kept.
        Dropped = "dropped",
    }
}

impl PromiseStatus {
    /// Whether it asks for a reason.
    pub fn asks_why(self) -> bool {
        matches!(self, PromiseStatus::Changed | PromiseStatus::Dropped)
    }
}

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// What.
    pub title: String,
    /// Who does it, when somebody was named.
    pub owner: Option<PersonId>,
    /// The last day, if there is one.
    pub due: Option<Date>,
    /// When it was done.
    pub done: Option<Instant>,
}

/// Something to be handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deliverable {
    /// What.
    pub name: String,
    /// At which stage.
    pub stage: Slug,
    /// The last day, if there is one.
    pub due: Option<Date>,
    /// How far it is.
    pub state: DeliverableState,
}

/// How far a deliverable is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum DeliverableState {
    /// It is expected.
    Expected,
    /// It was handed over, and is being looked at.
    Delivered {
        /// The document.
        file: File,
        /// When.
        at: Instant,
    },
    /// It was handed over and is good.
    Accepted {
        /// The document.
        file: File,
        /// When it was accepted.
        at: Instant,
    },
    /// It was handed over and is to be done again.
    Returned {
        /// The document that was handed over.
        file: File,
        /// Why.
        reason: String,
        /// When it was returned.
        at: Instant,
    },
}

choice! {
    /// What a workspace asks to change.
    pub enum RequestKind {
        /// Its communes.
        Perimeter = "perimeter",
        /// Who assists it.
        Team = "team",
        /// Its dates.
        Calendar = "calendar",
        /// What is spent.
        Budget = "budget",
        /// A promise.
        Promise = "promise",
        /// To go no further.
        Abandon = "abandon",
    }
}

/// Something that a workspace asks to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// What.
    pub kind: RequestKind,
    /// Why, in their words.
    pub reason: String,
    /// When.
    pub at: Instant,
    /// How far it is.
    pub state: RequestState,
}

/// How far a request is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum RequestState {
    /// It waits for an answer.
    Asked,
    /// It was granted. To abandon is still to be confirmed by who asked for it.
    Granted {
        /// When.
        at: Instant,
        /// With which words.
        reason: String,
    },
    /// It was refused.
    Refused {
        /// When.
        at: Instant,
        /// Why.
        reason: String,
    },
    /// It was taken back.
    Withdrawn {
        /// When.
        at: Instant,
    },
}

/// How far a workspace is, told some months after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// How many months after the beginning: 6, 12, 24.
    pub months: u16,
    /// The day it speaks of.
    pub as_of: Date,
    /// What was done, in their words.
    pub results: String,
    /// What was difficult.
    pub difficulties: String,
    /// What another territory could take up, and under which conditions.
    pub reproducible: String,
    /// How far each promise was.
    pub promises: BTreeMap<ItemId, (PromiseStatus, String)>,
    /// When it was handed in: from then on it does not change.
    pub handed_in: Option<Instant>,
}

/// That a workspace goes no further.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// When.
    pub at: Instant,
    /// Why.
    pub reason: String,
}

impl Workspace {
    /// What binds somebody and this workspace.
    pub fn relation(&self, who: &Standing) -> ObjectRelation {
        let capacity = who.person.as_ref().and_then(|person| self.people.get(person));
        ObjectRelation {
            own: capacity.map(|capacity| capacity.role()),
            territory: !self.place.departements.is_disjoint(&who.departements)
                || !self.place.regions.is_disjoint(&who.regions),
            ..ObjectRelation::NONE
        }
    }

    /// The stage where it is; none before the first.
    pub fn stage(&self) -> Option<&Slug> {
        self.stages.last().map(|passage| &passage.stage)
    }

    /// Whether a promise is late on a day: its last day is over and it is neither kept, changed nor dropped.
    pub fn is_late(promise: &Promise, today: Date) -> bool {
        matches!(promise.status, PromiseStatus::Open | PromiseStatus::UnderWay)
            && promise.due.is_some_and(|due| due < today)
    }
}
