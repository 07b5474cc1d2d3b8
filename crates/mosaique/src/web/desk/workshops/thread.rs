//! The thread of a workspace: what was said there led to challenges, controversies, options and actions; as a picture and as
//! lists.

use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use facts::Lang;
use press::chart::{Boxed, columns};
use press::page::{ThreadPage, ThreadRow};
use press::{Links, Words};
use programme::role::Right;
use programme::thread::{Item, Rung, Source, Thread};
use programme::workshop::{Actor, Rules};
use store::people::Entered;

use super::{Said, among, items, when};
use crate::web::desk::Member;
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
    shown(&state, lang, &entered, &id).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn shown(state: &State, lang: Lang, entered: &Entered, id: &str) -> Result<Response, Failure> {
    let (room, workspace, workshops, relation) = among(state, lang, entered, id).await?;
    let words = room.words;
    let rules = Rules { session: room.session, phase: room.phase };
    let may = rules.may(&Actor { standing: &room.standing, relation }, Right::RunWorkshop).is_allowed();
    let all = items(state, id).await?;
    let said = Said::of(state, &workshops).await?;
    let thread = Thread::of(&all, &said.all);
    let rungs: Vec<Vec<&Item>> = Rung::CHOICES.iter().map(|(_, rung)| thread.rung(*rung)).collect();
    let heads: Vec<String> = Rung::CHOICES.iter().map(|(name, _)| words.t(&format!("rung-many-{name}"))).collect();
    let boxed = |item: &&Item| Boxed {
        href: Links::ThreadItem(item.id.to_string()).path(lang),
        title: item.content.title.clone(),
    };
    let boxes: Vec<Vec<Boxed>> = rungs.iter().map(|list| list.iter().map(boxed).collect()).collect();
    let at = |id: &programme::id::ThreadItemId| {
        rungs.iter().enumerate().find_map(|(column, list)| Some((column, list.iter().position(|item| item.id == *id)?)))
    };
    let links: Vec<_> = thread.links().filter_map(|(from, to)| Some((at(from)?, at(to)?))).collect();
    let columns_of = Rung::CHOICES.iter().zip(&rungs).zip(&heads).map(|(((name, _), list), head)| {
        let rows = list.iter().map(|item| row(words, &thread, &all, item)).collect();
        let add = may.then(|| {
            let href = Links::ThreadNew(id.to_owned(), (*name).to_owned()).path(lang);
            (href, words.t(&format!("thread-add-{name}")))
        });
        (head.clone(), rows, add)
    });
    let withdrawn = all.iter().filter_map(|item| {
        let gone = item.withdrawn.as_ref()?;
        let values = [("when", when(words, gone.at)), ("reason", gone.reason.clone())];
        Some(ThreadRow {
            href: Links::ThreadItem(item.id.to_string()).path(lang),
            title: item.content.title.clone(),
            told: vec![words.with("thread-withdrawn-line", &values)],
        })
    });
    let back = Links::Workshops(id.to_owned());
    let f = state.desk_frame(lang, &Links::Thread(id.to_owned()), words.t("thread-page-title"));
    let page = ThreadPage {
        f: f.under(&back, words.t("workshops-title")),
        made_up: room.made_up(),
        place: workspace.place.name.clone(),
        svg: columns(&heads, &boxes, &links, &words.t("thread-picture")),
        columns: columns_of.collect(),
        withdrawn: withdrawn.collect(),
        back: back.path(lang),
    };
    Ok(private(StatusCode::OK, page_of(&page)))
}

/// An item in a list: what it comes from, what comes from it, each told by its title.
fn row(words: &Words, thread: &Thread<'_>, all: &[Item], item: &Item) -> ThreadRow {
    let titles = |found: &dyn Fn(&Item) -> bool| -> String {
        let holding = all.iter().filter(|other| other.withdrawn.is_none() && found(other));
        holding.map(|other| other.content.title.clone()).collect::<Vec<_>>().join(" ; ")
    };
    let comes = |from: &Item, to: &Item| to.content.from.contains(&Source::Item { id: from.id.clone() });
    let (before, after) = (titles(&|other| comes(other, item)), titles(&|other| comes(item, other)));
    let mut told = Vec::new();
    let said = thread.said_for(&item.id);
    if said > 0 {
        told.push(words.count("thread-said-count", said));
    }
    if !before.is_empty() {
        told.push(words.t1("thread-comes-from", "items", before));
    }
    if !after.is_empty() {
        told.push(words.t1("thread-leads-to", "items", after));
    }
    let href = Links::ThreadItem(item.id.to_string()).path(words.lang());
    ThreadRow { href, title: item.content.title.clone(), told }
}
