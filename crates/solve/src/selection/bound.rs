//! What no selection can be worth more than, proved in whole numbers.
//!
//! Let multipliers, none below zero, price each unit of each row of the linear relaxation (a resource at a step, an account in a
//! period, "who needs it begins after it"). What a selection is worth is at most what the rows hold at these prices, plus, for
//! each activity by itself, its best worth less what it takes at these prices (Lagrange). That is true whatever the prices
//! (weak duality): the simplex proposes them, they are rounded to whole numbers, and the sum is exact.

use super::domain::{Ground, Room};
use super::linear::Linear;
use super::packing::{Packing, STATES};

/// Prices are whole multiples of one over this.
pub(super) const GRAIN: f64 = (1u64 << 32) as f64;
/// Highest price, so that sums stay exact.
const DEAREST: f64 = (1u64 << 44) as f64;
/// Most rows that wait to be missed.
const WAITING: usize = 20_000;

/// A row: `Σ coefficient × column ≤ limit`, in whole numbers.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub terms: Vec<(usize, i64)>,
    pub limit: i64,
    /// By what the linear program divides it, so that its numbers are about one.
    scale: f64,
}

impl Row {
    fn new(terms: Vec<(usize, i64)>, limit: i64) -> Self {
        let most = terms.iter().map(|(_, a)| a.abs()).max().unwrap_or(1);
        Self { terms, limit, scale: most.max(1) as f64 }
    }

    /// How much a point takes beyond the limit, scaled.
    fn excess(&self, x: &[f64]) -> f64 {
        let taken: f64 = self.terms.iter().map(|(column, a)| *a as f64 * x[*column]).sum();
        (taken - self.limit as f64) / self.scale
    }
}

/// What shares limits: the columns of each item.
struct Shared {
    packing: Packing,
    columns: Vec<Vec<usize>>,
}

