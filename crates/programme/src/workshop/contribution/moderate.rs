//! What those who run a workshop do with what was said, each time with a reason.

use serde::{Deserialize, Serialize};

use super::{
    About, Beginning, Channel, Contribution, Happened, Key, LONGEST, Origin, Replacing, SetAside, Stand, begun,
};
use crate::calendar::Instant;
use crate::form::characters;
use crate::id::PersonId;
use crate::reading::choice;
use crate::role::Right;
use crate::story::{Event, Story};
use crate::workshop::sheet::written;
use crate::workshop::{Actor, Cause, Refusal, Rules, Workshop};

/// The longest note, in characters.
const LONGEST_NOTE: u64 = 1_000;
/// The most pieces, and the most joined.
const MOST_PIECES: usize = 20;

choice! {
    /// What was done to a contribution.
    pub enum Done {
        /// It is shown.
        Published = "published",
        /// It is not shown.
        SetAside = "set-aside",
        /// It waits to be read again.
        PutBack = "put-back",
        /// Its words were written again.
        Reworded = "reworded",
        /// It was split.
        Split = "split",
        /// It was joined with others.
        Joined = "joined",
    }
}

/// An act of moderation on one contribution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Act {
    /// Shows it.
    Publish,
    /// Does not show it.
    SetAside {
        /// Why.
        why: SetAside,
    },
    /// Has it read again.
    PutBack,
    /// Writes its words again.
    Reword {
        /// Its words from then on.
        words: String,
    },
}

/// A contribution that is made from others, with the words that it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// As it is first.
    pub contribution: Contribution,
    /// What happened.
    pub events: Vec<Event<Happened>>,
    /// The key of its words.
    pub key: Key,
    /// Its words.
    pub words: String,
}

/// A contribution after an act, with what happened.
pub type Moderated = (Contribution, Vec<Event<Happened>>);

/// What joining gives: what is made, and what becomes of those that are joined, in the order given.
pub type Joined = (Made, Vec<Moderated>);

impl Contribution {
    /// Carries out an act of moderation; nothing happens when it changes nothing. `note` says why in words; only publishing,
    /// and setting aside for a reason that says enough, do without.
    ///
    /// # Errors
    /// [`Refusal`]: `nobody`, `not-allowed`, `wrong-state` once the minutes are signed, `not-there` for what was taken back
    /// or has others in its place, `no-reason`, `empty`, `text-too-long`.
    pub fn moderate(
        &self,
        act: &Act,
        (key, note): (&Key, &str),
        workshop: &Workshop,
        rules: &Rules<'_>,
        actor: &Actor<'_>,
        now: Instant,
    ) -> Result<Moderated, Refusal> {
        let mut causes = gates(self, workshop, rules, actor);
        let free =
            matches!(act, Act::Publish | Act::SetAside { .. }) && *act != (Act::SetAside { why: SetAside::Other });
        causes.extend(note_faults(note, free));
        let (done, why, wording) = match act {
            Act::Publish => (Done::Published, None, None),
            Act::SetAside { why } => (Done::SetAside, Some(*why), None),
            Act::PutBack => (Done::PutBack, None, None),
            Act::Reword { words } => {
                causes.extend(written("words", words, LONGEST));
                (Done::Reworded, None, Some((key.digest(words), characters(words))))
            }
        };
        Refusal::unless_empty(causes)?;
        let unchanged = match (&self.stand, act) {
            (Stand::Published { .. }, Act::Publish) | (Stand::Received, Act::PutBack) => true,
            (Stand::SetAside { why: known, .. }, Act::SetAside { why }) => known == why,
            (_, Act::Reword { words }) => key.digest(words) == self.wording().digest,
            _ => false,
        };
        if unchanged {
            return Ok((self.clone(), Vec::new()));
        }
        let note = !note.trim().is_empty();
        let happened = Happened::ContributionModerated { done, why, note, wording, into: Default::default() };
        Ok(after(self, happened, actor, now))
    }
}

/// Splits a contribution into pieces, each with its words and what it is about: what is made, and what becomes of it. The names
/// of the pieces follow from `key`, made for this act: done again, it makes them once.
///
/// # Errors
/// As [`Contribution::moderate`], and `alone`, `too-many`.
pub fn split(
    of: &Contribution,
    pieces: &[(String, About)],
    (key, note): (&Key, &str),
    workshop: &Workshop,
    rules: &Rules<'_>,
    actor: &Actor<'_>,
    now: Instant,
) -> Result<(Vec<Made>, Moderated), Refusal> {
    let mut causes = gates(of, workshop, rules, actor);
    causes.extend(note_faults(note, false));
    causes.extend((pieces.len() < 2).then_some(Cause::Alone));
    causes.extend(too_many(pieces.len()));
    for (words, about) in pieces {
        causes.extend(written("words", words, LONGEST));
        causes.extend(super::about_faults(about, workshop));
    }
    Refusal::unless_empty(causes)?;
    let origin = Origin { how: Replacing::Split, of: [of.id.clone()].into() };
    let made: Vec<Made> = (pieces.iter().enumerate())
        .map(|(rank, (words, about))| {
            let source = Source { author: of.author.clone(), channel: of.channel, about: about.clone() };
            make(source, origin.clone(), (key.of_line(rank), words), workshop, actor, now)
        })
        .collect();
    let into = made.iter().map(|piece| piece.contribution.id.clone()).collect();
    let happened = Happened::ContributionModerated { done: Done::Split, why: None, note: true, wording: None, into };
    Ok((made, after(of, happened, actor, now)))
}

