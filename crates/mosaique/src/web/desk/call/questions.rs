//! The questions of the form changed one by one.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use press::page::{CallQuestionsPage, CallSection, CallSheetPage, FieldGroup, FieldInput, FieldView, QuestionLine};
use press::{Links, Words, telling};
use programme::form::{FormSheet, NEW_KINDS, QuestionSheet, QuestionWrong};
use programme::role::Right;
use serde::Deserialize;

use super::Piloting;
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

const FILE: &str = "application.toml";

/// What is asked of a question in the list.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    act: String,
    #[serde(default)]
    question: String,
    #[serde(default)]
    seen: String,
}

/// What the form of a question holds.
#[derive(Deserialize, Default)]
pub struct Given {
    #[serde(default)]
    seen: String,
    #[serde(default)]
    id: String,
    #[serde(default)]
    kind: String,
    #[serde(default, rename = "label.fr")]
    label_fr: String,
    #[serde(default, rename = "label.en")]
    label_en: String,
    #[serde(default, rename = "help.fr")]
    help_fr: String,
    #[serde(default, rename = "help.en")]
    help_en: String,
    required: Option<String>,
    personal: Option<String>,
    public: Option<String>,
    #[serde(default)]
    length: String,
    #[serde(default)]
    options: String,
}

impl Given {
    fn sheet(&self) -> QuestionSheet {
        let text = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
        QuestionSheet {
            id: text(&self.id),
            kind: text(&self.kind),
            label: [text(&self.label_fr), text(&self.label_en)],
            help: [text(&self.help_fr), text(&self.help_en)],
            required: self.required.is_some(),
            personal: self.personal.is_some(),
            public: self.public.is_some(),
            length: text(&self.length),
            options: text(&self.options),
        }
    }
}

/// Somebody who may change the questions, and the questions as they are prepared.
async fn editing<'s>(
    state: &'s State,
    uri: &Uri,
    entered: &store::people::Entered,
    id: &str,
) -> Result<(Piloting<'s>, FormSheet), Failure> {
    let piloting = Piloting::of(state, lang_of(uri.path()), entered, id).await?;
    if !piloting.may(Right::EditCall) {
        return Err(Failure::NotFound);
    }
    // A text that is no longer TOML is mended as a text; there are no questions in it.
    let text = piloting.text(FILE, &piloting.prepared());
    let sheet = FormSheet::read(&text).or_else(|_| FormSheet::read("")).map_err(Failure::internal)?;
    Ok((piloting, sheet))
}

pub async fn list(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let done = async {
        let (piloting, sheet) = editing(&state, &uri, &entered, &id).await?;
        if sheet.sections().is_empty() {
            let file = Links::CallFile(id.clone(), FILE.into());
            return Ok(Redirect::to(&file.path(piloting.lang())).into_response());
        }
        Ok(listed(&piloting, &sheet, Vec::new()))
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang_of(uri.path())))
}

fn listed(piloting: &Piloting<'_>, sheet: &FormSheet, errors: Vec<String>) -> Response {
    let (words, lang, id) = (piloting.words, piloting.lang(), &piloting.id);
    let said = |texts: &[String; 2]| texts[lang as usize].clone();
    let section = |(name, names, questions): (String, [String; 2], Vec<QuestionSheet>)| {
        let last = questions.len().saturating_sub(1);
        let line = |(rank, question): (usize, &QuestionSheet)| QuestionLine {
            href: Links::CallQuestion(id.clone(), question.id.clone()).path(lang),
            label: said(&question.label),
            kind: telling::answer_kind(words, &question.kind),
            required: question.required,
            first: rank == 0,
            last: rank == last,
            id: question.id.clone(),
        };
        CallSection {
            name: said(&names),
            questions: questions.iter().enumerate().map(line).collect(),
            add: Links::CallNewQuestion(id.clone(), name).path(lang),
        }
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT };
    let page = CallQuestionsPage {
        f: piloting.frame(&Links::CallQuestions(id.clone()), words.t("call-questions-title")),
        session: piloting.session(),
        seen: piloting.seen(),
        sections: sheet.sections().into_iter().map(section).collect(),
        draft: piloting.draft.is_some().then(|| Links::CallDraft(id.clone()).path(lang)),
        file: Links::CallFile(id.clone(), FILE.into()).path(lang),
        errors,
        back: (Links::Call(id.clone()).path(lang), words.t("call-title")),
    };
    private(status, page_of(&page))
}

