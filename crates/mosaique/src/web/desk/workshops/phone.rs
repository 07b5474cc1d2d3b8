//! The page of a workshop on a telephone, without account: whoever holds its address says something, signs up, finds what they
//! sent and what became of it, takes it back.
//!
//! What a telephone sends twice, because the network dropped the answer, is received once: its name follows from the key that
//! the telephone made. An address that opens nothing answers the same whatever the reason.

use axum::Json;
use axum::extract::{Form, FromRequest, Path, Query, Request, State as Extract};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use facts::Lang;
use press::page::{AboutChoices, OwnSaid, ToldPage, WorkshopPhonePage};
use press::{Links, Words, telling};
use programme::Session;
use programme::call::Phase;
use programme::digest::Digest;
use programme::role::{Right, Standing};
use programme::story::Story;
use programme::thread::Thread;
use programme::workshop::contribution::{About, Channel, Contribution, Key, Sent, SoFar, Stand, receive};
use programme::workshop::{Command, Label, Refusal, Rules, State as How, Who, Workshop, holder_of_the_address, texts};
use programme::workspace::Workspace;
use serde::Deserialize;
use serde_json::json;
use store::Token;
use store::records::{Kept, Text};

use super::{Fields, Said, Undone, about_of, became, choices, items, new_key, one, text, when, words_beside};
use crate::web::desk::door::{held_as, short_cookie};
use crate::web::desk::workspaces::{kept, new_name};
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::share::subscription::client;
use crate::web::{State, lang_of};
use crate::{chance, clock};

/// How the cookie of a telephone is called, after the name of the site.
const DEVICE: &str = "-room";
/// Seconds for which a telephone finds what it sent: six months.
const REMEMBERED: i64 = 180 * 86_400;
/// The largest form.
const LARGEST: usize = 64 << 10;

/// What the address says: what was just done.
#[derive(Deserialize, Default)]
pub struct Told {
    done: Option<String>,
}

/// A workshop found by its address, and the telephone that asks.
struct Found<'s> {
    state: &'s State,
    words: &'static Words,
    token: String,
    session: &'static Session,
    phase: Phase,
    workspace: Workspace,
    workshop: Workshop,
    /// The secret of the telephone, and whether it was just made.
    device: (Token, bool),
    nobody: Standing,
    now: String,
}

async fn found<'s>(
    state: &'s State,
    lang: Lang,
    token: &str,
    headers: &HeaderMap,
) -> Result<Option<Found<'s>>, Failure> {
    let Some((id, secret)) = token.split_once('.') else { return Ok(None) };
    let store = &state.0.store;
    let workshop = store.records::<Workshop>().find(id).await.map_err(Failure::internal)?;
    let right = |one: &Workshop| one.phone.as_ref() == Some(&Digest::of(secret));
    let Some(workshop) = workshop.filter(right) else { return Ok(None) };
    let workspace = store.records::<Workspace>().find(workshop.workspace.as_str()).await.map_err(Failure::internal)?;
    let Some(workspace) = workspace else { return Ok(None) };
    state.instance().refresh_calls(store).await.map_err(Failure::internal)?;
    let Some(in_force) = state.instance().in_force(workshop.session.as_str()) else { return Ok(None) };
    let session = in_force.session;
    let now = state.now();
    let at = now.parse().map_err(Failure::internal)?;
    let phase = session.call.as_ref().map_or(Phase::Published, |call| in_force.steering.phase_at(call, at));
    let device = match held_as(state, headers, DEVICE) {
        Some(device) => (device, false),
        None => (chance::token().map_err(Failure::internal)?, true),
    };
    let (words, token, nobody) = (Words::of(lang), token.to_owned(), Standing::default());
    let found = Found { state, words, token, session, phase, workspace, workshop, device, nobody, now };
    // The table of rights of the session may close this door.
    let may = found.rules().may(&holder_of_the_address(&found.nobody), Right::SeeWorkshops).is_allowed();
    Ok(may.then_some(found))
}

