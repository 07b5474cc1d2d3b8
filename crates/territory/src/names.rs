//! Finding places by name: without accents, hyphens or case, in any order of words, and forgiving faults of typing.

use std::collections::{BTreeSet, HashSet};

use atlas::{CommuneIndex, FrenchMap};
use solve::search::{self, Entry, Field, Habits, Index, Match, Question};

use crate::kind::Kind;
use crate::resolve::Candidate;

/// A name reduced to what people mean by it: lower-case letters and digits, words separated by one space.
///
/// # Examples
/// ```
/// assert_eq!(territory::names::plain("Saint-Étienne-du-Rouvray"), "saint etienne du rouvray");
/// assert_eq!(territory::names::plain("  L'Haÿ-les-Roses"), "l hay les roses");
/// assert_eq!(territory::names::plain("St Etienne"), "saint etienne");
/// ```
pub fn plain(name: &str) -> String {
    HABITS.plain(name)
}

/// How names of places are read. Small words tell nothing of the place: articles, links, and the legal kind of an EPCI.
/// The final letter of a name is part of it: there is no plural.
pub const HABITS: Habits = Habits {
    small: &[
        "le",
        "la",
        "les",
        "l",
        "de",
        "du",
        "des",
        "d",
        "et",
        "en",
        "sur",
        "sous",
        "ca",
        "cc",
        "cu",
        "metropole",
        "communaute",
        "agglomeration",
        "communes",
        "urbaine",
        "a",
    ],
    short: &[("st", "saint"), ("ste", "sainte")],
    plural: &[],
};

/// A place found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The place.
    pub candidate: Candidate,
    /// The name that answers: its own, or that of a former commune that it holds.
    pub name: String,
    /// How that name answers.
    pub matched: Match,
    /// How many faults of typing were corrected.
    pub faults: u8,
    /// Its municipal population, which ranks equal matches.
    pub population: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    Commune(CommuneIndex),
    Epci(u16),
    Departement(u16),
    Region(u16),
    /// A former commune, by its rank among former codes.
    Former(u32),
}

/// The names of a map.
pub struct Gazetteer {
    index: Index,
    places: Vec<Place>,
}

impl Gazetteer {
    /// Of every commune, EPCI, département, région, and of the former communes that keep a name.
    pub fn new(map: &FrenchMap) -> Self {
        let ranks = |count: usize| 0..count as u32;
        let places: Vec<Place> = (ranks(map.regions.len()).map(|rank| Place::Region(rank as u16)))
            .chain(ranks(map.departements.len()).map(|rank| Place::Departement(rank as u16)))
            .chain(ranks(map.epcis.len()).map(|rank| Place::Epci(rank as u16)))
            .chain(ranks(map.communes.len()).map(Place::Commune))
            .chain(ranks(map.formers.len()).map(Place::Former).filter(|place| !name(map, *place).is_empty()))
            .collect();
        let entry = |place: &Place| Entry {
            name: name(map, *place),
            texts: whereabouts(map, *place).into_iter().map(|text| (Field::Within, text)).collect(),
            weight: population(map, *place),
        };
        Self { index: Index::new(HABITS, places.iter().map(entry)), places }
    }

    /// The places whose name answers, best first: by match, then by population. At most `most` of them.
    ///
    /// A département or a région after the name, `Saint-Denis (93)`, `Vitré Ille-et-Vilaine`, keeps the places that are
    /// there. Faults of typing are corrected when few names answer without.
    pub fn search(&self, map: &FrenchMap, text: &str, most: usize) -> Vec<Hit> {
        let question = Question::new(&HABITS, text);
        let mut hits = self.answers(map, &question, false);
        if search::calls_for_correction(hits.len(), hits.first()) {
            hits = self.answers(map, &question, true);
        }
        let hit = |hit: &search::Hit| Hit {
            candidate: self.candidate(map, hit.entry),
            name: self.name(map, hit.entry).to_owned(),
            matched: hit.matched,
            faults: hit.faults,
            population: hit.weight,
        };
        hits.iter().take(most).map(hit).collect()
    }

