//! What the author of a letter answers, by the link that they were sent: they have no account, and no right over the dossier.

use super::act::Case;
use super::{Actor, Cause, Dossier, Event, Happened, Refusal, Rules};
use crate::calendar::Instant;
use crate::form::File;
use crate::id::LetterId;
use crate::role::Standing;

/// What the author of a letter answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// The letter, signed. One that is there already is replaced.
    Received {
        /// The document.
        file: File,
    },
    /// That they will not write it. Why, if they say so, is kept apart.
    Refused,
}

impl Dossier {
    /// Whether a letter that is asked for may be sent or refused now.
    pub fn receives_letters(&self, letter: &LetterId, rules: &Rules<'_>, now: Instant) -> bool {
        let Some(form) = rules.form_of(self.revision) else { return false };
        let nobody = Standing::default();
        let case = Case { dossier: self, form, rules, actor: &Actor::plain(&nobody), now };
        let question = self.letters.get(letter).map(|known| &known.question);
        question.is_some_and(|question| case.not_writable().or(case.not_to_correct(question)).is_none())
    }

    /// What happens when the author of a letter answers. Whoever carries this out has checked that they hold its link.
    ///
    /// # Errors
    /// [`Refusal`]: `unknown` (not asked for any more), `wrong-stage`, `closed` or `deadline-passed` (nothing is written in the
    /// dossier now), `not-to-correct`, `bad-file`, `letter-received` (refused, and there already), `unknown-revision`.
    pub fn reply(
        &self,
        letter: &LetterId,
        reply: Reply,
        rules: &Rules<'_>,
        now: Instant,
    ) -> Result<(Self, Vec<Event>), Refusal> {
        let Some(form) = rules.form_of(self.revision) else {
            return Err(Refusal { causes: vec![Cause::UnknownRevision { revision: self.revision }] });
        };
        let nobody = Standing::default();
        let case = Case { dossier: self, form, rules, actor: &Actor::plain(&nobody), now };
        let mut causes: Vec<Cause> = case.not_writable().into_iter().collect();
        let happened = match reply {
            Reply::Received { file } => {
                case.letter_fits(letter, &file, &mut causes);
                Happened::LetterReceived { letter: letter.clone(), file }
            }
            Reply::Refused => {
                match self.letters.get(letter) {
                    None => causes.push(Cause::Unknown),
                    Some(known) => causes.extend(known.received.as_ref().map(|_| Cause::LetterReceived)),
                }
                Happened::LetterRefused { letter: letter.clone() }
            }
        };
        Refusal::unless_empty(causes)?;
        let event = Event { at: now, by: None, happened };
        let next = self.clone().apply(&event).expect("the letter is asked for");
        Ok((next, vec![event]))
    }
}
