//! What is said of a roadmap: its limits, its dates, what contradicts itself.

use programme::roadmap::plan::{Change, Contradiction, Limit, Timetable};
use programme::roadmap::{
    Broken, Cause, Disagrees, Fte, FundingState, Link, Nature, OriginKind, Payer, Priority, Quarter, Roadmap, Said,
    Status,
};

use crate::Words;

/// What somebody wrote, in the reader's language when it is there.
pub fn said(words: &Words, text: &Said) -> String {
    words.set(text.get(words.lang()))
}

/// `T1 2027`.
pub fn quarter(words: &Words, quarter: Quarter) -> String {
    words.with("road-quarter", &[("number", quarter.number().to_string()), ("year", quarter.year().to_string())])
}

/// Euros.
pub fn euros(words: &Words, euros: u64) -> String {
    words.t1("road-euros", "euros", words.whole(&euros))
}

/// Full-time people.
pub fn fte(words: &Words, fte: Fte) -> String {
    let decimals = match fte.hundredths() {
        whole if whole.is_multiple_of(100) => 0,
        tenth if tenth.is_multiple_of(10) => 1,
        _ => 2,
    };
    words.t1("road-fte", "fte", words.number(fte.people(), decimals))
}

/// How an action stands, with what is in its way.
pub fn action_status(words: &Words, status: &Status) -> String {
    match status {
        Status::Blocked { blocked_because } => words.t1("road-blocked", "reason", blocked_because.clone()),
        status => action_status_name(words, status.as_str()),
    }
}

/// The name of a status alone.
pub fn action_status_name(words: &Words, status: &str) -> String {
    words.t(&format!("road-status-{status}"))
}

/// How an action ranks.
pub fn priority(words: &Words, priority: Priority) -> String {
    words.t(&format!("road-priority-{}", priority.as_str()))
}

/// What a funder answered.
pub fn funding_state(words: &Words, state: FundingState) -> String {
    words.t(&format!("road-state-{}", state.as_str()))
}

/// What an indicator tells.
pub fn nature(words: &Words, nature: Nature) -> String {
    words.t(&format!("road-nature-{}", nature.as_str()))
}

/// What an action comes from.
pub fn origin(words: &Words, kind: OriginKind) -> String {
    words.t(&format!("road-origin-{}", kind.as_str()))
}

/// The title of an action by its short name.
pub fn action_title(words: &Words, roadmap: &Roadmap, id: &str) -> String {
    roadmap.action(id).map_or_else(|| id.to_owned(), |action| said(words, &action.title))
}

fn titles(words: &Words, roadmap: &Roadmap, ids: &[programme::Slug]) -> String {
    ids.iter().map(|id| action_title(words, roadmap, id.as_str())).collect::<Vec<_>>().join(", ")
}

fn team(words: &Words, roadmap: &Roadmap, id: &str) -> String {
    roadmap.team(id).map_or_else(|| id.to_owned(), |team| said(words, &team.name))
}

fn grant(words: &Words, roadmap: &Roadmap, id: &str) -> String {
    roadmap.grant(id).map_or_else(|| id.to_owned(), |grant| said(words, &grant.name))
}

/// Who pays.
pub fn payer(words: &Words, roadmap: &Roadmap, payer: &Payer) -> String {
    match payer {
        Payer::Own => words.t("road-payer-own"),
        Payer::Funder(id) => {
            roadmap.funder(id.as_str()).map_or_else(|| id.to_string(), |funder| said(words, &funder.name))
        }
        Payer::Grant(id) => {
            let funder = roadmap.grant(id.as_str()).and_then(|grant| roadmap.funder(grant.funder.as_str()));
            let funder = funder.map_or_else(String::new, |funder| said(words, &funder.name));
            words.with("road-payer-grant", &[("grant", grant(words, roadmap, id.as_str())), ("funder", funder)])
        }
    }
}

/// A limit that dates do not keep.
pub fn broken(words: &Words, roadmap: &Roadmap, broken: &Broken) -> String {
    let q = |at: &Quarter| quarter(words, *at);
    match broken {
        Broken::Envelope { payer: who, year, asked, holds, actions } => words.with(
            "road-broken-envelope",
            &[
                ("year", year.to_string()),
                ("payer", payer(words, roadmap, who)),
                ("asked", euros(words, *asked)),
                ("holds", euros(words, *holds)),
                ("actions", titles(words, roadmap, actions)),
            ],
        ),
        Broken::Team { team: id, quarter, asked, holds, actions } => words.with(
            "road-broken-team",
            &[
                ("team", team(words, roadmap, id.as_str())),
                ("quarter", q(quarter)),
                ("asked", fte(words, *asked)),
                ("holds", fte(words, *holds)),
                ("actions", titles(words, roadmap, actions)),
            ],
        ),
        Broken::Dependency { before, after, ready, begins } => words.with(
            "road-broken-dependency",
            &[
                ("after", action_title(words, roadmap, after.as_str())),
                ("before", action_title(words, roadmap, before.as_str())),
                ("begins", q(begins)),
                ("ready", q(ready)),
            ],
        ),
        Broken::Window { action, begins, from, to } => {
            let action = ("action", action_title(words, roadmap, action.as_str()));
            let key = if to < from { "road-broken-no-window" } else { "road-broken-window" };
            words.with(key, &[action, ("begins", q(begins)), ("from", q(from)), ("to", q(to))])
        }
        Broken::Grant { action, grant: id, begins } => words.with(
            "road-broken-grant",
            &[
                ("action", action_title(words, roadmap, action.as_str())),
                ("begins", q(begins)),
                ("grant", grant(words, roadmap, id.as_str())),
            ],
        ),
    }
}

