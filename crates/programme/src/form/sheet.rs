//! The questions of a form as one edits them: read from `application.toml` and written back to it, with what somebody wrote
//! there beside them.

use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value, value};

use crate::Slug;

/// The kinds of answer of which a question may be made with a [`QuestionSheet`]. The others need what it has no field for.
pub const NEW_KINDS: [&str; 11] =
    ["line", "text", "choice", "yes-no", "number", "date", "email", "phone", "siren", "territory", "enclosure"];

/// A question, as one types it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuestionSheet {
    /// Its short name.
    pub id: String,
    /// How it is answered, by its written name.
    pub kind: String,
    /// The question, in French and in English.
    pub label: [String; 2],
    /// What is expected, in French and in English.
    pub help: [String; 2],
    /// Whether an answer is required.
    pub required: bool,
    /// Whether the answer is personal data.
    pub personal: bool,
    /// Whether it may be published.
    pub public: bool,
    /// The longest answer, in characters; empty where the kind has none.
    pub length: String,
    /// The answers to choose from, one a line: `short-name = français | English`.
    pub options: String,
}

/// Something wrong in a [`QuestionSheet`]: the field, and what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionWrong {
    /// The short name is not one.
    NotAName,
    /// Another question has that short name.
    NameTaken,
    /// The kind cannot be chosen.
    NotAKind,
    /// The label lacks in a language.
    NoLabel,
    /// The help is there in one language only.
    HalfHelp,
    /// Personal data are never published.
    PersonalAndPublic,
    /// The length is no number of characters from 1 to 20 000.
    NotALength,
    /// A line of the options is not `short-name = français | English`, or a name comes twice, or there are fewer than two.
    BadOptions,
}

/// The longest answer that a form may ask for.
const LONGEST: u64 = 20_000;

impl QuestionWrong {
    /// The field that is wrong.
    pub fn field(self) -> &'static str {
        match self {
            Self::NotAName | Self::NameTaken => "id",
            Self::NotAKind => "kind",
            Self::NoLabel => "label.fr",
            Self::HalfHelp => "help.fr",
            Self::PersonalAndPublic => "public",
            Self::NotALength => "length",
            Self::BadOptions => "options",
        }
    }
}

impl QuestionSheet {
    /// Whether its kind has a longest answer.
    pub fn has_length(&self) -> bool {
        matches!(self.kind.as_str(), "text" | "criteria")
    }

    /// Whether its kind has answers to choose from.
    pub fn has_options(&self) -> bool {
        self.kind == "choice"
    }

    /// Everything that is wrong in it; `others` are the short names of the other questions.
    pub fn faults(&self, others: &[String]) -> Vec<QuestionWrong> {
        let blank = |text: &String| text.trim().is_empty();
        let length = self.length.parse::<u64>().is_ok_and(|length| (1..=LONGEST).contains(&length));
        let checks = [
            (QuestionWrong::NotAName, self.id.parse::<Slug>().is_err()),
            (QuestionWrong::NameTaken, others.contains(&self.id)),
            (QuestionWrong::NoLabel, self.label.iter().any(blank)),
            (QuestionWrong::HalfHelp, self.help.iter().filter(|text| blank(text)).count() == 1),
            (QuestionWrong::PersonalAndPublic, self.personal && self.public),
            (QuestionWrong::NotALength, self.has_length() && !length),
            (QuestionWrong::BadOptions, self.has_options() && options(&self.options).is_none()),
        ];
        checks.into_iter().filter(|(_, wrong)| *wrong).map(|(fault, _)| fault).collect()
    }

