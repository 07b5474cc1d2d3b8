//! The receipt of a deposit, which is checked without the site: `mosaique verify`.

use axum::extract::{Path, State as Extract};
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Response};
use facts::Lang;
use programme::dossier::Happened;
use store::people::Entered;

use super::Desk;
use crate::web::desk::Member;
use crate::web::error::Failure;
use crate::web::{State, lang_of};

pub async fn receipt(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    match made(&state, lang, &entered, &id).await {
        Ok(text) => {
            let file =
                format!("attachment; filename=\"{}-{id}.json\"", if lang == Lang::Fr { "recu" } else { "receipt" });
            let headers = [
                (header::CONTENT_TYPE, "application/json".to_owned()),
                (header::CONTENT_DISPOSITION, file),
                (header::CACHE_CONTROL, "no-store".to_owned()),
            ];
            (headers, text).into_response()
        }
        Err(failure) => failure.page(&state, lang),
    }
}

/// The receipt of the last deposit, for those who made it.
async fn made(state: &State, lang: Lang, entered: &Entered, id: &str) -> Result<String, Failure> {
    let (desk, dossier) = Desk::with(state, lang, entered, id).await?;
    let key = state.0.share.signing.as_ref().filter(|_| desk.is_own(&dossier)).ok_or(Failure::NotFound)?;
    let story = state.0.store.dossiers().story(&dossier.id).await.map_err(Failure::internal)?;
    let deposits = |happened: &Happened| {
        matches!(
            happened,
            Happened::DossierSubmitted { .. }
                | Happened::CorrectionAnswered { .. }
                | Happened::LateDepositRequested { .. }
        )
    };
    let last = story.iter().rev().find(|(_, event)| deposits(&event.happened)).ok_or(Failure::NotFound)?;
    let receipt = state.0.store.journal().receipt(last.0.seq, key, &desk.now.to_string()).await;
    Ok(receipt.map_err(Failure::internal)?.ok_or(Failure::NotFound)?.to_text())
}