/// One of the limits that contradict each other.
pub fn limit(words: &Words, roadmap: &Roadmap, limit: &Limit) -> String {
    let title = |id: &programme::Slug| action_title(words, roadmap, id.as_str());
    match limit {
        Limit::Envelope { payer: who, year, holds } => words.with(
            "road-limit-envelope",
            &[("year", year.to_string()), ("payer", payer(words, roadmap, who)), ("holds", euros(words, *holds))],
        ),
        Limit::Team { team: id, quarters } => {
            let quarters = quarters.iter().map(|at| quarter(words, *at)).collect::<Vec<_>>().join(", ");
            words.with("road-limit-team", &[("team", team(words, roadmap, id.as_str())), ("quarters", quarters)])
        }
        Limit::Window { action, from, to, grants } => {
            let key = if to < from { "road-limit-no-window" } else { "road-limit-window" };
            let values = [("action", title(action)), ("from", quarter(words, *from)), ("to", quarter(words, *to))];
            let told = words.with(key, &values);
            if grants.is_empty() {
                return told;
            }
            let grants = grants.iter().map(|id| grant(words, roadmap, id.as_str())).collect::<Vec<_>>().join(", ");
            words.with("road-limit-window-grants", &[("limit", told), ("grants", grants)])
        }
        Limit::Dependency { before, after } => {
            words.with("road-limit-dependency", &[("after", title(after)), ("before", title(before))])
        }
        Limit::Obligation { action } => words.t1("road-limit-obligation", "action", title(action)),
    }
}

/// Limits that contradict each other: what it means, then each.
pub fn contradiction(words: &Words, roadmap: &Roadmap, found: &Contradiction) -> (String, Vec<String>) {
    let lead = words.t(if found.is_minimal { "road-contradiction" } else { "road-contradiction-open" });
    (lead, found.limits.iter().map(|one| limit(words, roadmap, one)).collect())
}

/// What is proved of dates, then how much they are worth, when there are any.
pub fn timetable(words: &Words, found: &Timetable) -> Vec<String> {
    let mut told = vec![words.t(match found.status {
        programme::roadmap::plan::Proof::Optimal => "road-proof-optimal",
        programme::roadmap::plan::Proof::Feasible => "road-proof-feasible",
        programme::roadmap::plan::Proof::Infeasible => "road-proof-infeasible",
        programme::roadmap::plan::Proof::Unknown => "road-proof-unknown",
    })];
    if let (Some(value), Some(bound)) = (found.value, found.bound) {
        let mut values = vec![("value", points(words, value)), ("bound", points(words, bound))];
        let key = match found.gap {
            Some(gap) => {
                values.push(("gap", share(words, gap)));
                "road-value"
            }
            None => "road-value-no-gap",
        };
        told.push(words.with(key, &values));
    }
    told
}

/// A share as a percentage.
pub fn share(words: &Words, share: f64) -> String {
    let percent = share * 100.0;
    words.quantity(percent, facts::Unit::Percent)
}

/// Points of worth.
pub fn points(words: &Words, points: i64) -> String {
    let sign = if points < 0 { "−" } else { "" };
    words.t1("road-points", "points", format!("{sign}{}", words.whole(&points.unsigned_abs())))
}

/// Why an action does not begin earlier.
pub fn path_cause(words: &Words, roadmap: &Roadmap, link: &Link) -> String {
    let title = |id: &programme::Slug| action_title(words, roadmap, id.as_str());
    match &link.cause {
        Cause::Beginning => words.t("road-cause-beginning"),
        Cause::Begun => words.t("road-cause-begun"),
        Cause::After { action } => words.t1("road-cause-after", "action", title(action)),
        Cause::Earliest => words.t("road-cause-earliest"),
        Cause::Opening { grant: id } => words.t1("road-cause-opening", "grant", grant(words, roadmap, id.as_str())),
        Cause::Team { team: id, action } => {
            let team = team(words, roadmap, id.as_str());
            words.with("road-cause-team", &[("action", title(action)), ("team", team)])
        }
        Cause::Envelope { payer: who, year } => {
            let who = payer(words, roadmap, who);
            words.with("road-cause-envelope", &[("year", year.to_string()), ("payer", who)])
        }
        Cause::Nothing => words.t("road-cause-nothing"),
    }
}

