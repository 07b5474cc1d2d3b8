//! Reading a TOML text that somebody wrote, and telling every problem in it at once.
//!
//! [`Document::parse`] keeps what can be read of a text with faults; a [`Table`] is then asked for its fields by name.
//! A field that is absent or of another type adds a [`Problem`] and yields nothing, so that the reader of the next field
//! still runs; [`Table::close`] names the fields that nobody asked for, with the nearest known name.

use std::cell::RefCell;
use std::fmt::Display;
use std::ops::Range;
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::{Localised, Problem};

/// A TOML text, as far as it could be read.
pub struct Document<'t> {
    file: String,
    text: &'t str,
    /// Byte at which each line begins, so that a text of nothing but faults is not counted through for each.
    lines: Vec<usize>,
    root: Spanned<DeTable<'t>>,
    problems: RefCell<Vec<Problem>>,
}

impl<'t> Document<'t> {
    /// Reads `text`, naming it `file` in problems. Faults of syntax are kept as problems, all of them.
    pub fn parse(file: &str, text: &'t str) -> Self {
        let (root, errors) = DeTable::parse_recoverable(text);
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(byte, _)| byte + 1)).collect();
        let document = Self { file: file.to_owned(), text, lines, root, problems: RefCell::default() };
        for error in errors {
            let byte = error.span().map_or(0, |span| span.start);
            let what = error.message().lines().collect::<Vec<_>>().join(", ");
            document.push(byte, "", format!("not TOML: {what}"));
        }
        document
    }

    /// The whole text as a table.
    pub fn root(&self) -> Table<'_> {
        Table {
            document: self,
            table: self.root.get_ref(),
            span: self.root.span(),
            path: String::new(),
            asked: RefCell::default(),
        }
    }

    fn push(&self, byte: usize, field: &str, message: String) {
        let at = Some(self.line_column(byte));
        self.problems.borrow_mut().push(Problem { file: self.file.clone(), at, field: field.to_owned(), message });
    }

    /// What [`crate::problem::line_column`] says, found without walking the text from its beginning.
    fn line_column(&self, byte: usize) -> (usize, usize) {
        let end = self.text.floor_char_boundary(byte);
        let line = self.lines.partition_point(|start| *start <= end);
        (line, self.text[self.lines[line - 1]..end].chars().count() + 1)
    }

    /// The problems found so far, in the order of the text.
    pub fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort();
        problems.dedup();
        problems
    }
}

/// A table of a [`Document`], asked for its fields by name.
pub struct Table<'d> {
    document: &'d Document<'d>,
    table: &'d DeTable<'d>,
    span: Range<usize>,
    path: String,
    asked: RefCell<Vec<&'static str>>,
}

impl<'d> Table<'d> {
    /// A required text, not blank.
    pub fn text(&self, key: &'static str) -> Option<String> {
        let text = self.required(key, "a text", |value| value.as_str().map(str::to_owned))?;
        if text.trim().is_empty() {
            self.problem(key, "empty text, expected words");
            return None;
        }
        Some(text)
    }

    /// A text that may be absent.
    pub fn optional_text(&self, key: &'static str) -> Option<String> {
        self.has(key).then(|| self.text(key)).flatten()
    }

    /// A required text that must read as a `T`; the message of its error is the problem.
    pub fn parsed<T: FromStr<Err: Display>>(&self, key: &'static str) -> Option<T> {
        let text = self.text(key)?;
        text.parse().map_err(|error: T::Err| self.problem(key, error.to_string())).ok()
    }

    /// A text that may be absent and must read as a `T` when it is there.
    pub fn optional_parsed<T: FromStr<Err: Display>>(&self, key: &'static str) -> Option<T> {
        self.has(key).then(|| self.parsed(key)).flatten()
    }

    /// A required text among `choices`.
    pub fn one_of<T: Copy>(&self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let text = self.text(key)?;
        let found = choices.iter().find(|(name, _)| *name == text).map(|(_, choice)| *choice);
        if found.is_none() {
            let names = choices.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
            self.problem(key, format!("\"{text}\" found, expected one of {names}"));
        }
        found
    }

