//! Writing an archive. Of what is large, one document is in memory at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufWriter, Seek as _, SeekFrom, Write as _};

use anyhow::{Context as _, Result, ensure};
use programme::dossier::Dossier;
use programme::jury::{Jury, Sheet};
use programme::roadmap::story::WrittenRoadmap;
use programme::story::Story;
use programme::workspace::Workspace;
use programme::{Edition, Session};
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};
use store::archive::{DOSSIER, FORMAT, Line, Reading, SESSION, Subject, digests};
use store::{Key, Shelf, Store};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::check::is_plain;
use super::pages::{self, Deposit, Told};
use super::*;
use crate::instance::Instance;

/// What an archive is made from.
pub struct Packing<'p> {
    /// The store.
    pub store: &'p Store,
    /// The documents.
    pub shelf: &'p Shelf,
    /// The sessions and the map.
    pub instance: &'static Instance,
    /// The session.
    pub session: &'static Session,
    /// The key that signs.
    pub key: &'p Key,
    /// As of when; UTC.
    pub at: &'p str,
}

/// A ZIP being written, and what was written of it.
struct Packer {
    zip: ZipWriter<BufWriter<File>>,
    files: Vec<Listed>,
}

impl Packer {
    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<()> {
        ensure!(is_plain(path), "{path:?} is no name of a file of an archive");
        // As they are, at no time and for everybody: the same files make the same bytes.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(0o644);
        self.zip.start_file(path, options)?;
        self.zip.write_all(bytes)?;
        Ok(())
    }

    fn add(&mut self, path: &str, bytes: &[u8]) -> Result<()> {
        self.put(path, bytes)?;
        let sha256 = hexadecimal(&Sha256::digest(bytes));
        self.files.push(Listed { path: path.to_owned(), bytes: bytes.len() as u64, sha256 });
        Ok(())
    }

    fn json(&mut self, path: &str, value: &impl Serialize) -> Result<()> {
        self.add(path, &json(value)?)
    }
}

