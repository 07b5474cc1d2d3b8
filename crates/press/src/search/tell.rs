//! An answer in words: what was found, where in it, and why it answers.

use serde::Serialize;
use territory::names::plain;
use territory::search::{Habits, Match, Question, Trace, Way, excerpt};

use super::Thing;
use crate::words::Words;

/// Most bytes of a running text that an answer shows.
const LONGEST_EXCERPT: usize = 220;

/// A part of a text, found or around what was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Its words.
    pub text: String,
    /// Whether it is what was found.
    pub found: bool,
}

/// What was found, before it is put in words.
pub struct Found<'a> {
    /// What it is.
    pub thing: Thing,
    /// What it is called.
    pub name: &'a str,
    /// The name that answers: its own, or a former one that its name quotes.
    pub called: &'a str,
    /// Its address.
    pub href: String,
    /// What it is, in words; its place among others.
    pub label: String,
    /// Where it is, in words.
    pub detail: String,
    /// Its token, when it is a territory.
    pub token: Option<String>,
    /// Its other texts, where words may have been found.
    pub texts: Vec<&'a str>,
    /// How it answers.
    pub matched: Match,
    /// How many faults were corrected.
    pub faults: u8,
}

/// An answer in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HitView {
    /// What it is: a stable word.
    pub kind: &'static str,
    /// What it is, in words.
    pub label: String,
    /// What it is called.
    pub name: String,
    /// The same, in parts.
    pub parts: Vec<Part>,
    /// Its address.
    pub url: String,
    /// Where it is, in words.
    pub detail: String,
    /// Its token, when it is a territory.
    pub token: Option<String>,
    /// How it answers: a stable word.
    pub matched: &'static str,
    /// How many faults were corrected.
    pub faults: u8,
    /// Why it answers, in words.
    pub reason: String,
    /// What was found in its texts, in parts; nothing when its name says enough.
    pub excerpt: Vec<Part>,
}

/// Puts an answer in words. `asked` is what was written, `question` what was read of it by `habits`.
pub fn tell(words: &Words, habits: &Habits, asked: &str, question: &Question, found: Found<'_>) -> HitView {
    let forgiving = found.matched.is_corrected();
    let in_name = question.traces(habits, found.name, forgiving);
    let in_texts = match found.matched {
        Match::Heading | Match::Text | Match::Typing => found
            .texts
            .iter()
            .map(|text| (*text, question.traces(habits, text, forgiving)))
            .filter(|(_, traces)| !traces.is_empty())
            .min_by_key(|(_, traces)| std::cmp::Reverse(distinct(traces))),
        _ => None,
    };
    // A text that adds no word to those of the name is not shown.
    let in_texts = in_texts.filter(|(_, traces)| traces.iter().any(|t| in_name.iter().all(|n| n.asked != t.asked)));
    let reason = {
        let others = in_texts.as_ref().map_or(&[][..], |(_, traces)| traces);
        let all: Vec<&Trace<'_>> = in_name.iter().chain(others).collect();
        reason(words, asked, found.called, found.matched, &all)
    };
    let parts = match (in_name.is_empty(), found.matched) {
        // Found as a whole, words written in one or in several.
        (true, Match::SameWords | Match::Beginning | Match::Almost) => {
            vec![Part { text: found.name.to_owned(), found: true }]
        }
        _ => stretch(found.name, 0..found.name.len(), &in_name),
    };
    let excerpt = in_texts.map_or(Vec::new(), |(text, traces)| {
        let marks: Vec<_> = traces.iter().map(|trace| trace.at.clone()).collect();
        let shown = excerpt(text, &marks, LONGEST_EXCERPT);
        let cut = (shown.start > 0, shown.end < text.len());
        let mut parts = stretch(text, shown, &traces);
        let ellipsis = || Part { text: "…".to_owned(), found: false };
        if cut.0 {
            parts.insert(0, ellipsis());
        }
        if cut.1 {
            parts.push(ellipsis());
        }
        parts
    });
    HitView {
        kind: found.thing.word(),
        label: found.label,
        name: found.name.to_owned(),
        parts,
        url: found.href,
        detail: found.detail,
        token: found.token,
        matched: found.matched.word(),
        faults: found.faults,
        reason,
        excerpt,
    }
}

