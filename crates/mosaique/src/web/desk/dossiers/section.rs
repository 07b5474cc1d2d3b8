//! A section of a dossier: read, or written. Each answer has its version: of two who answer the same question at once, the
//! second is shown both answers, and everything else they wrote is saved.

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, Query, State as Extract};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use facts::Lang;
use press::page::{ConflictView, Control, DossierSectionPage, QuestionView};
use press::{Links, telling};
use programme::Slug;
use programme::dossier::{ActKind, Cause, Command, Dossier, Event, history};
use programme::form::{Fault, File, Side, Value, asked};
use programme::id::{LetterId, PersonId};
use programme::role::Right;
use programme::session::{Answer, FileType, FormSection, Question};
use serde::Deserialize;
use serde_json::json;
use store::dossiers::Decided;
use store::people::Entered;

use super::answers::{self, Given, Sent};
use super::document::files;
use super::{Desk, Names, Undone};
use crate::chance;
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// What the address says: whether a section was just saved.
#[derive(Deserialize, Default)]
pub struct Told {
    saved: Option<String>,
}

/// What was sent and is not written: the answers of others meanwhile, what is wrong, what was typed.
#[derive(Default)]
struct Unwritten {
    conflicts: BTreeMap<Slug, Conflict>,
    errors: Vec<String>,
    typed: BTreeMap<Slug, Option<Value>>,
    /// What was typed and could not be read as an answer.
    unread: BTreeMap<Slug, String>,
    /// The answers that somebody else changed and that who sends did not touch.
    behind: BTreeSet<Slug>,
}

