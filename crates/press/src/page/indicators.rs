//! All indicators, with their formula, source and method.

use askama::Template;
use facts::Source;
use territory::{Family, Indicator};

use super::{Frame, Section, awaits_marked, french};
use crate::definition;
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
    /// What each thing is, as HTML.
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
                awaits: awaits_marked(f.w, family),
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
    let names: Vec<String> = sources.iter().map(|source| words.set(&definition::cited(source))).collect();
    let html = |value: String| french::marked(words, &value, names.iter().map(String::as_str));
    IndicatorView {
        id: indicator.id.clone(),
        name: words.say(&indicator.name),
        about: words.say(&indicator.about),
        rows: definition::rows(words, indicator, sources)
            .into_iter()
            .map(|(name, value)| (name, html(value)))
            .collect(),
    }
}
