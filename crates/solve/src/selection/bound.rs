//! What no selection can be worth more than, proved in whole numbers.
//!
//! Let multipliers, none below zero, price each unit of each row of the linear relaxation (a resource at a step, an account in a
//! period, "who needs it begins after it"). What a selection is worth is at most what the rows hold at these prices, plus, for
//! each activity by itself, its best worth less what it takes at these prices (Lagrange). That is true whatever the prices
//! (weak duality): the simplex proposes them, they are rounded to whole numbers, and the sum is exact.

use super::domain::{Ground, Room};
use super::linear::Linear;

/// Prices are whole multiples of one over this.
const GRAIN: f64 = (1u64 << 24) as f64;

/// A row: `Σ coefficient × column ≤ limit`, in whole numbers.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub terms: Vec<(usize, i64)>,
    pub limit: i64,
}

/// The linear relaxation of a menu: one column for each activity and each step at which it may begin.
pub(super) struct Relaxation {
    /// Activity and step of each column.
    pub columns: Vec<(usize, i32)>,
    /// Columns of each activity, in the order of steps.
    pub of: Vec<std::ops::Range<usize>>,
    worth: Vec<i64>,
    /// Rows with their prices; the first are "one begin at most", one an activity, which the bound keeps by itself.
    rows: Vec<Row>,
    linear: Linear,
    rooms: Vec<Room>,
    waiting: Vec<Row>,
}

/// A bound, and what it says of each column.
pub(super) struct Bounded {
    /// No selection within the rooms is worth more.
    pub bound: i64,
    /// Best of each activity at these prices, without its right to be left, in grains.
    pub bests: Vec<i128>,
    /// Each column at these prices, in grains.
    gains: Vec<i128>,
    total: i128,
}

impl Relaxation {
    pub fn new(ground: &Ground, rooms: &[Room]) -> Self {
        let menu = ground.menu;
        let n = menu.activities.len();
        let (mut columns, mut of) = (Vec::new(), Vec::with_capacity(n));
        for (i, room) in rooms.iter().enumerate() {
            let from = columns.len();
            columns.extend((room.first..=room.last).map(|step| (i, step)));
            of.push(from..columns.len());
        }
        let worth: Vec<i64> = columns.iter().map(|(i, step)| menu.worth(*i, *step)).collect();
        let linear = Linear::new(worth.iter().map(|worth| *worth as f64).collect());
        let mut made =
            Self { columns, of, worth, rows: Vec::new(), linear, rooms: rooms.to_vec(), waiting: Vec::new() };
        for i in 0..n {
            let terms = made.of[i].clone().map(|column| (column, 1)).collect();
            made.add(Row { terms, limit: 1 }, 1.0);
        }
        for (k, row) in menu.capacities.iter().enumerate() {
            for (units, step) in row.iter().zip(0..) {
                let under_way = |(i, at): &(usize, i32)| (*at..at + menu.activities[*i].duration).contains(&step);
                made.share(under_way, |i| i64::from(menu.activities[i].demands[k]), i64::from(*units));
            }
        }
        for (f, row) in menu.accounts.iter().enumerate() {
            for (period, amount) in row.iter().enumerate() {
                let paid = |(_, at): &(usize, i32)| menu.period_of(*at) == period;
                made.share(paid, |i| menu.activities[i].costs[f], *amount);
            }
        }
        for (a, b) in &menu.precedences {
            for step in rooms[*b].first..=rooms[*b].last {
                let ended = step - menu.activities[*a].duration;
                let mut terms: Vec<(usize, i64)> =
                    made.of[*b].clone().filter(|c| made.columns[*c].1 <= step).map(|c| (c, 1)).collect();
                terms.extend(made.of[*a].clone().filter(|c| made.columns[*c].1 <= ended).map(|c| (c, -1)));
                made.waiting.push(Row { terms, limit: 0 });
            }
        }
        made
    }

    /// A row of what is shared, if it can bind at all.
    fn share(&mut self, at: impl Fn(&(usize, i32)) -> bool, amount: impl Fn(usize) -> i64, limit: i64) {
        let used = |c: &usize| at(&self.columns[*c]) && amount(self.columns[*c].0) > 0;
        let terms: Vec<(usize, i64)> =
            (0..self.columns.len()).filter(used).map(|c| (c, amount(self.columns[c].0))).collect();
        let mut most: Vec<(usize, i64)> = terms.iter().map(|(c, amount)| (self.columns[*c].0, *amount)).collect();
        most.dedup();
        if most.iter().map(|(_, amount)| amount).sum::<i64>() > limit {
            self.add(Row { terms, limit }, f64::INFINITY);
        }
    }

