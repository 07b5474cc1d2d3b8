//! The roadmap of a laureate's workspace: written, scheduled, taken out and in.
//!
//! What may be seen or written is asked of `programme::role` each time, over the workspace; what one may not see is not there.

mod action;
mod files;
mod frame;
mod import;
mod list;
mod reading;
mod schedule;
#[cfg(test)]
mod tests;
mod works;

use axum::Router;
use axum::routing::get;
use facts::Lang;
use press::page::{FieldGroup, FieldInput, FieldView, Frame as PageFrame};
use press::telling::roadmap as telling;
use press::{Links, Words};
use programme::Roadmap;
use programme::roadmap::story::{Asking, Cause, Command, WrittenRoadmap, begin};
use programme::roadmap::{ActionSheet, Disagreement, SheetFault, SheetWrong};
use programme::role::{ObjectRelation, Right};
use programme::workspace::Workspace;
use store::ActError;
use store::people::Entered;

use super::workspaces::{Workroom, kept};
use crate::web::State;
use crate::web::error::Failure;

pub use files::table;
pub use works::Works;

pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        let at = |links: Links| links.path(lang).replace("%7B", "{").replace("%7D", "}");
        let id = || "{id}".to_owned();
        router = router
            .route(&at(Links::Roadmap(id())), get(list::page).post(list::begin))
            .route(&at(Links::RoadmapNewAction(id())), get(action::new).post(action::add))
            .route(&at(Links::RoadmapAction(id(), "{action}".into())), get(action::page).post(action::save))
            .route(&at(Links::RoadmapFrame(id())), get(frame::page).post(frame::save))
            .route(&at(Links::RoadmapSchedule(id())), get(schedule::page).post(schedule::act))
            .route(&at(Links::RoadmapImport(id())), get(import::page).post(import::act))
            .merge(files::routes(lang));
    }
    router
}

/// Somebody at the roadmap of a workspace.
struct Road<'s> {
    room: Workroom<'s>,
    workspace: Workspace,
    relation: ObjectRelation,
    /// None before it is begun.
    written: Option<WrittenRoadmap>,
}

impl<'s> Road<'s> {
    /// For who may see it; for others it is not there.
    async fn of(state: &'s State, lang: Lang, entered: &'s Entered, id: &str) -> Result<Self, Failure> {
        let (room, workspace) = Workroom::with(state, lang, entered, id).await?;
        if !room.may(Right::SeeRoadmap, &workspace) {
            return Err(Failure::NotFound);
        }
        let written = state.0.store.records::<WrittenRoadmap>().find(id).await.map_err(Failure::internal)?;
        let relation = workspace.relation(&room.standing);
        Ok(Self { room, workspace, relation, written })
    }

    /// The same for a page of a roadmap that was begun.
    async fn begun(
        state: &'s State,
        lang: Lang,
        entered: &'s Entered,
        id: &str,
    ) -> Result<(Self, WrittenRoadmap), Failure> {
        let road = Self::of(state, lang, entered, id).await?;
        let written = road.written.clone().ok_or(Failure::NotFound)?;
        Ok((road, written))
    }

