//! The meeting of a jury: for who writes it down, and for those who sit.

use std::collections::BTreeMap;

use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use facts::Lang;
use press::page::{AgendaRow, AttendanceRow, JuryMeetingPage};
use press::{Links, telling};
use programme::calendar::Instant;
use programme::digest::Digest;
use programme::id::DossierId;
use programme::jury::{Command, Jury, Meeting, MeetingStage, Stay, Vote};
use programme::role::Right;
use store::people::Entered;

use super::{Fields, Room, scores, unread};
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

/// The room, for who writes the meeting down and for those who deliberate; who presides signs its minutes later too.
async fn room<'s>(state: &'s State, lang: Lang, entered: &'s Entered, id: &str) -> Result<Room<'s>, Failure> {
    Room::of(state, lang, entered, id, &[Right::Decide, Right::Deliberate]).await
}

async fn shown(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    errors: Vec<String>,
) -> Result<Response, Failure> {
    let room = room(state, lang, entered, id).await?;
    let words = room.desk.words;
    let jury = room.desk.jury.as_ref();
    let person = &entered.person.id;
    // Who has the role and does not sit is shown nothing of what is said there.
    let sees = room.may(Right::Decide) || jury.is_some_and(|jury| jury.sitting(person).is_some());
    let meeting = jury.and_then(Jury::meeting).filter(|_| sees);
    let writes = room.may(Right::Decide) && jury.is_some();
    let is = |stage: MeetingStage| meeting.is_some_and(|meeting| meeting.stage == stage);
    let minutes = match (jury, meeting) {
        (Some(jury), Some(meeting)) if meeting.stage == MeetingStage::Closed => minutes(&room, jury, meeting),
        _ => Vec::new(),
    };
    let presides = jury.is_some_and(|jury| jury.president.as_ref() == Some(person));
    let unsigned = meeting.is_some_and(|meeting| meeting.stage == MeetingStage::Closed && meeting.minutes.is_none());
    let sign = jury.filter(|_| presides && unsigned).and_then(Jury::minutes);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let links = [Links::Readings(id.to_owned()), Links::Jury(id.to_owned()), Links::JuryDecision(id.to_owned())];
    let page = JuryMeetingPage {
        f: state
            .desk_frame(lang, &Links::JuryMeeting(id.to_owned()), words.t("meeting-title"))
            .under(&Links::Dossiers(id.to_owned()), words.t("dossiers-title")),
        a: room.around_of(&links, None, errors),
        facts: match (jury, meeting) {
            (Some(jury), Some(meeting)) => facts(&room, jury, meeting),
            _ => vec![words.t("meeting-none")],
        },
        writes: writes && !is(MeetingStage::Closed),
        may_call: writes && (meeting.is_none() || is(MeetingStage::Closed)),
        may_open: writes && is(MeetingStage::Called),
        is_open: is(MeetingStage::Open),
        attendance: match (jury, meeting) {
            (Some(jury), Some(meeting)) => attendance(&room, jury, meeting),
            _ => Vec::new(),
        },
        agenda: match (jury, meeting) {
            (Some(jury), Some(meeting)) => agenda(&room, jury, meeting),
            _ => Vec::new(),
        },
        minutes,
        sign: sign.map(|text| Digest::of(&text).to_string()),
    };
    Ok(private(status, page_of(&page)))
}

fn facts(room: &Room<'_>, jury: &Jury, meeting: &Meeting) -> Vec<String> {
    let words = room.desk.words;
    let values = [
        ("stage", telling::meeting_stage(words, meeting.stage)),
        ("at", words.moment(&meeting.when.to_string())),
        ("place", meeting.place.clone()),
    ];
    let count = [("present", jury.able(None).len().to_string()), ("needed", jury.needed(None).to_string())];
    let mut facts = vec![words.with("meeting-fact", &values)];
    if meeting.stage != MeetingStage::Closed {
        facts.push(words.with("meeting-fact-quorum", &count));
    }
    facts.extend(jury.president.as_ref().map(|who| words.t1("meeting-fact-president", "who", room.name(who))));
    facts
}

