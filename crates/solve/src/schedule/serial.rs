//! Schedules built one activity after the other, each as early as it fits, then shaken: pushed to the right and back to the
//! left, which often shortens them (justification: Valls, Ballestín and Quintanilla 2005).

use super::{Project, topological};

/// A project with what every construction needs.
pub(super) struct Serial<'a> {
    project: &'a Project,
    next: Vec<Vec<usize>>,
    before: Vec<Vec<usize>>,
    /// Longest way from the beginning to the start of each activity, and from its start to the end of all.
    pub heads: Vec<i32>,
    pub tails: Vec<i32>,
    order: Vec<usize>,
}

impl<'a> Serial<'a> {
    /// The project has no fault.
    pub fn new(project: &'a Project) -> Self {
        let n = project.len();
        let next = project.successors();
        let mut before = vec![Vec::new(); n];
        for (a, b) in &project.precedences {
            before[*b].push(*a);
        }
        let order = topological(n, &next);
        let (mut heads, mut tails) = (vec![0; n], project.durations.clone());
        for i in &order {
            for j in &next[*i] {
                heads[*j] = heads[*j].max(heads[*i] + project.durations[*i]);
            }
        }
        for i in order.iter().rev() {
            tails[*i] = project.durations[*i] + next[*i].iter().map(|j| tails[*j]).max().unwrap_or(0);
        }
        Self { project, next, before, heads, tails, order }
    }

    /// What no schedule can be shorter than: the longest chain, and the work asked of each resource.
    pub fn bound(&self) -> i32 {
        let chain = self.tails.iter().copied().max().unwrap_or(0);
        let work = |k: usize| {
            let rows = self.project.demands.iter().zip(&self.project.durations);
            let work: i64 = rows.map(|(row, duration)| i64::from(row[k]) * i64::from(*duration)).sum();
            let capacity = i64::from(self.project.capacities[k]).max(1);
            i32::try_from((work + capacity - 1) / capacity).unwrap_or(i32::MAX)
        };
        (0..self.project.capacities.len()).map(work).fold(chain, i32::max)
    }

    /// The best of constructions by a few rules and by `tries` random mixtures of them, each shaken. The same number gives the
    /// same schedule.
    pub fn best(&self, bound: i32, tries: usize, stop: &mut dyn FnMut() -> bool) -> Vec<i32> {
        let n = self.project.len();
        let latest: Vec<i64> = self.tails.iter().map(|tail| -i64::from(*tail)).collect();
        let all_next: Vec<i64> = (0..n).map(|i| self.count_after(i) as i64).collect();
        let work: Vec<i64> = (self.project.demands.iter().zip(&self.project.durations))
            .map(|(row, duration)| row.iter().map(|demand| i64::from(*demand)).sum::<i64>() * i64::from(*duration))
            .collect();
        let ends: Vec<i64> = (0..n).map(|i| latest[i] + i64::from(self.project.durations[i])).collect();
        let rules: [Vec<i64>; 4] =
            [latest, ends, all_next.iter().map(|count| -count).collect(), work.iter().map(|work| -work).collect()];
        let mut best: Option<Vec<i32>> = None;
        let mut known = i32::MAX;
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        let mut keys = vec![0; n];
        for round in 0..rules.len() + tries {
            if known <= bound || (best.is_some() && stop()) {
                break;
            }
            match round.checked_sub(rules.len()) {
                None => keys.clone_from(&rules[round]),
                Some(round) => {
                    let rule = &rules[if round % 4 == 3 { 2 } else { round % 2 }];
                    let spread = rule.iter().max().unwrap_or(&0) - rule.iter().min().unwrap_or(&0) + 2;
                    for (key, rank) in keys.iter_mut().zip(rule) {
                        *key = rank * 4 + (random.below(spread as u64) * (1 + round as u64 % 3)) as i64;
                    }
                }
            }
            let starts = self.shake(self.forward(&keys));
            let makespan = self.project.makespan(&starts);
            if makespan < known {
                (known, best) = (makespan, Some(starts));
            }
        }
        best.unwrap_or_default()
    }

    /// Each activity as early as it fits, the smallest key first among those whose predecessors are placed.
    fn forward(&self, keys: &[i64]) -> Vec<i32> {
        let n = self.project.len();
        let mut waits: Vec<usize> = self.before.iter().map(Vec::len).collect();
        let mut ready: Vec<usize> = (0..n).filter(|i| waits[*i] == 0).collect();
        let (mut used, mut starts) = (Used::new(self.project), vec![0; n]);
        while let Some(at) = (0..ready.len()).min_by_key(|at| (keys[ready[*at]], ready[*at])) {
            let i = ready.swap_remove(at);
            starts[i] = used.earliest(i, self.ready(i, &starts));
            used.add(i, starts[i]);
            for j in &self.next[i] {
                waits[*j] -= 1;
                if waits[*j] == 0 {
                    ready.push(*j);
                }
            }
        }
        starts
    }