    /// The entries that answer a question, best first, one a territory; faults are corrected if `forgiving`.
    pub fn answers(&self, map: &FrenchMap, question: &Question, forgiving: bool) -> Vec<search::Hit> {
        let mut hits = self.index.search(question, forgiving);
        // A commune is found by its name and by those of its former communes or districts: the best is kept.
        let mut seen = HashSet::new();
        hits.retain(|hit| seen.insert(self.today(map, hit.entry)));
        hits
    }

    /// The territory of an entry.
    pub fn candidate(&self, map: &FrenchMap, entry: u32) -> Candidate {
        candidate(map, self.places[entry as usize])
    }

    /// The name of an entry: that of a territory, or of a former commune.
    pub fn name<'m>(&self, map: &'m FrenchMap, entry: u32) -> &'m str {
        name(map, self.places[entry as usize])
    }

    /// The régions of an entry, by their ranks: an EPCI may lie in several.
    pub fn regions(&self, map: &FrenchMap, entry: u32) -> Vec<u16> {
        let of = |commune: &CommuneIndex| map.departements[usize::from(map.at(*commune).departement)].region;
        match self.today(map, entry) {
            Place::Region(rank) => vec![rank],
            Place::Departement(rank) => vec![map.departements[usize::from(rank)].region],
            Place::Commune(rank) => vec![of(&rank)],
            Place::Epci(rank) => {
                let mut regions: Vec<u16> = map.epcis[usize::from(rank)].communes.iter().map(of).collect();
                regions.sort_unstable();
                regions.dedup();
                regions
            }
            Place::Former(_) => Vec::new(),
        }
    }

    /// How many bytes the names hold.
    pub fn bytes(&self) -> usize {
        self.index.bytes() + self.places.len() * size_of::<Place>()
    }

    /// The place of today that an entry leads to.
    fn today(&self, map: &FrenchMap, entry: u32) -> Place {
        match self.places[entry as usize] {
            Place::Former(rank) => Place::Commune(map.formers[rank as usize].current),
            place => place,
        }
    }

    /// Names that look like one that was not found, for a message: the closest by common groups of three letters.
    pub fn suggestions(&self, map: &FrenchMap, text: &str, most: usize) -> Vec<Candidate> {
        let hits = self.search(map, text, most);
        if !hits.is_empty() {
            return hits.into_iter().map(|hit| hit.candidate).collect();
        }
        let asked = trigrams(&plain(text));
        if asked.is_empty() {
            return Vec::new();
        }
        let likeness = |entry: u32| {
            let theirs = trigrams(self.index.plain_name(entry));
            let common = theirs.iter().filter(|trigram| asked.binary_search(trigram).is_ok()).count();
            2.0 * common as f64 / (asked.len() + theirs.len()) as f64
        };
        let mut close: Vec<(f64, u64, u32)> = (0..self.places.len() as u32)
            .map(|entry| (likeness(entry), population(map, self.places[entry as usize]), entry))
            .filter(|(likeness, ..)| *likeness > LIKE)
            .collect();
        close.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
        let mut seen = HashSet::new();
        close.retain(|(.., entry)| seen.insert(self.today(map, *entry)));
        close.into_iter().take(most).map(|(.., entry)| self.candidate(map, entry)).collect()
    }
}

/// Share of common groups of three letters from which a name looks like another.
const LIKE: f64 = 0.35;

fn name(map: &FrenchMap, place: Place) -> &str {
    match place {
        Place::Commune(rank) => &map.at(rank).name,
        Place::Epci(rank) => &map.epcis[usize::from(rank)].name,
        Place::Departement(rank) => &map.departements[usize::from(rank)].name,
        Place::Region(rank) => &map.regions[usize::from(rank)].name,
        Place::Former(rank) => &map.formers[rank as usize].name,
    }
}

