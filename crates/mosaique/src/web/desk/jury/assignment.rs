//! Who would read what: worked out, shown, and applied as it was shown.

use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, RawQuery, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use facts::Lang;
use press::Links;
use press::page::{JuryAssignmentPage, MoveRow};
use programme::digest::Digest;
use programme::jury::assign::{self, Assignment, MOST, Wanted};
use programme::jury::{Command, Jury};
use programme::role::Right;

use super::{Fields, Room};
use crate::web::desk::Member;
use crate::web::desk::dossiers::Undone;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// What is proposed before anything is asked.
const USUAL: Wanted = Wanted { readers: 3, most: 30, seed: 1, adjust: true };

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let fields = Fields::read(Ok(Bytes::from(query.unwrap_or_default())))?;
        let room = Room::of(&state, lang, &entered, &id, &[Right::Assign]).await?;
        let is_asked = !fields.one("try").is_empty();
        match if is_asked { wanted(&room, &fields) } else { Ok(USUAL) } {
            Ok(wanted) => shown(&room, lang, wanted, is_asked, Vec::new()).await,
            Err(Undone::Wrong(errors)) => shown(&room, lang, USUAL, false, errors).await,
            Err(undone) => Err(undone.failure()),
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

/// What a form asks for.
fn wanted(room: &Room<'_>, fields: &Fields) -> Result<Wanted, Undone> {
    let wrong = |found: &str| room.desk.words.t1("error-number", "found", super::short(found));
    let mut errors = Vec::new();
    let mut number = |name: &str| {
        let text = fields.one(name);
        let found = text.parse::<u32>().ok().filter(|found| (1..=MOST).contains(found));
        if found.is_none() {
            errors.push(wrong(text));
        }
        found.unwrap_or(1)
    };
    let (readers, most) = (number("readers"), number("most"));
    let seed = fields.one("seed").parse().unwrap_or_else(|_| {
        errors.push(wrong(fields.one("seed")));
        0
    });
    let wanted = Wanted { readers, most, seed, adjust: fields.one("adjust") == "yes" };
    if errors.is_empty() { Ok(wanted) } else { Err(Undone::Wrong(errors)) }
}

async fn worked_out(room: &Room<'_>, jury: &Jury, wanted: Wanted) -> Result<Assignment, Failure> {
    let sheets = room.sheets().await?;
    let (readers, mut dossiers) = assign::inputs(jury, &room.dossiers, &sheets, wanted.most);
    // What who pilots is tied to is not theirs to give.
    dossiers.retain(|read| room.places.contains_key(&read.dossier));
    if readers.len() > MOST as usize || dossiers.len() > MOST as usize {
        return Err(Failure::Internal);
    }
    let mut found = assign::assign(&readers, &dossiers, wanted);
    // Experts read what they are given by hand.
    let jurors: Vec<_> = jury.jurors().map(|(person, _)| person.clone()).collect();
    for (dossier, people) in &mut found.readers {
        let had = jury.assignments.get(dossier).into_iter().flatten();
        people.extend(had.filter(|person| !jurors.contains(person)).cloned());
    }
    Ok(found)
}

fn digest(found: &Assignment) -> Result<Digest, Failure> {
    let text = serde_json::to_string(&found.readers).map_err(Failure::internal)?;
    Ok(Digest::of(&text))
}

async fn shown(
    room: &Room<'_>,
    lang: Lang,
    wanted: Wanted,
    is_asked: bool,
    errors: Vec<String>,
) -> Result<Response, Failure> {
    let (words, state, id) = (room.desk.words, room.desk.state, room.session_id());
    let jury = room.jury()?;
    let found = match is_asked {
        true => Some(worked_out(room, jury, wanted).await?),
        false => None,
    };
    let mut moves = 0;
    let rows: Vec<MoveRow> = (found.iter().flat_map(|found| &found.readers))
        .map(|(dossier, readers)| {
            let had = jury.assignments.get(dossier).cloned().unwrap_or_default();
            let (comes, goes) = (readers.difference(&had), had.difference(readers));
            moves += comes.clone().count() + goes.clone().count();
            let lacks = found.as_ref().and_then(|found| found.lacking.get(dossier));
            MoveRow {
                name: room.place(dossier),
                readers: room.names(readers),
                comes: room.names(comes),
                goes: room.names(goes),
                lacks: lacks.map(|count| words.count("jury-lacks", *count as usize)),
            }
        })
        .collect();
    let told = found.as_ref().map(|found| match found.lacking.len() {
        0 => words.t("jury-all-read"),
        many => words.count("jury-some-lack", many),
    });
    let links = Links::JuryAssignment(id.clone());
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = JuryAssignmentPage {
        f: state
            .desk_frame(lang, &links, words.t("jury-assignment-title"))
            .under(&Links::Jury(id.clone()), words.t("jury-title")),
        a: room.around_of(&[Links::Jury(id)], None, errors),
        wanted: [wanted.readers.to_string(), wanted.most.to_string(), wanted.seed.to_string()],
        adjust: wanted.adjust,
        told: told.into_iter().chain(found.is_some().then(|| words.count("jury-moving", moves))).collect(),
        loads: (found.iter().flat_map(|found| &found.loads))
            .map(|(person, load)| (room.name(person), words.count("jury-load", *load as usize)))
            .collect(),
        digest: found.as_ref().map(digest).transpose()?.map_or_else(String::new, |digest| digest.to_string()),
        changes: moves > 0,
        rows,
    };
    Ok(private(status, page_of(&page)))
}

pub async fn apply(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let fields = Fields::read(body)?;
        let room = Room::of(&state, lang, &entered, &id, &[Right::Assign]).await?;
        match applied(&room, &fields).await {
            Ok(()) => Ok(Redirect::to(&Links::Jury(id.clone()).path(lang)).into_response()),
            Err(Undone::Wrong(errors)) => {
                let (wanted, is_asked) = wanted(&room, &fields).map_or((USUAL, false), |wanted| (wanted, true));
                shown(&room, lang, wanted, is_asked, errors).await
            }
            Err(undone) => Err(undone.failure()),
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

async fn applied(room: &Room<'_>, fields: &Fields) -> Result<(), Undone> {
    let wanted = wanted(room, fields)?;
    let found = worked_out(room, room.jury()?, wanted).await?;
    if digest(&found)?.as_str() != fields.one("digest") {
        return Err(Undone::Wrong(vec![room.desk.words.t("jury-moved")]));
    }
    room.act(Command::Assign { readers: found.readers, seed: Some(wanted.seed) }, Vec::new()).await
}
