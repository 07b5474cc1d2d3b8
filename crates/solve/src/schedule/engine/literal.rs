//! Statements about one bound.

/// "The bound of this side is at least this value."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lit {
    pub side: u32,
    pub value: i32,
}

impl Lit {
    /// `x ≥ value`.
    pub fn at_least(x: usize, value: i32) -> Self {
        Self { side: 2 * x as u32, value }
    }

    /// `x ≤ value`.
    pub fn at_most(x: usize, value: i32) -> Self {
        Self { side: 2 * x as u32 + 1, value: -value }
    }

    pub fn not(self) -> Self {
        Self { side: self.side ^ 1, value: 1 - self.value }
    }
}
