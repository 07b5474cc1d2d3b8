//! Acts on a dossier: signing, depositing, inviting, asking for corrections, deciding.

use std::collections::BTreeMap;

use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State as Extract};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use press::{Links, Words, telling};
use programme::calendar::Date;
use programme::dossier::{Capacity, Command, CorrectionReason, Dossier, LateVerdict, ReopenTo, Verdict};
use programme::form::Side;
use programme::id::{InvitationId, PersonId};
use store::dossiers::{Decided, Sent};
use store::people::Entered;
use store::{EmailAddress, Outgoing, Token};

use super::{Desk, Undone, one};
use crate::mail::letters;
use crate::web::desk::Member;
use crate::web::error::Failure;
use crate::web::share::subscription::explain;
use crate::web::{State, lang_of};
use crate::{chance, clock};

/// Seconds for which an invitation may be taken up: a fortnight.
pub const INVITED: i64 = 14 * 86_400;

/// The fields of a form; one may stand several times.
struct Fields(BTreeMap<String, Vec<String>>);

impl Fields {
    fn read(body: &[u8]) -> Self {
        let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(body) {
            fields.entry(name.into_owned()).or_default().push(value.into_owned());
        }
        Self(fields)
    }

    fn one(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.first()).map_or("", |value| value.trim())
    }

    fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    fn choice<T: Copy>(&self, name: &str, choices: &[(&str, T)]) -> Result<T, Undone> {
        let word = self.one(name);
        let found = choices.iter().find(|(known, _)| *known == word).map(|(_, choice)| *choice);
        found.ok_or_else(|| unread(name, word, choices.iter().map(|(known, _)| *known)))
    }
}

/// A field that holds nothing that is expected: not what our pages send.
fn unread<'w>(name: &str, found: &str, expected: impl Iterator<Item = &'w str>) -> Undone {
    let expected = expected.collect::<Vec<_>>().join(", ");
    let name = match name {
        "act" => "act",
        "side" => "side",
        "digest" => "digest",
        "capacity" => "capacity",
        "verdict" => "verdict",
        _ => "form",
    };
    Undone::Failed(Failure::Parameter { name, found: found.to_owned(), expected })
}

