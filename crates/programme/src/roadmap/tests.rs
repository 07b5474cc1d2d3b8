//! Known answers, contradictions that are known by construction, and the way there and back.

use super::plan::{Limit, Plan, Proof, Refusal};
use super::*;

const HEAD: &str = r#"
title = { fr = "Feuille de route", en = "Roadmap" }
territory = "Vallée inventée"
first = "2027-Q1"
quarters = 8
[[axis]]
id = "sols"
name = { fr = "Sols" }
[[team]]
id = "projet"
name = { fr = "Équipe projet" }
fte = 1.5
[[funder]]
id = "etat"
name = { fr = "État" }
budget = [{ year = 2027, euros = 100_000 }, { year = 2028, euros = 60_000 }]
[[funder]]
id = "region"
name = { fr = "Région" }
[[grant]]
id = "appel"
funder = "etat"
name = { fr = "Appel à projets" }
opens = "2027-Q3"
closes = "2028-Q1"
"#;

fn text(actions: &str) -> String {
    format!("{HEAD}{actions}")
}

fn read(actions: &str) -> Roadmap {
    Roadmap::read("r.toml", &text(actions)).unwrap_or_else(|error| panic!("{:#?}", error.0))
}

fn problems(actions: &str) -> Vec<String> {
    let NotARoadmap(problems) = Roadmap::read("r.toml", &text(actions)).unwrap_err();
    problems.iter().map(|problem| problem.to_string()).collect()
}

/// An action of `quarters`, paid by the State, worth something.
fn action(id: &str, quarters: u32, euros: u32, worth: u32, more: &str) -> String {
    let title = format!("title = {{ fr = \"Action {id}\" }}");
    let funding = format!("funding = [{{ funder = \"etat\", year = 2027, euros = {euros}, state = \"asked\" }}]");
    format!(
        "[[action]]\nid = \"{id}\"\naxis = \"sols\"\n{title}\nquarters = {quarters}\nworth = {worth}\n{funding}\n{more}\n"
    )
}

fn never() -> impl FnMut() -> bool {
    || false
}

/// The complete made-up roadmap that the product shows: every limit is kept as it is written.
#[test]
fn the_sample_holds_and_all_of_it_can_be_done() {
    let text = include_str!("../../../../docs/samples/roadmap.toml");
    let roadmap = Roadmap::read("roadmap.toml", text).unwrap_or_else(|error| panic!("{:#?}", error.0));
    assert_eq!((roadmap.actions.len(), roadmap.axes.len()), (12, 3));
    assert_eq!(broken(&roadmap), []);
    assert_eq!(undated(&roadmap), Vec::<&Action>::new());
    let plan = Plan::new(&roadmap).unwrap();
    let timetable = plan.best(&mut never());
    assert_eq!((timetable.status, timetable.left.len()), (Proof::Optimal, 0));
    let dated = roadmap.dated(&timetable.starts);
    assert_eq!(broken(&dated), []);
    assert!(path(&plan, &timetable).len() > 1, "{:?}", path(&plan, &timetable));
    assert_eq!(Roadmap::read("again.toml", &dated.to_toml()).unwrap(), dated);
}

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn starts(timetable: &plan::Timetable) -> Vec<(String, String)> {
    timetable.starts.iter().map(|(id, start)| (id.to_string(), start.to_string())).collect()
}

#[test]
fn the_best_dates_are_those_found_by_hand() {
    // 2027 holds 100 000: a and b together, or c alone; 2028 holds 60 000: b or c. All three: c costs 60 000 and goes to
    // 2028, which takes 3 × 10 of its 1 000 points; a and b in 2027, one after the other for want of people.
    let roadmap = read(
        &(action("a", 2, 50_000, 30, "need = [{ team = \"projet\", fte = 1 }]")
            + &action("b", 2, 50_000, 20, "need = [{ team = \"projet\", fte = 1 }]")
            + &action("c", 1, 60_000, 10, "")),
    );
    let plan = Plan::new(&roadmap).unwrap();
    let timetable = plan.best(&mut never());
    assert_eq!((timetable.status, timetable.value, timetable.bound), (Proof::Optimal, Some(5_970), Some(5_970)));
    assert_eq!(timetable.gap, Some(0.0));
    assert!(timetable.starts[&slug("c")].year() == 2028, "{timetable:?}");
    assert_eq!(timetable.starts[&slug("a")].since(timetable.starts[&slug("b")]).abs(), 2);
    assert_eq!(timetable.left, []);
    assert_eq!(plan.overruns(&timetable), []);
}

