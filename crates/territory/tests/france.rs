//! The analysis over the atlas of the product: all of France, and figures found by hand in the source.

#![expect(clippy::disallowed_methods, reason = "a test reads the atlas of the product")]

use std::sync::OnceLock;

use atlas::Atlas;
use facts::Missing;
use territory::side_by_side::Gap;
use territory::{Graduation, Kind, Knowledge, Portrait, ResolveError, Resolver, SideBySide, Territory};

fn knowledge() -> &'static Knowledge<'static> {
    static KNOWLEDGE: OnceLock<Knowledge<'static>> = OnceLock::new();
    KNOWLEDGE.get_or_init(|| {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/france.atlas");
        let atlas = Atlas::open(std::fs::read(path).expect("data/france.atlas is committed")).expect("it opens");
        Knowledge::new(Box::leak(Box::new(atlas)))
    })
}

fn try_resolve(text: &str) -> Result<Territory, ResolveError> {
    Resolver::new(knowledge(), &[]).resolve(text)
}

fn resolve(text: &str) -> Territory {
    try_resolve(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn portrait(text: &str) -> Portrait<'static> {
    Portrait::new(knowledge(), resolve(text))
}

fn value(text: &str, indicator: &str) -> f64 {
    let portrait = portrait(text);
    let reading = portrait.reading(indicator).unwrap_or_else(|| panic!("no indicator {indicator}"));
    reading.finding.as_ref().unwrap_or_else(|missing| panic!("{text} {indicator}: {missing}")).value
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() <= expected.abs() * 1e-9 + 1e-12, "{found} found, {expected} expected");
}

#[test]
fn the_totals_of_france_are_those_of_the_source() {
    assert_eq!(value("france", "population"), 67_408_104.0);
    assert_eq!(value("france", "dwellings"), 37_153_287.0);
    near(value("france", "housing-vacancy"), 100.0 * 3_002_884.0 / 37_153_287.0);
    near(value("france", "ageing-index"), 100.0 * 13_823_803.0 / 16_013_133.0);
    near(value("france", "secondary-homes"), 100.0 * 3_619_525.0 / 37_153_287.0);
    near(value("france", "household-size"), 67_408_104.0 / 30_528_666.0);
    near(value("france", "flats-share"), 100.0 * 16_327_248.0 / 37_153_287.0);
}

#[test]
fn départements_and_régions_add_up_to_france() {
    // Communes whose figure is shared by several show none of their own: it is counted with their département.
    let shared = 1_653.0 + 878.0 + 9_399.0;
    for (kind, apart) in [(Kind::Departement, 0.0), (Kind::Region, 0.0), (Kind::Commune, shared)] {
        let rank = knowledge().indicators().iter().position(|loaded| loaded.indicator.id == "population").unwrap();
        let sum: f64 = knowledge().reference(kind).unwrap().values[rank].iter().flatten().sum();
        assert_eq!(sum + apart, 67_408_104.0, "{kind:?}");
    }
}

/// Population, dwellings and vacant dwellings, read by hand in the file by IRIS: the sum of the rows of the commune, or of
/// its districts.
#[test]
fn ten_communes_read_by_hand_in_the_source() {
    for (commune, population, dwellings, vacant) in [
        ("16015", 41_085, 26_458, 2_566),
        ("62193", 67_381, 36_424, 3_738),
        ("53097", 8_507, 4_509, 470),
        ("39300", 17_043, 11_029, 1_326),
        ("48092", 4_738, 3_384, 860),
        ("38544", 31_050, 16_710, 1_601),
        ("2A004", 73_822, 35_810, 1_085),
        ("97411", 154_769, 75_815, 7_118),
        ("75056", 2_133_125, 1_396_795, 132_397),
        ("13055", 873_084, 462_347, 36_874),
        ("69123", 522_254, 315_800, 27_149),
    ] {
        assert_eq!(value(commune, "population"), f64::from(population), "{commune}");
        assert_eq!(value(commune, "dwellings"), f64::from(dwellings), "{commune}");
        near(value(commune, "housing-vacancy"), 100.0 * f64::from(vacant) / f64::from(dwellings));
    }
}

#[test]
fn the_six_laureates_hold_496_communes() {
    let perimeters = [
        ("200071827", 38, 142_933),
        ("200077014+200085751+200072015+200040491+240700716+244200895", 152, 288_385),
        ("200071116+200069615+200072056+200090579", 199, 87_885),
        ("244800470+200069144+200069185+200069268", 64, 32_857),
        ("200033298", 29, 26_585),
        ("200090751", 14, 98_895),
    ];
    for (token, communes, population) in perimeters {
        let portrait = portrait(token);
        assert_eq!(portrait.territory.communes().len(), communes, "{token}");
        assert_eq!(portrait.population.unwrap().value, f64::from(population), "{token}");
    }
    assert_eq!(perimeters.iter().map(|(_, communes, _)| communes).sum::<usize>(), 496);
}

