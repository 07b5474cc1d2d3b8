//! Whole numbers between bounds, propagation that explains itself, and learning from conflicts: lazy clause generation
//! (Ohrimenko, Stuckey and Codish 2009), with bounds as the only literals.
//!
//! A variable has two *sides*: side `2x` is the lower bound of `x`, side `2x + 1` that of `-x`. Every statement is then of
//! one form, "side ≥ value", and what is written for starts that move later holds, mirrored, for starts that move earlier.
//!
//! Nothing here ends by itself: the caller runs [`Engine::search`] for as many conflicts as it wishes.

mod learn;
mod literal;
mod propagate;
mod search;

pub(super) use literal::Lit;

use super::heap::Heap;
use super::timetable::Timetable;

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
