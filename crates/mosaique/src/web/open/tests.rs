//! The open interface, asked as programs ask it, and compared with its description.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use facts::Lang;
use press::Brand;
use press::description;
use press::download::{Format, Set, path};
use serde_json::Value;
use store::{Place, Store};
use tower::ServiceExt as _;

use super::super::{Site, State, router};
use super::{asked, description as document, routes};
use crate::instance::Instance;

static INSTANCE: LazyLock<&'static Instance> =
    LazyLock::new(|| Instance::open(None, &[]).expect("what is embedded opens"));

/// Makes every table: what takes long in a program that is not optimised is not asked under a time limit,
/// and what tells sizes says the same from then on.
fn prepared() {
    for set in Set::ALL {
        for format in Format::ALL {
            INSTANCE.download(set, format).unwrap();
        }
    }
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Bytes,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
}

async fn site() -> axum::Router {
    let store = Store::open(&Place::Memory, "2026-01-01T00:00:00Z").await.unwrap();
    let site = Site {
        brand: Brand::Neutral,
        publisher: None,
        public_url: "http://localhost".parse().unwrap(),
        background: None,
    };
    router(State::new(*INSTANCE, store, site))
}

async fn ask(site: &axum::Router, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = site.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    Answer { status: parts.status, headers: parts.headers, bytes: to_bytes(body, 128 << 20).await.unwrap() }
}

async fn get(site: &axum::Router, path: &str) -> Answer {
    ask(site, Method::GET, path, &[]).await
}

/// Checks that an answer is what the description says of its address and status.
fn assert_described(template: &str, answer: &Answer, asked: &str) {
    let document = document(Lang::Fr);
    let responses = &document["paths"][template]["get"]["responses"];
    let described = description::resolved(document, &responses[answer.status.as_str()]);
    assert!(described.is_object(), "{asked}: {} is not described", answer.status);
    let kind = answer.header("content-type").split(';').next().unwrap();
    let content = &described["content"][kind];
    assert!(content.is_object() || answer.bytes.is_empty(), "{asked}: {kind} is not described");
    if kind.ends_with("json") {
        let schema = description::schema(document, &content["schema"]);
        let validator = jsonschema::validator_for(&schema).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&answer.json())
            .take(3)
            .map(|error| {
                format!("{} at {}", error.to_string().chars().take(300).collect::<String>(), error.instance_path())
            })
            .collect();
        assert!(errors.is_empty(), "{asked}: {errors:?}");
    }
}

