//! What those who make a dossier say to one another: discussions on a question or on the whole. Opening the page is having read
//! them.

use std::collections::BTreeMap;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, Query, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use facts::Lang;
use press::Links;
use press::page::{CommentView, CommentsPage, ThreadView};
use programme::Slug;
use programme::dossier::{ActKind, Command, Comment, Dossier};
use programme::form::asked;
use programme::id::CommentId;
use programme::role::Right;
use serde::Deserialize;
use store::dossiers::{Beside, Decided};
use store::people::Entered;

use super::{Desk, Names, Undone};
use crate::chance;
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// What the address says: the question that one comes from.
#[derive(Deserialize, Default)]
pub struct From {
    #[serde(default)]
    question: String,
}

/// What a form of the page holds.
#[derive(Deserialize, Default, Clone)]
pub struct Said {
    #[serde(default)]
    act: String,
    #[serde(default)]
    comment: String,
    #[serde(default)]
    thread: String,
    #[serde(default)]
    question: String,
    #[serde(default)]
    text: String,
}

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    from: Query<From>,
) -> Response {
    let lang = lang_of(uri.path());
    let said = Said { question: from.question.clone(), ..Said::default() };
    shown(&state, lang, &entered, &id, said, Vec::new()).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn shown(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    typed: Said,
    errors: Vec<String>,
) -> Result<Response, Failure> {
    let (desk, dossier) = Desk::with(state, lang, entered, id).await?;
    if !desk.may(Right::SeeComments, &dossier) {
        return Err(Failure::NotFound);
    }
    let words = desk.words;
    let dossiers = state.0.store.dossiers();
    let person = &entered.person.id;
    let texts = dossiers.comments(&dossier.id).await.map_err(Failure::internal)?;
    let seen = dossiers.seen(&dossier.id, person).await.map_err(Failure::internal)?;
    let names = desk.names(&dossier).await?;
    let threads = desk.threads(&dossier, &texts, seen, &names);
    dossiers.see(&dossier.id, person, dossier.comments.len()).await.map_err(Failure::internal)?;
    let links = Links::DossierComments(id.to_owned());
    let back = Links::Dossier(id.to_owned());
    let f = state.desk_frame(lang, &links, words.t("comments-title")).under(&back, dossier.place.name.clone());
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = CommentsPage {
        f,
        made_up: desk.made_up(),
        place: dossier.place.name.clone(),
        threads,
        about: desk.about(&dossier, &typed.question),
        typed: typed.text,
        back: back.path(lang),
        errors,
    };
    Ok(private(status, page_of(&page)))
}

impl Desk<'_> {
    /// How many comments who asks has not read: none for who may not read them.
    pub(super) async fn unread(&self, dossier: &Dossier) -> Result<Option<usize>, Failure> {
        if !self.may(Right::SeeComments, dossier) {
            return Ok(None);
        }
        let person = &self.entered.person.id;
        let seen = self.state.0.store.dossiers().seen(&dossier.id, person).await.map_err(Failure::internal)?;
        Ok(Some(dossier.unread(person, seen)))
    }

    /// The discussions: those that are not settled first, then as they began.
    fn threads(
        &self,
        dossier: &Dossier,
        texts: &BTreeMap<CommentId, String>,
        seen: usize,
        names: &Names,
    ) -> Vec<ThreadView> {
        let words = self.words;
        let form = self.form(dossier);
        let when = |at: &programme::calendar::Instant| words.moment(&at.to_string());
        let view = |(rank, comment): (usize, &Comment)| {
            let edited = comment.edited.filter(|_| comment.withdrawn.is_none());
            let edited = edited.map(|at| words.t1("comments-edited", "when", when(&at)));
            let own = comment.by == self.entered.person.id;
            CommentView {
                id: comment.id.to_string(),
                who: names.of(&comment.by),
                when: [when(&comment.at)].into_iter().chain(edited).collect(),
                text: texts.get(&comment.id).cloned().filter(|_| comment.withdrawn.is_none()),
                withdrawn: words.t1("comments-withdrawn", "when", when(&comment.withdrawn.unwrap_or(comment.at))),
                own,
                is_new: rank >= seen && !own && comment.withdrawn.is_none(),
            }
        };
        let all = || dossier.comments.iter().enumerate();
        let mut threads: Vec<ThreadView> = all()
            .filter(|(_, comment)| comment.thread.is_none())
            .map(|(_, first)| {
                let found = first.question.as_ref().map(|question| (question, form.question(question)));
                let about = match &found {
                    Some((_, Some((_, question)))) => words.say(&question.label),
                    Some((_, None)) => words.t("question-gone"),
                    None => words.t("comments-of-all"),
                };
                let href = found.and_then(|(id, found)| {
                    let section = Links::DossierSection(dossier.id.to_string(), found?.0.id.to_string());
                    Some(format!("{}#q-{id}", section.path(words.lang())))
                });
                let resolved = first.resolved.as_ref().map(|resolved| {
                    let values = [("who", names.of(&resolved.by)), ("when", when(&resolved.at))];
                    words.with("comments-resolved", &values)
                });
                let of_thread =
                    all().filter(|(_, one)| one.id == first.id || one.thread.as_ref() == Some(&first.id)).map(view);
                ThreadView { id: first.id.to_string(), about, href, resolved, comments: of_thread.collect() }
            })
            .collect();
        threads.sort_by_key(|thread| thread.resolved.is_some());
        threads
    }

    /// What one may speak of; nothing for who may not comment.
    fn about(&self, dossier: &Dossier, chosen: &str) -> Vec<(String, String, bool)> {
        if !dossier.open_acts(&self.rules, &self.actor(dossier), self.now).contains(&ActKind::Comment) {
            return Vec::new();
        }
        let (words, form) = (self.words, self.form(dossier));
        let asked = asked(form, &dossier.values());
        let questions = form.questions().filter(|question| asked.contains(&question.id));
        let questions = questions
            .map(|question| (question.id.to_string(), words.say(&question.label), question.id.as_str() == chosen));
        [(String::new(), words.t("comments-of-all"), chosen.is_empty())].into_iter().chain(questions).collect()
    }

    /// The link of a question to what is said of it.
    pub(super) fn comments_of(&self, dossier: &Dossier, question: &Slug) -> Option<(String, String)> {
        if !self.may(Right::SeeComments, dossier) {
            return None;
        }
        let of_question = |comment: &&Comment| comment.question.as_ref() == Some(question);
        let there: Vec<&Comment> = dossier.comments.iter().filter(of_question).collect();
        let first = there.iter().find(|comment| comment.thread.is_none() && comment.resolved.is_none());
        let anchor = first.map_or_else(|| "new".to_owned(), |first| format!("t-{}", first.id));
        let count = there.iter().filter(|comment| comment.withdrawn.is_none()).count();
        let page = Links::DossierComments(dossier.id.to_string()).path(self.words.lang());
        Some((self.words.count("comments-of-question", count), format!("{page}?question={question}#{anchor}")))
    }
}

