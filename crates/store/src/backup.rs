//! A backup: the whole state of an instance in one file, which any database we know can be filled from.
//!
//! It is a tar archive that other tools open too: `backup.json` (what it is), the rows of each table as JSON, one a line, in
//! parts (`tables/NAME/000001.jsonl`), the attachments under their digests, and `manifest.json`, which has the SHA-256 of
//! each. After the archive comes the seal, one line: the form, the SHA-256 of `manifest.json` and that of every byte before
//! the line. No byte of the file is without a digest.

use std::collections::BTreeMap;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};

use futures_util::TryStreamExt as _;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use sqlx::any::{AnyRow, AnyTypeInfoKind};
use sqlx::{AnyConnection, AssertSqlSafe, Column as _, Row, TypeInfo as _, ValueRef as _};

use crate::attachments::{Attachment, AttachmentError, Shelf, ShelfError, intact};
use crate::dialect::Lock;
use crate::migration::{PROGRAM, SCHEMA};
use crate::token::hex;
use crate::{DatabaseError, Store};

/// The form of backups that this version writes and reads.
pub const FORMAT: &str = "mosaique-backup-1";

/// Every table but the ledger of migrations, each after those it refers to, with what puts its rows in order.
const TABLES: [(&str, &str); 39] = [
    ("instance", "id"),
    ("perimeter", "id"),
    ("outbox", "id"),
    ("subscription", "id"),
    ("subscription_token", "sha256"),
    ("news_seen", "session, item"),
    ("digest_run", "id"),
    ("journal_entry", "seq"),
    ("journal_body", "seq"),
    ("journal_day", "first_seq"),
    ("journal_head", "id"),
    ("attachment", "sha256"),
    ("person", "id"),
    ("sign_in", "sha256"),
    ("login", "sha256"),
    ("part", "person, session, role"),
    ("dossier", "id"),
    ("invitation", "sha256"),
    ("call_revision", "session, number"),
    ("call_state", "session"),
    ("call_draft", "session"),
    ("comment_text", "dossier, id"),
    ("comment_seen", "dossier, person"),
    ("letter_ask", "id"),
    ("letter_link", "sha256"),
    ("form_revision", "session, revision"),
    ("skeleton", "dossier"),
    ("attachment_ending", "sha256"),
    ("bridge_dossier", "dossier"),
    ("bridge_note", "dossier, annotation"),
    ("bridge_run", "session, demarche"),
    ("provider_attempt", "sha256"),
    ("provider_account", "issuer, subject"),
    ("provider_claim", "sha256"),
    ("provider_session", "login"),
    ("passkey", "id"),
    ("passkey_ceremony", "sha256"),
    ("record", "kind, id"),
    ("record_text", "kind, id, name"),
];

/// Tables that hold nothing of anybody: any other one must be named by the register of processings.
pub const IMPERSONAL: [&str; 9] = [
    "instance",
    "perimeter",
    "news_seen",
    "digest_run",
    "journal_day",
    "journal_head",
    "form_revision",
    "skeleton",
    "bridge_run",
];

/// The names of the tables that are backed up: every table but the ledger of migrations.
pub fn tables() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|(table, _)| *table)
}

/// Tables that a new instance has a row in, which that of the backup takes the place of.
const SEEDED: [&str; 2] = ["instance", "journal_head"];

/// A part of a table is closed once it has so many bytes: what is held in memory at once.
const PART: usize = 4 << 20;

/// The seal: the form, two digests of sixty-four digits, two blanks and an end of line.
const SEAL: usize = FORMAT.len() + 64 + 64 + 3;

/// What a backup is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// [`FORMAT`].
    pub format: String,
    /// When it was made.
    pub created_at: String,
    /// The version of Mosaïque that made it.
    pub program: String,
    /// How many migrations the database had been through.
    pub schema: i64,
    /// The database it comes from.
    pub database: String,
}

/// What a backup holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// How many rows each table has.
    pub rows: BTreeMap<String, u64>,
    /// Every file, in the order of the archive.
    pub files: Vec<Listed>,
}

/// A file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Its path in the archive.
    pub path: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// Its digest.
    pub sha256: String,
}

