//! Opening the database of an instance, or refusing to, without touching what is not ours.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, SqliteConnection, SqlitePool};

use crate::migration::{self, MIGRATIONS, PROGRAM, SchemaError};
use crate::{DatabaseError, Store};

/// The name of the database in the folder of an instance.
pub const FILE_NAME: &str = "mosaique.sqlite";

/// How long an act waits for another program to finish writing. The longest act writes 200 kB: ten seconds are a sign
/// that something else is wrong.
const BUSY: Duration = Duration::from_secs(10);

/// One writes, the others read beside it (WAL). Each is a thread; a page asks for one row by its key.
const CONNECTIONS: u32 = 4;

/// Where the state of an instance is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In the file `mosaique.sqlite` of a folder. Both are created when they are missing.
    Folder(PathBuf),
    /// In memory: lost when the store is closed. For tests and for an instance that keeps nothing.
    Memory,
}

/// Why a store does not open. In each case what is on the disk is as it was, but for a folder or an empty file that may
/// have been created.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder is neither there nor to be created.
    #[error("the folder {path} cannot be created: {cause}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system answered.
        cause: io::Error,
    },
    /// The file is there and cannot be read.
    #[error("{path} cannot be read: {cause}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system answered.
        cause: io::Error,
    },
    /// Something else bears the name of the database; it is left as it was.
    #[error("{path} is not a SQLite database, expected a file written by Mosaïque or none: it was left as it was")]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// A SQLite database of another program; it is left as it was.
    #[error("{place} is the database of another program, expected a table schema_migration: it was left as it was")]
    NotOurs {
        /// The file, or the memory.
        place: String,
    },
    /// A later version of Mosaïque was here. Going back needs a copy made before the update.
    #[error(
        "{place} was written by a newer version: schema {found} found, of Mosaïque {by}; Mosaïque {PROGRAM} knows schema {known}"
    )]
    Newer {
        /// The file, or the memory.
        place: String,
        /// The number of the last migration the database has been through.
        found: i64,
        /// The number of the last migration this version knows.
        known: i64,
        /// The version that wrote it.
        by: String,
    },
    /// The database has been through a migration that is not the one this version knows under that number.
    #[error("{place} has been through another {migration} than the one this version knows")]
    Changed {
        /// The file, or the memory.
        place: String,
        /// The name of the migration in the ledger.
        migration: String,
    },
    /// A migration failed: the database is as it was before.
    #[error("{place} could not go through the migration {migration}: {cause}")]
    Migration {
        /// The file, or the memory.
        place: String,
        /// The name of the migration.
        migration: &'static str,
        /// What the database answered.
        cause: DatabaseError,
    },
    /// The database did not answer: a lock held too long, a full disk, a damaged file.
    #[error("{place} cannot be opened: {cause}")]
    Database {
        /// The file, or the memory.
        place: String,
        /// What the database answered.
        cause: DatabaseError,
    },
}

impl OpenError {
    fn of_schema(place: &str, error: SchemaError) -> Self {
        let place = place.to_owned();
        match error {
            SchemaError::Foreign => Self::NotOurs { place },
            SchemaError::Newer { found, known, by } => Self::Newer { place, found, known, by },
            SchemaError::Changed { name } => Self::Changed { place, migration: name },
            SchemaError::Failed { name, cause } => {
                Self::Migration { place, migration: name, cause: DatabaseError(cause) }
            }
            SchemaError::Database(cause) => Self::Database { place, cause: DatabaseError(cause) },
        }
    }
}

impl Store {
    /// Opens the state of an instance, creating it the first time and bringing its schema to this version. `now` is the
    /// time, in ISO 8601 and UTC, that a new instance and each migration keep.
    ///
    /// # Errors
    /// One variant a cause; see [`OpenError`]. A file that is not a database of Mosaïque, or that a newer version wrote,
    /// is left as it was.
    pub async fn open(place: &Place, now: &str) -> Result<Store, OpenError> {
        match place {
            Place::Folder(folder) => open_folder(folder, now).await,
            Place::Memory => open_memory(now).await,
        }
    }
}

async fn open_folder(folder: &Path, now: &str) -> Result<Store, OpenError> {
    fs::create_dir_all(folder).map_err(|cause| OpenError::Folder { path: folder.to_owned(), cause })?;
    let path = folder.join(FILE_NAME);
    if !may_be_sqlite(&path).map_err(|cause| OpenError::File { path: path.clone(), cause })? {
        return Err(OpenError::NotADatabase { path });
    }
    let place = path.display().to_string();
    let failed = |cause| OpenError::Database { place: place.clone(), cause: DatabaseError(cause) };

    let options = SqliteConnectOptions::new()
        .filename(&path)
        .create_if_missing(true)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .synchronous(SqliteSynchronous::Normal);
    // One connection first, which looks before anything is written: a pool would open several.
    let mut conn = SqliteConnection::connect_with(&options).await.map_err(failed)?;
    let ready = match prepare(&mut conn, now).await {
        Ok(()) => keep_a_log(&mut conn).await.map_err(SchemaError::from),
        refused => refused,
    };
    let closed = conn.close().await;
    ready.map_err(|error| OpenError::of_schema(&place, error))?;
    closed.map_err(failed)?;

    let pool = SqlitePoolOptions::new().max_connections(CONNECTIONS).connect_with(options).await.map_err(failed)?;
    Ok(Store { pool })
}

