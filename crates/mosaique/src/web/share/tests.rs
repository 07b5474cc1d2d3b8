//! News and subscriptions, asked as a browser, a mail program and a reader of feeds ask.

use std::path::Path;
use std::sync::LazyLock;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use press::{Brand, PublicUrl};
use store::{Place, Store};

use super::{Settings, is_one_click};
use crate::clock;
use crate::instance::Instance;
use crate::jobs::{Pace, digest, outbox};
use crate::mail::{Post, Way, read, sender};
use crate::web::tests::{Answer, INSTANCE, get, post, send};
use crate::web::{Site, State, router};

/// The session of the product with an event and a publication of its own, which somebody would write so.
static EVENTFUL: LazyLock<&'static Instance> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let product = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sessions/2023-productifs-sobres");
    for (name, text) in crate::files::folder_texts(&product).unwrap() {
        let text = if name == "news.toml" { NEWS.to_owned() } else { text };
        crate::files::write(&folder.path().join(name), text.as_bytes()).unwrap();
    }
    Instance::open(None, &[folder.path().to_owned()]).unwrap()
});

const NEWS: &str = r#"
[[item]]
id = "rencontre"
on = "2026-07-02"
kind = "event"
title = { fr = "Rencontre <script>", en = "Meeting <script>" }
text = { fr = "On se voit.", en = "We meet." }
source = "mosaique"
event = { start = "2026-10-05T09:30", end = "2026-10-05T17:00", zone = "Europe/Paris", place = { fr = "Évron", en = "Évron" } }
[[item]]
id = "cahier"
on = "2026-06-01"
kind = "publication"
title = { fr = "Un cahier", en = "A booklet" }
text = { fr = "À lire.", en = "To be read." }
source = "mosaique"
"#;

fn place(public_url: PublicUrl) -> Site {
    Site { brand: Brand::Neutral, publisher: None, public_url, background: None }
}

/// A site of a demonstration, its store, and what sends its mails in a folder.
struct Demo {
    site: axum::Router,
    store: Store,
    post: Post,
    folder: tempfile::TempDir,
}

impl Demo {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url: PublicUrl = "http://localhost:8080".parse().unwrap();
        let store = Store::open(&Place::Memory, "2026-01-01T00:00:00Z").await.unwrap();
        let mailbox = folder.path().join("mail");
        let from = sender(None, &url, false).unwrap();
        let post = Post::new(Way::Folder(mailbox.clone()), from, url.clone());
        let settings = Settings {
            mailbox: Some(mailbox),
            client_header: Some(header::HeaderName::from_static("x-forwarded-for")),
            ..Settings::default()
        };
        let state = State::new(*EVENTFUL, store.clone(), place(url)).with(settings);
        Self { site: router(state), store, post, folder }
    }

    /// Sends what is due, and gives the texts of the mails of the folder, the last written first.
    async fn mails(&self) -> Vec<press::page::MailView> {
        outbox::deliver(&self.store, &self.post, clock::now, || false).await.unwrap();
        self.folder_mails(&self.folder.path().join("mail"))
    }

    fn folder_mails(&self, folder: &Path) -> Vec<press::page::MailView> {
        crate::files::last_of_folder(folder, ".eml", 50).unwrap().0.iter().map(|mail| read(mail)).collect()
    }

    async fn ask(&self, address: &str) -> Answer {
        let form = format!("address={}&event=on&publication=on&consent=on", address.replace('@', "%40"));
        post(&self.site, "/fr/abonnement", &form).await
    }

    async fn confirm(&self, address: &str) {
        self.ask(address).await;
        let theirs: Vec<_> = self.mails().await.into_iter().filter(|mail| mail.to == address).collect();
        let link = link(&theirs, "/fr/abonnement/confirmer/");
        assert_eq!(post(&self.site, &link, "").await.status, StatusCode::OK);
    }
}

/// The first path of the mails that begins so.
fn link(mails: &[press::page::MailView], start: &str) -> String {
    let mut links = mails.iter().flat_map(|mail| &mail.links);
    links.find(|link| link.starts_with(start)).unwrap_or_else(|| panic!("no {start} in {mails:#?}")).clone()
}

