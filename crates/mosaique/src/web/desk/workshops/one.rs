//! One workshop: what is said of it, one's seat, the sheet of attendance, the address for telephones, what may be done.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use facts::Lang;
use press::page::{ActOffered, ParticipantRow, PhoneAddress, WorkshopPage};
use press::{Links, qr};
use programme::digest::Digest;
use programme::id::{ParticipantId, PersonId};
use programme::role::Right;
use programme::workshop::{Command, Label, Participant, State as How, Who, Workshop, texts};
use store::people::Entered;

use super::{Fields, Sent, Shop, Undone, agenda, clock, list, span, text, theme_name, typed_by_hand, when};
use crate::web::desk::Member;
use crate::web::desk::workspaces::new_name;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// The longest name that somebody gives, in characters.
pub const LONGEST_NAME: usize = 120;

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    shown(&state, lang, &entered, &id, Vec::new()).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

pub async fn event(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    match Shop::with(&state, lang, &entered, &id).await {
        Ok(shop) => list::calendar(&state, lang, shop.workshop.sheet.title.clone(), &[&shop.workshop]),
        Err(failure) => failure.page(&state, lang),
    }
}

async fn shown(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    errors: Vec<String>,
) -> Result<Response, Failure> {
    let shop = Shop::with(state, lang, entered, id).await?;
    let words = shop.words();
    let (workshop, sheet) = (&shop.workshop, &shop.workshop.sheet);
    let may_run = shop.may(Right::RunWorkshop);
    let attendance = if may_run { Some(shop.attendance().await?) } else { None };
    let mut told = vec![words.t(&format!("workshop-state-{}", workshop.state.label().as_str()))];
    if let How::Cancelled { at, reason } = &workshop.state {
        told = vec![words.with("workshop-cancelled-why", &[("when", when(words, *at)), ("reason", reason.clone())])];
    }
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let back = Links::Workshops(workshop.workspace.to_string());
    let f = state.desk_frame(lang, &Links::Workshop(shop.id()), sheet.title.clone());
    let page = WorkshopPage {
        f: f.under(&back, words.t("workshops-title")),
        made_up: shop.room.made_up(),
        place: shop.workspace.place.name.clone(),
        aim: sheet.aim.clone(),
        state: told,
        facts: shop.facts().await?,
        agenda: agenda(words, sheet),
        themes: sheet.themes.iter().map(|theme| theme_name(words, shop.room.session, theme)).collect(),
        questions: sheet.questions.iter().map(|question| question.text.clone()).collect(),
        links: shop.links(may_run),
        own: shop.own(),
        acts: if may_run { shop.acts() } else { Vec::new() },
        may_attend: matches!(workshop.state.label(), Label::Open | Label::Closed),
        others: workshop.others,
        attendance,
        phone: if may_run { shop.phone().await? } else { None },
        back: back.path(lang),
        errors,
    };
    Ok(private(status, page_of(&page)))
}

