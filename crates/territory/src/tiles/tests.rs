//! Laws of the tiles, over the contours of the product.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use atlas::Atlas;
use proptest::prelude::*;

use super::*;
use crate::knowledge::Knowledge;

struct France {
    topology: Topology,
    knowledge: Knowledge<'static>,
    tiles: Tiles,
}

static FRANCE: LazyLock<France> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/france.atlas");
    #[expect(clippy::disallowed_methods, reason = "a test reads the atlas of the product")]
    let atlas = Atlas::open(std::fs::read(path).expect("data/france.atlas is committed")).expect("it opens");
    let knowledge = Knowledge::new(Box::leak(Box::new(atlas)));
    let topology = knowledge.atlas().contours().unwrap();
    let layers = [Layer::Communes, Layer::Epcis, Layer::Departements, Layer::Regions];
    let layers: Vec<_> = layers.into_iter().map(|layer| (layer, knowledge.territories(layer.kind()))).collect();
    let tiles = Tiles::new(&topology, &layers);
    France { topology, knowledge, tiles }
});

/// The tile of a zoom that holds a place.
fn tile_at(zoom: u8, longitude: f64, latitude: f64) -> TileId {
    let [x, y] = project(&[(longitude / RESOLUTION) as i32, (latitude / RESOLUTION) as i32]);
    let down = WORLD_BITS - u32::from(zoom);
    TileId::new(u32::from(zoom), (x >> down) as u32, (y >> down) as u32).unwrap()
}

/// Tiles of a zoom that meet a territory.
fn tiles_of(layer: Layer, token: &str, zoom: u8) -> Vec<TileId> {
    let unit = FRANCE.tiles.units(layer).iter().find(|unit| unit.token == token).unwrap();
    let down = WORLD_BITS - u32::from(zoom);
    let mut tiles = Vec::new();
    for x in unit.frame.low[0] >> down..=unit.frame.high[0] >> down {
        for y in unit.frame.low[1] >> down..=unit.frame.high[1] >> down {
            tiles.push(TileId::new(u32::from(zoom), x as u32, y as u32).unwrap());
        }
    }
    tiles
}

/// Area of a territory on the map of the world, from its contour as it is, in square units of a tile of a zoom.
fn whole_area(layer: Layer, token: &str, zoom: u8) -> f64 {
    let territory = FRANCE.knowledge.territories(layer.kind()).into_iter().find(|t| t.token == token).unwrap();
    let rings = dissolve(&FRANCE.topology, territory.communes());
    let areas = rings.iter().map(|ring| {
        let line: Vec<[i32; 2]> = FRANCE.topology.ring_points(ring).map(|point| project(&point)).collect();
        doubled_area(&line).unsigned_abs()
    });
    // Without a hole in these territories, the sum of the rings is the whole.
    areas.sum::<u64>() as f64 / 2.0 / f64::from(1u32 << shift(zoom)).powi(2)
}

#[test]
fn the_corner_of_the_world_and_greenwich_are_where_web_maps_have_them() {
    assert_eq!(project(&[0, 0]), [1 << 29, 1 << 29]);
    assert_eq!(project(&[-1_800_000, 0]), [0, 1 << 29]);
    // 85.0511° north is the top of the map, to 3 hundred-thousandths of a degree.
    assert!(project(&[0, 850_511])[1].abs() < 2000);
    // Paris, 48.8566 N 2.3522 E: the well-known tile 12/2074/1409, hence 11/1037/704.
    assert_eq!(tile_at(11, 2.3522, 48.8566), TileId::new(11, 1037, 704).unwrap());
}

#[test]
fn beside_the_world_and_too_deep_are_refused_with_what_was_expected() {
    assert!(TileId::new(11, 2047, 2047).is_ok());
    assert_eq!(TileId::new(12, 0, 0), Err(TileError::TooDeep { found: 12 }));
    assert_eq!(TileId::new(300, 0, 0).unwrap_err().to_string(), "zoom 300, expected 11 at most");
    let outside = TileError::Outside { axis: 'y', found: 8, zoom: 3, last: 7 };
    assert_eq!(TileId::new(3, 7, 8), Err(outside));
}

