//! The minutes of a workshop: assembled from its records, written, signed.

use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use facts::Lang;
use press::page::{MinutesTyped, WorkshopMinutesPage};
use press::{Links, map};
use programme::calendar::Date;
use programme::digest::Digest;
use programme::role::Right;
use programme::workshop::contribution::{Contribution, Spot};
use programme::workshop::minutes::{Assembled, assemble};
use programme::workshop::{Command, Label, NextStep, State as How, Workshop};
use programme::workspace::Workspace;
use store::people::Entered;
use territory::outline;

use super::{Fields, Said, Sent, Shop, Undone, agenda, said, span, spot_in_words, theme_name, when};
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of, work};

/// Fields for next steps that are not there yet.
const EMPTY: usize = 3;
/// Width of the map, in units.
const SHEET: u32 = 480;

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    shown(&state, lang, &entered, &id, None, Vec::new()).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn shown(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    typed: Option<MinutesTyped>,
    errors: Vec<String>,
) -> Result<Response, Failure> {
    let shop = Shop::with(state, lang, entered, id).await?;
    let words = shop.words();
    let (workshop, label) = (&shop.workshop, shop.workshop.state.label());
    let may_run = shop.may(Right::RunWorkshop);
    // Before they are signed, those who run it write them.
    if !(may_run && matches!(label, Label::Open | Label::Closed) || label == Label::Minuted) {
        return Err(Failure::NotFound);
    }
    let said = shop.said().await?;
    let assembled = assemble(workshop, &said.all);
    let day = |date: &Option<Date>| date.map(|date| press::news::day(words, date)).unwrap_or_default();
    let minutes = workshop.minutes.as_ref();
    let steps = minutes.iter().flat_map(|minutes| &minutes.next_steps);
    let steps = steps.map(|step| (step.what.clone(), step.who.clone(), day(&step.by))).collect();
    let (map, places) = shop.map(&assembled, &said).await?;
    let may_write = may_run && matches!(label, Label::Open | Label::Closed);
    let is_ready = label == Label::Closed && minutes.is_some();
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = WorkshopMinutesPage {
        f: shop.frame(&Links::WorkshopMinutes(shop.id()), words.t("minutes-title")),
        made_up: shop.room.made_up(),
        workshop: workshop.sheet.title.clone(),
        state: shop.signed().await?,
        facts: shop.counts(&assembled),
        agenda: agenda(words, &workshop.sheet),
        summary: minutes.map(|minutes| paragraphs(&minutes.summary)).unwrap_or_default(),
        by_theme: shop.by_theme(&assembled, &said),
        map,
        places,
        aside: assembled
            .set_aside
            .iter()
            .map(|(why, count)| {
                let why = words.t(&format!("set-aside-{}", why.as_str()));
                words.count_with("minutes-aside-line", *count as usize, "why", &why)
            })
            .collect(),
        decisions: minutes.map(|minutes| minutes.decisions.clone()).unwrap_or_default(),
        steps,
        edit: may_write.then(|| typed.unwrap_or_else(|| typed_as(workshop))),
        sign: (may_run && is_ready).then(|| Digest::of(&assembled.record()).to_string()),
        may_reopen: may_run && label == Label::Minuted,
        back: Links::Workshop(shop.id()).path(lang),
        errors,
    };
    Ok(private(status, page_of(&page)))
}

/// A text by paragraphs.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn typed_as(workshop: &Workshop) -> MinutesTyped {
    let minutes = workshop.minutes.as_ref();
    let by = |step: &NextStep| step.by.map(|date| date.to_string()).unwrap_or_default();
    let steps = minutes.iter().flat_map(|minutes| &minutes.next_steps);
    let mut steps: Vec<_> = steps.map(|step| (step.what.clone(), step.who.clone(), by(step))).collect();
    steps.resize(steps.len() + EMPTY, Default::default());
    MinutesTyped {
        base: minutes.map_or(0, |minutes| minutes.version).to_string(),
        summary: minutes.map(|minutes| minutes.summary.clone()).unwrap_or_default(),
        decisions: minutes.map(|minutes| minutes.decisions.join("\n")).unwrap_or_default(),
        steps,
    }
}

