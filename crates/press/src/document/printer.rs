//! The press itself: Typst over embedded templates and the typefaces it is given, with no file, clock or network.

use std::fmt;
use std::sync::LazyLock;

use serde_json::Value;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Coverage, Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::Document;
use crate::typefaces::Typefaces;

/// What prints documents. Made once, used by all.
pub struct Printer {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

/// A document, printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many pages.
    pub pages: usize,
    /// What Typst finds odd, and is no fault: a test wants none.
    pub warnings: Vec<Diagnostic>,
}

/// What Typst says of a template, in its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// File, line and column, from 1, when it stands somewhere.
    pub at: Option<(String, usize, usize)>,
    /// What is wrong.
    pub message: String,
    /// What may help.
    pub hints: Vec<String>,
}

/// Why a document could not be printed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} could not be printed: {}", .template, .diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct DocumentError {
    /// The template.
    pub template: &'static str,
    /// Every error that Typst found.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why there is nothing to print with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TypefaceError {
    /// A file is no typeface.
    #[error("file {rank} of the typefaces is no TrueType file")]
    Unreadable {
        /// Its rank, from 0.
        rank: usize,
    },
    /// A family is not among them.
    #[error("no typeface named \"{family}\" found, those of the front end expected")]
    Absent {
        /// The family.
        family: &'static str,
    },
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((file, line, column)) = &self.at {
            write!(f, "{file}:{line}:{column}: ")?;
        }
        f.write_str(&self.message)?;
        self.hints.iter().try_for_each(|hint| write!(f, " ({hint})"))
    }
}

impl fmt::Debug for Printer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Printer({} typefaces)", self.fonts.len())
    }
}

/// How many documents later what Typst remembers of one is forgotten: what templates share stays, the rest goes.
const REMEMBERED: usize = 3;

impl Printer {
    /// From typefaces.
    ///
    /// # Errors
    /// When a file is no typeface, or a family is absent: texts would be drawn with nothing.
    pub fn new(typefaces: &Typefaces) -> Result<Self, TypefaceError> {
        let mut fonts = Vec::new();
        for (rank, file) in typefaces.files().enumerate() {
            fonts.push(Font::new(Bytes::new(file.to_vec()), 0).ok_or(TypefaceError::Unreadable { rank })?);
        }
        let book = FontBook::from_fonts(&fonts);
        for family in [TEXT, TITLE] {
            if !book.contains_family(&family.to_lowercase()) {
                return Err(TypefaceError::Absent { family });
            }
        }
        // Header cells of rows: without them a table is read without its first column.
        let library = Library::builder().with_features(Features::from_iter([Feature::A11yExtras])).build();
        Ok(Self { library: LazyHash::new(library), book: LazyHash::new(book), fonts })
    }

    /// Prints a document as PDF/UA-1. The same document on the same day is the same bytes.
    ///
    /// # Errors
    /// What Typst says: a template is wrong, or asks for what its data do not have. Texts cannot be at fault: letters that
    /// no typeface has are replaced.
    pub fn print(&self, document: &Document) -> Result<Printed, DocumentError> {
        let mut data = document.data.clone();
        self.drawable(&mut data);
        let desk = Desk {
            printer: self,
            main: file(document.template),
            document,
            data: Bytes::new(data.to_string().into_bytes()),
        };
        let failed = |errors: &[SourceDiagnostic]| DocumentError {
            template: document.template,
            diagnostics: errors.iter().map(|error| diagnostic(&desk, error)).collect(),
        };
        let laid_out = typst::compile::<PagedDocument>(&desk);
        let printed = laid_out.output.map_err(|errors| failed(&errors)).and_then(|pages| {
            let pdf = typst_pdf::pdf(&pages, &options()).map_err(|errors| failed(&errors))?;
            let warnings = laid_out.warnings.iter().map(|warning| diagnostic(&desk, warning)).collect();
            Ok(Printed { pdf, pages: pages.pages().len(), warnings })
        });
        comemo::evict(REMEMBERED);
        printed
    }

    /// Replaces, in every text, the letters that no typeface has: a PDF/UA document may not show an empty box.
    fn drawable(&self, value: &mut Value) {
        match value {
            Value::String(text) if text.chars().any(|letter| !self.draws(letter)) => {
                *text = text
                    .chars()
                    .filter(|letter| !is_invisible(*letter))
                    .map(|letter| if self.draws(letter) { letter } else { '?' })
                    .collect();
            }
            Value::Array(values) => values.iter_mut().for_each(|value| self.drawable(value)),
            Value::Object(fields) => fields.values_mut().for_each(|value| self.drawable(value)),
            _ => {}
        }
    }

