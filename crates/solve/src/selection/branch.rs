//! The best selection: branching on what is kept and when it begins, with the bound of the relaxation.

use std::collections::BinaryHeap;

use super::bound::{Bounded, GRAIN, Relaxation};
use super::dive::FULL;
use super::domain::{Ground, Room};
use super::guide::Guide;
use super::lessons::{Choice, Lessons, score};
use super::nearby::Nearby;
use super::node::{Look, Node, Parts};
use super::repair::Repair;
use super::turns::Along;
use super::{Fault, Menu, Starts};

/// What is known of the best selection of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Best {
    /// The best selection found; none if there is none yet, or none at all.
    pub found: Option<Found>,
    /// Proved: no selection is worth more. None when it is proved that nothing satisfies the menu.
    pub bound: Option<i64>,
    /// Parts of the search looked at: the work done, the same on every machine.
    pub nodes: u64,
}

/// A selection, and what it is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Start of each activity that is kept.
    pub starts: Starts,
    /// Its value.
    pub value: i64,
}

impl Best {
    /// Whether it is proved that no selection is worth more.
    pub fn is_optimal(&self) -> bool {
        self.found.as_ref().is_some_and(|found| self.bound == Some(found.value))
    }

    /// Whether it is proved that nothing satisfies the menu.
    pub fn is_infeasible(&self) -> bool {
        self.bound.is_none()
    }

    /// What is not proved, as a share of the value found; none without a selection worth something.
    pub fn gap(&self) -> Option<f64> {
        let found = self.found.as_ref()?;
        let missing = self.bound? - found.value;
        if missing == 0 { Some(0.0) } else { (found.value > 0).then(|| missing as f64 / found.value as f64) }
    }
}

/// Work of repair before anything else, for each pair of activities that are open.
const EARLY: u64 = 35;
/// Units of work of parting for each one of repair, of neighbourhoods, of searches along time from the root.
const REPAIR: u64 = 10;
const NEARBY: u64 = 8;
const ALONG: u64 = 4;
/// Most choices that are tried before one is made, of those of which little is known; most looked at; and most looked at after
/// the best one.
const TRIED: usize = 6;
const WATCHED: usize = 40;
const PATIENCE: usize = 6;
/// How far below the highest bound a plunge goes, as a share of what is not proved; one in so many goes to the end.
const SHALLOW: f64 = 0.15;
const DEEP: u64 = 8;
/// Pivots of a relaxation that is only tried.
const TRIAL: usize = 60;
/// Most rounds of rows of what fits together, before the search; and the share of the bound that a round must gain.
const PACKS: usize = 30;
const GAIN: f64 = 1e-4;
/// Nodes between two dives while nothing is found.
const DIVE: u64 = 4;

/// The best selection of a menu, or the best found and a bound when `stop` answers true. It is asked at each node and every
/// thousand rounds of repair: a caller who counts its calls gets the same answer every time.
///
/// # Errors
/// All the [`Fault`]s of the menu, when it has any.
pub fn best(menu: &Menu, stop: &mut dyn FnMut() -> bool) -> Result<Best, Vec<Fault>> {
    let faults = menu.faults();
    if !faults.is_empty() {
        return Err(faults);
    }
    let ground = Ground::new(menu);
    let mut rooms = ground.whole();
    if !ground.narrow(&mut rooms) {
        return Ok(Best { found: None, bound: None, nodes: 0 });
    }
    let repair = Repair::new(&ground, &rooms);
    let mut relaxation = Relaxation::new(&ground, &rooms);
    relaxation.restrict(&rooms);
    let root = relaxation.solve(FULL);
    let mut search = Search {
        ground: &ground,
        relaxation,
        repair,
        nearby: Nearby::new(&ground),
        along: Along::new(menu),
        lessons: Lessons::new(menu.activities.len()),
        learning: None,
        nodes: 0,
        open: BinaryHeap::new(),
        rank: 0,
        rooms: rooms.clone(),
        root,
        shares: Vec::new(),
    };
    let bound = search.run(stop);
    let found = search
        .repair
        .is_complete()
        .then(|| Found { starts: search.repair.best.clone(), value: search.repair.best_worth });
    debug_assert!(found.as_ref().is_none_or(|found| menu.is_kept_by(&found.starts)));
    let bound = match (bound, &found) {
        (Some(bound), Some(found)) => Some(bound.max(found.value)),
        (None, Some(found)) => Some(found.value),
        (bound, None) => bound,
    };
    Ok(Best { found, bound, nodes: search.nodes })
}

