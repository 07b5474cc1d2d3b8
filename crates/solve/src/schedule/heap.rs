//! What conflicts speak of most, on top: activities that fade (Moskewicz and others 2001).

/// Numbers `0..n`, those with an activity ready to be taken, the most active first, equal ones in their order.
pub(super) struct Heap {
    activity: Vec<f64>,
    heap: Vec<u32>,
    /// Place in the heap, or `OUT`.
    place: Vec<u32>,
    gain: f64,
}

const OUT: u32 = u32::MAX;
/// Share of its weight that an old conflict keeps at each new one.
const KEPT: f64 = 0.95;

impl Heap {
    pub fn new(n: usize) -> Self {
        Self { activity: vec![0.0; n], heap: Vec::new(), place: vec![OUT; n], gain: 1.0 }
    }

    /// One conflict more: what comes weighs more than what was.
    pub fn fade(&mut self) {
        self.gain /= KEPT;
    }

    pub fn bump(&mut self, i: usize) {
        self.activity[i] += self.gain;
        if self.activity[i] > 1e100 {
            for activity in &mut self.activity {
                // Never down to nothing: what was spoken of stays known.
                *activity = if *activity > 0.0 { (*activity * 1e-100).max(1e-200) } else { 0.0 };
            }
            self.gain *= 1e-100;
        }
        self.restore(i);
        self.rise(self.place[i] as usize);
    }

    /// Puts a number back, if it was ever active.
    pub fn restore(&mut self, i: usize) {
        if self.activity[i] > 0.0 && self.place[i] == OUT {
            self.place[i] = self.heap.len() as u32;
            self.heap.push(i as u32);
            self.rise(self.heap.len() - 1);
        }
    }

    pub fn pop(&mut self) -> Option<usize> {
        let top = *self.heap.first()?;
        self.place[top as usize] = OUT;
        let last = self.heap.pop()?;
        if last != top {
            self.heap[0] = last;
            self.place[last as usize] = 0;
            self.sink(0);
        }
        Some(top as usize)
    }

    fn before(&self, a: u32, b: u32) -> bool {
        let (x, y) = (self.activity[a as usize], self.activity[b as usize]);
        x > y || (x == y && a < b)
    }

    fn rise(&mut self, mut at: usize) {
        while at > 0 {
            let parent = (at - 1) / 2;
            if !self.before(self.heap[at], self.heap[parent]) {
                break;
            }
            self.swap(at, parent);
            at = parent;
        }
    }

    fn sink(&mut self, mut at: usize) {
        loop {
            let mut child = 2 * at + 1;
            if child >= self.heap.len() {
                return;
            }
            if child + 1 < self.heap.len() && self.before(self.heap[child + 1], self.heap[child]) {
                child += 1;
            }
            if !self.before(self.heap[child], self.heap[at]) {
                return;
            }
            self.swap(at, child);
            at = child;
        }
    }

    fn swap(&mut self, a: usize, b: usize) {
        self.heap.swap(a, b);
        self.place[self.heap[a] as usize] = a as u32;
        self.place[self.heap[b] as usize] = b as u32;
    }
}
