use std::collections::BTreeSet;

use programme::calendar::Instant;
use programme::dossier::Place;
use programme::id::{ItemId, PersonId};
use programme::workspace::{Capacity, Happened, Origin, PromiseSource};

use super::*;
use crate::people::Moment;
use crate::testing::{Base, on_each};

const NOW: &str = "2027-04-01T08:00:00Z";
const LATER: &str = "2027-04-02T08:00:00Z";

fn lea() -> PersonId {
    "b2".repeat(16).parse().unwrap()
}

fn kept(state: Workspace, happened: Happened, at: &str) -> Kept<Workspace> {
    let at: Instant = at.parse().unwrap();
    let (state, events) = state.after([happened], Some(&lea()), at);
    let events = events.into_iter().map(|event| (event, Salt([7; 16]))).collect();
    Kept { state, events, mails: Vec::new(), texts: Vec::new() }
}

fn opened(id: &str) -> Kept<Workspace> {
    let happened = Happened::WorkspaceOpened {
        workspace: id.parse().unwrap(),
        session: "demonstration".parse().unwrap(),
        origin: Origin::Laureate { laureate: "coevrons".parse().unwrap() },
        place: Place { name: "Coëvrons".into(), departements: BTreeSet::new(), regions: BTreeSet::new() },
        communes: BTreeSet::new(),
        people: [(lea(), Capacity::Lead)].into(),
    };
    let event = Event { at: NOW.parse().unwrap(), by: Some(lea()), happened };
    let state = Workspace::begin(&event).unwrap();
    Kept { state, events: vec![(event, Salt([6; 16]))], mails: Vec::new(), texts: Vec::new() }
}

fn promise(text: &str) -> Happened {
    let item: ItemId = "p1".parse().unwrap();
    Happened::PromiseNoted { item, source: PromiseSource::Workspace, text: text.into(), due: None }
}

async fn with_one(base: &Base) -> Store {
    let store = base.open(NOW).await;
    assert!(store.records().begin(&opened("w1"), NOW).await.unwrap());
    store
}

#[tokio::test]
async fn a_record_begins_once_and_is_found_by_its_name_and_its_session() {
    on_each(async |base| {
        let store = with_one(base).await;
        let records = store.records::<Workspace>();
        assert!(!records.begin(&opened("w1"), LATER).await.unwrap(), "its name is taken");
        assert_eq!(records.find("w1").await.unwrap().unwrap().place.name, "Coëvrons");
        assert_eq!(records.find("w2").await.unwrap(), None);
        assert_eq!(records.of_session("demonstration").await.unwrap().len(), 1);
        assert_eq!(records.of_session("autre").await.unwrap(), []);
        assert_eq!(store.check().await.iter().map(ToString::to_string).collect::<Vec<_>>(), [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn an_act_writes_the_state_the_story_and_the_words_or_nothing() {
    on_each(async |base| {
        let store = with_one(base).await;
        let records = store.records::<Workspace>();
        let refused = records.act("w1", LATER, |_| Err::<Kept<Workspace>, _>("no")).await;
        assert!(matches!(refused, Err(ActError::Refused("no"))));
        let done = records.act("w1", LATER, |state| {
            let mut kept = kept(state.clone(), promise("Dix hectares"), LATER);
            let text =
                |name: &str, body: &str| Text { name: name.into(), author: Some(lea()), body: Some(body.into()) };
            kept.texts = vec![text("p1", "brouillon"), text("p1", "une remarque"), text("p2", "autre")];
            Ok::<_, ()>(kept)
        });
        assert_eq!(done.await.unwrap().unwrap().promises.len(), 1);
        assert_eq!(records.story("w1").await.unwrap().len(), 2);
        let texts = records.texts("w1").await.unwrap();
        assert_eq!(texts, [("p1".into(), "une remarque".into()), ("p2".into(), "autre".into())].into());
        assert_eq!(store.check().await.len(), 0);
        assert!(records.act("w2", LATER, |_| Err::<Kept<Workspace>, _>(())).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_state_changed_by_hand_is_told() {
    on_each(async |base| {
        let store = with_one(base).await;
        sqlx::query("update record set state = replace(state, 'Coëvrons', 'Ailleurs')")
            .execute(&store.pool)
            .await
            .unwrap();
        let told: Vec<String> = store.check().await.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["the record workspace:w1 is not what its story in the journal says"]);
        sqlx::query("update record set state = '{}'").execute(&store.pool).await.unwrap();
        let told = store.check().await;
        assert!(matches!(&told[..], [crate::Fault::Record(RecordError::Corrupt { .. })]), "{told:?}");
    })
    .await;
}

#[tokio::test]
async fn somebody_who_is_erased_leaves_the_record_and_takes_their_words() {
    on_each(async |base| {
        let store = with_one(base).await;
        let opening = crate::people::Opening {
            login: &crate::Token::from_bytes([9; 16]),
            id: &lea(),
            how: crate::people::How::Demonstration,
            device: "essai",
            expires_at: "2028-01-01T00:00:00Z",
        };
        let moment = Moment { now: NOW, salt: Salt([1; 16]) };
        let address = "lea.lauriere@exemple.fr".parse().unwrap();
        let person = store.people().welcome(&address, facts::Lang::Fr, opening, moment).await.unwrap();
        store.people().call(&person.id, "Léa Laurière", facts::Lang::Fr).await.unwrap();
        let records = store.records::<Workspace>();
        let noted = |state: &Workspace| {
            let mut kept = kept(state.clone(), promise("Voir avec Léa Laurière"), LATER);
            let words = |name: &str, author: Option<PersonId>, body: &str| Text {
                name: name.into(),
                author,
                body: Some(body.into()),
            };
            kept.texts = vec![words("a", Some(lea()), "de moi"), words("b", None, "Léa Laurière l'a dit")];
            Ok::<_, ()>(kept)
        };
        records.act("w1", LATER, noted).await.unwrap();
        let none = |_: &programme::Dossier| None;
        let moment = Moment { now: LATER, salt: Salt([2; 16]) };
        let why = crate::erasures::Why::Asked { by_them: true };
        store.erasures().person(&lea(), why, &none, moment).await.unwrap().unwrap();

        let state = records.find("w1").await.unwrap().unwrap();
        assert!(!state.promises.values().any(|promise| promise.text.contains("Laurière")), "{state:?}");
        let texts = records.texts("w1").await.unwrap();
        assert_eq!(texts.keys().collect::<Vec<_>>(), ["b"]);
        assert!(!texts["b"].contains("Laurière"));
        assert_eq!(store.check().await.iter().map(ToString::to_string).collect::<Vec<_>>(), [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn what_is_part_of_something_goes_with_it_and_with_its_words() {
    on_each(async |base| {
        let store = with_one(base).await;
        for (id, parent) in [("w2", "w1"), ("w3", "w2")] {
            store.records().begin(&opened(id), NOW).await.unwrap();
            let update = "update record set parent = $2 where id = $1";
            sqlx::query(update).bind(id).bind(parent).execute(&store.pool).await.unwrap();
        }
        assert_eq!(store.records::<Workspace>().of_parent("w1").await.unwrap().len(), 1);
        let mut act = store.begin(Lock::Journal).await.unwrap();
        let gone = remove_of(&mut act, "w1").await.unwrap();
        act.commit().await.unwrap();
        assert_eq!(gone, ["workspace:w2".to_owned(), "workspace:w3".to_owned()].into());
        assert_eq!(store.records::<Workspace>().of_session("demonstration").await.unwrap().len(), 1);
    })
    .await;
}
