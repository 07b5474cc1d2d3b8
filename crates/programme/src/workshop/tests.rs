//! Workshops of the session of demonstration, from their plan to their minutes.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::contribution::{
    About, Act, Channel, Contribution, Key, MOST_OF_A_DEVICE, Sent, SetAside, SoFar, Spot, Stand, counted, join,
    receive, split,
};
use super::minutes::assemble;
use super::paper::{LineFault, PaperFault, read};
use super::*;
use crate::dossier::tests::at;
use crate::session::tests::demonstration;
use crate::story::{Event, Story};

pub(crate) const NOW: &str = "2027-09-01T08:00:00Z";

pub(crate) fn standing(person: &str) -> Standing {
    Standing { person: Some(person.parse().unwrap()), ..Standing::default() }
}

/// The part of somebody in the workspace of these tests.
pub(crate) fn relation(person: &str) -> ObjectRelation {
    let own = match person {
        "lead" => Some(Role::TerritoryLead),
        "expert" => Some(Role::Expert),
        "state" => Some(Role::StateService),
        _ => None,
    };
    ObjectRelation { own, ..ObjectRelation::NONE }
}

pub(crate) fn sheet(session: &Session) -> Sheet {
    let words: Vec<Slug> =
        session.taxonomy.axes.iter().flat_map(|axis| &axis.items).map(|item| item.id.clone()).take(1).collect();
    Sheet {
        stage: session.stages.list[0].id.clone(),
        title: "Ce que nous produisons".into(),
        aim: "Dire ce qui compte.".into(),
        place: "Salle des fêtes".into(),
        begins: "2027-09-14T18:00".parse().unwrap(),
        ends: "2027-09-14T20:30".parse().unwrap(),
        zone: crate::calendar::Zone::Paris,
        capacity: 2,
        agenda: vec![
            AgendaItem { title: "Accueil".into(), minutes: 20 },
            AgendaItem { title: "Tables".into(), minutes: 90 },
        ],
        themes: vec![
            Theme { id: words[0].clone(), name: None },
            Theme { id: "eau".parse().unwrap(), name: Some("L'eau".into()) },
        ],
        questions: vec![Question { id: "q1".parse().unwrap(), text: "Que garder ?".into() }],
    }
}

pub(crate) struct Scene {
    pub(crate) session: Session,
    pub(crate) workshop: Workshop,
    pub(crate) events: Vec<Event<Happened>>,
    pub(crate) contributions: Vec<Contribution>,
    pub(crate) now: Instant,
}

impl Scene {
    pub(crate) fn planned() -> Self {
        let session = demonstration();
        let (lead, now) = (standing("lead"), at(NOW));
        let rules = Rules { session: &session, phase: Phase::Published };
        let actor = Actor { standing: &lead, relation: relation("lead") };
        let sheet = sheet(&session);
        let (workshop, events) =
            plan("w1".parse().unwrap(), "s1".parse().unwrap(), sheet, &rules, &actor, now).unwrap();
        Self { session, workshop, events, contributions: Vec::new(), now }
    }

    pub(crate) fn open() -> Self {
        let mut scene = Self::planned();
        scene.does("lead", Command::Open).unwrap();
        scene
    }

