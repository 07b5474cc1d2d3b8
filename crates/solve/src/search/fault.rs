//! Faults of typing: how many separate two words, and the automaton that finds the words a few faults away.
//!
//! A fault is a letter changed, added or left out, or two neighbours exchanged (Damerau 1964), each letter being touched
//! once. The automaton carries the last two rows of the table by which the distance is worked out.

use fst::Automaton;

/// Longest word whose faults are forgiven, in bytes: beyond it a word is found whole or by its beginning.
pub(super) const LONGEST: usize = 48;
/// From how many bytes one fault is forgiven.
pub const ONE_FAULT_FROM: usize = 4;
/// From how many bytes two faults are forgiven.
pub const TWO_FAULTS_FROM: usize = 8;

/// How many faults a word of letters is forgiven: none under four letters, one under eight, two from eight. A word that
/// holds a digit is a code or a date: it is right or it is another.
pub(super) fn forgiven(word: &str) -> u8 {
    match word.len() {
        _ if word.bytes().any(|byte| byte.is_ascii_digit()) => 0,
        0..ONE_FAULT_FROM => 0,
        ONE_FAULT_FROM..TWO_FAULTS_FROM => 1,
        TWO_FAULTS_FROM..=LONGEST => 2,
        _ => 0,
    }
}

/// The faults between two words; none when there are more than `most`.
pub(super) fn faults(a: &str, b: &str, most: u8) -> Option<u8> {
    if a.len() > LONGEST || a.len().abs_diff(b.len()) > usize::from(most) {
        return (a == b).then_some(0);
    }
    let near = Near { word: a.as_bytes(), most, beginning: false };
    let last = b.bytes().try_fold(near.start(), |rows, byte| {
        let next = near.accept(&rows, byte);
        near.can_match(&next).then_some(next)
    })?;
    near.is_match(&last).then(|| near.distance(&last))
}

/// The faults between a word and the nearest beginning of another, and the length of that beginning.
pub(super) fn faults_of_beginning(asked: &str, word: &str, most: u8) -> Option<(u8, usize)> {
    let ends = word.char_indices().map(|(at, letter)| at + letter.len_utf8());
    ends.filter_map(|end| Some((faults(asked, &word[..end], most)?, end)))
        .min_by_key(|(faults, end)| (*faults, end.abs_diff(asked.len())))
}

/// The words at most so many faults away from one, or those of which a beginning is.
pub(super) struct Near<'w> {
    /// At most [`LONGEST`] bytes.
    pub(super) word: &'w [u8],
    pub(super) most: u8,
    pub(super) beginning: bool,
}

/// Most faults that are counted: the table is only looked at so far from its diagonal.
const MOST: usize = 2;
/// More than any number of faults that matters.
const MANY: u8 = u8::MAX / 2;

/// A row of the table near its diagonal: once `read` bytes were read, cell `k` is the distance between what was read and
/// the first `read + k - MOST` bytes of the word. Farther cells hold more than [`MOST`].
type Band = [u8; 2 * MOST + 1];

/// The last two rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows {
    last: Band,
    before: Band,
    read: usize,
    previous: Option<u8>,
    /// The least distance of a beginning read so far.
    best: u8,
}

impl Near<'_> {
    /// The distance of what was read, or of its nearest beginning.
    pub(super) fn distance(&self, rows: &Rows) -> u8 {
        if self.beginning { rows.best } else { self.whole(rows) }
    }

    fn whole(&self, rows: &Rows) -> u8 {
        let cell = (self.word.len() + MOST).checked_sub(rows.read);
        cell.and_then(|cell| rows.last.get(cell)).copied().unwrap_or(MANY)
    }
}

impl Automaton for Near<'_> {
    type State = Rows;

    fn start(&self) -> Rows {
        let mut last = [MANY; 2 * MOST + 1];
        for (rank, cell) in last[MOST..].iter_mut().enumerate().take(self.word.len() + 1) {
            *cell = rank as u8;
        }
        let mut rows = Rows { last, before: [MANY; 2 * MOST + 1], read: 0, previous: None, best: MANY };
        rows.best = self.whole(&rows);
        rows
    }

    fn is_match(&self, rows: &Rows) -> bool {
        self.distance(rows) <= self.most
    }

    fn can_match(&self, rows: &Rows) -> bool {
        (self.beginning && rows.best <= self.most) || rows.last.iter().any(|distance| *distance <= self.most)
    }

    fn accept(&self, rows: &Rows, byte: u8) -> Rows {
        let mut next =
            Rows { last: [MANY; 2 * MOST + 1], before: rows.last, read: rows.read + 1, previous: Some(byte), ..*rows };
        for cell in 0..next.last.len() {
            let Some(rank) = (next.read + cell).checked_sub(MOST).filter(|rank| *rank <= self.word.len()) else {
                continue;
            };
            // The letter read is too much; or that of the word is missing, is another, or was exchanged with the one before.
            let mut least = rows.last.get(cell + 1).map_or(MANY, |above| above + 1);
            if rank > 0 {
                let own = self.word[rank - 1];
                let missing = cell.checked_sub(1).map_or(MANY, |before| next.last[before] + 1);
                least = least.min(missing).min(rows.last[cell] + u8::from(own != byte));
                if rank > 1 && self.word[rank - 2] == byte && rows.previous == Some(own) {
                    least = least.min(rows.before[cell] + 1);
                }
            }
            next.last[cell] = least.min(MANY);
        }
        next.best = rows.best.min(self.whole(&next));
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The table as it is defined, row after row (optimal string alignment).
    fn by_the_table(a: &[u8], b: &[u8]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = match (i, j) {
                    (0, _) | (_, 0) => i + j,
                    _ => {
                        let changed = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                        let mut least = changed.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                        if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                            least = least.min(table[i - 2][j - 2] + 1);
                        }
                        least
                    }
                };
            }
        }
        table[a.len()][b.len()]
    }

    #[test]
    fn one_slip_of_the_hand_is_one_fault() {
        for asked in ["calias", "calai", "callais", "kalais"] {
            assert_eq!(faults(asked, "calais", 2), Some(1), "{asked}");
        }
        assert_eq!(faults("kalias", "calais", 2), Some(2));
        assert_eq!(faults("kalias", "calais", 1), None);
        assert_eq!(faults_of_beginning("angulem", "angouleme", 1), Some((1, 8)));
    }

    #[test]
    fn short_words_and_codes_are_forgiven_nothing() {
        assert_eq!(["lyo", "lyon", "calais2", "roubaix", "grenoble"].map(forgiven), [0, 1, 0, 1, 2]);
        assert_eq!(forgiven(&"a".repeat(LONGEST + 1)), 0);
    }

    proptest! {
        #[test]
        fn the_automaton_counts_as_the_table_does(a in "[a-d]{0,9}", b in "[a-d]{0,9}", most in 0u8..3) {
            let expected = by_the_table(a.as_bytes(), b.as_bytes());
            prop_assert_eq!(faults(&a, &b, most), (expected <= usize::from(most)).then_some(expected as u8));
        }
    }
}
