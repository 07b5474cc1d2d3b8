//! Juries of the session of demonstration, from the panel to the appeal.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::assign::{self, Reader, ToRead, Wanted};
use super::sheet::{self, Confidence};
use super::*;
use crate::Session;
use crate::call::{Phase, Steering};
use crate::digest::Digest;
use crate::dossier::tests::{Scene, at, who};
use crate::dossier::{Command as OfDossier, PublicLabel, Rules, Verdict};
use crate::role::{Denial, Right, Role};
use crate::story::Story;

const INSTRUCTION: &str = "2027-01-20T10:00:00Z";
const SCORING: &str = "2027-02-10T10:00:00Z";
const MEETING: &str = "2027-03-09T10:00:00Z";
const DECISION: &str = "2027-03-15T10:00:00Z";

fn person(name: &str) -> PersonId {
    name.parse().unwrap()
}

fn dossier(name: &str) -> DossierId {
    name.parse().unwrap()
}

fn standing(name: &str) -> Standing {
    match name {
        "pilot" => who("pilot", &[Role::Pilot]),
        "lead" => who("lead", &[Role::TerritoryLead]),
        "expert" => who("expert", &[Role::Expert]),
        name => who(name, &[Role::Juror]),
    }
}

/// A jury and what it looks at, with a clock.
struct Play {
    session: Session,
    dossiers: Vec<Dossier>,
    jury: Jury,
    events: Vec<Event>,
    words: BTreeMap<String, Option<String>>,
    sheets: BTreeMap<String, Sheet>,
    now: Instant,
}

impl Play {
    /// Three jurors and an expert sit; `count` dossiers go to the jury.
    fn begin(count: usize) -> Self {
        let mut scene = Scene::submitted();
        scene.now = at(INSTRUCTION);
        scene.does("desk", OfDossier::DecideEligibility { verdict: Verdict::Admissible, reason: "x".into() });
        let like = |rank: usize| {
            let mut dossier = scene.dossier.clone();
            dossier.id = format!("d{rank}").parse().unwrap();
            dossier.place.name = format!("Territoire {rank}");
            dossier
        };
        let dossiers: Vec<Dossier> = (1..=count).map(like).collect();
        let now = at(INSTRUCTION);
        let pilot = standing("pilot");
        let rules = Rules::at(&scene.session, &Steering::default(), &[], now).unwrap();
        let case = Case { rules: &rules, who: &pilot, dossiers: &dossiers, now };
        let done = open(&case).unwrap();
        let mut play = Self {
            dossiers,
            jury: done.jury,
            events: done.events,
            words: BTreeMap::new(),
            sheets: BTreeMap::new(),
            now,
            session: scene.session,
        };
        for name in ["ana", "ben", "cleo", "expert"] {
            let kind = if name == "expert" { SeatKind::Expert } else { SeatKind::Juror };
            play.does("pilot", Command::Invite { person: person(name), kind });
            play.does(name, Command::Answer { accept: true });
        }
        play
    }

    /// Everybody has said that they have no tie, but `tied` who is tied to the first dossier; all read all.
    fn reading(count: usize, tied: &str) -> Self {
        let mut play = Self::begin(count);
        for name in ["ana", "ben", "cleo", "expert"] {
            let kind = |id: &DossierId| (name == tied && id.as_str() == "d1").then_some(TieKind::Professional);
            let said = play.dossiers.iter().map(|one| (one.id.clone(), kind(&one.id))).collect();
            play.does(name, Command::Declare { said });
        }
        let readers = |id: &DossierId| {
            let names = ["ana", "ben", "cleo"].into_iter().filter(|name| *name != tied || id.as_str() != "d1");
            names.map(person).collect::<BTreeSet<_>>()
        };
        let readers = play.dossiers.iter().map(|one| (one.id.clone(), readers(&one.id))).collect();
        play.does("pilot", Command::Assign { readers, seed: None });
        play.now = at(SCORING);
        play
    }

    fn tries(&self, name: &str, command: Command) -> Result<Done, Vec<Cause>> {
        let who = standing(name);
        let rules = Rules::at(&self.session, &Steering::default(), &[], self.now).unwrap();
        let case = Case { rules: &rules, who: &who, dossiers: &self.dossiers, now: self.now };
        self.jury.act(command, &case).map_err(|refusal| refusal.causes)
    }

    fn does(&mut self, name: &str, command: Command) -> usize {
        let told = format!("{name}: {command:?}");
        let done = self.tries(name, command).unwrap_or_else(|causes| panic!("{told}: {causes:?}"));
        self.jury = done.jury;
        self.words.extend(done.words.into_iter().map(|words| (words.name, words.body)));
        let count = done.events.len();
        self.events.extend(done.events);
        count
    }

