//! The session of 2023-2024 as it is in `sessions/`.

use super::*;
use facts::{Period, Siren};
use proptest::prelude::*;

macro_rules! session_file {
    ($name:literal) => {
        ($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../sessions/2023-productifs-sobres/", $name)))
    };
}

const FILES: [(&str, &str); 9] = [
    session_file!("session.toml"),
    session_file!("presentation.toml"),
    session_file!("rubric.toml"),
    session_file!("taxonomy.toml"),
    session_file!("governance.toml"),
    session_file!("stages.toml"),
    session_file!("application.toml"),
    session_file!("laureates.toml"),
    session_file!("news.toml"),
];

macro_rules! demonstration_file {
    ($name:literal) => {
        ($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../sessions/demonstration/", $name)))
    };
}

pub(crate) const DEMONSTRATION: [(&str, &str); 8] = [
    demonstration_file!("session.toml"),
    demonstration_file!("presentation.toml"),
    demonstration_file!("rubric.toml"),
    demonstration_file!("taxonomy.toml"),
    demonstration_file!("governance.toml"),
    demonstration_file!("stages.toml"),
    demonstration_file!("application.toml"),
    demonstration_file!("call.toml"),
];

/// The session of demonstration, as it is in `sessions/`.
pub(crate) fn demonstration() -> Session {
    Session::read(&DEMONSTRATION).unwrap_or_else(|problems| panic!("{}", told(&problems)))
}

#[test]
fn the_session_of_demonstration_reads_and_says_everywhere_that_it_is_one() {
    let session = demonstration();
    let call = session.call.as_ref().unwrap();
    assert_eq!(call.opens_at().to_string(), "2026-11-02T08:00:00Z");
    assert_eq!(call.closes_at().to_string(), "2027-01-15T11:00:59Z");
    for (name, text) in DEMONSTRATION {
        assert!(text.contains("Démonstration") && text.contains("emonstration"), "{name}");
    }
    let kinds: std::collections::BTreeSet<&str> =
        session.application.form.questions().map(|question| question.answer.kind()).collect();
    assert_eq!(kinds.len(), 17, "every kind of question: {kinds:?}");
    assert_eq!(session.application.form.signatories(), [Side::Collectivite, Side::StateService].into());
}

fn session() -> Session {
    Session::read(&FILES).unwrap_or_else(|problems| panic!("{}", told(&problems)))
}

fn told(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_session_of_2023_reads_without_a_problem() {
    let Identity { id, years, kind, status, .. } = session().identity;
    assert_eq!(id.as_str(), "2023-productifs-sobres");
    assert_eq!(years, Period::Span { from: 2023, to: 2024 });
    assert_eq!((kind, status), (ProgrammeKind::National, Status::LaureatesNamed));
}

#[test]
fn the_call_of_2023_gives_no_date_and_none_is_made_up() {
    let session = session();
    assert_eq!(session.call, None);
    assert_eq!(session.rights, crate::Rights::default());
    assert!(!serde_json::to_string(&session).unwrap().contains("\"call\":"));
}

#[test]
fn the_call_asks_for_five_to_six_laureates_and_names_six() {
    let session = session();
    assert_eq!(session.presentation.objectives.laureates, Bounds { min: 5, max: 6 });
    assert_eq!(session.presentation.objectives.statements.len(), 3);
    let ids: Vec<&str> = session.laureates.iter().map(|laureate| laureate.id.as_str()).collect();
    assert_eq!(
        ids,
        ["grand-angouleme", "rives-du-rhone", "pays-ledonien", "gevaudan-lozere", "coevrons", "grand-calais"]
    );
}

#[test]
fn the_six_laureates_hold_496_communes_in_six_regions() {
    let session = session();
    assert_eq!(session.expected_communes(), 496);
    let counts: Vec<(u64, u64, usize, usize)> = (session.laureates.iter())
        .map(|l| (l.check.communes, l.check.population, l.perimeter.epcis.len(), l.state_services.len()))
        .collect();
    assert_eq!(
        counts,
        [
            (38, 142_933, 1, 1),
            (152, 288_385, 6, 5),
            (199, 87_885, 4, 1),
            (64, 32_857, 4, 1),
            (29, 26_585, 1, 1),
            (14, 98_895, 1, 1),
        ]
    );
    let mut regions: Vec<&str> = session.laureates.iter().map(|laureate| laureate.region.code.as_str()).collect();
    regions.sort_unstable();
    regions.dedup();
    assert_eq!(regions, ["27", "32", "52", "75", "76", "84"]);
}

#[test]
fn angouleme_is_borne_by_the_city_and_the_agglomeration() {
    let session = session();
    let bearers = &session.laureate("grand-angouleme").unwrap().bearers;
    assert_eq!(
        bearers.iter().map(|bearer| bearer.kind.as_str()).collect::<Vec<_>>(),
        ["commune", "communaute-agglomeration"]
    );
    assert_eq!(bearers[0].commune.map(|code| code.to_string()).as_deref(), Some("16015"));
    assert_eq!(bearers[1].siren, Some("200071827".parse::<Siren>().unwrap()));
    assert!(session.laureates.iter().all(|laureate| laureate.themes.is_empty()));
}

#[test]
fn eight_partners_sit_in_both_bodies_and_five_experts_cooperate() {
    let governance = session().governance;
    assert_eq!(governance.partners.len(), 8);
    assert!(governance.partners.iter().all(|partner| partner.sits_in.len() == 2));
    assert_eq!(governance.experts.len(), 5);
    assert!(governance.experts.iter().all(|expert| expert.sits_in.is_empty()));
    assert_eq!(governance.organisations().count(), 14);
}

#[test]
fn three_dimensions_of_two_criteria_are_anchored_on_five_levels_that_are_said_to_be_ours() {
    let session = session();
    let rubric = &session.rubric;
    assert_eq!(rubric.dimensions.iter().map(|dimension| dimension.criteria.len()).collect::<Vec<_>>(), [2, 2, 2]);
    assert_eq!(rubric.top_level(), 4);
    assert_eq!(rubric.attainable(), 12.0);
    for criterion in rubric.criteria() {
        assert_eq!(criterion.anchors.len(), 5);
        assert_eq!(session.source(&criterion.anchors_source).map(|source| source.kind), Some(SourceKind::Editor));
    }
}

#[test]
fn the_taxonomy_holds_the_words_of_the_call() {
    let taxonomy = session().taxonomy;
    let sizes = |family| taxonomy.axes_of(family).map(|axis| axis.items.len()).collect::<Vec<_>>();
    assert_eq!(sizes(Family::Sector), [4, 3, 3]);
    assert_eq!(sizes(Family::Value), [2, 4]);
    assert_eq!(sizes(Family::Setting), [3, 2]);
    assert_eq!(sizes(Family::Lever), [4]);
    assert_eq!(taxonomy.item("symbiotic-economy").map(|(axis, _)| axis.id.as_str()), Some("visions"));
}

#[test]
fn a_text_of_the_call_has_the_words_that_it_names_and_no_other() {
    let Presentation { items, ambitions, objectives, .. } = session().presentation;
    assert_eq!((items.len(), objectives.items.len()), (11, 4));
    let named: Vec<_> = ambitions.statements.iter().map(|statement| statement.items.len()).collect();
    assert_eq!(named, [0, 0, 0, 10, 0]);
    assert!(objectives.statements.iter().all(|statement| statement.items.is_empty()));
}

#[test]
fn no_publication_is_announced_before_it_exists() {
    let session = session();
    assert_eq!(session.stages.list.len(), 3);
    assert_eq!(session.stages.publications().count(), 6);
    assert!(session.stages.publications().all(|(_, publication)| publication.release == Release::Awaited));
    assert!(session.application.documents.iter().all(|document| document.address.is_none()));
}

#[test]
fn what_is_made_known_of_2023_is_dated_by_mosaique_and_nobody_else() {
    let items = session().announcements();
    let told: Vec<_> = items.iter().map(|item| (item.on.to_string(), item.id.as_str())).collect();
    assert_eq!(told, [("2026-02-03".into(), "modalites-ateliers-locaux"), ("2026-01-01".into(), "carte-2026")]);
    assert!(items.iter().all(|item| item.source.as_ref().is_some_and(|source| source.as_str() == "mosaique")));
    assert!(items.iter().all(|item| item.meeting.is_none()), "the call gives no event");
}

#[test]
fn the_form_asks_for_each_list_of_the_call_and_for_each_criterion() {
    let session = session();
    let form = &session.application.form;
    assert_eq!(session.source(&form.source).map(|source| source.kind), Some(SourceKind::Editor));
    let asked = form.questions().filter_map(|question| match &question.answer {
        Answer::Words { axis } => Some(axis),
        _ => None,
    });
    let asked: std::collections::BTreeSet<&Slug> = asked.collect();
    assert_eq!(asked, session.taxonomy.axes.iter().map(|axis| &axis.id).collect());
    assert_eq!(form.questions().filter(|question| matches!(question.answer, Answer::Criteria { .. })).count(), 1);
    assert!(asked.iter().all(|axis| session.taxonomy.axis(axis).is_some()));
}

#[test]
fn an_empty_folder_misses_every_file_but_those_that_come_later() {
    let problems = Session::read(&[]).unwrap_err();
    let mut files: Vec<&str> = problems.iter().map(|problem| problem.file.as_str()).collect();
    assert!(problems.iter().all(|problem| problem.message == "missing file" && problem.at.is_none()));
    files.extend(["laureates.toml", "news.toml", "call.toml", "rights.toml"]);
    files.sort_unstable();
    let mut expected = Session::FILES;
    expected.sort_unstable();
    assert_eq!(files, expected);
}

#[test]
fn before_laureates_are_named_there_is_no_file_of_laureates() {
    let open = FILES[0].1.replace("status = \"laureates-named\"", "status = \"open\"");
    let mut files = FILES;
    files[0].1 = &open;
    assert_eq!(
        told(&Session::read(&files).unwrap_err()),
        "laureates.toml: file found, expected none while the status of the session names no laureate"
    );
    assert_eq!(Session::read(&files[..7]).unwrap().laureates, []);
}

#[test]
fn a_file_unknown_or_given_twice_is_told_and_the_rest_is_read() {
    let mut files = FILES.to_vec();
    files.push(("stage.toml", ""));
    files.push(FILES[3]);
    assert_eq!(
        told(&Session::read(&files).unwrap_err()),
        "stage.toml: unknown file, expected one of session.toml, presentation.toml, rubric.toml, taxonomy.toml, \
         governance.toml, stages.toml, application.toml, laureates.toml, news.toml, call.toml, rights.toml\n\
         taxonomy.toml: file given twice, expected once"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_change_to_any_text_breaks_the_reader(
        file in 0usize..9,
        place in 0usize..100_000,
        length in 0usize..400,
        inserted in "(?s)[a-d=\\[\\]{}\"'\n .,0-9é#-]{0,12}",
    ) {
        let chars: Vec<char> = FILES[file].1.chars().collect();
        let start = place % chars.len();
        let end = (start + length).min(chars.len());
        let text: String = chars[..start].iter().copied().chain(inserted.chars()).chain(chars[end..].iter().copied()).collect();
        let mut files = FILES;
        files[file].1 = &text;
        if let Err(problems) = Session::read(&files) {
            prop_assert!(!problems.is_empty());
        }
    }

    #[test]
    fn no_text_at_all_breaks_the_reader(texts in proptest::collection::vec("(?s).{0,80}", 11)) {
        let files: Vec<(&str, &str)> = Session::FILES.into_iter().zip(texts.iter().map(String::as_str)).collect();
        prop_assert!(Session::read(&files).is_err_and(|problems| !problems.is_empty()));
    }
}
