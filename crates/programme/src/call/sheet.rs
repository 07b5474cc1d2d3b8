//! The calendar of a call as a form holds it: fields as one types them, read from `call.toml` and written back to it. What
//! somebody wrote there beside the fields, comments above all, stays where it is.

use facts::{DepartementCode, RegionCode};
use toml_edit::{Array, DocumentMut, Item, Table, Value, value};

use super::{Delay, Overseas, Phase, ScoresSeen, Seen};
use crate::calendar::{ClockTime, Instant, Shown, Zone};
use crate::role::Role;
use crate::session::BearerKind;

/// The fields of a call, as one types them. Times are those of the clock of the call, `2027-01-15T12:00`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CallSheet {
    /// The zone, by its name.
    pub zone: String,
    /// From when dossiers are received.
    pub opening: String,
    /// Until when.
    pub closing: String,
    /// Until when a late deposit may be asked for; empty when it never is.
    pub late_until: String,
    /// Who accepts or refuses it: names of roles.
    pub late_deciders: Vec<String>,
    /// The phases, all of them, in order.
    pub phases: Vec<PhaseSheet>,
    /// Delays before the closing, parted by commas: `14d, 36h`.
    pub reminders: String,
    /// Legal forms that a bearer may have; none lets all in.
    pub bearers: Vec<String>,
    /// The least number of communes.
    pub minimum_communes: String,
    /// Whether the communes must touch one another.
    pub contiguous: bool,
    /// Whether a commune may be in one dossier only.
    pub one_dossier_per_territory: bool,
    /// Codes of départements, parted by commas; none lets all in.
    pub departements: String,
    /// Codes of régions, parted by commas; none lets all in.
    pub regions: String,
    /// What is said of overseas territories.
    pub overseas: String,
    /// The lengths for which things are kept, in the order of [`RETENTION`].
    pub retention: [String; 5],
}

/// A phase, as one types it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhaseSheet {
    /// Which.
    pub phase: Phase,
    /// Its beginning; empty when it follows from the opening and the closing, or when the call does not go through it.
    pub begins: String,
    /// Whether those who apply may change what they wrote.
    pub applicants_write: bool,
    /// Whether jurors and experts see the names.
    pub names_shown: bool,
    /// Whether jurors may score.
    pub jurors_score: bool,
    /// Which dossiers the jurors read.
    pub jurors_see: String,
    /// Which dossiers the experts read.
    pub experts_see: String,
    /// When the scores of others are seen.
    pub scores_seen: String,
}

/// The fields of the retention: name in the file, least and most.
pub const RETENTION: [(&str, u32, u32); 5] = [
    ("months", 1, 60),
    ("draft_months", 1, 24),
    ("untouched_weeks", 1, 52),
    ("warning_weeks", 1, 12),
    ("person_years", 1, 5),
];

/// Something wrong in a [`CallSheet`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetFault {
    /// The field, by its name in the file; that of a phase begins with its name: `scoring.begins`.
    pub field: String,
    /// What is wrong.
    pub wrong: SheetWrong,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetWrong {
    /// It is no hour of a calendar.
    NotATime {
        /// What was found.
        found: String,
    },
    /// The clock shows that hour twice.
    ShownTwice,
    /// No clock shows that hour.
    NeverShown,
    /// It is not after what comes before it: the field that comes before.
    NotAfter {
        /// The field.
        before: String,
    },
    /// It is none of what may be chosen.
    NotAChoice {
        /// What was found.
        found: String,
    },
    /// It is no whole number, or out of bounds.
    NotANumber {
        /// What was found.
        found: String,
        /// The least.
        least: u64,
        /// The most.
        most: u64,
    },
    /// It is no code.
    NotACode {
        /// What was found.
        found: String,
    },
    /// It is no delay.
    NotADelay {
        /// What was found.
        found: String,
    },
    /// At least one must be chosen.
    NoneChosen,
}

