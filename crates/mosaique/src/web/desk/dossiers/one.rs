//! A dossier: where it is, what it lacks, who signed, what one may do.

use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use facts::Lang;
use press::page::{Correction, DossierPage, MemberRow, Offered, Reopening, SectionRow, SignatureRow, StoryRow};
use press::{Links, telling};
use programme::digest::Digest;
use programme::dossier::{ActKind, Capacity, CorrectionReason, Dossier, LateVerdict, Stage, Verdict, to_sign};
use programme::form::{Completeness, Side, State as AnswerState, asked};
use programme::jury::is_judged;
use programme::role::Right;
use programme::session::Answer;
use store::people::Entered;

use super::story::Story;
use super::{Desk, Names};
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// How much of the story the page of a dossier shows.
const SHOWN: usize = 10;

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
    let open = dossier.open_acts(&desk.rules, &desk.actor(&dossier), desk.now);
    let told = match desk.story(&dossier).await? {
        Some(story) => desk.last_of(&dossier, &story),
        None => Vec::new(),
    };
    let links = desk.pages_of(&dossier).await?;
    let people = desk.members(&dossier, &open, &names).await?;
    let (new_form, aside) = (desk.new_form(&dossier), desk.aside(&dossier));
    let sees_inside = desk.may(Right::SeeInternalLabel, &dossier);
    let dossier = desk.read(dossier);
    let completeness = dossier.completeness(form, desk.rules.words());
    // A dossier that one only reads asks nothing of its reader.
    let lacks = desk.is_own(&dossier).then(|| desk.lacks(&completeness, &dossier));
    let labels = [telling::public_label(words, desk.label(&dossier))]
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
        notices: desk.origin(&dossier).await?.into_iter().chain(desk.notices(&dossier)).collect(),
        sections: desk.sections(&dossier, &completeness),
        lacks,
        people,
        links,
        new_form,
        aside,
        signatures: desk.signatures(&dossier, &open, &names),
        deposited: dossier.last_deposit().map(|deposit| {
            let values =
                [("when", words.moment(&deposit.at.to_string())), ("digest", deposit.digest.as_str().to_owned())];
            (words.with("dossier-receipt-about", &values), Links::DossierReceipt(id.to_owned()).path(lang))
        }),
        offered: Offered { rules: desk.rules_not_met(&dossier, &open).await?, ..desk.offered(&dossier, &open) },
        story: told,
        errors,
    };
    Ok(private(status, page_of(&page)))
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

    /// What happened last, the latest first.
    fn last_of(&self, dossier: &Dossier, story: &Story) -> Vec<StoryRow> {
        let told = story.events.iter().rev().filter(|event| self.is_told(dossier, &event.happened));
        let row = |event: &programme::dossier::Event| StoryRow {
            when: self.words.moment(&event.at.to_string()),
            what: self.happened(dossier, event),
            who: match &event.by {
                Some(by) => self.words.t1("dossier-story-by", "who", story.names.of(by)),
                None => self.words.t("dossier-story-calendar"),
            },
        };
        told.take(SHOWN).map(row).collect()
    }

    /// What else there is to see of a dossier.
    async fn pages_of(&self, dossier: &Dossier) -> Result<Vec<(String, String)>, Failure> {
        let (words, lang, id) = (self.words, self.words.lang(), || dossier.id.to_string());
        let mut links = Vec::new();
        if let Some(unread) = self.unread(dossier).await? {
            links.push((words.count("comments-unread", unread), Links::DossierComments(id()).path(lang)));
        }
        if self.may(Right::SeeJournal, dossier) {
            links.push((words.t("story-title"), Links::DossierStory(id()).path(lang)));
        }
        let asks = |question: &programme::session::Question| matches!(question.answer, Answer::Letter { .. });
        if self.is_own(dossier) && self.form(dossier).questions().any(asks) {
            links.push((words.t("letters-title"), Links::DossierLetters(id()).path(lang)));
        }
        let has_portrait = dossier.last_deposit().is_some_and(|deposit| deposit.portrait.is_some());
        if has_portrait || self.is_own(dossier) {
            links.push((words.t("frozen-title"), Links::DossierPortrait(id()).path(lang)));
        }
        let jury = self.jury.as_ref();
        if self.is_own(dossier) && jury.is_some_and(|jury| jury.notices.contains_key(&dossier.id)) {
            links.push((words.t("outcome-page-title"), Links::DossierOutcome(id()).path(lang)));
        }
        if jury.is_some_and(|jury| jury.is_assigned(&self.entered.person.id, &dossier.id)) {
            links.push((words.t("reading-sheet"), Links::DossierReading(id()).path(lang)));
        }
        if jury.is_some() && is_judged(dossier) && self.may(Right::SeeScores, dossier) {
            links.push((words.t("scores-link"), Links::DossierScores(id()).path(lang)));
        }
        if self.may(Right::Export, dossier) {
            links.push((words.t("dossier-paper-link"), Links::DossierSheet(id()).path(lang)));
        }
        Ok(links)
    }

    /// Those who make a dossier and those invited to, with what may be done about each.
    async fn members(&self, dossier: &Dossier, open: &[ActKind], names: &Names) -> Result<Vec<MemberRow>, Failure> {
        let words = self.words;
        let has = |act: ActKind| open.contains(&act);
        let leads = dossier.people.values().filter(|capacity| **capacity == Capacity::Lead).count();
        let member = |(person, capacity): (&programme::id::PersonId, &Capacity)| {
            let is_self = *person == self.entered.person.id;
            let is_last_lead = *capacity == Capacity::Lead && leads == 1;
            MemberRow {
                name: names.of(person),
                capacity: telling::capacity(words, *capacity),
                // Who acts on nobody needs no name but the one that is read.
                id: if has(ActKind::Leave) { person.to_string() } else { String::new() },
                is_self,
                hand_over: has(ActKind::HandOver) && *capacity == Capacity::CoAuthor && !is_self,
                put_out: has(ActKind::Leave) && has(ActKind::Invite) && !is_self && !is_last_lead,
                leave: has(ActKind::Leave) && is_self && !is_last_lead,
                revoke: None,
            }
        };
        let mut members: Vec<MemberRow> = dossier.people.iter().map(member).collect();
        // To whom an invitation was sent is known to those who may invite.
        let sent = match has(ActKind::Invite) {
            true => self.state.0.store.dossiers().invitations(&dossier.id).await.map_err(Failure::internal)?,
            false => Vec::new(),
        };
        for (invitation, capacity) in &dossier.invitations {
            let found = sent.iter().find(|(id, ..)| id == invitation);
            members.push(MemberRow {
                name: match found {
                    Some((_, address, until)) => {
                        let values = [("address", address.clone()), ("when", words.moment(until))];
                        words.with("team-invited", &values)
                    }
                    None => words.t("dossier-people-invited"),
                },
                capacity: telling::capacity(words, *capacity),
                revoke: has(ActKind::RevokeInvitation).then(|| invitation.to_string()),
                ..MemberRow::default()
            });
        }
        Ok(members)
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

    /// That a dossier was deposited elsewhere, and where.
    async fn origin(&self, dossier: &Dossier) -> Result<Option<String>, Failure> {
        let origin = self.state.0.store.bridge().origin(&dossier.id).await.map_err(Failure::internal)?;
        let told = |origin: store::bridge::Origin| {
            self.words.with("dossier-origin", &[("number", origin.number.to_string()), ("page", origin.page)])
        };
        Ok(origin.map(told))
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
            // Whether it was accepted is told when the decision is published: for who is not told, the same until then.
            Stage::LateRequested { reason, .. } if self.may(Right::SeeInternalLabel, dossier) => {
                vec![words.t1("dossier-late-asked", "reason", reason.as_str())]
            }
            Stage::LateRefused { .. } | Stage::Withdrawn { .. } => Vec::new(),
            _ if dossier.last_deposit().is_some_and(|deposit| deposit.late) => vec![words.t("dossier-late-deposited")],
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

    /// The rules of the call that a dossier does not meet, in sentences, for who decides whether it is admissible.
    async fn rules_not_met(&self, dossier: &Dossier, open: &[ActKind]) -> Result<Vec<String>, Failure> {
        if !open.contains(&ActKind::DecideEligibility) {
            return Ok(Vec::new());
        }
        let others = self.state.0.store.dossiers().of_session(dossier.session.as_str()).await;
        let rules = self.ineligible(dossier, &others.map_err(Failure::internal)?);
        Ok(rules.iter().map(|rule| telling::ineligible(self.words, rule)).collect())
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
            rules: Vec::new(),
            correction: has(ActKind::RequestCorrection).then(|| Correction {
                questions: questions(),
                reasons: (CorrectionReason::CHOICES.iter())
                    .map(|(word, reason)| (*word, telling::correction_reason(words, *reason)))
                    .collect(),
            }),
            eligibility: has(ActKind::DecideEligibility)
                .then(|| Verdict::CHOICES.iter().map(|(word, v)| (*word, telling::verdict(words, *v))).collect()),
            reopen: has(ActKind::Reopen).then(|| {
                let instruction = matches!(
                    dossier.stage,
                    Stage::Admissible { .. } | Stage::Inadmissible { .. } | Stage::Withdrawn { .. }
                ) && !dossier.deposits.is_empty();
                let zone = self.rules.call.zone;
                let mut choices = vec![("draft", words.t("reopen-to-draft"), true)];
                choices.extend(instruction.then(|| ("instruction", words.t("reopen-to-instruction"), false)));
                Reopening { to: choices, until: zone.day(self.now.plus_days(14)).to_string() }
            }),
            late: has(ActKind::DecideLate).then(|| {
                LateVerdict::CHOICES.iter().map(|(word, v)| (*word, telling::late_verdict(words, *v))).collect()
            }),
        }
    }
}
