//! The jury after what happened.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Appeal, AppealStage, AppealVerdict, Decision, Event, Happened, Jury, Meeting, MeetingStage, Minutes, Notice,
    Outcome, Quorum, Ruling, Seat, SeatStage, Stay, Taken, Tie,
};
use crate::Slug;
use crate::id::{DossierId, PersonId};
use crate::story::{Corrupt, Story};

impl Story for Jury {
    const KIND: &'static str = "jury";
    type Happened = Happened;

    fn begin(event: &Event) -> Result<Self, Corrupt> {
        let Happened::JuryOpened { session } = &event.happened else { return Err(Corrupt::NoBeginning) };
        Ok(Self {
            session: session.clone(),
            opened: event.at,
            seats: BTreeMap::new(),
            president: None,
            quorum: Quorum::Half,
            assignments: BTreeMap::new(),
            deadline: None,
            meetings: Vec::new(),
            rulings: BTreeMap::new(),
            decisions: Vec::new(),
            embargo: None,
            notices: BTreeMap::new(),
            appeals: BTreeMap::new(),
        })
    }

    fn apply(mut self, event: &Event) -> Result<Self, Corrupt> {
        let at = event.at;
        let by = event.author()?;
        match &event.happened {
            Happened::JuryOpened { .. } => return Err(Corrupt::TwoBeginnings),
            Happened::SeatOffered { person, kind } => {
                let seat = self.seats.entry(person.clone()).or_insert_with(|| Seat {
                    kind: *kind,
                    stage: SeatStage::Invited,
                    since: at,
                    areas: BTreeSet::new(),
                    most: None,
                    clear: BTreeSet::new(),
                    ties: BTreeMap::new(),
                });
                (seat.kind, seat.stage, seat.since) = (*kind, SeatStage::Invited, at);
            }
            Happened::SeatChanged { person, stage } => {
                let seat = self.seat(person)?;
                (seat.stage, seat.since) = (*stage, at);
                if *stage != SeatStage::Accepted {
                    if self.president.as_ref() == Some(person) {
                        self.president = None;
                    }
                    for readers in self.assignments.values_mut() {
                        readers.remove(person);
                    }
                }
            }
            Happened::SeatDescribed { person, areas, most } => {
                let seat = self.seat(person)?;
                (seat.areas, seat.most) = (areas.clone(), *most);
            }
            Happened::PresidentNamed { person } => self.president = Some(person.clone()),
            Happened::QuorumSet { quorum } => self.quorum = *quorum,
            Happened::TiesDeclared { person, said } => {
                let seat = self.seat(person)?;
                for (dossier, kind) in said {
                    match kind {
                        None => {
                            seat.ties.remove(dossier);
                            seat.clear.insert(dossier.clone());
                        }
                        Some(kind) => {
                            let pinned = seat.ties.get(dossier).is_some_and(|tie| tie.pinned);
                            let tie = Tie { kind: *kind, at, by: person.clone(), pinned };
                            seat.clear.remove(dossier);
                            seat.ties.insert(dossier.clone(), tie);
                        }
                    }
                }
                let tied: Vec<DossierId> = seat.ties.keys().cloned().collect();
                self.take_from(person, &tied);
            }
            Happened::TiePinned { person, dossier, kind, .. } => {
                let seat = self.seat(person)?;
                seat.clear.remove(dossier);
                seat.ties.insert(dossier.clone(), Tie { kind: *kind, at, by, pinned: true });
                self.take_from(person, std::slice::from_ref(dossier));
            }
            Happened::TieLifted { person, dossier, .. } => drop(self.seat(person)?.ties.remove(dossier)),
            Happened::DossiersAssigned { readers, .. } => {
                for (dossier, people) in readers {
                    self.assignments.insert(dossier.clone(), people.clone());
                }
            }
            Happened::DeadlineSet { deadline } => self.deadline = *deadline,
            Happened::MeetingCalled { when, place, agenda } => self.meetings.push(Meeting {
                when: *when,
                place: place.clone(),
                agenda: agenda.clone(),
                stage: MeetingStage::Called,
                opened: None,
                closed: None,
                attendance: BTreeMap::new(),
                taken: Vec::new(),
                minutes: None,
            }),
            Happened::AgendaOrdered { agenda } => self.last_meeting()?.agenda = agenda.clone(),
            Happened::MeetingOpened => {
                let meeting = self.last_meeting()?;
                (meeting.stage, meeting.opened) = (MeetingStage::Open, Some(at));
            }
            Happened::Arrived { person } => {
                let stay = Stay { from: at, to: None };
                self.last_meeting()?.attendance.entry(person.clone()).or_default().push(stay);
            }
            Happened::Departed { person } => {
                let stays = self.last_meeting()?.attendance.get_mut(person);
                let stay = stays.and_then(|stays| stays.last_mut());
                stay.ok_or_else(|| Corrupt::Unknown(person.to_string()))?.to = Some(at);
            }
            Happened::DossierTaken { dossier, present, recused } => self.last_meeting()?.taken.push(Taken {
                dossier: dossier.clone(),
                at,
                present: present.clone(),
                recused: recused.clone(),
                vote: None,
            }),
            Happened::VoteTaken { dossier, vote } => {
                let taken = self.last_meeting()?.taken.iter_mut().rev().find(|taken| taken.dossier == *dossier);
                taken.ok_or_else(|| Corrupt::Unknown(dossier.to_string()))?.vote = Some(*vote);
            }
            Happened::DossierRuled { dossier, outcome, reason, feedback } => {
                let (reason, feedback) = (reason.clone(), feedback.clone());
                let ruling = Ruling { outcome: *outcome, at, by, reason, feedback, signed: false };
                self.rulings.insert(dossier.clone(), ruling);
            }
            Happened::MeetingClosed => {
                let meeting = self.last_meeting()?;
                (meeting.stage, meeting.closed) = (MeetingStage::Closed, Some(at));
                for stay in meeting.attendance.values_mut().flatten().filter(|stay| stay.to.is_none()) {
                    stay.to = Some(at);
                }
            }
            Happened::MinutesSigned { digest, .. } => {
                self.last_meeting()?.minutes = Some(Minutes { at, by, digest: digest.clone() });
            }
            Happened::DecisionSigned { signatory, outcomes, digest } => {
                for (dossier, outcome) in outcomes {
                    let ruling = self.ruling(dossier)?;
                    (ruling.outcome, ruling.signed) = (*outcome, true);
                }
                let (signatory, outcomes, digest) = (signatory.clone(), outcomes.clone(), digest.clone());
                self.decisions.push(Decision { at, by, signatory, outcomes, digest });
            }
            Happened::EmbargoSet { until } => self.embargo = *until,
            Happened::DossiersNotified { outcomes } => {
                for (dossier, outcome) in outcomes {
                    let times = self.notices.get(dossier).map_or(1, |notice| notice.times + 1);
                    let notice = Notice { at, outcome: *outcome, times, answer_due: false };
                    self.notices.insert(dossier.clone(), notice);
                }
            }
            Happened::AppealLodged { dossier, reason } => {
                let appeal = Appeal { at, by, reason: reason.clone(), stage: AppealStage::Requested };
                self.appeals.insert(dossier.clone(), appeal);
            }
            Happened::AppealExamined { dossier } => {
                self.appeal(dossier)?.stage = AppealStage::Examined { at };
            }
            Happened::AppealDecided { dossier, verdict, reason } => {
                let (verdict, reason) = (*verdict, reason.clone());
                self.appeal(dossier)?.stage = AppealStage::Decided { at, by: by.clone(), verdict, reason };
                if let AppealVerdict::Granted { outcome } = verdict {
                    let ruling = self.ruling(dossier)?;
                    (ruling.outcome, ruling.at, ruling.by) = (outcome, at, by);
                }
                if let Some(notice) = self.notices.get_mut(dossier) {
                    notice.answer_due = true;
                }
            }
            Happened::ReservePromoted { dossier, reason } => {
                let ruling = self.ruling(dossier)?;
                (ruling.outcome, ruling.at, ruling.by) = (Outcome::Retained, at, by);
                ruling.reason = reason.clone();
            }
        }
        Ok(self)
    }

