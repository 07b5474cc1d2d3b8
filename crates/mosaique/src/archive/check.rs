//! Verifying an archive, without any instance. A file that comes from somebody is believed in nothing: it is first walked
//! through from its first byte to its last, with as much memory as the names in it need, and only then read.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read, Seek as _, SeekFrom};

use press::Words;
use programme::dossier::Dossier;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};
use store::archive::{DOSSIER, DayFault, Days, FORMAT, Line, LineFault, StoryFault, tell};
use store::{Attachments, Difference, PublicKey, Receipt};
use zip::CompressionMethod;
use zip::read::{ZipArchive, read_zipfile_from_stream};

use super::*;

/// Most bytes of a file that is read whole; documents have no more.
const MOST_BYTES: u64 = Attachments::MAX_BYTES as u64;
/// Most bytes of a line of a story.
const MOST_LINE: u64 = 16 << 20;
/// Most differences that are told one by one.
const MOST_TOLD: usize = 1000;

/// Something that differs in an archive from what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Something else altogether.
    Not(String),
    /// The file stops, or a header in it cannot be read.
    Broken { after: Option<String>, fault: String },
    /// More files than any archive has.
    TooMany,
    /// A name that leads elsewhere, or that is never written.
    Name(String),
    /// Two files of one name.
    Twice(String),
    /// A file that is not as it is.
    Compressed(String),
    /// A file too large to be one of ours.
    Large { path: String, bytes: u64, most: u64 },
    /// The table at the end does not say what is there.
    Directory(String),
    /// The seal is missing.
    NoSeal,
    /// A byte outside the files changed.
    Seal { found: String, expected: String },
    /// The bytes of a file changed.
    Altered { path: String, found: String, expected: String },
    /// Those of a document.
    Document { path: String, name: String, found: String, expected: String },
    /// A file is gone.
    Missing(String),
    /// A file came.
    Unexpected(String),
    /// A file does not read as what it should be.
    Unreadable { path: String, fault: String },
    /// The manifest is not signed by the key that is beside.
    Signature,
    /// The key is not the one that was given to compare.
    Key { found: String, expected: String },
    /// A day of the journal.
    Day(DayFault),
    /// A line of a story, from 1.
    Line { path: String, line: usize, seq: u64, fault: LineFault },
    /// A story that cannot be told, or tells another state: the path is that of the story, or of the state.
    Story { path: String, fault: StoryFault },
    /// A receipt.
    Receipt { path: String, differences: Vec<Difference> },
    /// A deposit without its receipt.
    NoReceipt(String),
    /// The receipt of something else.
    OtherReceipt { path: String, seq: u64 },
    /// A document that a dossier names is not there.
    Lost { path: String, digest: String, name: String },
}

/// What was verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// What the archive says it is.
    pub manifest: Manifest,
    /// The key that signed it.
    pub key: PublicKey,
    /// Entries proved.
    pub lines: u64,
    /// Stories told again.
    pub told: usize,
    /// Stories of which something was erased: they cannot be.
    pub untold: usize,
    /// Receipts checked.
    pub receipts: u64,
}

/// A file of an archive, where it was found.
struct Part {
    start: u64,
    bytes: u64,
    sha256: String,
}

type Parts = BTreeMap<String, Part>;

/// Verifies an archive, with the public key of the instance when one has it. One without faults holds what was written and
/// nothing else, all of it signed by its key. Without `key`, whose key it is stays open.
///
/// # Errors
/// All that differs: first what keeps the file from being read, then file by file.
pub fn verify(file: &mut File, key: Option<&PublicKey>) -> Result<Verified, Vec<Fault>> {
    let (parts, directory) = walk(file)?;
    let mut check = Check { file, parts, faults: Vec::new(), proved: (0, 0, 0, 0) };
    check.around(directory);
    let found = check.all(key);
    // A byte of a file changes the seal too, and is told better.
    if check.faults.len() > 1 {
        check.faults.retain(|fault| !matches!(fault, Fault::Seal { .. }));
    }
    match found {
        Some((manifest, key)) if check.faults.is_empty() => {
            let (lines, told, untold, receipts) = check.proved;
            Ok(Verified { manifest, key, lines, told, untold, receipts })
        }
        _ => Err(check.faults),
    }
}

