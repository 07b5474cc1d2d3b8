//! What is decided of a report.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    ActionTold, Draft, Event, FrozenAction, FrozenIndicator, FrozenPromise, Happened, MONTHS, Measured, Reach, Report,
    Told, aimed_at,
};
use crate::Slug;
use crate::calendar::{Date, Instant, Zone};
use crate::id::{ItemId, ReportId, WorkspaceId};
use crate::roadmap::{Action, Indicator, Roadmap, Status};
use crate::role::{Right, Standing};
use crate::story::Story;
use crate::workspace::{self, PromiseStatus, Rules, Workspace};

/// The longest text, in characters.
const LONGEST: usize = 5_000;

/// What a report speaks of.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'s> {
    /// The workspace, with its promises.
    pub workspace: &'s Workspace,
    /// Its roadmap, when there is one.
    pub roadmap: Option<&'s Roadmap>,
}

/// What one may do with a report. Each part is written over the version that was before the eyes of who writes.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Writes its texts.
    Texts {
        /// The day it speaks of.
        as_of: Date,
        /// What was done.
        results: String,
        /// What was difficult.
        difficulties: String,
        /// What another territory could take up.
        reproducible: String,
    },
    /// Tells how far a promise is.
    Promise {
        /// Which.
        item: ItemId,
        /// How far.
        told: Told,
    },
    /// Tells how far an action is, with all its indicators.
    Action {
        /// Which.
        action: Slug,
        /// How far.
        told: ActionTold,
    },
    /// Takes over what the workspace and the roadmap say, for what was not told yet.
    TakeOver,
    /// Deposits it.
    Deposit,
}

/// Why an act is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("refused: {causes:?}")]
pub struct Refusal {
    /// The causes, at least one.
    pub causes: Vec<Cause>,
}

/// One cause of a [`Refusal`]; the words are those of the locales.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "kebab-case")]
pub enum Cause {
    /// One that the workspace knows too.
    Workspace {
        /// Which.
        cause: workspace::Cause,
    },
    /// No report is due after so many months.
    NotDue,
    /// It was deposited: it no longer changes.
    Deposited,
    /// Its texts were not written.
    NoTexts,
    /// The day it speaks of is still to come.
    Future,
    /// It is not told how far something is.
    Untold {
        /// What.
        what: String,
    },
    /// Something is abandoned without a reason.
    NoReason {
        /// What.
        what: String,
    },
    /// Something that is reached or abandoned is said to be blocked.
    NotBlocked {
        /// What.
        what: String,
    },
    /// An indicator has neither a figure nor a reason why it has none.
    Unmeasured {
        /// Which.
        what: String,
    },
    /// A figure without its source.
    NoSource {
        /// Of which indicator.
        what: String,
    },
    /// A figure that was measured after the day of the report, or is no number.
    BadMeasure {
        /// Of which indicator.
        what: String,
    },
}

impl From<workspace::Cause> for Cause {
    fn from(cause: workspace::Cause) -> Self {
        Cause::Workspace { cause }
    }
}

/// The name of the report of a workspace after so many months: the same one never begins twice.
pub fn name(workspace: &WorkspaceId, months: u16) -> Option<ReportId> {
    format!("{workspace}-{months}m").parse().ok()
}

/// Begins a report.
///
/// # Errors
/// [`Refusal`]: who asks may not write in the workspace, or no report is due after so many months.
pub fn begin(
    workspace: &Workspace,
    months: u16,
    rules: Rules<'_>,
    who: &Standing,
    now: Instant,
) -> Result<(Report, Vec<Event>), Refusal> {
    let mut causes: Vec<Cause> = closed(workspace, Right::WriteWorkspace, rules, who);
    let report = name(&workspace.id, months).filter(|_| MONTHS.contains(&months));
    causes.extend(report.is_none().then_some(Cause::NotDue));
    let (Some(report), true) = (report, causes.is_empty()) else { return Err(Refusal { causes }) };
    let (workspace, session) = (workspace.id.clone(), workspace.session.clone());
    let happened = Happened::ReportBegun { report, workspace, session, months };
    let event = Event { at: now, by: who.person.clone(), happened };
    Ok((Report::begin(&event).expect("it is a beginning"), vec![event]))
}

fn closed(workspace: &Workspace, right: Right, rules: Rules<'_>, who: &Standing) -> Vec<Cause> {
    workspace.closed_to(right, rules, who).into_iter().map(Cause::from).collect()
}