impl CallSheet {
    /// The fields of a text of `call.toml`, whatever they hold.
    ///
    /// # Errors
    /// Where the text is not TOML.
    pub fn read(text: &str) -> Result<Self, toml_edit::TomlError> {
        let root: DocumentMut = text.parse()?;
        let table = |key: &str| root.get(key).and_then(Item::as_table_like);
        let in_table = |key: &str, field: &str| table(key).and_then(|table| table.get(field));
        let retention = RETENTION.map(|(key, ..)| typed(in_table("retention", key)));
        let listed = |key| list(in_table("eligibility", key));
        Ok(Self {
            zone: typed(root.get("zone")),
            opening: typed(root.get("opening")),
            closing: typed(root.get("closing")),
            late_until: typed(in_table("late", "until")),
            late_deciders: list(in_table("late", "who_decides")),
            phases: Phase::CHOICES
                .iter()
                .map(|(name, phase)| PhaseSheet::read(phase_table(&root, name), *phase))
                .collect(),
            reminders: list(root.get("reminders")).join(", "),
            bearers: listed("bearers"),
            minimum_communes: typed(in_table("eligibility", "minimum_communes")),
            contiguous: flag(in_table("eligibility", "contiguous"), false),
            one_dossier_per_territory: flag(in_table("eligibility", "one_dossier_per_territory"), false),
            departements: listed("departements").join(", "),
            regions: listed("regions").join(", "),
            overseas: Some(typed(in_table("eligibility", "overseas")))
                .filter(|text| !text.is_empty())
                .unwrap_or_else(|| Overseas::Allowed.as_str().to_owned()),
            retention,
        })
    }

    /// `text` with these fields. What is as it was is not touched.
    ///
    /// # Errors
    /// Where the text is not TOML.
    pub fn write(&self, text: &str) -> Result<String, toml_edit::TomlError> {
        let mut root: DocumentMut = text.parse()?;
        let was = Self::read(text)?;
        let mut put = |key: &str, was: &str, is: &str| {
            if was != is {
                set(root.as_table_mut(), key, is);
            }
        };
        put("zone", &was.zone, &self.zone);
        put("opening", &was.opening, &self.opening);
        put("closing", &was.closing, &self.closing);
        if was.reminders != self.reminders {
            let delays = words(&self.reminders).into_iter().map(|delay| day(&delay));
            root["reminders"] = value(delays.collect::<Array>());
        }
        if self.late_until.is_empty() {
            root.remove("late");
        } else {
            if was.late_until != self.late_until {
                set(section(&mut root, "late"), "until", &self.late_until);
            }
            if was.late_deciders != self.late_deciders {
                section(&mut root, "late")["who_decides"] = value(self.late_deciders.iter().collect::<Array>());
            }
        }
        for (was, is) in was.phases.iter().zip(&self.phases) {
            if was != is {
                is.write(was, &mut root);
            }
        }
        self.write_eligibility(&was, &mut root);
        for ((key, ..), (was, is)) in RETENTION.iter().zip(was.retention.iter().zip(&self.retention)) {
            if was != is {
                set_number(section(&mut root, "retention"), key, is);
            }
        }
        Ok(root.to_string())
    }

    fn write_eligibility(&self, was: &Self, root: &mut DocumentMut) {
        let lists = [
            ("bearers", was.bearers.clone(), self.bearers.clone()),
            ("departements", words(&was.departements), words(&self.departements)),
            ("regions", words(&was.regions), words(&self.regions)),
        ];
        for (key, was, is) in lists {
            match (was == is, is.is_empty()) {
                (true, _) => {}
                (_, true) => drop(section(root, "eligibility").remove(key)),
                _ => section(root, "eligibility")[key] = value(is.iter().collect::<Array>()),
            }
        }
        if was.minimum_communes != self.minimum_communes {
            set_number(section(root, "eligibility"), "minimum_communes", &self.minimum_communes);
        }
        let flags = [
            ("contiguous", was.contiguous, self.contiguous),
            ("one_dossier_per_territory", was.one_dossier_per_territory, self.one_dossier_per_territory),
        ];
        for (key, was, is) in flags {
            if was != is {
                section(root, "eligibility")[key] = value(is);
            }
        }
        if was.overseas != self.overseas {
            set(section(root, "eligibility"), "overseas", &self.overseas);
        }
    }