    pub(crate) fn rules(&self) -> Rules<'_> {
        Rules { session: &self.session, phase: Phase::Published }
    }

    pub(crate) fn does(&mut self, who: &str, command: Command) -> Result<(), Vec<Cause>> {
        let standing = standing(who);
        let relation = self.workshop.relation(&standing, relation(who));
        let actor = Actor { standing: &standing, relation };
        let done = self.workshop.act(command, &self.rules(), &actor, self.now);
        let (workshop, events) = done.map_err(|refusal| refusal.causes)?;
        self.workshop = workshop;
        self.events.extend(events);
        self.now = self.now.plus_seconds(1);
        let told = self.events[1..].iter().try_fold(Workshop::begin(&self.events[0]).unwrap(), Workshop::apply);
        assert_eq!(told.as_ref(), Ok(&self.workshop), "the state is what its story says");
        let written = serde_json::to_string(&self.workshop).unwrap();
        assert_eq!(serde_json::from_str::<Workshop>(&written).unwrap(), self.workshop);
        Ok(())
    }

    /// Signs up from a telephone that holds a secret.
    fn signs_up(&mut self, name: &str) -> Result<(), Vec<Cause>> {
        let nobody = Standing::default();
        let who = Who::Named { device: Some(Digest::of(name)) };
        let command = Command::SignUp { participant: name.parse().unwrap(), who };
        let done = self.workshop.act(command, &self.rules(), &holder_of_the_address(&nobody), self.now);
        let (workshop, events) = done.map_err(|refusal| refusal.causes)?;
        self.workshop = workshop;
        self.events.extend(events);
        Ok(())
    }

    pub(crate) fn says(&mut self, name: &str, words: &str) -> Result<usize, Vec<Cause>> {
        self.says_of(name, words, About::default())
    }

    fn says_of(&mut self, name: &str, words: &str, about: About) -> Result<usize, Vec<Cause>> {
        let nobody = Standing::default();
        let key = key(name);
        let device = Some(Digest::of("device"));
        let sent = Sent { key: &key, words, author: None, device, channel: Channel::Phone, about };
        let so_far = SoFar { workshop: self.contributions.len() as u64, device: self.contributions.len() as u64 };
        let actor = holder_of_the_address(&nobody);
        let received = receive(&sent, &self.workshop, so_far, &self.rules(), &actor, self.now);
        let (contribution, _) = received.map_err(|refusal| refusal.causes)?;
        self.contributions.push(contribution);
        self.now = self.now.plus_seconds(1);
        Ok(self.contributions.len() - 1)
    }

    pub(crate) fn moderates(&mut self, which: usize, act: Act, note: &str) -> Result<(), Vec<Cause>> {
        let lead = standing("lead");
        let actor = Actor { standing: &lead, relation: relation("lead") };
        let one = &self.contributions[which];
        let key = key("any");
        let done = one.moderate(&act, (&key, note), &self.workshop, &self.rules(), &actor, self.now);
        let (next, _) = done.map_err(|refusal| refusal.causes)?;
        self.contributions[which] = next;
        Ok(())
    }

    /// Splits one, or joins two, and gives the names of what was made.
    pub(crate) fn splits(&mut self, which: usize, pieces: &[&str], note: &str) -> Result<Vec<usize>, Vec<Cause>> {
        let lead = standing("lead");
        let actor = Actor { standing: &lead, relation: relation("lead") };
        let pieces: Vec<_> = pieces.iter().map(|words| ((*words).to_owned(), About::default())).collect();
        let key = key(&format!("split{which}"));
        let done =
            split(&self.contributions[which], &pieces, (&key, note), &self.workshop, &self.rules(), &actor, self.now);
        let (made, (after, _)) = done.map_err(|refusal| refusal.causes)?;
        self.contributions[which] = after;
        let first = self.contributions.len();
        self.contributions.extend(made.into_iter().map(|piece| piece.contribution));
        Ok((first..self.contributions.len()).collect())
    }

    pub(crate) fn joins(&mut self, a: usize, b: usize, words: &str) -> Result<usize, Vec<Cause>> {
        let lead = standing("lead");
        let actor = Actor { standing: &lead, relation: relation("lead") };
        let those = [&self.contributions[a], &self.contributions[b]];
        let key = key(&format!("join{a}-{b}"));
        let about = About::default();
        let done = join(&those, (words, &about), (&key, "same"), &self.workshop, &self.rules(), &actor, self.now);
        let (made, after) = done.map_err(|refusal| refusal.causes)?;
        for (which, (next, _)) in [a, b].into_iter().zip(after) {
            self.contributions[which] = next;
        }
        self.contributions.push(made.contribution);
        Ok(self.contributions.len() - 1)
    }
}

