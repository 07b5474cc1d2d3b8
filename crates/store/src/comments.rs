//! What those who make a dossier say to one another: the words, and how far each has read. That somebody spoke is in the story of
//! the dossier; see [`crate::dossiers`].

use std::collections::BTreeMap;

use programme::id::{CommentId, DossierId, PersonId};
use sqlx::{AnyConnection, Row};

use crate::dossiers::{DossierError, Dossiers};

impl Dossiers<'_> {
    /// The words of the comments of a dossier. Those of a comment that was taken back are not there.
    ///
    /// # Errors
    /// When the database does not answer, or a row was spoilt.
    pub async fn comments(&self, dossier: &DossierId) -> Result<BTreeMap<CommentId, String>, DossierError> {
        let select = "select id, body from comment_text where dossier = $1";
        let rows = sqlx::query(select).bind(dossier.as_str()).fetch_all(&self.store.pool).await?;
        let read = |row: &sqlx::any::AnyRow| {
            let id: String = row.try_get("id")?;
            let corrupt = |error: programme::id::NotAnId| DossierError::Corrupt {
                id: dossier.to_string(),
                fault: format!("a comment: {error}"),
            };
            Ok((id.parse().map_err(corrupt)?, row.try_get("body")?))
        };
        rows.iter().map(read).collect()
    }

    /// How many comments of a dossier somebody has read, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn seen(&self, dossier: &DossierId, person: &PersonId) -> Result<usize, DossierError> {
        let select = "select seen from comment_seen where dossier = $1 and person = $2";
        let row = sqlx::query(select).bind(dossier.as_str()).bind(person.as_str());
        let row = row.fetch_optional(&self.store.pool).await?;
        let seen: i64 = row.map_or(Ok(0), |row| row.try_get("seen"))?;
        Ok(usize::try_from(seen).unwrap_or(0))
    }

    /// Notes that somebody has read the first `count` comments. Never fewer than before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn see(&self, dossier: &DossierId, person: &PersonId, count: usize) -> Result<(), DossierError> {
        let upsert = "insert into comment_seen (dossier, person, seen) values ($1, $2, $3)
             on conflict (dossier, person) do update set seen = excluded.seen where comment_seen.seen < excluded.seen";
        sqlx::query(upsert)
            .bind(dossier.as_str())
            .bind(person.as_str())
            .bind(i64::try_from(count).unwrap_or(i64::MAX))
            .execute(&self.store.pool)
            .await?;
        Ok(())
    }
}

/// Writes the words of a comment, in the place of those it had.
pub(crate) async fn write(
    conn: &mut AnyConnection,
    dossier: &DossierId,
    comment: &CommentId,
    text: &str,
) -> Result<(), sqlx::Error> {
    let upsert = "insert into comment_text (id, dossier, body) values ($1, $2, $3)
         on conflict (dossier, id) do update set body = excluded.body";
    sqlx::query(upsert).bind(comment.as_str()).bind(dossier.as_str()).bind(text).execute(conn).await?;
    Ok(())
}

/// Erases the words of a comment.
pub(crate) async fn erase(
    conn: &mut AnyConnection,
    dossier: &DossierId,
    comment: &CommentId,
) -> Result<(), sqlx::Error> {
    let delete = "delete from comment_text where dossier = $1 and id = $2";
    sqlx::query(delete).bind(dossier.as_str()).bind(comment.as_str()).execute(conn).await?;
    Ok(())
}
