//! What the author of a letter reads and does by the link of their mail, without an account: what is asked, the public summary of
//! the dossier, the letter uploaded or refused. A link that opens nothing answers the same whatever the reason.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, Query, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use facts::Lang;
use press::page::{LetterReplyPage, ReplyOffered, ToldPage};
use press::{Links, Words, telling};
use programme::dossier::{Dossier, Letter, Reply, Rules};
use programme::form::asked;
use programme::session::Answer;
use serde::Deserialize;
use store::Token;
use store::dossiers::{Beside, Decided};
use store::letters::Asked;

use super::answers::{Given, keep};
use super::{Undone, reading};
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// The longest word of a refusal, in characters.
const LONGEST_WORD: usize = 2_000;

/// What the address says: whether something was just recorded.
#[derive(Deserialize, Default)]
pub struct Told {
    done: Option<String>,
}

/// A demand, its dossier and the rules by which it is read.
struct Found<'s> {
    asked: Asked,
    dossier: Dossier,
    rules: Rules<'s>,
}

impl Found<'_> {
    fn letter(&self) -> &Letter {
        &self.dossier.letters[&self.asked.letter]
    }
}

async fn found<'s>(state: &'s State, token: &str) -> Result<Option<Found<'s>>, Failure> {
    let Ok(token) = token.parse::<Token>() else { return Ok(None) };
    let dossiers = state.0.store.dossiers();
    let now = state.now();
    let Some(asked) = dossiers.asked(&token, &now).await.map_err(Failure::internal)? else { return Ok(None) };
    let Some(dossier) = dossiers.find(&asked.dossier).await.map_err(Failure::internal)? else { return Ok(None) };
    state.instance().refresh_calls(&state.0.store).await.map_err(Failure::internal)?;
    let Some(call) = state.instance().in_force(dossier.session.as_str()) else { return Ok(None) };
    let session = call.session;
    let at = now.parse().map_err(Failure::internal)?;
    let earlier = super::earlier(state, session, [&dossier]).await?;
    let rules = Rules::at(session, call.steering, earlier, at);
    let Some(rules) = rules.filter(|_| dossier.letters.contains_key(&asked.letter)) else { return Ok(None) };
    Ok(Some(Found { asked, dossier, rules }))
}

fn stale(state: &State, lang: Lang, token: String) -> Response {
    let words = Words::of(lang);
    let f = state.desk_frame(lang, &Links::LetterReply(token), words.t("letter-reply-stale-title"));
    let paragraphs = vec![words.t("letter-reply-stale")];
    private(StatusCode::NOT_FOUND, page_of(&ToldPage { f, paragraphs, again: None, mailbox: None }))
}

