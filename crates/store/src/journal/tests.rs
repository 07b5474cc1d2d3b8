use std::collections::BTreeSet;

use super::*;
use crate::testing::{Base, on_each, on_each_kept};
use crate::{Dialect, LetterKind, Outgoing};
use facts::Lang;
use proptest::prelude::*;
use sqlx::Column as _;

const NOW: &str = "2026-07-01T10:00:00Z";
const NEXT_DAY: &str = "2026-07-02T00:00:00Z";

fn record(rank: u8) -> Record {
    Record {
        actor: "u-1".parse().unwrap(),
        act: "deposit".parse().unwrap(),
        subject: format!("dossier:{rank}").parse().unwrap(),
        body: Body::of(&json!({ "title": format!("Friche n° {rank}"), "rank": rank })),
        salt: Salt([rank; 16]),
    }
}

async fn done(store: &Store, rank: u8, now: &str) -> Entry {
    store
        .act(now, |act| Box::pin(async move { Ok::<_, ActError<String>>(act.record(&record(rank)).await?) }))
        .await
        .unwrap()
}

async fn with_entries(base: &Base, times: &[&str]) -> Store {
    let store = base.open(NOW).await;
    for (rank, now) in times.iter().enumerate() {
        done(&store, rank as u8, now).await;
    }
    store
}

async fn run(store: &Store, sql: &str) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&store.pool).await.map(|_| ())
}

/// Changes the journal as somebody would who has the database: its guards are taken away first.
async fn tamper(store: &Store, sql: &str) {
    let guards = ["entry_follows", "entry_kept", "entry_stays", "day_kept", "day_stays", "body_kept"];
    for guard in guards {
        let table = match guard.split('_').next() {
            Some("entry") => "journal_entry",
            Some("day") => "journal_day",
            _ => "journal_body",
        };
        let drop = match store.dialect {
            Dialect::Sqlite => format!("drop trigger if exists journal_{guard}"),
            Dialect::Postgres => format!("drop trigger if exists journal_{guard} on {table}"),
        };
        run(store, &drop).await.unwrap();
    }
    run(store, sql).await.unwrap();
}

async fn told(store: &Store) -> Vec<String> {
    faults(store).await.unwrap().iter().map(ToString::to_string).collect()
}

fn mail(key: &str) -> Outgoing {
    Outgoing {
        key: key.to_owned(),
        kind: LetterKind::Test,
        to: "camille@exemple.fr".parse().unwrap(),
        lang: Lang::Fr,
        subject: String::new(),
        text: String::new(),
        html: String::new(),
        unsubscribe: None,
    }
}

