//! The work of a stage, as an edition tells it: its workshops, what came out of them, and at the last stage the roadmap.

use facts::Localised;
use press::telling::roadmap as telling;
use press::{Words, news};
use programme::edition::{Block, Chapter, Item};
use programme::roadmap::{Action, FundingState, Roadmap};
use programme::thread::{self, Bearing, Rung, What};
use programme::workshop::{Label, Workshop};
use programme::{Session, Slug};

use super::{both, chapter, words};

/// What was recorded in a workspace.
#[derive(Debug, Default, Clone)]
pub struct Work {
    /// Its workshops.
    pub workshops: Vec<Workshop>,
    /// How many contributions were published of each, in the same order.
    pub heard: Vec<usize>,
    /// The items of its thread.
    pub items: Vec<thread::Item>,
    /// Its roadmap.
    pub roadmap: Option<Roadmap>,
}

/// The rungs of the thread that a stage tells: challenges at the first, actions at the last, what is between them between.
fn rungs(session: &Session, stage: &Slug) -> Vec<Rung> {
    let stages = &session.stages.list;
    let last = stages.len().saturating_sub(1);
    match stages.iter().position(|known| known.id == *stage) {
        _ if last == 0 => vec![Rung::Challenge, Rung::Controversy, Rung::Option, Rung::Action],
        Some(0) => vec![Rung::Challenge],
        Some(rank) if rank == last => vec![Rung::Option, Rung::Action],
        _ => vec![Rung::Controversy, Rung::Option],
    }
}

/// The chapters of a stage.
pub fn chapters(session: &Session, stage: &Slug, work: &Work) -> Vec<Chapter> {
    let mut chapters = Vec::new();
    chapters.extend(chapter("workshops", words("workshops-title"), workshops(stage, work)));
    for rung in rungs(session, stage) {
        let items = items(rung, work);
        chapters.extend(chapter(rung.as_str(), words(&format!("rung-many-{}", rung.as_str())), items));
    }
    let is_last = session.stages.list.last().is_some_and(|last| last.id == *stage);
    if let Some(roadmap) = work.roadmap.as_ref().filter(|_| is_last) {
        chapters.extend(chapter("roadmap", words("road-title"), self::roadmap(roadmap)));
    }
    chapters
}

fn number(n: u64) -> Localised {
    both(|words| words.number(n as f64, 0))
}

fn workshops(stage: &Slug, work: &Work) -> Vec<Block> {
    let held = work.workshops.iter().zip(&work.heard);
    let held = held.filter(|(workshop, _)| workshop.sheet.stage == *stage);
    let held = held.filter(|(w, _)| matches!(w.state.label(), Label::Closed | Label::Minuted));
    let row = |(workshop, heard): (&Workshop, &usize)| {
        let sheet = &workshop.sheet;
        vec![
            Localised::same(sheet.title.clone()),
            both(|words| news::day(words, sheet.begins.date())),
            Localised::same(sheet.place.clone()),
            number(workshop.present()),
            number(*heard as u64),
        ]
    };
    let rows: Vec<Vec<Localised>> = held.map(row).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let header = ["edition-workshop", "edition-day", "edition-place", "edition-present", "edition-heard"];
    vec![Block::Table { caption: words("workshops-title"), header: header.map(words).into(), rows }]
}

fn items(rung: Rung, work: &Work) -> Vec<Block> {
    let of_rung = |item: &&thread::Item| item.withdrawn.is_none() && item.content.what.rung() == rung;
    let told = |item: &thread::Item| {
        let content = &item.content;
        let mut text = vec![content.text.clone()];
        if let What::Controversy { positions } = &content.what {
            for position in positions {
                text.push(format!("– {}", position.claim));
                let arguments = position.arguments.iter().map(|argument| match argument.bearing {
                    Bearing::For => format!("  + {}", argument.text),
                    Bearing::Against => format!("  − {}", argument.text),
                });
                text.extend(arguments);
                text.extend(position.evidence.iter().map(|known| format!("  {} ({})", known.text, known.source)));
            }
        }
        text.retain(|line| !line.trim().is_empty());
        let said = content.from.iter().filter(|from| matches!(from, thread::Source::Contribution { .. })).count();
        let origin = (said > 0).then(|| both(|words: &Words| words.count("edition-from-contributions", said)));
        Item { title: content.title.clone(), text: text.join("\n"), origin }
    };
    let items: Vec<Item> = work.items.iter().filter(of_rung).map(told).collect();
    if items.is_empty() { Vec::new() } else { vec![Block::List { items }] }
}