    fn read(table: &Table) -> Self {
        let text = |key: &str| table.get(key).and_then(Item::as_str).unwrap_or_default().to_owned();
        let both = |key: &str| both(table.get(key));
        let flag = |key: &str| table.get(key).and_then(Item::as_bool).unwrap_or(false);
        let choices = |item: &Item| -> Vec<[String; 3]> {
            let choice = |table: &dyn TableLike| {
                let [fr, en] = self::both(table.get("name"));
                [table.get("id").and_then(Item::as_str).unwrap_or_default().to_owned(), fr, en]
            };
            match item {
                Item::ArrayOfTables(tables) => tables.iter().map(|table| choice(table)).collect(),
                Item::Value(Value::Array(array)) => {
                    array.iter().filter_map(Value::as_inline_table).map(|table| choice(table)).collect()
                }
                _ => Vec::new(),
            }
        };
        let options = table.get("option").map(choices).unwrap_or_default();
        Self {
            id: text("id"),
            kind: text("kind"),
            label: both("label"),
            help: both("help"),
            required: flag("required"),
            personal: flag("personal"),
            public: flag("public"),
            length: table.get("length").and_then(Item::as_integer).map_or_else(String::new, |n| n.to_string()),
            options: options.iter().map(|[id, fr, en]| format!("{id} = {fr} | {en}")).collect::<Vec<_>>().join("\n"),
        }
    }

    fn write(&self, table: &mut Table) {
        let was = Self::read(table);
        if was.id != self.id {
            table["id"] = value(&self.id);
        }
        if was.kind != self.kind {
            table["kind"] = value(&self.kind);
        }
        for (key, was, is) in [("label", &was.label, &self.label), ("help", &was.help, &self.help)] {
            if was == is {
                continue;
            }
            if is.iter().all(|text| text.trim().is_empty()) {
                table.remove(key);
            } else {
                table[key] = value(in_both(is));
            }
        }
        let flags = [
            ("required", was.required, self.required),
            ("personal", was.personal, self.personal),
            ("public", was.public, self.public),
        ];
        for (key, was, is) in flags {
            match (was == is, is) {
                (true, _) => {}
                (_, true) => table[key] = value(true),
                (_, false) => drop(table.remove(key)),
            }
        }
        if was.length != self.length && self.has_length() {
            table["length"] = value(self.length.parse::<i64>().unwrap_or_default());
        }
        if was.options != self.options && self.has_options() {
            let choice = |(id, names): (String, [String; 2])| {
                let mut choice = InlineTable::new();
                choice.insert("id", id.into());
                choice.insert("name", in_both(&names).into());
                Value::from(choice)
            };
            let mut array: toml_edit::Array =
                options(&self.options).unwrap_or_default().into_iter().map(choice).collect();
            for item in array.iter_mut() {
                item.decor_mut().set_prefix("\n  ");
            }
            array.set_trailing("\n");
            array.set_trailing_comma(true);
            table["option"] = value(array);
        }
    }
}

/// The options of a text: short name and names in both languages; nothing when one is wrong.
fn options(text: &str) -> Option<Vec<(String, [String; 2])>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let option = |line: &str| {
        let (id, names) = line.split_once('=')?;
        let (fr, en) = names.split_once('|')?;
        let (id, names) = (id.trim().to_owned(), [fr.trim().to_owned(), en.trim().to_owned()]);
        let right = id.parse::<Slug>().is_ok() && names.iter().all(|name| !name.is_empty());
        right.then_some((id, names))
    };
    let options: Vec<_> = lines.map(option).collect::<Option<_>>()?;
    let twice = options.iter().enumerate().any(|(rank, one)| options[..rank].iter().any(|other| other.0 == one.0));
    (options.len() >= 2 && !twice).then_some(options)
}

fn both(item: Option<&Item>) -> [String; 2] {
    let table = item.and_then(Item::as_table_like);
    let text = |key: &str| table.and_then(|table| table.get(key)).and_then(Item::as_str).unwrap_or_default().to_owned();
    [text("fr"), text("en")]
}

fn in_both(texts: &[String; 2]) -> InlineTable {
    let mut table = InlineTable::new();
    table.insert("fr", texts[0].trim().into());
    table.insert("en", texts[1].trim().into());
    table
}

/// The questions of `application.toml`.
#[derive(Debug, Clone)]
pub struct FormSheet(DocumentMut);

impl FormSheet {
    /// Of a text.
    ///
    /// # Errors
    /// Where the text is not TOML.
    pub fn read(text: &str) -> Result<Self, toml_edit::TomlError> {
        Ok(Self(text.parse()?))
    }

    /// The text.
    pub fn write(&self) -> String {
        self.0.to_string()
    }

