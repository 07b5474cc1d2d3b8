//! What is decided of an item of the thread.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Content, Happened, Item, Rung, Source, What};
use crate::calendar::Instant;
use crate::form::characters;
use crate::id::{ContributionId, ThreadItemId, WorkspaceId};
use crate::role::{Decision, Denial, Right};
use crate::story::{Event, Story};
use crate::workshop::contribution::{Contribution, Stand, counted};
use crate::workshop::{Actor, Rules};

/// The longest title or reference, the longest text, in characters.
const LONGEST_TITLE: u64 = 200;
const LONGEST_TEXT: u64 = 4_000;
/// The most positions, and the most arguments or pieces of evidence of one.
const MOST_POSITIONS: u64 = 12;
const MOST_ARGUMENTS: u64 = 20;
/// The most sources of one item.
const MOST_SOURCES: u64 = 200;

/// An act asked for on an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "kebab-case")]
pub enum Command {
    /// Changes what it says.
    Change {
        /// The version that was before the eyes of who writes.
        base: u64,
        /// What it says from then on.
        content: Content,
    },
    /// Says that it no longer holds.
    Withdraw {
        /// Why.
        reason: String,
    },
    /// Says that it does after all.
    Restore,
}

/// Why an act is refused.
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
    /// A text that is needed is not there.
    Empty {
        /// Of which field.
        field: String,
    },
    /// A text is too long.
    TextTooLong {
        /// Of which field.
        field: String,
        /// Its characters.
        length: u64,
        /// The most.
        limit: u64,
    },
    /// There are too many of something.
    TooMany {
        /// Of what.
        what: String,
        /// The most.
        limit: u64,
    },
    /// It comes from nothing.
    NoSource,
    /// It comes from something that is not there, or that was set aside.
    UnknownSource {
        /// What.
        name: String,
    },
    /// It would come from what comes after it in the order.
    SourceAfter {
        /// What it would come from.
        name: String,
        /// What that is.
        rung: Rung,
    },
    /// A controversy without two positions is none.
    OnePosition,
    /// A position is held by nobody.
    HeldByNobody {
        /// Its claim.
        claim: String,
    },
    /// An item does not become another sort of item.
    OtherRung,
    /// The action of that name has an item already.
    ActionTaken {
        /// The name of the action.
        action: crate::Slug,
    },
    /// The item was changed meanwhile.
    Conflict {
        /// The version that was before the eyes of who writes.
        base: u64,
        /// The version there is.
        version: u64,
    },
    /// Others that hold come from it.
    StillUsed {
        /// How many.
        by: u64,
    },
    /// It no longer holds.
    Withdrawn,
}

/// What is known of the workspace: its items, and what was said and published in its workshops.
#[derive(Debug, Clone)]
pub struct Known {
    items: BTreeMap<ThreadItemId, (Rung, bool)>,
    contributions: BTreeSet<ContributionId>,
    actions: BTreeMap<crate::Slug, ThreadItemId>,
    used: BTreeMap<ThreadItemId, u64>,
}

impl Known {
    /// Of a workspace, with all its items and all the contributions of its workshops.
    pub fn of(items: &[Item], contributions: &[Contribution]) -> Self {
        let published = |one: &&Contribution| matches!(one.stand, Stand::Published { .. });
        let mut used = BTreeMap::new();
        let holding = || items.iter().filter(|item| item.withdrawn.is_none());
        for source in holding().flat_map(|item| &item.content.from) {
            if let Source::Item { id } = source {
                *used.entry(id.clone()).or_default() += 1;
            }
        }
        let action = |item: &Item| match &item.content.what {
            What::Action { action } => Some((action.clone(), item.id.clone())),
            _ => None,
        };
        Self {
            items: items
                .iter()
                .map(|item| (item.id.clone(), (item.content.what.rung(), item.withdrawn.is_none())))
                .collect(),
            contributions: counted(contributions).into_iter().filter(published).map(|one| one.id.clone()).collect(),
            actions: holding().filter_map(action).collect(),
            used,
        }
    }
}

/// Writes an item of the thread of a workspace.
///
/// # Errors
/// [`Refusal`], with every cause.
pub fn write(
    (id, workspace): (ThreadItemId, WorkspaceId),
    content: Content,
    known: &Known,
    rules: &Rules<'_>,
    actor: &Actor<'_>,
    now: Instant,
) -> Result<(Item, Vec<Event<Happened>>), Refusal> {
    let mut causes = gates(rules, actor);
    causes.extend(faults(&id, &content, &BTreeSet::new(), known));
    unless_empty(causes)?;
    let session = rules.session.identity.id.clone();
    let happened = Happened::ItemWritten { item: id, session, workspace, content };
    let event = Event { at: now, by: actor.standing.person.clone(), happened };
    let item = Item::begin(&event).expect("it is a beginning, with an author");
    Ok((item, vec![event]))
}

