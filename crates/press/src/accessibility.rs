//! The evaluation of the site by the RGAA: what was looked at and what was found, read from `accessibility/rgaa.toml`.

use std::collections::BTreeMap;

use facts::document::{Document, Table};
use facts::{Localised, Problem};

/// The evaluation of the product's own site.
pub const RGAA: &str = include_str!("../accessibility/rgaa.toml");

/// Criteria of each theme of the RGAA 4.1.2, in the order of the themes: 106 in all.
///
/// # Source
/// <https://accessibilite.numerique.gouv.fr/methode/criteres-et-tests/>
const CRITERIA: [u8; 13] = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];

/// What an evaluation found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    /// Day it was made, as ISO 8601.
    pub date: String,
    /// The reference and its version.
    pub reference: String,
    /// Programs that helped, with their versions.
    pub tools: Vec<String>,
    /// Where the site was tried, and where it was not.
    pub environment: Localised,
    /// Pages that were looked at.
    pub pages: Vec<Page>,
    /// The criteria, by theme.
    pub themes: Vec<Theme>,
}

/// A page of the sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What it is.
    pub name: Localised,
    /// Its address on the site, in each language.
    pub path: Localised,
}

/// A theme of the reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its rank, from 1.
    pub number: u8,
    /// Its name.
    pub name: Localised,
    /// Its criteria, in order.
    pub criteria: Vec<Criterion>,
}

/// One criterion and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Its number in the reference: "10.4".
    pub number: String,
    /// A short title of ours.
    pub title: Localised,
    /// What was found.
    pub status: Status,
    /// Rules of axe-core that look at it on every page.
    pub axe: Vec<String>,
    /// Files of tests that would fail if it did.
    pub tests: Vec<String>,
    /// Whether a person looked at each page of the sample.
    pub by_hand: bool,
    /// What is wrong, or what must be known.
    pub note: Option<Localised>,
}

/// What was found of a criterion over the whole sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Every page that it concerns respects it.
    Conform,
    /// A page at least does not.
    NotConform,
    /// It concerns no page.
    NotApplicable,
    /// Nobody has looked.
    NotChecked,
}

impl Status {
    /// Every status, the best first.
    pub const ALL: [Status; 4] = [Status::Conform, Status::NotConform, Status::NotApplicable, Status::NotChecked];

    /// Its word in the file and in keys of the locales.
    pub fn word(self) -> &'static str {
        match self {
            Status::Conform => "conform",
            Status::NotConform => "not-conform",
            Status::NotApplicable => "not-applicable",
            Status::NotChecked => "not-checked",
        }
    }
}

/// What the law calls the state of a site (arrêté du 20 septembre 2019, article 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Every criterion that applies is respected.
    Whole,
    /// Half of them at least.
    Partial,
    /// Less than half, or not enough was looked at to say.
    None,
}

impl Evaluation {
    /// Reads an evaluation; `file` names it in problems.
    ///
    /// # Errors
    /// Every fault of the text, with its place: a field missing, a criterion missing, twice or out of order, a fault
    /// without a note, a result of which nothing says how it was found.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let document = Document::parse(file, text);
        let root = document.root();
        let head = root.table("evaluation");
        let evaluation = Self {
            date: head.as_ref().and_then(|head| head.text("date")).unwrap_or_default(),
            reference: head.as_ref().and_then(|head| head.text("reference")).unwrap_or_default(),
            tools: head.as_ref().map(|head| head.texts("tools")).unwrap_or_default(),
            environment: head.as_ref().and_then(|head| head.localised("environment")).unwrap_or_default(),
            pages: root.tables("page").into_iter().filter_map(page).collect(),
            themes: root.tables("theme").into_iter().filter_map(theme).collect(),
        };
        if let Some(head) = head {
            head.close();
        }
        if evaluation.themes.len() != CRITERIA.len() {
            root.problem("theme", format!("{} themes found, expected {}", evaluation.themes.len(), CRITERIA.len()));
        }
        root.close();
        let problems = document.into_problems();
        if problems.is_empty() { Ok(evaluation) } else { Err(problems) }
    }

    /// All the criteria, in order.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.themes.iter().flat_map(|theme| &theme.criteria)
    }

    /// How many criteria have this status.
    pub fn count(&self, status: Status) -> usize {
        self.criteria().filter(|criterion| criterion.status == status).count()
    }

    /// Share of the criteria that apply, and were looked at, that are respected.
    ///
    /// # Units
    /// Percent, from 0 to 100. Absent when no criterion that applies was looked at.
    pub fn rate(&self) -> Option<f64> {
        let (conform, not) = (self.count(Status::Conform), self.count(Status::NotConform));
        (conform + not > 0).then(|| 100.0 * conform as f64 / (conform + not) as f64)
    }

    /// The state of the site. Whole conformity is not claimed while a criterion was not looked at.
    pub fn level(&self) -> Level {
        match self.rate() {
            Some(_) if self.count(Status::NotConform) == 0 && self.count(Status::NotChecked) == 0 => Level::Whole,
            Some(rate) if rate >= 50.0 => Level::Partial,
            _ => Level::None,
        }
    }

    /// The criteria that are not respected, or that nobody has looked at: what a reader of the statement must find.
    pub fn faults(&self) -> impl Iterator<Item = &Criterion> {
        self.criteria().filter(|criterion| matches!(criterion.status, Status::NotConform | Status::NotChecked))
    }

    /// How many criteria each way of looking has looked at: by axe-core, by a test, by hand. One may be in several.
    pub fn ways(&self) -> BTreeMap<&'static str, usize> {
        let count = |used: fn(&Criterion) -> bool| self.criteria().filter(|criterion| used(criterion)).count();
        BTreeMap::from([
            ("axe", count(|criterion| !criterion.axe.is_empty())),
            ("tests", count(|criterion| !criterion.tests.is_empty())),
            ("hand", count(|criterion| criterion.by_hand)),
        ])
    }
}

