//! The form of the session of demonstration, answered rightly and wrongly.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::session::tests::{DEMONSTRATION, demonstration};
use crate::{Session, Slug};
use proptest::prelude::*;

pub(crate) fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

pub(crate) fn words(session: &Session) -> Words<'_> {
    Words { taxonomy: &session.taxonomy, rubric: &session.rubric }
}

pub(crate) fn file(name: &str, file_type: FileType, bytes: u64) -> File {
    File { digest: crate::digest::Digest::of(name), name: name.to_owned(), file_type, bytes }
}

fn ticked(items: &[&str]) -> Value {
    Value::Words { items: items.iter().map(|item| slug(item)).collect(), other: None }
}

/// Right answers to every required question of the collectivité and of the State.
pub(crate) fn right_answers(session: &Session) -> BTreeMap<Slug, Value> {
    let texts = session.rubric.criteria().map(|criterion| (criterion.id.clone(), "Oui.".to_owned())).collect();
    let communes = ["16015", "16016"].map(|code| code.parse().unwrap()).into();
    [
        ("territory-name", Value::text("Coteaux d'essai")),
        ("perimeter", Value::Perimeter { map: "2026".parse().unwrap(), epcis: BTreeSet::new(), communes }),
        ("area", ticked(&["rural"])),
        ("overseas", Value::YesNo { yes: false }),
        ("bearer-form", Value::Choice { option: slug("epci") }),
        ("bearer-siren", Value::text("200 071 827")),
        ("contact-name", Value::text("Camille Exemple")),
        ("contact-email", Value::text("camille@example.org")),
        ("summary", Value::text("Un atelier partagé.")),
        ("criteria", Value::Criteria { texts }),
        ("map", Value::Files { files: vec![file("carte.pdf", FileType::Pdf, 120_000)] }),
        ("state-service", Value::text("DDT d'essai")),
        ("state-view", Value::text("Un essai utile.")),
        ("state-months", Value::text("10")),
    ]
    .into_iter()
    .map(|(question, value)| (slug(question), value))
    .collect()
}

fn given(answers: BTreeMap<Slug, Value>) -> Given {
    let letters = [(slug("support"), Letters { awaited: 0, received: 1 })].into();
    Given { answers, letters, signed: [Side::Collectivite, Side::StateService].into() }
}

fn faults(session: &Session, given: &Given) -> Vec<(String, Vec<Fault>)> {
    (check(&session.application.form, given, words(session)).faults())
        .map(|(_, question, faults)| (question.to_string(), faults.to_vec()))
        .collect()
}

#[test]
fn a_form_rightly_answered_lacks_nothing() {
    let session = demonstration();
    let given = given(right_answers(&session));
    assert_eq!(faults(&session, &given), []);
    let completeness = check(&session.application.form, &given, words(&session));
    assert!(completeness.is_complete());
    assert_eq!(completeness.progress(), (17, 17));
}

#[test]
fn an_empty_form_lacks_all_that_is_required_and_asked_and_nothing_else() {
    let session = demonstration();
    let found = faults(&session, &Given::default());
    let asked: Vec<&str> = found.iter().map(|(question, _)| question.as_str()).collect();
    assert_eq!(
        asked,
        [
            "territory-name",
            "perimeter",
            "area",
            "overseas",
            "bearer-form",
            "bearer-siren",
            "contact-name",
            "contact-email",
            "summary",
            "criteria",
            "map",
            "support",
            "signature",
            "state-service",
            "state-view",
            "state-months",
            "state-signature",
        ]
    );
    assert_eq!(found[11].1, [Fault::LetterNotRequested]);
    assert_eq!(found[16].1, [Fault::SignatureMissing { side: Side::StateService }]);
    assert!(
        found
            .iter()
            .filter(|(id, _)| !["support", "signature", "state-signature"].contains(&id.as_str()))
            .all(|(_, faults)| *faults == [Fault::Missing])
    );
}

#[test]
fn a_side_can_sign_as_soon_as_what_it_writes_is_right() {
    let session = demonstration();
    let mut given = given(right_answers(&session));
    given.signed.clear();
    given.answers.remove("territory-name");
    let completeness = check(&session.application.form, &given, words(&session));
    assert!(completeness.is_ready_to_sign(Side::StateService) && !completeness.is_ready_to_sign(Side::Collectivite));
}

