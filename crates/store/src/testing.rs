//! Running a test on each database: SQLite in memory, SQLite in a file, and PostgreSQL on the server whose address is in
//! `MOSAIQUE_TEST_POSTGRES`, where each test has a database of its own.

use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, Once, PoisonError};

use sqlx::any::{AnyConnectOptions, install_default_drivers};
use sqlx::{AnyConnection, AssertSqlSafe, ConnectOptions, Connection};
use tempfile::TempDir;

use crate::open::{FILE_NAME, file_options, server_options};
use crate::{Dialect, Place, Store};

/// A database that a test may do anything to.
pub(crate) struct Base {
    pub(crate) place: Place,
    pub(crate) dialect: Dialect,
    folder: Option<TempDir>,
    server: Option<(AnyConnectOptions, String)>,
    opened: Mutex<Vec<Store>>,
}

impl Base {
    fn new(place: Place, dialect: Dialect) -> Self {
        install_default_drivers();
        Self { place, dialect, folder: None, server: None, opened: Mutex::default() }
    }

    /// A database in memory.
    pub(crate) fn memory() -> Self {
        Self::new(Place::Memory, Dialect::Sqlite)
    }

    /// A file in a folder of its own.
    pub(crate) fn file() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder: Some(folder), ..Self::new(Place::Memory, Dialect::Sqlite) }.in_its_folder()
    }

    fn in_its_folder(mut self) -> Self {
        self.place = Place::Folder(self.folder.as_ref().unwrap().path().to_owned());
        self
    }

    /// A database of the server, when there is one.
    pub(crate) async fn server() -> Option<Self> {
        static TOLD: Once = Once::new();
        static RANK: AtomicU32 = AtomicU32::new(0);
        #[expect(clippy::disallowed_methods, reason = "a setting of the tests")]
        let Ok(url) = std::env::var("MOSAIQUE_TEST_POSTGRES") else {
            // Straight to the terminal: what a test prints is kept back when it passes.
            TOLD.call_once(|| {
                let said = "PostgreSQL was not tried: MOSAIQUE_TEST_POSTGRES is not set (make test sets it)";
                let _ = writeln!(std::io::stderr(), "{said}");
            });
            return None;
        };
        install_default_drivers();
        let admin = server_options(&url).unwrap();
        let name = format!("mosaique_{}_{}", std::process::id(), RANK.fetch_add(1, Ordering::Relaxed));
        on(&admin, &format!("create database {name}")).await;
        let mut address = admin.to_url_lossy();
        address.set_path(&name);
        let base = Self::new(Place::Url(address.to_string()), Dialect::Postgres);
        Some(Self { server: Some((admin, name)), ..base })
    }

    /// The folder of a file.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.as_ref().unwrap().path()
    }

    /// Opens it. In memory, each opening is another database.
    pub(crate) async fn open(&self, now: &str) -> Store {
        let store = Store::open(&self.place, now).await.unwrap();
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).push(store.clone());
        store
    }

    /// A connection to it, behind the back of the store.
    pub(crate) async fn connect(&self) -> AnyConnection {
        let options = match &self.place {
            Place::Memory => "sqlite::memory:".parse().unwrap(),
            Place::Folder(folder) => file_options(&folder.join(FILE_NAME)).unwrap(),
            Place::Url(url) => server_options(url).unwrap(),
        };
        AnyConnection::connect_with(&options).await.unwrap()
    }

    /// Closes what was opened and removes the database.
    pub(crate) async fn end(self) {
        for store in self.opened.into_inner().unwrap() {
            store.close().await;
        }
        if let Some((admin, name)) = self.server {
            on(&admin, &format!("drop database {name} with (force)")).await;
        }
    }
}

async fn on(options: &AnyConnectOptions, sql: &str) {
    let mut conn = AnyConnection::connect_with(options).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}

/// Runs a test on each database. That of a test that fails stays on the server, to be looked at.
pub(crate) async fn on_each(body: impl AsyncFn(&Base)) {
    on_these([Some(Base::memory()), Some(Base::file()), Base::server().await], body).await;
}

/// Runs a test on each database that can be opened again.
pub(crate) async fn on_each_kept(body: impl AsyncFn(&Base)) {
    on_these([Some(Base::file()), Base::server().await], body).await;
}

async fn on_these(bases: impl IntoIterator<Item = Option<Base>>, body: impl AsyncFn(&Base)) {
    for base in bases.into_iter().flatten() {
        println!("on {}, {:?}", base.dialect.name(), base.place);
        body(&base).await;
        base.end().await;
    }
}