fn page(table: Table<'_>) -> Option<Page> {
    let (name, path) = (table.localised("name"), table.localised("path"));
    table.close();
    Some(Page { name: name?, path: path? })
}

fn theme(table: Table<'_>) -> Option<Theme> {
    let number = table.whole("number");
    let name = table.localised("name");
    let criteria: Vec<Criterion> = table.tables("criterion").into_iter().filter_map(criterion).collect();
    let number = number.and_then(|number| u8::try_from(number).ok()).filter(|number| (1..=13).contains(number));
    match number {
        None => table.problem("number", "expected a theme from 1 to 13"),
        Some(number) => {
            let expected: Vec<String> =
                (1..=CRITERIA[usize::from(number) - 1]).map(|rank| format!("{number}.{rank}")).collect();
            let found: Vec<&str> = criteria.iter().map(|criterion| criterion.number.as_str()).collect();
            if found != expected {
                let message = format!("criteria {} found, expected {}", found.join(", "), expected.join(", "));
                table.problem("criterion", message);
            }
        }
    }
    table.close();
    Some(Theme { number: number?, name: name?, criteria })
}

fn criterion(table: Table<'_>) -> Option<Criterion> {
    let number = table.text("number");
    let title = table.localised("title");
    let status = table.one_of("status", &Status::ALL.map(|status| (status.word(), status)));
    let (axe, tests) = (table.optional_texts("axe"), table.optional_texts("tests"));
    let by_hand = table.flag("hand");
    let note = table.optional_localised("note");
    if matches!(status, Some(Status::NotConform | Status::NotChecked)) && note.is_none() {
        table.problem("note", "missing, expected what is wrong or why nobody has looked");
    }
    if status != Some(Status::NotChecked) && axe.is_empty() && tests.is_empty() && !by_hand {
        table.problem("hand", "nothing says how this was found: expected axe, tests or hand");
    }
    table.close();
    Some(Criterion { number: number?, title: title?, status: status?, axe, tests, by_hand, note })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours() -> Evaluation {
        Evaluation::read("rgaa.toml", RGAA).unwrap_or_else(|problems| panic!("{problems:#?}"))
    }

    #[test]
    fn the_hundred_and_six_criteria_are_there_once() {
        let numbers: Vec<String> = ours().criteria().map(|criterion| criterion.number.clone()).collect();
        let expected: Vec<String> = (1..)
            .zip(CRITERIA)
            .flat_map(|(theme, count)| (1..=count).map(move |rank| format!("{theme}.{rank}")))
            .collect();
        assert_eq!(numbers, expected);
        assert_eq!(numbers.len(), 106);
    }

    #[test]
    fn the_rate_is_that_of_what_applies_and_was_looked_at() {
        let mut evaluation = ours();
        let all = Status::ALL.map(|status| evaluation.count(status));
        assert_eq!(all.iter().sum::<usize>(), 106);
        let rate = 100.0 * all[0] as f64 / (all[0] + all[1]) as f64;
        assert_eq!(evaluation.rate(), Some(rate));
        for theme in &mut evaluation.themes {
            theme.criteria.iter_mut().for_each(|criterion| criterion.status = Status::NotChecked);
        }
        assert_eq!(evaluation.rate(), None);
        assert_eq!(evaluation.level(), Level::None);
    }

    #[test]
    fn whole_conformity_is_not_claimed_of_what_nobody_looked_at() {
        let mut evaluation = ours();
        for theme in &mut evaluation.themes {
            theme.criteria.iter_mut().for_each(|criterion| criterion.status = Status::Conform);
        }
        assert_eq!(evaluation.level(), Level::Whole);
        evaluation.themes[6].criteria[0].status = Status::NotChecked;
        assert_eq!((evaluation.level(), evaluation.rate()), (Level::Partial, Some(100.0)));
    }

    #[test]
    fn a_fault_says_what_it_is_and_a_result_how_it_was_found() {
        let text =
            RGAA.replacen("status = \"conform\"", "status = \"not-conform\"", 1).replacen("hand = true\n", "", 2);
        let problems = Evaluation::read("rgaa.toml", &text).unwrap_err();
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 2, "{told:#?}");
        assert!(told[0].contains("theme[1].criterion[1].note: missing"), "{told:#?}");
        assert!(told[1].contains("theme[1].criterion[2].hand: nothing says how"), "{told:#?}");
    }

    #[test]
    fn a_criterion_that_is_forgotten_is_told() {
        let text = RGAA.replacen("number = \"3.2\"", "number = \"3.3\"", 1);
        let problems = Evaluation::read("rgaa.toml", &text).unwrap_err();
        assert!(
            problems[0].to_string().contains("criteria 3.1, 3.3, 3.3 found, expected 3.1, 3.2, 3.3"),
            "{problems:?}"
        );
    }

    #[test]
    fn the_sample_names_its_pages_in_both_languages() {
        for page in ours().pages {
            assert!(page.path.fr.starts_with("/fr/") && page.path.en.starts_with("/en/"), "{page:?}");
        }
    }
}