/// Two answers to one question.
struct Conflict {
    version: u64,
    theirs: Option<Value>,
    by: PersonId,
}

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, section)): Path<(String, String)>,
    told: Query<Told>,
) -> Response {
    let lang = lang_of(uri.path());
    let saved = told.saved.is_some();
    shown(&state, lang, &entered, (&id, &section), saved, Unwritten::default())
        .await
        .unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn shown(
    state: &State,
    lang: Lang,
    entered: &Entered,
    (id, section): (&str, &str),
    saved: bool,
    unwritten: Unwritten,
) -> Result<Response, Failure> {
    let (desk, dossier) = Desk::with(state, lang, entered, id).await?;
    let dossier = desk.read(dossier);
    let form = desk.form(&dossier);
    let words = desk.words;
    let asked = asked(form, &dossier.values());
    let sections: Vec<&FormSection> =
        form.sections.iter().filter(|section| section.questions.iter().any(|q| asked.contains(&q.id))).collect();
    let rank = sections.iter().position(|found| found.id.as_str() == section).ok_or(Failure::NotFound)?;
    let found = sections[rank];
    let may_write = desk.may_write(&dossier, found.owner);
    let completeness = dossier.completeness(form, desk.rules.words());
    let faults: BTreeMap<&Slug, &[Fault]> =
        completeness.faults().map(|(_, question, faults)| (question, faults)).collect();
    let names = desk.names(&dossier).await?;
    let sees_personal = desk.is_own(&dossier) || desk.may(Right::SeePersonal, &dossier);
    let questions = answers::questions(form, &found.id, &asked);
    let views = questions.into_iter().filter(|question| sees_personal || !question.personal).map(|question| {
        let told = faults.get(&question.id).copied().unwrap_or_default();
        // Before anything is written, that an answer is required is said by its label.
        let told =
            told.iter().filter(|fault| saved || !matches!(fault, Fault::Missing | Fault::SignatureMissing { .. }));
        let told = told.map(|fault| telling::fault(words, fault)).collect();
        QuestionView {
            // What was typed and came too late stays before the eyes of who typed it.
            kept: if may_write { None } else { desk.kept(question, &unwritten) },
            ..desk.question(&dossier, question, told, &unwritten, &names)
        }
    });
    let link = |rank: usize| {
        sections.get(rank).map(|section| Links::DossierSection(id.to_owned(), section.id.to_string()).path(lang))
    };
    let links = Links::DossierSection(id.to_owned(), section.to_owned());
    let back = Links::Dossier(id.to_owned());
    let f = state.desk_frame(lang, &links, words.say(&found.name)).under(&back, dossier.place.name.clone());
    let status = match (unwritten.conflicts.is_empty(), unwritten.errors.is_empty()) {
        (true, true) => StatusCode::OK,
        (false, _) => StatusCode::CONFLICT,
        (true, false) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = DossierSectionPage {
        f,
        made_up: desk.made_up(),
        place: dossier.place.name.clone(),
        heading: words.say(&found.name),
        lead: found.lead.as_ref().map_or_else(String::new, |lead| words.say(lead)),
        back: back.path(lang),
        around: (rank.checked_sub(1).and_then(link), link(rank + 1)),
        may_write,
        saved,
        has_map: may_write && found.questions.iter().any(|question| question.answer == Answer::Perimeter),
        has_conflict: !unwritten.conflicts.is_empty(),
        questions: views.collect(),
        errors: unwritten.errors.clone(),
    };
    Ok(private(status, page_of(&page)))
}

impl Desk<'_> {
    pub(super) fn may_write(&self, dossier: &Dossier, owner: Side) -> bool {
        let act = match owner {
            Side::Collectivite => ActKind::AnswerCollectivite,
            Side::StateService => ActKind::AnswerStateService,
        };
        dossier.open_acts(&self.rules, &self.actor(dossier), self.now).contains(&act)
    }

    fn question(
        &self,
        dossier: &Dossier,
        question: &Question,
        faults: Vec<String>,
        unwritten: &Unwritten,
        names: &Names,
    ) -> QuestionView {
        let answered = dossier.answers.get(&question.id);
        let current = answered.and_then(|answered| answered.value.clone());
        let conflict = unwritten.conflicts.get(&question.id);
        let value = unwritten.typed.get(&question.id).cloned().unwrap_or_else(|| current.clone());
        QuestionView {
            id: question.id.to_string(),
            label: self.words.say(&question.label),
            help: match &question.answer {
                Answer::Perimeter => self.words.t("dossier-perimeter-hint"),
                _ => question.help.as_ref().map_or_else(String::new, |help| self.words.say(help)),
            },
            required: question.required,
            personal: question.personal,
            base: conflict.map_or_else(|| answered.map_or(0, |answered| answered.version), |conflict| conflict.version),
            faults,
            control: match unwritten.unread.get(&question.id) {
                Some(text) => self.control(dossier, question, value.as_ref()).holding(text),
                None => self.control(dossier, question, value.as_ref()),
            },
            read: self.in_words(question, current.as_ref()),
            kept: None,
            documents: self.documents(dossier, question),
            links: self.links_of(dossier, question),
            conflict: conflict.map(|conflict| ConflictView {
                who: names.of(&conflict.by),
                theirs: self.in_words(question, conflict.theirs.as_ref()),
            }),
        }
    }

    /// What was sent for a question and is not written.
    fn kept(&self, question: &Question, unwritten: &Unwritten) -> Option<String> {
        let typed = unwritten.typed.get(&question.id).and_then(Option::as_ref);
        unwritten.unread.get(&question.id).cloned().or_else(|| Some(self.in_words(question, Some(typed?))))
    }

    fn control(&self, dossier: &Dossier, question: &Question, value: Option<&Value>) -> Control {
        let words = self.words;
        let text = match value {
            Some(Value::Text { text }) => text.clone(),
            _ => String::new(),
        };
        let line = |kind: &'static str, unit: String| Control::Line { kind, value: text.clone(), unit };
        let length = |length: &u64| words.t1("dossier-length", "length", words.number(*length as f64, 0));
        let of_session = self.session;
        match &question.answer {
            Answer::Text { length: most } => {
                Control::Text { value: text, length: length(most), rows: (*most / 90).clamp(3, 14) as usize }
            }
            Answer::Perimeter => self.perimeter_control(dossier, value),
            Answer::Words { axis } => {
                let (ticked, other) = match value {
                    Some(Value::Words { items, other }) => (items.clone(), other.clone().unwrap_or_default()),
                    _ => Default::default(),
                };
                let axis = of_session.taxonomy.axis(axis);
                let items = axis.into_iter().flat_map(|axis| &axis.items);
                Control::Words {
                    items: items.map(|i| (i.id.to_string(), words.say(&i.name), ticked.contains(&i.id))).collect(),
                    other: axis.is_some_and(|axis| axis.open).then_some(other),
                }
            }
            Answer::Criteria { length: most } => {
                let texts = match value {
                    Some(Value::Criteria { texts }) => texts.clone(),
                    _ => BTreeMap::new(),
                };
                let criteria = of_session.rubric.criteria();
                let item = |id: &Slug| texts.get(id).cloned().unwrap_or_default();
                Control::Criteria {
                    items: criteria.map(|c| (c.id.to_string(), words.say(&c.name), item(&c.id))).collect(),
                    length: length(most),
                }
            }
            Answer::Choice { options } => {
                let chosen = |id: &Slug| matches!(value, Some(Value::Choice { option }) if option == id);
                let options = options.iter();
                Control::Choice {
                    options: options.map(|o| (o.id.to_string(), words.say(&o.name), chosen(&o.id))).collect(),
                }
            }
            Answer::YesNo => {
                let is = |yes: bool| matches!(value, Some(Value::YesNo { yes: found }) if *found == yes);
                let option = |word: &str, key: &str, yes: bool| (word.to_owned(), words.t(key), is(yes));
                Control::Choice { options: vec![option("yes", "dossier-yes", true), option("no", "dossier-no", false)] }
            }
            Answer::Enclosure { types, megabytes, files } => {
                let held = match value {
                    Some(Value::Files { files }) => files.clone(),
                    _ => Vec::new(),
                };
                let names = types.iter().map(|kind| telling::file_type(words, *kind)).collect::<Vec<_>>().join(", ");
                let values = [("types", names), ("size", megabytes.to_string())];
                let accept = types.iter().map(|kind| format!(".{}", extension(*kind))).collect::<Vec<_>>().join(",");
                let is_room = (held.len() as u64) < *files;
                Control::Files {
                    files: held.into_iter().map(|file| (file.digest.as_str().to_owned(), file.name)).collect(),
                    add: is_room.then(|| (words.with("dossier-file-add", &values), accept)),
                }
            }
            Answer::Letter { .. } => {
                let letters = || dossier.letters.iter().filter(|(_, letter)| letter.question == question.id);
                let told = letters().map(|(_, letter)| {
                    let (key, at) = match (&letter.received, letter.refused) {
                        (Some(received), _) => ("dossier-letter-received", received.at),
                        (None, Some(refused)) => ("dossier-letter-refused", refused),
                        (None, None) => ("dossier-letter-asked", letter.requested),
                    };
                    words.with(key, &[("from", letter.from.clone()), ("when", words.moment(&at.to_string()))])
                });
                let awaited = letters().filter(|(_, letter)| letter.received.is_none());
                Control::Letter {
                    manage: Links::DossierLetters(dossier.id.to_string()).path(words.lang()),
                    told: told.collect(),
                    ask: letters().all(|(_, letter)| letter.received.is_some()) && letters().count() < 5,
                    awaited: awaited.map(|(id, letter)| (id.to_string(), letter.from.clone())).collect(),
                }
            }
            Answer::Signature => Control::Signature,
            Answer::Number { unit, .. } => line("text", unit.as_ref().map_or_else(String::new, |unit| words.say(unit))),
            Answer::Date => line("date", String::new()),
            Answer::Email => line("email", String::new()),
            Answer::Phone => line("tel", String::new()),
            Answer::Line | Answer::Siren | Answer::Siret | Answer::Territory => line("text", String::new()),
        }
    }

    /// What else there is about a question, for those who make the dossier: what was said of it, its versions.
    fn links_of(&self, dossier: &Dossier, question: &Question) -> Vec<(String, String)> {
        let changed = dossier.answers.get(&question.id).is_some_and(|answered| answered.version > 1);
        let versions = (changed && self.is_own(dossier)).then(|| {
            let links = Links::DossierAnswer(dossier.id.to_string(), question.id.to_string());
            (self.words.t("answers-link"), links.path(self.words.lang()))
        });
        self.comments_of(dossier, &question.id).into_iter().chain(versions).collect()
    }

    /// The documents of a question that who asks may open: name and address.
    fn documents(&self, dossier: &Dossier, question: &Question) -> Vec<(String, String)> {
        if !self.opens_documents(dossier) {
            return Vec::new();
        }
        let of_question = files(dossier).filter(|(found, _)| **found == question.id);
        let link = |file: &File| {
            let links = Links::DossierFile(dossier.id.to_string(), file.digest.as_str().to_owned());
            (file.name.clone(), links.path(self.words.lang()))
        };
        of_question.map(|(_, file)| link(file)).collect()
    }
}

/// Whether an answer is all in the fields of a form: documents, letters and signatures are not.
fn is_text(answer: &Answer) -> bool {
    !matches!(answer, Answer::Enclosure { .. } | Answer::Letter { .. } | Answer::Signature)
}

fn extension(file_type: FileType) -> &'static str {
    match file_type {
        FileType::Jpeg => "jpg",
        other => other.as_str(),
    }
}

