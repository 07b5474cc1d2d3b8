use super::*;
use crate::LetterKind;
use crate::testing::{on_each, on_each_kept};

const NOW: &str = "2026-07-01T10:00:00Z";
const SOON: &str = "2026-07-01T10:30:00Z";
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

fn camille() -> EmailAddress {
    "camille@exemple.fr".parse().unwrap()
}

fn mail(key: &str) -> Outgoing {
    let (subject, text, html) = (String::new(), String::new(), String::new());
    let (kind, lang, unsubscribe) = (LetterKind::Test, Lang::Fr, None);
    Outgoing { key: key.into(), kind, to: camille(), lang, subject, text, html, unsubscribe }
}

async fn ask(store: &Store, rank: u8, now: &str, until: &str) -> bool {
    let mail = mail(&format!("enter:{rank}"));
    store.people().ask(&camille(), Lang::Fr, &token(rank), (now, until), &mail).await.unwrap()
}

async fn enter(store: &Store, link: u8, login: u8, now: &str) -> Option<Person> {
    let (login, id) = (token(login), id(login));
    let opening = Opening { login: &login, id: &id, how: How::Link, device: "Firefox", expires_at: LATER };
    store.people().enter(&token(link), opening, moment(now)).await.unwrap()
}

#[tokio::test]
async fn a_link_opens_once_until_its_last_second_and_whoever_comes_back_is_the_same() {
    on_each(async |base| {
        let store = base.open(NOW).await;
        assert!(ask(&store, 1, NOW, SOON).await);
        assert_eq!(store.people().asked(&token(1), "2026-07-01T10:29:59Z").await.unwrap(), Some(camille()));
        assert_eq!(store.people().asked(&token(1), SOON).await.unwrap(), None);
        assert_eq!(enter(&store, 9, 20, NOW).await, None, "a link that nobody was sent");
        let first = enter(&store, 1, 20, NOW).await.unwrap();
        assert_eq!((first.address.clone(), first.verified_at.as_deref()), (camille(), Some(NOW)));
        assert_eq!(enter(&store, 1, 21, NOW).await, None, "twice");
        ask(&store, 2, NOW, SOON).await;
        let again = enter(&store, 2, 22, "2026-07-01T10:10:00Z").await.unwrap();
        assert_eq!(again, first);
        assert_eq!(store.people().logins(&first.id, NOW).await.unwrap().len(), 2);
        assert_eq!(store.journal().len().await.unwrap(), 2, "each entry is in the journal");
    })
    .await;
}

#[tokio::test]
async fn a_way_in_is_good_until_it_ends_or_is_ended_and_tells_when_it_was_used() {
    on_each(async |base| {
        let store = base.open(NOW).await;
        ask(&store, 1, NOW, SOON).await;
        let person = enter(&store, 1, 20, NOW).await.unwrap();
        let who = async |now: &str, noted: &str| store.people().entered(&token(20), now, noted).await.unwrap();
        assert_eq!(who(NOW, NOW).await.unwrap().person, person);
        assert!(who("2026-07-08T09:59:59Z", NOW).await.is_some());
        assert!(who(LATER, NOW).await.is_none());
        assert!(store.people().entered(&token(1), NOW, NOW).await.unwrap().is_none(), "a link is no way in");
        who("2026-07-02T08:00:00Z", "2026-07-02T07:55:00Z").await.unwrap();
        let [login] = store.people().logins(&person.id, NOW).await.unwrap().try_into().unwrap();
        assert_eq!(
            (login.seen_at.as_str(), login.how, login.device.as_str()),
            ("2026-07-02T08:00:00Z", How::Link, "Firefox")
        );
        assert_eq!(store.people().leave(&id(7), Some(&login.id)).await.unwrap(), 0, "of somebody else");
        assert_eq!(store.people().leave(&person.id, Some(&login.id)).await.unwrap(), 1);
        assert!(who(NOW, NOW).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn an_address_is_sent_five_links_at_a_time_and_no_more() {
    on_each(async |base| {
        let store = base.open(NOW).await;
        for rank in 1..=5 {
            assert!(ask(&store, rank, NOW, SOON).await);
        }
        assert!(!ask(&store, 6, NOW, SOON).await);
        assert_eq!(store.outbox().counts().await.unwrap().waiting, 5);
        assert!(ask(&store, 7, SOON, LATER).await, "the first ones are over");
    })
    .await;
}

#[tokio::test]
async fn a_role_can_be_given_before_its_holder_comes_and_is_theirs_when_they_do() {
    on_each_kept(async |base| {
        let store = base.open(NOW).await;
        let part = Part {
            session: "demonstration".into(),
            role: Role::StateService,
            areas: ["16", "reg:75"].map(str::to_owned).into(),
        };
        let given = store.people().give(None, (&camille(), Lang::Fr, &id(3)), &part, None, moment(NOW)).await.unwrap();
        assert_eq!(given, id(3));
        assert_eq!(store.people().find(&given).await.unwrap().unwrap().verified_at, None);
        ask(&store, 1, NOW, SOON).await;
        let person = enter(&store, 1, 20, NOW).await.unwrap();
        assert_eq!(person.id, given);
        let entered = store.people().entered(&token(20), NOW, NOW).await.unwrap().unwrap();
        assert_eq!(entered.parts, std::slice::from_ref(&part));
        assert_eq!(store.people().of_session("demonstration").await.unwrap(), [(person.clone(), part)]);
        assert_eq!(store.people().of_session("other").await.unwrap(), []);

        let (people, role) = (store.people(), Role::StateService);
        assert!(people.take(Some(&id(5)), &person.id, "demonstration", role, moment(NOW)).await.unwrap());
        assert!(!people.take(Some(&id(5)), &person.id, "demonstration", role, moment(NOW)).await.unwrap(), "twice");
        let acts: Vec<String> =
            store.journal().about(&format!("person:{given}")).await.unwrap().into_iter().map(|e| e.act).collect();
        assert_eq!(acts, ["give-role", "enter", "take-role"]);
        assert!(store.check().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn neither_links_nor_ways_in_are_written_and_what_is_over_is_removed() {
    on_each_kept(async |base| {
        let store = base.open(NOW).await;
        ask(&store, 1, NOW, SOON).await;
        enter(&store, 1, 20, NOW).await.unwrap();
        ask(&store, 2, NOW, SOON).await;
        let mut conn = base.connect().await;
        for table in ["login", "sign_in"] {
            let sql = sqlx::AssertSqlSafe(format!("select sha256 from {table}"));
            let kept: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut conn).await.unwrap();
            assert!(kept.len() == 1 && kept[0].len() == 64, "{table}");
        }
        assert_eq!(store.people().purge(LATER).await.unwrap(), 2);
    })
    .await;
}
