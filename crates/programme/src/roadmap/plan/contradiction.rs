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

/// Something that a menu imposes, by the smallest pieces that are told.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Account(usize, usize),
    Units(usize, usize),
    Precedences(Vec<usize>),
    Window(usize),
    Mandatory(usize),
}

impl Plan<'_> {
    /// Why no dates keep everything that must be done: limits from which none can be taken away (deletion: Chinneck and Dravnieks 1991;
    /// by halves: Junker 2004). None when some dates do, or when the work allowed did not suffice to tell: `calls` for each attempt, and
    /// none any more once `stop` answers true.
    pub fn contradiction(&self, calls: u64, stop: &mut dyn FnMut() -> bool) -> Option<Contradiction> {
        let mut menu = self.menu.clone();
        if is_impossible(&menu, calls, stop) != Some(true) {
            return None;
        }
        let (mut kept, mut is_minimal) = (Vec::new(), true);
        for group in self.pieces() {
            shrink(&mut menu, &group, &mut kept, &mut is_minimal, &mut |menu| is_impossible(menu, calls, stop));
        }
        Some(Contradiction { limits: self.told(&kept), is_minimal })
    }

    /// Whether some dates keep everything that must be done; none when the work allowed does not tell.
    pub fn is_possible(&self, calls: u64, stop: &mut dyn FnMut() -> bool) -> Option<bool> {
        self.is_impossible(calls, stop).map(|impossible| !impossible)
    }

    /// Whether it is proved that no dates keep what must be done, or that some do; none when the work allowed does not tell.
    pub(super) fn is_impossible(&self, calls: u64, stop: &mut dyn FnMut() -> bool) -> Option<bool> {
        is_impossible(&self.menu, calls, stop)
    }

    /// All that weighs on what must be done, in the order in which it is tried to do without.
    fn pieces(&self) -> Vec<Vec<Piece>> {
        let needed = selection::needed(&self.menu);
        let costs = |account: usize| needed.iter().any(|i| self.menu.activities[*i].costs[account] > 0);
        let uses = |resource: usize| needed.iter().any(|i| self.menu.activities[*i].demands[resource] > 0);
        let mut pieces: Vec<Vec<Piece>> = Vec::new();
        for account in (0..self.payers.len()).filter(|account| costs(*account)) {
            pieces.push((0..self.menu.periods()).map(|period| Piece::Account(account, period)).collect());
        }
        for resource in (0..self.menu.capacities.len()).filter(|resource| uses(*resource)) {
            pieces.push((0..self.menu.horizon as usize).map(|step| Piece::Units(resource, step)).collect());
        }
        let mut dependencies: Vec<((usize, usize), Vec<usize>)> = Vec::new();
        for (rank, (a, b)) in self.menu.precedences.iter().enumerate() {
            if needed.binary_search(b).is_err() {
                continue;
            }
            // Both sides of a wait are one dependency.
            let pair = self.dependency(*a, *b);
            match dependencies.iter_mut().find(|(known, _)| *known == pair) {
                Some((_, ranks)) => ranks.push(rank),
                None => dependencies.push((pair, vec![rank])),
            }
        }
        pieces.push(dependencies.into_iter().map(|(_, ranks)| Piece::Precedences(ranks)).collect());
        let acts = || needed.iter().copied().filter(|i| self.action(*i).is_some());
        pieces.push(acts().map(Piece::Window).collect());
        pieces.push(acts().filter(|i| self.menu.activities[*i].mandatory).map(Piece::Mandatory).collect());
        pieces
    }

    /// The two actions of a precedence, by their ranks in the roadmap.
    fn dependency(&self, a: usize, b: usize) -> (usize, usize) {
        match (self.parts[a], self.parts[b]) {
            (Part::Wait(before, after), _) | (_, Part::Wait(before, after)) => (before, after),
            (Part::Action(before), Part::Action(after)) => (before, after),
        }
    }

    fn told(&self, kept: &[Piece]) -> Vec<Limit> {
        let id = |rank: usize| self.roadmap.actions[rank].id.clone();
        let mut limits: Vec<Limit> = Vec::new();
        for piece in kept {
            match piece {
                Piece::Account(account, period) => {
                    let (payer, year) = (self.payers[*account].clone(), self.roadmap.first.year() + *period as u16);
                    // Known, or emptied by a refusal.
                    let is_refused = |one: &super::Refusal| one.payer == payer && one.year.is_none_or(|of| of == year);
                    let known = crate::roadmap::envelope(self.roadmap.budget_of(&payer), year).unwrap_or(0);
                    let holds = if self.refused.iter().any(is_refused) { 0 } else { known };
                    limits.push(Limit::Envelope { payer, year, holds });
                }
                Piece::Units(resource, step) => {
                    let (quarter, id) = (self.quarter(*step as i32), &self.roadmap.teams[*resource].id);
                    match limits.last_mut() {
                        Some(Limit::Team { team, quarters }) if team == id => quarters.push(quarter),
                        _ => limits.push(Limit::Team { team: id.clone(), quarters: vec![quarter] }),
                    }
                }
                Piece::Precedences(ranks) => {
                    let (a, b) = self.menu.precedences[ranks[0]];
                    let (before, after) = self.dependency(a, b);
                    limits.push(Limit::Dependency { before: id(before), after: id(after) });
                }
                Piece::Window(activity) => {
                    let Some(action) = self.action(*activity) else { continue };
                    let (from, to) = self.menu.activities[*activity].window;
                    let grants = match action.status.has_begun() {
                        true => Vec::new(),
                        false => grants_of(self.roadmap, action).into_iter().map(|grant| grant.id.clone()).collect(),
                    };
                    let (from, to) = (self.quarter(from), self.quarter(to));
                    limits.push(Limit::Window { action: action.id.clone(), from, to, grants });
                }
                Piece::Mandatory(activity) => {
                    limits.extend(self.action(*activity).map(|action| Limit::Obligation { action: action.id.clone() }));
                }
            }
        }
        limits
    }
}

