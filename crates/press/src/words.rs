//! The words of the product, in French and in English, and the way each language writes numbers.
//!
//! Texts are keys of `locales/fr/` and `locales/en/`, one file a subject. No text that a person reads is written in code.

use std::collections::HashMap;
use std::sync::LazyLock;

use facts::{Lang, Localised, Missing, Period, Unit};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use programme::calendar::{ClockTime, Instant, Zone};

/// Thin space that does not break, before ; ! ? and between thousands in French.
const THIN: char = '\u{202f}';
/// Space that does not break, before : and between a number and its unit.
const FIXED: char = '\u{a0}';

/// The words of one language.
pub struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    /// The words of the keys that take no value, set once: most of a page is made of them.
    plain: HashMap<String, String>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.lang.code())
    }
}

/// The texts of a language, one file a subject; a test checks that no file of the folder is left out.
macro_rules! texts {
    ($lang:literal) => {
        texts!($lang: "archive", "bridge", "call", "clock", "compare", "desk", "documents", "dossier", "edition", "instruction", "jury",
            "legal", "maps", "network", "open", "personal", "progress", "roadmap", "search", "seminar", "sessions", "share", "sign_in", "site", "store",
            "workshop", "workspace", "writing")
    };
    ($lang:literal: $($subject:literal),*) => {
        [$(include_str!(concat!("../../../locales/", $lang, "/", $subject, ".ftl"))),*]
    };
}

static FRENCH: LazyLock<Words> = LazyLock::new(|| Words::read(Lang::Fr, "fr", &texts!("fr")));
static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::read(Lang::En, "en-GB", &texts!("en")));

impl Words {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Words {
        match lang {
            Lang::Fr => &FRENCH,
            Lang::En => &ENGLISH,
        }
    }

