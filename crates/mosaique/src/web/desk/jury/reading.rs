//! The sheet of a dossier, beside it: for who is given it to read. Nothing that is typed is lost: what is refused is shown again
//! with what is wrong.

use std::collections::BTreeMap;

use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use facts::Lang;
use press::page::{DossierReadingPage, SheetQuestion};
use press::{Links, telling};
use programme::Slug;
use programme::dossier::Dossier;
use programme::jury::sheet::{self, Change, Confidence, Written, name_of};
use programme::jury::{Cause, Refusal, SeatKind, Sheet};
use programme::role::Right;
use store::people::Entered;
use store::records::Kept;

use super::{Fields, Room, beside, unread};
use crate::chance;
use crate::web::desk::Member;
use crate::web::desk::dossiers::{Desk, Undone};
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// What is typed, and what is wrong with it.
#[derive(Default)]
struct Unwritten {
    fields: Option<Fields>,
    errors: Vec<String>,
    is_conflict: bool,
}

/// A dossier that one is given to read, with one's sheet of it and its words.
struct Reading<'s> {
    room: Room<'s>,
    dossier: Dossier,
    sheet: Option<Sheet>,
    texts: BTreeMap<String, String>,
}

impl<'s> Reading<'s> {
    /// Not found for who is not given the dossier to read, or has not said their tie.
    async fn of(state: &'s State, lang: Lang, entered: &'s Entered, id: &str) -> Result<Self, Failure> {
        let (desk, dossier) = Desk::with(state, lang, entered, id).await?;
        let person = &entered.person.id;
        let given = desk.jury.as_ref().is_some_and(|jury| jury.is_assigned(person, &dossier.id));
        if !given {
            return Err(Failure::NotFound);
        }
        let (room, sheets) = (Room::around(desk).await?, state.0.store.records::<Sheet>());
        let name = name_of(&dossier.id, person);
        let sheet = sheets.find(&name).await.map_err(Failure::internal)?;
        let texts = sheets.texts(&name).await.map_err(Failure::internal)?;
        Ok(Self { room, dossier, sheet, texts })
    }

    fn kind(&self) -> SeatKind {
        let person = &self.room.desk.entered.person.id;
        let seat = self.room.desk.jury.as_ref().and_then(|jury| jury.sitting(person));
        seat.map_or(SeatKind::Expert, |seat| seat.kind)
    }
}

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let shown = async { shown(&Reading::of(&state, lang, &entered, &id).await?, Unwritten::default()) };
    shown.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

