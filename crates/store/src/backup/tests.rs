use std::collections::BTreeSet;
use std::io::Cursor;

use super::*;
use crate::subscriptions::{Request, Times};
use crate::testing::{Base, on_each, on_each_kept};
use crate::{ActError, Body, LetterKind, Outgoing, Record, Salt, Token};
use bytes::Bytes;
use facts::{Lang, Period};
use proptest::prelude::*;
use serde_json::json;

const NOW: &str = "2026-07-01T10:00:00Z";
const LATER: &str = "2026-07-02T10:00:00Z";

fn shelf() -> (Shelf, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (Shelf::folder(&folder.path().join("attachments")).unwrap(), folder)
}

fn mail(key: &str) -> Outgoing {
    Outgoing {
        key: key.to_owned(),
        kind: LetterKind::Confirm,
        to: "camille@exemple.fr".parse().unwrap(),
        lang: Lang::Fr,
        subject: "Essai \"é\"\n".into(),
        text: "Bonjour".into(),
        html: String::new(),
        unsubscribe: None,
    }
}

/// An instance with something in every table.
async fn lived(base: &Base, shelf: &Shelf) -> Store {
    let store = base.open(NOW).await;
    let communes = (0..300).map(|code| format!("{code:05}").parse().unwrap()).collect();
    store.perimeters().save(Some("Tour".parse().unwrap()), &communes, Period::Year(2026), NOW).await.unwrap();
    let request = Request {
        address: "camille@exemple.fr".parse().unwrap(),
        lang: Lang::Fr,
        topics: "news".parse().unwrap(),
        consent: "oui".into(),
    };
    let times = Times { now: NOW, day_before: "2026-06-30T10:00:00Z", expires_at: LATER };
    store.subscriptions().ask(&request, &Token::from_bytes([1; 16]), times, |_| mail("ask")).await.unwrap();
    store.digests().see("s", &["a".into(), "b".into()], NOW).await.unwrap();
    store.digests().ran(NOW).await.unwrap();
    for rank in 0..5u8 {
        let record = Record {
            actor: "u-1".parse().unwrap(),
            act: "deposit".parse().unwrap(),
            subject: format!("dossier:{rank}").parse().unwrap(),
            body: Body::of(&json!({ "title": "Friche de l'Île \u{1F3ED}", "rank": rank })),
            salt: Salt([rank; 16]),
        };
        let done = store.act(NOW, |act| {
            let record = record.clone();
            Box::pin(async move { Ok::<_, ActError<String>>(act.record(&record).await?) })
        });
        done.await.unwrap();
    }
    let who = "u-9".parse().unwrap();
    store.journal().erase_body(2, "retention", &who, Salt([9; 16]), NOW).await.unwrap();
    store.journal().close_days(LATER).await.unwrap();
    let files = store.attachments(shelf);
    for text in ["abc", ""] {
        files.add(Bytes::from(text), "text/plain", "a.txt", NOW).await.unwrap();
    }
    store
}

async fn copy(store: &Store, shelf: &Shelf) -> Vec<u8> {
    let mut file = Vec::new();
    store.back_up(shelf, &mut file, LATER).await.unwrap();
    file
}

/// What the tables of a backup hold, whatever the order in which their database keeps them.
fn rows(file: &[u8]) -> BTreeSet<(String, String)> {
    let mut rows = BTreeSet::new();
    for entry in tar::Archive::new(file).entries().unwrap() {
        let mut entry = entry.unwrap();
        let path = entry.path().unwrap().display().to_string();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        if path.starts_with("tables/") {
            rows.extend(text.lines().map(|line| (path.clone(), line.to_owned())));
        }
    }
    rows
}

