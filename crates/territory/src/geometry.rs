//! Territories as polygons: from the topology of the atlas to outer rings and their holes, in longitude and latitude.
//!
//! Coordinates stay whole multiples of [`RESOLUTION`] degrees in WGS 84, so that what is written from them is exact. Outer
//! rings turn counter-clockwise and holes clockwise, as RFC 7946 asks. Page: `docs/method/contours.md`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use atlas::contour::{Point, RESOLUTION};
use atlas::{CommuneIndex, Topology};

use crate::kind::Kind;
use crate::knowledge::Knowledge;
use crate::outline::dissolve;

/// A closed line; the last point is not repeated from the first.
pub type Ring = Vec<Point>;

/// An outer ring and the holes in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Polygon {
    /// Counter-clockwise.
    pub outer: Ring,
    /// Clockwise.
    pub holes: Vec<Ring>,
}

/// The ground that communes cover. Without a polygon when none of them has a contour.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shape {
    /// The largest first.
    pub polygons: Vec<Polygon>,
    /// South-west and north-east corners of the box around them.
    pub bounds: Option<[Point; 2]>,
}

/// A box along meridians and parallels, in degrees. One whose west is east of its east goes over the 180th meridian.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Longitude of its west side.
    pub west: f64,
    /// Latitude of its south side.
    pub south: f64,
    /// Longitude of its east side.
    pub east: f64,
    /// Latitude of its north side.
    pub north: f64,
}

/// The shapes of the units of the map, made at the first use of their kind and kept.
#[derive(Debug, Default)]
pub struct Shapes([OnceLock<Vec<Shape>>; 4]);

impl Shapes {
    /// The shapes of [`Knowledge::territories`] of a kind, in the same order; none for a kind that is no unit of the map.
    pub fn of(&self, knowledge: &Knowledge<'_>, topology: &Topology, kind: Kind) -> &[Shape] {
        let units = [Kind::Commune, Kind::Epci, Kind::Departement, Kind::Region];
        let Some(rank) = units.iter().position(|unit| *unit == kind) else { return &[] };
        self.0[rank].get_or_init(|| {
            let territories = knowledge.territories(kind);
            territories.iter().map(|territory| Shape::of(topology, territory.communes())).collect()
        })
    }
}

impl Shape {
    /// Of communes together: the borders between them are left out.
    pub fn of(topology: &Topology, communes: &[CommuneIndex]) -> Shape {
        let lines = dissolve(topology, communes);
        let all = lines.iter().flat_map(|line| {
            let points: Ring = topology.ring_points(line).collect();
            sides(&points).map(|(from, to)| [from, to]).collect::<Vec<_>>()
        });
        let rings: Vec<Ring> =
            walked(&uncrossed(all.collect())).into_iter().filter(|ring| doubled_area(ring) != 0).collect();
        let points = || rings.iter().flatten();
        let axis = |axis: usize| {
            let (low, high) = (points().map(|p| p[axis]).min()?, points().map(|p| p[axis]).max()?);
            Some((low, high))
        };
        let bounds = axis(0).zip(axis(1)).map(|((west, east), (south, north))| [[west, south], [east, north]]);
        Shape { polygons: nested(rings), bounds }
    }

    /// Whether some of the ground lies in a box, its sides included.
    pub fn meets(&self, frame: Frame) -> bool {
        if frame.west > frame.east {
            let (west, east) = (Frame { east: 180.0, ..frame }, Frame { west: -180.0, ..frame });
            return self.meets(west) || self.meets(east);
        }
        let Some([low, high]) = self.bounds else { return false };
        let apart = degrees(high[0]) < frame.west
            || degrees(low[0]) > frame.east
            || degrees(high[1]) < frame.south
            || degrees(low[1]) > frame.north;
        !apart && self.polygons.iter().any(|polygon| polygon.meets(frame))
    }
}

impl Polygon {
    /// Its rings, the outer one first.
    pub fn rings(&self) -> impl Iterator<Item = &Ring> {
        std::iter::once(&self.outer).chain(&self.holes)
    }

    /// A side of the polygon goes through the box, or the whole box is inside the polygon.
    fn meets(&self, frame: Frame) -> bool {
        let side = |ring: &Ring| sides(ring).any(|(from, to)| goes_through(from, to, frame));
        let corner = [frame.west, frame.south];
        self.rings().any(side) || self.rings().filter(|ring| holds(ring, corner)).count() % 2 == 1
    }
}

