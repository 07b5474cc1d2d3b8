//! The best selection: branching on what is kept and when it begins, with the bound of the relaxation.

use std::collections::BinaryHeap;

use super::bound::{Bounded, Relaxation};
use super::domain::{Ground, Room};
use super::repair::Repair;
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

/// Rounds of repair before the search, and with each of its first nodes.
const FIRST: usize = 20_000;
const EACH: usize = 150;
/// Most activities whose two branches are tried before one is chosen.
const TRIED: usize = 6;

/// A part of the search that is still open.
struct Node {
    bound: i64,
    rank: u64,
    rooms: Vec<Room>,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Node {}

impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Node {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.bound.cmp(&other.bound).then(self.rank.cmp(&other.rank))
    }
}

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
    let mut search = Search { ground: &ground, relaxation, repair, nodes: 0, open: BinaryHeap::new(), rank: 0 };
    let bound = search.run(&rooms, stop);
    let found = search.repair.is_complete().then(|| Found {
        starts: search.repair.best.clone(),
        value: search.repair.best_worth,
    });
    debug_assert!(found.as_ref().is_none_or(|found| menu.is_kept_by(&found.starts)));
    let bound = match (bound, &found) {
        (Some(bound), Some(found)) => Some(bound.max(found.value)),
        (None, Some(found)) => Some(found.value),
        (bound, None) => bound,
    };
    Ok(Best { found, bound, nodes: search.nodes })
}

struct Search<'a> {
    ground: &'a Ground<'a>,
    relaxation: Relaxation,
    repair: Repair<'a>,
    nodes: u64,
    open: BinaryHeap<Node>,
    rank: u64,
}

/// What came of a part of the search.
enum Look {
    /// Nothing better is in it.
    Closed,
    /// Its bound, and how it parts in two; the second is looked at first.
    Parts(i64, Vec<Room>, Vec<Room>),
}