fn attendance(room: &Room<'_>, jury: &Jury, meeting: &Meeting) -> Vec<AttendanceRow> {
    let words = room.desk.words;
    let at = |instant: &Instant| words.moment(&instant.to_string());
    let stay = |stay: &Stay| match &stay.to {
        Some(to) => words.with("meeting-stay", &[("from", at(&stay.from)), ("to", at(to))]),
        None => words.t1("meeting-since", "from", at(&stay.from)),
    };
    let seats = jury.seats.iter().filter(|(person, seat)| seat.sits() || meeting.attendance.contains_key(*person));
    seats
        .map(|(person, seat)| {
            let stays = meeting.attendance.get(person).map_or(&[][..], Vec::as_slice);
            AttendanceRow {
                person: person.to_string(),
                name: format!("{}, {}", room.name(person), telling::seat_kind(words, seat.kind)),
                stays: stays.iter().map(stay).collect::<Vec<_>>().join(" ; "),
                present: meeting.is_there(person),
            }
        })
        .collect()
}

/// The agenda, without what who asks may not see.
fn agenda(room: &Room<'_>, jury: &Jury, meeting: &Meeting) -> Vec<AgendaRow> {
    let (words, lang) = (room.desk.words, room.desk.words.lang());
    let last = meeting.taken.last().map(|taken| &taken.dossier);
    let row = |(rank, id): (usize, &DossierId)| {
        let dossier = room.dossiers.iter().find(|dossier| dossier.id == *id)?;
        room.places.get(id)?;
        let mut told = Vec::new();
        if let Some(taken) = meeting.taken_of(id) {
            let values = [("at", words.moment(&taken.at.to_string())), ("present", taken.present.len().to_string())];
            told.push(words.with("meeting-taken", &values));
            if !taken.recused.is_empty() {
                told.push(words.t1("meeting-recused", "who", room.names(&taken.recused)));
            }
            told.extend(taken.vote.map(|vote| voted(room, vote)));
        }
        let ruling = jury.rulings.get(id).filter(|_| meeting.taken_of(id).is_some());
        told.extend(ruling.map(|ruling| words.t1("meeting-ruled", "outcome", telling::outcome(words, ruling.outcome))));
        Some(AgendaRow {
            id: id.to_string(),
            rank: rank + 1,
            name: dossier.place.name.clone(),
            href: scores::sees(&room.desk, dossier).then(|| Links::DossierScores(id.to_string()).path(lang)),
            told,
            may_take: meeting.stage == MeetingStage::Open && last != Some(id),
            is_taken: meeting.stage == MeetingStage::Open && last == Some(id),
        })
    };
    meeting.agenda.iter().enumerate().filter_map(row).collect()
}

fn voted(room: &Room<'_>, vote: Vote) -> String {
    let values =
        [("yes", vote.yes), ("no", vote.no), ("abstained", vote.abstained)].map(|(name, n)| (name, n.to_string()));
    room.desk.words.with("meeting-voted", &values)
}

