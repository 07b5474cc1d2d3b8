//! The table, cell by cell.

use super::table::{faults, product_into};
use super::*;
use proptest::prelude::*;

fn phases() -> impl Iterator<Item = Phase> {
    Phase::CHOICES.iter().map(|(_, phase)| *phase)
}

fn roles() -> impl Iterator<Item = Role> {
    Role::CHOICES.iter().map(|(_, role)| *role)
}

fn rights() -> impl Iterator<Item = Right> {
    Right::CHOICES.iter().map(|(_, right)| *right)
}

fn somebody(roles: &[Role]) -> Standing {
    Standing { roles: roles.iter().copied().collect(), ..Standing::default() }
}

/// Every object that one can have before one's eyes, own or not.
fn objects(role: Role) -> Vec<ObjectRelation> {
    let mut objects = Vec::new();
    for bits in 0u8..128 {
        let bit = |rank: u8| bits >> rank & 1 == 1;
        objects.push(ObjectRelation {
            own: bit(0).then_some(role),
            territory: bit(1),
            assigned: bit(2),
            conflicted: bit(3),
            deposited: bit(4),
            own_score_locked: bit(5),
            undeclared: bit(6),
        });
    }
    objects
}

/// Every case of the table: whose, what, when, over what.
fn cases() -> impl Iterator<Item = (Role, Right, Phase, ObjectRelation)> {
    roles().flat_map(|role| {
        rights().flat_map(move |right| {
            phases().flat_map(move |phase| objects(role).into_iter().map(move |object| (role, right, phase, object)))
        })
    })
}

#[test]
fn the_table_of_the_product_reads_without_a_problem_and_gives_nothing_forbidden() {
    let mut granted = BTreeSet::new();
    assert_eq!(product_into(&mut granted), []);
    assert_eq!(faults(&granted), [""; 0]);
}

#[test]
fn every_case_is_decided_and_what_no_line_grants_is_denied() {
    let (full, none) = (Rights::default(), Rights { granted: BTreeSet::new(), ..Rights::default() });
    let mut decided = 0;
    for (role, right, phase, object) in cases() {
        let lines = |role: Role, relation| full.grants(role, right, phase, relation, !object.deposited);
        let own = object.own.is_some_and(|role| lines(role, Relation::Own));
        let others = [role, Role::Public].into_iter().any(|role| {
            lines(role, Relation::Everybody)
                || object.territory && lines(role, Relation::Territory)
                || object.assigned && lines(role, Relation::Assigned)
        });
        let answer = full.may(&somebody(&[role]), right, &object, phase);
        assert!(!answer.is_allowed() || own || others, "{role:?} {right:?} {phase:?} {object:?}");
        assert!(!none.may(&somebody(&[role]), right, &object, phase).is_allowed());
        decided += 1;
    }
    assert_eq!(decided, Role::CHOICES.len() * Right::CHOICES.len() * Phase::CHOICES.len() * 128);
}

#[test]
fn nobody_has_more_than_the_pilot_except_acts_that_are_personal() {
    let table = Rights::default();
    for (role, right, phase, object) in cases().filter(|(.., object)| object.own.is_none() && !object.conflicted) {
        if table.may(&somebody(&[role]), right, &object, phase).is_allowed() && !right.is_personal() {
            // The switches bind the pilot as they bind the others.
            let pilot = table.may(&somebody(&[Role::Pilot]), right, &object, phase);
            assert!(pilot.is_allowed(), "{role:?} {right:?} {phase:?} {object:?}");
        }
    }
}

#[test]
fn the_pilot_signs_writes_scores_and_votes_for_nobody() {
    let table = Rights::default();
    for right in rights().filter(|right| right.is_personal()) {
        for phase in phases() {
            for object in objects(Role::Pilot) {
                assert!(!table.may(&somebody(&[Role::Pilot]), right, &object, phase).is_allowed(), "{right:?}");
            }
        }
    }
}

