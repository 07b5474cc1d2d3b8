//! `mosaique session check|show|document`.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use clap::Subcommand;
use facts::Lang;
use press::Words;
use press::document::SessionPaper;
use serde_json::json;

use super::{AtlasFile, ListFormat, Refused, deliver, deliver_bytes, open_instance, print_json, refuse_terminal};
use crate::instance::{BadSession, Instance, read_session};
use crate::{documents, files};

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
    /// The session that an instance shows.
    Show {
        #[command(flatten)]
        atlas: AtlasFile,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
    },
    /// A document of the session as PDF: what it asks, how one applies, what it is.
    Document {
        /// Which document.
        #[arg(value_parser = parse_paper)]
        document: SessionPaper,
        #[command(flatten)]
        atlas: AtlasFile,
        /// Of this session instead of the one embedded: a folder.
        #[arg(long, value_name = "FOLDER", env = "MOSAIQUE_SESSION")]
        session: Option<PathBuf>,
        /// Write here instead of the standard output.
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

fn parse_paper(text: &str) -> Result<SessionPaper, String> {
    let found = SessionPaper::ALL.into_iter().find(|paper| paper.word() == text);
    found.ok_or_else(|| format!("\"{text}\" found, expected framing, form or brochure"))
}

impl SessionCommand {
    pub(super) fn run(&self, lang: Lang) -> Result<()> {
        match self {
            SessionCommand::Check { folder, format } => {
                let texts = files::folder_texts(folder).map_err(|error| Refused(format!("{error:#}")))?;
                // First the files on their own, then their perimeters against the map.
                let checked = match read_session(&texts) {
                    Err(bad) => Err(bad),
                    Ok(_) => match Instance::open(None, Some(folder)) {
                        Ok(instance) => Ok(&instance.session),
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
            SessionCommand::Document { document, atlas, session, output } => {
                refuse_terminal(output.as_deref())?;
                // A session that was named and cannot be read is the giver's to mend.
                if let Some(folder) = session {
                    files::folder_texts(folder).map_err(|error| Refused(format!("{error:#}")))?;
                }
                let instance = open_instance(atlas.atlas.as_deref(), session.as_deref())?;
                let pdf = documents::session_paper(instance, lang, *document, &documents::issue(None))?;
                deliver_bytes(&pdf, output.as_deref())
            }
            SessionCommand::Show { atlas, format } => {
                let session = &atlas.open()?.session;
                if *format == ListFormat::Json {
                    return print_json(session);
                }
                let words = Words::of(lang);
                let (title, years) = (words.say(&session.identity.title), words.period(&session.identity.years));
                let mut text = format!("{title} ({years})\n");
                for laureate in &session.laureates {
                    let _ = writeln!(text, "  laureate:{:<20} {}", laureate.id.as_str(), words.say(&laureate.name));
                }
                deliver(&text, None)
            }
        }
    }
}
