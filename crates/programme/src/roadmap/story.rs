//! The roadmap of a workspace: who wrote what of it, one after the other, and what is refused.
//!
//! Each action has a version of its own, so that two people write two actions at once; who writes one that somebody else wrote
//! meanwhile is told, and nothing is lost.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Action, Axis, Disagreement, Envelope, Funder, Grant, Quarter, Roadmap, Said, Team};
use crate::Slug;
use crate::calendar::Instant;
use crate::call::Phase;
use crate::id::{PersonId, WorkspaceId};
use crate::role::{Decision, Denial, ObjectRelation, Right, Rights, Standing};
use crate::story::{Corrupt, Event, Story};

/// The roadmap of a workspace, at one moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WrittenRoadmap {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Its session.
    pub session: Slug,
    /// The roadmap: it never contradicts itself.
    pub roadmap: Roadmap,
    /// How often anything was written: 1 once it is begun.
    pub revision: u64,
    /// Who last wrote each action, and each part of the frame by its name.
    pub versions: BTreeMap<String, Version>,
}

/// Who last wrote something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// How often it was written.
    pub number: u64,
    /// By whom the last time.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// A part of a roadmap that is written as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "part", rename_all = "kebab-case")]
pub enum Frame {
    /// Title, place, notice and quarters.
    Span {
        /// Its title.
        title: Said,
        /// The place that it speaks of.
        territory: String,
        /// What readers must know before all.
        notice: Option<Said>,
        /// Its first quarter.
        first: Quarter,
        /// How many.
        quarters: u32,
    },
    /// The axes.
    Axes {
        /// In order.
        axes: Vec<Axis>,
    },
    /// The teams.
    Teams {
        /// All of them.
        teams: Vec<Team>,
    },
    /// Who pays: funders, their grants, the territory itself.
    Money {
        /// What the territory can commit.
        own_budget: Vec<Envelope>,
        /// The funders.
        funders: Vec<Funder>,
        /// Their grants.
        grants: Vec<Grant>,
    },
}

impl Frame {
    /// The names of the parts.
    pub const NAMES: [&'static str; 4] = ["span", "axes", "teams", "money"];

    /// The name of the part; no action has it, for a version.
    pub fn name(&self) -> &'static str {
        match self {
            Frame::Span { .. } => "span",
            Frame::Axes { .. } => "axes",
            Frame::Teams { .. } => "teams",
            Frame::Money { .. } => "money",
        }
    }

    fn put(self, roadmap: &mut Roadmap) {
        match self {
            Frame::Span { title, territory, notice, first, quarters } => {
                (roadmap.title, roadmap.territory, roadmap.notice) = (title, territory, notice);
                (roadmap.first, roadmap.quarters) = (first, quarters);
            }
            Frame::Axes { axes } => roadmap.axes = axes,
            Frame::Teams { teams } => roadmap.teams = teams,
            Frame::Money { own_budget, funders, grants } => {
                (roadmap.own_budget, roadmap.funders, roadmap.grants) = (own_budget, funders, grants);
            }
        }
    }
}

/// What happens to a roadmap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Happened {
    /// It was begun.
    RoadmapBegun {
        /// The workspace.
        workspace: WorkspaceId,
        /// Its session.
        session: Slug,
        /// What it holds from the first.
        roadmap: Box<Roadmap>,
    },
    /// A part of its frame was written.
    FrameWritten {
        /// The part.
        frame: Frame,
        /// The version that it takes the place of.
        base: u64,
    },
    /// An action was written.
    ActionWritten {
        /// The action.
        action: Box<Action>,
        /// The version that it takes the place of; 0 for a new one.
        base: u64,
    },
    /// An action was taken out.
    ActionRemoved {
        /// Which.
        action: Slug,
        /// The version that was seen.
        base: u64,
    },
    /// The dates of a timetable were taken.
    DatesTaken {
        /// When each action begins; planned actions that are not named have no date.
        starts: BTreeMap<Slug, Quarter>,
    },
    /// All of it was read from a file.
    RoadmapImported {
        /// What it holds from then on.
        roadmap: Box<Roadmap>,
    },
}

/// What somebody asks.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// To write a part of the frame; `base` is the version that was seen.
    WriteFrame {
        /// The part.
        frame: Frame,
        /// The version that was seen.
        base: u64,
    },
    /// To write an action; `base` is the version that was seen, 0 for a new one.
    WriteAction {
        /// The action.
        action: Box<Action>,
        /// The version that was seen.
        base: u64,
    },
    /// To take an action out.
    RemoveAction {
        /// Which.
        action: Slug,
        /// The version that was seen.
        base: u64,
    },
    /// To take the dates of a timetable, worked out over a revision.
    TakeDates {
        /// When each action begins.
        starts: BTreeMap<Slug, Quarter>,
        /// The revision.
        revision: u64,
    },
    /// To take a whole roadmap, looked at beside a revision.
    Import {
        /// The roadmap.
        roadmap: Box<Roadmap>,
        /// The revision.
        revision: u64,
    },
}

