//! Territories cut into the squares of a web map: what a vector tile holds, before it is written in bytes.
//!
//! The scheme is that of web maps: at zoom z the world, in spherical Mercator, is a square of 2^z by 2^z tiles, numbered from
//! the north-west. Everything after the projection is done in whole numbers, so that the same contours give the same tiles.
//! Points are left out arc by arc, once for all zooms ([`simplify`]): neighbours, and the same border in two layers, keep one
//! line. Page: `docs/method/tiles.md`.

mod clip;
mod rings;
mod simplify;

use atlas::Topology;
use atlas::contour::{Point, RESOLUTION};

use crate::kind::{Kind, Territory};
use crate::outline::dissolve;
use clip::Frame;
use rings::Ring;

/// Side of a tile, in its own units.
pub const EXTENT: i32 = 4096;
/// How far a tile reaches beyond its sides, in its own units: what is drawn across a side is whole on both.
pub const BUFFER: i32 = 64;
/// Deepest zoom. There a unit is some 4.8 m at the equator, under the 7 to 11 m of the grid of the contours
/// ([`RESOLUTION`]): deeper tiles would say nothing more, and a map enlarges these.
pub const DEEPEST: u8 = 11;
/// Units of the world's side, as a power of two: at [`DEEPEST`], one unit of a tile is 2⁷ of them.
const WORLD_BITS: u32 = 30;

/// What a tile shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Communes.
    Communes,
    /// EPCI.
    Epcis,
    /// Départements.
    Departements,
    /// Régions.
    Regions,
    /// Perimeters of the laureates.
    Laureates,
}

impl Layer {
    /// Every layer.
    pub const ALL: [Layer; 5] = [Layer::Communes, Layer::Epcis, Layer::Departements, Layer::Regions, Layer::Laureates];

    /// Stable word: `communes`, `epcis`, `departements`, `regions`, `laureates`.
    pub fn word(self) -> &'static str {
        match self {
            Layer::Communes => "communes",
            Layer::Epcis => "epcis",
            Layer::Departements => "departements",
            Layer::Regions => "regions",
            Layer::Laureates => "laureates",
        }
    }

    /// The layer of a stable word.
    pub fn from_word(word: &str) -> Option<Layer> {
        Self::ALL.into_iter().find(|layer| layer.word() == word)
    }

    /// What its territories are.
    pub fn kind(self) -> Kind {
        match self {
            Layer::Communes => Kind::Commune,
            Layer::Epcis => Kind::Epci,
            Layer::Departements => Kind::Departement,
            Layer::Regions => Kind::Region,
            Layer::Laureates => Kind::Named,
        }
    }

    /// Zoom from which the layer is drawn: above it, its territories are smaller than what the eye tells apart. Tiles above
    /// are empty.
    pub fn shallowest(self) -> u8 {
        match self {
            Layer::Communes => 5,
            Layer::Epcis => 3,
            Layer::Departements | Layer::Regions | Layer::Laureates => 0,
        }
    }

    /// Zoom from which a tile gives tokens and names beside identifiers: above it, territories are so many that their words
    /// would weigh more than their shapes.
    pub fn words_from(self) -> u8 {
        match self {
            Layer::Communes => 7,
            Layer::Epcis | Layer::Departements | Layer::Regions | Layer::Laureates => 0,
        }
    }
}

/// A square of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TileId {
    z: u8,
    x: u32,
    y: u32,
}

/// Why three numbers are no tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TileError {
    /// Deeper than the tiles go.
    #[error("zoom {found}, expected {DEEPEST} at most")]
    TooDeep {
        /// The zoom asked.
        found: u32,
    },
    /// Beside the world.
    #[error("{axis} is {found} at zoom {zoom}, expected {last} at most")]
    Outside {
        /// `x` or `y`.
        axis: char,
        /// What was asked.
        found: u32,
        /// At which zoom.
        zoom: u8,
        /// The last that there is.
        last: u32,
    },
}

impl TileId {
    /// The tile of a zoom, counted from the west (`x`) and from the north (`y`).
    ///
    /// # Errors
    /// [`TileError::TooDeep`], [`TileError::Outside`].
    pub fn new(z: u32, x: u32, y: u32) -> Result<Self, TileError> {
        let zoom = u8::try_from(z).ok().filter(|zoom| *zoom <= DEEPEST).ok_or(TileError::TooDeep { found: z })?;
        let last = (1 << z) - 1;
        for (axis, found) in [('x', x), ('y', y)] {
            if found > last {
                return Err(TileError::Outside { axis, found, zoom, last });
            }
        }
        Ok(Self { z: zoom, x, y })
    }

