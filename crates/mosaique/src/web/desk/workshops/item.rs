//! An item of the thread: what it says, where it comes from, what comes from it; written, withdrawn, taken up again.

use std::collections::BTreeSet;

use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use facts::Lang;
use press::page::{ActOffered, Choosing, ItemTyped, PositionTyped, PositionView, ThreadItemPage};
use press::{Links, Words, telling};
use programme::Slug;
use programme::role::{ObjectRelation, Right};
use programme::thread::{
    Argument, Bearing, Command, Content, Evidence, HeldBy, Item, Known, Position, Refusal, Rung, Source, Thread, What,
    write as write_item,
};
use programme::workshop::contribution::{Contribution, Stand, counted};
use programme::workshop::{Actor, Rules};
use programme::workspace::Workspace;
use store::people::Entered;

use super::{Fields, Said, Sent, Undone, among, items, minutes, said as said_page, when};
use crate::web::desk::Member;
use crate::web::desk::workspaces::{Workroom, kept, new_name};
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// Fields for positions that are not there yet.
const EMPTY: usize = 2;

/// A workspace with its whole thread, and who asks.
struct Loom<'s> {
    room: Workroom<'s>,
    workspace: Workspace,
    relation: ObjectRelation,
    items: Vec<Item>,
    said: Said,
}

impl<'s> Loom<'s> {
    async fn of(state: &'s State, lang: Lang, entered: &'s Entered, workspace: &str) -> Result<Self, Failure> {
        let (room, workspace, workshops, relation) = among(state, lang, entered, workspace).await?;
        let items = items(state, workspace.id.as_str()).await?;
        let said = Said::of(state, &workshops).await?;
        Ok(Self { room, workspace, relation, items, said })
    }

    /// That of an item; where there is none, it is told after the same time as where one may not see it.
    async fn with(state: &'s State, lang: Lang, entered: &'s Entered, id: &str) -> Result<(Self, Item), Failure> {
        let found = state.0.store.records::<Item>().find(id).await.map_err(Failure::internal)?;
        let workspace = found.as_ref().map_or_else(|| "nowhere".to_owned(), |item| item.workspace.to_string());
        let loom = Self::of(state, lang, entered, &workspace).await?;
        Ok((loom, found.ok_or(Failure::NotFound)?))
    }