#[test]
fn without_any_worth_each_action_counts_for_one() {
    let roadmap = read(&(action("a", 2, 70_000, 0, "") + &action("b", 2, 70_000, 0, "")));
    let timetable = Plan::new(&roadmap).unwrap().best(&mut never());
    // One of the two in 2027; 2028 holds too little for the other.
    assert_eq!((timetable.status, timetable.value, timetable.starts.len()), (Proof::Optimal, Some(100), 1));
}

#[test]
fn what_has_no_worth_is_put_back_where_there_is_room() {
    let roadmap =
        read(&(action("a", 2, 70_000, 5, "") + &action("b", 2, 30_000, 0, "") + &action("c", 2, 70_000, 0, "")));
    let timetable = Plan::new(&roadmap).unwrap().best(&mut never());
    assert_eq!((timetable.value, timetable.status), (Some(500), Proof::Optimal));
    assert!(timetable.starts.contains_key(&slug("a")) && timetable.starts.contains_key(&slug("b")));
    assert_eq!(timetable.left, [slug("c")]);
}

#[test]
fn a_dependency_keeps_its_lag_and_the_path_tells_it() {
    let roadmap = read(
        &(action("a", 2, 1_000, 1, "mandatory = true")
            + &action("b", 3, 1_000, 1, "mandatory = true\ndepends = [{ on = \"a\", lag = 2 }]")
            + &action("c", 1, 1_000, 1, "")),
    );
    let plan = Plan::new(&roadmap).unwrap();
    let timetable = plan.best(&mut never());
    assert_eq!(timetable.starts[&slug("a")].to_string(), "2027-Q1");
    let b = timetable.starts[&slug("b")];
    assert!(b.since(timetable.starts[&slug("a")]) >= 4);
    assert_eq!(b.to_string(), "2028-Q1");
    let path = path(&plan, &timetable);
    assert_eq!(path.last().unwrap().action, slug("b"));
    assert_eq!(path[1].cause, Cause::After { action: slug("a") });
    assert_eq!((path[0].action.clone(), &path[0].cause), (slug("a"), &Cause::Beginning));
    let slack = slacks(&plan, &timetable);
    let last = slack.iter().find(|slack| slack.action == slug("b")).unwrap();
    assert_eq!(last.chain, 0);
    assert_eq!(last.alone as i32, 5 - (b.index() - 2027 * 4));
}

#[test]
fn budgets_that_contradict_what_must_be_done_are_named() {
    // Two actions of 70 000 that must begin in 2027, which holds 100 000.
    let must = "mandatory = true\nlatest = \"2027-Q4\"";
    let roadmap =
        read(&(action("a", 1, 70_000, 0, must) + &action("b", 1, 70_000, 0, must) + &action("c", 1, 1, 9, "")));
    let plan = Plan::new(&roadmap).unwrap();
    let timetable = plan.best(&mut never());
    assert_eq!((timetable.status, timetable.value), (Proof::Infeasible, None));
    let found = plan.contradiction(200, &mut never()).unwrap();
    assert!(found.is_minimal);
    let envelope = Limit::Envelope { payer: Payer::Funder(slug("etat")), year: 2027, holds: 100_000 };
    assert!(found.limits.contains(&envelope), "{found:?}");
    for id in ["a", "b"] {
        assert!(found.limits.contains(&Limit::Obligation { action: slug(id) }), "{found:?}");
    }
    assert!(!found.limits.iter().any(|limit| format!("{limit:?}").contains("\"c\"")), "{found:?}");
}

