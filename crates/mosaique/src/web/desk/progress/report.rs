//! A progress report: its texts, its promises, its actions with their indicators, each written by itself; its deposit.

use std::collections::BTreeMap;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use press::page::{IndicatorField, ProgressReportPage, ToldView};
use press::telling::roadmap::{action_status, said};
use press::{Links, telling};
use programme::calendar::Date;
use programme::progress::{
    ActionTold, Command, FrozenAction, Measured, Reach, Refusal, Report, Told, aimed_at, begin, name,
};
use programme::roadmap::Target;
use programme::role::Right;
use store::ActError;

use super::{Bench, aimed, title};
use crate::web::desk::Member;
use crate::web::desk::workspaces::kept;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// What a form held, by the names of its fields.
type Typed = BTreeMap<String, String>;

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, months)): Path<(String, String)>,
) -> Response {
    let lang = lang_of(uri.path());
    let shown = async {
        let bench = Bench::of(&state, lang, &entered, &id).await?;
        bench.report(months.parse().map_err(|_| Failure::NotFound)?, &Typed::new(), Vec::new())
    };
    shown.await.unwrap_or_else(|failure| failure.page(&state, lang))
}

pub async fn act(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path((id, months)): Path<(String, String)>,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let answered = async {
        let bench = Bench::of(&state, lang, &entered, &id).await?;
        let months: u16 = months.parse().map_err(|_| Failure::NotFound)?;
        let Form(pairs) = form.map_err(|rejection| Failure::Form(rejection.status()))?;
        let typed: Typed = pairs.into_iter().map(|(name, text)| (name, text.replace("\r\n", "\n"))).collect();
        match bench.write(months, &typed).await {
            Ok(()) => {
                let here = Links::ProgressReport(id.clone(), months.to_string()).path(lang);
                let anchor = typed.get("part").map(|part| format!("#{}", anchor(part))).unwrap_or_default();
                Ok(Redirect::to(&format!("{here}{anchor}")).into_response())
            }
            Err(Undone::Wrong(errors)) => {
                // What was written meanwhile is there when the page is shown again.
                Bench::of(&state, lang, &entered, &id).await?.report(months, &typed, errors)
            }
            Err(Undone::Failed(failure)) => Err(failure),
        }
    };
    answered.await.unwrap_or_else(|failure| failure.page(&state, lang))
}

/// Why nothing was done.
#[derive(Debug)]
enum Undone {
    Wrong(Vec<String>),
    Failed(Failure),
}

impl From<Failure> for Undone {
    fn from(failure: Failure) -> Self {
        Undone::Failed(failure)
    }
}

impl std::fmt::Display for Undone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an act was not done")
    }
}

fn anchor(part: &str) -> String {
    part.replace(':', "-")
}

fn field<'t>(typed: &'t Typed, name: &str) -> &'t str {
    typed.get(name).map_or("", |text| text.trim())
}

/// A number as people write it; at most fifteen digits, so that it is read back as it was written.
fn number(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let value: f64 = plain.replace(',', ".").replace('−', "-").parse().ok()?;
    let value: f64 = format!("{value:.14e}").parse().ok()?;
    (value.is_finite() && value.abs() < 1e15).then_some(value)
}

/// A number as a field of a form holds it.
fn typed_number(value: f64, french: bool) -> String {
    if french { value.to_string().replace('.', ",") } else { value.to_string() }
}

