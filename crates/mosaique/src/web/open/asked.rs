//! What a request asks for: its parameters, read to the letter. What is not expected is refused with what is.

use std::collections::BTreeMap;
use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use facts::Lang;

use super::super::error::{Failure, Refusal};
use super::super::preferred_lang;

/// The parameters of a request.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The language of the words of the answer.
    pub lang: Lang,
    /// The path and query, as they were asked.
    pub path: String,
    /// What the request says of itself.
    pub headers: HeaderMap,
    read: Result<BTreeMap<String, Vec<String>>, Box<Refusal>>,
}

/// The languages that `lang` names.
const LANGUAGES: [&str; 2] = ["fr", "en"];
/// Characters of a refused value that are shown again.
const SHOWN: usize = 80;

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::new(parts))
    }
}

impl Asked {
    /// Of a request; a query that cannot be read is told by [`Asked::only`].
    pub fn new(parts: &Parts) -> Self {
        let read = read(parts.uri.query().unwrap_or_default());
        let named = read.as_ref().ok().and_then(|values| values.get("lang")?.first());
        let lang = named.and_then(|lang| LANGUAGES.contains(&lang.as_str()).then(|| Lang::from_code(lang)).flatten());
        Self {
            lang: lang.unwrap_or_else(|| preferred_lang(&parts.headers)),
            path: parts.uri.path().to_owned(),
            headers: parts.headers.clone(),
            read,
        }
    }

    /// Checks that nothing is asked but these and `lang`.
    ///
    /// # Errors
    /// A query that is no text, a parameter twice, one that is not expected, a language that we do not speak.
    pub fn only(&self, expected: &[&str]) -> Result<(), Failure> {
        self.only_with(expected, &[])
    }

    /// The same, with parameters that may be given several times.
    ///
    /// # Errors
    /// Those of [`Asked::only`].
    pub fn only_with(&self, expected: &[&str], several: &[&str]) -> Result<(), Failure> {
        let values = self.read.as_ref().map_err(|refusal| Failure::Asked(refusal.clone()))?;
        let is_expected = |name: &str| name == "lang" || expected.contains(&name) || several.contains(&name);
        if let Some(found) = values.keys().find(|name| !is_expected(name)) {
            let expected = [expected, several, &["lang"]].concat().join(", ");
            return Err(Refusal::new(
                "open-error-unknown-parameter",
                [("found", shown(found)), ("expected", expected)],
            ));
        }
        if let Some((found, _)) =
            values.iter().find(|(name, given)| given.len() > 1 && !several.contains(&name.as_str()))
        {
            return Err(Refusal::new("open-error-repeated", [("found", shown(found))]));
        }
        self.one_of("lang", &LANGUAGES)?;
        Ok(())
    }

    /// Every value of a parameter that may be given several times.
    pub fn every(&self, name: &str) -> &[String] {
        self.read.as_ref().ok().and_then(|values| values.get(name)).map_or(&[], Vec::as_slice)
    }

