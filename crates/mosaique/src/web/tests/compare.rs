//! Comparisons, figures alone and pictures, asked as a browser or a program asks them.

use super::*;

async fn bytes(site: &axum::Router, path: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = site.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    (parts.status, parts.headers, to_bytes(body, 64 << 20).await.unwrap().to_vec())
}

/// Width and height that a PNG announces.
fn announced(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!(&png[12..16], b"IHDR");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

/// Width and height of a drawing, in units.
fn drawn(svg: &str) -> (u32, u32) {
    let sides = svg.split("viewBox=\"0 0 ").nth(1).unwrap().split('"').next().unwrap();
    let (width, height) = sides.split_once(' ').unwrap();
    (width.parse().unwrap(), height.parse().unwrap())
}

#[tokio::test]
async fn territories_stand_side_by_side_with_what_separates_them() {
    let site = site().await;
    let page = get(&site, "/fr/comparer?t=200071827&t=16015&t=dep:976").await;
    assert_eq!(page.status, StatusCode::OK);
    for part in [
        "8,0\u{a0}%",
        "Au-dessus de",
        "scope=\"row\"",
        "scope=\"col\"",
        "<caption>",
        "Donnée absente",
        "pas tous du même genre",
        "/api/v1/comparison.csv?t=200071827&#38;t=16015&#38;t=dep:976",
        "/fr/comparer?t=200071827&#38;t=dep:976",
    ] {
        assert!(page.text.contains(part), "{part}");
    }
    let alike = get(&site, "/fr/comparer?t=200071827&t=200090751").await;
    assert!(!alike.text.contains("pas tous du même genre"));
    let rows = alike.text.matches("<tr role=\"row\" id=\"i-").count();
    assert_eq!(rows, INSTANCE.knowledge.indicators().len());
    assert!(alike.text.len() < 200_000, "{} bytes", alike.text.len());
}

#[tokio::test]
async fn a_comparison_has_one_address() {
    let site = site().await;
    for (asked, address) in [
        ("/fr/comparer?t=16015&t=Calais", "/fr/comparer?t=16015&t=62193"),
        ("/en/compare?t=16374%2B16015&t=16015", "/en/compare?t=16015%2B16374&t=16015"),
        ("/fr/comparer?t=&t=16015&x=1&t=", "200"),
        ("/fr/comparer", "200"),
    ] {
        let answer = get(&site, asked).await;
        match address {
            "200" => assert_eq!(answer.status, StatusCode::OK, "{asked}"),
            address => assert_eq!(answer.header("location"), address, "{asked}"),
        }
    }
    assert_eq!(get(&site, "/en/compare?t=16015%2B16374&t=16015").await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_cannot_be_compared_is_told_and_the_rest_is_kept() {
    let site = site().await;
    let six = "t=01001&t=01002&t=01004&t=01005&t=01006&t=01007";
    for (query, status, parts) in [
        ("t=16015&t=xqzw".to_owned(), 404, ["ne désigne aucun territoire", "value=\"xqzw\"", "Angoulême"]),
        ("t=16015&t=75".to_owned(), 404, ["/fr/comparer?t=16015&#38;t=dep:75", "value=\"75\"", "reg:75"]),
        ("t=16015&t=16015".to_owned(), 400, ["demandé deux fois", "Angoulême", "Retirer"]),
        (format!("{six}&t=01008"), 400, ["7 territoires demandés", "6 au plus", "La comparaison est complète"]),
    ] {
        let answer = get(&site, &format!("/fr/comparer?{query}")).await;
        assert_eq!(answer.status.as_u16(), status, "{query}");
        for part in parts {
            assert!(answer.text.contains(part), "{query}: {part}");
        }
        let problem = get(&site, &format!("/api/v1/comparison?{query}")).await;
        assert_eq!(problem.status.as_u16(), status, "{query}");
        assert_eq!(problem.header("content-type"), "application/problem+json");
    }
    for path in ["/api/v1/comparison", "/api/v1/comparison?t=16015", "/fr/comparer/density.png?t=16015"] {
        assert_eq!(get(&site, path).await.status, StatusCode::BAD_REQUEST, "{path}");
    }
}

#[tokio::test]
async fn programs_have_the_same_comparison() {
    let site = site().await;
    let json = get(&site, "/api/v1/comparison?t=200071827&t=200090751").await;
    let json: serde_json::Value = serde_json::from_str(&json.text).unwrap();
    let indicators = json["indicators"].as_array().unwrap();
    let vacancy = indicators.iter().find(|indicator| indicator["id"] == "housing-vacancy").unwrap();
    let value = |rank: usize| vacancy["figures"][rank]["value"].as_f64().unwrap();
    // Census of 2021: 6 167 of 76 810 dwellings of GrandAngoulême are vacant.
    assert!((value(0) - 100.0 * 6_167.0 / 76_810.0).abs() < 1e-9);
    assert_eq!(vacancy["figures"][0]["difference"], serde_json::Value::Null);
    assert!((vacancy["figures"][1]["difference"].as_f64().unwrap() - (value(1) - value(0))).abs() < 1e-9);
    let csv = get(&site, "/api/v1/comparison.csv?t=200071827&t=200090751").await;
    assert_eq!(csv.text.lines().count(), 1 + 2 * indicators.len());
    let columns: Vec<usize> = csv.text.lines().take(1).map(|line| line.split(',').count()).collect();
    assert_eq!(columns, [20]);
}

#[tokio::test]
async fn each_picture_is_a_drawing_and_a_png_of_twice_its_size_that_says_its_source() {
    let site = site().await;
    for (path, query) in [
        ("/fr/figures/200071827/housing-vacancy", ""),
        ("/en/figures/16015/density", ""),
        ("/fr/territoires/200090751/cartes/density", ""),
        ("/fr/comparer/housing-vacancy", "?t=200071827&t=16015&t=france"),
    ] {
        let (status, headers, svg) = bytes(&site, &format!("{path}.svg{query}")).await;
        assert_eq!((status, headers["content-type"].to_str().unwrap()), (StatusCode::OK, "image/svg+xml"), "{path}");
        let svg = String::from_utf8(svg).unwrap();
        for part in ["Insee", "2021", "Licence Ouverte", "2026"] {
            assert!(svg.to_lowercase().contains(&part.to_lowercase()), "{path} does not say {part}");
        }
        let (status, headers, png) = bytes(&site, &format!("{path}.png{query}")).await;
        assert_eq!((status, headers["content-type"].to_str().unwrap()), (StatusCode::OK, "image/png"), "{path}");
        assert_eq!(headers["cross-origin-resource-policy"], "cross-origin");
        let (width, height) = drawn(&svg);
        assert_eq!(announced(&png), (2 * width, 2 * height), "{path}");
    }
}

#[tokio::test]
async fn only_a_figure_may_stand_in_a_frame_of_another_site() {
    let site = site().await;
    let figure = get(&site, "/fr/figures/200071827/housing-vacancy").await;
    assert_eq!(figure.status, StatusCode::OK);
    assert!(figure.header("content-security-policy").contains("frame-ancestors *"));
    assert!(figure.header("content-security-policy").contains("default-src 'self'"));
    assert_eq!(figure.header("x-frame-options"), "");
    for part in ["8,0\u{a0}%", "mq-strip__heap", "2021", "/fr/territoires/200071827#i-housing-vacancy"] {
        assert!(figure.text.contains(part), "{part}");
    }
    for path in ["/fr/figures/200071827/nothing", "/fr/comparer", "/fr/figures/xqzw/density"] {
        let other = get(&site, path).await;
        assert!(other.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(other.header("x-frame-options"), "DENY", "{path}");
    }
    let absent = get(&site, "/en/figures/dep:976/density").await;
    assert!(absent.status == StatusCode::OK && absent.text.contains("No data"), "{}", absent.text);
    assert_eq!(get(&site, "/en/figures/dep:976/density.svg").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_figure_is_embedded_by_its_code_and_by_oembed() {
    let site = site().await;
    let portrait = get(&site, "/fr/territoires/200071827").await.text;
    let code = "src=&#34;https://mosaique.example/fr/figures/200071827/housing-vacancy&#34;";
    assert!(portrait.contains(code), "the portrait has the code of its figures");
    assert!(portrait.contains("https://mosaique.example/fr/territoires/200071827\""), "and its own address");
    let url = "https%3A%2F%2Fmosaique.example%2Ffr%2Ffigures%2F200071827%2Fhousing-vacancy";
    let answer = get(&site, &format!("/oembed?format=json&maxwidth=300&url={url}")).await;
    let answer: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
    assert_eq!((answer["type"].as_str(), answer["width"].as_u64()), (Some("rich"), Some(300)));
    assert!(answer["html"].as_str().unwrap().starts_with("<iframe src=\"https://mosaique.example/fr/figures/"));
    for (path, status) in [
        (format!("/oembed?format=xml&url={url}"), 501),
        ("/oembed".to_owned(), 404),
        ("/oembed?url=https%3A%2F%2Felsewhere.example%2Ffr%2Ffigures%2F16015%2Fdensity".to_owned(), 404),
        ("/oembed?url=%2Ffr%2Ffigures%2Fxqzw%2Fdensity".to_owned(), 404),
        ("/oembed?url=%2Ffr%2Ffigures%2F16015%2Fnothing".to_owned(), 404),
    ] {
        assert_eq!(get(&site, &path).await.status.as_u16(), status, "{path}");
    }
}

#[tokio::test]
async fn the_address_of_a_page_can_be_photographed() {
    let site = site().await;
    for path in ["/fr/territoires/16015/qr.svg", "/en/laureates/coevrons/qr.svg"] {
        let (status, headers, svg) = bytes(&site, path).await;
        assert_eq!((status, headers["content-type"].to_str().unwrap()), (StatusCode::OK, "image/svg+xml"), "{path}");
        assert!(svg.starts_with(b"<svg"));
    }
    assert_eq!(bytes(&site, "/fr/territoires/xqzw/qr.svg").await.0, StatusCode::NOT_FOUND);
    assert_eq!(bytes(&site, "/fr/laureats/nobody/qr.svg").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn malformed_demands_are_never_our_fault() {
    let site = site().await;
    for path in [
        "/fr/comparer?t=%ff%fe",
        "/fr/comparer?t=%00",
        "/fr/comparer?&&&=&t",
        "/fr/comparer?t=%3Cscript%3Ealert(1)%3C/script%3E",
        "/fr/comparer/density.gif?t=16015&t=62193",
        "/fr/comparer/density?t=16015&t=62193",
        "/fr/comparer/%ff.svg?t=16015&t=62193",
        "/fr/figures/16015/.svg",
        "/fr/figures/16015/density.png.svg",
        "/fr/figures/%ff/density.png",
        "/fr/figures/perimeter:nope/density",
        "/fr/territoires/16015/cartes/density",
        "/fr/territoires/16015/cartes/.png",
        "/oembed?url=%",
        "/api/v1/comparison?t=1&t=2",
    ] {
        let answer = get(&site, path).await;
        assert!(answer.status.as_u16() < 500, "{path}: {}", answer.status);
        assert!(!answer.text.contains("<script>alert"), "{path}");
    }
    let many = format!("/fr/comparer?{}", "t=16015&".repeat(4_000));
    assert_eq!(get(&site, &many).await.status, StatusCode::BAD_REQUEST);
}
