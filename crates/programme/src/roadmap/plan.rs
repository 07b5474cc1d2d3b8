//! Dates for a roadmap: what to keep, and when each action begins, so that envelopes, teams, windows and dependencies are kept.
//!
//! A [`Plan`] is the roadmap as `solve::selection` takes it. Steps are quarters from the first of the first year, so that a period is a
//! year. An action is committed whole in the year in which it begins.

mod contradiction;
mod refusal;

use std::collections::BTreeMap;

use serde::Serialize;
use solve::selection::{self, Activity, Menu};

use super::dates::broken_when;
use super::{Action, Broken, Disagreement, Grant, Payer, Quarter, Roadmap, envelope};
use crate::Slug;

pub use contradiction::{Contradiction, Limit};
pub use refusal::{Change, NotARefusal, Refusal};

/// A roadmap, ready to be asked for dates.
#[derive(Debug, Clone)]
pub struct Plan<'r> {
    pub(super) roadmap: &'r Roadmap,
    pub(super) menu: Menu,
    /// What each activity stands for.
    pub(super) parts: Vec<Part>,
    pub(super) payers: Vec<Payer>,
    /// Step 0.
    base: Quarter,
    /// Money that does not come.
    refused: Vec<Refusal>,
}

/// What an activity of the solver stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// An action, by its rank in the roadmap.
    Action(usize),
    /// The time that one action waits after another, both by their ranks.
    Wait(usize, usize),
}

/// What is known of the best dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// Proved: no other dates are worth more.
    Optimal,
    /// Dates that keep everything; others may be worth more, up to the bound.
    Feasible,
    /// Proved: no dates keep everything.
    Infeasible,
    /// Nothing was found nor proved in the time given.
    Unknown,
}

/// Dates, with what is proved of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Timetable {
    /// What is proved.
    pub status: Proof,
    /// What the dates are worth, in points: none without dates.
    pub value: Option<i64>,
    /// What no dates can pass, in points.
    pub bound: Option<i64>,
    /// What is not proved, as a share of the value.
    pub gap: Option<f64>,
    /// Parts of the search looked at: the work done, the same on every machine.
    pub nodes: u64,
    /// Quarter in which each action begins, in the order of the roadmap.
    pub starts: BTreeMap<Slug, Quarter>,
    /// Planned actions that have no place, in the order of the roadmap.
    pub left: Vec<Slug>,
}

impl Timetable {
    /// Says again what is proved, once the value is better.
    fn retell(&mut self) {
        let (Some(value), Some(bound)) = (self.value, self.bound) else { return };
        let missing = bound - value;
        self.gap = if missing == 0 { Some(0.0) } else { (value > 0).then(|| missing as f64 / value as f64) };
        if missing == 0 {
            self.status = Proof::Optimal;
        }
    }
}

/// Points of one of worth, and what each year of waiting takes from them.
pub const POINTS: u64 = 100;
/// Points lost for each of worth with each year that passes before the action begins.
pub const DELAY: u64 = 3;
/// Calls of the question whether anything is possible, before the search.
const IMPOSSIBLE: u64 = 40;
/// Calls of the second search, which puts back what nobody gave a worth.
const FILLING: u32 = 40;

/// The grants that pay a part of an action, each once.
pub(super) fn grants_of<'r>(roadmap: &'r Roadmap, action: &Action) -> Vec<&'r Grant> {
    let mut grants: Vec<&Grant> = Vec::new();
    for (payer, _, _) in action.payments() {
        if let Payer::Grant(id) = payer
            && let Some(grant) = roadmap.grant(id.as_str())
            && !grants.contains(&grant)
        {
            grants.push(grant);
        }
    }
    grants
}

