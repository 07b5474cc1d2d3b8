//! The workspaces of a session; opening one.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use facts::{CommuneCode, Lang};
use press::links::SessionPart;
use press::page::{WorkspaceRow, WorkspacesPage};
use press::{Links, telling};
use programme::dossier::{Dossier, Place};
use programme::form::Value;
use programme::id::PersonId;
use programme::jury::{Jury, Outcome};
use programme::role::Right;
use programme::session::Laureate;
use programme::workspace::{Capacity, Opening, Origin, PromiseStatus, Workspace, open as decide};
use serde::Deserialize;
use store::EmailAddress;
use store::people::Entered;

use super::{Workroom, kept, new_name};
use crate::chance;
use crate::mail::letters;
use crate::web::desk::{Member, seminars};
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
            let offered = room.without(&all).await?;
            let view = |open: Openable| (open.word.clone(), open.place.name, open.word == asked.origin);
            Some(offered.into_iter().map(view).collect())
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
        follow_up: Links::FollowUp(session.to_owned()).path(lang),
        seminars: seminars::writes(&room).then(|| Links::SeminarsDesk(session.to_owned()).path(lang)),
        address: asked.address.chars().take(254).collect(),
        errors,
    };
    let status = if page.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(private(status, page_of(&page)))
}

/// A workspace that one may open.
struct Openable {
    /// What the form says of it.
    word: String,
    origin: Origin,
    place: Place,
    communes: BTreeSet<CommuneCode>,
    /// Those who made the dossier; nobody when the files name the laureate.
    people: BTreeMap<PersonId, Capacity>,
}

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

    /// The laureates of the session that have no workspace: those that its files name, and the dossiers of which those who
    /// made them were told that they are retained.
    async fn without(&self, all: &[Workspace]) -> Result<Vec<Openable>, Failure> {
        let store = &self.state.0.store;
        let session = self.session.identity.id.as_str();
        let mut offered: Vec<Openable> = self.session.laureates.iter().map(|laureate| self.named(laureate)).collect();
        if let Some(jury) = store.records::<Jury>().find(session).await.map_err(Failure::internal)? {
            let dossiers = store.dossiers().of_session(session).await.map_err(Failure::internal)?;
            let retained =
                |dossier: &&Dossier| jury.told(&dossier.id, true, self.phase, self.now) == Some(Outcome::Retained);
            offered.extend(dossiers.iter().filter(retained).map(|dossier| self.retained(dossier)));
        }
        offered.retain(|open| !all.iter().any(|workspace| workspace.origin == open.origin));
        Ok(offered)
    }

    fn named(&self, laureate: &Laureate) -> Openable {
        let instance = self.state.instance();
        let map = instance.atlas().map();
        let communes = instance.perimeter_of(laureate);
        Openable {
            word: format!("laureate:{}", laureate.id),
            origin: Origin::Laureate { laureate: laureate.id.clone() },
            place: Place {
                name: self.words.say(&laureate.name),
                departements: laureate.departements.iter().map(|departement| departement.code).collect(),
                regions: [laureate.region.code].into(),
            },
            communes: communes.iter().map(|commune| map.communes[*commune as usize].code).collect(),
            people: BTreeMap::new(),
        }
    }

    fn retained(&self, dossier: &Dossier) -> Openable {
        let values = dossier.last_deposit().map(|deposit| deposit.answers.clone()).unwrap_or_default();
        let communes = values.values().find_map(|value| match value {
            Value::Perimeter { communes, .. } => Some(communes.iter().copied().collect()),
            _ => None,
        });
        let capacity = |capacity: &programme::dossier::Capacity| match capacity {
            programme::dossier::Capacity::Lead => Capacity::Lead,
            programme::dossier::Capacity::CoAuthor => Capacity::Member,
            programme::dossier::Capacity::StateService => Capacity::StateService,
        };
        Openable {
            word: format!("dossier:{}", dossier.id),
            origin: Origin::Dossier { dossier: dossier.id.clone() },
            place: dossier.place.clone(),
            communes: communes.unwrap_or_default(),
            people: dossier.people.iter().map(|(person, had)| (person.clone(), capacity(had))).collect(),
        }
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
    let chosen = room.without(&all).await?.into_iter().find(|open| open.word == asked.origin);
    let mut errors = Vec::new();
    if chosen.is_none() {
        errors.push(words.t("error-laureate"));
    }
    let typed = asked.address.trim();
    // Whoever led the dossier leads the workspace, unless somebody else is named.
    let has_lead = chosen.as_ref().is_some_and(|open| open.people.values().any(|had| *had == Capacity::Lead));
    let address = match typed.is_empty() && has_lead {
        true => None,
        false => typed.parse::<EmailAddress>().map_err(|error| errors.push(explain(words, &error))).ok(),
    };
    let Some(Openable { origin, place, communes, mut people, .. }) = chosen.filter(|_| errors.is_empty()) else {
        return Ok(Err(errors));
    };
    let now = room.now.to_string();
    if let Some(address) = address {
        let new = chance::person().map_err(Failure::internal)?;
        let lead = state.0.store.people().meet(&address, lang, &new, &now).await.map_err(Failure::internal)?;
        people.insert(lead.id, Capacity::Lead);
    }
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
    for person in kept.state.people.keys() {
        let Some(person) = state.0.store.people().find(person).await.map_err(Failure::internal)? else { continue };
        let href = url.absolute(&Links::Workspace(id.clone()).path(person.lang));
        let key = format!("workspace:{id}:{}", person.id);
        kept.mails.push(letters::workspace(url, &person, &key, &kept.state.place.name, &href));
    }
    records.begin(&kept, &now).await.map_err(Failure::internal)?;
    state.0.share.wake.notify_one();
    Ok(Ok(id))
}
