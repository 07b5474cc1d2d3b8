//! The values of an indicator, commune by commune, in classes for a map. Page: `docs/method/classes.md`.

use atlas::{CommuneIndex, Indicator};
use solve::classes;

use crate::knowledge::Knowledge;

/// How many classes at most: the eye tells five shades of one hue apart, hardly more.
pub const MOST_CLASSES: usize = 5;

/// The values of an indicator over communes.
#[derive(Debug, Clone)]
pub struct Choropleth<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Each commune with its value and class, from 0, when it has one.
    pub communes: Vec<(CommuneIndex, Option<(f64, usize)>)>,
    /// Smallest value; nothing when no commune has one.
    pub lowest: Option<f64>,
    /// Upper bound of each class, included.
    pub bounds: Vec<f64>,
}

impl<'a> Choropleth<'a> {
    /// Of the indicator of a rank, over communes.
    pub fn new(knowledge: &Knowledge<'a>, indicator: usize, communes: &[CommuneIndex]) -> Self {
        let value =
            |commune: &CommuneIndex| knowledge.combine(indicator, &[*commune]).ok().map(|combined| combined.value);
        let values: Vec<(CommuneIndex, Option<f64>)> =
            communes.iter().map(|commune| (*commune, value(commune))).collect();
        let known: Vec<f64> = values.iter().filter_map(|(_, value)| *value).collect();
        let bounds = classes::quantiles(&known, MOST_CLASSES);
        Self {
            indicator: knowledge.indicators()[indicator].indicator,
            communes: values
                .into_iter()
                .map(|(commune, value)| (commune, value.map(|value| (value, classes::class_of(&bounds, value)))))
                .collect(),
            lowest: known.into_iter().min_by(f64::total_cmp),
            bounds,
        }
    }

    /// Lower and upper value of each class, both of values that communes have.
    pub fn intervals(&self) -> Vec<(f64, f64)> {
        let in_class = |class: usize| {
            self.communes
                .iter()
                .filter_map(move |(_, value)| value.filter(|(_, of)| *of == class))
                .map(|(value, _)| value)
        };
        (0..self.bounds.len()).map(|class| (in_class(class).fold(f64::MAX, f64::min), self.bounds[class])).collect()
    }
}
