//! What stands on the pages of the site, one entry a thing.

use facts::{Localised, Source};
use programme::session::Laureate;
use programme::{Session, Slug};
use territory::{Family, Indicator, search};

use super::Thing;
use crate::links::{Links, SessionPart};
use crate::words::Words;

/// What the entries are made from.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// The sessions.
    pub sessions: &'a [Session],
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
    for session in site.sessions {
        writer.call(session);
        writer.grid(session);
        writer.apply(session);
        writer.stages(session);
        writer.governance(session);
        for laureate in &session.laureates {
            writer.laureate(laureate);
        }
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
        self.page("sessions-title", (&Links::Sessions, ""), &["nav-sessions"], &["sessions-lead"]);
        self.page("accessibility-title", (&Links::Accessibility, ""), &[], &[]);
        self.page("legal-notice-title", (&Links::LegalNotice, ""), &[], &[]);
        self.page("personal-data-title", (&Links::PersonalData, ""), &[], &[]);
        self.page("site-map-title", (&Links::SiteMap, ""), &[], &[]);
    }

    /// A thing called `name`, in a part of the pages of a session.
    fn say_of(&mut self, session: &Session, part: SessionPart, at: &str, thing: Thing, name: String) -> &mut Entry {
        let detail = self.words.t(part.title_key());
        let links = Links::Session(session.identity.id.to_string(), part);
        self.add(thing, name, (&links, at), detail)
    }

    /// The session itself, and the texts of the call: ambitions and objectives.
    fn call(&mut self, session: &Session) {
        let Session { identity, presentation, .. } = session;
        let (headings, summary) = (vec![self.say(&identity.title)], self.say(&presentation.summary));
        let provenance = self.say(&identity.provenance.note);
        let entry = self.say_of(session, SessionPart::Overview, "", Thing::Page, self.words.say(&identity.theme));
        (entry.headings, entry.body) = (headings, vec![summary, provenance]);
        let paragraphs = self.all(&presentation.paragraphs);
        let entry = self.say_of(session, SessionPart::Call, "", Thing::Call, self.words.t("session-call"));
        (entry.body, entry.items) = (paragraphs, ids(&presentation.items));
        let (ambitions, objectives) = (&presentation.ambitions, &presentation.objectives);
        let lists = [
            ("ambitions", "ambition", &ambitions.title, &ambitions.paragraphs, &ambitions.statements, &Vec::new()),
            (
                "objectives",
                "objective",
                &objectives.title,
                &objectives.paragraphs,
                &objectives.statements,
                &objectives.items,
            ),
        ];
        for (part, one, title, paragraphs, statements, items) in lists {
            let (title, body) = (self.say(title), self.all(paragraphs));
            let entry = self.say_of(session, SessionPart::Call, part, Thing::Call, title.clone());
            (entry.body, entry.items) = (body, ids(items));
            for statement in statements {
                let (name, text) = (self.say(&statement.name), self.say(&statement.text));
                let at = format!("{one}-{}", statement.id);
                let entry = self.say_of(session, SessionPart::Call, &at, Thing::Call, name);
                (entry.detail, entry.body, entry.items) = (title.clone(), vec![text], ids(&statement.items));
            }
        }
        if let Some(easy) = &presentation.easy {
            let headings = easy.parts.iter().map(|part| self.say(&part.title)).collect();
            let body = easy.parts.iter().flat_map(|part| self.all(&part.sentences)).collect();
            let entry = self.say_of(session, SessionPart::Easy, "", Thing::Call, self.words.t("session-easy"));
            (entry.headings, entry.body) = (headings, body);
        }
    }

    /// The grid by which dossiers are read, and the words that sort them. Each word answers to its own facet.
    fn grid(&mut self, session: &Session) {
        let part = SessionPart::Reading;
        for dimension in &session.rubric.dimensions {
            let (name, about) = (self.say(&dimension.name), self.say(&dimension.description));
            let at = format!("dimension-{}", dimension.id);
            self.say_of(session, part, &at, Thing::Call, name.clone()).body = vec![about];
            for criterion in &dimension.criteria {
                let mut body = vec![self.say(&criterion.description)];
                body.extend(self.all(&criterion.anchors));
                let (at, title) = (format!("criterion-{}", criterion.id), self.say(&criterion.name));
                let entry = self.say_of(session, part, &at, Thing::Call, title);
                (entry.detail, entry.body) = (name.clone(), body);
            }
        }
        for axis in &session.taxonomy.axes {
            let (name, about) = (self.say(&axis.name), self.say(&axis.description));
            let at = format!("axis-{}", axis.id);
            let entry = self.say_of(session, part, &at, Thing::Theme, name.clone());
            (entry.body, entry.items) = (vec![about], axis.items.iter().map(|item| item.id.to_string()).collect());
            for item in &axis.items {
                let title = self.say(&item.name);
                let entry = self.say_of(session, part, &at, Thing::Theme, title);
                (entry.detail, entry.headings) = (name.clone(), vec![name.clone()]);
                entry.items = vec![item.id.to_string()];
            }
        }
    }

    fn apply(&mut self, session: &Session) {
        let (part, application) = (SessionPart::Apply, &session.application);
        let mut body = self.all(&application.paragraphs);
        body.push(self.say(&application.note));
        self.say_of(session, part, "", Thing::Call, self.words.t("session-apply")).body = body;
        for document in &application.documents {
            let (name, about) = (self.say(&document.name), self.say(&document.description));
            let at = format!("document-{}", document.id);
            self.say_of(session, part, &at, Thing::Call, name).body = vec![about];
        }
    }

    fn stages(&mut self, session: &Session) {
        let (part, stages) = (SessionPart::Stages, &session.stages);
        let mut body = vec![self.say(&stages.follow_up.description)];
        body.extend(self.all(&stages.follow_up.means));
        self.say_of(session, part, "follow-up", Thing::Call, self.words.t("session-follow-up")).body = body;
        for stage in &stages.list {
            let (name, about) = (self.say(&stage.name), self.say(&stage.description));
            let at = format!("stage-{}", stage.id);
            self.say_of(session, part, &at, Thing::Call, name.clone()).body = vec![about];
            for publication in &stage.publications {
                let (at, title) = (format!("publication-{}", publication.id), self.say(&publication.name));
                let entry = self.say_of(session, part, &at, Thing::Publication, title);
                (entry.detail, entry.items) = (name.clone(), ids(&publication.items));
            }
        }
    }

    fn governance(&mut self, session: &Session) {
        let (part, governance) = (SessionPart::Governance, &session.governance);
        let body = self.all(&governance.paragraphs);
        self.say_of(session, part, "", Thing::Call, self.words.t("session-governance")).body = body;
        for organisation in governance.organisations() {
            let (name, role) = (self.say(&organisation.name), self.say(&organisation.role));
            let name = match &organisation.acronym {
                Some(acronym) if !name.contains(acronym.as_str()) => format!("{acronym} – {name}"),
                _ => name,
            };
            let at = match organisation.id == governance.pilot.id {
                true => "pilot".to_owned(),
                false => format!("organisation-{}", organisation.id),
            };
            self.say_of(session, part, &at, Thing::Organisation, name).body = vec![role];
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
