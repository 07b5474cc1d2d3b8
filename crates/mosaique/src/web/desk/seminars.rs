//! Seminars being written, by who publishes for a session.

mod typed;

#[cfg(test)]
mod tests;

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use facts::Lang;
use press::links::SessionPart;
use press::page::{SeminarActs, SeminarCard, SeminarDeskPage};
use press::{Links, telling};
use programme::seminar::{Command, Fault, Rules, Seminar, State as Stage, Told, begin, may_write};
use programme::session::{PublicationKind, Release};
use store::ActError;
use store::people::Entered;

use super::Member;
use super::workspaces::{Workroom, kept, new_name};
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};
use typed::Fields;

type Sent = Result<Form<Vec<(String, String)>>, FormRejection>;

pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        let at = |links: Links| links.path(lang).replace("%7B", "{").replace("%7D", "}");
        router = router
            .route(&at(Links::SeminarsDesk("{id}".into())), get(list).post(add))
            .route(&at(Links::SeminarDesk("{id}".into())), get(one).post(act));
    }
    router
}

/// Whether somebody writes the seminars of a session, as their pages show it.
pub fn writes(room: &Workroom<'_>) -> bool {
    may_write(room.session, &room.standing, room.phase)
}

/// Why nothing was done.
#[derive(Debug)]
enum Undone {
    Told(Vec<String>),
    Failed(Failure),
}

impl std::fmt::Display for Undone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an act was not done")
    }
}

impl From<Failure> for Undone {
    fn from(failure: Failure) -> Self {
        Undone::Failed(failure)
    }
}

/// Somebody who writes seminars.
struct Bench<'s> {
    room: Workroom<'s>,
}

impl<'s> Bench<'s> {
    fn of(state: &'s State, lang: Lang, entered: &'s Entered, session: &str) -> Result<Self, Failure> {
        let room = Workroom::of(state, lang, entered, session)?;
        if writes(&room) { Ok(Self { room }) } else { Err(Failure::NotFound) }
    }

    async fn with(state: &'s State, lang: Lang, entered: &'s Entered, id: &str) -> Result<(Self, Seminar), Failure> {
        let found = state.0.store.records::<Seminar>().find(id).await.map_err(Failure::internal)?;
        let seminar = found.ok_or(Failure::NotFound)?;
        Ok((Self::of(state, lang, entered, seminar.session.as_str())?, seminar))
    }

