//! A workspace: where it is, what was promised, what is to be done, who works in it.

use std::collections::BTreeMap;

use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use facts::Lang;
use press::page::{
    DeliverableView, PersonView, PromiseView, ReportView, RequestView, StageView, TaskView, WorkspacePage,
};
use press::{Links, news, telling};
use programme::calendar::{Date, Instant, Zone};
use programme::id::PersonId;
use programme::role::Right;
use programme::workspace::{
    Capacity, DeliverableState, DeliverableVerdict, Promise, PromiseSource, PromiseStatus, Request, RequestKind,
    RequestState, RequestVerdict, Workspace,
};
use store::people::Entered;

use super::Workroom;
use super::document::file_of;
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// The lines of the story that the page tells: the last ones.
const LINES: usize = 50;

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let shown = shown(&state, lang, &entered, &id, BTreeMap::new(), Vec::new()).await;
    shown.unwrap_or_else(|failure| failure.page(&state, lang))
}

/// The page, with what a form held and what is wrong with it.
pub async fn shown(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    given: BTreeMap<String, String>,
    errors: Vec<String>,
) -> Result<Response, Failure> {
    let (room, workspace) = Workroom::with(state, lang, entered, id).await?;
    let words = room.words;
    let records = state.0.store.records::<Workspace>();
    let mut story = records.story(id).await.map_err(Failure::internal)?;
    let told = story.split_off(story.len().saturating_sub(LINES));
    let by = told.iter().filter_map(|(_, event)| event.by.as_ref());
    let names = room.names(workspace.people.keys().chain(by)).await?;
    let nobody = words.t("dossier-someone");
    let story = told.iter().rev().map(|(_, event)| {
        let who = event.by.as_ref().and_then(|by| names.get(by)).unwrap_or(&nobody);
        let what = telling::workspace_happened(words, room.session, &workspace, &event.happened);
        (words.moment(&event.at.to_string()), what, who.clone())
    });
    let open = workspace.ended.is_none();
    let may = [Right::WriteWorkspace, Right::LeadWorkspace, Right::FollowUp].map(|r| open && room.may(r, &workspace));
    let view = View { room: &room, workspace: &workspace, names: &names, may };
    let links = Links::Workspace(id.to_owned());
    let session = workspace.session.to_string();
    let list = Links::Workspaces(session);
    let f = state.desk_frame(lang, &links, workspace.place.name.clone()).under(&list, words.t("workspaces-title"));
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = WorkspacePage {
        f,
        made_up: room.made_up(),
        ended: workspace.ended.as_ref().map(|ended| {
            let when = words.moment(&ended.at.to_string());
            words.with("workspace-ended", &[("when", when), ("reason", ended.reason.clone())])
        }),
        around: view.around(),
        stages: view.stages(),
        next_stages: view.next_stages(),
        promises: view.promises(),
        counts: view.counts(),
        tasks: view.tasks(),
        deliverables: view.deliverables(),
        requests: view.requests(),
        reports: view.reports(),
        people: view.people(),
        story: story.collect(),
        may: (may[0], may[1], may[2]),
        choices: view.choices(),
        acts: Links::WorkspaceActs(id.to_owned()).path(lang),
        given,
        errors,
    };
    Ok(private(status, page_of(&page)))
}

/// A workspace, being put in words for somebody.
struct View<'v, 's> {
    room: &'v Workroom<'s>,
    workspace: &'v Workspace,
    names: &'v BTreeMap<PersonId, String>,
    may: [bool; 3],
}

impl View<'_, '_> {
    fn t(&self, key: &str) -> String {
        self.room.words.t(key)
    }

    fn moment(&self, at: &Instant) -> String {
        self.room.words.moment(&at.to_string())
    }

    fn due(&self, due: Option<Date>) -> Option<String> {
        due.map(|due| self.room.words.t1("workspace-by", "date", news::day(self.room.words, due)))
    }

    fn status(&self, status: PromiseStatus) -> String {
        self.t(&format!("promise-status-{}", status.as_str()))
    }