    /// The sections, each with its questions: short name, names in both languages, questions.
    pub fn sections(&self) -> Vec<(String, [String; 2], Vec<QuestionSheet>)> {
        let sections = self.0.get("form").and_then(|form| form.get("section")).and_then(Item::as_array_of_tables);
        let section = |table: &Table| {
            let id = table.get("id").and_then(Item::as_str).unwrap_or_default().to_owned();
            let questions = table.get("question").and_then(Item::as_array_of_tables);
            let questions = questions.map(|all| all.iter().map(QuestionSheet::read).collect()).unwrap_or_default();
            (id, both(table.get("name")), questions)
        };
        sections.map(|all| all.iter().map(section).collect()).unwrap_or_default()
    }

    /// The question of a short name.
    pub fn question(&self, id: &str) -> Option<QuestionSheet> {
        self.sections().into_iter().flat_map(|(.., questions)| questions).find(|question| question.id == id)
    }

    /// The short names of the questions.
    pub fn names(&self) -> Vec<String> {
        self.sections().into_iter().flat_map(|(.., questions)| questions).map(|question| question.id).collect()
    }

    /// Gives the form a revision.
    pub fn revise(&mut self, revision: u64) {
        if let Some(form) = self.0.get_mut("form").and_then(Item::as_table_mut) {
            form["revision"] = value(revision as i64);
        }
    }

    /// Puts a question in the place of that of its short name. Whether there was one.
    pub fn set(&mut self, sheet: &QuestionSheet) -> bool {
        let Some((questions, rank)) = self.place(&sheet.id) else { return false };
        questions.get_mut(rank).map(|table| sheet.write(table)).is_some()
    }

    /// Adds a question at the end of a section. Whether there is such a section.
    pub fn add(&mut self, section: &str, sheet: &QuestionSheet) -> bool {
        let Some(sections) = self.questions_of_sections() else { return false };
        let found = sections.iter_mut().find(|table| table.get("id").and_then(Item::as_str) == Some(section));
        let Some(found) = found else { return false };
        let at = found.position();
        let questions = found.entry("question").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
        let Some(questions) = questions.as_array_of_tables_mut() else { return false };
        let mut table = Table::new();
        if let Some(at) = questions.iter().filter_map(Table::position).max().or(at) {
            table.set_position(at);
        }
        table.decor_mut().set_prefix("\n");
        sheet.write(&mut table);
        questions.push(table);
        true
    }

    /// Removes a question. Whether there was one.
    pub fn remove(&mut self, id: &str) -> bool {
        let Some((questions, rank)) = self.place(id) else { return false };
        questions.remove(rank);
        true
    }

    /// Moves a question before the one that precedes it in its section, or after the one that follows. Whether it moved.
    pub fn shift(&mut self, id: &str, up: bool) -> bool {
        let Some((questions, rank)) = self.place(id) else { return false };
        let other = if up { rank.checked_sub(1) } else { Some(rank + 1).filter(|next| *next < questions.len()) };
        let Some(other) = other else { return false };
        let mut all: Vec<Table> = std::mem::take(questions).into_iter().collect();
        // The place in the file is that of the table: they take each other's.
        let (mine, its) = (all[rank].position(), all[other].position());
        for (table, position) in [(rank, its), (other, mine)] {
            if let Some(position) = position {
                all[table].set_position(position);
            }
        }
        all.swap(rank, other);
        for table in all {
            questions.push(table);
        }
        true
    }

    fn questions_of_sections(&mut self) -> Option<&mut ArrayOfTables> {
        self.0.get_mut("form")?.get_mut("section")?.as_array_of_tables_mut()
    }

