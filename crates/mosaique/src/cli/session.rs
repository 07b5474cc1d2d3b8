//! `mosaique session check|list|show|document|export|verify`.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use clap::Subcommand;
use facts::Lang;
use press::Words;
use press::document::SessionPaper;
use programme::Session;
use serde_json::json;

use super::{
    AtlasFile, ListFormat, Refused, archive, deliver, deliver_bytes, open_instance, print_json, refuse_terminal,
};
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
    /// A document of the session as PDF: what it asks, how one applies, what it is.
    Document {
        /// Which document.
        #[arg(value_parser = parse_paper)]
        document: SessionPaper,
        /// Short name of the session: 2023-productifs-sobres. The newest when absent.
        id: Option<String>,
        #[command(flatten)]
        atlas: AtlasFile,
        /// Of the session of this folder instead of those embedded.
        #[arg(long, value_name = "FOLDER", conflicts_with = "id")]
        session: Option<PathBuf>,
        /// Write here instead of the standard output.
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// The whole of a session in one file, which opens without a server and verifies itself. It holds dossiers and scores.
    Export(archive::Export),
    /// Whether the archive of a session is the one that was written; if not, what differs.
    Verify(archive::VerifyArchive),
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
            SessionCommand::Document { document, id, atlas, session, output } => {
                refuse_terminal(output.as_deref())?;
                // A session that was named and cannot be read is the giver's to mend.
                if let Some(folder) = session {
                    files::folder_texts(folder).map_err(|error| Refused(format!("{error:#}")))?;
                }
                let instance = open_instance(atlas.atlas.as_deref(), session.as_slice())?;
                let session = session_of(instance, id.as_deref())?;
                let pdf = documents::session_paper(instance, session, lang, *document, &documents::issue(None))?;
                deliver_bytes(&pdf, output.as_deref())
            }
            SessionCommand::Export(export) => export.run(lang),
            SessionCommand::Verify(verify) => verify.run(lang),
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
                let session = session_of(instance, id.as_deref())?;
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

/// The session of a short name; the newest when none is given.
pub(super) fn session_of(instance: &'static Instance, id: Option<&str>) -> Result<&'static Session> {
    let Some(id) = id else { return Ok(instance.session()) };
    instance.session_of(id).ok_or_else(|| {
        let known = instance.sessions.iter().map(|session| session.identity.id.as_str());
        let known = known.collect::<Vec<_>>().join(", ");
        Refused(format!("\"{id}\" is no session of this instance, expected one of: {known}")).into()
    })
}
