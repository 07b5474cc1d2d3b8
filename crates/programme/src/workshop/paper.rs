//! What was written on paper, typed in: one contribution a line, or a table.
//!
//! A table is known by its first line, which names a column of words; columns are parted by semicolons, commas or tabs. Every
//! fault of every line is told before anything is taken.

use facts::CommuneCode;

use super::contribution::{About, LONGEST, Spot};
use super::sheet::written;
use super::{Cause, Workshop};
use crate::Slug;

/// The most lines taken at once.
pub const MOST_LINES: usize = 500;

/// A line that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its place in what was pasted, from 1.
    pub number: usize,
    /// Its words.
    pub words: String,
    /// What it is about.
    pub about: About,
    /// What is wrong with it.
    pub faults: Vec<LineFault>,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineFault {
    /// Its words are.
    Words(Cause),
    /// It names a theme that the workshop has not.
    Theme(String),
    /// It names a question that the workshop does not ask.
    Question(String),
    /// It names a commune by what is no code.
    Commune(String),
    /// Its longitude and its latitude are no place.
    Point(String),
    /// It has more cells than the table has columns.
    Cells {
        /// The cells found.
        found: usize,
        /// The columns.
        columns: usize,
    },
}

/// What is wrong with the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperFault {
    /// There is nothing.
    Nothing,
    /// There are too many lines.
    TooMany {
        /// The lines found.
        found: usize,
    },
    /// The table has a column that is not known.
    Column(String),
    /// The table has a column twice.
    ColumnTwice(String),
    /// The table cannot be read.
    Unreadable(String),
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paper {
    /// The lines.
    pub lines: Vec<Line>,
    /// What is wrong with the whole.
    pub faults: Vec<PaperFault>,
    /// Whether it was read as a table.
    pub is_table: bool,
}

