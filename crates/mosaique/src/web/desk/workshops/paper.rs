//! Paper typed in: read with its faults, then taken.

use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use facts::Lang;
use press::page::{PaperRow, WorkshopPaperPage};
use press::{Links, Words, telling};
use programme::Slug;
use programme::role::Right;
use programme::workshop::contribution::{About, Channel, Key};
use programme::workshop::paper::{Paper, read};
use store::people::Entered;

use super::{Fields, Sent, Shop, Undone, about_in_words, about_of, choices, new_key};
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
    shown(&state, lang, &entered, &id, None).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

/// What was pasted, what its lines are about, the key of the form, and what is wrong besides.
struct Pasted<'f> {
    text: &'f str,
    about: About,
    key: &'f str,
    errors: Vec<String>,
}

impl Shop<'_> {
    fn reads(&self, text: &str, about: &About) -> Paper {
        let session = self.room.session;
        let named = |id: &Slug| -> Vec<String> {
            let item = session.taxonomy.item(id.as_str()).map(|(_, item)| item);
            item.map(|item| Lang::ALL.map(|lang| Words::of(lang).say(&item.name)).to_vec()).unwrap_or_default()
        };
        read(text, about, &self.workshop, &named)
    }
}

async fn shown(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    pasted: Option<Pasted<'_>>,
) -> Result<Response, Failure> {
    let shop = Shop::with(state, lang, entered, id).await?;
    if !shop.may(Right::RunWorkshop) {
        return Err(Failure::NotFound);
    }
    let words = shop.words();
    let paper = pasted.as_ref().map(|pasted| shop.reads(pasted.text, &pasted.about));
    let mut errors: Vec<String> = pasted.as_ref().map(|pasted| pasted.errors.clone()).unwrap_or_default();
    errors.extend(paper.iter().flat_map(|paper| &paper.faults).map(|fault| telling::paper_fault(words, fault)));
    let wrong = paper.iter().flat_map(|paper| &paper.lines).filter(|line| !line.faults.is_empty()).count();
    if wrong > 0 {
        errors.push(words.count("paper-counted-wrong", wrong));
    }
    let sheet = (shop.room.session, &shop.workshop.sheet);
    let rows = paper.iter().flat_map(|paper| &paper.lines).map(|line| PaperRow {
        number: words.whole(&(line.number as u64)),
        words: line.words.clone(),
        about: about_in_words(state, words, sheet, &line.about).join(" ; "),
        faults: line.faults.iter().map(|fault| telling::paper_line_fault(words, fault)).collect(),
    });
    let rows: Vec<PaperRow> = rows.collect();
    let lists = (shop.room.session, &shop.workspace, &shop.workshop.sheet);
    let about = pasted.as_ref().map(|pasted| pasted.about.clone()).unwrap_or_default();
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = WorkshopPaperPage {
        f: shop.frame(&Links::WorkshopPaper(shop.id()), words.t("paper-title")),
        made_up: shop.room.made_up(),
        typed: pasted.as_ref().map_or_else(String::new, |pasted| pasted.text.to_owned()),
        about: choices(state, words, lists, &about),
        key: match &pasted {
            Some(pasted) => pasted.key.to_owned(),
            None => new_key()?,
        },
        counted: words.count("paper-counted", rows.len()),
        rows,
        may_take: paper.as_ref().is_some_and(Paper::is_right),
        back: Links::WorkshopRoom(shop.id()).path(lang),
        errors,
    };
    Ok(private(status, page_of(&page)))
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
        let shop = Shop::with(&state, lang, &entered, &id).await?;
        if !shop.may(Right::RunWorkshop) {
            return Err(Failure::NotFound);
        }
        let key: Key = fields.one("key").parse().map_err(|_| Failure::NotFound)?;
        let (about, text) = (about_of(&fields)?, fields.one("text").replace("\r\n", "\n"));
        let mut errors = Vec::new();
        if fields.one("act") == "take" {
            let paper = shop.reads(&text, &about);
            if paper.is_right() {
                let line = |(rank, line): (usize, &programme::workshop::paper::Line)| {
                    (key.of_line(rank), line.words.clone(), line.about.clone())
                };
                let lines: Vec<_> = paper.lines.iter().enumerate().map(line).collect();
                match shop.receives(&lines, Channel::Paper, None).await {
                    Ok(()) => return Ok(Redirect::to(&Links::WorkshopRoom(id.clone()).path(lang)).into_response()),
                    Err(Undone::Failed(failure)) => return Err(failure),
                    Err(Undone::Refused(sentences)) => errors = sentences,
                }
            }
        }
        let pasted = Pasted { text: &text, about, key: fields.one("key"), errors };
        shown(&state, lang, &entered, &id, Some(pasted)).await
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}
