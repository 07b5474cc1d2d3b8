//! The edition of a stage, being written: its few texts, what it would hold, publishing it, correcting it.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use facts::Lang;
use press::page::{EditionDeskPage, EditionView};
use press::{Links, telling};
use programme::edition::{Content, Draft, Event, begin};
use programme::roadmap::story::WrittenRoadmap;
use programme::role::Right;
use programme::thread::Item;
use programme::workshop::contribution::{Stand, counted};
use programme::workshop::{Contribution, Workshop};
use programme::workspace::{Cause, Refusal, Workspace};
use programme::{Edition, Slug};
use serde::Deserialize;
use store::ActError;
use store::people::Entered;

use super::{Workroom, kept};
use crate::editions::{self, Work};
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of, work};

/// What the forms of the page hold.
#[derive(Deserialize, Default, Clone)]
pub struct Typed {
    #[serde(default)]
    act: String,
    #[serde(default)]
    version: u64,
    #[serde(default)]
    title: String,
    #[serde(default)]
    summary: String,
    #[serde(default)]
    next: String,
    #[serde(default)]
    reason: String,
}

impl Typed {
    fn draft(&self) -> Draft {
        let plain = |text: &str| text.replace("\r\n", "\n");
        Draft {
            title: self.title.trim().to_owned(),
            summary: plain(&self.summary),
            next: plain(&self.next),
            version: self.version,
        }
    }
}

/// Why nothing was done.
enum Undone {
    Refused(Vec<Cause>),
    Failed(Failure),
}

impl From<Failure> for Undone {
    fn from(failure: Failure) -> Self {
        Undone::Failed(failure)
    }
}

impl From<Refusal> for Undone {
    fn from(refusal: Refusal) -> Self {
        Undone::Refused(refusal.causes)
    }
}

/// The editions of a stage, the last one last.
struct Desk<'s> {
    room: Workroom<'s>,
    workspace: Workspace,
    stage: Slug,
    editions: Vec<Edition>,
}

impl<'s> Desk<'s> {
    async fn of(state: &'s State, lang: Lang, entered: &'s Entered, id: &str, stage: &str) -> Result<Self, Failure> {
        let (room, workspace) = Workroom::assembled(state, lang, entered, id).await?;
        let stage: Slug = stage.parse().map_err(|_| Failure::NotFound)?;
        room.session.stage(&stage).ok_or(Failure::NotFound)?;
        let mut editions = state.0.store.records::<Edition>().of_parent(id).await.map_err(Failure::internal)?;
        editions.retain(|edition| edition.stage == stage);
        editions.sort_by_key(|edition| edition.number);
        Ok(Self { room, workspace, stage, editions })
    }

    /// The edition being written, or the one that would be.
    fn draft(&self) -> Option<&Edition> {
        self.editions.last().filter(|edition| edition.published.is_none())
    }

    /// What would be published of a draft.
    async fn content(&self, draft: Draft) -> Result<Content, Failure> {
        let instance = self.room.state.instance();
        let (session, workspace, stage) = (self.room.session, self.workspace.clone(), self.stage.clone());
        let done = self.work().await?;
        work(move || editions::content(instance, session, &workspace, &stage, &draft, &done)).await
    }

    /// What was recorded in the workspace.
    async fn work(&self) -> Result<Work, Failure> {
        let (store, id) = (&self.room.state.0.store, self.workspace.id.as_str());
        let workshops = store.records::<Workshop>().of_parent(id).await.map_err(Failure::internal)?;
        let mut heard = Vec::new();
        for workshop in &workshops {
            let said =
                store.records::<Contribution>().of_parent(workshop.id.as_str()).await.map_err(Failure::internal)?;
            let published = counted(&said).into_iter().filter(|said| matches!(said.stand, Stand::Published { .. }));
            heard.push(published.count());
        }
        let items = store.records::<Item>().of_parent(id).await.map_err(Failure::internal)?;
        let roadmap = store.records::<WrittenRoadmap>().find(id).await.map_err(Failure::internal)?;
        Ok(Work { workshops, heard, items, roadmap: roadmap.map(|written| written.roadmap) })
    }

    /// Writes an edition that begins.
    async fn begun(&self, begun: (Edition, Vec<Event>)) -> Result<(), Undone> {
        let now = self.room.now.to_string();
        let records = self.room.state.0.store.records::<Edition>();
        match records.begin(&kept(begun)?, &now).await.map_err(Failure::internal)? {
            true => Ok(()),
            false => Err(Undone::Refused(vec![Cause::Conflict])),
        }
    }

    async fn write(&self, typed: &Typed) -> Result<u64, Undone> {
        let (rules, who, now) = (self.room.rules(), &self.room.standing, self.room.now);
        let id = match self.draft() {
            Some(edition) => edition.id.clone(),
            None if self.editions.is_empty() => {
                let (first, events) = begin(&self.workspace, &self.stage, None, rules, who, now)?;
                let id = first.id.clone();
                self.begun((first, events)).await?;
                id
            }
            None => return Err(Undone::Refused(vec![Cause::WrongState])),
        };
        let decide = |edition: &Edition| -> Result<_, Undone> {
            Ok(kept(edition.write(&self.workspace, typed.draft(), rules, who, now)?)?)
        };
        let records = self.room.state.0.store.records::<Edition>();
        let written = records.act(id.as_str(), &now.to_string(), decide).await.map_err(undone)?;
        Ok(written.map_or(0, |edition| edition.draft.version))
    }

