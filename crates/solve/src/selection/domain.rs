//! What is still possible: for each activity, whether it may or must be kept, and when it may begin.

use super::Menu;
use crate::schedule::topological;

/// What is still possible for one activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Room {
    /// First and last step at which it may begin; none when the first is after the last.
    pub first: i32,
    pub last: i32,
    /// Whether it must be kept.
    pub must: bool,
}

impl Room {
    pub fn is_empty(&self) -> bool {
        self.first > self.last
    }
}

/// A menu with what every step of the search needs.
pub(super) struct Ground<'a> {
    pub menu: &'a Menu,
    pub next: Vec<Vec<usize>>,
    pub before: Vec<Vec<usize>>,
    /// Activities in an order that keeps precedences.
    pub order: Vec<usize>,
}

impl<'a> Ground<'a> {
    /// The menu has no fault.
    pub fn new(menu: &'a Menu) -> Self {
        let n = menu.activities.len();
        let (mut next, mut before) = (vec![Vec::new(); n], vec![Vec::new(); n]);
        for (a, b) in &menu.precedences {
            next[*a].push(*b);
            before[*b].push(*a);
        }
        let order = topological(n, &next);
        Self { menu, next, before, order }
    }

    /// Everything that windows, capacities and accounts allow, each activity by itself.
    pub fn whole(&self) -> Vec<Room> {
        let menu = self.menu;
        let room = |i: usize| {
            let activity = &menu.activities[i];
            let fits = |at: &i32| {
                let steps = *at as usize..(at + activity.duration) as usize;
                let resources = menu.capacities.iter().zip(&activity.demands);
                let accounts = menu.accounts.iter().zip(&activity.costs);
                resources.into_iter().all(|(row, demand)| row[steps.clone()].iter().all(|units| demand <= units))
                    && accounts.into_iter().all(|(row, cost)| *cost <= row[menu.period_of(*at)])
            };
            let to = activity.window.1.min(menu.horizon - activity.duration);
            let mut steps = activity.window.0.max(0)..=to;
            let first = steps.find(fits);
            let last = first.and_then(|first| (first..=to).rev().find(fits));
            Room { first: first.unwrap_or(0), last: last.unwrap_or(-1), must: activity.mandatory }
        };
        (0..menu.activities.len()).map(room).collect()
    }

    /// Draws what follows for those that need, or are needed. False when nothing is possible any more.
    ///
    /// The last step of an activity is moved by those that need it only when they must be kept.
    pub fn narrow(&self, rooms: &mut [Room]) -> bool {
        for i in self.order.iter().rev() {
            if rooms[*i].must {
                for j in &self.before[*i] {
                    rooms[*j].must = true;
                    rooms[*j].last = rooms[*j].last.min(rooms[*i].last - self.menu.activities[*j].duration);
                }
            }
        }
        for i in &self.order {
            for j in &self.before[*i] {
                if rooms[*j].is_empty() {
                    rooms[*i].last = rooms[*i].first - 1;
                } else {
                    rooms[*i].first = rooms[*i].first.max(rooms[*j].first + self.menu.activities[*j].duration);
                }
            }
            if rooms[*i].is_empty() && rooms[*i].must {
                return false;
            }
        }
        true
    }
}
