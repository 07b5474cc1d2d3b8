//! Reminders, terms and numbers.

use super::*;
use crate::dossier::tests::{Scene, answer, at, correction, letter};
use crate::dossier::{Capacity, Command};
use proptest::prelude::*;

fn call(scene: &Scene) -> Call {
    scene.session.call.clone().unwrap()
}

fn keys(scene: &Scene, now: &str) -> Vec<String> {
    let found = reminders(&call(scene), std::slice::from_ref(&scene.dossier), at(now));
    found.into_iter().map(|reminder| reminder.key).collect()
}

#[test]
fn those_who_have_a_draft_are_reminded_before_the_closing_once_a_delay() {
    let scene = Scene::with_everybody();
    let closing = "2027-01-15T11:00:59Z";
    for (now, delay) in [
        ("2026-12-24T10:00:00Z", None),
        ("2027-01-01T11:00:58Z", None),
        ("2027-01-01T11:00:59Z", Some("14d")),
        ("2027-01-12T11:00:58Z", Some("14d")),
        // Nobody looked for days: the last one alone.
        ("2027-01-14T11:00:58Z", Some("3d")),
        ("2027-01-14T11:00:59Z", Some("1d")),
        (closing, Some("1d")),
        ("2027-01-15T11:01:00Z", None),
    ] {
        let expected = delay.map(|delay| format!("draft-before-closing/d1/{closing}/{delay}"));
        assert_eq!(keys(&scene, now), expected.into_iter().collect::<Vec<_>>(), "{now}");
    }
    let found = reminders(&call(&scene), std::slice::from_ref(&scene.dossier), at(closing));
    let Audience::People { people } = &found[0].to else { panic!("{found:?}") };
    assert_eq!(people.iter().map(PersonId::as_str).collect::<Vec<_>>(), ["friend", "lead", "state"]);
    assert_eq!(keys(&Scene::submitted(), closing), [""; 0]);
}

#[test]
fn a_dossier_begun_after_a_reminder_was_due_is_not_reminded_of_it() {
    let mut scene = Scene::begin();
    scene.dossier.created = at("2027-01-13T10:00:00Z");
    assert_eq!(keys(&scene, "2027-01-13T11:00:00Z"), [""; 0]);
    assert_eq!(keys(&scene, "2027-01-14T12:00:00Z").len(), 1);
}

#[test]
fn the_author_of_a_letter_is_reminded_each_week_while_the_dossier_is_written() {
    let mut scene = Scene::begin();
    scene.does("lead", letter("l1"));
    assert_eq!(keys(&scene, "2026-11-30T09:59:59Z"), [""; 0]);
    assert_eq!(keys(&scene, "2026-11-30T10:00:00Z"), ["letter-awaited/d1/l1/1"]);
    assert_eq!(keys(&scene, "2026-12-08T10:00:00Z"), ["letter-awaited/d1/l1/2"]);
    scene.now = at("2026-12-07T09:00:00Z");
    scene.does("lead", Command::RemindLetter { letter: "l1".parse().unwrap() });
    assert_eq!(keys(&scene, "2026-12-07T10:00:00Z"), [""; 0], "reminded by hand an hour before");
    assert_eq!(keys(&scene, "2027-01-16T10:00:00Z"), [""; 0], "the call is closed");
}

#[test]
fn corrections_are_reminded_to_their_authors_then_told_to_who_instructs() {
    let mut scene = Scene::submitted();
    scene.now = at("2027-01-16T10:00:00Z");
    scene.does("desk", correction(&["summary"], 7));
    let deadline = "2027-01-23T22:59:59Z";
    assert_eq!(keys(&scene, "2027-01-17T10:00:00Z"), [""; 0], "a delay longer than what was given says nothing");
    assert_eq!(keys(&scene, "2027-01-21T10:00:00Z"), [format!("correction-awaited/d1/{deadline}/3d")]);
    assert_eq!(keys(&scene, "2027-01-23T23:00:00Z"), [format!("correction-over/d1/{deadline}")]);
    let terms = deadlines(&call(&scene), std::slice::from_ref(&scene.dossier), at("2027-01-18T11:01:00Z"));
    assert_eq!(
        terms[0],
        Deadline { at: at(deadline), what: DeadlineKind::Correction { dossier: "d1".parse().unwrap() } }
    );
    assert_eq!(terms[1].what, DeadlineKind::PhaseBegins { phase: Phase::Scoring });
    assert_eq!(terms.len(), 5);
}

#[test]
fn a_late_deposit_is_told_to_those_who_decide() {
    let mut scene = Scene::written();
    scene.signs();
    scene.now = at("2027-01-16T10:00:00Z");
    scene.does("lead", Command::Submit { late_reason: Some("Panne.".into()), portrait: None });
    let found = reminders(&call(&scene), std::slice::from_ref(&scene.dossier), scene.now);
    assert_eq!(found[0].to, Audience::Roles { roles: vec![Role::Pilot] });
    assert_eq!(found[0].key, "late-deposit/d1/2027-01-16T10:00:00Z");
}

#[test]
fn the_table_of_instruction_says_what_lacks_and_numbers_are_by_label_and_by_departement() {
    let mut scene = Scene::begin();
    scene.does("lead", Command::Invite { invitation: "i".parse().unwrap(), capacity: Capacity::CoAuthor });
    scene.does("lead", answer("territory-name", "Coteaux", 0));
    scene.does("lead", letter("l1"));
    let dossiers = [scene.dossier.clone(), Scene::submitted().dossier];
    let lines = overview(&scene.rules(), &dossiers);
    assert_eq!(lines[0].progress, Some((1, 17)));
    assert_eq!((lines[0].letters_awaited, lines[0].unsigned.len()), (1, 2));
    assert_eq!((lines[1].progress, lines[1].unsigned.len()), (Some((17, 17)), 0));
    assert_eq!(lines[1].label, InternalLabel::Submitted);
    let counts = counts(&dossiers);
    assert_eq!(counts.dossiers, 2);
    assert_eq!(counts.by_label, [(InternalLabel::Draft, 1), (InternalLabel::Submitted, 1)].into());
    assert_eq!(counts.by_departement, [("16".parse().unwrap(), Begun { begun: 2, deposited: 1 })].into());
}

proptest! {
    /// Looked at every hour or once a month, under no key is anything told that was not due, and no key has two meanings.
    #[test]
    fn a_key_always_names_the_same_reminder(times in prop::collection::vec(0i64..6_000_000, 1..30)) {
        let mut scene = Scene::begin();
        scene.does("lead", letter("l1"));
        let mut told: BTreeMap<String, Reminder> = BTreeMap::new();
        for seconds in times {
            let now = scene.now.plus_seconds(seconds);
            for reminder in reminders(&call(&scene), std::slice::from_ref(&scene.dossier), now) {
                prop_assert!(reminder.due <= now);
                let first = told.entry(reminder.key.clone()).or_insert_with(|| reminder.clone());
                prop_assert_eq!(&reminder, first);
            }
        }
    }
}