    fn words(&self) -> &'static Words {
        self.room.words
    }

    fn rules(&self) -> Rules<'s> {
        Rules { session: self.room.session, phase: self.room.phase }
    }

    fn actor(&self) -> Actor<'_> {
        Actor { standing: &self.room.standing, relation: self.relation }
    }

    fn may(&self, right: Right) -> bool {
        self.rules().may(&self.actor(), right).is_allowed()
    }

    fn known(&self) -> Known {
        Known::of(&self.items, &self.said.all)
    }

    fn refused(&self, refusal: &Refusal) -> Undone {
        Undone::Refused(telling::thread_causes(self.words(), refusal))
    }

    /// The items and the contributions that an item of a rung may come from; those of `chosen` are.
    fn sources(&self, rung: Rung, chosen: &BTreeSet<Source>) -> (Vec<Choosing>, Vec<Choosing>) {
        let words = self.words();
        let before = self.items.iter().filter(|item| item.withdrawn.is_none() && item.content.what.rung() < rung);
        let items = before.map(|item| {
            let sort = words.t(&format!("rung-{}", item.content.what.rung().as_str()));
            let is_chosen = chosen.contains(&Source::Item { id: item.id.clone() });
            (item.id.to_string(), format!("{sort} – {}", item.content.title), is_chosen)
        });
        let published = counted(&self.said.all).into_iter();
        let published = published.filter(|one| matches!(one.stand, Stand::Published { .. }));
        let contributions = published.map(|one: &Contribution| {
            let is_chosen = chosen.contains(&Source::Contribution { id: one.id.clone() });
            (one.id.to_string(), said_page::short(words, self.said.words(one)), is_chosen)
        });
        (items.collect(), contributions.collect())
    }

    fn typed(&self, rung: Rung, content: Option<&Content>, base: String) -> ItemTyped {
        let none = BTreeSet::new();
        let from = content.map_or(&none, |content| &content.from);
        let (items, contributions) = self.sources(rung, from);
        let elsewhere = from.iter().filter_map(|source| match source {
            Source::Elsewhere { text } => Some(text.clone()),
            _ => None,
        });
        let mut positions: Vec<PositionTyped> = Vec::new();
        if rung == Rung::Controversy {
            if let Some(What::Controversy { positions: there }) = content.map(|content| &content.what) {
                positions.extend(there.iter().map(|one| self.position_typed(one)));
            }
            for _ in 0..EMPTY.max(2_usize.saturating_sub(positions.len())) {
                positions
                    .push(PositionTyped { held_by: held_by(self.words(), &BTreeSet::new()), ..Default::default() });
            }
        }
        let action = (rung == Rung::Action).then(|| match content.map(|content| &content.what) {
            Some(What::Action { action }) => action.to_string(),
            _ => String::new(),
        });
        ItemTyped {
            base,
            title: content.map(|content| content.title.clone()).unwrap_or_default(),
            text: content.map(|content| content.text.clone()).unwrap_or_default(),
            positions,
            action,
            items,
            contributions,
            elsewhere: elsewhere.collect::<Vec<_>>().join("\n"),
        }
    }

    fn position_typed(&self, position: &Position) -> PositionTyped {
        let arguments = |bearing: Bearing| {
            let of = position.arguments.iter().filter(|one| one.bearing == bearing);
            of.map(|one| one.text.clone()).collect::<Vec<_>>().join("\n")
        };
        let evidence = position.evidence.iter().map(|one| format!("{} | {}", one.text, one.source));
        PositionTyped {
            claim: position.claim.clone(),
            held_by: held_by(self.words(), &position.held_by),
            arguments_for: arguments(Bearing::For),
            arguments_against: arguments(Bearing::Against),
            evidence: evidence.collect::<Vec<_>>().join("\n"),
        }
    }

    /// What a form says of an item.
    fn content(&self, rung: Rung, fields: &Fields) -> Result<Content, Undone> {
        let words = self.words();
        let not_found = |_| Undone::Failed(Failure::NotFound);
        let mut from = BTreeSet::new();
        for id in fields.all("item") {
            from.insert(Source::Item { id: id.parse().map_err(not_found)? });
        }
        for id in fields.all("said") {
            from.insert(Source::Contribution { id: id.parse().map_err(not_found)? });
        }
        from.extend(fields.lines("elsewhere").into_iter().map(|text| Source::Elsewhere { text }));
        let what = match rung {
            Rung::Challenge => What::Challenge,
            Rung::Option => What::Option,
            Rung::Controversy => What::Controversy { positions: positions(fields) },
            Rung::Action => {
                let name = fields.text("action");
                let told = |_| Undone::Refused(vec![words.t1("thread-cause-action-name", "found", name.as_str())]);
                What::Action { action: name.parse::<Slug>().map_err(told)? }
            }
        };
        Ok(Content { title: fields.text("title"), text: fields.text("text"), what, from })
    }

    /// What was typed, shown again.
    fn typed_again(&self, rung: Rung, fields: &Fields) -> ItemTyped {
        let content = self.content(rung, fields).ok();
        let mut typed = self.typed(rung, content.as_ref(), fields.one("base").to_owned());
        typed.title = fields.text("title");
        typed.text = fields.text("text");
        typed.elsewhere = fields.text("elsewhere");
        typed.action = typed.action.map(|_| fields.text("action"));
        typed
    }
}

fn held_by(words: &Words, chosen: &BTreeSet<HeldBy>) -> Vec<Choosing> {
    let choice = |(name, kind): &(&'static str, HeldBy)| {
        ((*name).to_owned(), words.t(&format!("held-by-{name}")), chosen.contains(kind))
    };
    HeldBy::CHOICES.iter().map(choice).collect()
}