impl Report {
    /// Carries out `command`; `version` is that of the part that was before the eyes of who writes, 0 before the first.
    ///
    /// # Errors
    /// [`Refusal`], with every cause.
    pub fn act(
        &self,
        command: Command,
        version: u64,
        of: Subject<'_>,
        rules: Rules<'_>,
        who: &Standing,
        now: Instant,
    ) -> Result<(Self, Vec<Event>), Refusal> {
        let right = if command == Command::Deposit { Right::LeadWorkspace } else { Right::WriteWorkspace };
        let mut causes = closed(of.workspace, right, rules, who);
        causes.extend(self.deposited.as_ref().map(|_| Cause::Deposited));
        let today = Zone::Paris.day(now);
        let takes_over = command == Command::TakeOver;
        let happened = match command {
            Command::Texts { as_of, results, difficulties, reproducible } => {
                causes.extend((as_of > today).then_some(Cause::Future));
                causes.extend(results.trim().is_empty().then_some(workspace::Cause::NoText.into()));
                causes.extend([&results, &difficulties, &reproducible].into_iter().filter_map(|text| long(text)));
                vec![Happened::TextsWritten { as_of, results, difficulties, reproducible }]
            }
            Command::Promise { item, told } => {
                match of.workspace.promises.get(&item) {
                    None => causes.push(workspace::Cause::Unknown.into()),
                    Some(promise) => causes.extend(faults(&told, &promise.text)),
                }
                vec![Happened::PromiseTold { item, told }]
            }
            Command::Action { action, told } => {
                match of.roadmap.and_then(|roadmap| roadmap.action(action.as_str())) {
                    None => causes.push(workspace::Cause::Unknown.into()),
                    Some(known) => causes.extend(action_faults(known, &told, today)),
                }
                vec![Happened::ActionTold { action, told }]
            }
            Command::TakeOver => self.taken_over(of, today),
            Command::Deposit => {
                let (promises, actions) = self.frozen(of, today, &mut causes);
                vec![Happened::ReportDeposited { promises, actions }]
            }
        };
        // What is taken over is of parts that nobody wrote.
        let part = happened.first().and_then(Happened::part).filter(|_| !takes_over);
        let conflict = part.is_some_and(|part| self.version(&part) != version);
        causes.extend((conflict && self.deposited.is_none()).then_some(workspace::Cause::Conflict.into()));
        if !causes.is_empty() {
            return Err(Refusal { causes });
        }
        Ok(self.clone().after(happened, who.person.as_ref(), now))
    }

    /// How often a part was written: `texts`, `promise:ITEM`, `action:ACTION`.
    pub fn version(&self, part: &str) -> u64 {
        self.versions.get(part).copied().unwrap_or_default()
    }

    /// What the workspace and the roadmap say of what was not told yet. A figure is taken over only when it was measured by
    /// the day of the report; an indicator without one is left to be told.
    fn taken_over(&self, of: Subject<'_>, today: Date) -> Vec<Happened> {
        let mut happened = Vec::new();
        let until = self.draft.as_of.unwrap_or(today);
        for (item, promise) in &of.workspace.promises {
            let state = match promise.status {
                PromiseStatus::Kept => Reach::Reached,
                PromiseStatus::Changed | PromiseStatus::UnderWay => Reach::Partly,
                PromiseStatus::Open => Reach::NotReached,
                PromiseStatus::Dropped => Reach::Abandoned,
            };
            let told = Told { state, said: promise.said.clone(), blocked: None };
            if !self.draft.promises.contains_key(item) && faults(&told, "").is_empty() {
                happened.push(Happened::PromiseTold { item: item.clone(), told });
            }
        }
        for action in of.roadmap.map(|roadmap| roadmap.actions.as_slice()).unwrap_or_default() {
            let (state, blocked) = match &action.status {
                Status::Done => (Reach::Reached, None),
                Status::UnderWay => (Reach::Partly, None),
                Status::Blocked { blocked_because } => (Reach::NotReached, Some(blocked_because.clone())),
                Status::ToStart | Status::ToDiscuss | Status::Postponed => (Reach::NotReached, None),
                // Why it was abandoned is for them to say.
                Status::Abandoned => continue,
            };
            let told = Told { state, said: String::new(), blocked };
            let measured = action.indicators.iter().map(|known| (known.id.clone(), last_measure(known, until)));
            let indicators: BTreeMap<Slug, Measured> =
                measured.filter_map(|(id, measured)| Some((id, measured?))).collect();
            if !self.draft.actions.contains_key(&action.id) && indicators.len() == action.indicators.len() {
                let told = ActionTold { told, indicators };
                happened.push(Happened::ActionTold { action: action.id.clone(), told });
            }
        }
        happened
    }