    /// Where one goes from here.
    fn around(&self) -> Vec<(String, String)> {
        let lang = self.room.words.lang();
        let mut around = Vec::new();
        if let programme::workspace::Origin::Laureate { laureate } = &self.workspace.origin {
            around.push((Links::Laureate(laureate.to_string()).path(lang), self.t("workspace-laureate")));
        }
        let id = self.workspace.id.to_string();
        if self.room.may(Right::SeeWorkshops, self.workspace) {
            around.push((Links::Workshops(id.clone()).path(lang), self.t("workshops-title")));
            around.push((Links::Thread(id.clone()).path(lang), self.t("thread-link")));
        }
        if self.room.may(Right::SeeRoadmap, self.workspace) {
            around.push((Links::Roadmap(id).path(lang), self.t("road-title")));
        }
        let id = self.workspace.id.to_string();
        if self.room.sees_all(self.workspace) {
            around.push((Links::Progress(id.clone()).path(lang), self.t("progress-title")));
            around.push((Links::SheetsDesk(id.clone()).path(lang), self.t("sheets-title")));
        }
        let token = match &self.workspace.origin {
            programme::workspace::Origin::Laureate { laureate } => format!("laureate:{laureate}"),
            // The token of a set of communes is their codes.
            programme::workspace::Origin::Dossier { .. } => {
                let codes: Vec<String> = self.workspace.communes.iter().map(ToString::to_string).collect();
                codes.join("%2B")
            }
        };
        let actions = Links::NetworkActions.path(lang);
        around
            .push((format!("{actions}?{}={token}", self.t("path-network-territory")), self.t("network-actions-title")));
        if self.room.may(Right::LeadWorkspace, self.workspace) {
            around.push((Links::WorkspaceListing(id).path(lang), self.t("listing-title")));
        }
        let edition = |stage: &programme::session::Stage| {
            let at = Links::WorkspaceEdition(self.workspace.id.to_string(), stage.id.to_string()).path(lang);
            (at, self.room.words.t1("workspace-edition", "stage", self.room.words.say(&stage.name)))
        };
        if self.room.sees_all(self.workspace) {
            around.extend(self.room.session.stages.list.iter().map(edition));
        }
        around
    }

    fn stages(&self) -> Vec<StageView> {
        let current = self.workspace.stage();
        let view = |stage: &programme::session::Stage| StageView {
            name: self.room.words.say(&stage.name),
            since: self
                .workspace
                .stages
                .iter()
                .find(|passage| passage.stage == stage.id)
                .map(|p| self.moment(&p.since)),
            is_current: current == Some(&stage.id),
        };
        self.room.session.stages.list.iter().map(view).collect()
    }

    fn stage_names(&self) -> impl Iterator<Item = (String, String)> {
        let words = self.room.words;
        self.room.session.stages.list.iter().map(|stage| (stage.id.to_string(), words.say(&stage.name)))
    }

    fn next_stages(&self) -> Vec<(String, String)> {
        if !self.may[2] {
            return Vec::new();
        }
        let reached = |id: &str| self.workspace.stages.iter().any(|passage| passage.stage.as_str() == id);
        self.stage_names().filter(|(id, _)| !reached(id)).collect()
    }

    fn source(&self, source: &PromiseSource) -> String {
        match source {
            PromiseSource::Jury => self.t("promise-source-jury"),
            PromiseSource::Workspace => self.t("promise-source-workspace"),
            PromiseSource::Dossier { question } => {
                let asked = self.room.session.application.form.question(question);
                let label = asked.map(|(_, question)| self.room.words.say(&question.label)).unwrap_or_default();
                self.room.words.t1("promise-source-dossier", "question", label)
            }
        }
    }

