//! Why a timetable ends when it does, and what may still move in it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::plan::{Plan, Timetable, grants_of};
use super::{Payer, Quarter};
use crate::Slug;

/// Why an action does not begin earlier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "cause", rename_all = "kebab-case")]
pub enum Cause {
    /// It begins with the roadmap.
    Beginning,
    /// It began already.
    Begun,
    /// It waits for this action.
    After {
        /// The action that ends before.
        action: Slug,
    },
    /// Its own first quarter.
    Earliest,
    /// The opening of a grant that pays it.
    Opening {
        /// The grant.
        grant: Slug,
    },
    /// This action leaves it the people that it lacked.
    Team {
        /// The team.
        team: Slug,
        /// The action that ends.
        action: Slug,
    },
    /// In the year before, this envelope has not enough left.
    Envelope {
        /// Whose.
        payer: Payer,
        /// The year in which it could not begin.
        year: u16,
    },
    /// It could begin earlier without any other moving.
    Nothing,
}

/// One action of the critical path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The action.
    pub action: Slug,
    /// When it begins.
    pub begins: Quarter,
    /// Why it does not begin earlier; the action that a cause names is that of the link before.
    #[serde(flatten)]
    pub cause: Cause,
}

/// How much an action may be late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Slack {
    /// The action.
    pub action: Slug,
    /// Quarters that it may be late while no other action moves and every limit is kept.
    pub alone: u32,
    /// Quarters that it may be late without the last end moving, if those that follow it may move and by dependencies and windows
    /// only.
    pub chain: u32,
}

/// Starts by activity, as the solver has them.
fn steps(plan: &Plan<'_>, timetable: &Timetable) -> Vec<Option<i32>> {
    let mut starts: Vec<Option<i32>> = (0..plan.parts.len())
        .map(|i| {
            let action = plan.action(i)?;
            timetable.starts.contains_key(&action.id).then_some(())?;
            match action.status.has_begun() {
                true => Some(plan.menu.activities[i].window.0),
                false => timetable.starts.get(&action.id).map(|start| start.since(plan.quarter(0))),
            }
        })
        .collect();
    plan.put_waits(&mut starts);
    starts
}

/// The critical path: from the last action to end back to what nothing holds, each with why it does not begin earlier. Empty without
/// dates.
pub fn path(plan: &Plan<'_>, timetable: &Timetable) -> Vec<Link> {
    let starts = steps(plan, timetable);
    let end = |i: usize| starts[i].map(|start| start + plan.menu.activities[i].duration);
    let acts = || (0..starts.len()).filter(|i| plan.action(*i).is_some() && starts[*i].is_some());
    let mut links: Vec<Link> = Vec::new();
    let mut at = acts().max_by_key(|i| (end(*i), std::cmp::Reverse(*i)));
    while let Some(i) = at {
        let action = plan.action(i).expect("a part that is an action");
        let cause = cause(plan, &starts, i);
        let next = match &cause {
            Cause::After { action } | Cause::Team { action, .. } => Some(action.clone()),
            _ => None,
        };
        let begins = timetable.starts[&action.id];
        links.push(Link { action: action.id.clone(), begins, cause });
        // Ends decrease from link to link, so that none comes twice.
        at = next.and_then(|id| acts().find(|j| plan.action(*j).is_some_and(|action| action.id == id)));
    }
    links.reverse();
    links
}