pub async fn say(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    form: Result<Form<Said>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let said = match form {
        Ok(Form(said)) => said,
        Err(rejection) => return Failure::Form(rejection.status()).page(&state, lang),
    };
    let done = async {
        let (desk, dossier) = Desk::with(&state, lang, &entered, &id).await?;
        if !desk.may(Right::SeeComments, &dossier) {
            return Err(Failure::NotFound);
        }
        match desk.said(&dossier, &said).await {
            Ok(comment) => {
                let there = Links::DossierComments(id.clone()).path(lang);
                Ok(Redirect::to(&format!("{there}#c-{comment}")).into_response())
            }
            Err(Undone::Failed(failure)) => Err(failure),
            Err(undone) => {
                let errors = undone.sentences(desk.words, desk.form(&dossier));
                shown(&state, lang, &entered, &id, said, errors).await
            }
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

impl Desk<'_> {
    /// Does what a form of the page asks; the comment that it is about.
    async fn said(&self, dossier: &Dossier, said: &Said) -> Result<CommentId, Undone> {
        let named = |text: &str| text.parse::<CommentId>().map_err(|_| Undone::Failed(Failure::NotFound));
        let text = said.text.replace("\r\n", "\n").trim().to_owned();
        let (comment, command, beside) = match said.act.as_str() {
            "comment" => {
                let token = chance::token().map_err(Failure::internal)?;
                let comment: CommentId = token.as_str()[..16].parse().map_err(Failure::internal)?;
                let thread = (!said.thread.is_empty()).then(|| named(&said.thread)).transpose()?;
                let question = (!said.question.is_empty()).then(|| said.question.parse::<Slug>());
                let question = question.transpose().map_err(|_| Failure::NotFound)?;
                let command = Command::Comment { comment: comment.clone(), question, thread, text: text.clone() };
                let words = Beside::Comment { comment: comment.clone(), text };
                (comment, command, Some(words))
            }
            "edit" => {
                let comment = named(&said.comment)?;
                let command = Command::EditComment { comment: comment.clone(), text: text.clone() };
                (comment.clone(), command, Some(Beside::Comment { comment, text }))
            }
            "withdraw" => {
                let comment = named(&said.comment)?;
                let command = Command::WithdrawComment { comment: comment.clone() };
                (comment.clone(), command, Some(Beside::CommentErased { comment }))
            }
            "resolve" => {
                let comment = named(&said.comment)?;
                (comment.clone(), Command::ResolveThread { comment }, None)
            }
            "reopen" => {
                let comment = named(&said.comment)?;
                (comment.clone(), Command::ReopenThread { comment }, None)
            }
            _ => return Err(Undone::Failed(Failure::NotFound)),
        };
        let decide = |dossier: &Dossier| -> Result<Decided, Undone> {
            let mut decided = Self::decided(dossier.act(command, &self.rules, &self.actor(dossier), self.now)?)?;
            decided.beside.extend(beside);
            Ok(decided)
        };
        let now = self.now.to_string();
        self.state.0.store.dossiers().act(&dossier.id, &now, decide).await?.ok_or(Failure::NotFound)?;
        Ok(comment)
    }
}
