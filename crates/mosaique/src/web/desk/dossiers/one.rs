//! A dossier: where it is, what it lacks, who signed, what one may do.

use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use facts::Lang;
use press::page::{Correction, DossierPage, Offered, SectionRow, SignatureRow, StoryRow};
use press::{Links, telling};
use programme::digest::Digest;
use programme::dossier::{
    ActKind, Capacity, CorrectionReason, Dossier, Happened, LateVerdict, Stage, Verdict, to_sign,
};
use programme::form::{Completeness, Side, State as AnswerState, asked};
use programme::role::Right;
use programme::session::Answer;
use store::people::Entered;

use super::{Desk, Names};
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    shown(&state, lang, &entered, &id, Vec::new()).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

/// The page of a dossier, with what is wrong with the act that was asked for.
pub async fn shown(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    errors: Vec<String>,
) -> Result<Response, Failure> {
    let (desk, dossier) = Desk::with(state, lang, entered, id).await?;
    let (words, form) = (desk.words, desk.form(&dossier));
    let names = desk.names(&dossier).await?;
    let open = dossier.open_acts(&desk.rules, &desk.actor(), desk.now);
    let story = match desk.may(Right::SeeJournal, &dossier) {
        true => state.0.store.dossiers().story(&dossier.id).await.map_err(Failure::internal)?,
        false => Vec::new(),
    };
    let sees_inside = desk.may(Right::SeeInternalLabel, &dossier);
    let told = story.iter().rev().filter(|(_, event)| sees_inside || !is_inner(&event.happened));
    let story = told.map(|(_, event)| StoryRow {
        when: words.moment(&event.at.to_string()),
        what: telling::happened(words, event, form),
        who: match &event.by {
            Some(by) => words.t1("dossier-story-by", "who", names.of(by)),
            None => words.t("dossier-story-calendar"),
        },
    });
    let story: Vec<StoryRow> = story.collect();
    let dossier = desk.read(dossier);
    let completeness = dossier.completeness(form, desk.rules.words());
    let lacks: Vec<String> = match desk.is_own(&dossier) {
        true => desk.lacks(&completeness, &dossier),
        false => Vec::new(),
    };
    let labels = [telling::public_label(words, dossier.public_label(desk.rules.phase))]
        .into_iter()
        .chain(sees_inside.then(|| telling::internal_label(words, dossier.internal_label())));
    let session = Links::Dossiers(dossier.session.to_string());
    let f = state.desk_frame(lang, &Links::Dossier(id.to_owned()), dossier.place.name.clone());
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = DossierPage {
        f: f.under(&session, words.t("dossiers-title")),
        acts: Links::DossierActs(id.to_owned()).path(lang),
        made_up: desk.made_up(),
        labels: labels.collect(),
        notices: desk.notices(&dossier),
        sections: desk.sections(&dossier, &completeness),
        lacks,
        people: (dossier.people.iter())
            .map(|(person, capacity)| (names.of(person), telling::capacity(words, *capacity)))
            .chain(
                dossier.invitations.values().map(|c| (words.t("dossier-people-invited"), telling::capacity(words, *c))),
            )
            .collect(),
        signatures: desk.signatures(&dossier, &open, &names),
        deposited: dossier.last_deposit().map(|deposit| {
            let values =
                [("when", words.moment(&deposit.at.to_string())), ("digest", deposit.digest.as_str().to_owned())];
            (words.with("dossier-receipt-about", &values), Links::DossierReceipt(id.to_owned()).path(lang))
        }),
        offered: desk.offered(&dossier, &open),
        story,
        errors,
    };
    Ok(private(status, page_of(&page)))
}

/// Whether something that happened tells what was decided, which those who make a dossier learn when it is published.
fn is_inner(happened: &Happened) -> bool {
    use Happened::{DossierAdmitted, DossierRejected, InstructionReopened, LateDepositAccepted};
    matches!(
        happened,
        DossierAdmitted { .. } | DossierRejected { .. } | InstructionReopened { .. } | LateDepositAccepted { .. }
    )
}