    /// Where a question is: the questions of its section, and its rank there.
    fn place(&mut self, id: &str) -> Option<(&mut ArrayOfTables, usize)> {
        self.questions_of_sections()?.iter_mut().find_map(|section| {
            let questions = section.get_mut("question")?.as_array_of_tables_mut()?;
            let rank = questions.iter().position(|table| table.get("id").and_then(Item::as_str) == Some(id))?;
            Some((questions, rank))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Session;
    use crate::session::tests::DEMONSTRATION;

    fn text() -> &'static str {
        DEMONSTRATION.iter().find(|(name, _)| *name == "application.toml").unwrap().1
    }

    fn read(text: &str) -> crate::form::Form {
        let files: Vec<(&str, &str)> = DEMONSTRATION
            .iter()
            .map(|(name, was)| (*name, if *name == "application.toml" { text } else { was }))
            .collect();
        Session::read(&files).unwrap_or_else(|problems| panic!("{problems:?}")).application.form
    }

    #[test]
    fn a_form_that_is_not_changed_is_written_as_it_was() {
        let mut sheet = FormSheet::read(text()).unwrap();
        for name in sheet.names() {
            let question = sheet.question(&name).unwrap();
            let others: Vec<String> = sheet.names().into_iter().filter(|other| *other != name).collect();
            assert_eq!(question.faults(&others), [], "{name}");
            assert!(sheet.set(&question));
        }
        assert_eq!(sheet.write(), text());
    }

    #[test]
    fn questions_are_changed_moved_removed_and_added_and_the_form_reads() {
        let mut sheet = FormSheet::read(text()).unwrap();
        let mut name = sheet.question("territory-name").unwrap();
        name.label = ["Nom complet".into(), "Full name".into()];
        name.help = ["En toutes lettres.".into(), "In full.".into()];
        name.required = false;
        assert!(sheet.set(&name));
        let mut form = sheet.question("bearer-form").unwrap();
        form.options += "\nassociation = Association | Association";
        assert!(sheet.set(&form));
        assert!(sheet.shift("perimeter", true) && !sheet.shift("perimeter", true));
        assert!(sheet.remove("centre") && !sheet.remove("centre"));
        let new = QuestionSheet {
            id: "strengths".into(),
            kind: "text".into(),
            label: ["Vos forces".into(), "Your strengths".into()],
            length: "1500".into(),
            required: true,
            ..QuestionSheet::default()
        };
        assert_eq!(new.faults(&sheet.names()), []);
        assert!(sheet.add("bearer", &new) && !sheet.add("nowhere", &new));
        sheet.revise(2);
        let form = read(&sheet.write());
        assert_eq!(form.revision, 2);
        let ids: Vec<&str> = form.sections[0].questions.iter().map(|question| question.id.as_str()).collect();
        assert_eq!(ids, ["perimeter", "territory-name", "area", "overseas", "crossings"]);
        assert_eq!(form.sections[1].questions.last().unwrap().id.as_str(), "strengths");
        let (_, name) = form.question(&"territory-name".parse().unwrap()).unwrap();
        assert_eq!((name.label.fr.as_str(), name.required), ("Nom complet", false));
        let (_, bearer) = form.question(&"bearer-form".parse().unwrap()).unwrap();
        assert!(matches!(&bearer.answer, crate::form::Answer::Choice { options } if options.len() == 4));
        // What comes after the questions of a section stays after them.
        let sections: Vec<&str> = form.sections.iter().map(|section| section.id.as_str()).collect();
        let before = read(text());
        assert_eq!(sections, before.sections.iter().map(|section| section.id.as_str()).collect::<Vec<_>>());
    }

    #[test]
    fn each_fault_of_a_question_is_told_at_once() {
        let wrong = QuestionSheet {
            id: "Pas un nom".into(),
            kind: "choice".into(),
            label: ["Question".into(), " ".into()],
            help: [String::new(), "Help".into()],
            personal: true,
            public: true,
            options: "one = Un | One".into(),
            ..QuestionSheet::default()
        };
        use QuestionWrong::{BadOptions, HalfHelp, NoLabel, NotAName, PersonalAndPublic};
        assert_eq!(wrong.faults(&[]), [NotAName, NoLabel, HalfHelp, PersonalAndPublic, BadOptions]);
        assert_eq!(options("a = A | A\na = B | B"), None, "twice");
    }

    #[test]
    fn every_kind_that_may_be_added_reads() {
        for kind in NEW_KINDS {
            let mut sheet = FormSheet::read(text()).unwrap();
            let new = QuestionSheet {
                id: "new-question".into(),
                kind: kind.into(),
                label: ["Question".into(), "Question".into()],
                length: if kind == "text" { "500".into() } else { String::new() },
                options: if kind == "choice" { "a = A | A\nb = B | B".into() } else { String::new() },
                ..QuestionSheet::default()
            };
            assert_eq!(new.faults(&sheet.names()), [], "{kind}");
            assert!(sheet.add("territory", &new));
            read(&sheet.write());
        }
    }
}
