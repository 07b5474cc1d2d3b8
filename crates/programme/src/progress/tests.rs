use super::*;
use crate::Session;
use crate::call::Phase;
use crate::dossier::Place;
use crate::form::tests::slug;
use crate::roadmap::Roadmap;
use crate::role::{Role, Standing};
use crate::session::tests::demonstration;
use crate::story::Story;
use crate::workspace::{Capacity, Opening, Origin, PromiseStatus, Rules, Workspace, open};

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn standing(id: &str, roles: &[Role]) -> Standing {
    Standing { person: Some(id.parse().unwrap()), roles: roles.iter().copied().collect(), ..Standing::default() }
}

struct Scene {
    session: Session,
    workspace: Workspace,
    roadmap: Roadmap,
    lead: Standing,
    member: Standing,
}

impl Scene {
    /// Opened on 31 August 2026, with one promise and the roadmap of the samples cut down to one action.
    fn new() -> Self {
        let session = demonstration();
        let people = [("lea", Capacity::Lead), ("max", Capacity::Member)];
        let opening = Opening {
            workspace: "w1".parse().unwrap(),
            origin: Origin::Laureate { laureate: slug("essai") },
            place: Place { name: "Essai".into(), departements: [].into(), regions: [].into() },
            communes: [].into(),
            people: people.map(|(id, capacity)| (id.parse().unwrap(), capacity)).into(),
        };
        let rules = Rules { session: &session, phase: Phase::Published };
        let (workspace, _) =
            open(opening, rules, &standing("pia", &[Role::Pilot]), at("2026-08-31T08:00:00Z")).unwrap();
        let (lead, member) = (standing("lea", &[]), standing("max", &[]));
        let promise = workspace::Command::Promise {
            item: "p1".parse().unwrap(),
            source: PromiseSource::Workspace,
            text: "Rendre dix hectares".into(),
            due: None,
        };
        let (workspace, _) = workspace.act(promise, rules, &member, at("2026-09-01T08:00:00Z")).unwrap();
        let text = include_str!("../../../../docs/samples/roadmap.toml");
        let mut roadmap = Roadmap::read("roadmap.toml", text).unwrap();
        let with_target = |action: &crate::roadmap::Action| {
            action
                .indicators
                .iter()
                .any(|i| i.baseline.is_some() && !i.targets.is_empty() && i.not_measurable.is_none())
        };
        roadmap.actions.retain(with_target);
        roadmap.actions.truncate(1);
        roadmap.actions[0].depends.clear();
        roadmap.actions[0].status = crate::roadmap::Status::Blocked { blocked_because: "Sol pollué".into() };
        Self { session, workspace, roadmap, lead, member }
    }

    fn rules(&self) -> Rules<'_> {
        Rules { session: &self.session, phase: Phase::Published }
    }

    fn begun(&self) -> (Report, Vec<Event>) {
        begin(&self.workspace, 6, self.rules(), &self.member, at("2027-02-10T08:00:00Z")).unwrap()
    }

    fn act(
        &self,
        report: &Report,
        who: &Standing,
        version: u64,
        command: Command,
    ) -> Result<(Report, Vec<Event>), Vec<Cause>> {
        let of = Subject { workspace: &self.workspace, roadmap: Some(&self.roadmap) };
        let done = report.act(command, version, of, self.rules(), who, at("2027-02-20T08:00:00Z"));
        done.map_err(|refusal| refusal.causes)
    }

    fn texts(&self) -> Command {
        let text = |text: &str| text.to_owned();
        Command::Texts {
            as_of: day("2027-02-15"),
            results: text("Deux hectares"),
            difficulties: text("Le sol"),
            reproducible: text("L'inventaire"),
        }
    }

    fn promise(&self, state: Reach, said: &str, blocked: Option<&str>) -> Command {
        let told = Told { state, said: said.into(), blocked: blocked.map(str::to_owned) };
        Command::Promise { item: "p1".parse().unwrap(), told }
    }

    /// The one action, each of its indicators with `measured`.
    fn action(&self, measured: Measured) -> Command {
        let action = &self.roadmap.actions[0];
        let told = Told { state: Reach::Partly, said: String::new(), blocked: Some("Sol pollué".into()) };
        let indicators = action.indicators.iter().map(|known| (known.id.clone(), measured.clone())).collect();
        Command::Action { action: action.id.clone(), told: ActionTold { told, indicators } }
    }
}

