//! A later revision of the form: what becomes of each answer, before the dossier is brought to it.

use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use facts::Lang;
use press::page::{AsideView, NewFormLine, NewFormPage};
use press::{Links, telling};
use programme::dossier::{ActKind, Dossier};
use programme::form::{RebaseLine, RebaseOutcome};
use store::people::Entered;

use super::Desk;
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

impl Desk<'_> {
    /// Whether a dossier that is written answers a form that is no longer in force: its revision, and that in force.
    pub(super) fn outdated(&self, dossier: &Dossier) -> Option<(u64, u64)> {
        use programme::dossier::Stage;
        let (from, to) = (dossier.revision, self.rules.form().revision);
        let written = matches!(dossier.stage, Stage::Draft | Stage::Reopened { .. });
        (from != to && written && self.is_own(dossier)).then_some((from, to))
    }

    fn revisions(&self, key: &str, (from, to): (u64, u64)) -> String {
        self.words.with(key, &[("from", self.words.whole(&from)), ("to", self.words.whole(&to))])
    }

    /// That the form has changed, and where it is told what becomes of the answers.
    pub(super) fn new_form(&self, dossier: &Dossier) -> Option<(String, String)> {
        let outdated = self.outdated(dossier)?;
        let href = Links::DossierForm(dossier.id.to_string()).path(self.words.lang());
        Some((self.revisions("new-form-notice", outdated), href))
    }

    /// The answers for which the form has no place, for those who make the dossier.
    pub(super) fn aside(&self, dossier: &Dossier) -> Vec<AsideView> {
        if !self.is_own(dossier) {
            return Vec::new();
        }
        let view = |aside: &programme::dossier::Aside| {
            let question = self.rules.form_of(aside.revision).and_then(|form| form.question(&aside.question));
            let (label, text) = match question {
                Some((_, question)) => (self.words.say(&question.label), self.in_words(question, Some(&aside.value))),
                None => (self.words.t("question-gone"), self.plain(&aside.value)),
            };
            let values = [("question", label), ("revision", self.words.whole(&aside.revision))];
            AsideView { label: self.words.with("aside-of", &values), text }
        };
        dossier.aside.iter().map(view).collect()
    }
}

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    shown(&state, lang, &entered, &id).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn shown(state: &State, lang: Lang, entered: &Entered, id: &str) -> Result<Response, Failure> {
    let (desk, dossier) = Desk::with(state, lang, entered, id).await?;
    if !desk.is_own(&dossier) {
        return Err(Failure::NotFound);
    }
    let words = desk.words;
    let outdated = desk.outdated(&dossier);
    let (old, new) = (desk.form(&dossier), desk.rules.form());
    let lines = match outdated {
        Some(_) => dossier.rebase_report(old, new, desk.rules.words()),
        None => Vec::new(),
    };
    let line = |line: &RebaseLine| {
        let before = old.question(&line.question).map(|(_, question)| question);
        let now = new.question(&line.question).map(|(_, question)| question);
        let value = dossier.answers.get(&line.question).and_then(|answered| answered.value.as_ref());
        NewFormLine {
            label: before.or(now).map_or_else(String::new, |question| words.say(&question.label)),
            outcome: telling::rebase(words, &line.outcome),
            text: match (before, value) {
                (Some(question), Some(value)) => desk.in_words(question, Some(value)),
                _ => String::new(),
            },
        }
    };
    let part = |key: &str, keep: &dyn Fn(&RebaseOutcome) -> bool| {
        (words.t(key), lines.iter().filter(|found| keep(&found.outcome)).map(line).collect::<Vec<_>>())
    };
    let kept = lines.iter().filter(|line| line.outcome == RebaseOutcome::Kept).count();
    let may = dossier.open_acts(&desk.rules, &desk.actor(&dossier), desk.now).contains(&ActKind::Rebase);
    let back = Links::Dossier(id.to_owned());
    let f = state.desk_frame(lang, &Links::DossierForm(id.to_owned()), words.t("new-form-title"));
    let page = NewFormPage {
        f: f.under(&back, dossier.place.name.clone()),
        made_up: desk.made_up(),
        lead: match outdated {
            Some(outdated) => desk.revisions("new-form-lead", outdated),
            None => words.t("new-form-current"),
        },
        kept: outdated.map(|_| words.count("new-form-kept", kept)).unwrap_or_default(),
        parts: vec![
            part("new-form-look", &|outcome| {
                matches!(outcome, RebaseOutcome::KeptTooLong { .. } | RebaseOutcome::KeptWithFaults { .. })
            }),
            part("new-form-aside", &RebaseOutcome::sets_aside),
            part("new-form-new", &|outcome| *outcome == RebaseOutcome::NewQuestion),
        ],
        rebase: outdated
            .filter(|_| may)
            .map(|outdated| (Links::DossierActs(id.to_owned()).path(lang), desk.revisions("new-form-do", outdated))),
        back: back.path(lang),
    };
    Ok(private(StatusCode::OK, page_of(&page)))
}
