//! What contradicts itself in a roadmap: names that name nothing, rings of dependencies, windows that are too short.

use std::collections::BTreeMap;

use super::{Action, Envelope, Fte, Payer, Quarter, Roadmap};
use crate::Slug;

/// Something in a roadmap that contradicts something else of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The list that it is in and its rank there: `action`, `funder`…; none for the roadmap itself.
    pub of: Option<(&'static str, usize)>,
    /// The list inside, and the rank there.
    pub within: Option<(&'static str, usize)>,
    /// The field.
    pub field: &'static str,
    /// What is wrong.
    pub what: Disagrees,
}

/// What contradicts what.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Disagrees {
    /// A short name that is taken.
    #[error("\"{0}\" is already the id of another, expected one of its own")]
    Taken(Slug),
    /// An axis that is not there.
    #[error("\"{0}\" names no axis of the roadmap")]
    NoAxis(Slug),
    /// A team that is not there.
    #[error("\"{0}\" names no team of the roadmap")]
    NoTeam(Slug),
    /// A funder that is not there.
    #[error("\"{0}\" names no funder of the roadmap")]
    NoFunder(Slug),
    /// A grant that is not there.
    #[error("\"{0}\" names no grant of the roadmap")]
    NoGrant(Slug),
    /// An action that is not there.
    #[error("\"{0}\" names no action of the roadmap")]
    NoAction(Slug),
    /// A grant of another funder.
    #[error("the grant \"{grant}\" is of \"{funder}\", expected one of the funder of the line")]
    GrantOfAnother {
        /// The grant.
        grant: Slug,
        /// Whose it is.
        funder: Slug,
    },
    /// Written twice.
    #[error("\"{0}\" is written twice, expected once")]
    Twice(String),
    /// An action that comes before itself.
    #[error("the action depends on itself")]
    OnItself,
    /// Actions each of which waits for the one before, and the first for the last.
    #[error("actions wait for each other in a ring: {}", ring(.0))]
    Ring(Vec<Slug>),
    /// It waits for what will not be done.
    #[error("\"{0}\" is abandoned or postponed, and this action waits for it")]
    NotPlanned(Slug),
    /// It began, and nobody wrote when.
    #[error("missing field: an action that began has its quarter")]
    NoStart,
    /// A quarter outside of the roadmap.
    #[error("{quarter} is outside of the roadmap, from {first} to {last}")]
    Outside {
        /// The quarter.
        quarter: Quarter,
        /// The first of the roadmap.
        first: Quarter,
        /// The last.
        last: Quarter,
    },
    /// No room between the first quarter allowed and the last.
    #[error("{room} quarter(s) from {from} to {to}, expected {quarters} at least: what the action lasts")]
    TooShort {
        /// First quarter in which it may begin.
        from: Quarter,
        /// Last quarter in which it may be under way.
        to: Quarter,
        /// Quarters between the two, both counted.
        room: i32,
        /// Quarters that it lasts.
        quarters: u32,
    },
    /// A grant that closes before it opens.
    #[error("{closes} found, expected {opens} or later: a grant closes after it opens")]
    ClosesBefore {
        /// First quarter.
        opens: Quarter,
        /// Last quarter.
        closes: Quarter,
    },
    /// Steps of a team that are not in order.
    #[error("{0} found, expected later quarters one after the other")]
    Unordered(Quarter),
    /// An indicator that is measured and cannot be.
    #[error("measures found, expected none while the indicator cannot be measured")]
    Measured,
    /// A quotation that was changed after it was frozen.
    #[error("the quotation was changed: its words have the digest {0}")]
    Changed(String),
    /// One coordinate without the other.
    #[error("one coordinate found, expected both, or none")]
    HalfPoint,
    /// Coordinates that are no place.
    #[error("coordinates outside of the world: expected degrees, -180 to 180 and -90 to 90")]
    NoPlace,
    /// A number outside of its bounds.
    #[error("{found} found, expected {least} to {most}")]
    Bounds {
        /// The number.
        found: u64,
        /// The least allowed.
        least: u64,
        /// The most allowed.
        most: u64,
    },
    /// The lines add up to more than the solver counts.
    #[error("the lines add up to {0} euros, expected less than a thousand billion")]
    TooMuch(u64),
}

