//! Which published sheets could work in a territory: in an order whose rule is written on the page, each with its reasons.

use std::collections::BTreeMap;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use facts::Lang;
use press::page::{AxisRow, NetworkActionsPage, ProposedView, Section, prerequisite};
use press::{Links, Words};
use programme::replication::{Answer, Candidate, Prerequisite, Published, Ranked, Sheet, rank};
use territory::Territory;
use territory::peers::Apart;

use super::in_force;
use crate::instance::Instance;
use crate::replication;
use crate::web::error::{Failure, page_of};
use crate::web::{State, lang_of, work};

/// Up to this part of the extent of an axis two territories are near; beyond the other one they are far. As written on the page
/// and in `docs/method/replication.md`.
const NEAR: f64 = 0.10;
const FAR: f64 = 0.25;

type Pairs = Query<Vec<(String, String)>>;

pub async fn page(Extract(state): Extract<State>, uri: Uri, query: Result<Pairs, QueryRejection>) -> Response {
    let lang = lang_of(uri.path());
    let pairs = match query {
        Ok(Query(pairs)) => pairs,
        Err(rejection) => return Failure::Unread(rejection.status()).page(&state, lang),
    };
    shown(&state, lang, pairs).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

/// How far the territory of a sheet is.
struct Far {
    axes: Vec<Apart>,
    distance: Option<f64>,
}

async fn shown(state: &State, lang: Lang, pairs: Vec<(String, String)>) -> Result<Response, Failure> {
    let words = Words::of(lang);
    let field = words.t("path-network-territory");
    let one = |name: &str| pairs.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text.trim());
    let asked = one(&field).to_owned();
    let answer = |text: &str| Answer::CHOICES.iter().find(|(word, _)| *word == text).map(|(_, answer)| *answer);
    let answers: BTreeMap<Prerequisite, Answer> =
        Prerequisite::CHOICES.iter().filter_map(|(word, asked)| Some((*asked, answer(one(word))?))).collect();
    let (territory, failure) = match asked.is_empty() {
        true => (None, None),
        false => match state.territory(&asked).await {
            Ok(territory) => (Some(territory), None),
            Err(Failure::Internal) => return Err(Failure::Internal),
            Err(failure) => (None, Some(failure)),
        },
    };
    let sheets = in_force(state).await?;
    let instance = state.instance();
    let (sheets, far) = {
        let territory = territory.clone();
        work(move || far(instance, territory.as_ref(), sheets)).await?
    };
    let candidates: Vec<Candidate<'_>> = sheets
        .iter()
        .zip(&far)
        .map(|((sheet, published), far)| Candidate {
            id: sheet.id.as_str(),
            prerequisites: &published.content.written.prerequisites,
            distance: far.distance,
        })
        .collect();
    let ranked = rank(&candidates, &answers);
    let view = |ranked: &Ranked| {
        let (sheet, published) = &sheets[ranked.candidate];
        let far = &far[ranked.candidate];
        ProposedView {
            href: Links::Sheet(sheet.id.to_string()).path(lang),
            title: published.content.written.title.clone(),
            about: about(state, words, sheet, published),
            why: why(words, ranked, territory.is_some(), !answers.is_empty()),
            axes: axes(instance, words, far, territory.is_some()),
        }
    };
    let option = |asked: Prerequisite, word: &'static str| {
        let chosen = answers.get(&asked).map_or("", |answer| answer.as_str()) == word;
        (word, words.t(&format!("answer-{}", if word.is_empty() { "unknown" } else { word })), chosen)
    };
    let prerequisites = Prerequisite::CHOICES.iter().map(|(word, asked)| {
        (*word, prerequisite(words, *asked), ["", "met", "not-met"].map(|w| option(*asked, w)).into())
    });
    let f = state.frame(lang, &Links::NetworkActions, Section::Laureates, words.t("network-actions-title"));
    let status = failure.as_ref().map_or(StatusCode::OK, Failure::status);
    let percent = |part: f64| words.number(part * 100.0, 0);
    let page = NetworkActionsPage {
        f: f.under(&Links::Network, words.t("network-title")),
        territory: asked,
        name: territory.as_ref().map(|territory| territory.name.clone()),
        error: failure.map(|failure| failure.sentence(words)),
        prerequisites: prerequisites.collect(),
        rule: vec![
            words.t("network-rule-1"),
            words.t("network-rule-2"),
            words.t("network-rule-3"),
            words.with("network-rule-4", &[("near", percent(NEAR)), ("far", percent(FAR))]),
            words.t("network-rule-5"),
        ],
        proposed: ranked.iter().map(view).collect(),
        count: words.count("network-sheets-count", sheets.len()),
    };
    Ok((status, page_of(&page)).into_response())
}

