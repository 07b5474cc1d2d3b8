use proptest::prelude::*;

use super::{Activity, Fault, Limit, Menu, Starts, best, conflict, needed, without_account};

fn never() -> impl FnMut() -> bool {
    || false
}

fn activity(duration: i32, demand: i32, cost: i64, worth: i64) -> Activity {
    Activity { duration, demands: vec![demand], costs: vec![cost], window: (0, 7), worth, delay: 1, mandatory: false }
}

/// Eight steps, two periods of four.
fn menu(activities: Vec<Activity>, capacity: i32, account: [i64; 2], precedences: &[(usize, usize)]) -> Menu {
    Menu {
        activities,
        capacities: vec![vec![capacity; 8]],
        accounts: vec![account.to_vec()],
        period: 4,
        precedences: precedences.to_vec(),
        horizon: 8,
    }
}

#[test]
fn the_most_worth_that_the_account_holds_is_kept_as_early_as_it_can_be() {
    let three = menu(vec![activity(2, 1, 6, 10), activity(2, 1, 5, 8), activity(2, 1, 5, 8)], 2, [10, 5], &[]);
    let answer = best(&three, &mut never()).unwrap();
    let found = answer.found.clone().unwrap();
    // All three cannot: 6 + 5 is too much for the first period, and 6 for the second.
    assert_eq!((found.value, answer.is_optimal(), answer.gap()), (17, true, Some(0.0)));
    assert_eq!(found.starts.iter().flatten().count(), 2);
}

#[test]
fn what_is_kept_brings_what_it_needs() {
    let pair = menu(vec![activity(3, 1, 1, 0), activity(3, 1, 1, 9)], 1, [2, 0], &[(0, 1)]);
    let found = best(&pair, &mut never()).unwrap().found.unwrap();
    assert_eq!((found.starts, found.value), (vec![Some(0), Some(3)], 9));
    // When the first cannot be, the second is not.
    let dear = menu(vec![activity(3, 1, 3, 0), activity(3, 1, 1, 9)], 1, [2, 0], &[(0, 1)]);
    assert_eq!(best(&dear, &mut never()).unwrap().found.unwrap().starts, [None, None]);
}

#[test]
fn a_conflict_names_what_contradicts_and_nothing_else() {
    let mut two = menu(vec![activity(5, 1, 1, 1), activity(5, 1, 1, 1), activity(1, 1, 1, 1)], 1, [9, 9], &[]);
    two.activities[0].mandatory = true;
    two.activities[1].mandatory = true;
    let answer = best(&two, &mut never()).unwrap();
    assert!(answer.is_infeasible() && answer.found.is_none());
    let told = conflict(&two, 10_000).unwrap().unwrap();
    // Ten steps of work on one unit do not fit in eight: windows and the account have no part in it.
    assert_eq!(told.limits, [Limit::Resource(0), Limit::Mandatory(0), Limit::Mandatory(1)]);
    assert!(told.is_minimal);

    let mut poor = menu(vec![activity(1, 0, 6, 1), activity(1, 0, 6, 1)], 1, [9, 0], &[(0, 1)]);
    poor.activities[1].mandatory = true;
    assert_eq!(needed(&poor), [0, 1]);
    let told = conflict(&poor, 10_000).unwrap().unwrap();
    let accounts = [0, 1].map(|period| Limit::Account { account: 0, period });
    assert_eq!(told.limits, [accounts[0], accounts[1], Limit::Precedence(0), Limit::Mandatory(1)]);

    poor.accounts[0][1] = 6;
    assert_eq!(conflict(&poor, 10_000).unwrap(), None);
}

#[test]
fn an_account_that_is_refused_costs_what_it_paid() {
    let mut pair = menu(vec![activity(2, 1, 4, 10), activity(2, 1, 0, 5)], 1, [4, 4], &[]);
    pair.activities[1].window = (0, 2);
    let known = best(&pair, &mut never()).unwrap().found.unwrap();
    assert_eq!(known.value, 15);
    let change = without_account(&pair, &known.starts, 0, &mut never()).unwrap();
    assert_eq!((change.lost, change.left, change.taken), (Some(10), vec![0], vec![]));
    assert!(change.without.is_optimal());
}

