//! Opening the database of an instance, or refusing to, without touching what is not ours.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers};
use sqlx::{AnyConnection, AnyPool, ConnectOptions, Connection};

use crate::dialect::{Dialect, Lock, is_passing};
use crate::migration::{self, MIGRATIONS, PROGRAM, SchemaError};
use crate::{DatabaseError, Store};

/// The name of the database in the folder of an instance.
pub const FILE_NAME: &str = "mosaique.sqlite";

/// How long an act waits for another program to finish writing. The longest act writes 200 kB: ten seconds are a sign
/// that something else is wrong.
const BUSY: Duration = Duration::from_secs(10);

/// SQLite: one writes, the others read beside it (WAL). Each is a thread; a page asks for one row by its key.
const CONNECTIONS: u32 = 4;

/// PostgreSQL: each is a process of the server, which by default has a hundred for all its programs.
const SERVER_CONNECTIONS: u32 = 8;

/// Where the state of an instance is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In the file `mosaique.sqlite` of a folder. Both are created when they are missing.
    Folder(PathBuf),
    /// In memory: lost when the store is closed. For tests and for an instance that keeps nothing.
    Memory,
    /// In a database of a PostgreSQL server, which is there already: `postgres://USER:PASSWORD@HOST:PORT/DATABASE`.
    Url(String),
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
    /// The address is not that of a PostgreSQL database. It may hold a password: it is not repeated.
    #[error("not the address of a database, expected postgres://USER:PASSWORD@HOST:PORT/DATABASE: {cause}")]
    Address {
        /// What is wrong with it.
        cause: String,
    },
    /// Something else bears the name of the database; it is left as it was.
    #[error("{path} is not a SQLite database, expected a file written by Mosaïque or none: it was left as it was")]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// The database of another program; it is left as it was.
    #[error("{place} is the database of another program, expected a table schema_migration: it was left as it was")]
    NotOurs {
        /// The file, the memory, or the address without its password.
        place: String,
    },
    /// A later version of Mosaïque was here. Going back needs a copy made before the update.
    #[error(
        "{place} was written by a newer version: schema {found} found, of Mosaïque {by}; Mosaïque {PROGRAM} knows schema {known}"
    )]
    Newer {
        /// The file, the memory, or the address without its password.
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
        /// The file, the memory, or the address without its password.
        place: String,
        /// The name of the migration in the ledger.
        migration: String,
    },
    /// A migration failed: the database is as it was before.
    #[error("{place} could not go through the migration {migration}: {cause}")]
    Migration {
        /// The file, the memory, or the address without its password.
        place: String,
        /// The name of the migration.
        migration: &'static str,
        /// What the database answered.
        cause: DatabaseError,
    },
    /// The database did not answer: a lock held too long, a full disk, a damaged file.
    #[error("{place} cannot be opened: {cause}")]
    Database {
        /// The file, the memory, or the address without its password.
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
        install_default_drivers();
        match place {
            Place::Folder(folder) => open_folder(folder, now).await,
            Place::Memory => open_memory(now).await,
            Place::Url(url) => open_server(url, now).await,
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

    let options = file_options(&path).map_err(failed)?;
    // One connection first, which looks before anything is written: a pool would open several.
    let mut conn = AnyConnection::connect_with(&options).await.map_err(failed)?;
    let ready = match set(&mut conn).await {
        Ok(()) => prepare(&mut conn, Dialect::Sqlite, now).await,
        failed => failed.map_err(SchemaError::from),
    };
    let ready = match ready {
        Ok(()) => keep_a_log(&mut conn).await.map_err(SchemaError::from),
        refused => refused,
    };
    let closed = conn.close().await;
    ready.map_err(|error| OpenError::of_schema(&place, error))?;
    closed.map_err(failed)?;

    let pool = AnyPoolOptions::new()
        .max_connections(CONNECTIONS)
        .after_connect(|conn, _| Box::pin(set(conn)))
        .connect_with(options)
        .await
        .map_err(failed)?;
    Ok(Store { pool, dialect: Dialect::Sqlite, memo: Arc::default() })
}

/// The address of a file as sqlx wants it: whatever is no letter nor digit is escaped.
pub(crate) fn file_options(path: &Path) -> Result<AnyConnectOptions, sqlx::Error> {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/._-".contains(byte);
    let mut url = String::from("sqlite:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match plain(byte) {
            true => url.push(char::from(*byte)),
            false => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url.push_str("?mode=rwc");
    url.parse()
}

/// What each connection to SQLite is told. Foreign keys are on by default in sqlx. A commit is on the disk before it is
/// answered (`full`): a receipt that was given is not undone by a power cut.
async fn set(conn: &mut AnyConnection) -> Result<(), sqlx::Error> {
    let wait = format!("pragma busy_timeout = {}", BUSY.as_millis());
    sqlx::query(sqlx::AssertSqlSafe(wait)).execute(&mut *conn).await?;
    sqlx::query("pragma synchronous = full").execute(&mut *conn).await?;
    // What is erased is overwritten in the file, not only forgotten.
    sqlx::query("pragma secure_delete = on").execute(conn).await?;
    Ok(())
}

async fn open_memory(now: &str) -> Result<Store, OpenError> {
    let failed = |error| OpenError::of_schema("the database in memory", error);
    let options: AnyConnectOptions = "sqlite::memory:".parse().map_err(|error: sqlx::Error| failed(error.into()))?;
    // A database in memory lives in its connection: one, that is never closed for its age or its idleness, nor tested
    // before use, for sqlx closes a connection whose test is given up half-way, as when a visitor hangs up.
    let pool = AnyPoolOptions::new()
        .min_connections(1)
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .connect_with(options)
        .await
        .map_err(|error| failed(error.into()))?;
    prepare_in(&pool, Dialect::Sqlite, now).await.map_err(failed)?;
    Ok(Store { pool, dialect: Dialect::Sqlite, memo: Arc::default() })
}

/// Opens a database of a server. Nothing is written in one that is not ours: what is there is looked at first.
async fn open_server(url: &str, now: &str) -> Result<Store, OpenError> {
    let options = server_options(url)?;
    let place = shown(&options);
    let failed = |error| OpenError::of_schema(&place, error);
    let pool = AnyPoolOptions::new()
        .max_connections(SERVER_CONNECTIONS)
        .acquire_timeout(BUSY)
        .connect_with(options)
        .await
        .map_err(|error| failed(error.into()))?;
    match prepare_in(&pool, Dialect::Postgres, now).await {
        Ok(()) => Ok(Store { pool, dialect: Dialect::Postgres, memo: Arc::default() }),
        Err(error) => {
            pool.close().await;
            Err(failed(error))
        }
    }
}

/// Reads the address of a database of a server.
pub(crate) fn server_options(url: &str) -> Result<AnyConnectOptions, OpenError> {
    if !["postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) {
        let scheme: String = url.split("://").next().unwrap_or_default().chars().take(20).collect();
        return Err(OpenError::Address { cause: format!("it begins with {scheme:?}") });
    }
    url.parse().map_err(|error: sqlx::Error| OpenError::Address { cause: error.to_string() })
}

/// An address as it may be shown: without a password, nor what follows, where another one may be.
fn shown(options: &AnyConnectOptions) -> String {
    let mut url = options.to_url_lossy();
    // Neither can fail on an address that has a host; on one that has none there is no password.
    let _ = url.set_password(None);
    url.set_query(None);
    url.to_string()
}

async fn prepare_in(pool: &AnyPool, dialect: Dialect, now: &str) -> Result<(), SchemaError> {
    prepare(&mut *pool.acquire().await?, dialect, now).await
}

/// Looks, then brings the schema to this version and writes the instance, all or nothing.
async fn prepare(conn: &mut AnyConnection, dialect: Dialect, now: &str) -> Result<(), SchemaError> {
    migration::applied(&mut *conn, dialect, MIGRATIONS).await?;
    let mut transaction = conn.begin_with(dialect.begin()).await?;
    dialect.hold(&mut transaction, Lock::Schema).await?;
    migration::apply(&mut transaction, dialect, MIGRATIONS, now).await?;
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
async fn keep_a_log(conn: &mut AnyConnection) -> Result<(), sqlx::Error> {
    const PAUSE: Duration = Duration::from_millis(25);
    let mut waited = Duration::ZERO;
    loop {
        match sqlx::query("pragma journal_mode = wal").execute(&mut *conn).await {
            Err(error) if is_passing(&error) && waited < BUSY => {
                tokio::time::sleep(PAUSE).await;
                waited += PAUSE;
            }
            done => return done.map(|_| ()),
        }
    }
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
    use crate::testing::Base;
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
        install_default_drivers();
        let options = file_options(&folder.join(FILE_NAME)).unwrap();
        let mut conn = AnyConnection::connect_with(&options).await.unwrap();
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
            assert_eq!((journal.as_str(), keys, busy, synchronous), ("wal", 1, 10_000, 2));
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
                migration::SCHEMA
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

    /// All that a database of the server holds, by name, and how many rows the ledger has.
    async fn content(base: &Base) -> Vec<String> {
        let mut conn = base.connect().await;
        let names = sqlx::query_scalar(base.dialect.tables()).fetch_all(&mut conn).await.unwrap();
        conn.close().await.unwrap();
        let mut names: Vec<String> = names;
        names.sort();
        names
    }

    #[tokio::test]
    async fn the_database_of_another_program_on_a_server_is_refused_and_left_as_it_was() {
        let Some(base) = Base::server().await else { return };
        let mut conn = base.connect().await;
        sqlx::raw_sql("create table recipe (name text); create view good as select name from recipe")
            .execute(&mut conn)
            .await
            .unwrap();
        let error = Store::open(&base.place, NOW).await.unwrap_err();
        assert!(matches!(error, OpenError::NotOurs { .. }), "{error}");
        assert_eq!(content(&base).await, ["good", "recipe"]);
        sqlx::query("drop table recipe cascade").execute(&mut conn).await.unwrap();
        assert!(Store::open(&base.place, NOW).await.is_ok());
        base.end().await;
    }

    #[tokio::test]
    async fn a_database_of_a_server_that_a_newer_version_wrote_is_refused_and_left_as_it_was() {
        let Some(base) = Base::server().await else { return };
        base.open(NOW).await.close().await;
        let mut conn = base.connect().await;
        let newer = "insert into schema_migration (version, name, sha256, applied_at, applied_by_version)
                     values (99, '0099_dossier', 'abc', '2027-01-01', '0.7.0'); create table of_a_later_version (id text)";
        sqlx::raw_sql(newer).execute(&mut conn).await.unwrap();
        let before = content(&base).await;
        let error = Store::open(&base.place, NOW).await.unwrap_err();
        assert!(matches!(error, OpenError::Newer { found: 99, .. }), "{error}");
        assert_eq!(content(&base).await, before);
        base.end().await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn programs_that_open_the_same_fresh_database_of_a_server_at_once_all_succeed_on_one_instance() {
        let Some(base) = Base::server().await else { return };
        let openings: Vec<_> = (0..8)
            .map(|rank| {
                let place = base.place.clone();
                tokio::spawn(async move { Store::open(&place, &format!("2026-07-01T10:00:0{rank}Z")).await })
            })
            .collect();
        let mut seen = BTreeSet::new();
        for opening in openings {
            let store = opening.await.unwrap().unwrap();
            seen.insert(store.instance().await.unwrap().created_at);
            store.close().await;
        }
        assert_eq!(seen.len(), 1);
        base.end().await;
    }

    #[tokio::test]
    async fn an_address_that_is_none_or_that_does_not_answer_is_told_without_its_password() {
        let open = async |url: &str| Store::open(&Place::Url(url.into()), NOW).await.unwrap_err().to_string();
        assert_eq!(
            open("mysql://u:secret@h/d").await,
            "not the address of a database, expected postgres://USER:PASSWORD@HOST:PORT/DATABASE: \
             it begins with \"mysql\""
        );
        assert!(open("postgres://u:secret@h:x/d").await.starts_with("not the address of a database"));
        // Port 1 of this machine: nobody listens there.
        let told = open("postgres://u:secret@127.0.0.1:1/d?password=secret").await;
        assert!(
            told.starts_with("postgres://u@127.0.0.1:1/d cannot be opened: ") && !told.contains("secret"),
            "{told}"
        );
    }

    #[test]
    fn any_name_of_a_folder_is_an_address_of_its_own() {
        for name in ["état 100%", "a?mode=memory", "b#c", "plain"] {
            let folder = tempfile::tempdir().unwrap();
            let folder = folder.path().join(name);
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async { open(&folder).await.unwrap().close().await });
            assert_eq!(files(&folder).len(), 1, "{name}");
        }
    }
}
