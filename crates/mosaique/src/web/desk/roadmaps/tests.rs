//! The roadmap of a workspace, asked as browsers ask.

use axum::http::StatusCode;
use programme::Roadmap;
use programme::roadmap::story::{WrittenRoadmap, key};
use programme::role::Role;

use crate::web::desk::dossiers::tests::{save, save_bytes};
use crate::web::desk::tests::{Desk, on_a_server};
use crate::web::tests::Answer;

const SESSION: &str = "2023-productifs-sobres";
const SAMPLE: &str = include_str!("../../../../../../docs/samples/roadmap.toml");

struct Scene {
    desk: Desk,
    pilot: String,
    lead: String,
    member: String,
    /// Where the roadmap is.
    at: String,
}

impl Scene {
    /// A workspace with its lead and a member, and its roadmap begun.
    async fn new() -> Self {
        let desk = Desk::open().await;
        desk.give_in(SESSION, "alix@exemple.fr", Role::Pilot, &[]).await;
        let pilot = desk.enter("alix@exemple.fr").await;
        let list = format!("/fr/sessions/{SESSION}/espaces");
        let opened = desk.post(&list, &pilot, "origin=laureate%3Acoevrons&address=lea%40exemple.fr").await;
        let workspace = opened.header("location").to_owned();
        let lead = desk.enter("lea@exemple.fr").await;
        let member = desk.enter("mo@exemple.fr").await;
        let add = [("act", "add"), ("address", "mo@exemple.fr"), ("capacity", "member")];
        save(&desk, &format!("{workspace}/actes"), &lead, &add, &[]).await;
        let at = workspace.replace("/espaces/", "/feuilles-de-route/");
        assert!(desk.get(&workspace, &lead).await.text.contains(&at));
        let begun = desk.post(&at, &lead, "act=begin").await;
        assert_eq!((begun.status, begun.header("location")), (StatusCode::SEE_OTHER, at.as_str()), "{}", begun.text);
        Self { desk, pilot, lead, member, at }
    }

    /// The same, with the sample taken from its file.
    async fn sampled() -> Self {
        let scene = Self::new().await;
        let looked = scene.import("look", "toml", SAMPLE, "1").await;
        assert_eq!(looked.status, StatusCode::OK, "{}", looked.text);
        assert!(looked.text.contains("Nouvelle action") && looked.text.contains("value=\"take\""), "{}", looked.text);
        let taken = scene.import("take", "toml", SAMPLE, "1").await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
        scene
    }

    async fn import(&self, act: &str, format: &str, text: &str, revision: &str) -> Answer {
        let fields = [("act", act), ("format", format), ("text", text), ("revision", revision)];
        save(&self.desk, &format!("{}/import", self.at), &self.lead, &fields, &[]).await
    }

    async fn get(&self, rest: &str, who: &str) -> Answer {
        self.desk.get(&format!("{}{rest}", self.at), who).await
    }

    async fn post(&self, rest: &str, who: &str, fields: &[(&str, &str)]) -> Answer {
        let escape = |text: &str| press::links::escape(text).replace('+', "%2B");
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", escape(value))).collect();
        self.desk.post(&format!("{}{rest}", self.at), who, &body.join("&")).await
    }

    async fn state(&self) -> WrittenRoadmap {
        let id = self.at.rsplit('/').next().unwrap();
        self.desk.store.records().find(id).await.unwrap().unwrap()
    }
}

fn plain(answer: &Answer) -> String {
    answer.text.replace(['\u{a0}', '\u{202f}'], " ").replace("&#39;", "'").replace("&quot;", "\"")
}

#[tokio::test]
async fn two_people_write_the_same_action_and_the_second_sees_what_the_first_wrote() {
    two_write_an_action().await;
}

#[tokio::test]
async fn two_people_write_the_same_action_and_the_second_sees_what_the_first_wrote_on_a_server() {
    on_a_server(4, two_write_an_action()).await;
}