#[test]
fn every_kind_of_wrong_answer_has_its_reason() {
    let session = demonstration();
    let with = |question: &str, value: Value| {
        let mut answers = right_answers(&session);
        answers.insert(slug(question), value);
        let found = faults(&session, &given(answers));
        found.into_iter().flat_map(|(_, faults)| faults).collect::<Vec<_>>()
    };
    let text = |question: &str, text: &str| with(question, Value::text(text));
    assert_eq!(text("bearer-siren", "200071828"), [Fault::SirenKey]);
    assert_eq!(text("bearer-siren", "2000718"), [Fault::SirenShape]);
    assert_eq!(text("bearer-siret", "35600000049837"), []);
    assert_eq!(text("bearer-siret", "35600000049838"), [Fault::SiretKey]);
    assert_eq!(text("bearer-siret", "x"), [Fault::SiretShape]);
    for good in ["a@example.org", "prénom.nom+x@mairie-é.fr"] {
        assert_eq!(text("contact-email", good), [], "{good}");
    }
    for wrong in ["a@example", "a b@example.org", "@example.org", "a@.org", "a@b@c.org", "a@-b.org", "<a@b.org"] {
        assert_eq!(text("contact-email", wrong), [Fault::NotAnEmail], "{wrong}");
    }
    for good in ["05 45 00 00 00", "05.45.00.00.00", "+262 262 00 00 00", "+687 20.00.00"] {
        assert_eq!(text("contact-phone", good), [], "{good}");
    }
    for wrong in ["5 45 00 00 00", "05 45 00 00", "+0 545 000 000", "zéro cinq"] {
        assert_eq!(text("contact-phone", wrong), [Fault::NotAPhone], "{wrong}");
    }
    assert_eq!(text("start", "2027-02-29"), [Fault::NotADate]);
    assert_eq!(text("centre", "dep:16+16015"), []);
    assert_eq!(text("centre", "Angoulême"), [Fault::NotATerritory]);
    assert_eq!(text("state-months", "dix"), [Fault::NotANumber]);
    assert_eq!(text("state-months", "0,5"), [Fault::NotWhole, Fault::TooSmall { least: "1".parse().unwrap() }]);
    assert_eq!(text("state-months", "25"), [Fault::TooLarge { most: "24".parse().unwrap() }]);
    assert_eq!(text("territory-name", "deux\nlignes"), [Fault::NotOneLine]);
    assert_eq!(text("overseas", "oui"), [Fault::OtherKind]);
    assert_eq!(
        with("bearer-form", Value::Choice { option: slug("club") }),
        [Fault::UnknownChoice { option: slug("club") }]
    );
    assert_eq!(with("area", ticked(&["rural", "lunar"])), [Fault::UnknownWord { word: slug("lunar") }]);
    let added = |question: &str| with(question, Value::Words { items: BTreeSet::new(), other: Some("La mer".into()) });
    assert_eq!((added("area"), added("subjects")), (vec![Fault::ListIsClosed], vec![]));
    let criteria = |id: &str| Value::Criteria { texts: [(slug(id), "Oui.".to_owned())].into() };
    assert_eq!(with("criteria", criteria("diagnosis")).len(), 5);
    assert_eq!(with("criteria", criteria("charm"))[0], Fault::UnknownCriterion { criterion: slug("charm") });
    let files = |files: Vec<File>| with("map", Value::Files { files });
    assert_eq!(files(vec![file("a.pdf", FileType::Pdf, 10_000_000); 3]), []);
    assert_eq!(
        files(vec![file("a.docx", FileType::Docx, 10_000_001); 4]).first_chunk::<3>().unwrap(),
        &[
            Fault::TooManyFiles { files: 4, most: 3 },
            Fault::FileType { name: "a.docx".into(), found: FileType::Docx },
            Fault::FileTooHeavy { name: "a.docx".into(), bytes: 10_000_001, limit: 10_000_000 },
        ]
    );
    let epcis = ["200071827".parse().unwrap()].into();
    let none = Value::Perimeter { map: "2026".parse().unwrap(), epcis, communes: BTreeSet::new() };
    assert_eq!(with("perimeter", none), [Fault::NoCommune]);
}