    fn promises(&self) -> Vec<PromiseView> {
        let today = Zone::Paris.day(self.room.now);
        let view = |(id, promise): (&programme::id::ItemId, &Promise)| PromiseView {
            id: id.to_string(),
            text: promise.text.clone(),
            source: self.source(&promise.source),
            due: self.due(promise.due),
            status: (promise.status.as_str(), self.status(promise.status)),
            late: Workspace::is_late(promise, today),
            said: promise.said.clone(),
            told: self.moment(&promise.told),
            actions: promise.actions.iter().map(|action| action.as_str()).collect::<Vec<_>>().join(", "),
        };
        let mut promises: Vec<_> = self.workspace.promises.iter().collect();
        promises.sort_by_key(|(_, promise)| (!Workspace::is_late(promise, today), promise.due.is_none(), promise.due));
        promises.into_iter().map(view).collect()
    }

    fn counts(&self) -> Vec<(String, String)> {
        let count = |status: PromiseStatus| self.workspace.promises.values().filter(|p| p.status == status).count();
        let counts = PromiseStatus::CHOICES.iter().map(|(_, status)| (*status, count(*status)));
        let counts = counts.filter(|(_, n)| *n > 0);
        counts.map(|(status, n)| (self.status(status), self.room.words.number(n as f64, 0))).collect()
    }

    fn tasks(&self) -> Vec<TaskView> {
        let mut tasks: Vec<_> = self.workspace.tasks.iter().collect();
        tasks.sort_by_key(|(_, task)| (task.done.is_some(), task.due.is_none(), task.due));
        let view = |(id, task): (&programme::id::ItemId, &programme::workspace::Task)| TaskView {
            id: id.to_string(),
            title: task.title.clone(),
            owner: task.owner.as_ref().and_then(|owner| self.names.get(owner)).cloned(),
            due: self.due(task.due),
            done: task.done.as_ref().map(|at| self.moment(at)),
        };
        tasks.into_iter().map(view).collect()
    }

