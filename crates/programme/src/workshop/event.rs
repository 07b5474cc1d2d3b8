//! What happens to a workshop.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Minutes, Sheet, Who};
use crate::Slug;
use crate::digest::Digest;
use crate::id::{ParticipantId, PersonId, WorkshopId, WorkspaceId};

/// What happened to a workshop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Happened {
    /// It was planned.
    WorkshopPlanned {
        /// The workshop.
        workshop: WorkshopId,
        /// Its session.
        session: Slug,
        /// Its workspace.
        workspace: WorkspaceId,
        /// What is said of it.
        sheet: Sheet,
    },
    /// Its sheet was changed.
    WorkshopChanged {
        /// What is said of it from then on.
        sheet: Sheet,
    },
    /// An address for telephones was made, in the place of the one before.
    PhoneAddressMade {
        /// The digest of its secret.
        phone: Digest,
    },
    /// Who runs it was said.
    FacilitatorsNamed {
        /// All of them.
        people: BTreeSet<PersonId>,
    },
    /// Somebody signed up.
    SignedUp {
        /// Their name in the workshop.
        participant: ParticipantId,
        /// How they are known.
        who: Who,
    },
    /// Somebody will not come.
    SignUpCancelled {
        /// Who.
        participant: ParticipantId,
    },
    /// Attendance was taken.
    AttendanceTaken {
        /// Who came and who did not.
        came: BTreeMap<ParticipantId, bool>,
        /// How many came besides.
        others: u32,
    },
    /// It began.
    WorkshopOpened,
    /// It is over.
    WorkshopClosed,
    /// It goes on after all, or its minutes are written again.
    WorkshopReopened {
        /// Why.
        reason: String,
    },
    /// It will not take place.
    WorkshopCancelled {
        /// Why.
        reason: String,
    },
    /// Its minutes were written.
    MinutesWritten {
        /// As they are from then on.
        minutes: Minutes,
    },
    /// Its minutes were signed.
    MinutesSigned {
        /// The digest of what was signed.
        digest: Digest,
    },
}
