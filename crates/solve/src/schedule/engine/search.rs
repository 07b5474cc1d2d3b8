//! Decisions, one after the other, and what comes of them.

use super::{Engine, Lit, Outcome, Reason};

impl Engine {
    /// Searches for values of all variables, under an assumption, for at most `conflicts` conflicts.
    pub fn search(&mut self, assumption: Option<Lit>, conflicts: u64) -> Outcome {
        self.undo_to(0);
        if self.impossible {
            return Outcome::Impossible;
        }
        let mut left = conflicts;
        loop {
            if !self.propagate() {
                self.conflicts += 1;
                left = left.saturating_sub(1);
                if !self.learn() {
                    self.impossible = true;
                    return Outcome::Impossible;
                }
                continue;
            }
            if left == 0 {
                self.undo_to(0);
                if self.learnt > self.most_learnt {
                    self.forget();
                }
                return Outcome::Paused;
            }
            if let (Some(lit), 0) = (assumption, self.levels.len()) {
                if self.holds(lit.not()) {
                    return Outcome::Refuted;
                }
                self.decide(lit);
                continue;
            }
            match self.choose() {
                Some(lit) => self.decide(lit),
                None => return Outcome::Found,
            }
        }
    }

    fn decide(&mut self, lit: Lit) {
        self.levels.push((self.trail.len() as u32, self.kept.len() as u32));
        let put = self.put(lit, Reason::Free);
        debug_assert!(put, "a decision is open");
    }

    /// What to decide next: the bound that conflicts spoke of most, or else the variable that may begin first.
    fn choose(&mut self) -> Option<Lit> {
        while let Some(index) = self.heap.pop() {
            let x = self.base.partition_point(|base| *base <= index as u32) - 1;
            // Sides without literals share their base with the next one that has some.
            debug_assert!(x % 2 == 0, "only lower bounds are counted");
            let value = self.lowest[x] + 1 + (index as u32 - self.base[x]) as i32;
            let x = x / 2;
            if self.low(x) < value && value <= self.high(x) {
                return Some(if self.hint[x] >= value { Lit::at_least(x, value) } else { Lit::at_most(x, value - 1) });
            }
        }
        let open = self.order.iter().filter(|x| self.low(**x) < self.high(**x));
        open.min_by_key(|x| (self.low(**x), self.high(**x))).map(|x| Lit::at_most(*x, self.low(*x)))
    }
}
