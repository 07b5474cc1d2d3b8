//! Piloting a call: its phase put by hand, and what of its files is changed – prepared, looked at, published.

mod calendar;
mod draft;
mod file;
mod questions;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use facts::{Lang, Problem};
use press::links::SessionPart;
use press::page::{CallAct, CallPage, Frame};
use press::{Links, Words, telling};
use programme::Session;
use programme::calendar::{ClockTime, Instant};
use programme::call::{Call, Phase, REVISED_FILES, SheetWrong, SteeringCause, SteeringCommand, SteeringRefusal};
use programme::role::{ObjectRelation, Right, Standing};
use serde::Deserialize;
use store::ActError;
use store::calls::{Draft, Files};
use store::people::Entered;

use super::{Member, standing};
use crate::calls::InForce;
use crate::chance;
use crate::instance::{DEMONSTRATION, read_session};
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

pub fn routes() -> Router<State> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        let at = |links: Links| links.path(lang).replace("%7B", "{").replace("%7D", "}");
        let id = || "{id}".to_owned();
        router = router
            .route(&at(Links::Call(id())), get(page).post(steer))
            .route(&at(Links::CallCalendar(id())), get(calendar::page).post(calendar::save))
            .route(&at(Links::CallQuestions(id())), get(questions::list).post(questions::act))
            .route(&at(Links::CallQuestion(id(), "{question}".into())), get(questions::page).post(questions::save))
            .route(&at(Links::CallNewQuestion(id(), "{section}".into())), get(questions::new).post(questions::add))
            .route(&at(Links::CallFile(id(), "{file}".into())), get(file::page).post(file::save))
            .route(&at(Links::CallDraft(id())), get(draft::page).post(draft::act))
            .route(&at(Links::CallDraftForm(id())), get(draft::form));
    }
    router
}

/// Somebody who may pilot a call, at one moment. For others there is nothing here.
pub(super) struct Piloting<'s> {
    state: &'s State,
    words: &'static Words,
    id: String,
    in_force: InForce,
    call: &'static Call,
    who: Standing,
    phase: Phase,
    now: Instant,
    draft: Option<Draft>,
}

impl<'s> Piloting<'s> {
    pub(super) async fn of(state: &'s State, lang: Lang, entered: &Entered, id: &str) -> Result<Self, Failure> {
        let in_force = state.instance().in_force(id).ok_or(Failure::NotFound)?;
        let call = in_force.session.call.as_ref().ok_or(Failure::NotFound)?;
        let now: Instant = state.now().parse().map_err(Failure::internal)?;
        let (who, phase) = (standing(entered, in_force.session), in_force.steering.phase_at(call, now));
        let may = |right| in_force.session.rights.may(&who, right, &ObjectRelation::NONE, phase).is_allowed();
        if !may(Right::EditCall) && !may(Right::OverridePhase) {
            return Err(Failure::NotFound);
        }
        let draft = match may(Right::EditCall) {
            true => state.0.store.calls().draft(id).await.map_err(Failure::internal)?,
            false => None,
        };
        Ok(Self { state, words: Words::of(lang), id: id.to_owned(), in_force, call, who, phase, now, draft })
    }

    fn may(&self, right: Right) -> bool {
        self.in_force.session.rights.may(&self.who, right, &ObjectRelation::NONE, self.phase).is_allowed()
    }

    fn lang(&self) -> Lang {
        self.words.lang()
    }

    fn frame(&self, links: &Links, title: String) -> Frame {
        let overview = Links::Session(self.id.clone(), SessionPart::Overview);
        let f = self.state.desk_frame(self.lang(), links, title);
        let f = if matches!(links, Links::Call(_)) {
            f
        } else {
            f.under(&Links::Call(self.id.clone()), self.words.t("call-title"))
        };
        f.under(&overview, self.session())
    }

    fn session(&self) -> String {
        self.words.say(&self.in_force.session.identity.title)
    }

