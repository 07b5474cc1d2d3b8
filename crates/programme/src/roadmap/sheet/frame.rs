//! The frame of a roadmap as fields: its span, its axes, its teams, who pays.

use super::{ActionSheet, At, Reader, SheetFault, SheetWrong, bilingual, lines, said};
use crate::roadmap::story::Frame;
use crate::roadmap::{Axis, Capacity, Envelope, Fte, Funder, Grant, Roadmap, Said, Team};

impl Frame {
    /// The fields of a part, in their order; none for a name that is no part.
    pub fn fields(part: &str) -> &'static [&'static str] {
        match part {
            "span" => &["title", "title_en", "territory", "notice", "notice_en", "first", "quarters"],
            "axes" => &["axes"],
            "teams" => &["teams"],
            "money" => &["own_budget", "funders", "grants"],
            _ => &[],
        }
    }

    /// The fields of a roadmap, of all its parts.
    pub fn sheet(roadmap: &Roadmap) -> ActionSheet {
        let mut sheet = ActionSheet::default();
        let mut put = |name: &str, text: String| _ = sheet.0.insert(name.to_owned(), text);
        let notice = roadmap.notice.clone().unwrap_or_default();
        put("title", roadmap.title.fr.clone());
        put("title_en", roadmap.title.en.clone().unwrap_or_default());
        put("territory", roadmap.territory.clone());
        put("notice", notice.fr);
        put("notice_en", notice.en.unwrap_or_default());
        put("first", roadmap.first.to_string());
        put("quarters", roadmap.quarters.to_string());
        put(
            "axes",
            lines(&roadmap.axes, |axis| {
                let description = axis.description.as_ref().map(bilingual);
                [axis.id.to_string(), bilingual(&axis.name)].into_iter().chain(description).collect()
            }),
        );
        put(
            "teams",
            lines(&roadmap.teams, |team| {
                let step = |step: &Capacity| format!("{}={}", step.from, step.fte.people());
                let capacity = team.capacity.iter().map(step).collect::<Vec<_>>().join(" / ");
                vec![team.id.to_string(), bilingual(&team.name), capacity]
            }),
        );
        put("own_budget", budget(&roadmap.own_budget));
        put(
            "funders",
            lines(&roadmap.funders, |funder| {
                vec![funder.id.to_string(), bilingual(&funder.name), budget(&funder.budget)]
            }),
        );
        put(
            "grants",
            lines(&roadmap.grants, |grant| {
                let (opens, closes) = (grant.opens.to_string(), grant.closes.to_string());
                let (id, funder) = (grant.id.to_string(), grant.funder.to_string());
                vec![id, funder, bilingual(&grant.name), opens, closes, budget(&grant.budget)]
            }),
        );
        sheet
    }

    /// The part that the fields say. That it agrees with the rest is for [`Roadmap::disagreements`] to say.
    ///
    /// # Errors
    /// Everything that is wrong, field by field.
    ///
    /// # Panics
    /// When `part` is none of [`Frame::NAMES`].
    pub fn read(part: &str, sheet: &ActionSheet) -> Result<Frame, Vec<SheetFault>> {
        let mut reader = Reader { sheet, faults: Vec::new() };
        let frame = match part {
            "span" => reader.span(),
            "axes" => Some(Frame::Axes { axes: reader.each("axes", 2, Reader::axis) }),
            "teams" => Some(Frame::Teams { teams: reader.each("teams", 3, Reader::team) }),
            "money" => {
                let own = reader.one("own_budget", ActionSheet::LINE);
                let own_budget = reader.budget(("own_budget", None), &own);
                let funders = reader.each("funders", 2, |reader, at, parts| {
                    let (id, name) = reader.named(at, &parts[0], &parts[1]);
                    let budget = reader.budget(at, parts.get(2).map_or("", String::as_str));
                    Some(Funder { id: id?, name, budget: budget? })
                });
                let grants = reader.each("grants", 5, Reader::grant);
                own_budget.map(|own_budget| Frame::Money { own_budget, funders, grants })
            }
            other => panic!("\"{other}\" is no part of a roadmap"),
        };
        reader.end(frame, Self::fields(part))
    }
}