pub(super) struct Search<'a> {
    pub(super) ground: &'a Ground<'a>,
    pub(super) relaxation: Relaxation,
    pub(super) repair: Repair<'a>,
    pub(super) nearby: Nearby<'a>,
    pub(super) lessons: Lessons,
    /// The choice that made the part that is looked at, until its bound is known.
    pub(super) learning: Option<(Choice, usize, i64)>,
    pub(super) nodes: u64,
    pub(super) open: BinaryHeap<Node>,
    pub(super) rank: u64,
    /// What is possible in something better than what is known, by the prices of the root.
    pub(super) rooms: Vec<Room>,
    pub(super) root: Bounded,
    /// Searches along time.
    pub(super) along: Along,
    /// What the relaxation takes of each column, before the search.
    pub(super) shares: Vec<f64>,
}

impl Search<'_> {
    /// The bound of what is left open; none when nothing is.
    fn run(&mut self, stop: &mut dyn FnMut() -> bool) -> Option<i64> {
        for round in 0..PACKS {
            if self.root.bound <= self.known() {
                return None;
            }
            if stop() {
                return Some(self.root.bound);
            }
            if self.relaxation.pack() == 0 {
                break;
            }
            let bounded = self.relaxation.solve(FULL);
            let gain = self.root.bound - bounded.bound;
            if gain > 0 {
                self.root = bounded;
            }
            self.offer(&self.relaxation.rounded(&self.rooms));
            if round > 4 && (gain as f64) < GAIN * self.root.bound as f64 {
                break;
            }
        }
        self.shares = (0..self.relaxation.columns.len()).map(|column| self.relaxation.share_of(column)).collect();
        let (bests, of, shares) = (&self.root.bests, &self.relaxation.of, &self.shares);
        // What an activity brings at the prices of the relaxation, beside what it brings by itself.
        self.repair.weigh(|i| {
            (1.0 + (bests[i] as f64 / GRAIN / 60.0).max(0.0).sqrt()) * (0.3 + shares[of[i].clone()].iter().sum::<f64>())
        });
        self.along.guide = Some(Guide::new(&self.relaxation, self.ground.menu.horizon));
        let mut proved = self.root.bound;
        let early = EARLY * (self.repair.undecided() as u64).pow(2);
        let begun = self.relaxation.work();
        self.open.push(Node { bound: proved, rank: 0, rooms: self.rooms.clone(), from: None });
        let mut next: Option<Node> = None;
        let mut plunges = 0;
        loop {
            // The highest bound is that of all: when it brings nothing, nothing does.
            let tops = [self.open.peek().map(|node| node.bound), next.as_ref().map(|node| node.bound)];
            let bound = tops.into_iter().flatten().max()?;
            if bound <= self.known() {
                return None;
            }
            proved = proved.min(bound);
            if stop() {
                return Some(proved);
            }
            let tree = self.relaxation.work() - begun;
            if self.along.is_due(tree / ALONG) {
                self.look_along(stop);
                continue;
            }
            if self.repair.work < early.max(tree / REPAIR) {
                self.repair.run(1000);
                continue;
            }
            if self.repair.is_complete() && self.nearby.work < tree / NEARBY {
                self.look_nearby();
                continue;
            }
            if next.is_none() {
                plunges += 1;
            }
            let Some(node) = next.take().or_else(|| self.open.pop()) else { continue };
            if node.bound <= self.known() {
                continue;
            }
            self.nodes += 1;
            if !self.repair.is_complete() && self.nodes % DIVE == 1 {
                self.dive(node.rooms.clone());
            }
            let Look::Parts(choice, parts) = self.look_from(node) else { continue };
            let side = choice.likely();
            for (at, (bound, rooms)) in parts.into_iter().enumerate() {
                self.rank += 1;
                let child = Node { bound: bound.min(proved), rank: self.rank, rooms, from: Some((choice, at, bound)) };
                // Down, as long as it is worth about as much as the rest; to the end, now and then.
                let far = (proved - child.bound) as f64 > SHALLOW * (proved - self.known()) as f64;
                if at == side && (!far || plunges % DEEP == 0) {
                    next = Some(child);
                } else {
                    self.open.push(child);
                }
            }
        }
    }

    /// A part of the search, and what its choice teaches.
    fn look_from(&mut self, node: Node) -> Look {
        self.learning = node.from;
        self.look(node.rooms, node.bound)
    }

    fn look(&mut self, mut rooms: Vec<Room>, parent: i64) -> Look {
        let mut bound = parent;
        self.relaxation.lighten();
        for _ in 0..4 {
            if !self.ground.narrow(&mut rooms) {
                return Look::Closed;
            }
            self.relaxation.restrict(&rooms);
            let bounded = self.relaxation.solve(FULL);
            if let Some((choice, side, before)) = self.learning.take() {
                self.lessons.learn(&choice, side, (before - bounded.bound).max(0));
            }
            bound = bound.min(bounded.bound);
            if bound <= self.known() {
                return Look::Closed;
            }
            self.offer(&self.relaxation.rounded(&rooms));
            if bound <= self.known() {
                return Look::Closed;
            }
            if !self.relaxation.tighten(&bounded, self.known(), &mut rooms) {
                break;
            }
        }
        if rooms.iter().all(|room| room.is_empty() || (room.must && room.first == room.last)) {
            let starts: Starts = rooms.iter().map(|room| (!room.is_empty()).then_some(room.first)).collect();
            self.offer(&starts);
            return Look::Closed;
        }
        self.look_ahead(&rooms);
        self.part(rooms, bound)
    }

    /// Parts in two: by whether an activity is kept, or by when it begins. What is known of earlier parts says which choice loses
    /// most on both sides; a choice of which little is known is tried first.
    fn part(&mut self, rooms: Vec<Room>, bound: i64) -> Look {
        let mut choices = self.lessons.choices(&self.relaxation, &rooms);
        choices.truncate(WATCHED);
        let mut best: Option<(f64, Choice, Option<Parts>)> = None;
        let (mut tried, mut since) = (0, 0);
        for mut choice in choices {
            let mut parts = None;
            if tried < TRIED && !self.lessons.is_known(&choice) {
                tried += 1;
                let [first, second] = choice.split.of(&rooms).map(|rooms| self.child(rooms));
                match (first, second) {
                    (None, None) => return Look::Closed,
                    // One of the two is nothing: the other is what follows, not a choice.
                    (None, Some((bound, rooms))) | (Some((bound, rooms)), None) => return self.look(rooms, bound),
                    (Some(first), Some(second)) => {
                        let falls = [(bound - first.0).max(0), (bound - second.0).max(0)];
                        (0..2).for_each(|side| self.lessons.learn(&choice, side, falls[side]));
                        choice.score = score(falls[0] as f64, falls[1] as f64);
                        parts = Some([first, second]);
                    }
                }
            }
            since += 1;
            if best.as_ref().is_none_or(|(known, ..)| choice.score > *known) {
                best = Some((choice.score, choice, parts));
                since = 0;
            }
            if since > PATIENCE {
                break;
            }
        }
        let Some((_, choice, parts)) = best else { return Look::Closed };
        let parts = parts.unwrap_or_else(|| choice.split.of(&rooms).map(|rooms| (bound, rooms)));
        Look::Parts(choice, parts)
    }

    /// A part of the search, bounded; none when nothing better is in it.
    fn child(&mut self, mut rooms: Vec<Room>) -> Option<(i64, Vec<Room>)> {
        if !self.ground.narrow(&mut rooms) {
            return None;
        }
        self.relaxation.restrict(&rooms);
        let bounded = self.relaxation.solve(TRIAL);
        if bounded.bound <= self.known() {
            return None;
        }
        self.relaxation.tighten(&bounded, self.known(), &mut rooms);
        Some((bounded.bound, rooms))
    }
}