/// Why an act on a roadmap is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// Nobody is known to ask.
    Nobody,
    /// Who asks may not.
    NotAllowed(Denial),
    /// Somebody wrote it meanwhile.
    Overtaken {
        /// Who last wrote it; nobody when it is not there any more.
        by: Option<PersonId>,
        /// When.
        at: Option<Instant>,
    },
    /// What is named is not there.
    Unknown,
    /// The name of a new action is taken.
    Taken,
    /// The roadmap would contradict itself.
    Disagrees(Vec<Disagreement>),
    /// Dates that the roadmap's limits do not hold any more.
    Dates,
}

/// By which an act is decided upon.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// Who asks.
    pub who: &'a Standing,
    /// What binds them and the workspace.
    pub relation: &'a ObjectRelation,
    /// The rights of the session.
    pub rights: &'a Rights,
    /// Its phase.
    pub phase: Phase,
    /// Now.
    pub now: Instant,
}

impl Asking<'_> {
    /// Whether they may.
    pub fn may(&self, right: Right) -> bool {
        self.rights.may(self.who, right, self.relation, self.phase).is_allowed()
    }

    fn writes(&self) -> Result<PersonId, Cause> {
        let person = self.who.person.clone().ok_or(Cause::Nobody)?;
        match self.rights.may(self.who, Right::WriteRoadmap, self.relation, self.phase) {
            Decision::Allowed => Ok(person),
            Decision::Denied { denial } => Err(Cause::NotAllowed(denial)),
        }
    }
}

/// A state and what made it.
pub type Done = (WrittenRoadmap, Vec<Event<Happened>>);

/// Begins the roadmap of a workspace, with what it holds from the first.
///
/// # Errors
/// [`Cause`]: nobody asks, who asks may not, or the roadmap contradicts itself.
pub fn begin(workspace: WorkspaceId, session: Slug, roadmap: Roadmap, asking: Asking<'_>) -> Result<Done, Cause> {
    let person = asking.writes()?;
    agrees(&roadmap)?;
    let happened = Happened::RoadmapBegun { workspace, session, roadmap: Box::new(roadmap) };
    let event = Event { at: asking.now, by: Some(person), happened };
    let state = WrittenRoadmap::begin(&event).expect("it is a beginning");
    Ok((state, vec![event]))
}

fn agrees(roadmap: &Roadmap) -> Result<(), Cause> {
    let found = roadmap.disagreements();
    if found.is_empty() { Ok(()) } else { Err(Cause::Disagrees(found)) }
}

impl WrittenRoadmap {
    /// The version of an action or of a part of the frame, 0 for one that is not there.
    pub fn version(&self, of: &str) -> u64 {
        self.versions.get(of).map_or(0, |version| version.number)
    }

    /// Carries out `command`, and gives the next state with what happened.
    ///
    /// # Errors
    /// [`Cause`]; everything that would contradict itself is told at once.
    pub fn act(&self, command: Command, asking: Asking<'_>) -> Result<Done, Cause> {
        let person = asking.writes()?;
        let happened = match command {
            Command::WriteFrame { frame, base } => {
                self.seen(frame.name(), base)?;
                let mut next = self.roadmap.clone();
                frame.clone().put(&mut next);
                agrees(&next)?;
                Happened::FrameWritten { frame, base }
            }
            Command::WriteAction { action, base } => {
                let there = self.roadmap.action(action.id.as_str()).is_some();
                match (there, base) {
                    (true, 0) => return Err(Cause::Taken),
                    (true, _) => self.seen(&key(&action.id), base)?,
                    (false, 0) => {}
                    (false, _) => return Err(Cause::Overtaken { by: None, at: None }),
                }
                let mut next = self.roadmap.clone();
                put(&mut next, (*action).clone());
                agrees(&next)?;
                Happened::ActionWritten { action, base }
            }
            Command::RemoveAction { action, base } => {
                self.roadmap.action(action.as_str()).ok_or(Cause::Unknown)?;
                self.seen(&key(&action), base)?;
                let mut next = self.roadmap.clone();
                next.actions.retain(|known| known.id != action);
                agrees(&next)?;
                Happened::ActionRemoved { action, base }
            }
            Command::TakeDates { starts, revision } => {
                self.unchanged(revision)?;
                let dated = self.roadmap.dated(&starts);
                agrees(&dated)?;
                if !super::broken(&dated).is_empty() {
                    return Err(Cause::Dates);
                }
                Happened::DatesTaken { starts }
            }
            Command::Import { roadmap, revision } => {
                self.unchanged(revision)?;
                agrees(&roadmap)?;
                Happened::RoadmapImported { roadmap }
            }
        };
        Ok(self.clone().after([happened], Some(&person), asking.now))
    }

