//! Who pilots a session, who sits in its bodies, who lends their knowledge.

use facts::Localised;
use facts::document::Table;
use serde::Serialize;

use crate::Slug;
use crate::reading::{Ids, choice};

/// Who does what in a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Governance {
    /// The governance in a few paragraphs.
    pub paragraphs: Vec<Localised>,
    /// Who pilots.
    pub pilot: Organisation,
    /// The bodies of the session: jury, follow-up committee.
    pub bodies: Vec<Body>,
    /// Partners, who sit in the bodies.
    pub partners: Vec<Organisation>,
    /// Experts and researchers, who cooperate.
    pub experts: Vec<Organisation>,
}

/// A body of the session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Body {
    /// Short name.
    pub id: Slug,
    /// Name shown.
    pub name: Localised,
}

/// An organisation and its part in the session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Organisation {
    /// Short name.
    pub id: Slug,
    /// Full name.
    pub name: Localised,
    /// Acronym or usual name, the same in both languages.
    pub acronym: Option<String>,
    /// What sort of organisation it is.
    pub kind: OrganisationKind,
    /// Its part in the session.
    pub role: Localised,
    /// The bodies in which it sits, ids of [`Governance::bodies`]; none when it cooperates from outside.
    pub sits_in: Vec<Slug>,
}

choice! {
    /// A sort of organisation.
    pub enum OrganisationKind {
        /// A ministry's central administration.
        CentralAdministration = "central-administration",
        /// A service of the State in a région or a département.
        DevolvedService = "devolved-service",
        /// A public agency or establishment of the State.
        PublicAgency = "public-agency",
        /// A public financial institution.
        PublicBank = "public-bank",
        /// A groupement d'intérêt public.
        PublicInterestGroup = "public-interest-group",
        /// An order of a regulated profession.
        ProfessionalOrder = "professional-order",
        /// A place where civil society thinks and acts together.
        CivicPlatform = "civic-platform",
        /// A laboratory of ideas.
        ThinkTank = "think-tank",
        /// An agency of a région.
        RegionalAgency = "regional-agency",
        /// A practice that advises the State.
        Practice = "practice",
        /// A university.
        University = "university",
        /// A research laboratory.
        Laboratory = "laboratory",
    }
}

impl Governance {
    /// Every organisation: the pilot, then the partners, then the experts.
    pub fn organisations(&self) -> impl Iterator<Item = &Organisation> {
        std::iter::once(&self.pilot).chain(&self.partners).chain(&self.experts)
    }

    /// The organisation of that short name.
    pub fn organisation(&self, id: &str) -> Option<&Organisation> {
        self.organisations().find(|organisation| organisation.id.as_str() == id)
    }

    /// Reads `governance.toml`.
    pub(crate) fn read(root: Table<'_>, ids: &mut Ids) -> Option<Self> {
        let paragraphs = root.localised_list("paragraph");
        let mut body_ids = Ids::of("body");
        let bodies = root.tables("body").into_iter().filter_map(|body| Body::read(body, &mut body_ids)).collect();
        let pilot = root.table("pilot").and_then(|pilot| Organisation::read(pilot, ids, &body_ids));
        let mut all = |key| -> Vec<Organisation> {
            root.tables(key).into_iter().filter_map(|table| Organisation::read(table, ids, &body_ids)).collect()
        };
        let (partners, experts) = (all("partner"), all("expert"));
        root.close();
        Some(Self { paragraphs, pilot: pilot?, bodies, partners, experts })
    }
}

impl Body {
    fn read(table: Table<'_>, ids: &mut Ids) -> Option<Self> {
        let (id, name) = (ids.declare(&table), table.localised("name"));
        table.close();
        Some(Self { id: id?, name: name? })
    }
}

impl Organisation {
    fn read(table: Table<'_>, ids: &mut Ids, bodies: &Ids) -> Option<Self> {
        let (id, kind) = (ids.declare(&table), table.one_of("kind", OrganisationKind::CHOICES));
        let (name, acronym) = (table.localised("name"), table.optional_text("acronym"));
        let role = table.localised("role");
        let sits_in = bodies.refer_any(&table, "sits_in");
        table.close();
        Some(Self { id: id?, name: name?, acronym, kind: kind?, role: role?, sits_in })
    }
}