#[test]
fn an_envelope_smaller_than_what_is_asked_is_told_as_it_is_and_a_refused_one_as_empty() {
    let roadmap = read(&action("a", 1, 700_000, 0, "mandatory = true"));
    let plan = Plan::new(&roadmap).unwrap();
    let found = plan.contradiction(200, &mut never()).unwrap();
    let of = |year, holds| Limit::Envelope { payer: Payer::Funder(slug("etat")), year, holds };
    assert_eq!(found.limits[..2], [of(2027, 100_000), of(2028, 60_000)]);
    assert_eq!(found.limits.len(), 3, "and that it must be done: {found:?}");
    let refused = plan.without(&Refusal::of(&roadmap, "etat:2028").unwrap());
    assert_eq!(refused.contradiction(200, &mut never()).unwrap().limits[..2], [of(2027, 100_000), of(2028, 0)]);
}

#[test]
fn the_quarters_in_which_a_team_lacks_are_named() {
    // Both need the whole team, both are to be done in the same two quarters.
    let must =
        "mandatory = true\nearliest = \"2027-Q2\"\nlatest = \"2027-Q3\"\nneed = [{ team = \"projet\", fte = 1 }]";
    let roadmap = read(&(action("a", 2, 1, 0, must) + &action("b", 2, 1, 0, must)));
    let found = Plan::new(&roadmap).unwrap().contradiction(200, &mut never()).unwrap();
    assert!(found.is_minimal);
    let team = found.limits.iter().find_map(|limit| match limit {
        Limit::Team { team, quarters } => Some((team.clone(), quarters.len())),
        _ => None,
    });
    // One quarter is enough to tell: both are under way in each of the two.
    assert_eq!(team, Some((slug("projet"), 1)));
    assert!(!found.limits.iter().any(|limit| matches!(limit, Limit::Envelope { .. } | Limit::Dependency { .. })));
}

#[test]
fn a_chain_that_is_too_long_is_named_with_its_waits() {
    let roadmap = read(
        &(action("a", 4, 1, 0, "mandatory = true")
            + &action("b", 3, 1, 0, "mandatory = true\ndepends = [{ on = \"a\", lag = 2 }]")
            + &action("c", 2, 1, 0, "depends = [{ on = \"a\" }]")),
    );
    let found = Plan::new(&roadmap).unwrap().contradiction(200, &mut never()).unwrap();
    let expected = [Limit::Dependency { before: slug("a"), after: slug("b") }, Limit::Obligation { action: slug("b") }];
    assert!(found.is_minimal);
    assert_eq!(found.limits, expected);
}

#[test]
fn a_grant_is_asked_while_it_is_open() {
    let granted = "mandatory = true\nlatest = \"2027-Q2\"";
    let paid = r#"funding = [{ funder = "etat", grant = "appel", year = 2027, euros = 5, state = "secured" }]"#;
    let body = |more: &str| {
        format!("[[action]]\nid = \"a\"\naxis = \"sols\"\ntitle = {{ fr = \"A\" }}\nquarters = 1\n{paid}\n{more}\n")
    };
    let roadmap = read(&body("mandatory = true"));
    let timetable = Plan::new(&roadmap).unwrap().best(&mut never());
    assert_eq!(timetable.starts[&slug("a")].to_string(), "2027-Q3");
    let roadmap = read(&body(granted));
    let found = Plan::new(&roadmap).unwrap().contradiction(50, &mut never()).unwrap();
    assert!(
        found.limits.iter().any(|limit| matches!(limit, Limit::Window { action, grants, .. }
        if *action == slug("a") && *grants == [slug("appel")])),
        "{found:?}"
    );
}

#[test]
fn a_refused_grant_takes_out_what_it_pays_and_what_follows() {
    let roadmap = read(
        &[
            action("a", 1, 50_000, 10, ""),
            action("b", 1, 20_000, 7, "depends = [{ on = \"a\" }]"),
            r#"[[action]]
id = "c"
axis = "sols"
title = { fr = "C" }
quarters = 1
worth = 4
own = [{ year = 2027, euros = 5 }]
"#
            .to_owned(),
        ]
        .concat(),
    );
    let plan = Plan::new(&roadmap).unwrap();
    let known = plan.best(&mut never());
    let all = plan.refused(&known, &Refusal::of(&roadmap, "etat").unwrap(), &mut never());
    assert_eq!((all.leaves.clone(), all.lost), (vec![slug("a"), slug("b")], Some(1_700)));
    // One year only: both go to 2028 at the cost of waiting, 60 000 do not suffice for 70 000.
    let year = plan.refused(&known, &Refusal::of(&roadmap, "etat:2027").unwrap(), &mut never());
    assert_eq!(year.leaves, [slug("b")]);
    assert_eq!((year.lost, year.moves.contains_key(&slug("a"))), (Some(730), true));
    for wrong in ["nobody", "etat:2040", "etat:", ""] {
        assert!(Refusal::of(&roadmap, wrong).is_err(), "{wrong}");
    }
}