#[test]
fn every_territory_of_france_has_a_portrait() {
    let mut walked = 0;
    for kind in [Kind::Region, Kind::Departement, Kind::Epci, Kind::Commune] {
        for territory in knowledge().territories(kind) {
            let token = territory.token.clone();
            assert_eq!(resolve(&token).communes(), territory.communes(), "{token}");
            let portrait = Portrait::new(knowledge(), territory);
            assert_eq!(portrait.readings().count(), knowledge().indicators().len());
            for reading in portrait.readings() {
                match &reading.finding {
                    Ok(fact) => assert!(fact.value.is_finite() && fact.coverage.is_enough(), "{token}"),
                    Err(_) => assert_eq!((reading.national, reading.peers), (None, None), "{token}"),
                }
                for percentile in [reading.national, reading.peers].into_iter().flatten() {
                    assert!((0.0..=1.0).contains(&percentile.share), "{token}");
                }
            }
            assert!(portrait.peers.iter().all(|peer| peer.token != token && peer.distance >= 0.0), "{token}");
            walked += 1;
        }
    }
    assert!(walked > 36_000, "{walked}");
}

#[test]
fn what_is_shared_by_several_communes_is_shown_only_for_all_of_them() {
    let of = |token: &str| portrait(token).reading("population").unwrap().finding.clone();
    assert!(matches!(of("15141"), Err(Missing::JointFigure { communes }) if communes.len() == 5));
    assert!(matches!(of("15031"), Err(Missing::JointFigure { .. })));
    let all = of("15141+15031+15035+15047+15171").unwrap();
    assert_eq!((all.value, all.coverage.covered, all.coverage.of), (1653.0, 5, 5));
    // The département holds them all; their EPCI too.
    assert_eq!(of("dep:15").unwrap().coverage.share(), 1.0);
}

#[test]
fn a_shared_figure_is_set_beside_the_sums_of_its_communes() {
    // 2021: 9 399 inhabitants for the three; 2023: 6 851 + 1 250 + those of Sainte-Florence, from the map.
    let map = knowledge().atlas().map();
    let token = "85084+85165+85212";
    let (now, _) = resolve(token).population(map);
    near(value(token, "population-change"), 100.0 * (now as f64 - 9_399.0) / 9_399.0);
    let area = value(token, "population") / value(token, "density");
    let apart: f64 = ["85084", "85165", "85212"]
        .iter()
        .map(|code| {
            let rank = map.commune(code.parse().unwrap()).unwrap();
            knowledge().atlas().measure("density", "area_m2").unwrap().get(rank as usize).unwrap() / 1e6
        })
        .sum();
    near(area, apart);
    // What looks inside communes cannot be told of them.
    let small = portrait(token).reading("small-communes-share").unwrap().finding.clone();
    assert!(matches!(small, Err(Missing::JointFigure { .. })), "{small:?}");
}

#[test]
fn mayotte_and_the_collectivities_say_that_they_have_no_figures() {
    for token in ["97611", "dep:976", "reg:988", "98735"] {
        assert_eq!(portrait(token).reading("population").unwrap().finding, Err(Missing::NoData), "{token}");
        assert!(portrait(token).population.is_ok(), "{token} has a municipal population");
    }
}

#[test]
fn one_commune_has_no_inequality_between_its_communes() {
    let portrait = portrait("16015");
    let finding = &portrait.reading("population-inequality").unwrap().finding;
    assert_eq!(*finding, Err(Missing::NotAtThisScale));
    assert!(value("200071827", "population-inequality") > 0.5);
}

#[test]
fn areas_are_within_two_hundredths_of_those_published() {
    // INSEE: Angoulême 21.85 km², Paris 105.40, Marseille 240.62, Arles 758.93.
    for (commune, published) in [("16015", 21.85), ("75056", 105.40), ("13055", 240.62), ("13004", 758.93)] {
        let area = value(commune, "population") / value(commune, "density");
        assert!((area / published - 1.0).abs() < 0.02, "{commune}: {area}");
    }
}

#[test]
fn a_set_that_is_an_epci_is_ranked_as_that_epci() {
    let epci = portrait("200090751");
    let codes: Vec<String> =
        epci.territory.communes().iter().map(|c| knowledge().atlas().map().at(*c).code.to_string()).collect();
    let free = portrait(&codes.join("+"));
    assert_eq!(free.territory.kind, Kind::Free);
    for (a, b) in epci.readings().zip(free.readings()) {
        assert_eq!((a.national, a.peers), (b.national, b.peers), "{}", a.indicator.id);
    }
}