/// Degrees from the whole multiples of the topology.
pub fn degrees(multiple: i32) -> f64 {
    // Dividing gives the double nearest to the decimal number; multiplying by 1e-4 would not.
    f64::from(multiple) / (1.0 / RESOLUTION).round()
}

/// A line that touches itself, cut where it does.
fn simple_rings(points: impl Iterator<Item = Point>) -> Vec<Ring> {
    let mut rings = Vec::new();
    let mut open: Ring = Vec::new();
    let mut at: BTreeMap<Point, usize> = BTreeMap::new();
    for point in points {
        if let Some(rank) = at.get(&point).copied() {
            for point in &open[rank..] {
                at.remove(point);
            }
            rings.push(open.split_off(rank));
        }
        at.insert(point, open.len());
        open.push(point);
    }
    rings.push(open);
    rings.retain(|ring| ring.len() > 2);
    rings
}

/// Times that sides are cut where they cross: a point of a crossing is put on the grid, which may make another one.
const MOST_CUTS: usize = 64;

/// The same sides without crossings. Contours of neighbours that were simplified apart overlap here and there by a few
/// metres: the overlap, held twice, is outside by the even-odd rule, as a gap would be.
fn uncrossed(mut all: Vec<[Point; 2]>) -> Vec<[Point; 2]> {
    for _ in 0..MOST_CUTS {
        let cuts = crossings(&mut all);
        if cuts.is_empty() {
            break;
        }
        all = cut(&all, cuts);
    }
    all
}

/// Where sides meet elsewhere than at their ends: the rank of a side, and the point where it must be cut.
fn crossings(all: &mut [[Point; 2]]) -> Vec<(usize, Point)> {
    let low = |side: &[Point; 2], axis: usize| side[0][axis].min(side[1][axis]);
    let high = |side: &[Point; 2], axis: usize| side[0][axis].max(side[1][axis]);
    all.sort_unstable_by_key(|side| (low(side, 0), *side));
    let mut cuts = Vec::new();
    for rank in 0..all.len() {
        let one = all[rank];
        for (other_rank, other) in all.iter().enumerate().skip(rank + 1) {
            if low(other, 0) > high(&one, 0) {
                break;
            }
            if low(other, 1) > high(&one, 1) || high(other, 1) < low(&one, 1) {
                continue;
            }
            let meetings = meetings(one, *other);
            let inside = |point: &Point, side: &[Point; 2]| !side.contains(point);
            cuts.extend(meetings.iter().filter(|point| inside(point, &one)).map(|point| (rank, *point)));
            cuts.extend(meetings.iter().filter(|point| inside(point, other)).map(|point| (other_rank, *point)));
        }
    }
    cuts
}

/// The points where two sides meet: where they cross, put on the grid, or the ends of one that lie on the other.
fn meetings(one: [Point; 2], other: [Point; 2]) -> Vec<Point> {
    // Which side of a line a point is on: the sign of twice the area of a triangle.
    let turn = |[a, b]: [Point; 2], p: Point| {
        let along = |axis: usize| i64::from(b[axis]) - i64::from(a[axis]);
        along(0) * (i64::from(p[1]) - i64::from(a[1])) - along(1) * (i64::from(p[0]) - i64::from(a[0]))
    };
    let of_other = other.map(|point| turn(one, point));
    let of_one = one.map(|point| turn(other, point));
    let apart = |[a, b]: [i64; 2]| a.signum() * b.signum() < 0;
    if apart(of_other) && apart(of_one) {
        let share = of_one[0] as f64 / (of_one[0] - of_one[1]) as f64;
        let place = |axis: usize| {
            (f64::from(one[0][axis]) + share * (f64::from(one[1][axis]) - f64::from(one[0][axis]))).round() as i32
        };
        return vec![[place(0), place(1)]];
    }
    let within = |side: [Point; 2], p: Point| {
        (0..2).all(|axis| (side[0][axis].min(side[1][axis])..=side[0][axis].max(side[1][axis])).contains(&p[axis]))
    };
    let ends_on = |ends: [Point; 2], turns: [i64; 2], side: [Point; 2]| {
        ends.into_iter().zip(turns).filter(move |(end, turn)| *turn == 0 && within(side, *end)).map(|(end, _)| end)
    };
    ends_on(other, of_other, one).chain(ends_on(one, of_one, other)).collect()
}

