//! How one applies: to whom the call speaks, and which documents it comes with.

use facts::Localised;
use facts::document::Table;
use serde::Serialize;

use super::form::Form;
use crate::Slug;
use crate::reading::{Ids, choice};

/// How one applies to a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Application {
    /// To whom the call speaks and what it gives, in a few paragraphs.
    pub paragraphs: Vec<Localised>,
    /// What readers must know of what is not here.
    pub note: Localised,
    /// The documents of the call.
    pub documents: Vec<ApplicationDocument>,
    /// What a dossier answers.
    pub form: Form,
}

/// A document of the call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ApplicationDocument {
    /// Short name.
    pub id: Slug,
    /// What it is for.
    pub kind: DocumentKind,
    /// Name shown.
    pub name: Localised,
    /// What one finds in it or does with it.
    pub description: Localised,
    /// Where it is; absent when the call names it and nobody gave its address.
    pub address: Option<String>,
}

choice! {
    /// What a document of the call is for.
    pub enum DocumentKind {
        /// It frames the call: what is asked, of whom, by which rules.
        Framing = "framing",
        /// It is filled in and sent back.
        Form = "form",
    }
}

impl Application {
    /// Reads `application.toml`.
    pub(crate) fn read(root: Table<'_>, axes: &Ids, items: &Ids, sources: &Ids) -> Option<Self> {
        let (paragraphs, note) = (root.localised_list("paragraph"), root.localised("note"));
        let mut ids = Ids::of("document");
        let documents = root
            .tables("document")
            .into_iter()
            .filter_map(|table| ApplicationDocument::read(table, &mut ids))
            .collect();
        let form = root.table("form").and_then(|table| Form::read(table, axes, items, sources));
        root.close();
        Some(Self { paragraphs, note: note?, documents, form: form? })
    }
}

impl ApplicationDocument {
    fn read(table: Table<'_>, ids: &mut Ids) -> Option<Self> {
        let (id, kind) = (ids.declare(&table), table.one_of("kind", DocumentKind::CHOICES));
        let (name, description) = (table.localised("name"), table.localised("description"));
        let address = table.optional_text("address");
        if address.as_ref().is_some_and(|address| !address.starts_with("https://")) {
            table.problem("address", "expected an address that begins with https://");
        }
        table.close();
        Some(Self { id: id?, kind: kind?, name: name?, description: description?, address })
    }
}
