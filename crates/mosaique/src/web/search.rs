//! Searching: the page, complete without script, and the open interface that answers as one types.

use std::collections::BTreeSet;

use axum::extract::{Query, State as Extract};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Json, Router};
use facts::{Lang, RegionCode};
use press::page::{Choice, FacetView, Group, Instead, Pages, Place, Removal, SearchPage, Section};
use press::search::Thing;
use press::{Links, Words, refusal};
use serde_json::json;
use territory::search::{Facets, LONGEST_QUESTION, MOST_WORDS};

use super::error::{Failure, page_of};
use super::{State, lang_of, open, work};
use crate::instance::Instance;
use crate::search::{Answers, Choices, items};

/// Answers on a page.
const PAGE: usize = 20;
/// Answers of each kind when there are several.
const GROUP: usize = 5;
/// Answers that programs are given unless they ask for more or less, and at most.
const LIMIT: (usize, usize) = (20, 100);
/// Most other searches that are proposed.
const MOST_INSTEAD: usize = 3;
/// Choices from which a facet is folded until it is used.
const FOLDED_FROM: usize = 9;

/// Addresses of searches.
pub fn routes() -> Router<State> {
    Lang::ALL.into_iter().fold(Router::new(), |router, lang| router.route(&Links::Search.path(lang), get(page)))
}

/// A search as an address says it.
#[derive(Clone, Default)]
struct Asked {
    query: String,
    choices: Choices,
    /// Whether the list is wished even when one territory is all that answers.
    list: bool,
    page: usize,
    limit: usize,
    /// Most answers of each kind.
    each: Option<usize>,
    cursor: Option<String>,
}

impl Asked {
    fn read(instance: &Instance, words: &Words, uri: &Uri) -> Result<Self, Failure> {
        let pairs = Query::<Vec<(String, String)>>::try_from_uri(uri).map(|Query(pairs)| pairs).unwrap_or_default();
        let mut asked = Asked { page: 1, limit: LIMIT.0, ..Asked::default() };
        for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
            let wrong =
                |name: &'static str, expected: String| Failure::Parameter { name, found: value.clone(), expected };
            let whole = |name: &'static str, most: usize| {
                let number = value.parse().ok().filter(|number| (1..=most).contains(number));
                number.ok_or_else(|| wrong(name, words.t1("search-expected-whole", "most", most.to_string())))
            };
            match name.as_str() {
                "q" => asked.query = value.trim().chars().take(LONGEST_QUESTION + 1).collect(),
                "list" => asked.list = true,
                "kind" => {
                    let list = || Thing::ALL.map(Thing::word).join(", ");
                    let thing = Thing::from_word(value);
                    let thing = thing.ok_or_else(|| wrong("kind", words.t1("search-expected-kind", "list", list())))?;
                    asked.choices.kinds.insert(thing);
                }
                "item" => {
                    let rank = items(instance).position(|item| item.id.as_str() == value);
                    let example = || items(instance).next().map_or(String::new(), |item| item.id.to_string());
                    let rank =
                        rank.ok_or_else(|| wrong("item", words.t1("search-expected-item", "example", example())))?;
                    asked.choices.items.insert(rank as u16);
                }
                "region" => {
                    let map = instance.atlas().map();
                    let rank = value.parse::<RegionCode>().ok().and_then(|code| map.region(code));
                    let example = || map.regions.first().map_or(String::new(), |region| region.code.to_string());
                    let rank =
                        rank.ok_or_else(|| wrong("region", words.t1("search-expected-region", "example", example())))?;
                    asked.choices.regions.insert(rank as u16);
                }
                "page" => asked.page = whole("page", 100_000)?,
                "limit" => asked.limit = whole("limit", LIMIT.1)?,
                "each" => asked.each = Some(whole("each", LIMIT.1)?),
                "cursor" => asked.cursor = Some(value.clone()),
                _ => {}
            }
        }
        Ok(asked)
    }

    /// What is written after the address of searches, the page left out.
    fn parameters(&self, instance: &Instance) -> String {
        let mut parameters = format!("?list=1&q={}", escape(&self.query));
        let mut add = |name: &str, value: &str| parameters.push_str(&format!("&{name}={}", escape(value)));
        for thing in &self.choices.kinds {
            add("kind", thing.word());
        }
        for rank in &self.choices.items {
            if let Some(item) = items(instance).nth(usize::from(*rank)) {
                add("item", item.id.as_str());
            }
        }
        for rank in &self.choices.regions {
            add("region", instance.atlas().map().regions[usize::from(*rank)].code.as_str());
        }
        parameters
    }

    fn address(&self, instance: &Instance, lang: Lang) -> String {
        format!("{}{}", Links::Search.path(lang), self.parameters(instance))
    }

    /// The same search with other choices, or another question.
    fn with(&self, change: impl FnOnce(&mut Asked)) -> Self {
        let mut other = self.clone();
        change(&mut other);
        other
    }
}

