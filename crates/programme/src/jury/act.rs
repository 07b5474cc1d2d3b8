//! What is decided of a jury: whether an act is done, and what happens then.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    AppealStage, AppealVerdict, Cause, Command, Event, Happened, Jury, MeetingStage, Outcome, Quorum, Refusal,
    SeatKind, SeatStage, Signatory, TieKind, Vote, Words, is_judged, is_listed, ruling,
};
use crate::Slug;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::dossier::{Actor, Dossier, Rules};
use crate::id::{DossierId, PersonId};
use crate::role::{Decision, ObjectRelation, Right, Standing};
use crate::story::Story;

/// The longest reason or feedback, in characters.
pub(super) const LONGEST_TEXT: u64 = 5_000;
/// The longest name, function or place, in characters.
const LONGEST_NAME: u64 = 200;
/// The largest jury, and the most dossiers that one person may be asked to read.
const MOST: u64 = 1_000;

/// What a decision looks at, beside the jury.
#[derive(Debug, Clone, Copy)]
pub struct Case<'c> {
    /// The rules of the session, now.
    pub rules: &'c Rules<'c>,
    /// Who asks.
    pub who: &'c Standing,
    /// The dossiers of the session.
    pub dossiers: &'c [Dossier],
    /// Now.
    pub now: Instant,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The jury then.
    pub jury: Jury,
    /// What happened; nothing when it changes nothing.
    pub events: Vec<Event>,
    /// The words that go beside.
    pub words: Vec<Words>,
}

/// Sets the jury of a session up.
///
/// # Errors
/// [`Refusal`]: `Nobody`, `NotAllowed`.
pub fn open(case: &Case<'_>) -> Result<Done, Refusal> {
    let mut causes = Vec::new();
    case.asks(Right::Assign, None, &mut causes);
    let by = case.named(&mut causes);
    Refusal::unless_empty(causes)?;
    let session = case.rules.session.identity.id.clone();
    let event = Event { at: case.now, by, happened: Happened::JuryOpened { session } };
    let jury = Jury::begin(&event).expect("it is a beginning");
    Ok(Done { jury, events: vec![event], words: Vec::new() })
}

impl Case<'_> {
    fn named(&self, causes: &mut Vec<Cause>) -> Option<PersonId> {
        if self.who.person.is_none() {
            causes.push(Cause::Nobody);
        }
        self.who.person.clone()
    }

    /// Asks for a right over the session; who is tied to the dossier that is spoken of has none.
    fn asks(&self, right: Right, tied: Option<bool>, causes: &mut Vec<Cause>) {
        let object = ObjectRelation { conflicted: tied.unwrap_or(false), ..ObjectRelation::NONE };
        if let Decision::Denied { denial } = self.rules.rights().may(self.who, right, &object, self.rules.phase) {
            causes.push(Cause::NotAllowed { right, denial });
        }
    }

    fn dossier(&self, id: &DossierId, causes: &mut Vec<Cause>) -> Option<&Dossier> {
        let found = self.dossiers.iter().find(|dossier| dossier.id == *id && is_judged(dossier));
        causes.extend(found.is_none().then(|| Cause::UnknownDossier { dossier: id.clone() }));
        found
    }
}

/// A text that is needed: what is wrong with it.
pub(super) fn written(text: &str, limit: u64) -> Option<Cause> {
    let length = text.chars().count() as u64;
    match length {
        _ if text.trim().is_empty() => Some(Cause::NoReason),
        _ if length > limit => Some(Cause::TextTooLong { length, limit }),
        _ => None,
    }
}

impl Jury {
    /// Carries out `command`, and gives the next state with what happened; nothing happens when it changes nothing.
    ///
    /// # Errors
    /// [`Refusal`], with every cause.
    pub fn act(&self, command: Command, case: &Case<'_>) -> Result<Done, Refusal> {
        let mut causes = Vec::new();
        let by = case.named(&mut causes);
        if let Some(right) = command.right() {
            let tied = command.dossier().zip(by.as_ref()).map(|(dossier, by)| self.is_tied(by, dossier));
            case.asks(right, tied, &mut causes);
        }
        let mut words = Vec::new();
        let happened = Deciding { jury: self, case, by: by.as_ref() }.decide(command, &mut causes, &mut words);
        Refusal::unless_empty(causes)?;
        let (jury, events) = self.clone().after(happened, by.as_ref(), case.now);
        Ok(Done { jury, events, words })
    }
}