    /// The files changed by the revision in force.
    fn revised(&self) -> Files {
        self.in_force.revisions.last().map(|revision| revision.files.clone()).unwrap_or_default()
    }

    /// The files changed by what is prepared, or by the revision in force when nothing is.
    fn prepared(&self) -> Files {
        self.draft.as_ref().map_or_else(|| self.revised(), |draft| draft.files.clone())
    }

    /// The text of a file with some files changed.
    fn text(&self, name: &str, changed: &Files) -> String {
        let files = self.state.instance().calls.files(&self.id, changed);
        files.into_iter().find(|(known, _)| known == name).map_or_else(String::new, |(_, text)| text)
    }

    /// The session with some files changed.
    fn read(&self, changed: &Files) -> Result<Session, Vec<Problem>> {
        read_session(&self.state.instance().calls.files(&self.id, changed)).map_err(|bad| bad.0)
    }

    /// The session as it is prepared, for who may change it; nothing when nothing is, or when its files have faults.
    pub(super) fn prepared_session(&self) -> Option<Session> {
        self.draft.as_ref().and_then(|draft| self.read(&draft.files).ok())
    }

    /// The state of what is prepared, sent with each form and back.
    fn seen(&self) -> String {
        self.draft.as_ref().map(|draft| draft.at.clone()).unwrap_or_default()
    }

    /// Keeps a text in what is prepared. Whether nobody else wrote there since `seen`.
    async fn keep(&self, name: &str, text: String, seen: &str) -> Result<bool, Failure> {
        let mut files = self.prepared();
        if self.text(name, &Files::new()) == text {
            files.remove(name);
        } else {
            files.insert(name.to_owned(), text);
        }
        if seen != self.seen() {
            return Ok(false);
        }
        let base = self.in_force.revisions.last().map_or(0, |revision| revision.number);
        let by = self.who.person.as_ref().map_or_else(String::new, ToString::to_string);
        // Two saves of one second are told apart too.
        let at = match self.draft.as_ref().filter(|draft| draft.at >= self.now.to_string()) {
            Some(draft) => draft.at.parse::<Instant>().map_or(self.now, |at| at.plus_seconds(1)),
            None => self.now,
        };
        let draft = Draft { base, files, by, at: at.to_string() };
        let seen = (!seen.is_empty()).then_some(seen);
        self.state.0.store.calls().keep_draft(&self.id, &draft, seen).await.map_err(Failure::internal)
    }

    /// How somebody is called.
    async fn name(&self, id: &str) -> Result<String, Failure> {
        let someone = || self.words.t("dossier-someone");
        let Ok(id) = id.parse() else { return Ok(someone()) };
        let found = self.state.0.store.people().find(&id).await.map_err(Failure::internal)?;
        let name = |p: store::Person| if p.name.is_empty() { p.address.to_string() } else { p.name };
        Ok(found.map_or_else(someone, name))
    }

    fn moment(&self, at: &str) -> String {
        self.words.moment(at)
    }
}

/// Problems of files: where, and what.
fn problems(words: &Words, problems: &[Problem]) -> Vec<(String, String)> {
    let at = |problem: &Problem| {
        let file = problem.file.clone();
        let place = problem.at.map_or(file.clone(), |(line, column)| {
            let values = [("file", file), ("line", line.to_string()), ("column", column.to_string())];
            words.with("call-file-at", &values)
        });
        let what = if problem.field.is_empty() {
            problem.message.clone()
        } else {
            format!("{}: {}", problem.field, problem.message)
        };
        (place, what)
    };
    problems.iter().map(at).collect()
}

/// What the forms of the page hold: a phase to be put, or the end of one.
#[derive(Deserialize, Default)]
pub struct SteeringForm {
    #[serde(default)]
    act: String,
    #[serde(default)]
    phase: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    reason: String,
}