/// Joins contributions that say the same into one: what is made, and what becomes of each.
///
/// # Errors
/// As [`split`], and `other-workshop`.
pub fn join(
    those: &[&Contribution],
    (words, about): (&str, &About),
    (key, note): (&Key, &str),
    workshop: &Workshop,
    rules: &Rules<'_>,
    actor: &Actor<'_>,
    now: Instant,
) -> Result<Joined, Refusal> {
    let mut causes: Vec<Cause> = Vec::new();
    for one in those {
        for cause in gates(one, workshop, rules, actor) {
            if !causes.contains(&cause) {
                causes.push(cause);
            }
        }
    }
    causes.extend(note_faults(note, false));
    let names: std::collections::BTreeSet<_> = those.iter().map(|one| one.id.clone()).collect();
    causes.extend((names.len() < 2).then_some(Cause::Alone));
    causes.extend(too_many(those.len()));
    causes.extend(written("words", words, LONGEST));
    causes.extend(super::about_faults(about, workshop));
    Refusal::unless_empty(causes)?;
    // Of several authors, it is nobody's words; of one, theirs.
    let authors: std::collections::BTreeSet<_> = those.iter().map(|one| one.author.clone()).collect();
    let author = if authors.len() == 1 { those[0].author.clone() } else { None };
    let channels: std::collections::BTreeSet<_> = those.iter().map(|one| one.channel).collect();
    let channel = if channels.len() == 1 { those[0].channel } else { Channel::Facilitator };
    let origin = Origin { how: Replacing::Join, of: names };
    let source = Source { author, channel, about: about.clone() };
    let made = make(source, origin, (key.of_line(0), words), workshop, actor, now);
    let into: std::collections::BTreeSet<_> = [made.contribution.id.clone()].into();
    let joined = |one: &&Contribution| {
        let into = into.clone();
        let happened =
            Happened::ContributionModerated { done: Done::Joined, why: None, note: true, wording: None, into };
        after(one, happened, actor, now)
    };
    Ok((made, those.iter().map(joined).collect()))
}

struct Source {
    author: Option<PersonId>,
    channel: Channel,
    about: About,
}

fn make(
    source: Source,
    origin: Origin,
    (key, words): (Key, &str),
    workshop: &Workshop,
    actor: &Actor<'_>,
    now: Instant,
) -> Made {
    let beginning = Beginning {
        id: key.names(&workshop.id),
        session: workshop.session.clone(),
        workspace: workshop.workspace.clone(),
        workshop: workshop.id.clone(),
        author: source.author,
        device: None,
        channel: source.channel,
        about: source.about,
        digest: key.digest(words),
        characters: characters(words),
        origin: Some(origin),
    };
    let (contribution, events) = begun(beginning, actor.standing.person.clone(), now);
    Made { contribution, events, key, words: words.to_owned() }
}

fn gates(one: &Contribution, workshop: &Workshop, rules: &Rules<'_>, actor: &Actor<'_>) -> Vec<Cause> {
    let mut causes: Vec<Cause> = rules.gate(actor, Right::RunWorkshop).into_iter().collect();
    causes.extend(actor.standing.person.is_none().then_some(Cause::Nobody));
    causes.extend((one.workshop != workshop.id).then_some(Cause::OtherWorkshop));
    causes.extend(workshop.state.is_over().then_some(Cause::WrongState { state: workshop.state.label() }));
    let gone = matches!(one.stand, Stand::TakenBack { .. } | Stand::Replaced { .. });
    causes.extend(gone.then_some(Cause::NotThere));
    causes
}

fn note_faults(note: &str, free: bool) -> Option<Cause> {
    match characters(note.trim()) {
        0 if free => None,
        0 => Some(Cause::NoReason),
        length if length > LONGEST_NOTE => {
            Some(Cause::TextTooLong { field: "note".to_owned(), length, limit: LONGEST_NOTE })
        }
        _ => None,
    }
}

fn too_many(count: usize) -> Option<Cause> {
    (count > MOST_PIECES).then_some(Cause::TooMany { what: "pieces".to_owned(), limit: MOST_PIECES as u64 })
}

fn after(one: &Contribution, happened: Happened, actor: &Actor<'_>, now: Instant) -> Moderated {
    let event = Event { at: now, by: actor.standing.person.clone(), happened };
    let next = one.clone().apply(&event).expect("what was just decided follows from the state");
    (next, vec![event])
}