/// Why a backup was not made.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file cannot be written.
    #[error("the backup cannot be written: {0}")]
    File(#[from] io::Error),
    /// A row holds what no table of ours holds.
    #[error("a row of {table} cannot be written: {fault}")]
    Row {
        /// The table.
        table: &'static str,
        /// What is wrong with it.
        fault: String,
    },
    /// An attachment is missing or was altered: `check` tells of all of them.
    #[error(transparent)]
    Attachment(#[from] AttachmentError),
    /// The database did not answer.
    #[error("the state cannot be read: {0}")]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for BackupError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(DatabaseError(error))
    }
}

/// One thing that differs in a backup from what was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BackupFault {
    /// The file does not read as a backup.
    #[error("not a backup: {0}")]
    Unreadable(String),
    /// The form is not known to this version.
    #[error("a backup of the form {found:?}, expected {FORMAT:?}")]
    Format {
        /// The form.
        found: String,
    },
    /// The list of the files was changed.
    #[error("manifest.json was altered: digest {found} found, {expected} expected")]
    Manifest {
        /// The digest of what is there.
        found: String,
        /// The one of the seal.
        expected: String,
    },
    /// A file was changed.
    #[error("{path} was altered: digest {found} found, {expected} expected")]
    File {
        /// Its path.
        path: String,
        /// The digest of what is there.
        found: String,
        /// The one of the list.
        expected: String,
    },
    /// A file of the list is not there.
    #[error("{path} is missing")]
    Missing {
        /// Its path.
        path: String,
    },
    /// A file is there and not in the list.
    #[error("{path} is there and was not written")]
    Unexpected {
        /// Its path.
        path: String,
    },
    /// The files are right, and what lies between them, or the seal, is not.
    #[error("between its files, or in its seal, the backup was altered: digest {found} found, {expected} expected")]
    Between {
        /// The digest of what is there.
        found: String,
        /// The one of the seal.
        expected: String,
    },
}

/// Why a backup was not restored. In each case the instance is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// The backup is not what was written.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Altered(Vec<BackupFault>),
    /// The instance has something in it.
    #[error("{table} has {rows} rows, expected an empty instance")]
    NotEmpty {
        /// A table that is not empty.
        table: &'static str,
        /// How many rows it has.
        rows: i64,
    },
    /// A later version made the backup.
    #[error("the backup is of schema {found}, of Mosaïque {by}; Mosaïque {PROGRAM} knows schema {known}")]
    Newer {
        /// Its schema.
        found: i64,
        /// The last one known.
        known: i64,
        /// The version that made it.
        by: String,
    },
    /// A row of the backup is not one of ours, or the database refuses it.
    #[error("{path}, line {line}, cannot be restored: {fault}")]
    Row {
        /// The file.
        path: String,
        /// Its line, from 1.
        line: usize,
        /// What is wrong with it.
        fault: String,
    },
    /// The file cannot be read.
    #[error("the backup cannot be read: {0}")]
    File(#[from] io::Error),
    /// Attachments cannot be put in their place.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
    /// The database did not answer.
    #[error("the state cannot be written: {0}")]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for RestoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(DatabaseError(error))
    }
}

impl Store {
    /// Writes a backup of all the state, as it is at one moment, while others go on working.
    ///
    /// # Errors
    /// One variant a cause; what was written of the file is then worth nothing.
    pub async fn back_up(&self, shelf: &Shelf, out: impl Write, now: &str) -> Result<Manifest, BackupError> {
        let mut reading = self.pool.begin_with(self.dialect.begin_reading()).await?;
        let mut archive = Archive::new(out);
        let schema: i64 =
            sqlx::query_scalar("select max(version) from schema_migration").fetch_one(&mut *reading).await?;
        let head = Head {
            format: FORMAT.to_owned(),
            created_at: now.to_owned(),
            program: PROGRAM.to_owned(),
            schema,
            database: self.dialect.name().to_owned(),
        };
        archive.add("backup.json", &pretty(&head))?;
        for (table, order) in TABLES {
            let rows = write_table(&mut reading, &mut archive, table, order).await?;
            archive.manifest.rows.insert(table.to_owned(), rows);
        }
        let rows = sqlx::query("select sha256, size from attachment order by sha256").fetch_all(&mut *reading).await?;
        reading.commit().await?;
        for row in rows {
            let (sha256, size): (String, i64) = (row.try_get("sha256")?, row.try_get("size")?);
            // The name and the rest are in the table.
            let known = Attachment {
                sha256,
                size: size.unsigned_abs(),
                media_type: String::new(),
                name: String::new(),
                added_at: String::new(),
            };
            let bytes = intact(shelf, &known).await?;
            archive.add(&format!("attachments/{}", known.sha256), &bytes)?;
        }
        Ok(archive.end()?)
    }

