//! The phases of a call, and what each opens to whom.

use facts::document::Table;
use serde::{Deserialize, Serialize};

use super::{Bounds, LateRule, read_time};
use crate::calendar::Instant;
use crate::reading::choice;

choice! {
    /// A phase of a call. The names are the same for every session; the dates are in its files.
    pub enum Phase {
        /// The call is made known; one cannot apply yet.
        Preparation = "preparation",
        /// Dossiers are written and received.
        Open = "open",
        /// Dossiers received are examined: complete, admissible.
        Instruction = "instruction",
        /// Jurors and experts read, each alone.
        Scoring = "scoring",
        /// The jury meets.
        Deliberation = "deliberation",
        /// The decision is prepared and notified.
        Decision = "decision",
        /// The decision is public.
        Published = "published",
    }
}

choice! {
    /// Of how many dossiers somebody sees the content.
    pub enum Seen {
        /// Of none.
        Nothing = "nothing",
        /// Of those that were assigned to them.
        Assigned = "assigned",
        /// Of all those received.
        All = "all",
    }
}

choice! {
    /// When the scores of others are seen.
    pub enum ScoresSeen {
        /// Not in this phase.
        Never = "never",
        /// By a juror whose own score of the dossier is locked.
        AfterOwn = "after-own",
        /// At once.
        Always = "always",
    }
}

/// What a phase opens. A switch only takes away from what the table of rights gives (`programme::role`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Switches {
    /// Whether those who apply may change what they wrote, when their dossier lets them.
    pub applicants_write: bool,
    /// Which dossiers the jurors read.
    pub jurors_see: Seen,
    /// Which dossiers the experts read.
    pub experts_see: Seen,
    /// Whether jurors and experts see the names of the people of a dossier.
    pub names_shown: bool,
    /// Whether jurors may score.
    pub jurors_score: bool,
    /// When the scores of others are seen.
    pub scores_seen: ScoresSeen,
}

/// A phase of one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseRule {
    /// Which phase it is.
    pub phase: Phase,
    /// Its first second; nothing for the first phase, which has always begun.
    pub begins: Option<Instant>,
    /// What it opens.
    pub switches: Switches,
}

impl Phase {
    /// What the phase opens when the files do not say.
    pub fn switches(self) -> Switches {
        use Phase::*;
        Switches {
            applicants_write: matches!(self, Open | Instruction),
            jurors_see: match self {
                Preparation | Open | Instruction => Seen::Nothing,
                Scoring => Seen::Assigned,
                Deliberation | Decision | Published => Seen::All,
            },
            experts_see: match self {
                Scoring | Deliberation => Seen::Assigned,
                _ => Seen::Nothing,
            },
            names_shown: true,
            jurors_score: self == Scoring,
            scores_seen: match self {
                Preparation | Open | Instruction | Scoring => ScoresSeen::Never,
                Deliberation | Decision | Published => ScoresSeen::Always,
            },
        }
    }

    /// Whether its beginning follows from the opening and from the closing, and is not written.
    pub(super) fn follows(self) -> bool {
        matches!(self, Phase::Preparation | Phase::Open | Phase::Instruction)
    }
}

impl PhaseRule {
    /// Reads the list `phase`. The first three phases follow from the opening and the closing, whether they are written
    /// or not: they are written only for their switches.
    pub(super) fn read_all(root: &Table<'_>, bounds: Option<Bounds>, late: Option<&LateRule>) -> Vec<Self> {
        let begins = |phase| match phase {
            Phase::Open => bounds.map(|bounds| bounds.opens),
            Phase::Instruction => bounds.map(|bounds| bounds.closes.plus_seconds(1)),
            _ => None,
        };
        let mut rules: Vec<Self> = [Phase::Preparation, Phase::Open, Phase::Instruction]
            .map(|phase| Self { phase, begins: begins(phase), switches: phase.switches() })
            .to_vec();
        let mut written: Vec<Phase> = Vec::new();
        let mut last = bounds.map(|bounds| (bounds.closes, "the closing"));
        for table in root.optional_tables("phase") {
            let phase = table.one_of("id", Phase::CHOICES);
            let Some(phase) = phase else {
                let _ = (table.optional_text("begins"), Switches::read(&table, Phase::Preparation));
                table.close();
                continue;
            };
            if let Some(before) = written.last().filter(|before| **before >= phase) {
                let (id, before) = (phase.as_str(), before.as_str());
                table.problem("id", format!("\"{id}\" found after \"{before}\", expected each phase once, in order"));
            }
            written.push(phase);
            let switches = Switches::read(&table, phase);
            if phase.follows() {
                if table.has("begins") {
                    let message = "found for a phase that follows from the opening and the closing, expected none";
                    table.problem("begins", message);
                }
                for rule in rules.iter_mut().filter(|rule| rule.phase == phase) {
                    rule.switches = switches;
                }
            } else if let Some(time) = read_time(&table, "begins", bounds.map(|bounds| bounds.zone))
                && let Some(bounds) = bounds
            {
                let begins = time.first_second(bounds.zone);
                if let Some((before, what)) = last.filter(|(before, _)| begins <= *before) {
                    let before = bounds.zone.clock(before);
                    table.problem("begins", format!("{time} found, expected after {before}, {what}"));
                }
                let late = late.map(|late| late.until).filter(|until| begins <= until.last_second(bounds.zone));
                if let Some(until) = late {
                    table.problem("begins", format!("{time} found, expected after {until}, the end of late deposits"));
                }
                last = Some((begins, "the beginning of the phase before"));
                rules.push(Self { phase, begins: Some(begins), switches });
            }
            table.close();
        }
        rules
    }
}

impl Switches {
    fn read(table: &Table<'_>, phase: Phase) -> Self {
        let mut switches = phase.switches();
        let read_flag = |key, value: &mut bool| {
            if table.has(key) {
                *value = table.flag(key);
            }
        };
        read_flag("applicants_write", &mut switches.applicants_write);
        read_flag("names_shown", &mut switches.names_shown);
        read_flag("jurors_score", &mut switches.jurors_score);
        for (key, value) in [("jurors_see", &mut switches.jurors_see), ("experts_see", &mut switches.experts_see)] {
            if table.has(key) {
                *value = table.one_of(key, Seen::CHOICES).unwrap_or(*value);
            }
        }
        if table.has("scores_seen") {
            switches.scores_seen = table.one_of("scores_seen", ScoresSeen::CHOICES).unwrap_or(switches.scores_seen);
        }
        switches
    }
}
