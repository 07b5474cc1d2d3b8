//! The command line.

mod archive;
mod bridge;
mod data;
mod indicators;
mod keep;
mod mail;
mod people;
mod portrait;
mod provider;
mod retention;
mod roadmap;
mod serve;
mod session;
mod state;
mod territory;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ::territory::{ResolveError, Territory};
use anstream::eprintln;
use anyhow::Result;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use facts::Lang;
use press::{Words, refusal};

use crate::files;
use crate::instance::{BadSession, Instance};

pub(crate) use keep::differences_said as receipt_differences;

/// From the call to a published roadmap: portraits of every territory of France, and the session of the Atelier.
#[derive(Parser)]
#[command(name = "mosaique", version, about, after_help = EXAMPLES, max_term_width = 100)]
struct Cli {
    /// Language of what is written: fr or en. By default that of the environment, else French.
    #[arg(long, global = true, value_name = "LANG", value_parser = parse_lang)]
    lang: Option<Lang>,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Examples:
  mosaique demo                                   the whole site on http://localhost:8080
  mosaique portrait 200071827                     the portrait of GrandAngoulême, in the terminal
  mosaique portrait angouleme --format html -o angouleme.html
  mosaique portrait angouleme --format pdf -o angouleme.pdf
  mosaique session document brochure -o brochure.pdf
  mosaique portrait 16015+16374 --format json     any set of communes
  mosaique portrait @communes.txt --format csv    the communes of a file, one code a line
  mosaique territory find \"saint denis\"           the territories of a name
  mosaique indicators show housing-vacancy        a formula, its source, its method
  mosaique roadmap schedule feuille.toml          dates proved to keep budgets, teams and dependencies
  mosaique verify recu.json --key signing.pub     whether a receipt is the one that was given
  mosaique session verify session.archive.zip     whether the archive of a session is the one that was written

Exit codes: 0 done; 2 what was asked is not understood, nothing was written; 1 something else failed.";

#[derive(Subcommand)]
enum Command {
    /// Prepares a demonstration in a folder and serves it.
    Demo(serve::Demo),
    /// Serves an instance.
    Serve(Box<serve::Serve>),
    /// The portrait of a territory.
    Portrait(portrait::PortraitArgs),
    /// Finds and describes territories.
    #[command(subcommand)]
    Territory(territory::TerritoryCommand),
    /// Lists and explains indicators.
    #[command(subcommand)]
    Indicators(indicators::IndicatorsCommand),
    /// Checks, shows and archives sessions of the programme.
    #[command(subcommand)]
    Session(Box<session::SessionCommand>),
    /// Mails: what would leave, and whether they do.
    #[command(subcommand)]
    Mail(mail::MailCommand),
    /// Who has which role in a session.
    #[command(subcommand)]
    People(people::PeopleCommand),
    /// What will be erased and when, and erasing what is due.
    #[command(subcommand)]
    Retention(retention::RetentionCommand),
    /// Démarche numérique: takes the dossiers deposited there, writes back how far they are.
    #[command(subcommand, visible_alias = "passerelle")]
    Bridge(bridge::BridgeCommand),
    /// Checks an operational roadmap, and finds its dates.
    #[command(subcommand)]
    Roadmap(roadmap::RoadmapCommand),
    /// Writes the whole state of an instance in one file, while it runs.
    Backup(keep::Backup),
    /// Fills an empty instance from a backup.
    Restore(keep::Restore),
    /// Looks for all that is wrong in an instance, without mending it.
    Check(keep::Check),
    /// Checks a receipt, a backup or the archive of a session, without any instance.
    Verify(keep::Verify),
    /// Writes the receipt of an entry of the journal.
    Receipt(keep::ReceiptArgs),
    /// Lists the embedded data and nomenclatures.
    #[command(subcommand)]
    Data(data::DataCommand),
    /// The version of the program and of its atlas.
    Version {
        #[command(flatten)]
        atlas: AtlasFile,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
    },
    /// Completion for a shell, to be put where it looks for it.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// Where the atlas is read.
#[derive(Args)]
struct AtlasFile {
    /// Read this atlas instead of the one embedded.
    #[arg(long, value_name = "FILE", env = "MOSAIQUE_ATLAS")]
    atlas: Option<PathBuf>,
}

impl AtlasFile {
    fn open(&self) -> Result<&'static Instance> {
        open_instance(self.atlas.as_deref(), &[])
    }
}

/// Opens an instance; an atlas that was given and cannot be opened is the giver's to mend.
fn open_instance(atlas: Option<&Path>, sessions: &[PathBuf]) -> Result<&'static Instance> {
    Instance::open(atlas, sessions).map_err(|error| match atlas {
        Some(_) if !error.is::<BadSession>() => Refused(format!("{error:#}")).into(),
        _ => error,
    })
}

/// Form of a list.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// What was asked cannot be understood: exit code 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Refused(String);