    fn writes(&self, name: &str, of: &str, command: sheet::Command) -> Result<sheet::Written, Vec<Cause>> {
        let who = standing(name);
        let rules = Rules::at(&self.session, &Steering::default(), &[], self.now).unwrap();
        let case = Case { rules: &rules, who: &who, dossiers: &self.dossiers, now: self.now };
        let read = self.dossiers.iter().find(|one| one.id.as_str() == of).unwrap();
        let done = match self.sheets.get(&sheet::name_of(&read.id, &person(name))) {
            None => sheet::begin(command, &self.jury, read, &case),
            Some(sheet) => sheet.act(command, &self.jury, read, &case),
        };
        done.map_err(|refusal| refusal.causes)
    }

    fn scores(&mut self, name: &str, of: &str, level: Option<u8>) {
        let command = self.whole(0, level);
        self.keeps(name, of, command);
        self.keeps(name, of, sheet::Command::Lock { base: 1 });
    }

    fn keeps(&mut self, name: &str, of: &str, command: sheet::Command) {
        let told = format!("{name} on {of}: {command:?}");
        let done = self.writes(name, of, command).unwrap_or_else(|causes| panic!("{told}: {causes:?}"));
        self.sheets.insert(done.sheet.id.clone(), done.sheet);
    }

    fn sheet(&self, name: &str, of: &str) -> &Sheet {
        &self.sheets[&sheet::name_of(&dossier(of), &person(name))]
    }

    fn whole(&self, base: u64, level: Option<u8>) -> sheet::Command {
        let criteria = || self.session.rubric.criteria().map(|criterion| criterion.id.clone());
        sheet::Command::Write {
            base,
            levels: criteria().map(|id| (id, level)).collect(),
            reasons: criteria().map(|id| (id, "Parce que.".to_owned())).collect(),
            opinion: String::new(),
            confidence: Some(Confidence::High),
        }
    }

    /// Holds a meeting in which each dossier is decided upon, and signs its minutes.
    fn meets(&mut self, outcomes: &[(&str, Outcome)]) {
        self.now = at(MEETING);
        self.does("pilot", Command::Preside { person: person("ana") });
        let agenda = outcomes.iter().map(|(id, _)| dossier(id)).collect();
        self.does("pilot", Command::CallMeeting { when: self.now, place: "Salle A".into(), agenda });
        for name in ["ana", "ben", "cleo"] {
            self.does("pilot", Command::Arrive { person: person(name) });
        }
        self.does("pilot", Command::OpenMeeting);
        for (id, outcome) in outcomes {
            self.does("pilot", Command::Take { dossier: dossier(id) });
            let (reason, feedback) = (format!("Pour {id}."), BTreeMap::new());
            self.does("pilot", Command::Rule { dossier: dossier(id), outcome: *outcome, reason, feedback });
        }
        self.does("pilot", Command::CloseMeeting);
        let digest = Digest::of(&self.jury.minutes().unwrap());
        self.does("ana", Command::SignMinutes { digest });
    }

    fn signs(&mut self) {
        let digest = Digest::of(&ruling::to_sign(&self.jury.session, &self.jury.to_be_signed()));
        let signatory = Signatory { name: "Alix".into(), function: "Directrice".into() };
        self.does("pilot", Command::SignDecision { signatory, digest });
    }

    fn may(&self, name: &str, right: Right, of: &str) -> bool {
        let who = standing(name);
        let rules = Rules::at(&self.session, &Steering::default(), &[], self.now).unwrap();
        let read = self.dossiers.iter().find(|one| one.id.as_str() == of).unwrap();
        let own = self.sheets.get(&sheet::name_of(&read.id, &person(name))).is_some_and(Sheet::is_locked);
        let object = read.relation(&actor(Some(&self.jury), &who, &read.id, own));
        rules.rights().may(&who, right, &object, rules.phase).is_allowed()
    }
}

fn all(dossiers: &[&str]) -> BTreeSet<DossierId> {
    dossiers.iter().map(|id| dossier(id)).collect()
}

#[test]
fn the_state_of_a_jury_follows_from_what_happened() {
    let mut play = Play::reading(3, "ben");
    play.meets(&[("d1", Outcome::Retained), ("d2", Outcome::Reserve { rank: 1 }), ("d3", Outcome::NotRetained)]);
    play.signs();
    play.does("pilot", Command::Notify { dossiers: all(&["d1", "d2", "d3"]) });
    assert_eq!(Jury::fold(&play.events).unwrap(), play.jury);
    let json = serde_json::to_string(&play.jury).unwrap();
    assert_eq!(serde_json::from_str::<Jury>(&json).unwrap(), play.jury);
    let told = serde_json::to_string(&play.events).unwrap();
    assert!(!told.contains("Pour d1.") && play.words["reason:d1"].as_deref() == Some("Pour d1."), "words are beside");
}

