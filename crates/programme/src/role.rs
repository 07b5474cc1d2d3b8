//! Who may do what, see what, and when: written once, as data, and asked everywhere.
//!
//! The table is `role/rights.toml`: role × right × phase × relation to the dossier. What is not written there is denied.
//! A session may change lines of it in its own `rights.toml`. The switches of the phases (`call.toml`) only take away
//! from it. [`Rights::may`] is the one function that answers; pages, searches, exports, feeds, mails and commands ask it.

mod table;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use facts::{DepartementCode, RegionCode};
use serde::{Deserialize, Serialize};

use crate::calendar::Instant;
use crate::call::{Call, Phase, ScoresSeen, Seen, Switches};
use crate::id::PersonId;
use crate::reading::choice;

choice! {
    /// A part that somebody has in a session.
    pub enum Role {
        /// Runs the session.
        Pilot = "pilot",
        /// Examines the dossiers for the pilot.
        Instructor = "instructor",
        /// Answers for a dossier on the side of the collectivité.
        TerritoryLead = "territory-lead",
        /// Writes a dossier with its lead.
        CoAuthor = "co-author",
        /// A DDT(M), a DREAL, a préfecture: a service of the State in a département or a région.
        StateService = "state-service",
        /// Sits in the jury.
        Juror = "juror",
        /// Advises the jury.
        Expert = "expert",
        /// Follows the laureates.
        FollowUpCommittee = "follow-up-committee",
        /// Takes part in a workshop.
        WorkshopParticipant = "workshop-participant",
        /// Belongs to the national network.
        NetworkMember = "network-member",
        /// Anybody.
        Public = "public",
    }
}

impl Role {
    /// The roles that are given in a session. The others are had by taking part in a dossier or a workshop, or by everybody.
    pub const GIVEN: [Role; 7] = [
        Role::Pilot,
        Role::Instructor,
        Role::StateService,
        Role::Juror,
        Role::Expert,
        Role::FollowUpCommittee,
        Role::NetworkMember,
    ];
}

choice! {
    /// Something that one may do or see.
    pub enum Right {
        /// See that a dossier exists, in a list, a search, a map, a feed.
        SeeList = "see-list",
        /// Read the answers of a dossier.
        SeeContent = "see-content",
        /// See the names of the people of a dossier.
        SeeNames = "see-names",
        /// Read the answers that are personal data.
        SeePersonal = "see-personal",
        /// Open the documents enclosed.
        SeeAttachments = "see-attachments",
        /// Read the comments of those who write it.
        SeeComments = "see-comments",
        /// See at which inner step a dossier is.
        SeeInternalLabel = "see-internal-label",
        /// See what a dossier has become, in the words that everybody may read.
        SeePublicLabel = "see-public-label",
        /// Read who did what in a dossier.
        SeeJournal = "see-journal",
        /// See numbers of dossiers.
        SeeCounts = "see-counts",
        /// Take dossiers out as files.
        Export = "export",
        /// Begin a dossier.
        CreateDossier = "create-dossier",
        /// Write the sections of the collectivité.
        WriteCollectivite = "write-collectivite",
        /// Write the sections of the service of the State.
        WriteStateService = "write-state-service",
        /// Comment on a question.
        Comment = "comment",
        /// Let others take part in a dossier, or no more.
        Invite = "invite",
        /// Ask for letters, remind of them, record them.
        ManageLetters = "manage-letters",
        /// Sign for the collectivité.
        SignCollectivite = "sign-collectivite",
        /// Sign for the State.
        SignStateService = "sign-state-service",
        /// Deposit a dossier, or its corrections.
        Submit = "submit",
        /// Withdraw a dossier.
        Withdraw = "withdraw",
        /// Ask that what was decided of a dossier be examined again.
        Appeal = "appeal",
        /// Bring a dossier to the form of today.
        Rebase = "rebase",
        /// Ask for corrections.
        RequestCorrection = "request-correction",
        /// Say that a dossier is admissible or not.
        DecideEligibility = "decide-eligibility",
        /// Accept or refuse a late deposit.
        DecideLate = "decide-late",
        /// Open a dossier again.
        Reopen = "reopen",
        /// Say that one has a tie with a dossier.
        DeclareConflict = "declare-conflict",
        /// Give dossiers to jurors and experts.
        Assign = "assign",
        /// Score a dossier.
        Score = "score",
        /// Give an opinion on a dossier.
        Advise = "advise",
        /// See the scores of others.
        SeeScores = "see-scores",
        /// Deliberate and vote.
        Deliberate = "deliberate",
        /// Sign the decision.
        Decide = "decide",
        /// Change the texts and the rules of the call.
        EditCall = "edit-call",
        /// Put the call in a phase by hand.
        OverridePhase = "override-phase",
        /// Give and take roles.
        ManagePeople = "manage-people",
        /// Publish.
        Publish = "publish",
        /// See the workspace of a laureate.
        SeeWorkspace = "see-workspace",
        /// Write in a workspace: promises, tasks, deliverables, reports.
        WriteWorkspace = "write-workspace",
        /// Say who works in a workspace, ask for changes, hand reports in.
        LeadWorkspace = "lead-workspace",
        /// Open workspaces, say at which stage they are, judge what they hand over, answer what they ask.
        FollowUp = "follow-up",
        /// See the workshops of a workspace, what was said there and what became of it.
        SeeWorkshops = "see-workshops",
        /// Plan workshops, run them, moderate what is said there, write what follows.
        RunWorkshop = "run-workshop",
        /// Sign up for workshops and say something there.
        Contribute = "contribute",
        /// See the roadmap of a laureate, before it is published.
        SeeRoadmap = "see-roadmap",
        /// Write it.
        WriteRoadmap = "write-roadmap",
        /// List oneself in the directory of the network.
        JoinDirectory = "join-directory",
    }
}