impl Paper {
    /// Whether all of it can be taken.
    pub fn is_right(&self) -> bool {
        self.faults.is_empty() && self.lines.iter().all(|line| line.faults.is_empty())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Words,
    Theme,
    Question,
    Commune,
    Lon,
    Lat,
}

fn column(name: &str) -> Option<Column> {
    Some(match name.trim().to_lowercase().as_str() {
        "texte" | "contribution" | "text" | "words" => Column::Words,
        "thème" | "theme" => Column::Theme,
        "question" => Column::Question,
        "commune" | "insee" => Column::Commune,
        "lon" | "longitude" => Column::Lon,
        "lat" | "latitude" => Column::Lat,
        _ => return None,
    })
}

/// Reads what was pasted. `about` is what lines without columns of their own are about; `named` says the names under which
/// themes of the taxonomy are known to who writes.
pub fn read(text: &str, about: &About, workshop: &Workshop, named: &dyn Fn(&Slug) -> Vec<String>) -> Paper {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mark =
        [';', '\t', ','].into_iter().max_by_key(|mark| (first.matches(*mark).count(), *mark == ';')).unwrap_or(';');
    let heads: Vec<&str> = first.split(mark).map(|cell| cell.trim().trim_matches('"')).collect();
    let is_table = heads.iter().any(|name| column(name) == Some(Column::Words));
    let mut paper = if is_table { table(text, mark, about, workshop, named) } else { lines(text, about) };
    if paper.lines.is_empty() && paper.faults.is_empty() {
        paper.faults.push(PaperFault::Nothing);
    }
    if paper.lines.len() > MOST_LINES {
        paper.faults.push(PaperFault::TooMany { found: paper.lines.len() });
    }
    for line in &mut paper.lines {
        line.faults.extend(written("words", &line.words, LONGEST).map(LineFault::Words));
    }
    paper
}

fn lines(text: &str, about: &About) -> Paper {
    let numbered = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    // What people type before a point of a list is not what was said.
    let plain = |line: &str| line.trim().trim_start_matches(['-', '•', '–', '*']).trim().to_owned();
    let line = |(rank, line): (usize, &str)| Line {
        number: rank + 1,
        words: plain(line),
        about: about.clone(),
        faults: Vec::new(),
    };
    Paper { lines: numbered.map(line).collect(), ..Paper::default() }
}

fn table(text: &str, mark: char, about: &About, workshop: &Workshop, named: &dyn Fn(&Slug) -> Vec<String>) -> Paper {
    let mut paper = Paper { is_table: true, ..Paper::default() };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(mark as u8)
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut columns: Option<Vec<Option<Column>>> = None;
    for row in reader.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                paper.faults.push(PaperFault::Unreadable(error.to_string()));
                break;
            }
        };
        let number = row.position().map_or(0, |position| position.line() as usize);
        let Some(columns) = &columns else {
            let mut seen: Vec<Column> = Vec::new();
            let mut read = |name: &str| {
                let found = column(name);
                match found {
                    None if !name.is_empty() => paper.faults.push(PaperFault::Column(name.to_owned())),
                    Some(one) if seen.contains(&one) => paper.faults.push(PaperFault::ColumnTwice(name.to_owned())),
                    _ => seen.extend(found),
                }
                found
            };
            columns = Some(row.iter().map(&mut read).collect());
            continue;
        };
        if row.iter().all(str::is_empty) {
            continue;
        }
        let mut faults = Vec::new();
        if row.len() > columns.len() {
            faults.push(LineFault::Cells { found: row.len(), columns: columns.len() });
        }
        let cell = |wanted: Column| {
            let at = columns.iter().position(|column| *column == Some(wanted))?;
            row.get(at).filter(|text| !text.is_empty())
        };
        let mut of = about.clone();
        if let Some(name) = cell(Column::Theme) {
            let ids = workshop.sheet.themes.iter().map(|theme| (&theme.id, theme.name.as_deref()));
            match found(name, ids, named) {
                Some(id) => of.theme = Some(id),
                None => faults.push(LineFault::Theme(name.to_owned())),
            }
        }
        if let Some(name) = cell(Column::Question) {
            let ids = workshop.sheet.questions.iter().map(|question| (&question.id, Some(question.text.as_str())));
            let by_number =
                name.parse::<usize>().ok().and_then(|rank| workshop.sheet.questions.get(rank.checked_sub(1)?));
            match found(name, ids, &|_| Vec::new()).or_else(|| by_number.map(|question| question.id.clone())) {
                Some(id) => of.question = Some(id),
                None => faults.push(LineFault::Question(name.to_owned())),
            }
        }
        if let Some(code) = cell(Column::Commune) {
            match code.parse::<CommuneCode>() {
                Ok(code) => of.spot = Some(Spot::Commune { code }),
                Err(_) => faults.push(LineFault::Commune(code.to_owned())),
            }
        }
        if let (lon, lat) = (cell(Column::Lon), cell(Column::Lat))
            && (lon.is_some() || lat.is_some())
        {
            let degrees = |text: Option<&str>| text.and_then(|text| text.replace(',', ".").parse::<f64>().ok());
            let point = degrees(lon).zip(degrees(lat)).and_then(|(lon, lat)| Spot::from_degrees(lon, lat).ok());
            match point {
                Some(spot) => of.spot = Some(spot),
                None => faults.push(LineFault::Point(format!("{} {}", lon.unwrap_or("–"), lat.unwrap_or("–")))),
            }
        }
        let words = cell(Column::Words).unwrap_or_default().to_owned();
        paper.lines.push(Line { number, words, about: of, faults });
    }
    paper
}

/// The short name that somebody means: the short name itself, or a name, in capitals or not.
fn found<'s>(
    text: &str,
    mut ids: impl Iterator<Item = (&'s Slug, Option<&'s str>)>,
    named: &dyn Fn(&Slug) -> Vec<String>,
) -> Option<Slug> {
    let text = text.to_lowercase();
    let means = |(id, name): &(&Slug, Option<&str>)| {
        id.as_str() == text
            || name.is_some_and(|name| name.to_lowercase() == text)
            || (name.is_none() && named(id).iter().any(|name| name.to_lowercase() == text))
    };
    ids.find(means).map(|(id, _)| id.clone())
}