#[test]
fn every_route_is_described_and_everything_described_is_a_route() {
    let served: BTreeSet<String> = routes().iter().map(|(path, _)| (*path).to_owned()).collect();
    let described: BTreeSet<String> = document(Lang::Fr)["paths"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(served, described);
}

#[tokio::test]
async fn every_example_answers_as_it_is_described() {
    prepared();
    let site = site().await;
    for lang in Lang::ALL {
        for (_, operations) in description::operations(document(lang)) {
            for operation in operations {
                let answer = get(&site, &operation.example).await;
                assert_eq!(answer.status, StatusCode::OK, "{}: {}", operation.example, answer.text());
                assert_described(&operation.path, &answer, &operation.example);
                let head = ask(&site, Method::HEAD, &operation.example, &[]).await;
                assert_eq!((head.status, head.bytes.len()), (StatusCode::OK, 0), "{}", operation.example);
                for name in ["etag", "content-type", "cache-control", "content-length"] {
                    assert!(
                        name == "content-length" || head.header(name) == answer.header(name),
                        "{name} of HEAD {}",
                        operation.example
                    );
                }
                assert_eq!(head.header("content-length"), answer.bytes.len().to_string(), "{}", operation.example);
            }
        }
    }
}

#[tokio::test]
async fn answers_of_many_kinds_are_as_described() {
    let site = site().await;
    for (template, asked) in [
        ("/api/v1/territories", "/api/v1/territories?q=16015"),
        ("/api/v1/territories", "/api/v1/territories?q="),
        ("/api/v1/territories", "/api/v1/territories?kind=commune&departement=16&region=75&limit=3"),
        ("/api/v1/territories/{token}", "/api/v1/territories/france"),
        ("/api/v1/territories/{token}", "/api/v1/territories/laureate:rives-du-rhone"),
        ("/api/v1/territories/{token}", "/api/v1/territories/97502"),
        ("/api/v1/territories/{token}/portrait", "/api/v1/territories/dep:976/portrait"),
        ("/api/v1/territories/{token}/peers", "/api/v1/territories/16015+16374/peers"),
        ("/api/v1/territories/{token}/peers", "/api/v1/territories/france/peers"),
        ("/api/v1/indicators/{id}/values", "/api/v1/indicators/density/values?kind=region&lang=en"),
        ("/api/v1/indicators/{id}/values", "/api/v1/indicators/density/values?kind=departement&format=csv"),
        ("/ogc/collections/{collection}/items", "/ogc/collections/communes/items?departement=975"),
        ("/ogc/collections/{collection}/items", "/ogc/collections/laureates/items?f=json"),
        ("/ogc/collections/{collection}/items", "/ogc/collections/epcis/items?limit=99999999999999999999999&region=94"),
        ("/ogc/collections/{collection}/items/{feature}", "/ogc/collections/communes/items/2A004"),
        ("/ogc/collections/{collection}/schema", "/ogc/collections/laureates/schema"),
        ("/data/{file}", "/data/regions.schema.json?lang=en"),
        ("/data/{file}", "/data/regions.geojson"),
        ("/data/{file}", "/data/departements.fr.csv"),
        ("/data/{file}", "/data/regions.xlsx"),
        ("/data/{file}", "/data/regions.parquet"),
        // Refusals.
        ("/api/v1/territories", "/api/v1/territories?kin=epci"),
        ("/api/v1/territories/{token}", "/api/v1/territories/xqzw"),
        ("/api/v1/territories/{token}", "/api/v1/territories/75101"),
        ("/api/v1/indicators/{id}", "/api/v1/indicators/nothing"),
        ("/api/v1/sessions/{session}", "/api/v1/sessions/1999"),
        ("/ogc/collections/{collection}", "/ogc/collections/cantons"),
        ("/data/{file}", "/data/epcis.ods"),
    ] {
        assert_described(template, &get(&site, asked).await, asked);
    }
}

#[tokio::test]
async fn what_is_not_understood_is_a_problem_that_says_what_is_expected() {
    let site = site().await;
    let values = "/api/v1/indicators/density/values";
    let items = "/ogc/collections/epcis/items";
    for (path, status, part) in [
        ("/api/v1/territories?kin=epci", 400, "kind, departement, region, limit, cursor, lang"),
        ("/api/v1/territories?kind=canton", 400, "commune, epci, departement, region"),
        ("/api/v1/territories?kind=epci&kind=epci", 400, "deux fois"),
        ("/api/v1/territories?q=%ff", 400, "UTF-8"),
        ("/api/v1/territories?q=%2", 400, "UTF-8"),
        ("/api/v1/territories?limit=0", 400, "de 1 à 1000"),
        ("/api/v1/territories?limit=1001", 400, "1001"),
        ("/api/v1/territories?limit=-1", 400, "limit"),
        ("/api/v1/territories?limit=1e3", 400, "limit"),
        ("/api/v1/territories?lang=de", 400, "fr, en"),
        ("/api/v1/territories?departement=00", 400, "departement"),
        ("/api/v1/territories?region=99", 400, "region"),
        ("/api/v1/territories?cursor=abc", 400, "curseur"),
        ("/api/v1/territories?cursor=00000000000000003136303135", 400, "curseur"),
        (&format!("/api/v1/territories?q={}", "a".repeat(201)), 400, "201"),
        ("/api/v1/sources?page=2", 400, "Attendus : lang"),
        (values, 400, "kind"),
        (&format!("{values}?kind=epci&format=xml"), 400, "json, csv"),
        ("/api/v1/indicators/x/values?kind=epci", 404, "density"),
        (&format!("{items}?bbox=1,2,3"), 400, "bbox"),
        (&format!("{items}?datetime=hier"), 400, "datetime"),
        (&format!("{items}?limit=0"), 400, "limit"),
        (&format!("{items}?offset=10"), 400, "bbox, datetime"),
        (&format!("{items}?f=html"), 400, "json"),
        (&format!("{items}?epci=200071828"), 400, "epci"),
        (&format!("{items}/000000000"), 404, "/ogc/collections/epcis/items"),
        ("/ogc/collections/cantons/items", 404, "laureates"),
        ("/api/v1/nothing", 404, "404"),
        ("/api/v1/territories/%ff", 400, "pas être lue"),
        ("/data/nothing.csv", 404, "communes.csv"),
    ] {
        let answer = get(&site, path).await;
        assert_eq!(answer.status.as_u16(), status, "{path}: {}", answer.text());
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
        let problem = answer.json();
        assert_eq!(problem["status"], status, "{path}");
        let said = problem["detail"].as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " ");
        assert!(said.contains(part) || answer.text().contains(part), "{path}: {said}");
        assert!(!said.contains('«') || !said.contains("«open-"), "{path}: a key without words");
    }
    let english = get(&site, "/api/v1/territories?kind=canton&lang=en").await.json();
    assert!(english["detail"].as_str().unwrap().contains("expected: commune"), "{english}");
}