    /// Fills an empty instance from a backup, once every byte of it was checked: all of it, or nothing.
    ///
    /// # Errors
    /// One variant a cause; the instance is then as it was.
    pub async fn restore(&self, shelf: &Shelf, mut file: impl Read + Seek) -> Result<(Head, Manifest), RestoreError> {
        let (head, manifest) = verify(&mut file).map_err(RestoreError::Altered)?;
        let known = SCHEMA;
        if head.schema > known {
            return Err(RestoreError::Newer { found: head.schema, known, by: head.program });
        }
        let mut put = Vec::new();
        let done = self.fill(shelf, &mut file, &mut put).await;
        if done.is_err() {
            for sha256 in put {
                // It failed already: what remains is bytes that nothing refers to.
                let _ = shelf.remove(&sha256).await;
            }
        }
        done.map(|()| (head, manifest))
    }

    async fn fill(
        &self,
        shelf: &Shelf,
        file: &mut (impl Read + Seek),
        put: &mut Vec<String>,
    ) -> Result<(), RestoreError> {
        let mut act = self.begin(Lock::Schema).await?;
        self.dialect.hold(&mut act, Lock::Journal).await?;
        for (table, _) in TABLES.into_iter().filter(|(table, _)| !SEEDED.contains(table)) {
            let count = format!("select count(*) from {table}");
            let rows: i64 = sqlx::query_scalar(AssertSqlSafe(count)).fetch_one(&mut *act).await?;
            if rows > 0 {
                return Err(RestoreError::NotEmpty { table, rows });
            }
        }
        file.seek(SeekFrom::Start(0))?;
        let mut archive = tar::Archive::new(BufReader::new(file));
        for entry in archive.entries()? {
            let mut entry = entry?;
            let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes)?;
            if let Some(sha256) = path.strip_prefix("attachments/") {
                if shelf.get(sha256).await?.is_none() {
                    put.push(sha256.to_owned());
                    shelf.put(sha256, bytes.into()).await?;
                }
            } else if let Some((table, part)) = path.strip_prefix("tables/").and_then(|rest| rest.split_once('/')) {
                let known = TABLES.iter().find(|(known, _)| *known == table);
                let Some((table, _)) = known else {
                    return Err(RestoreError::Row { path, line: 1, fault: "no such table".to_owned() });
                };
                if SEEDED.contains(table) && part == "000001.jsonl" {
                    sqlx::query(AssertSqlSafe(format!("delete from {table}"))).execute(&mut *act).await?;
                }
                for (rank, line) in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).enumerate() {
                    insert(&mut act, table, line).await.map_err(|fault| RestoreError::Row {
                        path: path.clone(),
                        line: rank + 1,
                        fault,
                    })?;
                }
            }
        }
        act.commit().await?;
        Ok(())
    }
}