#[test]
fn nothing_of_a_dossier_is_read_before_its_tie_is_said_nor_by_who_is_tied() {
    let mut play = Play::begin(2);
    play.does("pilot", Command::Assign { readers: [(dossier("d1"), [person("ana")].into())].into(), seed: None });
    play.now = at(SCORING);
    assert!(!play.may("ana", Right::SeeContent, "d1") && play.may("ana", Right::SeeList, "d1"), "before it is said");
    assert!(!play.may("stranger", Right::SeeContent, "d1"), "a juror without a seat");
    assert!(!play.jury.is_ready(&play.dossiers));
    play.does("ana", Command::Declare { said: [(dossier("d1"), None)].into() });
    assert!(play.may("ana", Right::SeeContent, "d1") && play.may("ana", Right::Score, "d1"));
    assert!(!play.may("ana", Right::SeeContent, "d2"), "not said, not given");
    // What one is tied to is no longer given to one to read, and nothing of it is seen.
    play.does("ana", Command::Declare { said: [(dossier("d1"), Some(TieKind::Personal))].into() });
    assert_eq!(play.jury.assignments[&dossier("d1")], BTreeSet::new());
    for phase in [SCORING, MEETING, DECISION] {
        play.now = at(phase);
        for (name, right) in Right::CHOICES {
            assert!(!play.may("ana", *right, "d1"), "{name} at {phase}");
        }
    }
    let causes = play.tries(
        "pilot",
        Command::Assign { readers: [(dossier("d1"), [person("ana"), person("nobody")].into())].into(), seed: None },
    );
    let tied = Cause::Tied { person: person("ana"), dossier: dossier("d1") };
    assert_eq!(causes.unwrap_err(), [tied, Cause::NotSitting { person: person("nobody") }]);
}

#[test]
fn a_tie_that_the_pilot_holds_is_not_taken_back_by_its_person() {
    let mut play = Play::reading(2, "ben");
    play.does("ben", Command::Declare { said: [(dossier("d1"), None)].into() });
    assert!(!play.jury.is_tied(&person("ben"), &dossier("d1")), "one's own tie is taken back");
    let pin = |reason: &str| Command::Pin {
        person: person("ben"),
        dossier: dossier("d1"),
        kind: TieKind::Institutional,
        reason: reason.into(),
    };
    assert_eq!(play.tries("pilot", pin(" ")).unwrap_err(), [Cause::NoReason]);
    let denied = Cause::NotAllowed { right: Right::Assign, denial: Denial::NoRight };
    assert_eq!(play.tries("ana", pin("x")).unwrap_err(), [denied]);
    play.does("pilot", pin("Employé par le porteur."));
    let back = Command::Declare { said: [(dossier("d1"), None)].into() };
    assert_eq!(play.tries("ben", back.clone()).unwrap_err(), [Cause::Pinned { dossier: dossier("d1") }]);
    play.does("pilot", Command::Lift { person: person("ben"), dossier: dossier("d1"), reason: "Erreur.".into() });
    assert!(!play.may("ben", Right::SeeContent, "d1"), "it is to be said again");
    play.does("ben", back);
    play.now = at(MEETING);
    assert!(play.may("ben", Right::SeeContent, "d1"));
}

#[test]
fn a_sheet_is_locked_whole_and_seen_by_others_as_the_phase_lets() {
    let mut play = Play::reading(2, "ben");
    let half = sheet::Command::Write {
        base: 0,
        levels: [("diagnosis".parse().unwrap(), None)].into(),
        reasons: BTreeMap::new(),
        opinion: String::new(),
        confidence: None,
    };
    play.keeps("ana", "d1", half);
    let lacks = play.writes("ana", "d1", sheet::Command::Lock { base: 1 }).unwrap_err();
    let criteria = play.session.rubric.criteria().count();
    assert_eq!(lacks.len(), (criteria - 1) + criteria + 1, "{lacks:?}");
    assert!(lacks.contains(&Cause::NoConfidence));
    // Somebody else wrote it meanwhile, from another window: told, and nothing is lost.
    let whole = play.whole(0, Some(2));
    assert_eq!(play.writes("ana", "d1", whole).unwrap_err(), [Cause::Conflict { base: 0, version: 1 }]);
    let whole = play.whole(1, Some(2));
    play.keeps("ana", "d1", whole.clone());
    play.keeps("ana", "d1", sheet::Command::Lock { base: 2 });
    let locked = play.sheet("ana", "d1");
    assert_eq!(locked.sealed.as_ref().unwrap().digest, Digest::of(&locked.to_seal()));
    assert_eq!(locked.score(&play.session.rubric).unwrap().share(), Some(2.0 / 3.0));
    let again = play.whole(2, Some(3));
    let causes = play.writes("ana", "d1", again).unwrap_err();
    assert_eq!(causes, [Cause::Locked]);
    let tied = play.whole(0, Some(2));
    let refused = play.writes("ben", "d1", tied).unwrap_err();
    assert_eq!(refused, [Cause::NotAllowed { right: Right::Score, denial: Denial::Conflicted }]);
    // The phase of scoring of this call shows no score to anybody; that of deliberation does.
    assert!(!play.may("cleo", Right::SeeScores, "d1") && !play.may("pilot", Right::SeeScores, "d1"));
    play.now = at(MEETING);
    assert!(play.may("cleo", Right::SeeScores, "d1") && !play.may("ben", Right::SeeScores, "d1"));
}

