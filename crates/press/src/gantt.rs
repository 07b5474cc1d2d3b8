//! The timetable of a roadmap as SVG, and where its actions take place.
//!
//! Everything is drawn in the colour of the text: how an action stands is said by the pattern of its bar and by words beside it. The
//! drawings keep their size, so that on a narrow screen they are moved sideways and stay readable; a table says the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use programme::Slug;
use programme::roadmap::{Action, Quarter, Roadmap, Status};
use territory::outline::Drawing;

use crate::chart::escape;
use crate::map::path;
use crate::telling::roadmap as telling;
use crate::words::Words;

/// Width of a quarter, height of a row, of the head, and of a bar, in units.
const QUARTER: u32 = 34;
const ROW: u32 = 44;
const HEAD: u32 = 30;
const BAR: u32 = 14;
/// Least width, so that titles have room.
const LEAST: u32 = 360;

/// The bars of a roadmap: actions that have a date, axis after axis, at the dates given. `critical` are marked; `name` begins the
/// identifiers, one of its own in the page. Empty when no action has a date.
pub fn chart(
    words: &Words,
    roadmap: &Roadmap,
    starts: &BTreeMap<Slug, Quarter>,
    critical: &BTreeSet<Slug>,
    name: &str,
) -> String {
    let rows = rows(roadmap, starts);
    if rows.is_empty() {
        return String::new();
    }
    let first = rows.iter().map(|(_, start)| *start).min().map_or(roadmap.first, |start| start.min(roadmap.first));
    let last = rows.iter().map(|(action, start)| start.plus(action.quarters - 1)).max();
    let last = last.map_or(roadmap.last(), |last| last.max(roadmap.last()));
    let count = (last.since(first) + 1) as u32;
    let (width, height) = ((count * QUARTER).max(LEAST) + 2, HEAD + rows.len() as u32 * ROW + 4);
    let title = words.t1("road-gantt-title", "title", telling::said(words, &roadmap.title));
    let span = [("from", telling::quarter(words, first)), ("to", telling::quarter(words, last))];
    let told = words.count_with_all("road-gantt-desc", rows.len(), &span);
    let mut svg = format!(
        r#"<svg class="mq-gantt" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{name}-title {name}-desc" fill="currentColor" font-size="13"><title id="{name}-title">{}</title><desc id="{name}-desc">{}</desc>"#,
        escape(&title),
        escape(&told)
    );
    let _ = write!(
        svg,
        r#"<defs><pattern id="{name}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v6" stroke="currentColor" stroke-width="3"/></pattern></defs>"#
    );
    for rank in 0..count {
        let (at, x) = (first.plus(rank), rank * QUARTER);
        let opacity = if at.number() == 1 || rank == 0 { "0.3" } else { "0.1" };
        let _ = write!(svg, r#"<path d="M{x} {HEAD}V{height}" stroke="currentColor" stroke-opacity="{opacity}"/>"#);
        if at.number() == 1 || rank == 0 {
            let _ = write!(svg, r#"<text x="{}" y="16" font-weight="700">{}</text>"#, x + 3, at.year());
        }
    }
    for (rank, (action, start)) in rows.iter().enumerate() {
        let y = HEAD + rank as u32 * ROW;
        let x = start.since(first) as u32 * QUARTER;
        let is_critical = critical.contains(&action.id);
        let mark = if is_critical { "◆ " } else { "" };
        let label = words.with(
            "road-gantt-label",
            &[
                ("title", telling::said(words, &action.title)),
                ("status", telling::action_status_name(words, action.status.as_str())),
            ],
        );
        // A title near the end begins further left, so that it stays in the drawing.
        let room = (label.chars().count() as u32 + 2) * 7;
        let text_x = (x + 3).min(width.saturating_sub(room));
        let _ = write!(svg, r#"<text x="{text_x}" y="{}">{mark}{}</text>"#, y + 16, escape(&label));
        let _ = write!(svg, "{}", bar(&action.status, x, y + 22, action.quarters * QUARTER, name));
        if is_critical {
            let _ = write!(
                svg,
                r#"<path d="M{x} {0}h{1}" stroke="currentColor" stroke-width="3"/>"#,
                y + 22 + BAR + 3,
                action.quarters * QUARTER
            );
        }
    }
    svg.push_str("</svg>");
    svg
}

/// The actions that have a date, axis after axis, in the order in which they begin.
pub fn rows<'r>(roadmap: &'r Roadmap, starts: &BTreeMap<Slug, Quarter>) -> Vec<(&'r Action, Quarter)> {
    let mut rows: Vec<(&Action, Quarter)> = (roadmap.actions.iter())
        .filter(|action| action.status.is_planned())
        .filter_map(|action| Some((action, *starts.get(&action.id)?)))
        .collect();
    let axis = |action: &Action| roadmap.axes.iter().position(|axis| axis.id == action.axis);
    rows.sort_by_key(|(action, start)| (axis(action), *start));
    rows
}

/// The dates as they are written.
pub fn written(roadmap: &Roadmap) -> BTreeMap<Slug, Quarter> {
    let planned = roadmap.actions.iter().filter(|action| action.status.is_planned());
    planned.filter_map(|action| Some((action.id.clone(), action.start?))).collect()
}

/// Full: done; half: under way; hatched: blocked; empty: to start; dashed: to discuss.
fn bar(status: &Status, x: u32, y: u32, width: u32, name: &str) -> String {
    let (fill, opacity, dash) = match status {
        Status::Done => ("currentColor".to_owned(), "1", ""),
        Status::UnderWay => ("currentColor".to_owned(), "0.45", ""),
        Status::Blocked { .. } => (format!("url(#{name}-hatch)"), "1", ""),
        Status::ToDiscuss => ("none".to_owned(), "1", r#" stroke-dasharray="4 3""#),
        _ => ("currentColor".to_owned(), "0.12", ""),
    };
    let (x, width) = (x + 1, width.saturating_sub(2));
    format!(
        r#"<rect x="{x}" y="{y}" width="{width}" height="{BAR}" rx="2" fill="{fill}" fill-opacity="{opacity}" stroke="currentColor" stroke-width="1.5"{dash}/>"#
    )
}

/// The key of the bars: a bar and its words.
pub fn key(words: &Words) -> Vec<(String, String)> {
    let blocked = Status::Blocked { blocked_because: String::new() };
    [Status::ToStart, Status::UnderWay, Status::Done, blocked, Status::ToDiscuss]
        .iter()
        .map(|status| {
            let hatch = r#"<defs><pattern id="key-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v6" stroke="currentColor" stroke-width="3"/></pattern></defs>"#;
            let hatch = if matches!(status, Status::Blocked { .. }) { hatch } else { "" };
            let drawn = format!(
                r#"<svg width="36" height="16" viewBox="0 0 36 16" aria-hidden="true" fill="currentColor">{hatch}{}</svg>"#,
                bar(status, 0, 1, 36, "key")
            );
            (drawn, telling::action_status_name(words, status.as_str()))
        })
        .collect()
}

/// The communes of a territory, those where something takes place filled and numbered: `sites` are the groups of the drawing, in order.
pub fn sites(drawing: &Drawing, sites: usize, label: &str) -> String {
    let (width, height) = (drawing.width, drawing.height);
    let mut svg = format!(
        r#"<svg class="mq-sites" viewBox="0 0 {width} {height}" role="img" aria-label="{}" fill="currentColor">"#,
        escape(label)
    );
    for (_, lines) in &drawing.communes {
        let _ = write!(svg, r#"<path d="{}" fill="none" stroke="currentColor" stroke-opacity="0.3"/>"#, path(lines));
    }
    let _ = write!(svg, r#"<path d="{}" fill="none" stroke="currentColor" stroke-width="2"/>"#, path(&drawing.outline));
    for (rank, lines) in drawing.groups.iter().take(sites).enumerate() {
        let _ = write!(
            svg,
            r#"<path d="{}" fill-opacity="0.2" stroke="currentColor" stroke-width="1.5" fill-rule="evenodd"/>"#,
            path(lines)
        );
        let points = lines.iter().flatten();
        let (mut low, mut high) = ([i32::MAX; 2], [i32::MIN; 2]);
        for [x, y] in points {
            (low, high) = ([low[0].min(*x), low[1].min(*y)], [high[0].max(*x), high[1].max(*y)]);
        }
        if low[0] <= high[0] {
            // Points are in tenths of a unit.
            let (x, y) = ((low[0] + high[0]) / 20, (low[1] + high[1]) / 20 + 6);
            let _ = write!(
                svg,
                r#"<text x="{x}" y="{y}" text-anchor="middle" font-size="18" font-weight="700">{}</text>"#,
                rank + 1
            );
        }
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use facts::Lang;

    use super::*;

    fn sample() -> Roadmap {
        Roadmap::read("roadmap.toml", include_str!("../../../docs/samples/roadmap.toml")).unwrap()
    }

    #[test]
    fn each_action_with_a_date_has_a_bar_and_its_words() {
        let roadmap = sample();
        let critical = BTreeSet::from(["voie-verte".parse().unwrap()]);
        let svg = chart(Words::of(Lang::En), &roadmap, &written(&roadmap), &critical, "g");
        assert_eq!(svg.matches("<rect ").count(), 12);
        assert!(svg.contains("◆ Build the greenway"), "{svg}");
        assert!(svg.contains("<title id=\"g-title\">") && svg.contains("aria-labelledby=\"g-title g-desc\""));
        assert!(!svg.contains("style="));
        assert_eq!(chart(Words::of(Lang::Fr), &roadmap, &BTreeMap::new(), &critical, "g"), "");
    }
}
