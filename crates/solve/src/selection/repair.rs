//! Good selections: some activities are taken out, and as many as fit are put back, in another order; what is better is kept,
//! what is a little worse sometimes (ruin and recreate: Schrimpf and others 2000).

use super::Starts;
use super::domain::{Ground, Room};
use crate::schedule::Random;

pub(super) struct Repair<'a> {
    ground: &'a Ground<'a>,
    rooms: &'a [Room],
    /// What each activity is thought to bring, from the relaxation: any numbers will do.
    appeal: Vec<f64>,
    /// One over the appeal, to each of the powers.
    rarity: Vec<Vec<f64>>,
    now: State,
    now_worth: i64,
    pub best: Starts,
    pub best_worth: i64,
    random: Random,
    /// How much worse a selection may be and still be kept, about; it cools, and begins again.
    heat: f64,
    warmest: f64,
    /// The best of this valley, and those of the valleys before that nobody has taken yet.
    valley: (i64, Starts),
    pub ended: Vec<(i64, Starts)>,
    /// Work done so far, in the unit of relaxations.
    pub work: u64,
}

#[derive(Clone)]
struct State {
    starts: Starts,
    /// Units left of each resource, step after step; contents left of each account, period after period.
    units: Vec<i32>,
    accounts: Vec<i64>,
}

/// What is left of the heat after one round.
const COOLING: f64 = 0.999_98;
/// Heat at the beginning, as a share of the mean worth, and by what it is divided at the end.
const WARM: f64 = 0.3;
const COLD: f64 = 50.0;
/// How much appeal counts when activities are put back: one of these each time.
const POWERS: [f64; 4] = [0.5, 1.0, 2.0, 4.0];
/// Most activities taken out by name in one round.
const RUIN: u64 = 12;

/// What an activity that must be kept and is not takes away, so that any selection with it is better.
const MISSED: i64 = 1 << 50;

impl<'a> Repair<'a> {
    pub fn new(ground: &'a Ground<'a>, rooms: &'a [Room]) -> Self {
        let menu = ground.menu;
        let n = menu.activities.len();
        let appeal = (menu.activities.iter())
            .map(|activity| {
                let asked: i32 = activity.demands.iter().sum();
                activity.worth as f64 / f64::from(activity.duration * asked + 1)
            })
            .collect();
        let by_step = |step: usize| menu.capacities.iter().map(move |row| row[step]);
        let by_period = |period: usize| menu.accounts.iter().map(move |row| row[period]);
        let now = State {
            starts: vec![None; n],
            units: (0..menu.horizon as usize).flat_map(by_step).collect(),
            accounts: (0..menu.periods()).flat_map(by_period).collect(),
        };
        let worst = (0..n).map(|i| menu.activities[i].worth).sum::<i64>() as f64 / n.max(1) as f64;
        let mut made = Self {
            ground,
            rooms,
            appeal,
            rarity: Vec::new(),
            best: now.starts.clone(),
            now,
            now_worth: i64::MIN,
            best_worth: i64::MIN,
            random: Random(0x243f_6a88_85a3_08d3),
            heat: worst * WARM,
            warmest: worst * WARM,
            valley: (i64::MIN, Vec::new()),
            ended: Vec::new(),
            work: 0,
        };
        made.weigh(|_| 1.0);
        made.fill();
        made.now_worth = made.worth();
        made.keep();
        made
    }

    /// Makes activities more or less appealing.
    pub fn weigh(&mut self, by: impl Fn(usize) -> f64) {
        self.appeal.iter_mut().enumerate().for_each(|(i, appeal)| *appeal *= by(i));
        let rarity = |power: &f64| self.appeal.iter().map(|appeal| appeal.max(1e-9).powf(-power)).collect();
        self.rarity = POWERS.iter().map(rarity).collect();
    }

    /// Whether the best selection keeps all that must be kept.
    pub fn is_complete(&self) -> bool {
        self.rooms.iter().zip(&self.best).all(|(room, start)| !room.must || start.is_some())
    }

