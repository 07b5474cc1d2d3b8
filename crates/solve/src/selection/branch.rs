//! The best selection: branching on what is kept and when it begins, with the bound of the relaxation.

use std::collections::BinaryHeap;

use super::bound::Relaxation;
use super::domain::{Ground, Room};
use super::repair::Repair;
use super::{Fault, Menu, Starts};
use crate::schedule::Random;

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

/// Rounds of repair before the search for each activity still open, and rounds with each of the first nodes.
const FIRST: usize = 3_000;
const EACH: usize = 500;
/// Most activities whose two branches are tried before one is chosen.
const TRIED: usize = 4;
/// Pivots of a relaxation that is solved to the end, and of one that is only tried.
const FULL: usize = 4_000;
const TRIAL: usize = 60;
/// Nodes between two dives.
const DIVE: u64 = 4;
/// Dead ends of a dive before it is given up.
const FAILURES: usize = 40;

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
    let mut search = Search {
        ground: &ground,
        relaxation,
        repair,
        nodes: 0,
        open: BinaryHeap::new(),
        rank: 0,
        random: Random(0x1319_8a2e_0370_7344),
    };
    let bound = search.run(&rooms, stop);
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

struct Search<'a> {
    ground: &'a Ground<'a>,
    relaxation: Relaxation,
    repair: Repair<'a>,
    nodes: u64,
    open: BinaryHeap<Node>,
    rank: u64,
    random: Random,
}

/// Two parts of the search, each with its bound.
type Parts = [(i64, Vec<Room>); 2];

/// What came of a part of the search.
enum Look {
    /// Nothing better is in it.
    Closed,
    /// It parts in two.
    Parts(Parts),
}