/// Text as it stands in the parameters of an address, where `+` is a space.
fn escape(text: &str) -> String {
    press::links::escape(text).replace('+', "%2B")
}

/// The page: straight to the portrait when a territory is all that answers, unless the list is wished.
async fn page(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    let asked = match Asked::read(state.instance(), Words::of(lang), &uri) {
        Ok(asked) => asked,
        Err(failure) => return failure.page(&state, lang),
    };
    let inner = state.clone();
    let printed = work(move || print(&inner, lang, &asked)).await.and_then(|printed| printed);
    printed.unwrap_or_else(|failure| failure.page(&state, lang))
}

fn print(state: &State, lang: Lang, asked: &Asked) -> Result<Response, Failure> {
    let (words, instance) = (Words::of(lang), state.instance());
    let answers = Answers::new(instance, lang, &asked.query);
    if !asked.list
        && asked.choices == Choices::default()
        && let Some(territory) = answers.alone()
    {
        return Ok(Redirect::to(&Links::Territory(territory.token.clone()).path(lang)).into_response());
    }
    let facets = answers.facets(&asked.choices);
    let pages = facets.kept.len().div_ceil(PAGE).max(1);
    if asked.page > pages {
        let expected = words.t1("search-expected-page", "most", pages.to_string());
        return Err(Failure::Parameter { name: "page", found: asked.page.to_string(), expected });
    }
    let title = if asked.query.is_empty() {
        words.t("search-label")
    } else {
        words.t1("search-title", "query", asked.query.clone())
    };
    let mut f = state.frame(lang, &Links::Search, Section::Elsewhere, title);
    f.other.push_str(&asked.parameters(instance));
    let grouped = grouped(&answers, &facets);
    let mut notes = Vec::new();
    if answers.all.len() > answers.as_written {
        notes.push(words.t("search-corrected"));
    }
    if answers.cut() {
        let limits = [("words", MOST_WORDS.to_string()), ("letters", LONGEST_QUESTION.to_string())];
        notes.push(words.with("search-cut", &limits));
    }
    let nothing = facets.kept.is_empty() && !asked.query.is_empty();
    Ok(page_of(&SearchPage {
        f,
        query: asked.query.clone(),
        summary: summary(words, asked, &answers, facets.kept.len()),
        notes,
        chosen: chosen(instance, lang, asked),
        facets: views(instance, lang, asked, &answers, &facets),
        groups: groups(instance, lang, asked, &answers, &facets, grouped),
        pages: (!grouped && pages > 1).then(|| page_links(instance, lang, asked, pages)),
        instead: if nothing { instead(instance, lang, asked, &answers) } else { Vec::new() },
        places: if nothing && answers.all.is_empty() { places(instance, words, &asked.query) } else { Vec::new() },
    }))
}

/// Whether the answers are shown by what they are: when they are of several kinds, and more than a page.
fn grouped(answers: &Answers, facets: &Facets<u16>) -> bool {
    let kinds: BTreeSet<Thing> = facets.kept.iter().map(|rank| answers.all[*rank].thing).collect();
    kinds.len() > 1 && facets.kept.len() > GROUP
}

fn summary(words: &Words, asked: &Asked, answers: &Answers, kept: usize) -> String {
    let total = answers.all.len();
    let query = &asked.query;
    match (kept, total) {
        _ if query.is_empty() => words.t("search-empty"),
        (0, 0) => words.t1("search-no-result", "query", query.clone()),
        (0, _) => words.count_with("search-no-result-filtered", total, "query", query),
        _ if kept == total => words.count_with("search-found", kept, "query", query),
        _ => {
            let total = words.number(total as f64, 0);
            words.count_with_all("search-found-filtered", kept, &[("query", query.clone()), ("total", total)])
        }
    }
}

