//! A resource shared over time: what is certainly in use at each moment, and what it forbids.
//!
//! A task that must begin before `latest` and cannot end before `earliest end` is certainly under way between the two: its
//! certain part. Sums of certain parts above the capacity are a conflict; a task that does not fit beside them moves. Each
//! move is explained by one moment (pointwise: Schutt, Feydy, Stuckey and Wallace 2011), as weakly as that moment allows.

use super::engine::{Engine, Lit};

#[derive(Debug, Clone, Copy)]
pub(super) struct Task {
    /// Variable of its start.
    pub start: usize,
    pub duration: i32,
    pub demand: i32,
}

#[derive(Debug, Default)]
pub(super) struct Timetable {
    capacity: i32,
    tasks: Vec<Task>,
    /// Certain part of each task, as it was last added to the profile; empty when the first is not below the second.
    parts: Vec<(i32, i32)>,
    /// What is certainly in use at each moment.
    profile: Vec<i32>,
    because: Vec<Lit>,
}

impl Timetable {
    /// Tasks of positive duration and demand, all within `0..horizon`.
    pub fn new(capacity: i32, tasks: Vec<Task>, horizon: i32) -> Self {
        let parts = vec![(0, 0); tasks.len()];
        Self { capacity, tasks, parts, profile: vec![0; horizon.max(0) as usize], because: Vec::new() }
    }

    pub fn variables(&self) -> impl Iterator<Item = usize> {
        self.tasks.iter().map(|task| task.start)
    }

    /// Moves what must move; false when there is a conflict.
    pub fn propagate(&mut self, engine: &mut Engine) -> bool {
        self.refresh(engine);
        let peak = self.profile.iter().copied().max().unwrap_or(0);
        if peak > self.capacity {
            let moment = self.profile.iter().position(|used| *used > self.capacity).unwrap_or(0) as i32;
            self.gather(moment, None);
            return engine.contradict(&self.because);
        }
        for i in 0..self.tasks.len() {
            if peak + self.tasks[i].demand > self.capacity
                && !(self.push_later(i, engine) && self.push_earlier(i, engine))
            {
                return false;
            }
        }
        true
    }

    /// Brings certain parts up to date, whether bounds moved forward or were taken back.
    fn refresh(&mut self, engine: &Engine) {
        for (task, part) in self.tasks.iter().zip(&mut self.parts) {
            let (from, to) = (engine.high(task.start), engine.low(task.start) + task.duration);
            let now = if from < to { (from, to) } else { (0, 0) };
            if now == *part {
                continue;
            }
            for used in &mut self.profile[part.0 as usize..part.1 as usize] {
                *used -= task.demand;
            }
            for used in &mut self.profile[now.0 as usize..now.1 as usize] {
                *used += task.demand;
            }
            *part = now;
        }
    }

    fn push_later(&mut self, i: usize, engine: &mut Engine) -> bool {
        let Task { start, duration, demand } = self.tasks[i];
        let room = self.capacity - demand;
        let mut low = engine.low(start);
        let mut to = low + duration;
        loop {
            // Beside its own certain part only: inside it, the profile counts it already.
            let end = if self.parts[i].0 < self.parts[i].1 { to.min(self.parts[i].0).max(low) } else { to };
            let Some(at) = self.profile[low as usize..end as usize].iter().rposition(|used| *used > room) else {
                return true;
            };
            let moment = low + at as i32;
            self.gather(moment, Some(i));
            self.because.push(Lit::at_least(start, moment + 1 - duration));
            if !engine.put_because(Lit::at_least(start, moment + 1), &self.because) {
                return false;
            }
            low = moment + 1;
            to = low + duration;
        }
    }

    fn push_earlier(&mut self, i: usize, engine: &mut Engine) -> bool {
        let Task { start, duration, demand } = self.tasks[i];
        let room = self.capacity - demand;
        let mut high = engine.high(start);
        loop {
            let to = high + duration;
            let from = if self.parts[i].0 < self.parts[i].1 { high.max(self.parts[i].1) } else { high }.min(to);
            let Some(at) = self.profile[from as usize..to as usize].iter().position(|used| *used > room) else {
                return true;
            };
            let moment = from + at as i32;
            self.gather(moment, Some(i));
            self.because.push(Lit::at_most(start, moment));
            if !engine.put_because(Lit::at_most(start, moment - duration), &self.because) {
                return false;
            }
            high = moment - duration;
        }
    }

    /// Enough tasks certainly under way at a moment to be too many, with the demand of `but` which is not among them.
    fn gather(&mut self, moment: i32, but: Option<usize>) {
        let room = self.capacity - but.map_or(0, |i| self.tasks[i].demand);
        let under_way = |i: &usize| Some(*i) != but && (self.parts[*i].0..self.parts[*i].1).contains(&moment);
        let mut spare: i32 =
            (0..self.tasks.len()).filter(under_way).map(|i| self.tasks[i].demand).sum::<i32>() - room - 1;
        self.because.clear();
        for i in (0..self.tasks.len()).filter(under_way) {
            let Task { start, duration, demand } = self.tasks[i];
            if demand <= spare {
                spare -= demand;
                continue;
            }
            self.because.push(Lit::at_least(start, moment + 1 - duration));
            self.because.push(Lit::at_most(start, moment));
        }
    }
}
