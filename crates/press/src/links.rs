//! Addresses of the site, written once.

use facts::Lang;

use crate::words::Words;

/// Whose site it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Brand {
    /// Our own drawing and free typefaces.
    #[default]
    Neutral,
    /// The design system, mark and typeface of the State: only when the instance is the State's.
    State,
}

impl Brand {
    /// `neutral` or `state`.
    pub fn word(self) -> &'static str {
        match self {
            Brand::Neutral => "neutral",
            Brand::State => "state",
        }
    }
}

/// A place of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Links {
    /// The home page.
    Home,
    /// The presentation of the session.
    Session,
    /// The laureates.
    Laureates,
    /// One laureate.
    Laureate(String),
    /// All territories, and composing one.
    Territories,
    /// The portrait of a territory.
    Territory(String),
    /// The map of an indicator over a territory.
    Map(String, String),
    /// Results of a search.
    Search,
    /// Where a composed territory is sent.
    Compose,
    /// All indicators.
    Indicators,
    /// Data and method.
    Data,
    /// The open interface.
    Api,
}

impl Links {
    /// The address in a language: `/fr/territoires/16015`.
    pub fn path(&self, lang: Lang) -> String {
        let words = Words::of(lang);
        let root = format!("/{}/", lang.code());
        let at = |key: &str| format!("{root}{}", words.t(key));
        match self {
            Links::Home => root,
            Links::Session => at("path-session"),
            Links::Laureates => at("path-laureates"),
            Links::Laureate(id) => format!("{}/{id}", at("path-laureates")),
            Links::Territories => at("path-territories"),
            Links::Territory(token) => format!("{}/{}", at("path-territories"), escape(token)),
            Links::Map(token, indicator) => {
                format!("{}/{}/{}/{indicator}.svg", at("path-territories"), escape(token), words.t("path-maps"))
            }
            Links::Search => at("path-search"),
            Links::Compose => format!("{}/{}", at("path-territories"), words.t("path-compose")),
            Links::Indicators => at("path-indicators"),
            Links::Data => at("path-data"),
            Links::Api => format!("{}/{}", at("path-data"), words.t("path-api")),
        }
    }
}

/// A token as it is written in a path: letters, digits, and the marks that tokens are made of; the rest in percents.
pub fn escape(token: &str) -> String {
    let mut escaped = String::with_capacity(token.len());
    for byte in token.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.:+".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_words_in_addresses() {
        let territory = Links::Territory("dep:16".into());
        assert_eq!(territory.path(Lang::Fr), "/fr/territoires/dep:16");
        assert_eq!(territory.path(Lang::En), "/en/territories/dep:16");
        assert_eq!(Links::Territory("l'île".into()).path(Lang::En), "/en/territories/l%27%C3%AEle");
    }
}
