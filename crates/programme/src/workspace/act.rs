//! What is decided in a workspace.

use std::collections::{BTreeMap, BTreeSet};

use facts::CommuneCode;
use serde::{Deserialize, Serialize};

use super::{
    Capacity, Command, DeliverableState, DeliverableVerdict, Event, Happened, Origin, PromiseSource, RequestKind,
    RequestState, Workspace,
};
use crate::calendar::Instant;
use crate::call::Phase;
use crate::dossier::Place;
use crate::id::{ItemId, PersonId, WorkspaceId};
use crate::role::{Decision, Denial, ObjectRelation, Right, Standing};
use crate::story::Story;
use crate::{Session, Slug};

/// The most people in a workspace, and the most items of each kind.
const MOST_PEOPLE: usize = 200;
const MOST_ITEMS: usize = 1_000;
/// The longest title and the longest text, in characters.
const LONGEST_TITLE: usize = 200;
const LONGEST_TEXT: usize = 5_000;
/// The most months after the beginning that a report speaks of: ten years.
const MOST_MONTHS: u16 = 120;

/// The rules by which a workspace is decided upon, at one moment.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'s> {
    /// The session.
    pub session: &'s Session,
    /// Its phase; `published` when it receives no dossiers here.
    pub phase: Phase,
}

/// A workspace to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Its name.
    pub workspace: WorkspaceId,
    /// Whose it is.
    pub origin: Origin,
    /// Where it is.
    pub place: Place,
    /// Its communes.
    pub communes: BTreeSet<CommuneCode>,
    /// Those who work in it from the first.
    pub people: BTreeMap<PersonId, Capacity>,
}

/// Why an act in a workspace is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("refused: {causes:?}")]
pub struct Refusal {
    /// The causes, at least one.
    pub causes: Vec<Cause>,
}

/// One cause of a [`Refusal`]; the words are those of the locales.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "cause", rename_all = "kebab-case")]
pub enum Cause {
    /// Nobody is known to ask.
    Nobody,
    /// Who asks may not.
    NotAllowed {
        /// The right that lacks.
        right: Right,
        /// Why it lacks.
        denial: Denial,
    },
    /// The workspace goes no further.
    Ended,
    /// A text lacks.
    NoText,
    /// A reason lacks.
    NoReason,
    /// A text is too long.
    TooLong {
        /// Characters found.
        found: u64,
        /// Characters expected at most.
        most: u64,
    },
    /// There are too many already.
    TooMany {
        /// How many at most.
        most: u64,
    },
    /// What is named is not there.
    Unknown,
    /// The name of a new item is taken.
    NameTaken,
    /// Somebody wrote meanwhile.
    Conflict,
    /// Nobody would answer for the workspace any more.
    LastLead,
    /// The session has no such stage.
    NoSuchStage,
    /// The workspace is at this stage, or was before.
    StageReached,
    /// It is not at a state where that is done.
    WrongState,
    /// A number of months out of bounds.
    Months {
        /// At most.
        most: u64,
    },
}

/// Opens a workspace.
///
/// # Errors
/// [`Refusal`]: nobody asks, who asks may not, or nobody is named to lead it.
pub fn open(
    opening: Opening,
    rules: Rules<'_>,
    who: &Standing,
    now: Instant,
) -> Result<(Workspace, Vec<Event>), Refusal> {
    let mut causes = denied(rules, who, Right::FollowUp, &ObjectRelation::NONE);
    if !opening.people.values().any(|capacity| *capacity == Capacity::Lead) {
        causes.push(Cause::LastLead);
    }
    causes.extend(text(&opening.place.name, LONGEST_TITLE));
    unless_empty(causes)?;
    let Opening { workspace, origin, place, communes, people } = opening;
    let session = rules.session.identity.id.clone();
    let happened = Happened::WorkspaceOpened { workspace, session, origin, place, communes, people };
    let event = Event { at: now, by: who.person.clone(), happened };
    let state = Workspace::begin(&event).expect("it is a beginning");
    Ok((state, vec![event]))
}

impl Workspace {
    /// Carries out `command`, and gives the next state with what happened.
    ///
    /// # Errors
    /// [`Refusal`], with every cause.
    pub fn act(
        &self,
        command: Command,
        rules: Rules<'_>,
        who: &Standing,
        now: Instant,
    ) -> Result<(Self, Vec<Event>), Refusal> {
        let mut causes = Vec::new();
        let relation = self.relation(who);
        let leaves = matches!(&command, Command::Remove { person } if who.person.as_ref() == Some(person));
        // Who follows the laureates names another lead when there is nobody left to do it.
        let names = matches!(command, Command::Add { .. } | Command::Remove { .. });
        let follows = names && denied(rules, who, Right::FollowUp, &relation).is_empty();
        if !leaves && !follows {
            causes.extend(denied(rules, who, right_of(&command), &relation));
        }
        causes.extend(self.ended.is_some().then_some(Cause::Ended));
        let happened = self.decide(command, rules, &mut causes);
        unless_empty(causes)?;
        Ok(self.clone().after([happened], who.person.as_ref(), now))
    }

