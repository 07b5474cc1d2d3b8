//! Linear programs whose unknowns all have two bounds, by the dual simplex (Lemke 1954) with long steps (Maros 2003).
//!
//! Bounds may be changed and rows added between two solutions: the basis stays good to begin from, since every unknown can be
//! set at the bound that its reduced cost asks for. The inverse of the basis is kept dense: rows are some hundreds here.
//!
//! Nothing is proved by this file. Its multipliers are a guess, from which `bound` makes a proof in whole numbers.

/// Maximise `cost · x` with `rows · x ≤ limit` and `low ≤ x ≤ high`.
#[derive(Debug, Clone, Default)]
pub(super) struct Linear {
    /// Rows and coefficients of each column; columns of slacks come after, one a row, and are not written.
    columns: Vec<Vec<(u32, f64)>>,
    cost: Vec<f64>,
    limit: Vec<f64>,
    low: Vec<f64>,
    high: Vec<f64>,
    /// Bounds of the slack of each row, from zero.
    slack: Vec<f64>,
    /// Unknown of each row of the basis: a column, or `columns.len() + row` for a slack.
    basis: Vec<usize>,
    /// Place in the basis of each unknown.
    place: Vec<Option<u32>>,
    /// Whether an unknown out of the basis is at its upper bound.
    at_high: Vec<bool>,
    inverse: Vec<Vec<f64>>,
    value: Vec<f64>,
    reduced: Vec<f64>,
    /// When nothing can satisfy the bounds: how to combine rows to see it.
    ray: Option<Vec<f64>>,
    pivots: usize,
}

const TINY: f64 = 1e-9;
const FEASIBLE: f64 = 1e-7;
/// Pivots after which the inverse is made anew.
const RENEW: usize = 500;

impl Linear {
    /// Columns with their cost, between zero and one.
    pub fn new(cost: Vec<f64>) -> Self {
        let n = cost.len();
        Self {
            columns: vec![Vec::new(); n],
            low: vec![0.0; n],
            high: vec![1.0; n],
            place: vec![None; n],
            at_high: vec![false; n],
            reduced: cost.clone(),
            cost,
            ..Self::default()
        }
    }

    pub fn rows(&self) -> usize {
        self.limit.len()
    }

    /// Adds `Σ coefficient × column ≤ limit`; its slack is at most `slack`.
    pub fn add_row(&mut self, terms: &[(usize, f64)], limit: f64, slack: f64) {
        let row = self.rows();
        let mut basic = vec![0.0; row + 1];
        for (column, coefficient) in terms {
            self.columns[*column].push((row as u32, *coefficient));
            if let Some(place) = self.place[*column] {
                for (r, value) in basic[..row].iter_mut().enumerate() {
                    *value -= coefficient * self.inverse[place as usize][r];
                }
            }
        }
        basic[row] = 1.0;
        for line in &mut self.inverse {
            line.push(0.0);
        }
        self.inverse.push(basic);
        self.limit.push(limit);
        self.slack.push(slack);
        self.basis.push(self.cost.len() + row);
        self.place.push(Some(row as u32));
        self.at_high.push(false);
        self.reduced.push(0.0);
        self.value.push(0.0);
    }

    pub fn set_bounds(&mut self, column: usize, low: f64, high: f64) {
        (self.low[column], self.high[column]) = (low, high);
    }

    pub fn set_slack(&mut self, row: usize, slack: f64) {
        self.slack[row] = slack;
    }

    fn bounds(&self, x: usize) -> (f64, f64) {
        x.checked_sub(self.cost.len()).map_or_else(|| (self.low[x], self.high[x]), |row| (0.0, self.slack[row]))
    }

    /// Where an unknown stands.
    pub fn x(&self, column: usize) -> f64 {
        match self.place[column] {
            Some(place) => self.value[place as usize],
            None if self.at_high[column] => self.high[column],
            None => self.low[column],
        }
    }

    /// The multiplier of each row: what one unit more of its limit would bring.
    pub fn multipliers(&self) -> Vec<f64> {
        (0..self.rows()).map(|row| (-self.reduced[self.cost.len() + row]).max(0.0)).collect()
    }

    /// Multipliers that seem to show that nothing satisfies the bounds: those of before, far along a ray.
    pub fn refutation(&self, far: f64) -> Option<Vec<f64>> {
        let along = |(y, ray): (&f64, &f64)| (y + far * ray).max(0.0);
        self.ray.as_ref().map(|ray| self.multipliers().iter().zip(ray).map(along).collect())
    }