#[test]
fn cannot_judge_is_no_number_and_an_expert_gives_none() {
    let mut play = Play::reading(2, "");
    play.scores("ana", "d1", None);
    assert_eq!(play.sheet("ana", "d1").score(&play.session.rubric).unwrap().share(), None);
    let level = sheet::Command::Write {
        base: 0,
        levels: [("diagnosis".parse().unwrap(), Some(9)), ("none".parse().unwrap(), Some(1))].into(),
        reasons: BTreeMap::new(),
        opinion: String::new(),
        confidence: None,
    };
    let causes = play.writes("ana", "d2", level).unwrap_err();
    let known = Cause::Level { criterion: "diagnosis".parse().unwrap(), level: 9, top: 3 };
    assert_eq!(causes, [known, Cause::UnknownCriterion { criterion: "none".parse().unwrap() }]);
    let readers = [(dossier("d1"), ["ana", "ben", "cleo", "expert"].map(person).into())].into();
    play.does("pilot", Command::Assign { readers, seed: None });
    let opinion = sheet::Command::Write {
        base: 0,
        levels: [("diagnosis".parse().unwrap(), Some(3))].into(),
        reasons: BTreeMap::new(),
        opinion: "Un bon dossier.".into(),
        confidence: Some(Confidence::Low),
    };
    play.keeps("expert", "d1", opinion);
    play.keeps("expert", "d1", sheet::Command::Lock { base: 1 });
    assert_eq!(play.sheet("expert", "d1").levels, BTreeMap::new());
    let sheets: Vec<Sheet> = play.sheets.values().cloned().collect();
    let lines = compare(&play.jury, &play.session.rubric, &[dossier("d1")], &sheets);
    assert_eq!(lines[0].shares, [(person("ana"), None)], "an expert has no score");
}

#[test]
fn a_locked_level_changes_only_once_the_jury_has_met_with_a_reason_and_what_it_was_stays() {
    let mut play = Play::reading(1, "");
    play.scores("ana", "d1", Some(1));
    let change = |reason: &str, level| sheet::Command::Change {
        base: 1,
        criterion: "diagnosis".parse().unwrap(),
        level,
        reason: reason.into(),
    };
    let denied = Cause::NotAllowed { right: Right::Deliberate, denial: Denial::NoRight };
    assert_eq!(play.writes("ana", "d1", change("x", Some(2))).unwrap_err(), [denied, Cause::NotMet]);
    let seal = play.sheet("ana", "d1").sealed.clone();
    play.now = at(MEETING);
    assert_eq!(play.writes("ana", "d1", change("x", Some(2))).unwrap_err(), [Cause::NotMet]);
    play.does("pilot", Command::Preside { person: person("ana") });
    play.does("pilot", Command::CallMeeting { when: play.now, place: "A".into(), agenda: Vec::new() });
    play.does("pilot", Command::Arrive { person: person("ana") });
    play.does("pilot", Command::Arrive { person: person("ben") });
    play.does("pilot", Command::OpenMeeting);
    assert_eq!(play.writes("ana", "d1", change(" ", Some(1))).unwrap_err(), [Cause::NoReason, Cause::Unchanged]);
    play.keeps("ana", "d1", change("Le débat m'a convaincue.", Some(2)));
    let sheet = play.sheet("ana", "d1");
    let kept = (sheet.changes[0].from, sheet.changes[0].to, sheet.changes[0].by.as_str());
    assert_eq!(kept, (Some(1), Some(2), "ana"));
    assert_eq!(sheet.sealed, seal, "what was sealed stays sealed");
}

