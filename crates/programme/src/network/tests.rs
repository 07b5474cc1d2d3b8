use super::*;
use crate::call::Phase;
use crate::role::Role;
use crate::session::tests::demonstration;

fn now() -> Instant {
    "2027-06-01T08:00:00Z".parse().unwrap()
}

fn standing(id: &str, roles: &[Role]) -> Standing {
    Standing { person: Some(id.parse().unwrap()), roles: roles.iter().copied().collect(), ..Standing::default() }
}

fn words(name: &str, fields: &str) -> Words {
    Words { name: name.into(), fields: fields.into(), contact: String::new() }
}

#[test]
fn an_expert_is_listed_by_themselves_and_withdrawn_by_themselves_at_any_time() {
    let session = demonstration();
    let rules = Rules { session: &session, phase: Phase::Published };
    let expert = standing("eva", &[Role::Expert]);
    let list =
        |who: &Standing, before: Option<&Listing>, words: Words| super::list(before, None, &words, rules, who, now());
    assert!(matches!(
        list(&standing("zoe", &[]), None, words("Z", "eau")).unwrap_err().causes[..],
        [Cause::NotAllowed { .. }]
    ));
    assert_eq!(list(&expert, None, words("Eva", " ")).unwrap_err().causes, [Cause::NoText]);
    let (listing, mut events) = list(&expert, None, words("Eva", "eau")).unwrap();
    let other = standing("max", &[Role::Expert, Role::Pilot]);
    assert_eq!(list(&other, Some(&listing), words("Max", "eau")).unwrap_err().causes, [Cause::Unknown]);
    assert_eq!(listing.withdraw(None, rules, &other, now()).unwrap_err().causes, [Cause::Unknown]);
    // Without any part in the session any more, one may still leave.
    let (gone, more) = listing.withdraw(None, rules, &standing("eva", &[]), now()).unwrap();
    events.extend(more);
    assert_eq!(gone.since, None);
    assert_eq!(gone.withdraw(None, rules, &expert, now()).unwrap_err().causes, [Cause::WrongState]);
    let (back, more) = list(&expert, Some(&gone), words("Eva", "sols")).unwrap();
    events.extend(more);
    assert_eq!(back.since, Some(now()));
    assert_eq!(Listing::fold(&events).unwrap(), back);
    let text = serde_json::to_string(&events).unwrap();
    assert!(!text.contains("Eva") && !text.contains("eau") && !text.contains("sols"), "no word of theirs: {text}");
}