/// Checks every byte of a backup, without any database.
///
/// # Errors
/// All that differs from what was written.
pub fn verify(file: &mut (impl Read + Seek)) -> Result<(Head, Manifest), Vec<BackupFault>> {
    let unreadable = |fault: String| vec![BackupFault::Unreadable(fault)];
    let seal = read_seal(file).map_err(|fault| vec![fault])?;
    file.seek(SeekFrom::Start(0)).map_err(|error| unreadable(error.to_string()))?;
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let (mut head, mut manifest) = (None, None);
    let mut read_all = || -> io::Result<()> {
        let mut archive = tar::Archive::new(BufReader::new(&mut *file));
        for entry in archive.entries()? {
            let mut entry = entry?;
            let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let mut digest = Hashing { inner: Vec::new(), digest: Sha256::new(), keep: path.ends_with(".json") };
            io::copy(&mut entry, &mut digest)?;
            match path.as_str() {
                "backup.json" => head = serde_json::from_slice::<Head>(&digest.inner).ok(),
                "manifest.json" => manifest = serde_json::from_slice::<Manifest>(&digest.inner).ok(),
                _ => {}
            }
            found.insert(path, hex(&digest.digest.finalize()));
        }
        Ok(())
    };
    let walked = read_all();
    let mut faults = Vec::new();
    match found.remove("manifest.json") {
        Some(digest) if digest != seal.manifest => {
            faults.push(BackupFault::Manifest { found: digest, expected: seal.manifest.clone() });
        }
        Some(_) => {}
        None => faults.push(BackupFault::Missing { path: "manifest.json".to_owned() }),
    }
    // A list that was itself changed names nothing.
    if faults.is_empty()
        && let Some(manifest) = &manifest
    {
        for listed in &manifest.files {
            match found.remove(&listed.path) {
                Some(digest) if digest == listed.sha256 => {}
                Some(digest) => faults.push(BackupFault::File {
                    path: listed.path.clone(),
                    found: digest,
                    expected: listed.sha256.clone(),
                }),
                None => faults.push(BackupFault::Missing { path: listed.path.clone() }),
            }
        }
        faults.extend(found.into_keys().map(|path| BackupFault::Unexpected { path }));
    }
    if let Err(error) = walked {
        faults.push(BackupFault::Unreadable(error.to_string()));
    }
    if faults.is_empty() && seal.found != seal.expected {
        faults.push(BackupFault::Between { found: seal.found, expected: seal.expected });
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    match (head, manifest) {
        (Some(head), Some(manifest)) if head.format == FORMAT => Ok((head, manifest)),
        (Some(head), _) => Err(vec![BackupFault::Format { found: head.format }]),
        _ => Err(unreadable("backup.json or manifest.json does not read".to_owned())),
    }
}

struct Seal {
    manifest: String,
    expected: String,
    found: String,
}

/// Reads the seal, and computes the digest of all that comes before it.
fn read_seal(file: &mut (impl Read + Seek)) -> Result<Seal, BackupFault> {
    let unreadable = |error: io::Error| BackupFault::Unreadable(error.to_string());
    let length = file.seek(SeekFrom::End(0)).map_err(unreadable)?;
    let Some(before) = length.checked_sub(SEAL as u64) else {
        return Err(BackupFault::Unreadable(format!("{length} bytes found, which is too short")));
    };
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    let mut digest = Hashing { inner: Vec::new(), digest: Sha256::new(), keep: false };
    io::copy(&mut Read::by_ref(file).take(before), &mut digest).map_err(unreadable)?;
    let mut line = Vec::new();
    Read::by_ref(file).take(SEAL as u64).read_to_end(&mut line).map_err(unreadable)?;
    let line = String::from_utf8_lossy(&line).into_owned();
    let mut words = line.strip_suffix('\n').unwrap_or_default().split(' ');
    match (words.next(), words.next(), words.next(), words.next()) {
        (Some(FORMAT), Some(manifest), Some(expected), None) => Ok(Seal {
            manifest: manifest.to_owned(),
            expected: expected.to_owned(),
            found: hex(&digest.digest.finalize()),
        }),
        _ => Err(BackupFault::Unreadable(format!("it does not end with a seal of the form {FORMAT}"))),
    }
}

/// What writes the archive, and remembers the digest of each file and of all.
struct Archive<W: Write> {
    tar: tar::Builder<Hashing<W>>,
    manifest: Manifest,
}

impl<W: Write> Archive<W> {
    fn new(out: W) -> Self {
        let out = Hashing { inner: out, digest: Sha256::new(), keep: true };
        Self { tar: tar::Builder::new(out), manifest: Manifest::default() }
    }

    fn add(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.manifest.files.push(Listed {
            path: path.to_owned(),
            bytes: bytes.len() as u64,
            sha256: hex(&Sha256::digest(bytes)),
        });
        self.append(path, bytes)
    }

    fn append(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o600);
        self.tar.append_data(&mut header, path, bytes)
    }

    fn end(mut self) -> io::Result<Manifest> {
        let list = pretty(&self.manifest);
        self.append("manifest.json", &list)?;
        let mut out = self.tar.into_inner()?;
        let all = hex(&out.digest.finalize());
        writeln!(out.inner, "{FORMAT} {} {all}", hex(&Sha256::digest(&list)))?;
        out.inner.flush()?;
        Ok(self.manifest)
    }
}

