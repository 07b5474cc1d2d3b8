//! Workshops asked as browsers and telephones ask: rights over each page, what is sent twice, what is moderated, the thread both
//! ways, what goes with somebody, and a room of sixty telephones on a network that drops.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use facts::Lang;
use press::Links;
use programme::role::Role;
use programme::workshop::contribution::{Contribution, Stand, counted};
use programme::workshop::{Workshop, texts};
use store::Place;

use crate::web::desk::dossiers::tests::save;
use crate::web::desk::tests::Desk;
use crate::web::tests::{Answer, send};

const SESSION: &str = "2023-productifs-sobres";
const LIST: &str = "/fr/sessions/2023-productifs-sobres/espaces";
const KEY: &str = "0123456789abcdef0123456789abcdef";

/// Fields as a form sends them.
fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

struct Scene {
    desk: Desk,
    lead: String,
    /// Where the workspace is.
    space: String,
    /// Where the workshop is.
    at: String,
    /// Where telephones go.
    phone: String,
}

impl Scene {
    async fn new() -> Self {
        Self::on(Desk::open().await).await
    }

    /// An open workshop with its address for telephones.
    async fn on(desk: Desk) -> Self {
        let (lead, space) = begun(&desk).await;
        let at = plans(&desk, &lead, &space).await;
        let scene = Self { desk, lead, space, at, phone: String::new() };
        scene.done(&[("act", "phone")]).await;
        scene.done(&[("act", "open")]).await;
        let phone = scene.address().await;
        Self { phone, ..scene }
    }

    async fn address(&self) -> String {
        let page = self.page(&self.at, &self.lead).await;
        let from = page.find("http://localhost:8080/fr/parole/").unwrap() + "http://localhost:8080".len();
        page[from..].split('"').next().unwrap().to_owned()
    }

    async fn page(&self, path: &str, who: &str) -> String {
        let page = self.desk.get(path, who).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text);
        page.text.replace(['\u{a0}', '\u{202f}'], " ").replace("&#39;", "'")
    }

    /// Sends a form of the workshop as its lead, who is led on.
    async fn done(&self, fields: &[(&str, &str)]) {
        self.does("", fields).await;
    }

    async fn does(&self, page: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.desk.post(&format!("{}{page}", self.at), &self.lead, &form(fields)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{fields:?}: {}", answer.text);
        answer.header("location").to_owned()
    }

    async fn refused(&self, page: &str, fields: &[(&str, &str)], why: &str) {
        let answer = self.desk.post(&format!("{}{page}", self.at), &self.lead, &form(fields)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}: {}", answer.text);
        let text = answer.text.replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'");
        assert!(text.contains(why), "{why}: {text}");
    }

    /// Sends from a telephone, as its script does.
    async fn sends(&self, device: &str, fields: &[(&str, &str)]) -> Answer {
        let request = Request::post(&self.phone)
            .header(header::COOKIE, device)
            .header(header::ACCEPT, "application/json")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        send(&self.desk.site, request.body(Body::from(form(fields))).unwrap()).await
    }

    async fn says(&self, device: &str, key: &str, words: &str) -> Answer {
        self.sends(device, &[("act", "say"), ("key", key), ("words", words), ("theme", "t1")]).await
    }

    /// A telephone that opens the page: the cookie it is given.
    async fn telephone(&self) -> String {
        let page = self.desk.get(&self.phone, "").await;
        assert_eq!(page.status, StatusCode::OK);
        page.header("set-cookie").split(';').next().unwrap().to_owned()
    }

    fn id(&self) -> &str {
        self.at.rsplit('/').next().unwrap()
    }

    async fn said(&self) -> Vec<Contribution> {
        self.desk.store.records::<Contribution>().of_parent(self.id()).await.unwrap()
    }

    async fn words(&self) -> BTreeMap<(String, String), String> {
        self.desk.store.records::<Contribution>().texts_of_parent(self.id()).await.unwrap()
    }

    async fn sound(&self) {
        let faults = self.desk.store.check().await;
        assert_eq!(faults.iter().map(ToString::to_string).collect::<Vec<_>>(), [""; 0]);
    }
}

