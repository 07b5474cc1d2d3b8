//! A roadmap on paper.

use std::collections::BTreeSet;

use programme::Roadmap;
use programme::roadmap::{Action, Indicator, Payer};
use serde::Serialize;

use super::{Common, Document, Issue, document};
use crate::gantt;
use crate::links::Links;
use crate::telling::roadmap as telling;
use crate::words::Words;

const WORDS: [&str; 5] =
    ["road-booklet-calendar", "road-column-action", "road-field-status", "road-column-begins", "road-column-ends"];

#[derive(Serialize)]
struct Data {
    #[serde(flatten)]
    common: Common,
    kind: String,
    name: String,
    territory: String,
    notices: Vec<String>,
    told: Vec<String>,
    /// What the drawing says, when there is one.
    gantt: Option<String>,
    dates: Vec<[String; 4]>,
    axes: Vec<AxisData>,
}

#[derive(Serialize)]
struct AxisData {
    name: String,
    description: String,
    actions: Vec<ActionData>,
}

#[derive(Serialize)]
struct ActionData {
    title: String,
    facts: Vec<String>,
    text: Vec<String>,
    parts: Vec<Part>,
}

#[derive(Serialize)]
struct Part {
    name: String,
    lines: Vec<String>,
}

/// The booklet of a roadmap; `id` is that of its address, `notices` come before what it says of itself.
pub fn booklet(words: &'static Words, roadmap: &Roadmap, id: &str, notices: Vec<String>, issue: &Issue) -> Document {
    let name = telling::said(words, &roadmap.title);
    let path = Links::Roadmap(id.to_owned()).path(words.lang());
    let written = gantt::written(roadmap);
    let drawn = gantt::chart(words, roadmap, &written, &BTreeSet::new(), "g");
    let quarter = |at| telling::quarter(words, at);
    let dates = gantt::rows(roadmap, &written).into_iter().map(|(action, start)| {
        let status = telling::action_status_name(words, action.status.as_str());
        [telling::said(words, &action.title), status, quarter(start), quarter(start.plus(action.quarters - 1))]
    });
    let axes = roadmap.axes.iter().map(|axis| AxisData {
        name: telling::said(words, &axis.name),
        description: axis.description.as_ref().map_or_else(String::new, |text| telling::said(words, text)),
        actions: (roadmap.actions.iter())
            .filter(|action| action.axis == axis.id)
            .map(|action| of_action(words, roadmap, action))
            .collect(),
    });
    let kind = words.t("road-booklet-kind");
    let notice = roadmap.notice.as_ref().map(|notice| telling::said(words, notice));
    let data = Data {
        common: Common::new(words, issue, name.clone(), kind.clone(), &path, &WORDS),
        kind,
        territory: words.set(&roadmap.territory),
        notices: notices.into_iter().chain(notice).collect(),
        told: summary(words, roadmap),
        gantt: (!drawn.is_empty()).then(|| words.t1("road-gantt-title", "title", name.clone())),
        dates: dates.collect(),
        axes: axes.collect(),
        name,
    };
    // On paper, the drawing is in ink.
    let drawings = if drawn.is_empty() {
        Vec::new()
    } else {
        let alone = drawn.replacen(
            "<svg ",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" color=\"#1b1a2e\" font-family=\"Atkinson Hyperlegible Next\" ",
            1,
        );
        vec![("gantt.svg".to_owned(), alone)]
    };
    document("roadmap.typ", &data, drawings)
}

/// What a roadmap adds up to.
pub fn summary(words: &Words, roadmap: &Roadmap) -> Vec<String> {
    let totals = roadmap.totals();
    let euros = |amount| telling::euros(words, amount);
    let span = [
        ("from", telling::quarter(words, roadmap.first)),
        ("to", telling::quarter(words, roadmap.last())),
        ("actions", words.count("road-actions-count", roadmap.actions.len())),
    ];
    let money = [
        ("cost", euros(totals.cost())),
        ("secured", euros(totals.secured)),
        ("asked", euros(totals.asked)),
        ("refused", euros(totals.refused)),
        ("own", euros(totals.own)),
    ];
    vec![words.with("road-span-told", &span), words.with("road-money-told", &money)]
}

