//! Answers as they are read.

use press::Words;
use programme::form::Value;
use programme::session::{Answer, Question};
use programme::{Session, Slug};

use super::Desk;
use super::answers::perimeter_text;
use crate::instance::Instance;

/// What it takes to write an answer in words.
pub struct Reading<'r> {
    /// The words of the reader.
    pub words: &'r Words,
    /// The session, whose lists and criteria are named.
    pub session: &'r Session,
    /// The map, whose communes are named.
    pub instance: &'r Instance,
}

impl Reading<'_> {
    /// An answer to a question.
    pub fn in_words(&self, question: &Question, value: Option<&Value>) -> String {
        let words = self.words;
        match (value, &question.answer) {
            (None, _) => words.t("dossier-none"),
            (Some(Value::Choice { option }), Answer::Choice { options }) => {
                let found = options.iter().find(|known| known.id == *option);
                found.map_or_else(|| option.to_string(), |found| words.say(&found.name))
            }
            (Some(value), _) => self.plain(value),
        }
    }

    /// An answer without its question.
    pub fn plain(&self, value: &Value) -> String {
        let words = self.words;
        let name_of = |item: &Slug| {
            let found = self.session.taxonomy.item(item.as_str());
            found.map_or_else(|| item.to_string(), |(_, item)| words.say(&item.name))
        };
        match value {
            Value::Text { text } => text.clone(),
            Value::Words { items, other } => {
                items.iter().map(name_of).chain(other.clone()).collect::<Vec<_>>().join(", ")
            }
            Value::Criteria { texts } => {
                let named = self.session.rubric.criteria().filter_map(|criterion| {
                    Some(format!("{}\n{}", words.say(&criterion.name), texts.get(&criterion.id)?))
                });
                named.collect::<Vec<_>>().join("\n\n")
            }
            Value::Choice { option } => option.to_string(),
            Value::YesNo { yes } => words.t(if *yes { "dossier-yes" } else { "dossier-no" }),
            Value::Perimeter { communes, .. } => {
                let count = words.number(communes.len() as f64, 0);
                let count = words.t1("dossier-perimeter-is", "communes", count);
                let names = perimeter_text(value, self.instance);
                let names = names.lines().map(|code| match self.instance.resolve(code) {
                    Ok(found) => words.with("perimeter-named", &[("name", found.name), ("code", code.to_owned())]),
                    Err(_) => code.to_owned(),
                });
                format!("{count}\n{}", names.collect::<Vec<_>>().join("\n"))
            }
            Value::Files { files } => files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join("\n"),
        }
    }
}

impl Desk<'_> {
    fn reading(&self) -> Reading<'_> {
        Reading { words: self.words, session: self.session, instance: self.state.instance() }
    }

    /// An answer to a question, as it is read.
    pub(super) fn in_words(&self, question: &Question, value: Option<&Value>) -> String {
        self.reading().in_words(question, value)
    }

    /// An answer without its question, as it is read.
    pub(super) fn plain(&self, value: &Value) -> String {
        self.reading().plain(value)
    }
}
