//! A pilot changes a call: its calendar, its form, its phase. Asked as browsers ask.

use std::path::Path;

use axum::http::StatusCode;
use programme::role::Role;

use crate::instance::Instance;
use crate::web::desk::tests::Desk;

const CALL: &str = "/fr/sessions/demonstration/pilotage";
const CALENDAR: &str = "/fr/sessions/demonstration/pilotage/calendrier";
const DRAFT: &str = "/fr/sessions/demonstration/pilotage/projet";
const LIST: &str = "/fr/sessions/demonstration/dossiers";

/// A desk of its own: what is published here is not published for the others. With a pilot and a lead.
async fn desk() -> (Desk, String, String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sessions/demonstration");
    let desk = Desk::of(Instance::open(None, &[folder]).unwrap(), "http://localhost:8080", true).await;
    desk.go_to("2026-12-01T10:00:00Z");
    desk.give_in("demonstration", "alix@exemple.fr", Role::Pilot, &[]).await;
    let (pilot, lead) = (desk.enter("alix@exemple.fr").await, desk.enter("tariq@exemple.fr").await);
    (desk, pilot, lead)
}

/// The fields of a form as a browser would send them back, some of them changed.
fn filled(page: &str, changes: &[(&str, &str)]) -> String {
    let attribute = |tag: &str, name: &str| {
        let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        Some(tag[start..].split('"').next().unwrap().to_owned())
    };
    let mut fields: Vec<(String, String)> = Vec::new();
    let form = page.split("<form class=\"mq-form\"").nth(1).unwrap().split("</form>").next().unwrap();
    let mut select = String::new();
    for tag in form.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap();
        let name = attribute(tag, "name");
        if tag.starts_with("select ") {
            select = name.unwrap();
        } else if tag.starts_with("option ") && tag.ends_with(" selected") {
            fields.push((select.clone(), attribute(tag, "value").unwrap()));
        } else if tag.starts_with("input ") && (!tag.contains("checkbox") || tag.ends_with(" checked")) {
            fields.push((name.unwrap(), attribute(tag, "value").unwrap()));
        }
    }
    for (name, value) in changes {
        match fields.iter_mut().find(|(known, _)| known == name) {
            Some(field) => field.1 = (*value).to_owned(),
            None => fields.push(((*name).to_owned(), (*value).to_owned())),
        }
    }
    let escape = |text: &str| press::links::escape(text).replace('+', "%2B");
    fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect::<Vec<_>>().join("&")
}

fn seen(page: &str) -> String {
    page.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().replace(':', "%3A")
}

#[tokio::test]
async fn a_closing_is_put_later_looked_at_then_published_and_those_who_write_are_told() {
    let (desk, pilot, lead) = desk().await;
    assert_eq!(desk.post(LIST, &lead, "territory=Angoul%C3%AAme").await.status, StatusCode::SEE_OTHER);
    let page = desk.get(CALENDAR, &pilot).await;
    assert_eq!(page.status, StatusCode::OK);
    let kept = desk
        .post(
            CALENDAR,
            &pilot,
            &filled(&page.text, &[("closing", "2027-01-17T18:00"), ("late.until", "2027-01-20T12:00")]),
        )
        .await;
    assert_eq!((kept.status, kept.header("location")), (StatusCode::SEE_OTHER, DRAFT), "{}", kept.text);
    // What is prepared is nobody else's business.
    assert!(desk.get(LIST, &lead).await.text.contains("15 janvier 2027"));
    let draft = desk.get(DRAFT, &pilot).await.text;
    assert!(draft.contains("<td>15 janvier 2027, 12") && draft.contains("<strong>17 janvier 2027, 18"), "{draft}");
    assert!(draft.contains("<ins>17T18</ins>") || draft.contains("<ins>"), "the line changed");
    let without = desk.post(DRAFT, &pilot, &format!("act=publish&seen={}&reason=+", seen(&draft))).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without.text.contains("motif"));
    let published = desk.post(DRAFT, &pilot, &format!("act=publish&seen={}&reason=Gr%C3%A8ve", seen(&draft))).await;
    assert_eq!((published.status, published.header("location")), (StatusCode::SEE_OTHER, CALL), "{}", published.text);
    assert!(desk.get(LIST, &lead).await.text.contains("17 janvier 2027"));
    assert!(desk.get(CALL, &pilot).await.text.contains("Révision 1 en vigueur"));
    assert!(desk.read("/fr/dossiers/").await.starts_with("/fr/dossiers/"), "the lead is told");
    assert_eq!(desk.get(DRAFT, &pilot).await.header("location"), CALL, "nothing is prepared any more");
    // Sooner than announced, never.
    let page = desk.get(CALENDAR, &pilot).await.text;
    desk.post(CALENDAR, &pilot, &filled(&page, &[("closing", "2027-01-16T12:00")])).await;
    let draft = desk.get(DRAFT, &pilot).await.text;
    assert!(draft.contains("pas avancée") && !draft.contains("act\" value=\"publish"), "{draft}");
    let refused = desk.post(DRAFT, &pilot, &format!("act=publish&seen={}&reason=x", seen(&draft))).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let dropped = desk.post(DRAFT, &pilot, &format!("act=drop&seen={}", seen(&draft))).await;
    assert_eq!(dropped.header("location"), CALL);
    assert!(desk.store.check().await.is_empty());
}

