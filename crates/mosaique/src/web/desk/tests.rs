//! Entering, leaving, giving roles, asked as a browser asks.

mod archive;
mod rights;
mod secrets;
mod secrets_of_laureates;
mod walk;
mod world;

use std::io::Write as _;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use programme::role::Role;
use store::people::{Moment, Part};
use store::{Place, Salt, Store};

use crate::instance::Instance;
use crate::mail::{Post, Way, sender};
use crate::provider::Provider;
use crate::web::tests::{Answer, INSTANCE, get, post, send};
use crate::web::{Settings, Site, State, router};
use crate::{chance, clock};

const NOW: &str = "2026-01-01T00:00:00Z";
const SESSION: &str = "2023-productifs-sobres";
const TEAM: &str = "/fr/sessions/2023-productifs-sobres/equipe";

tokio::task_local! {
    /// The database that desks are opened on; one in memory, when there is none.
    static PLACE: Place;
}

/// Plays on a database of the server of the tests, the one of a number: `scripts/postgres.sh` makes some, each for one play.
pub(super) async fn on_a_server(number: u8, play: impl Future<Output = ()>) {
    #[expect(clippy::disallowed_methods, reason = "a setting of the tests")]
    let Ok(url) = std::env::var("MOSAIQUE_TEST_POSTGRES") else {
        let _ = writeln!(
            std::io::stderr(),
            "PostgreSQL was not tried: MOSAIQUE_TEST_POSTGRES is not set (make test sets it)"
        );
        return;
    };
    let (server, _) = url.rsplit_once('/').unwrap();
    PLACE.scope(Place::Url(format!("{server}/play{number}")), play).await;
}

/// A site, its store and the folder of its mails.
pub(super) struct Desk {
    pub(super) site: axum::Router,
    pub(super) store: Store,
    post: Post,
    folder: tempfile::TempDir,
    clock: Arc<clock::Clock>,
    /// Links that were taken from mails.
    links: std::sync::Mutex<Vec<String>>,
}

impl Desk {
    pub(super) async fn open() -> Self {
        Self::at("http://localhost:8080", true).await
    }

    pub(super) async fn at(url: &str, is_demonstration: bool) -> Self {
        Self::of(*INSTANCE, url, is_demonstration).await
    }

    pub(super) async fn of(instance: &'static Instance, url: &str, is_demonstration: bool) -> Self {
        Self::with(instance, url, is_demonstration, None).await
    }

    /// With a provider of identities.
    pub(super) async fn with(
        instance: &'static Instance,
        url: &str,
        is_demonstration: bool,
        provider: Option<Arc<Provider>>,
    ) -> Self {
        let store = Store::open(&PLACE.try_with(Clone::clone).unwrap_or(Place::Memory), NOW).await.unwrap();
        Self::over(store, instance, url, is_demonstration, provider)
    }

    /// With a database of its own.
    pub(super) async fn kept_in(place: &Place) -> Self {
        let store = Store::open(place, NOW).await.unwrap();
        Self::over(store, *INSTANCE, "http://localhost:8080", true, None)
    }

    fn over(
        store: Store,
        instance: &'static Instance,
        url: &str,
        is_demonstration: bool,
        provider: Option<Arc<Provider>>,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let public_url: press::PublicUrl = url.parse().unwrap();
        let mailbox = folder.path().join("mail");
        let from = sender(None, &public_url, false).unwrap();
        let post = Post::new(Way::Folder(mailbox), from, public_url.clone());
        let clock = Arc::new(clock::Clock::default());
        let site = axum::Router::new();
        let desk = Self { site, store, post, folder, clock, links: Default::default() };
        Self { site: desk.site_of(instance, public_url, is_demonstration, provider), ..desk }
    }

    /// The same, started again with another instance.
    pub(super) fn reopened(self, instance: &'static Instance) -> Self {
        Self { site: self.site_of(instance, self.post.url().clone(), true, None), ..self }
    }

