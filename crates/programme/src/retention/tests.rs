//! What is kept, how long, and what stays.

use super::*;
use crate::dossier::tests::{Scene, answer, at};
use crate::dossier::{Command, Verdict};

fn due_at(scene: &Scene, now: &str) -> Option<(RetentionRule, DueAct)> {
    let found = due(scene.session.call.as_ref().unwrap(), std::slice::from_ref(&scene.dossier), at(now));
    found.into_iter().map(|due| (due.rule, due.what)).next()
}

#[test]
fn a_draft_left_alone_is_warned_of_two_weeks_before_and_then_erased() {
    let mut scene = Scene::begin();
    scene.does("lead", answer("territory-name", "Coteaux", 0));
    // Last changed on 23 November: kept to the end of 23 February, on the clock of the call.
    let end = at("2027-02-23T22:59:59Z");
    assert_eq!(due_at(&scene, "2027-02-09T22:59:58Z"), None);
    let warn = Some((RetentionRule::IdleDraft, DueAct::Warn { erase_from: end }));
    assert_eq!(due_at(&scene, "2027-02-09T22:59:59Z"), warn);
    let (warned, event) = scene.dossier.warn_of_erasure(end, at("2027-02-10T06:00:00Z"));
    assert_eq!((event.by, warned.touched), (None, scene.dossier.touched));
    scene.dossier = warned;
    assert_eq!(due_at(&scene, "2027-02-23T22:59:59Z"), None);
    assert_eq!(due_at(&scene, "2027-02-23T23:00:00Z"), Some((RetentionRule::IdleDraft, DueAct::Erase)));
}

#[test]
fn a_change_after_the_warning_starts_the_delay_again() {
    let mut scene = Scene::begin();
    scene.does("lead", answer("territory-name", "Coteaux", 0));
    (scene.dossier, _) = scene.dossier.warn_of_erasure(at("2027-02-23T22:59:59Z"), at("2027-02-10T06:00:00Z"));
    scene.now = at("2027-01-10T10:00:00Z");
    scene.does("lead", answer("territory-name", "Coteaux d'essai", 1));
    assert_eq!(scene.dossier.warned, None);
    assert_eq!(due_at(&scene, "2027-03-01T10:00:00Z"), None);
}

#[test]
fn who_is_warned_late_still_has_the_whole_delay() {
    let mut scene = Scene::begin();
    scene.does("lead", answer("territory-name", "Coteaux", 0));
    let erase_from = at("2027-06-15T21:59:59Z");
    assert_eq!(due_at(&scene, "2027-06-01T10:00:00Z"), Some((RetentionRule::IdleDraft, DueAct::Warn { erase_from })));
}

#[test]
fn a_draft_that_nobody_touched_goes_after_two_weeks_without_a_warning() {
    let scene = Scene::begin();
    assert_eq!(due_at(&scene, "2026-12-07T22:59:59Z"), None);
    assert_eq!(due_at(&scene, "2026-12-07T23:00:00Z"), Some((RetentionRule::UntouchedDraft, DueAct::Erase)));
    assert_ne!(
        due_at(&Scene::with_everybody(), "2026-12-08T00:00:00Z"),
        Some((RetentionRule::UntouchedDraft, DueAct::Erase))
    );
}

#[test]
fn a_dossier_under_instruction_is_never_erased() {
    let scene = Scene::submitted();
    for now in ["2027-02-01T00:00:00Z", "2028-06-01T00:00:00Z", "2100-01-01T00:00:00Z"] {
        assert_eq!(due_at(&scene, now), None, "{now}");
    }
}

#[test]
fn a_dossier_decided_upon_is_kept_a_year_after_the_publication() {
    let mut scene = Scene::submitted();
    scene.does("desk", Command::DecideEligibility { verdict: Verdict::Inadmissible, reason: "Hors sujet.".into() });
    assert_eq!(due_at(&scene, "2028-03-15T21:59:58Z"), None);
    let erase_from = at("2028-03-29T21:59:59Z");
    assert_eq!(due_at(&scene, "2028-03-15T21:59:59Z"), Some((RetentionRule::SessionOver, DueAct::Warn { erase_from })));
    let mut withdrawn = Scene::submitted();
    withdrawn.does("lead", Command::Withdraw { reason: None });
    let erase_from = at("2027-11-23T22:59:59Z");
    assert_eq!(due_at(&withdrawn, "2027-11-09T22:59:59Z"), Some((RetentionRule::Ended, DueAct::Warn { erase_from })));
}

