//! Progress reports and replication sheets, in words.

use programme::progress::{Cause, Measured, Reach};
use programme::replication::About;
use programme::roadmap::Roadmap;

use super::{roadmap, workspace_cause};
use crate::news;
use crate::words::Words;

/// Why an act on a report is refused, a sentence each.
pub fn progress_causes(words: &Words, causes: &[Cause]) -> Vec<String> {
    let of = |key: &str, what: &str| words.t1(key, "what", what);
    let told = |cause: &Cause| match cause {
        Cause::Workspace { cause } => workspace_cause(words, cause),
        Cause::NotDue => words.t("progress-cause-not-due"),
        Cause::Deposited => words.t("progress-cause-deposited"),
        Cause::NoTexts => words.t("progress-cause-no-texts"),
        Cause::Future => words.t("progress-cause-future"),
        Cause::Untold { what } => of("progress-cause-untold", what),
        Cause::NoReason { what } => of("progress-cause-no-reason", what),
        Cause::NotBlocked { what } => of("progress-cause-not-blocked", what),
        Cause::Unmeasured { what } => of("progress-cause-unmeasured", what),
        Cause::NoSource { what } => of("progress-cause-no-source", what),
        Cause::BadMeasure { what } => of("progress-cause-bad-measure", what),
    };
    causes.iter().map(told).collect()
}

/// How far something is.
pub fn reach(words: &Words, reach: Reach) -> String {
    words.t(&format!("reach-{}", reach.as_str()))
}

/// A figure of an indicator with its unit, its day and its source, or why there is none.
pub fn measured(words: &Words, measured: &Measured, unit: &str) -> String {
    match measured {
        Measured::Missing { reason } => words.t1("progress-not-measurable", "reason", reason.as_str()),
        Measured::Value { value, on, source } => words.with(
            "progress-measured",
            &[("value", figure(words, *value, unit)), ("day", news::day(words, *on)), ("source", source.clone())],
        ),
    }
}

/// A figure with a unit in words: four decimals at most.
pub fn figure(words: &Words, value: f64, unit: &str) -> String {
    let decimals = (0..4).find(|decimals| {
        let shifted = value * 10f64.powi(*decimals);
        (shifted - shifted.round()).abs() < 1e-9 * shifted.abs().max(1.0)
    });
    format!("{}\u{a0}{unit}", words.number(value, decimals.unwrap_or(4) as usize))
}

/// What a sheet is about.
pub fn sheet_about(words: &Words, of: Option<&Roadmap>, about: &About) -> String {
    match about {
        About::Roadmap => words.t("sheet-about-roadmap"),
        About::Action { action } => match of.and_then(|of| of.action(action.as_str())) {
            Some(known) => roadmap::said(words, &known.title),
            None => action.to_string(),
        },
    }
}
