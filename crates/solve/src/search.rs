//! Searching short texts by their words: without accents, in any order, by beginnings, forgiving faults of typing, and
//! saying why each answer is one.
//!
//! The words of all entries are one finite automaton ([`fst`]), from each word to the entries that hold it; their names,
//! written in one word, are another. The method is `docs/method/search.md`, the reasons decision 11.

mod explain;
mod facets;
mod fault;
mod fold;

use std::collections::HashMap;

use fst::{IntoStreamer, Map, MapBuilder, Streamer};

pub use explain::{Trace, Way, excerpt};
pub use facets::Facets;
use fault::{LONGEST, Near, forgiven};
pub use fault::{ONE_FAULT_FROM, TWO_FAULTS_FROM};
pub use fold::Habits;
use fold::Word;

/// Most characters of a question that are read.
pub const LONGEST_QUESTION: usize = 200;
/// When fewer entries answer than this, and none by its very name, faults of typing are corrected.
pub const FEW: usize = 5;
/// Most words of a question that are searched.
pub const MOST_WORDS: usize = 12;
/// From how many bytes a word that is not the last may be the beginning of another: a shorter one begins too many.
pub const BEGINNING_FROM: usize = 3;
/// From how many bytes the last word may be the beginning of another but for a fault.
const FAULTY_BEGINNING_FROM: usize = 5;

/// Where in an entry a text stands, the weightiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// What the entry is called.
    Name,
    /// What tells it from another of the same name: it narrows an answer and finds nothing by itself.
    Within,
    /// A heading, a short text above others.
    Heading,
    /// Running text.
    Body,
}

/// How an entry answers, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Match {
    /// The same name.
    Exact,
    /// The same name but for small words and spaces.
    SameWords,
    /// The name begins with what is asked.
    Beginning,
    /// Every word asked is a word of the name, in any order.
    EveryWord,
    /// Every word asked is a word of the name or begins one.
    Beginnings,
    /// Every word asked is in the name, or in what tells it from another of the same name.
    Within,
    /// Every word asked is in the name or in a heading.
    Heading,
    /// Every word asked is somewhere in the texts.
    Text,
    /// The same name, once faults of typing are corrected.
    Almost,
    /// Every word asked is somewhere, once faults of typing are corrected in the name or in a heading.
    Typing,
}

impl Match {
    /// Stable word: `exact`, `same-words`, `beginning`, `every-word`, `beginnings`, `within`, `heading`, `text`, `almost`,
    /// `typing`.
    pub fn word(self) -> &'static str {
        match self {
            Match::Exact => "exact",
            Match::SameWords => "same-words",
            Match::Beginning => "beginning",
            Match::EveryWord => "every-word",
            Match::Beginnings => "beginnings",
            Match::Within => "within",
            Match::Heading => "heading",
            Match::Text => "text",
            Match::Almost => "almost",
            Match::Typing => "typing",
        }
    }

    /// Whether faults were corrected.
    pub fn is_corrected(self) -> bool {
        self >= Match::Almost
    }

    /// Its place among others, the least first: of two answers with faults, that with fewer comes first.
    fn order(self, faults: u8) -> (Match, u8, Match) {
        (self.min(Match::Almost), faults, self)
    }
}

/// Something to be found.
#[derive(Debug, Clone)]
pub struct Entry<'t> {
    /// What it is called.
    pub name: &'t str,
    /// Its other texts, each with the field that it stands in.
    pub texts: Vec<(Field, &'t str)>,
    /// What ranks it among equal answers, the largest first.
    pub weight: u64,
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The rank of the entry, in the order in which they were given.
    pub entry: u32,
    /// How it answers.
    pub matched: Match,
    /// How many faults were corrected; none unless it answers so.
    pub faults: u8,
    /// The weight of the entry.
    pub weight: u64,
}

impl Hit {
    /// What ranks answers of several indices before what they are and weigh, the least first.
    pub fn rank(&self) -> impl Ord + use<> {
        self.matched.order(self.faults)
    }

    /// What ranks answers of one index, the least first: how they answer, faults, then weight.
    pub fn key(&self) -> impl Ord + use<> {
        (self.matched.order(self.faults), std::cmp::Reverse(self.weight))
    }
}

/// Whether faults of typing are to be corrected, after what answers as the question is written: what is written right is
/// not drowned in what resembles it. `count` answers were found, the best of them being `best`.
pub fn calls_for_correction(count: usize, best: Option<&Hit>) -> bool {
    count < FEW && best.is_none_or(|hit| hit.matched != Match::Exact)
}

/// A question, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its words, all of them.
    plain: String,
    /// The words that are searched, each once, in order: the small ones only when there is no other.
    words: Vec<String>,
    /// The same, as they were written.
    written: Vec<String>,
    /// Whether it is longer than what is read.
    pub cut: bool,
}

