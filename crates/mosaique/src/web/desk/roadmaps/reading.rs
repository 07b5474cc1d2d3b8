//! A roadmap read from each form of file: a whole one (TOML, JSON), its actions (CSV, XLSX), its dates (iCalendar).

use facts::Lang;
use press::Words;
use press::agenda::{self, EventFault};
use press::table::{self, ReadTable};
use press::telling::roadmap as telling;
use programme::roadmap::{ActionSheet, NotARoadmap, Quarter};
use programme::{Roadmap, Slug};

use super::{elsewhere, sheet_fault};
use crate::web::error::Failure;
use crate::web::work;

/// What is wrong with a text: where and what, in the words of the reader of files; or in the reader's language.
#[derive(Default)]
pub struct Wrong {
    pub problems: Vec<(String, String)>,
    pub errors: Vec<String>,
}

impl Wrong {
    /// One fault of a line of a file; of the whole file when the line is 0.
    fn at(name: &str, line: u64, what: String) -> Self {
        let place = if line == 0 { name.to_owned() } else { format!("{name}:{line}") };
        Self { problems: vec![(place, what)], errors: Vec::new() }
    }
}

/// A roadmap from a text. What the form does not say is that of now, the roadmap of a name.
pub fn of_text(
    words: &Words,
    format: &str,
    name: &str,
    text: &str,
    (id, now): (&str, &Roadmap),
) -> Result<Roadmap, Wrong> {
    let told = |NotARoadmap(problems): NotARoadmap| {
        let at = |problem: &facts::Problem| {
            let place = problem.at.map_or_else(
                || problem.file.clone(),
                |(line, column)| {
                    let values =
                        [("file", problem.file.clone()), ("line", line.to_string()), ("column", column.to_string())];
                    words.with("call-file-at", &values)
                },
            );
            let what = if problem.field.is_empty() {
                problem.message.clone()
            } else {
                format!("{}: {}", problem.field, problem.message)
            };
            (place, what)
        };
        Wrong { problems: problems.iter().map(at).collect(), errors: Vec::new() }
    };
    match format {
        "csv" => rows(words, now, table::read_csv(text).map_err(|(line, what)| Wrong::at(name, line, what))?),
        "ics" => dates(words, id, text, now),
        "json" => Roadmap::from_json(name, text).map_err(told),
        _ => Roadmap::read(name, text).map_err(told),
    }
}

/// The actions of the first sheet of a workbook, and the same as a text of commas, to be looked at and sent again.
pub async fn of_workbook(
    words: &'static Words,
    name: &str,
    bytes: Vec<u8>,
    now: &Roadmap,
) -> Result<(String, Result<Roadmap, Wrong>), Failure> {
    // The workbook names its columns for readers, the text for programs.
    let known = |name: String| {
        let said =
            |field: &&&str| Lang::ALL.iter().any(|lang| Words::of(*lang).t(&format!("road-field-{field}")) == name);
        ActionSheet::FIELDS.iter().find(said).map_or(name.clone(), |field| (*field).to_owned())
    };
    Ok(match work(move || table::read_workbook(&bytes)).await? {
        Ok((columns, rows)) => {
            let columns: Vec<String> = columns.into_iter().map(known).collect();
            let text = table::write_csv(&columns, rows.iter().map(|(_, cells)| cells.as_slice()));
            (text, self::rows(words, now, (columns, rows)))
        }
        Err((row, what)) => (String::new(), Err(Wrong::at(name, row, what))),
    })
}

/// The roadmap of now, with the dates of a calendar.
fn dates(words: &Words, id: &str, text: &str, now: &Roadmap) -> Result<Roadmap, Wrong> {
    let title = |action: &Slug| {
        now.action(action.as_str()).map_or_else(|| action.to_string(), |action| telling::said(words, &action.title))
    };
    let told = |fault: EventFault| match fault {
        EventFault::NoCalendar(what) => words.t1("road-import-no-calendar", "what", what),
        EventFault::Foreign(event) => {
            words.t1("road-import-foreign", "event", event.chars().take(60).collect::<String>())
        }
        EventFault::NoDates(action) => words.t1("road-import-no-dates", "action", title(&action)),
        EventFault::Twice(action) => words.t1("road-import-twice", "action", title(&action)),
    };
    let found = agenda::dates_of_roadmap(text, id);
    let found = found.map_err(|faults| Wrong { errors: faults.into_iter().map(told).collect(), ..Wrong::default() })?;
    let (mut roadmap, mut errors) = (now.clone(), Vec::new());
    for dates in found {
        let Some(action) = roadmap.actions.iter_mut().find(|action| action.id == dates.action) else {
            errors.push(words.t1("road-import-foreign", "event", dates.action.to_string()));
            continue;
        };
        let start = Quarter::of(dates.first);
        action.start = Some(start);
        if let Some(over) = dates.over {
            action.quarters = u32::try_from(Quarter::of(over.previous()).since(start)).unwrap_or_default() + 1;
        }
    }
    agreed(words, roadmap, errors)
}

/// The frame of now, with the actions of a table.
fn rows(words: &Words, now: &Roadmap, (columns, rows): ReadTable) -> Result<Roadmap, Wrong> {
    let mut errors = Vec::new();
    for column in columns.iter().filter(|column| !ActionSheet::FIELDS.contains(&column.as_str())) {
        errors.push(words.t1("road-import-column", "name", column.chars().take(60).collect::<String>()));
    }
    for column in ["id", "axis", "title", "quarters"].iter().filter(|name| !columns.iter().any(|known| known == *name))
    {
        errors.push(words.t1("road-import-no-column", "name", *column));
    }
    let mut roadmap = Roadmap { actions: Vec::new(), ..now.clone() };
    for (line, cells) in rows {
        let sheet = ActionSheet(columns.iter().cloned().zip(cells).collect());
        match sheet.read() {
            Ok(action) => roadmap.actions.push(action),
            Err(faults) => errors.extend(faults.iter().map(|fault| {
                let field = words.t(&format!("road-field-{}", fault.field));
                let place = words.with("road-import-row", &[("row", line.to_string()), ("field", field)]);
                words.with("road-elsewhere", &[("where", place), ("fault", sheet_fault(words, fault))])
            })),
        }
    }
    agreed(words, roadmap, errors)
}

/// A roadmap that holds together, when nothing is wrong before.
fn agreed(words: &Words, roadmap: Roadmap, mut errors: Vec<String>) -> Result<Roadmap, Wrong> {
    if errors.is_empty() {
        errors.extend(roadmap.disagreements().iter().map(|found| elsewhere(words, &roadmap, found)));
    }
    if errors.is_empty() { Ok(roadmap) } else { Err(Wrong { problems: Vec::new(), errors }) }
}
