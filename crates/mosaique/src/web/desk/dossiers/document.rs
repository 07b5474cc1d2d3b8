//! A document of a dossier: enclosed, or a letter received. It is sent as a file, never shown in the site.

use axum::extract::{Path, State as Extract};
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use facts::Lang;
use programme::Slug;
use programme::dossier::Dossier;
use programme::form::{File, Value};
use programme::role::Right;
use store::people::Entered;

use super::Desk;
use crate::web::desk::Member;
use crate::web::error::Failure;
use crate::web::{State, lang_of};

/// Every document of a dossier, with the question that it answers.
pub fn files(dossier: &Dossier) -> impl Iterator<Item = (&Slug, &File)> {
    let enclosed = dossier.answers.iter().flat_map(|(question, answered)| {
        let files = match &answered.value {
            Some(Value::Files { files }) => files.as_slice(),
            _ => &[],
        };
        files.iter().map(move |file| (question, file))
    });
    let letters = dossier.letters.values();
    enclosed.chain(letters.filter_map(|letter| Some((&letter.question, &letter.received.as_ref()?.file))))
}

impl Desk<'_> {
    /// Whether who asks may open the documents of a dossier.
    pub(super) fn opens_documents(&self, dossier: &Dossier) -> bool {
        self.is_own(dossier) || self.may(Right::SeeAttachments, dossier)
    }
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

/// A document as a browser keeps it.
pub fn as_a_file(file: &File, bytes: Bytes) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(file.file_type.media())),
        (header::CONTENT_DISPOSITION, disposition(&file.name)),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    (headers, bytes).into_response()
}

async fn opened(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    digest: &str,
) -> Result<(File, Bytes), Failure> {
    let (desk, dossier) = Desk::with(state, lang, entered, id).await?;
    if !desk.opens_documents(&dossier) {
        return Err(Failure::NotFound);
    }
    // Of what they may read: who examines a dossier opens what was deposited.
    let dossier = desk.read(dossier);
    let found = files(&dossier).find(|(_, file)| file.digest.as_str() == digest).map(|(_, file)| file.clone());
    let file = found.ok_or(Failure::NotFound)?;
    let shelf = state.0.share.shelf.as_ref().ok_or(Failure::NotFound)?;
    let bytes = state.0.store.attachments(shelf).read(digest).await.map_err(Failure::internal)?;
    Ok((file, bytes.ok_or(Failure::NotFound)?))
}

/// The name under which a browser keeps a document (RFC 6266): in letters that every one reads, then whole.
pub fn disposition(name: &str) -> HeaderValue {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' }).collect();
    let whole = press::links::escape(name).replace('+', "%2B").replace(':', "%3A");
    let value = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}");
    HeaderValue::from_str(&value).unwrap_or_else(|_| HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_document_writes_no_header_of_its_own() {
        let written = disposition("plan \"été\"\r\nSet-Cookie: a.pdf");
        let text = written.to_str().unwrap();
        assert!(text.starts_with("attachment; filename=\"plan___t____Set-Cookie__a.pdf\"; filename*=UTF-8''plan%20"));
        assert!(!text.contains('\n') && text.matches('"').count() == 2);
    }
}