    /// A required number, whole or not, always finite.
    pub fn number(&self, key: &'static str) -> Option<f64> {
        let number = self.required(key, "a number", |value| match value {
            DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix()).ok().map(|i| i as f64),
            DeValue::Float(float) => float.as_str().parse::<f64>().ok(),
            _ => None,
        })?;
        if !number.is_finite() {
            self.problem(key, format!("{number} found, expected a finite number"));
            return None;
        }
        Some(number)
    }

    /// A number that may be absent.
    pub fn optional_number(&self, key: &'static str) -> Option<f64> {
        self.has(key).then(|| self.number(key)).flatten()
    }

    /// A required whole number, zero or more.
    pub fn whole(&self, key: &'static str) -> Option<u64> {
        self.required(key, "a whole number, zero or more", |value| {
            let integer = value.as_integer()?;
            u64::from_str_radix(integer.as_str(), integer.radix()).ok()
        })
    }

    /// A truth value that is false when absent.
    pub fn flag(&self, key: &'static str) -> bool {
        self.has(key) && self.required(key, "true or false", DeValue::as_bool).unwrap_or(false)
    }

    /// A required list of texts.
    pub fn texts(&self, key: &'static str) -> Vec<String> {
        let texts = self.required(key, "a list of texts", |value| {
            value.as_array()?.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()
        });
        texts.unwrap_or_default()
    }

    /// A list of texts that may be absent.
    pub fn optional_texts(&self, key: &'static str) -> Vec<String> {
        if self.has(key) { self.texts(key) } else { Vec::new() }
    }

    /// Required words in both languages: `name = { fr = "…", en = "…" }`.
    pub fn localised(&self, key: &'static str) -> Option<Localised> {
        let table = self.table(key)?;
        let (fr, en) = (table.text("fr"), table.text("en"));
        table.close();
        Some(Localised { fr: fr?, en: en? })
    }

    /// Words in both languages that may be absent.
    pub fn optional_localised(&self, key: &'static str) -> Option<Localised> {
        self.has(key).then(|| self.localised(key)).flatten()
    }

    /// A required list of words in both languages.
    pub fn localised_list(&self, key: &'static str) -> Vec<Localised> {
        self.tables(key)
            .into_iter()
            .filter_map(|table| {
                let (fr, en) = (table.text("fr"), table.text("en"));
                table.close();
                Some(Localised { fr: fr?, en: en? })
            })
            .collect()
    }

    /// A required table.
    pub fn table(&self, key: &'static str) -> Option<Table<'d>> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(self.inner(table, value.span(), self.path_to(key))),
            other => {
                self.problem(key, format!("{} found, expected a table", other.type_str()));
                None
            }
        }
    }

    /// A table that may be absent.
    pub fn optional_table(&self, key: &'static str) -> Option<Table<'d>> {
        self.has(key).then(|| self.table(key)).flatten()
    }

    /// A required list of tables, not empty.
    pub fn tables(&self, key: &'static str) -> Vec<Table<'d>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.problem(key, format!("{} found, expected a list of tables ([[{key}]])", value.get_ref().type_str()));
            return Vec::new();
        };
        if items.is_empty() {
            self.problem(key, "empty list, expected at least one table");
        }
        let mut tables = Vec::new();
        for (rank, item) in items.iter().enumerate() {
            let path = format!("{}[{}]", self.path_to(key), rank + 1);
            match item.get_ref() {
                DeValue::Table(table) => tables.push(self.inner(table, item.span(), path)),
                other => {
                    let message = format!("{} found, expected a table", other.type_str());
                    self.push(item.span().start, &path, message);
                }
            }
        }
        tables
    }

    /// A list of tables that may be absent.
    pub fn optional_tables(&self, key: &'static str) -> Vec<Table<'d>> {
        if self.has(key) { self.tables(key) } else { Vec::new() }
    }

    /// Whether the field is there. Asking counts as knowing the field.
    pub fn has(&self, key: &'static str) -> bool {
        self.asked.borrow_mut().push(key);
        self.table.contains_key(key)
    }

    /// Adds a problem about the value of `key`, or about the table when `key` is not in it.
    pub fn problem(&self, key: &str, message: impl Into<String>) {
        let byte = self.table.get(key).map_or(self.span.start, |value| value.span().start);
        self.push(byte, &self.path_to(key), message.into());
    }

    /// Names every field that was never asked for. Call it last.
    pub fn close(self) {
        let asked = self.asked.borrow();
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if !asked.contains(&name) {
                let nearest = asked.iter().copied().min_by_key(|known| edit_distance(known, name));
                let hint = nearest.map_or(String::new(), |known| {
                    if edit_distance(known, name) <= 2 { format!(", did you mean \"{known}\"?") } else { String::new() }
                });
                self.push(key.span().start, &self.path_to(name), format!("unknown field{hint}"));
            }
        }
    }

    fn required<T>(
        &self,
        key: &'static str,
        expected: &str,
        read: impl FnOnce(&DeValue<'d>) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(key)?;
        let read = read(value.get_ref());
        if read.is_none() {
            self.problem(key, format!("{} found, expected {expected}", describe(value.get_ref())));
        }
        read
    }

    fn value(&self, key: &'static str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.asked.borrow_mut().push(key);
        let value = self.table.get(key);
        if value.is_none() {
            self.push(self.span.start, &self.path_to(key), "missing field".to_owned());
        }
        value
    }

    fn inner(&self, table: &'d DeTable<'d>, span: Range<usize>, path: String) -> Table<'d> {
        Table { document: self.document, table, span, path, asked: RefCell::default() }
    }

    fn path_to(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn push(&self, byte: usize, field: &str, message: String) {
        self.document.push(byte, field, message);
    }
}

