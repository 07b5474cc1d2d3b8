//! The basis made anew: its inverse, the values and the reduced costs that follow from it.

use super::{Linear, TINY, square};

impl Linear {
    /// Everything at the bound that its reduced cost asks for, and the values that follow.
    pub(super) fn settle(&mut self) {
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
    pub(super) fn renew(&mut self) -> bool {
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
        self.measure();
        self.price();
        self.pivots = 0;
        true
    }

    fn measure(&mut self) {
        self.lengths = self.inverse.iter().map(|line| square(line)).collect();
    }

    /// Back to the slacks.
    pub(super) fn restart(&mut self) {
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
        self.measure();
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