impl Command {
    /// The one dossier that it is about.
    fn dossier(&self) -> Option<&DossierId> {
        use Command::*;
        match self {
            Pin { dossier, .. }
            | Lift { dossier, .. }
            | Take { dossier }
            | Vote { dossier, .. }
            | Rule { dossier, .. }
            | Appeal { dossier, .. }
            | ExamineAppeal { dossier }
            | DecideAppeal { dossier, .. }
            | Promote { dossier, .. } => Some(dossier),
            _ => None,
        }
    }
}

struct Deciding<'d> {
    jury: &'d Jury,
    case: &'d Case<'d>,
    by: Option<&'d PersonId>,
}

impl Deciding<'_> {
    fn decide(&self, command: Command, causes: &mut Vec<Cause>, words: &mut Vec<Words>) -> Vec<Happened> {
        match command {
            Command::Invite { person, kind } => {
                match self.jury.seats.get(&person) {
                    Some(seat)
                        if seat.kind == kind && matches!(seat.stage, SeatStage::Invited | SeatStage::Accepted) =>
                    {
                        return Vec::new();
                    }
                    Some(seat) if seat.stage == SeatStage::Accepted => causes.push(Cause::SeatIs { stage: seat.stage }),
                    _ => {}
                }
                vec![Happened::SeatOffered { person, kind }]
            }
            Command::Answer { accept } => {
                let stage = if accept { SeatStage::Accepted } else { SeatStage::Declined };
                match self.by.and_then(|by| self.jury.seats.get(by)) {
                    None => causes.push(Cause::NoSeat),
                    Some(seat) if seat.stage == stage => return Vec::new(),
                    Some(seat) if seat.stage == SeatStage::Left => causes.push(Cause::SeatIs { stage: seat.stage }),
                    Some(_) => {}
                }
                self.by.cloned().map(|person| Happened::SeatChanged { person, stage }).into_iter().collect()
            }
            Command::Release { person } => match self.jury.seats.get(&person) {
                None => {
                    causes.push(Cause::NotSitting { person });
                    Vec::new()
                }
                Some(seat) if seat.stage == SeatStage::Left => Vec::new(),
                Some(_) => vec![Happened::SeatChanged { person, stage: SeatStage::Left }],
            },
            Command::Describe { person, areas, most } => self.describe(person, areas, most, causes),
            Command::Preside { person } => {
                let presides = self.jury.jurors().any(|(juror, _)| *juror == person);
                causes.extend((!presides).then(|| Cause::NotSitting { person: person.clone() }));
                if self.jury.president.as_ref() == Some(&person) {
                    return Vec::new();
                }
                vec![Happened::PresidentNamed { person }]
            }
            Command::SetQuorum { quorum } => {
                if let Quorum::Number { jurors } = quorum
                    && !(1..=MOST).contains(&u64::from(jurors))
                {
                    causes.push(Cause::Number { found: jurors.into(), least: 1, most: MOST });
                }
                causes.extend(self.open_meeting().map(|_| Cause::MeetingRuns));
                if self.jury.quorum == quorum { Vec::new() } else { vec![Happened::QuorumSet { quorum }] }
            }
            Command::Declare { said } => self.declare(said, causes),
            Command::Pin { person, dossier, kind, reason } => {
                causes.extend(
                    (!self.jury.seats.contains_key(&person)).then(|| Cause::NotSitting { person: person.clone() }),
                );
                self.listed(&dossier, causes);
                let reason = beside(format!("pin:{dossier}:{person}"), &reason, causes, words);
                vec![Happened::TiePinned { person, dossier, kind, reason }]
            }
            Command::Lift { person, dossier, reason } => {
                let tie = self.jury.seats.get(&person).and_then(|seat| seat.ties.get(&dossier));
                causes.extend((!tie.is_some_and(|tie| tie.pinned)).then_some(Cause::NotPinned));
                let reason = beside(format!("lift:{dossier}:{person}"), &reason, causes, words);
                vec![Happened::TieLifted { person, dossier, reason }]
            }
            Command::Assign { readers, seed } => self.assign(readers, seed, causes),
            Command::SetDeadline { deadline } => {
                causes.extend(self.past(deadline));
                if self.jury.deadline == deadline { Vec::new() } else { vec![Happened::DeadlineSet { deadline }] }
            }
            Command::CallMeeting { when, place, agenda } => {
                causes.extend(self.past(Some(when)));
                causes.extend(written(&place, LONGEST_NAME));
                let is_over = self.jury.meeting().is_none_or(|meeting| meeting.stage == MeetingStage::Closed);
                causes.extend((!is_over).then_some(Cause::MeetingRuns));
                let waits = |dossier: &&Dossier| {
                    is_judged(dossier)
                        && self.jury.rulings.get(&dossier.id).is_none_or(|ruling| ruling.outcome == Outcome::Deferred)
                };
                let agenda = match agenda.is_empty() {
                    true => self.case.dossiers.iter().filter(waits).map(|dossier| dossier.id.clone()).collect(),
                    false => agenda,
                };
                self.agenda(&agenda, causes);
                vec![Happened::MeetingCalled { when, place: place.trim().to_owned(), agenda }]
            }
            Command::OrderAgenda { agenda } => {
                match self.jury.meeting().filter(|meeting| meeting.stage != MeetingStage::Closed) {
                    None => causes.push(Cause::NoMeeting),
                    Some(meeting) if meeting.agenda == agenda => return Vec::new(),
                    Some(meeting) => {
                        // What was taken stays on the agenda.
                        let gone = meeting.taken.iter().filter(|taken| !agenda.contains(&taken.dossier));
                        causes.extend(gone.map(|taken| Cause::NotOnAgenda { dossier: taken.dossier.clone() }));
                    }
                }
                self.agenda(&agenda, causes);
                vec![Happened::AgendaOrdered { agenda }]
            }
            Command::OpenMeeting => {
                let called = self.jury.meeting().is_some_and(|meeting| meeting.stage == MeetingStage::Called);
                causes.extend((!called).then_some(Cause::NoMeeting));
                causes.extend(self.jury.president.is_none().then_some(Cause::NoPresident));
                causes.extend(self.short_of(None));
                vec![Happened::MeetingOpened]
            }
            Command::Arrive { person } => self.attend(person, true, causes),
            Command::Depart { person } => self.attend(person, false, causes),
            Command::Take { dossier } => self.take(dossier, causes),
            Command::Vote { dossier, vote } => self.vote(dossier, vote, causes),
            Command::Rule { dossier, outcome, reason, feedback } => {
                self.rule(dossier, outcome, (reason, feedback), causes, words)
            }
            Command::CloseMeeting => {
                causes.extend(self.open_meeting().is_none().then_some(Cause::NoMeeting));
                vec![Happened::MeetingClosed]
            }
            Command::SignMinutes { digest } => {
                let closed = self
                    .jury
                    .meeting()
                    .is_some_and(|meeting| meeting.stage == MeetingStage::Closed && meeting.minutes.is_none());
                causes.extend((!closed).then_some(Cause::NoMinutes));
                let presides = self.by.is_some() && self.jury.president.as_ref() == self.by;
                causes.extend((!presides).then_some(Cause::NotThePresident));
                causes.extend(self.jury.minutes().and_then(|minutes| other(&digest, &minutes)));
                vec![Happened::MinutesSigned { meeting: self.jury.meetings.len() as u32, digest }]
            }
            Command::SignDecision { signatory, digest } => self.sign(signatory, digest, causes),
            Command::SetEmbargo { until } => {
                causes.extend(self.past(until));
                if self.jury.embargo == until { Vec::new() } else { vec![Happened::EmbargoSet { until }] }
            }
            Command::Notify { dossiers } => {
                let due = self.jury.to_be_told();
                let outcomes: BTreeMap<_, _> = due.into_iter().filter(|(id, _)| dossiers.contains(id)).collect();
                if outcomes.is_empty() { Vec::new() } else { vec![Happened::DossiersNotified { outcomes }] }
            }
            Command::Appeal { dossier, reason } => self.appeal(dossier, &reason, causes, words),
            Command::ExamineAppeal { dossier } => {
                let asked = self.jury.appeals.get(&dossier).map(|appeal| &appeal.stage);
                causes.extend((asked != Some(&AppealStage::Requested)).then_some(Cause::NoAppeal));
                vec![Happened::AppealExamined { dossier }]
            }
            Command::DecideAppeal { dossier, verdict, reason } => {
                let examined = self.jury.appeals.get(&dossier).map(|appeal| &appeal.stage);
                causes.extend((!matches!(examined, Some(AppealStage::Examined { .. }))).then_some(Cause::NoAppeal));
                if let AppealVerdict::Granted { outcome } = verdict {
                    let was = self.jury.rulings.get(&dossier).map(|ruling| ruling.outcome);
                    if was == Some(outcome) || matches!(outcome, Outcome::NotRetained | Outcome::Deferred) {
                        causes.push(Cause::OutcomeIs { outcome: Some(outcome) });
                    }
                }
                let reason = beside(format!("appeal-answer:{dossier}"), &reason, causes, words);
                vec![Happened::AppealDecided { dossier, verdict, reason }]
            }
            Command::Promote { dossier, reason } => {
                let ruling = self.jury.rulings.get(&dossier).filter(|ruling| ruling.signed);
                let outcome = ruling.map(|ruling| ruling.outcome);
                if !matches!(outcome, Some(Outcome::Reserve { .. })) {
                    causes.push(Cause::OutcomeIs { outcome });
                }
                let reason = beside(format!("promotion:{dossier}"), &reason, causes, words);
                vec![Happened::ReservePromoted { dossier, reason }]
            }
        }
    }

    fn past(&self, moment: Option<Instant>) -> Option<Cause> {
        moment.filter(|moment| *moment < self.case.now).map(|moment| Cause::Past { moment })
    }

    fn listed(&self, id: &DossierId, causes: &mut Vec<Cause>) {
        let known = self.case.dossiers.iter().any(|dossier| dossier.id == *id && is_listed(dossier));
        causes.extend((!known).then(|| Cause::UnknownDossier { dossier: id.clone() }));
    }

    fn open_meeting(&self) -> Option<&super::Meeting> {
        self.jury.meeting().filter(|meeting| meeting.stage == MeetingStage::Open)
    }

    /// That too few are there, for a dossier or at all.
    fn short_of(&self, dossier: Option<&DossierId>) -> Option<Cause> {
        let (present, needed) = (self.jury.able(dossier).len(), self.jury.needed(dossier));
        let short = present < needed || present == 0;
        short.then_some(Cause::Quorum { present: present as u64, needed: needed as u64 })
    }

    fn agenda(&self, agenda: &[DossierId], causes: &mut Vec<Cause>) {
        for (rank, dossier) in agenda.iter().enumerate() {
            self.case.dossier(dossier, causes);
            if agenda[..rank].contains(dossier) {
                causes.push(Cause::Twice { dossier: dossier.clone() });
            }
        }
        if agenda.is_empty() {
            causes.push(Cause::NothingDue);
        }
    }

    fn describe(
        &self,
        person: PersonId,
        areas: BTreeSet<Slug>,
        most: Option<u32>,
        causes: &mut Vec<Cause>,
    ) -> Vec<Happened> {
        let is_self = self.by == Some(&person);
        let right = if is_self { Right::DeclareConflict } else { Right::Assign };
        self.case.asks(right, None, causes);
        let seat = self.jury.seats.get(&person);
        causes.extend(seat.is_none().then(|| Cause::NotSitting { person: person.clone() }));
        let words = self.case.rules.words();
        let known =
            |area: &&Slug| words.taxonomy.axes.iter().any(|axis| axis.items.iter().any(|item| item.id == **area));
        causes.extend(areas.iter().filter(|area| !known(area)).map(|area| Cause::UnknownArea { area: area.clone() }));
        if let Some(found) = most.map(u64::from).filter(|found| !(1..=MOST).contains(found)) {
            causes.push(Cause::Number { found, least: 1, most: MOST });
        }
        if seat.is_some_and(|seat| seat.areas == areas && seat.most == most) {
            return Vec::new();
        }
        vec![Happened::SeatDescribed { person, areas, most }]
    }

    fn declare(&self, mut said: BTreeMap<DossierId, Option<TieKind>>, causes: &mut Vec<Cause>) -> Vec<Happened> {
        let Some((person, seat)) = self.by.and_then(|by| Some((by, self.jury.sitting(by)?))) else {
            causes.push(Cause::NoSeat);
            return Vec::new();
        };
        causes.extend(said.is_empty().then_some(Cause::NothingSaid));
        // What was said already is not said again.
        said.retain(|dossier, kind| match (seat.ties.get(dossier), kind) {
            (Some(tie), kind) => Some(tie.kind) != *kind,
            (None, None) => !seat.clear.contains(dossier),
            (None, Some(_)) => true,
        });
        for (dossier, kind) in &said {
            self.listed(dossier, causes);
            let pinned = seat.ties.get(dossier).is_some_and(|tie| tie.pinned);
            causes.extend((pinned && kind.is_none()).then(|| Cause::Pinned { dossier: dossier.clone() }));
        }
        if said.is_empty() {
            return Vec::new();
        }
        vec![Happened::TiesDeclared { person: person.clone(), said }]
    }

    fn assign(
        &self,
        mut readers: BTreeMap<DossierId, BTreeSet<PersonId>>,
        seed: Option<u64>,
        causes: &mut Vec<Cause>,
    ) -> Vec<Happened> {
        for (dossier, people) in &readers {
            self.case.dossier(dossier, causes);
            for person in people {
                if self.jury.sitting(person).is_none() {
                    causes.push(Cause::NotSitting { person: person.clone() });
                }
                if self.jury.is_tied(person, dossier) {
                    causes.push(Cause::Tied { person: person.clone(), dossier: dossier.clone() });
                }
            }
        }
        readers.retain(|dossier, people| {
            self.jury.assignments.get(dossier).map_or(!people.is_empty(), |had| had != people)
        });
        if readers.is_empty() { Vec::new() } else { vec![Happened::DossiersAssigned { readers, seed }] }
    }

    fn attend(&self, person: PersonId, comes: bool, causes: &mut Vec<Cause>) -> Vec<Happened> {
        causes.extend(self.jury.sitting(&person).is_none().then(|| Cause::NotSitting { person: person.clone() }));
        match self.jury.meeting().filter(|meeting| meeting.stage != MeetingStage::Closed) {
            None => causes.push(Cause::NoMeeting),
            Some(meeting) if meeting.is_there(&person) == comes => {
                causes.push(Cause::Attendance { person: person.clone(), present: comes });
            }
            Some(_) => {}
        }
        vec![if comes { Happened::Arrived { person } } else { Happened::Departed { person } }]
    }

    fn take(&self, dossier: DossierId, causes: &mut Vec<Cause>) -> Vec<Happened> {
        self.case.dossier(&dossier, causes);
        match self.open_meeting() {
            None => causes.push(Cause::NoMeeting),
            Some(meeting) if !meeting.agenda.contains(&dossier) => {
                causes.push(Cause::NotOnAgenda { dossier: dossier.clone() });
            }
            Some(_) => causes.extend(self.short_of(Some(&dossier))),
        }
        let recused = self.jury.meeting().into_iter().flat_map(|meeting| meeting.present());
        let recused = recused.filter(|person| self.jury.is_tied(person, &dossier)).cloned().collect();
        vec![Happened::DossierTaken { present: self.jury.able(Some(&dossier)), recused, dossier }]
    }

    fn vote(&self, dossier: DossierId, vote: Vote, causes: &mut Vec<Cause>) -> Vec<Happened> {
        match self.open_meeting().map(|meeting| meeting.taken_of(&dossier)) {
            None => causes.push(Cause::NoMeeting),
            Some(None) => causes.push(Cause::NotTaken { dossier: dossier.clone() }),
            Some(Some(taken)) => {
                let (found, most) = (vote.voices(), taken.present.len() as u64);
                causes.extend((found > most).then_some(Cause::TooManyVoices { found, most }));
                causes.extend((found == 0).then_some(Cause::Number { found, least: 1, most }));
            }
        }
        vec![Happened::VoteTaken { dossier, vote }]
    }

    fn rule(
        &self,
        dossier: DossierId,
        outcome: Outcome,
        (reason, feedback): (String, BTreeMap<Slug, String>),
        causes: &mut Vec<Cause>,
        words: &mut Vec<Words>,
    ) -> Vec<Happened> {
        self.case.dossier(&dossier, causes);
        match self.open_meeting() {
            None => causes.push(Cause::NoMeeting),
            Some(meeting) if meeting.taken_of(&dossier).is_none() => {
                causes.push(Cause::NotTaken { dossier: dossier.clone() });
            }
            Some(_) => {}
        }
        let signed = self.jury.rulings.get(&dossier).is_some_and(|ruling| ruling.signed);
        causes.extend(signed.then(|| Cause::Signed { dossier: dossier.clone() }));
        if let Outcome::Reserve { rank } = outcome
            && !(1..=MOST).contains(&u64::from(rank))
        {
            causes.push(Cause::Number { found: rank.into(), least: 1, most: MOST });
        }
        let rubric = &self.case.rules.session.rubric;
        let mut digests = BTreeMap::new();
        for criterion in rubric.criteria() {
            let name = format!("feedback:{dossier}:{}", criterion.id);
            match feedback.get(&criterion.id).map(|text| text.trim()).filter(|text| !text.is_empty()) {
                None => words.push(Words { name, body: None }),
                Some(text) => {
                    causes.extend(written(text, LONGEST_TEXT));
                    digests.insert(criterion.id.clone(), Digest::of(text));
                    words.push(Words { name, body: Some(text.to_owned()) });
                }
            }
        }
        let unknown = feedback.keys().filter(|id| rubric.criterion(id.as_str()).is_none());
        causes.extend(unknown.map(|id| Cause::UnknownCriterion { criterion: id.clone() }));
        let reason = beside(format!("reason:{dossier}"), &reason, causes, words);
        vec![Happened::DossierRuled { dossier, outcome, reason, feedback: digests }]
    }

    fn sign(&self, signatory: Signatory, digest: Digest, causes: &mut Vec<Cause>) -> Vec<Happened> {
        let signatory =
            Signatory { name: signatory.name.trim().to_owned(), function: signatory.function.trim().to_owned() };
        causes.extend(written(&signatory.name, LONGEST_NAME));
        causes.extend(written(&signatory.function, LONGEST_NAME));
        let unsigned = self.jury.meetings.iter().any(|meeting| meeting.opened.is_some() && meeting.minutes.is_none());
        causes.extend(unsigned.then_some(Cause::MinutesUnsigned));
        let outcomes = self.jury.to_be_signed();
        causes.extend(outcomes.is_empty().then_some(Cause::NothingDue));
        // With those signed before, the reserve list has no gap and no rank twice.
        let ruled = self.jury.rulings.values().filter(|ruling| ruling.outcome != Outcome::Deferred);
        let mut ranks: Vec<u32> = ruled
            .filter_map(|ruling| match ruling.outcome {
                Outcome::Reserve { rank } => Some(rank),
                _ => None,
            })
            .collect();
        ranks.sort_unstable();
        let promoted = self.jury.decisions.iter().any(|decision| {
            let reserve = |(id, outcome): (&DossierId, &Outcome)| {
                matches!(outcome, Outcome::Reserve { .. })
                    && self.jury.rulings.get(id).is_some_and(|ruling| ruling.outcome != *outcome)
            };
            decision.outcomes.iter().any(reserve)
        });
        let twice = ranks.windows(2).any(|pair| pair[0] == pair[1]);
        let gap = ranks.iter().zip(1..).any(|(rank, expected)| *rank != expected);
        if twice || (gap && !promoted) {
            causes.push(Cause::Ranks { found: ranks });
        }
        causes.extend(other(&digest, &ruling::to_sign(&self.jury.session, &outcomes)));
        vec![Happened::DecisionSigned { signatory, outcomes, digest }]
    }

    fn appeal(&self, id: DossierId, reason: &str, causes: &mut Vec<Cause>, words: &mut Vec<Words>) -> Vec<Happened> {
        if let Some(dossier) = self.case.dossier(&id, causes) {
            let object = dossier.relation(&Actor::plain(self.case.who));
            let right = Right::Appeal;
            let may = self.case.rules.rights().may(self.case.who, right, &object, self.case.rules.phase);
            if let Decision::Denied { denial } = may {
                causes.push(Cause::NotAllowed { right, denial });
            }
        }
        let outcome = self.jury.notices.get(&id).map(|notice| notice.outcome);
        if !matches!(outcome, Some(Outcome::NotRetained | Outcome::Reserve { .. })) {
            causes.push(Cause::OutcomeIs { outcome });
        }
        let deadline = self.jury.appeal_until(&id).filter(|until| self.case.now > *until);
        causes.extend(deadline.map(|deadline| Cause::DeadlinePassed { deadline }));
        causes.extend(self.jury.appeals.contains_key(&id).then_some(Cause::AppealMade));
        let reason = beside(format!("appeal:{id}"), reason, causes, words);
        vec![Happened::AppealLodged { dossier: id, reason }]
    }
}

/// Puts words that are needed beside what happens; their digest.
fn beside(name: String, text: &str, causes: &mut Vec<Cause>, words: &mut Vec<Words>) -> Digest {
    let text = text.trim();
    causes.extend(written(text, LONGEST_TEXT));
    words.push(Words { name, body: Some(text.to_owned()) });
    Digest::of(text)
}

/// That something else was signed than what there is.
fn other(yours: &Digest, text: &str) -> Option<Cause> {
    let current = Digest::of(text);
    (*yours != current).then(|| Cause::SignedSomethingElse { yours: yours.clone(), current })
}

/// Whether somebody of a kind may be given dossiers to score.
pub(super) fn scores(kind: SeatKind) -> bool {
    kind == SeatKind::Juror
}