/// Sides cut at points of theirs; what is then there twice has ground on both sides, or on none, and goes away.
fn cut(all: &[[Point; 2]], mut cuts: Vec<(usize, Point)>) -> Vec<[Point; 2]> {
    let distance = |rank: usize, point: Point| {
        let along = |axis: usize| i64::from(point[axis]) - i64::from(all[rank][0][axis]);
        along(0) * along(0) + along(1) * along(1)
    };
    cuts.sort_unstable_by_key(|(rank, point)| (*rank, distance(*rank, *point), *point));
    let mut kept: std::collections::BTreeSet<[Point; 2]> = std::collections::BTreeSet::new();
    let mut add = |from: Point, to: Point| {
        let side = if from < to { [from, to] } else { [to, from] };
        if from != to && !kept.remove(&side) {
            kept.insert(side);
        }
    };
    let mut cuts = cuts.into_iter().peekable();
    for (rank, [from, to]) in all.iter().enumerate() {
        let mut at = *from;
        while let Some((_, point)) = cuts.next_if(|(of, _)| *of == rank) {
            add(at, point);
            at = point;
        }
        add(at, *to);
    }
    kept.into_iter().collect()
}

/// Sides joined end to end, the ground on the left. Where several parts of the ground touch at a point, each goes on along
/// its own part, so that none is cut in two by its own hole.
fn walked(all: &[[Point; 2]]) -> Vec<Ring> {
    let mut at: BTreeMap<Point, Vec<usize>> = BTreeMap::new();
    for (rank, ends) in all.iter().enumerate() {
        for end in ends {
            at.entry(*end).or_default().push(rank);
        }
    }
    let mut used = vec![false; all.len()];
    let mut rings = Vec::new();
    for start in 0..all.len() {
        // A ring has a side that is not along a meridian: it is met from there.
        let [west, east] =
            if all[start][0][0] < all[start][1][0] { all[start] } else { [all[start][1], all[start][0]] };
        if used[start] || west[0] == east[0] {
            continue;
        }
        let (origin, mut end) = if is_ground_above(all, west, east) { (west, east) } else { (east, west) };
        let mut line = vec![origin];
        let (mut from, mut side) = (origin, start);
        loop {
            used[side] = true;
            let other = |rank: usize| if all[rank][0] == end { all[rank][1] } else { all[rank][0] };
            let going_on = at[&end].iter().copied().filter(|rank| *rank != side && (!used[*rank] || *rank == start));
            let next = going_on
                .min_by(|one, two| clockwise(end, from, other(*one)).total_cmp(&clockwise(end, from, other(*two))));
            match next {
                Some(next) if next != start => {
                    line.push(end);
                    (from, end, side) = (end, other(next), next);
                }
                // Back where it began; a line with a loose end closes there.
                _ => break,
            }
        }
        if end != origin {
            line.push(end);
        }
        rings.extend(simple_rings(line.into_iter()));
    }
    rings
}

/// Whether there is ground just north of the middle of a side, by the number of sides further north.
fn is_ground_above(all: &[[Point; 2]], west: Point, east: Point) -> bool {
    // Twice the coordinates, so that the middle is whole.
    let middle = [0, 1].map(|axis| i64::from(west[axis]) + i64::from(east[axis]));
    let above = all.iter().filter(|side| {
        let [p, q] = if side[0][0] < side[1][0] { **side } else { [side[1], side[0]] };
        let ([px, py], [qx, qy]) = (p.map(|c| 2 * i64::from(c)), q.map(|c| 2 * i64::from(c)));
        let turn = (qx - px) * (middle[1] - py) - (qy - py) * (middle[0] - px);
        px <= middle[0] && middle[0] < qx && turn < 0
    });
    above.count() % 2 == 1
}

/// Angle by which one turns clockwise around a point from one neighbour to another, in radians, above zero.
fn clockwise(around: Point, from: Point, to: Point) -> f64 {
    let angle = |p: Point| f64::from(p[1] - around[1]).atan2(f64::from(p[0] - around[0]));
    let turned = (angle(from) - angle(to)).rem_euclid(std::f64::consts::TAU);
    if turned > 0.0 { turned } else { std::f64::consts::TAU }
}

