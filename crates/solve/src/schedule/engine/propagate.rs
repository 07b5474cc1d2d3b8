//! What follows from bounds that moved: edges, tables, clauses.

use super::{Engine, Lit, Reason, Step, Watch};

impl Engine {
    pub(super) fn propagate(&mut self) -> bool {
        loop {
            while self.next < self.trail.len() {
                let step = self.trail[self.next];
                self.next += 1;
                if !self.wake(step) {
                    return false;
                }
            }
            let Some(id) = self.dirty.iter().position(|dirty| *dirty) else { return true };
            self.dirty[id] = false;
            let mut table = std::mem::take(&mut self.tables[id]);
            let consistent = table.propagate(self);
            self.tables[id] = table;
            if !consistent {
                self.dirty[id] = true;
                return false;
            }
        }
    }

    /// Everything that looks at a bound that moved.
    fn wake(&mut self, step: Step) -> bool {
        let side = step.side as usize;
        for i in 0..self.tables_of[side / 2].len() {
            let table = self.tables_of[side / 2][i];
            self.dirty[table as usize] = true;
        }
        for i in 0..self.edges_from[side].len() {
            if !self.follow(self.edges_from[side][i]) {
                return false;
            }
        }
        for i in 0..self.edges_when[side].len() {
            if !self.follow(self.edges_when[side][i]) {
                return false;
            }
        }
        let first = (self.base[side] as i32 + step.old - self.lowest[side]) as usize;
        let last = (self.base[side] as i32 + step.new - self.lowest[side]) as usize;
        (first..last).all(|index| self.visit(index))
    }

    pub(super) fn follow(&mut self, id: u32) -> bool {
        let edge = self.edges[id as usize];
        let value = self.bound[edge.from as usize] + edge.offset;
        let Some(when) = edge.when else {
            return self.put(Lit { side: edge.to, value }, Reason::Edge(id));
        };
        if self.holds(when) {
            return self.put(Lit { side: edge.to, value }, Reason::Edge(id));
        }
        let arrival = Lit { side: edge.to, value };
        if self.holds(arrival.not()) && !self.holds(when.not()) {
            let because = [Lit { side: edge.from, value: value - edge.offset }, arrival.not()];
            return self.put_because(when.not(), &because);
        }
        true
    }

    /// The clauses that watch a literal that has become false.
    fn visit(&mut self, index: usize) -> bool {
        if self.watches[index].is_empty() {
            return true;
        }
        let mut watches = std::mem::take(&mut self.watches[index]);
        let (mut read, mut write, mut consistent) = (0, 0, true);
        while read < watches.len() {
            let watch = watches[read];
            read += 1;
            if self.holds(watch.other) {
                watches[write] = watch;
                write += 1;
                continue;
            }
            let id = watch.clause as usize;
            let mut lits = std::mem::take(&mut self.clauses[id].lits);
            // The false literal stands second.
            if self.index(lits[0].not()) == index {
                lits.swap(0, 1);
            }
            let first = lits[0];
            if self.holds(first) {
                self.clauses[id].lits = lits;
                watches[write] = Watch { clause: watch.clause, other: first };
                write += 1;
                continue;
            }
            let moved = (2..lits.len()).find(|i| !self.holds(lits[*i].not()));
            if let Some(i) = moved {
                lits.swap(1, i);
                let place = self.index(lits[1].not());
                self.watches[place].push(Watch { clause: watch.clause, other: first });
                self.clauses[id].lits = lits;
                continue;
            }
            self.clauses[id].lits = lits;
            watches[write] = watch;
            write += 1;
            if !self.put(first, Reason::Clause(watch.clause)) {
                consistent = false;
                while read < watches.len() {
                    watches[write] = watches[read];
                    write += 1;
                    read += 1;
                }
            }
        }
        watches.truncate(write);
        // A clause never moves its watch to the literal that it leaves.
        self.watches[index] = watches;
        consistent
    }
}
