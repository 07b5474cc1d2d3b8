//! What is prepared for a call: beside what is in force, published, or dropped.

use std::collections::BTreeSet;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Extract};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use press::document::SessionPaper;
use press::page::{CallDraftPage, LinePiece};
use press::{Links, telling};
use programme::Session;
use programme::call::{CallSheet, Revised, revise, revision_faults};
use programme::digest::Digest;
use programme::form::{SpanKind, changes, diff_text};
use programme::role::Right;
use serde::Deserialize;
use store::ActError;
use store::calls::Files;

use super::{Piloting, calendar, problems};
use crate::chance;
use crate::documents::{file_name, issue, session_paper};
use crate::mail::letters;
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of, work};

/// What the forms hold.
#[derive(Deserialize, Default)]
pub struct Given {
    #[serde(default)]
    act: String,
    #[serde(default)]
    seen: String,
    #[serde(default)]
    reason: String,
}

/// Somebody who may change a call.
async fn editing<'s>(
    state: &'s State,
    uri: &Uri,
    entered: &store::people::Entered,
    id: &str,
) -> Result<Piloting<'s>, Failure> {
    let piloting = Piloting::of(state, lang_of(uri.path()), entered, id).await?;
    if piloting.may(Right::EditCall) { Ok(piloting) } else { Err(Failure::NotFound) }
}

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let done = async {
        let piloting = editing(&state, &uri, &entered, &id).await?;
        if piloting.draft.is_none() {
            return Ok(Redirect::to(&Links::Call(id.clone()).path(piloting.lang())).into_response());
        }
        shown(&piloting, String::new(), Vec::new(), StatusCode::OK).await
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang_of(uri.path())))
}

async fn shown(
    piloting: &Piloting<'_>,
    reason: String,
    errors: Vec<String>,
    status: StatusCode,
) -> Result<Response, Failure> {
    let words = piloting.words;
    let draft = piloting.draft.as_ref().ok_or(Failure::NotFound)?;
    let (revised, prepared) = (piloting.revised(), piloting.prepared());
    let text = |name: &str, files: &Files| piloting.text(name, files);
    let names: BTreeSet<&String> = revised.keys().chain(prepared.keys()).collect();
    let changed = names.iter().filter(|name| text(name, &revised) != text(name, &prepared));
    let files = changed.map(|name| ((*name).clone(), lines(&text(name, &revised), &text(name, &prepared))));
    let sheet = |files: &Files| CallSheet::read(&text("call.toml", files)).ok();
    let fields = sheet(&revised).zip(sheet(&prepared));
    let before = piloting.in_force.session;
    let (found, refused, questions) = match piloting.read(&prepared) {
        Err(found) => (found, Vec::new(), Vec::new()),
        Ok(after) => {
            let refused = revision_faults(before, &after, piloting.phase, piloting.now);
            let (was, is) = (&before.application.form, &after.application.form);
            let questions = changes(was, is).iter().map(|one| telling::form_change(words, one, was, is)).collect();
            (Vec::new(), refused.iter().map(|cause| telling::revision_cause(words, cause)).collect(), questions)
        }
    };
    let (id, lang) = (piloting.id.clone(), piloting.lang());
    let previews = [
        (format!("{}?draft=1", Links::Views(id.clone()).path(lang)), words.t("call-draft-views")),
        (Links::CallDraftForm(id.clone()).path(lang), words.t("call-draft-form")),
    ];
    let values = [("at", piloting.moment(&draft.at)), ("who", piloting.name(&draft.by).await?)];
    let page = CallDraftPage {
        f: piloting.frame(&Links::CallDraft(id.clone()), words.t("call-draft-title")),
        session: piloting.session(),
        touched: words.with("call-draft-told", &values),
        seen: piloting.seen(),
        previews: if found.is_empty() { previews.into() } else { Vec::new() },
        problems: problems(words, &found),
        refused,
        fields: fields.map_or_else(Vec::new, |(was, is)| calendar::changes(words, &was, &is)),
        questions,
        files: files.collect(),
        reason,
        errors,
        back: (Links::Call(id).path(lang), words.t("call-title")),
    };
    Ok(private(status, page_of(&page)))
}

/// The lines that changed, each group with a line around it.
fn lines(before: &str, after: &str) -> Vec<LinePiece> {
    let mut pieces = Vec::new();
    let spans = diff_text(before, after);
    let last = spans.len().saturating_sub(1);
    for (rank, span) in spans.into_iter().enumerate() {
        pieces.push(match span.kind {
            SpanKind::Removed => LinePiece::Gone(span.text),
            SpanKind::Added => LinePiece::New(span.text),
            SpanKind::Same => {
                let lines: Vec<&str> = span.text.split_inclusive('\n').collect();
                let (head, tail) = (if rank == 0 { 0 } else { 2 }, if rank == last { 0 } else { 3 });
                if lines.len() <= head + tail + 1 {
                    LinePiece::Same(span.text)
                } else {
                    let (head, tail) = (lines[..head].concat(), lines[lines.len() - tail..].concat());
                    LinePiece::Same(format!("{head}⋯\n{tail}"))
                }
            }
        });
    }
    pieces
}

