//! Finding places by name: without accents, hyphens or case, in any order of words, and forgiving a typing error.

use atlas::{CommuneIndex, FrenchMap};

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
    let mut plain = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => plain.push('a'),
            'ç' => plain.push('c'),
            'è' | 'é' | 'ê' | 'ë' => plain.push('e'),
            'ì' | 'í' | 'î' | 'ï' => plain.push('i'),
            'ñ' => plain.push('n'),
            'ò' | 'ó' | 'ô' | 'ö' | 'õ' => plain.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => plain.push('u'),
            'ý' | 'ÿ' => plain.push('y'),
            'œ' => plain.push_str("oe"),
            'æ' => plain.push_str("ae"),
            // A combining accent, of a name typed letter then accent.
            '\u{300}'..='\u{36f}' => {}
            letter if letter.is_ascii_alphanumeric() => plain.push(letter),
            letter if letter.is_alphanumeric() => plain.push(letter),
            _ => {
                if !plain.is_empty() && !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
        }
    }
    let words = plain.split_whitespace().map(|word| match word {
        "st" => "saint",
        "ste" => "sainte",
        word => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Words that tell nothing of the place: articles, links, and the legal kind of an EPCI.
const EMPTY_WORDS: [&str; 21] = [
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
];

fn full_words(plain: &str) -> String {
    let words: Vec<&str> = plain.split(' ').filter(|word| !EMPTY_WORDS.contains(word)).collect();
    if words.is_empty() { plain.to_owned() } else { words.join(" ") }
}

/// How a name answers a search, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// The same name.
    Exact,
    /// The same name but for articles, links and legal kind.
    SameWords,
    /// The name begins with what is searched.
    Beginning,
    /// Every word searched begins a word of the name.
    EveryWord,
    /// The name differs by one letter, two when it is long.
    Typing,
}

/// A place found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The place.
    pub candidate: Candidate,
    /// How its name answers.
    pub matched: Match,
    /// Its municipal population, which ranks equal matches.
    pub population: u64,
}

struct Entry {
    plain: String,
    full: String,
    place: Place,
    population: u64,
}

#[derive(Clone, Copy)]
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
    entries: Vec<Entry>,
}

impl Gazetteer {
    /// Of every commune, EPCI, département, région, and of the former communes that keep a name.
    pub fn new(map: &FrenchMap) -> Self {
        let people = |communes: &[CommuneIndex]| {
            communes.iter().filter_map(|commune| map.at(*commune).population).map(u64::from).sum::<u64>()
        };
        let entry = |name: &str, place, population| {
            let plain = plain(name);
            Entry { full: full_words(&plain), plain, place, population }
        };
        let mut entries = Vec::with_capacity(map.communes.len() + map.epcis.len() + map.formers.len() + 200);
        for (rank, region) in map.regions.iter().enumerate() {
            entries.push(entry(&region.name, Place::Region(rank as u16), people(&region.communes)));
        }
        for (rank, departement) in map.departements.iter().enumerate() {
            entries.push(entry(&departement.name, Place::Departement(rank as u16), people(&departement.communes)));
        }
        for (rank, epci) in map.epcis.iter().enumerate() {
            entries.push(entry(&epci.name, Place::Epci(rank as u16), people(&epci.communes)));
        }
        for (rank, commune) in map.communes.iter().enumerate() {
            let population = commune.population.unwrap_or_default();
            entries.push(entry(&commune.name, Place::Commune(rank as CommuneIndex), u64::from(population)));
        }
        for (rank, former) in map.formers.iter().enumerate().filter(|(_, former)| !former.name.is_empty()) {
            let population = map.at(former.current).population.unwrap_or_default();
            entries.push(entry(&former.name, Place::Former(rank as u32), u64::from(population)));
        }
        Self { entries }
    }

    /// The places whose name answers, best first: by match, then by population. At most `most` of them.
    ///
    /// A département after the name, `Saint-Denis (93)` or `Saint-Denis 93`, keeps the places of that département.
    pub fn search(&self, map: &FrenchMap, text: &str, most: usize) -> Vec<Hit> {
        let asked = plain(text);
        if asked.is_empty() {
            return Vec::new();
        }
        let mut hits = self.matches(map, &asked, None);
        if hits.is_empty()
            && let Some((name, last)) = asked.rsplit_once(' ')
        {
            hits = self.matches(map, name, Some(last));
        }
        hits.sort_by(|a, b| {
            let key = |hit: &Hit| (hit.matched, std::cmp::Reverse(hit.population));
            key(a).cmp(&key(b)).then_with(|| a.candidate.token.cmp(&b.candidate.token))
        });
        // A commune is found by its name and by those of its former communes or districts: the best is kept.
        let mut seen = std::collections::BTreeSet::new();
        hits.retain(|hit| seen.insert(hit.candidate.token.clone()));
        hits.truncate(most);
        hits
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
        let mut close: Vec<(f64, &Entry)> = self
            .entries
            .iter()
            .filter_map(|entry| {
                let theirs = trigrams(&entry.plain);
                let common = theirs.iter().filter(|trigram| asked.binary_search(trigram).is_ok()).count();
                let likeness = 2.0 * common as f64 / (asked.len() + theirs.len()) as f64;
                (likeness > 0.35).then_some((likeness, entry))
            })
            .collect();
        close.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.population.cmp(&a.1.population)));
        close.into_iter().take(most).map(|(_, entry)| candidate(map, entry.place)).collect()
    }

    fn matches(&self, map: &FrenchMap, asked: &str, departement: Option<&str>) -> Vec<Hit> {
        let full = full_words(asked);
        let mut words: Vec<&str> = full.split(' ').collect();
        // A word searched five hundred times is searched once.
        words.sort_unstable();
        words.dedup();
        let in_departement = |place: Place| match departement {
            None => true,
            Some(code) => departement_of(map, place).is_some_and(|d| d.eq_ignore_ascii_case(code)),
        };
        self.entries
            .iter()
            .filter_map(|entry| {
                let matched = matched(entry, asked, &full, &words)?;
                in_departement(entry.place).then(|| Hit {
                    candidate: candidate(map, entry.place),
                    matched,
                    population: entry.population,
                })
            })
            .collect()
    }
}