    fn words(&self) -> &'static Words {
        self.room.words
    }

    fn lang(&self) -> Lang {
        self.room.words.lang()
    }

    fn id(&self) -> String {
        self.workspace.id.to_string()
    }

    fn writes(&self) -> bool {
        self.room.may(Right::WriteRoadmap, &self.workspace)
    }

    fn asking(&self) -> Asking<'_> {
        Asking {
            who: &self.room.standing,
            relation: &self.relation,
            rights: &self.room.session.rights,
            phase: self.room.phase,
            now: self.room.now,
        }
    }

    /// A page under the roadmap; the roadmap itself is under its workspace.
    fn frame(&self, links: &Links, title: String) -> PageFrame {
        let frame = self.room.state.desk_frame(self.lang(), links, title);
        let frame = match links {
            Links::Roadmap(_) => frame,
            _ => frame.under(&Links::Roadmap(self.id()), self.words().t("road-title")),
        };
        frame.under(&Links::Workspace(self.id()), self.workspace.place.name.clone())
    }

    fn back(&self) -> (String, String) {
        (Links::Roadmap(self.id()).path(self.lang()), self.words().t("road-title"))
    }

    /// Begins the roadmap; whether it was not there.
    async fn begin(&self, roadmap: Roadmap) -> Result<bool, Failure> {
        let session = self.workspace.session.clone();
        let done = begin(self.workspace.id.clone(), session, roadmap, self.asking()).map_err(|_| Failure::NotFound)?;
        let now = self.room.now.to_string();
        let records = self.room.state.0.store.records::<WrittenRoadmap>();
        records.begin(&kept(done)?, &now).await.map_err(Failure::internal)
    }

    /// Carries out a command over the roadmap as it is then.
    async fn act(&self, command: Command) -> Result<Result<WrittenRoadmap, Cause>, Failure> {
        let now = self.room.now.to_string();
        let records = self.room.state.0.store.records::<WrittenRoadmap>();
        let decide = |written: &WrittenRoadmap| {
            let done = written.act(command, self.asking()).map_err(Refused::Cause)?;
            kept(done).map_err(Refused::Failure)
        };
        match records.act(self.workspace.id.as_str(), &now, decide).await {
            Ok(Some(written)) => Ok(Ok(written)),
            Ok(None) => Err(Failure::NotFound),
            Err(ActError::Refused(Refused::Cause(Cause::Nobody | Cause::NotAllowed(_)))) => Err(Failure::NotFound),
            Err(ActError::Refused(Refused::Cause(cause))) => Ok(Err(cause)),
            Err(ActError::Refused(Refused::Failure(failure))) => Err(failure),
            Err(error) => Err(Failure::internal(error)),
        }
    }

    /// A cause in sentences: those that are about no field of the form.
    async fn told(&self, roadmap: &Roadmap, cause: &Cause) -> Result<Vec<String>, Failure> {
        let words = self.words();
        Ok(match cause {
            Cause::Nobody | Cause::NotAllowed(_) => vec![words.t("road-not-allowed")],
            Cause::Overtaken { by: Some(by), at } => {
                let names = self.room.names([by]).await?;
                let at = at.map_or_else(String::new, |at| words.moment(&at.to_string()));
                let who = names.get(by).cloned().unwrap_or_default();
                vec![words.with("road-overtaken", &[("who", who), ("at", at)])]
            }
            Cause::Overtaken { .. } | Cause::Unknown => vec![words.t("road-overtaken-gone")],
            Cause::Taken => vec![words.t("road-taken")],
            Cause::Dates => vec![words.t("road-dates-stale")],
            Cause::Disagrees(found) => found.iter().map(|found| elsewhere(words, roadmap, found)).collect(),
        })
    }

    fn notices(&self, roadmap: Option<&Roadmap>) -> Vec<String> {
        let own = roadmap.and_then(|roadmap| roadmap.notice.as_ref());
        self.room.made_up().into_iter().chain(own.map(|notice| telling::said(self.words(), notice))).collect()
    }
}

/// Why an act is not done: the rules, or what surrounds them.
#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error("refused: {0:?}")]
    Cause(Cause),
    #[error("failed: {0:?}")]
    Failure(Failure),
}

/// Something that contradicts itself, with where it is.
fn elsewhere(words: &Words, roadmap: &Roadmap, found: &Disagreement) -> String {
    let fault = telling::disagreement(words, &found.what);
    let place = match found.of {
        Some(("action", rank)) => roadmap.actions.get(rank).map(|action| telling::said(words, &action.title)),
        Some(("axis", rank)) => roadmap.axes.get(rank).map(|axis| telling::said(words, &axis.name)),
        Some(("team", rank)) => roadmap.teams.get(rank).map(|team| telling::said(words, &team.name)),
        Some(("funder", rank)) => roadmap.funders.get(rank).map(|funder| telling::said(words, &funder.name)),
        Some(("grant", rank)) => roadmap.grants.get(rank).map(|grant| telling::said(words, &grant.name)),
        _ => None,
    };
    match place {
        Some(place) => words.with("road-elsewhere", &[("where", place), ("fault", fault)]),
        None => fault,
    }
}

