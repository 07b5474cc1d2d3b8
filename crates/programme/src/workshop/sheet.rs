//! What is said of a workshop beforehand.

use serde::{Deserialize, Serialize};

use super::{Cause, MOST_PARTICIPANTS};
use crate::calendar::{LocalTime, Zone};
use crate::form::characters;
use crate::{Session, Slug};

/// The longest title or place, in characters.
const LONGEST_NAME: u64 = 200;
/// The longest aim, in characters.
const LONGEST_AIM: u64 = 2_000;
/// The most items of an agenda, the most themes, the most questions.
const MOST_ITEMS: u64 = 30;

/// What is said of a workshop beforehand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The stage of the session to which it belongs.
    pub stage: Slug,
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub aim: String,
    /// Where it takes place.
    pub place: String,
    /// When it begins, on the clock of `zone`.
    pub begins: LocalTime,
    /// When it ends, on the same clock.
    pub ends: LocalTime,
    /// The clock.
    pub zone: Zone,
    /// How many seats there are.
    pub capacity: u32,
    /// What is done, in order.
    pub agenda: Vec<AgendaItem>,
    /// What is spoken of.
    pub themes: Vec<Theme>,
    /// What the room is asked.
    pub questions: Vec<Question>,
}

/// Something that is done in a workshop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    /// What.
    pub title: String,
    /// For how many minutes.
    pub minutes: u32,
}

/// Something that is spoken of: a word of the taxonomy of the session, or one of the workshop's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// Its short name: that of the item of the taxonomy, when it is one.
    pub id: Slug,
    /// What it is called, when it is the workshop's own.
    pub name: Option<String>,
}

/// Something that the room is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its short name.
    pub id: Slug,
    /// The question.
    pub text: String,
}

impl Sheet {
    /// The minutes between its beginning and its end, on clocks that tell the time that passes; negative when it ends before
    /// it begins.
    pub fn minutes(&self) -> i64 {
        self.zone.instant(self.ends).since(self.zone.instant(self.begins)) / 60
    }

    /// The minutes that its agenda takes.
    pub fn agenda_minutes(&self) -> i64 {
        self.agenda.iter().map(|item| i64::from(item.minutes)).sum()
    }

    /// The theme of a short name.
    pub fn theme(&self, id: &Slug) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.id == *id)
    }

    /// The question of a short name.
    pub fn question(&self, id: &Slug) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *id)
    }

    /// What is wrong with it, in a session.
    pub(super) fn faults(&self, session: &Session) -> Vec<Cause> {
        let mut causes = Vec::new();
        if session.stage(&self.stage).is_none() {
            causes.push(Cause::UnknownStage { stage: self.stage.clone() });
        }
        for (field, text, limit) in [
            ("title", &self.title, LONGEST_NAME),
            ("aim", &self.aim, LONGEST_AIM),
            ("place", &self.place, LONGEST_NAME),
        ] {
            causes.extend(written(field, text, limit));
        }
        let minutes = self.minutes();
        if minutes <= 0 {
            causes.push(Cause::EndsBeforeBeginning { begins: self.begins, ends: self.ends });
        } else if self.agenda_minutes() > minutes {
            causes.push(Cause::AgendaTooLong { minutes: self.agenda_minutes(), available: minutes });
        }
        if !(1..=MOST_PARTICIPANTS).contains(&self.capacity) {
            causes.push(Cause::Capacity { capacity: self.capacity, most: MOST_PARTICIPANTS });
        }
        for (field, count) in
            [("agenda", self.agenda.len()), ("themes", self.themes.len()), ("questions", self.questions.len())]
        {
            if count as u64 > MOST_ITEMS {
                causes.push(Cause::TooMany { what: field.to_owned(), limit: MOST_ITEMS });
            }
        }
        for item in &self.agenda {
            causes.extend(written("agenda", &item.title, LONGEST_NAME));
            causes.extend((item.minutes == 0).then(|| Cause::NoDuration { item: item.title.clone() }));
        }
        for theme in &self.themes {
            match &theme.name {
                Some(name) => causes.extend(written("themes", name, LONGEST_NAME)),
                None if session.taxonomy.item(theme.id.as_str()).is_none() => {
                    causes.push(Cause::UnknownTheme { theme: theme.id.clone() });
                }
                None => {}
            }
        }
        for question in &self.questions {
            causes.extend(written("questions", &question.text, LONGEST_AIM));
        }
        causes.extend(twice(self.themes.iter().map(|theme| &theme.id)));
        causes.extend(twice(self.questions.iter().map(|question| &question.id)));
        causes
    }
}

fn twice<'s>(ids: impl Iterator<Item = &'s Slug>) -> Vec<Cause> {
    let mut seen = std::collections::BTreeSet::new();
    ids.filter(|id| !seen.insert(*id)).map(|id| Cause::Twice { id: id.clone() }).collect()
}

/// What is wrong with a text that must be there and has a limit, in characters.
pub(super) fn written(field: &str, text: &str, limit: u64) -> Option<Cause> {
    match characters(text.trim()) {
        0 => Some(Cause::Empty { field: field.to_owned() }),
        length if length > limit => Some(Cause::TextTooLong { field: field.to_owned(), length, limit }),
        _ => None,
    }
}
