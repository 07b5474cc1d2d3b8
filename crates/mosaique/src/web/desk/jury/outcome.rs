//! What became of a dossier, for those who made it, once they are told; and the appeal of its lead.

use std::collections::BTreeMap;

use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State as Extract};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use facts::Lang;
use press::document::{DecisionLetter, Issue};
use press::page::DossierOutcomePage;
use press::{Links, Words};
use programme::dossier::Dossier;
use programme::jury::{Command, Notice, Outcome};
use programme::role::Right;
use store::people::Entered;

use super::notices::{Telling, Told, told};
use super::{Fields, Room, decision};
use crate::documents;
use crate::web::desk::Member;
use crate::web::desk::dossiers::{Desk, Undone};
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of, work};

/// A dossier of which those who made it were told, with what is said of it.
struct Known<'s> {
    room: Room<'s>,
    dossier: Dossier,
    notice: Notice,
    told: Told,
    texts: BTreeMap<String, String>,
}

/// For those who made the dossier; for others, and before they are told, there is nothing here.
async fn known<'s>(state: &'s State, lang: Lang, entered: &'s Entered, id: &str) -> Result<Known<'s>, Failure> {
    let (desk, dossier) = Desk::with(state, lang, entered, id).await?;
    let notice = desk.jury.as_ref().and_then(|jury| jury.notices.get(&dossier.id)).cloned();
    let notice = notice.filter(|_| desk.is_own(&dossier)).ok_or(Failure::NotFound)?;
    let room = Room::around(desk).await?;
    let (texts, sheets) = (room.texts().await?, room.sheets().await?);
    let told = told(&room, Words::of(lang), &dossier.id, notice.outcome, (&texts, &sheets), Telling::Page)?;
    Ok(Known { room, dossier, notice, told, texts })
}

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let shown = shown(&state, lang, &entered, &id, String::new(), Vec::new()).await;
    shown.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn shown(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    typed: String,
    errors: Vec<String>,
) -> Result<Response, Failure> {
    let Known { room, dossier, notice, told, texts } = known(state, lang, entered, id).await?;
    let (words, jury) = (room.desk.words, room.jury()?);
    let mut paragraphs = told.paragraphs;
    paragraphs.push(words.t1("outcome-told", "at", words.moment(&notice.at.to_string())));
    let made = jury.appeals.get(&dossier.id);
    let open = jury.appeal_until(&dossier.id).filter(|until| room.desk.now <= *until);
    let may_appeal = made.is_none()
        && open.is_some()
        && room.desk.may(Right::Appeal, &dossier)
        && matches!(notice.outcome, Outcome::NotRetained | Outcome::Reserve { .. });
    let mut appeal = match made {
        Some(appeal) => {
            // Its answer is told with a notice, not before.
            let mut appeal = appeal.clone();
            if notice.answer_due {
                appeal.stage = programme::jury::AppealStage::Examined { at: appeal.at };
            }
            decision::appeal_told(words, &dossier.id, &appeal, &texts)
        }
        None => Vec::new(),
    };
    appeal.extend(open.filter(|_| may_appeal).map(|at| words.t1("appeal-until", "at", words.moment(&at.to_string()))));
    let back = Links::Dossier(id.to_owned());
    let f = state.desk_frame(lang, &Links::DossierOutcome(id.to_owned()), words.t("outcome-page-title"));
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut a = room.around_of(&[], None, errors);
    a.of = dossier.place.name.clone();
    let page = DossierOutcomePage {
        f: f.under(&back, dossier.place.name.clone()),
        a,
        outcome: told.outcome,
        told: paragraphs,
        feedback: told.feedback,
        signatory: told.signatory,
        letter: Links::DossierOutcomeLetter(id.to_owned()).path(lang),
        appeal,
        may_appeal,
        typed,
    };
    Ok(private(status, page_of(&page)))
}

pub async fn appeal(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let Known { room, dossier, .. } = known(&state, lang, &entered, &id).await?;
        let fields = Fields::read(body)?;
        let reason = fields.one("reason").to_owned();
        match room.act(Command::Appeal { dossier: dossier.id.clone(), reason: reason.clone() }, Vec::new()).await {
            Ok(()) => Ok(Redirect::to(&Links::DossierOutcome(id.clone()).path(lang)).into_response()),
            Err(Undone::Wrong(errors)) => shown(&state, lang, &entered, &id, reason, errors).await,
            Err(undone) => Err(undone.failure()),
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

pub async fn letter(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let printed = async {
        let Known { room, dossier, told, .. } = known(&state, lang, &entered, &id).await?;
        let line = |(name, level, said): (String, String, String)| {
            let lines = level.lines().chain(said.lines()).filter(|line| !line.trim().is_empty());
            (name, lines.map(str::to_owned).collect::<Vec<_>>())
        };
        let letter = DecisionLetter {
            id: id.clone(),
            session: room.desk.words.say(&room.desk.session.identity.title),
            name: dossier.place.name.clone(),
            made_up: room.desk.made_up(),
            outcome: told.outcome,
            paragraphs: told.paragraphs,
            feedback: told.feedback.into_iter().map(line).collect(),
            signatory: told.signatory,
        };
        let now = state.now();
        let today = now.get(..10).and_then(|day| day.parse().ok()).ok_or(Failure::Internal)?;
        let issue = Issue { today, site: Some(state.public_url().as_str().trim_end_matches('/').to_owned()) };
        let file = documents::file_name(&["decision", &dossier.place.name], lang);
        let pdf = work(move || documents::decision_letter(Words::of(lang), &letter, &issue)).await?;
        Ok::<_, Failure>((file, pdf.map_err(Failure::internal)?))
    };
    match printed.await {
        Ok((name, pdf)) => {
            let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
                (header::CONTENT_DISPOSITION, disposition.unwrap_or_else(|_| HeaderValue::from_static("attachment"))),
                (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
            ];
            (headers, pdf).into_response()
        }
        Err(failure) => failure.page(&state, lang),
    }
}