/// The form that is prepared, on paper.
pub async fn form(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let piloting = editing(&state, &uri, &entered, &id).await?;
        let session: Session = piloting.read(&piloting.prepared()).map_err(|_| Failure::NotFound)?;
        let (instance, issue) = (state.instance(), issue(Some(state.public_url().to_string())));
        let print = move || session_paper(instance, &session, lang, SessionPaper::Form, &issue);
        let pdf = work(print).await?.map_err(|error| Failure::internal(format!("{error:#}")))?;
        let name = file_name(&[&piloting.words.t("path-call-draft"), &id], lang);
        let shown = [
            (header::CONTENT_TYPE, "application/pdf".to_owned()),
            (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")),
        ];
        Ok(private(StatusCode::OK, (shown, pdf).into_response()))
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

pub async fn act(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    form: Result<Form<Given>, FormRejection>,
) -> Response {
    let done = async {
        let Form(given) = form.map_err(|rejection| Failure::Form(rejection.status()))?;
        let piloting = editing(&state, &uri, &entered, &id).await?;
        let back = Redirect::to(&Links::Call(id.clone()).path(piloting.lang())).into_response();
        if piloting.draft.is_none() {
            return Ok(back);
        }
        if given.seen != piloting.seen() {
            let errors = vec![piloting.words.t("call-overtaken")];
            return shown(&piloting, given.reason, errors, StatusCode::CONFLICT).await;
        }
        match given.act.as_str() {
            "drop" => {
                state.0.store.calls().drop_draft(&id).await.map_err(Failure::internal)?;
                Ok(back)
            }
            "publish" => match publish(&piloting, &given.reason).await? {
                Ok(()) => Ok(back),
                Err(errors) => shown(&piloting, given.reason, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
            },
            _ => Err(Failure::NotFound),
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang_of(uri.path())))
}

/// Publishes what is prepared; why not, in sentences, when it was not done.
async fn publish(piloting: &Piloting<'_>, reason: &str) -> Result<Result<(), Vec<String>>, Failure> {
    let (words, state) = (piloting.words, piloting.state);
    let files = piloting.prepared();
    let after = match piloting.read(&files) {
        Ok(after) => after,
        Err(_) => return Ok(Err(vec![words.t("call-file-problems")])),
    };
    let before = piloting.in_force.session;
    if let Err(refusal) = revise(before, &after, piloting.phase, &piloting.who, reason, piloting.now) {
        return Ok(Err(refusal.causes.iter().map(|cause| telling::revision_cause(words, cause)).collect()));
    }
    let by = piloting.who.person.clone().ok_or(Failure::NotFound)?;
    let revised = Revised {
        number: piloting.in_force.revisions.last().map_or(1, |last| last.number + 1),
        files: files.iter().map(|(name, text)| (name.clone(), Digest::of(text))).collect(),
        reason: reason.trim().to_owned(),
        by,
        at: piloting.now,
    };
    let mails = mails(piloting, &revised).await?;
    let salt = chance::salt().map_err(Failure::internal)?;
    match state.0.store.calls().publish(&piloting.id, &revised, &files, &mails, salt).await {
        Ok(()) => {
            state.instance().refresh_calls(&state.0.store).await.map_err(Failure::internal)?;
            state.0.share.wake.notify_one();
            Ok(Ok(()))
        }
        Err(ActError::Refused(_)) => Ok(Err(vec![words.t("call-overtaken")])),
        Err(error) => Err(Failure::internal(error)),
    }
}

/// Those who write a dossier are told, each once, whatever the number of their dossiers.
async fn mails(piloting: &Piloting<'_>, revised: &Revised) -> Result<Vec<store::Outgoing>, Failure> {
    let state = piloting.state;
    let dossiers = state.0.store.dossiers().of_session(&piloting.id).await.map_err(Failure::internal)?;
    let (mut told, mut mails) = (BTreeSet::new(), Vec::new());
    for dossier in &dossiers {
        for id in dossier.people.keys() {
            if !told.insert(id.clone()) {
                continue;
            }
            let person = state.0.store.people().find(id).await.map_err(Failure::internal)?;
            let Some(person) = person else { continue };
            let words = press::Words::of(person.lang);
            let key = format!("call-revised:{}:{}:{id}", piloting.id, revised.number);
            let more = words.t1("letter-call-revised-more", "reason", revised.reason.as_str());
            let what = [words.t("letter-call-revised"), dossier.place.name.clone(), more];
            let href = state.public_url().absolute(&Links::Dossier(dossier.id.to_string()).path(person.lang));
            mails.push(letters::dossier(state.public_url(), &person, &key, what, &href));
        }
    }
    Ok(mails)
}
