//! The words by which dossiers, actions and publications of a session are sorted.

use facts::Localised;
use facts::document::Table;
use serde::Serialize;

use crate::Slug;
use crate::reading::{Ids, choice};

/// The words of a session, by axis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Taxonomy {
    /// What readers must know of the words.
    pub note: Localised,
    /// The axes, in the order of the call.
    pub axes: Vec<Axis>,
}

/// A list of words that answer one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Axis {
    /// Short name.
    pub id: Slug,
    /// What the words are about.
    pub family: Family,
    /// Name shown.
    pub name: Localised,
    /// What the words of the axis have in common.
    pub description: Localised,
    /// Whether the call leaves the list open ("etc.").
    pub open: bool,
    /// The words.
    pub items: Vec<Item>,
}

choice! {
    /// What the words of an axis are about.
    pub enum Family {
        /// What moves the sectors of the economy.
        Sector = "sector",
        /// What is created: values, material or not.
        Value = "value",
        /// Where: the sorts of territory.
        Setting = "setting",
        /// What public action already does.
        Lever = "lever",
    }
}

/// One word of an axis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Short name, unique in the whole taxonomy.
    pub id: Slug,
    /// Name shown.
    pub name: Localised,
}

impl Taxonomy {
    /// The axes of a family, in the order of the call.
    pub fn axes_of(&self, family: Family) -> impl Iterator<Item = &Axis> {
        self.axes.iter().filter(move |axis| axis.family == family)
    }

    /// The axis of that short name.
    pub fn axis(&self, id: &Slug) -> Option<&Axis> {
        self.axes.iter().find(|axis| axis.id == *id)
    }

    /// The word of that short name, with its axis.
    pub fn item(&self, id: &str) -> Option<(&Axis, &Item)> {
        (self.axes.iter().flat_map(|axis| axis.items.iter().map(move |item| (axis, item))))
            .find(|(_, item)| item.id.as_str() == id)
    }

    /// Reads `taxonomy.toml`.
    pub(crate) fn read(root: Table<'_>, axes: &mut Ids, items: &mut Ids) -> Option<Self> {
        let note = root.localised("note");
        let axes = root.tables("axis").into_iter().filter_map(|axis| Axis::read(axis, axes, items)).collect();
        root.close();
        Some(Self { note: note?, axes })
    }
}

impl Axis {
    fn read(table: Table<'_>, ids: &mut Ids, item_ids: &mut Ids) -> Option<Self> {
        let (id, family) = (ids.declare(&table), table.one_of("family", Family::CHOICES));
        let (name, description) = (table.localised("name"), table.localised("description"));
        let open = table.flag("open");
        let items = table.tables("item").into_iter().filter_map(|item| Item::read(item, item_ids)).collect();
        table.close();
        Some(Self { id: id?, family: family?, name: name?, description: description?, open, items })
    }
}

impl Item {
    fn read(table: Table<'_>, ids: &mut Ids) -> Option<Self> {
        let (id, name) = (ids.declare(&table), table.localised("name"));
        table.close();
        Some(Self { id: id?, name: name? })
    }
}
