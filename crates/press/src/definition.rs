//! The definition of an indicator in words.

use facts::Source;
use territory::{Direction, Indicator, Scale};

use crate::words::Words;

/// A source as it is cited, in French as its producer names it.
pub fn cited(source: &Source) -> String {
    format!("{}, {} ({}, {})", source.producer, source.dataset, source.vintage, source.licence)
}

/// What a reader must know of an indicator: the name of each thing, and what it is.
pub fn rows(words: &Words, indicator: &Indicator, sources: &[Source]) -> Vec<(String, String)> {
    let direction = match indicator.direction {
        Direction::Descriptive => words.t("direction-descriptive"),
        Direction::Higher => words.t("direction-higher"),
        Direction::Lower => words.t("direction-lower"),
        Direction::Band { from, to } => {
            let bounds = [("from", words.value(from, indicator.unit)), ("to", words.value(to, indicator.unit))];
            words.with("direction-band", &bounds)
        }
    };
    let unit = words.unit(indicator.unit);
    let scales = indicator.scales.iter().map(|scale| match scale {
        Scale::Commune => words.t("indicator-scale-commune"),
        Scale::Several => words.t("indicator-scale-several"),
    });
    let grade = indicator.grade.letter();
    vec![
        (words.t("indicator-formula"), words.say(&indicator.formula)),
        (words.t("indicator-rule"), words.t(&format!("rule-{}", indicator.rule.name()))),
        (words.t("indicator-unit"), if unit.is_empty() { words.t("indicator-unit-none") } else { unit }),
        (words.t("indicator-period"), words.period(&indicator.period)),
        (words.t("indicator-source"), words.set(&sources.iter().map(cited).collect::<Vec<_>>().join(" ; "))),
        (words.t("indicator-grade"), format!("{grade}, {}", words.t(&format!("grade-{grade}")))),
        (words.t("indicator-direction"), direction),
        (words.t("indicator-scales"), scales.collect::<Vec<_>>().join(", ")),
        (words.t("indicator-id"), indicator.id.clone()),
    ]
}