/// Takes out of a menu all the pieces that it stays impossible without; the others are kept, and added to `kept`.
fn shrink(
    menu: &mut Menu,
    pieces: &[Piece],
    kept: &mut Vec<Piece>,
    is_minimal: &mut bool,
    is_impossible: &mut dyn FnMut(&Menu) -> Option<bool>,
) {
    if pieces.is_empty() {
        return;
    }
    let mut without = menu.clone();
    pieces.iter().for_each(|piece| free(&mut without, piece));
    match is_impossible(&without) {
        Some(true) => *menu = without,
        told if pieces.len() == 1 => {
            *is_minimal &= told.is_some();
            kept.push(pieces[0].clone());
        }
        _ => {
            let (first, second) = pieces.split_at(pieces.len() / 2);
            shrink(menu, first, kept, is_minimal, is_impossible);
            shrink(menu, second, kept, is_minimal, is_impossible);
        }
    }
}

fn free(menu: &mut Menu, piece: &Piece) {
    match piece {
        Piece::Account(account, period) => menu.accounts[*account][*period] = selection::AMOUNT,
        Piece::Units(resource, step) => menu.capacities[*resource][*step] = i32::MAX,
        // The ranks of the others must not change: what waits for itself through nothing is replaced by a repetition.
        Piece::Precedences(ranks) => ranks.iter().for_each(|rank| menu.precedences[*rank] = FREED),
        Piece::Window(activity) => menu.activities[*activity].window = (0, menu.horizon),
        Piece::Mandatory(activity) => menu.activities[*activity].mandatory = false,
    }
}

/// The place of a precedence that was taken out.
const FREED: (usize, usize) = (usize::MAX, usize::MAX);

/// Whether nothing satisfies a menu. Two questions, with more and more work: whether what must be kept can be, which tells by windows
/// and chains; and how much of it can be kept at most, the bound of which tells by envelopes and teams.
fn is_impossible(menu: &Menu, calls: u64, stop: &mut dyn FnMut() -> bool) -> Option<bool> {
    let mut asked = menu.clone();
    asked.precedences.retain(|precedence| *precedence != FREED);
    let needed = selection::needed(&asked);
    if needed.is_empty() {
        return Some(false);
    }
    for (i, activity) in asked.activities.iter_mut().enumerate() {
        (activity.worth, activity.delay) = (0, 0);
        if needed.binary_search(&i).is_err() {
            activity.demands.fill(0);
            activity.costs.fill(0);
        }
    }
    let mut counted = asked.clone();
    for i in &needed {
        (counted.activities[*i].worth, counted.activities[*i].mandatory) = (1, false);
    }
    let all = needed.len() as i64;
    let kept = "a menu with fewer limits has no fault";
    for calls in [2, 40, calls] {
        let mut called = 0;
        let mut enough = || {
            called += 1;
            called > calls || stop()
        };
        let answer = selection::best(&asked, &mut enough).expect(kept);
        if answer.is_infeasible() || answer.found.is_some() {
            return Some(answer.is_infeasible());
        }
        called = 0;
        let mut enough = || {
            called += 1;
            called > calls || stop()
        };
        let answer = selection::best(&counted, &mut enough).expect(kept);
        if answer.bound.is_none_or(|bound| bound < all) {
            return Some(true);
        }
        if answer.found.is_some_and(|found| found.value == all) {
            return Some(false);
        }
    }
    None
}