pub async fn save(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, section)): Path<(String, String)>,
    headers: HeaderMap,
    body: Result<Multipart, MultipartRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let is_script = headers.get(header::ACCEPT).is_some_and(|accept| accept == "application/json");
    let done = async {
        let body = body.map_err(|rejection| Failure::Form(rejection.into_response().status()))?;
        let given = Given::read(body).await?;
        let unwritten = written(&state, lang, &entered, (&id, &section), &given).await?;
        if is_script {
            return told(&state, lang, &entered, &id, &given, unwritten).await;
        }
        if unwritten.conflicts.is_empty() && unwritten.errors.is_empty() {
            let there = Links::DossierSection(id.clone(), section.clone()).path(lang);
            return Ok(Redirect::to(&format!("{there}?saved=1")).into_response());
        }
        shown(&state, lang, &entered, (&id, &section), false, unwritten).await
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

/// What the script that saves while one writes is told: the version of each answer that it sent, but for those that somebody
/// else changed meanwhile, which the button shows.
async fn told(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    given: &Given,
    unwritten: Unwritten,
) -> Result<Response, Failure> {
    let (desk, dossier) = Desk::with(state, lang, entered, id).await?;
    let sent = dossier.answers.iter().filter(|(question, _)| given.base(question).is_some());
    let versions: BTreeMap<&str, u64> = sent
        .filter(|(question, _)| !unwritten.conflicts.contains_key(*question) && !unwritten.behind.contains(*question))
        .map(|(question, answered)| (question.as_str(), answered.version))
        .collect();
    let at = desk.words.t1("dossier-draft-saved", "when", desk.words.moment(&desk.now.to_string()));
    let about: BTreeMap<&str, Vec<String>> = (dossier.answers.iter())
        .filter(|(question, _)| given.base(question).is_some())
        .filter_map(|(question, answered)| match answered.value.as_ref()? {
            value @ Value::Perimeter { .. } => Some((question.as_str(), desk.about_perimeter(value))),
            _ => None,
        })
        .collect();
    let told = json!({
        "about": about,
        "versions": versions,
        "at": at,
        "conflict": !unwritten.conflicts.is_empty(),
        "behind": !unwritten.behind.is_empty(),
        "errors": unwritten.errors,
    });
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(told)).into_response())
}

