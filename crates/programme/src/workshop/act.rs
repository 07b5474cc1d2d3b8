//! What is decided of a workshop.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::contribution::Contribution;
use super::minutes::{NextStep, assemble};
use super::sheet::written;
use super::{Actor, Cause, Happened, Label, Minutes, Refusal, Rules, Sheet, State, Who, Workshop};
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::id::{ParticipantId, PersonId, WorkshopId, WorkspaceId};
use crate::role::Right;
use crate::story::{Event, Story};

/// The most seats of a workshop, and the most who sign up: what is written of it stays small.
pub const MOST_PARTICIPANTS: u32 = 400;
/// The most facilitators.
const MOST_FACILITATORS: u64 = 30;
/// The most who are counted and not named.
const MOST_OTHERS: u32 = 5_000;
/// The longest reason, decision or next step, in characters.
const LONGEST_TEXT: u64 = 2_000;
/// The longest summary of minutes, in characters.
const LONGEST_SUMMARY: u64 = 20_000;
/// The most decisions, the most next steps.
const MOST_LINES: u64 = 50;

/// An act asked for on a workshop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "kebab-case")]
pub enum Command {
    /// Changes what is said of it.
    Change {
        /// All of it.
        sheet: Sheet,
    },
    /// Makes an address for telephones; the one before opens nothing any more.
    MakePhoneAddress {
        /// The digest of its secret.
        phone: Digest,
    },
    /// Says who runs it.
    NameFacilitators {
        /// All of them.
        people: BTreeSet<PersonId>,
    },
    /// Signs somebody up.
    SignUp {
        /// Their name in the workshop.
        participant: ParticipantId,
        /// How they are known.
        who: Who,
    },
    /// Cancels that somebody comes.
    Cancel {
        /// Who.
        participant: ParticipantId,
        /// The digest of the secret that their telephone holds, when it is how they are known.
        device: Option<Digest>,
    },
    /// Takes attendance.
    TakeAttendance {
        /// Who came and who did not.
        came: BTreeMap<ParticipantId, bool>,
        /// How many came besides.
        others: u32,
    },
    /// Begins it.
    Open,
    /// Ends it.
    Close,
    /// Goes on after all, or takes signed minutes up again.
    Reopen {
        /// Why.
        reason: String,
    },
    /// Says that it will not take place.
    CallOff {
        /// Why.
        reason: String,
    },
    /// Writes its minutes.
    WriteMinutes {
        /// The version that was before the eyes of who writes; 0 when there was none.
        base: u64,
        /// What is to be kept of it.
        summary: String,
        /// What was decided.
        decisions: Vec<String>,
        /// What comes next.
        next_steps: Vec<NextStep>,
    },
}

/// Plans a workshop in a workspace.
///
/// # Errors
/// [`Refusal`]: `nobody`, `not-allowed`, and what is wrong with the sheet.
pub fn plan(
    id: WorkshopId,
    workspace: WorkspaceId,
    sheet: Sheet,
    rules: &Rules<'_>,
    actor: &Actor<'_>,
    now: Instant,
) -> Result<(Workshop, Vec<Event<Happened>>), Refusal> {
    let mut causes: Vec<Cause> = rules.gate(actor, Right::RunWorkshop).into_iter().collect();
    causes.extend(actor.standing.person.is_none().then_some(Cause::Nobody));
    causes.extend(sheet.faults(rules.session));
    Refusal::unless_empty(causes)?;
    let session = rules.session.identity.id.clone();
    let happened = Happened::WorkshopPlanned { workshop: id, session, workspace, sheet };
    let event = Event { at: now, by: actor.standing.person.clone(), happened };
    let workshop = Workshop::begin(&event).expect("it is a beginning, with an author");
    Ok((workshop, vec![event]))
}

/// A workshop after an act, with what happened.
type Acted = (Workshop, Vec<Event<Happened>>);

impl Workshop {
    /// Carries out `command`; nothing happens when it changes nothing. Contributions may name themes and questions of the
    /// sheet, so that once it is open none of them is taken away.
    ///
    /// # Errors
    /// [`Refusal`], with every cause.
    pub fn act(&self, command: Command, rules: &Rules<'_>, actor: &Actor<'_>, now: Instant) -> Result<Acted, Refusal> {
        let mut causes = Vec::new();
        let happened = self.decide(command, rules, actor, now, &mut causes);
        Refusal::unless_empty(causes)?;
        Ok(self.after(happened, actor, now))
    }