#[test]
fn a_meeting_needs_half_of_those_who_may_sit_and_who_is_tied_leaves_for_the_dossier() {
    let mut play = Play::reading(2, "ben");
    play.now = at(MEETING);
    let call = Command::CallMeeting { when: play.now, place: "Salle A".into(), agenda: Vec::new() };
    play.does("pilot", call.clone());
    assert_eq!(play.tries("pilot", call).unwrap_err(), [Cause::MeetingRuns]);
    play.does("pilot", Command::Arrive { person: person("ben") });
    let short = Cause::Quorum { present: 1, needed: 2 };
    assert_eq!(play.tries("pilot", Command::OpenMeeting).unwrap_err(), [Cause::NoPresident, short]);
    play.does("pilot", Command::Preside { person: person("ana") });
    play.does("pilot", Command::Arrive { person: person("cleo") });
    play.does("pilot", Command::Arrive { person: person("expert") });
    play.does("pilot", Command::OpenMeeting);
    // Of the two who have no tie with it, one is there: half.
    play.does("pilot", Command::Take { dossier: dossier("d1") });
    let taken = play.jury.meeting().unwrap().taken_of(&dossier("d1")).unwrap();
    assert_eq!(taken.present, [person("cleo")].into());
    assert_eq!(taken.recused, [person("ben")].into());
    let vote = |yes| Command::Vote { dossier: dossier("d1"), vote: Vote { yes, no: 0, abstained: 0 } };
    assert_eq!(play.tries("pilot", vote(2)).unwrap_err(), [Cause::TooManyVoices { found: 2, most: 1 }]);
    play.does("pilot", vote(1));
    play.does("pilot", Command::Depart { person: person("cleo") });
    let short = Cause::Quorum { present: 0, needed: 1 };
    assert_eq!(play.tries("pilot", Command::Take { dossier: dossier("d1") }).unwrap_err(), [short]);
    let rule = |id: &str| Command::Rule {
        dossier: dossier(id),
        outcome: Outcome::Retained,
        reason: "x".into(),
        feedback: BTreeMap::new(),
    };
    assert_eq!(play.tries("pilot", rule("d2")).unwrap_err(), [Cause::NotTaken { dossier: dossier("d2") }]);
    play.does("pilot", rule("d1"));
    play.does("pilot", Command::CloseMeeting);
    let digest = Digest::of(&play.jury.minutes().unwrap());
    let signing = Command::SignMinutes { digest };
    assert_eq!(play.tries("cleo", signing.clone()).unwrap_err(), [Cause::NotThePresident]);
    assert!(matches!(
        play.tries("ana", Command::SignMinutes { digest: Digest::of("") }).unwrap_err()[..],
        [Cause::SignedSomethingElse { .. }]
    ));
    play.does("ana", signing);
}

#[test]
fn a_decision_is_signed_after_its_minutes_with_a_reserve_list_without_gap() {
    let mut play = Play::reading(4, "");
    let outcomes = [
        ("d1", Outcome::Retained),
        ("d2", Outcome::Reserve { rank: 2 }),
        ("d3", Outcome::NotRetained),
        ("d4", Outcome::Deferred),
    ];
    play.meets(&outcomes);
    let digest = Digest::of(&ruling::to_sign(&play.jury.session, &play.jury.to_be_signed()));
    let sign = |name: &str, digest: &Digest| Command::SignDecision {
        signatory: Signatory { name: name.into(), function: "Directrice".into() },
        digest: digest.clone(),
    };
    let causes = play.tries("pilot", sign(" ", &digest)).unwrap_err();
    assert_eq!(causes, [Cause::NoReason, Cause::Ranks { found: vec![2] }]);
    play.meets(&[("d2", Outcome::Reserve { rank: 1 }), ("d4", Outcome::Deferred)]);
    play.signs();
    assert_eq!(play.jury.decisions[0].outcomes.keys().map(DossierId::as_str).collect::<Vec<_>>(), ["d1", "d2", "d3"]);
    assert_eq!(play.tries("pilot", sign("Alix", &digest)).unwrap_err()[0], Cause::NothingDue);
    play.meets(&[("d4", Outcome::NotRetained)]);
    play.signs();
    assert_eq!(play.jury.decisions[1].outcomes, [(dossier("d4"), Outcome::NotRetained)].into());
}

#[test]
fn who_notifies_twice_tells_once_and_those_forgotten_are_told_later() {
    let mut play = Play::reading(2, "");
    play.meets(&[("d1", Outcome::Retained), ("d2", Outcome::NotRetained)]);
    assert_eq!(play.does("pilot", Command::Notify { dossiers: all(&["d1", "d2"]) }), 0, "nothing is signed");
    play.signs();
    play.now = at(DECISION);
    assert_eq!(play.does("pilot", Command::Notify { dossiers: all(&["d1"]) }), 1);
    assert_eq!(play.does("pilot", Command::Notify { dossiers: all(&["d1"]) }), 0, "twice");
    assert_eq!(play.jury.to_be_told(), [(dossier("d2"), Outcome::NotRetained)].into());
    assert_eq!(play.does("pilot", Command::Notify { dossiers: all(&["d1", "d2"]) }), 1);
    assert_eq!(play.jury.notices[&dossier("d1")].times, 1);
}

