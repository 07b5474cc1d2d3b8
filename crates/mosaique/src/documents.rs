//! Documents as PDF: what the rooms know, handed to the press with the typefaces and the day.

use std::sync::OnceLock;

use anyhow::Result;
use facts::{Lang, Period};
use press::Words;
use press::document::{
    DecisionLetter, Document, DossierSheet, Issue, Poster, Printer, SessionDocument, SessionPaper, Sheet, Silhouette,
    Surroundings,
};
use programme::Session;
use territory::{Choropleth, Kind, Portrait, Territory, outline};

use crate::clock;
use crate::instance::{Instance, typefaces};

/// Width of a map on paper, in units of its drawing: about a quarter of a millimetre each.
const SHEET: u32 = 640;
/// Width of the map of France, in units.
const FRANCE: u32 = 460;
/// Width of the shape of a laureate, in units.
const SHAPE: u32 = 240;
/// The indicator on the map of a portrait.
const MAPPED: &str = "density";

/// What is printed today, for a site that answers at `site`.
pub fn issue(site: Option<String>) -> Issue {
    let now = clock::now();
    let today = now.get(..10).and_then(|day| day.parse().ok()).unwrap_or(Period::Year(0));
    Issue { today, site }
}

/// The portrait sheet of a territory.
///
/// # Errors
/// When the contours cannot be read, or the template is at fault.
pub fn portrait_sheet(instance: &Instance, lang: Lang, territory: Territory, issue: &Issue) -> Result<Vec<u8>> {
    let portrait = Portrait::new(&instance.knowledge, territory);
    let map = instance.atlas().map();
    let communes = portrait.territory.communes();
    // A single commune says nothing on its own map: it is shown among those of its EPCI.
    let around = match portrait.territory.kind {
        Kind::Commune => map.at(communes[0]).epci.map(|rank| &map.epcis[usize::from(rank)]),
        _ => None,
    };
    let (shown, groups) = match around {
        Some(epci) => (epci.communes.as_slice(), vec![communes.to_vec()]),
        None => (communes, Vec::new()),
    };
    let drawing = outline::draw(instance.topology()?, map, shown, &groups, SHEET);
    let mapped = instance.knowledge.indicators().iter().position(|loaded| loaded.indicator.id == MAPPED);
    let choropleth = mapped.map(|rank| Choropleth::new(&instance.knowledge, rank, shown));
    let drawn = choropleth.as_ref().filter(|choropleth| drawing.communes.len() > 1 && !choropleth.bounds.is_empty());
    let sources = |indicator: &_| instance.sources(indicator);
    let sheet = Sheet {
        portrait: &portrait,
        map,
        sources: &sources,
        surroundings: drawn.map(|choropleth| Surroundings {
            drawing: &drawing,
            choropleth,
            within: around.map(|epci| epci.name.to_string()),
        }),
    };
    print(&sheet.document(Words::of(lang), issue))
}

/// A document of a session of the instance.
///
/// # Errors
/// When the contours cannot be read, or the template is at fault.
pub fn session_paper(
    instance: &Instance,
    session: &Session,
    lang: Lang,
    paper: SessionPaper,
    issue: &Issue,
) -> Result<Vec<u8>> {
    let atlas = instance.atlas();
    let (topology, map) = (instance.topology()?, atlas.map());
    let groups: Vec<Vec<u32>> =
        session.laureates.iter().map(|laureate| instance.perimeter_of(laureate).to_vec()).collect();
    let (france, silhouettes) = if paper == SessionPaper::Brochure {
        let everywhere: Vec<u32> = (0..map.communes.len() as u32).collect();
        let silhouette = |communes: &Vec<u32>| {
            let people = communes.iter().filter_map(|commune| map.at(*commune).population);
            Silhouette {
                drawing: outline::draw(topology, map, communes, &[], SHAPE),
                communes: communes.len(),
                people: Some(people.map(u64::from).sum()).filter(|people| *people > 0),
            }
        };
        let shapes: Vec<Silhouette> = groups.iter().map(silhouette).collect();
        (outline::draw(topology, map, &everywhere, &groups, FRANCE), shapes)
    } else {
        (outline::Drawing::default(), Vec::new())
    };
    let document = SessionDocument { session, france: &france, silhouettes: &silhouettes };
    print(&document.document(paper, Words::of(lang), issue))
}

/// A dossier, with the drawing of its perimeter when it has one.
///
/// # Errors
/// When the contours cannot be read, or the template is at fault.
pub fn dossier_sheet(
    instance: &Instance,
    words: &'static Words,
    sheet: &DossierSheet,
    communes: &[u32],
    issue: &Issue,
) -> Result<Vec<u8>> {
    let drawing = match communes {
        [] => None,
        communes => Some(outline::draw(instance.topology()?, instance.atlas().map(), communes, &[], SHEET)),
    };
    print(&sheet.document(words, issue, drawing.as_ref()))
}

/// What became of a dossier, as a letter.
///
/// # Errors
/// When the template is at fault.
pub fn decision_letter(words: &'static Words, letter: &DecisionLetter, issue: &Issue) -> Result<Vec<u8>> {
    print(&letter.document(words, issue))
}

/// The poster of a workshop, with its agenda and its cards.
///
/// # Errors
/// When the template is at fault.
pub fn poster(words: &'static Words, poster: &Poster, issue: &Issue) -> Result<Vec<u8>> {
    print(&poster.document(words, issue))
}

/// A name for a file that every system takes: small letters without accents, digits and hyphens, the language, `.pdf`.
pub fn file_name(parts: &[&str], lang: Lang) -> String {
    let mut words: Vec<String> = vec!["mosaique".to_owned()];
    for part in parts {
        let plain = territory::names::plain(part);
        words.extend(
            plain
                .split(|letter: char| !letter.is_ascii_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(str::to_owned),
        );
    }
    // A union may have a name as long as its communes are many.
    let mut name = words.join("-");
    name.truncate(80);
    format!("{}-{}.pdf", name.trim_end_matches('-'), lang.code())
}

/// Prints with the typefaces of the program, which are read at the first document.
///
/// # Errors
/// When the template is at fault.
pub fn print(document: &Document) -> Result<Vec<u8>> {
    static PRINTER: OnceLock<Printer> = OnceLock::new();
    let printer = match PRINTER.get() {
        Some(printer) => printer,
        None => {
            let made = Printer::new(typefaces())?;
            PRINTER.get_or_init(|| made)
        }
    };
    let printed = printer.print(document)?;
    for warning in &printed.warnings {
        tracing::warn!(%warning, "a document was printed with a warning");
    }
    Ok(printed.pdf)
}

#[cfg(test)]
mod tests;