    /// Everything that is wrong in the fields, and between them.
    pub fn faults(&self) -> Vec<SheetFault> {
        let mut faults = Vec::new();
        let mut wrong = |field: &str, wrong: SheetWrong| faults.push(SheetFault { field: field.to_owned(), wrong });
        let zone = Zone::CHOICES.iter().find(|(name, _)| *name == self.zone).map(|(_, zone)| *zone);
        if zone.is_none() {
            wrong("zone", SheetWrong::NotAChoice { found: short(&self.zone) });
        }
        let mut time = |field: &str, text: &str| {
            let Ok(time) = text.parse::<ClockTime>() else {
                wrong(field, SheetWrong::NotATime { found: short(text) });
                return None;
            };
            match zone.map(|zone| zone.shows(time.local())) {
                Some(Shown::Twice) => wrong(field, SheetWrong::ShownTwice),
                Some(Shown::Never) => wrong(field, SheetWrong::NeverShown),
                _ => {}
            }
            Some(time)
        };
        let opening = time("opening", &self.opening);
        let closing = time("closing", &self.closing);
        let late = (!self.late_until.is_empty()).then(|| time("late.until", &self.late_until)).flatten();
        let written = self.phases.iter().filter(|sheet| !sheet.phase.follows() && !sheet.begins.is_empty());
        let phases: Vec<(String, Option<ClockTime>)> = written
            .map(|sheet| {
                let field = format!("{}.begins", sheet.phase.as_str());
                let begins = time(&field, &sheet.begins);
                (field, begins)
            })
            .collect();
        if let Some(zone) = zone {
            let first = |time: ClockTime| time.first_second(zone);
            let last = |time: ClockTime| time.last_second(zone);
            let mut after = |field: &str, is: Option<Instant>, before: &str, was: Option<Instant>| {
                if is.zip(was).is_some_and(|(is, was)| is <= was) {
                    wrong(field, SheetWrong::NotAfter { before: before.to_owned() });
                }
            };
            after("closing", closing.map(last), "opening", opening.map(first));
            after("late.until", late.map(last), "closing", closing.map(last));
            let mut before = match late {
                Some(_) => ("late.until".to_owned(), late.map(last)),
                None => ("closing".to_owned(), closing.map(last)),
            };
            for (field, begins) in phases {
                after(&field, begins.map(first), &before.0, before.1);
                before = (field, begins.map(first));
            }
        }
        let deciders = [Role::Pilot.as_str(), Role::Instructor.as_str()];
        if !self.late_until.is_empty() && self.late_deciders.is_empty() {
            wrong("late.who_decides", SheetWrong::NoneChosen);
        }
        let mut choice = |field: &str, choices: Vec<&str>, found: &str| {
            if !choices.contains(&found) {
                wrong(field, SheetWrong::NotAChoice { found: short(found) });
            }
        };
        for role in &self.late_deciders {
            choice("late.who_decides", deciders.to_vec(), role);
        }
        for bearer in &self.bearers {
            choice("bearers", BearerKind::CHOICES.iter().map(|(name, _)| *name).collect(), bearer);
        }
        choice("overseas", Overseas::CHOICES.iter().map(|(name, _)| *name).collect(), &self.overseas);
        let seen = || Seen::CHOICES.iter().map(|(name, _)| *name).collect();
        for sheet in &self.phases {
            let name = sheet.phase.as_str();
            choice(&format!("{name}.jurors_see"), seen(), &sheet.jurors_see);
            choice(&format!("{name}.experts_see"), seen(), &sheet.experts_see);
            let scores = ScoresSeen::CHOICES.iter().map(|(name, _)| *name).collect();
            choice(&format!("{name}.scores_seen"), scores, &sheet.scores_seen);
        }
        for delay in words(&self.reminders) {
            if day(&delay).parse::<Delay>().is_err() {
                wrong("reminders", SheetWrong::NotADelay { found: short(&delay) });
            }
        }
        for code in words(&self.departements) {
            if code.parse::<DepartementCode>().is_err() {
                wrong("departements", SheetWrong::NotACode { found: short(&code) });
            }
        }
        for code in words(&self.regions) {
            if code.parse::<RegionCode>().is_err() {
                wrong("regions", SheetWrong::NotACode { found: short(&code) });
            }
        }
        let mut number = |field: &str, text: &str, (least, most): (u64, u64)| {
            let right = text.is_empty() || text.parse().is_ok_and(|number: u64| (least..=most).contains(&number));
            if !right {
                wrong(field, SheetWrong::NotANumber { found: short(text), least, most });
            }
        };
        number("minimum_communes", &self.minimum_communes, (1, 40_000));
        for ((key, least, most), text) in RETENTION.iter().zip(&self.retention) {
            number(key, text, (u64::from(*least), u64::from(*most)));
        }
        faults
    }
}

impl PhaseSheet {
    fn read(table: Option<&Table>, phase: Phase) -> Self {
        let default = phase.switches();
        let get = |key: &str| table.and_then(|table| table.get(key));
        let or = |key: &str, default: &str| {
            let text = typed(get(key));
            if text.is_empty() { default.to_owned() } else { text }
        };
        Self {
            phase,
            begins: typed(get("begins")),
            applicants_write: flag(get("applicants_write"), default.applicants_write),
            names_shown: flag(get("names_shown"), default.names_shown),
            jurors_score: flag(get("jurors_score"), default.jurors_score),
            jurors_see: or("jurors_see", default.jurors_see.as_str()),
            experts_see: or("experts_see", default.experts_see.as_str()),
            scores_seen: or("scores_seen", default.scores_seen.as_str()),
        }
    }

