//! A roadmap read from its TOML or its JSON, all faults at once.

use facts::document::{Document, Table};
use facts::{Grade, Problem};
use serde_json::Value;

use super::{
    Action, Axis, Capacity, Dependency, Disagrees, Envelope, Fte, Funder, Funding, FundingState, Grant, Indicator,
    Measure, Nature, Need, Origin, OriginKind, OwnCost, Priority, Quote, Roadmap, Said, Site, Status, Target, Team,
};
use crate::Slug;

/// The text is no roadmap: every reason why, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} problem(s) in the roadmap", .0.len())]
pub struct NotARoadmap(pub Vec<Problem>);

impl Roadmap {
    /// Reads a roadmap from a TOML text, named `file` in problems.
    ///
    /// # Errors
    /// Every problem with its place: syntax, fields, types, names that name nothing, and what contradicts itself.
    pub fn read(file: &str, text: &str) -> Result<Self, NotARoadmap> {
        let document = Document::parse(file, text);
        let roadmap = whole(document.root());
        let problems = document.into_problems();
        match roadmap {
            Some(roadmap) if problems.is_empty() => Ok(roadmap),
            _ => Err(NotARoadmap(problems)),
        }
    }

    /// Reads a roadmap from its JSON, which has the fields of the TOML.
    ///
    /// # Errors
    /// The same problems, by field; a fault of syntax is told alone, with its place.
    pub fn from_json(file: &str, text: &str) -> Result<Self, NotARoadmap> {
        let value: Value = serde_json::from_str(text).map_err(|error| {
            let at = Some((error.line(), error.column()));
            let message = format!("not JSON: {error}");
            NotARoadmap(vec![Problem { file: file.to_owned(), at, field: String::new(), message }])
        })?;
        let Some(toml) = super::write::toml(&value) else {
            return Err(NotARoadmap(vec![Problem::of_file(file, "expected an object, and numbers below 2^63")]));
        };
        Self::read(file, &toml).map_err(|NotARoadmap(mut problems)| {
            // The places are those of a text that nobody wrote.
            problems.iter_mut().for_each(|problem| problem.at = None);
            NotARoadmap(problems)
        })
    }
}

/// Rows of a list that could be read, each with its rank in the text.
struct Rows<T> {
    rows: Vec<T>,
    ranks: Vec<usize>,
    complete: bool,
}

