//! The state of a workshop after what happened.

use super::{Happened, Participant, State, Workshop};
use crate::Slug;
use crate::id::{ParticipantId, PersonId};
use crate::story::{Corrupt, Event, Story};

impl Story for Workshop {
    const KIND: &'static str = "workshop";
    type Happened = Happened;

    fn begin(event: &Event<Happened>) -> Result<Self, Corrupt> {
        let Happened::WorkshopPlanned { workshop, session, workspace, sheet } = &event.happened else {
            return Err(Corrupt::NoBeginning);
        };
        Ok(Self {
            id: workshop.clone(),
            session: session.clone(),
            workspace: workspace.clone(),
            created: event.at,
            sheet: sheet.clone(),
            edition: 1,
            changed: event.at,
            state: State::Planned,
            phone: None,
            facilitators: [author(event)?].into(),
            participants: Vec::new(),
            others: 0,
            attendance: None,
            minutes: None,
        })
    }

    fn apply(mut self, event: &Event<Happened>) -> Result<Self, Corrupt> {
        let at = event.at;
        match &event.happened {
            Happened::WorkshopPlanned { .. } => return Err(Corrupt::NoBeginning),
            Happened::WorkshopChanged { sheet } => {
                self.sheet = sheet.clone();
                self.edition += 1;
                self.changed = at;
            }
            Happened::PhoneAddressMade { phone } => self.phone = Some(phone.clone()),
            Happened::FacilitatorsNamed { people } => self.facilitators = people.clone(),
            Happened::SignedUp { participant, who } => self.participants.push(Participant {
                id: participant.clone(),
                at,
                who: who.clone(),
                cancelled: None,
                came: None,
            }),
            Happened::SignUpCancelled { participant } => self.participant_mut(participant)?.cancelled = Some(at),
            Happened::AttendanceTaken { came, others } => {
                for (participant, came) in came {
                    self.participant_mut(participant)?.came = Some(*came);
                }
                self.others = *others;
                self.attendance = Some(at);
            }
            Happened::WorkshopOpened => self.state = State::Open { at },
            Happened::WorkshopClosed => self.state = State::Closed { at },
            Happened::WorkshopReopened { .. } => {
                self.state = match self.state {
                    State::Minuted { .. } => State::Closed { at },
                    _ => State::Open { at },
                }
            }
            Happened::WorkshopCancelled { reason } => {
                self.state = State::Cancelled { at, reason: reason.clone() };
                self.edition += 1;
                self.changed = at;
            }
            Happened::MinutesWritten { minutes } => self.minutes = Some(minutes.clone()),
            Happened::MinutesSigned { digest } => {
                self.state = State::Minuted { at, by: author(event)?, digest: digest.clone() };
            }
        }
        Ok(self)
    }

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn session(&self) -> &Slug {
        &self.session
    }

    fn parent(&self) -> Option<&str> {
        Some(self.workspace.as_str())
    }
}

impl Workshop {
    fn participant_mut(&mut self, id: &ParticipantId) -> Result<&mut Participant, Corrupt> {
        let found = self.participants.iter_mut().find(|one| one.id == *id);
        found.ok_or_else(|| Corrupt::Unknown(id.to_string()))
    }
}

fn author(event: &Event<Happened>) -> Result<PersonId, Corrupt> {
    event.by.clone().ok_or(Corrupt::NoAuthor)
}
