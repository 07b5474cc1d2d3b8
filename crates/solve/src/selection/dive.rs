//! Following the relaxation down to selections, and back up a few times.

use super::Starts;
use super::bound::Relaxation;
use super::domain::{Ground, Room};

/// Pivots of a relaxation that is solved to the end.
pub(super) const FULL: usize = 4_000;

/// An activity of which the relaxation takes no more is not kept first.
const LITTLE: f64 = 0.2;

/// How a dive ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Nothing better than what is now known is in the rooms: proved.
    Exhausted,
    /// As many dead ends as were allowed were met.
    GivenUp,
}

/// A search in depth.
pub(super) struct Dive<'a, 'b> {
    pub ground: &'a Ground<'a>,
    pub relaxation: &'b mut Relaxation,
    /// The worth to be passed.
    pub known: i64,
    /// The best selection found that passes it.
    pub found: Option<Starts>,
}

impl Dive<'_, '_> {
    /// Fixes what the relaxation takes whole, then what it takes most of, until it is a selection or cannot be a better one; then
    /// the other way of what was chosen last, until `failures` dead ends.
    pub fn run(&mut self, mut rooms: Vec<Room>, failures: usize) -> End {
        let mut others: Vec<Vec<Room>> = Vec::new();
        let mut left = failures;
        loop {
            let chosen = if self.is_alive(&mut rooms) { self.descend(&rooms) } else { None };
            if let Some((split, first)) = chosen {
                let [one, two] = split.of(&rooms);
                let (next, other) = if first { (one, two) } else { (two, one) };
                rooms = next;
                others.push(other);
                continue;
            }
            let Some(other) = others.pop() else { return End::Exhausted };
            if left == 0 {
                return End::GivenUp;
            }
            left -= 1;
            rooms = other;
        }
    }

    /// Whether something better may be in the rooms, which are narrowed.
    fn is_alive(&mut self, rooms: &mut [Room]) -> bool {
        for _ in 0..2 {
            if !self.ground.narrow(rooms) {
                return false;
            }
            self.relaxation.restrict(rooms);
            let bounded = self.relaxation.solve(FULL);
            if bounded.bound <= self.known {
                return false;
            }
            self.offer(&self.relaxation.rounded(rooms));
            if bounded.bound <= self.known {
                return false;
            }
            if !self.relaxation.tighten(&bounded, self.known, rooms) {
                return true;
            }
        }
        self.ground.narrow(rooms)
    }

    fn offer(&mut self, starts: &[Option<i32>]) {
        let menu = self.ground.menu;
        let value = menu.value(starts);
        if value > self.known && menu.is_kept_by(starts) {
            (self.known, self.found) = (value, Some(starts.to_vec()));
        }
    }

    /// The next choice of a dive, and whether its first part is to be taken: an activity is kept, most taken first; when those are
    /// known, the time of that which is least torn; then the others are left. None when nothing is left to choose: then what is left is offered.
    fn descend(&mut self, rooms: &[Room]) -> Option<(Split, bool)> {
        let share = |column: usize| self.relaxation.share_of(column);
        let mut keep: Option<(f64, Split)> = None;
        let mut leave = keep;
        let mut time: Option<(f64, Split, bool)> = None;
        for (i, room) in rooms.iter().enumerate().filter(|(_, room)| !room.is_empty()) {
            let columns = self.relaxation.of[i].clone();
            let total: f64 = columns.clone().map(share).sum();
            if !room.must {
                if keep.as_ref().is_none_or(|(known, _)| total > *known) {
                    keep = Some((total, Split::Kept(i)));
                }
                if leave.as_ref().is_none_or(|(known, _)| total < *known) {
                    leave = Some((total, Split::Kept(i)));
                }
                continue;
            }
            if room.first == room.last {
                continue;
            }
            let most = columns.clone().max_by(|a, b| share(*a).total_cmp(&share(*b)))?;
            // Until the middle of what it takes, on the side of the most.
            let step = self.relaxation.columns[most].1;
            let below: f64 = columns.clone().take_while(|c| *c < most).map(share).sum();
            let above = total - below - share(most);
            let (at, first) = if (above >= below && step < room.last) || step <= room.first {
                (step.clamp(room.first, room.last - 1), true)
            } else {
                (step - 1, false)
            };
            let weight = share(most);
            if time.as_ref().is_none_or(|(known, ..)| weight > *known) {
                time = Some((weight, Split::Until(i, at), first));
            }
        }
        let keep = keep.filter(|(total, _)| *total > LITTLE).map(|(_, split)| (split, false));
        let time = time.map(|(_, split, first)| (split, first));
        let next = keep.or(time).or(leave.map(|(_, split)| (split, true)));
        if next.is_none() {
            let starts: Starts = rooms.iter().map(|room| (!room.is_empty()).then_some(room.first)).collect();
            self.offer(&starts);
        }
        next
    }
}

/// A choice that parts the search.
#[derive(Debug, Clone, Copy)]
pub(super) enum Split {
    /// This activity is left, or kept.
    Kept(usize),
    /// It is kept and begins at this step at the latest, or does not begin before the next.
    Until(usize, i32),
}

impl Split {
    pub fn of(self, rooms: &[Room]) -> [Vec<Room>; 2] {
        let (mut first, mut second) = (rooms.to_vec(), rooms.to_vec());
        match self {
            Self::Kept(i) => {
                first[i].last = first[i].first - 1;
                second[i].must = true;
            }
            Self::Until(i, at) => {
                first[i].last = at;
                first[i].must = true;
                second[i].first = at + 1;
            }
        }
        [first, second]
    }
}
