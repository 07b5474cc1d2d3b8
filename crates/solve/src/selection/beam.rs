//! Good selections from the first step of time to the last, many side by side: at each step some of what may begin does; of the
//! selections so far, those go on that may still be worth most at the prices of the relaxation (beam search: Lowerre 1976).
//!
//! What a selection so far may still be worth: what is begun, less what rows that are decided leave unused, at its price, and the
//! best that each of the others brings at its price from here on. It proves nothing: what is cut may be the best.

mod part;

use super::Starts;
use super::domain::{Ground, Room};
use super::guide::Guide;
use part::{NEVER, NOT, Part};

/// Most sets of activities that are tried for one selection at one step.
const SETS: usize = 20_000;
/// How many times more selections than go on are gathered before the least are cut.
const GATHERED: usize = 4;
/// No set, in a list of sets.
const EMPTY: u32 = u32::MAX;

/// A search along time.
pub(super) struct Beam<'a> {
    ground: &'a Ground<'a>,
    guide: &'a Guide,
    rooms: &'a [Room],
    /// What there is something to decide about, in an order that keeps precedences.
    open: Vec<usize>,
    /// Best of each activity at the prices, from each step on.
    from: Vec<Vec<f64>>,
    /// Most selections that go on.
    width: usize,
    /// Only what may be worth more goes on.
    cut: f64,
    /// Whether something was cut that might have been the best.
    pub is_cut: bool,
    /// Sets that begin at the step that is looked at: an activity, and the set of the others.
    sets: Vec<(u32, u32)>,
    nexts: Vec<Next>,
    /// Work done, in the unit of relaxations.
    pub work: u64,
}

/// A selection so far with a set that begins, one step further.
struct Next {
    /// What it may still be worth.
    score: f64,
    fixed: f64,
    /// The same for two that have the same future.
    name: u64,
    parent: usize,
    set: u32,
}

impl<'a> Beam<'a> {
    /// Within rooms that the relaxation of the guide knows; only what is worth more than `known` is looked for.
    pub fn new(ground: &'a Ground<'a>, guide: &'a Guide, rooms: &'a [Room], known: i64, width: usize) -> Self {
        let steps = ground.menu.horizon as usize + 1;
        let is_open = |i: &usize| !rooms[*i].is_empty() && !guide.is_settled(*i);
        let open: Vec<usize> = ground.order.iter().copied().filter(is_open).collect();
        let mut from = vec![Vec::new(); rooms.len()];
        for i in &open {
            let mut best = vec![0.0f64; steps];
            for step in (0..=rooms[*i].last).rev() {
                let here = if step >= rooms[*i].first { guide.gain(*i, step) } else { 0.0 };
                best[step as usize] = here.max(best[step as usize + 1]);
            }
            from[*i] = best;
        }
        let (sets, nexts) = (Vec::new(), Vec::new());
        Self { ground, guide, rooms, open, from, width, cut: known as f64, is_cut: false, sets, nexts, work: 0 }
    }

    /// The best selections met, best first, each of another value. None when stopped.
    pub fn run(&mut self, most: usize, stop: &mut dyn FnMut() -> bool) -> Option<Vec<(i64, Starts)>> {
        let menu = self.ground.menu;
        let known = self.cut;
        let mut parts = vec![self.begin()];
        for step in 0..menu.horizon {
            if stop() {
                return None;
            }
            self.cut = known;
            self.sets.clear();
            for (parent, part) in parts.iter_mut().enumerate() {
                self.expand(part, parent, step);
            }
            self.thin();
            let nexts = std::mem::take(&mut self.nexts);
            parts = nexts.iter().map(|next| self.make(&parts, next, step)).collect();
        }
        let starts = |part: &Part| -> Starts { part.starts.iter().map(|at| (*at != NOT).then_some(*at)).collect() };
        // What is settled may contradict itself in a way that narrowing does not see.
        let kept = parts.iter().map(starts).filter(|starts| menu.is_kept_by(starts));
        let mut found: Vec<(i64, Starts)> = kept.map(|starts| (menu.value(&starts), starts)).collect();
        found.sort_by_key(|(value, _)| std::cmp::Reverse(*value));
        found.dedup_by_key(|(value, _)| *value);
        found.truncate(most);
        Some(found)
    }

    /// Before the first step; what is settled is begun.
    fn begin(&self) -> Part {
        let mut part = Part::new(self.ground.menu, self.guide.held);
        for (i, room) in self.rooms.iter().enumerate() {
            if self.guide.is_settled(i) && room.must && !room.is_empty() {
                part.begin(self.ground.menu, i, room.first);
            } else if room.is_empty() {
                part.earliest[i] = NEVER;
            }
        }
        let mut earliest = std::mem::take(&mut part.earliest);
        self.hasten(&part.starts, 0, &mut earliest);
        part.earliest = earliest;
        part
    }