/// What some money that does not come changes: a title, then line by line. `is_known_best`: the timetable with it was proved the best.
pub fn change(words: &Words, roadmap: &Roadmap, change: &Change, is_known_best: bool) -> (String, Vec<String>) {
    use programme::roadmap::plan::Proof;
    let who = payer(words, roadmap, &change.refusal.payer);
    let title = match change.refusal.year {
        Some(year) => words.with("road-change-title-year", &[("payer", who), ("year", year.to_string())]),
        None => words.t1("road-change-title", "payer", who),
    };
    let title_of = |id: &programme::Slug| action_title(words, roadmap, id.as_str());
    let mut lines = Vec::new();
    match change.lost {
        None if change.without.status == Proof::Infeasible => lines.push(words.t("road-change-impossible")),
        None => lines.push(words.t("road-change-unknown")),
        Some(0) if change.leaves.is_empty() && change.enters.is_empty() && change.moves.is_empty() => {
            lines.push(words.t("road-change-nothing"));
        }
        Some(lost) => lines.push(words.t1("road-change-lost", "lost", points(words, lost))),
    }
    if change.lost.is_some() && !(is_known_best && change.without.status == Proof::Optimal) {
        lines.push(words.t("road-change-unsure"));
    }
    lines.extend(change.leaves.iter().map(|id| words.t1("road-leaves", "action", title_of(id))));
    for (id, at) in &change.enters {
        lines.push(words.with("road-enters", &[("action", title_of(id)), ("quarter", quarter(words, *at))]));
    }
    for (id, (from, to)) in &change.moves {
        let values = [("action", title_of(id)), ("from", quarter(words, *from)), ("to", quarter(words, *to))];
        lines.push(words.with("road-moves", &values));
    }
    (title, lines)
}

/// What contradicts itself, as a form tells it.
pub fn disagreement(words: &Words, what: &Disagrees) -> String {
    let name = |key: &str, name: &programme::Slug| words.t1(key, "name", name.to_string());
    let q = |at: &Quarter| quarter(words, *at);
    match what {
        Disagrees::Taken(id) => name("road-wrong-taken", id),
        Disagrees::NoAxis(id) => name("road-wrong-axis", id),
        Disagrees::NoTeam(id) => name("road-wrong-team", id),
        Disagrees::NoFunder(id) => name("road-wrong-funder", id),
        Disagrees::NoGrant(id) => name("road-wrong-grant", id),
        Disagrees::NoAction(id) => name("road-wrong-action", id),
        Disagrees::GrantOfAnother { grant, funder } => {
            words.with("road-wrong-grant-of", &[("name", grant.to_string()), ("funder", funder.to_string())])
        }
        Disagrees::Twice(text) => words.t1("road-wrong-twice", "name", text.clone()),
        Disagrees::OnItself => words.t("road-wrong-itself"),
        Disagrees::Ring(ids) => {
            let names = ids.iter().map(|id| id.to_string()).collect::<Vec<_>>().join(" → ");
            words.t1("road-wrong-ring", "names", names)
        }
        Disagrees::NotPlanned(id) => name("road-wrong-not-planned", id),
        Disagrees::NoStart => words.t("road-wrong-no-start"),
        Disagrees::Outside { quarter: at, first, last } => {
            words.with("road-wrong-outside", &[("quarter", q(at)), ("first", q(first)), ("last", q(last))])
        }
        Disagrees::TooShort { from, to, room, quarters } => {
            let count = |n: usize| words.count("road-quarters", n);
            let room = count(usize::try_from(*room).unwrap_or_default());
            let lasts = count(*quarters as usize);
            words.with("road-wrong-short", &[("room", room), ("from", q(from)), ("to", q(to)), ("quarters", lasts)])
        }
        Disagrees::ClosesBefore { .. } => words.t("road-wrong-closes"),
        Disagrees::Unordered(at) => words.t1("road-wrong-order", "quarter", q(at)),
        Disagrees::Measured => words.t("road-wrong-measured"),
        Disagrees::Changed(_) => words.t("road-wrong-changed"),
        Disagrees::HalfPoint => words.t("road-wrong-half"),
        Disagrees::NoPlace => words.t("road-wrong-place"),
        Disagrees::Bounds { found, least, most } => {
            let whole = |number: &u64| words.whole(number);
            words.with("road-wrong-bounds", &[("found", whole(found)), ("least", whole(least)), ("most", whole(most))])
        }
        Disagrees::TooMuch(_) => words.t("road-wrong-too-much"),
    }
}
