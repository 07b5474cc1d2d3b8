//! The sheet of a workshop: planned, changed.

use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use facts::Lang;
use press::page::{Choosing, SheetTyped, WorkshopSheetPage};
use press::{Links, Words};
use programme::calendar::{LocalTime, Zone};
use programme::role::Right;
use programme::workshop::{Actor, AgendaItem, Command, Question, Rules, Sheet, Theme, plan as plan_workshop};
use programme::{Session, Slug};
use store::people::Entered;

use super::{Fields, Sent, Shop, Undone, among, typed_by_hand};
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// Fields for themes and questions that are not there yet.
const EMPTY: usize = 3;

/// The sheet of a form, or what of it cannot be read.
fn read(words: &Words, fields: &Fields) -> Result<Sheet, Vec<String>> {
    let mut errors = Vec::new();
    let mut moment = |name: &str| -> LocalTime {
        fields.one(name).get(..16.min(fields.one(name).len())).unwrap_or_default().parse().unwrap_or_else(|_| {
            let field = words.t(&format!("workshop-{name}"));
            let values = [("found", fields.one(name).to_owned()), ("field", field)];
            errors.push(words.with("workshop-cause-moment", &values));
            LocalTime::new(programme::calendar::Date::from_days(0).expect("1970"), 0, 0).expect("midnight")
        })
    };
    let (begins, ends) = (moment("begins"), moment("ends"));
    let capacity = fields.one("capacity").trim().parse().unwrap_or_else(|_| {
        let values = [("found", fields.one("capacity").to_owned()), ("field", words.t("workshop-capacity"))];
        errors.push(words.with("workshop-cause-number", &values));
        0
    });
    let mut agenda = Vec::new();
    for line in fields.lines("agenda") {
        let item = line.split_once(char::is_whitespace).and_then(|(minutes, title)| {
            Some(AgendaItem { minutes: minutes.parse().ok()?, title: title.trim().to_owned() })
        });
        match item {
            Some(item) => agenda.push(item),
            None => errors.push(words.t1("workshop-cause-agenda-line", "found", line.as_str())),
        }
    }
    let named = |start: &'static str| -> Vec<(Slug, String)> {
        let written = fields.under(start).map(|(id, text)| (id, text.trim().to_owned()));
        written.filter(|(_, text)| !text.is_empty()).filter_map(|(id, text)| Some((id.parse().ok()?, text))).collect()
    };
    let taxonomy = fields.all("word").filter_map(|id| id.parse().ok()).map(|id| Theme { id, name: None });
    let own = named("theme.").into_iter().map(|(id, name)| Theme { id, name: Some(name) });
    let zone =
        Zone::CHOICES.iter().find(|(name, _)| *name == fields.one("zone")).map_or(Zone::Paris, |(_, zone)| *zone);
    let sheet = Sheet {
        stage: fields.one("stage").parse().unwrap_or_else(|_| "stage".parse().expect("a short name")),
        title: fields.text("title"),
        aim: fields.text("aim"),
        place: fields.text("place"),
        begins,
        ends,
        zone,
        capacity,
        agenda,
        themes: taxonomy.chain(own).collect(),
        questions: named("question.").into_iter().map(|(id, text)| Question { id, text }).collect(),
    };
    if errors.is_empty() { Ok(sheet) } else { Err(errors) }
}

/// What is typed, from a form that was sent.
fn typed_of(words: &Words, session: &Session, fields: &Fields) -> SheetTyped {
    let list = |start: &'static str, letter: &str| {
        let there = fields.under(start).map(|(id, text)| (id.to_owned(), text.to_owned())).collect();
        with_empty(there, letter)
    };
    let chosen: Vec<&str> = fields.all("word").collect();
    SheetTyped {
        stages: stages(words, session, fields.one("stage")),
        title: fields.text("title"),
        aim: fields.text("aim"),
        place: fields.text("place"),
        begins: fields.one("begins").to_owned(),
        ends: fields.one("ends").to_owned(),
        zones: zones(words, fields.one("zone")),
        capacity: fields.one("capacity").to_owned(),
        agenda: fields.text("agenda"),
        words: taxonomy(words, session, |id| chosen.contains(&id)),
        themes: list("theme.", "t"),
        questions: list("question.", "q"),
    }
}

