//! The archive of a session of the small world, in which each text is a mark: what it holds, what it does not, and what is
//! said of it when a byte of it changes.

#![expect(clippy::disallowed_methods, reason = "a test alters files")]

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};
use std::path::Path;

use press::Words;
use store::erasures::Why;
use store::people::Moment;
use store::{Key, Place, Salt};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::world::{Kind, OPEN, SESSION, World};
use crate::archive::{Fault, Packing, Verified, faults_said, verify};

const AT: &str = "2027-05-01T08:00:00Z";

fn key() -> Key {
    Key::from_bytes([42; 32])
}

async fn packed(world: &World, folder: &Path) -> Vec<u8> {
    let (shelf, key) = (world.desk.shelf(), key());
    let session = OPEN.session_of(SESSION).unwrap();
    let packing = Packing { store: &world.desk.store, shelf: &shelf, instance: *OPEN, session, key: &key, at: AT };
    let (path, file) = crate::files::beside(&folder.join("a.zip")).unwrap();
    packing.pack(file).await.unwrap();
    let bytes = std::fs::read(&path).unwrap();
    std::fs::remove_file(path).unwrap();
    bytes
}

fn verified(bytes: &[u8]) -> Result<Verified, Vec<Fault>> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    verify(&mut file, Some(&key().public()))
}

/// The faults in words, one after the other.
fn said(bytes: &[u8]) -> String {
    match verified(bytes) {
        Ok(_) => String::new(),
        Err(faults) => faults_said(Words::of(facts::Lang::Fr), &faults).join("\n"),
    }
}

/// Name, place and length of each file.
fn parts(bytes: &[u8]) -> Vec<(String, usize, usize)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|rank| {
            let entry = archive.by_index_raw(rank).unwrap();
            let name = String::from_utf8(entry.name_raw().to_vec()).unwrap();
            (name, entry.data_start().unwrap() as usize, entry.size() as usize)
        })
        .collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

async fn plays(place: &Place) {
    let folder = tempfile::tempdir().unwrap();
    let world = World::kept_in(place).await;
    world.desk.store.journal().close_days(AT).await.unwrap();
    let bytes = packed(&world, folder.path()).await;
    let found = verified(&bytes).unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert!(found.told > 10 && found.lines > 50 && found.receipts >= 5 && found.untold == 0, "{found:?}");
    assert_eq!(packed(&world, folder.path()).await, bytes, "the same state is the same file");
    let another = Key::from_bytes([41; 32]).public();
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&bytes).unwrap();
    assert!(matches!(&verify(&mut file, Some(&another)).unwrap_err()[..], [Fault::Key { .. }, ..]));

    // What was written is in it, and no address of anybody.
    for mark in &world.marks {
        match mark.kind {
            Kind::Answer | Kind::Comment | Kind::Sealed | Kind::FileName | Kind::FileBytes | Kind::Place => {
                assert!(holds(&bytes, &mark.text), "{mark:?}");
            }
            Kind::Invited => assert!(!holds(&bytes, &mark.text), "{mark:?}"),
            Kind::Maker | Kind::Holder if mark.text.contains("address") => {
                assert!(!holds(&bytes, &mark.text), "{mark:?}");
            }
            _ => {}
        }
    }
    // Pages stand alone, and each link of each of them leads to a file of the archive.
    let parts = parts(&bytes);
    let names: BTreeSet<&str> = parts.iter().map(|(name, ..)| name.as_str()).collect();
    assert!(names.contains("index.html"));
    let mut links = 0;
    for (name, start, length) in parts.iter().filter(|(name, ..)| name.ends_with(".html")) {
        let page = std::str::from_utf8(&bytes[*start..start + length]).unwrap();
        assert!(!page.contains("<script") && !page.contains("src=") && !page.contains("«archive-"), "{name}");
        for link in page.split("href=\"").skip(1) {
            let link = link.split('"').next().unwrap();
            let target = if name.starts_with("pages/") { link.strip_prefix("../") } else { Some(link) };
            assert!(target.is_some_and(|target| names.contains(target)), "{link} of {name}");
            links += 1;
        }
    }
    assert!(links > 100, "{links}");
    // Nothing of another session.
    let other = world.desk.store.read_session("2023-productifs-sobres").await.unwrap().subjects().await.unwrap();
    assert_eq!(other.len(), 1, "{other:?}");
}

#[tokio::test]
async fn a_session_is_packed_whole_and_verified_in_memory() {
    plays(&Place::Memory).await;
}

#[tokio::test]
async fn a_session_is_packed_whole_and_verified_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    plays(&Place::Folder(folder.path().to_owned())).await;
}

#[tokio::test]
async fn a_session_is_packed_whole_and_verified_on_a_server() {
    let Ok(url) = std::env::var("MOSAIQUE_TEST_POSTGRES") else {
        let _ = writeln!(
            std::io::stderr(),
            "PostgreSQL was not tried: MOSAIQUE_TEST_POSTGRES is not set (make test sets it)"
        );
        return;
    };
    plays(&Place::Url(url)).await;
}

