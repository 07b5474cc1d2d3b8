//! Entries and days of the journal, as an archive has them, and what proves them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::entry::{Day, Entry, GENESIS, Salt, body_sha256, bytes_of, day_of, hash_of};
use crate::merkle::{self, Hash};
use crate::receipt::{DocumentText, EntryText};
use crate::token::hex;

/// An entry of a story, with what it said and what proves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The entry.
    pub entry: EntryText,
    /// What it said, letter by letter; none when it was erased.
    pub said: Option<DocumentText>,
    /// Its rank among the entries of its day, from 0.
    pub rank: u64,
    /// The digests beside the way up from the entry to the root of its day.
    pub proof: Vec<String>,
}

/// The days of the journal of an instance, without their entries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Days {
    /// Those that are closed, the first one first, each chained to the one before.
    pub closed: Vec<ClosedDay>,
    /// Those that were not, so far.
    pub open: Vec<OpenDay>,
}

/// A closed day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of Day")]
pub struct ClosedDay {
    pub day: String,
    pub first_seq: u64,
    pub last_seq: u64,
    pub root: String,
    pub previous: String,
    pub closed_at: String,
    pub hash: String,
}

/// A day that is not closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenDay {
    /// The day, in UTC.
    pub day: String,
    /// Its first entry.
    pub first_seq: u64,
    /// How many entries it has so far.
    pub count: u64,
    /// The root of the tree of these.
    pub root: String,
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineFault {
    /// A digest is not written as one.
    Unreadable,
    /// A field of the entry does not go with its digest.
    Entry,
    /// What it said is not what was recorded.
    Said,
    /// The proof does not lead to the root of its day.
    Proof,
    /// It is about something else.
    Subject,
    /// It does not come after the line before.
    Order,
}

/// What is wrong with a day: which one, and which of its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayFault {
    /// The day.
    pub day: String,
    /// The field.
    pub field: &'static str,
}

impl Line {
    pub(super) fn new(entry: &Entry, said: Option<(&str, Salt)>, rank: u64, proof: &[Hash]) -> Self {
        Self {
            entry: EntryText::of(entry),
            said: said.map(|(text, salt)| DocumentText { text: text.to_owned(), salt: salt.hex() }),
            rank,
            proof: proof.iter().map(|hash| hex(hash)).collect(),
        }
    }

    /// The entry, when its digests are written as such.
    pub fn read(&self) -> Option<Entry> {
        let EntryText { seq, at, actor, act, subject, body_sha256, previous, hash } = &self.entry;
        Some(Entry {
            seq: *seq,
            at: at.clone(),
            actor: actor.clone(),
            act: act.clone(),
            subject: subject.clone(),
            body_sha256: hash_of(body_sha256)?,
            previous: hash_of(previous)?,
            hash: hash_of(hash)?,
        })
    }

    /// All that is wrong with a line of the story of `subject` that comes after the entry `after`.
    pub fn faults(&self, subject: &str, after: u64, days: &Days) -> Vec<LineFault> {
        let Some(entry) = self.read() else { return vec![LineFault::Unreadable] };
        let mut faults = Vec::new();
        if entry.computed() != entry.hash {
            faults.push(LineFault::Entry);
        }
        if let Some(said) = &self.said {
            let salt = bytes_of(&said.salt).map(Salt);
            if salt.is_none_or(|salt| body_sha256(&said.text, salt) != entry.body_sha256) {
                faults.push(LineFault::Said);
            }
        }
        let path: Option<Vec<Hash>> = self.proof.iter().map(|hash| hash_of(hash)).collect();
        let led = path.zip(days.of(day_of(&entry.at), entry.seq)).and_then(|(path, (first, count, root))| {
            let is_there = first.checked_add(self.rank) == Some(entry.seq);
            let reached = merkle::follow(&merkle::leaf(&entry.hash), self.rank, count, &path)?;
            Some(is_there && hex(&reached) == root)
        });
        if led != Some(true) {
            faults.push(LineFault::Proof);
        }
        if entry.subject != subject {
            faults.push(LineFault::Subject);
        }
        if entry.seq <= after {
            faults.push(LineFault::Order);
        }
        faults
    }
}

impl Days {
    /// The first entry, the number of entries and the root of the day of an entry.
    fn of(&self, day: &str, seq: u64) -> Option<(u64, u64, &str)> {
        let is_in = |known: &&ClosedDay| known.day == day && (known.first_seq..=known.last_seq).contains(&seq);
        if let Some(closed) = self.closed.iter().find(is_in) {
            return Some((closed.first_seq, closed.last_seq - closed.first_seq + 1, &closed.root));
        }
        let open = self.open.iter().find(|open| open.day == day)?;
        Some((open.first_seq, open.count, &open.root))
    }

    /// All that is wrong with the chain of days.
    pub fn faults(&self) -> Vec<DayFault> {
        let (mut faults, mut seen) = (Vec::new(), BTreeSet::new());
        let (mut previous, mut last) = (GENESIS, 0);
        for closed in &self.closed {
            let mut fault = |field| faults.push(DayFault { day: closed.day.clone(), field });
            let Some(day) = closed.read() else {
                fault("digest");
                continue;
            };
            if day.computed() != day.hash {
                fault("digest");
            }
            if day.previous != previous {
                fault("day before");
            }
            if day.first_seq != last + 1 || day.last_seq < day.first_seq {
                fault("first entry");
            }
            if !seen.insert(closed.day.clone()) {
                fault("date");
            }
            (previous, last) = (day.hash, day.last_seq);
        }
        for open in &self.open {
            let mut fault = |field| faults.push(DayFault { day: open.day.clone(), field });
            if !seen.insert(open.day.clone()) {
                fault("date");
            }
            if open.first_seq != last.saturating_add(1) {
                fault("first entry");
            }
            last = last.saturating_add(open.count);
        }
        faults
    }
}

impl ClosedDay {
    pub(super) fn of(day: &Day) -> Self {
        Self {
            day: day.day.clone(),
            first_seq: day.first_seq,
            last_seq: day.last_seq,
            root: hex(&day.root),
            previous: hex(&day.previous),
            closed_at: day.closed_at.clone(),
            hash: hex(&day.hash),
        }
    }

    fn read(&self) -> Option<Day> {
        Some(Day {
            day: self.day.clone(),
            first_seq: self.first_seq,
            last_seq: self.last_seq,
            root: hash_of(&self.root)?,
            previous: hash_of(&self.previous)?,
            closed_at: self.closed_at.clone(),
            hash: hash_of(&self.hash)?,
        })
    }
}
