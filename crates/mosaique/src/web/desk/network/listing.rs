//! Being in the directory of the network: a territory, by who answers for its workspace; an expert, by themselves.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use facts::Lang;
use press::links::SessionPart;
use press::page::ListingPage;
use press::{Links, telling};
use programme::call::Phase;
use programme::network::{CONTACT, FIELDS, Listed, Listing, NAME, Words, list, name};
use programme::role::{ObjectRelation, Right};
use programme::workspace::{Refusal, Workspace};
use serde::Deserialize;
use store::ActError;
use store::people::Entered;
use store::records::{Kept, Text};

use crate::web::desk::Member;
use crate::web::desk::workspaces::{Workroom, kept};
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// What the form holds.
#[derive(Deserialize, Default, Clone)]
pub struct Typed {
    #[serde(default)]
    act: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    fields: String,
    #[serde(default)]
    contact: String,
}

impl Typed {
    fn words(&self) -> Words {
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let fields = self.fields.lines().map(line).filter(|field| !field.is_empty()).collect::<Vec<_>>().join("\n");
        Words { name: line(&self.name), fields, contact: line(&self.contact) }
    }
}

/// Somebody at an entry of the directory.
struct Desk<'s> {
    room: Workroom<'s>,
    /// None for an expert.
    workspace: Option<Workspace>,
    id: String,
    listing: Option<Listing>,
    may_list: bool,
    here: Links,
}

impl<'s> Desk<'s> {
    async fn territory(state: &'s State, lang: Lang, entered: &'s Entered, id: &str) -> Result<Self, Failure> {
        let (room, workspace) = Workroom::with(state, lang, entered, id).await?;
        if !room.may(Right::LeadWorkspace, &workspace) {
            return Err(Failure::NotFound);
        }
        let may_list = workspace.ended.is_none();
        let here = Links::WorkspaceListing(id.to_owned());
        Self::with(room, Listed::Territory { workspace: workspace.id.clone() }, Some(workspace), may_list, here).await
    }

    /// For who may list themselves, or is listed: one leaves at any time.
    async fn expert(state: &'s State, lang: Lang, entered: &'s Entered, session: &str) -> Result<Self, Failure> {
        let room = Workroom::of(state, lang, entered, session)?;
        let rights = &room.session.rights;
        let may = rights.may(&room.standing, Right::JoinDirectory, &ObjectRelation::NONE, room.phase).is_allowed();
        let who = Listed::Expert { person: entered.person.id.clone() };
        let desk = Self::with(room, who, None, may, Links::ExpertListing(session.to_owned())).await?;
        if may || desk.is_listed() { Ok(desk) } else { Err(Failure::NotFound) }
    }

    async fn with(
        room: Workroom<'s>,
        who: Listed,
        workspace: Option<Workspace>,
        may_list: bool,
        here: Links,
    ) -> Result<Self, Failure> {
        let id = name(&room.session.identity.id, &who).ok_or(Failure::NotFound)?.to_string();
        let listing = room.state.0.store.records::<Listing>().find(&id).await.map_err(Failure::internal)?;
        Ok(Self { room, workspace, id, listing, may_list, here })
    }

    fn is_listed(&self) -> bool {
        self.listing.as_ref().is_some_and(|listing| listing.since.is_some())
    }

    /// The words beside an entry: they take the place of those before; none erases them.
    fn beside(&self, words: Option<&Words>) -> Vec<Text> {
        let text = |name: &str, body: Option<&str>| Text {
            name: name.to_owned(),
            author: self.room.standing.person.clone(),
            body: body.filter(|body| !body.is_empty()).map(str::to_owned),
        };
        let of = |get: fn(&Words) -> &str| words.map(get);
        vec![text(NAME, of(|w| &w.name)), text(FIELDS, of(|w| &w.fields)), text(CONTACT, of(|w| &w.contact))]
    }

