//! All indicators, with their formula, source and method.

use askama::Template;
use facts::Source;
use territory::{Direction, Family, Indicator, Scale};

use super::{Frame, Section, awaits};
use crate::links::{Brand, Links};
use crate::words::Words;

/// All indicators.
#[derive(Template)]
#[template(path = "indicators.html")]
pub struct IndicatorsPage<'a> {
    f: Frame,
    lead: String,
    families: Vec<FamilyView<'a>>,
}

struct FamilyView<'a> {
    family: &'a Family,
    indicators: Vec<IndicatorView>,
    awaits: Vec<String>,
}

struct IndicatorView {
    id: String,
    name: String,
    about: String,
    rows: Vec<(String, String)>,
}

impl<'a> IndicatorsPage<'a> {
    /// From the families and indicators of the atlas; `sources` gives those of an indicator.
    pub fn new(
        f: Frame,
        families: &'a [Family],
        indicators: &[Indicator],
        sources: &dyn Fn(&Indicator) -> Vec<Source>,
    ) -> Self {
        let lead = f.w.t1("indicators-lead", "count", indicators.len().to_string());
        let families = families
            .iter()
            .map(|family| FamilyView {
                family,
                awaits: awaits(f.w, family),
                indicators: indicators
                    .iter()
                    .filter(|indicator| indicator.family == family.id)
                    .map(|indicator| view(f.w, indicator, &sources(indicator)))
                    .collect(),
            })
            .collect();
        Self { f, lead, families }
    }
}

fn view(words: &Words, indicator: &Indicator, sources: &[Source]) -> IndicatorView {
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
    let sources = sources.iter().map(|s| format!("{}, {} ({}, {})", s.producer, s.dataset, s.vintage, s.licence));
    let grade = indicator.grade.letter();
    let rows = vec![
        (words.t("indicator-formula"), words.say(&indicator.formula)),
        (words.t("indicator-rule"), words.t(&format!("rule-{}", indicator.rule.name()))),
        (words.t("indicator-unit"), if unit.is_empty() { words.t("indicator-unit-none") } else { unit }),
        (words.t("indicator-period"), words.period(&indicator.period)),
        (words.t("indicator-source"), words.set(&sources.collect::<Vec<_>>().join(" ; "))),
        (words.t("indicator-grade"), format!("{grade}, {}", words.t(&format!("grade-{grade}")))),
        (words.t("indicator-direction"), direction),
        (words.t("indicator-scales"), scales.collect::<Vec<_>>().join(", ")),
        (words.t("indicator-id"), indicator.id.clone()),
    ];
    IndicatorView {
        id: indicator.id.clone(),
        name: words.say(&indicator.name),
        about: words.say(&indicator.about),
        rows,
    }
}
