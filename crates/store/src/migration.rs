//! The acts that made the schema, in order, and the ledger of those a database has been through.
//!
//! Not `sqlx::migrate!`: it needs the macros of sqlx, dates its ledger by the clock of the database where time is an
//! argument here, and takes no lock on SQLite when two programs open a fresh database at once.

use sha2::{Digest, Sha256};
use sqlx::{AnyConnection, Row};

use crate::dialect::Dialect;

/// One change of the schema.
pub(crate) struct Migration {
    /// Its number, from 1, greater than that of the one before.
    version: i64,
    /// The name of its file.
    name: &'static str,
    /// Its text. Once released it never changes, not even a comment: the ledger keeps its digest.
    sql: Sql,
}

/// The text of a migration.
#[derive(Clone, Copy)]
enum Sql {
    /// The same for both databases.
    Common(&'static str),
    /// One for each: only for what has no common writing, such as a trigger.
    Each { sqlite: &'static str, postgres: &'static str },
}

/// Every migration this version knows.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, name: "0001_instance", sql: Sql::Common(include_str!("../migrations/0001_instance.sql")) },
    Migration {
        version: 2,
        name: "0002_perimeter",
        sql: Sql::Common(include_str!("../migrations/0002_perimeter.sql")),
    },
    Migration { version: 3, name: "0003_outbox", sql: Sql::Common(include_str!("../migrations/0003_outbox.sql")) },
    Migration {
        version: 4,
        name: "0004_subscription",
        sql: Sql::Common(include_str!("../migrations/0004_subscription.sql")),
    },
    Migration { version: 5, name: "0005_digest", sql: Sql::Common(include_str!("../migrations/0005_digest.sql")) },
    Migration { version: 6, name: "0006_journal", sql: Sql::Common(include_str!("../migrations/0006_journal.sql")) },
    Migration {
        version: 7,
        name: "0007_journal_guard",
        sql: Sql::Each {
            sqlite: include_str!("../migrations/0007_journal_guard.sqlite.sql"),
            postgres: include_str!("../migrations/0007_journal_guard.postgres.sql"),
        },
    },
    Migration {
        version: 8,
        name: "0008_attachment",
        sql: Sql::Common(include_str!("../migrations/0008_attachment.sql")),
    },
    Migration { version: 9, name: "0009_people", sql: Sql::Common(include_str!("../migrations/0009_people.sql")) },
    Migration { version: 10, name: "0010_dossier", sql: Sql::Common(include_str!("../migrations/0010_dossier.sql")) },
    Migration { version: 11, name: "0011_call", sql: Sql::Common(include_str!("../migrations/0011_call.sql")) },
    Migration { version: 12, name: "0012_comment", sql: Sql::Common(include_str!("../migrations/0012_comment.sql")) },
    Migration {
        version: 13,
        name: "0013_letter_ask",
        sql: Sql::Common(include_str!("../migrations/0013_letter_ask.sql")),
    },
    Migration {
        version: 14,
        name: "0014_form_revision",
        sql: Sql::Common(include_str!("../migrations/0014_form_revision.sql")),
    },
    Migration { version: 15, name: "0015_erasure", sql: Sql::Common(include_str!("../migrations/0015_erasure.sql")) },
    Migration { version: 16, name: "0016_bridge", sql: Sql::Common(include_str!("../migrations/0016_bridge.sql")) },
    Migration { version: 17, name: "0017_provider", sql: Sql::Common(include_str!("../migrations/0017_provider.sql")) },
    Migration { version: 18, name: "0018_passkey", sql: Sql::Common(include_str!("../migrations/0018_passkey.sql")) },
    Migration { version: 19, name: "0019_record", sql: Sql::Common(include_str!("../migrations/0019_record.sql")) },
];

/// The schema that this version knows: the number of its last migration.
pub(crate) const SCHEMA: i64 = MIGRATIONS[MIGRATIONS.len() - 1].version;

/// The version of Mosaïque that writes: that of the workspace.
pub(crate) const PROGRAM: &str = env!("CARGO_PKG_VERSION");