/// The same, answered after the same time whether it is there or not; who tries too many that are not is told to wait.
async fn looked_for<'s>(
    state: &'s State,
    lang: Lang,
    token: &str,
    parts: &Parts,
) -> Result<Result<Found<'s>, Response>, Failure> {
    let absence = tokio::time::sleep(state.0.share.absence);
    if let Some(found) = found(state, lang, token, &parts.headers).await? {
        return Ok(Ok(found));
    }
    absence.await;
    if !state.0.tries.allows(client(state, parts), clock::seconds(&state.now())) {
        return Ok(Err(too_often(state, lang, token)));
    }
    let words = Words::of(lang);
    let f = state.desk_frame(lang, &Links::WorkshopPhone(token.to_owned()), words.t("phone-nowhere-title"));
    let page = ToldPage { f, paragraphs: vec![words.t("phone-nowhere")], again: None, mailbox: None };
    Ok(Err(private(StatusCode::NOT_FOUND, page_of(&page))))
}

fn too_often(state: &State, lang: Lang, token: &str) -> Response {
    let words = Words::of(lang);
    let f = state.desk_frame(lang, &Links::WorkshopPhone(token.to_owned()), words.t("phone-too-often-title"));
    let page = ToldPage { f, paragraphs: vec![words.t("phone-too-often")], again: None, mailbox: None };
    let page = private(StatusCode::TOO_MANY_REQUESTS, page_of(&page));
    ([(header::RETRY_AFTER, "60")], page).into_response()
}

