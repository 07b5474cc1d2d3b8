//! The versions of one answer, for those who make the dossier: what changed from each to the next, and going back to one, which
//! writes a new version.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use facts::Lang;
use press::Links;
use press::page::{AnswerVersionsPage, Piece, PieceKind, VersionView};
use programme::Slug;
use programme::dossier::{Command, Dossier, Event, history};
use programme::form::Value;
use serde::Deserialize;
use store::people::Entered;

use super::{Desk, Undone};
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// The version to go back to, and the one that was before the eyes of who asks.
#[derive(Deserialize)]
pub struct Restoring {
    version: u64,
    base: u64,
}

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, question)): Path<(String, String)>,
) -> Response {
    let lang = lang_of(uri.path());
    shown(&state, lang, &entered, (&id, &question), Vec::new())
        .await
        .unwrap_or_else(|failure| failure.page(&state, lang))
}

/// The dossier, a question that somebody answered once, and what happened; for those who make it.
async fn found<'s>(
    state: &'s State,
    lang: Lang,
    entered: &'s Entered,
    (id, question): (&str, &str),
) -> Result<(Desk<'s>, Dossier, Slug, super::story::Story), Failure> {
    let (desk, dossier) = Desk::with(state, lang, entered, id).await?;
    let question: Slug = question.parse().map_err(|_| Failure::NotFound)?;
    let story = desk.story(&dossier).await?.filter(|_| desk.is_own(&dossier)).ok_or(Failure::NotFound)?;
    Ok((desk, dossier, question, story))
}

async fn shown(
    state: &State,
    lang: Lang,
    entered: &Entered,
    asked: (&str, &str),
    errors: Vec<String>,
) -> Result<Response, Failure> {
    let (desk, dossier, question, story) = found(state, lang, entered, asked).await?;
    let words = desk.words;
    let versions = history(&story.events, &question);
    let known = desk.form(&dossier).question(&question);
    if versions.is_empty() {
        return Err(Failure::NotFound);
    }
    let read = |value: &Option<Value>| match (value, known) {
        (None, _) => String::new(),
        (Some(value), Some((_, question))) => desk.in_words(question, Some(value)),
        (Some(value), None) => desk.plain(value),
    };
    let base = dossier.answers.get(&question).map_or(0, |answered| answered.version);
    let writes = known.is_some_and(|(section, _)| desk.may_write(&dossier, section.owner));
    let mut before: Option<(&Value, String)> = None;
    let mut views = Vec::new();
    for version in &versions {
        let text = read(&version.value);
        let who = version.by.as_ref().map_or_else(String::new, |by| story.names.of(by));
        let current = version.version == base;
        views.push(VersionView {
            version: version.version,
            title: words.t1("answers-version", "version", words.whole(&version.version)),
            by: words.with("answers-by", &[("who", who), ("when", words.moment(&version.at.to_string()))]),
            current,
            pieces: match (&version.value, &before) {
                (None, _) => Vec::new(),
                (Some(_), None) => vec![Piece { kind: PieceKind::Same, text: text.clone() }],
                (Some(value), Some((last, was))) => desk.changed((last, was), (value, &text)),
            },
            restore: writes && !current && version.value.is_some(),
        });
        before = version.value.as_ref().map(|value| (value, text));
    }
    views.reverse();
    let links = Links::DossierAnswer(asked.0.to_owned(), asked.1.to_owned());
    let back = Links::Dossier(asked.0.to_owned());
    let f = state.desk_frame(lang, &links, words.t("answers-title")).under(&back, dossier.place.name.clone());
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = AnswerVersionsPage {
        f,
        made_up: desk.made_up(),
        place: dossier.place.name.clone(),
        label: known.map_or_else(|| words.t("question-gone"), |(_, question)| words.say(&question.label)),
        question: question.to_string(),
        base,
        versions: views,
        back: known.map(|(section, _)| {
            let section = Links::DossierSection(asked.0.to_owned(), section.id.to_string()).path(lang);
            format!("{section}#q-{question}")
        }),
        story: Links::DossierStory(asked.0.to_owned()).path(lang),
        errors,
    };
    Ok(private(status, page_of(&page)))
}

pub async fn restore(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, question)): Path<(String, String)>,
    form: Result<Form<Restoring>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let restoring = match form {
        Ok(Form(restoring)) => restoring,
        Err(rejection) => return Failure::Form(rejection.status()).page(&state, lang),
    };
    let done = async {
        let (desk, dossier, slug, story) = found(&state, lang, &entered, (&id, &question)).await?;
        let value = earlier(&story.events, &slug, restoring.version).ok_or(Failure::NotFound)?;
        let command = Command::Answer { question: slug, value: Some(value), base: restoring.base };
        match desk.record(&dossier, command, None).await {
            Ok(()) => Ok(Redirect::to(&Links::DossierAnswer(id.clone(), question.clone()).path(lang)).into_response()),
            Err(Undone::Failed(failure)) => Err(failure),
            Err(undone) => {
                let errors = undone.sentences(desk.words, desk.form(&dossier));
                shown(&state, lang, &entered, (&id, &question), errors).await
            }
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

fn earlier(events: &[Event], question: &Slug, version: u64) -> Option<Value> {
    history(events, question).into_iter().find(|found| found.version == version)?.value
}