/// The workspace of a laureate, and the cookie of its lead.
async fn begun(desk: &Desk) -> (String, String) {
    desk.give_in(SESSION, "alix@exemple.fr", Role::Pilot, &[]).await;
    let pilot = desk.enter("alix@exemple.fr").await;
    let opened = desk.post(LIST, &pilot, "origin=laureate%3Acoevrons&address=lea%40exemple.fr").await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text);
    let lead = desk.enter("lea@exemple.fr").await;
    (lead, opened.header("location").to_owned())
}

const SHEET: [(&str, &str); 12] = [
    ("stage", "issues"),
    ("title", "Ce que nous produisons"),
    ("aim", "Dire ce qui compte"),
    ("place", "Halle d'Évron"),
    ("begins", "2026-03-10T18:00"),
    ("ends", "2026-03-10T20:30"),
    ("zone", "Europe/Paris"),
    ("capacity", "2"),
    ("agenda", "20 Accueil\r\n90 Tables"),
    ("theme.t1", "La halle"),
    ("theme.t2", "L'eau"),
    ("question.q1", "Que garder ?"),
];

async fn plans(desk: &Desk, lead: &str, space: &str) -> String {
    let planned = desk.post(&format!("{space}/ateliers/nouveau"), lead, &form(&SHEET)).await;
    assert_eq!(planned.status, StatusCode::SEE_OTHER, "{}", planned.text);
    planned.header("location").to_owned()
}

