//! What one may do in a workspace.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Capacity, PromiseSource, PromiseStatus, RequestKind};
use crate::Slug;
use crate::calendar::Date;
use crate::form::File;
use crate::id::{ItemId, PersonId};
use crate::reading::choice;

/// An act asked for. Whoever carries it out gives the names of new items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "kebab-case")]
pub enum Command {
    /// Lets somebody work in it, or in another capacity.
    Add {
        /// Who.
        person: PersonId,
        /// In which capacity.
        capacity: Capacity,
    },
    /// Lets somebody work in it no more; oneself, one leaves.
    Remove {
        /// Who.
        person: PersonId,
    },
    /// Comes to a stage of the session.
    Reach {
        /// Which.
        stage: Slug,
    },
    /// Writes down something that was promised.
    Promise {
        /// Its name.
        item: ItemId,
        /// Where it was said.
        source: PromiseSource,
        /// What.
        text: String,
        /// The last day to keep it.
        due: Option<Date>,
    },
    /// Tells how far a promise is.
    Tell {
        /// Which.
        item: ItemId,
        /// How far.
        status: PromiseStatus,
        /// Why, or what was done.
        said: String,
        /// The actions of the roadmap that keep it.
        actions: BTreeSet<Slug>,
    },
    /// Writes a task, new or not.
    Task {
        /// Its name.
        item: ItemId,
        /// What.
        title: String,
        /// Who does it.
        owner: Option<PersonId>,
        /// The last day.
        due: Option<Date>,
    },
    /// Says that a task is done, or not after all.
    Done {
        /// Which.
        item: ItemId,
        /// Whether it is.
        done: bool,
    },
    /// Expects a deliverable.
    Expect {
        /// Its name.
        item: ItemId,
        /// What.
        name: String,
        /// At which stage.
        stage: Slug,
        /// The last day.
        due: Option<Date>,
    },
    /// Hands a deliverable over.
    Deliver {
        /// Which.
        item: ItemId,
        /// The document.
        file: File,
    },
    /// Says whether a deliverable is good.
    Judge {
        /// Which.
        item: ItemId,
        /// Whether it is.
        verdict: DeliverableVerdict,
        /// Why, when it is to be done again.
        reason: String,
    },
    /// Asks for a change.
    Ask {
        /// Its name.
        item: ItemId,
        /// Of what.
        kind: RequestKind,
        /// Why.
        reason: String,
    },
    /// Takes a request back.
    TakeBack {
        /// Which.
        item: ItemId,
    },
    /// Answers a request.
    Answer {
        /// Which.
        item: ItemId,
        /// Whether it is granted.
        verdict: RequestVerdict,
        /// Why.
        reason: String,
    },
    /// Confirms that one goes no further, once that was granted.
    Abandon {
        /// The request that was granted.
        item: ItemId,
    },
    /// Writes a progress report, new or not handed in yet.
    Report {
        /// Its name.
        item: ItemId,
        /// How many months after the beginning.
        months: u16,
        /// The day it speaks of.
        as_of: Date,
        /// What was done.
        results: String,
        /// What was difficult.
        difficulties: String,
        /// What another territory could take up.
        reproducible: String,
    },
    /// Hands a report in, with how far each promise is.
    HandIn {
        /// Which.
        item: ItemId,
    },
}

choice! {
    /// Whether a deliverable is good.
    pub enum DeliverableVerdict {
        /// It is.
        Accept = "accept",
        /// It is to be done again.
        Return = "return",
    }
}

choice! {
    /// Whether a request is granted.
    pub enum RequestVerdict {
        /// It is.
        Grant = "grant",
        /// It is not.
        Refuse = "refuse",
    }
}
