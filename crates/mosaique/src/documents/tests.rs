//! Every document in both languages, opened again: what PDF/UA-1 asks that a program can see.

use std::sync::LazyLock;

use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfText};
use hayro_syntax::{Pdf, content::UntypedIter};

use super::*;

static INSTANCE: LazyLock<&'static Instance> =
    LazyLock::new(|| Instance::open(None, &[]).expect("what is embedded opens"));

fn on(day: &str) -> Issue {
    Issue { today: day.parse().unwrap(), site: Some("https://mosaique.example".into()) }
}

fn sheet(token: &str, lang: Lang) -> Vec<u8> {
    portrait_sheet(*INSTANCE, lang, INSTANCE.resolve(token).unwrap(), &on("2026-11-23")).unwrap()
}

/// What a document lacks to be read aloud.
fn faults(pdf: &[u8], lang: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let pdf = Pdf::new(pdf.to_vec()).unwrap();
    let root: Dict<'_> = pdf.xref().get(pdf.xref().root_id()).unwrap();
    let mut expect = |kept: bool, fault: &str| {
        if !kept {
            faults.push(fault.to_owned());
        }
    };
    let flag = |dict: &str, key: &str| root.get::<Dict<'_>>(dict).and_then(|dict| dict.get::<bool>(key)) == Some(true);
    expect(flag("MarkInfo", "Marked"), "not marked as tagged");
    expect(flag("ViewerPreferences", "DisplayDocTitle"), "shows its file name for a title");
    let written = root.get::<PdfText<'_>>("Lang").map(|text| String::from_utf8_lossy(&text).into_owned());
    expect(written.as_deref().is_some_and(|found| found.starts_with(lang)), "another language, or none");
    expect(root.contains_key("Outlines"), "no bookmarks");
    let metadata = root.get::<Stream<'_>>("Metadata").unwrap().decoded().unwrap().into_owned();
    let metadata = String::from_utf8(metadata).unwrap();
    expect(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"), "not said to be PDF/UA-1");
    expect(metadata.contains("<dc:title>"), "no title");

    for object in pdf.objects() {
        let Some(dict) = object.into_dict() else { continue };
        let is = |key: &str, name: &str| dict.get::<Name<'_>>(key).is_some_and(|found| found.as_str() == name);
        if is("Type", "FontDescriptor") {
            expect(dict.contains_key("FontFile2") || dict.contains_key("FontFile3"), "a typeface is not embedded");
        }
        if is("Subtype", "Link") {
            expect(dict.contains_key("Contents"), "a link without words");
            expect(dict.contains_key("StructParent"), "a link outside the structure");
        }
    }
    for page in pdf.pages().iter() {
        expect(page.raw().contains_key("StructParents"), "a page outside the structure");
        expect(page.raw().get::<Name<'_>>("Tabs").is_some_and(|order| order.as_str() == "S"), "another order of tabs");
        expect(is_all_marked(page.page_stream().unwrap_or_default()), "something is painted outside the structure");
    }
    let mut elements = Vec::new();
    let tree: Dict<'_> = root.get("StructTreeRoot").unwrap();
    walk(tree.get("K").unwrap(), &mut elements);
    let mut last = 0;
    for (name, words) in &elements {
        if name == "Figure" {
            expect(words.as_ref().is_some_and(|words| words.len() > 20), "a figure without words");
        }
        let level = name.strip_prefix('H').and_then(|level| level.parse::<usize>().ok());
        if let Some(level) = level {
            expect(level <= last + 1, "a level of heading is left out");
            last = level;
        }
    }
    expect(last > 0, "no heading");
    faults
}

/// Whether all that is painted belongs to an element of the structure, or is said to be an ornament.
fn is_all_marked(content: &[u8]) -> bool {
    const PAINT: [&[u8]; 17] = [
        b"Tj", b"TJ", b"'", b"\"", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"Do", b"sh", b"BI", b"EI",
    ];
    let mut depth = 0;
    let mut operations = UntypedIter::new(content);
    while let Some(operation) = operations.next() {
        match &**operation.operator {
            b"BDC" | b"BMC" => depth += 1,
            b"EMC" => depth -= 1,
            paint if depth == 0 && PAINT.contains(&paint) => return false,
            _ => {}
        }
    }
    true
}

/// Names of the elements of the structure, in the order in which they are read, with their words.
fn walk(kids: Object<'_>, elements: &mut Vec<(String, Option<String>)>) {
    match kids {
        Object::Array(kids) => {
            let kids: Array<'_> = kids;
            kids.iter::<Object<'_>>().for_each(|kid| walk(kid, elements));
        }
        Object::Dict(element) => {
            if let Some(name) = element.get::<Name<'_>>("S") {
                let words = element.get::<PdfText<'_>>("Alt").map(|text| String::from_utf8_lossy(&text).into_owned());
                elements.push((name.as_str().to_owned(), words));
            }
            if let Some(kids) = element.get::<Object<'_>>("K") {
                walk(kids, elements);
            }
        }
        _ => {}
    }
}

#[test]
fn every_document_of_the_session_can_be_read_aloud_in_both_languages() {
    for lang in Lang::ALL {
        for paper in SessionPaper::ALL {
            let pdf = session_paper(*INSTANCE, INSTANCE.session(), lang, paper, &on("2026-11-23")).unwrap();
            assert_eq!(faults(&pdf, lang.code()), Vec::<String>::new(), "{} {}", paper.word(), lang.code());
        }
    }
}

#[test]
fn the_sheet_of_any_territory_can_be_read_aloud_in_both_languages() {
    // A commune, an EPCI, a région of thousands of communes, one without data nor map, a laureate, a union over seas.
    for token in ["16015", "200071827", "reg:84", "reg:06", "laureate:grand-calais", "16015+16374+97411"] {
        for lang in Lang::ALL {
            assert_eq!(faults(&sheet(token, lang), lang.code()), Vec::<String>::new(), "{token} {}", lang.code());
        }
    }
}

#[test]
fn the_same_document_on_the_same_day_is_the_same_bytes() {
    assert!(sheet("16015", Lang::Fr) == sheet("16015", Lang::Fr));
    let brochure =
        |day: &str| session_paper(*INSTANCE, INSTANCE.session(), Lang::En, SessionPaper::Brochure, &on(day)).unwrap();
    assert!(brochure("2026-11-23") == brochure("2026-11-23"));
    assert!(brochure("2026-11-23") != brochure("2026-11-24"), "the day is printed");
}

#[test]
fn a_checker_that_accepts_everything_would_be_seen() {
    let pdf = String::from_utf8_lossy(&sheet("97608", Lang::Fr)).into_owned();
    assert!(pdf.contains("/Marked true"));
    let damaged = sheet("97608", Lang::Fr);
    let at = damaged.windows(12).position(|bytes| bytes == b"/Marked true").unwrap();
    let mut damaged = damaged;
    damaged[at + 1] = b'W';
    assert_eq!(faults(&damaged, "en"), ["not marked as tagged", "another language, or none"]);
    assert!(is_all_marked(b"/P <</MCID 0>> BDC (words) Tj EMC"));
    assert!(!is_all_marked(b"/P <</MCID 0>> BDC (words) Tj EMC 0 0 5 5 re f"));
}

#[test]
fn the_name_of_a_file_is_plain() {
    assert_eq!(
        file_name(&["portrait", "L'Haÿ-les-Roses", "94038"], Lang::Fr),
        "mosaique-portrait-l-hay-les-roses-94038-fr.pdf"
    );
    assert!(file_name(&[&"a\"\r\nb ".repeat(99)], Lang::En).len() < 90);
}
