//! In which order published sheets are proposed to a territory.

use std::collections::BTreeMap;

use super::Prerequisite;
use crate::reading::choice;

choice! {
    /// What a territory says of a prerequisite. What it does not say is unknown.
    pub enum Answer {
        /// It has it.
        Met = "met",
        /// It lacks it.
        NotMet = "not-met",
    }
}

/// A sheet that may be proposed.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'c> {
    /// Its name, which settles what is equal.
    pub id: &'c str,
    /// What it takes.
    pub prerequisites: &'c BTreeMap<Prerequisite, String>,
    /// Distance of Gower between the two territories (`docs/method/peers.md`): 0 when alike. None when too little is known.
    pub distance: Option<f64>,
}

/// A sheet at its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Which of the candidates.
    pub candidate: usize,
    /// What the territory says that it has.
    pub met: Vec<Prerequisite>,
    /// What it says that it lacks.
    pub lacking: Vec<Prerequisite>,
    /// What it says nothing of.
    pub unknown: Vec<Prerequisite>,
    /// Distance between the territories.
    pub distance: Option<f64>,
}

/// Sheets in order: fewer prerequisites that lack, then the nearer territory (unknown distances last), then fewer
/// prerequisites that are unknown, then the name. Nothing is left out, nothing is added up.
pub fn rank(candidates: &[Candidate<'_>], answers: &BTreeMap<Prerequisite, Answer>) -> Vec<Ranked> {
    let place = |(candidate, sheet): (usize, &Candidate<'_>)| {
        let said = |answer: Option<Answer>| {
            let of = sheet.prerequisites.keys().copied();
            of.filter(|asked| answers.get(asked).copied() == answer).collect::<Vec<_>>()
        };
        let (met, lacking, unknown) = (said(Some(Answer::Met)), said(Some(Answer::NotMet)), said(None));
        Ranked { candidate, met, lacking, unknown, distance: sheet.distance.filter(|distance| distance.is_finite()) }
    };
    let mut ranked: Vec<Ranked> = candidates.iter().enumerate().map(place).collect();
    ranked.sort_by(|a, b| {
        let far = |ranked: &Ranked| ranked.distance.unwrap_or(f64::INFINITY);
        let unknown = a.unknown.len().cmp(&b.unknown.len());
        let name = || candidates[a.candidate].id.cmp(candidates[b.candidate].id);
        a.lacking.len().cmp(&b.lacking.len()).then(far(a).total_cmp(&far(b))).then(unknown).then_with(name)
    });
    ranked
}