    fn add(&mut self, row: Row, slack: f64) {
        let terms: Vec<(usize, f64)> = row.terms.iter().map(|(column, a)| (*column, *a as f64)).collect();
        self.linear.add_row(&terms, row.limit as f64, slack);
        self.rows.push(row);
    }

    /// Restricts to these rooms, each within that of the beginning.
    pub fn restrict(&mut self, rooms: &[Room]) {
        for (i, room) in rooms.iter().enumerate() {
            for column in self.of[i].clone() {
                let step = self.columns[column].1;
                let open = room.first <= step && step <= room.last;
                self.linear.set_bounds(column, 0.0, if open { 1.0 } else { 0.0 });
            }
            self.linear.set_slack(i, if room.must { 0.0 } else { 1.0 });
        }
        self.rooms = rooms.to_vec();
    }

    /// Solves the relaxation, adding rows of precedence as they are missed; then the bound that its prices prove.
    ///
    /// With less than all the `pivots` it asks for, the bound is a weaker one, and as true.
    pub fn solve(&mut self, pivots: usize) -> Bounded {
        for _ in 0..20 {
            if !self.linear.solve(pivots) {
                break;
            }
            let x: Vec<f64> = (0..self.columns.len()).map(|column| self.linear.x(column)).collect();
            let missed = |row: &Row| row.terms.iter().map(|(column, a)| *a as f64 * x[*column]).sum::<f64>() > 1e-4;
            let (missed, kept): (Vec<Row>, Vec<Row>) = std::mem::take(&mut self.waiting).into_iter().partition(missed);
            self.waiting = kept;
            if missed.is_empty() {
                break;
            }
            for row in missed {
                self.add(row, f64::INFINITY);
            }
        }
        let bounded = self.prove(&self.linear.multipliers());
        let Some(far) = self.linear.refutation(1e6) else { return bounded };
        let refuted = self.prove(&far);
        if refuted.bound < bounded.bound { refuted } else { bounded }
    }

    /// How much of each column the relaxation takes.
    pub fn share_of(&self, column: usize) -> f64 {
        self.linear.x(column)
    }

    fn prove(&self, multipliers: &[f64]) -> Bounded {
        let mut gains: Vec<i128> = self.worth.iter().map(|worth| i128::from(*worth) * GRAIN as i128).collect();
        let mut total = 0i128;
        for (row, multiplier) in self.rows.iter().zip(multipliers).skip(self.of.len()) {
            let price = (multiplier.clamp(0.0, 1e15) * GRAIN) as i128;
            if price == 0 {
                continue;
            }
            total += price * i128::from(row.limit);
            for (column, a) in &row.terms {
                gains[*column] -= price * i128::from(*a);
            }
        }
        let mut bests = Vec::with_capacity(self.of.len());
        for (i, columns) in self.of.iter().enumerate() {
            let room = self.rooms[i];
            let open = columns.clone().filter(|c| (room.first..=room.last).contains(&self.columns[*c].1));
            let best = open.map(|column| gains[column]).max();
            // An activity that must be kept and cannot is refused before.
            let best = if room.must { best.unwrap_or(0) } else { best.unwrap_or(0).max(0) };
            bests.push(best);
            total += best;
        }
        let bound = total.div_euclid(GRAIN as i128);
        Bounded { bound: i64::try_from(bound).unwrap_or(i64::MAX), bests, gains, total }
    }

    /// Leaves out what cannot be part of a selection worth more than `known`. True when something was.
    pub fn tighten(&self, bounded: &Bounded, known: i64, rooms: &mut [Room]) -> bool {
        let needed = i128::from(known + 1) * GRAIN as i128;
        let mut changed = false;
        for (i, room) in rooms.iter_mut().enumerate() {
            if room.is_empty() {
                continue;
            }
            let others = bounded.total - bounded.bests[i];
            let hopeless = |step: i32| {
                others + bounded.gains[self.of[i].start + (step - self.columns[self.of[i].start].1) as usize] < needed
            };
            let before = *room;
            while !room.is_empty() && hopeless(room.first) {
                room.first += 1;
            }
            while !room.is_empty() && hopeless(room.last) {
                room.last -= 1;
            }
            if others < needed {
                room.must = true;
            }
            changed |= before != *room;
        }
        changed
    }
}
