//! The whole way through a real provider, over HTTP, as a browser goes it. The provider is that of `scripts/oidc.sh`, whose
//! address is in `MOSAIQUE_TEST_OIDC`; the word after the sign of an account is the fault that it is given.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::{Arc, Once};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use openidconnect::{ClientId, ClientSecret};

use crate::clock;
use crate::provider::{Provider, SCOPES, Settings, issuer};
use crate::web::desk::tests::Desk;
use crate::web::tests::{Answer, INSTANCE, get, post, send};

const SITE: &str = "http://localhost:8080";
const SIRET: &str = "13002526500013";

/// The provider of the tests, when there is one.
fn address() -> Option<String> {
    static TOLD: Once = Once::new();
    #[expect(clippy::disallowed_methods, reason = "a setting of the tests")]
    let found = std::env::var("MOSAIQUE_TEST_OIDC").ok();
    if found.is_none() {
        TOLD.call_once(|| {
            let said = "the provider was not tried: MOSAIQUE_TEST_OIDC is not set (make test sets it)";
            let _ = writeln!(std::io::stderr(), "{said}");
        });
    }
    found
}

fn settings(address: &str) -> Settings {
    Settings {
        issuer: issuer(address).unwrap(),
        client: ClientId::new("mosaique".into()),
        secret: ClientSecret::new("secret of the tests, long enough".into()),
        name: "ProConnect".into(),
        scopes: SCOPES.map(str::to_owned).into(),
        assurance: Vec::new(),
        means: Vec::new(),
    }
}

async fn desk_with(settings: Settings) -> Desk {
    let provider = Provider::new(settings, &SITE.parse().unwrap()).unwrap();
    Desk::with(*INSTANCE, SITE, true, Some(Arc::new(provider))).await
}

/// A desk with the provider of the tests, when there is one.
async fn desk() -> Option<Desk> {
    Some(desk_with(settings(&address()?)).await)
}

/// A browser: what each side gave it to hold.
#[derive(Default)]
struct Browser {
    ours: BTreeMap<String, String>,
    theirs: BTreeMap<String, String>,
}

fn hold<'c>(jar: &mut BTreeMap<String, String>, given: impl Iterator<Item = &'c str>) {
    for cookie in given {
        let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
        match value.is_empty() || cookie.contains("Max-Age=0") {
            true => jar.remove(name),
            false => jar.insert(name.into(), value.into()),
        };
    }
}

fn held(jar: &BTreeMap<String, String>) -> String {
    jar.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
}

impl Browser {
    /// Asks the site for a page.
    async fn get(&mut self, desk: &Desk, path: &str) -> Answer {
        let request = Request::get(path).header(header::COOKIE, held(&self.ours)).body(Body::empty()).unwrap();
        self.note(send(&desk.site, request).await)
    }

    async fn post(&mut self, desk: &Desk, path: &str, form: &str) -> Answer {
        let request = Request::post(path)
            .header(header::COOKIE, held(&self.ours))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.note(send(&desk.site, request.body(Body::from(form.to_owned())).unwrap()).await)
    }

    fn note(&mut self, answer: Answer) -> Answer {
        let given: Vec<&str> = answer.headers.get_all("set-cookie").iter().filter_map(|c| c.to_str().ok()).collect();
        hold(&mut self.ours, given.into_iter());
        answer
    }

    /// Says to the provider who one is, from where the site sent one; where the provider sends back.
    async fn say(&mut self, there: &str, login: &str) -> String {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let base = openidconnect::url::Url::parse(there).unwrap();
        let mut next = base.clone();
        for _ in 0..8 {
            let request = match next.path().starts_with("/interaction/") {
                true => client.post(next.clone()).body(format!("login={}", login.replace('+', "%2B"))),
                false => client.get(next.clone()),
            };
            let answer = request.header("cookie", held(&self.theirs)).send().await.unwrap();
            let given: Vec<&str> =
                answer.headers().get_all("set-cookie").iter().filter_map(|c| c.to_str().ok()).collect();
            hold(&mut self.theirs, given.into_iter());
            let Some(location) = answer.headers().get("location").map(|l| l.to_str().unwrap().to_owned()) else {
                panic!("{} {}", answer.status(), answer.text().await.unwrap());
            };
            next = base.join(&location).unwrap();
            if next.origin() != base.origin() {
                return next.as_str().strip_prefix(SITE).unwrap().to_owned();
            }
        }
        panic!("the provider sends from place to place");
    }

