use super::*;
use crate::Session;
use crate::call::Phase;
use crate::form::tests::{file, slug};
use crate::role::Right;
use crate::session::FileType;
use crate::session::tests::demonstration;
use crate::story::Story;

fn now(day: u32) -> Instant {
    format!("2027-04-{day:02}T08:00:00Z").parse().unwrap()
}

fn person(id: &str) -> PersonId {
    id.parse().unwrap()
}

fn item(id: &str) -> ItemId {
    id.parse().unwrap()
}

fn standing(id: &str, roles: &[Role]) -> Standing {
    Standing { person: Some(person(id)), roles: roles.iter().copied().collect(), ..Standing::default() }
}

struct Scene {
    session: Session,
    state: Workspace,
    events: Vec<Event>,
}

impl Scene {
    fn new() -> Self {
        let session = demonstration();
        let opening = Opening {
            workspace: "w1".parse().unwrap(),
            origin: Origin::Laureate { laureate: slug("angouleme") },
            place: Place { name: "GrandAngoulême".into(), departements: BTreeSet::new(), regions: BTreeSet::new() },
            communes: BTreeSet::new(),
            people: [(person("lea"), Capacity::Lead)].into(),
        };
        let rules = Rules { session: &session, phase: Phase::Published };
        let (state, events) = open(opening, rules, &standing("pia", &[Role::Pilot]), now(1)).unwrap();
        Self { session, state, events }
    }

    fn try_act(&self, who: &Standing, command: Command) -> Result<(Workspace, Vec<Event>), Refusal> {
        let rules = Rules { session: &self.session, phase: Phase::Published };
        self.state.act(command, rules, who, now(2))
    }

    fn act(&mut self, who: &Standing, command: Command) {
        let (state, events) = self.try_act(who, command).unwrap();
        self.state = state;
        self.events.extend(events);
    }

    fn refused(&self, who: &Standing, command: Command) -> Vec<Cause> {
        self.try_act(who, command).unwrap_err().causes
    }
}

fn lead() -> Standing {
    standing("lea", &[])
}

fn pilot() -> Standing {
    standing("pia", &[Role::Pilot])
}

fn tell(status: PromiseStatus, said: &str) -> Command {
    Command::Tell { item: item("p1"), status, said: said.into(), actions: [slug("a1")].into() }
}

#[test]
fn only_who_follows_the_laureates_opens_a_workspace_and_somebody_leads_it() {
    let session = demonstration();
    let rules = Rules { session: &session, phase: Phase::Published };
    let opening = Opening {
        workspace: "w1".parse().unwrap(),
        origin: Origin::Laureate { laureate: slug("angouleme") },
        place: Place { name: " ".into(), departements: BTreeSet::new(), regions: BTreeSet::new() },
        communes: BTreeSet::new(),
        people: BTreeMap::new(),
    };
    let refusal = open(opening, rules, &standing("jo", &[Role::Juror]), now(1)).unwrap_err();
    assert!(matches!(
        refusal.causes[..],
        [Cause::NotAllowed { right: Right::FollowUp, .. }, Cause::LastLead, Cause::NoText]
    ));
}

#[test]
fn a_promise_is_told_and_a_broken_one_says_why() {
    let mut scene = Scene::new();
    let promise = |source| Command::Promise { item: item("p1"), source, text: "Dix hectares".into(), due: None };
    let of_jury = scene.refused(&lead(), promise(PromiseSource::Jury));
    assert!(matches!(of_jury[..], [Cause::NotAllowed { right: Right::FollowUp, .. }]));
    scene.act(&lead(), promise(PromiseSource::Workspace));
    assert_eq!(scene.refused(&lead(), promise(PromiseSource::Workspace)), [Cause::NameTaken]);
    assert_eq!(scene.refused(&lead(), tell(PromiseStatus::Dropped, " ")), [Cause::NoReason]);
    scene.act(&lead(), tell(PromiseStatus::Dropped, "Le terrain a été vendu."));
    let told = &scene.state.promises[&item("p1")];
    assert_eq!((told.status, told.actions.len()), (PromiseStatus::Dropped, 1));
}

#[test]
fn a_report_keeps_how_far_promises_were_when_it_was_handed_in() {
    let mut scene = Scene::new();
    let source = PromiseSource::Workspace;
    scene.act(&lead(), Command::Promise { item: item("p1"), source, text: "Dix hectares".into(), due: None });
    scene.act(&lead(), tell(PromiseStatus::UnderWay, "Trois sur dix"));
    let report = |results: &str| Command::Report {
        item: item("r1"),
        months: 6,
        as_of: "2027-09-30".parse().unwrap(),
        results: results.into(),
        difficulties: String::new(),
        reproducible: String::new(),
    };
    scene.act(&lead(), report(""));
    assert_eq!(scene.refused(&lead(), Command::HandIn { item: item("r1") }), [Cause::NoText]);
    scene.act(&lead(), report("Trois hectares rendus au sol."));
    scene.act(&lead(), Command::HandIn { item: item("r1") });
    scene.act(&lead(), tell(PromiseStatus::Kept, ""));
    let told = &scene.state.reports[&item("r1")].promises[&item("p1")];
    assert_eq!(*told, (PromiseStatus::UnderWay, "Trois sur dix".to_owned()));
    assert_eq!(scene.refused(&lead(), report("Autre chose")), [Cause::WrongState]);
}

