//! The story of a dossier, and what changed in it between two moments. Those who make it compare any two; those who examine it
//! compare what was deposited, and see no draft.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{Path, Query, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use facts::{CommuneCode, Lang};
use press::page::{DifferenceView, DifferencesPage, Piece, PieceKind, StoryMoment, StoryPage};
use press::{Links, telling};
use programme::Slug;
use programme::dossier::{Dossier, Event, Happened, answers_after};
use programme::form::{Change, Span, SpanKind, Value, diff, diff_text};
use programme::id::PersonId;
use programme::role::Right;
use serde::Deserialize;
use store::people::Entered;

use super::{Desk, Names};
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// Two moments: the ranks of the events after which answers are looked at.
#[derive(Deserialize, Default)]
pub struct Between {
    from: Option<usize>,
    to: Option<usize>,
}

/// Whether something that happened tells what was decided, which those who make a dossier learn when it is published.
fn is_inner(happened: &Happened) -> bool {
    use Happened::{DossierAdmitted, DossierRejected, InstructionReopened, LateDepositAccepted};
    matches!(
        happened,
        DossierAdmitted { .. } | DossierRejected { .. } | InstructionReopened { .. } | LateDepositAccepted { .. }
    )
}

/// Whether something that happened is between those who make the dossier.
fn is_said(happened: &Happened) -> bool {
    use Happened::{CommentEdited, CommentWithdrawn, QuestionCommented, ThreadReopened, ThreadResolved};
    matches!(
        happened,
        QuestionCommented { .. }
            | CommentEdited { .. }
            | CommentWithdrawn { .. }
            | ThreadResolved { .. }
            | ThreadReopened { .. }
    )
}

/// Whether answers are not what they were before.
fn changes(happened: &Happened) -> bool {
    use Happened::{CorrectionAnswered, DossierRebased, DossierSubmitted, LateDepositRequested, QuestionAnswered};
    matches!(
        happened,
        QuestionAnswered { .. }
            | DossierRebased { .. }
            | DossierSubmitted { .. }
            | LateDepositRequested { .. }
            | CorrectionAnswered { .. }
    )
}

/// What was deposited by an event.
fn deposited(happened: &Happened) -> Option<&BTreeMap<Slug, Value>> {
    match happened {
        Happened::DossierSubmitted { deposit }
        | Happened::LateDepositRequested { deposit, .. }
        | Happened::CorrectionAnswered { deposit } => Some(&deposit.answers),
        _ => None,
    }
}

/// A story, as who asks may know it.
pub(super) struct Story {
    /// Everything that happened.
    pub events: Vec<Event>,
    /// How people are called.
    pub names: Names,
}