    fn write(&self, was: &Self, root: &mut DocumentMut) {
        let name = self.phase.as_str();
        if !self.phase.follows() && self.begins.is_empty() {
            if let Some(tables) = root.get_mut("phase").and_then(Item::as_array_of_tables_mut) {
                tables.retain(|table| typed(table.get("id")) != name);
            }
            return;
        }
        let tables = root.entry("phase").or_insert(Item::ArrayOfTables(Default::default()));
        let Some(tables) = tables.as_array_of_tables_mut() else { return };
        if !tables.iter().any(|table| typed(table.get("id")) == name) {
            // In its place: phases are written in order.
            let rank = |table: &Table| {
                let id = typed(table.get("id"));
                Phase::CHOICES.iter().position(|(name, _)| *name == id).unwrap_or(usize::MAX)
            };
            let mine = Phase::CHOICES.iter().position(|(known, _)| *known == name).unwrap_or(usize::MAX);
            let mut added = Table::new();
            added["id"] = value(name);
            let mut all: Vec<Table> = std::mem::take(tables).into_iter().collect();
            let at = all.iter().position(|table| rank(table) > mine).unwrap_or(all.len());
            added.set_position(all.get(at).or(all.last()).and_then(Table::position).unwrap_or(usize::MAX));
            all.insert(at, added);
            for table in all {
                tables.push(table);
            }
        }
        let Some(table) = tables.iter_mut().find(|table| typed(table.get("id")) == name) else { return };
        if was.begins != self.begins {
            set(table, "begins", &self.begins);
        }
        let flags = [
            ("applicants_write", was.applicants_write, self.applicants_write),
            ("names_shown", was.names_shown, self.names_shown),
            ("jurors_score", was.jurors_score, self.jurors_score),
        ];
        for (key, was, is) in flags {
            if was != is {
                table[key] = value(is);
            }
        }
        let choices = [
            ("jurors_see", &was.jurors_see, &self.jurors_see),
            ("experts_see", &was.experts_see, &self.experts_see),
            ("scores_seen", &was.scores_seen, &self.scores_seen),
        ];
        for (key, was, is) in choices {
            if was != is {
                set(table, key, is);
            }
        }
    }
}

fn phase_table<'r>(root: &'r DocumentMut, name: &str) -> Option<&'r Table> {
    let tables = root.get("phase")?.as_array_of_tables()?;
    tables.iter().find(|table| typed(table.get("id")) == name)
}

/// A field as one types it: a text or a number.
fn typed(item: Option<&Item>) -> String {
    let Some(item) = item.and_then(Item::as_value) else { return String::new() };
    match item {
        Value::String(text) => text.value().clone(),
        Value::Integer(number) => number.value().to_string(),
        _ => String::new(),
    }
}

fn list(item: Option<&Item>) -> Vec<String> {
    let values = item.and_then(Item::as_array).into_iter().flatten();
    values.filter_map(|value| value.as_str().map(str::to_owned)).collect()
}

fn flag(item: Option<&Item>, default: bool) -> bool {
    item.and_then(Item::as_bool).unwrap_or(default)
}

/// The table of a name, which comes last when it is new.
fn section<'r>(root: &'r mut DocumentMut, key: &str) -> &'r mut Table {
    let item = root.entry(key).or_insert_with(toml_edit::table);
    if !item.is_table() {
        *item = toml_edit::table();
    }
    item.as_table_mut().expect("it was made a table")
}

/// Sets a field, and keeps the comment that stands beside it; an empty one goes.
fn set(table: &mut Table, key: &str, text: &str) {
    if text.is_empty() {
        table.remove(key);
        return;
    }
    put(table, key, Value::from(text));
}

fn set_number(table: &mut Table, key: &str, text: &str) {
    match text.parse::<i64>() {
        Ok(number) => put(table, key, Value::from(number)),
        Err(_) => set(table, key, text),
    }
}

fn put(table: &mut Table, key: &str, mut new: Value) {
    if let Some(was) = table.get(key).and_then(Item::as_value) {
        *new.decor_mut() = was.decor().clone();
    }
    table[key] = Item::Value(new);
}

