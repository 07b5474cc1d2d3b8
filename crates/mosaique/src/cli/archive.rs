//! `mosaique session export` and `verify`: a session as one file, and whether it is the one that was written.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use facts::Lang;
use press::Words;
use programme::calendar::Instant;
use store::PublicKey;

use super::keep::read_key;
use super::state::StateArgs;
use super::{Refused, deliver, open_instance};
use crate::archive::{Fault, Packing, Verified, faults_said, verify};
use crate::instance::Instance;
use crate::{clock, files, signing};

/// Which session, of which instance.
#[derive(Args)]
pub(super) struct Export {
    /// Short name of the session: 2023-productifs-sobres.
    id: String,
    /// Write here. By default SESSION.archive.zip, in this folder. Replaced when it is there.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    state: StateArgs,
    /// The session of this folder instead of those embedded; given several times, they live side by side.
    #[arg(long = "session", value_name = "FOLDER", env = "MOSAIQUE_SESSIONS", value_delimiter = ':')]
    sessions: Vec<PathBuf>,
    /// The made-up session of the demonstration too.
    #[arg(long)]
    demonstration: bool,
    /// As of then: 2027-03-01T10:00:00Z. The same state as of the same time is the same file.
    #[arg(long, value_name = "TIME")]
    at: Option<Instant>,
}

/// Which file.
#[derive(Args)]
pub(super) struct VerifyArchive {
    /// The archive.
    file: PathBuf,
    /// The public key of the instance, as it is published: whether it is the one that signed the archive.
    #[arg(long, value_name = "PUBLIC")]
    key: Option<PathBuf>,
}

impl Export {
    pub(super) fn run(&self, lang: Lang) -> Result<()> {
        let words = Words::of(lang);
        let now = self.at.map_or_else(clock::now, |at| at.to_string());
        let instance = match self.demonstration {
            true => Instance::demonstration(),
            false => open_instance(None, &self.sessions),
        }?;
        let session = super::session::session_of(instance, Some(&self.id))?.identity.id.as_str();
        let output = self.output.clone().unwrap_or_else(|| PathBuf::from(format!("{session}.archive.zip")));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let verified = runtime.block_on(async {
            let store = self.state.open(&now).await?;
            let shelf = self.state.shelf()?;
            let key = signing::key(&self.state.folder)?;
            instance.refresh_calls(&store).await?;
            let session = super::session::session_of(instance, Some(&self.id))?;
            let refused = |error: anyhow::Error| anyhow::Error::from(Refused(format!("{error:#}")));
            let (path, file) = files::beside(&output).map_err(refused)?;
            let packing = Packing { store: &store, shelf: &shelf, instance, session, key: &key, at: &now };
            let done = packing.pack(file).await;
            store.close().await;
            // What is kept may be damaged: an archive that would not verify is not left.
            let verified = done.and_then(|(mut file, _)| match verify(&mut file, Some(&key.public())) {
                Ok(verified) => Ok((file, verified)),
                Err(faults) => Err(anyhow::anyhow!(told(words, "archive-not-written", &faults))),
            });
            match verified {
                Ok((file, verified)) => files::take_the_place(file, &path, &output).map(|()| verified),
                Err(error) => {
                    files::remove(&path);
                    Err(error)
                }
            }
        })?;
        let files = &verified.manifest.files;
        let values = [
            ("file", output.display().to_string()),
            ("dossiers", words.whole(verified.manifest.counts.get(store::archive::DOSSIER).unwrap_or(&0))),
            ("files", words.whole(&(files.len() as u64))),
            ("bytes", words.whole(&files.iter().map(|file| file.bytes).sum::<u64>())),
        ];
        deliver(&format!("{}\n", words.with("archive-exported", &values)), None)
    }
}

impl VerifyArchive {
    pub(super) fn run(&self, lang: Lang) -> Result<()> {
        let words = Words::of(lang);
        let key = self.key.as_deref().map(|path| read_key(words, path)).transpose()?;
        deliver(&format!("{}\n", verified(words, &self.file, key.as_ref())?), None)
    }
}

/// What is said of an archive that is intact.
///
/// # Errors
/// [`Refused`], with all that differs, when it is not.
pub(super) fn verified(words: &Words, path: &Path, key: Option<&PublicKey>) -> Result<String> {
    let mut file = files::open(path).map_err(|error| Refused(format!("{error:#}")))?;
    match verify(&mut file, key) {
        Ok(verified) => Ok(said(words, &verified, key.is_some())),
        Err(faults) => match &faults[..] {
            [Fault::Not(fault)] => {
                let values = [("file", path.display().to_string()), ("fault", fault.clone())];
                Err(Refused(words.with("archive-not-one", &values)).into())
            }
            _ => Err(Refused(told(words, "archive-altered", &faults)).into()),
        },
    }
}

fn said(words: &Words, verified: &Verified, compared: bool) -> String {
    let manifest = &verified.manifest;
    let values =
        [("session", manifest.session.clone()), ("at", manifest.at.clone()), ("program", manifest.program.clone())];
    let mut lines = vec![words.count_with_all("archive-intact", manifest.files.len(), &values)];
    let values = [
        ("lines", words.whole(&verified.lines)),
        ("told", words.whole(&(verified.told as u64))),
        ("receipts", words.whole(&verified.receipts)),
    ];
    lines.push(words.with("archive-proved", &values));
    if verified.untold > 0 {
        lines.push(words.count("archive-not-told", verified.untold));
    }
    let key = [("key", verified.key.as_text())];
    lines.push(words.with(if compared { "archive-key-compared" } else { "archive-key-not-compared" }, &key));
    lines.join("\n")
}

fn told(words: &Words, key: &str, faults: &[Fault]) -> String {
    let lines = faults_said(words, faults);
    format!("{}\n  {}", words.count(key, faults.len()), lines.join("\n  "))
}