    /// The whole way, from the link of the site to its answer.
    async fn enter(&mut self, desk: &Desk, login: &str) -> Answer {
        self.go(desk, "/fr/connexion/fournisseur", login).await
    }

    async fn go(&mut self, desk: &Desk, from: &str, login: &str) -> Answer {
        let sent = self.get(desk, from).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        let back = self.say(sent.header("location"), login).await;
        self.get(desk, &back).await
    }

    fn is_in(&self) -> bool {
        self.ours.contains_key("mosaique")
    }
}

#[tokio::test]
async fn an_agent_enters_by_the_provider_and_their_siret_is_told_on_their_page() {
    let Some(desk) = desk().await else { return };
    let page = get(&desk.site, "/fr/connexion?next=/fr/mon-espace").await.text;
    assert!(page.contains("/fr/connexion/fournisseur?next=%2Ffr%2Fmon-espace"), "{page}");
    let mut browser = Browser::default();
    let sent = browser.get(&desk, "/fr/connexion/fournisseur?next=/fr/mon-espace%3Fa%3D1").await;
    assert_eq!(sent.header("cache-control"), "no-store");
    let cookie = sent.header("set-cookie");
    assert!(cookie.starts_with("mosaique-provider=") && cookie.contains("Max-Age=600; HttpOnly; SameSite=Lax"));
    let there = sent.header("location").to_owned();
    for held in
        ["response_type=code", "code_challenge_method=S256", "scope=openid+email+given_name+usual_name+siret+uid"]
    {
        assert!(there.contains(held), "{held} in {there}");
    }
    let back = browser.say(&there, "camille").await;
    let entered = browser.get(&desk, &back).await;
    assert_eq!((entered.status, entered.header("location")), (StatusCode::SEE_OTHER, "/fr/mon-espace?a=1"));
    assert!(browser.is_in() && !browser.ours.contains_key("mosaique-provider"));
    let space = browser.get(&desk, "/fr/mon-espace").await.text;
    for told in ["camille@exemple.fr", "Camille Exemple", &format!("SIRET {SIRET}"), "ProConnect"] {
        assert!(space.contains(told), "{told}");
    }
    let replayed = browser.get(&desk, &back).await;
    assert_eq!(replayed.status, StatusCode::BAD_REQUEST);
    assert!(replayed.text.contains("est plus bonne"));
    assert!(desk.store.check().await.is_empty());
}

#[tokio::test]
async fn what_the_provider_says_in_plain_json_signed_on_a_curve_is_read_too() {
    let Some(address) = address() else { return };
    let desk = desk_with(Settings { client: ClientId::new("plain".into()), ..settings(&address) }).await;
    let mut browser = Browser::default();
    assert_eq!(browser.enter(&desk, "camille").await.status, StatusCode::SEE_OTHER);
    assert!(browser.get(&desk, "/fr/mon-espace").await.text.contains(SIRET));
    let mut other = Browser::default();
    assert_eq!(other.enter(&desk, "camille+subject").await.status, StatusCode::BAD_GATEWAY);
    assert!(!other.is_in());
}

