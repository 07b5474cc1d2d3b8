use std::collections::BTreeSet;

use programme::calendar::Instant;
use programme::dossier::Place;
use programme::id::PersonId;
use programme::story::{Event, Story as _};
use programme::workspace::{Capacity, Happened, Origin, PromiseSource, Workspace};

use super::*;
use crate::testing::{Base, on_each};
use crate::{Kept, Key, Salt, Store, Text};

const NOW: &str = "2027-04-01T08:00:00Z";
const LATER: &str = "2027-04-02T08:00:00Z";
const LAST: &str = "2027-04-03T08:00:00Z";

fn person(rank: u8) -> PersonId {
    format!("{rank:02x}").repeat(16).parse().unwrap()
}

async fn opened(store: &Store, id: &str, session: &str, at: &str, by: u8) {
    let happened = Happened::WorkspaceOpened {
        workspace: id.parse().unwrap(),
        session: session.parse().unwrap(),
        origin: Origin::Laureate { laureate: "coevrons".parse().unwrap() },
        place: Place { name: "Coëvrons".into(), departements: BTreeSet::new(), regions: BTreeSet::new() },
        communes: BTreeSet::new(),
        people: [(person(by), Capacity::Lead)].into(),
    };
    let event = Event { at: at.parse().unwrap(), by: Some(person(by)), happened };
    let state = Workspace::begin(&event).unwrap();
    let texts = vec![Text { name: "note".into(), author: Some(person(by)), body: Some(format!("mots de {id}")) }];
    let kept = Kept { state, events: vec![(event, Salt([6; 16]))], mails: Vec::new(), texts };
    assert!(store.records().begin(&kept, at).await.unwrap());
}

async fn promise(store: &Store, id: &str, at: &str, text: &str) {
    let noted = |state: &Workspace| {
        let happened = Happened::PromiseNoted {
            item: "p1".parse().unwrap(),
            source: PromiseSource::Workspace,
            text: text.into(),
            due: None,
        };
        let now: Instant = at.parse().unwrap();
        let (state, events) = state.clone().after([happened], Some(&person(1)), now);
        let events = events.into_iter().map(|event| (event, Salt([7; 16]))).collect();
        Ok::<_, ()>(Kept { state, events, mails: Vec::new(), texts: Vec::new() })
    };
    store.records().act(id, at, noted).await.unwrap();
}

/// Two sessions over three days, of which two are closed.
async fn filled(base: &Base) -> Store {
    let store = base.open(NOW).await;
    opened(&store, "w1", "demonstration", NOW, 1).await;
    opened(&store, "x1", "autre", NOW, 2).await;
    promise(&store, "w1", LATER, "Dix hectares").await;
    opened(&store, "w2", "demonstration", LATER, 1).await;
    store.journal().close_days(LAST).await.unwrap();
    opened(&store, "x2", "autre", LAST, 2).await;
    opened(&store, "w3", "demonstration", LAST, 1).await;
    store
}

async fn all(store: &Store) -> (Days, Vec<Subject>) {
    let mut reading = store.read_session("demonstration").await.unwrap();
    let mut subjects = Vec::new();
    for of in reading.subjects().await.unwrap() {
        subjects.push(reading.subject(&of).await.unwrap());
    }
    (reading.days(), subjects)
}

#[tokio::test]
async fn a_session_is_read_alone_and_each_line_of_it_is_proved() {
    on_each(async |base| {
        let store = filled(base).await;
        let (days, subjects) = all(&store).await;
        assert_eq!((days.closed.len(), days.open.len(), days.faults()), (2, 1, Vec::new()));
        let names: Vec<_> = subjects.iter().map(|subject| format!("{}:{}", subject.kind, subject.id)).collect();
        assert_eq!(names, ["session:demonstration", "workspace:w1", "workspace:w2", "workspace:w3"]);
        for subject in &subjects[1..] {
            let name = format!("{}:{}", subject.kind, subject.id);
            let mut after = 0;
            for line in &subject.story {
                assert_eq!(line.faults(&name, after, &days), []);
                after = line.entry.seq;
            }
            let said: Vec<&str> = subject.story.iter().map(|line| line.said.as_ref().unwrap().text.as_str()).collect();
            assert_eq!(tell(&subject.kind, &said, subject.state.as_ref().unwrap()), Ok(()));
            assert_eq!(subject.beside["note"]["text"], format!("mots de {}", subject.id));
        }
        let text = format!("{days:?} {subjects:?}");
        assert!(!text.contains("x1") && !text.contains("mots de x"), "nothing of another session");
        let again = all(&store).await;
        assert_eq!((days, subjects), again, "the same state is the same answer");
    })
    .await;
}