impl<'r> Plan<'r> {
    /// The plan of a roadmap.
    ///
    /// # Errors
    /// Everything in the roadmap that contradicts itself, [`Roadmap::disagreements`].
    pub fn new(roadmap: &'r Roadmap) -> Result<Self, Vec<Disagreement>> {
        let disagreements = roadmap.disagreements();
        if !disagreements.is_empty() {
            return Err(disagreements);
        }
        let base = Quarter::at(i32::from(roadmap.first.year()) * 4);
        let horizon = roadmap.last().since(base) + 1;
        let payers = roadmap.payers();
        let quarters = (0..horizon).map(|step| Quarter::at(base.index() + step));
        let capacity = |team: &super::Team| {
            quarters.clone().map(|quarter| team.capacity_in(quarter).hundredths() as i32).collect::<Vec<i32>>()
        };
        let accounts = payers.iter().map(|payer| {
            let known = |year| envelope(roadmap.budget_of(payer), year);
            // An envelope that nobody knows limits nothing.
            roadmap.years().map(|year| known(year).map_or(selection::AMOUNT, |euros| euros as i64)).collect()
        });
        let mut plan = Self {
            roadmap,
            menu: Menu {
                activities: Vec::new(),
                capacities: roadmap.teams.iter().map(capacity).collect(),
                accounts: accounts.collect(),
                period: 4,
                precedences: Vec::new(),
                horizon,
            },
            parts: Vec::new(),
            payers,
            base,
            refused: Vec::new(),
        };
        plan.add_activities();
        plan.add_dependencies();
        plan.reduce();
        Ok(plan)
    }

    fn add_activities(&mut self) {
        let planned = || self.roadmap.actions.iter().filter(|action| action.status.is_planned());
        let somebody_said = planned().any(|action| action.worth > 0);
        for (rank, action) in self.roadmap.actions.iter().enumerate() {
            let Some((window, duration)) = self.place(action) else { continue };
            let worth = if somebody_said { action.worth } else { 1 };
            let since = if action.status.has_begun() { self.base.year() } else { 0 };
            let began_before = action.start.is_some_and(|start| start.year() < since);
            let mut costs = vec![0; self.payers.len()];
            for (payer, _, euros) in action.payments() {
                let account = self.payers.iter().position(|known| *known == payer);
                // What was committed before the roadmap is not taken from its envelopes.
                if let Some(account) = account.filter(|_| !began_before) {
                    costs[account] += euros as i64;
                }
            }
            let need = |team: &super::Team| action.need_of(team.id.as_str()).hundredths() as i32;
            self.parts.push(Part::Action(rank));
            self.menu.activities.push(Activity {
                duration,
                demands: self.roadmap.teams.iter().map(need).collect(),
                costs,
                window,
                worth: (worth * POINTS) as i64,
                delay: (worth * DELAY) as i64,
                mandatory: action.is_needed(),
            });
        }
    }

    /// Steps at which an action may begin, and how many it lasts; none when it has no place in the timetable.
    fn place(&self, action: &Action) -> Option<((i32, i32), i32)> {
        if !action.status.is_planned() {
            return None;
        }
        let step = |quarter: Quarter| quarter.since(self.base);
        let (first, horizon) = (step(self.roadmap.first), self.menu.horizon);
        let lasts = action.quarters as i32;
        if let Some(start) = action.start.filter(|_| action.status.has_begun()) {
            // It is where it is: what is before the roadmap, or after it, is cut off.
            let begin = step(start).max(first);
            let duration = (step(start) + lasts).min(horizon) - begin;
            return (duration > 0).then_some(((begin, begin), duration));
        }
        let mut from = action.earliest.map_or(first, step).max(first);
        let mut to = action.latest.map_or(horizon - 1, step).min(horizon - 1) + 1 - lasts;
        for grant in grants_of(self.roadmap, action) {
            from = from.max(step(grant.opens));
            to = to.min(step(grant.closes));
        }
        for dependency in &action.depends {
            // What was over before the roadmap is no activity, but its lag may still run.
            let before = self.roadmap.action(dependency.on.as_str()).filter(|before| before.status.has_begun());
            if let Some((before, start)) = before.and_then(|before| before.start.map(|start| (before, start))) {
                from = from.max(step(before.over(start)) + dependency.lag as i32);
            }
        }
        Some(((from, to), lasts))
    }