fn cause(plan: &Plan<'_>, starts: &[Option<i32>], i: usize) -> Cause {
    let (menu, Some(start)) = (&plan.menu, starts[i]) else { return Cause::Nothing };
    let action = plan.action(i).expect("a part that is an action");
    if action.status.has_begun() {
        return Cause::Begun;
    }
    let first = plan.roadmap.first.since(plan.quarter(0));
    if start == first {
        return Cause::Beginning;
    }
    // Dependencies on what is scheduled, then on what began.
    for dependency in &action.depends {
        let before = (0..starts.len()).find(|j| plan.action(*j).is_some_and(|before| before.id == dependency.on));
        let ends = before.and_then(|j| starts[j].map(|begin| begin + menu.activities[j].duration));
        if ends.is_some_and(|ends| ends + dependency.lag as i32 == start) {
            return Cause::After { action: dependency.on.clone() };
        }
    }
    let quarter = plan.quarter(start);
    if let Some(grant) = grants_of(plan.roadmap, action).into_iter().find(|grant| grant.opens == quarter) {
        return Cause::Opening { grant: grant.id.clone() };
    }
    if start == menu.activities[i].window.0 {
        return Cause::Earliest;
    }
    let kept = || (0..starts.len()).filter(|j| *j != i && starts[*j].is_some());
    for (resource, row) in menu.capacities.iter().enumerate() {
        let under_way =
            |j: &usize| starts[*j].is_some_and(|begin| begin < start && start <= begin + menu.activities[*j].duration);
        let used: i32 = kept().filter(under_way).map(|j| menu.activities[j].demands[resource]).sum();
        if menu.activities[i].demands[resource] > 0
            && used + menu.activities[i].demands[resource] > row[start as usize - 1]
        {
            let ends = |j: &usize| starts[*j].map(|begin| begin + menu.activities[*j].duration) == Some(start);
            let leaves = kept().filter(ends).find(|j| menu.activities[*j].demands[resource] > 0);
            if let Some(before) = leaves.and_then(|j| plan.action(j)) {
                return Cause::Team { team: plan.roadmap.teams[resource].id.clone(), action: before.id.clone() };
            }
        }
    }
    let year = menu.period_of(start);
    if start % menu.period == 0 && year > 0 {
        for (account, row) in menu.accounts.iter().enumerate() {
            let paid = kept().filter(|j| starts[*j].is_some_and(|begin| menu.period_of(begin) == year - 1));
            let spent: i64 = paid.map(|j| menu.activities[j].costs[account]).sum();
            let cost = menu.activities[i].costs[account];
            if cost > 0 && spent + cost > row[year - 1] {
                return Cause::Envelope { payer: plan.payers[account].clone(), year: quarter.year() - 1 };
            }
        }
    }
    Cause::Nothing
}

/// How much each action of a timetable may be late, in the order of the roadmap.
pub fn slacks(plan: &Plan<'_>, timetable: &Timetable) -> Vec<Slack> {
    let menu = &plan.menu;
    let starts = steps(plan, timetable);
    let last = (0..starts.len()).filter_map(|i| starts[i].map(|start| start + menu.activities[i].duration)).max();
    let Some(last) = last else { return Vec::new() };
    // Latest starts by dependencies and windows, worked out from those that nothing follows.
    let mut latest: BTreeMap<usize, i32> = BTreeMap::new();
    let mut open: Vec<usize> = (0..starts.len()).filter(|i| starts[*i].is_some()).collect();
    open.sort_by_key(|i| std::cmp::Reverse(starts[*i]));
    for i in open {
        let activity = &menu.activities[i];
        let follows = menu.precedences.iter().filter(|(before, _)| *before == i);
        let follows = follows.filter_map(|(_, after)| latest.get(after).copied()).min();
        let by_chain = follows.unwrap_or(last).min(last) - activity.duration;
        latest.insert(i, by_chain.min(activity.window.1).max(starts[i].unwrap_or_default()));
    }
    let alone = |i: usize, start: i32| {
        let mut moved = starts.clone();
        let mut late = 0;
        loop {
            moved[i] = Some(start + late as i32 + 1);
            plan.put_waits(&mut moved);
            if !menu.is_kept_by(&moved) {
                return late;
            }
            late += 1;
        }
    };
    let acts = (0..starts.len()).filter_map(|i| Some((i, plan.action(i)?, starts[i]?)));
    acts.map(|(i, action, start)| Slack {
        action: action.id.clone(),
        alone: if action.status.has_begun() { 0 } else { alone(i, start) },
        chain: if action.status.has_begun() { 0 } else { (latest[&i] - start).max(0) as u32 },
    })
    .collect()
}
