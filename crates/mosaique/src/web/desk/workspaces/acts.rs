//! Acts in a workspace, each a form of its page.

use std::collections::BTreeSet;

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, State as Extract};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use facts::Lang;
use press::{Links, Words, telling};
use programme::Slug;
use programme::calendar::Date;
use programme::id::ItemId;
use programme::workspace::{
    Capacity, Command, DeliverableVerdict, PromiseSource, PromiseStatus, Refusal, RequestKind, RequestVerdict,
    Workspace,
};
use store::people::Entered;
use store::{ActError, EmailAddress, Outgoing, Person};

use super::{MEGABYTES, Workroom, kept, new_name, one};
use crate::chance;
use crate::mail::letters;
use crate::web::desk::Member;
use crate::web::desk::dossiers::{Given, Undone, keep};
use crate::web::error::Failure;
use crate::web::share::subscription::explain;
use crate::web::{State, lang_of};

pub async fn act(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let given = match form {
        Ok(form) => Given::read(form).await,
        Err(rejection) => Err(Failure::Form(rejection.status())),
    };
    let done = match given {
        Ok(given) => match done(&state, lang, &entered, &id, &given).await {
            Ok(item) => {
                let anchor = item.map(|item| format!("#{item}")).unwrap_or_default();
                Ok(Redirect::to(&format!("{}{anchor}", Links::Workspace(id).path(lang))).into_response())
            }
            Err(Undone::Wrong(errors)) => one::shown(&state, lang, &entered, &id, given.kept(), errors).await,
            Err(Undone::Failed(failure)) => Err(failure),
            Err(Undone::Refused(_)) => Err(Failure::NotFound),
        },
        Err(failure) => Err(failure),
    };
    done.unwrap_or_else(|failure| failure.page(&state, lang))
}

/// Does what a form asks; the anchor of what it is about, when it has one.
async fn done(state: &State, lang: Lang, entered: &Entered, id: &str, given: &Given) -> Result<Option<String>, Undone> {
    let (room, workspace) = Workroom::with(state, lang, entered, id).await?;
    let mut form = Form { room: &room, given, errors: Vec::new() };
    let asked = form.command().await?;
    if !form.errors.is_empty() {
        return Err(Undone::Wrong(form.errors));
    }
    let (command, added) = asked.ok_or(Failure::NotFound)?;
    let anchor = match &command {
        Command::Tell { item, .. } | Command::Promise { item, .. } => Some(item.to_string()),
        _ => None,
    };
    let mail = added.map(|person| room.welcome(&workspace, &person));
    let decide = |workspace: &Workspace| -> Result<_, Undone> {
        let decided = workspace.act(command.clone(), room.rules(), &room.standing, room.now);
        let mut kept = kept(decided.map_err(|refusal| undone(room.words, &refusal))?)?;
        kept.mails.extend(mail.clone());
        Ok(kept)
    };
    let now = room.now.to_string();
    let records = state.0.store.records::<Workspace>();
    records.act(workspace.id.as_str(), &now, decide).await.map_err(|error| match error {
        ActError::Refused(undone) => undone,
        other => Undone::Failed(Failure::internal(other)),
    })?;
    state.0.share.wake.notify_one();
    Ok(anchor)
}

fn undone(words: &Words, refusal: &Refusal) -> Undone {
    Undone::Wrong(refusal.causes.iter().map(|cause| telling::workspace_cause(words, cause)).collect())
}

impl Workroom<'_> {
    fn welcome(&self, workspace: &Workspace, person: &Person) -> Outgoing {
        let id = workspace.id.to_string();
        let url = self.state.public_url();
        let href = url.absolute(&Links::Workspace(id.clone()).path(person.lang));
        let key = format!("workspace:{id}:{}:{}", person.id, self.now);
        letters::workspace(url, person, &key, &workspace.place.name, &href)
    }
}

/// What was sent, being read.
struct Form<'f, 's> {
    room: &'f Workroom<'s>,
    given: &'f Given,
    errors: Vec<String>,
}