#[test]
fn of_a_draft_the_public_has_nothing_and_the_pilot_its_existence() {
    let table = Rights::default();
    let draft = ObjectRelation { deposited: false, ..ObjectRelation::NONE };
    for phase in phases() {
        for role in [Role::Public, Role::NetworkMember, Role::WorkshopParticipant, Role::Juror, Role::Expert] {
            let seen: Vec<Right> =
                rights().filter(|right| table.may(&somebody(&[role]), *right, &draft, phase).is_allowed()).collect();
            assert_eq!(seen, [], "{role:?} {phase:?}");
        }
        let pilot: Vec<Right> = (rights())
            .filter(|right| table.may(&somebody(&[Role::Pilot]), *right, &draft, phase).is_allowed())
            .filter(|right| right.as_str().starts_with("see-") && !right.is_of_laureate())
            .collect();
        assert_eq!(pilot, [Right::SeeList, Right::SeePublicLabel, Right::SeeCounts], "{phase:?}");
    }
}

#[test]
fn a_conflicted_juror_has_nothing_that_the_public_has_not() {
    let table = Rights::default();
    let public = somebody(&[Role::Public]);
    for (role, right, phase, object) in cases().filter(|(.., object)| object.conflicted && object.own.is_none()) {
        let answer = table.may(&somebody(&[role]), right, &object, phase);
        let everybody = table.may(&public, right, &object, phase);
        assert_eq!(answer, everybody, "{role:?} {right:?} {phase:?}");
        if phase != Phase::Published {
            assert_eq!(answer, Decision::Denied { denial: Denial::Conflicted });
        }
    }
}

#[test]
fn a_role_in_one_dossier_gives_nothing_in_another() {
    let table = Rights::default();
    let lead = somebody(&[Role::TerritoryLead]);
    let (own, co_author) = (
        ObjectRelation { own: Some(Role::TerritoryLead), deposited: false, ..ObjectRelation::NONE },
        ObjectRelation { own: Some(Role::CoAuthor), deposited: false, ..ObjectRelation::NONE },
    );
    let other = ObjectRelation { deposited: false, ..ObjectRelation::NONE };
    assert!(table.may(&lead, Right::SignCollectivite, &own, Phase::Open).is_allowed());
    assert!(!table.may(&lead, Right::SignCollectivite, &co_author, Phase::Open).is_allowed());
    assert!(table.may(&lead, Right::WriteCollectivite, &co_author, Phase::Open).is_allowed());
    assert!(!table.may(&lead, Right::SeeList, &other, Phase::Open).is_allowed());
}

#[test]
fn a_service_signs_for_the_state_and_never_for_the_collectivite() {
    let table = Rights::default();
    let service = somebody(&[Role::StateService]);
    let own = ObjectRelation { own: Some(Role::StateService), deposited: false, ..ObjectRelation::NONE };
    assert!(table.may(&service, Right::SignStateService, &own, Phase::Open).is_allowed());
    for right in [Right::SignCollectivite, Right::WriteCollectivite, Right::Submit] {
        assert!(!table.may(&service, right, &own, Phase::Open).is_allowed(), "{right:?}");
    }
    let nearby = ObjectRelation { territory: true, ..ObjectRelation::NONE };
    assert!(!table.may(&service, Right::SeeContent, &nearby, Phase::Open).is_allowed());
    assert!(table.may(&service, Right::SeeContent, &nearby, Phase::Instruction).is_allowed());
    assert!(!table.may(&service, Right::SeeContent, &ObjectRelation::NONE, Phase::Instruction).is_allowed());
}

