//! Progress reports, asked as browsers ask.

use axum::http::StatusCode;
use programme::calendar::{Instant, Zone};
use programme::progress::Report;
use programme::role::Role;

use crate::web::desk::dossiers::tests::save;
use crate::web::desk::tests::Desk;
use crate::web::tests::{Answer, INSTANCE};

pub const SESSION: &str = "2023-productifs-sobres";
const SAMPLE: &str = include_str!("../../../../../../docs/samples/roadmap.toml");

/// A workspace with a promise and the roadmap of the samples.
pub struct Scene {
    pub desk: Desk,
    pub pilot: String,
    pub lead: String,
    pub id: String,
}

impl Scene {
    pub async fn new() -> Self {
        let desk = Desk::open().await;
        desk.give_in(SESSION, "alix@exemple.fr", Role::Pilot, &[]).await;
        let pilot = desk.enter("alix@exemple.fr").await;
        let list = format!("/fr/sessions/{SESSION}/espaces");
        let opened = desk.post(&list, &pilot, "origin=laureate%3Acoevrons&address=lea%40exemple.fr").await;
        let workspace = opened.header("location").to_owned();
        assert_eq!(desk.read("/fr/espaces/").await, workspace);
        let id = workspace.rsplit('/').next().unwrap().to_owned();
        let lead = desk.enter("lea@exemple.fr").await;
        let promise = [("act", "promise"), ("text", "Rendre dix hectares"), ("source", "workspace"), ("due", "")];
        let noted = save(&desk, &format!("{workspace}/actes"), &lead, &promise, &[]).await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.text);
        let roadmap = format!("/fr/feuilles-de-route/{id}");
        desk.post(&roadmap, &lead, "act=begin").await;
        let import = [("act", "take"), ("format", "toml"), ("text", SAMPLE), ("revision", "1")];
        let taken = save(&desk, &format!("{roadmap}/import"), &lead, &import, &[]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
        Self { desk, pilot, lead, id }
    }

    pub async fn get(&self, path: &str, who: &str) -> Answer {
        self.desk.get(path, who).await
    }

    pub async fn post(&self, path: &str, who: &str, fields: &[(&str, &str)]) -> Answer {
        let escape = |text: &str| press::links::escape(text).replace('+', "%2B");
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
        self.desk.post(path, who, &body.join("&")).await
    }

    pub fn at(&self) -> String {
        format!("/fr/espaces/{}/bilans", self.id)
    }

    /// The day of the clock, in Paris.
    pub fn today(&self) -> String {
        Zone::Paris.day(self.desk.now().parse::<Instant>().unwrap()).to_string()
    }

    pub async fn report(&self) -> Report {
        self.desk.store.records().find(&format!("{}-6m", self.id)).await.unwrap().unwrap()
    }

