//! What is printed for a workshop, as a page and as a document.

use axum::extract::{Path, State as Extract};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use facts::Lang;
use press::document::{Issue, Poster};
use press::page::WorkshopPosterPage;
use press::{Links, Words};
use programme::role::Right;
use store::people::Entered;

use super::{Shop, agenda, span, theme_name};
use crate::documents;
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of, work};

async fn shop<'s>(state: &'s State, lang: Lang, entered: &'s Entered, id: &str) -> Result<Shop<'s>, Failure> {
    let shop = Shop::with(state, lang, entered, id).await?;
    if shop.may(Right::RunWorkshop) { Ok(shop) } else { Err(Failure::NotFound) }
}

impl Shop<'_> {
    /// A card for each question; one without a question when none is asked.
    fn cards(&self) -> Vec<String> {
        let questions: Vec<String> = self.workshop.sheet.questions.iter().map(|one| one.text.clone()).collect();
        if questions.is_empty() { vec![self.words().t("poster-free-card")] } else { questions }
    }

    fn themes(&self) -> Vec<String> {
        let name = |theme| theme_name(self.words(), self.room.session, theme);
        self.workshop.sheet.themes.iter().map(name).collect()
    }
}

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let shown = async {
        let shop = shop(&state, lang, &entered, &id).await?;
        let (words, sheet) = (shop.words(), &shop.workshop.sheet);
        let page = WorkshopPosterPage {
            f: shop.frame(&Links::WorkshopPoster(shop.id()), sheet.title.clone()),
            made_up: shop.room.made_up(),
            place: shop.workspace.place.name.clone(),
            when: span(words, sheet),
            venue: sheet.place.clone(),
            aim: sheet.aim.clone(),
            phone: shop.phone().await?,
            agenda: agenda(words, sheet),
            themes: shop.themes(),
            cards: shop.cards(),
            back: Links::Workshop(shop.id()).path(lang),
            file: Links::WorkshopPosterFile(shop.id()).path(lang),
        };
        Ok(private(StatusCode::OK, page_of(&page)))
    };
    shown.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

pub async fn file(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let printed = async {
        let shop = shop(&state, lang, &entered, &id).await?;
        let (words, sheet) = (shop.words(), &shop.workshop.sheet);
        let poster = Poster {
            id: shop.id(),
            title: sheet.title.clone(),
            aim: sheet.aim.clone(),
            place: shop.workspace.place.name.clone(),
            when: span(words, sheet),
            venue: sheet.place.clone(),
            made_up: shop.room.made_up(),
            phone: shop.phone().await?.map(|phone| (phone.address, phone.qr)),
            qr_alt: words.t1("workshop-qr", "title", sheet.title.as_str()),
            agenda: agenda(words, sheet),
            themes: shop.themes(),
            cards: shop.cards(),
        };
        let now = state.now();
        let today = now.get(..10).and_then(|day| day.parse().ok()).ok_or(Failure::Internal)?;
        let issue = Issue { today, site: Some(state.public_url().as_str().trim_end_matches('/').to_owned()) };
        let name = documents::file_name(&[&words.t("path-poster"), &sheet.title], lang);
        let pdf = work(move || documents::poster(Words::of(lang), &poster, &issue)).await?;
        let pdf = pdf.map_err(Failure::internal)?;
        let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
            (header::CONTENT_DISPOSITION, disposition.unwrap_or_else(|_| HeaderValue::from_static("attachment"))),
            (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        ];
        Ok((headers, pdf).into_response())
    };
    printed.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}
