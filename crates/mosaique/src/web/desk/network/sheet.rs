//! A replication sheet, being written: its texts, what it takes, publishing it, correcting it.

use std::collections::BTreeMap;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use facts::Lang;
use press::page::{PrerequisiteField, SheetDeskPage, SheetView, prerequisite};
use press::{Links, telling};
use programme::Roadmap;
use programme::progress::Report;
use programme::replication::{About, Draft, Event, Prerequisite, Sheet, begin};
use programme::roadmap::story::WrittenRoadmap;
use programme::role::Right;
use programme::workspace::{Cause, Refusal, Workspace};
use store::ActError;
use store::people::Entered;

use super::sheets::{subjects, word};
use crate::replication;
use crate::web::desk::Member;
use crate::web::desk::workspaces::{Workroom, kept};
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of, work};

/// What a form held.
#[derive(Default)]
struct Typed(Vec<(String, String)>);

impl Typed {
    fn one(&self, name: &str) -> String {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, text)| text.trim().replace("\r\n", "\n")).unwrap_or_default()
    }

    fn every<'t>(&'t self, name: &'t str) -> impl Iterator<Item = &'t str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, text)| text.as_str())
    }

    fn draft(&self) -> Draft {
        let asked = |(word, asked): &(&str, Prerequisite)| {
            self.every("asked").any(|typed| typed == *word).then(|| (*asked, self.one(&format!("said:{word}"))))
        };
        Draft {
            title: self.one("title"),
            need: self.one("need"),
            results: self.one("results"),
            difficulties: self.one("difficulties"),
            reproducible: self.one("reproducible"),
            context: self.one("context"),
            costs: self.one("costs"),
            prerequisites: Prerequisite::CHOICES.iter().filter_map(asked).collect::<BTreeMap<_, _>>(),
            themes: self.every("theme").filter_map(|theme| theme.parse().ok()).collect(),
            version: self.one("version").parse().unwrap_or(0),
        }
    }
}

/// Why nothing was done.
#[derive(Debug)]
enum Undone {
    Refused(Vec<Cause>),
    Failed(Failure),
}

impl From<Failure> for Undone {
    fn from(failure: Failure) -> Self {
        Undone::Failed(failure)
    }
}

impl From<Refusal> for Undone {
    fn from(refusal: Refusal) -> Self {
        Undone::Refused(refusal.causes)
    }
}

impl std::fmt::Display for Undone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an act was not done")
    }
}

fn undone(error: ActError<Undone>) -> Undone {
    match error {
        ActError::Refused(undone) => undone,
        other => Undone::Failed(Failure::internal(other)),
    }
}

/// Somebody at the sheets about one thing, the last one last.
struct Desk<'s> {
    room: Workroom<'s>,
    workspace: Workspace,
    roadmap: Option<Roadmap>,
    reports: Vec<Report>,
    about: About,
    sheets: Vec<Sheet>,
}

impl<'s> Desk<'s> {
    async fn of(state: &'s State, lang: Lang, entered: &'s Entered, id: &str, about: &str) -> Result<Self, Failure> {
        let (room, workspace) = Workroom::assembled(state, lang, entered, id).await?;
        let store = &state.0.store;
        let roadmap = store.records::<WrittenRoadmap>().find(id).await.map_err(Failure::internal)?;
        let roadmap = roadmap.map(|written| written.roadmap);
        let mut sheets = store.records::<Sheet>().of_parent(id).await.map_err(Failure::internal)?;
        let known = subjects(roadmap.as_ref(), &sheets);
        let about = known.into_iter().find(|known| word(known) == about).ok_or(Failure::NotFound)?;
        sheets.retain(|sheet| sheet.about == about);
        sheets.sort_by_key(|sheet| sheet.number);
        let reports = store.records::<Report>().of_parent(id).await.map_err(Failure::internal)?;
        Ok(Self { room, workspace, roadmap, reports, about, sheets })
    }

    /// The sheet being written.
    fn draft(&self) -> Option<&Sheet> {
        self.sheets.last().filter(|sheet| sheet.published.is_none())
    }