#[tokio::test]
async fn what_was_altered_is_named() {
    let store = filled(&Base::memory()).await;
    let (days, subjects) = all(&store).await;
    let subject = &subjects[1];
    let line = &subject.story[1];
    let faults = |alter: &dyn Fn(&mut Line)| {
        let mut other = line.clone();
        alter(&mut other);
        other.faults("workspace:w1", 1, &days)
    };
    let altered = faults(&|line| line.said.as_mut().unwrap().text.push(' '));
    assert_eq!(altered, [LineFault::Said]);
    assert_eq!(faults(&|line| line.entry.act.push('x')), [LineFault::Entry]);
    assert_eq!(faults(&|line| line.entry.hash = line.entry.previous.clone()), [LineFault::Entry, LineFault::Proof]);
    assert_eq!(faults(&|line| line.rank += 1), [LineFault::Proof]);
    assert_eq!(faults(&|line| line.entry.hash.clear()), [LineFault::Unreadable]);
    assert_eq!(line.faults("workspace:w2", 9, &days), [LineFault::Subject, LineFault::Order]);
    assert_eq!(faults(&|line| line.said = None), [], "what is erased is no fault of the line");

    let mut other = days.clone();
    other.closed[0].closed_at = LAST.replace('8', "9");
    assert_eq!(other.faults(), [DayFault { day: "2027-04-01".into(), field: "digest" }]);
    other.closed.remove(0);
    assert!(other.faults().contains(&DayFault { day: "2027-04-02".into(), field: "day before" }));

    let said: Vec<&str> = subject.story.iter().map(|line| line.said.as_ref().unwrap().text.as_str()).collect();
    let mut state = subject.state.clone().unwrap();
    state["promises"]["p1"]["text"] = "Vingt hectares".into();
    let unlike = Unlike {
        at: "/promises/p1/text".into(),
        found: "\"Vingt hectares\"".into(),
        expected: "\"Dix hectares\"".into(),
    };
    assert_eq!(tell("workspace", &said, &state), Err(StoryFault::Unlike(unlike)));
    assert!(matches!(tell("workspace", &said[1..], &state), Err(StoryFault::Broken(_))));
    assert!(matches!(tell("workspace", &["{}"], &state), Err(StoryFault::Event { rank: 0, .. })));
    assert!(matches!(tell("workspace", &said, &Json::Null), Err(StoryFault::State(_))));
}

#[tokio::test]
async fn a_line_gives_the_receipt_that_the_journal_gives() {
    on_each(async |base| {
        let store = filled(base).await;
        let key = Key::from_bytes([42; 32]);
        let mut reading = store.read_session("demonstration").await.unwrap();
        for (kind, id) in [("workspace", "w1"), ("workspace", "w3")] {
            let subject = reading.subject(&Of { kind: kind.into(), id: id.into() }).await.unwrap();
            for line in &subject.story {
                let made = reading.receipt(line, &key, LAST).await.unwrap();
                // SQLite in memory has one connection, which the reading holds.
                if base.dialect == crate::Dialect::Postgres {
                    assert_eq!(made, store.journal().receipt(line.entry.seq, &key, LAST).await.unwrap());
                }
                let text = made.unwrap().to_text();
                assert!(crate::Receipt::check(&text, Some(&key.public())).is_ok());
            }
        }
    })
    .await;
}

#[tokio::test]
async fn people_are_those_named_and_those_who_have_a_role() {
    on_each(async |base| {
        let store = filled(base).await;
        for (rank, name) in [(1, "Léa"), (2, "Nobody of here")] {
            let insert = "insert into person (id, address, name, lang, created_at, verified_at, seen_at)
                values ($1, $2, $3, 'fr', $4, $4, $4)";
            sqlx::query(insert)
                .bind(person(rank).as_str())
                .bind(format!("{rank}@exemple.fr"))
                .bind(name)
                .bind(NOW)
                .execute(&store.pool)
                .await
                .unwrap();
        }
        let mut reading = store.read_session("demonstration").await.unwrap();
        let people = reading.people(&[person(1).to_string()].into()).await.unwrap();
        assert_eq!(people.len(), 1);
        assert_eq!(people[person(1).as_str()].name, "Léa");
    })
    .await;
}

#[test]
fn a_key_signs_a_text_and_no_digest() {
    let key = Key::from_bytes([42; 32]);
    let signature = key.sign(b"a text");
    assert!(key.public().has_signed(b"a text", &signature));
    assert!(!key.public().has_signed(b"a text!", &signature));
    assert!(!Key::from_bytes([41; 32]).public().has_signed(b"a text", &signature));
    assert_eq!(key.public().as_der().len(), 44);
    assert!(std::panic::catch_unwind(|| key.sign(&[0; 32])).is_err());
}

#[test]
fn documents_are_found_where_records_name_them_and_not_in_what_people_write() {
    let (one, other) = ("a".repeat(64), "b".repeat(64));
    let json = serde_json::json!({ "files": [{ "digest": one, "name": "x" }], "text": other, "portrait": "short" });
    let mut found = BTreeSet::new();
    digests(&json, &mut found);
    assert_eq!(found, [one].into());
}
