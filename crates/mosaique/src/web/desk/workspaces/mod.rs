//! The workspaces of laureates: those of a session, one of them, the acts in it, its documents.
//!
//! What may be seen or done is asked of `programme::role` and `programme::workspace` each time; what one may not see is not
//! there.

mod acts;
mod document;
mod edition;
mod list;
mod one;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use facts::Lang;
use press::{Links, Words};
use programme::Session;
use programme::calendar::Instant;
use programme::call::Phase;
use programme::id::PersonId;
use programme::role::{ObjectRelation, Right, Standing};
use programme::story::{Event, Story};
use programme::workspace::{Rules, Workspace};
use store::people::Entered;
use store::records::Kept;

use super::standing;
use crate::chance;
use crate::web::State;
use crate::web::error::Failure;

/// Largest body of a form: a deliverable and the fields beside it.
const LARGEST: usize = 64 << 20;
/// The largest deliverable, in megabytes.
const MEGABYTES: u64 = 50;

pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        let at = |links: Links| links.path(lang).replace("%7B", "{").replace("%7D", "}");
        let id = || "{id}".to_owned();
        router = router
            .route(&at(Links::Workspaces(id())), get(list::page).post(list::open))
            .route(&at(Links::Workspace(id())), get(one::page))
            .route(&at(Links::WorkspaceActs(id())), post(acts::act).layer(DefaultBodyLimit::max(LARGEST)))
            .route(&at(Links::WorkspaceEdition(id(), "{stage}".into())), get(edition::page).post(edition::act))
            .route(&at(Links::WorkspaceFile(id(), "{digest}".into())), get(document::document));
    }
    router
}

/// Somebody among the workspaces of a session, at one moment.
pub struct Workroom<'s> {
    pub state: &'s State,
    pub words: &'static Words,
    pub session: &'static Session,
    /// The phase of the session; `published` when it receives no dossiers here.
    pub phase: Phase,
    pub standing: Standing,
    pub entered: &'s Entered,
    pub now: Instant,
}

impl<'s> Workroom<'s> {
    /// Among the workspaces of a session; not found when there is no such session.
    pub fn of(state: &'s State, lang: Lang, entered: &'s Entered, session: &str) -> Result<Self, Failure> {
        let in_force = state.instance().in_force(session).ok_or(Failure::NotFound)?;
        let session = in_force.session;
        let now: Instant = state.now().parse().map_err(Failure::internal)?;
        let phase = session.call.as_ref().map_or(Phase::Published, |call| in_force.steering.phase_at(call, now));
        let words = Words::of(lang);
        Ok(Self { state, words, session, phase, standing: standing(entered, session), entered, now })
    }

    /// A workspace, for who may see it; for others it is not there, and they are told so after the same time as of one that
    /// does not exist.
    pub async fn with(
        state: &'s State,
        lang: Lang,
        entered: &'s Entered,
        id: &str,
    ) -> Result<(Self, Workspace), Failure> {
        let absence = tokio::time::sleep(state.0.share.absence);
        let found = Self::found(state, lang, entered, id).await;
        if matches!(found, Err(Failure::NotFound)) {
            absence.await;
        }
        found
    }

    /// The same for what is assembled from the workspace, its workshops and its roadmap: for who may see the three.
    pub async fn assembled(
        state: &'s State,
        lang: Lang,
        entered: &'s Entered,
        id: &str,
    ) -> Result<(Self, Workspace), Failure> {
        let (room, workspace) = Self::with(state, lang, entered, id).await?;
        if room.sees_all(&workspace) { Ok((room, workspace)) } else { Err(Failure::NotFound) }
    }

    async fn found(state: &'s State, lang: Lang, entered: &'s Entered, id: &str) -> Result<(Self, Workspace), Failure> {
        let found = state.0.store.records::<Workspace>().find(id).await.map_err(Failure::internal)?;
        let workspace = found.ok_or(Failure::NotFound)?;
        let room = Self::of(state, lang, entered, workspace.session.as_str())?;
        if room.may(Right::SeeWorkspace, &workspace) { Ok((room, workspace)) } else { Err(Failure::NotFound) }
    }

    /// The rules of now.
    pub fn rules(&self) -> Rules<'static> {
        Rules { session: self.session, phase: self.phase }
    }

    /// Whether who asks has a right over a workspace.
    pub fn may(&self, right: Right, workspace: &Workspace) -> bool {
        let object = workspace.relation(&self.standing);
        self.session.rights.may(&self.standing, right, &object, self.phase).is_allowed()
    }

    /// Whether who asks sees the workspace, its workshops and its roadmap.
    pub fn sees_all(&self, workspace: &Workspace) -> bool {
        [Right::SeeWorkspace, Right::SeeWorkshops, Right::SeeRoadmap].iter().all(|right| self.may(*right, workspace))
    }

    /// Whether who asks has a right that is over no workspace in particular.
    pub fn may_all(&self, right: Right) -> bool {
        self.session.rights.may(&self.standing, right, &ObjectRelation::NONE, self.phase).is_allowed()
    }

    /// That a session is made up, said on each of its pages.
    pub fn made_up(&self) -> Option<String> {
        self.state.made_up(self.words, &self.session.identity.id)
    }

    /// How people are called.
    pub async fn names(
        &self,
        people: impl IntoIterator<Item = &PersonId>,
    ) -> Result<BTreeMap<PersonId, String>, Failure> {
        let mut names = BTreeMap::new();
        let people: BTreeSet<&PersonId> = people.into_iter().collect();
        for id in people {
            let found = self.state.0.store.people().find(id).await.map_err(Failure::internal)?;
            let name = |p: store::Person| if p.name.is_empty() { p.address.to_string() } else { p.name };
            names.insert(id.clone(), found.map_or_else(|| self.words.t("dossier-erased-person"), name));
        }
        Ok(names)
    }
}

/// What was decided, with the random bytes that writing it needs.
pub fn kept<T: Story>((state, events): (T, Vec<Event<T::Happened>>)) -> Result<Kept<T>, Failure> {
    let with_salt = |event| Ok::<_, anyhow::Error>((event, chance::salt()?));
    let events = events.into_iter().map(with_salt).collect::<Result<_, _>>().map_err(Failure::internal)?;
    Ok(Kept { state, events, mails: Vec::new(), texts: Vec::new() })
}

/// A name that nothing had before.
pub fn new_name<T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static>>() -> Result<T, Failure> {
    let token = chance::token().map_err(Failure::internal)?;
    token.as_str()[..16].parse().map_err(Failure::internal)
}