impl Packing<'_> {
    /// Writes the archive in a file that is empty, and gives it back with its manifest.
    ///
    /// # Errors
    /// When something of the session cannot be read, or the file cannot be written.
    pub async fn pack(&self, file: File) -> Result<(File, Manifest)> {
        let mut packer = Packer { zip: ZipWriter::new(BufWriter::new(file)), files: Vec::new() };
        let mut reading = self.store.read_session(self.session.identity.id.as_str()).await?;
        let mut told = Told::default();
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        self.call(&mut packer, &mut reading, &mut told).await?;
        let (mut named, mut ids) = (BTreeSet::new(), BTreeSet::new());
        for of in reading.subjects().await? {
            let subject = reading.subject(&of).await?;
            if subject.kind != SESSION {
                *counts.entry(subject.kind.clone()).or_default() += 1;
            }
            self.subject(&mut packer, &mut reading, &subject, &mut told).await?;
            gather(&subject, &mut named, &mut ids)?;
        }
        packer.json(DAYS, &reading.days())?;
        told.dossiers.sort_by(|one, other| {
            let of = |told: &pages::DossierTold| (told.dossier.place.name.clone(), told.dossier.id.clone());
            of(one).cmp(&of(other))
        });
        let people = reading.people(&ids).await?;
        packer.json(PEOPLE, &people)?;
        counts.insert("people".to_owned(), people.len() as u64);
        told.people = people.into_iter().map(|(id, person)| (id, person.name)).collect();
        // What follows asks for the documents one by one: each is under its digest, and does not change.
        drop(reading);
        told.documents = self.documents(&mut packer, named, &told).await?;
        packer.json(DOCUMENTS, &told.documents)?;
        counts
            .insert("documents".to_owned(), told.documents.iter().filter(|known| known.path.is_some()).count() as u64);
        for (path, bytes) in pages::all(self.instance, self.session, &told, self.at)? {
            packer.add(&path, &bytes)?;
        }
        self.finish(packer, counts).await
    }

    /// The files of the session, and what was changed of them.
    async fn call(&self, packer: &mut Packer, reading: &mut Reading, told: &mut Told) -> Result<()> {
        let id = self.session.identity.id.as_str();
        for (name, text) in self.instance.calls.files(id, &store::calls::Files::new()) {
            let path = format!("call/files/{name}");
            packer.add(&path, text.as_bytes())?;
            told.call.push((name, path));
        }
        let call = reading.call().await?;
        for revision in &call.revisions {
            let path = format!("call/revisions/{}.json", revision.number);
            let said = json!({
                "number": revision.number,
                "reason": revision.reason,
                "by": revision.by,
                "at": revision.at,
                "files": revision.files,
            });
            packer.json(&path, &said)?;
            told.revisions.push((revision.number, revision.at.clone(), revision.reason.clone(), path));
        }
        if !call.steering.overrides.is_empty() {
            packer.json("call/steering.json", &call.steering)?;
        }
        for (revision, form) in &call.forms {
            let form: Json = serde_json::from_str(form).with_context(|| format!("revision {revision} of the form"))?;
            packer.json(&format!("call/forms/{revision}.json"), &form)?;
            told.forms.insert(*revision, serde_json::from_value(form)?);
        }
        if !call.skeletons.is_empty() {
            let read = |text: &String| serde_json::from_str::<Json>(text);
            packer.json("call/erased.json", &call.skeletons.iter().map(read).collect::<Result<Vec<_>, _>>()?)?;
        }
        Ok(())
    }

    /// State, words beside, story, and what is read of it.
    async fn subject(&self, packer: &mut Packer, reading: &mut Reading, of: &Subject, told: &mut Told) -> Result<()> {
        let folder = folder(&of.kind, &of.id);
        let mut lines = Vec::new();
        for line in &of.story {
            serde_json::to_writer(&mut lines, line)?;
            lines.push(b'\n');
        }
        packer.add(&format!("{folder}/story.jsonl"), &lines)?;
        if of.beside.as_object().is_some_and(|texts| !texts.is_empty()) {
            packer.json(&format!("{folder}/beside.json"), &of.beside)?;
        }
        let Some(state) = &of.state else { return Ok(()) };
        packer.json(&format!("{folder}/state.json"), state)?;
        match of.kind.as_str() {
            DOSSIER => {
                let dossier: Dossier = read(of, state)?;
                let mut deposits = Vec::new();
                for line in of.story.iter().filter(|line| is_deposit(&line.entry.act)) {
                    deposits.push(self.deposit(packer, reading, &of.id, line).await?);
                }
                told.dossiers.push(pages::DossierTold { dossier, beside: of.beside.clone(), deposits });
            }
            Jury::KIND => told.jury = Some((read(of, state)?, of.beside.clone())),
            Sheet::KIND => told.sheets.push((read(of, state)?, of.beside.clone())),
            Workspace::KIND => told.workspaces.push(read(of, state)?),
            Edition::KIND => told.editions.push(read(of, state)?),
            WrittenRoadmap::KIND => told.roadmaps.push(read(of, state)?),
            _ => {}
        }
        Ok(())
    }

    async fn deposit(&self, packer: &mut Packer, reading: &mut Reading, id: &str, line: &Line) -> Result<Deposit> {
        let receipt = reading.receipt(line, self.key, self.at).await?;
        let path = receipt.is_some().then(|| receipt_path(id, line.entry.seq));
        if let (Some(path), Some(receipt)) = (&path, receipt) {
            packer.add(path, receipt.to_text().as_bytes())?;
        }
        Ok(Deposit { at: line.entry.at.clone(), receipt: path })
    }

    /// The documents that are named, in the order of their digests.
    async fn documents(&self, packer: &mut Packer, mut named: BTreeSet<String>, told: &Told) -> Result<Vec<Document>> {
        let mut known: BTreeMap<&str, &Attached> = BTreeMap::new();
        for told in &told.dossiers {
            known.extend(attached(&told.dossier).into_iter().map(|file| (file.digest.as_str(), file)));
        }
        named.extend(known.keys().map(|digest| (*digest).to_owned()));
        let attachments = self.store.attachments(self.shelf);
        let mut documents = Vec::new();
        for sha256 in named {
            match attachments.find(&sha256).await? {
                Some(found) => {
                    let bytes = attachments.read(&sha256).await?.context("a document left meanwhile")?;
                    let path = format!("documents/{sha256}{}", ending(&found.name));
                    packer.add(&path, &bytes)?;
                    let (path, name, media_type) = (Some(path), found.name, found.media_type);
                    documents.push(Document { sha256, path, name, media_type, bytes: found.size });
                }
                // Not every digest is one of a document.
                None => {
                    if let Some(file) = known.get(sha256.as_str()) {
                        let (name, bytes) = (file.name.clone(), file.bytes);
                        documents.push(Document { sha256, path: None, name, media_type: String::new(), bytes });
                    }
                }
            }
        }
        Ok(documents)
    }

    async fn finish(&self, mut packer: Packer, counts: BTreeMap<String, u64>) -> Result<(File, Manifest)> {
        let public = self.key.public();
        packer.add(PUBLIC, format!("{}\n", public.as_text()).as_bytes())?;
        packer.add(PUBLIC_DER, &public.as_der())?;
        let sums: String = packer.files.iter().map(|file| format!("{}  {}\n", file.sha256, file.path)).collect();
        packer.add(SUMS, sums.as_bytes())?;
        let instance = self.store.instance().await?;
        let manifest = Manifest {
            format: FORMAT.to_owned(),
            instance: Origin { created_at: instance.created_at, created_by_version: instance.created_by_version },
            session: self.session.identity.id.to_string(),
            at: self.at.to_owned(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            counts,
            files: std::mem::take(&mut packer.files),
        };
        let text = json(&manifest)?;
        packer.put(MANIFEST, &text)?;
        packer.put(SIGNATURE, &self.key.sign(&text))?;
        // The seal is written twice: first for its length, then for what it says.
        packer.zip.set_raw_comment(format!("{SEAL}{}", "0".repeat(64)).into_bytes().into_boxed_slice())?;
        let mut file = packer.zip.finish()?.into_inner().map_err(|error| error.into_error())?;
        let end = file.seek(SeekFrom::End(-64))?;
        let digest = digest_until(&mut file, end)?;
        file.seek(SeekFrom::Start(end))?;
        file.write_all(digest.as_bytes())?;
        file.flush()?;
        Ok((file, manifest))
    }
}