pub async fn act(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    form: Result<Form<Asked>, FormRejection>,
) -> Response {
    let done = async {
        let Form(asked) = form.map_err(|rejection| Failure::Form(rejection.status()))?;
        let (piloting, mut sheet) = editing(&state, &uri, &entered, &id).await?;
        let done = match asked.act.as_str() {
            "up" => sheet.shift(&asked.question, true),
            "down" => sheet.shift(&asked.question, false),
            "remove" => sheet.remove(&asked.question),
            _ => return Err(Failure::NotFound),
        };
        if done && !keep(&piloting, sheet.clone(), &asked.seen).await? {
            return Ok(listed(&piloting, &sheet, vec![piloting.words.t("call-overtaken")]));
        }
        let there = Links::CallQuestions(id.clone()).path(piloting.lang());
        Ok(Redirect::to(&there).into_response())
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang_of(uri.path())))
}

/// Keeps the questions in what is prepared, under the revision that they ask for.
async fn keep(piloting: &Piloting<'_>, mut sheet: FormSheet, seen: &str) -> Result<bool, Failure> {
    let before = &piloting.in_force.session.application.form;
    sheet.revise(before.revision);
    let mut files = piloting.prepared();
    files.insert(FILE.to_owned(), sheet.write());
    let is_same = piloting.read(&files).is_ok_and(|after| after.application.form.sections == before.sections);
    if !is_same {
        sheet.revise(before.revision + 1);
    }
    piloting.keep(FILE, sheet.write(), seen).await
}

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, question)): Path<(String, String)>,
) -> Response {
    let done = async {
        let (piloting, sheet) = editing(&state, &uri, &entered, &id).await?;
        let found = sheet.question(&question).ok_or(Failure::NotFound)?;
        let links = Links::CallQuestion(id.clone(), question.clone());
        Ok(shown(&piloting, &links, &found, false, &[], Vec::new()))
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang_of(uri.path())))
}

pub async fn new(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, section)): Path<(String, String)>,
) -> Response {
    let done = async {
        let (piloting, sheet) = editing(&state, &uri, &entered, &id).await?;
        sheet.sections().into_iter().find(|(known, ..)| *known == section).ok_or(Failure::NotFound)?;
        let links = Links::CallNewQuestion(id.clone(), section.clone());
        let blank = QuestionSheet { kind: "text".into(), length: "1500".into(), ..QuestionSheet::default() };
        Ok(shown(&piloting, &links, &blank, true, &[], Vec::new()))
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang_of(uri.path())))
}

pub async fn save(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, question)): Path<(String, String)>,
    form: Result<Form<Given>, FormRejection>,
) -> Response {
    let done = async {
        let Form(given) = form.map_err(|rejection| Failure::Form(rejection.status()))?;
        let (piloting, mut sheet) = editing(&state, &uri, &entered, &id).await?;
        let was = sheet.question(&question).ok_or(Failure::NotFound)?;
        // Short name and kind stay: they are what answers refer to.
        let asked = QuestionSheet { id: was.id, kind: was.kind, ..given.sheet() };
        let others: Vec<String> = sheet.names().into_iter().filter(|name| *name != question).collect();
        let faults = asked.faults(&others);
        let links = Links::CallQuestion(id.clone(), question.clone());
        if !faults.is_empty() {
            return Ok(shown(&piloting, &links, &asked, false, &faults, Vec::new()));
        }
        sheet.set(&asked);
        kept(&piloting, sheet, &given.seen, &links, &asked, false).await
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang_of(uri.path())))
}

pub async fn add(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, section)): Path<(String, String)>,
    form: Result<Form<Given>, FormRejection>,
) -> Response {
    let done = async {
        let Form(given) = form.map_err(|rejection| Failure::Form(rejection.status()))?;
        let (piloting, mut sheet) = editing(&state, &uri, &entered, &id).await?;
        let asked = given.sheet();
        let mut faults = asked.faults(&sheet.names());
        if !NEW_KINDS.contains(&asked.kind.as_str()) {
            faults.push(QuestionWrong::NotAKind);
        }
        let links = Links::CallNewQuestion(id.clone(), section.clone());
        if !faults.is_empty() {
            return Ok(shown(&piloting, &links, &asked, true, &faults, Vec::new()));
        }
        if !sheet.add(&section, &asked) {
            return Err(Failure::NotFound);
        }
        kept(&piloting, sheet, &given.seen, &links, &asked, true).await
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang_of(uri.path())))
}

