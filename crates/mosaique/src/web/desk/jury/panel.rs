//! Who sits, what binds them to the dossiers, who reads what: for who pilots.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use facts::Lang;
use press::page::{JuryPage, MatrixCell, MatrixRow, SeatRow, TieRow};
use press::{Links, Words, telling};
use programme::dossier::Dossier;
use programme::id::{DossierId, PersonId};
use programme::jury::sheet::name_of;
use programme::jury::{self, Command, Jury, Quorum, Seat, SeatKind, SeatStage, Sheet, TieKind};
use programme::role::{Right, Role};
use store::Outgoing;
use store::people::Entered;

use super::{Fields, Room, field, number, unread};
use crate::mail::letters;
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
    let room = Room::of(state, lang, entered, id, &[Right::Assign]).await?;
    let (words, sheets) = (room.desk.words, room.sheets().await?);
    let sheets: BTreeMap<&str, &Sheet> = sheets.iter().map(|sheet| (sheet.id.as_str(), sheet)).collect();
    let links = [Links::JuryAssignment, Links::JuryMeeting, Links::JuryDecision].map(|links| links(id.to_owned()));
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let jury = room.desk.jury.clone();
    let sitting: Vec<(PersonId, Seat)> =
        jury.iter().flat_map(|jury| jury.seats.clone()).filter(|s| s.1.sits()).collect();
    let listed: Vec<&Dossier> = room.seen(jury::is_listed).collect();
    let page = JuryPage {
        f: state
            .desk_frame(lang, &Links::Jury(id.to_owned()), words.t("jury-title"))
            .under(&Links::Dossiers(id.to_owned()), words.t("dossiers-title")),
        a: room.around_of(&links, None, errors),
        is_open: jury.is_some(),
        facts: jury.as_ref().map(|jury| facts(&room, jury)).unwrap_or_default(),
        seats: jury.iter().flat_map(|jury| seats(&room, jury, &sheets)).collect(),
        candidates: candidates(&room, jury.as_ref()),
        heads: sitting.iter().map(|(person, _)| room.name(person)).collect(),
        rows: room.seen(jury::is_judged).map(|dossier| row(&room, &sitting, dossier, &sheets)).collect(),
        ties: jury.iter().flat_map(|jury| ties(&room, jury)).collect(),
        people: jury.iter().flat_map(|jury| jury.seats.keys()).map(|p| (p.to_string(), room.name(p))).collect(),
        dossiers: listed.iter().map(|d| (d.id.to_string(), d.place.name.clone())).collect(),
        kinds: TieKind::CHOICES.iter().map(|(word, kind)| (*word, telling::tie_kind(words, *kind))).collect(),
        quorum: match jury.as_ref().map(|jury| jury.quorum) {
            Some(Quorum::Number { jurors }) => jurors.to_string(),
            _ => String::new(),
        },
        deadline: field(&room.desk, jury.as_ref().and_then(|jury| jury.deadline)),
    };
    Ok(private(status, page_of(&page)))
}

fn facts(room: &Room<'_>, jury: &Jury) -> Vec<String> {
    let words = room.desk.words;
    let ready = if jury.is_ready(&room.dossiers) { "jury-ready" } else { "jury-not-ready" };
    let values = [("needed", jury.needed(None).to_string()), ("of", jury.jurors().count().to_string())];
    let mut facts = vec![words.t(ready), words.with("jury-fact-quorum", &values)];
    facts.extend(jury.deadline.map(|at| words.t1("jury-fact-deadline", "at", words.moment(&at.to_string()))));
    facts
}

