//! Who applies, as the rules of a call look at it: what the answers say, completed by the map.

use std::collections::{BTreeMap, BTreeSet};

use facts::{CommuneCode, Siren};
use programme::Slug;
use programme::call::{Applicant, Ineligible};
use programme::dossier::Dossier;
use programme::form::{Answer, Form, Siret, Value};
use programme::id::DossierId;
use programme::session::BearerKind;
use territory::pieces;

use super::Desk;
use crate::instance::Instance;

/// The answers of a dossier that are examined: those that were deposited.
fn deposited(dossier: &Dossier) -> Option<&BTreeMap<Slug, Value>> {
    dossier.last_deposit().map(|deposit| &deposit.answers)
}

/// The communes that answers give, the first perimeter of the form.
pub(super) fn communes(answers: &BTreeMap<Slug, Value>) -> BTreeSet<CommuneCode> {
    let found = answers.values().find_map(|value| match value {
        Value::Perimeter { communes, .. } => Some(communes.clone()),
        _ => None,
    });
    found.unwrap_or_default()
}

/// The legal forms of the bearers: those of the EPCI whose SIREN, or the SIRET of an establishment, is answered. Of others,
/// the map does not know.
fn bearers(instance: &'static Instance, form: &Form, answers: &BTreeMap<Slug, Value>) -> BTreeSet<BearerKind> {
    let map = instance.atlas().map();
    let kind_of = |siren: Siren| match map.epcis[map.epci(siren)?].kind.as_ref() {
        "CC" => Some(BearerKind::CommunauteCommunes),
        "CA" => Some(BearerKind::CommunauteAgglomeration),
        "CU" => Some(BearerKind::CommunauteUrbaine),
        "METRO" | "MET69" => Some(BearerKind::Metropole),
        _ => None,
    };
    let named = form.questions().filter_map(|question| {
        let Value::Text { text } = answers.get(&question.id)? else { return None };
        match question.answer {
            Answer::Siren => text.trim().parse::<Siren>().ok(),
            Answer::Siret => text.parse::<Siret>().ok().map(|siret| siret.siren()),
            _ => None,
        }
    });
    named.filter_map(kind_of).collect()
}

impl Desk<'_> {
    /// The rules of the call that a dossier received does not meet; nothing before it is deposited. `others` are the dossiers of
    /// the session.
    pub(super) fn ineligible(&self, dossier: &Dossier, others: &[Dossier]) -> Vec<Ineligible> {
        let Some(answers) = deposited(dossier) else { return Vec::new() };
        let instance = self.state.instance();
        let map = instance.atlas().map();
        let codes = communes(answers);
        let ranks: Vec<u32> = codes.iter().filter_map(|code| map.commune(*code)).collect();
        let departements: BTreeSet<usize> = ranks.iter().map(|rank| map.at(*rank).departement as usize).collect();
        let of_others = |other: &&Dossier| other.id != dossier.id && other.is_received();
        let applicant = Applicant {
            bearers: bearers(instance, self.form(dossier), answers),
            pieces: instance
                .topology()
                .ok()
                .filter(|_| ranks.len() == codes.len() && !ranks.is_empty())
                .and_then(|topology| pieces::pieces(topology, &ranks))
                .map(|pieces| pieces as u64),
            departements: departements.iter().map(|rank| map.departements[*rank].code).collect(),
            regions: (departements.iter())
                .map(|rank| map.regions[map.departements[*rank].region as usize].code)
                .collect(),
            others: (others.iter().filter(of_others))
                .filter_map(|other| Some((other.id.clone(), communes(deposited(other)?))))
                .collect::<Vec<(DossierId, BTreeSet<CommuneCode>)>>(),
            communes: codes,
        };
        self.rules.call.eligibility.check(&applicant)
    }
}