impl Shop<'_> {
    async fn signed(&self) -> Result<String, Failure> {
        let words = self.words();
        let How::Minuted { at, by, digest } = &self.workshop.state else { return Ok(words.t("minutes-draft")) };
        let names = self.room.names([by]).await?;
        let who = names.get(by).cloned().unwrap_or_default();
        Ok(words.with("minutes-signed", &[("when", when(words, *at)), ("who", who), ("digest", digest.to_string())]))
    }

    fn counts(&self, assembled: &Assembled<'_>) -> Vec<(String, String)> {
        let words = self.words();
        let count = |key: &str, n: u64| words.count(key, n as usize);
        let attendance =
            [count("minutes-present", assembled.present), count("minutes-expected", assembled.expected)].join(", ");
        let received = assembled.received.iter().map(|(channel, count)| {
            let channel = words.t(&format!("minutes-channel-{}", channel.as_str()));
            words.count_with("minutes-received-of", *count as usize, "channel", &channel)
        });
        let received: Vec<String> = received.collect();
        vec![
            (words.t("workshop-begins"), span(words, &self.workshop.sheet)),
            (words.t("workshop-place"), self.workshop.sheet.place.clone()),
            (words.t("workshop-aim"), self.workshop.sheet.aim.clone()),
            (words.t("minutes-attendance"), attendance),
            (words.t("minutes-received"), received.join(", ")),
        ]
    }

    fn by_theme(&self, assembled: &Assembled<'_>, said: &Said) -> Vec<(String, Vec<(String, String)>)> {
        let words = self.words();
        let link = |one: &&Contribution| {
            let href = Links::WorkshopSaid(self.id(), one.id.to_string()).path(words.lang());
            (href, said.words(one).cloned().unwrap_or_else(|| words.t("workshop-words-erased")))
        };
        let theme = |theme: &Option<&programme::workshop::Theme>| {
            theme.map_or_else(|| words.t("minutes-no-theme"), |theme| theme_name(words, self.room.session, theme))
        };
        assembled.by_theme.iter().map(|(of, list)| (theme(of), list.iter().map(link).collect())).collect()
    }

    /// What was said on the map, as a drawing and as a list.
    async fn map(
        &self,
        assembled: &Assembled<'_>,
        said: &Said,
    ) -> Result<(Option<String>, Vec<(String, String, String)>), Failure> {
        let words = self.words();
        let state = self.room.state;
        let mut places = Vec::new();
        let mut spots = Vec::new();
        for one in &assembled.on_the_map {
            let Some(spot) = &one.about.spot else { continue };
            let number = words.whole(&(places.len() as u64 + 1));
            places.push((number, spot_in_words(state, words, spot), said::short(words, said.words(one))));
            spots.push(spot.clone());
        }
        if spots.is_empty() {
            return Ok((None, places));
        }
        let communes = communes_of(state, &self.workspace);
        let label = words.t1("minutes-map-label", "place", self.workspace.place.name.as_str());
        let instance = state.instance();
        let drawn = work(move || -> anyhow::Result<Option<String>> {
            let map = instance.atlas().map();
            let drawing = outline::draw(instance.topology()?, map, &communes, &[], SHEET);
            let place = |spot: &Spot| match spot {
                Spot::Point { lon, lat } => drawing.place(f64::from(*lon) / 100_000.0, f64::from(*lat) / 100_000.0),
                Spot::Commune { code } => map::middle_of(&drawing, map.commune(*code)?),
            };
            // A place outside of the sheet is in the list only, under its number.
            let marks: Vec<(usize, [f64; 2])> =
                spots.iter().enumerate().filter_map(|(rank, spot)| Some((rank + 1, place(spot)?))).collect();
            Ok((!marks.is_empty()).then(|| map::spots(&drawing, &marks, &label)))
        });
        Ok((drawn.await?.map_err(Failure::internal)?, places))
    }
}

