//! What leaves a dossier when one of those who made it asks to be erased, what stays, and what holds them back.
//!
//! The content that a territory deposited is the territory's, and stays. What goes: their comments, the answers that are
//! personal data and theirs, and their name and address wherever a text has them. Their identifier, which says nothing of
//! them once nobody is behind it, stays where it was.

use std::collections::BTreeSet;

use crate::Slug;
use crate::calendar::Instant;
use crate::dossier::{Capacity, Deposit, Dossier, Event, Happened, Stage};
use crate::form::{Form, Value};
use crate::id::PersonId;

/// What a text has in place of somebody who was erased.
pub const MARK: &str = "[…]";
/// Fewer letters than these name nobody: too many other words would be taken for them.
const SHORTEST_NAME: usize = 4;

/// What becomes of a dossier when somebody is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// They alone write it and it was never deposited: it goes with them.
    Goes,
    /// It stays, without them.
    Stays,
    /// They alone answer for it and it is not over: somebody else must answer for it first.
    HoldsBack,
}

/// What becomes of `dossier` when `person` is erased.
pub fn fate(dossier: &Dossier, person: &PersonId) -> Fate {
    let is_lead = dossier.people.get(person) == Some(&Capacity::Lead);
    let other_lead = dossier.people.iter().any(|(other, capacity)| other != person && *capacity == Capacity::Lead);
    if !is_lead || other_lead {
        return Fate::Stays;
    }
    match dossier.stage {
        Stage::Draft if dossier.people.len() == 1 && dossier.deposits.is_empty() => Fate::Goes,
        Stage::Withdrawn { .. } | Stage::LateRefused { .. } | Stage::Inadmissible { .. } => Fate::Stays,
        _ => Fate::HoldsBack,
    }
}

/// The texts by which somebody is known: their address and their name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traces(Vec<Vec<char>>);

impl Traces {
    /// Of somebody with an address of mail and a name, as they wrote it: "Camille Martin, cheffe de projet" is looked for
    /// whole and up to the comma.
    pub fn of(address: &str, name: &str) -> Self {
        let short = name.split(',').next().unwrap_or_default();
        let mut traces: Vec<Vec<char>> = Vec::new();
        for text in [address, name, short] {
            let text = text.trim();
            for written in [text.to_owned(), html(text)] {
                let trace: Vec<char> = written.chars().map(folded).collect();
                if trace.len() >= SHORTEST_NAME && !traces.contains(&trace) {
                    traces.push(trace);
                }
            }
        }
        // The longest first: what a shorter one would leave of it is not left.
        traces.sort_by_key(|trace| std::cmp::Reverse(trace.len()));
        Self(traces)
    }

    /// Whether a text has one of them, as a whole word, in capitals or not.
    pub fn are_in(&self, text: &str) -> bool {
        let letters: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, folded(c))).collect();
        (0..letters.len()).any(|at| self.here(&letters, at).is_some())
    }

    /// A text without them, with [`MARK`] in their place; nothing when none was there.
    pub fn removed_from(&self, text: &str) -> Option<String> {
        let letters: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, folded(c))).collect();
        let mut left = String::with_capacity(text.len());
        let (mut at, mut found) = (0, false);
        while at < letters.len() {
            if let Some(length) = self.here(&letters, at) {
                left.push_str(MARK);
                at += length;
                found = true;
            } else {
                let end = letters.get(at + 1).map_or(text.len(), |(next, _)| *next);
                left.push_str(&text[letters[at].0..end]);
                at += 1;
            }
        }
        found.then_some(left)
    }

    /// The length of the trace that begins there.
    fn here(&self, letters: &[(usize, char)], at: usize) -> Option<usize> {
        let joins = |c: char| c.is_alphanumeric();
        if at > 0 && joins(letters[at - 1].1) && joins(letters[at].1) {
            return None;
        }
        let matches = |trace: &&Vec<char>| {
            let end = at + trace.len();
            end <= letters.len()
                && trace.iter().zip(&letters[at..end]).all(|(one, (_, other))| one == other)
                && !letters.get(end).is_some_and(|(_, next)| joins(*next) && trace.last().is_some_and(|c| joins(*c)))
        };
        self.0.iter().find(matches).map(Vec::len)
    }
}

