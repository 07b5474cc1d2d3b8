//! The rules of a call that an applicant does not meet.

use std::collections::BTreeSet;

use facts::CommuneCode;
use programme::call::Ineligible;

use super::label::bearer;
use crate::words::Words;

/// The most communes named in a sentence.
const MOST_NAMED: usize = 5;

/// A rule that is not met, or of which nobody can tell, in a sentence. Another dossier is not named: whether it may be
/// is for the caller to know.
pub fn ineligible(words: &Words, rule: &Ineligible) -> String {
    match rule {
        Ineligible::NoBearer => words.t("ineligible-no-bearer"),
        Ineligible::Bearer { found } => words.t1("ineligible-bearer", "found", bearer(words, *found)),
        Ineligible::TooFewCommunes { found, least } => {
            words.count_with_all("ineligible-too-few-communes", *found as usize, &[("least", words.whole(least))])
        }
        Ineligible::InPieces { pieces } => words.t1("ineligible-in-pieces", "pieces", words.whole(pieces)),
        Ineligible::PiecesUnknown => words.t("ineligible-pieces-unknown"),
        Ineligible::Departement { found } => words.t1("ineligible-departement", "found", found.as_str()),
        Ineligible::Region { found } => words.t1("ineligible-region", "found", found.as_str()),
        Ineligible::OverseasExcluded { found } => words.t1("ineligible-overseas-excluded", "found", found.as_str()),
        Ineligible::OverseasOnly { found } => words.t1("ineligible-overseas-only", "found", found.as_str()),
        Ineligible::TakenByAnother { dossier: _, communes } => {
            words.count_with_all("ineligible-taken-by-another", communes.len(), &[("communes", some(words, communes))])
        }
    }
}

/// The codes of the first communes, and that there are more when there are.
fn some(words: &Words, communes: &BTreeSet<CommuneCode>) -> String {
    let named = communes.iter().take(MOST_NAMED).map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if communes.len() > MOST_NAMED { words.t1("ineligible-and-others", "communes", named) } else { named }
}
