//! Better selections near the best one known: a few activities are free again, with all that is left out, the rest stays; what is
//! left to choose is small enough for the relaxation to search (large neighbourhoods: Shaw 1998; around what the relaxation and
//! the selection have in common: Danna, Rothberg and Le Pape 2005).

use super::Starts;
use super::bound::Relaxation;
use super::dive::{Dive, End, FULL};
use super::domain::{Ground, Room};
use crate::schedule::Random;

/// Dead ends of a neighbourhood before it is given up.
const FAILURES: usize = 40;
/// Work of a neighbourhood beside its pivots, about.
const OVERHEAD: u64 = 5_000;
/// Activities kept that a neighbourhood frees at first.
const FREED: f64 = 10.0;

pub(super) struct Nearby<'a> {
    ground: &'a Ground<'a>,
    random: Random,
    /// About how many of the activities kept are freed, for each kind of neighbourhood: more when it was searched to the end.
    freed: [f64; KINDS],
    round: usize,
    /// Selections to search about, best first, of different values.
    pool: Vec<(i64, Starts)>,
    /// Work done so far, in the unit of relaxations.
    pub work: u64,
}

/// Kinds of neighbourhoods, see [`Nearby::choose`].
const KINDS: usize = 6;
/// The kind that mixes two selections.
const MIX: usize = 5;
/// Most selections of the pool.
const POOL: usize = 8;

impl<'a> Nearby<'a> {
    pub fn new(ground: &'a Ground<'a>) -> Self {
        Self {
            ground,
            random: Random(0x1319_8a2e_0370_7344),
            pool: Vec::new(),
            freed: [FREED; KINDS],
            round: 0,
            work: 0,
        }
    }

    /// Keeps a selection to search about, if it is among the best.
    pub fn meet(&mut self, value: i64, starts: &[Option<i32>]) {
        if self.pool.iter().all(|(known, _)| *known != value) {
            self.pool.push((value, starts.to_vec()));
            self.pool.sort_by_key(|(value, _)| std::cmp::Reverse(*value));
            self.pool.truncate(POOL);
        }
    }

    /// Searches one neighbourhood of a selection of the pool; a better one of `rooms`, if there is one in it.
    ///
    /// `share` is what the relaxation of all takes of an activity at a step.
    pub fn search(&mut self, rooms: &[Room], share: impl Fn(usize, i32) -> f64) -> Option<Starts> {
        let kind = self.round % KINDS;
        self.round += 1;
        // The best one every other time.
        let rank = if self.random.below(2) == 0 { 0 } else { self.random.below(self.pool.len() as u64) as usize };
        let (known, best) = self.pool.get(rank)?.clone();
        let free = if kind == MIX { self.mix(rank) } else { self.choose(kind, &best, &share) };
        let mut near = rooms.to_vec();
        for (i, start) in best.iter().enumerate() {
            let Some(start) = start else { continue };
            // A start that is out of the room has no part in anything better.
            if !free[i] && (near[i].first..=near[i].last).contains(start) {
                near[i] = Room { first: *start, last: *start, must: true };
            }
        }
        self.work += OVERHEAD;
        if !self.ground.narrow(&mut near) {
            self.grow(kind);
            return None;
        }
        let mut relaxation = Relaxation::new(self.ground, &near);
        relaxation.restrict(&near);
        for _ in 0..2 {
            if relaxation.solve(FULL).bound <= known || relaxation.pack() == 0 {
                break;
            }
        }
        let mut dive = Dive { ground: self.ground, relaxation: &mut relaxation, known, found: None };
        let end = dive.run(near, FAILURES);
        let found = dive.found.take();
        if let Some(found) = &found {
            self.pool.remove(rank);
            self.meet(self.ground.menu.value(found), found);
        }
        self.work += relaxation.work();
        match end {
            End::Exhausted => self.grow(kind),
            End::GivenUp => self.freed[kind] = (self.freed[kind] * 0.9).max(3.0),
        }
        found
    }

