//! Vector tiles in bytes (Mapbox Vector Tile 2.1), and what describes a layer of them (TileJSON 3.0).

use mvt::{Error, GeomEncoder, GeomType, Tile};
use serde_json::{Value, json};
use territory::tiles::{DEEPEST, EXTENT, Layer, Shape};

use crate::words::Words;

/// Media type of a vector tile.
pub const MEDIA_TYPE: &str = "application/vnd.mapbox-vector-tile";

/// Shapes of a layer as a tile; nothing when there is none: a tile without a shape has no bytes.
///
/// # Errors
/// When the encoder refuses a shape, which those of `territory::tiles` give it no reason to.
pub fn encode(layer: Layer, zoom: u8, shapes: &[Shape<'_>]) -> Result<Option<Vec<u8>>, Error> {
    if shapes.is_empty() {
        return Ok(None);
    }
    let mut tile = Tile::new(EXTENT as u32);
    let mut written = tile.create_layer(layer.word());
    for shape in shapes {
        let mut geometry: GeomEncoder<i32> = GeomEncoder::new(GeomType::Polygon);
        let mut last = None;
        for ring in &shape.rings {
            // The encoder would join a ring to the one before if it began where that one ends.
            let turn = usize::from(last == ring.first());
            let line = || ring.iter().cycle().skip(turn).take(ring.len());
            for [x, y] in line() {
                geometry.add_point(*x, *y)?;
            }
            geometry.complete_geom()?;
            last = line().last();
        }
        let mut feature = written.into_feature(geometry.encode()?);
        feature.set_id(u64::from(shape.id));
        if zoom >= layer.words_from() {
            feature.add_tag_string("token", shape.token);
            feature.add_tag_string("name", shape.name);
        }
        written = feature.into_layer();
    }
    tile.add_layer(written)?;
    tile.to_bytes().map(Some)
}

/// What describes a layer: where its tiles are, between which zooms, around which box (west, south, east, north).
pub fn describe(words: &Words, layer: Layer, origin: &str, bounds: Option<[f64; 4]>) -> Value {
    let name = match layer {
        Layer::Laureates => words.t("nav-laureates"),
        layer => words.t(&format!("kind-plural-{}", layer.kind().word())),
    };
    json!({
        "tilejson": "3.0.0",
        "name": name,
        "attribution": words.t("maps-attribution"),
        "tiles": [format!("{origin}/tiles/{}/{{z}}/{{x}}/{{y}}.mvt", layer.word())],
        "minzoom": layer.shallowest(),
        "maxzoom": DEEPEST,
        "bounds": bounds.map(|bounds| bounds.map(|degrees| (degrees * 1e4).round() / 1e4)),
        "vector_layers": [{
            "id": layer.word(),
            "minzoom": layer.shallowest(),
            "maxzoom": DEEPEST,
            "fields": {
                "token": words.t1("maps-field-token", "zoom", layer.words_from().to_string()),
                "name": words.t1("maps-field-name", "zoom", layer.words_from().to_string()),
            },
        }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reader of tiles, as small as it can be: of each feature, its identifier, its tags and its commands.
    mod reader {
        pub type Field<'b> = (u64, Option<u64>, &'b [u8]);

        pub fn number(bytes: &mut &[u8]) -> u64 {
            let (mut number, mut shift) = (0, 0);
            loop {
                let (byte, rest) = bytes.split_first().unwrap();
                *bytes = rest;
                number |= u64::from(byte & 0x7f) << shift;
                shift += 7;
                if byte & 0x80 == 0 {
                    return number;
                }
            }
        }

        /// Fields of a message: number of the field, then a number or bytes.
        pub fn fields(mut bytes: &[u8]) -> Vec<Field<'_>> {
            let mut fields = Vec::new();
            while !bytes.is_empty() {
                let key = number(&mut bytes);
                if key & 7 == 0 {
                    fields.push((key >> 3, Some(number(&mut bytes)), &bytes[..0]));
                } else {
                    assert_eq!(key & 7, 2, "only numbers and bytes are expected");
                    let length = number(&mut bytes) as usize;
                    fields.push((key >> 3, None, &bytes[..length]));
                    bytes = &bytes[length..];
                }
            }
            fields
        }

        pub fn packed(mut bytes: &[u8]) -> Vec<u64> {
            let mut numbers = Vec::new();
            while !bytes.is_empty() {
                numbers.push(number(&mut bytes));
            }
            numbers
        }

        /// Rings of the commands of a polygon.
        pub fn rings(commands: &[u64]) -> Vec<Vec<[i32; 2]>> {
            let (mut rings, mut line, mut at, mut rank) = (Vec::new(), Vec::new(), [0, 0], 0);
            while rank < commands.len() {
                let (id, count) = (commands[rank] & 7, commands[rank] >> 3);
                rank += 1;
                if id == 7 {
                    rings.push(std::mem::take(&mut line));
                    continue;
                }
                assert!(if id == 1 { line.is_empty() && count == 1 } else { id == 2 && !line.is_empty() });
                for _ in 0..count {
                    for axis in &mut at {
                        let number = commands[rank] as i64;
                        *axis += ((number >> 1) ^ -(number & 1)) as i32;
                        rank += 1;
                    }
                    line.push(at);
                }
            }
            assert!(line.is_empty(), "a ring is closed");
            rings
        }
    }

    #[test]
    fn a_tile_read_back_has_its_shapes_tags_and_rings() {
        let outer = vec![[0, 0], [40, 0], [40, 40], [0, 40]];
        // Begins where the ring before ends.
        let second = vec![[0, 40], [20, 60], [0, 80]];
        let hole = vec![[10, 10], [10, 30], [30, 30], [30, 10]];
        let shapes = [
            Shape { id: 0, token: "01001", name: "L’Abergement", rings: vec![outer.clone(), hole.clone()] },
            Shape { id: 70_000, token: "dep:2A", name: "L’Abergement", rings: vec![outer.clone(), second.clone()] },
        ];
        let bytes = encode(Layer::Communes, 7, &shapes).unwrap().unwrap();
        let layers = reader::fields(&bytes);
        assert_eq!(layers.len(), 1);
        let layer = reader::fields(layers[0].2);
        let all = |field: u64| layer.iter().filter(move |(number, ..)| *number == field);
        assert_eq!(all(15).next().unwrap().1, Some(2), "version 2");
        assert_eq!(all(5).next().unwrap().1, Some(4096), "extent");
        assert_eq!(all(1).next().unwrap().2, b"communes");
        assert_eq!(all(3).map(|field| field.2).collect::<Vec<_>>(), [b"token".as_slice(), b"name"]);
        let values: Vec<&[u8]> = all(4).map(|field| reader::fields(field.2)[0].2).collect();
        assert_eq!(values, [b"01001".as_slice(), "L’Abergement".as_bytes(), b"dep:2A"]);
        let features: Vec<Vec<_>> = all(2).map(|field| reader::fields(field.2)).collect();
        let field = |feature: usize, number: u64| *features[feature].iter().find(|field| field.0 == number).unwrap();
        assert_eq!((field(0, 1).1, field(1, 1).1), (Some(0), Some(70_000)));
        assert_eq!((field(0, 3).1, field(1, 3).1), (Some(3), Some(3)), "polygons");
        assert_eq!(reader::packed(field(0, 2).2), [0, 0, 1, 1]);
        assert_eq!(reader::packed(field(1, 2).2), [0, 2, 1, 1]);
        assert_eq!(reader::rings(&reader::packed(field(0, 4).2)), [outer.clone(), hole]);
        let turned = vec![[20, 60], [0, 80], [0, 40]];
        assert_eq!(reader::rings(&reader::packed(field(1, 4).2)), [outer, turned]);
    }

    #[test]
    fn where_communes_are_many_only_their_identifiers_are_given() {
        let shapes =
            [Shape { id: 5, token: "01001", name: "L’Abergement", rings: vec![vec![[0, 0], [9, 0], [0, 9]]] }];
        let (light, full) = [6, 7].map(|zoom| encode(Layer::Communes, zoom, &shapes).unwrap().unwrap()).into();
        let holds = |bytes: &[u8]| bytes.windows(5).any(|five| five == b"01001");
        assert!(!holds(&light) && holds(&full));
    }

    #[test]
    fn nothing_to_show_is_no_tile() {
        assert!(encode(Layer::Regions, 3, &[]).unwrap().is_none());
    }
}
