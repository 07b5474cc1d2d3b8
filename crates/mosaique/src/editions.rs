//! The content of an edition, put together from both wings on the day it is made: what people wrote, what is recorded in the
//! workspace, and the figures of its communes, frozen with their sources.

mod work;

use facts::{Fact, Lang, Localised};
use press::Words;
use programme::calendar::{Instant, Zone};
use programme::edition::{Block, Chapter, Content, Draft, Published, QuotedFact, SCHEMA};
use programme::seminar::{Seminar, State as SeminarState};
use programme::session::{NewsItem, NewsKind, NewsSubject};
use programme::workspace::{Promise, PromiseSource, Workspace};
use programme::{Edition, Session, Slug};
use store::Store;
use store::records::RecordError;
use territory::Portrait;

use crate::instance::Instance;

pub use work::Work;
use work::chapters as chapters_of;

/// A sentence in both languages.
fn both(say: impl Fn(&'static Words) -> String) -> Localised {
    Localised::new(say(Words::of(Lang::Fr)), say(Words::of(Lang::En)))
}

/// Sessions with the editions in force of their laureates, and their seminars, among their news.
///
/// # Errors
/// When the store does not answer.
pub async fn announced(store: &Store, sessions: &[Session]) -> Result<Vec<Session>, RecordError> {
    let mut announced = sessions.to_vec();
    for session in &mut announced {
        let all = store.records::<Edition>().of_session(session.identity.id.as_str()).await?;
        let items: Vec<NewsItem> = in_force(&all).filter_map(item).collect();
        session.news.list.extend(items);
        let seminars = store.records::<Seminar>().of_session(session.identity.id.as_str()).await?;
        session.news.list.extend(seminars.iter().filter_map(seminar_item));
    }
    Ok(announced)
}

/// The editions that are published and that no other corrects.
pub fn in_force(all: &[Edition]) -> impl Iterator<Item = &Edition> {
    all.iter().filter(|edition| {
        let siblings = all.iter().filter(|other| other.workspace == edition.workspace && other.stage == edition.stage);
        let last = siblings.filter(|other| other.published.is_some()).map(|other| other.number).max();
        edition.published.is_some() && last == Some(edition.number)
    })
}

/// A seminar as it is made known, once it is; what was called off stays, and says so.
pub fn seminar_item(seminar: &Seminar) -> Option<NewsItem> {
    let day = |at: &Instant| Zone::Paris.day(*at);
    let text = |words: &Words| match &seminar.state {
        SeminarState::CalledOff { reason } => words.t1("seminar-called-off", "reason", reason.as_str()),
        SeminarState::Held { told } => told.summary.clone(),
        _ => seminar.sheet.about.clone(),
    };
    Some(NewsItem {
        id: format!("seminar-{}", seminar.id).parse().ok()?,
        on: day(seminar.announced.as_ref()?),
        updated: day(&seminar.changed),
        kind: NewsKind::Event,
        title: Localised::same(seminar.sheet.title.clone()),
        text: both(text),
        address: None,
        source: None,
        themes: Vec::new(),
        meeting: Some(seminar.meeting()),
        subject: Some(NewsSubject::Seminar(seminar.id.clone())),
    })
}

/// An edition as it is made known.
fn item(edition: &Edition) -> Option<NewsItem> {
    let Published { at, content, .. } = edition.published.as_ref()?;
    let on = Zone::Paris.day(*at);
    let about = |words: &Words| format!("{} – {}", content.territory, words.say(&content.stage));
    Some(NewsItem {
        id: format!("edition-{}", edition.id).parse().ok()?,
        on,
        updated: on,
        kind: NewsKind::Publication,
        title: Localised::same(content.title.clone()),
        text: both(about),
        address: None,
        source: None,
        themes: Vec::new(),
        meeting: None,
        subject: Some(NewsSubject::Edition(edition.id.clone())),
    })
}

fn words(key: &str) -> Localised {
    both(|words| words.t(key))
}

fn chapter(id: &str, title: Localised, blocks: Vec<Block>) -> Option<Chapter> {
    let id = id.parse().expect("the names of chapters are plain");
    (!blocks.is_empty()).then_some(Chapter { id, title, blocks })
}

/// The content of the edition of a stage, as it would be published now.
pub fn content(
    instance: &Instance,
    session: &Session,
    workspace: &Workspace,
    stage: &Slug,
    draft: &Draft,
    work: &Work,
) -> Content {
    let text = |text: &str| match text.trim() {
        "" => Vec::new(),
        text => vec![Block::Text { text: text.to_owned() }],
    };
    let mut chapters = Vec::new();
    chapters.extend(chapter("summary", words("edition-chapter-summary"), text(&draft.summary)));
    chapters.extend(chapters_of(session, stage, work));
    chapters.extend(chapter("promises", words("edition-chapter-promises"), promises(session, workspace)));
    chapters.extend(chapter("next", words("edition-chapter-next"), text(&draft.next)));
    chapters.extend(chapter("figures", words("edition-chapter-figures"), figures(instance, workspace)));
    Content {
        schema: SCHEMA.to_owned(),
        title: draft.title.trim().to_owned(),
        territory: workspace.place.name.clone(),
        session: session.identity.title.clone(),
        stage: session.stage(stage).map(|stage| stage.name.clone()).unwrap_or_default(),
        chapters,
    }
}

fn promises(session: &Session, workspace: &Workspace) -> Vec<Block> {
    if workspace.promises.is_empty() {
        return Vec::new();
    }
    let source = |promise: &Promise| match &promise.source {
        PromiseSource::Jury => words("promise-source-jury"),
        PromiseSource::Workspace => words("promise-source-workspace"),
        PromiseSource::Dossier { question } => both(|words| {
            let asked = session.application.form.question(question);
            let label = asked.map(|(_, question)| words.say(&question.label)).unwrap_or_default();
            words.t1("promise-source-dossier", "question", label)
        }),
    };
    let row = |promise: &Promise| {
        let status = words(&format!("promise-status-{}", promise.status.as_str()));
        vec![Localised::same(promise.text.clone()), status, Localised::same(promise.said.clone()), source(promise)]
    };
    let header = ["edition-promise", "workspace-status", "workspace-said", "edition-promise-source"];
    vec![Block::Table {
        caption: words("edition-chapter-promises"),
        header: header.map(words).into(),
        rows: workspace.promises.values().map(row).collect(),
    }]
}

fn figures(instance: &Instance, workspace: &Workspace) -> Vec<Block> {
    let map = instance.atlas().map();
    let ranks: Vec<u32> = workspace.communes.iter().filter_map(|code| map.commune(*code)).collect();
    if ranks.is_empty() {
        return Vec::new();
    }
    let count = ranks.len();
    let territory = instance.resolver().free(ranks, None);
    let portrait = Portrait::new(&instance.knowledge, territory);
    let mut facts = Vec::new();
    if let Ok(fact) = &portrait.population {
        facts.push(quoted(words("edition-population"), fact));
    }
    for reading in portrait.readings() {
        if let Ok(fact) = &reading.finding {
            facts.push(quoted(reading.indicator.name.clone(), fact));
        }
    }
    let note = both(|words| words.t1("edition-figures-note", "communes", words.number(count as f64, 0)));
    vec![Block::Note { text: note }, Block::Facts { facts }]
}

/// A figure as it is on this day, in both languages.
pub fn quoted(name: Localised, fact: &Fact) -> QuotedFact {
    let sources: Vec<String> =
        fact.sources.iter().map(|s| format!("{}, {}, {}", s.producer, s.dataset, s.vintage)).collect();
    QuotedFact {
        name,
        value: both(|words| words.quantity(fact.value, fact.unit)),
        number: Some(fact.value.to_string()),
        unit: fact.unit.to_string(),
        place: fact.place.name.clone(),
        period: fact.period.to_string(),
        source: sources.join(" ; "),
        address: fact.sources.first().map_or_else(String::new, |source| source.url.clone()),
        grade: Some(fact.grade),
    }
}
