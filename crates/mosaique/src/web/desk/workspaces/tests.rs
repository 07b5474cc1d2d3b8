//! The workspace of a laureate, asked as browsers ask.

use axum::http::StatusCode;
use programme::role::Role;
use programme::workspace::Workspace;

use crate::web::desk::dossiers::tests::save;
use crate::web::desk::tests::{Desk, on_a_server};
use crate::web::tests::Answer;

const SESSION: &str = "2023-productifs-sobres";
const LIST: &str = "/fr/sessions/2023-productifs-sobres/espaces";

struct Scene {
    desk: Desk,
    pilot: String,
    lead: String,
    /// Where the workspace is.
    at: String,
}

impl Scene {
    /// A workspace that a pilot opened for a laureate, and its lead.
    async fn new() -> Self {
        let desk = Desk::open().await;
        desk.give_in(SESSION, "alix@exemple.fr", Role::Pilot, &[]).await;
        let pilot = desk.enter("alix@exemple.fr").await;
        let open = "origin=laureate%3Acoevrons&address=lea%40exemple.fr";
        let opened = desk.post(LIST, &pilot, open).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text);
        let at = opened.header("location").to_owned();
        assert_eq!(desk.read("/fr/espaces/").await, at, "the lead is told where it is");
        let lead = desk.enter("lea@exemple.fr").await;
        Self { desk, pilot, lead, at }
    }

    async fn act(&self, who: &str, fields: &[(&str, &str)]) -> Answer {
        save(&self.desk, &format!("{}/actes", self.at), who, fields, &[]).await
    }

    async fn done(&self, who: &str, fields: &[(&str, &str)]) {
        let answer = self.act(who, fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{fields:?}: {}", answer.text);
    }

    async fn page(&self, who: &str) -> String {
        let page = self.desk.get(&self.at, who).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        page.text.replace(['\u{a0}', '\u{202f}'], " ")
    }

    async fn state(&self) -> Workspace {
        let id = self.at.rsplit('/').next().unwrap();
        self.desk.store.records().find(id).await.unwrap().unwrap()
    }
}

#[tokio::test]
async fn a_pilot_opens_the_workspace_of_a_laureate_once_with_its_communes_and_somebody_to_lead_it() {
    let scene = Scene::new().await;
    let workspace = scene.state().await;
    assert_eq!((workspace.communes.len(), workspace.people.len()), (29, 1));
    let wrong = scene.desk.post(LIST, &scene.pilot, "origin=laureate%3Acoevrons&address=nobody").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("pas encore d’espace") && wrong.text.contains("value=\"nobody\""), "{}", wrong.text);
    assert!(scene.desk.get("/fr/mon-espace", &scene.lead).await.text.contains(&scene.at));
    assert!(scene.desk.get(LIST, &scene.lead).await.text.contains(&scene.at));
}

#[tokio::test]
async fn a_promise_is_written_and_told_and_what_is_dropped_says_why() {
    let scene = Scene::new().await;
    let lead = &scene.lead;
    let promise = [("act", "promise"), ("text", "Rendre dix hectares au sol"), ("source", "workspace")];
    scene.done(lead, &[promise.as_slice(), &[("due", "2026-10-01")]].concat()).await;
    let item = scene.state().await.promises.keys().next().unwrap().to_string();
    assert!(scene.page(lead).await.contains("En retard"));
    let tell = |status: &'static str, said: &'static str| {
        vec![("act", "tell"), ("item", item.as_str()), ("status", status), ("said", said), ("actions", "A b")]
    };
    let refused = scene.act(lead, &tell("dropped", "")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains("«\u{a0}A\u{a0}»") && refused.text.contains("Rendre dix hectares"),
        "{}",
        refused.text
    );
    let mut told = tell("under-way", "Trois sur dix");
    told[4].1 = "friche-gare, ilot";
    scene.done(lead, &told).await;
    scene.done(lead, &[("act", "tell"), ("item", &item), ("status", "kept"), ("said", "Dix sur dix")]).await;
    let page = scene.page(&scene.pilot).await;
    assert!(page.contains("Tenu") && page.contains("Dix sur dix") && page.contains("/bilans"), "{page}");
    assert!(scene.desk.store.check().await.is_empty());
}