async fn page(Extract(state): Extract<State>, uri: Uri, Member(entered): Member, Path(id): Path<String>) -> Response {
    let lang = lang_of(uri.path());
    let shown = async {
        let piloting = Piloting::of(&state, lang, &entered, &id).await?;
        shown(&piloting, SteeringForm::default(), Vec::new()).await
    };
    shown.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

async fn shown(piloting: &Piloting<'_>, given: SteeringForm, errors: Vec<String>) -> Result<Response, Failure> {
    let Piloting { words, call, .. } = piloting;
    let (opens, closes) = (words.moment(&call.opens_at().to_string()), words.moment(&call.closes_at().to_string()));
    let by_calendar = call.phase_at(piloting.now);
    let by_hand = piloting.in_force.steering.by_hand(piloting.now).is_some();
    let mut told = vec![
        words.with("dossiers-window", &[("opens", opens), ("closes", closes)]),
        words.t1("call-phase-now", "phase", telling::phase(words, piloting.phase)),
    ];
    if by_hand {
        told.push(words.t1("call-phase-by-hand", "phase", telling::phase(words, by_calendar)));
    }
    told.push(match piloting.in_force.revisions.last() {
        None => words.t("call-revision-none"),
        Some(last) => {
            let who = piloting.name(&last.by).await?;
            let values = [("number", last.number.to_string()), ("at", piloting.moment(&last.at)), ("who", who)];
            words.with("call-revision-last", &values)
        }
    });
    let draft = match &piloting.draft {
        None => None,
        Some(draft) => {
            let values = [("at", piloting.moment(&draft.at)), ("who", piloting.name(&draft.by).await?)];
            let href = Links::CallDraft(piloting.id.clone()).path(piloting.lang());
            Some((words.with("call-draft-told", &values), href))
        }
    };
    let to = |links: Links, key: &str| (links.path(piloting.lang()), words.t(key));
    let id = || piloting.id.clone();
    let file = |name: &str, key: &str| to(Links::CallFile(id(), name.to_owned()), key);
    let changes = match piloting.may(Right::EditCall) {
        false => Vec::new(),
        true => vec![
            to(Links::CallCalendar(id()), "call-change-calendar"),
            to(Links::CallQuestions(id()), "call-change-questions"),
            file("application.toml", "call-change-application"),
            file("rubric.toml", "call-change-rubric"),
            file("call.toml", "call-change-call"),
        ],
    };
    let phases = call.phases.iter().filter(|_| piloting.may(Right::OverridePhase)).map(|rule| {
        let chosen = if given.phase.is_empty() { piloting.phase.as_str() } else { &given.phase };
        (rule.phase.as_str(), telling::phase(words, rule.phase), chosen == rule.phase.as_str())
    });
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = CallPage {
        f: piloting.frame(&Links::Call(id()), words.t("call-title")),
        session: piloting.session(),
        made_up: (piloting.id == DEMONSTRATION).then(|| words.t("dossier-made-up")),
        told,
        draft,
        changes,
        around: vec![
            to(Links::Dossiers(id()), "call-dossiers-link"),
            to(Links::Views(id()), "views-title"),
            to(Links::Team(id()), "call-people-link"),
        ],
        phases: phases.collect(),
        by_hand: by_hand && piloting.may(Right::OverridePhase),
        until: given.until,
        reason: given.reason.chars().take(2000).collect(),
        acts: acts(piloting).await?,
        errors,
    };
    Ok(private(status, page_of(&page)))
}

/// What was done to a call, the newest first.
async fn acts(piloting: &Piloting<'_>) -> Result<Vec<CallAct>, Failure> {
    let words = piloting.words;
    let mut acts = Vec::new();
    for revision in piloting.in_force.revisions {
        let files = revision.files.keys().cloned().collect::<Vec<_>>().join(", ");
        let what = words.with("call-act-revised", &[("number", revision.number.to_string()), ("files", files)]);
        acts.push((revision.at.clone(), what, revision.by.clone(), revision.reason.clone()));
    }
    for act in &piloting.in_force.steering.overrides {
        let phase = ("phase", telling::phase(words, act.phase));
        let mut what = match act.until {
            Some(until) => words.with("call-act-phase-until", &[phase, ("until", words.moment(&until.to_string()))]),
            None => words.with("call-act-phase", &[phase]),
        };
        if let Some(ended) = act.ended {
            what = words.with("call-act-phase-ended", &[("act", what), ("at", words.moment(&ended.to_string()))]);
        }
        acts.push((act.at.to_string(), what, act.by.to_string(), act.reason.clone()));
    }
    acts.sort_by(|a, b| b.0.cmp(&a.0));
    let mut told = Vec::new();
    for (at, what, by, why) in acts {
        told.push(CallAct { when: piloting.moment(&at), what, who: piloting.name(&by).await?, why });
    }
    Ok(told)
}

async fn steer(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    form: Result<Form<SteeringForm>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let Form(given) = form.map_err(|rejection| Failure::Form(rejection.status()))?;
        let piloting = Piloting::of(&state, lang, &entered, &id).await?;
        match steered(&piloting, &given).await? {
            Ok(()) => Ok(Redirect::to(&Links::Call(id.clone()).path(lang)).into_response()),
            Err(errors) => shown(&piloting, given, errors).await,
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

/// Puts a phase by hand, or ends one; what is wrong, in sentences, when it was not done.
async fn steered(piloting: &Piloting<'_>, given: &SteeringForm) -> Result<Result<(), Vec<String>>, Failure> {
    let words = piloting.words;
    let mut errors = Vec::new();
    let command = match given.act.as_str() {
        "end" => SteeringCommand::EndOverride { reason: given.reason.clone() },
        "override" => {
            let phase = Phase::CHOICES.iter().find(|(name, _)| *name == given.phase).map(|(_, phase)| *phase);
            let until = match given.until.as_str() {
                "" => None,
                text => match text.parse::<ClockTime>() {
                    Ok(time) => Some(time.last_second(piloting.call.zone)),
                    Err(_) => {
                        let found = text.chars().take(40).collect();
                        errors.push(telling::sheet_wrong(words, &SheetWrong::NotATime { found }));
                        None
                    }
                },
            };
            let phase = phase.ok_or(Failure::NotFound)?;
            SteeringCommand::OverridePhase { phase, reason: given.reason.clone(), until }
        }
        _ => return Err(Failure::NotFound),
    };
    let rights = &piloting.in_force.session.rights;
    let decide = |before: &programme::call::Steering| {
        let (after, events) = before.act(command, piloting.call, rights, &piloting.who, piloting.now)?;
        let event = events.into_iter().next().ok_or(SteeringRefusal { causes: vec![SteeringCause::NoOverride] })?;
        Ok::<_, SteeringRefusal>((after, event))
    };
    if !errors.is_empty() {
        return Ok(Err(errors));
    }
    let (now, salt) = (piloting.now.to_string(), chance::salt().map_err(Failure::internal)?);
    let state = piloting.state;
    match state.0.store.calls().steer(&piloting.id, &now, salt, decide).await {
        Ok(_) => {
            state.instance().refresh_calls(&state.0.store).await.map_err(Failure::internal)?;
            // Reminders and mails follow from the phase.
            state.0.share.wake.notify_one();
            Ok(Ok(()))
        }
        Err(ActError::Refused(refusal)) => {
            Ok(Err(refusal.causes.iter().map(|cause| telling::steering_cause(words, cause)).collect()))
        }
        Err(error) => Err(Failure::internal(error)),
    }
}

/// The files that may be changed, by name.
fn file_of(name: &str) -> Result<&'static str, Failure> {
    REVISED_FILES.into_iter().find(|known| *known == name).ok_or(Failure::NotFound)
}
