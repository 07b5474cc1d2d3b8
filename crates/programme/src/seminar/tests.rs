use super::*;
use crate::form::tests::slug;
use crate::role::Role;
use crate::session::tests::demonstration;

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn sheet() -> Sheet {
    let slot = |hour, what: &str| Slot { hour, minute: 30, what: what.into() };
    Sheet {
        stage: slug("trial"),
        title: "Sols et filières".into(),
        begins: "2026-11-10T09:00".parse().unwrap(),
        ends: "2026-11-10T17:00".parse().unwrap(),
        zone: Zone::Paris,
        place: "Angoulême".into(),
        online: String::new(),
        about: "Ce que nous apprenons.".into(),
        programme: vec![slot(9, "Accueil"), slot(10, "Table ronde")],
        laureates: Vec::new(),
        documents: vec![Document { title: "Note".into(), address: "https://exemple.fr/note.pdf".into() }],
        registration: String::new(),
    }
}

fn pilot(role: Role) -> Standing {
    Standing { person: Some("alix".parse().unwrap()), roles: [role].into(), ..Standing::default() }
}

fn told(summary: &str) -> Command {
    Command::Tell(Told { summary: summary.into(), present: Some(40) })
}

#[test]
fn a_seminar_is_announced_held_and_told_by_the_pilot_alone() {
    let session = demonstration();
    let (alix, juror) = (pilot(Role::Pilot), pilot(Role::Juror));
    let rules = |who, now| Rules { session: &session, phase: Phase::Open, who, now: at(now) };
    let early = "2026-11-10T07:59:59Z";
    assert!(matches!(
        begin("s1".parse().unwrap(), sheet(), rules(&juror, early)).unwrap_err()[..],
        [Fault::NotAllowed(_)]
    ));
    let (seminar, first) = begin("s1".parse().unwrap(), sheet(), rules(&alix, early)).unwrap();
    assert_eq!(seminar.act(told("Dit"), rules(&alix, early)).unwrap_err(), [Fault::WrongState, Fault::NotYet]);
    let (seminar, second) = seminar.act(Command::Announce, rules(&alix, early)).unwrap();
    assert_eq!(seminar.act(Command::Announce, rules(&alix, early)).unwrap_err(), [Fault::WrongState]);
    // Nine in Paris, in November, is eight in UTC.
    assert_eq!(seminar.act(told("Dit"), rules(&alix, early)).unwrap_err(), [Fault::NotYet]);
    let (held, third) = seminar.act(told("Dit"), rules(&alix, "2026-11-10T08:00:00Z")).unwrap();
    let corrected = held.act(told("Mieux dit"), rules(&alix, "2026-11-11T08:00:00Z")).unwrap().0;
    assert_eq!(corrected.state, State::Held { told: Told { summary: "Mieux dit".into(), present: Some(40) } });
    let off = Command::CallOff { reason: "Neige".into() };
    assert_eq!(held.act(off, rules(&alix, early)).unwrap_err(), [Fault::WrongState]);
    let story = [first, second, third].concat();
    assert_eq!(Seminar::fold(&story).unwrap(), held);
}

#[test]
fn what_was_called_off_says_why_and_is_written_no_more() {
    let session = demonstration();
    let alix = pilot(Role::Pilot);
    let rules = Rules { session: &session, phase: Phase::Open, who: &alix, now: at("2026-11-01T08:00:00Z") };
    let (seminar, _) = begin("s1".parse().unwrap(), sheet(), rules).unwrap();
    let off = |reason: &str| Command::CallOff { reason: reason.into() };
    assert_eq!(seminar.act(off("Neige"), rules).unwrap_err(), [Fault::WrongState], "a draft was never promised");
    let (seminar, _) = seminar.act(Command::Announce, rules).unwrap();
    assert_eq!(seminar.act(off(" "), rules).unwrap_err(), [Fault::Missing(Field::Reason)]);
    let stale = Command::Write { sheet: Box::new(sheet()), base: 1 };
    assert_eq!(seminar.act(stale, rules).unwrap_err(), [Fault::Meanwhile]);
    let (seminar, _) = seminar.act(off("Neige"), rules).unwrap();
    let write = Command::Write { sheet: Box::new(sheet()), base: 3 };
    assert_eq!(seminar.act(write, rules).unwrap_err(), [Fault::WrongState]);
}

#[test]
fn all_that_is_wrong_with_a_sheet_is_told_at_once() {
    let session = demonstration();
    let mut wrong = sheet();
    wrong.stage = slug("nulle-part");
    wrong.title = " ".into();
    wrong.ends = wrong.begins;
    wrong.place = String::new();
    wrong.programme.reverse();
    wrong.laureates = vec![slug("personne")];
    wrong.documents[0].address = "http://exemple.fr".into();
    wrong.about = "é".repeat(5_001);
    let expected = [
        Fault::NoStage,
        Fault::Missing(Field::Title),
        Fault::EndsFirst,
        Fault::Nowhere,
        Fault::TooLong { field: Field::About, found: 5_001 },
        Fault::OutOfOrder("Accueil".into()),
        Fault::NoLaureate(slug("personne")),
        Fault::NotAnAddress("http://exemple.fr".into()),
    ];
    assert_eq!(wrong.faults(&session), expected);
    assert_eq!(sheet().faults(&session), []);
}