    /// Signs the minutes of what `contributions`, all those of this workshop, say.
    ///
    /// # Errors
    /// [`Refusal`]: `not-allowed`, `wrong-state`, `no-attendance`, `no-minutes`, `unmoderated`, `signed-something-else`.
    pub fn sign(
        &self,
        digest: Digest,
        contributions: &[Contribution],
        rules: &Rules<'_>,
        actor: &Actor<'_>,
        now: Instant,
    ) -> Result<Acted, Refusal> {
        let mut causes: Vec<Cause> = rules.gate(actor, Right::RunWorkshop).into_iter().collect();
        causes.extend(actor.standing.person.is_none().then_some(Cause::Nobody));
        causes.extend(self.unless(&[Label::Closed]));
        causes.extend(self.attendance.is_none().then_some(Cause::NoAttendance));
        causes.extend(self.minutes.is_none().then_some(Cause::NoMinutes));
        let assembled = assemble(self, contributions);
        if assembled.unread > 0 {
            causes.push(Cause::Unmoderated { count: assembled.unread });
        }
        let current = Digest::of(&assembled.record());
        if digest != current {
            causes.push(Cause::SignedSomethingElse { yours: digest, current: current.clone() });
        }
        Refusal::unless_empty(causes)?;
        Ok(self.after(vec![Happened::MinutesSigned { digest: current }], actor, now))
    }

    fn after(&self, happened: Vec<Happened>, actor: &Actor<'_>, now: Instant) -> Acted {
        let event = |happened| Event { at: now, by: actor.standing.person.clone(), happened };
        let events: Vec<Event<Happened>> = happened.into_iter().map(event).collect();
        let next = events.iter().fold(self.clone(), |state, event| {
            state.apply(event).expect("what was just decided follows from the state")
        });
        (next, events)
    }

    fn unless(&self, states: &[Label]) -> Option<Cause> {
        let state = self.state.label();
        (!states.contains(&state)).then_some(Cause::WrongState { state })
    }