    fn add_dependencies(&mut self) {
        let activities: BTreeMap<usize, usize> = (self.parts.iter().zip(0..))
            .filter_map(|(part, at)| if let Part::Action(rank) = part { Some((*rank, at)) } else { None })
            .collect();
        for (rank, action) in self.roadmap.actions.iter().enumerate() {
            // What began does not wait any more.
            let Some(after) = activities.get(&rank).filter(|_| !action.status.has_begun()) else { continue };
            for dependency in &action.depends {
                let on = self.roadmap.actions.iter().position(|before| before.id == dependency.on);
                let Some((on, before)) = on.and_then(|on| activities.get(&on).map(|before| (on, *before))) else {
                    continue;
                };
                if self.roadmap.actions[on].status.has_begun() {
                    continue; // In the window already.
                }
                if dependency.lag == 0 {
                    self.menu.precedences.push((before, *after));
                    continue;
                }
                let wait = self.menu.activities.len();
                self.parts.push(Part::Wait(on, rank));
                self.menu.activities.push(Activity {
                    duration: dependency.lag as i32,
                    demands: vec![0; self.menu.capacities.len()],
                    costs: vec![0; self.payers.len()],
                    window: (0, self.menu.horizon),
                    ..Activity::default()
                });
                self.menu.precedences.extend([(before, wait), (wait, *after)]);
            }
        }
    }

    /// Divides each account and each resource by what all its lines are multiples of: the same limits, in smaller numbers.
    fn reduce(&mut self) {
        let activities = &mut self.menu.activities;
        for (account, row) in self.menu.accounts.iter_mut().enumerate() {
            let common = activities.iter().fold(0, |common, activity| gcd(common, activity.costs[account]));
            if common > 1 {
                activities.iter_mut().for_each(|activity| activity.costs[account] /= common);
                row.iter_mut().filter(|held| **held != selection::AMOUNT).for_each(|held| *held /= common);
            }
        }
        for (resource, row) in self.menu.capacities.iter_mut().enumerate() {
            let demand = |activity: &Activity| i64::from(activity.demands[resource]);
            let common = activities.iter().fold(0, |common, activity| gcd(common, demand(activity))) as i32;
            if common > 1 {
                activities.iter_mut().for_each(|activity| activity.demands[resource] /= common);
                row.iter_mut().for_each(|held| *held /= common);
            }
        }
    }

    pub(super) fn quarter(&self, step: i32) -> Quarter {
        Quarter::at(self.base.index() + step)
    }