/// The minutes in sentences; what who asks may not see is not in them.
fn minutes(room: &Room<'_>, jury: &Jury, meeting: &Meeting) -> Vec<String> {
    let words = room.desk.words;
    let at = |instant: Option<Instant>| instant.map_or_else(String::new, |at| words.moment(&at.to_string()));
    let head = [
        ("at", at(Some(meeting.when))),
        ("place", meeting.place.clone()),
        ("who", jury.president.as_ref().map_or_else(String::new, |who| room.name(who))),
        ("from", at(meeting.opened)),
        ("to", at(meeting.closed)),
        ("needed", jury.needed(None).to_string()),
    ];
    let present = attendance(room, jury, meeting).into_iter().filter(|row| !row.stays.is_empty());
    let present = present.map(|row| format!("{} ({})", row.name, row.stays)).collect::<Vec<_>>().join(" ; ");
    let mut lines =
        vec![words.with("meeting-minutes-head", &head), words.t1("meeting-minutes-present", "who", present)];
    for row in agenda(room, jury, meeting) {
        let values = [("name", row.name), ("value", row.told.join(" "))];
        lines.push(words.with("colon", &values));
    }
    if let Some(signed) = &meeting.minutes {
        let values = [
            ("who", room.name(&signed.by)),
            ("at", words.moment(&signed.at.to_string())),
            ("digest", signed.digest.to_string()),
        ];
        lines.push(words.with("meeting-signed", &values));
    }
    lines
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
        let room = room(&state, lang, &entered, &id).await?;
        let fields = Fields::read(body)?;
        let done = match command(&room, &fields) {
            Ok(command) => room.act(command, Vec::new()).await,
            Err(undone) => Err(undone),
        };
        match done {
            Ok(()) => {
                let place = match fields.one("act") {
                    "arrive" | "depart" => "#attendance".to_owned(),
                    "take" | "vote" => format!("#d-{}", fields.one("dossier")),
                    _ => String::new(),
                };
                // What goes in an address is what was read as an identifier.
                Ok(Redirect::to(&format!("{}{place}", Links::JuryMeeting(id.clone()).path(lang))).into_response())
            }
            Err(Undone::Wrong(errors)) => shown(&state, lang, &entered, &id, errors).await,
            Err(undone) => Err(undone.failure()),
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

fn command(room: &Room<'_>, fields: &Fields) -> Result<Command, Undone> {
    let count = |name: &str| match fields.one(name) {
        "" => Ok(0),
        _ => fields.number(name, &room.desk),
    };
    Ok(match fields.one("act") {
        "call" => {
            let wrong = || Undone::Wrong(vec![room.desk.words.t1("error-moment", "found", "")]);
            let when = fields.moment("when", false, &room.desk)?.ok_or_else(wrong)?;
            Command::CallMeeting { when, place: fields.one("place").to_owned(), agenda: Vec::new() }
        }
        "order" => Command::OrderAgenda { agenda: ordered(room, fields)? },
        "open" => Command::OpenMeeting,
        "arrive" => Command::Arrive { person: fields.id("person")? },
        "depart" => Command::Depart { person: fields.id("person")? },
        "take" => Command::Take { dossier: fields.id("dossier")? },
        "vote" => Command::Vote {
            dossier: fields.id("dossier")?,
            vote: Vote { yes: count("yes")?, no: count("no")?, abstained: count("abstained")? },
        },
        "close" => Command::CloseMeeting,
        "sign" => {
            let digest = fields.one("digest");
            Command::SignMinutes { digest: digest.parse().map_err(|_| unread("digest", digest, &["64 hex"]))? }
        }
        other => return Err(unread("act", other, &["call", "open", "arrive", "take", "vote", "close", "sign"])),
    })
}

/// The agenda by the ranks of a form: those of the same rank stay in the order they were; what is not shown stays where it is.
fn ordered(room: &Room<'_>, fields: &Fields) -> Result<Vec<DossierId>, Undone> {
    let agenda = room.jury()?.meeting().map(|meeting| meeting.agenda.clone()).unwrap_or_default();
    let mut ranks: BTreeMap<DossierId, u32> = BTreeMap::new();
    for (id, rank) in fields.of("o.") {
        let id = id.parse().map_err(|_| Undone::Failed(Failure::NotFound))?;
        ranks.insert(id, super::number(rank, &room.desk)?);
    }
    let mut ordered: Vec<(u32, DossierId)> = (agenda.into_iter().enumerate())
        .map(|(at, id)| (ranks.get(&id).copied().unwrap_or(at as u32 + 1), id))
        .collect();
    ordered.sort_by_key(|(rank, _)| *rank);
    Ok(ordered.into_iter().map(|(_, id)| id).collect())
}
