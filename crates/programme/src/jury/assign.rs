//! Who reads what: every dossier by as many as wanted, loads as even as can be, nobody what they are tied to.
//!
//! Exact, by a flow of least cost (`solve::flow`): each reader gives one unit a dossier, each dossier asks for `readers` of
//! them. In this order, each weighing more than all that follows: as many readings as can be; the dossiers that lack some
//! lack the same number; pairs that are there stay, in adjust mode; loads are even; who knows the subject reads it. Among
//! equals the seed decides, and decides again the same.

use std::collections::{BTreeMap, BTreeSet};

use solve::flow::Network;

use super::act::scores;
use super::{Jury, Sheet, is_judged};
use crate::Slug;
use crate::dossier::Dossier;
use crate::form::Value;
use crate::id::{DossierId, PersonId};

/// The most readers of a dossier, and the most dossiers of a reader.
pub const MOST: u32 = 1_000;

/// What is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Readers of each dossier, at most [`MOST`].
    pub readers: u32,
    /// The most dossiers a juror reads who does not say otherwise, at most [`MOST`].
    pub most: u32,
    /// What decides among equals.
    pub seed: u64,
    /// Whether the pairs that are there stay as far as possible.
    pub adjust: bool,
}

/// Somebody who reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// Who.
    pub person: PersonId,
    /// The subjects they know.
    pub areas: BTreeSet<Slug>,
    /// The most dossiers they read.
    pub most: u32,
}

/// A dossier to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToRead {
    /// Which.
    pub dossier: DossierId,
    /// Its subjects.
    pub areas: BTreeSet<Slug>,
    /// Those who may not read it.
    pub tied: BTreeSet<PersonId>,
    /// Those who read it now.
    pub had: BTreeSet<PersonId>,
    /// Of these, those who began their sheet: they keep it, tied excepted.
    pub begun: BTreeSet<PersonId>,
}

/// Who would read what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The readers of each dossier.
    pub readers: BTreeMap<DossierId, BTreeSet<PersonId>>,
    /// The dossiers that lack readers, with how many.
    pub lacking: BTreeMap<DossierId, u32>,
    /// How many dossiers each reads.
    pub loads: BTreeMap<PersonId, u32>,
}

/// What is to be assigned in a session: its jurors, and the dossiers that go to the jury.
pub fn inputs(jury: &Jury, dossiers: &[Dossier], sheets: &[Sheet], most: u32) -> (Vec<Reader>, Vec<ToRead>) {
    let readers = jury.jurors().map(|(person, seat)| Reader {
        person: person.clone(),
        areas: seat.areas.clone(),
        most: seat.most.unwrap_or(most),
    });
    let jurors: BTreeSet<&PersonId> = jury.jurors().map(|(person, _)| person).collect();
    let to_read = dossiers.iter().filter(|dossier| is_judged(dossier)).map(|dossier| {
        let id = &dossier.id;
        let had = jury.assignments.get(id).into_iter().flatten();
        let begun = sheets.iter().filter(|sheet| sheet.dossier == *id && scores(sheet.kind));
        ToRead {
            dossier: id.clone(),
            areas: subjects(dossier),
            tied: jurors.iter().filter(|person| jury.is_tied(person, id)).map(|person| (*person).clone()).collect(),
            had: had.filter(|person| jurors.contains(person)).cloned().collect(),
            begun: begun.map(|sheet| sheet.reader.clone()).filter(|reader| jurors.contains(reader)).collect(),
        }
    });
    (readers.collect(), to_read.collect())
}

/// The words of the taxonomy by which a dossier says what it is about.
pub fn subjects(dossier: &Dossier) -> BTreeSet<Slug> {
    let answers = dossier.last_deposit().into_iter().flat_map(|deposit| deposit.answers.values());
    let words = answers.filter_map(|value| match value {
        Value::Words { items, .. } => Some(items),
        _ => None,
    });
    words.flatten().cloned().collect()
}

