//! What happens to a report, and the state after it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ActionTold, Deposited, Draft, FrozenAction, FrozenPromise, Report, Told};
use crate::Slug;
use crate::calendar::Date;
use crate::id::{ItemId, ReportId, WorkspaceId};
use crate::story::{Corrupt, Story};

/// Something that happened to a report.
pub type Event = crate::story::Event<Happened>;

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Happened {
    /// It was begun.
    ReportBegun {
        /// Its name.
        report: ReportId,
        /// The workspace.
        workspace: WorkspaceId,
        /// The session.
        session: Slug,
        /// How many months after.
        months: u16,
    },
    /// Its texts were written.
    TextsWritten {
        /// The day it speaks of.
        as_of: Date,
        /// What was done.
        results: String,
        /// What was difficult.
        difficulties: String,
        /// What another territory could take up.
        reproducible: String,
    },
    /// It was told how far a promise is.
    PromiseTold {
        /// Which.
        item: ItemId,
        /// How far.
        told: Told,
    },
    /// It was told how far an action is.
    ActionTold {
        /// Which.
        action: Slug,
        /// How far, with its indicators.
        told: ActionTold,
    },
    /// It was deposited.
    ReportDeposited {
        /// The promises.
        promises: Vec<FrozenPromise>,
        /// The actions.
        actions: Vec<FrozenAction>,
    },
}

impl Happened {
    /// The name of the part that it writes; none when it writes none.
    pub(super) fn part(&self) -> Option<String> {
        match self {
            Happened::TextsWritten { .. } => Some("texts".to_owned()),
            Happened::PromiseTold { item, .. } => Some(format!("promise:{item}")),
            Happened::ActionTold { action, .. } => Some(format!("action:{action}")),
            Happened::ReportBegun { .. } | Happened::ReportDeposited { .. } => None,
        }
    }
}

impl Story for Report {
    const KIND: &'static str = "progress";
    type Happened = Happened;

    fn begin(event: &Event) -> Result<Self, Corrupt> {
        let Happened::ReportBegun { report, workspace, session, months } = event.happened.clone() else {
            return Err(Corrupt::NoBeginning);
        };
        let (draft, versions) = (Draft::default(), BTreeMap::new());
        Ok(Self { id: report, workspace, session, months, begun: event.at, draft, versions, deposited: None })
    }

    fn apply(mut self, event: &Event) -> Result<Self, Corrupt> {
        if self.deposited.is_some() {
            return Err(Corrupt::Unknown(format!("{} after its deposit", self.id)));
        }
        if let Some(part) = event.happened.part() {
            *self.versions.entry(part).or_default() += 1;
        }
        match event.happened.clone() {
            Happened::ReportBegun { .. } => return Err(Corrupt::TwoBeginnings),
            Happened::TextsWritten { as_of, results, difficulties, reproducible } => {
                self.draft = Draft { as_of: Some(as_of), results, difficulties, reproducible, ..self.draft };
            }
            Happened::PromiseTold { item, told } => {
                self.draft.promises.insert(item, told);
            }
            Happened::ActionTold { action, told } => {
                self.draft.actions.insert(action, told);
            }
            Happened::ReportDeposited { promises, actions } => {
                self.deposited = Some(Deposited { at: event.at, by: event.author()?, promises, actions });
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
        Some(self.workspace.as_str())
    }
}