#[test]
fn before_the_embargo_ends_only_those_who_made_a_dossier_know() {
    let mut play = Play::reading(2, "");
    play.meets(&[("d1", Outcome::Retained), ("d2", Outcome::NotRetained)]);
    play.signs();
    let told = |play: &Play, own, phase, now: &str| play.jury.told(&dossier("d1"), own, phase, at(now));
    assert_eq!(told(&play, true, Phase::Published, DECISION), None, "decided, signed, and not told");
    let until = at("2027-03-20T10:00:00Z");
    play.does("pilot", Command::SetEmbargo { until: Some(until) });
    play.now = at(DECISION);
    play.does("pilot", Command::Notify { dossiers: all(&["d1"]) });
    assert_eq!(told(&play, true, Phase::Decision, DECISION), Some(Outcome::Retained));
    for (phase, now, known) in [
        (Phase::Decision, "2027-03-20T09:59:59Z", None),
        (Phase::Published, "2027-03-20T09:59:59Z", None),
        (Phase::Decision, "2027-03-20T10:00:00Z", Some(Outcome::Retained)),
    ] {
        assert_eq!(told(&play, false, phase, now), known, "{phase:?} {now}");
    }
    let labels = [None, Some(Outcome::Retained)].map(|told| play.dossiers[0].label_told(Phase::Decision, told));
    assert_eq!(labels, [PublicLabel::Received, PublicLabel::Retained]);
    play.does("pilot", Command::SetEmbargo { until: None });
    assert_eq!(told(&play, false, Phase::Decision, "2027-03-28T10:00:00Z"), None);
    assert_eq!(told(&play, false, Phase::Published, "2027-04-10T10:00:00Z"), Some(Outcome::Retained));
}

#[test]
fn a_lead_appeals_once_within_two_months_and_the_answer_is_told() {
    let mut play = Play::reading(2, "");
    play.meets(&[("d1", Outcome::Retained), ("d2", Outcome::NotRetained)]);
    play.signs();
    play.now = at(DECISION);
    let appeal = |id: &str| Command::Appeal { dossier: dossier(id), reason: "Nous contestons.".into() };
    assert_eq!(play.tries("lead", appeal("d2")).unwrap_err(), [Cause::OutcomeIs { outcome: None }]);
    play.does("pilot", Command::Notify { dossiers: all(&["d1", "d2"]) });
    let retained = Cause::OutcomeIs { outcome: Some(Outcome::Retained) };
    assert_eq!(play.tries("lead", appeal("d1")).unwrap_err(), [retained]);
    assert!(matches!(play.tries("ana", appeal("d2")).unwrap_err()[..], [Cause::NotAllowed { .. }]));
    play.now = at(DECISION).plus_days(APPEAL_DAYS).plus_seconds(1);
    assert!(matches!(play.tries("lead", appeal("d2")).unwrap_err()[..], [Cause::DeadlinePassed { .. }]));
    play.now = at(DECISION).plus_days(APPEAL_DAYS);
    play.does("lead", appeal("d2"));
    assert_eq!(play.tries("lead", appeal("d2")).unwrap_err(), [Cause::AppealMade]);
    let granted = AppealVerdict::Granted { outcome: Outcome::Retained };
    let decide = Command::DecideAppeal { dossier: dossier("d2"), verdict: granted, reason: "Fondé.".into() };
    assert_eq!(play.tries("pilot", decide.clone()).unwrap_err(), [Cause::NoAppeal]);
    play.does("pilot", Command::ExamineAppeal { dossier: dossier("d2") });
    play.does("pilot", decide);
    assert_eq!(play.jury.told(&dossier("d2"), true, Phase::Decision, play.now), Some(Outcome::NotRetained), "not yet");
    play.does("pilot", Command::Notify { dossiers: all(&["d2"]) });
    assert_eq!(play.jury.told(&dossier("d2"), true, Phase::Decision, play.now), Some(Outcome::Retained));
    assert_eq!(play.jury.notices[&dossier("d2")].times, 2);
    assert_eq!(Jury::fold(&play.events).unwrap(), play.jury);
}

#[test]
fn a_reserve_is_promoted_and_told_again() {
    let mut play = Play::reading(2, "");
    play.meets(&[("d1", Outcome::Retained), ("d2", Outcome::Reserve { rank: 1 })]);
    play.signs();
    play.does("pilot", Command::Notify { dossiers: all(&["d1", "d2"]) });
    let promote = |id: &str| Command::Promote { dossier: dossier(id), reason: "Un désistement.".into() };
    assert!(matches!(play.tries("pilot", promote("d1")).unwrap_err()[..], [Cause::OutcomeIs { .. }]));
    play.does("pilot", promote("d2"));
    assert_eq!(play.jury.to_be_told(), [(dossier("d2"), Outcome::Retained)].into());
}