#[tokio::test]
async fn faults_of_the_calendar_are_told_each_beside_its_field_and_the_form_is_kept() {
    let (desk, pilot, _) = desk().await;
    let page = desk.get(CALENDAR, &pilot).await.text;
    let wrong = [("closing", "2026-10-01T12:00"), ("reminders", "bientôt"), ("months", "99"), ("departements", "1")];
    let refused = desk.post(CALENDAR, &pilot, &filled(&page, &wrong)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for held in ["doit venir après", "« bientôt »", "de 1 à 60", "« 1 » n’est pas un code", "value=\"bientôt\""]
    {
        assert!(refused.text.replace('\u{a0}', " ").contains(held), "{held}: {}", refused.text);
    }
    assert_eq!(desk.get(DRAFT, &pilot).await.status, StatusCode::SEE_OTHER, "nothing was kept");
}

#[tokio::test]
async fn a_new_form_is_read_with_its_faults_and_older_dossiers_stay_on_theirs() {
    let (desk, pilot, lead) = desk().await;
    let dossier = desk.post(LIST, &lead, "territory=Angoul%C3%AAme").await.header("location").to_owned();
    let at = format!("{CALL}/fichiers/application.toml");
    let page = desk.get(&at, &pilot).await.text;
    let text = page.split("wrap=\"off\">\n").nth(1).unwrap().split("</textarea>").next().unwrap();
    let text = text.replace("&#34;", "\"").replace("&#39;", "'").replace("&#62;", ">").replace("&#38;", "&");
    let send = |text: &str, seen: &str| format!("seen={seen}&text={}", press::links::escape(text).replace('+', "%2B"));
    let broken = desk.post(&at, &pilot, &send(&text.replace("revision = 1", "revision = \"un\""), "")).await;
    assert_eq!(broken.header("location"), DRAFT);
    let draft = desk.get(DRAFT, &pilot).await.text;
    assert!(draft.contains("application.toml, ligne") && !draft.contains("value=\"publish\""), "{draft}");
    // The same question with other words, and a revision that does not say so.
    let changed = text.replace("Nom du territoire", "Nom complet du territoire");
    let late = desk.post(&at, &pilot, &send(&changed, "")).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "somebody wrote meanwhile");
    assert!(late.text.contains("Nom complet du territoire"), "what was written is still there");
    desk.post(&at, &pilot, &send(&changed, &seen(&draft))).await;
    let draft = desk.get(DRAFT, &pilot).await.text;
    assert!(draft.contains("la révision 2 est attendue"), "{draft}");
    desk.post(&at, &pilot, &send(&changed.replace("revision = 1", "revision = 2"), &seen(&draft))).await;
    let draft = desk.get(DRAFT, &pilot).await.text;
    assert!(draft.replace('\u{a0}', " ").contains("Nom complet du territoire : intitulé"), "{draft}");
    let pdf = desk.get(&format!("{DRAFT}/dossier.pdf"), &pilot).await;
    assert_eq!((pdf.status, pdf.header("content-type")), (StatusCode::OK, "application/pdf"));
    let published = desk.post(DRAFT, &pilot, &format!("act=publish&seen={}&reason=Clart%C3%A9", seen(&draft))).await;
    assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.text);
    let section = |dossier: &str| format!("{dossier}/rubriques/territory");
    assert!(desk.get(&section(&dossier), &lead).await.text.contains("Nom du territoire"));
    let newer = desk.post(LIST, &lead, "territory=Cognac").await.header("location").to_owned();
    assert!(desk.get(&section(&newer), &lead).await.text.contains("Nom complet du territoire"));
    assert!(desk.store.check().await.is_empty());
}

