//! `mosaique data list|naf` and `mosaique version`.

use std::fmt::Write as _;

use ::territory::names;
use anyhow::Result;
use clap::Subcommand;
use facts::Lang;
use press::Words;
use serde_json::json;

use super::{AtlasFile, ListFormat, Refused, deliver, print_json};

/// Lists the embedded data and nomenclatures.
#[derive(Subcommand)]
pub(super) enum DataCommand {
    /// The datasets of the atlas: source, vintage, licence, rows, hash.
    List {
        #[command(flatten)]
        atlas: AtlasFile,
        /// Form of the list.
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
    },
    /// The activities of NAF rév. 2, by code or by words.
    Naf {
        /// A code or its beginning (10.71), or words of the label.
        words: Vec<String>,
        #[command(flatten)]
        atlas: AtlasFile,
        /// Form of the list.
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
    },
}

impl DataCommand {
    pub(super) fn run(&self, lang: Lang) -> Result<()> {
        match self {
            DataCommand::List { atlas, format } => {
                let sources = atlas.open()?.atlas().sources();
                if *format == ListFormat::Json {
                    return print_json(&sources);
                }
                let words = Words::of(lang);
                let mut text = String::new();
                for source in sources {
                    let rows = words.number(source.rows as f64, 0);
                    let _ = writeln!(text, "{} – {}", source.id, words.set(&source.dataset));
                    let _ = writeln!(
                        text,
                        "  {}, {} ({}), {rows} {}",
                        source.producer,
                        source.vintage,
                        source.licence,
                        words.t("data-rows").to_lowercase()
                    );
                }
                deliver(&text, None)
            }
            DataCommand::Naf { words: asked, atlas, format } => {
                let asked = asked.join(" ");
                let plain = names::plain(&asked);
                let answers = |code: &str, label: &str| {
                    let label = names::plain(label);
                    code.starts_with(&asked.to_uppercase()) || plain.split(' ').all(|word| label.contains(word))
                };
                let found: Vec<_> = atlas.open()?.atlas().naf()?.filter(|(code, label)| answers(code, label)).collect();
                if *format == ListFormat::Json {
                    let list: Vec<_> =
                        found.iter().map(|(code, label)| json!({ "code": code, "label": label })).collect();
                    return print_json(&list);
                }
                if found.is_empty() {
                    return Err(Refused(format!("\"{asked}\" is in no label and begins no code of NAF rév. 2")).into());
                }
                let lines: Vec<_> = found.iter().map(|(code, label)| format!("{code:<7} {label}\n")).collect();
                deliver(&lines.concat(), None)
            }
        }
    }
}

/// The version of the program and of its atlas.
pub(super) fn version(atlas: &AtlasFile, format: ListFormat) -> Result<()> {
    let instance = atlas.open()?;
    let (version, map) = (env!("CARGO_PKG_VERSION"), instance.atlas().map());
    if format == ListFormat::Json {
        return print_json(&json!({
            "version": version,
            "map": map.as_of,
            "communes": map.communes.len(),
            "indicators": instance.atlas().indicators().len(),
            "sessions": instance.sessions.iter().map(|session| &session.identity.id).collect::<Vec<_>>(),
        }));
    }
    let (communes, indicators) = (map.communes.len(), instance.atlas().indicators().len());
    deliver(&format!("mosaique {version}\n{}: {communes} communes, {indicators} indicators\n", map.as_of), None)
}
