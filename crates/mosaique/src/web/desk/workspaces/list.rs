//! The workspaces of a session; opening one.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use facts::Lang;
use press::links::SessionPart;
use press::page::{WorkspaceRow, WorkspacesPage};
use press::{Links, telling};
use programme::dossier::Place;
use programme::role::Right;
use programme::workspace::{Capacity, Opening, Origin, PromiseStatus, Workspace, open as decide};
use serde::Deserialize;
use store::EmailAddress;
use store::people::Entered;

use super::{Workroom, kept, new_name};
use crate::chance;
use crate::mail::letters;
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::share::subscription::explain;
use crate::web::{State, lang_of};

/// What the form holds: whose workspace, and who leads it.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    origin: String,
    #[serde(default)]
    address: String,
}

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(session): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let shown = shown(&state, lang, &entered, &session, Asked::default(), Vec::new()).await;
    shown.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn shown(
    state: &State,
    lang: Lang,
    entered: &Entered,
    session: &str,
    asked: Asked,
    errors: Vec<String>,
) -> Result<Response, Failure> {
    let room = Workroom::of(state, lang, entered, session)?;
    let words = room.words;
    let all = state.0.store.records::<Workspace>().of_session(session).await.map_err(Failure::internal)?;
    let seen: Vec<&Workspace> = all.iter().filter(|workspace| room.may(Right::SeeWorkspace, workspace)).collect();
    let opens = room.may_all(Right::FollowUp);
    if seen.is_empty() && !opens {
        return Err(Failure::NotFound);
    }
    let openable = match opens {
        false => None,
        true => {
            let offered = room.without(&all);
            Some(offered.into_iter().map(|(word, name, _)| (word.clone(), name, word == asked.origin)).collect())
        }
    };
    let links = Links::Workspaces(session.to_owned());
    let title = words.say(&room.session.identity.title);
    let overview = Links::Session(session.to_owned(), SessionPart::Overview);
    let page = WorkspacesPage {
        f: state.desk_frame(lang, &links, words.t("workspaces-title")).under(&overview, title.clone()),
        session: title,
        made_up: room.made_up(),
        rows: seen.into_iter().map(|workspace| room.row(workspace)).collect(),
        openable,
        address: asked.address.chars().take(254).collect(),
        errors,
    };
    let status = if page.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(private(status, page_of(&page)))
}

/// Whose workspace one may open: the word of the form, the name, and what opening it needs.
type Openable = (String, String, (Origin, Place, BTreeSet<facts::CommuneCode>));

impl Workroom<'_> {
    fn row(&self, workspace: &Workspace) -> WorkspaceRow {
        let words = self.words;
        let settled = |status: PromiseStatus| matches!(status, PromiseStatus::Kept | PromiseStatus::Changed);
        let kept = workspace.promises.values().filter(|promise| settled(promise.status)).count();
        let today = programme::calendar::Zone::Paris.day(self.now);
        let late = workspace.promises.values().filter(|promise| Workspace::is_late(promise, today)).count();
        let number = |n: usize| words.number(n as f64, 0);
        WorkspaceRow {
            href: Links::Workspace(workspace.id.to_string()).path(words.lang()),
            name: workspace.place.name.clone(),
            stage: self.stage_words(workspace),
            promises: words
                .with("workspaces-kept", &[("kept", number(kept)), ("all", number(workspace.promises.len()))]),
            late: (late > 0).then(|| words.count("workspaces-late", late)),
            touched: words.moment(&workspace.touched.to_string()),
        }
    }

    /// The stage where a workspace is, in words.
    pub fn stage_words(&self, workspace: &Workspace) -> String {
        let stage = workspace.stage().and_then(|stage| self.session.stage(stage));
        stage.map_or_else(|| self.words.t("workspace-no-stage"), |stage| self.words.say(&stage.name))
    }

    /// The laureates of the session that have no workspace.
    fn without(&self, all: &[Workspace]) -> Vec<Openable> {
        let instance = self.state.instance();
        let open = |laureate: &&programme::session::Laureate| {
            let origin = Origin::Laureate { laureate: laureate.id.clone() };
            !all.iter().any(|workspace| workspace.origin == origin)
        };
        let map = instance.atlas().map();
        let offered = |laureate: &programme::session::Laureate| {
            let name = self.words.say(&laureate.name);
            let place = Place {
                name: name.clone(),
                departements: laureate.departements.iter().map(|departement| departement.code).collect(),
                regions: [laureate.region.code].into(),
            };
            let communes = instance.perimeter_of(laureate);
            let communes = communes.iter().map(|commune| map.communes[*commune as usize].code).collect();
            let origin = Origin::Laureate { laureate: laureate.id.clone() };
            (format!("laureate:{}", laureate.id), name, (origin, place, communes))
        };
        self.session.laureates.iter().filter(open).map(offered).collect()
    }
}

pub async fn open(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(session): Path<String>,
    form: Result<Form<Asked>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let asked = match form {
        Ok(Form(asked)) => asked,
        Err(rejection) => return Failure::Form(rejection.status()).page(&state, lang),
    };
    let done = match opened(&state, lang, &entered, &session, &asked).await {
        Ok(Ok(id)) => Ok(Redirect::to(&Links::Workspace(id).path(lang)).into_response()),
        Ok(Err(errors)) => shown(&state, lang, &entered, &session, asked, errors).await,
        Err(failure) => Err(failure),
    };
    done.unwrap_or_else(|failure| failure.page(&state, lang))
}

/// Opens a workspace: its name, or what is wrong with the form.
async fn opened(
    state: &State,
    lang: Lang,
    entered: &Entered,
    session: &str,
    asked: &Asked,
) -> Result<Result<String, Vec<String>>, Failure> {
    let room = Workroom::of(state, lang, entered, session)?;
    if !room.may_all(Right::FollowUp) {
        return Err(Failure::NotFound);
    }
    let words = room.words;
    let records = state.0.store.records::<Workspace>();
    let all = records.of_session(session).await.map_err(Failure::internal)?;
    let chosen = room.without(&all).into_iter().find(|(word, ..)| *word == asked.origin);
    let mut errors = Vec::new();
    if chosen.is_none() {
        errors.push(words.t("error-laureate"));
    }
    let address = asked.address.trim().parse::<EmailAddress>().map_err(|error| errors.push(explain(words, &error)));
    let (Some((_, name, (origin, place, communes))), Ok(address)) = (chosen, address) else { return Ok(Err(errors)) };
    let now = room.now.to_string();
    let new = chance::person().map_err(Failure::internal)?;
    let lead = state.0.store.people().meet(&address, lang, &new, &now).await.map_err(Failure::internal)?;
    let people = BTreeMap::from([(lead.id.clone(), Capacity::Lead)]);
    let opening = Opening { workspace: new_name()?, origin, place, communes, people };
    let begun = match decide(opening, room.rules(), &room.standing, room.now) {
        Ok(begun) => begun,
        Err(refusal) => {
            return Ok(Err(refusal.causes.iter().map(|cause| telling::workspace_cause(words, cause)).collect()));
        }
    };
    let mut kept = kept(begun)?;
    let id = kept.state.id.to_string();
    let url = state.public_url();
    let href = url.absolute(&Links::Workspace(id.clone()).path(lead.lang));
    kept.mails.push(letters::workspace(url, &lead, &format!("workspace:{id}:{}", lead.id), &name, &href));
    records.begin(&kept, &now).await.map_err(Failure::internal)?;
    state.0.share.wake.notify_one();
    Ok(Ok(id))
}