async fn open_memory(now: &str) -> Result<Store, OpenError> {
    let failed = |error| OpenError::of_schema("the database in memory", error);
    // A database in memory lives in its connection: one, that is never closed for its age or its idleness, nor tested
    // before use, for sqlx closes a connection whose test is given up half-way, as when a visitor hangs up.
    let pool = SqlitePoolOptions::new()
        .min_connections(1)
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .connect_with(SqliteConnectOptions::new().foreign_keys(true))
        .await
        .map_err(|error| failed(error.into()))?;
    prepare_in(&pool, now).await.map_err(failed)?;
    Ok(Store { pool })
}

async fn prepare_in(pool: &SqlitePool, now: &str) -> Result<(), SchemaError> {
    prepare(&mut *pool.acquire().await?, now).await
}

/// Looks, then brings the schema to this version and writes the instance, all or nothing.
async fn prepare(conn: &mut SqliteConnection, now: &str) -> Result<(), SchemaError> {
    migration::applied(&mut *conn, MIGRATIONS).await?;
    // Immediate: the write lock is waited for now. A transaction that reads first and then writes would be refused, not
    // made to wait, when another program wrote in between.
    let mut transaction = conn.begin_with("begin immediate").await?;
    migration::apply(&mut transaction, MIGRATIONS, now).await?;
    sqlx::query(
        "insert into instance (id, created_at, created_by_version) values (1, $1, $2) on conflict (id) do nothing",
    )
    .bind(now)
    .bind(PROGRAM)
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(())
}

/// Sets the write-ahead log, which the file remembers: readers and the writer no longer wait for each other. This one
/// change is refused at once when another program is there (SQLite does not wait, lest two wait for each other), and two
/// programs may open a fresh database together: hence the patience.
async fn keep_a_log(conn: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    const PAUSE: Duration = Duration::from_millis(25);
    let mut waited = Duration::ZERO;
    loop {
        match sqlx::query("pragma journal_mode = wal").execute(&mut *conn).await {
            Err(error) if is_busy(&error) && waited < BUSY => {
                tokio::time::sleep(PAUSE).await;
                waited += PAUSE;
            }
            done => return done.map(|_| ()),
        }
    }
}

/// Whether another connection holds a lock: SQLITE_BUSY, in any of its extended forms, <https://sqlite.org/rescode.html>.
fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code()?.parse::<i32>().ok());
    code.is_some_and(|code| code & 0xff == 5)
}