pub(crate) fn key(name: &str) -> Key {
    format!("key-of-sixteen-{name}").parse().unwrap()
}

#[test]
fn everything_that_is_wrong_with_a_sheet_is_told_at_once() {
    let session = demonstration();
    let (lead, now) = (standing("lead"), at(NOW));
    let rules = Rules { session: &session, phase: Phase::Published };
    let actor = Actor { standing: &lead, relation: relation("lead") };
    let wrong = Sheet {
        stage: "nowhere".parse().unwrap(),
        title: " ".into(),
        ends: "2027-09-14T17:00".parse().unwrap(),
        capacity: 0,
        agenda: vec![AgendaItem { title: "Rien".into(), minutes: 0 }],
        themes: vec![Theme { id: "none".parse().unwrap(), name: None }; 2],
        ..sheet(&session)
    };
    let refused = plan("w".parse().unwrap(), "s".parse().unwrap(), wrong.clone(), &rules, &actor, now).unwrap_err();
    let none: Slug = "none".parse().unwrap();
    assert_eq!(
        refused.causes,
        [
            Cause::UnknownStage { stage: "nowhere".parse().unwrap() },
            Cause::Empty { field: "title".into() },
            Cause::EndsBeforeBeginning { begins: wrong.begins, ends: wrong.ends },
            Cause::Capacity { capacity: 0, most: MOST_PARTICIPANTS },
            Cause::NoDuration { item: "Rien".into() },
            Cause::UnknownTheme { theme: none.clone() },
            Cause::UnknownTheme { theme: none.clone() },
            Cause::Twice { id: none },
        ]
    );
    let long = Sheet { agenda: vec![AgendaItem { title: "Tout".into(), minutes: 151 }], ..sheet(&session) };
    let refused = plan("w".parse().unwrap(), "s".parse().unwrap(), long, &rules, &actor, now).unwrap_err();
    assert_eq!(refused.causes, [Cause::AgendaTooLong { minutes: 151, available: 150 }]);
}

#[test]
fn only_those_who_run_workshops_plan_and_change_them() {
    let mut scene = Scene::planned();
    for who in ["state", "stranger"] {
        let refused = scene.does(who, Command::Open).unwrap_err();
        assert!(matches!(refused[..], [Cause::NotAllowed { right: Right::RunWorkshop, .. }]), "{who}: {refused:?}");
    }
    scene.does("expert", Command::Open).unwrap();
    assert_eq!(scene.does("expert", Command::Open), Err(vec![Cause::WrongState { state: Label::Open }]));
}

#[test]
fn seats_go_to_the_first_who_sign_up_and_one_given_back_goes_to_the_first_who_waits() {
    let mut scene = Scene::planned();
    for name in ["a", "b", "c", "d"] {
        scene.signs_up(name).unwrap();
    }
    let seated = |scene: &Scene| scene.workshop.seated().map(|one| one.id.to_string()).collect::<Vec<_>>();
    assert_eq!(seated(&scene), ["a", "b"]);
    assert!(scene.workshop.waits(&"c".parse().unwrap()));
    // The same asked twice is asked once; the same telephone under another name is refused.
    scene.signs_up("a").unwrap();
    assert_eq!(scene.workshop.participants.len(), 4);
    let who = Who::Named { device: Some(Digest::of("a")) };
    let again = scene.does("lead", Command::SignUp { participant: "z".parse().unwrap(), who });
    assert_eq!(again, Err(vec![Cause::AlreadySignedUp]));
    // Another telephone cancels nothing.
    let cancel = |device: &str| Command::Cancel { participant: "a".parse().unwrap(), device: Some(Digest::of(device)) };
    assert!(matches!(scene.does("stranger", cancel("b")).unwrap_err()[..], [Cause::NotAllowed { .. }]));
    scene.does("stranger", cancel("a")).unwrap();
    assert_eq!(seated(&scene), ["b", "c"]);
    let smaller = Sheet { capacity: 1, ..scene.workshop.sheet.clone() };
    let refused = scene.does("lead", Command::Change { sheet: smaller });
    assert_eq!(refused, Err(vec![Cause::BelowSeated { capacity: 1, seated: 2 }]));
}

