use super::*;
use crate::typefaces::{Typefaces, built};
use facts::Lang;
use programme::Session;
use serde_json::json;

fn printer() -> Printer {
    Printer::new(built()).unwrap()
}

fn issue() -> Issue {
    Issue { today: Period::Day { year: 2026, month: 11, day: 23 }, site: None }
}

fn session() -> Session {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sessions/2023-productifs-sobres");
    let mut files: Vec<(String, String)> = Vec::new();
    for name in Session::FILES {
        // A session without a calendar has not all the files.
        #[expect(clippy::disallowed_methods, reason = "a test reads the session of the product")]
        files.extend(std::fs::read_to_string(format!("{folder}/{name}")).ok().map(|text| (name.to_owned(), text)));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Session::read(&files).unwrap()
}

fn paper(session: &Session, paper: SessionPaper, lang: Lang) -> Document {
    let document = SessionDocument { session, france: &Default::default(), silhouettes: &[] };
    document.document(paper, Words::of(lang), &issue())
}

#[test]
fn the_documents_of_a_session_print_without_a_warning_even_without_a_map() {
    let (printer, session) = (printer(), session());
    for kind in SessionPaper::ALL {
        let printed = printer.print(&paper(&session, kind, Lang::Fr)).unwrap();
        assert_eq!(printed.warnings, [], "{}", kind.word());
        assert!(printed.pdf.starts_with(b"%PDF-1.7") && printed.pages >= 4, "{}", kind.word());
    }
}

#[test]
fn a_session_without_laureates_has_its_brochure() {
    let mut session = session();
    session.laureates.clear();
    assert!(printer().print(&paper(&session, SessionPaper::Brochure, Lang::En)).unwrap().warnings.is_empty());
}

#[test]
fn a_name_is_never_run_and_letters_without_a_typeface_do_not_stop_the_press() {
    let (printer, mut session) = (printer(), session());
    let name = "#panic(\"run\") *a* $x$ <b> @c \\ #{1/0} 東京 🏴 e\u{301} \u{e000} \u{202e}\u{0} œ’≥";
    session.identity.title.fr = name.to_owned();
    session.presentation.summary.fr = name.to_owned();
    session.application.form.sections[0].questions[0].label.fr = name.to_owned();
    for kind in SessionPaper::ALL {
        printer.print(&paper(&session, kind, Lang::Fr)).unwrap();
    }
}

#[test]
fn every_letter_of_our_texts_has_a_typeface() {
    let printer = printer();
    let texts = [
        include_str!("../../../../locales/fr/documents.ftl"),
        include_str!("../../../../locales/en/documents.ftl"),
        include_str!("../../../../locales/fr/site.ftl"),
        include_str!("../../../../locales/en/site.ftl"),
    ];
    let session = serde_json::to_string(&session()).unwrap();
    let wanted = "œŒæÿ’‘“”«»–—…•·²³−×€%°\u{202f}\u{a0}éèêëàâîïôöùûüçÉÈÀÇŸ";
    let missing: std::collections::BTreeSet<char> = texts
        .into_iter()
        .chain([session.as_str(), wanted])
        .flat_map(str::chars)
        .filter(|letter| !printer.draws(*letter))
        .collect();
    assert_eq!(missing, std::collections::BTreeSet::new());
}

#[test]
fn a_template_at_fault_is_told_with_its_place() {
    let wrong = Document { template: "portrait.typ", data: json!({ "words": {} }), drawings: Vec::new() };
    let error = printer().print(&wrong).unwrap_err();
    assert_eq!(error.template, "portrait.typ");
    let Some((file, line, column)) = &error.diagnostics[0].at else { panic!("{error}") };
    assert_eq!(file, "style.typ");
    assert!(*line > 1 && *column > 0 && error.to_string().contains("dictionary does not contain key"), "{error}");
}

#[test]
fn what_is_no_typeface_is_refused() {
    let noise = Typefaces::new([std::borrow::Cow::Borrowed(b"wOF2 not a typeface".as_slice())]);
    assert_eq!(Printer::new(&noise).unwrap_err(), TypefaceError::Unreadable { rank: 0 });
    let absent = Printer::new(&Typefaces::default()).unwrap_err();
    assert_eq!(absent, TypefaceError::Absent { family: Typefaces::TEXT });
}

#[test]
fn the_colours_are_those_of_the_site() {
    assert_eq!(colours()["ink"], "#1b1a2e");
    assert_eq!(colours()["q1"], "#dcecf1");
    for family in ["productive", "setting", "immaterial-value"] {
        assert!(colours().contains_key(&format!("{family}-tint")) && colours().contains_key(&format!("{family}-fill")));
    }
}