    async fn content(&self, draft: Draft) -> Result<programme::replication::Content, Failure> {
        let instance = self.room.state.instance();
        let (workspace, roadmap, reports) = (self.workspace.clone(), self.roadmap.clone(), self.reports.clone());
        let about = self.about.clone();
        work(move || replication::content(instance, &workspace, roadmap.as_ref(), &reports, &about, &draft)).await
    }

    async fn begun(&self, begun: (Sheet, Vec<Event>)) -> Result<(), Undone> {
        let now = self.room.now.to_string();
        let records = self.room.state.0.store.records::<Sheet>();
        match records.begin(&kept(begun)?, &now).await.map_err(Failure::internal)? {
            true => Ok(()),
            false => Err(Undone::Refused(vec![Cause::Conflict])),
        }
    }

    async fn write(&self, typed: &Typed) -> Result<Sheet, Undone> {
        let (rules, who, now) = (self.room.rules(), &self.room.standing, self.room.now);
        let id = match self.draft() {
            Some(sheet) => sheet.id.clone(),
            None if self.sheets.is_empty() => {
                let first = begin(&self.workspace, &self.about, None, rules, who, now)?;
                let id = first.0.id.clone();
                self.begun(first).await?;
                id
            }
            None => return Err(Undone::Refused(vec![Cause::WrongState])),
        };
        let decide = |sheet: &Sheet| -> Result<_, Undone> {
            Ok(kept(sheet.write(&self.workspace, typed.draft(), rules, who, now)?)?)
        };
        let records = self.room.state.0.store.records::<Sheet>();
        let written = records.act(id.as_str(), &now.to_string(), decide).await.map_err(undone)?;
        written.ok_or(Undone::Failed(Failure::NotFound))
    }

    async fn publish(&self, typed: &Typed) -> Result<String, Undone> {
        let (rules, who, now) = (self.room.rules(), &self.room.standing, self.room.now);
        // What is on the screen is what is published.
        let written = self.write(typed).await?;
        let content = self.content(written.draft.clone()).await?;
        let decide = |sheet: &Sheet| -> Result<_, Undone> {
            Ok(kept(sheet.publish(&self.workspace, content, rules, who, now)?)?)
        };
        let records = self.room.state.0.store.records::<Sheet>();
        records.act(written.id.as_str(), &now.to_string(), decide).await.map_err(undone)?;
        Ok(written.id.to_string())
    }

    async fn correct(&self, reason: &str) -> Result<(), Undone> {
        let last = self.sheets.last().ok_or(Failure::NotFound)?;
        let (rules, who, now) = (self.room.rules(), &self.room.standing, self.room.now);
        self.begun(begin(&self.workspace, &self.about, Some((last, reason)), rules, who, now)?).await
    }

    /// What a first sheet begins with: what the last report says.
    fn proposed(&self) -> Draft {
        let deposited = self.reports.iter().filter(|report| report.deposited.is_some());
        let title = telling::sheet_about(self.room.words, self.roadmap.as_ref(), &self.about);
        let last = deposited.max_by_key(|report| report.months).map(|report| report.draft.clone()).unwrap_or_default();
        let (results, difficulties, reproducible) = (last.results, last.difficulties, last.reproducible);
        Draft { title, results, difficulties, reproducible, ..Draft::default() }
    }