    /// Its zoom.
    pub fn zoom(self) -> u8 {
        self.z
    }

    /// Its column, from the west.
    pub fn x(self) -> u32 {
        self.x
    }

    /// Its row, from the north.
    pub fn y(self) -> u32 {
        self.y
    }
}

/// A closed line in units of a tile, x to the east, y to the south; the last point is not repeated.
pub type TileRing = Vec<[i32; 2]>;

/// A territory in a tile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape<'a> {
    /// Rank of the territory in its layer, the same at every zoom.
    pub id: u32,
    /// Token of the territory.
    pub token: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its rings: each outer one, of positive area (clockwise as one sees it), before its holes, of negative area.
    pub rings: Vec<TileRing>,
}

/// A territory of a layer, on the map of the world.
struct Unit {
    token: String,
    name: String,
    rings: Vec<Ring>,
    frame: Frame,
}

/// The territories of every layer, ready to be cut.
pub struct Tiles {
    arcs: Arcs,
    layers: Vec<(Layer, Vec<Unit>)>,
}

/// Arcs on the map of the world, one after the other, with the zoom from which each point is kept.
struct Arcs {
    starts: Vec<u32>,
    points: Vec<[i32; 2]>,
    from: Vec<u8>,
}

impl Arcs {
    fn new(topology: &Topology) -> Self {
        let mut arcs = Arcs { starts: vec![0], points: Vec::new(), from: Vec::new() };
        for arc in &topology.arcs {
            let points: Vec<[i32; 2]> = arc.iter().map(project).collect();
            arcs.from.extend(simplify::zooms(&points));
            arcs.points.extend(points);
            arcs.starts.push(arcs.points.len() as u32);
        }
        arcs
    }

    fn range(&self, arc: u32) -> std::ops::Range<usize> {
        self.starts[arc as usize] as usize..self.starts[arc as usize + 1] as usize
    }
}

/// Longitude and latitude on the map of the world: spherical Mercator (EPSG:3857), in units of 2⁻³⁰ of its side.
fn project(point: &Point) -> [i32; 2] {
    let [longitude, latitude] = point.map(|coordinate| f64::from(coordinate) * RESOLUTION);
    let x = (longitude + 180.0) / 360.0;
    let y = (1.0 - latitude.to_radians().tan().asinh() / std::f64::consts::PI) / 2.0;
    [x, y].map(|share| (share * f64::from(1u32 << WORLD_BITS)).round() as i32)
}

/// West, south, east and north of a frame on the map of the world, in degrees.
fn degrees(frame: Frame) -> Option<[f64; 4]> {
    let share = |coordinate: i32| f64::from(coordinate) / f64::from(1u32 << WORLD_BITS);
    let longitude = |x: i32| share(x) * 360.0 - 180.0;
    let latitude = |y: i32| (std::f64::consts::PI * (1.0 - 2.0 * share(y))).sinh().atan().to_degrees();
    let [[west, north], [east, south]] = [frame.low, frame.high];
    (west <= east).then(|| [longitude(west), latitude(south), longitude(east), latitude(north)])
}

/// How many bits less a unit of a tile of a zoom has than the world.
fn shift(zoom: u8) -> u32 {
    WORLD_BITS - EXTENT.ilog2() - u32::from(zoom)
}

impl Tiles {
    /// From the contours, and the territories of each layer: their ranks become identifiers.
    pub fn new(topology: &Topology, layers: &[(Layer, Vec<Territory>)]) -> Self {
        let arcs = Arcs::new(topology);
        let unit = |territory: &Territory| {
            let communes = territory.communes();
            let lines = match communes {
                [one] => topology.communes[*one as usize].clone(),
                several => dissolve(topology, several),
            };
            let rings = rings::nested(topology, &arcs, &lines);
            let frame = rings.iter().fold(Frame::NOTHING, |frame, ring| frame.with(ring.frame));
            Unit { token: territory.token.clone(), name: territory.name.clone(), rings, frame }
        };
        let layers =
            layers.iter().map(|(layer, territories)| (*layer, territories.iter().map(unit).collect())).collect();
        Self { arcs, layers }
    }

