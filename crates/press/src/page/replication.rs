//! Replication sheets: being written, published, and those that could work in a territory.

use askama::Template;
use programme::edition::QuotedFact;
use programme::replication::{Content, Prerequisite};

use super::{Frame, Section};
use crate::links::{Brand, Links};
use crate::telling;
use crate::telling::roadmap::{euros, said};
use crate::words::Words;

/// The sheets of a workspace: what each is about, where it stands, where it is written.
#[derive(Template)]
#[template(path = "sheets_desk.html")]
pub struct SheetsDeskPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// The territory.
    pub place: String,
    /// The roadmap and its actions: where, what, where it stands.
    pub rows: Vec<(String, String, String)>,
}

/// A prerequisite in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrerequisiteField {
    /// Its word.
    pub word: &'static str,
    /// Its name.
    pub name: String,
    /// Whether it is asked for.
    pub checked: bool,
    /// What is said of it.
    pub said: String,
}

/// A sheet being written.
#[derive(Template)]
#[template(path = "sheet_desk.html")]
pub struct SheetDeskPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// Where it stands, in a sentence.
    pub state: String,
    /// Those published: address and words.
    pub published: Vec<(String, String)>,
    /// Whether one may write, begin a correction, publish.
    pub may: (bool, bool, bool),
    /// The version before the eyes of who writes.
    pub version: String,
    /// Title.
    pub title: String,
    /// The long texts: name of the field, label, what it holds.
    pub texts: Vec<(&'static str, String, String)>,
    /// The prerequisites.
    pub prerequisites: Vec<PrerequisiteField>,
    /// The themes of the session: word, words, whether it is chosen.
    pub themes: Vec<(String, String, bool)>,
    /// As it would be published.
    pub sheet: Option<SheetView>,
    /// What is wrong.
    pub errors: Vec<String>,
    /// The reason typed.
    pub reason: String,
}

/// A sheet in the words of a reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetView {
    /// Its title.
    pub title: String,
    /// The territory.
    pub territory: String,
    /// Heading and paragraphs of each part that says something.
    pub parts: Vec<(String, Vec<String>)>,
    /// The prerequisites: name and what is said.
    pub prerequisites: Vec<(String, String)>,
    /// Of which report the measures are, and each: name, baseline, measure, target.
    pub measures: Option<(String, Vec<[String; 4]>)>,
    /// The costs by the roadmap, in a sentence.
    pub costs: Option<String>,
    /// The figures of the profile and the others: name, value, period, source, grade.
    pub facts: Vec<[String; 5]>,
}

impl SheetView {
    /// A content in the words of a reader.
    pub fn new(words: &Words, content: &Content) -> Self {
        let written = &content.written;
        let parts = [
            ("sheet-need", &written.need),
            ("sheet-results", &written.results),
            ("sheet-difficulties", &written.difficulties),
            ("sheet-reproducible", &written.reproducible),
            ("sheet-context", &written.context),
            ("sheet-costs", &written.costs),
        ];
        let lines = |text: &str| text.lines().filter(|l| !l.trim().is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let parts = parts.into_iter().map(|(key, text)| (words.t(key), lines(text)));
        let measures = content.measures.as_ref().map(|measures| {
            let about = words.with(
                "sheet-measures-about",
                &[("months", measures.months.to_string()), ("when", words.moment(&measures.at.to_string()))],
            );
            let aimed = |target: Option<programme::roadmap::Target>, unit: &str| {
                target.map_or_else(String::new, |target| telling::figure(words, target.value, unit))
            };
            let row = |known: &programme::progress::FrozenIndicator| {
                [
                    said(words, &known.name),
                    aimed(known.baseline, &known.unit),
                    telling::measured(words, &known.measured, &known.unit),
                    aimed(known.target, &known.unit),
                ]
            };
            (about, measures.indicators.iter().map(row).collect())
        });
        let costs = content.costs.map(|costs| {
            let values = [
                ("cost", euros(words, costs.cost())),
                ("secured", euros(words, costs.secured)),
                ("asked", euros(words, costs.asked)),
                ("refused", euros(words, costs.refused)),
                ("own", euros(words, costs.own)),
            ];
            words.with("sheet-costs-total", &values)
        });
        let fact = |fact: &QuotedFact| {
            let grade = fact.grade.map_or("", |grade| grade.letter()).to_owned();
            let (name, value) = (words.say(&fact.name), words.say(&fact.value));
            [name, value, fact.period.clone(), fact.source.clone(), grade]
        };
        let profile = content.profile.iter().filter_map(|along| along.fact.as_ref());
        Self {
            title: written.title.clone(),
            territory: content.territory.clone(),
            parts: parts.filter(|(_, lines)| !lines.is_empty()).collect(),
            prerequisites: (written.prerequisites.iter())
                .map(|(asked, said)| (prerequisite(words, *asked), said.clone()))
                .collect(),
            measures: measures.filter(|(_, rows): &(String, Vec<[String; 4]>)| !rows.is_empty()),
            costs,
            facts: profile.chain(&content.facts).map(fact).collect(),
        }
    }
}

/// The name of a prerequisite.
pub fn prerequisite(words: &Words, asked: Prerequisite) -> String {
    words.t(&format!("prerequisite-{}", asked.as_str()))
}

/// A sheet, for everybody.
#[derive(Template)]
#[template(path = "sheet_page.html")]
pub struct SheetPage {
    /// What surrounds the page.
    pub f: Frame,
    /// That it is made up, when it is.
    pub made_up: Option<String>,
    /// What it is about.
    pub about: String,
    /// Its content.
    pub sheet: SheetView,
    /// When it was published, which number it has.
    pub published: String,
    /// Why it corrects the one before, and where that one is.
    pub corrects: Option<(String, String)>,
    /// Where the one that corrects it is.
    pub corrected: Option<String>,
    /// Its digest.
    pub digest: String,
    /// Where its data are.
    pub json: String,
}

/// An axis of the comparison between two territories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AxisRow {
    /// Its name.
    pub name: String,
    /// The figure of the territory that asks.
    pub own: String,
    /// The figure of the territory of the sheet.
    pub theirs: String,
    /// How far apart.
    pub apart: String,
}

/// A sheet that is proposed, with why it is at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedView {
    /// Where it is.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The territory and the session.
    pub about: String,
    /// Why it is there, a sentence each.
    pub why: Vec<String>,
    /// The axes, the farthest first.
    pub axes: Vec<AxisRow>,
}

/// A prerequisite that is asked about: its word, its name, and the answers: word, words, whether it is chosen.
pub type Question = (&'static str, String, Vec<(&'static str, String, bool)>);

/// Which published sheets could work in a territory.
#[derive(Template)]
#[template(path = "network_actions.html")]
pub struct NetworkActionsPage {
    /// What surrounds the page.
    pub f: Frame,
    /// What was asked.
    pub territory: String,
    /// The territory that was found.
    pub name: Option<String>,
    /// What is wrong with what was asked.
    pub error: Option<String>,
    /// The prerequisites: word, name, the answers with which is chosen.
    pub prerequisites: Vec<Question>,
    /// The rule of the order, a sentence each.
    pub rule: Vec<String>,
    /// The sheets, in order.
    pub proposed: Vec<ProposedView>,
    /// How many there are, in a sentence.
    pub count: String,
}
