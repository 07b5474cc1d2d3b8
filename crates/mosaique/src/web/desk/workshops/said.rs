//! One thing said: its wordings, what was done to it and why, what became of it; reworded, split.

use std::collections::BTreeSet;

use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use facts::Lang;
use press::Links;
use press::page::{ContributionPage, Linked, ReachedView};
use programme::role::Right;
use programme::thread::{Reached, Rung, Thread};
use programme::workshop::contribution::{Act, Contribution, Key, Stand, counted, split};
use programme::workshop::texts;
use store::people::Entered;

use super::{Fields, Said, Sent, Shop, Undone, about_of, choices, items, new_key, room, when};
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// Fields for pieces.
const PIECES: usize = 4;
/// Characters of a contribution in a link.
const SHORT: usize = 80;

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, said)): Path<(String, String)>,
) -> Response {
    let lang = lang_of(uri.path());
    let shown = shown(&state, lang, &entered, (&id, &said), Vec::new(), Vec::new());
    shown.await.unwrap_or_else(|failure| failure.page(&state, lang))
}

/// The first words of something said.
pub fn short(words: &press::Words, text: Option<&String>) -> String {
    let Some(text) = text else { return words.t("workshop-words-erased") };
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHORT { line } else { line.chars().take(SHORT - 1).chain(['…']).collect() }
}

/// What is reached in a thread, as links by sort; `shows` says which of what was said may be read.
pub fn reached_view(
    words: &press::Words,
    reached: &Reached<'_>,
    said: &Said,
    shows: impl Fn(&Contribution) -> bool,
) -> ReachedView {
    let lang = words.lang();
    let mut view: ReachedView = Vec::new();
    let contributions: Vec<Linked> = (reached.contributions.iter().filter(|one| shows(one)))
        .map(|one| {
            let href = Links::WorkshopSaid(one.workshop.to_string(), one.id.to_string()).path(lang);
            (href, short(words, said.words(one)))
        })
        .collect();
    if !contributions.is_empty() {
        view.push((words.t("thread-contributions"), contributions));
    }
    for (name, rung) in Rung::CHOICES {
        let items = reached.items.get(rung).into_iter().flatten();
        let links: Vec<Linked> =
            items.map(|item| (Links::ThreadItem(item.id.to_string()).path(lang), item.content.title.clone())).collect();
        if !links.is_empty() {
            view.push((words.t(&format!("rung-many-{name}")), links));
        }
    }
    if !reached.elsewhere.is_empty() {
        let texts = reached.elsewhere.iter().map(|text| (String::new(), (*text).to_owned()));
        view.push((words.t("thread-elsewhere"), texts.collect()));
    }
    view
}

async fn shown(
    state: &State,
    lang: Lang,
    entered: &Entered,
    (id, name): (&str, &str),
    typed: Vec<String>,
    errors: Vec<String>,
) -> Result<Response, Failure> {
    let shop = Shop::with(state, lang, entered, id).await?;
    let words = shop.words();
    let may_run = shop.may(Right::RunWorkshop);
    let (_, said) = Said::of_workspace(state, &shop.workspace).await?;
    let counted = counted(&said.all);
    let one = counted.iter().find(|one| one.id.as_str() == name && one.workshop == shop.workshop.id);
    // What is not published is read by those who run the workshop; the story of what was, by everybody who sees it.
    let me = Some(&entered.person.id);
    let readable =
        |one: &Contribution| may_run || matches!(one.stand, Stand::Published { .. }) || one.author.as_ref() == me;
    let one = *one.filter(|one| readable(one)).ok_or(Failure::NotFound)?;
    let items = items(state, shop.workspace.id.as_str()).await?;
    let thread = Thread::of(&items, &said.all);
    let mut kin: BTreeSet<_> = one.origin.iter().flat_map(|origin| origin.of.iter().cloned()).collect();
    if let Stand::Replaced { into, .. } = &one.stand {
        kin.extend(into.iter().cloned());
    }
    let kin = counted.iter().filter(|other| kin.contains(&other.id) && readable(other)).map(|other| {
        let href = Links::WorkshopSaid(shop.id(), other.id.to_string()).path(lang);
        (href, short(words, said.words(other)))
    });
    let kin: Vec<Linked> = kin.collect();
    let names = shop.room.names(one.log.iter().map(|entry| &entry.by)).await?;
    let line = |(rank, entry): (usize, &programme::workshop::contribution::Entry)| {
        let done = words.t(&format!("moderated-{}", entry.done.as_str()));
        let who = names.get(&entry.by).cloned().unwrap_or_default();
        let values = [("when", when(words, entry.at)), ("done", done), ("who", who)];
        (words.with("said-log-line", &values), said.text(one, &texts::note(rank + 1)).cloned())
    };
    let log = if may_run { one.log.iter().enumerate().map(line).collect() } else { Vec::new() };
    let before = one.wordings.iter().enumerate().take(one.wordings.len() - 1);
    let before =
        before.map(|(rank, wording)| (when(words, wording.at), said.text(one, &texts::wording(rank + 1)).cloned()));
    let wordings = if may_run { before.collect() } else { Vec::new() };
    let mut pieces = typed;
    if pieces.is_empty() {
        pieces.extend(said.words(one).cloned());
    }
    pieces.resize(PIECES.max(pieces.len()), String::new());
    let lists = (shop.room.session, &shop.workspace, &shop.workshop.sheet);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let links = Links::WorkshopSaid(shop.id(), name.to_owned());
    let back = Links::WorkshopRoom(shop.id());
    let page = ContributionPage {
        f: shop.frame(&links, words.t("said-title")),
        made_up: shop.room.made_up(),
        one: shop.view(&said, one, Vec::new(), may_run && !shop.workshop.state.is_over()),
        wordings,
        log,
        kin,
        became: reached_view(words, &thread.became(&one.id), &said, readable),
        whys: room::whys(words),
        key: new_key()?,
        pieces,
        about: choices(state, words, lists, &one.about),
        back: back.path(lang),
        errors,
    };
    Ok(private(status, page_of(&page)))
}

