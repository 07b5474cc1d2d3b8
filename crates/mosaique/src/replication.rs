//! What a replication sheet holds, assembled from what is recorded and from the figures of its territory, frozen; and how far
//! two territories are apart, by the figures that were frozen.

use press::Words;
use programme::Roadmap;
use programme::progress::{FrozenIndicator, Report};
use programme::replication::{About, Along, Content, Draft, Measures, SCHEMA};
use programme::roadmap::{Action, Totals};
use programme::workspace::Workspace;
use territory::peers::Apart;
use territory::{Kind, Portrait};

use crate::editions::quoted;
use crate::instance::Instance;

/// The content of a sheet, as it would be published now.
pub fn content(
    instance: &Instance,
    workspace: &Workspace,
    roadmap: Option<&Roadmap>,
    reports: &[Report],
    about: &About,
    draft: &Draft,
) -> Content {
    let (profile, facts) = figures(instance, workspace);
    Content {
        schema: SCHEMA.to_owned(),
        territory: workspace.place.name.clone(),
        communes: workspace.communes.clone(),
        written: draft.clone(),
        measures: measures(reports, about),
        costs: roadmap.and_then(|roadmap| costs(roadmap, about)),
        profile,
        facts,
    }
}

/// The indicators of what the sheet is about, by the last report that was deposited.
fn measures(reports: &[Report], about: &About) -> Option<Measures> {
    let deposited = reports.iter().filter_map(|report| Some((report.months, report.deposited.as_ref()?)));
    let (months, last) = deposited.max_by_key(|(months, _)| *months)?;
    let of = last.actions.iter().filter(|known| match about {
        About::Roadmap => true,
        About::Action { action } => known.action == *action,
    });
    let indicators: Vec<FrozenIndicator> = of.flat_map(|action| action.indicators.clone()).collect();
    Some(Measures { months, at: last.at, indicators })
}

fn costs(roadmap: &Roadmap, about: &About) -> Option<Totals> {
    match about {
        About::Roadmap => Some(roadmap.totals()),
        About::Action { action } => roadmap.action(action.as_str()).map(Action::totals),
    }
}

/// At most fifteen digits: a number is then read back as it was written.
fn frozen(value: f64) -> Option<f64> {
    format!("{value:.14e}").parse().ok().filter(|value: &f64| value.is_finite())
}

/// The place of a territory along the axes of comparison, and its other figures.
fn figures(instance: &Instance, workspace: &Workspace) -> (Vec<Along>, Vec<programme::edition::QuotedFact>) {
    let map = instance.atlas().map();
    let ranks: Vec<u32> = workspace.communes.iter().filter_map(|code| map.commune(*code)).collect();
    if ranks.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let values = instance.knowledge.along_axes(&ranks);
    let portrait = Portrait::new(&instance.knowledge, instance.resolver().free(ranks, None));
    let axes: Vec<&str> = axes(instance);
    let mut facts = Vec::new();
    let mut by_axis = std::collections::BTreeMap::new();
    for reading in portrait.readings() {
        let Ok(fact) = &reading.finding else { continue };
        let told = quoted(reading.indicator.name.clone(), fact);
        match axes.contains(&reading.indicator.id.as_str()) {
            true => drop(by_axis.insert(reading.indicator.id.clone(), told)),
            false => facts.push(told),
        }
    }
    let along = axes.iter().zip(values).map(|(axis, value)| Along {
        axis: (*axis).to_owned(),
        value: value.and_then(frozen),
        fact: by_axis.remove(*axis),
    });
    (along.collect(), facts)
}

/// The axes of comparison, by their names.
fn axes(instance: &Instance) -> Vec<&'static str> {
    let axes = instance.atlas().comparison().axes.iter();
    axes.map(|axis| match &axis.compares {
        atlas::Compared::Overseas => "overseas",
        atlas::Compared::Indicator { id, .. } => id.as_str(),
    })
    .collect()
}

/// How far a territory is from that of a sheet, axis by axis and in all, along the extents of the EPCI.
pub fn apart(instance: &Instance, own: &[Option<f64>], sheet: &Content) -> (Vec<Apart>, Option<f64>) {
    let theirs: Vec<Option<f64>> = axes(instance)
        .into_iter()
        .map(|axis| sheet.profile.iter().find(|along| along.axis == axis).and_then(|along| along.value))
        .collect();
    let reference = instance.knowledge.reference(Kind::Epci).expect("EPCI are a reference");
    reference.field.apart(instance.atlas().comparison(), own, &theirs)
}

/// The name of an axis, and a value along it in words.
pub fn axis_words(instance: &Instance, words: &Words, axis: usize, value: Option<f64>) -> (String, String) {
    let missing = || words.t("network-unknown");
    match &instance.atlas().comparison().axes[axis].compares {
        atlas::Compared::Overseas => (
            words.t("network-overseas"),
            value.map_or_else(missing, |share| words.quantity(share * 100.0, facts::Unit::Percent)),
        ),
        atlas::Compared::Indicator { id, .. } => {
            let known = instance.atlas().indicators().iter().find(|indicator| indicator.id == *id);
            let name = known.map_or_else(|| id.clone(), |indicator| words.say(&indicator.name));
            let told = known.zip(value).map(|(indicator, value)| words.quantity(value, indicator.unit));
            (name, told.unwrap_or_else(missing))
        }
    }
}