    /// West, south, east and north of a layer, in degrees; nothing when it is empty.
    pub fn bounds(&self, layer: Layer) -> Option<[f64; 4]> {
        let frame = self.units(layer).iter().fold(Frame::NOTHING, |frame, unit| frame.with(unit.frame));
        degrees(frame)
    }

    /// The same of one territory of a layer.
    pub fn bounds_of(&self, layer: Layer, token: &str) -> Option<[f64; 4]> {
        self.units(layer).iter().find(|unit| unit.token == token).and_then(|unit| degrees(unit.frame))
    }

    /// The territories of a layer that a tile shows. Those that simplification left without a surface are not there: they
    /// are under a pixel, and come back at a deeper zoom.
    pub fn cut(&self, layer: Layer, tile: TileId) -> Vec<Shape<'_>> {
        if tile.z < layer.shallowest() {
            return Vec::new();
        }
        let own = Frame { low: [-BUFFER; 2], high: [EXTENT + BUFFER; 2] };
        self.cut_to(layer, tile, own)
    }

    fn cut_to(&self, layer: Layer, tile: TileId, own: Frame) -> Vec<Shape<'_>> {
        let shift = shift(tile.z);
        let origin = [tile.x, tile.y].map(|number| number as i32 * EXTENT);
        // A unit more on each side: rounding may bring a point in.
        let world = |corner: [i32; 2], more: i32| {
            [0, 1]
                .map(|axis| (i64::from(corner[axis] + origin[axis] + more) << shift).clamp(-1, 1 << WORLD_BITS) as i32)
        };
        let seen = Frame { low: world(own.low, -1), high: world(own.high, 1) };
        let mut shapes = Vec::new();
        let mut line = Vec::new();
        for (id, unit) in self.units(layer).iter().enumerate().filter(|(_, unit)| unit.frame.meets(seen)) {
            let mut rings: Vec<TileRing> = Vec::new();
            let mut outer_is_there = false;
            for ring in &unit.rings {
                if ring.is_hole && !outer_is_there || !ring.frame.meets(seen) {
                    outer_is_there &= ring.is_hole;
                    continue;
                }
                self.walk(ring, tile.z, origin, &mut line);
                own.clip(&mut line);
                let area = doubled_area(&line);
                let is_there = area != 0 && line.len() > 2;
                if is_there {
                    if (area > 0) == ring.is_hole {
                        line.reverse();
                    }
                    rings.push(line.clone());
                }
                outer_is_there = if ring.is_hole { outer_is_there } else { is_there };
            }
            if !rings.is_empty() {
                shapes.push(Shape { id: id as u32, token: &unit.token, name: &unit.name, rings });
            }
        }
        shapes
    }

    fn units(&self, layer: Layer) -> &[Unit] {
        self.layers.iter().find(|(known, _)| *known == layer).map_or(&[], |(_, units)| units)
    }

    /// The points of a ring that a zoom keeps, in units of a tile whose corner is `origin`.
    fn walk(&self, ring: &Ring, zoom: u8, origin: [i32; 2], line: &mut TileRing) {
        let shift = shift(zoom);
        let half = 1 << (shift - 1);
        line.clear();
        for reference in &ring.arcs {
            let range = self.arcs.range(reference.arc);
            let mut put = |rank: usize| {
                if self.arcs.from[rank] <= zoom {
                    let point = self.arcs.points[rank];
                    let point = [0, 1].map(|axis| ((point[axis] + half) >> shift) - origin[axis]);
                    if line.last() != Some(&point) {
                        line.push(point);
                    }
                }
            };
            // The last point of an arc is the first of the next.
            if reference.reversed {
                (range.start + 1..range.end).rev().for_each(&mut put);
            } else {
                (range.start..range.end - 1).for_each(&mut put);
            }
        }
        while line.len() > 1 && line.first() == line.last() {
            line.pop();
        }
    }
}

/// Twice the area of a ring, above zero when it turns clockwise as one sees it, y going down.
fn doubled_area(line: &[[i32; 2]]) -> i64 {
    let Some([x, y]) = line.first().copied() else { return 0 };
    // From the first point on, so that products stay small.
    let at = |point: &[i32; 2]| [i64::from(point[0] - x), i64::from(point[1] - y)];
    line.windows(2).map(|pair| (at(&pair[0]), at(&pair[1]))).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum()
}

#[cfg(test)]
mod tests;