#[tokio::test]
async fn a_flipped_byte_is_named_wherever_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = packed(&World::new().await, folder.path()).await;
    let parts = parts(&bytes);
    // One of a kind: subjects of the same kind have the same files.
    let mut kinds = BTreeSet::new();
    let flipped = |at: usize| {
        let mut other = bytes.clone();
        other[at] ^= 0x08;
        said(&other)
    };
    for (name, start, length) in &parts {
        let folder: Vec<&str> = name.split('/').take(2).collect();
        let ending = name.rsplit(['/', '.']).take(2).filter(|part| part.len() < 12).collect::<Vec<_>>();
        if *length == 0 || !kinds.insert(format!("{folder:?} {ending:?} {}", name.starts_with("subjects/dossier"))) {
            continue;
        }
        let said = flipped(start + length / 2);
        assert!(said.contains(name.as_str()), "{name}: {said}");
    }
    assert!(kinds.len() > 15, "{kinds:?}");
    // Of what is read, it is said what it is.
    let of = |end: &str| parts.iter().find(|(name, _, length)| name.ends_with(end) && *length > 400).unwrap();
    let (name, start, length) = of("story.jsonl");
    let text = std::str::from_utf8(&bytes[*start..start + length]).unwrap();
    let at = start + text.find("\"act\":\"").unwrap() + 8;
    assert!(flipped(at).contains(&format!("{name}, ligne 1 (écriture")), "{}", flipped(at));
    let (name, start, length) = of("state.json");
    let text = std::str::from_utf8(&bytes[*start..start + length]).unwrap();
    let at = start + text.find("territoire").or_else(|| text.find("zq")).unwrap() + 2;
    let told = flipped(at);
    assert!(told.contains(name.as_str()) && told.contains("à /") && told.contains("d’après l’histoire"), "{told}");
    // Headers, the table at the end, the seal.
    let table = parts.iter().map(|(_, start, length)| start + length).max().unwrap();
    let headers = (0..30).step_by(3).map(|byte| parts[3].1 - 30 - parts[3].0.len() + byte);
    for at in headers.chain((table..bytes.len()).step_by(1499)).chain([bytes.len() - 1, bytes.len() - 70]) {
        assert!(!flipped(at).is_empty(), "byte {at} of {}", bytes.len());
    }
    for end in [0, 3, 10, 1000, bytes.len() / 2, table, bytes.len() - 1] {
        assert!(!said(&bytes[..end]).is_empty(), "cut at {end}");
    }
    assert!(!said(&[bytes.as_slice(), b"more"].concat()).is_empty());
}

#[tokio::test]
async fn of_somebody_who_was_erased_nothing_is_in_it_and_it_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new().await;
    let person = world.people["coauthor"].clone();
    let marks: Vec<&String> = world.marks.iter().filter(|mark| mark.of == "coauthor").map(|mark| &mark.text).collect();
    let before = packed(&world, folder.path()).await;
    assert!(holds(&before, person.as_str()) && marks.iter().any(|mark| holds(&before, mark)));
    let moment = Moment { now: AT, salt: Salt([3; 16]) };
    let why = Why::Asked { by_them: true };
    let none = |_: &programme::Dossier| None;
    world.desk.store.erasures().person(&person, why, &none, moment).await.unwrap().unwrap();
    let after = packed(&world, folder.path()).await;
    let found = verified(&after).unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert!(found.untold > 0, "{found:?}");
    assert!(marks.iter().all(|mark| !holds(&after, mark)));
}

fn zip(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_hostile_file_is_refused_in_words() {
    use CompressionMethod::{Deflated, Stored};
    for bytes in [&b""[..], b"PK", b"PK\x03\x04", b"not a zip at all, whatever its name is", &zip(&[], Stored)] {
        assert!(matches!(&verified(bytes).unwrap_err()[..], [Fault::Not(_)]), "{bytes:?}");
    }
    for name in ["../up.json", "/etc/passwd", "a//b", "a/./b", "é.json", "a\\b", "folder/"] {
        let found = verified(&zip(&[("people.json", b"{}"), (name, b"x")], Stored)).unwrap_err();
        assert!(matches!(&found[..], [Fault::Name(_)]), "{name}: {found:?}");
    }
    let bomb = vec![0; 50 << 20];
    let found = verified(&zip(&[("people.json", &bomb)], Deflated)).unwrap_err();
    assert!(matches!(&found[..], [Fault::Compressed(_)]), "{found:?}");
    // The zip of the tests refuses two files of one name: the second one is renamed by hand.
    let mut twice = zip(&[("a.json", b"{}"), ("b.json", b"{}")], Stored);
    while let Some(at) = twice.windows(6).position(|window| window == b"b.json") {
        twice[at] = b'a';
    }
    assert!(matches!(&verified(&twice).unwrap_err()[..], [Fault::Twice(_)]));
    let found = verified(&zip(&[("a.json", b"{}")], Stored)).unwrap_err();
    assert!(found.contains(&Fault::Missing("manifest.json".into())) && found.contains(&Fault::NoSeal), "{found:?}");
    // A million files.
    let header = |name: String| {
        let mut header = b"PK\x03\x04\x0a\0\0\0\0\0\0\0\x21\0".to_vec();
        header.extend([0; 12]);
        header.extend((name.len() as u16).to_le_bytes());
        header.extend([0; 2]);
        header.extend(name.into_bytes());
        header
    };
    let many: Vec<u8> = (0..1_000_000).flat_map(|rank| header(format!("f{rank}"))).collect();
    assert!(matches!(&verified(&many).unwrap_err()[..], [Fault::TooMany]));
}
