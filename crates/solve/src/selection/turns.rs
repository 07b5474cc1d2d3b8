//! What looks for good selections between two parts of the search, each in its turn.

use super::beam::Beam;
use super::branch::Search;
use super::dive::Dive;
use super::domain::Room;
use super::guide::Guide;
use super::{Menu, Starts};

/// Selections that go on at each step of the first search along time, of the widest, and of one from a part.
const WIDTH: usize = 100;
const WIDEST: usize = 25_600;
/// Numbers copied by the first search along time, about, and numbers held by the widest, at most.
const COPIED: usize = 4_000_000;
const HELD: usize = 20_000_000;
/// Selections taken from a search along time.
const TAKEN: usize = 8;
/// Units of work of all for each one of searches along time from parts.
const AHEAD: u64 = 12;
/// Dead ends of a dive.
const FAILURES: usize = 40;

/// Searches along time: how wide the next one is, and what they have cost.
pub(super) struct Along {
    /// Prices of the root.
    pub guide: Option<Guide>,
    first: usize,
    width: usize,
    widest: usize,
    work: u64,
    /// Work of those from parts.
    ahead: u64,
}

impl Along {
    pub fn new(menu: &Menu) -> Self {
        let held = menu.horizon as usize * (menu.capacities.len() + 1) + 2 * menu.activities.len();
        let first = (COPIED / (held * menu.horizon as usize)).clamp(1, WIDTH);
        Self { guide: None, first, width: first, widest: (HELD / held).clamp(1, WIDEST), work: 0, ahead: 0 }
    }

    /// Whether there is another one to do, with this much work allowed; the first one is done at once.
    pub fn is_due(&self, allowed: u64) -> bool {
        self.width <= self.widest && (self.work == 0 || self.work < allowed)
    }
}

impl Search<'_> {
    /// A search along time with the prices of the root, twice as wide as the one before.
    pub fn look_along(&mut self, stop: &mut dyn FnMut() -> bool) {
        let Some(guide) = self.along.guide.take() else { return };
        let mut rooms = self.rooms.clone();
        self.relaxation.tighten(&self.root, self.known(), &mut rooms);
        if self.ground.narrow(&mut rooms) {
            let mut beam = Beam::new(self.ground, &guide, &rooms, self.known(), self.along.width);
            let found = beam.run(TAKEN, stop);
            self.along.work += beam.work + 1;
            // When nothing was cut, a wider one finds no more.
            self.along.width = if beam.is_cut { 2 * self.along.width } else { usize::MAX };
            self.take(found);
        } else {
            self.along.width = usize::MAX;
        }
        self.along.guide = Some(guide);
    }

    /// A narrow search along time within a part, at its own prices, now and then.
    pub fn look_ahead(&mut self, rooms: &[Room]) {
        if self.along.ahead * AHEAD >= self.relaxation.work() {
            return;
        }
        let guide = Guide::new(&self.relaxation, self.ground.menu.horizon);
        let mut beam = Beam::new(self.ground, &guide, rooms, self.known(), self.along.first);
        let found = beam.run(TAKEN, &mut || false);
        self.along.ahead += beam.work + 1;
        self.take(found);
    }

    fn take(&mut self, found: Option<Vec<(i64, Starts)>>) {
        for (value, starts) in found.into_iter().flatten() {
            if self.ground.menu.is_kept_by(&starts) {
                self.nearby.meet(value, &starts);
                self.offer(&starts);
            }
        }
    }

    /// One neighbourhood of the best selection known.
    pub fn look_nearby(&mut self) {
        let known = self.known();
        let mut rooms = self.rooms.clone();
        self.relaxation.tighten(&self.root, known, &mut rooms);
        for (value, starts) in std::mem::take(&mut self.repair.ended) {
            self.nearby.meet(value, &starts);
        }
        self.nearby.meet(known, &self.repair.best);
        let (relaxation, shares) = (&self.relaxation, &self.shares);
        let share = |i: usize, start: i32| {
            let mut columns = relaxation.of[i].clone();
            columns.find(|c| relaxation.columns[*c].1 == start).map_or(1.0, |column| shares[column])
        };
        if let Some(better) = self.nearby.search(&rooms, share) {
            self.offer(&better);
        }
    }

    pub fn dive(&mut self, rooms: Vec<Room>) {
        let known = self.known();
        let mut dive = Dive { ground: self.ground, relaxation: &mut self.relaxation, known, found: None };
        dive.run(rooms, FAILURES);
        if let Some(found) = dive.found.take() {
            self.offer(&found);
        }
    }

    /// The worth that is to be passed.
    pub fn known(&self) -> i64 {
        if self.repair.is_complete() { self.repair.best_worth } else { i64::MIN / 4 }
    }

    pub fn offer(&mut self, starts: &[Option<i32>]) {
        let menu = self.ground.menu;
        if menu.value(starts) > self.known() && menu.is_kept_by(starts) {
            self.repair.adopt(starts);
        }
    }
}