/// Every choice made: what it is, and how the search is without it.
fn removals(instance: &Instance, lang: Lang, asked: &Asked) -> Vec<(String, Asked)> {
    let words = Words::of(lang);
    let mut removals = Vec::new();
    for thing in &asked.choices.kinds {
        let without = asked.with(|other| _ = other.choices.kinds.remove(thing));
        removals.push((words.t(thing.keys().1), without));
    }
    for rank in &asked.choices.items {
        let without = asked.with(|other| _ = other.choices.items.remove(rank));
        let name = items(instance).nth(usize::from(*rank)).map(|item| words.say(&item.name));
        removals.push((name.unwrap_or_default(), without));
    }
    for rank in &asked.choices.regions {
        let without = asked.with(|other| _ = other.choices.regions.remove(rank));
        removals.push((instance.atlas().map().regions[usize::from(*rank)].name.to_string(), without));
    }
    removals
}

fn chosen(instance: &Instance, lang: Lang, asked: &Asked) -> Vec<Removal> {
    let removal = |(words, without): (String, Asked)| Removal { words, href: without.address(instance, lang) };
    removals(instance, lang, asked).into_iter().map(removal).collect()
}

/// The facets: kinds, words of the session by axis, régions. A choice that nothing answers is not shown, unless it is made.
fn views(instance: &Instance, lang: Lang, asked: &Asked, answers: &Answers, facets: &Facets<u16>) -> Vec<FacetView> {
    if answers.all.is_empty() {
        return Vec::new();
    }
    let words = Words::of(lang);
    let count = |facet: usize, value: u16| facets.counts[facet].get(&value).copied().unwrap_or(0);
    let choice = |value: String, label: String, count: usize, chosen: bool| {
        (count > 0 || chosen).then_some(Choice { value, label, count: count as u64, chosen })
    };
    let view = |name: &'static str, legend: String, choices: Vec<Choice>| FacetView {
        name,
        legend,
        open: choices.len() < FOLDED_FROM || choices.iter().any(|choice| choice.chosen),
        choices,
    };
    let kinds = Thing::ALL.into_iter().filter_map(|thing| {
        let chosen = asked.choices.kinds.contains(&thing);
        choice(thing.word().to_owned(), words.t(thing.keys().1), count(0, thing as u16), chosen)
    });
    let mut views = vec![view("kind", words.t("search-facet-kind"), kinds.collect())];
    let mut rank = 0_u16;
    for axis in instance.sessions.iter().flat_map(|session| &session.taxonomy.axes) {
        let choices = axis.items.iter().filter_map(|item| {
            let chosen = asked.choices.items.contains(&rank);
            rank += 1;
            choice(item.id.to_string(), words.say(&item.name), count(1, rank - 1), chosen)
        });
        let choices: Vec<Choice> = choices.collect();
        views.push(view("item", words.t1("search-facet-item", "axis", words.say(&axis.name)), choices));
    }
    let map = instance.atlas().map();
    let mut regions: Vec<(usize, Choice)> = (0..map.regions.len())
        .filter_map(|rank| {
            let region = &map.regions[rank];
            let (count, chosen) = (count(2, rank as u16), asked.choices.regions.contains(&(rank as u16)));
            Some((count, choice(region.code.to_string(), region.name.to_string(), count, chosen)?))
        })
        .collect();
    regions.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let regions = regions.into_iter().map(|(_, choice)| choice).collect();
    views.push(view("region", words.t("search-facet-region"), regions));
    views.retain(|view| !view.choices.is_empty());
    views
}

fn groups(
    instance: &Instance,
    lang: Lang,
    asked: &Asked,
    answers: &Answers,
    facets: &Facets<u16>,
    grouped: bool,
) -> Vec<Group> {
    let words = Words::of(lang);
    let tell = |ranks: &[usize]| ranks.iter().map(|rank| answers.tell(&answers.all[*rank])).collect();
    if !grouped {
        let shown: Vec<usize> = facets.kept.iter().copied().skip((asked.page - 1) * PAGE).take(PAGE).collect();
        return if shown.is_empty() {
            Vec::new()
        } else {
            vec![Group { title: String::new(), hits: tell(&shown), more: None }]
        };
    }
    // The kind of the best answer comes first.
    let mut kinds: Vec<(Thing, Vec<usize>)> = Vec::new();
    for rank in &facets.kept {
        let thing = answers.all[*rank].thing;
        match kinds.iter_mut().find(|(known, _)| *known == thing) {
            Some((_, ranks)) => ranks.push(*rank),
            None => kinds.push((thing, vec![*rank])),
        }
    }
    let group = |(thing, ranks): (Thing, Vec<usize>)| Group {
        title: words.t(thing.keys().1),
        hits: tell(&ranks[..ranks.len().min(GROUP)]),
        more: (ranks.len() > GROUP).then(|| {
            let all = asked.with(|other| other.choices.kinds = [thing].into());
            let count = words.number(ranks.len() as f64, 0);
            (all.address(instance, lang), words.t1("search-more", "count", count))
        }),
    };
    kinds.into_iter().map(group).collect()
}

