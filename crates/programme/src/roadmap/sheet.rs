//! An action as the fields of a form, or the cells of a row: texts, each of one line or of several, read with all faults at once.
//!
//! What an action has many of is written one a line, its parts set apart by ` ; `; a semicolon inside a part is written `\;`.

mod frame;

use std::collections::BTreeMap;
use std::str::FromStr;

use facts::Grade;

use super::{
    Action, Dependency, Fte, Funding, FundingState, Indicator, Measure, Nature, Need, Origin, OriginKind, OwnCost,
    Priority, Quarter, Quote, Said, Site, Status, Target,
};

/// The fields of an action: their texts by their names, [`ActionSheet::FIELDS`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ActionSheet(pub BTreeMap<String, String>);

/// Something wrong in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetFault {
    /// The field.
    pub field: &'static str,
    /// The line in it, from 1, when it has several.
    pub line: Option<usize>,
    /// What is wrong.
    pub what: SheetWrong,
}

/// What is wrong in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each holds the text that was found")]
pub enum SheetWrong {
    /// It is empty.
    Empty,
    /// No short name.
    Name { found: String },
    /// No whole number.
    Number { found: String },
    /// No number.
    Value { found: String },
    /// No number of people.
    People { found: String },
    /// No quarter.
    Quarter { found: String },
    /// No day.
    Date { found: String },
    /// None of the choices.
    Choice { found: String },
    /// No code of a commune.
    Commune { found: String },
    /// The reason of what is blocked lacks.
    Reason,
    /// Parts of the line lack.
    Incomplete,
    /// The text is too long.
    Long { found: usize, most: usize },
}

impl ActionSheet {
    /// The fields, in their order.
    pub const FIELDS: [&'static str; 25] = [
        "id",
        "axis",
        "title",
        "title_en",
        "description",
        "description_en",
        "owner",
        "partners",
        "status",
        "blocked_because",
        "priority",
        "mandatory",
        "worth",
        "quarters",
        "start",
        "earliest",
        "latest",
        "funding",
        "own",
        "needs",
        "depends",
        "sites",
        "indicators",
        "quotes",
        "origins",
    ];
    /// Most characters of a line, and of a text of several lines.
    pub const LINE: usize = 400;
    /// Most characters of a text.
    pub const TEXT: usize = 20_000;

    /// The fields of an action.
    pub fn of(action: &Action) -> Self {
        let mut sheet = Self::default();
        let mut put = |name: &str, text: String| _ = sheet.0.insert(name.to_owned(), text);
        let quarter = |at: Option<Quarter>| at.map_or_else(String::new, |at| at.to_string());
        let some = |text: &Option<String>| text.clone().unwrap_or_default();
        put("id", action.id.to_string());
        put("axis", action.axis.to_string());
        put("title", action.title.fr.clone());
        put("title_en", some(&action.title.en));
        put("description", action.description.as_ref().map_or_else(String::new, |said| said.fr.clone()));
        put("description_en", action.description.as_ref().map_or_else(String::new, |said| some(&said.en)));
        put("owner", some(&action.owner));
        put("partners", action.partners.join("\n"));
        put("status", action.status.as_str().to_owned());
        if let Status::Blocked { blocked_because } = &action.status {
            put("blocked_because", blocked_because.clone());
        }
        put("priority", action.priority.as_str().to_owned());
        put("mandatory", if action.mandatory { "yes".to_owned() } else { String::new() });
        put("worth", action.worth.to_string());
        put("quarters", action.quarters.to_string());
        put("start", quarter(action.start));
        put("earliest", quarter(action.earliest));
        put("latest", quarter(action.latest));
        let grant = |line: &Funding| line.grant.as_ref().map_or_else(String::new, ToString::to_string);
        put(
            "funding",
            lines(&action.funding, |line| {
                let (year, euros) = (line.year.to_string(), line.euros.to_string());
                vec![line.funder.to_string(), grant(line), year, euros, line.state.as_str().to_owned()]
            }),
        );
        put("own", lines(&action.own_costs, |cost| vec![cost.year.to_string(), cost.euros.to_string()]));
        put("needs", lines(&action.needs, |need| vec![need.team.to_string(), need.fte.people().to_string()]));
        put(
            "depends",
            lines(&action.depends, |dependency| match dependency.lag {
                0 => vec![dependency.on.to_string()],
                lag => vec![dependency.on.to_string(), lag.to_string()],
            }),
        );
        put(
            "sites",
            lines(&action.sites, |site| {
                let mut parts = vec![site.name.clone(), site.commune.to_string()];
                parts.extend([site.lon, site.lat].into_iter().flatten().map(|degrees| degrees.to_string()));
                parts
            }),
        );
        put("indicators", lines(&action.indicators, indicator));
        put(
            "quotes",
            lines(&action.quotes, |quote| {
                let Quote { label, value, unit, place, period, source, grade, digest } = quote.clone();
                vec![label, value, unit, place, period, source, grade.letter().to_owned(), digest]
            }),
        );
        put("origins", lines(&action.origins, |origin| vec![origin.kind.as_str().to_owned(), origin.id.clone()]));
        sheet
    }