#[test]
fn the_smallest_roadmap_is_what_must_be_done_and_what_it_needs() {
    let roadmap = read(
        &(action("a", 1, 10, 10, "")
            + &action("b", 1, 10, 1, "mandatory = true\ndepends = [{ on = \"a\", lag = 1 }]")
            + &action("c", 1, 10, 100, "")),
    );
    let plan = Plan::new(&roadmap).unwrap();
    let (actions, timetable) = plan.minimal(&mut never());
    assert_eq!(actions, [slug("a"), slug("b")]);
    assert_eq!((timetable.value, timetable.starts.len()), (Some(1_100), 2));
}

#[test]
fn what_began_stays_where_it_is() {
    let roadmap = read(
        &(action(
            "a",
            4,
            90_000,
            1,
            "status = \"under-way\"\nstart = \"2026-Q3\"\nneed = [{ team = \"projet\", fte = 1.5 }]",
        ) + &action("b", 1, 90_000, 1, "need = [{ team = \"projet\", fte = 0.5 }]\ndepends = [{ on = \"a\" }]")
            + &action("c", 1, 1, 1, "status = \"abandoned\"")),
    );
    let timetable = Plan::new(&roadmap).unwrap().best(&mut never());
    // a ends with the second quarter of 2027; what was committed in 2026 leaves 2027 whole.
    assert_eq!(starts(&timetable)[0], ("a".into(), "2026-Q3".into()));
    assert!(timetable.starts[&slug("b")] >= "2027-Q3".parse().unwrap());
    assert_eq!(timetable.starts[&slug("b")].year(), 2027);
    assert!(!timetable.starts.contains_key(&slug("c")) && timetable.left.is_empty());
}

#[test]
fn dates_as_they_are_written_are_told_limit_by_limit() {
    let need = "need = [{ team = \"projet\", fte = 1 }]";
    let roadmap = read(
        &(action("a", 2, 70_000, 0, &format!("start = \"2027-Q1\"\n{need}"))
            + &action("b", 2, 70_000, 0, &format!("start = \"2027-Q2\"\ndepends = [{{ on = \"a\" }}]\n{need}"))
            + &action("c", 2, 0, 0, "start = \"2027-Q1\"\nearliest = \"2027-Q2\"")
            + &action("d", 2, 0, 0, "")),
    );
    let both = vec![slug("a"), slug("b")];
    let quarter = |text: &str| text.parse::<Quarter>().unwrap();
    let expected = [
        Broken::Envelope {
            payer: Payer::Funder(slug("etat")),
            year: 2027,
            asked: 140_000,
            holds: 100_000,
            actions: both.clone(),
        },
        Broken::Team {
            team: slug("projet"),
            quarter: quarter("2027-Q2"),
            asked: Fte::new(2.0).unwrap(),
            holds: Fte::new(1.5).unwrap(),
            actions: both,
        },
        Broken::Dependency {
            before: slug("a"),
            after: slug("b"),
            ready: quarter("2027-Q3"),
            begins: quarter("2027-Q2"),
        },
        Broken::Window {
            action: slug("c"),
            begins: quarter("2027-Q1"),
            from: quarter("2027-Q2"),
            to: quarter("2028-Q3"),
        },
    ];
    assert_eq!(broken(&roadmap), expected);
    assert_eq!(undated(&roadmap).iter().map(|action| action.id.as_str()).collect::<Vec<_>>(), ["d"]);
}

#[test]
fn an_envelope_that_nobody_knows_limits_nothing_and_is_said() {
    let roadmap = read(
        r#"[[action]]
id = "a"
axis = "sols"
title = { fr = "A" }
quarters = 1
funding = [{ funder = "region", year = 2027, euros = 900_000_000, state = "asked" }]
"#,
    );
    assert_eq!(Plan::new(&roadmap).unwrap().best(&mut never()).starts.len(), 1);
    assert_eq!(roadmap.unknown_envelopes(), [(Payer::Funder(slug("region")), 2027)]);
}