pub async fn act(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, said)): Path<(String, String)>,
    form: Sent,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let fields = Fields::of(form)?;
        let shop = Shop::with(&state, lang, &entered, &id).await?;
        if !shop.may(Right::RunWorkshop) {
            return Err(Failure::NotFound);
        }
        match shop.acts_on(&said, &fields).await {
            Ok(()) => Ok(Redirect::to(&Links::WorkshopSaid(id.clone(), said.clone()).path(lang)).into_response()),
            Err(Undone::Failed(failure)) => Err(failure),
            Err(Undone::Refused(errors)) => {
                let pieces = fields.all("piece").map(str::to_owned).collect();
                shown(&state, lang, &entered, (&id, &said), pieces, errors).await
            }
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

impl Shop<'_> {
    async fn acts_on(&self, id: &str, fields: &Fields) -> Result<(), Undone> {
        let note = fields.text("note");
        let act = match fields.one("act") {
            "publish" => Act::Publish,
            "set-aside" => Act::SetAside { why: room::why_of(fields).ok_or(Failure::NotFound)? },
            "put-back" => Act::PutBack,
            "reword" => Act::Reword { words: fields.text("words") },
            "split" => return self.splits(id, fields, &note).await,
            _ => return Err(Failure::NotFound.into()),
        };
        self.moderates(id, &act, &note).await
    }

    async fn splits(&self, id: &str, fields: &Fields, note: &str) -> Result<(), Undone> {
        let key: Key = fields.one("key").parse().map_err(|_| Failure::NotFound)?;
        let about = about_of(fields)?;
        let pieces = fields.all("piece").map(|text| text.replace("\r\n", "\n").trim().to_owned());
        let pieces: Vec<_> = pieces.filter(|text| !text.is_empty()).map(|text| (text, about.clone())).collect();
        let records = self.room.state.0.store.records::<Contribution>();
        let one = records.find(id).await.map_err(Failure::internal)?.ok_or(Failure::NotFound)?;
        // Sent again, it was done.
        let first = key.of_line(0).names(&self.workshop.id);
        if matches!(&one.stand, Stand::Replaced { into, .. } if into.contains(&first)) {
            return Ok(());
        }
        let (rules, actor) = (self.rules(), self.actor());
        let done = split(&one, &pieces, (&key, note), &self.workshop, &rules, &actor, self.room.now);
        let (made, _) = done.map_err(|refusal| self.refused(&refusal))?;
        // First the pieces: they count once it says that they stand in its place.
        for piece in made {
            self.makes(piece).await?;
        }
        let decide = |one: &Contribution| {
            let done = split(one, &pieces, (&key, note), &self.workshop, &rules, &actor, self.room.now);
            let (_, after) = done.map_err(|refusal| self.refused(&refusal))?;
            let beside = self.note(&after.0, note);
            self.written(after, beside)
        };
        records.act(id, &self.now(), decide).await?.ok_or(Failure::NotFound)?;
        Ok(())
    }
}
