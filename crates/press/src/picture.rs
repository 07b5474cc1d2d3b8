//! Pictures that stand alone: the sheet that says what they are and where they come from, and their form as PNG.

use std::fmt::Write as _;
use std::sync::Arc;

use facts::{Period, Source};
use resvg::{tiny_skia, usvg};
use territory::Indicator;

use crate::chart::escape;
use crate::typefaces::Typefaces;
use crate::words::Words;

/// What a picture says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What it shows.
    pub title: String,
    /// Where and when.
    pub subtitle: String,
    /// Where it comes from: see [`credit`].
    pub credit: Vec<String>,
}

/// Where a picture of an indicator comes from: each source with its dataset, producer, vintage and licence, then the day
/// of the map of communes.
pub fn credit(words: &Words, indicator: &Indicator, sources: &[Source], as_of: &Period) -> Vec<String> {
    let source = |source: &Source| {
        let values = [
            ("dataset", source.dataset.clone()),
            ("producer", source.producer.clone()),
            ("vintage", source.vintage.clone()),
            ("licence", source.licence.clone()),
        ];
        words.with("picture-source", &values)
    };
    let mut lines: Vec<String> = sources.iter().map(source).collect();
    let made = [
        ("period", words.period(&indicator.period)),
        ("grade", indicator.grade.letter().to_owned()),
        ("quality", words.t(&format!("grade-{}", indicator.grade.letter()))),
        ("day", words.period(as_of)),
    ];
    lines.push(words.with("picture-made", &made));
    lines
}

/// Colours of pictures that stand alone: those of paper.
const STYLE: &str = "<style>text{font-family:'Atkinson Hyperlegible Next',sans-serif;font-size:14px;fill:#1b1a2e}\
.t{font-family:'Bricolage Grotesque','Bricolage Grotesque 96pt ExtraBold','Bricolage Grotesque 96pt ExtraBold ExtraBold',sans-serif;font-weight:800;font-size:24px}.s{font-size:16px}\
.c{font-size:11px;fill:#525064}.mq-strip__text text{font-size:13px;fill:#525064}.mq-strip__heap{fill:#a6cfdc}\
.mq-strip__ruler{fill:none;stroke:#7b766c;stroke-width:1}.mq-strip__band{fill:#267890}\
.mq-strip__median{fill:none;stroke:#1b1a2e;stroke-width:1;stroke-dasharray:2 2}\
.mq-strip__peers{fill:none;stroke:#525064;stroke-width:1}.mq-strip__mark{fill:#a8381a;stroke:#fff;stroke-width:1}</style>";

/// Margin of a sheet, in pixels.
const MARGIN: f64 = 24.0;
/// Letters of a credit on a line of a hundred pixels: 11 pixels high, they are about 5.6 wide.
const CREDIT_LETTERS: f64 = 17.0;