    fn decide(&self, command: Command, rules: Rules<'_>, causes: &mut Vec<Cause>) -> Happened {
        match command {
            Command::Add { person, capacity } => {
                if self.people.len() >= MOST_PEOPLE && !self.people.contains_key(&person) {
                    causes.push(Cause::TooMany { most: MOST_PEOPLE as u64 });
                }
                if capacity != Capacity::Lead {
                    causes.extend(self.leaves_nobody(&person));
                }
                Happened::PersonAdded { person, capacity }
            }
            Command::Remove { person } => {
                causes.extend((!self.people.contains_key(&person)).then_some(Cause::Unknown));
                causes.extend(self.leaves_nobody(&person));
                Happened::PersonRemoved { person }
            }
            Command::Reach { stage } => {
                causes.extend(no_stage(rules, &stage));
                causes.extend(self.stages.iter().any(|passage| passage.stage == stage).then_some(Cause::StageReached));
                Happened::StageReached { stage }
            }
            Command::Promise { item, source, text: said, due } => {
                causes.extend(new(&self.promises, &item));
                causes.extend(text(&said, LONGEST_TEXT));
                if let PromiseSource::Dossier { question } = &source {
                    let form = &rules.session.application.form;
                    causes.extend(form.question(question).is_none().then_some(Cause::Unknown));
                }
                Happened::PromiseNoted { item, source, text: said, due }
            }
            Command::Tell { item, status, said, actions } => {
                causes.extend((!self.promises.contains_key(&item)).then_some(Cause::Unknown));
                causes.extend((status.asks_why() && said.trim().is_empty()).then_some(Cause::NoReason));
                causes.extend(long(&said, LONGEST_TEXT));
                causes.extend((actions.len() > MOST_ITEMS).then_some(Cause::TooMany { most: MOST_ITEMS as u64 }));
                Happened::PromiseTold { item, status, said, actions }
            }
            Command::Task { item, title, owner, due } => {
                if !self.tasks.contains_key(&item) {
                    causes.extend(new(&self.tasks, &item));
                }
                causes.extend(text(&title, LONGEST_TITLE));
                let stranger = owner.as_ref().is_some_and(|owner| !self.people.contains_key(owner));
                causes.extend(stranger.then_some(Cause::Unknown));
                Happened::TaskWritten { item, title, owner, due }
            }
            Command::Done { item, done } => {
                match self.tasks.get(&item) {
                    None => causes.push(Cause::Unknown),
                    Some(task) => causes.extend((task.done.is_some() == done).then_some(Cause::WrongState)),
                }
                Happened::TaskDone { item, done }
            }
            Command::Expect { item, name, stage, due } => {
                causes.extend(new(&self.deliverables, &item));
                causes.extend(text(&name, LONGEST_TITLE));
                causes.extend(no_stage(rules, &stage));
                Happened::DeliverableExpected { item, name, stage, due }
            }
            Command::Deliver { item, file } => {
                match self.deliverables.get(&item).map(|deliverable| &deliverable.state) {
                    None => causes.push(Cause::Unknown),
                    Some(DeliverableState::Accepted { .. }) => causes.push(Cause::WrongState),
                    Some(_) => {}
                }
                Happened::DeliverableDelivered { item, file }
            }
            Command::Judge { item, verdict, reason } => {
                match self.deliverables.get(&item).map(|deliverable| &deliverable.state) {
                    None => causes.push(Cause::Unknown),
                    Some(DeliverableState::Delivered { .. }) => {}
                    Some(_) => causes.push(Cause::WrongState),
                }
                let lacks = verdict == DeliverableVerdict::Return && reason.trim().is_empty();
                causes.extend(lacks.then_some(Cause::NoReason));
                causes.extend(long(&reason, LONGEST_TEXT));
                Happened::DeliverableJudged { item, verdict, reason }
            }
            Command::Ask { item, kind, reason } => {
                causes.extend(new(&self.requests, &item));
                causes.extend(why(&reason));
                Happened::ChangeAsked { item, kind, reason }
            }
            Command::TakeBack { item } => {
                causes.extend(self.request_is(&item, |state| matches!(state, RequestState::Asked)));
                Happened::ChangeTakenBack { item }
            }
            Command::Answer { item, verdict, reason } => {
                causes.extend(self.request_is(&item, |state| matches!(state, RequestState::Asked)));
                causes.extend(why(&reason));
                Happened::ChangeAnswered { item, verdict, reason }
            }
            Command::Abandon { item } => {
                causes.extend(self.request_is(&item, |state| matches!(state, RequestState::Granted { .. })));
                let other = self.requests.get(&item).is_some_and(|request| request.kind != RequestKind::Abandon);
                causes.extend(other.then_some(Cause::WrongState));
                Happened::Abandoned { item }
            }
            Command::Report { item, months, as_of, results, difficulties, reproducible } => {
                match self.reports.get(&item) {
                    Some(report) => causes.extend(report.handed_in.map(|_| Cause::WrongState)),
                    None => causes.extend(new(&self.reports, &item)),
                }
                if !(1..=MOST_MONTHS).contains(&months) {
                    causes.push(Cause::Months { most: u64::from(MOST_MONTHS) });
                }
                causes.extend([&results, &difficulties, &reproducible].into_iter().flat_map(|t| long(t, LONGEST_TEXT)));
                Happened::ReportWritten { item, months, as_of, results, difficulties, reproducible }
            }
            Command::HandIn { item } => {
                match self.reports.get(&item) {
                    None => causes.push(Cause::Unknown),
                    Some(report) => {
                        causes.extend(report.handed_in.map(|_| Cause::WrongState));
                        causes.extend(text(&report.results, LONGEST_TEXT));
                    }
                }
                let told =
                    self.promises.iter().map(|(id, promise)| (id.clone(), (promise.status, promise.said.clone())));
                Happened::ReportHandedIn { item, promises: told.collect() }
            }
        }
    }

