//! One step of the dual simplex: what leaves the basis, the line that says what may enter, the inverse that follows.

use super::{FEASIBLE, Linear, square};

impl Linear {
    /// The row furthest beyond its bounds, by the length of its line of the inverse, and how far: above zero when it is too low.
    pub(super) fn leaving(&self) -> Option<(usize, f64)> {
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
            let weight = gap * gap / self.lengths[row].max(1e-12);
            if best.is_none_or(|(_, _, known)| weight > known) {
                best = Some((row, gap, weight));
            }
        }
        best.map(|(row, gap, _)| (row, gap))
    }

    /// Coefficients in a row of the basis of the unknowns that are out of it, and which of them are not zero.
    pub(super) fn line(&self, row: usize, line: &mut [f64], touched: &mut Vec<usize>) {
        let (columns, slacks) = line.split_at_mut(self.cost.len());
        columns.fill(0.0);
        for ((by, terms), slack) in self.inverse[row].iter().zip(&self.lines).zip(slacks) {
            *slack = *by;
            if by.abs() > 1e-12 {
                for (x, a) in terms {
                    columns[*x as usize] += a * by;
                }
            }
        }
        touched.clear();
        let met = |(x, a): (usize, &f64)| (a.abs() > 1e-12 && self.place[x].is_none()).then_some(x);
        touched.extend(line.iter().enumerate().filter_map(met));
    }

    /// The inverse times a sparse column.
    fn through(&self, column: &[(u32, f64)]) -> Vec<f64> {
        let line = |line: &Vec<f64>| column.iter().map(|(r, a)| a * line[*r as usize]).sum();
        self.inverse.iter().map(line).collect()
    }

    fn terms(&self, x: usize) -> std::borrow::Cow<'_, [(u32, f64)]> {
        match x.checked_sub(self.cost.len()) {
            Some(row) => vec![(row as u32, 1.0)].into(),
            None => self.columns[x].as_slice().into(),
        }
    }

    pub(super) fn pivot(
        &mut self,
        row: usize,
        entering: usize,
        line: &[f64],
        touched: &[usize],
        flips: &[usize],
        too_low: bool,
    ) {
        if !flips.is_empty() {
            let mut change = vec![0.0; self.rows()];
            for x in flips {
                let (low, high) = self.bounds(*x);
                let by = if self.at_high[*x] { low - high } else { high - low };
                self.at_high[*x] = !self.at_high[*x];
                self.terms(*x).iter().for_each(|(r, a)| change[*r as usize] += by * a);
            }
            let change: Vec<(u32, f64)> = (0u32..).zip(change).filter(|(_, a)| *a != 0.0).collect();
            let change = self.through(&change);
            for (value, by) in self.value.iter_mut().zip(change) {
                *value -= by;
            }
        }
        let column = self.through(&self.terms(entering));
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
        for x in touched {
            self.reduced[*x] -= ratio * line[*x];
        }
        self.reduced[entering] = 0.0;
        self.reduced[leaving] = -ratio;
        self.place[entering] = Some(row as u32);
        self.place[leaving] = None;
        self.at_high[leaving] = !too_low;
        self.basis[row] = entering;
        self.update(row, &column);
        self.pivots += 1;
        self.work += self.rows() as u64;
    }

    /// The inverse after a pivot.
    fn update(&mut self, row: usize, column: &[f64]) {
        let mut pivot = std::mem::take(&mut self.inverse[row]);
        for a in &mut pivot {
            *a /= column[row];
        }
        self.lengths[row] = square(&pivot);
        let few: Vec<(usize, f64)> = pivot.iter().copied().enumerate().filter(|(_, b)| b.abs() > 1e-14).collect();
        let dense = 4 * few.len() > pivot.len();
        for (r, line) in self.inverse.iter_mut().enumerate() {
            if r == row || column[r].abs() < 1e-14 {
                continue;
            }
            if dense {
                self.lengths[r] = less(line, column[r], &pivot);
            } else {
                for (at, b) in &few {
                    let before = line[*at];
                    let after = before - column[r] * b;
                    line[*at] = after;
                    self.lengths[r] += after * after - before * before;
                }
            }
        }
        self.inverse[row] = pivot;
    }
}

/// Takes a multiple of another line off a line, and gives the sum of squares of what is left.
fn less(line: &mut [f64], by: f64, other: &[f64]) -> f64 {
    let (fours, rest) = line.as_chunks_mut::<4>();
    let (others, last) = other.as_chunks::<4>();
    let mut sums = [0.0; 4];
    for (four, other) in fours.iter_mut().zip(others) {
        for ((sum, a), b) in sums.iter_mut().zip(four).zip(other) {
            *a -= by * b;
            *sum += *a * *a;
        }
    }
    let mut sum: f64 = sums.iter().sum();
    for (a, b) in rest.iter_mut().zip(last) {
        *a -= by * b;
        sum += *a * *a;
    }
    sum
}
