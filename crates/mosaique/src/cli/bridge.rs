//! `mosaique bridge`: the passage with Démarche numérique.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;
use clap::{Args, Subcommand};
use facts::Lang;
use press::{PublicUrl, Words, telling};
use programme::Session;
use programme::bridge::{Fault as ChampFault, Mapping};
use store::Store;

use super::state::StateArgs;
use super::{ListFormat, Refused, deliver, open_instance, print_json};
use crate::bridge::client::{Client, ClientError};
use crate::bridge::pull::{self, Pull};
use crate::bridge::push::{self, Push};
use crate::bridge::{DocumentFault, Fault, What};
use crate::instance::Instance;
use crate::{clock, files};

/// The first wait between two attempts.
const WAIT: Duration = Duration::from_secs(1);

/// The passage with Démarche numérique.
#[derive(Subcommand)]
pub(super) enum BridgeCommand {
    /// Takes the dossiers deposited there that changed since the last time (tirer).
    #[command(visible_alias = "tirer")]
    Pull(PullArgs),
    /// Writes there, in private annotations, how far the dossiers taken are (pousser).
    #[command(visible_alias = "pousser")]
    Push(PushArgs),
}

/// Which démarche, which session, by which correspondence.
#[derive(Args)]
struct Passage {
    /// The number of the démarche.
    #[arg(long, value_name = "NUMBER")]
    demarche: u64,
    /// The session, by its short name.
    #[arg(long, value_name = "ID")]
    session: String,
    /// The folder of a session that is not embedded; given several times, they live side by side.
    #[arg(long = "session-folder", value_name = "FOLDER", env = "MOSAIQUE_SESSIONS", value_delimiter = ':')]
    folders: Vec<PathBuf>,
    /// The correspondence between champs and questions (see docs/operations/demarche-numerique.md).
    #[arg(long, value_name = "FILE")]
    mapping: PathBuf,
    /// The file that holds the token of the interface, and nothing else.
    #[arg(long, value_name = "FILE")]
    token_file: PathBuf,
    /// The address of the interface.
    #[arg(long, value_name = "ADDRESS", default_value = "https://demarche.numerique.gouv.fr/api/v2/graphql")]
    address: String,
    /// Say what would be done, and do nothing.
    #[arg(long)]
    dry_run: bool,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
    #[command(flatten)]
    state: StateArgs,
}

/// Takes dossiers.
#[derive(Args)]
pub(super) struct PullArgs {
    #[command(flatten)]
    passage: Passage,
}

/// Writes back.
#[derive(Args)]
pub(super) struct PushArgs {
    #[command(flatten)]
    passage: Passage,
    /// Address under which the public reaches the site, for the address of a dossier here.
    #[arg(long, value_name = "ADDRESS", env = "MOSAIQUE_PUBLIC_URL", default_value = "http://localhost:8080")]
    public_url: PublicUrl,
}

impl Passage {
    /// The session, the correspondence and whom to ask: all that is wrong with what was given is told before anything is
    /// asked.
    async fn open(&self, now: &str) -> Result<(Store, &'static Instance, &'static Session, Mapping, Client)> {
        let refused = |error: &dyn std::fmt::Display| anyhow::Error::from(Refused(error.to_string()));
        let instance = open_instance(None, &self.folders)?;
        let store = self.state.open(now).await?;
        // The form may have been revised since the files of the session.
        instance.refresh_calls(&store).await?;
        let session = instance.session_of(&self.session).filter(|session| session.call.is_some());
        let session = session.ok_or_else(|| refused(&format!("no session \"{}\" with a call found", self.session)))?;
        let read = |path: &PathBuf| files::read_text(path).map_err(|error| refused(&format!("{error:#}")));
        let mapping = Mapping::read(&self.mapping.display().to_string(), &read(&self.mapping)?, session);
        let mapping = mapping
            .map_err(|problems| refused(&problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))?;
        let client = Client::new(&self.address, &read(&self.token_file)?, &mapping.hosts, WAIT);
        Ok((store, instance, session, mapping, client.map_err(|error| refused(&error))?))
    }
}

impl BridgeCommand {
    pub(super) fn run(&self, lang: Lang) -> Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let done = runtime.block_on(async {
            match self {
                BridgeCommand::Pull(pull) => pull.run(lang).await,
                BridgeCommand::Push(push) => push.run(lang).await,
            }
        });
        // A token that is refused is its giver's to mend.
        done.map_err(|error| match error.downcast_ref::<ClientError>() {
            Some(ClientError::Unauthorised(_)) => Refused(error.to_string()).into(),
            _ => error,
        })
    }
}

