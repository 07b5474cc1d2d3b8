//! The best selection: branching on what is kept and when it begins, with the bound of the relaxation.

use std::collections::BinaryHeap;

use super::bound::{Bounded, GRAIN, Relaxation};
use super::dive::{Dive, FULL, Split};
use super::domain::{Ground, Room};
use super::nearby::Nearby;
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

/// Work of repair before anything else.
const EARLY: u64 = 12_000_000;
/// Most activities whose two branches are tried before one is chosen.
const TRIED: usize = 4;
/// Pivots of a relaxation that is only tried.
const TRIAL: usize = 60;
/// Most rounds of rows of what fits together, before the search; and the share of the bound that a round must gain.
const PACKS: usize = 30;
const GAIN: f64 = 1e-4;
/// Nodes between two dives while nothing is found, and dead ends of such a dive.
const DIVE: u64 = 4;
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
    let _ = *T0;
    let repair = Repair::new(&ground, &rooms);
    let mut relaxation = Relaxation::new(&ground, &rooms);
    relaxation.restrict(&rooms);
    let root = relaxation.solve(FULL);
    let mut search = Search {
        ground: &ground,
        relaxation,
        repair,
        nearby: Nearby::new(&ground),
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

static T0: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
struct Search<'a> {
    ground: &'a Ground<'a>,
    relaxation: Relaxation,
    repair: Repair<'a>,
    nearby: Nearby<'a>,
    nodes: u64,
    open: BinaryHeap<Node>,
    rank: u64,
    /// What is possible in something better than what is known, by the prices of the root.
    rooms: Vec<Room>,
    root: Bounded,
    /// What the relaxation takes of each column, before the search.
    shares: Vec<f64>,
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
            if std::env::var("TRACE").is_ok() { eprintln!("{:?} pack {round} {} rows {}", T0.elapsed(), bounded.bound, self.relaxation.rows()); }
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
        if std::env::var("SA").is_ok() { while !stop() { self.repair.run(10000); if std::env::var("TRACE").is_ok() { eprintln!("{:?} {}", T0.elapsed(), self.known()); } } return Some(self.root.bound); }
        let mut proved = self.root.bound;
        let begun = self.relaxation.work();
        self.open.push(Node { bound: proved, rank: 0, rooms: self.rooms.clone() });
        while let Some(bound) = self.open.peek().map(|node| node.bound) {
            // The highest bound is taken first: when it brings nothing, nothing does.
            if bound <= self.known() {
                return None;
            }
            proved = proved.min(bound);
            if stop() {
                return Some(proved);
            }
            if std::env::var("TRACE").is_ok() { eprintln!("{:?} nodes {} open {} proved {proved} known {} work {} near {} rows {}", T0.elapsed(), self.nodes, self.open.len(), self.known(), self.relaxation.work(), self.nearby.work, self.relaxation.rows()); }
            let tree = self.relaxation.work() - begun;
            if self.repair.work < EARLY.max(tree * 3 / 2) {
                self.repair.run(1000);
                continue;
            }
            if self.repair.is_complete() && self.nearby.work < tree * 3 / 2 {
                self.look_nearby();
                continue;
            }
            let Some(node) = self.open.pop() else { break };
            self.nodes += 1;
            if !self.repair.is_complete() && self.nodes % DIVE == 1 {
                self.dive(node.rooms.clone());
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

    /// One neighbourhood of the best selection known.
    fn look_nearby(&mut self) {
        let known = self.known();
        let mut rooms = self.rooms.clone();
        self.relaxation.tighten(&self.root, known, &mut rooms);
        for (value, starts) in std::mem::take(&mut self.repair.ended) {
            self.nearby.meet(value, &starts);
        }
        self.nearby.meet(known, &self.repair.best);
        let (relaxation, shares) = (&self.relaxation, &self.shares);
        let share = |i: usize, start: i32| {
            let mut columns = relaxation.of[i].clone();
            columns.find(|c| relaxation.columns[*c].1 == start).map_or(1.0, |column| shares[column])
        };
        if let Some(better) = self.nearby.search(&rooms, share) {
            self.offer(&better);
        }
    }

    fn dive(&mut self, rooms: Vec<Room>) {
        let known = self.known();
        let mut dive = Dive { ground: self.ground, relaxation: &mut self.relaxation, known, found: None };
        dive.run(rooms, FAILURES);
        if let Some(found) = dive.found.take() {
            self.offer(&found);
        }
    }

    /// The worth that is to be passed.
    fn known(&self) -> i64 {
        if self.repair.is_complete() { self.repair.best_worth } else { i64::MIN / 4 }
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
        self.part(rooms, bound)
    }

    fn offer(&mut self, starts: &[Option<i32>]) {
        let menu = self.ground.menu;
        if menu.value(starts) > self.known() && menu.is_kept_by(starts) {
            self.repair.adopt(starts);
        }
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