    /// Runs until nothing violates its bounds. False when it seems that nothing can satisfy them, or after `pivots`.
    pub fn solve(&mut self, pivots: usize) -> bool {
        if self.pivots >= RENEW && !self.renew() {
            self.restart();
        }
        self.settle();
        self.ray = None;
        let mut line = vec![0.0; self.cost.len() + self.rows()];
        let mut flips = Vec::new();
        for _ in 0..pivots {
            if self.pivots >= 2 * RENEW {
                if !self.renew() {
                    self.restart();
                }
                self.settle();
            }
            let Some((row, gap)) = self.leaving() else { return true };
            // Above its upper bound: mirrored, so that the same test serves.
            let sign = if gap > 0.0 { 1.0 } else { -1.0 };
            let mut candidates: Vec<(f64, usize)> = Vec::new();
            for (x, along) in line.iter_mut().enumerate() {
                if self.place[x].is_some() {
                    continue;
                }
                *along = self.along(row, x);
                let (low, high) = self.bounds(x);
                let slope = sign * *along;
                // Raising an unknown at its lower bound must bring the row back; lowering one at its upper bound, the same.
                let helps = if self.at_high[x] { slope > TINY } else { slope < -TINY };
                if helps && high > low {
                    candidates.push((self.reduced[x].abs() / slope.abs(), x));
                }
            }
            candidates.sort_by(|a, b| {
                a.0.total_cmp(&b.0).then(line[b.1].abs().total_cmp(&line[a.1].abs())).then(a.1.cmp(&b.1))
            });
            let mut left = gap.abs();
            let mut entering = None;
            flips.clear();
            for (_, x) in candidates {
                let (low, high) = self.bounds(x);
                left -= line[x].abs() * (high - low);
                if left <= FEASIBLE {
                    entering = Some(x);
                    break;
                }
                flips.push(x);
            }
            let Some(entering) = entering else {
                self.ray = Some(self.inverse[row].iter().map(|a| sign * a).collect());
                return false;
            };
            if line[entering].abs() < 1e-7 && self.pivots > 0 {
                if !self.renew() {
                    self.restart();
                }
                self.settle();
                continue;
            }
            self.pivot(row, entering, &line, &flips, gap > 0.0);
        }
        false
    }

    /// The row furthest beyond its bounds, by the length of its line of the inverse, and how far: above zero when it is too low.
    fn leaving(&self) -> Option<(usize, f64)> {
        let mut best: Option<(usize, f64, f64)> = None;
        for (row, x) in self.basis.iter().enumerate() {
            let (low, high) = self.bounds(*x);
            let value = self.value[row];
            let gap = if value < low - FEASIBLE {
                low - value
            } else if value > high + FEASIBLE {
                high - value
            } else {
                continue;
            };
            let length: f64 = self.inverse[row].iter().map(|a| a * a).sum();
            let weight = gap * gap / length.max(1e-12);
            if best.is_none_or(|(_, _, known)| weight > known) {
                best = Some((row, gap, weight));
            }
        }
        best.map(|(row, gap, _)| (row, gap))
    }

    /// Coefficient of an unknown in a row of the basis.
    fn along(&self, row: usize, x: usize) -> f64 {
        match x.checked_sub(self.cost.len()) {
            Some(slack) => self.inverse[row][slack],
            None => self.columns[x].iter().map(|(r, a)| a * self.inverse[row][*r as usize]).sum(),
        }
    }

    fn pivot(&mut self, row: usize, entering: usize, line: &[f64], flips: &[usize], too_low: bool) {
        for x in flips {
            let (low, high) = self.bounds(*x);
            let change = if self.at_high[*x] { low - high } else { high - low };
            self.at_high[*x] = !self.at_high[*x];
            for r in 0..self.rows() {
                self.value[r] -= change * self.along(r, *x);
            }
        }
        let column: Vec<f64> = (0..self.rows()).map(|r| self.along(r, entering)).collect();
        let leaving = self.basis[row];
        let (low, high) = self.bounds(leaving);
        let target = if too_low { low } else { high };
        let change = (self.value[row] - target) / column[row];
        let from = self.bounds(entering);
        let started = if self.at_high[entering] { from.1 } else { from.0 };
        for (value, a) in self.value.iter_mut().zip(&column) {
            *value -= change * a;
        }
        self.value[row] = started + change;
        let ratio = self.reduced[entering] / line[entering];
        for (x, along) in line.iter().enumerate() {
            if self.place[x].is_none() {
                self.reduced[x] -= ratio * along;
            }
        }
        self.reduced[entering] = 0.0;
        self.reduced[leaving] = -ratio;
        self.place[entering] = Some(row as u32);
        self.place[leaving] = None;
        self.at_high[leaving] = !too_low;
        self.basis[row] = entering;
        let mut pivot_line = std::mem::take(&mut self.inverse[row]);
        for a in &mut pivot_line {
            *a /= column[row];
        }
        for (r, line) in self.inverse.iter_mut().enumerate() {
            if r != row && column[r] != 0.0 {
                for (a, b) in line.iter_mut().zip(&pivot_line) {
                    *a -= column[r] * b;
                }
            }
        }
        self.inverse[row] = pivot_line;
        self.pivots += 1;
    }

