//! `mosaique roadmap check|schedule`.

mod project;
mod told;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anstream::eprintln;
use anyhow::{Result, anyhow};
use clap::Subcommand;
use facts::Lang;
use press::{Words, telling};
use programme::roadmap::plan::{Change, Plan, Proof, Refusal, Timetable};
use programme::roadmap::{NotARoadmap, Roadmap, Slack, broken, path, slacks, undated};
use serde_json::{Value, json};

use super::{ListFormat, Refused, deliver, print_json};
use crate::clock::Stopwatch;
use crate::files;

/// Checks an operational roadmap, and finds its dates.
#[derive(Subcommand)]
pub(super) enum RoadmapCommand {
    /// Every fault of a roadmap; then what its dates do not keep, and why when no dates can keep it.
    ///
    /// Exit code 1 when the roadmap does not hold as it is written.
    Check {
        /// A roadmap, as TOML or JSON, or a project of PSPLIB (.sm).
        file: PathBuf,
        /// Form of the report.
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
        /// Most seconds of work.
        #[arg(long, value_name = "S", default_value_t = 30.0, value_parser = parse_seconds)]
        time: f64,
    },
    /// The best dates of a roadmap, or the shortest schedule of a project, with what is proved of them.
    Schedule {
        /// A roadmap, as TOML or JSON, or a project of PSPLIB (.sm).
        file: PathBuf,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
        /// Most seconds of work on the dates; as much again for each money that does not come.
        #[arg(long, value_name = "S", default_value_t = 30.0, value_parser = parse_seconds)]
        time: f64,
        /// What changes without this money: FUNDER, FUNDER:YEAR, GRANT, GRANT:YEAR or own:YEAR. May be repeated.
        #[arg(long, value_name = "MONEY")]
        without: Vec<String>,
        /// Write the roadmap with these dates, as its name ends: .toml or .json; the answer as JSON for a project.
        #[arg(long, value_name = "FILE")]
        save: Option<PathBuf>,
    },
}

fn parse_seconds(text: &str) -> Result<f64, String> {
    let seconds: Option<f64> = text.parse().ok().filter(|seconds| (0.0..=86_400.0).contains(seconds));
    seconds.ok_or_else(|| format!("\"{text}\" found, expected a number of seconds, 86400 at most"))
}

/// What a file holds.
enum Read {
    Roadmap(Box<Roadmap>),
    Project(Box<solve::schedule::Project>),
}

/// Tells how long it lasts on the standard error, and when to stop.
pub(super) struct Work {
    watch: Stopwatch,
    limit: Duration,
    told: u64,
    words: &'static Words,
}

/// Seconds between two lines of progress.
const EACH: u64 = 5;

impl Work {
    fn new(words: &'static Words, seconds: f64) -> Self {
        Self { watch: Stopwatch::start(), limit: Duration::from_secs_f64(seconds), told: 0, words }
    }

    /// Whether the time is over; tells where it is now and then.
    fn is_over(&mut self) -> bool {
        let spent = self.watch.spent();
        if spent.as_secs() >= self.told + EACH {
            self.told = spent.as_secs();
            eprintln!("{}", self.words.t1("road-progress", "seconds", self.told.to_string()));
        }
        spent >= self.limit
    }

    fn seconds(&self) -> f64 {
        (self.watch.spent().as_secs_f64() * 1000.0).round() / 1000.0
    }
}

impl RoadmapCommand {
    pub(super) fn run(&self, lang: Lang) -> Result<()> {
        let words = Words::of(lang);
        match self {
            RoadmapCommand::Check { file, format, time } => match read(file)? {
                Read::Roadmap(roadmap) => check(words, &roadmap, *format, *time),
                Read::Project(project) => project::check(words, &project, *format),
            },
            RoadmapCommand::Schedule { file, format, time, without, save } => match read(file)? {
                Read::Roadmap(roadmap) => schedule(words, &roadmap, *format, *time, without, save.as_deref()),
                Read::Project(_) if !without.is_empty() => {
                    Err(Refused("--without is for a roadmap: a project has no money".into()).into())
                }
                Read::Project(project) => project::schedule(words, &project, *format, *time, save.as_deref()),
            },
        }
    }
}