/// What tells a place from another of the same name: name and code of its département, name of its région.
fn whereabouts(map: &FrenchMap, place: Place) -> Vec<&str> {
    let of_departement = |rank: u16| {
        let departement = &map.departements[usize::from(rank)];
        [&departement.name, departement.code.as_str(), &map.regions[usize::from(departement.region)].name]
    };
    let of_commune = |rank: CommuneIndex| of_departement(map.at(rank).departement).to_vec();
    match place {
        Place::Commune(rank) => of_commune(rank),
        Place::Former(rank) => of_commune(map.formers[rank as usize].current),
        Place::Epci(rank) => {
            let communes = &map.epcis[usize::from(rank)].communes;
            let departements: BTreeSet<u16> = communes.iter().map(|commune| map.at(*commune).departement).collect();
            departements.into_iter().flat_map(of_departement).collect()
        }
        Place::Departement(rank) => of_departement(rank)[1..].to_vec(),
        Place::Region(_) => Vec::new(),
    }
}

/// Municipal population of today; of the commune that holds it, for a former one.
fn population(map: &FrenchMap, place: Place) -> u64 {
    let people = |communes: &[CommuneIndex]| {
        communes.iter().filter_map(|commune| map.at(*commune).population).map(u64::from).sum::<u64>()
    };
    match place {
        Place::Commune(rank) => people(&[rank]),
        Place::Former(rank) => people(&[map.formers[rank as usize].current]),
        Place::Epci(rank) => people(&map.epcis[usize::from(rank)].communes),
        Place::Departement(rank) => people(&map.departements[usize::from(rank)].communes),
        Place::Region(rank) => people(&map.regions[usize::from(rank)].communes),
    }
}

fn trigrams(plain: &str) -> Vec<[u8; 3]> {
    let mut trigrams: Vec<[u8; 3]> = plain.as_bytes().windows(3).filter_map(|window| window.try_into().ok()).collect();
    trigrams.sort_unstable();
    trigrams.dedup();
    trigrams
}

fn candidate(map: &FrenchMap, place: Place) -> Candidate {
    match place {
        Place::Commune(rank) => of_commune(map, rank),
        Place::Epci(rank) => of_epci(map, usize::from(rank)),
        Place::Departement(rank) => of_departement(map, usize::from(rank)),
        Place::Region(rank) => of_region(map, usize::from(rank)),
        Place::Former(rank) => {
            let former = &map.formers[rank as usize];
            let holder = of_commune(map, former.current);
            // Reached through its former name: the commune of today, told with the name that was searched.
            Candidate { name: format!("{} ({})", holder.name, former.name), ..holder }
        }
    }
}

/// The candidate of a commune.
pub(crate) fn of_commune(map: &FrenchMap, rank: CommuneIndex) -> Candidate {
    let commune = map.at(rank);
    let departement = &map.departements[usize::from(commune.departement)];
    Candidate {
        token: commune.code.to_string(),
        kind: Kind::Commune,
        name: commune.name.to_string(),
        within: format!("{} ({})", departement.name, departement.code),
    }
}

/// The candidate of an EPCI.
pub(crate) fn of_epci(map: &FrenchMap, rank: usize) -> Candidate {
    let epci = &map.epcis[rank];
    let within = epci.communes.first().map_or(String::new(), |commune| of_commune(map, *commune).within);
    Candidate { token: epci.siren.to_string(), kind: Kind::Epci, name: epci.name.to_string(), within }
}

/// The candidate of a département.
pub(crate) fn of_departement(map: &FrenchMap, rank: usize) -> Candidate {
    let departement = &map.departements[rank];
    Candidate {
        token: format!("dep:{}", departement.code),
        kind: Kind::Departement,
        name: departement.name.to_string(),
        within: map.regions[usize::from(departement.region)].name.to_string(),
    }
}

/// The candidate of a région.
pub(crate) fn of_region(map: &FrenchMap, rank: usize) -> Candidate {
    let region = &map.regions[rank];
    Candidate {
        token: format!("reg:{}", region.code),
        kind: Kind::Region,
        name: region.name.to_string(),
        within: "France".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_becomes_plain_once_and_for_all(text in ".{0,40}") {
            let once = plain(&text);
            prop_assert_eq!(plain(&once), once);
        }
    }
}
