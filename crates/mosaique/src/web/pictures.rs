//! Pictures that stand alone, as SVG or PNG, for pages of this site and of others.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use press::picture;
use tokio::sync::Semaphore;

use super::error::Failure;
use super::headers::Embeddable;
use super::work;
use crate::instance::typefaces;

/// How many pictures are drawn at a time: each keeps a processor busy, and pages must be served meanwhile.
static DRAWN_AT_A_TIME: Semaphore = Semaphore::const_new(2);
/// Pixels of a PNG for a unit of its drawing: sharp on the screens and the paper of today.
const SCALE: f32 = 2.0;

/// The format in which a picture is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Lines and letters.
    Svg,
    /// Pixels.
    Png,
}

impl Format {
    /// What a file name asks for: its stem, and the format of its extension.
    pub fn of(file: &str) -> Option<(&str, Format)> {
        let (stem, extension) = file.rsplit_once('.')?;
        match extension {
            "svg" => Some((stem, Format::Svg)),
            "png" => Some((stem, Format::Png)),
            _ => None,
        }
    }
}

/// A picture in the format asked for, from the function that draws it. Pages of other sites may show it.
pub async fn answer(
    format: Format,
    draw: impl FnOnce() -> Result<String, Failure> + Send + 'static,
) -> Result<Response, Failure> {
    let turn = DRAWN_AT_A_TIME.acquire().await.map_err(Failure::internal)?;
    work(move || {
        // Held by the work itself: a visitor who leaves does not end it.
        let _turn = turn;
        let svg = draw()?;
        let kept = (header::CACHE_CONTROL, "public, max-age=3600");
        Ok(match format {
            Format::Svg => (Embeddable::answer(), [(header::CONTENT_TYPE, "image/svg+xml"), kept], svg).into_response(),
            Format::Png => {
                let png = picture::png(&svg, typefaces(), SCALE).map_err(Failure::internal)?;
                (Embeddable::answer(), [(header::CONTENT_TYPE, "image/png"), kept], png).into_response()
            }
        })
    })
    .await?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_typefaces_of_the_build_are_there() {
        assert!(typefaces().files().count() >= 3, "run `make frontend`");
        let drawn = |style: &str| {
            let text = format!("<text y=\"30\" style=\"font-size:24px;{style}\">Été</text>");
            let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"40\">{text}</svg>");
            picture::png(&svg, typefaces(), 1.0).unwrap()
        };
        let text = drawn("font-family:'Atkinson Hyperlegible Next'");
        let bold = drawn("font-family:'Atkinson Hyperlegible Next';font-weight:700");
        let unknown = drawn("font-family:sans-serif");
        assert_ne!(text, bold, "the bold one is another");
        assert_eq!(text, unknown, "what is not named is written as texts are");
        let title = drawn("font-family:'Bricolage Grotesque 96pt ExtraBold';font-weight:800");
        assert!(title != text && title != bold, "titles have theirs");
    }
}
