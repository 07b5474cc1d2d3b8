//! The catalogue of what can be downloaded, as RDF in the profile of the European Union (DCAT-AP 3).

use facts::{Lang, Period, Source};
use oxrdf::vocab::{rdf, xsd};
use oxrdf::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use oxttl::TurtleSerializer;
use territory::Indicator;

use crate::download::{Format, Set, path, schema_path};
use crate::links::Links;
use crate::words::Words;

/// The text of the Licence Ouverte 2.0.
pub const LICENCE_OUVERTE: &str =
    "https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf";

const DCAT: &str = "http://www.w3.org/ns/dcat#";
const DCT: &str = "http://purl.org/dc/terms/";
const FOAF: &str = "http://xmlns.com/foaf/0.1/";
const AUTHORITY: &str = "http://publications.europa.eu/resource/authority/";
/// The profile that the catalogue follows.
const PROFILE: &str = "http://data.europa.eu/r5r/";
const TABLE_SCHEMA: &str = "https://specs.frictionlessdata.io/table-schema/";
const OGC_FEATURES: &str = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core";

/// What the catalogue speaks of.
#[derive(Clone, Copy)]
pub struct Content<'a> {
    /// Scheme and host of the site, without a slash at the end: `https://mosaique.example`.
    pub base: &'a str,
    /// The day of the map.
    pub as_of: Period,
    /// The indicators of the tables.
    pub indicators: &'a [Indicator],
    /// The sources that the tables are made from.
    pub sources: &'a [Source],
    /// Bytes of a file that has been made.
    pub size: &'a dyn Fn(Set, Format) -> Option<usize>,
}

/// The catalogue as Turtle.
pub fn turtle(content: Content<'_>) -> String {
    let mut graph = Graph(Vec::new());
    graph.catalogue(content);
    let serializer = [("dcat", DCAT), ("dct", DCT), ("foaf", FOAF), ("xsd", "http://www.w3.org/2001/XMLSchema#")]
        .into_iter()
        .try_fold(TurtleSerializer::new(), |serializer, (prefix, iri)| serializer.with_prefix(prefix, iri))
        .expect("the vocabularies have well-formed addresses");
    let mut writer = serializer.for_writer(Vec::new());
    for triple in &graph.0 {
        writer.serialize_triple(triple.as_ref()).expect("writing to memory does not fail");
    }
    let bytes = writer.finish().expect("writing to memory does not fail");
    String::from_utf8(bytes).expect("Turtle is text")
}

/// The licence that binds what is made from sources: the strictest of theirs that we know. Nothing when one of them is
/// under another; the rights are then told in words.
fn licence(sources: &[Source]) -> Option<&'static str> {
    let known = |source: &Source| match source.licence.as_str() {
        text if text.starts_with("Licence Ouverte") => Some(false),
        text if text.contains("ODbL") => Some(true),
        _ => None,
    };
    let shares_alike = sources.iter().map(known).collect::<Option<Vec<bool>>>()?.contains(&true);
    Some(if shares_alike { "http://spdx.org/licenses/ODbL-1.0" } else { "http://spdx.org/licenses/etalab-2.0" })
}

/// First and last day that the figures speak of.
fn extent(content: Content<'_>) -> (String, String) {
    let years = |period: &Period| match period {
        Period::Year(year) => (format!("{year:04}-01-01"), format!("{year:04}-12-31")),
        day @ Period::Day { .. } => (day.to_string(), day.to_string()),
        Period::Span { from, to } => (format!("{from:04}-01-01"), format!("{to:04}-12-31")),
    };
    let periods = || content.indicators.iter().map(|indicator| &indicator.period).chain([&content.as_of]).map(years);
    let first = periods().map(|(first, _)| first).min().unwrap_or_default();
    (first, periods().map(|(_, last)| last).max().unwrap_or_default())
}

struct Graph(Vec<Triple>);