impl Item {
    /// Carries out `command`; nothing happens when it changes nothing.
    ///
    /// # Errors
    /// [`Refusal`], with every cause.
    pub fn act(
        &self,
        command: Command,
        known: &Known,
        rules: &Rules<'_>,
        actor: &Actor<'_>,
        now: Instant,
    ) -> Result<(Self, Vec<Event<Happened>>), Refusal> {
        let mut causes = gates(rules, actor);
        let happened = match command {
            Command::Change { base, content } => {
                if content == self.content {
                    return unless_empty(causes).map(|()| (self.clone(), Vec::new()));
                }
                let version = self.version;
                causes.extend((base != version).then_some(Cause::Conflict { base, version }));
                causes.extend(self.withdrawn.is_some().then_some(Cause::Withdrawn));
                causes.extend((content.what.rung() != self.content.what.rung()).then_some(Cause::OtherRung));
                causes.extend(faults(&self.id, &content, &self.content.from, known));
                Happened::ItemChanged { content }
            }
            Command::Withdraw { reason } => {
                if self.withdrawn.is_some() {
                    return unless_empty(causes).map(|()| (self.clone(), Vec::new()));
                }
                causes.extend(written("reason", &reason, LONGEST_TEXT));
                let by = known.used.get(&self.id).copied().unwrap_or_default();
                causes.extend((by > 0).then_some(Cause::StillUsed { by }));
                Happened::ItemWithdrawn { reason }
            }
            Command::Restore => {
                if self.withdrawn.is_none() {
                    return unless_empty(causes).map(|()| (self.clone(), Vec::new()));
                }
                causes.extend(faults(&self.id, &self.content, &BTreeSet::new(), known));
                Happened::ItemRestored
            }
        };
        unless_empty(causes)?;
        let event = Event { at: now, by: actor.standing.person.clone(), happened };
        let next = self.clone().apply(&event).expect("what was just decided follows from the state");
        Ok((next, vec![event]))
    }
}

fn gates(rules: &Rules<'_>, actor: &Actor<'_>) -> Vec<Cause> {
    let mut causes = Vec::new();
    if let Decision::Denied { denial } = rules.may(actor, Right::RunWorkshop) {
        causes.push(Cause::NotAllowed { right: Right::RunWorkshop, denial });
    }
    causes.extend(actor.standing.person.is_none().then_some(Cause::Nobody));
    causes
}

/// What is wrong with what an item says. Sources that it had already may have gone since.
fn faults(id: &ThreadItemId, content: &Content, had: &BTreeSet<Source>, known: &Known) -> Vec<Cause> {
    let mut causes: Vec<Cause> = written("title", &content.title, LONGEST_TITLE).into_iter().collect();
    causes.extend(short("text", &content.text, LONGEST_TEXT));
    let rung = content.what.rung();
    causes.extend(content.from.is_empty().then_some(Cause::NoSource));
    causes.extend(most("sources", content.from.len(), MOST_SOURCES));
    for source in &content.from {
        match source {
            Source::Elsewhere { text } => causes.extend(written("source", text, LONGEST_TITLE)),
            Source::Contribution { id } => {
                let is_known = known.contributions.contains(id) || had.contains(source);
                causes.extend((!is_known).then(|| Cause::UnknownSource { name: id.to_string() }));
            }
            Source::Item { id } => match known.items.get(id) {
                Some((earlier, _)) if *earlier >= rung => {
                    causes.push(Cause::SourceAfter { name: id.to_string(), rung: *earlier });
                }
                Some((_, holds)) if *holds || had.contains(source) => {}
                _ => causes.push(Cause::UnknownSource { name: id.to_string() }),
            },
        }
    }
    match &content.what {
        What::Controversy { positions } => {
            causes.extend((positions.len() < 2).then_some(Cause::OnePosition));
            causes.extend(most("positions", positions.len(), MOST_POSITIONS));
            for position in positions {
                causes.extend(written("claim", &position.claim, LONGEST_TEXT));
                if position.held_by.is_empty() {
                    causes.push(Cause::HeldByNobody { claim: position.claim.clone() });
                }
                causes.extend(most("arguments", position.arguments.len(), MOST_ARGUMENTS));
                causes.extend(most("evidence", position.evidence.len(), MOST_ARGUMENTS));
                for argument in &position.arguments {
                    causes.extend(written("argument", &argument.text, LONGEST_TEXT));
                }
                for evidence in &position.evidence {
                    causes.extend(written("evidence", &evidence.text, LONGEST_TEXT));
                    causes.extend(written("evidence-source", &evidence.source, LONGEST_TEXT));
                }
            }
        }
        What::Action { action } => {
            if known.actions.get(action).is_some_and(|other| other != id) {
                causes.push(Cause::ActionTaken { action: action.clone() });
            }
        }
        What::Challenge | What::Option => {}
    }
    causes
}

fn most(what: &str, count: usize, limit: u64) -> Option<Cause> {
    (count as u64 > limit).then(|| Cause::TooMany { what: what.to_owned(), limit })
}

fn short(field: &str, text: &str, limit: u64) -> Option<Cause> {
    let length = characters(text);
    (length > limit).then(|| Cause::TextTooLong { field: field.to_owned(), length, limit })
}

fn written(field: &str, text: &str, limit: u64) -> Option<Cause> {
    if text.trim().is_empty() { Some(Cause::Empty { field: field.to_owned() }) } else { short(field, text, limit) }
}

fn unless_empty(causes: Vec<Cause>) -> Result<(), Refusal> {
    if causes.is_empty() { Ok(()) } else { Err(Refusal { causes }) }
}
