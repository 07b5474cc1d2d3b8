//! What is kept of somebody, given to them and erased; what is over, erased by itself. Asked as browsers ask.

use std::io::{Cursor, Read as _};
use std::path::Path;
use std::sync::LazyLock;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use programme::role::Role;
use tower::ServiceExt as _;

use super::tests::Desk;
use crate::instance::Instance;
use crate::jobs::retention::{self, Done};

/// The session of demonstration, whose call is open.
static OPEN: LazyLock<&'static Instance> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sessions/demonstration");
    Instance::open(None, &[folder]).unwrap()
});

const LIST: &str = "/fr/sessions/demonstration/dossiers";
const ENDS: &str = "/fr/sessions/demonstration/conservation";
const DATA: &str = "/fr/mon-espace/mes-donnees";

async fn open() -> Desk {
    let desk = Desk::of(*OPEN, "http://localhost:8080", true).await;
    desk.go_to("2026-12-01T10:00:00Z");
    desk
}

async fn begins(desk: &Desk, cookie: &str) -> String {
    let begun = desk.post(LIST, cookie, "territory=Angoul%C3%AAme").await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    begun.header("location").to_owned()
}

async fn joins(desk: &Desk, lead: &str, dossier: &str, address: &str, capacity: &str) -> String {
    let form = format!("act=invite&address={address}&capacity={capacity}");
    assert_eq!(desk.post(&format!("{dossier}/actes"), lead, &form).await.status, StatusCode::SEE_OTHER);
    let link = desk.read("/fr/invitations/").await;
    let guest = desk.enter(address).await;
    desk.post(&link, &guest, "").await;
    guest
}

async fn round(desk: &Desk) -> Done {
    let url = "http://localhost:8080".parse().unwrap();
    retention::run(&desk.store, &desk.shelf(), &OPEN.sessions_in_force(), &url, &desk.now()).await.unwrap()
}

#[tokio::test]
async fn one_is_given_a_copy_of_ones_data_when_one_signed_in_not_long_ago() {
    let desk = open().await;
    let lead = desk.enter("tariq@exemple.fr").await;
    desk.post("/fr/mon-espace", &lead, "name=Tariq+Territoire&lang=fr").await;
    begins(&desk, &lead).await;
    assert!(desk.get("/fr/mon-espace", &lead).await.text.contains(DATA));
    assert!(desk.get(DATA, &lead).await.text.contains("copie.zip"));
    let request = Request::post(format!("{DATA}/copie.zip")).header(header::COOKIE, &lead);
    let answer = desk.site.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["content-type"], "application/zip");
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let bytes = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    names.sort();
    assert_eq!(
        names,
        [
            "LISEZMOI.txt",
            "abonnement.json",
            "compte.json",
            "connexions.json",
            "courriels.json",
            "dossiers.json",
            "journal.json",
            "paroles.json"
        ]
    );
    let mut text = |name: &str| {
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    assert!(text("LISEZMOI.txt").contains("chaque ligne du journal"));
    assert!(text("compte.json").contains("Tariq Territoire") && text("compte.json").contains("tariq@exemple.fr"));
    assert!(text("dossiers.json").contains("Angoulême"));
    assert!(text("journal.json").contains("dossier-created"));

    desk.go_to("2026-12-01T10:31:00Z");
    for path in [format!("{DATA}/copie.zip"), DATA.to_owned()] {
        let late = desk.post(&path, &lead, "sure=yes").await;
        assert_eq!(late.header("location"), "/fr/connexion?next=%2Ffr%2Fmon-espace%2Fmes-donnees", "{path}");
    }
    assert_eq!(desk.get("/fr/mon-espace", &lead).await.status, StatusCode::OK, "nothing was erased");
}