    fn decide(
        &self,
        command: Command,
        rules: &Rules<'_>,
        actor: &Actor<'_>,
        now: Instant,
        causes: &mut Vec<Cause>,
    ) -> Vec<Happened> {
        use Label::{Closed, Minuted, Open, Planned};
        let own_act = matches!(command, Command::SignUp { .. } | Command::Cancel { .. });
        if !own_act {
            causes.extend(rules.gate(actor, Right::RunWorkshop));
            causes.extend(actor.standing.person.is_none().then_some(Cause::Nobody));
        }
        match command {
            Command::Change { sheet } => {
                causes.extend(self.unless(&[Planned, Open]));
                causes.extend(sheet.faults(rules.session));
                let seated = self.seated().count() as u32;
                if sheet.capacity < seated {
                    causes.push(Cause::BelowSeated { capacity: sheet.capacity, seated });
                }
                if self.state.label() == Open {
                    let gone = self.sheet.themes.iter().map(|theme| &theme.id).filter(|id| sheet.theme(id).is_none());
                    let asked = self.sheet.questions.iter().map(|question| &question.id);
                    let gone = gone.chain(asked.filter(|id| sheet.question(id).is_none()));
                    causes.extend(gone.map(|id| Cause::StillAsked { id: id.clone() }));
                }
                if sheet == self.sheet { Vec::new() } else { vec![Happened::WorkshopChanged { sheet }] }
            }
            Command::MakePhoneAddress { phone } => {
                causes.extend(self.unless(&[Planned, Open, Closed]));
                vec![Happened::PhoneAddressMade { phone }]
            }
            Command::NameFacilitators { people } => {
                causes.extend(self.unless(&[Planned, Open, Closed]));
                causes.extend(people.is_empty().then(|| Cause::Empty { field: "facilitators".to_owned() }));
                if people.len() as u64 > MOST_FACILITATORS {
                    causes.push(Cause::TooMany { what: "facilitators".to_owned(), limit: MOST_FACILITATORS });
                }
                if people == self.facilitators { Vec::new() } else { vec![Happened::FacilitatorsNamed { people }] }
            }
            Command::SignUp { participant, who } => self.sign_up(participant, who, rules, actor, causes),
            Command::Cancel { participant, device } => {
                causes.extend(self.unless(&[Planned, Open]));
                let Some(known) = self.expected().find(|one| one.id == participant) else {
                    causes.push(Cause::Unknown);
                    return Vec::new();
                };
                // Oneself, or whoever runs the workshop.
                let own = match &known.who {
                    Who::Account { person } => actor.standing.person.as_ref() == Some(person),
                    Who::Named { device: Some(held) } => device.as_ref() == Some(held),
                    Who::Named { device: None } => false,
                };
                if !own {
                    causes.extend(rules.gate(actor, Right::RunWorkshop));
                }
                vec![Happened::SignUpCancelled { participant }]
            }
            Command::TakeAttendance { came, others } => {
                causes.extend(self.unless(&[Open, Closed]));
                let known = |id: &ParticipantId| self.participants.iter().any(|one| one.id == *id);
                causes.extend((!came.keys().all(known)).then_some(Cause::Unknown));
                if others > MOST_OTHERS {
                    causes.push(Cause::TooMany { what: "others".to_owned(), limit: MOST_OTHERS.into() });
                }
                vec![Happened::AttendanceTaken { came, others }]
            }
            Command::Open => {
                causes.extend(self.unless(&[Planned]));
                vec![Happened::WorkshopOpened]
            }
            Command::Close => {
                causes.extend(self.unless(&[Open]));
                vec![Happened::WorkshopClosed]
            }
            Command::Reopen { reason } => {
                causes.extend(self.unless(&[Closed, Minuted]));
                causes.extend(written("reason", &reason, LONGEST_TEXT));
                vec![Happened::WorkshopReopened { reason }]
            }
            Command::CallOff { reason } => {
                causes.extend(self.unless(&[Planned]));
                causes.extend(written("reason", &reason, LONGEST_TEXT));
                vec![Happened::WorkshopCancelled { reason }]
            }
            Command::WriteMinutes { base, summary, decisions, next_steps } => {
                causes.extend(self.unless(&[Open, Closed]));
                causes.extend(written("summary", &summary, LONGEST_SUMMARY));
                let steps = next_steps.iter().flat_map(|step| [("next-steps", &step.what), ("next-steps", &step.who)]);
                for (field, text) in decisions.iter().map(|text| ("decisions", text)).chain(steps) {
                    causes.extend(written(field, text, LONGEST_TEXT));
                }
                for (what, count) in [("decisions", decisions.len()), ("next-steps", next_steps.len())] {
                    if count as u64 > MOST_LINES {
                        causes.push(Cause::TooMany { what: what.to_owned(), limit: MOST_LINES });
                    }
                }
                let version = self.minutes.as_ref().map_or(0, |minutes| minutes.version);
                let Some(by) = actor.standing.person.clone() else { return Vec::new() };
                let minutes = Minutes { version: version + 1, at: now, by, summary, decisions, next_steps };
                if self.minutes.as_ref().is_some_and(|known| known.says_as(&minutes)) {
                    return Vec::new();
                }
                causes.extend((base != version).then_some(Cause::Conflict { base, version }));
                vec![Happened::MinutesWritten { minutes }]
            }
        }
    }

    fn sign_up(
        &self,
        participant: ParticipantId,
        who: Who,
        rules: &Rules<'_>,
        actor: &Actor<'_>,
        causes: &mut Vec<Cause>,
    ) -> Vec<Happened> {
        causes.extend(self.unless(&[Label::Planned, Label::Open]));
        // The same asked twice is asked once.
        if self.expected().any(|one| one.id == participant && one.who == who) {
            return Vec::new();
        }
        let oneself = match &who {
            Who::Account { person } => actor.standing.person.as_ref() == Some(person),
            Who::Named { device } => device.is_some(),
        };
        causes.extend(rules.gate(actor, if oneself { Right::Contribute } else { Right::RunWorkshop }));
        let already = match &who {
            Who::Account { person } => self.participant_of(person).is_some(),
            Who::Named { device: Some(device) } => self.participant_with(device).is_some(),
            Who::Named { device: None } => false,
        };
        let taken = self.participants.iter().any(|one| one.id == participant);
        causes.extend((already || taken).then_some(Cause::AlreadySignedUp));
        if self.participants.len() as u32 >= MOST_PARTICIPANTS {
            causes.push(Cause::TooMany { what: "participants".to_owned(), limit: MOST_PARTICIPANTS.into() });
        }
        vec![Happened::SignedUp { participant, who }]
    }
}

impl State {
    /// Whether nothing of the workshop changes any more, unless it is taken up again.
    pub fn is_over(&self) -> bool {
        matches!(self, State::Minuted { .. } | State::Cancelled { .. })
    }
}
