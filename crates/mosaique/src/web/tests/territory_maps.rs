//! Maps of a territory with the table of their communes.

use super::*;

/// Names of the communes of the table, in its order.
fn names(page: &str) -> Vec<String> {
    let rows = page.split("<tr><th scope=\"row\"><a href=\"").skip(1);
    rows.map(|row| row.split(['>', '<']).nth(1).unwrap().to_owned()).collect()
}

#[tokio::test]
async fn each_map_of_a_portrait_leads_to_its_page_which_has_every_commune() {
    let site = site().await;
    let portrait = get(&site, "/fr/territoires/200071827").await.text;
    let pages: Vec<&str> = portrait
        .split("href=\"/fr/territoires/200071827/cartes/")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .filter(|indicator| !indicator.contains('.'))
        .collect();
    let pictures = portrait.matches("<img src=\"/fr/territoires/200071827/cartes/").count();
    assert!(pictures > 5 && pages.len() == pictures + 1, "{pictures} pictures and a drawing, {} pages", pages.len());
    for indicator in pages {
        let page = get(&site, &format!("/fr/territoires/200071827/cartes/{indicator}")).await;
        assert_eq!(page.status, StatusCode::OK, "{indicator}");
        assert_eq!(names(&page.text).len(), 38, "{indicator}");
        assert!(page.text.contains("<svg class=\"mq-map\"") && page.text.contains("INSEE"), "{indicator}");
        assert!(page.text.contains("href=\"/fr/territoires/200071827\""), "{indicator} leads back");
    }
    let laureate = get(&site, "/en/laureates/grand-angouleme").await.text;
    assert!(laureate.contains("/maps/density\">The map and the table of its communes"));
}

#[tokio::test]
async fn the_table_of_a_map_is_in_the_order_that_is_asked_for() {
    let site = site().await;
    let path = "/fr/territoires/200071827/cartes/density";
    let falling = get(&site, path).await.text;
    // Insee, census of 2021: Angoulême is the densest.
    assert_eq!(names(&falling)[0], "Angoulême");
    assert!(falling.contains("1\u{202f}893,4</td><td><span class=\"mq-legend__key mq-q5\""));
    let rising = names(&get(&site, &format!("{path}?sort=rising")).await.text);
    assert_eq!(rising.last().unwrap(), "Angoulême");
    let by_name = names(&get(&site, &format!("{path}?sort=name")).await.text);
    assert_eq!(by_name[..2], ["Angoulême", "Asnières-sur-Nouère"]);
    for (query, part) in [("sort=size", "falling, rising, name"), ("page=2", "1–1"), ("page=0", "1–1")] {
        let refused = get(&site, &format!("{path}?{query}")).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(refused.text.contains(part), "{query}");
    }
    assert_eq!(get(&site, "/fr/territoires/200071827/cartes/nothing").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_table_of_many_communes_has_pages_and_loses_none() {
    let site = site().await;
    let path = "/en/territories/dep:16/maps/housing-vacancy";
    let mut all = Vec::new();
    for number in 1.. {
        let page = get(&site, &format!("{path}?sort=name&page={number}")).await;
        if page.status != StatusCode::OK {
            assert!(number > 2, "{}", page.text);
            break;
        }
        assert!(page.text.contains("dep:16/maps/housing-vacancy.svg\" alt="), "fetched from its own address");
        all.extend(names(&page.text));
    }
    let map = INSTANCE.atlas().map();
    let charente = map.departements.iter().find(|one| one.code.to_string() == "16").unwrap();
    assert_eq!(all.len(), charente.communes.len());
    all.dedup();
    assert_eq!(all.len(), charente.communes.len());
}

#[tokio::test]
async fn where_no_commune_has_a_value_the_table_says_why() {
    let site = site().await;
    let page = get(&site, "/fr/territoires/dep:976/cartes/ageing-index").await.text;
    assert!(page.contains("il n’y a pas de carte") && !page.contains("<svg class=\"mq-map\""));
    assert_eq!(page.matches("la source ne dit rien").count(), 17);
}

#[tokio::test]
async fn the_drawing_that_stands_for_communes_leads_to_its_own_table() {
    let site = site().await;
    let page =
        get(&site, "/fr/cartes?level=commune&indicator=density&method=jenks&classes=3&sort=name&page=4").await.text;
    assert!(page.contains(
        "indicator=density&#38;level=epci&#38;method=jenks&#38;classes=3&#38;sort=name\">La carte et le tableau"
    ));
    let legend = page.split("mq-legend--tall").nth(1).unwrap();
    let highest = legend.split("mq-q5\"></span><span>").nth(1).unwrap().split(" <span").next().unwrap();
    let first = get(&site, "/fr/cartes?level=commune&indicator=density&method=jenks&classes=3").await.text;
    assert!(first.contains(&format!("mq-q5\" aria-hidden=\"true\"></span> {highest}</td>")), "{highest}");
}