#[tokio::test]
async fn nobody_enters_by_an_answer_that_is_not_verified() {
    let Some(desk) = desk().await else { return };
    for fault in [
        "nonce",
        "audience",
        "audiences",
        "issuer",
        "expired",
        "hash",
        "foreign",
        "unsigned",
        "shared",
        "subject",
        "personaudience",
        "personforeign",
        "personunsigned",
    ] {
        let mut browser = Browser::default();
        let answer = browser.enter(&desk, &format!("camille+{fault}")).await;
        assert_eq!(answer.status, StatusCode::BAD_GATEWAY, "{fault}");
        assert!(!browser.is_in(), "{fault}");
        assert!(
            answer.text.contains("/fr/connexion\"") && !answer.text.contains("camille"),
            "{fault}: {}",
            answer.text
        );
    }
    let people = desk.store.journal().len().await.unwrap();
    assert_eq!(people, 0, "nothing was written");
}

#[tokio::test]
async fn an_address_that_is_not_verified_joins_nobody_until_its_mailbox_is_proved() {
    let Some(desk) = desk().await else { return };
    let victim = desk.enter("victim@exemple.fr").await;
    for login in ["mallory+victim", "camille+unsaid", "camille+unverified"] {
        let mut browser = Browser::default();
        let answer = browser.enter(&desk, login).await;
        assert_eq!(answer.status, StatusCode::OK, "{login}");
        assert!(!browser.is_in() && answer.text.contains("Une dernière vérification"), "{login}");
    }
    // The one of the victim follows the link that the other had sent: in their browser, nothing is bound.
    desk.read("/fr/connexion/").await;
    let mut theirs = Browser::default();
    theirs.post(&desk, &desk.link("victim@exemple.fr", "").await, "").await;
    assert!(!theirs.get(&desk, "/fr/mon-espace").await.text.contains(SIRET));
    assert!(!desk.get("/fr/mon-espace", &victim).await.text.contains(SIRET));
}

#[tokio::test]
async fn who_follows_the_link_in_the_same_browser_has_their_account_bound_once_and_for_all() {
    let Some(desk) = desk().await else { return };
    let mut browser = Browser::default();
    browser.enter(&desk, "camille+unverified").await;
    assert!(browser.ours.contains_key("mosaique-claim"));
    let link = desk.read("/fr/connexion/").await;
    let entered = browser.post(&desk, &link, "").await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    assert!(!browser.ours.contains_key("mosaique-claim"));
    assert!(browser.get(&desk, "/fr/mon-espace").await.text.contains(SIRET));
    let mut later = Browser::default();
    assert_eq!(
        later.enter(&desk, "camille+unverified").await.status,
        StatusCode::SEE_OTHER,
        "its address no longer counts"
    );
    assert!(later.is_in());
}

#[tokio::test]
async fn a_provider_that_gives_no_address_or_a_wrong_siret_is_told_so() {
    let Some(desk) = desk().await else { return };
    let mut browser = Browser::default();
    let answer = browser.enter(&desk, "camille+addressless").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.text.contains("ne nous donne pas d") && !browser.is_in());
    assert_eq!(browser.enter(&desk, "camille+nosiret").await.status, StatusCode::FORBIDDEN, "the provider knows them");
    let mut other = Browser::default();
    other.enter(&desk, "dominique+nosiret").await;
    assert!(other.get(&desk, "/fr/mon-espace").await.text.contains("Aucun SIRET"));
}

