//! A document of a workspace: a deliverable. It is sent as a file, never shown in the site.

use axum::extract::{Path, State as Extract};
use axum::http::Uri;
use axum::response::Response;
use bytes::Bytes;
use facts::Lang;
use programme::form::File;
use programme::workspace::{DeliverableState, Workspace};
use store::people::Entered;

use super::Workroom;
use crate::web::desk::Member;
use crate::web::desk::dossiers::document::as_a_file;
use crate::web::error::Failure;
use crate::web::{State, lang_of};

/// The document of a deliverable, once there is one.
pub fn file_of(state: &DeliverableState) -> Option<&File> {
    match state {
        DeliverableState::Expected => None,
        DeliverableState::Delivered { file, .. }
        | DeliverableState::Accepted { file, .. }
        | DeliverableState::Returned { file, .. } => Some(file),
    }
}

fn files(workspace: &Workspace) -> impl Iterator<Item = &File> {
    workspace.deliverables.values().filter_map(|deliverable| file_of(&deliverable.state))
}

pub async fn document(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, digest)): Path<(String, String)>,
) -> Response {
    let lang = lang_of(uri.path());
    match opened(&state, lang, &entered, &id, &digest).await {
        Ok((file, bytes)) => as_a_file(&file, bytes),
        Err(failure) => failure.page(&state, lang),
    }
}

async fn opened(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    digest: &str,
) -> Result<(File, Bytes), Failure> {
    let (_, workspace) = Workroom::with(state, lang, entered, id).await?;
    let file = files(&workspace).find(|file| file.digest.as_str() == digest).cloned().ok_or(Failure::NotFound)?;
    let shelf = state.0.share.shelf.as_ref().ok_or(Failure::NotFound)?;
    let bytes = state.0.store.attachments(shelf).read(digest).await.map_err(Failure::internal)?;
    Ok((file, bytes.ok_or(Failure::NotFound)?))
}