impl Graph {
    fn catalogue(&mut self, content: Content<'_>) {
        let base = content.base;
        let catalogue = iri(&format!("{base}/catalog.ttl#catalogue"));
        let publisher = iri(&format!("{base}/catalog.ttl#publisher"));
        self.typed(&publisher, &format!("{FOAF}Agent"));
        self.add(&publisher, &format!("{FOAF}name"), Literal::new_simple_literal(Words::of(Lang::Fr).t("product")));
        self.typed(&catalogue, &format!("{DCAT}Catalog"));
        self.said(&catalogue, "title", |words| words.t("open-catalogue-title"));
        self.said(&catalogue, "description", |words| words.t("open-package-about"));
        self.common(&catalogue, &publisher, content);
        self.add(&catalogue, &format!("{FOAF}homepage"), self::page(base, Lang::Fr));
        self.typed(&self::page(base, Lang::Fr), &format!("{FOAF}Document"));
        self.add(&catalogue, &dct("license"), iri("http://spdx.org/licenses/etalab-2.0"));
        self.typed(&iri("http://spdx.org/licenses/etalab-2.0"), &dct("LicenseDocument"));
        self.add(&catalogue, &dct("conformsTo"), iri(PROFILE));
        self.typed(&iri(PROFILE), &dct("Standard"));
        self.typed(&iri(TABLE_SCHEMA), &dct("Standard"));
        for theme in ["REGI", "SOCI"] {
            let scheme = iri(&format!("{AUTHORITY}data-theme"));
            self.add(&catalogue, &dcat("themeTaxonomy"), scheme);
            self.theme(theme);
        }
        for source in content.sources {
            self.source(source);
        }
        let datasets = Set::ALL.map(|set| iri(&format!("{base}/catalog.ttl#{set}")));
        for (set, dataset) in Set::ALL.into_iter().zip(&datasets) {
            self.add(&catalogue, &dcat("dataset"), dataset.clone());
            self.dataset(set, dataset, &publisher, content);
        }
        self.services(&catalogue, &publisher, &datasets, content);
    }

    /// What catalogue and datasets have in common.
    fn common(&mut self, subject: &NamedNode, publisher: &NamedNode, content: Content<'_>) {
        self.add(subject, &dct("publisher"), publisher.clone());
        for language in ["FRA", "ENG"] {
            let language = iri(&format!("{AUTHORITY}language/{language}"));
            self.typed(&language, &dct("LinguisticSystem"));
            self.add(subject, &dct("language"), language);
        }
        let france = iri(&format!("{AUTHORITY}country/FRA"));
        self.typed(&france, &dct("Location"));
        self.add(subject, &dct("spatial"), france);
        self.add(subject, &dct("modified"), day(&first_day(content.as_of)));
    }

    fn dataset(&mut self, set: Set, dataset: &NamedNode, publisher: &NamedNode, content: Content<'_>) {
        let base = content.base;
        let plural = |words: &Words| words.t(&format!("kind-plural-{}", set.kind().word()));
        self.typed(dataset, &dcat("Dataset"));
        self.said(dataset, "title", |words| words.t1("open-dataset-title", "kind", plural(words)));
        self.said(dataset, "description", |words| {
            let values = [("kind", plural(words)), ("count", content.indicators.len().to_string())];
            words.with("open-dataset-about", &values)
        });
        self.common(dataset, publisher, content);
        self.add(dataset, &dct("identifier"), Literal::new_simple_literal(set.word()));
        self.add(dataset, &dct("accrualPeriodicity"), iri(&format!("{AUTHORITY}frequency/ANNUAL")));
        self.typed(&iri(&format!("{AUTHORITY}frequency/ANNUAL")), &dct("Frequency"));
        for theme in ["REGI", "SOCI"] {
            self.add(dataset, &dcat("theme"), iri(&format!("{AUTHORITY}data-theme/{theme}")));
        }
        let rights = iri(&format!("{AUTHORITY}access-right/PUBLIC"));
        self.typed(&rights, &dct("RightsStatement"));
        self.add(dataset, &dct("accessRights"), rights);
        for lang in Lang::ALL {
            self.add(dataset, &dcat("landingPage"), page(base, lang));
            self.typed(&page(base, lang), &format!("{FOAF}Document"));
            for indicator in content.indicators {
                self.add(dataset, &dcat("keyword"), in_language(indicator.name.get(lang), lang));
            }
        }
        let (first, last) = extent(content);
        let period = blank(&format!("period-{set}"));
        self.0.push(Triple::new(period.clone(), rdf::TYPE, iri(&dct("PeriodOfTime"))));
        self.0.push(Triple::new(period.clone(), iri(&dcat("startDate")), day(&first)));
        self.0.push(Triple::new(period.clone(), iri(&dcat("endDate")), day(&last)));
        self.add(dataset, &dct("temporal"), Term::from(period));
        for source in content.sources {
            self.add(dataset, &dct("source"), source_iri(source));
        }
        for format in Format::ALL {
            let distribution = iri(&format!("{base}/catalog.ttl#{set}{}", format.suffix()));
            self.add(dataset, &dcat("distribution"), distribution.clone());
            self.distribution(set, format, &distribution, content);
        }
    }

