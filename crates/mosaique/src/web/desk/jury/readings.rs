//! What one reads for a jury, and one's ties with the dossiers: names of territories and of bearers only.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use facts::{Lang, Siren};
use press::page::{ReadingsPage, TieQuestion, ToReadRow};
use press::{Links, telling};
use programme::Slug;
use programme::dossier::Dossier;
use programme::form::{Siret, Value};
use programme::id::DossierId;
use programme::jury::sheet::name_of;
use programme::jury::{self, Command, Jury, Seat, SeatStage, Sheet, TieKind};
use programme::role::Right;
use programme::session::Answer;
use store::people::Entered;

use super::{Fields, Room, number, unread};
use crate::web::desk::Member;
use crate::web::desk::dossiers::Undone;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let shown = shown(&state, lang, &entered, &id, Vec::new()).await;
    shown.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn shown(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    errors: Vec<String>,
) -> Result<Response, Failure> {
    let room = Room::of(state, lang, entered, id, &[Right::DeclareConflict]).await?;
    let words = room.desk.words;
    let person = &entered.person.id;
    let seat = room.desk.jury.as_ref().and_then(|jury| jury.seats.get(person)).cloned();
    let sitting = seat.clone().filter(Seat::sits);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let axes = room.desk.session.taxonomy.axes.iter().flat_map(|axis| &axis.items);
    let knows = |area: &Slug| sitting.as_ref().is_some_and(|seat| seat.areas.contains(area));
    let rows = match (&room.desk.jury, &sitting) {
        (Some(jury), Some(_)) => to_read(&room, jury).await?,
        _ => Vec::new(),
    };
    let mut facts = match &seat {
        None => vec![words.t("readings-no-seat")],
        Some(seat) if seat.sits() => vec![words.t1("readings-seat", "kind", telling::seat_kind(words, seat.kind))],
        Some(seat) => vec![words.t1("readings-stage", "stage", telling::seat_stage(words, seat.stage))],
    };
    let deadline = room.desk.jury.as_ref().and_then(|jury| jury.deadline).filter(|_| sitting.is_some());
    facts.extend(deadline.map(|at| words.t1("jury-fact-deadline", "at", words.moment(&at.to_string()))));
    let page = ReadingsPage {
        f: state
            .desk_frame(lang, &Links::Readings(id.to_owned()), words.t("readings-title"))
            .under(&Links::Dossiers(id.to_owned()), words.t("dossiers-title")),
        a: room.around_of(&[Links::JuryMeeting(id.to_owned())], None, errors),
        facts,
        may_answer: seat.as_ref().is_some_and(|seat| seat.stage == SeatStage::Invited),
        sits: sitting.is_some(),
        ties: sitting.iter().flat_map(|seat| ties(&room, seat)).collect(),
        rows,
        areas: axes.map(|item| (item.id.to_string(), words.say(&item.name), knows(&item.id))).collect(),
        most: sitting.as_ref().and_then(|seat| seat.most).map_or_else(String::new, |most| most.to_string()),
    };
    Ok(private(status, page_of(&page)))
}

/// The dossiers of which one says one's tie: also those with which one said one has some, by their name alone.
fn ties(room: &Room<'_>, seat: &Seat) -> Vec<TieQuestion> {
    let words = room.desk.words;
    let question = |dossier: &Dossier| {
        let tie = seat.ties.get(&dossier.id);
        let mut choices = vec![
            (String::new(), words.t("readings-unsaid"), !seat.has_said(&dossier.id)),
            ("clear".to_owned(), words.t("readings-clear"), seat.clear.contains(&dossier.id)),
        ];
        choices.extend(TieKind::CHOICES.iter().map(|(word, kind)| {
            ((*word).to_owned(), telling::tie_kind(words, *kind), tie.is_some_and(|tie| tie.kind == *kind))
        }));
        let pinned = tie.filter(|tie| tie.pinned);
        TieQuestion {
            id: dossier.id.to_string(),
            name: dossier.place.name.clone(),
            about: about(room, dossier),
            choices,
            pinned: pinned.map(|tie| words.t1("readings-pinned", "kind", telling::tie_kind(words, tie.kind))),
        }
    };
    room.dossiers.iter().filter(|dossier| jury::is_listed(dossier)).map(question).collect()
}