#[test]
fn who_has_an_account_signs_up_for_themselves_and_takes_part_from_then_on() {
    let mut scene = Scene::planned();
    let sign_up = |person: &str| Command::SignUp {
        participant: "p".parse().unwrap(),
        who: Who::Account { person: person.parse().unwrap() },
    };
    // The state service of the workspace may; nobody signs somebody else up but those who run it.
    assert!(scene.does("state", sign_up("other")).is_err());
    scene.does("state", sign_up("state")).unwrap();
    assert!(scene.workshop.participant_of(&"state".parse().unwrap()).is_some());
    scene.does("state", Command::Cancel { participant: "p".parse().unwrap(), device: None }).unwrap();
    assert!(scene.workshop.participant_of(&"state".parse().unwrap()).is_none());
    scene
        .does(
            "lead",
            Command::SignUp { participant: "q".parse().unwrap(), who: Who::Account { person: "out".parse().unwrap() } },
        )
        .unwrap();
    let out = standing("out");
    assert_eq!(scene.workshop.relation(&out, ObjectRelation::NONE).own, Some(Role::WorkshopParticipant));
}

#[test]
fn a_contribution_sent_again_is_the_same_one_and_other_words_under_its_key_are_refused() {
    let mut scene = Scene::open();
    let first = scene.says("a", "Garder la halle").unwrap();
    let (k, one) = (key("a"), &scene.contributions[first]);
    let sent =
        |words| Sent { key: &k, words, author: None, device: None, channel: Channel::Phone, about: About::default() };
    assert_eq!(one.is_resent(&sent("Garder la halle")), Ok(()));
    assert_eq!(one.is_resent(&sent("Raser la halle")).unwrap_err().causes, [Cause::OtherWords]);
    // The name follows from the key and the workshop.
    assert_eq!(key("a").names(&scene.workshop.id), one.id);
    assert_ne!(key("a").names(&"w2".parse().unwrap()), one.id);
    let json = serde_json::to_string(one).unwrap();
    assert!(!json.contains("halle") && !json.contains("key-of"), "{json}");
}

#[test]
fn telephones_are_received_while_it_is_open_and_two_days_after() {
    let mut scene = Scene::planned();
    let wrong = |state| Err(vec![Cause::WrongState { state }]);
    assert_eq!(scene.says("a", "Trop tôt"), wrong(Label::Planned));
    scene.does("lead", Command::Open).unwrap();
    scene.says("b", "Pendant").unwrap();
    scene.does("lead", Command::Close).unwrap();
    let State::Closed { at: closed } = scene.workshop.state else { panic!() };
    scene.now = closed.plus_seconds(Workshop::PHONES_CATCH_UP);
    scene.says("c", "À la dernière seconde").unwrap();
    scene.now = closed.plus_seconds(Workshop::PHONES_CATCH_UP + 1);
    assert_eq!(scene.says("d", "Trop tard"), wrong(Label::Closed));
}

#[test]
fn what_a_contribution_is_about_is_of_the_workshop() {
    let mut scene = Scene::open();
    let about = About {
        theme: Some("feu".parse().unwrap()),
        question: Some("q9".parse().unwrap()),
        spot: Some(Spot::Point { lon: 18_000_001, lat: 0 }),
    };
    let refused = scene.says_of("a", " ", about).unwrap_err();
    assert_eq!(
        refused,
        [
            Cause::Empty { field: "words".into() },
            Cause::UnknownTheme { theme: "feu".parse().unwrap() },
            Cause::UnknownQuestion { question: "q9".parse().unwrap() },
            Cause::Nowhere,
        ]
    );
    assert_eq!(Spot::from_degrees(0.156_514_9, 45.65), Ok(Spot::Point { lon: 15_651, lat: 4_565_000 }));
    assert!(Spot::from_degrees(f64::NAN, 0.0).is_err() && Spot::from_degrees(0.0, 90.1).is_err());
    for rank in 0..MOST_OF_A_DEVICE {
        scene.says(&format!("n{rank}"), "Encore").unwrap();
    }
    let many = scene.says("last", "Encore").unwrap_err();
    assert_eq!(many, [Cause::TooMany { what: "device".into(), limit: MOST_OF_A_DEVICE }]);
}