/// The communes of a workspace, by their ranks in the map.
fn communes_of(state: &State, workspace: &Workspace) -> Vec<u32> {
    let map = state.instance().atlas().map();
    let mut communes: Vec<u32> = workspace.communes.iter().filter_map(|code| map.commune(*code)).collect();
    communes.sort_unstable();
    communes
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
        let acted = match fields.one("act") {
            "write" => shop.writes(&fields).await,
            "sign" => shop.signs(&fields).await,
            "reopen" => shop.does(Command::Reopen { reason: fields.text("reason") }, Vec::new()).await,
            _ => return Err(Failure::NotFound),
        };
        match acted {
            Ok(()) => Ok(Redirect::to(&Links::WorkshopMinutes(id.clone()).path(lang)).into_response()),
            Err(Undone::Failed(failure)) => Err(failure),
            Err(Undone::Refused(errors)) => {
                let typed = (fields.one("act") == "write").then(|| typed_of(&fields));
                shown(&state, lang, &entered, &id, typed, errors).await
            }
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

fn typed_of(fields: &Fields) -> MinutesTyped {
    let mut steps = rows(fields);
    steps.resize(steps.len() + EMPTY, Default::default());
    MinutesTyped {
        base: fields.one("base").to_owned(),
        summary: fields.text("summary"),
        decisions: fields.text("decisions"),
        steps,
    }
}

/// The next steps of a form that say something: what, who, by which day.
fn rows(fields: &Fields) -> Vec<(String, String, String)> {
    let mut who = fields.all("who");
    let mut by = fields.all("by");
    let mut row = |what: &str| {
        let next = |list: &mut dyn Iterator<Item = &str>| list.next().unwrap_or_default().trim().to_owned();
        (what.trim().to_owned(), next(&mut who), next(&mut by))
    };
    let rows: Vec<_> = fields.all("what").map(&mut row).collect();
    rows.into_iter().filter(|(what, who, by)| !(what.is_empty() && who.is_empty() && by.is_empty())).collect()
}

impl Shop<'_> {
    async fn writes(&self, fields: &Fields) -> Result<(), Undone> {
        let words = self.words();
        let base = fields.one("base").parse().map_err(|_| Failure::NotFound)?;
        let (mut next_steps, mut errors) = (Vec::new(), Vec::new());
        for (what, who, by) in rows(fields) {
            let date = (!by.is_empty()).then(|| by.parse::<Date>()).transpose();
            if date.is_err() {
                let values = [("found", by.clone()), ("field", words.t("minutes-step-by"))];
                errors.push(words.with("workshop-cause-moment", &values));
            }
            next_steps.push(NextStep { what, who, by: date.unwrap_or_default() });
        }
        if !errors.is_empty() {
            return Err(Undone::Refused(errors));
        }
        let (summary, decisions) = (fields.text("summary"), fields.lines("decisions"));
        self.does(Command::WriteMinutes { base, summary, decisions, next_steps }, Vec::new()).await
    }

    async fn signs(&self, fields: &Fields) -> Result<(), Undone> {
        let digest: Digest = fields.one("digest").parse().map_err(|_| Failure::NotFound)?;
        let said = self.said().await?;
        let decide = |workshop: &Workshop| {
            let signed = workshop.sign(digest, &said.all, &self.rules(), &self.actor(), self.room.now);
            self.written(signed.map_err(|refusal| self.refused(&refusal))?, Vec::new())
        };
        let records = self.room.state.0.store.records::<Workshop>();
        records.act(self.workshop.id.as_str(), &self.now(), decide).await?.ok_or(Failure::NotFound)?;
        Ok(())
    }
}
