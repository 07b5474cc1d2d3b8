//! Limits of a roadmap that contradict each other, such that without any one of them the others can be kept.

use serde::Serialize;
use solve::selection::{self, Menu};

use super::{Part, Plan, grants_of};
use crate::Slug;
use crate::roadmap::{Payer, Quarter};

/// Something that a roadmap imposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "limit", rename_all = "kebab-case")]
pub enum Limit {
    /// What an envelope holds in a year.
    Envelope {
        /// Whose.
        payer: Payer,
        /// Of which year.
        year: u16,
        /// Euros.
        holds: u64,
    },
    /// What a team has in some quarters.
    Team {
        /// The team.
        team: Slug,
        /// The quarters.
        quarters: Vec<Quarter>,
    },
    /// When an action may begin, by its own quarters, by those of its grants, or because it began.
    Window {
        /// The action.
        action: Slug,
        /// First quarter.
        from: Quarter,
        /// Last quarter, before the first when there is none.
        to: Quarter,
        /// The grants that make it so, with others or alone.
        grants: Vec<Slug>,
    },
    /// That an action waits for another.
    Dependency {
        /// What comes before.
        before: Slug,
        /// What waits.
        after: Slug,
    },
    /// That an action must be done.
    Obligation {
        /// The action.
        action: Slug,
    },
}

/// Limits that cannot be kept together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    /// The limits, beside the first and the last quarter of the roadmap.
    pub limits: Vec<Limit>,
    /// Proved: without any one of them, the others can be kept.
    pub is_minimal: bool,
}

impl Plan<'_> {
    /// Why no dates keep everything that must be done. None when some do, or when the work allowed (`calls`, for each limit that is
    /// tried) did not suffice to tell.
    pub fn contradiction(&self, calls: u64) -> Option<Contradiction> {
        let found = selection::conflict(&self.menu, calls).expect("a roadmap that agrees with itself makes a menu")?;
        let mut alone = only(&self.menu, &found.limits);
        let mut is_minimal = found.is_minimal;
        let mut limits = Vec::new();
        for limit in &found.limits {
            let told = match *limit {
                selection::Limit::Account { account, period } => {
                    let (payer, year) = (self.payers[account].clone(), self.roadmap.first.year() + period as u16);
                    // Emptied by a refusal, or known.
                    let held = crate::roadmap::envelope(self.roadmap.budget_of(&payer), year);
                    let holds = if self.menu.accounts[account][period] == 0 { 0 } else { held.unwrap_or(0) };
                    Some(Limit::Envelope { payer, year, holds })
                }
                selection::Limit::Resource(team) => {
                    let (steps, sure) = quarters_of(&mut alone, team, calls);
                    is_minimal &= sure;
                    let quarters = steps.into_iter().map(|step| self.quarter(step)).collect();
                    Some(Limit::Team { team: self.roadmap.teams[team].id.clone(), quarters })
                }
                selection::Limit::Window(activity) => self.action(activity).map(|action| {
                    let (from, to) = self.menu.activities[activity].window;
                    let grants = match action.status.has_begun() {
                        true => Vec::new(),
                        false => grants_of(self.roadmap, action).into_iter().map(|grant| grant.id.clone()).collect(),
                    };
                    Limit::Window { action: action.id.clone(), from: self.quarter(from), to: self.quarter(to), grants }
                }),
                selection::Limit::Precedence(rank) => {
                    let id = |rank: usize| self.roadmap.actions[rank].id.clone();
                    let (a, b) = self.menu.precedences[rank];
                    Some(match (self.parts[a], self.parts[b]) {
                        (Part::Wait(before, after), _) | (_, Part::Wait(before, after)) => {
                            Limit::Dependency { before: id(before), after: id(after) }
                        }
                        (Part::Action(before), Part::Action(after)) => {
                            Limit::Dependency { before: id(before), after: id(after) }
                        }
                    })
                }
                selection::Limit::Mandatory(activity) => {
                    self.action(activity).map(|action| Limit::Obligation { action: action.id.clone() })
                }
            };
            // Both sides of a wait are one dependency.
            limits.extend(told.filter(|told| !limits.contains(told)));
        }
        Some(Contradiction { limits, is_minimal })
    }
}

/// A menu with these limits and no other.
fn only(menu: &Menu, limits: &[selection::Limit]) -> Menu {
    let mut alone = menu.clone();
    let held = |limit: selection::Limit| limits.contains(&limit);
    for (account, row) in alone.accounts.iter_mut().enumerate() {
        for (period, amount) in row.iter_mut().enumerate() {
            if !held(selection::Limit::Account { account, period }) {
                *amount = selection::AMOUNT;
            }
        }
    }
    for (resource, row) in alone.capacities.iter_mut().enumerate() {
        if !held(selection::Limit::Resource(resource)) {
            row.fill(i32::MAX);
        }
    }
    for (i, activity) in alone.activities.iter_mut().enumerate() {
        (activity.worth, activity.delay) = (0, 0);
        activity.mandatory &= held(selection::Limit::Mandatory(i));
        if !held(selection::Limit::Window(i)) {
            activity.window = (0, menu.horizon);
        }
    }
    let mut rank = 0;
    alone.precedences.retain(|_| {
        rank += 1;
        held(selection::Limit::Precedence(rank - 1))
    });
    alone
}

/// The steps at which a resource is part of a conflict, none of which can be taken away; and whether that is proved. The others are
/// freed in the menu.
fn quarters_of(alone: &mut Menu, resource: usize, calls: u64) -> (Vec<i32>, bool) {
    let (mut steps, mut sure) = (Vec::new(), true);
    for step in 0..alone.horizon {
        let units = std::mem::replace(&mut alone.capacities[resource][step as usize], i32::MAX);
        let mut called = 0;
        let answer = selection::best(alone, &mut || {
            called += 1;
            called > calls
        });
        let answer = answer.expect("a menu with fewer limits has no fault");
        if !answer.is_infeasible() {
            alone.capacities[resource][step as usize] = units;
            steps.push(step);
            sure &= answer.found.is_some();
        }
    }
    (steps, sure)
}