impl Right {
    /// Whether it is over the workspace of a laureate, and what is in it: no dossier has it.
    pub fn is_of_laureate(self) -> bool {
        use Right::*;
        matches!(
            self,
            SeeWorkspace
                | WriteWorkspace
                | LeadWorkspace
                | FollowUp
                | SeeWorkshops
                | RunWorkshop
                | Contribute
                | SeeRoadmap
                | WriteRoadmap
        )
    }

    /// Whether only the person concerned may do it: to write, sign, score or vote is not delegated upwards, and even the
    /// pilot has no such right on what is not theirs.
    pub fn is_personal(self) -> bool {
        use Right::*;
        matches!(
            self,
            SeeComments
                | CreateDossier
                | WriteCollectivite
                | WriteStateService
                | Comment
                | Invite
                | ManageLetters
                | SignCollectivite
                | SignStateService
                | Submit
                | Withdraw
                | Appeal
                | Rebase
                | DeclareConflict
                | Score
                | Advise
                | Deliberate
                | WriteWorkspace
                | LeadWorkspace
                | RunWorkshop
                | Contribute
                | WriteRoadmap
                | JoinDirectory
        )
    }
}

choice! {
    /// What a line of the table asks between a person and a dossier.
    pub enum Relation {
        /// Nothing: any dossier.
        Everybody = "everybody",
        /// The dossier is in a département or a région of the person's service.
        Territory = "territory",
        /// The dossier was given to the person to read.
        Assigned = "assigned",
        /// The person is one of those who make the dossier, in the role of the line.
        Own = "own",
    }
}

/// Who somebody is in a session.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The person; nobody when they are not known.
    pub person: Option<PersonId>,
    /// Their roles. Everybody is also of the public, whether it is written or not.
    pub roles: BTreeSet<Role>,
    /// The départements that their service serves.
    pub departements: BTreeSet<DepartementCode>,
    /// The régions that their service serves.
    pub regions: BTreeSet<RegionCode>,
}

