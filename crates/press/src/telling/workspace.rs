//! The workspace of a laureate, in words.

use programme::Session;
use programme::workspace::{Cause, DeliverableVerdict, Happened, RequestVerdict, Workspace};

use crate::words::Words;

/// Why an act in a workspace is refused, as a sentence.
pub fn workspace_cause(words: &Words, cause: &Cause) -> String {
    let number = |n: u64| words.number(n as f64, 0);
    match cause {
        Cause::Nobody => words.t("cause-nobody"),
        Cause::NotAllowed { .. } => words.t("workspace-cause-not-allowed"),
        Cause::Ended => words.t("workspace-cause-ended"),
        Cause::NoText => words.t("workspace-cause-no-text"),
        Cause::NoReason => words.t("workspace-cause-no-reason"),
        Cause::TooLong { found, most } => {
            words.with("workspace-cause-too-long", &[("found", number(*found)), ("most", number(*most))])
        }
        Cause::TooMany { most } => words.t1("workspace-cause-too-many", "most", number(*most)),
        Cause::Unknown => words.t("workspace-cause-unknown"),
        Cause::NameTaken => words.t("workspace-cause-name-taken"),
        Cause::Conflict => words.t("workspace-cause-conflict"),
        Cause::LastLead => words.t("workspace-cause-last-lead"),
        Cause::NoSuchStage => words.t("workspace-cause-no-such-stage"),
        Cause::StageReached => words.t("workspace-cause-stage-reached"),
        Cause::WrongState => words.t("workspace-cause-wrong-state"),
        Cause::Months { most } => words.t1("workspace-cause-months", "most", number(*most)),
    }
}

/// What happened in a workspace, as a line of its story: no name of anybody, no full stop. Items are named as they are
/// called now in `workspace`.
pub fn workspace_happened(words: &Words, session: &Session, workspace: &Workspace, happened: &Happened) -> String {
    let t = |key: &str| words.t(&format!("workspace-story-{key}"));
    let of = |key: &str, what: &str| words.t1(&format!("workspace-story-{key}"), "what", what);
    let task = |item| workspace.tasks.get(item).map_or("", |task| task.title.as_str());
    let deliverable = |item| workspace.deliverables.get(item).map_or("", |deliverable| deliverable.name.as_str());
    match happened {
        Happened::WorkspaceOpened { .. } => t("opened"),
        Happened::PersonAdded { .. } => t("added"),
        Happened::PersonRemoved { .. } => t("removed"),
        Happened::StageReached { stage } => {
            of("stage", &session.stage(stage).map(|stage| words.say(&stage.name)).unwrap_or_default())
        }
        Happened::PromiseNoted { .. } => t("promise"),
        Happened::PromiseTold { status, .. } => {
            of("told", &words.t(&format!("promise-status-{}", status.as_str())).to_lowercase())
        }
        Happened::TaskWritten { title, .. } => of("task", title),
        Happened::TaskDone { item, done: true } => of("done", task(item)),
        Happened::TaskDone { item, done: false } => of("undone", task(item)),
        Happened::DeliverableExpected { name, .. } => of("expected", name),
        Happened::DeliverableDelivered { item, .. } => of("delivered", deliverable(item)),
        Happened::DeliverableJudged { item, verdict: DeliverableVerdict::Accept, .. } => {
            of("accepted", deliverable(item))
        }
        Happened::DeliverableJudged { item, verdict: DeliverableVerdict::Return, .. } => {
            of("returned", deliverable(item))
        }
        Happened::ChangeAsked { kind, .. } => {
            of("asked", &words.t(&format!("request-kind-{}", kind.as_str())).to_lowercase())
        }
        Happened::ChangeTakenBack { .. } => t("taken-back"),
        Happened::ChangeAnswered { verdict: RequestVerdict::Grant, .. } => t("granted"),
        Happened::ChangeAnswered { verdict: RequestVerdict::Refuse, .. } => t("refused"),
        Happened::Abandoned { .. } => t("abandoned"),
        Happened::ReportWritten { .. } => t("report"),
        Happened::ReportHandedIn { .. } => t("handed-in"),
    }
}
