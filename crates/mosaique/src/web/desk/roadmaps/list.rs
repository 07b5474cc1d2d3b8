//! A roadmap, axis after axis, with its dates drawn and its places.

use std::collections::BTreeSet;

use axum::extract::{Path, Query, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use press::page::{ActionRow, AxisRows, RoadmapPage, SiteRow};
use press::telling::roadmap as telling;
use press::{Links, document, gantt};
use programme::Roadmap;
use programme::calendar::Date;
use programme::roadmap::{Action, Axis, Quarter, Said, Status, broken};
use serde::Deserialize;
use territory::outline;

use super::Road;
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of, work};

/// Quarters of a roadmap that is begun: five years.
const QUARTERS: u32 = 20;
/// Width of the map of places, in units.
const MAP: u32 = 480;

#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    axis: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    q: String,
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
        let road = Road::of(&state, lang, &entered, &id).await?;
        let page = match road.written.as_ref().map(|written| &written.roadmap) {
            None => empty(&road),
            Some(roadmap) => shown(&state, &road, roadmap, &asked).await?,
        };
        Ok(private(StatusCode::OK, page_of(&page)))
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

fn empty(road: &Road<'_>) -> RoadmapPage {
    RoadmapPage {
        f: road.frame(&Links::Roadmap(road.id()), road.words().t("road-title")),
        workspace: road.workspace.place.name.clone(),
        notices: road.notices(None),
        told: Vec::new(),
        broken: Vec::new(),
        around: Vec::new(),
        files: Vec::new(),
        axes: Vec::new(),
        statuses: Vec::new(),
        q: String::new(),
        groups: Vec::new(),
        gantt: String::new(),
        key: Vec::new(),
        map: String::new(),
        sites: Vec::new(),
        may_begin: road.writes(),
    }
}

async fn shown(state: &State, road: &Road<'_>, roadmap: &Roadmap, asked: &Asked) -> Result<RoadmapPage, Failure> {
    let (words, lang, id) = (road.words(), road.lang(), road.id());
    let to = |links: Links, key: &str| (links.path(lang), words.t(key));
    let mut around = vec![to(Links::RoadmapSchedule(id.clone()), "road-around-schedule")];
    if road.writes() {
        around.insert(0, to(Links::RoadmapNewAction(id.clone()), "road-around-new"));
        around.push(to(Links::RoadmapFrame(id.clone()), "road-around-frame"));
        around.push(to(Links::RoadmapImport(id.clone()), "road-around-import"));
    }
    let files = super::files::SUFFIXES
        .map(|suffix| to(Links::RoadmapFile(id.clone(), suffix.to_owned()), &format!("road-file-{suffix}")));
    let axes = roadmap
        .axes
        .iter()
        .map(|axis| (axis.id.to_string(), telling::said(words, &axis.name), axis.id.as_str() == asked.axis));
    let statuses = Status::NAMES
        .iter()
        .map(|name| ((*name).to_owned(), telling::action_status_name(words, name), *name == asked.status));
    let q: String = asked.q.trim().chars().take(100).collect();
    let needle = q.to_lowercase();
    let keeps = |action: &&Action| {
        let text = format!("{} {}", action.title.get(lang), action.owner.as_deref().unwrap_or_default()).to_lowercase();
        (asked.status.is_empty() || action.status.as_str() == asked.status) && text.contains(&needle)
    };
    let groups = roadmap.axes.iter().filter(|axis| asked.axis.is_empty() || axis.id.as_str() == asked.axis);
    let groups = groups.map(|axis| AxisRows {
        name: telling::said(words, &axis.name),
        description: axis.description.as_ref().map_or_else(String::new, |text| telling::said(words, text)),
        rows: (roadmap.actions.iter().filter(|action| action.axis == axis.id).filter(keeps))
            .map(|action| row(road, action))
            .collect(),
    });
    let (map, sites) = sites(state, road, roadmap).await?;
    let gantt = gantt::chart(words, roadmap, &gantt::written(roadmap), &BTreeSet::new(), "gantt-bars");
    Ok(RoadmapPage {
        f: road.frame(&Links::Roadmap(id), telling::said(words, &roadmap.title)),
        workspace: road.workspace.place.name.clone(),
        notices: road.notices(Some(roadmap)),
        told: document::summary(words, roadmap),
        broken: broken(roadmap).iter().map(|one| telling::broken(words, roadmap, one)).collect(),
        around,
        files: files.into(),
        axes: axes.collect(),
        statuses: statuses.collect(),
        q,
        groups: groups.collect(),
        key: if gantt.is_empty() { Vec::new() } else { gantt::key(words) },
        gantt,
        map,
        sites,
        may_begin: false,
    })
}