use crate::workspace;

fn measured(value: f64, on: &str, source: &str) -> Measured {
    Measured::Value { value, on: day(on), source: source.into() }
}

#[test]
fn reports_are_due_after_six_twelve_and_twenty_four_months_and_asked_for_thirty_days_before() {
    let scene = Scene::new();
    let on = |today: &str| -> Vec<(u16, String, Stand, Option<u8>)> {
        let today = day(today);
        let terms = terms(&scene.workspace, &[], today);
        terms.into_iter().map(|term| (term.months, term.due.to_string(), term.stand, ask(&term, today))).collect()
    };
    let all = on("2027-01-28");
    assert_eq!(
        all[0],
        (6, "2027-02-28".into(), Stand::Later, None),
        "31 August and six months: the last day of February"
    );
    assert_eq!((all[1].1.as_str(), all[2].1.as_str()), ("2027-08-31", "2028-08-31"));
    assert_eq!((on("2027-01-29")[0].2, on("2027-01-29")[0].3), (Stand::Due, Some(1)));
    assert_eq!((on("2027-02-28")[0].2, on("2027-02-28")[0].3), (Stand::Due, Some(1)), "the last day is not late");
    assert_eq!((on("2027-03-01")[0].2, on("2027-03-01")[0].3), (Stand::Late, Some(2)));
    assert_eq!((on("2027-03-30")[0].3, on("2027-03-29")[0].3), (Some(3), Some(2)));
}

#[test]
fn a_report_is_deposited_when_everything_is_told_and_then_no_longer_changes() {
    let scene = Scene::new();
    let (report, mut events) = scene.begun();
    let missing = scene.act(&report, &scene.lead, 0, Command::Deposit).unwrap_err();
    let title = scene.roadmap.actions[0].title.fr.clone();
    let untold = |what: String| Cause::Untold { what };
    assert_eq!(missing, [Cause::NoTexts, untold("Rendre dix hectares".into()), untold(title)]);
    let mut go = |report: &Report, who: &Standing, command: Command| {
        let (next, more) = scene.act(report, who, 0, command).unwrap();
        events.extend(more);
        next
    };
    let report = go(&report, &scene.member, scene.texts());
    let report = go(&report, &scene.member, scene.promise(Reach::NotReached, "", Some("Le foncier")));
    let report = go(&report, &scene.member, scene.action(measured(4.0, "2027-02-01", "Relevé du service")));
    let refused = scene.act(&report, &scene.member, 0, Command::Deposit).unwrap_err();
    assert!(matches!(refused[..], [Cause::Workspace { cause: workspace::Cause::NotAllowed { .. } }]));
    let report = go(&report, &scene.lead, Command::Deposit);
    let deposited = report.deposited.clone().unwrap();
    assert_eq!(deposited.blocked().len(), 2);
    assert_eq!(deposited.counts(), [0, 1, 1, 0]);
    let known = &scene.roadmap.actions[0].indicators[0];
    assert_eq!(deposited.actions[0].indicators[0].baseline, known.baseline, "beside what was aimed at");
    assert_eq!(scene.act(&report, &scene.lead, 1, scene.texts()).unwrap_err(), [Cause::Deposited]);
    assert_eq!(Report::fold(&events).unwrap(), report);
    let text = serde_json::to_string(&report).unwrap();
    assert_eq!(serde_json::from_str::<Report>(&text).unwrap(), report);
    // Received: it is asked for no more.
    assert_eq!(terms(&scene.workspace, &[report], day("2027-05-01"))[0].stand, Stand::Received);
}

