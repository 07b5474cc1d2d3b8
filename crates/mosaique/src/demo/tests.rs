//! The story is played whole, leaves a sound state, and is told to be made up wherever it is shown.

use axum::http::StatusCode;
use programme::dossier::Dossier;
use programme::jury::{Jury, Sheet};

use super::*;
use crate::web::tests::{get, post, send};

fn site() -> Site {
    Site {
        brand: press::Brand::Neutral,
        publisher: None,
        public_url: "http://localhost:8080".parse().unwrap(),
        background: None,
    }
}

/// A demonstration whose story was played, on the twentieth of November 2026.
struct Stage {
    app: Router,
    store: Store,
    _folder: tempfile::TempDir,
}

impl Stage {
    async fn set() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("demonstration");
        let made = place.clone();
        let instance = Instance::demonstration().unwrap();
        tokio::task::spawn_blocking(move || prepare(&made, instance, site())).await.unwrap().unwrap();
        assert!(!folder.path().join(".demonstration.new").exists());
        let clock = Arc::new(Clock::default());
        clock.stop_at(clock::seconds("2026-11-20T09:00:00Z"));
        let store = Store::open(&Place::Folder(place.clone()), &clock.now()).await.unwrap();
        let settings = Settings {
            mailbox: Some(place.join("mail")),
            clock,
            clock_file: Some(place.join("clock-ahead")),
            signing: Some(signing::key(&place).unwrap()),
            shelf: Some(Shelf::folder(&place.join("attachments")).unwrap()),
            ..Settings::default()
        };
        let app = router(State::new(instance, store.clone(), site()).with(settings));
        Self { app, store, _folder: folder }
    }

    async fn plays(&self, who: &str) -> String {
        let played = post(&self.app, "/fr/jouer-un-role", &format!("actor={who}")).await;
        played.header("set-cookie").split(';').next().unwrap().to_owned()
    }

    async fn page(&self, path: &str, cookie: &str) -> String {
        let request = axum::http::Request::get(path).header("cookie", cookie);
        let page = send(&self.app, request.body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text);
        page.text
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_role_finds_something_to_do_and_what_is_made_up_says_so() {
    let stage = Stage::set().await;
    assert!(stage.store.check().await.is_empty());
    let dossiers = stage.store.dossiers().of_session("demonstration").await.unwrap();
    let deposited = dossiers.iter().filter(|dossier| dossier.last_deposit().is_some()).count();
    assert_eq!((dossiers.len(), deposited), (4, 3), "one is being written");
    let list = "/fr/sessions/demonstration/dossiers";
    for (who, held) in [("territory", "Angoulême"), ("co-author", "Terres-de-Haute-Charente"), ("state", "Cognac")] {
        let page = stage.page(list, &stage.plays(who).await).await;
        assert!(page.contains(held), "{who}: {page}");
    }
    for (who, path) in [
        ("instructor", "/fr/sessions/demonstration/instruction"),
        ("pilot", "/fr/sessions/demonstration/jury"),
        ("pilot", "/fr/sessions/2023-productifs-sobres/espaces"),
    ] {
        stage.page(path, &stage.plays(who).await).await;
    }
    // The laureate: everything that is public says that it is made up, also as data and on paper.
    let editions = get(&stage.app, "/fr/editions").await.text;
    let edition = editions.split("href=\"/fr/editions/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let page = get(&stage.app, &format!("/fr/editions/{edition}")).await.text;
    assert!(page.contains("Exemple inventé") && page.contains("il n’a rien dit ni écrit"), "{page}");
    assert!(get(&stage.app, &format!("/fr/editions/{edition}.json")).await.text.contains("Exemple inventé"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_goes_to_the_scoring_and_has_dossiers_to_read() {
    let stage = Stage::set().await;
    let before = get(&stage.app, "/fr/jouer-un-role").await.text;
    assert!(before.contains("name=\"phase\" value=\"scoring\""), "{before}");
    let gone = post(&stage.app, "/fr/jouer-un-role", "phase=scoring").await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text);
    let after = get(&stage.app, "/fr/jouer-un-role").await.text;
    assert!(!after.contains("name=\"phase\" value=\"scoring\"") && after.contains("8 février 2027"), "{after}");
    let juror = stage.plays("juror").await;
    let readings = stage.page("/fr/sessions/demonstration/lectures", &juror).await;
    for held in ["Angoulême", "Cognac", "Barbezieux"] {
        assert!(readings.contains(held), "{held}: {readings}");
    }
    let jury: Jury = stage.store.records().find("demonstration").await.unwrap().unwrap();
    let dossiers: Vec<Dossier> = stage.store.dossiers().of_session("demonstration").await.unwrap();
    let jade = stage.store.people().of_address(&"jade.juree@exemple.fr".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(dossiers.iter().filter(|dossier| jury.is_assigned(&jade.id, &dossier.id)).count(), 3);
    let sheets: Vec<Sheet> = stage.store.records().of_session("demonstration").await.unwrap();
    assert_eq!(sheets.len(), 1, "another juror has locked one");
    assert!(stage.store.check().await.is_empty());
}

#[test]
fn a_story_out_of_order_or_that_does_nothing_is_refused_with_its_place() {
    let act = |at: &str, what: &str| format!("[[act]]\nat = \"{at}\"\nwho = \"pilot\"\n{what}\n");
    let read = |text: &str| Script::read("x.toml", text).unwrap_err().to_string();
    let (first, get) = ("2026-01-02T00:00:00Z", "get = \"/fr/\"");
    let wrong = read(&(act(first, get) + &act("2026-01-01T00:00:00Z", get)));
    assert!(wrong.contains("act 2 is at 2026-01-01T00:00:00Z"), "{wrong}");
    let wrong = read(&act(first, ""));
    assert!(wrong.contains("act 1 reads a page or sends a form"), "{wrong}");
}

#[test]
fn a_folder_that_holds_something_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("notes");
    files::folder(&place).unwrap();
    assert!(files::is_free(&place));
    files::write(&place.join("a.txt"), b"mine").unwrap();
    assert!(!files::is_free(&place) && files::is_free(&folder.path().join("none")));
    assert!(files::folder_takes_the_place(&place.join("other"), &place).is_err());
    assert_eq!(files::read_text(&place.join("a.txt")).unwrap(), "mine");
}
