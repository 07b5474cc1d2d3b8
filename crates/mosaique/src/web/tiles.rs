//! Vector tiles: `/tiles/{layer}/{z}/{x}/{y}.mvt`, and what describes each layer, `/tiles/{layer}.json`.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as Extract};
use axum::response::Response;
use press::{Words, tile};
use territory::tiles::DEEPEST;
use territory::{Layer, TileError, TileId};

use super::error::Failure;
use super::kept::{self, Answer, Question};
use super::{State, open, work};

type Address = Result<Path<(String, String, String, String)>, PathRejection>;

/// A tile; without content where the layer has nothing to show.
pub async fn tile(
    Extract(state): Extract<State>,
    address: Address,
    parameters: open::Asked,
) -> Result<Response, Failure> {
    parameters.only(&[])?;
    let headers = &parameters.headers;
    let Path((layer, z, x, file)) = address.map_err(|_| Failure::NotFound)?;
    let (layer, id) = asked(&layer, &z, &x, &file)?;
    kept::answer(&state, Question::Tile(layer, id), headers, move |state| draw(state, layer, id)).await
}

fn draw(state: &State, layer: Layer, id: TileId) -> Result<Answer, Failure> {
    let tiles = state.instance().tiles().map_err(Failure::internal)?;
    let bytes = tile::encode(layer, id.zoom(), &tiles.cut(layer, id)).map_err(Failure::internal)?;
    Answer::new(bytes, tile::MEDIA_TYPE)
}

/// Deepest zoom drawn before anybody asks.
const PREPARED: u8 = 6;

/// Draws the tiles that hold the most and that everybody sees first, so that nobody waits for them.
///
/// # Errors
/// When the atlas has no contours, or a tile cannot be written.
pub fn prepare(state: &State) -> Result<(), Failure> {
    for layer in Layer::ALL {
        for zoom in layer.shallowest()..=PREPARED {
            let side = 1_u32 << zoom;
            let tiles = (0..side).flat_map(|x| (0..side).map(move |y| (x, y)));
            for id in tiles.filter_map(|(x, y)| TileId::new(u32::from(zoom), x, y).ok()) {
                let drawn = draw(state, layer, id)?;
                if matches!(drawn, Answer::Gzip(..)) {
                    state.0.kept.insert(Question::Tile(layer, id), drawn);
                }
            }
        }
    }
    Ok(())
}

/// What describes a layer of tiles (TileJSON 3.0).
pub async fn description(
    Extract(state): Extract<State>,
    file: Result<Path<String>, PathRejection>,
    parameters: open::Asked,
) -> Result<Json<serde_json::Value>, Failure> {
    parameters.only(&[])?;
    let Path(file) = file.map_err(|_| Failure::NotFound)?;
    let layer = layer_of(file.strip_suffix(".json").ok_or(Failure::NotFound)?)?;
    let instance = state.instance();
    let bounds = work(move || instance.tiles().map(|tiles| tiles.bounds(layer))).await?;
    let bounds = bounds.map_err(Failure::internal)?;
    Ok(Json(tile::describe(Words::of(parameters.lang), layer, state.public_url().as_str(), bounds)))
}

fn layer_of(word: &str) -> Result<Layer, Failure> {
    Layer::from_word(word).ok_or_else(|| Failure::Parameter {
        name: "layer",
        found: word.to_owned(),
        expected: Layer::ALL.map(Layer::word).join(", "),
    })
}

/// The layer and the tile of an address.
fn asked(layer: &str, z: &str, x: &str, file: &str) -> Result<(Layer, TileId), Failure> {
    let layer = layer_of(layer)?;
    let zoom = number("z", z, u32::from(DEEPEST))?;
    let last = 1_u32.checked_shl(zoom).map_or(0, |tiles| tiles - 1);
    let y = file.strip_suffix(".mvt").ok_or_else(|| Failure::Parameter {
        name: "y",
        found: file.to_owned(),
        expected: format!("0–{last}.mvt"),
    })?;
    let id = TileId::new(zoom, number("x", x, last)?, number("y", y, last)?);
    let id = id.map_err(|error| match error {
        TileError::TooDeep { found } => beyond("z", found.to_string(), u32::from(DEEPEST)),
        TileError::Outside { axis, found, last, .. } => {
            beyond(if axis == 'x' { "x" } else { "y" }, found.to_string(), last)
        }
    })?;
    Ok((layer, id))
}

/// A whole number in digits alone, up to the last accepted.
fn number(name: &'static str, text: &str, last: u32) -> Result<u32, Failure> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = if digits { text.parse().ok() } else { None };
    number.filter(|number| *number <= last).ok_or_else(|| beyond(name, text.to_owned(), last))
}

fn beyond(name: &'static str, found: String, last: u32) -> Failure {
    Failure::Parameter { name, found, expected: format!("0–{last}") }
}

/// Kept by a browser as long as any text, and read by a program as what it is.
pub fn json(text: String) -> Result<Answer, Failure> {
    Answer::new(Some(text.into_bytes()), "application/json")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_wrong_in_an_address_is_told_with_what_was_expected() {
        let told = |layer, z, x, file| match asked(layer, z, x, file) {
            Err(Failure::Parameter { name, found, expected }) => format!("{name} {found}: {expected}"),
            other => panic!("{other:?}"),
        };
        assert_eq!(told("roads", "3", "1", "2.mvt"), "layer roads: communes, epcis, departements, regions, laureates");
        assert_eq!(told("epcis", "12", "1", "2.mvt"), "z 12: 0–11");
        assert_eq!(told("epcis", "-1", "1", "2.mvt"), "z -1: 0–11");
        assert_eq!(told("epcis", "+3", "1", "2.mvt"), "z +3: 0–11");
        assert_eq!(told("epcis", "3", "8", "2.mvt"), "x 8: 0–7");
        assert_eq!(told("epcis", "3", "1", "99999999999999.mvt"), "y 99999999999999: 0–7");
        assert_eq!(told("epcis", "3", "1", "2.png"), "y 2.png: 0–7.mvt");
        assert_eq!(asked("epcis", "3", "1", "2.mvt").unwrap(), (Layer::Epcis, TileId::new(3, 1, 2).unwrap()));
    }

    proptest! {
        #[test]
        fn no_address_breaks_the_reader(layer in ".{0,12}", z in "[-+0-9a-z. ]{0,6}", x in "\\PC{0,8}", file in "[0-9]{0,12}(\\.mvt)?") {
            let _ = asked(&layer, &z, &x, &file);
            if let Ok((_, id)) = asked("communes", &z, &x, &file) {
                prop_assert!(u32::from(id.zoom()) <= u32::from(DEEPEST) && id.x() < 1 << id.zoom() && id.y() < 1 << id.zoom());
            }
        }
    }
}