#[tokio::test]
async fn a_method_that_is_not_ours_is_told_which_are() {
    let site = site().await;
    for (path, method) in
        [("/api/v1/territories", Method::POST), ("/ogc", Method::DELETE), ("/data/epcis.csv", Method::PUT)]
    {
        let answer = ask(&site, method, path, &[]).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
        assert!(answer.header("allow").contains("GET"), "{path}: {}", answer.header("allow"));
    }
}

#[tokio::test]
async fn other_sites_may_read_everything_and_ask_before() {
    let site = site().await;
    for path in
        ["/api/v1/territories", "/ogc", "/data/regions.csv", "/openapi.json", "/catalog.ttl", "/api/v1/sources?x=1"]
    {
        let answer = get(&site, path).await;
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert!(answer.header("access-control-expose-headers").contains("Link"), "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin", "{path}");
        let asked = [("origin", "https://theirs.example"), ("access-control-request-method", "GET")];
        let before = ask(&site, Method::OPTIONS, path, &asked).await;
        assert_eq!(before.status, StatusCode::NO_CONTENT, "{path}");
        assert_eq!(before.header("access-control-allow-methods"), "GET, HEAD, OPTIONS", "{path}");
        assert!(before.header("access-control-allow-headers").contains("If-None-Match"), "{path}");
    }
    let page = get(&site, "/fr/donnees").await;
    assert_eq!(page.header("access-control-allow-origin"), "", "pages are not for other sites");
}

#[tokio::test]
async fn an_answer_already_known_is_not_sent_again() {
    let site = site().await;
    for path in
        ["/api/v1/territories/16015/portrait", "/ogc/collections/regions/items", "/data/regions.csv", "/catalog.ttl"]
    {
        let first = get(&site, path).await;
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.len() > 20, "{path}: {tag}");
        assert!(first.header("cache-control").contains("max-age"), "{path}");
        let again = ask(&site, Method::GET, path, &[("if-none-match", &tag)]).await;
        assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0), "{path}");
        assert_eq!(again.header("etag"), tag, "{path}");
        let other = ask(&site, Method::GET, path, &[("if-none-match", "\"other\"")]).await;
        assert_eq!(other.status, StatusCode::OK, "{path}");
    }
    let (fr, en) = (get(&site, "/openapi.json?lang=fr").await, get(&site, "/openapi.json?lang=en").await);
    assert_ne!(fr.header("etag"), en.header("etag"));
}