impl Shop<'_> {
    async fn facts(&self) -> Result<Vec<(String, String)>, Failure> {
        let (words, sheet) = (self.words(), &self.workshop.sheet);
        let stage = self.room.session.stage(&sheet.stage);
        let mut facts = vec![
            (words.t("workshop-begins"), clock(words, sheet.begins)),
            (words.t("workshop-ends"), clock(words, sheet.ends)),
            (words.t("workshop-place"), sheet.place.clone()),
            (words.t("workshop-stage"), stage.map_or_else(|| sheet.stage.to_string(), |stage| words.say(&stage.name))),
            (
                words.t("workshop-capacity"),
                words.count_with(
                    "workshop-seats",
                    self.workshop.expected().count(),
                    "capacity",
                    &words.whole(&u64::from(sheet.capacity)),
                ),
            ),
        ];
        let names = self.room.names(&self.workshop.facilitators).await?;
        let names: Vec<String> = names.into_values().collect();
        facts.push((words.t("workshop-facilitators"), names.join(", ")));
        Ok(facts)
    }

    fn links(&self, may_run: bool) -> Vec<(String, String)> {
        let (words, lang) = (self.words(), self.words().lang());
        let state = self.workshop.state.label();
        let is_begun = matches!(state, Label::Open | Label::Closed | Label::Minuted);
        let mut links = vec![(Links::WorkshopEvent(self.id()).path(lang), words.t("workshop-event"))];
        if is_begun {
            let key = if may_run { "workshop-room" } else { "workshop-read" };
            links.push((Links::WorkshopRoom(self.id()).path(lang), words.t(key)));
            if may_run || state == Label::Minuted {
                links.push((Links::WorkshopMinutes(self.id()).path(lang), words.t("workshop-minutes-link")));
            }
        }
        if may_run {
            links.push((Links::WorkshopPoster(self.id()).path(lang), words.t("workshop-poster-link")));
            if matches!(state, Label::Planned | Label::Open) {
                links.push((Links::WorkshopSheet(self.id()).path(lang), words.t("workshop-edit")));
            }
        }
        links
    }

    fn acts(&self) -> Vec<ActOffered> {
        let words = self.words();
        let plain = |act, key: &str| ActOffered { act, label: words.t(key), reason: None };
        let said = |act, key: &str| ActOffered { reason: Some(words.t("workshop-reason")), ..plain(act, key) };
        let phone = if self.workshop.phone.is_some() { "workshop-renew-phone" } else { "workshop-make-phone" };
        match self.workshop.state.label() {
            Label::Planned => {
                vec![plain("open", "workshop-open"), plain("phone", phone), said("call-off", "workshop-call-off")]
            }
            Label::Open => vec![plain("close", "workshop-close"), plain("phone", phone)],
            Label::Closed => vec![said("reopen", "workshop-reopen")],
            Label::Minuted | Label::Cancelled => Vec::new(),
        }
    }

    /// One's own seat, for who has an account, and what one may do of it.
    fn own(&self) -> Option<(String, Option<ActOffered>)> {
        let words = self.words();
        let is_open = matches!(self.workshop.state.label(), Label::Planned | Label::Open);
        let offered = |act, key: &str| Some(ActOffered { act, label: words.t(key), reason: None }).filter(|_| is_open);
        match self.workshop.participant_of(&self.room.entered.person.id) {
            Some(one) => Some((seat(words, &self.workshop, one), offered("cancel", "workshop-cancel-own"))),
            None if is_open && self.may(Right::Contribute) => {
                Some((words.t("workshop-own-none"), offered("sign-up", "workshop-sign-up")))
            }
            None => None,
        }
    }

    async fn attendance(&self) -> Result<Vec<ParticipantRow>, Failure> {
        let words = self.words();
        let records = self.room.state.0.store.records::<Workshop>();
        let texts = records.texts(self.workshop.id.as_str()).await.map_err(Failure::internal)?;
        let person = |one: &Participant| match &one.who {
            Who::Account { person } => Some(person.clone()),
            Who::Named { .. } => None,
        };
        let people: BTreeSet<PersonId> = self.workshop.expected().filter_map(person).collect();
        let names = self.room.names(&people).await?;
        let row = |one: &Participant| {
            let name = match &one.who {
                Who::Account { person } => names.get(person),
                Who::Named { .. } => texts.get(&texts::name(&one.id)),
            };
            let key = if self.workshop.waits(&one.id) { "workshop-on-the-list" } else { "workshop-seated" };
            ParticipantRow {
                id: one.id.to_string(),
                name: name.cloned().unwrap_or_else(|| words.t("workshop-name-erased")),
                told: words.t1(key, "when", when(words, one.at)),
                came: one.came,
            }
        };
        Ok(self.workshop.expected().map(row).collect())
    }

    /// The address for telephones, with the square to photograph; none before it is made, or once nothing is received.
    pub(super) async fn phone(&self) -> Result<Option<PhoneAddress>, Failure> {
        if self.workshop.phone.is_none() || self.workshop.state.is_over() {
            return Ok(None);
        }
        let records = self.room.state.0.store.records::<Workshop>();
        let texts = records.texts(self.workshop.id.as_str()).await.map_err(Failure::internal)?;
        let Some(secret) = texts.get(texts::PHONE) else { return Ok(None) };
        let path = Links::WorkshopPhone(format!("{}.{secret}", self.workshop.id)).path(self.words().lang());
        let address = self.room.state.public_url().absolute(&path);
        let label = self.words().t1("workshop-qr", "title", self.workshop.sheet.title.as_str());
        Ok(qr::qr(&address, &label).map(|qr| PhoneAddress { address, qr }))
    }
}