    /// Why `who` may not do in it what a right is for.
    pub(crate) fn closed_to(&self, right: Right, rules: Rules<'_>, who: &Standing) -> Vec<Cause> {
        let mut causes = denied(rules, who, right, &self.relation(who));
        causes.extend(self.ended.is_some().then_some(Cause::Ended));
        causes
    }

    /// That nobody would lead if this person did not.
    fn leaves_nobody(&self, person: &PersonId) -> Option<Cause> {
        let leads = |who: &PersonId| self.people.get(who) == Some(&Capacity::Lead);
        let others = self.people.keys().any(|who| who != person && leads(who));
        (leads(person) && !others).then_some(Cause::LastLead)
    }

    fn request_is(&self, item: &ItemId, good: impl FnOnce(&RequestState) -> bool) -> Option<Cause> {
        match self.requests.get(item) {
            None => Some(Cause::Unknown),
            Some(request) => (!good(&request.state)).then_some(Cause::WrongState),
        }
    }
}

/// The right that an act asks for.
fn right_of(command: &Command) -> Right {
    match command {
        Command::Add { .. } | Command::Remove { .. } | Command::Ask { .. } => Right::LeadWorkspace,
        Command::TakeBack { .. } | Command::Abandon { .. } | Command::HandIn { .. } => Right::LeadWorkspace,
        Command::Reach { .. } | Command::Judge { .. } | Command::Answer { .. } => Right::FollowUp,
        Command::Promise { source: PromiseSource::Jury, .. } => Right::FollowUp,
        _ => Right::WriteWorkspace,
    }
}

fn denied(rules: Rules<'_>, who: &Standing, right: Right, object: &ObjectRelation) -> Vec<Cause> {
    let mut causes = Vec::new();
    causes.extend(who.person.is_none().then_some(Cause::Nobody));
    if let Decision::Denied { denial } = rules.session.rights.may(who, right, object, rules.phase) {
        causes.push(Cause::NotAllowed { right, denial });
    }
    causes
}

fn unless_empty(causes: Vec<Cause>) -> Result<(), Refusal> {
    if causes.is_empty() { Ok(()) } else { Err(Refusal { causes }) }
}

fn no_stage(rules: Rules<'_>, stage: &Slug) -> Option<Cause> {
    rules.session.stage(stage).is_none().then_some(Cause::NoSuchStage)
}

fn new<T>(items: &BTreeMap<ItemId, T>, item: &ItemId) -> Option<Cause> {
    if items.contains_key(item) {
        return Some(Cause::NameTaken);
    }
    (items.len() >= MOST_ITEMS).then_some(Cause::TooMany { most: MOST_ITEMS as u64 })
}

fn text(said: &str, most: usize) -> Option<Cause> {
    if said.trim().is_empty() { Some(Cause::NoText) } else { long(said, most) }
}

fn why(reason: &str) -> Option<Cause> {
    if reason.trim().is_empty() { Some(Cause::NoReason) } else { long(reason, LONGEST_TEXT) }
}

fn long(said: &str, most: usize) -> Option<Cause> {
    let found = said.chars().count();
    (found > most).then_some(Cause::TooLong { found: found as u64, most: most as u64 })
}
