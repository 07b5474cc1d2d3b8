//! A file of a session changed as a text.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use press::Links;
use press::page::CallFilePage;
use programme::role::Right;
use serde::Deserialize;

use super::{Piloting, file_of, problems};
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// A file may be so long: that of the longest form has some 40 000 characters.
const LONGEST: usize = 400_000;

/// What the form holds.
#[derive(Deserialize, Default)]
pub struct Given {
    #[serde(default)]
    seen: String,
    #[serde(default)]
    text: String,
}

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, file)): Path<(String, String)>,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let piloting = Piloting::of(&state, lang, &entered, &id).await?;
        let file = file_of(&file).ok().filter(|_| piloting.may(Right::EditCall)).ok_or(Failure::NotFound)?;
        let text = piloting.text(file, &piloting.prepared());
        Ok(shown(&piloting, file, text, Vec::new()))
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

fn shown(piloting: &Piloting<'_>, file: &str, text: String, errors: Vec<String>) -> Response {
    let words = piloting.words;
    let mut changed = piloting.prepared();
    changed.insert(file.to_owned(), text.clone());
    let found = piloting.read(&changed).err().unwrap_or_default();
    let links = Links::CallFile(piloting.id.clone(), file.to_owned());
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT };
    let page = CallFilePage {
        f: piloting.frame(&links, words.t1("call-file-title", "file", file)),
        session: piloting.session(),
        seen: piloting.seen(),
        rows: text.lines().count().clamp(10, 40),
        text,
        problems: problems(words, &found),
        errors,
        back: (Links::Call(piloting.id.clone()).path(piloting.lang()), words.t("call-title")),
    };
    private(status, page_of(&page))
}

pub async fn save(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, file)): Path<(String, String)>,
    form: Result<Form<Given>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let Form(given) = form.map_err(|rejection| Failure::Form(rejection.status()))?;
        let piloting = Piloting::of(&state, lang, &entered, &id).await?;
        let file = file_of(&file).ok().filter(|_| piloting.may(Right::EditCall)).ok_or(Failure::NotFound)?;
        if given.text.len() > LONGEST {
            return Err(Failure::Form(StatusCode::PAYLOAD_TOO_LARGE));
        }
        // Browsers send lines that end with two characters.
        let mut text = given.text.replace("\r\n", "\n");
        if !text.ends_with('\n') {
            text.push('\n');
        }
        if !piloting.keep(file, text.clone(), &given.seen).await? {
            return Ok(shown(&piloting, file, text, vec![piloting.words.t("call-overtaken")]));
        }
        let links = Links::CallDraft(id.clone());
        Ok(Redirect::to(&links.path(lang)).into_response())
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}
