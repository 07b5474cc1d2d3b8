//! Looking for what is wrong in a database, without mending it.

use sqlx::{AnyPool, Row};

use crate::calls::{self, CallError};
use crate::dossiers::{self, DossierError};
use crate::journal::{self, JournalFault};
use crate::people::{self, PersonError};
use crate::perimeters::{self, FindError};
use crate::records::{self, RecordError};
use crate::subscriptions::{self, SubscriptionError};
use crate::{CorruptPerimeter, DatabaseError, Dialect, InstanceError, RowFault, Store};

/// One thing that is wrong in the database of an instance.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The file is damaged, in the words of SQLite.
    #[error("the file is damaged: {0}")]
    File(String),
    /// A row refers to another one that is not there.
    #[error("a row of {table} refers to a row of {parent} that is not there")]
    Reference {
        /// The table of the row.
        table: String,
        /// The table it refers to.
        parent: String,
    },
    /// The row of the instance is missing or unreadable.
    #[error(transparent)]
    Instance(InstanceError),
    /// A perimeter is not what was saved under its address.
    #[error(transparent)]
    Perimeter(CorruptPerimeter),
    /// A subscription cannot be read.
    #[error(transparent)]
    Subscription(SubscriptionError),
    /// A dossier cannot be read, or is not what its story says.
    #[error(transparent)]
    Dossier(DossierError),
    /// A record cannot be read, or is not what its story says.
    #[error(transparent)]
    Record(RecordError),
    /// A call cannot be read, or is not what its story says.
    #[error(transparent)]
    Call(CallError),
    /// Somebody, or one of their roles, cannot be read.
    #[error(transparent)]
    Person(PersonError),
    /// A mail is neither to be sent nor settled as it should be.
    #[error("the mail {id} is {state} and {fault}")]
    Mail {
        /// Its identifier.
        id: String,
        /// Its state.
        state: String,
        /// What is wrong with it.
        fault: &'static str,
    },
    /// The journal is not whole.
    #[error(transparent)]
    Journal(JournalFault),
    /// A part could not be checked.
    #[error("{part} could not be checked: {cause}")]
    Unchecked {
        /// What was to be checked.
        part: &'static str,
        /// What the database answered.
        cause: DatabaseError,
    },
}

impl Store {
    /// Everything that is wrong in the database; an empty list when all is well. Reads every page of the file and
    /// computes the address of every perimeter again. Changes nothing.
    pub async fn check(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut parts = Vec::new();
        // A server of PostgreSQL looks after its files, and never lets a reference go to nothing.
        if self.dialect == Dialect::Sqlite {
            parts.push(("the file", file(&self.pool, &mut faults).await));
            parts.push(("references between rows", references(&self.pool, &mut faults).await));
        }
        parts.push(("perimeters", perimeters(&self.pool, &mut faults).await));
        parts.push(("subscriptions", subscriptions(&self.pool, &mut faults).await));
        parts.push(("dossiers", dossiers(self, &mut faults).await));
        parts.push(("records", records(self, &mut faults).await));
        parts.push(("calls", calls(self, &mut faults).await));
        parts.push(("people", people(&self.pool, &mut faults).await));
        parts.push(("mails", mails(&self.pool, &mut faults).await));
        parts.push(("the journal", journal(self, &mut faults).await));
        faults.extend(self.instance().await.err().map(Fault::Instance));
        for (part, done) in parts {
            faults.extend(done.err().map(|cause| Fault::Unchecked { part, cause: DatabaseError(cause) }));
        }
        faults
    }
}

async fn file(pool: &AnyPool, faults: &mut Vec<Fault>) -> Result<(), sqlx::Error> {
    let lines: Vec<String> = sqlx::query_scalar("pragma integrity_check").fetch_all(pool).await?;
    faults.extend(lines.into_iter().filter(|line| line != "ok").map(Fault::File));
    Ok(())
}

async fn references(pool: &AnyPool, faults: &mut Vec<Fault>) -> Result<(), sqlx::Error> {
    for row in sqlx::query("pragma foreign_key_check").fetch_all(pool).await? {
        faults.push(Fault::Reference { table: row.try_get("table")?, parent: row.try_get("parent")? });
    }
    Ok(())
}