    async fn page(&self, typed: Typed, errors: Vec<String>) -> Result<Response, Failure> {
        let (room, words) = (&self.room, self.room.words);
        let lang = words.lang();
        let open = self.workspace.ended.is_none();
        let may = |right: Right| open && room.may(right, &self.workspace);
        let writes = self.draft().is_some() || self.sheets.is_empty();
        let version = self.draft().map_or(0, |sheet| sheet.draft.version);
        let retyped = !errors.is_empty() && typed.one("act") != "correct";
        let draft = match (retyped, self.draft()) {
            // What was typed is kept; the version is that of now, once they have been told that somebody wrote.
            (true, _) => Draft { version, ..typed.draft() },
            (false, Some(sheet)) => sheet.draft.clone(),
            (false, None) => self.proposed(),
        };
        let text = |field: &'static str, held: &str| (field, words.t(&format!("sheet-{field}")), held.to_owned());
        let prerequisite = |(word, asked): &(&'static str, Prerequisite)| PrerequisiteField {
            word,
            name: prerequisite(words, *asked),
            checked: draft.prerequisites.contains_key(asked),
            said: draft.prerequisites.get(asked).cloned().unwrap_or_default(),
        };
        let themes = room.session.taxonomy.axes.iter().flat_map(|axis| &axis.items);
        let themes = themes.map(|item| (item.id.to_string(), words.say(&item.name), draft.themes.contains(&item.id)));
        let number = |sheet: &Sheet| sheet.number.to_string();
        let published = self.sheets.iter().filter_map(|sheet| {
            let when = words.moment(&sheet.published.as_ref()?.at.to_string());
            let told = words.with("sheet-published", &[("number", number(sheet)), ("when", when)]);
            Some((Links::Sheet(sheet.id.to_string()).path(lang), told))
        });
        let id = self.workspace.id.to_string();
        let links = Links::SheetDesk(id.clone(), word(&self.about));
        let title = telling::sheet_about(words, self.roadmap.as_ref(), &self.about);
        let f = room.state.desk_frame(lang, &links, words.t1("sheet-of", "what", title));
        let f = f.under(&Links::SheetsDesk(id.clone()), words.t("sheets-title"));
        let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let page = SheetDeskPage {
            f: f.under(&Links::Workspace(id), self.workspace.place.name.clone()),
            made_up: room.made_up(),
            state: match self.sheets.last() {
                None => words.t("sheet-state-none"),
                Some(sheet) if sheet.published.is_some() => words.t1("sheet-state-published", "number", number(sheet)),
                Some(sheet) => words.t1("sheet-state-draft", "number", number(sheet)),
            },
            published: published.collect(),
            may: (
                writes && may(Right::WriteWorkspace),
                !writes && may(Right::LeadWorkspace),
                may(Right::LeadWorkspace),
            ),
            version: version.to_string(),
            title: draft.title.clone(),
            texts: vec![
                text("need", &draft.need),
                text("results", &draft.results),
                text("difficulties", &draft.difficulties),
                text("reproducible", &draft.reproducible),
                text("context", &draft.context),
                text("costs", &draft.costs),
            ],
            prerequisites: Prerequisite::CHOICES.iter().map(prerequisite).collect(),
            themes: themes.collect(),
            sheet: match writes {
                true => Some(SheetView::new(words, &self.content(draft).await?)),
                false => None,
            },
            errors,
            reason: typed.one("reason"),
        };
        Ok(private(status, page_of(&page)))
    }
}

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, about)): Path<(String, String)>,
) -> Response {
    let lang = lang_of(uri.path());
    let shown = async { Desk::of(&state, lang, &entered, &id, &about).await?.page(Typed::default(), Vec::new()).await };
    shown.await.unwrap_or_else(|failure| failure.page(&state, lang))
}

pub async fn act(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, about)): Path<(String, String)>,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let answered = async {
        let desk = Desk::of(&state, lang, &entered, &id, &about).await?;
        let typed = Typed(form.map_err(|rejection| Failure::Form(rejection.status()))?.0);
        let here = Links::SheetDesk(id.clone(), about.clone()).path(lang);
        let done = match typed.one("act").as_str() {
            "write" => desk.write(&typed).await.map(|_| here),
            "publish" => desk.publish(&typed).await.map(|sheet| Links::Sheet(sheet).path(lang)),
            "correct" => desk.correct(&typed.one("reason")).await.map(|()| here),
            _ => Err(Undone::Failed(Failure::NotFound)),
        };
        match done {
            Ok(next) => Ok(Redirect::to(&next).into_response()),
            Err(Undone::Refused(causes)) => {
                let desk = Desk::of(&state, lang, &entered, &id, &about).await?;
                let told = causes.iter().map(|cause| telling::workspace_cause(desk.room.words, cause)).collect();
                desk.page(typed, told).await
            }
            Err(Undone::Failed(failure)) => Err(failure),
        }
    };
    answered.await.unwrap_or_else(|failure| failure.page(&state, lang))
}
