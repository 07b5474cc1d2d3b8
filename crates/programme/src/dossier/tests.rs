//! Dossiers of the session of demonstration, from their beginning to the door of the jury.

use std::collections::BTreeSet;

use super::*;
use crate::Session;
use crate::call::{Phase, Steering};
use crate::form::tests::{file, right_answers, slug, words};
use crate::form::{Fault, FileType, RebaseOutcome, SpanKind};
use crate::role::{Denial, Right, Standing};
use crate::session::tests::{DEMONSTRATION, demonstration};
use proptest::prelude::*;

pub(crate) fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

pub(crate) fn who(person: &str, roles: &[Role]) -> Standing {
    Standing {
        person: Some(person.parse().unwrap()),
        roles: roles.iter().copied().collect(),
        departements: ["16".parse().unwrap()].into(),
        ..Standing::default()
    }
}

/// The people of these scenes, by their first letter.
pub(crate) fn standing(person: &str) -> Standing {
    match person {
        "lead" => who("lead", &[Role::TerritoryLead]),
        "friend" => who("friend", &[]),
        "state" => who("state", &[Role::StateService]),
        "far" => Standing { departements: ["974".parse().unwrap()].into(), ..who("far", &[Role::StateService]) },
        "pilot" => who("pilot", &[Role::Pilot]),
        "desk" => who("desk", &[Role::Instructor]),
        "juror" => who("juror", &[Role::Juror]),
        _ => Standing { person: None, ..who("nobody", &[]) },
    }
}

/// A dossier and what happened to it, with a clock.
pub(crate) struct Scene {
    pub(crate) session: Session,
    pub(crate) earlier: Vec<Form>,
    pub(crate) dossier: Dossier,
    pub(crate) events: Vec<Event>,
    pub(crate) now: Instant,
}

const OPEN: &str = "2026-11-23T10:00:00Z";

impl Scene {
    pub(crate) fn begin_in(session: Session) -> Self {
        let place = Place {
            name: "Coteaux d'essai".into(),
            departements: ["16".parse().unwrap()].into(),
            regions: ["75".parse().unwrap()].into(),
        };
        let (now, lead) = (at(OPEN), standing("lead"));
        let rules = Rules::at(&session, &Steering::default(), &[], now).unwrap();
        let (dossier, events) = create("d1".parse().unwrap(), place, &rules, &Actor::plain(&lead), now).unwrap();
        Self { session, earlier: Vec::new(), dossier, events, now }
    }

    pub(crate) fn begin() -> Self {
        Self::begin_in(demonstration())
    }

    /// With a co-author and the service of the State.
    pub(crate) fn with_everybody() -> Self {
        let mut scene = Self::begin();
        scene.does("lead", Command::Invite { invitation: "i1".parse().unwrap(), capacity: Capacity::CoAuthor });
        scene.does("lead", Command::Invite { invitation: "i2".parse().unwrap(), capacity: Capacity::StateService });
        scene.does("friend", Command::Join { invitation: "i1".parse().unwrap() });
        scene.does("state", Command::Join { invitation: "i2".parse().unwrap() });
        scene
    }

    /// Complete but for signatures.
    pub(crate) fn written() -> Self {
        let mut scene = Self::with_everybody();
        for (question, value) in right_answers(&scene.session) {
            let person = if question.as_str().starts_with("state-") { "state" } else { "friend" };
            scene.does(person, Command::Answer { question, value: Some(value), base: 0 });
        }
        scene.does("lead", letter("l1"));
        scene.does("lead", received("l1"));
        scene
    }

    pub(crate) fn submitted() -> Self {
        let mut scene = Self::written();
        scene.signs();
        scene.does("lead", Command::Submit { late_reason: None, portrait: None });
        scene
    }

    pub(crate) fn signs(&mut self) {
        for (person, side) in [("lead", Side::Collectivite), ("state", Side::StateService)] {
            let digest = self.to_sign(side);
            self.does(person, Command::Sign { side, digest });
        }
    }

    pub(crate) fn to_sign(&self, side: Side) -> Digest {
        let form = self.rules().form_of(self.dossier.revision).unwrap();
        Digest::of(&to_sign(&self.dossier, form, words(&self.session), side))
    }

    pub(crate) fn rules(&self) -> Rules<'_> {
        Rules::at(&self.session, &Steering::default(), &self.earlier, self.now).unwrap()
    }

    pub(crate) fn tries(&self, person: &str, command: Command) -> Result<(Dossier, Vec<Event>), Vec<Cause>> {
        let standing = standing(person);
        let result = self.dossier.act(command, &self.rules(), &Actor::plain(&standing), self.now);
        result.map_err(|refusal| refusal.causes)
    }

    pub(crate) fn does(&mut self, person: &str, command: Command) -> usize {
        let (dossier, events) = self.tries(person, command).unwrap_or_else(|causes| panic!("{person}: {causes:?}"));
        self.dossier = dossier;
        let count = events.len();
        self.events.extend(events);
        count
    }

    fn refuses(&self, person: &str, command: Command) -> Vec<Cause> {
        self.tries(person, command).unwrap_err()
    }

    fn acts(&self, person: &str) -> Vec<ActKind> {
        self.dossier.open_acts(&self.rules(), &Actor::plain(&standing(person)), self.now)
    }
}

pub(crate) fn answer(question: &str, text: &str, base: u64) -> Command {
    Command::Answer { question: slug(question), value: Some(Value::text(text)), base }
}

pub(crate) fn letter(id: &str) -> Command {
    Command::RequestLetter { letter: id.parse().unwrap(), question: slug("support"), from: "Sous-préfecture".into() }
}

fn comment(id: &str, question: Option<&str>, thread: Option<&str>, text: &str) -> Command {
    Command::Comment {
        comment: id.parse().unwrap(),
        question: question.map(slug),
        thread: thread.map(|thread| thread.parse().unwrap()),
        text: text.into(),
    }
}

fn received(id: &str) -> Command {
    Command::ReceiveLetter { letter: id.parse().unwrap(), file: file("soutien.pdf", FileType::Pdf, 90_000) }
}