#[test]
fn dossiers_are_compared_on_locked_sheets_alone() {
    let mut play = Play::reading(2, "ben");
    play.scores("ana", "d1", Some(1));
    play.scores("cleo", "d1", Some(3));
    for (name, level) in [("ana", 3), ("ben", 3)] {
        play.scores(name, "d2", Some(level));
    }
    let whole = play.whole(0, Some(0));
    play.keeps("cleo", "d2", whole);
    let sheets: Vec<Sheet> = play.sheets.values().cloned().collect();
    let lines = compare(&play.jury, &play.session.rubric, &[dossier("d1"), dossier("d2")], &sheets);
    assert_eq!(lines.iter().map(|line| line.dossier.as_str()).collect::<Vec<_>>(), ["d2", "d1"]);
    assert_eq!((lines[0].median, lines[0].shares.len()), (Some(1.0), 2));
    let first = &lines[1].criteria[0];
    assert_eq!((first.median, first.spread), (Some(2.0), Some((1, 3))));
}

fn reader(name: &str, most: u32) -> Reader {
    Reader { person: person(name), areas: BTreeSet::new(), most }
}

fn to_read(id: &str, tied: &[&str], had: &[&str]) -> ToRead {
    let people = |names: &[&str]| names.iter().map(|name| person(name)).collect();
    ToRead {
        dossier: dossier(id),
        areas: BTreeSet::new(),
        tied: people(tied),
        had: people(had),
        begun: BTreeSet::new(),
    }
}

const WANTED: Wanted = Wanted { readers: 2, most: 10, seed: 7, adjust: false };

#[test]
fn readings_are_shared_evenly_and_what_cannot_be_had_is_said_by_dossier() {
    let readers = ["ana", "ben", "cleo", "dan"].map(|name| reader(name, 10));
    let dossiers: Vec<ToRead> = (1..=6).map(|rank| to_read(&format!("d{rank}"), &["ana"][..rank % 2], &[])).collect();
    let assigned = assign::assign(&readers, &dossiers, WANTED);
    assert_eq!(assigned.loads.values().collect::<Vec<_>>(), [&3, &3, &3, &3]);
    assert_eq!(assigned.lacking, BTreeMap::new());
    assert!(assigned.readers.iter().all(|(_, people)| people.len() == 2));
    assert!(!assigned.readers[&dossier("d1")].contains(&person("ana")));
    assert_eq!(assigned, assign::assign(&readers, &dossiers, WANTED), "the same seed, the same readings");
    // Everybody is tied to d1 but one, and nobody reads more than two.
    let tied = [to_read("d1", &["ana", "ben", "cleo"], &[]), to_read("d2", &[], &[])];
    let assigned = assign::assign(&readers, &tied, WANTED);
    assert_eq!(assigned.lacking, [(dossier("d1"), 1)].into());
    let few = ["ana", "ben"].map(|name| reader(name, 2));
    let many: Vec<ToRead> = (1..=4).map(|rank| to_read(&format!("d{rank}"), &[], &[])).collect();
    let assigned = assign::assign(&few, &many, WANTED);
    assert_eq!(assigned.lacking.values().collect::<Vec<_>>(), [&1, &1, &1, &1], "what lacks is shared");
}

#[test]
fn who_knows_the_subject_reads_it_and_pairs_that_are_there_stay_when_it_is_adjusted() {
    let know = |name: &str, area: &str| Reader { areas: [area.parse().unwrap()].into(), ..reader(name, 10) };
    let readers = [know("ana", "rural"), know("ben", "urban")];
    let about = |id: &str, area: &str| ToRead { areas: [area.parse().unwrap()].into(), ..to_read(id, &[], &[]) };
    let dossiers = [about("d1", "urban"), about("d2", "rural"), about("d3", "urban"), about("d4", "rural")];
    for seed in 0..20 {
        let assigned = assign::assign(&readers, &dossiers, Wanted { readers: 1, seed, ..WANTED });
        for (id, name) in [("d1", "ben"), ("d2", "ana"), ("d3", "ben"), ("d4", "ana")] {
            assert_eq!(assigned.readers[&dossier(id)], [person(name)].into(), "seed {seed}");
        }
    }
    // A third juror comes; ana has a tie with d2: only what must moves.
    let readers = ["ana", "ben", "cleo"].map(|name| reader(name, 10));
    let had = [
        to_read("d1", &[], &["ana", "ben"]),
        to_read("d2", &["ana"], &["ana", "ben"]),
        to_read("d3", &[], &["ana", "ben"]),
    ];
    let assigned = assign::assign(&readers, &had, Wanted { adjust: true, ..WANTED });
    assert_eq!(assigned.readers[&dossier("d1")], [person("ana"), person("ben")].into());
    assert_eq!(assigned.readers[&dossier("d2")], [person("ben"), person("cleo")].into());
    assert_eq!(assigned.readers[&dossier("d3")], [person("ana"), person("ben")].into());
    let mut begun = to_read("d1", &[], &["ana", "ben"]);
    begun.begun = [person("ana")].into();
    let assigned = assign::assign(&readers, &[begun], Wanted { readers: 1, ..WANTED });
    assert_eq!(assigned.readers[&dossier("d1")], [person("ana")].into(), "who began keeps it");
}