#[test]
fn names_are_found_without_accents_hyphens_or_case() {
    for (asked, token) in [
        ("angouleme", "16015"),
        ("ANGOULÊME", "16015"),
        ("Saint Etienne du Rouvray", "76575"),
        ("st-etienne-du-rouvray", "76575"),
        ("Grand Calais Terres et Mers", "200090751"),
        ("lhay les roses", "94038"),
        ("Lozère", "dep:48"),
        ("GrandAngoulême", "200071827"),
        ("200 090 751", "200090751"),
        ("occitanie", "reg:76"),
        ("Saint-Denis (93)", "93066"),
        ("saint denis 974", "97411"),
    ] {
        match try_resolve(asked) {
            Ok(territory) => assert_eq!(territory.token, token, "{asked}"),
            Err(error) => assert!(asked.starts_with("lhay") && error.to_string().contains(token), "{asked}: {error}"),
        }
    }
}

#[test]
fn doubt_is_an_error_that_names_the_candidates() {
    let says = |asked: &str, parts: &[&str]| {
        let message = try_resolve(asked).unwrap_err().to_string();
        for part in parts {
            assert!(message.contains(part), "{asked}: {message}");
        }
    };
    says("75", &["dep:75 Paris", "reg:75 Nouvelle-Aquitaine"]);
    says("Saint-Denis", &["93066", "97411"]);
    says("Angoulèmme", &["16015 Angoulême"]);
    says("14011", &["no longer a commune", "14581 Aurseulles"]);
    says("1053", &["01053 Bourg-en-Bresse"]);
    says("20071827", &["not a SIREN"]);
    says("dep:20", &["dep:2A", "dep:2B"]);
    says("dep:", &["nothing found"]);
    says("16015 16374", &["several codes"]);
    says("saint", &["names no territory"]);
    says("75101", &["Paris 1er Arrondissement", "75056 Paris"]);
    says("99999", &["\"99999\" names no territory"]);
    says("160155", &["not a commune code"]);
    says("200090752", &["control key"]);
    says("16015+1601", &["in the union"]);
    says("16015+", &["in the union, nothing found"]);
    says("", &["nothing found"]);
    says(&"a".repeat(2_000), &["2000 characters found"]);
    assert_eq!(resolve("38").token, "dep:38");
    assert_eq!(resolve("2a").token, "dep:2A");
    assert_eq!(resolve("988").kind, Kind::Departement);
}

#[test]
fn a_file_of_codes_is_read_whole_or_every_wrong_line_is_told() {
    let resolver = Resolver::new(knowledge(), &[]);
    let good = "code;nom\n16015;Angoulême\n\n# voisine\n\"16374\"\n200090751\n16015\n";
    let territory = resolver.from_codes("essai", good).unwrap();
    assert_eq!((territory.communes().len(), territory.name.as_str()), (16, "essai"));
    let Err(ResolveError::File(faults)) = resolver.from_codes("essai", "16015\n  99999\n16O15\n75101,x\n") else {
        panic!()
    };
    assert_eq!(faults.iter().map(|fault| (fault.line, fault.column)).collect::<Vec<_>>(), [(2, 3), (3, 1), (4, 1)]);
    assert_eq!(resolver.from_codes("essai", "code\n"), Err(ResolveError::EmptyFile));
    // Nothing is passed over in silence: a first line that is no heading, a second code on a line.
    for (text, line) in
        [("foo\n16015\n", 1), ("saint denis\n16015", 1), ("16015\n16015,16374\n", 2), ("16015 16374", 1)]
    {
        let Err(ResolveError::File(faults)) = resolver.from_codes("essai", text) else { panic!("{text}") };
        assert_eq!(faults[0].line, line, "{text}");
    }
    assert_eq!(resolver.from_codes("essai", "insee;population\n16015;16374\n").unwrap().communes().len(), 1);
}

#[test]
fn a_code_written_many_times_is_one_and_a_file_of_nonsense_is_not_read_to_its_end() {
    let resolver = Resolver::new(knowledge(), &[]);
    let territory = resolver.from_codes("essai", &"france\n".repeat(100_000)).unwrap();
    assert_eq!(territory.communes().len(), knowledge().atlas().map().communes.len());
    let Err(ResolveError::File(faults)) = resolver.from_codes("essai", &"16O15\n".repeat(100_000)) else { panic!() };
    assert_eq!(faults.len(), 100);
    let Err(ResolveError::File(faults)) = resolver.from_codes("essai", &"1 s ".repeat(100_000)) else { panic!() };
    assert_eq!(faults[0].error, ResolveError::TooLong { found: 399_999, most: 1_000 });
    assert_eq!(resolver.resolve(&vec!["16015"; 160].join("+")).unwrap().token, "16015");
}