    fn rules(&self) -> Rules<'_> {
        let room = &self.room;
        Rules { session: room.session, phase: room.phase, who: &room.standing, now: room.now }
    }

    fn told(&self, faults: &[Fault]) -> Undone {
        Undone::Told(telling::seminar_faults(self.room.words, faults))
    }

    async fn add(&self, fields: &Fields) -> Result<Seminar, Undone> {
        let sheet = fields.sheet(self.room.words).map_err(Undone::Told)?;
        let done = begin(new_name()?, sheet, self.rules()).map_err(|faults| self.told(&faults))?;
        let kept = kept(done)?;
        let records = self.room.state.0.store.records::<Seminar>();
        records.begin(&kept, &self.room.now.to_string()).await.map_err(Failure::internal)?;
        Ok(kept.state)
    }

    async fn act(&self, seminar: &Seminar, fields: &Fields) -> Result<(), Undone> {
        let words = self.room.words;
        let command = match fields.one("act") {
            "write" => {
                let sheet = Box::new(fields.sheet(words).map_err(Undone::Told)?);
                Command::Write { sheet, base: fields.one("base").parse().unwrap_or_default() }
            }
            "announce" => Command::Announce,
            "call-off" => Command::CallOff { reason: fields.text("reason") },
            "tell" => {
                let present = match fields.one("present").trim() {
                    "" => None,
                    text => Some(text.parse().map_err(|_| {
                        Undone::Told(vec![words.t1(
                            "seminar-fault-present",
                            "found",
                            text.chars().take(40).collect::<String>(),
                        )])
                    })?),
                };
                Command::Tell(Told { summary: fields.text("summary"), present })
            }
            _ => return Err(Failure::NotFound.into()),
        };
        let decide = |seminar: &Seminar| -> Result<_, Undone> {
            Ok(kept(seminar.act(command.clone(), self.rules()).map_err(|faults| self.told(&faults))?)?)
        };
        let records = self.room.state.0.store.records::<Seminar>();
        match records.act(seminar.id.as_str(), &self.room.now.to_string(), decide).await {
            Ok(_) => {
                self.room.state.has_published();
                Ok(())
            }
            Err(ActError::Refused(undone)) => Err(undone),
            Err(other) => Err(Failure::internal(other).into()),
        }
    }

    async fn list_page(&self, fields: Option<&Fields>, errors: Vec<String>) -> Result<Response, Failure> {
        let (room, session) = (&self.room, self.room.session);
        let (words, id) = (room.words, session.identity.id.to_string());
        let mut all = room.state.0.store.records::<Seminar>().of_session(&id).await.map_err(Failure::internal)?;
        all.sort_by_key(|seminar| seminar.sheet.zone.instant(seminar.sheet.begins));
        let card =
            |one: &Seminar| SeminarCard::new(words, one, Links::SeminarDesk(one.id.to_string()).path(words.lang()));
        let planned = session.stages.publications().filter(|(_, publication)| {
            publication.kind == PublicationKind::Seminar && publication.release == Release::Awaited
        });
        let title = words.say(&session.identity.title);
        let f = room.state.desk_frame(words.lang(), &Links::SeminarsDesk(id.clone()), words.t("seminars-title"));
        self.answered(SeminarDeskPage {
            f: f.under(&Links::Session(id, SessionPart::Overview), title.clone()),
            session: title,
            made_up: room.made_up(),
            list: Some(all.iter().map(card).collect()),
            planned: planned.map(|(_, publication)| words.say(&publication.name)).collect(),
            may_write: true,
            acts: None,
            t: fields.unwrap_or(&Fields::default()).typed(words, session),
            errors,
        })
    }

    fn page(&self, seminar: &Seminar, fields: Option<&Fields>, errors: Vec<String>) -> Result<Response, Failure> {
        let (room, session) = (&self.room, self.room.session);
        let (words, id) = (room.words, seminar.id.to_string());
        let begun = seminar.sheet.zone.instant(seminar.sheet.begins) <= room.now;
        let known = match &seminar.state {
            Stage::Held { told } => (told.summary.clone(), told.present.map(|n| n.to_string()).unwrap_or_default()),
            _ => Default::default(),
        };
        // What another form of the page holds is what is kept.
        let sent = |act: &str| fields.filter(|fields| fields.one("act") == act);
        let is_out = matches!(seminar.state, Stage::Announced | Stage::Held { .. });
        let tell = sent("tell").map_or(known, |fields| (fields.text("summary"), fields.one("present").to_owned()));
        let acts = SeminarActs {
            state: telling::seminar_state(words, &seminar.state),
            public: seminar.announced.map(|_| Links::Seminar(id.clone()).path(words.lang())),
            base: seminar.version.to_string(),
            may_announce: seminar.state == Stage::Draft,
            call_off: (seminar.state == Stage::Announced)
                .then(|| sent("call-off").map(|fields| fields.text("reason")).unwrap_or_default()),
            tell: (is_out && begun).then_some(tell),
        };
        let typed = sent("write").cloned().unwrap_or_else(|| Fields::of(&seminar.sheet));
        let f = room.state.desk_frame(words.lang(), &Links::SeminarDesk(id), seminar.sheet.title.clone());
        self.answered(SeminarDeskPage {
            f: f.under(&Links::SeminarsDesk(session.identity.id.to_string()), words.t("seminars-title")),
            session: words.say(&session.identity.title),
            made_up: room.made_up(),
            list: None,
            planned: Vec::new(),
            may_write: !matches!(seminar.state, Stage::CalledOff { .. }),
            acts: Some(acts),
            t: typed.typed(words, session),
            errors,
        })
    }

    fn answered(&self, page: SeminarDeskPage) -> Result<Response, Failure> {
        let status = if page.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        Ok(private(status, page_of(&page)))
    }
}

fn fields(form: Sent) -> Result<Fields, Failure> {
    form.map(|Form(fields)| Fields(fields)).map_err(|rejection| Failure::Form(rejection.status()))
}

async fn list(Extract(state): Extract<State>, uri: Uri, Member(entered): Member, Path(id): Path<String>) -> Response {
    let lang = lang_of(uri.path());
    let shown = async { Bench::of(&state, lang, &entered, &id)?.list_page(None, Vec::new()).await };
    shown.await.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn add(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    form: Sent,
) -> Response {
    let lang = lang_of(uri.path());
    let answered = async {
        let bench = Bench::of(&state, lang, &entered, &id)?;
        let fields = fields(form)?;
        match bench.add(&fields).await {
            Ok(seminar) => Ok(Redirect::to(&Links::SeminarDesk(seminar.id.to_string()).path(lang)).into_response()),
            Err(Undone::Told(errors)) => bench.list_page(Some(&fields), errors).await,
            Err(Undone::Failed(failure)) => Err(failure),
        }
    };
    answered.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

async fn one(Extract(state): Extract<State>, uri: Uri, Member(entered): Member, Path(id): Path<String>) -> Response {
    let lang = lang_of(uri.path());
    let shown = async {
        let (bench, seminar) = Bench::with(&state, lang, &entered, &id).await?;
        bench.page(&seminar, None, Vec::new())
    };
    shown.await.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn act(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    form: Sent,
) -> Response {
    let lang = lang_of(uri.path());
    let answered = async {
        let (bench, seminar) = Bench::with(&state, lang, &entered, &id).await?;
        let fields = fields(form)?;
        match bench.act(&seminar, &fields).await {
            Ok(()) => Ok(Redirect::to(&Links::SeminarDesk(id.clone()).path(lang)).into_response()),
            Err(Undone::Told(errors)) => {
                // As it is now: somebody may have written meanwhile.
                let (bench, seminar) = Bench::with(&state, lang, &entered, &id).await?;
                bench.page(&seminar, Some(&fields), errors)
            }
            Err(Undone::Failed(failure)) => Err(failure),
        }
    };
    answered.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}
