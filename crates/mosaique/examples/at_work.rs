//! A full session at work, on the program as it is served: `at_work PROGRAM SECONDS FOLDER` fills an empty folder with an instance
//! (100 dossiers that a jury reads, 20 jurors, 6 laureates with a roadmap and editions), serves it with `PROGRAM`, and lets the
//! jurors read and write their sheets, the leads of the laureates their workspace and their roadmap, a pilot follow everything and ten
//! visitors read what is public, each after a while of thought. See `bench/README.md`.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    dead_code,
    reason = "a trial of the program, not a part of it"
)]

mod full_session;
mod served;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant as Watch};

use facts::Lang;
use full_session::{Filled, SESSION, cookie, fill};
use press::Links;
use press::links::SessionPart;
use programme::Session;
use served::{Chance, Client, Served, line, read_session};

const JURORS: usize = 20;
const DOSSIERS: usize = 100;
const VISITORS: usize = 10;
/// Thought between two acts of one person, in milliseconds: from the least to the most.
const THOUGHT: (u64, u64) = (1_500, 6_500);
const BOUNDARY: &str = "limite-d-un-formulaire";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [program, seconds, folder] = &arguments[..] else {
        eprintln!("usage: at_work PROGRAM SECONDS FOLDER");
        return ExitCode::from(2);
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(measure(program, seconds.parse().unwrap(), Path::new(folder)))
}

/// The session of demonstration whose jury reads, whatever the day, in a folder.
fn session(folder: &Path) -> PathBuf {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sessions/demonstration");
    let to = folder.join("session").join(SESSION);
    std::fs::create_dir_all(&to).unwrap();
    for file in std::fs::read_dir(&from).unwrap() {
        let file = file.unwrap();
        let mut text = std::fs::read_to_string(file.path()).unwrap();
        if file.file_name() == "call.toml" {
            text = text.replace("2026-", "2020-").replace("2027-01", "2021-01").replace("2027-02", "2021-02");
            text = text.replace("2027-", "2099-");
        }
        std::fs::write(to.join(file.file_name()), text).unwrap();
    }
    to
}

/// Who asks.
enum Who {
    Juror(Vec<String>),
    Lead(String),
    Pilot,
    Visitor,
}

/// What one person asked.
#[derive(Default)]
struct Tally {
    reads: Vec<(Duration, String)>,
    writes: Vec<Duration>,
    errors: Vec<String>,
}

fn pick<T: Clone>(chance: &mut Chance, among: &[T]) -> T {
    among[chance.below(among.len() as u64) as usize].clone()
}

/// What somebody reads.
fn read(who: &Who, dossiers: &[String], session: &Session, chance: &mut Chance) -> Links {
    let here = || SESSION.to_owned();
    match who {
        Who::Juror(own) => {
            let of = pick(chance, own);
            match chance.below(5) {
                0 => Links::Readings(here()),
                1 => Links::Dossier(of),
                2 => Links::DossierSection(of, "project".into()),
                _ => Links::DossierReading(of),
            }
        }
        Who::Lead(space) => {
            let stage = session.stages.list[0].id.to_string();
            match chance.below(9) {
                0 => Links::Workspace(space.clone()),
                1 => Links::Roadmap(space.clone()),
                2 => Links::RoadmapAction(space.clone(), "voie-verte".into()),
                3 => Links::RoadmapFrame(space.clone()),
                4 => Links::Progress(space.clone()),
                5 => Links::SheetsDesk(space.clone()),
                6 => Links::Workshops(space.clone()),
                7 => Links::Thread(space.clone()),
                _ => Links::WorkspaceEdition(space.clone(), stage),
            }
        }
        Who::Pilot => match chance.below(6) {
            0 => Links::Instruction(here()),
            1 => Links::Jury(here()),
            2 => Links::JuryAssignment(here()),
            3 => Links::Workspaces(here()),
            4 => Links::FollowUp(here()),
            _ => Links::DossierScores(pick(chance, dossiers)),
        },
        Who::Visitor => match chance.below(6) {
            0 => Links::Home,
            1 => Links::Session(here(), SessionPart::Overview),
            2 => Links::Laureates,
            3 => Links::Network,
            4 => Links::NetworkActions,
            _ => Links::Editions,
        },
    }
}

