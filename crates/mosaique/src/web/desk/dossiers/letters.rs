//! The letters of a dossier: asked for by mail, reminded, taken back, enclosed by hand; where each is.

use std::collections::BTreeMap;

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use facts::Lang;
use press::letter::LetterAsked;
use press::page::{LetterAskView, LetterView, LettersPage};
use press::{Links, Words};
use programme::Slug;
use programme::dossier::{ActKind, Command, Dossier, Letter};
use programme::id::LetterId;
use programme::session::{Answer, Question};
use store::dossiers::{Beside, Decided};
use store::letters::{Asked, LetterLink};
use store::people::Entered;
use store::{EmailAddress, Outgoing, Token};

use super::answers::Given;
use super::{Desk, Undone};
use crate::mail::letters;
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::share::subscription::explain;
use crate::web::{State, lang_of};
use crate::{chance, clock};

/// Seconds for which the link of a demand opens, from the last mail sent; the address is erased with it: sixty days.
pub const OPENS: i64 = 60 * 86_400;
/// Most letters asked for one question.
const MOST: usize = 10;

/// What was typed in the form of a demand, and what is wrong with it.
#[derive(Default)]
struct Typed {
    question: String,
    fields: [String; 4],
    errors: Vec<String>,
}

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    shown(&state, lang, &entered, &id, Typed::default()).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn shown(state: &State, lang: Lang, entered: &Entered, id: &str, typed: Typed) -> Result<Response, Failure> {
    let (desk, dossier) = Desk::with(state, lang, entered, id).await?;
    if !desk.is_own(&dossier) {
        return Err(Failure::NotFound);
    }
    let words = desk.words;
    let asks = state.0.store.dossiers().asks(&dossier.id).await.map_err(Failure::internal)?;
    let open = dossier.open_acts(&desk.rules, &desk.actor(&dossier), desk.now);
    let form = desk.form(&dossier);
    let views: Vec<LetterAskView> = (form.questions())
        .filter(|question| matches!(question.answer, Answer::Letter { .. }))
        .map(|question| desk.letters_of(&dossier, question, &asks, &open, &typed))
        .collect();
    let known = views.iter().any(|view| view.id == typed.question);
    let status = if typed.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let back = Links::Dossier(id.to_owned());
    let f = state.desk_frame(lang, &Links::DossierLetters(id.to_owned()), words.t("letters-title"));
    let page = LettersPage {
        f: f.under(&back, dossier.place.name.clone()),
        made_up: desk.made_up(),
        place: dossier.place.name.clone(),
        asked: views,
        errors: if known { Vec::new() } else { typed.errors },
        back: back.path(lang),
    };
    Ok(private(status, page_of(&page)))
}