impl Question {
    /// Reads a question as the texts are read.
    pub fn new(habits: &Habits, text: &str) -> Self {
        let read: String = text.chars().take(LONGEST_QUESTION).collect();
        let mut all = habits.words(&read);
        let mut cut = text.chars().nth(LONGEST_QUESTION).is_some();
        cut |= all.len() > MOST_WORDS;
        all.truncate(MOST_WORDS);
        let full = all.iter().any(|word| !habits.is_small(&word.plain));
        let (mut words, mut written): (Vec<String>, Vec<String>) = Default::default();
        for word in &all {
            let left_out = full && habits.is_small(&word.plain);
            if !left_out && !words.contains(&word.plain) {
                words.push(word.plain.clone());
                written.push(word.written.to_owned());
            }
        }
        let plain = all.into_iter().map(|word| word.plain).collect::<Vec<_>>().join(" ");
        Self { plain, words, written, cut }
    }

    /// Whether there is nothing to search.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The question in plain letters.
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// The words that are searched.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// The words that are searched, as they were written.
    pub fn written(&self) -> &[String] {
        &self.written
    }
}

/// The words of many entries, ready to be searched.
pub struct Index {
    habits: Habits,
    /// From a word to its list.
    words: Map<Vec<u8>>,
    /// From a name in one word, with and without its small words, to its list.
    names: Map<Vec<u8>>,
    /// For each word, the entries that hold it: rank and field, `entry << 2 | field`, sorted, best field only.
    holders: Lists,
    /// For each name, the entries called so.
    called: Lists,
    /// The plain names, one after the other, and where each ends.
    plain: String,
    ends: Vec<u32>,
    weights: Vec<u64>,
}

/// Lists of numbers, one after the other.
#[derive(Default)]
struct Lists {
    all: Vec<u32>,
    ends: Vec<u32>,
}

impl Lists {
    fn push(&mut self, list: &[u32]) -> u64 {
        self.all.extend_from_slice(list);
        self.ends.push(self.all.len() as u32);
        self.ends.len() as u64 - 1
    }

    fn get(&self, rank: u64) -> &[u32] {
        let rank = rank as usize;
        let from = rank.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.all[from..self.ends[rank] as usize]
    }
}

/// Words, or names, each with what bears it; each word is held once while they are gathered.
#[derive(Default)]
struct Gathered {
    ranks: HashMap<String, u32>,
    lists: Vec<Vec<u32>>,
}

impl Gathered {
    fn rank(&mut self, word: String) -> u32 {
        *self.ranks.entry(word).or_insert_with(|| {
            self.lists.push(Vec::new());
            self.lists.len() as u32 - 1
        })
    }

    fn add(&mut self, word: String, bearer: u32) {
        let rank = self.rank(word);
        self.lists[rank as usize].push(bearer);
    }

    /// The map from each word to the rank of its list, and the lists.
    fn close(self) -> (Map<Vec<u8>>, Lists) {
        let mut words: Vec<(String, u32)> = self.ranks.into_iter().collect();
        words.sort_unstable();
        let mut builder = MapBuilder::memory();
        let mut lists = Lists::default();
        for (word, rank) in words {
            builder.insert(word, lists.push(&self.lists[rank as usize])).expect("the words are sorted, each once");
        }
        lists.all.shrink_to_fit();
        (builder.into_map(), lists)
    }

    /// Keeps the best field of each entry: the first, once they are sorted.
    fn best_fields(mut self) -> Self {
        for list in &mut self.lists {
            list.sort_unstable();
            list.dedup_by_key(|holder| *holder >> 2);
        }
        self
    }
}

/// How a word asked is found in an entry, in one number to be kept least: faults, then field, then the way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Cost(u8);

impl Cost {
    const NONE: Cost = Cost(u8::MAX);
    const WHOLE: u8 = 0;
    const FORM: u8 = 1;
    const BEGINNING: u8 = 2;

    fn new(faults: u8, field: u8, way: u8) -> Self {
        Cost(faults << 4 | field << 2 | way)
    }

    fn faults(self) -> u8 {
        self.0 >> 4
    }

    fn field(self) -> Field {
        [Field::Name, Field::Within, Field::Heading, Field::Body][usize::from(self.0 >> 2 & 3)]
    }

    fn way(self) -> u8 {
        self.0 & 3
    }
}

