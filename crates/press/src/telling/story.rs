//! What happened to a dossier: one line an event, without who did it and without what they wrote.

use programme::calendar::Instant;
use programme::dossier::{Event, Happened};

use super::Names;
use super::label::capacity as capacity_words;
use crate::words::Words;

/// One line of the story of a dossier, without its time and its author.
pub fn happened<'n>(words: &Words, event: &Event, names: impl Into<Names<'n>>) -> String {
    let names = names.into();
    let about = |key, question| words.t1(key, "question", names.question(words, question));
    let moment = |instant: &Instant| words.moment(&instant.to_string());
    match &event.happened {
        Happened::DossierCreated { .. } => words.t("happened-created"),
        Happened::PersonInvited { capacity, .. } => {
            words.t1("happened-invited", "capacity", capacity_words(words, *capacity))
        }
        Happened::InvitationRevoked { .. } => words.t("happened-invitation-revoked"),
        Happened::PersonJoined { .. } => words.t("happened-joined"),
        Happened::PersonLeft { person } if event.by.as_ref() == Some(person) => words.t("happened-left"),
        Happened::PersonLeft { .. } => words.t("happened-put-out"),
        Happened::QuestionAnswered { question, value: None, .. } => about("happened-answer-taken-away", question),
        Happened::QuestionAnswered { question, version: 1, .. } => about("happened-answered", question),
        Happened::QuestionAnswered { question, version, .. } => {
            let values = [("question", names.question(words, question)), ("version", words.whole(version))];
            words.with("happened-answer-changed", &values)
        }
        Happened::LeadHandedOver { .. } => words.t("happened-handed-over"),
        Happened::QuestionCommented { question: Some(question), .. } => about("happened-commented", question),
        Happened::QuestionCommented { question: None, .. } => words.t("happened-commented-all"),
        Happened::CommentEdited { .. } => words.t("happened-comment-edited"),
        Happened::CommentWithdrawn { .. } => words.t("happened-comment-withdrawn"),
        Happened::ThreadResolved { .. } => words.t("happened-thread-resolved"),
        Happened::ThreadReopened { .. } => words.t("happened-thread-reopened"),
        Happened::LetterRefused { .. } => words.t("happened-letter-refused"),
        Happened::LetterCancelled { .. } => words.t("happened-letter-cancelled"),
        Happened::LetterRequested { question, .. } => about("happened-letter-requested", question),
        Happened::LetterReminded { .. } => words.t("happened-letter-reminded"),
        Happened::LetterReceived { .. } => words.t("happened-letter-received"),
        Happened::SectionsSigned { side, .. } => words.t1("happened-signed", "side", side.as_str()),
        Happened::SignatureVoided { side, question: Some(question) } => {
            let values = [("side", side.as_str().to_owned()), ("question", names.question(words, question))];
            words.with("happened-signature-voided", &values)
        }
        Happened::SignatureVoided { side, question: None } => {
            words.t1("happened-signature-voided-by-form", "side", side.as_str())
        }
        Happened::DossierSubmitted { .. } => words.t("happened-submitted"),
        Happened::LateDepositRequested { .. } => words.t("happened-late-requested"),
        Happened::LateDepositAccepted { .. } => words.t("happened-late-accepted"),
        Happened::LateDepositRefused { .. } => words.t("happened-late-refused"),
        Happened::DossierWithdrawn { .. } => words.t("happened-withdrawn"),
        Happened::CorrectionRequested { questions, deadline, .. } => {
            words.count_with_all("happened-correction-requested", questions.len(), &[("at", moment(deadline))])
        }
        Happened::CorrectionAnswered { .. } => words.t("happened-correction-answered"),
        Happened::DossierAdmitted { .. } => words.t("happened-admitted"),
        Happened::DossierRejected { .. } => words.t("happened-rejected"),
        Happened::DossierReopened { until, .. } => words.t1("happened-reopened", "at", moment(until)),
        Happened::InstructionReopened { .. } => words.t("happened-instruction-reopened"),
        Happened::DossierRebased { from, to, lines } => {
            let aside = lines.iter().filter(|line| line.outcome.sets_aside()).count();
            let values = [("from", words.whole(from)), ("to", words.whole(to))];
            words.count_with_all("happened-rebased", aside, &values)
        }
        Happened::ErasureWarned { erase_from } => words.t1("happened-erasure-warned", "at", moment(erase_from)),
    }
}