pub async fn page(
    Extract(state): Extract<State>,
    Path(token): Path<String>,
    Query(told): Query<Told>,
    parts: Parts,
) -> Response {
    let lang = lang_of(parts.uri.path());
    let shown = async {
        match looked_for(&state, lang, &token, &parts).await? {
            Ok(found) => found.shown(told.done, (String::new(), About::default()), Vec::new()).await,
            Err(nowhere) => Ok(nowhere),
        }
    };
    shown.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

impl Found<'_> {
    fn rules(&self) -> Rules<'static> {
        Rules { session: self.session, phase: self.phase }
    }

    /// The digest of the secret of the telephone: of another workshop, it is another one.
    fn device(&self) -> Digest {
        Digest::of(&format!("{}\n{}", self.workshop.id, self.device.0.as_str()))
    }

    fn at(&self) -> Result<programme::calendar::Instant, Failure> {
        self.now.parse().map_err(Failure::internal)
    }

    /// Gives the telephone its secret, when it has none.
    fn marked(&self, response: Response) -> Response {
        match &self.device {
            (device, true) => {
                let cookie = short_cookie(self.state, DEVICE, Some((device, REMEMBERED)));
                ([(header::SET_COOKIE, cookie)], response).into_response()
            }
            _ => response,
        }
    }

    async fn shown(
        &self,
        done: Option<String>,
        (typed, about): (String, About),
        errors: Vec<String>,
    ) -> Result<Response, Failure> {
        let (words, workshop) = (self.words, &self.workshop);
        let label = workshop.state.label();
        let is_open = workshop.receives_from_phones(self.at()?);
        let closed = match &workshop.state {
            How::Planned => words.t("phone-not-yet"),
            How::Cancelled { .. } => words.t("phone-cancelled"),
            _ => words.t("phone-over"),
        };
        let mut told = one::when_and_where(words, workshop);
        if let (How::Closed { at }, true) = (&workshop.state, is_open) {
            let until = at.plus_seconds(Workshop::PHONES_CATCH_UP);
            told.push(words.t1("phone-closing", "until", when(words, until)));
        }
        let device = self.device();
        let place = workshop.participant_with(&device).map(|one| one::seat(words, workshop, one));
        let lists = (self.session, &self.workspace, &workshop.sheet);
        let done = done.and_then(|done| {
            let key = ["say", "sign-up", "cancel", "take-back"].into_iter().find(|known| *known == done)?;
            Some(words.t(&format!("phone-done-{key}")))
        });
        let title = workshop.sheet.title.clone();
        let links = Links::WorkshopPhone(self.token.clone());
        let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let page = WorkshopPhonePage {
            f: self.state.desk_frame(words.lang(), &links, title),
            made_up: self.state.made_up(words, &self.session.identity.id),
            told,
            aim: workshop.sheet.aim.clone(),
            is_open,
            closed,
            about: if is_open { choices(self.state, words, lists, &about) } else { AboutChoices::default() },
            key: new_key()?,
            typed,
            done,
            own: self.own(&device).await?,
            may_sign_up: place.is_none() && matches!(label, Label::Planned | Label::Open),
            may_cancel: place.is_some() && matches!(label, Label::Planned | Label::Open),
            place,
            errors,
        };
        Ok(self.marked(private(status, page_of(&page))))
    }

    /// What this telephone sent, the last first, with what became of it.
    async fn own(&self, device: &Digest) -> Result<Vec<OwnSaid>, Failure> {
        let words = self.words;
        let records = self.state.0.store.records::<Contribution>();
        let there = records.of_parent(self.workshop.id.as_str()).await.map_err(Failure::internal)?;
        let mut own: Vec<&Contribution> = there.iter().filter(|one| one.device.as_ref() == Some(device)).collect();
        own.sort_by_key(|one| std::cmp::Reverse(one.at));
        if own.is_empty() {
            return Ok(Vec::new());
        }
        let items = items(self.state, self.workspace.id.as_str()).await?;
        let everything = match items.is_empty() {
            true => Said { all: there.clone(), texts: Default::default() },
            false => Said::of_workspace(self.state, &self.workspace).await?.1,
        };
        let thread = Thread::of(&items, &everything.all);
        let mut list = Vec::new();
        for one in own {
            let texts = records.texts(one.id.as_str()).await.map_err(Failure::internal)?;
            let gone = matches!(one.stand, Stand::TakenBack { .. } | Stand::Replaced { .. });
            list.push(OwnSaid {
                id: one.id.to_string(),
                // Their own words, as they sent them.
                words: texts.get(&texts::wording(1)).cloned(),
                told: vec![when(words, one.at), telling::stand(words, &one.stand)],
                became: became(words, &thread, one),
                may_take_back: !gone && !self.workshop.state.is_over(),
            });
        }
        Ok(list)
    }

    fn refused(&self, refusal: &Refusal) -> Undone {
        Undone::Refused(telling::workshop_causes(self.words, refusal))
    }

    /// Receives what is sent, once: the same sent again is told that it is there.
    async fn says(&self, fields: &Fields) -> Result<(), Undone> {
        let unread = || Undone::Refused(vec![self.words.t("workshop-cause-unknown")]);
        let key: Key = fields.one("key").parse().map_err(|_| unread())?;
        let about = about_of(fields).map_err(|_| unread())?;
        let words = fields.text("words");
        let device = self.device();
        let sent = Sent {
            key: &key,
            words: &words,
            author: None,
            device: Some(device.clone()),
            channel: Channel::Phone,
            about,
        };
        let records = self.state.0.store.records::<Contribution>();
        let there = records.of_parent(self.workshop.id.as_str()).await.map_err(Failure::internal)?;
        let name = key.names(&self.workshop.id);
        if let Some(known) = there.iter().find(|one| one.id == name) {
            return known.is_resent(&sent).map_err(|refusal| self.refused(&refusal));
        }
        let of_device = there.iter().filter(|one| one.device.as_ref() == Some(&device)).count();
        let so_far = SoFar { workshop: there.len() as u64, device: of_device as u64 };
        let actor = holder_of_the_address(&self.nobody);
        let received = receive(&sent, &self.workshop, so_far, &self.rules(), &actor, self.at()?);
        let mut begun = kept(received.map_err(|refusal| self.refused(&refusal))?)?;
        begun.texts = words_beside(&key, &words, None);
        if !records.begin(&begun, &self.now).await.map_err(Failure::internal)? {
            // It came meanwhile by another way.
            let known = records.find(name.as_str()).await.map_err(Failure::internal)?.ok_or(Failure::Internal)?;
            return known.is_resent(&sent).map_err(|refusal| self.refused(&refusal));
        }
        Ok(())
    }

    async fn does(&self, command: Command, beside: Vec<Text>) -> Result<(), Undone> {
        let at = self.at()?;
        let decide = |workshop: &Workshop| {
            let actor = holder_of_the_address(&self.nobody);
            let acted = workshop.act(command, &self.rules(), &actor, at);
            with_texts(acted.map_err(|refusal| self.refused(&refusal))?, beside)
        };
        let records = self.state.0.store.records::<Workshop>();
        records.act(self.workshop.id.as_str(), &self.now, decide).await?.ok_or(Failure::NotFound)?;
        Ok(())
    }

    async fn acts(&self, fields: &Fields) -> Result<(), Undone> {
        let device = self.device();
        match fields.one("act") {
            "say" => self.says(fields).await,
            "sign-up" => {
                let name = one::given_name(self.words, fields)?;
                let participant: programme::id::ParticipantId = new_name()?;
                let beside = vec![text(texts::name(&participant), None, Some(name))];
                self.does(Command::SignUp { participant, who: Who::Named { device: Some(device) } }, beside).await
            }
            "cancel" => {
                let found = self.workshop.participant_with(&device).ok_or(Failure::NotFound)?;
                let participant = found.id.clone();
                // Their name goes with their seat.
                let beside = vec![text(texts::name(&participant), None, None)];
                self.does(Command::Cancel { participant, device: Some(device) }, beside).await
            }
            "take-back" => self.takes_back(fields.one("contribution"), &device).await,
            _ => Err(Failure::NotFound.into()),
        }
    }

    async fn takes_back(&self, id: &str, device: &Digest) -> Result<(), Undone> {
        let records = self.state.0.store.records::<Contribution>();
        let beside = records.texts(id).await.map_err(Failure::internal)?;
        let at = self.at()?;
        let decide = |one: &Contribution| {
            let taken = one.take_back(device, &self.workshop, at).map_err(|refusal| self.refused(&refusal))?;
            // All of it goes: words, their former wordings, the key that salts their digests.
            let gone = beside.keys().map(|name| text(name.clone(), None, None)).collect();
            with_texts(taken, gone)
        };
        records.act(id, &self.now, decide).await?.ok_or(Failure::NotFound)?;
        Ok(())
    }
}

