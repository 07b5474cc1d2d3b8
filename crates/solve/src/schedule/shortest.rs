//! The shortest schedule: bounds from above by construction, from below by refutation, until they meet.

use super::engine::{Engine, Lit, Outcome};
use super::serial::Serial;
use super::timetable::{Task, Timetable};
use super::{Fault, Project};

/// What is known of the shortest schedule of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortest {
    /// Start of each activity in the best schedule found.
    pub starts: Vec<i32>,
    /// Its last end.
    pub makespan: i32,
    /// Proved: no schedule ends before this. Equal to `makespan` when the schedule is proved to be the shortest.
    pub bound: i32,
    /// Conflicts that the search learnt from: the work done, the same on every machine.
    pub conflicts: u64,
}

impl Shortest {
    /// Whether it is proved that none is shorter.
    pub fn is_optimal(&self) -> bool {
        self.bound == self.makespan
    }

    /// What is not proved, as a share of the makespan.
    pub fn gap(&self) -> f64 {
        if self.makespan == 0 { 0.0 } else { f64::from(self.makespan - self.bound) / f64::from(self.makespan) }
    }
}

/// Random constructions tried before the search.
const TRIES: usize = 60;
/// Conflicts between two restarts, times the sequence of Luby.
const RESTART: u64 = 120;

/// The shortest schedule of a project, or the best found and a bound when `stop` answers true.
///
/// `stop` is asked between two rounds of work, each of some hundred conflicts; a caller who counts its calls gets the same
/// answer every time, one who looks at a clock gets the best of that time. There is always a schedule.
///
/// # Errors
/// All the [`Fault`]s of the project, when it has any.
pub fn shortest(project: &Project, stop: &mut dyn FnMut() -> bool) -> Result<Shortest, Vec<Fault>> {
    let faults = project.faults();
    if !faults.is_empty() {
        return Err(faults);
    }
    let serial = Serial::new(project);
    let bound = serial.bound();
    let starts = serial.best(bound, TRIES, stop);
    let makespan = project.makespan(&starts);
    let mut known = Shortest { starts, makespan, bound, conflicts: 0 };
    if known.bound < known.makespan {
        improve(project, &serial, &mut known, stop);
    }
    Ok(known)
}

/// Searches below the makespan known until nothing is left, or until told to stop.
fn improve(project: &Project, serial: &Serial, known: &mut Shortest, stop: &mut dyn FnMut() -> bool) {
    let n = project.len();
    let mut engine = model(project, serial, known.makespan - 1, known.bound);
    engine.hint[..n].copy_from_slice(&known.starts);
    let mut round = 0;
    if !engine.settle() {
        known.bound = known.makespan;
        return;
    }
    loop {
        known.bound = known.bound.max(engine.low(n));
        // In turn: is there one as short as the bound, and is there one shorter than what is known?
        let assumption = (round % 2 == 0).then(|| Lit::at_most(n, known.bound));
        let outcome = engine.search(assumption, RESTART * luby(round / 2 + 1));
        known.conflicts = engine.conflicts;
        match outcome {
            Outcome::Impossible => {
                known.bound = known.makespan;
                return;
            }
            Outcome::Refuted => known.bound += 1,
            Outcome::Found => {
                let found: Vec<i32> = (0..n).map(|i| engine.value(i)).collect();
                let starts = serial.shake(serial.left(&found));
                known.makespan = project.makespan(&starts);
                engine.hint[..n].copy_from_slice(&starts);
                known.starts = starts;
                if known.makespan <= known.bound {
                    return;
                }
                engine.assert(Lit::at_most(n, known.makespan - 1));
            }
            Outcome::Paused => round += 1,
        }
        if stop() {
            engine.undo_to(0);
            known.bound = known.bound.max(engine.low(n)).min(known.makespan);
            return;
        }
    }
}