/// What is typed, from a sheet that there is.
fn typed_as(words: &Words, session: &Session, sheet: &Sheet) -> SheetTyped {
    let own = sheet.themes.iter().filter_map(|theme| Some((theme.id.to_string(), theme.name.clone()?)));
    let questions = sheet.questions.iter().map(|question| (question.id.to_string(), question.text.clone()));
    let agenda: Vec<String> = sheet.agenda.iter().map(|item| format!("{} {}", item.minutes, item.title)).collect();
    SheetTyped {
        stages: stages(words, session, sheet.stage.as_str()),
        title: sheet.title.clone(),
        aim: sheet.aim.clone(),
        place: sheet.place.clone(),
        begins: sheet.begins.to_string(),
        ends: sheet.ends.to_string(),
        zones: zones(words, sheet.zone.as_str()),
        capacity: sheet.capacity.to_string(),
        agenda: agenda.join("\n"),
        words: taxonomy(words, session, |id| {
            sheet.themes.iter().any(|theme| theme.name.is_none() && theme.id.as_str() == id)
        }),
        themes: with_empty(own.collect(), "t"),
        questions: with_empty(questions.collect(), "q"),
    }
}

/// A list with some empty fields, whose names nothing had.
fn with_empty(mut list: Vec<(String, String)>, letter: &str) -> Vec<(String, String)> {
    list.retain(|(_, text)| !text.trim().is_empty());
    let mut number = 0;
    let mut empty = Vec::new();
    while empty.len() < EMPTY {
        number += 1;
        let name = format!("{letter}{number}");
        if !list.iter().any(|(known, _)| *known == name) {
            empty.push((name, String::new()));
        }
    }
    list.extend(empty);
    list
}

fn stages(words: &Words, session: &Session, chosen: &str) -> Vec<Choosing> {
    let stage =
        |stage: &programme::session::Stage| (stage.id.to_string(), words.say(&stage.name), stage.id.as_str() == chosen);
    session.stages.list.iter().map(stage).collect()
}

fn zones(words: &Words, chosen: &str) -> Vec<Choosing> {
    let zone = |(name, _): &(&'static str, Zone)| {
        let key = format!("call-zone-{}", name.to_lowercase().replace(['/', '_'], "-"));
        ((*name).to_owned(), words.t(&key), *name == chosen)
    };
    Zone::CHOICES.iter().map(zone).collect()
}

fn taxonomy(words: &Words, session: &Session, chosen: impl Fn(&str) -> bool) -> Vec<Choosing> {
    let items = session.taxonomy.axes.iter().flat_map(|axis| &axis.items);
    items.map(|item| (item.id.to_string(), words.say(&item.name), chosen(item.id.as_str()))).collect()
}

