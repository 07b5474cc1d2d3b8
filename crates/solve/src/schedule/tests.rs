use proptest::prelude::*;

use super::{Cause, Fault, Link, Project, critical, shortest};

fn never() -> impl FnMut() -> bool {
    || false
}

fn project(durations: &[i32], demands: &[i32], capacity: i32, precedences: &[(usize, usize)]) -> Project {
    Project {
        durations: durations.to_vec(),
        demands: demands.iter().map(|demand| vec![*demand]).collect(),
        capacities: vec![capacity],
        precedences: precedences.to_vec(),
    }
}

#[test]
fn three_that_exclude_each_other_come_one_after_the_other() {
    let answer = shortest(&project(&[3, 4, 5], &[2, 2, 2], 3, &[]), &mut never()).unwrap();
    assert_eq!((answer.makespan, answer.bound, answer.is_optimal()), (12, 12, true));
}

#[test]
fn a_gap_that_work_alone_does_not_show_is_proved() {
    // Five of three steps, two at a time: work asks for 8 steps, and there are three rows of 3.
    let answer = shortest(&project(&[3; 5], &[1; 5], 2, &[]), &mut never()).unwrap();
    assert_eq!((answer.makespan, answer.bound), (9, 9));
}

#[test]
fn an_empty_project_and_milestones_take_no_time() {
    assert_eq!(shortest(&Project::default(), &mut never()).unwrap().makespan, 0);
    let answer = shortest(&project(&[0, 0], &[9, 0], 1, &[(0, 1)]), &mut never()).unwrap();
    assert_eq!((answer.makespan, answer.is_optimal(), answer.gap()), (0, true, 0.0));
}

#[test]
fn all_faults_are_told_at_once() {
    let faulty = project(&[1, -1, 1], &[5, 1, 1], 4, &[(0, 2), (2, 0), (7, 0)]);
    let expected =
        vec![Fault::Amount { of: 1 }, Fault::Demand { activity: 0, resource: 0 }, Fault::Unknown { precedence: 2 }];
    assert_eq!(shortest(&faulty, &mut never()), Err(expected));
    let ring = project(&[1, 1, 1, 1], &[0; 4], 1, &[(3, 0), (0, 1), (1, 2), (2, 0)]);
    let Err(faults) = shortest(&ring, &mut never()) else { panic!("a ring has no schedule") };
    let [Fault::Cycle(ring)] = &faults[..] else { panic!("one ring: {faults:?}") };
    let mut sorted = ring.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, [0, 1, 2]);
}

#[test]
fn the_critical_sequence_names_precedences_and_resources() {
    // 0 then 1; 2 needs the unit that 1 uses.
    let one = project(&[2, 3, 4], &[0, 1, 1], 1, &[(0, 1)]);
    let links = critical(&one, &[0, 2, 5]);
    let expected = [
        Link { activity: 0, cause: Cause::Nothing },
        Link { activity: 1, cause: Cause::After(0) },
        Link { activity: 2, cause: Cause::Units { of: 1, resource: 0 } },
    ];
    assert_eq!(links, expected);
}

#[test]
fn a_limit_of_work_leaves_a_schedule_and_a_bound_that_are_true_and_the_same_each_time() {
    let hard = made_up(14, 3, 7);
    let full = shortest(&hard, &mut never()).unwrap();
    assert!(full.is_optimal());
    for calls in 0..6 {
        let limited = || {
            let mut left = calls;
            shortest(&hard, &mut || {
                left -= 1;
                left < 0
            })
            .unwrap()
        };
        let answer = limited();
        assert!(hard.is_kept_by(&answer.starts));
        assert!(answer.bound <= full.makespan && answer.makespan >= full.makespan);
        assert_eq!(answer, limited());
    }
}

/// Projects like those of PSPLIB, small: tight resources, some precedences.
fn made_up(n: usize, resources: usize, seed: u64) -> Project {
    let mut random = super::Random(seed);
    let durations = (0..n).map(|_| 1 + random.below(9) as i32).collect();
    let demands = (0..n).map(|_| (0..resources).map(|_| random.below(8) as i32).collect()).collect();
    let precedences = (1..n).filter_map(|j| {
        let i = random.below(2 * j as u64) as usize;
        (i < j).then_some((i, j))
    });
    Project { durations, demands, precedences: precedences.collect(), capacities: vec![10; resources] }
}

#[test]
fn projects_like_those_of_the_library_are_proved_and_kept() {
    for seed in 0..12 {
        let project = made_up(20, 3, seed);
        let answer = shortest(&project, &mut never()).unwrap();
        assert!(answer.is_optimal() && project.is_kept_by(&answer.starts), "seed {seed}");
        let links = critical(&project, &answer.starts);
        let total: i32 = links.iter().map(|link| project.durations[link.activity]).sum();
        assert_eq!(total, answer.makespan, "seed {seed}: {links:?}");
    }
}

/// The shortest makespan by trying every start within a horizon, depth first.
fn by_hand(project: &Project) -> i32 {
    fn place(project: &Project, order: &[usize], starts: &mut Vec<i32>, done: usize, best: &mut i32) {
        let Some(i) = order.get(done).copied() else {
            *best = (*best).min(project.makespan(starts));
            return;
        };
        let before = project.precedences.iter().filter(|(_, b)| *b == i);
        let from = before.map(|(a, _)| starts[*a] + project.durations[*a]).max().unwrap_or(0);
        for start in from..*best - project.durations[i] {
            let fits = (start..start + project.durations[i]).all(|moment| {
                (0..project.capacities.len()).all(|k| {
                    let under_way = |j: &&usize| starts[**j] <= moment && moment < starts[**j] + project.durations[**j];
                    let used: i32 = order[..done].iter().filter(under_way).map(|j| project.demands[*j][k]).sum();
                    used + project.demands[i][k] <= project.capacities[k]
                })
            });
            if fits {
                starts[i] = start;
                place(project, order, starts, done + 1, best);
            }
        }
    }
    let n = project.len();
    let order = super::topological(n, &project.successors());
    let mut best = project.durations.iter().sum::<i32>() + 1;
    place(project, &order, &mut vec![0; n], 0, &mut best);
    best
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn the_shortest_is_that_of_trying_everything(
        tasks in proptest::collection::vec((0i32..4, 0i32..4, 0i32..4), 1..6),
        pairs in proptest::collection::vec((0usize..6, 0usize..6), 0..5),
        capacities in (3i32..6, 3i32..6),
    ) {
        let n = tasks.len();
        let project = Project {
            durations: tasks.iter().map(|task| task.0).collect(),
            demands: tasks.iter().map(|task| vec![task.1, task.2]).collect(),
            capacities: vec![capacities.0, capacities.1],
            precedences: pairs.into_iter().filter(|(a, b)| a < b && *b < n).collect(),
        };
        let answer = shortest(&project, &mut never()).unwrap();
        prop_assert!(project.is_kept_by(&answer.starts));
        prop_assert_eq!(project.makespan(&answer.starts), answer.makespan);
        prop_assert!(answer.is_optimal());
        prop_assert_eq!(answer.makespan, by_hand(&project));
    }

    #[test]
    fn the_search_alone_proves_the_same_as_with_constructions(seed in 0u64..10_000, n in 6usize..11) {
        let project = made_up(n, 2, seed);
        let answer = shortest(&project, &mut never()).unwrap();
        prop_assert!(answer.is_optimal() && project.is_kept_by(&answer.starts));
        let searched = super::shortest::from_worst(&project);
        prop_assert_eq!(searched, answer.makespan);
    }
}