/// Where a dossier is, and who bears it: départements, and what the map calls the SIREN that was answered.
fn about(room: &Room<'_>, dossier: &Dossier) -> String {
    let map = room.desk.state.instance().atlas().map();
    let departement = |code: &facts::DepartementCode| {
        let found = map.departements.iter().find(|departement| departement.code == *code);
        found.map_or_else(|| code.to_string(), |departement| departement.name.to_string())
    };
    let form = room.desk.form(dossier);
    let answers = dossier.last_deposit().map(|deposit| &deposit.answers);
    let bearer = form.questions().filter(|question| !question.personal).filter_map(|question| {
        let Value::Text { text } = answers?.get(&question.id)? else { return None };
        let siren: Siren = match question.answer {
            Answer::Siren => text.trim().parse().ok()?,
            Answer::Siret => text.parse::<Siret>().ok()?.siren(),
            _ => return None,
        };
        let named = map.epci(siren).map(|rank| map.epcis[rank].name.to_string());
        Some(named.unwrap_or_else(|| siren.to_string()))
    });
    let all: BTreeSet<String> = dossier.place.departements.iter().map(departement).chain(bearer).collect();
    all.into_iter().collect::<Vec<_>>().join(", ")
}

async fn to_read(room: &Room<'_>, jury: &Jury) -> Result<Vec<ToReadRow>, Failure> {
    let (words, lang) = (room.desk.words, room.desk.words.lang());
    let person = &room.desk.entered.person.id;
    let mut rows = Vec::new();
    for dossier in room.dossiers.iter().filter(|dossier| jury.is_assigned(person, &dossier.id)) {
        let sheets = room.desk.state.0.store.records::<Sheet>();
        let sheet = sheets.find(&name_of(&dossier.id, person)).await.map_err(Failure::internal)?;
        let may_read = room.desk.may(Right::SeeContent, dossier);
        let said = jury.sitting(person).is_some_and(|seat| seat.has_said(&dossier.id));
        let sealed = sheet.as_ref().and_then(|sheet| sheet.sealed.as_ref());
        let told = match (&sheet, sealed) {
            (_, Some(sealed)) => words.t1("readings-locked", "at", words.moment(&sealed.at.to_string())),
            _ if !said => words.t("readings-say-first"),
            _ if !may_read => words.t("readings-not-yet"),
            (Some(_), None) => words.t("readings-begun"),
            (None, None) => words.t("readings-not-begun"),
        };
        rows.push(ToReadRow {
            name: dossier.place.name.clone(),
            href: may_read.then(|| Links::DossierReading(dossier.id.to_string()).path(lang)),
            done: sealed.is_some(),
            told,
        });
    }
    // What is still to be done comes first.
    rows.sort_by_key(|row| row.done);
    Ok(rows)
}

pub async fn act(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let fields = Fields::read(body)?;
        let room = Room::of(&state, lang, &entered, &id, &[Right::DeclareConflict]).await?;
        let command = command(&room, &fields);
        let done = match command {
            Ok(command) => room.act(command, Vec::new()).await,
            Err(undone) => Err(undone),
        };
        match done {
            Ok(()) => Ok(Redirect::to(&Links::Readings(id.clone()).path(lang)).into_response()),
            Err(Undone::Wrong(errors)) => shown(&state, lang, &entered, &id, errors).await,
            Err(undone) => Err(undone.failure()),
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

fn command(room: &Room<'_>, fields: &Fields) -> Result<Command, Undone> {
    Ok(match fields.one("act") {
        "accept" => Command::Answer { accept: true },
        "decline" => Command::Answer { accept: false },
        "describe" => Command::Describe {
            person: room.desk.entered.person.id.clone(),
            areas: fields.all("area").iter().filter_map(|area| area.parse().ok()).collect(),
            most: match fields.one("most") {
                "" => None,
                text => Some(number(text, &room.desk)?),
            },
        },
        "declare" => {
            let mut said: BTreeMap<DossierId, Option<TieKind>> = BTreeMap::new();
            for (dossier, word) in fields.of("t.") {
                let dossier = dossier.parse().map_err(|_| Undone::Failed(Failure::NotFound))?;
                let kind = TieKind::CHOICES.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind);
                match word {
                    "" => {}
                    "clear" => _ = said.insert(dossier, None),
                    _ if kind.is_some() => _ = said.insert(dossier, kind),
                    other => return Err(unread("form", other, &["clear", "personal", "professional", "…"])),
                }
            }
            Command::Declare { said }
        }
        other => return Err(unread("act", other, &["accept", "decline", "declare", "describe"])),
    })
}
