//! A mark in every name, address, answer, document, comment, reason and count; then everything that each person, and a
//! visitor who has not entered, can be answered in each phase is searched for the marks that they must not find.
//!
//! What is asked: every route of the desk with the identifiers of every dossier, as who knows them would; every route of the
//! site that has none; every link of what is answered, on the desk all of them and elsewhere a few of each kind; a search for
//! each mark; and the mails that were written. What is compressed is opened first.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::Read as _;

use axum::http::StatusCode;
use facts::Lang;
use press::Links;

use super::rights::{ROUTES, addresses, filled, pattern};
use super::world::{CAST, Kind, Mark, OPEN, PHASES, SESSION, STAGES, World};
use crate::web::tests::Answer;

/// Most answers of a kind that is not of the desk, for one visitor.
const MOST_OF_A_KIND: usize = 2;
/// Addresses outside of the desk whose answer takes long to make, and holds nothing but open data: maps, documents and
/// downloads of territories.
const LONG: [&str; 5] = ["/tiles/", "/assets/", "/donnees/", "/data/", ".pdf"];

/// What an answer says: its headers and its body, what is compressed in it opened.
fn said(answer: &Answer) -> Vec<u8> {
    let mut said = answer.bytes.to_vec();
    for (name, value) in &answer.headers {
        said.extend_from_slice(format!("\n{name}: ").as_bytes());
        said.extend_from_slice(value.as_bytes());
    }
    said.extend(opened(&answer.bytes));
    said
}

/// What is in a file of ZIP (spreadsheets, documents of offices), of gzip, or in the streams of a PDF.
fn opened(bytes: &[u8]) -> Vec<u8> {
    let mut found = Vec::new();
    let inflate = |part: &[u8], raw: bool| {
        let mut text = Vec::new();
        // A stream that ends before the file does is no fault here.
        let _ = match raw {
            true => flate2::read::DeflateDecoder::new(part).read_to_end(&mut text),
            false => flate2::read::ZlibDecoder::new(part).read_to_end(&mut text),
        };
        text
    };
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let _ = flate2::read::GzDecoder::new(bytes).read_to_end(&mut found);
    } else if bytes.starts_with(b"PK\x03\x04") {
        for (at, _) in bytes.windows(4).enumerate().filter(|(_, window)| *window == b"PK\x03\x04") {
            let Some(head) = bytes.get(at..at + 30) else { continue };
            let number = |from: usize| usize::from(u16::from_le_bytes([head[from], head[from + 1]]));
            let Some(body) = bytes.get(at + 30 + number(26) + number(28)..) else { continue };
            found.extend(inflate(body, true));
        }
    } else if bytes.starts_with(b"%PDF-") {
        let mark = b"stream";
        for (at, _) in bytes.windows(mark.len()).enumerate().filter(|(_, window)| window == mark) {
            let body = &bytes[at + mark.len()..];
            let skip = body.iter().take_while(|byte| b"\r\n".contains(byte)).count();
            found.extend(inflate(&body[skip..], false));
        }
    }
    found
}

/// The links of a page, and where its forms are sent.
fn links(page: &str) -> impl Iterator<Item = String> {
    let of = |name: &'static str| page.split(name).skip(1).filter_map(|rest| rest.split('"').next());
    let found = of(" href=\"").chain(of(" src=\"")).chain(of(" action=\""));
    let local = found.filter(|link| link.starts_with('/') && !link.starts_with("//"));
    local.map(|link| link.split('#').next().unwrap_or_default().replace("&amp;", "&").replace("&#38;", "&"))
}

/// Whether an address is one of a pattern of the desk.
fn is_of_desk(path: &str) -> bool {
    let parts: Vec<&str> = path.split('?').next().unwrap_or_default().split('/').collect();
    ROUTES.iter().flat_map(|(links, _)| Lang::ALL.map(|lang| pattern(*links, lang))).any(|pattern| {
        let pattern: Vec<&str> = pattern.split('/').collect();
        pattern.len() == parts.len()
            && pattern.iter().zip(&parts).all(|(known, part)| known.starts_with('{') || known == part)
    })
}