pub(crate) fn correction(questions: &[&str], days: u32) -> Command {
    Command::RequestCorrection {
        questions: questions.iter().map(|question| slug(question)).collect(),
        reason: CorrectionReason::Incomplete,
        message: "Précisez.".into(),
        days,
    }
}

fn not_allowed(right: Right, denial: Denial) -> Cause {
    Cause::NotAllowed { right, denial }
}

#[test]
fn a_dossier_goes_from_its_beginning_to_the_jury() {
    let mut scene = Scene::written();
    assert_eq!(scene.dossier.internal_label(), InternalLabel::Draft);
    scene.signs();
    let form = &scene.session.application.form;
    assert!(scene.dossier.completeness(form, words(&scene.session)).is_complete());
    let text = deposit(&scene.dossier, form, words(&scene.session), None);
    scene.does("lead", Command::Submit { late_reason: None, portrait: None });
    assert_eq!(scene.dossier.stage, Stage::Submitted { at: scene.now, late: false });
    assert_eq!(scene.dossier.last_deposit().unwrap().digest, Digest::of(&text));
    assert_eq!(scene.dossier.public_label(Phase::Open), PublicLabel::Received);

    scene.now = at("2027-01-20T10:00:00Z");
    scene.does("desk", correction(&["summary"], 10));
    assert_eq!(scene.dossier.public_label(Phase::Instruction), PublicLabel::CorrectionRequested);
    scene.now = at("2027-01-25T10:00:00Z");
    assert_eq!(scene.does("friend", answer("summary", "Un atelier partagé, avec dix artisans.", 1)), 2);
    assert_eq!(scene.dossier.voided[&Side::Collectivite].question, Some(slug("summary")));
    assert!(scene.dossier.signatures.contains_key(&Side::StateService), "what the State wrote has not changed");
    let side = Side::Collectivite;
    let digest = scene.to_sign(side);
    scene.does("lead", Command::Sign { side, digest });
    scene.does("lead", Command::AnswerCorrection { portrait: None });
    assert_eq!(scene.dossier.internal_label(), InternalLabel::Resubmitted);
    let (before, after) = (&scene.dossier.deposits[0].answers, &scene.dossier.deposits[1].answers);
    let changes = crate::form::diff(before, after);
    assert_eq!(changes.len(), 1);
    let crate::form::Change::Text { spans } = &changes[0].change else { panic!("{changes:?}") };
    assert_eq!(spans[1], crate::form::Span { kind: SpanKind::Added, text: ", avec dix artisans".into() });

    scene.does("desk", Command::DecideEligibility { verdict: Verdict::Admissible, reason: "Complet.".into() });
    assert_eq!(scene.dossier.internal_label(), InternalLabel::Admissible);
    assert_eq!(scene.dossier.public_label(Phase::Deliberation), PublicLabel::Received);
    assert_eq!(scene.dossier.public_label(Phase::Published), PublicLabel::Examined);
    assert_eq!(Dossier::fold(&scene.events).unwrap(), scene.dossier);
}

#[test]
fn a_deposit_in_the_last_second_is_received_and_one_a_second_later_is_not() {
    let without_late =
        DEMONSTRATION[7].1.replace("[late]\nuntil = \"2027-01-18T12:00\"\nwho_decides = [\"pilot\"]\n", "");
    for (zone, last) in [
        ("Europe/Paris", "2027-01-15T11:00:59Z"),
        ("Pacific/Noumea", "2027-01-15T01:00:59Z"),
        ("Pacific/Tahiti", "2027-01-15T22:00:59Z"),
        ("Indian/Mayotte", "2027-01-15T09:00:59Z"),
    ] {
        let call = without_late.replace("Europe/Paris", zone);
        let mut files = DEMONSTRATION;
        files[7].1 = &call;
        let mut scene = Scene::written();
        scene.session = Session::read(&files).unwrap();
        scene.signs();
        scene.now = at(last).plus_seconds(1);
        assert_eq!(
            scene.refuses("lead", Command::Submit { late_reason: Some("Panne.".into()), portrait: None }),
            [Cause::Closed { closed: at(last) }],
            "{zone}"
        );
        assert_eq!(scene.refuses("friend", answer("summary", "Encore.", 1)), [Cause::Closed { closed: at(last) }]);
        scene.now = at(last);
        scene.does("lead", Command::Submit { late_reason: None, portrait: None });
        assert_eq!(scene.dossier.stage, Stage::Submitted { at: at(last), late: false });
    }
}

#[test]
fn a_late_deposit_is_asked_for_with_a_reason_and_received_by_who_the_rule_names() {
    let mut scene = Scene::written();
    scene.signs();
    let until = at("2027-01-18T11:00:59Z");
    scene.now = until;
    assert_eq!(
        scene.refuses("lead", Command::Submit { late_reason: Some("  ".into()), portrait: None }),
        [Cause::LateNeedsReason { until }]
    );
    scene.does("lead", Command::Submit { late_reason: Some("Réseau coupé.".into()), portrait: None });
    assert_eq!(scene.dossier.internal_label(), InternalLabel::LateRequested);
    assert!(scene.dossier.deposits.is_empty());
    let accept = || Command::DecideLate { verdict: LateVerdict::Accept, reason: "Coupure avérée.".into() };
    assert_eq!(scene.refuses("desk", accept()), [Cause::NotADecider]);
    assert_eq!(scene.refuses("lead", accept()), [not_allowed(Right::DecideLate, Denial::NoRight), Cause::NotADecider]);
    let refuse = Command::DecideLate { verdict: LateVerdict::Refuse, reason: "Aucune preuve.".into() };
    let (refused, _) = scene.tries("pilot", refuse).unwrap();
    assert_eq!(refused.public_label(Phase::Instruction), PublicLabel::NotReceived);
    scene.does("pilot", accept());
    assert_eq!(scene.dossier.stage, Stage::Submitted { at: until, late: true });
    assert!(scene.dossier.deposits[0].late);
    scene.now = until.plus_seconds(1);
    let mut later = Scene::written();
    later.now = scene.now;
    assert_eq!(
        later.refuses("lead", Command::Submit { late_reason: Some("Trop tard.".into()), portrait: None })[0],
        Cause::Closed { closed: at("2027-01-15T11:00:59Z") }
    );
}