/// Computes a digest of what goes through it.
struct Hashing<W> {
    inner: W,
    digest: Sha256,
    /// Whether what goes through is written, or only looked at.
    keep: bool,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = if self.keep { self.inner.write(bytes)? } else { bytes.len() };
        self.digest.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

fn pretty(value: &impl Serialize) -> Vec<u8> {
    let mut text = serde_json::to_vec_pretty(value).expect("texts and numbers are written as JSON");
    text.push(b'\n');
    text
}

async fn write_table<W: Write>(
    conn: &mut AnyConnection,
    archive: &mut Archive<W>,
    table: &'static str,
    order: &str,
) -> Result<u64, BackupError> {
    let select = format!("select * from {table} order by {order}");
    let mut rows = sqlx::query(AssertSqlSafe(select)).fetch(conn);
    let (mut part, mut parts, mut number) = (Vec::new(), 0, 0);
    while let Some(row) = rows.try_next().await? {
        let line = line_of(&row).map_err(|fault| BackupError::Row { table, fault })?;
        part.extend_from_slice(line.as_bytes());
        part.push(b'\n');
        number += 1;
        if part.len() >= PART {
            parts += 1;
            archive.add(&format!("tables/{table}/{parts:06}.jsonl"), &part)?;
            part.clear();
        }
    }
    if !part.is_empty() {
        parts += 1;
        archive.add(&format!("tables/{table}/{parts:06}.jsonl"), &part)?;
    }
    Ok(number)
}

/// A row as a JSON object: texts, whole numbers, nothing.
fn line_of(row: &AnyRow) -> Result<String, String> {
    let mut fields = Map::new();
    for column in row.columns() {
        let raw = row.try_get_raw(column.ordinal()).map_err(|error| error.to_string())?;
        let kind = raw.type_info().into_owned();
        let value = if raw.is_null() {
            Value::Null
        } else if kind.kind() == AnyTypeInfoKind::Text {
            row.try_get::<String, _>(column.ordinal()).map_err(|error| error.to_string())?.into()
        } else if kind.kind().is_integer() {
            row.try_get::<i64, _>(column.ordinal()).map_err(|error| error.to_string())?.into()
        } else {
            return Err(format!("{} found in {}, expected a text or a whole number", kind.name(), column.name()));
        };
        fields.insert(column.name().to_owned(), value);
    }
    Ok(Value::Object(fields).to_string())
}

async fn insert(conn: &mut AnyConnection, table: &str, line: &[u8]) -> Result<(), String> {
    let fields: Map<String, Value> = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    // A backup may come from anywhere: a name that is not one is not put in a statement.
    let is_name = |name: &String| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    if let Some(name) = fields.keys().find(|name| !is_name(name)) {
        return Err(format!("{name:?} found as a column"));
    }
    let names = fields.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    let places = (1..=fields.len()).map(|rank| format!("${rank}")).collect::<Vec<_>>().join(", ");
    let statement = format!("insert into {table} ({names}) values ({places})");
    let mut query = sqlx::query(AssertSqlSafe(statement));
    for (name, value) in fields {
        query = match value {
            Value::String(text) => query.bind(text),
            Value::Number(number) => {
                query.bind(number.as_i64().ok_or_else(|| format!("{number} found in {name}, expected a whole number"))?)
            }
            // Only columns of texts may be without a value.
            Value::Null => query.bind(None::<String>),
            other => return Err(format!("{other} found in {name}, expected a text or a whole number")),
        };
    }
    query.execute(conn).await.map_err(|error| error.to_string())?;
    Ok(())
}

#[cfg(test)]
mod tests;