    fn ready(&self, i: usize, starts: &[i32]) -> i32 {
        self.before[i].iter().map(|j| starts[*j] + self.project.durations[*j]).max().unwrap_or(0)
    }

    fn ranks(&self) -> Vec<usize> {
        let mut ranks = vec![0; self.order.len()];
        for (rank, i) in self.order.iter().enumerate() {
            ranks[*i] = rank;
        }
        ranks
    }

    /// Each activity as early as it fits, those that begin first being placed first. None then could begin earlier by itself.
    pub fn left(&self, starts: &[i32]) -> Vec<i32> {
        let rank = self.ranks();
        let mut order: Vec<usize> = (0..starts.len()).collect();
        order.sort_by_key(|i| (starts[*i], rank[*i]));
        let (mut used, mut early) = (Used::new(self.project), vec![0; starts.len()]);
        for i in order {
            early[i] = used.earliest(i, self.ready(i, &early));
            used.add(i, early[i]);
        }
        early
    }

    /// To the right, then to the left, as long as it gets shorter.
    pub fn shake(&self, mut starts: Vec<i32>) -> Vec<i32> {
        let n = self.project.len();
        let rank = self.ranks();
        loop {
            let makespan = self.project.makespan(&starts);
            let mut order: Vec<usize> = (0..n).collect();
            order.sort_by_key(|i| std::cmp::Reverse((starts[*i] + self.project.durations[*i], rank[*i])));
            let (mut used, mut late) = (Used::new(self.project), vec![0; n]);
            for i in &order {
                let due = self.next[*i].iter().map(|j| late[*j]).min().unwrap_or(makespan);
                late[*i] = used.latest(*i, due - self.project.durations[*i]);
                used.add(*i, late[*i]);
            }
            let early = self.left(&late);
            if self.project.makespan(&early) >= makespan {
                return starts;
            }
            starts = early;
        }
    }

    fn count_after(&self, i: usize) -> usize {
        let mut seen = vec![false; self.project.len()];
        let mut open = vec![i];
        let mut count = 0;
        while let Some(i) = open.pop() {
            for j in &self.next[i] {
                if !seen[*j] {
                    seen[*j] = true;
                    count += 1;
                    open.push(*j);
                }
            }
        }
        count
    }
}

/// What is in use of each resource at each moment.
struct Used<'a> {
    project: &'a Project,
    /// Row after row of resources, one a moment.
    units: Vec<i32>,
}

impl<'a> Used<'a> {
    fn new(project: &'a Project) -> Self {
        Self { project, units: Vec::new() }
    }

    fn fits(&self, i: usize, moment: i32) -> bool {
        let width = self.project.capacities.len();
        let row = moment as usize * width;
        // Beyond what is kept nothing is in use.
        self.units.get(row..row + width).is_none_or(|row| {
            row.iter().zip(&self.project.demands[i]).zip(&self.project.capacities).all(|((a, b), c)| a + b <= *c)
        })
    }

    fn earliest(&self, i: usize, from: i32) -> i32 {
        let mut start = from;
        // The last moment that does not fit sends beyond it.
        while let Some(moment) = (start..start + self.project.durations[i]).rev().find(|t| !self.fits(i, *t)) {
            start = moment + 1;
        }
        start
    }

    fn latest(&self, i: usize, from: i32) -> i32 {
        let mut start = from;
        while let Some(moment) = (start..start + self.project.durations[i]).find(|t| !self.fits(i, *t)) {
            start = moment - self.project.durations[i];
        }
        start
    }

    fn add(&mut self, i: usize, start: i32) {
        let width = self.project.capacities.len();
        let end = (start + self.project.durations[i]) as usize * width;
        if self.units.len() < end {
            self.units.resize(end, 0);
        }
        for row in self.units[start as usize * width..end].chunks_exact_mut(width.max(1)) {
            for (used, demand) in row.iter_mut().zip(&self.project.demands[i]) {
                *used += demand;
            }
        }
    }
}

/// Numbers that look like chance and are the same each time (splitmix64: Steele, Lea and Flood 2014).
pub(crate) struct Random(pub u64);

impl Random {
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n.max(1)
    }
}