#[tokio::test]
async fn an_account_is_attached_and_detached_on_ones_page_and_never_taken_from_another() {
    let Some(desk) = desk().await else { return };
    let mut alix = Browser::default();
    alix.post(&desk, &desk.link("alix@exemple.fr", "").await, "").await;
    let attach = "/fr/connexion/fournisseur?attach=1";
    let bound = alix.go(&desk, attach, "service").await;
    assert_eq!(bound.header("location"), "/fr/mon-espace#ways");
    let space = alix.get(&desk, "/fr/mon-espace").await.text;
    assert!(space.contains("alix@exemple.fr") && space.contains(SIRET));

    let mut other = Browser::default();
    other.post(&desk, &desk.link("jade@exemple.fr", "").await, "").await;
    let taken = other.go(&desk, attach, "service").await;
    assert_eq!(taken.status, StatusCode::CONFLICT);
    assert!(!other.get(&desk, "/fr/mon-espace").await.text.contains(SIRET));

    let mut entering = Browser::default();
    entering.enter(&desk, "service").await;
    assert!(entering.get(&desk, "/fr/mon-espace").await.text.contains("alix@exemple.fr"), "whatever its own address");

    let from = space.find(r#"name="key" value=""#).unwrap() + r#"name="key" value=""#.len();
    let key = &space[from..from + 12];
    assert_eq!(other.post(&desk, "/fr/mon-espace/acces", &format!("act=detach&key={key}")).await.status, 404);
    assert_eq!(alix.post(&desk, "/fr/mon-espace/acces", &format!("act=detach&key={key}")).await.status, 303);
    assert!(!alix.get(&desk, "/fr/mon-espace").await.text.contains(SIRET));

    let mut nobody = Browser::default();
    assert_eq!(nobody.get(&desk, attach).await.header("location"), "/fr/connexion", "one enters first");
    desk.go_to(&clock::after(&clock::now(), 1_801));
    assert_eq!(alix.get(&desk, attach).await.status, StatusCode::FORBIDDEN, "and lately");
}

#[tokio::test]
async fn what_comes_back_to_another_browser_too_late_or_with_another_state_enters_nobody() {
    let Some(desk) = desk().await else { return };
    let mut browser = Browser::default();
    let sent = browser.get(&desk, "/fr/connexion/fournisseur").await;
    let back = browser.say(sent.header("location"), "camille").await;
    let mut other = Browser::default();
    assert_eq!(other.get(&desk, &back).await.status, StatusCode::BAD_REQUEST, "another browser");
    assert!(!other.is_in());
    let mut victim = Browser::default();
    victim.get(&desk, "/fr/connexion/fournisseur").await;
    assert_eq!(victim.get(&desk, &back).await.status, StatusCode::BAD_REQUEST, "another state");
    assert!(!victim.is_in());
    let elsewhere = back.replace("iss=http", "iss=https");
    assert_ne!(elsewhere, back);
    let kept = browser.ours.clone();
    assert_eq!(browser.get(&desk, &elsewhere).await.status, StatusCode::BAD_REQUEST, "another provider");
    browser.ours = kept;
    assert_eq!(browser.get(&desk, &back).await.status, StatusCode::BAD_REQUEST, "a way back is good once");

    let mut slow = Browser::default();
    let sent = slow.get(&desk, "/fr/connexion/fournisseur").await;
    let back = slow.say(sent.header("location"), "camille").await;
    desk.go_to(&clock::after(&clock::now(), 600));
    assert_eq!(slow.get(&desk, &back).await.status, StatusCode::BAD_REQUEST, "ten minutes later");
    assert!(!slow.is_in());
}

#[tokio::test]
async fn a_code_that_the_provider_refuses_and_a_person_who_refuses_are_told_with_a_way_on() {
    let Some(desk) = desk().await else { return };
    let mut browser = Browser::default();
    let sent = browser.get(&desk, "/fr/connexion/fournisseur").await;
    let back = browser.say(sent.header("location"), "camille").await;
    let from = back.find("code=").unwrap() + 5;
    let code = &back[from..from + back[from..].find('&').unwrap()];
    let refused = browser.get(&desk, &back.replace(code, "another-code")).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert!(!refused.text.contains("another-code") && !browser.is_in());

    let mut refusing = Browser::default();
    let denied = refusing.enter(&desk, "nobody").await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    assert!(denied.text.contains("Rien n") && !denied.text.contains("<script>refused") && !refusing.is_in());
    assert!(denied.text.contains("/fr/connexion\""));
}

#[tokio::test]
async fn a_level_that_is_demanded_is_asked_for_and_checked_afterwards() {
    let Some(address) = address() else { return };
    let (assurance, means) = (vec!["eidas2".to_owned()], vec!["mfa".to_owned()]);
    let desk = desk_with(Settings { assurance, means, ..settings(&address) }).await;
    let mut weak = Browser::default();
    let sent = weak.get(&desk, "/fr/connexion/fournisseur").await;
    assert!(sent.header("location").contains("acr_values=eidas2"), "{}", sent.header("location"));
    let back = weak.say(sent.header("location"), "camille").await;
    let refused = weak.get(&desk, &back).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text.contains("double authentification") && !weak.is_in());
    let mut strong = Browser::default();
    assert_eq!(strong.enter(&desk, "camille+mfa").await.status, StatusCode::SEE_OTHER);
    assert!(strong.is_in());
}