/// What binds a person and a dossier; a [`crate::dossier::Dossier`] gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectRelation {
    /// The role that they have in making it.
    pub own: Option<Role>,
    /// Whether it is in a département or a région of their service.
    pub territory: bool,
    /// Whether it was given to them to read.
    pub assigned: bool,
    /// Whether they have a tie with it.
    pub conflicted: bool,
    /// Whether it was deposited: a draft is seen by those who write it.
    pub deposited: bool,
    /// Whether they scored it, and can no longer change their score.
    pub own_score_locked: bool,
    /// Whether they have not said yet if they are tied to it: a juror or an expert reads nothing of it before.
    pub undeclared: bool,
}

impl ObjectRelation {
    /// What binds a person to something that is no dossier: nothing.
    pub const NONE: Self = Self {
        own: None,
        territory: false,
        assigned: false,
        conflicted: false,
        deposited: true,
        own_score_locked: false,
        undeclared: false,
    };
}

/// The answer to "may they?".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "kebab-case")]
pub enum Decision {
    /// They may.
    Allowed,
    /// They may not. Outside, a denial is told as absence: what one may not see does not exist.
    Denied {
        /// Why not, for those who keep the journal.
        denial: Denial,
    },
}

impl Decision {
    /// Whether they may.
    pub fn is_allowed(self) -> bool {
        self == Decision::Allowed
    }
}

choice! {
    /// Why somebody may not.
    pub enum Denial {
        /// No line of the table lets them.
        NoRight = "no-right",
        /// They have a tie with the dossier.
        Conflicted = "conflicted",
        /// The phase has closed what the table lets.
        SwitchedOff = "switched-off",
    }
}

/// A cell of the table: of whom, what, when, to which dossiers, drafts or deposited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Cell {
    role: Role,
    right: Right,
    phase: Phase,
    relation: Relation,
    draft: bool,
}

/// The table of rights of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    granted: BTreeSet<Cell>,
    switches: BTreeMap<Phase, Switches>,
}

impl Default for Rights {
    /// The table of the product, with the switches that phases have when the files do not say.
    fn default() -> Self {
        static TABLE: LazyLock<BTreeSet<Cell>> = LazyLock::new(table::of_product);
        let switches = Phase::CHOICES.iter().map(|(_, phase)| (*phase, phase.switches())).collect();
        Self { granted: TABLE.clone(), switches }
    }
}

impl Rights {
    /// Whether `who` has `right` over an object in a phase. Everything that is shown or done asks this, and nothing else.
    ///
    /// 1. What makes a dossier one's own (a line of relation `own`, for the role one has *in that dossier*) comes first.
    /// 2. Who has a tie with a dossier has no more right over it than the public.
    /// 3. A line of the table must grant the right to one of the roles; the rest is denied.
    /// 4. The switches of the phase take away; and a juror or an expert who has not said their tie has only the list.
    pub fn may(&self, who: &Standing, right: Right, object: &ObjectRelation, phase: Phase) -> Decision {
        let own = object.own.is_some_and(|role| self.grants(role, right, phase, Relation::Own, !object.deposited));
        if own {
            return self.switched(right, object, phase, None);
        }
        let by_line = |role: Role| {
            let relations = [
                (Relation::Everybody, true),
                (Relation::Territory, object.territory),
                (Relation::Assigned, object.assigned),
            ];
            (relations.into_iter())
                .any(|(relation, holds)| holds && self.grants(role, right, phase, relation, !object.deposited))
        };
        if object.conflicted {
            return if by_line(Role::Public) { Decision::Allowed } else { denied(Denial::Conflicted) };
        }
        let mut answer = denied(Denial::NoRight);
        for role in who.roles.iter().copied().chain([Role::Public]).filter(|role| by_line(*role)) {
            match self.switched(right, object, phase, Some(role)) {
                Decision::Allowed => return Decision::Allowed,
                off => answer = off,
            }
        }
        answer
    }

    /// What a role will see and do on a date, by the calendar of `call`.
    pub fn view(&self, role: Role, call: &Call, at: Instant) -> View {
        self.view_in(role, call.phase_at(at))
    }

