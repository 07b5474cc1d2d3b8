//! Threads over what was said in a workshop.

use std::collections::BTreeSet;

use super::*;
use crate::Slug;
use crate::id::ThreadItemId;
use crate::role::Right;
use crate::story::Story;
use crate::workshop::Actor;
use crate::workshop::contribution::{Act, Contribution, SetAside};
use crate::workshop::tests::{Scene, relation, standing};

fn id(text: &str) -> ThreadItemId {
    text.parse().unwrap()
}

fn said(one: &Contribution) -> Source {
    Source::Contribution { id: one.id.clone() }
}

fn item(text: &str) -> Source {
    Source::Item { id: id(text) }
}

fn content(what: What, from: impl IntoIterator<Item = Source>) -> Content {
    Content { title: "Titre".into(), text: String::new(), what, from: from.into_iter().collect() }
}

fn position(claim: &str, held: &[HeldBy]) -> Position {
    Position {
        claim: claim.into(),
        held_by: held.iter().copied().collect(),
        arguments: vec![Argument { bearing: Bearing::For, text: "Parce que".into() }],
        evidence: Vec::new(),
    }
}

fn writes(scene: &Scene, items: &mut Vec<Item>, name: &str, content: Content) -> Result<(), Vec<Cause>> {
    let lead = standing("lead");
    let actor = Actor { standing: &lead, relation: relation("lead") };
    let known = Known::of(items, &scene.contributions);
    let now = scene.now.plus_seconds(items.len() as i64);
    let written = write((id(name), "s1".parse().unwrap()), content, &known, &scene.rules(), &actor, now);
    let (item, events) = written.map_err(|refusal| refusal.causes)?;
    assert_eq!(Item::begin(&events[0]).as_ref(), Ok(&item));
    items.push(item);
    Ok(())
}

fn does(scene: &Scene, items: &mut [Item], which: usize, command: Command) -> Result<(), Vec<Cause>> {
    let lead = standing("lead");
    let actor = Actor { standing: &lead, relation: relation("lead") };
    let known = Known::of(items, &scene.contributions);
    let done = items[which].act(command, &known, &scene.rules(), &actor, scene.now);
    items[which] = done.map_err(|refusal| refusal.causes)?.0;
    Ok(())
}

/// A sentence that is split, one half of it joined with another sentence; a challenge, a controversy, an option, an action.
fn woven() -> (Scene, Vec<Item>) {
    let mut scene = Scene::open();
    let long = scene.says("a", "La halle et la rivière").unwrap();
    let same = scene.says("b", "La halle").unwrap();
    let pieces = scene.splits(long, &["La halle", "La rivière"], "Deux idées").unwrap();
    let halle = scene.joins(pieces[0], same, "La halle").unwrap();
    let mut items = Vec::new();
    let from = [said(&scene.contributions[halle])];
    writes(&scene, &mut items, "challenge", content(What::Challenge, from)).unwrap();
    let positions = vec![position("Garder", &[HeldBy::Residents]), position("Raser", &[HeldBy::Builders])];
    writes(&scene, &mut items, "dispute", content(What::Controversy { positions }, [item("challenge")])).unwrap();
    writes(&scene, &mut items, "option", content(What::Option, [item("dispute")])).unwrap();
    let action = What::Action { action: "halle".parse().unwrap() };
    let study = Source::Elsewhere { text: "Étude de 2026".into() };
    writes(&scene, &mut items, "action", content(action, [item("option"), study])).unwrap();
    (scene, items)
}

#[test]
fn what_was_said_is_followed_to_the_actions_through_what_was_split_and_joined() {
    let (scene, items) = woven();
    let thread = Thread::of(&items, &scene.contributions);
    let halle: Slug = "halle".parse().unwrap();
    // Both of the sentences first said lead to the action, and so does the piece; the river does not.
    for rank in [0, 1, 2, 4] {
        let reached = thread.became(&scene.contributions[rank].id);
        assert_eq!(reached.actions(), BTreeSet::from([&halle]), "contribution {rank}");
        assert_eq!(
            reached.items.keys().copied().collect::<Vec<_>>(),
            Rung::CHOICES.iter().map(|(_, r)| *r).collect::<Vec<_>>()
        );
    }
    assert!(thread.became(&scene.contributions[3].id).is_empty());
    assert_eq!(thread.said_for(&id("challenge")), 1);
    assert_eq!(thread.links().count(), 3);
}

#[test]
fn an_action_is_followed_back_to_everything_that_was_said_for_it() {
    let (scene, items) = woven();
    let thread = Thread::of(&items, &scene.contributions);
    let reached = thread.where_action_from(&"halle".parse().unwrap()).unwrap();
    let said: BTreeSet<_> = reached.contributions.iter().map(|one| one.id.clone()).collect();
    let expected: BTreeSet<_> = [0, 1, 2, 4].map(|rank| scene.contributions[rank].id.clone()).into();
    assert_eq!(said, expected);
    assert_eq!(reached.elsewhere, BTreeSet::from(["Étude de 2026"]));
    assert!(!reached.items.contains_key(&Rung::Action), "what one starts from is not what it comes from");
    assert!(thread.where_action_from(&"autre".parse().unwrap()).is_none());
}