fn rows<T>(root: &Table<'_>, key: &'static str, mut read: impl FnMut(Table<'_>) -> Option<T>) -> Rows<T> {
    let mut found = Rows { rows: Vec::new(), ranks: Vec::new(), complete: true };
    for (rank, table) in root.optional_tables(key).into_iter().enumerate() {
        match read(table) {
            Some(row) => {
                found.rows.push(row);
                found.ranks.push(rank);
            }
            None => found.complete = false,
        }
    }
    found
}

fn whole(root: Table<'_>) -> Option<Roadmap> {
    let (title, territory, notice) = (said(&root, "title"), root.text("territory"), optional_said(&root, "notice"));
    let (first, quarters) = (root.parsed("first"), small(&root, "quarters"));
    let own_budget = envelopes(&root, "own_budget");
    let axes = rows(&root, "axis", |table| {
        let axis = (table.parsed("id"), said(&table, "name"), optional_said(&table, "description"));
        table.close();
        Some(Axis { id: axis.0?, name: axis.1?, description: axis.2 })
    });
    let teams = rows(&root, "team", |table| team(table, first));
    let funders = rows(&root, "funder", |table| {
        let (id, name, budget) = (table.parsed("id"), said(&table, "name"), envelopes(&table, "budget"));
        table.close();
        Some(Funder { id: id?, name: name?, budget })
    });
    let grants = rows(&root, "grant", grant);
    let actions = rows(&root, "action", action);
    if axes.rows.is_empty() && axes.complete {
        root.problem("axis", "no axis found, expected at least one ([[axis]])");
    }
    let complete =
        [("axis", axes.complete), ("team", teams.complete), ("funder", funders.complete), ("grant", grants.complete)];
    let every = complete.iter().all(|(_, complete)| *complete) && actions.complete;
    let readable = title.is_some() && territory.is_some();
    let ranks = |list: &str| match list {
        "axis" => &axes.ranks,
        "team" => &teams.ranks,
        "funder" => &funders.ranks,
        "grant" => &grants.ranks,
        _ => &actions.ranks,
    };
    let (Some(first), Some(quarters)) = (first, quarters) else {
        root.close();
        return None;
    };
    let roadmap = Roadmap {
        title: title.unwrap_or_default(),
        territory: territory.unwrap_or_default(),
        notice,
        first,
        quarters,
        own_budget,
        axes: axes.rows,
        teams: teams.rows,
        funders: funders.rows,
        grants: grants.rows,
        actions: actions.rows,
    };
    for found in roadmap.disagreements() {
        // What names something that could not be read is not judged, lest one fault be told twice.
        let known = match &found.what {
            Disagrees::NoAxis(_) => complete[0].1,
            Disagrees::NoTeam(_) => complete[1].1,
            Disagrees::NoFunder(_) => complete[2].1,
            Disagrees::NoGrant(_) => complete[3].1,
            Disagrees::NoAction(_) => actions.complete,
            _ => true,
        };
        if !known {
            continue;
        }
        let message = found.what.to_string();
        let outer = found.of.and_then(|(list, rank)| root.optional_tables(list).into_iter().nth(ranks(list)[rank]));
        let table = outer.as_ref().unwrap_or(&root);
        match found.within.and_then(|(list, rank)| table.optional_tables(list).into_iter().nth(rank)) {
            Some(inner) => inner.problem(found.field, message),
            None => table.problem(found.field, message),
        }
    }
    root.close();
    (readable && every).then_some(roadmap)
}

/// `title = { fr = "…", en = "…" }`, the English of which may be absent.
fn said(table: &Table<'_>, key: &'static str) -> Option<Said> {
    let inner = table.table(key)?;
    let (fr, en) = (inner.text("fr"), inner.optional_text("en"));
    inner.close();
    Some(Said { fr: fr?, en })
}

fn optional_said(table: &Table<'_>, key: &'static str) -> Option<Said> {
    table.has(key).then(|| said(table, key)).flatten()
}

/// A whole number that is told when it is too large for any field; the bounds of the field are judged with the roadmap.
fn small(table: &Table<'_>, key: &'static str) -> Option<u32> {
    let number = table.whole(key)?;
    u32::try_from(number).map_err(|_| table.problem(key, format!("{number} found, expected a small number"))).ok()
}

fn year(table: &Table<'_>) -> Option<u16> {
    let number = table.whole("year")?;
    let year = u16::try_from(number).ok().filter(|year| (2000..=2150).contains(year));
    if year.is_none() {
        table.problem("year", format!("{number} found, expected a year from 2000 to 2150"));
    }
    year
}

fn fte(table: &Table<'_>) -> Option<Fte> {
    let people = table.number("fte")?;
    let fte = Fte::new(people);
    if fte.is_none() {
        table.problem("fte", format!("{people} found, expected 0 to 10000 full-time people, two decimals at most"));
    }
    fte
}

fn envelopes(table: &Table<'_>, key: &'static str) -> Vec<Envelope> {
    rows(table, key, |line| {
        let (year, euros) = (year(&line), line.whole("euros"));
        line.close();
        Some(Envelope { year: year?, euros: euros? })
    })
    .rows
}

fn team(table: Table<'_>, first: Option<super::Quarter>) -> Option<Team> {
    let (id, name) = (table.parsed("id"), said(&table, "name"));
    let capacity = if table.has("fte") {
        if table.has("capacity") {
            table.problem("capacity", "found beside fte, expected one of the two");
        }
        // Without a first quarter there is no roadmap anyway.
        fte(&table).zip(first).map(|(fte, from)| vec![Capacity { from, fte }])
    } else {
        let steps = table.tables("capacity");
        let read = |step: Table<'_>| {
            let (from, fte) = (step.parsed("from"), fte(&step));
            step.close();
            Some(Capacity { from: from?, fte: fte? })
        };
        Some(steps.into_iter().filter_map(read).collect())
    };
    table.close();
    Some(Team { id: id?, name: name?, capacity: capacity.unwrap_or_default() })
}

fn grant(table: Table<'_>) -> Option<Grant> {
    let (id, funder, name) = (table.parsed("id"), table.parsed("funder"), said(&table, "name"));
    let (opens, closes, budget) = (table.parsed("opens"), table.parsed("closes"), envelopes(&table, "budget"));
    table.close();
    Some(Grant { id: id?, funder: funder?, name: name?, opens: opens?, closes: closes?, budget })
}

fn status(table: &Table<'_>) -> Option<Status> {
    let reason = table.optional_text("blocked_because");
    let name = if table.has("status") { table.text("status")? } else { "to-start".to_owned() };
    let status = Status::from_name(&name, reason.clone());
    if status.is_none() {
        match (name.as_str(), reason) {
            ("blocked", None) => table.problem("blocked_because", "missing field: what is blocked has its reason"),
            (name, Some(_)) if Status::NAMES.contains(&name) => {
                table.problem("blocked_because", "found, expected only when the status is blocked");
            }
            (name, _) => {
                let expected = Status::NAMES.join(", ");
                table.problem("status", format!("\"{name}\" found, expected one of {expected}"));
            }
        }
    }
    status
}

