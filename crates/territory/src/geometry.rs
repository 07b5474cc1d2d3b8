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
        let rings: Vec<Ring> = dissolve(topology, communes)
            .iter()
            .flat_map(|ring| simple_rings(topology.ring_points(ring)))
            .filter(|ring| doubled_area(ring) != 0)
            .collect();
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