/// What is wrong in a field, in words.
fn sheet_fault(words: &Words, fault: &SheetFault) -> String {
    let found = |key: &str, text: &str| words.t1(key, "found", text.to_owned());
    let told = match &fault.what {
        SheetWrong::Empty => words.t("road-wrong-empty"),
        SheetWrong::Name { found: text } => found("road-wrong-name", text),
        SheetWrong::Number { found: text } => found("road-wrong-number", text),
        SheetWrong::Value { found: text } => found("road-wrong-value", text),
        SheetWrong::People { found: text } => found("road-wrong-people", text),
        SheetWrong::Quarter { found: text } => found("road-wrong-quarter", text),
        SheetWrong::Date { found: text } => found("road-wrong-date", text),
        SheetWrong::Choice { found: text } => found("road-wrong-choice", text),
        SheetWrong::Commune { found: text } => found("road-wrong-commune", text),
        SheetWrong::Reason => words.t("road-wrong-reason"),
        SheetWrong::Incomplete => words.t("road-wrong-incomplete"),
        SheetWrong::Long { found, most } => {
            words.with("road-wrong-long", &[("found", found.to_string()), ("most", most.to_string())])
        }
    };
    match fault.line {
        Some(line) => words.with("road-field-line", &[("line", line.to_string()), ("fault", told)]),
        None => told,
    }
}

/// The field of a form in which a contradiction of an action is told.
fn field_of(found: &Disagreement) -> &'static str {
    match found.within.map(|(list, _)| list) {
        Some("need") => "needs",
        Some("site") => "sites",
        Some("indicator") => "indicators",
        Some("quote") => "quotes",
        Some(list) => list,
        None => found.field,
    }
}

/// The same as a fault of a field.
fn told_in_field(words: &Words, found: &Disagreement) -> String {
    let told = telling::disagreement(words, &found.what);
    match found.within {
        Some((_, rank)) => words.with("road-field-line", &[("line", (rank + 1).to_string()), ("fault", told)]),
        None => told,
    }
}

/// A field of a sheet: its words are those of its name.
fn field(words: &Words, name: &str, sheet: &ActionSheet, input: Input, faults: Vec<String>) -> FieldView {
    let (key, hint) = (format!("road-field-{name}"), format!("road-field-{name}-hint"));
    let text = sheet.0.get(name).cloned().unwrap_or_default();
    let input = match input {
        Input::Line => FieldInput::Line { kind: "text", value: text },
        Input::Text => FieldInput::Text { value: text },
        Input::Flag => FieldInput::Flag { is: !text.trim().is_empty() },
        Input::Choice(choices) => {
            let chosen = |word: &String| word == text.trim();
            FieldInput::Choice {
                options: choices.into_iter().map(|(word, told)| (word.clone(), told, chosen(&word))).collect(),
            }
        }
    };
    let hint = if words.knows(&hint) { words.t(&hint) } else { String::new() };
    FieldView { name: name.to_owned(), label: words.t(&key), hint, input, faults }
}

/// How a field of a sheet is filled in.
enum Input {
    Line,
    Text,
    Flag,
    Choice(Vec<(String, String)>),
}

fn group(heading: String, fields: Vec<FieldView>) -> FieldGroup {
    FieldGroup { heading, lead: String::new(), fields }
}

/// The fields that a form sent, by their names.
fn sheet_of(given: &[(String, String)]) -> ActionSheet {
    let text = |text: &String| text.replace("\r\n", "\n");
    ActionSheet(given.iter().map(|(name, value)| (name.clone(), text(value))).collect())
}

fn one<'g>(given: &'g [(String, String)], name: &str) -> &'g str {
    given.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
}