/// Reads a file by how its name ends; every fault is told on the standard error.
fn read(file: &Path) -> Result<Read> {
    let text = files::read_text(file).map_err(|error| Refused(format!("{error:#}")))?;
    let name = file.display().to_string();
    let ends = file.extension().map(|end| end.to_string_lossy().to_lowercase());
    let roadmap = match ends.as_deref() {
        Some("sm") => {
            return match solve::schedule::psplib::read(&text) {
                Ok(project) => Ok(Read::Project(Box::new(project))),
                Err(faults) => {
                    faults.iter().for_each(|fault| eprintln!("{name}:{}: {}", fault.line, fault.message));
                    Err(Refused(format!("{} problem(s) in {name}", faults.len())).into())
                }
            };
        }
        Some("json") => Roadmap::from_json(&name, &text),
        Some("toml") => Roadmap::read(&name, &text),
        _ => return Err(Refused(format!("{name}: expected a file that ends in .toml, .json or .sm")).into()),
    };
    match roadmap {
        Ok(roadmap) => Ok(Read::Roadmap(Box::new(roadmap))),
        Err(NotARoadmap(problems)) => {
            problems.iter().for_each(|problem| eprintln!("{problem}"));
            Err(Refused(format!("{} problem(s) in {name}", problems.len())).into())
        }
    }
}

fn plan(roadmap: &Roadmap) -> Result<Plan<'_>> {
    Plan::new(roadmap).map_err(|found| {
        let told: Vec<String> = found.iter().map(|found| found.what.to_string()).collect();
        Refused(told.join("; ")).into()
    })
}

/// Calls of the solver for each limit that is tried.
const CALLS: u64 = 2_000;

fn check(words: &'static Words, roadmap: &Roadmap, format: ListFormat, time: f64) -> Result<()> {
    let plan = plan(roadmap)?;
    let (broken, undated, unknown) = (broken(roadmap), undated(roadmap), roadmap.unknown_envelopes());
    let asks = !broken.is_empty() || !undated.is_empty();
    let mut work = Work::new(words, time);
    let (mut status, mut contradiction) = ("kept", None);
    if asks {
        contradiction = plan.contradiction(CALLS, &mut || work.is_over());
        status = match &contradiction {
            Some(_) => "infeasible",
            None if plan.is_possible(CALLS, &mut || work.is_over()) == Some(true) => "feasible",
            None => "unknown",
        };
    }
    if format == ListFormat::Json {
        print_json(&json!({
            "actions": roadmap.actions.len(),
            "problems": [],
            "status": status,
            "broken": broken,
            "undated": undated.iter().map(|action| &action.id).collect::<Vec<_>>(),
            "unknown_envelopes": unknown,
            "contradiction": contradiction,
            "seconds": work.seconds(),
        }))?;
    } else {
        let mut lines = vec![words.t1("road-of", "title", telling::roadmap::said(words, &roadmap.title))];
        lines.push(words.count("road-actions-count", roadmap.actions.len()));
        lines.push(words.t(if !asks { "road-check-good" } else { "road-check-undated" }));
        if !broken.is_empty() {
            lines.push(words.t("road-check-broken"));
            lines.extend(broken.iter().map(|one| format!("  {}", telling::roadmap::broken(words, roadmap, one))));
        }
        let title = |action: &&programme::roadmap::Action| telling::roadmap::said(words, &action.title);
        lines.extend(undated.iter().map(|action| format!("  {}", words.t1("road-undated", "action", title(action)))));
        lines.extend(told::unknown(words, roadmap, &unknown));
        match (&contradiction, status) {
            (Some(found), _) => lines.extend(told::contradiction(words, roadmap, found)),
            (None, "feasible") => lines.push(words.t("road-check-possible")),
            (None, "unknown") => lines.push(words.t("road-check-unknown")),
            _ => {}
        }
        deliver(&format!("{}\n", lines.join("\n")), None)?;
    }
    match broken.is_empty() && contradiction.is_none() {
        true => Ok(()),
        false => Err(anyhow!(words.t("road-check-failed"))),
    }
}

