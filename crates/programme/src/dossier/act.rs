//! What is decided: whether an act is done, and what happens then.

use super::deposit::normal_answers;
use super::{
    ActKind, Actor, Capacity, Cause, Command, Comment, Deposit, Dossier, Event, Happened, LateVerdict, Letter, Place,
    QuestionFaults, Refusal, ReopenTo, Rules, Stage, Verdict, deposit, to_sign,
};
use crate::Slug;
use crate::calendar::Instant;
use crate::call::Reception;
use crate::digest::Digest;
use crate::form::{Answer, Fault, File, FileType, Form, Question, Side, Value, characters, fits, rebase};
use crate::id::{CommentId, DossierId, LetterId, PersonId};
use crate::role::{Decision, ObjectRelation, Right, Role, Standing};

/// The most people who make a dossier or are invited to.
const MOST_PEOPLE: u64 = 50;
/// The most letters asked for, and the most comments.
const MOST_LETTERS: u64 = 100;
const MOST_COMMENTS: u64 = 5_000;
/// The longest reason, message or comment, in characters.
const LONGEST_TEXT: u64 = 5_000;
/// The longest name of a place or of the author of a letter, in characters.
const LONGEST_NAME: u64 = 200;
/// The heaviest answer that a draft keeps, right or wrong, in bytes: ten texts of the longest, in ASCII.
const HEAVIEST: u64 = 200_000;
/// The most days for corrections.
const MOST_DAYS: u32 = 365;
/// Seconds between two reminders of the same letter: a day.
const BETWEEN_REMINDERS: i64 = 86_400;

/// Begins a dossier, whose lead is who asks.
///
/// # Errors
/// [`Refusal`]: `nobody`, `not-allowed`, `not-open`, `closed`, `no-reason` (a place without a name), `text-too-long`.
pub fn create(
    id: DossierId,
    place: Place,
    rules: &Rules<'_>,
    actor: &Actor<'_>,
    now: Instant,
) -> Result<(Dossier, Vec<Event>), Refusal> {
    let mut causes = Vec::new();
    // It is a draft that nobody makes yet.
    let object = ObjectRelation { deposited: false, ..ObjectRelation::NONE };
    if let Decision::Denied { denial } = rules.rights().may(actor.standing, Right::CreateDossier, &object, rules.phase)
    {
        causes.push(Cause::NotAllowed { right: Right::CreateDossier, denial });
    }
    causes.extend(not_received(rules, now, false));
    causes.extend(written(&place.name, LONGEST_NAME));
    let by = named(actor, &mut causes);
    Refusal::unless_empty(causes)?;
    let (session, revision) = (rules.session.identity.id.clone(), rules.form().revision);
    let event = Event { at: now, by, happened: Happened::DossierCreated { dossier: id, session, revision, place } };
    let dossier = Dossier::begin(&event).expect("it is a beginning, with an author");
    Ok((dossier, vec![event]))
}

impl Dossier {
    /// Carries out `command`, and gives the next state with what happened; nothing happens when it changes nothing.
    ///
    /// # Errors
    /// [`Refusal`], with every cause.
    pub fn act(
        &self,
        command: Command,
        rules: &Rules<'_>,
        actor: &Actor<'_>,
        now: Instant,
    ) -> Result<(Self, Vec<Event>), Refusal> {
        let Some(form) = rules.form_of(self.revision) else {
            return Err(Refusal { causes: vec![Cause::UnknownRevision { revision: self.revision }] });
        };
        let case = Case { dossier: self, form, rules, actor, now };
        let mut causes = Vec::new();
        let by = named(actor, &mut causes);
        let happened = case.decide(command, &mut causes);
        Refusal::unless_empty(causes)?;
        let mut next = self.clone();
        let mut events = Vec::new();
        for happened in happened {
            let event = Event { at: now, by: by.clone(), happened };
            next = next.apply(&event).expect("what was just decided follows from the state");
            events.push(event);
        }
        // A change of an answer may open or close questions of the other side: each signature is looked at again.
        let changed = events.iter().find_map(|event| match &event.happened {
            Happened::QuestionAnswered { question, .. } => Some(Some(question.clone())),
            Happened::DossierRebased { .. } => Some(None),
            _ => None,
        });
        if let Some(question) = changed {
            let form = rules.form_of(next.revision).unwrap_or(form);
            let holding = next.given(form, rules.words()).signed;
            let void: Vec<Side> = next.signatures.keys().copied().filter(|side| !holding.contains(side)).collect();
            for side in void {
                let happened = Happened::SignatureVoided { side, question: question.clone() };
                let event = Event { at: now, by: by.clone(), happened };
                next = next.apply(&event).expect("the side had signed");
                events.push(event);
            }
        }
        Ok((next, events))
    }