#[test]
fn characters_are_counted_as_people_count_them() {
    assert_eq!(characters("élan"), 4);
    assert_eq!(characters("e\u{301}lan"), 4);
    assert_eq!(characters("a\r\nb"), 3);
    assert_eq!(characters("  👩🏽‍🌾  "), 1);
    let session = demonstration();
    let mut answers = right_answers(&session);
    answers.insert(slug("summary"), Value::text(format!(" {}\n", "e\u{301}".repeat(600))));
    assert_eq!(faults(&session, &given(answers.clone())), []);
    answers.insert(slug("summary"), Value::text("é".repeat(607)));
    let too_long = Fault::TooLong { criterion: None, length: 607, limit: 600, by: 7 };
    assert_eq!(faults(&session, &given(answers)), [("summary".to_owned(), vec![too_long])]);
}

#[test]
fn what_is_not_asked_is_not_missed_and_its_answer_opens_nothing() {
    let session = demonstration();
    let mut answers = right_answers(&session);
    answers.insert(slug("overseas"), Value::YesNo { yes: true });
    answers.insert(slug("subjects"), ticked(&["shops", "brownfields"]));
    answers.insert(slug("bearer-form"), Value::Choice { option: slug("other") });
    let missing: Vec<String> = faults(&session, &given(answers)).into_iter().map(|(id, _)| id).collect();
    assert_eq!(missing, ["crossings", "bearer-form-other", "brownfield-area"]);

    // A condition on a question that is not asked does not hold, whatever was once answered there.
    let application = DEMONSTRATION[6].1.replace(
        "when = { question = \"bearer-form\", is = \"other\" }",
        "when = { question = \"crossings\", answered = true }",
    );
    let mut files = DEMONSTRATION;
    files[6].1 = &application;
    let session = Session::read(&files).unwrap();
    let mut answers = right_answers(&session);
    answers.insert(slug("crossings"), Value::text("Un pont."));
    assert!(!asked(&session.application.form, &answers).contains("bearer-form-other"));
    answers.insert(slug("overseas"), Value::YesNo { yes: true });
    assert!(asked(&session.application.form, &answers).contains("bearer-form-other"));
}

#[test]
fn a_right_answer_has_one_writing() {
    let session = demonstration();
    let normal_of = |question: &str, text: &str| {
        let (_, question) = session.application.form.question(&slug(question)).unwrap();
        normal(question, &Value::text(text), words(&session)).unwrap()
    };
    assert_eq!(normal_of("bearer-siren", " 200 071 827 "), Value::text("200071827"));
    assert_eq!(normal_of("contact-phone", "05.45.00.00.00"), Value::text("0545000000"));
    assert_eq!(normal_of("state-months", "07"), Value::text("7"));
    assert_eq!(normal_of("summary", " un\r\ndeux\r "), Value::text("un\ndeux"));
}

#[test]
fn a_form_that_changes_keeps_every_answer_in_it_or_aside() {
    let old = demonstration();
    let application = (DEMONSTRATION[6].1)
        .replace("revision = 1", "revision = 2")
        .replace("length = 600", "length = 10")
        .replace("id = \"bearer-siren\"\nkind = \"siren\"", "id = \"bearer-siren\"\nkind = \"siret\"")
        .replace("id = \"territory-name\"\nkind = \"line\"", "id = \"territory-name\"\nkind = \"text\"\nlength = 90")
        .replace("id = \"contact-name\"", "id = \"contact-person\"")
        .replace("most = 24", "most = 9");
    let mut files = DEMONSTRATION;
    files[6].1 = &application;
    let new = Session::read(&files).unwrap();
    let answers = right_answers(&old);
    let lines = rebase(&old.application.form, &new.application.form, &answers, words(&new));
    let told: BTreeMap<&str, &RebaseOutcome> =
        lines.iter().map(|line| (line.question.as_str(), &line.outcome)).collect();
    assert_eq!(told["territory-name"], &RebaseOutcome::Kept);
    assert_eq!(told["summary"], &RebaseOutcome::KeptTooLong { by: 9 });
    assert_eq!(told["bearer-siren"], &RebaseOutcome::KindChanged { from: "siren".into(), to: "siret".into() });
    assert_eq!(told["contact-name"], &RebaseOutcome::QuestionGone);
    assert_eq!(told["contact-person"], &RebaseOutcome::NewQuestion);
    assert_eq!(
        told["state-months"],
        &RebaseOutcome::KeptWithFaults { faults: vec![Fault::TooLarge { most: "9".parse().unwrap() }] }
    );
    assert!(answers.keys().all(|question| told.contains_key(question.as_str())), "no answer is left unsaid");
    // To the same form, everything is kept.
    let same = rebase(&old.application.form, &old.application.form, &answers, words(&old));
    assert!(same.iter().all(|line| line.outcome == RebaseOutcome::Kept) && same.len() == answers.len());
}