impl Index {
    /// The index of entries; their ranks are those of the list.
    pub fn new<'t>(habits: Habits, entries: impl IntoIterator<Item = Entry<'t>>) -> Self {
        let (mut words, mut names) = (Gathered::default(), Gathered::default());
        let (mut plain, mut ends, mut weights) = (String::new(), Vec::new(), Vec::new());
        // Many entries have a text in common, which is read once.
        let mut read: HashMap<&str, Vec<u32>> = HashMap::new();
        for (rank, entry) in entries.into_iter().enumerate() {
            let rank = rank as u32;
            let begins = plain.len();
            for word in habits.words(entry.name) {
                if plain.len() > begins {
                    plain.push(' ');
                }
                plain.push_str(&word.plain);
                words.add(word.plain, rank << 2 | Field::Name as u32);
            }
            for (field, text) in entry.texts {
                let full = |word: &Word<'_>| !habits.is_small(&word.plain);
                let of_text = read.entry(text).or_insert_with(|| {
                    habits.words(text).into_iter().filter(full).map(|word| words.rank(word.plain)).collect()
                });
                for word in of_text {
                    words.lists[*word as usize].push(rank << 2 | field as u32);
                }
            }
            let name = &plain[begins..];
            let (joined, full) = (joined(name, |_| true), joined(name, |word| !habits.is_small(word)));
            if !full.is_empty() && full != joined {
                names.add(full, rank);
            }
            names.add(joined, rank);
            ends.push(plain.len() as u32);
            weights.push(entry.weight);
        }
        let ((words, holders), (names, called)) = (words.best_fields().close(), names.close());
        plain.shrink_to_fit();
        Self { habits, words, names, holders, called, plain, ends, weights }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// The habits of the texts.
    pub fn habits(&self) -> &Habits {
        &self.habits
    }

    /// The plain name of an entry.
    pub fn plain_name(&self, entry: u32) -> &str {
        let from = entry.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        &self.plain[from as usize..self.ends[entry as usize] as usize]
    }

    /// How many bytes the index holds.
    pub fn bytes(&self) -> usize {
        let maps = self.words.as_fst().size() + self.names.as_fst().size();
        let lists = [&self.holders, &self.called].map(|lists| (lists.all.len() + lists.ends.len()) * 4);
        maps + lists[0] + lists[1] + self.plain.len() + self.ends.len() * 4 + self.weights.len() * 8
    }

    /// The entries that answer, best first; faults of typing are corrected if `forgiving`.
    pub fn search(&self, question: &Question, forgiving: bool) -> Vec<Hit> {
        if question.is_empty() {
            return Vec::new();
        }
        let mut best: Vec<Option<(Match, u8)>> = vec![None; self.len()];
        let mut keep = |entry: usize, found: (Match, u8)| {
            let kept = &mut best[entry];
            if kept.is_none_or(|kept| found.0.order(found.1) < kept.0.order(kept.1)) {
                *kept = Some(found);
            }
        };
        self.by_name(question, forgiving, &mut keep);
        self.by_words(question, forgiving, &mut keep);
        let hit = |(entry, found): (usize, Option<(Match, u8)>)| {
            let (matched, faults) = found?;
            Some(Hit { entry: entry as u32, matched, faults, weight: self.weights[entry] })
        };
        let mut hits: Vec<Hit> = best.into_iter().enumerate().filter_map(hit).collect();
        hits.sort_by_cached_key(|hit| (hit.key(), self.plain_name(hit.entry).len(), hit.entry));
        hits
    }

    /// What the whole name says: the same, its beginning, or a few faults away.
    fn by_name(&self, question: &Question, forgiving: bool, keep: &mut dyn FnMut(usize, (Match, u8))) {
        let whole = joined(&question.plain, |_| true);
        let full = joined(&question.plain, |word| !self.habits.is_small(word));
        // Without its small words, a question of one or two letters would begin everything.
        let asked: Vec<&str> = match full.len() {
            0..BEGINNING_FROM => vec![&whole],
            _ if full == whole => vec![&whole],
            _ => vec![&whole, &full],
        };
        for name in asked {
            let mut begun = self.names.range().ge(name).into_stream();
            while let Some((key, list)) = begun.next() {
                if !key.starts_with(name.as_bytes()) {
                    break;
                }
                let same = key.len() == name.len();
                for entry in self.called.get(list) {
                    let matched = match same {
                        true if self.plain_name(*entry) == question.plain => Match::Exact,
                        true => Match::SameWords,
                        false => Match::Beginning,
                    };
                    keep(*entry as usize, (matched, 0));
                }
            }
            let most = if forgiving { forgiven(name) } else { 0 };
            self.near(&self.names, name, most, false, |list, faults| {
                for entry in self.called.get(list) {
                    keep(*entry as usize, (Match::Almost, faults));
                }
            });
        }
    }

    /// What the words say: every one of them must be found.
    fn by_words(&self, question: &Question, forgiving: bool, keep: &mut dyn FnMut(usize, (Match, u8))) {
        let last = question.words.len() - 1;
        let costs: Vec<Vec<Cost>> = question
            .words
            .iter()
            .enumerate()
            .map(|(rank, word)| self.costs_of(word, rank == last, forgiving))
            .collect();
        for entry in 0..self.len() {
            if costs.iter().any(|costs| costs[entry] == Cost::NONE) {
                continue;
            }
            let of_entry = || costs.iter().map(|costs| costs[entry]);
            let Some(field) = of_entry().map(Cost::field).filter(|field| *field != Field::Within).max() else {
                continue;
            };
            let faults: u8 = of_entry().map(Cost::faults).sum();
            let within = of_entry().any(|cost| cost.field() == Field::Within);
            let matched = match field {
                _ if faults > 0 => Match::Typing,
                Field::Body => Match::Text,
                Field::Heading => Match::Heading,
                _ if within => self.beside(question, entry as u32, &costs),
                _ if of_entry().all(|cost| cost.way() == Cost::WHOLE) => Match::EveryWord,
                _ => Match::Beginnings,
            };
            keep(entry, (matched, faults));
        }
    }

    /// How a name answers the words that are not those of its whereabouts.
    fn beside(&self, question: &Question, entry: u32, costs: &[Vec<Cost>]) -> Match {
        let narrows = |word: &str| {
            let rank = question.words.iter().position(|asked| asked == word);
            rank.is_some_and(|rank| costs[rank][entry as usize].field() == Field::Within)
        };
        let rest = question.plain.split(' ').filter(|word| !narrows(word)).collect::<Vec<_>>().join(" ");
        let name = self.plain_name(entry);
        let full = |text: &str| joined(text, |word| !self.habits.is_small(word));
        match () {
            () if rest == name => Match::Exact,
            () if full(&rest) == full(name) => Match::SameWords,
            () => Match::Within,
        }
    }

    /// For each entry, the least cost at which a word is found.
    fn costs_of(&self, word: &str, last: bool, forgiving: bool) -> Vec<Cost> {
        let mut costs = vec![Cost::NONE; self.len()];
        let mut found = |list: u64, faults: u8, way: u8| {
            for holder in self.holders.get(list) {
                let field = (holder & 3) as u8;
                // Faults are corrected in names and headings: what narrows an answer would narrow by chance, and a long
                // text always has a word that resembles another.
                if faults == 0 || field == Field::Name as u8 || field == Field::Heading as u8 {
                    let cost = &mut costs[(holder >> 2) as usize];
                    *cost = (*cost).min(Cost::new(faults, field, way));
                }
            }
        };
        if last || word.len() >= BEGINNING_FROM {
            let mut begun = self.words.range().ge(word).into_stream();
            while let Some((key, list)) = begun.next() {
                if !key.starts_with(word.as_bytes()) {
                    break;
                }
                found(list, 0, if key.len() == word.len() { Cost::WHOLE } else { Cost::BEGINNING });
            }
        } else if let Some(list) = self.words.get(word) {
            found(list, 0, Cost::WHOLE);
        }
        if let Some(list) = self.habits.singular(word).and_then(|singular| self.words.get(singular)) {
            found(list, 0, Cost::FORM);
        }
        if forgiving {
            let most = forgiven(word);
            self.near(&self.words, word, most, false, |list, faults| found(list, faults, Cost::WHOLE));
            if last && word.len() >= FAULTY_BEGINNING_FROM {
                self.near(&self.words, word, most.min(1), true, |list, faults| found(list, faults, Cost::BEGINNING));
            }
        }
        costs
    }

    /// The keys of a map that are at most so many faults away, one at least, with their distance.
    fn near(&self, map: &Map<Vec<u8>>, word: &str, most: u8, beginning: bool, mut found: impl FnMut(u64, u8)) {
        if most == 0 || word.len() > LONGEST {
            return;
        }
        let near = Near { word: word.as_bytes(), most, beginning };
        let mut stream = map.search_with_state(&near).into_stream();
        while let Some((_, list, rows)) = stream.next() {
            let faults = near.distance(&rows);
            if faults > 0 {
                found(list, faults);
            }
        }
    }
}

/// The words of a plain text that are kept, written in one.
fn joined(plain: &str, kept: impl Fn(&str) -> bool) -> String {
    plain.split(' ').filter(|word| kept(word)).collect()
}

impl Habits {
    /// The word that this one may be the plural of.
    fn singular<'w>(&self, word: &'w str) -> Option<&'w str> {
        let singular = word.strip_suffix(self.plural)?;
        (singular.len() >= ONE_FAULT_FROM).then_some(singular)
    }
}

#[cfg(test)]
mod tests;