/// One variable an activity, its start; the last is the end of all, at most `longest`.
fn model(project: &Project, serial: &Serial, longest: i32, bound: i32) -> Engine {
    let n = project.len();
    let mut bounds: Vec<(i32, i32)> = (0..n).map(|i| (serial.heads[i], longest - serial.tails[i])).collect();
    bounds.push((bound, longest));
    let pairs = beside(project);
    bounds.extend(pairs.iter().map(|_| (0, 1)));
    let mut engine = Engine::new(&bounds);
    engine.order = (0..=n).collect();
    let mut last = vec![true; n];
    for (a, b) in &project.precedences {
        engine.add_edge(*a, *b, project.durations[*a], None);
        last[*a] = false;
    }
    for i in (0..n).filter(|i| last[*i]) {
        engine.add_edge(i, n, project.durations[i], None);
    }
    for (at, (i, j)) in pairs.iter().enumerate() {
        let first = n + 1 + at;
        engine.add_edge(*i, *j, project.durations[*i], Some(Lit::at_least(first, 1)));
        engine.add_edge(*j, *i, project.durations[*j], Some(Lit::at_most(first, 0)));
    }
    for (k, capacity) in project.capacities.iter().enumerate() {
        let uses = (0..n).filter(|i| project.demands[*i][k] > 0 && project.durations[*i] > 0);
        let tasks: Vec<Task> =
            uses.map(|i| Task { start: i, duration: project.durations[i], demand: project.demands[i][k] }).collect();
        let asked: i64 = tasks.iter().map(|task| i64::from(task.demand)).sum();
        if asked > i64::from(*capacity) {
            engine.add_table(Timetable::new(*capacity, tasks, longest));
        }
    }
    engine
}

/// Pairs that never fit side by side, and that no precedence orders.
fn beside(project: &Project) -> Vec<(usize, usize)> {
    let n = project.len();
    let next = project.successors();
    let mut after = vec![vec![false; n]; n];
    for i in super::topological(n, &next).into_iter().rev() {
        for j in &next[i] {
            let (row, other) = if i < *j {
                let (a, b) = after.split_at_mut(*j);
                (&mut a[i], &b[0])
            } else {
                let (a, b) = after.split_at_mut(i);
                (&mut b[0], &a[*j])
            };
            row[*j] = true;
            for (mine, theirs) in row.iter_mut().zip(other) {
                *mine |= theirs;
            }
        }
    }
    let too_much = |i: usize, j: usize| {
        let both = project.demands[i].iter().zip(&project.demands[j]).zip(&project.capacities);
        project.durations[i] > 0
            && project.durations[j] > 0
            && both.into_iter().any(|((a, b), capacity)| i64::from(*a) + i64::from(*b) > i64::from(*capacity))
    };
    let pairs = (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j)));
    pairs.filter(|(i, j)| !after[*i][*j] && !after[*j][*i] && too_much(*i, *j)).collect()
}

/// 1, 1, 2, 1, 1, 2, 4, 1, … (Luby, Sinclair and Zuckerman 1993), from rank 1.
fn luby(rank: u64) -> u64 {
    let mut size = 1u64;
    while size < rank + 1 {
        size *= 2;
    }
    if size == rank + 1 { size / 2 } else { luby(rank + 1 - size / 2) }
}

/// The shortest makespan, searched from a schedule that does one thing after the other: without constructions, so that the search
/// finds and proves by itself.
#[cfg(test)]
pub(super) fn from_worst(project: &Project) -> i32 {
    let serial = Serial::new(project);
    let mut at = 0;
    let mut starts = vec![0; project.len()];
    for i in super::topological(project.len(), &project.successors()) {
        starts[i] = at;
        at += project.durations[i];
    }
    let mut known = Shortest { starts, makespan: at, bound: 0, conflicts: 0 };
    improve(project, &serial, &mut known, &mut || false);
    assert!(known.is_optimal() && project.is_kept_by(&known.starts));
    known.makespan
}