    /// What a role sees and does in a phase.
    pub fn view_in(&self, role: Role, phase: Phase) -> View {
        let who = Standing { roles: BTreeSet::from([role]), ..Standing::default() };
        let mut cells = Vec::new();
        for (_, right) in Right::CHOICES {
            for (_, relation) in Relation::CHOICES {
                for deposited in [false, true] {
                    let object = relation.object(role, deposited);
                    if self.may(&who, *right, &object, phase).is_allowed() {
                        cells.push(ViewCell { right: *right, relation: *relation, deposited });
                    }
                }
            }
        }
        View { role, phase, cells }
    }

    fn grants(&self, role: Role, right: Right, phase: Phase, relation: Relation, draft: bool) -> bool {
        self.granted.contains(&Cell { role, right, phase, relation, draft })
    }

    /// What the switches of a phase leave of a right that the table grants, to a role or, without one, to those who make
    /// the dossier.
    fn switched(&self, right: Right, object: &ObjectRelation, phase: Phase, role: Option<Role>) -> Decision {
        let switches = self.switches.get(&phase).copied().unwrap_or_else(|| phase.switches());
        let on = match role {
            None => {
                let writes = matches!(
                    right,
                    Right::WriteCollectivite | Right::WriteStateService | Right::Submit | Right::Rebase
                );
                !writes || switches.applicants_write
            }
            Some(Role::Juror) => reader(right, object, switches, switches.jurors_see),
            Some(Role::Expert) => reader(right, object, switches, switches.experts_see),
            Some(_) => right != Right::SeeScores || switches.scores_seen != ScoresSeen::Never,
        };
        if on { Decision::Allowed } else { denied(Denial::SwitchedOff) }
    }
}

/// Whether the switches leave `right` to a juror or an expert, who sees the content of `seen` dossiers.
fn reader(right: Right, object: &ObjectRelation, switches: Switches, seen: Seen) -> bool {
    let content = match seen {
        Seen::Nothing => false,
        Seen::Assigned => object.assigned,
        Seen::All => true,
    };
    if object.undeclared && !is_before_reading(right) {
        return false;
    }
    match right {
        Right::SeeContent | Right::SeeAttachments => content,
        Right::SeeNames => content && switches.names_shown,
        Right::Score => switches.jurors_score,
        Right::SeeScores => match switches.scores_seen {
            ScoresSeen::Never => false,
            ScoresSeen::AfterOwn => object.own_score_locked,
            ScoresSeen::Always => true,
        },
        _ => true,
    }
}

/// What a juror or an expert has of a dossier before they have said their tie with it.
fn is_before_reading(right: Right) -> bool {
    matches!(right, Right::SeeList | Right::DeclareConflict | Right::SeeCounts | Right::SeePublicLabel)
}

fn denied(denial: Denial) -> Decision {
    Decision::Denied { denial }
}

impl Relation {
    /// A dossier that has this relation, and no other, with somebody of a role.
    fn object(self, role: Role, deposited: bool) -> ObjectRelation {
        ObjectRelation {
            own: (self == Relation::Own).then_some(role),
            territory: self == Relation::Territory,
            assigned: self == Relation::Assigned,
            deposited,
            ..ObjectRelation::NONE
        }
    }
}

/// What a role sees and does in a phase: what is not there is denied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct View {
    /// The role.
    pub role: Role,
    /// The phase.
    pub phase: Phase,
    /// What it has.
    pub cells: Vec<ViewCell>,
}

/// A right, over which dossiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ViewCell {
    /// The right.
    pub right: Right,
    /// Over the dossiers that have this relation with the person.
    pub relation: Relation,
    /// Over those deposited, or over drafts.
    pub deposited: bool,
}

impl View {
    /// Whether the role has a right over deposited dossiers of a relation.
    pub fn has(&self, right: Right, relation: Relation) -> bool {
        self.cells.contains(&ViewCell { right, relation, deposited: true })
    }
}