/// Ids first, then one row at a time: a set may weigh 200 kB, and there may be many.
async fn perimeters(pool: &AnyPool, faults: &mut Vec<Fault>) -> Result<(), sqlx::Error> {
    for row in sqlx::query("select id from perimeter order by id").fetch_all(pool).await? {
        let id: String = match row.try_get("id") {
            Ok(id) => id,
            Err(error) => {
                let fault = RowFault::Column(error.to_string());
                faults.push(Fault::Perimeter(CorruptPerimeter { id: "(unreadable)".to_owned(), fault }));
                continue;
            }
        };
        match perimeters::find(pool, &id).await {
            Ok(_) => {}
            Err(FindError::Corrupt(corrupt)) => faults.push(Fault::Perimeter(corrupt)),
            Err(FindError::Database(DatabaseError(error))) => return Err(error),
        }
    }
    Ok(())
}

async fn subscriptions(pool: &AnyPool, faults: &mut Vec<Fault>) -> Result<(), sqlx::Error> {
    faults.extend(subscriptions::faults(pool).await?.into_iter().map(Fault::Subscription));
    Ok(())
}

async fn dossiers(store: &Store, faults: &mut Vec<Fault>) -> Result<(), sqlx::Error> {
    faults.extend(dossiers::faults(store).await?.into_iter().map(Fault::Dossier));
    Ok(())
}

async fn records(store: &Store, faults: &mut Vec<Fault>) -> Result<(), sqlx::Error> {
    faults.extend(records::faults(store).await?.into_iter().map(Fault::Record));
    Ok(())
}

async fn calls(store: &Store, faults: &mut Vec<Fault>) -> Result<(), sqlx::Error> {
    faults.extend(calls::faults(store).await?.into_iter().map(Fault::Call));
    Ok(())
}

async fn people(pool: &AnyPool, faults: &mut Vec<Fault>) -> Result<(), sqlx::Error> {
    faults.extend(people::faults(pool).await?.into_iter().map(Fault::Person));
    Ok(())
}

/// A mail that waits has all that a mail needs; one that is settled has nothing left of what it said.
async fn mails(pool: &AnyPool, faults: &mut Vec<Fault>) -> Result<(), sqlx::Error> {
    let wrong = [
        (
            "lacks what it needs to leave",
            "select id, state from outbox where state = 'waiting' and
             (recipient is null or subject is null or body_text is null or body_html is null) order by id",
        ),
        (
            "still holds what it said",
            "select id, state from outbox where state <> 'waiting' and (recipient is not null or subject is not null
             or body_text is not null or body_html is not null or settled_at is null) order by id",
        ),
    ];
    for (fault, select) in wrong {
        for row in sqlx::query(select).fetch_all(pool).await? {
            faults.push(Fault::Mail { id: row.try_get("id")?, state: row.try_get("state")?, fault });
        }
    }
    Ok(())
}

