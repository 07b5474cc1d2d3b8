//! Answers that are the same for everybody until the program or the atlas changes: worked out once, compressed once, kept.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{Read as _, Write as _};

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use facts::Lang;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use territory::theme::Method;
use territory::{Kind, Layer, TileId};

use super::error::Failure;
use super::{State, work};

/// What an answer is to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Question {
    /// A vector tile.
    Tile(Layer, TileId),
    /// Tokens and names of the territories of a kind.
    Names(Kind),
    /// Values and classes of the indicator of a rank.
    Values(usize, Kind, Method, usize, Lang),
    /// The map of France by the indicator of a rank, as a file.
    Map(usize, Kind, Method, usize, Lang),
    /// The same as the picture of a page, without a word.
    Picture(usize, Kind, Method, usize),
}

/// An answer, compressed; or that there is nothing to say.
#[derive(Debug, Clone)]
pub enum Answer {
    /// No content.
    Nothing,
    /// Its bytes, under gzip, their kind and their tag.
    Gzip(Bytes, &'static str, HeaderValue),
}

/// Answers kept, the least used leaving first.
pub type Kept = Cache<Question, Answer, Size>;

/// Weight of an answer, in bytes.
#[derive(Debug, Clone)]
pub struct Size;

impl Weighter<Question, Answer> for Size {
    fn weight(&self, _: &Question, answer: &Answer) -> u64 {
        // The key, its place in the table, and the bytes.
        128 + match answer {
            Answer::Nothing => 0,
            Answer::Gzip(bytes, ..) => bytes.len() as u64,
        }
    }
}

/// Bytes kept at most: every tile of France of every layer down to zoom 9, and some.
const MOST_BYTES: u64 = 96 << 20;
/// How many answers are expected: of some 8 kB.
const EXPECTED: usize = 12_000;
/// How long a browser may keep an answer before it asks whether it changed, in seconds.
const FRESH: &str = "public, max-age=3600";
/// Effort of the compression, of 9: beyond, the widest tiles take half the time more for a fiftieth less.
const EFFORT: u32 = 2;

/// An empty store.
pub fn empty() -> Kept {
    Cache::with_weighter(EXPECTED, MOST_BYTES, Size)
}

impl Answer {
    /// Compresses bytes; without any, there is nothing to say.
    pub fn new(bytes: Option<Vec<u8>>, kind: &'static str) -> Result<Self, Failure> {
        let Some(bytes) = bytes else { return Ok(Answer::Nothing) };
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let tag = format!("\"{:x}-{:016x}\"", bytes.len(), hasher.finish());
        let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::new(EFFORT));
        encoder.write_all(&bytes).map_err(Failure::internal)?;
        let compressed = encoder.finish().map_err(Failure::internal)?;
        Ok(Answer::Gzip(compressed.into(), kind, HeaderValue::from_str(&tag).map_err(Failure::internal)?))
    }

    /// To a request with these headers.
    fn to(&self, asked: &HeaderMap) -> Response {
        let Answer::Gzip(bytes, kind, tag) = self else {
            return (StatusCode::NO_CONTENT, [(header::CACHE_CONTROL, FRESH)]).into_response();
        };
        let mut headers = HeaderMap::new();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FRESH));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(header::ETAG, tag.clone());
        let known =
            |name| asked.get_all(name).iter().filter_map(|value| value.to_str().ok()).flat_map(|v| v.split(','));
        let same = |one: &str| one.trim() == "*" || one.trim().trim_start_matches("W/").as_bytes() == tag.as_bytes();
        if known(header::IF_NONE_MATCH).any(same) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        if known(header::ACCEPT_ENCODING).any(accepts_gzip) {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            return (headers, Body::from(bytes.clone())).into_response();
        }
        let mut plain = Vec::new();
        match GzDecoder::new(&bytes[..]).read_to_end(&mut plain) {
            Ok(_) => (headers, plain).into_response(),
            Err(error) => Failure::internal(error).problem(Lang::default()),
        }
    }
}

/// Whether an element of Accept-Encoding lets us send gzip.
fn accepts_gzip(element: &str) -> bool {
    let (coding, parameters) = element.split_once(';').unwrap_or((element, ""));
    let refused = parameters.trim().strip_prefix("q=").is_some_and(|q| q.trim().parse() == Ok(0.0_f32));
    ["gzip", "x-gzip", "*"].contains(&coding.trim()) && !refused
}

/// Answers from what is kept, or works it out and keeps it.
///
/// # Errors
/// What the work failed with; it is not kept.
pub async fn answer(
    state: &State,
    question: Question,
    asked: &HeaderMap,
    find: impl FnOnce(&State) -> Result<Answer, Failure> + Send + 'static,
) -> Result<Response, Failure> {
    let kept = &state.0.kept;
    let found = match kept.get(&question) {
        Some(found) => found,
        None => {
            let inner = state.clone();
            let found = work(move || find(&inner)).await??;
            kept.insert(question, found.clone());
            found
        }
    };
    Ok(found.to(asked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_sent_to_who_accepts_it_only() {
        for yes in ["gzip", " gzip;q=0.5", "*", "x-gzip;q=1"] {
            assert!(accepts_gzip(yes), "{yes}");
        }
        for no in ["br", "gzip;q=0", "identity", "", "*; q=0.0"] {
            assert!(!accepts_gzip(no), "{no}");
        }
    }
}
