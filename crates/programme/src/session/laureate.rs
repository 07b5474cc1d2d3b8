//! The laureates of a session: who bears the project, over which communes, with which services of the State.

use facts::document::Table;
use facts::{CommuneCode, DepartementCode, Localised, RegionCode, Siren};
use serde::Serialize;

use super::perimeter::{Perimeter, PerimeterCheck};
use super::presentation::Bounds;
use crate::Slug;
use crate::reading::{Ids, choice};

/// A territory whose project the jury retained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Laureate {
    /// Short name, which is that of its address.
    pub id: Slug,
    /// Usual name.
    pub name: Localised,
    /// Who bears the project.
    pub bearers: Vec<Bearer>,
    /// Where it is.
    pub region: Region,
    /// The départements of its communes.
    pub departements: Vec<Departement>,
    /// The services of the State that accompany it.
    pub state_services: Vec<StateService>,
    /// Its communes.
    pub perimeter: Perimeter,
    /// What the communes must add up to.
    pub check: PerimeterCheck,
    /// Its themes, ids of [`super::Taxonomy`] items; none when the call does not say.
    pub themes: Vec<Slug>,
    /// The stage it has reached, an id of [`super::Stages`]; none when nobody says.
    pub stage: Option<Slug>,
    /// What readers must know of the bearer or of the perimeter.
    pub note: Option<Localised>,
}

/// Who bears the project of a laureate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bearer {
    /// Name shown.
    pub name: Localised,
    /// Its legal form.
    pub kind: BearerKind,
    /// Its SIREN, where known.
    pub siren: Option<Siren>,
    /// Its code, when it is a commune.
    pub commune: Option<CommuneCode>,
}

choice! {
    /// The legal form of who bears a project.
    pub enum BearerKind {
        /// A commune.
        Commune = "commune",
        /// A communauté de communes.
        CommunauteCommunes = "communaute-communes",
        /// A communauté d'agglomération.
        CommunauteAgglomeration = "communaute-agglomeration",
        /// A communauté urbaine.
        CommunauteUrbaine = "communaute-urbaine",
        /// A métropole.
        Metropole = "metropole",
        /// Several intercommunalités together.
        Intercommunalites = "intercommunalites",
        /// A pôle d'équilibre territorial et rural.
        Petr = "petr",
        /// A syndicat mixte.
        SyndicatMixte = "syndicat-mixte",
    }
}

/// A région.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Region {
    /// Its code.
    pub code: RegionCode,
    /// Its name, which is not translated.
    pub name: String,
}

/// A département.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Departement {
    /// Its code.
    pub code: DepartementCode,
    /// Its name, which is not translated.
    pub name: String,
}

/// A service of the State that accompanies a laureate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StateService {
    /// Name shown.
    pub name: Localised,
    /// The département it serves.
    pub departement: DepartementCode,
}

/// Reads `laureates.toml`.
pub(crate) fn read(
    root: Table<'_>,
    bounds: Option<Bounds>,
    items: &Ids,
    stages: &Ids,
    sources: &Ids,
) -> Option<Vec<Laureate>> {
    let tables = root.tables("laureate");
    let count = tables.len() as u64;
    if let Some(bounds) = bounds
        && count > 0
        && !bounds.allow(count)
    {
        let Bounds { min, max } = bounds;
        root.problem("laureate", format!("{count} laureate(s) found, expected {min} to {max}, as the call says"));
    }
    let mut ids = Ids::of("laureate");
    let mut taken = Vec::new();
    let laureates = (tables.into_iter())
        .filter_map(|table| Laureate::read(table, &mut ids, &mut taken, items, stages, sources))
        .collect();
    root.close();
    Some(laureates)
}

impl Laureate {
    /// `taken` are the EPCI of the laureates already read: an EPCI belongs to one laureate.
    fn read(
        table: Table<'_>,
        ids: &mut Ids,
        taken: &mut Vec<Siren>,
        items: &Ids,
        stages: &Ids,
        sources: &Ids,
    ) -> Option<Self> {
        let (id, name) = (ids.declare(&table), table.localised("name"));
        let bearers = table.tables("bearer").into_iter().filter_map(Bearer::read).collect();
        let region = table.table("region").and_then(Region::read);
        let departements: Vec<Departement> =
            table.tables("departement").into_iter().filter_map(Departement::read).collect();
        let state_services = read_state_services(&table, &departements);
        let perimeter = Perimeter::read(&table, &departements, taken);
        let check = table.table("check").and_then(|check| PerimeterCheck::read(check, perimeter.as_ref(), sources));
        let themes = if table.has("themes") { items.refer_all(&table, "themes") } else { Vec::new() };
        let stage = if table.has("stage") { stages.refer(&table, "stage") } else { None };
        let note = table.optional_localised("note");
        table.close();
        let (id, name, region, perimeter, check) = (id?, name?, region?, perimeter?, check?);
        Some(Self { id, name, bearers, region, departements, state_services, perimeter, check, themes, stage, note })
    }
}

impl Bearer {
    fn read(table: Table<'_>) -> Option<Self> {
        let (name, kind) = (table.localised("name"), table.one_of("kind", BearerKind::CHOICES));
        let (siren, commune) = (table.optional_parsed("siren"), table.optional_parsed("commune"));
        if commune.is_some() && kind.is_some_and(|kind| kind != BearerKind::Commune) {
            table.problem("commune", "commune code found, expected none: the bearer is not a commune");
        }
        table.close();
        Some(Self { name: name?, kind: kind?, siren, commune })
    }
}

impl Region {
    fn read(table: Table<'_>) -> Option<Self> {
        let (code, name) = (table.parsed("code"), table.text("name"));
        table.close();
        Some(Self { code: code?, name: name? })
    }
}

impl Departement {
    fn read(table: Table<'_>) -> Option<Self> {
        let (code, name) = (table.parsed("code"), table.text("name"));
        table.close();
        Some(Self { code: code?, name: name? })
    }
}

fn read_state_services(table: &Table<'_>, departements: &[Departement]) -> Vec<StateService> {
    (table.tables("state_service").into_iter())
        .filter_map(|service| {
            let (name, departement) = (service.localised("name"), service.parsed::<DepartementCode>("departement"));
            if let Some(code) = departement
                && !departements.is_empty()
                && !departements.iter().any(|departement| departement.code == code)
            {
                service.problem("departement", format!("\"{code}\" is not a département of the laureate"));
            }
            service.close();
            Some(StateService { name: name?, departement: departement? })
        })
        .collect()
}