/// A letter as it is compared: small, apostrophes and spaces of one sort.
fn folded(letter: char) -> char {
    match letter {
        '’' => '\'',
        c if c.is_whitespace() => ' ',
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

/// A text as the HTML of a mail has it.
fn html(text: &str) -> String {
    text.replace('&', "&#38;").replace('<', "&#60;").replace('>', "&#62;").replace('"', "&#34;").replace('\'', "&#39;")
}

/// A dossier without somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Without {
    /// What stays.
    pub dossier: Dossier,
    /// What happened: answers taken away, somebody who takes part no more.
    pub events: Vec<Event>,
    /// The questions whose answers went.
    pub cleared: BTreeSet<Slug>,
}

/// `dossier` without `person`; nothing when nothing of them is there. `form` says which answers are personal data.
pub fn without(
    dossier: &Dossier,
    form: Option<&Form>,
    person: &PersonId,
    traces: &Traces,
    now: Instant,
) -> Option<Without> {
    let mut next = dossier.clone();
    let mut happened = Vec::new();
    let cleared = cleared(dossier, form, person, traces);
    for question in &cleared {
        if let Some(answered) = dossier.answers.get(question).filter(|answered| answered.value.is_some()) {
            let version = answered.version + 1;
            happened.push(Happened::QuestionAnswered { question: question.clone(), value: None, version });
        }
    }
    // That they said something stays, so that what others answered stays in its place; their words are beside, and go.
    let said = dossier.comments.iter().filter(|comment| comment.by == *person && comment.withdrawn.is_none());
    happened.extend(said.map(|comment| Happened::CommentWithdrawn { comment: comment.id.clone() }));
    let leads = dossier.people.values().filter(|capacity| **capacity == Capacity::Lead).count();
    if dossier.people.get(person).is_some_and(|capacity| *capacity != Capacity::Lead || leads > 1) {
        happened.push(Happened::PersonLeft { person: person.clone() });
    }
    let mut events = Vec::new();
    for happened in happened {
        let event = Event { at: now, by: Some(person.clone()), happened };
        next = next.apply(&event).expect("an answer that is there, somebody who takes part");
        events.push(event);
    }
    next.aside.retain(|aside| !cleared.contains(&aside.question));
    for deposit in deposits(&mut next) {
        deposit.answers.retain(|question, _| !cleared.contains(question));
    }
    each_text(&mut next, &mut |text| {
        if let Some(left) = traces.removed_from(text) {
            *text = left;
        }
    });
    (next != *dossier).then_some(Without { dossier: next, events, cleared })
}

/// Whether what happened tells of somebody what is erased with them, so that it is no longer kept in the journal.
pub fn tells(event: &Event, person: &PersonId, cleared: &BTreeSet<Slug>) -> bool {
    let by_them = event.by.as_ref() == Some(person);
    match &event.happened {
        Happened::QuestionCommented { .. } => by_them,
        Happened::QuestionAnswered { question, .. } => cleared.contains(question),
        Happened::DossierSubmitted { deposit }
        | Happened::LateDepositRequested { deposit, .. }
        | Happened::CorrectionAnswered { deposit } => deposit.answers.keys().any(|one| cleared.contains(one)),
        _ => false,
    }
}

/// The personal questions whose answers are theirs: those that name them and, when one does, all those that they wrote.
fn cleared(dossier: &Dossier, form: Option<&Form>, person: &PersonId, traces: &Traces) -> BTreeSet<Slug> {
    let Some(form) = form else { return BTreeSet::new() };
    let personal = || form.questions().filter(|question| question.personal).map(|question| &question.id);
    let given = |question: &Slug| {
        let now = dossier.answers.get(question).and_then(|answered| answered.value.as_ref());
        let aside = dossier.aside.iter().filter(|aside| aside.question == *question).map(|aside| &aside.value);
        let deposited = dossier.deposits.iter().filter_map(|deposit| deposit.answers.get(question));
        let late = match &dossier.stage {
            Stage::LateRequested { deposit, .. } => deposit.answers.get(question),
            _ => None,
        };
        now.into_iter().chain(aside).chain(deposited).chain(late).cloned().collect::<Vec<Value>>()
    };
    let names_them = |question: &Slug| {
        given(question).iter_mut().any(|value| {
            let mut found = false;
            each_text_of(value, &mut |text| found |= traces.are_in(text));
            found
        })
    };
    let naming: BTreeSet<Slug> = personal().filter(|question| names_them(question)).cloned().collect();
    if naming.is_empty() {
        return naming;
    }
    let theirs = |question: &&Slug| dossier.answers.get(*question).is_some_and(|answered| answered.by == *person);
    personal().filter(theirs).cloned().chain(naming.iter().cloned()).collect()
}

fn deposits(dossier: &mut Dossier) -> Vec<&mut Deposit> {
    let late = match &mut dossier.stage {
        Stage::LateRequested { deposit, .. } => Some(deposit),
        _ => None,
    };
    dossier.deposits.iter_mut().chain(late).collect()
}

/// Every text of a dossier that somebody typed.
fn each_text(dossier: &mut Dossier, change: &mut dyn FnMut(&mut String)) {
    for deposit in deposits(dossier) {
        deposit.answers.values_mut().for_each(|value| each_text_of(value, change));
    }
    dossier.answers.values_mut().filter_map(|answered| answered.value.as_mut()).for_each(|v| each_text_of(v, change));
    dossier.aside.iter_mut().for_each(|aside| each_text_of(&mut aside.value, change));
    for letter in dossier.letters.values_mut() {
        change(&mut letter.from);
        if let Some(received) = &mut letter.received {
            change(&mut received.file.name);
        }
    }
    change(&mut dossier.place.name);
    match &mut dossier.stage {
        Stage::LateRequested { reason, .. }
        | Stage::LateRefused { reason, .. }
        | Stage::Admissible { reason, .. }
        | Stage::Inadmissible { reason, .. }
        | Stage::Withdrawn { reason: Some(reason), .. }
        | Stage::Reopened { reason, .. } => change(reason),
        Stage::CorrectionRequested { message, .. } => change(message),
        Stage::Draft | Stage::Submitted { .. } | Stage::Resubmitted { .. } | Stage::Withdrawn { reason: None, .. } => {}
    }
}

fn each_text_of(value: &mut Value, change: &mut dyn FnMut(&mut String)) {
    match value {
        Value::Text { text } => change(text),
        Value::Words { other, .. } => other.iter_mut().for_each(change),
        Value::Criteria { texts } => texts.values_mut().for_each(change),
        Value::Files { files } => files.iter_mut().for_each(|file| change(&mut file.name)),
        Value::Choice { .. } | Value::YesNo { .. } | Value::Perimeter { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::tests::{Scene, answer, at};
    use crate::dossier::{Command, Verdict};
    use proptest::prelude::*;

    fn lead() -> PersonId {
        "lead".parse().unwrap()
    }

    fn traces() -> Traces {
        Traces::of("camille@example.org", "Camille O'Brien, cheffe de projet")
    }

    #[test]
    fn somebody_is_found_whole_in_capitals_and_as_a_mail_writes_them_and_nobody_else_is() {
        let traces = traces();
        for (text, left) in [
            ("Voir avec CAMILLE O’Brien.", "Voir avec […]."),
            ("Camille O'Brien, cheffe de projet", "[…]"),
            ("<b>Camille O&#39;Brien</b>", "<b>[…]</b>"),
            ("écrire à Camille@example.org, merci", "écrire à […], merci"),
            ("Camille\u{a0}O'Brien / camille@example.org", "[…] / […]"),
        ] {
            assert_eq!(traces.removed_from(text).as_deref(), Some(left));
        }
        for text in ["Camille", "Camille O'Brienne", "xcamille@example.org", "camille@example.orge", ""] {
            assert_eq!(traces.removed_from(text), None, "{text}");
            assert!(!traces.are_in(text));
        }
        assert_eq!(Traces::of("a@b.fr", "Jo").removed_from("Jo, jo et Joseph"), None, "too short to be told apart");
    }

    #[test]
    fn a_draft_goes_with_who_alone_writes_it_and_an_open_dossier_holds_its_only_lead_back() {
        let alone = Scene::begin();
        assert_eq!(fate(&alone.dossier, &lead()), Fate::Goes);
        let everybody = Scene::with_everybody();
        assert_eq!(fate(&everybody.dossier, &lead()), Fate::HoldsBack);
        assert_eq!(fate(&everybody.dossier, &"friend".parse().unwrap()), Fate::Stays);
        let mut submitted = Scene::submitted();
        assert_eq!(fate(&submitted.dossier, &lead()), Fate::HoldsBack);
        submitted.does("desk", Command::DecideEligibility { verdict: Verdict::Inadmissible, reason: "x".into() });
        assert_eq!(fate(&submitted.dossier, &lead()), Fate::Stays);
    }

    #[test]
    fn a_deposited_dossier_keeps_what_is_the_territorys_and_loses_who_wrote_it() {
        let mut scene = Scene::submitted();
        let said = Command::Comment {
            comment: "c9".parse().unwrap(),
            question: Some("summary".parse().unwrap()),
            thread: None,
            text: "à relire".into(),
        };
        scene.does("lead", said);
        let form = &scene.session.application.form;
        // The scene's answers name camille@example.org as the contact, by the lead.
        let left = without(&scene.dossier, Some(form), &lead(), &traces(), at("2027-02-01T10:00:00Z")).unwrap();
        let text = serde_json::to_string(&left.dossier).unwrap();
        let before = serde_json::to_string(&scene.dossier).unwrap();
        assert!(before.contains("camille@example.org") && !text.contains("camille@example.org"));
        assert!(left.dossier.comments[0].withdrawn.is_some(), "the words, kept beside, go with it");
        assert!(
            text.contains("Coteaux d'essai") && left.dossier.people.contains_key(&lead()),
            "the only lead stays one"
        );
        assert_eq!(left.dossier.deposits[0].digest, scene.dossier.deposits[0].digest);
        assert!(left.cleared.contains("contact-email"), "{:?}", left.cleared);
        assert!(left.cleared.iter().all(|question| form.question(question).unwrap().1.personal));
        let deposit = scene.events.iter().find(|e| matches!(e.happened, Happened::DossierSubmitted { .. })).unwrap();
        assert!(tells(deposit, &lead(), &left.cleared));
        let comment = scene.events.iter().find(|e| matches!(e.happened, Happened::QuestionCommented { .. })).unwrap();
        assert!(
            tells(comment, &lead(), &BTreeSet::new()) && !tells(comment, &"friend".parse().unwrap(), &left.cleared)
        );
    }

    #[test]
    fn who_is_not_the_only_lead_takes_part_no_more_and_who_left_nothing_changes_nothing() {
        let scene = Scene::with_everybody();
        let (form, now) = (&scene.session.application.form, at("2026-12-01T10:00:00Z"));
        let friend = "friend".parse().unwrap();
        let left = without(&scene.dossier, Some(form), &friend, &Traces::of("f@b.fr", ""), now).unwrap();
        assert!(!left.dossier.people.contains_key(&friend));
        assert_eq!(left.events.len(), 1);
        let stranger = "stranger".parse().unwrap();
        assert_eq!(without(&scene.dossier, Some(form), &stranger, &Traces::of("s@b.fr", ""), now), None);
    }

    #[test]
    fn a_name_in_the_texts_of_others_is_taken_out() {
        let mut scene = Scene::begin();
        scene.does("lead", answer("summary", "Porté par Camille O'Brien depuis 2024.", 0));
        let now = at("2026-12-01T10:00:00Z");
        let left = without(&scene.dossier, None, &"other".parse().unwrap(), &traces(), now).unwrap();
        let summary = &left.dossier.answers[&"summary".parse::<Slug>().unwrap()];
        assert_eq!(summary.value, Some(Value::text("Porté par […] depuis 2024.")));
    }

    proptest! {
        #[test]
        fn what_is_removed_is_no_longer_found(before in "[ -~é’]{0,30}", after in "[ -~é’]{0,30}") {
            let traces = traces();
            let text = format!("{before} camille@example.org {after}");
            let left = traces.removed_from(&text).unwrap();
            prop_assert!(!traces.are_in(&left), "{}", left);
        }
    }
}
