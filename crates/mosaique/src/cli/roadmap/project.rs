//! A project of PSPLIB: its shortest schedule.

use std::path::Path;

use anstream::eprintln;
use anyhow::Result;
use press::{Words, telling};
use serde_json::json;
use solve::schedule::{Cause, Fault, Project, critical, shortest};

use super::{SEED, Work};
use crate::cli::{ListFormat, Refused, deliver, print_json};
use crate::files;

pub(super) fn check(words: &Words, project: &Project, format: ListFormat) -> Result<()> {
    refuse(words, project)?;
    match format {
        ListFormat::Json => print_json(&json!({ "activities": project.len(), "problems": [], "status": "feasible" })),
        ListFormat::Text => deliver(&format!("{}\n", words.t("road-check-undated")), None),
    }
}

/// What keeps a project from having any schedule is the giver's to mend.
fn refuse(words: &Words, project: &Project) -> Result<()> {
    let faults = project.faults();
    if faults.is_empty() {
        return Ok(());
    }
    for fault in &faults {
        match fault {
            Fault::Shape => eprintln!("rows of requests are not one a job"),
            Fault::Amount { of } => eprintln!("job {}: a duration or a demand out of bounds", of + 1),
            Fault::Unknown { precedence } => eprintln!("precedence {}: it names no job", precedence + 1),
            Fault::Demand { activity, resource } => {
                eprintln!("job {}: asks more of resource {} than there is", activity + 1, resource + 1);
            }
            Fault::Cycle(ring) => {
                let jobs: Vec<String> = ring.iter().chain(ring.first()).map(|job| (job + 1).to_string()).collect();
                eprintln!("jobs wait for each other in a ring: {}", jobs.join(" then "));
            }
        }
    }
    Err(Refused(words.t("road-project-faults")).into())
}

pub(super) fn schedule(
    words: &'static Words,
    project: &Project,
    format: ListFormat,
    time: f64,
    save: Option<&Path>,
) -> Result<()> {
    refuse(words, project)?;
    let mut work = Work::new(words, time);
    let found = shortest(project, &mut || work.is_over()).map_err(|faults| Refused(format!("{faults:?}")))?;
    let links = critical(project, &found.starts);
    let answer = json!({
        "kind": "project",
        "status": if found.is_optimal() { "optimal" } else { "feasible" },
        "makespan": found.makespan,
        "bound": found.bound,
        "gap": found.gap(),
        "seconds": work.seconds(),
        "seed": SEED,
        "conflicts": found.conflicts,
        "starts": found.starts,
        "critical_path": links.iter().map(|link| {
            let (cause, of) = match link.cause {
                Cause::Nothing => ("nothing", None),
                Cause::After(of) => ("after", Some(of + 1)),
                Cause::Units { of, .. } => ("units", Some(of + 1)),
            };
            json!({ "job": link.activity + 1, "begins": found.starts[link.activity], "cause": cause, "of": of })
        }).collect::<Vec<_>>(),
    });
    if let Some(path) = save {
        let text = format!("{}\n", serde_json::to_string_pretty(&answer)?);
        files::write(path, text.as_bytes()).map_err(|error| Refused(format!("{error:#}")))?;
    }
    if format == ListFormat::Json {
        return print_json(&answer);
    }
    let proof = if found.is_optimal() { "road-proof-optimal" } else { "road-proof-feasible" };
    let values = [
        ("makespan", found.makespan.to_string()),
        ("bound", found.bound.to_string()),
        ("gap", telling::roadmap::share(words, found.gap())),
    ];
    let mut lines = vec![words.t(proof), words.with("road-project", &values)];
    lines.push(words.t1("road-seconds", "seconds", words.number(work.seconds(), 2)));
    lines.push(words.t("road-critical-title"));
    for link in &links {
        let cause = match link.cause {
            Cause::Nothing => words.t("road-cause-nothing"),
            Cause::After(of) => words.t1("road-project-after", "job", (of + 1).to_string()),
            Cause::Units { of, resource } => {
                let values = [("resource", format!("R{}", resource + 1)), ("job", (of + 1).to_string())];
                words.with("road-project-units", &values)
            }
        };
        let cause = if found.starts[link.activity] == 0 { words.t("road-cause-beginning") } else { cause };
        let job = words.t1("road-project-job", "job", (link.activity + 1).to_string());
        lines.push(format!("  {:>5}  {job} – {cause}", found.starts[link.activity]));
    }
    deliver(&format!("{}\n", lines.join("\n")), None)
}