/// Bytes that are counted as they are read.
struct Counted<'f> {
    file: BufReader<&'f mut File>,
    at: &'f Cell<u64>,
}

impl Read for Counted<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(bytes)?;
        self.at.set(self.at.get() + read as u64);
        Ok(read)
    }
}

/// Whether a path is one that an archive has: plain names, none of which leads up.
pub(super) fn is_plain(path: &str) -> bool {
    let plain = |c: u8| c.is_ascii_alphanumeric() || b"-_.".contains(&c);
    path.len() <= 240 && path.split('/').all(|name| !name.trim_matches('.').is_empty() && name.bytes().all(plain))
}

/// Goes from file to file until the table of files, and says where that begins.
fn walk(file: &mut File) -> Result<(Parts, u64), Vec<Fault>> {
    let (at, mut parts, mut faults) = (Cell::new(0), Parts::new(), Vec::new());
    let mut after: Option<String> = None;
    let broken = |after: &Option<String>, fault: String| match after {
        None => Fault::Not(fault),
        Some(_) => Fault::Broken { after: after.clone(), fault },
    };
    if let Err(error) = file.seek(SeekFrom::Start(0)) {
        return Err(vec![Fault::Not(error.to_string())]);
    }
    let mut bytes = Counted { file: BufReader::new(file), at: &at };
    loop {
        let mut entry = match read_zipfile_from_stream(&mut bytes) {
            Ok(Some(entry)) => entry,
            Ok(None) => break,
            Err(error) => {
                faults.push(broken(&after, error.to_string()));
                return Err(faults);
            }
        };
        let path = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let (start, size) = (at.get(), entry.size());
        let shown = || path.chars().take(240).collect::<String>();
        // Past one of these, what follows cannot be trusted to be where it seems.
        let refused = match () {
            () if parts.len() == MOST_FILES => Some(Fault::TooMany),
            () if !is_plain(&path) => Some(Fault::Name(shown())),
            () if parts.contains_key(&path) => Some(Fault::Twice(shown())),
            () if entry.compression() != CompressionMethod::Stored
                || entry.encrypted()
                || entry.compressed_size() != size =>
            {
                Some(Fault::Compressed(shown()))
            }
            () => None,
        };
        if let Some(fault) = refused {
            // The rest of the entry is not read: it may be as long as somebody wishes.
            std::mem::forget(entry);
            faults.push(fault);
            return Err(faults);
        }
        let (mut digest, mut piece, mut read) = (Sha256::new(), [0; 1 << 14], 0);
        let fault = loop {
            match entry.read(&mut piece) {
                Ok(0) => break None,
                Ok(more) => {
                    digest.update(&piece[..more]);
                    read += more as u64;
                }
                Err(error) => break Some(error.to_string()),
            }
        };
        drop(entry);
        // A checksum that is wrong is told by the digest, with what it should be.
        if read != size {
            let fault = fault.unwrap_or_else(|| format!("{read} bytes found, expected {size}"));
            faults.push(Fault::Broken { after: Some(path), fault });
            return Err(faults);
        }
        parts.insert(path.clone(), Part { start, bytes: size, sha256: hexadecimal(&digest.finalize()) });
        after = Some(path);
    }
    if after.is_none() {
        return Err(vec![Fault::Not("it holds no file".to_owned())]);
    }
    // The four bytes that begin the table are read.
    Ok((parts, at.get().saturating_sub(4)))
}

struct Check<'f> {
    file: &'f mut File,
    parts: Parts,
    faults: Vec<Fault>,
    /// Lines, stories told, stories not told, receipts.
    proved: (u64, usize, usize, u64),
}

