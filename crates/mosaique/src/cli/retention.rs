//! `mosaique retention`: what will be erased and when, and erasing what is due. An instance that serves does it by itself.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Subcommand};
use facts::Lang;
use press::{PublicUrl, Words};
use programme::calendar::Instant;
use programme::retention::{Due, DueAct, Outlook, outlook};
use serde::Serialize;

use super::state::StateArgs;
use super::{ListFormat, deliver, open_instance, print_json};
use crate::clock;
use crate::jobs::retention::{self, Plan, rule_words};

/// What will be erased.
#[derive(Subcommand)]
pub(super) enum RetentionCommand {
    /// Lists the dossiers that have an end: when those who make them are warned, when they are erased, why.
    List(List),
    /// Warns and erases what is due now; with --dry-run, says what it would be.
    Run(Run),
}

/// Which instance, which sessions.
#[derive(Args)]
struct Which {
    #[command(flatten)]
    state: StateArgs,
    /// The session of this folder instead of those embedded; given several times, they live side by side.
    #[arg(long = "session", value_name = "FOLDER", env = "MOSAIQUE_SESSIONS", value_delimiter = ':')]
    sessions: Vec<PathBuf>,
    /// The made-up session of the demonstration too.
    #[arg(long)]
    demonstration: bool,
    /// As if it were then: 2027-03-01T10:00:00Z.
    #[arg(long, value_name = "TIME")]
    at: Option<Instant>,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
}

/// Lists ends.
#[derive(Args)]
pub(super) struct List {
    #[command(flatten)]
    which: Which,
}

/// Does what is due.
#[derive(Args)]
pub(super) struct Run {
    #[command(flatten)]
    which: Which,
    /// Say what would be done, and do nothing.
    #[arg(long)]
    dry_run: bool,
    /// Address under which the public reaches the site, for the links of warnings.
    #[arg(long, value_name = "ADDRESS", env = "MOSAIQUE_PUBLIC_URL", default_value = "http://localhost:8080")]
    public_url: PublicUrl,
}

/// A dossier that has an end.
#[derive(Serialize)]
struct Line {
    session: String,
    place: String,
    #[serde(flatten)]
    end: Outlook,
}

impl Which {
    fn now(&self) -> String {
        self.at.map_or_else(clock::now, |at| at.to_string())
    }

    fn instance(&self) -> Result<&'static crate::instance::Instance> {
        match self.demonstration {
            true => crate::instance::Instance::demonstration(),
            false => open_instance(None, &self.sessions),
        }
    }
}

impl RetentionCommand {
    pub(super) fn run(&self, lang: Lang) -> Result<()> {
        tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
            match self {
                RetentionCommand::List(list) => list.run(lang).await,
                RetentionCommand::Run(run) => run.run(lang).await,
            }
        })
    }
}

impl List {
    async fn run(&self, lang: Lang) -> Result<()> {
        let (words, instance) = (Words::of(lang), self.which.instance()?);
        let store = self.which.state.open(&self.which.now()).await?;
        let mut lines = Vec::new();
        instance.refresh_calls(&store).await?;
        for session in instance.sessions_in_force() {
            let Some(call) = &session.call else { continue };
            let dossiers = store.dossiers().of_session(session.identity.id.as_str()).await?;
            for end in outlook(call, &dossiers) {
                let place = dossiers.iter().find(|dossier| dossier.id == end.dossier);
                let place = place.map_or_else(String::new, |dossier| dossier.place.name.clone());
                lines.push(Line { session: session.identity.id.to_string(), place, end });
            }
        }
        store.close().await;
        if self.which.format == ListFormat::Json {
            return print_json(&lines);
        }
        if lines.is_empty() {
            return deliver(&format!("{}\n", words.t("retention-no-dossier")), None);
        }
        let line = |line: &Line| {
            let warned = match (line.end.warned, line.end.warn_from) {
                (true, _) => words.t("retention-warned-done"),
                (false, Some(from)) => from.to_string(),
                (false, None) => words.t("retention-warned-never"),
            };
            let (end, rule) = (line.end.erase_from, rule_words(words, line.end.rule));
            format!("{}\t{}\t{}\t{rule}\t{warned}\t{end}\n", line.session, line.end.dossier, line.place)
        };
        deliver(&lines.iter().map(line).collect::<String>(), None)
    }
}

impl Run {
    async fn run(&self, lang: Lang) -> Result<()> {
        let (words, now, instance) = (Words::of(lang), self.which.now(), self.which.instance()?);
        let store = self.which.state.open(&now).await?;
        instance.refresh_calls(&store).await?;
        if self.dry_run {
            let plan = retention::plan(&store, &instance.sessions_in_force(), &now).await?;
            store.close().await;
            return match self.which.format {
                ListFormat::Json => print_json(&plan),
                ListFormat::Text => deliver(&in_words(words, &plan), None),
            };
        }
        let shelf = self.which.state.shelf()?;
        let done = retention::run(&store, &shelf, &instance.sessions_in_force(), &self.public_url, &now).await?;
        store.close().await;
        match self.which.format {
            ListFormat::Json => print_json(&done),
            ListFormat::Text => {
                let values = [
                    ("warned", done.warned.to_string()),
                    ("dossiers", done.dossiers.to_string()),
                    ("accounts", done.accounts.to_string()),
                    ("files", done.files.to_string()),
                    ("invitations", done.invitations.to_string()),
                ];
                deliver(&format!("{}\n", words.with("retention-ran", &values)), None)
            }
        }
    }
}

fn in_words(words: &Words, plan: &Plan) -> String {
    let act = |what: &DueAct| match what {
        DueAct::Warn { erase_from } => {
            format!(
                "{} ({})",
                words.t("retention-act-warn"),
                words.t1("retention-after", "when", erase_from.to_string())
            )
        }
        DueAct::Erase => words.t("retention-act-erase"),
    };
    let dossiers = plan.dossiers.iter().map(|planned| {
        let Due { dossier, rule, what } = &planned.due;
        format!("{}\t{dossier}\t{}\t{}\t{}\n", planned.session, planned.place, rule_words(words, *rule), act(what))
    });
    let accounts = plan.accounts.iter().map(|due| format!("-\t{}\t\t\t{}\n", due.person, act(&due.what)));
    let lines: String = dossiers.chain(accounts).collect();
    if lines.is_empty() { format!("{}\n", words.t("retention-nothing")) } else { lines }
}
