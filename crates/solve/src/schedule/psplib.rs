//! Projects in the text of PSPLIB, single mode (`.sm`): the library of Kolisch and Sprecher (1997), and what is written like it.

use super::Project;

/// Something in the text that is not as the form wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// The line, from 1.
    pub line: usize,
    /// What was found and what was expected, in one clause.
    pub message: String,
}

/// Most activities of a text.
const ACTIVITIES: usize = 10_000;

/// Reads a project. The first and the last activity of the text, of no duration, are activities as the others.
///
/// # Errors
/// Everything that is not as the form wants it, line by line. That a project can be scheduled is for [`Project::faults`] to say.
pub fn read(text: &str) -> Result<Project, Vec<Misread>> {
    let mut reading = Reading { lines: text.lines().collect(), faults: Vec::new() };
    let project = reading.project();
    match project {
        Some(project) if reading.faults.is_empty() => Ok(project),
        _ => Err(reading.faults),
    }
}

struct Reading<'t> {
    lines: Vec<&'t str>,
    faults: Vec<Misread>,
}

impl Reading<'_> {
    fn fault(&mut self, line: usize, message: impl Into<String>) {
        self.faults.push(Misread { line: line + 1, message: message.into() });
    }

    /// The line of a title; told when it is absent.
    fn section(&mut self, title: &str) -> Option<usize> {
        let at = self.lines.iter().position(|line| line.trim_start().starts_with(title));
        if at.is_none() {
            self.fault(self.lines.len().saturating_sub(1), format!("no section \"{title}\" found, expected one"));
        }
        at
    }

    /// The rows of numbers of a section, up to its line of stars, each with its line.
    fn rows(&mut self, title: &str) -> Option<Vec<(usize, Vec<i32>)>> {
        let from = self.section(title)? + 1;
        let mut rows = Vec::new();
        for line in from..self.lines.len() {
            let text = self.lines[line].trim();
            if text.starts_with('*') {
                break;
            }
            // The words above the columns, and the line under them.
            if text.is_empty() || text.starts_with('-') || text.starts_with(|first: char| first.is_ascii_alphabetic()) {
                continue;
            }
            let mut row = Vec::new();
            for word in text.split_whitespace() {
                match word.parse::<i32>() {
                    Ok(number) if number >= 0 => row.push(number),
                    _ => {
                        let word: String = word.chars().take(20).collect();
                        self.fault(line, format!("\"{word}\" found, expected a whole number, zero or more"));
                    }
                }
            }
            rows.push((line, row));
        }
        if rows.is_empty() {
            self.fault(from - 1, format!("no row found under \"{title}\", expected one at least"));
        }
        Some(rows)
    }

    fn project(&mut self) -> Option<Project> {
        let precedences = self.rows("PRECEDENCE");
        let requests = self.rows("REQUESTS");
        let available = self.rows("RESOURCEAVAILABILITIES");
        let (precedences, requests, available) = (precedences?, requests?, available?);
        if !self.faults.is_empty() {
            return None;
        }
        let count = requests.len();
        if count > ACTIVITIES {
            self.fault(requests[ACTIVITIES].0, format!("{count} activities found, expected {ACTIVITIES} at most"));
            return None;
        }
        let mut project = Project { capacities: available[0].1.clone(), ..Project::default() };
        if let Some((line, _)) = available.get(1) {
            self.fault(*line, "a second row of resources found, expected one");
        }
        let kinds = project.capacities.len();
        for (rank, (line, row)) in requests.iter().enumerate() {
            if row.len() != kinds + 3 {
                let found = row.len();
                self.fault(*line, format!("{found} numbers found, expected job, mode, duration and {kinds} resources"));
                continue;
            }
            self.job(*line, rank, row);
            if row[1] != 1 {
                self.fault(*line, format!("mode {} found, expected 1: one way of doing each activity", row[1]));
            }
            project.durations.push(row[2]);
            project.demands.push(row[3..].to_vec());
        }
        if precedences.len() != count {
            let found = precedences.len();
            self.fault(precedences[0].0, format!("{found} rows of precedences found, expected {count}, one a job"));
        }
        for (rank, (line, row)) in precedences.iter().enumerate() {
            if row.len() < 3 || row.len() - 3 != row[2] as usize {
                self.fault(*line, "expected job, modes, number of successors, and as many successors");
                continue;
            }
            self.job(*line, rank, row);
            if row[1] != 1 {
                self.fault(*line, format!("{} modes found, expected 1: one way of doing each activity", row[1]));
            }
            for next in &row[3..] {
                match usize::try_from(*next).ok().filter(|next| (1..=count).contains(next)) {
                    Some(next) => project.precedences.push((rank, next - 1)),
                    None => self.fault(*line, format!("job {next} found, expected one of 1 to {count}")),
                }
            }
        }
        Some(project)
    }

    fn job(&mut self, line: usize, rank: usize, row: &[i32]) {
        if row[0] as usize != rank + 1 {
            self.fault(line, format!("job {} found, expected {}: jobs are written in order", row[0], rank + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::shortest;

    /// Written for this test: two rows of work that share one machine.
    const SMALL: &str = include_str!("../../tests/small.sm");

    #[test]
    fn a_small_project_is_read_and_scheduled() {
        let project = read(SMALL).unwrap();
        assert_eq!(project.durations, [0, 3, 2, 2, 4, 0]);
        assert_eq!(project.capacities, [1, 3]);
        assert_eq!(project.precedences.len(), 7);
        let answer = shortest(&project, &mut || false).unwrap();
        // 2 and 3 share a machine, 3 and 4 want four of three units, 5 follows all of them: 3 + 2 + 2 + 4.
        assert_eq!((answer.makespan, answer.bound), (11, 11));
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        let text = SMALL.replace("  2        1          1           4", "  2        1          1           9");
        let found = read(&text).unwrap_err();
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].message.starts_with("job 9 found"), "{found:?}");
        assert_eq!(text.lines().nth(found[0].line - 1).unwrap().split_whitespace().last(), Some("9"));
        let found = read("").unwrap_err();
        assert_eq!(found.len(), 3, "{found:?}");
        let found = read(&SMALL.replace("  4      1     2       0    2", "  4      2     x       0    2")).unwrap_err();
        assert_eq!(found.len(), 1, "{found:?}");
    }
}
