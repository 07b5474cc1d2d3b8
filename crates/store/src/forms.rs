//! The revisions of the forms that dossiers answer: a form is kept when the first dossier answers it.

use programme::session::Form;
use sqlx::{AnyConnection, Row};

use crate::dossiers::{DossierError, Dossiers};

impl Dossiers<'_> {
    /// Keeps a form, unless that revision is kept already. Whoever carries this out does it before a dossier answers it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn keep_form(&self, session: &str, form: &Form, now: &str) -> Result<(), DossierError> {
        let mut conn = self.store.pool.acquire().await?;
        Ok(write(&mut conn, session, form, now).await?)
    }

    /// The form of a session in a revision, when it was kept.
    ///
    /// # Errors
    /// `Corrupt` when its row was spoilt, `Database` when the database does not answer.
    pub async fn form(&self, session: &str, revision: u64) -> Result<Option<Form>, DossierError> {
        let select = "select form from form_revision where session = $1 and revision = $2";
        let row = sqlx::query(select).bind(session).bind(i64::try_from(revision).unwrap_or(i64::MAX));
        let Some(row) = row.fetch_optional(&self.store.pool).await? else { return Ok(None) };
        let text: String = row.try_get("form")?;
        let corrupt = |error: serde_json::Error| DossierError::Corrupt {
            id: session.to_owned(),
            fault: format!("revision {revision} of the form: {error}"),
        };
        serde_json::from_str(&text).map(Some).map_err(corrupt)
    }
}

async fn write(conn: &mut AnyConnection, session: &str, form: &Form, now: &str) -> Result<(), sqlx::Error> {
    let text = serde_json::to_string(form).map_err(|error| sqlx::Error::Encode(error.to_string().into()))?;
    let insert = "insert into form_revision (session, revision, form, kept_at) values ($1, $2, $3, $4)
         on conflict (session, revision) do nothing";
    sqlx::query(insert)
        .bind(session)
        .bind(i64::try_from(form.revision).unwrap_or(i64::MAX))
        .bind(text)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}