pub async fn act(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let body = match body {
        Ok(body) => body,
        Err(rejection) => return Failure::Form(rejection.status()).page(&state, lang),
    };
    let done = async {
        let (desk, dossier) = Desk::with(&state, lang, &entered, &id).await?;
        match desk.carry_out(&dossier, &Fields::read(&body)).await {
            Ok(()) => {
                // Who has left sees it no more.
                let stays = Desk::with(&state, lang, &entered, &id).await.is_ok();
                let there =
                    if stays { Links::Dossier(id.clone()) } else { Links::Dossiers(dossier.session.to_string()) };
                Ok(Redirect::to(&there.path(lang)).into_response())
            }
            Err(Undone::Failed(failure)) => Err(failure),
            Err(undone) => {
                let errors = undone.sentences(desk.words, desk.form(&dossier));
                one::shown(&state, lang, &entered, &id, errors).await
            }
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

impl Desk<'_> {
    async fn carry_out(&self, dossier: &Dossier, fields: &Fields) -> Result<(), Undone> {
        let reason = fields.one("reason").to_owned();
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let mut invitation = None;
        let command = match fields.one("act") {
            "sign" => {
                let digest = fields.one("digest");
                let digest =
                    digest.to_owned().try_into().map_err(|_| unread("digest", digest, ["64 hex"].into_iter()))?;
                Command::Sign { side: fields.choice("side", Side::CHOICES)?, digest }
            }
            "submit" => {
                let late_reason = some(&reason);
                let submit = |portrait| Command::Submit { late_reason: late_reason.clone(), portrait };
                self.frozen(dossier, submit).await?
            }
            "answer-correction" => self.frozen(dossier, |portrait| Command::AnswerCorrection { portrait }).await?,
            "withdraw" => Command::Withdraw { reason: some(&reason) },
            "decide-eligibility" => {
                Command::DecideEligibility { verdict: fields.choice("verdict", Verdict::CHOICES)?, reason }
            }
            "decide-late" => Command::DecideLate { verdict: fields.choice("verdict", LateVerdict::CHOICES)?, reason },
            "request-correction" => Command::RequestCorrection {
                questions: fields.all("q").iter().filter_map(|question| question.parse().ok()).collect(),
                reason: fields.choice("reason-word", CorrectionReason::CHOICES)?,
                message: reason,
                days: fields.one("days").parse().unwrap_or(0),
            },
            "invite" => {
                let capacity = fields.choice("capacity", Capacity::CHOICES)?;
                let sent = self.invitation(fields.one("address"))?;
                let command = Command::Invite { invitation: sent.id.clone(), capacity };
                invitation = Some((sent, capacity));
                command
            }
            "leave" => Command::Leave { person: self.person(fields)? },
            "hand-over" => Command::HandOver { person: self.person(fields)? },
            "revoke" => Command::RevokeInvitation {
                invitation: fields.one("invitation").parse().map_err(|_| Undone::Failed(Failure::NotFound))?,
            },
            "rebase" => {
                let kept = self.state.0.store.dossiers();
                let (session, form) = (dossier.session.as_str(), self.rules.form());
                kept.keep_form(session, form, &self.now.to_string()).await.map_err(Failure::internal)?;
                Command::Rebase
            }
            "reopen" => Command::Reopen { to: self.reopen_to(fields)?, reason },
            other => return Err(unread("act", other, ["sign, submit, invite, …"].into_iter())),
        };
        self.record(dossier, command, invitation).await
    }

    fn person(&self, fields: &Fields) -> Result<PersonId, Undone> {
        fields.one("person").parse().map_err(|_| Undone::Failed(Failure::NotFound))
    }

    /// To whom a dossier goes back, and until the end of which day on the clock of the call.
    fn reopen_to(&self, fields: &Fields) -> Result<ReopenTo, Undone> {
        if fields.one("to") == "instruction" {
            return Ok(ReopenTo::Instruction);
        }
        let day = fields.one("until");
        let date: Date =
            day.parse().map_err(|_| Undone::Wrong(vec![self.words.t1("error-day", "found", day.to_owned())]))?;
        Ok(ReopenTo::Draft { until: self.rules.call.zone.end_of_day(date) })
    }

    fn invitation(&self, address: &str) -> Result<Sent, Undone> {
        let address: EmailAddress =
            address.parse().map_err(|error| Undone::Wrong(vec![explain(self.words, &error)]))?;
        let (token, id): (Token, InvitationId) = (
            chance::token().map_err(Failure::internal)?,
            chance::token().map_err(Failure::internal)?.as_str()[..16].parse().map_err(Failure::internal)?,
        );
        Ok(Sent { id, token, address, expires_at: clock::after(&self.now.to_string(), INVITED) })
    }

    /// Does an act, with the mails that tell of it.
    pub(super) async fn record(
        &self,
        dossier: &Dossier,
        command: Command,
        invitation: Option<(Sent, Capacity)>,
    ) -> Result<(), Undone> {
        let everybody = addresses(self.state, dossier).await?;
        let decide = |dossier: &Dossier| -> Result<Decided, Undone> {
            let told = telling_act(&command);
            let done = dossier.act(command, &self.rules, &self.actor(dossier), self.now)?;
            let mut decided = Self::decided(done)?;
            if let Some((sent, capacity)) = invitation {
                decided.mails.push(self.mail_of_invitation(dossier, &sent, capacity));
                decided.invitation = Some(sent);
            }
            if told && !decided.events.is_empty() {
                decided.mails.extend(self.mails(&decided, &everybody));
            }
            Ok(decided)
        };
        let now = self.now.to_string();
        self.state.0.store.dossiers().act(&dossier.id, &now, decide).await?.ok_or(Failure::NotFound)?;
        self.state.0.share.wake.notify_one();
        Ok(())
    }

    fn mail_of_invitation(&self, dossier: &Dossier, sent: &Sent, capacity: Capacity) -> Outgoing {
        let lang = self.words.lang();
        let url = self.state.public_url();
        let who = match self.entered.person.name.as_str() {
            "" => self.entered.person.address.to_string(),
            name => name.to_owned(),
        };
        let href = url.absolute(&Links::Invitation(sent.token.as_str().to_owned()).path(lang));
        let told = [who, dossier.place.name.clone(), telling::capacity(self.words, capacity)];
        letters::invite(url, &sent.address, lang, (&sent.id, told), &href)
    }

    /// One mail to each of those who make a dossier: what was done, and where it is seen.
    fn mails(&self, decided: &Decided, everybody: &[store::Person]) -> Vec<Outgoing> {
        let dossier = &decided.dossier;
        let Some((event, _)) = decided.events.first() else { return Vec::new() };
        let mail = |person: &store::Person| {
            let words = Words::of(person.lang);
            let url = self.state.public_url();
            let href = url.absolute(&Links::Dossier(dossier.id.to_string()).path(person.lang));
            let key = format!("dossier:{}:{}:{}", dossier.id, event.at, person.id);
            let what = telling::happened(words, event, self.form(dossier));
            let more = match dossier.last_deposit() {
                Some(deposit) => words.with(
                    "dossier-receipt-about",
                    &[("when", words.moment(&deposit.at.to_string())), ("digest", deposit.digest.as_str().to_owned())],
                ),
                None => String::new(),
            };
            letters::dossier(url, person, &key, [what, dossier.place.name.clone(), more], &href)
        };
        everybody.iter().map(mail).collect()
    }
}

/// Whether those who make a dossier are told of an act by mail: of what is asked of them or done by them, not of what is
/// written in it, nor of what is decided inside, which is told when it is published.
fn telling_act(command: &Command) -> bool {
    matches!(
        command,
        Command::Submit { .. }
            | Command::AnswerCorrection { .. }
            | Command::Reopen { to: ReopenTo::Draft { .. }, .. }
            | Command::HandOver { .. }
            | Command::Withdraw { .. }
            | Command::RequestCorrection { .. }
    )
}

/// The people of a dossier: their addresses, and the language in which each is written to.
pub(super) async fn addresses(state: &State, dossier: &Dossier) -> Result<Vec<store::Person>, Failure> {
    let mut people = Vec::new();
    for id in dossier.people.keys() {
        people.extend(state.0.store.people().find(id).await.map_err(Failure::internal)?);
    }
    Ok(people)
}

/// Takes an invitation up, for who holds its link.
pub(super) async fn join(
    state: &State,
    lang: facts::Lang,
    entered: &Entered,
    (dossier, invitation): (&Dossier, InvitationId),
) -> Result<PersonId, Undone> {
    let desk = Desk::at(state, lang, entered, dossier).await?;
    desk.record(dossier, Command::Join { invitation }, None).await?;
    Ok(entered.person.id.clone())
}
