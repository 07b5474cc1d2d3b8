//! Kills writers at a random moment, again and again, and looks whether anything that they were told was done is missing.
//!
//! `crash run KILLS SEED [ADDRESS]` starts itself as `crash write`, which opens an instance, records acts with four writers
//! at once, each with a mail, notes each act once it is committed, and sends mails into a folder. It is killed (SIGKILL) after
//! up to a fifth of a second. The instance is then opened again: every act that was noted must be there with its digest,
//! its mail waiting or sent, no mail sent under two identifiers, the journal whole. Half of the kills are in a folder, and
//! half in the database of `ADDRESS`, when it is given. See `make crash`.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a trial of the cellar, not a part of it")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use facts::Lang;
use serde_json::json;
use sha2::{Digest, Sha256};
use store::{ActError, Body, LetterKind, Outgoing, Place, Record, Salt, Store};

const NOW: &str = "2026-07-01T10:00:00Z";
/// How many write at once.
const WRITERS: usize = 4;
/// The journal is read whole after so many kills, and at the end.
const WHOLE: usize = 20;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    match arguments[..] {
        ["write", place, folder, life] => runtime.block_on(write(place, Path::new(folder), life)),
        ["run", kills, seed] => runtime.block_on(run(kills.parse().unwrap(), seed.parse().unwrap(), None)),
        ["run", kills, seed, address] => {
            runtime.block_on(run(kills.parse().unwrap(), seed.parse().unwrap(), Some(address)))
        }
        _ => {
            eprintln!("usage: crash run KILLS SEED [ADDRESS]");
            ExitCode::from(2)
        }
    }
}

fn place_of(text: &str) -> Place {
    if text.contains("://") { Place::Url(text.to_owned()) } else { Place::Folder(text.into()) }
}

/// Numbers that follow from a seed.
struct Chance([u8; 32]);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = Sha256::digest(self.0).into();
        u64::from_be_bytes(self.0[..8].try_into().unwrap()) % bound
    }
}

/// Records and sends until it is killed.
async fn write(place: &str, folder: &Path, life: &str) -> ExitCode {
    let store = Store::open(&place_of(place), NOW).await.unwrap();
    let noted = folder.join("noted");
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let (store, noted, life) = (store.clone(), noted.clone(), life.to_owned());
            tokio::spawn(async move {
                // One write a line: what is in the file is there even if the process dies.
                let mut noted = OpenOptions::new().create(true).append(true).open(noted).unwrap();
                for rank in 0u64.. {
                    let key = format!("{life}-{writer}-{rank}");
                    let record = Record {
                        actor: "system".parse().unwrap(),
                        act: "deposit".parse().unwrap(),
                        subject: format!("dossier:{key}").parse().unwrap(),
                        body: Body::of(&json!({ "key": key })),
                        salt: Salt(Sha256::digest(&key)[..16].try_into().unwrap()),
                    };
                    let mail = Outgoing {
                        key: key.clone(),
                        kind: LetterKind::Test,
                        to: "camille@exemple.fr".parse().unwrap(),
                        lang: Lang::Fr,
                        subject: key.clone(),
                        text: key.clone(),
                        html: String::new(),
                        unsubscribe: None,
                    };
                    let done = store.act(NOW, |act| {
                        let (record, mail) = (record.clone(), mail.clone());
                        Box::pin(async move {
                            let entry = act.record(&record).await?;
                            act.mail(&mail).await?;
                            Ok::<_, ActError<String>>(entry)
                        })
                    });
                    let entry = done.await.unwrap();
                    let digest: String = entry.hash.iter().map(|byte| format!("{byte:02x}")).collect();
                    noted.write_all(format!("{} {digest} {key}\n", entry.seq).as_bytes()).unwrap();
                }
            })
        })
        .collect();
    let sender = tokio::spawn(async move {
        let mails = folder_of_mails(&noted);
        loop {
            let now = time(0);
            // Held for a second: what a killed sender held is taken again by a later one.
            match store.outbox().take(&now, &time(1)).await.unwrap() {
                Some(due) => {
                    // The identifier is the Message-ID: sent again, it is the same mail.
                    let beside = mails.join(format!("{}.new", due.id));
                    fs::write(&beside, &due.text).unwrap();
                    fs::rename(beside, mails.join(&due.id)).unwrap();
                    store.outbox().sent(&due.id, &now).await.unwrap();
                }
                None => tokio::time::sleep(Duration::from_millis(5)).await,
            }
        }
    });
    for writer in writers {
        writer.await.unwrap();
    }
    sender.await.unwrap()
}