    /// The acts that `actor` may try now: what a page offers. What they carry may still be refused.
    pub fn open_acts(&self, rules: &Rules<'_>, actor: &Actor<'_>, now: Instant) -> Vec<ActKind> {
        let case = Case { dossier: self, form: rules.form(), rules, actor, now };
        let open = |kind: &ActKind| {
            // Only those who make a dossier leave it, and only those who do not join it.
            let own = self.relation(actor).own.is_some();
            let person = match kind {
                ActKind::Join => !own && !self.invitations.is_empty(),
                ActKind::Leave => own,
                _ => true,
            };
            person && actor.standing.person.is_some() && case.gate(*kind).is_empty()
        };
        ActKind::CHOICES.iter().map(|(_, kind)| *kind).filter(open).collect()
    }

    /// What happens when those who make it are told that it will be erased; [`crate::retention`] says when that is due.
    pub fn warn_of_erasure(&self, erase_from: Instant, now: Instant) -> (Self, Event) {
        let event = Event { at: now, by: None, happened: Happened::ErasureWarned { erase_from } };
        let next = self.clone().apply(&event).expect("a warning follows from any state");
        (next, event)
    }
}

/// Everything that a decision looks at.
pub(super) struct Case<'c> {
    pub(super) dossier: &'c Dossier,
    pub(super) form: &'c Form,
    pub(super) rules: &'c Rules<'c>,
    pub(super) actor: &'c Actor<'c>,
    pub(super) now: Instant,
}