#[test]
fn peers_explain_themselves() {
    let portrait = portrait("200090751");
    assert_eq!(portrait.peers.len(), 20);
    assert!(portrait.peers.is_sorted_by(|a, b| a.distance <= b.distance));
    for peer in &portrait.peers {
        let shares: f64 = peer.reasons.iter().map(|reason| reason.share).sum();
        assert!((shares - 1.0).abs() < 1e-9, "{}", peer.name);
    }
}

#[test]
fn outlines_of_every_epci_close() {
    let topology = knowledge().atlas().contours().unwrap();
    for epci in &knowledge().atlas().map().epcis {
        for ring in territory::outline::dissolve(&topology, &epci.communes) {
            let first = &topology.arcs[ring[0].arc as usize];
            let last = ring.last().unwrap();
            let end = &topology.arcs[last.arc as usize];
            let end = if last.reversed { end[0] } else { *end.last().unwrap() };
            assert_eq!(first[0], end, "{}", epci.name);
        }
    }
}

mod any_text {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn never_breaks_the_resolver(text in "(?s).{0,30}") {
            let _ = try_resolve(&text);
        }

        #[test]
        fn never_breaks_the_reader_of_codes(text in "(?s)[0-9A-Za-zé ,;#\"\n\t+:]{0,80}") {
            let _ = Resolver::new(knowledge(), &[]).from_codes("x", &text);
        }

        #[test]
        fn order_of_communes_does_not_matter(mut ranks in proptest::collection::vec(0u32..34_000, 1..30)) {
            let map = knowledge().atlas().map();
            let make = |ranks: Vec<u32>| Territory::new("x".into(), None, Kind::Free, "x".into(), map.as_of, ranks);
            let one = make(ranks.clone());
            ranks.reverse();
            prop_assert_eq!(one, make(ranks));
        }
    }
}

#[test]
fn every_shape_counts_all_the_figures_of_its_kind_and_holds_its_quartiles() {
    for kind in [Kind::Commune, Kind::Epci, Kind::Departement, Kind::Region] {
        let reference = knowledge().reference(kind).unwrap();
        for (shape, distribution) in reference.shapes.iter().zip(&reference.distributions) {
            let Some(shape) = shape else { continue };
            assert_eq!(shape.parts.iter().sum::<u32>() as usize, distribution.len());
            assert!(shape.quartiles.iter().all(|quartile| shape.ruler.holds(*quartile)), "{shape:?}");
            assert!(shape.beyond.iter().sum::<u32>() as usize * 12 <= distribution.len(), "{shape:?}");
        }
    }
    let graduation = |token: &str, indicator: &str| {
        portrait(token).reading(indicator).unwrap().shape.as_ref().unwrap().ruler.graduation
    };
    assert_eq!(graduation("16015", "density"), Graduation::Logarithmic, "communes go from 1 to 27 000 per km²");
    assert_eq!(graduation("16015", "youth-share"), Graduation::Even);
}

#[test]
fn a_portrait_has_the_figures_of_its_ten_nearest() {
    let portrait = portrait("200071827");
    let reading = portrait.reading("housing-vacancy").unwrap();
    assert_eq!(reading.nearest.len(), 10);
    near(reading.nearest[0], value(&portrait.peers[0].token, "housing-vacancy"));
    assert!(self::portrait("france").readings().all(|reading| reading.shape.is_none() && reading.nearest.is_empty()));
}

#[test]
fn territories_side_by_side_have_the_figures_of_their_portraits() {
    let tokens = ["200071827", "16015", "dep:976", "france"];
    let side = SideBySide::new(knowledge(), tokens.map(resolve).to_vec());
    assert_eq!(side.rows().count(), knowledge().indicators().len());
    for (column, token) in tokens.iter().enumerate() {
        let portrait = portrait(token);
        for row in side.rows() {
            let (cell, reading) = (&row.cells[column], portrait.reading(&row.indicator.id).unwrap());
            assert_eq!(cell.finding, reading.finding, "{token} {}", row.indicator.id);
            assert_eq!(cell.national, reading.national, "{token} {}", row.indicator.id);
            assert!(column > 0 || cell.gap.is_none(), "the first is not compared with itself");
            let (Ok(fact), Some(ruler)) = (&cell.finding, row.ruler) else { continue };
            assert!(ruler.holds(fact.value), "{token} {}", row.indicator.id);
        }
    }
    let gap = |indicator: &str| side.rows().find(|row| row.indicator.id == indicator).unwrap().cells[1].gap;
    assert_eq!(gap("population"), None);
    let Some(Gap::Difference(points)) = gap("housing-vacancy") else { panic!("a share is compared by difference") };
    near(points, value("16015", "housing-vacancy") - value("200071827", "housing-vacancy"));
    let Some(Gap::Times(times)) = gap("density") else { panic!("a density is compared by ratio") };
    near(times, value("16015", "density") / value("200071827", "density"));
}