fn seats(room: &Room<'_>, jury: &Jury, sheets: &BTreeMap<&str, &Sheet>) -> Vec<SeatRow> {
    let words = room.desk.words;
    let row = |(person, seat): (&PersonId, &Seat)| {
        let mut progress = Vec::new();
        if seat.sits() {
            let unsaid = jury.unsaid(person, &room.dossiers).len();
            progress.push(if unsaid == 0 { words.t("jury-said") } else { words.count("jury-unsaid", unsaid) });
            let given: Vec<&DossierId> = jury.assignments.keys().filter(|id| jury.is_assigned(person, id)).collect();
            let locked = |id: &&&DossierId| sheets.get(name_of(id, person).as_str()).is_some_and(|s| s.is_locked());
            let done = given.iter().filter(locked).count();
            let values = [("done", done.to_string()), ("of", given.len().to_string())];
            progress.push(words.with("jury-read", &values));
        }
        progress.extend((jury.president.as_ref() == Some(person)).then(|| words.t("jury-president")));
        SeatRow {
            person: person.to_string(),
            name: room.name(person),
            kind: telling::seat_kind(words, seat.kind),
            stage: telling::seat_stage(words, seat.stage),
            may_preside: seat.sits() && seat.kind == SeatKind::Juror && jury.president.as_ref() != Some(person),
            may_release: matches!(seat.stage, SeatStage::Invited | SeatStage::Accepted),
            progress,
        }
    };
    jury.seats.iter().map(row).collect()
}

/// Those who have the role in the session and no seat.
fn candidates(room: &Room<'_>, jury: Option<&Jury>) -> Vec<(String, String, &'static str, String)> {
    let words = room.desk.words;
    let waits = |person: &PersonId| {
        let seat = jury.and_then(|jury| jury.seats.get(person));
        seat.is_none_or(|seat| matches!(seat.stage, SeatStage::Declined | SeatStage::Left))
    };
    let of_panel = room.members.iter().filter_map(|(person, part)| Some((person, kind_of(part.role)?)));
    (of_panel.filter(|(person, _)| jury.is_some() && waits(&person.id)))
        .map(|(person, kind)| {
            (person.id.to_string(), room.name(&person.id), kind.as_str(), telling::seat_kind(words, kind))
        })
        .collect()
}

fn kind_of(role: Role) -> Option<SeatKind> {
    match role {
        Role::Juror => Some(SeatKind::Juror),
        Role::Expert => Some(SeatKind::Expert),
        _ => None,
    }
}

fn row(room: &Room<'_>, sitting: &[(PersonId, Seat)], dossier: &Dossier, sheets: &BTreeMap<&str, &Sheet>) -> MatrixRow {
    let words = room.desk.words;
    let readers = room.desk.jury.as_ref().and_then(|jury| jury.assignments.get(&dossier.id));
    let cell = |(person, seat): &(PersonId, Seat)| {
        let given = readers.is_some_and(|readers| readers.contains(person));
        let told = match sheets.get(name_of(&dossier.id, person).as_str()) {
            _ if seat.ties.contains_key(&dossier.id) => words.t("jury-cell-tied"),
            Some(sheet) if sheet.is_locked() => words.t("jury-cell-locked"),
            Some(_) => words.t("jury-cell-draft"),
            None if !seat.has_said(&dossier.id) => words.t("jury-cell-unsaid"),
            None => String::new(),
        };
        MatrixCell {
            person: person.to_string(),
            label: words.with("jury-cell", &[("who", room.name(person)), ("place", dossier.place.name.clone())]),
            given: (!seat.ties.contains_key(&dossier.id)).then_some(given),
            told,
        }
    };
    MatrixRow {
        id: dossier.id.to_string(),
        name: dossier.place.name.clone(),
        href: Links::Dossier(dossier.id.to_string()).path(words.lang()),
        cells: sitting.iter().map(cell).collect(),
    }
}

