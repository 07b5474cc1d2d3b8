//! Dossiers side by side, from the sheets that are locked: no sheet that is still written counts.

use super::{Jury, Sheet};
use crate::Slug;
use crate::id::{DossierId, PersonId};
use crate::rubric::Rubric;

/// What the sheets say of one criterion of a dossier.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionLine {
    /// The criterion.
    pub criterion: Slug,
    /// Each reader's level, or none when they cannot judge; in the order of the readers' names in the store.
    pub levels: Vec<(PersonId, Option<u8>)>,
    /// The middle of the levels given; none when nobody gave one.
    pub median: Option<f64>,
    /// The lowest and the highest level given.
    pub spread: Option<(u8, u8)>,
}

/// What the sheets say of a dossier.
#[derive(Debug, Clone, PartialEq)]
pub struct DossierLine {
    /// The dossier.
    pub dossier: DossierId,
    /// Each reader's share of the attainable, between 0 and 1.
    pub shares: Vec<(PersonId, Option<f64>)>,
    /// The middle of the shares.
    pub median: Option<f64>,
    /// The lowest and the highest share.
    pub spread: Option<(f64, f64)>,
    /// By criterion, in the order of the rubric.
    pub criteria: Vec<CriterionLine>,
}

/// Each of `dossiers` with what its locked sheets say, the highest median first, then by name; those without any last. A
/// sheet of somebody who is tied to its dossier does not count, nor that of somebody who sits no more.
pub fn compare(jury: &Jury, rubric: &Rubric, dossiers: &[DossierId], sheets: &[Sheet]) -> Vec<DossierLine> {
    let mut lines: Vec<DossierLine> = dossiers.iter().map(|dossier| line(jury, rubric, dossier, sheets)).collect();
    lines.sort_by(|a, b| {
        let key = |line: &DossierLine| line.median.unwrap_or(-1.0);
        key(b).total_cmp(&key(a)).then_with(|| a.dossier.cmp(&b.dossier))
    });
    lines
}

fn line(jury: &Jury, rubric: &Rubric, dossier: &DossierId, sheets: &[Sheet]) -> DossierLine {
    let counts = |sheet: &&Sheet| {
        sheet.dossier == *dossier
            && sheet.is_locked()
            && super::act::scores(sheet.kind)
            && jury.sitting(&sheet.reader).is_some()
            && !jury.is_tied(&sheet.reader, dossier)
    };
    let mut read: Vec<&Sheet> = sheets.iter().filter(counts).collect();
    read.sort_by(|a, b| a.reader.cmp(&b.reader));
    let share = |sheet: &&Sheet| {
        let share = sheet.score(rubric).and_then(|score| score.share());
        (sheet.reader.clone(), share)
    };
    let shares: Vec<(PersonId, Option<f64>)> = read.iter().map(share).collect();
    let given: Vec<f64> = shares.iter().filter_map(|(_, share)| *share).collect();
    let criteria = rubric.criteria().map(|criterion| {
        let level = |sheet: &&Sheet| (sheet.reader.clone(), sheet.levels.get(&criterion.id).copied().flatten());
        let levels: Vec<(PersonId, Option<u8>)> = read.iter().map(level).collect();
        let given: Vec<f64> = levels.iter().filter_map(|(_, level)| level.map(f64::from)).collect();
        let bounds = levels.iter().filter_map(|(_, level)| *level);
        CriterionLine {
            criterion: criterion.id.clone(),
            median: median(&given),
            spread: bounds.clone().min().zip(bounds.max()),
            levels,
        }
    });
    DossierLine {
        dossier: dossier.clone(),
        median: median(&given),
        spread: given.iter().copied().reduce(f64::min).zip(given.iter().copied().reduce(f64::max)),
        criteria: criteria.collect(),
        shares,
    }
}

/// The middle value; between two, half-way; none of nothing.
fn median(values: &[f64]) -> Option<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    match values.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(values[half]),
        _ => Some((values[half - 1] + values[half]) / 2.0),
    }
}
