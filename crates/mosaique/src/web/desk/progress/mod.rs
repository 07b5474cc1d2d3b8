//! The progress reports of laureates: those of a workspace, one of them being written, those of a session for who follows it.
//!
//! What may be seen or done is asked over the workspace, as in `desk::workspaces`.

mod follow_up;
mod list;
mod report;
#[cfg(test)]
pub(super) mod tests;

use axum::Router;
use axum::routing::get;
use facts::Lang;
use press::{Links, Words};
use programme::Roadmap;
use programme::calendar::{Date, Zone};
use programme::progress::{Report, Stand, Subject, Term, terms};
use programme::roadmap::Target;
use programme::roadmap::story::WrittenRoadmap;
use programme::workspace::Workspace;
use store::people::Entered;

use super::workspaces::Workroom;
use crate::web::State;
use crate::web::error::Failure;

pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        let at = |links: Links| links.path(lang).replace("%7B", "{").replace("%7D", "}");
        let one = Links::ProgressReport("{id}".into(), "{months}".into());
        router = router
            .route(&at(Links::Progress("{id}".into())), get(list::page))
            .route(&at(one), get(report::page).post(report::act))
            .route(&at(Links::FollowUp("{id}".into())), get(follow_up::page));
    }
    router
}

/// Somebody at the reports of a workspace.
struct Bench<'s> {
    room: Workroom<'s>,
    workspace: Workspace,
    roadmap: Option<Roadmap>,
    /// By months.
    reports: Vec<Report>,
}

impl<'s> Bench<'s> {
    /// For who may see the workspace and its roadmap; for others it is not there.
    async fn of(state: &'s State, lang: Lang, entered: &'s Entered, id: &str) -> Result<Self, Failure> {
        let (room, workspace) = Workroom::assembled(state, lang, entered, id).await?;
        let store = &state.0.store;
        let written = store.records::<WrittenRoadmap>().find(id).await.map_err(Failure::internal)?;
        let mut reports = store.records::<Report>().of_parent(id).await.map_err(Failure::internal)?;
        reports.sort_by_key(|report| report.months);
        Ok(Self { room, workspace, roadmap: written.map(|written| written.roadmap), reports })
    }

    fn words(&self) -> &'static Words {
        self.room.words
    }

    fn today(&self) -> Date {
        Zone::Paris.day(self.room.now)
    }

    fn terms(&self) -> Vec<Term> {
        terms(&self.workspace, &self.reports, self.today())
    }

    fn subject(&self) -> Subject<'_> {
        Subject { workspace: &self.workspace, roadmap: self.roadmap.as_ref() }
    }
}

/// `Bilan à 6 mois`.
fn title(words: &Words, months: u16) -> String {
    words.count("progress-title-months", usize::from(months))
}

/// Where a report stands.
fn stand(words: &Words, stand: Stand) -> String {
    words.t(match stand {
        Stand::Late => "progress-stand-late",
        Stand::Due => "progress-stand-due",
        Stand::Later => "progress-stand-later",
        Stand::Received => "progress-stand-received",
    })
}

/// A baseline or a target, with its day.
fn aimed(words: &Words, target: Option<Target>, unit: &str) -> String {
    target.map_or_else(
        || words.t("progress-no-target"),
        |target| {
            let day = press::news::day(words, target.on);
            let value = press::telling::figure(words, target.value, unit);
            words.with("progress-on-day", &[("value", value), ("day", day)])
        },
    )
}
