//! The two databases, and all in which they differ: how a transaction that writes begins, and the few words of SQL that
//! are not common to both. Everything else of this crate is one text for the two.

use sqlx::any::Any;
use sqlx::{AnyConnection, AnyPool, Transaction};

/// Which database an instance is kept in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite, within this program.
    Sqlite,
    /// PostgreSQL, a server.
    Postgres,
}

/// What two acts must not do at once. SQLite has one writer, and needs none of these; PostgreSQL has as many as one
/// likes, and each act that reads before it writes names here what it reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lock {
    /// Bringing the schema to a version.
    Schema,
    /// Subscriptions, their tokens, what they were told.
    Subscriptions,
    /// What was seen and when.
    Digests,
    /// Links to enter.
    People,
    /// Which files are kept.
    Attachments,
    /// The journal, and whatever changes with it.
    Journal,
}

impl Lock {
    fn name(self) -> &'static str {
        match self {
            Lock::Schema => "schema",
            Lock::Subscriptions => "subscriptions",
            Lock::Digests => "digests",
            Lock::People => "people",
            Lock::Attachments => "attachments",
            Lock::Journal => "journal",
        }
    }
}

impl Dialect {
    /// Its name, as one writes it.
    pub fn name(self) -> &'static str {
        match self {
            Dialect::Sqlite => "SQLite",
            Dialect::Postgres => "PostgreSQL",
        }
    }

    /// The statement that begins a transaction that writes. On SQLite the write lock is waited for now: a transaction that
    /// reads first and then writes would be refused, not made to wait, when another program wrote in between.
    pub(crate) fn begin(self) -> &'static str {
        match self {
            Dialect::Sqlite => "begin immediate",
            // Each statement sees what was committed before it: after the wait for a lock, what its holder wrote.
            Dialect::Postgres => "begin isolation level read committed",
        }
    }

    /// The statement that begins a transaction that reads, and sees one state from its first statement to its last.
    pub(crate) fn begin_reading(self) -> &'static str {
        match self {
            Dialect::Sqlite => "begin",
            Dialect::Postgres => "begin isolation level repeatable read, read only",
        }
    }

    /// Waits, in a transaction, until nobody else holds a lock; it is given back when the transaction ends. Instances that
    /// share a database, each in its schema, do not wait for each other.
    pub(crate) async fn hold(self, conn: &mut AnyConnection, lock: Lock) -> Result<(), sqlx::Error> {
        if self == Dialect::Postgres {
            let hold = "select pg_advisory_xact_lock(hashtext('mosaique ' || current_schema() || ' ' || $1))::text";
            sqlx::query(hold).bind(lock.name()).execute(conn).await?;
        }
        Ok(())
    }

    /// The names of the tables that are there.
    pub(crate) fn tables(self) -> &'static str {
        match self {
            Dialect::Sqlite => "select name from sqlite_master where type = 'table'",
            // Views and sequences are somebody's too.
            Dialect::Postgres => {
                "select relname::text as name from pg_catalog.pg_class
                 where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f', 'S')"
            }
        }
    }

    /// What ends the choice of a row to be worked on, so that several who choose at once choose different rows.
    pub(crate) fn skip_locked(self) -> &'static str {
        match self {
            Dialect::Sqlite => "",
            Dialect::Postgres => "for update skip locked",
        }
    }
}

/// Begins a transaction that writes and holds a lock.
pub(crate) async fn begin(
    pool: &AnyPool,
    dialect: Dialect,
    lock: Lock,
) -> Result<Transaction<'static, Any>, sqlx::Error> {
    let mut act = pool.begin_with(dialect.begin()).await?;
    dialect.hold(&mut act, lock).await?;
    Ok(act)
}

/// Whether an act failed because of another one under way, and may succeed when it is done again: SQLite is busy, or
/// PostgreSQL could not put two transactions one after the other.
pub(crate) fn is_passing(error: &sqlx::Error) -> bool {
    let Some(code) = error.as_database_error().and_then(|error| error.code()) else { return false };
    match code.parse::<i64>() {
        // SQLITE_BUSY, in any of its extended forms, https://sqlite.org/rescode.html. States of PostgreSQL that are
        // numbers have five digits.
        Ok(number) if code.len() < 5 => number & 0xff == 5,
        // Serialization failure, deadlock: https://www.postgresql.org/docs/15/errcodes-appendix.html
        _ => code == "40001" || code == "40P01",
    }
}
