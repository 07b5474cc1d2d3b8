//! What the sheets say of a dossier, for who may see the scores; and what is decided of it, for who writes it down.

use std::collections::BTreeMap;

use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use facts::Lang;
use press::page::{DossierScoresPage, Said, ScoreRow};
use press::{Links, Words, telling};
use programme::Slug;
use programme::dossier::Dossier;
use programme::jury::{self, Command, DossierLine, MeetingStage, Outcome, Sheet, compare};
use programme::role::Right;
use store::people::Entered;

use super::reading::{changes, level_words, percent};
use super::{Fields, Room, unread};
use crate::web::desk::Member;
use crate::web::desk::dossiers::{Desk, Undone};
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// Whether who asks sees what the sheets say of a dossier now.
pub(super) fn sees(desk: &Desk<'_>, dossier: &Dossier) -> bool {
    desk.may(Right::SeeContent, dossier) && desk.may(Right::SeeScores, dossier)
}

/// A dossier with its room, for who sees its scores or writes down what is decided.
async fn found<'s>(
    state: &'s State,
    lang: Lang,
    entered: &'s Entered,
    id: &str,
) -> Result<(Room<'s>, Dossier), Failure> {
    let (desk, dossier) = Desk::with(state, lang, entered, id).await?;
    if !jury::is_judged(&dossier) || desk.jury.is_none() || !sees(&desk, &dossier) {
        return Err(Failure::NotFound);
    }
    Ok((Room::around(desk).await?, dossier))
}

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let shown = shown(&state, lang, &entered, &id, None, Vec::new()).await;
    shown.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn shown(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    typed: Option<Fields>,
    errors: Vec<String>,
) -> Result<Response, Failure> {
    let (room, dossier) = found(state, lang, entered, id).await?;
    let (words, rubric) = (room.desk.words, &room.desk.session.rubric);
    let (jury, sheets) = (room.jury()?, room.sheets().await?);
    // Among those whose scores one sees: the others are not there.
    let seen: Vec<_> =
        room.seen(jury::is_judged).filter(|other| sees(&room.desk, other)).map(|d| d.id.clone()).collect();
    let lines = compare(jury, rubric, &seen, &sheets);
    let rank = lines.iter().position(|line| line.dossier == dossier.id).ok_or(Failure::NotFound)?;
    let kept = state.0.store.records::<Sheet>().texts_of_parent(id).await.map_err(Failure::internal)?;
    let texts = room.texts().await?;
    let to = |rank: usize| lines.get(rank).map(|line| Links::DossierScores(line.dossier.to_string()).path(lang));
    let counts = |sheet: &&Sheet| {
        sheet.dossier == dossier.id
            && sheet.is_locked()
            && jury.sitting(&sheet.reader).is_some()
            && !jury.is_tied(&sheet.reader, &dossier.id)
    };
    let locked: Vec<&Sheet> = sheets.iter().filter(counts).collect();
    let reason =
        |sheet: &Sheet, name: &str| kept.get(&(sheet.id.clone(), name.to_owned())).cloned().unwrap_or_default();
    let opinion =
        |sheet: &&Sheet| Some((room.name(&sheet.reader), reason(sheet, "opinion"))).filter(|o| !o.1.is_empty());
    let changed = |sheet: &&Sheet| {
        let own = kept.iter().filter(|((id, _), _)| *id == sheet.id);
        let own = own.map(|((_, name), text)| (name.clone(), text.clone())).collect();
        changes(&room, sheet, &own)
    };
    let value = |field: &str, kept: String| typed.as_ref().map_or(kept, |fields| fields.one(field).to_owned());
    let text = |name: String| texts.get(&name).cloned().unwrap_or_default();
    let ruling = jury.rulings.get(&dossier.id);
    let chosen = value("outcome", ruling.map_or_else(String::new, |ruling| ruling.outcome.as_str().to_owned()));
    let rows = lines[rank].criteria.iter().map(|line| {
        let id = line.criterion.as_str();
        let said = line.levels.iter().filter_map(|(person, level)| {
            let sheet = locked.iter().find(|sheet| sheet.reader == *person)?;
            Some(Said {
                who: room.name(person),
                level: level_words(words, rubric, *level),
                why: reason(sheet, &format!("reason:{id}")),
            })
        });
        ScoreRow {
            id: id.to_owned(),
            name: rubric.criterion(id).map_or_else(String::new, |criterion| words.say(&criterion.name)),
            told: match line.median.zip(line.spread) {
                None => words.t("scores-no-median"),
                Some((median, (low, high))) => {
                    let values = [median, f64::from(low), f64::from(high)].map(|value| words.number(value, 1));
                    let [median, low, high] = values;
                    words.with("scores-median", &[("median", median), ("low", low), ("high", high)])
                }
            },
            said: said.collect(),
            feedback: value(&format!("f.{id}"), text(format!("feedback:{}:{id}", dossier.id))),
        }
    });
    let writes = room.may(Right::Decide)
        && ruling.is_none_or(|ruling| !ruling.signed)
        && jury.meeting().is_some_and(|m| m.stage == MeetingStage::Open && m.taken_of(&dossier.id).is_some());
    let links = Links::DossierScores(id.to_owned());
    let f = state.desk_frame(lang, &links, words.t1("scores-title", "place", dossier.place.name.clone()));
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let session = room.session_id();
    let page = DossierScoresPage {
        f: f.under(&Links::Dossiers(session.clone()), words.t("dossiers-title")),
        a: room.around_of(&[Links::JuryMeeting(session.clone()), Links::JuryDecision(session)], None, errors),
        facts: facts(words, &lines, rank),
        opinions: locked.iter().filter_map(opinion).collect(),
        changes: locked.iter().flat_map(changed).collect(),
        outcomes: match writes {
            true => (Outcome::WORDS.iter())
                .map(|word| (*word, words.t(&format!("outcome-{word}")), chosen == *word))
                .collect(),
            false => Vec::new(),
        },
        rank: value(
            "rank",
            ruling.map_or_else(String::new, |ruling| match ruling.outcome {
                Outcome::Reserve { rank } => rank.to_string(),
                _ => String::new(),
            }),
        ),
        reason: value("reason", text(format!("reason:{}", dossier.id))),
        around: (rank.checked_sub(1).and_then(to), to(rank + 1)),
        rows: rows.collect(),
    };
    Ok(private(status, page_of(&page)))
}