fn action(table: Table<'_>) -> Option<Action> {
    let (id, axis, title) = (table.parsed("id"), table.parsed::<Slug>("axis"), said(&table, "title"));
    let (description, owner) = (optional_said(&table, "description"), table.optional_text("owner"));
    let partners = table.optional_texts("partners");
    let status = status(&table);
    let priority = match table.has("priority") {
        true => table.one_of("priority", Priority::CHOICES),
        false => Some(Priority::Medium),
    };
    let mandatory = table.flag("mandatory");
    let worth = if table.has("worth") { table.whole("worth") } else { Some(0) };
    let quarters = small(&table, "quarters");
    let [start, earliest, latest] = ["start", "earliest", "latest"].map(|key| table.optional_parsed(key));
    let funding = rows(&table, "funding", funding);
    let own_costs = rows(&table, "own", |line| {
        let (year, euros) = (year(&line), line.whole("euros"));
        line.close();
        Some(OwnCost { year: year?, euros: euros? })
    });
    let needs = rows(&table, "need", |line| {
        let (team, fte) = (line.parsed("team"), fte(&line));
        line.close();
        Some(Need { team: team?, fte: fte? })
    });
    let depends = rows(&table, "depends", |line| {
        let (on, lag) = (line.parsed("on"), if line.has("lag") { small(&line, "lag") } else { Some(0) });
        line.close();
        Some(Dependency { on: on?, lag: lag? })
    });
    let sites = rows(&table, "site", |line| {
        let (name, commune) = (line.text("name"), line.parsed("commune"));
        let (lon, lat) = (line.optional_number("lon"), line.optional_number("lat"));
        line.close();
        Some(Site { name: name?, commune: commune?, lon, lat })
    });
    let indicators = rows(&table, "indicator", indicator);
    let quotes = rows(&table, "quote", quote);
    let origins = rows(&table, "origin", |line| {
        let (kind, id) = (line.one_of("kind", OriginKind::CHOICES), line.text("id"));
        line.close();
        Some(Origin { kind: kind?, id: id? })
    });
    table.close();
    let complete = [funding.complete, own_costs.complete, needs.complete, depends.complete, sites.complete]
        .into_iter()
        .chain([indicators.complete, quotes.complete, origins.complete])
        .all(|complete| complete);
    complete.then_some(())?;
    Some(Action {
        id: id?,
        axis: axis?,
        title: title?,
        description,
        owner,
        partners,
        status: status?,
        priority: priority?,
        mandatory,
        worth: worth?,
        quarters: quarters?,
        start,
        earliest,
        latest,
        funding: funding.rows,
        own_costs: own_costs.rows,
        needs: needs.rows,
        depends: depends.rows,
        sites: sites.rows,
        indicators: indicators.rows,
        quotes: quotes.rows,
        origins: origins.rows,
    })
}

fn funding(line: Table<'_>) -> Option<Funding> {
    let (funder, grant) = (line.parsed("funder"), line.optional_parsed("grant"));
    let (year, euros, state) = (year(&line), line.whole("euros"), line.one_of("state", FundingState::CHOICES));
    line.close();
    Some(Funding { funder: funder?, grant, year: year?, euros: euros?, state: state? })
}

fn target(line: &Table<'_>) -> Option<Target> {
    let (on, value) = (line.parsed("on"), line.number("value"));
    Some(Target { on: on?, value: value? })
}

fn indicator(table: Table<'_>) -> Option<Indicator> {
    let (id, name, unit) = (table.parsed("id"), said(&table, "name"), table.text("unit"));
    let (nature, source) = (table.one_of("nature", Nature::CHOICES), table.optional_text("source"));
    let not_measurable = table.optional_text("not_measurable");
    let baseline = table.optional_table("baseline").map(|line| {
        let read = target(&line);
        line.close();
        read
    });
    let targets = rows(&table, "target", |line| {
        let read = target(&line);
        line.close();
        read
    });
    let measures = rows(&table, "measure", |line| {
        let (read, source) = (target(&line), line.optional_text("source"));
        line.close();
        read.map(|Target { on, value }| Measure { on, value, source })
    });
    table.close();
    if baseline == Some(None) || !targets.complete || !measures.complete {
        return None;
    }
    let (targets, measures) = (targets.rows, measures.rows);
    let baseline = baseline.flatten();
    Some(Indicator {
        id: id?,
        name: name?,
        unit: unit?,
        nature: nature?,
        source,
        not_measurable,
        baseline,
        targets,
        measures,
    })
}

fn quote(table: Table<'_>) -> Option<Quote> {
    let [label, value, unit, place, period, source] =
        ["label", "value", "unit", "place", "period", "source"].map(|key| table.text(key));
    let grade = table.one_of("grade", &[("A", Grade::A), ("B", Grade::B), ("C", Grade::C), ("D", Grade::D)]);
    let digest = table.optional_text("digest");
    table.close();
    let (label, value, unit, place, period, source) = (label?, value?, unit?, place?, period?, source?);
    let mut quote = Quote { label, value, unit, place, period, source, grade: grade?, digest: String::new() };
    // Written by hand, it is frozen as it is read.
    quote.digest = digest.unwrap_or_else(|| quote.sealed());
    Some(quote)
}
