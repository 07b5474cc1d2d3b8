//! Who may apply: bearers, perimeters, places.

use std::collections::BTreeSet;

use facts::document::Table;
use facts::{CommuneCode, DepartementCode, RegionCode};
use serde::{Deserialize, Serialize};

use crate::id::DossierId;
use crate::reading::choice;
use crate::session::BearerKind;

/// Who may apply. An empty list lets everybody in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eligibility {
    /// The legal forms that a bearer may have.
    pub bearers: BTreeSet<BearerKind>,
    /// The least number of communes of a perimeter.
    pub minimum_communes: u64,
    /// Whether the communes must touch one another.
    pub contiguous: bool,
    /// Whether a commune may be in one dossier only.
    pub one_dossier_per_territory: bool,
    /// The départements in which the communes must be.
    pub departements: BTreeSet<DepartementCode>,
    /// The régions in which the communes must be.
    pub regions: BTreeSet<RegionCode>,
    /// What the call says of overseas territories.
    pub overseas: Overseas,
}

choice! {
    /// What a call says of overseas territories.
    pub enum Overseas {
        /// They apply as the others do.
        Allowed = "allowed",
        /// They do not apply.
        Excluded = "excluded",
        /// They alone apply.
        Only = "only",
    }
}

/// What the rules must know of who applies. Absent is unknown, and is told as such.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applicant {
    /// The legal forms of the bearers.
    pub bearers: BTreeSet<BearerKind>,
    /// The communes of the perimeter.
    pub communes: BTreeSet<CommuneCode>,
    /// In how many pieces the perimeter is.
    pub pieces: Option<u64>,
    /// The départements of the communes.
    pub departements: BTreeSet<DepartementCode>,
    /// The régions of the communes.
    pub regions: BTreeSet<RegionCode>,
    /// Dossiers of others that were received and hold a commune of the perimeter, with those communes.
    pub others: Vec<(DossierId, BTreeSet<CommuneCode>)>,
}

/// A rule that an applicant does not meet, or of which nobody can tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub enum Ineligible {
    /// No bearer is known.
    NoBearer,
    /// A bearer of a legal form that may not apply.
    Bearer {
        /// The form found.
        found: BearerKind,
    },
    /// Too few communes.
    TooFewCommunes {
        /// The number found.
        found: u64,
        /// The least expected.
        least: u64,
    },
    /// The communes do not touch one another.
    InPieces {
        /// How many pieces were found.
        pieces: u64,
    },
    /// Nobody worked out in how many pieces the perimeter is.
    PiecesUnknown,
    /// A commune outside the départements of the call.
    Departement {
        /// The département found.
        found: DepartementCode,
    },
    /// A commune outside the régions of the call.
    Region {
        /// The région found.
        found: RegionCode,
    },
    /// An overseas département where none may apply.
    OverseasExcluded {
        /// The département found.
        found: DepartementCode,
    },
    /// A département that is not overseas where these alone may apply.
    OverseasOnly {
        /// The département found.
        found: DepartementCode,
    },
    /// Communes that are in the dossier of another.
    TakenByAnother {
        /// The other dossier; who is told of it decides whether its name may be seen.
        dossier: DossierId,
        /// The communes that both have.
        communes: BTreeSet<CommuneCode>,
    },
}

impl Default for Eligibility {
    fn default() -> Self {
        Self {
            bearers: BTreeSet::new(),
            minimum_communes: 1,
            contiguous: false,
            one_dossier_per_territory: false,
            departements: BTreeSet::new(),
            regions: BTreeSet::new(),
            overseas: Overseas::Allowed,
        }
    }
}

/// Whether a département is overseas: its code begins with 97 or 98.
pub fn is_overseas(departement: DepartementCode) -> bool {
    departement.as_str().len() == 3
}

impl Eligibility {
    /// Every rule that `applicant` does not meet; empty when all are met. It helps whoever decides, and decides nothing.
    pub fn check(&self, applicant: &Applicant) -> Vec<Ineligible> {
        let mut found = Vec::new();
        if !self.bearers.is_empty() {
            if applicant.bearers.is_empty() {
                found.push(Ineligible::NoBearer);
            }
            found.extend(applicant.bearers.difference(&self.bearers).map(|kind| Ineligible::Bearer { found: *kind }));
        }
        let communes = applicant.communes.len() as u64;
        if communes < self.minimum_communes {
            found.push(Ineligible::TooFewCommunes { found: communes, least: self.minimum_communes });
        }
        match applicant.pieces {
            Some(pieces) if self.contiguous && pieces > 1 => found.push(Ineligible::InPieces { pieces }),
            None if self.contiguous => found.push(Ineligible::PiecesUnknown),
            _ => {}
        }
        if !self.departements.is_empty() {
            let outside = applicant.departements.difference(&self.departements);
            found.extend(outside.map(|code| Ineligible::Departement { found: *code }));
        }
        if !self.regions.is_empty() {
            found.extend(applicant.regions.difference(&self.regions).map(|code| Ineligible::Region { found: *code }));
        }
        for code in &applicant.departements {
            match self.overseas {
                Overseas::Excluded if is_overseas(*code) => found.push(Ineligible::OverseasExcluded { found: *code }),
                Overseas::Only if !is_overseas(*code) => found.push(Ineligible::OverseasOnly { found: *code }),
                _ => {}
            }
        }
        if self.one_dossier_per_territory {
            for (dossier, theirs) in &applicant.others {
                let communes: BTreeSet<CommuneCode> = theirs.intersection(&applicant.communes).copied().collect();
                if !communes.is_empty() {
                    found.push(Ineligible::TakenByAnother { dossier: dossier.clone(), communes });
                }
            }
        }
        found
    }

    pub(super) fn read(table: Table<'_>) -> Option<Self> {
        let default = Self::default();
        let mut bearers = BTreeSet::new();
        for text in table.optional_texts("bearers") {
            match BearerKind::CHOICES.iter().find(|(name, _)| *name == text) {
                Some((_, kind)) => drop(bearers.insert(*kind)),
                None => {
                    let names = BearerKind::CHOICES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
                    table.problem("bearers", format!("\"{text}\" found, expected one of {names}"));
                }
            }
        }
        let minimum_communes = if table.has("minimum_communes") {
            table.whole("minimum_communes")
        } else {
            Some(default.minimum_communes)
        };
        let (contiguous, one_dossier_per_territory) =
            (table.flag("contiguous"), table.flag("one_dossier_per_territory"));
        let (departements, regions) = (read_codes(&table, "departements"), read_codes(&table, "regions"));
        let overseas =
            if table.has("overseas") { table.one_of("overseas", Overseas::CHOICES) } else { Some(default.overseas) };
        table.close();
        Some(Self {
            bearers,
            minimum_communes: minimum_communes?,
            contiguous,
            one_dossier_per_territory,
            departements,
            regions,
            overseas: overseas?,
        })
    }
}

fn read_codes<T: std::str::FromStr<Err = facts::CodeError> + Ord>(table: &Table<'_>, key: &'static str) -> BTreeSet<T> {
    let mut codes = BTreeSet::new();
    for text in table.optional_texts(key) {
        match text.parse::<T>() {
            Err(error) => table.problem(key, error.to_string()),
            Ok(code) => {
                if !codes.insert(code) {
                    table.problem(key, format!("\"{text}\" is written twice, expected once"));
                }
            }
        }
    }
    codes
}
