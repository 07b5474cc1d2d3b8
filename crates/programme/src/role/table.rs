//! Reading of the table: that of the product, and the lines that a session changes.

use std::collections::BTreeSet;

use facts::Problem;
use facts::document::{Document, Table};

use super::{Cell, Relation, Right, Rights, Role};
use crate::call::{Call, Phase};

const PRODUCT: &str = include_str!("rights.toml");

/// The lines of the product.
pub(super) fn of_product() -> BTreeSet<Cell> {
    let mut granted = BTreeSet::new();
    let problems = product_into(&mut granted);
    assert!(problems.is_empty(), "the table of the product is read by a test: {problems:?}");
    granted
}

/// Reads the lines of the product, and gives what is wrong with them.
pub(super) fn product_into(granted: &mut BTreeSet<Cell>) -> Vec<Problem> {
    let document = Document::parse("rights.toml", PRODUCT);
    read_lines(&document.root(), granted);
    document.into_problems()
}

impl Rights {
    /// The table of the product with the switches of a call.
    pub fn of(call: &Call) -> Self {
        let switches = Phase::CHOICES.iter().map(|(_, phase)| (*phase, call.switches(*phase))).collect();
        Self { switches, ..Self::default() }
    }

    /// Reads `rights.toml` of a session: lines that give or, with `deny = true`, take away, the last one winning.
    ///
    /// No line may give what no session can: a draft to the public, a personal act to the pilot or to who does not make
    /// the dossier, or more to somebody than the pilot has.
    pub(crate) fn read(root: Table<'_>, call: Option<&Call>) -> Self {
        let mut rights = call.map_or_else(Self::default, Self::of);
        read_lines(&root, &mut rights.granted);
        for fault in faults(&rights.granted) {
            root.problem("line", fault);
        }
        root.close();
        rights
    }
}

fn read_lines(root: &Table<'_>, granted: &mut BTreeSet<Cell>) {
    for line in root.tables("line") {
        let roles = read_names(&line, "roles", Role::CHOICES);
        let rights = read_names(&line, "rights", Right::CHOICES);
        let phases = match line.has("phases") {
            true => read_names(&line, "phases", Phase::CHOICES),
            false => Phase::CHOICES.iter().map(|(_, phase)| *phase).collect(),
        };
        let relation = line.one_of("relation", Relation::CHOICES);
        let (drafts, deny) = (line.flag("drafts"), line.flag("deny"));
        line.close();
        let Some(relation) = relation else { continue };
        for role in &roles {
            for right in &rights {
                for phase in &phases {
                    for draft in [false, true].into_iter().take(1 + usize::from(drafts)) {
                        let cell = Cell { role: *role, right: *right, phase: *phase, relation, draft };
                        if deny {
                            granted.remove(&cell)
                        } else {
                            granted.insert(cell)
                        };
                    }
                }
            }
        }
    }
}

fn read_names<T: Copy>(line: &Table<'_>, key: &'static str, choices: &[(&str, T)]) -> Vec<T> {
    let texts = line.texts(key);
    if line.has(key) && texts.is_empty() {
        line.problem(key, "empty list, expected at least one name");
    }
    let mut found = Vec::new();
    for text in texts {
        match choices.iter().find(|(name, _)| *name == text) {
            Some((_, choice)) => found.push(*choice),
            None => {
                let names = choices.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
                line.problem(key, format!("\"{text}\" found, expected one of {names}"));
            }
        }
    }
    found
}

/// What no table may give, each said once for a role and a right.
pub(super) fn faults(granted: &BTreeSet<Cell>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for cell in granted {
        let (role, right) = (cell.role.as_str(), cell.right.as_str());
        let pilot = Cell { role: Role::Pilot, relation: Relation::Everybody, ..*cell };
        let maker = matches!(cell.role, Role::TerritoryLead | Role::CoAuthor | Role::StateService);
        // An expert assists a laureate, and whoever comes to a workshop takes part in it.
        let assists = matches!(cell.role, Role::Expert | Role::WorkshopParticipant) && cell.right.is_of_laureate();
        let fault = if cell.relation == Relation::Own {
            (!maker && !assists)
                .then(|| format!("\"{role}\" makes no dossier, expected no line of relation \"own\" for it"))
        } else if cell.role == Role::Public && cell.draft {
            Some(format!("\"{right}\" of drafts is given to the public, expected nothing of drafts"))
        } else if cell.right.is_personal() {
            let theirs = match cell.right {
                Right::CreateDossier => maker,
                Right::Score | Right::Deliberate => cell.role == Role::Juror,
                Right::Advise => cell.role == Role::Expert,
                Right::JoinDirectory => matches!(cell.role, Role::Expert | Role::NetworkMember),
                Right::DeclareConflict => matches!(cell.role, Role::Juror | Role::Expert | Role::Instructor),
                _ => false,
            };
            (!theirs).then(|| format!("\"{right}\" is given to \"{role}\", expected only those whose act it is"))
        } else {
            let more = !granted.contains(&pilot);
            more.then(|| {
                format!("\"{right}\" is given to \"{role}\" and not to the pilot, expected no more than the pilot has")
            })
        };
        found.extend(fault.filter(|fault| !found.contains(fault)).into_iter().collect::<Vec<_>>());
    }
    found
}