impl Desk<'_> {
    fn letters_of(
        &self,
        dossier: &Dossier,
        question: &Question,
        asks: &BTreeMap<LetterId, Asked>,
        open: &[ActKind],
        typed: &Typed,
    ) -> LetterAskView {
        let words = self.words;
        let letters: Vec<LetterView> = (dossier.letters.iter())
            .filter(|(_, letter)| letter.question == question.id)
            .map(|(id, letter)| self.letter(dossier, (id, letter), asks.get(id), open))
            .collect();
        let is_typed = typed.question == question.id.as_str();
        LetterAskView {
            id: question.id.to_string(),
            label: words.say(&question.label),
            help: question.help.as_ref().map_or_else(String::new, |help| words.say(help)),
            may_ask: open.contains(&ActKind::RequestLetter) && letters.len() < MOST,
            letters,
            typed: if is_typed { typed.fields.clone() } else { Default::default() },
            errors: if is_typed { typed.errors.clone() } else { Vec::new() },
        }
    }

    fn letter(
        &self,
        dossier: &Dossier,
        (id, letter): (&LetterId, &Letter),
        asked: Option<&Asked>,
        open: &[ActKind],
    ) -> LetterView {
        let words = self.words;
        let when = |key: &str, at: &str| words.t1(key, "when", words.moment(at));
        let mut told = vec![when("letters-state-asked", &letter.requested.to_string())];
        let reminded = letter.reminded.map(|at| at.to_string());
        let reminded = reminded.into_iter().chain(asked.and_then(|asked| asked.reminded_at.clone())).max();
        told.extend(reminded.map(|at| when("letters-state-reminded", &at)));
        let is_awaited = letter.received.is_none() && letter.refused.is_none();
        match asked {
            Some(asked) => {
                told.extend(asked.seen_at.as_ref().map(|at| when("letters-state-seen", at)));
                if is_awaited {
                    told.extend(asked.seen_at.is_none().then(|| words.t("letters-state-not-seen")));
                    told.push(when("letters-state-until", &asked.expires_at));
                }
            }
            None if is_awaited => told.push(words.t("letters-state-no-mail")),
            None => {}
        }
        if let Some(refused) = letter.refused {
            told.push(when("letters-state-refused", &refused.to_string()));
            let reply = asked.and_then(|asked| asked.reply.as_ref());
            told.extend(reply.map(|reply| words.t1("letters-state-refused-why", "reply", reply.as_str())));
        }
        told.extend(letter.received.as_ref().map(|received| when("letters-state-received", &received.at.to_string())));
        let has = |act: ActKind| open.contains(&act);
        LetterView {
            id: id.to_string(),
            from: match asked.filter(|asked| !asked.position.is_empty()) {
                Some(asked) => {
                    words.with("letters-from", &[("from", letter.from.clone()), ("position", asked.position.clone())])
                }
                None => letter.from.clone(),
            },
            told,
            remind: is_awaited && asked.is_some() && has(ActKind::RemindLetter),
            cancel: letter.received.is_none() && has(ActKind::CancelLetter),
            receive: has(ActKind::ReceiveLetter),
            document: letter.received.as_ref().map(|received| {
                let file = Links::DossierFile(dossier.id.to_string(), received.file.digest.as_str().to_owned());
                (received.file.name.clone(), file.path(words.lang()))
            }),
        }
    }
}