fn ties(room: &Room<'_>, jury: &Jury) -> Vec<TieRow> {
    let words = room.desk.words;
    let of_seat = |(person, seat): (&PersonId, &Seat)| -> Vec<TieRow> {
        let seen = seat.ties.iter().filter(|(dossier, _)| room.places.contains_key(*dossier));
        seen.map(|(dossier, tie)| {
            let values = [
                ("who", room.name(person)),
                ("place", room.place(dossier)),
                ("kind", telling::tie_kind(words, tie.kind)),
            ];
            let told = words.with("jury-tie-told", &values);
            TieRow {
                person: person.to_string(),
                dossier: dossier.to_string(),
                told: if tie.pinned { format!("{told}, {}", words.t("jury-tie-pinned")) } else { told },
                pinned: tie.pinned,
            }
        })
        .collect()
    };
    jury.seats.iter().flat_map(of_seat).collect()
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
        let room = Room::of(&state, lang, &entered, &id, &[Right::Assign]).await?;
        match carry_out(&room, &fields).await {
            Ok(()) => Ok(Redirect::to(&Links::Jury(id.clone()).path(lang)).into_response()),
            Err(Undone::Wrong(errors)) => shown(&state, lang, &entered, &id, errors).await,
            Err(undone) => Err(undone.failure()),
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

async fn carry_out(room: &Room<'_>, fields: &Fields) -> Result<(), Undone> {
    let reason = || fields.one("reason").to_owned();
    let mut mails = Vec::new();
    let command = match fields.one("act") {
        "open" => {
            let done = jury::open(&room.case()).map_err(|refusal| room.refused(&refusal))?;
            let (kept, now) = (room.kept(done, Vec::new())?, room.desk.now.to_string());
            let begun = room.desk.state.0.store.records::<Jury>().begin(&kept, &now).await;
            begun.map_err(Failure::internal)?;
            return Ok(());
        }
        "invite" => {
            let (person, kind) = (fields.id("person")?, fields.choice("kind", SeatKind::CHOICES)?);
            mails.push(invited(room, &person, kind)?);
            Command::Invite { person, kind }
        }
        "release" => Command::Release { person: fields.id("person")? },
        "preside" => Command::Preside { person: fields.id("person")? },
        "quorum" => Command::SetQuorum {
            quorum: match fields.one("quorum") {
                "" => Quorum::Half,
                text => Quorum::Number { jurors: number(text, &room.desk)? },
            },
        },
        "deadline" => Command::SetDeadline { deadline: fields.moment("deadline", true, &room.desk)? },
        "assign" => Command::Assign { readers: readers(room, fields)?, seed: None },
        "pin" => Command::Pin {
            person: fields.id("person")?,
            dossier: fields.id("dossier")?,
            kind: fields.choice("kind", TieKind::CHOICES)?,
            reason: reason(),
        },
        "lift" => Command::Lift { person: fields.id("person")?, dossier: fields.id("dossier")?, reason: reason() },
        other => return Err(unread("act", other, &["open", "invite", "release", "preside", "assign", "pin", "…"])),
    };
    room.act(command, mails).await
}

/// The readers of the dossiers that the table showed. Whoever has no box there keeps what they have.
fn readers(room: &Room<'_>, fields: &Fields) -> Result<BTreeMap<DossierId, BTreeSet<PersonId>>, Undone> {
    let absent = |_| Undone::Failed(Failure::NotFound);
    let mut readers = BTreeMap::new();
    for id in fields.all("d") {
        let dossier: DossierId = id.parse().map_err(absent)?;
        if !room.places.contains_key(&dossier) {
            return Err(Undone::Failed(Failure::NotFound));
        }
        let mut people = BTreeSet::new();
        for person in fields.all(&format!("r.{id}")) {
            people.insert(person.parse::<PersonId>().map_err(|_| Undone::Failed(Failure::NotFound))?);
        }
        readers.insert(dossier, people);
    }
    Ok(readers)
}

/// The mail of an invitation to sit, to somebody who has the role in the session.
fn invited(room: &Room<'_>, person: &PersonId, kind: SeatKind) -> Result<Outgoing, Undone> {
    let found = room.members.iter().find(|(member, part)| member.id == *person && kind_of(part.role) == Some(kind));
    let (member, _) = found.ok_or(Failure::NotFound)?;
    let (words, url) = (Words::of(member.lang), room.desk.state.public_url());
    let session = room.session_id();
    let href = url.absolute(&Links::Readings(session.clone()).path(member.lang));
    let told = [words.say(&room.desk.session.identity.title), telling::seat_kind(words, kind)];
    Ok(letters::seat(url, member, &format!("seat:{session}:{person}:{}", room.desk.now), told, &href))
}
