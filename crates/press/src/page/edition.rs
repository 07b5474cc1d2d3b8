//! Editions: what laureates published, one of them, and one being written.

use askama::Template;
use facts::{Lang, Localised};
use programme::edition::{Block, Content, Edition, QuotedFact};

use super::{Frame, Section};
use crate::links::{Brand, Links};
use crate::words::Words;

/// A line of the list of editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionCard {
    /// Where it is.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The territory and the stage.
    pub about: String,
    /// When it was published.
    pub when: String,
}

/// What laureates have published.
#[derive(Template)]
#[template(path = "editions.html")]
pub struct EditionsPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The editions in force, the newest first.
    pub editions: Vec<EditionCard>,
}

/// A part of a chapter, in the language of the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockView {
    /// Paragraphs.
    Text(Vec<String>),
    /// A title, a text, an origin each.
    List(Vec<(String, String, String)>),
    /// A table: caption, header, rows.
    Table(String, Vec<String>, Vec<Vec<String>>),
    /// A drawing and what it shows.
    Picture(String, String),
}

/// A chapter, in the language of the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChapterView {
    /// Its short name.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What it holds.
    pub blocks: Vec<BlockView>,
}

/// The content of an edition, in the language of the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionView {
    /// Its title.
    pub title: String,
    /// The territory.
    pub territory: String,
    /// The session and the stage.
    pub about: String,
    /// Its chapters.
    pub chapters: Vec<ChapterView>,
}

impl EditionView {
    /// A content in the words of a reader.
    pub fn new(words: &Words, content: &Content) -> Self {
        let chapters = content.chapters.iter().map(|chapter| ChapterView {
            id: chapter.id.to_string(),
            title: words.say(&chapter.title),
            blocks: chapter.blocks.iter().map(|block| view(words, block)).collect(),
        });
        Self {
            title: content.title.clone(),
            territory: content.territory.clone(),
            about: format!("{} – {}", words.say(&content.session), words.say(&content.stage)),
            chapters: chapters.collect(),
        }
    }
}

fn view(words: &Words, block: &Block) -> BlockView {
    let say = |text: &Localised| words.say(text);
    match block {
        Block::Text { text } => {
            BlockView::Text(text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect())
        }
        Block::Note { text } => BlockView::Text(vec![say(text)]),
        Block::List { items } => {
            let item = |item: &programme::edition::Item| {
                (item.title.clone(), item.text.clone(), item.origin.as_ref().map(say).unwrap_or_default())
            };
            BlockView::List(items.iter().map(item).collect())
        }
        Block::Facts { facts } => {
            let header = ["edition-fact", "edition-value", "edition-period", "edition-source", "edition-grade"];
            let rows = facts.iter().map(|fact| row(words.lang(), fact));
            BlockView::Table(words.t("edition-facts"), header.map(|key| words.t(key)).into(), rows.collect())
        }
        Block::Table { caption, header, rows } => {
            let cells = |row: &Vec<Localised>| row.iter().map(say).collect();
            BlockView::Table(say(caption), header.iter().map(say).collect(), rows.iter().map(cells).collect())
        }
        Block::Picture { svg, alt } => BlockView::Picture(svg.clone(), say(alt)),
    }
}

fn row(lang: Lang, fact: &QuotedFact) -> Vec<String> {
    let grade = fact.grade.map_or("", |grade| grade.letter());
    let source = fact.source.clone();
    vec![fact.name.get(lang).to_owned(), fact.value.get(lang).to_owned(), fact.period.clone(), source, grade.to_owned()]
}

/// An edition, for everybody.
#[derive(Template)]
#[template(path = "edition.html")]
pub struct EditionPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// Its content.
    pub edition: EditionView,
    /// When it was published, which number it has.
    pub published: String,
    /// Why it corrects the one before, and where that one is.
    pub corrects: Option<(String, String)>,
    /// That another corrects it: where, and in words.
    pub corrected: Option<(String, String)>,
    /// Its digest.
    pub digest: String,
    /// Where it is as files: address and words.
    pub files: Vec<(String, String)>,
}

/// An edition being written.
#[derive(Template)]
#[template(path = "edition_desk.html")]
pub struct EditionDeskPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// Where it stands, in a sentence.
    pub state: String,
    /// Those published: address and words.
    pub published: Vec<(String, String)>,
    /// What is written by hand, and the version before the eyes of who writes; none when nothing is being written.
    pub draft: Option<(String, String, String, String)>,
    /// Whether one may write, begin a correction, publish.
    pub may: (bool, bool, bool),
    /// As it would be published.
    pub edition: Option<EditionView>,
    /// What is wrong.
    pub errors: Vec<String>,
    /// The reason typed.
    pub reason: String,
}

/// Whether a later edition of the same stage is published: `editions` are those of the workspace.
pub fn corrected_by<'e>(edition: &Edition, editions: &'e [Edition]) -> Option<&'e Edition> {
    let later = |other: &&Edition| other.stage == edition.stage && other.number > edition.number;
    editions.iter().filter(later).filter(|other| other.published.is_some()).max_by_key(|other| other.number)
}