/// What is looked for in an assignment, the most important first: readings, how unevenly they lack, new pairs, unevenness.
type Worth = (std::cmp::Reverse<u32>, u32, u32, u32);

fn worth(pairs: &[(usize, usize)], readers: &[Reader], dossiers: &[ToRead], wanted: u32) -> Worth {
    let of = |at: usize| pairs.iter().filter(|(_, dossier)| *dossier == at).count() as u32;
    let load = |rank: usize| pairs.iter().filter(|(reader, _)| *reader == rank).count() as u32;
    let squares = |counts: Vec<u32>| counts.iter().map(|count| count * count).sum();
    let new = pairs.iter().filter(|(rank, at)| !dossiers[*at].had.contains(&readers[*rank].person)).count() as u32;
    assert!((0..dossiers.len()).all(|at| of(at) <= wanted));
    let total = pairs.len() as u32;
    (
        std::cmp::Reverse(total),
        squares((0..dossiers.len()).map(of).collect()),
        new,
        squares((0..readers.len()).map(load).collect()),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn no_other_assignment_is_better(
        ties in proptest::collection::vec(proptest::bool::weighted(0.25), 9),
        had in proptest::collection::vec(proptest::bool::weighted(0.4), 9),
        loads in proptest::collection::vec(1_u32..4, 3),
        wanted in 1_u32..3,
        seed in 0_u64..5,
    ) {
        let names = ["ana", "ben", "cleo"];
        let readers: Vec<Reader> = names.iter().zip(&loads).map(|(name, most)| reader(name, *most)).collect();
        let some = |flags: &[bool], at: usize| -> Vec<&str> {
            names.iter().enumerate().filter(|(rank, _)| flags[at * 3 + rank]).map(|(_, name)| *name).collect()
        };
        let dossiers: Vec<ToRead> =
            (0..3).map(|at| to_read(&format!("d{at}"), &some(&ties, at), &some(&had, at))).collect();
        let found = assign::assign(&readers, &dossiers, Wanted { readers: wanted, most: 10, seed, adjust: true });
        let pairs = |chosen: &dyn Fn(usize, usize) -> bool| -> Vec<(usize, usize)> {
            (0..3).flat_map(|rank| (0..3).map(move |at| (rank, at))).filter(|(rank, at)| chosen(*rank, *at)).collect()
        };
        let chosen = pairs(&|rank, at| found.readers[&dossiers[at].dossier].contains(&readers[rank].person));
        let best = worth(&chosen, &readers, &dossiers, wanted);
        for bits in 0_u32..512 {
            let other = pairs(&|rank, at| bits >> (rank * 3 + at) & 1 == 1);
            let fits = other.iter().all(|(rank, at)| !dossiers[*at].tied.contains(&readers[*rank].person))
                && (0..3).all(|rank| other.iter().filter(|(r, _)| *r == rank).count() as u32 <= readers[rank].most)
                && (0..3).all(|at| other.iter().filter(|(_, a)| *a == at).count() as u32 <= wanted);
            if fits {
                prop_assert!(best <= worth(&other, &readers, &dossiers, wanted), "{:?} {:?}", chosen, other);
            }
        }
    }
}

#[test]
fn a_large_jury_is_assigned_without_a_number_that_overflows() {
    let readers: Vec<Reader> = (0..40).map(|rank| reader(&format!("p{rank}"), 100)).collect();
    let dossiers: Vec<ToRead> = (0..200).map(|rank| to_read(&format!("d{rank}"), &["p0"], &["p1", "p2"])).collect();
    let assigned = assign::assign(&readers, &dossiers, Wanted { readers: 5, most: 100, seed: 1, adjust: true });
    assert_eq!(assigned.lacking, BTreeMap::new());
    assert_eq!(assigned.loads.values().sum::<u32>(), 1_000);
    assert_eq!((assigned.loads[&person("p0")], assigned.loads[&person("p1")]), (0, 100));
}