/// Outer rings with their holes, by the even-odd rule: a ring inside an odd number of others is a hole of the smallest.
fn nested(mut rings: Vec<Ring>) -> Vec<Polygon> {
    rings.sort_by_key(|ring| (std::cmp::Reverse(doubled_area(ring).abs()), ring[0]));
    let mut polygons: Vec<Polygon> = Vec::new();
    // For each ring read: its polygon when it is an outer one, and the box around it.
    let mut read: Vec<(Option<usize>, [Point; 2])> = Vec::new();
    for rank in 0..rings.len() {
        let ring = &rings[rank];
        let bounds = bounds_of(ring);
        let around = |(_, outer): &&(Option<usize>, [Point; 2])| {
            (0..2).all(|axis| outer[0][axis] <= bounds[0][axis] && outer[1][axis] >= bounds[1][axis])
        };
        // The middle of a side lies on no other ring, as borders do not cross.
        let middle = [0, 1].map(|axis| (degrees(ring[0][axis]) + degrees(ring[1][axis])) / 2.0);
        let inside: Vec<usize> = read
            .iter()
            .enumerate()
            .filter(|(_, known)| around(known))
            .map(|(other, _)| other)
            .filter(|other| holds(&rings[*other], middle))
            .collect();
        let counter_clockwise = doubled_area(ring) > 0;
        let turned = |wanted: bool| {
            let mut ring = ring.clone();
            if counter_clockwise != wanted {
                ring.reverse();
            }
            ring
        };
        let hole_of = inside.last().filter(|_| inside.len() % 2 == 1).and_then(|other| read[*other].0);
        match hole_of {
            Some(polygon) => {
                let hole = turned(false);
                polygons[polygon].holes.push(hole);
                read.push((None, bounds));
            }
            None => {
                let outer = turned(true);
                polygons.push(Polygon { outer, holes: Vec::new() });
                read.push((Some(polygons.len() - 1), bounds));
            }
        }
    }
    polygons
}

fn bounds_of(ring: &Ring) -> [Point; 2] {
    ring.iter().fold([[i32::MAX; 2], [i32::MIN; 2]], |[low, high], p| {
        [[low[0].min(p[0]), low[1].min(p[1])], [high[0].max(p[0]), high[1].max(p[1])]]
    })
}

