//! Whole numbers between bounds, propagation that explains itself, and learning from conflicts: lazy clause generation
//! (Ohrimenko, Stuckey and Codish 2009), with bounds as the only literals.
//!
//! A variable has two *sides*: side `2x` is the lower bound of `x`, side `2x + 1` that of `-x`. Every statement is then of
//! one form, "side ≥ value", and what is written for starts that move later holds, mirrored, for starts that move earlier.
//!
//! Nothing here ends by itself: the caller runs [`Engine::search`] for as many conflicts as it wishes.

use super::heap::Heap;
use super::timetable::Timetable;

/// "The bound of this side is at least this value."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lit {
    pub side: u32,
    pub value: i32,
}

impl Lit {
    /// `x ≥ value`.
    pub fn at_least(x: usize, value: i32) -> Self {
        Self { side: 2 * x as u32, value }
    }

    /// `x ≤ value`.
    pub fn at_most(x: usize, value: i32) -> Self {
        Self { side: 2 * x as u32 + 1, value: -value }
    }

    pub fn not(self) -> Self {
        Self { side: self.side ^ 1, value: 1 - self.value }
    }
}

const NONE: u32 = u32::MAX;

/// Why a bound moved.
#[derive(Debug, Clone, Copy)]
enum Reason {
    /// Decided, or true from the start.
    Free,
    /// An edge: its origin, and its condition.
    Edge(u32),
    /// A clause, all of whose other literals are false.
    Clause(u32),
    /// Literals kept in `Engine::kept`.
    Kept(u32, u32),
}

/// One move of one bound.
#[derive(Debug, Clone, Copy)]
struct Step {
    side: u32,
    old: i32,
    new: i32,
    /// The step before on this side.
    before: u32,
    reason: Reason,
}

/// `to ≥ from + offset`, always or when `when` is true.
#[derive(Debug, Clone, Copy)]
struct Edge {
    from: u32,
    to: u32,
    offset: i32,
    when: Option<Lit>,
}

#[derive(Debug, Clone, Copy)]
struct Watch {
    clause: u32,
    /// Another literal of the clause: if it is true there is nothing to do.
    other: Lit,
}

#[derive(Debug)]
struct Clause {
    lits: Vec<Lit>,
    /// How many levels of decision it spanned when it was learnt (Audemard and Simon 2009).
    spread: u32,
    used: u32,
}

/// How a search ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Every variable has one value: see [`Engine::value`].
    Found,
    /// There is no solution at all.
    Impossible,
    /// None in which the assumption holds: its contrary is now a fact.
    Refuted,
    /// The number of conflicts was reached.
    Paused,
}

pub(super) struct Engine {
    bound: Vec<i32>,
    /// Bounds at the beginning; literals are numbered from there.
    lowest: Vec<i32>,
    base: Vec<u32>,
    head: Vec<u32>,
    trail: Vec<Step>,
    /// Length of the trail, and of `kept`, when each level began.
    levels: Vec<(u32, u32)>,
    next: usize,
    edges: Vec<Edge>,
    edges_from: Vec<Vec<u32>>,
    /// Edges that wait for a literal of this side.
    edges_when: Vec<Vec<u32>>,
    clauses: Vec<Clause>,
    watches: Vec<Vec<Watch>>,
    kept: Vec<Lit>,
    tables: Vec<Timetable>,
    tables_of: Vec<Vec<u32>>,
    dirty: Vec<bool>,
    conflict: Vec<Lit>,
    need: Vec<i32>,
    need_at: Vec<u32>,
    touched: Vec<u32>,
    heap: Heap,
    /// The value that each variable is first given, when a decision does not know better.
    pub hint: Vec<i32>,
    /// Variables to fix when nothing is known to matter, smallest bound first.
    pub order: Vec<usize>,
    impossible: bool,
    learnt: usize,
    most_learnt: usize,
    /// Conflicts so far.
    pub conflicts: u64,
}

const UNSET: i32 = i32::MIN;

impl Engine {
    /// Variables between these bounds, both included.
    pub fn new(bounds: &[(i32, i32)]) -> Self {
        let sides = 2 * bounds.len();
        let (mut lowest, mut base, mut size) = (Vec::with_capacity(sides), Vec::with_capacity(sides), 0);
        for (low, high) in bounds {
            for bound in [*low, -high] {
                lowest.push(bound);
                base.push(size);
                size += (high - low).max(0) as u32;
            }
        }
        Self {
            bound: lowest.clone(),
            head: vec![NONE; sides],
            trail: Vec::new(),
            levels: Vec::new(),
            next: 0,
            edges: Vec::new(),
            edges_from: vec![Vec::new(); sides],
            edges_when: vec![Vec::new(); sides],
            clauses: Vec::new(),
            watches: vec![Vec::new(); size as usize],
            kept: Vec::new(),
            tables: Vec::new(),
            tables_of: vec![Vec::new(); bounds.len()],
            dirty: Vec::new(),
            conflict: Vec::new(),
            need: vec![UNSET; sides],
            need_at: vec![0; sides],
            touched: Vec::new(),
            heap: Heap::new(size as usize),
            hint: bounds.iter().map(|(low, _)| *low).collect(),
            order: Vec::new(),
            impossible: bounds.iter().any(|(low, high)| low > high),
            learnt: 0,
            most_learnt: 6_000,
            conflicts: 0,
            lowest,
            base,
        }
    }

    pub fn low(&self, x: usize) -> i32 {
        self.bound[2 * x]
    }