    /// First steps, not before this one, of what is not begun; what all of it may bring.
    fn hasten(&self, starts: &[i32], step: i32, earliest: &mut [i32]) -> f64 {
        let mut may = 0.0;
        for i in self.open.iter().copied().filter(|i| starts[*i] == NOT) {
            let room = self.rooms[i];
            let mut first = room.first.max(step);
            for j in &self.ground.before[i] {
                let from = if starts[*j] == NOT { earliest[*j] } else { starts[*j] };
                first = first.max(from + self.ground.menu.activities[*j].duration);
            }
            if first <= room.last {
                earliest[i] = first;
                may += self.from[i][first as usize];
            } else if room.must {
                return f64::NEG_INFINITY;
            } else {
                earliest[i] = NEVER;
            }
        }
        may
    }

    /// Whether what fits at a step fits at the one before too, so that to begin it there is no worse.
    fn is_late(&self, part: &Part, i: usize, at: i32) -> bool {
        let menu = self.ground.menu;
        let before = at - 1;
        before >= self.rooms[i].first
            && part.has_units(menu, i, before..at)
            && (menu.period_of(before) == menu.period_of(at) || part.has_money(menu, i, before))
            && self.ground.before[i].iter().all(|j| part.starts[*j] + menu.activities[*j].duration <= before)
    }

    /// The sets that may begin at a step, in depth.
    fn expand(&mut self, part: &mut Part, parent: usize, step: i32) {
        let (menu, guide) = (self.ground.menu, self.guide);
        let waits = |i: &usize| part.starts[*i] == NOT && part.earliest[*i] != NEVER;
        let may: f64 = self.open.iter().filter(|i| waits(i)).map(|i| self.from[*i][part.earliest[*i] as usize]).sum();
        let mut score = part.fixed + may;
        // What it loses to begin now, and what begins.
        let mut open: Vec<(f64, usize)> = (self.open.iter().copied())
            .filter(|i| waits(i) && part.earliest[*i] == step)
            .map(|i| (self.from[i][step as usize] - guide.gain(i, step), i))
            .filter(|(loss, i)| score - loss > self.cut && part.fits(menu, *i, step) && !self.is_late(part, *i, step))
            .collect();
        open.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let begun = part.starts.iter().enumerate().filter(|(_, at)| **at != NOT);
        let mut unused = guide.limits[step as usize] - begun.map(|(i, at)| guide.taken(i, *at, step)).sum::<f64>();
        let mut earliest = part.earliest.clone();
        // Places in `open` of what begins, with the set before each.
        let mut chain: Vec<(usize, u32)> = Vec::new();
        let (mut at, mut set, mut fixed, mut tried) = (0, EMPTY, part.fixed, 0);
        loop {
            tried += 1;
            let lost = unused.max(0.0);
            if score - lost > self.cut {
                let total = fixed - lost + self.hasten(&part.starts, step + 1, &mut earliest);
                if total > self.cut {
                    let name = part.name(menu, step + 1);
                    self.nexts.push(Next { score: total, fixed: fixed - lost, name, parent, set });
                    self.thin_if_many();
                }
            }
            let next = loop {
                let may = |k: &usize| score - open[*k].0 > self.cut && part.fits(menu, open[*k].1, step);
                let next = if tried < SETS { (at..open.len()).find(may) } else { None };
                if next.is_some() {
                    break next;
                }
                self.is_cut |= tried >= SETS;
                let Some((k, before)) = chain.pop() else { break None };
                let (loss, i) = open[k];
                part.leave(menu, i);
                (set, at) = (before, k + 1);
                score += loss;
                fixed -= guide.gain(i, step);
                unused += guide.taken(i, step, step);
            };
            let Some(k) = next else { break };
            let (loss, i) = open[k];
            part.begin(menu, i, step);
            self.sets.push((i as u32, set));
            chain.push((k, set));
            (set, at) = (self.sets.len() as u32 - 1, k + 1);
            score -= loss;
            fixed += guide.gain(i, step);
            unused -= guide.taken(i, step, step);
        }
        self.work += (tried * (1 + self.open.len() / 25)) as u64;
    }

    /// A selection so far, with its set begun.
    fn make(&mut self, parts: &[Part], next: &Next, step: i32) -> Part {
        let mut part = parts[next.parent].clone();
        let mut set = next.set;
        while let Some((i, before)) = self.sets.get(set as usize) {
            part.begin(self.ground.menu, *i as usize, step);
            set = *before;
        }
        part.fixed = next.fixed;
        let mut earliest = std::mem::take(&mut part.earliest);
        self.hasten(&part.starts, step + 1, &mut earliest);
        part.earliest = earliest;
        self.work += part.size() as u64 / 50;
        part
    }

    fn thin_if_many(&mut self) {
        if self.nexts.len() >= GATHERED * self.width.max(64) {
            self.thin();
            if self.nexts.len() == self.width {
                self.cut = self.nexts.last().map_or(self.cut, |last| self.cut.max(last.score));
            }
        }
    }

    /// Keeps the best, each future once.
    fn thin(&mut self) {
        self.nexts.sort_by(|a, b| {
            let score = b.score.total_cmp(&a.score).then(a.name.cmp(&b.name));
            score.then(a.parent.cmp(&b.parent)).then(a.set.cmp(&b.set))
        });
        let mut met = std::collections::HashSet::new();
        self.nexts.retain(|next| met.insert(next.name));
        self.is_cut |= self.nexts.len() > self.width;
        self.nexts.truncate(self.width);
    }
}
