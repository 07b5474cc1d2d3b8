//! One figure alone: as a page meant for a frame of another site, and the code that puts it there.

use askama::Template;
use facts::{Period, Source};
use territory::Portrait;
use territory::portrait::Reading;

use super::portrait::Told;
use crate::chart::{self, Strip};
use crate::links::Links;
use crate::picture::{self, Sheet};
use crate::words::Words;

/// Width of the frame that a figure fits in, in pixels.
pub const FRAME_WIDTH: u32 = 420;
/// Its height.
pub const FRAME_HEIGHT: u32 = 360;

/// The code that puts a figure in a page of another site.
#[derive(Template)]
#[template(path = "embed_code.html")]
pub struct EmbedCode<'a> {
    /// The whole address of the figure.
    pub src: &'a str,
    /// What it is.
    pub title: &'a str,
    width: u32,
    height: u32,
}

impl<'a> EmbedCode<'a> {
    /// Of the figure at a whole address.
    pub fn new(src: &'a str, title: &'a str) -> Self {
        Self { src, title, width: FRAME_WIDTH, height: FRAME_HEIGHT }
    }

    /// The code, as it is to be copied.
    pub fn text(&self) -> String {
        self.render().expect("writing to memory does not fail")
    }
}

/// A figure alone, for a frame.
#[derive(Template)]
#[template(path = "figure.html")]
pub struct FigurePage {
    w: &'static Words,
    /// "Vacant dwellings – Angoulême".
    pub title: String,
    version: String,
    family: String,
    indicator: String,
    place: String,
    told: Told,
    portrait: String,
    oembed: String,
}

impl FigurePage {
    /// From a reading of a portrait and its sources, in the site at `origin` whose assets are at `version`.
    pub fn new(
        words: &'static Words,
        portrait: &Portrait<'_>,
        reading: &Reading<'_>,
        sources: &[Source],
        origin: &str,
        version: &str,
    ) -> Self {
        let lang = words.lang();
        let token = &portrait.territory.token;
        let here = Links::Figure(token.clone(), reading.indicator.id.clone()).path(lang);
        let indicator = words.say(&reading.indicator.name);
        Self {
            w: words,
            title: format!("{indicator} – {}", portrait.territory.name),
            version: version.to_owned(),
            family: reading.indicator.family.clone(),
            place: portrait.territory.name.clone(),
            told: Told::new(words, portrait, reading, sources),
            portrait: format!("{origin}{}#i-{}", Links::Territory(token.clone()).path(lang), reading.indicator.id),
            oembed: format!("/oembed?format=json&url={}", crate::links::escape(&format!("{origin}{here}"))),
            indicator,
        }
    }
}

/// The strip of a reading as a picture that stands alone; nothing when there is no figure, or nothing to place it among.
pub fn strip_picture(
    words: &Words,
    portrait: &Portrait<'_>,
    reading: &Reading<'_>,
    sources: &[Source],
    as_of: &Period,
) -> Option<String> {
    let (fact, shape) = (reading.finding.as_ref().ok()?, reading.shape.as_deref()?);
    let kind = words.t(&format!("kind-plural-{}", portrait.reference?.word()));
    let strip = Strip { shape, value: fact.value, nearest: &reading.nearest, unit: reading.indicator.unit };
    let sheet = Sheet {
        title: super::portrait::head(words, reading.indicator),
        subtitle: portrait.territory.name.clone(),
        credit: picture::credit(words, reading.indicator, sources, as_of),
    };
    Some(chart::strip_file(words, &strip, &kind, &portrait.territory.name, &sheet))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_the_attribute_of_the_code() {
        let code = EmbedCode::new("https://m.example/fr/figures/16015/density", "L\"île <b> & co").text();
        assert!(code.starts_with("<iframe ") && code.trim_end().ends_with("</iframe>"), "{code}");
        assert!(code.contains("title=\"L&#34;île &#60;b&#62; &#38; co\""), "{code}");
    }
}