#[tokio::test]
async fn whoever_has_themselves_erased_is_nowhere_and_others_read_erased_person() {
    let desk = open().await;
    let lead = desk.enter("tariq@exemple.fr").await;
    desk.post("/fr/mon-espace", &lead, "name=Tariq+Territoire&lang=fr").await;
    let dossier = begins(&desk, &lead).await;
    let friend = joins(&desk, &lead, &dossier, "corinne@exemple.fr", "co-author").await;
    let held = desk.get(DATA, &lead).await;
    assert!(held.text.contains("Vous répondez seul") && held.text.contains(&dossier), "{}", held.text);
    assert_eq!(desk.post(DATA, &lead, "sure=yes").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(desk.get(&dossier, &friend).await.text.contains("Tariq Territoire"));

    let other = joins(&desk, &lead, &dossier, "alice@exemple.fr", "lead").await;
    let page = desk.get(DATA, &lead).await;
    assert!(page.text.contains("personne effacée") && page.text.contains("Angoulême"));
    let unsure = desk.post(DATA, &lead, "").await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsure.text.contains("Cochez la case"));
    let erased = desk.post(DATA, &lead, "sure=yes").await;
    assert_eq!(erased.status, StatusCode::OK, "{}", erased.text);
    assert!(erased.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(desk.get("/fr/mon-espace", &lead).await.status, StatusCode::SEE_OTHER);
    for cookie in [&friend, &other] {
        let page = desk.get(&dossier, cookie).await;
        assert!(!page.text.contains("Tariq") && !page.text.contains("tariq@exemple.fr"), "{}", page.text);
        assert!(page.text.contains("personne effacée"), "in the story");
    }
    assert!(desk.store.check().await.is_empty());
}

#[tokio::test]
async fn what_is_over_is_told_to_the_pilot_warned_of_by_mail_and_erased() {
    let desk = open().await;
    let lead = desk.enter("tariq@exemple.fr").await;
    let (untouched, idle) = (begins(&desk, &lead).await, begins(&desk, &lead).await);
    let friend = joins(&desk, &lead, &idle, "corinne@exemple.fr", "co-author").await;
    desk.give_in("demonstration", "alix@exemple.fr", Role::Pilot, &[]).await;
    let pilot = desk.enter("alix@exemple.fr").await;
    let page = desk.get(ENDS, &pilot).await;
    assert_eq!(page.status, StatusCode::OK);
    for words in
        ["brouillon vide", "brouillon laissé de côté", "sans avertissement", "1er mars 2027", "alix@exemple.fr"]
    {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    assert!(desk.get("/fr/sessions/demonstration/equipe", &pilot).await.text.contains(ENDS));
    let nothing = desk.get("/fr/sessions/demonstration/ailleurs", &lead).await;
    for cookie in [&lead, &friend] {
        let denied = desk.get(ENDS, cookie).await;
        assert_eq!((denied.status, denied.text.len()), (nothing.status, nothing.text.len()), "as what is not there");
    }

    assert_eq!(round(&desk).await, Done::default());
    desk.go_to("2026-12-16T00:00:00Z");
    // The invitations were taken up: none is left to forget.
    assert_eq!(round(&desk).await, Done { dossiers: 1, ..Done::default() });
    assert_eq!(round(&desk).await, Done::default(), "twice is once");
    desk.go_to("2027-02-15T23:30:00Z");
    assert_eq!(round(&desk).await, Done { warned: 1, ..Done::default() });
    assert_eq!(round(&desk).await, Done::default());
    let warning = desk.read("/fr/dossiers/").await;
    assert!(idle.starts_with(warning.trim_end_matches('.')), "{warning}");
    let (lead, pilot) = (desk.enter("tariq@exemple.fr").await, desk.enter("alix@exemple.fr").await);
    assert_eq!(desk.get(&untouched, &lead).await.status, StatusCode::NOT_FOUND);
    assert!(desk.get(ENDS, &pilot).await.text.contains("<td>envoyé</td>"));
    // Warned late, on 16 February in Paris: the whole delay still runs.
    desk.go_to("2027-03-02T22:00:00Z");
    assert_eq!(round(&desk).await, Done::default());
    desk.go_to("2027-03-03T00:00:00Z");
    assert_eq!(desk.get(&idle, &lead).await.status, StatusCode::SEE_OTHER, "the way in is over");
    assert_eq!(round(&desk).await, Done { dossiers: 1, ..Done::default() });
    let pilot = desk.enter("alix@exemple.fr").await;
    assert!(desk.get(ENDS, &pilot).await.text.contains("2 dossiers de cette session ont été effacés"));

    desk.go_to("2029-02-20T00:00:00Z");
    assert_eq!(round(&desk).await.warned, 3, "three accounts without a sign");
    let kept = desk.enter("corinne@exemple.fr").await;
    desk.go_to("2029-03-10T00:00:00Z");
    assert_eq!(round(&desk).await.accounts, 2);
    assert_eq!(desk.get("/fr/mon-espace", &kept).await.status, StatusCode::SEE_OTHER);
    assert!(desk.store.people().of_address(&"corinne@exemple.fr".parse().unwrap()).await.unwrap().is_some());
    assert!(desk.store.people().of_address(&"tariq@exemple.fr".parse().unwrap()).await.unwrap().is_none());
    assert!(desk.store.check().await.is_empty());
}