fn with_texts<T: Story>(
    acted: (T, Vec<programme::story::Event<T::Happened>>),
    beside: Vec<Text>,
) -> Result<Kept<T>, Undone> {
    let mut kept = kept(acted)?;
    if !kept.events.is_empty() {
        kept.texts = beside;
    }
    Ok(kept)
}

pub async fn act(Extract(state): Extract<State>, Path(token): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let lang = lang_of(parts.uri.path());
    let accepts = parts.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_script = accepts.contains("application/json");
    let done = async {
        if !state.0.phones.allows(client(&state, &parts), clock::seconds(&state.now())) {
            return Ok(too_often(&state, lang, &token));
        }
        let found = match looked_for(&state, lang, &token, &parts).await? {
            Ok(found) => found,
            Err(nowhere) => return Ok(nowhere),
        };
        let bytes =
            axum::body::to_bytes(body, LARGEST).await.map_err(|_| Failure::Form(StatusCode::PAYLOAD_TOO_LARGE))?;
        let request = Request::from_parts(parts.clone(), axum::body::Body::from(bytes));
        let fields = Fields::of(Form::from_request(request, &()).await)?;
        match (found.acts(&fields).await, is_script) {
            (Ok(()), true) => Ok(found.marked(Json(json!({ "received": true })).into_response())),
            (Ok(()), false) => {
                let there = Links::WorkshopPhone(token.clone()).path(lang);
                let done = fields.one("act");
                Ok(found.marked(Redirect::to(&format!("{there}?done={done}")).into_response()))
            }
            (Err(Undone::Failed(failure)), _) => Err(failure),
            (Err(Undone::Refused(errors)), true) => {
                Ok((StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "errors": errors }))).into_response())
            }
            (Err(Undone::Refused(errors)), false) => {
                let about = about_of(&fields).unwrap_or_default();
                found.shown(None, (fields.text("words"), about), errors).await
            }
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}
