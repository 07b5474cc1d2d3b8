//! Registering a passkey and entering with it, asked as a script asks, with a device that signs for real.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};

use crate::passkey::device::Device;
use crate::web::desk::tests::Desk;
use crate::web::tests::{Answer, get, send};

const HERE: &str = "http://localhost:8080";

async fn ask(desk: &Desk, path: &str, cookie: &str, body: &Value) -> Answer {
    let request = Request::post(path).header(header::COOKIE, cookie).header(header::CONTENT_TYPE, "application/json");
    send(&desk.site, request.body(Body::from(body.to_string())).unwrap()).await
}

/// A device whose passkey somebody registered.
async fn registered(desk: &Desk, cookie: &str, rank: u8) -> Device {
    let mut device = Device::new(rank, HERE);
    let asked = ask(desk, "/fr/mon-espace/acces/defi", cookie, &json!({})).await;
    assert_eq!((asked.status, asked.header("cache-control")), (StatusCode::OK, "no-store"));
    let credential = device.create(&asked.text);
    let sent = json!({ "credential": credential, "name": "Bureau" });
    let added = ask(desk, "/fr/mon-espace/acces/cle", cookie, &sent).await;
    assert_eq!(added.text, r#"{"next":"/fr/mon-espace#passkeys"}"#);
    device
}

async fn challenge(desk: &Desk) -> String {
    ask(desk, "/fr/connexion/cle/defi", "", &json!({})).await.text
}

async fn show(desk: &Desk, credential: &Value) -> Answer {
    ask(desk, "/fr/connexion/cle", "", &json!({ "credential": credential, "next": "/fr/mon-espace?a=1" })).await
}

async fn key(desk: &Desk, address: &str) -> (store::people::Person, Vec<store::passkeys::Passkey>) {
    let cookie = desk.enter(address).await;
    let token = cookie.split_once('=').unwrap().1.parse().unwrap();
    let entered = desk.store.people().entered(&token, &crate::clock::now(), "2026-01-01").await.unwrap().unwrap();
    let passkeys = desk.store.passkeys().of(&entered.person.id).await.unwrap();
    (entered.person, passkeys)
}

#[tokio::test]
async fn a_passkey_is_registered_then_enters_without_a_name_and_its_challenge_is_good_once() {
    let desk = Desk::open().await;
    let cookie = desk.enter("camille@exemple.fr").await;
    let mut device = registered(&desk, &cookie, 3).await;
    let space = desk.get("/fr/mon-espace", &cookie).await.text;
    assert!(space.contains(r#"value="Bureau""#) && space.contains("Jamais utilisée"), "{space}");

    let asked = challenge(&desk).await;
    let credential = device.get(&asked);
    let shown = show(&desk, &credential).await;
    assert_eq!((shown.status, shown.text.as_str()), (StatusCode::OK, r#"{"next":"/fr/mon-espace?a=1"}"#));
    let entered = shown.header("set-cookie").split(';').next().unwrap().to_owned();
    let space = desk.get("/fr/mon-espace", &entered).await.text;
    assert!(space.contains("camille@exemple.fr") && space.contains("<td>une clé d’accès</td>"), "{space}");
    let again = show(&desk, &credential).await;
    assert_eq!((again.status, again.header("set-cookie")), (StatusCode::FORBIDDEN, ""), "replayed");
    assert!(desk.store.check().await.is_empty());
}

#[tokio::test]
async fn a_wrong_answer_opens_nothing_and_is_told_as_one_that_nobody_knows() {
    let desk = Desk::open().await;
    let cookie = desk.enter("camille@exemple.fr").await;
    let mut device = registered(&desk, &cookie, 3).await;
    let unknown = {
        // A passkey of this site that was never registered here, of the same person.
        let mut other = Device::new(4, HERE);
        let asked = ask(&desk, "/fr/mon-espace/acces/defi", &cookie, &json!({})).await;
        other.create(&asked.text);
        show(&desk, &other.get(&challenge(&desk).await)).await
    };
    assert_eq!(unknown.status, StatusCode::FORBIDDEN);
    let refused = async |credential: Value, why: &str| {
        let answer = show(&desk, &credential).await;
        assert_eq!((answer.status, answer.header("set-cookie")), (StatusCode::FORBIDDEN, ""), "{why}");
        assert_eq!(answer.text, unknown.text, "{why}");
    };
    device.origin = "https://evil.example".into();
    refused(device.get(&challenge(&desk).await), "another origin").await;
    device.origin = HERE.into();
    device.verifies = false;
    refused(device.get(&challenge(&desk).await), "its holder was not verified").await;
    device.verifies = true;
    device.counter = 900;
    assert_eq!(show(&desk, &device.get(&challenge(&desk).await)).await.status, StatusCode::OK);
    device.counter = 900;
    refused(device.get(&challenge(&desk).await), "its counter went back").await;
    let late = challenge(&desk).await;
    desk.go_to(&crate::clock::after(&crate::clock::now(), 300));
    refused(device.get(&late), "too late").await;
    let made_up = json!({ "challenge": "AAAAAAAAAAAAAAAAAAAAAA" }).to_string();
    refused(device.get(&made_up), "a challenge that was never given").await;
    let mut forged = device.get(&challenge(&desk).await);
    forged["response"]["signature"] = json!("AAAA");
    refused(forged, "another signature").await;
}

#[tokio::test]
async fn a_passkey_is_renamed_and_removed_by_its_holder_and_then_opens_nothing() {
    let desk = Desk::open().await;
    let cookie = desk.enter("camille@exemple.fr").await;
    let other = desk.enter("alix@exemple.fr").await;
    let mut device = registered(&desk, &cookie, 3).await;
    let (_, passkeys) = key(&desk, "camille@exemple.fr").await;
    let key = passkeys[0].key();
    let theirs = desk.post("/fr/mon-espace/acces", &other, &format!("act=remove&key={key}")).await;
    assert_eq!(theirs.status, StatusCode::NOT_FOUND);
    let renamed = desk.post("/fr/mon-espace/acces", &cookie, &format!("act=rename&key={key}&name=%3Cb%3E")).await;
    assert_eq!(renamed.header("location"), "/fr/mon-espace#ways");
    assert!(desk.get("/fr/mon-espace", &cookie).await.text.contains(r#"value="&#60;b&#62;""#));
    let removed = desk.post("/fr/mon-espace/acces", &cookie, &format!("act=remove&key={key}")).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER);
    assert_eq!(show(&desk, &device.get(&challenge(&desk).await)).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn ways_of_entering_are_changed_only_by_who_entered_lately() {
    let desk = Desk::open().await;
    let cookie = desk.enter("camille@exemple.fr").await;
    let asked = ask(&desk, "/fr/mon-espace/acces/defi", &cookie, &json!({})).await.text;
    desk.go_to(&crate::clock::after(&crate::clock::now(), 1_801));
    for path in ["/fr/mon-espace/acces/defi", "/fr/mon-espace/acces/cle"] {
        let body = json!({ "credential": Device::new(3, HERE).create(&asked) });
        let refused = ask(&desk, path, &cookie, &body).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        assert!(refused.text.contains("demi-heure"), "{}", refused.text);
    }
    let refused = desk.post("/fr/mon-espace/acces", &cookie, "act=remove&key=x").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text.contains("/fr/connexion?next=%2Ffr%2Fmon-espace"));
    assert_eq!(desk.get("/fr/mon-espace", &cookie).await.status, StatusCode::OK, "it is still open");
}

#[tokio::test]
async fn what_is_not_json_of_this_site_is_refused_and_passkeys_are_offered_where_they_work() {
    let desk = Desk::open().await;
    let form = desk.post("/fr/connexion/cle", "", "credential=x").await;
    assert_eq!(form.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let request = Request::post("/fr/connexion/cle/defi").header("sec-fetch-site", "cross-site");
    assert_eq!(send(&desk.site, request.body(Body::empty()).unwrap()).await.status, StatusCode::FORBIDDEN);
    let huge = json!({ "credential": "x".repeat(70_000) });
    assert_eq!(ask(&desk, "/fr/connexion/cle", "", &huge).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let page = get(&desk.site, "/fr/connexion").await.text;
    assert!(page.contains("/assets/passkeys.js") && page.contains("ont besoin de JavaScript"));
    let plain = Desk::at("http://mosaique.example", false).await;
    assert!(!get(&plain.site, "/fr/connexion").await.text.contains("passkeys.js"));
    assert_eq!(ask(&plain, "/fr/connexion/cle/defi", "", &json!({})).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn challenges_are_given_so_often_to_a_client_and_no_more() {
    let desk = Desk::open().await;
    for _ in 0..240 {
        assert_eq!(ask(&desk, "/fr/connexion/cle/defi", "", &json!({})).await.status, StatusCode::OK);
    }
    assert_eq!(ask(&desk, "/fr/connexion/cle/defi", "", &json!({})).await.status, StatusCode::TOO_MANY_REQUESTS);
}
