//! What a refused grant, or a funder who holds nothing, changes.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Plan, Timetable};
use crate::Slug;
use crate::roadmap::{Payer, Quarter, Roadmap};

/// Money that does not come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Whose.
    pub payer: Payer,
    /// Of which year; all of them when none is said.
    pub year: Option<u16>,
}

/// The text names no money of the roadmap.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotARefusal {
    /// Neither a funder, nor a grant, nor the territory itself.
    #[error("\"{0}\" names no funder and no grant of the roadmap, expected FUNDER, FUNDER:YEAR, GRANT or GRANT:YEAR")]
    Nobody(String),
    /// A year outside of the roadmap.
    #[error("\"{year}\" is not a year of the roadmap, expected {first} to {last}")]
    Year {
        /// What was written.
        year: String,
        /// The first year.
        first: u16,
        /// The last.
        last: u16,
    },
}

/// What changes when some money does not come.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// The money.
    pub refusal: Refusal,
    /// The best dates without it.
    pub without: Timetable,
    /// Points that are lost; none when nothing was found without it. Negative only when one of the two is not proved.
    pub lost: Option<i64>,
    /// Actions that are no longer kept.
    pub leaves: Vec<Slug>,
    /// Actions that were not kept and now are.
    pub enters: BTreeMap<Slug, Quarter>,
    /// Actions that begin at another time: the old quarter and the new.
    pub moves: BTreeMap<Slug, (Quarter, Quarter)>,
}

impl Refusal {
    /// Reads `FUNDER`, `FUNDER:YEAR`, `GRANT`, `GRANT:YEAR` or `own:YEAR`.
    ///
    /// # Errors
    /// What names nothing of the roadmap.
    pub fn of(roadmap: &Roadmap, text: &str) -> Result<Self, NotARefusal> {
        let (name, year) = text.split_once(':').map_or((text, None), |(name, year)| (name, Some(year)));
        let payer = match (roadmap.funder(name), roadmap.grant(name)) {
            (Some(funder), _) => Payer::Funder(funder.id.clone()),
            (None, Some(grant)) => Payer::Grant(grant.id.clone()),
            (None, None) if name == "own" => Payer::Own,
            (None, None) => return Err(NotARefusal::Nobody(text.chars().take(80).collect())),
        };
        let (first, last) = (roadmap.first.year(), roadmap.last().year());
        let read = |year: &str| year.parse().ok().filter(|year| (first..=last).contains(year));
        let year = match year {
            None => None,
            Some(text) => Some(read(text).ok_or_else(|| {
                let year = text.chars().take(20).collect();
                NotARefusal::Year { year, first, last }
            })?),
        };
        Ok(Self { payer, year })
    }
}

impl fmt::Display for Refusal {
    /// As [`Refusal::of`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.payer {
            Payer::Own => f.write_str("own")?,
            Payer::Funder(id) | Payer::Grant(id) => write!(f, "{id}")?,
        }
        self.year.map_or(Ok(()), |year| write!(f, ":{year}"))
    }
}

impl Plan<'_> {
    /// The same plan when some money does not come: nothing can be committed on it.
    pub fn without(&self, refusal: &Refusal) -> Self {
        let mut poorer = self.clone();
        poorer.refused.push(refusal.clone());
        let account = self.payers.iter().position(|payer| *payer == refusal.payer);
        for (year, amount) in
            account.into_iter().flat_map(|account| self.roadmap.years().map(move |year| (year, account)))
        {
            if refusal.year.is_none_or(|refused| refused == year) {
                poorer.menu.accounts[amount][usize::from(year - self.roadmap.first.year())] = 0;
            }
        }
        poorer
    }

    /// What changes from dates that are known when some money does not come.
    pub fn refused(&self, known: &Timetable, refusal: &Refusal, stop: &mut dyn FnMut() -> bool) -> Change {
        let without = self.without(refusal).best(stop);
        let lost = known.value.zip(without.value).map(|(before, after)| before - after);
        let mut change = Change {
            refusal: refusal.clone(),
            without,
            lost,
            leaves: Vec::new(),
            enters: BTreeMap::new(),
            moves: BTreeMap::new(),
        };
        if change.without.value.is_none() {
            return change;
        }
        for action in &self.roadmap.actions {
            match (known.starts.get(&action.id), change.without.starts.get(&action.id)) {
                (Some(_), None) => change.leaves.push(action.id.clone()),
                (None, Some(new)) => _ = change.enters.insert(action.id.clone(), *new),
                (Some(old), Some(new)) if old != new => {
                    change.moves.insert(action.id.clone(), (*old, *new));
                }
                _ => {}
            }
        }
        change
    }
}
