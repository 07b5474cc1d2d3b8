use super::*;
use crate::Salt;
use crate::people::How;
use crate::testing::{on_each, on_each_kept};

const NOW: &str = "2026-07-01T10:00:00Z";
const SOON: &str = "2026-07-01T10:10:00Z";
const LATER: &str = "2026-07-08T10:00:00Z";

fn token(rank: u8) -> Token {
    Token::from_bytes([rank; 16])
}

fn id(rank: u8) -> PersonId {
    format!("{rank:02x}").repeat(16).parse().unwrap()
}

fn moment(now: &str) -> Moment<'_> {
    Moment { now, salt: Salt([9; 16]) }
}

fn address(text: &str) -> EmailAddress {
    text.parse().unwrap()
}

fn account(subject: &str) -> Account {
    Account {
        issuer: "https://provider.example".into(),
        subject: subject.into(),
        siret: Some("13002526500013".into()),
        assurance: Some("eidas1".into()),
    }
}

async fn enter(store: &Store, account: &Account, verified: Option<&str>, rank: u8) -> Option<Person> {
    let verified = verified.map(address);
    let (login, id) = (token(rank), id(rank));
    let opening = Opening { login: &login, id: &id, how: How::Provider, device: "Firefox", expires_at: LATER };
    let verified = verified.as_ref().map(|address| (address, Lang::Fr));
    match store.providers().enter(account, verified, opening, moment(NOW)).await.unwrap() {
        Entering::In(person) => Some(person),
        Entering::Unproved => None,
    }
}

#[tokio::test]
async fn a_way_to_the_provider_is_come_back_from_once_and_in_time() {
    on_each(async |base| {
        let store = base.open(NOW).await;
        let attempt = Attempt { person: None, lang: Lang::En, next: "/en/my-space".into() };
        for rank in [1, 2] {
            store.providers().begin(&token(rank), &attempt, (NOW, SOON)).await.unwrap();
        }
        let take = async |rank, now| store.providers().take(&token(rank), now).await.unwrap();
        assert_eq!(take(1, "2026-07-01T10:09:59Z").await, Some(attempt));
        assert_eq!(take(1, NOW).await, None, "twice");
        assert_eq!(take(2, SOON).await, None, "too late");
        assert_eq!(take(2, NOW).await, None, "it was taken out all the same");
        assert_eq!(take(3, NOW).await, None, "never begun");
    })
    .await;
}