async fn two_write_an_action() {
    let scene = Scene::sampled().await;
    let base = scene.state().await.version(&key(&"charte-sols".parse().unwrap())).to_string();
    let form = |title: &'static str, base: String| {
        let base: &'static str = Box::leak(base.into_boxed_str());
        [
            ("base", base),
            ("axis", "sols"),
            ("title", title),
            ("quarters", "2"),
            ("worth", "20"),
            ("start", "2028-T1"),
            ("mandatory", "yes"),
        ]
    };
    let first = scene.post("/actions/charte-sols", &scene.lead, &form("Charte des sols vivants", base.clone())).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text);
    let second = scene.post("/actions/charte-sols", &scene.member, &form("Charte foncière", base)).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    let told = plain(&second);
    assert!(told.contains("Charte des sols vivants") && told.contains("value=\"Charte foncière\""), "{told}");
    assert!(told.contains("Enregistrer la mienne"));
    let now = scene.state().await;
    assert_eq!(now.roadmap.action("charte-sols").unwrap().title.fr, "Charte des sols vivants");
    // Having compared, the second saves over it.
    let base = now.version(&key(&"charte-sols".parse().unwrap())).to_string();
    assert!(told.contains(&format!("name=\"base\" value=\"{base}\"")));
    let again = scene.post("/actions/charte-sols", &scene.member, &form("Charte foncière", base)).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(scene.state().await.roadmap.action("charte-sols").unwrap().title.fr, "Charte foncière");
    assert!(scene.desk.store.check().await.is_empty());
}