#[test]
fn a_deliverable_is_returned_with_a_reason_and_an_accepted_one_stays() {
    let mut scene = Scene::new();
    let stage = scene.session.stages.list[0].id.clone();
    let expect = |stage| Command::Expect { item: item("d1"), name: "Atlas".into(), stage, due: None };
    assert_eq!(scene.refused(&lead(), expect(slug("nowhere"))), [Cause::NoSuchStage]);
    scene.act(&lead(), expect(stage));
    let judge = |verdict, reason: &str| Command::Judge { item: item("d1"), verdict, reason: reason.into() };
    assert_eq!(scene.refused(&pilot(), judge(DeliverableVerdict::Accept, "")), [Cause::WrongState]);
    let deliver = || Command::Deliver { item: item("d1"), file: file("atlas.pdf", FileType::Pdf, 900) };
    scene.act(&lead(), deliver());
    assert_eq!(scene.refused(&pilot(), judge(DeliverableVerdict::Return, "")), [Cause::NoReason]);
    scene.act(&pilot(), judge(DeliverableVerdict::Return, "Il manque la carte."));
    scene.act(&lead(), deliver());
    scene.act(&pilot(), judge(DeliverableVerdict::Accept, ""));
    assert_eq!(scene.refused(&lead(), deliver()), [Cause::WrongState]);
}

#[test]
fn to_abandon_is_asked_granted_and_confirmed_and_nothing_is_done_after() {
    let mut scene = Scene::new();
    let ask = |kind| Command::Ask { item: item("q1"), kind, reason: "Plus de moyens".into() };
    scene.act(&lead(), ask(RequestKind::Abandon));
    let confirm = || Command::Abandon { item: item("q1") };
    assert_eq!(scene.refused(&lead(), confirm()), [Cause::WrongState]);
    let verdict = RequestVerdict::Grant;
    scene.act(&pilot(), Command::Answer { item: item("q1"), verdict, reason: "Entendu".into() });
    scene.act(&lead(), confirm());
    assert_eq!(scene.refused(&lead(), ask(RequestKind::Budget)), [Cause::Ended, Cause::NameTaken]);
}

#[test]
fn somebody_always_leads_and_anybody_leaves() {
    let mut scene = Scene::new();
    let add = |who: &str, capacity| Command::Add { person: person(who), capacity };
    scene.act(&lead(), add("max", Capacity::Team));
    let leave = |who: &str| Command::Remove { person: person(who) };
    assert_eq!(scene.refused(&lead(), leave("lea")), [Cause::LastLead]);
    assert_eq!(scene.refused(&lead(), add("lea", Capacity::Member)), [Cause::LastLead]);
    let max = standing("max", &[]);
    assert!(matches!(scene.refused(&max, add("zoe", Capacity::Team))[..], [Cause::NotAllowed { .. }]));
    scene.act(&max, leave("max"));
    scene.act(&lead(), add("ugo", Capacity::Lead));
    scene.act(&lead(), leave("lea"));
    assert!(scene.state.relation(&lead()).own.is_none());
    // When whoever leads is gone, who follows the laureates names another.
    scene.act(&pilot(), add("zoe", Capacity::Lead));
    scene.act(&pilot(), leave("ugo"));
    assert!(matches!(scene.refused(&standing("ugo", &[]), add("ugo", Capacity::Lead))[..], [Cause::NotAllowed { .. }]));
}

#[test]
fn the_state_follows_from_what_happened() {
    let mut scene = Scene::new();
    scene.act(&pilot(), Command::Reach { stage: scene.session.stages.list[0].id.clone() });
    let task = |owner: Option<&str>| Command::Task {
        item: item("t1"),
        title: "Louer la salle".into(),
        owner: owner.map(person),
        due: Some("2027-05-01".parse().unwrap()),
    };
    assert_eq!(scene.refused(&lead(), task(Some("zoe"))), [Cause::Unknown]);
    scene.act(&lead(), task(Some("lea")));
    scene.act(&lead(), Command::Done { item: item("t1"), done: true });
    assert_eq!(Workspace::fold(&scene.events).unwrap(), scene.state);
    let text = serde_json::to_string(&scene.state).unwrap();
    assert_eq!(serde_json::from_str::<Workspace>(&text).unwrap(), scene.state);
    assert_eq!(Workspace::fold(&scene.events[1..]), Err(crate::story::Corrupt::NoBeginning));
}
