//! Replication sheets, which of them could work somewhere, and the directory, asked as browsers ask.

use axum::http::StatusCode;
use programme::digest::{Digest, canonical};
use programme::role::Role;

use crate::web::desk::progress::tests::{SESSION, Scene, plain};

const FIELDS: [(&str, &str); 7] = [
    ("title", "Ateliers partagés"),
    ("need", "Des artisans sans local"),
    ("results", "Deux ateliers ouverts"),
    ("reproducible", "Le bail type"),
    ("asked", "land"),
    ("said:land", "Un hangar vide"),
    ("asked", "skills"),
];

async fn publish(scene: &Scene, version: &str) -> String {
    let at = format!("/fr/espaces/{}/fiches/r", scene.id);
    let fields = [&[("act", "publish"), ("version", version)], FIELDS.as_slice()].concat();
    let published = scene.post(&at, &scene.lead, &fields).await;
    assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.text);
    published.header("location").to_owned()
}

#[tokio::test]
async fn a_sheet_is_published_with_its_measures_and_its_profile_and_corrected_by_another() {
    let scene = Scene::new().await;
    scene.deposit().await;
    let list = scene.get(&format!("/fr/espaces/{}/fiches", scene.id), &scene.lead).await;
    assert!(plain(&list).contains("Toute la feuille de route"), "{}", list.text);
    let at = format!("/fr/espaces/{}/fiches/r", scene.id);
    assert!(plain(&scene.get(&at, &scene.lead).await).contains("Deux hectares"), "what the report says is proposed");
    let empty = scene.post(&at, &scene.lead, &[("act", "publish"), ("version", "0"), ("title", "Rien")]).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.text.contains("value=\"Rien\""));
    let public = publish(&scene, "1").await;
    let page = plain(&scene.get(&public, "").await);
    for held in
        ["Ateliers partagés", "Un hangar vide", "Relevé du service", "INSEE", "Coût d’après la feuille de route"]
    {
        assert!(page.contains(held), "{held}: {page}");
    }
    let json: serde_json::Value = serde_json::from_str(&scene.get(&format!("{public}.json"), "").await.text).unwrap();
    assert_eq!(json["sha256"], Digest::of(&canonical(&json["content"])).as_str(), "anybody finds the digest again");
    assert!(json["content"]["profile"].as_array().unwrap().len() > 5);
    assert_eq!(
        scene.post(&at, &scene.lead, &[("act", "correct"), ("reason", " ")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let correct = scene.post(&at, &scene.lead, &[("act", "correct"), ("reason", "Un coût faux")]).await;
    assert_eq!(correct.status, StatusCode::SEE_OTHER);
    let second = publish(&scene, "1").await;
    assert!(plain(&scene.get(&public, "").await).contains("corrige celle-ci"));
    assert!(plain(&scene.get(&second, "").await).contains("Un coût faux"));
    let stranger = scene.desk.enter("zoe@exemple.fr").await;
    assert_eq!(scene.get(&at, &stranger).await.status, StatusCode::NOT_FOUND);
    assert_eq!(scene.get("/fr/reseau/fiches/nulle-part-r-1", "").await.status, StatusCode::NOT_FOUND);
    assert!(scene.desk.store.check().await.is_empty());
}

#[tokio::test]
async fn sheets_are_proposed_to_a_territory_each_with_its_reasons() {
    let scene = Scene::new().await;
    let none = plain(&scene.get("/fr/reseau/actions", "").await);
    assert!(none.contains("Aucune fiche n’est encore publiée") && none.contains("aucune note globale"), "{none}");
    let public = publish(&scene, "0").await;
    let own = plain(&scene.get("/fr/reseau/actions?territoire=laureate:coevrons&land=met&skills=not-met", "").await);
    assert!(
        own.contains(&public) && own.contains("Manque : Compétences.") && own.contains("Réuni : Foncier et bâti."),
        "{own}"
    );
    assert!(own.contains("Distance entre les deux territoires : 0,00."), "its own territory: {own}");
    let other = plain(&scene.get("/fr/reseau/actions?territoire=dep:75", "").await);
    assert!(other.contains("Éloignés (") && other.contains("À vérifier : Compétences, Foncier et bâti."), "{other}");
    let lost = scene.get("/fr/reseau/actions?territoire=nullepartville", "").await;
    assert!(
        lost.status.is_client_error()
            && lost.text.contains("value=\"nullepartville\"")
            && lost.text.contains("role=\"alert\"")
    );
    assert_eq!(scene.get("/en/network/actions?territory=laureate:coevrons", "").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_directory_names_laureates_and_only_the_experts_who_agree_until_they_withdraw() {
    let scene = Scene::new().await;
    let directory = async |query: &str| plain(&scene.get(&format!("/fr/reseau{query}"), "").await);
    assert!(directory("").await.contains("6 territoires") && directory("").await.contains("Aucun expert"));
    assert!(directory("?departement=53").await.contains("1 territoire."), "{}", directory("?departement=53").await);
    assert_eq!(scene.get("/fr/reseau?departement=2Z", "").await.status, StatusCode::BAD_REQUEST);
    // A territory agrees to give a contact, and takes it back.
    let own = format!("/fr/espaces/{}/annuaire", scene.id);
    let agree = scene.post(&own, &scene.lead, &[("act", "list"), ("contact", "contact@coevrons.exemple.fr")]).await;
    assert_eq!(agree.status, StatusCode::SEE_OTHER, "{}", agree.text);
    assert!(directory("").await.contains("contact@coevrons.exemple.fr"));
    assert_eq!(scene.get(&own, &scene.pilot).await.status, StatusCode::NOT_FOUND, "the lead alone agrees");
    assert_eq!(scene.post(&own, &scene.lead, &[("act", "withdraw")]).await.status, StatusCode::SEE_OTHER);
    assert!(!directory("").await.contains("contact@coevrons"));
    // An expert, by themselves.
    let expert = format!("/fr/sessions/{SESSION}/annuaire");
    let stranger = scene.desk.enter("zoe@exemple.fr").await;
    assert_eq!(scene.get(&expert, &stranger).await.status, StatusCode::NOT_FOUND);
    scene.desk.give_in(SESSION, "eva@exemple.fr", Role::Expert, &[]).await;
    let eva = scene.desk.enter("eva@exemple.fr").await;
    assert!(scene.get("/fr/mon-espace", &eva).await.text.contains(&expert));
    let empty = scene.post(&expert, &eva, &[("act", "list"), ("name", "Eva Sol"), ("fields", " ")]).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.text.contains("value=\"Eva Sol\""));
    let fields = [("act", "list"), ("name", "Eva Sol"), ("fields", "Sols\nFriches"), ("contact", "")];
    assert_eq!(scene.post(&expert, &eva, &fields).await.status, StatusCode::SEE_OTHER);
    assert!(directory("?q=friches").await.contains("Eva Sol"));
    let csv = scene.get("/fr/reseau.csv", "").await;
    assert!(csv.text.contains("expert,Eva Sol") && csv.header("content-type").starts_with("text/csv"), "{}", csv.text);
    let api: serde_json::Value = serde_json::from_str(&scene.get("/api/v1/network", "").await.text).unwrap();
    assert_eq!(
        (api["experts"][0]["name"].as_str(), api["territories"].as_array().map(Vec::len)),
        (Some("Eva Sol"), Some(6))
    );
    assert_eq!(scene.post(&expert, &eva, &[("act", "withdraw")]).await.status, StatusCode::SEE_OTHER);
    assert!(!directory("").await.contains("Eva Sol"));
    assert!(scene.desk.store.check().await.is_empty());
}