#[test]
fn nothing_is_begun_before_the_opening_or_after_the_closing() {
    let session = demonstration();
    let place = || Place { name: " ".into(), departements: BTreeSet::new(), regions: BTreeSet::new() };
    let try_at = |now: Instant, person: &str| {
        let rules = Rules::at(&session, &Steering::default(), &[], now).unwrap();
        create("d".parse().unwrap(), place(), &rules, &Actor::plain(&standing(person)), now).unwrap_err().causes
    };
    assert_eq!(
        try_at(at("2026-11-02T07:59:59Z"), "lead"),
        [
            not_allowed(Right::CreateDossier, Denial::NoRight),
            Cause::NotOpen { opens: at("2026-11-02T08:00:00Z") },
            Cause::NoReason,
        ]
    );
    assert_eq!(
        try_at(at("2027-01-15T11:01:00Z"), "nobody"),
        [
            not_allowed(Right::CreateDossier, Denial::NoRight),
            Cause::Closed { closed: at("2027-01-15T11:00:59Z") },
            Cause::NoReason,
            Cause::Nobody,
        ]
    );
    assert_eq!(try_at(at(OPEN), "lead"), [Cause::NoReason]);
}

#[test]
fn two_people_who_write_the_same_answer_meet_and_lose_nothing() {
    let mut scene = Scene::with_everybody();
    scene.does("lead", answer("summary", "Un.", 0));
    scene.does("friend", answer("summary", "Deux.", 1));
    assert_eq!(
        scene.refuses("lead", answer("summary", "Trois.", 1)),
        [Cause::Conflict {
            question: slug("summary"),
            base: 1,
            version: 2,
            theirs: Some(Value::text("Deux.")),
            by: "friend".parse().unwrap(),
            yours: Some(Value::text("Trois.")),
        }]
    );
    // Other questions never meet, and the same answer sent twice is neither a conflict nor a change.
    scene.does("lead", answer("territory-name", "Coteaux", 0));
    assert_eq!(scene.does("friend", answer("summary", "Deux.", 0)), 0);
    scene.does("lead", Command::Answer { question: slug("summary"), value: None, base: 2 });
    assert_eq!(scene.dossier.answers["summary"].version, 3);
    let versions = history(&scene.events, &slug("summary"));
    assert_eq!(versions.iter().map(|version| version.value.is_some()).collect::<Vec<_>>(), [true, true, false]);
    let answers = answers_after(&scene.events, scene.events.len());
    assert_eq!(answers, scene.dossier.values());
}

#[test]
fn each_side_writes_and_signs_its_own_part() {
    let scene = Scene::written();
    let refused = |right| vec![not_allowed(right, Denial::NoRight)];
    assert_eq!(scene.refuses("state", answer("summary", "x", 1)), refused(Right::WriteCollectivite));
    assert_eq!(scene.refuses("lead", answer("state-view", "x", 1)), refused(Right::WriteStateService));
    let sign = |side| Command::Sign { side, digest: scene.to_sign(side) };
    assert_eq!(scene.refuses("lead", sign(Side::StateService)), refused(Right::SignStateService));
    assert_eq!(scene.refuses("state", sign(Side::Collectivite)), refused(Right::SignCollectivite));
    assert_eq!(scene.refuses("friend", sign(Side::Collectivite)), refused(Right::SignCollectivite));
    assert_eq!(scene.refuses("pilot", sign(Side::Collectivite)), refused(Right::SignCollectivite));
    for outsider in ["pilot", "desk", "juror", "far"] {
        assert_eq!(scene.refuses(outsider, answer("summary", "x", 1)), refused(Right::WriteCollectivite), "{outsider}");
    }
    let comment = comment("c1", Some("summary"), None, "Ici ?");
    assert_eq!(scene.refuses("desk", comment.clone()), refused(Right::Comment));
    assert!(scene.tries("state", comment).is_ok());
}

#[test]
fn nobody_takes_part_for_the_state_who_is_not_of_the_state_and_of_the_place() {
    let mut scene = Scene::begin();
    let invitation: InvitationId = "i".parse().unwrap();
    scene.does("lead", Command::Invite { invitation: invitation.clone(), capacity: Capacity::StateService });
    let join = || Command::Join { invitation: invitation.clone() };
    assert_eq!(scene.refuses("friend", join()), [Cause::NotOfTheState]);
    assert_eq!(scene.refuses("far", join()), [Cause::OutOfTerritory]);
    assert_eq!(scene.refuses("lead", join()), [Cause::AlreadyIn, Cause::NotOfTheState]);
    scene.does("state", join());
    assert_eq!(scene.refuses("state", join()), [Cause::Unknown]);
    assert_eq!(scene.refuses("lead", Command::Leave { person: "lead".parse().unwrap() }), [Cause::LastLead]);
    assert_eq!(
        scene.refuses("state", Command::Leave { person: "lead".parse().unwrap() }),
        [not_allowed(Right::Invite, Denial::NoRight), Cause::LastLead]
    );
    scene.does("lead", Command::Leave { person: "state".parse().unwrap() });
    assert_eq!(scene.dossier.people.len(), 1);
}

#[test]
fn a_deposit_is_refused_with_all_that_it_lacks() {
    let mut scene = Scene::with_everybody();
    scene.does("friend", answer("bearer-siren", "200071828", 0));
    let causes = scene.refuses("lead", Command::Submit { late_reason: None, portrait: None });
    let [Cause::Incomplete { questions }] = causes.as_slice() else { panic!("{causes:?}") };
    assert_eq!(questions.len(), 17);
    assert!(questions.contains(&QuestionFaults { question: slug("bearer-siren"), faults: vec![Fault::SirenKey] }));
    let causes = scene.refuses("friend", Command::Submit { late_reason: None, portrait: None });
    assert_eq!(causes[0], not_allowed(Right::Submit, Denial::NoRight));
    assert_eq!(causes.len(), 2);
}

