//! Territories side by side: the page and its pictures. What programs ask for is in `open::territories`.

use axum::Router;
use axum::extract::{Path, Query, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use facts::Lang;
use press::page::{ComparePage, Place, Refused, Section, comparison_picture};
use press::{Links, Words, refusal};
use territory::side_by_side::{FEWEST, MOST};
use territory::{Candidate, Portrait, SideBySide, Territory};

use super::error::{Failure, page_of};
use super::pictures::{self, Format};
use super::{State, lang_of, work};

/// Their routes.
pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        let at = format!("/{}/{}", lang.code(), Words::of(lang).t("path-compare"));
        router = router.route(&at, get(page)).route(&format!("{at}/{{file}}"), get(picture));
    }
    router
}

/// How many territories are proposed to be added.
const PROPOSED: usize = 5;

/// The pairs of a query: `t` is there as many times as there are territories.
type Pairs = Query<Vec<(String, String)>>;

/// The texts that name the territories.
fn asked(pairs: Vec<(String, String)>) -> Vec<String> {
    let texts = pairs.into_iter().filter(|(name, _)| name == "t").map(|(_, text)| text.trim().to_owned());
    texts.filter(|text| !text.is_empty()).collect()
}

/// What becomes of the texts: territories, each once, and what each of the others is refused for.
#[derive(Default)]
struct Gathered {
    territories: Vec<Territory>,
    refused: Vec<(String, Refusal)>,
}

enum Refusal {
    /// It names no territory.
    Unknown(Failure),
    /// It is there already.
    Twice(String),
    /// So many were asked for.
    TooMany(usize),
}

impl Gathered {
    async fn new(state: &State, texts: &[String]) -> Self {
        let mut gathered = Self::default();
        for text in texts.iter().take(MOST) {
            match state.territory(text).await {
                Ok(territory) if gathered.territories.iter().any(|other| other.token == territory.token) => {
                    gathered.refused.push((String::new(), Refusal::Twice(territory.name)));
                }
                Ok(territory) => gathered.territories.push(territory),
                Err(failure) => gathered.refused.push((text.clone(), Refusal::Unknown(failure))),
            }
        }
        if texts.len() > MOST {
            gathered.refused.push((String::new(), Refusal::TooMany(texts.len())));
        }
        gathered
    }

    fn tokens(&self) -> Vec<String> {
        self.territories.iter().map(|territory| territory.token.clone()).collect()
    }
}

impl Refusal {
    fn status(&self) -> StatusCode {
        match self {
            Refusal::Unknown(failure) => failure.status(),
            Refusal::Twice(_) | Refusal::TooMany(_) => StatusCode::BAD_REQUEST,
        }
    }

    /// The sentence, and what may have been meant.
    fn told(&self, words: &Words) -> (String, Vec<Candidate>) {
        match self {
            Refusal::Unknown(Failure::Territory(error)) => refusal::explain(words, error),
            Refusal::Unknown(failure) => (failure.sentence(words), Vec::new()),
            Refusal::Twice(name) => (words.t1("compare-twice", "name", name.clone()), Vec::new()),
            Refusal::TooMany(found) => (words.t1("compare-too-many", "found", found.to_string()), Vec::new()),
        }
    }

    fn into_failure(self, words: &Words) -> Failure {
        match self {
            Refusal::Unknown(failure) => failure,
            other => Failure::Refused(other.status(), other.told(words).0),
        }
    }
}

/// The page. What can be compared is, whatever is refused beside it.
async fn page(Extract(state): Extract<State>, uri: Uri, Query(pairs): Pairs) -> Response {
    let lang = lang_of(uri.path());
    let words = Words::of(lang);
    let texts = asked(pairs);
    let gathered = Gathered::new(&state, &texts).await;
    let tokens = gathered.tokens();
    // One address a comparison: names and old ways of writing lead to it.
    if gathered.refused.is_empty() && tokens != texts {
        return Redirect::to(&Links::Compare(tokens).path(lang)).into_response();
    }
    let status = gathered.refused.first().map_or(StatusCode::OK, |(_, refusal)| refusal.status());
    let kept = gathered.refused.iter().map(|(text, _)| text.clone()).find(|text| !text.is_empty()).unwrap_or_default();
    let refused = gathered.refused.iter().map(|(_, refusal)| {
        let (sentence, candidates) = refusal.told(words);
        Refused {
            sentence,
            candidates: candidates.iter().map(|candidate| Place::compared(words, &tokens, candidate)).collect(),
        }
    });
    let refused: Vec<Refused> = refused.collect();
    let inner = state.clone();
    let printed = work(move || {
        let instance = inner.instance();
        let proposed = proposed(&inner, &gathered.territories);
        let links = Links::Compare(gathered.tokens());
        let side = SideBySide::new(&instance.knowledge, gathered.territories);
        let frame = inner.frame(lang, &links, Section::Territories, words.t("compare-title"));
        let frame = frame.under(&Links::Territories, words.t("territories-title"));
        let sources = |indicator: &_| instance.sources(indicator);
        page_of(&ComparePage::new(frame, instance.atlas().map(), &side, &sources, kept, refused, &proposed))
    });
    match printed.await {
        Ok(page) => (status, page).into_response(),
        Err(failure) => failure.page(&state, lang),
    }
}

/// The peers of the first territory that are not compared yet.
fn proposed(state: &State, territories: &[Territory]) -> Vec<Candidate> {
    let Some(first) = territories.first() else { return Vec::new() };
    let portrait = Portrait::new(&state.instance().knowledge, first.clone());
    let Some(kind) = portrait.reference else { return Vec::new() };
    let peers = portrait.peers.into_iter().filter(|peer| territories.iter().all(|other| other.token != peer.token));
    peers
        .take(PROPOSED)
        .map(|peer| Candidate { token: peer.token, name: peer.name, kind, within: String::new() })
        .collect()
}

/// The comparison that a program asks for: nothing is left out in silence.
pub async fn exactly(state: &State, words: &Words, texts: &[String]) -> Result<Vec<Territory>, Failure> {
    let gathered = Gathered::new(state, texts).await;
    if let Some((_, refusal)) = gathered.refused.into_iter().next() {
        return Err(refusal.into_failure(words));
    }
    let found = gathered.territories.len();
    if found < FEWEST {
        let sentence = words.t1("compare-too-few", "found", found.to_string());
        return Err(Failure::Refused(StatusCode::BAD_REQUEST, sentence));
    }
    Ok(gathered.territories)
}

/// One indicator of a comparison as a picture.
async fn picture(Extract(state): Extract<State>, uri: Uri, Path(file): Path<String>, Query(pairs): Pairs) -> Response {
    let lang = lang_of(uri.path());
    let words = Words::of(lang);
    let drawn = async {
        let (id, format) = Format::of(&file).ok_or(Failure::NotFound)?;
        let instance = state.instance();
        let rank = instance.knowledge.indicators().iter().position(|loaded| loaded.indicator.id == id);
        let rank = rank.ok_or(Failure::NotFound)?;
        let territories = exactly(&state, words, &asked(pairs)).await?;
        pictures::answer(format, move || {
            let side = SideBySide::of(&instance.knowledge, territories, &[rank]);
            let row = side.rows().next().ok_or(Failure::NotFound)?;
            let sources = instance.sources(row.indicator);
            let as_of = &instance.atlas().map().as_of;
            comparison_picture(words, &side, row, &sources, as_of).ok_or(Failure::NotFound)
        })
        .await
    };
    drawn.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}