#[tokio::test]
async fn a_workshop_is_planned_shown_with_its_hours_and_taken_into_a_calendar() {
    let desk = Desk::open().await;
    let (lead, space) = begun(&desk).await;
    let mut wrong = SHEET.to_vec();
    wrong[1].1 = "";
    wrong[5].1 = "demain";
    wrong[7].1 = "beaucoup";
    wrong[8].1 = "Accueil";
    let refused = desk.post(&format!("{space}/ateliers/nouveau"), &lead, &form(&wrong)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for told in ["demain", "beaucoup", "Accueil", "value=\"La halle\"", "value=\"Que garder ?\""] {
        assert!(refused.text.contains(told), "{told}: {}", refused.text);
    }
    let at = plans(&desk, &lead, &space).await;
    let page = desk.get(&at, &lead).await.text;
    assert!(page.contains("<td>18:20</td><td>Tables</td>"), "{page}");
    assert!(desk.get(&space, &lead).await.text.contains(&format!("{space}/ateliers")));
    let calendar = desk.get(&format!("{at}/agenda.ics"), &lead).await;
    assert!(calendar.header("content-type").starts_with("text/calendar"));
    // Six in the evening in Évron, in winter, is five in UTC.
    assert!(calendar.text.contains("DTSTART:20260310T170000Z\r\n"), "{}", calendar.text);
    assert!(calendar.text.contains("SEQUENCE:0"));
    let mut moved = SHEET.to_vec();
    moved[3].1 = "Salle des fêtes";
    assert_eq!(desk.post(&format!("{at}/fiche"), &lead, &form(&moved)).await.status, StatusCode::SEE_OTHER);
    let all = desk.get(&format!("{space}/ateliers/agenda.ics"), &lead).await;
    assert!(all.text.contains("SEQUENCE:1") && all.text.contains("LOCATION:Salle des fêtes"), "{}", all.text);
}

#[tokio::test]
async fn every_page_asks_the_table_of_rights_and_is_nowhere_for_the_others() {
    let scene = Scene::new().await;
    let (desk, lead) = (&scene.desk, &scene.lead);
    for (address, capacity) in
        [("max@exemple.fr", "team"), ("mia@exemple.fr", "member"), ("dom@exemple.fr", "state-service")]
    {
        if capacity == "state-service" {
            desk.give_in(SESSION, address, Role::StateService, &["53"]).await;
        }
        let add = [("act", "add"), ("address", address), ("capacity", capacity)];
        let added = save(desk, &format!("{}/actes", scene.space), lead, &add, &[]).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
    }
    desk.give_in(SESSION, "suivi@exemple.fr", Role::FollowUpCommittee, &[]).await;
    desk.give_in(SESSION, "jade@exemple.fr", Role::Juror, &[]).await;
    desk.give_in(SESSION, "ddt@exemple.fr", Role::StateService, &["53"]).await;
    desk.give_in(SESSION, "loin@exemple.fr", Role::StateService, &["16"]).await;
    let device = scene.telephone().await;
    scene.says(&device, KEY, "MarqueNonLue").await;
    scene.says(&device, &KEY.replace('0', "9"), "MarquePubliee").await;
    let said = scene.said().await;
    let published = said.iter().find(|one| one.wording().characters == 13).unwrap().id.to_string();
    let unread = said.iter().find(|one| one.wording().characters == 12).unwrap().id.to_string();
    scene.does("/salle", &[("act", "publish"), ("contribution", &published)]).await;
    let challenge = [("act", "write"), ("title", "Un défi"), ("said", published.as_str())];
    let item = desk.post(&format!("{}/fil/nouveau/challenge", scene.space), lead, &form(&challenge)).await;
    assert_eq!(item.status, StatusCode::SEE_OTHER, "{}", item.text);
    let item = item.header("location").rsplit('/').next().unwrap().to_owned();
    let space = scene.space.rsplit('/').next().unwrap();
    let id = || scene.id().to_owned();
    // Who sees, who runs.
    let seen = [
        Links::Workshops(space.into()),
        Links::WorkshopsAgenda(space.into()),
        Links::Workshop(id()),
        Links::WorkshopEvent(id()),
        Links::WorkshopRoom(id()),
        Links::WorkshopSaid(id(), published.clone()),
        Links::Thread(space.into()),
        Links::ThreadItem(item.clone()),
    ];
    let run = [
        Links::WorkshopNew(space.into()),
        Links::WorkshopSheet(id()),
        Links::WorkshopSaid(id(), unread.clone()),
        Links::WorkshopPaper(id()),
        Links::WorkshopMinutes(id()),
        Links::WorkshopPoster(id()),
        Links::ThreadNew(space.into(), "challenge".into()),
    ];
    let nowhere = |links: &Links| -> String {
        let mut path = links.path(Lang::Fr);
        for (name, other) in
            [(space, "0000000000000000"), (scene.id(), "aaaaaaaaaa"), (item.as_str(), "0000000000000000")]
        {
            path = path.replace(name, other);
        }
        path
    };
    let cast: [(&str, bool, bool); 9] = [
        ("lea@exemple.fr", true, true),
        ("max@exemple.fr", true, true),
        ("mia@exemple.fr", true, true),
        ("dom@exemple.fr", true, false),
        ("alix@exemple.fr", true, false),
        ("suivi@exemple.fr", true, false),
        ("ddt@exemple.fr", true, false),
        ("jade@exemple.fr", false, false),
        ("loin@exemple.fr", false, false),
    ];
    let mut asked = 0;
    for (address, sees, runs) in cast {
        let cookie = desk.enter(address).await;
        for (links, allowed) in seen.iter().map(|one| (one, sees)).chain(run.iter().map(|one| (one, runs))) {
            let path = links.path(Lang::Fr);
            let answer = desk.get(&path, &cookie).await;
            asked += 1;
            if allowed {
                assert_eq!(answer.status, StatusCode::OK, "{address} {path}: {}", answer.text);
            } else {
                let none = desk.get(&nowhere(links), &cookie).await;
                assert_eq!((answer.status, &answer.text), (StatusCode::NOT_FOUND, &none.text), "{address} {path}");
            }
            let text = format!("{} {:?}", answer.text, answer.headers);
            assert!(runs || !text.contains("MarqueNonLue"), "{address} reads what is not published at {path}");
            assert!(sees || !text.contains("MarquePubliee"), "{address} {path}");
        }
        // Acts of those who run it, sent by the others.
        for (page, fields) in [
            ("", vec![("act", "close")]),
            ("", vec![("act", "add"), ("name", "X")]),
            ("/fiche", SHEET.to_vec()),
            ("/salle", vec![("act", "publish"), ("contribution", unread.as_str())]),
            ("/papier", vec![("act", "take"), ("key", KEY), ("text", "x")]),
            ("/compte-rendu", vec![("act", "write"), ("base", "0"), ("summary", "x")]),
        ] {
            if !runs {
                let answer = desk.post(&format!("{}{page}", scene.at), &cookie, &form(&fields)).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address} {page} {fields:?}");
            }
        }
        if !runs {
            let answer =
                desk.post(&Links::ThreadItem(item.clone()).path(Lang::Fr), &cookie, "act=withdraw&reason=x").await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        }
    }
    assert_eq!(asked, 9 * (8 + 7));
    let workshop = desk.store.records::<Workshop>().find(scene.id()).await.unwrap().unwrap();
    assert_eq!(workshop.state.label().as_str(), "open", "nobody closed it");
}