#[test]
fn payments_of_several_years_that_pass_an_envelope_are_said() {
    let roadmap = read(
        r#"[[action]]
id = "a"
axis = "sols"
title = { fr = "A" }
quarters = 5
mandatory = true
funding = [
  { funder = "etat", year = 2027, euros = 10_000, state = "asked" },
  { funder = "etat", year = 2028, euros = 70_000, state = "asked" },
]
"#,
    );
    let plan = Plan::new(&roadmap).unwrap();
    let timetable = plan.best(&mut never());
    assert_eq!(timetable.starts[&slug("a")].year(), 2027);
    assert!(matches!(plan.overruns(&timetable)[..], [Broken::Envelope { year: 2028, asked: 70_000, .. }]));
}

#[test]
fn every_fault_is_told_at_once_with_its_place() {
    let found = problems(
        r#"[[action]]
id = "a"
axis = "eau"
title = { fr = "A" }
quarters = 9
start = "2027-Q9"
funding = [{ funder = "etat", year = 2027, euros = -3, state = "maybe" }]
need = [{ team = "projet", fte = 0.001 }]
[[action]]
id = "a"
axis = "sols"
title = { fr = "B" }
quarters = 3
status = "blocked"
latest = "2027-Q2"
worht = 3
[[action]]
id = "c"
axis = "sols"
title = { fr = "C" }
quarters = 1
depends = [{ on = "c" }]
site = [{ name = "Friche", commune = "16015", lon = 0.1 }]
"#,
    );
    let has = |part: &str| assert!(found.iter().any(|problem| problem.contains(part)), "{part}: {found:#?}");
    has("start: \"2027-Q9\" is not a quarter");
    has("euros: -3 found");
    has("state: \"maybe\" found, expected one of asked, secured, refused");
    has("fte: 0.001 found");
    has("blocked_because: missing field");
    has("worht: unknown field, did you mean \"worth\"?");
    has("depends[1].on: the action depends on itself");
    has("site[1].lon: one coordinate found");
    assert!(found.iter().all(|problem| problem.starts_with("r.toml:")), "{found:#?}");
}

#[test]
fn rings_unknown_names_and_windows_too_short_are_told_where_they_are() {
    let found = problems(
        &(action("a", 1, 1, 0, "depends = [{ on = \"c\" }]")
            + &action("b", 1, 1, 0, "depends = [{ on = \"a\" }]")
            + &action("c", 1, 1, 0, "depends = [{ on = \"b\" }]\nneed = [{ team = \"nobody\", fte = 1 }]")
            + &action("d", 3, 1, 0, "earliest = \"2027-Q3\"\nlatest = \"2027-Q4\"\nstatus = \"postponed\"")
            + &action("e", 1, 1, 0, "depends = [{ on = \"d\" }]\nstatus = \"done\"")),
    );
    let ends = |part: &str| assert!(found.iter().any(|problem| problem.ends_with(part)), "{part}: {found:#?}");
    ends("depends: actions wait for each other in a ring: \"b\" then \"c\" then \"a\" then \"b\"");
    ends("need[1].team: \"nobody\" names no team of the roadmap");
    ends("latest: 2 quarter(s) from 2027-Q3 to 2027-Q4, expected 3 at least: what the action lasts");
    ends("depends[1].on: \"d\" is abandoned or postponed, and this action waits for it");
    ends("start: missing field: an action that began has its quarter");
    assert_eq!(found.len(), 5, "{found:#?}");
}

#[test]
fn a_quotation_that_was_changed_is_told() {
    let quote = |value: &str, digest: &str| {
        format!(
            "[[action.quote]]\nlabel = \"Logements vacants\"\nvalue = \"{value}\"\nunit = \"%\"\nplace = \"Ici\"\nperiod = \"2021\"\n\
             source = \"INSEE\"\ngrade = \"A\"\n{digest}\n"
        )
    };
    let roadmap = read(&(action("a", 1, 1, 0, "") + &quote("8,0", "")));
    let digest = roadmap.actions[0].quotes[0].digest.clone();
    assert_eq!(digest.len(), 64);
    let found = problems(&(action("a", 1, 1, 0, "") + &quote("9,0", &format!("digest = \"{digest}\""))));
    assert!(found[0].contains("action[1].quote[1].digest: the quotation was changed"), "{found:?}");
}

