//! The portrait of the perimeter of a dossier. At the deposit it is frozen: kept on the shelf under its digest, which is in what is
//! deposited. It stays what it was when the atlas changes; its page says what has changed since.

use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use facts::{Lang, Period, Unit};
use press::data::PortraitJson;
use press::page::{FrozenPage, FrozenRow};
use press::{Links, Words};
use programme::digest::Digest;
use programme::dossier::{Command, Dossier};
use programme::form::Value;
use serde::Deserialize;
use serde_json::json;
use store::people::Entered;
use territory::Portrait;

use super::{Desk, Undone};
use crate::instance::Instance;
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of, work};

/// A portrait as it is kept.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Frozen {
    /// The digest of the atlas that it was made from.
    pub atlas: String,
    /// The map of communes.
    pub map: String,
    /// The communes.
    pub communes: Vec<String>,
    /// The facts.
    pub portrait: Facts,
}

/// Its facts.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Facts {
    territory: Place,
    indicators: Vec<Figure>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Place {
    population: Option<u64>,
    population_period: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Figure {
    id: String,
    name: facts::Localised,
    value: Option<f64>,
    unit: String,
    period: String,
    source: From,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct From {
    dataset: String,
    producer: String,
    vintage: String,
}

impl Figure {
    fn in_words(&self, words: &Words) -> String {
        match (self.value, self.unit.parse::<Unit>()) {
            (Some(value), Ok(unit)) => words.quantity(value, unit),
            (Some(value), Err(_)) => value.to_string(),
            (None, _) => words.t("document-absent"),
        }
    }
}

impl Frozen {
    /// As text and as it is read.
    fn made(instance: &'static Instance, communes: Vec<u32>) -> (String, Self) {
        let territory = instance.resolver().free(communes, None);
        let map = instance.atlas().map();
        let codes: Vec<String> = territory.communes().iter().map(|rank| map.at(*rank).code.to_string()).collect();
        let portrait = Portrait::new(&instance.knowledge, territory);
        let kept = json!({
            "schema": "mosaique-frozen-portrait-1",
            "atlas": instance.atlas_sha256(),
            "map": map.as_of.to_string(),
            "communes": codes,
            "portrait": PortraitJson::new(&portrait, &|indicator| instance.sources(indicator)),
        });
        let mut text = serde_json::to_string_pretty(&kept).expect("a portrait holds nothing that JSON cannot say");
        text.push('\n');
        let read = serde_json::from_str(&text).expect("it was just written");
        (text, read)
    }

    /// Key figures: label and value.
    pub fn facts(&self, words: &Words) -> Vec<(String, String)> {
        let count = self.communes.len();
        let mut facts = vec![(words.count("portrait-communes", count), words.number(count as f64, 0))];
        if let (Some(population), Some(period)) = (self.portrait.territory.population, self.period()) {
            let label = words.t1("sheet-people", "period", words.period(&period));
            facts.push((label, words.number(population as f64, 0)));
        }
        facts
    }

    fn period(&self) -> Option<Period> {
        self.portrait.territory.population_period.as_ref()?.parse().ok()
    }

    /// The figures that are known: indicator, value, period.
    pub fn figures(&self, words: &Words) -> Vec<(String, String, String)> {
        let known = self.portrait.indicators.iter().filter(|figure| figure.value.is_some());
        known.map(|figure| (words.say(&figure.name), figure.in_words(words), period(words, &figure.period))).collect()
    }

    /// The figures, beside those of another portrait of the same communes.
    fn rows(&self, words: &Words, now: Option<&Frozen>) -> Vec<FrozenRow> {
        let row = |figure: &Figure| {
            let other = now.and_then(|now| now.portrait.indicators.iter().find(|other| other.id == figure.id));
            let is_other = other.is_none_or(|other| (other.value, &other.period) != (figure.value, &figure.period));
            let changed = now.filter(|_| is_other).map(|_| match other {
                Some(other) => words.with(
                    "frozen-now-is",
                    &[("value", other.in_words(words)), ("period", period(words, &other.period))],
                ),
                None => words.t("frozen-gone"),
            });
            let From { dataset, producer, vintage } = &figure.source;
            FrozenRow {
                name: words.say(&figure.name),
                value: figure.in_words(words),
                now: changed,
                period: period(words, &figure.period),
                source: format!("{producer}, {dataset}, {vintage}"),
            }
        };
        self.portrait.indicators.iter().map(row).collect()
    }
}

fn period(words: &Words, text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), |period: Period| words.period(&period))
}

/// The ranks, on the map of today, of the communes of the first perimeter among answers.
pub fn perimeter<'v>(instance: &Instance, mut answers: impl Iterator<Item = &'v Value>) -> Vec<u32> {
    let map = instance.atlas().map();
    let communes = answers.find_map(|value| match value {
        Value::Perimeter { communes, .. } => Some(communes),
        _ => None,
    });
    communes.into_iter().flatten().filter_map(|code| map.commune(*code)).collect()
}