    /// Takes note of a better selection found elsewhere.
    pub fn adopt(&mut self, starts: &[Option<i32>]) {
        (self.best, self.best_worth) = (starts.to_vec(), self.ground.menu.value(starts));
    }

    /// How many activities there is something to decide about.
    pub fn undecided(&self) -> usize {
        self.rooms.iter().filter(|room| !room.is_empty() && (!room.must || room.first < room.last)).count()
    }

    /// Some rounds of taking out and putting back.
    pub fn run(&mut self, rounds: usize) {
        let open = self.undecided();
        self.work += (rounds * open / 3).max(1) as u64;
        for _ in 0..rounds {
            let before = self.now.starts.clone();
            self.ruin();
            self.fill();
            let worth = self.worth();
            let patience = self.heat * -(((self.random.below(1 << 20) + 1) as f64) / (1u64 << 20) as f64).ln();
            if worth as f64 >= self.now_worth as f64 - patience {
                self.now_worth = worth;
                self.keep();
            } else {
                self.restore(&before);
            }
            self.heat *= COOLING;
            if self.heat < self.warmest / COLD {
                self.begin_again();
            }
        }
    }

    /// From nothing, warm: another valley.
    fn begin_again(&mut self) {
        self.ended.push(std::mem::replace(&mut self.valley, (i64::MIN, Vec::new())));
        self.heat = self.warmest;
        for i in 0..self.rooms.len() {
            self.take_out(i);
        }
        self.fill();
        self.now_worth = self.worth();
        self.keep();
    }

    fn keep(&mut self) {
        if self.now_worth > self.valley.0 {
            self.valley = (self.now_worth, self.now.starts.clone());
        }
        if self.now_worth > self.best_worth {
            (self.best_worth, self.best) = (self.now_worth, self.now.starts.clone());
        }
    }

    fn worth(&self) -> i64 {
        let missed =
            self.rooms.iter().zip(&self.now.starts).filter(|(room, start)| room.must && start.is_none()).count();
        self.ground.menu.value(&self.now.starts) - MISSED * missed as i64
    }

    fn restore(&mut self, starts: &[Option<i32>]) {
        for (i, start) in starts.iter().enumerate() {
            if self.now.starts[i] != *start {
                self.take_out(i);
            }
        }
        for (i, start) in starts.iter().enumerate() {
            if let (Some(start), None) = (start, self.now.starts[i]) {
                self.put(i, *start);
            }
        }
    }

    /// Takes out a few activities, at random or of about the same time, and all that needs them.
    fn ruin(&mut self) {
        let kept: Vec<usize> = (0..self.now.starts.len()).filter(|i| self.now.starts[*i].is_some()).collect();
        if kept.is_empty() {
            return;
        }
        let count = 1 + self.random.below(RUIN) as usize;
        if self.random.below(2) == 0 {
            for _ in 0..count {
                let i = kept[self.random.below(kept.len() as u64) as usize];
                self.take_out_with_next(i);
            }
            return;
        }
        // Those under way at about the same time: what they leave is of one piece.
        let starts = &self.now.starts;
        let middle = |i: usize| starts[i].map_or(0, |at| at + self.ground.menu.activities[i].duration / 2);
        let about = middle(kept[self.random.below(kept.len() as u64) as usize]);
        let random = &mut self.random;
        let mut near: Vec<(i32, u64, usize)> = (kept.iter())
            .map(|i| ((middle(*i) - about).abs() + random.below(3) as i32, random.below(1 << 20), *i))
            .collect();
        near.sort_unstable();
        for (_, _, i) in near.into_iter().take(count) {
            self.take_out_with_next(i);
        }
    }

    fn take_out_with_next(&mut self, i: usize) {
        if self.now.starts[i].is_none() {
            return;
        }
        self.take_out(i);
        for at in 0..self.ground.next[i].len() {
            self.take_out_with_next(self.ground.next[i][at]);
        }
    }