/// The positions of a form: those that say something.
fn positions(fields: &Fields) -> Vec<Position> {
    let numbers = fields.under("claim.").map(|(number, _)| number.to_owned());
    let numbers: Vec<String> = numbers.collect();
    let position = |number: &String| {
        let argument = |bearing| move |text| Argument { bearing, text };
        let held = format!("held.{number}");
        let held = fields
            .all(&held)
            .filter_map(|name| HeldBy::CHOICES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind));
        let evidence = fields.lines(&format!("evidence.{number}")).into_iter().map(|line| {
            let (text, source) = line.split_once('|').unwrap_or((&line, ""));
            Evidence { text: text.trim().to_owned(), source: source.trim().to_owned() }
        });
        let arguments = fields.lines(&format!("for.{number}")).into_iter().map(argument(Bearing::For));
        let against = fields.lines(&format!("against.{number}")).into_iter().map(argument(Bearing::Against));
        Position {
            claim: fields.text(&format!("claim.{number}")),
            held_by: held.collect(),
            arguments: arguments.chain(against).collect(),
            evidence: evidence.collect(),
        }
    };
    let is_empty = |one: &Position| {
        one.claim.is_empty() && one.held_by.is_empty() && one.arguments.is_empty() && one.evidence.is_empty()
    };
    numbers.iter().map(position).filter(|one| !is_empty(one)).collect()
}

fn rung_of(name: &str) -> Result<Rung, Failure> {
    Rung::CHOICES.iter().find(|(known, _)| *known == name).map(|(_, rung)| *rung).ok_or(Failure::NotFound)
}