    fn read(lang: Lang, tag: &str, texts: &[&str]) -> Words {
        let mut bundle = FluentBundle::new_concurrent(vec![tag.parse().expect("a language tag")]);
        // Marks of isolation are for mixed directions of writing; ours are all from left to right.
        bundle.set_use_isolating(false);
        for text in texts {
            let resource = FluentResource::try_new((*text).to_owned()).expect("the locales are read by a test");
            bundle.add_resource(resource).expect("a test checks that no key stands twice");
        }
        let mut words = Words { lang, bundle, plain: HashMap::new() };
        let keys = texts.iter().flat_map(|text| text.lines()).filter_map(|line| Some(line.split_once(" =")?.0));
        let plain = keys.filter_map(|key| {
            let mut errors = Vec::new();
            let pattern = words.bundle.get_message(key)?.value()?;
            let text = words.bundle.format_pattern(pattern, None, &mut errors);
            errors.is_empty().then(|| (key.to_owned(), words.set(&text)))
        });
        words.plain = plain.collect();
        words
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether a key is known.
    pub fn knows(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The words of a key. An unknown key is shown as it is, between guillemets, so that it is seen and mended.
    pub fn t(&self, key: &str) -> String {
        self.plain.get(key).cloned().unwrap_or_else(|| self.with(key, &[]))
    }

    /// The words of a key with one text in them.
    pub fn t1(&self, key: &str, name: &'static str, value: impl Into<String>) -> String {
        self.with(key, &[(name, value.into())])
    }

    /// The words of a key with texts in them.
    pub fn with(&self, key: &str, values: &[(&'static str, String)]) -> String {
        let mut arguments = FluentArgs::new();
        for (name, value) in values {
            arguments.set(*name, value.as_str());
        }
        self.format(key, &arguments)
    }

    /// The words of a key that agree with a count, `$n`; the count is written as numbers are.
    pub fn count(&self, key: &str, n: usize) -> String {
        let mut arguments = FluentArgs::new();
        arguments.set("n", n as f64);
        arguments.set("count", self.number(n as f64, 0));
        self.format(key, &arguments)
    }

    /// The words of a key that agree with a count, with one more text in them.
    pub fn count_with(&self, key: &str, n: usize, name: &'static str, value: &str) -> String {
        self.count_with_all(key, n, &[(name, value.to_owned())])
    }

    /// The words of a key that agree with a count, with more texts in them.
    pub fn count_with_all(&self, key: &str, n: usize, values: &[(&'static str, String)]) -> String {
        let mut arguments = FluentArgs::new();
        arguments.set("n", n as f64);
        arguments.set("count", self.number(n as f64, 0));
        for (name, value) in values {
            arguments.set(*name, value.as_str());
        }
        self.format(key, &arguments)
    }

    fn format(&self, key: &str, arguments: &FluentArgs<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("«{key}»");
        };
        let mut errors = Vec::new();
        self.set(&self.bundle.format_pattern(pattern, Some(arguments), &mut errors))
    }

    /// A text as the language sets it: in French, no line breaks before : ; ! ? and », and a curly apostrophe.
    pub fn set(&self, text: &str) -> String {
        let mut set = String::with_capacity(text.len() + 8);
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            match (letter, self.lang, letters.peek()) {
                ('\'', ..) => set.push('’'),
                (' ', Lang::Fr, Some(';' | '!' | '?')) => set.push(THIN),
                (' ', Lang::Fr, Some(':' | '»' | '%' | '€')) => set.push(FIXED),
                ('«', Lang::Fr, Some(' ')) => {
                    letters.next();
                    set.extend(['«', FIXED]);
                }
                _ => set.push(letter),
            }
        }
        set
    }

    /// The side of a bilingual text that is in this language, set.
    pub fn say(&self, text: &Localised) -> String {
        self.set(text.get(self.lang))
    }

    /// A number with its decimals: 1 234,5 in French, 1,234.5 in English. Minus is a true minus sign.
    pub fn number(&self, value: f64, decimals: usize) -> String {
        let plain = format!("{:.decimals$}", value.abs());
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut written = String::new();
        // A zero that is only so by rounding keeps no sign.
        if value < 0.0 && plain.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
            written.push('\u{2212}');
        }
        let (separator, point) = match self.lang {
            Lang::Fr => (THIN, ','),
            Lang::En => (',', '.'),
        };
        for (rank, digit) in whole.chars().enumerate() {
            if rank > 0 && (whole.len() - rank).is_multiple_of(3) {
                written.push(separator);
            }
            written.push(digit);
        }
        if !fraction.is_empty() {
            written.push(point);
            written.push_str(fraction);
        }
        written
    }

    /// A whole number.
    pub fn whole(&self, number: &u64) -> String {
        self.number(*number as f64, 0)
    }

    /// A value in its unit's decimals, without the unit.
    pub fn value(&self, value: f64, unit: Unit) -> String {
        self.number(value, unit.decimals())
    }

    /// The words of a unit: "habitants au km²".
    pub fn unit(&self, unit: Unit) -> String {
        self.t(&format!("unit-{}", unit.id()))
    }

    /// A value with its unit.
    pub fn quantity(&self, value: f64, unit: Unit) -> String {
        let unit_words = self.unit(unit);
        let number = self.value(value, unit);
        match (self.lang, unit_words.as_str()) {
            (_, "") => number,
            (Lang::En, "%") => format!("{number}%"),
            _ => format!("{number}{FIXED}{unit_words}"),
        }
    }

    /// A share from 0 to 1 as a whole percentage, without the sign.
    pub fn hundredths(&self, share: f64) -> String {
        self.number(share * 100.0, 0)
    }

    /// A rank from 0 to 1 as so many of the others, of 100: rounded down, since nobody is above all including itself.
    pub fn rank(&self, share: f64) -> String {
        self.number((share * 100.0 + 1e-9).floor().min(99.0), 0)
    }

    /// A second of time, on the clock of Paris; what is no time stays as it is.
    pub fn moment(&self, at: &str) -> String {
        let Ok(instant) = at.parse::<Instant>() else { return at.to_owned() };
        let local = Zone::Paris.clock(instant);
        let date = local.date();
        let day = self.period(&Period::Day { year: date.year(), month: date.month(), day: date.day() });
        self.with("moment", &[("day", day), ("hour", crate::news::hour(self, local))])
    }

    /// An hour on the clock of a place, as somebody wrote it: to the minute, or to the second.
    pub fn clock(&self, time: ClockTime) -> String {
        let date = time.local().date();
        let day = self.period(&Period::Day { year: date.year(), month: date.month(), day: date.day() });
        let hour = crate::news::hour(self, time.local());
        let hour = time.second().map_or_else(|| hour.clone(), |second| format!("{hour} {second:02} s"));
        self.with("moment", &[("day", day), ("hour", hour)])
    }

    /// A period: 2021; 1er janvier 2026; 2021 à 2023.
    pub fn period(&self, period: &Period) -> String {
        match *period {
            Period::Year(year) => year.to_string(),
            Period::Span { from, to } => {
                self.with("period-span", &[("from", from.to_string()), ("to", to.to_string())])
            }
            Period::Day { year, month, day } => {
                let month = self.t(&format!("month-{month}"));
                let day = if day == 1 { self.t("first-of-month") } else { day.to_string() };
                self.with("period-day", &[("day", day), ("month", month), ("year", year.to_string())])
            }
        }
    }

    /// Why a figure is absent.
    pub fn missing(&self, missing: &Missing) -> String {
        let key = format!("missing-{}", missing.id());
        match missing {
            Missing::TooFewCommunes { covered, of } => {
                self.with(&key, &[("covered", covered.to_string()), ("of", of.to_string())])
            }
            Missing::JointFigure { communes } => {
                let codes = communes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                self.t1(&key, "codes", codes)
            }
            Missing::DatasetAbsent { dataset } => self.t1(&key, "dataset", dataset.clone()),
            Missing::NoData | Missing::ZeroDenominator | Missing::NotAtThisScale => self.t(&key),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn keys(text: &str) -> Vec<String> {
        let is_key = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
        text.lines().filter(is_key).filter_map(|line| Some(line.split_once('=')?.0.trim().to_owned())).collect()
    }

    fn both() -> (Vec<String>, Vec<String>) {
        (keys(&texts!("fr").join("\n")), keys(&texts!("en").join("\n")))
    }

    #[test]
    fn no_file_of_texts_is_left_out() {
        for lang in Lang::ALL {
            let folder = format!("{}/../../locales/{}", env!("CARGO_MANIFEST_DIR"), lang.code());
            assert_eq!(std::fs::read_dir(folder).unwrap().count(), texts!("fr").len());
        }
    }

    #[test]
    fn both_languages_have_the_same_keys_each_once() {
        let (french, english) = both();
        let set = |keys: &[String]| keys.iter().cloned().collect::<BTreeSet<_>>();
        assert_eq!(set(&french), set(&english));
        assert_eq!(set(&french).len(), french.len(), "a key stands twice");
        for lang in Lang::ALL {
            assert!(french.iter().all(|key| Words::of(lang).knows(key)), "a key that Fluent does not read");
        }
    }

    #[test]
    fn every_unit_reason_and_month_has_words() {
        for lang in Lang::ALL {
            let words = Words::of(lang);
            for unit in Unit::ALL {
                assert!(words.knows(&format!("unit-{}", unit.id())), "{unit}");
            }
            for reason in [
                "no-data",
                "too-few-communes",
                "joint-figure",
                "zero-denominator",
                "not-at-this-scale",
                "dataset-absent",
            ] {
                assert!(words.knows(&format!("missing-{reason}")), "{reason}");
            }
            for month in 1..=12 {
                assert!(words.knows(&format!("month-{month}")));
            }
            for kind in territory::Kind::ALL {
                assert!(words.knows(&format!("kind-{}", kind.word())));
            }
        }
    }

    #[test]
    fn every_key_of_a_template_is_in_the_locales_and_every_key_is_used_somewhere() {
        let sources = [
            concat!(env!("CARGO_MANIFEST_DIR"), "/templates"),
            concat!(env!("CARGO_MANIFEST_DIR"), "/src"),
            concat!(env!("CARGO_MANIFEST_DIR"), "/../mosaique/src"),
        ];
        let mut text = String::new();
        let mut folders: Vec<std::path::PathBuf> = sources.iter().map(Into::into).collect();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).unwrap().flatten() {
                if entry.path().is_dir() {
                    folders.push(entry.path());
                } else {
                    #[expect(clippy::disallowed_methods, reason = "a test reads the sources of this crate")]
                    text.push_str(&std::fs::read_to_string(entry.path()).unwrap());
                }
            }
        }
        let (french, _) = both();
        for mark in [
            "w.t(\"",
            "w.t1(\"",
            "w.count(\"",
            "w.with(\"",
            "words.t(\"",
            "words.t1(\"",
            "words.count(\"",
            "words.with(\"",
        ] {
            for rest in text.split(mark).skip(1) {
                let key = rest.split('"').next().unwrap();
                assert!(french.iter().any(|known| known == key), "«{key}» is used and is in no locale");
            }
        }
        let families = [
            "unit-",
            "missing-",
            "month-",
            "kind-",
            "path-",
            "grade-",
            "direction-",
            "rule-",
            "error-",
            "status-",
            "session-kind-",
            "session-status-",
            "accessibility-level-",
            "accessibility-foot-",
            "account-how-",
            "role-",
            "demonstration-person-",
            "demonstration-about-",
            "demonstration-step-",
            "internal-label-",
            "public-label-",
            "side-",
            "phase-",
            "act-",
            "correction-reason-",
            "verdict-",
            "late-verdict-",
            "right-",
            "answer-kind-",
            "file-type-",
            "bearer-",
            "call-field-",
            "call-zone-",
            "call-seen-",
            "call-scores-",
            "call-overseas-",
            "form-part-",
            "question-field-",
            "personal-basis-",
            "personal-kept-",
            "retention-rule-",
            "provider-",
            "promise-status-",
            "promise-source-",
            "request-kind-",
            "request-verdict-",
            "deliverable-verdict-",
            "workspace-capacity-",
            "workspace-story-",
            "seat-",
            "tie-",
            "confidence-",
            "meeting-stage-",
            "outcome-",
            "workshop-state-",
            "workshop-field-",
            "channel-",
            "minutes-channel-",
            "set-aside-",
            "moderated-",
            "rung-",
            "thread-add-",
            "held-by-",
            "road-status-",
            "road-priority-",
            "road-state-",
            "road-nature-",
            "road-origin-",
            "road-field-",
            "road-file-",
            "road-part-",
            "road-import-format-",
            "phone-done-",
            "seminar-field-",
            "reach-",
            "prerequisite-",
            "answer-",
            "archive-",
        ];
        for key in &french {
            let of_family = families.iter().any(|family| key.starts_with(family));
            assert!(of_family || text.contains(&format!("\"{key}\"")), "{key} is in the locales and nowhere used");
        }
    }

    #[test]
    fn numbers_are_written_as_each_language_does() {
        let (fr, en) = (Words::of(Lang::Fr), Words::of(Lang::En));
        assert_eq!(fr.number(67_408_104.0, 0), "67\u{202f}408\u{202f}104");
        assert_eq!(fr.number(-1234.56, 1), "\u{2212}1\u{202f}234,6");
        assert_eq!(en.number(1234.56, 1), "1,234.6");
        assert_eq!(fr.number(-0.01, 1), "0,0");
        assert_eq!(fr.quantity(8.03, Unit::Percent), "8,0\u{a0}%");
        assert_eq!(en.quantity(8.03, Unit::Percent), "8.0%");
    }

    #[test]
    fn french_is_set_with_spaces_that_do_not_break() {
        let fr = Words::of(Lang::Fr);
        assert_eq!(fr.set("Est-ce l'un : « oui » ?"), "Est-ce l’un\u{a0}: «\u{a0}oui\u{a0}»\u{202f}?");
        assert_eq!(fr.period(&Period::Day { year: 2026, month: 1, day: 1 }), "1er janvier 2026");
    }
}
