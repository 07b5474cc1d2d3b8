//! What the prices of a relaxation say of each activity at each step, in numbers that prove nothing.

use super::bound::Relaxation;

/// Prices, read by activity and by step.
pub(super) struct Guide {
    /// First step of each activity, and what it brings at the prices from there on, step by step; nothing for what is settled.
    gains: Vec<(i32, Vec<f64>)>,
    /// What all rows hold at their prices, with the worth of what is settled.
    pub held: f64,
    /// What those rows hold that are decided once all that begins at a step is known.
    pub limits: Vec<f64>,
    /// Steps at which rows are decided, and what an activity takes of them, for each of its steps.
    takes: Vec<Vec<Vec<(i32, f64)>>>,
}

impl Guide {
    /// From the last prices of a relaxation.
    pub fn new(relaxation: &Relaxation, horizon: i32) -> Self {
        let mut gains: Vec<f64> = relaxation.worth.iter().map(|worth| *worth as f64).collect();
        let mut takes: Vec<Vec<(i32, f64)>> = vec![Vec::new(); relaxation.columns.len()];
        let (mut held, mut limits) = (relaxation.settled as f64, vec![0.0; horizon as usize]);
        for (row, price) in relaxation.prices() {
            let decided = row.terms.iter().map(|(column, _)| relaxation.columns[*column].1).max().unwrap_or(0);
            held += price * row.limit as f64;
            limits[decided as usize] += price * row.limit as f64;
            for (column, a) in &row.terms {
                let taken = price * *a as f64;
                gains[*column] -= taken;
                match takes[*column].iter_mut().find(|(step, _)| *step == decided) {
                    Some((_, sum)) => *sum += taken,
                    None => takes[*column].push((decided, taken)),
                }
            }
        }
        let first =
            |columns: &std::ops::Range<usize>| relaxation.columns.get(columns.start).map_or(0, |(_, step)| *step);
        Self {
            gains: relaxation.of.iter().map(|columns| (first(columns), gains[columns.clone()].to_vec())).collect(),
            held,
            limits,
            takes: relaxation.of.iter().map(|columns| takes[columns.clone()].to_vec()).collect(),
        }
    }

    /// Whether an activity has no choice left in the relaxation: what it takes is taken already.
    pub fn is_settled(&self, i: usize) -> bool {
        self.gains[i].1.is_empty()
    }

    /// What an activity brings at the prices when it begins at a step, one at which the relaxation lets it.
    pub fn gain(&self, i: usize, step: i32) -> f64 {
        let (first, gains) = &self.gains[i];
        gains[(step - first) as usize]
    }

    /// What an activity that begins at a step takes, at their prices, of the rows that are decided at another.
    pub fn taken(&self, i: usize, at: i32, decided: i32) -> f64 {
        let Some(takes) = self.takes[i].get((at - self.gains[i].0) as usize) else { return 0.0 };
        takes.iter().find(|(step, _)| *step == decided).map_or(0.0, |(_, taken)| *taken)
    }
}