    /// Puts in whatever fits, in the order of appeal, shaken.
    fn fill(&mut self) {
        // A race: who is more appealing arrives first more often, and anybody may.
        let power = self.random.below(POWERS.len() as u64) as usize;
        let mut open: Vec<(bool, f64, usize)> = Vec::with_capacity(self.rooms.len());
        let rarity = &self.rarity[power];
        for (i, (room, rarity)) in self.rooms.iter().zip(rarity).enumerate() {
            if self.now.starts[i].is_none() && !room.is_empty() {
                let chance = (self.random.below(1 << 20) + 1) as f64 / (1u64 << 20) as f64;
                open.push((!room.must, -chance.ln() * rarity, i));
            }
        }
        open.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
        let late = self.random.below(2) == 0;
        for (.., i) in open {
            let mut put = Vec::new();
            if !self.insert(i, late, &mut put) {
                for i in put {
                    self.take_out(i);
                }
            }
        }
    }

    /// Puts in an activity with all that it needs; what was put, for who wants to take it out again.
    fn insert(&mut self, i: usize, late: bool, put: &mut Vec<usize>) -> bool {
        if self.now.starts[i].is_some() {
            return true;
        }
        let mut from = self.rooms[i].first;
        for at in 0..self.ground.before[i].len() {
            let j = self.ground.before[i][at];
            if !self.insert(j, late, put) {
                return false;
            }
            let end = self.now.starts[j].unwrap_or(0) + self.ground.menu.activities[j].duration;
            from = from.max(end);
        }
        let last = self.rooms[i].last;
        let Some(mut start) = self.first_fit(i, from, last) else { return false };
        if late && self.random.below(2) == 0 {
            // Elsewhere, and in the same period as a rule, where it is worth the same.
            let menu = self.ground.menu;
            let anywhere = self.random.below(4) == 0;
            let until = if anywhere { last } else { last.min((start / menu.period + 1) * menu.period - 1) };
            let mut fit = vec![start];
            while let Some(next) = fit.last().and_then(|at| self.first_fit(i, at + 1, until)) {
                fit.push(next);
            }
            start = fit[self.random.below(fit.len() as u64) as usize];
        }
        self.put(i, start);
        put.push(i);
        true
    }

    /// The first step of a stretch at which an activity fits.
    fn first_fit(&self, i: usize, from: i32, until: i32) -> Option<i32> {
        let menu = self.ground.menu;
        let activity = &menu.activities[i];
        let (kinds, accounts) = (activity.demands.len(), activity.costs.len());
        let mut at = from;
        'start: while at <= until {
            let period = menu.period_of(at);
            let paid = &self.now.accounts[period * accounts..(period + 1) * accounts];
            if paid.iter().zip(&activity.costs).any(|(left, cost)| cost > left) {
                at = (period as i32 + 1) * menu.period;
                continue;
            }
            if kinds > 0 {
                let steps = at as usize * kinds..(at + activity.duration) as usize * kinds;
                // What lacks last says where it can fit at the earliest.
                for (back, left) in self.now.units[steps].chunks_exact(kinds).rev().enumerate() {
                    if left.iter().zip(&activity.demands).any(|(left, demand)| demand > left) {
                        at += activity.duration - back as i32;
                        continue 'start;
                    }
                }
            }
            return Some(at);
        }
        None
    }

    fn put(&mut self, i: usize, start: i32) {
        self.now.starts[i] = Some(start);
        self.charge(i, start, 1);
    }

    fn take_out(&mut self, i: usize) {
        if let Some(start) = self.now.starts[i].take() {
            self.charge(i, start, -1);
        }
    }

    fn charge(&mut self, i: usize, start: i32, sign: i32) {
        let activity = &self.ground.menu.activities[i];
        let (kinds, accounts) = (activity.demands.len(), activity.costs.len());
        if kinds > 0 {
            let steps = start as usize * kinds..(start + activity.duration) as usize * kinds;
            for left in self.now.units[steps].chunks_exact_mut(kinds) {
                left.iter_mut().zip(&activity.demands).for_each(|(units, demand)| *units -= sign * demand);
            }
        }
        let period = self.ground.menu.period_of(start);
        let paid = &mut self.now.accounts[period * accounts..(period + 1) * accounts];
        paid.iter_mut().zip(&activity.costs).for_each(|(left, cost)| *left -= i64::from(sign) * cost);
    }
}