    /// The text of a field, without blanks around it.
    pub fn text(&self, field: &str) -> &str {
        self.0.get(field).map_or("", |text| text.trim())
    }

    /// The action that the fields say. That it agrees with its roadmap is for [`super::Roadmap::disagreements_of`] to say.
    ///
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn read(&self) -> Result<Action, Vec<SheetFault>> {
        let mut reader = Reader { sheet: self, faults: Vec::new() };
        let action = reader.action();
        reader.end(action, &Self::FIELDS)
    }
}

fn lines<T>(items: &[T], parts: impl Fn(&T) -> Vec<String>) -> String {
    let escape = |part: String| part.replace('\\', "\\\\").replace(';', "\\;").replace(['\n', '\r'], " ");
    let line = |item: &T| parts(item).into_iter().map(escape).collect::<Vec<_>>().join(" ; ");
    items.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn bilingual(said: &Said) -> String {
    said.en.as_ref().map_or_else(|| said.fr.clone(), |en| format!("{} | {en}", said.fr))
}

/// Words as a part of a line writes them: French, then English after a bar when there is some.
fn said(text: &str) -> Said {
    match text.split_once(" | ") {
        Some((fr, en)) => Said { fr: fr.trim().to_owned(), en: Some(en.trim().to_owned()) },
        None => Said::french(text),
    }
}

fn indicator(indicator: &Indicator) -> Vec<String> {
    let figure = |target: &Target| format!("{}={}", target.on, target.value);
    let measure = |measure: &Measure| {
        let source = measure.source.as_ref().map_or_else(String::new, |source| format!(" ({source})"));
        format!("{}={}{source}", measure.on, measure.value)
    };
    vec![
        indicator.id.to_string(),
        bilingual(&indicator.name),
        indicator.unit.clone(),
        indicator.nature.as_str().to_owned(),
        indicator.source.clone().unwrap_or_default(),
        indicator.not_measurable.clone().unwrap_or_default(),
        indicator.baseline.as_ref().map_or_else(String::new, figure),
        indicator.targets.iter().map(figure).collect::<Vec<_>>().join(" / "),
        indicator.measures.iter().map(measure).collect::<Vec<_>>().join(" / "),
    ]
}

/// The parts of a line.
fn parts(line: &str) -> Vec<String> {
    let (mut parts, mut part, mut escaped) = (Vec::new(), String::new(), false);
    for character in line.chars() {
        match character {
            _ if escaped => {
                part.push(character);
                escaped = false;
            }
            '\\' => escaped = true,
            ';' => parts.push(std::mem::take(&mut part).trim().to_owned()),
            _ => part.push(character),
        }
    }
    parts.push(part.trim().to_owned());
    parts
}

struct Reader<'s> {
    sheet: &'s ActionSheet,
    faults: Vec<SheetFault>,
}