fn page_links(instance: &Instance, lang: Lang, asked: &Asked, pages: usize) -> Pages {
    let address = |page: usize| format!("{}&page={page}", asked.address(instance, lang));
    let here = [("page", asked.page.to_string()), ("pages", pages.to_string())];
    Pages {
        here: Words::of(lang).with("search-page", &here),
        previous: (asked.page > 1).then(|| address(asked.page - 1)),
        next: (asked.page < pages).then(|| address(asked.page + 1)),
    }
}

/// Other searches that answer when this one does not: without a filter, without a word.
fn instead(instance: &'static Instance, lang: Lang, asked: &Asked, answers: &Answers) -> Vec<Instead> {
    let words = Words::of(lang);
    let proposed = |words: String, other: &Asked| Instead { words, href: other.address(instance, lang) };
    if !answers.all.is_empty() {
        let removals = removals(instance, lang, asked);
        let answering = removals.iter().filter(|(_, without)| !answers.facets(&without.choices).kept.is_empty());
        let mut found: Vec<Instead> = answering
            .take(MOST_INSTEAD)
            .map(|(filter, without)| proposed(words.t1("search-without-filter", "filter", filter.clone()), without))
            .collect();
        let without = asked.with(|other| other.choices = Choices::default());
        found.push(proposed(words.t("search-without-filters"), &without));
        return found;
    }
    let all = answers.words();
    let mut found = Vec::new();
    for left_out in all.iter().filter(|_| all.len() > 1) {
        let rest: Vec<&str> = all.iter().filter(|word| *word != left_out).map(String::as_str).collect();
        let rest = rest.join(" ");
        if found.len() < MOST_INSTEAD && !Answers::new(instance, lang, &rest).all.is_empty() {
            let told = words.with("search-without-word", &[("word", left_out.clone()), ("query", rest.clone())]);
            found.push(proposed(told, &Asked { query: rest, page: 1, ..Asked::default() }));
        }
    }
    found
}

/// Territories whose name looks like what was asked, or that are named by what is wrong with it.
fn places(instance: &'static Instance, words: &Words, query: &str) -> Vec<Place> {
    let Err(error) = instance.resolve(query) else { return Vec::new() };
    refusal::explain(words, &error).1.iter().map(|candidate| Place::new(words, candidate)).collect()
}

/// Answers for programs, and for suggestions as one types.
pub async fn api(
    Extract(state): Extract<State>,
    uri: Uri,
    parameters: open::Asked,
) -> Result<Json<serde_json::Value>, Failure> {
    parameters.only_with(&["q", "limit", "each", "cursor"], &["kind", "item", "region"])?;
    parameters.short("q", open::LONGEST_SEARCH)?;
    let lang = parameters.lang;
    if parameters.get("cursor") == Some("") {
        return Err(parameters.refused("cursor", &Words::of(lang).t("search-expected-cursor")));
    }
    let asked = Asked::read(state.instance(), Words::of(lang), &uri)?;
    let instance = state.instance();
    Ok(Json(work(move || answer(instance, lang, &asked)).await??))
}

