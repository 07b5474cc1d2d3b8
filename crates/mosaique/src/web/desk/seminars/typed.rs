//! The sheet of a seminar as it is typed.

use press::Words;
use press::page::{SeminarChoice, SeminarTyped};
use programme::calendar::{LocalTime, Zone};
use programme::seminar::{Document, Sheet, Slot};
use programme::{Session, Slug};

/// The fields of a form.
#[derive(Debug, Clone, Default)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn one<'f>(&'f self, name: &'f str) -> &'f str {
        self.all(name).next().unwrap_or_default()
    }

    /// A text over several lines, as it is kept.
    pub fn text(&self, name: &str) -> String {
        self.one(name).replace("\r\n", "\n").trim().to_owned()
    }

    fn lines(&self, name: &str) -> Vec<String> {
        self.text(name).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// What a sheet would be typed as.
    pub fn of(sheet: &Sheet) -> Self {
        let programme = sheet.programme.iter().map(|slot| format!("{:02}:{:02} {}", slot.hour, slot.minute, slot.what));
        let documents = sheet.documents.iter().map(|one| format!("{} | {}", one.title, one.address));
        let fields = [
            ("stage", sheet.stage.to_string()),
            ("title", sheet.title.clone()),
            ("begins", sheet.begins.to_string()),
            ("ends", sheet.ends.to_string()),
            ("zone", sheet.zone.as_str().to_owned()),
            ("place", sheet.place.clone()),
            ("online", sheet.online.clone()),
            ("about", sheet.about.clone()),
            ("programme", programme.collect::<Vec<_>>().join("\n")),
            ("documents", documents.collect::<Vec<_>>().join("\n")),
            ("registration", sheet.registration.clone()),
        ];
        let laureates = sheet.laureates.iter().map(|id| ("laureate", id.to_string()));
        Self(fields.into_iter().chain(laureates).map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// The sheet; all that is not written as it must be.
    pub fn sheet(&self, words: &Words) -> Result<Sheet, Vec<String>> {
        let mut errors = Vec::new();
        let mut wrong = |key: &str, found: &str| {
            errors.push(words.t1(key, "found", found.chars().take(80).collect::<String>()));
        };
        let [begins, ends] = ["begins", "ends"].map(|name| {
            let found = self.one(name).parse::<LocalTime>();
            if found.is_err() {
                wrong("seminar-fault-time", self.one(name));
            }
            found.ok()
        });
        let mut programme = Vec::new();
        for line in self.lines("programme") {
            match slot(&line) {
                Some(slot) => programme.push(slot),
                None => wrong("seminar-fault-programme", &line),
            }
        }
        let mut documents = Vec::new();
        for line in self.lines("documents") {
            match line.split_once('|') {
                Some((title, address)) => {
                    documents.push(Document { title: title.trim().to_owned(), address: address.trim().to_owned() });
                }
                None => wrong("seminar-fault-document", &line),
            }
        }
        let stage = self.one("stage").parse::<Slug>().ok();
        if stage.is_none() {
            errors.push(words.t("seminar-fault-no-stage"));
        }
        let zone =
            Zone::CHOICES.iter().find(|(name, _)| *name == self.one("zone")).map_or(Zone::Paris, |(_, zone)| *zone);
        match (stage, begins, ends) {
            (Some(stage), Some(begins), Some(ends)) if errors.is_empty() => Ok(Sheet {
                stage,
                title: self.text("title"),
                begins,
                ends,
                zone,
                place: self.text("place"),
                online: self.text("online"),
                about: self.text("about"),
                programme,
                laureates: self.all("laureate").filter_map(|id| id.parse().ok()).collect(),
                documents,
                registration: self.text("registration"),
            }),
            _ => Err(errors),
        }
    }

    /// What is shown of it in a form.
    pub fn typed(&self, words: &Words, session: &Session) -> SeminarTyped {
        let choice = |id: &str, name: String, name_of: &str| -> SeminarChoice {
            (id.to_owned(), name, self.all(name_of).any(|chosen| chosen == id))
        };
        let stages = session.stages.list.iter();
        let zone = if self.one("zone").is_empty() { Zone::Paris.as_str() } else { self.one("zone") };
        let named = |id: &str| words.t(&format!("call-zone-{}", id.to_lowercase().replace(['/', '_'], "-")));
        SeminarTyped {
            stages: stages.map(|stage| choice(stage.id.as_str(), words.say(&stage.name), "stage")).collect(),
            title: self.text("title"),
            begins: self.one("begins").to_owned(),
            ends: self.one("ends").to_owned(),
            zones: Zone::CHOICES.iter().map(|(id, _)| ((*id).to_owned(), named(id), *id == zone)).collect(),
            place: self.text("place"),
            online: self.text("online"),
            about: self.text("about"),
            programme: self.text("programme"),
            laureates: (session.laureates.iter())
                .map(|laureate| choice(laureate.id.as_str(), words.say(&laureate.name), "laureate"))
                .collect(),
            documents: self.text("documents"),
            registration: self.text("registration"),
        }
    }
}

/// `09:30 Round table`, also `9h30`.
fn slot(line: &str) -> Option<Slot> {
    let (clock, what) = line.split_once(char::is_whitespace)?;
    let (hour, minute) = clock.split_once([':', 'h'])?;
    let (hour, minute) = (hour.parse().ok()?, if minute.is_empty() { 0 } else { minute.parse().ok()? });
    (hour < 24 && minute < 60).then(|| Slot { hour, minute, what: what.trim().to_owned() })
}