    fn seen(&self, of: &str, base: u64) -> Result<(), Cause> {
        let version = self.versions.get(of);
        if version.map_or(0, |version| version.number) == base {
            return Ok(());
        }
        Err(Cause::Overtaken { by: version.map(|version| version.by.clone()), at: version.map(|version| version.at) })
    }

    fn unchanged(&self, revision: u64) -> Result<(), Cause> {
        if self.revision == revision {
            return Ok(());
        }
        let last = self.versions.values().max_by_key(|version| version.at);
        Err(Cause::Overtaken { by: last.map(|version| version.by.clone()), at: last.map(|version| version.at) })
    }
}

/// The name of the version of an action: parts of the frame have none like it.
pub fn key(action: &Slug) -> String {
    format!("action:{action}")
}

fn put(roadmap: &mut Roadmap, action: Action) {
    match roadmap.actions.iter_mut().find(|known| known.id == action.id) {
        Some(known) => *known = action,
        None => roadmap.actions.push(action),
    }
}

impl Story for WrittenRoadmap {
    const KIND: &'static str = "roadmap";

    type Happened = Happened;

    fn begin(event: &Event<Happened>) -> Result<Self, Corrupt> {
        let Happened::RoadmapBegun { workspace, session, roadmap } = &event.happened else {
            return Err(Corrupt::NoBeginning);
        };
        let (workspace, session, roadmap) = (workspace.clone(), session.clone(), (**roadmap).clone());
        let mut begun = Self { workspace, session, roadmap, revision: 1, versions: BTreeMap::new() };
        begun.sign_all(event)?;
        Ok(begun)
    }

    fn apply(mut self, event: &Event<Happened>) -> Result<Self, Corrupt> {
        self.revision += 1;
        match event.happened.clone() {
            Happened::RoadmapBegun { .. } => return Err(Corrupt::TwoBeginnings),
            Happened::FrameWritten { frame, base } => {
                self.follows(frame.name(), base)?;
                self.sign(frame.name().to_owned(), event)?;
                frame.put(&mut self.roadmap);
            }
            Happened::ActionWritten { action, base } => {
                self.follows(&key(&action.id), base)?;
                self.sign(key(&action.id), event)?;
                put(&mut self.roadmap, *action);
            }
            Happened::ActionRemoved { action, base } => {
                self.follows(&key(&action), base)?;
                self.roadmap.actions.retain(|known| known.id != action);
                self.versions.remove(&key(&action));
            }
            Happened::DatesTaken { starts } => {
                let dated = self.roadmap.dated(&starts);
                let before = std::mem::replace(&mut self.roadmap, dated);
                for action in before.actions {
                    if self.roadmap.action(action.id.as_str()).is_some_and(|now| now.start != action.start) {
                        self.sign(key(&action.id), event)?;
                    }
                }
            }
            Happened::RoadmapImported { roadmap } => {
                self.versions.retain(|name, _| !name.starts_with("action:"));
                self.roadmap = *roadmap;
                self.sign_all(event)?;
            }
        }
        Ok(self)
    }

    fn id(&self) -> &str {
        self.workspace.as_str()
    }

    fn session(&self) -> &Slug {
        &self.session
    }

    fn parent(&self) -> Option<&str> {
        Some(self.workspace.as_str())
    }
}

impl WrittenRoadmap {
    fn follows(&self, of: &str, base: u64) -> Result<(), Corrupt> {
        let expected = self.version(of);
        if expected == base { Ok(()) } else { Err(Corrupt::Version { of: of.to_owned(), found: base, expected }) }
    }

    fn sign(&mut self, of: String, event: &Event<Happened>) -> Result<(), Corrupt> {
        let (by, at) = (event.author()?, event.at);
        // No number comes twice, even when something was taken out and written again.
        let number = self.revision;
        self.versions.insert(of, Version { number, by, at });
        Ok(())
    }

    fn sign_all(&mut self, event: &Event<Happened>) -> Result<(), Corrupt> {
        for name in Frame::NAMES {
            self.sign(name.to_owned(), event)?;
        }
        for id in self.roadmap.actions.iter().map(|action| key(&action.id)).collect::<Vec<_>>() {
            self.sign(id, event)?;
        }
        Ok(())
    }
}
