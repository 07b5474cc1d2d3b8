use super::*;
use crate::Session;
use crate::call::Phase;
use crate::dossier::Place;
use crate::form::tests::slug;
use crate::role::{Role, Standing};
use crate::session::tests::demonstration;
use crate::story::Story;
use crate::workspace::{Capacity, Cause, Opening, Origin, Rules, Workspace, open};

fn now() -> Instant {
    "2027-06-01T08:00:00Z".parse().unwrap()
}

fn standing(id: &str, roles: &[Role]) -> Standing {
    Standing { person: Some(id.parse().unwrap()), roles: roles.iter().copied().collect(), ..Standing::default() }
}

fn scene() -> (Session, Workspace) {
    let session = demonstration();
    let people = [("lea", Capacity::Lead), ("max", Capacity::Member)];
    let opening = Opening {
        workspace: "w1".parse().unwrap(),
        origin: Origin::Laureate { laureate: slug("essai") },
        place: Place { name: "Essai".into(), departements: [].into(), regions: [].into() },
        communes: [].into(),
        people: people.map(|(id, capacity)| (id.parse().unwrap(), capacity)).into(),
    };
    let rules = Rules { session: &session, phase: Phase::Published };
    let (workspace, _) = open(opening, rules, &standing("pia", &[Role::Pilot]), now()).unwrap();
    (session, workspace)
}

fn draft(title: &str, version: u64) -> Draft {
    let text = |text: &str| text.to_owned();
    let prerequisites = [(Prerequisite::Land, text("Un hangar vide")), (Prerequisite::Skills, String::new())].into();
    let (need, results, reproducible) = (text("Loger"), text("Deux ateliers"), text("Le bail"));
    Draft { title: text(title), need, results, reproducible, prerequisites, version, ..Draft::default() }
}

fn content(draft: &Draft) -> Content {
    Content {
        schema: SCHEMA.into(),
        territory: "Essai".into(),
        communes: [].into(),
        written: draft.clone(),
        measures: None,
        costs: None,
        profile: vec![Along { axis: "population".into(), value: Some(20_000.5), fact: None }],
        facts: Vec::new(),
    }
}

#[test]
fn a_sheet_is_written_published_once_and_corrected_by_another_that_says_why() {
    let (session, workspace) = scene();
    let rules = Rules { session: &session, phase: Phase::Published };
    let (lead, member) = (standing("lea", &[]), standing("max", &[]));
    let (sheet, mut events) = begin(&workspace, &About::Roadmap, None, rules, &member, now()).unwrap();
    assert_eq!(sheet.id.as_str(), "w1-r-1");
    let early = sheet.publish(&workspace, content(&sheet.draft), rules, &lead, now()).unwrap_err();
    assert_eq!(early.causes, [Cause::NoText]);
    let (sheet, more) = sheet.write(&workspace, draft("Ateliers", 0), rules, &member, now()).unwrap();
    events.extend(more);
    let stale = sheet.write(&workspace, draft("Autre", 0), rules, &member, now()).unwrap_err();
    assert_eq!(stale.causes, [Cause::Conflict]);
    let strange = Draft { themes: [slug("nulle-part")].into(), ..draft("Ateliers", 1) };
    assert_eq!(sheet.write(&workspace, strange, rules, &member, now()).unwrap_err().causes, [Cause::Unknown]);
    let denied = sheet.publish(&workspace, content(&sheet.draft), rules, &member, now()).unwrap_err();
    assert!(matches!(denied.causes[..], [Cause::NotAllowed { .. }]));
    let (sheet, more) = sheet.publish(&workspace, content(&sheet.draft), rules, &lead, now()).unwrap();
    events.extend(more);
    assert_eq!(Sheet::fold(&events).unwrap(), sheet);
    let text = serde_json::to_string(&sheet).unwrap();
    let read: Sheet = serde_json::from_str(&text).unwrap();
    assert_eq!(read.published.unwrap().content.digest(), sheet.published.as_ref().unwrap().digest);
    let again = sheet.write(&workspace, draft("Autre", 1), rules, &member, now()).unwrap_err();
    assert_eq!(again.causes, [Cause::WrongState]);
    let correct = |reason| begin(&workspace, &About::Roadmap, Some((&sheet, reason)), rules, &lead, now());
    assert_eq!(correct(" ").unwrap_err().causes, [Cause::NoReason]);
    let (second, _) = correct("Un coût faux").unwrap();
    assert_eq!((second.number, second.draft.title.as_str(), second.draft.version), (2, "Ateliers", 1));
    assert_eq!(corrected_by(&sheet, std::slice::from_ref(&second)), None, "not before it is published");
}

#[test]
fn a_long_short_name_has_a_name_too_and_no_action_takes_that_of_the_roadmap() {
    let workspace = "0123456789abcdef".parse().unwrap();
    let long = About::Action { action: slug(&"a".repeat(60)) };
    let id = name(&workspace, &long, 12).unwrap();
    assert!(id.as_str().len() <= 64 && id.as_str().ends_with("-12"), "{id}");
    assert_ne!(name(&workspace, &About::Action { action: slug("r") }, 1), name(&workspace, &About::Roadmap, 1));
}

#[test]
fn what_lacks_comes_first_then_who_is_near_then_what_is_not_known() {
    let asks = |asked: &[Prerequisite]| asked.iter().map(|one| (*one, String::new())).collect::<BTreeMap<_, _>>();
    use Prerequisite::{Finance, Land, Skills};
    // The example of docs/method/replication.md.
    let (halle, bail, ecole) = (asks(&[Land, Skills]), asks(&[Skills]), asks(&[Finance, Skills]));
    let candidate = |id, prerequisites, distance| Candidate { id, prerequisites, distance };
    let candidates = [
        candidate("halle", &halle, Some(0.02)),
        candidate("bail", &bail, Some(0.20)),
        candidate("ecole", &ecole, Some(0.05)),
        candidate("loin", &bail, None),
    ];
    let answers = [(Land, Answer::NotMet), (Skills, Answer::Met)].into();
    let order = |answers| rank(&candidates, answers).iter().map(|r| candidates[r.candidate].id).collect::<Vec<_>>();
    assert_eq!(order(&answers), ["ecole", "bail", "loin", "halle"]);
    assert_eq!(order(&BTreeMap::new()), ["halle", "ecole", "bail", "loin"], "without answers, who is near");
    let first = &rank(&candidates, &answers)[0];
    assert_eq!((&first.met[..], &first.lacking[..], &first.unknown[..]), (&[Skills][..], &[][..], &[Finance][..]));
    let same = [candidate("b", &ecole, Some(0.1)), candidate("a", &bail, Some(0.1)), candidate("c", &bail, Some(0.1))];
    let ids: Vec<_> = rank(&same, &BTreeMap::new()).iter().map(|ranked| same[ranked.candidate].id).collect();
    assert_eq!(ids, ["a", "c", "b"], "then what is known, then the name");
}