#[tokio::test]
async fn all_that_is_wrong_in_an_action_is_told_beside_its_fields_and_the_form_is_kept() {
    let scene = Scene::sampled().await;
    let wrong = [
        ("id", "Halle"),
        ("axis", "sols"),
        ("title", ""),
        ("quarters", "long"),
        ("start", "un jour"),
        ("status", "blocked"),
        ("funding", "etat ; ; 2028 ; beaucoup ; asked"),
    ];
    let answer = scene.post("/nouvelle-action", &scene.lead, &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = plain(&answer);
    for part in [
        "n’est pas un nom court",
        "« long »",
        "« un jour »",
        "a sa raison",
        "Ligne 1 : « beaucoup »",
        "value=\"un jour\"",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    // Well written, but against the others.
    let against = [
        ("id", "nouvelle"),
        ("axis", "sols"),
        ("title", "Nouvelle"),
        ("quarters", "3"),
        ("earliest", "2028-T1"),
        ("latest", "2028-T2"),
        ("funding", "inconnu ; ; 2028 ; 10 000 ; asked"),
        ("depends", "nulle-part"),
    ];
    let answer = scene.post("/nouvelle-action", &scene.lead, &against).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = plain(&answer);
    for part in ["n’est pas un financeur", "n’est pas une action", "l’action dure 3 trimestres"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let taken = [("id", "bilan"), ("axis", "sols"), ("title", "Autre"), ("quarters", "1")];
    let answer = scene.post("/nouvelle-action", &scene.lead, &taken).await;
    assert!(answer.status == StatusCode::UNPROCESSABLE_ENTITY && answer.text.contains("déjà pris"), "{}", answer.text);
    assert_eq!(scene.state().await.roadmap.actions.len(), 12);
}

#[tokio::test]
async fn a_roadmap_goes_out_and_comes_back() {
    let scene = Scene::sampled().await;
    let expected = Roadmap::read("sample.toml", SAMPLE).unwrap();
    assert_eq!(scene.state().await.roadmap, expected);
    let json = scene.get("/feuille-de-route.json", &scene.lead).await;
    assert_eq!(Roadmap::from_json("r.json", &json.text).unwrap(), expected);
    let toml = scene.get("/feuille-de-route.toml", &scene.lead).await;
    assert_eq!(Roadmap::read("r.toml", &toml.text).unwrap(), expected);
    let csv = scene.get("/feuille-de-route.csv", &scene.lead).await;
    assert_eq!(csv.text.lines().next().unwrap().split(',').next(), Some("id"));
    let same = scene.import("look", "csv", &csv.text, "2").await;
    assert!(same.status == StatusCode::OK && same.text.contains("Rien ne changerait"), "{}", same.text);
    let changed = csv.text.replace("Mesurer, raconter, transmettre", "Mesurer et transmettre");
    let looked = plain(&scene.import("look", "csv", &changed, "2").await);
    assert!(looked.contains("Action changée : Mesurer et transmettre (Titre)"), "{looked}");
    let wrong = scene.import("look", "toml", &SAMPLE.replace("quarters = 22", "quarters = 220"), "2").await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.text.contains("220 found"), "{}", wrong.text);
    let calendar = scene.get("/feuille-de-route.ics", &scene.lead).await;
    assert_eq!(calendar.text.matches("BEGIN:VEVENT").count(), 12);
    assert!(
        calendar.text.contains("DTSTART;VALUE=DATE:20270701") && calendar.text.contains("DTEND;VALUE=DATE:20280101")
    );
    let workbook = scene.get("/feuille-de-route.xlsx", &scene.pilot).await;
    assert_eq!(workbook.status, StatusCode::OK);
    let file = async |name: &str, bytes: &[u8]| {
        let fields = [("act", "look"), ("format", "toml"), ("text", ""), ("revision", "2")];
        save_bytes(&scene.desk, &format!("{}/import", scene.at), &scene.lead, &fields, &[("file", name, bytes)]).await
    };
    let same = file("Actions.XLSX", &workbook.bytes).await;
    assert!(same.status == StatusCode::OK && same.text.contains("Rien ne changerait"), "{}", same.text);
    let broken = file("actions.xlsx", &workbook.bytes[..900]).await;
    assert!(
        broken.status == StatusCode::UNPROCESSABLE_ENTITY && broken.text.contains("no workbook"),
        "{}",
        broken.text
    );
    let same = file("dates.ics", calendar.text.as_bytes()).await;
    assert!(same.status == StatusCode::OK && same.text.contains("Rien ne changerait"), "{}", same.text);
    let later = calendar.text.replace("DTEND;VALUE=DATE:20280101", "DTEND;VALUE=DATE:20280401");
    let looked = plain(&file("dates.ics", later.as_bytes()).await);
    assert!(looked.contains("Action changée : ") && looked.contains("Durée"), "{looked}");
    let foreign = calendar.text.replace(".roadmap@", ".workshop@");
    let refused = file("dates.ics", foreign.as_bytes()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.text.matches("n’est pas une action de cette feuille").count(), 12, "{}", refused.text);
    let booklet = scene.get("/feuille-de-route.pdf", &scene.pilot).await;
    assert_eq!((booklet.status, booklet.header("content-type")), (StatusCode::OK, "application/pdf"));
}

#[tokio::test]
async fn dates_are_looked_for_told_and_taken_and_a_refusal_is_compared() {
    let scene = Scene::sampled().await;
    let started = scene.post("/calendrier", &scene.lead, &[("act", "start"), ("seconds", "30")]).await;
    assert_eq!(started.status, StatusCode::SEE_OTHER, "{}", started.text);
    let mut page = scene.get("/calendrier", &scene.lead).await;
    for _ in 0..100 {
        if !page.text.contains("Voir où il en est") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        page = scene.get("/calendrier", &scene.lead).await;
    }
    let told = plain(&page);
    for part in [
        "Calendrier prouvé le meilleur",
        "écart : 0,0 %",
        "12 sur 12 actions",
        "Chemin critique",
        "<svg class=\"mq-gantt\"",
        "Coût : 895 000 €",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let revision = scene.state().await.revision.to_string();
    let taken = scene.post("/calendrier", &scene.lead, &[("act", "take"), ("revision", &revision)]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
    let dated = scene.state().await;
    assert_eq!(programme::roadmap::broken(&dated.roadmap), []);
    assert!(scene.get("/calendrier", &scene.lead).await.text.contains("a été modifiée depuis ce calcul"));
    let refused = [("act", "start"), ("seconds", "30"), ("payer", "fonds-friches"), ("year", "")];
    let compared = scene.post("/calendrier", &scene.pilot, &refused).await;
    let address = compared.header("location").to_owned();
    assert!(address.ends_with("?without=fonds-friches"), "{address}");
    let mut page = scene.desk.get(&address, &scene.pilot).await;
    for _ in 0..100 {
        if !page.text.contains("Voir où il en est") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        page = scene.desk.get(&address, &scene.pilot).await;
    }
    assert!(plain(&page).contains("une action indispensable en dépend"), "{}", plain(&page));
}

#[tokio::test]
async fn what_contradicts_itself_is_told_in_words() {
    let scene = Scene::sampled().await;
    let base = scene.state().await.version("money").to_string();
    let now = scene.state().await.roadmap;
    let sheet = programme::roadmap::story::Frame::sheet(&now);
    let grants = sheet.text("grants").replace("2028=900000", "2028=1000");
    let fields = [
        ("part", "money"),
        ("base", base.as_str()),
        ("own_budget", sheet.text("own_budget")),
        ("funders", sheet.text("funders")),
        ("grants", grants.as_str()),
    ];
    let saved = scene.post("/cadre", &scene.member, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let stale = scene.post("/cadre", &scene.lead, &fields).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    scene.post("/calendrier", &scene.lead, &[("act", "start"), ("seconds", "10")]).await;
    let mut page = scene.get("/calendrier", &scene.lead).await;
    for _ in 0..200 {
        if !page.text.contains("Voir où il en est") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        page = scene.get("/calendrier", &scene.lead).await;
    }
    let told = plain(&page);
    for part in [
        "Aucun calendrier ne tient toutes les limites",
        "1 000 €",
        "« Dépolluer l’ancienne filature » est indispensable",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[tokio::test]
async fn a_roadmap_is_there_for_those_of_its_workspace_and_read_by_those_who_follow_it() {
    let scene = Scene::sampled().await;
    let stranger = scene.desk.enter("inconnu@exemple.fr").await;
    let pages =
        ["", "/cadre", "/calendrier", "/import", "/nouvelle-action", "/actions/bilan", "/feuille-de-route.json"];
    let nowhere = scene.desk.get("/fr/feuilles-de-route/0123456789abcdef", &stranger).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    for rest in pages {
        let (stranger, lead) = (scene.get(rest, &stranger).await, scene.get(rest, &scene.lead).await);
        assert_eq!((stranger.status, lead.status), (StatusCode::NOT_FOUND, StatusCode::OK), "{rest}");
        assert!(!stranger.text.contains("Sonnette"));
        let writes = matches!(rest, "/cadre" | "/import" | "/nouvelle-action");
        let expected = if writes { StatusCode::NOT_FOUND } else { StatusCode::OK };
        assert_eq!(scene.get(rest, &scene.pilot).await.status, expected, "{rest}");
    }
    let page = scene.get("/actions/bilan", &scene.pilot).await.text;
    assert!(page.contains("Mesurer, raconter") && !page.contains("name=\"base\""), "{page}");
    let form = [("base", "2"), ("axis", "liens"), ("title", "Autre"), ("quarters", "2")];
    assert_eq!(scene.post("/actions/bilan", &scene.pilot, &form).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        scene.post("/calendrier", &scene.pilot, &[("act", "take"), ("revision", "2")]).await.status,
        StatusCode::NOT_FOUND
    );
    let filtered = plain(&scene.get("?axis=liens&q=voie", &scene.pilot).await);
    assert!(filtered.contains("Aménager la voie verte") && !filtered.contains("/actions/bilan"), "{filtered}");
    let removed = scene.post("/actions/voie-verte", &scene.lead, &[("act", "remove"), ("base", "2")]).await;
    assert_eq!(removed.status, StatusCode::UNPROCESSABLE_ENTITY, "others wait for it");
}