impl Check<'_> {
    /// The table of files and the seal.
    fn around(&mut self, directory: u64) {
        let length = match self.file.metadata() {
            Ok(found) => found.len(),
            Err(error) => return self.faults.push(Fault::Not(error.to_string())),
        };
        let seal = SEAL.len() as u64 + 64;
        let mut end = Vec::new();
        let from = self.file.seek(SeekFrom::Start(length.saturating_sub(seal)));
        let read = from.and_then(|_| Read::by_ref(self.file).take(seal).read_to_end(&mut end));
        let end = read.ok().and_then(|_| String::from_utf8(end).ok());
        match end.as_deref().and_then(|end| end.strip_prefix(SEAL)) {
            None => self.faults.push(Fault::NoSeal),
            Some(expected) => match digest_until(self.file, length - 64) {
                Ok(found) if found == expected => {}
                Ok(found) => self.faults.push(Fault::Seal { found, expected: expected.to_owned() }),
                Err(error) => self.faults.push(Fault::Not(error.to_string())),
            },
        }
        // An entry of the table has less than three hundred bytes.
        let most = 300 * (self.parts.len() as u64 + 1);
        let fault = match length.saturating_sub(directory) {
            found if found > most => Some(format!("{found} bytes found, at most {most} expected")),
            _ => self.directory(directory).err(),
        };
        self.faults.extend(fault.map(Fault::Directory));
    }

    /// Whether the table names the same files at the same places: other programs read it, and not what is before it.
    fn directory(&mut self, start: u64) -> Result<(), String> {
        let said = |error: zip::result::ZipError| error.to_string();
        let mut archive = ZipArchive::new(BufReader::new(&mut *self.file)).map_err(said)?;
        if archive.offset() != 0 || archive.central_directory_start() != start {
            return Err(format!("it is at {}, expected at {start}", archive.central_directory_start()));
        }
        if archive.len() != self.parts.len() {
            return Err(format!("{} files found, {} expected", archive.len(), self.parts.len()));
        }
        for rank in 0..archive.len() {
            let entry = archive.by_index_raw(rank).map_err(said)?;
            let name = String::from_utf8_lossy(entry.name_raw());
            let part = self.parts.get(name.as_ref());
            let same = |part: &Part| {
                entry.data_start() == Some(part.start)
                    && entry.size() == part.bytes
                    && entry.compressed_size() == part.bytes
                    && entry.compression() == CompressionMethod::Stored
            };
            if !part.is_some_and(same) {
                return Err(name.chars().take(240).collect());
            }
        }
        Ok(())
    }

    fn all(&mut self, key: Option<&PublicKey>) -> Option<(Manifest, PublicKey)> {
        let public = self.key(key);
        let text = self.bytes(MANIFEST)?;
        let signature: Option<[u8; 64]> = self.bytes(SIGNATURE).and_then(|bytes| bytes.try_into().ok());
        let has_signed = |key: &PublicKey| signature.is_some_and(|signature| key.has_signed(&text, &signature));
        if public.as_ref().is_some_and(|key| !has_signed(key)) {
            self.faults.push(Fault::Signature);
        }
        let manifest = self.parsed::<Manifest>(MANIFEST, &text)?;
        if manifest.format != FORMAT {
            let found: String = manifest.format.chars().take(80).collect();
            self.unreadable(MANIFEST, format!("{found:?} found as its form, expected {FORMAT:?}"));
            return None;
        }
        let documents: Vec<Document> = self.json(DOCUMENTS).unwrap_or_default();
        self.listed(&manifest, &documents);
        let days: Days = self.json(DAYS)?;
        self.faults.extend(days.faults().into_iter().map(Fault::Day));
        let stories = self.parts.keys().filter_map(|path| {
            let (kind, id) = path.strip_prefix("subjects/")?.strip_suffix("/story.jsonl")?.split_once('/')?;
            Some((kind.to_owned(), id.to_owned()))
        });
        for (kind, id) in stories.collect::<Vec<_>>() {
            self.subject(&kind, &id, &days, public.as_ref(), &documents);
        }
        Some((manifest, public?))
    }

    /// The key that is in the archive.
    fn key(&mut self, expected: Option<&PublicKey>) -> Option<PublicKey> {
        let text = self.bytes(PUBLIC)?;
        let found = std::str::from_utf8(&text).ok().and_then(PublicKey::read);
        match (&found, expected) {
            (None, _) => self.unreadable(PUBLIC, "no public key".to_owned()),
            (Some(found), Some(expected)) if found != expected => {
                self.faults.push(Fault::Key { found: found.as_text(), expected: expected.as_text() });
            }
            _ => {}
        }
        found
    }

    /// Every file against the manifest.
    fn listed(&mut self, manifest: &Manifest, documents: &[Document]) {
        let named: BTreeMap<&str, &str> =
            documents.iter().filter_map(|known| Some((known.path.as_deref()?, known.name.as_str()))).collect();
        let mut unexpected: BTreeMap<&str, &Part> =
            self.parts.iter().map(|(path, part)| (path.as_str(), part)).collect();
        let mut faults = Vec::new();
        for Listed { path, bytes, sha256 } in &manifest.files {
            let Some(part) = unexpected.remove(path.as_str()) else {
                faults.push(Fault::Missing(path.clone()));
                continue;
            };
            if part.sha256 != *sha256 || part.bytes != *bytes {
                let (path, found, expected) = (path.clone(), part.sha256.clone(), sha256.clone());
                faults.push(match named.get(path.as_str()) {
                    Some(name) => Fault::Document { path, name: (*name).to_owned(), found, expected },
                    None => Fault::Altered { path, found, expected },
                });
            }
        }
        unexpected.retain(|path, _| ![MANIFEST, SIGNATURE].contains(path));
        faults.extend(unexpected.keys().map(|path| Fault::Unexpected((*path).to_owned())));
        for known in documents {
            let Some(path) = &known.path else { continue };
            let found = self.parts.get(path).map(|part| &part.sha256);
            let is_told = |fault: &Fault| matches!(fault, Fault::Document { path: told, .. } if told == path);
            if found.is_some_and(|found| *found != known.sha256) && !faults.iter().any(is_told) {
                let (name, found) = (known.name.clone(), found.cloned().unwrap_or_default());
                faults.push(Fault::Document { path: path.clone(), name, found, expected: known.sha256.clone() });
            }
        }
        self.faults.extend(faults);
    }

    /// A subject: each line of its story, its state, its receipts, its documents.
    fn subject(&mut self, kind: &str, id: &str, days: &Days, key: Option<&PublicKey>, documents: &[Document]) {
        let folder = folder(kind, id);
        let path = format!("{folder}/story.jsonl");
        let Some(lines) = self.lines(&path) else { return };
        let (subject, mut after) = (format!("{kind}:{id}"), 0);
        for (rank, line) in lines.iter().enumerate() {
            let seq = line.entry.seq;
            let faults = line.faults(&subject, after, days);
            let fault = |fault| Fault::Line { path: path.clone(), line: rank + 1, seq, fault };
            self.faults.extend(faults.into_iter().map(fault));
            after = seq;
            self.proved.0 += 1;
            if kind == DOSSIER && is_deposit(&line.entry.act) && line.said.is_some() {
                self.receipt(id, line, key);
            }
        }
        let state_path = format!("{folder}/state.json");
        if !self.parts.contains_key(&state_path) {
            return;
        }
        let Some(state) = self.json::<Json>(&state_path) else { return };
        let said: Option<Vec<&str>> =
            lines.iter().map(|line| line.said.as_ref().map(|said| said.text.as_str())).collect();
        match said {
            // What was erased is not told: the state is signed, and that is all.
            None => self.proved.2 += 1,
            Some(said) => match tell(kind, &said, &state) {
                Ok(()) => self.proved.1 += 1,
                Err(fault) => {
                    let of_state = matches!(fault, StoryFault::Unlike(_) | StoryFault::State(_));
                    self.faults.push(Fault::Story { path: if of_state { state_path.clone() } else { path }, fault });
                }
            },
        }
        if kind == DOSSIER {
            let Ok(dossier) = serde_json::from_value::<Dossier>(state) else { return };
            for file in attached(&dossier) {
                if !documents.iter().any(|known| known.sha256 == file.digest.as_str()) {
                    let (digest, name) = (file.digest.to_string(), file.name.clone());
                    self.faults.push(Fault::Lost { path: state_path.clone(), digest, name });
                }
            }
        }
    }

    fn receipt(&mut self, id: &str, line: &Line, key: Option<&PublicKey>) {
        let path = receipt_path(id, line.entry.seq);
        if !self.parts.contains_key(&path) {
            return self.faults.push(Fault::NoReceipt(path));
        }
        let Some(text) = self.bytes(&path) else { return };
        let Ok(text) = String::from_utf8(text) else { return self.unreadable(&path, "no UTF-8".to_owned()) };
        match Receipt::check(&text, key) {
            Err(differences) => self.faults.push(Fault::Receipt { path, differences }),
            Ok(receipt) if receipt.entry != line.entry => {
                self.faults.push(Fault::OtherReceipt { path, seq: line.entry.seq });
            }
            Ok(_) => self.proved.3 += 1,
        }
    }

    /// The lines of a story that can be read.
    fn lines(&mut self, path: &str) -> Option<Vec<Line>> {
        let part = self.parts.get(path)?;
        let (start, bytes) = (part.start, part.bytes);
        if bytes > MOST_BYTES {
            self.faults.push(Fault::Large { path: path.to_owned(), bytes, most: MOST_BYTES });
            return None;
        }
        let mut lines = Vec::new();
        let mut faults = Vec::new();
        if let Err(error) = self.file.seek(SeekFrom::Start(start)) {
            self.unreadable(path, error.to_string());
            return None;
        }
        let mut text = BufReader::new(Read::by_ref(self.file).take(bytes));
        for rank in 1.. {
            let mut line = Vec::new();
            match Read::by_ref(&mut text).take(MOST_LINE).read_until(b'\n', &mut line) {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => {
                    faults.push(error.to_string());
                    break;
                }
            }
            match serde_json::from_slice(&line) {
                Ok(line) => lines.push(line),
                Err(error) => faults.push(format!("line {rank}: {error}")),
            }
        }
        let whole = faults.is_empty();
        faults.into_iter().for_each(|fault| self.unreadable(path, fault));
        whole.then_some(lines)
    }

    /// The bytes of a file that is read whole.
    fn bytes(&mut self, path: &str) -> Option<Vec<u8>> {
        let Some(part) = self.parts.get(path) else {
            let known = [MANIFEST, SIGNATURE, PUBLIC, DAYS, DOCUMENTS];
            // Of the others, the manifest says it.
            if known.contains(&path) && !self.faults.contains(&Fault::Missing(path.to_owned())) {
                self.faults.push(Fault::Missing(path.to_owned()));
            }
            return None;
        };
        let (start, bytes) = (part.start, part.bytes);
        if bytes > MOST_BYTES {
            self.faults.push(Fault::Large { path: path.to_owned(), bytes, most: MOST_BYTES });
            return None;
        }
        let mut read = Vec::new();
        let done = self.file.seek(SeekFrom::Start(start));
        match done.and_then(|_| Read::by_ref(self.file).take(bytes).read_to_end(&mut read)) {
            Ok(_) => Some(read),
            Err(error) => {
                self.unreadable(path, error.to_string());
                None
            }
        }
    }

    fn json<T: DeserializeOwned>(&mut self, path: &str) -> Option<T> {
        let bytes = self.bytes(path)?;
        self.parsed(path, &bytes)
    }

    fn parsed<T: DeserializeOwned>(&mut self, path: &str, bytes: &[u8]) -> Option<T> {
        serde_json::from_slice(bytes).map_err(|error| self.unreadable(path, error.to_string())).ok()
    }

    fn unreadable(&mut self, path: &str, fault: String) {
        self.faults.push(Fault::Unreadable { path: path.to_owned(), fault });
    }
}