fn distinct(traces: &[Trace<'_>]) -> usize {
    traces.iter().map(|trace| trace.asked).collect::<std::collections::BTreeSet<_>>().len()
}

/// Why an answer is one, in a few words.
pub fn reason(words: &Words, asked: &str, name: &str, matched: Match, traces: &[&Trace<'_>]) -> String {
    let asked = asked.trim();
    let pair = |asked: &str, found: &str| [("asked", asked.to_owned()), ("found", found.to_owned())];
    match matched {
        Match::Exact if asked.to_lowercase() == name.to_lowercase() => words.t("search-why-exact"),
        // The rest of what was asked says where.
        Match::Exact if plain(asked) != plain(name) => words.t("search-why-within"),
        Match::Exact | Match::SameWords => words.with("search-why-spelling", &pair(asked, name)),
        Match::Beginning => words.t1("search-why-beginning", "asked", asked),
        Match::EveryWord => words.t("search-why-every-word"),
        Match::Beginnings => words.t("search-why-beginnings"),
        Match::Within => words.t("search-why-within"),
        Match::Heading => words.t("search-why-heading"),
        Match::Text => words.t("search-why-text"),
        Match::Almost | Match::Typing => {
            let corrected: Vec<&&Trace<'_>> =
                traces.iter().filter(|trace| matches!(trace.way, Way::Faults(_))).collect();
            // Faults that lie across words, or in a small one, are those of the whole name.
            let [first, rest @ ..] = corrected.as_slice() else {
                return words.with("search-why-typing", &pair(asked, name));
            };
            let mut told = words.with("search-why-typing", &pair(first.asked, first.found));
            let mut seen = vec![first.asked];
            for trace in rest {
                if !seen.contains(&trace.asked) {
                    seen.push(trace.asked);
                    told = format!("{told}, {}", words.with("search-why-typing-more", &pair(trace.asked, trace.found)));
                }
            }
            told
        }
    }
}

/// A stretch of a text, parted where what was found begins and ends.
fn stretch(text: &str, shown: std::ops::Range<usize>, traces: &[Trace<'_>]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = shown.start;
    let mut push = |from: usize, to: usize, found: bool| {
        if from < to {
            parts.push(Part { text: text[from..to].to_owned(), found });
        }
    };
    for mark in traces.iter().map(|trace| &trace.at).filter(|mark| mark.start >= shown.start && mark.end <= shown.end) {
        push(at, mark.start, false);
        push(mark.start, mark.end, true);
        at = mark.end;
    }
    push(at, shown.end, false);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use facts::Lang;
    use territory::names::HABITS;

    fn told(asked: &str, name: &str, matched: Match) -> HitView {
        let question = Question::new(&HABITS, asked);
        let found = Found {
            thing: Thing::Territory,
            name,
            called: name,
            href: String::new(),
            label: String::new(),
            detail: String::new(),
            token: None,
            texts: vec!["Une ville de la Charente, sur la Charente."],
            matched,
            faults: 0,
        };
        tell(Words::of(Lang::Fr), &HABITS, asked, &question, found)
    }

    fn marked(parts: &[Part]) -> String {
        parts.iter().map(|p| if p.found { format!("[{}]", p.text) } else { p.text.clone() }).collect()
    }

    #[test]
    fn a_fault_is_told_with_what_was_written_and_what_was_found() {
        let hit = told("angolême", "Angoulême", Match::Almost);
        assert_eq!(hit.reason, "faute corrigée\u{a0}: angolême → Angoulême");
        assert_eq!(marked(&hit.parts), "[Angoulême]");
        let hit = told("saintay", "Saint-Ay", Match::SameWords);
        assert_eq!(marked(&hit.parts), "[Saint-Ay]");
    }

    #[test]
    fn accents_left_out_are_told_and_case_is_not() {
        assert_eq!(
            told("angouleme", "Angoulême", Match::Exact).reason,
            "vous avez écrit «\u{a0}angouleme\u{a0}»\u{202f}; trouvé «\u{a0}Angoulême\u{a0}»"
        );
        assert_eq!(told("ANGOULÊME", "Angoulême", Match::Exact).reason, "nom exact");
        let reason = told("angoulême charente", "Angoulême", Match::Exact).reason;
        assert_eq!(reason, "le nom, et le département ou la région");
    }

    #[test]
    fn a_text_shows_what_was_found_in_it_and_only_if_the_name_does_not() {
        let hit = told("charente", "Angoulême", Match::Text);
        assert_eq!(marked(&hit.excerpt), "Une ville de la [Charente], sur la [Charente].");
        assert_eq!(told("charente", "Charente", Match::Text).excerpt, []);
    }
}