#[test]
fn what_changed_is_told_word_by_word() {
    let before =
        [(slug("summary"), Value::text("Un atelier partagé.")), (slug("start"), Value::text("2027-09-01"))].into();
    let after =
        [(slug("summary"), Value::text("Un grand atelier.")), (slug("overseas"), Value::YesNo { yes: true })].into();
    let span = |kind, text: &str| Span { kind, text: text.to_owned() };
    assert_eq!(
        diff(&before, &after),
        [
            AnswerDiff { question: slug("overseas"), change: Change::Added { value: Value::YesNo { yes: true } } },
            AnswerDiff { question: slug("start"), change: Change::Removed { value: Value::text("2027-09-01") } },
            AnswerDiff {
                question: slug("summary"),
                change: Change::Text {
                    spans: vec![
                        span(SpanKind::Same, "Un "),
                        span(SpanKind::Added, "grand "),
                        span(SpanKind::Same, "atelier"),
                        span(SpanKind::Removed, " partagé"),
                        span(SpanKind::Same, "."),
                    ]
                },
            },
        ]
    );
    assert_eq!(diff(&before, &before), []);
}

#[test]
fn a_text_of_too_many_words_is_compared_by_lines_or_whole() {
    let (line, other) = ("a ".repeat(6_000), "b ".repeat(6_000));
    let spans = diff_text(&format!("{line}\n{line}"), &format!("{line}\n{other}"));
    assert_eq!(
        spans.iter().map(|span| span.kind).collect::<Vec<_>>(),
        [SpanKind::Same, SpanKind::Removed, SpanKind::Added]
    );
    let spans = diff_text(&"a\n".repeat(20_000), &"a\n".repeat(20_001));
    assert_eq!(spans.iter().map(|span| span.kind).collect::<Vec<_>>(), [SpanKind::Removed, SpanKind::Added]);
}

#[test]
fn a_form_and_its_answers_read_back_from_json() {
    let session = demonstration();
    let form = &session.application.form;
    let text = serde_json::to_string(form).unwrap();
    assert_eq!(&serde_json::from_str::<Form>(&text).unwrap(), form);
    let answers = right_answers(&session);
    let text = serde_json::to_string(&answers).unwrap();
    assert_eq!(serde_json::from_str::<BTreeMap<Slug, Value>>(&text).unwrap(), answers);
}

proptest! {
    #[test]
    fn a_difference_rebuilds_both_texts(before in "[ab é,.\n]{0,40}", after in "[ab é,.\n]{0,40}") {
        let spans = diff_text(&before, &after);
        let without = |kind| spans.iter().filter(|span| span.kind != kind).map(|span| span.text.as_str()).collect::<String>();
        prop_assert_eq!(without(SpanKind::Added), before);
        prop_assert_eq!(without(SpanKind::Removed), after);
    }

    #[test]
    fn no_text_breaks_the_check_and_its_normal_writing_is_its_own(question in 0usize..26, text in "(?s).{0,60}") {
        let session = demonstration();
        let question = session.application.form.questions().nth(question).unwrap();
        if let Ok(first) = normal(question, &Value::text(text), words(&session)) {
            prop_assert_eq!(normal(question, &first, words(&session)), Ok(first));
        }
    }
}
