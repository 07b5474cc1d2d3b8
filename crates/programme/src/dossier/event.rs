//! What happened to a dossier: enough to rebuild it, and to tell its story.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Capacity, CorrectionReason, Deposit, Place};
use crate::Slug;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::form::{File, RebaseLine, Side, Value};
use crate::id::{CommentId, DossierId, InvitationId, LetterId, PersonId};

/// Something that happened to a dossier.
pub type Event = crate::story::Event<Happened>;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Happened {
    /// The dossier was begun, by its lead.
    DossierCreated {
        /// The dossier.
        dossier: DossierId,
        /// The session.
        session: Slug,
        /// The revision of the form.
        revision: u64,
        /// Where it is.
        place: Place,
    },
    /// Somebody was invited.
    PersonInvited {
        /// The invitation.
        invitation: InvitationId,
        /// In which capacity.
        capacity: Capacity,
    },
    /// An invitation was taken back.
    InvitationRevoked {
        /// The invitation.
        invitation: InvitationId,
    },
    /// Somebody took up an invitation.
    PersonJoined {
        /// The invitation.
        invitation: InvitationId,
        /// Who.
        person: PersonId,
    },
    /// Somebody takes part no more.
    PersonLeft {
        /// Who.
        person: PersonId,
    },
    /// Who led gave the lead over, and is a co-author.
    LeadHandedOver {
        /// To whom.
        person: PersonId,
    },
    /// A question was answered.
    QuestionAnswered {
        /// The question.
        question: Slug,
        /// The answer; none when it was taken away.
        value: Option<Value>,
        /// Its version.
        version: u64,
    },
    /// Something was said about a question, or about the whole dossier. The words are kept apart.
    QuestionCommented {
        /// The comment.
        comment: CommentId,
        /// The question; none when it is about the whole dossier.
        question: Option<Slug>,
        /// The first comment of the thread, when it is another one.
        #[serde(default)]
        thread: Option<CommentId>,
    },
    /// The words of a comment were changed.
    CommentEdited {
        /// The comment.
        comment: CommentId,
    },
    /// A comment was taken back.
    CommentWithdrawn {
        /// The comment.
        comment: CommentId,
    },
    /// A thread asks for nothing more.
    ThreadResolved {
        /// Its first comment.
        comment: CommentId,
    },
    /// It does after all.
    ThreadReopened {
        /// Its first comment.
        comment: CommentId,
    },
    /// A letter was asked for.
    LetterRequested {
        /// The letter.
        letter: LetterId,
        /// The question.
        question: Slug,
        /// Of whom.
        from: String,
    },
    /// Its author was reminded.
    LetterReminded {
        /// The letter.
        letter: LetterId,
    },
    /// Its author will not write it.
    LetterRefused {
        /// The letter.
        letter: LetterId,
    },
    /// It is not asked for any more.
    LetterCancelled {
        /// The letter.
        letter: LetterId,
    },
    /// The letter is there. Its author sent it themselves when nobody of the dossier did.
    LetterReceived {
        /// The letter.
        letter: LetterId,
        /// The document.
        file: File,
    },
    /// A side signed.
    SectionsSigned {
        /// The side.
        side: Side,
        /// The digest of what it had written.
        digest: Digest,
    },
    /// A signature no longer holds, and is asked for again.
    SignatureVoided {
        /// The side.
        side: Side,
        /// The question whose change voided it; none when the form changed.
        question: Option<Slug>,
    },
    /// The dossier was deposited.
    DossierSubmitted {
        /// What was deposited.
        deposit: Deposit,
    },
    /// It was asked that it be received late.
    LateDepositRequested {
        /// Why it is late.
        reason: String,
        /// What would be deposited.
        deposit: Deposit,
    },
    /// It was received late.
    LateDepositAccepted {
        /// Why.
        reason: String,
    },
    /// It was not received.
    LateDepositRefused {
        /// Why.
        reason: String,
    },
    /// It was taken back.
    DossierWithdrawn {
        /// Why, if they said so.
        reason: Option<String>,
    },
    /// Corrections were asked for.
    CorrectionRequested {
        /// The questions.
        questions: BTreeSet<Slug>,
        /// What is wrong.
        reason: CorrectionReason,
        /// What is expected.
        message: String,
        /// The last second in which they are received.
        deadline: Instant,
    },
    /// Corrections were deposited.
    CorrectionAnswered {
        /// What was deposited.
        deposit: Deposit,
    },
    /// The dossier goes to the jury.
    DossierAdmitted {
        /// Why.
        reason: String,
    },
    /// The dossier does not go to the jury.
    DossierRejected {
        /// Why.
        reason: String,
    },
    /// It is written again.
    DossierReopened {
        /// Why.
        reason: String,
        /// The last second in which it may be deposited again.
        until: Instant,
    },
    /// It is instructed again.
    InstructionReopened {
        /// Why.
        reason: String,
    },
    /// It answers another revision of the form.
    DossierRebased {
        /// The revision it answered.
        from: u64,
        /// The revision it answers.
        to: u64,
        /// What became of each answer.
        lines: Vec<RebaseLine>,
    },
    /// Those who make it were told that it will be erased.
    ErasureWarned {
        /// From when.
        erase_from: Instant,
    },
}
