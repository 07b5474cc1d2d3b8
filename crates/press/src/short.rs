//! Short permanent addresses: `/s/ft16015` leads to `/fr/territoires/16015`.
//!
//! A code says its page: a letter for the language, one for the sort of page, then what names the page there. Nothing is
//! kept anywhere, so that a code printed on paper leads where it did on any instance and after any loss, and cannot lead
//! out of the site. The letters below are for ever: one is never given another meaning.

use facts::Lang;

use crate::{Links, SessionPart};

/// Longest code that is still short: a union of many communes has an address, and a saved perimeter a short one.
const LONGEST: usize = 40;

/// The code of a page in a language; none for what is no page (a map, a form, a result), or too long to be short.
pub fn code(links: &Links, lang: Lang) -> Option<String> {
    let part;
    let (letter, name) = match links {
        Links::Home => ('h', ""),
        Links::Sessions => ('s', ""),
        Links::Session(id, SessionPart::Overview) => ('s', id.as_str()),
        Links::Session(id, session_part) => {
            part = format!("{id}:{}", letter_of_part(*session_part));
            ('s', part.as_str())
        }
        Links::Laureates => ('l', ""),
        Links::Laureate(id) => ('l', id.as_str()),
        Links::Territories => ('t', ""),
        Links::Territory(token) => ('t', token.as_str()),
        Links::Indicators => ('i', ""),
        Links::Data => ('d', ""),
        Links::News => ('n', ""),
        Links::NewsItem(id) => ('n', id.as_str()),
        Links::Subscription => ('a', ""),
        Links::LegalNotice => ('m', ""),
        Links::PersonalData => ('p', ""),
        Links::Accessibility => ('x', ""),
        Links::SiteMap => ('z', ""),
        _ => return None,
    };
    let plain = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-:+".contains(&byte));
    let code = format!("{}{letter}{name}", letter_of(lang));
    (code.len() <= LONGEST && plain(name)).then_some(code)
}

/// The page of a code. Whether something is there is for who serves it to say.
pub fn page(code: &str) -> Option<(Lang, Links)> {
    let mut letters = code.chars();
    let lang = letters.next().and_then(|letter| Lang::ALL.into_iter().find(|lang| letter_of(*lang) == letter))?;
    let letter = letters.next()?;
    let name = letters.as_str();
    let links = match (letter, name.is_empty()) {
        ('h', true) => Links::Home,
        ('s', true) => Links::Sessions,
        ('s', false) => {
            let (id, part) = name.split_once(':').unwrap_or((name, "o"));
            let part = SessionPart::ALL.into_iter().find(|known| letter_of_part(*known).to_string() == part)?;
            Links::Session(id.to_owned(), part)
        }
        ('l', true) => Links::Laureates,
        ('l', false) => Links::Laureate(name.to_owned()),
        ('t', true) => Links::Territories,
        ('t', false) => Links::Territory(name.to_owned()),
        ('i', true) => Links::Indicators,
        ('d', true) => Links::Data,
        ('n', true) => Links::News,
        ('n', false) => Links::NewsItem(name.to_owned()),
        ('a', true) => Links::Subscription,
        ('m', true) => Links::LegalNotice,
        ('p', true) => Links::PersonalData,
        ('x', true) => Links::Accessibility,
        ('z', true) => Links::SiteMap,
        _ => return None,
    };
    // What would not be written is not read: one code a page.
    (self::code(&links, lang).as_deref() == Some(code)).then_some((lang, links))
}

fn letter_of_part(part: SessionPart) -> char {
    match part {
        SessionPart::Overview => 'o',
        SessionPart::Call => 'c',
        SessionPart::Reading => 'r',
        SessionPart::Apply => 'a',
        SessionPart::Stages => 's',
        SessionPart::Governance => 'g',
        SessionPart::Easy => 'e',
    }
}

fn letter_of(lang: Lang) -> char {
    match lang {
        Lang::Fr => 'f',
        Lang::En => 'e',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_are_for_ever() {
        for (links, fr) in [
            (Links::Home, "fh"),
            (Links::Sessions, "fs"),
            (Links::Session("2023-productifs-sobres".into(), SessionPart::Overview), "fs2023-productifs-sobres"),
            (Links::Session("2023-productifs-sobres".into(), SessionPart::Stages), "fs2023-productifs-sobres:s"),
            (Links::LegalNotice, "fm"),
            (Links::PersonalData, "fp"),
            (Links::Accessibility, "fx"),
            (Links::SiteMap, "fz"),
            (Links::Laureates, "fl"),
            (Links::Laureate("rives-du-rhone".into()), "flrives-du-rhone"),
            (Links::Territories, "ft"),
            (Links::Territory("16015".into()), "ft16015"),
            (Links::Territory("dep:16".into()), "ftdep:16"),
            (Links::Territory("16015+16374".into()), "ft16015+16374"),
            (Links::Territory("perimeter:0123456789ab".into()), "ftperimeter:0123456789ab"),
            (Links::Indicators, "fi"),
            (Links::Data, "fd"),
            (Links::News, "fn"),
            (Links::NewsItem("carte-2026".into()), "fncarte-2026"),
            (Links::Subscription, "fa"),
        ] {
            assert_eq!(code(&links, Lang::Fr).as_deref(), Some(fr));
            assert_eq!(page(fr), Some((Lang::Fr, links.clone())));
            assert_eq!(page(&fr.replacen('f', "e", 1)), Some((Lang::En, links)));
        }
    }

    #[test]
    fn what_is_no_page_or_is_not_short_has_no_code() {
        assert_eq!(code(&Links::Search, Lang::Fr), None);
        assert_eq!(code(&Links::Territory("16015+".repeat(10)), Lang::Fr), None);
        for text in [
            "",
            "f",
            "x",
            "ft/../..",
            "ft//elsewhere.example",
            "fhx",
            "fté",
            "zt16015",
            "ft16015 ",
            "fx1",
            "fsa:o",
            "fsa:q",
        ] {
            assert_eq!(page(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_code_leads_to_the_page_it_was_made_of(token in "[a-z0-9:+-]{1,38}") {
            let links = Links::Territory(token);
            let code = code(&links, Lang::En).unwrap();
            prop_assert_eq!(page(&code), Some((Lang::En, links)));
        }

        #[test]
        fn no_text_breaks_the_reader_or_leads_out_of_the_site(text in "[fe]?[a-z]?.{0,40}") {
            if let Some((lang, links)) = page(&text) {
                let path = links.path(lang);
                let root = format!("/{}/", lang.code());
                prop_assert!(path.starts_with(&root));
                prop_assert!(!path.contains("//") && !path.contains(".."));
                prop_assert_eq!(code(&links, lang), Some(text));
            }
        }
    }
}
