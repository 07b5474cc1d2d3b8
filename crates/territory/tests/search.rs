//! Searching the names of France as people type them.

use std::sync::LazyLock;
use std::time::Instant;

use atlas::{Atlas, FrenchMap};
use proptest::prelude::*;
use territory::search::{Match, Question};
use territory::{Gazetteer, Knowledge, names};

static BYTES: &[u8] = include_bytes!("../../../data/france.atlas");

static KNOWLEDGE: LazyLock<Knowledge<'static>> = LazyLock::new(|| {
    let atlas = Atlas::open(BYTES.to_vec()).expect("the embedded atlas opens");
    Knowledge::new(Box::leak(Box::new(atlas)))
});

fn map() -> &'static FrenchMap {
    KNOWLEDGE.atlas().map()
}

fn gazetteer() -> &'static Gazetteer {
    KNOWLEDGE.gazetteer()
}

fn tokens(asked: &str) -> Vec<String> {
    gazetteer().search(map(), asked, 10).into_iter().map(|hit| hit.candidate.token).collect()
}

/// Numbers that look random and are the same at each run (xorshift, Marsaglia 2003).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }
}

/// A name with one fault of typing: a letter left out, added, changed, or two neighbours exchanged, anywhere in it.
fn one_fault(name: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let other = char::from(b'a' + chance.below(26) as u8);
    let at = chance.below(letters.len());
    match chance.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, other),
        2 => letters[at] = other,
        _ => {
            let at = at.min(letters.len() - 2);
            letters.swap(at, at + 1);
        }
    }
    letters.into_iter().collect()
}

/// Of so many communes drawn at random with a name of six letters or more: those found in the first ten results of their
/// name with one fault, and those of which a namesake is.
fn found_despite_a_fault(many: usize, seed: u64) -> (usize, usize) {
    let mut chance = Chance(seed);
    let (mut found, mut namesake) = (0, 0);
    let mut drawn = 0;
    while drawn < many {
        let commune = map().at(chance.below(map().communes.len()) as u32);
        if commune.name.chars().count() < 6 {
            continue;
        }
        drawn += 1;
        let asked = one_fault(&commune.name, &mut chance);
        let hits = gazetteer().search(map(), &asked, 10);
        found += usize::from(hits.iter().any(|hit| hit.candidate.token == commune.code.to_string()));
        namesake += usize::from(hits.iter().any(|hit| hit.name == *commune.name));
    }
    (found, namesake)
}

#[test]
fn a_commune_is_found_though_its_name_is_mistyped() {
    let (found, _) = found_despite_a_fault(200, 0x5EED);
    assert!(found >= 190, "{found} of 200");
}

/// How long something takes, in milliseconds.
#[expect(clippy::disallowed_methods, reason = "what is measured here is the time that a search takes")]
fn milliseconds<T>(run: impl FnOnce() -> T) -> f64 {
    let begun = Instant::now();
    std::hint::black_box(run());
    begun.elapsed().as_secs_f64() * 1e3
}

/// The shortest of several runs, in milliseconds: the others waited for something else.
fn shortest<T>(runs: usize, mut run: impl FnMut() -> T) -> f64 {
    (0..runs).map(|_| milliseconds(&mut run)).fold(f64::INFINITY, f64::min)
}

/// The figures of `docs/method/search.md`: `cargo test --release -p territory --test search -- --ignored --nocapture`.
#[test]
#[ignore = "measures, and proves nothing"]
fn what_a_search_costs_and_finds() {
    let map = map();
    let places = map.communes.len() + map.epcis.len() + map.departements.len() + map.regions.len();
    let formers = map.formers.iter().filter(|former| !former.name.is_empty()).count();
    println!("{places} territories, {formers} former names");
    println!("built in {:.0} ms, {:.1} MB", shortest(5, || Gazetteer::new(map)), gazetteer().bytes() as f64 / 1e6);
    let (found, namesake) = found_despite_a_fault(20_000, 0xFA);
    println!("one fault: {found} of 20000 found in the first ten, {namesake} with their namesakes");
    let long = "saint-martin ".repeat(40);
    for asked in
        ["s", "sa", "saint", "saint de", "angouleme", "angolême", "grand calais", "saint-remi-en-bouzemond", &long]
    {
        let question = Question::new(&names::HABITS, asked);
        let strict = shortest(9, || gazetteer().answers(map, &question, false));
        let lenient = shortest(9, || gazetteer().answers(map, &question, true));
        let many = gazetteer().answers(map, &question, false).len();
        println!("{asked:.30}: {many} answers, {strict:.2} ms; with faults {lenient:.2} ms");
    }
}

#[test]
fn a_place_is_found_in_whatever_way_its_name_is_written() {
    for (asked, token) in [
        ("Roses les Haÿ l'", "94038"),
        ("L’HAY LES ROSES", "94038"),
        ("l hay", "94038"),
        ("rouvray saint etienne", "76575"),
        ("ste menehould", "51507"),
        ("villefranche saone", "69264"),
        ("sartrouv", "78586"),
        ("grand angouleme", "200071827"),
        ("vitré ille-et-vilaine", "35360"),
        ("saint-denis réunion", "97411"),
        ("toulousse", "31555"),
        ("Monptellier", "34172"),
        ("villeurb", "69266"),
    ] {
        assert!(tokens(asked).iter().take(3).any(|found| found == token), "{asked}: {:?}", tokens(asked));
    }
}

#[test]
fn a_former_commune_leads_to_that_of_today_which_is_told_once() {
    let hits = gazetteer().search(map(), "marseille", 50);
    assert_eq!(hits.iter().filter(|hit| hit.candidate.token == "13055").count(), 1);
    assert_eq!(hits[0].matched, Match::Exact);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_question_breaks_a_search_of_france(asked in "(?s).{0,400}") {
        let hits = gazetteer().search(map(), &asked, 10);
        prop_assert!(hits.len() <= 10 && hits.iter().all(|hit| (hit.faults > 0) == hit.matched.is_corrected()));
    }

    #[test]
    fn a_question_of_real_words_is_answered_in_time(ranks in proptest::collection::vec(0u32..34_000, 1..60)) {
        let asked: Vec<&str> = ranks.iter().map(|rank| &*map().at(*rank).name).collect();
        // Sixty names would take seconds if all were read; the bound is far, for a machine that is busy.
        prop_assert!(milliseconds(|| gazetteer().search(map(), &asked.join(" "), 10)) < 2_000.0);
    }
}
