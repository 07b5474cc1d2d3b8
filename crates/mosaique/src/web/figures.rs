//! One figure alone, for pages of other sites: in a frame, as a picture, through oEmbed; and addresses to photograph.

use axum::Json;
use axum::Router;
use axum::extract::{Path, Query, State as Extract};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use facts::Lang;
use press::page::{EmbedCode, FRAME_HEIGHT, FRAME_WIDTH, FigurePage, strip_picture};
use press::{Links, Words};
use serde::Deserialize;
use serde_json::json;
use territory::{Portrait, Territory};

use super::error::{Failure, page_of};
use super::headers::Embeddable;
use super::pictures::{self, Format};
use super::{State, lang_of, preferred_lang, work};

/// Their routes.
pub fn routes() -> Router<State> {
    let mut router = Router::new().route("/oembed", get(oembed));
    for lang in Lang::ALL {
        let words = Words::of(lang);
        let at = |key: &str| format!("/{}/{}", lang.code(), words.t(key));
        router = router
            .route(&format!("{}/{{token}}/{{indicator}}", at("path-figures")), get(figure))
            .route(&format!("{}/{{token}}/qr.svg", at("path-territories")), get(territory_qr))
            .route(&format!("{}/{{id}}/qr.svg", at("path-laureates")), get(laureate_qr));
    }
    router
}

/// A figure in a page of its own, or as a picture.
async fn figure(Extract(state): Extract<State>, uri: Uri, Path((token, file)): Path<(String, String)>) -> Response {
    let lang = lang_of(uri.path());
    let answered = async {
        match Format::of(&file) {
            Some((id, format)) => {
                let territory = state.territory(&token).await?;
                let (inner, id) = (state.clone(), id.to_owned());
                pictures::answer(format, move || strip(&inner, lang, territory, &id)).await
            }
            None => {
                let territory = state.territory(&token).await?;
                let inner = state.clone();
                work(move || alone(&inner, lang, territory, &file)).await?
            }
        }
    };
    answered.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

fn alone(state: &State, lang: Lang, territory: Territory, id: &str) -> Result<Response, Failure> {
    let instance = state.instance();
    let portrait = Portrait::new(&instance.knowledge, territory);
    let reading = portrait.reading(id).ok_or(Failure::NotFound)?;
    let sources = instance.sources(reading.indicator);
    let page = FigurePage::new(Words::of(lang), &portrait, reading, &sources, state.public_url(), &state.0.version);
    Ok((Embeddable::answer(), page_of(&page)).into_response())
}

fn strip(state: &State, lang: Lang, territory: Territory, id: &str) -> Result<String, Failure> {
    let instance = state.instance();
    let portrait = Portrait::new(&instance.knowledge, territory);
    let reading = portrait.reading(id).ok_or(Failure::NotFound)?;
    let sources = instance.sources(reading.indicator);
    let as_of = &instance.atlas().map().as_of;
    strip_picture(Words::of(lang), &portrait, reading, &sources, as_of).ok_or(Failure::NotFound)
}

/// What a consumer of oEmbed asks.
#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    url: String,
    format: Option<String>,
    maxwidth: Option<String>,
    maxheight: Option<String>,
}