/// The kind of an address that is not of the desk: its parts but those that name one thing among many.
fn kind(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts = path.split('/').enumerate().map(|(rank, part)| if rank > 2 { "*" } else { part });
    let names: BTreeSet<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    format!("{}?{names:?}", parts.collect::<Vec<_>>().join("/"))
}

/// Every address that somebody who knows the names of everything would try, and every one that needs no name.
fn tried(world: &World, is_deep: bool) -> Vec<String> {
    let mut tried = Vec::new();
    let sections = &OPEN.session().application.form.sections;
    let langs: &[Lang] = if is_deep { &Lang::ALL } else { &[Lang::Fr] };
    for (route, _) in ROUTES {
        for lang in langs {
            let path = pattern(*route, *lang);
            if path.contains("{token}") {
                continue;
            }
            if !path.contains('{') || path.contains("/sessions/") {
                tried.push(filled(&path.replace("{id}", SESSION)));
                continue;
            }
            for stage in STAGES {
                let of_one = path.replace("{id}", world.dossiers[stage].as_str());
                if path.contains("{section}") {
                    tried.extend(sections.iter().map(|s| of_one.replace("{section}", s.id.as_str())));
                } else if path.contains("{digest}") {
                    let own = world.files.iter().filter(|(of, _)| *of == stage);
                    tried.extend(own.map(|(_, digest)| of_one.replace("{digest}", digest)));
                } else {
                    tried.push(filled(&of_one));
                }
            }
        }
    }
    tried
}

struct Search<'w> {
    world: &'w World,
    who: &'static str,
    cookie: String,
    /// The marks that who asks must not find.
    hidden: Vec<&'w Mark>,
    /// Whether both languages are walked through.
    is_deep: bool,
    asked: usize,
    faults: BTreeSet<String>,
}

impl Search<'_> {
    /// Asks, and searches what is answered.
    async fn ask(&mut self, path: &str) -> Answer {
        self.asked += 1;
        let answer = self.world.desk.get(path, &self.cookie).await;
        let said = said(&answer);
        let text = String::from_utf8_lossy(&said).replace("&#39;", "'");
        for mark in &self.hidden {
            // What was asked for may be said again.
            if text.contains(&mark.text) && !path.contains(&mark.text) {
                let kind = format!("{:?} of {}", mark.kind, mark.of);
                self.faults.insert(format!("{} at {}: {kind} in {path}", self.who, self.world.phase().as_str()));
            }
        }
        answer
    }

    async fn walk(&mut self, from: Vec<String>, most: usize) {
        let mut queue = VecDeque::from(from);
        let (mut seen, mut kinds) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
        while let Some(path) = queue.pop_front() {
            if path.contains('{') || !seen.insert(path.clone()) {
                continue;
            }
            // Printing takes long, and its text is set in typefaces of its own: what may be printed is looked at by rights.
            if path.ends_with(".pdf") {
                continue;
            }
            let is_of_desk = is_of_desk(&path);
            if is_of_desk && !self.is_deep && path.starts_with("/en/") {
                continue;
            }
            if !is_of_desk {
                let count = kinds.entry(kind(&path)).or_default();
                *count += 1;
                if *count > most || LONG.iter().any(|part| path.contains(part)) {
                    continue;
                }
            }
            let answer = self.ask(&path).await;
            if answer.status == StatusCode::OK && answer.header("content-type").starts_with("text/html") {
                queue.extend(links(&answer.text));
            }
            if answer.status.is_redirection() {
                queue.push_back(answer.header("location").to_owned());
            }
        }
    }
}