fn describe(value: &DeValue<'_>) -> String {
    match value {
        DeValue::Integer(integer) => format!("{integer}"),
        DeValue::Float(float) => format!("{float}"),
        DeValue::Boolean(boolean) => format!("{boolean}"),
        DeValue::String(text) => format!("\"{}\"", text.chars().take(40).collect::<String>()),
        other => other.type_str().to_owned(),
    }
}

/// Levenshtein distance in bytes, for the hint of a mistyped field.
fn edit_distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (above + 1).min(row[j] + 1).min(diagonal + usize::from(x != y));
            diagonal = above;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Period, Siren, Unit};
    use proptest::prelude::*;

    fn messages(text: &str, read: impl FnOnce(Table<'_>)) -> Vec<String> {
        let document = Document::parse("x.toml", text);
        read(document.root());
        document.into_problems().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_problem_is_told_with_its_line_and_column() {
        let text = "nam = \"a\"\nunit = \"hab\"\nfactor = \"ten\"\n\n[[laureate]]\nsiren = \"200090752\"\n";
        let found = messages(text, |root| {
            root.text("name");
            root.parsed::<Unit>("unit");
            root.number("factor");
            for laureate in root.tables("laureate") {
                laureate.parsed::<Siren>("siren");
                laureate.close();
            }
            root.close();
        });
        assert_eq!(found.len(), 5, "{found:#?}");
        assert_eq!(found[0], "x.toml:1:1: nam: unknown field, did you mean \"name\"?");
        assert_eq!(found[1], "x.toml:1:1: name: missing field");
        assert!(found[2].starts_with("x.toml:2:8: unit: \"hab\" is not a unit"));
        assert_eq!(found[3], "x.toml:3:10: factor: \"ten\" found, expected a number");
        assert!(found[4].starts_with("x.toml:6:9: laureate[1].siren: \"200090752\" is not a SIREN"));
    }

    #[test]
    fn faults_of_syntax_do_not_hide_the_rest() {
        let found = messages("a = \nb = 3\n", |root| {
            root.text("b");
        });
        assert!(
            found.iter().any(|problem| problem.starts_with("x.toml:1:") && problem.contains("not TOML")),
            "{found:?}"
        );
        assert!(found.iter().any(|problem| problem == "x.toml:2:5: b: 3 found, expected a text"), "{found:?}");
    }

    #[test]
    fn a_good_text_has_no_problem() {
        let found = messages("name = { fr = \"a\", en = \"b\" }\nperiod = \"2021\"\nn = 3\n", |root| {
            assert_eq!(root.localised("name"), Some(Localised::new("a", "b")));
            assert_eq!(root.parsed::<Period>("period"), Some(Period::Year(2021)));
            assert_eq!(root.number("n"), Some(3.0));
            root.close();
        });
        assert_eq!(found, Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn a_place_is_the_one_counted_from_the_beginning(text in "(?s)[a\u{e9}\n]{0,40}", byte in 0usize..100) {
            let document = Document::parse("x.toml", &text);
            prop_assert_eq!(document.line_column(byte), crate::problem::line_column(&text, byte));
        }

        #[test]
        fn no_text_breaks_the_reader(text in "(?s)[a-c=\\[\\]{}\"'\n .0-9é#]{0,80}") {
            messages(&text, |root| {
                root.text("a");
                root.tables("b");
                root.number("c");
                root.close();
            });
        }
    }
}