async fn kept(
    piloting: &Piloting<'_>,
    sheet: FormSheet,
    seen: &str,
    links: &Links,
    asked: &QuestionSheet,
    is_new: bool,
) -> Result<Response, Failure> {
    if !keep(piloting, sheet, seen).await? {
        return Ok(shown(piloting, links, asked, is_new, &[], vec![piloting.words.t("call-overtaken")]));
    }
    let list = Links::CallQuestions(piloting.id.clone()).path(piloting.lang());
    Ok(Redirect::to(&list).into_response())
}

fn shown(
    piloting: &Piloting<'_>,
    links: &Links,
    sheet: &QuestionSheet,
    is_new: bool,
    faults: &[QuestionWrong],
    errors: Vec<String>,
) -> Response {
    let words = piloting.words;
    let told = faults.iter().map(|fault| wrong(words, *fault));
    let status = match (faults.is_empty(), errors.is_empty()) {
        (true, true) => StatusCode::OK,
        (true, false) => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let title = if is_new { words.t("call-question-new") } else { sheet.label[piloting.lang() as usize].clone() };
    let page = CallSheetPage {
        f: piloting
            .frame(links, title)
            .under(&Links::CallQuestions(piloting.id.clone()), words.t("call-questions-title")),
        session: piloting.session(),
        lead: match is_new {
            true => words.t("call-question-new-lead"),
            false => words.t1("call-question-lead", "kind", telling::answer_kind(words, &sheet.kind)),
        },
        seen: piloting.seen(),
        groups: vec![FieldGroup {
            heading: words.t("call-question"),
            lead: String::new(),
            fields: fields(words, sheet, is_new, faults),
        }],
        errors: told.chain(errors).collect(),
        back: (Links::CallQuestions(piloting.id.clone()).path(piloting.lang()), words.t("call-questions-title")),
    };
    private(status, page_of(&page))
}

fn wrong(words: &Words, fault: QuestionWrong) -> String {
    words.t(match fault {
        QuestionWrong::NotAName => "question-wrong-name",
        QuestionWrong::NameTaken => "question-wrong-taken",
        QuestionWrong::NotAKind => "question-wrong-kind",
        QuestionWrong::NoLabel => "question-wrong-label",
        QuestionWrong::HalfHelp => "question-wrong-help",
        QuestionWrong::PersonalAndPublic => "question-wrong-public",
        QuestionWrong::NotALength => "question-wrong-length",
        QuestionWrong::BadOptions => "question-wrong-options",
    })
}

fn fields(words: &Words, sheet: &QuestionSheet, is_new: bool, faults: &[QuestionWrong]) -> Vec<FieldView> {
    let field = |name: &str, key: &str, input: FieldInput| FieldView {
        name: name.to_owned(),
        label: words.t(&format!("question-field-{key}")),
        hint: match key {
            "id" => words.t("question-hint-id"),
            "options" => words.t("question-hint-options"),
            _ => String::new(),
        },
        input,
        faults: faults.iter().filter(|fault| fault.field() == name).map(|fault| wrong(words, *fault)).collect(),
    };
    let line =
        |name: &str, key: &str, kind, value: &str| field(name, key, FieldInput::Line { kind, value: value.to_owned() });
    let text = |name: &str, key: &str, value: &str| field(name, key, FieldInput::Text { value: value.to_owned() });
    let flag = |name: &str, is| field(name, name, FieldInput::Flag { is });
    let mut fields = Vec::new();
    if is_new {
        let option = |kind: &&str| ((*kind).to_owned(), telling::answer_kind(words, kind), **kind == sheet.kind);
        fields.push(line("id", "id", "text", &sheet.id));
        fields.push(field("kind", "kind", FieldInput::Choice { options: NEW_KINDS.iter().map(option).collect() }));
    }
    fields.extend([
        line("label.fr", "label-fr", "text", &sheet.label[0]),
        line("label.en", "label-en", "text", &sheet.label[1]),
        text("help.fr", "help-fr", &sheet.help[0]),
        text("help.en", "help-en", &sheet.help[1]),
        flag("required", sheet.required),
        flag("personal", sheet.personal),
        flag("public", sheet.public),
    ]);
    if is_new || sheet.has_length() {
        fields.push(line("length", "length", "number", &sheet.length));
    }
    if is_new || sheet.has_options() {
        fields.push(text("options", "options", &sheet.options));
    }
    fields
}