#[tokio::test]
async fn an_account_is_bound_once_and_then_neither_its_address_nor_that_of_others_counts() {
    on_each_kept(async |base| {
        let store = base.open(NOW).await;
        let first = enter(&store, &account("a"), Some("camille@exemple.fr"), 20).await.unwrap();
        assert_eq!(first.address, address("camille@exemple.fr"));
        let again = enter(&store, &account("a"), Some("somebody.else@exemple.fr"), 21).await.unwrap();
        assert_eq!(again.id, first.id, "the address changed at the provider");
        let silent = enter(&store, &account("a"), None, 22).await.unwrap();
        assert_eq!(silent.id, first.id, "no address at all");
        let successor = enter(&store, &account("b"), Some("camille@exemple.fr"), 23).await;
        assert_eq!(successor, None, "the address was given to somebody else, who has another account there");
        let acts: Vec<String> =
            store.journal().about(&format!("person:{}", first.id)).await.unwrap().into_iter().map(|e| e.act).collect();
        assert_eq!(acts, ["enter", "attach-provider", "enter", "enter"]);
        assert!(store.check().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_address_that_was_not_verified_opens_nothing_and_makes_nobody() {
    on_each_kept(async |base| {
        let store = base.open(NOW).await;
        enter(&store, &account("a"), Some("camille@exemple.fr"), 20).await.unwrap();
        assert_eq!(enter(&store, &account("x"), None, 21).await, None);
        let mut conn = base.connect().await;
        for (table, rows) in [("person", 1), ("login", 1), ("provider_account", 1)] {
            let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
            let found: i64 = sqlx::query_scalar(sql).fetch_one(&mut conn).await.unwrap();
            assert_eq!(found, rows, "{table}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_account_kept_for_a_browser_is_bound_to_who_proves_its_address_and_to_nobody_else() {
    on_each(async |base| {
        let store = base.open(NOW).await;
        let camille = enter(&store, &account("a"), Some("camille@exemple.fr"), 20).await.unwrap();
        let alix = enter(&store, &account("b"), Some("alix@exemple.fr"), 21).await.unwrap();
        let keep = async |rank, subject: &str| {
            let to = address("camille@exemple.fr");
            store.providers().keep(&token(rank), &account(subject), &to, (NOW, SOON)).await.unwrap();
        };
        keep(1, "c").await;
        assert!(!store.providers().prove(&token(1), &alix, moment(NOW)).await.unwrap(), "another mailbox");
        assert!(!store.providers().prove(&token(1), &camille, moment(NOW)).await.unwrap(), "it was taken out");
        keep(2, "c").await;
        assert!(!store.providers().prove(&token(2), &camille, moment(SOON)).await.unwrap(), "too late");
        keep(3, "b").await;
        assert!(!store.providers().prove(&token(3), &camille, moment(NOW)).await.unwrap(), "it is Alix's");
        keep(4, "c").await;
        assert!(store.providers().prove(&token(4), &camille, moment(NOW)).await.unwrap());
        assert_eq!(enter(&store, &account("c"), None, 22).await.unwrap().id, camille.id);
    })
    .await;
}

#[tokio::test]
async fn an_account_is_bound_and_unbound_by_its_holder_alone() {
    on_each(async |base| {
        let store = base.open(NOW).await;
        let camille = enter(&store, &account("a"), Some("camille@exemple.fr"), 20).await.unwrap();
        let alix = enter(&store, &account("b"), Some("alix@exemple.fr"), 21).await.unwrap();
        let attach = async |subject: &str, to: &Person| {
            store.providers().attach(&account(subject), &to.id, moment(NOW)).await.unwrap()
        };
        assert_eq!(attach("a", &alix).await, Binding::Taken);
        assert_eq!((attach("c", &alix).await, attach("c", &alix).await), (Binding::Done, Binding::Done));
        let mine = store.providers().of(&alix.id).await.unwrap();
        assert_eq!(mine.iter().map(|b| b.account.clone()).collect::<Vec<_>>(), [account("b"), account("c")]);
        let detach =
            async |whose: &Person| store.providers().detach(&whose.id, &mine[1].key(), moment(NOW)).await.unwrap();
        assert!(!detach(&camille).await, "of somebody else");
        assert!(detach(&alix).await && !detach(&alix).await);
        assert_eq!(enter(&store, &account("c"), None, 22).await, None);
    })
    .await;
}

#[tokio::test]
async fn what_leaves_the_provider_goes_with_the_way_in() {
    on_each_kept(async |base| {
        let store = base.open(NOW).await;
        let camille = enter(&store, &account("a"), Some("camille@exemple.fr"), 20).await.unwrap();
        store.providers().note_session(&token(20), "https://provider.example", "e30.e30.").await.unwrap();
        let session = async |issuer: &str| store.providers().session(&token(20), issuer).await.unwrap();
        assert_eq!(session("https://provider.example").await.as_deref(), Some("e30.e30."));
        assert_eq!(session("https://other.example").await, None);
        store.people().leave(&camille.id, None).await.unwrap();
        assert_eq!(session("https://provider.example").await, None);
        let mut conn = base.connect().await;
        let left: i64 = sqlx::query_scalar("select count(*) from provider_session").fetch_one(&mut conn).await.unwrap();
        assert_eq!(left, 0);
    })
    .await;
}

#[tokio::test]
async fn what_the_browser_holds_is_kept_nowhere_and_what_is_over_is_removed() {
    on_each_kept(async |base| {
        let store = base.open(NOW).await;
        let attempt = Attempt { person: None, lang: Lang::Fr, next: String::new() };
        store.providers().begin(&token(1), &attempt, (NOW, SOON)).await.unwrap();
        let to = address("camille@exemple.fr");
        store.providers().keep(&token(1), &account("a"), &to, (NOW, SOON)).await.unwrap();
        let mut conn = base.connect().await;
        for table in ["provider_attempt", "provider_claim"] {
            let sql = sqlx::AssertSqlSafe(format!("select sha256 from {table}"));
            let kept: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut conn).await.unwrap();
            assert!(kept.len() == 1 && kept[0].len() == 64, "{table}");
        }
        assert_eq!(store.people().purge(NOW).await.unwrap(), 0);
        assert_eq!(store.people().purge(SOON).await.unwrap(), 2);
    })
    .await;
}