fn facts(words: &Words, lines: &[DossierLine], rank: usize) -> Vec<String> {
    let Some((median, (low, high))) = lines[rank].median.zip(lines[rank].spread) else {
        return vec![words.t("scores-none")];
    };
    let scored = lines.iter().filter(|line| line.median.is_some()).count();
    let place = [("rank", (rank + 1).to_string()), ("of", scored.to_string())];
    let [median, low, high] = [median, low, high].map(|share| percent(words, share));
    vec![
        words.with("scores-rank", &place),
        words.with("scores-median", &[("median", median), ("low", low), ("high", high)]),
    ]
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
        let (room, dossier) = found(&state, lang, &entered, &id).await?;
        // Who only reads the scores has nothing to send here.
        if !room.may(Right::Decide) {
            return Err(Failure::NotFound);
        }
        let fields = Fields::read(body)?;
        let done = match ruling(&room, &dossier, &fields) {
            Ok(command) => room.act(command, Vec::new()).await,
            Err(undone) => Err(undone),
        };
        match done {
            Ok(()) => {
                let meeting = Links::JuryMeeting(room.session_id()).path(lang);
                Ok(Redirect::to(&format!("{meeting}#d-{}", dossier.id)).into_response())
            }
            Err(Undone::Wrong(errors)) => shown(&state, lang, &entered, &id, Some(fields), errors).await,
            Err(undone) => Err(undone.failure()),
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

fn ruling(room: &Room<'_>, dossier: &Dossier, fields: &Fields) -> Result<Command, Undone> {
    let mut feedback = BTreeMap::new();
    for (id, text) in fields.of("f.") {
        let id: Slug = id.parse().map_err(|_| Undone::Failed(Failure::NotFound))?;
        feedback.insert(id, text.to_owned());
    }
    let outcome = match fields.one("outcome") {
        "retained" => Outcome::Retained,
        "reserve" => Outcome::Reserve { rank: fields.number("rank", &room.desk)? },
        "not-retained" => Outcome::NotRetained,
        "deferred" => Outcome::Deferred,
        other => return Err(unread("outcome", other, &Outcome::WORDS)),
    };
    Ok(Command::Rule { dossier: dossier.id.clone(), outcome, reason: fields.one("reason").to_owned(), feedback })
}

/// What is decided of a dossier, in words.
pub(super) fn told(words: &Words, outcome: Option<Outcome>) -> String {
    outcome.map_or_else(|| words.t("dossier-none"), |outcome| telling::outcome(words, outcome))
}
