//! Why an entry answers: which words of a text were found, and where.

use std::ops::Range;

use super::fault::{faults, faults_of_beginning, forgiven};
use super::fold::{Habits, Word, written_length};
use super::{BEGINNING_FROM, Question};

/// In what way a word asked is in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// It is there.
    Whole,
    /// Its singular is.
    Form,
    /// It begins a word.
    Beginning,
    /// So it is, once faults are corrected.
    Faults(u8),
}

/// A word asked and the word of a text that answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace<'t> {
    /// The word asked, as it was written.
    pub asked: &'t str,
    /// The word found, as it is written.
    pub found: &'t str,
    /// In what way.
    pub way: Way,
    /// What is to be marked in the text, in bytes.
    pub at: Range<usize>,
}

impl Question {
    /// Where the words asked are in a text, in the order of the text, at most one trace a word of the text.
    pub fn traces<'t>(&'t self, habits: &Habits, text: &'t str, forgiving: bool) -> Vec<Trace<'t>> {
        let found = |word: Word<'t>| {
            let found = self.words().iter().enumerate().filter_map(|(rank, asked)| {
                let last = rank + 1 == self.words().len();
                let (way, length) = answers(habits, asked, &word.plain, last, forgiving)?;
                Some((way, rank, length))
            });
            let (way, rank, length) = found.min()?;
            let at = word.from..word.from + written_length(word.written, length);
            Some(Trace { asked: &self.written()[rank], found: word.written, way, at })
        };
        habits.words(text).into_iter().filter_map(found).collect()
    }
}

/// In what way a word asked is a word, and the length of what is to be marked of it.
fn answers(habits: &Habits, asked: &str, word: &str, last: bool, forgiving: bool) -> Option<(Way, usize)> {
    if asked == word {
        return Some((Way::Whole, word.len()));
    }
    if habits.singular(asked) == Some(word) {
        return Some((Way::Form, word.len()));
    }
    if (last || asked.len() >= BEGINNING_FROM) && word.starts_with(asked) {
        return Some((Way::Beginning, asked.len()));
    }
    let most = if forgiving { forgiven(asked) } else { 0 };
    if most == 0 {
        return None;
    }
    if let Some(faults) = faults(asked, word, most) {
        return Some((Way::Faults(faults), word.len()));
    }
    let begun = last && asked.len() >= super::FAULTY_BEGINNING_FROM;
    let (faults, end) = begun.then(|| faults_of_beginning(asked, word, 1)).flatten()?;
    Some((Way::Faults(faults), end))
}

/// The part of a text that shows the most of what was found, at most so many bytes, cut between words.
pub fn excerpt(text: &str, marks: &[Range<usize>], most: usize) -> Range<usize> {
    if text.len() <= most {
        return 0..text.len();
    }
    let within = |from: usize| marks.iter().filter(|mark| mark.start >= from && mark.end <= from + most).count();
    let best = marks.iter().map(|mark| mark.start).max_by_key(|from| (within(*from), std::cmp::Reverse(*from)));
    // A few words before what was found say what it is about.
    let wished = best.unwrap_or(0).saturating_sub(most / 4).min(text.len() - most);
    let gap = |at: &usize| text.is_char_boundary(*at) && text[*at..].starts_with(char::is_whitespace);
    let from = match wished {
        0 => 0,
        wished => (0..=wished).rev().find(gap).map_or(0, |at| at + 1),
    };
    let from = (from..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let end = (from + most).min(text.len());
    let to = if end == text.len() { end } else { (from..=end).rev().find(gap).unwrap_or(from) };
    let to = if to > from { to } else { (from..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(from) };
    from..to
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HABITS: Habits = Habits { small: &["de", "la", "l"], short: &[("st", "saint")], plural: &['s'] };

    fn marked(asked: &str, text: &str) -> String {
        let question = Question::new(&HABITS, asked);
        let mut shown = text.to_owned();
        for trace in question.traces(&HABITS, text, true).iter().rev() {
            shown.insert(trace.at.end, ']');
            shown.insert(trace.at.start, '[');
        }
        shown
    }

    #[test]
    fn what_was_found_is_marked_as_it_is_written() {
        for (asked, shown) in [
            ("angouleme", "La ville d'[Angoulême]"),
            ("angol", "La ville d'[Angou]lême"),
            ("angolême", "La ville d'[Angoulême]"),
            ("villes", "La [ville] d'Angoulême"),
            ("de la", "[La] ville d'Angoulême"),
            ("lyon", "La ville d'Angoulême"),
        ] {
            assert_eq!(marked(asked, "La ville d'Angoulême"), shown, "{asked}");
        }
        assert_eq!(marked("st etien", "Saint-Étienne"), "[Saint]-[Étien]ne");
    }

    #[test]
    fn an_excerpt_is_cut_between_words_around_what_was_found() {
        let text = "Un long début sans rien, puis les friches économiques, et une longue fin.";
        let at = text.find("friches").unwrap();
        let mark = Range { start: at, end: at + 7 };
        let shown = &text[excerpt(text, &[mark], 40)];
        assert_eq!(shown, "puis les friches économiques, et une");
    }

    proptest! {
        #[test]
        fn no_text_breaks_marks_nor_excerpts(asked in ".{0,30}", text in ".{0,120}", most in 1usize..60) {
            let question = Question::new(&HABITS, &asked);
            let mut end = 0;
            let mut marks = Vec::new();
            for trace in question.traces(&HABITS, &text, true) {
                prop_assert!(trace.at.start >= end && !text[trace.at.clone()].is_empty());
                end = trace.at.end;
                marks.push(trace.at);
            }
            let shown = excerpt(&text, &marks, most);
            prop_assert!(text.get(shown.clone()).is_some() && (shown.len() <= most || text.len() <= most));
        }
    }
}