impl Desk<'_> {
    /// Freezes the portrait of the perimeter of a dossier that is about to be deposited; nothing is kept of one that would be
    /// refused.
    pub(super) async fn frozen(
        &self,
        dossier: &Dossier,
        command: impl Fn(Option<Digest>) -> Command,
    ) -> Result<Command, Undone> {
        dossier.act(command(None), &self.rules, &self.actor(dossier), self.now)?;
        let Some(shelf) = self.state.0.share.shelf.as_ref() else { return Ok(command(None)) };
        let instance = self.state.instance();
        let communes = perimeter(instance, dossier.values().values());
        if communes.is_empty() {
            return Ok(command(None));
        }
        let (text, _) = work(move || Frozen::made(instance, communes)).await?;
        let attachments = self.state.0.store.attachments(shelf);
        let kept = attachments.add(Bytes::from(text), "application/json", "portrait.json", &self.now.to_string()).await;
        let digest = kept.map_err(Failure::internal)?.sha256.parse().map_err(Failure::internal)?;
        Ok(command(Some(digest)))
    }

    /// The portrait that was frozen with what was deposited last: its digest, its bytes, and as it is read.
    pub(super) async fn kept_portrait(&self, dossier: &Dossier) -> Result<Option<(Digest, Bytes, Frozen)>, Failure> {
        let digest = dossier.last_deposit().and_then(|deposit| deposit.portrait.clone());
        let (Some(digest), Some(shelf)) = (digest, self.state.0.share.shelf.as_ref()) else { return Ok(None) };
        let bytes = self.state.0.store.attachments(shelf).read(digest.as_str()).await.map_err(Failure::internal)?;
        let Some(bytes) = bytes else { return Ok(None) };
        let frozen = serde_json::from_slice(&bytes).map_err(Failure::internal)?;
        Ok(Some((digest, bytes, frozen)))
    }

    /// The portrait of the perimeter as it would be today.
    pub(super) async fn fresh_portrait(&self, dossier: &Dossier) -> Result<Option<Frozen>, Failure> {
        let instance = self.state.instance();
        let communes = perimeter(instance, dossier.values().values());
        if communes.is_empty() {
            return Ok(None);
        }
        Ok(Some(work(move || Frozen::made(instance, communes).1).await?))
    }
}

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
    let (desk, dossier) = Desk::with(state, lang, entered, id).await?;
    let words = desk.words;
    let kept = desk.kept_portrait(&dossier).await?;
    let (told, facts, rows, file) = match &kept {
        Some((digest, _, frozen)) => {
            let instance = state.instance();
            let map = instance.atlas().map();
            let codes = frozen.communes.iter().filter_map(|code| map.commune(code.parse().ok()?)).collect::<Vec<_>>();
            let now = work(move || Frozen::made(instance, codes).1).await?;
            let rows = frozen.rows(words, Some(&now));
            let changed = rows.iter().filter(|row| row.now.is_some()).count();
            let at = dossier.last_deposit().map_or_else(String::new, |deposit| deposit.at.to_string());
            let mut told = vec![words.t1("frozen-is", "when", words.moment(&at))];
            told.push(match now.atlas == frozen.atlas {
                true => words.t("frozen-same-atlas"),
                false => words.count("frozen-other-atlas", changed),
            });
            let mut facts = frozen.facts(words);
            facts.push((words.t("frozen-map"), frozen.map.clone()));
            facts.push((words.t("frozen-atlas"), frozen.atlas.clone()));
            facts.push((words.t("frozen-digest"), digest.as_str().to_owned()));
            (told, facts, rows, Some(Links::DossierPortraitFile(id.to_owned()).path(lang)))
        }
        None => {
            let fresh = match desk.is_own(&dossier) {
                true => desk.fresh_portrait(&dossier).await?,
                false => return Err(Failure::NotFound),
            };
            match fresh {
                Some(fresh) => (vec![words.t("frozen-preview")], fresh.facts(words), fresh.rows(words, None), None),
                None => (vec![words.t("frozen-none")], Vec::new(), Vec::new(), None),
            }
        }
    };
    let back = Links::Dossier(id.to_owned());
    let f = state.desk_frame(lang, &Links::DossierPortrait(id.to_owned()), words.t("frozen-title"));
    let page = FrozenPage {
        f: f.under(&back, dossier.place.name.clone()),
        made_up: desk.made_up(),
        place: dossier.place.name.clone(),
        told,
        facts,
        is_frozen: kept.is_some(),
        file,
        rows,
        back: back.path(lang),
    };
    Ok(private(StatusCode::OK, page_of(&page)))
}

pub async fn file(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let found = async {
        let (desk, dossier) = Desk::with(&state, lang, &entered, &id).await?;
        let (_, bytes, _) = desk.kept_portrait(&dossier).await?.ok_or(Failure::NotFound)?;
        let headers = [
            (header::CONTENT_TYPE, "application/json"),
            (header::CONTENT_DISPOSITION, "attachment; filename=\"portrait.json\""),
            (header::CACHE_CONTROL, "private, no-store"),
        ];
        Ok((headers, bytes).into_response())
    };
    found.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}
