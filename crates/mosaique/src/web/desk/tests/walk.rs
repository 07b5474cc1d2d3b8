//! A walk through all that somebody can be answered, in which what they must not find is looked for. What is compressed is
//! opened first.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::Read as _;

use axum::http::StatusCode;
use facts::Lang;

use super::Desk;
use super::rights::{ROUTES, pattern};
use crate::web::tests::Answer;

/// Most answers of a kind that is not of the desk, for one visitor.
pub(super) const MOST_OF_A_KIND: usize = 2;
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

/// What one person is answered.
pub(super) struct Search<'w> {
    desk: &'w Desk,
    cookie: String,
    /// What they must not find: each text, and what to tell of it.
    hidden: Vec<(&'w str, String)>,
    /// Whether both languages are walked through.
    pub(super) is_deep: bool,
    pub(super) asked: usize,
    pub(super) faults: BTreeSet<String>,
}

impl<'w> Search<'w> {
    pub(super) fn new(desk: &'w Desk, cookie: String, hidden: Vec<(&'w str, String)>) -> Self {
        Self { desk, cookie, hidden, is_deep: false, asked: 0, faults: BTreeSet::new() }
    }

    /// Asks, and searches what is answered.
    async fn ask(&mut self, path: &str) -> Answer {
        self.asked += 1;
        let answer = self.desk.get(path, &self.cookie).await;
        let said = said(&answer);
        let text = String::from_utf8_lossy(&said).replace("&#39;", "'");
        for (mark, told) in &self.hidden {
            // What was asked for may be said again.
            if text.contains(mark) && !path.contains(mark) {
                self.faults.insert(format!("{told} in {path}"));
            }
        }
        answer
    }

    /// Asks for addresses, and for what the answers lead to: on the desk all, elsewhere so many of each kind.
    pub(super) async fn walk(&mut self, from: Vec<String>, most: usize) {
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