fn sides(ring: &Ring) -> impl Iterator<Item = (Point, Point)> {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// Twice the area of a ring, in squared multiples; positive when it turns counter-clockwise (shoelace formula).
fn doubled_area(ring: &Ring) -> i64 {
    sides(ring).map(|(a, b)| i64::from(a[0]) * i64::from(b[1]) - i64::from(b[0]) * i64::from(a[1])).sum()
}

/// Whether a ring holds a point, by the number of its sides that a ray to the east meets.
fn holds(ring: &Ring, [x, y]: [f64; 2]) -> bool {
    sides(ring)
        .filter(|(a, b)| {
            let (a, b) = (a.map(degrees), b.map(degrees));
            (a[1] > y) != (b[1] > y) && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        })
        .count()
        % 2
        == 1
}

/// Whether a segment has a point in a box (Liang and Barsky, 1984).
fn goes_through(from: Point, to: Point, frame: Frame) -> bool {
    let (a, b) = (from.map(degrees), to.map(degrees));
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    let bounds = [(frame.west, frame.east), (frame.south, frame.north)];
    for (axis, (low, high)) in bounds.into_iter().enumerate() {
        let along = b[axis] - a[axis];
        if along == 0.0 {
            if a[axis] < low || a[axis] > high {
                return false;
            }
            continue;
        }
        let (first, second) = ((low - a[axis]) / along, (high - a[axis]) / along);
        enters = enters.max(first.min(second));
        leaves = leaves.min(first.max(second));
    }
    enters <= leaves
}

#[cfg(test)]
mod tests {
    use super::*;
    use atlas::contour::ArcRef;

    /// One commune whose rings are given whole.
    fn commune(rings: &[&[Point]]) -> Shape {
        let closed = |ring: &&[Point]| ring.iter().copied().chain([ring[0]]).collect::<Vec<_>>();
        let arcs = rings.iter().map(closed).collect();
        let references = (0..rings.len() as u32).map(|arc| vec![ArcRef { arc, reversed: false }]).collect();
        Shape::of(&Topology { arcs, communes: vec![references] }, &[0])
    }

    const SQUARE: [Point; 4] = [[0, 0], [0, 90_000], [90_000, 90_000], [90_000, 0]];
    const INSIDE: [Point; 4] = [[30_000, 30_000], [60_000, 30_000], [60_000, 60_000], [30_000, 60_000]];

    #[test]
    fn a_hole_is_in_its_ring_and_an_island_in_the_hole_is_a_polygon_of_its_own() {
        let island: [Point; 3] = [[40_000, 40_000], [50_000, 40_000], [50_000, 50_000]];
        let shape = commune(&[&island, &INSIDE, &SQUARE]);
        assert_eq!(shape.polygons.len(), 2);
        assert_eq!((shape.polygons[0].outer.len(), shape.polygons[0].holes.len()), (4, 1));
        assert_eq!(shape.polygons[1], Polygon { outer: island.to_vec(), holes: Vec::new() });
        assert!(doubled_area(&shape.polygons[0].outer) > 0 && doubled_area(&shape.polygons[0].holes[0]) < 0);
        assert_eq!(shape.bounds, Some([[0, 0], [90_000, 90_000]]));
    }

    #[test]
    fn a_ring_that_touches_itself_is_cut_there() {
        let eight: [Point; 6] = [[0, 0], [10, 0], [10, 10], [20, 10], [20, 20], [10, 10]];
        let shape = commune(&[&eight]);
        assert_eq!(shape.polygons.iter().map(|polygon| polygon.outer.len()).collect::<Vec<_>>(), [3, 3]);
    }

    #[test]
    fn a_hole_that_touches_its_ring_twice_parts_the_ground() {
        // A bar from side to side that touches both with its points: two parts, and no hole.
        let bar: [Point; 4] = [[0, 45_000], [45_000, 30_000], [90_000, 45_000], [45_000, 60_000]];
        let square: [Point; 6] = [[0, 0], [0, 45_000], [0, 90_000], [90_000, 90_000], [90_000, 45_000], [90_000, 0]];
        let shape = commune(&[&square, &bar]);
        assert_eq!(shape.polygons.len(), 2);
        assert!(shape.polygons.iter().all(|polygon| polygon.holes.is_empty()));
    }

    #[test]
    fn contours_that_overlap_by_mistake_make_rings_that_do_not_cross() {
        // Two squares simplified apart: they overlap over one column, and share no arc.
        let other: [Point; 4] = [[80_000, 10_000], [80_000, 70_000], [200_000, 70_000], [200_000, 10_000]];
        let shape = commune(&[&SQUARE, &other]);
        let sum: i64 = shape.polygons.iter().flat_map(Polygon::rings).map(doubled_area).sum();
        let (square, rectangle, overlap) = (90_000 * 90_000, 120_000 * 60_000, 10_000 * 60_000);
        assert_eq!(sum, 2 * (square + rectangle - 2 * overlap), "the overlap is held twice");
        let mut sides: Vec<[Point; 2]> =
            shape.polygons.iter().flat_map(Polygon::rings).flat_map(sides).map(|(a, b)| [a, b]).collect();
        assert_eq!(crossings(&mut sides), []);
    }

    #[test]
    fn two_sides_meet_where_they_cross_or_where_one_ends_on_the_other() {
        assert_eq!(meetings([[0, 0], [10, 10]], [[0, 10], [10, 0]]), [[5, 5]]);
        assert_eq!(meetings([[0, 0], [10, 0]], [[4, 0], [4, 9]]), [[4, 0]]);
        assert_eq!(meetings([[0, 0], [10, 0]], [[4, 0], [14, 0]]), [[4, 0], [10, 0]]);
        assert_eq!(meetings([[0, 0], [10, 0]], [[11, 0], [14, 0]]), Vec::<Point>::new());
    }

    #[test]
    fn a_box_meets_the_ground_and_neither_the_hole_nor_what_is_beside() {
        let shape = commune(&[&SQUARE, &INSIDE]);
        let frame = |west, south, east, north| Frame { west, south, east, north };
        for (asked, expected) in [
            (frame(1.0, 1.0, 2.0, 2.0), true),
            (frame(4.0, 4.0, 5.0, 5.0), false),
            (frame(4.0, 4.0, 7.0, 5.0), true),
            (frame(-10.0, -10.0, 20.0, 20.0), true),
            (frame(9.0, 9.0, 20.0, 20.0), true),
            (frame(9.1, 9.1, 20.0, 20.0), false),
            (frame(170.0, 1.0, 0.0, 2.0), true),
            (frame(170.0, 1.0, -170.0, 2.0), false),
        ] {
            assert_eq!(shape.meets(asked), expected, "{asked:?}");
        }
        assert!(!Shape::default().meets(frame(-180.0, -90.0, 180.0, 90.0)), "what is nowhere meets nothing");
    }

    #[test]
    fn degrees_are_the_numbers_that_one_writes() {
        assert_eq!([-12_345, 483_901, 3].map(degrees), [-1.2345, 48.3901, 0.0003]);
    }
}
