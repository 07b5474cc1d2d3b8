//! What one may do with a dossier, by which rules.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Capacity, CorrectionReason};
use crate::calendar::Instant;
use crate::call::{Call, Phase, Steering};
use crate::digest::Digest;
use crate::form::{File, Form, Side, Value, Words};
use crate::id::{CommentId, InvitationId, LetterId, PersonId};
use crate::reading::choice;
use crate::role::{Right, Rights, Standing};
use crate::{Session, Slug};

/// An act asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "kebab-case")]
pub enum Command {
    /// Lets somebody take part. To whom the invitation is sent is not written here: it is personal data.
    Invite {
        /// The name of the invitation.
        invitation: InvitationId,
        /// In which capacity.
        capacity: Capacity,
    },
    /// Takes an invitation back.
    RevokeInvitation {
        /// Which.
        invitation: InvitationId,
    },
    /// Takes up an invitation. Whoever carries this out has checked that the person holds it.
    Join {
        /// Which.
        invitation: InvitationId,
    },
    /// Takes part no more, or lets somebody take part no more.
    Leave {
        /// Who.
        person: PersonId,
    },
    /// Gives the lead over: who leads becomes a co-author, and somebody who writes for the collectivité leads.
    HandOver {
        /// To whom.
        person: PersonId,
    },
    /// Answers a question.
    Answer {
        /// Which.
        question: Slug,
        /// The answer; none takes it away.
        value: Option<Value>,
        /// The version that was before the eyes of who answers; 0 when there was none.
        base: u64,
    },
    /// Says something about a question, or about the whole dossier. The words are kept by whoever carries this out, apart
    /// from what happened: they can be erased.
    Comment {
        /// The name of the comment.
        comment: CommentId,
        /// The question; none when it is about the whole dossier.
        question: Option<Slug>,
        /// The comment that it answers, the first of its thread.
        thread: Option<CommentId>,
        /// The words.
        text: String,
    },
    /// Changes the words of one's own comment.
    EditComment {
        /// Which.
        comment: CommentId,
        /// The words.
        text: String,
    },
    /// Takes one's own comment back: its words are erased.
    WithdrawComment {
        /// Which.
        comment: CommentId,
    },
    /// Says that a thread asks for nothing more.
    ResolveThread {
        /// The first comment of the thread.
        comment: CommentId,
    },
    /// Says that it does after all.
    ReopenThread {
        /// The first comment of the thread.
        comment: CommentId,
    },
    /// Asks somebody for a letter.
    RequestLetter {
        /// The name of the letter.
        letter: LetterId,
        /// The question that asks for it.
        question: Slug,
        /// Of whom.
        from: String,
    },
    /// Reminds them.
    RemindLetter {
        /// Which letter.
        letter: LetterId,
    },
    /// Takes the demand of a letter back: its link opens nothing any more.
    CancelLetter {
        /// Which letter.
        letter: LetterId,
    },
    /// Records the letter.
    ReceiveLetter {
        /// Which letter.
        letter: LetterId,
        /// The document.
        file: File,
    },
    /// Signs what a side has written.
    Sign {
        /// The side.
        side: Side,
        /// The digest of what was before the eyes of who signs.
        digest: Digest,
    },
    /// Deposits.
    Submit {
        /// Why it is late, when it is.
        late_reason: Option<String>,
        /// The digest of the portrait of the perimeter that is frozen with the deposit, when there is one.
        portrait: Option<Digest>,
    },
    /// Takes the dossier back.
    Withdraw {
        /// Why, if they wish to say so.
        reason: Option<String>,
    },
    /// Asks for corrections.
    RequestCorrection {
        /// The questions to correct.
        questions: BTreeSet<Slug>,
        /// What is wrong.
        reason: CorrectionReason,
        /// What is expected.
        message: String,
        /// How many days are given: to the end of that day, on the clock of the call.
        days: u32,
    },
    /// Deposits the corrections.
    AnswerCorrection {
        /// The digest of the portrait of the perimeter that is frozen with them, when there is one.
        portrait: Option<Digest>,
    },
    /// Says whether the dossier goes to the jury.
    DecideEligibility {
        /// The decision.
        verdict: Verdict,
        /// Why.
        reason: String,
    },
    /// Opens the dossier again.
    Reopen {
        /// To whom it goes back.
        to: ReopenTo,
        /// Why.
        reason: String,
    },
    /// Accepts or refuses a late deposit.
    DecideLate {
        /// The decision.
        verdict: LateVerdict,
        /// Why.
        reason: String,
    },
    /// Brings the dossier to the form of today.
    Rebase,
}

choice! {
    /// Whether a dossier goes to the jury.
    pub enum Verdict {
        /// It does.
        Admissible = "admissible",
        /// It does not.
        Inadmissible = "inadmissible",
    }
}

choice! {
    /// Whether a late deposit is received.
    pub enum LateVerdict {
        /// It is.
        Accept = "accept",
        /// It is not.
        Refuse = "refuse",
    }
}

