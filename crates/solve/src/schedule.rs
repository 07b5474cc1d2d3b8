//! Activities that share resources, in the shortest time: an exact answer, with its proof or its gap.
//! Page: `docs/method/schedule.md`.
//!
//! [`shortest`] begins with schedules built by rules and shaken, then proves or improves them by search with
//! learning. It states what it proved: a schedule, and a bound below which none can be.

mod critical;
mod engine;
mod heap;
pub mod psplib;
mod serial;

pub(crate) use serial::Random;
mod shortest;
#[cfg(test)]
mod tests;
mod timetable;

pub use critical::{Cause, Link, critical};
pub use shortest::{Shortest, shortest};

/// Activities of fixed durations, before or beside each other, on renewable resources.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Project {
    /// Duration of each activity, in steps of time; zero is a milestone.
    pub durations: Vec<i32>,
    /// Units that each activity uses of each resource while it lasts: one row an activity.
    pub demands: Vec<Vec<i32>>,
    /// Units of each resource at any moment.
    pub capacities: Vec<i32>,
    /// Pairs: the second begins when the first has ended, or later.
    pub precedences: Vec<(usize, usize)>,
}

/// Why a project cannot be scheduled at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Rows of demands that are not one an activity, or one number a resource.
    Shape,
    /// A duration, demand or capacity below zero, or a total above [`HORIZON`].
    Amount {
        /// The activity, or the resource for a capacity.
        of: usize,
    },
    /// A precedence that names no activity.
    Unknown {
        /// Its rank in the list.
        precedence: usize,
    },
    /// One activity asks more than there is of a resource.
    Demand {
        /// The activity.
        activity: usize,
        /// The resource.
        resource: usize,
    },
    /// Activities each of which waits for the next, and the last for the first.
    Cycle(Vec<usize>),
}

/// Most steps of time of a project whose activities are done one after the other: tables by moment are kept in memory.
pub const HORIZON: i32 = 1 << 20;

impl Project {
    /// Number of activities.
    pub fn len(&self) -> usize {
        self.durations.len()
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.durations.is_empty()
    }

    /// Every reason why there is no schedule; there is one when there is none.
    pub fn faults(&self) -> Vec<Fault> {
        let n = self.len();
        if self.demands.len() != n || self.demands.iter().any(|row| row.len() != self.capacities.len()) {
            return vec![Fault::Shape];
        }
        let mut faults = Vec::new();
        let mut total = 0i64;
        for (i, duration) in self.durations.iter().enumerate() {
            total += i64::from(*duration);
            if *duration < 0 || self.demands[i].iter().any(|demand| *demand < 0) || total > i64::from(HORIZON) {
                faults.push(Fault::Amount { of: i });
            }
        }
        let capacities = self.capacities.iter().enumerate();
        faults.extend(capacities.filter(|(_, capacity)| **capacity < 0).map(|(of, _)| Fault::Amount { of }));
        for (activity, row) in self.demands.iter().enumerate() {
            for (resource, demand) in row.iter().enumerate() {
                // What lasts no time takes nothing.
                if *demand > self.capacities[resource] && self.durations[activity] > 0 {
                    faults.push(Fault::Demand { activity, resource });
                }
            }
        }
        let precedences = self.precedences.iter().enumerate();
        let unknown: Vec<Fault> = precedences
            .filter(|(_, (a, b))| *a >= n || *b >= n)
            .map(|(precedence, _)| Fault::Unknown { precedence })
            .collect();
        if unknown.is_empty() {
            faults.extend(cycle(n, &self.precedences).map(Fault::Cycle));
        }
        faults.extend(unknown);
        faults
    }

    /// Activities with, for each, those that must come right after it.
    fn successors(&self) -> Vec<Vec<usize>> {
        let mut next = vec![Vec::new(); self.len()];
        for (a, b) in &self.precedences {
            next[*a].push(*b);
        }
        next
    }

    /// The last end of a schedule.
    pub fn makespan(&self, starts: &[i32]) -> i32 {
        starts.iter().zip(&self.durations).map(|(start, duration)| start + duration).max().unwrap_or(0)
    }

    /// Whether starts keep every precedence and every capacity. Written apart from the solver, moment by moment.
    pub fn is_kept_by(&self, starts: &[i32]) -> bool {
        starts.len() == self.len()
            && starts.iter().all(|start| *start >= 0)
            && self.precedences.iter().all(|(a, b)| starts[*b] >= starts[*a] + self.durations[*a])
            && (0..self.makespan(starts)).all(|moment| {
                self.capacities.iter().enumerate().all(|(k, capacity)| {
                    let under_way = |i: &usize| starts[*i] <= moment && moment < starts[*i] + self.durations[*i];
                    let used: i64 = (0..self.len()).filter(under_way).map(|i| i64::from(self.demands[i][k])).sum();
                    used <= i64::from(*capacity)
                })
            })
    }
}

/// Activities that wait for each other in a ring, if any do.
pub(crate) fn cycle(n: usize, precedences: &[(usize, usize)]) -> Option<Vec<usize>> {
    let mut before = vec![Vec::new(); n];
    let mut next = vec![Vec::new(); n];
    for (a, b) in precedences {
        before[*b].push(*a);
        next[*a].push(*b);
    }
    let mut waits: Vec<usize> = before.iter().map(Vec::len).collect();
    let mut ready: Vec<usize> = (0..n).filter(|i| waits[*i] == 0).collect();
    while let Some(i) = ready.pop() {
        for j in &next[i] {
            waits[*j] -= 1;
            if waits[*j] == 0 {
                ready.push(*j);
            }
        }
    }
    // Each that still waits has one before it that waits too: going back, one comes round.
    let mut at = (0..n).find(|i| waits[*i] > 0)?;
    let mut path = Vec::new();
    while !path.contains(&at) {
        path.push(at);
        at = *before[at].iter().find(|i| waits[**i] > 0)?;
    }
    let mut ring = path.split_off(path.iter().position(|i| *i == at)?);
    ring.reverse();
    Some(ring)
}

/// Activities in an order that keeps precedences, those of smallest rank first. The precedences have no cycle.
pub(crate) fn topological(n: usize, next: &[Vec<usize>]) -> Vec<usize> {
    let mut waits = vec![0; n];
    for j in next.iter().flatten() {
        waits[*j] += 1;
    }
    let mut ready: std::collections::BTreeSet<usize> = (0..n).filter(|i| waits[*i] == 0).collect();
    let mut order = Vec::with_capacity(n);
    while let Some(i) = ready.pop_first() {
        order.push(i);
        for j in &next[i] {
            waits[*j] -= 1;
            if waits[*j] == 0 {
                ready.insert(*j);
            }
        }
    }
    order
}