impl Case<'_> {
    /// What the right and the stage say of an act, whatever it carries.
    fn gate(&self, kind: ActKind) -> Vec<Cause> {
        let mut causes = Vec::new();
        if let Some(right) = kind.right() {
            causes.extend(self.denied(right));
        }
        if kind == ActKind::DecideLate {
            let deciders = self.rules.call.late.as_ref().map_or(&[][..], |late| &late.who_decides);
            let decides = deciders.iter().any(|role| self.actor.standing.roles.contains(role));
            causes.extend((!decides).then_some(Cause::NotADecider));
        }
        causes.extend(self.wrong_stage(kind));
        causes
    }

    fn denied(&self, right: Right) -> Option<Cause> {
        let relation = self.dossier.relation(self.actor);
        match self.rules.rights().may(self.actor.standing, right, &relation, self.rules.phase) {
            Decision::Allowed => None,
            Decision::Denied { denial } => Some(Cause::NotAllowed { right, denial }),
        }
    }

    fn wrong_stage(&self, kind: ActKind) -> Option<Cause> {
        use ActKind::*;
        let stage = &self.dossier.stage;
        let wrong = || Some(Cause::WrongStage { stage: self.dossier.internal_label() });
        match kind {
            Invite | RevokeInvitation | Join | Leave | HandOver | Comment | RemindLetter | CancelLetter => {
                match stage {
                    Stage::Withdrawn { .. } | Stage::LateRefused { .. } => wrong(),
                    _ => None,
                }
            }
            AnswerCollectivite | AnswerStateService | RequestLetter | ReceiveLetter | SignCollectivite
            | SignStateService => self.not_writable(),
            Submit | Rebase => match stage {
                Stage::Draft | Stage::Reopened { .. } => self.not_writable(),
                _ => wrong(),
            },
            AnswerCorrection => match stage {
                Stage::CorrectionRequested { .. } => self.not_writable(),
                _ => wrong(),
            },
            // Also when it was found inadmissible: who withdraws must not learn it from a refusal.
            Withdraw => match stage {
                Stage::Withdrawn { .. } | Stage::LateRefused { .. } => wrong(),
                _ => None,
            },
            RequestCorrection | DecideEligibility => match stage {
                Stage::Submitted { .. } | Stage::Resubmitted { .. } => None,
                Stage::CorrectionRequested { deadline, .. } if self.now > *deadline => None,
                Stage::CorrectionRequested { deadline, .. } => Some(Cause::DeadlineRunning { deadline: *deadline }),
                _ => wrong(),
            },
            DecideLate => match stage {
                Stage::LateRequested { .. } => None,
                _ => wrong(),
            },
            Reopen => match stage {
                Stage::Draft | Stage::Reopened { .. } | Stage::LateRequested { .. } => wrong(),
                _ => None,
            },
        }
    }

    /// Why nothing is written now: the stage, or the time.
    pub(super) fn not_writable(&self) -> Option<Cause> {
        match &self.dossier.stage {
            Stage::Draft => not_received(self.rules, self.now, true),
            Stage::Reopened { until: deadline, .. } | Stage::CorrectionRequested { deadline, .. } => {
                (self.now > *deadline).then_some(Cause::DeadlinePassed { deadline: *deadline })
            }
            _ => Some(Cause::WrongStage { stage: self.dossier.internal_label() }),
        }
    }

    fn decide(&self, command: Command, causes: &mut Vec<Cause>) -> Vec<Happened> {
        match command {
            Command::Invite { invitation, capacity } => {
                causes.extend(self.gate(ActKind::Invite));
                causes.extend(self.dossier.invitations.contains_key(&invitation).then_some(Cause::NameTaken));
                if (self.dossier.people.len() + self.dossier.invitations.len()) as u64 >= MOST_PEOPLE {
                    causes.push(Cause::TooManyPeople { most: MOST_PEOPLE });
                }
                vec![Happened::PersonInvited { invitation, capacity }]
            }
            Command::RevokeInvitation { invitation } => {
                causes.extend(self.gate(ActKind::RevokeInvitation));
                causes.extend((!self.dossier.invitations.contains_key(&invitation)).then_some(Cause::Unknown));
                vec![Happened::InvitationRevoked { invitation }]
            }
            Command::Join { invitation } => {
                causes.extend(self.gate(ActKind::Join));
                match self.dossier.invitations.get(&invitation) {
                    None => causes.push(Cause::Unknown),
                    Some(capacity) => causes.extend(self.cannot_join(*capacity)),
                }
                let Some(person) = self.actor.standing.person.clone() else { return Vec::new() };
                vec![Happened::PersonJoined { invitation, person }]
            }
            Command::Leave { person } => {
                causes.extend(self.gate(ActKind::Leave));
                if self.actor.standing.person.as_ref() != Some(&person) {
                    causes.extend(self.denied(Right::Invite));
                }
                let leads = self.dossier.people.values().filter(|capacity| **capacity == Capacity::Lead).count();
                match self.dossier.people.get(&person) {
                    None => causes.push(Cause::NotIn { person: person.clone() }),
                    Some(Capacity::Lead) if leads == 1 => causes.push(Cause::LastLead),
                    Some(_) => {}
                }
                vec![Happened::PersonLeft { person }]
            }
            Command::HandOver { person } => {
                causes.extend(self.gate(ActKind::HandOver));
                match self.dossier.people.get(&person) {
                    None => causes.push(Cause::NotIn { person: person.clone() }),
                    Some(Capacity::CoAuthor) => {}
                    Some(Capacity::Lead | Capacity::StateService) => causes.push(Cause::NotForTheLead),
                }
                vec![Happened::LeadHandedOver { person }]
            }
            Command::Answer { question, value, base } => self.answer(question, value, base, causes),
            Command::Comment { comment, question, thread, text } => {
                causes.extend(self.gate(ActKind::Comment));
                // What is answered says what it is about.
                let question = match thread.as_ref().map(|thread| self.thread(thread, causes)) {
                    Some(first) => first.and_then(|first| first.question.clone()),
                    None => question,
                };
                if let Some(question) = question.as_ref().filter(|_| thread.is_none()) {
                    self.asked(question, causes);
                }
                causes.extend(written(&text, LONGEST_TEXT));
                causes.extend(self.dossier.comments.iter().any(|one| one.id == comment).then_some(Cause::NameTaken));
                if self.dossier.comments.len() as u64 >= MOST_COMMENTS {
                    causes.push(Cause::TooMany { most: MOST_COMMENTS });
                }
                vec![Happened::QuestionCommented { comment, question, thread }]
            }
            Command::EditComment { comment, text } => {
                self.own_comment(&comment, causes);
                causes.extend(written(&text, LONGEST_TEXT));
                vec![Happened::CommentEdited { comment }]
            }
            Command::WithdrawComment { comment } => {
                self.own_comment(&comment, causes);
                vec![Happened::CommentWithdrawn { comment }]
            }
            Command::ResolveThread { comment } => {
                causes.extend(self.gate(ActKind::Comment));
                match self.thread(&comment, causes) {
                    Some(first) if first.resolved.is_some() => Vec::new(),
                    _ => vec![Happened::ThreadResolved { comment }],
                }
            }
            Command::ReopenThread { comment } => {
                causes.extend(self.gate(ActKind::Comment));
                match self.thread(&comment, causes) {
                    Some(first) if first.resolved.is_none() => Vec::new(),
                    _ => vec![Happened::ThreadReopened { comment }],
                }
            }
            Command::RequestLetter { letter, question, from } => {
                causes.extend(self.gate(ActKind::RequestLetter));
                causes.extend(self.not_to_correct(&question));
                self.letter_question(&question, causes);
                causes.extend(written(&from, LONGEST_NAME));
                causes.extend(self.dossier.letters.contains_key(&letter).then_some(Cause::NameTaken));
                if self.dossier.letters.len() as u64 >= MOST_LETTERS {
                    causes.push(Cause::TooMany { most: MOST_LETTERS });
                }
                vec![Happened::LetterRequested { letter, question, from }]
            }
            Command::RemindLetter { letter } => {
                causes.extend(self.gate(ActKind::RemindLetter));
                if let Some(known) = self.awaited(&letter, causes) {
                    let last = known.reminded.unwrap_or(known.requested);
                    let again = last.plus_seconds(BETWEEN_REMINDERS);
                    causes.extend((self.now < again).then_some(Cause::RemindedRecently { last, again }));
                }
                vec![Happened::LetterReminded { letter }]
            }
            Command::CancelLetter { letter } => {
                causes.extend(self.gate(ActKind::CancelLetter));
                match self.dossier.letters.get(&letter) {
                    None => causes.push(Cause::Unknown),
                    Some(known) => causes.extend(known.received.as_ref().map(|_| Cause::LetterReceived)),
                }
                vec![Happened::LetterCancelled { letter }]
            }
            // A letter that is there already is replaced.
            Command::ReceiveLetter { letter, file } => {
                causes.extend(self.gate(ActKind::ReceiveLetter));
                self.letter_fits(&letter, &file, causes);
                vec![Happened::LetterReceived { letter, file }]
            }
            Command::Sign { side, digest } => self.sign(side, digest, causes),
            Command::Submit { late_reason, portrait } => self.submit(late_reason, portrait, causes),
            Command::Withdraw { reason } => {
                causes.extend(self.gate(ActKind::Withdraw));
                causes.extend(reason.as_deref().and_then(|reason| written(reason, LONGEST_TEXT)));
                vec![Happened::DossierWithdrawn { reason }]
            }
            Command::RequestCorrection { questions, reason, message, days } => {
                causes.extend(self.gate(ActKind::RequestCorrection));
                causes.extend(questions.is_empty().then_some(Cause::NoQuestion));
                for question in &questions {
                    self.asked(question, causes);
                }
                causes.extend(written(&message, LONGEST_TEXT));
                if !(1..=MOST_DAYS).contains(&days) {
                    causes.push(Cause::Days { days, most: MOST_DAYS });
                }
                let zone = self.rules.call.zone;
                let deadline = zone.end_of_day(zone.day(self.now.plus_days(days.min(MOST_DAYS).into())));
                causes.extend((!self.could_write_until(deadline)).then_some(Cause::NobodyCouldWrite));
                vec![Happened::CorrectionRequested { questions, reason, message, deadline }]
            }
            Command::AnswerCorrection { portrait } => {
                causes.extend(self.gate(ActKind::AnswerCorrection));
                causes.extend(self.incomplete(|_| true));
                self.deposit(false, portrait)
                    .map(|deposit| Happened::CorrectionAnswered { deposit })
                    .into_iter()
                    .collect()
            }
            Command::DecideEligibility { verdict, reason } => {
                causes.extend(self.gate(ActKind::DecideEligibility));
                causes.extend(written(&reason, LONGEST_TEXT));
                vec![match verdict {
                    Verdict::Admissible => Happened::DossierAdmitted { reason },
                    Verdict::Inadmissible => Happened::DossierRejected { reason },
                }]
            }
            Command::Reopen { to, reason } => self.reopen(to, reason, causes),
            Command::DecideLate { verdict, reason } => {
                causes.extend(self.gate(ActKind::DecideLate));
                causes.extend(written(&reason, LONGEST_TEXT));
                vec![match verdict {
                    LateVerdict::Accept => Happened::LateDepositAccepted { reason },
                    LateVerdict::Refuse => Happened::LateDepositRefused { reason },
                }]
            }
            Command::Rebase => {
                causes.extend(self.gate(ActKind::Rebase));
                let (old, new) = (self.form, self.rules.form());
                causes.extend((old.revision == new.revision).then_some(Cause::FormUnchanged));
                let lines = rebase(old, new, &self.dossier.values(), self.rules.words());
                vec![Happened::DossierRebased { from: old.revision, to: new.revision, lines }]
            }
        }
    }

    fn answer(&self, question: Slug, value: Option<Value>, base: u64, causes: &mut Vec<Cause>) -> Vec<Happened> {
        let Some((section, known)) = self.form.question(&question) else {
            causes.push(Cause::UnknownQuestion { question });
            return Vec::new();
        };
        causes.extend(self.gate(match section.owner {
            Side::Collectivite => ActKind::AnswerCollectivite,
            Side::StateService => ActKind::AnswerStateService,
        }));
        causes.extend(self.not_to_correct(&question));
        if value.as_ref().is_some_and(|value| !fits(&known.answer, value)) {
            let kind = known.answer.kind().to_owned();
            causes.push(Cause::OtherKind { question: question.clone(), kind });
        }
        let bytes = value.as_ref().map_or(0, |value| value.weight() as u64);
        if bytes > HEAVIEST {
            causes.push(Cause::TooHeavy { bytes, limit: HEAVIEST });
        }
        let current = self.dossier.answers.get(&question);
        let (version, there) = current.map_or((0, None), |answered| (answered.version, answered.value.clone()));
        // What is written already is written: the same answer sent twice is no conflict and no change.
        if there == value {
            return Vec::new();
        }
        if let Some(answered) = current.filter(|_| base != version) {
            causes.push(Cause::Conflict {
                question: question.clone(),
                base,
                version,
                theirs: there,
                by: answered.by.clone(),
                yours: value.clone(),
            });
        }
        vec![Happened::QuestionAnswered { question, value, version: version + 1 }]
    }

    fn sign(&self, side: Side, digest: Digest, causes: &mut Vec<Cause>) -> Vec<Happened> {
        causes.extend(self.gate(match side {
            Side::Collectivite => ActKind::SignCollectivite,
            Side::StateService => ActKind::SignStateService,
        }));
        causes.extend((!self.form.signatories().contains(&side)).then_some(Cause::SignatureNotAsked { side }));
        let own = self.dossier.completeness(self.form, self.rules.words());
        if !own.is_ready_to_sign(side) {
            causes.extend(self.incomplete(|(owner, faults)| {
                owner == side && !faults.iter().all(|fault| matches!(fault, Fault::SignatureMissing { .. }))
            }));
        }
        let current = Digest::of(&to_sign(self.dossier, self.form, self.rules.words(), side));
        if digest != current {
            causes.push(Cause::SignedSomethingElse { yours: digest.clone(), current });
        }
        vec![Happened::SectionsSigned { side, digest }]
    }

    fn submit(&self, late_reason: Option<String>, portrait: Option<Digest>, causes: &mut Vec<Cause>) -> Vec<Happened> {
        causes.extend(self.gate(ActKind::Submit));
        let (revision, current) = (self.form.revision, self.rules.form().revision);
        if revision != current {
            causes.push(Cause::OutdatedForm { revision, current });
        }
        causes.extend(self.incomplete(|_| true));
        // A dossier opened again has a term of its own.
        let call = self.rules.call;
        let late = self.dossier.stage == Stage::Draft && call.reception(self.now) == Reception::Late;
        let reason = late_reason.filter(|reason| !reason.trim().is_empty());
        if let Some(until) = call.late_until().filter(|_| late && reason.is_none()) {
            causes.push(Cause::LateNeedsReason { until });
        }
        causes.extend(reason.as_deref().and_then(|reason| written(reason, LONGEST_TEXT)));
        let Some(deposit) = self.deposit(late, portrait) else { return Vec::new() };
        match reason {
            Some(reason) if late => vec![Happened::LateDepositRequested { reason, deposit }],
            _ => vec![Happened::DossierSubmitted { deposit }],
        }
    }

    fn reopen(&self, to: ReopenTo, reason: String, causes: &mut Vec<Cause>) -> Vec<Happened> {
        causes.extend(self.gate(ActKind::Reopen));
        causes.extend(written(&reason, LONGEST_TEXT));
        match to {
            ReopenTo::Draft { until } => {
                causes.extend((until < self.now).then_some(Cause::UntilPast { until }));
                causes.extend((!self.could_write_until(until)).then_some(Cause::NobodyCouldWrite));
                vec![Happened::DossierReopened { reason, until }]
            }
            ReopenTo::Instruction => {
                let decided = matches!(
                    self.dossier.stage,
                    Stage::Admissible { .. } | Stage::Inadmissible { .. } | Stage::Withdrawn { .. }
                );
                if !decided {
                    causes.push(Cause::WrongStage { stage: self.dossier.internal_label() });
                }
                causes.extend(self.dossier.deposits.is_empty().then_some(Cause::NeverDeposited));
                vec![Happened::InstructionReopened { reason }]
            }
        }
    }

    /// Whether those who make the dossier may write and deposit now, and still may at `end` by the calendar.
    fn could_write_until(&self, end: Instant) -> bool {
        let lead = Standing { roles: [Role::TerritoryLead].into(), ..Standing::default() };
        let own = ObjectRelation { own: Some(Role::TerritoryLead), ..ObjectRelation::NONE };
        let could = |right, phase| self.rules.rights().may(&lead, right, &own, phase).is_allowed();
        [self.rules.phase, self.rules.call.phase_at(end)]
            .into_iter()
            .all(|phase| could(Right::WriteCollectivite, phase) && could(Right::Submit, phase))
    }

    fn cannot_join(&self, capacity: Capacity) -> Vec<Cause> {
        let mut causes = Vec::new();
        let relation = self.dossier.relation(self.actor);
        causes.extend(relation.own.map(|_| Cause::AlreadyIn));
        if capacity == Capacity::StateService {
            // Nobody signs for the State because a collectivité invited them to: their role is given by the pilot.
            let of_the_state = self.actor.standing.roles.contains(&Role::StateService);
            causes.extend((!of_the_state).then_some(Cause::NotOfTheState));
            causes.extend((of_the_state && !relation.territory).then_some(Cause::OutOfTerritory));
        }
        causes
    }

    fn asked(&self, question: &Slug, causes: &mut Vec<Cause>) -> Option<&Question> {
        let known = self.form.question(question).map(|(_, question)| question);
        if known.is_none() {
            causes.push(Cause::UnknownQuestion { question: question.clone() });
        }
        known
    }

    /// The megabytes that the letter of a question may weigh.
    fn letter_question(&self, question: &Slug, causes: &mut Vec<Cause>) -> Option<u64> {
        match &self.asked(question, causes)?.answer {
            Answer::Letter { megabytes, .. } => Some(*megabytes),
            other => {
                causes.push(Cause::OtherKind { question: question.clone(), kind: other.kind().to_owned() });
                None
            }
        }
    }

    fn awaited(&self, letter: &LetterId, causes: &mut Vec<Cause>) -> Option<&Letter> {
        let known = self.dossier.letters.get(letter);
        match known {
            None => causes.push(Cause::Unknown),
            Some(known) => {
                causes.extend(known.received.as_ref().map(|_| Cause::LetterReceived));
                causes.extend(known.refused.map(|_| Cause::LetterRefused));
            }
        }
        known
    }

    /// Whether a document may be the letter.
    pub(super) fn letter_fits(&self, letter: &LetterId, file: &File, causes: &mut Vec<Cause>) {
        let Some(known) = self.dossier.letters.get(letter) else {
            causes.push(Cause::Unknown);
            return;
        };
        causes.extend(self.not_to_correct(&known.question));
        let limit = self.letter_question(&known.question, causes).unwrap_or_default();
        let faults = crate::form::file_faults(file, &[FileType::Pdf], limit);
        causes.extend((!faults.is_empty()).then_some(Cause::BadFile { faults }));
    }

    /// The first comment of a thread.
    fn thread(&self, first: &CommentId, causes: &mut Vec<Cause>) -> Option<&Comment> {
        let found = self.dossier.comments.iter().find(|one| one.id == *first && one.thread.is_none());
        causes.extend(found.is_none().then_some(Cause::Unknown));
        found
    }

    /// A comment that is changed: it is of who changes it, and still there.
    fn own_comment(&self, comment: &CommentId, causes: &mut Vec<Cause>) {
        causes.extend(self.gate(ActKind::Comment));
        match self.dossier.comments.iter().find(|one| one.id == *comment) {
            None => causes.push(Cause::Unknown),
            Some(found) => {
                let own = self.actor.standing.person.as_ref() == Some(&found.by);
                causes.extend((!own).then_some(Cause::NotTheAuthor));
                causes.extend(found.withdrawn.map(|_| Cause::CommentWithdrawn));
            }
        }
    }

    /// While corrections are awaited, only the questions they were asked for on change.
    pub(super) fn not_to_correct(&self, question: &Slug) -> Option<Cause> {
        match &self.dossier.stage {
            Stage::CorrectionRequested { questions, .. } if !questions.contains(question) => {
                Some(Cause::NotToCorrect { question: question.clone() })
            }
            _ => None,
        }
    }

    fn incomplete(&self, of: impl Fn((Side, &[Fault])) -> bool) -> Option<Cause> {
        let completeness = self.dossier.completeness(self.form, self.rules.words());
        let questions: Vec<QuestionFaults> = (completeness.faults())
            .filter(|(side, _, faults)| of((*side, faults)))
            .map(|(_, question, faults)| QuestionFaults { question: question.clone(), faults: faults.to_vec() })
            .collect();
        (!questions.is_empty()).then_some(Cause::Incomplete { questions })
    }

    fn deposit(&self, late: bool, portrait: Option<Digest>) -> Option<Deposit> {
        let words = self.rules.words();
        Some(Deposit {
            at: self.now,
            by: self.actor.standing.person.clone()?,
            late,
            revision: self.form.revision,
            answers: normal_answers(self.dossier, self.form, words, None),
            digest: Digest::of(&deposit(self.dossier, self.form, words, portrait.as_ref())),
            portrait,
        })
    }
}

/// Why a draft is not written, or begun, at `now`: a draft may still be written where a late deposit may be asked for.
fn not_received(rules: &Rules<'_>, now: Instant, even_late: bool) -> Option<Cause> {
    let call = rules.call;
    match call.reception(now) {
        Reception::InTime => None,
        Reception::Late if even_late => None,
        Reception::TooEarly => Some(Cause::NotOpen { opens: call.opens_at() }),
        Reception::Late | Reception::Closed => Some(Cause::Closed { closed: call.closes_at() }),
    }
}

fn written(text: &str, limit: u64) -> Option<Cause> {
    match characters(text) {
        0 => Some(Cause::NoReason),
        length if length > limit => Some(Cause::TextTooLong { length, limit }),
        _ => None,
    }
}

fn named(actor: &Actor<'_>, causes: &mut Vec<Cause>) -> Option<PersonId> {
    let person = actor.standing.person.clone();
    causes.extend(person.is_none().then_some(Cause::Nobody));
    person
}
