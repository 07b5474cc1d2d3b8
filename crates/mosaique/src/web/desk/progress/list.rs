//! The reports of a workspace: when each is due, and what those that were deposited say, over time.

use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use press::page::{IndicatorLine, ProgressPage, TermView};
use press::telling::roadmap::said;
use press::{Links, chart, news, telling};
use programme::Slug;
use programme::progress::{Deposited, FrozenIndicator, Told};
use programme::role::Right;

use super::{Bench, aimed, stand, title};
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let shown = async { Ok(Bench::of(&state, lang, &entered, &id).await?.list()) };
    shown.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

impl Bench<'_> {
    fn list(&self) -> Response {
        let words = self.words();
        let writes = self.workspace.ended.is_none() && self.room.may(Right::WriteWorkspace, &self.workspace);
        let id = self.workspace.id.to_string();
        let deposited: Vec<(u16, &Deposited)> =
            self.reports.iter().filter_map(|report| Some((report.months, report.deposited.as_ref()?))).collect();
        let terms = self.terms().into_iter().map(|term| {
            let begun = self.reports.iter().any(|report| report.months == term.months);
            let href = Links::ProgressReport(id.clone(), term.months.to_string()).path(words.lang());
            TermView {
                title: title(words, term.months),
                due: news::day(words, term.due),
                stand: stand(words, term.stand),
                href: (begun || writes).then_some(href),
            }
        });
        let f = self.room.state.desk_frame(words.lang(), &Links::Progress(id.clone()), words.t("progress-title"));
        let blocked = deposited.last().map(|(_, last)| last.blocked()).unwrap_or_default();
        let page = ProgressPage {
            f: f.under(&Links::Workspace(id.clone()), self.workspace.place.name.clone()),
            made_up: self.room.made_up(),
            place: self.workspace.place.name.clone(),
            terms: terms.collect(),
            columns: deposited.iter().map(|(months, _)| title(words, *months)).collect(),
            rows: self.rows(&deposited),
            indicators: self.indicators(&deposited),
            blocked: blocked.into_iter().map(|(what, why)| (what.to_owned(), why.to_owned())).collect(),
            errors: Vec::new(),
        };
        private(StatusCode::OK, page_of(&page))
    }

    fn told(&self, told: Option<&Told>) -> String {
        let words = self.words();
        let Some(told) = told else { return words.t("progress-not-then") };
        let mut parts = vec![telling::reach(words, told.state)];
        parts.extend(told.blocked.as_deref().map(|reason| words.t1("progress-blocked-by", "reason", reason)));
        parts.extend(Some(told.said.clone()).filter(|said| !said.trim().is_empty()));
        parts.join(" – ")
    }

    /// Each promise and each action of any report, in the order in which reports first speak of it.
    fn rows(&self, deposited: &[(u16, &Deposited)]) -> Vec<(String, Vec<String>)> {
        let mut rows: Vec<(String, Vec<String>)> = Vec::new();
        let mut seen = Vec::new();
        for (_, report) in deposited {
            for promise in report.promises.iter().filter(|p| !seen.contains(&p.item.as_str())).collect::<Vec<_>>() {
                seen.push(promise.item.as_str());
                let of = |(_, other): &(u16, &Deposited)| {
                    self.told(other.promises.iter().find(|p| p.item == promise.item).map(|p| &p.told))
                };
                rows.push((promise.text.clone(), deposited.iter().map(of).collect()));
            }
        }
        let mut seen: Vec<&Slug> = Vec::new();
        for (_, report) in deposited {
            for action in &report.actions {
                if seen.contains(&&action.action) {
                    continue;
                }
                seen.push(&action.action);
                let of = |(_, other): &(u16, &Deposited)| {
                    self.told(other.actions.iter().find(|a| a.action == action.action).map(|a| &a.told))
                };
                rows.push((said(self.words(), &action.title), deposited.iter().map(of).collect()));
            }
        }
        rows
    }

    /// Each indicator, with the baseline and the target of the last report that speaks of it.
    fn indicators(&self, deposited: &[(u16, &Deposited)]) -> Vec<IndicatorLine> {
        let words = self.words();
        let mut lines: Vec<IndicatorLine> = Vec::new();
        let mut seen: Vec<(&Slug, &Slug)> = Vec::new();
        for (_, report) in deposited.iter().rev() {
            for action in &report.actions {
                for last in &action.indicators {
                    let key = (&action.action, &last.indicator);
                    if seen.contains(&key) {
                        continue;
                    }
                    seen.push(key);
                    let each: Vec<Option<&FrozenIndicator>> =
                        deposited.iter().map(|(_, report)| report.indicator(key.0, key.1)).collect();
                    let cell = |known: &Option<&FrozenIndicator>| match known {
                        Some(known) => telling::measured(words, &known.measured, &known.unit),
                        None => words.t("progress-not-then"),
                    };
                    let ways: Vec<f64> = each.iter().filter_map(|known| known.as_ref()?.way()).collect();
                    let name = said(words, &last.name);
                    let label = ways.last().map(|way| {
                        let values = [("name", name.clone()), ("share", words.number(way * 100.0, 0))];
                        words.with("progress-way-label", &values)
                    });
                    lines.push(IndicatorLine {
                        action: said(words, &action.title),
                        baseline: aimed(words, last.baseline, &last.unit),
                        target: aimed(words, last.target, &last.unit),
                        cells: each.iter().map(cell).collect(),
                        drawn: label.map(|label| chart::way(&ways, &label)).unwrap_or_default(),
                        name,
                    });
                }
            }
        }
        lines
    }
}