/// Words parted by commas, semicolons or blanks.
fn words(text: &str) -> Vec<String> {
    let cut = text.split([',', ';', ' ', '\n', '\r', '\t']);
    cut.map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Days are `j` in French.
fn day(delay: &str) -> String {
    delay.strip_suffix('j').map_or_else(|| delay.to_owned(), |number| format!("{number}d"))
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::tests::{CALL, read};

    #[test]
    fn a_sheet_that_is_not_changed_changes_nothing() {
        let sheet = CallSheet::read(CALL).unwrap();
        assert_eq!(sheet.write(CALL).unwrap(), CALL);
        assert_eq!(sheet.faults(), []);
        assert_eq!(
            (sheet.opening.as_str(), sheet.late_deciders.as_slice()),
            ("2026-11-02T09:00", &["pilot".into()][..])
        );
    }

    #[test]
    fn what_is_typed_is_what_the_call_is_and_comments_stay() {
        let text = format!("# Announced in June.\n{CALL}")
            .replace("closing = \"2027-01-15T12:00\"", "closing = \"2027-01-15T12:00\" # noon");
        let mut sheet = CallSheet::read(&text).unwrap();
        sheet.closing = "2027-01-20T18:00".into();
        sheet.late_until = "2027-01-22T12:00".into();
        sheet.late_deciders.push("instructor".into());
        sheet.reminders = "30j, 36h".into();
        sheet.minimum_communes = "5".into();
        sheet.departements = "16, 17".into();
        sheet.bearers.clear();
        sheet.retention[0] = "24".into();
        sheet.phases[1].applicants_write = false;
        sheet.phases[3].jurors_see = "all".into();
        sheet.phases[5].begins.clear();
        assert_eq!(sheet.faults(), []);
        let written = sheet.write(&text).unwrap();
        assert!(written.starts_with("# Announced in June.\n"), "{written}");
        assert!(written.contains("closing = \"2027-01-20T18:00\" # noon"), "{written}");
        let call = read(&written).unwrap();
        let zone = call.zone;
        assert_eq!(call.closes_at(), "2027-01-20T18:00".parse::<ClockTime>().unwrap().last_second(zone));
        assert_eq!(call.late.as_ref().map(|late| late.who_decides.len()), Some(2));
        assert_eq!(call.reminders.iter().map(ToString::to_string).collect::<Vec<_>>(), ["30d", "36h"]);
        assert_eq!((call.eligibility.minimum_communes, call.eligibility.departements.len()), (5, 2));
        assert!(call.eligibility.bearers.is_empty());
        assert_eq!(call.retention.months, 24);
        assert!(!call.switches(Phase::Open).applicants_write);
        assert_eq!(call.switches(Phase::Scoring).jurors_see, Seen::All);
        assert!(call.phase(Phase::Decision).is_none() && call.phase(Phase::Published).is_some());
        assert_eq!(CallSheet::read(&written).unwrap().closing, "2027-01-20T18:00");
    }

    #[test]
    fn every_fault_is_told_with_its_field() {
        let mut sheet = CallSheet::read(CALL).unwrap();
        sheet.closing = "2026-10-01T12:00".into();
        sheet.late_until = "2027-03-28T02:30".into();
        sheet.late_deciders.clear();
        sheet.phases[3].begins = "tomorrow".into();
        sheet.phases[4].begins = "2026-09-22T09:00".into();
        sheet.reminders = "14d, soon".into();
        sheet.departements = "16, 1".into();
        sheet.retention[1] = "25".into();
        sheet.overseas = "perhaps".into();
        let faults = sheet.faults();
        let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(
            fields,
            [
                "late.until",
                "scoring.begins",
                "closing",
                "late.who_decides",
                "overseas",
                "reminders",
                "departements",
                "draft_months",
            ]
        );
        assert_eq!(faults[0].wrong, SheetWrong::NeverShown);
        assert_eq!(faults[2].wrong, SheetWrong::NotAfter { before: "opening".into() });
    }

    #[test]
    fn a_sheet_without_fault_is_a_call_without_fault() {
        let mut sheet = CallSheet::read("zone = \"Indian/Reunion\"\n").unwrap();
        sheet.opening = "2027-01-04T08:00".into();
        sheet.closing = "2027-02-04T08:00:30".into();
        sheet.phases[3].begins = "2027-02-05T08:00".into();
        assert_eq!(sheet.faults(), []);
        let call = read(&sheet.write("zone = \"Indian/Reunion\"\n").unwrap()).unwrap();
        assert_eq!(call.phases.len(), 4);
    }
}