/// Writes every answer that may be, and gives back what is not written.
async fn written(
    state: &State,
    lang: Lang,
    entered: &Entered,
    (id, section): (&str, &str),
    given: &Given,
) -> Result<Unwritten, Failure> {
    let (desk, dossier) = Desk::with(state, lang, entered, id).await?;
    let form = desk.form(&dossier);
    let section: Slug = section.parse().map_err(|_| Failure::NotFound)?;
    // What the form asked when it was shown: a condition may have changed since.
    let found = form.sections.iter().find(|found| found.id == section).ok_or(Failure::NotFound)?;
    let mut unwritten = Unwritten::default();
    let mut commands = Vec::new();
    // A form sends all its answers: one that is as it was shown is no answer of who sends it, whatever it has become since.
    let mut shown: Option<Vec<Event>> = None;
    for question in &found.questions {
        let Some(base) = given.base(&question.id) else { continue };
        let version = dossier.answers.get(&question.id).map_or(0, |answered| answered.version);
        if base != version && is_text(&question.answer) {
            if shown.is_none() {
                let story = state.0.store.dossiers().story(&dossier.id).await.map_err(Failure::internal)?;
                shown = Some(story.into_iter().map(|(_, event)| event).collect());
            }
            let before = history(shown.as_deref().unwrap_or_default(), &question.id);
            let before = before.into_iter().find(|found| found.version == base).and_then(|found| found.value);
            if given.value(question, state.instance()).is_ok_and(|value| value == before) {
                unwritten.behind.insert(question.id.clone());
                continue;
            }
        }
        match desk.command(&dossier, question, base, given).await {
            Ok(asked) => commands.extend(asked),
            Err(Undone::Failed(failure)) => return Err(failure),
            Err(undone) => {
                unwritten.errors.extend(undone.sentences(desk.words, form));
                unwritten.unread.extend(given.typed(&question.id).map(|text| (question.id.clone(), text)));
            }
        }
    }
    if commands.is_empty() {
        return Ok(unwritten);
    }
    let decide = |dossier: &Dossier| -> Result<Decided, Undone> {
        let (mut next, mut events) = (dossier.clone(), Vec::new());
        for command in commands {
            let typed = match &command {
                Command::Answer { question, value, .. } => Some((question.clone(), value.clone())),
                _ => None,
            };
            match next.act(command, &desk.rules, &desk.actor(dossier), desk.now) {
                Ok((after, happened)) => {
                    next = after;
                    events.extend(happened);
                }
                Err(refusal) => {
                    unwritten.typed.extend(typed);
                    let mut others = refusal.clone();
                    others.causes.retain(|cause| !matches!(cause, Cause::Conflict { .. }));
                    for cause in refusal.causes {
                        if let Cause::Conflict { question, version, theirs, by, .. } = cause {
                            unwritten.conflicts.insert(question, Conflict { version, theirs, by });
                        }
                    }
                    if !others.causes.is_empty() {
                        unwritten.errors.extend(telling::causes(desk.words, &others, form));
                    }
                }
            }
        }
        Ok(Desk::decided((next, events))?)
    };
    let now = desk.now.to_string();
    match state.0.store.dossiers().act(&dossier.id, &now, decide).await.map_err(Undone::from) {
        Ok(found) => found.ok_or(Failure::NotFound)?,
        Err(Undone::Failed(failure)) => return Err(failure),
        Err(_) => return Err(Failure::NotFound),
    };
    Ok(unwritten)
}

