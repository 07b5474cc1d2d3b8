//! Which activities to keep, and when each begins, for the most worth: resources shared over time, accounts that are filled
//! period after period, windows, and activities that need others done before. Page: `docs/method/schedule.md`.
//!
//! [`best`] states what it proved: a selection, and a bound that no selection passes. The bound is worked out in whole numbers;
//! the search for good selections proves nothing and need not.

mod beam;
mod bound;
mod branch;
mod dive;
mod domain;
mod explain;
mod guide;
mod lessons;
mod linear;
mod nearby;
mod node;
mod packing;
mod repair;
#[cfg(test)]
mod tests;
mod turns;

pub use branch::{Best, Found, best};
pub use explain::{Change, Conflict, Limit, conflict, needed, without_account};

/// An activity that may be kept or left.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Activity {
    /// Steps of time that it lasts, at least one.
    pub duration: i32,
    /// Units of each resource that it uses at each of its steps.
    pub demands: Vec<i32>,
    /// What it takes from each account, in the period in which it begins.
    pub costs: Vec<i64>,
    /// Steps at which it may begin, the first and the last.
    pub window: (i32, i32),
    /// What it is worth if it begins in the first period, and what it loses with each period after.
    pub worth: i64,
    /// Lost with each period that passes before it begins.
    pub delay: i64,
    /// Whether it must be kept.
    pub mandatory: bool,
}

/// Activities, what they share, and what they need.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Menu {
    /// The activities.
    pub activities: Vec<Activity>,
    /// Units of each resource at each step: as many steps in each. Activities end with the last one at the latest.
    pub capacities: Vec<Vec<i32>>,
    /// What each account holds in each period; what is left is not carried over.
    pub accounts: Vec<Vec<i64>>,
    /// Steps of a period.
    pub period: i32,
    /// Pairs: the second is kept only if the first is, and begins when it has ended or later.
    pub precedences: Vec<(usize, usize)>,
    /// Number of steps.
    pub horizon: i32,
}

/// Why a menu has no meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The horizon or the period is not above zero, or there are more than [`STEPS`] steps.
    Time,
    /// A resource that is not described at every step, or that has a number below zero.
    Resource(usize),
    /// An account that is not described in every period, or that has a number below zero or above [`AMOUNT`].
    Account(usize),
    /// An activity with a row of the wrong length, a duration of none, or a number below zero or above [`AMOUNT`].
    Activity(usize),
    /// A precedence that names no activity.
    Precedence(usize),
    /// Activities each of which waits for the next, and the last for the first.
    Cycle(Vec<usize>),
}

/// Most steps of a menu.
pub const STEPS: i32 = 4_096;
/// Largest worth, cost or content of an account: sums stay exact.
pub const AMOUNT: i64 = 1 << 40;

/// When each activity begins; none for one that is left.
pub type Starts = Vec<Option<i32>>;

impl Menu {
    /// Every reason why the menu has no meaning. That nothing may satisfy it is not a fault.
    pub fn faults(&self) -> Vec<Fault> {
        if self.horizon <= 0 || self.period <= 0 || self.horizon > STEPS {
            return vec![Fault::Time];
        }
        let n = self.activities.len();
        let mut faults = Vec::new();
        for (k, row) in self.capacities.iter().enumerate() {
            if row.len() != self.horizon as usize || row.iter().any(|units| *units < 0) {
                faults.push(Fault::Resource(k));
            }
        }
        let amount = |x: &i64| (0..=AMOUNT).contains(x);
        for (f, row) in self.accounts.iter().enumerate() {
            if row.len() != self.periods() || !row.iter().all(amount) {
                faults.push(Fault::Account(f));
            }
        }
        for (i, activity) in self.activities.iter().enumerate() {
            let rows = activity.demands.len() == self.capacities.len() && activity.costs.len() == self.accounts.len();
            let signs = activity.duration > 0 && activity.demands.iter().all(|demand| *demand >= 0);
            let amounts = activity.costs.iter().all(amount) && amount(&activity.worth) && amount(&activity.delay);
            if !(rows && signs && amounts) {
                faults.push(Fault::Activity(i));
            }
        }
        let unknown = self.precedences.iter().enumerate().filter(|(_, (a, b))| *a >= n || *b >= n);
        let unknown: Vec<Fault> = unknown.map(|(at, _)| Fault::Precedence(at)).collect();
        if unknown.is_empty() {
            faults.extend(crate::schedule::cycle(n, &self.precedences).map(Fault::Cycle));
        }
        faults.extend(unknown);
        faults
    }

    /// Number of periods, the last one perhaps shorter.
    pub fn periods(&self) -> usize {
        (self.horizon as usize).div_ceil(self.period as usize)
    }

    /// The period of a step.
    pub fn period_of(&self, step: i32) -> usize {
        (step / self.period) as usize
    }

    /// What an activity is worth if it begins at a step.
    pub fn worth(&self, activity: usize, step: i32) -> i64 {
        let activity = &self.activities[activity];
        activity.worth - activity.delay * self.period_of(step) as i64
    }

    /// What a selection is worth.
    pub fn value(&self, starts: &[Option<i32>]) -> i64 {
        starts.iter().enumerate().filter_map(|(i, start)| start.map(|start| self.worth(i, start))).sum()
    }

    /// Whether a selection keeps everything. Written apart from the solver, step by step.
    pub fn is_kept_by(&self, starts: &[Option<i32>]) -> bool {
        let kept = || self.activities.iter().zip(starts).filter_map(|(activity, start)| start.map(|at| (activity, at)));
        let window = |(activity, at): (&Activity, i32)| {
            at >= 0 && (activity.window.0..=activity.window.1).contains(&at) && at + activity.duration <= self.horizon
        };
        let mandatory =
            self.activities.iter().zip(starts).all(|(activity, start)| !activity.mandatory || start.is_some());
        let order = self.precedences.iter().all(|(a, b)| match (starts[*a], starts[*b]) {
            (_, None) => true,
            (Some(first), Some(second)) => second >= first + self.activities[*a].duration,
            (None, Some(_)) => false,
        });
        let resources = self.capacities.iter().enumerate().all(|(k, row)| {
            row.iter().zip(0..).all(|(units, step)| {
                let under_way = kept().filter(|(activity, at)| (*at..at + activity.duration).contains(&step));
                under_way.map(|(activity, _)| i64::from(activity.demands[k])).sum::<i64>() <= i64::from(*units)
            })
        });
        let accounts = self.accounts.iter().enumerate().all(|(f, row)| {
            row.iter().enumerate().all(|(period, amount)| {
                let paid = kept().filter(|(_, at)| self.period_of(*at) == period);
                paid.map(|(activity, _)| activity.costs[f]).sum::<i64>() <= *amount
            })
        });
        starts.len() == self.activities.len() && kept().all(window) && mandatory && order && resources && accounts
    }
}