fn row(road: &Road<'_>, action: &Action) -> ActionRow {
    let words = road.words();
    let quarter = |at| telling::quarter(words, at);
    let dates = match action.start {
        Some(start) => {
            let values = [("from", quarter(start)), ("to", quarter(start.plus(action.quarters - 1)))];
            words.with("road-row-dates", &values)
        }
        None => words.t1("road-row-undated", "quarters", words.count("road-quarters", action.quarters as usize)),
    };
    let (totals, priority) = (action.totals(), telling::priority(words, action.priority));
    let cost = telling::euros(words, totals.cost());
    let open = totals.asked + totals.refused;
    ActionRow {
        href: Links::RoadmapAction(road.id(), action.id.to_string()).path(road.lang()),
        title: telling::said(words, &action.title),
        owner: action.owner.clone().unwrap_or_default(),
        status: telling::action_status(words, &action.status),
        priority: if action.mandatory { words.t1("road-row-mandatory", "priority", priority) } else { priority },
        dates,
        cost: match open {
            0 => cost,
            open => words.with("road-row-cost", &[("cost", cost), ("open", telling::euros(words, open))]),
        },
    }
}

/// The map of the communes where something takes place, numbered, and the places in the same order.
async fn sites(state: &State, road: &Road<'_>, roadmap: &Roadmap) -> Result<(String, Vec<SiteRow>), Failure> {
    let instance = state.instance();
    let map = instance.atlas().map();
    let mut communes: Vec<u32> = Vec::new();
    let mut rows = Vec::new();
    let words = road.words();
    let planned = roadmap.actions.iter().filter(|action| action.status.is_planned());
    for (action, site) in planned.flat_map(|action| action.sites.iter().map(move |site| (action, site))) {
        let known = map.commune(site.commune);
        let number = known.map_or(0, |commune| match communes.iter().position(|other| *other == commune) {
            Some(rank) => rank + 1,
            None => {
                communes.push(commune);
                communes.len()
            }
        });
        let name = known.map_or_else(|| site.commune.to_string(), |commune| map.at(commune).name.to_string());
        rows.push((number, site.name.clone(), name, telling::said(words, &action.title)));
    }
    if communes.is_empty() {
        return Ok((String::new(), rows));
    }
    let mut around: Vec<u32> = road.workspace.communes.iter().filter_map(|code| map.commune(*code)).collect();
    around.extend(communes.iter().filter(|commune| !around.contains(commune)).copied().collect::<Vec<_>>());
    around.sort_unstable();
    let (count, label) = (communes.len(), words.t("road-sites-map"));
    let groups: Vec<Vec<u32>> = communes.into_iter().map(|commune| vec![commune]).collect();
    let drawn = work(move || {
        let topology = instance.topology()?;
        Ok::<_, anyhow::Error>(outline::draw(topology, instance.atlas().map(), &around, &groups, MAP))
    });
    let drawing = drawn.await?.map_err(|error| Failure::internal(format!("{error:#}")))?;
    Ok((gantt::sites(&drawing, count, &label), rows))
}

pub async fn begin(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let road = Road::of(&state, lang, &entered, &id).await?;
        if !road.writes() {
            return Err(Failure::NotFound);
        }
        let today: Date =
            road.room.now.to_string().get(..10).and_then(|day| day.parse().ok()).ok_or(Failure::Internal)?;
        let both = |key: &str| Said {
            fr: press::Words::of(facts::Lang::Fr).t(key),
            en: Some(press::Words::of(facts::Lang::En).t(key)),
        };
        let axis =
            Axis { id: "axe-1".parse().map_err(Failure::internal)?, name: both("road-begin-axis"), description: None };
        let roadmap = Roadmap {
            title: both("road-title"),
            territory: road.workspace.place.name.clone(),
            notice: None,
            first: Quarter::of(today).plus(1),
            quarters: QUARTERS,
            own_budget: Vec::new(),
            axes: vec![axis],
            teams: Vec::new(),
            funders: Vec::new(),
            grants: Vec::new(),
            actions: Vec::new(),
        };
        // Begun meanwhile by somebody else, it is there all the same.
        road.begin(roadmap).await?;
        Ok(Redirect::to(&Links::Roadmap(id.clone()).path(lang)).into_response())
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}
