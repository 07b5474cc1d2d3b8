//! A roadmap and its dates on a terminal.

use press::{Words, telling};
use programme::roadmap::plan::{Contradiction, Proof};
use programme::roadmap::{Payer, Roadmap};

use super::Answer;

pub(super) fn unknown(words: &Words, roadmap: &Roadmap, unknown: &[(Payer, u16)]) -> Vec<String> {
    let line = |(payer, year): &(Payer, u16)| {
        let payer = telling::roadmap::payer(words, roadmap, payer);
        let told = words.with("road-unknown-envelope", &[("year", year.to_string()), ("payer", payer)]);
        format!("  {told}")
    };
    unknown.iter().map(line).collect()
}

pub(super) fn contradiction(words: &Words, roadmap: &Roadmap, found: &Contradiction) -> Vec<String> {
    let (lead, limits) = telling::roadmap::contradiction(words, roadmap, found);
    let limits = limits.into_iter().map(|limit| format!("  – {limit}"));
    std::iter::once(lead).chain(limits).chain([words.t("road-contradiction-span")]).collect()
}

pub(super) fn answer(words: &Words, answer: &Answer<'_>) -> String {
    let (roadmap, found) = (answer.roadmap, &answer.timetable);
    let title = |id: &programme::Slug| telling::roadmap::action_title(words, roadmap, id.as_str());
    let quarter = |at| telling::roadmap::quarter(words, at);
    let mut lines = vec![words.t1("road-of", "title", telling::roadmap::said(words, &roadmap.title))];
    lines.extend(telling::roadmap::timetable(words, found));
    lines.push(words.t1("road-seconds", "seconds", words.number(answer.seconds, 2)));
    if let Some(found) = &answer.contradiction {
        lines.extend(contradiction(words, roadmap, found));
    }
    if found.value.is_some() {
        let all = found.starts.len() + found.left.len();
        lines.push(words.with("road-kept", &[("kept", found.starts.len().to_string()), ("all", all.to_string())]));
        let columns = ["begins", "ends", "alone", "chain"].map(|name| words.t(&format!("road-column-{name}")));
        lines.push(String::new());
        lines.push(columns.join("  "));
        for slack in &answer.slacks {
            let Some(action) = roadmap.action(slack.action.as_str()) else { continue };
            let start = found.starts[&slack.action];
            lines.push(format!(
                "{:<8} {:<8} {:>3} {:>3}  {}",
                quarter(start),
                quarter(start.plus(action.quarters - 1)),
                slack.alone,
                slack.chain,
                title(&slack.action)
            ));
        }
        if !found.left.is_empty() {
            lines.extend([String::new(), words.t("road-left-title")]);
            lines.extend(found.left.iter().map(|id| format!("  {}", title(id))));
        }
        lines.extend([String::new(), words.t("road-critical-title")]);
        for link in &answer.path {
            let cause = telling::roadmap::path_cause(words, roadmap, link);
            lines.push(format!("  {} {} – {cause}", quarter(link.begins), title(&link.action)));
        }
    }
    lines.extend(unknown(words, roadmap, &roadmap.unknown_envelopes()));
    for one in &answer.overruns {
        let told = telling::roadmap::broken(words, roadmap, one);
        lines.push(words.t1("road-overrun", "broken", told));
    }
    lines.extend([String::new(), words.t("road-minimal-title")]);
    let (needed, alone) = &answer.minimal;
    if needed.is_empty() {
        lines.push(format!("  {}", words.t("road-minimal-none")));
    } else {
        let cost =
            needed.iter().filter_map(|id| roadmap.action(id.as_str())).map(|action| action.totals().cost()).sum();
        lines.extend(telling::roadmap::timetable(words, alone).into_iter().take(1).map(|line| format!("  {line}")));
        lines.push(format!("  {}", words.t1("road-minimal-cost", "cost", telling::roadmap::euros(words, cost))));
        for id in needed {
            let start = alone.starts.get(id).map_or_else(String::new, |at| quarter(*at));
            lines.push(format!("  {start:<8} {}", title(id)));
        }
    }
    for change in &answer.changes {
        let (heading, told) = telling::roadmap::change(words, roadmap, change, found.status == Proof::Optimal);
        lines.extend([String::new(), heading]);
        lines.extend(told.into_iter().map(|line| format!("  {line}")));
    }
    lines.join("\n") + "\n"
}