#[test]
fn moderation_says_why() {
    let mut scene = Scene::open();
    let one = scene.says("a", "Monsieur Untel doit partir").unwrap();
    let no_reason = Err(vec![Cause::NoReason]);
    assert_eq!(scene.moderates(one, Act::SetAside { why: SetAside::Other }, " "), no_reason);
    assert_eq!(scene.moderates(one, Act::Reword { words: "Changer".into() }, ""), no_reason);
    assert_eq!(scene.moderates(one, Act::PutBack, ""), no_reason);
    scene.moderates(one, Act::SetAside { why: SetAside::Personal }, "").unwrap();
    scene.moderates(one, Act::PutBack, "Sans le nom, c'est une idée").unwrap();
    scene.moderates(one, Act::Reword { words: "Changer la gouvernance".into() }, "Nommait quelqu'un").unwrap();
    scene.moderates(one, Act::Publish, "").unwrap();
    let found = &scene.contributions[one];
    assert!(matches!(found.stand, Stand::Published { .. }) && found.wordings.len() == 2);
    let notes: Vec<bool> = found.log.iter().map(|entry| entry.note).collect();
    assert_eq!(notes, [false, true, true, false]);
    // Published twice is published once.
    scene.moderates(one, Act::Publish, "").unwrap();
    assert_eq!(scene.contributions[one].log.len(), 4);
    assert_eq!(scene.splits(one, &["Un seul"], "x").unwrap_err(), [Cause::Alone]);
    assert_eq!(scene.splits(one, &["Un", "Deux"], "").unwrap_err(), [Cause::NoReason]);
}

#[test]
fn what_is_split_or_joined_has_others_in_its_place_and_is_moderated_no_more() {
    let mut scene = Scene::open();
    let long = scene.says("a", "La halle et la rivière").unwrap();
    let same = scene.says("b", "La halle").unwrap();
    let pieces = scene.splits(long, &["La halle", "La rivière"], "Deux idées").unwrap();
    assert_eq!(scene.moderates(long, Act::Publish, ""), Err(vec![Cause::NotThere]));
    let joined = scene.joins(pieces[0], same, "La halle").unwrap();
    let Stand::Replaced { into, .. } = &scene.contributions[same].stand else { panic!() };
    assert!(into.contains(&scene.contributions[joined].id));
    assert!(matches!(scene.contributions[joined].stand, Stand::Published { .. }));
    assert_eq!(counted(&scene.contributions).len(), 5);
}

#[test]
fn what_was_begun_and_not_finished_does_not_count() {
    let mut scene = Scene::open();
    let one = scene.says("a", "Deux idées").unwrap();
    let before = scene.contributions[one].clone();
    scene.splits(one, &["Une", "Deux"], "x").unwrap();
    scene.contributions[one] = before;
    assert_eq!(counted(&scene.contributions).len(), 1);
}

#[test]
fn whoever_sent_it_takes_it_back_and_nobody_else() {
    let mut scene = Scene::open();
    let one = scene.says("a", "Finalement non").unwrap();
    let other = scene.contributions[one].take_back(&Digest::of("other"), &scene.workshop, scene.now);
    assert_eq!(other.unwrap_err().causes, [Cause::Unknown]);
    let (after, events) =
        scene.contributions[one].take_back(&Digest::of("device"), &scene.workshop, scene.now).unwrap();
    assert!(matches!(after.stand, Stand::TakenBack { .. }) && events.len() == 1);
    assert!(after.take_back(&Digest::of("device"), &scene.workshop, scene.now).unwrap().1.is_empty());
}