    /// Everything at the bound that its reduced cost asks for, and the values that follow.
    fn settle(&mut self) {
        let mut rest = self.limit.clone();
        for x in 0..self.place.len() {
            if self.place[x].is_some() {
                continue;
            }
            let (low, high) = self.bounds(x);
            if high == f64::INFINITY || self.reduced[x] < -TINY {
                self.at_high[x] = false;
            } else if self.reduced[x] > TINY {
                self.at_high[x] = true;
            }
            let at = if self.at_high[x] { high } else { low };
            match x.checked_sub(self.cost.len()) {
                Some(row) => rest[row] -= at,
                None => self.columns[x].iter().for_each(|(row, a)| rest[*row as usize] -= a * at),
            }
        }
        for (value, line) in self.value.iter_mut().zip(&self.inverse) {
            *value = line.iter().zip(&rest).map(|(a, b)| a * b).sum();
        }
    }

    /// The inverse of the basis and the reduced costs, made anew. False if the basis has become singular.
    fn renew(&mut self) -> bool {
        let m = self.rows();
        let mut matrix = vec![vec![0.0; 2 * m]; m];
        for (place, x) in self.basis.iter().enumerate() {
            match x.checked_sub(self.cost.len()) {
                Some(row) => matrix[row][place] = 1.0,
                None => self.columns[*x].iter().for_each(|(row, a)| matrix[*row as usize][place] = *a),
            }
        }
        for (row, line) in matrix.iter_mut().enumerate() {
            line[m + row] = 1.0;
        }
        for at in 0..m {
            let pivot = (at..m).max_by(|a, b| matrix[*a][at].abs().total_cmp(&matrix[*b][at].abs())).unwrap_or(at);
            if matrix[pivot][at].abs() < 1e-10 {
                return false;
            }
            matrix.swap(at, pivot);
            let mut line = std::mem::take(&mut matrix[at]);
            let by = line[at];
            line[at..].iter_mut().for_each(|a| *a /= by);
            for other in matrix.iter_mut().filter(|other| !other.is_empty() && other[at] != 0.0) {
                let by = other[at];
                for (a, b) in other[at..].iter_mut().zip(&line[at..]) {
                    *a -= by * b;
                }
            }
            matrix[at] = line;
        }
        for (line, from) in self.inverse.iter_mut().zip(&matrix) {
            line.clear();
            line.extend_from_slice(&from[m..]);
        }
        self.price();
        self.pivots = 0;
        true
    }

    /// Back to the slacks.
    fn restart(&mut self) {
        let (n, m) = (self.cost.len(), self.rows());
        for x in 0..n {
            self.place[x] = None;
        }
        for row in 0..m {
            self.basis[row] = n + row;
            self.place[n + row] = Some(row as u32);
            self.inverse[row] = vec![0.0; m];
            self.inverse[row][row] = 1.0;
        }
        self.price();
        self.pivots = 0;
    }

    fn price(&mut self) {
        let (n, m) = (self.cost.len(), self.rows());
        let mut multipliers = vec![0.0; m];
        for (place, x) in self.basis.iter().enumerate() {
            if *x < n && self.cost[*x] != 0.0 {
                for (multiplier, a) in multipliers.iter_mut().zip(&self.inverse[place]) {
                    *multiplier += self.cost[*x] * a;
                }
            }
        }
        for x in 0..n + m {
            self.reduced[x] = match x.checked_sub(n) {
                _ if self.place[x].is_some() => 0.0,
                Some(row) => -multipliers[row],
                None => {
                    let column = self.columns[x].iter();
                    self.cost[x] - column.map(|(row, a)| a * multipliers[*row as usize]).sum::<f64>()
                }
            };
        }
    }
}
