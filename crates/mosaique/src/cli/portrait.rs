//! `mosaique portrait`.

use std::path::PathBuf;

use ::territory::{Choropleth, Portrait, outline};
use anyhow::Result;
use askama::Template;
use clap::{Args, ValueEnum};
use facts::Lang;
use press::data::{PortraitJson, portrait_csv};
use press::page::{FilePortrait, Maps, PortraitView};
use press::{Words, sheet};

use super::{AtlasFile, deliver, deliver_bytes, refuse_terminal, territory_of};
use crate::documents;
use crate::instance::{Assets, Instance};

/// The portrait of a territory.
#[derive(Args)]
pub(super) struct PortraitArgs {
    /// A code, a name, several joined by +, or @FILE for a file of codes.
    territory: String,
    #[command(flatten)]
    atlas: AtlasFile,
    /// Form of the portrait.
    #[arg(long, value_enum, default_value_t)]
    format: PortraitFormat,
    /// Write here instead of the standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Form of a portrait.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum PortraitFormat {
    /// For a terminal.
    #[default]
    Text,
    /// For programs, in the published schema.
    Json,
    /// One file that opens in a browser, with its maps.
    Html,
    /// For a spreadsheet, one indicator a line.
    Csv,
    /// For paper: an accessible document of a few pages.
    Pdf,
}

impl PortraitArgs {
    pub(super) fn run(&self, lang: Lang) -> Result<()> {
        let instance = self.atlas.open()?;
        if self.format == PortraitFormat::Pdf {
            refuse_terminal(self.output.as_deref())?;
        }
        let territory = territory_of(instance, lang, &self.territory)?;
        if self.format == PortraitFormat::Pdf {
            let pdf = documents::portrait_sheet(instance, lang, territory, &documents::issue(None))?;
            return deliver_bytes(&pdf, self.output.as_deref());
        }
        let portrait = Portrait::new(&instance.knowledge, territory);
        let sources = |indicator: &_| instance.sources(indicator);
        let text = match self.format {
            PortraitFormat::Text => sheet::portrait(lang, &portrait),
            PortraitFormat::Json => PortraitJson::new(&portrait, &sources).text(),
            PortraitFormat::Csv => portrait_csv(&portrait, &sources),
            PortraitFormat::Html | PortraitFormat::Pdf => html(instance, lang, &portrait)?,
        };
        deliver(&text, self.output.as_deref())
    }
}

fn html(instance: &'static Instance, lang: Lang, portrait: &Portrait<'_>) -> Result<String> {
    let words = Words::of(lang);
    let communes = portrait.territory.communes();
    let map = instance.atlas().map();
    let drawing = outline::draw(instance.topology()?, map, communes, &[], 640);
    let count = instance.knowledge.indicators().len();
    let choropleths: Vec<_> = (0..count).map(|rank| Choropleth::new(&instance.knowledge, rank, communes)).collect();
    let css = Assets::get("file.css")
        .or_else(|| Assets::get("app.css"))
        .map(|file| String::from_utf8_lossy(&file.data).into_owned())
        .unwrap_or_default();
    let sources = |indicator: &_| instance.sources(indicator);
    let page = FilePortrait {
        w: words,
        title: words.t1("portrait-title", "name", portrait.territory.name.clone()),
        css: &css,
        p: PortraitView::new(words, portrait, map, &sources, &choropleths, &Maps::Drawn(&drawing)),
    };
    Ok(page.render()?)
}