#[tokio::test]
async fn every_table_is_in_a_backup_and_only_texts_may_be_without_a_value() {
    on_each(async |base| {
        let store = base.open(NOW).await;
        let found: Vec<String> = sqlx::query_scalar(base.dialect.tables()).fetch_all(&store.pool).await.unwrap();
        let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
        let known: BTreeSet<&str> = TABLES.iter().map(|(table, _)| *table).chain(["schema_migration"]).collect();
        assert_eq!(found, known);
    })
    .await;
    for migration in crate::migration::MIGRATIONS {
        for line in migration.text(crate::Dialect::Sqlite).lines() {
            let number = [" integer", " bigint"].iter().any(|kind| line.trim_start().contains(kind));
            let column = line.starts_with("    ") && !line.trim_start().starts_with("--");
            assert!(!number || !column || line.contains("not null"), "{line}");
        }
    }
}

#[tokio::test]
async fn a_backup_of_any_database_fills_an_empty_instance_in_any_database() {
    on_each_kept(async |from| {
        let (shelf_from, _one) = shelf();
        let store = lived(from, &shelf_from).await;
        let file = copy(&store, &shelf_from).await;
        on_each_kept(async |to| {
            let (shelf_to, _two) = shelf();
            let restored = to.open(LATER).await;
            let (head, manifest) = restored.restore(&shelf_to, Cursor::new(&file)).await.unwrap();
            assert_eq!((head.schema, manifest.rows["journal_entry"]), (SCHEMA, 6));
            assert_eq!(rows(&copy(&restored, &shelf_to).await), rows(&file));
            assert_eq!(restored.instance().await.unwrap().created_at, NOW);
            assert!(restored.check().await.is_empty());
            assert!(restored.attachments(&shelf_to).check().await.is_empty());
            // What was restored goes on.
            let who = "u-9".parse().unwrap();
            let entry = restored.journal().erase_body(1, "retention", &who, Salt([8; 16]), LATER).await.unwrap();
            assert_eq!(entry.seq, 7);
            assert!(restored.check().await.is_empty());
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn an_instance_that_has_something_in_it_is_not_restored_into() {
    let base = Base::memory();
    let (shelf, _folder) = shelf();
    let store = lived(&base, &shelf).await;
    let file = copy(&store, &shelf).await;
    let error = store.restore(&shelf, Cursor::new(&file)).await.unwrap_err();
    assert_eq!(error.to_string(), "perimeter has 1 rows, expected an empty instance");
}

#[tokio::test]
async fn what_fails_half_way_leaves_an_empty_instance_and_no_attachment() {
    on_each(async |base| {
        let (shelf_from, _one) = shelf();
        let store = lived(&Base::memory(), &shelf_from).await;
        // Sealed as any other, with an entry that does not follow.
        let mut archive = Archive::new(Vec::new());
        let schema = SCHEMA;
        let head = Head {
            format: FORMAT.into(),
            created_at: NOW.into(),
            program: PROGRAM.into(),
            schema,
            database: "SQLite".into(),
        };
        archive.add("backup.json", &pretty(&head)).unwrap();
        archive.add(&format!("attachments/{}", hex(&Sha256::digest("x"))), b"x").unwrap();
        archive.add("tables/digest_run/000001.jsonl", br#"{"id":1,"at":"x"}"#).unwrap();
        archive.add("tables/journal_entry/000001.jsonl", br#"{"seq":2}"#).unwrap();
        let list = pretty(&archive.manifest);
        archive.append("manifest.json", &list).unwrap();
        let mut out = archive.tar.into_inner().unwrap();
        let all = hex(&out.digest.finalize());
        writeln!(out.inner, "{FORMAT} {} {all}", hex(&Sha256::digest(&list))).unwrap();

        let (shelf_to, folder) = shelf();
        let empty = base.open(NOW).await;
        let error = empty.restore(&shelf_to, Cursor::new(&out.inner)).await.unwrap_err();
        assert!(
            error.to_string().starts_with("tables/journal_entry/000001.jsonl, line 1, cannot be restored"),
            "{error}"
        );
        assert_eq!(empty.digests().last_run().await.unwrap(), None);
        assert_eq!(shelf_to.get(&hex(&Sha256::digest("x"))).await.unwrap(), None);
        let file = copy(&store, &shelf_from).await;
        assert!(empty.restore(&shelf_to, Cursor::new(&file)).await.is_ok());
        drop(folder);
    })
    .await;
}

#[tokio::test]
async fn a_backup_is_made_while_others_write_and_holds_one_moment() {
    on_each_kept(async |base| {
        let (shelf, _folder) = shelf();
        let store = lived(base, &shelf).await;
        let writer = store.clone();
        let writing = tokio::spawn(async move {
            for rank in 0..30u8 {
                let record = Record {
                    actor: "system".parse().unwrap(),
                    act: "deposit".parse().unwrap(),
                    subject: format!("dossier:w{rank}").parse().unwrap(),
                    body: Body::of(&json!(rank)),
                    salt: Salt([rank; 16]),
                };
                let done = writer.act(LATER, |act| {
                    let record = record.clone();
                    Box::pin(async move { Ok::<_, ActError<String>>(act.record(&record).await?) })
                });
                done.await.unwrap();
            }
        });
        let mut files = Vec::new();
        while !writing.is_finished() && files.len() < 20 {
            files.push(copy(&store, &shelf).await);
        }
        writing.await.unwrap();
        for file in [files.first().unwrap(), files.last().unwrap()] {
            let to = Base::memory();
            let restored = to.open(NOW).await;
            restored.restore(&shelf, Cursor::new(file)).await.unwrap();
            assert!(restored.check().await.is_empty());
        }
    })
    .await;
}

#[test]
fn one_flipped_bit_anywhere_in_a_backup_is_found_and_named() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (shelf, _folder) = shelf();
    let base = Base::memory();
    let file = runtime.block_on(async {
        let store = lived(&base, &shelf).await;
        copy(&store, &shelf).await
    });
    assert!(verify(&mut Cursor::new(&file)).is_ok());
    proptest!(ProptestConfig::with_cases(500), |(at: prop::sample::Index, bit in 0u32..8)| {
        let mut changed = file.clone();
        let at = at.index(file.len());
        changed[at] ^= 1u8 << bit;
        let found = verify(&mut Cursor::new(&changed));
        prop_assert!(found.is_err(), "byte {at}, bit {bit}");
    });
    let place = |part: &[u8]| file.windows(part.len()).position(|window| window == part).unwrap();
    for (part, named) in [
        (&b"dossier:3"[..], "tables/journal_entry/000001.jsonl was altered: digest "),
        (b"Friche", "tables/journal_body/000001.jsonl was altered: digest "),
        (b"\"rows\":", "manifest.json was altered: digest "),
        (b"abc\0\0\0", "attachments/ba7816bf"),
    ] {
        let mut changed = file.clone();
        changed[place(part)] ^= 1;
        let faults = verify(&mut Cursor::new(&changed)).unwrap_err();
        assert!(faults.len() == 1 && faults[0].to_string().starts_with(named), "{faults:?}");
    }
    for length in [0, 100, SEAL, file.len() / 2, file.len() - 1] {
        assert!(verify(&mut Cursor::new(&file[..length])).is_err(), "{length}");
    }
}

#[test]
fn each_byte_of_a_small_backup_is_watched() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (shelf, _folder) = shelf();
    let base = Base::memory();
    let file = runtime.block_on(async { copy(&base.open(NOW).await, &shelf).await });
    assert!(verify(&mut Cursor::new(&file)).is_ok());
    let mut changed = file.clone();
    for at in 0..file.len() {
        changed[at] ^= 1 << (at % 8);
        assert!(verify(&mut Cursor::new(&changed)).is_err(), "byte {at} of {}", file.len());
        changed[at] = file[at];
    }
    println!("{} bytes", file.len());
}