/// Works out who reads what. What cannot be had is said by dossier.
///
/// # Panics
/// When more is wanted than [`MOST`], or there are more than a thousand readers or dossiers: the caller has checked.
pub fn assign(readers: &[Reader], dossiers: &[ToRead], wanted: Wanted) -> Assignment {
    assert!(wanted.readers <= MOST && readers.len() <= MOST as usize && dossiers.len() <= MOST as usize);
    let readers = shuffled(readers, wanted.seed);
    let dossiers = shuffled(dossiers, wanted.seed ^ 0x9e37_79b9_7f4a_7c15);
    // Who began to read a dossier keeps it, whatever else is wanted.
    let keeps = |read: &ToRead, person: &PersonId| {
        (read.begun.contains(person)) && read.had.contains(person) && !read.tied.contains(person)
    };
    let kept_by = |person: &PersonId| dossiers.iter().filter(|read| keeps(read, person)).count() as i64;
    let wants = |read: &ToRead| {
        let kept = read.had.iter().filter(|person| keeps(read, person)).count() as i64;
        (i64::from(wanted.readers) - kept).max(0)
    };
    let (source, sink) = (0, 1 + readers.len() + dossiers.len());
    let mut network = Network::new(sink + 1);
    let readings: i64 = dossiers.iter().map(&wants).sum();
    let many = i128::from(readings);
    // Each weight is more than all that lighter ones can add up to over every reading.
    let longest = dossiers.len() as i128 + 1;
    let subject = 1;
    let even = many * subject + 1;
    let stay = many * longest * even + even;
    let fair = many * (stay + longest * even) + stay;
    for (rank, reader) in readers.iter().enumerate() {
        let kept = kept_by(&reader.person);
        for load in kept..i64::from(reader.most.min(MOST)).min(dossiers.len() as i64) {
            network.arc(source, 1 + rank, 1, i128::from(load) * even);
        }
    }
    let mut pairs = Vec::new();
    for (at, read) in dossiers.iter().enumerate() {
        let node = 1 + readers.len() + at;
        for (rank, reader) in readers.iter().enumerate() {
            if read.tied.contains(&reader.person) || keeps(read, &reader.person) {
                continue;
            }
            let is_new = wanted.adjust && !read.had.contains(&reader.person);
            let is_far = reader.areas.is_disjoint(&read.areas) && !reader.areas.is_empty();
            let cost = i128::from(is_new) * stay + i128::from(is_far) * subject;
            pairs.push((network.arc(1 + rank, node, 1, cost), at, rank));
        }
        // The dearer the more a dossier has already: what lacks is shared.
        for already in 0..wants(read) {
            network.arc(node, sink, 1, i128::from(already) * fair);
        }
    }
    let flow = network.cheapest(source, sink, readings).expect("no cost is negative");
    let mut assigned = Assignment { readers: BTreeMap::new(), lacking: BTreeMap::new(), loads: BTreeMap::new() };
    for reader in &readers {
        assigned.loads.insert(reader.person.clone(), kept_by(&reader.person) as u32);
    }
    for read in &dossiers {
        let kept = read.had.iter().filter(|person| keeps(read, person)).cloned();
        assigned.readers.insert(read.dossier.clone(), kept.collect());
    }
    for (arc, at, rank) in pairs {
        if flow.through[arc] > 0 {
            let person = &readers[rank].person;
            *assigned.loads.entry(person.clone()).or_default() += 1;
            assigned.readers.entry(dossiers[at].dossier.clone()).or_default().insert(person.clone());
        }
    }
    for (dossier, people) in &assigned.readers {
        let lacks = wanted.readers.saturating_sub(people.len() as u32);
        if lacks > 0 {
            assigned.lacking.insert(dossier.clone(), lacks);
        }
    }
    assigned
}

/// A list in an order that follows from a seed (Fisher and Yates, by the numbers of SplitMix64).
fn shuffled<T: Clone>(list: &[T], seed: u64) -> Vec<T> {
    let mut list = list.to_vec();
    let mut state = seed;
    for at in (1..list.len()).rev() {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        list.swap(at, (mixed % (at as u64 + 1)) as usize);
    }
    list
}
