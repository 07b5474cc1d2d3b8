//! The state after what happened.

use std::collections::BTreeMap;

use super::{
    Answered, Aside, Capacity, Comment, Dossier, Event, Happened, Letter, Received, Resolved, Signature, Stage, Voided,
    Warned,
};
use crate::id::CommentId;
use crate::story::Corrupt;

impl Dossier {
    /// The state after `events`, the first of which begins the dossier.
    ///
    /// # Errors
    /// [`Corrupt`], when they do not follow one another.
    pub fn fold<'e>(events: impl IntoIterator<Item = &'e Event>) -> Result<Self, Corrupt> {
        let mut events = events.into_iter();
        let first = Self::begin(events.next().ok_or(Corrupt::NoBeginning)?)?;
        events.try_fold(first, |dossier, event| dossier.apply(event))
    }

    pub(super) fn begin(event: &Event) -> Result<Self, Corrupt> {
        let Happened::DossierCreated { dossier, session, revision, place } = &event.happened else {
            return Err(Corrupt::NoBeginning);
        };
        Ok(Self {
            id: dossier.clone(),
            session: session.clone(),
            revision: *revision,
            place: place.clone(),
            created: event.at,
            touched: event.at,
            stage: Stage::Draft,
            people: BTreeMap::from([(event.author()?, Capacity::Lead)]),
            invitations: BTreeMap::new(),
            answers: BTreeMap::new(),
            aside: Vec::new(),
            comments: Vec::new(),
            letters: BTreeMap::new(),
            signatures: BTreeMap::new(),
            voided: BTreeMap::new(),
            deposits: Vec::new(),
            warned: None,
        })
    }

    /// The state after `event`.
    ///
    /// # Errors
    /// [`Corrupt`], when it does not follow from this state.
    pub fn apply(mut self, event: &Event) -> Result<Self, Corrupt> {
        let at = event.at;
        if let Happened::ErasureWarned { erase_from } = event.happened {
            self.warned = Some(Warned { at, erase_from });
            return Ok(self);
        }
        self.touched = at;
        self.warned = None;
        let unknown = |name: &dyn std::fmt::Display| Corrupt::Unknown(name.to_string());
        match &event.happened {
            Happened::DossierCreated { .. } => return Err(Corrupt::TwoBeginnings),
            Happened::ErasureWarned { .. } => {}
            Happened::PersonInvited { invitation, capacity } => {
                self.invitations.insert(invitation.clone(), *capacity);
            }
            Happened::InvitationRevoked { invitation } => {
                self.invitations.remove(invitation).ok_or_else(|| unknown(invitation))?;
            }
            Happened::PersonJoined { invitation, person } => {
                let capacity = self.invitations.remove(invitation).ok_or_else(|| unknown(invitation))?;
                self.people.insert(person.clone(), capacity);
            }
            Happened::PersonLeft { person } => {
                self.people.remove(person).ok_or_else(|| unknown(person))?;
            }
            Happened::QuestionAnswered { question, value, version } => {
                let expected = self.answers.get(question).map_or(1, |answered| answered.version + 1);
                if *version != expected {
                    return Err(Corrupt::Version { of: question.to_string(), found: *version, expected });
                }
                let answered = Answered { value: value.clone(), version: *version, at, by: event.author()? };
                self.answers.insert(question.clone(), answered);
            }
            Happened::LeadHandedOver { person } => {
                let capacity = self.people.get_mut(person).ok_or_else(|| unknown(person))?;
                *capacity = Capacity::Lead;
                self.people.insert(event.author()?, Capacity::CoAuthor);
            }
            Happened::QuestionCommented { comment, question, thread } => {
                if let Some(thread) = thread {
                    self.comment_mut(thread)?.resolved = None;
                }
                self.comments.push(Comment {
                    id: comment.clone(),
                    question: question.clone(),
                    thread: thread.clone(),
                    at,
                    by: event.author()?,
                    edited: None,
                    withdrawn: None,
                    resolved: None,
                });
            }
            Happened::CommentEdited { comment } => self.comment_mut(comment)?.edited = Some(at),
            Happened::CommentWithdrawn { comment } => self.comment_mut(comment)?.withdrawn = Some(at),
            Happened::ThreadResolved { comment } => {
                self.comment_mut(comment)?.resolved = Some(Resolved { at, by: event.author()? });
            }
            Happened::ThreadReopened { comment } => self.comment_mut(comment)?.resolved = None,
            Happened::LetterRequested { letter, question, from } => {
                let (question, from) = (question.clone(), from.clone());
                let asked = Letter { question, from, requested: at, reminded: None, refused: None, received: None };
                self.letters.insert(letter.clone(), asked);
            }
            Happened::LetterReminded { letter } => {
                self.letters.get_mut(letter).ok_or_else(|| unknown(letter))?.reminded = Some(at);
            }
            Happened::LetterRefused { letter } => {
                self.letters.get_mut(letter).ok_or_else(|| unknown(letter))?.refused = Some(at);
            }
            Happened::LetterCancelled { letter } => {
                self.letters.remove(letter).ok_or_else(|| unknown(letter))?;
            }
            Happened::LetterReceived { letter, file } => {
                let known = self.letters.get_mut(letter).ok_or_else(|| unknown(letter))?;
                known.received = Some(Received { at, file: file.clone() });
                known.refused = None;
            }
            Happened::SectionsSigned { side, digest } => {
                self.voided.remove(side);
                self.signatures.insert(*side, Signature { at, by: event.author()?, digest: digest.clone() });
            }
            Happened::SignatureVoided { side, question } => {
                let signature = self.signatures.remove(side).ok_or_else(|| unknown(&side.as_str()))?;
                self.voided.insert(*side, Voided { at, question: question.clone(), signatory: signature.by });
            }
            Happened::DossierSubmitted { deposit } => {
                self.deposits.push(deposit.clone());
                self.stage = Stage::Submitted { at, late: deposit.late };
            }
            Happened::LateDepositRequested { reason, deposit } => {
                self.stage = Stage::LateRequested { reason: reason.clone(), deposit: deposit.clone() };
            }
            Happened::LateDepositAccepted { .. } => {
                let Stage::LateRequested { deposit, .. } = self.stage else {
                    return Err(unknown(&"late deposit"));
                };
                self.stage = Stage::Submitted { at: deposit.at, late: deposit.late };
                self.deposits.push(deposit);
            }
            Happened::LateDepositRefused { reason } => {
                self.stage = Stage::LateRefused { at, by: event.author()?, reason: reason.clone() };
            }
            Happened::DossierWithdrawn { reason } => {
                self.stage = Stage::Withdrawn { at, by: event.author()?, reason: reason.clone() };
            }
            Happened::CorrectionRequested { questions, reason, message, deadline } => {
                self.stage = Stage::CorrectionRequested {
                    at,
                    by: event.author()?,
                    reason: *reason,
                    questions: questions.clone(),
                    message: message.clone(),
                    deadline: *deadline,
                };
            }
            Happened::CorrectionAnswered { deposit } => {
                self.deposits.push(deposit.clone());
                self.stage = Stage::Resubmitted { at };
            }
            Happened::DossierAdmitted { reason } => {
                self.stage = Stage::Admissible { at, by: event.author()?, reason: reason.clone() };
            }
            Happened::DossierRejected { reason } => {
                self.stage = Stage::Inadmissible { at, by: event.author()?, reason: reason.clone() };
            }
            Happened::DossierReopened { reason, until } => {
                self.stage = Stage::Reopened { at, by: event.author()?, reason: reason.clone(), until: *until };
            }
            Happened::InstructionReopened { .. } => {
                let last = self.deposits.last().ok_or_else(|| unknown(&"deposit"))?;
                self.stage = match self.deposits.len() {
                    1 => Stage::Submitted { at: last.at, late: last.late },
                    _ => Stage::Resubmitted { at: last.at },
                };
            }
            Happened::DossierRebased { from, to, lines } => {
                self.revision = *to;
                for line in lines.iter().filter(|line| line.outcome.sets_aside()) {
                    let answered = self.answers.remove(&line.question).ok_or_else(|| unknown(&line.question))?;
                    let question = line.question.clone();
                    self.aside.extend(answered.value.map(|value| Aside { question, value, revision: *from }));
                }
            }
        }
        Ok(self)
    }

    fn comment_mut(&mut self, id: &CommentId) -> Result<&mut Comment, Corrupt> {
        let found = self.comments.iter_mut().find(|comment| comment.id == *id);
        found.ok_or_else(|| Corrupt::Unknown(id.to_string()))
    }
}