#[test]
fn a_roadmap_comes_back_from_its_json_and_its_toml() {
    let full = action(
        "a",
        2,
        5,
        3,
        "status = \"blocked\"\nblocked_because = \"Foncier\"\nstart = \"2027-Q1\"\npartners = [\"CCI\"]\nmandatory = true",
    ) + r#"[[action.indicator]]
id = "surface"
name = { fr = "Surface rendue", en = "Area given back" }
unit = "ha"
nature = "result"
source = "Service foncier"
baseline = { on = "2026-12-31", value = 0 }
target = [{ on = "2028-12-31", value = 3.5 }]
measure = [{ on = "2027-06-30", value = 0.25, source = "Géomètre" }]
[[action.indicator]]
id = "emploi"
name = { fr = "Emplois" }
unit = "emplois"
nature = "impact"
not_measurable = "Aucune enquête avant 2028"
[[action.quote]]
label = "Friches"
value = "12"
unit = "ha"
place = "Vallée"
period = "2026"
source = "Inventaire"
grade = "B"
[[action.site]]
name = "Ancienne usine"
commune = "16015"
lon = 0.1562
lat = 45.6484
[[action.origin]]
kind = "contribution"
id = "c-12"
"# + &action(
        "b",
        1,
        1,
        0,
        "depends = [{ on = \"a\", lag = 1 }]\nneed = [{ team = \"projet\", fte = 0.25 }]",
    );
    let roadmap = read(&full);
    let again = Roadmap::from_json("r.json", &roadmap.to_json()).unwrap_or_else(|error| panic!("{:#?}", error.0));
    assert_eq!(again, roadmap);
    let again = Roadmap::read("r.toml", &roadmap.to_toml()).unwrap_or_else(|error| panic!("{:#?}", error.0));
    assert_eq!(again, roadmap);
    assert_eq!(again.to_json(), roadmap.to_json());
    // The form in which a story keeps it is the same.
    let kept: Roadmap = serde_json::from_str(&roadmap.to_json()).unwrap();
    assert_eq!(kept, roadmap);
}

#[test]
fn faults_of_json_are_told_by_field() {
    let json = read(&action("a", 1, 1, 0, "")).to_json();
    let NotARoadmap(found) = Roadmap::from_json("r.json", &json.replace("\"sols\"", "\"SOLS\"")).unwrap_err();
    assert!(found.iter().all(|problem| problem.at.is_none()), "{found:#?}");
    assert!(
        found.iter().any(|problem| problem.to_string().starts_with("r.json: axis[1].id: \"SOLS\" is not a short name"))
    );
    let NotARoadmap(found) = Roadmap::from_json("r.json", "{\n \"title\": }").unwrap_err();
    assert!(found[0].to_string().starts_with("r.json:2:"), "{found:?}");
    assert!(Roadmap::from_json("r.json", "[]").is_err());
}

#[test]
fn an_action_comes_back_from_the_fields_of_its_form() {
    let text = include_str!("../../../../docs/samples/roadmap.toml");
    let roadmap = Roadmap::read("roadmap.toml", text).unwrap();
    for action in &roadmap.actions {
        let sheet = ActionSheet::of(action);
        assert_eq!(sheet.read().as_ref(), Ok(action), "{sheet:#?}");
    }
    let mut action = roadmap.actions[0].clone();
    action.status = Status::Blocked { blocked_because: "Foncier ; bornage".into() };
    action.indicators[0].name = Said { fr: "Un ; deux".into(), en: Some("One \\ two".into()) };
    action.indicators[0].measures =
        vec![Measure { on: "2027-12-01".parse().unwrap(), value: 1.25, source: Some("Géomètre (A)".into()) }];
    assert_eq!(ActionSheet::of(&action).read(), Ok(action));
}