#[test]
fn a_signature_is_of_what_is_written_and_a_later_change_voids_it() {
    let mut scene = Scene::written();
    let stale = scene.to_sign(Side::Collectivite);
    scene.does("friend", answer("summary", "Autre chose.", 1));
    let current = scene.to_sign(Side::Collectivite);
    assert_eq!(
        scene.refuses("lead", Command::Sign { side: Side::Collectivite, digest: stale.clone() }),
        [Cause::SignedSomethingElse { yours: stale, current }]
    );
    scene.signs();
    // Spaces around a text change nothing of what was signed.
    assert_eq!(scene.does("friend", answer("summary", "Autre chose.  \n", 2)), 1);
    assert_eq!(scene.does("friend", answer("summary", "Autre chose encore.", 3)), 2);
    assert_eq!(scene.dossier.voided[&Side::Collectivite].signatory.as_str(), "lead");
    let causes = scene.refuses("lead", Command::Submit { late_reason: None, portrait: None });
    let faults = vec![Fault::SignatureMissing { side: Side::Collectivite }];
    assert_eq!(causes, [Cause::Incomplete { questions: vec![QuestionFaults { question: slug("signature"), faults }] }]);
    let digest = scene.to_sign(Side::Collectivite);
    scene.does("lead", Command::Sign { side: Side::Collectivite, digest });
    assert!(scene.dossier.voided.is_empty());
    scene.does("lead", Command::Submit { late_reason: None, portrait: None });
}

#[test]
fn what_is_not_right_is_not_signed() {
    let mut scene = Scene::written();
    scene.does("state", answer("state-months", "30", 1));
    let digest = scene.to_sign(Side::StateService);
    let causes = scene.refuses("state", Command::Sign { side: Side::StateService, digest });
    let faults = vec![Fault::TooLarge { most: "24".parse().unwrap() }];
    assert_eq!(
        causes,
        [Cause::Incomplete { questions: vec![QuestionFaults { question: slug("state-months"), faults }] }]
    );
}

#[test]
fn a_letter_is_asked_for_reminded_once_a_day_and_recorded() {
    let mut scene = Scene::with_everybody();
    scene.does("lead", letter("l1"));
    assert_eq!(scene.refuses("lead", letter("l1")), [Cause::NameTaken]);
    let remind = || Command::RemindLetter { letter: "l1".parse().unwrap() };
    let last = scene.now;
    let again = last.plus_days(1);
    scene.now = again.plus_seconds(-1);
    assert_eq!(scene.refuses("lead", remind()), [Cause::RemindedRecently { last, again }]);
    scene.now = again;
    scene.does("lead", remind());
    let heavy = file("soutien.docx", FileType::Docx, 10_000_001);
    let causes = scene.refuses("lead", Command::ReceiveLetter { letter: "l1".parse().unwrap(), file: heavy });
    assert!(matches!(causes.as_slice(), [Cause::BadFile { faults }] if faults.len() == 2), "{causes:?}");
    scene.does("lead", received("l1"));
    assert_eq!(
        scene.refuses("lead", remind()),
        [Cause::LetterReceived, Cause::RemindedRecently { last: again, again: again.plus_days(1) }]
    );
    let wrong = Command::RequestLetter { letter: "l2".parse().unwrap(), question: slug("summary"), from: " ".into() };
    assert_eq!(
        scene.refuses("lead", wrong),
        [Cause::OtherKind { question: slug("summary"), kind: "text".into() }, Cause::NoReason]
    );
    assert_eq!(scene.refuses("lead", received("l9")), [Cause::Unknown]);
}

#[test]
fn corrections_are_of_what_was_asked_for_and_before_a_deadline_that_does_not_move() {
    let mut scene = Scene::submitted();
    assert_eq!(
        scene.refuses("friend", answer("summary", "x", 1)),
        [Cause::WrongStage { stage: InternalLabel::Submitted }]
    );
    scene.now = at("2027-01-16T10:00:00Z");
    assert_eq!(
        scene.refuses("desk", correction(&["nothing"], 0)),
        [Cause::UnknownQuestion { question: slug("nothing") }, Cause::Days { days: 0, most: 365 },]
    );
    assert_eq!(scene.refuses("desk", correction(&["summary"], 40)), [Cause::NobodyCouldWrite]);
    scene.does("desk", correction(&["summary"], 7));
    let Stage::CorrectionRequested { deadline, .. } = scene.dossier.stage else { panic!() };
    assert_eq!(deadline, at("2027-01-23T22:59:59Z"), "the end of the seventh day, on the clock of the call");
    assert_eq!(
        scene.refuses("friend", answer("territory-name", "x", 1)),
        [Cause::NotToCorrect { question: slug("territory-name") }]
    );
    let decide = || Command::DecideEligibility { verdict: Verdict::Inadmissible, reason: "Incomplet.".into() };
    assert_eq!(scene.refuses("desk", decide()), [Cause::DeadlineRunning { deadline }]);
    // Another zone, another closing: the deadline is where it was set.
    let moved = DEMONSTRATION[7].1.replace("Europe/Paris", "Pacific/Noumea");
    let mut files = DEMONSTRATION;
    files[7].1 = &moved;
    scene.session = Session::read(&files).unwrap();
    scene.now = deadline;
    scene.does("friend", answer("summary", "Mieux.", 1));
    scene.now = deadline.plus_seconds(1);
    assert_eq!(scene.refuses("friend", answer("summary", "Encore.", 2)), [Cause::DeadlinePassed { deadline }]);
    assert_eq!(
        scene.refuses("lead", Command::AnswerCorrection { portrait: None })[0],
        Cause::DeadlinePassed { deadline }
    );
    scene.does("desk", decide());
    assert_eq!(scene.dossier.public_label(Phase::Instruction), PublicLabel::Received);
    assert_eq!(scene.dossier.public_label(Phase::Published), PublicLabel::NotAdmissible);
}