fn matched(entry: &Entry, asked: &str, full: &str, words: &[&str]) -> Option<Match> {
    if entry.plain == asked {
        return Some(Match::Exact);
    }
    if entry.full == *full || same_letters(&entry.full, full) {
        return Some(Match::SameWords);
    }
    if entry.plain.starts_with(asked) || entry.full.starts_with(full) {
        return Some(Match::Beginning);
    }
    if words.iter().all(|word| entry.full.split(' ').any(|theirs| theirs.starts_with(word))) {
        return Some(Match::EveryWord);
    }
    let forgiven = match full.len() {
        0..=3 => 0,
        4..=8 => 1,
        _ => 2,
    };
    (entry.full.len().abs_diff(full.len()) <= forgiven && within(&entry.full, full, forgiven)).then_some(Match::Typing)
}

/// Whether two texts are the same but for spaces: agglomerations like to write their name in one word.
fn same_letters(a: &str, b: &str) -> bool {
    let letters = |text: &'_ str| text.bytes().filter(|byte| *byte != b' ').collect::<Vec<u8>>();
    a.len().abs_diff(b.len()) <= 4 && a.as_bytes().first() == b.as_bytes().first() && letters(a) == letters(b)
}

/// Whether two texts differ by `most` letters or fewer: one changed, added, taken off, or two neighbours exchanged.
fn within(a: &str, b: &str, most: usize) -> bool {
    if most == 0 {
        return a == b;
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let common = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[common..], &b[common..]);
    if a.is_empty() || b.is_empty() {
        return a.len() + b.len() <= most;
    }
    let rest = |x: &[u8], y: &[u8]| within_bytes(x, y, most - 1);
    rest(&a[1..], &b[1..])
        || rest(&a[1..], b)
        || rest(a, &b[1..])
        || (a.len() > 1 && b.len() > 1 && a[0] == b[1] && a[1] == b[0] && rest(&a[2..], &b[2..]))
}

fn within_bytes(a: &[u8], b: &[u8], most: usize) -> bool {
    match (std::str::from_utf8(a), std::str::from_utf8(b)) {
        (Ok(a), Ok(b)) => within(a, b, most),
        // Cut inside a letter: names hold few letters of more than one byte once accents are taken off.
        _ => a == b,
    }
}

fn trigrams(plain: &str) -> Vec<[u8; 3]> {
    let mut trigrams: Vec<[u8; 3]> = plain.as_bytes().windows(3).filter_map(|window| window.try_into().ok()).collect();
    trigrams.sort_unstable();
    trigrams.dedup();
    trigrams
}

fn departement_of(map: &FrenchMap, place: Place) -> Option<&str> {
    let of_commune = |commune: CommuneIndex| map.departements[usize::from(map.at(commune).departement)].code.as_str();
    match place {
        Place::Commune(rank) => Some(of_commune(rank)),
        Place::Former(rank) => Some(of_commune(map.formers[rank as usize].current)),
        Place::Epci(rank) => map.epcis[usize::from(rank)].communes.first().map(|commune| of_commune(*commune)),
        Place::Departement(rank) => Some(map.departements[usize::from(rank)].code.as_str()),
        Place::Region(_) => None,
    }
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

    #[test]
    fn one_slip_of_the_hand_is_forgiven_and_two_in_a_long_name() {
        for (asked, name) in [("calias", "calais"), ("calai", "calais"), ("callais", "calais"), ("kalais", "calais")] {
            assert!(within(asked, name, 1), "{asked}");
        }
        assert!(!within("kalias", "calais", 1));
        assert!(within("kalias", "calais", 2));
    }

    proptest! {
        #[test]
        fn any_text_becomes_plain_once_and_for_all(text in ".{0,40}") {
            let once = plain(&text);
            prop_assert_eq!(plain(&once), once);
        }

        #[test]
        fn no_texts_break_the_comparison(a in ".{0,12}", b in ".{0,12}") {
            let _ = within(&plain(&a), &plain(&b), 2);
        }
    }
}
