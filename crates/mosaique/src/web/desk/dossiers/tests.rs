//! A territory and a service of the State write a dossier, sign it, deposit it; it is instructed. Asked as browsers ask.

mod writing;

use std::path::Path;
use std::sync::LazyLock;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use programme::role::Role;

use crate::instance::Instance;
use crate::web::desk::tests::Desk;
use crate::web::tests::{Answer, send};

/// The session of demonstration, whose call is open.
pub(super) static OPEN: LazyLock<&'static Instance> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sessions/demonstration");
    Instance::open(None, &[folder]).unwrap()
});

const LIST: &str = "/fr/sessions/demonstration/dossiers";
const BOUNDARY: &str = "limite";

/// A form with documents, as a browser sends it.
pub async fn save(
    desk: &Desk,
    path: &str,
    cookie: &str,
    fields: &[(&str, &str)],
    files: &[(&str, &str, &str)],
) -> Answer {
    let files: Vec<_> = files.iter().map(|(name, file, text)| (*name, *file, text.as_bytes())).collect();
    save_bytes(desk, path, cookie, fields, &files).await
}

/// The same with documents that are no text.
pub async fn save_bytes(
    desk: &Desk,
    path: &str,
    cookie: &str,
    fields: &[(&str, &str)],
    files: &[(&str, &str, &[u8])],
) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    for (name, file, bytes) in files {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    let request = Request::post(path)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"));
    send(&desk.site, request.body(Body::from(body)).unwrap()).await
}

/// A desk, the cookie of a lead, and the path of the dossier that they began.
async fn begun() -> (Desk, String, String) {
    begun_in(*OPEN).await
}

async fn begun_in(instance: &'static Instance) -> (Desk, String, String) {
    let desk = Desk::of(instance, "http://localhost:8080", true).await;
    desk.go_to("2026-12-01T10:00:00Z");
    let lead = desk.enter("tariq@exemple.fr").await;
    let begun = desk.post(LIST, &lead, "territory=Angoul%C3%AAme").await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    let dossier = begun.header("location").to_owned();
    (desk, lead, dossier)
}

async fn invited(desk: &Desk, lead: &str, dossier: &str, address: &str, capacity: &str) -> String {
    let sent = desk
        .post(&format!("{dossier}/actes"), lead, &format!("act=invite&address={address}&capacity={capacity}"))
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let link = desk.read("/fr/invitations/").await;
    let guest = desk.enter(address).await;
    assert!(desk.get(&link, &guest).await.text.contains("Angoulême"));
    let joined = desk.post(&link, &guest, "").await;
    assert_eq!(joined.header("location"), dossier, "{}", joined.text);
    guest
}

/// The digest that the page of a dossier gives to sign.
fn digest(page: &str) -> &str {
    let at = page.find("name=\"digest\" value=\"").unwrap() + 21;
    &page[at..at + page[at..].find('"').unwrap()]
}