#[test]
fn the_frame_comes_back_from_the_fields_of_its_form() {
    use super::story::Frame;
    let text = include_str!("../../../../docs/samples/roadmap.toml");
    let roadmap = Roadmap::read("roadmap.toml", text).unwrap();
    let sheet = Frame::sheet(&roadmap);
    for part in Frame::NAMES {
        let expected = match part {
            "axes" => Frame::Axes { axes: roadmap.axes.clone() },
            "teams" => Frame::Teams { teams: roadmap.teams.clone() },
            "money" => Frame::Money {
                own_budget: roadmap.own_budget.clone(),
                funders: roadmap.funders.clone(),
                grants: roadmap.grants.clone(),
            },
            _ => Frame::Span {
                title: roadmap.title.clone(),
                territory: roadmap.territory.clone(),
                notice: roadmap.notice.clone(),
                first: roadmap.first,
                quarters: roadmap.quarters,
            },
        };
        assert_eq!(Frame::read(part, &sheet), Ok(expected));
    }
    let mut wrong = sheet.clone();
    wrong.0.insert("grants".into(), "appel ; etat ; Appel ; 2028 ; 2028-Q4 ; 2028=x".into());
    assert_eq!(Frame::read("money", &wrong).unwrap_err().len(), 2);
}

#[test]
fn all_that_is_wrong_in_a_form_is_told_field_by_field() {
    let mut sheet = ActionSheet::default();
    for (field, text) in [
        ("id", "A"),
        ("axis", "sols"),
        ("status", "blocked"),
        ("quarters", "deux"),
        ("start", "2027"),
        ("funding", "etat ; ; 2027 ; dix ; asked\netat ; 3"),
        ("needs", "projet ; 0,001"),
        ("sites", "Usine ; 9"),
    ] {
        sheet.0.insert(field.into(), text.into());
    }
    let faults = sheet.read().unwrap_err();
    let of = |field: &str| faults.iter().filter(|fault| fault.field == field).collect::<Vec<_>>();
    assert_eq!(of("title")[0].what, SheetWrong::Empty);
    assert_eq!(of("id")[0].what, SheetWrong::Name { found: "A".into() });
    assert_eq!(of("quarters")[0].what, SheetWrong::Number { found: "deux".into() });
    assert_eq!(of("start")[0].what, SheetWrong::Quarter { found: "2027".into() });
    assert_eq!((of("funding")[0].line, of("funding")[1].line), (Some(1), Some(2)));
    assert_eq!(of("funding")[1].what, SheetWrong::Incomplete);
    assert_eq!(of("blocked_because")[0].what, SheetWrong::Reason);
    assert_eq!(of("needs")[0].what, SheetWrong::People { found: "0,001".into() });
    assert_eq!(of("sites")[0].what, SheetWrong::Commune { found: "9".into() });
    assert_eq!(faults.len(), 9, "{faults:#?}");
}

mod written {
    use super::*;
    use crate::Rights;
    use crate::call::Phase;
    use crate::id::PersonId;
    use crate::roadmap::story::{Asking, Cause, Command, Frame, WrittenRoadmap, begin, key};
    use crate::role::{ObjectRelation, Role, Standing};
    use crate::story::Story;

    struct Cast {
        rights: Rights,
        relation: ObjectRelation,
        first: Standing,
        second: Standing,
    }

    impl Cast {
        fn new() -> Self {
            let who = |id: &str| Standing { person: Some(id.parse::<PersonId>().unwrap()), ..Standing::default() };
            let relation = ObjectRelation { own: Some(Role::CoAuthor), ..ObjectRelation::NONE };
            Self { rights: Rights::default(), relation, first: who("ana"), second: who("bo") }
        }

        fn of<'a>(&'a self, who: &'a Standing, at: &str) -> Asking<'a> {
            let now = at.parse().unwrap();
            Asking { who, relation: &self.relation, rights: &self.rights, phase: Phase::Published, now }
        }
    }

    const THEN: &str = "2027-06-01T10:00:00Z";
    const LATER: &str = "2027-06-01T10:05:00Z";

    fn begun(cast: &Cast) -> (WrittenRoadmap, Vec<crate::story::Event<crate::roadmap::story::Happened>>) {
        let roadmap = read(&(action("a", 1, 10, 1, "") + &action("b", 1, 10, 1, "depends = [{ on = \"a\" }]")));
        begin("w1".parse().unwrap(), slug("demonstration"), roadmap, cast.of(&cast.first, THEN)).unwrap()
    }