#[test]
fn a_thread_is_answered_resolved_and_opened_again_and_only_its_author_changes_a_comment() {
    let mut scene = Scene::written();
    scene.does("friend", comment("c1", Some("summary"), None, "Trop court ?"));
    scene.does("state", comment("c2", None, Some("c1"), "Oui."));
    assert_eq!(scene.dossier.comments[1].question, Some(slug("summary")), "an answer is about what it answers");
    scene.does("lead", comment("c3", None, None, "Bravo."));
    let id = |id: &str| id.parse().unwrap();
    assert_eq!(
        scene.refuses("friend", comment("c4", None, Some("c2"), "?")),
        [Cause::Unknown],
        "no thread in a thread"
    );
    assert_eq!(scene.refuses("friend", comment("c1", None, None, "?")), [Cause::NameTaken]);
    assert_eq!(
        scene.refuses("lead", Command::EditComment { comment: id("c1"), text: " ".into() }),
        [Cause::NotTheAuthor, Cause::NoReason]
    );
    scene.does("friend", Command::EditComment { comment: id("c1"), text: "Trop long ?".into() });
    scene.does("lead", Command::ResolveThread { comment: id("c1") });
    assert_eq!(scene.tries("state", Command::ResolveThread { comment: id("c1") }).unwrap().1, [], "once is enough");
    scene.does("friend", comment("c5", None, Some("c1"), "Et encore."));
    assert_eq!(scene.dossier.comments[0].resolved, None, "an answer opens the thread again");
    scene.does("friend", Command::WithdrawComment { comment: id("c1") });
    assert_eq!(scene.refuses("friend", Command::WithdrawComment { comment: id("c1") }), [Cause::CommentWithdrawn]);
    let told = serde_json::to_string(&(&scene.dossier, &scene.events)).unwrap();
    assert!(!told.contains("Trop") && !told.contains("Bravo"), "the words are kept apart");
    // What is signed and deposited knows nothing of comments.
    let mut silent = Scene::written();
    assert_eq!(scene.to_sign(Side::Collectivite), silent.to_sign(Side::Collectivite));
    silent.now = scene.now;
}

#[test]
fn the_lead_is_handed_over_to_a_co_author_and_never_to_the_state() {
    let mut scene = Scene::written();
    let to = |person: &str| Command::HandOver { person: person.parse().unwrap() };
    assert_eq!(scene.refuses("lead", to("state")), [Cause::NotForTheLead]);
    assert_eq!(scene.refuses("lead", to("far")), [Cause::NotIn { person: "far".parse().unwrap() }]);
    assert!(scene.tries("friend", to("friend")).is_err());
    scene.does("lead", to("friend"));
    let capacity = |person: &str| scene.dossier.people[&person.parse().unwrap()];
    assert_eq!((capacity("lead"), capacity("friend")), (Capacity::CoAuthor, Capacity::Lead));
    assert!(scene.acts("friend").contains(&ActKind::Submit) && !scene.acts("lead").contains(&ActKind::Submit));
    scene.does("lead", Command::Leave { person: "lead".parse().unwrap() });
}

#[test]
fn the_author_of_a_letter_sends_it_replaces_it_or_refuses_and_no_letter_is_replaced_once_deposited() {
    let mut scene = Scene::with_everybody();
    scene.does("lead", letter("l1"));
    let id: LetterId = "l1".parse().unwrap();
    let reply = |scene: &Scene, reply: Reply| scene.dossier.reply(&id, reply, &scene.rules(), scene.now);
    let sent = |name: &str| Reply::Received { file: file(name, FileType::Pdf, 90_000) };
    let wanting = |scene: &Scene| {
        let state = scene.dossier.completeness(&scene.session.application.form, words(&scene.session));
        state.faults().find(|(_, question, _)| question.as_str() == "support").map(|(_, _, f)| f.to_vec())
    };
    let (refused, events) = reply(&scene, Reply::Refused).unwrap();
    assert_eq!((refused.letters[&id].refused, events[0].by.clone()), (Some(scene.now), None));
    scene.dossier = refused;
    assert_eq!(wanting(&scene), Some(vec![Fault::LetterNotRequested]));
    assert_eq!(scene.refuses("lead", Command::RemindLetter { letter: id.clone() })[0], Cause::LetterRefused);
    for name in ["un.pdf", "deux.pdf"] {
        scene.dossier = reply(&scene, sent(name)).unwrap().0;
        let there = scene.dossier.letters[&id].received.clone().unwrap();
        assert_eq!((there.file.name.as_str(), wanting(&scene)), (name, None));
    }
    assert_eq!(reply(&scene, Reply::Refused).unwrap_err().causes, [Cause::LetterReceived]);
    let other = Reply::Received { file: file("deux.png", FileType::Png, 90_000) };
    assert!(matches!(reply(&scene, other).unwrap_err().causes[..], [Cause::BadFile { .. }]));
    let mut deposited = Scene::submitted();
    let late = deposited.dossier.reply(&id, sent("trois.pdf"), &deposited.rules(), deposited.now);
    assert_eq!(late.unwrap_err().causes, [Cause::WrongStage { stage: InternalLabel::Submitted }]);
    deposited.does("lead", Command::Withdraw { reason: None });
    let mut draft = Scene::with_everybody();
    draft.does("lead", letter("l1"));
    draft.does("friend", Command::CancelLetter { letter: id.clone() });
    assert_eq!(
        draft.dossier.reply(&id, Reply::Refused, &draft.rules(), draft.now).unwrap_err().causes,
        [Cause::Unknown]
    );
}

#[test]
fn what_a_lead_may_do_and_know_is_the_same_whatever_is_decided_before_the_publication() {
    let submitted = Scene::submitted();
    let decide = |verdict| Command::DecideEligibility { verdict, reason: "Lu.".into() };
    for (_, phase) in Phase::CHOICES.iter().filter(|(_, phase)| *phase != Phase::Published) {
        let outcomes = [Verdict::Admissible, Verdict::Inadmissible].map(|verdict| {
            let mut scene = Scene { dossier: submitted.dossier.clone(), ..Scene::submitted() };
            scene.now = submitted.now.plus_days(60);
            scene.does("desk", decide(verdict));
            let rules = Rules { phase: *phase, ..scene.rules() };
            let lead = standing("lead");
            let actor = Actor::plain(&lead);
            let withdrawn = scene.dossier.act(Command::Withdraw { reason: None }, &rules, &actor, scene.now);
            let knowing = Knowing { inside: false, comments: true };
            (
                scene.dossier.open_acts(&rules, &actor, scene.now),
                withdrawn.map(|(dossier, _)| dossier.public_label(*phase)).map_err(|refusal| refusal.causes),
                scene.dossier.changed(knowing),
            )
        });
        assert_eq!(outcomes[0], outcomes[1], "{phase:?}");
        assert_eq!(outcomes[0].2, submitted.dossier.changed(Knowing { inside: false, comments: true }));
    }
}