#[test]
fn minutes_are_signed_over_what_was_read_and_counted() {
    let mut scene = Scene::open();
    scene.signs_up("a").unwrap();
    scene.signs_up("b").unwrap();
    let (kept, aside) = (scene.says("a", "Garder").unwrap(), scene.says("b", "Essai").unwrap());
    scene.does("lead", Command::Close).unwrap();
    let sign = |scene: &Scene, digest: Digest| {
        let lead = standing("lead");
        let actor = Actor { standing: &lead, relation: relation("lead") };
        scene.workshop.sign(digest, &scene.contributions, &scene.rules(), &actor, scene.now)
    };
    let digest = |scene: &Scene| Digest::of(&assemble(&scene.workshop, &scene.contributions).record());
    let refused = sign(&scene, Digest::of("other")).unwrap_err();
    let current = digest(&scene);
    assert_eq!(
        refused.causes,
        [
            Cause::NoAttendance,
            Cause::NoMinutes,
            Cause::Unmoderated { count: 2 },
            Cause::SignedSomethingElse { yours: Digest::of("other"), current },
        ]
    );
    let came = BTreeMap::from([("a".parse().unwrap(), true), ("b".parse().unwrap(), false)]);
    scene.does("lead", Command::TakeAttendance { came, others: 12 }).unwrap();
    let minutes = |base| Command::WriteMinutes {
        base,
        summary: "On garde.".into(),
        decisions: vec!["La halle reste".into()],
        next_steps: vec![NextStep { what: "Chiffrer".into(), who: "EPCI".into(), by: None }],
    };
    scene.does("lead", minutes(0)).unwrap();
    // The same again changes nothing; something else on what is no longer there is refused.
    scene.does("lead", minutes(0)).unwrap();
    let Command::WriteMinutes { decisions, next_steps, .. } = minutes(0) else { panic!() };
    let late = Command::WriteMinutes { base: 0, summary: "Autre".into(), decisions, next_steps };
    assert_eq!(scene.does("lead", late), Err(vec![Cause::Conflict { base: 0, version: 1 }]));
    scene.moderates(kept, Act::Publish, "").unwrap();
    scene.moderates(aside, Act::SetAside { why: SetAside::Trial }, "").unwrap();
    let assembled = assemble(&scene.workshop, &scene.contributions);
    assert_eq!((assembled.expected, assembled.present, assembled.unread), (2, 13, 0));
    assert_eq!(assembled.set_aside, BTreeMap::from([(SetAside::Trial, 1)]));
    assert_eq!(assembled.received, BTreeMap::from([(Channel::Phone, 2)]));
    let (signed, events) = sign(&scene, digest(&scene)).unwrap();
    scene.workshop = signed;
    scene.events.extend(events);
    assert_eq!(scene.does("lead", Command::Close), Err(vec![Cause::WrongState { state: Label::Minuted }]));
    let refused = scene.moderates(kept, Act::PutBack, "x").unwrap_err();
    assert_eq!(refused, [Cause::WrongState { state: Label::Minuted }]);
    assert_eq!(scene.does("lead", Command::Reopen { reason: String::new() }).unwrap_err().len(), 1);
    scene.does("lead", Command::Reopen { reason: "Une erreur".into() }).unwrap();
    assert_eq!(scene.workshop.state.label(), Label::Closed);
}