    fn deliverables(&self) -> Vec<DeliverableView> {
        let (lang, words) = (self.room.words.lang(), self.room.words);
        let view = |(id, deliverable): (&programme::id::ItemId, &programme::workspace::Deliverable)| {
            let stage = self.room.session.stage(&deliverable.stage).map(|stage| words.say(&stage.name));
            let about = [stage, self.due(deliverable.due)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            let (state, reason) = match &deliverable.state {
                DeliverableState::Expected => (self.t("deliverable-expected"), None),
                DeliverableState::Delivered { at, .. } => {
                    (words.t1("deliverable-delivered", "when", self.moment(at)), None)
                }
                DeliverableState::Accepted { at, .. } => {
                    (words.t1("deliverable-accepted", "when", self.moment(at)), None)
                }
                DeliverableState::Returned { at, reason, .. } => {
                    (words.t1("deliverable-returned", "when", self.moment(at)), Some(reason.clone()))
                }
            };
            let link = |digest: &str| Links::WorkspaceFile(self.workspace.id.to_string(), digest.to_owned()).path(lang);
            let accepted = matches!(deliverable.state, DeliverableState::Accepted { .. });
            DeliverableView {
                id: id.to_string(),
                name: deliverable.name.clone(),
                about,
                state,
                file: file_of(&deliverable.state).map(|file| (link(file.digest.as_str()), file.name.clone())),
                reason,
                may_deliver: self.may[0] && !accepted,
                may_judge: self.may[2] && matches!(deliverable.state, DeliverableState::Delivered { .. }),
            }
        };
        self.workspace.deliverables.iter().map(view).collect()
    }

    fn requests(&self) -> Vec<RequestView> {
        let words = self.room.words;
        let mut requests: Vec<_> = self.workspace.requests.iter().collect();
        requests.sort_by_key(|(_, request)| std::cmp::Reverse(request.at));
        let view = |(id, request): (&programme::id::ItemId, &Request)| {
            let answered = |key: &str, at: &Instant, reason: &str| {
                words.with(key, &[("when", self.moment(at)), ("reason", reason.to_owned())])
            };
            let state = match &request.state {
                RequestState::Asked => self.t("request-asked"),
                RequestState::Granted { at, reason } => answered("request-granted", at, reason),
                RequestState::Refused { at, reason } => answered("request-refused", at, reason),
                RequestState::Withdrawn { at } => answered("request-withdrawn", at, ""),
            };
            let waits = matches!(request.state, RequestState::Asked);
            let granted = matches!(request.state, RequestState::Granted { .. });
            let abandons = granted && request.kind == RequestKind::Abandon;
            RequestView {
                id: id.to_string(),
                kind: self.t(&format!("request-kind-{}", request.kind.as_str())),
                when: self.moment(&request.at),
                reason: request.reason.clone(),
                state,
                may: (self.may[2] && waits, self.may[1] && waits, self.may[1] && abandons),
            }
        };
        requests.into_iter().map(view).collect()
    }

    fn reports(&self) -> Vec<ReportView> {
        let words = self.room.words;
        let mut reports: Vec<_> = self.workspace.reports.iter().collect();
        reports.sort_by_key(|(_, report)| (report.months, report.as_of));
        let view = |(id, report): (&programme::id::ItemId, &programme::workspace::Report)| {
            let promise = |(id, (status, said)): (&programme::id::ItemId, &(PromiseStatus, String))| {
                let text = self.workspace.promises.get(id).map_or("", |promise| promise.text.as_str());
                (text.to_owned(), self.status(*status), said.clone())
            };
            let day = news::day(words, report.as_of);
            ReportView {
                id: id.to_string(),
                title: words.count_with("workspace-report-title", usize::from(report.months), "day", &day),
                results: report.results.clone(),
                difficulties: report.difficulties.clone(),
                reproducible: report.reproducible.clone(),
                promises: report.promises.iter().map(promise).collect(),
                handed_in: report.handed_in.as_ref().map(|at| words.t1("workspace-handed-in", "when", self.moment(at))),
            }
        };
        reports.into_iter().map(view).collect()
    }

    fn people(&self) -> Vec<PersonView> {
        let me = &self.room.entered.person.id;
        let view = |(id, capacity): (&PersonId, &Capacity)| PersonView {
            id: id.to_string(),
            name: self.names.get(id).cloned().unwrap_or_default(),
            capacity: self.t(&format!("workspace-capacity-{}", capacity.as_str())),
            may_go: self.workspace.ended.is_none() && (self.may[1] || self.may[2] || id == me),
        };
        self.workspace.people.iter().map(view).collect()
    }

    fn choices(&self) -> BTreeMap<&'static str, Vec<(String, String)>> {
        let words = |prefix: &str, words: Vec<&'static str>| {
            let view = |word: &str| (word.to_owned(), self.t(&format!("{prefix}-{word}")));
            words.into_iter().map(view).collect::<Vec<_>>()
        };
        let mut sources = vec![("workspace".to_owned(), self.t("promise-source-workspace"))];
        sources.extend(self.may[2].then(|| ("jury".to_owned(), self.t("promise-source-jury"))));
        let form = &self.room.session.application.form;
        let texts = form.sections.iter().flat_map(|section| &section.questions);
        let texts = texts.filter(|question| matches!(question.answer.kind(), "text" | "criteria"));
        sources.extend(texts.map(|question| {
            let label = self.room.words.say(&question.label);
            (question.id.to_string(), self.room.words.t1("promise-source-dossier", "question", label))
        }));
        BTreeMap::from([
            ("status", words("promise-status", PromiseStatus::CHOICES.iter().map(|(word, _)| *word).collect())),
            ("verdict", words("deliverable-verdict", DeliverableVerdict::CHOICES.iter().map(|(w, _)| *w).collect())),
            ("answer", words("request-verdict", RequestVerdict::CHOICES.iter().map(|(word, _)| *word).collect())),
            ("kind", words("request-kind", RequestKind::CHOICES.iter().map(|(word, _)| *word).collect())),
            ("capacity", words("workspace-capacity", Capacity::CHOICES.iter().map(|(word, _)| *word).collect())),
            ("stage", self.stage_names().collect()),
            (
                "owner",
                self.names
                    .iter()
                    .filter(|(id, _)| self.workspace.people.contains_key(*id))
                    .map(|(id, name)| (id.to_string(), name.clone()))
                    .collect(),
            ),
            ("source", sources),
        ])
    }
}