fn budget(envelopes: &[Envelope]) -> String {
    let one = |envelope: &Envelope| format!("{}={}", envelope.year, envelope.euros);
    envelopes.iter().map(one).collect::<Vec<_>>().join(" / ")
}

impl Reader<'_> {
    fn span(&mut self) -> Option<Frame> {
        let [fr, territory] = ["title", "territory"].map(|field| {
            let text = self.one(field, ActionSheet::LINE);
            if text.is_empty() {
                self.fault((field, None), SheetWrong::Empty);
            }
            text
        });
        let title = Said { fr, en: self.optional("title_en", ActionSheet::LINE) };
        let notice_en = self.optional("notice_en", ActionSheet::TEXT);
        let notice = self.optional("notice", ActionSheet::TEXT).map(|fr| Said { fr, en: notice_en });
        let first = self.quarter("first");
        if self.sheet.text("first").is_empty() {
            self.fault(("first", None), SheetWrong::Empty);
        }
        let quarters = self.sheet.text("quarters").to_owned();
        let quarters = self.whole(("quarters", None), &quarters);
        Some(Frame::Span { title, territory, notice, first: first?, quarters: quarters? })
    }

    fn named(&mut self, at: At, id: &str, name: &str) -> (Option<crate::Slug>, Said) {
        let id = self.parsed(at, id, |found| SheetWrong::Name { found });
        if name.is_empty() {
            self.fault(at, SheetWrong::Incomplete);
        }
        (id, said(name))
    }

    fn axis(&mut self, at: At, parts: &[String]) -> Option<Axis> {
        let (id, name) = self.named(at, &parts[0], &parts[1]);
        let description = parts.get(2).filter(|text| !text.is_empty()).map(|text| said(text));
        Some(Axis { id: id?, name, description })
    }

    /// `1.5`, or `2027-Q3=1.5 / 2028-Q1=2.5`: from the first quarter there is, one number holds from 2000 on.
    fn team(&mut self, at: At, parts: &[String]) -> Option<Team> {
        let (id, name) = self.named(at, &parts[0], &parts[1]);
        let mut capacity = Vec::new();
        for step in parts[2].split('/').map(str::trim) {
            let (from, people) = step.split_once('=').unwrap_or(("2000-Q1", step));
            let from = self.parsed(at, from.trim(), |found| SheetWrong::Quarter { found });
            let fte = people.trim().replace(',', ".").parse().ok().and_then(Fte::new);
            if fte.is_none() {
                self.fault(at, SheetWrong::People { found: people.chars().take(40).collect() });
            }
            capacity.push(Capacity { from: from?, fte: fte? });
        }
        Some(Team { id: id?, name, capacity })
    }

    /// `2027=120000 / 2028=600000`; nothing when nobody knows.
    fn budget(&mut self, at: At, text: &str) -> Option<Vec<Envelope>> {
        let years: Vec<Option<Envelope>> = (text.split('/').map(str::trim).filter(|one| !one.is_empty()))
            .map(|one| {
                let Some((year, euros)) = one.split_once('=') else {
                    self.fault(at, SheetWrong::Incomplete);
                    return None;
                };
                let (year, euros) = (self.whole(at, year.trim()), self.whole(at, euros.trim()));
                Some(Envelope { year: year?, euros: euros? })
            })
            .collect();
        years.into_iter().collect()
    }

    fn grant(&mut self, at: At, parts: &[String]) -> Option<Grant> {
        let (id, name) = self.named(at, &parts[0], &parts[2]);
        let funder = self.parsed(at, &parts[1], |found| SheetWrong::Name { found });
        let [opens, closes] = [3, 4].map(|rank| self.parsed(at, &parts[rank], |found| SheetWrong::Quarter { found }));
        let budget = self.budget(at, parts.get(5).map_or("", String::as_str));
        Some(Grant { id: id?, funder: funder?, name, opens: opens?, closes: closes?, budget: budget? })
    }
}