#[test]
fn a_frozen_portrait_is_in_what_is_deposited_and_a_deposit_without_one_is_written_as_before() {
    let mut scene = Scene::written();
    scene.signs();
    let portrait = Digest::of("portrait");
    let form = scene.session.application.form.clone();
    let with = deposit(&scene.dossier, &form, words(&scene.session), Some(&portrait));
    let without = deposit(&scene.dossier, &form, words(&scene.session), None);
    assert!(without.contains("mosaique-deposit-1") && !without.contains("portrait"));
    assert!(with.contains("mosaique-deposit-2") && with.contains(portrait.as_str()));
    scene.does("lead", Command::Submit { late_reason: None, portrait: Some(portrait.clone()) });
    let deposited = scene.dossier.last_deposit().unwrap();
    assert_eq!((&deposited.digest, &deposited.portrait), (&Digest::of(&with), &Some(portrait)));
}

#[test]
fn a_dossier_is_opened_again_with_a_reason_and_a_term() {
    let mut scene = Scene::submitted();
    scene.does("lead", Command::Withdraw { reason: None });
    assert_eq!(scene.dossier.public_label(Phase::Open), PublicLabel::Withdrawn);
    assert_eq!(
        scene.refuses("lead", Command::Withdraw { reason: None }),
        [Cause::WrongStage { stage: InternalLabel::Withdrawn }]
    );
    let reopen =
        |until: &str, reason: &str| Command::Reopen { to: ReopenTo::Draft { until: at(until) }, reason: reason.into() };
    assert_eq!(
        scene.refuses("desk", reopen("2026-11-01T00:00:00Z", "")),
        [
            not_allowed(Right::Reopen, Denial::NoRight),
            Cause::NoReason,
            Cause::UntilPast { until: at("2026-11-01T00:00:00Z") },
            Cause::NobodyCouldWrite,
        ]
    );
    assert_eq!(scene.refuses("pilot", reopen("2027-03-01T00:00:00Z", "Erreur.")), [Cause::NobodyCouldWrite]);
    scene.does("pilot", reopen("2027-01-20T00:00:00Z", "Retrait par erreur."));
    // After the closing, its own term counts: it is not late, even while late deposits are asked for.
    scene.now = at("2027-01-16T00:00:00Z");
    let (dossier, _) = scene.tries("lead", Command::Submit { late_reason: None, portrait: None }).unwrap();
    assert_eq!(dossier.internal_label(), InternalLabel::Submitted);
    scene.now = at("2027-01-20T00:00:00Z");
    scene.does("lead", Command::Submit { late_reason: None, portrait: None });
    assert_eq!(scene.dossier.stage, Stage::Submitted { at: scene.now, late: false });
    assert_eq!(scene.dossier.deposits.len(), 2);

    scene.does("desk", Command::DecideEligibility { verdict: Verdict::Inadmissible, reason: "Hors sujet.".into() });
    let back = Command::Reopen { to: ReopenTo::Instruction, reason: "Relu.".into() };
    scene.does("pilot", back);
    assert_eq!(scene.dossier.internal_label(), InternalLabel::Resubmitted);
    let never = Scene::begin();
    assert_eq!(
        never.refuses("pilot", Command::Reopen { to: ReopenTo::Instruction, reason: "x".into() }),
        [
            not_allowed(Right::Reopen, Denial::NoRight),
            Cause::WrongStage { stage: InternalLabel::Draft },
            Cause::NeverDeposited,
        ]
    );
}

#[test]
fn a_dossier_is_brought_to_the_form_of_today_before_it_is_deposited() {
    let mut scene = Scene::written();
    scene.signs();
    assert_eq!(scene.refuses("lead", Command::Rebase), [Cause::FormUnchanged]);
    let application =
        DEMONSTRATION[6].1.replace("revision = 1", "revision = 2").replace("id = \"centre\"", "id = \"heart\"");
    let application =
        application.replace("id = \"bearer-siren\"\nkind = \"siren\"", "id = \"bearer-siren\"\nkind = \"yes-no\"");
    let mut files = DEMONSTRATION;
    files[6].1 = &application;
    let old = std::mem::replace(&mut scene.session, Session::read(&files).unwrap());
    assert_eq!(scene.refuses("lead", Command::Rebase), [Cause::UnknownRevision { revision: 1 }]);
    scene.earlier = vec![old.application.form];
    assert_eq!(
        scene.refuses("lead", Command::Submit { late_reason: None, portrait: None }),
        [Cause::OutdatedForm { revision: 1, current: 2 }]
    );
    // The report, then both signatures that no longer hold.
    assert_eq!(scene.does("lead", Command::Rebase), 3);
    assert_eq!(scene.dossier.revision, 2);
    assert_eq!(scene.dossier.aside.len(), 1);
    assert_eq!((scene.dossier.aside[0].question.as_str(), scene.dossier.aside[0].revision), ("bearer-siren", 1));
    assert_eq!(scene.dossier.voided.len(), 2);
    let Happened::DossierRebased { lines, .. } = &scene.events[scene.events.len() - 3].happened else { panic!() };
    assert!(lines.iter().any(|line| line.question.as_str() == "heart" && line.outcome == RebaseOutcome::NewQuestion));
    assert_eq!(Dossier::fold(&scene.events).unwrap(), scene.dossier);
    assert_eq!(answers_after(&scene.events, scene.events.len()), scene.dossier.values());
}