#[tokio::test]
async fn a_tag_of_what_is_compressed_on_its_way_is_weak() {
    let site = site().await;
    let plain = get(&site, "/api/v1/indicators").await;
    let packed = ask(&site, Method::GET, "/api/v1/indicators", &[("accept-encoding", "gzip")]).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert_eq!(packed.header("etag"), format!("W/{}", plain.header("etag")));
    let again = ask(&site, Method::GET, "/api/v1/indicators", &[("if-none-match", packed.header("etag"))]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn what_is_not_acceptable_is_refused() {
    let site = site().await;
    for (path, accept, status) in [
        ("/api/v1/sources", "text/turtle", 406),
        ("/api/v1/sources", "application/json", 200),
        ("/ogc/collections/regions/items", "application/json", 200),
        ("/catalog.ttl", "application/json", 406),
        ("/catalog.ttl", "text/html,*/*;q=0.8", 200),
        ("/data/regions.csv", "text/csv", 200),
    ] {
        let answer = ask(&site, Method::GET, path, &[("accept", accept)]).await;
        assert_eq!(answer.status.as_u16(), status, "{path} as {accept}");
    }
}

#[tokio::test]
async fn pages_of_a_list_follow_one_another_and_hold_everything_once() {
    let site = site().await;
    let mut next = Some("/api/v1/territories?kind=epci&region=84&limit=37".to_owned());
    let mut tokens = Vec::new();
    while let Some(path) = next {
        let answer = get(&site, &path).await;
        let page = answer.json();
        tokens.extend(page["items"].as_array().unwrap().iter().map(|item| item["token"].as_str().unwrap().to_owned()));
        next = page["next"].as_str().map(str::to_owned);
        let link = next.as_ref().map_or(String::new(), |next| format!("<{next}>; rel=\"next\""));
        assert_eq!(answer.header("link"), link);
    }
    let unique: BTreeSet<&String> = tokens.iter().collect();
    assert_eq!(unique.len(), tokens.len());
    let map = INSTANCE.atlas().map();
    let region = map.region("84".parse().unwrap()).unwrap();
    let in_region =
        |commune: &u32| usize::from(map.departements[usize::from(map.at(*commune).departement)].region) == region;
    let expected = map.epcis.iter().filter(|epci| epci.communes.iter().any(in_region)).count();
    assert_eq!(tokens.len(), expected);
    let other = get(&site, "/api/v1/territories?kind=epci&region=84&limit=37").await.json()["next"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(get(&site, &other.replace("region=84", "region=75")).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_values_of_an_indicator_are_those_of_portraits() {
    let site = site().await;
    let values = get(&site, "/api/v1/indicators/housing-vacancy/values?kind=departement&limit=200").await.json();
    let portrait = get(&site, "/api/v1/territories/dep:16/portrait").await.json();
    let of = |list: &Value, name: &str, wanted: &str| {
        list.as_array().unwrap().iter().find(|item| item[name] == wanted).unwrap().clone()
    };
    let charente = of(&values["items"], "token", "dep:16");
    let told = of(&portrait["indicators"], "id", "housing-vacancy");
    assert_eq!((&charente["value"], &charente["percentile"]), (&told["value"], &told["percentile_national"]));
    let absent = of(&values["items"], "token", "dep:976");
    assert!(absent["value"].is_null() && absent["missing"].is_string(), "{absent}");
    let csv = get(&site, "/api/v1/indicators/housing-vacancy/values?kind=commune&format=csv").await;
    assert_eq!(csv.text().lines().count(), INSTANCE.atlas().map().communes.len() + 1);
}

#[tokio::test]
async fn the_call_has_the_fields_of_aides_territoires_and_guesses_nothing() {
    let site = site().await;
    let aid = get(&site, "/api/v1/sessions/2023-productifs-sobres/aid").await.json();
    assert_eq!(aid["is_call_for_project"], true);
    assert_eq!(aid["is_live"], false, "the laureates are named");
    assert_eq!(aid["perimeter_scale"], "Pays");
    for unknown in ["submission_deadline", "start_date", "contact", "subvention_rate_upper_bound", "is_charged"] {
        assert!(aid[unknown].is_null(), "{unknown}");
    }
    assert_eq!(aid["financers"], serde_json::json!([]));
}

#[tokio::test]
async fn features_are_found_by_place_time_and_code() {
    let site = site().await;
    let matched = async |query: &str| {
        let answer = get(&site, &format!("/ogc/collections/{query}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}: {}", answer.text());
        answer.json()["numberMatched"].as_u64().unwrap()
    };
    let map = INSTANCE.atlas().map();
    assert_eq!(matched("communes/items?limit=1").await, map.communes.len() as u64);
    assert_eq!(
        matched("communes/items?departement=16&limit=1").await,
        map.departements[map.departement("16".parse().unwrap()).unwrap()].communes.len() as u64
    );
    assert_eq!(matched("communes/items?epci=200071827&limit=1").await, 38);
    assert_eq!(matched("communes/items?code=16015").await, 1);
    // A point of the middle of Angoulême is in one commune.
    assert_eq!(matched("communes/items?bbox=0.156,45.65,0.156,45.65").await, 1);
    assert_eq!(matched("regions/items?bbox=-30,-50,-29,-49").await, 0);
    // Nouvelle-Calédonie and its like have no contour: a box never finds them.
    assert!(matched("regions/items?bbox=-180,-90,180,90").await < matched("regions/items").await);
    assert_eq!(matched("regions/items?datetime=2020-01-01").await, 0);
    assert!(matched("regions/items?datetime=2026-06-01T00:00:00Z/..").await > 13);
    assert_eq!(matched("laureates/items").await, 6);
    let page = get(&site, "/ogc/collections/epcis/items?limit=2").await.json();
    let next = page["links"].as_array().unwrap().iter().find(|link| link["rel"] == "next").unwrap()["href"].clone();
    let second = get(&site, next.as_str().unwrap().strip_prefix("http://localhost").unwrap()).await.json();
    assert_ne!(page["features"][1]["id"], second["features"][0]["id"]);
}

#[tokio::test]
async fn a_feature_holds_its_ground_and_its_figures() {
    let site = site().await;
    let feature = get(&site, "/ogc/collections/communes/items/16015").await.json();
    assert_eq!(feature["properties"]["name"], "Angoulême");
    assert_eq!(feature["properties"]["epci"], "200071827");
    assert!(feature["properties"]["density"].as_f64().unwrap() > 1_000.0);
    let ring = feature["geometry"]["coordinates"][0].as_array().unwrap();
    assert_eq!(ring.first(), ring.last(), "a ring is closed");
    assert!(ring.len() > 10);
    let schema = get(&site, "/ogc/collections/communes/schema?lang=en").await.json();
    assert_eq!(schema["properties"]["density"]["x-unit"], "persons-per-square-kilometre");
    let overseas = get(&site, "/ogc/collections/communes/items/97502").await.json();
    assert!(overseas["geometry"].is_null());
}

#[tokio::test]
async fn downloads_are_the_same_bytes_twice_and_hold_every_territory() {
    prepared();
    let twice = Instance::open(None, &[]).unwrap();
    for set in [Set::Epcis, Set::Departements, Set::Regions] {
        for format in Format::ALL {
            let (one, other) = (INSTANCE.download(set, format).unwrap(), twice.download(set, format).unwrap());
            assert_eq!(one.sha256, other.sha256, "{set} {format:?}");
        }
    }
    let site = site().await;
    for set in Set::ALL {
        let csv = get(&site, &path(set, Format::Csv)).await;
        let rows = csv.text().lines().count() - 1;
        assert_eq!(rows, INSTANCE.knowledge.territories(set.kind()).len(), "{set}");
        assert!(csv.header("content-disposition").contains(&format!("mosaique-{set}.csv")));
        let schema = get(&site, &format!("/data/{set}.schema.json")).await.json();
        let names: Vec<&str> =
            schema["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(csv.text().lines().next().unwrap(), names.join(","), "{set}");
    }
    let french = get(&site, "/data/regions.fr.csv").await;
    assert!(french.text().starts_with("\u{feff}code;token;name;communes"), "{}", french.text());
    assert!(french.text().contains("Nouvelle-Aquitaine"));
}

#[tokio::test]
async fn a_table_says_what_a_portrait_says() {
    let site = site().await;
    let table = get(&site, "/data/epcis.geojson").await.json();
    let row = table["features"].as_array().unwrap().iter().find(|row| row["id"] == "200071827").unwrap().clone();
    let portrait = get(&site, "/api/v1/territories/200071827/portrait").await.json();
    for indicator in portrait["indicators"].as_array().unwrap() {
        let column = indicator["id"].as_str().unwrap().replace('-', "_");
        assert_eq!(row["properties"][&column], indicator["value"], "{column}");
        assert_eq!(row["properties"][format!("{column}_coverage")], indicator["coverage"], "{column}");
    }
}

#[tokio::test]
async fn the_catalogue_and_the_package_name_files_that_are_there() {
    prepared();
    let site = site().await;
    let catalogue = get(&site, "/catalog.ttl").await;
    let addresses: BTreeSet<&str> = catalogue
        .text()
        .split('<')
        .filter_map(|rest| rest.split_once('>')?.0.strip_prefix("http://localhost"))
        .filter(|path| !path.contains('#'))
        .collect();
    assert!(addresses.len() > 20, "{addresses:?}");
    for path in addresses {
        assert_eq!(ask(&site, Method::HEAD, path, &[]).await.status, StatusCode::OK, "{path}");
    }
    let package = get(&site, "/datapackage.json").await.json();
    assert_eq!(package["resources"].as_array().unwrap().len(), Set::ALL.len() * Format::ALL.len());
    // Whatever host is asked, the catalogue says the public address.
    let elsewhere = ask(&site, Method::GET, "/catalog.ttl", &[("host", "elsewhere.example")]).await;
    assert!(!elsewhere.text().contains("elsewhere.example"));
}

#[test]
fn what_is_shown_of_a_wrong_value_is_short_and_visible() {
    assert_eq!(asked::shown(&format!("a\u{0}{}", "b".repeat(300))).len(), 80);
}
