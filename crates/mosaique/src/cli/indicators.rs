//! `mosaique indicators list|show`.

use std::fmt::Write as _;

use anyhow::Result;
use clap::Subcommand;
use facts::Lang;
use press::{Words, definition};

use super::{AtlasFile, ListFormat, Refused, deliver, print_json};

/// Lists and explains indicators.
#[derive(Subcommand)]
pub(super) enum IndicatorsCommand {
    /// Every indicator, by family.
    List {
        #[command(flatten)]
        atlas: AtlasFile,
        /// Form of the list.
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
    },
    /// One indicator: formula, unit, source, method.
    Show {
        /// Its identifier: housing-vacancy.
        id: String,
        #[command(flatten)]
        atlas: AtlasFile,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
    },
}

impl IndicatorsCommand {
    pub(super) fn run(&self, lang: Lang) -> Result<()> {
        let words = Words::of(lang);
        match self {
            IndicatorsCommand::List { atlas, format } => {
                let instance = atlas.open()?;
                let indicators = instance.atlas().indicators();
                if *format == ListFormat::Json {
                    return print_json(&indicators);
                }
                let mut text = String::new();
                for family in instance.atlas().families() {
                    let _ = writeln!(text, "{}", words.say(&family.name).to_uppercase());
                    for indicator in indicators.iter().filter(|indicator| indicator.family == family.id) {
                        let unit = words.unit(indicator.unit);
                        let unit = if unit.is_empty() { unit } else { format!(" ({unit})") };
                        let _ = writeln!(text, "  {:<28} {}{unit}", indicator.id, words.say(&indicator.name));
                    }
                    for awaited in &family.awaited {
                        let _ = writeln!(text, "  … {} ({})", words.set(&awaited.dataset), awaited.producer);
                    }
                }
                deliver(&text, None)
            }
            IndicatorsCommand::Show { id, atlas, format } => {
                let instance = atlas.open()?;
                let Some(indicator) = instance.atlas().indicator(id) else {
                    let known: Vec<_> = instance.atlas().indicators().iter().map(|i| i.id.as_str()).collect();
                    return Err(
                        Refused(format!("\"{id}\" is no indicator, expected one of {}", known.join(", "))).into()
                    );
                };
                if *format == ListFormat::Json {
                    return print_json(indicator);
                }
                let mut text = format!("{}\n{}\n\n", words.say(&indicator.name), words.say(&indicator.about));
                for (name, value) in definition::rows(words, indicator, &instance.sources(indicator)) {
                    let _ = writeln!(text, "  {name:<22} {value}");
                }
                let _ = writeln!(text, "  docs/method/{}.md", indicator.method);
                deliver(&text, None)
            }
        }
    }
}