    /// Whether a letter can be drawn.
    pub(crate) fn draws(&self, letter: char) -> bool {
        let covers = |coverage: &Coverage| coverage.contains(u32::from(letter));
        // Typst makes these two of the plain space and of the hyphen.
        matches!(letter, '\n' | '\u{202f}' | '\u{2011}') || self.fonts.iter().any(|font| covers(&font.info().coverage))
    }
}

/// Marks that have no drawing, and that a reader would not miss.
fn is_invisible(letter: char) -> bool {
    letter != '\n' && letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Family of texts, as Typst calls it.
const TEXT: &str = Typefaces::TEXT;
/// Family of titles, as Typst calls it: without the words of its weight.
const TITLE: &str = "Bricolage Grotesque 96pt";

/// Templates and what they read, by their names; the pictures and emblems are those of the site.
const FILES: [(&str, &str); 21] = [
    ("style.typ", include_str!("../../documents/style.typ")),
    ("portrait.typ", include_str!("../../documents/portrait.typ")),
    ("framing.typ", include_str!("../../documents/framing.typ")),
    ("edition.typ", include_str!("../../documents/edition.typ")),
    ("enclosure.typ", include_str!("../../documents/enclosure.typ")),
    ("form.typ", include_str!("../../documents/form.typ")),
    ("brochure.typ", include_str!("../../documents/brochure.typ")),
    ("decision.typ", include_str!("../../documents/decision.typ")),
    ("dossier.typ", include_str!("../../documents/dossier.typ")),
    ("poster.typ", include_str!("../../documents/poster.typ")),
    ("roadmap.typ", include_str!("../../documents/roadmap.typ")),
    ("mosaic.txt", include_str!("../../../../frontend/src/mosaic.txt")),
    ("setting.svg", include_str!("../../../../frontend/src/icons/family-setting.svg")),
    ("productive.svg", include_str!("../../../../frontend/src/icons/family-productive.svg")),
    ("sober.svg", include_str!("../../../../frontend/src/icons/family-sober.svg")),
    ("material-value.svg", include_str!("../../../../frontend/src/icons/family-material-value.svg")),
    ("immaterial-value.svg", include_str!("../../../../frontend/src/icons/family-immaterial-value.svg")),
    ("resilient.svg", include_str!("../../../../frontend/src/icons/family-resilient.svg")),
    ("accessible.svg", include_str!("../../../../frontend/src/icons/family-accessible.svg")),
    ("mutations.svg", include_str!("../../../../frontend/src/icons/family-mutations.svg")),
    ("dynamics.svg", include_str!("../../../../frontend/src/icons/family-dynamics.svg")),
];

/// The sources among them, parsed once.
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let templates = FILES.iter().filter(|(name, _)| name.ends_with(".typ"));
    templates.map(|(name, text)| Source::new(file(name), (*text).to_owned())).collect()
});

fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the name of a file, without a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn options() -> PdfOptions {
    PdfOptions {
        ident: Smart::Auto,
        standards: PdfStandards::new(&[PdfStandard::Ua_1]).expect("one standard does not contradict itself"),
        ..PdfOptions::default()
    }
}

fn diagnostic(desk: &Desk<'_>, found: &SourceDiagnostic) -> Diagnostic {
    let at = found.span.id().and_then(|id| {
        let (source, range) = (desk.source(id).ok()?, desk.range(found.span)?);
        let (line, column) = source.lines().byte_to_line_column(range.start)?;
        Some((id.get().vpath().get_without_slash().to_owned(), line + 1, column + 1))
    });
    Diagnostic {
        at,
        message: found.message.to_string(),
        hints: found.hints.iter().map(|hint| hint.v.to_string()).collect(),
    }
}

/// One document being printed: all that its template may ask for.
struct Desk<'a> {
    printer: &'a Printer,
    main: FileId,
    document: &'a Document,
    data: Bytes,
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.printer.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.printer.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        SOURCES.iter().find(|source| source.id() == id).cloned().ok_or_else(|| absent(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let name = id.get().vpath().get_without_slash();
        if name == "data.json" {
            return Ok(self.data.clone());
        }
        if let Some((_, text)) = FILES.iter().find(|(known, _)| *known == name) {
            return Ok(Bytes::from_string(*text));
        }
        let drawing = self.document.drawings.iter().find(|(known, _)| known == name);
        drawing.map(|(_, svg)| Bytes::from_string(svg.clone())).ok_or_else(|| absent(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.printer.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn absent(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