    /// What is deposited, with what lacks.
    fn frozen(&self, of: Subject<'_>, today: Date, causes: &mut Vec<Cause>) -> (Vec<FrozenPromise>, Vec<FrozenAction>) {
        let Draft { as_of, promises, actions, .. } = &self.draft;
        causes.extend(as_of.is_none().then_some(Cause::NoTexts));
        let mut frozen = (Vec::new(), Vec::new());
        for (item, promise) in &of.workspace.promises {
            let Some(told) = promises.get(item) else {
                causes.push(Cause::Untold { what: promise.text.clone() });
                continue;
            };
            frozen.0.push(FrozenPromise {
                item: item.clone(),
                source: promise.source.clone(),
                text: promise.text.clone(),
                due: promise.due,
                told: told.clone(),
            });
        }
        for action in of.roadmap.map(|roadmap| roadmap.actions.as_slice()).unwrap_or_default() {
            let Some(told) = actions.get(&action.id) else {
                causes.push(Cause::Untold { what: action.title.fr.clone() });
                continue;
            };
            // The roadmap may have changed since the action was told.
            causes.extend(action_faults(action, told, as_of.unwrap_or(today)));
            let indicators = action.indicators.iter().filter_map(|known| {
                let measured = told.indicators.get(&known.id)?.clone();
                let on = match &measured {
                    Measured::Value { on, .. } => Some(*on),
                    Measured::Missing { .. } => *as_of,
                };
                Some(FrozenIndicator {
                    indicator: known.id.clone(),
                    name: known.name.clone(),
                    unit: known.unit.clone(),
                    baseline: known.baseline,
                    target: aimed_at(&known.targets, on),
                    measured,
                })
            });
            frozen.1.push(FrozenAction {
                action: action.id.clone(),
                title: action.title.clone(),
                indicators: indicators.collect(),
                told: told.told.clone(),
            });
        }
        frozen
    }
}

/// The last figure of an indicator that was measured by a day, with its source, or why it has none; nothing when nobody says.
fn last_measure(indicator: &Indicator, until: Date) -> Option<Measured> {
    if let Some(reason) = &indicator.not_measurable {
        return Some(Measured::Missing { reason: reason.clone() });
    }
    let last = indicator.measures.iter().filter(|measure| measure.on <= until).max_by_key(|measure| measure.on)?;
    let source = last.source.clone().or_else(|| indicator.source.clone())?;
    Some(Measured::Value { value: last.value, on: last.on, source })
}

fn faults(told: &Told, what: &str) -> Vec<Cause> {
    let mut causes = Vec::new();
    let what = || what.chars().take(200).collect::<String>();
    if told.state == Reach::Abandoned && told.said.trim().is_empty() {
        causes.push(Cause::NoReason { what: what() });
    }
    if told.blocked.is_some() && matches!(told.state, Reach::Reached | Reach::Abandoned) {
        causes.push(Cause::NotBlocked { what: what() });
    }
    causes.extend(long(&told.said));
    causes.extend(told.blocked.as_deref().and_then(long));
    causes
}

fn action_faults(action: &Action, told: &ActionTold, until: Date) -> Vec<Cause> {
    let mut causes = faults(&told.told, &action.title.fr);
    for indicator in &action.indicators {
        let what = || indicator.name.fr.clone();
        match told.indicators.get(&indicator.id) {
            None => causes.push(Cause::Unmeasured { what: what() }),
            Some(Measured::Missing { reason }) => {
                causes.extend(reason.trim().is_empty().then(|| Cause::Unmeasured { what: what() }));
                causes.extend(long(reason));
            }
            Some(Measured::Value { value, on, source }) => {
                causes.extend((!value.is_finite() || *on > until).then(|| Cause::BadMeasure { what: what() }));
                causes.extend(source.trim().is_empty().then(|| Cause::NoSource { what: what() }));
                causes.extend(long(source));
            }
        }
    }
    let stranger = told.indicators.keys().any(|id| !action.indicators.iter().any(|known| known.id == *id));
    causes.extend(stranger.then_some(workspace::Cause::Unknown.into()));
    causes
}

fn long(text: &str) -> Option<Cause> {
    let found = text.chars().count();
    (found > LONGEST).then_some(workspace::Cause::TooLong { found: found as u64, most: LONGEST as u64 }.into())
}