fn of_action(words: &Words, roadmap: &Roadmap, action: &Action) -> ActionData {
    let mut facts = vec![telling::action_status(words, &action.status), telling::priority(words, action.priority)];
    facts.extend(action.start.map(|start| {
        let (from, to) = (telling::quarter(words, start), telling::quarter(words, start.plus(action.quarters - 1)));
        words.with("road-row-dates", &[("from", from), ("to", to)])
    }));
    facts.extend(action.owner.clone());
    let funding = action.funding.iter().map(|line| {
        let values = [
            ("payer", telling::payer(words, roadmap, &line.payer())),
            ("year", line.year.to_string()),
            ("euros", telling::euros(words, line.euros)),
            ("state", telling::funding_state(words, line.state)),
        ];
        words.with("road-booklet-line", &values)
    });
    let own = action.own_costs.iter().map(|cost| {
        words.with("road-booklet-own", &[("year", cost.year.to_string()), ("euros", telling::euros(words, cost.euros))])
    });
    let quotes = action.quotes.iter().map(|quote| {
        let text = |text: &String| text.clone();
        let values = [
            ("label", text(&quote.label)),
            ("value", text(&quote.value)),
            ("unit", text(&quote.unit)),
            ("place", text(&quote.place)),
            ("period", text(&quote.period)),
            ("source", text(&quote.source)),
            ("grade", quote.grade.letter().to_owned()),
        ];
        words.with("road-booklet-quote", &values)
    });
    let parts = [
        ("road-field-partners", action.partners.clone()),
        ("road-booklet-funding", funding.chain(own).collect()),
        (
            "road-field-depends",
            action.depends.iter().map(|one| telling::action_title(words, roadmap, one.on.as_str())).collect(),
        ),
        ("road-sites-title", action.sites.iter().map(|site| format!("{} ({})", site.name, site.commune)).collect()),
        ("road-booklet-indicators", action.indicators.iter().map(|one| indicator(words, one)).collect()),
        ("road-booklet-quotes", quotes.collect::<Vec<String>>()),
    ];
    let parts = parts.into_iter().filter(|(_, lines)| !lines.is_empty());
    let text = action.description.as_ref().map(|text| telling::said(words, text));
    ActionData {
        title: telling::said(words, &action.title),
        facts,
        text: text.iter().flat_map(|text| text.split("\n\n").map(str::to_owned).collect::<Vec<_>>()).collect(),
        parts: parts.map(|(key, lines)| Part { name: words.t(key), lines }).collect(),
    }
}

/// An indicator in one line: what it tells, then its figures or why there is none.
fn indicator(words: &Words, indicator: &Indicator) -> String {
    let values = [
        ("name", telling::said(words, &indicator.name)),
        ("nature", telling::nature(words, indicator.nature)),
        ("unit", indicator.unit.clone()),
    ];
    let mut told = vec![words.with("road-booklet-indicator", &values)];
    let figure = |key: &str, on: String, value: f64| {
        let decimals = (0..3).find(|n| (value * 10f64.powi(*n)).fract().abs() < 1e-9).unwrap_or(3) as usize;
        words.with(key, &[("value", words.number(value, decimals)), ("on", on)])
    };
    told.extend(
        indicator.not_measurable.iter().map(|why| words.t1("road-booklet-not-measurable", "reason", why.clone())),
    );
    told.extend(indicator.baseline.iter().map(|one| figure("road-booklet-baseline", one.on.to_string(), one.value)));
    told.extend(indicator.targets.iter().map(|one| figure("road-booklet-target", one.on.to_string(), one.value)));
    told.extend(indicator.measures.iter().map(|one| figure("road-booklet-measure", one.on.to_string(), one.value)));
    told.extend(indicator.source.clone());
    told.join(" – ")
}

/// Who may refuse: words for a choice.
pub fn payers(words: &Words, roadmap: &Roadmap) -> Vec<(Payer, String)> {
    roadmap.payers().into_iter().map(|payer| (payer.clone(), telling::payer(words, roadmap, &payer))).collect()
}