    /// A parameter, when it is given.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.read.as_ref().ok()?.get(name)?.first().map(String::as_str)
    }

    /// A parameter that is one of a few words, when it is given.
    ///
    /// # Errors
    /// When it is another word.
    pub fn one_of(&self, name: &'static str, words: &[&'static str]) -> Result<Option<&'static str>, Failure> {
        let Some(found) = self.get(name) else { return Ok(None) };
        match words.iter().find(|word| **word == found) {
            Some(word) => Ok(Some(word)),
            None => Err(self.refused(name, &words.join(", "))),
        }
    }

    /// A parameter that a type reads, when it is given.
    ///
    /// # Errors
    /// When it does not; `expected` says what it reads.
    pub fn parsed<T: std::str::FromStr>(&self, name: &'static str, expected: &str) -> Result<Option<T>, Failure> {
        self.get(name).map(|found| found.parse().map_err(|_| self.refused(name, expected))).transpose()
    }

    /// How many items a page holds: `limit`, from 1 to `most`.
    ///
    /// # Errors
    /// When it is no such number.
    pub fn limit(&self, most: usize) -> Result<Option<usize>, Failure> {
        let Some(found) = self.get("limit") else { return Ok(None) };
        let read = digits(found).and_then(|found| found.parse().ok()).filter(|limit| (1..=most).contains(limit));
        read.map(Some).ok_or_else(|| {
            let bounds = [
                ("name", "limit".to_owned()),
                ("found", shown(found)),
                ("least", "1".to_owned()),
                ("most", most.to_string()),
            ];
            Refusal::new("open-error-whole", bounds)
        })
    }

    /// How many features a page holds: `limit`, where a number above the most stands for the most (OGC API – Features).
    ///
    /// # Errors
    /// When it is no whole number from 1 on.
    pub fn limit_at_most(&self, most: usize) -> Result<Option<usize>, Failure> {
        let Some(found) = self.get("limit") else { return Ok(None) };
        // A number of more digits than any machine counts is above the most too.
        let read = digits(found).filter(|digits| digits.bytes().any(|digit| digit != b'0'));
        match read {
            Some(digits) => Ok(Some(digits.parse::<usize>().unwrap_or(most).min(most))),
            None => {
                Err(Refusal::new("open-error-at-least-one", [("name", "limit".to_owned()), ("found", shown(found))]))
            }
        }
    }

    /// The refusal of the value of a parameter.
    pub fn refused(&self, name: &str, expected: &str) -> Failure {
        let found = shown(self.get(name).unwrap_or_default());
        Refusal::new(
            "open-error-value",
            [("name", name.to_owned()), ("found", found), ("expected", expected.to_owned())],
        )
    }

    /// Checks that a text has at most so many characters.
    ///
    /// # Errors
    /// When it has more.
    pub fn short(&self, name: &'static str, most: usize) -> Result<(), Failure> {
        match self.get(name).map(|text| text.chars().count()).filter(|length| *length > most) {
            None => Ok(()),
            Some(length) => {
                let values = [("name", name.to_owned()), ("found", length.to_string()), ("most", most.to_string())];
                Err(Refusal::new("open-error-long", values))
            }
        }
    }

    /// The same request with other parameters: those given replace those asked.
    pub fn with(&self, changes: &[(&str, &str)]) -> String {
        let mut values = self.read.clone().unwrap_or_default();
        for (name, value) in changes {
            values.insert((*name).to_owned(), vec![(*value).to_owned()]);
        }
        let each = values.iter().flat_map(|(name, given)| given.iter().map(move |value| (name, value)));
        let query: Vec<String> = each.map(|(name, value)| format!("{}={}", written(name), written(value))).collect();
        if query.is_empty() { self.path.clone() } else { format!("{}?{}", self.path, query.join("&")) }
    }
}

/// A text as it is shown in a refusal.
pub fn shown(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(SHOWN).collect()
}

/// Nothing but digits.
fn digits(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

/// Names and values of a query.
fn read(query: &str) -> Result<BTreeMap<String, Vec<String>>, Box<Refusal>> {
    let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let decoded = |text: &str| {
            decode(text)
                .ok_or_else(|| Box::new(Refusal { key: "open-error-encoding", values: vec![("found", shown(text))] }))
        };
        let (name, value) = (decoded(name)?, decoded(value)?);
        values.entry(name).or_default().push(value);
    }
    Ok(values)
}

/// Text written in percents, a plus being a space; nothing when a percent is not followed by two digits or the bytes are no
/// UTF-8.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                (digit()? * 16 + digit()?) as u8
            }
            b'+' => b' ',
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

/// Text as it is written in a query.
fn written(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b',' | b':' | b'/' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn percents_are_read_and_half_ones_refused() {
        assert_eq!(decode("Angoul%C3%AAme+1%2B1").as_deref(), Some("Angoulême 1+1"));
        for wrong in ["%", "%C", "%zz", "%ff", "a%C3"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn values_of_a_name_stay_together_and_an_empty_pair_is_nothing() {
        assert_eq!(read("a=1&&b=&c").unwrap().len(), 3);
        assert_eq!(read("a=1&%61=2").unwrap()["a"], ["1", "2"]);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(text in ".{0,30}") {
            prop_assert_eq!(decode(&written(&text)), Some(text));
        }

        #[test]
        fn no_query_breaks_the_reader(query in "[ -~]{0,60}") {
            let _ = read(&query);
        }
    }
}