    fn grow(&mut self, kind: usize) {
        self.freed[kind] = (self.freed[kind] * 1.1 + 0.2).min(self.ground.menu.activities.len() as f64);
    }

    /// What one selection of the pool does not have in common with another is free, and a few more.
    fn mix(&mut self, rank: usize) -> Vec<bool> {
        let other = &self.pool[self.random.below(self.pool.len() as u64) as usize].1;
        let same = |(a, b): (&Option<i32>, &Option<i32>)| a == b;
        let free: Vec<bool> = self.pool[rank].1.iter().zip(other).map(|pair| !same(pair)).collect();
        free.into_iter().map(|free| free || self.random.below(16) == 0).collect()
    }

    /// Which of the activities kept are free.
    fn choose(&mut self, kind: usize, best: &[Option<i32>], share: impl Fn(usize, i32) -> f64) -> Vec<bool> {
        let menu = self.ground.menu;
        let kept: Vec<(usize, i32)> =
            best.iter().enumerate().filter_map(|(i, start)| start.map(|at| (i, at))).collect();
        if kept.is_empty() {
            return vec![false; best.len()];
        }
        let chance = |random: &mut Random| random.below(1 << 20) as f64 / (1u64 << 20) as f64;
        let mut score: Vec<(f64, usize)> = match kind {
            // Any.
            0 => kept.iter().map(|(i, _)| (chance(&mut self.random), *i)).collect(),
            // Those under way about a step.
            1 => {
                let about = self.random.below(menu.horizon as u64) as f64;
                let middle = |i: usize, at: i32| f64::from(at) + f64::from(menu.activities[i].duration) / 2.0;
                kept.iter().map(|(i, at)| ((middle(*i, *at) - about).abs() + chance(&mut self.random), *i)).collect()
            }
            // Those of which the relaxation takes least as they are.
            2 => kept.iter().map(|(i, at)| (share(*i, *at) + 0.3 * chance(&mut self.random), *i)).collect(),
            // Those that share accounts and order with one of them.
            3 => {
                let (one, _) = kept[self.random.below(kept.len() as u64) as usize];
                let near = self.near(one);
                kept.iter().map(|(i, _)| (near[*i] + chance(&mut self.random), *i)).collect()
            }
            // Those under way about a step, of which the relaxation takes least.
            _ => {
                let about = self.random.below(menu.horizon as u64) as f64;
                let middle = |i: usize, at: i32| f64::from(at) + f64::from(menu.activities[i].duration) / 2.0;
                let far = |i: usize, at: i32| (middle(i, at) - about).abs() / f64::from(menu.horizon.max(1));
                kept.iter()
                    .map(|(i, at)| (far(*i, *at) * 2.0 + share(*i, *at) + 0.2 * chance(&mut self.random), *i))
                    .collect()
            }
        };
        score.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut free = vec![false; best.len()];
        for (_, i) in score.iter().take(self.freed[kind].round() as usize) {
            free[*i] = true;
        }
        free
    }

    /// How far each activity is from one: by order, then by account.
    fn near(&self, one: usize) -> Vec<f64> {
        let menu = self.ground.menu;
        let mut far = vec![8.0; menu.activities.len()];
        let mut open = std::collections::VecDeque::from([(one, 0.0)]);
        while let Some((i, distance)) = open.pop_front() {
            if far[i] <= distance || distance > 3.0 {
                continue;
            }
            far[i] = distance;
            open.extend(self.ground.next[i].iter().chain(&self.ground.before[i]).map(|j| (*j, distance + 1.0)));
        }
        let paid = |i: usize, account: usize| menu.activities[i].costs[account] > 0;
        for (i, far) in far.iter_mut().enumerate() {
            if (0..menu.accounts.len()).any(|account| paid(one, account) && paid(i, account)) {
                *far = f64::min(*far, 1.5);
            }
        }
        far
    }
}
