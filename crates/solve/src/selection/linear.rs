//! Linear programs whose unknowns all have two bounds, by the dual simplex (Lemke 1954) with long steps (Maros 2003).
//!
//! Bounds may be changed and rows added between two solutions: the basis stays good to begin from, since every unknown can be
//! set at the bound that its reduced cost asks for. Rows whose slack is in the basis can be dropped. The inverse of the basis is
//! kept dense, since rows are some hundreds here; everything that meets it skips its zeros, which are most.
//!
//! Nothing is proved by this file. Its multipliers are a guess, from which `bound` makes a proof in whole numbers.

mod basis;
mod pivot;

/// Maximise `cost · x` with `rows · x ≤ limit` and `low ≤ x ≤ high`.
#[derive(Debug, Clone, Default)]
pub(super) struct Linear {
    /// Rows and coefficients of each column; columns of slacks come after, one a row, and are not written.
    columns: Vec<Vec<(u32, f64)>>,
    /// The same by row.
    lines: Vec<Vec<(u32, f64)>>,
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
    /// Sum of squares of each line of the inverse.
    lengths: Vec<f64>,
    value: Vec<f64>,
    reduced: Vec<f64>,
    /// When nothing can satisfy the bounds: how to combine rows to see it.
    ray: Option<Vec<f64>>,
    pivots: usize,
    /// Work done since the beginning: rows met by pivots.
    pub work: u64,
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
                for (value, a) in basic.iter_mut().zip(&self.inverse[place as usize]) {
                    *value -= coefficient * a;
                }
            }
        }
        basic[row] = 1.0;
        for line in &mut self.inverse {
            line.push(0.0);
        }
        self.lines.push(terms.iter().map(|(column, a)| (*column as u32, *a)).collect());
        self.lengths.push(square(&basic));
        self.inverse.push(basic);
        self.limit.push(limit);
        self.slack.push(slack);
        self.basis.push(self.cost.len() + row);
        self.place.push(Some(row as u32));
        self.at_high.push(false);
        self.reduced.push(0.0);
        self.value.push(0.0);
    }

    /// Whether a row does not bind, and can be dropped: its slack is in the basis.
    pub fn is_loose(&self, row: usize) -> bool {
        self.place[self.cost.len() + row].is_some()
    }

    /// Drops rows, all of them loose.
    pub fn drop_rows(&mut self, dropped: &[bool]) {
        let (n, m) = (self.cost.len(), self.rows());
        let mut gone = vec![false; m];
        for row in (0..m).filter(|row| dropped[*row]) {
            if let Some(place) = self.place[n + row] {
                gone[place as usize] = true;
            }
        }
        let mut left = 0;
        let rank: Vec<usize> = (dropped.iter())
            .map(|dropped| {
                left += usize::from(!dropped);
                left - usize::from(!dropped)
            })
            .collect();
        for column in &mut self.columns {
            column.retain(|(row, _)| !dropped[*row as usize]);
            column.iter_mut().for_each(|(row, _)| *row = rank[*row as usize] as u32);
        }
        without(&mut self.inverse, &gone);
        self.inverse.iter_mut().for_each(|line| without(line, dropped));
        without(&mut self.lengths, &gone);
        without(&mut self.value, &gone);
        without(&mut self.basis, &gone);
        without(&mut self.lines, dropped);
        without(&mut self.limit, dropped);
        without(&mut self.slack, dropped);
        let unknowns: Vec<bool> = std::iter::repeat_n(false, n).chain(dropped.iter().copied()).collect();
        without(&mut self.at_high, &unknowns);
        without(&mut self.reduced, &unknowns);
        self.place = vec![None; n + left];
        for (place, x) in self.basis.iter_mut().enumerate() {
            *x = x.checked_sub(n).map_or(*x, |row| n + rank[row]);
            self.place[*x] = Some(place as u32);
        }
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
        let unknowns = self.cost.len() + self.rows();
        let (mut line, mut touched) = (vec![0.0; unknowns], Vec::new());
        let (mut candidates, mut flips): (Vec<(f64, usize)>, Vec<usize>) = (Vec::new(), Vec::new());
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
            self.line(row, &mut line, &mut touched);
            candidates.clear();
            for x in &touched {
                let (low, high) = self.bounds(*x);
                let slope = sign * line[*x];
                // Raising an unknown at its lower bound must bring the row back; lowering one at its upper bound, the same.
                let helps = if self.at_high[*x] { slope > TINY } else { slope < -TINY };
                if helps && high > low {
                    candidates.push((self.reduced[*x].abs() / slope.abs(), *x));
                }
            }
            candidates.sort_unstable_by(|a, b| {
                a.0.total_cmp(&b.0).then(line[b.1].abs().total_cmp(&line[a.1].abs())).then(a.1.cmp(&b.1))
            });
            let mut left = gap.abs();
            let mut entering = None;
            flips.clear();
            for (_, x) in &candidates {
                let (low, high) = self.bounds(*x);
                left -= line[*x].abs() * (high - low);
                if left <= FEASIBLE {
                    entering = Some(*x);
                    break;
                }
                flips.push(*x);
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
            self.pivot(row, entering, &line, &touched, &flips, gap > 0.0);
        }
        false
    }
}

/// Leaves out those that are marked.
fn without<T>(list: &mut Vec<T>, gone: &[bool]) {
    let mut marks = gone.iter();
    list.retain(|_| !marks.next().is_some_and(|gone| *gone));
}

/// The sum of squares, in four parts that are added at the end.
fn square(line: &[f64]) -> f64 {
    let (fours, rest) = line.as_chunks::<4>();
    let mut sums = [0.0; 4];
    for four in fours {
        for (sum, a) in sums.iter_mut().zip(four) {
            *sum += a * a;
        }
    }
    sums.iter().sum::<f64>() + rest.iter().map(|a| a * a).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_do_not_bind_are_dropped_and_put_back() {
        // 3x + 2y + 2z with x + y + z ≤ 1.5 and x ≤ 0.75: 3.75; the last row does not bind.
        let mut linear = Linear::new(vec![3.0, 2.0, 2.0]);
        linear.add_row(&[(0, 1.0), (1, 1.0), (2, 1.0)], 1.5, f64::INFINITY);
        linear.add_row(&[(1, 1.0), (2, 1.0)], 1.8, f64::INFINITY);
        linear.add_row(&[(0, 1.0)], 0.75, f64::INFINITY);
        let value = |linear: &Linear| 3.0 * linear.x(0) + 2.0 * linear.x(1) + 2.0 * linear.x(2);
        assert!(linear.solve(100) && (value(&linear) - 3.75).abs() < 1e-9);
        assert_eq!([0, 1, 2].map(|row| linear.is_loose(row)), [false, true, false]);
        linear.drop_rows(&[false, true, false]);
        assert!(linear.solve(100) && linear.rows() == 2 && (value(&linear) - 3.75).abs() < 1e-9);
        assert_eq!(linear.multipliers().iter().map(|y| y.round()).collect::<Vec<_>>(), [2.0, 1.0]);
        // Harder this time: it binds. 3 × 0.75 + 2 × 0.5.
        linear.add_row(&[(1, 1.0), (2, 1.0)], 0.5, f64::INFINITY);
        assert!(linear.solve(100) && (value(&linear) - 3.25).abs() < 1e-9);
        assert!(linear.renew() && linear.solve(100) && (value(&linear) - 3.25).abs() < 1e-9);
    }
}