#[tokio::test]
async fn a_reader_subscribes_confirms_receives_what_is_new_once_chooses_and_stops() {
    let demo = Demo::open().await;
    let asked = demo.ask("Camille@Exemple.fr").await;
    assert_eq!((asked.status, asked.header("location")), (StatusCode::SEE_OTHER, "/fr/abonnement/demande"));
    let mails = demo.mails().await;
    assert_eq!((mails.len(), mails[0].to.as_str()), (1, "camille@exemple.fr"));
    let confirm = link(&mails, "/fr/abonnement/confirmer/");

    // A program that follows the links of mails confirms nothing.
    let page = get(&demo.site, &confirm).await;
    assert!(page.status == StatusCode::OK && page.text.contains("c…@exemple.fr"), "{}", page.text);
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(demo.store.subscriptions().confirmed().await.unwrap().is_empty());

    assert!(post(&demo.site, &confirm, "").await.text.contains("L’abonnement est confirmé"));
    assert_eq!(post(&demo.site, &confirm, "").await.status, StatusCode::OK, "twice is once");
    assert_eq!(demo.store.subscriptions().confirmed().await.unwrap().len(), 1);
    assert_eq!(demo.mails().await.len(), 2, "one to confirm, one to welcome");

    // Two items are new after the confirmation: told once, newest first, with date and place.
    let later = clock::after(&clock::now(), 86_400);
    let url = demo.post.url();
    assert_eq!(digest::run_if_due(&demo.store, &EVENTFUL.sessions, url, Pace::Daily, &later).await.unwrap(), 1);
    assert_eq!(digest::run_if_due(&demo.store, &EVENTFUL.sessions, url, Pace::Daily, &later).await.unwrap(), 0);
    let much_later = clock::after(&later, 86_400);
    assert_eq!(digest::run_if_due(&demo.store, &EVENTFUL.sessions, url, Pace::Daily, &much_later).await.unwrap(), 0);
    let tally = outbox::deliver(&demo.store, &demo.post, || later.clone(), || false).await.unwrap();
    assert_eq!(tally.sent, 1);
    let mails = demo.folder_mails(&demo.folder.path().join("mail"));
    let told = &mails[0];
    assert_eq!(told.subject, "Mosaïque\u{a0}: 2 nouveautés");
    assert!(told.text.contains("Quand\u{a0}: 5 octobre 2026, de 9 h 30 à 17 h (heure de Paris)"), "{}", told.text);
    assert!(told.text.contains("Où\u{a0}: Évron") && told.text.find("Rencontre") < told.text.find("Un cahier"));

    // They choose English and publications only.
    let preferences = link(std::slice::from_ref(told), "/fr/abonnement/preferences/");
    let changed = post(&demo.site, &preferences, "publication=on&lang=en").await;
    assert!(changed.text.contains("C’est enregistré."), "{}", changed.text);
    assert_eq!(post(&demo.site, &preferences, "lang=en").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let kept = demo.store.subscriptions().confirmed().await.unwrap();
    assert_eq!((kept[0].topics.to_string().as_str(), kept[0].lang), ("publication", facts::Lang::En));

    // They stop, by the link of an old mail.
    let end = link(std::slice::from_ref(told), "/fr/abonnement/fin/");
    assert!(get(&demo.site, &end).await.text.contains("effacée"));
    assert_eq!(demo.store.subscriptions().confirmed().await.unwrap().len(), 1, "reading the page stops nothing");
    assert!(post(&demo.site, &end, "").await.text.contains("L’abonnement est arrêté"));
    assert!(demo.store.subscriptions().confirmed().await.unwrap().is_empty());
    assert_eq!(get(&demo.site, &preferences).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_mail_program_ends_a_subscription_in_one_click_from_elsewhere_and_nothing_else() {
    let demo = Demo::open().await;
    demo.confirm("camille@exemple.fr").await;
    let mails = demo.mails().await;
    let (end, preferences) = (link(&mails, "/fr/abonnement/fin/"), link(&mails, "/fr/abonnement/preferences/"));
    let from_elsewhere = |path: &str| {
        Request::post(path)
            .header("origin", "https://mail.example")
            .header("sec-fetch-site", "cross-site")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("List-Unsubscribe=One-Click"))
            .unwrap()
    };
    for path in [
        preferences.as_str(),
        "/fr/abonnement",
        "/fr/abonnement/fin/",
        "/fr/abonnement/fin/x",
        "/fr/territoires/composer",
    ] {
        assert_eq!(send(&demo.site, from_elsewhere(path)).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(demo.store.subscriptions().confirmed().await.unwrap().len(), 1);
    for _ in 0..2 {
        assert_eq!(send(&demo.site, from_elsewhere(&end)).await.status, StatusCode::OK, "twice is once");
    }
    assert!(demo.store.subscriptions().confirmed().await.unwrap().is_empty());
    assert!(is_one_click(&end) && is_one_click(&end.replace("/fr/abonnement/fin/", "/en/subscription/end/")));
    assert!(!is_one_click(&format!("{end}/")) && !is_one_click(&end.to_uppercase()));
}

#[tokio::test]
async fn nobody_learns_whether_an_address_is_known() {
    let demo = Demo::open().await;
    let unknown = demo.ask("camille@exemple.fr").await;
    let pending = demo.ask("camille@exemple.fr").await;
    demo.confirm("dominique@exemple.fr").await;
    let known = demo.ask("dominique@exemple.fr").await;
    for answer in [&pending, &known] {
        assert_eq!((answer.status, &answer.text), (unknown.status, &unknown.text));
        assert_eq!(answer.header("location"), unknown.header("location"));
    }
    let told: Vec<String> =
        demo.mails().await.into_iter().filter(|mail| mail.to.starts_with("dom")).map(|m| m.subject).collect();
    assert!(
        told.contains(&"Vous êtes déjà abonné à Mosaïque".to_owned()),
        "the owner of the mailbox is told: {told:?}"
    );
}

#[tokio::test]
async fn what_is_wrong_with_a_request_is_told_and_the_form_kept() {
    let demo = Demo::open().await;
    let answer = post(&demo.site, "/fr/abonnement", "address=camille%40exemple&event=on").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in [
        "n’a pas la forme attendue",
        "<title>Cette demande n’est pas comprise – Recevoir les actualités",
        "<a href=\"#consent\">Cochez la phrase",
        "aria-describedby=\"address-hint address-error\" aria-invalid=\"true\" value=\"camille@exemple\"",
    ] {
        assert!(answer.text.contains(part), "{part}\n{}", answer.text);
    }
    let none = post(&demo.site, "/en/subscription", "address=&consent=on").await;
    assert!(
        none.text.contains("Write your e-mail address") && none.text.contains("Choose at least one"),
        "{}",
        none.text
    );
    for hostile in ["a%40b.fr%0D%0ABcc%3A+c%40d.fr", "%3Cscript%3E%40b.fr", "%00%40b.fr"] {
        let form = format!("address={hostile}&event=on&consent=on");
        let answer = post(&demo.site, "/fr/abonnement", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{hostile}");
        assert!(!answer.text.contains("<script>@"), "{}", answer.text);
    }
    assert!(demo.mails().await.is_empty());
    let not_a_form = Request::post("/fr/abonnement").body(Body::from("{}")).unwrap();
    assert!(send(&demo.site, not_a_form).await.status.is_client_error());
}

#[tokio::test]
async fn a_program_that_fills_every_field_is_answered_as_anybody_and_writes_nothing() {
    let demo = Demo::open().await;
    let form = "address=camille%40exemple.fr&event=on&consent=on&website=https%3A%2F%2Fspam.example";
    let answer = post(&demo.site, "/fr/abonnement", form).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/fr/abonnement/demande"));
    assert!(demo.mails().await.is_empty());
}

#[tokio::test]
async fn one_address_is_written_to_three_times_a_day_and_one_client_asks_ten_times_an_hour() {
    let demo = Demo::open().await;
    let ask = |rank: usize, forwarded: &str| {
        let form = format!("address=a{rank}%40exemple.fr&event=on&consent=on");
        Request::post("/fr/abonnement")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("x-forwarded-for", forwarded)
            .extension(ConnectInfo(std::net::SocketAddr::from(([127, 0, 0, 1], 4000))))
            .body(Body::from(form))
            .unwrap()
    };
    // The first address of the list is what the client claims: it changes nothing.
    for rank in 0..10 {
        let answer = send(&demo.site, ask(rank, &format!("198.51.100.{rank}, 192.0.2.1"))).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{rank}");
    }
    let refused = send(&demo.site, ask(10, "198.51.100.99, 192.0.2.1")).await;
    assert_eq!((refused.status, refused.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "3600"));
    assert!(refused.text.contains("Trop de demandes"));
    assert_eq!(demo.mails().await.len(), 10);
    for other in 2..7 {
        let answer = send(&demo.site, ask(0, &format!("192.0.2.{other}"))).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "the same answer, sent or not");
    }
    let to_one = demo.mails().await.iter().filter(|mail| mail.to == "a0@exemple.fr").count();
    assert_eq!(to_one, 3);
}

#[tokio::test]
async fn links_that_are_not_good_any_more_say_so_and_how_to_ask_again() {
    let demo = Demo::open().await;
    for token in ["0".repeat(32), "x".to_owned(), "%00".to_owned(), "a".repeat(500)] {
        for page in ["confirmer", "fin", "preferences"] {
            let path = format!("/fr/abonnement/{page}/{token}");
            let answer = get(&demo.site, &path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            assert!(answer.text.contains("Ce lien ne vaut plus"), "{path}");
        }
        let confirm = post(&demo.site, &format!("/fr/abonnement/confirmer/{token}"), "").await;
        assert_eq!(confirm.status, StatusCode::NOT_FOUND);
        let change = post(&demo.site, &format!("/fr/abonnement/preferences/{token}"), "news=on").await;
        assert_eq!(change.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn feeds_and_calendars_are_served_as_what_they_are_and_announced_by_every_page() {
    let demo = Demo::open().await;
    for (path, kind, part) in [
        (
            "/feed.atom",
            "application/atom+xml; charset=utf-8",
            "<link href=\"http://localhost:8080/feed.atom\" rel=\"self\"",
        ),
        ("/en/feed.atom", "application/atom+xml; charset=utf-8", "Meeting &lt;script&gt;"),
        ("/feed/2023-productifs-sobres.atom", "application/atom+xml; charset=utf-8", "rencontre/fr</id>"),
        ("/fr/agenda.ics", "text/calendar; charset=utf-8", "DTSTART:20261005T073000Z\r\n"),
        ("/en/calendar.ics", "text/calendar; charset=utf-8", "LOCATION:Évron\r\n"),
        (
            "/fr/actualites/rencontre.ics",
            "text/calendar; charset=utf-8",
            "UID:rencontre.2023-productifs-sobres@localhost",
        ),
    ] {
        let answer = get(&demo.site, path).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, kind), "{path}");
        assert!(answer.text.contains(part), "{path}: {}", answer.text);
    }
    for (path, feed) in [("/fr/", "/feed.atom"), ("/en/territories/16015", "/en/feed.atom")] {
        let announced = "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Mosaïque";
        let page = get(&demo.site, path).await.text;
        let line = page.lines().find(|line| line.starts_with(announced)).unwrap();
        assert!(line.ends_with(&format!("href=\"{feed}\">")), "{line}");
    }
    for path in ["/feed/other.atom", "/feed/2023-productifs-sobres", "/fr/actualites/cahier.ics", "/fr/actualites/rien"]
    {
        assert_eq!(get(&demo.site, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let page = get(&demo.site, "/fr/actualites").await.text;
    assert!(page.contains("Rencontre &#60;script&#62;") && page.contains("heure de Paris"), "{page}");
    assert!(page.find("Rencontre").unwrap() < page.find("Un cahier").unwrap());
    assert!(get(&demo.site, "/fr/actualites/rencontre").await.text.contains("http://localhost:8080/s/fnrencontre"));
}

#[tokio::test]
async fn a_short_address_leads_to_a_page_of_this_site_that_is_there_or_nowhere() {
    let demo = Demo::open().await;
    for (code, path) in [
        ("fh", "/fr/"),
        ("et16015", "/en/territories/16015"),
        ("ftdep:16", "/fr/territoires/dep:16"),
        ("ftlaureate:coevrons", "/fr/territoires/laureate:coevrons"),
        ("flcoevrons", "/fr/laureats/coevrons"),
        ("fncahier", "/fr/actualites/cahier"),
        ("ea", "/en/subscription"),
        ("fs2023-productifs-sobres:s", "/fr/sessions/2023-productifs-sobres/etapes"),
    ] {
        let answer = get(&demo.site, &format!("/s/{code}")).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::PERMANENT_REDIRECT, path), "{code}");
    }
    for code in [
        "ft99999",
        "flnobody",
        "fnnothing",
        "x",
        "f%2F%2Fevil.example",
        "ft..%2F..",
        "ftperimeter:000000000000",
        "ft1601",
        "fsnothing",
        "fs2023-productifs-sobres:q",
    ] {
        let answer = get(&demo.site, &format!("/s/{code}")).await;
        assert!(answer.status.is_client_error() && answer.header("location").is_empty(), "{code}: {}", answer.status);
    }
    let saved = post(&demo.site, "/fr/territoires/composer", "name=Deux&codes=16015%0D%0A16374").await;
    let token = saved.header("location").rsplit('/').next().unwrap();
    let short = get(&demo.site, &format!("/s/ft{token}")).await;
    assert_eq!(short.header("location"), saved.header("location"));
}

#[tokio::test]
async fn the_mails_of_a_demonstration_are_shown_and_those_of_an_instance_are_not() {
    let demo = Demo::open().await;
    assert!(get(&demo.site, "/fr/courriels").await.text.contains("Aucun courriel"));
    demo.ask("camille@exemple.fr").await;
    demo.mails().await;
    let page = get(&demo.site, "/fr/courriels").await;
    assert!(page.text.contains("Confirmez votre abonnement à Mosaïque"), "{}", page.text);
    assert!(page.text.contains("href=\"/fr/abonnement/confirmer/") && page.header("cache-control") == "no-store");
    let store = Store::open(&Place::Memory, "2026-01-01T00:00:00Z").await.unwrap();
    let site = router(State::new(*INSTANCE, store, place("https://mosaique.example".parse().unwrap())));
    assert_eq!(get(&site, "/fr/courriels").await.status, StatusCode::NOT_FOUND);
}