#[test]
fn the_tiles_of_a_territory_joined_have_its_area() {
    // Communes, an island, an EPCI and a département; the deepest zooms and one where points are left out.
    for (layer, token) in [
        (Layer::Communes, "16015"),
        (Layer::Communes, "13004"),
        (Layer::Communes, "29155"),
        (Layer::Epcis, "200071827"),
        (Layer::Departements, "dep:18"),
    ] {
        for (zoom, tolerance) in [(11, 0.002), (9, 0.01), (7, 0.08)] {
            let own = Frame { low: [0; 2], high: [EXTENT; 2] };
            let mut doubled = 0;
            for tile in tiles_of(layer, token, zoom) {
                let shapes = FRANCE.tiles.cut_to(layer, tile, own);
                let rings = shapes.iter().filter(|shape| shape.token == token).flat_map(|shape| &shape.rings);
                doubled += rings.map(|ring| doubled_area(ring)).sum::<i64>();
            }
            let (found, expected) = (doubled as f64 / 2.0, whole_area(layer, token, zoom));
            assert!((found / expected - 1.0).abs() < tolerance, "{token} at {zoom}: {found}, expected {expected}");
        }
    }
}

#[test]
fn in_the_middle_of_france_communes_leave_no_gap_and_do_not_overlap() {
    // A tile far from any coast and border is covered once: the areas of its communes make the area of the tile.
    for (zoom, tolerance) in [(11, 1e-4), (10, 1e-4), (8, 1e-3)] {
        let tile = tile_at(zoom, 2.4, 47.08);
        let own = Frame { low: [0; 2], high: [EXTENT; 2] };
        let shapes = FRANCE.tiles.cut_to(Layer::Communes, tile, own);
        let doubled: i64 = shapes.iter().flat_map(|shape| &shape.rings).map(|ring| doubled_area(ring)).sum();
        let square = f64::from(EXTENT) * f64::from(EXTENT);
        assert!((doubled as f64 / 2.0 / square - 1.0).abs() < tolerance, "{zoom}: {}", doubled as f64 / 2.0 / square);
    }
}

#[test]
fn neighbours_walk_their_common_border_through_the_same_points() {
    let tile = tile_at(10, 2.4, 47.08);
    let shapes = FRANCE.tiles.cut(Layer::Communes, tile);
    assert!(shapes.len() > 20);
    // Each segment inside the frame is walked once in each direction, far from any coast.
    let mut walked: BTreeMap<([i32; 2], [i32; 2]), i32> = BTreeMap::new();
    for line in shapes.iter().flat_map(|shape| &shape.rings) {
        for (rank, from) in line.iter().enumerate() {
            let to = line[(rank + 1) % line.len()];
            let on_the_side =
                (0..2).any(|axis| from[axis] == to[axis] && (from[axis] == -BUFFER || from[axis] == EXTENT + BUFFER));
            if !on_the_side {
                *walked.entry((*from.min(&to), *from.max(&to))).or_default() += if *from < to { 1 } else { -1 };
            }
        }
    }
    assert!(walked.len() > 500);
    let alone: Vec<_> = walked.iter().filter(|(_, sum)| **sum != 0).collect();
    assert_eq!(alone, [], "of {}", walked.len());
}

#[test]
fn the_border_of_a_departement_is_made_of_borders_of_communes() {
    let tile = tile_at(11, 0.16, 45.65);
    let points = |layer| {
        let shapes = FRANCE.tiles.cut(layer, tile);
        shapes.into_iter().flat_map(|shape| shape.rings).flatten().collect::<std::collections::BTreeSet<_>>()
    };
    let communes = points(Layer::Communes);
    let inside = |point: &[i32; 2]| point.iter().all(|n| (-BUFFER + 1..EXTENT + BUFFER).contains(n));
    for layer in [Layer::Epcis, Layer::Departements, Layer::Regions] {
        for point in points(layer).into_iter().filter(inside) {
            assert!(communes.contains(&point), "{layer:?} {point:?}");
        }
    }
}