/// Everything that the form of demonstration asks of the collectivité.
async fn fill(desk: &Desk, lead: &str, dossier: &str) {
    let territory: &[(&str, &str)] = &[
        ("base.territory-name", "0"),
        ("v.territory-name", "Angoulême et ses voisines"),
        ("base.perimeter", "0"),
        ("v.perimeter", "200071827\r\nCognac"),
        ("base.area", "0"),
        ("v.area", ""),
        ("v.area", FIRST_AREA),
        ("base.overseas", "0"),
        ("v.overseas", "no"),
    ];
    let bearer: &[(&str, &str)] = &[
        ("base.bearer-form", "0"),
        ("v.bearer-form", "epci"),
        ("base.bearer-siren", "0"),
        ("v.bearer-siren", "200071827"),
        ("base.contact-name", "0"),
        ("v.contact-name", "Tariq Territoire"),
        ("base.contact-email", "0"),
        ("v.contact-email", "secret.contact@exemple.fr"),
    ];
    let project: &[(&str, &str)] = &[
        ("base.summary", "0"),
        ("v.summary", "Un quartier où l'on travaille et où l'on habite."),
        ("base.criteria", "0"),
    ];
    let mut project = project.to_vec();
    let criteria: Vec<String> =
        OPEN.session().rubric.criteria().map(|criterion| format!("c.criteria.{}", criterion.id)).collect();
    project.extend(criteria.iter().map(|name| (name.as_str(), "Une réponse.")));
    for (section, fields) in [("territory", territory), ("bearer", bearer), ("project", &project)] {
        let path = format!("{dossier}/rubriques/{section}");
        let saved = save(desk, &path, lead, fields, &[]).await;
        assert_eq!(saved.header("location"), format!("{path}?saved=1"), "{section}: {}", saved.text);
    }
    let path = format!("{dossier}/rubriques/enclosures");
    let asked = [("base.map", "0"), ("base.support", "0"), ("a.support", "Mairie de Cognac")];
    let saved = save(desk, &path, lead, &asked, &[("u.map", "plan.pdf", "%PDF-1.7 plan")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = desk.get(&path, lead).await.text;
    let at = page.find("name=\"l.").unwrap() + 6;
    let letter = page[at..].split('"').next().unwrap();
    let saved = save(desk, &path, lead, &[("base.support", "0")], &[(letter, "lettre.pdf", "%PDF-1.7 lettre")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
}

/// The first word of the axis of areas.
static FIRST_AREA: &str = "rural";

/// What the form of demonstration asks of the service of the State.
const OF_THE_STATE: [(&str, &str); 6] = [
    ("base.state-service", "0"),
    ("v.state-service", "DDT de la Charente"),
    ("base.state-view", "0"),
    ("v.state-view", "Un projet utile."),
    ("base.state-months", "0"),
    ("v.state-months", "12"),
];

/// A dossier in which nothing lacks but signatures; with the cookies of its lead and of its service of the State.
async fn complete() -> (Desk, String, String, String) {
    complete_in(*OPEN).await
}

async fn complete_in(instance: &'static Instance) -> (Desk, String, String, String) {
    let (desk, lead, dossier) = begun_in(instance).await;
    desk.give_in("demonstration", "dominique@exemple.fr", Role::StateService, &["16"]).await;
    let state = invited(&desk, &lead, &dossier, "dominique@exemple.fr", "state-service").await;
    fill(&desk, &lead, &dossier).await;
    let path = format!("{dossier}/rubriques/state");
    assert_eq!(save(&desk, &path, &state, &OF_THE_STATE, &[]).await.status, StatusCode::SEE_OTHER);
    (desk, lead, state, dossier)
}

/// A dossier signed by both sides and deposited; with the cookie of its lead.
pub(in crate::web::desk) async fn deposited() -> (Desk, String, String) {
    deposited_in(*OPEN).await
}

/// The same in an instance of its own, whose call may be revised.
pub(super) async fn deposited_in(instance: &'static Instance) -> (Desk, String, String) {
    let (desk, lead, state, dossier) = complete_in(instance).await;
    let acts = format!("{dossier}/actes");
    for (cookie, side) in [(&lead, "collectivite"), (&state, "state-service")] {
        let page = desk.get(&dossier, cookie).await.text;
        let signed = desk.post(&acts, cookie, &format!("act=sign&side={side}&digest={}", digest(&page))).await;
        assert_eq!(signed.status, StatusCode::SEE_OTHER, "{side}: {}", signed.text);
    }
    let submitted = desk.post(&acts, &lead, "act=submit").await;
    assert_eq!(submitted.status, StatusCode::SEE_OTHER, "{}", submitted.text);
    (desk, lead, dossier)
}

#[tokio::test]
async fn the_collectivite_does_not_write_for_the_state_and_nothing_is_deposited_unsigned() {
    let (desk, lead, _, dossier) = complete().await;
    let path = format!("{dossier}/rubriques/state");
    let fields = OF_THE_STATE.map(|(name, value)| (name, if value == "0" { "1" } else { "12" }));
    let refused = save(&desk, &path, &lead, &fields, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "the collectivité does not write for the State");
    let early = desk.post(&format!("{dossier}/actes"), &lead, "act=submit").await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody has signed");
}

#[tokio::test]
async fn a_territory_applies_with_its_service_of_the_state_and_the_receipt_is_checked_without_us() {
    let (desk, lead, dossier) = deposited().await;
    let page = desk.get(&dossier, &lead).await.text;
    assert!(page.contains("recu.json"));

    desk.give_in("demonstration", "ines@exemple.fr", Role::Instructor, &[]).await;
    desk.give_in("demonstration", "jade@exemple.fr", Role::Juror, &[]).await;
    let (instructor, juror) = (desk.enter("ines@exemple.fr").await, desk.enter("jade@exemple.fr").await);
    let examined = desk.get(&dossier, &instructor).await.text;
    assert!(examined.contains("Règles de l’appel à vérifier"), "Cognac does not touch Angoulême: {examined}");
    assert!(!page.contains("Règles de l’appel à vérifier"), "those who apply are not told");
    let enclosures = desk.get(&format!("{dossier}/rubriques/enclosures"), &instructor).await.text;
    let at = enclosures.find(&format!("{dossier}/pieces/")).unwrap();
    let plan = enclosures[at..].split('"').next().unwrap();
    let opened = desk.get(plan, &instructor).await;
    assert_eq!((opened.status, opened.text.as_str()), (StatusCode::OK, "%PDF-1.7 plan"));
    assert!(opened.header("content-disposition").starts_with("attachment; filename=\"plan.pdf\""));
    assert_eq!(desk.get(plan, &juror).await.status, StatusCode::NOT_FOUND, "not before the jury reads");

    let receipt = desk.get(&format!("{dossier}/recu.json"), &lead).await;
    let key = store::Key::from_bytes([5; 32]).public();
    let checked = store::Receipt::check(&receipt.text, Some(&key)).unwrap();
    assert_eq!(checked.entry.act, "dossier-submitted");
    let altered = receipt.text.replace("Une réponse.", "Une autre réponse.");
    assert!(store::Receipt::check(&altered, Some(&key)).is_err());
    assert!(desk.store.check().await.is_empty());
}

#[tokio::test]
async fn of_two_who_answer_at_once_the_second_sees_both_answers_and_the_rest_of_what_they_wrote_is_saved() {
    let (desk, lead, dossier) = begun().await;
    let other = invited(&desk, &lead, &dossier, "corinne@exemple.fr", "co-author").await;
    let path = format!("{dossier}/rubriques/territory");
    let first = [("base.territory-name", "0"), ("v.territory-name", "Le nom de Tariq")];
    assert_eq!(save(&desk, &path, &lead, &first, &[]).await.status, StatusCode::SEE_OTHER);
    let second = [
        ("base.territory-name", "0"),
        ("v.territory-name", "Le nom de Corinne"),
        ("base.overseas", "0"),
        ("v.overseas", "no"),
    ];
    let told = save(&desk, &path, &other, &second, &[]).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    for held in
        ["<blockquote>Le nom de Tariq", "value=\"Le nom de Corinne\"", "name=\"base.territory-name\" value=\"1\""]
    {
        assert!(told.text.contains(held), "{held}");
    }
    let again = [("base.territory-name", "1"), ("v.territory-name", "Le nom des deux")];
    assert_eq!(save(&desk, &path, &other, &again, &[]).await.status, StatusCode::SEE_OTHER);
    let page = desk.get(&path, &lead).await.text;
    assert!(page.contains("Le nom des deux") && page.contains("value=\"no\" checked"));
}

#[tokio::test]
async fn what_one_writes_is_saved_meanwhile_and_a_script_is_told_the_versions_and_of_conflicts() {
    let (desk, lead, dossier) = begun().await;
    let path = format!("{dossier}/rubriques/territory");
    let draft = async |fields: &[(&str, &str)]| {
        let mut body = String::new();
        for (name, value) in fields {
            body += &format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }
        let request = Request::post(&path)
            .header(header::COOKIE, &lead)
            .header(header::ACCEPT, "application/json")
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"));
        let answer = send(&desk.site, request.body(Body::from(format!("{body}--{BOUNDARY}--\r\n"))).unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        serde_json::from_str::<serde_json::Value>(&answer.text).unwrap()
    };
    let first = draft(&[("base.territory-name", "0"), ("v.territory-name", "Ang")]).await;
    assert_eq!((&first["versions"]["territory-name"], &first["conflict"]), (&1.into(), &false.into()));
    let second = draft(&[("base.territory-name", "1"), ("v.territory-name", "Angoulême")]).await;
    assert_eq!(second["versions"]["territory-name"], 2);
    let late = draft(&[("base.territory-name", "1"), ("v.territory-name", "Autre")]).await;
    assert_eq!((&late["conflict"], late["versions"].get("territory-name")), (&true.into(), None));
}

#[tokio::test]
async fn what_is_wrong_is_told_with_the_form_kept_and_a_document_is_what_its_bytes_say() {
    let (desk, lead, dossier) = begun().await;
    let path = format!("{dossier}/rubriques/bearer");
    let wrong = [
        ("base.bearer-siren", "0"),
        ("v.bearer-siren", "200071828"),
        ("base.contact-email", "0"),
        ("v.contact-email", "tariq"),
    ];
    let saved = save(&desk, &path, &lead, &wrong, &[]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "a draft keeps what is wrong");
    let page = desk.get(&format!("{path}?saved=1"), &lead).await.text;
    assert!(page.contains("value=\"200071828\"") && page.matches("fr-error-text").count() >= 2, "{page}");
    let path = format!("{dossier}/rubriques/enclosures");
    let refused = save(&desk, &path, &lead, &[("base.map", "0")], &[("u.map", "plan.pdf", "MZ not a plan")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("plan.pdf"));
    let unknown = save(
        &desk,
        &format!("{dossier}/rubriques/territory"),
        &lead,
        &[("base.perimeter", "0"), ("v.perimeter", "16015\r\nXqzw")],
        &[],
    )
    .await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.text.contains("16015\r\nXqzw</textarea>"), "what was typed is kept");
}

#[tokio::test]
async fn a_draft_is_nowhere_for_who_does_not_make_it() {
    let (desk, lead, dossier) = begun().await;
    fill(&desk, &lead, &dossier).await;
    for (address, role) in [
        ("nobody@exemple.fr", None),
        ("jade@exemple.fr", Some(Role::Juror)),
        ("elie@exemple.fr", Some(Role::Expert)),
        ("ines@exemple.fr", Some(Role::Instructor)),
        ("alix@exemple.fr", Some(Role::Pilot)),
    ] {
        if let Some(role) = role {
            desk.give_in("demonstration", address, role, &[]).await;
        }
        let cookie = desk.enter(address).await;
        let missing = desk.get("/fr/dossiers/0123456789abcdef", &cookie).await;
        for path in ["", "/rubriques/territory", "/rubriques/bearer", "/recu.json"] {
            let hidden = desk.get(&format!("{dossier}{path}"), &cookie).await;
            assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{address} {path}");
            assert!(!hidden.text.contains("Angoulême") && hidden.text.len() == missing.text.len(), "{address} {path}");
        }
        let list = desk.get(LIST, &cookie).await.text;
        for secret in ["secret.contact", "Un quartier où", "Tariq Territoire"] {
            assert!(!list.contains(secret), "{address}: {secret}");
        }
        let knows = matches!(role, Some(Role::Pilot | Role::Instructor));
        assert_eq!(list.contains("Angoulême"), knows, "{address} knows that it is begun");
        let act = desk.post(&format!("{dossier}/actes"), &cookie, "act=withdraw").await;
        assert_eq!(act.status, StatusCode::NOT_FOUND, "{address}");
    }
}

#[tokio::test]
async fn a_session_without_a_call_has_no_dossiers_and_whoever_has_not_entered_signs_in() {
    let desk = Desk::of(*crate::web::tests::INSTANCE, "http://localhost:8080", true).await;
    let cookie = desk.enter("tariq@exemple.fr").await;
    let closed = desk.get("/fr/sessions/2023-productifs-sobres/dossiers", &cookie).await;
    assert_eq!(closed.status, StatusCode::NOT_FOUND);
    let away = desk.get("/fr/dossiers/x", "").await;
    assert!(away.header("location").starts_with("/fr/connexion?next="));
}