impl Search<'_> {
    /// The bound of what is left open; none when nothing is.
    fn run(&mut self, rooms: &[Room], stop: &mut dyn FnMut() -> bool) -> Option<i64> {
        let bounded = self.relaxation.solve();
        let mut root = bounded.bound;
        for (appeal, best) in self.repair.appeal.iter_mut().zip(&bounded.bests) {
            // What an activity brings at the prices of the relaxation, beside what it brings by itself.
            *appeal *= 1.0 + (*best as f64 / 1e9).max(0.0).sqrt();
        }
        for (i, columns) in self.relaxation.of.iter().enumerate() {
            let share: f64 = columns.clone().map(|column| self.relaxation.share_of(column)).sum();
            self.repair.appeal[i] *= 0.3 + share;
        }
        for _ in 0..FIRST / 1000 {
            if stop() {
                return Some(root);
            }
            self.repair.run(1000);
        }
        let mut next = Some(Node { bound: root, rank: 0, rooms: rooms.to_vec() });
        loop {
            let node = match next.take().or_else(|| self.open.pop()) {
                None => return None,
                Some(node) if node.bound <= self.known() => continue,
                Some(node) => node,
            };
            root = root.min(self.open.peek().map_or(node.bound, |open| open.bound.max(node.bound)));
            if stop() {
                return Some(root);
            }
            self.nodes += 1;
            if self.nodes < 2_000 {
                self.repair.run(EACH);
            }
            if let Look::Parts(bound, second, first) = self.look(node.rooms, node.bound) {
                self.rank += 2;
                self.open.push(Node { bound, rank: self.rank, rooms: second });
                next = Some(Node { bound, rank: self.rank + 1, rooms: first });
            }
        }
    }

    /// The worth that is to be passed.
    fn known(&self) -> i64 {
        if self.repair.is_complete() { self.repair.best_worth } else { i64::MIN / 4 }
    }

    fn look(&mut self, mut rooms: Vec<Room>, parent: i64) -> Look {
        let mut bound = parent;
        for _ in 0..4 {
            if !self.ground.narrow(&mut rooms) {
                return Look::Closed;
            }
            self.relaxation.restrict(&rooms);
            let bounded = self.relaxation.solve();
            bound = bound.min(bounded.bound);
            if bound <= self.known() {
                return Look::Closed;
            }
            self.try_rounded(&rooms);
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
        self.part(rooms, bound)
    }

    /// What the relaxation takes whole, if it is a selection.
    fn try_rounded(&mut self, rooms: &[Room]) {
        let taken = |i: usize| {
            let mut columns = self.relaxation.of[i].clone();
            columns.find(|column| self.relaxation.share_of(*column) > 0.5).map(|column| self.relaxation.columns[column].1)
        };
        let starts: Starts = (0..rooms.len()).map(taken).collect();
        self.offer(&starts);
    }

    fn offer(&mut self, starts: &[Option<i32>]) {
        let menu = self.ground.menu;
        if menu.value(starts) > self.known() && menu.is_kept_by(starts) {
            self.repair.adopt(starts);
        }
    }

    /// Parts by an activity that the relaxation keeps in part, else by when one begins.
    fn part(&mut self, rooms: Vec<Room>, bound: i64) -> Look {
        let shares: Vec<f64> = (self.relaxation.of.iter())
            .map(|columns| columns.clone().map(|column| self.relaxation.share_of(column)).sum())
            .collect();
        let open = |i: &usize| !rooms[*i].must && !rooms[*i].is_empty();
        let torn = |i: &usize| (shares[*i] - shares[*i].round()).abs() > 1e-5;
        let mut candidates: Vec<usize> = (0..rooms.len()).filter(open).filter(torn).collect();
        let weight = |i: &usize| {
            (0.5 - (shares[*i] - 0.5).abs()) * self.ground.menu.activities[*i].worth as f64
        };
        candidates.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.cmp(b)));
        candidates.truncate(TRIED);
        let (mut best, mut chosen): (f64, Option<(i64, Vec<Room>, i64, Vec<Room>)>) = (-1.0, None);
        for i in candidates {
            let without = self.child(&rooms, |rooms| rooms[i].last = rooms[i].first - 1);
            let with = self.child(&rooms, |rooms| rooms[i].must = true);
            let (low, high) = (without.as_ref().map_or(i64::MIN, |c| c.0), with.as_ref().map_or(i64::MIN, |c| c.0));
            match (without, with) {
                (None, None) => return Look::Closed,
                // One of the two is nothing: it is what follows, not a choice.
                (None, Some((bound, _, rooms))) | (Some((bound, _, rooms)), None) => {
                    return self.look(rooms, bound);
                }
                (Some((_, _, without)), Some((_, _, with))) => {
                    let fall = |b: i64| (bound - b).max(1) as f64;
                    let score = fall(low).min(1e12) * fall(high).min(1e12);
                    if score > best {
                        best = score;
                        chosen = Some((low, without, high, with));
                    }
                }
            }
        }
        if let Some((low, without, high, with)) = chosen {
            let tighter = bound.min(low.max(high));
            return if high >= low { Look::Parts(tighter, without, with) } else { Look::Parts(tighter, with, without) };
        }
        // Everything is kept whole or left, or cannot be told apart: by time, where there is a choice of it.
        let spread = |i: &usize| {
            let columns = self.relaxation.of[*i].clone();
            let most = columns.map(|column| self.relaxation.share_of(column)).fold(0.0, f64::max);
            shares[*i] - most
        };
        let choice = (0..rooms.len()).filter(|i| !rooms[*i].is_empty() && rooms[*i].first < rooms[*i].last);
        let Some(i) = choice.max_by(|a, b| spread(a).total_cmp(&spread(b)).then(b.cmp(a))) else {
            // One step each, but not all of them must be kept.
            let Some(i) = (0..rooms.len()).find(open) else { return Look::Closed };
            let (mut without, mut with) = (rooms.clone(), rooms);
            without[i].last = without[i].first - 1;
            with[i].must = true;
            return Look::Parts(bound, without, with);
        };
        let mean: f64 = self.relaxation.of[i].clone().map(|column| {
            self.relaxation.share_of(column) * f64::from(self.relaxation.columns[column].1)
        }).sum::<f64>() / shares[i].max(1e-9);
        let at = (mean.floor() as i32).clamp(rooms[i].first, rooms[i].last - 1);
        let (mut late, mut early) = (rooms.clone(), rooms);
        early[i].last = at;
        early[i].must = true;
        late[i].first = at + 1;
        Look::Parts(bound, late, early)
    }

    /// A part of the search, bounded; none when nothing better is in it.
    fn child(&mut self, rooms: &[Room], change: impl FnOnce(&mut Vec<Room>)) -> Option<(i64, Bounded, Vec<Room>)> {
        let mut rooms = rooms.to_vec();
        change(&mut rooms);
        if !self.ground.narrow(&mut rooms) {
            return None;
        }
        self.relaxation.restrict(&rooms);
        let bounded = self.relaxation.solve();
        if bounded.bound <= self.known() {
            return None;
        }
        self.relaxation.tighten(&bounded, self.known(), &mut rooms);
        Some((bounded.bound, bounded, rooms))
    }
}