pub async fn new(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    planning(&state, lang, &entered, &id, None).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn planning(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    sent: Option<(&Fields, Vec<String>)>,
) -> Result<Response, Failure> {
    let (room, workspace, _, relation) = among(state, lang, entered, id).await?;
    let words = room.words;
    let rules = Rules { session: room.session, phase: room.phase };
    if !rules.may(&Actor { standing: &room.standing, relation }, Right::RunWorkshop).is_allowed() {
        return Err(Failure::NotFound);
    }
    let (t, errors) = match sent {
        Some((fields, errors)) => (typed_of(words, room.session, fields), errors),
        None => {
            let zone = room.session.call.as_ref().map_or(Zone::Paris, |call| call.zone);
            let stage = workspace.stage().map_or("", |stage| stage.as_str());
            let t = SheetTyped {
                stages: stages(words, room.session, stage),
                zones: zones(words, zone.as_str()),
                capacity: "40".to_owned(),
                words: taxonomy(words, room.session, |_| false),
                themes: with_empty(Vec::new(), "t"),
                questions: with_empty(Vec::new(), "q"),
                ..SheetTyped::default()
            };
            (t, Vec::new())
        }
    };
    let links = Links::WorkshopNew(id.to_owned());
    let back = Links::Workshops(id.to_owned());
    let f = state.desk_frame(lang, &links, words.t("workshop-plan")).under(&back, words.t("workshops-title"));
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let place = workspace.place.name.clone();
    let page = WorkshopSheetPage { f, made_up: room.made_up(), place, t, back: back.path(lang), errors };
    Ok(private(status, page_of(&page)))
}

pub async fn plan(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    form: Sent,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let fields = Fields::of(form)?;
        match planned(&state, lang, &entered, &id, &fields).await {
            Ok(workshop) => Ok(Redirect::to(&Links::Workshop(workshop).path(lang)).into_response()),
            Err(Undone::Failed(failure)) => Err(failure),
            Err(Undone::Refused(errors)) => planning(&state, lang, &entered, &id, Some((&fields, errors))).await,
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

async fn planned(state: &State, lang: Lang, entered: &Entered, id: &str, fields: &Fields) -> Result<String, Undone> {
    let (room, workspace, _, relation) = among(state, lang, entered, id).await?;
    let rules = Rules { session: room.session, phase: room.phase };
    let actor = Actor { standing: &room.standing, relation };
    // Who may not plan is told nothing of what they typed.
    if !rules.may(&actor, Right::RunWorkshop).is_allowed() {
        return Err(Failure::NotFound.into());
    }
    let sheet = read(room.words, fields).map_err(Undone::Refused)?;
    let name = typed_by_hand()?;
    let workshop = name.parse().map_err(Failure::internal)?;
    let planned = plan_workshop(workshop, workspace.id.clone(), sheet, &rules, &actor, room.now);
    let told =
        |refusal: programme::workshop::Refusal| Undone::Refused(press::telling::workshop_causes(room.words, &refusal));
    let kept = crate::web::desk::workspaces::kept(planned.map_err(told)?)?;
    let begun = state.0.store.records().begin(&kept, &room.now.to_string()).await.map_err(Failure::internal)?;
    if begun { Ok(name) } else { Err(Failure::internal("the name of a workshop is taken").into()) }
}

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    changing(&state, lang, &entered, &id, None).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn changing(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    sent: Option<(&Fields, Vec<String>)>,
) -> Result<Response, Failure> {
    let shop = Shop::with(state, lang, entered, id).await?;
    if !shop.may(Right::RunWorkshop) {
        return Err(Failure::NotFound);
    }
    let words = shop.words();
    let (t, errors) = match sent {
        Some((fields, errors)) => (typed_of(words, shop.room.session, fields), errors),
        None => (typed_as(words, shop.room.session, &shop.workshop.sheet), Vec::new()),
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = WorkshopSheetPage {
        f: shop.frame(&Links::WorkshopSheet(shop.id()), words.t("workshop-edit")),
        made_up: shop.room.made_up(),
        place: shop.workspace.place.name.clone(),
        t,
        back: Links::Workshop(shop.id()).path(lang),
        errors,
    };
    Ok(private(status, page_of(&page)))
}

pub async fn change(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    form: Sent,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let fields = Fields::of(form)?;
        let changed = async {
            let shop = Shop::with(&state, lang, &entered, &id).await?;
            if !shop.may(Right::RunWorkshop) {
                return Err(Failure::NotFound.into());
            }
            let sheet = read(shop.words(), &fields).map_err(Undone::Refused)?;
            shop.does(Command::Change { sheet }, Vec::new()).await
        };
        match changed.await {
            Ok(()) => Ok(Redirect::to(&Links::Workshop(id.clone()).path(lang)).into_response()),
            Err(Undone::Failed(failure)) => Err(failure),
            Err(Undone::Refused(errors)) => changing(&state, lang, &entered, &id, Some((&fields, errors))).await,
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}
