//! The calendar and the rules of a call changed by a form.

use std::collections::BTreeMap;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use press::page::{CallSheetPage, FieldGroup, FieldInput, FieldView};
use press::{Links, Words, telling};
use programme::calendar::Zone;
use programme::call::{CallSheet, Overseas, PhaseSheet, RETENTION, ScoresSeen, Seen, SheetFault};
use programme::role::{Right, Role};
use programme::session::BearerKind;

use super::Piloting;
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

const FILE: &str = "call.toml";

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let piloting = Piloting::of(&state, lang, &entered, &id).await?;
        if !piloting.may(Right::EditCall) {
            return Err(Failure::NotFound);
        }
        match CallSheet::read(&piloting.text(FILE, &piloting.prepared())) {
            Ok(sheet) => Ok(shown(&piloting, &sheet, Vec::new(), Vec::new())),
            // The text is no longer TOML: it is mended as a text.
            Err(_) => Ok(Redirect::to(&Links::CallFile(id.clone(), FILE.into()).path(lang)).into_response()),
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

pub async fn save(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let Form(given) = form.map_err(|rejection| Failure::Form(rejection.status()))?;
        let piloting = Piloting::of(&state, lang, &entered, &id).await?;
        if !piloting.may(Right::EditCall) {
            return Err(Failure::NotFound);
        }
        let given = Given::of(given);
        let text = piloting.text(FILE, &piloting.prepared());
        let sheet = given.sheet();
        let faults = sheet.faults();
        if !faults.is_empty() {
            return Ok(shown(&piloting, &sheet, faults, Vec::new()));
        }
        let Ok(written) = sheet.write(&text) else {
            return Ok(Redirect::to(&Links::CallFile(id.clone(), FILE.into()).path(lang)).into_response());
        };
        if !piloting.keep(FILE, written, given.one("seen")).await? {
            return Ok(shown(&piloting, &sheet, Vec::new(), vec![piloting.words.t("call-overtaken")]));
        }
        Ok(Redirect::to(&Links::CallDraft(id.clone()).path(lang)).into_response())
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

/// The fields of a form that was sent.
struct Given(BTreeMap<String, Vec<String>>);

impl Given {
    fn of(pairs: Vec<(String, String)>) -> Self {
        let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in pairs {
            fields.entry(name).or_default().push(value.trim().chars().take(400).collect());
        }
        Self(fields)
    }

    fn one(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.last()).map_or("", String::as_str)
    }

    fn text(&self, name: &str) -> String {
        self.one(name).to_owned()
    }

    fn all(&self, name: &str) -> Vec<String> {
        self.0.get(name).cloned().unwrap_or_default()
    }

    fn flag(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    fn sheet(&self) -> CallSheet {
        let phase = |(name, phase): &(&'static str, programme::call::Phase)| {
            let at = |field: &str| format!("{name}.{field}");
            PhaseSheet {
                phase: *phase,
                begins: self.text(&at("begins")),
                applicants_write: self.flag(&at("applicants_write")),
                names_shown: self.flag(&at("names_shown")),
                jurors_score: self.flag(&at("jurors_score")),
                jurors_see: self.text(&at("jurors_see")),
                experts_see: self.text(&at("experts_see")),
                scores_seen: self.text(&at("scores_seen")),
            }
        };
        CallSheet {
            zone: self.text("zone"),
            opening: self.text("opening"),
            closing: self.text("closing"),
            late_until: self.text("late.until"),
            late_deciders: self.all("late.who_decides"),
            phases: programme::call::Phase::CHOICES.iter().map(phase).collect(),
            reminders: self.text("reminders"),
            bearers: self.all("bearers"),
            minimum_communes: self.text("minimum_communes"),
            contiguous: self.flag("contiguous"),
            one_dossier_per_territory: self.flag("one_dossier_per_territory"),
            departements: self.text("departements"),
            regions: self.text("regions"),
            overseas: self.text("overseas"),
            retention: RETENTION.map(|(name, ..)| self.text(name)),
        }
    }
}

fn shown(piloting: &Piloting<'_>, sheet: &CallSheet, faults: Vec<SheetFault>, errors: Vec<String>) -> Response {
    let words = piloting.words;
    let status = match (faults.is_empty(), errors.is_empty()) {
        (true, true) => StatusCode::OK,
        (true, false) => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let told = faults.iter().map(|fault| telling::sheet_fault(words, fault));
    let page = CallSheetPage {
        f: piloting.frame(&Links::CallCalendar(piloting.id.clone()), words.t("call-calendar-title")),
        session: piloting.session(),
        lead: words.t("call-calendar-lead"),
        seen: piloting.seen(),
        groups: groups(words, sheet, &faults),
        errors: told.chain(errors).collect(),
        back: (Links::Call(piloting.id.clone()).path(piloting.lang()), words.t("call-title")),
    };
    private(status, page_of(&page))
}

/// The words of a choice: those of its family of keys.
fn word(words: &Words, family: &str, name: &str) -> String {
    words.t(&format!("{family}{}", name.to_ascii_lowercase().replace(['/', '_'], "-")))
}

fn options<T>(
    words: &Words,
    choices: &[(&'static str, T)],
    family: &str,
    chosen: &[String],
) -> Vec<(String, String, bool)> {
    let option = |name: &str| (name.to_owned(), word(words, family, name), chosen.iter().any(|one| one == name));
    choices.iter().map(|(name, _)| option(name)).collect()
}

fn groups(words: &Words, sheet: &CallSheet, faults: &[SheetFault]) -> Vec<FieldGroup> {
    let field = |name: &str, input: FieldInput| {
        let key = name.split_once('.').filter(|(of, _)| *of != "late").map_or(name, |(_, field)| field);
        let key = key.replace(['.', '_'], "-");
        let hint = match key.as_str() {
            "reminders" => words.t("call-field-reminders-hint"),
            "bearers" => words.t("call-field-bearers-hint"),
            "departements" => words.t("call-field-departements-hint"),
            "regions" => words.t("call-field-regions-hint"),
            _ => String::new(),
        };
        let wrong = faults.iter().filter(|fault| fault.field == name);
        FieldView {
            name: name.to_owned(),
            label: words.t(&format!("call-field-{key}")),
            hint,
            input,
            faults: wrong.map(|fault| telling::sheet_wrong(words, &fault.wrong)).collect(),
        }
    };
    let line = |name: &str, kind, value: &str| field(name, FieldInput::Line { kind, value: value.to_owned() });
    let time = |name: &str, value: &str| line(name, "datetime-local", value);
    let flag = |name: &str, is| field(name, FieldInput::Flag { is });
    let group = |heading: String, lead: String, fields| FieldGroup { heading, lead, fields };
    let deciders = [(Role::Pilot.as_str(), ()), (Role::Instructor.as_str(), ())];
    let mut groups = vec![
        group(
            words.t("call-group-window"),
            String::new(),
            vec![
                field(
                    "zone",
                    FieldInput::Choice {
                        options: options(words, Zone::CHOICES, "call-zone-", std::slice::from_ref(&sheet.zone)),
                    },
                ),
                time("opening", &sheet.opening),
                time("closing", &sheet.closing),
                line("reminders", "text", &sheet.reminders),
            ],
        ),
        group(
            words.t("call-group-late"),
            words.t("call-group-late-lead"),
            vec![
                time("late.until", &sheet.late_until),
                field(
                    "late.who_decides",
                    FieldInput::Several { options: options(words, &deciders, "role-", &sheet.late_deciders) },
                ),
            ],
        ),
    ];
    for phase in &sheet.phases {
        let name = phase.phase.as_str();
        let at = |field: &str| format!("{name}.{field}");
        let written = !matches!(name, "preparation" | "open" | "instruction");
        let choice = |name: &str, options| field(&at(name), FieldInput::Choice { options });
        let seen = |chosen: &String| options(words, Seen::CHOICES, "call-seen-", std::slice::from_ref(chosen));
        let scores = options(words, ScoresSeen::CHOICES, "call-scores-", std::slice::from_ref(&phase.scores_seen));
        let mut fields = Vec::new();
        if written {
            fields.push(time(&at("begins"), &phase.begins));
        }
        fields.extend([
            flag(&at("applicants_write"), phase.applicants_write),
            flag(&at("names_shown"), phase.names_shown),
            flag(&at("jurors_score"), phase.jurors_score),
            choice("jurors_see", seen(&phase.jurors_see)),
            choice("experts_see", seen(&phase.experts_see)),
            choice("scores_seen", scores),
        ]);
        let lead = if written { "call-group-phase-written" } else { "call-group-phase-first" };
        groups.push(group(telling::phase(words, phase.phase), words.t(lead), fields));
    }
    let bearer = |(name, kind): &(&str, BearerKind)| {
        ((*name).to_owned(), telling::bearer(words, *kind), sheet.bearers.iter().any(|one| one == name))
    };
    let overseas = options(words, Overseas::CHOICES, "call-overseas-", std::slice::from_ref(&sheet.overseas));
    groups.push(group(
        words.t("call-group-eligibility"),
        String::new(),
        vec![
            field("bearers", FieldInput::Several { options: BearerKind::CHOICES.iter().map(bearer).collect() }),
            line("minimum_communes", "number", &sheet.minimum_communes),
            flag("contiguous", sheet.contiguous),
            flag("one_dossier_per_territory", sheet.one_dossier_per_territory),
            line("departements", "text", &sheet.departements),
            line("regions", "text", &sheet.regions),
            field("overseas", FieldInput::Choice { options: overseas }),
        ],
    ));
    let kept = RETENTION.iter().zip(&sheet.retention).map(|((name, ..), value)| line(name, "number", value));
    groups.push(group(words.t("call-group-retention"), words.t("call-group-retention-lead"), kept.collect()));
    groups
}

/// What changes from a calendar to another: field, what it was, what it is.
pub(super) fn changes(words: &Words, before: &CallSheet, after: &CallSheet) -> Vec<(String, String, String)> {
    let fields = |sheet: &CallSheet| -> Vec<(String, String)> {
        let all = groups(words, sheet, &[]).into_iter().flat_map(|group| group.fields);
        all.map(|field| (told_name(words, &field.name), told(words, &field.input))).collect()
    };
    let pairs = fields(before).into_iter().zip(fields(after));
    pairs.filter(|(was, is)| was.1 != is.1).map(|(was, is)| (was.0, was.1, is.1)).collect()
}

fn told_name(words: &Words, name: &str) -> String {
    telling::call_field(words, name)
}

/// What a field holds, in words.
fn told(words: &Words, input: &FieldInput) -> String {
    let chosen = |options: &[(String, String, bool)]| {
        options.iter().filter(|option| option.2).map(|option| option.1.clone()).collect::<Vec<_>>().join(", ")
    };
    let text = match input {
        FieldInput::Line { kind: "datetime-local", value } => {
            value.parse().map_or_else(|_| value.clone(), |time| words.clock(time))
        }
        FieldInput::Line { value, .. } | FieldInput::Text { value } => value.clone(),
        FieldInput::Choice { options } | FieldInput::Several { options } => chosen(options),
        FieldInput::Flag { is } => words.t(if *is { "call-yes" } else { "call-no" }),
    };
    if text.is_empty() { words.t("call-empty") } else { text }
}