    fn id(&self) -> &str {
        self.session.as_str()
    }

    fn session(&self) -> &Slug {
        &self.session
    }

    fn parent(&self) -> Option<&str> {
        None
    }
}

impl Jury {
    fn seat(&mut self, person: &PersonId) -> Result<&mut Seat, Corrupt> {
        self.seats.get_mut(person).ok_or_else(|| Corrupt::Unknown(person.to_string()))
    }

    fn ruling(&mut self, dossier: &DossierId) -> Result<&mut Ruling, Corrupt> {
        self.rulings.get_mut(dossier).ok_or_else(|| Corrupt::Unknown(dossier.to_string()))
    }

    fn appeal(&mut self, dossier: &DossierId) -> Result<&mut Appeal, Corrupt> {
        self.appeals.get_mut(dossier).ok_or_else(|| Corrupt::Unknown(dossier.to_string()))
    }

    fn last_meeting(&mut self) -> Result<&mut Meeting, Corrupt> {
        self.meetings.last_mut().ok_or_else(|| Corrupt::Unknown("meeting".to_owned()))
    }

    /// What somebody is tied to is not theirs to read.
    fn take_from(&mut self, person: &PersonId, dossiers: &[DossierId]) {
        for dossier in dossiers {
            if let Some(readers) = self.assignments.get_mut(dossier) {
                readers.remove(person);
            }
        }
    }
}