fn roadmap(roadmap: &Roadmap) -> Vec<Block> {
    let said = |text: &programme::roadmap::Said| both(|words| telling::said(words, text));
    let mut blocks = Vec::new();
    blocks.extend(roadmap.notice.as_ref().map(|notice| Block::Note { text: said(notice) }));
    let totals = roadmap.totals();
    blocks.push(Block::Note {
        text: both(|words| {
            let values = [
                ("actions", words.number(roadmap.actions.len() as f64, 0)),
                ("asked", telling::euros(words, totals.asked)),
                ("secured", telling::euros(words, totals.secured)),
                ("refused", telling::euros(words, totals.refused)),
                ("own", telling::euros(words, totals.own)),
            ];
            words.with("edition-roadmap-totals", &values)
        }),
    });
    let header = ["edition-action", "edition-owner", "edition-when", "edition-secured", "edition-status"];
    for axis in &roadmap.axes {
        let actions: Vec<&Action> = roadmap.actions.iter().filter(|action| action.axis == axis.id).collect();
        if !actions.is_empty() {
            let rows = actions.into_iter().map(row).collect();
            blocks.push(Block::Table { caption: said(&axis.name), header: header.map(words).into(), rows });
        }
    }
    blocks
}

fn row(action: &Action) -> Vec<Localised> {
    let secured = action.funding.iter().filter(|line| line.state == FundingState::Secured).map(|line| line.euros);
    let secured: u64 = secured.sum();
    let when = both(|words| match action.start {
        Some(start) => format!(
            "{} → {}",
            telling::quarter(words, start),
            telling::quarter(words, start.plus(action.quarters.saturating_sub(1)))
        ),
        None => words.t("edition-undated"),
    });
    vec![
        both(|words| telling::said(words, &action.title)),
        Localised::same(action.owner.clone().unwrap_or_default()),
        when,
        both(|words| telling::euros(words, secured)),
        both(|words| telling::action_status(words, &action.status)),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::instance::Instance;
    use press::page::{BlockView, EditionView};
    use programme::thread::{Content, Source};

    fn item(what: What, from: BTreeSet<Source>) -> thread::Item {
        let at = "2027-06-01T08:00:00Z".parse().unwrap();
        let content = Content { title: format!("{:?}", what.rung()), text: "Un texte.".into(), what, from };
        thread::Item {
            id: "i1".parse().unwrap(),
            session: "2023-productifs-sobres".parse().unwrap(),
            workspace: "w1".parse().unwrap(),
            created: at,
            version: 1,
            changed: at,
            by: "lea".parse().unwrap(),
            content,
            withdrawn: None,
        }
    }

    #[test]
    fn each_stage_tells_its_own_work_and_the_last_one_the_roadmap_with_every_action_and_its_money() {
        let instance = Instance::open(None, &[]).unwrap();
        let session = instance.session();
        let text = include_str!("../../../../docs/samples/roadmap.toml");
        let roadmap = Roadmap::read("roadmap.toml", text).unwrap();
        let from = [Source::Contribution { id: "c1".parse().unwrap() }].into();
        let items = vec![
            item(What::Challenge, from),
            item(What::Controversy { positions: Vec::new() }, BTreeSet::new()),
            item(What::Option, BTreeSet::new()),
        ];
        let work = Work { items, roadmap: Some(roadmap.clone()), ..Work::default() };
        let ids = |stage: &Slug| -> Vec<String> {
            chapters(session, stage, &work).iter().map(|chapter| chapter.id.to_string()).collect()
        };
        let stages: Vec<&Slug> = session.stages.list.iter().map(|stage| &stage.id).collect();
        assert_eq!(ids(stages[0]), ["challenge"]);
        assert_eq!(ids(stages[1]), ["controversy", "option"]);
        assert_eq!(ids(stages[2]), ["option", "roadmap"]);
        let content = programme::edition::Content {
            schema: String::new(),
            title: String::new(),
            territory: String::new(),
            session: Localised::default(),
            stage: Localised::default(),
            chapters: chapters(session, stages[2], &work),
        };
        let words = Words::of(facts::Lang::Fr);
        // As it is read, without the spaces and the apostrophes of print.
        let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'");
        let view = EditionView::new(words, &content);
        let blocks = view.chapters.iter().flat_map(|chapter| &chapter.blocks);
        let told: Vec<String> = blocks
            .flat_map(|block| match block {
                BlockView::Text(lines) => lines.clone(),
                BlockView::Table(_, _, rows) => rows.concat(),
                _ => Vec::new(),
            })
            .map(|text| plain(&text))
            .collect();
        let told = told.join("\n");
        for action in &roadmap.actions {
            assert!(told.contains(&action.title.fr), "{} in {told}", action.title.fr);
        }
        let secured = roadmap.totals().secured;
        assert!(secured > 0 && told.contains(&plain(&telling::euros(words, secured))), "{told}");
        let first = chapters(session, stages[0], &work);
        let Block::List { items } = &first[0].blocks[0] else { panic!("{first:?}") };
        assert!(items[0].origin.as_ref().unwrap().fr.contains("contribution"));
    }
}