/// To whom a dossier that is opened again goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "kebab-case")]
pub enum ReopenTo {
    /// To those who write it.
    Draft {
        /// The last second in which it may be deposited again.
        until: Instant,
    },
    /// To those who instruct it.
    Instruction,
}

choice! {
    /// An act, without what it carries: what a page offers, and what a refusal names.
    pub enum ActKind {
        /// [`Command::Invite`].
        Invite = "invite",
        /// [`Command::RevokeInvitation`].
        RevokeInvitation = "revoke-invitation",
        /// [`Command::Join`].
        Join = "join",
        /// [`Command::Leave`].
        Leave = "leave",
        /// [`Command::HandOver`].
        HandOver = "hand-over",
        /// [`Command::Answer`], in a section of the collectivité.
        AnswerCollectivite = "answer-collectivite",
        /// [`Command::Answer`], in a section of the State.
        AnswerStateService = "answer-state-service",
        /// [`Command::Comment`], and what is done with comments.
        Comment = "comment",
        /// [`Command::RequestLetter`].
        RequestLetter = "request-letter",
        /// [`Command::RemindLetter`].
        RemindLetter = "remind-letter",
        /// [`Command::CancelLetter`].
        CancelLetter = "cancel-letter",
        /// [`Command::ReceiveLetter`].
        ReceiveLetter = "receive-letter",
        /// [`Command::Sign`], for the collectivité.
        SignCollectivite = "sign-collectivite",
        /// [`Command::Sign`], for the State.
        SignStateService = "sign-state-service",
        /// [`Command::Submit`].
        Submit = "submit",
        /// [`Command::Withdraw`].
        Withdraw = "withdraw",
        /// [`Command::RequestCorrection`].
        RequestCorrection = "request-correction",
        /// [`Command::AnswerCorrection`].
        AnswerCorrection = "answer-correction",
        /// [`Command::DecideEligibility`].
        DecideEligibility = "decide-eligibility",
        /// [`Command::Reopen`].
        Reopen = "reopen",
        /// [`Command::DecideLate`].
        DecideLate = "decide-late",
        /// [`Command::Rebase`].
        Rebase = "rebase",
    }
}

impl ActKind {
    /// The right that it asks for; none where holding an invitation, or being oneself, is enough.
    pub fn right(self) -> Option<Right> {
        use ActKind::*;
        Some(match self {
            Join | Leave => return None,
            Invite | RevokeInvitation | HandOver => Right::Invite,
            AnswerCollectivite => Right::WriteCollectivite,
            AnswerStateService => Right::WriteStateService,
            Comment => Right::Comment,
            RequestLetter | RemindLetter | CancelLetter | ReceiveLetter => Right::ManageLetters,
            SignCollectivite => Right::SignCollectivite,
            SignStateService => Right::SignStateService,
            Submit | AnswerCorrection => Right::Submit,
            Withdraw => Right::Withdraw,
            RequestCorrection => Right::RequestCorrection,
            DecideEligibility => Right::DecideEligibility,
            Reopen => Right::Reopen,
            DecideLate => Right::DecideLate,
            Rebase => Right::Rebase,
        })
    }
}

/// Who acts on a dossier, and what binds them to it that the dossier does not know.
#[derive(Debug, Clone, Copy)]
pub struct Actor<'a> {
    /// Who they are in the session.
    pub standing: &'a Standing,
    /// Whether the dossier was given to them to read.
    pub assigned: bool,
    /// Whether they have a tie with it.
    pub conflicted: bool,
    /// Whether they scored it, and can no longer change their score.
    pub own_score_locked: bool,
    /// Whether they have not said yet if they are tied to it.
    pub undeclared: bool,
}

impl<'a> Actor<'a> {
    /// Somebody to whom the dossier was not given to read, and who has no tie with it.
    pub fn plain(standing: &'a Standing) -> Self {
        Self { standing, assigned: false, conflicted: false, own_score_locked: false, undeclared: false }
    }
}

/// The rules by which a dossier is decided upon, at one moment.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'s> {
    /// The session.
    pub session: &'s Session,
    /// Its call.
    pub call: &'s Call,
    /// The phase, by the calendar or by hand.
    pub phase: Phase,
    /// The revisions of the form before that of the session.
    pub earlier: &'s [Form],
}

impl<'s> Rules<'s> {
    /// The rules of a session at `now`; none when it has no call.
    pub fn at(session: &'s Session, steering: &Steering, earlier: &'s [Form], now: Instant) -> Option<Self> {
        let call = session.call.as_ref()?;
        Some(Self { session, call, phase: steering.phase_at(call, now), earlier })
    }

    /// The form of today.
    pub fn form(&self) -> &'s Form {
        &self.session.application.form
    }

    /// A revision of the form.
    pub fn form_of(&self, revision: u64) -> Option<&'s Form> {
        std::iter::once(self.form()).chain(self.earlier).find(|form| form.revision == revision)
    }

    /// The words of the session.
    pub fn words(&self) -> Words<'s> {
        Words { taxonomy: &self.session.taxonomy, rubric: &self.session.rubric }
    }

    /// Who may do what.
    pub fn rights(&self) -> &'s Rights {
        &self.session.rights
    }
}