pub async fn page(Extract(state): Extract<State>, uri: Uri, Path(token): Path<String>, told: Query<Told>) -> Response {
    let lang = lang_of(uri.path());
    let thanks = told.done.is_some();
    shown(&state, lang, &token, (thanks, String::new(), Vec::new()))
        .await
        .unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn shown(
    state: &State,
    lang: Lang,
    token: &str,
    (thanks, typed, errors): (bool, String, Vec<String>),
) -> Result<Response, Failure> {
    let Some(found) = found(state, token).await? else { return Ok(stale(state, lang, token.to_owned())) };
    state.0.store.dossiers().opened(&found.asked.letter, &state.now()).await.map_err(Failure::internal)?;
    let words = Words::of(lang);
    let (dossier, letter, session) = (&found.dossier, found.letter(), found.rules.session);
    let form = found.rules.form_of(dossier.revision).ok_or(Failure::NotFound)?;
    let question = form.question(&letter.question).map(|(_, question)| question).ok_or(Failure::NotFound)?;
    let values = [
        ("who", words.t("letter-reply-by")),
        ("session", words.say(&session.identity.title)),
        ("question", words.say(&question.label)),
    ];
    let until = words.t1("letter-reply-until", "when", words.moment(&found.asked.expires_at));
    let mut told = Vec::new();
    if let Some(received) = &letter.received {
        let values = [("name", received.file.name.clone()), ("when", words.moment(&received.at.to_string()))];
        told.push(words.with("letter-reply-there", &values));
    }
    told.extend(letter.refused.map(|at| words.t1("letter-reply-refused", "when", words.moment(&at.to_string()))));
    let megabytes = match question.answer {
        Answer::Letter { megabytes, .. } => megabytes,
        _ => 0,
    };
    // Whether anything would be taken now: a refusal to write is asked for the sake of its causes.
    let at = state.now().parse().map_err(Failure::internal)?;
    let is_open = dossier.receives_letters(&found.asked.letter, &found.rules, at);
    let answers = dossier.values();
    let shown = asked(form, &answers);
    let public = form.questions().filter(|question| question.public && !question.personal);
    let summary = public.filter(|question| shown.contains(&question.id)).filter_map(|question| {
        let value = answers.get(&question.id).filter(|value| !value.is_empty())?;
        let reading = reading::Reading { words, session, instance: state.instance() };
        Some((words.say(&question.label), reading.in_words(question, Some(value))))
    });
    let title = words.t1("letter-reply-title", "place", dossier.place.name.as_str());
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = LetterReplyPage {
        f: state.desk_frame(lang, &Links::LetterReply(token.to_owned()), title),
        made_up: state.made_up(words, &session.identity.id),
        asked: vec![words.with("letter-reply-asked", &values), until],
        help: question.help.as_ref().map_or_else(String::new, |help| words.say(help)),
        told,
        thanks,
        summary: summary.collect(),
        offered: is_open.then(|| ReplyOffered {
            file: words.t1("letter-reply-file", "size", megabytes.to_string()),
            replaces: letter.received.is_some(),
        }),
        typed,
        errors,
    };
    Ok(private(status, page_of(&page)))
}

pub async fn reply(
    Extract(state): Extract<State>,
    uri: Uri,
    Path(token): Path<String>,
    body: Result<Multipart, MultipartRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        // Who holds no link sends no document.
        let Some(found) = found(&state, &token).await? else { return Ok(stale(&state, lang, token.clone())) };
        let body = body.map_err(|rejection| Failure::Form(rejection.into_response().status()))?;
        let given = Given::read(body).await?;
        match replied(&state, lang, &found, &given).await {
            Ok(()) => {
                let there = Links::LetterReply(token.clone()).path(lang);
                Ok(Redirect::to(&format!("{there}?done=1")).into_response())
            }
            Err(Undone::Failed(failure)) => Err(failure),
            Err(undone) => {
                let form = found.rules.form_of(found.dossier.revision).unwrap_or(found.rules.form());
                let errors = undone.sentences(Words::of(lang), form);
                let typed = given.one("word").chars().take(LONGEST_WORD).collect();
                shown(&state, lang, &token, (false, typed, errors)).await
            }
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

async fn replied(state: &State, lang: Lang, found: &Found<'_>, given: &Given) -> Result<(), Undone> {
    let words = Words::of(lang);
    let now = state.now();
    let at = now.parse().map_err(Failure::internal)?;
    let letter = &found.asked.letter;
    let (reply, beside) = match given.one("act") {
        "send" => {
            let Some(sent) = given.file("file") else {
                return Err(Undone::Wrong(vec![words.t("error-file-none")]));
            };
            // Nothing is kept that would be refused.
            if !found.dossier.receives_letters(letter, &found.rules, at) {
                return Err(Undone::Wrong(vec![words.t("letter-reply-closed")]));
            }
            let form = found.rules.form_of(found.dossier.revision).ok_or(Failure::NotFound)?;
            let megabytes = match form.question(&found.letter().question).map(|(_, question)| &question.answer) {
                Some(Answer::Letter { megabytes, .. }) => *megabytes,
                _ => 0,
            };
            let file = keep(state, words, sent, (megabytes, &[programme::session::FileType::Pdf]), &now).await?;
            (Reply::Received { file }, None)
        }
        "refuse" => {
            let text: String = given.one("word").chars().take(LONGEST_WORD).collect();
            let beside = (!text.is_empty()).then(|| Beside::Reply { letter: letter.clone(), text });
            (Reply::Refused, beside)
        }
        _ => return Err(Undone::Failed(Failure::NotFound)),
    };
    let (people, lead) = (super::acts::addresses(state, &found.dossier).await?, found.dossier.place.name.clone());
    let decide = |dossier: &Dossier| -> Result<Decided, Undone> {
        let mut decided = super::decided(dossier.reply(letter, reply, &found.rules, at)?)?;
        decided.beside.extend(beside);
        if let Some((event, _)) = decided.events.first() {
            for person in &people {
                let words = Words::of(person.lang);
                let url = state.public_url();
                let href = url.absolute(&Links::DossierLetters(dossier.id.to_string()).path(person.lang));
                let key = format!("letter-reply:{letter}:{now}:{}", person.id);
                let what = telling::happened(words, event, found.rules.form());
                let told = [what, lead.clone(), String::new()];
                decided.mails.push(crate::mail::letters::dossier(url, person, &key, told, &href));
            }
        }
        Ok(decided)
    };
    state.0.store.dossiers().act(&found.dossier.id, &now, decide).await?.ok_or(Failure::NotFound)?;
    state.0.share.wake.notify_one();
    Ok(())
}