    fn site_of(
        &self,
        instance: &'static Instance,
        public_url: press::PublicUrl,
        is_demonstration: bool,
        provider: Option<Arc<Provider>>,
    ) -> axum::Router {
        let (folder, clock) = (&self.folder, &self.clock);
        let settings = Settings {
            mailbox: is_demonstration.then_some(folder.path().join("mail")),
            clock: clock.clone(),
            clock_file: Some(folder.path().join("clock-ahead")),
            signing: Some(store::Key::from_bytes([5; 32])),
            shelf: Some(store::Shelf::folder(&folder.path().join("attachments")).unwrap()),
            provider,
            ..Settings::default()
        };
        let place = Site { brand: press::Brand::Neutral, publisher: None, public_url, background: None };
        router(State::new(instance, self.store.clone(), place).with(settings))
    }

    /// Where the documents are.
    pub(super) fn shelf(&self) -> store::Shelf {
        store::Shelf::folder(&self.folder.path().join("attachments")).unwrap()
    }

    /// What the clock says.
    pub(super) fn now(&self) -> String {
        self.clock.now()
    }

    /// Sets the clock to a time.
    pub(super) fn go_to(&self, time: &str) {
        self.clock.advance(clock::seconds(time) - clock::seconds(&self.clock.now()));
    }

    /// Asks for a link, and gives the path that the mail holds.
    pub(super) async fn link(&self, address: &str, next: &str) -> String {
        let asked = post(&self.site, "/fr/connexion", &format!("address={address}&next={next}")).await;
        assert_eq!((asked.status, asked.header("location")), (StatusCode::SEE_OTHER, "/fr/connexion/envoye"));
        self.read("/fr/connexion/").await
    }

    /// Sends the mails that are due, and gives the first link of one that was not read yet.
    pub(super) async fn read(&self, prefix: &str) -> String {
        crate::jobs::outbox::deliver(&self.store, &self.post, || self.clock.now(), || false).await.unwrap();
        // Mails of the same second have no order: the one that was not read yet.
        let (mails, _) = crate::files::last_of_folder(&self.folder.path().join("mail"), ".eml", 30).unwrap();
        let links = mails.iter().filter_map(|mail| {
            let text = crate::mail::read(mail).text;
            let start = text.find(prefix)?;
            Some(text[start..].split_whitespace().next()?.to_owned())
        });
        let mut read = self.links.lock().unwrap();
        let link = links.into_iter().find(|link| !read.contains(link)).unwrap();
        read.push(link.clone());
        link
    }

    /// Enters with a link; the cookie.
    pub(super) async fn enter(&self, address: &str) -> String {
        let link = self.link(address, "").await;
        let entered = post(&self.site, &link, "").await;
        assert_eq!((entered.status, entered.header("location")), (StatusCode::SEE_OTHER, "/fr/mon-espace"));
        entered.header("set-cookie").split(';').next().unwrap().to_owned()
    }

    pub(super) async fn get(&self, path: &str, cookie: &str) -> Answer {
        send(&self.site, Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).unwrap()).await
    }

    pub(super) async fn post(&self, path: &str, cookie: &str, form: &str) -> Answer {
        let request = Request::post(path).header(header::COOKIE, cookie);
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        send(&self.site, request.body(Body::from(form.to_owned())).unwrap()).await
    }

    async fn give(&self, address: &str, role: Role) {
        self.give_in(SESSION, address, role, &[]).await;
    }

    pub(super) async fn give_in(&self, session: &str, address: &str, role: Role, areas: &[&str]) {
        let areas = areas.iter().map(|area| (*area).to_owned()).collect();
        let part = Part { session: session.into(), role, areas };
        let to = (&address.parse().unwrap(), facts::Lang::Fr, &chance::person().unwrap());
        self.store.people().give(None, to, &part, None, Moment { now: NOW, salt: Salt([1; 16]) }).await.unwrap();
    }
}