fn shown(reading: &Reading<'_>, unwritten: Unwritten) -> Result<Response, Failure> {
    let Reading { room, dossier, sheet, texts } = reading;
    let (desk, words, lang) = (&room.desk, room.desk.words, room.desk.words.lang());
    let read = desk.read(dossier.clone());
    let sealed = sheet.as_ref().and_then(|sheet| sheet.sealed.as_ref());
    let right = if reading.kind() == SeatKind::Juror { Right::Score } else { Right::Advise };
    let may_change = sealed.is_some()
        && reading.kind() == SeatKind::Juror
        && desk.may(Right::Deliberate, dossier)
        && desk.jury.as_ref().is_some_and(|jury| jury.has_met());
    let mut facts = Vec::new();
    if let Some(sheet) = sheet {
        facts.extend(sealed.map(|sealed| words.t1("reading-locked", "digest", sealed.digest.as_str())));
        facts.extend(sealed.is_none().then(|| words.t("reading-saved")));
        if let Some(score) = sheet.score(&desk.session.rubric) {
            facts.push(match score.share() {
                Some(share) => words.t1("reading-share", "share", percent(words, share)),
                None => words.t("reading-no-share"),
            });
        }
        let newer = dossier.last_deposit().map(|deposit| &deposit.digest) != sheet.read.as_ref();
        facts.extend(newer.then(|| words.t("reading-newer")));
    }
    let typed = |name: &str| unwritten.fields.as_ref().map(|fields| fields.one(name).to_owned());
    let text = |field: &str, key: &str| typed(field).unwrap_or_else(|| texts.get(key).cloned().unwrap_or_default());
    let questions = match reading.kind() {
        SeatKind::Juror => questions(reading, unwritten.fields.as_ref()),
        SeatKind::Expert => Vec::new(),
    };
    let confidence = match typed("confidence") {
        Some(word) => word,
        None => sheet.as_ref().and_then(|sheet| sheet.confidence).map_or_else(String::new, |c| c.as_str().to_owned()),
    };
    let links = Links::DossierReading(dossier.id.to_string());
    let f = desk.state.desk_frame(lang, &links, words.t1("reading-title", "place", dossier.place.name.clone()));
    let status = match (unwritten.errors.is_empty(), unwritten.is_conflict) {
        (true, _) => StatusCode::OK,
        (false, true) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = DossierReadingPage {
        f: f.under(&Links::Readings(room.session_id()), words.t("readings-title")),
        a: room.around_of(&[Links::Readings(room.session_id())], None, unwritten.errors.clone()),
        sections: desk.read_out(&read),
        documents: desk.documents_of(&read),
        facts,
        // Who saves again after a conflict has seen that there was one.
        base: sheet.as_ref().map_or(0, |sheet| sheet.version),
        writes: sealed.is_none() && desk.may(right, dossier),
        may_change,
        questions,
        opinion: text("opinion", "opinion"),
        confidence: (Confidence::CHOICES.iter())
            .map(|(word, choice)| (*word, telling::confidence(words, *choice), confidence == *word))
            .collect(),
        changes: sheet.iter().flat_map(|sheet| changes(room, sheet, texts)).collect(),
    };
    Ok(private(status, page_of(&page)))
}

/// A share in percent.
pub(super) fn percent(words: &press::Words, share: f64) -> String {
    words.quantity(share * 100.0, facts::Unit::Percent)
}

fn questions(reading: &Reading<'_>, fields: Option<&Fields>) -> Vec<SheetQuestion> {
    let (words, rubric) = (reading.room.desk.words, &reading.room.desk.session.rubric);
    let question = |criterion: &programme::rubric::Criterion| {
        let id = criterion.id.as_str();
        let given = reading.sheet.as_ref().and_then(|sheet| sheet.levels.get(id));
        let chosen = match fields {
            Some(fields) => fields.one(&format!("l.{id}")).to_owned(),
            None => given.map_or_else(String::new, |level| level.map_or("none".to_owned(), |level| level.to_string())),
        };
        let kept = || reading.texts.get(&format!("reason:{id}")).cloned().unwrap_or_default();
        let levels = rubric.levels.iter().enumerate().map(|(value, level)| {
            let anchor = criterion.anchors.get(value).map_or_else(String::new, |anchor| words.say(anchor));
            (value.to_string(), words.say(&level.name), anchor, chosen == value.to_string())
        });
        let none = ("none".to_owned(), words.t("reading-none"), String::new(), chosen == "none");
        SheetQuestion {
            id: id.to_owned(),
            name: words.say(&criterion.name),
            about: words.say(&criterion.description),
            levels: levels.chain([none]).collect(),
            reason: fields.map_or_else(kept, |fields| fields.one(&format!("r.{id}")).to_owned()),
            told: given.map_or_else(String::new, |level| level_words(words, rubric, *level)),
        }
    };
    rubric.criteria().map(question).collect()
}

/// The name of a level, or that the reader cannot judge.
pub(super) fn level_words(words: &press::Words, rubric: &programme::Rubric, level: Option<u8>) -> String {
    match level {
        None => words.t("reading-none"),
        Some(level) => {
            let name = rubric.levels.get(usize::from(level)).map_or_else(String::new, |level| words.say(&level.name));
            format!("{level} – {name}")
        }
    }
}

/// What was changed since a sheet was locked, in sentences.
pub(super) fn changes(room: &Room<'_>, sheet: &Sheet, texts: &BTreeMap<String, String>) -> Vec<String> {
    let (words, rubric) = (room.desk.words, &room.desk.session.rubric);
    let told = |(rank, change): (usize, &Change)| {
        let criterion = rubric.criterion(change.criterion.as_str());
        let values = [
            ("at", words.moment(&change.at.to_string())),
            ("who", room.name(&change.by)),
            ("criterion", criterion.map_or_else(String::new, |criterion| words.say(&criterion.name))),
            ("from", level_words(words, rubric, change.from)),
            ("to", level_words(words, rubric, change.to)),
            ("why", texts.get(&format!("change:{}", rank + 1)).cloned().unwrap_or_default()),
        ];
        words.with("reading-changed", &values)
    };
    sheet.changes.iter().enumerate().map(told).collect()
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
        let reading = Reading::of(&state, lang, &entered, &id).await?;
        let fields = Fields::read(body)?;
        match carry_out(&reading, &fields).await {
            Ok(()) => {
                Ok(Redirect::to(&format!("{}#sheet", Links::DossierReading(id.clone()).path(lang))).into_response())
            }
            Err(Undone::Wrong(errors)) => {
                // What is there now, with what was typed over it.
                let reading = Reading::of(&state, lang, &entered, &id).await?;
                let conflict = reading.room.desk.words.t("cause-jury-conflict");
                let is_conflict = errors.contains(&conflict);
                shown(&reading, Unwritten { fields: Some(fields), errors, is_conflict })
            }
            Err(undone) => Err(undone.failure()),
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

async fn carry_out(reading: &Reading<'_>, fields: &Fields) -> Result<(), Undone> {
    let base: u64 = fields.one("base").parse().map_err(|_| unread("base", fields.one("base"), &["0, 1, 2…"]))?;
    match fields.one("act") {
        "save" => write(reading, sheet_of(fields, base)?).await,
        // What is locked is what is written: it is saved first, and stays saved when it lacks something.
        "lock" => {
            write(reading, sheet_of(fields, base)?).await?;
            let name = name_of(&reading.dossier.id, &reading.room.desk.entered.person.id);
            let kept = reading.room.desk.state.0.store.records::<Sheet>().find(&name).await;
            let base = kept.map_err(Failure::internal)?.map_or(0, |sheet| sheet.version);
            write(reading, sheet::Command::Lock { base }).await
        }
        "change" => {
            let criterion = fields.id::<Slug>("criterion")?;
            let (level, reason) = (level(fields.one("level"))?, fields.one("reason").to_owned());
            write(reading, sheet::Command::Change { base, criterion, level, reason }).await
        }
        other => Err(unread("act", other, &["save", "lock", "change"])),
    }
}

fn level(text: &str) -> Result<Option<u8>, Undone> {
    match text {
        "none" => Ok(None),
        number => number.parse().map(Some).map_err(|_| unread("level", number, &["none, 0, 1, 2…"])),
    }
}

fn sheet_of(fields: &Fields, base: u64) -> Result<sheet::Command, Undone> {
    let absent = || Undone::Failed(Failure::NotFound);
    let mut levels = BTreeMap::new();
    for (id, text) in fields.of("l.").filter(|(_, text)| !text.is_empty()) {
        levels.insert(id.parse::<Slug>().map_err(|_| absent())?, level(text)?);
    }
    let mut reasons = BTreeMap::new();
    for (id, text) in fields.of("r.") {
        reasons.insert(id.parse::<Slug>().map_err(|_| absent())?, text.to_owned());
    }
    let word = fields.one("confidence");
    let confidence = Confidence::CHOICES.iter().find(|(known, _)| *known == word).map(|(_, choice)| *choice);
    Ok(sheet::Command::Write { base, levels, reasons, opinion: fields.one("opinion").to_owned(), confidence })
}

async fn write(reading: &Reading<'_>, command: sheet::Command) -> Result<(), Undone> {
    let (room, dossier) = (&reading.room, &reading.dossier);
    let jury = room.jury()?;
    let sheets = room.desk.state.0.store.records::<Sheet>();
    let (name, now) = (name_of(&dossier.id, &room.desk.entered.person.id), room.desk.now.to_string());
    let refused = |refusal: Refusal| room.refused(&refusal);
    if sheets.find(&name).await.map_err(Failure::internal)?.is_none() {
        let written = sheet::begin(command, jury, dossier, &room.case()).map_err(refused)?;
        let begun = kept(room, written)?;
        if !sheets.begin(&begun, &now).await.map_err(Failure::internal)? {
            let causes = vec![Cause::Conflict { base: 0, version: 1 }];
            return Err(refused(Refusal { causes }));
        }
        return Ok(());
    }
    let decide = |sheet: &Sheet| -> Result<Kept<Sheet>, Undone> {
        let written = sheet.act(command, jury, dossier, &room.case()).map_err(refused)?;
        kept(room, written)
    };
    sheets.act(&name, &now, decide).await?.ok_or(Failure::NotFound)?;
    Ok(())
}

fn kept(room: &Room<'_>, written: Written) -> Result<Kept<Sheet>, Undone> {
    let with_salt = |event| Ok::<_, anyhow::Error>((event, chance::salt()?));
    let events = written.events.into_iter().map(with_salt).collect::<Result<_, _>>().map_err(Failure::internal)?;
    let reader = &room.desk.entered.person.id;
    let texts = written.words.into_iter().map(|text| beside(text, |_| Some(reader.clone()))).collect();
    Ok(Kept { state: written.sheet, events, mails: Vec::new(), texts })
}
