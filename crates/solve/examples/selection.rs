//! Chooses and schedules the activities of a file of plain numbers, as `bench/schedule/menu.py` writes them.
//!
//! `cargo run --release -p solve --example selection -- FILE [--calls N] [--seconds S] [--processor S]`
//!
//! `--processor` counts the seconds that the machine gave, which on a busy one are fewer than those of the clock (Linux).

#![expect(clippy::disallowed_methods, reason = "an example reads its file and measures its time")]

use std::time::Instant;

use solve::selection::{Activity, Menu, best};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1)).cloned();
    let calls: u64 = option("--calls").map_or(u64::MAX, |n| n.parse().expect("a number of calls"));
    let seconds: f64 = option("--seconds").map_or(f64::INFINITY, |s| s.parse().expect("a number of seconds"));
    let on_processor: f64 = option("--processor").map_or(f64::INFINITY, |s| s.parse().expect("a number of seconds"));
    let text = std::fs::read_to_string(args.first().expect("a file")).expect("a text");
    let lines: Vec<Vec<i64>> = text
        .lines()
        .map(|line| line.split_whitespace().map(|word| word.parse().expect("a number")).collect())
        .collect();
    let [n, horizon, period, accounts] = [0, 1, 2, 3].map(|at| lines[0][at] as usize);
    let kinds = lines[1].len();
    let activity = |row: &Vec<i64>| {
        let [cost, worth, account, first, last] = [0, 1, 2, 3, 4].map(|at| row[1 + kinds + at]);
        let mut costs = vec![0; accounts];
        costs[account as usize] = cost;
        Activity {
            duration: row[0] as i32,
            demands: row[1..=kinds].iter().map(|demand| *demand as i32).collect(),
            costs,
            window: (first as i32, last as i32),
            worth: worth * 100,
            delay: worth * 3,
            mandatory: false,
        }
    };
    let menu = Menu {
        activities: lines[2 + accounts..2 + accounts + n].iter().map(activity).collect(),
        capacities: lines[1].iter().map(|units| vec![*units as i32; horizon]).collect(),
        accounts: lines[2..2 + accounts].to_vec(),
        period: period as i32,
        precedences: lines[2 + accounts + n..].iter().map(|row| (row[0] as usize, row[1] as usize)).collect(),
        horizon: horizon as i32,
    };
    let begun = Instant::now();
    let mut called = 0;
    let mut stop = || {
        called += 1;
        called > calls || begun.elapsed().as_secs_f64() > seconds || processor() > on_processor
    };
    let answer = best(&menu, &mut stop).expect("a menu without fault");
    let spent = begun.elapsed().as_secs_f64();
    let status = match (&answer.found, answer.is_infeasible()) {
        (_, true) => "infeasible",
        (None, _) => "unknown",
        (Some(_), _) if answer.is_optimal() => "optimal",
        _ => "feasible",
    };
    let kept = answer.found.as_ref().map_or(0, |found| found.starts.iter().flatten().count());
    assert!(answer.found.as_ref().is_none_or(|found| menu.is_kept_by(&found.starts)), "what is found is kept");
    let value = answer.found.as_ref().map(|found| found.value);
    let gap = answer.gap().map(|gap| 100.0 * gap);
    println!(
        "{status} value {value:?} bound {:?} gap {gap:.3?} % kept {kept} nodes {} seconds {spent:.2} processor {:.2}",
        answer.bound,
        answer.nodes,
        processor()
    );
}

/// Seconds of processor of this process; zero where the system does not tell.
fn processor() -> f64 {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok()).map_or(0.0, |n| n / 1e9)
}