#[test]
fn what_is_deposited_is_written_in_one_way() {
    let mut one = Scene::written();
    let mut other = Scene::with_everybody();
    let mut answers: Vec<(Slug, Value)> = right_answers(&other.session).into_iter().collect();
    answers.reverse();
    for (question, value) in answers {
        let person = if question.as_str().starts_with("state-") { "state" } else { "lead" };
        other.does(person, Command::Answer { question, value: Some(value), base: 0 });
    }
    other.does("lead", letter("l1"));
    other.does("lead", received("l1"));
    for scene in [&mut one, &mut other] {
        scene.signs();
    }
    let text = |scene: &Scene| deposit(&scene.dossier, &scene.session.application.form, words(&scene.session), None);
    assert_eq!(text(&one), text(&other));
    // An answer to a question that is not asked is not deposited.
    one.does("lead", answer("crossings", "Un pont.", 0));
    assert_eq!(text(&one), text(&other));
    assert!(
        text(&one).starts_with("{\"answers\":{\"area\":{\"items\":[\"rural\"],\"kind\":\"words\",\"other\":null},")
    );
    insta::assert_snapshot!(to_sign(&one.dossier, &one.session.application.form, words(&one.session), Side::StateService), @r#"{"answers":{"state-months":{"kind":"text","text":"10"},"state-service":{"kind":"text","text":"DDT d'essai"},"state-view":{"kind":"text","text":"Un essai utile."}},"dossier":"d1","form":1,"schema":"mosaique-signature-1","session":"demonstration","side":"state-service"}"#);
}

#[test]
fn a_page_offers_what_can_be_tried_and_nothing_else() {
    use ActKind::*;
    let mut scene = Scene::written();
    assert_eq!(
        scene.acts("lead"),
        [
            Invite,
            RevokeInvitation,
            Leave,
            HandOver,
            AnswerCollectivite,
            Comment,
            RequestLetter,
            RemindLetter,
            CancelLetter,
            ReceiveLetter,
            SignCollectivite,
            Submit,
            Withdraw,
            Rebase,
        ]
    );
    assert_eq!(
        scene.acts("state"),
        [
            Leave,
            AnswerStateService,
            Comment,
            RequestLetter,
            RemindLetter,
            CancelLetter,
            ReceiveLetter,
            SignStateService
        ]
    );
    assert_eq!((scene.acts("pilot"), scene.acts("nobody")), (vec![], vec![]));
    scene.signs();
    scene.does("lead", Command::Submit { late_reason: None, portrait: None });
    assert_eq!(scene.acts("desk"), [RequestCorrection, DecideEligibility]);
    assert_eq!(scene.acts("pilot"), [RequestCorrection, DecideEligibility, Reopen]);
    assert_eq!(scene.acts("juror"), []);
}

#[test]
fn a_dossier_and_its_story_read_back_from_json() {
    let scene = Scene::submitted();
    let text = serde_json::to_string(&scene.dossier).unwrap();
    assert_eq!(serde_json::from_str::<Dossier>(&text).unwrap(), scene.dossier);
    let story: Vec<Event> = (scene.events.iter())
        .map(|event| serde_json::from_str(&serde_json::to_string(event).unwrap()).unwrap())
        .collect();
    assert_eq!(story, scene.events);
    let created = serde_json::to_value(&scene.events[0]).unwrap();
    assert_eq!(created["happened"]["event"], "dossier-created");
    assert_eq!(created["at"], OPEN);
    let refusal = Refusal { causes: scene.refuses("desk", answer("summary", "x", 0)) };
    let text = serde_json::to_string(&refusal).unwrap();
    assert!(text.contains("\"cause\":\"not-allowed\"") && text.contains("\"cause\":\"conflict\""), "{text}");
    assert_eq!(serde_json::from_str::<Refusal>(&text).unwrap(), refusal);
}

#[test]
fn a_story_that_does_not_hold_together_is_damage_and_no_refusal() {
    let scene = Scene::submitted();
    assert_eq!(Dossier::fold(&[]), Err(Corrupt::NoBeginning));
    assert_eq!(Dossier::fold(&scene.events[1..]), Err(Corrupt::NoBeginning));
    let twice = [&scene.events[0], &scene.events[0]];
    assert_eq!(Dossier::fold(twice), Err(Corrupt::TwoBeginnings));
    let without: Vec<&Event> =
        scene.events.iter().filter(|e| !matches!(e.happened, Happened::PersonInvited { .. })).collect();
    assert_eq!(Dossier::fold(without), Err(Corrupt::Unknown("i1".into())));
    let answered = scene.events.iter().find(|e| matches!(e.happened, Happened::QuestionAnswered { .. })).unwrap();
    let repeated = scene.events.iter().chain([answered]);
    assert!(matches!(Dossier::fold(repeated), Err(Corrupt::Version { found: 1, expected: 2, .. })));
}

#[test]
fn the_public_label_is_the_same_whatever_is_decided_before_the_publication() {
    let submitted = Scene::submitted();
    let decide = |verdict| Command::DecideEligibility { verdict, reason: "Lu.".into() };
    let (good, _) = submitted.tries("desk", decide(Verdict::Admissible)).unwrap();
    let (bad, _) = submitted.tries("desk", decide(Verdict::Inadmissible)).unwrap();
    for (_, phase) in Phase::CHOICES.iter().filter(|(_, phase)| *phase != Phase::Published) {
        let labels = [&submitted.dossier, &good, &bad].map(|dossier| dossier.public_label(*phase));
        assert_eq!(labels, [PublicLabel::Received; 3], "{phase:?}");
    }
}

/// Acts of all sorts, sensible or not.
fn commands() -> impl Strategy<Value = Command> {
    let questions =
        prop::sample::select(vec!["summary", "territory-name", "state-view", "overseas", "support", "nothing"]);
    let text = "[a-c ]{0,3}";
    let side = prop::sample::select(vec![Side::Collectivite, Side::StateService]);
    let days = 0u32..20;
    prop_oneof![
        6 => (questions.clone(), text, 0u64..3).prop_map(|(question, text, base)| answer(question, &text, base)),
        1 => (questions.clone(), 0u64..3).prop_map(|(question, base)| Command::Answer { question: slug(question), value: None, base }),
        1 => (questions.clone(), text).prop_map(|(question, text)| comment(&format!("c{}", text.len()), Some(question), None, &text)),
        1 => (0u32..4, 0u32..4).prop_map(|(rank, thread)| comment(&format!("d{rank}"), None, Some(&format!("c{thread}")), "a")),
        1 => (0u32..4, 0u8..4).prop_map(|(rank, act)| {
            let comment = format!("c{rank}").parse().unwrap();
            match act {
                0 => Command::EditComment { comment, text: "b".into() },
                1 => Command::WithdrawComment { comment },
                2 => Command::ResolveThread { comment },
                _ => Command::ReopenThread { comment },
            }
        }),
        1 => prop::sample::select(vec!["lead", "friend", "state"]).prop_map(|person| Command::HandOver { person: person.parse().unwrap() }),
        1 => (0u32..3).prop_map(|rank| Command::CancelLetter { letter: format!("l{rank}").parse().unwrap() }),
        1 => (0u32..3).prop_map(|rank| letter(&format!("l{rank}"))),
        1 => (0u32..3).prop_map(|rank| received(&format!("l{rank}"))),
        1 => (0u32..3).prop_map(|rank| Command::RemindLetter { letter: format!("l{rank}").parse().unwrap() }),
        1 => (0u32..4, prop::sample::select(vec![Capacity::Lead, Capacity::CoAuthor, Capacity::StateService])).prop_map(|(rank, capacity)| Command::Invite { invitation: format!("i{rank}").parse().unwrap(), capacity }),
        1 => (0u32..4).prop_map(|rank| Command::Join { invitation: format!("i{rank}").parse().unwrap() }),
        1 => prop::sample::select(vec!["lead", "friend", "state"]).prop_map(|person| Command::Leave { person: person.parse().unwrap() }),
        2 => side.prop_map(|side| Command::Sign { side, digest: Digest::of("") }),
        3 => prop::option::of(text).prop_map(|late_reason| Command::Submit { late_reason, portrait: None }),
        1 => Just(Command::Withdraw { reason: None }),
        3 => (questions, days).prop_map(|(question, days)| correction(&[question], days)),
        2 => Just(Command::AnswerCorrection { portrait: None }),
        1 => Just(Command::DecideEligibility { verdict: Verdict::Admissible, reason: "a".into() }),
        1 => Just(Command::DecideLate { verdict: LateVerdict::Accept, reason: "a".into() }),
        2 => Just(Command::Reopen { to: ReopenTo::Draft { until: at("2027-01-20T00:00:00Z") }, reason: "a".into() }),
        1 => Just(Command::Reopen { to: ReopenTo::Instruction, reason: "a".into() }),
        1 => Just(Command::Rebase),
    ]
}

fn kind_of(command: &Command, session: &Session) -> Option<ActKind> {
    Some(match command {
        Command::Invite { .. } => ActKind::Invite,
        Command::RevokeInvitation { .. } => ActKind::RevokeInvitation,
        Command::Join { .. } => ActKind::Join,
        Command::Leave { .. } => ActKind::Leave,
        Command::Answer { question, .. } => match session.application.form.question(question)?.0.owner {
            Side::Collectivite => ActKind::AnswerCollectivite,
            Side::StateService => ActKind::AnswerStateService,
        },
        Command::HandOver { .. } => ActKind::HandOver,
        Command::Comment { .. }
        | Command::EditComment { .. }
        | Command::WithdrawComment { .. }
        | Command::ResolveThread { .. }
        | Command::ReopenThread { .. } => ActKind::Comment,
        Command::CancelLetter { .. } => ActKind::CancelLetter,
        Command::RequestLetter { .. } => ActKind::RequestLetter,
        Command::RemindLetter { .. } => ActKind::RemindLetter,
        Command::ReceiveLetter { .. } => ActKind::ReceiveLetter,
        Command::Sign { side: Side::Collectivite, .. } => ActKind::SignCollectivite,
        Command::Sign { side: Side::StateService, .. } => ActKind::SignStateService,
        Command::Submit { .. } => ActKind::Submit,
        Command::Withdraw { .. } => ActKind::Withdraw,
        Command::RequestCorrection { .. } => ActKind::RequestCorrection,
        Command::AnswerCorrection { .. } => ActKind::AnswerCorrection,
        Command::DecideEligibility { .. } => ActKind::DecideEligibility,
        Command::Reopen { .. } => ActKind::Reopen,
        Command::DecideLate { .. } => ActKind::DecideLate,
        Command::Rebase => ActKind::Rebase,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever is tried, by whoever, whenever: what happened rebuilds the state that was returned, through JSON too; a
    /// refusal says why; what is done was offered; versions only grow; nothing that was deposited is ever lost.
    #[test]
    fn what_happened_rebuilds_the_state(
        beginning in 0u8..4,
        tries in prop::collection::vec((commands(), 0usize..6, 0i64..200_000), 0..40),
    ) {
        let mut scene = match beginning {
            0 => Scene::begin(),
            1 => Scene::with_everybody(),
            2 => Scene::written(),
            _ => Scene::submitted(),
        };
        // The last days of the call, its closing, its late deposits, its instruction.
        scene.now = at("2027-01-13T10:00:00Z");
        for (mut command, person, seconds) in tries {
            scene.now = scene.now.plus_seconds(seconds);
            if let Command::Sign { side, digest } = &mut command {
                *digest = scene.to_sign(*side);
            }
            let person = ["lead", "friend", "state", "pilot", "desk", "nobody"][person];
            let offered = kind_of(&command, &scene.session).is_some_and(|kind| scene.acts(person).contains(&kind));
            let before = scene.dossier.clone();
            match scene.tries(person, command.clone()) {
                Err(causes) => prop_assert!(!causes.is_empty()),
                Ok((dossier, events)) => {
                    prop_assert!(offered, "{person} {command:?}");
                    prop_assert!(events.is_empty() == (dossier == before));
                    for (question, answered) in &before.answers {
                        prop_assert!(dossier.answers[question].version >= answered.version);
                    }
                    prop_assert!(dossier.deposits.starts_with(&before.deposits));
                    scene.dossier = dossier;
                    scene.events.extend(events);
                }
            }
        }
        let text = serde_json::to_string(&scene.events).unwrap();
        let story: Vec<Event> = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(Dossier::fold(&story).unwrap(), scene.dossier);
    }
}
