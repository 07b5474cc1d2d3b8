//! Parts of the search.

use super::domain::Room;
use super::lessons::Choice;

/// A part of the search that is still open.
pub(super) struct Node {
    /// No selection in it is worth more.
    pub bound: i64,
    /// When it was met: of those of one bound, the last comes first.
    pub rank: u64,
    pub rooms: Vec<Room>,
    /// The choice that made it, the side, and the bound before.
    pub from: Option<(Choice, usize, i64)>,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Node {}

impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Node {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.bound.cmp(&other.bound).then(self.rank.cmp(&other.rank))
    }
}

/// Two parts of the search, each with its bound.
pub(super) type Parts = [(i64, Vec<Room>); 2];

/// What came of a part of the search.
pub(super) enum Look {
    /// Nothing better is in it.
    Closed,
    /// It parts in two.
    Parts(Choice, Parts),
}
