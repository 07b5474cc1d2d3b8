//! Good selections: some activities are taken out, and as many as fit are put back, in another order; what is better is kept,
//! what is a little worse sometimes (ruin and recreate: Schrimpf and others 2000).

use super::Starts;
use super::domain::{Ground, Room};
use crate::schedule::Random;

pub(super) struct Repair<'a> {
    ground: &'a Ground<'a>,
    rooms: &'a [Room],
    /// What each activity is thought to bring, from the relaxation: any numbers will do.
    pub appeal: Vec<f64>,
    now: State,
    now_worth: i64,
    pub best: Starts,
    pub best_worth: i64,
    random: Random,
    /// How much worse a selection may be and still be kept, about; it cools, and begins again.
    heat: f64,
    warmest: f64,
}

#[derive(Clone)]
struct State {
    starts: Starts,
    /// Units left of each resource at each step, contents left of each account in each period.
    units: Vec<Vec<i32>>,
    accounts: Vec<Vec<i64>>,
}

/// What is left of the heat after one round.
const COOLING: f64 = 0.9999;
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
        let now = State { starts: vec![None; n], units: menu.capacities.clone(), accounts: menu.accounts.clone() };
        let worst = (0..n).map(|i| menu.activities[i].worth).sum::<i64>() as f64 / n.max(1) as f64;
        let mut made = Self {
            ground,
            rooms,
            appeal,
            best: now.starts.clone(),
            now,
            now_worth: i64::MIN,
            best_worth: i64::MIN,
            random: Random(0x243f_6a88_85a3_08d3),
            heat: worst * 0.3,
            warmest: worst * 0.3,
        };
        made.fill();
        made.now_worth = made.worth();
        made.keep();
        made
    }

    /// Whether the best selection keeps all that must be kept.
    pub fn is_complete(&self) -> bool {
        self.rooms.iter().zip(&self.best).all(|(room, start)| !room.must || start.is_some())
    }

    /// Takes note of a selection found elsewhere.
    pub fn adopt(&mut self, starts: &[Option<i32>]) {
        for i in 0..starts.len() {
            self.take_out(i);
        }
        for (i, start) in starts.iter().enumerate() {
            if let Some(start) = start {
                self.put(i, *start);
            }
        }
        self.now_worth = self.worth();
        self.keep();
    }

    /// Some rounds of taking out and putting back.
    pub fn run(&mut self, rounds: usize) {
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
            if self.heat < self.warmest / 500.0 {
                self.begin_again();
            }
        }
    }

    /// From nothing, warm: another valley.
    fn begin_again(&mut self) {
        self.heat = self.warmest;
        for i in 0..self.rooms.len() {
            self.take_out(i);
        }
        self.fill();
        self.now_worth = self.worth();
        self.keep();
    }

    fn keep(&mut self) {
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

    /// Takes out a few activities at random, and all that needs them.
    fn ruin(&mut self) {
        let kept: Vec<usize> = (0..self.now.starts.len()).filter(|i| self.now.starts[*i].is_some()).collect();
        if kept.is_empty() {
            return;
        }
        for _ in 0..1 + self.random.below(RUIN) {
            let i = kept[self.random.below(kept.len() as u64) as usize];
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
        let power = [0.5, 1.0, 2.0, 4.0][self.random.below(4) as usize];
        let mut open: Vec<(bool, f64, usize)> = Vec::new();
        for i in 0..self.rooms.len() {
            if self.now.starts[i].is_none() && !self.rooms[i].is_empty() {
                let chance = (self.random.below(1 << 20) + 1) as f64 / (1u64 << 20) as f64;
                open.push((self.rooms[i].must, -chance.ln() / self.appeal[i].max(1e-9).powf(power), i));
            }
        }
        open.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
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
        let Some(mut start) = (from..=self.rooms[i].last).find(|at| self.fits(i, *at)) else { return false };
        if late && self.random.below(2) == 0 {
            // Elsewhere, and in the same period as a rule, where it is worth the same.
            let period = self.ground.menu.period_of(start);
            let anywhere = self.random.below(8) == 0;
            let others = start..=self.rooms[i].last;
            let same = others.take_while(|at| anywhere || self.ground.menu.period_of(*at) == period);
            let fit: Vec<i32> = same.filter(|at| self.fits(i, *at)).collect();
            start = fit[self.random.below(fit.len() as u64) as usize];
        }
        self.put(i, start);
        put.push(i);
        true
    }

    fn fits(&self, i: usize, start: i32) -> bool {
        let activity = &self.ground.menu.activities[i];
        let steps = start as usize..(start + activity.duration) as usize;
        let period = self.ground.menu.period_of(start);
        let resources = self.now.units.iter().zip(&activity.demands);
        let mut accounts = self.now.accounts.iter().zip(&activity.costs);
        accounts.all(|(row, cost)| *cost <= row[period])
            && resources.into_iter().all(|(row, demand)| row[steps.clone()].iter().all(|units| demand <= units))
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
        let steps = start as usize..(start + activity.duration) as usize;
        for (row, demand) in self.now.units.iter_mut().zip(&activity.demands) {
            row[steps.clone()].iter_mut().for_each(|units| *units -= sign * demand);
        }
        let period = self.ground.menu.period_of(start);
        for (row, cost) in self.now.accounts.iter_mut().zip(&activity.costs) {
            row[period] -= i64::from(sign) * cost;
        }
    }
}