fn answer(instance: &'static Instance, lang: Lang, asked: &Asked) -> Result<serde_json::Value, Failure> {
    let words = Words::of(lang);
    let answers = Answers::new(instance, lang, &asked.query);
    let facets = answers.facets(&asked.choices);
    let print = fingerprint(&asked.parameters(instance));
    let from = match &asked.cursor {
        None => 0,
        Some(cursor) => read_cursor(cursor, print).filter(|from| *from <= facets.kept.len()).ok_or_else(|| {
            Failure::Parameter { name: "cursor", found: cursor.clone(), expected: words.t("search-expected-cursor") }
        })?,
    };
    let left = facets.kept.get(from..).unwrap_or_default();
    let shown = match asked.each {
        None => left.iter().copied().take(asked.limit).collect(),
        Some(each) => varied(left, |rank| answers.all[rank].thing, each, asked.limit),
    };
    // Answers of every kind are a foretaste, with nothing after them.
    let more = asked.each.is_none() && left.len() > shown.len();
    let next = more.then(|| write_cursor(from + shown.len(), print));
    let items: Vec<_> = shown.iter().map(|rank| answers.tell(&answers.all[*rank])).collect();
    let counted = |view: FacetView| {
        let choice = |choice: &Choice| json!({ "value": choice.value, "label": choice.label, "count": choice.count });
        json!({ "name": view.name, "label": view.legend, "choices": view.choices.iter().map(choice).collect::<Vec<_>>() })
    };
    let views = if asked.each.is_some() { Vec::new() } else { views(instance, lang, asked, &answers, &facets) };
    Ok(json!({
        "query": asked.query,
        "lang": lang.code(),
        "total": facets.kept.len(),
        "corrected": answers.all.len() - answers.as_written,
        "cut": answers.cut(),
        "items": items,
        "facets": views.into_iter().map(counted).collect::<Vec<_>>(),
        "next": next,
    }))
}

/// The first answers, at most `each` of a kind as long as other kinds have some, in their order.
fn varied(ranks: &[usize], thing: impl Fn(usize) -> Thing, each: usize, limit: usize) -> Vec<usize> {
    let mut of_kind = [0; Thing::ALL.len()];
    let (mut shown, others): (Vec<usize>, Vec<usize>) = ranks.iter().partition(|rank| {
        let seen = &mut of_kind[thing(**rank) as usize];
        *seen += 1;
        *seen <= each
    });
    shown.truncate(limit);
    let room = limit - shown.len();
    shown.extend(others.into_iter().take(room));
    shown.sort_unstable();
    shown
}