impl Desk<'_> {
    /// What a dossier lacks, a sentence each.
    fn lacks(&self, completeness: &Completeness, dossier: &Dossier) -> Vec<String> {
        let (words, form) = (self.words, self.form(dossier));
        let mut lacks = Vec::new();
        for (_, question, faults) in completeness.faults() {
            let label = form.question(question).map_or_else(String::new, |(_, question)| words.say(&question.label));
            for fault in faults {
                let values = [("name", label.clone()), ("value", telling::fault(words, fault))];
                lacks.push(words.with("colon", &values));
            }
        }
        lacks
    }

    fn sections(&self, dossier: &Dossier, completeness: &Completeness) -> Vec<SectionRow> {
        let (words, lang, form) = (self.words, self.words.lang(), self.form(dossier));
        let asked = asked(form, &dossier.values());
        let shown = form.sections.iter().filter(|section| section.questions.iter().any(|q| asked.contains(&q.id)));
        shown
            .map(|section| {
                let state = completeness.sections.iter().find(|state| state.id == section.id);
                let is_wanting =
                    |question: &&programme::form::QuestionState| matches!(question.state, AnswerState::Wanting { .. });
                let wanting = state.map_or(0, |state| state.questions.iter().filter(is_wanting).count());
                SectionRow {
                    href: Links::DossierSection(dossier.id.to_string(), section.id.to_string()).path(lang),
                    name: words.say(&section.name),
                    owner: words.t1("dossier-section-owner", "side", telling::side(words, section.owner)),
                    lacks: (wanting > 0).then(|| words.count("dossier-section-lacks", wanting)),
                }
            })
            .collect()
    }

    fn notices(&self, dossier: &Dossier) -> Vec<String> {
        let words = self.words;
        // What is said between those who make a dossier and those who examine it is not for the other readers.
        if !self.is_own(dossier) && !self.may(Right::SeeJournal, dossier) {
            return Vec::new();
        }
        match &dossier.stage {
            Stage::CorrectionRequested { deadline, message, .. } => {
                let values = [("deadline", words.moment(&deadline.to_string())), ("message", message.clone())];
                vec![words.with("dossier-correction-asked", &values)]
            }
            Stage::LateRequested { reason, .. } => vec![words.t1("dossier-late-asked", "reason", reason.as_str())],
            _ => Vec::new(),
        }
    }

    fn signatures(&self, dossier: &Dossier, open: &[ActKind], names: &Names) -> Vec<SignatureRow> {
        let (words, form) = (self.words, self.form(dossier));
        let row = |side: Side| {
            let act = match side {
                Side::Collectivite => ActKind::SignCollectivite,
                Side::StateService => ActKind::SignStateService,
            };
            let told = match (dossier.signatures.get(&side), dossier.voided.get(&side)) {
                (Some(signature), _) => {
                    let values = [("who", names.of(&signature.by)), ("when", words.moment(&signature.at.to_string()))];
                    words.with("dossier-signature-by", &values)
                }
                (None, Some(voided)) => {
                    let values = [("who", names.of(&voided.signatory)), ("when", words.moment(&voided.at.to_string()))];
                    words.with("dossier-signature-voided", &values)
                }
                (None, None) => words.t("dossier-signature-none"),
            };
            let sign = (open.contains(&act) && !dossier.signatures.contains_key(&side)).then(|| {
                let digest = Digest::of(&to_sign(dossier, form, self.rules.words(), side));
                (
                    digest.as_str().to_owned(),
                    words.t(match side {
                        Side::Collectivite => "dossier-sign-collectivite",
                        Side::StateService => "dossier-sign-state-service",
                    }),
                )
            });
            SignatureRow { side: telling::side(words, side), word: side.as_str(), told, sign }
        };
        form.signatories().into_iter().map(row).collect()
    }

    fn offered(&self, dossier: &Dossier, open: &[ActKind]) -> Offered {
        let words = self.words;
        let has = |act: ActKind| open.contains(&act);
        let button = |act: ActKind| telling::act(words, act);
        let is_late = self.rules.call.closes_at() < self.now && matches!(dossier.stage, Stage::Draft);
        let submit = [ActKind::Submit, ActKind::AnswerCorrection].into_iter().find(|act| has(*act));
        let questions = || {
            let form = self.form(dossier);
            let asked = asked(form, &dossier.values());
            let kept = form.questions().filter(|q| asked.contains(&q.id) && q.answer != Answer::Signature);
            kept.map(|q| (q.id.to_string(), words.say(&q.label))).collect()
        };
        Offered {
            submit: submit.map(|act| (act.as_str(), button(act), is_late)),
            withdraw: has(ActKind::Withdraw).then(|| button(ActKind::Withdraw)),
            invite: has(ActKind::Invite).then(|| {
                [Capacity::CoAuthor, Capacity::StateService, Capacity::Lead]
                    .map(|capacity| (capacity.as_str(), telling::capacity(words, capacity)))
                    .into()
            }),
            correction: has(ActKind::RequestCorrection).then(|| Correction {
                questions: questions(),
                reasons: (CorrectionReason::CHOICES.iter())
                    .map(|(word, reason)| (*word, telling::correction_reason(words, *reason)))
                    .collect(),
            }),
            eligibility: has(ActKind::DecideEligibility)
                .then(|| Verdict::CHOICES.iter().map(|(word, v)| (*word, telling::verdict(words, *v))).collect()),
            late: has(ActKind::DecideLate).then(|| {
                LateVerdict::CHOICES.iter().map(|(word, v)| (*word, telling::late_verdict(words, *v))).collect()
            }),
        }
    }
}