impl Search<'_> {
    /// The bound of what is left open; none when nothing is.
    fn run(&mut self, rooms: &[Room], stop: &mut dyn FnMut() -> bool) -> Option<i64> {
        let bounded = self.relaxation.solve(FULL);
        let mut root = bounded.bound;
        for (appeal, best) in self.repair.appeal.iter_mut().zip(&bounded.bests) {
            // What an activity brings at the prices of the relaxation, beside what it brings by itself.
            *appeal *= 1.0 + (*best as f64 / 1e9).max(0.0).sqrt();
        }
        for (i, columns) in self.relaxation.of.iter().enumerate() {
            let share: f64 = columns.clone().map(|column| self.relaxation.share_of(column)).sum();
            self.repair.appeal[i] *= 0.3 + share;
        }
        let undecided = rooms.iter().filter(|room| !room.is_empty() && (!room.must || room.first < room.last)).count();
        for _ in 0..(FIRST * undecided).div_ceil(1000) {
            if self.known() >= root {
                return None;
            }
            if stop() {
                return Some(root);
            }
            self.repair.run(1000);
        }
        self.open.push(Node { bound: root, rank: 0, rooms: rooms.to_vec() });
        while let Some(node) = self.open.pop() {
            // The highest bound is taken first: when it brings nothing, nothing does.
            if node.bound <= self.known() {
                return None;
            }
            root = root.min(node.bound);
            if stop() {
                return Some(root);
            }
            self.nodes += 1;
            if self.nodes < 2_000 {
                self.repair.run(EACH);
            }
            if self.nodes % DIVE == 1 {
                let from = if self.nodes % (4 * DIVE) == 1 { node.rooms.clone() } else { self.around(rooms) };
                self.dive(from);
            }
            if let Look::Parts(parts) = self.look(node.rooms, node.bound) {
                for (bound, rooms) in parts {
                    self.rank += 1;
                    self.open.push(Node { bound: bound.min(node.bound), rank: self.rank, rooms });
                }
            }
        }
        None
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
            let bounded = self.relaxation.solve(FULL);
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
            columns
                .find(|column| self.relaxation.share_of(*column) > 0.5)
                .map(|column| self.relaxation.columns[column].1)
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

    /// The best selection known, some of it fixed, the rest as free as at the beginning.
    fn around(&mut self, rooms: &[Room]) -> Vec<Room> {
        let mut rooms = rooms.to_vec();
        if self.known() < 0 {
            return rooms;
        }
        let freed = 2 + self.random.below(4);
        let horizon = self.ground.menu.horizon;
        let from = self.random.below(horizon as u64) as i32;
        let stretch = (self.random.below(2) == 0).then_some(from..from + horizon / 4);
        for (i, start) in self.repair.best.iter().enumerate() {
            let Some(start) = start else { continue };
            let free = match &stretch {
                Some(stretch) => stretch.contains(start),
                None => self.random.below(8) < freed,
            };
            if !free {
                rooms[i] = Room { first: *start, last: *start, must: true };
            }
        }
        rooms
    }

    /// Follows the relaxation down: what it takes whole is fixed, then what it takes most of, until it is a selection or cannot
    /// be a better one.
    fn dive(&mut self, mut rooms: Vec<Room>) {
        let mut others: Vec<Vec<Room>> = Vec::new();
        let mut failures = 0;
        for _ in 0..4 * rooms.len() {
            let mut alive = self.ground.narrow(&mut rooms);
            if alive {
                self.relaxation.restrict(&rooms);
                let bounded = self.relaxation.solve(FULL);
                alive = bounded.bound > self.known();
                if alive {
                    self.try_rounded(&rooms);
                    alive = bounded.bound > self.known();
                    self.relaxation.tighten(&bounded, self.known(), &mut rooms);
                }
            }
            if !alive {
                // The other way of what was chosen last, a few times.
                failures += 1;
                match others.pop() {
                    Some(other) if failures <= FAILURES => rooms = other,
                    _ => return,
                }
                continue;
            }
            let Some((split, first)) = self.descend(&mut rooms) else {
                let starts: Starts = rooms.iter().map(|room| room.must.then_some(room.first)).collect();
                self.offer(&starts);
                return;
            };
            let [one, two] = split.of(&rooms);
            let (chosen, other) = if first { (one, two) } else { (two, one) };
            rooms = chosen;
            others.push(other);
        }
    }

    /// The next choice of a dive, and whether its first part is to be taken: an activity is kept, most taken first; when those are
    /// known, the time of that which is least torn. What is taken whole is kept at once. None when nothing is left to choose.
    fn descend(&self, rooms: &mut [Room]) -> Option<(Split, bool)> {
        let share = |column: usize| self.relaxation.share_of(column);
        let mut keep: Option<(f64, Split)> = None;
        let mut time: Option<(f64, Split, bool)> = None;
        for (i, room) in rooms.iter_mut().enumerate().filter(|(_, room)| !room.is_empty()) {
            let columns = self.relaxation.of[i].clone();
            let total: f64 = columns.clone().map(share).sum();
            room.must |= total > 0.999;
            if !room.must {
                if total > 1e-6 && keep.as_ref().is_none_or(|(known, _)| total > *known) {
                    keep = Some((total, Split::Kept(i)));
                }
                continue;
            }
            let most = columns.clone().max_by(|a, b| share(*a).total_cmp(&share(*b)))?;
            if room.first == room.last {
                continue;
            }
            // Until the middle of what it takes, on the side of the most.
            let step = self.relaxation.columns[most].1;
            let below: f64 = columns.clone().take_while(|c| *c < most).map(share).sum();
            let above = total - below - share(most);
            let (at, first) = if (above >= below && step < room.last) || step <= room.first {
                (step.clamp(room.first, room.last - 1), true)
            } else {
                (step - 1, false)
            };
            let weight = share(most);
            if time.as_ref().is_none_or(|(known, ..)| weight > *known) {
                time = Some((weight, Split::Until(i, at), first));
            }
        }
        keep.map(|(_, split)| (split, false)).or(time.map(|(_, split, first)| (split, first)))
    }

    /// Parts in two: by whether an activity is kept, or by when it begins. Those that look most torn are tried, and the one whose
    /// two parts lose most is taken.
    fn part(&mut self, rooms: Vec<Room>, bound: i64) -> Look {
        let mut best: Option<(f64, Parts)> = None;
        for split in self.splits(&rooms) {
            let [first, second] = split.of(&rooms).map(|rooms| self.child(rooms));
            match (first, second) {
                (None, None) => return Look::Closed,
                // One of the two is nothing: the other is what follows, not a choice.
                (None, Some((bound, rooms))) | (Some((bound, rooms)), None) => return self.look(rooms, bound),
                (Some(first), Some(second)) => {
                    let fall = |part: &(i64, Vec<Room>)| (bound - part.0).max(1) as f64;
                    let score = fall(&first) * fall(&second);
                    if best.as_ref().is_none_or(|(known, _)| score > *known) {
                        best = Some((score, [first, second]));
                    }
                }
            }
        }
        match best {
            Some((_, parts)) => Look::Parts(parts),
            None => Look::Closed,
        }
    }

    /// The ways to part that look best; at least one, unless nothing is left to choose.
    fn splits(&self, rooms: &[Room]) -> Vec<Split> {
        let shares: Vec<f64> = (self.relaxation.of.iter())
            .map(|columns| columns.clone().map(|column| self.relaxation.share_of(column)).sum())
            .collect();
        let worth = |i: usize| self.ground.menu.activities[i].worth as f64;
        let mut keep: Vec<(f64, Split)> = Vec::new();
        let mut time: Vec<(f64, Split)> = Vec::new();
        for (i, room) in rooms.iter().enumerate().filter(|(_, room)| !room.is_empty()) {
            if !room.must {
                keep.push(((0.5 - (shares[i] - 0.5).abs()) * worth(i), Split::Kept(i)));
            }
            if room.first < room.last {
                let columns = self.relaxation.of[i].clone();
                let most = columns.clone().map(|column| self.relaxation.share_of(column)).fold(0.0, f64::max);
                let step = |c: usize| self.relaxation.share_of(c) * f64::from(self.relaxation.columns[c].1);
                let mean = columns.map(step).sum::<f64>() / shares[i].max(1e-9);
                let at = (mean.floor().clamp(-1e6, 1e6) as i32).clamp(room.first, room.last - 1);
                time.push(((shares[i] - most) * worth(i), Split::Until(i, at)));
            }
        }
        let by_weight = |a: &(f64, Split), b: &(f64, Split)| b.0.total_cmp(&a.0);
        keep.sort_by(by_weight);
        time.sort_by(by_weight);
        let torn =
            |list: &[(f64, Split)], most: usize| list.iter().take_while(|(weight, _)| *weight > 1e-4).count().min(most);
        let (kept, timed) = (torn(&keep, TRIED), torn(&time, TRIED / 2));
        if kept + timed == 0 {
            // Nothing is torn, and yet what the relaxation takes is no selection: any choice will do.
            return time.first().or(keep.first()).map(|(_, split)| *split).into_iter().collect();
        }
        keep[..kept].iter().chain(&time[..timed]).map(|(_, split)| *split).collect()
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

/// A choice that parts the search.
#[derive(Debug, Clone, Copy)]
enum Split {
    /// This activity is left, or kept.
    Kept(usize),
    /// It is kept and begins at this step at the latest, or does not begin before the next.
    Until(usize, i32),
}

impl Split {
    fn of(self, rooms: &[Room]) -> [Vec<Room>; 2] {
        let (mut first, mut second) = (rooms.to_vec(), rooms.to_vec());
        match self {
            Self::Kept(i) => {
                first[i].last = first[i].first - 1;
                second[i].must = true;
            }
            Self::Until(i, at) => {
                first[i].last = at;
                first[i].must = true;
                second[i].first = at + 1;
            }
        }
        [first, second]
    }
}
