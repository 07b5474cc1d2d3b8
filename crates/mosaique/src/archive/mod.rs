//! The archive of a session: the whole of it in one file, which opens without a server and is verified without an instance.
//! Its form is in `docs/operations/archive.md`.
//!
//! It is a ZIP whose files are stored as they are, so that each of its bytes is one of a file or of a header: a byte that
//! changed is named, and nothing in it unfolds into more than it weighs.

mod check;
mod pack;
mod pages;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};

use programme::dossier::Dossier;
use programme::form::{File as Attached, Value};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::downloads::hexadecimal;

pub use check::{Fault, Verified, faults_said, verify};
pub use pack::Packing;

/// The list of all files.
const MANIFEST: &str = "manifest.json";
/// What signs it: sixty-four bytes.
const SIGNATURE: &str = "manifest.sig";
/// The public key, as Mosaïque writes it.
const PUBLIC: &str = "signing.pub";
/// The same, as other programs read it.
const PUBLIC_DER: &str = "signing.der";
/// The digests of all files, as `sha256sum` reads them.
const SUMS: &str = "SHA256SUMS";
/// The days of the journal.
const DAYS: &str = "journal/days.json";
/// What is known of the documents.
const DOCUMENTS: &str = "documents.json";
/// The people who are named.
const PEOPLE: &str = "people.json";
/// The table of contents.
const INDEX: &str = "index.html";

/// What the seal begins with; the SHA-256 of every byte before its digits follows, and the file ends.
const SEAL: &str = "mosaique-archive-1 ";

/// The most files of an archive: a session of some thousand dossiers has fewer.
const MOST_FILES: usize = 100_000;

/// What an archive is, and every file of it but this one and its signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`store::archive::FORMAT`].
    pub format: String,
    /// Where it was made.
    pub instance: Origin,
    /// The session.
    pub session: String,
    /// When it was made.
    pub at: String,
    /// The version of Mosaïque that made it.
    pub program: String,
    /// How many subjects of each kind, documents and people it holds.
    pub counts: BTreeMap<String, u64>,
    /// The files, in the order of the archive.
    pub files: Vec<Listed>,
}

/// The instance of which it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// When its database was created.
    pub created_at: String,
    /// By which version.
    pub created_by_version: String,
}

/// A file of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// Its path.
    pub path: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// Its digest.
    pub sha256: String,
}

/// A document, as it is kept beside the dossiers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The digest of its bytes.
    pub sha256: String,
    /// Where it is in the archive; none when it was erased before.
    pub path: Option<String>,
    /// The name under which it was given.
    pub name: String,
    /// What it is: `application/pdf`.
    pub media_type: String,
    /// How many bytes it has.
    pub bytes: u64,
}

/// The folder of a subject.
fn folder(kind: &str, id: &str) -> String {
    format!("subjects/{kind}/{id}")
}

fn receipt_path(dossier: &str, seq: u64) -> String {
    format!("{}/receipts/{seq}.json", folder(store::archive::DOSSIER, dossier))
}

/// Whether an act is a deposit, which has a receipt.
fn is_deposit(act: &str) -> bool {
    matches!(act, "dossier-submitted" | "correction-answered" | "late-deposit-requested")
}

/// Every document that a dossier names: those of its answers, of its deposits, its letters.
fn attached(dossier: &Dossier) -> Vec<&Attached> {
    let of = |value: &'_ Value| matches!(value, Value::Files { .. });
    let answers = dossier.answers.values().filter_map(|answered| answered.value.as_ref());
    let deposits = dossier.deposits.iter().flat_map(|deposit| deposit.answers.values());
    let values = answers.chain(deposits).filter(|value| of(value));
    let files = values.flat_map(|value| match value {
        Value::Files { files } => files.as_slice(),
        _ => &[],
    });
    files.chain(dossier.letters.values().filter_map(|letter| Some(&letter.received.as_ref()?.file))).collect()
}

/// The digest of the bytes of a file up to `end`.
fn digest_until(file: &mut File, end: u64) -> io::Result<String> {
    file.seek(SeekFrom::Start(0))?;
    let (mut digest, mut piece, mut left) = (Sha256::new(), vec![0; 1 << 16], end);
    while left > 0 {
        let most = piece.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let read = file.read(&mut piece[..most])?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        digest.update(&piece[..read]);
        left -= read as u64;
    }
    Ok(hexadecimal(&digest.finalize()))
}

fn json(value: &impl Serialize) -> anyhow::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}