fn folder_of_mails(noted: &Path) -> std::path::PathBuf {
    let mails = noted.with_file_name("mails");
    fs::create_dir_all(&mails).unwrap();
    mails
}

/// The time of this machine, so many seconds later, in a form that falls in order.
fn time(later: u64) -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() + later;
    format!("9999-{seconds:012}Z")
}

#[derive(Default)]
struct Found {
    noted: usize,
    lost: usize,
    twice: usize,
}

async fn run(kills: usize, seed: u64, address: Option<&str>) -> ExitCode {
    let program = std::env::current_exe().unwrap();
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let mut bases = vec![(folders[0].path().join("instance").display().to_string(), folders[0].path())];
    bases.extend(address.map(|address| (address.to_owned(), folders[1].path())));
    let mut chance = Chance(Sha256::digest(seed.to_be_bytes()).into());
    let mut sound = true;
    for kill in 0..kills {
        let (place, folder) = &bases[kill % bases.len()];
        let (life, folder_text) = (kill.to_string(), folder.display().to_string());
        let mut child = Command::new(&program).args(["write", place, &folder_text, &life]).spawn().unwrap();
        tokio::time::sleep(Duration::from_millis(20 + chance.below(180))).await;
        child.kill().unwrap();
        child.wait().unwrap();
        let whole = kill % WHOLE < bases.len() || kill + bases.len() >= kills;
        sound &= look(place, folder, whole, &life).await;
    }
    let mut all = Found::default();
    for (place, folder) in &bases {
        let found = count(place, folder).await;
        println!("{}: {} acknowledged, {} lost, {} twice", shown(place), found.noted, found.lost, found.twice);
        all.noted += found.noted;
        all.lost += found.lost;
        all.twice += found.twice;
    }
    println!("{kills} kills, {} acknowledged, {} lost, {} twice", all.noted, all.lost, all.twice);
    ExitCode::from(u8::from(!sound || all.lost + all.twice > 0 || all.noted == 0))
}

fn shown(place: &str) -> &str {
    if place.contains("://") { "PostgreSQL" } else { "SQLite" }
}

/// What was noted during a life, or during all: rank, digest, key.
fn noted(folder: &Path, life: Option<&str>) -> Vec<(u64, String, String)> {
    let text = fs::read_to_string(folder.join("noted")).unwrap_or_default();
    // A line that was cut was not noted.
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let mine = |key: &str| life.is_none_or(|life| key.split('-').next() == Some(life));
    whole
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            Some((words.next()?.parse().ok()?, words.next()?.to_owned(), words.next()?.to_owned()))
        })
        .filter(|(_, _, key)| mine(key))
        .collect()
}

async fn is_there(store: &Store, seq: u64, digest: &str) -> bool {
    let entry = store.journal().entry(seq).await.unwrap();
    entry.is_some_and(|entry| entry.hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>() == digest)
}

/// Opens an instance after a kill, and says what is wrong.
async fn look(place: &str, folder: &Path, whole: bool, life: &str) -> bool {
    let store = Store::open(&place_of(place), NOW).await.unwrap();
    let mut sound = true;
    for (seq, digest, key) in noted(folder, Some(life)) {
        if !is_there(&store, seq, &digest).await {
            println!("life {life}: act {key}, entry {seq}, was acknowledged and is not there");
            sound = false;
        }
    }
    if whole {
        for fault in store.check().await {
            println!("life {life}: {fault}");
            sound = false;
        }
    }
    store.close().await;
    sound
}

/// Sends what still waits, then counts everything again.
async fn count(place: &str, folder: &Path) -> Found {
    let store = Store::open(&place_of(place), NOW).await.unwrap();
    let mails = folder_of_mails(&folder.join("noted"));
    while let Some(due) = store.outbox().take(&time(60), &time(120)).await.unwrap() {
        fs::write(mails.join(&due.id), &due.text).unwrap();
        store.outbox().sent(&due.id, &time(60)).await.unwrap();
    }
    let mut sent: BTreeMap<String, usize> = BTreeMap::new();
    for entry in fs::read_dir(&mails).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none() {
            let mut key = String::new();
            fs::File::open(path).unwrap().read_to_string(&mut key).unwrap();
            *sent.entry(key).or_default() += 1;
        }
    }
    let noted = noted(folder, None);
    let mut lost = BTreeSet::new();
    for (seq, digest, key) in &noted {
        if !is_there(&store, *seq, digest).await || !sent.contains_key(key) {
            lost.insert(*seq);
        }
    }
    let twice = sent.values().filter(|times| **times > 1).count();
    store.close().await;
    Found { noted: noted.len(), lost: lost.len(), twice }
}
