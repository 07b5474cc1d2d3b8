//! An edition on paper.

use programme::edition::Content;
use serde::Serialize;

use super::{Common, Document, Issue, document};
use crate::links::Links;
use crate::page::{BlockView, EditionView};
use crate::words::Words;

#[derive(Serialize)]
struct Data {
    #[serde(flatten)]
    common: Common,
    about: String,
    territory: String,
    name: String,
    made_up: Option<String>,
    published: String,
    corrected: Option<String>,
    digest: String,
    chapters: Vec<ChapterData>,
}

#[derive(Serialize)]
struct ChapterData {
    title: String,
    blocks: Vec<BlockData>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum BlockData {
    Text { lines: Vec<String> },
    List { items: Vec<(String, Vec<String>, String)> },
    Table { caption: String, header: Vec<String>, rows: Vec<Vec<String>> },
    Picture { name: String, alt: String },
}

/// The sentences around the content: that it is made up, when it was published, that another corrects it.
pub type Around = (Option<String>, String, Option<String>);

/// An edition as a document: its name, its content, the sentences around it.
pub fn edition(
    words: &'static Words,
    issue: &Issue,
    id: &str,
    content: &Content,
    (made_up, published, corrected): Around,
) -> Document {
    let view = EditionView::new(words, content);
    let mut drawings = Vec::new();
    let mut block = |block: BlockView| match block {
        BlockView::Text(lines) => BlockData::Text { lines },
        BlockView::List(items) => {
            let lines = |text: String| text.lines().map(str::to_owned).collect();
            BlockData::List { items: items.into_iter().map(|(title, text, from)| (title, lines(text), from)).collect() }
        }
        BlockView::Table(caption, header, rows) => BlockData::Table { caption, header, rows },
        BlockView::Picture(svg, alt) => {
            let name = format!("picture-{}.svg", drawings.len());
            drawings.push((name.clone(), svg));
            BlockData::Picture { name, alt }
        }
    };
    let chapters = view.chapters.into_iter().map(|chapter| ChapterData {
        title: chapter.title,
        blocks: chapter.blocks.into_iter().map(&mut block).collect(),
    });
    let chapters = chapters.collect();
    let path = Links::Edition(id.to_owned()).path(words.lang());
    let data = Data {
        common: Common::new(words, issue, view.title.clone(), view.about.clone(), &path, &["edition-digest"]),
        about: view.about,
        territory: view.territory,
        name: view.title,
        made_up,
        published,
        corrected,
        digest: content.digest().to_string(),
        chapters,
    };
    document("edition.typ", &data, drawings)
}