/// Where a reader is: a field, and a line of it.
type At = (&'static str, Option<usize>);

impl Reader<'_> {
    /// What was read, or the faults in the order of the fields.
    fn end<T>(mut self, read: Option<T>, fields: &[&str]) -> Result<T, Vec<SheetFault>> {
        let place = |fault: &SheetFault| (fields.iter().position(|field| *field == fault.field), fault.line);
        self.faults.sort_by_key(place);
        match read {
            Some(read) if self.faults.is_empty() => Ok(read),
            _ => Err(self.faults),
        }
    }

    fn fault(&mut self, (field, line): At, what: SheetWrong) {
        self.faults.push(SheetFault { field, line, what });
    }

    fn parsed<T: FromStr>(&mut self, at: At, text: &str, wrong: impl FnOnce(String) -> SheetWrong) -> Option<T> {
        if text.is_empty() {
            self.fault(at, SheetWrong::Empty);
            return None;
        }
        let read = text.parse().ok();
        if read.is_none() {
            self.fault(at, wrong(text.chars().take(40).collect()));
        }
        read
    }

    /// A whole number, thousands set apart or not.
    fn whole<T: FromStr>(&mut self, at: At, text: &str) -> Option<T> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
        let given: String = text.chars().take(40).collect();
        self.parsed(at, &plain, |_| SheetWrong::Number { found: given })
    }

    fn decimal(&mut self, at: At, text: &str) -> Option<f64> {
        let value: f64 = self.parsed(at, &text.replace(',', "."), |_| SheetWrong::Value { found: text.to_owned() })?;
        if !value.is_finite() {
            self.fault(at, SheetWrong::Value { found: text.to_owned() });
            return None;
        }
        Some(value)
    }

    fn choice<T: Copy>(&mut self, at: At, text: &str, choices: &[(&str, T)]) -> Option<T> {
        let found = choices.iter().find(|(name, _)| *name == text).map(|(_, choice)| *choice);
        if found.is_none() {
            self.fault(at, SheetWrong::Choice { found: text.chars().take(40).collect() });
        }
        found
    }

    fn one(&mut self, field: &'static str, most: usize) -> String {
        let text = self.sheet.text(field).to_owned();
        let found = text.chars().count();
        if found > most {
            self.fault((field, None), SheetWrong::Long { found, most });
        }
        text
    }

    fn optional(&mut self, field: &'static str, most: usize) -> Option<String> {
        Some(self.one(field, most)).filter(|text| !text.is_empty())
    }

    fn quarter(&mut self, field: &'static str) -> Option<Quarter> {
        let text = self.sheet.text(field).to_owned();
        if text.is_empty() {
            return None;
        }
        self.parsed((field, None), &text, |found| SheetWrong::Quarter { found })
    }

    /// The lines of a field, each with its parts, of which there are so many at least.
    fn rows(&mut self, field: &'static str, least: usize) -> Vec<(At, Vec<String>)> {
        let text = self.one(field, ActionSheet::TEXT);
        let mut rows = Vec::new();
        for (rank, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let (at, parts) = ((field, Some(rank + 1)), parts(line));
            if parts.len() < least {
                self.fault(at, SheetWrong::Incomplete);
            } else {
                rows.push((at, parts));
            }
        }
        rows
    }

    fn action(&mut self) -> Option<Action> {
        let id = self.sheet.text("id").to_owned();
        let id = self.parsed(("id", None), &id, |found| SheetWrong::Name { found });
        let axis = self.sheet.text("axis").to_owned();
        let axis = self.parsed(("axis", None), &axis, |found| SheetWrong::Name { found });
        let title = self.one("title", ActionSheet::LINE);
        if title.is_empty() {
            self.fault(("title", None), SheetWrong::Empty);
        }
        let title = Said { fr: title, en: self.optional("title_en", ActionSheet::LINE) };
        let (fr, en) =
            (self.optional("description", ActionSheet::TEXT), self.optional("description_en", ActionSheet::TEXT));
        let description = fr.map(|fr| Said { fr, en });
        let owner = self.optional("owner", ActionSheet::LINE);
        let partners = self.one("partners", ActionSheet::TEXT);
        let partners = partners.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        let status = self.status();
        let priority = match self.sheet.text("priority").to_owned() {
            text if text.is_empty() => Some(Priority::Medium),
            text => self.choice(("priority", None), &text, Priority::CHOICES),
        };
        let mandatory = matches!(self.sheet.text("mandatory"), "yes" | "true" | "oui");
        let worth = match self.sheet.text("worth").to_owned() {
            text if text.is_empty() => Some(0),
            text => self.whole(("worth", None), &text),
        };
        let quarters = self.sheet.text("quarters").to_owned();
        let quarters = self.whole(("quarters", None), &quarters);
        let [start, earliest, latest] = ["start", "earliest", "latest"].map(|field| self.quarter(field));
        let funding = self.each("funding", 5, Self::funding);
        let own_costs = self.each("own", 2, |reader, at, parts| {
            let (year, euros) = (reader.whole(at, &parts[0]), reader.whole(at, &parts[1]));
            Some(OwnCost { year: year?, euros: euros? })
        });
        let needs = self.each("needs", 2, |reader, at, parts| {
            let team = reader.parsed(at, &parts[0], |found| SheetWrong::Name { found });
            let people = parts[1].replace(',', ".").parse().ok().and_then(Fte::new);
            if people.is_none() {
                reader.fault(at, SheetWrong::People { found: parts[1].chars().take(40).collect() });
            }
            Some(Need { team: team?, fte: people? })
        });
        let depends = self.each("depends", 1, |reader, at, parts| {
            let on = reader.parsed(at, &parts[0], |found| SheetWrong::Name { found });
            let lag = match parts.get(1).filter(|lag| !lag.is_empty()) {
                None => Some(0),
                Some(lag) => reader.whole(at, lag),
            };
            Some(Dependency { on: on?, lag: lag? })
        });
        let sites = self.each("sites", 2, Self::site);
        let indicators = self.each("indicators", 4, Self::indicator);
        let quotes = self.each("quotes", 7, Self::quote);
        let origins = self.each("origins", 2, |reader, at, parts| {
            let kind = reader.choice(at, &parts[0], OriginKind::CHOICES);
            if parts[1].is_empty() {
                reader.fault(at, SheetWrong::Incomplete);
            }
            Some(Origin { kind: kind?, id: parts[1].clone() })
        });
        Some(Action {
            id: id?,
            axis: axis?,
            title,
            description,
            owner,
            partners,
            status: status?,
            priority: priority?,
            mandatory,
            worth: worth?,
            quarters: quarters?,
            start,
            earliest,
            latest,
            funding,
            own_costs,
            needs,
            depends,
            sites,
            indicators,
            quotes,
            origins,
        })
    }

    fn each<T>(
        &mut self,
        field: &'static str,
        least: usize,
        mut read: impl FnMut(&mut Self, At, &[String]) -> Option<T>,
    ) -> Vec<T> {
        let rows = self.rows(field, least);
        rows.iter().filter_map(|(at, parts)| read(self, *at, parts)).collect()
    }

    fn status(&mut self) -> Option<Status> {
        let name = match self.sheet.text("status") {
            "" => "to-start",
            name => name,
        };
        let name = name.to_owned();
        let reason = self.optional("blocked_because", ActionSheet::TEXT);
        if name == "blocked" && reason.is_none() {
            self.fault(("blocked_because", None), SheetWrong::Reason);
            return None;
        }
        // A reason that was kept from before is dropped with the status that it explained.
        let status = Status::from_name(&name, reason.filter(|_| name == "blocked"));
        if status.is_none() {
            self.fault(("status", None), SheetWrong::Choice { found: name.chars().take(40).collect() });
        }
        status
    }

    fn funding(&mut self, at: At, parts: &[String]) -> Option<Funding> {
        let funder = self.parsed(at, &parts[0], |found| SheetWrong::Name { found });
        let grant = match parts[1].as_str() {
            "" => Some(None),
            text => self.parsed(at, text, |found| SheetWrong::Name { found }).map(Some),
        };
        let (year, euros) = (self.whole(at, &parts[2]), self.whole(at, &parts[3]));
        let state = self.choice(at, &parts[4], FundingState::CHOICES);
        Some(Funding { funder: funder?, grant: grant?, year: year?, euros: euros?, state: state? })
    }

    fn site(&mut self, at: At, parts: &[String]) -> Option<Site> {
        if parts[0].is_empty() {
            self.fault(at, SheetWrong::Incomplete);
        }
        let commune = self.parsed(at, &parts[1], |found| SheetWrong::Commune { found });
        let mut degrees = |rank: usize| match parts.get(rank).filter(|text| !text.is_empty()) {
            None => Some(None),
            Some(text) => self.decimal(at, text).map(Some),
        };
        let (lon, lat) = (degrees(2), degrees(3));
        Some(Site { name: parts[0].clone(), commune: commune?, lon: lon?, lat: lat? })
    }

    fn figure(&mut self, at: At, text: &str) -> Option<Target> {
        let Some((on, value)) = text.split_once('=') else {
            self.fault(at, SheetWrong::Incomplete);
            return None;
        };
        let on = self.parsed(at, on.trim(), |found| SheetWrong::Date { found });
        let value = self.decimal(at, value.trim());
        Some(Target { on: on?, value: value? })
    }

    fn indicator(&mut self, at: At, parts: &[String]) -> Option<Indicator> {
        let part = |rank: usize| parts.get(rank).cloned().unwrap_or_default();
        let optional = |rank: usize| Some(part(rank)).filter(|text| !text.is_empty());
        let id = self.parsed(at, &part(0), |found| SheetWrong::Name { found });
        let name = said(&part(1));
        if name.fr.is_empty() || part(2).is_empty() {
            self.fault(at, SheetWrong::Incomplete);
        }
        let nature = self.choice(at, &part(3), Nature::CHOICES);
        let baseline = match optional(6) {
            None => Some(None),
            Some(text) => self.figure(at, &text).map(Some),
        };
        let of = |rank: usize| {
            part(rank)
                .split(" / ")
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let targets: Vec<Option<Target>> = of(7).iter().map(|text| self.figure(at, text)).collect();
        let measures: Vec<Option<Measure>> = of(8)
            .iter()
            .map(|text| {
                let (figure, source) = match text.split_once(" (") {
                    Some((figure, source)) => (figure, Some(source.strip_suffix(')').unwrap_or(source).to_owned())),
                    None => (text.as_str(), None),
                };
                self.figure(at, figure).map(|Target { on, value }| Measure { on, value, source })
            })
            .collect();
        Some(Indicator {
            id: id?,
            name,
            unit: part(2),
            nature: nature?,
            source: optional(4),
            not_measurable: optional(5),
            baseline: baseline?,
            targets: targets.into_iter().collect::<Option<_>>()?,
            measures: measures.into_iter().collect::<Option<_>>()?,
        })
    }

    fn quote(&mut self, at: At, parts: &[String]) -> Option<Quote> {
        if parts[..6].iter().any(String::is_empty) {
            self.fault(at, SheetWrong::Incomplete);
            return None;
        }
        let grade = Grade::from_letter(&parts[6]);
        if grade.is_none() {
            self.fault(at, SheetWrong::Choice { found: parts[6].chars().take(40).collect() });
        }
        let [label, value, unit, place, period, source] = [0, 1, 2, 3, 4, 5].map(|rank| parts[rank].clone());
        let mut quote = Quote { label, value, unit, place, period, source, grade: grade?, digest: String::new() };
        // Written here, it is frozen as it is; one that was frozen says its digest.
        quote.digest = parts.get(7).filter(|digest| !digest.is_empty()).cloned().unwrap_or_else(|| quote.sealed());
        Some(quote)
    }
}
