//! Every page, for the robots of search engines (<https://www.sitemaps.org/protocol.html>): an index, and a file a kind of
//! page, each page with its other language beside it.

use facts::Lang;
use territory::{FrenchMap, Kind};

use crate::Links;
use crate::chart::escape;

/// A file of the map of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The pages that are not portraits.
    Pages,
    /// The portraits of the territories of a kind, in a language.
    Portraits(Kind, Lang),
}

impl Part {
    /// Every part. None holds more than the 50,000 addresses that the form allows.
    pub fn all() -> Vec<Part> {
        let kinds = [Kind::Region, Kind::Departement, Kind::Epci, Kind::Commune];
        let portraits = kinds.into_iter().flat_map(|kind| Lang::ALL.map(|lang| Part::Portraits(kind, lang)));
        std::iter::once(Part::Pages).chain(portraits).collect()
    }

    /// `pages.xml`, `commune-fr.xml`.
    pub fn file(self) -> String {
        match self {
            Part::Pages => "pages.xml".to_owned(),
            Part::Portraits(kind, lang) => format!("{}-{}.xml", kind.word(), lang.code()),
        }
    }
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The index of the parts; `base` is the address of the site, without a slash at its end.
pub fn index(base: &str) -> String {
    let line = |part: Part| format!("<sitemap><loc>{}/sitemaps/{}</loc></sitemap>\n", escape(base), part.file());
    let lines: String = Part::all().into_iter().map(line).collect();
    format!("{HEAD}<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{lines}</sitemapindex>\n")
}

/// A part: the pages given, or the portraits of the map.
pub fn part(base: &str, part: Part, pages: &[Links], map: &FrenchMap) -> String {
    let mut text = format!(
        "{HEAD}<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
    );
    let base = escape(base);
    let mut add = |links: &Links, lang: Lang| {
        let alternate = |lang: Lang| {
            let href = escape(&links.path(lang));
            format!("<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{base}{href}\"/>", lang.code())
        };
        let both = Lang::ALL.map(alternate).concat();
        text.push_str(&format!("<url><loc>{base}{}</loc>{both}</url>\n", escape(&links.path(lang))));
    };
    match part {
        Part::Pages => Lang::ALL.into_iter().for_each(|lang| pages.iter().for_each(|links| add(links, lang))),
        Part::Portraits(kind, lang) => {
            let tokens: Vec<String> = match kind {
                Kind::Commune => map.communes.iter().map(|commune| commune.code.to_string()).collect(),
                Kind::Epci => map.epcis.iter().map(|epci| epci.siren.to_string()).collect(),
                Kind::Departement => map.departements.iter().map(|d| format!("dep:{}", d.code)).collect(),
                Kind::Region => map.regions.iter().map(|r| format!("reg:{}", r.code)).collect(),
                Kind::Named | Kind::Free | Kind::Country => Vec::new(),
            };
            tokens.into_iter().for_each(|token| add(&Links::Territory(token), lang));
        }
    }
    text.push_str("</urlset>\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_names_each_part_once() {
        let index = index("https://exemple.fr");
        assert_eq!(index.matches("<sitemap>").count(), 9);
        assert!(index.contains("<loc>https://exemple.fr/sitemaps/commune-en.xml</loc>"));
    }
}
