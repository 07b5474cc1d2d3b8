//! The texts of the call: what it is about, what it aims at, what it asks for.

use facts::Localised;
use facts::document::Table;
use serde::Serialize;

use crate::Slug;
use crate::reading::Ids;

/// The texts of the call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Presentation {
    /// The call in one sentence.
    pub summary: Localised,
    /// The call in a few paragraphs.
    pub paragraphs: Vec<Localised>,
    /// The strategic ambitions.
    pub ambitions: Ambitions,
    /// The operational objectives.
    pub objectives: Objectives,
    /// The call in words that are easy to read; none when nobody wrote them.
    pub easy: Option<EasyText>,
}

/// A text in short sentences and common words (« facile à lire et à comprendre »).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EasyText {
    /// Whether people for whom such texts are meant have read and approved it, as the European rules ask.
    pub approved: bool,
    /// Its parts, in order.
    pub parts: Vec<EasyPart>,
}

/// A question and its answer, sentence by sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EasyPart {
    /// Heading.
    pub title: Localised,
    /// One idea a sentence.
    pub sentences: Vec<Localised>,
}

/// The strategic ambitions of the call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ambitions {
    /// Heading.
    pub title: Localised,
    /// Introduction.
    pub paragraphs: Vec<Localised>,
    /// The ambitions, one by one.
    pub statements: Vec<Statement>,
}

/// The operational objectives of the call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Objectives {
    /// Heading.
    pub title: Localised,
    /// Introduction.
    pub paragraphs: Vec<Localised>,
    /// How many laureates the call provides for.
    pub laureates: Bounds,
    /// The objectives, one by one.
    pub statements: Vec<Statement>,
}

/// The least and the most of a count, both allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bounds {
    /// The least.
    pub min: u64,
    /// The most.
    pub max: u64,
}

/// Something the call wants, with a short name to refer to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// Short name.
    pub id: Slug,
    /// Name shown.
    pub name: Localised,
    /// The statement.
    pub text: Localised,
}

impl Bounds {
    /// Whether `count` is within the bounds.
    pub fn allow(self, count: u64) -> bool {
        (self.min..=self.max).contains(&count)
    }

    fn read(table: Table<'_>) -> Option<Self> {
        let (min, max) = (table.whole("min"), table.whole("max"));
        let bounds = min.zip(max).map(|(min, max)| Self { min, max });
        let upside_down = bounds.filter(|bounds| bounds.min > bounds.max);
        if let Some(Self { min, max }) = upside_down {
            table.problem("max", format!("{max} found, expected {min} or more: the least is {min}"));
        }
        table.close();
        if upside_down.is_some() { None } else { bounds }
    }
}

impl Presentation {
    /// Reads `presentation.toml`.
    pub(crate) fn read(root: Table<'_>) -> Option<Self> {
        let (summary, paragraphs) = (root.localised("summary"), root.localised_list("paragraph"));
        let ambitions = root.table("ambitions").and_then(Ambitions::read);
        let objectives = root.table("objectives").and_then(Objectives::read);
        let easy = if root.has("easy") { root.table("easy").map(EasyText::read) } else { None };
        root.close();
        Some(Self { summary: summary?, paragraphs, ambitions: ambitions?, objectives: objectives?, easy })
    }
}

impl EasyText {
    fn read(table: Table<'_>) -> Self {
        let approved = table.flag("approved");
        let parts = (table.tables("part").into_iter())
            .filter_map(|part| {
                let (title, sentences) = (part.localised("title"), part.localised_list("sentence"));
                part.close();
                Some(EasyPart { title: title?, sentences })
            })
            .collect();
        table.close();
        Self { approved, parts }
    }
}

impl Ambitions {
    fn read(table: Table<'_>) -> Option<Self> {
        let (title, paragraphs) = (table.localised("title"), table.localised_list("paragraph"));
        let statements = statements(&table, "ambition");
        table.close();
        Some(Self { title: title?, paragraphs, statements })
    }
}

impl Objectives {
    fn read(table: Table<'_>) -> Option<Self> {
        let (title, paragraphs) = (table.localised("title"), table.localised_list("paragraph"));
        let laureates = table.table("laureates").and_then(Bounds::read);
        let statements = statements(&table, "objective");
        table.close();
        Some(Self { title: title?, paragraphs, laureates: laureates?, statements })
    }
}

fn statements(table: &Table<'_>, key: &'static str) -> Vec<Statement> {
    let mut ids = Ids::of(key);
    (table.tables(key).into_iter())
        .filter_map(|table| {
            let (id, name, text) = (ids.declare(&table), table.localised("name"), table.localised("text"));
            table.close();
            Some(Statement { id: id?, name: name?, text: text? })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_bounds_are_allowed() {
        let bounds = Bounds { min: 5, max: 6 };
        assert_eq!([4, 5, 6, 7].map(|count| bounds.allow(count)), [false, true, true, false]);
    }
}
