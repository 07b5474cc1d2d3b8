//! `mosaique backup`, `restore`, `check`, `verify` and `receipt`: keeping the state of an instance, and proving it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use facts::Lang;
use press::Words;
use store::backup::{self, BackupFault, RestoreError};
use store::{Difference, PublicKey, Receipt};

use super::state::StateArgs;
use super::{Refused, deliver};
use crate::{clock, files, signing};

/// The whole state in one file, while the instance runs or not.
#[derive(Args)]
pub(super) struct Backup {
    /// The file to write: replaced when it is there.
    file: PathBuf,
    #[command(flatten)]
    state: StateArgs,
}

/// Fills an empty instance from a backup.
#[derive(Args)]
pub(super) struct Restore {
    /// The backup.
    file: PathBuf,
    #[command(flatten)]
    state: StateArgs,
}

/// Looks for all that is wrong in an instance, without mending it.
#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    state: StateArgs,
}

/// Checks a receipt, a backup or the archive of a session, without any instance.
#[derive(Args)]
pub(super) struct Verify {
    /// The receipt, the backup or the archive.
    file: PathBuf,
    /// The public key of the instance, as it is published: whether it is the one that signed.
    #[arg(long, value_name = "PUBLIC")]
    key: Option<PathBuf>,
}

/// The receipt of an entry of the journal.
#[derive(Args)]
pub(super) struct ReceiptArgs {
    /// The rank of the entry.
    seq: u64,
    /// The file to write, instead of the standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    state: StateArgs,
}

fn run<T>(act: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(act)
}

fn refused(error: impl std::fmt::Display) -> anyhow::Error {
    Refused(error.to_string()).into()
}

impl Backup {
    pub(super) fn run(&self, lang: Lang) -> Result<()> {
        let words = Words::of(lang);
        let now = clock::now();
        let manifest = run(async {
            let store = self.state.open(&now).await?;
            let shelf = self.state.shelf()?;
            let (path, mut file) = files::beside(&self.file)?;
            let done = store.back_up(&shelf, std::io::BufWriter::new(&mut file), &now).await;
            store.close().await;
            match done {
                Ok(manifest) => files::take_the_place(file, &path, &self.file).map(|()| manifest),
                Err(error) => {
                    files::remove(&path);
                    Err(error.into())
                }
            }
        })?;
        let values = [
            ("file", self.file.display().to_string()),
            ("files", words.whole(&(manifest.files.len() as u64))),
            ("rows", words.whole(&manifest.rows.values().sum::<u64>())),
        ];
        deliver(&format!("{}\n", words.with("store-backed-up", &values)), None)
    }
}

impl Restore {
    pub(super) fn run(&self, lang: Lang) -> Result<()> {
        let words = Words::of(lang);
        let now = clock::now();
        let mut file = files::open(&self.file).map_err(|error| refused(format!("{error:#}")))?;
        // Before an instance is made where there was none.
        backup::verify(&mut file)
            .map_err(|faults| told(words, "store-backup-altered", backup_faults(words, &faults)))?;
        let (head, manifest) = run(async {
            let store = super::state::open(&self.state.place(), &now).await?;
            let shelf = self.state.shelf()?;
            let done = store.restore(&shelf, file).await;
            store.close().await;
            done.map_err(|error| match error {
                RestoreError::NotEmpty { .. } | RestoreError::Newer { .. } => refused(error),
                other => other.into(),
            })
        })?;
        let values = [
            ("at", head.created_at),
            ("files", words.whole(&(manifest.files.len() as u64))),
            ("rows", words.whole(&manifest.rows.values().sum::<u64>())),
        ];
        deliver(&format!("{}\n", words.with("store-restored", &values)), None)
    }
}

impl Check {
    pub(super) fn run(&self, lang: Lang) -> Result<()> {
        let words = Words::of(lang);
        let (faults, entries) = run(async {
            let store = self.state.open(&clock::now()).await?;
            let shelf = self.state.shelf()?;
            let mut faults: Vec<String> = store.check().await.iter().map(ToString::to_string).collect();
            faults.extend(store.attachments(&shelf).check().await.iter().map(ToString::to_string));
            let entries = store.journal().len().await;
            store.close().await;
            Ok((faults, entries))
        })?;
        if faults.is_empty() {
            let entries = entries.context("the journal")? as usize;
            return deliver(&format!("{}\n", words.count("store-sound", entries)), None);
        }
        Err(told(words, "store-not-sound", faults))
    }
}

impl Verify {
    pub(super) fn run(&self, lang: Lang) -> Result<()> {
        let words = Words::of(lang);
        let key = self.key.as_deref().map(|path| read_key(words, path)).transpose()?;
        let mut file = files::open(&self.file).map_err(|error| refused(format!("{error:#}")))?;
        if files::begins_with(&mut file, b"PK\x03\x04")? {
            return deliver(&format!("{}\n", super::archive::verified(words, &self.file, key.as_ref())?), None);
        }
        let is_archive = files::begins_with(&mut file, b"backup.json\0")?;
        let said = match files::begins_with(&mut file, b"{")? {
            true => {
                let text = files::read_text(&self.file).map_err(|error| refused(format!("{error:#}")))?;
                match Receipt::check(&text, key.as_ref()) {
                    Ok(receipt) => receipt_said(words, &receipt, key.is_some()),
                    Err(differences) => {
                        return Err(told(words, "store-receipt-altered", differences_said(words, &differences)));
                    }
                }
            }
            false => match backup::verify(&mut file) {
                Ok((head, manifest)) => words.with(
                    "store-backup-intact",
                    &[
                        ("at", head.created_at),
                        ("program", head.program),
                        ("files", words.whole(&(manifest.files.len() as u64))),
                        ("rows", words.whole(&manifest.rows.values().sum::<u64>())),
                    ],
                ),
                // Something else altogether.
                Err(faults) if matches!(faults[..], [BackupFault::Unreadable(_)]) && !is_archive => {
                    return Err(refused(backup_faults(words, &faults).join("\n")));
                }
                Err(faults) => return Err(told(words, "store-backup-altered", backup_faults(words, &faults))),
            },
        };
        deliver(&format!("{said}\n"), None)
    }
}