    /// Does what the form asks; in the inner result, what is refused.
    async fn act(&self, typed: &Typed) -> Result<Result<(), Refusal>, Failure> {
        let (rules, who, now) = (self.room.rules(), &self.room.standing, self.room.now);
        let words = typed.words();
        let is_listed = match typed.act.as_str() {
            "list" => true,
            "withdraw" => false,
            _ => return Err(Failure::NotFound),
        };
        let decide = |before: Option<&Listing>| -> Result<Kept<Listing>, Undone> {
            let done = match (is_listed, before) {
                (true, before) => list(before, self.workspace.as_ref(), &words, rules, who, now),
                (false, Some(listing)) => listing.withdraw(self.workspace.as_ref(), rules, who, now),
                (false, None) => return Err(Undone::Failed(Failure::NotFound)),
            };
            let mut kept = kept(done.map_err(Undone::Refused)?).map_err(Undone::Failed)?;
            kept.texts = self.beside(is_listed.then_some(&words));
            Ok(kept)
        };
        let records = self.room.state.0.store.records::<Listing>();
        let at = now.to_string();
        let done = match &self.listing {
            None => match decide(None) {
                Ok(begun) => {
                    records.begin(&begun, &at).await.map_err(Failure::internal)?;
                    Ok(())
                }
                Err(undone) => Err(undone),
            },
            Some(_) => match records.act(&self.id, &at, |before| decide(Some(before))).await {
                Ok(_) => Ok(()),
                Err(ActError::Refused(undone)) => Err(undone),
                Err(other) => Err(Undone::Failed(Failure::internal(other))),
            },
        };
        match done {
            Ok(()) => Ok(Ok(())),
            Err(Undone::Refused(refusal)) => Ok(Err(refusal)),
            Err(Undone::Failed(failure)) => Err(failure),
        }
    }

    async fn page(&self, typed: Option<Typed>, errors: Vec<String>) -> Result<Response, Failure> {
        let (room, words) = (&self.room, self.room.words);
        let texts = room.state.0.store.records::<Listing>().texts(&self.id).await.map_err(Failure::internal)?;
        let held = |name: &str| texts.get(name).cloned().unwrap_or_default();
        let mut written = Words { name: held(NAME), fields: held(FIELDS), contact: held(CONTACT) };
        if written.name.is_empty() {
            written.name = room.entered.person.name.clone();
        }
        let written = typed.map_or(written, |t| Words { name: t.name, fields: t.fields, contact: t.contact });
        let since = self.listing.as_ref().and_then(|listing| listing.since);
        let session = room.session.identity.id.to_string();
        let f = room.state.desk_frame(words.lang(), &self.here, words.t("listing-title"));
        let f = match &self.workspace {
            Some(workspace) => f.under(&Links::Workspace(workspace.id.to_string()), workspace.place.name.clone()),
            None => {
                let title = words.say(&room.session.identity.title);
                f.under(&Links::Session(session, SessionPart::Overview), title)
            }
        };
        let lead = if self.workspace.is_some() { "listing-lead-territory" } else { "listing-lead-expert" };
        let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let page = ListingPage {
            f,
            made_up: room.made_up(),
            lead: vec![words.t(lead), words.t("listing-lead-withdraw")],
            state: match since {
                Some(since) => words.t1("listing-since", "when", words.moment(&since.to_string())),
                None => words.t("listing-none"),
            },
            is_listed: since.is_some(),
            may_list: self.may_list,
            expert: self.workspace.is_none().then_some((written.name, written.fields)),
            contact: written.contact,
            errors,
        };
        Ok(private(status, page_of(&page)))
    }

    async fn answer(self, typed: Typed) -> Result<Response, Failure> {
        match self.act(&typed).await? {
            Ok(()) => Ok(Redirect::to(&self.here.path(self.room.words.lang())).into_response()),
            Err(refusal) => {
                let words = self.room.words;
                let told = refusal.causes.iter().map(|cause| telling::workspace_cause(words, cause)).collect();
                self.page(Some(typed), told).await
            }
        }
    }
}

/// Why nothing was done.
#[derive(Debug)]
enum Undone {
    Refused(Refusal),
    Failed(Failure),
}

impl std::fmt::Display for Undone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an act was not done")
    }
}

/// Whether somebody may list themselves in a session, as their space shows it.
pub fn may_join(entered: &Entered, session: &programme::Session) -> bool {
    let who = crate::web::desk::standing(entered, session);
    let rights = &session.rights;
    rights.may(&who, Right::JoinDirectory, &ObjectRelation::NONE, Phase::Published).is_allowed()
}

pub async fn territory(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let shown = async { Desk::territory(&state, lang, &entered, &id).await?.page(None, Vec::new()).await };
    shown.await.unwrap_or_else(|failure| failure.page(&state, lang))
}

pub async fn territory_act(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let answered = async {
        let desk = Desk::territory(&state, lang, &entered, &id).await?;
        desk.answer(form.map_err(|rejection| Failure::Form(rejection.status()))?.0).await
    };
    answered.await.unwrap_or_else(|failure| failure.page(&state, lang))
}

pub async fn expert(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(session): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let shown = async { Desk::expert(&state, lang, &entered, &session).await?.page(None, Vec::new()).await };
    shown.await.unwrap_or_else(|failure| failure.page(&state, lang))
}

pub async fn expert_act(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(session): Path<String>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let answered = async {
        let desk = Desk::expert(&state, lang, &entered, &session).await?;
        desk.answer(form.map_err(|rejection| Failure::Form(rejection.status()))?.0).await
    };
    answered.await.unwrap_or_else(|failure| failure.page(&state, lang))
}
