//! A calendar, its boundaries, its faults.

use std::collections::BTreeSet;

use super::*;
use crate::role::{Denial, Rights, Standing};
use facts::document::Document;
use proptest::prelude::*;

pub(crate) const CALL: &str = r#"zone = "Europe/Paris"
opening = "2026-11-02T09:00"
closing = "2027-01-15T12:00"
reminders = ["24h", "14d", "3d"]
[late]
until = "2027-01-18T12:00"
who_decides = ["pilot"]
[[phase]]
id = "instruction"
applicants_write = true
[[phase]]
id = "scoring"
begins = "2027-02-15T09:00"
names_shown = false
[[phase]]
id = "deliberation"
begins = "2027-03-22T09:00"
[[phase]]
id = "decision"
begins = "2027-03-25T09:00"
[[phase]]
id = "published"
begins = "2027-04-12T09:00"
[eligibility]
minimum_communes = 2
contiguous = true
one_dossier_per_territory = true
bearers = ["communaute-communes", "communaute-agglomeration", "petr"]
"#;

pub(crate) fn read(text: &str) -> Result<Call, String> {
    let document = Document::parse("call.toml", text);
    let call = Call::read(document.root());
    let problems = document.into_problems();
    match call {
        Some(call) if problems.is_empty() => Ok(call),
        _ => Err(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
    }
}

fn call() -> Call {
    read(CALL).unwrap()
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

#[test]
fn the_minute_of_the_closing_is_inside_to_its_last_second() {
    let call = call();
    for (time, reception) in [
        ("2026-11-02T07:59:59Z", Reception::TooEarly),
        ("2026-11-02T08:00:00Z", Reception::InTime),
        ("2027-01-15T11:00:00Z", Reception::InTime),
        ("2027-01-15T11:00:59Z", Reception::InTime),
        ("2027-01-15T11:00:59.999Z", Reception::InTime),
        ("2027-01-15T11:01:00Z", Reception::Late),
        ("2027-01-18T11:00:59Z", Reception::Late),
        ("2027-01-18T11:01:00Z", Reception::Closed),
    ] {
        assert_eq!(call.reception(at(time)), reception, "{time}");
    }
    let strict = read(&CALL.replace("2027-01-15T12:00\"", "2027-01-15T12:00:00\"")).unwrap();
    assert_eq!(strict.reception(at("2027-01-15T11:00:00.999Z")), Reception::InTime);
    assert_eq!(strict.reception(at("2027-01-15T11:00:01Z")), Reception::Late);
}

#[test]
fn without_a_rule_nothing_is_received_late() {
    let strict = read(&CALL.replace("[late]\nuntil = \"2027-01-18T12:00\"\nwho_decides = [\"pilot\"]\n", "")).unwrap();
    assert_eq!(strict.reception(at("2027-01-15T11:01:00Z")), Reception::Closed);
}

#[test]
fn the_same_hours_overseas_are_other_instants() {
    for (zone, last) in [
        ("Indian/Reunion", "2027-01-15T08:00:59Z"),
        ("Pacific/Noumea", "2027-01-15T01:00:59Z"),
        ("Pacific/Wallis", "2027-01-15T00:00:59Z"),
        ("Pacific/Tahiti", "2027-01-15T22:00:59Z"),
        ("America/Martinique", "2027-01-15T16:00:59Z"),
        ("America/Miquelon", "2027-01-15T15:00:59Z"),
        ("America/Cayenne", "2027-01-15T15:00:59Z"),
    ] {
        let call = read(&CALL.replace("Europe/Paris", zone)).unwrap();
        assert_eq!(call.closes_at(), at(last), "{zone}");
        assert_eq!(call.phase_at(at(last)), Phase::Open);
        assert_eq!(call.phase_at(at(last).plus_seconds(1)), Phase::Instruction);
    }
    // In summer the clock of Saint-Pierre-et-Miquelon is an hour ahead.
    let summer = CALL.replace("2026-11-02T09:00", "2026-06-02T09:00").replace("Europe/Paris", "America/Miquelon");
    assert_eq!(read(&summer).unwrap().opens_at(), at("2026-06-02T11:00:00Z"));
}

#[test]
fn a_call_is_in_one_phase_at_a_time_and_each_begins_to_the_second() {
    let call = call();
    for (time, phase) in [
        ("2020-01-01T00:00:00Z", Phase::Preparation),
        ("2026-11-02T07:59:59Z", Phase::Preparation),
        ("2026-11-02T08:00:00Z", Phase::Open),
        ("2027-01-15T11:00:59Z", Phase::Open),
        ("2027-01-15T11:01:00Z", Phase::Instruction),
        ("2027-02-15T07:59:59Z", Phase::Instruction),
        ("2027-02-15T08:00:00Z", Phase::Scoring),
        ("2027-03-22T08:00:00Z", Phase::Deliberation),
        ("2027-03-25T08:00:00Z", Phase::Decision),
        // Summer time began on 28 March.
        ("2027-04-12T07:00:00Z", Phase::Published),
        ("2100-01-01T00:00:00Z", Phase::Published),
    ] {
        assert_eq!(call.phase_at(at(time)), phase, "{time}");
    }
    assert!(!call.switches(Phase::Scoring).names_shown && call.switches(Phase::Deliberation).names_shown);
}

#[test]
fn phases_may_be_left_out_and_the_one_before_lasts_longer() {
    let flash = "zone = \"Europe/Paris\"\nopening = \"2026-11-02T09:00\"\nclosing = \"2026-11-03T09:00\"\n\
                 [[phase]]\nid = \"published\"\nbegins = \"2026-12-01T09:00\"\n";
    let call = read(flash).unwrap();
    assert_eq!(call.phase_at(at("2026-11-20T00:00:00Z")), Phase::Instruction);
    assert_eq!(call.phase_at(at("2026-12-01T08:00:00Z")), Phase::Published);
    assert_eq!(call.span(Phase::Scoring), None);
    assert_eq!(call.span(Phase::Open), Some((Some(at("2026-11-02T08:00:00Z")), Some(at("2026-11-03T08:00:59Z")))));
    assert_eq!((call.retention, call.reminders.len()), (Retention::default(), 0));
}

#[test]
fn every_fault_of_a_calendar_is_told_at_once() {
    let wrong = CALL
        .replace("reminders = [\"24h\", \"14d\", \"3d\"]", "reminders = [\"24h\", \"24h\", \"soon\"]")
        .replace("2027-01-18T12:00", "2027-01-15T12:00")
        .replace("who_decides = [\"pilot\"]", "who_decides = [\"juror\"]")
        .replace("id = \"instruction\"", "id = \"instruction\"\nbegins = \"2027-01-20T09:00\"")
        .replace("id = \"decision\"\nbegins = \"2027-03-25T09:00\"", "id = \"scoring\"\nbegins = \"2027-03-28T02:30\"")
        .replace("2027-04-12T09:00", "2027-03-01T09:00")
        .replace("\"petr\"", "\"petre\"")
        .replace(
            "[eligibility]",
            "[retention]\nmonths = 61\n[eligibility]\ndepartements = [\"97\"]\noversea = \"only\"",
        );
    insta::assert_snapshot!(read(&wrong).unwrap_err(), @r#"
    call.toml:4:13: reminders: "24h" is written twice, expected once
    call.toml:4:13: reminders: "soon" is not a delay: expected a number of days or of hours, as 14d or 36h, of a year at most
    call.toml:6:9: late.until: 2027-01-15T12:00 found, expected later than the closing
    call.toml:7:15: late.who_decides: "juror" found, expected one of pilot, instructor
    call.toml:10:10: phase[1].begins: found for a phase that follows from the opening and the closing, expected none
    call.toml:20:6: phase[4].id: "scoring" found after "deliberation", expected each phase once, in order
    call.toml:21:10: phase[4].begins: 2027-03-28T02:30 is shown by no clock: summer time begins that night, expected an hour shown once
    call.toml:24:10: phase[5].begins: 2027-03-01T09:00 found, expected after 2027-03-22T09:00, the beginning of the phase before
    call.toml:26:10: retention.months: 61 found, expected from 1 to 60
    call.toml:28:16: eligibility.departements: "97" is not a département code: expected 01 to 95, 2A, 2B, or 971 to 989
    call.toml:29:1: eligibility.oversea: unknown field, did you mean "overseas"?
    call.toml:33:11: eligibility.bearers: "petre" found, expected one of commune, communaute-communes, communaute-agglomeration, communaute-urbaine, metropole, intercommunalites, petr, syndicat-mixte
    "#);
}

#[test]
fn a_call_that_closes_before_it_opens_is_refused() {
    let wrong = CALL.replace("2026-11-02T09:00", "2027-01-15T12:01");
    assert_eq!(read(&wrong).unwrap_err(), "call.toml:3:11: closing: found before the opening, expected after it");
    let twice = CALL.replace("2026-11-02T09:00", "2026-10-25T02:30");
    assert_eq!(
        read(&twice).unwrap_err(),
        "call.toml:2:11: opening: 2026-10-25T02:30 is shown twice on that clock: summer time ends that night, \
         expected an hour shown once"
    );
}

#[test]
fn every_rule_that_an_applicant_does_not_meet_is_told() {
    let codes = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect::<BTreeSet<_>>();
    let communes = codes(&["16015"]);
    let rules = Eligibility { overseas: Overseas::Excluded, ..call().eligibility };
    let applicant = Applicant {
        bearers: BTreeSet::from([crate::session::BearerKind::Commune]),
        communes: communes.clone(),
        pieces: Some(2),
        departements: ["16", "974"].map(|code| code.parse().unwrap()).into(),
        regions: BTreeSet::new(),
        others: vec![("a".parse().unwrap(), codes(&["16015", "16016"])), ("b".parse().unwrap(), codes(&["16001"]))],
    };
    assert_eq!(
        rules.check(&applicant),
        [
            Ineligible::Bearer { found: crate::session::BearerKind::Commune },
            Ineligible::TooFewCommunes { found: 1, least: 2 },
            Ineligible::InPieces { pieces: 2 },
            Ineligible::OverseasExcluded { found: "974".parse().unwrap() },
            Ineligible::TakenByAnother { dossier: "a".parse().unwrap(), communes },
        ]
    );
    assert_eq!(
        rules.check(&Applicant::default()),
        [Ineligible::NoBearer, Ineligible::TooFewCommunes { found: 0, least: 2 }, Ineligible::PiecesUnknown]
    );
    assert_eq!(Eligibility { minimum_communes: 0, ..Eligibility::default() }.check(&Applicant::default()), []);
}

pub(crate) fn pilot() -> Standing {
    Standing { person: Some("p1".parse().unwrap()), roles: [Role::Pilot].into(), ..Standing::default() }
}

fn put(phase: Phase, until: Option<&str>) -> SteeringCommand {
    SteeringCommand::OverridePhase { phase, reason: "panne du service".into(), until: until.map(at) }
}

#[test]
fn a_phase_put_by_hand_holds_for_its_time_and_never_moves_the_closing() {
    let (call, rights, now) = (call(), Rights::default(), at("2027-01-15T11:30:00Z"));
    let command = put(Phase::Open, Some("2027-01-15T12:00:00Z"));
    let (steering, events) = Steering::default().act(command, &call, &rights, &pilot(), now).unwrap();
    assert_eq!(steering.phase_at(&call, now.plus_seconds(-1)), Phase::Instruction);
    assert_eq!(steering.phase_at(&call, now), Phase::Open);
    assert_eq!(steering.phase_at(&call, at("2027-01-15T12:00:00Z")), Phase::Open);
    assert_eq!(steering.phase_at(&call, at("2027-01-15T12:00:01Z")), Phase::Instruction);
    assert_eq!(call.reception(now), Reception::Late);
    let folded = events.iter().fold(Steering::default(), Steering::apply);
    assert_eq!(folded, steering);
    let end = SteeringCommand::EndOverride { reason: "réparé".into() };
    let later = now.plus_seconds(60);
    let (ended, _) = steering.act(end, &call, &rights, &pilot(), later).unwrap();
    assert_eq!(ended.phase_at(&call, later), Phase::Instruction);
    assert_eq!(ended.phase_at(&call, later.plus_seconds(-1)), Phase::Open);
}

#[test]
fn a_phase_is_put_by_the_pilot_with_a_reason_or_not_at_all() {
    let (call, rights, now) = (call(), Rights::default(), at("2027-01-15T11:30:00Z"));
    let nobody = Standing::default();
    let command = SteeringCommand::OverridePhase {
        phase: Phase::Open,
        reason: " ".into(),
        until: Some(at("2027-01-01T00:00:00Z")),
    };
    assert_eq!(
        Steering::default().act(command, &call, &rights, &nobody, now).unwrap_err().causes,
        [
            SteeringCause::NotAllowed { denial: Denial::NoRight },
            SteeringCause::NoReason,
            SteeringCause::UntilPast { until: at("2027-01-01T00:00:00Z") },
            SteeringCause::Nobody,
        ]
    );
    let end = SteeringCommand::EndOverride { reason: "x".into() };
    assert_eq!(
        Steering::default().act(end, &call, &rights, &pilot(), now).unwrap_err().causes,
        [SteeringCause::NoOverride]
    );
}

proptest! {
    #[test]
    fn phases_only_go_forward(first in 0i64..400, second in 0i64..400) {
        let call = call();
        let day = |day: i64| at("2026-10-01T10:00:00Z").plus_days(day);
        let (early, late) = (first.min(second), first.max(second));
        prop_assert!(call.phase_at(day(early)) <= call.phase_at(day(late)));
    }

    #[test]
    fn no_change_to_a_calendar_breaks_the_reader(place in 0usize..900, length in 0usize..60, inserted in "[0-9T:\"=\\[\\]a-z\n-]{0,9}") {
        let chars: Vec<char> = CALL.chars().collect();
        let start = place % chars.len();
        let end = (start + length).min(chars.len());
        let text: String = chars[..start].iter().copied().chain(inserted.chars()).chain(chars[end..].iter().copied()).collect();
        if let Err(problems) = read(&text) {
            prop_assert!(!problems.is_empty());
        }
    }
}