#[tokio::test]
async fn the_same_key_twice_is_one_contribution_and_both_answers_are_good() {
    let scene = Scene::new().await;
    let device = scene.telephone().await;
    for _ in 0..2 {
        let answer = scene.says(&device, KEY, "Garder la halle").await;
        assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, "{\"received\":true}"));
    }
    assert_eq!(scene.said().await.len(), 1);
    let other = scene.says(&device, KEY, "Raser la halle").await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", other.text);
    // The words are beside, under a name; the journal and the state have their digest only.
    let words = scene.words().await;
    assert!(words.values().any(|text| text == "Garder la halle"));
    let told = scene.desk.store.records::<Contribution>().story(scene.said().await[0].id.as_str()).await.unwrap();
    assert!(!serde_json::to_string(&told[0].1).unwrap().contains("halle"));
    // Without script, the form leads back to the page, which says so.
    let fields = [("act", "say"), ("key", "fedcba9876543210"), ("words", "Ouvrir le soir")];
    let sent = scene.desk.post(&scene.phone, &device, &form(&fields)).await;
    assert_eq!(sent.header("location"), format!("{}?done=say", scene.phone));
    let page = scene.page(sent.header("location"), &device).await;
    assert!(page.contains("C’est reçu. Merci.") && page.contains("Ouvrir le soir"), "{page}");
    // Another telephone finds nothing of it.
    assert!(!scene.page(&scene.phone, &scene.telephone().await).await.contains("Ouvrir le soir"));
    scene.sound().await;
}