impl Desk<'_> {
    /// What a form asks to be done about a question: nothing when its answer is as it was.
    async fn command(
        &self,
        dossier: &Dossier,
        question: &Question,
        base: u64,
        given: &Given,
    ) -> Result<Vec<Command>, Undone> {
        let id = &question.id;
        let current = dossier.answers.get(id).and_then(|answered| answered.value.clone());
        let value = match &question.answer {
            Answer::Signature => return Ok(Vec::new()),
            Answer::Letter { megabytes, .. } => return self.letters(dossier, question, *megabytes, given).await,
            Answer::Enclosure { megabytes, .. } => {
                let mut files = match current.clone() {
                    Some(Value::Files { files }) => files,
                    _ => Vec::new(),
                };
                files.retain(|file| !given.removed(id).iter().any(|digest| digest == file.digest.as_str()));
                if let Some(sent) = given.enclosed(id) {
                    files.push(self.keep(sent, *megabytes).await?);
                }
                (!files.is_empty()).then_some(Value::Files { files })
            }
            _ => given
                .value(question, self.state.instance())
                .map_err(|unknown| Undone::Wrong(vec![self.words.t1("error-territory-unknown", "found", unknown)]))?,
        };
        if value == current {
            return Ok(Vec::new());
        }
        Ok(vec![Command::Answer { question: id.clone(), value, base }])
    }

    async fn letters(
        &self,
        dossier: &Dossier,
        question: &Question,
        megabytes: u64,
        given: &Given,
    ) -> Result<Vec<Command>, Undone> {
        let mut commands = Vec::new();
        let awaited: Vec<LetterId> = (dossier.letters.iter())
            .filter(|(_, letter)| letter.question == question.id && letter.received.is_none())
            .map(|(id, _)| id.clone())
            .collect();
        for letter in awaited {
            if let Some(sent) = given.letter(letter.as_str()) {
                let file = self.keep(sent, megabytes).await?;
                commands.push(Command::ReceiveLetter { letter, file });
            }
        }
        if let Some(from) = given.asked_of(&question.id) {
            let token = chance::token().map_err(Failure::internal)?;
            let letter: LetterId = token.as_str()[..16].parse().map_err(Failure::internal)?;
            commands.push(Command::RequestLetter { letter, question: question.id.clone(), from });
        }
        Ok(commands)
    }

    /// Keeps a document: looked at before, then put on the shelf under its digest.
    pub(super) async fn keep(&self, sent: &Sent, megabytes: u64) -> Result<programme::form::File, Undone> {
        answers::keep(self.state, self.words, sent, (megabytes, &[]), &self.now.to_string()).await
    }
}
