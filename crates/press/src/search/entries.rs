//! What stands on the pages of the site, one entry a thing.

use facts::{Localised, Source};
use programme::session::{Laureate, Statement};
use programme::{Session, Slug};
use territory::{Family, Indicator, search};

use super::Thing;
use crate::links::Links;
use crate::words::Words;

/// What the entries are made from.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// The session.
    pub session: &'a Session,
    /// The families of indicators.
    pub families: &'a [Family],
    /// The indicators.
    pub indicators: &'a [Indicator],
    /// The datasets.
    pub sources: &'a [Source],
}

/// Something that the site says, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub thing: Thing,
    /// What it is called.
    pub name: String,
    /// Its address, with the part of the page where it stands.
    pub href: String,
    /// Where it stands, in words.
    pub detail: String,
    /// Headings and short texts.
    pub headings: Vec<String>,
    /// Running texts.
    pub body: Vec<String>,
    /// The words of the session that it names, ids of the taxonomy.
    pub items: Vec<String>,
    /// The code of its région, when it is somewhere.
    pub region: Option<String>,
}

impl Entry {
    /// The entry as it is indexed.
    pub fn texts(&self) -> search::Entry<'_> {
        let headings = self.headings.iter().map(|text| (search::Field::Heading, text.as_str()));
        let body = self.body.iter().map(|text| (search::Field::Body, text.as_str()));
        search::Entry { name: &self.name, texts: headings.chain(body).collect(), weight: 0 }
    }
}

/// All that the site says in a language, territories left out: their names are the same in both.
pub fn entries(words: &Words, site: Site<'_>) -> Vec<Entry> {
    let mut writer = Writer { words, entries: Vec::new() };
    writer.pages(site);
    writer.call(site.session);
    writer.themes(site.session);
    writer.stages(site.session);
    writer.governance(site.session);
    for laureate in &site.session.laureates {
        writer.laureate(laureate);
    }
    writer.indicators(site);
    writer.entries
}

struct Writer<'a> {
    words: &'a Words,
    entries: Vec<Entry>,
}