#[tokio::test]
async fn a_deliverable_is_handed_over_opened_by_who_may_returned_and_accepted() {
    let scene = Scene::new().await;
    let (lead, pilot) = (&scene.lead, &scene.pilot);
    scene.done(lead, &[("act", "expect"), ("name", "Atlas des friches"), ("stage", "issues"), ("due", "")]).await;
    let item = scene.state().await.deliverables.keys().next().unwrap().to_string();
    let none = scene.act(lead, &[("act", "deliver"), ("item", &item)]).await;
    assert!(none.status == StatusCode::UNPROCESSABLE_ENTITY && none.text.contains("Choisissez un document"));
    let fields = [("act", "deliver"), ("item", item.as_str())];
    let pdf = ("file", "atlas.pdf", "%PDF-1.7\natlas");
    let sent = save(&scene.desk, &format!("{}/actes", scene.at), lead, &fields, &[pdf]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let page = scene.page(pilot).await;
    let file = page.split(&format!("{}/pieces/", scene.at)).nth(1).unwrap().split('"').next().unwrap();
    let file = format!("{}/pieces/{file}", scene.at);
    assert_eq!(scene.desk.get(&file, pilot).await.text, "%PDF-1.7\natlas");
    let stranger = scene.desk.enter("zoe@exemple.fr").await;
    assert_eq!(scene.desk.get(&file, &stranger).await.status, StatusCode::NOT_FOUND);
    let judge =
        |verdict| [("act", "judge"), ("item", item.as_str()), ("verdict", verdict), ("reason", "La carte manque")];
    let own = scene.act(lead, &judge("accept")).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody accepts their own work");
    scene.done(pilot, &judge("return")).await;
    assert!(scene.page(lead).await.contains("<blockquote>La carte manque</blockquote>"));
}

#[tokio::test]
async fn who_works_there_is_brought_in_by_its_lead_and_others_find_nothing() {
    let scene = Scene::new().await;
    let add = [("act", "add"), ("address", "max@exemple.fr"), ("capacity", "team")];
    scene.done(&scene.lead, &add).await;
    let max = scene.desk.enter("max@exemple.fr").await;
    assert!(
        scene.page(&max).await.contains("name=\"act\" value=\"tell\"")
            || scene.page(&max).await.contains("value=\"promise\"")
    );
    let bold = scene.act(&max, &add).await;
    assert_eq!(bold.status, StatusCode::UNPROCESSABLE_ENTITY);
    let stranger = scene.desk.enter("zoe@exemple.fr").await;
    let (there, nowhere) =
        (scene.desk.get(&scene.at, &stranger).await, scene.desk.get("/fr/espaces/0123456789abcdef", &stranger).await);
    assert_eq!((there.status, &there.text), (StatusCode::NOT_FOUND, &nowhere.text));
    assert_eq!(scene.act(&stranger, &add).await.status, StatusCode::NOT_FOUND);
    assert_eq!(scene.desk.get(LIST, &stranger).await.status, StatusCode::NOT_FOUND);
    // A service of the State sees the workspaces of its département, and writes in none.
    scene.desk.give_in(SESSION, "ddt@exemple.fr", Role::StateService, &["53"]).await;
    scene.desk.give_in(SESSION, "autre@exemple.fr", Role::StateService, &["16"]).await;
    let (ddt, other) = (scene.desk.enter("ddt@exemple.fr").await, scene.desk.enter("autre@exemple.fr").await);
    assert!(!scene.page(&ddt).await.contains("value=\"promise\""));
    assert_eq!(scene.desk.get(&scene.at, &other).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn to_go_no_further_is_asked_granted_and_confirmed() {
    let scene = Scene::new().await;
    let (lead, pilot) = (&scene.lead, &scene.pilot);
    scene.done(pilot, &[("act", "reach"), ("stage", "issues")]).await;
    scene.done(lead, &[("act", "ask"), ("kind", "abandon"), ("reason", "L'équipe est partie")]).await;
    let item = scene.state().await.requests.keys().next().unwrap().to_string();
    let answer = [("act", "answer"), ("item", item.as_str()), ("verdict", "grant"), ("reason", "Entendu")];
    scene.done(pilot, &answer).await;
    assert!(scene.page(lead).await.contains("Confirmer le retrait"));
    scene.done(lead, &[("act", "abandon"), ("item", &item)]).await;
    let page = scene.page(lead).await;
    assert!(page.contains("s’est retiré") && !page.contains("value=\"promise\""), "{page}");
    let late = scene.act(lead, &[("act", "task"), ("title", "Encore"), ("owner", ""), ("due", "")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn an_edition_is_written_looked_at_published_and_corrected_by_another() {
    an_edition_is_corrected().await;
}

#[tokio::test]
async fn an_edition_is_written_looked_at_published_and_corrected_by_another_on_a_server() {
    on_a_server(3, an_edition_is_corrected()).await;
}

async fn an_edition_is_corrected() {
    let scene = Scene::new().await;
    let desk = &scene.desk;
    let (at, id) = (format!("{}/editions/issues", scene.at), scene.at.rsplit('/').next().unwrap());
    scene.done(&scene.lead, &[("act", "promise"), ("text", "Rendre dix hectares"), ("source", "workspace")]).await;
    let public = |number: u32| format!("/fr/editions/{id}-issues-{number}");
    let empty = desk.post(&at, &scene.lead, "act=publish&version=0&title=&summary=&next=").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let kept =
        desk.post(&at, &scene.lead, "act=write&version=1&title=Nos+d%C3%A9fis&summary=Trois+d%C3%A9fis&next=").await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
    let stale = desk.post(&at, &scene.lead, "act=write&version=1&title=Autre&summary=Perdu+%3F&next=").await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stale.text.contains("Perdu ?") && stale.text.contains("value=\"2\""), "{}", stale.text);
    assert_eq!(desk.get(&public(1), "").await.status, StatusCode::NOT_FOUND, "not published");
    let published = desk.post(&at, &scene.lead, "act=publish&version=2&title=Nos+d%C3%A9fis&summary=Trois&next=").await;
    assert_eq!((published.status, published.header("location")), (StatusCode::SEE_OTHER, public(1).as_str()));
    let page = desk.get(&public(1), "").await;
    assert_eq!(page.status, StatusCode::OK);
    for held in ["Nos défis", "Rendre dix hectares", "INSEE", "Empreinte SHA-256"] {
        assert!(page.text.contains(held), "{held}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&desk.get(&format!("{}.json", public(1)), "").await.text).unwrap();
    let facts = json["content"]["chapters"].as_array().unwrap().iter().find(|chapter| chapter["id"] == "figures");
    let facts = facts.unwrap()["blocks"][1]["facts"].as_array().unwrap();
    assert!(facts.len() > 10 && facts.iter().all(|fact| fact["source"] != "" && fact["grade"] != ""), "{facts:?}");
    let pdf = desk.get(&format!("{}.pdf", public(1)), "").await;
    assert_eq!((pdf.status, pdf.header("content-type")), (StatusCode::OK, "application/pdf"));

    let again = desk.post(&at, &scene.lead, "act=publish&version=3&title=Encore&summary=Encore&next=").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(desk.post(&at, &scene.lead, "act=correct&reason=+").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(desk.post(&at, &scene.lead, "act=correct&reason=Un+chiffre+faux").await.status, StatusCode::SEE_OTHER);
    let before = desk.get(&public(1), "").await.text;
    assert!(!before.contains("corrige celle-ci"), "nothing is corrected before it is published");
    let corrected =
        desk.post(&at, &scene.lead, "act=publish&version=1&title=Nos+d%C3%A9fis&summary=Quatre&next=").await;
    assert_eq!(corrected.header("location"), public(2), "{}", corrected.text);
    assert!(desk.get(&public(1), "").await.text.contains("corrige celle-ci"));
    let second = desk.get(&public(2), "").await.text;
    assert!(second.contains("Un chiffre faux") && second.contains(&public(1)), "{second}");
    // The one in force is made known: feed, news, home, the page of the laureate; the one that it corrects no more.
    let feed = press::Links::Feed.path(facts::Lang::Fr);
    for page in [feed.as_str(), "/fr/actualites", "/fr/", "/fr/laureats/coevrons"] {
        let page = desk.get(page, "").await;
        assert!(page.text.contains(&public(2)) && !page.text.contains(&public(1)), "{}", page.text);
    }
    let list = desk.get("/fr/editions", "").await.text;
    assert!(list.contains(&public(2)) && !list.contains(&format!("{}\"", public(1))));
    assert!(desk.store.check().await.is_empty());
}
