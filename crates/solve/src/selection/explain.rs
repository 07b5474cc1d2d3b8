//! What to tell of a selection: what must be kept at least, why nothing is possible, what an account brings.

use super::{Best, Fault, Menu, best};

/// Something that a menu imposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// What an account holds in a period.
    Account {
        /// The account.
        account: usize,
        /// The period.
        period: usize,
    },
    /// The units of a resource, at all steps.
    Resource(usize),
    /// When an activity may begin.
    Window(usize),
    /// A precedence, by its rank.
    Precedence(usize),
    /// That an activity must be kept.
    Mandatory(usize),
}

/// Limits that cannot be kept together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The limits, beside the horizon.
    pub limits: Vec<Limit>,
    /// Proved: without any one of them, the others can be kept. If not, the work allowed did not suffice to tell of each.
    pub is_minimal: bool,
}

/// What one account brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The best selection without the account; its gap says how sure the rest is.
    pub without: Best,
    /// What is lost of the value; none if nothing was found without it.
    pub lost: Option<i64>,
    /// Activities that are no longer kept.
    pub left: Vec<usize>,
    /// Activities that were not kept and now are, with their start.
    pub taken: Vec<(usize, i32)>,
    /// Activities that begin at another time, with the old and the new start.
    pub moved: Vec<(usize, i32, i32)>,
}

/// Activities that must be kept, with all that they need: the smallest selection there can be.
pub fn needed(menu: &Menu) -> Vec<usize> {
    let mut open: Vec<usize> = (0..menu.activities.len()).filter(|i| menu.activities[*i].mandatory).collect();
    let mut needed = vec![false; menu.activities.len()];
    while let Some(i) = open.pop() {
        if !std::mem::replace(&mut needed[i], true) {
            open.extend(menu.precedences.iter().filter(|(_, b)| *b == i).map(|(a, _)| *a));
        }
    }
    (0..needed.len()).filter(|i| needed[*i]).collect()
}

/// The best selection if an account is empty in all periods, compared with one that is known.
///
/// # Errors
/// All the [`Fault`]s of the menu, when it has any.
///
/// # Panics
/// If there is no such account.
pub fn without_account(
    menu: &Menu,
    known: &[Option<i32>],
    account: usize,
    stop: &mut dyn FnMut() -> bool,
) -> Result<Change, Vec<Fault>> {
    let mut poorer = menu.clone();
    poorer.accounts[account].fill(0);
    let without = best(&poorer, stop)?;
    let mut change = Change { without, lost: None, left: Vec::new(), taken: Vec::new(), moved: Vec::new() };
    let Some(found) = &change.without.found else { return Ok(change) };
    change.lost = Some(menu.value(known) - found.value);
    for (i, (old, new)) in known.iter().zip(&found.starts).enumerate() {
        match (old, new) {
            (Some(_), None) => change.left.push(i),
            (None, Some(new)) => change.taken.push((i, *new)),
            (Some(old), Some(new)) if old != new => change.moved.push((i, *old, *new)),
            _ => {}
        }
    }
    Ok(change)
}

/// Why what must be kept cannot be: limits that contradict each other, from which none can be taken away (deletion: Chinneck and
/// Dravnieks 1991). None when there is a selection, or when the work allowed did not suffice to prove that there is none.
///
/// `stop` is asked anew for each limit that is tried: `calls` times at most for each.
///
/// # Errors
/// All the [`Fault`]s of the menu, when it has any.
pub fn conflict(menu: &Menu, calls: u64) -> Result<Option<Conflict>, Vec<Fault>> {
    // Only what must be kept matters, and any selection will do.
    let needed = needed(menu);
    let mut now = menu.clone();
    for (i, activity) in now.activities.iter_mut().enumerate() {
        (activity.worth, activity.delay) = (0, 0);
        if needed.binary_search(&i).is_err() {
            activity.demands.fill(0);
            activity.costs.fill(0);
        }
    }
    if !is_impossible(&now, calls)?.unwrap_or(false) {
        return Ok(None);
    }
    let (mut limits, mut gone, mut is_minimal) = (Vec::new(), Vec::new(), true);
    for limit in limits_of(menu, &needed) {
        gone.push(limit);
        let told = is_impossible(&relaxed(&now, &gone), calls)?;
        if told != Some(true) {
            gone.pop();
            limits.push(limit);
            is_minimal &= told.is_some();
        }
    }
    Ok(Some(Conflict { limits, is_minimal }))
}

/// Whether nothing satisfies a menu; none when the work allowed does not tell.
fn is_impossible(menu: &Menu, calls: u64) -> Result<Option<bool>, Vec<Fault>> {
    let mut called = 0;
    let answer = best(menu, &mut || {
        called += 1;
        called > calls
    })?;
    Ok(if answer.is_infeasible() { Some(true) } else { answer.found.map(|_| false) })
}

/// All that a menu imposes on what is needed.
fn limits_of(menu: &Menu, needed: &[usize]) -> Vec<Limit> {
    let accounts = (0..menu.accounts.len())
        .flat_map(|account| (0..menu.periods()).map(move |period| Limit::Account { account, period }));
    let precedences = menu.precedences.iter().enumerate().filter(|(_, (_, b))| needed.contains(b));
    let mandatory = needed.iter().filter(|i| menu.activities[**i].mandatory);
    accounts
        .chain((0..menu.capacities.len()).map(Limit::Resource))
        .chain(precedences.map(|(at, _)| Limit::Precedence(at)))
        .chain(needed.iter().map(|i| Limit::Window(*i)))
        .chain(mandatory.map(|i| Limit::Mandatory(*i)))
        .collect()
}

/// A menu without some of its limits.
fn relaxed(menu: &Menu, gone: &[Limit]) -> Menu {
    let mut menu = menu.clone();
    for limit in gone {
        match *limit {
            Limit::Account { account, period } => menu.accounts[account][period] = super::AMOUNT,
            Limit::Resource(k) => menu.capacities[k].fill(i32::MAX),
            Limit::Window(i) => menu.activities[i].window = (0, menu.horizon),
            Limit::Mandatory(i) => menu.activities[i].mandatory = false,
            Limit::Precedence(_) => {}
        }
    }
    let mut rank = 0;
    menu.precedences.retain(|_| {
        rank += 1;
        !gone.contains(&Limit::Precedence(rank - 1))
    });
    menu
}