pub async fn act(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    body: Result<Multipart, MultipartRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let (desk, dossier) = Desk::with(&state, lang, &entered, &id).await?;
        if !desk.is_own(&dossier) {
            return Err(Failure::NotFound);
        }
        let body = body.map_err(|rejection| Failure::Form(rejection.into_response().status()))?;
        let given = Given::read(body).await?;
        match desk.letter_act(&dossier, &given).await {
            Ok(()) => Ok(Redirect::to(&Links::DossierLetters(id.clone()).path(lang)).into_response()),
            Err(Undone::Failed(failure)) => Err(failure),
            Err(undone) => {
                let errors = undone.sentences(desk.words, desk.form(&dossier));
                let fields = ["name", "position", "address", "word"].map(|name| given.one(name).to_owned());
                let typed = Typed { question: given.one("question").to_owned(), fields, errors };
                shown(&state, lang, &entered, &id, typed).await
            }
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

impl Desk<'_> {
    async fn letter_act(&self, dossier: &Dossier, given: &Given) -> Result<(), Undone> {
        let letter = || given.one("letter").parse::<LetterId>().map_err(|_| Undone::Failed(Failure::NotFound));
        match given.one("act") {
            "ask" => self.ask(dossier, given).await,
            "remind" => self.remind(dossier, letter()?).await,
            "cancel" => self.record_with(dossier, Command::CancelLetter { letter: letter()? }, None, Vec::new()).await,
            "receive" => {
                let letter = letter()?;
                let known = dossier.letters.get(&letter).ok_or(Failure::NotFound)?;
                let Some(sent) = given.file("file") else {
                    return Err(Undone::Wrong(vec![self.words.t("error-file-none")]));
                };
                let file = self.keep(sent, self.megabytes(dossier, &known.question)).await?;
                self.record_with(dossier, Command::ReceiveLetter { letter, file }, None, Vec::new()).await
            }
            _ => Err(Undone::Failed(Failure::NotFound)),
        }
    }

    /// The megabytes that the letter of a question may weigh.
    pub(super) fn megabytes(&self, dossier: &Dossier, question: &Slug) -> u64 {
        match self.form(dossier).question(question).map(|(_, question)| &question.answer) {
            Some(Answer::Letter { megabytes, .. }) => *megabytes,
            _ => 0,
        }
    }

    async fn ask(&self, dossier: &Dossier, given: &Given) -> Result<(), Undone> {
        let words = self.words;
        let question: Slug = given.one("question").parse().map_err(|_| Failure::NotFound)?;
        let (from, position) = (given.one("name").to_owned(), given.one("position").to_owned());
        let mut wrong = Vec::new();
        if from.is_empty() {
            wrong.push(words.t("cause-no-reason"));
        }
        if position.is_empty() || position.chars().count() > 200 {
            wrong.push(words.t("error-position"));
        }
        let address: Option<EmailAddress> = match given.one("address").parse() {
            Ok(address) => Some(address),
            Err(error) => {
                wrong.push(explain(words, &error));
                None
            }
        };
        let Some(address) = address.filter(|_| wrong.is_empty()) else { return Err(Undone::Wrong(wrong)) };
        let link = self.link(None)?;
        let asked = Asked {
            letter: link.letter.clone(),
            dossier: dossier.id.clone(),
            address,
            position,
            lang: words.lang(),
            expires_at: link.expires_at.clone(),
            reminded_at: None,
            seen_at: None,
            reply: None,
        };
        let word: String = given.one("word").chars().take(2_000).collect();
        let mail = self.mail_of_letter(dossier, &question, &asked, &link, (Some(word), false));
        let command = Command::RequestLetter { letter: link.letter.clone(), question, from };
        let beside = vec![Beside::Asked(asked), Beside::Link(link)];
        self.record_with(dossier, command, Some(mail), beside).await
    }

    async fn remind(&self, dossier: &Dossier, letter: LetterId) -> Result<(), Undone> {
        let asks = self.state.0.store.dossiers().asks(&dossier.id).await.map_err(Failure::internal)?;
        let (Some(asked), Some(known)) = (asks.get(&letter), dossier.letters.get(&letter)) else {
            return Err(Undone::Failed(Failure::NotFound));
        };
        let link = self.link(Some(letter.clone()))?;
        let mail = self.mail_of_letter(dossier, &known.question, asked, &link, (None, true));
        let beside = vec![Beside::Link(link), Beside::Reminded { letter: letter.clone() }];
        self.record_with(dossier, Command::RemindLetter { letter }, Some(mail), beside).await
    }

    /// A link to a letter, or to a new one.
    fn link(&self, letter: Option<LetterId>) -> Result<LetterLink, Failure> {
        let token: Token = chance::token().map_err(Failure::internal)?;
        let letter = match letter {
            Some(letter) => letter,
            None => {
                let token = chance::token().map_err(Failure::internal)?;
                token.as_str()[..16].parse().map_err(Failure::internal)?
            }
        };
        Ok(LetterLink { letter, token, expires_at: clock::after(&self.now.to_string(), OPENS) })
    }

    fn mail_of_letter(
        &self,
        dossier: &Dossier,
        question: &Slug,
        asked: &Asked,
        link: &LetterLink,
        (word, again): (Option<String>, bool),
    ) -> Outgoing {
        let words = Words::of(asked.lang);
        let url = self.state.public_url();
        let label = self.form(dossier).question(question);
        let told = LetterAsked {
            who: match self.entered.person.name.as_str() {
                "" => self.entered.person.address.to_string(),
                name => name.to_owned(),
            },
            place: dossier.place.name.clone(),
            question: label.map_or_else(String::new, |(_, question)| words.say(&question.label)),
            word: word.filter(|word| !word.is_empty()),
            until: words.moment(&link.expires_at),
            again,
        };
        letters::letter(url, (&asked.address, asked.lang), told, &link.token)
    }

    /// Does an act on a letter, with its mail and what is kept beside the journal.
    async fn record_with(
        &self,
        dossier: &Dossier,
        command: Command,
        mail: Option<Outgoing>,
        beside: Vec<Beside>,
    ) -> Result<(), Undone> {
        let decide = |dossier: &Dossier| -> Result<Decided, Undone> {
            let mut decided = Self::decided(dossier.act(command, &self.rules, &self.actor(dossier), self.now)?)?;
            decided.mails.extend(mail);
            decided.beside = beside;
            Ok(decided)
        };
        let now = self.now.to_string();
        self.state.0.store.dossiers().act(&dossier.id, &now, decide).await?.ok_or(Failure::NotFound)?;
        self.state.0.share.wake.notify_one();
        Ok(())
    }
}