    /// Tells everything, and deposits the first report.
    pub async fn deposit(&self) {
        let six = format!("{}/6", self.at());
        let texts = [("act", "texts"), ("version", "0"), ("as-of", &self.today()), ("results", "Deux hectares")];
        assert_eq!(self.post(&six, &self.lead, &texts).await.status, StatusCode::SEE_OTHER);
        assert_eq!(self.post(&six, &self.lead, &[("act", "take-over")]).await.status, StatusCode::SEE_OTHER);
        let roadmap = programme::Roadmap::read("roadmap.toml", SAMPLE).unwrap();
        let told = self.report().await.draft.actions;
        for action in roadmap.actions.iter().filter(|action| !told.contains_key(&action.id)) {
            let mut fields = vec![
                ("act".to_owned(), "tell".to_owned()),
                ("part".into(), format!("action:{}", action.id)),
                ("version".into(), "0".into()),
                ("state".into(), "not-reached".into()),
                ("blocked".into(), "Le sol est pollué".into()),
            ];
            for indicator in &action.indicators {
                fields.push((format!("value:{}", indicator.id), "1 234,5".into()));
                fields.push((format!("on:{}", indicator.id), self.today()));
                fields.push((format!("source:{}", indicator.id), "Relevé du service".into()));
            }
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            let answer = self.post(&six, &self.lead, &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        }
        let done = self.post(&six, &self.lead, &[("act", "deposit")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    }
}

pub fn plain(answer: &Answer) -> String {
    answer.text.replace(['\u{a0}', '\u{202f}'], " ").replace("&#39;", "'").replace("&quot;", "\"")
}

#[tokio::test]
async fn a_report_is_asked_for_by_mail_once_and_the_pilot_sees_that_it_is_late() {
    let scene = Scene::new().await;
    let url: press::PublicUrl = "http://localhost:8080".parse().unwrap();
    let run = async || crate::jobs::progress::run(&scene.desk.store, *INSTANCE, &url, &scene.desk.now()).await.unwrap();
    assert_eq!(run().await, 0, "six months are far");
    let ahead = |days: i64| {
        let now: Instant = scene.desk.now().parse().unwrap();
        scene.desk.go_to(&now.plus_days(days).to_string());
    };
    ahead(160);
    assert_eq!((run().await, run().await), (1, 0), "asked for once");
    assert_eq!(scene.desk.read("/fr/espaces/").await, format!("{}/6", scene.at()));
    ahead(30);
    assert_eq!((run().await, run().await), (1, 0), "late: told once");
    let pilot = scene.desk.enter("alix@exemple.fr").await;
    let page = scene.get(&format!("/fr/sessions/{SESSION}/suivi"), &pilot).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(plain(&page).contains("1 lauréat est en retard") && plain(&page).contains("En retard ("), "{}", page.text);
}

#[tokio::test]
async fn a_report_takes_up_everything_and_once_deposited_is_shown_beside_what_was_aimed_at() {
    let scene = Scene::new().await;
    let six = format!("{}/6", scene.at());
    let early = scene.post(&six, &scene.lead, &[("act", "deposit")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(plain(&early).contains("« Rendre dix hectares » n’est pas renseigné"), "{}", early.text);
    let item = scene.desk.store.records::<programme::Workspace>().find(&scene.id).await.unwrap().unwrap();
    let part = format!("promise:{}", item.promises.keys().next().unwrap());
    let tell = [("act", "tell"), ("part", part.as_str()), ("version", "0"), ("state", "abandoned"), ("said", "")];
    let refused = scene.post(&six, &scene.lead, &tell).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && plain(&refused).contains("dites pourquoi"));
    scene.deposit().await;
    let report = scene.report().await;
    let deposited = report.deposited.clone().unwrap();
    assert_eq!(deposited.promises[0].text, "Rendre dix hectares");
    assert!(deposited.actions.len() > 3);
    let again = scene.post(&six, &scene.lead, &[("act", "deposit")]).await;
    assert!(again.status == StatusCode::UNPROCESSABLE_ENTITY && plain(&again).contains("il ne change plus"));
    assert_eq!(scene.report().await, report);
    let page = plain(&scene.get(&scene.at(), &scene.lead).await);
    assert!(page.contains("Remis") && page.contains("Le sol est pollué") && page.contains("role=\"img\""), "{page}");
    let frozen = plain(&scene.get(&six, &scene.pilot).await);
    assert!(!frozen.contains("value=\"tell\"") && frozen.contains("il ne change plus"), "{frozen}");
    let follow = plain(&scene.get(&format!("/fr/sessions/{SESSION}/suivi"), &scene.pilot).await);
    assert!(follow.contains("Le sol est pollué") && follow.contains("Aucun lauréat n’est en retard"), "{follow}");
    assert!(scene.desk.store.check().await.is_empty());
}

#[tokio::test]
async fn others_find_nothing_and_who_follows_writes_nothing() {
    let scene = Scene::new().await;
    let six = format!("{}/6", scene.at());
    let stranger = scene.desk.enter("zoe@exemple.fr").await;
    let nowhere = scene.get("/fr/espaces/0123456789abcdef/bilans", &stranger).await;
    for path in [scene.at(), six.clone(), format!("{}/7", scene.at()), format!("/fr/sessions/{SESSION}/suivi")] {
        let found = scene.get(&path, &stranger).await;
        assert_eq!((found.status, &found.text), (StatusCode::NOT_FOUND, &nowhere.text), "{path}");
    }
    assert_eq!(scene.get(&format!("/fr/sessions/{SESSION}/suivi"), &scene.lead).await.status, StatusCode::NOT_FOUND);
    let bold = scene.post(&six, &scene.pilot, &[("act", "take-over")]).await;
    assert!(bold.status.is_client_error(), "{}", bold.status);
    assert_eq!(scene.get(&format!("{}/7", scene.at()), &scene.lead).await.status, StatusCode::NOT_FOUND, "not due");
    assert_eq!(scene.get(&scene.at(), &scene.pilot).await.status, StatusCode::OK);
}