impl Bench<'_> {
    fn undone(&self, refusal: &Refusal) -> Undone {
        Undone::Wrong(telling::progress_causes(self.words(), &refusal.causes))
    }

    /// Writes what a form holds. A report begins when something is written in it.
    async fn write(&self, months: u16, typed: &Typed) -> Result<(), Undone> {
        let (rules, who, now) = (self.room.rules(), &self.room.standing, self.room.now);
        let command = self.command(typed)?;
        let records = self.room.state.0.store.records::<Report>();
        if !self.reports.iter().any(|report| report.months == months) {
            let begun = begin(&self.workspace, months, rules, who, now).map_err(|refusal| self.undone(&refusal))?;
            // Somebody else may begin it at the same time: it is then there.
            records.begin(&kept(begun)?, &now.to_string()).await.map_err(Failure::internal)?;
        }
        let version = field(typed, "version").parse().unwrap_or(0);
        let id = name(&self.workspace.id, months).ok_or(Failure::NotFound)?;
        let decide = |report: &Report| -> Result<_, Undone> {
            let done = report.act(command, version, self.subject(), rules, who, now);
            Ok(kept(done.map_err(|refusal| self.undone(&refusal))?)?)
        };
        match records.act(id.as_str(), &now.to_string(), decide).await {
            Ok(Some(_)) => Ok(()),
            Ok(None) => Err(Failure::NotFound.into()),
            Err(ActError::Refused(undone)) => Err(undone),
            Err(other) => Err(Failure::internal(other).into()),
        }
    }

    fn command(&self, typed: &Typed) -> Result<Command, Undone> {
        let text = |name: &str| field(typed, name).to_owned();
        match field(typed, "act") {
            "take-over" => Ok(Command::TakeOver),
            "deposit" => Ok(Command::Deposit),
            "texts" => match field(typed, "as-of").parse::<Date>() {
                Ok(as_of) => Ok(Command::Texts {
                    as_of,
                    results: text("results"),
                    difficulties: text("difficulties"),
                    reproducible: text("reproducible"),
                }),
                Err(_) => Err(Undone::Wrong(vec![self.words().t("workspace-error-as-of")])),
            },
            "tell" => self.part_told(typed),
            _ => Err(Failure::NotFound.into()),
        }
    }

    fn part_told(&self, typed: &Typed) -> Result<Command, Undone> {
        let state = Reach::CHOICES.iter().find(|(word, _)| *word == field(typed, "state"));
        let (_, state) = *state.ok_or(Failure::NotFound)?;
        let blocked = Some(field(typed, "blocked").to_owned()).filter(|reason| !reason.is_empty());
        let told = Told { state, said: field(typed, "said").to_owned(), blocked };
        let part = field(typed, "part");
        if let Some(item) = part.strip_prefix("promise:") {
            return Ok(Command::Promise { item: item.parse().map_err(|_| Failure::NotFound)?, told });
        }
        let action = part.strip_prefix("action:").ok_or(Failure::NotFound)?;
        let known = self.roadmap.as_ref().and_then(|roadmap| roadmap.action(action)).ok_or(Failure::NotFound)?;
        let (mut indicators, mut errors) = (BTreeMap::new(), Vec::new());
        for indicator in &known.indicators {
            let of = |name: &str| field(typed, &format!("{name}:{}", indicator.id));
            let wrong = |key: &str| self.words().t1(key, "what", said(self.words(), &indicator.name));
            let measured = match (of("value"), of("reason")) {
                ("", "") => continue,
                ("", reason) => Measured::Missing { reason: reason.to_owned() },
                (_, reason) if !reason.is_empty() => {
                    errors.push(wrong("progress-error-both"));
                    continue;
                }
                (value, _) => match (number(value), of("on").parse::<Date>()) {
                    (Some(value), Ok(on)) => Measured::Value { value, on, source: of("source").to_owned() },
                    (value, on) => {
                        errors.extend(value.is_none().then(|| wrong("progress-error-number")));
                        errors.extend(on.is_err().then(|| wrong("progress-error-day")));
                        continue;
                    }
                },
            };
            indicators.insert(indicator.id.clone(), measured);
        }
        if !errors.is_empty() {
            return Err(Undone::Wrong(errors));
        }
        let told = ActionTold { told, indicators };
        Ok(Command::Action { action: known.id.clone(), told })
    }

    fn report(&self, months: u16, typed: &Typed, errors: Vec<String>) -> Result<Response, Failure> {
        let words = self.words();
        let term = self.terms().into_iter().find(|term| term.months == months);
        let report = self.reports.iter().find(|report| report.months == months);
        let open = self.workspace.ended.is_none();
        let may =
            [Right::WriteWorkspace, Right::LeadWorkspace].map(|right| open && self.room.may(right, &self.workspace));
        if report.is_none() && (term.is_none() || !may[0]) {
            return Err(Failure::NotFound);
        }
        let frozen = report.and_then(|report| report.deposited.as_ref());
        let (promises, actions) = match frozen {
            None => (self.promises(report, typed), self.actions(report, typed)),
            Some(frozen) => {
                let promise = |known: &programme::progress::FrozenPromise| {
                    let about = known.due.map(|due| words.t1("workspace-by", "date", press::news::day(words, due)));
                    let part = format!("promise:{}", known.item);
                    self.part(part, known.text.clone(), about.unwrap_or_default(), Some(&known.told), report)
                };
                (frozen.promises.iter().map(promise).collect(), frozen.actions.iter().map(|a| self.frozen(a)).collect())
            }
        };
        let all: Vec<&ToldView> = promises.iter().chain(&actions).collect();
        let count = |n: usize| words.number(n as f64, 0);
        let told = all.iter().filter(|part| part.state.is_some()).count();
        let told = words.with("progress-told", &[("told", count(told)), ("all", count(all.len()))]);
        let due = term.map(|term| press::news::day(words, term.due)).unwrap_or_default();
        let state = match frozen {
            Some(frozen) => words.t1("progress-deposited", "when", words.moment(&frozen.at.to_string())),
            None => words.t1("progress-awaited", "day", due),
        };
        let id = self.workspace.id.to_string();
        let links = Links::ProgressReport(id.clone(), months.to_string());
        let f = self.room.state.desk_frame(words.lang(), &links, title(words, months));
        let f = f.under(&Links::Progress(id.clone()), words.t("progress-title"));
        let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let page = ProgressReportPage {
            f: f.under(&Links::Workspace(id), self.workspace.place.name.clone()),
            made_up: self.room.made_up(),
            place: self.workspace.place.name.clone(),
            state,
            may: (may[0], may[1]),
            is_frozen: frozen.is_some(),
            texts: self.texts(report, typed),
            promises,
            actions,
            told,
            errors,
        };
        Ok(private(status, page_of(&page)))
    }

    fn texts(&self, report: Option<&Report>, typed: &Typed) -> [String; 5] {
        let version = report.map_or(0, |report| report.version("texts")).to_string();
        if field(typed, "act") == "texts" {
            let of = |name: &str| field(typed, name).to_owned();
            return [version, of("as-of"), of("results"), of("difficulties"), of("reproducible")];
        }
        let draft = report.map(|report| report.draft.clone()).unwrap_or_default();
        let as_of = draft.as_of.map(|day| day.to_string()).unwrap_or_default();
        [version, as_of, draft.results, draft.difficulties, draft.reproducible]
    }

    /// A part without its indicators, as it was last written.
    fn part(&self, part: String, title: String, about: String, told: Option<&Told>, of: Option<&Report>) -> ToldView {
        let words = self.words();
        let state = told.map(|told| told.state);
        ToldView {
            anchor: anchor(&part),
            version: of.map_or(0, |report| report.version(&part)).to_string(),
            part,
            title,
            about,
            states: Reach::CHOICES
                .iter()
                .map(|(word, reach)| ((*word).to_owned(), telling::reach(words, *reach), state == Some(*reach)))
                .collect(),
            state: state.map(|state| telling::reach(words, state)),
            said: told.map(|told| told.said.clone()).unwrap_or_default(),
            blocked: told.and_then(|told| told.blocked.clone()).unwrap_or_default(),
            indicators: Vec::new(),
            open: false,
        }
    }

    /// What was typed in place of what is written, when it was refused.
    fn retyped(view: &mut ToldView, typed: &Typed) {
        if field(typed, "act") != "tell" || field(typed, "part") != view.part {
            return;
        }
        view.open = true;
        for (word, _, chosen) in &mut view.states {
            *chosen = word == field(typed, "state");
        }
        (view.said, view.blocked) = (field(typed, "said").to_owned(), field(typed, "blocked").to_owned());
        for indicator in &mut view.indicators {
            let of = |name: &str| field(typed, &format!("{name}:{}", indicator.id)).to_owned();
            (indicator.value, indicator.on, indicator.source, indicator.reason) =
                (of("value"), of("on"), of("source"), of("reason"));
        }
    }

    fn promises(&self, report: Option<&Report>, typed: &Typed) -> Vec<ToldView> {
        let words = self.words();
        let view = |(item, promise): (&programme::id::ItemId, &programme::workspace::Promise)| {
            let told = report.and_then(|report| report.draft.promises.get(item));
            let status = words.t(&format!("promise-status-{}", promise.status.as_str()));
            let about = words.t1("progress-in-workspace", "status", status);
            let mut view = self.part(format!("promise:{item}"), promise.text.clone(), about, told, report);
            Self::retyped(&mut view, typed);
            view
        };
        self.workspace.promises.iter().map(view).collect()
    }

    fn actions(&self, report: Option<&Report>, typed: &Typed) -> Vec<ToldView> {
        let words = self.words();
        let Some(roadmap) = &self.roadmap else { return Vec::new() };
        let view = |action: &programme::roadmap::Action| {
            let told = report.and_then(|report| report.draft.actions.get(&action.id));
            let about = words.t1("progress-in-roadmap", "status", action_status(words, &action.status));
            let (part, title) = (format!("action:{}", action.id), said(words, &action.title));
            let mut view = self.part(part, title, about, told.map(|told| &told.told), report);
            let field = |known: &programme::roadmap::Indicator| {
                let measured = told.and_then(|told| told.indicators.get(&known.id));
                let on = match measured {
                    Some(Measured::Value { on, .. }) => Some(*on),
                    _ => report.and_then(|report| report.draft.as_of).or(Some(self.today())),
                };
                let target = aimed_at(&known.targets, on);
                let mut field = self.indicator(&known.id, (&known.name, &known.unit), known.baseline, target, measured);
                if measured.is_none() {
                    field.reason = known.not_measurable.clone().unwrap_or_default();
                    field.source = known.source.clone().unwrap_or_default();
                }
                field
            };
            view.indicators = action.indicators.iter().map(field).collect();
            Self::retyped(&mut view, typed);
            view
        };
        roadmap.actions.iter().map(view).collect()
    }

    fn frozen(&self, action: &FrozenAction) -> ToldView {
        let title = said(self.words(), &action.title);
        let mut view = self.part(format!("action:{}", action.action), title, String::new(), Some(&action.told), None);
        let field = |known: &programme::progress::FrozenIndicator| {
            let named = (&known.name, known.unit.as_str());
            self.indicator(&known.indicator, named, known.baseline, known.target, Some(&known.measured))
        };
        view.indicators = action.indicators.iter().map(field).collect();
        view
    }

    fn indicator(
        &self,
        id: &programme::Slug,
        (name, unit): (&programme::roadmap::Said, &str),
        baseline: Option<Target>,
        target: Option<Target>,
        measured: Option<&Measured>,
    ) -> IndicatorField {
        let words = self.words();
        let beside = [("baseline", aimed(words, baseline, unit)), ("target", aimed(words, target, unit))];
        let mut field = IndicatorField {
            id: id.to_string(),
            name: words.with("progress-indicator-unit", &[("name", said(words, name)), ("unit", unit.to_owned())]),
            beside: words.with("progress-beside", &beside),
            told: measured.map(|measured| telling::measured(words, measured, unit)).unwrap_or_default(),
            ..IndicatorField::default()
        };
        match measured {
            Some(Measured::Value { value, on, source }) => {
                field.value = typed_number(*value, words.lang() == facts::Lang::Fr);
                (field.on, field.source) = (on.to_string(), source.clone());
            }
            Some(Measured::Missing { reason }) => field.reason = reason.clone(),
            None => {}
        }
        field
    }
}
