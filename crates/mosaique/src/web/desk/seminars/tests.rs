//! Seminars, asked as browsers ask.

use axum::http::StatusCode;
use facts::Lang;
use press::Links;
use programme::role::Role;

use crate::web::desk::tests::Desk;
use crate::web::tests::Answer;

const SESSION: &str = "2023-productifs-sobres";
const LIST: &str = "/fr/sessions/2023-productifs-sobres/seminaires";

const SHEET: [(&str, &str); 10] = [
    ("act", "write"),
    ("stage", "issues"),
    ("title", "Sols vivants"),
    ("begins", "2027-01-20T09:30"),
    ("ends", "2027-01-20T17:00"),
    ("place", "Halle d'Évron"),
    ("about", "Ce que nous apprenons."),
    ("programme", "09:30 Accueil\r\n10h Table ronde"),
    ("laureate", "coevrons"),
    ("documents", "Note | https://exemple.fr/note.pdf"),
];

fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

fn plain(answer: &Answer) -> String {
    answer.text.replace(['\u{a0}', '\u{202f}'], " ").replace("&#39;", "'").replace('’', "'")
}

struct Scene {
    desk: Desk,
    pilot: String,
    /// Where the seminar is prepared, and read.
    at: String,
    public: String,
}

impl Scene {
    async fn new() -> Self {
        let desk = Desk::open().await;
        desk.give_in(SESSION, "alix@exemple.fr", Role::Pilot, &[]).await;
        let pilot = desk.enter("alix@exemple.fr").await;
        let added = desk.post(LIST, &pilot, &form(&SHEET)).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
        let at = added.header("location").to_owned();
        let public = at.replace("/preparation", "");
        Self { desk, pilot, at, public }
    }

    async fn get(&self, path: &str, who: &str) -> Answer {
        self.desk.get(path, who).await
    }

    async fn act(&self, fields: &[(&str, &str)]) -> Answer {
        self.desk.post(&self.at, &self.pilot, &form(fields)).await
    }

    async fn done(&self, fields: &[(&str, &str)]) {
        let answer = self.act(fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{fields:?}: {}", answer.text);
    }
}

#[tokio::test]
async fn a_draft_is_nowhere_and_what_is_announced_is_everywhere() {
    let scene = Scene::new().await;
    let stranger = scene.desk.enter("zoe@exemple.fr").await;
    assert!(plain(&scene.get(LIST, &scene.pilot).await).contains("Sols vivants"));
    for who in ["", stranger.as_str()] {
        for path in [scene.public.clone(), format!("{}.json", scene.public), format!("{}.ics", scene.public)] {
            assert_eq!(scene.get(&path, who).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let told = [Links::Seminars, Links::News, Links::Feed, Links::Home, Links::Agenda];
        for path in told.map(|links| links.path(Lang::Fr)) {
            assert!(!scene.get(&path, who).await.text.contains("Sols vivants"), "{path}");
        }
    }
    for path in [LIST, scene.at.as_str()] {
        assert_eq!(scene.get(path, &stranger).await.status, StatusCode::NOT_FOUND);
    }
    scene.done(&[("act", "announce")]).await;
    let page = plain(&scene.get(&scene.public, "").await);
    for held in [
        "<td>09:30</td><td>Accueil</td>",
        "<td>10:00</td>",
        "Halle d'Évron",
        "https://exemple.fr/note.pdf",
        "/fr/laureats/coevrons",
    ] {
        assert!(page.contains(held), "{held}: {page}");
    }
    let told = [Links::Seminars, Links::News, Links::Feed, Links::Home, Links::Agenda];
    for path in told.map(|links| links.path(Lang::Fr)) {
        assert!(scene.get(&path, "").await.text.contains("Sols vivants"), "{path}");
    }
    let event = scene.get(&format!("{}.ics", scene.public), "").await;
    // Half past nine in Évron, in winter, is half past eight in UTC.
    assert!(event.text.contains("DTSTART:20270120T083000Z"), "{}", event.text);
    let json: serde_json::Value =
        serde_json::from_str(&scene.get(&format!("{}.json", scene.public), "").await.text).unwrap();
    assert_eq!((json["sheet"]["title"].as_str(), json["told"].is_null()), (Some("Sols vivants"), true));
    assert!(scene.desk.store.check().await.is_empty());
}

#[tokio::test]
async fn all_that_is_wrong_is_told_and_the_form_is_kept() {
    let scene = Scene::new().await;
    let mut wrong = SHEET.to_vec();
    wrong[3].1 = "demain";
    wrong[7].1 = "Accueil d'abord";
    wrong[9].1 = "Note sans adresse";
    let refused = scene.desk.post(LIST, &scene.pilot, &form(&wrong)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = plain(&refused);
    for told in [
        "« demain »",
        "« Accueil d'abord »",
        "« Note sans adresse »",
        "value=\"Sols vivants\"",
        "value=\"coevrons\" checked",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let mut wrong = SHEET.to_vec();
    wrong[2].1 = "";
    wrong[4].1 = "2027-01-20T09:00";
    let refused = scene.act(&[wrong.as_slice(), &[("base", "1")]].concat()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = plain(&refused);
    assert!(text.contains("Titre : il faut dire quelque chose") && text.contains("finit avant de commencer"), "{text}");
}

#[tokio::test]
async fn it_is_told_once_it_has_begun_and_written_over_by_nobody_unawares() {
    let scene = Scene::new().await;
    scene.done(&[("act", "announce")]).await;
    let early = scene.act(&[("act", "tell"), ("summary", "Dit"), ("present", "")]).await;
    assert!(early.status == StatusCode::UNPROCESSABLE_ENTITY && plain(&early).contains("n'a pas commencé"));
    let stale = scene.act(&[SHEET.as_slice(), &[("base", "1")]].concat()).await;
    assert!(stale.status == StatusCode::UNPROCESSABLE_ENTITY && plain(&stale).contains("entre-temps"));
    scene.desk.go_to("2027-01-21T10:00:00Z");
    let pilot = scene.desk.enter("alix@exemple.fr").await;
    let scene = Scene { pilot, ..scene };
    let many = scene.act(&[("act", "tell"), ("summary", "Dit"), ("present", "beaucoup")]).await;
    assert!(many.status == StatusCode::UNPROCESSABLE_ENTITY && many.text.contains("value=\"beaucoup\""));
    scene.done(&[("act", "tell"), ("summary", "Les sols d'abord.\r\n\r\nPuis l'eau."), ("present", "41")]).await;
    let page = plain(&scene.get(&scene.public, "").await);
    for held in ["<p>Les sols d'abord.</p><p>Puis l'eau.</p>", "41 personnes présentes", "Page modifiée", "Tenu"] {
        assert!(page.contains(held), "{held}: {page}");
    }
    assert_eq!(scene.act(&[("act", "call-off"), ("reason", "Neige")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_is_called_off_says_why_to_everybody() {
    let scene = Scene::new().await;
    scene.done(&[("act", "announce")]).await;
    scene.done(&[("act", "call-off"), ("reason", "La neige bloque les routes.")]).await;
    let page = plain(&scene.get(&scene.public, "").await);
    assert!(page.contains("Ce séminaire est annulé. La neige bloque les routes."), "{page}");
    let desk = plain(&scene.get(&scene.at, &scene.pilot).await);
    assert!(!desk.contains("value=\"write\"") && !desk.contains("value=\"announce\""), "{desk}");
    assert!(plain(&scene.get("/fr/actualites", "").await).contains("La neige bloque"));
}