/// Whether nothing is there, or an empty file (which SQLite takes for a new database), or a file that begins as a SQLite
/// database does. SQLite would tell as much, but might leave files of its own beside a stranger's.
fn may_be_sqlite(path: &Path) -> io::Result<bool> {
    #[expect(clippy::disallowed_methods, reason = "the cellar looks at the file it is about to open")]
    let file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(error),
    };
    // https://www.sqlite.org/fileformat.html, "the database header"
    let header = b"SQLite format 3\0";
    let mut head = Vec::new();
    file.take(header.len() as u64).read_to_end(&mut head)?;
    Ok(head.is_empty() || head == header)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests look at the bytes on the disk")]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};
    use std::collections::BTreeSet;

    const NOW: &str = "2026-07-01T10:00:00Z";

    /// The name and the digest of each file: two lists that differ can be read.
    fn files(folder: &Path) -> Vec<(String, String)> {
        let digest = |bytes: Vec<u8>| Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let mut files: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), digest(fs::read(path).unwrap())))
            .collect();
        files.sort();
        files
    }

    async fn open(folder: &Path) -> Result<Store, OpenError> {
        Store::open(&Place::Folder(folder.to_owned()), NOW).await
    }

    /// Runs SQL on the file behind the back of the store.
    async fn tamper(folder: &Path, sql: &'static str) {
        let options = SqliteConnectOptions::new().filename(folder.join(FILE_NAME)).create_if_missing(true);
        let mut conn = SqliteConnection::connect_with(&options).await.unwrap();
        sqlx::raw_sql(sql).execute(&mut conn).await.unwrap();
        conn.close().await.unwrap();
    }

    #[tokio::test]
    async fn the_folder_and_the_file_are_created_and_closing_leaves_one_file_to_copy() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("instance/state");
        let store = open(&folder).await.unwrap();
        store.close().await;
        let names: Vec<_> = files(&folder).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, [FILE_NAME]);
    }

    #[tokio::test]
    async fn an_instance_opened_again_keeps_the_day_it_was_created() {
        let folder = tempfile::tempdir().unwrap();
        open(folder.path()).await.unwrap().close().await;
        let later = Store::open(&Place::Folder(folder.path().to_owned()), "2027-01-01T00:00:00Z").await.unwrap();
        assert_eq!(later.instance().await.unwrap().created_at, NOW);
    }

    #[tokio::test]
    async fn every_connection_has_the_write_ahead_log_foreign_keys_and_a_busy_timeout() {
        let folder = tempfile::tempdir().unwrap();
        let store = open(folder.path()).await.unwrap();
        let mut held = Vec::new();
        for _ in 0..CONNECTIONS {
            let mut conn = store.pool.acquire().await.unwrap();
            let journal: String = sqlx::query_scalar("pragma journal_mode").fetch_one(&mut *conn).await.unwrap();
            let keys: i64 = sqlx::query_scalar("pragma foreign_keys").fetch_one(&mut *conn).await.unwrap();
            let busy: i64 = sqlx::query_scalar("pragma busy_timeout").fetch_one(&mut *conn).await.unwrap();
            let synchronous: i64 = sqlx::query_scalar("pragma synchronous").fetch_one(&mut *conn).await.unwrap();
            assert_eq!((journal.as_str(), keys, busy, synchronous), ("wal", 1, 10_000, 1));
            held.push(conn);
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn programs_that_open_the_same_fresh_folder_at_once_all_succeed_on_one_instance() {
        let folder = tempfile::tempdir().unwrap();
        let openings: Vec<_> = (0..8)
            .map(|rank| {
                let place = Place::Folder(folder.path().to_owned());
                tokio::spawn(async move { Store::open(&place, &format!("2026-07-01T10:00:0{rank}Z")).await })
            })
            .collect();
        let mut seen = BTreeSet::new();
        for opening in openings {
            let store = opening.await.unwrap().unwrap();
            seen.insert(store.instance().await.unwrap().created_at);
        }
        assert_eq!(seen.len(), 1);
    }

    #[tokio::test]
    async fn a_file_that_is_not_sqlite_is_refused_and_left_as_it_was() {
        for bytes in [&b"x"[..], b"SQLite format 2\0 an old friend", b"a list of communes\n16015\n", &[0; 4096]] {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(FILE_NAME), bytes).unwrap();
            let before = files(folder.path());

            let error = open(folder.path()).await.unwrap_err();

            let path = folder.path().join(FILE_NAME);
            assert_eq!(
                error.to_string(),
                format!(
                    "{} is not a SQLite database, expected a file written by Mosaïque or none: it was left as it was",
                    path.display()
                )
            );
            assert_eq!(files(folder.path()), before);
        }
    }

    #[tokio::test]
    async fn an_empty_file_is_a_new_database() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE_NAME), b"").unwrap();
        assert!(open(folder.path()).await.is_ok());
    }

    #[tokio::test]
    async fn the_database_of_another_program_is_refused_and_left_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        tamper(folder.path(), "create table recipe (name text); insert into recipe values ('aïoli')").await;
        let before = files(folder.path());
        assert!(matches!(open(folder.path()).await.unwrap_err(), OpenError::NotOurs { .. }));
        assert_eq!(files(folder.path()), before);
    }

    #[tokio::test]
    async fn a_database_that_a_newer_version_wrote_is_refused_and_left_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        open(folder.path()).await.unwrap().close().await;
        let newer = "insert into schema_migration (version, name, sha256, applied_at, applied_by_version)
                     values (99, '0099_journal', 'abc', '2027-01-01', '0.7.0'); create table journal (id text)";
        tamper(folder.path(), newer).await;
        let before = files(folder.path());

        let error = open(folder.path()).await.unwrap_err().to_string();

        let place = folder.path().join(FILE_NAME).display().to_string();
        assert_eq!(
            error,
            format!(
                "{place} was written by a newer version: schema 99 found, of Mosaïque 0.7.0; Mosaïque {PROGRAM} knows schema {}",
                MIGRATIONS.len()
            )
        );
        assert_eq!(files(folder.path()), before);
    }

    #[tokio::test]
    async fn a_database_cut_short_is_refused_and_left_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        open(folder.path()).await.unwrap().close().await;
        let path = folder.path().join(FILE_NAME);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        assert!(matches!(open(folder.path()).await.unwrap_err(), OpenError::Database { .. }));
        // Only this file: the log that SQLite opens beside a database of ours goes away a little later.
        assert!(fs::read(&path).unwrap() == whole[..whole.len() / 2]);
    }

    #[tokio::test]
    async fn a_folder_that_is_a_file_and_a_file_that_is_a_folder_are_told_apart() {
        let parent = tempfile::tempdir().unwrap();
        let file = parent.path().join("file");
        fs::write(&file, b"").unwrap();
        assert!(matches!(open(&file).await.unwrap_err(), OpenError::Folder { .. }));
        fs::create_dir(parent.path().join(FILE_NAME)).unwrap();
        assert!(matches!(open(parent.path()).await.unwrap_err(), OpenError::File { .. }));
    }
}
