use super::*;
use proptest::prelude::*;

const HABITS: Habits =
    Habits { small: &["de", "la", "le", "sur", "l", "d"], short: &[("st", "saint")], plural: &['s', 'x'] };

/// Name, whereabouts, body, weight.
const TEXTS: [(&str, &str, &str, u64); 12] = [
    ("Saint-Denis", "Seine 93", "", 90),
    ("Saint-Denis", "Réunion 974", "", 150),
    ("Saint-Denis-de-l'Hôtel", "Loiret 45", "", 3),
    ("Denis Saint", "", "", 0),
    ("La Rochelle", "Charente 17", "", 80),
    ("Rochefort", "Charente 17", "", 25),
    ("Angoulême", "Charente 16", "", 40),
    ("Grand Angoulême", "Charente 16", "", 140),
    ("Saint-Ay", "Loiret 45", "", 3),
    ("Friches", "", "Recyclage des terrains délaissés", 0),
    ("Leviers", "", "Le recyclage d'une friche économique", 0),
    ("Économie", "", "Vie des entreprises", 0),
];

fn index() -> Index {
    Index::new(
        HABITS,
        TEXTS.iter().map(|(name, within, body, weight)| Entry {
            name,
            texts: vec![(Field::Within, within), (Field::Body, body)],
            weight: *weight,
        }),
    )
}

fn found(asked: &str) -> Vec<(&'static str, Match)> {
    let index = index();
    let hits = index.search(&Question::new(&HABITS, asked), true);
    hits.into_iter().map(|hit| (TEXTS[hit.entry as usize].0, hit.matched)).collect()
}

#[test]
fn the_same_name_comes_before_its_beginning_and_this_before_its_words() {
    let names = found("saint denis");
    let expected = [
        ("Saint-Denis", Match::Exact),
        ("Saint-Denis", Match::Exact),
        ("Saint-Denis-de-l'Hôtel", Match::Beginning),
        ("Denis Saint", Match::EveryWord),
    ];
    assert_eq!(names[..4], expected);
}

#[test]
fn among_equals_the_weightiest_comes_first() {
    let index = index();
    let hits = index.search(&Question::new(&HABITS, "ST DENIS"), false);
    assert_eq!(hits[..2].iter().map(|hit| hit.weight).collect::<Vec<_>>(), [150, 90]);
}

#[test]
fn small_words_spaces_and_accents_are_not_held_against_who_asks() {
    assert_eq!(found("rochelle")[0], ("La Rochelle", Match::SameWords));
    assert_eq!(found("larochelle")[0], ("La Rochelle", Match::SameWords));
    assert_eq!(found("grandangouleme")[0], ("Grand Angoulême", Match::SameWords));
    assert_eq!(found("l'Angoulême")[0], ("Angoulême", Match::SameWords));
}

#[test]
fn what_narrows_an_answer_finds_nothing_by_itself() {
    assert_eq!(found("charente"), []);
    assert_eq!(found("charente 17"), []);
    assert_eq!(found("saint denis 93"), [("Saint-Denis", Match::Exact)]);
    assert_eq!(found("rochelle charente")[0], ("La Rochelle", Match::SameWords));
    assert_eq!(found("roche 17").len(), 2);
}

#[test]
fn one_fault_is_forgiven_and_two_in_a_long_word() {
    assert_eq!(found("angolême")[0], ("Angoulême", Match::Almost));
    assert_eq!(found("rohcelle")[0], ("La Rochelle", Match::Almost));
    assert_eq!(found("angolêne")[0], ("Angoulême", Match::Almost));
    assert_eq!(found("sain ay")[0].0, "Saint-Ay");
    assert_eq!(found("saint ey")[0], ("Saint-Ay", Match::Almost), "two short words are one name of seven letters");
    assert_eq!(found("xyz"), []);
}

#[test]
fn a_heading_weighs_less_than_a_name_and_more_than_a_text() {
    assert_eq!(found("recyclage").len(), 2);
    assert_eq!(found("friches"), [("Friches", Match::Exact), ("Leviers", Match::Text)]);
    assert_eq!(found("friche économique"), [("Leviers", Match::Text)]);
}

#[test]
fn a_long_question_is_read_in_part_and_says_so() {
    let words: Vec<String> = (0..40).map(|n| format!("mot{n}")).collect();
    let question = Question::new(&HABITS, &words.join(" "));
    assert!(question.cut);
    assert_eq!(question.words().len(), MOST_WORDS);
    assert!(Question::new(&HABITS, &"é".repeat(300)).cut);
    assert!(!Question::new(&HABITS, "saint denis").cut);
}

proptest! {
    #[test]
    fn order_of_words_finds_the_same_entries(a in 0usize..12, b in 0usize..12) {
        let (a, b) = (TEXTS[a].0, TEXTS[b].0);
        let index = index();
        let entries = |asked: String| {
            // The last word alone is completed from its first letter: the others are whole here.
            let hits = index.search(&Question::new(&HABITS, &asked), false);
            hits.into_iter().filter(|h| h.matched != Match::Beginning).map(|h| h.entry).collect::<std::collections::BTreeSet<_>>()
        };
        prop_assert_eq!(entries(format!("{a} {b}")), entries(format!("{b} {a}")));
    }

    #[test]
    fn every_entry_is_found_by_its_name(rank in 0usize..12) {
        let index = index();
        let hits = index.search(&Question::new(&HABITS, TEXTS[rank].0), false);
        prop_assert!(hits.iter().any(|hit| hit.entry as usize == rank && hit.matched == Match::Exact));
    }

    #[test]
    fn no_question_breaks_a_search(asked in "(?s).{0,300}") {
        let index = index();
        let strict = index.search(&Question::new(&HABITS, &asked), false);
        let lenient = index.search(&Question::new(&HABITS, &asked), true);
        // Forgiving adds answers, and puts them after the others.
        prop_assert_eq!(&lenient[..strict.len()], &strict[..]);
        prop_assert!(lenient[strict.len()..].iter().all(|hit| hit.matched.is_corrected() && hit.faults > 0));
    }
}