/// Writes something; nothing when who asks only reads.
async fn write(
    who: &Who,
    client: &mut Client,
    session: &Session,
    count: usize,
    chance: &mut Chance,
) -> Option<(Duration, String)> {
    let (path, kind, body) = match who {
        Who::Juror(own) => {
            let path = Links::DossierReading(pick(chance, own)).path(Lang::Fr);
            let page = client.get(&path).await;
            let base = page.body.split("name=\"base\" value=\"").nth(1)?.split('"').next()?.to_owned();
            let criteria = session.rubric.criteria();
            let fields: String = criteria.map(|one| format!("&l.{0}=2&r.{0}=Raison+{count}", one.id)).collect();
            let body = format!("act=save&base={base}&confidence=high{fields}");
            (path, "application/x-www-form-urlencoded".to_owned(), body)
        }
        Who::Lead(space) => {
            let path = Links::WorkspaceActs(space.clone()).path(Lang::Fr);
            let day = "2027-01-15";
            let fields = [("act", "task"), ("title", &*format!("Tâche {count}")), ("owner", ""), ("due", day)];
            let field = |(name, value): &(&str, &str)| {
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
            };
            let body = format!("{}--{BOUNDARY}--\r\n", fields.iter().map(field).collect::<String>());
            (path, format!("multipart/form-data; boundary={BOUNDARY}"), body)
        }
        Who::Pilot | Who::Visitor => return None,
    };
    let answer = client.post(&path, &kind, "text/html", &body).await;
    let wrong = if answer.status == 303 { String::new() } else { format!("{path}: {}", answer.status) };
    Some((answer.took, wrong))
}

async fn works(
    served: u16,
    rank: usize,
    who: Who,
    cookie: String,
    dossiers: Vec<String>,
    session: &'static Session,
    until: Watch,
) -> Tally {
    let mut chance = Chance(rank as u64 + 1);
    let mut client = Client::new(served, &cookie).await;
    let mut tally = Tally::default();
    tokio::time::sleep(Duration::from_millis(chance.below(THOUGHT.1))).await;
    let mut count = 0;
    while Watch::now() < until {
        count += 1;
        let written =
            if chance.below(5) == 0 { write(&who, &mut client, session, count, &mut chance).await } else { None };
        if let Some((took, wrong)) = written {
            tally.writes.push(took);
            tally.errors.extend((!wrong.is_empty()).then_some(wrong));
        } else {
            let path = read(&who, &dossiers, session, &mut chance).path(Lang::Fr);
            let page = client.get(&path).await;
            if page.status != 200 {
                tally.errors.push(format!("{path}: {}", page.status));
            }
            tally.reads.push((page.took, path));
        }
        let (least, most) = THOUGHT;
        tokio::time::sleep(Duration::from_millis(least + chance.below(most - least))).await;
    }
    tally
}

async fn measure(program: &str, seconds: u64, folder: &Path) -> ExitCode {
    let files = session(folder);
    let session = read_session(&files);
    let Filled { pilot, jurors, leads, dossiers } = fill(folder, session, DOSSIERS, JURORS, false).await;
    let served = Served::start(program, folder, &files, None, "warn,mosaique=info");
    let port = served.port;
    // What the program prepares when it starts is not what is measured.
    tokio::time::sleep(Duration::from_secs(15)).await;
    let people = (jurors.into_iter().map(|(name, own)| (Who::Juror(own), cookie(&name))))
        .chain(leads.into_iter().map(|(name, space)| (Who::Lead(space), cookie(&name))))
        .chain([(Who::Pilot, cookie(&pilot))])
        .chain((0..VISITORS).map(|_| (Who::Visitor, String::new())));
    let until = Watch::now() + Duration::from_secs(seconds);
    let tasks: Vec<_> = people
        .enumerate()
        .map(|(rank, (who, cookie))| tokio::spawn(works(port, rank, who, cookie, dossiers.clone(), session, until)))
        .collect();
    let mut all = Tally::default();
    for task in tasks {
        let tally = task.await.unwrap();
        all.reads.extend(tally.reads);
        all.writes.extend(tally.writes);
        all.errors.extend(tally.errors);
    }
    served.stop();
    println!("\n{DOSSIERS} dossiers, {JURORS} jurors, 6 laureates, a pilot, {VISITORS} visitors, {seconds} s\n");
    println!("| ms | count | p50 | p90 | p99 | worst |\n|---|---:|---:|---:|---:|---:|");
    line("writes", &mut all.writes);
    all.reads.sort();
    let mut times: Vec<Duration> = all.reads.iter().map(|(took, _)| *took).collect();
    let reading = line("reads", &mut times);
    println!("\n{} errors; the longest reads:", all.errors.len());
    all.errors.iter().take(5).for_each(|error| println!("  {error}"));
    all.reads.iter().rev().take(5).for_each(|(took, path)| println!("  {:.1} ms {path}", took.as_secs_f64() * 1_000.0));
    let held = reading < 20.0 && all.errors.is_empty();
    println!("bar (p99 of reads under 20 ms, no error): {}", if held { "held" } else { "missed" });
    if held { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
