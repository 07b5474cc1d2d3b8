//! The pages of the archive of a session: they stand alone in a file, without a site, a script or anything to fetch.

use askama::Template;

use super::{BlockView, EditionView};

/// A cell of a table of an archive, with where it leads in the archive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArchiveCell {
    /// Its words; several lines are several paragraphs.
    pub text: String,
    /// The path of a file of the archive, from the page.
    pub href: Option<String>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArchiveBlock {
    /// Paragraphs.
    Text(Vec<String>),
    /// A table: caption, header, rows; the first cell names the row.
    Table(String, Vec<String>, Vec<Vec<ArchiveCell>>),
    /// A drawing of ours, and what it shows.
    Picture(String, String),
}

/// A part of a page, under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchivePart {
    /// The heading.
    pub heading: String,
    /// What it holds.
    pub blocks: Vec<ArchiveBlock>,
}

/// What a page says in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveBody {
    /// The code of the language.
    pub lang: &'static str,
    /// The title.
    pub title: String,
    /// Where the page stands: the table of contents, the page in the other language; path, words and code of the language.
    pub around: Vec<(String, String, &'static str)>,
    /// What must be known before all.
    pub lead: Vec<String>,
    /// The parts.
    pub parts: Vec<ArchivePart>,
}

/// A page of an archive, in one language or in both, side by side.
#[derive(Template)]
#[template(path = "archive.html")]
pub struct ArchivePage {
    /// What the page says, in each language.
    pub bodies: Vec<ArchiveBody>,
}

impl ArchiveCell {
    /// Words that lead nowhere.
    pub fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), href: None }
    }

    /// Words that lead to a file of the archive.
    pub fn to(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: Some(href.into()) }
    }

    fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines().filter(|line| !line.trim().is_empty())
    }
}

impl ArchivePage {
    fn lang(&self) -> &'static str {
        self.bodies.first().map_or("fr", |body| body.lang)
    }

    fn title(&self) -> String {
        self.bodies.iter().map(|body| body.title.as_str()).collect::<Vec<_>>().join(" – ")
    }
}

/// The chapters of an edition, as parts of a page.
pub fn archive_parts(edition: EditionView) -> Vec<ArchivePart> {
    let block = |block: BlockView| match block {
        BlockView::Text(lines) => vec![ArchiveBlock::Text(lines)],
        BlockView::List(items) => (items.into_iter())
            .map(|(title, text, origin)| {
                let lines = text.lines().map(str::to_owned);
                let lines = std::iter::once(title).chain(lines).chain([origin]);
                ArchiveBlock::Text(lines.filter(|line| !line.trim().is_empty()).collect())
            })
            .collect(),
        BlockView::Table(caption, header, rows) => {
            let rows = rows.into_iter().map(|row| row.into_iter().map(ArchiveCell::of).collect()).collect();
            vec![ArchiveBlock::Table(caption, header, rows)]
        }
        BlockView::Picture(svg, alt) => vec![ArchiveBlock::Picture(svg, alt)],
    };
    let part = |chapter: super::edition::ChapterView| ArchivePart {
        heading: chapter.title,
        blocks: chapter.blocks.into_iter().flat_map(block).collect(),
    };
    edition.chapters.into_iter().map(part).collect()
}