async fn journal(store: &Store, faults: &mut Vec<Fault>) -> Result<(), sqlx::Error> {
    faults.extend(journal::faults(store).await?.into_iter().map(Fault::Journal));
    Ok(())
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test damages a file")]
mod tests {
    use super::*;
    use crate::open::FILE_NAME;
    use crate::testing::{Base, on_each};
    use facts::{CommuneCode, Period};
    use std::collections::BTreeSet;

    const NOW: &str = "2026-07-01T10:00:00Z";

    async fn with_perimeters(base: &Base, number: usize) -> Store {
        let store = base.open(NOW).await;
        for size in 1..=number {
            let set: BTreeSet<CommuneCode> = (0..size).map(|code| format!("{code:05}").parse().unwrap()).collect();
            store.perimeters().save(None, &set, Period::Year(2026), NOW).await.unwrap();
        }
        store
    }

    async fn run(store: &Store, sql: &'static str) {
        sqlx::raw_sql(sql).execute(&store.pool).await.unwrap();
    }

    async fn words(store: &Store) -> Vec<String> {
        store.check().await.iter().map(ToString::to_string).collect()
    }

    #[tokio::test]
    async fn a_sound_database_has_no_fault() {
        on_each(async |base| {
            let store = with_perimeters(base, 20).await;
            assert_eq!(words(&store).await, [""; 0]);
        })
        .await;
    }

    #[tokio::test]
    async fn every_corrupt_perimeter_is_named_and_the_sound_ones_are_not() {
        on_each(async |base| {
            let store = with_perimeters(base, 3).await;
            run(&store, "update perimeter set communes = '00002' where length(communes) = 5").await;
            run(&store, "update perimeter set as_of = 'hier' where length(communes) = 10").await;
            let another = match base.dialect {
                Dialect::Sqlite => "update perimeter set id = cast(id as blob) where length(communes) = 15",
                Dialect::Postgres => "update perimeter set id = '000000000000' where length(communes) = 15",
            };
            run(&store, another).await;
            let faults = store.check().await;
            assert_eq!(faults.len(), 3, "{faults:?}");
            assert!(faults.iter().all(|fault| matches!(fault, Fault::Perimeter(_))), "{faults:?}");
        })
        .await;
    }

    #[tokio::test]
    async fn a_subscription_that_cannot_be_read_is_named() {
        on_each(async |base| {
            let store = with_perimeters(base, 1).await;
            run(
                &store,
                "insert into subscription (id, address, lang, topics, consent, asked_at, letters, letters_since)
             values ('00000000000000000000000000000000', 'a@b.fr', 'fr', 'gossip', '', '', 0, '')",
            )
            .await;
            let told = "the subscription 00000000000000000000000000000000 cannot be read: \"gossip\" found, \
                    expected kinds of news parted by commas";
            assert_eq!(words(&store).await, [told]);
        })
        .await;
    }

    #[tokio::test]
    async fn a_mail_that_cannot_leave_or_that_still_holds_what_it_said_is_named() {
        on_each(async |base| {
            let store = base.open(NOW).await;
            for (rank, state) in ["waiting", "sent"].into_iter().enumerate() {
                sqlx::query(
                    "insert into outbox (id, kind, lang, subject, created_at, state, due_at, held_until, attempts)
                     values ($1, 'test', 'fr', 'Essai', '', $2, '', '', 0)",
                )
                .bind(format!("{rank:032}"))
                .bind(state)
                .execute(&store.pool)
                .await
                .unwrap();
            }
            assert_eq!(
                words(&store).await,
                [
                    "the mail 00000000000000000000000000000000 is waiting and lacks what it needs to leave",
                    "the mail 00000000000000000000000000000001 is sent and still holds what it said",
                ]
            );
        })
        .await;
    }

    #[tokio::test]
    async fn a_reference_to_nothing_is_named() {
        let base = &Base::memory();
        let store = with_perimeters(base, 1).await;
        run(
            &store,
            "pragma foreign_keys = off;
             create table note (perimeter text not null references perimeter (id));
             insert into note values ('nowhere');",
        )
        .await;
        assert_eq!(words(&store).await, ["a row of note refers to a row of perimeter that is not there"]);
    }

    #[tokio::test]
    async fn an_instance_without_its_row_is_a_fault() {
        on_each(async |base| {
            let store = with_perimeters(base, 1).await;
            run(&store, "delete from instance").await;
            assert_eq!(words(&store).await, ["no row found in the table of the instance, expected one"]);
        })
        .await;
    }

    #[tokio::test]
    async fn a_damaged_file_is_a_fault() {
        let base = &Base::file();
        with_perimeters(base, 60).await.close().await;
        let path = base.folder().join(FILE_NAME);
        let mut bytes = std::fs::read(&path).unwrap();
        let last_page = bytes.len() - 4096;
        bytes[last_page..].fill(0xA5);
        std::fs::write(&path, bytes).unwrap();

        let store = base.open(NOW).await;

        let faults = store.check().await;
        assert!(faults.iter().any(|fault| matches!(fault, Fault::File(_) | Fault::Unchecked { .. })), "{faults:?}");
    }

    #[tokio::test]
    async fn a_database_that_does_not_answer_is_not_a_sound_one() {
        on_each(async |base| {
            let store = with_perimeters(base, 1).await;
            store.close().await;
            let parts = if base.dialect == Dialect::Sqlite { 11 } else { 9 };
            assert_eq!(store.check().await.len(), parts);
        })
        .await;
    }
}