#[test]
fn all_faults_are_told_at_once() {
    let mut faulty = menu(vec![activity(0, 1, 1, 1), activity(1, 1, -1, 1)], 1, [1, 1], &[(0, 5)]);
    faulty.accounts[0].pop();
    let expected = vec![Fault::Account(0), Fault::Activity(0), Fault::Activity(1), Fault::Precedence(0)];
    assert_eq!(best(&faulty, &mut never()), Err(expected));
    faulty.period = 0;
    assert_eq!(best(&faulty, &mut never()), Err(vec![Fault::Time]));
}

/// The best selection by trying everything.
fn by_hand(menu: &Menu) -> Option<i64> {
    fn place(menu: &Menu, starts: &mut Starts, i: usize, best: &mut Option<i64>) {
        if i == menu.activities.len() {
            if menu.is_kept_by(starts) {
                *best = (*best).max(Some(menu.value(starts)));
            }
            return;
        }
        starts[i] = None;
        place(menu, starts, i + 1, best);
        for at in 0..menu.horizon {
            starts[i] = Some(at);
            place(menu, starts, i + 1, best);
        }
        starts[i] = None;
    }
    let mut best = None;
    place(menu, &mut vec![None; menu.activities.len()], 0, &mut best);
    best
}

fn small() -> impl Strategy<Value = Menu> {
    let one = (1i32..4, 0i32..4, 0i64..9, (0i32..4, 0i32..5), 0i64..20, 0i64..9, 0u8..6);
    let lists = (proptest::collection::vec(one, 1..5), proptest::collection::vec((0usize..4, 0usize..4), 0..4));
    (lists, proptest::collection::vec(0i32..6, 6), proptest::collection::vec(0i64..16, 2)).prop_map(
        |((rows, pairs), units, account)| {
            let n = rows.len();
            let activity =
                |(duration, demand, cost, window, worth, delay, mandatory): (_, _, _, (i32, i32), _, _, u8)| {
                    let window = (window.0, window.0 + window.1);
                    let mandatory = mandatory == 0;
                    Activity { duration, demands: vec![demand], costs: vec![cost], window, worth, delay, mandatory }
                };
            Menu {
                activities: rows.into_iter().map(activity).collect(),
                capacities: vec![units],
                accounts: vec![account],
                period: 3,
                precedences: pairs.into_iter().filter(|(a, b)| a < b && *b < n).collect(),
                horizon: 6,
            }
        },
    )
}

/// Some activities on three resources and two accounts, drawn; what shares is tight, so that a search is needed.
fn drawn(seed: u64, n: usize, horizon: i32) -> Menu {
    let mut random = crate::schedule::Random(seed);
    let mut between = |low: i64, high: i64| low + random.below((high - low) as u64) as i64;
    let activities = (0..n)
        .map(|_| {
            let (account, cost, first) = (between(0, 2), between(5, 60), between(0, i64::from(horizon) / 2) as i32);
            let worth = between(5, 100);
            Activity {
                duration: between(1, 5) as i32,
                demands: (0..3).map(|_| between(0, 4) as i32).collect(),
                costs: (0..2).map(|f| if f == account { cost } else { 0 }).collect(),
                window: (first, first + between(2, 8) as i32),
                worth: 100 * worth,
                delay: 3 * worth,
                mandatory: false,
            }
        })
        .collect();
    let precedences =
        (1..n).filter_map(|j| Some((between(0, 2 * j as i64) as usize, j)).filter(|(i, _)| *i < j)).collect();
    let periods = (horizon / 3) as usize;
    let accounts = (0..2).map(|_| (0..periods).map(|_| 10 * n as i64 * between(6, 14) / periods as i64 / 2).collect());
    Menu {
        activities,
        capacities: [5, 5, 4].map(|units| vec![units; horizon as usize]).to_vec(),
        accounts: accounts.collect(),
        period: 3,
        precedences,
        horizon,
    }
}

#[test]
fn several_resources_and_accounts_are_as_by_trying_everything() {
    for seed in 0..40 {
        let menu = drawn(seed, 6, 6);
        let answer = best(&menu, &mut never()).unwrap();
        let expected = by_hand(&menu);
        assert_eq!((answer.found.map(|found| found.value), answer.bound), (expected, expected), "seed {seed}");
    }
}