#[test]
fn outer_rings_are_of_positive_area_and_holes_follow_them() {
    let mut holes = 0;
    for layer in [Layer::Communes, Layer::Epcis, Layer::Departements, Layer::Regions] {
        for unit in FRANCE.tiles.units(layer) {
            assert!(unit.rings.first().is_none_or(|ring| !ring.is_hole), "{}", unit.token);
        }
    }
    for tile in tiles_of(Layer::Regions, "reg:75", 6) {
        for shape in FRANCE.tiles.cut(Layer::Communes, tile) {
            assert!(doubled_area(&shape.rings[0]) > 0, "{}", shape.token);
            holes += shape.rings.iter().filter(|ring| doubled_area(ring) < 0).count();
        }
    }
    assert!(holes > 0);
}

#[test]
fn an_enclave_is_a_hole_of_its_neighbour_only_where_it_is_seen() {
    // The canton of the Enclave des Papes (Valréas, 84138) lies in the Drôme: a hole of the département 26.
    let tile = tile_at(9, 4.99, 44.38);
    let shapes = FRANCE.tiles.cut(Layer::Departements, tile);
    let drome = shapes.iter().find(|shape| shape.token == "dep:26").unwrap();
    let holes: Vec<i64> = drome.rings.iter().map(|ring| doubled_area(ring)).filter(|area| *area < 0).collect();
    let vaucluse = shapes.iter().find(|shape| shape.token == "dep:84").unwrap();
    let outer: Vec<i64> = vaucluse.rings.iter().map(|ring| doubled_area(ring)).collect();
    // The other holes are slivers of the source, of a few units.
    assert!(holes.first().is_some_and(|hole| outer.contains(&-hole)), "{holes:?} {outer:?}");
    assert!(holes[1..].iter().all(|hole| hole.abs() < 50), "{holes:?}");
}

#[test]
fn territories_come_when_there_is_room_for_them_under_one_identifier() {
    assert_eq!(FRANCE.tiles.cut(Layer::Communes, tile_at(4, 2.0, 47.0)), []);
    let shapes = FRANCE.tiles.cut(Layer::Communes, tile_at(5, 2.0, 47.0));
    assert!(shapes.len() > 10_000, "{}", shapes.len());
    let shapes = FRANCE.tiles.cut(Layer::Communes, tile_at(8, 0.16, 45.65));
    let angouleme = shapes.iter().find(|shape| shape.token == "16015").unwrap();
    assert_eq!(angouleme.name, "Angoulême");
    assert_eq!(FRANCE.knowledge.territories(Kind::Commune)[angouleme.id as usize].token, "16015");
    assert_eq!(FRANCE.tiles.cut(Layer::Communes, TileId::new(11, 0, 0).unwrap()), []);
}

#[test]
fn a_layer_reaches_overseas() {
    let [west, south, east, north] = FRANCE.tiles.bounds(Layer::Regions).unwrap();
    assert!((-62.0..-61.0).contains(&west) && (-22.0..-21.0).contains(&south), "{west} {south}");
    assert!((55.0..56.0).contains(&east) && (51.0..52.0).contains(&north), "{east} {north}");
    assert_eq!(FRANCE.tiles.bounds(Layer::Laureates), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_tile_of_france_is_in_its_frame_and_has_no_empty_ring(
        zoom in 0u8..=DEEPEST, longitude in -5.0f64..9.0, latitude in 42.0f64..51.0, layer in 0usize..4,
    ) {
        let own = Frame { low: [-BUFFER; 2], high: [EXTENT + BUFFER; 2] };
        for shape in FRANCE.tiles.cut(Layer::ALL[layer], tile_at(zoom, longitude, latitude)) {
            prop_assert!(!shape.rings.is_empty() && doubled_area(&shape.rings[0]) > 0);
            for ring in &shape.rings {
                prop_assert!(ring.len() >= 3 && doubled_area(ring) != 0);
                prop_assert!(own.holds(Frame::of(ring.iter())), "{}", shape.token);
                prop_assert!(ring.windows(2).all(|pair| pair[0] != pair[1]) && ring.first() != ring.last());
            }
        }
    }
}