#[test]
fn both_directions_tell_the_same_links() {
    let (scene, items) = woven();
    let thread = Thread::of(&items, &scene.contributions);
    for item in &items {
        let up = thread.where_from(&item.id);
        for one in &scene.contributions {
            let down = thread.became(&one.id);
            let reaches = down.items.values().flatten().any(|found| found.id == item.id);
            assert_eq!(reaches, up.contributions.iter().any(|found| found.id == one.id), "{} {}", one.id, item.id);
        }
    }
}

#[test]
fn an_item_comes_from_what_is_before_it_and_there() {
    let (mut scene, mut items) = woven();
    let hidden = scene.says("z", "Essai").unwrap();
    scene.moderates(hidden, Act::SetAside { why: SetAside::Trial }, "").unwrap();
    let from = [said(&scene.contributions[hidden]), item("nothing"), item("action"), item("option")];
    let name = |rank: usize| scene.contributions[rank].id.to_string();
    let mut refused = writes(&scene, &mut items, "x", content(What::Option, from)).unwrap_err();
    let mut expected = vec![
        Cause::UnknownSource { name: name(hidden) },
        Cause::SourceAfter { name: "action".into(), rung: Rung::Action },
        Cause::UnknownSource { name: "nothing".into() },
        Cause::SourceAfter { name: "option".into(), rung: Rung::Option },
    ];
    let order = |cause: &Cause| format!("{cause:?}");
    refused.sort_by_key(order);
    expected.sort_by_key(order);
    assert_eq!(refused, expected);
    assert_eq!(writes(&scene, &mut items, "x", content(What::Challenge, [])), Err(vec![Cause::NoSource]));
    let again = What::Action { action: "halle".parse().unwrap() };
    let refused = writes(&scene, &mut items, "x", content(again, [item("option")]));
    assert_eq!(refused, Err(vec![Cause::ActionTaken { action: "halle".parse().unwrap() }]));
}

#[test]
fn a_controversy_has_two_positions_each_held_by_somebody() {
    let (scene, mut items) = woven();
    let what = What::Controversy { positions: vec![position("Seule", &[])] };
    let refused = writes(&scene, &mut items, "x", content(what, [item("challenge")])).unwrap_err();
    assert_eq!(refused, [Cause::OnePosition, Cause::HeldByNobody { claim: "Seule".into() }]);
}

#[test]
fn an_item_that_others_come_from_stays_and_one_withdrawn_is_followed_no_more() {
    let (scene, mut items) = woven();
    let withdraw = || Command::Withdraw { reason: "Dépassé".into() };
    assert_eq!(does(&scene, &mut items, 0, withdraw()), Err(vec![Cause::StillUsed { by: 1 }]));
    does(&scene, &mut items, 3, withdraw()).unwrap();
    let thread = Thread::of(&items, &scene.contributions);
    assert!(thread.became(&scene.contributions[0].id).actions().is_empty());
    does(&scene, &mut items, 3, Command::Restore).unwrap();
    assert_eq!(items[3].version, 3);
}

#[test]
fn an_item_changed_meanwhile_is_not_written_over() {
    let (scene, mut items) = woven();
    let changed = Content { title: "Autre".into(), ..items[0].content.clone() };
    does(&scene, &mut items, 0, Command::Change { base: 1, content: changed.clone() }).unwrap();
    // The same again is no conflict.
    does(&scene, &mut items, 0, Command::Change { base: 1, content: changed.clone() }).unwrap();
    let third = Content { title: "Troisième".into(), ..changed };
    let refused = does(&scene, &mut items, 0, Command::Change { base: 1, content: third.clone() });
    assert_eq!(refused, Err(vec![Cause::Conflict { base: 1, version: 2 }]));
    let other = Content { what: What::Option, ..third };
    let refused = does(&scene, &mut items, 0, Command::Change { base: 2, content: other }).unwrap_err();
    assert_eq!(refused, [Cause::OtherRung]);
}

#[test]
fn only_those_who_run_workshops_write_the_thread() {
    let (scene, items) = woven();
    let known = Known::of(&items, &scene.contributions);
    let state = standing("state");
    let actor = Actor { standing: &state, relation: relation("state") };
    let command = Command::Withdraw { reason: "x".into() };
    let refused = items[3].act(command, &known, &scene.rules(), &actor, scene.now).unwrap_err();
    assert!(matches!(refused.causes[..], [Cause::NotAllowed { right: Right::RunWorkshop, .. }]));
}