impl Migration {
    /// Its text for a database.
    pub(crate) fn text(&self, dialect: Dialect) -> &'static str {
        match (self.sql, dialect) {
            (Sql::Common(text), _) => text,
            (Sql::Each { sqlite, .. }, Dialect::Sqlite) => sqlite,
            (Sql::Each { postgres, .. }, Dialect::Postgres) => postgres,
        }
    }

    fn sha256(&self, dialect: Dialect) -> String {
        Sha256::digest(self.text(dialect)).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Why a schema cannot be brought to what this version knows.
#[derive(Debug)]
pub(crate) enum SchemaError {
    /// There are tables, but not the ledger that Mosaïque writes first.
    Foreign,
    /// The ledger goes further than what this version knows.
    Newer { found: i64, known: i64, by: String },
    /// The ledger has another migration, or the same with another text, at this place.
    Changed { name: String },
    /// A migration failed; nothing of it remains.
    Failed { name: &'static str, cause: sqlx::Error },
    /// The database did not answer.
    Database(sqlx::Error),
}

impl From<sqlx::Error> for SchemaError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

/// How many of `migrations` the database has been through. Writes nothing.
pub(crate) async fn applied(
    conn: &mut AnyConnection,
    dialect: Dialect,
    migrations: &[Migration],
) -> Result<usize, SchemaError> {
    let tables = sqlx::query(dialect.tables()).fetch_all(&mut *conn).await?;
    let names = tables.iter().map(|row| row.try_get("name")).collect::<Result<Vec<String>, _>>()?;
    if names.is_empty() {
        return Ok(0);
    }
    if !names.iter().any(|name| name == "schema_migration") {
        return Err(SchemaError::Foreign);
    }
    let rows = sqlx::query("select version, name, sha256, applied_by_version from schema_migration order by version")
        .fetch_all(conn)
        .await?;
    if let Some(last) = rows.last() {
        let (found, known) = (last.try_get("version")?, migrations.last().map_or(0, |migration| migration.version));
        if found > known {
            return Err(SchemaError::Newer { found, known, by: last.try_get("applied_by_version")? });
        }
    }
    // The ledger ends at or before the last migration known, and `version` is unique: it has no more rows than we do,
    // unless somebody wrote rows that no migration writes.
    for (rank, row) in rows.iter().enumerate() {
        let (version, sha256): (i64, String) = (row.try_get("version")?, row.try_get("sha256")?);
        let same =
            migrations.get(rank).is_some_and(|known| known.version == version && known.sha256(dialect) == sha256);
        if !same {
            return Err(SchemaError::Changed { name: row.try_get("name")? });
        }
    }
    Ok(rows.len())
}

/// Applies what is missing of `migrations`. To be called in a transaction that holds the write lock, so that two programs
/// do not apply the same migration and a failure leaves nothing behind.
pub(crate) async fn apply(
    conn: &mut AnyConnection,
    dialect: Dialect,
    migrations: &[Migration],
    now: &str,
) -> Result<(), SchemaError> {
    let done = applied(&mut *conn, dialect, migrations).await?;
    if done == 0 {
        // The only table without a migration, for it is what migrations are counted in. Its shape never changes: older
        // versions must be able to read in it that they are older.
        sqlx::query(
            "create table if not exists schema_migration (
                version integer not null primary key,
                name text not null,
                sha256 text not null,
                applied_at text not null,
                applied_by_version text not null
            )",
        )
        .execute(&mut *conn)
        .await?;
    }
    for migration in &migrations[done..] {
        let name = migration.name;
        let failed = |cause| SchemaError::Failed { name, cause };
        sqlx::raw_sql(migration.text(dialect)).execute(&mut *conn).await.map_err(failed)?;
        sqlx::query(
            "insert into schema_migration (version, name, sha256, applied_at, applied_by_version)
             values ($1, $2, $3, $4, $5)",
        )
        .bind(migration.version)
        .bind(name)
        .bind(migration.sha256(dialect))
        .bind(now)
        .bind(PROGRAM)
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::on_each;

    const NOW: &str = "2026-07-01T10:00:00Z";

    async fn count(conn: &mut AnyConnection, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(conn).await.unwrap()
    }

    #[test]
    fn migrations_are_numbered_from_one_in_order_and_say_why_at_their_head() {
        let numbers: Vec<i64> = MIGRATIONS.iter().map(|migration| migration.version).collect();
        assert!(numbers[0] == 1 && numbers.windows(2).all(|pair| pair[0] < pair[1]), "{numbers:?}");
        for migration in MIGRATIONS {
            assert!(migration.name.starts_with(&format!("{:04}_", migration.version)), "{}", migration.name);
            for dialect in [Dialect::Sqlite, Dialect::Postgres] {
                assert!(migration.text(dialect).starts_with("-- Why: "), "{}", migration.name);
            }
        }
    }

    #[tokio::test]
    async fn the_first_migration_runs_on_an_empty_database() {
        on_each(async |base| {
            let dialect = base.dialect;
            let mut conn = base.connect().await;
            apply(&mut conn, dialect, &MIGRATIONS[..1], NOW).await.unwrap();
            assert_eq!(applied(&mut conn, dialect, MIGRATIONS).await.unwrap(), 1);
            assert_eq!(count(&mut conn, "select count(*) from instance").await, 0);
        })
        .await;
    }

    #[tokio::test]
    async fn perimeters_come_to_a_database_that_has_its_instance_and_leave_it_as_it_was() {
        on_each(async |base| {
            let dialect = base.dialect;
            let mut conn = base.connect().await;
            apply(&mut conn, dialect, &MIGRATIONS[..1], NOW).await.unwrap();
            let row = "insert into instance (id, created_at, created_by_version) values (1, '2026-01-01', '0.0.9')";
            sqlx::query(row).execute(&mut conn).await.unwrap();

            apply(&mut conn, dialect, &MIGRATIONS[..2], NOW).await.unwrap();

            let kept: (i64, String, String) = sqlx::query_as("select id, created_at, created_by_version from instance")
                .fetch_one(&mut conn)
                .await
                .unwrap();
            assert_eq!(kept, (1, "2026-01-01".into(), "0.0.9".into()));
            assert_eq!(count(&mut conn, "select count(*) from perimeter").await, 0);
        })
        .await;
    }

    #[tokio::test]
    async fn migrations_already_applied_are_not_applied_again_and_lose_no_row() {
        on_each(async |base| {
            let dialect = base.dialect;
            let mut conn = base.connect().await;
            apply(&mut conn, dialect, MIGRATIONS, NOW).await.unwrap();
            let row =
                "insert into perimeter (id, as_of, communes, saved_at) values ('000000000000', '2026', '16015', '')";
            sqlx::query(row).execute(&mut conn).await.unwrap();

            apply(&mut conn, dialect, MIGRATIONS, "2027-01-01T00:00:00Z").await.unwrap();

            assert_eq!(count(&mut conn, "select count(*) from perimeter").await, 1);
            let ledger: Vec<(i64, String, String, String)> = sqlx::query_as(
                "select version, name, applied_at, applied_by_version from schema_migration order by version",
            )
            .fetch_all(&mut conn)
            .await
            .unwrap();
            let expected: Vec<(i64, String, String, String)> = MIGRATIONS
                .iter()
                .map(|migration| (migration.version, migration.name.into(), NOW.into(), PROGRAM.into()))
                .collect();
            assert_eq!(ledger, expected);
        })
        .await;
    }

    #[tokio::test]
    async fn what_came_later_comes_to_a_database_that_has_perimeters_and_leave_them() {
        on_each(async |base| {
            let dialect = base.dialect;
            let mut conn = base.connect().await;
            apply(&mut conn, dialect, &MIGRATIONS[..2], NOW).await.unwrap();
            let row =
                "insert into perimeter (id, as_of, communes, saved_at) values ('000000000000', '2026', '16015', '')";
            sqlx::query(row).execute(&mut conn).await.unwrap();
            for upto in 3..=MIGRATIONS.len() {
                apply(&mut conn, dialect, &MIGRATIONS[..upto], NOW).await.unwrap();
            }
            assert_eq!(count(&mut conn, "select count(*) from perimeter").await, 1);
            for table in [
                "outbox",
                "subscription",
                "subscription_token",
                "news_seen",
                "digest_run",
                "journal_entry",
                "journal_day",
            ] {
                let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
                assert_eq!(sqlx::query_scalar::<_, i64>(sql).fetch_one(&mut conn).await.unwrap(), 0, "{table}");
            }
        })
        .await;
    }

    #[tokio::test]
    async fn a_perimeter_of_another_length_is_refused_by_the_table_itself() {
        on_each(async |base| {
            let dialect = base.dialect;
            let mut conn = base.connect().await;
            apply(&mut conn, dialect, MIGRATIONS, NOW).await.unwrap();
            for (id, communes) in [("00000000000", "16015"), ("000000000000", ""), ("000000000000", "160151")] {
                let insert =
                    sqlx::query("insert into perimeter (id, as_of, communes, saved_at) values ($1, '2026', $2, '')");
                assert!(insert.bind(id).bind(communes).execute(&mut conn).await.is_err(), "{id} {communes}");
            }
        })
        .await;
    }

    #[tokio::test]
    async fn a_migration_whose_text_changed_after_it_was_applied_is_named() {
        on_each(async |base| {
            let dialect = base.dialect;
            let mut conn = base.connect().await;
            apply(&mut conn, dialect, MIGRATIONS, NOW).await.unwrap();
            let as_it_is = |one: &Migration| Migration { version: one.version, name: one.name, sql: one.sql };
            let mut edited: Vec<Migration> = MIGRATIONS.iter().map(as_it_is).collect();
            edited[0].sql = Sql::Common("-- Why: edited");
            let Err(SchemaError::Changed { name }) = apply(&mut conn, dialect, &edited, NOW).await else {
                panic!("applied")
            };
            assert_eq!(name, "0001_instance");
        })
        .await;
    }

    #[tokio::test]
    async fn a_ledger_with_a_gap_or_with_a_row_that_no_migration_writes_is_refused() {
        on_each(async |base| {
            let dialect = base.dialect;
            let mut conn = base.connect().await;
            apply(&mut conn, dialect, MIGRATIONS, NOW).await.unwrap();
            let added = "insert into schema_migration (version, name, sha256, applied_at, applied_by_version)
                         values (0, 'x', 'x', 'x', 'x')";
            let undo = "delete from schema_migration where version = 0";
            let gap = "delete from schema_migration where version = 1";
            for (spoil, refused) in [(added, true), (undo, false), (gap, true)] {
                sqlx::query(spoil).execute(&mut conn).await.unwrap();
                let found = applied(&mut conn, dialect, MIGRATIONS).await;
                assert_eq!(matches!(found, Err(SchemaError::Changed { .. })), refused, "{spoil}");
            }
        })
        .await;
    }
}
