//! What a conflict teaches: a clause that would have avoided it, and which clauses are forgotten.

use super::{Clause, Engine, Lit, NONE, Reason, UNSET, Watch};

impl Engine {
    /// The step that made a literal true; none if it was from the start.
    fn made_true_at(&self, lit: Lit) -> Option<u32> {
        let mut at = self.head[lit.side as usize];
        while at != NONE {
            let step = &self.trail[at as usize];
            if step.old < lit.value {
                return Some(at);
            }
            at = step.before;
        }
        None
    }

    fn level_at(&self, step: u32) -> usize {
        self.levels.partition_point(|(start, _)| *start <= step)
    }

    /// From the conflict, a clause that would have avoided it, and back to where it says something. False when there is none:
    /// the facts contradict each other.
    pub(super) fn learn(&mut self) -> bool {
        let conflict = std::mem::take(&mut self.conflict);
        let level = conflict.iter().filter_map(|lit| self.made_true_at(*lit)).map(|at| self.level_at(at)).max();
        let level = level.unwrap_or(0);
        if level == 0 {
            return false;
        }
        self.undo_to(level);
        let start = self.levels[level - 1].0;
        let mut open = 0;
        for lit in &conflict {
            self.require(*lit, start, &mut open);
        }
        self.conflict = conflict;
        let mut reasons = Vec::new();
        let mut at = self.trail.len();
        let pivot = loop {
            at -= 1;
            let step = self.trail[at];
            let side = step.side as usize;
            if self.need[side] == UNSET || self.need_at[side] != at as u32 {
                continue;
            }
            let lit = Lit { side: step.side, value: self.need[side] };
            if open == 1 {
                break lit;
            }
            open -= 1;
            self.need[side] = UNSET;
            if let Reason::Clause(id) = step.reason {
                self.clauses[id as usize].used += 1;
            }
            reasons.clear();
            self.explain(lit, step.reason, &mut reasons);
            for lit in &reasons {
                self.require(*lit, start, &mut open);
            }
        };
        let mut lits = vec![pivot.not()];
        let touched = std::mem::take(&mut self.touched);
        for side in &touched {
            let value = self.need[*side as usize];
            if value == UNSET || *side == pivot.side {
                continue;
            }
            if !self.is_implied(*side, &mut reasons) {
                lits.push(Lit { side: *side, value }.not());
            }
        }
        let mut levels: Vec<usize> =
            lits[1..].iter().map(|lit| self.level_at(self.need_at[lit.not().side as usize])).collect();
        for side in &touched {
            self.need[*side as usize] = UNSET;
        }
        self.touched = touched;
        self.touched.clear();
        let back = levels.iter().copied().max().unwrap_or(0);
        if let Some(i) = levels.iter().position(|level| *level == back) {
            lits.swap(1, i + 1);
        }
        levels.sort_unstable();
        levels.dedup();
        self.undo_to(back);
        self.heap.fade();
        let first = lits[0];
        if lits.len() == 1 {
            return self.put(first, Reason::Free);
        }
        let id = self.attach(lits, levels.len() as u32 + 1);
        self.put(first, Reason::Clause(id))
    }

    /// Adds a literal to what the conflict needs. The stronger of two on one side is enough.
    fn require(&mut self, lit: Lit, start: u32, open: &mut u32) {
        let side = lit.side as usize;
        if self.need[side] != UNSET && self.need[side] >= lit.value {
            return;
        }
        let Some(at) = self.made_true_at(lit) else { return };
        if self.levels.first().is_none_or(|(first, _)| at < *first) {
            return;
        }
        let index = self.activity_index(lit);
        self.heap.bump(index);
        if self.need[side] == UNSET {
            self.touched.push(lit.side);
        } else if self.need_at[side] >= start {
            *open -= 1;
        }
        self.need[side] = lit.value;
        self.need_at[side] = at;
        if at >= start {
            *open += 1;
        }
    }

    /// Whether what is needed on a side follows from what is needed on others.
    fn is_implied(&self, side: u32, reasons: &mut Vec<Lit>) -> bool {
        let (value, at) = (self.need[side as usize], self.need_at[side as usize]);
        let reason = self.trail[at as usize].reason;
        if matches!(reason, Reason::Free) {
            return false;
        }
        reasons.clear();
        self.explain(Lit { side, value }, reason, reasons);
        let root = self.levels[0].0;
        reasons.iter().all(|lit| {
            let need = self.need[lit.side as usize];
            // What was needed later may rest on this very literal.
            (need != UNSET && need >= lit.value && self.need_at[lit.side as usize] < at)
                || self.made_true_at(*lit).is_none_or(|at| at < root)
        })
    }

    fn attach(&mut self, lits: Vec<Lit>, spread: u32) -> u32 {
        let id = self.clauses.len() as u32;
        for (lit, other) in [(lits[0], lits[1]), (lits[1], lits[0])] {
            let place = self.index(lit.not());
            self.watches[place].push(Watch { clause: id, other });
        }
        self.learnt += 1;
        self.clauses.push(Clause { lits, spread, used: 0 });
        id
    }

    /// Forgets the half of what was learnt that spans most levels and served least. Only where nothing is decided.
    pub(super) fn forget(&mut self) {
        let mut ranks: Vec<(u32, u32, usize)> = (self.clauses.iter().enumerate())
            .filter(|(_, clause)| clause.spread > 2)
            .map(|(i, clause)| (clause.spread, u32::MAX - clause.used, i))
            .collect();
        ranks.sort_unstable();
        let mut gone = vec![false; self.clauses.len()];
        for (.., i) in &ranks[ranks.len() / 2..] {
            gone[*i] = true;
        }
        let clauses = std::mem::take(&mut self.clauses);
        for watches in &mut self.watches {
            watches.clear();
        }
        // Nothing above the facts is on the trail, and reasons of facts are never asked for.
        self.learnt = 0;
        for (clause, gone) in clauses.into_iter().zip(gone) {
            if gone || clause.lits.iter().any(|lit| self.holds(*lit)) {
                continue;
            }
            let lits: Vec<Lit> = clause.lits.into_iter().filter(|lit| !self.holds(lit.not())).collect();
            let id = self.attach(lits, clause.spread);
            self.clauses[id as usize].used = clause.used / 2;
        }
        self.most_learnt += self.most_learnt / 10;
    }
}