    pub fn high(&self, x: usize) -> i32 {
        -self.bound[2 * x + 1]
    }

    /// The value of a variable once it is found.
    pub fn value(&self, x: usize) -> i32 {
        self.low(x)
    }

    pub fn holds(&self, lit: Lit) -> bool {
        self.bound[lit.side as usize] >= lit.value
    }

    /// `y ≥ x + offset`, always or when a literal is true.
    pub fn add_edge(&mut self, x: usize, y: usize, offset: i32, when: Option<Lit>) {
        let (x, y) = (2 * x as u32, 2 * y as u32);
        for edge in [Edge { from: x, to: y, offset, when }, Edge { from: y + 1, to: x + 1, offset, when }] {
            let id = self.edges.len() as u32;
            self.edges.push(edge);
            self.edges_from[edge.from as usize].push(id);
            if let Some(when) = when {
                self.edges_when[when.side as usize].push(id);
            }
        }
    }

    /// A resource shared over time.
    pub fn add_table(&mut self, table: Timetable) {
        let id = self.tables.len() as u32;
        for x in table.variables() {
            self.tables_of[x].push(id);
        }
        self.tables.push(table);
        self.dirty.push(true);
    }

    /// Makes a literal true for good. To be called between searches only.
    pub fn assert(&mut self, lit: Lit) {
        self.undo_to(0);
        if !self.put(lit, Reason::Free) {
            self.impossible = true;
        }
    }

    /// Propagates all that follows from facts; false when they contradict each other.
    pub fn settle(&mut self) -> bool {
        self.undo_to(0);
        if !self.impossible {
            // Edges whose origin never moved have not been looked at yet.
            for id in 0..self.edges.len() as u32 {
                if !self.impossible && !self.follow(id) {
                    self.impossible = true;
                }
            }
            if !self.impossible && !self.propagate() {
                self.impossible = true;
            }
        }
        !self.impossible
    }

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

    fn index(&self, lit: Lit) -> usize {
        (self.base[lit.side as usize] as i32 + lit.value - self.lowest[lit.side as usize] - 1) as usize
    }

    /// Where the activity of a literal, and of its contrary, is counted.
    fn activity_index(&self, lit: Lit) -> usize {
        self.index(if lit.side.is_multiple_of(2) { lit } else { lit.not() })
    }

    /// Makes a literal true. False, with `conflict` filled, when it is false already.
    fn put(&mut self, lit: Lit, reason: Reason) -> bool {
        let side = lit.side as usize;
        if self.bound[side] >= lit.value {
            return true;
        }
        let contrary = lit.not();
        if self.bound[contrary.side as usize] >= contrary.value {
            let mut conflict = std::mem::take(&mut self.conflict);
            conflict.clear();
            conflict.push(contrary);
            self.explain(lit, reason, &mut conflict);
            self.conflict = conflict;
            return false;
        }
        self.trail.push(Step {
            side: lit.side,
            old: self.bound[side],
            new: lit.value,
            before: self.head[side],
            reason,
        });
        self.head[side] = self.trail.len() as u32 - 1;
        self.bound[side] = lit.value;
        true
    }

    /// Makes a literal true because these are. For propagators.
    pub fn put_because(&mut self, lit: Lit, because: &[Lit]) -> bool {
        if self.holds(lit) {
            return true;
        }
        debug_assert!(because.iter().all(|lit| self.holds(*lit)), "a reason is true");
        let from = self.kept.len() as u32;
        self.kept.extend_from_slice(because);
        self.put(lit, Reason::Kept(from, self.kept.len() as u32))
    }

    /// These cannot all be true, and they are. For propagators.
    pub fn contradict(&mut self, lits: &[Lit]) -> bool {
        debug_assert!(lits.iter().all(|lit| self.holds(*lit)), "a conflict is true");
        self.conflict.clear();
        self.conflict.extend_from_slice(lits);
        false
    }

    /// Adds the literals from which a literal follows by a reason: no more than it needs.
    fn explain(&self, lit: Lit, reason: Reason, into: &mut Vec<Lit>) {
        match reason {
            Reason::Free => {}
            Reason::Edge(id) => {
                let edge = self.edges[id as usize];
                into.push(Lit { side: edge.from, value: lit.value - edge.offset });
                into.extend(edge.when);
            }
            Reason::Clause(id) => into.extend(self.clauses[id as usize].lits[1..].iter().map(|lit| lit.not())),
            Reason::Kept(from, to) => into.extend_from_slice(&self.kept[from as usize..to as usize]),
        }
    }

    fn propagate(&mut self) -> bool {
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

    fn follow(&mut self, id: u32) -> bool {
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
    fn learn(&mut self) -> bool {
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
    fn forget(&mut self) {
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

    /// Takes back every decision after the first `level`.
    pub fn undo_to(&mut self, level: usize) {
        if self.levels.len() <= level {
            return;
        }
        let (start, kept) = self.levels[level];
        while self.trail.len() > start as usize {
            let Some(step) = self.trail.pop() else { break };
            let side = step.side as usize;
            self.bound[side] = step.old;
            self.head[side] = step.before;
            // The literals that are open again, counted on the lower side.
            let range = if side.is_multiple_of(2) { step.old + 1..=step.new } else { 1 - step.new..=-step.old };
            let lower = side & !1;
            let offset = self.base[lower] as i32 - self.lowest[lower] - 1;
            for value in range {
                self.heap.restore((offset + value) as usize);
            }
        }
        self.kept.truncate(kept as usize);
        self.levels.truncate(level);
        self.next = self.trail.len();
    }
}
