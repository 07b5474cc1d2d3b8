//! What a search finds in the site, and how an answer is told.
//!
//! [`entries`] says what stands on the pages and where; the index is not here. [`HitView`] is an answer in words, the same
//! on the page and in the open interface.

mod entries;
mod tell;

use facts::Lang;
use serde::Serialize;
use territory::search::Habits;

pub use entries::{Entry, Site, entries};
pub use tell::{Found, HitView, Part, reason, tell};

/// What can be found, in the order of the facets; of equal answers, the first comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Thing {
    /// A laureate of a session.
    Laureate,
    /// A territory of the map.
    Territory,
    /// An indicator, or a family of indicators.
    Indicator,
    /// A word of a session.
    Theme,
    /// A text of a session: ambition, objective, dimension, criterion, stage, document.
    Call,
    /// A page of the site.
    Page,
    /// A publication or a seminar of a session.
    Publication,
    /// An organisation of a session.
    Organisation,
}

impl Thing {
    /// Everything that can be found.
    pub const ALL: [Thing; 8] = [
        Thing::Laureate,
        Thing::Territory,
        Thing::Indicator,
        Thing::Theme,
        Thing::Call,
        Thing::Page,
        Thing::Publication,
        Thing::Organisation,
    ];

    /// Stable word, which is that of addresses and of the open interface.
    pub fn word(self) -> &'static str {
        match self {
            Thing::Laureate => "laureate",
            Thing::Territory => "territory",
            Thing::Indicator => "indicator",
            Thing::Theme => "theme",
            Thing::Call => "call",
            Thing::Page => "page",
            Thing::Publication => "publication",
            Thing::Organisation => "organisation",
        }
    }

    /// Keys of its words: of one, and of several.
    pub fn keys(self) -> (&'static str, &'static str) {
        match self {
            Thing::Laureate => ("search-thing-laureate", "search-things-laureate"),
            Thing::Territory => ("search-thing-territory", "search-things-territory"),
            Thing::Indicator => ("search-thing-indicator", "search-things-indicator"),
            Thing::Theme => ("search-thing-theme", "search-things-theme"),
            Thing::Call => ("search-thing-call", "search-things-call"),
            Thing::Page => ("search-thing-page", "search-things-page"),
            Thing::Publication => ("search-thing-publication", "search-things-publication"),
            Thing::Organisation => ("search-thing-organisation", "search-things-organisation"),
        }
    }

    /// The thing of a stable word.
    pub fn from_word(word: &str) -> Option<Thing> {
        Thing::ALL.into_iter().find(|thing| thing.word() == word)
    }
}

/// How texts of a language are read: its small words, and its plurals.
pub fn habits(lang: Lang) -> Habits {
    let small: &[&str] = match lang {
        Lang::Fr => &[
            "a", "au", "aux", "avec", "c", "ce", "ces", "cet", "cette", "d", "dans", "de", "des", "du", "elle", "en",
            "est", "et", "il", "j", "l", "la", "le", "les", "leur", "leurs", "n", "ne", "on", "ou", "par", "pas",
            "plus", "pour", "qu", "que", "qui", "s", "sa", "se", "ses", "son", "sont", "sous", "sur", "un", "une", "y",
        ],
        Lang::En => &[
            "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "into", "is", "it", "its", "of",
            "on", "or", "s", "so", "that", "the", "their", "these", "they", "this", "to", "which", "with",
        ],
    };
    Habits { small, short: &[("st", "saint"), ("ste", "sainte")], plural: &['s', 'x'] }
}