#[tokio::test]
async fn questions_are_changed_one_by_one_and_the_form_takes_its_next_revision() {
    let (desk, pilot, lead) = desk().await;
    let list = format!("{CALL}/questions");
    let send = |fields: &[(&str, &str)], seen: &str| {
        let escape = |text: &str| press::links::escape(text).replace('+', "%2B");
        let fields = fields.iter().map(|(name, value)| format!("&{}={}", escape(name), escape(value)));
        format!("seen={seen}{}", fields.collect::<String>())
    };
    let at = format!("{CALL}/nouvelle-question/territory");
    let wrong = [("id", "Nos forces"), ("kind", "signature"), ("label.fr", "Nos forces ?"), ("length", "0")];
    let refused = desk.post(&at, &pilot, &send(&wrong, "")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for held in ["minuscules", "en français et en anglais", "par quoi", "value=\"Nos forces"] {
        assert!(refused.text.contains(held), "{held}: {}", refused.text);
    }
    let right = [("id", "nos-forces"), ("kind", "text"), ("label.fr", "Nos forces"), ("label.en", "Our strengths")];
    let right: Vec<_> = right.into_iter().chain([("length", "900")]).collect();
    let added = desk.post(&at, &pilot, &send(&right, "")).await;
    assert_eq!(added.header("location"), list, "{}", added.text);
    let page = desk.get(&list, &pilot).await.text;
    assert!(page.contains("Nos forces") && page.contains("pas encore publié"));
    let moved = desk.post(&list, &pilot, &send(&[("act", "up"), ("question", "nos-forces")], &seen(&page))).await;
    assert_eq!(moved.header("location"), list, "{}", moved.text);
    let late = desk.post(&list, &pilot, &send(&[("act", "remove"), ("question", "centre")], &seen(&page))).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "the page was that of before");
    let draft = desk.get(DRAFT, &pilot).await.text;
    assert!(draft.replace('\u{a0}', " ").contains("Nouvelle question : Nos forces"), "{draft}");
    let published = desk.post(DRAFT, &pilot, &format!("act=publish&seen={}&reason=x", seen(&draft))).await;
    assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.text);
    let begun = desk.post(LIST, &lead, "territory=Cognac").await.header("location").to_owned();
    assert!(desk.get(&format!("{begun}/rubriques/territory"), &lead).await.text.contains("Nos forces"));
    assert_eq!(desk.get(&list, &lead).await.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.post(&at, &lead, &send(&right, "")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_phase_is_put_by_hand_with_a_reason_and_given_back_to_the_calendar() {
    let (desk, pilot, lead) = desk().await;
    assert!(desk.get(LIST, &lead).await.text.contains("Commencer un dossier"));
    let without = desk.post(CALL, &pilot, "act=override&phase=scoring&until=hier&reason=").await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    let put = desk.post(CALL, &pilot, "act=override&phase=scoring&until=2026-12-03T12:00&reason=Essai").await;
    assert_eq!(put.header("location"), CALL, "{}", put.text);
    let page = desk.get(CALL, &pilot).await.text;
    assert!(page.contains("choisie à la main") && page.contains("3 décembre 2026") && page.contains("Essai"), "{page}");
    assert!(!desk.get(LIST, &lead).await.text.contains("Commencer un dossier"));
    let ended = desk.post(CALL, &pilot, "act=end&reason=Fini").await;
    assert_eq!(ended.header("location"), CALL, "{}", ended.text);
    assert!(desk.get(LIST, &lead).await.text.contains("Commencer un dossier"));
    assert!(desk.store.check().await.is_empty());
}

#[tokio::test]
async fn for_who_does_not_pilot_there_is_nothing() {
    let (desk, _, lead) = desk().await;
    let nowhere = desk.get("/fr/sessions/none/pilotage", &lead).await;
    for path in [CALL, CALENDAR, DRAFT, &format!("{CALL}/fichiers/call.toml"), &format!("{DRAFT}/dossier.pdf")] {
        let hidden = desk.get(path, &lead).await;
        assert_eq!((hidden.status, hidden.text.len()), (StatusCode::NOT_FOUND, nowhere.text.len()), "{path}");
    }
    for (path, form) in [(CALL, "act=override&phase=scoring&reason=x"), (CALENDAR, "seen="), (DRAFT, "act=publish")] {
        assert_eq!(desk.post(path, &lead, form).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
