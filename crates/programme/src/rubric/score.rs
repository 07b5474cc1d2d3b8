//! The score of a dossier: a share of what could be attained on the criteria that were answered.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Criterion, Dimension, Rubric};
use crate::Slug;

/// What one juror's levels give. Points are level × weight; a share is between 0 and 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Score {
    /// Points attained on the criteria that have a level.
    pub attained: f64,
    /// Points that were attainable on those same criteria.
    pub attainable: f64,
    /// Share of the whole rubric's weight that has a level: 1 when every criterion has one.
    pub answered: f64,
    /// The same by dimension, in the order of the rubric.
    pub dimensions: Vec<DimensionScore>,
    /// Criteria judged not applicable.
    pub not_applicable: Vec<Slug>,
    /// Criteria nobody answered yet.
    pub unanswered: Vec<Slug>,
}

/// The part of a [`Score`] that one dimension makes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DimensionScore {
    /// The dimension.
    pub id: Slug,
    /// Points attained on its criteria that have a level.
    pub attained: f64,
    /// Points that were attainable on those same criteria.
    pub attainable: f64,
}

/// Why levels cannot be turned into a score.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScoreError {
    /// The rubric has no such criterion.
    #[error("\"{criterion}\" names no criterion of the rubric")]
    UnknownCriterion {
        /// What was written.
        criterion: Slug,
    },
    /// The level is outside the scale.
    #[error("level {level} found for \"{criterion}\", expected 0 to {top}")]
    LevelOutsideScale {
        /// The criterion.
        criterion: Slug,
        /// The level that was given.
        level: u8,
        /// The highest level of the scale.
        top: u8,
    },
}

impl Score {
    /// Share of the attainable, between 0 and 1; nothing when no criterion has a level.
    pub fn share(&self) -> Option<f64> {
        share(self.attained, self.attainable)
    }
}

impl DimensionScore {
    /// Share of the attainable, between 0 and 1; nothing when no criterion of the dimension has a level.
    pub fn share(&self) -> Option<f64> {
        share(self.attained, self.attainable)
    }
}

fn share(attained: f64, attainable: f64) -> Option<f64> {
    (attainable > 0.0).then(|| attained / attainable)
}

impl Rubric {
    /// The points of a dossier that has the highest level everywhere: Σ weight × highest level.
    ///
    /// The weight of a dimension is shared by its criteria, so that a dimension with many criteria does not weigh more
    /// than its weight says. A dimension without criteria counts for nothing.
    pub fn attainable(&self) -> f64 {
        let top = f64::from(self.top_level());
        self.weighted().map(|(_, _, weight)| weight * top).sum()
    }

    /// The score of `levels`: for each criterion a level from 0 to [`Rubric::top_level`], or `None` when the juror finds
    /// it not applicable.
    ///
    /// score = Σ weight × level / (Σ weight × highest level), both sums over the criteria that have a level. A criterion
    /// that is not applicable, or absent from `levels`, is in neither sum: it neither lowers nor raises the share.
    ///
    /// # Errors
    ///
    /// Every [`ScoreError::UnknownCriterion`] and [`ScoreError::LevelOutsideScale`] of `levels`, in their order.
    pub fn score(&self, levels: &BTreeMap<Slug, Option<u8>>) -> Result<Score, Vec<ScoreError>> {
        let errors: Vec<ScoreError> = levels.iter().filter_map(|(id, level)| self.refuse(id, *level)).collect();
        if !errors.is_empty() {
            return Err(errors);
        }
        let top = f64::from(self.top_level());
        let empty = |dimension: &Dimension| DimensionScore { id: dimension.id.clone(), attained: 0.0, attainable: 0.0 };
        let mut score = Score {
            attained: 0.0,
            attainable: 0.0,
            answered: 0.0,
            dimensions: self.dimensions.iter().map(empty).collect(),
            not_applicable: Vec::new(),
            unanswered: Vec::new(),
        };
        for (rank, criterion, weight) in self.weighted() {
            match levels.get(&criterion.id) {
                None => score.unanswered.push(criterion.id.clone()),
                Some(None) => score.not_applicable.push(criterion.id.clone()),
                Some(Some(level)) => {
                    let (attained, attainable) = (weight * f64::from(*level), weight * top);
                    score.attained += attained;
                    score.attainable += attainable;
                    score.dimensions[rank].attained += attained;
                    score.dimensions[rank].attainable += attainable;
                }
            }
        }
        score.answered = share(score.attainable, self.attainable()).unwrap_or(0.0);
        Ok(score)
    }

    fn refuse(&self, id: &Slug, level: Option<u8>) -> Option<ScoreError> {
        if self.criterion(id.as_str()).is_none() {
            return Some(ScoreError::UnknownCriterion { criterion: id.clone() });
        }
        let top = self.top_level();
        let level = level.filter(|level| *level > top)?;
        Some(ScoreError::LevelOutsideScale { criterion: id.clone(), level, top })
    }

