//! An indicator over every territory of a kind, in classes: a thematic map of France. Page: `docs/method/classes.md`.

use atlas::{Indicator, Scale};
use facts::Missing;
use solve::classes;

use crate::choropleth::MOST_CLASSES;
use crate::kind::{Kind, Territory};
use crate::knowledge::Knowledge;

/// How values become classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Method {
    /// About as many territories in each class.
    #[default]
    Quantiles,
    /// Values alike in one class: Fisher's optimum, known as Jenks.
    Jenks,
    /// Classes of one width.
    Equal,
}

impl Method {
    /// Every method.
    pub const ALL: [Method; 3] = [Method::Quantiles, Method::Jenks, Method::Equal];

    /// Stable word: `quantiles`, `jenks`, `equal`.
    pub fn word(self) -> &'static str {
        match self {
            Method::Quantiles => "quantiles",
            Method::Jenks => "jenks",
            Method::Equal => "equal",
        }
    }

    /// The method of a stable word.
    pub fn from_word(word: &str) -> Option<Method> {
        Self::ALL.into_iter().find(|method| method.word() == word)
    }

    /// Upper bounds of the classes of values.
    fn bounds(self, values: &[f64], count: usize) -> Vec<f64> {
        match self {
            Method::Quantiles => classes::quantiles(values, count),
            Method::Jenks => classes::jenks(values, count),
            Method::Equal => classes::equal_intervals(values, count),
        }
    }
}

/// How many classes may be asked: one class is no map, and the eye tells no more shades apart.
pub const CLASS_COUNTS: std::ops::RangeInclusive<usize> = 2..=MOST_CLASSES;

/// A class: what it holds, and of whom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Class {
    /// Where it begins: with quantiles and natural breaks, a value that a territory has, included; with equal intervals, the
    /// bound below, excluded but for the first class.
    pub from: f64,
    /// Where it ends, included.
    pub to: f64,
    /// How many territories are in it.
    pub count: usize,
}

/// An indicator over every territory of a kind, in classes.
#[derive(Debug, Clone)]
pub struct Theme<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// The kind of the territories.
    pub kind: Kind,
    /// How classes were made.
    pub method: Method,
    /// The territories, in the order of the map.
    pub territories: &'a [Territory],
    /// The value of each, when it has one.
    pub values: &'a [Option<f64>],
    /// The class of each, from 0, when it has a value.
    pub class_of: Vec<Option<usize>>,
    /// The classes, from low to high.
    pub classes: Vec<Class>,
}

impl<'a> Theme<'a> {
    /// Of the indicator of a rank, over the territories of a kind; nothing for a kind that has no reference.
    pub fn new(
        knowledge: &'a Knowledge<'a>,
        indicator: usize,
        kind: Kind,
        method: Method,
        count: usize,
    ) -> Option<Self> {
        let reference = knowledge.reference(kind)?;
        let values = &reference.values[indicator];
        let known: Vec<f64> = values.iter().copied().flatten().collect();
        let bounds = method.bounds(&known, count);
        let class_of: Vec<Option<usize>> =
            values.iter().map(|value| value.map(|value| classes::class_of(&bounds, value))).collect();
        let mut classes: Vec<Class> =
            bounds.iter().map(|bound| Class { from: f64::INFINITY, to: *bound, count: 0 }).collect();
        for (value, class) in known.iter().map(|value| (*value, classes::class_of(&bounds, *value))) {
            classes[class].count += 1;
            classes[class].from = classes[class].from.min(value);
        }
        if method == Method::Equal {
            for rank in 1..classes.len() {
                classes[rank].from = bounds[rank - 1];
            }
        }
        Some(Self {
            indicator: knowledge.indicators()[indicator].indicator,
            kind,
            method,
            territories: &reference.territories,
            values,
            class_of,
            classes,
        })
    }

    /// How many territories have no value.
    pub fn missing(&self) -> usize {
        self.values.iter().filter(|value| value.is_none()).count()
    }

    /// Whether no territory of the kind can have a value: the indicator has no meaning at its scale.
    pub fn is_out_of_scale(&self) -> bool {
        self.kind == Kind::Commune && !self.indicator.scales.contains(&Scale::Commune)
    }

    /// Why a territory has no value; nothing when it has one.
    pub fn reason(&self, knowledge: &Knowledge<'_>, rank: usize) -> Option<Missing> {
        let indicator = knowledge.indicators().iter().position(|loaded| loaded.indicator.id == self.indicator.id)?;
        knowledge.combine(indicator, self.territories[rank].communes()).err()
    }
}
