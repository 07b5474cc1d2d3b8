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
/// name with one fault, those of which a namesake is, and the time of the slowest search, in seconds.
fn found_despite_a_fault(many: usize, seed: u64) -> (usize, usize, f64) {
    let mut chance = Chance(seed);
    let (mut found, mut namesake, mut slowest) = (0, 0, 0.0_f64);
    let mut drawn = 0;
    while drawn < many {
        let commune = map().at(chance.below(map().communes.len()) as u32);
        if commune.name.chars().count() < 6 {
            continue;
        }
        drawn += 1;
        let asked = one_fault(&commune.name, &mut chance);
        let begun = Instant::now();
        let hits = gazetteer().search(map(), &asked, 10);
        slowest = slowest.max(begun.elapsed().as_secs_f64());
        found += usize::from(hits.iter().any(|hit| hit.candidate.token == commune.code.to_string()));
        namesake += usize::from(hits.iter().any(|hit| hit.name == *commune.name));
    }
    (found, namesake, slowest)
}

#[test]
fn a_commune_is_found_though_its_name_is_mistyped() {
    let (found, ..) = found_despite_a_fault(200, 0x5EED);
    assert!(found >= 190, "{found} of 200");
}

/// The figures of `docs/method/search.md`: `cargo test --release -p territory --test search -- --ignored --nocapture`.
#[test]
#[ignore = "measures, and proves nothing"]
fn what_a_search_costs_and_finds() {
    let begun = Instant::now();
    let built = Gazetteer::new(map());
    println!("built in {:.0} ms, {:.1} MB", begun.elapsed().as_secs_f64() * 1e3, built.bytes() as f64 / 1e6);
    gazetteer();
    let begun = Instant::now();
    let (found, namesake, slowest) = found_despite_a_fault(20_000, 0xFA);
    let mean = begun.elapsed().as_secs_f64() / 20_000.0;
    println!("one fault: {found} of 20000 found in the first ten, {namesake} with their namesakes");
    println!("one fault: mean {:.2} ms, slowest {:.2} ms", mean * 1e3, slowest * 1e3);
    for asked in
        ["s", "sa", "saint", "saint de", "angouleme", "grand calais", "saint-remy-en-bouzemont", "xqzwxqzwxqzw"]
    {
        let begun = Instant::now();
        let question = Question::new(&names::HABITS, asked);
        let many = gazetteer().answers(map(), &question, false).len();
        let strict = begun.elapsed().as_secs_f64();
        let begun = Instant::now();
        gazetteer().search(map(), asked, 10);
        println!(
            "{asked:>24}: {many:>5} answers, {:.2} ms; ten of them {:.2} ms",
            strict * 1e3,
            begun.elapsed().as_secs_f64() * 1e3
        );
    }
}