/// What tells a search from another, so that the cursor of one is not taken for that of another (FNV-1a).
fn fingerprint(parameters: &str) -> u32 {
    parameters.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn write_cursor(place: usize, print: u32) -> String {
    format!("{place}-{print:08x}")
}

fn read_cursor(cursor: &str, print: u32) -> Option<usize> {
    let (place, of) = cursor.split_once('-')?;
    let place = place.parse().ok()?;
    (write_cursor(place, print) == cursor && of.len() == 8).then_some(place)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::web::tests::{INSTANCE, get, site};

    async fn json(path: &str) -> serde_json::Value {
        let answer = get(&site().await, path).await;
        assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.text);
        serde_json::from_str(&answer.text).unwrap()
    }

    fn answers(lang: Lang, asked: &str) -> Vec<(&'static str, String, &'static str)> {
        let answers = Answers::new(*INSTANCE, lang, asked);
        let told = answers.all.iter().map(|answer| answers.tell(answer));
        told.map(|hit| (hit.kind, hit.url, hit.matched)).collect()
    }

    #[test]
    fn everything_that_the_site_says_is_found_in_the_language_of_the_page() {
        for (lang, asked, kind, url) in [
            (Lang::Fr, "rives du rhone", "laureate", "/fr/laureats/rives-du-rhone"),
            (Lang::Fr, "coevron", "laureate", "/fr/laureats/coevrons"),
            (
                Lang::Fr,
                "friche économique",
                "theme",
                "/fr/sessions/2023-productifs-sobres/grille-de-lecture#axis-levers",
            ),
            (
                Lang::Fr,
                "coconstrution",
                "call",
                "/fr/sessions/2023-productifs-sobres/grille-de-lecture#criterion-co-construction",
            ),
            (Lang::Fr, "logement vacant", "indicator", "/fr/indicateurs#housing-vacancy"),
            (
                Lang::Fr,
                "séminaire défis",
                "publication",
                "/fr/sessions/2023-productifs-sobres/etapes#publication-issues-seminar",
            ),
            (Lang::Fr, "cerema", "organisation", "/fr/sessions/2023-productifs-sobres/gouvernance#organisation-cerema"),
            (Lang::Fr, "données méthode", "page", "/fr/donnees"),
            (Lang::En, "brownfields", "theme", "/en/sessions/2023-productifs-sobres/reading-grid#axis-levers"),
            (Lang::En, "vacant dwelling", "indicator", "/en/indicators#housing-vacancy"),
            (
                Lang::En,
                "landscape adviser",
                "organisation",
                "/en/sessions/2023-productifs-sobres/governance#organisation-atelier-jours",
            ),
            (Lang::En, "angouleme", "territory", "/en/territories/16015"),
        ] {
            let found = answers(lang, asked);
            let place = found.iter().position(|(k, u, _)| *k == kind && u == url);
            assert!(place.is_some_and(|place| place < 5), "{asked}: {found:?}");
        }
    }

    #[tokio::test]
    async fn every_answer_leads_to_a_page_and_to_a_part_that_is_there() {
        let site = site().await;
        let mut pages: BTreeMap<String, String> = BTreeMap::new();
        let atlas = INSTANCE.atlas();
        for lang in Lang::ALL {
            let everything = press::search::Site {
                sessions: &INSTANCE.sessions,
                families: atlas.families(),
                indicators: atlas.indicators(),
                sources: atlas.sources(),
            };
            for entry in press::search::entries(Words::of(lang), everything) {
                let (page, part) = entry.href.split_once('#').unwrap_or((&entry.href, ""));
                if !pages.contains_key(page) {
                    let answer = get(&site, page).await;
                    assert_eq!(answer.status.as_u16(), 200, "{page}");
                    pages.insert(page.to_owned(), answer.text);
                }
                let there = part.is_empty() || pages[page].contains(&format!("id=\"{part}\""));
                assert!(there, "{} is not in {page}: #{part}", entry.name);
            }
        }
    }

    #[test]
    fn the_count_of_a_facet_is_what_it_keeps() {
        for asked in ["saint", "culture", "territoires", "grand"] {
            let answers = Answers::new(*INSTANCE, Lang::Fr, asked);
            let none = answers.facets(&Choices::default());
            assert_eq!(none.kept.len(), answers.all.len());
            for thing in Thing::ALL {
                let kept = answers.facets(&Choices { kinds: [thing].into(), ..Choices::default() });
                let count = none.counts[0].get(&(thing as u16)).copied().unwrap_or(0);
                assert_eq!(kept.kept.len(), count, "{asked} {thing:?}");
                assert!(kept.kept.iter().all(|rank| answers.all[*rank].thing == thing));
                assert_eq!(kept.counts[0], none.counts[0], "the counts of a facet do not depend on its own choices");
                for (region, count) in &kept.counts[2] {
                    let both = Choices { kinds: [thing].into(), regions: [*region].into(), ..Choices::default() };
                    assert_eq!(answers.facets(&both).kept.len(), *count);
                }
            }
        }
    }

    #[tokio::test]
    async fn words_of_the_session_keep_what_names_them() {
        let all = json("/api/v1/search?lang=fr&q=valeurs&item=culture&limit=100").await;
        assert!(all["total"].as_u64().unwrap() >= 1);
        for item in all["items"].as_array().unwrap() {
            assert!(["theme", "call", "page", "publication", "laureate"].contains(&item["kind"].as_str().unwrap()));
        }
        let facet = |answer: &serde_json::Value, name: &str| {
            let facets = answer["facets"].as_array().unwrap().clone();
            facets
                .into_iter()
                .filter(|facet| facet["name"] == name)
                .flat_map(|f| f["choices"].as_array().unwrap().clone())
                .collect::<Vec<_>>()
        };
        let free = json("/api/v1/search?lang=fr&q=valeurs&limit=100").await;
        let culture = facet(&free, "item").into_iter().find(|choice| choice["value"] == "culture").unwrap();
        assert_eq!(culture["count"], all["total"]);
    }

    #[tokio::test]
    async fn a_cursor_goes_through_every_answer_once() {
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = json(&format!("/api/v1/search?lang=fr&q=saint-denis&limit=7{cursor}")).await;
            seen.extend(page["items"].as_array().unwrap().iter().map(|item| item["url"].to_string()));
            assert_eq!(page["total"], json("/api/v1/search?lang=fr&q=saint-denis").await["total"]);
            let Some(next) = page["next"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        let all = json("/api/v1/search?lang=fr&q=saint-denis&limit=100").await;
        let all: Vec<_> = all["items"].as_array().unwrap().iter().map(|item| item["url"].to_string()).collect();
        assert_eq!(seen, all);
        assert!(all.len() > 7);
    }

    #[tokio::test]
    async fn a_parameter_that_is_not_understood_is_refused_with_what_is_expected() {
        let site = site().await;
        let next = json("/api/v1/search?lang=fr&q=saint&limit=2").await["next"].as_str().unwrap().to_owned();
        for (parameters, part) in [
            ("kind=commune".to_owned(), "laureate, territory"),
            ("item=nowhere".to_owned(), "obsolete-activity-zones"),
            ("region=99".to_owned(), "code d’une région"),
            ("lang=de".to_owned(), "fr"),
            ("limit=0".to_owned(), "100"),
            ("limit=1000".to_owned(), "100"),
            ("cursor=abc".to_owned(), "next"),
            ("cursor=9999999-00000000".to_owned(), "next"),
            (format!("q=lyon&cursor={next}"), "next"),
        ] {
            let answer = get(&site, &format!("/api/v1/search?{parameters}&lang=fr")).await;
            assert_eq!(answer.status.as_u16(), 400, "{parameters}");
            assert_eq!(answer.header("content-type"), "application/problem+json");
            assert!(answer.text.contains(part) || parameters == "lang=de", "{parameters}: {}", answer.text);
        }
        for parameters in ["kind=x", "item=x", "region=x", "page=x", "q=saint&page=99999", "page=2"] {
            let answer = get(&site, &format!("/fr/recherche?{parameters}")).await;
            assert_eq!(answer.status.as_u16(), 400, "{parameters}");
        }
    }

    #[tokio::test]
    async fn the_page_groups_filters_pages_and_gives_every_choice_back() {
        let site = site().await;
        let page = get(&site, "/fr/recherche?q=saint").await.text;
        assert!(page.contains("<mark>Saint</mark>-Étienne") && page.contains("name=\"region\""), "{page}");
        let page = get(&site, "/fr/recherche?q=saint&kind=territory&region=75&page=2").await.text;
        assert!(page.contains("rel=\"prev\"") && page.contains("rel=\"next\""));
        assert_eq!(page.matches("<li><a href=\"/fr/territoires/").count(), PAGE);
        // Each choice is taken back by a link that keeps the others.
        assert!(
            page.contains("href=\"/fr/recherche?list=1&amp;q=saint&amp;region=75\"")
                || page.contains("href=\"/fr/recherche?list=1&#38;q=saint&#38;region=75\""),
            "{page}"
        );
        assert!(page.contains("hreflang=\"en\" href=\"/en/search?list=1"));
    }

    #[tokio::test]
    async fn an_empty_answer_says_what_to_try() {
        let site = site().await;
        let page = get(&site, "/fr/recherche?q=xqzwv+angouleme").await.text;
        assert!(page.contains("q=angouleme\""), "{page}");
        let page = get(&site, "/fr/recherche?q=angouleme&kind=publication").await.text;
        assert!(
            page.contains("Sans aucun filtre") && page.contains("href=\"/fr/recherche?list=1&#38;q=angouleme\""),
            "{page}"
        );
        let page = get(&site, "/fr/recherche?q=villeneuvesurplop").await.text;
        assert!(page.contains("/fr/territoires/"), "names that look alike are proposed");
    }

    #[tokio::test]
    async fn what_is_asked_is_never_markup() {
        let site = site().await;
        for asked in
            ["%3Cmark%3Esaint", "%3Cscript%3Ealert(1)%3C%2Fscript%3E+saint", "%22%3E%3Cimg+src=x%3E", "%00%0A", "%FF"]
        {
            for path in ["/fr/recherche?list=1&q=", "/en/search?q=", "/api/v1/search?q="] {
                let answer = get(&site, &format!("{path}{asked}")).await;
                let html = !path.starts_with("/api");
                // The page reads what it can; the interface refuses what is no text.
                let refused = !html && asked == "%FF";
                assert_eq!(answer.status.is_client_error(), refused, "{path}{asked}");
                assert!(refused || answer.status.is_success(), "{path}{asked}");
                assert!(
                    !html || !["<script>alert", "<img src=x", "<mark><"].iter().any(|bad| answer.text.contains(bad))
                );
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn any_question_is_answered_with_marks_that_are_in_it(asked in "(?s).{0,60}", english in any::<bool>()) {
            let lang = if english { Lang::En } else { Lang::Fr };
            let answers = Answers::new(*INSTANCE, lang, &asked);
            for answer in answers.all.iter().take(20) {
                let hit = answers.tell(answer);
                let whole: String = hit.parts.iter().map(|part| part.text.as_str()).collect();
                prop_assert_eq!(&whole, &hit.name);
                prop_assert!(!hit.reason.is_empty() && hit.url.starts_with('/'));
            }
        }
    }
}