type Found = (Vec<(Sheet, Published)>, Vec<Far>);

/// The sheets with what was published, and how far the territory is from each.
fn far(instance: &Instance, territory: Option<&Territory>, sheets: Vec<Sheet>) -> Found {
    let own = territory.map(|territory| instance.knowledge.along_axes(territory.communes())).unwrap_or_default();
    let sheets: Vec<(Sheet, Published)> =
        sheets.into_iter().filter_map(|sheet| sheet.published.clone().map(|published| (sheet, published))).collect();
    let far = sheets.iter().map(|(_, published)| {
        let (axes, distance) = replication::apart(instance, &own, &published.content);
        Far { axes, distance }
    });
    let far = far.collect();
    (sheets, far)
}

fn about(state: &State, words: &Words, sheet: &Sheet, published: &Published) -> String {
    let session = state.instance().session_of(sheet.session.as_str());
    let session = session.map(|session| words.say(&session.identity.title)).unwrap_or_default();
    format!("{} – {session}", published.content.territory)
}

/// Why a sheet is at its place, a sentence each.
fn why(words: &Words, ranked: &Ranked, has_territory: bool, has_answers: bool) -> Vec<String> {
    let list = |of: &[Prerequisite]| of.iter().map(|one| prerequisite(words, *one)).collect::<Vec<_>>().join(", ");
    let mut why = Vec::new();
    let asked = ranked.met.len() + ranked.lacking.len() + ranked.unknown.len();
    match (asked, has_answers) {
        (0, _) => why.push(words.t("network-why-nothing-asked")),
        (_, true) if ranked.lacking.is_empty() => why.push(words.t("network-why-nothing-lacks")),
        _ => {}
    }
    for (key, of) in [
        ("network-why-lacking", &ranked.lacking),
        ("network-why-met", &ranked.met),
        ("network-why-unknown", &ranked.unknown),
    ] {
        why.extend((!of.is_empty()).then(|| words.t1(key, "list", list(of))));
    }
    match ranked.distance {
        Some(distance) => why.push(words.t1("network-why-distance", "distance", words.number(distance, 2))),
        None if has_territory => why.push(words.t("network-why-no-distance")),
        None => {}
    }
    why
}

/// The axes of a comparison, the farthest first, those that are not known last.
fn axes(instance: &Instance, words: &Words, far: &Far, has_territory: bool) -> Vec<AxisRow> {
    if !has_territory {
        return Vec::new();
    }
    let mut axes: Vec<&Apart> = far.axes.iter().collect();
    axes.sort_by(|a, b| b.part.unwrap_or(-1.0).total_cmp(&a.part.unwrap_or(-1.0)).then(a.axis.cmp(&b.axis)));
    let row = |apart: &Apart| {
        let (name, own) = replication::axis_words(instance, words, apart.axis, apart.own);
        let (_, theirs) = replication::axis_words(instance, words, apart.axis, apart.theirs);
        let told = match apart.part {
            None => words.t("network-unknown"),
            Some(part) => {
                let key = match part {
                    near if near <= NEAR => "network-near",
                    far if far > FAR => "network-far",
                    _ => "network-between",
                };
                words.t1(key, "share", words.number(part * 100.0, 0))
            }
        };
        AxisRow { name, own, theirs, apart: told }
    };
    axes.into_iter().map(row).collect()
}