/// A drawing of a width and a height, in pixels, on a sheet with its title above and its credit below.
pub fn on_sheet(words: &Words, sheet: &Sheet, width: f64, height: f64, body: &str) -> String {
    let titles = wrapped(&sheet.title, (width / 13.0) as usize);
    let subtitles = wrapped(&sheet.subtitle, (width / 8.5) as usize);
    let credit: Vec<String> =
        sheet.credit.iter().flat_map(|line| wrapped(line, (width * CREDIT_LETTERS / 100.0) as usize)).collect();
    let head = MARGIN + 28.0 * titles.len() as f64 + 22.0 * subtitles.len() as f64 + 14.0;
    let foot = 15.0 * credit.len() as f64 + MARGIN;
    let (whole_width, whole_height) = (width + 2.0 * MARGIN, head + height + 10.0 + foot);
    let label = escape(&words.with("colon", &[("name", sheet.title.clone()), ("value", sheet.subtitle.clone())]));
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole_width:.0} {whole_height:.0}" width="{whole_width:.0}" height="{whole_height:.0}" role="img" aria-label="{label}">{STYLE}<rect width="100%" height="100%" fill="{PAPER}"/>"#
    );
    let mut y = MARGIN;
    for (lines, class, step) in [(&titles, "t", 28.0), (&subtitles, "s", 22.0)] {
        for line in lines {
            let _ =
                write!(svg, r#"<text class="{class}" x="{MARGIN}" y="{:.0}">{}</text>"#, y + step * 0.7, escape(line));
            y += step;
        }
    }
    let _ = write!(svg, r#"<g transform="translate({MARGIN} {head:.0})">{body}</g>"#);
    y = head + height + 10.0;
    for line in &credit {
        let _ = write!(svg, r#"<text class="c" x="{MARGIN}" y="{:.0}">{}</text>"#, y + 11.0, escape(line));
        y += 15.0;
    }
    svg.push_str("</svg>");
    svg
}

/// White, as paper is.
const PAPER: &str = "#fff";

/// A text in lines of at most so many letters, cut between words; a word that is longer has a line of its own.
pub fn wrapped(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A text of at most so many letters; what is left out is told by an ellipsis.
pub fn shortened(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    text.chars().take(letters.saturating_sub(1)).chain(['…']).collect()
}

/// Most pixels of a picture: 24 million, hence 96 MB while it is drawn.
pub const MOST_PIXELS: u64 = 24_000_000;

/// Why a picture cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// The drawing is no SVG that can be read.
    #[error("the drawing cannot be read: {0}")]
    Svg(#[from] usvg::Error),
    /// It would have too many pixels.
    #[error("the picture would be {width} × {height} pixels, expected {MOST_PIXELS} pixels at most")]
    TooLarge {
        /// Its width, in pixels.
        width: u64,
        /// Its height, in pixels.
        height: u64,
    },
    /// It would have none, or could not be written.
    #[error("the picture cannot be written: {0}")]
    Written(String),
}

/// An SVG as PNG, `scale` pixels a unit. Nothing but the drawing and the typefaces is read: no file, no address.
///
/// # Errors
/// When the drawing cannot be read, or would be too large.
pub fn png(svg: &str, typefaces: &Typefaces, scale: f32) -> Result<Vec<u8>, PngError> {
    let mut fonts = usvg::fontdb::Database::new();
    for file in typefaces.files() {
        fonts.load_font_data(file.to_vec());
    }
    let family = fonts.faces().next().and_then(|face| face.families.first()).map(|(name, _)| name.clone());
    if let Some(family) = family {
        fonts.set_sans_serif_family(family);
    }
    let options = usvg::Options {
        fontdb: Arc::new(fonts),
        // What is named by an address is not fetched.
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    // The free typefaces have no narrow space that does not break; a thin one is as wide, and nothing is broken here.
    let tree = usvg::Tree::from_str(&svg.replace('\u{202f}', "\u{2009}"), &options)?;
    let pixels = |length: f32| (f64::from(length) * f64::from(scale)).ceil().max(0.0) as u64;
    let (width, height) = (pixels(tree.size().width()), pixels(tree.size().height()));
    if width.saturating_mul(height) > MOST_PIXELS {
        return Err(PngError::TooLarge { width, height });
    }
    let none = || PngError::Written(format!("{width} × {height} pixels"));
    let mut pixmap = tiny_skia::Pixmap::new(width as u32, height as u32).ok_or_else(none)?;
    pixmap.fill(tiny_skia::Color::WHITE);
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| PngError::Written(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use facts::Lang;

    const SQUARE: &str =
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="30" height="20"/></svg>"#;

    #[test]
    fn a_png_has_the_size_of_its_drawing_times_the_scale() {
        let bytes = png(SQUARE, &Typefaces::default(), 2.0).unwrap();
        assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
        let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        assert_eq!((&bytes[12..16], number(16), number(20)), (&b"IHDR"[..], 60, 40));
        assert_eq!(png(SQUARE, &Typefaces::default(), 2.0).unwrap(), bytes, "same drawing, same bytes");
    }

    #[test]
    fn what_is_no_drawing_or_too_large_is_refused() {
        assert!(matches!(png("nonsense", &Typefaces::default(), 1.0), Err(PngError::Svg(_))));
        let huge = SQUARE.replace("30", "60000");
        assert!(matches!(
            png(&huge, &Typefaces::default(), 1.0),
            Err(PngError::TooLarge { width: 60_000, height: 20 }) | Ok(_)
        ));
        assert!(matches!(png(&huge, &Typefaces::default(), 30.0), Err(PngError::TooLarge { width: 1_800_000, .. })));
    }

    #[test]
    fn a_sheet_is_a_drawing_that_says_what_it_is_whatever_its_words() {
        let sheet = Sheet {
            title: "Vacance & <b>\"".into(),
            subtitle: "Calais".into(),
            credit: vec!["a ".repeat(200), "b".into()],
        };
        let svg = on_sheet(Words::of(Lang::Fr), &sheet, 400.0, 100.0, "<rect width=\"9\" height=\"9\"/>");
        assert!(svg.contains("Vacance &amp; &lt;b&gt;"));
        assert_eq!(svg.matches(r#"class="c""#).count(), 7, "400 letters in lines of 68, and one more line");
        png(&svg, &Typefaces::default(), 1.0).unwrap();
    }

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(wrapped("un deux trois", 7), ["un deux", "trois"]);
        assert_eq!(wrapped("anticonstitutionnellement", 7), ["anticonstitutionnellement"]);
        assert_eq!(wrapped("", 7), Vec::<String>::new());
        assert_eq!(shortened("Angoulême", 5), "Ango…");
    }
}
