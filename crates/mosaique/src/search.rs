//! One search over both wings: the names of the map, and what the site says in a language.
//!
//! Both are searched by the same rules, so that their answers can be put in one order: how they answer, then what they
//! are, then their weight.

use std::collections::BTreeSet;

use facts::{Lang, RegionCode};
use press::search::{Entry, Found, HitView, Site, Thing};
use press::{Links, Words};
use programme::session::Item;
use territory::search::{self, Facets, Hit, Index, Match, Question};
use territory::{Territory, names};

use crate::instance::Instance;

/// What the site says in a language, indexed.
pub struct SiteTexts {
    entries: Vec<Entry>,
    index: Index,
}

impl SiteTexts {
    /// Of an instance.
    pub fn new(instance: &Instance, lang: Lang) -> Self {
        let atlas = instance.atlas();
        let site = Site {
            sessions: &instance.sessions,
            families: atlas.families(),
            indicators: atlas.indicators(),
            sources: atlas.sources(),
        };
        let entries = press::search::entries(Words::of(lang), site);
        let index = Index::new(press::search::habits(lang), entries.iter().map(Entry::texts));
        Self { entries, index }
    }
}

/// Where an answer comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// A name of the map.
    Name(u32),
    /// An entry of the site.
    Text(u32),
    /// What the question names without being its name: a code, a union.
    Token,
}

/// An answer.
#[derive(Debug, Clone, Copy)]
pub struct Answer {
    hit: Hit,
    origin: Origin,
    /// What it is.
    pub thing: Thing,
}

/// Choices made among answers; nothing chosen in a facet keeps everything there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// What the answers are.
    pub kinds: BTreeSet<Thing>,
    /// Words of the session, by their ranks in [`items`].
    pub items: BTreeSet<u16>,
    /// Régions, by their ranks on the map.
    pub regions: BTreeSet<u16>,
}

/// Answers to a question, best first.
pub struct Answers {
    instance: &'static Instance,
    lang: Lang,
    asked: String,
    of_names: Question,
    of_texts: Question,
    /// The answers.
    pub all: Vec<Answer>,
    /// How many of them are as the question is written.
    pub as_written: usize,
    /// The territory that the question names by a code, or that is alone to bear its name.
    pub named: Option<Territory>,
}

/// The words of the sessions, in the order of their taxonomies.
pub fn items(instance: &Instance) -> impl Iterator<Item = &Item> {
    instance.sessions.iter().flat_map(|session| &session.taxonomy.axes).flat_map(|axis| &axis.items)
}

impl Answers {
    /// What answers `asked`, of the map and of the site in a language.
    pub fn new(instance: &'static Instance, lang: Lang, asked: &str) -> Self {
        let texts = instance.texts(lang);
        let (of_names, of_texts) = (Question::new(&names::HABITS, asked), Question::new(texts.index.habits(), asked));
        let answers = |forgiving: bool| {
            let names = instance.knowledge.gazetteer().answers(instance.atlas().map(), &of_names, forgiving);
            let name = |hit: Hit| Answer { hit, origin: Origin::Name(hit.entry), thing: Thing::Territory };
            let text = |hit: Hit| {
                let thing = texts.entries[hit.entry as usize].thing;
                Answer { hit, origin: Origin::Text(hit.entry), thing }
            };
            let mut all: Vec<Answer> = names.into_iter().map(name).collect();
            all.extend(texts.index.search(&of_texts, forgiving).into_iter().map(text));
            // Each is sorted already, and the sort keeps the order of equals.
            all.sort_by_cached_key(|answer| (answer.hit.rank(), answer.thing));
            all
        };
        let mut all = answers(false);
        let as_written = all.len();
        if search::calls_for_correction(as_written, all.first().map(|answer| &answer.hit)) {
            all = answers(true);
        }
        // A name that is borne several times names none; a code is no name. Only these are worth resolving.
        let may_name = as_written <= 1 || asked.contains(['+', ':']) || asked.bytes().any(|byte| byte.is_ascii_digit());
        let named = if may_name { instance.resolve(asked).ok() } else { None };
        let mut answers = Self { instance, lang, asked: asked.to_owned(), of_names, of_texts, all, as_written, named };
        answers.put_token_first();
        answers
    }

    /// A territory that no name of the list leads to is the first answer.
    fn put_token_first(&mut self) {
        let Some(named) = &self.named else { return };
        let gazetteer = self.instance.knowledge.gazetteer();
        let map = self.instance.atlas().map();
        let listed = self.all.iter().any(|answer| match answer.origin {
            Origin::Name(entry) => gazetteer.candidate(map, entry).token == named.token,
            _ => false,
        });
        if !listed {
            let weight = named.population(map).0;
            let hit = Hit { entry: 0, matched: Match::Exact, faults: 0, weight };
            self.all.insert(0, Answer { hit, origin: Origin::Token, thing: Thing::Territory });
            self.as_written += 1;
        }
    }

