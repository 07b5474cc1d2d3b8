use super::*;
use crate::people::How;
use crate::testing::{on_each, on_each_kept};
use crate::{Salt, Token};

const NOW: &str = "2026-07-01T10:00:00Z";
const SOON: &str = "2026-07-01T10:05:00Z";
const LATER: &str = "2026-07-08T10:00:00Z";

fn token(rank: u8) -> Token {
    Token::from_bytes([rank; 16])
}

fn id(rank: u8) -> PersonId {
    format!("{rank:02x}").repeat(16).parse().unwrap()
}

fn moment() -> Moment<'static> {
    Moment { now: NOW, salt: Salt([9; 16]) }
}

fn passkey(id: &str) -> Passkey {
    Passkey {
        id: id.into(),
        name: " Téléphone\n de  service ".into(),
        fixed: vec![0, 255, 16],
        moving: vec![1],
        transports: 18,
        created_at: NOW.into(),
        used_at: None,
    }
}

async fn person(store: &Store, rank: u8) -> PersonId {
    let address = format!("p{rank}@exemple.fr").parse().unwrap();
    let (login, id) = (token(rank), id(rank));
    let opening = Opening { login: &login, id: &id, how: How::Link, device: "", expires_at: LATER };
    store.people().welcome(&address, facts::Lang::Fr, opening, moment()).await.unwrap().id
}

#[tokio::test]
async fn a_challenge_is_answered_once_in_time_and_by_whom_it_was_given_to() {
    on_each(async |base| {
        let store = base.open(NOW).await;
        let (camille, alix) = (person(&store, 1).await, person(&store, 2).await);
        for (challenge, whose) in [(&b"one"[..], None), (b"two", None), (b"three", Some(&camille)), (b"four", None)] {
            store.passkeys().begin(challenge, whose, &[7, 255], (NOW, SOON)).await.unwrap();
        }
        let take = async |challenge: &[u8], whose, now| store.passkeys().take(challenge, whose, now).await.unwrap();
        assert_eq!(take(b"one", None, NOW).await, Some(vec![7, 255]));
        assert_eq!(take(b"one", None, NOW).await, None, "replayed");
        assert_eq!(take(b"two", None, SOON).await, None, "too late");
        assert_eq!(take(b"three", Some(&alix), NOW).await, None, "of somebody else");
        assert_eq!(take(b"three", Some(&camille), NOW).await, None, "one wrong answer uses it up");
        assert_eq!(take(b"four", Some(&camille), NOW).await, None, "given to enter, not to add");
        assert_eq!(take(b"five", None, NOW).await, None, "never given");
    })
    .await;
}

#[tokio::test]
async fn a_passkey_is_added_named_and_removed_by_its_holder_alone() {
    on_each_kept(async |base| {
        let store = base.open(NOW).await;
        let (camille, alix) = (person(&store, 1).await, person(&store, 2).await);
        let add = async |whose: &PersonId, id: &str| store.passkeys().add(whose, &passkey(id), moment()).await.unwrap();
        assert_eq!(add(&camille, "abc").await, Added::Done);
        assert_eq!(add(&alix, "abc").await, Added::Known);
        let [mine] = store.passkeys().of(&camille).await.unwrap().try_into().unwrap();
        assert_eq!(mine, Passkey { name: "Téléphone de service".into(), ..passkey("abc") });
        assert_eq!(store.passkeys().find(&camille, "abc").await.unwrap(), Some(mine.clone()));
        assert_eq!(store.passkeys().find(&alix, "abc").await.unwrap(), None);
        assert!(!store.passkeys().rename(&alix, &mine.key(), "x").await.unwrap());
        assert!(store.passkeys().rename(&camille, &mine.key(), &"é".repeat(80)).await.unwrap());
        assert_eq!(store.passkeys().of(&camille).await.unwrap()[0].name, "é".repeat(60));
        assert!(!store.passkeys().remove(&alix, &mine.key(), moment()).await.unwrap());
        assert!(store.passkeys().remove(&camille, &mine.key(), moment()).await.unwrap());
        assert!(!store.passkeys().remove(&camille, &mine.key(), moment()).await.unwrap());
        for rank in 0..10 {
            assert_eq!(add(&camille, &format!("k{rank}")).await, Added::Done);
        }
        assert_eq!(add(&camille, "k10").await, Added::TooMany);
        let acts: Vec<String> =
            store.journal().about(&format!("person:{camille}")).await.unwrap().into_iter().map(|e| e.act).collect();
        assert_eq!(acts[..3], ["enter", "add-passkey", "remove-passkey"]);
        assert!(store.check().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn one_enters_with_a_passkey_as_it_was_read_and_two_copies_of_it_are_not_both_let_in() {
    on_each(async |base| {
        let store = base.open(NOW).await;
        let camille = person(&store, 1).await;
        store.passkeys().add(&camille, &passkey("abc"), moment()).await.unwrap();
        let read = store.passkeys().find(&camille, "abc").await.unwrap().unwrap();
        let enter = async |rank: u8, moving: &[u8]| {
            let (login, id) = (token(rank), id(rank));
            let opening = Opening { login: &login, id: &id, how: How::Passkey, device: "", expires_at: LATER };
            store.passkeys().enter(&read, moving, opening, moment()).await.unwrap()
        };
        assert_eq!(enter(20, &[2]).await.unwrap().id, camille);
        assert_eq!(enter(21, &[2]).await, None, "its counter moved since it was read");
        let now = store.passkeys().find(&camille, "abc").await.unwrap().unwrap();
        assert_eq!((now.moving, now.used_at.as_deref()), (vec![2], Some(NOW)));
        assert!(store.people().entered(&token(20), NOW, NOW).await.unwrap().is_some());
        assert!(store.people().entered(&token(21), NOW, NOW).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn challenges_that_nobody_answers_are_removed() {
    on_each(async |base| {
        let store = base.open(NOW).await;
        store.passkeys().begin(b"one", None, &[1], (NOW, SOON)).await.unwrap();
        assert_eq!(store.people().purge(SOON).await.unwrap(), 1);
        assert_eq!(store.passkeys().take(b"one", None, NOW).await.unwrap(), None);
    })
    .await;
}