    /// Each criterion with the rank of its dimension and its weight in the whole rubric: the dimension's weight, shared in
    /// proportion to the weights of the dimension's criteria.
    fn weighted(&self) -> impl Iterator<Item = (usize, &Criterion, f64)> {
        self.dimensions.iter().enumerate().flat_map(|(rank, dimension)| {
            let sum: f64 = dimension.criteria.iter().map(|criterion| criterion.weight.number()).sum();
            let weight = dimension.weight.number();
            dimension
                .criteria
                .iter()
                .map(move |criterion| (rank, criterion, weight * (criterion.weight.number() / sum)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::{Level, Weight};
    use facts::Localised;
    use proptest::prelude::*;

    fn slug(text: &str) -> Slug {
        text.parse().unwrap()
    }

    fn criterion(id: &str, weight: f64) -> Criterion {
        Criterion {
            id: slug(id),
            name: Localised::same(id),
            description: Localised::same(id),
            source: slug("call"),
            weight: Weight::new(weight).unwrap(),
            anchors_source: slug("mosaique"),
            anchors: vec![Localised::default(); 5],
        }
    }

    fn dimension(id: &str, weight: f64, criteria: Vec<Criterion>) -> Dimension {
        Dimension {
            id: slug(id),
            name: Localised::same(id),
            description: Localised::same(id),
            source: slug("call"),
            weight: Weight::new(weight).unwrap(),
            criteria,
        }
    }

    /// Weights in the whole rubric: a 0.75, b 0.25, c 2.
    fn rubric() -> Rubric {
        Rubric {
            note: Localised::default(),
            weights_source: slug("mosaique"),
            levels: vec![Level { name: Localised::default() }; 5],
            dimensions: vec![
                dimension("first", 1.0, vec![criterion("a", 3.0), criterion("b", 1.0)]),
                dimension("second", 2.0, vec![criterion("c", 1.0)]),
            ],
        }
    }

    fn levels(given: &[(&str, Option<u8>)]) -> BTreeMap<Slug, Option<u8>> {
        given.iter().map(|(id, level)| (slug(id), *level)).collect()
    }

    #[test]
    fn the_attainable_is_the_weights_times_the_highest_level() {
        assert_eq!(rubric().attainable(), 12.0);
    }

    #[test]
    fn a_dimension_weighs_what_it_says_however_many_criteria_it_has() {
        let score = rubric().score(&levels(&[("a", Some(4)), ("b", Some(4)), ("c", Some(0))])).unwrap();
        assert_eq!(score.share(), Some(1.0 / 3.0));
        assert_eq!(score.dimensions[0].share(), Some(1.0));
        assert_eq!(score.dimensions[1].share(), Some(0.0));
        assert_eq!(score.answered, 1.0);
    }

    #[test]
    fn a_criterion_not_applicable_is_in_neither_sum() {
        let score = rubric().score(&levels(&[("a", Some(2)), ("b", None), ("c", Some(2))])).unwrap();
        assert_eq!(score.share(), Some(0.5));
        assert_eq!(score.attainable, 11.0);
        assert_eq!(score.not_applicable, [slug("b")]);
    }

    #[test]
    fn a_criterion_left_for_later_does_not_lower_the_share_but_is_told() {
        let score = rubric().score(&levels(&[("a", Some(4))])).unwrap();
        assert_eq!(score.share(), Some(1.0));
        assert_eq!(score.answered, 0.25);
        assert_eq!(score.unanswered, [slug("b"), slug("c")]);
        assert_eq!(score.dimensions[1].share(), None);
    }

    #[test]
    fn without_any_level_there_is_no_share_rather_than_zero() {
        assert_eq!(rubric().score(&levels(&[("a", None)])).unwrap().share(), None);
        assert_eq!(rubric().score(&BTreeMap::new()).unwrap().share(), None);
    }

    #[test]
    fn every_unknown_criterion_and_every_level_outside_the_scale_is_told() {
        let errors =
            rubric().score(&levels(&[("a", Some(5)), ("b", Some(4)), ("c", Some(99)), ("z", None)])).unwrap_err();
        let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "level 5 found for \"a\", expected 0 to 4",
                "level 99 found for \"c\", expected 0 to 4",
                "\"z\" names no criterion of the rubric",
            ]
        );
    }

    #[test]
    fn what_weighs_nothing_or_beyond_measure_is_no_weight() {
        for number in [0.0, -1.0, 1e300, f64::NAN, f64::INFINITY] {
            assert_eq!(Weight::new(number), None);
        }
    }

    proptest! {
        #[test]
        fn a_share_is_between_zero_and_one_and_a_higher_level_never_lowers_it(
            given in proptest::collection::vec(proptest::option::of(0u8..=4), 3),
            raised in 0usize..3,
        ) {
            let of = |given: &[Option<u8>]| {
                rubric().score(&levels(&[("a", given[0]), ("b", given[1]), ("c", given[2])])).unwrap().share()
            };
            let before = of(&given);
            prop_assert!(before.is_none_or(|share| (0.0..=1.0).contains(&share)));
            let mut higher = given.clone();
            higher[raised] = given[raised].map(|level| (level + 1).min(4));
            prop_assert!(of(&higher) >= before);
        }
    }
}
