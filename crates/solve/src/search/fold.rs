//! What a text is reduced to before it is compared: lower-case letters without accents, in words.

/// What a caller knows of the words of its texts.
#[derive(Debug, Clone, Copy)]
pub struct Habits {
    /// Words that tell little, left out of a question that has others.
    pub small: &'static [&'static str],
    /// Short ways of writing a word, each with the whole word.
    pub short: &'static [(&'static str, &'static str)],
    /// Letters that a plural ends with; none where a final letter is part of a name.
    pub plural: &'static [char],
}

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'t> {
    /// Its letters and digits, without accents, in lower case.
    pub(super) plain: String,
    /// The word as it is written.
    pub(super) written: &'t str,
    /// Where it begins in the text, in bytes.
    pub(super) from: usize,
}

impl Habits {
    /// A text reduced to its words, separated by one space.
    pub fn plain(&self, text: &str) -> String {
        let mut plain = String::with_capacity(text.len());
        for word in self.words(text) {
            if !plain.is_empty() {
                plain.push(' ');
            }
            plain.push_str(&word.plain);
        }
        plain
    }

    /// The words of a text, in order.
    pub(super) fn words<'t>(&self, text: &'t str) -> Vec<Word<'t>> {
        let mut words = Vec::new();
        let mut word: Option<(usize, String)> = None;
        let mut end = |word: &mut Option<(usize, String)>, to: usize| {
            if let Some((from, mut plain)) = word.take() {
                if let Some((_, whole)) = self.short.iter().find(|(short, _)| *short == plain) {
                    plain = (*whole).to_owned();
                }
                words.push(Word { plain, written: &text[from..to], from });
            }
        };
        for (at, letter) in text.char_indices() {
            match Folded::of(letter) {
                Folded::Gap => end(&mut word, at),
                // An accent that follows its letter is part of the word, and starts none.
                Folded::Silent => {}
                folded => folded.push(&mut word.get_or_insert_with(|| (at, String::new())).1),
            }
        }
        end(&mut word, text.len());
        words
    }

    pub(super) fn is_small(&self, word: &str) -> bool {
        self.small.contains(&word)
    }
}

/// What a letter becomes.
enum Folded {
    Letters(&'static str),
    Same(char),
    Silent,
    Gap,
}

impl Folded {
    fn of(letter: char) -> Self {
        match letter {
            'a'..='z' | '0'..='9' => Folded::Same(letter),
            'A'..='Z' => Folded::Same(letter.to_ascii_lowercase()),
            'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' | 'À' | 'Á' | 'Â' | 'Ä' | 'Ã' | 'Å' => Folded::Letters("a"),
            'ç' | 'Ç' => Folded::Letters("c"),
            'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => Folded::Letters("e"),
            'ì' | 'í' | 'î' | 'ï' | 'Ì' | 'Í' | 'Î' | 'Ï' => Folded::Letters("i"),
            'ñ' | 'Ñ' => Folded::Letters("n"),
            'ò' | 'ó' | 'ô' | 'ö' | 'õ' | 'Ò' | 'Ó' | 'Ô' | 'Ö' | 'Õ' => Folded::Letters("o"),
            'ù' | 'ú' | 'û' | 'ü' | 'Ù' | 'Ú' | 'Û' | 'Ü' => Folded::Letters("u"),
            'ý' | 'ÿ' | 'Ý' | 'Ÿ' => Folded::Letters("y"),
            'œ' | 'Œ' => Folded::Letters("oe"),
            'æ' | 'Æ' => Folded::Letters("ae"),
            '\u{300}'..='\u{36f}' => Folded::Silent,
            letter if letter.is_alphanumeric() => Folded::Same(letter),
            _ => Folded::Gap,
        }
    }

    fn push(self, plain: &mut String) {
        match self {
            Folded::Letters(letters) => plain.push_str(letters),
            // An accent that a lower case brings apart from its letter is left, as one that follows it.
            Folded::Same(letter) => {
                plain.extend(letter.to_lowercase().filter(|letter| !('\u{300}'..='\u{36f}').contains(letter)));
            }
            Folded::Silent | Folded::Gap => {}
        }
    }
}

/// How many bytes of a word, as it is written, make its first `length` bytes once plain.
pub(super) fn written_length(written: &str, length: usize) -> usize {
    let mut plain = String::new();
    for (at, letter) in written.char_indices() {
        if plain.len() >= length {
            // The accents that follow belong to the last letter.
            if !matches!(Folded::of(letter), Folded::Silent) {
                return at;
            }
        }
        Folded::of(letter).push(&mut plain);
    }
    written.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HABITS: Habits = Habits { small: &["de", "la"], short: &[("st", "saint")], plural: &[] };

    #[test]
    fn accents_case_hyphens_and_apostrophes_do_not_count() {
        for (text, plain) in [
            ("Saint-Étienne", "saint etienne"),
            ("St Etienne", "saint etienne"),
            ("L'Haÿ-les-Roses", "l hay les roses"),
            ("L’HAŸ", "l hay"),
            ("E\u{301}tienne", "etienne"),
            ("Œuf d'ÆNÉE", "oeuf d aenee"),
            ("  \t", ""),
        ] {
            assert_eq!(HABITS.plain(text), plain, "{text}");
        }
    }

    #[test]
    fn the_beginning_of_a_word_is_found_back_as_it_is_written() {
        assert_eq!(&"Étienne"[..written_length("Étienne", 2)], "Ét");
        assert_eq!(&"E\u{301}tienne"[..written_length("E\u{301}tienne", 1)], "E\u{301}");
        assert_eq!(&"cœur"[..written_length("cœur", 2)], "cœ");
        assert_eq!(written_length("cœur", 9), "cœur".len());
    }
}
