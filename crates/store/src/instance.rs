//! What an instance knows of itself.

use sqlx::{AnyPool, Row};

use crate::{DatabaseError, Store};

/// An instance of Mosaïque: one database, created once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// When its database was created, as its creator wrote the time.
    pub created_at: String,
    /// The version of Mosaïque that created it: `0.1.0`.
    pub created_by_version: String,
}

/// Why an instance cannot say what it is.
#[derive(Debug, thiserror::Error)]
pub enum InstanceError {
    /// Somebody removed the row that opening the store writes.
    #[error("no row found in the table of the instance, expected one")]
    Missing,
    /// The row is there but not as it is written.
    #[error("the row of the instance cannot be read: {0}")]
    Corrupt(String),
    /// The database did not answer.
    #[error("the instance cannot be read: {0}")]
    Database(#[from] DatabaseError),
}

impl Store {
    /// When this instance was created, and by which version.
    ///
    /// # Errors
    /// `Missing` or `Corrupt` when somebody changed the database by hand, `Database` when it does not answer.
    pub async fn instance(&self) -> Result<Instance, InstanceError> {
        read(&self.pool).await
    }
}

async fn read(pool: &AnyPool) -> Result<Instance, InstanceError> {
    let row = sqlx::query("select created_at, created_by_version from instance where id = 1")
        .fetch_optional(pool)
        .await
        .map_err(DatabaseError)?
        .ok_or(InstanceError::Missing)?;
    let text = |column| row.try_get::<String, _>(column).map_err(|error| InstanceError::Corrupt(error.to_string()));
    Ok(Instance { created_at: text("created_at")?, created_by_version: text("created_by_version")? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Dialect;
    use crate::testing::on_each;

    #[tokio::test]
    async fn an_instance_says_when_and_by_which_version_it_was_created() {
        on_each(async |base| {
            let store = base.open("2026-07-01T10:00:00Z").await;
            assert_eq!(
                store.instance().await.unwrap(),
                Instance {
                    created_at: "2026-07-01T10:00:00Z".into(),
                    created_by_version: env!("CARGO_PKG_VERSION").into()
                }
            );
        })
        .await;
    }

    #[tokio::test]
    async fn an_instance_has_one_row() {
        on_each(async |base| {
            let store = base.open("2026-07-01T10:00:00Z").await;
            let second = sqlx::query("insert into instance (id, created_at, created_by_version) values (2, '', '')");
            assert!(second.execute(&store.pool).await.is_err());
        })
        .await;
    }

    #[tokio::test]
    async fn an_instance_whose_row_was_removed_or_spoilt_is_told_from_a_database_that_does_not_answer() {
        on_each(async |base| {
            let store = base.open("2026-07-01T10:00:00Z").await;
            // PostgreSQL keeps nothing but a text there.
            if base.dialect == Dialect::Sqlite {
                sqlx::query("update instance set created_at = x'00ff'").execute(&store.pool).await.unwrap();
                assert!(matches!(store.instance().await, Err(InstanceError::Corrupt(_))));
            }
            sqlx::query("delete from instance").execute(&store.pool).await.unwrap();
            assert!(matches!(store.instance().await, Err(InstanceError::Missing)));
            store.close().await;
            assert!(matches!(store.instance().await, Err(InstanceError::Database(_))));
        })
        .await;
    }
}
