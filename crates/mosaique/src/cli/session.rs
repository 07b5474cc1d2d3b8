//! `mosaique session check|show`.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use clap::Subcommand;
use facts::Lang;
use press::Words;
use programme::Session;
use serde_json::json;

use super::{AtlasFile, ListFormat, Refused, deliver, print_json};
use crate::files;
use crate::instance::{BadSession, Instance, read_session};

/// Checks and shows sessions of the programme.
#[derive(Subcommand)]
pub(super) enum SessionCommand {
    /// Every problem of a folder of session files, with file, line and column.
    Check {
        /// The folder: session.toml, laureates.toml, …
        folder: PathBuf,
        /// Form of the report.
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
    },
    /// The sessions that an instance shows, the newest first.
    List {
        #[command(flatten)]
        atlas: AtlasFile,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
    },
    /// A session with its laureates.
    Show {
        /// Short name of the session: 2023-productifs-sobres. The newest when absent.
        id: Option<String>,
        #[command(flatten)]
        atlas: AtlasFile,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
    },
}

impl SessionCommand {
    pub(super) fn run(&self, lang: Lang) -> Result<()> {
        match self {
            SessionCommand::Check { folder, format } => {
                let texts = files::folder_texts(folder).map_err(|error| Refused(format!("{error:#}")))?;
                // First the files on their own, then their perimeters against the map.
                let checked = match read_session(&texts) {
                    Err(bad) => Err(bad),
                    Ok(_) => match Instance::open(None, std::slice::from_ref(folder)) {
                        Ok(instance) => Ok(instance.session()),
                        Err(error) => Err(error.downcast::<BadSession>()?),
                    },
                };
                match checked {
                    Ok(session) if *format == ListFormat::Json => print_json(
                        &json!({ "session": session.identity.id, "laureates": session.laureates.len(), "problems": [] }),
                    ),
                    Ok(session) => deliver(&format!("{}: no problem\n", session.identity.id), None),
                    Err(bad) => {
                        if *format == ListFormat::Json {
                            print_json(&json!({ "problems": bad.0 }))?;
                        }
                        Err(bad.into())
                    }
                }
            }
            SessionCommand::List { atlas, format } => {
                let sessions = &atlas.open()?.sessions;
                let words = Words::of(lang);
                if *format == ListFormat::Json {
                    let items: Vec<_> = sessions.iter().map(|session| &session.identity).collect();
                    return print_json(&json!({ "items": items }));
                }
                deliver(&sessions.iter().map(|session| head(words, session)).collect::<String>(), None)
            }
            SessionCommand::Show { id, atlas, format } => {
                let instance = atlas.open()?;
                let session = match id {
                    None => instance.session(),
                    Some(id) => instance.session_of(id).ok_or_else(|| {
                        let known = instance.sessions.iter().map(|session| session.identity.id.as_str());
                        let known = known.collect::<Vec<_>>().join(", ");
                        Refused(format!("\"{id}\" is no session of this instance, expected one of: {known}"))
                    })?,
                };
                if *format == ListFormat::Json {
                    return print_json(session);
                }
                let words = Words::of(lang);
                let mut text = head(words, session);
                for laureate in &session.laureates {
                    let _ = writeln!(text, "  laureate:{:<20} {}", laureate.id.as_str(), words.say(&laureate.name));
                }
                deliver(&text, None)
            }
        }
    }
}

/// The line of a session in a list.
fn head(words: &Words, session: &Session) -> String {
    let identity = &session.identity;
    format!("{}  {} ({})\n", identity.id, words.say(&identity.title), words.period(&identity.years))
}
