//! The files of PSPLIB and of Patterson, for the bench and for the test that is asked for.

use std::collections::BTreeMap;
use std::path::Path;

use solve::schedule::Project;

/// What others found: `name,value` or `name,low..high`, one a line, in `optimum/optimum.csv`.
#[expect(clippy::disallowed_methods, reason = "a bench reads its files")]
pub fn references(folder: &Path) -> BTreeMap<String, (i32, i32)> {
    let text = std::fs::read_to_string(folder.join("optimum/optimum.csv")).unwrap_or_default();
    let line = |line: &str| {
        let (name, value) = line.split_once(',')?;
        let (low, high) = value.trim().split_once("..").unwrap_or((value.trim(), value.trim()));
        let name = name.trim_end_matches(".sm").trim_end_matches(".rcp");
        // An interval without a lower bound is written `..83`.
        let low = if low.is_empty() { Ok(0) } else { low.parse() };
        Some((name.to_owned(), (low.ok()?, high.parse().ok()?)))
    };
    text.lines().filter_map(line).collect()
}

fn numbers(text: &str) -> Vec<i32> {
    text.split_whitespace().filter_map(|word| word.parse().ok()).collect()
}

/// The form of PSPLIB, single mode.
pub fn sm(text: &str) -> Project {
    solve::schedule::psplib::read(text).expect("a text of the form")
}

/// The form of Patterson.
pub fn rcp(text: &str) -> Project {
    let all = numbers(text);
    let (count, kinds) = (all[0] as usize, all[1] as usize);
    let mut project = Project { capacities: all[2..2 + kinds].to_vec(), ..Project::default() };
    let mut at = 2 + kinds;
    for i in 0..count {
        project.durations.push(all[at]);
        project.demands.push(all[at + 1..at + 1 + kinds].to_vec());
        let next = all[at + 1 + kinds] as usize;
        at += kinds + 2;
        project.precedences.extend(all[at..at + next].iter().map(|next| (i, *next as usize - 1)));
        at += next;
    }
    project
}