#[tokio::test]
async fn one_enters_by_a_link_once_and_its_page_uses_nothing_up() {
    let desk = Desk::open().await;
    let link = desk.link("Camille@Exemple.fr", "").await;
    for _ in 0..2 {
        let page = get(&desk.site, &link).await;
        assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
        assert!(page.text.contains("camille@exemple.fr"));
    }
    let entered = post(&desk.site, &link, "").await;
    let cookie = entered.header("set-cookie").to_owned();
    assert!(
        cookie.starts_with("mosaique=") && cookie.ends_with("; Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax"),
        "{cookie}"
    );
    assert_eq!(post(&desk.site, &link, "").await.status, StatusCode::NOT_FOUND, "twice");
    let space = desk.get("/fr/mon-espace", cookie.split(';').next().unwrap()).await;
    assert_eq!(space.status, StatusCode::OK);
    assert!(space.text.contains("camille@exemple.fr") && space.text.contains("Aucun rôle"));
}

#[tokio::test]
async fn on_https_the_cookie_belongs_to_this_very_site_and_the_other_name_opens_nothing() {
    let desk = Desk::at("https://mosaique.example", false).await;
    let cookie = desk.enter("camille@exemple.fr").await;
    assert!(cookie.starts_with("__Host-mosaique="), "{cookie}");
    assert_eq!(desk.get("/fr/mon-espace", &cookie).await.status, StatusCode::OK);
    let renamed = cookie.replace("__Host-", "");
    assert_eq!(desk.get("/fr/mon-espace", &renamed).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn whoever_has_not_entered_signs_in_first_then_comes_back_and_never_elsewhere() {
    let desk = Desk::open().await;
    let sent = get(&desk.site, "/fr/mon-espace?a=1").await;
    assert_eq!(sent.header("location"), "/fr/connexion?next=%2Ffr%2Fmon-espace%3Fa%3D1");
    assert!(get(&desk.site, sent.header("location")).await.text.contains(r#"value="/fr/mon-espace?a=1""#));
    let link = desk.link("camille@exemple.fr", "%2Ffr%2Fmon-espace%3Fa%3D1").await;
    assert!(link.ends_with("?next=%2Ffr%2Fmon-espace%3Fa%3D1"), "{link}");
    assert_eq!(post(&desk.site, &link, "").await.header("location"), "/fr/mon-espace?a=1");
    let link = desk.link("camille@exemple.fr", "https://evil.example/fr/").await;
    assert!(!link.contains("evil"), "{link}");
    let forged = format!("{link}?next=//evil.example");
    assert_eq!(post(&desk.site, &forged, "").await.header("location"), "/fr/mon-espace");
}

#[tokio::test]
async fn what_is_asked_is_told_the_same_for_every_address_and_a_wrong_one_is_explained_with_the_form_kept() {
    let desk = Desk::open().await;
    desk.enter("camille@exemple.fr").await;
    let known = post(&desk.site, "/fr/connexion", "address=camille@exemple.fr").await;
    let unknown = post(&desk.site, "/fr/connexion", "address=nobody@exemple.fr").await;
    assert_eq!((known.status, known.header("location")), (unknown.status, unknown.header("location")));
    let wrong = post(&desk.site, "/fr/connexion", "address=camille&next=/fr/mon-espace").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains(r#"value="camille""#) && wrong.text.contains(r#"value="/fr/mon-espace""#));
    let trapped = post(&desk.site, "/fr/connexion", "address=robot@exemple.fr&website=x").await;
    assert_eq!(trapped.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.store.outbox().counts().await.unwrap().waiting, 2, "none for the robot");
}

#[tokio::test]
async fn one_says_ones_name_and_ends_the_ways_in_of_other_devices() {
    let desk = Desk::open().await;
    let here = desk.enter("camille@exemple.fr").await;
    let there = desk.enter("camille@exemple.fr").await;
    let saved = desk.post("/fr/mon-espace", &here, "name=Camille+%3Cb%3E&lang=en").await;
    assert!(saved.text.contains("Camille &#60;b&#62;") && !saved.text.contains("<b>"));
    let other = there.split_once('=').unwrap().1.parse().unwrap();
    let id = desk.store.people().entered(&other, &clock::now(), NOW).await.unwrap().unwrap().login;
    let ended = desk.post("/fr/mon-espace/sortir", &here, &format!("login={id}")).await;
    assert_eq!(ended.header("location"), "/fr/mon-espace#logins");
    assert_eq!(desk.get("/fr/mon-espace", &there).await.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.get("/fr/mon-espace", &here).await.status, StatusCode::OK);
    let left = desk.post("/fr/mon-espace/sortir", &here, "login=this").await;
    assert!(left.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(desk.get("/fr/mon-espace", &here).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_pilot_gives_and_takes_roles_and_for_others_there_is_nothing() {
    let desk = Desk::open().await;
    desk.give("alix@exemple.fr", Role::Pilot).await;
    desk.give("jade@exemple.fr", Role::Juror).await;
    let (pilot, juror) = (desk.enter("alix@exemple.fr").await, desk.enter("jade@exemple.fr").await);
    let nowhere = desk.get("/fr/sessions/none/equipe", &juror).await;
    for (path, cookie) in [(TEAM, &juror), ("/fr/sessions/none/equipe", &pilot)] {
        let hidden = desk.get(path, cookie).await;
        assert_eq!((hidden.status, hidden.text.len()), (StatusCode::NOT_FOUND, nowhere.text.len()), "{path}");
    }
    assert_eq!(desk.post(TEAM, &juror, "address=x@exemple.fr&role=pilot").await.status, StatusCode::NOT_FOUND);

    let wrong = desk.post(TEAM, &pilot, "address=dominique&role=nobody&areas=16,99").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for held in ["dominique", "ni un département", "Choisissez un rôle"] {
        assert!(wrong.text.contains(held), "{held}");
    }
    let given = desk.post(TEAM, &pilot, "address=dominique@exemple.fr&role=state-service&areas=16+reg:75").await;
    assert_eq!(given.header("location"), TEAM);
    let page = desk.get(TEAM, &pilot).await.text;
    assert!(page.contains("dominique@exemple.fr") && page.contains("Charente, Nouvelle-Aquitaine"));
    assert!(desk.store.outbox().counts().await.unwrap().waiting == 1, "a mail tells them");

    let members = desk.store.people().of_session(SESSION).await.unwrap();
    let id = |address: &str| members.iter().find(|(p, _)| p.address.as_str() == address).unwrap().0.id.to_string();
    let mine = desk.post(TEAM, &pilot, &format!("take={}&role=pilot", id("alix@exemple.fr"))).await;
    assert_eq!(mine.status, StatusCode::UNPROCESSABLE_ENTITY);
    let taken = desk.post(TEAM, &pilot, &format!("take={}&role=juror", id("jade@exemple.fr"))).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    assert!(!desk.get(TEAM, &pilot).await.text.contains("jade@exemple.fr"));
    assert!(desk.store.check().await.is_empty());
}

#[tokio::test]
async fn roles_are_played_in_a_demonstration_and_nowhere_else() {
    let desk = Desk::open().await;
    assert!(get(&desk.site, "/fr/jouer-un-role").await.text.contains("Alix Pilote"));
    let played = post(&desk.site, "/fr/jouer-un-role", "actor=pilot").await;
    let cookie = played.header("set-cookie").split(';').next().unwrap().to_owned();
    assert_eq!(desk.get(TEAM, &cookie).await.status, StatusCode::OK);
    assert_eq!(post(&desk.site, "/fr/jouer-un-role", "actor=nobody").await.status, StatusCode::NOT_FOUND);

    let real = Desk::at("https://mosaique.example", false).await;
    assert_eq!(get(&real.site, "/fr/jouer-un-role").await.status, StatusCode::NOT_FOUND);
    let refused = post(&real.site, "/fr/jouer-un-role", "actor=pilot").await;
    assert_eq!((refused.status, refused.header("set-cookie")), (StatusCode::NOT_FOUND, ""));
}

#[tokio::test]
async fn a_form_sent_by_another_site_is_refused() {
    let desk = Desk::open().await;
    let cookie = desk.enter("camille@exemple.fr").await;
    let request = Request::post("/fr/mon-espace/sortir")
        .header(header::COOKIE, &cookie)
        .header("sec-fetch-site", "cross-site")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = send(&desk.site, request.body(Body::from("login=all")).unwrap()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(desk.get("/fr/mon-espace", &cookie).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_way_in_ends_after_three_days_without_use_and_after_a_fortnight_in_any_case() {
    let desk = Desk::at("https://mosaique.example", false).await;
    let cookie = desk.enter("camille@exemple.fr").await;
    let start = clock::now();
    let mut day = 0;
    while day < 12 {
        day += 2;
        desk.go_to(&clock::after(&start, day * 86_400));
        assert_eq!(desk.get("/fr/mon-espace", &cookie).await.status, StatusCode::OK, "day {day}");
    }
    desk.go_to(&clock::after(&start, super::door::OPEN + 5));
    assert_eq!(desk.get("/fr/mon-espace", &cookie).await.status, StatusCode::SEE_OTHER, "a fortnight");

    let idle = Desk::at("https://mosaique.example", false).await;
    let cookie = idle.enter("camille@exemple.fr").await;
    idle.go_to(&clock::after(&clock::now(), super::door::IDLE + 5));
    assert_eq!(idle.get("/fr/mon-espace", &cookie).await.status, StatusCode::SEE_OTHER, "three days without use");
    idle.go_to(&clock::now());
    assert_eq!(idle.get("/fr/mon-espace", &cookie).await.status, StatusCode::SEE_OTHER, "it does not open again");
}

#[tokio::test]
async fn entering_gives_another_way_in_and_ends_the_one_that_the_browser_held() {
    let desk = Desk::open().await;
    let planted = desk.enter("mallory@exemple.fr").await;
    let link = desk.link("camille@exemple.fr", "").await;
    let entered = desk.post(&link, &planted, "").await;
    let cookie = entered.header("set-cookie").split(';').next().unwrap().to_owned();
    assert_ne!(cookie, planted);
    assert_eq!(desk.get("/fr/mon-espace", &planted).await.status, StatusCode::SEE_OTHER, "what was planted is over");
    assert!(desk.get("/fr/mon-espace", &cookie).await.text.contains("camille@exemple.fr"));
}

#[tokio::test]
async fn private_pages_are_kept_nowhere_and_a_site_on_https_is_never_reached_otherwise() {
    let desk = Desk::at("https://mosaique.example", false).await;
    desk.give("alix@exemple.fr", Role::Pilot).await;
    let cookie = desk.enter("alix@exemple.fr").await;
    for path in ["/fr/mon-espace", TEAM, "/fr/connexion", "/fr/connexion/envoye"] {
        let page = desk.get(path, &cookie).await;
        assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"), "{path}");
        assert_eq!(page.header("strict-transport-security"), "max-age=31536000; includeSubDomains", "{path}");
    }
    let left = desk.post("/fr/mon-espace/sortir", &cookie, "login=this").await;
    assert_eq!(left.header("clear-site-data"), "\"cache\"");
    let plain = Desk::open().await;
    assert_eq!(get(&plain.site, "/fr/connexion").await.header("strict-transport-security"), "");
    let traced = Request::builder().method("TRACE").uri("/fr/connexion").body(Body::empty()).unwrap();
    assert_eq!(send(&plain.site, traced).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn forms_say_nothing_that_their_page_does_not_ask_and_links_are_asked_for_so_often_and_no_more() {
    let desk = Desk::open().await;
    let cookie = desk.enter("camille@exemple.fr").await;
    // Fields that nobody asked for change nothing.
    desk.post("/fr/mon-espace", &cookie, "name=Camille&lang=fr&address=evil@exemple.fr&role=pilot&id=1").await;
    let space = desk.get("/fr/mon-espace", &cookie).await.text;
    assert!(space.contains("camille@exemple.fr") && space.contains("Aucun rôle") && !space.contains("evil"));
    let twice = desk.post("/fr/mon-espace", &cookie, "name=One&name=Two&lang=fr").await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "a field of one value is not given two");
    for _ in 1..super::MOST_LINKS {
        let asked = post(&desk.site, "/fr/connexion", "address=other@exemple.fr").await;
        assert_eq!(asked.header("location"), "/fr/connexion/envoye");
    }
    let refused = post(&desk.site, "/fr/connexion", "address=other@exemple.fr").await;
    assert_eq!((refused.status, refused.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "3600"));
    assert_eq!(desk.store.outbox().counts().await.unwrap().waiting, 5, "a mailbox is sent five at a time");
}