/// All that is worked out of a roadmap.
pub(super) struct Answer<'r> {
    roadmap: &'r Roadmap,
    timetable: Timetable,
    seconds: f64,
    minimal: (Vec<programme::Slug>, Timetable),
    changes: Vec<Change>,
    contradiction: Option<programme::roadmap::plan::Contradiction>,
    path: Vec<programme::roadmap::Link>,
    slacks: Vec<Slack>,
    overruns: Vec<programme::roadmap::Broken>,
}

fn schedule(
    words: &'static Words,
    roadmap: &Roadmap,
    format: ListFormat,
    time: f64,
    without: &[String],
    save: Option<&Path>,
) -> Result<()> {
    let plan = plan(roadmap)?;
    let refusals: Vec<_> = without.iter().map(|text| Refusal::of(roadmap, text)).collect();
    let wrong: Vec<String> = refusals.iter().filter_map(|read| read.as_ref().err()).map(ToString::to_string).collect();
    if !wrong.is_empty() {
        return Err(Refused(wrong.join("\n")).into());
    }
    let write = save.map(writer).transpose()?;
    let mut work = Work::new(words, time);
    let timetable = plan.best(&mut || work.is_over());
    let seconds = work.seconds();
    let mut work = Work::new(words, time);
    let contradiction = match timetable.status {
        Proof::Infeasible => plan.contradiction(CALLS, &mut || work.is_over()),
        _ => None,
    };
    let mut work = Work::new(words, time);
    let minimal = plan.minimal(&mut || work.is_over());
    let changes = refusals.into_iter().flatten().map(|refusal| {
        let mut work = Work::new(words, time);
        plan.refused(&timetable, &refusal, &mut || work.is_over())
    });
    let answer = Answer {
        roadmap,
        seconds,
        minimal,
        changes: changes.collect(),
        contradiction,
        path: path(&plan, &timetable),
        slacks: slacks(&plan, &timetable),
        overruns: plan.overruns(&timetable),
        timetable,
    };
    let saved = answer.timetable.value.is_some().then(|| roadmap.dated(&answer.timetable.starts));
    if let (Some((path, json)), Some(saved)) = (write, &saved) {
        let text = if json { saved.to_json() } else { saved.to_toml() };
        files::write(path, text.as_bytes()).map_err(|error| Refused(format!("{error:#}")))?;
    }
    match format {
        ListFormat::Json => print_json(&answer.json())?,
        ListFormat::Text => deliver(&told::answer(words, &answer), None)?,
    }
    match save.is_some() && saved.is_none() {
        true => Err(anyhow!(words.t("road-not-saved"))),
        false => Ok(()),
    }
}

/// Where a roadmap is written, and whether as JSON.
fn writer(path: &Path) -> Result<(&Path, bool)> {
    match path.extension().map(|end| end.to_string_lossy().to_lowercase()).as_deref() {
        Some("json") => Ok((path, true)),
        Some("toml") => Ok((path, false)),
        _ => Err(Refused(format!("{}: expected a name that ends in .toml or .json", path.display())).into()),
    }
}

impl Answer<'_> {
    fn json(&self) -> Value {
        let ends = self.timetable.starts.iter().filter_map(|(id, start)| {
            let action = self.roadmap.action(id.as_str())?;
            Some((id.to_string(), json!(start.plus(action.quarters - 1))))
        });
        let cost: u64 =
            self.minimal.0.iter().filter_map(|id| self.roadmap.action(id.as_str())).map(|a| a.totals().cost()).sum();
        let found = &self.timetable;
        json!({
            "kind": "roadmap",
            "status": found.status,
            "value": found.value,
            "bound": found.bound,
            "gap": found.gap,
            "seconds": self.seconds,
            "seed": SEED,
            "nodes": found.nodes,
            "starts": found.starts,
            "ends": ends.collect::<serde_json::Map<_, _>>(),
            "left": found.left,
            "critical_path": self.path,
            "slack": self.slacks,
            "overruns": self.overruns,
            "unknown_envelopes": self.roadmap.unknown_envelopes(),
            "contradiction": self.contradiction,
            "minimal": { "actions": self.minimal.0, "cost": cost, "timetable": self.minimal.1 },
            "refused": self.changes,
        })
    }
}

/// The search draws the same numbers every time.
pub(super) const SEED: u64 = 0;
