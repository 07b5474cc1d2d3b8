//! Why a schedule lasts as long as it does.

use super::Project;

/// Why an activity does not begin earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// It begins with the project, or could begin earlier.
    Nothing,
    /// It comes after this activity, which ends as it begins.
    After(usize),
    /// This activity, which ends as it begins, leaves it the units of this resource that it lacked.
    Units {
        /// The activity that ends.
        of: usize,
        /// The resource.
        resource: usize,
    },
}

/// One activity of a critical sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The activity.
    pub activity: usize,
    /// Why it does not begin earlier; the activity named is that of the link before.
    pub cause: Cause,
}

/// A sequence of activities without a pause, from the first to the last to end: each begins when the one before ends, which it
/// follows or whose units it needs. Empty for an empty project.
///
/// The starts keep the project. A schedule of [`super::shortest`] has no activity that could begin earlier by itself, so that
/// its sequence goes back to the beginning; that of another schedule may stop before, at [`Cause::Nothing`].
pub fn critical(project: &Project, starts: &[i32]) -> Vec<Link> {
    let end = |i: usize| starts[i] + project.durations[i];
    let mut links = Vec::new();
    let mut at = (0..project.len()).max_by_key(|i| (end(*i), std::cmp::Reverse(*i)));
    // Milestones may stand at one moment: none is told twice.
    let mut told = vec![false; project.len()];
    while let Some(activity) = at {
        told[activity] = true;
        let cause = cause(project, starts, activity, &told);
        links.push(Link { activity, cause });
        at = match cause {
            Cause::Nothing => None,
            Cause::After(before) | Cause::Units { of: before, .. } => Some(before),
        };
    }
    links.reverse();
    links
}

fn cause(project: &Project, starts: &[i32], activity: usize, told: &[bool]) -> Cause {
    let start = starts[activity];
    if start == 0 {
        return Cause::Nothing;
    }
    let ends_there = |i: &usize| !told[*i] && starts[*i] + project.durations[*i] == start;
    let before = project.precedences.iter().filter(|(_, b)| *b == activity).map(|(a, _)| *a);
    if let Some(before) = before.filter(ends_there).min() {
        return Cause::After(before);
    }
    for (resource, capacity) in project.capacities.iter().enumerate() {
        let moment = start - 1;
        let under_way =
            |i: &usize| *i != activity && starts[*i] <= moment && moment < starts[*i] + project.durations[*i];
        let used: i32 = (0..project.len()).filter(under_way).map(|i| project.demands[i][resource]).sum();
        if project.durations[activity] > 0 && used + project.demands[activity][resource] > *capacity {
            let uses = |i: &usize| project.demands[*i][resource] > 0 && project.durations[*i] > 0;
            if let Some(of) = (0..project.len()).filter(ends_there).find(uses) {
                return Cause::Units { of, resource };
            }
        }
    }
    Cause::Nothing
}
