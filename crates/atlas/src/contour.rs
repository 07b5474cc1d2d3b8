//! Contours of communes as a topology: a border shared by two communes is one arc, kept once.
//!
//! That is why the outline of any set of communes is exact: it is made of the arcs that belong to one commune of the set
//! only, and no sliver can appear between neighbours. Coordinates are whole multiples of [`RESOLUTION`] degrees in WGS 84.
//! See `docs/method/contours.md`.

/// Size of the grid on which coordinates lie, in degrees: about 11 m on the ground, under the tolerance of the source.
pub const RESOLUTION: f64 = 1e-4;

/// A point in multiples of [`RESOLUTION`]: longitude, then latitude.
pub type Point = [i32; 2];

/// A ring refers to arcs: the index of an arc, and whether it is walked backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArcRef {
    /// Index of the arc.
    pub arc: u32,
    /// Walked from its last point to its first.
    pub reversed: bool,
}

/// The arcs, and the rings of each commune in the order of the map. Rings follow the even-odd rule: a hole is a ring.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Topology {
    /// Arcs, each of two points or more.
    pub arcs: Vec<Vec<Point>>,
    /// Rings of each commune; none when the commune has no contour.
    pub communes: Vec<Vec<Vec<ArcRef>>>,
}

impl Topology {
    /// The points of a ring; the last is not repeated from the first.
    pub fn ring_points<'t>(&'t self, ring: &'t [ArcRef]) -> impl Iterator<Item = Point> + 't {
        ring.iter().flat_map(move |reference| {
            let arc = &self.arcs[reference.arc as usize];
            let last = arc.len() - 1;
            (0..last).map(move |rank| if reference.reversed { arc[last - rank] } else { arc[rank] })
        })
    }

    /// Compact bytes: every coordinate is the difference with the one before, in as few bytes as it needs.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        put(&mut bytes, self.arcs.len() as u64);
        let mut at: Point = [0, 0];
        for arc in &self.arcs {
            put(&mut bytes, arc.len() as u64);
            for point in arc {
                for axis in 0..2 {
                    put_signed(&mut bytes, i64::from(point[axis]) - i64::from(at[axis]));
                }
                at = *point;
            }
        }
        put(&mut bytes, self.communes.len() as u64);
        let mut previous = 0i64;
        for rings in &self.communes {
            put(&mut bytes, rings.len() as u64);
            for ring in rings {
                put(&mut bytes, ring.len() as u64);
                for reference in ring {
                    put_signed(&mut bytes, i64::from(reference.arc) - previous);
                    bytes.push(u8::from(reference.reversed));
                    previous = i64::from(reference.arc);
                }
            }
        }
        bytes
    }

    /// Reads what [`Topology::encode`] wrote; nothing when the bytes are cut, too long, or refer to no arc.
    pub fn decode(bytes: &[u8]) -> Option<Topology> {
        let mut reader = Reader { bytes };
        let mut arcs = Vec::new();
        let mut at: Point = [0, 0];
        for _ in 0..reader.count()? {
            let length = reader.count()?;
            if length < 2 {
                return None;
            }
            let mut arc = Vec::with_capacity(length);
            for _ in 0..length {
                for coordinate in &mut at {
                    *coordinate = i32::try_from(i64::from(*coordinate).checked_add(reader.signed()?)?).ok()?;
                }
                arc.push(at);
            }
            arcs.push(arc);
        }
        let mut communes = Vec::new();
        let mut previous = 0i64;
        for _ in 0..reader.count()? {
            let mut rings = Vec::new();
            for _ in 0..reader.count()? {
                let mut ring = Vec::new();
                for _ in 0..reader.count()? {
                    previous = previous.checked_add(reader.signed()?)?;
                    let arc = u32::try_from(previous).ok().filter(|arc| (*arc as usize) < arcs.len())?;
                    ring.push(ArcRef { arc, reversed: reader.flag()? });
                }
                rings.push(ring);
            }
            communes.push(rings);
        }
        reader.bytes.is_empty().then_some(Topology { arcs, communes })
    }
}

/// LEB128: seven bits a byte, the highest bit says that more follow.
fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Zigzag: small numbers of either sign stay small.
fn put_signed(bytes: &mut Vec<u8>, number: i64) {
    put(bytes, ((number << 1) ^ (number >> 63)) as u64);
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl Reader<'_> {
    fn number(&mut self) -> Option<u64> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            number |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// A count of things of at least one byte each: never more than what is left, so that it is safe to allocate.
    fn count(&mut self) -> Option<usize> {
        let number = usize::try_from(self.number()?).ok()?;
        (number <= self.bytes.len()).then_some(number)
    }

    fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn flag(&mut self) -> Option<bool> {
        let (byte, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        (*byte <= 1).then_some(*byte == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Two unit squares side by side: their common border is one arc.
    fn two_squares() -> Topology {
        let arc = |arc, reversed| ArcRef { arc, reversed };
        Topology {
            arcs: vec![
                vec![[1, 0], [1, 1]],
                vec![[1, 1], [0, 1], [0, 0], [1, 0]],
                vec![[1, 0], [2, 0], [2, 1], [1, 1]],
            ],
            communes: vec![vec![vec![arc(0, false), arc(1, false)]], vec![vec![arc(2, false), arc(0, true)]], vec![]],
        }
    }

    #[test]
    fn a_topology_comes_back_as_it_went() {
        let topology = two_squares();
        assert_eq!(Topology::decode(&topology.encode()), Some(topology));
    }

    #[test]
    fn a_ring_follows_its_arcs_forwards_and_backwards() {
        let topology = two_squares();
        let ring: Vec<_> = topology.ring_points(&topology.communes[1][0]).collect();
        assert_eq!(ring, [[1, 0], [2, 0], [2, 1], [1, 1]]);
    }

    #[test]
    fn a_cut_topology_is_refused() {
        let bytes = two_squares().encode();
        for length in 0..bytes.len() {
            assert_eq!(Topology::decode(&bytes[..length]), None, "{length}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Topology::decode(&bytes);
        }
    }
}
