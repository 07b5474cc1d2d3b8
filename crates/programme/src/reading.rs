//! What the readers of a session's files share: choices with a written name, and identifiers that must name something.

use facts::document::Table;

use crate::Slug;

/// An enum whose variants have a written name: the one in the files, in addresses, in exports and in translation keys.
macro_rules! choice {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// Every choice with its written name, in the order of the declaration.
            pub const CHOICES: &'static [(&'static str, $name)] = &[$(($text, $name::$variant)),+];

            /// The written name: in the files of a session, in exports and in translation keys.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }
        }
    };
}
pub(crate) use choice;

/// The identifiers of one kind of thing: each is declared once, and a reference must name one of them.
///
/// When some declarations could not be read, or none was, references are not judged, lest one fault be told twice.
pub(crate) struct Ids {
    thing: &'static str,
    known: Vec<Slug>,
    complete: bool,
}

impl Ids {
    /// No `thing` yet.
    pub(crate) fn of(thing: &'static str) -> Self {
        Self { thing, known: Vec::new(), complete: true }
    }

    /// Reads the `id` of `table`, which nothing else of the kind may bear.
    pub(crate) fn declare(&mut self, table: &Table<'_>) -> Option<Slug> {
        let Some(id) = table.parsed::<Slug>("id") else {
            self.complete = false;
            return None;
        };
        if self.known.contains(&id) {
            table.problem(
                "id",
                format!("\"{id}\" is already the id of another {}, expected one of its own", self.thing),
            );
            return None;
        }
        self.known.push(id.clone());
        Some(id)
    }

    /// Reads `key`, which must name something declared.
    pub(crate) fn refer(&self, table: &Table<'_>, key: &'static str) -> Option<Slug> {
        let id = table.parsed::<Slug>(key)?;
        self.named(table, key, id)
    }

    /// Reads the list at `key`, each item of which must name something declared, once.
    pub(crate) fn refer_all(&self, table: &Table<'_>, key: &'static str) -> Vec<Slug> {
        let mut found: Vec<Slug> = Vec::new();
        for text in table.texts(key) {
            match text.parse::<Slug>() {
                Err(error) => table.problem(key, error.to_string()),
                Ok(id) if found.contains(&id) => {
                    table.problem(key, format!("\"{id}\" is written twice, expected once"))
                }
                Ok(id) => found.extend(self.named(table, key, id)),
            }
        }
        found
    }

    /// The same for a list that may be absent: nothing is then named.
    pub(crate) fn refer_any(&self, table: &Table<'_>, key: &'static str) -> Vec<Slug> {
        if table.has(key) { self.refer_all(table, key) } else { Vec::new() }
    }

    fn named(&self, table: &Table<'_>, key: &str, id: Slug) -> Option<Slug> {
        if self.known.contains(&id) || self.known.is_empty() || !self.complete {
            return Some(id);
        }
        // A long list would drown the report: the name of the thing says where to look.
        let expected = match self.known.len() {
            0..=8 => format!("one of {}", self.known.iter().map(Slug::as_str).collect::<Vec<_>>().join(", ")),
            many => format!("one of the {many} there"),
        };
        table.problem(key, format!("\"{id}\" names no {}, expected {expected}", self.thing));
        None
    }
}