    fn distribution(&mut self, set: Set, format: Format, distribution: &NamedNode, content: Content<'_>) {
        let base = content.base;
        let address = iri(&format!("{base}{}", path(set, format)));
        self.typed(distribution, &dcat("Distribution"));
        self.said(distribution, "title", |words| format!("{set}{}", format.suffix()) + ", " + &format.words(words));
        self.add(distribution, &dcat("accessURL"), address.clone());
        self.add(distribution, &dcat("downloadURL"), address);
        let media_type = iri(&format!("https://www.iana.org/assignments/media-types/{}", format.media_type()));
        self.typed(&media_type, &dct("MediaType"));
        self.add(distribution, &dcat("mediaType"), media_type);
        let file_type = iri(&format!("{AUTHORITY}file-type/{}", format.file_type()));
        self.typed(&file_type, &dct("MediaTypeOrExtent"));
        self.add(distribution, &dct("format"), file_type);
        match licence(content.sources) {
            Some(licence) => {
                self.typed(&iri(licence), &dct("LicenseDocument"));
                self.add(distribution, &dct("license"), iri(licence));
            }
            None => {
                let rights = blank(&format!("rights-{}", path(set, format).replace(['/', '.'], "-")));
                self.0.push(Triple::new(rights.clone(), rdf::TYPE, iri(&dct("RightsStatement"))));
                let licences: Vec<&str> = content.sources.iter().map(|source| source.licence.as_str()).collect();
                let label = iri("http://www.w3.org/2000/01/rdf-schema#label");
                self.0.push(Triple::new(rights.clone(), label, Literal::new_simple_literal(licences.join("; "))));
                self.add(distribution, &dct("rights"), Term::from(rights));
            }
        }
        if matches!(format, Format::Csv | Format::CsvFrench) {
            let schema = iri(&format!("{base}{}", schema_path(set)));
            self.typed(&schema, &dct("Standard"));
            self.add(distribution, &dct("conformsTo"), schema);
            self.add(distribution, &dct("conformsTo"), iri(TABLE_SCHEMA));
        }
        let available = iri("http://publications.europa.eu/resource/authority/planned-availability/AVAILABLE");
        self.add(distribution, "http://data.europa.eu/r5r/availability", available.clone());
        self.typed(&available, "http://www.w3.org/2004/02/skos/core#Concept");
        if let Some(bytes) = (content.size)(set, format) {
            let size = Literal::new_typed_literal(bytes.to_string(), xsd::NON_NEGATIVE_INTEGER);
            self.add(distribution, &dcat("byteSize"), size);
        }
    }

    fn services(&mut self, catalogue: &NamedNode, publisher: &NamedNode, sets: &[NamedNode], content: Content<'_>) {
        let base = content.base;
        let described = iri(&format!("{base}/openapi.json"));
        for (name, endpoint, key) in [("api", "/api/v1", "open-service-api"), ("ogc", "/ogc", "open-service-ogc")] {
            let service = iri(&format!("{base}/catalog.ttl#{name}"));
            self.add(catalogue, &dcat("service"), service.clone());
            self.typed(&service, &dcat("DataService"));
            self.said(&service, "title", |words| words.t(key));
            self.add(&service, &dct("publisher"), publisher.clone());
            self.add(&service, &dcat("endpointURL"), iri(&format!("{base}{endpoint}")));
            self.add(&service, &dcat("endpointDescription"), described.clone());
            self.add(&service, &dct("license"), iri("http://spdx.org/licenses/etalab-2.0"));
            if name == "ogc" {
                self.typed(&iri(OGC_FEATURES), &dct("Standard"));
                self.add(&service, &dct("conformsTo"), iri(OGC_FEATURES));
            }
            for set in sets {
                self.add(&service, &dcat("servesDataset"), set.clone());
            }
        }
    }

    /// A dataset that the tables are made from.
    fn source(&mut self, source: &Source) {
        let subject = source_iri(source);
        self.typed(&subject, &dcat("Dataset"));
        self.add(&subject, &dct("title"), in_language(&source.dataset, Lang::Fr));
        let about = format!("{}, {} ({})", source.dataset, source.vintage, source.licence);
        self.add(&subject, &dct("description"), in_language(&about, Lang::Fr));
        let producer = blank(&format!("producer-{}", source.id));
        self.0.push(Triple::new(producer.clone(), rdf::TYPE, iri(&format!("{FOAF}Agent"))));
        let name = Literal::new_simple_literal(&source.producer);
        self.0.push(Triple::new(producer.clone(), iri(&format!("{FOAF}name")), name));
        self.add(&subject, &dct("publisher"), Term::from(producer));
        if let Ok(page) = NamedNode::new(&source.url) {
            self.typed(&page, &format!("{FOAF}Document"));
            self.add(&subject, &dcat("landingPage"), page);
        }
    }

