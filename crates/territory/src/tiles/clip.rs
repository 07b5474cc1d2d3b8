//! Cutting rings to a frame, in whole numbers.

use super::TileRing;

/// A box with its sides, in the units of what it frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    /// Smallest x and y.
    pub low: [i32; 2],
    /// Largest x and y.
    pub high: [i32; 2],
}

impl Frame {
    /// Frames no point, and meets nothing.
    pub const NOTHING: Frame = Frame { low: [i32::MAX; 2], high: [i32::MIN; 2] };

    /// The frame of both.
    pub fn with(self, other: Frame) -> Frame {
        Frame {
            low: [self.low[0].min(other.low[0]), self.low[1].min(other.low[1])],
            high: [self.high[0].max(other.high[0]), self.high[1].max(other.high[1])],
        }
    }

    /// The frame of points.
    pub fn of<'p>(points: impl IntoIterator<Item = &'p [i32; 2]>) -> Frame {
        points.into_iter().fold(Frame::NOTHING, |frame, point| frame.with(Frame { low: *point, high: *point }))
    }

    /// Whether both have a point in common.
    pub fn meets(self, other: Frame) -> bool {
        (0..2).all(|axis| self.low[axis] <= other.high[axis] && other.low[axis] <= self.high[axis])
    }

    /// Whether all of another is in it.
    pub fn holds(self, other: Frame) -> bool {
        (0..2).all(|axis| self.low[axis] <= other.low[axis] && other.high[axis] <= self.high[axis])
    }

    /// Keeps of a ring what is in the frame, side after side. A ring that comes back in several pieces stays one, joined
    /// along the sides.
    ///
    /// # References
    /// Sutherland and Hodgman 1974, "Reentrant polygon clipping", *Communications of the ACM* 17.
    pub fn clip(self, line: &mut TileRing) {
        let frame = Frame::of(line.iter());
        if self.holds(frame) {
            return;
        }
        for axis in 0..2 {
            if frame.low[axis] < self.low[axis] {
                *line = keep(line, axis, self.low[axis], 1);
            }
            if frame.high[axis] > self.high[axis] {
                *line = keep(line, axis, self.high[axis], -1);
            }
        }
        line.dedup();
        while line.len() > 1 && line.first() == line.last() {
            line.pop();
        }
    }
}

/// The part of a ring on one side of a line: where `sign` × (coordinate − limit) is not under zero.
fn keep(line: &[[i32; 2]], axis: usize, limit: i32, sign: i32) -> TileRing {
    let inside = |point: &[i32; 2]| sign * (point[axis] - limit) >= 0;
    let mut kept = TileRing::with_capacity(line.len() + 4);
    let Some(mut before) = line.last().copied() else { return kept };
    for point in line {
        if inside(point) != inside(&before) {
            kept.push(crossing(before, *point, axis, limit));
        }
        if inside(point) {
            kept.push(*point);
        }
        before = *point;
    }
    kept
}

/// Where a segment crosses a line, to the nearest unit. Ends are taken in one order, so that neighbours who walk the segment
/// in opposite directions find the same point.
fn crossing(a: [i32; 2], b: [i32; 2], axis: usize, limit: i32) -> [i32; 2] {
    let (from, to) = if a <= b { (a, b) } else { (b, a) };
    let other = 1 - axis;
    let (across, along) = (i64::from(to[axis] - from[axis]), i64::from(to[other] - from[other]));
    let share = along * i64::from(limit - from[axis]);
    // Rounded to the nearest: floor of share / across + 1/2.
    let moved = (2 * share * across.signum() + across.abs()).div_euclid(2 * across.abs());
    let mut point = [0; 2];
    point[axis] = limit;
    point[other] = from[other] + moved as i32;
    point
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tiles::doubled_area;
    use proptest::prelude::*;

    const FRAME: Frame = Frame { low: [0, 0], high: [100, 100] };

    #[test]
    fn a_ring_inside_is_left_alone_and_one_around_becomes_the_frame() {
        let mut inside = vec![[10, 10], [90, 10], [50, 90]];
        FRAME.clip(&mut inside);
        assert_eq!(inside, [[10, 10], [90, 10], [50, 90]]);
        let mut around = vec![[-50, -50], [500, -50], [500, 500], [-50, 500]];
        FRAME.clip(&mut around);
        around.sort();
        assert_eq!(around, [[0, 0], [0, 100], [100, 0], [100, 100]]);
        let mut outside = vec![[200, 0], [300, 0], [300, 50]];
        FRAME.clip(&mut outside);
        assert!(outside.len() < 3);
    }

    #[test]
    fn a_crossing_is_rounded_the_same_from_both_ends() {
        assert_eq!(crossing([-3, 0], [4, 5], 0, 0), [0, 2]);
        assert_eq!(crossing([4, 5], [-3, 0], 0, 0), [0, 2]);
    }

    proptest! {
        #[test]
        fn what_is_cut_by_a_line_has_the_area_of_the_whole(
            points in proptest::collection::vec([-60i32..160, -60i32..160], 3..9), at in -50i32..150,
        ) {
            // The parts on both sides of a line make the whole, but for half a unit a crossing.
            let left = keep(&points, 0, at, -1);
            let right = keep(&points, 0, at, 1);
            let apart = (doubled_area(&left) + doubled_area(&right) - doubled_area(&points)).abs();
            prop_assert!(apart <= 220 * points.len() as i64, "{apart}");
        }

        #[test]
        fn nothing_stays_outside(points in proptest::collection::vec([-300i32..400, -300i32..400], 3..12)) {
            let mut line = points;
            FRAME.clip(&mut line);
            prop_assert!(line.is_empty() || FRAME.holds(Frame::of(line.iter())));
        }

        #[test]
        fn both_directions_cross_at_one_point(a in [-200i32..200, -200i32..200], b in [-200i32..200, -200i32..200], at in -200i32..200) {
            prop_assume!((a[0] < at) != (b[0] < at));
            prop_assert_eq!(crossing(a, b, 0, at), crossing(b, a, 0, at));
        }
    }
}