#[test]
fn a_juror_reads_what_was_assigned_then_all_and_the_scores_of_others_only_once_the_jury_meets() {
    let table = Rights::default();
    let juror = somebody(&[Role::Juror]);
    let assigned = ObjectRelation { assigned: true, own_score_locked: true, ..ObjectRelation::NONE };
    let may = |right, object: &ObjectRelation, phase| table.may(&juror, right, object, phase);
    assert!(may(Right::SeeContent, &assigned, Phase::Scoring).is_allowed());
    let off = Decision::Denied { denial: Denial::SwitchedOff };
    assert_eq!(may(Right::SeeContent, &ObjectRelation::NONE, Phase::Scoring), off);
    assert_eq!(may(Right::SeeScores, &assigned, Phase::Scoring), off);
    assert!(may(Right::SeeScores, &assigned, Phase::Deliberation).is_allowed());
    assert!(may(Right::SeeContent, &ObjectRelation::NONE, Phase::Deliberation).is_allowed());
    assert_eq!(may(Right::Score, &assigned, Phase::Deliberation), off);
    assert!(!may(Right::SeePersonal, &assigned, Phase::Deliberation).is_allowed());
}

#[test]
fn a_switch_takes_away_and_never_gives() {
    let closed = Switches {
        applicants_write: false,
        jurors_see: Seen::Nothing,
        experts_see: Seen::Nothing,
        names_shown: false,
        jurors_score: false,
        scores_seen: ScoresSeen::Never,
    };
    let open = Switches {
        applicants_write: true,
        jurors_see: Seen::All,
        experts_see: Seen::All,
        names_shown: true,
        jurors_score: true,
        scores_seen: ScoresSeen::Always,
    };
    let with = |switches| Rights { switches: phases().map(|phase| (phase, switches)).collect(), ..Rights::default() };
    let (closed, usual, open) = (with(closed), Rights::default(), with(open));
    for (role, right, phase, object) in cases() {
        let who = somebody(&[role]);
        let (less, as_usual, more) = (
            closed.may(&who, right, &object, phase).is_allowed(),
            usual.may(&who, right, &object, phase).is_allowed(),
            open.may(&who, right, &object, phase).is_allowed(),
        );
        assert!(less <= as_usual && as_usual <= more, "{role:?} {right:?} {phase:?} {object:?}");
    }
}

#[test]
fn what_a_role_will_see_is_told_by_the_same_table() {
    let table = Rights::default();
    for role in roles() {
        for phase in phases() {
            let view = table.view_in(role, phase);
            for (_, right) in Right::CHOICES {
                let any = table.may(&somebody(&[role]), *right, &ObjectRelation::NONE, phase).is_allowed();
                assert_eq!(view.has(*right, Relation::Everybody), any);
            }
        }
    }
    assert_eq!(table.view_in(Role::Public, Phase::Scoring).cells, []);
    let lead = table.view_in(Role::TerritoryLead, Phase::Open);
    assert!(lead.has(Right::Submit, Relation::Own) && !lead.has(Right::Submit, Relation::Everybody));
    assert!(table.view_in(Role::Juror, Phase::Scoring).has(Right::SeeContent, Relation::Assigned));
    let call = crate::call::tests::read(crate::call::tests::CALL).unwrap();
    let view = |at: &str| table.view(Role::Juror, &call, at.parse().unwrap()).phase;
    assert_eq!((view("2027-01-15T11:00:59Z"), view("2027-02-15T08:00:00Z")), (Phase::Open, Phase::Scoring));
}

proptest! {
    #[test]
    fn a_second_role_never_takes_away(
        first in 0..Role::CHOICES.len(),
        second in 0..Role::CHOICES.len(),
        right in 0..Right::CHOICES.len(),
        phase in 0..Phase::CHOICES.len(),
        object in 0usize..128,
    ) {
        let table = Rights::default();
        let (first, second) = (Role::CHOICES[first].1, Role::CHOICES[second].1);
        let (right, phase) = (Right::CHOICES[right].1, Phase::CHOICES[phase].1);
        let object = objects(first)[object];
        let alone = table.may(&somebody(&[first]), right, &object, phase).is_allowed();
        prop_assert!(alone <= table.may(&somebody(&[first, second]), right, &object, phase).is_allowed());
    }
}