#[tokio::test]
async fn an_address_that_was_changed_opens_nothing_and_says_nothing() {
    let scene = Scene::new().await;
    let before = scene.phone.clone();
    scene.done(&[("act", "phone")]).await;
    let after = scene.address().await;
    assert_ne!(before, after);
    let stale = scene.desk.get(&before, "").await;
    let never = scene.desk.get("/fr/parole/aaaaaaaaaa.bbbbbbbbbb", "").await;
    assert_eq!((stale.status, never.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    let name = |answer: &Answer, path: &str| answer.text.replace(path.rsplit('/').next().unwrap(), "");
    assert_eq!(name(&stale, &before), name(&never, "/aaaaaaaaaa.bbbbbbbbbb"));
    assert!(!stale.text.contains("Ce que nous produisons"));
    assert_eq!(scene.desk.get(&after, "").await.status, StatusCode::OK);
}

#[tokio::test]
async fn telephones_sign_up_wait_for_a_seat_and_are_ticked_by_name() {
    let scene = Scene::new().await;
    let mut devices = Vec::new();
    for name in ["Ana", "Bob", "Cyd"] {
        let device = scene.telephone().await;
        let signed = scene.desk.post(&scene.phone, &device, &form(&[("act", "sign-up"), ("name", name)])).await;
        assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text);
        devices.push(device);
    }
    let place = scene.page(&scene.phone, &devices[2]).await;
    assert!(place.contains("en liste d’attente, au rang 1"), "{place}");
    let cancelled = scene.desk.post(&scene.phone, &devices[0], "act=cancel").await;
    assert_eq!(cancelled.status, StatusCode::SEE_OTHER, "{}", cancelled.text);
    assert!(scene.page(&scene.phone, &devices[2]).await.contains("Vous êtes inscrit."));
    let sheet = scene.page(&scene.at, &scene.lead).await;
    assert!(sheet.contains("Bob") && sheet.contains("Cyd") && !sheet.contains("Ana"), "{sheet}");
    // The name goes with the seat, and was never in the state.
    let records = scene.desk.store.records::<Workshop>();
    let (workshop, beside) =
        (records.find(scene.id()).await.unwrap().unwrap(), records.texts(scene.id()).await.unwrap());
    assert!(!serde_json::to_string(&workshop).unwrap().contains("Bob"));
    let ana = &workshop.participants[0];
    assert!(ana.cancelled.is_some() && !beside.contains_key(&texts::name(&ana.id)));
    let names = [format!("came.{}", workshop.participants[1].id), format!("came.{}", workshop.participants[2].id)];
    scene.done(&[("act", "attendance"), (&names[0], "yes"), (&names[1], "no"), ("others", "12")]).await;
    assert_eq!(records.find(scene.id()).await.unwrap().unwrap().present(), 13);
    scene.refused("", &[("act", "attendance"), ("others", "douze")], "n'est pas un nombre").await;
    scene.sound().await;
}

#[tokio::test]
async fn moderation_gives_its_reasons_and_what_is_split_or_joined_keeps_its_story() {
    let scene = Scene::new().await;
    let device = scene.telephone().await;
    for (number, words) in ["La halle et la rivière", "La halle !", "Monsieur Untel est nul"].iter().enumerate() {
        assert_eq!(scene.says(&device, &KEY.replace('0', &number.to_string()), words).await.status, StatusCode::OK);
    }
    let words = scene.words().await;
    let named = |text: &str| words.iter().find(|(_, words)| *words == text).unwrap().0.0.clone();
    let (both, halle, untel) = (named("La halle et la rivière"), named("La halle !"), named("Monsieur Untel est nul"));
    let other = [("act", "set-aside"), ("contribution", untel.as_str()), ("why", "other"), ("note", "")];
    scene.refused("/salle", &other, "Dites pourquoi").await;
    let reword = [("act", "reword"), ("words", "Changer la gouvernance"), ("note", "")];
    scene.refused(&format!("/paroles/{untel}"), &reword, "Dites pourquoi").await;
    let reword = [("act", "reword"), ("words", "Changer la gouvernance"), ("note", "Nommait quelqu'un")];
    scene.does(&format!("/paroles/{untel}"), &reword).await;
    scene.does("/salle", &[("act", "set-aside"), ("contribution", &untel), ("why", "personal")]).await;
    let page = scene.page(&format!("{}/paroles/{untel}", scene.at), &scene.lead).await;
    for told in ["Changer la gouvernance", "Monsieur Untel est nul", "Nommait quelqu'un", "parle d’une personne"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    // The same form of splitting, sent twice by an impatient finger.
    let split = [
        ("act", "split"),
        ("key", KEY),
        ("piece", "La halle"),
        ("piece", "La rivière"),
        ("piece", ""),
        ("theme", "t1"),
        ("note", "Deux idées"),
    ];
    for _ in 0..2 {
        scene.does(&format!("/paroles/{both}"), &split).await;
    }
    scene.does("/salle", &[("act", "publish"), ("contribution", &halle)]).await;
    let piece = {
        let words = scene.words().await;
        words.iter().find(|(_, words)| *words == "La halle").unwrap().0.0.clone()
    };
    let join = [
        ("act", "join"),
        ("key", "fedcba9876543210fedcba9876543210"),
        ("join", piece.as_str()),
        ("join", halle.as_str()),
        ("words", "Garder la halle"),
        ("note", "Le même vœu"),
    ];
    for _ in 0..2 {
        scene.does("/salle", &join).await;
    }
    let said = scene.said().await;
    assert_eq!((said.len(), counted(&said).len()), (6, 6));
    let published = said.iter().filter(|one| matches!(one.stand, Stand::Published { .. })).count();
    assert_eq!(published, 2, "the river, and the hall once");
    scene.sound().await;
}

#[tokio::test]
async fn what_was_said_is_followed_to_an_action_and_back_and_the_telephone_is_told() {
    let scene = Scene::new().await;
    let device = scene.telephone().await;
    scene.says(&device, KEY, "Garder la halle").await;
    let said = scene.said().await[0].id.to_string();
    let thread = format!("{}/fil", scene.space);
    let writes = async |rung: &str, fields: &[(&str, &str)]| {
        let path = format!("{thread}/nouveau/{rung}");
        let answer = scene.desk.post(&path, &scene.lead, &form(fields)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        answer.header("location").rsplit('/').next().unwrap().to_owned()
    };
    // What was not published is not a source.
    let unread = form(&[("title", "La halle"), ("said", &said)]);
    let refused = scene.desk.post(&format!("{thread}/nouveau/challenge"), &scene.lead, &unread).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Une source n’est plus là") && refused.text.contains("value=\"La halle\""));
    scene.does("/salle", &[("act", "publish"), ("contribution", &said)]).await;
    let challenge = writes("challenge", &[("title", "Faire vivre la halle"), ("said", &said)]).await;
    let dispute = writes(
        "controversy",
        &[
            ("title", "Halle : marché ou atelier ?"),
            ("item", &challenge),
            ("claim.1", "Un marché"),
            ("held.1", "residents"),
            ("for.1", "On y venait"),
            ("evidence.1", "Douze étals en 1990 | Archives"),
            ("claim.2", "Un atelier"),
            ("held.2", "companies"),
            ("against.2", "Le bruit"),
        ],
    )
    .await;
    let option = writes("option", &[("title", "Les deux, en alternance"), ("item", &dispute)]).await;
    let fields = [
        ("title", "Rouvrir la halle"),
        ("action", "rouvrir-la-halle"),
        ("item", option.as_str()),
        ("elsewhere", "Étude 2025"),
    ];
    let action = writes("action", &fields).await;
    let page = scene.page(&format!("/fr/fils/{action}"), &scene.lead).await;
    for told in ["Garder la halle", "Faire vivre la halle", "Les deux, en alternance", "Étude 2025", "rouvrir-la-halle"]
    {
        assert!(page.contains(told), "{told}: {page}");
    }
    let page = scene.page(&format!("{}/paroles/{said}", scene.at), &scene.lead).await;
    assert!(page.contains(&format!("/fr/fils/{action}")) && page.contains("Rouvrir la halle"), "{page}");
    let phone = scene.page(&scene.phone, &device).await;
    assert!(phone.contains("Elle a mené à une action : Rouvrir la halle"), "{phone}");
    let picture = scene.page(&thread, &scene.lead).await;
    assert_eq!(picture.matches("<rect class=\"mq-columns__").count(), 4);
    assert!(picture.contains("vient d’une contribution"), "{picture}");
    let held = scene.desk.post(&format!("/fr/fils/{challenge}"), &scene.lead, "act=withdraw&reason=x").await;
    assert!(held.status == StatusCode::UNPROCESSABLE_ENTITY && held.text.contains("en vient encore"), "{}", held.text);
    scene.sound().await;
}

#[tokio::test]
async fn paper_is_read_with_its_faults_before_it_is_taken_and_taken_once() {
    let scene = Scene::new().await;
    let wrong = [("act", "take"), ("key", KEY), ("text", "texte;thème\nLa halle;LA HALLE\nLe vent;Vent")];
    scene.refused("/papier", &wrong, "« Vent » n'est pas un thème").await;
    assert!(scene.said().await.is_empty(), "nothing is taken of what is wrong");
    let read = [("act", "read"), ("key", KEY), ("text", "- La halle\n- L'eau")];
    let page = scene.desk.post(&format!("{}/papier", scene.at), &scene.lead, &form(&read)).await;
    assert!(page.status == StatusCode::OK && page.text.contains("value=\"take\""), "{}", page.text);
    for _ in 0..2 {
        scene.does("/papier", &[("act", "take"), ("key", KEY), ("text", "- La halle\n- L'eau")]).await;
    }
    assert_eq!(scene.said().await.len(), 2);
    scene.sound().await;
}

#[tokio::test]
async fn minutes_are_assembled_written_signed_and_printed_material_has_the_address() {
    let scene = Scene::new().await;
    let device = scene.telephone().await;
    let spot = [("act", "say"), ("key", KEY), ("words", "Ici la rivière"), ("theme", "t2"), ("commune", "53097")];
    let sent = scene.sends(&device, &spot).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.text);
    let said = scene.said().await[0].id.to_string();
    scene.does("/salle", &[("act", "publish"), ("contribution", &said)]).await;
    let poster = scene.page(&format!("{}/affiche", scene.at), &scene.lead).await;
    assert!(poster.contains(&scene.phone) && poster.contains("Que garder ?"), "{poster}");
    let pdf = scene.desk.get(&format!("{}/affiche.pdf", scene.at), &scene.lead).await;
    assert!(pdf.status == StatusCode::OK && pdf.bytes.starts_with(b"%PDF-"));
    scene.done(&[("act", "close")]).await;
    scene.done(&[("act", "attendance"), ("others", "31")]).await;
    let minutes = [
        ("act", "write"),
        ("base", "0"),
        ("summary", "On garde la halle.\r\nOn ouvre la rivière."),
        ("decisions", "La halle reste"),
        ("what", "Chiffrer"),
        ("who", "CC des Coëvrons"),
        ("by", "2026-06-01"),
        ("what", ""),
        ("who", ""),
        ("by", ""),
    ];
    scene.does("/compte-rendu", &minutes).await;
    let page = scene.page(&format!("{}/compte-rendu", scene.at), &scene.lead).await;
    for told in ["31 personnes sont venues", "Ici la rivière", "mq-spots__mark", "La halle reste", "1er juin 2026"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let digest = page.split("name=\"digest\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    // Something changed since: what was read is not what there is.
    scene
        .does(&format!("/paroles/{said}"), &[("act", "reword"), ("words", "La rivière"), ("note", "Plus court")])
        .await;
    scene.refused("/compte-rendu", &[("act", "sign"), ("digest", &digest)], "Quelque chose a changé").await;
    let page = scene.page(&format!("{}/compte-rendu", scene.at), &scene.lead).await;
    let digest = page.split("name=\"digest\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    scene.does("/compte-rendu", &[("act", "sign"), ("digest", &digest)]).await;
    let pilot = scene.desk.enter("alix@exemple.fr").await;
    assert!(scene.page(&format!("{}/compte-rendu", scene.at), &pilot).await.contains(&digest));
    let late = scene.says(&device, &KEY.replace('0', "5"), "Trop tard").await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", late.text);
    scene.sound().await;
}

#[tokio::test]
async fn who_is_erased_takes_their_words_and_leaves_the_count() {
    let scene = Scene::new().await;
    let (desk, lead) = (&scene.desk, &scene.lead);
    let add = [("act", "add"), ("address", "mia@exemple.fr"), ("capacity", "state-service")];
    desk.give_in(SESSION, "mia@exemple.fr", Role::StateService, &["53"]).await;
    let added = save(desk, &format!("{}/actes", scene.space), lead, &add, &[]).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
    let mia = desk.enter("mia@exemple.fr").await;
    assert_eq!(desk.post(&scene.at, &mia, "act=sign-up").await.status, StatusCode::SEE_OTHER);
    let said = form(&[("act", "write"), ("key", KEY), ("words", "MotsDeMia")]);
    assert_eq!(desk.post(&format!("{}/salle", scene.at), &mia, &said).await.status, StatusCode::SEE_OTHER);
    // She reads her own words; they are in the copy of what is kept of her.
    assert!(scene.page(&format!("{}/salle", scene.at), &mia).await.contains("MotsDeMia"));
    let one = scene.said().await[0].id.to_string();
    scene.does("/salle", &[("act", "publish"), ("contribution", &one)]).await;
    let device = scene.telephone().await;
    scene.says(&device, &KEY.replace('0', "7"), "MotsDuTelephone").await;
    let erased = desk.post("/fr/mon-espace/mes-donnees", &mia, "sure=yes").await;
    assert_eq!(erased.status, StatusCode::OK, "{}", erased.text);
    let page = scene.page(&format!("{}/salle", scene.at), lead).await;
    assert!(!page.contains("MotsDeMia") && page.contains("Ces mots ont été effacés."), "{page}");
    assert!(page.contains("Une publiée") && page.contains("MotsDuTelephone"), "{page}");
    assert_eq!(scene.said().await.len(), 2);
    // Whoever sent from a telephone takes their words back, and they go with their key.
    let phone = scene.said().await.into_iter().find(|one| one.device.is_some()).unwrap();
    let other = scene.telephone().await;
    let take = |id: &str| form(&[("act", "take-back"), ("contribution", id)]);
    let refused = desk.post(&scene.phone, &other, &take(phone.id.as_str())).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let taken = desk.post(&scene.phone, &device, &take(phone.id.as_str())).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
    assert!(scene.words().await.is_empty(), "{:?}", scene.words().await);
    assert_eq!(counted(&scene.said().await).len(), 2);
    scene.sound().await;
}

/// What a network does with a request.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It does not leave.
    Lost,
    /// Half of it leaves.
    Cut,
    /// It arrives, and its answer is lost.
    Unheard,
    /// It arrives, and is answered.
    Answered,
}

/// A fate by chance: pseudo-random numbers that are the same at each run.
fn fate(state: &mut u64) -> Fate {
    // Splitmix64 (Steele, Lea, Flood 2014).
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    match (z ^ (z >> 31)) % 10 {
        0 | 1 => Fate::Lost,
        2 | 3 => Fate::Cut,
        4 | 5 => Fate::Unheard,
        _ => Fate::Answered,
    }
}

/// Sends a request over the network as it is; whether its answer came and was good.
#[expect(clippy::disallowed_methods, reason = "a telephone of the tests")]
fn over(server: SocketAddr, request: &[u8], fate: Fate) -> bool {
    if fate == Fate::Lost {
        return false;
    }
    let mut line = TcpStream::connect(server).unwrap();
    let sent = if fate == Fate::Cut { &request[..request.len() / 2] } else { request };
    line.write_all(sent).unwrap();
    if fate != Fate::Answered {
        return false;
    }
    let mut answer = String::new();
    line.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    answer.ends_with("{\"received\":true}")
}

/// Telephones of a room, and what each says.
const PHONES: usize = 60;
const EACH: usize = 3;

async fn a_room(desk: Desk) {
    let scene = Scene::on(desk).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = listener.local_addr().unwrap();
    let site = scene.desk.site.clone();
    let running = tokio::spawn(async move { axum::serve(listener, site).await.unwrap() });
    let path = scene.phone.clone();
    let tries = tokio::task::spawn_blocking(move || {
        let telephone = |phone: usize| {
            let path = path.clone();
            std::thread::spawn(move || {
                let (mut chance, mut tries) = (phone as u64, 0);
                for number in 0..EACH {
                    let (key, words) =
                        (format!("{phone:08x}{number:08x}"), format!("Téléphone {phone}, idée {number}"));
                    let body = form(&[("act", "say"), ("key", &key), ("words", &words), ("theme", "t1")]);
                    let request = format!(
                        "POST {path} HTTP/1.1\r\nHost: localhost:8080\r\nAccept: application/json\r\n\
                         Cookie: mosaique-room={phone:032x}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
                        body.len()
                    );
                    loop {
                        tries += 1;
                        if over(server, request.as_bytes(), fate(&mut chance)) {
                            break;
                        }
                    }
                }
                tries
            })
        };
        let all: Vec<_> = (0..PHONES).map(telephone).collect();
        all.into_iter().map(|one| one.join().unwrap()).sum::<usize>()
    });
    let tries = tries.await.unwrap();
    assert!(tries > PHONES * EACH, "the network dropped nothing");
    running.abort();
    // Each is there once, with its words, and none is lost.
    let said = scene.said().await;
    assert_eq!(said.len(), PHONES * EACH, "after {tries} requests");
    let words: Vec<String> =
        scene.words().await.into_iter().filter(|((_, name), _)| name == "wording-1").map(|(_, text)| text).collect();
    let found: BTreeSet<&String> = words.iter().collect();
    assert_eq!((words.len(), found.len()), (PHONES * EACH, PHONES * EACH));
    for phone in 0..PHONES {
        for number in 0..EACH {
            assert!(found.contains(&format!("Téléphone {phone}, idée {number}")));
        }
    }
    let devices: BTreeSet<_> = said.iter().map(|one| one.device.clone().unwrap()).collect();
    assert_eq!(devices.len(), PHONES);
    scene.sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixty_telephones_on_a_network_that_drops_are_each_heard_once_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    a_room(Desk::kept_in(&Place::Folder(folder.path().to_owned())).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixty_telephones_on_a_network_that_drops_are_each_heard_once_on_a_server() {
    #[expect(clippy::disallowed_methods, reason = "a setting of the tests")]
    let Ok(url) = std::env::var("MOSAIQUE_TEST_POSTGRES") else {
        let _ = writeln!(
            std::io::stderr(),
            "PostgreSQL was not tried: MOSAIQUE_TEST_POSTGRES is not set (make test sets it)"
        );
        return;
    };
    a_room(Desk::kept_in(&Place::Url(url)).await).await;
}
