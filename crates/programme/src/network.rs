//! The directory of the network: the territories and the experts who agreed to be listed. Page: `docs/method/network.md`.
//!
//! An entry says that somebody is listed, and no word of theirs: their name, their fields and how to reach them are kept
//! beside, under [`NAME`], [`FIELDS`] and [`CONTACT`], so that they leave with the entry, or with the person.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::Slug;
use crate::calendar::Instant;
use crate::id::{ListingId, PersonId, WorkspaceId};
use crate::role::{Decision, ObjectRelation, Right, Standing};
use crate::story::{Corrupt, Story};
use crate::workspace::{Cause, Refusal, Rules, Workspace};

/// The name under which an expert is listed.
pub const NAME: &str = "name";
/// What an expert knows, a line each.
pub const FIELDS: &str = "fields";
/// How one is reached, when it is given.
pub const CONTACT: &str = "contact";

/// The longest name and contact, and the longest list of fields, in characters.
const LONGEST_LINE: usize = 200;
const LONGEST_FIELDS: usize = 2_000;

/// An entry of the directory, at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// Its name.
    pub id: ListingId,
    /// The session.
    pub session: Slug,
    /// Who is listed.
    pub who: Listed,
    /// Since when, while it is.
    pub since: Option<Instant>,
    /// How often it was written.
    pub version: u64,
}

/// Who is listed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "listed", rename_all = "kebab-case")]
pub enum Listed {
    /// A territory, by its workspace.
    Territory {
        /// Which.
        workspace: WorkspaceId,
    },
    /// An expert.
    Expert {
        /// Who.
        person: PersonId,
    },
}

/// The words of an entry, kept beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The name, of an expert.
    pub name: String,
    /// Their fields, a line each.
    pub fields: String,
    /// How one is reached: nothing when it is not given.
    pub contact: String,
}

/// Something that happened to an entry.
pub type Event = crate::story::Event<Happened>;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Happened {
    /// It was listed, for the first time.
    ListingBegun {
        /// Its name.
        listing: ListingId,
        /// The session.
        session: Slug,
        /// Who.
        who: Listed,
    },
    /// Its words were written; it is listed again when it no longer was.
    ListingWritten,
    /// It is listed no more.
    ListingWithdrawn,
}

/// The name of the entry of somebody in a session: the same one never begins twice.
pub fn name(session: &Slug, who: &Listed) -> Option<ListingId> {
    match who {
        Listed::Territory { workspace } => workspace.as_str().parse().ok(),
        Listed::Expert { person } => {
            let whole = format!("{session}-{person}").parse().ok();
            whole.or_else(|| crate::digest::Digest::of(&format!("{session} {person}")).as_str().parse().ok())
        }
    }
}

/// Why `who` may not list themselves as an expert: only who has a part of expert or of member of the network may.
fn expert_faults(rules: Rules<'_>, who: &Standing) -> Vec<Cause> {
    let right = Right::JoinDirectory;
    match rules.session.rights.may(who, right, &ObjectRelation::NONE, rules.phase) {
        Decision::Allowed => Vec::new(),
        Decision::Denied { denial } => vec![Cause::NotAllowed { right, denial }],
    }
}

/// Lists a territory, by who answers for its workspace, or oneself. The words are checked here and kept beside.
///
/// # Errors
/// [`Refusal`]: who asks may not, an expert without a name or a field, words too long.
pub fn list(
    before: Option<&Listing>,
    workspace: Option<&Workspace>,
    words: &Words,
    rules: Rules<'_>,
    who: &Standing,
    now: Instant,
) -> Result<(Listing, Vec<Event>), Refusal> {
    let mut causes = Vec::new();
    let listed = match (workspace, &who.person) {
        (_, None) => {
            causes.push(Cause::Nobody);
            None
        }
        (Some(workspace), Some(_)) => {
            causes.extend(workspace.closed_to(Right::LeadWorkspace, rules, who));
            Some(Listed::Territory { workspace: workspace.id.clone() })
        }
        (None, Some(person)) => {
            causes.extend(expert_faults(rules, who));
            let empty = words.name.trim().is_empty() || words.fields.trim().is_empty();
            causes.extend(empty.then_some(Cause::NoText));
            Some(Listed::Expert { person: person.clone() })
        }
    };
    for (text, most) in [(&words.name, LONGEST_LINE), (&words.contact, LONGEST_LINE), (&words.fields, LONGEST_FIELDS)] {
        let found = text.chars().count();
        causes.extend((found > most).then_some(Cause::TooLong { found: found as u64, most: most as u64 }));
    }
    let session = rules.session.identity.id.clone();
    let id = listed.as_ref().and_then(|listed| name(&session, listed));
    let other = before.is_some_and(|before| Some(&before.who) != listed.as_ref());
    causes.extend((id.is_none() || other).then_some(Cause::Unknown));
    let (Some(listing), Some(listed), true) = (id, listed, causes.is_empty()) else { return Err(Refusal { causes }) };
    if let Some(before) = before {
        return Ok(before.clone().after([Happened::ListingWritten], who.person.as_ref(), now));
    }
    let happened = Happened::ListingBegun { listing, session, who: listed };
    let event = Event { at: now, by: who.person.clone(), happened };
    Ok((Listing::begin(&event).expect("it is a beginning"), vec![event]))
}

impl Listing {
    /// Whether somebody may withdraw it: an expert themselves, whatever part they still have; of a territory, whoever answers
    /// for its workspace.
    ///
    /// # Errors
    /// [`Refusal`]: who asks may not, or it is not listed.
    pub fn withdraw(
        &self,
        workspace: Option<&Workspace>,
        rules: Rules<'_>,
        who: &Standing,
        now: Instant,
    ) -> Result<(Self, Vec<Event>), Refusal> {
        let mut causes = Vec::new();
        match (&self.who, workspace) {
            (Listed::Expert { person }, _) if who.person.as_ref() == Some(person) => {}
            (Listed::Territory { workspace: id }, Some(workspace)) if workspace.id == *id => {
                // A territory that goes no further may still leave the directory.
                let faults = workspace.closed_to(Right::LeadWorkspace, rules, who);
                causes.extend(faults.into_iter().filter(|cause| *cause != Cause::Ended));
            }
            _ => causes.push(Cause::Unknown),
        }
        causes.extend(self.since.is_none().then_some(Cause::WrongState));
        if !causes.is_empty() {
            return Err(Refusal { causes });
        }
        Ok(self.clone().after([Happened::ListingWithdrawn], who.person.as_ref(), now))
    }
}

impl Story for Listing {
    const KIND: &'static str = "listing";
    type Happened = Happened;

    fn begin(event: &Event) -> Result<Self, Corrupt> {
        let Happened::ListingBegun { listing, session, who } = event.happened.clone() else {
            return Err(Corrupt::NoBeginning);
        };
        Ok(Self { id: listing, session, who, since: Some(event.at), version: 1 })
    }

    fn apply(mut self, event: &Event) -> Result<Self, Corrupt> {
        match &event.happened {
            Happened::ListingBegun { .. } => return Err(Corrupt::TwoBeginnings),
            Happened::ListingWritten => self.since = Some(self.since.unwrap_or(event.at)),
            Happened::ListingWithdrawn => self.since = None,
        }
        self.version += 1;
        Ok(self)
    }

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn session(&self) -> &Slug {
        &self.session
    }

    fn parent(&self) -> Option<&str> {
        match &self.who {
            Listed::Territory { workspace } => Some(workspace.as_str()),
            Listed::Expert { .. } => None,
        }
    }
}
