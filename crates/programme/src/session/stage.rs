//! The stages of a session, what each publishes, and how the whole is followed.

use facts::document::Table;
use facts::{Localised, Period};
use serde::Serialize;

use crate::Slug;
use crate::reading::{Ids, choice};

/// The stages of a session and the follow-up that runs through them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stages {
    /// What readers must know of how the stages were read in the call.
    pub note: Localised,
    /// How the laureates are followed and brought together.
    pub follow_up: FollowUp,
    /// The stages, in order.
    pub list: Vec<Stage>,
}

/// How what the laureates learn is gathered and shared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FollowUp {
    /// The follow-up in one or two sentences.
    pub description: Localised,
    /// Who pilots it, an organisation of [`super::Governance`].
    pub pilot: Slug,
    /// What it is made of.
    pub means: Vec<Localised>,
}

/// One stage of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stage {
    /// Short name.
    pub id: Slug,
    /// Its place, from 1.
    pub order: u64,
    /// Name shown.
    pub name: Localised,
    /// What the stage is for.
    pub description: Localised,
    /// Who wrote the description, an id of [`super::Provenance::sources`].
    pub source: Slug,
    /// What the stage gives to the public.
    pub publications: Vec<Publication>,
}

/// A seminar or a publication that a stage provides for, whether it exists yet or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Publication {
    /// Short name, unique in the session.
    pub id: Slug,
    /// What it is.
    pub kind: PublicationKind,
    /// Name shown.
    pub name: Localised,
    /// Whether it exists.
    pub release: Release,
}

choice! {
    /// What a stage gives to the public.
    pub enum PublicationKind {
        /// A seminar of the network of laureates.
        Seminar = "seminar",
        /// A published document.
        Document = "document",
    }
}

/// Whether a publication exists. What is awaited has neither date nor address: nothing is announced that is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "status", rename_all = "kebab-case")]
pub enum Release {
    /// Provided for by the call; nothing received.
    Awaited,
    /// It exists.
    Published {
        /// When it was published or held.
        on: Period,
        /// Where readers find it.
        address: String,
    },
}

impl Stages {
    /// Every publication of every stage, in order, with its stage.
    pub fn publications(&self) -> impl Iterator<Item = (&Stage, &Publication)> {
        self.list.iter().flat_map(|stage| stage.publications.iter().map(move |publication| (stage, publication)))
    }

    /// Reads `stages.toml`.
    pub(crate) fn read(root: Table<'_>, ids: &mut Ids, organisations: &Ids, sources: &Ids) -> Option<Self> {
        let note = root.localised("note");
        let follow_up = root.table("follow_up").and_then(|table| FollowUp::read(table, organisations));
        let mut publication_ids = Ids::of("publication");
        let mut list = Vec::new();
        for (rank, table) in root.tables("stage").into_iter().enumerate() {
            list.extend(Stage::read(table, rank as u64 + 1, ids, &mut publication_ids, sources));
        }
        root.close();
        Some(Self { note: note?, follow_up: follow_up?, list })
    }
}

impl FollowUp {
    fn read(table: Table<'_>, organisations: &Ids) -> Option<Self> {
        let (description, pilot) = (table.localised("description"), organisations.refer(&table, "pilot"));
        let means = table.localised_list("means");
        table.close();
        Some(Self { description: description?, pilot: pilot?, means })
    }
}

impl Stage {
    fn read(table: Table<'_>, place: u64, ids: &mut Ids, publication_ids: &mut Ids, sources: &Ids) -> Option<Self> {
        let (id, order) = (ids.declare(&table), table.whole("order"));
        if let Some(order) = order
            && order != place
        {
            table.problem("order", format!("{order} found, expected {place}: stages are written in order, from 1"));
        }
        let (name, description) = (table.localised("name"), table.localised("description"));
        let source = sources.refer(&table, "source");
        let publications = (table.optional_tables("publication").into_iter())
            .filter_map(|publication| Publication::read(publication, publication_ids))
            .collect();
        table.close();
        Some(Self { id: id?, order: order?, name: name?, description: description?, source: source?, publications })
    }
}

impl Publication {
    fn read(table: Table<'_>, ids: &mut Ids) -> Option<Self> {
        let (id, kind) = (ids.declare(&table), table.one_of("kind", PublicationKind::CHOICES));
        let (name, release) = (table.localised("name"), Release::read(&table));
        table.close();
        Some(Self { id: id?, kind: kind?, name: name?, release: release? })
    }
}

impl Release {
    fn read(table: &Table<'_>) -> Option<Self> {
        let published = table.one_of("status", &[("awaited", false), ("published", true)]);
        if published == Some(true) {
            let (on, address) = (table.parsed("on"), table.text("address"));
            let web = address.filter(|address| address.starts_with("https://"));
            if web.is_none() && table.has("address") {
                table.problem("address", "expected an address that begins with https://");
            }
            return Some(Release::Published { on: on?, address: web? });
        }
        for key in ["on", "address"] {
            if table.has(key) && published == Some(false) {
                table.problem(key, "found for something awaited, expected only once it is published");
            }
        }
        published.map(|_| Release::Awaited)
    }
}