pub async fn new(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, rung)): Path<(String, String)>,
) -> Response {
    let lang = lang_of(uri.path());
    writing(&state, lang, &entered, (&id, &rung), None).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn writing(
    state: &State,
    lang: Lang,
    entered: &Entered,
    (id, name): (&str, &str),
    sent: Option<(&Fields, Vec<String>)>,
) -> Result<Response, Failure> {
    let loom = Loom::of(state, lang, entered, id).await?;
    let rung = rung_of(name)?;
    if !loom.may(Right::RunWorkshop) {
        return Err(Failure::NotFound);
    }
    let words = loom.words();
    let (edit, errors) = match sent {
        Some((fields, errors)) => (loom.typed_again(rung, fields), errors),
        None => (loom.typed(rung, None, String::new()), Vec::new()),
    };
    let back = Links::Thread(id.to_owned());
    let links = Links::ThreadNew(id.to_owned(), name.to_owned());
    let f = state.desk_frame(lang, &links, words.t(&format!("thread-add-{name}")));
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = ThreadItemPage {
        f: f.under(&back, words.t("thread-page-title")),
        made_up: loom.room.made_up(),
        sort: loom.workspace.place.name.clone(),
        text: Vec::new(),
        withdrawn: None,
        positions: Vec::new(),
        from: Vec::new(),
        into: Vec::new(),
        is_there: false,
        edit: Some(edit),
        acts: Vec::new(),
        back: back.path(lang),
        errors,
    };
    Ok(private(status, page_of(&page)))
}

pub async fn write(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, rung)): Path<(String, String)>,
    form: Sent,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let fields = Fields::of(form)?;
        match written(&state, lang, &entered, (&id, &rung), &fields).await {
            Ok(item) => Ok(Redirect::to(&Links::ThreadItem(item).path(lang)).into_response()),
            Err(Undone::Failed(failure)) => Err(failure),
            Err(Undone::Refused(errors)) => {
                writing(&state, lang, &entered, (&id, &rung), Some((&fields, errors))).await
            }
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

async fn written(
    state: &State,
    lang: Lang,
    entered: &Entered,
    (id, rung): (&str, &str),
    fields: &Fields,
) -> Result<String, Undone> {
    let loom = Loom::of(state, lang, entered, id).await?;
    let rung = rung_of(rung)?;
    if !loom.may(Right::RunWorkshop) {
        return Err(Failure::NotFound.into());
    }
    let content = loom.content(rung, fields)?;
    let name = (new_name()?, loom.workspace.id.clone());
    let item = write_item(name, content, &loom.known(), &loom.rules(), &loom.actor(), loom.room.now);
    let kept = kept(item.map_err(|refusal| loom.refused(&refusal))?)?;
    state.0.store.records().begin(&kept, &loom.room.now.to_string()).await.map_err(Failure::internal)?;
    Ok(kept.state.id.to_string())
}

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    shown(&state, lang, &entered, &id, None).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn shown(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    sent: Option<(&Fields, Vec<String>)>,
) -> Result<Response, Failure> {
    let (loom, item) = Loom::with(state, lang, entered, id).await?;
    let words = loom.words();
    let rung = item.content.what.rung();
    let may = loom.may(Right::RunWorkshop);
    let thread = Thread::of(&loom.items, &loom.said.all);
    let shows = |one: &Contribution| may || matches!(one.stand, Stand::Published { .. });
    let (edit, errors) = match sent {
        Some((fields, errors)) if fields.one("act") == "write" => (Some(loom.typed_again(rung, fields)), errors),
        other => {
            let edit = loom.typed(rung, Some(&item.content), item.version.to_string());
            (Some(edit), other.map(|(_, errors)| errors).unwrap_or_default())
        }
    };
    let act = match item.withdrawn {
        None => {
            ActOffered { act: "withdraw", label: words.t("thread-withdraw"), reason: Some(words.t("workshop-reason")) }
        }
        Some(_) => ActOffered { act: "restore", label: words.t("thread-restore"), reason: None },
    };
    let positions = match &item.content.what {
        What::Controversy { positions } => positions.iter().map(|one| position(words, one)).collect(),
        _ => Vec::new(),
    };
    let withdrawn = item.withdrawn.as_ref().map(|gone| {
        words.with("thread-withdrawn-line", &[("when", when(words, gone.at)), ("reason", gone.reason.clone())])
    });
    let mut sort = words.t(&format!("rung-{}", rung.as_str()));
    if let What::Action { action } = &item.content.what {
        sort = format!("{sort} – {action}");
    }
    let back = Links::Thread(loom.workspace.id.to_string());
    let f = state.desk_frame(lang, &Links::ThreadItem(id.to_owned()), item.content.title.clone());
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = ThreadItemPage {
        f: f.under(&back, words.t("thread-page-title")),
        made_up: loom.room.made_up(),
        sort,
        text: minutes::paragraphs(&item.content.text),
        positions,
        from: said_page::reached_view(words, &thread.where_from(&item.id), &loom.said, shows),
        into: said_page::reached_view(words, &thread.comes_from_it(&item.id), &loom.said, shows),
        is_there: true,
        edit: edit.filter(|_| may && item.withdrawn.is_none()),
        acts: if may { vec![act] } else { Vec::new() },
        withdrawn,
        back: back.path(lang),
        errors,
    };
    Ok(private(status, page_of(&page)))
}

fn position(words: &Words, position: &Position) -> PositionView {
    let arguments = |bearing: Bearing| {
        let of = position.arguments.iter().filter(|one| one.bearing == bearing);
        of.map(|one| one.text.clone()).collect()
    };
    let who = position.held_by.iter().map(|kind| words.t(&format!("held-by-{}", kind.as_str())));
    PositionView {
        claim: position.claim.clone(),
        held_by: words.t1("thread-held", "who", who.collect::<Vec<_>>().join(", ")),
        arguments_for: arguments(Bearing::For),
        arguments_against: arguments(Bearing::Against),
        evidence: position.evidence.iter().map(|one| (one.text.clone(), one.source.clone())).collect(),
    }
}

pub async fn act(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    form: Sent,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let fields = Fields::of(form)?;
        match acted(&state, lang, &entered, &id, &fields).await {
            Ok(()) => Ok(Redirect::to(&Links::ThreadItem(id.clone()).path(lang)).into_response()),
            Err(Undone::Failed(failure)) => Err(failure),
            Err(Undone::Refused(errors)) => shown(&state, lang, &entered, &id, Some((&fields, errors))).await,
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

async fn acted(state: &State, lang: Lang, entered: &Entered, id: &str, fields: &Fields) -> Result<(), Undone> {
    let (loom, item) = Loom::with(state, lang, entered, id).await?;
    if !loom.may(Right::RunWorkshop) {
        return Err(Failure::NotFound.into());
    }
    let command = match fields.one("act") {
        "write" => {
            let base = fields.one("base").parse().map_err(|_| Failure::NotFound)?;
            Command::Change { base, content: loom.content(item.content.what.rung(), fields)? }
        }
        "withdraw" => Command::Withdraw { reason: fields.text("reason") },
        "restore" => Command::Restore,
        _ => return Err(Failure::NotFound.into()),
    };
    let known = loom.known();
    let decide = |item: &Item| {
        let acted = item.act(command, &known, &loom.rules(), &loom.actor(), loom.room.now);
        Ok::<_, Undone>(kept(acted.map_err(|refusal| loom.refused(&refusal))?)?)
    };
    let records = state.0.store.records::<Item>();
    records.act(id, &loom.room.now.to_string(), decide).await?.ok_or(Failure::NotFound)?;
    Ok(())
}
