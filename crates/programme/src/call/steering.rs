//! The phase put by hand: an act of the pilot, with an author and a reason, beside the calendar.

use serde::{Deserialize, Serialize};

use super::{Call, Phase};
use crate::calendar::Instant;
use crate::id::PersonId;
use crate::role::{Decision, Denial, ObjectRelation, Right, Rights, Standing};

/// What was done by hand to the phases of a call.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Steering {
    /// The acts, the oldest first.
    pub overrides: Vec<PhaseOverride>,
}

/// A phase put by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseOverride {
    /// The phase put.
    pub phase: Phase,
    /// Why.
    pub reason: String,
    /// Who did it.
    pub by: PersonId,
    /// When; it holds from that second.
    pub at: Instant,
    /// Its last second, when one was given; otherwise it holds until it is ended.
    pub until: Option<Instant>,
    /// When it was ended by another act.
    pub ended: Option<Instant>,
}

/// What one may do to the phases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "kebab-case")]
pub enum SteeringCommand {
    /// Puts the call in a phase.
    OverridePhase {
        /// The phase.
        phase: Phase,
        /// Why.
        reason: String,
        /// The last second for which it holds.
        until: Option<Instant>,
    },
    /// Gives the call back to its calendar.
    EndOverride {
        /// Why.
        reason: String,
    },
}

/// What was done to the phases. Enough to rebuild [`Steering`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum SteeringEvent {
    /// A phase was put by hand.
    PhaseOverridden {
        /// The act.
        act: PhaseOverride,
    },
    /// The call was given back to its calendar.
    OverrideEnded {
        /// When.
        at: Instant,
        /// Who did it.
        by: PersonId,
        /// Why.
        reason: String,
    },
}

/// Why the phases were left as they are: everything that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("refused: {causes:?}")]
pub struct SteeringRefusal {
    /// The causes, at least one.
    pub causes: Vec<SteeringCause>,
}

/// One cause of a [`SteeringRefusal`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "cause", rename_all = "kebab-case")]
pub enum SteeringCause {
    /// Who asks may not.
    NotAllowed {
        /// Why not.
        denial: Denial,
    },
    /// Nobody is known to ask.
    Nobody,
    /// No reason was given.
    NoReason,
    /// The end given is past.
    UntilPast {
        /// The end given.
        until: Instant,
    },
    /// The call does not go through that phase.
    NoSuchPhase {
        /// The phase asked for.
        phase: Phase,
    },
    /// There is nothing to end.
    NoOverride,
}

impl Steering {
    /// The phase of the call at `now`: that of the last act that holds, otherwise that of the calendar.
    ///
    /// It changes who may do what. It moves neither the opening nor the closing: a dossier is received by the calendar.
    pub fn phase_at(&self, call: &Call, now: Instant) -> Phase {
        self.by_hand(now).map_or_else(|| call.phase_at(now), |act| act.phase)
    }

    /// The act by which a phase was put by hand, when one holds at `now`.
    pub fn by_hand(&self, now: Instant) -> Option<&PhaseOverride> {
        let last = self.overrides.iter().rev().find(|act| act.at <= now)?;
        let holds = last.until.is_none_or(|until| now <= until) && last.ended.is_none_or(|ended| now < ended);
        holds.then_some(last)
    }

    /// Carries out `command`, and gives the new state with what happened.
    ///
    /// # Errors
    /// [`SteeringRefusal`], with every cause.
    pub fn act(
        &self,
        command: SteeringCommand,
        call: &Call,
        rights: &Rights,
        who: &Standing,
        now: Instant,
    ) -> Result<(Self, Vec<SteeringEvent>), SteeringRefusal> {
        let mut causes = Vec::new();
        let phase = self.phase_at(call, now);
        if let Decision::Denied { denial } = rights.may(who, Right::OverridePhase, &ObjectRelation::NONE, phase) {
            causes.push(SteeringCause::NotAllowed { denial });
        }
        let (SteeringCommand::OverridePhase { reason, .. } | SteeringCommand::EndOverride { reason }) = &command;
        if reason.trim().is_empty() {
            causes.push(SteeringCause::NoReason);
        }
        match &command {
            SteeringCommand::OverridePhase { phase, until, .. } => {
                causes.extend(until.filter(|until| *until < now).map(|until| SteeringCause::UntilPast { until }));
                if call.phase(*phase).is_none() {
                    causes.push(SteeringCause::NoSuchPhase { phase: *phase });
                }
            }
            SteeringCommand::EndOverride { .. } if self.by_hand(now).is_none() => {
                causes.push(SteeringCause::NoOverride)
            }
            SteeringCommand::EndOverride { .. } => {}
        }
        let Some(by) = who.person.clone() else {
            causes.push(SteeringCause::Nobody);
            return Err(SteeringRefusal { causes });
        };
        if !causes.is_empty() {
            return Err(SteeringRefusal { causes });
        }
        let event = match command {
            SteeringCommand::OverridePhase { phase, reason, until } => {
                SteeringEvent::PhaseOverridden { act: PhaseOverride { phase, reason, by, at: now, until, ended: None } }
            }
            SteeringCommand::EndOverride { reason } => SteeringEvent::OverrideEnded { at: now, by, reason },
        };
        let next = self.clone().apply(&event);
        Ok((next, vec![event]))
    }

    /// The state after `event`.
    pub fn apply(mut self, event: &SteeringEvent) -> Self {
        let (SteeringEvent::PhaseOverridden { act: PhaseOverride { at, .. } }
        | SteeringEvent::OverrideEnded { at, .. }) = event;
        if let Some(last) = self.overrides.last_mut().filter(|last| last.ended.is_none()) {
            last.ended = Some(*at);
        }
        if let SteeringEvent::PhaseOverridden { act } = event {
            self.overrides.push(act.clone());
        }
        self
    }
}
