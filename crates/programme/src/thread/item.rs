//! One item of the thread.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::Slug;
use crate::calendar::Instant;
use crate::id::{ContributionId, PersonId, ThreadItemId, WorkspaceId};
use crate::reading::choice;
use crate::story::{Corrupt, Event, Story};

/// One item of the thread, at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its name.
    pub id: ThreadItemId,
    /// The session of its workspace.
    pub session: Slug,
    /// Its workspace.
    pub workspace: WorkspaceId,
    /// When it was written first.
    pub created: Instant,
    /// 1 when it is written first, then one more at each change.
    pub version: u64,
    /// When it was last changed.
    pub changed: Instant,
    /// By whom.
    pub by: PersonId,
    /// What it says.
    pub content: Content,
    /// That it no longer holds.
    pub withdrawn: Option<Withdrawn>,
}

/// That an item no longer holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// Since when.
    pub at: Instant,
    /// By whom.
    pub by: PersonId,
    /// Why.
    pub reason: String,
}

/// What an item says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// In a few words.
    pub title: String,
    /// In some sentences; may be empty.
    pub text: String,
    /// What it is.
    pub what: What,
    /// What it comes from.
    pub from: BTreeSet<Source>,
}

/// What an item is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum What {
    /// Something that the territory has to face.
    Challenge,
    /// A challenge on which positions differ.
    Controversy {
        /// The positions.
        positions: Vec<Position>,
    },
    /// A way that could be taken.
    Option,
    /// An action of the roadmap.
    Action {
        /// Its short name in the roadmap of the workspace.
        action: Slug,
    },
}

choice! {
    /// What an item is, in the order in which one comes from another.
    pub enum Rung {
        /// [`What::Challenge`].
        Challenge = "challenge",
        /// [`What::Controversy`].
        Controversy = "controversy",
        /// [`What::Option`].
        Option = "option",
        /// [`What::Action`].
        Action = "action",
    }
}

impl What {
    /// Its place in the order.
    pub fn rung(&self) -> Rung {
        match self {
            What::Challenge => Rung::Challenge,
            What::Controversy { .. } => Rung::Controversy,
            What::Option => Rung::Option,
            What::Action { .. } => Rung::Action,
        }
    }
}

/// A position in a controversy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// What is claimed.
    pub claim: String,
    /// Who holds it: kinds of actors, never people.
    pub held_by: BTreeSet<HeldBy>,
    /// What is said for and against it.
    pub arguments: Vec<Argument>,
    /// What is known of it.
    pub evidence: Vec<Evidence>,
}

/// Something said for or against a position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Argument {
    /// For or against.
    pub bearing: Bearing,
    /// What.
    pub text: String,
}

choice! {
    /// For or against.
    pub enum Bearing {
        /// For.
        For = "for",
        /// Against.
        Against = "against",
    }
}

choice! {
    /// A kind of actors.
    pub enum HeldBy {
        /// Those who live there.
        Residents = "residents",
        /// Those who are elected.
        Elected = "elected",
        /// Services of the collectivités.
        Services = "services",
        /// Services of the State.
        State = "state",
        /// Companies.
        Companies = "companies",
        /// Farmers and foresters.
        Farmers = "farmers",
        /// Those who work there.
        Workers = "workers",
        /// Associations.
        Associations = "associations",
        /// Schools, universities, laboratories.
        Research = "research",
        /// Those who build and own.
        Builders = "builders",
        /// The young.
        Youth = "youth",
        /// Others.
        Others = "others",
    }
}

/// Something that is known of a position, and by which source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What is known.
    pub text: String,
    /// Where it is read: an address or a reference.
    pub source: String,
}

/// What an item comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "source", rename_all = "kebab-case")]
pub enum Source {
    /// What somebody said in a workshop.
    Contribution {
        /// Its name.
        id: ContributionId,
    },
    /// Another item.
    Item {
        /// Its name.
        id: ThreadItemId,
    },
    /// Something that is not of the workspace: the dossier, a study, a plan.
    Elsewhere {
        /// What, in words.
        text: String,
    },
}

/// What happened to an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Happened {
    /// It was written first.
    ItemWritten {
        /// The item.
        item: ThreadItemId,
        /// Its session.
        session: Slug,
        /// Its workspace.
        workspace: WorkspaceId,
        /// What it says.
        content: Content,
    },
    /// It was changed.
    ItemChanged {
        /// What it says from then on.
        content: Content,
    },
    /// It no longer holds.
    ItemWithdrawn {
        /// Why.
        reason: String,
    },
    /// It holds again.
    ItemRestored,
}

impl Story for Item {
    const KIND: &'static str = "thread-item";
    type Happened = Happened;

    fn begin(event: &Event<Happened>) -> Result<Self, Corrupt> {
        let Happened::ItemWritten { item, session, workspace, content } = &event.happened else {
            return Err(Corrupt::NoBeginning);
        };
        Ok(Self {
            id: item.clone(),
            session: session.clone(),
            workspace: workspace.clone(),
            created: event.at,
            version: 1,
            changed: event.at,
            by: event.by.clone().ok_or(Corrupt::NoAuthor)?,
            content: content.clone(),
            withdrawn: None,
        })
    }

    fn apply(mut self, event: &Event<Happened>) -> Result<Self, Corrupt> {
        let by = event.by.clone().ok_or(Corrupt::NoAuthor)?;
        match &event.happened {
            Happened::ItemWritten { .. } => return Err(Corrupt::NoBeginning),
            Happened::ItemChanged { content } => self.content = content.clone(),
            Happened::ItemWithdrawn { reason } => {
                self.withdrawn = Some(Withdrawn { at: event.at, by: by.clone(), reason: reason.clone() });
            }
            Happened::ItemRestored => self.withdrawn = None,
        }
        self.version += 1;
        self.changed = event.at;
        self.by = by;
        Ok(self)
    }

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn session(&self) -> &Slug {
        &self.session
    }

    fn parent(&self) -> Option<&str> {
        Some(self.workspace.as_str())
    }
}