fn parse_lang(text: &str) -> Result<Lang, String> {
    Lang::from_code(text).ok_or_else(|| format!("\"{text}\" found, expected fr or en"))
}

/// The language of the environment, else French.
fn lang_of_environment() -> Lang {
    #[expect(clippy::disallowed_methods, reason = "settings are read once, here")]
    let of = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    of("LC_ALL")
        .or_else(|| of("LC_MESSAGES"))
        .or_else(|| of("LANG"))
        .and_then(|l| Lang::from_code(&l))
        .unwrap_or_default()
}

/// Runs the command line and gives its exit code.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let lang = cli.lang.unwrap_or_else(lang_of_environment);
    let done = match cli.command {
        Command::Demo(demo) => demo.run(lang),
        Command::Serve(serve) => serve.run(),
        Command::Portrait(portrait) => portrait.run(lang),
        Command::Territory(territory) => territory.run(lang),
        Command::Indicators(indicators) => indicators.run(lang),
        Command::Session(session) => session.run(lang),
        Command::Mail(mail) => mail.run(lang),
        Command::People(people) => people.run(lang),
        Command::Retention(retention) => retention.run(lang),
        Command::Bridge(bridge) => bridge.run(lang),
        Command::Roadmap(roadmap) => roadmap.run(lang),
        Command::Backup(backup) => backup.run(lang),
        Command::Restore(restore) => restore.run(lang),
        Command::Check(check) => check.run(lang),
        Command::Verify(verify) => verify.run(lang),
        Command::Receipt(receipt) => receipt.run(lang),
        Command::Data(data) => data.run(lang),
        Command::Version { atlas, format } => data::version(&atlas, format),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "mosaique", &mut script);
            deliver(&String::from_utf8_lossy(&script), None)
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let red = anstyle::AnsiColor::Red.on_default().bold();
            if let Some(BadSession(problems)) = error.downcast_ref() {
                for problem in problems {
                    eprintln!("{problem}");
                }
            }
            eprintln!("{red}{}{red:#}: {error:#}", Words::of(lang).t("error-prefix"));
            let refused = error.is::<Refused>() || error.is::<BadSession>();
            ExitCode::from(if refused { 2 } else { 1 })
        }
    }
}

/// The territory of an argument: a token, a name, or `@FILE` for a file of codes.
fn territory_of(instance: &'static Instance, lang: Lang, argument: &str) -> Result<Territory> {
    let found = match argument.strip_prefix('@') {
        None => instance.resolve(argument),
        Some(path) => {
            let path = Path::new(path);
            let text = files::read_text(path).map_err(|error| Refused(format!("{error:#}")))?;
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            instance.resolver().from_codes(&name, &text)
        }
    };
    found.map_err(|error| Refused(explain(lang, &error, argument)).into())
}

/// Why an argument names no territory, with the candidates, one a line.
fn explain(lang: Lang, error: &ResolveError, argument: &str) -> String {
    let words = Words::of(lang);
    let (sentence, candidates) = refusal::explain(words, error);
    let mut lines = vec![sentence];
    let file = argument.strip_prefix('@').unwrap_or(argument);
    lines.extend(refusal::lines(words, error, usize::MAX).into_iter().map(|line| format!("  {file} – {line}")));
    if !candidates.is_empty() {
        lines.push(words.t("error-candidates"));
        lines.extend(candidates.iter().map(|candidate| {
            let kind = words.t(&format!("kind-{}", candidate.kind.word()));
            format!("  {:<10} {} – {kind}, {}", candidate.token, candidate.name, candidate.within)
        }));
    }
    lines.join("\n")
}

/// Refuses to write a document on a terminal, where nobody can read it.
fn refuse_terminal(output: Option<&Path>) -> Result<()> {
    use std::io::IsTerminal as _;
    if output.is_none() && std::io::stdout().is_terminal() {
        let refusal = "a PDF is not written on a terminal: name a file with -o FILE, or redirect the output";
        return Err(Refused(refusal.into()).into());
    }
    Ok(())
}

/// Writes a text where it is wanted.
fn deliver(text: &str, output: Option<&Path>) -> Result<()> {
    deliver_bytes(text.as_bytes(), output)
}

/// Writes where it is wanted: a file, whole or not at all, or the standard output.
fn deliver_bytes(bytes: &[u8], output: Option<&Path>) -> Result<()> {
    match output {
        Some(path) => files::write(path, bytes).map_err(|error| Refused(format!("{error:#}")).into()),
        None => {
            use std::io::Write as _;
            match std::io::stdout().lock().write_all(bytes) {
                // A reader that stops reading, such as head, is no error.
                Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
                other => Ok(other?),
            }
        }
    }
}

/// A list as JSON.
fn print_json(value: &impl serde::Serialize) -> Result<()> {
    deliver(&format!("{}\n", serde_json::to_string_pretty(value)?), None)
}
