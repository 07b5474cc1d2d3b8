//! A dossier that was deposited elsewhere, brought here: what it says there, as if it had been written and deposited here by
//! who deposited it there.

use std::collections::BTreeMap;

use super::deposit::normal_answers;
use super::{Deposit, Dossier, Event, Happened, InternalLabel, Place, Rules, Stage, deposit};
use crate::Slug;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::form::Value;
use crate::id::{DossierId, PersonId};

/// What was deposited elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The name it has here.
    pub id: DossierId,
    /// Where it is.
    pub place: Place,
    /// Who deposited it, who leads it here.
    pub lead: PersonId,
    /// When it was deposited there, or last changed.
    pub at: Instant,
    /// The answers.
    pub answers: BTreeMap<Slug, Value>,
}

/// Why a dossier that changed elsewhere is not brought up to date: it was decided upon here, or taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoLongerOpen(pub InternalLabel);

impl Import {
    /// The dossier, with what happened. Its deposit is late when it was made there after the closing of the call here.
    pub fn begin(self, rules: &Rules<'_>) -> (Dossier, Vec<Event>) {
        let (session, revision) = (rules.session.identity.id.clone(), rules.form().revision);
        let begun = Happened::DossierCreated { dossier: self.id, session, revision, place: self.place };
        let event = Event { at: self.at, by: Some(self.lead.clone()), happened: begun };
        let mut dossier = Dossier::begin(&event).expect("it is a beginning, with an author");
        let mut events = vec![event];
        answer(&mut dossier, &mut events, &self.lead, self.at, &self.answers);
        let made = made(&dossier, &self.lead, self.at, rules);
        let event = Event { at: self.at, by: Some(self.lead), happened: Happened::DossierSubmitted { deposit: made } };
        dossier = dossier.apply(&event).expect("a deposit follows");
        events.push(event);
        (dossier, events)
    }

    /// The same dossier, brought up to date; nothing happens when nothing of it changed.
    ///
    /// # Errors
    /// [`NoLongerOpen`] when something changed and it is no longer instructed here.
    pub fn update(self, dossier: &Dossier, rules: &Rules<'_>) -> Result<(Dossier, Vec<Event>), NoLongerOpen> {
        let (mut next, mut events) = (dossier.clone(), Vec::new());
        answer(&mut next, &mut events, &self.lead, self.at, &self.answers);
        if events.is_empty() {
            return Ok((next, events));
        }
        if !matches!(
            dossier.stage,
            Stage::Submitted { .. } | Stage::Resubmitted { .. } | Stage::CorrectionRequested { .. }
        ) {
            return Err(NoLongerOpen(dossier.internal_label()));
        }
        let deposit = made(&next, &self.lead, self.at, rules);
        let event = Event { at: self.at, by: Some(self.lead), happened: Happened::CorrectionAnswered { deposit } };
        next = next.apply(&event).expect("a deposit follows");
        events.push(event);
        Ok((next, events))
    }
}

/// Gives the answers that are not those already there, and takes away those that are no longer.
fn answer(dossier: &mut Dossier, events: &mut Vec<Event>, by: &PersonId, at: Instant, answers: &BTreeMap<Slug, Value>) {
    let now = dossier.values();
    let gone = now.keys().filter(|question| !answers.contains_key(*question)).map(|question| (question.clone(), None));
    let given = answers.iter().filter(|(question, value)| now.get(*question) != Some(*value));
    let given = given.map(|(question, value)| (question.clone(), Some(value.clone())));
    for (question, value) in gone.chain(given) {
        let version = dossier.answers.get(&question).map_or(1, |answered| answered.version + 1);
        let happened = Happened::QuestionAnswered { question, value, version };
        let event = Event { at, by: Some(by.clone()), happened };
        *dossier = dossier.clone().apply(&event).expect("the version follows");
        events.push(event);
    }
}

fn made(dossier: &Dossier, by: &PersonId, at: Instant, rules: &Rules<'_>) -> Deposit {
    let form = rules.form_of(dossier.revision).unwrap_or_else(|| rules.form());
    Deposit {
        at,
        by: by.clone(),
        late: at > rules.call.closes_at(),
        revision: form.revision,
        answers: normal_answers(dossier, form, rules.words(), None),
        portrait: None,
        digest: Digest::of(&deposit(dossier, form, rules.words(), None)),
    }
}