/// Somebody's place in a workshop, in words.
pub fn seat(words: &press::Words, workshop: &Workshop, one: &Participant) -> String {
    match workshop.waiting().position(|waiting| waiting.id == one.id) {
        Some(rank) => words.t1("workshop-own-waiting", "rank", words.whole(&(rank as u64 + 1))),
        None => words.t("workshop-own-seated"),
    }
}

/// A name that somebody gave, as it is kept.
pub fn given_name(words: &press::Words, fields: &Fields) -> Result<String, Undone> {
    let name = fields.text("name");
    let field = || words.t("workshop-field-name");
    match name.chars().count() {
        0 => Err(Undone::Refused(vec![words.t1("workshop-cause-empty", "field", field())])),
        length if length > LONGEST_NAME => {
            let values = [("field", field()), ("length", length.to_string()), ("limit", LONGEST_NAME.to_string())];
            Err(Undone::Refused(vec![words.with("workshop-cause-text-too-long", &values)]))
        }
        _ => Ok(name),
    }
}

pub async fn act(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    form: Sent,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let fields = Fields::of(form)?;
        let shop = Shop::with(&state, lang, &entered, &id).await?;
        match shop.done(&fields).await {
            Ok(()) => Ok(Redirect::to(&Links::Workshop(id.clone()).path(lang)).into_response()),
            Err(Undone::Failed(failure)) => Err(failure),
            Err(Undone::Refused(errors)) => shown(&state, lang, &entered, &id, errors).await,
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

impl Shop<'_> {
    async fn done(&self, fields: &Fields) -> Result<(), Undone> {
        let words = self.words();
        let person = self.room.entered.person.id.clone();
        let act = fields.one("act");
        // What only those do who run it is not there for the others.
        let own = matches!(act, "sign-up" | "cancel");
        if !self.may(if own { Right::Contribute } else { Right::RunWorkshop }) {
            return Err(Failure::NotFound.into());
        }
        let (command, beside) = match act {
            "sign-up" => (Command::SignUp { participant: new_name()?, who: Who::Account { person } }, Vec::new()),
            "cancel" => {
                let one = self.workshop.participant_of(&person).ok_or(Failure::NotFound)?;
                (Command::Cancel { participant: one.id.clone(), device: None }, Vec::new())
            }
            "add" => {
                let (participant, name): (ParticipantId, String) = (new_name()?, given_name(words, fields)?);
                let beside = vec![text(texts::name(&participant), None, Some(name))];
                (Command::SignUp { participant, who: Who::Named { device: None } }, beside)
            }
            "attendance" => (self.taken(fields)?, Vec::new()),
            "open" => (Command::Open, Vec::new()),
            "close" => (Command::Close, Vec::new()),
            "reopen" => (Command::Reopen { reason: fields.text("reason") }, Vec::new()),
            "call-off" => (Command::CallOff { reason: fields.text("reason") }, Vec::new()),
            "phone" => {
                let secret = typed_by_hand()?;
                let phone = Digest::of(&secret);
                (Command::MakePhoneAddress { phone }, vec![text(texts::PHONE.to_owned(), None, Some(secret))])
            }
            _ => return Err(Failure::NotFound.into()),
        };
        self.does(command, beside).await
    }

    fn taken(&self, fields: &Fields) -> Result<Command, Undone> {
        let mut came: BTreeMap<ParticipantId, bool> = BTreeMap::new();
        for (participant, answer) in fields.under("came.") {
            let participant = participant.parse().map_err(|_| Failure::NotFound)?;
            came.insert(participant, answer == "yes");
        }
        let words = self.words();
        let others = fields.one("others").trim();
        let wrong = || {
            let values = [("found", others.to_owned()), ("field", words.t("workshop-others"))];
            Undone::Refused(vec![words.with("workshop-cause-number", &values)])
        };
        let others = if others.is_empty() { 0 } else { others.parse().map_err(|_| wrong())? };
        Ok(Command::TakeAttendance { came, others })
    }
}

/// When and where, as the poster and the page of telephones say it.
pub fn when_and_where(words: &press::Words, workshop: &Workshop) -> Vec<String> {
    vec![span(words, &workshop.sheet), workshop.sheet.place.clone()]
}