#[tokio::test]
async fn nobody_is_answered_what_they_may_not_find() {
    let mut world = World::new().await;
    let (mut asked, mut faults) = (0, BTreeSet::new());
    // Without a name of anything: the site, its feeds, its map, the open interface.
    let plain: Vec<String> = addresses(&crate::web::whole()).into_iter().filter(|path| !path.contains('{')).collect();
    assert!(plain.len() > 50, "what the router tells of itself is no longer read: {plain:?}");
    let searches: Vec<String> = (world.marks.iter())
        .filter(|mark| matches!(mark.kind, Kind::Place | Kind::Answer | Kind::Maker))
        .filter(|mark| matches!(mark.of, "draft" | "received" | "lead"))
        .flat_map(|mark| [format!("/fr/recherche?q={}", mark.text), format!("/api/v1/search?q={}", mark.text)])
        .collect();
    for (rank, (_, moment)) in PHASES.into_iter().enumerate() {
        world.desk.go_to(moment);
        let mut dossiers = BTreeMap::new();
        for stage in STAGES {
            dossiers.insert(stage, world.find(stage).await);
        }
        for who in CAST.iter().map(|part| part.id).chain(["nobody"]) {
            let cookie = if who == "nobody" { String::new() } else { world.enter(who).await };
            let hidden = world.marks.iter().filter(|mark| !world.may_find(who, mark, &dossiers)).collect();
            let mut search =
                Search { world: &world, who, cookie, hidden, is_deep: rank == 2, asked: 0, faults: BTreeSet::new() };
            // The site beside the desk is the same for all: the pilot walks through it while dossiers are written, and who has
            // not entered once the decision is public, when everybody has most rights.
            let is_whole = (who, rank) == ("pilot", 1) || (who, rank) == ("nobody", PHASES.len() - 1);
            let mut from = tried(&world, rank == 2);
            if is_whole {
                from.extend(plain.iter().chain(&searches).cloned());
                from.push(Links::Home.path(Lang::Fr));
            }
            search.walk(from, if is_whole { MOST_OF_A_KIND } else { 0 }).await;
            asked += search.asked;
            faults.append(&mut search.faults);
        }
    }
    println!("{asked} answers searched for {} marks", world.marks.len());
    let faults: Vec<String> = faults.into_iter().collect();
    assert!(faults.is_empty(), "{} faults in {asked} answers:\n{}", faults.len(), faults.join("\n"));
}

#[tokio::test]
async fn a_mail_says_nothing_that_its_reader_may_not_find() {
    let world = World::new().await;
    let mut dossiers = BTreeMap::new();
    for stage in STAGES {
        dossiers.insert(stage, world.find(stage).await);
    }
    let (post, clock) = (&world.desk.post, &world.desk.clock);
    crate::jobs::outbox::deliver(&world.desk.store, post, || clock.now(), || false).await.unwrap();
    let (mails, _) = crate::files::last_of_folder(&world.desk.folder.path().join("mail"), ".eml", 1_000).unwrap();
    let mails: Vec<_> = mails.iter().map(|mail| crate::mail::read(mail)).collect();
    assert!(mails.iter().any(|mail| mail.text.contains("/fr/dossiers/")), "mails tell of dossiers");
    for mail in mails {
        let to = CAST.iter().find(|part| mail.to.contains(&format!("zq{}addressqz", part.id)));
        for mark in &world.marks {
            let told = [&mail.subject, &mail.text].into_iter().any(|text| text.contains(&mark.text));
            let may = match to {
                Some(part) => world.may_find(part.id, mark, &dossiers),
                // Who is invited is told of what, and by whom.
                None => matches!((mark.kind, mark.of), (Kind::Place, "draft") | (Kind::Maker, "lead")),
            };
            assert!(!told || may, "{:?} of {} is told to {}: {}", mark.kind, mark.of, mail.to, mail.text);
        }
    }
}

#[test]
fn what_is_compressed_is_opened_before_it_is_searched() {
    use std::io::Write as _;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(b"zqsecretqz").unwrap();
    assert_eq!(opened(&gzip.finish().unwrap()), b"zqsecretqz");
    let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    deflate.write_all(b"zqsecretqz").unwrap();
    let mut zip = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0a".to_vec();
    zip.extend(deflate.finish().unwrap());
    assert_eq!(opened(&zip), b"zqsecretqz");
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    zlib.write_all(b"zqsecretqz").unwrap();
    let pdf = [b"%PDF-1.7\n1 0 obj\nstream\n".to_vec(), zlib.finish().unwrap(), b"\nendstream".to_vec()].concat();
    assert!(opened(&pdf).starts_with(b"zqsecretqz"));
    assert!(is_of_desk("/fr/dossiers/abc/rubriques/x?saved=1") && !is_of_desk("/fr/territoires/16015"));
}