/// How to show a figure of this site in another (oEmbed 1.0).
async fn oembed(Extract(state): Extract<State>, headers: HeaderMap, Query(asked): Query<Asked>) -> Response {
    let preferred = preferred_lang(&headers);
    let answered = async {
        let words = Words::of(preferred);
        if let Some(format) = asked.format.as_deref().filter(|format| *format != "json") {
            let told: String = format.chars().take(40).collect();
            return Err(Failure::Refused(StatusCode::NOT_IMPLEMENTED, words.t1("oembed-format", "found", told)));
        }
        let unknown = || {
            let told: String = asked.url.chars().take(200).collect();
            Failure::Refused(StatusCode::NOT_FOUND, words.t1("oembed-url", "found", told))
        };
        let origin = state.public_url();
        let (lang, token, id) = figure_of(&asked.url, origin).ok_or_else(unknown)?;
        let territory = state.territory(&token).await?;
        let instance = state.instance();
        let loaded = instance.knowledge.indicators().iter().find(|loaded| loaded.indicator.id == id);
        let indicator = loaded.ok_or_else(unknown)?.indicator;
        let words = Words::of(lang);
        let title = format!("{} – {}", words.say(&indicator.name), territory.name);
        let src = format!("{origin}{}", Links::Figure(territory.token, id).path(lang));
        let within =
            |most: &Option<String>, size: u32| most.as_deref().and_then(|m| m.parse().ok()).unwrap_or(size).min(size);
        Ok(Json(json!({
            "version": "1.0",
            "type": "rich",
            "title": title,
            "provider_name": words.t("product"),
            "provider_url": format!("{origin}{}", Links::Home.path(lang)),
            "html": EmbedCode::new(&src, &title).text(),
            "width": within(&asked.maxwidth, FRAME_WIDTH),
            "height": within(&asked.maxheight, FRAME_HEIGHT),
        })))
    };
    match answered.await {
        Ok(answer) => (Embeddable::answer(), [(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")], answer).into_response(),
        Err::<_, Failure>(failure) => failure.problem(preferred),
    }
}

/// The language, the token and the indicator of the address of a figure of this site.
fn figure_of(url: &str, origin: &str) -> Option<(Lang, String, String)> {
    let path = match url.strip_prefix(origin) {
        Some(path) if !origin.is_empty() => path,
        _ => url,
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut parts = path.strip_prefix('/')?.split('/');
    let lang = Lang::from_code(parts.next()?)?;
    if parts.next()? != Words::of(lang).t("path-figures") {
        return None;
    }
    let (token, id) = (unescaped(parts.next()?)?, parts.next()?.to_owned());
    parts.next().is_none().then_some((lang, token, id))
}

/// A part of a path without its percents.
fn unescaped(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let pair = [rest.next()?, rest.next()?];
        bytes.push(u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()?);
    }
    String::from_utf8(bytes).ok()
}

/// The address of a portrait, to photograph.
async fn territory_qr(Extract(state): Extract<State>, uri: Uri, Path(token): Path<String>) -> Response {
    let lang = lang_of(uri.path());
    match state.territory(&token).await {
        Ok(territory) => qr(&state, lang, &Links::Territory(territory.token), &territory.name),
        Err(failure) => failure.page(&state, lang),
    }
}

/// The address of a laureate, to photograph.
async fn laureate_qr(Extract(state): Extract<State>, uri: Uri, Path(id): Path<String>) -> Response {
    let lang = lang_of(uri.path());
    match state.instance().laureate(&id) {
        Some((_, laureate)) => qr(&state, lang, &Links::Laureate(id.clone()), &Words::of(lang).say(&laureate.name)),
        None => Failure::NotFound.page(&state, lang),
    }
}

fn qr(state: &State, lang: Lang, links: &Links, name: &str) -> Response {
    let label = Words::of(lang).t1("share-subject", "name", name.to_owned());
    match press::qr::qr(&format!("{}{}", state.public_url(), links.path(lang)), &label) {
        Some(svg) => ([(header::CONTENT_TYPE, "image/svg+xml")], svg).into_response(),
        // A union of very many communes has an address that no square can hold.
        None => Failure::NotFound.page(state, lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_figure_is_read_and_no_other() {
        let read = |url: &str| figure_of(url, "https://m.example");
        let expected = Some((Lang::Fr, "dep:16".to_owned(), "density".to_owned()));
        assert_eq!(read("https://m.example/fr/figures/dep%3A16/density?x=1#y"), expected);
        assert_eq!(read("/fr/figures/dep:16/density"), expected);
        for other in [
            "https://elsewhere.example/fr/figures/dep:16/density",
            "/fr/figures/dep:16",
            "/fr/figures/dep:16/density/more",
            "/fr/territoires/16015",
            "/de/figures/dep:16/density",
            "/fr/figures/%zz/density",
            "/fr/figures/%ff/density",
            "",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