impl PullArgs {
    async fn run(&self, lang: Lang) -> Result<()> {
        let (words, passage) = (Words::of(lang), &self.passage);
        let now = clock::now();
        let (store, instance, session, mapping, client) = passage.open(&now).await?;
        let shelf = passage.state.shelf()?;
        let pull = Pull {
            client: &client,
            store: &store,
            shelf: &shelf,
            instance,
            session,
            mapping: &mapping,
            demarche: passage.demarche,
            now: &now,
            dry_run: passage.dry_run,
        };
        let report = pull.run().await;
        store.close().await;
        let report = report?;
        if passage.format == ListFormat::Json {
            print_json(&report)?;
        } else {
            deliver(&pulled(words, &report, passage.dry_run), None)?;
        }
        faults(words, session, &report.faults)
    }
}

impl PushArgs {
    async fn run(&self, lang: Lang) -> Result<()> {
        let (words, passage) = (Words::of(lang), &self.passage);
        let now = clock::now();
        let (store, _, session, mapping, client) = passage.open(&now).await?;
        let push = Push {
            client: &client,
            store: &store,
            session,
            mapping: &mapping,
            demarche: passage.demarche,
            url: &self.public_url,
            now: &now,
            dry_run: passage.dry_run,
        };
        let report = push.run().await;
        store.close().await;
        let report = report?;
        if passage.format == ListFormat::Json {
            print_json(&report)?;
        } else {
            deliver(&pushed(words, &report, passage.dry_run), None)?;
        }
        faults(words, session, &report.faults)
    }
}

fn pulled(words: &Words, report: &pull::Report, dry_run: bool) -> String {
    let numbers = |numbers: &[u64]| match numbers {
        [] => "–".to_owned(),
        some => some.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    };
    let values = [
        ("taken", numbers(&report.taken)),
        ("updated", numbers(&report.updated)),
        ("same", report.same.len().to_string()),
        ("passed", numbers(&report.passed)),
    ];
    let key = if dry_run { "bridge-would-pull" } else { "bridge-pulled" };
    format!("{}\n", words.with(key, &values))
}

fn pushed(words: &Words, report: &push::Report, dry_run: bool) -> String {
    let line = |change: &push::Change| {
        format!("{}\t{}\t{:?} → {:?}\n", change.dossier, change.annotation, change.before, change.after)
    };
    let lines: String = report.written.iter().map(line).collect();
    let values = [("written", report.written.len().to_string()), ("same", report.same.to_string())];
    let key = if dry_run { "bridge-would-push" } else { "bridge-pushed" };
    format!("{lines}{}\n", words.with(key, &values))
}

/// Every fault, one a line; then it is an error: what could be done was.
fn faults(words: &Words, session: &Session, faults: &[Fault]) -> Result<()> {
    if faults.is_empty() {
        return Ok(());
    }
    let mut message = words.count("bridge-faults", faults.len());
    for fault in faults {
        let dossier = fault.dossier.map_or_else(|| "?".to_owned(), |number| number.to_string());
        let champ = fault.champ.as_ref().map(|champ| format!(", champ {champ}")).unwrap_or_default();
        message.push_str(&format!("\n  dossier {dossier}{champ} – {}", what(words, session, &fault.what)));
    }
    Err(anyhow::anyhow!(message))
}

fn what(words: &Words, session: &Session, what: &What) -> String {
    match what {
        What::Champ { fault: ChampFault::Sort { found, expected } } => {
            words.with("bridge-fault-sort", &[("found", found.clone()), ("expected", expected.clone())])
        }
        What::Champ { fault: ChampFault::Choice { found } } => words.t1("bridge-fault-choice", "found", found.as_str()),
        What::Champ { fault: ChampFault::Territory { found } } => {
            words.t1("bridge-fault-territory", "found", found.as_str())
        }
        What::Champ { fault: ChampFault::Answer { faults } } => {
            let faults = faults.iter().map(|fault| telling::fault_of(words, fault, &session.rubric));
            faults.collect::<Vec<_>>().join(" ")
        }
        What::Unread { said } => words.t1("bridge-fault-unread", "said", said.as_str()),
        What::Address { found } => words.t1("bridge-fault-address", "found", found.as_str()),
        What::Place => words.t("bridge-fault-place"),
        What::Document { name, why } => {
            let why = match why {
                DocumentFault::Host { host } => words.t1("bridge-document-host", "host", host.as_str()),
                DocumentFault::Heavy { limit } => words.t1("bridge-document-heavy", "limit", limit.to_string()),
                DocumentFault::Unanswered { said } => words.t1("bridge-document-unanswered", "said", said.as_str()),
                DocumentFault::Sort => words.t("bridge-document-sort"),
                DocumentFault::Infected => words.t("bridge-document-infected"),
            };
            words.with("colon", &[("name", name.clone()), ("value", why)])
        }
        What::Decided { label } => words.t1("bridge-fault-decided", "label", label.as_str()),
        What::Instructor { address } => words.t1("bridge-fault-instructor", "address", address.as_str()),
        What::Annotation => words.t("bridge-fault-annotation"),
        What::Refused { said } => words.t1("bridge-fault-refused", "said", said.as_str()),
    }
}
