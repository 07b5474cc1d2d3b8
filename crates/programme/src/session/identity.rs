//! What a session is called, when it runs, how far it has come, and where its facts are from.

use facts::document::Table;
use facts::{Localised, Period};
use serde::Serialize;

use crate::Slug;
use crate::reading::{Ids, choice};

/// What names a session and places it in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// Short name, which is that of its folder and of its address.
    pub id: Slug,
    /// Name of the session.
    pub title: Localised,
    /// Its theme, as the call words it.
    pub theme: Localised,
    /// The years over which it runs.
    pub years: Period,
    /// Which format of atelier it is.
    pub kind: ProgrammeKind,
    /// How far it has come.
    pub status: Status,
    /// What is known of the calendar, and what is not.
    pub calendar_note: Localised,
    /// Which language is authoritative, and who translated.
    pub language_note: Localised,
    /// Where the facts of the session come from.
    pub provenance: Provenance,
}

choice! {
    /// A format of the Atelier des territoires.
    pub enum ProgrammeKind {
        /// A national session: a call, a jury, several territories together.
        National = "national",
        /// A local atelier: one territory.
        Local = "local",
        /// A flash atelier: one territory, one question, a short time.
        Flash = "flash",
    }
}

choice! {
    /// How far a session has come.
    pub enum Status {
        /// Made known; one cannot apply yet.
        Announced = "announced",
        /// Applications are received.
        Open = "open",
        /// Applications are closed and read.
        UnderReview = "under-review",
        /// The laureates are named and accompanied.
        LaureatesNamed = "laureates-named",
        /// Everything is published.
        Completed = "completed",
    }
}

impl Status {
    /// Whether the laureates are named at this point.
    pub fn names_laureates(self) -> bool {
        matches!(self, Status::LaureatesNamed | Status::Completed)
    }
}

/// Where the facts of a session come from, and what is said of it to readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// What readers must know of how the texts were made.
    pub note: Localised,
    /// The sources, to which the other files refer by id.
    pub sources: Vec<Source>,
}

/// One source of the facts of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Short name, to which the other files refer.
    pub id: Slug,
    /// What sort of source it is.
    pub kind: SourceKind,
    /// Name shown.
    pub name: Localised,
    /// What was taken from it.
    pub note: Localised,
}

choice! {
    /// A sort of source.
    pub enum SourceKind {
        /// The text of the call.
        Call = "call",
        /// Public registers and reference files.
        Register = "register",
        /// The editors of this product: something the call does not say.
        Editor = "editor",
    }
}

impl Identity {
    /// Reads `session.toml`.
    pub(crate) fn read(root: Table<'_>, sources: &mut Ids) -> Option<Self> {
        let id = root.parsed("id");
        let (title, theme) = (root.localised("title"), root.localised("theme"));
        let years = root.parsed("years");
        if let Some(day @ Period::Day { .. }) = years {
            root.problem("years", format!("{day} found, expected a year or a span of years"));
        }
        let kind = root.one_of("kind", ProgrammeKind::CHOICES);
        let status = root.one_of("status", Status::CHOICES);
        let (calendar_note, language_note) = (root.localised("calendar_note"), root.localised("language_note"));
        let provenance = root.table("provenance").and_then(|table| Provenance::read(table, sources));
        root.close();
        Some(Self {
            id: id?,
            title: title?,
            theme: theme?,
            years: years?,
            kind: kind?,
            status: status?,
            calendar_note: calendar_note?,
            language_note: language_note?,
            provenance: provenance?,
        })
    }
}

impl Provenance {
    fn read(table: Table<'_>, ids: &mut Ids) -> Option<Self> {
        let note = table.localised("note");
        let sources = table.tables("source").into_iter().filter_map(|source| Source::read(source, ids)).collect();
        table.close();
        Some(Self { note: note?, sources })
    }
}

impl Source {
    fn read(table: Table<'_>, ids: &mut Ids) -> Option<Self> {
        let (id, kind) = (ids.declare(&table), table.one_of("kind", SourceKind::CHOICES));
        let (name, note) = (table.localised("name"), table.localised("note"));
        table.close();
        Some(Self { id: id?, kind: kind?, name: name?, note: note? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn laureates_are_named_only_once_the_jury_is_done() {
        let named: Vec<&str> =
            Status::CHOICES.iter().filter(|(_, status)| status.names_laureates()).map(|(name, _)| *name).collect();
        assert_eq!(named, ["laureates-named", "completed"]);
    }
}