#[test]
fn an_abandon_says_why_a_figure_its_source_and_what_cannot_be_measured_its_reason() {
    let scene = Scene::new();
    let (report, _) = scene.begun();
    let refused = |command: Command| scene.act(&report, &scene.member, 0, command).unwrap_err();
    let what = || "Rendre dix hectares".to_owned();
    assert_eq!(refused(scene.promise(Reach::Abandoned, " ", None)), [Cause::NoReason { what: what() }]);
    assert_eq!(refused(scene.promise(Reach::Reached, "Fait", Some("x"))), [Cause::NotBlocked { what: what() }]);
    let name = scene.roadmap.actions[0].indicators[0].name.fr.clone();
    let first = |command: Command| refused(command).remove(0);
    assert_eq!(first(scene.action(measured(4.0, "2027-02-01", " "))), Cause::NoSource { what: name.clone() });
    assert_eq!(first(scene.action(measured(4.0, "2027-03-01", "Relevé"))), Cause::BadMeasure { what: name.clone() });
    assert_eq!(first(scene.action(Measured::Missing { reason: String::new() })), Cause::Unmeasured { what: name });
    let later = Command::Texts {
        as_of: day("2027-03-01"),
        results: "x".into(),
        difficulties: "".into(),
        reproducible: "".into(),
    };
    assert_eq!(refused(later), [Cause::Future]);
}

#[test]
fn who_writes_over_what_somebody_wrote_meanwhile_is_told() {
    let scene = Scene::new();
    let (report, _) = scene.begun();
    let (report, _) = scene.act(&report, &scene.member, 0, scene.texts()).unwrap();
    let conflict = scene.act(&report, &scene.lead, 0, scene.texts()).unwrap_err();
    assert_eq!(conflict, [Cause::from(workspace::Cause::Conflict)]);
    assert!(scene.act(&report, &scene.lead, 1, scene.texts()).is_ok());
    assert!(scene.act(&report, &scene.lead, 0, scene.promise(Reach::Partly, "", None)).is_ok(), "another part");
}

#[test]
fn what_is_recorded_is_taken_over_for_what_was_not_told_and_no_figure_is_made_up() {
    let mut scene = Scene::new();
    let promise = scene.workspace.promises.values_mut().next().unwrap();
    (promise.status, promise.said) = (PromiseStatus::Kept, "Fait".into());
    for indicator in &mut scene.roadmap.actions[0].indicators {
        indicator.measures.clear();
    }
    let (report, _) = scene.begun();
    let (taken, events) = scene.act(&report, &scene.member, 0, Command::TakeOver).unwrap();
    assert_eq!(events.len(), 1, "the action has an indicator that nobody measured");
    assert_eq!(taken.draft.promises.values().next().unwrap().state, Reach::Reached);
    for indicator in &mut scene.roadmap.actions[0].indicators {
        indicator.source = Some("Service".into());
        for (on, value) in [("2027-01-10", 3.0), ("2027-02-19", 5.0), ("2027-06-01", 9.0)] {
            indicator.measures.push(crate::roadmap::Measure { on: day(on), value, source: None });
        }
    }
    let (taken, _) = scene.act(&taken, &scene.member, 0, Command::TakeOver).unwrap();
    let told = taken.draft.actions.values().next().unwrap();
    assert_eq!(told.told.blocked.as_deref(), Some("Sol pollué"));
    assert_eq!(
        told.indicators.values().next().unwrap(),
        &measured(5.0, "2027-02-19", "Service"),
        "the last by that day"
    );
}

#[test]
fn the_way_made_is_between_the_baseline_and_the_target_of_the_day() {
    let target = |on: &str, value| Target { on: day(on), value };
    let targets = [target("2028-12-31", 10.0), target("2027-12-31", 6.0)];
    assert_eq!(aimed_at(&targets, Some(day("2027-12-31"))), Some(targets[1]));
    assert_eq!(aimed_at(&targets, Some(day("2028-01-01"))), Some(targets[0]));
    assert_eq!(aimed_at(&targets, Some(day("2030-01-01"))), Some(targets[0]), "the last one, once all are over");
    let indicator = |baseline: Option<f64>, measured: Measured| FrozenIndicator {
        indicator: slug("ha"),
        name: Said::french("Hectares"),
        unit: "ha".into(),
        baseline: baseline.map(|value| target("2026-01-01", value)),
        target: Some(targets[1]),
        measured,
    };
    // From 2 to 6 ha, 3 ha: a quarter of the way. The example of docs/method/progress.md.
    let of = |baseline, value| indicator(baseline, measured(value, "2027-02-01", "x")).way();
    assert_eq!(of(Some(2.0), 3.0), Some(0.25));
    assert_eq!(of(Some(2.0), 1.0), Some(-0.25));
    assert_eq!((of(None, 3.0), of(Some(6.0), 3.0)), (None, None));
    assert_eq!(indicator(Some(2.0), Measured::Missing { reason: "x".into() }).way(), None);
}