    fn theme(&mut self, theme: &str) {
        let subject = iri(&format!("{AUTHORITY}data-theme/{theme}"));
        self.typed(&subject, "http://www.w3.org/2004/02/skos/core#Concept");
        self.typed(&iri(&format!("{AUTHORITY}data-theme")), "http://www.w3.org/2004/02/skos/core#ConceptScheme");
    }

    fn typed(&mut self, subject: &NamedNode, class: &str) {
        let triple = Triple::new(subject.clone(), rdf::TYPE, iri(class));
        if !self.0.contains(&triple) {
            self.0.push(triple);
        }
    }

    fn add(&mut self, subject: &NamedNode, predicate: &str, object: impl Into<Term>) {
        let triple = Triple::new(NamedOrBlankNode::from(subject.clone()), iri(predicate), object);
        if !self.0.contains(&triple) {
            self.0.push(triple);
        }
    }

    /// A property of Dublin Core in both languages.
    fn said(&mut self, subject: &NamedNode, property: &str, text: impl Fn(&Words) -> String) {
        for lang in Lang::ALL {
            self.add(subject, &dct(property), in_language(&text(Words::of(lang)), lang));
        }
    }
}

fn iri(address: &str) -> NamedNode {
    NamedNode::new(address).expect("the base is checked by the door, and the rest is ours")
}

fn dct(name: &str) -> String {
    format!("{DCT}{name}")
}

fn dcat(name: &str) -> String {
    format!("{DCAT}{name}")
}

/// Blank nodes have names of ours, so that the same catalogue is the same bytes.
fn blank(name: &str) -> BlankNode {
    BlankNode::new(name).expect("letters, digits and hyphens name a node")
}

fn in_language(text: &str, lang: Lang) -> Literal {
    Literal::new_language_tagged_literal(text, lang.code()).expect("fr and en are language tags")
}

fn day(day: &str) -> Literal {
    Literal::new_typed_literal(day, xsd::DATE)
}

fn first_day(period: Period) -> String {
    match period {
        Period::Year(year) | Period::Span { from: year, .. } => format!("{year:04}-01-01"),
        day @ Period::Day { .. } => day.to_string(),
    }
}

fn page(base: &str, lang: Lang) -> NamedNode {
    iri(&format!("{base}{}", Links::Data.path(lang)))
}

fn source_iri(source: &Source) -> NamedNode {
    iri(&format!("urn:mosaique:source:{}", source.id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(licence: &str) -> Source {
        let text = |text: &str| text.to_owned();
        Source {
            id: text("s"),
            dataset: text("Jeu \"cité\" \\ \n"),
            producer: text("P"),
            vintage: text("2021"),
            licence: text(licence),
            url: text("https://example.org/é a"),
            sha256: String::new(),
            rows: 1,
        }
    }

    fn written(sources: &[Source]) -> String {
        let size = |set, format| (set == Set::Epcis && format == Format::Csv).then_some(1_234);
        let as_of = Period::Day { year: 2026, month: 1, day: 1 };
        turtle(Content { base: "https://ours.example", as_of, indicators: &[], sources, size: &size })
    }

    #[test]
    fn the_catalogue_reads_back_and_is_the_same_twice() {
        let sources = [source("Licence Ouverte 2.0")];
        let text = written(&sources);
        let read: Vec<_> = oxttl::TurtleParser::new().for_slice(text.as_bytes()).collect::<Result<_, _>>().unwrap();
        let of_class = |class: &str| {
            let class = Term::from(iri(&dcat(class)));
            read.iter().filter(|triple| triple.predicate == rdf::TYPE && triple.object == class).count()
        };
        assert_eq!((of_class("Catalog"), of_class("Dataset"), of_class("DataService")), (1, 5, 2));
        assert_eq!(of_class("Distribution"), Set::ALL.len() * Format::ALL.len());
        assert_eq!(text.matches("byteSize").count(), 1, "a size is told when the file is made");
        assert_eq!(text, written(&sources));
    }

    #[test]
    fn the_strictest_licence_binds_and_an_unknown_one_is_told_in_words() {
        let open = || source("Licence Ouverte 2.0");
        assert_eq!(licence(&[open()]), Some("http://spdx.org/licenses/etalab-2.0"));
        assert_eq!(licence(&[open(), source("ODbL 1.0")]), Some("http://spdx.org/licenses/ODbL-1.0"));
        assert_eq!(licence(&[open(), source("sur demande")]), None);
        assert!(written(&[open(), source("sur demande")]).contains("Licence Ouverte 2.0; sur demande"));
    }
}