impl ReceiptArgs {
    pub(super) fn run(&self, lang: Lang) -> Result<()> {
        let words = Words::of(lang);
        let receipt = run(async {
            let now = clock::now();
            let store = self.state.open(&now).await?;
            let key = signing::key(&self.state.folder)?;
            let receipt = store.journal().receipt(self.seq, &key, &now).await;
            store.close().await;
            Ok(receipt?)
        })?;
        let seq = || [("seq", self.seq.to_string())];
        let receipt = receipt.ok_or_else(|| refused(words.with("store-no-receipt", &seq())))?;
        deliver(&receipt.to_text(), self.output.as_deref())
    }
}

pub(super) fn read_key(words: &Words, path: &Path) -> Result<PublicKey> {
    let text = files::read_text(path).map_err(|error| refused(format!("{error:#}")))?;
    let file = [("file", path.display().to_string())];
    PublicKey::read(&text).ok_or_else(|| refused(words.with("store-not-a-key", &file)))
}

/// A sentence, and what it announces, one a line.
fn told(words: &Words, key: &str, lines: Vec<String>) -> anyhow::Error {
    let mut message = words.count(key, lines.len());
    for line in lines {
        message.push_str("\n  ");
        message.push_str(&line);
    }
    anyhow::anyhow!(message)
}

fn receipt_said(words: &Words, receipt: &Receipt, compared: bool) -> String {
    let (entry, day) = (&receipt.entry, &receipt.day);
    let mut lines = vec![words.with(
        "store-receipt-intact",
        &[
            ("act", entry.act.clone()),
            ("subject", entry.subject.clone()),
            ("seq", entry.seq.to_string()),
            ("at", entry.at.clone()),
        ],
    )];
    let (count, of_day) = (day.count as usize, [("day", day.day.clone()), ("root", day.root.clone())]);
    lines.push(match day.closed {
        true => words.count_with_all("store-day-closed", count, &of_day),
        false => words.count_with_all("store-day-so-far", count, &of_day),
    });
    let key = [("key", receipt.signature.key.clone())];
    lines.push(match compared {
        true => words.with("store-key-compared", &key),
        false => words.with("store-key-not-compared", &key),
    });
    lines.join("\n")
}

/// What differs in a receipt, a sentence each.
pub(crate) fn differences_said(words: &Words, differences: &[Difference]) -> Vec<String> {
    let pair = |found: &str, expected: &str| [("found", found.to_owned()), ("expected", expected.to_owned())];
    let say = |difference: &Difference| match difference {
        Difference::Unreadable(fault) => words.with("store-receipt-unreadable", &[("fault", fault.clone())]),
        Difference::Format { found } => words.with("store-unknown-form", &pair(found, store::receipt::FORMAT)),
        Difference::Document { found, expected } => words.with("store-other-document", &pair(found, expected)),
        Difference::Entry { found, expected } => words.with("store-other-entry", &pair(found, expected)),
        Difference::OtherDay { entry, day } => words.with("store-other-day", &pair(entry, day)),
        Difference::Proof { day } => words.with("store-other-proof", &[("day", day.clone())]),
        Difference::Closing { day, field } => {
            words.with("store-other-closing", &[("day", day.clone()), ("field", (*field).to_owned())])
        }
        Difference::Signature => words.t("store-other-signature"),
        Difference::Key { found, expected } => words.with("store-other-key", &pair(found, expected)),
        Difference::Writing { at } => words.with("store-other-writing", &[("at", at.to_string())]),
    };
    differences.iter().map(say).collect()
}

fn backup_faults(words: &Words, faults: &[BackupFault]) -> Vec<String> {
    let path = |path: &str| [("path", path.to_owned())];
    let digests = |path: &str, found: &str, expected: &str| {
        [("path", path.to_owned()), ("found", found.to_owned()), ("expected", expected.to_owned())]
    };
    let say = |fault: &BackupFault| match fault {
        BackupFault::Unreadable(fault) => words.with("store-backup-unreadable", &[("fault", fault.clone())]),
        BackupFault::Format { found } => {
            words.with("store-unknown-form", &[("found", found.clone()), ("expected", backup::FORMAT.to_owned())])
        }
        BackupFault::Manifest { found, expected } => {
            words.with("store-file-altered", &digests("manifest.json", found, expected))
        }
        BackupFault::File { path, found, expected } => {
            words.with("store-file-altered", &digests(path, found, expected))
        }
        BackupFault::Missing { path: missing } => words.with("store-file-missing", &path(missing)),
        BackupFault::Unexpected { path: found } => words.with("store-file-unexpected", &path(found)),
        BackupFault::Between { found, expected } => words.with("store-between-altered", &digests("", found, expected)),
    };
    faults.iter().map(say).collect()
}
