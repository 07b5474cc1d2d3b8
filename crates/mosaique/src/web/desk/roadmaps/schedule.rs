//! The dates of a roadmap, worked out beside the requests; what a refusal changes; taking the dates found.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, Query, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use press::page::{DateRow, RoadmapSchedulePage};
use press::telling::roadmap as telling;
use press::{Links, document, gantt};
use programme::roadmap::Payer;
use programme::roadmap::plan::{Proof, Refusal};
use programme::roadmap::story::{Command, WrittenRoadmap};
use serde::Deserialize;

use super::Road;
use super::works::{Job, Outcome};
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// Most seconds of one work.
const LONGEST: u64 = 60;
/// How long an answer waits for a work that may be short.
const PATIENCE: Duration = Duration::from_millis(1_500);

#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    without: String,
}

/// What the forms hold.
#[derive(Deserialize, Default)]
pub struct Given {
    #[serde(default)]
    act: String,
    #[serde(default)]
    seconds: String,
    #[serde(default)]
    payer: String,
    #[serde(default)]
    year: String,
    #[serde(default)]
    revision: String,
}

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let (road, written) = Road::begun(&state, lang, &entered, &id).await?;
        Ok(shown(&road, &written, &asked.without, Vec::new(), StatusCode::OK))
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

pub async fn act(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    form: Result<Form<Given>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let Form(given) = form.map_err(|rejection| Failure::Form(rejection.status()))?;
        let (road, written) = Road::begun(&state, lang, &entered, &id).await?;
        match given.act.as_str() {
            "start" => start(&state, &road, &written, &given).await,
            "take" if road.writes() => take(&state, &road, &written, &given).await,
            _ => Err(Failure::NotFound),
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

async fn start(state: &State, road: &Road<'_>, written: &WrittenRoadmap, given: &Given) -> Result<Response, Failure> {
    let seconds = given.seconds.parse().unwrap_or(30).clamp(1, LONGEST);
    let text = match (given.payer.as_str(), given.year.as_str()) {
        ("", _) => String::new(),
        (payer, "") => payer.to_owned(),
        (payer, year) => format!("{payer}:{year}"),
    };
    let refusal = match text.as_str() {
        "" => None,
        text => Some(Refusal::of(&written.roadmap, text).map_err(|_| Failure::NotFound)?),
    };
    let (id, works) = (road.id(), &state.0.works);
    if !works.begin(&id, refusal, written.roadmap.clone(), written.revision, seconds) {
        let errors = vec![road.words().t("road-schedule-busy")];
        return Ok(shown(road, written, &text, errors, StatusCode::SERVICE_UNAVAILABLE));
    }
    // Most are worked out at once.
    for _ in 0..15 {
        if works.find(&id, &text).is_none_or(|job| job.outcome().is_some()) {
            break;
        }
        tokio::time::sleep(PATIENCE / 15).await;
    }
    Ok(Redirect::to(&address(road, &text)).into_response())
}

fn address(road: &Road<'_>, without: &str) -> String {
    let page = Links::RoadmapSchedule(road.id()).path(road.lang());
    if without.is_empty() { page } else { format!("{page}?without={}", press::links::escape(without)) }
}

async fn take(state: &State, road: &Road<'_>, written: &WrittenRoadmap, given: &Given) -> Result<Response, Failure> {
    let job = state.0.works.find(&road.id(), "").ok_or(Failure::NotFound)?;
    let outcome = job.outcome().ok_or(Failure::NotFound)?;
    let revision = given.revision.parse().unwrap_or_default();
    if job.revision != revision {
        let errors = vec![road.words().t("road-schedule-stale")];
        return Ok(shown(road, written, "", errors, StatusCode::CONFLICT));
    }
    let starts = outcome.timetable.starts.clone();
    match road.act(Command::TakeDates { starts, revision }).await? {
        Ok(_) => Ok(Redirect::to(&Links::Roadmap(road.id()).path(road.lang())).into_response()),
        Err(cause) => {
            let errors = road.told(&written.roadmap, &cause).await?;
            Ok(shown(road, written, "", errors, StatusCode::CONFLICT))
        }
    }
}

fn shown(
    road: &Road<'_>,
    written: &WrittenRoadmap,
    without: &str,
    errors: Vec<String>,
    status: StatusCode,
) -> Response {
    let (words, roadmap) = (road.words(), &written.roadmap);
    let job = road.room.state.0.works.find(&road.id(), without);
    let (asked, year) = without.split_once(':').unwrap_or((without, ""));
    let token = |payer: &Payer| match payer {
        Payer::Own => "own".to_owned(),
        Payer::Funder(id) | Payer::Grant(id) => id.to_string(),
    };
    let payers = document::payers(words, roadmap).into_iter().map(|(payer, told)| {
        let word = token(&payer);
        let chosen = word == asked;
        (word, told, chosen)
    });
    let years = roadmap.years().map(|one| (one.to_string(), one.to_string(), one.to_string() == year));
    let links = Links::RoadmapSchedule(road.id());
    let mut f = road.frame(&links, words.t("road-schedule-title"));
    f.here = address(road, without);
    let mut page = RoadmapSchedulePage {
        f,
        workspace: road.workspace.place.name.clone(),
        under_way: None,
        errors,
        proof: Vec::new(),
        stale: None,
        contradiction: None,
        rows: Vec::new(),
        left: Vec::new(),
        gantt: String::new(),
        key: Vec::new(),
        path: Vec::new(),
        minimal: None,
        change: None,
        notes: unknown(road, written),
        payers: payers.collect(),
        years: years.collect(),
        take: None,
        back: road.back(),
    };
    if let Some(job) = job {
        fill(road, written, &job, without, &mut page);
    }
    private(status, page_of(&page))
}

fn unknown(road: &Road<'_>, written: &WrittenRoadmap) -> Vec<String> {
    let (words, roadmap) = (road.words(), &written.roadmap);
    let unknown = roadmap.unknown_envelopes();
    unknown
        .iter()
        .map(|(payer, year)| {
            let payer = telling::payer(words, roadmap, payer);
            words.with("road-unknown-envelope", &[("year", year.to_string()), ("payer", payer)])
        })
        .collect()
}

fn fill(road: &Road<'_>, written: &WrittenRoadmap, job: &Arc<Job>, without: &str, page: &mut RoadmapSchedulePage) {
    let words = road.words();
    let Some(outcome) = job.outcome() else {
        let values = [("seconds", job.seconds().to_string()), ("limit", (job.limit * 3).to_string())];
        page.under_way = Some(words.with("road-schedule-running", &values));
        return;
    };
    let is_stale = job.revision != written.revision;
    page.stale = is_stale.then(|| words.t("road-schedule-stale"));
    tell(road, written, outcome, page);
    let can_take = without.is_empty() && !is_stale && outcome.timetable.value.is_some() && road.writes();
    page.take = can_take.then(|| job.revision.to_string());
}

fn tell(road: &Road<'_>, written: &WrittenRoadmap, outcome: &Outcome, page: &mut RoadmapSchedulePage) {
    let (words, roadmap, found) = (road.words(), &written.roadmap, &outcome.timetable);
    let quarter = |at| telling::quarter(words, at);
    let title = |id: &programme::Slug| telling::action_title(words, roadmap, id.as_str());
    page.proof = telling::timetable(words, found);
    page.proof.push(words.t1("road-seconds", "seconds", words.number(outcome.seconds, 2)));
    if found.value.is_some() {
        let all = found.starts.len() + found.left.len();
        let values = [("kept", found.starts.len().to_string()), ("all", all.to_string())];
        page.proof.push(words.with("road-kept", &values));
    }
    page.contradiction = outcome.contradiction.as_ref().map(|told| telling::contradiction(words, roadmap, told));
    let critical: BTreeSet<programme::Slug> = outcome.path.iter().map(|link| link.action.clone()).collect();
    page.rows = (outcome.slacks.iter())
        .filter_map(|slack| {
            let action = roadmap.action(slack.action.as_str())?;
            let start = *found.starts.get(&slack.action)?;
            Some(DateRow {
                title: telling::said(words, &action.title),
                axis: roadmap
                    .axis(action.axis.as_str())
                    .map_or_else(String::new, |axis| telling::said(words, &axis.name)),
                begins: quarter(start),
                ends: quarter(start.plus(action.quarters - 1)),
                alone: words.count("road-quarters", slack.alone as usize),
                chain: words.count("road-quarters", slack.chain as usize),
                critical: critical.contains(&action.id),
            })
        })
        .collect();
    page.left = found.left.iter().map(title).collect();
    page.gantt = gantt::chart(words, roadmap, &found.starts, &critical, "gantt-bars");
    page.key = if page.gantt.is_empty() { Vec::new() } else { gantt::key(words) };
    page.path = (outcome.path.iter())
        .map(|link| (title(&link.action), quarter(link.begins), telling::path_cause(words, roadmap, link)))
        .collect();
    let (needed, alone) = &outcome.minimal;
    page.minimal = Some(if needed.is_empty() {
        (words.t("road-minimal-none"), Vec::new())
    } else {
        let cost =
            needed.iter().filter_map(|id| roadmap.action(id.as_str())).map(|action| action.totals().cost()).sum();
        let mut lead = vec![words.t("road-minimal-lead")];
        lead.extend(telling::timetable(words, alone).into_iter().take(1).map(|told| format!("{told}.")));
        lead.push(words.t1("road-minimal-cost", "cost", telling::euros(words, cost)));
        let line = |id: &programme::Slug| match alone.starts.get(id) {
            Some(start) => format!("{} – {}", title(id), quarter(*start)),
            None => title(id),
        };
        (lead.join(" "), needed.iter().map(line).collect())
    });
    let is_best = found.status == Proof::Optimal;
    page.change = outcome.change.as_ref().map(|change| telling::change(words, roadmap, change, is_best));
    for one in &outcome.overruns {
        page.notes.push(words.t1("road-overrun", "broken", telling::broken(words, roadmap, one)));
    }
}
