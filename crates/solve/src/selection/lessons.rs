//! What earlier parts of the search teach: how much the bound falls when an activity is left, kept, hastened or delayed, for each
//! part of it that the relaxation had otherwise (pseudo-costs: Bénichou and others 1971; tried until known: Achterberg, Koch and
//! Martin 2005).

use super::bound::Relaxation;
use super::dive::Split;
use super::domain::Room;

/// Times a choice is tried before what is known of it is trusted.
const ENOUGH: u32 = 3;

/// A way to part the search.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    pub split: Split,
    /// What the relaxation takes that each of the two parts forbids.
    parts: [f64; 2],
    pub score: f64,
}

impl Choice {
    /// The part in which most of what the relaxation takes may stay.
    pub fn likely(&self) -> usize {
        usize::from(self.parts[1] <= self.parts[0])
    }
}

/// How good a choice is by what its two parts lose.
pub(super) fn score(first: f64, second: f64) -> f64 {
    first.max(1e-3) * second.max(1e-3)
}

/// Falls of the bound, in all and how many, of each activity, for the two sides of each kind of choice.
pub(super) struct Lessons {
    falls: Vec<[(f64, u32); 4]>,
    all: [(f64, u32); 4],
}

impl Lessons {
    pub fn new(activities: usize) -> Self {
        Self { falls: vec![[(0.0, 0); 4]; activities], all: [(0.0, 0); 4] }
    }

    fn place(choice: &Choice, side: usize) -> (usize, usize) {
        match choice.split {
            Split::Kept(i) => (i, side),
            Split::Until(i, _) => (i, 2 + side),
        }
    }

    /// The bound has fallen on one side of a choice.
    pub fn learn(&mut self, choice: &Choice, side: usize, fall: i64) {
        let (i, kind) = Self::place(choice, side);
        let each = fall as f64 / choice.parts[side].max(1e-2);
        for (sum, count) in [&mut self.falls[i][kind], &mut self.all[kind]] {
            *sum += each;
            *count += 1;
        }
    }

    pub fn is_known(&self, choice: &Choice) -> bool {
        (0..2).all(|side| {
            let (i, kind) = Self::place(choice, side);
            self.falls[i][kind].1 >= ENOUGH
        })
    }

    fn expected(&self, choice: &Choice, side: usize) -> f64 {
        let (i, kind) = Self::place(choice, side);
        let mean = |(sum, count): (f64, u32)| (count > 0).then(|| sum / f64::from(count));
        choice.parts[side] * mean(self.falls[i][kind]).or(mean(self.all[kind])).unwrap_or(1.0)
    }

    /// The choices there are on what is torn, best first; any choice when nothing is, and none when nothing is left to choose.
    pub fn choices(&self, relaxation: &Relaxation, rooms: &[Room]) -> Vec<Choice> {
        let share = |column: usize| relaxation.share_of(column);
        let (mut choices, mut any) = (Vec::new(), None);
        for (i, room) in rooms.iter().enumerate().filter(|(_, room)| !room.is_empty()) {
            let columns = relaxation.of[i].clone();
            let total: f64 = columns.clone().map(share).sum();
            if !room.must {
                let choice = Choice { split: Split::Kept(i), parts: [total, 1.0 - total], score: 0.0 };
                any.get_or_insert(choice);
                if (1e-4..1.0 - 1e-4).contains(&total) {
                    choices.push(choice);
                }
            }
            if room.first < room.last {
                let most = columns.clone().map(share).fold(0.0, f64::max);
                let moment = |c: usize| share(c) * f64::from(relaxation.columns[c].1);
                let mean = columns.clone().map(moment).sum::<f64>() / total.max(1e-9);
                let at = (mean.floor().clamp(-1e6, 1e6) as i32).clamp(room.first, room.last - 1);
                let before: f64 = columns.filter(|c| relaxation.columns[*c].1 <= at).map(share).sum();
                // The first part keeps the activity, the second lets it be left.
                let choice = Choice { split: Split::Until(i, at), parts: [1.0 - before, before], score: 0.0 };
                if room.must {
                    any = Some(choice);
                }
                if total - most > 1e-4 {
                    choices.push(choice);
                }
            }
        }
        for choice in &mut choices {
            choice.score = score(self.expected(choice, 0), self.expected(choice, 1));
        }
        choices.sort_by(|a, b| b.score.total_cmp(&a.score));
        if choices.is_empty() {
            // What the relaxation takes is whole, and yet no selection.
            choices.extend(any);
        }
        choices
    }
}