#[tokio::test]
async fn a_provider_may_change_its_keys_and_may_be_down() {
    let Some(address) = address() else { return };
    let desk = desk_with(settings(&address)).await;
    assert_eq!(Browser::default().enter(&desk, "camille").await.status, StatusCode::SEE_OTHER);
    let early = Browser::default().enter(&desk, "rotating+rotated").await;
    assert_eq!(early.status, StatusCode::BAD_GATEWAY, "a key that is not published");
    reqwest::get(format!("{address}/control/rotate")).await.unwrap();
    // Half a minute later, one looks again.
    desk.go_to(&clock::after(&clock::now(), 31));
    assert_eq!(Browser::default().enter(&desk, "rotating+rotated").await.status, StatusCode::SEE_OTHER);

    let nowhere = desk_with(settings("http://127.0.0.1:9")).await;
    let down = Browser::default().get(&nowhere, "/fr/connexion/fournisseur").await;
    assert_eq!((down.status, down.header("cache-control")), (StatusCode::BAD_GATEWAY, "no-store"));
    assert!(down.text.contains("ProConnect ne répond pas") && !down.text.contains("127.0.0.1"));
    assert_eq!(get(&nowhere.site, "/fr/connexion").await.status, StatusCode::OK);
}

#[tokio::test]
async fn leaving_leaves_the_provider_too() {
    let Some(desk) = desk().await else { return };
    let mut browser = Browser::default();
    browser.enter(&desk, "camille").await;
    let left = browser.post(&desk, "/fr/mon-espace/sortir", "login=this").await;
    let refresh = left.header("refresh").to_owned();
    assert_eq!((left.status, left.header("clear-site-data")), (StatusCode::OK, "\"cache\""));
    for held in [
        "0; url=",
        "/session/end?id_token_hint=",
        "post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Foidc%2Fleft",
    ] {
        assert!(refresh.contains(held), "{held} in {refresh}");
    }
    assert!(!browser.is_in());
    let there = refresh.trim_start_matches("0; url=");
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let asked = client.get(there).header("cookie", held(&browser.theirs)).send().await.unwrap();
    assert_eq!(asked.status(), 200, "the provider knows the token, and asks");
    assert_eq!(get(&desk.site, "/oidc/left?state=left").await.header("location"), "/fr/");

    let mut linked = Browser::default();
    linked.post(&desk, &desk.link("alix@exemple.fr", "").await, "").await;
    assert_eq!(linked.post(&desk, "/fr/mon-espace/sortir", "login=this").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn without_a_provider_its_addresses_lead_nowhere_and_other_sites_send_nobody_there() {
    let plain = Desk::open().await;
    for path in ["/fr/connexion/fournisseur", "/oidc/back?code=x&state=y"] {
        assert_eq!(get(&plain.site, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(!get(&plain.site, "/fr/connexion").await.text.contains("ProConnect"));
    let desk = desk_with(settings("http://127.0.0.1:9")).await;
    let request = Request::get("/fr/connexion/fournisseur").header("sec-fetch-site", "cross-site");
    let sent = send(&desk.site, request.body(Body::empty()).unwrap()).await;
    assert_eq!(sent.header("location"), "/fr/connexion");
    assert_eq!(post(&desk.site, "/fr/connexion/fournisseur", "").await.status, StatusCode::METHOD_NOT_ALLOWED);
}