    async fn publish(&self, typed: &Typed) -> Result<String, Undone> {
        let (rules, who, now) = (self.room.rules(), &self.room.standing, self.room.now);
        // What is on the screen is what is published.
        let version = self.write(typed).await?;
        let draft = Draft { version, ..typed.draft() };
        let content = self.content(draft).await?;
        let number = self.draft().map_or(1, |edition| edition.number);
        let id = programme::edition::name(&self.workspace.id, &self.stage, number).ok_or(Failure::NotFound)?;
        let decide = |edition: &Edition| -> Result<_, Undone> {
            Ok(kept(edition.publish(&self.workspace, content, version, rules, who, now)?)?)
        };
        let records = self.room.state.0.store.records::<Edition>();
        records.act(id.as_str(), &now.to_string(), decide).await.map_err(undone)?;
        self.room.state.has_published();
        Ok(id.to_string())
    }

    async fn correct(&self, typed: &Typed) -> Result<(), Undone> {
        let last = self.editions.last().ok_or(Failure::NotFound)?;
        let (rules, who, now) = (self.room.rules(), &self.room.standing, self.room.now);
        self.begun(begin(&self.workspace, &self.stage, Some((last, typed.reason.trim())), rules, who, now)?).await
    }

    async fn page(&self, typed: Typed, errors: Vec<String>) -> Result<Response, Failure> {
        let (room, words) = (&self.room, self.room.words);
        let lang = words.lang();
        let open = self.workspace.ended.is_none();
        let may = |right: Right| open && room.may(right, &self.workspace);
        let published = self.editions.iter().filter_map(|edition| {
            let at = edition.published.as_ref()?.at;
            let when = words.moment(&at.to_string());
            let told = words.with("edition-published", &[("number", edition.number.to_string()), ("when", when)]);
            Some((Links::Edition(edition.id.to_string()).path(lang), told))
        });
        let number = |edition: &Edition| edition.number.to_string();
        let state = match self.editions.last() {
            None => words.t("edition-state-none"),
            Some(edition) if edition.published.is_some() => {
                words.t1("edition-state-published", "number", number(edition))
            }
            Some(edition) => words.t1("edition-state-draft", "number", number(edition)),
        };
        let writes = self.draft().is_some() || self.editions.is_empty();
        let draft = match (writes, errors.is_empty()) {
            (false, _) => None,
            (true, true) => Some(self.draft().map(|edition| edition.draft.clone()).unwrap_or_default()),
            // What was typed is kept; the version is that of now, once they have been told that somebody wrote.
            (true, false) => {
                let version = self.draft().map_or(0, |edition| edition.draft.version);
                Some(Draft { version, ..typed.draft() })
            }
        };
        let view = match &draft {
            Some(draft) => Some(EditionView::new(words, &self.content(draft.clone()).await?)),
            None => None,
        };
        let stage = room.session.stage(&self.stage).map(|stage| words.say(&stage.name)).unwrap_or_default();
        let links = Links::WorkspaceEdition(self.workspace.id.to_string(), self.stage.to_string());
        let back = Links::Workspace(self.workspace.id.to_string());
        let f = room.state.desk_frame(lang, &links, words.t1("edition-of", "stage", stage));
        let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let page = EditionDeskPage {
            f: f.under(&back, self.workspace.place.name.clone()),
            made_up: room.made_up(),
            state,
            published: published.collect(),
            draft: draft.map(|draft| (draft.title, draft.summary, draft.next, draft.version.to_string())),
            may: (may(Right::WriteWorkspace), !writes && may(Right::LeadWorkspace), may(Right::LeadWorkspace)),
            edition: view,
            errors,
            reason: typed.reason,
        };
        Ok(private(status, page_of(&page)))
    }
}

fn undone(error: ActError<Undone>) -> Undone {
    match error {
        ActError::Refused(undone) => undone,
        other => Undone::Failed(Failure::internal(other)),
    }
}

impl std::fmt::Display for Undone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an act was not done")
    }
}

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, stage)): Path<(String, String)>,
) -> Response {
    let lang = lang_of(uri.path());
    let shown = async { Desk::of(&state, lang, &entered, &id, &stage).await?.page(Typed::default(), Vec::new()).await };
    shown.await.unwrap_or_else(|failure| failure.page(&state, lang))
}

pub async fn act(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, stage)): Path<(String, String)>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let answered = async {
        let desk = Desk::of(&state, lang, &entered, &id, &stage).await?;
        let Form(typed) = form.map_err(|rejection| Failure::Form(rejection.status()))?;
        let here = Links::WorkspaceEdition(id.clone(), stage.clone()).path(lang);
        let done = match typed.act.as_str() {
            "write" => desk.write(&typed).await.map(|_| here),
            "publish" => desk.publish(&typed).await.map(|edition| Links::Edition(edition).path(lang)),
            "correct" => desk.correct(&typed).await.map(|()| here),
            _ => Err(Undone::Failed(Failure::NotFound)),
        };
        match done {
            Ok(next) => Ok(Redirect::to(&next).into_response()),
            Err(Undone::Refused(causes)) => {
                // What was written meanwhile is there when the page is shown again.
                let desk = Desk::of(&state, lang, &entered, &id, &stage).await?;
                let told = causes.iter().map(|cause| telling::workspace_cause(desk.room.words, cause)).collect();
                desk.page(typed, told).await
            }
            Err(Undone::Failed(failure)) => Err(failure),
        }
    };
    answered.await.unwrap_or_else(|failure| failure.page(&state, lang))
}