impl Writer<'_> {
    fn say(&self, text: &Localised) -> String {
        self.words.say(text)
    }

    fn all(&self, texts: &[Localised]) -> Vec<String> {
        texts.iter().map(|text| self.say(text)).collect()
    }

    /// A thing called `name`, in a part of a page.
    fn add(&mut self, thing: Thing, name: String, (links, part): (&Links, &str), detail: String) -> &mut Entry {
        let page = links.path(self.words.lang());
        let href = if part.is_empty() { page } else { format!("{page}#{part}") };
        let (headings, body, items) = (Vec::new(), Vec::new(), Vec::new());
        self.entries.push(Entry { thing, name, href, detail, headings, body, items, region: None });
        self.entries.last_mut().expect("one was just pushed")
    }

    fn page(&mut self, name: &str, at: (&Links, &str), headings: &[&str], body: &[&str]) -> &mut Entry {
        let words = self.words;
        let t = |keys: &[&str]| keys.iter().map(|key| words.t(key)).collect::<Vec<_>>();
        let (headings, body) = (t(headings), t(body));
        let entry = self.add(Thing::Page, words.t(name), at, words.t("product"));
        (entry.headings, entry.body) = (headings, body);
        entry
    }

    /// The pages themselves: their titles, leads and headings.
    fn pages(&mut self, site: Site<'_>) {
        self.page(
            "home",
            (&Links::Home, ""),
            &["home-title", "home-families-title", "home-number-title"],
            &["home-lead", "home-families-lead", "home-number-text"],
        );
        self.page(
            "territories-title",
            (&Links::Territories, ""),
            &["nav-territories", "territories-regions", "territories-departements"],
            &["territories-lead"],
        );
        self.page("territories-compose-title", (&Links::Territories, "compose"), &[], &["territories-compose-text"]);
        self.page("laureates-title", (&Links::Laureates, ""), &["nav-laureates"], &[]);
        let families: Vec<String> = site.families.iter().map(|family| self.say(&family.name)).collect();
        self.page("indicators-title", (&Links::Indicators, ""), &["nav-indicators"], &[]).headings.extend(families);
        let rules = ["data-lead", "data-rule-1", "data-rule-2", "data-rule-3", "data-rule-4", "data-absent-text"];
        let datasets: Vec<String> =
            site.sources.iter().map(|source| format!("{} – {}", source.dataset, source.producer)).collect();
        let headings = ["data-rules-title", "data-absent-title", "data-files"];
        self.page("data-title", (&Links::Data, ""), &headings, &rules).body.extend(datasets);
        let Session { identity, presentation, .. } = site.session;
        let headings = vec![self.say(&identity.theme), self.say(&identity.title)];
        let mut body = vec![self.say(&presentation.summary)];
        body.extend(self.all(&presentation.paragraphs));
        body.push(self.say(&identity.provenance.note));
        let page = self.page("nav-session", (&Links::Session, ""), &[], &[]);
        (page.headings, page.body, page.items) = (headings, body, ids(&presentation.items));
    }

    /// The texts of the call: ambitions, objectives, grid of reading, documents.
    fn call(&mut self, session: &Session) {
        let Session { presentation, rubric, application, .. } = session;
        let (ambitions, objectives) = (&presentation.ambitions, &presentation.objectives);
        self.statements(&ambitions.title, "ambitions", &ambitions.paragraphs, &ambitions.statements, &[]);
        self.statements(
            &objectives.title,
            "objectives",
            &objectives.paragraphs,
            &objectives.statements,
            &objectives.items,
        );
        let at = (&Links::Session, "dimensions");
        let detail = self.words.t("session-dimensions");
        for dimension in &rubric.dimensions {
            let (name, about) = (self.say(&dimension.name), self.say(&dimension.description));
            self.add(Thing::Call, name.clone(), at, detail.clone()).body = vec![about];
            for criterion in &dimension.criteria {
                let mut body = vec![self.say(&criterion.description)];
                body.extend(self.all(&criterion.anchors));
                self.add(Thing::Call, self.say(&criterion.name), at, name.clone()).body = body;
            }
        }
        let (apply, detail) = (self.words.t("session-apply"), self.words.t("nav-session"));
        let body = self.all(&application.paragraphs);
        self.add(Thing::Call, apply.clone(), (&Links::Session, "apply"), detail).body = body;
        for document in &application.documents {
            let about = self.say(&document.description);
            let at = (&Links::Session, "apply");
            self.add(Thing::Call, self.say(&document.name), at, apply.clone()).body = vec![about];
        }
    }

    fn statements(
        &mut self,
        title: &Localised,
        part: &str,
        paragraphs: &[Localised],
        statements: &[Statement],
        items: &[Slug],
    ) {
        let at = (&Links::Session, part);
        let (title, body) = (self.say(title), self.all(paragraphs));
        let entry = self.add(Thing::Call, title.clone(), at, self.words.t("nav-session"));
        (entry.body, entry.items) = (body, ids(items));
        for statement in statements {
            let text = self.say(&statement.text);
            let entry = self.add(Thing::Call, self.say(&statement.name), at, title.clone());
            (entry.body, entry.items) = (vec![text], ids(&statement.items));
        }
    }

    /// The words of the session. Each answers to its own facet.
    fn themes(&mut self, session: &Session) {
        for axis in &session.taxonomy.axes {
            let at = (&Links::Session, "taxonomy");
            let (name, about) = (self.say(&axis.name), self.say(&axis.description));
            let items = axis.items.iter().map(|item| item.id.to_string()).collect();
            let entry = self.add(Thing::Theme, name.clone(), at, self.words.t("session-taxonomy"));
            (entry.body, entry.items) = (vec![about], items);
            for item in &axis.items {
                let entry = self.add(Thing::Theme, self.say(&item.name), at, name.clone());
                (entry.headings, entry.items) = (vec![name.clone()], vec![item.id.to_string()]);
            }
        }
    }

    fn stages(&mut self, session: &Session) {
        let at = (&Links::Session, "stages");
        let detail = self.words.t("session-stages");
        for stage in &session.stages.list {
            let (name, about) = (self.say(&stage.name), self.say(&stage.description));
            self.add(Thing::Call, name.clone(), at, detail.clone()).body = vec![about];
            for publication in &stage.publications {
                let entry = self.add(Thing::Publication, self.say(&publication.name), at, name.clone());
                entry.items = ids(&publication.items);
            }
        }
        let mut body = vec![self.say(&session.stages.follow_up.description)];
        body.extend(self.all(&session.stages.follow_up.means));
        self.add(Thing::Call, detail, at, self.words.t("nav-session")).body = body;
    }

    fn governance(&mut self, session: &Session) {
        let at = (&Links::Session, "governance");
        let detail = self.words.t("session-governance");
        let body = self.all(&session.governance.paragraphs);
        self.add(Thing::Call, detail.clone(), at, self.words.t("nav-session")).body = body;
        for organisation in session.governance.organisations() {
            let (name, role) = (self.say(&organisation.name), self.say(&organisation.role));
            let name = match &organisation.acronym {
                Some(acronym) if !name.contains(acronym.as_str()) => format!("{acronym} – {name}"),
                _ => name,
            };
            self.add(Thing::Organisation, name, at, detail.clone()).body = vec![role];
        }
    }

    fn laureate(&mut self, laureate: &Laureate) {
        let departements: Vec<String> =
            laureate.departements.iter().map(|d| format!("{} ({})", d.name, d.code)).collect();
        let mut headings: Vec<String> = laureate.bearers.iter().map(|bearer| self.say(&bearer.name)).collect();
        headings.extend(laureate.perimeter.epcis.iter().map(|epci| epci.name.clone()));
        let mut body = vec![laureate.region.name.clone(), departements.join(", ")];
        body.extend(laureate.state_services.iter().map(|service| self.say(&service.name)));
        body.extend(laureate.note.as_ref().map(|note| self.say(note)));
        let links = Links::Laureate(laureate.id.to_string());
        let entry = self.add(Thing::Laureate, self.say(&laureate.name), (&links, ""), departements.join(", "));
        (entry.headings, entry.body, entry.items) = (headings, body, ids(&laureate.themes));
        entry.region = Some(laureate.region.code.to_string());
    }

    fn indicators(&mut self, site: Site<'_>) {
        for family in site.families {
            let (name, about) = (self.say(&family.name), self.say(&family.about));
            let mut body = vec![about];
            body.extend(
                family.awaited.iter().map(|awaited| format!("{} – {}", awaited.dataset, self.say(&awaited.brings))),
            );
            let at = (&Links::Indicators, family.id.as_str());
            self.add(Thing::Indicator, name.clone(), at, self.words.t("home-families-title")).body = body;
            for indicator in site.indicators.iter().filter(|indicator| indicator.family == family.id) {
                let (about, formula) = (self.say(&indicator.about), self.say(&indicator.formula));
                let at = (&Links::Indicators, indicator.id.as_str());
                let entry = self.add(Thing::Indicator, self.say(&indicator.name), at, name.clone());
                (entry.headings, entry.body) = (vec![name.clone()], vec![about, formula]);
            }
        }
    }
}

fn ids(items: &[Slug]) -> Vec<String> {
    items.iter().map(ToString::to_string).collect()
}