#[tokio::test]
async fn entries_follow_each_other_without_a_gap_and_each_is_chained_to_the_one_before() {
    on_each(async |base| {
        let store = with_entries(base, &[NOW, NOW, "2026-07-01T10:00:05Z"]).await;
        let journal = store.journal();
        let entries = [1, 2, 3].map(|seq| journal.entry(seq));
        let mut previous = [0; 32];
        for (rank, entry) in entries.into_iter().enumerate() {
            let entry = entry.await.unwrap().unwrap();
            assert_eq!((entry.seq, entry.previous, entry.hash), (rank as u64 + 1, previous, entry.computed()));
            previous = entry.hash;
        }
        assert_eq!(journal.entry(4).await.unwrap(), None);
        assert_eq!(journal.len().await.unwrap(), 3);
        let (body, salt) = journal.body(2).await.unwrap().unwrap();
        assert_eq!((body.as_str(), salt), (r#"{"rank":1,"title":"Friche n° 1"}"#, Salt([1; 16])));
        assert_eq!(journal.about("dossier:1").await.unwrap().len(), 1);
        assert_eq!(told(&store).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn an_act_that_is_refused_or_fails_leaves_neither_entry_nor_mail() {
    on_each(async |base| {
        let store = with_entries(base, &[NOW]).await;
        let refused = store
            .act(NOW, |act| {
                Box::pin(async move {
                    act.record(&record(1)).await?;
                    act.mail(&mail("a")).await?;
                    Err::<(), _>(ActError::Refused("too late"))
                })
            })
            .await;
        assert!(matches!(refused, Err(ActError::Refused("too late"))));
        assert_eq!((store.journal().len().await.unwrap(), store.outbox().counts().await.unwrap().waiting), (1, 0));
        let entry = store
            .act(NOW, |act| {
                Box::pin(async move {
                    act.mail(&mail("a")).await?;
                    Ok::<_, ActError<String>>(act.record(&record(1)).await?)
                })
            })
            .await
            .unwrap();
        assert_eq!((entry.seq, store.outbox().counts().await.unwrap().waiting), (2, 1));
        let hier = store.act("hier", |_| Box::pin(async { Ok::<_, ActError<String>>(()) })).await;
        assert!(matches!(hier, Err(ActError::Time(_))));
    })
    .await;
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_or_remove_an_entry_a_day_or_a_body() {
    on_each(async |base| {
        let store = with_entries(base, &[NOW, NOW]).await;
        store.journal().close_days(NEXT_DAY).await.unwrap();
        for refused in [
            "update journal_entry set actor = 'x'",
            "update journal_entry set seq = 9 where seq = 2",
            "delete from journal_entry where seq = 2",
            "insert into journal_entry select 9, at, actor, act, subject, body_sha256, previous, 'x' || substr(hash, 2)
             from journal_entry where seq = 1",
            "update journal_day set root = hash",
            "delete from journal_day",
            "update journal_body set body = '{}'",
        ] {
            assert!(run(&store, refused).await.is_err(), "{refused}");
        }
        if base.dialect == Dialect::Postgres {
            assert!(run(&store, "truncate journal_entry cascade").await.is_err());
        }
        assert_eq!(told(&store).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn an_entry_is_never_before_the_one_that_precedes_nor_in_a_closed_day() {
    on_each(async |base| {
        let store = with_entries(base, &[NOW, "2026-07-01T09:00:00Z"]).await;
        assert_eq!(store.journal().entry(2).await.unwrap().unwrap().at, NOW);
        assert_eq!(store.journal().close_days("2026-07-03T08:00:00Z").await.unwrap(), 1);
        assert_eq!(done(&store, 3, "2026-07-01T23:00:00Z").await.at, "2026-07-03T08:00:00Z");
        assert_eq!(told(&store).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_day_is_closed_once_it_is_over_and_days_without_entries_have_none() {
    on_each(async |base| {
        let times = ["2026-07-01T10:00:00Z", "2026-07-01T23:59:59Z", "2026-07-02T00:00:00Z", "2026-07-05T12:00:00Z"];
        let store = with_entries(base, &times).await;
        let journal = store.journal();
        assert_eq!(journal.close_days("2026-07-01T23:59:59Z").await.unwrap(), 0);
        assert_eq!(journal.close_days("2026-07-02T00:00:00Z").await.unwrap(), 1);
        assert_eq!(journal.close_days("2026-07-09T00:00:00Z").await.unwrap(), 2);
        assert_eq!(journal.close_days("2026-07-09T00:00:00Z").await.unwrap(), 0);
        let days = journal.days().await.unwrap();
        let seen: Vec<_> = days.iter().map(|day| (day.day.as_str(), day.first_seq, day.last_seq)).collect();
        assert_eq!(seen, [("2026-07-01", 1, 2), ("2026-07-02", 3, 3), ("2026-07-05", 4, 4)]);
        assert_eq!(days[0].previous, [0; 32]);
        assert_eq!((days[1].previous, days[2].previous), (days[0].hash, days[1].hash));
        let leaves = [1, 2].map(|seq| journal.entry(seq));
        let mut hashes = Vec::new();
        for entry in leaves {
            hashes.push(merkle::leaf(&entry.await.unwrap().unwrap().hash));
        }
        assert_eq!(days[0].root, merkle::root(&hashes));
        assert!(matches!(journal.close_days("hier").await, Err(JournalError::Time(_))));
        assert_eq!(told(&store).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn every_entry_has_a_proof_in_its_day_closed_or_so_far() {
    on_each(async |base| {
        let store = with_entries(base, &[NOW, NOW, NOW, NEXT_DAY, NEXT_DAY]).await;
        store.journal().close_days(NEXT_DAY).await.unwrap();
        for seq in 1..=5 {
            let (entry, proof) = store.journal().proof(seq).await.unwrap().unwrap();
            let leaf = merkle::leaf(&entry.hash);
            assert_eq!(merkle::follow(&leaf, proof.rank, proof.count, &proof.path), Some(proof.root));
            assert_eq!((proof.closed.is_some(), proof.count), (seq <= 3, if seq <= 3 { 3 } else { 2 }));
        }
        assert_eq!(store.journal().proof(6).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn what_an_act_said_can_be_erased_once_and_the_chain_still_holds() {
    on_each(async |base| {
        let store = with_entries(base, &[NOW, NOW]).await;
        let erase = async |seq| {
            let (who, salt) = ("u-9".parse().unwrap(), Salt([9; 16]));
            store.journal().erase_body(seq, "retention of two years", &who, salt, NEXT_DAY).await
        };
        let trace = erase(1).await.unwrap();
        assert_eq!((trace.act.as_str(), trace.subject.as_str(), trace.actor.as_str()), (ERASE, "entry:1", "u-9"));
        assert_eq!(store.journal().body(1).await.unwrap(), None);
        let (why, _) = store.journal().body(3).await.unwrap().unwrap();
        assert_eq!(why.as_str(), r#"{"entry":1,"why":"retention of two years"}"#);
        assert!(matches!(erase(1).await, Err(ActError::Refused(NotErased::Already(1)))));
        assert!(matches!(erase(3).await, Err(ActError::Refused(NotErased::Record(3)))));
        assert!(matches!(erase(7).await, Err(ActError::Refused(NotErased::NoEntry(7)))));
        assert_eq!(told(&store).await, [""; 0]);
        run(&store, "delete from journal_body where seq = 2").await.unwrap();
        assert_eq!(
            told(&store).await,
            ["what entry 2 of the journal says is missing, and no erasure of it is recorded"]
        );
        tamper(&store, &format!("insert into journal_body values (1, '{}', '{{}}')", "0".repeat(32))).await;
        assert!(told(&store).await[0].ends_with("is there, though its erasure is recorded"));
    })
    .await;
}

#[tokio::test]
async fn each_way_the_journal_can_be_altered_is_named() {
    let altered = "was altered: its digest does not follow from its fields";
    let cases = [
        ("update journal_entry set actor = 'u-2' where seq = 2", vec![format!("entry 2 of the journal {altered}")]),
        (
            "update journal_entry set at = '2026-07-01T10:00:01Z' where seq = 2",
            vec![
                format!("entry 2 of the journal {altered}"),
                "entry 3 of the journal is of 2026-07-01T10:00:00Z, before the entry that precedes it".into(),
            ],
        ),
        (
            "update journal_body set body = '{}' where seq = 1",
            vec!["what entry 1 of the journal says was altered: its digest is not the one recorded".into()],
        ),
        (
            "update journal_body set salt = replace(salt, '0', '1') where seq = 1",
            vec!["what entry 1 of the journal says was altered: its digest is not the one recorded".into()],
        ),
        (
            "delete from journal_body where seq = 4; delete from journal_entry where seq = 4",
            vec!["the journal ends with entry 3, expected entry 4".into()],
        ),
        (
            "update journal_day set root = hash",
            vec![
                "day 2026-07-01 of the journal was altered: its digest is not that of its entries".into(),
                "day 2026-07-01 of the journal was altered: its root is not that of its entries".into(),
            ],
        ),
        ("update journal_entry set subject = 'dossier:1', hash = replace(hash, 'a', 'é') where seq = 2", vec![]),
    ];
    for (sql, expected) in &cases {
        on_each(async |base| {
            let store = with_entries(base, &[NOW, NOW, NOW, NEXT_DAY]).await;
            store.journal().close_days(NEXT_DAY).await.unwrap();
            tamper(&store, sql).await;
            let told = told(&store).await;
            match expected.is_empty() {
                true => assert!(told[0].starts_with("entry 2 of the journal cannot be read: "), "{told:?}"),
                false => assert_eq!(&told, expected, "{sql}"),
            }
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn acts_of_many_and_of_two_programs_at_once_make_one_chain() {
    on_each_kept(async |base| {
        let programs = [base.open(NOW).await, base.open(NOW).await];
        let acts: Vec<_> = (0..40)
            .map(|rank| {
                let store = programs[rank % 2].clone();
                tokio::spawn(async move { done(&store, rank as u8, NOW).await.seq })
            })
            .collect();
        let mut seqs = Vec::new();
        for act in acts {
            seqs.push(act.await.unwrap());
        }
        seqs.sort_unstable();
        assert_eq!(seqs, (1..=40).collect::<Vec<u64>>());
        assert_eq!(told(&programs[0]).await, [""; 0]);
    })
    .await;
}

#[test]
fn one_flipped_character_anywhere_in_the_journal_is_found() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let base = Base::memory();
    let store = runtime.block_on(async {
        let store = with_entries(&base, &[NOW, NOW, NOW, NEXT_DAY]).await;
        store.journal().close_days(NEXT_DAY).await.unwrap();
        tamper(&store, "select 1").await;
        store
    });
    let columns = [
        ("journal_entry", "at"),
        ("journal_entry", "actor"),
        ("journal_entry", "act"),
        ("journal_entry", "subject"),
        ("journal_entry", "body_sha256"),
        ("journal_entry", "previous"),
        ("journal_entry", "hash"),
        ("journal_body", "salt"),
        ("journal_body", "body"),
        ("journal_day", "day"),
        ("journal_day", "root"),
        ("journal_day", "previous"),
        ("journal_day", "closed_at"),
        ("journal_day", "hash"),
        ("journal_head", "hash"),
    ];
    proptest!(ProptestConfig::with_cases(200), |(of in 0..columns.len(), row in 0usize..4, at in 0usize..64, flip in 1u8..16)| {
        let (table, column) = columns[of];
        runtime.block_on(async {
            let order = match table { "journal_day" => "day", "journal_head" => "id", _ => "seq" };
            let select = format!("select {column} from {table} order by {order}");
            let rows: Vec<String> = sqlx::query_scalar(AssertSqlSafe(select)).fetch_all(&store.pool).await.unwrap();
            let kept = rows[row % rows.len()].clone();
            let mut changed = kept.clone().into_bytes();
            // The low bits only: the text stays one.
            let place = (0..changed.len()).cycle().skip(at).find(|place| changed[*place].is_ascii()).unwrap();
            changed[place] ^= flip;
            let changed = String::from_utf8(changed).unwrap();
            let key = if table == "journal_day" || table == "journal_head" { "0 = 0".to_owned() } else { format!("seq = {}", row % rows.len() + 1) };
            let set = format!("update {table} set {column} = $1 where {key}");
            sqlx::query(AssertSqlSafe(set.clone())).bind(&changed).execute(&store.pool).await.unwrap();
            let found = told(&store).await;
            sqlx::query(AssertSqlSafe(set)).bind(&kept).execute(&store.pool).await.unwrap();
            prop_assert!(!found.is_empty(), "{table}.{column}: {kept:?} became {changed:?}");
            Ok(())
        })?;
    });
    assert_eq!(runtime.block_on(told(&store)), [""; 0]);
}

/// A value of a column, of either sort.
#[derive(Debug, Clone, PartialEq)]
enum Cell {
    Number(i64),
    Text(String),
}

impl Cell {
    fn read(row: &AnyRow, column: &str) -> Self {
        row.try_get::<i64, _>(column).map_or_else(|_| Cell::Text(row.get(column)), Cell::Number)
    }

    /// Itself with one bit of one byte flipped: of the first, of one in the middle, of the last.
    fn flipped(&self) -> Vec<Self> {
        match self {
            Cell::Number(number) => vec![Cell::Number(number ^ 1), Cell::Number(number ^ 64)],
            Cell::Text(text) => {
                let last = text.len().saturating_sub(1);
                let at = BTreeSet::from([0, last / 3, last / 2, last]);
                let flip = |at: usize| {
                    let mut bytes = text.clone().into_bytes();
                    *bytes.get_mut(at)? ^= 1;
                    Some(Cell::Text(String::from_utf8(bytes).ok()?))
                };
                at.into_iter().filter_map(flip).collect()
            }
        }
    }
}

#[tokio::test]
async fn one_flipped_bit_in_any_column_of_any_row_is_found_and_named_on_each_database() {
    on_each(async |base| {
        let store = with_entries(base, &[NOW, NOW, NEXT_DAY]).await;
        store.journal().close_days("2026-07-03T00:00:00Z").await.unwrap();
        tamper(&store, "select 1").await;
        let mut flipped = 0;
        for (table, key) in
            [("journal_entry", "seq"), ("journal_body", "seq"), ("journal_day", "day"), ("journal_head", "id")]
        {
            let select = format!("select * from {table} order by {key}");
            let rows = sqlx::query(AssertSqlSafe(select)).fetch_all(&store.pool).await.unwrap();
            assert!(!rows.is_empty(), "{table}");
            for row in &rows {
                let columns: Vec<String> = row.columns().iter().map(|column| column.name().to_owned()).collect();
                let of = Cell::read(row, key);
                for column in &columns {
                    let kept = Cell::read(row, column);
                    for changed in kept.flipped() {
                        let told_of = format!("{table}.{column} of {of:?}: {kept:?} became {changed:?}");
                        // The key may be what changes: the row is found again under what it became.
                        let (there, back) = if column == key { (&of, &changed) } else { (&of, &of) };
                        if set(&store, (table, column), &changed, (key, there)).await.is_err() {
                            // The database itself refuses: a key that is taken, a reference to nothing.
                            continue;
                        }
                        flipped += 1;
                        let found = told(&store).await;
                        assert_eq!(set(&store, (table, column), &kept, (key, back)).await.unwrap(), 1, "{told_of}");
                        assert!(!found.is_empty(), "{told_of}: not found");
                        let part = match (table, &of) {
                            ("journal_entry" | "journal_body", Cell::Number(seq)) => format!("entry {seq}"),
                            ("journal_day", Cell::Text(day)) => format!("day {day}"),
                            _ => "the journal".to_owned(),
                        };
                        let moved = column == key;
                        let named = found.iter().any(|fault| fault.contains(&part) || moved);
                        assert!(named, "{told_of}: {part} is not named in {found:?}");
                    }
                }
            }
        }
        assert!(flipped > 100, "{flipped} flipped");
        assert_eq!(told(&store).await, [""; 0]);
    })
    .await;
}

/// Writes a cell behind the back of the journal; how many rows it changed.
async fn set(
    store: &Store,
    (table, column): (&str, &str),
    cell: &Cell,
    (key, of): (&str, &Cell),
) -> Result<u64, sqlx::Error> {
    let update = format!("update {table} set {column} = $1 where {key} = $2");
    let query = sqlx::query(AssertSqlSafe(update));
    let query = match cell {
        Cell::Number(number) => query.bind(*number),
        Cell::Text(text) => query.bind(text.clone()),
    };
    let query = match of {
        Cell::Number(number) => query.bind(*number),
        Cell::Text(text) => query.bind(text.clone()),
    };
    Ok(query.execute(&store.pool).await?.rows_affected())
}