impl Form<'_, '_> {
    /// The act asked for, and whom it lets in; nothing when it is none.
    async fn command(&mut self) -> Result<Option<(Command, Option<Person>)>, Undone> {
        let given = self.given;
        let text = |name: &str| given.one(name).to_owned();
        let command = match given.one("act") {
            "add" => return self.add().await,
            "remove" => match given.one("person").parse() {
                Ok(person) => Command::Remove { person },
                Err(_) => return Ok(None),
            },
            "reach" => Command::Reach { stage: self.slug("stage")? },
            "promise" => {
                let source = match given.one("source") {
                    "jury" => PromiseSource::Jury,
                    "" | "workspace" => PromiseSource::Workspace,
                    question => PromiseSource::Dossier { question: question.parse().map_err(|_| Failure::NotFound)? },
                };
                Command::Promise { item: new_name()?, source, text: text("text"), due: self.day("due") }
            }
            "tell" => Command::Tell {
                item: self.item()?,
                status: self.choice("status", PromiseStatus::CHOICES)?,
                said: text("said"),
                actions: self.actions(),
            },
            "task" => {
                let owner = Some(given.one("owner")).filter(|owner| !owner.is_empty());
                let owner = owner.map(|owner| owner.parse().map_err(|_| Failure::NotFound)).transpose()?;
                Command::Task { item: new_name()?, title: text("title"), owner, due: self.day("due") }
            }
            "done" => Command::Done { item: self.item()?, done: given.one("done") == "yes" },
            "expect" => {
                let stage = self.slug("stage")?;
                Command::Expect { item: new_name()?, name: text("name"), stage, due: self.day("due") }
            }
            "deliver" => {
                let item = self.item()?;
                let Some(sent) = given.file("file") else {
                    self.errors.push(self.room.words.t("workspace-error-file"));
                    return Ok(None);
                };
                let now = self.room.now.to_string();
                let file = keep(self.room.state, self.room.words, sent, (MEGABYTES, &[]), &now).await?;
                Command::Deliver { item, file }
            }
            "judge" => Command::Judge {
                item: self.item()?,
                verdict: self.choice("verdict", DeliverableVerdict::CHOICES)?,
                reason: text("reason"),
            },
            "ask" => Command::Ask {
                item: new_name()?,
                kind: self.choice("kind", RequestKind::CHOICES)?,
                reason: text("reason"),
            },
            "take-back" => Command::TakeBack { item: self.item()? },
            "answer" => Command::Answer {
                item: self.item()?,
                verdict: self.choice("verdict", RequestVerdict::CHOICES)?,
                reason: text("reason"),
            },
            "abandon" => Command::Abandon { item: self.item()? },
            _ => return Ok(None),
        };
        Ok(Some((command, None)))
    }

    async fn add(&mut self) -> Result<Option<(Command, Option<Person>)>, Undone> {
        let room = self.room;
        let capacity = self.choice("capacity", Capacity::CHOICES)?;
        let address = match self.given.one("address").parse::<EmailAddress>() {
            Ok(address) => address,
            Err(error) => {
                self.errors.push(explain(room.words, &error));
                return Ok(None);
            }
        };
        let new = chance::person().map_err(Failure::internal)?;
        let people = room.state.0.store.people();
        let person = people.meet(&address, room.words.lang(), &new, &room.now.to_string()).await;
        let person = person.map_err(Failure::internal)?;
        Ok(Some((Command::Add { person: person.id.clone(), capacity }, Some(person))))
    }

    fn item(&self) -> Result<ItemId, Failure> {
        self.given.one("item").parse().map_err(|_| Failure::NotFound)
    }

    fn slug(&self, name: &str) -> Result<Slug, Failure> {
        self.given.one(name).parse().map_err(|_| Failure::NotFound)
    }

    fn choice<T: Copy>(&self, name: &str, choices: &[(&str, T)]) -> Result<T, Failure> {
        let word = self.given.one(name);
        choices.iter().find(|(known, _)| *known == word).map(|(_, choice)| *choice).ok_or(Failure::NotFound)
    }

    /// A day, if one is given; what is none is told.
    fn day(&mut self, name: &str) -> Option<Date> {
        let found = self.given.one(name);
        let day = found.parse().ok();
        if day.is_none() && !found.is_empty() {
            let found: String = found.chars().take(40).collect();
            self.errors.push(self.room.words.t1("workspace-error-day", "found", found));
        }
        day
    }

    /// Short names of actions, parted by commas or blanks; what is none is told.
    fn actions(&mut self) -> BTreeSet<Slug> {
        let mut actions = BTreeSet::new();
        for word in self.given.one("actions").split([',', ';', ' ']).filter(|word| !word.is_empty()) {
            match word.parse() {
                Ok(action) => _ = actions.insert(action),
                Err(_) => {
                    let found: String = word.chars().take(40).collect();
                    self.errors.push(self.room.words.t1("workspace-error-action", "found", found));
                }
            }
        }
        actions
    }
}
