//! Dates being worked out, beside the requests: bounded in time, in number, and in what is kept of them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use programme::Slug;
use programme::roadmap::plan::{Change, Contradiction, Plan, Refusal, Timetable};
use programme::roadmap::{Broken, Link, Roadmap, Slack, path, slacks};

use crate::clock::Stopwatch;

/// Most works at once, and most that are remembered.
const AT_ONCE: usize = 2;
const KEPT: usize = 64;
/// Calls of the solver for each limit that is tried.
const CALLS: u64 = 2_000;

/// What is being worked out, and what was, by workspace and by the money that does not come.
#[derive(Default)]
pub struct Works(Mutex<BTreeMap<(String, String), Arc<Job>>>);

/// A work.
pub struct Job {
    /// The revision of the roadmap.
    pub revision: u64,
    /// Most seconds.
    pub limit: u64,
    begun: Stopwatch,
    done: OnceLock<Outcome>,
}

/// What came of it.
pub struct Outcome {
    pub timetable: Timetable,
    pub seconds: f64,
    pub contradiction: Option<Contradiction>,
    pub path: Vec<Link>,
    pub slacks: Vec<Slack>,
    pub overruns: Vec<Broken>,
    pub minimal: (Vec<Slug>, Timetable),
    pub change: Option<Change>,
}

impl Job {
    pub fn outcome(&self) -> Option<&Outcome> {
        self.done.get()
    }

    /// Seconds since it was begun.
    pub fn seconds(&self) -> u64 {
        self.begun.spent().as_secs()
    }

    /// Whether nothing can come of it any more: its thread was lost.
    fn is_lost(&self) -> bool {
        self.done.get().is_none() && self.seconds() > 5 * self.limit + 60
    }
}

impl Works {
    pub fn find(&self, workspace: &str, without: &str) -> Option<Arc<Job>> {
        let works = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        works.get(&(workspace.to_owned(), without.to_owned())).cloned()
    }

    /// Begins a work on a thread of its own, unless too many are under way: whether it is under way. One that is already is not begun
    /// again.
    pub fn begin(
        &self,
        workspace: &str,
        refusal: Option<Refusal>,
        roadmap: Roadmap,
        revision: u64,
        limit: u64,
    ) -> bool {
        let key = (workspace.to_owned(), refusal.as_ref().map_or_else(String::new, ToString::to_string));
        let mut works = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        works.retain(|_, job| !job.is_lost());
        if works.get(&key).is_some_and(|job| job.outcome().is_none() && job.revision == revision) {
            return true;
        }
        if works.values().filter(|job| job.outcome().is_none()).count() >= AT_ONCE {
            return false;
        }
        while works.len() >= KEPT {
            let oldest = works.iter().filter(|(_, job)| job.outcome().is_some()).max_by_key(|(_, job)| job.seconds());
            let Some(oldest) = oldest.map(|(key, _)| key.clone()) else { return false };
            works.remove(&oldest);
        }
        let job = Arc::new(Job { revision, limit, begun: Stopwatch::start(), done: OnceLock::new() });
        works.insert(key, job.clone());
        drop(works);
        tokio::task::spawn_blocking(move || {
            let outcome = work(&roadmap, refusal, limit);
            if let Some(outcome) = outcome {
                let _ = job.done.set(outcome);
            }
        });
        true
    }
}

/// Each question has its share of the time.
fn work(roadmap: &Roadmap, refusal: Option<Refusal>, limit: u64) -> Option<Outcome> {
    let plan = Plan::new(roadmap).ok()?;
    let begun = Stopwatch::start();
    let until = |seconds: u64| {
        let begun = Stopwatch::start();
        move || begun.spent() >= Duration::from_secs(seconds)
    };
    let timetable = plan.best(&mut until(limit));
    let seconds = begun.spent().as_secs_f64();
    let contradiction = match timetable.value {
        None => plan.contradiction(CALLS, &mut until(limit)),
        Some(_) => None,
    };
    let change = refusal.map(|refusal| plan.refused(&timetable, &refusal, &mut until(limit)));
    Some(Outcome {
        seconds,
        contradiction,
        path: path(&plan, &timetable),
        slacks: slacks(&plan, &timetable),
        overruns: plan.overruns(&timetable),
        minimal: plan.minimal(&mut until(limit)),
        change,
        timetable,
    })
}