#[test]
fn what_stays_counts_and_names_nobody() {
    let scene = Scene::submitted();
    let stays = skeleton(scene.session.call.as_ref().unwrap(), &scene.dossier);
    assert_eq!((stays.people, stays.letters, stays.deposits, stays.communes), (3, 1, 1, Some(2)));
    assert_eq!(stays.words, [("area".parse().unwrap(), ["rural".parse().unwrap()].into())].into());
    let text = serde_json::to_string(&stays).unwrap();
    // Everything that somebody gave and that could name them is there to be found, and is not.
    let whole = serde_json::to_string(&scene.dossier).unwrap();
    for word in
        ["Camille", "camille@example.org", "Coteaux", "\"lead\"", "d1", "Sous-préfecture", "DDT d'essai", "16015"]
    {
        assert!(whole.contains(word) && !text.contains(word), "{word}");
    }
    insta::assert_snapshot!(text, @r#"{"session":"demonstration","departements":["16"],"regions":["75"],"begun":"2026-11-23","deposited":"2026-11-23","label":"received","words":{"area":["rural"]},"communes":2,"people":3,"answers":14,"letters":1,"deposits":1}"#);
}

#[test]
fn what_will_be_erased_is_told_the_soonest_first_and_agrees_with_what_is_due() {
    let mut scene = Scene::begin();
    let untouched = scene.dossier.clone();
    scene.does("lead", answer("territory-name", "Coteaux", 0));
    scene.dossier.id = "d2".parse().unwrap();
    let call = scene.session.call.as_ref().unwrap();
    let submitted = Scene::submitted().dossier;
    let told = outlook(call, &[scene.dossier.clone(), submitted, untouched.clone()]);
    assert_eq!(
        told.iter().map(|one| one.dossier.as_str()).collect::<Vec<_>>(),
        ["d1", "d2"],
        "never what is instructed"
    );
    assert_eq!((told[0].warn_from, told[0].erase_from), (None, at("2026-12-07T22:59:59Z")));
    assert_eq!(told[1].warn_from, Some(at("2027-02-09T22:59:59Z")));
    for (dossier, one) in [(untouched, &told[0]), (scene.dossier.clone(), &told[1])] {
        let mut dossiers = [dossier];
        if let Some(from) = one.warn_from {
            assert_eq!(due(call, &dossiers, from)[0].what, DueAct::Warn { erase_from: one.erase_from });
            (dossiers[0], _) = dossiers[0].warn_of_erasure(one.erase_from, from);
        }
        assert_eq!(due(call, &dossiers, one.erase_from), []);
        assert_eq!(due(call, &dossiers, one.erase_from.plus_seconds(1))[0].what, DueAct::Erase);
    }
}

#[test]
fn an_account_without_a_sign_is_warned_of_and_then_erased_and_one_that_makes_a_dossier_is_kept() {
    let rules = Retention::default();
    let mut one = Presence {
        person: "p1".parse().unwrap(),
        seen: at("2024-11-23T10:00:00Z"),
        warned: None,
        makes_a_dossier: false,
    };
    let end = at("2026-11-23T22:59:59Z");
    let due = |one: &Presence, now: &str| {
        accounts_due(rules, std::slice::from_ref(one), at(now)).into_iter().map(|due| due.what).next()
    };
    assert_eq!(due(&one, "2026-11-09T22:59:58Z"), None);
    assert_eq!(due(&one, "2026-11-09T22:59:59Z"), Some(DueAct::Warn { erase_from: end }));
    one.warned = Some(Warned { at: at("2026-11-10T06:00:00Z"), erase_from: end });
    assert_eq!(due(&one, "2026-11-23T22:59:59Z"), None);
    assert_eq!(due(&one, "2026-11-23T23:00:00Z"), Some(DueAct::Erase));
    one.makes_a_dossier = true;
    assert_eq!(due(&one, "2030-01-01T00:00:00Z"), None);
    let mut longer = Scene::begin().session.call.unwrap();
    longer.retention.person_years = 5;
    assert_eq!(of_accounts([&longer]).person_years, 5);
    assert_eq!(of_accounts([]), Retention::default());
}