/// The linear relaxation of a menu: one column for each activity that is open and each step at which it may begin. What must be
/// kept and has one step left is settled: it has no column, and the others share what it leaves.
pub(super) struct Relaxation {
    /// Activity and step of each column.
    pub columns: Vec<(usize, i32)>,
    /// Columns of each activity, in the order of steps.
    pub of: Vec<std::ops::Range<usize>>,
    pub worth: Vec<i64>,
    /// Worth of what is settled.
    pub settled: i64,
    /// Whether what is settled takes more than there is.
    is_impossible: bool,
    /// Row "one begin at most" of each open activity; these come first, and the bound keeps them by itself.
    once: Vec<Option<usize>>,
    /// Rows with their prices.
    rows: Vec<Row>,
    linear: Linear,
    rooms: Vec<Room>,
    waiting: std::collections::VecDeque<Row>,
    shared: Vec<Shared>,
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
        let (mut columns, mut of, mut fixed) = (Vec::new(), Vec::with_capacity(n), vec![None; n]);
        for (i, room) in rooms.iter().enumerate() {
            let from = columns.len();
            if room.must && room.first == room.last {
                fixed[i] = Some(room.first);
            } else {
                columns.extend((room.first..=room.last).map(|step| (i, step)));
            }
            of.push(from..columns.len());
        }
        let worth: Vec<i64> = columns.iter().map(|(i, step)| menu.worth(*i, *step)).collect();
        let mut made = Self {
            linear: Linear::new(worth.iter().map(|worth| *worth as f64).collect()),
            columns,
            of,
            worth,
            settled: menu.value(&fixed),
            is_impossible: false,
            once: vec![None; n],
            rows: Vec::new(),
            rooms: rooms.to_vec(),
            waiting: std::collections::VecDeque::new(),
            shared: Vec::new(),
        };
        for i in (0..n).filter(|i| !rooms[*i].is_empty() && fixed[*i].is_none()) {
            made.once[i] = Some(made.rows.len());
            made.add(Row::new(made.of[i].clone().map(|column| (column, 1)).collect(), 1), 1.0);
        }
        for step in 0..menu.horizon {
            let under_way = |(i, at): &(usize, i32)| (*at..at + menu.activities[*i].duration).contains(&step);
            let amount = |k: usize, i: usize| i64::from(menu.activities[i].demands[k]);
            let limits = menu.capacities.iter().map(|row| i64::from(row[step as usize])).collect();
            made.share(&fixed, under_way, amount, limits);
        }
        for period in 0..menu.periods() {
            let paid = |(_, at): &(usize, i32)| menu.period_of(*at) == period;
            for (f, row) in menu.accounts.iter().enumerate() {
                made.share(&fixed, paid, |_, i| menu.activities[i].costs[f], vec![row[period]]);
            }
        }
        for (a, b) in &menu.precedences {
            if fixed[*a].is_some() || fixed[*b].is_some() {
                // What is settled has narrowed the room of the other.
                continue;
            }
            for step in rooms[*b].first..=rooms[*b].last {
                let ended = step - menu.activities[*a].duration;
                let mut terms: Vec<(usize, i64)> =
                    made.of[*b].clone().filter(|c| made.columns[*c].1 <= step).map(|c| (c, 1)).collect();
                terms.extend(made.of[*a].clone().filter(|c| made.columns[*c].1 <= ended).map(|c| (c, -1)));
                made.waiting.push_back(Row::new(terms, 0));
            }
        }
        made
    }

    /// Rows of what is shared, if they can bind at all.
    fn share(
        &mut self,
        fixed: &[Option<i32>],
        at: impl Fn(&(usize, i32)) -> bool,
        amount: impl Fn(usize, usize) -> i64,
        mut limits: Vec<i64>,
    ) {
        for (i, step) in fixed.iter().enumerate().filter_map(|(i, step)| step.map(|step| (i, step))) {
            if at(&(i, step)) {
                limits.iter_mut().enumerate().for_each(|(k, limit)| *limit -= amount(k, i));
            }
        }
        self.is_impossible |= limits.iter().any(|limit| *limit < 0);
        let mut items: Vec<(usize, Vec<usize>)> = Vec::new();
        for c in (0..self.columns.len()).filter(|c| at(&self.columns[*c])) {
            let i = self.columns[c].0;
            match items.last_mut() {
                Some((item, columns)) if *item == i => columns.push(c),
                _ => items.push((i, vec![c])),
            }
        }
        let mut binding = Vec::new();
        for (k, limit) in limits.iter().enumerate() {
            let using: Vec<&(usize, Vec<usize>)> = items.iter().filter(|(i, _)| amount(k, *i) > 0).collect();
            if using.iter().map(|(i, _)| amount(k, *i)).sum::<i64>() > *limit {
                let terms = using.iter().flat_map(|(i, columns)| columns.iter().map(|c| (*c, amount(k, *i)))).collect();
                self.waiting.push_back(Row::new(terms, *limit));
                binding.push(k);
            }
        }
        items.retain(|(i, _)| binding.iter().any(|k| amount(*k, *i) > 0));
        // Amounts as small whole numbers: by what divides them all, what is left of the limit is of no use.
        let by: Vec<i64> =
            binding.iter().map(|k| items.iter().fold(0, |by, (i, _)| gcd(by, amount(*k, *i))).max(1)).collect();
        let room: Vec<usize> = binding.iter().zip(&by).map(|(k, by)| (limits[*k] / by).max(0) as usize).collect();
        let states = room.iter().try_fold(1usize, |states, units| states.checked_mul(units.checked_add(1)?));
        if !room.is_empty() && states.is_some_and(|states| states <= STATES) {
            let size = |i: usize| binding.iter().zip(&by).map(|(k, by)| (amount(*k, i) / by) as usize).collect();
            let sizes = items.iter().map(|(i, _)| size(*i)).collect();
            let columns = items.into_iter().map(|(_, columns)| columns).collect();
            self.shared.push(Shared { packing: Packing { sizes, room }, columns });
        }
    }

    fn add(&mut self, row: Row, slack: f64) {
        let terms: Vec<(usize, f64)> = row.terms.iter().map(|(column, a)| (*column, *a as f64 / row.scale)).collect();
        self.linear.add_row(&terms, row.limit as f64 / row.scale, slack);
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
            if let Some(row) = self.once[i] {
                self.linear.set_slack(row, if room.must { 0.0 } else { 1.0 });
            }
        }
        self.rooms = rooms.to_vec();
    }

    /// Solves the relaxation, adding rows as they are missed; then the bound that its prices prove.
    ///
    /// With less than all the `pivots` it asks for, the bound is a weaker one, and as true.
    pub fn solve(&mut self, pivots: usize) -> Bounded {
        for _ in 0..20 {
            if !self.linear.solve(pivots) {
                break;
            }
            let x = self.point();
            let (missed, kept): (Vec<Row>, Vec<Row>) =
                std::mem::take(&mut self.waiting).into_iter().partition(|row| row.excess(&x) > 1e-4);
            self.waiting = kept.into();
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

    fn point(&self) -> Vec<f64> {
        (0..self.columns.len()).map(|column| self.linear.x(column)).collect()
    }

    /// Adds the rows of what fits together that the last solution misses; how many.
    pub fn pack(&mut self) -> usize {
        let x = self.point();
        let mut rows = Vec::new();
        for shared in &self.shared {
            let taken: Vec<f64> = shared.columns.iter().map(|columns| columns.iter().map(|c| x[*c]).sum()).collect();
            let Some((weights, limit)) = shared.packing.missed(&taken) else { continue };
            let terms = shared.columns.iter().zip(&weights).filter(|(_, weight)| **weight > 0);
            let terms = terms.flat_map(|(columns, weight)| columns.iter().map(|c| (*c, *weight))).collect();
            rows.push(Row { terms, limit, scale: limit as f64 });
        }
        let added = rows.len();
        for row in rows {
            self.add(row, f64::INFINITY);
        }
        added
    }

    /// Puts aside the rows that do not bind, if there are many: they come back when they are missed.
    pub fn lighten(&mut self) {
        let first = self.once.iter().flatten().count();
        let loose: Vec<bool> = (0..self.rows.len()).map(|row| row >= first && self.linear.is_loose(row)).collect();
        if loose.iter().filter(|loose| **loose).count() * 5 < self.rows.len() {
            return;
        }
        self.linear.drop_rows(&loose);
        let mut kept = Vec::with_capacity(self.rows.len());
        for (row, loose) in std::mem::take(&mut self.rows).into_iter().zip(loose) {
            if loose {
                self.waiting.push_back(row);
            } else {
                kept.push(row);
            }
        }
        self.rows = kept;
        while self.waiting.len() > WAITING {
            self.waiting.pop_front();
        }
    }

    /// Work done so far, in a unit of its own.
    pub fn work(&self) -> u64 {
        self.linear.work
    }

    /// How much of each column the relaxation takes.
    pub fn share_of(&self, column: usize) -> f64 {
        self.linear.x(column)
    }

    /// What the relaxation takes more than half of, with what is settled.
    pub fn rounded(&self, rooms: &[Room]) -> Vec<Option<i32>> {
        let taken = |(i, room): (usize, &Room)| {
            if room.must && room.first == room.last {
                return Some(room.first);
            }
            let mut columns = self.of[i].clone();
            columns.find(|column| self.share_of(*column) > 0.5).map(|column| self.columns[column].1)
        };
        rooms.iter().enumerate().map(taken).collect()
    }

    /// The last price of each row that has one, for those who prove nothing.
    pub fn prices(&self) -> impl Iterator<Item = (&Row, f64)> {
        let first = self.once.iter().flatten().count();
        let rows = self.rows.iter().zip(self.linear.multipliers()).skip(first);
        rows.map(|(row, multiplier)| (row, multiplier / row.scale)).filter(|(_, price)| *price > 0.0)
    }

    fn prove(&self, multipliers: &[f64]) -> Bounded {
        let mut gains: Vec<i128> = self.worth.iter().map(|worth| i128::from(*worth) * GRAIN as i128).collect();
        let mut total = i128::from(self.settled) * GRAIN as i128;
        let first = self.once.iter().flatten().count();
        for (row, multiplier) in self.rows.iter().zip(multipliers).skip(first) {
            let price = ((multiplier / row.scale).clamp(0.0, DEAREST) * GRAIN) as i128;
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
        // Less than any worth, and far from the end of numbers.
        let bound = if self.is_impossible { i128::from(i64::MIN / 2) } else { total.div_euclid(GRAIN as i128) };
        Bounded { bound: i64::try_from(bound).unwrap_or(i64::MAX), bests, gains, total }
    }

    /// Leaves out what cannot be part of a selection worth more than `known`. True when something was.
    pub fn tighten(&self, bounded: &Bounded, known: i64, rooms: &mut [Room]) -> bool {
        let needed = i128::from(known + 1) * GRAIN as i128;
        let mut changed = false;
        for (i, room) in rooms.iter_mut().enumerate() {
            if room.is_empty() || self.once[i].is_none() {
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

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
