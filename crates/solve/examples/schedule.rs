//! Schedules every PSPLIB (`.sm`) or Patterson (`.rcp`) file of a folder, and compares with its references.
//!
//! `cargo run --release -p solve --example schedule -- FOLDER [--calls N] [--seconds S] [--only NAME] [--quiet]`
//!
//! One line a file: name, status, makespan, bound, reference, conflicts, seconds; then a summary. `--calls` is a limit of work, the
//! same on every machine; `--seconds` one of time, for each file.

#![expect(clippy::disallowed_methods, reason = "an example reads its files and measures its time")]

use std::path::Path;
use std::time::Instant;

use solve::schedule::shortest;

mod read;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1)).cloned();
    let folder = args.first().expect("a folder of .sm or .rcp files");
    let calls: u64 = option("--calls").map_or(u64::MAX, |n| n.parse().expect("a number of calls"));
    let seconds: f64 = option("--seconds").map_or(f64::INFINITY, |s| s.parse().expect("a number of seconds"));
    let (only, quiet) = (option("--only"), args.iter().any(|arg| arg == "--quiet"));
    let references = read::references(Path::new(folder));
    let mut files: Vec<_> = (std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "sm" || e == "rcp"))
        .collect();
    files.sort();
    let (mut proved, mut equal, mut above, mut wrong, mut total, mut longest, mut gaps) =
        (0, 0, 0, 0, 0.0, 0.0f64, 0.0);
    let mut tried = 0;
    for path in &files {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if only.as_ref().is_some_and(|only| *only != name) {
            continue;
        }
        tried += 1;
        let text = std::fs::read_to_string(path).expect("a text");
        let project = if path.extension().is_some_and(|e| e == "sm") { read::sm(&text) } else { read::rcp(&text) };
        let begun = Instant::now();
        let mut called = 0;
        let mut stop = || {
            called += 1;
            called > calls || begun.elapsed().as_secs_f64() > seconds
        };
        let found = shortest(&project, &mut stop).expect("a project without fault");
        let spent = begun.elapsed().as_secs_f64();
        (total, longest) = (total + spent, longest.max(spent));
        assert!(project.is_kept_by(&found.starts) && project.makespan(&found.starts) == found.makespan, "{name}");
        let reference = references.get(&name).copied();
        proved += usize::from(found.is_optimal());
        gaps += found.gap();
        let mut remark = "";
        if let Some((low, high)) = reference {
            equal += usize::from(found.makespan == high);
            above += usize::from(found.makespan > high);
            // Shorter than a bound proved by others, or a proof above a schedule that others have.
            if found.makespan < low || found.bound > high {
                wrong += 1;
                remark = " WRONG";
            }
            if found.makespan < high && low < high {
                remark = " better than the reference";
            }
        }
        if !quiet {
            let status = if found.is_optimal() { "optimal" } else { "feasible" };
            let reference = reference.map_or_else(String::new, |(low, high)| format!("{low}..{high}"));
            let (makespan, bound, conflicts) = (found.makespan, found.bound, found.conflicts);
            println!("{name} {status} {makespan} {bound} {reference} {conflicts} {spent:.3}{remark}");
        }
    }
    let mean = 100.0 * gaps / f64::from(tried.max(1));
    println!(
        "files {tried} proved {proved} at-reference {equal} above {above} wrong {wrong} mean-gap {mean:.2} % \
         seconds {total:.1} longest {longest:.2}"
    );
}