impl Desk<'_> {
    /// The story of a dossier; nothing for who may not read its journal.
    pub(super) async fn story(&self, dossier: &Dossier) -> Result<Option<Story>, Failure> {
        if !self.may(Right::SeeJournal, dossier) {
            return Ok(None);
        }
        let story = self.state.0.store.dossiers().story(&dossier.id).await.map_err(Failure::internal)?;
        let events: Vec<Event> = story.into_iter().map(|(_, event)| event).collect();
        // Also those who have left; those who examine it are not named to those who make it.
        let made: BTreeSet<PersonId> = (events.iter())
            .filter_map(|event| match &event.happened {
                Happened::DossierCreated { .. } => event.by.clone(),
                Happened::PersonJoined { person, .. } => Some(person.clone()),
                _ => None,
            })
            .collect();
        let names = self.names_with(dossier, made).await?;
        Ok(Some(Story { events, names }))
    }

    /// Whether who asks is told of an event.
    pub(super) fn is_told(&self, dossier: &Dossier, happened: &Happened) -> bool {
        let inside = self.may(Right::SeeInternalLabel, dossier) || !is_inner(happened);
        inside && (self.may(Right::SeeComments, dossier) || !is_said(happened))
    }

    /// Whether who asks may look at the answers after an event.
    fn is_moment(&self, dossier: &Dossier, event: &Event) -> bool {
        match self.is_own(dossier) {
            true => changes(&event.happened),
            false => deposited(&event.happened).is_some(),
        }
    }

    pub(super) fn happened(&self, dossier: &Dossier, event: &Event) -> String {
        telling::happened(self.words, event, self.form(dossier))
    }

    pub(super) fn by(&self, event: &Event, names: &Names) -> String {
        match &event.by {
            Some(by) => names.of(by),
            None => self.words.t("dossier-story-calendar"),
        }
    }

    fn moment(&self, dossier: &Dossier, event: &Event) -> String {
        let when = self.words.moment(&event.at.to_string());
        self.words.with("story-moment", &[("what", self.happened(dossier, event)), ("when", when)])
    }

    /// The answers after the event of a rank, from 1, for who may look at them.
    fn answers_at(&self, dossier: &Dossier, events: &[Event], rank: usize) -> Option<BTreeMap<Slug, Value>> {
        let event = events.get(rank.checked_sub(1)?)?;
        if !self.is_moment(dossier, event) {
            return None;
        }
        Some(deposited(&event.happened).cloned().unwrap_or_else(|| answers_after(events, rank)))
    }

    /// Comparisons that are often asked for.
    fn shortcuts(&self, dossier: &Dossier, events: &[Event]) -> Vec<(String, String)> {
        let page = Links::DossierDifferences(dossier.id.to_string()).path(self.words.lang());
        let to = |from: usize, to: usize| format!("{page}?from={from}&to={to}");
        let ranks = |keep: &dyn Fn(&Event) -> bool| -> Vec<usize> {
            (1..).zip(events).filter(|(_, event)| keep(event)).map(|(rank, _)| rank).collect()
        };
        let deposits = ranks(&|event| deposited(&event.happened).is_some());
        let mut shortcuts = Vec::new();
        let last = ranks(&|event| changes(&event.happened)).last().copied();
        if let (true, Some(deposit), Some(last)) = (self.is_own(dossier), deposits.last(), last)
            && last > *deposit
        {
            shortcuts.push((self.words.t("story-shortcut-drafts"), to(*deposit, last)));
        }
        for (rank, pair) in deposits.windows(2).enumerate().rev() {
            let values = [("from", (rank + 1).to_string()), ("to", (rank + 2).to_string())];
            shortcuts.push((self.words.with("story-shortcut-deposits", &values), to(pair[0], pair[1])));
        }
        shortcuts
    }

    /// What changed from an answer to another: of communes, those that went and came; of the rest, the words.
    pub(super) fn changed(&self, (before, was): (&Value, &str), (after, is): (&Value, &str)) -> Vec<Piece> {
        let (Value::Perimeter { communes: old, .. }, Value::Perimeter { communes: new, .. }) = (before, after) else {
            return pieces(&diff_text(was, is));
        };
        let map = self.state.instance().atlas().map();
        let line = |code: &CommuneCode| {
            let name = map.commune(*code).map_or_else(|| code.to_string(), |rank| map.at(rank).name.to_string());
            self.words.with("perimeter-named", &[("name", name), ("code", code.to_string())]) + "\n"
        };
        let piece = |kind: PieceKind, code: &CommuneCode| Piece { kind, text: line(code) };
        let gone = old.difference(new).map(|code| piece(PieceKind::Removed, code));
        gone.chain(new.difference(old).map(|code| piece(PieceKind::Added, code))).collect()
    }

    /// What changed, in words.
    fn differences(
        &self,
        dossier: &Dossier,
        before: &BTreeMap<Slug, Value>,
        after: &BTreeMap<Slug, Value>,
    ) -> Vec<DifferenceView> {
        let (words, form) = (self.words, self.form(dossier));
        let sees_personal = self.is_own(dossier) || self.may(Right::SeePersonal, dossier);
        let order: BTreeMap<&Slug, usize> = form.questions().map(|question| &question.id).zip(0..).collect();
        let mut found = diff(before, after);
        found.sort_by_key(|one| order.get(&one.question).copied().unwrap_or(usize::MAX));
        let mut views = Vec::new();
        for one in found {
            let question = form.question(&one.question).map(|(_, question)| question);
            // A question that the form has no more may have been personal.
            if !sees_personal && question.is_none_or(|question| question.personal) {
                continue;
            }
            let label = question.map_or_else(|| words.t("question-gone"), |question| words.say(&question.label));
            let href = self
                .is_own(dossier)
                .then(|| Links::DossierAnswer(dossier.id.to_string(), one.question.to_string()).path(words.lang()));
            let read = |value: &Value| match question {
                Some(question) => self.in_words(question, Some(value)),
                None => self.plain(value),
            };
            let whole = |kind, value: &Value| vec![Piece { kind, text: read(value) }];
            let mut push = |label, note: &str, pieces| {
                let note = if note.is_empty() { String::new() } else { words.t(note) };
                views.push(DifferenceView { label, note, pieces, href: href.clone() });
            };
            match &one.change {
                Change::Added { value } => push(label, "differences-added", whole(PieceKind::Added, value)),
                Change::Removed { value } => push(label, "differences-removed", whole(PieceKind::Removed, value)),
                Change::Text { spans } => push(label, "", pieces(spans)),
                Change::Criteria { texts } => {
                    for (criterion, spans) in texts {
                        let named = self.session.rubric.criterion(criterion.as_str());
                        let name = named.map_or_else(|| criterion.to_string(), |found| words.say(&found.name));
                        let label = words.with("colon", &[("name", label.clone()), ("value", name)]);
                        push(label, "", pieces(spans));
                    }
                }
                Change::Replaced { before, after } => {
                    push(label, "differences-replaced", self.changed((before, &read(before)), (after, &read(after))));
                }
            }
        }
        views
    }
}