fn ring(slugs: &[Slug]) -> String {
    slugs.iter().chain(slugs.first()).map(|slug| format!("\"{slug}\"")).collect::<Vec<_>>().join(" then ")
}

/// Most euros of all lines together: the solver counts exactly below its own limit, 2^40.
const ALL_LINES: u64 = 1_000_000_000_000;

impl Roadmap {
    /// Everything in it that contradicts something else of it; nothing when it holds together.
    pub fn disagreements(&self) -> Vec<Disagreement> {
        let mut found = Found(Vec::new());
        found.bounds(None, "quarters", u64::from(self.quarters), 1, u64::from(Self::QUARTERS));
        found.bounds(None, "action", self.actions.len() as u64, 0, Self::ACTIONS as u64);
        found.envelopes(None, "own_budget", &self.own_budget);
        found.unique("axis", self.axes.iter().map(|axis| &axis.id));
        found.unique("team", self.teams.iter().map(|team| &team.id));
        found.unique("funder", self.funders.iter().map(|funder| &funder.id));
        found.unique("grant", self.grants.iter().map(|grant| &grant.id));
        found.unique("action", self.actions.iter().map(|action| &action.id));
        for (rank, team) in self.teams.iter().enumerate() {
            for (at, pair) in team.capacity.windows(2).enumerate() {
                if pair[1].from <= pair[0].from {
                    let what = Disagrees::Unordered(pair[1].from);
                    found.push(Some(("team", rank)), Some(("capacity", at + 1)), "from", what);
                }
            }
        }
        for (rank, funder) in self.funders.iter().enumerate() {
            found.envelopes(Some(("funder", rank)), "budget", &funder.budget);
        }
        for (rank, grant) in self.grants.iter().enumerate() {
            let of = Some(("grant", rank));
            found.envelopes(of, "budget", &grant.budget);
            if self.funder(grant.funder.as_str()).is_none() {
                found.push(of, None, "funder", Disagrees::NoFunder(grant.funder.clone()));
            }
            if grant.closes < grant.opens {
                let what = Disagrees::ClosesBefore { opens: grant.opens, closes: grant.closes };
                found.push(of, None, "closes", what);
            }
        }
        for (rank, action) in self.actions.iter().enumerate() {
            found.action(self, rank, action);
        }
        let all: u64 = self.actions.iter().map(|action| action.totals().cost()).fold(0, u64::saturating_add);
        if all > ALL_LINES {
            found.push(None, None, "action", Disagrees::TooMuch(all));
        }
        found.rings(self);
        found.0
    }

    /// What contradicts something in one action alone, whether it is in the roadmap already or comes to it.
    pub fn disagreements_of(&self, action: &Action) -> Vec<Disagreement> {
        let mut with = self.clone();
        let rank = match with.actions.iter().position(|other| other.id == action.id) {
            Some(rank) => {
                with.actions[rank] = action.clone();
                rank
            }
            None => {
                with.actions.push(action.clone());
                with.actions.len() - 1
            }
        };
        let mut all = with.disagreements();
        all.retain(|found| found.of.is_none_or(|of| of == ("action", rank)));
        all
    }
}

struct Found(Vec<Disagreement>);

