//! A selection of which all that begins before a step is known.

use super::super::Menu;

/// Not begun.
pub(super) const NOT: i32 = -1;
/// Never: far beyond all steps, and not so far that a duration is too much.
pub(super) const NEVER: i32 = i32::MAX / 2;

#[derive(Clone)]
pub(super) struct Part {
    pub starts: Vec<i32>,
    /// First step at which each activity that is not begun may be.
    pub earliest: Vec<i32>,
    /// What is begun brings at the prices, with what rows hold, less what those that are decided leave unused.
    pub fixed: f64,
    /// Units left of each resource, step after step; contents left of each account, period after period.
    units: Vec<i32>,
    accounts: Vec<i64>,
}

impl Part {
    pub fn new(menu: &Menu, fixed: f64) -> Self {
        let n = menu.activities.len();
        let by_step = |step: usize| menu.capacities.iter().map(move |row| row[step]);
        let by_period = |period: usize| menu.accounts.iter().map(move |row| row[period]);
        Self {
            starts: vec![NOT; n],
            earliest: vec![0; n],
            fixed,
            units: (0..menu.horizon as usize).flat_map(by_step).collect(),
            accounts: (0..menu.periods()).flat_map(by_period).collect(),
        }
    }

    /// Numbers that it holds.
    pub fn size(&self) -> usize {
        2 * self.starts.len() + self.units.len() + self.accounts.len()
    }

    /// Whether there are units for an activity at some steps.
    pub fn has_units(&self, menu: &Menu, i: usize, steps: std::ops::Range<i32>) -> bool {
        let demands = &menu.activities[i].demands;
        let kinds = demands.len();
        let units = &self.units[steps.start as usize * kinds..steps.end as usize * kinds];
        kinds == 0
            || units.chunks_exact(kinds).all(|left| left.iter().zip(demands).all(|(left, demand)| demand <= left))
    }

    /// Whether an activity that begins at a step can be paid.
    pub fn has_money(&self, menu: &Menu, i: usize, at: i32) -> bool {
        let costs = &menu.activities[i].costs;
        let from = menu.period_of(at) * costs.len();
        self.accounts[from..from + costs.len()].iter().zip(costs).all(|(left, cost)| cost <= left)
    }

    /// Whether an activity fits at a step.
    pub fn fits(&self, menu: &Menu, i: usize, at: i32) -> bool {
        self.has_money(menu, i, at) && self.has_units(menu, i, at..at + menu.activities[i].duration)
    }

    pub fn begin(&mut self, menu: &Menu, i: usize, at: i32) {
        self.starts[i] = at;
        self.charge(menu, i, at, 1);
    }

    pub fn leave(&mut self, menu: &Menu, i: usize) {
        self.charge(menu, i, self.starts[i], -1);
        self.starts[i] = NOT;
    }

    fn charge(&mut self, menu: &Menu, i: usize, at: i32, sign: i32) {
        let activity = &menu.activities[i];
        let (kinds, accounts) = (activity.demands.len(), activity.costs.len());
        if kinds > 0 {
            let steps = at as usize * kinds..(at + activity.duration) as usize * kinds;
            for left in self.units[steps].chunks_exact_mut(kinds) {
                left.iter_mut().zip(&activity.demands).for_each(|(units, demand)| *units -= sign * demand);
            }
        }
        let from = menu.period_of(at) * accounts;
        let paid = &mut self.accounts[from..from + accounts];
        paid.iter_mut().zip(&activity.costs).for_each(|(left, cost)| *left -= i64::from(sign) * cost);
    }

    /// A number that is the same for two that have the same future from a step on: what is begun, what of it is not ended and
    /// when it began, what is left to pay in that period.
    pub fn name(&self, menu: &Menu, step: i32) -> u64 {
        let mut name = 0;
        for (i, at) in self.starts.iter().enumerate().filter(|(_, at)| **at != NOT) {
            let is_ended = at + menu.activities[i].duration <= step;
            name ^= mixed(((i as u64) << 32) | if is_ended { 0 } else { 1 + *at as u64 });
        }
        let from = menu.period_of(step.min(menu.horizon - 1)) * menu.accounts.len();
        self.accounts[from..from + menu.accounts.len()].iter().fold(name, |name, left| mixed(name ^ *left as u64))
    }
}

/// Numbers that are near become numbers that are not (Steele, Lea and Flood 2014).
fn mixed(x: u64) -> u64 {
    let x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