/// Words that stayed, went and came.
pub(super) fn pieces(spans: &[Span]) -> Vec<Piece> {
    let kind = |kind| match kind {
        SpanKind::Same => PieceKind::Same,
        SpanKind::Removed => PieceKind::Removed,
        SpanKind::Added => PieceKind::Added,
    };
    spans.iter().map(|span| Piece { kind: kind(span.kind), text: span.text.clone() }).collect()
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
    let story = desk.story(&dossier).await?.ok_or(Failure::NotFound)?;
    let words = desk.words;
    let told: Vec<(usize, &Event)> =
        (1..).zip(&story.events).filter(|(_, event)| desk.is_told(&dossier, &event.happened)).collect();
    let ranks: Vec<usize> =
        told.iter().filter(|(_, event)| desk.is_moment(&dossier, event)).map(|(rank, _)| *rank).collect();
    let (first, last) = (ranks.iter().rev().nth(1).copied(), ranks.last().copied());
    let moments = told.iter().rev().map(|(rank, event)| StoryMoment {
        rank: *rank,
        when: words.moment(&event.at.to_string()),
        what: desk.happened(&dossier, event),
        who: desk.by(event, &story.names),
        href: match &event.happened {
            Happened::QuestionAnswered { question, .. } if desk.is_own(&dossier) => {
                Some(Links::DossierAnswer(id.to_owned(), question.to_string()).path(lang))
            }
            _ => None,
        },
        chosen: (Some(*rank) == first, Some(*rank) == last),
        is_moment: desk.is_moment(&dossier, event),
    });
    let back = Links::Dossier(id.to_owned());
    let f = state.desk_frame(lang, &Links::DossierStory(id.to_owned()), words.t("story-title"));
    let page = StoryPage {
        f: f.under(&back, dossier.place.name.clone()),
        made_up: desk.made_up(),
        place: dossier.place.name.clone(),
        compare: Links::DossierDifferences(id.to_owned()).path(lang),
        shortcuts: desk.shortcuts(&dossier, &story.events),
        moments: moments.collect(),
        may_compare: ranks.len() > 1,
        back: back.path(lang),
    };
    Ok(private(StatusCode::OK, page_of(&page)))
}

pub async fn differences(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    between: Query<Between>,
) -> Response {
    let lang = lang_of(uri.path());
    let (from, to) = (between.from.unwrap_or(0), between.to.unwrap_or(0));
    compared(&state, lang, &entered, &id, (from, to)).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn compared(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    (from, to): (usize, usize),
) -> Result<Response, Failure> {
    let (desk, dossier) = Desk::with(state, lang, entered, id).await?;
    let story = desk.story(&dossier).await?.ok_or(Failure::NotFound)?;
    let answers = |rank| desk.answers_at(&dossier, &story.events, rank).ok_or(Failure::NotFound);
    let (before, after) = (answers(from)?, answers(to)?);
    let words = desk.words;
    let named = |rank: usize| desk.moment(&dossier, &story.events[rank - 1]);
    let links = Links::DossierDifferences(id.to_owned());
    let back = Links::DossierStory(id.to_owned());
    let f = state.desk_frame(lang, &links, words.t("differences-title")).under(&back, words.t("story-title"));
    let page = DifferencesPage {
        f,
        made_up: desk.made_up(),
        place: dossier.place.name.clone(),
        between: words.with("differences-between", &[("from", named(from)), ("to", named(to))]),
        swap: format!("{}?from={to}&to={from}", links.path(lang)),
        differences: desk.differences(&dossier, &before, &after),
        back: back.path(lang),
    };
    Ok(private(StatusCode::OK, page_of(&page)))
}