/// Every fault in a sentence; of very many, the first ones, and how many more there are.
pub fn faults_said(words: &Words, faults: &[Fault]) -> Vec<String> {
    let mut said: Vec<String> = faults.iter().take(MOST_TOLD).map(|fault| sentence(words, fault)).collect();
    if faults.len() > MOST_TOLD {
        said.push(words.count("archive-more", faults.len() - MOST_TOLD));
    }
    said
}

fn sentence(words: &Words, fault: &Fault) -> String {
    let say = |key: &str, values: &[(&'static str, &str)]| {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        words.with(&format!("archive-fault-{key}"), &values)
    };
    let digests = |key: &str, path: &str, name: &str, found: &str, expected: &str| {
        say(key, &[("path", path), ("name", name), ("found", found), ("expected", expected)])
    };
    match fault {
        Fault::Not(fault) => fault.clone(),
        Fault::Broken { after, fault } => {
            let beginning = words.t("archive-fault-beginning");
            say("broken", &[("after", after.as_ref().unwrap_or(&beginning)), ("fault", fault)])
        }
        Fault::TooMany => say("too-many", &[("most", &words.whole(&(MOST_FILES as u64)))]),
        Fault::Name(path) => say("name", &[("path", path)]),
        Fault::Twice(path) => say("twice", &[("path", path)]),
        Fault::Compressed(path) => say("compressed", &[("path", path)]),
        Fault::Large { path, bytes, most } => {
            say("large", &[("path", path), ("bytes", &words.whole(bytes)), ("most", &words.whole(most))])
        }
        Fault::Directory(fault) => say("directory", &[("fault", fault)]),
        Fault::NoSeal => say("no-seal", &[]),
        Fault::Seal { found, expected } => digests("seal", "", "", found, expected),
        Fault::Altered { path, found, expected } => digests("altered", path, "", found, expected),
        Fault::Document { path, name, found, expected } => digests("document", path, name, found, expected),
        Fault::Missing(path) => say("missing", &[("path", path)]),
        Fault::Unexpected(path) => say("unexpected", &[("path", path)]),
        Fault::Unreadable { path, fault } => say("unreadable", &[("path", path), ("fault", fault)]),
        Fault::Signature => say("signature", &[]),
        Fault::Key { found, expected } => digests("key", "", "", found, expected),
        Fault::Day(DayFault { day, field }) => say("day", &[("day", day), ("field", field)]),
        Fault::Line { path, line, seq, fault } => {
            let key = match fault {
                LineFault::Unreadable => "unreadable",
                LineFault::Entry => "entry",
                LineFault::Said => "said",
                LineFault::Proof => "proof",
                LineFault::Subject => "subject",
                LineFault::Order => "order",
            };
            let fault = words.t(&format!("archive-line-{key}"));
            say("line", &[("path", path), ("line", &line.to_string()), ("seq", &seq.to_string()), ("fault", &fault)])
        }
        Fault::Story { path, fault } => match fault {
            StoryFault::Event { rank, fault } => {
                say("event", &[("path", path), ("line", &(rank + 1).to_string()), ("fault", fault)])
            }
            StoryFault::Broken(fault) => say("story", &[("path", path), ("fault", fault)]),
            StoryFault::State(fault) => say("unreadable", &[("path", path), ("fault", fault)]),
            StoryFault::Unlike(unlike) => {
                let (found, expected) = (unlike.found.as_str(), unlike.expected.as_str());
                say("state", &[("path", path), ("at", &unlike.at), ("found", found), ("expected", expected)])
            }
        },
        Fault::Receipt { path, differences } => {
            let lines = crate::cli::receipt_differences(words, differences);
            say("receipt", &[("path", path), ("fault", &lines.join(" "))])
        }
        Fault::NoReceipt(path) => say("no-receipt", &[("path", path)]),
        Fault::OtherReceipt { path, seq } => say("other-receipt", &[("path", path), ("seq", &seq.to_string())]),
        Fault::Lost { path, digest, name } => say("lost", &[("path", path), ("digest", digest), ("name", name)]),
    }
}
