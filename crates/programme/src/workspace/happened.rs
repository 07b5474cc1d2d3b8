//! What happens in a workspace, and the state after it.

use std::collections::{BTreeMap, BTreeSet};

use facts::CommuneCode;
use serde::{Deserialize, Serialize};

use super::{
    Capacity, Deliverable, DeliverableState, DeliverableVerdict, Ended, Origin, Passage, Promise, PromiseSource,
    PromiseStatus, Report, Request, RequestKind, RequestState, RequestVerdict, Task, Workspace,
};
use crate::Slug;
use crate::calendar::Date;
use crate::dossier::Place;
use crate::form::File;
use crate::id::{ItemId, PersonId, WorkspaceId};
use crate::story::{Corrupt, Story};

/// Something that happened in a workspace.
pub type Event = crate::story::Event<Happened>;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Happened {
    /// The workspace was opened.
    WorkspaceOpened {
        /// Its name.
        workspace: WorkspaceId,
        /// The session.
        session: Slug,
        /// Whose it is.
        origin: Origin,
        /// Where it is.
        place: Place,
        /// Its communes.
        communes: BTreeSet<CommuneCode>,
        /// Those who work in it from the first.
        people: BTreeMap<PersonId, Capacity>,
    },
    /// Somebody works in it, or in another capacity.
    PersonAdded {
        /// Who.
        person: PersonId,
        /// In which.
        capacity: Capacity,
    },
    /// Somebody works in it no more.
    PersonRemoved {
        /// Who.
        person: PersonId,
    },
    /// It came to a stage.
    StageReached {
        /// Which.
        stage: Slug,
    },
    /// Something promised was written down.
    PromiseNoted {
        /// Its name.
        item: ItemId,
        /// Where it was said.
        source: PromiseSource,
        /// What.
        text: String,
        /// The last day to keep it.
        due: Option<Date>,
    },
    /// It was told how far a promise is.
    PromiseTold {
        /// Which.
        item: ItemId,
        /// How far.
        status: PromiseStatus,
        /// Why, or what was done.
        said: String,
        /// The actions that keep it.
        actions: BTreeSet<Slug>,
    },
    /// A task was written.
    TaskWritten {
        /// Its name.
        item: ItemId,
        /// What.
        title: String,
        /// Who does it.
        owner: Option<PersonId>,
        /// The last day.
        due: Option<Date>,
    },
    /// A task was done, or is to be done again.
    TaskDone {
        /// Which.
        item: ItemId,
        /// Whether it is done.
        done: bool,
    },
    /// A deliverable is expected.
    DeliverableExpected {
        /// Its name.
        item: ItemId,
        /// What.
        name: String,
        /// At which stage.
        stage: Slug,
        /// The last day.
        due: Option<Date>,
    },
    /// A deliverable was handed over.
    DeliverableDelivered {
        /// Which.
        item: ItemId,
        /// The document.
        file: File,
    },
    /// A deliverable was accepted, or returned.
    DeliverableJudged {
        /// Which.
        item: ItemId,
        /// Whether it is good.
        verdict: DeliverableVerdict,
        /// Why, when it is to be done again.
        reason: String,
    },
    /// A change was asked for.
    ChangeAsked {
        /// Its name.
        item: ItemId,
        /// Of what.
        kind: RequestKind,
        /// Why.
        reason: String,
    },
    /// A request was taken back.
    ChangeTakenBack {
        /// Which.
        item: ItemId,
    },
    /// A request was answered.
    ChangeAnswered {
        /// Which.
        item: ItemId,
        /// Whether it is granted.
        verdict: RequestVerdict,
        /// Why.
        reason: String,
    },
    /// It goes no further.
    Abandoned {
        /// The request that was granted.
        item: ItemId,
    },
    /// A report was written.
    ReportWritten {
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
    /// A report was handed in, with how far each promise was then.
    ReportHandedIn {
        /// Which.
        item: ItemId,
        /// How far each promise was.
        promises: BTreeMap<ItemId, (PromiseStatus, String)>,
    },
}

impl Story for Workspace {
    const KIND: &'static str = "workspace";
    type Happened = Happened;

    fn begin(event: &Event) -> Result<Self, Corrupt> {
        let Happened::WorkspaceOpened { workspace, session, origin, place, communes, people } = &event.happened else {
            return Err(Corrupt::NoBeginning);
        };
        Ok(Self {
            id: workspace.clone(),
            session: session.clone(),
            origin: origin.clone(),
            place: place.clone(),
            communes: communes.clone(),
            opened: event.at,
            touched: event.at,
            people: people.clone(),
            stages: Vec::new(),
            promises: BTreeMap::new(),
            tasks: BTreeMap::new(),
            deliverables: BTreeMap::new(),
            requests: BTreeMap::new(),
            reports: BTreeMap::new(),
            ended: None,
        })
    }

    fn apply(mut self, event: &Event) -> Result<Self, Corrupt> {
        let at = event.at;
        self.touched = at;
        match event.happened.clone() {
            Happened::WorkspaceOpened { .. } => return Err(Corrupt::TwoBeginnings),
            Happened::PersonAdded { person, capacity } => {
                self.people.insert(person, capacity);
            }
            Happened::PersonRemoved { person } => {
                self.people.remove(&person).ok_or_else(|| Corrupt::Unknown(person.to_string()))?;
            }
            Happened::StageReached { stage } => self.stages.push(Passage { stage, since: at }),
            Happened::PromiseNoted { item, source, text, due } => {
                let status = PromiseStatus::Open;
                let promise =
                    Promise { source, text, due, status, said: String::new(), told: at, actions: BTreeSet::new() };
                self.promises.insert(item, promise);
            }
            Happened::PromiseTold { item, status, said, actions } => {
                let promise = named(&mut self.promises, &item)?;
                (promise.status, promise.said, promise.actions, promise.told) = (status, said, actions, at);
            }
            Happened::TaskWritten { item, title, owner, due } => {
                let done = self.tasks.get(&item).and_then(|task| task.done);
                self.tasks.insert(item, Task { title, owner, due, done });
            }
            Happened::TaskDone { item, done } => named(&mut self.tasks, &item)?.done = done.then_some(at),
            Happened::DeliverableExpected { item, name, stage, due } => {
                self.deliverables.insert(item, Deliverable { name, stage, due, state: DeliverableState::Expected });
            }
            Happened::DeliverableDelivered { item, file } => {
                named(&mut self.deliverables, &item)?.state = DeliverableState::Delivered { file, at };
            }
            Happened::DeliverableJudged { item, verdict, reason } => {
                let deliverable = named(&mut self.deliverables, &item)?;
                let DeliverableState::Delivered { file, .. } = deliverable.state.clone() else {
                    return Err(Corrupt::Unknown(item.to_string()));
                };
                deliverable.state = match verdict {
                    DeliverableVerdict::Accept => DeliverableState::Accepted { file, at },
                    DeliverableVerdict::Return => DeliverableState::Returned { file, reason, at },
                };
            }
            Happened::ChangeAsked { item, kind, reason } => {
                self.requests.insert(item, Request { kind, reason, at, state: RequestState::Asked });
            }
            Happened::ChangeTakenBack { item } => {
                named(&mut self.requests, &item)?.state = RequestState::Withdrawn { at };
            }
            Happened::ChangeAnswered { item, verdict, reason } => {
                named(&mut self.requests, &item)?.state = match verdict {
                    RequestVerdict::Grant => RequestState::Granted { at, reason },
                    RequestVerdict::Refuse => RequestState::Refused { at, reason },
                };
            }
            Happened::Abandoned { item } => {
                let reason = named(&mut self.requests, &item)?.reason.clone();
                self.ended = Some(Ended { at, reason });
            }
            Happened::ReportWritten { item, months, as_of, results, difficulties, reproducible } => {
                let (promises, handed_in) = (BTreeMap::new(), None);
                let report = Report { months, as_of, results, difficulties, reproducible, promises, handed_in };
                self.reports.insert(item, report);
            }
            Happened::ReportHandedIn { item, promises } => {
                let report = named(&mut self.reports, &item)?;
                (report.promises, report.handed_in) = (promises, Some(at));
            }
        }
        Ok(self)
    }

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn session(&self) -> &Slug {
        &self.session
    }

    fn parent(&self) -> Option<&str> {
        None
    }
}

fn named<'m, T>(items: &'m mut BTreeMap<ItemId, T>, item: &ItemId) -> Result<&'m mut T, Corrupt> {
    items.get_mut(item).ok_or_else(|| Corrupt::Unknown(item.to_string()))
}