#[test]
fn a_search_that_is_stopped_is_the_same_each_time_and_its_bound_holds_what_more_work_finds() {
    for seed in 0..3 {
        let menu = drawn(seed, 20, 12);
        let limited = |calls: u64| {
            let mut called = 0;
            let stop = &mut || {
                called += 1;
                called > calls
            };
            best(&menu, stop).unwrap()
        };
        let (short, long) = (limited(80), limited(300));
        assert_eq!(short, limited(80));
        assert!(long.nodes > 0 || long.is_optimal());
        let [first, last] = [&short, &long].map(|answer| answer.found.as_ref().unwrap());
        assert!(menu.is_kept_by(&first.starts) && menu.is_kept_by(&last.starts));
        assert!(first.value <= last.value && last.value <= long.bound.unwrap() && long.bound <= short.bound);
    }
}

/// What a search along time finds from nothing, and whether it cut something.
fn along(menu: &Menu, width: usize) -> (Option<i64>, bool) {
    let ground = super::domain::Ground::new(menu);
    let mut rooms = ground.whole();
    if !ground.narrow(&mut rooms) {
        return (None, false);
    }
    let mut relaxation = super::bound::Relaxation::new(&ground, &rooms);
    relaxation.restrict(&rooms);
    relaxation.solve(1_000);
    relaxation.pack();
    relaxation.solve(1_000);
    let guide = super::guide::Guide::new(&relaxation, menu.horizon);
    let mut beam = super::beam::Beam::new(&ground, &guide, &rooms, i64::MIN / 4, width);
    let found = beam.run(5, &mut never()).expect("nothing stops it");
    assert!(found.iter().all(|(value, starts)| menu.is_kept_by(starts) && menu.value(starts) == *value));
    assert!(found.is_sorted_by(|a, b| a.0 > b.0));
    (found.first().map(|(value, _)| *value), beam.is_cut)
}

#[test]
fn along_time_what_cuts_nothing_finds_the_best() {
    for seed in 0..40 {
        let menu = drawn(seed, 6, 6);
        assert_eq!(along(&menu, 10_000), (by_hand(&menu), false), "seed {seed}");
    }
}

#[test]
fn along_time_a_narrow_search_finds_much_and_never_more_than_there_is() {
    for seed in 0..10 {
        let menu = drawn(seed, 14, 9);
        let best = best(&menu, &mut never()).unwrap().found.unwrap().value;
        let (found, _) = along(&menu, 10);
        let found = found.expect("something may be kept");
        assert!(found <= best && 10 * found >= 9 * best, "seed {seed}: {found} of {best}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn the_best_is_that_of_trying_everything(menu in small()) {
        let answer = best(&menu, &mut never()).unwrap();
        let expected = by_hand(&menu);
        prop_assert_eq!(answer.found.as_ref().map(|found| found.value), expected);
        prop_assert_eq!(answer.bound, expected);
        if let Some(found) = &answer.found {
            prop_assert!(menu.is_kept_by(&found.starts));
            prop_assert_eq!(menu.value(&found.starts), found.value);
        }
    }

    #[test]
    fn along_time_everything_is_met_when_nothing_is_cut(menu in small()) {
        prop_assert_eq!(along(&menu, 10_000), (by_hand(&menu), false));
    }

    #[test]
    fn a_limit_of_work_leaves_bounds_that_are_true_and_the_same_each_time(menu in small(), calls in 0i32..5) {
        let limited = || {
            let mut left = calls;
            best(&menu, &mut || { left -= 1; left < 0 }).unwrap()
        };
        let (answer, expected) = (limited(), by_hand(&menu));
        prop_assert_eq!(&answer, &limited());
        prop_assert!(answer.bound >= expected, "{:?} {:?}", answer, expected);
        prop_assert!(answer.found.map(|found| found.value) <= expected);
    }

    #[test]
    fn a_conflict_is_told_exactly_when_nothing_is_possible(menu in small()) {
        let told = conflict(&menu, 100_000).unwrap();
        prop_assert_eq!(told.is_some(), by_hand(&menu).is_none());
        prop_assert!(told.is_none_or(|told| told.is_minimal && !told.limits.is_empty()));
    }
}