fn read<T: DeserializeOwned>(of: &Subject, state: &Json) -> Result<T> {
    serde_json::from_value(state.clone()).with_context(|| format!("{}:{} cannot be read", of.kind, of.id))
}

/// The digests and the names that a subject and its story hold.
fn gather(of: &Subject, named: &mut BTreeSet<String>, ids: &mut BTreeSet<String>) -> Result<()> {
    let mut look = |json: &Json| {
        digests(json, named);
        texts(json, ids);
    };
    look(&of.beside);
    of.state.iter().for_each(&mut look);
    for line in &of.story {
        if let Some(said) = &line.said {
            look(&serde_json::from_str(&said.text)?);
        }
        look(&Json::String(line.entry.actor.clone()));
    }
    Ok(())
}

/// Every text that could be an identifier.
fn texts(json: &Json, found: &mut BTreeSet<String>) {
    let mut note = |text: &str| {
        if text.len() <= 64 && !text.contains(char::is_whitespace) {
            found.insert(text.to_owned());
        }
    };
    match json {
        Json::String(text) => note(text),
        Json::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Json::Object(fields) => {
            fields.keys().for_each(|name| note(name));
            fields.values().for_each(|value| texts(value, found));
        }
        _ => {}
    }
}

/// How the file of a document ends: as its name does, when that opens it and runs nothing.
fn ending(name: &str) -> String {
    let plain =
        ["pdf", "png", "jpg", "jpeg", "odt", "ods", "odp", "docx", "xlsx", "pptx", "csv", "txt", "json", "geojson"];
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.filter(|ending| plain.contains(&ending.as_str())).map_or_else(String::new, |ending| format!(".{ending}"))
}