    pub(super) fn action(&self, activity: usize) -> Option<&'r Action> {
        match self.parts[activity] {
            Part::Action(rank) => Some(&self.roadmap.actions[rank]),
            Part::Wait(..) => None,
        }
    }

    /// The best dates, or the best found and a bound when `stop` answers true.
    ///
    /// The value counts [`POINTS`] for each of worth of what is kept, less [`DELAY`] for each year that it waits; when nobody gave any
    /// worth, each action counts for one. What has no worth beside others that have is then added where there is room.
    pub fn best(&self, stop: &mut dyn FnMut() -> bool) -> Timetable {
        // Envelopes that cannot hold what must be done are seen sooner by counting.
        let answer = match self.is_impossible(IMPOSSIBLE, stop) {
            Some(true) => selection::Best { found: None, bound: None, nodes: 0 },
            _ => selection::best(&self.menu, stop).expect("a roadmap that agrees with itself makes a menu"),
        };
        let status = match &answer.found {
            _ if answer.is_infeasible() => Proof::Infeasible,
            None => Proof::Unknown,
            Some(_) if answer.is_optimal() => Proof::Optimal,
            Some(_) => Proof::Feasible,
        };
        let starts = answer.found.as_ref().map(|found| self.advanced(self.filled(&found.starts)));
        let mut timetable = Timetable {
            status,
            value: answer.found.as_ref().map(|found| found.value),
            bound: answer.bound,
            gap: answer.gap(),
            nodes: answer.nodes,
            starts: BTreeMap::new(),
            left: Vec::new(),
        };
        if let (Some(starts), Some(value)) = (&starts, timetable.value) {
            // Earlier is never worth less; and never more than the bound.
            timetable.value = Some(value.max(self.menu.value(starts)));
            if timetable.value != Some(value) {
                timetable.retell();
            }
        }
        for (activity, start) in starts.iter().flatten().enumerate() {
            match (self.action(activity), start) {
                (Some(action), Some(step)) => {
                    // What began before the roadmap keeps its own quarter.
                    let begun = action.start.filter(|_| action.status.has_begun());
                    timetable.starts.insert(action.id.clone(), begun.unwrap_or(self.quarter(*step)));
                }
                (Some(action), None) => timetable.left.push(action.id.clone()),
                (None, _) => {}
            }
        }
        timetable
    }

    /// Lets each action begin as early as the others allow, one after the other: within a year, an earlier quarter is worth as much.
    /// What waits for others is looked at again until nothing moves.
    fn advanced(&self, mut starts: Vec<Option<i32>>) -> Vec<Option<i32>> {
        self.put_waits(&mut starts);
        let mut order: Vec<usize> = (0..starts.len()).filter(|i| self.action(*i).is_some()).collect();
        for _ in 0..3 {
            order.sort_by_key(|i| (starts[*i], *i));
            let before = starts.clone();
            for i in &order {
                let Some(at) = starts[*i] else { continue };
                for earlier in self.menu.activities[*i].window.0.max(0)..at {
                    let mut tried = starts.clone();
                    tried[*i] = Some(earlier);
                    self.put_waits(&mut tried);
                    if self.menu.is_kept_by(&tried) {
                        starts = tried;
                        break;
                    }
                }
            }
            if starts == before {
                break;
            }
        }
        starts
    }

    /// Puts each wait where what comes before it ends.
    pub(super) fn put_waits(&self, starts: &mut [Option<i32>]) {
        for (before, wait) in &self.menu.precedences {
            if let Part::Wait(_, after) = self.parts[*wait] {
                let kept = self.parts.iter().position(|part| *part == Part::Action(after)).and_then(|i| starts[i]);
                starts[*wait] =
                    starts[*before].filter(|_| kept.is_some()).map(|at| at + self.menu.activities[*before].duration);
            }
        }
    }

    /// Puts what has no worth where there is room, without moving what has.
    fn filled(&self, starts: &[Option<i32>]) -> Vec<Option<i32>> {
        let worthless = |i: usize| self.menu.activities[i].worth == 0 && self.action(i).is_some();
        if !(0..starts.len()).any(|i| starts[i].is_none() && worthless(i)) {
            return starts.to_vec();
        }
        let mut menu = self.menu.clone();
        for (i, activity) in menu.activities.iter_mut().enumerate() {
            let kept = starts[i].filter(|_| !worthless(i) && self.action(i).is_some());
            (activity.worth, activity.delay) = (i64::from(worthless(i)) * POINTS as i64, i64::from(worthless(i)));
            match kept {
                Some(at) => (activity.window, activity.mandatory) = ((at, at), true),
                // What was left for want of room stays so.
                None if !worthless(i) && self.action(i).is_some() => activity.window = (1, 0),
                None => {}
            }
        }
        let mut calls = 0;
        let filled = selection::best(&menu, &mut || {
            calls += 1;
            calls > FILLING
        });
        let found = filled.ok().and_then(|answer| answer.found).map(|found| found.starts);
        found.filter(|found| self.menu.is_kept_by(found)).unwrap_or_else(|| starts.to_vec())
    }

    /// The smallest roadmap there can be: what must be done, with all that it needs, alone. Its actions, and their best dates.
    pub fn minimal(&self, stop: &mut dyn FnMut() -> bool) -> (Vec<Slug>, Timetable) {
        let needed = selection::needed(&self.menu);
        let mut alone = self.clone();
        for (i, activity) in alone.menu.activities.iter_mut().enumerate() {
            if needed.binary_search(&i).is_err() {
                activity.window = (1, 0);
            }
        }
        let mut timetable = alone.best(stop);
        timetable.left.clear();
        let actions = needed.iter().filter_map(|i| self.action(*i)).map(|action| action.id.clone()).collect();
        (actions, timetable)
    }

    /// What the payments of several years ask of envelopes once they follow the dates of a timetable: the solver commits each action
    /// whole when it begins, and does not see this. Anything else would be a fault of ours.
    pub fn overruns(&self, timetable: &Timetable) -> Vec<Broken> {
        let kept = self.roadmap.actions.iter().filter(|action| timetable.starts.contains_key(&action.id));
        let starts: Vec<_> = kept.map(|action| (action, timetable.starts.get(&action.id).copied())).collect();
        broken_when(self.roadmap, &starts)
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
