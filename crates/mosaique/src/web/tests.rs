//! The site, asked as a browser asks it.

mod compare;
mod territory_maps;

use std::sync::LazyLock;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use press::Brand;
use store::{Place, Store};
use tower::ServiceExt as _;

use super::{Site, State, router};
use crate::instance::Instance;

pub(super) static INSTANCE: LazyLock<&'static Instance> =
    LazyLock::new(|| Instance::open(None, &[]).expect("what is embedded opens"));

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// As it was sent.
    pub(crate) bytes: bytes::Bytes,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

fn neutral() -> Site {
    Site {
        brand: Brand::Neutral,
        publisher: None,
        public_url: "https://mosaique.example".parse().unwrap(),
        background: None,
    }
}

pub(super) async fn site() -> axum::Router {
    let store = Store::open(&Place::Memory, "2026-01-01T00:00:00Z").await.unwrap();
    router(State::new(*INSTANCE, store, neutral()))
}

pub(crate) async fn send(site: &axum::Router, request: Request<Body>) -> Answer {
    let response = site.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 64 << 20).await.unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Answer { status: parts.status, headers: parts.headers, bytes, text }
}

pub(crate) async fn get(site: &axum::Router, path: &str) -> Answer {
    send(site, Request::get(path).body(Body::empty()).unwrap()).await
}

pub(crate) async fn post(site: &axum::Router, path: &str, form: &str) -> Answer {
    let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    send(site, request.body(Body::from(form.to_owned())).unwrap()).await
}

/// A page of each kind, in both languages.
const PAGES: &[&str] = &[
    "/fr/cartes",
    "/fr/cartes?level=commune&indicator=housing-vacancy&method=jenks&classes=3",
    "/fr/cartes?level=departement",
    "/fr/territoires/200071827/cartes/density",
    "/en/territories/dep:976/maps/ageing-index?sort=name",
    "/en/maps?level=region&sort=name",
    "/fr/",
    "/fr/sessions",
    "/fr/sessions/2023-productifs-sobres",
    "/fr/sessions/2023-productifs-sobres/appel",
    "/fr/sessions/2023-productifs-sobres/grille-de-lecture",
    "/fr/sessions/2023-productifs-sobres/candidater",
    "/fr/sessions/2023-productifs-sobres/etapes",
    "/fr/sessions/2023-productifs-sobres/gouvernance",
    "/fr/sessions/2023-productifs-sobres/facile-a-lire",
    "/fr/mentions-legales",
    "/fr/donnees-personnelles",
    "/fr/plan-du-site",
    "/fr/laureats",
    "/fr/laureats/rives-du-rhone",
    "/fr/territoires",
    "/fr/territoires/16015",
    "/fr/territoires/200071827",
    "/fr/territoires/dep:976",
    "/fr/territoires/reg:94",
    "/fr/territoires/laureate:pays-ledonien",
    "/fr/territoires/16015+16374",
    "/fr/territoires/15141",
    "/fr/territoires/france",
    "/fr/recherche?q=saint+denis",
    "/fr/recherche?q=xqzw",
    "/fr/recherche",
    "/fr/indicateurs",
    "/fr/donnees",
    "/fr/actualites",
    "/fr/actualites/carte-2026",
    "/fr/abonnement",
    "/fr/abonnement/demande",
    "/fr/donnees/api",
    "/en/",
    "/en/sessions",
    "/en/sessions/2023-productifs-sobres",
    "/en/sessions/2023-productifs-sobres/call",
    "/en/sessions/2023-productifs-sobres/reading-grid",
    "/en/sessions/2023-productifs-sobres/stages",
    "/en/sessions/2023-productifs-sobres/easy-to-read",
    "/en/legal-notice",
    "/en/personal-data",
    "/en/site-map",
    "/en/laureates",
    "/en/territories",
    "/en/territories/200090751",
    "/en/search?q=saint-denis",
    "/en/indicators",
    "/en/data",
    "/en/news",
    "/en/subscription",
    "/en/data/api",
    "/en/laureates/coevrons",
    "/fr/comparer",
    "/fr/comparer?t=16015",
    "/fr/comparer?t=200071827&t=200090751&t=16015",
    "/en/compare?t=dep:16&t=reg:75",
];