type Place = Option<(&'static str, usize)>;

impl Found {
    fn push(&mut self, of: Place, within: Place, field: &'static str, what: Disagrees) {
        self.0.push(Disagreement { of, within, field, what });
    }

    fn bounds(&mut self, of: Place, field: &'static str, found: u64, least: u64, most: u64) {
        if !(least..=most).contains(&found) {
            self.push(of, None, field, Disagrees::Bounds { found, least, most });
        }
    }

    fn euros(&mut self, of: Place, within: Place, euros: u64) {
        if euros > Roadmap::LINE {
            let what = Disagrees::Bounds { found: euros, least: 0, most: Roadmap::LINE };
            self.push(of, within, "euros", what);
        }
    }

    fn year(&mut self, of: Place, within: Place, year: u16) {
        if !(2000..=2150).contains(&year) {
            let what = Disagrees::Bounds { found: u64::from(year), least: 2000, most: 2150 };
            self.push(of, within, "year", what);
        }
    }

    fn envelopes(&mut self, of: Place, list: &'static str, envelopes: &[Envelope]) {
        for (at, envelope) in envelopes.iter().enumerate() {
            let within = Some((list, at));
            self.euros(of, within, envelope.euros);
            self.year(of, within, envelope.year);
            if envelopes[..at].iter().any(|other| other.year == envelope.year) {
                self.push(of, within, "year", Disagrees::Twice(envelope.year.to_string()));
            }
        }
    }

    fn unique<'a>(&mut self, list: &'static str, ids: impl Iterator<Item = &'a Slug>) {
        let mut known: BTreeMap<&Slug, ()> = BTreeMap::new();
        for (rank, id) in ids.enumerate() {
            if known.insert(id, ()).is_some() {
                self.push(Some((list, rank)), None, "id", Disagrees::Taken(id.clone()));
            }
        }
    }

    fn action(&mut self, roadmap: &Roadmap, rank: usize, action: &Action) {
        let of = Some(("action", rank));
        if roadmap.axis(action.axis.as_str()).is_none() {
            self.push(of, None, "axis", Disagrees::NoAxis(action.axis.clone()));
        }
        self.bounds(of, "worth", action.worth, 0, Roadmap::WORTH);
        self.bounds(of, "quarters", u64::from(action.quarters), 1, u64::from(Roadmap::DURATION));
        self.dates(roadmap, of, action);
        for (at, line) in action.funding.iter().enumerate() {
            let within = Some(("funding", at));
            self.euros(of, within, line.euros);
            self.year(of, within, line.year);
            if roadmap.funder(line.funder.as_str()).is_none() {
                self.push(of, within, "funder", Disagrees::NoFunder(line.funder.clone()));
            }
            match line.grant.as_ref().map(|id| (id, roadmap.grant(id.as_str()))) {
                Some((id, None)) => self.push(of, within, "grant", Disagrees::NoGrant(id.clone())),
                Some((id, Some(grant))) if grant.funder != line.funder => {
                    let what = Disagrees::GrantOfAnother { grant: id.clone(), funder: grant.funder.clone() };
                    self.push(of, within, "grant", what);
                }
                _ => {}
            }
        }
        for (at, cost) in action.own_costs.iter().enumerate() {
            self.euros(of, Some(("own", at)), cost.euros);
            self.year(of, Some(("own", at)), cost.year);
        }
        for (at, need) in action.needs.iter().enumerate() {
            let within = Some(("need", at));
            if roadmap.team(need.team.as_str()).is_none() {
                self.push(of, within, "team", Disagrees::NoTeam(need.team.clone()));
            }
            if action.needs[..at].iter().any(|other| other.team == need.team) {
                self.push(of, within, "team", Disagrees::Twice(need.team.to_string()));
            }
            if need.fte == Fte::default() {
                self.push(of, within, "fte", Disagrees::Bounds { found: 0, least: 1, most: Fte::MOST as u64 });
            }
        }
        for (at, dependency) in action.depends.iter().enumerate() {
            let within = Some(("depends", at));
            match roadmap.action(dependency.on.as_str()) {
                _ if dependency.on == action.id => self.push(of, within, "on", Disagrees::OnItself),
                None => self.push(of, within, "on", Disagrees::NoAction(dependency.on.clone())),
                Some(before) if !before.status.is_planned() && action.status.is_planned() => {
                    self.push(of, within, "on", Disagrees::NotPlanned(dependency.on.clone()));
                }
                Some(_) => {}
            }
            if action.depends[..at].iter().any(|other| other.on == dependency.on) {
                self.push(of, within, "on", Disagrees::Twice(dependency.on.to_string()));
            }
            if dependency.lag > Roadmap::DURATION {
                let most = u64::from(Roadmap::DURATION);
                self.push(of, within, "lag", Disagrees::Bounds { found: dependency.lag.into(), least: 0, most });
            }
        }
        self.told(of, action);
    }

    /// Sites, indicators, quotations.
    fn told(&mut self, of: Place, action: &Action) {
        for (at, site) in action.sites.iter().enumerate() {
            let within = Some(("site", at));
            match (site.lon, site.lat) {
                (Some(lon), Some(lat)) if !(lon.abs() <= 180.0 && lat.abs() <= 90.0) => {
                    self.push(of, within, "lon", Disagrees::NoPlace);
                }
                (Some(_), None) => self.push(of, within, "lon", Disagrees::HalfPoint),
                (None, Some(_)) => self.push(of, within, "lat", Disagrees::HalfPoint),
                _ => {}
            }
        }
        for (at, indicator) in action.indicators.iter().enumerate() {
            let within = Some(("indicator", at));
            if action.indicators[..at].iter().any(|other| other.id == indicator.id) {
                self.push(of, within, "id", Disagrees::Taken(indicator.id.clone()));
            }
            if indicator.not_measurable.is_some() && !indicator.measures.is_empty() {
                self.push(of, within, "not_measurable", Disagrees::Measured);
            }
        }
        for (at, quote) in action.quotes.iter().enumerate() {
            if quote.digest != quote.sealed() {
                self.push(of, Some(("quote", at)), "digest", Disagrees::Changed(quote.sealed()));
            }
        }
    }

    fn dates(&mut self, roadmap: &Roadmap, of: Place, action: &Action) {
        let (first, last) = (roadmap.first, roadmap.last());
        match action.start {
            None if action.status.has_begun() => self.push(of, None, "start", Disagrees::NoStart),
            // What began may have begun before the roadmap.
            Some(quarter) if quarter > last || quarter < first && !action.status.has_begun() => {
                self.push(of, None, "start", Disagrees::Outside { quarter, first, last });
            }
            _ => {}
        }
        let (from, to) = (action.earliest.unwrap_or(first), action.latest.unwrap_or(last));
        let room = to.since(from) + 1;
        if (action.earliest.is_some() || action.latest.is_some())
            && !action.status.has_begun()
            && room < action.quarters.min(Roadmap::DURATION) as i32
        {
            let field = if action.latest.is_some() { "latest" } else { "earliest" };
            self.push(of, None, field, Disagrees::TooShort { from, to, room, quarters: action.quarters });
        }
    }

    /// Rings of dependencies, each told at one of its actions.
    fn rings(&mut self, roadmap: &Roadmap) {
        let rank: BTreeMap<&Slug, usize> =
            roadmap.actions.iter().zip(0..).map(|(action, at)| (&action.id, at)).collect();
        let before = |at: usize| {
            let on = roadmap.actions[at].depends.iter().filter(|dependency| dependency.on != roadmap.actions[at].id);
            on.filter_map(|dependency| rank.get(&dependency.on).copied()).collect::<Vec<usize>>()
        };
        // 0: not seen; 1: on the way back; 2: done.
        let mut state = vec![0u8; roadmap.actions.len()];
        for from in 0..roadmap.actions.len() {
            if state[from] != 0 {
                continue;
            }
            state[from] = 1;
            let mut way = vec![(from, before(from))];
            while let Some((at, open)) = way.last_mut() {
                match open.pop() {
                    None => {
                        state[*at] = 2;
                        way.pop();
                    }
                    Some(next) if state[next] == 0 => {
                        state[next] = 1;
                        way.push((next, before(next)));
                    }
                    Some(next) if state[next] == 1 => {
                        let begin = way.iter().position(|(at, _)| *at == next).expect("what is on the way is on it");
                        let mut ring: Vec<Slug> =
                            way[begin..].iter().map(|(at, _)| roadmap.actions[*at].id.clone()).collect();
                        ring.reverse();
                        self.push(Some(("action", next)), None, "depends", Disagrees::Ring(ring));
                    }
                    Some(_) => {}
                }
            }
        }
    }
}

impl Payer {
    /// `own`, `funder:ademe`, `grant:fonds-vert`: as the command line and the exports write it.
    pub fn token(&self) -> String {
        match self {
            Payer::Own => "own".to_owned(),
            Payer::Funder(id) => format!("funder:{id}"),
            Payer::Grant(id) => format!("grant:{id}"),
        }
    }
}