    #[test]
    fn who_writes_an_action_that_somebody_wrote_meanwhile_is_told() {
        let cast = Cast::new();
        let (state, mut events) = begun(&cast);
        let base = state.version(&key(&slug("a")));
        let mut mine = state.roadmap.action("a").unwrap().clone();
        mine.quarters = 2;
        let write = |action: &Action, base| Command::WriteAction { action: Box::new(action.clone()), base };
        let (state, happened) = state.act(write(&mine, base), cast.of(&cast.first, THEN)).unwrap();
        events.extend(happened);
        let told = state.act(write(&mine, base), cast.of(&cast.second, LATER)).unwrap_err();
        let (by, at) = (cast.first.person.clone(), Some(THEN.parse().unwrap()));
        assert_eq!(told, Cause::Overtaken { by, at });
        // Another action is nobody's hindrance.
        let other = state.roadmap.action("b").unwrap().clone();
        let base = state.version(&key(&slug("b")));
        let (state, happened) = state.act(write(&other, base), cast.of(&cast.second, LATER)).unwrap();
        events.extend(happened);
        assert_eq!(state.roadmap.action("a").unwrap().quarters, 2);
        assert_eq!(WrittenRoadmap::fold(&events), Ok(state.clone()));
        let text = serde_json::to_string(&events).unwrap();
        let again: Vec<crate::story::Event<crate::roadmap::story::Happened>> = serde_json::from_str(&text).unwrap();
        assert_eq!(WrittenRoadmap::fold(&again), Ok(state));
    }

    #[test]
    fn nothing_that_would_contradict_itself_is_written() {
        let cast = Cast::new();
        let (state, _) = begun(&cast);
        let base = state.version(&key(&slug("a")));
        let remove = Command::RemoveAction { action: slug("a"), base };
        let Err(Cause::Disagrees(found)) = state.act(remove, cast.of(&cast.first, LATER)) else {
            panic!("b waits for a")
        };
        assert_eq!(found[0].what, Disagrees::NoAction(slug("a")));
        let axes = Command::WriteFrame { frame: Frame::Axes { axes: Vec::new() }, base: state.version("axes") };
        let Err(Cause::Disagrees(found)) = state.act(axes, cast.of(&cast.first, LATER)) else {
            panic!("axes are used")
        };
        assert_eq!(found.len(), 2);
        let fresh = Action::new(slug("a"), slug("sols"), Said::french("A"));
        let taken = Command::WriteAction { action: Box::new(fresh), base: 0 };
        assert_eq!(state.act(taken, cast.of(&cast.first, LATER)).unwrap_err(), Cause::Taken);
    }

    #[test]
    fn only_those_of_the_workspace_write_it() {
        let mut cast = Cast::new();
        let (state, _) = begun(&cast);
        cast.relation = ObjectRelation::NONE;
        cast.first.roles.insert(Role::Pilot);
        let asking = cast.of(&cast.first, LATER);
        assert!(asking.may(crate::role::Right::SeeRoadmap));
        let dates = Command::TakeDates { starts: BTreeMap::new(), revision: state.revision };
        assert!(matches!(state.act(dates, asking), Err(Cause::NotAllowed(_))));
    }

    #[test]
    fn dates_are_taken_only_if_they_still_hold() {
        let cast = Cast::new();
        let (state, _) = begun(&cast);
        let plan = Plan::new(&state.roadmap).unwrap();
        let starts = plan.best(&mut never()).starts;
        let take = |starts: &BTreeMap<Slug, Quarter>, revision| Command::TakeDates { starts: starts.clone(), revision };
        let (dated, _) = state.act(take(&starts, state.revision), cast.of(&cast.first, LATER)).unwrap();
        assert_eq!(dated.roadmap.action("b").unwrap().start, starts.get("b").copied());
        let stale = dated.act(take(&starts, state.revision), cast.of(&cast.second, LATER));
        assert!(matches!(stale, Err(Cause::Overtaken { .. })));
        let wrong = BTreeMap::from([(slug("a"), "2027-Q2".parse().unwrap()), (slug("b"), "2027-Q1".parse().unwrap())]);
        assert_eq!(dated.act(take(&wrong, dated.revision), cast.of(&cast.first, LATER)).unwrap_err(), Cause::Dates);
    }
}