    /// The territory that is all that answers.
    pub fn alone(&self) -> Option<&Territory> {
        let first = self.all.first()?;
        let is_territory = first.thing == Thing::Territory;
        (self.as_written == 1 && is_territory).then_some(self.named.as_ref()).flatten()
    }

    /// Whether the question is longer than what is read.
    pub fn cut(&self) -> bool {
        self.of_names.cut
    }

    /// The words of the question that are searched in the texts.
    pub fn words(&self) -> &[String] {
        self.of_texts.words()
    }

    /// What the choices keep, and the count of each choice: kinds by their place in [`Thing::ALL`], words of the session,
    /// régions.
    pub fn facets(&self, choices: &Choices) -> Facets<u16> {
        let kinds = choices.kinds.iter().map(|thing| *thing as u16).collect();
        let answers: Vec<[Vec<u16>; 3]> = self
            .all
            .iter()
            .map(|answer| [vec![answer.thing as u16], self.items_of(answer), self.regions_of(answer)])
            .collect();
        Facets::new(&answers, &[kinds, choices.items.clone(), choices.regions.clone()])
    }

    fn items_of(&self, answer: &Answer) -> Vec<u16> {
        let Origin::Text(entry) = answer.origin else { return Vec::new() };
        let of_entry = &self.instance.texts(self.lang).entries[entry as usize].items;
        let rank = |id: &String| items(self.instance).position(|item| item.id.as_str() == id);
        of_entry.iter().filter_map(rank).map(|rank| rank as u16).collect()
    }

    fn regions_of(&self, answer: &Answer) -> Vec<u16> {
        let map = self.instance.atlas().map();
        match answer.origin {
            Origin::Name(entry) => self.instance.knowledge.gazetteer().regions(map, entry),
            Origin::Text(entry) => {
                let region = &self.instance.texts(self.lang).entries[entry as usize].region;
                let code = region.as_ref().and_then(|code| code.parse::<RegionCode>().ok());
                code.and_then(|code| map.region(code)).map(|rank| rank as u16).into_iter().collect()
            }
            Origin::Token => {
                let communes = self.named.iter().flat_map(|territory| territory.communes());
                let of = |commune: &u32| map.departements[usize::from(map.at(*commune).departement)].region;
                communes.map(of).collect::<BTreeSet<u16>>().into_iter().collect()
            }
        }
    }

    /// An answer in words.
    pub fn tell(&self, answer: &Answer) -> HitView {
        let words = Words::of(self.lang);
        let map = self.instance.atlas().map();
        let Hit { matched, faults, .. } = answer.hit;
        let thing = answer.thing;
        let kind = |kind: territory::Kind| words.t(&format!("kind-{}", kind.word()));
        let place = |token: &str| Links::Territory(token.to_owned()).path(self.lang);
        match answer.origin {
            Origin::Name(entry) => {
                let gazetteer = self.instance.knowledge.gazetteer();
                let candidate = gazetteer.candidate(map, entry);
                let found = Found {
                    thing,
                    name: &candidate.name,
                    called: gazetteer.name(map, entry),
                    href: place(&candidate.token),
                    label: kind(candidate.kind),
                    detail: candidate.within.clone(),
                    token: Some(candidate.token.clone()),
                    texts: Vec::new(),
                    matched,
                    faults,
                };
                press::search::tell(words, &names::HABITS, &self.asked, &self.of_names, found)
            }
            Origin::Text(entry) => {
                let texts = self.instance.texts(self.lang);
                let entry = &texts.entries[entry as usize];
                let found = Found {
                    thing,
                    name: &entry.name,
                    called: &entry.name,
                    href: entry.href.clone(),
                    label: words.t(thing.keys().0),
                    detail: entry.detail.clone(),
                    token: None,
                    texts: entry.headings.iter().chain(&entry.body).map(String::as_str).collect(),
                    matched,
                    faults,
                };
                press::search::tell(words, texts.index.habits(), &self.asked, &self.of_texts, found)
            }
            Origin::Token => {
                let (token, name, of) = match &self.named {
                    Some(named) => (named.token.clone(), named.name.clone(), kind(named.kind)),
                    None => Default::default(),
                };
                let found = Found {
                    thing,
                    name: &name,
                    called: &name,
                    href: place(&token),
                    label: of,
                    detail: token.clone(),
                    token: Some(token.clone()),
                    texts: Vec::new(),
                    matched,
                    faults,
                };
                let told = press::search::tell(words, &names::HABITS, &self.asked, &self.of_names, found);
                HitView { reason: words.t("search-code"), ..told }
            }
        }
    }
}