#[test]
fn an_open_workshop_keeps_the_themes_and_questions_that_contributions_may_name() {
    let mut scene = Scene::open();
    let without = Sheet { themes: Vec::new(), questions: Vec::new(), ..scene.workshop.sheet.clone() };
    let refused = scene.does("lead", Command::Change { sheet: without }).unwrap_err();
    let ids = scene.workshop.sheet.themes.iter().map(|theme| &theme.id);
    let ids = ids.chain(scene.workshop.sheet.questions.iter().map(|question| &question.id));
    assert_eq!(refused, ids.map(|id| Cause::StillAsked { id: id.clone() }).collect::<Vec<_>>());
    let edition = scene.workshop.edition;
    let moved = Sheet { place: "Gymnase".into(), ..scene.workshop.sheet.clone() };
    scene.does("lead", Command::Change { sheet: moved }).unwrap();
    assert_eq!(scene.workshop.edition, edition + 1);
}

#[test]
fn lines_of_paper_are_contributions_and_a_table_is_known_by_its_head() {
    let scene = Scene::open();
    let named = |id: &Slug| vec![format!("Nom de {id}")];
    let about = About { question: Some("q1".parse().unwrap()), ..About::default() };
    let plain = read("- Garder la halle\n\n• Ouvrir ; le soir\n", &about, &scene.workshop, &named);
    assert!(plain.is_right() && !plain.is_table);
    let words: Vec<_> = plain.lines.iter().map(|line| (line.number, line.words.as_str())).collect();
    assert_eq!(words, [(1, "Garder la halle"), (3, "Ouvrir ; le soir")]);
    assert!(plain.lines.iter().all(|line| line.about == about));

    let text = "Texte;Thème;Question;Commune;Lon;Lat\n\"La rivière ;\nla berge\";L'EAU;1;16015;;\nUne idée;Feu;q9;Angoulême;;\nLà;;;;0,15;45.65\nIci;;;;200;4\n;;;;;;x\n";
    let table = read(text, &About::default(), &scene.workshop, &named);
    assert!(table.is_table && table.faults.is_empty(), "{table:?}");
    assert_eq!(table.lines[0].words, "La rivière ;\nla berge");
    assert_eq!(table.lines[0].about.theme.as_ref().map(Slug::as_str), Some("eau"));
    assert_eq!(table.lines[0].about.question.as_ref().map(Slug::as_str), Some("q1"));
    assert_eq!(table.lines[0].about.spot, Some(Spot::Commune { code: "16015".parse().unwrap() }));
    assert_eq!(
        table.lines[1].faults,
        [LineFault::Theme("Feu".into()), LineFault::Question("q9".into()), LineFault::Commune("Angoulême".into())]
    );
    assert_eq!(table.lines[2].about.spot, Some(Spot::Point { lon: 15_000, lat: 4_565_000 }));
    assert_eq!(table.lines[3].faults, [LineFault::Point("200 4".into())]);
    assert_eq!(
        table.lines[4].faults,
        [LineFault::Cells { found: 7, columns: 6 }, LineFault::Words(Cause::Empty { field: "words".into() })]
    );
    let twice = read("texte,Text,couleur\na,b,c", &About::default(), &scene.workshop, &named);
    assert_eq!(twice.faults, [PaperFault::ColumnTwice("Text".into()), PaperFault::Column("couleur".into())]);
    assert_eq!(read("\n \n", &about, &scene.workshop, &named).faults, [PaperFault::Nothing]);
}

#[test]
fn the_keys_of_lines_are_all_different() {
    let keys: BTreeSet<String> = (0..500).map(|rank| key("form").of_line(rank).as_str().to_owned()).collect();
    assert_eq!(keys.len(), 500);
    assert!("short".parse::<Key>().is_err() && "a b c d e f g h i j".parse::<Key>().is_err());
}

proptest! {
    #[test]
    fn no_paper_breaks_its_reader(text in "(texte|thème|lon|[;,\t\n\"a-zé0-9 .-]){0,60}") {
        let scene = Scene::planned();
        let paper = read(&text, &About::default(), &scene.workshop, &|_| Vec::new());
        prop_assert!(paper.is_right() || !paper.faults.is_empty() || paper.lines.iter().any(|l| !l.faults.is_empty()));
    }
}