#[tokio::test]
async fn every_page_prints_in_its_language_without_a_missing_word() {
    let site = site().await;
    for path in PAGES {
        let answer = get(&site, path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{path}");
        let lang = &path[1..3];
        assert!(answer.text.contains(&format!("<html lang=\"{lang}\"")), "{path}");
        for lost in ["«unit-", "«kind-", "«path-", "«portrait-", "«nav-", "NaN", "inf<"] {
            assert!(!answer.text.contains(lost), "{path} holds {lost}");
        }
        assert!(!answer.text.contains(" style=\"") && !answer.text.contains("<script>"), "{path} has something inline");
        assert_eq!(answer.text.matches("<h1").count(), 1, "{path} has one title");
    }
}

#[tokio::test]
async fn every_link_of_every_page_leads_somewhere() {
    let site = site().await;
    let mut links = std::collections::BTreeSet::new();
    for path in PAGES {
        let page = get(&site, path).await.text;
        let quoted = page
            .split("href=\"")
            .skip(1)
            .chain(page.split("src=\"").skip(1))
            .map(|rest| rest.split('"').next().unwrap());
        links.extend(
            quoted
                .filter(|link| link.starts_with('/'))
                .map(|link| link.replace("&amp;", "&").replace("&#38;", "&").replace("&#43;", "+")),
        );
    }
    assert!(links.len() > 200, "{}", links.len());
    // Portraits of territories and their pictures are many and all alike: a walk through all of France is in the wing of
    // knowledge.
    let alike = ["/territoires/", "/territories/", "/figures/", "/comparer/", "/compare/"];
    let (portraits, others): (Vec<_>, Vec<_>) =
        links.into_iter().partition(|link| alike.iter().any(|part| link.contains(part)));
    // A drawing is the same as SVG and as PNG, and that of the whole country takes long without optimisation.
    let portraits = portraits.iter().filter(|link| !link.split('?').next().unwrap().ends_with(".png"));
    // The largest tables take longer to make than a request may, in a program that is not optimised: `open::tests` has them.
    let others = others.iter().filter(|link| !link.starts_with("/data/communes."));
    for link in others.chain(portraits.step_by(25)) {
        let path = link.split('#').next().unwrap();
        let status = get(&site, path).await.status;
        assert!(status.is_success() || status.is_redirection(), "{link}: {status}");
    }
}

#[tokio::test]
async fn every_answer_is_told_to_be_careful() {
    let site = site().await;
    for path in ["/fr/", "/fr/territoires/16015", "/nowhere", "/api/v1/territories/xqzw/portrait", "/assets/app.css"] {
        let answer = get(&site, path).await;
        assert!(answer.header("content-security-policy").contains("default-src 'self'"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert_ne!(answer.header("referrer-policy"), "", "{path}");
    }
    assert!(get(&site, "/assets/app.css").await.header("cache-control").contains("immutable"));
    let drawing = get(&site, "/fr/territoires/200090751/cartes/density.svg").await;
    assert_eq!((drawing.status, drawing.header("content-type")), (StatusCode::OK, "image/svg+xml"));
    assert!(drawing.header("content-security-policy").contains("default-src 'none'"));
}

#[tokio::test]
async fn visitors_are_led_to_their_language_and_territories_to_their_address() {
    let site = site().await;
    let ask = |lang: &str| Request::get("/").header(header::ACCEPT_LANGUAGE, lang).body(Body::empty()).unwrap();
    assert_eq!(send(&site, ask("en-GB,en;q=0.9,fr;q=0.5")).await.header("location"), "/en/");
    assert_eq!(send(&site, ask("de")).await.header("location"), "/fr/");
    assert_eq!(send(&site, ask("de,en;q=0.5,fr;q=0.1")).await.header("location"), "/en/");
    assert_eq!(get(&site, "/fr/recherche?q=16015").await.header("location"), "/fr/territoires/16015");
    assert_eq!(get(&site, "/fr/recherche?q=soyaux").await.header("location"), "/fr/territoires/16374");
    // A laureate and an EPCI have one name: both are shown.
    let list = get(&site, "/fr/recherche?q=grand+calais+terres+et+mers").await.text;
    assert!(list.contains("/fr/territoires/200090751\"") && list.contains("/fr/laureats/grand-calais\""));
    // Several answer: all are shown, the commune first.
    let list = get(&site, "/fr/recherche?q=lyon").await.text;
    assert!(list.find("/territoires/69123").unwrap() < list.find("/territoires/200046977").unwrap());
    assert_eq!(list.matches("/territoires/69123\"").count(), 1, "districts do not repeat their commune");
    assert_eq!(get(&site, "/fr/territoires/16374+16015").await.header("location"), "/fr/territoires/16015+16374");
    assert_eq!(get(&site, "/fr/territoires/").await.header("location"), "/fr/territoires");
    assert_eq!(get(&site, "/fr/territoires/composer").await.header("location"), "/fr/territoires#compose");
    assert_eq!(get(&site, "/en/territories/Angoul%C3%AAme").await.header("location"), "/en/territories/16015");
}

#[tokio::test]
async fn what_is_not_understood_is_a_4xx_that_names_the_candidates() {
    let site = site().await;
    for (path, status, part) in [
        ("/fr/territoires/75", 404, "/fr/territoires/reg:75"),
        ("/fr/territoires/75101", 404, "/fr/territoires/75056"),
        ("/fr/territoires/xqzw", 404, "ne désigne aucun territoire"),
        ("/en/territories/1601", 400, "is not a commune code"),
        ("/fr/territoires/perimeter:nope", 404, "ne désigne aucun"),
        ("/fr/laureats/nowhere", 404, "n’existe pas"),
        ("/fr/territoires/16015/cartes/nothing.svg", 404, "n’existe pas"),
        ("/fr/territories", 404, "n’existe pas"),
        ("/%00%ff", 404, "n’existe pas"),
        ("/assets/../Cargo.toml", 404, ""),
        ("/api/v1/territories/75/portrait", 404, "\"token\":\"dep:75\""),
        ("/api/v1/nothing", 404, "\"status\":404"),
    ] {
        let answer = get(&site, path).await;
        assert_eq!(answer.status.as_u16(), status, "{path}: {}", answer.text);
        assert!(answer.text.contains(part), "{path}: {}", answer.text);
    }
    let long = format!("/fr/territoires/{}", "a".repeat(3_000));
    assert_eq!(get(&site, &long).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(get(&site, "/api/v1/territories/75/portrait").await.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn words_of_a_visitor_cannot_become_markup() {
    let site = site().await;
    for path in
        ["/fr/recherche?q=%3Cscript%3Ealert(1)%3C/script%3E", "/fr/territoires/%3Cscript%3Ealert(1)%3C%2Fscript%3E"]
    {
        let answer = get(&site, path).await;
        assert!(!answer.text.contains("<script>alert"), "{path}");
    }
}

#[tokio::test]
async fn a_composed_territory_gets_a_lasting_address() {
    let site = site().await;
    let form = "name=Deux+communes+%3Cb%3E&codes=16015%0D%0A16374";
    let saved = post(&site, "/fr/territoires/composer", form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let address = saved.header("location").to_owned();
    assert!(address.starts_with("/fr/territoires/perimeter:"), "{address}");
    let page = get(&site, &address).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.text.contains("Deux communes &#60;b&#62;") && !page.text.contains("communes <b>"),
        "the name is a text"
    );
    assert_eq!(post(&site, "/fr/territoires/composer", form).await.header("location"), address, "twice is once");
    let api = get(&site, &address.replace("/fr/territoires/", "/api/v1/territories/")).await;
    assert!(api.text.contains("\"commune_count\":2"), "{}", api.text);
}

#[tokio::test]
async fn the_site_map_names_each_page_once() {
    let site = site().await;
    let page = get(&site, "/fr/plan-du-site").await.text;
    let main = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let mut links: Vec<&str> =
        main.split("<li><a href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let all = links.len();
    links.sort_unstable();
    links.dedup();
    assert_eq!(links.len(), all);
}

#[tokio::test]
async fn a_composition_that_is_wrong_keeps_the_form_and_tells_every_line() {
    let site = site().await;
    let answer = post(&site, "/fr/territoires/composer", "name=Essai&codes=16015%0A99999%0A75101").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in ["Ligne 2, colonne 1", "Ligne 3, colonne 1", "value=\"Essai\"", "99999", "75056 Paris"] {
        assert!(answer.text.contains(part), "{part}");
    }
    let many = post(&site, "/en/territories/compose", &format!("codes={}", "99999%0A99998%0A".repeat(12))).await;
    assert!(many.text.contains("first 20 wrong lines; there may be more"), "what is not shown is said");
    let empty = post(&site, "/fr/territoires/composer", "name=&codes=").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let long = post(&site, "/en/territories/compose", &format!("name={}&codes=16015", "a".repeat(200))).await;
    assert!(long.status == StatusCode::UNPROCESSABLE_ENTITY && long.text.contains("120"), "{}", long.status);
    let invalid = |page: &str, field: &str| {
        page.split(&format!("id=\"{field}\"")).nth(1).unwrap().split('>').next().unwrap().contains("aria-invalid")
    };
    assert!(invalid(&long.text, "name") && !invalid(&long.text, "codes"), "the field that is wrong is the one marked");
    assert!(!invalid(&answer.text, "name") && invalid(&answer.text, "codes"));
    let huge = post(&site, "/fr/territoires/composer", &format!("codes={}", "1".repeat(2 << 20))).await;
    assert_eq!(huge.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_form_sent_from_another_site_is_refused() {
    let site = site().await;
    let request = Request::builder()
        .method(Method::POST)
        .uri("/fr/territoires/composer")
        .header("sec-fetch-site", "cross-site")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("codes=16015"))
        .unwrap();
    assert_eq!(send(&site, request).await.status, StatusCode::FORBIDDEN);
    let from = |origin: &str| {
        let request =
            Request::post("/fr/territoires/composer").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        request.header("origin", origin).header("host", "ours.example").body(Body::from("codes=16015")).unwrap()
    };
    assert_eq!(send(&site, from("https://theirs.example")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(send(&site, from("null")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(send(&site, from("https://ours.example")).await.status, StatusCode::SEE_OTHER);
    assert_eq!(post(&site, "/fr/territoires/16015", "").await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn the_open_interface_gives_portraits_lists_and_its_schema() {
    let site = site().await;
    let schema: serde_json::Value =
        serde_json::from_str(&get(&site, "/api/v1/schemas/portrait.json").await.text).unwrap();
    let portrait: serde_json::Value =
        serde_json::from_str(&get(&site, "/api/v1/territories/200071827/portrait").await.text).unwrap();
    assert!(jsonschema::is_valid(&schema, &portrait));
    assert!(get(&site, "/api/v1/territories/200071827/portrait.csv").await.text.lines().count() > 14);
    assert!(get(&site, "/api/v1/territories?q=calais").await.text.contains("62193"));
    assert!(get(&site, "/api/v1/territories?q=16015&lang=en").await.text.contains("/en/territories/16015"));
    assert!(get(&site, "/api/v1/indicators").await.text.contains("housing-vacancy"));
    assert!(get(&site, "/api/v1/sources").await.text.contains("rp2021"));
    assert!(get(&site, "/api/v1/session").await.text.contains("coevrons"));
    assert_eq!(get(&site, "/healthz").await.text, "ok\n");
    assert_eq!(get(&site, "/api/v1/indicators").await.header("access-control-allow-origin"), "*");
}

mod any_address {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn is_answered_and_never_by_a_fault_of_ours(token in "[ -~é]{0,40}") {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let site = site().await;
                let escaped: String = token.bytes().map(|byte| format!("%{byte:02X}")).collect();
                for path in ["/fr/territoires/", "/api/v1/territories/", "/fr/recherche?q=", "/fr/laureats/", "/assets/"] {
                    let status = get(&site, &format!("{path}{escaped}")).await.status;
                    assert!(!status.is_server_error(), "{path}{token}: {status}");
                }
            });
        }
    }
}

async fn get_as(site: &axum::Router, path: &str, name: &str, value: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
    let request = Request::get(path).header(name, value).body(Body::empty()).unwrap();
    let (parts, body) = site.clone().oneshot(request).await.unwrap().into_parts();
    (parts.status, parts.headers, to_bytes(body, 64 << 20).await.unwrap().to_vec())
}

#[tokio::test]
async fn a_tile_is_kept_compressed_and_has_a_tag() {
    let site = site().await;
    let path = "/tiles/epcis/6/32/22.mvt";
    let (status, headers, zipped) = get_as(&site, path, "accept-encoding", "gzip").await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(headers["content-type"], "application/vnd.mapbox-vector-tile");
    assert_eq!(headers["content-encoding"], "gzip");
    assert_eq!(headers["access-control-allow-origin"], "*");
    assert_eq!(headers["vary"], "accept-encoding");
    let (status, plain_headers, plain) = get_as(&site, path, "accept-encoding", "identity").await;
    assert_eq!(status, StatusCode::OK);
    assert!(!plain_headers.contains_key("content-encoding"));
    // A message of one layer: field 3, of bytes.
    assert!(plain[0] == 0x1a && zipped.len() < plain.len(), "{} {}", zipped.len(), plain.len());
    let mut unzipped = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&zipped[..]), &mut unzipped).unwrap();
    assert_eq!(unzipped, plain);
    let tag = headers["etag"].to_str().unwrap();
    let (status, _, body) = get_as(&site, path, "if-none-match", tag).await;
    assert_eq!((status, body.len()), (StatusCode::NOT_MODIFIED, 0));
    let (status, ..) = get_as(&site, path, "if-none-match", "\"0-0\"").await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn a_tile_of_the_sea_is_empty_and_a_wrong_one_is_refused_as_a_problem() {
    let site = site().await;
    let empty = get(&site, "/tiles/communes/8/0/0.mvt").await;
    assert_eq!((empty.status, empty.text.len()), (StatusCode::NO_CONTENT, 0));
    for path in [
        "/tiles/roads/3/1/2.mvt",
        "/tiles/epcis/12/0/0.mvt",
        "/tiles/epcis/3/8/0.mvt",
        "/tiles/epcis/3/0/8.mvt",
        "/tiles/epcis/3/0/0.png",
        "/tiles/epcis/-1/0/0.mvt",
        "/tiles/epcis/a/b/c.mvt",
        "/tiles/epcis/3/1/99999999999999999999.mvt",
        "/tiles/epcis/%00/1/2.mvt",
        "/tiles/epcis/3/1",
        "/tiles/epcis/3/1/2/4.mvt",
        "/tiles/roads.json",
        "/tiles/",
    ] {
        let answer = get(&site, path).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
    }
    let deep = get(&site, "/tiles/epcis/12/0/0.mvt").await;
    assert!(deep.text.contains("0–11"), "{}", deep.text);
}

#[tokio::test]
async fn a_layer_is_described() {
    let site = site().await;
    let request = Request::get("/tiles/communes.json").header("host", "carte.example").body(Body::empty()).unwrap();
    let described: serde_json::Value = serde_json::from_str(&send(&site, request).await.text).unwrap();
    assert_eq!(described["tilejson"], "3.0.0");
    assert_eq!(described["tiles"][0], "https://mosaique.example/tiles/communes/{z}/{x}/{y}.mvt");
    assert_eq!((&described["minzoom"], &described["maxzoom"]), (&5.into(), &11.into()));
    assert_eq!(described["vector_layers"][0]["id"], "communes");
    let bounds: Vec<f64> = serde_json::from_value(described["bounds"].clone()).unwrap();
    assert!(bounds[0] < -61.0 && bounds[1] < -21.0 && bounds[2] > 55.0 && bounds[3] > 51.0, "{bounds:?}");
}

#[tokio::test]
async fn a_map_of_france_states_its_classes_and_lists_its_territories() {
    let site = site().await;
    for (path, words) in [
        ("/fr/cartes?indicator=housing-vacancy&level=departement&method=jenks&classes=4", "seuils naturels"),
        ("/en/maps?indicator=housing-vacancy&level=region&method=equal&classes=3", "Equal intervals"),
    ] {
        let page = get(&site, path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.text.contains(words), "{path}");
        assert!(!page.text.contains('«') || page.text.contains("« "), "{path}");
    }
    // 101 départements with a figure, in four classes that hold them all.
    let page = get(&site, "/fr/cartes?indicator=density&level=departement&method=jenks&classes=4").await.text;
    let legend = page.split("mq-legend--tall").nth(1).unwrap().split("</ol>").next().unwrap();
    let counts: usize = legend
        .split("mq-legend__count\">")
        .skip(1)
        .filter_map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next()?.parse::<usize>().ok())
        .sum();
    let rows = page.split("caption").nth(1).unwrap();
    assert!(rows.contains(&format!("{counts} territoires")), "{counts} {rows}");
}

#[tokio::test]
async fn a_wrong_choice_of_map_is_refused_with_what_was_expected() {
    let site = site().await;
    for (query, expected) in [
        ("indicator=xyz", "housing-vacancy"),
        ("level=canton", "commune, epci, departement, region"),
        ("method=magic", "quantiles, jenks, equal"),
        ("classes=9", "2–5"),
        ("classes=-2", "2–5"),
        ("level=region&page=2", "1–1"),
        ("sort=up", "falling, rising, name"),
    ] {
        let page = get(&site, &format!("/fr/cartes?{query}")).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(page.text.contains(expected), "{query}");
    }
    let data = get(&site, "/fr/cartes/epci/xyz.json").await;
    assert_eq!((data.status, data.header("content-type")), (StatusCode::BAD_REQUEST, "application/problem+json"));
    assert_eq!(get(&site, "/fr/cartes/epci/density.png").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get(&site, "/fr/cartes/epci/0/box.json").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_the_script_reads_is_in_the_order_of_the_tiles() {
    let site = site().await;
    let read = |text: String| serde_json::from_str::<serde_json::Value>(&text).unwrap();
    let names = read(get(&site, "/fr/cartes/departement.json").await.text);
    let values = read(get(&site, "/fr/cartes/departement/density.json?method=jenks&classes=5").await.text);
    let count = names["tokens"].as_array().unwrap().len();
    assert_eq!(names["names"].as_array().unwrap().len(), count);
    assert_eq!(values["values"].as_array().unwrap().len(), count);
    assert_eq!(values["classes"].as_str().unwrap().len(), count);
    let paris = names["tokens"].as_array().unwrap().iter().position(|token| token == "dep:75").unwrap();
    assert_eq!(values["classes"].as_str().unwrap().as_bytes()[paris], b'4');
    assert_eq!(values["bounds"].as_array().unwrap().len(), 5);
    assert!(values["quantity"].as_str().unwrap().starts_with("{value}"));
    let english = read(get(&site, "/en/maps/departement/density.json?method=jenks&classes=5").await.text);
    assert_ne!(english["quantity"], values["quantity"]);
    let charente = read(get(&site, "/fr/cartes/departement/dep:16/box.json").await.text);
    let west = charente["bounds"][0].as_f64().unwrap();
    assert!((-0.6..-0.3).contains(&west), "{west}");
}

#[tokio::test]
async fn a_map_of_many_territories_is_a_picture_and_one_of_few_is_links() {
    let site = site().await;
    let many = get(&site, "/fr/cartes?level=epci").await;
    let address = "/fr/cartes/epci/density.svg?method=quantiles&amp;classes=5&amp;size=page";
    assert!(many.text.contains(address) && !many.text.contains("<path"));
    let picture = get(&site, &address.replace("&amp;", "&")).await;
    assert_eq!((picture.status, picture.header("content-type")), (StatusCode::OK, "image/svg+xml"));
    assert!(picture.text.contains("mq-q5") && !picture.text.contains("ADMIN EXPRESS"));
    let few = get(&site, "/fr/cartes?level=departement").await;
    assert!(few.text.contains(r#"<a href="/fr/territoires/dep:16" aria-label="Charente"#));
    for wrong in ["/fr/cartes/epci/density.svg?size=poster", "/fr/cartes/commune/density.svg?size=page"] {
        assert_eq!(get(&site, wrong).await.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
}

#[tokio::test]
async fn a_map_as_a_file_carries_its_title_legend_and_source() {
    let site = site().await;
    for level in ["commune", "region"] {
        let file = get(&site, &format!("/fr/cartes/{level}/density.svg?method=quantiles&classes=5")).await;
        assert_eq!(file.status, StatusCode::OK);
        assert_eq!(file.header("content-type"), "image/svg+xml");
        assert!(file.text.starts_with("<svg") && file.text.ends_with("</svg>"));
        for held in ["<style>", "mq-q5", "ADMIN EXPRESS", "territoires", "La Réunion"] {
            assert!(file.text.contains(held), "{level} {held}");
        }
    }
}

#[tokio::test]
async fn the_page_of_maps_is_light_without_the_interactive_map() {
    let site = site().await;
    for level in ["commune", "epci", "departement", "region"] {
        let path = format!("/fr/cartes?indicator=density&level={level}");
        let (status, headers, zipped) = get_as(&site, &path, "accept-encoding", "gzip").await;
        assert_eq!((status, &headers["content-encoding"]), (StatusCode::OK, &"gzip".parse().unwrap()));
        // Styles, script and typefaces of every page are some 62 kB.
        assert!(zipped.len() < 130_000, "{level}: {} bytes", zipped.len());
    }
}

#[tokio::test]
async fn no_other_site_is_asked_unless_a_background_was_asked_for() {
    let plain = site().await;
    let policy = |answer: &Answer| answer.header("content-security-policy").to_owned();
    assert!(!policy(&get(&plain, "/fr/cartes").await).contains("http"));
    let store = Store::open(&Place::Memory, "2026-01-01T00:00:00Z").await.unwrap();
    let own = Site { background: Some(super::headers::Background::IGN), ..neutral() };
    let state = State::new(*INSTANCE, store, own);
    let with = router(state);
    let page = get(&with, "/fr/cartes").await;
    assert!(policy(&page).contains("connect-src 'self' https://data.geopf.fr"), "{}", policy(&page));
    assert!(page.text.contains("https://data.geopf.fr/wmts") && page.text.contains("TILEMATRIX={z}"));
    assert!(!policy(&get(&with, "/fr/").await).contains("http"), "only the page that shows it");
}

/// A second session, made of the files of the first: another name, open to applications, without laureates.
fn two_sessions() -> (tempfile::TempDir, &'static Instance) {
    let folder = tempfile::tempdir().unwrap();
    let first = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sessions/2023-productifs-sobres");
    for (name, text) in crate::files::folder_texts(&first).unwrap() {
        let text = text
            .replace("id = \"2023-productifs-sobres\"", "id = \"2027-flash\"")
            .replace("\"2023/2024\"", "\"2027\"")
            .replace("kind = \"national\"", "kind = \"flash\"")
            .replace("\"laureates-named\"", "\"open\"")
            .replace("id = \"carte-2026\"", "id = \"carte-2027\"")
            .replace("id = \"modalites-ateliers-locaux\"", "id = \"modalites-flash\"");
        if name != "laureates.toml" {
            crate::files::write(&folder.path().join(name), text.as_bytes()).unwrap();
        }
    }
    let folders = [first, folder.path().to_owned()];
    let instance = Instance::open(None, &folders).unwrap_or_else(|error| panic!("{error:#}"));
    (folder, instance)
}

#[test]
fn news_of_two_sessions_under_one_name_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let first = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sessions/2023-productifs-sobres");
    for (name, text) in crate::files::folder_texts(&first).unwrap() {
        let text = text
            .replace("id = \"2023-productifs-sobres\"", "id = \"2027-flash\"")
            .replace("\"laureates-named\"", "\"open\"");
        if name != "laureates.toml" {
            crate::files::write(&folder.path().join(name), text.as_bytes()).unwrap();
        }
    }
    let error = Instance::open(None, &[first, folder.path().to_owned()]).err().unwrap();
    let told = &error.downcast_ref::<crate::instance::BadSession>().unwrap().0;
    assert_eq!(
        told.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["carte-2026", "modalites-ateliers-locaux"]
            .map(|id| format!("news.toml: id: \"{id}\" is already news of another session, expected one of its own"))
            .into_iter()
            .rev()
            .collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn sessions_live_side_by_side_and_the_newest_comes_first() {
    let (_folder, instance) = two_sessions();
    let store = Store::open(&Place::Memory, "2026-01-01T00:00:00Z").await.unwrap();
    let site = router(State::new(instance, store, neutral()));
    let all = get(&site, "/fr/sessions").await;
    let place = |id: &str| all.text.find(&format!("/fr/sessions/{id}\"")).unwrap();
    assert!(place("2027-flash") < place("2023-productifs-sobres"));
    assert!(all.text.contains("Atelier flash") && all.text.contains("Candidatures ouvertes"));
    assert_eq!(get(&site, "/fr/session").await.header("location"), "/fr/sessions/2027-flash");
    let feed = |path: &'static str| async { get(&site, path).await.text.matches("<entry>").count() };
    let counts = (feed("/feed.atom").await, feed("/feed/2027-flash.atom").await);
    assert_eq!(counts, (4, 2), "one feed of all, one of each");
    assert!(get(&site, "/fr/actualites").await.text.contains("/feed/2023-productifs-sobres.atom"));
    assert_eq!(get(&site, "/fr/sessions/2027-flash/etapes").await.status, StatusCode::OK);
    // A session without laureates has neither their list nor their map; the laureates of the other keep their address.
    assert!(!get(&site, "/fr/sessions/2027-flash").await.text.contains("mq-laureates"));
    assert_eq!(get(&site, "/fr/laureats/coevrons").await.status, StatusCode::OK);
    for wrong in ["/fr/sessions/2025-nulle-part", "/fr/sessions/2027-flash/stages", "/en/sessions/2027-flash/etapes"] {
        assert_eq!(get(&site, wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
}

#[test]
fn two_sessions_of_the_same_name_are_refused() {
    let first = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sessions/2023-productifs-sobres");
    let Err(error) = Instance::open(None, &[first.clone(), first]) else { panic!("they open") };
    let problems = &error.downcast_ref::<crate::instance::BadSession>().unwrap().0;
    assert_eq!(problems.len(), 1);
    assert!(problems[0].to_string().contains("is also the id of another session"), "{}", problems[0]);
}

#[tokio::test]
async fn programs_find_every_page_and_whom_to_tell_of_a_fault() {
    let site = site().await;
    let index = get(&site, "/sitemap.xml").await;
    assert_eq!(index.header("content-type"), "application/xml; charset=utf-8");
    let mut pages = 0;
    for part in index.text.split("<loc>https://mosaique.example").skip(1) {
        let part = get(&site, part.split('<').next().unwrap()).await;
        assert_eq!(part.status, StatusCode::OK);
        let found = part.text.matches("<url>").count();
        assert!(found <= 50_000);
        pages += found;
    }
    // Every commune, EPCI, département and région in two languages, and the other pages.
    assert!(pages > 2 * (34_000 + 1_200 + 100 + 18), "{pages}");
    assert_eq!(get(&site, "/sitemaps/planete-fr.xml").await.status, StatusCode::NOT_FOUND);
    let pages = get(&site, "/sitemaps/pages.xml").await.text;
    for address in pages.split("<url><loc>https://mosaique.example").skip(1) {
        let address = address.split('<').next().unwrap();
        assert_eq!(get(&site, address).await.status, StatusCode::OK, "{address}");
    }
    let security = get(&site, "/.well-known/security.txt").await.text;
    assert!(security.starts_with("Contact: https://mosaique.example/fr/mentions-legales\nExpires: 2"), "{security}");
}

#[tokio::test]
async fn documents_have_a_name_that_can_be_read_and_are_sent_once() {
    let site = site().await;
    let pages = [
        ("/fr/territoires/97608/portrait.pdf", "mosaique-portrait-dzaoudzi-97608-fr.pdf"),
        ("/en/sessions/2023-productifs-sobres/framework.pdf", "mosaique-framework-2023-productifs-sobres-en.pdf"),
        ("/fr/sessions/2023-productifs-sobres/dossier.pdf", "mosaique-dossier-2023-productifs-sobres-fr.pdf"),
    ];
    for (path, name) in pages {
        let answer = get(&site, path).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/pdf"), "{path}");
        assert_eq!(answer.header("content-disposition"), format!("inline; filename=\"{name}\""));
        assert!(answer.text.starts_with("%PDF-1.7"));
        let known =
            Request::get(path).header(header::IF_NONE_MATCH, answer.header("etag")).body(Body::empty()).unwrap();
        assert_eq!(send(&site, known).await.status, StatusCode::NOT_MODIFIED, "{path}");
    }
    let named = get(&site, "/en/territories/dzaoudzi/portrait.pdf").await;
    assert_eq!((named.status, named.header("location")), (StatusCode::SEE_OTHER, "/en/territories/97608/portrait.pdf"));
    let newest = get(&site, "/fr/session/cadrage.pdf").await;
    assert_eq!(newest.header("location"), "/fr/sessions/2023-productifs-sobres/cadrage.pdf");
    assert_eq!(get(&site, "/fr/sessions/2001-nulle-part/cadrage.pdf").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get(&site, "/fr/territoires/99999/portrait.pdf").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get(&site, "/fr/territoires/9/portrait.pdf").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn every_page_that_announces_a_document_leads_to_it() {
    let site = site().await;
    for (page, document) in [
        ("/fr/territoires/16015", "/fr/territoires/16015/portrait.pdf"),
        ("/fr/sessions/2023-productifs-sobres/candidater", "/fr/sessions/2023-productifs-sobres/cadrage.pdf"),
        ("/en/sessions/2023-productifs-sobres/apply", "/en/sessions/2023-productifs-sobres/dossier.pdf"),
        ("/en/sessions/2023-productifs-sobres", "/en/sessions/2023-productifs-sobres/brochure.pdf"),
        ("/fr/laureats", "/fr/sessions/2023-productifs-sobres/brochure.pdf"),
    ] {
        assert!(get(&site, page).await.text.contains(&format!("href=\"{document}\"")), "{page}");
    }
}
